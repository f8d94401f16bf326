"""The store of a timeline: a DuckDB file beside the page, which ``chrono query`` reads.

It holds the build, its articles, events, mentions and problems; `docs/store.md` has the columns. A store is written once,
as a whole, and then only read. DuckDB runs in process, may fetch no extension and may open no other file.

The four bounds of an event's date (`chrono.temporal.window`) are columns of whole numbers, so overlap is two comparisons a
row; names and words are stored folded (`chrono.query`), so words are plain substrings.
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, fields
from functools import lru_cache
from itertools import groupby, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from chrono.article import Article, Dating, Evidence
from chrono.events.event import Conflict, Event, Mention
from chrono.problems import Problem, UserError, reason
from chrono.query import By, Query, Sources, date_of, month_name, month_of, names, needle, needles, told
from chrono.site import is_site
from chrono.temporal.interval import Bound, Interval
from chrono.temporal.window import FOREVER, hull, spans
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
        **dict.fromkeys(("words", "actor_words", "place_words", "source_words"), "VARCHAR"),
        "sources": "VARCHAR[]",
    },
    "mentions": {
        "event": "INTEGER",
        "place": "INTEGER",
        **dict.fromkeys(_MENTION, "VARCHAR"),
        **dict.fromkeys(("sentence_start", "sentence_end", "phrase_start", "phrase_end"), "INTEGER"),
        "derivation": "VARCHAR[]",
    },
    "problems": {**dict.fromkeys(("stage", "origin", "what", "advice"), "VARCHAR"), "line": "INTEGER"},
}
"""The tables of a store, their columns in order, and DuckDB's types."""

_ROWS_AT_A_TIME = 20_000


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
        column = {"month": "month", "actor": "list_distinct(actors)", "source": "sources"}[by]
        if by != "month":
            column = f"unnest(CASE WHEN len({column}) = 0 THEN [NULL] ELSE {column} END)"
        labels = f"SELECT {column} AS label FROM events WHERE {_conditions(query)}"
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
        told = self._rows(f"SELECT event, {_names(_MENTION)} FROM mentions WHERE {of_these} ORDER BY event, place")
        mentions = {number: [row[1:] for row in group] for number, group in groupby(told, key=lambda row: row[0])}
        return [_event(row, mentions.get(row[0], [])) for row in rows]

    def _rows(self, statement: str) -> list[tuple[Any, ...]]:
        return self._connection.execute(statement).fetchall()


# ── asking ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def _conditions(query: Query) -> str:
    """A query as a condition in SQL. Values stand in it as literals: DuckDB's parameters import pandas, which takes
    longer than any answer. What a user wrote comes as words of letters and digits (`chrono.query.folded`) and in quotes.
    """
    parts = [_overlap(query)]
    if not query.undated:
        parts.append("date IS NOT NULL")
    if query.kind is not None:
        parts.append(f"kind = {_literal(query.kind)}")
    if query.salience > 0:
        parts.append(f"salience >= {float(query.salience)!r}")
    parts += [f"contains(words, {_literal(one)})" for one in needles(query.text)]
    for column in ("actor", "place", "source"):
        if one := needle(getattr(query, column)):
            parts.append(f"contains({column}_words, {_literal(one)})")
    return " AND ".join(parts)


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
    record = dict(zip(_EVENT, row[1:], strict=True))
    for name in _LISTS:
        record[name] = tuple(record[name])
    record["conflicts"] = tuple(Conflict(**conflict) for conflict in record["conflicts"])
    return Event(**record, mentions=tuple(_mention(mention, record["text"]) for mention in mentions))


def _mention(row: tuple[Any, ...], text: str) -> Mention:
    record = dict(zip(_MENTION, row, strict=True))
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
    known = {name: tuple(value) if isinstance(value, list) else value for name, value in record.items()}
    known["mentions"] = tuple(Mention(**{**told, "derivation": tuple(told["derivation"])}) for told in known["mentions"])
    known["conflicts"] = tuple(Conflict(**conflict) for conflict in known["conflicts"])
    return Event(**known)


# ── writing ──────────────────────────────────────────────────────────────────────────────────────────────────────────


@contextmanager
def writing(file: Path, title: str) -> Iterator[Writer]:
    """A new store, to be filled part by part, so that no more than a part need be in memory. It counts as written once
    the block ends. Raises `UserError` when it cannot be written."""
    from importlib.metadata import version

    with _connected(file, "write") as connection:
        for table, columns in TABLES.items():
            written = ", ".join(f'"{name}" {kind}' for name, kind in columns.items())
            connection.execute(f"CREATE TABLE {table} ({written})")
        yield Writer(connection)
        row = [VERSION, version("chrono-timeline"), _rules_hash(), title]
        connection.execute("INSERT INTO build VALUES (?, ?, ?, ?)", row)


class Writer:
    """A store that is being filled: articles first, then events in the timeline's order, those without a date last."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection
        self._sources = Sources(())
        self._events = 0

    def add_articles(self, articles: Sequence[Article]) -> None:
        """Add all articles: events take the names of their sources from them."""
        self._sources = Sources(articles)
        for some in _batches(articles):
            self._insert("articles", [_article_row(article) for article in some])

    def add_events(self, events: Iterable[Event]) -> None:
        """Add events, after those that are there."""
        for some in _batches(events):
            numbered = list(enumerate(some, start=self._events))
            self._events += len(numbered)
            self._insert("events", [self._event_row(number, event) for number, event in numbered])
            self._insert("mentions", [row for number, event in numbered for row in _mention_rows(number, event)])

    def add_problems(self, problems: Iterable[Problem]) -> None:
        """Add problems, in their order."""
        for some in _batches(problems):
            self._insert("problems", [(p.stage, p.origin, p.what, p.advice, p.line) for p in some])

    def _event_row(self, number: int, event: Event) -> tuple[Any, ...]:
        own = (_plain(getattr(event, name)) for name in _EVENT)
        words = (told(event), names(event.actors), names(event.places), self._sources.of(event))
        return (number, *own, *_when(event.date), *words, _json_list(tuple(self._sources.labels(event))))

    def _insert(self, table: str, rows: list[tuple[Any, ...]]) -> None:
        """Add rows whose lists are JSON, column by column: DuckDB takes no other way in as fast."""
        import pandas as pd

        if not rows:
            return
        columns = pd.DataFrame(rows, columns=list(TABLES[table]), dtype=object)
        self._connection.register("part", columns)
        select = ", ".join(_cast(name, kind) for name, kind in TABLES[table].items())
        self._connection.execute(f"INSERT INTO {table} SELECT {select} FROM part")
        self._connection.unregister("part")


def _cast(name: str, kind: str) -> str:
    written = f'"{name}"::JSON' if kind.endswith("[]") else f'"{name}"'
    return f"{written}::{kind}"


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


def _mention_rows(number: int, event: Event) -> Iterator[tuple[Any, ...]]:
    for place, mention in enumerate(event.mentions):
        sentence = None if mention.sentence == event.text else mention.sentence
        own = (sentence if name == "sentence" else _plain(getattr(mention, name)) for name in _MENTION)
        yield (number, place, *own)


def _plain(value: object) -> object:
    """A field as a column takes it: lists as JSON."""
    return _json_list(value) if isinstance(value, tuple) else value


@lru_cache(maxsize=65_536)
def _json_list(values: tuple[Any, ...]) -> str:
    return json.dumps([asdict(value) if isinstance(value, Conflict) else value for value in values])


@lru_cache(maxsize=65_536)
def _when(edtf: str | None) -> tuple[Any, ...]:
    """The bounds of a date, those of its members where it is a set of several, and its month."""
    if edtf is None:
        return (-FOREVER, FOREVER, -FOREVER, FOREVER, None, None)
    date = date_of(edtf)
    whole, members = hull(date), spans(date)
    several = json.dumps([asdict(member) for member in members]) if len(members) > 1 else None
    return (whole.begins_from, whole.begins_by, whole.ends_from, whole.ends_by, several, month_of(edtf))


@lru_cache(maxsize=1)
def _rules_hash() -> str:
    """What tells the rules of one chrono from those of another."""
    import chrono.languages

    digest = hashlib.sha256()
    for file in sorted(Path(chrono.languages.__file__).parent.glob("*.toml")):
        digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()
