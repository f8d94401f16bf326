"""The store of a timeline: a DuckDB file beside the page, which ``chrono query`` reads.

It holds the build, its articles, events, mentions and problems; ``docs/store.md`` has the columns. A store is written
once, as a whole, and then only read. DuckDB runs in process, may fetch no extension and may open no other file.

The four bounds of an event's date (`chrono.temporal.window`) are columns of whole numbers, so overlap is two
comparisons a row. Words and names are folded (`chrono.query`) and indexed, so a search reads no text.
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, astuple, fields
from functools import lru_cache
from itertools import count, groupby, islice
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from chrono.article import Article, Dating, Evidence, without_surrogates
from chrono.events.event import Conflict, Event, Mention
from chrono.problems import Problem, UserError, reason
from chrono.query import By, Query, Sources, date_of, folded, month_name, month_of, needle, told, words_of
from chrono.site import is_site
from chrono.temporal.interval import Bound, Interval
from chrono.temporal.window import ALWAYS, FOREVER, hull, spans
from chrono.timeline import Timeline

if TYPE_CHECKING:
    import duckdb

FILE = "timeline.duckdb"
VERSION = 1
"""Of the tables below: one more with every change to them."""

Order = Literal["date", "salience"]

_EVENT = tuple(field.name for field in fields(Event) if field.name != "mentions")
_MENTION = tuple(field.name for field in fields(Mention))
_LISTS = frozenset(field.name for field in fields(Event) if field.type == "tuple[str, ...]")
_CONFLICTS = "STRUCT(date VARCHAR, mention INTEGER)[]"
_EVIDENCE = "STRUCT(quote VARCHAR, rule VARCHAR, says VARCHAR, weight VARCHAR)[]"
_MEMBERS = "STRUCT(begins_from BIGINT, begins_by BIGINT, ends_from BIGINT, ends_by BIGINT)[]"

_TOLD_IN = ("article", "article_title", "published", "url")
_MENTION_READ = (*(name for name in _MENTION if name not in _TOLD_IN[1:]), *_TOLD_IN[1:])

TABLES: dict[str, dict[str, str]] = {
    "build": {"version": "INTEGER", "chrono": "VARCHAR", "rules": "VARCHAR", "title": "VARCHAR"},
    "articles": {
        **dict.fromkeys(("id", "title", "published", "status", "starts", "ends"), "VARCHAR"),
        **dict.fromkeys(("source", "url", "language", "author", "text_hash"), "VARCHAR"),
        "evidence": _EVIDENCE,
    },
    "events": {
        "number": "INTEGER",
        **dict.fromkeys(_EVENT, "VARCHAR"),
        **dict.fromkeys(_LISTS, "VARCHAR[]"),
        "salience": "DOUBLE",
        "conflicts": _CONFLICTS,
        **dict.fromkeys(("begins_from", "begins_by", "ends_from", "ends_by"), "BIGINT"),
        "members": _MEMBERS,
        "month": "INTEGER",
    },
    "mentions": {
        "event": "INTEGER",
        "place": "INTEGER",
        **dict.fromkeys(_MENTION, "VARCHAR"),
        **dict.fromkeys(("sentence_start", "sentence_end", "phrase_start", "phrase_end"), "INTEGER"),
        "derivation": "VARCHAR[]",
    },
    "words": {"word": "VARCHAR", "event": "INTEGER"},
    "names": {"role": "VARCHAR", "words": "VARCHAR", "events": "INTEGER[]"},
    "problems": {**dict.fromkeys(("stage", "origin", "what", "advice"), "VARCHAR"), "line": "INTEGER"},
}
"""The tables of a store, their columns in order, and DuckDB's types."""

_LONG = frozenset({"text", "title", "sentence"})
_ROWS_AT_A_TIME = 100_000
_PLAIN = ("id", "title", "text", "salience")
_WHEN = ("date", "earliest", "latest", "precision")
_SEARCHED = ("begins_from", "begins_by", "ends_from", "ends_by", "members", "month")
_NAMED = ("actors", "places")
_OTHER = tuple(name for name in _EVENT if name not in {*_PLAIN, *_WHEN, *_NAMED})
_READ_AS = ("phrase", "type", "value", "rule", "anchor", "derivation")
_PLACES = ("sentence_start", "sentence_end", "phrase_start", "phrase_end")
_MENTION_OTHER = tuple(name for name in _MENTION if name not in {"sentence", *_PLACES, *_TOLD_IN, *_READ_AS})
_OF_THE_ARTICLE = {
    "article_title": "articles.title",
    "mentions.published": "articles.published",
    "mentions.url": "articles.url",
}
_AS_THE_ARTICLE = (None, None, None)


def save(timeline: Timeline, file: str | Path) -> None:
    """Write a timeline's store into a new file. Raises `UserError` when it cannot be written."""
    with writing(Path(file), timeline.title) as writer:
        writer.add_articles(timeline.articles)
        writer.add_events(timeline.dated)
        writer.add_events(timeline.undated)
        writer.add_problems(timeline.problems)


def load(folder: str | Path) -> Timeline:
    """The timeline of a finished output folder, as ``chrono build`` left it.

    Its articles come without their texts, which a site does not hold. Raises `UserError` when there is no store, or a
    newer chrono wrote it.
    """
    with opened(folder) as store:
        return store.timeline()


@contextmanager
def opened(folder: str | Path) -> Iterator[Store]:
    """The store of an output folder, open to be asked. One of an older chrono is first written anew.

    Raises `UserError` as `load`.
    """
    file = _found(Path(folder))
    with _connected(file, "read") as connection:
        version = _version(connection, file)
        if version == VERSION:
            yield Store(connection)
            return
        if version > VERSION:
            newer = f"was written by a newer chrono (its store has version {version}, this chrono reads {VERSION})"
            raise UserError(f"{file}: {newer}; update chrono, or run chrono build again")
        timeline = _from_json(Path(folder), connection)
    _replace(file, timeline)
    with _connected(file, "read") as connection:
        yield Store(connection)


class Store:
    """A store that is open: what it holds, and the answers to a `Query`."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection

    def find(self, query: Query, order: Order = "date", limit: int | None = None) -> list[Event]:
        """The events that answer, in order of time, those without a date last; or the most salient first."""
        by = "salience DESC, number" if order == "salience" else "number"
        some = "" if limit is None else f" LIMIT {limit:d}"
        return self._events(f"WHERE {_conditions(query)} ORDER BY {by}{some}")

    def count(self, query: Query) -> int:
        """How many events answer."""
        return int(self._rows(f"SELECT count(*) FROM events WHERE {_conditions(query)}")[0][0])

    def tally(self, query: Query, by: By) -> list[tuple[str | None, int]]:
        """How many events answer, by month (in order of time), actor or source (the most frequent first).

        An event counts once for each of its actors and sources. Under None are those that fall under none: no actor is
        named, or the date does not lie within one month.
        """
        where = _conditions(query)
        if by == "month":
            labels = f"SELECT month AS label FROM events WHERE {where}"
        elif by == "actor":
            actors = "unnest(CASE WHEN len(actors) = 0 THEN [NULL] ELSE list_distinct(actors) END)"
            labels = f"SELECT {actors} AS label FROM events WHERE {where}"
        else:
            named = "coalesce(nullif(articles.source, ''), mentions.article)"
            told = "events LEFT JOIN mentions ON event = number LEFT JOIN articles ON article = articles.id"
            labels = f"SELECT DISTINCT number, {named} AS label FROM {told} WHERE {where}"
        order = "label NULLS LAST" if by == "month" else "label IS NULL, events DESC, label"
        rows = self._rows(f"SELECT label, count(*) AS events FROM ({labels}) GROUP BY label ORDER BY {order}")
        return [(month_name(label) if isinstance(label, int) else label, count) for label, count in rows]

    def timeline(self) -> Timeline:
        """All of it."""
        title = str(self._rows("SELECT title FROM build")[0][0])
        dated = tuple(self._events("WHERE date IS NOT NULL ORDER BY number"))
        undated = tuple(self._events("WHERE date IS NULL ORDER BY number"))
        problems = tuple(Problem(*row) for row in self._rows("SELECT stage, origin, what, advice, line FROM problems"))
        return Timeline(title, dated, undated, tuple(self.articles()), problems)

    def articles(self) -> list[Article]:
        """The articles, without their texts."""
        wanted = "id, title, published, status, starts, ends, source, url, language, author, evidence"
        return [_article(*row) for row in self._rows(f"SELECT {wanted} FROM articles")]

    def _events(self, which: str) -> list[Event]:
        rows = self._rows(f"SELECT number, {_names(_EVENT)} FROM events {which}")
        of_these = f"event IN (SELECT number FROM events {which})"
        own = [f"mentions.{name}" for name in _MENTION if name not in _TOLD_IN[1:]]
        told_in = [f"CASE WHEN article_title IS NULL THEN {of} ELSE {name} END" for name, of in _OF_THE_ARTICLE.items()]
        wanted = ", ".join(["event", *own, *told_in])
        both = "mentions LEFT JOIN articles ON article = articles.id"
        told = self._rows(f"SELECT {wanted} FROM {both} WHERE {of_these} ORDER BY event, place")
        mentions = {number: [row[1:] for row in group] for number, group in groupby(told, key=lambda row: row[0])}
        return [_event(row, mentions.get(row[0], [])) for row in rows]

    def _rows(self, statement: str) -> list[tuple[Any, ...]]:
        return self._connection.execute(statement).fetchall()


# ── asking ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def _conditions(query: Query) -> str:
    """A query as a condition in SQL.

    Values stand in it as literals: DuckDB's parameters import pandas, which takes longer than any answer. What a user
    wrote is reduced to letters, digits and spaces (`chrono.query.folded`), and put in quotes.
    """
    parts = ["TRUE" if query.window == ALWAYS else _overlap(query)]
    if not query.undated:
        parts.append("date IS NOT NULL")
    if query.kind is not None:
        parts.append(f"kind = {_literal(query.kind)}")
    if query.salience > 0:
        parts.append(f"salience >= {float(query.salience)!r}")
    parts += [f"number IN (SELECT event FROM words WHERE {_is(one)})" for one in words_of(query.text)]
    for role in ("actor", "place", "source"):
        if one := needle(getattr(query, role)):
            held = f"contains(words, {_literal(one)})"
            named = f"SELECT events FROM names WHERE role = {_literal(role)} AND {held}"
            parts.append(f"number IN (SELECT unnest(events) FROM ({named}))")
    return " AND ".join(parts)


def _is(word: str) -> str:
    """That a word is the one asked for, or begins like it."""
    if word.endswith("*"):
        return f"starts_with(word, {_literal(word[:-1])})"
    return f"word = {_literal(word)}"


def _literal(text: str) -> str:
    """A string of SQL, in which a quote is the only character that means anything.

    >>> print(_literal("x' OR 1=1 --"))
    'x'' OR 1=1 --'
    """
    return "'" + text.replace("'", "''") + "'"


def _overlap(query: Query) -> str:
    start, end = query.window.start, query.window.end
    if query.match == "certain":
        test = f"{{0}}begins_by <= {end:d} AND {{0}}ends_from >= {start:d}"
    else:
        test = f"{{0}}begins_from < {end:d} AND {{0}}ends_by > {start:d}"
    return f"{test.format('')} AND (members IS NULL OR len(list_filter(members, lambda m: {test.format('m.')})) > 0)"


def _event(row: tuple[Any, ...], mentions: Iterable[tuple[Any, ...]]) -> Event:
    record: dict[str, Any] = dict(zip(_EVENT, row[1:], strict=True))
    for name in _LISTS:
        record[name] = tuple(record[name])
    record["conflicts"] = tuple(Conflict(**conflict) for conflict in record["conflicts"])
    record["mentions"] = tuple(_mention(mention, record["text"]) for mention in mentions)
    return Event(**record)


def _mention(row: tuple[Any, ...], text: str) -> Mention:
    record = dict(zip(_MENTION_READ, row, strict=True))
    if record["sentence"] is None:
        record["sentence"] = text
    return Mention(**{**record, "derivation": tuple(record["derivation"])})


def _article(
    id: str, title: str, published: str | None, status: Any, starts: str, ends: str, source: str, url: str,
    language: str, author: str, evidence: list[dict[str, Any]],
) -> Article:  # fmt: skip
    interval = Interval(_bound(starts), _bound(ends))
    dating = Dating(interval, status, published, tuple(Evidence(**piece) for piece in evidence))
    return Article(id, "", title, dating, source, url, language, author=author)


def _bound(written: str) -> int | Bound:
    """A bound of an interval as `_written` put it."""
    return int(written) if written.lstrip("-").isdigit() else Bound(written)


def _written(bound: int | Bound) -> str:
    return bound.value if isinstance(bound, Bound) else str(bound)


def _names(columns: Iterable[str]) -> str:
    return ", ".join(f'"{column}"' for column in columns)


# ── files ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _found(folder: Path) -> Path:
    """The store of an output folder. Raises `UserError` where there is none."""
    file = folder / FILE
    if file.is_file():
        return file
    if not folder.is_dir():
        raise UserError(f"{folder}: there is no such folder; name one that chrono build has written")
    if is_site(folder):
        raise UserError(f"{folder}: has no {FILE}: an older chrono built it; run chrono build again")
    raise UserError(f"{folder}: holds no timeline; name a folder that chrono build has written")


@contextmanager
def _connected(file: Path, purpose: Literal["read", "write"]) -> Iterator[duckdb.DuckDBPyConnection]:
    """DuckDB on one file and nothing else, its errors told in one line."""
    import duckdb

    alone: dict[str, str | bool | int | float | list[str]] = {
        "autoinstall_known_extensions": "false",
        "autoload_known_extensions": "false",
        "enable_external_access": "false",
        "lock_configuration": "true",
    }
    if purpose == "write":
        alone["storage_compatibility_version"] = "v1.2.0"  # the first to pack texts by zstd
    broken = (duckdb.IOException, duckdb.SerializationException, duckdb.InternalException, duckdb.FatalException)
    try:
        with duckdb.connect(str(file), read_only=purpose == "read", config=alone) as connection:
            yield connection
    except broken as error:
        why = str(error).partition("\n")[0]
        advice = "; run chrono build again" if purpose == "read" else ""
        raise UserError(f"{file}: cannot be {'read' if advice else 'written'}: {why}{advice}") from error


def _version(connection: duckdb.DuckDBPyConnection, file: Path) -> int:
    import duckdb

    try:
        row = connection.execute("SELECT version FROM build").fetchone()
    except duckdb.CatalogException:
        row = None
    if row is None:
        raise UserError(f"{file}: is no store of chrono's; run chrono build again")
    return int(row[0])


def _replace(file: Path, timeline: Timeline) -> None:
    """Put a new store in an old one's place, in one step."""
    new = file.with_name(f".{file.name}-{secrets.token_hex(4)}")
    try:
        save(timeline, new)
        os.replace(new, file)
    except (OSError, UserError) as error:
        why = reason(error) if isinstance(error, OSError) else "the folder cannot be written"
        raise UserError(f"{file}: is of an older chrono and cannot be written anew: {why}; run chrono build") from error
    finally:
        new.unlink(missing_ok=True)


def _from_json(folder: Path, old: duckdb.DuckDBPyConnection) -> Timeline:
    """The timeline that the JSON files beside an older store tell; of its articles, what the store can still tell."""
    import duckdb

    try:
        told = json.loads((folder / "events.json").read_text(encoding="utf-8"))
        problems = json.loads((folder / "problems.json").read_text(encoding="utf-8"))
        dated, undated = (tuple(map(_event_of, told[key])) for key in ("events", "undated"))
        met = tuple(Problem(**problem) for problem in problems)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UserError(f"{folder}: an older chrono built it; run chrono build again") from error
    try:
        articles = tuple(Store(old).articles())
    except (duckdb.Error, TypeError, ValueError):
        articles = ()
    return Timeline(told["title"], dated, undated, articles, met)


def _event_of(record: dict[str, Any]) -> Event:
    """An event from its record in ``events.json``."""
    known: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in record.items()}
    known["mentions"] = tuple(
        Mention(**{**told, "derivation": tuple(told["derivation"])}) for told in known["mentions"]
    )
    known["conflicts"] = tuple(Conflict(**conflict) for conflict in known["conflicts"])
    return Event(**known)


# ── writing ──────────────────────────────────────────────────────────────────────────────────────────────────────────


@contextmanager
def writing(file: Path, title: str) -> Iterator[Writer]:
    """A new store, to be filled part by part, so that no more than a part need be in memory. It counts as written once
    the block ends. Raises `UserError` when it cannot be written."""
    from importlib.metadata import version

    with _connected(file, "write") as connection:
        connection.begin()  # one transaction, or all is written twice
        for table, columns in TABLES.items():
            small = {name: " USING COMPRESSION zstd" if name in _LONG else "" for name in columns}
            written = ", ".join(f'"{name}" {kind}{small[name]}' for name, kind in columns.items())
            connection.execute(f"CREATE TABLE {table} ({written})")
        yield Writer(connection)
        row = [VERSION, version("chrono-timeline"), _rules_hash(), without_surrogates(title)]
        connection.execute("INSERT INTO build VALUES (?, ?, ?, ?)", row)
        connection.commit()


class Writer:
    """A store that is being filled: articles first, then events in the timeline's order, those without a date last."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection
        self._sources = Sources(())
        self._articles: dict[str, tuple[str, str | None, str]] = {}
        self._events = 0

    def add_articles(self, articles: Sequence[Article]) -> None:
        """Add all articles: events take the names of their sources from them."""
        self._sources = Sources(articles)
        self._articles = {one.id: (one.title, one.published.edtf, one.url) for one in articles}
        for some in _batches(articles):
            self._insert("articles", _recurring(TABLES["articles"], map(_article_row, some)))

    def add_events(self, events: Iterable[Event]) -> None:
        """Add events, after those that are there."""
        for some in _batches(events):
            numbers = range(self._events, self._events + len(some))
            self._events += len(some)
            self._insert("events", {"number": numbers, **_event_columns(some)})
            self._insert("mentions", _mention_columns(some, numbers, self._told_in))
            self._index(some, numbers)

    def add_problems(self, problems: Iterable[Problem]) -> None:
        """Add problems, in their order."""
        for some in _batches(problems):
            rows = ((problem.stage, problem.origin, problem.what, problem.advice, problem.line) for problem in some)
            self._insert("problems", _recurring(TABLES["problems"], rows))

    def _index(self, events: Sequence[Event], numbers: range) -> None:
        """Which events each word, and each name, is found in."""
        self._insert("words", _words_of(numbers, map(told, events)))
        found = [
            (number, role, name)
            for number, event in zip(numbers, events, strict=True)
            for role, names in (("actor", event.actors), ("place", event.places), ("source", self._sources.of(event)))
            for name in names
        ]
        rows = ((role, _folded(name)) for _, role, name in found)
        with self._part({"number": [number for number, _, _ in found], **_recurring(("role", "words"), rows)}) as empty:
            lists = "SELECT role, words, list_sort(list(DISTINCT number)) FROM part GROUP BY role, words"
            if not empty:
                self._connection.execute(f"INSERT INTO names {lists} ORDER BY role, words")

    def _told_in(self, mention: Mention) -> tuple[str | None, ...]:
        """The article of a mention, and what it says of it where the articles' table does not say the same."""
        told = (mention.article_title, mention.published, mention.url)
        return (mention.article, *(_AS_THE_ARTICLE if self._articles.get(mention.article) == told else told))

    def _insert(self, table: str, columns: dict[str, Any]) -> None:
        """Add rows to a table, given as columns in any order."""
        with self._part(columns) as empty:
            if not empty:
                select = ", ".join(_cast(name, kind) for name, kind in TABLES[table].items())
                self._connection.execute(f"INSERT INTO {table} SELECT {select} FROM part")

    @contextmanager
    def _part(self, columns: dict[str, Any]) -> Iterator[bool]:
        """Columns as a view named ``part``; whether they are empty."""
        import pandas as pd

        frame = pd.DataFrame(columns)
        self._connection.register("part", frame)
        yield frame.empty
        self._connection.unregister("part")


def _recurring(columns: Iterable[str], rows: Iterable[tuple[Any, ...]]) -> dict[str, Any]:
    """Columns of rows that recur, each value handed to DuckDB once: millions of Python's strings would take minutes."""
    import numpy as np
    import pandas as pd

    index: dict[tuple[Any, ...], int] = {}
    codes = np.array([index.setdefault(row, len(index)) for row in rows], dtype=np.int64)
    made: dict[str, Any] = {}
    for name, column in zip(columns, zip(*index, strict=True), strict=False):
        values: dict[str, int] = {}
        own = [-1 if value is None else values.setdefault(_plain(value), len(values)) for value in column]
        made[name] = pd.Categorical.from_codes(np.array(own)[codes], pd.Index(list(values), dtype=object))
    return made


def _words_of(numbers: Iterable[int], texts: Iterable[str]) -> dict[str, Any]:
    """Each word of folded texts with the numbers of those that hold it, sorted by word and number."""
    import numpy as np
    import pandas as pd

    index: defaultdict[str, int] = defaultdict(count().__next__)
    codes, many = array("i"), array("i")
    for text in texts:
        words = set(text.split())
        codes.extend(map(index.__getitem__, words))
        many.append(len(words))
    in_order = sorted(index)
    place = np.empty(len(index), np.int32)
    place[[index[word] for word in in_order]] = np.arange(len(index))
    sorted_codes = place[np.frombuffer(codes, np.int32)]
    order = np.argsort(sorted_codes, kind="stable")
    held_by = np.repeat(np.fromiter(numbers, np.int32, len(many)), np.frombuffer(many, np.int32))
    word = pd.Categorical.from_codes(sorted_codes[order], pd.Index(in_order, dtype=object))
    return {"word": word, "event": held_by[order]}


_folded = lru_cache(maxsize=262_144)(folded)


def _texts(texts: Iterable[str | None]) -> Any:
    """A column of texts that do not recur."""
    import pandas as pd

    return pd.Series(
        [text if text is None or text.isascii() else without_surrogates(text) for text in texts], dtype=object
    )


def _cast(name: str, kind: str) -> str:
    written = f'"{name}"::VARCHAR::JSON' if kind.endswith("[]") else f'"{name}"'
    return f"{written}::{kind}"


def _event_columns(events: Sequence[Event]) -> dict[str, Any]:
    named = (_recurring((name,), ((getattr(event, name),) for event in events)) for name in _NAMED)
    other = attrgetter(*_OTHER)
    return {
        **{name: _texts(getattr(event, name) for event in events) for name in ("id", "title", "text")},
        "salience": [event.salience for event in events],
        **_recurring((*_WHEN, *_SEARCHED), (_when(e.date, e.earliest, e.latest, e.precision) for e in events)),
        **{name: column for columns in named for name, column in columns.items()},
        **_recurring(_OTHER, map(other, events)),
    }


def _mention_columns(
    events: Sequence[Event], numbers: range, told_in: Callable[[Mention], tuple[str | None, ...]]
) -> dict[str, Any]:
    told = [mention for event in events for mention in event.mentions]
    own = [event.text for event in events for _ in event.mentions]
    return {
        "event": [number for number, event in zip(numbers, events, strict=True) for _ in event.mentions],
        "place": [place for event in events for place in range(len(event.mentions))],
        "sentence": _texts(None if m.sentence == text else m.sentence for m, text in zip(told, own, strict=True)),
        **{name: [getattr(mention, name) for mention in told] for name in _PLACES},
        **_recurring(_TOLD_IN, map(told_in, told)),
        **_recurring(_READ_AS, map(attrgetter(*_READ_AS), told)),
        **{name: _texts(getattr(mention, name) for mention in told) for name in _MENTION_OTHER},
    }


def _batches(items: Iterable[Any]) -> Iterator[list[Any]]:
    rest = iter(items)
    while some := list(islice(rest, _ROWS_AT_A_TIME)):
        yield some


def _article_row(article: Article) -> tuple[Any, ...]:
    published, digest = article.published, hashlib.sha256(article.text.encode("utf-8", "surrogatepass")).hexdigest()
    bounds = _written(published.interval.start), _written(published.interval.end)
    told = (article.source, article.url, article.language, article.author, digest)
    evidence = json.dumps([asdict(piece) for piece in published.evidence])
    return (article.id, article.title, published.edtf, published.status, *bounds, *told, evidence)


def _plain(value: Any) -> str:
    """A value as text: lists as JSON."""
    if isinstance(value, tuple):
        return json.dumps([asdict(member) if isinstance(member, Conflict) else member for member in value])
    return without_surrogates(str(value))


@lru_cache(maxsize=65_536)
def _when(date: str | None, *told: str | None) -> tuple[Any, ...]:
    """The date of an event as columns, its bounds, those of its members where it is a set of several, and its month."""
    if date is None:
        return (date, *told, -FOREVER, FOREVER, -FOREVER, FOREVER, None, None)
    read = date_of(date)
    whole, members = hull(read), spans(read)
    several = json.dumps([asdict(member) for member in members]) if len(members) > 1 else None
    return (date, *told, *astuple(whole), several, month_of(date))


@lru_cache(maxsize=1)
def _rules_hash() -> str:
    """What tells the rules of one chrono from those of another."""
    import chrono.languages

    digest = hashlib.sha256()
    for file in sorted(Path(chrono.languages.__file__).parent.glob("*.toml")):
        digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()
