"""What a question costs when a timeline holds a million events, side by side with pandas and SQLite.

    .venv/bin/python benchmarks/scale.py [--events N]

The events are made from sentences of our own: who, did what, where, how many, when, with dates of every precision, open
ends, sets and years BC, a fifth of them told twice. pandas holds the same columns in memory and answers with masks,
SQLite holds them in a file with an index on when an event may have begun. Times are medians of `TURNS` in one process,
files in the cache of the system; the last row is what the command `chrono query` takes as a whole.
"""

from __future__ import annotations

import argparse
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
PART = 20_000
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


def compare(store: Store, frame: Pandas, base: SQLite, maker: Maker) -> None:
    """A row a question."""
    who = maker.people[len(maker.people) // 2]
    month, year = asked("2014-03", "2014-03"), asked("2010", "2010")
    counts = {
        "may lie in one month": month,
        "may lie in one month, with a word": asked("2014-03", "2014-03", text="cease-fire"),
        "may lie in one month, by an actor": asked("2014-03", "2014-03", actor=who),
        "may lie in one year, with a word": asked("2010", "2010", text="harbor"),
        "at any time, with a word": asked(text="harbor"),
        "at any time, by an actor": asked(actor=who),
    }
    print(f"\n{'question':<44} {'answers':>8} {'chrono':>9} {'pandas':>9} {'SQLite':>9}   milliseconds")
    for question, query in counts.items():
        times = [median_ms(partial(peer.count, query)) for peer in (store, frame, base)]
        row(f"how many {question}", store.count(query), times)
    certain = asked("2014-03", "2014-03", match="certain")
    row("how many must lie in one month", store.count(certain), [median_ms(lambda: store.count(certain))])
    for limit in (20, 1000):
        work = lambda limit=limit: store.find(month, limit=limit)  # noqa: E731
        row(f"the first {limit} of one month, with mentions", len(work()), [median_ms(work)])
    salient = lambda: store.find(year, "salience", 20)  # noqa: E731
    row("the 20 most salient of one year", len(salient()), [median_ms(salient)])
    for question, query in (("all", asked()), ("those of one year", year)):
        works: list[Callable[[], object]] = [
            lambda query=query: store.tally(query, "month"),
            lambda query=query: frame.by_month(query),
            lambda query=query: base.by_month(query),
        ]
        row(f"{question}, by month", len(store.tally(query, "month")), [median_ms(work) for work in works])
    row("all, by actor", len(store.tally(asked(), "actor")), [median_ms(lambda: store.tally(asked(), "actor"))])
    row("all, by source", len(store.tally(asked(), "source")), [median_ms(lambda: store.tally(asked(), "source"))])


def row(question: str, answers: int, times: list[float]) -> None:
    print(f"{question:<44} {answers:>8} " + " ".join(f"{taken:>9.1f}" for taken in times))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", type=int, default=1_000_000, metavar="N", help="how many (1,000,000)")
    number = parser.parse_args().events
    maker = Maker(number)
    rows: list[tuple[Any, ...]] = []
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        start = time.perf_counter()
        making = 0.0
        with writing(folder / FILE, "Scale") as writer:
            writer.add_articles(maker.articles)
            since = time.perf_counter()
            for part in maker.parts():
                rows += [row_of(event) for event in part]
                making += time.perf_counter() - since
                writer.add_events(part)
                since = time.perf_counter()
        written = time.perf_counter() - start - making
        size = (folder / FILE).stat().st_size
        print(f"{number:,} events of {len(maker.articles):,} articles, about {len(rows[0][5])} characters each")
        print(f"store: written in {written:.1f} s, {size / 1e6:.0f} MB")
        frame, base = Pandas(rows), SQLite(folder / "events.sqlite", rows)
        with opened(folder) as store:
            compare(store, frame, base, maker)
        command = [sys.executable, "-m", "chrono", "query", str(folder), "--from", "2014-03", "--to", "2014-03"]
        whole = median_ms(lambda: subprocess.run([*command, "--limit", "20"], capture_output=True, check=True))
        row("chrono query, the whole command", 20, [whole])


if __name__ == "__main__":
    main()
