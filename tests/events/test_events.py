"""The stage as a whole: small corpora in, the event table out."""

from __future__ import annotations

import random
import subprocess
import sys
from dataclasses import replace
from itertools import pairwise

import pytest

from chrono.events import events_of, gather, in_order
from chrono.events.event import Event

FIRST = """Rebels stormed the port of Obando on [May 3=2024-05-03], Ana Silva said.
The two sides are still far apart in Obando.
They hope to meet in Lima in [July=2024-07].
The valley has been without power since [April=2024-04].
The port was built in [1932=1932] and burned in [1933=1933]."""
SECOND = """Silva met the miners in Lima on [May 5=2024-05-05].
Rebels stormed the port of Obando on [Friday=2024-05-03].
Obando has a harbour."""


@pytest.fixture
def corpus(story):
    return [
        story(FIRST, "2024-05-04", "first.txt", source="Daily"),
        story(SECOND, "2024-05-06", "second.txt", source="Weekly"),
        story("It all began on [Monday=?XXXX-WXX-1].\nNobody knows why.", None, "third.txt"),
    ]


def run(corpus):
    return events_of([article for article, _ in corpus], {article.id: annotation for article, annotation in corpus})


def test_the_event_table(corpus) -> None:
    dated, undated = run(corpus)
    assert [(event.date, event.kind, event.title, len(event.mentions)) for event in dated] == [
        ("1932", "happened", "The port was built", 1),
        ("1933", "happened", "The port burned", 1),
        ("2024-04/..", "ongoing", "The valley has been without power", 1),
        ("2024-05-03", "happened", "Rebels stormed the port of Obando", 2),
        ("2024-05-04", "reported", "The two sides are still far apart in Obando", 1),
        ("2024-05-05", "happened", "Silva met the miners in Lima", 1),
        ("2024-05-06", "reported", "Obando has a harbour", 1),
        ("2024-07", "planned", "They hope to meet in Lima", 1),
    ]
    assert [(event.title, event.why) for event in undated] == [
        ("It all began", "“Monday” needs the article's date, which is unknown"),
        ("Nobody knows why", "the article's date is unknown"),
    ]


def test_names_run_over_the_corpus(corpus) -> None:
    dated, _ = run(corpus)
    met = next(event for event in dated if event.date == "2024-05-05")
    assert (met.actors, met.places) == (("Ana Silva",), ("Lima",))


def test_every_mention_is_kept_with_its_source(corpus) -> None:
    dated, _ = run(corpus)
    stormed = next(event for event in dated if event.date == "2024-05-03")
    assert [(mention.article, mention.phrase) for mention in stormed.mentions] == [
        ("first.txt", "May 3"),
        ("second.txt", "Friday"),
    ]
    assert stormed.salience == max(event.salience for event in dated)


def test_undated_events_have_no_date_at_all(corpus) -> None:
    _, undated = run(corpus)
    assert {(event.date, event.earliest, event.latest) for event in undated} == {(None, None, None)}
    assert all(event.as_dict()["why"] for event in undated)


def test_bounds_are_those_of_the_date(corpus) -> None:
    dated, _ = run(corpus)
    assert [(event.earliest, event.latest) for event in dated][2:4] == [
        ("2024-04-01", None),
        ("2024-05-03", "2024-05-03"),
    ]


def test_the_order_of_the_articles_changes_nothing(corpus) -> None:
    expected = run(corpus)
    chance = random.Random(7)
    for _ in range(6):
        chance.shuffle(corpus)
        assert run(corpus) == expected


def test_an_empty_corpus_and_an_empty_article(story) -> None:
    assert events_of([], {}) == ([], [])
    article, annotation = story("", "2024-05-04")
    assert events_of([article], {article.id: annotation}) == ([], [])


def test_a_language_without_cues_dates_whole_sentences(story) -> None:
    article, annotation = story("On [Monday=2024-05-06], Ana Silva met them.", "2024-05-08")
    gathered = gather([replace(article, language="xx")], {article.id: annotation}, "xx")
    assert [(event.date, event.kind) for event in gathered.dated] == [("2024-05-06", "happened")]


def test_each_article_is_read_in_its_own_language(story) -> None:
    """ "will" is a cue of English; where the language has no cues, the dates alone say what is planned."""
    article, annotation = story("They will meet in [2024=2024].", "2024-05-08")
    kinds = [
        [event.kind for event in gather([replace(article, language=language)], {article.id: annotation}).dated]
        for language in ("en", "xx")
    ]
    assert kinds == [["planned"], ["ongoing"]]


def make(date: str | None, earliest: str | None, latest: str | None, salience: float = 0.5, name: str = "e1") -> Event:
    return Event(name, date, earliest, latest, "day", "happened", "asserted", "", "", (), (), salience, ())


def test_the_order_of_a_timeline() -> None:
    expected = [
        make("-0043-03-15", "-0043-03-15", "-0043-03-15"),
        make("0476", "0476-01-01", "0476-12-31"),
        make("/2024-01", None, "2024-01-31"),
        make("2024-05-03", "2024-05-03", "2024-05-03", 0.9, "e2"),
        make("2024-05-03", "2024-05-03", "2024-05-03", 0.1, "e3"),
        make("2024-05-03", "2024-05-03", "2024-05-03", 0.1, "e4"),
        make("2024-05-03/2024-05-09", "2024-05-03", "2024-05-09"),
        make("2024-05-03/..", "2024-05-03", None),
        make("Y12000", "+12000-01-01", "+12000-12-31"),
    ]
    shuffled = list(expected)
    random.Random(3).shuffle(shuffled)
    assert in_order(shuffled) == expected


def test_the_hash_seed_changes_nothing(corpus) -> None:
    """Sets and dictionaries are sorted before they are looked at: two interpreters give the same bytes."""
    program = (
        "from chrono.events.cues import cues_of; from chrono.events.names import Names; "
        "from chrono.events.words import words_of; n = Names(cues_of('en')); "
        "s = n.meet(words_of('They met Ana Silva, Rui Costa and Li Wei in Lima, Quito and Bern.')); print(n.of(s))"
    )
    printed = {
        subprocess.run(
            [sys.executable, "-c", program], env={"PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True
        ).stdout
        for seed in ("0", "1", "2")
    }
    assert len(printed) == 1


def test_cost_grows_with_the_number_of_sentences(story, monkeypatch) -> None:
    """Twice the sentences make about twice the comparisons, and not four times."""
    from chrono.events import merge

    counted: list[int] = []
    original = merge.cosine

    def counting(one, other):
        counted[-1] += 1
        return original(one, other)

    monkeypatch.setattr(merge, "cosine", counting)
    for size in (200, 400, 800):
        counted.append(0)
        chance = random.Random(size)
        words = [f"word{number}" for number in range(size)]
        lines = [f"They {' '.join(chance.choices(words, k=8))} in [May=2024-05]." for _ in range(size)]
        article, annotation = story("\n".join(lines), "2024-06-01")
        gather([article], {article.id: annotation})
    assert all(more <= 3 * max(fewer, 1) for fewer, more in pairwise(counted))
