"""Writing a store, part by part: no more than a part of the events need be in memory.

What recurs is written once and numbered: names, the articles that mentions stand in, how phrases were read. Columns go
to DuckDB as arrays, since a row at a time would take minutes for a million events.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict
from functools import cache, lru_cache
from itertools import chain, islice
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from chrono.article import Article, without_surrogates
from chrono.events.event import Event
from chrono.problems import Problem
from chrono.query import as_words, date_of, folded, host_of, month_of
from chrono.store.tables import (
    BOUNDS,
    EVENT_TEXTS,
    LISTS,
    OFFSETS,
    READING,
    TABLES,
    TOLD_IN,
    VERSION,
    connected,
    create,
)  # fmt: skip
from chrono.temporal.interval import Bound
from chrono.temporal.window import FOREVER, hull, spans

if TYPE_CHECKING:
    import duckdb

_AT_A_TIME = 10_000
"""Events of a part. A part is a few dozen megabytes."""
_TEXTS_AT_A_TIME = 1_000
"""Texts that are taken apart at once: their words stay in the processor's cache."""
_ROWS_AT_A_TIME = 122_880
"""A group of rows, which DuckDB packs at once."""
_JOBS_WAITING = 16
_READINGS_KNOWN = 100_000
"""Ways of reading a phrase that are remembered; one that was forgotten is written again."""
_WORDS_AT_A_TIME = 1 << 23
"""Words of texts that are gathered before they are sorted and written."""
_NONE = -(2**31)
_SLOT_BITS = 16
_WIDEST = 16
"""Bytes of a word that is looked up by arithmetic."""
_ODD = (0x9E3779B97F4A7C15, 0xD6E8FEB86659FD93)

_T = TypeVar("_T")
Column = Any
"""An array of numpy's, which is imported only when a store is written."""


@contextmanager
def writing(file: Path, title: str) -> Iterator[Writer]:
    """A new store, to be filled part by part, so that no more than a part need be in memory. It counts as written once
    the block ends. Raises `UserError` when it cannot be written."""
    from importlib.metadata import version

    with connected(file, "write") as connection:
        connection.begin()  # one transaction, or all is written twice
        create(connection)
        with ThreadPoolExecutor(1) as thread:
            writer = Writer(_Rows(connection, thread))
            yield writer
            dated = writer.finish()
        row = [VERSION, version("chrono-timeline"), _rules_hash(), without_surrogates(title), dated]
        connection.execute("INSERT INTO build VALUES (?, ?, ?, ?, ?)", row)
        connection.commit()


class Writer:
    """A store that is being filled. Events come in the timeline's order, those without a date last (or the block ends
    in a ``ValueError``); articles and problems at any time. Each method may be called again and again, and takes what
    an iterator gives bit by bit."""

    def __init__(self, rows: _Rows) -> None:
        self._rows = rows
        self._publications: dict[str, str] = {}
        self._part: list[Event] = []
        self._events = 0
        self._dated = 0
        self._names: _Numbered[str] = _Numbered()
        self._sources: _Numbered[tuple[str | None, ...]] = _Numbered()
        self._readings: _Numbered[tuple[Any, ...]] = _Numbered(_READINGS_KNOWN)
        self._index = _Index(rows)

    def add_articles(self, articles: Iterable[Article]) -> None:
        """Add articles, after those that are there."""
        for some in _parts(articles):
            self._publications.update((article.id, article.source) for article in some)
            self._rows.add_rows("articles", map(_article_row, some))

    def add_problems(self, problems: Iterable[Problem]) -> None:
        """Add problems, after those that are there."""
        for some in _parts(problems):
            self._rows.add_rows("problems", ((one.stage, one.origin, one.what, one.advice, one.line) for one in some))

    def add_events(self, events: Iterable[Event]) -> None:
        """Add events, after those that are there."""
        rest = iter(events)
        while some := list(islice(rest, _AT_A_TIME - len(self._part))):
            self._part += some
            if len(self._part) == _AT_A_TIME:
                self._write_part()

    def _write_part(self) -> None:
        """Write the events that wait: always as many, so that what is written hangs on no call of `add_events`."""
        import numpy as np

        some, self._part = self._part, []
        first = self._events
        self._events += len(some)
        numbers = np.arange(first, self._events, dtype=np.int32)
        dated = [event.date is not None for event in some]
        if any(dated) and (self._dated < first or not all(dated[: sum(dated)])):
            raise ValueError("events with a date go before those without")
        self._dated += sum(dated)
        self._rows.add("events", {"number": numbers, **_event_columns(some)})
        self._add_members(first, some)
        self._add_lists(numbers, some)
        self._add_mentions(numbers, some)
        self._rows.later(self._index.add, first, [f"{event.title}\n{event.text}" for event in some])

    def wait(self) -> None:
        """Return once another thread has written, or put by, the parts that are full."""
        self._rows.wait()

    def finish(self) -> int:
        """Write what is known only now, and give the number of events that have a date."""
        if self._part:
            self._write_part()
        self._rows.later(self._index.write)
        rows = (
            (number, *told, self._publications.get(told[0] or "") or told[0], self._searched(told))
            for number, told in self._sources.fresh()
        )
        self._rows.add_rows("sources", rows)
        named = ((number, name, folded(name)) for number, name in self._names.fresh())
        self._rows.add_rows("names", named)
        self._rows.finish()
        return self._dated

    # ── parts of events ──────────────────────────────────────────────────────────────────────────────────────────────

    def _add_members(self, first: int, events: Sequence[Event]) -> None:
        """The bounds of each member of a date that is a set of several."""
        rows = (
            (number, *_bounds(member))
            for number, event in enumerate(events, first)
            if _when(event.date)[-2]
            for member in spans(date_of(str(event.date)))
        )
        self._rows.add_rows("members", rows)

    def _add_lists(self, numbers: Column, events: Sequence[Event]) -> None:
        """Actors, places, tags and conflicts, a row a member."""
        for table, column in LISTS.items():
            lists = [getattr(event, table) for event in events]
            members = list(chain.from_iterable(lists))
            if not members:
                continue
            rows = _held_by(numbers, list(map(len, lists)))
            if column == "name":
                held = self._names.numbers(members)
                rows["again"] = _again(rows["event"], held)
            else:
                held = _texts(members)
            self._rows.add(table, {**rows, column: held})
        conflicts = [
            (number, place, conflict.date, conflict.mention)
            for number, event in zip(numbers.tolist(), events, strict=True)
            if event.conflicts
            for place, conflict in enumerate(event.conflicts)
        ]
        self._rows.add_rows("conflicts", conflicts)

    def _add_mentions(self, numbers: Column, events: Sequence[Event]) -> None:
        """The mentions, with what recurs in tables of its own."""
        import numpy as np

        told = [mention for event in events for mention in event.mentions]
        if not told:
            return
        by = [event for event in events for _ in event.mentions]
        self._rows.add(
            "mentions",
            {
                **_held_by(numbers, [len(event.mentions) for event in events]),
                "source": self._sources.numbers(map(_STANDS_IN, told)),
                "reading": self._readings.numbers(map(_READ_AS, told)),
                "sentence": _texts(
                    [None if m.sentence == e.text else m.sentence for m, e in zip(told, by, strict=True)]
                ),
                **{name: np.fromiter(map(attrgetter(name), told), np.int32) for name in OFFSETS},
                "id": _texts([None if m.id == e.id else m.id for m, e in zip(told, by, strict=True)]),
            },
        )
        fresh = self._readings.fresh()
        self._rows.add_rows("readings", ((number, *read[:-1], json.dumps(read[-1])) for number, read in fresh))

    def _searched(self, told: tuple[str | None, ...]) -> str:
        """What a source is looked for in: the publication, the article's id and the host of its address."""
        article, url = told[0] or "", told[3] or ""
        return "\n".join(map(folded, (self._publications.get(article, ""), article, host_of(url))))


class _Rows:
    """Rows on their way into the tables: gathered until they are as many as DuckDB packs at once, and then packed by
    another thread while the next are made."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, thread: ThreadPoolExecutor) -> None:
        self._connection, self._thread = connection, thread
        self._jobs: deque[Future[None]] = deque()
        self._waiting: defaultdict[str, list[dict[str, Column]]] = defaultdict(list)

    def add_rows(self, table: str, rows: Iterable[tuple[Any, ...]]) -> None:
        """Add rows to a table, their values in the order of its columns."""
        columns = list(zip(*rows, strict=True))
        if columns:
            kinds = TABLES[table].items()
            self.add(table, {name: _column(some, kind) for (name, kind), some in zip(kinds, columns, strict=True)})

    def add(self, table: str, columns: dict[str, Column]) -> None:
        """Add rows to a table, given as columns in any order."""
        self.later(self.insert, table, columns)

    def later(self, job: Callable[..., None], *arguments: Any) -> None:
        """Have the other thread do something after all that it was told before."""
        self._jobs.append(self._thread.submit(job, *arguments))
        while len(self._jobs) > _JOBS_WAITING:
            self._jobs.popleft().result()

    def insert(self, table: str, columns: dict[str, Column]) -> None:
        """As `add`, for the other thread."""
        waiting = self._waiting[table]
        waiting.append(columns)
        there_are = sum(len(part[next(iter(TABLES[table]))]) for part in waiting)
        if there_are >= _ROWS_AT_A_TIME:
            self._insert(table, there_are // _ROWS_AT_A_TIME * _ROWS_AT_A_TIME)

    def finish(self) -> None:
        """Have everything in the tables."""
        for table in TABLES:
            self.later(self._insert, table)
        self.wait()

    def wait(self) -> None:
        """Return once all jobs are done."""
        while self._jobs:
            self._jobs.popleft().result()

    def _insert(self, table: str, most: int | None = None) -> None:
        """Write the rows that wait, or the first of them: a group of rows that is not full DuckDB would pack again."""
        import numpy as np

        if waiting := self._waiting.pop(table, None):
            columns = {name: np.concatenate([part[name] for part in waiting]) for name in TABLES[table]}
            select = ", ".join(_cast(name, kind) for name, kind in TABLES[table].items())
            self._connection.register("part", {name: column[:most] for name, column in columns.items()})
            self._connection.execute(f"INSERT INTO {table} SELECT {select} FROM part")
            self._connection.unregister("part")
            if most is not None:
                self._waiting[table].append({name: column[most:].copy() for name, column in columns.items()})


class _Numbered(dict[_T, int]):
    """Numbers for values from 0, in the order in which they are met, and the same for the same value; unless there are
    more than ``most``, when those known by then are forgotten."""

    def __init__(self, most: int | None = None) -> None:
        super().__init__()
        self._most = most
        self._next = 0
        self._old = 0

    def __missing__(self, value: _T) -> int:
        number = self[value] = self._next
        self._next += 1
        return number

    def numbers(self, values: Iterable[_T]) -> Column:
        import numpy as np

        return np.fromiter(map(self.__getitem__, values), np.int32)

    def fresh(self) -> list[tuple[int, _T]]:
        """The values met since this was last asked, with their numbers."""
        met = [(number, value) for value, number in islice(self.items(), self._old, None)]
        if self._most is not None and len(self) > self._most:
            self.clear()
        self._old = len(self)
        return met


class _Index:
    """The words of texts, gathered until they are sorted.

    Texts are taken apart as bytes, many at once. Words of up to 16 bytes are two whole numbers, and a table that is
    asked by arithmetic alone knows the code of nearly all of them; the others are looked up one by one.
    """

    def __init__(self, rows: _Rows) -> None:
        import numpy as np

        self._rows = rows
        self._written = 0
        self._keys = np.zeros((2, 1 << _SLOT_BITS), np.uint64)
        self._start()

    def _start(self) -> None:
        import numpy as np

        self._keys[:] = 0
        self._code_in = np.zeros(1 << _SLOT_BITS, np.int32)
        self._known: _Numbered[bytes] = _Numbered()
        self._codes: list[Column] = []
        self._events: list[Column] = []
        self._many = 0

    def add(self, first: int, texts: Sequence[str]) -> None:
        """Add the words of texts, those of the events from number ``first`` on."""
        for place in range(0, len(texts), _TEXTS_AT_A_TIME):
            self._add(first + place, list(map(as_words, texts[place : place + _TEXTS_AT_A_TIME])))
        if self._many > _WORDS_AT_A_TIME:
            self.write()

    def write(self) -> None:
        """Write the words there are; the next ones begin anew."""
        import numpy as np

        words, codes, events = self._sorted()
        numbers = np.arange(self._written, self._written + len(words))
        self._rows.insert("words", {"number": numbers, "word": _texts(words)})
        self._rows.insert("postings", {"word": codes + self._written, "event": events})
        self._written += len(words)
        self._start()

    def _add(self, first: int, folded: Sequence[bytes]) -> None:
        import numpy as np

        length = np.fromiter(map(len, folded), np.int64, len(folded)) + 1
        written = b" " + b" ".join(folded) + b" " * _WIDEST
        letters = np.frombuffer(written, np.uint8) != ord(" ")
        edges = np.flatnonzero(letters[1:] != letters[:-1]) + 1
        starts, ends = edges[::2], edges[1::2]
        codes = self._codes_of(written, starts, ends)
        many = np.diff(np.searchsorted(starts, np.cumsum(length) + 1), prepend=0)
        self._codes.append(codes)
        self._events.append(np.repeat(np.arange(first, first + len(folded), dtype=np.int32), many))
        self._many += len(codes)

    def _codes_of(self, written: bytes, starts: Column, ends: Column) -> Column:
        """The code of each word that begins and ends so."""
        import numpy as np

        eight = np.ndarray(len(written) - 7, "<u8", written, strides=(1,))
        size = ends - starts
        low = eight[starts] & _MASKS()[np.minimum(size, 8)]
        high = eight[starts + 8] & _MASKS()[np.clip(size - 8, 0, 8)]
        slot = ((low ^ (high * _ODD[0])) * _ODD[1]) >> np.uint64(64 - _SLOT_BITS)
        codes = self._code_in[slot]
        strange = np.flatnonzero((self._keys[0][slot] != low) | (self._keys[1][slot] != high) | (size > _WIDEST))
        words = (
            written[start:end] for start, end in zip(starts[strange].tolist(), ends[strange].tolist(), strict=True)
        )
        codes[strange] = self._known.numbers(words)
        short = strange[size[strange] <= _WIDEST]
        self._keys[:, slot[short]] = low[short], high[short]
        self._code_in[slot[short]] = codes[short]
        return codes

    def _sorted(self) -> tuple[list[str], Column, Column]:
        """The words in order, and for each word, by its place among them, the numbers of the events that hold it."""
        import numpy as np

        words = sorted(self._known)
        place = np.empty(len(words), np.uint32)
        place[[self._known[word] for word in words]] = np.arange(len(words), dtype=np.uint32)
        codes = place[np.concatenate([*self._codes, np.empty(0, np.int32)])]
        events = np.concatenate([*self._events, np.empty(0, np.int32)])
        order = np.argsort(codes.astype(np.uint16), kind="stable")  # by 16 bits numpy sorts in linear time
        if len(words) > 1 << 16:
            order = order[np.argsort((codes[order] >> 16).astype(np.uint16), kind="stable")]
        codes, events = codes[order], events[order]
        new = np.ones(len(codes), bool)
        new[1:] = (codes[1:] != codes[:-1]) | (events[1:] != events[:-1])
        return [word.decode() for word in words], codes[new], events[new]


@cache
def _MASKS() -> Column:
    """By how many of its bytes belong to a word: the mask that keeps them."""
    import numpy as np

    return np.array([(1 << 8 * size) - 1 for size in range(9)], np.uint64)


def _event_columns(events: Sequence[Event]) -> dict[str, Column]:
    import numpy as np

    dates: _Numbered[str | None] = _Numbered()
    codes = dates.numbers(event.date for event in events)
    when = np.array([_when(date) for date in dates], np.int64)[codes]
    return {
        **{name: _texts(list(map(attrgetter(name), events))) for name in EVENT_TEXTS},
        "salience": np.fromiter((event.salience for event in events), np.float64),
        **dict(zip((*BOUNDS, "several", "month"), when.T.copy(), strict=True)),
    }


def _held_by(events: Column, many: Sequence[int]) -> dict[str, Column]:
    """For rows that belong to events, so many to each: the event, and the place among its rows."""
    import numpy as np

    ends = np.cumsum(many)
    return {"event": np.repeat(events, many), "place": np.arange(ends[-1]) - np.repeat(ends - many, many)}


def _again(events: Column, names: Column) -> Column:
    """Whether the same name stood before by the same event."""
    import numpy as np

    again = np.ones(len(events), bool)
    again[np.unique(events.astype(np.int64) << 32 | names, return_index=True)[1]] = False
    return again


def _texts(texts: Sequence[str | None]) -> Column:
    """A column of texts; DuckDB refuses halves of characters."""
    import numpy as np

    column = np.empty(len(texts), object)
    try:
        "".join(filter(None, texts)).encode()
        column[:] = texts
    except UnicodeEncodeError:
        column[:] = [text and without_surrogates(text) for text in texts]
    return column


def _column(values: Sequence[Any], kind: str) -> Column:
    import numpy as np

    return np.array(values, np.int64) if kind in {"INTEGER", "BIGINT"} else _texts(values)


def _cast(name: str, kind: str) -> str:
    if kind.endswith("[]"):
        return f'"{name}"::JSON::{kind}'
    return f'nullif("{name}", {_NONE})::{kind}' if name == "month" else f'"{name}"::{kind}'


def _parts(items: Iterable[_T]) -> Iterator[list[_T]]:
    rest = iter(items)
    while some := list(islice(rest, _AT_A_TIME)):
        yield some


def _article_row(article: Article) -> tuple[str | None, ...]:
    published, digest = article.published, hashlib.sha256(article.text.encode("utf-8", "surrogatepass")).hexdigest()
    bounds = _written(published.interval.start), _written(published.interval.end)
    told = (article.source, article.url, article.language, article.author, digest)
    evidence = json.dumps([asdict(piece) for piece in published.evidence])
    return (article.id, article.title, published.edtf, published.status, *bounds, *told, evidence)


def _written(bound: int | Bound) -> str:
    return bound.value if isinstance(bound, Bound) else str(bound)


@lru_cache(maxsize=65_536)
def _when(date: str | None) -> tuple[int, ...]:
    """The bounds of a date, whether it is a set of several, and its month."""
    if date is None:
        return (-FOREVER, FOREVER, -FOREVER, FOREVER, False, _NONE)
    read, month = date_of(date), month_of(date)
    return (*_bounds(hull(read)), len(spans(read)) > 1, _NONE if month is None else month)


@lru_cache(maxsize=1)
def _rules_hash() -> str:
    """What tells the rules of one chrono from those of another."""
    import chrono.languages

    digest = hashlib.sha256()
    for file in sorted(Path(chrono.languages.__file__).parent.glob("*.toml")):
        digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()


_bounds = attrgetter(*BOUNDS)
_READ_AS = attrgetter(*READING)
_STANDS_IN = attrgetter(*TOLD_IN)
