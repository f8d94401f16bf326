"""Writing a site so that its folder holds the old one or the new one, whenever the build is killed.

Everything is rendered before anything is written, then written into a hidden folder beside the output, which
trades names with it in one step of the file system (Linux: ``renameat2`` with ``RENAME_EXCHANGE``). Where the
system has no such step, two renames stand in for it: the folder may then be missing for the instant between
them, never mixed, and the next build brings the old site back first. The next build also clears what is left
of a killed one.

Files in the output folder that are not ours (a ``CNAME``, a ``.git``) are carried over. A folder that holds
other files and no site of ours is refused: nobody wants a timeline written into their documents.
"""

from __future__ import annotations

import errno
import os
import secrets
import shutil
import sys
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from inspect import signature
from pathlib import Path
from typing import TYPE_CHECKING, Any

from chrono.problems import UserError, reason
from chrono.site import MARKS, is_site
from chrono.store import FILE as STORE
from chrono.store import save

if TYPE_CHECKING:
    from chrono.timeline import Timeline

Settings = Mapping[str, Mapping[str, Any]]
"""What a user asks of single outputs: a renderer's name, and the keyword arguments its ``render`` gets."""


def publish(
    timeline: Timeline,
    output: Path,
    templates: Path | None = None,
    *,
    only: Collection[str] | None = None,
    settings: Settings | None = None,
    common: Mapping[str, Any] | None = None,
) -> list[Path]:
    """Write every renderer's file and the store into the folder ``output``; the paths written.

    ``templates`` is a folder whose templates stand in for chrono's own of the same name. ``settings`` are for one
    output each, ``common`` for every one that takes such an argument (as ``locale``). ``only`` names the renderers
    wanted, and no store is written then; the files by which chrono knows its own folder again are always there, and
    those of an older build that are not wanted any more are gone. Raises `UserError` when the folder cannot be ours to
    write (see `claim`) or the disk refuses; the folder is then as it was.
    """
    claim(output)
    files = _render(timeline, templates, only, settings or {}, common or {})
    folder = output.resolve()
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with _staging(folder) as staging:
            for name, content in files.items():
                (staging / name).write_bytes(content)
            if only is None:
                save(timeline, staging / STORE)
            _carry_over(folder, staging, written={*files, STORE})
            _swap(staging, folder)
    except OSError as error:
        raise UserError(f"{output}: the site cannot be written: {reason(error)}") from error
    return [output / name for name in (*files, *([STORE] if only is None else []))]


def claim(output: Path, sources: Sequence[Path | str] = ()) -> None:
    """Make sure that ``output`` is a folder chrono may replace; raise `UserError` when it is not.

    It may be missing, empty (hidden files aside) or a site made by chrono. It may lie inside a source folder
    (a site is never read as an article) but hold none, nor the folder the command runs in: both would be
    swapped away.
    """
    folder = output.resolve()
    standing = next(place for place in (folder, *folder.parents) if place.exists())
    if not standing.is_dir():
        raise UserError(f"{output}: {'is' if standing == folder else 'lies in'} a file; name a folder for the site")
    if not os.access(folder.parent if standing == folder else standing, os.W_OK | os.X_OK):
        raise UserError(f"{output}: the site cannot be written: permission denied")
    for inside in [*filter(lambda source: isinstance(source, Path), sources), Path.cwd()]:
        if Path(inside).resolve().is_relative_to(folder):
            holds = "the sources" if inside in sources else "the folder you are in"
            raise UserError(f"{output}: holds {holds}, and would be replaced as a whole; name another folder")
    if standing != folder or is_site(folder):
        return
    try:
        foreign = sorted(entry.name for entry in folder.iterdir() if not entry.name.startswith("."))
    except OSError as error:
        raise UserError(f"{output}: cannot be read: {reason(error)}") from error
    if foreign:
        what = f"holds files that chrono did not write ({foreign[0]}) and no site of chrono's"
        raise UserError(f"{output}: {what}; name an empty or a new folder")


def _render(
    timeline: Timeline,
    templates: Path | None,
    only: Collection[str] | None,
    settings: Settings,
    common: Mapping[str, Any],
) -> dict[str, bytes]:
    from chrono.renderers import renderers

    chosen = {
        name: module for name, module in renderers().items() if only is None or name in only or module.FILE in MARKS
    }
    if only is not None:
        links = {"downloads": [module for name, module in chosen.items() if name != "html"]}
        settings = {**settings, "html": {**links, **settings.get("html", {})}}
    files = {}
    for name, module in chosen.items():
        taken = signature(module.render).parameters
        shared = {key: value for key, value in common.items() if key in taken}
        files[module.FILE] = module.render(timeline, templates, **shared, **settings.get(name, {}))
    return files


@contextmanager
def _staging(output: Path) -> Iterator[Path]:
    """A fresh hidden folder beside ``output``, gone at the end with whatever it then holds."""
    _recover(output)
    for rest in output.parent.glob(f".{output.name}.chrono-*"):
        if _abandoned(rest):
            shutil.rmtree(rest, ignore_errors=True)
    staging = output.with_name(f".{output.name}.chrono-{secrets.token_hex(4)}")
    staging.mkdir()
    lock = _lock(staging)
    try:
        yield staging
    finally:
        shutil.rmtree(staging, ignore_errors=True)
        if lock is not None:
            os.close(lock)


def _carry_over(old: Path, new: Path, written: Collection[str]) -> None:
    if not old.exists():
        return
    from chrono.renderers import renderers

    ours = {*written, *(module.FILE for module in renderers().values())}
    shutil.copymode(old, new)
    for entry in sorted(old.iterdir()):
        if entry.name in ours:
            continue
        if entry.is_dir() and not entry.is_symlink():
            shutil.copytree(entry, new / entry.name, symlinks=True, copy_function=_link)
        else:
            _link(entry, new / entry.name)


def _link(source: str | Path, target: str | Path) -> None:
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError:
        shutil.copy2(source, target, follow_symlinks=False)


def _swap(staging: Path, output: Path) -> None:
    if not output.exists() or not any(output.iterdir()):
        os.rename(staging, output)
    elif not _exchange(staging, output):
        old = _old(output)
        shutil.rmtree(old, ignore_errors=True)
        os.rename(output, old)
        os.rename(staging, output)
        shutil.rmtree(old, ignore_errors=True)


def _exchange(one: Path, other: Path) -> bool:
    """Let two folders trade names in one step; False where the system or its file system cannot."""
    if not sys.platform.startswith("linux"):
        return False
    import ctypes

    renameat2 = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if renameat2 is None:
        return False
    here, exchange = -100, 2  # AT_FDCWD and RENAME_EXCHANGE of Linux' <fcntl.h> and <stdio.h>
    if renameat2(here, os.fsencode(one), here, os.fsencode(other), exchange) == 0:
        return True
    code = ctypes.get_errno()
    if code in (errno.EINVAL, errno.ENOSYS, errno.EPERM, errno.EXDEV, errno.ENOTSUP):
        return False
    raise OSError(code, os.strerror(code), str(other))


def _old(output: Path) -> Path:
    return output.with_name(f".{output.name}.chrono-old")


def _recover(output: Path) -> None:
    """Bring back the site of a build killed between the two renames of `_swap`."""
    if not output.exists() and _old(output).exists():
        os.rename(_old(output), output)


def _lock(folder: Path) -> int | None:
    """Hold ``folder`` until this process ends, however it ends; None when another does, or locks are
    missing."""
    if sys.platform == "win32":
        return None
    import fcntl

    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(descriptor)
        return None
    return descriptor


def _abandoned(folder: Path) -> bool:
    """Whether the build that made this staging folder has ended: nobody holds it any more."""
    descriptor = _lock(folder)
    if descriptor is None:
        return False
    os.close(descriptor)
    return True
