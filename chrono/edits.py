"""The writer's corrections: a TOML file keyed by event id, applied after every build.

    ["e3k7q2mza"]
    title = "Parliament passes the budget"     # say it otherwise
    date = "2024-08-06"                        # EDTF
    hide = true                                # leave it out
    pin = true                                 # keep it in a short timeline

An id finds its event by any of the event's mentions (see `chrono.events.ids`), so a correction survives new articles.
One whose event is gone is reported and not dropped in silence.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from chrono.events import in_order
from chrono.events.event import Event
from chrono.events.ids import identifiers
from chrono.problems import Problem, UserError, reason
from chrono.temporal.edtf import parse

_TABLE = re.compile(r"""\s*\[\s*("[^"]*"|'[^']*'|[\w-]+)\s*[.\]]""")
_KEY = re.compile(r"""\s*("[^"]*"|'[^']*'|[\w-]+)\s*[.=]""")

KEYS: dict[str, type[Any]] = {"hide": bool, "title": str, "date": str, "pin": bool}
"""What can be said of an event, and the type of each."""


@dataclass(frozen=True, slots=True)
class Edit:
    """One event's corrections, and the line of the file where they begin."""

    event: str
    line: int
    hide: bool = False
    title: str | None = None
    date: str | None = None
    pin: bool = False


def apply_edits(
    dated: Sequence[Event], undated: Sequence[Event], file: Path
) -> tuple[list[Event], list[Event], list[Problem]]:
    """The events as the writer wants them, dated and undated, and what is wrong with the corrections.

    An undated event that is given a date moves to the dated ones. Raises `UserError` when the file cannot be read or
    is no TOML; anything smaller that is wrong is a `Problem`, and the rest of the file counts.
    """
    edits, problems = read_edits(file)
    by_id = _found(edits, [*dated, *undated], file, problems)
    edited = [_edited(event, by_id.get(event.id, ()), file.name) for event in (*dated, *undated)]
    kept = [event for event in edited if event is not None]
    places = {event.id: place for place, event in enumerate(undated)}
    still = sorted((event for event in kept if event.date is None), key=lambda event: places[event.id])
    return in_order(event for event in kept if event.date is not None), still, problems


def read_edits(file: Path) -> tuple[list[Edit], list[Problem]]:
    """The corrections in a file, in its order, and what is wrong with them. Raises `UserError` as `apply_edits`."""
    try:
        text = file.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise UserError(f"{file}: cannot be read ({reason(error)}); give another file to --edits") from error
    except UnicodeDecodeError as error:
        raise UserError(f"{file}: is not UTF-8; save it as UTF-8") from error
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UserError(f'{file}: is not TOML: {error}; the form is ["event id"] and lines like hide = true') from error
    edits: list[Edit] = []
    problems: list[Problem] = []
    for event, entry in table.items():
        line = _line_of(text, event)
        if not isinstance(entry, dict):
            what = f"{event!r} stands outside any event"
            problems.append(_problem(file, line, what, 'put it below a line with the event\'s id, ["…"]'))
            continue
        said = {key: value for key, value in entry.items() if _fits(file, line, event, key, value, problems)}
        edits.append(Edit(event, line, **said))
    return edits, problems


def _fits(file: Path, line: int, event: str, key: str, value: Any, problems: list[Problem]) -> bool:
    """Whether one line of an event's corrections can be followed; if not, why is added to the problems."""
    if key not in KEYS:
        problems.append(_problem(file, line, f"{event}: there is no {key!r}", f"use one of: {', '.join(KEYS)}"))
        return False
    wrong = _wrong_with(key, value)
    if wrong is not None:
        problems.append(_problem(file, line, f"{event}: {wrong[0]}", wrong[1]))
    return wrong is None


def _wrong_with(key: str, value: Any) -> tuple[str, str] | None:
    """What is wrong with a value, and what to write instead; None for nothing."""
    if not isinstance(value, KEYS[key]):
        return f"{key} is {value!r}", "write true or false" if KEYS[key] is bool else "write text in quotes"
    if key == "title" and not value.strip():
        return "the title is empty", "write one, or hide the event"
    if key == "date":
        try:
            parse(value)
        except ValueError as error:
            return str(error), "write an EDTF date, as 2024-08-06 or 2024-08"
    return None


def _found(
    edits: Iterable[Edit], events: Sequence[Event], file: Path, problems: list[Problem]
) -> dict[str, list[Edit]]:
    """The corrections by the id of the event they are for."""
    by_any: dict[str, str] = {}
    for event in events:
        for identifier in sorted(identifiers(event)):
            by_any.setdefault(identifier, event.id)
    by_any |= {event.id: event.id for event in events}
    found: dict[str, list[Edit]] = {}
    for edit in edits:
        if edit.event in by_any:
            found.setdefault(by_any[edit.event], []).append(edit)
        else:
            what = f"there is no event {edit.event!r}"
            problems.append(
                _problem(file, edit.line, what, "its sentence or its date changed; look it up again or delete this")
            )
    return found


def _edited(event: Event, edits: Iterable[Edit], name: str) -> Event | None:
    """The event after its corrections; None when it is hidden."""
    for edit in edits:
        if edit.hide:
            return None
        if edit.title is not None:
            event = replace(event, title=" ".join(edit.title.split()))
        if edit.date is not None:
            event = _redated(event, edit.date, name)
        if edit.pin:
            event = replace(event, salience=1.0)
    return event


def _redated(event: Event, date: str, name: str) -> Event:
    """The event at the writer's date; its first mention says who gave it."""
    edtf = parse(date)
    first, *others = event.mentions
    told = replace(first, derivation=(*first.derivation, f"but {name} says {date}"))
    return replace(
        event,
        date=date,
        earliest=edtf.interval.earliest,
        latest=edtf.interval.latest,
        precision=edtf.precision,
        kind="happened" if event.kind == "reported" else event.kind,
        mentions=(told, *others),
        conflicts=(),
        why="",
    )


def _line_of(text: str, event: str) -> int:
    """The line where an event's table begins; 0 where it cannot be told."""
    for number, line in enumerate(text.splitlines(), start=1):
        named = _TABLE.match(line) or _KEY.match(line)
        if named and named[1].strip("\"'") == event:
            return number
    return 0


def _problem(file: Path, line: int, what: str, advice: str) -> Problem:
    return Problem("edits", file.name, what, advice, line)
