"""Readers: from files to articles. One module a format, found by itself.

A reader is a module of this package with ``NAME``, ``SUFFIXES``, ``DESCRIPTION`` and ``read(file)``; a module whose
name begins with an underscore is shared by readers and is none. To add a format, add its module.
"""

from __future__ import annotations

import os
import pkgutil
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

from chrono.article import Article
from chrono.problems import Problem, UserError
from chrono.readers._fields import FIELDS
from chrono.readers._files import (
    STANDARD_INPUT,
    Columns,
    File,
    Found,
    fetched,
    opened,
    problem,
    standard_input,
    suffix_of,
)
from chrono.readers._remote import files_at, is_address
from chrono.site import is_site

__all__ = [
    "FIELDS",
    "NO_ARTICLES",
    "Place",
    "Reader",
    "by_suffix",
    "content_of",
    "is_address",
    "located",
    "read_content",
    "read_sources",
    "readers",
    "unknown_columns",
    "why_no_article",
]

NO_ARTICLES = frozenset({"aliases.toml", "articles.csv", "edits.toml", "facts.toml"})
"""Files that belong to a folder of articles and are read by other stages."""

_NOTES = re.compile(r"(readme|licen[cs]e|changelog|contributing|notice|authors|copying)\b.*", re.IGNORECASE)


class Reader(Protocol):
    """What a reader module gives.

    ``SUFFIXES`` are in lower case with their dot. ``read`` takes a `File` and gives the articles it could read (of
    several in one file each has ``#`` and the record's own id after the file's) and a problem for each it could
    not; it raises nothing for bad content.
    """

    NAME: str
    SUFFIXES: tuple[str, ...]
    DESCRIPTION: str

    def read(self, file: File) -> Found: ...


@dataclass(frozen=True, slots=True)
class Place:
    """Where a file lies, and its path below the source it was found in. With an ``address`` it lies there, and
    ``path`` only tells its folders and its name; ``length`` is its size in bytes."""

    path: Path
    below: str
    address: str = ""
    length: int = 0

    @property
    def suffix(self) -> str:
        """The suffix that tells its format; "" for standard input, whose content does."""
        return "" if self.is_stdin else self.path.suffix.lower()

    @property
    def size(self) -> int:
        """Its size in bytes; 0 where that is not known."""
        try:
            return self.length if self.address or self.is_stdin else os.path.getsize(self.path)
        except OSError:
            return 0

    @property
    def is_stdin(self) -> bool:
        """Whether it is no file but standard input, which this process only can read."""
        return self == _STDIN


_STDIN = Place(Path(STANDARD_INPUT), "stdin")


@cache
def readers() -> dict[str, Reader]:
    """The readers by the suffix they read.

    >>> sorted({reader.NAME for reader in readers().values()})
    ['docx', 'feed', 'html', 'json', 'jsonlines', 'markdown', 'parquet', 'pdf', 'table', 'text', 'timeml', 'zip']
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


def read_sources(
    sources: Sequence[Path | str], columns: Mapping[str, str] | None = None
) -> tuple[list[Article], list[Problem]]:
    """The articles of files and folders, in the order of their ids, and what could not be read.

    An article's id is its file's path below the folder that was given, with forward slashes; a file given by
    itself is named by its file name, and standard input (``-``) is ``stdin``. Where two files would have one id,
    both get as many of the folders above them as tell them apart. A file reached twice is read once. Folders are
    read with all folders in them; hidden files, links to folders, sites made by chrono and the writer's own files
    (`NO_ARTICLES`) are not articles. ``columns`` says what the fields of tables and records are called.

    Raises `UserError` for a source that does not exist, or is a file of no known format.
    """
    places, problems = located(sources)
    articles: list[Article] = []
    all_met: set[str] = set()
    for article_id, place in places.items():
        content, complaints = content_of(place, article_id)
        problems += complaints
        if content is not None:
            found, complaints, met = read_content(place, article_id, content, columns)
            articles += found
            problems += complaints
            all_met |= met
    return articles, [*problems, *unknown_columns(columns, all_met)]


def located(sources: Sequence[Path | str]) -> tuple[dict[str, Place], list[Problem]]:
    """Where the files of some sources lie, by the ids of their articles and in their order, and what cannot be one.

    Raises `UserError` as `read_sources`.
    """
    problems: list[Problem] = []
    places: dict[str, Place] = {}
    for source in sources:
        for place in _places_at(str(source), problems) if is_address(source) else _places(Path(source), problems):
            places.setdefault(place.address or os.path.realpath(place.path), place)
    named = dict(sorted(_ids(list(places.values())).items()))
    unprintable = (article_id for article_id, place in named.items() if not _is_utf8(place.below))
    problems += [problem(article_id, "has a name that is no UTF-8", "rename it") for article_id in unprintable]
    return named, problems


def content_of(place: Place, article_id: str) -> tuple[bytes | None, list[Problem]]:
    """The bytes of a file, or None and a problem."""
    if place.address:
        return fetched(place.address, article_id)
    return (standard_input(), []) if place.is_stdin else opened(place.path, article_id)


def read_content(
    place: Place, article_id: str, content: bytes, columns: Mapping[str, str] | None = None
) -> tuple[list[Article], list[Problem], set[str]]:
    """The articles in the bytes of a file, what could not be read, and which of ``columns`` the file has."""
    names = Columns(columns)
    found, problems = readers()[place.suffix or suffix_of(content)].read(File(article_id, content, names))
    return list(found), list(problems), names.met


def unknown_columns(columns: Mapping[str, str] | None, met: Iterable[str]) -> list[Problem]:
    """A problem for each of ``columns`` that no file has had."""
    names = Columns(columns)
    names.met.update(met)
    return names.problems()


def why_no_article(name: str) -> str:
    """Why a file of this name is not read as an article, or "".

    >>> why_no_article("README.md"), why_no_article("notes.txt")
    ('not an article by its name', '')
    """
    stem, suffix = os.path.splitext(name)
    if suffix.lower() not in readers():
        return "not a format chrono reads"
    return "not an article by its name" if _NOTES.fullmatch(stem) else ""


def not_read(origin: str, why: str) -> Problem:
    """The problem that a file is passed over."""
    return problem(origin, why, f"chrono reads {_suffixes()}; rename it or take it out of the folder")


def _places(source: Path, problems: list[Problem]) -> list[Place]:
    """The files to read in a source; what it holds besides goes to ``problems``."""
    if source == _STDIN.path:
        return [_STDIN]
    if os.path.isdir(source):  # which, unlike the methods of Path, raises nothing
        return _places_in(source, problems)
    if not os.path.lexists(source):
        raise UserError(f"{_printable(str(source))}: there is no such file or folder; check the path")
    if source.suffix.lower() not in readers():
        raise UserError(f"{_printable(str(source))}: not a format chrono reads; it reads {_suffixes()}")
    return [Place(source, source.name)]


def _places_at(address: str, problems: list[Problem]) -> list[Place]:
    """The files to read at an address; what there is besides goes to ``problems``."""
    found = files_at(address)
    if len(found) == 1 and found[0][0] == address and Path(found[0][1]).suffix.lower() not in readers():
        raise UserError(f"{address}: not a format chrono reads; it reads {_suffixes()}")
    files: list[Place] = []
    for one, below, size in found:
        name = below.rpartition("/")[2]
        if any(part.startswith(".") for part in below.split("/")) or name in NO_ARTICLES:
            continue
        if why := why_no_article(name):
            problems.append(not_read(below, why))
            continue
        files.append(Place(Path(one.partition("://")[2]), below, one, size))
    return files


def _places_in(folder: Path, problems: list[Problem]) -> list[Place]:
    files: list[Place] = []

    def note(path: Path, what: str, advice: str) -> None:
        problems.append(problem(_printable(path.relative_to(folder).as_posix()), what, advice))

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
            if why := why_no_article(name):
                problems.append(not_read(_printable(path.relative_to(folder).as_posix()), why))
                continue
            files.append(Place(path, path.relative_to(folder).as_posix()))
    return files


def _ids(files: list[Place]) -> dict[str, Place]:
    """Each file under an id of its own."""
    ids: dict[str, Place] = {}
    waiting, folders_more = files, 0
    while waiting:
        claims: dict[str, list[Place]] = defaultdict(list)
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


def _id(file: Place, folders_more: int) -> str:
    if file == _STDIN:
        return file.below
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
