"""The files of a build, each extracted or taken from what an earlier build kept."""

from __future__ import annotations

import secrets
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from chrono.dating.articles_csv import Said, Table, as_id
from chrono.extraction import Settings, Unit, extract, hash_of
from chrono.extraction.parts import Parts, Row
from chrono.extraction.record import Head, Record, decoded, decoded_head
from chrono.problems import Problem, UserError
from chrono.readers import Place, content_of

Engine = Callable[[Callable[[Any], Any], Sequence[Any]], Iterator[Any]]
"""Calls a function on each item, somewhere, and gives the results in the order of the items (`chrono.engines`)."""
Progress = Callable[[str, int, int], None]
"""Told of a stage's name, how many files it has done, and of how many."""
_Which = tuple[str, tuple[int, int]]

STAGE = "reading articles"
_SHARE = 4_000_000
"""So many bytes of a file are a unit of their own: a table of all articles is work for several processes."""


def units_of(places: Mapping[str, Place], tables: Sequence[Table]) -> list[Unit]:
    """The files to extract, by the ids of their articles, each with what the writer's tables say of articles in it."""
    files = {as_id(file): file for file in places}
    said: defaultdict[str, dict[str, list[Said]]] = defaultdict(dict)
    for table in tables:
        for article in table.articles():
            file = next((files[name] for name in _enclosing(article) if name in files), None)
            one = table.said(article)
            if file is not None and one is not None:
                said[file].setdefault(article, []).append(one)
    units: list[Unit] = []
    turn = secrets.token_hex(8)
    for file, place in places.items():
        rows = tuple((article, tuple(each)) for article, each in sorted(said.get(file, {}).items()))
        shares = max(1, -(-place.size // _SHARE))
        units += [Unit(file, place, rows, share=(number, shares), turn=turn) for number in range(shares)]
    return units


def _enclosing(article: str) -> Iterator[str]:
    """The names that an article's file may have: its own, or what stands before a ``#`` or, in an archive, a ``/``."""
    yield article
    for place in range(len(article) - 1, 0, -1):
        if article[place] in "#/":
            yield article[:place]


def gathered(
    units: Sequence[Unit], settings: Settings, run: Engine, cache: Path | None = None, tell: Progress | None = None
) -> tuple[list[Head], list[Record]]:
    """What the files come to, in their order: their heads, and the records of their articles.

    ``cache`` is a folder of `Parts` from earlier builds; what it has is not worked out again, and what is new goes into
    it. What comes out is the same with any cache, also a damaged one.
    """
    units = [_with_content(unit) if unit.place.is_stdin else unit for unit in units]
    parts = Parts(cache)
    try:
        files = _kept(units, settings, parts) if cache is not None else {}
        for _ in range(2):
            _extract_rest(units, settings, run, parts, files, tell)
            records, lost = _records(parts, [key for _, head in files.values() for key in head.articles])
            if not lost:
                parts.keep([name for key, head in files.values() for name in (key, *head.articles) if name])
                ordered = [files[unit.id, unit.share][1] for unit in units]
                return ordered, [records[key] for head in ordered for key in head.articles]
            parts.forget(lost)
            files = {file: kept for file, kept in files.items() if lost.isdisjoint(kept[1].articles)}
    finally:
        parts.close()
    raise UserError(f"{cache or 'the folder for temporary files'}: what is written there comes back damaged")


def _with_content(unit: Unit) -> Unit:
    return replace(unit, raw=content_of(unit.place, unit.id)[0])


def _kept(units: Sequence[Unit], settings: Settings, parts: Parts) -> dict[_Which, tuple[str, Head]]:
    """The files that have not changed since they were extracted: their keys and heads."""
    keys: dict[_Which, str] = {}
    last, content = "", ""
    for unit in units:
        if unit.id != last:
            raw, _ = unit.content()
            last, content = unit.id, "" if raw is None else hash_of(raw)
        if content and (key := unit.key(content, settings)) in parts:
            keys[unit.id, unit.share] = key
    heads = {key: decoded_head(value) for key, _, value in parts.rows(keys.values())}
    whole = {key: head for key, head in heads.items() if all(article in parts for article in head.articles)}
    return {file: (key, whole[key]) for file, key in keys.items() if key in whole}


def _extract_rest(
    units: Sequence[Unit],
    settings: Settings,
    run: Engine,
    parts: Parts,
    files: dict[_Which, tuple[str, Head]],
    tell: Progress | None,
) -> None:
    """Extract the files that are not among ``files``, and add them."""
    rest = [unit for unit in units if (unit.id, unit.share) not in files]
    items = [(unit, parts.keys_of(unit.id)) for unit in rest]
    for unit, rows in zip(rest, run(partial(_extract, settings=settings), items), strict=True):
        files[unit.id, unit.share] = (rows[0].key, decoded_head(rows[0].value))
        parts.add(row for row in rows if row.key)
        if tell is not None:
            tell(STAGE, len(files), len(units))


def _extract(item: tuple[Unit, Collection[str]], settings: Settings) -> list[Row]:
    return extract(item[0], settings, item[1])


def _records(parts: Parts, keys: Sequence[str]) -> tuple[dict[str, Record], set[str]]:
    """The records of some keys, and the keys whose records are not there any more."""
    records = {key: decoded(value) for key, _, value in parts.rows(keys)}
    return records, {key for key in keys if key not in records}


def problems_of(heads: Sequence[Head]) -> list[Problem]:
    """What was wrong with the files."""
    return [problem for head in heads for problem in head.problems]
