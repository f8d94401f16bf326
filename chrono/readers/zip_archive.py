"""Zip archives: the files in them are read as those of a folder are. Nothing is unpacked to disk."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import PurePosixPath

from chrono.problems import Problem
from chrono.readers._archives import open_archive, unpacked
from chrono.readers._files import File, Found, problem

NAME = "zip"
SUFFIXES = (".zip",)
DESCRIPTION = "zip archives of files in the other formats"


def read(file: File) -> Found:
    """The articles of an archive in the order of their names, each named by the archive, ``/`` and its own path."""
    from chrono.readers import readers

    archive, problems = open_archive(file.raw, file.id)
    if archive is None:
        return [], problems
    articles = []
    for name, member in sorted(_members(archive, file.id, problems)):
        content, found = unpacked(archive, member, name)
        problems += found
        if content is not None:
            inner, found = readers()[PurePosixPath(name).suffix.lower()].read(File(name, content, file.columns))
            articles += inner
            problems += found
    if not articles and not problems:
        problems.append(problem(file.id, "holds no file", "take it out of the folder"))
    return articles, problems


def _members(archive: zipfile.ZipFile, origin: str, problems: list[Problem]) -> Iterator[tuple[str, zipfile.ZipInfo]]:
    """The files to read, each with its id; what else there is goes to ``problems``."""
    from chrono.readers import NO_ARTICLES, not_read, why_no_article

    files = [member for member in archive.infolist() if not member.is_dir()]
    last = {member.filename.replace("\\", "/"): member for member in files}
    for path, member in last.items():
        parts, name = path.split("/"), f"{origin}/{path}"
        if any(part.startswith((".", "__MACOSX")) and part != ".." for part in parts):
            continue
        if ".." in parts or "" in parts or ":" in parts[0]:
            problems.append(problem(name, "has a path that leads out of its archive", "pack the archive again"))
        elif parts[-1] in NO_ARTICLES:
            what = "is not looked at in an archive"
            problems.append(
                problem(name, what, "put it beside the archive, its articles named as chrono articles does")
            )
        elif parts[-1].lower().endswith(SUFFIXES):
            problems.append(problem(name, "is an archive in an archive", "unpack the outer one"))
        elif why := why_no_article(parts[-1]):
            problems.append(not_read(name, why))
        else:
            yield name, member
    if len(last) < len(files):
        what = f"holds {len(files) - len(last)} of its files twice, of which the last counts"
        problems.append(problem(origin, what, "pack the archive again"))
