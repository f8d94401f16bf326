"""Which tellings become one event. Written as small corpora; the numbers are how many events there are."""

from __future__ import annotations

import itertools

import pytest

from chrono.events import Gathered, disagreements


def dated(gathered: Gathered) -> list[tuple[str | None, int]]:
    return [(event.date, len(event.mentions)) for event in gathered.dated]


SAME = [
    (  # the same words, twice in one article (a caption) and in another (an agency's text)
        "Rebels stormed the town of Obando on [May 3=2024-05-03].\n" * 2,
        "Rebels stormed the town of Obando on [Friday=2024-05-03].",
        3,
    ),
    (  # other words, the same names
        "Rebels stormed the harbour town of Obando on [May 3=2024-05-03], killing ten soldiers.",
        "Ten soldiers were killed when rebels stormed the town of Obando on [Friday=2024-05-03].",
        2,
    ),
    (  # one date finer than the other
        "Rebels stormed the town of Obando in [May=2024-05].",
        "Rebels stormed the town of Obando on [May 3=2024-05-03].",
        2,
    ),
    (  # one kind of event, one place, one date
        "The raid on the port of Obando began in [May=2024-05].",
        "In [May=2024-05] they launched an assault near Obando.",
        2,
    ),
]


@pytest.mark.parametrize(("one", "other", "mentions"), SAME)
def test_one_event(story, collect, one: str, other: str, mentions: int) -> None:
    gathered = collect(story(one, "2024-06-01"), story(other, "2024-06-02", "b.txt"))
    assert [count for _, count in dated(gathered)] == [mentions]


APART = [
    (  # other numbers
        "Shells killed 10 soldiers at the port of Obando on [May 3=2024-05-03].",
        "Shells killed 12 soldiers at the port of Obando on [May 3=2024-05-03].",
    ),
    (  # other places
        "Rebels stormed the harbour and the market in Obando on [May 3=2024-05-03].",
        "Rebels stormed the harbour and the market in Lima on [May 3=2024-05-03].",
    ),
    (  # opposites
        "The border crossing at Obando was opened to lorries on [May 3=2024-05-03].",
        "The border crossing at Obando was closed to lorries on [May 3=2024-05-03].",
    ),
    (  # another day, another year
        "Rebels stormed the town of Obando on [May 3=2024-05-03].",
        "Rebels stormed the town of Obando on [May 9=2024-05-09].",
    ),
    (
        "Rebels stormed the town of Obando in [2023=2023].",
        "Rebels stormed the town of Obando in [2024=2024].",
    ),
    (  # told as a fact and as a possibility
        "Rebels stormed the town of Obando on [May 3=2024-05-03].",
        "Rebels reportedly stormed the town of Obando on [May 3=2024-05-03].",
    ),
    (  # told and denied
        "Rebels stormed the town of Obando on [May 3=2024-05-03].",
        "Rebels did not storm the town of Obando on [May 3=2024-05-03].",
    ),
    (  # only the topic in common
        "Ana Silva spoke to the miners of Obando on [May 3=2024-05-03].",
        "Rebels stormed the town of Obando on [May 3=2024-05-03].",
    ),
    (  # an open interval and a year
        "Rebels have held the town of Obando since [2014=2014].",
        "Rebels have held the town of Obando since [2016=2016].",
    ),
]


@pytest.mark.parametrize(("one", "other"), APART)
def test_two_events(story, collect, one: str, other: str) -> None:
    gathered = collect(story(one, "2024-06-01"), story(other, "2024-06-02", "b.txt"))
    assert [count for _, count in dated(gathered)] == [1, 1]


def test_the_finer_date_wins(story, collect) -> None:
    one = story("Rebels stormed the town of Obando in [May=2024-05].", "2024-06-01")
    other = story("Rebels stormed the town of Obando on [May 3=2024-05-03].", "2024-06-02", "b.txt")
    (event,) = collect(one, other).dated
    assert (event.date, event.precision, event.earliest, event.latest) == (
        "2024-05-03",
        "day",
        "2024-05-03",
        "2024-05-03",
    )


def test_a_report_of_the_day_joins_the_dated_telling(story, collect) -> None:
    one = story("Rebels stormed the town of Obando on [Friday=2024-05-03].", "2024-05-04")
    other = story("Rebels stormed the town of Obando.", "2024-05-04", "b.txt")
    assert dated(collect(one, other)) == [("2024-05-03", 2)]


def test_a_report_of_weeks_later_does_not(story, collect) -> None:
    one = story("Rebels stormed the town of Obando on [Friday=2024-05-03].", "2024-05-04")
    other = story("Rebels stormed the town of Obando.", "2024-06-04", "b.txt")
    assert dated(collect(one, other)) == [("2024-05-03", 1), ("2024-06-04", 1)]


def test_what_was_planned_and_then_happened_has_happened(story, collect) -> None:
    before = story("The fair of Obando opens on [May 3=2024-05-03].", "2024-05-01")
    after = story("The fair of Obando opened on [May 3=2024-05-03].", "2024-05-05", "b.txt")
    assert [(event.kind, len(event.mentions)) for event in collect(before, after).dated] == [("happened", 2)]


def test_dates_that_disagree_are_shown(story, collect) -> None:
    said = "Ana Silva signed the treaty with Rui Costa on fishing rights off the coast of Obando on"
    one = story(f"{said} [May 3=2024-05-03].", "2024-06-01")
    other = story(f"{said} [May 4=2024-05-04].", "2024-06-02", "b.txt")
    gathered = collect(one, other)
    (event,) = gathered.dated
    assert event.date == "2024-05-03"
    assert [(conflict.date, event.mentions[conflict.mention].article) for conflict in event.conflicts] == [
        ("2024-05-04", "b.txt")
    ]
    assert [problem.origin for problem in disagreements(gathered.dated)] == ["b.txt"]


def test_chains_do_not_form(story, collect) -> None:
    """The first is like the second and the second like the third, but the first is not like the third."""
    texts = [
        "Rebels stormed the harbour at Obando and burned 3 ships on [May 3=2024-05-03].",
        "Rebels stormed the harbour at Obando and burned ships on [May 3=2024-05-03].",
        "Rebels stormed the harbour at Obando and burned 5 ships on [May 3=2024-05-03].",
    ]
    stories = [story(text, "2024-06-01", f"{place}.txt") for place, text in enumerate(texts)]
    for order in itertools.permutations(stories):
        assert sorted(len(event.mentions) for event in collect(*order).dated) == [1, 2]


def test_two_tellings_of_one_sentence_stay_two(story, collect) -> None:
    text = "Prices at Obando rose in [March=2024-03] and prices at Obando rose in [spring=2024-21]."
    assert [count for _, count in dated(collect(story(text, "2024-11-14")))] == [1, 1]
