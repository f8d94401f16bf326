"""What a question costs when a timeline holds a million events, side by side with pandas and SQLite.

    .venv/bin/python benchmarks/scale.py [--events N]

The events are made from sentences of our own: who, did what, where, how many, when, with dates of every precision, open
ends, sets and years BC, a fifth of them told twice. pandas holds the same columns in memory and answers with masks,
SQLite holds them in a file with an index on when an event may have begun. Times are medians of `TURNS` in one process,
files in the cache of the system; the last row is what the command `chrono query` takes as a whole. What it takes to
make the events is not counted.
"""

from __future__ import annotations

import argparse
import os
import random
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from functools import cache, partial
from pathlib import Path
from typing import Any

from chrono.article import Article, Dating
from chrono.events.event import Event, Mention
from chrono.query import Query, asked, date_of, folded, month_of, needle, told, words_of
from chrono.store import FILE, Store, opened, writing
from chrono.temporal.calendar import day_number, iso_date
from chrono.temporal.period import Precision
from chrono.temporal.window import hull

TURNS = 7
PART = 100_000
TITLES = ("minister", "mayor", "governor", "director", "speaker", "captain", "judge", "envoy", "chairwoman", "engineer")
BODIES = ("council", "union", "ministry", "port authority", "railway", "court", "university", "assembly", "hospital")
DEEDS = (
    "signed the agreement on {thing} in {place}",
    "opened {thing} near {place} after {number} days of work",
    "turned down a plan for {thing} that {number} people in {place} had asked for",
    "promised {place} {number} million for {thing}",
    "closed {thing} in {place}, where {number} families had lived beside it",
    "told reporters in {place} that {thing} would cost {number} percent more",
    "left {place} when the dispute over {thing} was settled by {number} votes",
    "sent {number} inspectors to {place} to look at {thing}",
    "lost the vote on {thing} in {place}, {number} to forty",
    "called a strike over {thing}, and {number} workers in {place} followed",
)
THINGS = (
    "bridge",
    "harbor",
    "water law",
    "school reform",
    "cease-fire",
    "railway line",
    "tax on grain",
    "power station",
)
QUALITIES = (
    "new",
    "old",
    "northern",
    "disputed",
    "long-awaited",
    "second",
    "unfinished",
    "costly",
    "public",
    "western",
)
ENDS = ("", ", officials said", ", which surprised many", ", for the first time in years", ", against all advice")
SYLLABLES = ("ba", "ko", "ri", "dan", "mel", "tor", "vi", "sa", "lun", "pe", "gor", "ni", "har", "wes", "o", "ma")


def names_of(number: int, parts: int, chance: random.Random) -> list[str]:
    """Names that nobody has."""
    return sorted({"".join(chance.choices(SYLLABLES, k=parts)).capitalize() for _ in range(number)})


def articles_of(number: int, chance: random.Random) -> list[Article]:
    papers = [f"{name} Daily" for name in names_of(40, 3, chance)]
    made = []
    for place in range(number):
        day = iso_date(day_number(1990) + int(35 * 365 * chance.random()))
        paper = papers[int(len(papers) * chance.random())]
        address = f"https://{paper.split()[0].lower()}.example/{place}"
        title = f"The {pick(QUALITIES, chance)} {pick(THINGS, chance)}, part {place}"
        made.append(Article(f"{day[:4]}/{place:06d}.txt", "", title, dating(day), paper, address))
    return made


def pick(choices: Sequence[str], chance: random.Random) -> str:
    return choices[int(len(choices) * chance.random())]


@cache
def dating(day: str) -> Dating:
    return Dating(date_of(day).interval, "exact", day)


def date_like(day: int, chance: random.Random) -> str:
    """A date as news tell it: most are days, some months or years, few anything else."""
    written, draw = iso_day(day), chance.random()
    if draw < 0.70:
        return written
    if draw < 0.85:
        return written[:7]
    if draw < 0.94:
        return written[:4]
    if draw < 0.96:
        return f"{written}/.."
    if draw < 0.97:
        return f"/{written[:7]}"
    if draw < 0.98:
        return f"{iso_day(day // 7 * 7)}/{iso_day(day // 7 * 7 + 6)}"
    if draw < 0.99:
        return f"[{written},{iso_day(day + 7)}]"
    return f"-{int(1 + 500 * chance.random()):04d}"


iso_day = cache(iso_date)


@cache
def read(date: str) -> tuple[str | None, str | None, Precision]:
    """The columns of a date."""
    interval = date_of(date).interval
    return interval.earliest, interval.latest, date_of(date).precision


@cache
def place_in_time(date: str) -> tuple[int, int]:
    """What events are sorted by."""
    span = hull(date_of(date))
    return span.begins_from, span.ends_by


class Maker:
    """Makes events, the earliest first."""

    def __init__(self, number: int) -> None:
        self.chance = random.Random(7)
        self.articles = articles_of(max(1, number // 20), self.chance)
        self.people = [
            f"{first} {last}"
            for first in names_of(60, 2, self.chance)
            for last in self.chance.sample(names_of(400, 3, self.chance), 30)
        ]
        self.places = names_of(800, 3, self.chance)
        first = day_number(1990)
        dates = (date_like(first + int(35 * 365 * self.chance.random()), self.chance) for _ in range(number))
        self.dates = sorted(dates, key=place_in_time)

    def parts(self) -> Iterator[list[Event]]:
        """Events in parts, so that a million need not be in memory."""
        for start in range(0, len(self.dates), PART):
            yield [self.event(date, number % 5 == 0) for number, date in enumerate(self.dates[start : start + PART])]

    def event(self, date: str, again: bool) -> Event:
        chance = self.chance
        who, place = pick(self.people, chance), pick(self.places, chance)
        thing = f"the {pick(QUALITIES, chance)} {pick(THINGS, chance)}"
        deed = pick(DEEDS, chance).format(thing=thing, place=place, number=3 + int(900 * chance.random()))
        lead = f"{who}, {pick(TITLES, chance)} of the {pick(self.places, chance)} {pick(BODIES, chance)},"
        text = f"On {date} {lead} {deed}{pick(ENDS, chance)}."
        mentions = (self.mention(text, date),)
        if again:
            mentions += (self.mention(f"{who} {deed} on {date}.", date),)
        return Event(
            mentions[0].id, date, *read(date), "happened", "asserted", f"{who} {deed}"[:90], text,
            (who,), (place,), round(chance.random(), 3), mentions,
        )  # fmt: skip

    def mention(self, text: str, date: str) -> Mention:
        article = self.articles[int(len(self.articles) * self.chance.random())]
        start, phrase = int(4000 * self.chance.random()), text.index(date)
        steps = (f"“{date}”", "written out in full", f"so {date}")
        return Mention(
            article.id, article.title, article.published.edtf, article.url, text, start, start + len(text),
            date, start + phrase, start + phrase + len(date), "DATE", date, "<date>", "", steps,
            f"e{self.chance.getrandbits(45):09x}",
        )  # fmt: skip


class Pandas:
    """The same columns in memory, asked by masks."""

    def __init__(self, rows: list[tuple[Any, ...]]) -> None:
        import pandas as pd

        columns = ["begins_from", "begins_by", "ends_from", "ends_by", "month", "words", "actor_words"]
        self.table = pd.DataFrame(rows, columns=columns)

    def mask(self, query: Query) -> Any:
        table, window = self.table, query.window
        mask = (table["begins_from"] < window.end) & (table["ends_by"] > window.start)
        for column, wanted in (
            ("words", [f" {word} " for word in words_of(query.text)]),
            ("actor_words", [needle(query.actor)]),
        ):
            for one in filter(None, wanted):
                mask &= table[column].str.contains(one, regex=False)
        return mask

    def count(self, query: Query) -> int:
        return int(self.mask(query).sum())

    def by_month(self, query: Query) -> int:
        return len(self.table.loc[self.mask(query), "month"].value_counts())


class SQLite:
    """The same columns in a file of SQLite."""

    def __init__(self, file: Path, rows: list[tuple[Any, ...]]) -> None:
        self.base = sqlite3.connect(file)
        self.base.execute("CREATE TABLE e (begins_from, begins_by, ends_from, ends_by, month, words, actor_words)")
        self.base.executemany("INSERT INTO e VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
        self.base.execute("CREATE INDEX i ON e (begins_from, ends_by)")
        self.base.execute("ANALYZE")
        self.base.commit()

    def where(self, query: Query) -> tuple[str, list[Any]]:
        text, values = "begins_from < ? AND ends_by > ?", [query.window.end, query.window.start]
        for column, wanted in (
            ("words", [f" {word} " for word in words_of(query.text)]),
            ("actor_words", [needle(query.actor)]),
        ):
            for one in filter(None, wanted):
                text += f" AND instr({column}, ?)"
                values.append(one)
        return text, values

    def count(self, query: Query) -> int:
        text, values = self.where(query)
        return int(self.base.execute(f"SELECT count(*) FROM e WHERE {text}", values).fetchone()[0])

    def by_month(self, query: Query) -> int:
        text, values = self.where(query)
        return len(self.base.execute(f"SELECT month, count(*) FROM e WHERE {text} GROUP BY month", values).fetchall())


def row_of(event: Event) -> tuple[Any, ...]:
    """What the peers hold of an event."""
    assert event.date is not None
    span = hull(date_of(event.date))
    bounds = (span.begins_from, span.begins_by, span.ends_from, span.ends_by)
    return (*bounds, month_of(event.date), told(event), folded(event.actors[0]))


def median_ms(work: Callable[[], object]) -> float:
    """The median of some turns in milliseconds, after one that does not count."""
    work()
    taken = []
    for _ in range(TURNS):
        start = time.perf_counter()
        work()
        taken.append(1000 * (time.perf_counter() - start))
    return statistics.median(taken)


AIMS = {"overlap": 10.0, "word or actor": 50.0, "by month": 100.0, "command": 600.0}


def compare(store: Store, peers: Sequence[Pandas | SQLite], who: str) -> None:
    """A row a question: how many answers, milliseconds, and the aim where there is one."""
    month, year = asked("2014-03", "2014-03"), asked("2010", "2010")
    counts = {
        "may lie in one month": (month, "overlap"),
        "may lie in one month, with a word": (asked("2014-03", "2014-03", text="cease-fire"), "word or actor"),
        "may lie in one month, by an actor": (asked("2014-03", "2014-03", actor=who), "word or actor"),
        "may lie in one year, with a word": (asked("2010", "2010", text="harbor"), "word or actor"),
        "at any time, with a word": (asked(text="harbor"), "word or actor"),
        "at any time, by an actor": (asked(actor=who), "word or actor"),
    }
    print(f"\n{'question':<44} {'answers':>8} {'chrono':>9} {'aim':>7} {'pandas':>9} {'SQLite':>9}   milliseconds")
    for question, (query, aim) in counts.items():
        row(f"how many {question}", store.count(query), [partial(one.count, query) for one in (store, *peers)], aim)
    certain = asked("2014-03", "2014-03", match="certain")
    row("how many must lie in one month", store.count(certain), [partial(store.count, certain)], "overlap")
    begins = asked(text="har*")
    row("how many at any time, with har*", store.count(begins), [partial(store.count, begins)])
    row("the first 20 of one month, with mentions", 20, [partial(store.find, month, limit=20)])
    row("the first 1000 of one month, with mentions", 1000, [partial(store.find, month, limit=1000)])
    row("the 20 most salient of one year", 20, [partial(store.find, year, "salience", 20)])
    for question, query in (("all", asked()), ("those of one year", year)):
        works = [partial(store.tally, query, "month"), *(partial(one.by_month, query) for one in peers)]
        row(f"{question}, by month", len(store.tally(query, "month")), works, "by month")
    row("all, by actor", len(store.tally(asked(), "actor")), [partial(store.tally, asked(), "actor")])
    row("all, by source", len(store.tally(asked(), "source")), [partial(store.tally, asked(), "source")])


def row(question: str, answers: int, works: Sequence[Callable[[], object]], aim: str = "") -> None:
    own, *others = (f"{median_ms(work):>9.1f}" for work in works)
    print(f"{question:<44} {answers:>8} {own} {AIMS.get(aim, ''):>7} {' '.join(others)}", flush=True)


def write(folder: Path, maker: Maker) -> list[tuple[Any, ...]]:
    """Write the store, and say what it took; gives what the peers hold."""
    rows: list[tuple[Any, ...]] = []
    making, start = 0.0, time.perf_counter()
    with writing(folder / FILE, "Scale") as writer:
        writer.add_articles(maker.articles)
        since = time.perf_counter()
        for part in maker.parts():
            rows += map(row_of, part)
            making += time.perf_counter() - since
            writer.add_events(part)
            writer.wait()
            since = time.perf_counter()
        making += time.perf_counter() - since
    taken, size = time.perf_counter() - start - making, (folder / FILE).stat().st_size
    print(f"{len(rows):,} events of {len(maker.articles):,} articles, about {len(rows[0][5])} characters each")
    print(f"store: written in {taken:.1f} s (aim 15), {size / 1e6:.0f} MB (aim 150); made in {making:.0f} s")
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", type=int, default=1_000_000, metavar="N", help="how many (1,000,000)")
    maker = Maker(parser.parse_args().events)
    print(f"load average when it began: {os.getloadavg()[0]:.1f}")
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        rows = write(folder, maker)
        peers = (Pandas(rows), SQLite(folder / "events.sqlite", rows))
        with opened(folder) as store:
            compare(store, peers, maker.people[len(maker.people) // 2])
        command = [sys.executable, "-m", "chrono", "query", str(folder), "--from", "2014-03", "--to", "2014-03"]
        whole = partial(subprocess.run, [*command, "--limit", "20"], capture_output=True, check=True)
        row("chrono query, the whole command", 20, [whole], "command")


if __name__ == "__main__":
    main()
