"""Which tellings become one event. Written as small corpora; the numbers are how many events there are."""

from __future__ import annotations

import itertools
import random
from dataclasses import replace

import pytest

from chrono.events import Gathered, disagreements
from chrono.events.merge import merged
from chrono.events.names import NamesOf
from chrono.events.terms import Weights


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
    (  # one date opens what goes on since then
        "Rebels stormed the town of Obando on [May 3=2024-05-03] and hold it.",
        "Rebels have held the town of Obando since [May 3=2024-05-03].",
        2,
    ),
    (  # one game, told from both sides
        "Obando Rovers won 2-1 against Lima Town on [May 3=2024-05-03].",
        "Lima Town lost 2-1 to Obando Rovers on [May 3=2024-05-03].",
        2,
    ),
    (  # a city and its country
        "Shells hit the harbour and the market in Peru on [May 3=2024-05-03].",
        "Shells hit the harbour and the market in Lima on [May 3=2024-05-03].",
        2,
    ),
    (  # numbers in words and in digits, and other numbers beside one that says much
        "Fifty-seven miners of Obando were freed on [May 3=2024-05-03].",
        "On [May 3=2024-05-03], 57 miners of Obando were freed after 3 weeks.",
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
    (  # only who speaks in common
        "Spokesman Rui Costa praised the nurses of Obando.",
        "Spokesman Rui Costa wished the goalkeeper luck.",
    ),
    (  # the same of another year
        "The budget of Obando grew in [2023=2023].",
        "The budget of Obando grew in [2024=2024].",
    ),
    (  # two firms, two results
        "Airline Obando Air lost money in [April=2024-04], it told investors.",
        "Airline Lima Jet lost money in [April=2024-04], it told investors.",
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


def test_what_begins_once_has_one_date(story, collect) -> None:
    one = story("Dockers at the port of Obando began a strike over pay on [Monday=2024-05-06].", "2024-05-07")
    other = story("The dockers' strike over pay in Obando began on [May 7=2024-05-07].", "2024-05-20", "b.txt")
    (event,) = collect(one, other).dated
    assert (event.date, [conflict.date for conflict in event.conflicts]) == ("2024-05-06", ["2024-05-07"])


def test_of_two_dates_the_one_that_most_articles_tell_counts(story, collect) -> None:
    one = story("Dockers at the port of Obando began a strike over pay on [Monday=2024-05-06].", "2024-05-07")
    other = story("The dockers' strike over pay in Obando began on [May 7=2024-05-07].", "2024-05-20", "b.txt")
    third = story("A strike over pay by the dockers of Obando began on [May 7=2024-05-07].", "2024-05-21", "c.txt")
    fourth = story("Dockers in Obando began a strike over pay in [May=2024-05].", "2024-06-21", "d.txt")
    (event,) = collect(one, other, third, fourth).dated
    assert (event.date, [conflict.date for conflict in event.conflicts]) == ("2024-05-07", ["2024-05-06"])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (  # the news of each day
            "The ministry of Obando reported 41 cases of cholera on [Monday=2024-05-06].",
            "The ministry of Obando reported 57 cases of cholera on [Tuesday=2024-05-07].",
        ),
        (  # each begins, and each the day before it is told
            "The trial of a banker began in Obando on [Monday=2024-05-06].",
            "The trial of a banker began in Obando on [Tuesday=2024-05-07].",
        ),
        (  # the end is not the beginning
            "The dockers' strike in Obando began on [Monday=2024-05-06].",
            "The dockers' strike in Obando ended on [Tuesday=2024-05-07].",
        ),
        (  # two times of one day
            "Rui Costa wrote to the council of Obando about the fishing rights at [9:15=2024-05-06T09:15].",
            "Rui Costa wrote to the council of Obando about the fishing rights at [9:20=2024-05-06T09:20].",
        ),
    ],
)
def test_days_that_follow_each_other_do_not_disagree(story, collect, one: str, other: str) -> None:
    gathered = collect(story(one, "2024-05-07"), story(other, "2024-05-08", "b.txt"))
    assert [count for _, count in dated(gathered)] == [1, 1]


@pytest.mark.parametrize(
    ("before", "after", "published", "events"),
    [
        ("at least three", "five", ("2024-05-04", "2024-05-06"), 1),
        ("three", "five", ("2024-05-04", "2024-05-06"), 1),
        ("five", "three", ("2024-05-04", "2024-05-06"), 2),  # the dead do not come back
        ("three", "five", ("2024-05-04", "2024-05-04"), 2),  # of one day, one of them errs or means something else
        ("three", "five", ("2024-06-04", "2024-06-06"), 2),  # by then it is known
    ],
)
def test_a_toll_grows_in_the_first_days(story, collect, before, after, published, events) -> None:
    one = story(f"A flood in Obando killed {before} people on [May 3=2024-05-03].", published[0])
    other = story(f"A flood in Obando killed {after} people on [May 3=2024-05-03].", published[1], "b.txt")
    assert len(collect(one, other).dated) == events


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


def test_the_order_of_the_tellings_changes_nothing(tell, en) -> None:
    text = "\n".join(
        [
            "Rebels stormed the harbour at Obando and burned 3 ships on [May 3=2024-05-03].",
            "Rebels stormed the harbour at Obando and burned ships on [May 3=2024-05-03].",
            "Rebels stormed the harbour at Obando in [May=2024-05].",
            "Rebels stormed the harbour at Obando and burned 5 ships on [May 3=2024-05-03].",
            "Rebels stormed the harbour at Obando on [May 4=2024-05-04].",
            "Rebels stormed the harbour at Obando.",
        ]
    )
    told = [telling for article in "abcd" for telling in tell(text, "2024-05-05", article=f"{article}.txt")]
    names = [NamesOf((), ("Obando",)) for _ in told]
    weights = Weights([telling.terms for telling in told])

    def groups(order: list[int]) -> set[frozenset[int]]:
        found = merged([told[index] for index in order], [names[index] for index in order], weights, en)
        return {frozenset(order[place] for place in group) for group in found}

    usual = list(range(len(told)))
    expected = groups(usual)
    assert any(len(group) > 1 for group in expected)
    for seed in range(20):
        shuffled = list(usual)
        random.Random(seed).shuffle(shuffled)
        assert groups(shuffled) == expected


def test_three_times_the_tellings_are_compared_three_times_as_often(tell, en, monkeypatch) -> None:
    """Even where all are of one day and of the same dozen words."""

    def comparisons(count: int) -> int:
        compared = 0

        def counted(*_: object) -> None:
            nonlocal compared
            compared += 1

        monkeypatch.setattr("chrono.events.merge._relation", counted)
        (first,) = tell("A storm hit Obando on [May 3=2024-05-03].")
        told = []
        for place in range(1, count + 1):
            words = tuple(f"word{bit}" for bit in range(12) if place >> bit & 1)
            mention = replace(first.mention, article=f"{place}.txt")
            told.append(replace(first, mention=mention, terms=("storm", *words)))
        merged(told, [NamesOf()] * count, Weights([telling.terms for telling in told]), en)
        return compared

    few, many = comparisons(500), comparisons(1500)
    assert 500 < few < many < 3.5 * few


def test_what_one_does_but_once_is_one_thing_in_whatever_words(collect, story) -> None:
    gathered = collect(
        story("Ana Silva died at her house in Lima on [Friday=2024-11-08].", article="a.txt"),
        story("The poet Ana Silva, who died in [November=2024-11] aged 80, wrote about bees.", article="b.txt"),
        story("Silva died on [8 November=2024-11-08] of an old wound, says Ana Silva's doctor.", article="c.txt"),
        story("Juan Silva died on [8 November=2024-11-08] of an old wound.", article="d.txt"),
    )
    died = [event for event in gathered.dated if "died" in event.title]
    assert sorted(len(event.mentions) for event in died) == [1, 3], [event.title for event in died]
