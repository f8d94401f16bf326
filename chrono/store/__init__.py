"""The store of a timeline: a DuckDB file beside the page, which ``chrono query`` reads.

It holds the build, its articles, events, mentions and problems; ``docs/store.md`` has the columns. A store is written
once, as a whole, and then only read. DuckDB runs in process, may fetch no extension and may open no other file.

The four bounds of an event's date (`chrono.temporal.window`) are columns of whole numbers, so overlap is two
comparisons a row. Words and names are folded (`chrono.query`) and indexed, so a search reads no text.
"""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from chrono.events.event import Conflict, Event, Mention
from chrono.problems import Problem, UserError, reason
from chrono.site import is_site
from chrono.store.asking import Order, Store, articles_in
from chrono.store.tables import FILE, TABLES, VERSION, connected
from chrono.timeline import Timeline

if TYPE_CHECKING:
    import duckdb

    from chrono.store.writer import Writer

__all__ = ["FILE", "TABLES", "VERSION", "Order", "Store", "load", "opened", "save", "writing"]


def writing(file: Path, title: str) -> AbstractContextManager[Writer]:
    """A new store, to be filled part by part by the `Writer` it gives: see there.

    It counts as written once the block ends, and holds no more than a part of the events in memory. Raises `UserError`
    when it cannot be written.
    """
    from chrono.store.writer import writing

    return writing(file, title)


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
    with connected(file, "read") as connection:
        version = _version(connection, file)
        if version == VERSION:
            yield Store(connection)
            return
        if version > VERSION:
            newer = f"was written by a newer chrono (its store has version {version}, this chrono reads {VERSION})"
            raise UserError(f"{file}: {newer}; update chrono, or run chrono build again")
        timeline = _from_json(Path(folder), connection)
    _replace(file, timeline)
    with connected(file, "read") as connection:
        yield Store(connection)


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
        articles = tuple(articles_in(old))
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
