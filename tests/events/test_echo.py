"""What an article has told with its date and names again by a noun with an owner."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from chrono.events.mention import Telling

Tell = Callable[..., list[Telling]]


def echoes(told: list[Telling]) -> list[Telling]:
    """Those of events that are named again."""
    return [telling for telling in told if "names what was told" in telling.mention.derivation[-1]]


@pytest.mark.parametrize(
    ("text", "date", "name"),
    [
        (
            "Ana Silva died on [3 November=2024-11-03].\nThousands wept at Silva's death.",
            "2024-11-03",
            "Silva's death",
        ),
        (
            "The ferry was launched in [May 2003=2003-05].\nSince its launch it has sunk twice.",
            "2003-05",
            "its launch",
        ),
        (
            "Ann Hughes died on [Monday=2024-11-11].\nA crowd sang in memory of Hughes' death.",
            "2024-11-11",
            "Hughes' death",
        ),
    ],
)
def test_a_noun_with_an_owner_names_what_was_told(tell: Tell, text: str, date: str, name: str) -> None:
    told = tell(text)
    (again,) = echoes(told)
    assert again.when.edtf == date
    assert again.mention.phrase == ""
    assert again.mention.derivation[-1].startswith(f"“{name}” names what was told of")
    assert again.title == told[0].title


@pytest.mark.parametrize(
    "text",
    [
        "Ana Silva died on [3 November=2024-11-03].\nThousands wept at Lima's death.",  # another owner
        "Ana Silva died on [3 November=2024-11-03].\nThousands wept at Silva's arrest.",  # another kind
        "Ana Silva died on [3 November=2024-11-03].\nThey met after Silva's death in [2019=2019].",  # dated
        "Ana Silva did not die on [3 November=2024-11-03].\nThousands feared for Silva's death.",  # no fact
        "The ferry was launched in [May 2003=2003-05].\nIt sank in a storm.\nThe old port closed.\n"
        "A law passed in vain.\nStorms grew.\nThey spoke of its launch.",  # far away
        "The bank Alba was closed on [Monday=2024-11-11].\nA run on Union Bank led to its closure.",  # another name
        "Ana Silva died on [3 November=2024-11-03].\nHer death was quick.",  # no preposition in front
    ],
)
def test_nothing_else_is_named_again(tell: Tell, text: str) -> None:
    assert echoes(tell(text)) == []
