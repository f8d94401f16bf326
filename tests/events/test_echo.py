"""What an article has told with its date and names again by a noun with an owner."""

from __future__ import annotations

import pytest

from chrono.article import Article, Dating
from chrono.events.cues import Cues
from chrono.events.mention import Telling, tellings
from chrono.events.names import Names
from chrono.resolve import resolve
from chrono.sentences import sentences
from chrono.tagger import tagger
from chrono.temporal.edtf import parse

WRITTEN = Dating(parse("2024-11-14").interval, "exact", "2024-11-14")


def told_by(text: str, en: Cues) -> list[Telling]:
    """The tellings of a text."""
    timexes = tagger("en").tag(text)
    annotation = sentences(text), timexes, resolve(text, timexes, WRITTEN)
    return tellings(Article(id="a.txt", text=text, title="", published=WRITTEN), annotation, en, Names(en))[0]


def echoes(told: list[Telling]) -> list[Telling]:
    """Those of events that are named again."""
    return [telling for telling in told if "names what was told" in telling.mention.derivation[-1]]


@pytest.mark.parametrize(
    ("text", "date", "name"),
    [
        ("Ana Silva died on 3 November 2024. Thousands wept at Silva's death.", "2024-11-03", "Silva's death"),
        ("The ferry was launched on 2 May 2003. Since its launch it has sunk twice.", "2003-05-02", "its launch"),
        ("Ann Hughes died on Monday. A crowd sang in memory of Hughes' death.", "2024-11-11", "Hughes' death"),
    ],
)
def test_a_noun_with_an_owner_names_what_was_told(en: Cues, text: str, date: str, name: str) -> None:
    told = told_by(text, en)
    (again,) = echoes(told)
    assert again.when.edtf == date
    assert again.mention.phrase == ""
    assert again.mention.derivation[-1].startswith(f"“{name}” names what was told of")
    assert again.title == told[0].title


@pytest.mark.parametrize(
    "text",
    [
        "Ana Silva died on 3 November 2024. Thousands wept at Lima's death.",  # another owner
        "Ana Silva died on 3 November 2024. Thousands wept at Silva's arrest.",  # another kind
        "Ana Silva died on 3 November 2024. They met after Silva's death in 2019.",  # a date of its own
        "Ana Silva did not die on 3 November 2024. Thousands feared for Silva's death.",  # not told as a fact
        "The ferry was launched on 2 May 2003. It sank in a storm. The old port closed. A law passed in vain. "
        "Storms grew. They spoke of its launch.",  # far away
        "The bank Alba was closed on Monday. A run on Union Bank led to its closure.",  # a name in between
        "Ana Silva died on 3 November 2024. Her death was quick.",  # no preposition in front
    ],
)
def test_nothing_else_is_named_again(en: Cues, text: str) -> None:
    assert echoes(told_by(text, en)) == []
