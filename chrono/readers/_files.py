"""A file as a reader gets it: its bytes, the id its article will bear, and what the user calls its fields."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from chrono.article import Article
from chrono.problems import Problem, reason


class Columns(dict[str, str]):
    """What the user calls the fields of tables and records: ``{"text": "Body"}``.

    ``met`` are those that a file has had so far: a name that no file has is a slip.
    """

    __slots__ = ("met",)

    def __init__(self, names: Mapping[str, str] | None = None) -> None:
        super().__init__(names or {})
        self.met: set[str] = set()

    def problems(self) -> list[Problem]:
        """A problem for each name that no file has had."""
        return [
            problem(f"--map {what}={name}", f"no file has a field {name!r}", "check its spelling")
            for what, name in self.items()
            if what not in self.met
        ]


Found = tuple[list[Article], list[Problem]]
"""What a reader gives: the articles it could read, and a problem for each that it could not."""

STANDARD_INPUT = "-"

_FIRST_TAG = re.compile(rb"\s*(?:<\?xml[^<>]*\?>\s*|<!--.{0,2000}?-->\s*)*<((?:!doctype\s+)?[\w:]+)", re.S | re.I)
_ROOTS = {b"html": ".html", b"rss": ".xml", b"feed": ".xml", b"rdf:rdf": ".xml", b"timeml": ".tml"}


@dataclass(frozen=True, slots=True)
class File:
    """The content of one file, wherever it lay: in a folder, in an archive, on standard input.

    ``id`` is its article's; a file of several appends ``#`` and the record's own. Problems are told under it.
    """

    id: str
    raw: bytes = field(repr=False)
    columns: Columns = field(default_factory=Columns)


def problem(origin: str, what: str, advice: str, line: int = 0) -> Problem:
    """A problem of this stage."""
    return Problem("read", origin, what, advice, line)


def opened(path: Path, origin: str) -> tuple[bytes | None, list[Problem]]:
    """The bytes of a file, or None and a problem where it cannot be opened or is no regular file (a pipe would wait
    for ever)."""
    try:
        if path.is_file():
            return path.read_bytes(), []
        return None, [_not_a_file(path, origin)]
    except OSError as error:
        return None, [problem(origin, f"cannot be read ({reason(error)})", "check the file's permissions")]


def fetched(address: str, origin: str) -> tuple[bytes | None, list[Problem]]:
    """The bytes of the file at an address, or None and a problem where it cannot be read."""
    from chrono.readers._remote import content_at

    try:
        return content_at(address), []
    except OSError as error:
        return None, [problem(origin, f"cannot be read ({reason(error)})", "check the address, and who may read it")]


def _not_a_file(path: Path, origin: str) -> Problem:
    if not os.path.lexists(path):
        return problem(origin, "is not there any more", "on a cluster, each worker needs the file under the same path")
    if path.is_symlink() and not path.exists():
        return problem(origin, "is a link to a file that is not there", "mend the link or delete it")
    if path.is_dir():
        return problem(origin, "is a folder named like a file", "rename it")
    return problem(origin, "is not a regular file", "take it out of the folder")


def standard_input() -> bytes:
    """All there is on standard input."""
    return sys.stdin.buffer.read()


def suffix_of(raw: bytes) -> str:
    """The suffix of a file that came without a name, by its first characters; ``.txt`` where they are no sure sign.

    >>> suffix_of(b"<!DOCTYPE html><title>Ferry</title>"), suffix_of(b'[{"text": "It left."}]'), suffix_of(b"It left.")
    ('.html', '.json', '.txt')
    """
    if raw.startswith(b"%PDF-"):
        return ".pdf"
    if raw.startswith(b"PK\x03\x04"):
        return ".docx" if b"word/document.xml" in raw else ".zip"
    start = raw.removeprefix(b"\xef\xbb\xbf")
    if tag := _FIRST_TAG.match(start[:8192]):
        return _ROOTS.get(tag[1].lower().split()[-1], ".txt")
    return _suffix_of_json(start)


def _suffix_of_json(raw: bytes) -> str:
    import json

    if raw[:200].lstrip()[:1] not in (b"{", b"["):
        return ".txt"
    for suffix, part in ((".json", raw), (".jsonl", raw.lstrip().partition(b"\n")[0])):
        with suppress(ValueError, RecursionError):
            json.loads(part)
            return suffix
    return ".txt"
