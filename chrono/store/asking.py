"""Asking a store: the answers to a `Query`, as events or as numbers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from operator import attrgetter, itemgetter
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

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
_FEW = 64
"""So many stretches of rows DuckDB reads one by one faster than it compares all rows with their numbers."""
_NEAR = 2_048
"""Rows that DuckDB reads at once."""

_EVENT_READ = (*EVENT_TEXTS, "salience")
_MENTION_READ = ("source", "reading", *OFFSETS, "sentence", "id")


class Store:
    """A store that is open: what it holds, and the answers to a `Query`."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection
        self._title, self._dated = self._rows("SELECT title, dated FROM build")[0]

    def find(self, query: Query, order: Order = "date", limit: int | None = None) -> list[Event]:
        """The events that answer, in order of time, those without a date last; or the most salient first."""
        return list(self._events(self._numbers(query, order, limit)))

    def count(self, query: Query) -> int:
        """How many events answer."""
        return int(self._column(f"SELECT count(*) FROM ({self._answers(query)})")[0])

    def tally(self, query: Query, by: By) -> list[tuple[str | None, int]]:
        """How many events answer, by month (in order of time), actor or source (the most frequent first).

        An event counts once for each of its actors and sources. Under None are those that fall under none: no actor is
        named, or the date does not lie within one month.
        """
        if by == "month":
            by_month = "GROUP BY month ORDER BY month NULLS LAST"
            rows = self._rows(f"SELECT month, count(*) FROM ({self._answers(query, 'month')}) {by_month}")
            return [(None if month is None else month_name(month), number) for month, number in rows]
        mine = self._mine(query)
        if by == "actor":
            members, labels = "actors", "names"
            told = f"SELECT name AS number, count(*) AS told FROM actors WHERE {mine} AND NOT again GROUP BY name"
        else:
            members, labels = "mentions", "sources"
            label = "SELECT number AS source, min(number) OVER (PARTITION BY name) AS number FROM sources"
            told = (
                f"SELECT number, count(DISTINCT event) AS told FROM mentions JOIN ({label}) USING (source) "
                f"WHERE {mine} GROUP BY number"
            )
        rows = self._rows(f"SELECT name, told FROM ({told}) JOIN {labels} USING (number) ORDER BY told DESC, name")
        under_some = self._column(f"SELECT count(*) FROM {members} WHERE {mine} AND place = 0")[0]
        without = self.count(query) - under_some
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
    #
    # Values stand in SQL as literals: DuckDB's parameters import pandas, which takes longer than any answer. What a
    # user wrote is reduced to letters, digits and spaces (`chrono.query.folded`), and put in quotes.

    def _answers(self, query: Query, column: str = "number") -> str:
        """The numbers of the events that answer, or another of their columns, in SQL.

        Where only words and names are asked for, no event is read.
        """
        conditions = _of_the_event(query)
        sets = [self._holding(word) for word in words_of(query.text)] + self._naming(query)
        if conditions or column != "number" or not sets:
            dated = [] if query.undated else [f"number < {self._dated:d}"]
            tests = [*conditions, *dated, *(f"number IN ({one.events})" for one in sets)]
            return f"SELECT {column} FROM events WHERE {' AND '.join(tests) or 'TRUE'}"
        first, *others = sorted(sets, key=attrgetter("again"))
        dated = [] if query.undated else [f"event < {self._dated:d}"]
        tests = [*dated, *(f"event IN ({one.events})" for one in others)]
        each = "DISTINCT event" if first.again else "event"
        return f"SELECT {each} AS number FROM ({first.events}) WHERE {' AND '.join(tests) or 'TRUE'}"

    def _mine(self, query: Query) -> str:
        """That a row is of an event that answers."""
        if replace(query, undated=False) == Query():
            return "TRUE" if query.undated else f"event < {self._dated:d}"
        return f"event IN ({self._answers(query)})"

    def _holding(self, word: str) -> _Set:
        """The events that hold a word, or one that begins so."""
        begins = word.endswith("*")
        asked = f"starts_with(word, {_literal(word[:-1])})" if begins else f"word = {_literal(word)}"
        numbers = self._column(f"SELECT number FROM words WHERE {asked} ORDER BY number")
        within = (f"SELECT event FROM postings WHERE {_one_of('word', some)}" for some in _stretches(numbers))
        return _Set(" UNION ALL ".join(within) or "SELECT event FROM postings WHERE FALSE", begins)

    def _naming(self, query: Query) -> list[_Set]:
        """The events that name who, where and what source is asked for."""
        sets = []
        for role in ("actor", "place"):
            if one := needle(getattr(query, role)):
                names = self._column(f"SELECT number FROM names WHERE contains(words, {_literal(one)}) ORDER BY number")
                sets.append(_Set(f"SELECT event FROM {role}s WHERE {_one_of('name', names)}", again=True))
        if one := needle(query.source):
            sources = f"SELECT number FROM sources WHERE contains(words, {_literal(one)})"
            sets.append(_Set(f"SELECT event FROM mentions WHERE source IN ({sources})", again=True))
        return sets

    # ── rows ─────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _numbers(self, query: Query, order: Order, limit: int | None) -> list[int]:
        """The numbers of the events that answer, in the order asked for."""
        some = "" if limit is None else f" LIMIT {limit:d}"
        if order == "salience":
            both = self._answers(query, "salience, number")
            return self._column(f"SELECT number FROM ({both}) ORDER BY salience DESC, number{some}")
        return self._column(f"{self._answers(query)} ORDER BY number{some}")

    def _events(self, numbers: Sequence[int]) -> Iterator[Event]:
        """The events of these numbers, in their order."""
        for start in range(0, len(numbers), _AT_A_TIME):
            some = numbers[start : start + _AT_A_TIME]
            made = dict(self._made(sorted(some)))
            yield from (made[number] for number in some)

    def _made(self, numbers: Sequence[int]) -> Iterator[tuple[int, Event]]:
        """Events and their numbers, which are given in order."""
        tags = self._members("tags", ("tag",), numbers)
        conflicts = self._members("conflicts", ("date", "mention"), numbers)
        actors, places = (self._members(role, ("name",), numbers) for role in ("actors", "places"))
        mentions = self._members("mentions", _MENTION_READ, numbers)
        names = self._numbered("names", ("name",), actors, places)
        sources = self._numbered("sources", TOLD_IN, mentions)
        readings = self._numbered("readings", READING, mentions, column=1)
        for number, *row in self._picked("events", ("number", *_EVENT_READ), numbers):
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

    def _members(
        self, table: str, columns: Sequence[str], numbers: Sequence[int]
    ) -> defaultdict[int, list[tuple[Any, ...]]]:
        """What a table holds of some events, in order, by their numbers."""
        members: defaultdict[int, list[tuple[Any, ...]]] = defaultdict(list)
        for event, _, *row in sorted(self._picked(table, ("event", "place", *columns), numbers), key=itemgetter(0, 1)):
            members[event].append(tuple(row))
        return members

    def _numbered(
        self, table: str, columns: Sequence[str], *of: dict[int, list[tuple[Any, ...]]], column: int = 0
    ) -> dict[int, tuple[Any, ...]]:
        """Rows of a table by their numbers: those that a column of other rows names."""
        wanted = sorted({row[column] for members in of for rows in members.values() for row in rows})
        return {row[0]: row[1:] for row in self._picked(table, ("number", *columns), wanted)}

    def _picked(self, table: str, columns: Sequence[str], numbers: Sequence[int]) -> list[tuple[Any, ...]]:
        """The rows of a table whose first column holds one of some numbers, which are given in order.

        DuckDB compares a list of numbers with all rows, a stretch only with those about it, so a few stretches are
        asked for one by one.
        """
        select = f"SELECT {_names(columns)} FROM {table} WHERE "
        near = _stretches(numbers, _NEAR)
        return self._rows(" UNION ALL ".join(select + _one_of(columns[0], some) for some in near)) if numbers else []

    def _rows(self, statement: str) -> list[tuple[Any, ...]]:
        return self._connection.execute(statement).fetchall()

    def _column(self, statement: str) -> list[Any]:
        return [row[0] for row in self._rows(statement)]


def articles_in(connection: duckdb.DuckDBPyConnection) -> list[Article]:
    """The articles of a store of any version, without their texts."""
    wanted = "id, title, published, status, starts, ends, source, url, language, author, evidence"
    return [_article(*row) for row in connection.execute(f"SELECT {wanted} FROM articles").fetchall()]


# ── SQL ──────────────────────────────────────────────────────────────────────────────────────────────────────────────


class _Set(NamedTuple):
    """Events, in SQL, and whether one may be among them again."""

    events: str
    again: bool


def _of_the_event(query: Query) -> list[str]:
    """What is asked of an event's own columns."""
    tests = []
    if query.window != ALWAYS:
        tests.append(_overlap(query))
    if query.kind is not None:
        tests.append(f"kind = {_literal(query.kind)}")
    if query.salience > 0:
        tests.append(f"salience >= {float(query.salience)!r}")
    return tests


def _overlap(query: Query) -> str:
    start, end = query.window.start, query.window.end
    if query.match == "certain":
        test = f"begins_by <= {end:d} AND ends_from >= {start:d}"
    else:
        test = f"begins_from < {end:d} AND ends_by > {start:d}"
    return f"{test} AND (NOT several OR number IN (SELECT event FROM members WHERE {test}))"


def _stretches(numbers: Sequence[int], near: int = 1) -> list[Sequence[int]]:
    """Numbers in order, taken apart where they are further than ``near`` from each other; at all only where that makes
    few parts.

    >>> _stretches([1, 2, 3, 7, 8]), _stretches([1, 2, 3, 7, 8], near=4)
    ([[1, 2, 3], [7, 8]], [[1, 2, 3, 7, 8]])
    """
    ends = [place for place in range(1, len(numbers)) if numbers[place] - numbers[place - 1] > near]
    if len(ends) >= _FEW:
        return [numbers]
    return [numbers[start:end] for start, end in zip([0, *ends], [*ends, len(numbers)], strict=True)] if numbers else []


def _one_of(column: str, numbers: Sequence[int]) -> str:
    """That a column holds one of some numbers, which are given in order."""
    if not numbers:
        return "FALSE"
    first, last = numbers[0], numbers[-1]
    if first == last:
        return f"{column} = {first:d}"
    within = f"{column} BETWEEN {first:d} AND {last:d}"
    if last - first == len(numbers) - 1:
        return within
    return f"{within} AND {column} IN ({', '.join(map(str, numbers))})"


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
