"""Readers: from files to articles. One module a format, found by itself.

A reader is a module of this package with ``NAME``, ``SUFFIXES``, ``DESCRIPTION`` and ``read(path,
article_id)``; a module whose name begins with an underscore is shared by readers and is none. To add a
format, add its module.
"""

from __future__ import annotations

import os
import pkgutil
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

from chrono.article import Article
from chrono.problems import Problem, UserError
from chrono.site import is_site

NO_ARTICLES = frozenset({"articles.csv", "edits.toml", "facts.toml"})
"""Files that belong to a folder of articles and are read by other stages."""

_NOTES = re.compile(r"(readme|licen[cs]e|changelog|contributing|notice|authors|copying)\b.*", re.IGNORECASE)


class Reader(Protocol):
    """What a reader module gives.

    ``SUFFIXES`` are in lower case with their dot. ``read`` takes the file and the id of its article (a file
    of several appends ``#`` and the record's own) and gives the articles it could read and a problem for each
    it could not; it raises nothing for bad content.
    """

    NAME: str
    SUFFIXES: tuple[str, ...]
    DESCRIPTION: str

    def read(self, path: Path, article_id: str) -> tuple[list[Article], list[Problem]]: ...


@dataclass(frozen=True, slots=True)
class _File:
    """A file to read: where it is, and its path below the source it was found in."""

    path: Path
    below: str


@cache
def readers() -> dict[str, Reader]:
    """The readers by the suffix they read.

    >>> sorted({reader.NAME for reader in readers().values()})
    ['html', 'jsonlines', 'markdown', 'text']
    """
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    return by_suffix([cast(Reader, import_module(f"{__name__}.{name}")) for name in names if not name.startswith("_")])


def by_suffix(modules: Iterable[Reader]) -> dict[str, Reader]:
    """The modules by suffix. Raises ``ValueError`` when two share a name or a suffix."""
    named: dict[str, Reader] = {}
    found: dict[str, Reader] = {}
    for module in modules:
        for key, taken in [(module.NAME, named), *((suffix, found) for suffix in module.SUFFIXES)]:
            if key in taken:
                raise ValueError(f"two readers claim {key!r}: {_module_name(taken[key])}, {_module_name(module)}")
            taken[key] = module
    return found


def _module_name(module: Reader) -> str:
    return str(getattr(module, "__name__", module.NAME))


def read_sources(sources: Sequence[Path]) -> tuple[list[Article], list[Problem]]:
    """The articles of files and folders, in the order of their ids, and what could not be read.

    An article's id is its file's path below the folder that was given, with forward slashes; a file given by
    itself is named by its file name. Where two files would have one id, both get as many of the folders above
    them as tell them apart. A file reached twice is read once. Folders are read with all folders in them;
    hidden files, links to folders, sites made by chrono and the writer's own files (`NO_ARTICLES`) are not
    articles.

    Raises `UserError` for a source that does not exist, or is a file of no known format.
    """
    problems: list[Problem] = []
    files: dict[str, _File] = {}
    for source in sources:
        for file in _files(Path(source), problems):
            files.setdefault(os.path.realpath(file.path), file)
    articles: list[Article] = []
    for article_id, file in sorted(_ids(list(files.values())).items()):
        if not _is_utf8(file.below):
            problems.append(Problem("read", article_id, "has a name that is no UTF-8", "rename it"))
        found, complaints = readers()[file.path.suffix.lower()].read(file.path, article_id)
        articles.extend(found)
        problems.extend(complaints)
    return articles, problems


def _files(source: Path, problems: list[Problem]) -> list[_File]:
    """The files to read in a source; what it holds besides goes to ``problems``."""
    if os.path.isdir(source):  # which, unlike the methods of Path, raises nothing
        return _files_in(source, problems)
    if not os.path.lexists(source):
        raise UserError(f"{_printable(str(source))}: there is no such file or folder; check the path")
    if source.suffix.lower() not in readers():
        raise UserError(f"{_printable(str(source))}: not a format chrono reads; it reads {_suffixes()}")
    return [_File(source, source.name)]


def _files_in(folder: Path, problems: list[Problem]) -> list[_File]:
    files: list[_File] = []

    def note(path: Path, what: str, advice: str) -> None:
        problems.append(Problem("read", _printable(path.relative_to(folder).as_posix()), what, advice))

    def unreadable(error: OSError) -> None:
        note(Path(error.filename), "cannot be opened", "check the folder's permissions")

    for place, folders, names in os.walk(folder, onerror=unreadable):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and not is_site(Path(place, name)))
        for name in folders:
            path = Path(place, name)
            if os.path.islink(path):
                note(path, "is a link to a folder, which is not followed", "name the folder as a source")
            elif path.suffix.lower() in readers():
                note(path, "is a folder named like a file", "rename it")
        for name in sorted(names):
            path = Path(place, name)
            if name.startswith(".") or name in NO_ARTICLES:
                continue
            if path.suffix.lower() not in readers() or _NOTES.fullmatch(path.stem):
                why = (
                    "not a format chrono reads"
                    if path.suffix.lower() not in readers()
                    else "not an article by its name"
                )
                note(path, why, f"chrono reads {_suffixes()}; rename it or take it out of the folder")
                continue
            files.append(_File(path, path.relative_to(folder).as_posix()))
    return files


def _ids(files: list[_File]) -> dict[str, _File]:
    """Each file under an id of its own."""
    ids: dict[str, _File] = {}
    waiting, folders_more = files, 0
    while waiting:
        claims: dict[str, list[_File]] = defaultdict(list)
        for file in waiting:
            claims[_id(file, folders_more)].append(file)
        waiting = []
        for article_id, claimants in claims.items():
            if len(claimants) == 1 and article_id not in ids:
                ids[article_id] = claimants[0]
            else:
                waiting.extend(claimants)
        folders_more += 1
    return ids


def _id(file: _File, folders_more: int) -> str:
    parts = Path(os.path.abspath(file.path)).parts
    own = file.below.count("/") + 1
    return _printable("/".join(part.strip("/\\") for part in parts[-own - folders_more :]).lstrip("/"))


def _printable(name: str) -> str:
    """A file name that UTF-8 can store: bytes that are none are shown by their number."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def _is_utf8(name: str) -> bool:
    return _printable(name) == name


def _suffixes() -> str:
    return ", ".join(sorted(readers()))
