"""Identifiers last, over random corpora of small articles that are built as any others are: in another order, under
other names, with more articles and without them again, with more processes; and so do the corrections keyed by them."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest

from chrono.events.event import Event
from chrono.pipeline import build
from chrono.timeline import Timeline

Corpus = Mapping[str, tuple[str | None, str]]

WHO = ["Rebels", "Soldiers of the guard", "Miners", "Ana Silva", "The mayor of Tolo", "Two ships", "President Mora"]
DID = [
    "stormed the town of Obando", "left the port of Lima", "signed the pact", "met the envoys in Quito",
    "blocked 3 roads near Tolo", "may leave the country", "did not vote", "opened talks on the border",
]  # fmt: skip
WHEN = [
    "", "", "on May 3", "on May 4, 2024", "in May 2024", "in 2023", "since 2014", "on Monday", "last week",
    "two days ago", "yesterday", "until June", "by the end of May",
]  # fmt: skip
DATES = ["2024-05-05", "2024-05-06", "2024-05-08", "2024-05-13", "2024-05", "2024-05-04/2024-05-09", None]


def sentence(chance: random.Random) -> str:
    who, did, when = chance.choice(WHO), chance.choice(DID), chance.choice(WHEN)
    if when and chance.random() < 0.3:
        return f"{when[0].upper()}{when[1:]}, {who} {did}."
    return f"{who} {did} {when}".rstrip() + "."


def random_corpus(chance: random.Random, size: int) -> dict[str, tuple[str | None, str]]:
    return {
        f"{place:02d}.txt": (chance.choice(DATES), " ".join(sentence(chance) for _ in range(chance.randint(1, 3))))
        for place in range(size)
    }


def built(folder: Path, corpus: Corpus, order: Iterable[str] | None = None, **options: object) -> Timeline:
    folder.mkdir(exist_ok=True)
    dates = folder / "articles.csv"
    rows = [f"{name},{published}" for name, (published, _) in corpus.items() if published]
    dates.write_text("\n".join(["article,published", *rows]), encoding="utf-8")
    for name, (_, text) in corpus.items():
        (folder / name).write_text(text, encoding="utf-8")
    return build([folder / name for name in order or corpus], articles=dates, **options)  # type: ignore[arg-type]


def events(timeline: Timeline) -> tuple[Event, ...]:
    return (*timeline.dated, *timeline.undated)


def told(timeline: Timeline) -> dict[str, frozenset[str]]:
    """Each event's id with the ids of its mentions."""
    return {event.id: frozenset(mention.id for mention in event.mentions) for event in events(timeline)}


@pytest.mark.parametrize("seed", range(200))
def test_ids_last(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    corpus = random_corpus(chance, 6)
    old = dict(list(corpus.items())[:4])
    first = built(tmp_path, old)
    before = told(first)
    assert len(before) == len(events(first)), "no two events have one id"
    assert sum(map(len, before.values())) == len(set().union(*before.values())), "nor any two events' mentions"

    after = told(built(tmp_path, corpus))
    for identifier, mentions in before.items():
        (now,) = [each for each, theirs in after.items() if identifier in theirs]
        assert after[now] != mentions or now == identifier, "what no new article tells keeps its id"

    again = built(tmp_path, old, chance.sample(sorted(old), len(old)))
    assert (again.dated, again.undated) == (first.dated, first.undated)

    names = chance.sample([f"{letter}.txt" for letter in "fghij"], len(old))
    assert told(built(tmp_path, dict(zip(names, old.values(), strict=True)))) == before


def test_what_is_published_later_changes_no_id(tmp_path: Path) -> None:
    text = "Rebels stormed the town of Obando on May 3."
    corpus = {"m.txt": ("2024-05-05", text)}
    (identifier,) = told(built(tmp_path, corpus))
    for place in range(5):
        corpus[f"{place}.txt"] = (
            f"2024-05-{6 + place:02d}",
            f"On May 3 rebels stormed the town of Obando{'.' * (place % 2 + 1)}",
        )
        assert list(told(built(tmp_path, corpus))) == [identifier]


def test_ids_are_the_same_with_several_processes(tmp_path: Path) -> None:
    corpus = random_corpus(random.Random(7), 9)
    one, two = built(tmp_path, corpus), built(tmp_path, corpus, jobs=2)
    assert (one.dated, one.undated) == (two.dated, two.undated)


# ---- corrections over ten builds -----------------------------------------------------------------------------------

FIRST: Corpus = {
    "a.txt": ("2024-05-06", "Rebels stormed the town of Obando on May 3. Two ships left the port of Lima on Sunday."),
    "b.txt": ("2024-05-07", "On May 3 rebels stormed the town of Obando. Miners blocked the road to Tolo on Monday."),
    "c.txt": ("2024-05-07", "Rebels stormed the town of Obando on 3 May. Ana Silva signed the pact in April."),
    "d.txt": (None, "The mayor of Tolo is waiting for an answer. On Friday the guard left the city."),
}


def all_edits(timeline: Timeline) -> str:
    """Corrections of every kind."""
    known = {mention.sentence: mention.id for event in events(timeline) for mention in event.mentions}
    rebels, ships, silva, miners, mayor, guard = (
        next(identifier for said, identifier in known.items() if words in said)
        for words in ("Rebels stormed the town of Obando on May 3", "Two ships", "Silva", "Miners", "mayor", "guard")
    )
    return f"""
["{rebels}"]
title = "Obando falls"
tags = ["war"]
split = ["c.txt"]
["{ships}"]
merge = ["{silva}"]
date = "2024-05"
["{miners}"]
hide = true
["{mayor}"]
note = "He still is."
pin = true
["{guard}"]
date = "2024-05-10"
[[event]]
date = "2024-05-01"
title = "A truce begins"
"""


def corrected(timeline: Timeline) -> dict[tuple[str, ...], tuple[object, ...]]:
    """What the corrections made of the events, by those of their mentions that were there from the first."""
    shown: dict[tuple[str, ...], tuple[object, ...]] = {}
    for event in events(timeline):
        known = (mention for mention in event.mentions if mention.article in FIRST or mention.rule == "by hand")
        ids = tuple(sorted(mention.id for mention in known))
        if ids:
            shown[ids] = (event.date, event.title, event.tags, event.note, event.salience == 1.0, event.text)
    return shown


def test_corrections_last_over_ten_builds_with_more_articles(tmp_path: Path) -> None:
    edits = tmp_path / "edits.toml"
    edits.write_text(all_edits(built(tmp_path / "articles", FIRST)), encoding="utf-8")
    corpus = dict(FIRST)
    first = corrected(built(tmp_path / "articles", corpus, edits=edits))
    assert sorted((title, date) for date, title, *_ in first.values()) == [
        ("A truce begins", "2024-05-01"),
        ("Obando falls", "2024-05-03"),
        ("Rebels stormed the town of Obando", "2024-05-03"),
        ("The guard left the city", "2024-05-10"),
        ("The mayor of Tolo is waiting for an answer", None),
        ("Two ships left the port of Lima", "2024-05"),
    ]
    chance = random.Random(11)
    for week in range(10):
        again = "Rebels stormed the town of Obando on May 3, 2024. Two ships left the port of Lima on May 5."
        news = " ".join(sentence(chance) for _ in range(4))
        corpus[f"{'0z'[week % 2]}{week}.txt"] = (f"2024-06-{1 + week:02d}", f"{again} {news}")
        later = built(tmp_path / "articles", corpus, edits=edits)
        assert [str(problem) for problem in later.problems if problem.stage == "edits"] == []
        assert corrected(later) == first
