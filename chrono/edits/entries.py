"""What is in the writer's file: corrections by event id, and events that no article tells; each with its lines."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any, cast

from chrono.article import web_address
from chrono.events.event import Kind
from chrono.problems import Problem, UserError, reason
from chrono.temporal.edtf import parse

ADDED = "event"
"""The name of the tables of events that the writer adds, which are no event's id."""
_KINDS = ("happened", "planned", "ongoing")
_NAME = r"""("[^"]*"|'[^']*'|[\w-]+)"""
_ADDED = re.compile(rf"\s*\[\[\s*{ADDED}\s*\]\]")
_TABLE = re.compile(rf"\s*\[\s*{_NAME}\s*[.\]]")
_KEY = re.compile(rf"\s*{_NAME}\s*(?:\.\s*{_NAME}\s*)?=")
_FORM = 'the form is ["event id"], once for each event, and below it lines like hide = true'


@dataclass(frozen=True, slots=True)
class Edit:
    """What is said of one event. None, or (), is said of what is not mentioned.

    ``event`` is the id it is keyed by; ``lines`` maps each key to its line in ``file``, and "" to where it begins.
    """

    event: str
    file: str
    lines: Mapping[str, int] = field(default_factory=dict, repr=False)
    hide: bool | None = None
    pin: bool | None = None
    title: str | None = None
    date: str | None = None
    note: str | None = None
    tags: tuple[str, ...] = ()
    merge: tuple[str, ...] = ()
    split: tuple[str, ...] = ()

    def line(self, key: str) -> int:
        """The line of a key; 0 where it cannot be told."""
        return self.lines.get(key) or self.lines.get("", 0)

    def problem(self, key: str, what: str, advice: str) -> Problem:
        """A problem with what is said under a key."""
        return Problem("edits", self.file, f"{self.event}: {what}", advice, self.line(key))


@dataclass(frozen=True, slots=True)
class Added:
    """An event by hand: what only such a one has, and in ``edit`` what can be said of any."""

    edit: Edit
    date: str
    title: str
    text: str
    source: str = ""
    url: str = ""
    kind: Kind | None = None


class _Wrong(Exception):
    """A value that cannot be followed: what is wrong with it, and what to write instead."""


# ---- what a value may be -------------------------------------------------------------------------------------


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise _Wrong(f"is {value!r}", "write true or false")
    return value


def _line(value: Any) -> str:
    if not isinstance(value, str):
        raise _Wrong(f"is {value!r}", "write text in quotes")
    if not value.strip():
        raise _Wrong("is empty", "write something, or delete the line")
    return " ".join(value.split())


def _edtf(value: Any) -> str:
    try:
        return str(parse(_line(value)))
    except ValueError as error:
        raise _Wrong(f"cannot be read: {error}", "write an EDTF date, as 2024-08-06 or 2024-08") from None


def _lines(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(each, str) and each.strip() for each in value):
        raise _Wrong(f"is {value!r}", 'write a list of texts, as ["…", "…"]')
    if not value:
        raise _Wrong("is empty", "write something into it, or delete the line")
    return tuple(dict.fromkeys(" ".join(each.split()) for each in value))


def _url(value: Any) -> str:
    address = web_address(_line(value))
    if not address:
        raise _Wrong(f"is {value!r}", "write an address that begins with http:// or https://")
    return address


def _kind(value: Any) -> Kind:
    if value not in _KINDS:
        raise _Wrong(f"is {value!r}", f"write one of: {', '.join(_KINDS)}")
    return cast(Kind, value)


_Reader = Callable[[Any], Any]
_OF_ANY: dict[str, _Reader] = {
    "hide": _flag, "pin": _flag, "title": _line, "date": _edtf, "note": _line, "tags": _lines, "merge": _lines,
    "split": _lines,
}  # fmt: skip
_OF_ADDED: dict[str, _Reader] = {
    "date": _edtf, "title": _line, "text": _line, "source": _line, "url": _url, "kind": _kind, "tags": _lines,
    "note": _line, "pin": _flag, "merge": _lines,
}  # fmt: skip
_OF_EVENT_ALONE = frozenset({"date", "title", "text", "source", "url", "kind"})


# ---- the file ------------------------------------------------------------------------------------------------


def read_edits(file: Path) -> tuple[list[Edit], list[Added], list[Problem]]:
    """The corrections in a file and the events added there, in its order, and what is wrong with them.

    Raises `UserError` when the file cannot be read or is no TOML.
    """
    try:
        text = file.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise UserError(f"{file}: cannot be read ({reason(error)}); give another file to --edits") from error
    except UnicodeDecodeError as error:
        raise UserError(f"{file}: is not UTF-8; save it as UTF-8") from error
    try:
        tables = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise UserError(f"{file}: is not TOML: {error}; {_FORM}") from error
    return _Entries(file.name, _lines_in(text)).read(tables)


class _Entries:
    """Reads the tables of one file."""

    def __init__(self, file: str, lines: Mapping[str, Mapping[str, int]]) -> None:
        self._file, self._lines = file, lines
        self._problems: list[Problem] = []

    def read(self, tables: Mapping[str, Any]) -> tuple[list[Edit], list[Added], list[Problem]]:
        edits: list[Edit] = []
        added: list[Added] = []
        for name, table in tables.items():
            if name == ADDED:
                added = self._all_added(table)
                continue
            edit = Edit(name, self._file, self._lines.get(name, {}))
            if isinstance(table, dict):
                edits.append(Edit(name, self._file, edit.lines, **self._read(edit, table, _OF_ANY)))
            else:
                what = f"{name!r} stands outside any event"
                advice = 'put it below a line with the event\'s id, ["…"]'
                self._problems.append(Problem("edits", self._file, what, advice, edit.line("")))
        return edits, added, self._problems

    def _all_added(self, tables: Any) -> list[Added]:
        if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
            nowhere = Edit(f"[{ADDED}]", self._file, self._lines.get(ADDED, {}))
            self._problems.append(nowhere.problem("", "is not a list of events", f"write [[{ADDED}]], once for each"))
            return []
        found = (self._added(f"[[{ADDED}]] {number}", table) for number, table in enumerate(tables, start=1))
        return [entry for entry in found if entry is not None]

    def _added(self, name: str, table: dict[str, Any]) -> Added | None:
        edit = Edit(name, self._file, self._lines.get(name, {}))
        said = self._read(edit, table, _OF_ADDED)
        missing = [key for key in ("date", "title") if key not in said]
        for key in missing:
            if key not in table:
                self._problems.append(edit.problem("", f"has no {key}", f"add a line {key} = “…”"))
        if missing:
            return None
        own = {key: said.pop(key) for key in _OF_EVENT_ALONE & said.keys()}
        own.setdefault("text", own["title"])
        return Added(Edit(name, self._file, edit.lines, **said), **own)

    def _read(self, edit: Edit, table: dict[str, Any], readers: Mapping[str, _Reader]) -> dict[str, Any]:
        """What a table says; of what cannot be followed, why not is added to the problems."""
        said: dict[str, Any] = {}
        for key, value in table.items():
            if key not in readers:
                near = get_close_matches(key, readers, n=1)
                advice = f"did you mean {near[0]}?" if near else f"use one of: {', '.join(readers)}"
                self._problems.append(edit.problem(key, f"there is no {key!r}", advice))
                continue
            try:
                said[key] = readers[key](value)
            except _Wrong as wrong:
                what, advice = wrong.args
                self._problems.append(edit.problem(key, f"the {key} {what}", advice))
        return said


def _lines_in(text: str) -> dict[str, dict[str, int]]:
    """Where each table of a TOML file begins ("") and where its keys stand, by its name; the tables of an array have
    their number behind it. (The parser does not tell.)"""
    lines: dict[str, dict[str, int]] = {}
    table, count = "", 0
    for number, line in enumerate(text.splitlines(), start=1):
        if _ADDED.match(line):
            count += 1
            table = f"[[{ADDED}]] {count}"
            lines[table] = {"": number}
        elif head := _TABLE.match(line):
            table = head[1].strip("\"'")
            lines.setdefault(table, {}).setdefault("", number)
        elif key := _KEY.match(line):
            name, inner = (part and part.strip("\"'") for part in key.groups())
            owner, inner = (table, name) if table else (name, inner)
            place = lines.setdefault(owner, {})
            place.setdefault("", number)
            if inner:
                place.setdefault(inner, number)
    return lines
