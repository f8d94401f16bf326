"""A new timeline project: sample articles, the writer's own files, and what publishes the page.

Its files are those of ``templates/init``. A name that begins with ``dot-`` there begins with a dot in the project, so
that none of them has a say where it is kept; one that ends in ``.j2`` is filled with ``name`` and ``version``.
"""

from __future__ import annotations

from pathlib import Path

import chrono
from chrono.problems import UserError, reason
from chrono.renderers import fill
from chrono.renderers.folders import template_folder

_HOME = "init"
_KEPT = {".git"}
"""What an empty folder may hold: `git init` and a fresh clone leave it."""


def start(folder: Path) -> list[Path]:
    """Make ``folder`` a timeline project; the paths written, in order.

    Raises `UserError` when there is anything in ``folder`` already, or it cannot be written. No file is overwritten.
    """
    _claim(folder)
    written = []
    for path, content in _files(folder.resolve().name).items():
        file = folder / path
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            with file.open("xb") as opened:
                opened.write(content)
        except OSError as error:
            raise UserError(f"{file}: cannot be written: {reason(error)}; name another folder") from error
        written.append(file)
    return written


def _claim(folder: Path) -> None:
    try:
        held = sorted(entry.name for entry in folder.iterdir() if entry.name not in _KEPT)
    except FileNotFoundError:
        return
    except NotADirectoryError:
        raise UserError(f"{folder}: is a file; name a new folder for the project") from None
    except OSError as error:
        raise UserError(f"{folder}: cannot be read: {reason(error)}; name another folder") from error
    if held:
        raise UserError(f"{folder}: holds files already ({held[0]}); name an empty or a new folder for the project")


def _files(name: str) -> dict[str, bytes]:
    """Each file of a project by its path with forward slashes, which `fill` wants as well."""
    home = template_folder() / _HOME
    context = {"name": name, "version": chrono.__version__}
    files = {}
    for path in sorted(path for path in home.rglob("*") if path.is_file()):
        below = path.relative_to(home).as_posix()
        parts = (part.replace("dot-", ".", 1) if part.startswith("dot-") else part for part in below.split("/"))
        target = "/".join(parts)
        if target.endswith(".j2"):
            files[target.removesuffix(".j2")] = fill(f"{_HOME}/{below}", None, context, html=False).encode()
        else:
            files[target] = path.read_bytes()
    return files
