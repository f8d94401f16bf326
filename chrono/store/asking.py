"""Asking a store: the answers to a `Query`, as events or as numbers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Literal

from chrono.article import Article, Dating, Evidence
from chrono.events.event import Conflict, Event, Mention
from chrono.problems import Problem
from chrono.query import By, Query, month_name, needle, words_of
from chrono.store.tables import EVENT_TEXTS, OFFSETS, READING, TOLD_IN
from chrono.temporal.interval import Bound, Interval
from chrono.temporal.window import ALWAYS
from chrono.timeline import Timeline

if TYPE_CHECKING:
    import duckdb

Order = Literal["date", "salience"]

_AT_A_TIME = 5_000
"""Events that are fetched at once."""

_EVENT_READ = (*EVENT_TEXTS, "salience")
_MENTION_READ = (*OFFSETS, "sentence", "id")
_TALLIED = {
    "actor": ("actors", "names", "actors.name = names.number"),
    "source": ("mentions", "sources", "mentions.source = sources.number"),
}


class Store:
    """A store that is open: what it holds, and the answers to a `Query`."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection
        self._title, self._dated = self._rows("SELECT title, dated FROM build")[0]

    def find(self, query: Query, order: Order = "date", limit: int | None = None) -> list[Event]:
        """The events that answer, in order of time, those without a date last; or the most salient first."""
        by = "salience DESC, number" if order == "salience" else "number"
        some = "" if limit is None else f" LIMIT {limit:d}"
        numbers = self._column(f"SELECT number FROM events WHERE {self._conditions(query)} ORDER BY {by}{some}")
        return list(self._events(numbers))

    def count(self, query: Query) -> int:
        """How many events answer."""
        return int(self._column(f"SELECT count(*) FROM events WHERE {self._conditions(query)}")[0])

    def tally(self, query: Query, by: By) -> list[tuple[str | None, int]]:
        """How many events answer, by month (in order of time), actor or source (the most frequent first).

        An event counts once for each of its actors and sources. Under None are those that fall under none: no actor is
        named, or the date does not lie within one month.
        """
        where = self._conditions(query)
        if by == "month":
            by_month = "GROUP BY month ORDER BY month NULLS LAST"
            rows = self._rows(f"SELECT month, count(*) FROM events WHERE {where} {by_month}")
            return [(None if month is None else month_name(month), number) for month, number in rows]
        members, named, on = _TALLIED[by]
        answers = f"SELECT number FROM events WHERE {where}"
        rows = self._rows(
            f"SELECT {named}.name, count(DISTINCT event) AS told FROM {members} JOIN {named} ON {on} "
            f"WHERE event IN ({answers}) GROUP BY {named}.name ORDER BY told DESC, {named}.name"
        )
        without = self._column(f"SELECT count(*) FROM ({answers}) WHERE number NOT IN (SELECT event FROM {members})")[0]
        return [*rows, *([(None, without)] if without else [])]

    def timeline(self) -> Timeline:
        """All of it."""
        number = self._column("SELECT count(*) FROM events")[0]
        dated, undated = (tuple(self._events(some)) for some in (range(self._dated), range(self._dated, number)))
        problems = tuple(Problem(*row) for row in self._rows("SELECT stage, origin, what, advice, line FROM problems"))
        return Timeline(self._title, dated, undated, tuple(self.articles()), problems)

    def articles(self) -> list[Article]:
        """The articles, without their texts."""
        return articles_in(self._connection)

    # ── conditions ───────────────────────────────────────────────────────────────────────────────────────────────────

    def _conditions(self, query: Query) -> str:
        """A query as a condition in SQL.

        Values stand in it as literals: DuckDB's parameters import pandas, which takes longer than any answer. What a
        user wrote is reduced to letters, digits and spaces (`chrono.query.folded`), and put in quotes.
        """
        parts = ["TRUE" if query.undated else f"number < {self._dated:d}"]
        if query.window != ALWAYS:
            parts.append(_overlap(query))
        if query.kind is not None:
            parts.append(f"kind = {_literal(query.kind)}")
        if query.salience > 0:
            parts.append(f"salience >= {float(query.salience)!r}")
        parts += [f"number IN ({self._holding(word)})" for word in words_of(query.text)]
        for role in ("actor", "place"):
            if one := needle(getattr(query, role)):
                names = self._column(f"SELECT number FROM names WHERE contains(words, {_literal(one)}) ORDER BY number")
                parts.append(f"number IN (SELECT event FROM {role}s WHERE {_one_of('name', names)})")
        if one := needle(query.source):
            sources = f"SELECT number FROM sources WHERE contains(words, {_literal(one)})"
            parts.append(f"number IN (SELECT event FROM mentions WHERE source IN ({sources}))")
        return " AND ".join(parts)

    def _holding(self, word: str) -> str:
        """The events that hold a word, or one that begins so, in SQL: the stretches of ``postings`` that are theirs."""
        asked = f"starts_with(word, {_literal(word[:-1])})" if word.endswith("*") else f"word = {_literal(word)}"
        within = [f"SELECT event FROM postings WHERE {_one_of('word', numbers)}" for numbers in self._stretches(asked)]
        return " UNION ALL ".join(within) or "SELECT event FROM postings WHERE FALSE"

    def _stretches(self, asked: str) -> list[list[int]]:
        """The numbers of the words asked for; those that follow one another in a row of their own."""
        stretches: list[list[int]] = []
        for number in self._column(f"SELECT number FROM words WHERE {asked} ORDER BY number"):
            if stretches and stretches[-1][-1] == number - 1:
                stretches[-1].append(number)
            else:
                stretches.append([number])
        return stretches

    # ── rows ─────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _events(self, numbers: Sequence[int]) -> Iterator[Event]:
        """The events of these numbers, in their order."""
        for start in range(0, len(numbers), _AT_A_TIME):
            some = numbers[start : start + _AT_A_TIME]
            made = dict(self._made(sorted(some)))
            yield from (made[number] for number in some)

    def _made(self, numbers: Sequence[int]) -> Iterator[tuple[int, Event]]:
        """Events and their numbers, which are given in order."""
        rows = self._rows(f"SELECT number, {_names(_EVENT_READ)} FROM events WHERE {_one_of('number', numbers)}")
        theirs = f"WHERE {_one_of('event', numbers)} ORDER BY event, place"
        tags = self._members(f"SELECT event, tag FROM tags {theirs}")
        conflicts = self._members(f"SELECT event, date, mention FROM conflicts {theirs}")
        actors, places = (self._members(f"SELECT event, name FROM {role} {theirs}") for role in ("actors", "places"))
        mentions = self._members(f"SELECT event, source, reading, {_names(_MENTION_READ)} FROM mentions {theirs}")
        names = self._numbered("names", ("name",), actors, places)
        sources = self._numbered("sources", TOLD_IN, mentions)
        readings = self._numbered("readings", READING, mentions, column=1)
        for number, *row in rows:
            told = dict(zip(_EVENT_READ, row, strict=True))
            yield (
                number,
                Event(
                    **told,
                    actors=tuple(names[name][0] for (name,) in actors[number]),
                    places=tuple(names[name][0] for (name,) in places[number]),
                    mentions=tuple(
                        _mention(told, sources[source], readings[reading], *rest)
                        for source, reading, *rest in mentions[number]
                    ),
                    conflicts=tuple(Conflict(*conflict) for conflict in conflicts[number]),
                    tags=tuple(tag for (tag,) in tags[number]),
                ),
            )

    def _members(self, statement: str) -> defaultdict[int, list[tuple[Any, ...]]]:
        """Rows by their first column."""
        members: defaultdict[int, list[tuple[Any, ...]]] = defaultdict(list)
        for event, *row in self._rows(statement):
            members[event].append(tuple(row))
        return members

    def _numbered(
        self, table: str, columns: Sequence[str], *of: dict[int, list[tuple[Any, ...]]], column: int = 0
    ) -> dict[int, tuple[Any, ...]]:
        """Rows of a table by their numbers: those that a column of other rows names."""
        wanted = sorted({row[column] for members in of for rows in members.values() for row in rows})
        rows = self._rows(f"SELECT number, {_names(columns)} FROM {table} WHERE {_one_of('number', wanted)}")
        return {row[0]: row[1:] for row in rows}

    def _rows(self, statement: str) -> list[tuple[Any, ...]]:
        return self._connection.execute(statement).fetchall()

    def _column(self, statement: str) -> list[Any]:
        return [row[0] for row in self._rows(statement)]


def articles_in(connection: duckdb.DuckDBPyConnection) -> list[Article]:
    """The articles of a store of any version, without their texts."""
    wanted = "id, title, published, status, starts, ends, source, url, language, author, evidence"
    return [_article(*row) for row in connection.execute(f"SELECT {wanted} FROM articles").fetchall()]


# ── SQL ──────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _overlap(query: Query) -> str:
    start, end = query.window.start, query.window.end
    if query.match == "certain":
        test = f"begins_by <= {end:d} AND ends_from >= {start:d}"
    else:
        test = f"begins_from < {end:d} AND ends_by > {start:d}"
    return f"{test} AND (NOT several OR number IN (SELECT event FROM members WHERE {test}))"


def _one_of(column: str, numbers: Sequence[int]) -> str:
    """That a column holds one of some numbers, which are given in order."""
    if not numbers:
        return "FALSE"
    if numbers[-1] - numbers[0] == len(numbers) - 1:
        return f"{column} BETWEEN {numbers[0]:d} AND {numbers[-1]:d}"
    return f"{column} IN ({', '.join(map(str, numbers))})"


def _literal(text: str) -> str:
    """A string of SQL, in which a quote is the only character that means anything.

    >>> print(_literal("x' OR 1=1 --"))
    'x'' OR 1=1 --'
    """
    return "'" + text.replace("'", "''") + "'"


def _names(columns: Sequence[str]) -> str:
    return ", ".join(f'"{column}"' for column in columns)


# ── records ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def _mention(
    event: dict[str, Any], told_in: Sequence[Any], reading: Sequence[Any],
    sentence_start: int, sentence_end: int, phrase_start: int, phrase_end: int, sentence: str | None, id: str | None,
) -> Mention:  # fmt: skip
    article, article_title, published, url = told_in
    phrase, type, value, rule, anchor, derivation = reading
    return Mention(
        article, article_title, published, url, event["text"] if sentence is None else sentence,
        sentence_start, sentence_end, phrase, phrase_start, phrase_end,
        type, value, rule, anchor, tuple(derivation), event["id"] if id is None else id,
    )  # fmt: skip


def _article(
    id: str, title: str, published: str | None, status: Any, starts: str, ends: str, source: str, url: str,
    language: str, author: str, evidence: list[dict[str, Any]],
) -> Article:  # fmt: skip
    interval = Interval(_bound(starts), _bound(ends))
    dating = Dating(interval, status, published, tuple(Evidence(**piece) for piece in evidence))
    return Article(id, "", title, dating, source, url, language, author=author)


def _bound(written: str) -> int | Bound:
    return int(written) if written.lstrip("-").isdigit() else Bound(written)
