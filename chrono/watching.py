"""Noticing that files have changed: by the system's own notices where watchfiles is installed, else by looking.

Either way only the files' sizes and times decide, so that both ways notice the same: a site that is written into a
source folder, for one, is no change.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from chrono.site import is_site

LOOK = 0.5
"""Seconds between two looks without watchfiles."""
LOOK_ALL_THE_SAME = 2.0
"""Seconds between two looks with it: single files, and folders that come later, give no notice."""
SETTLE = 0.1
"""Seconds without a change after which a change is over: editors write a file in several steps."""

State = dict[str, tuple[int, int, int]]
"""Of each file its time, its size and its number in the file system."""


def changes(paths: Iterable[Path]) -> Iterator[None]:
    """One turn at once, and one more after each change of the files at or below ``paths``.

    What changes while a turn lasts makes the next one. Hidden files and folders and sites made by chrono are left
    out; a path that is not there yet is waited for.
    """
    watched = list(dict.fromkeys(paths))
    seen: State | None = None
    for _ in _wakes([path for path in watched if path.is_dir()]):
        now = state(watched)
        if now == seen:
            continue
        while True:
            seen = now
            time.sleep(SETTLE)
            now = state(watched)
            if now == seen:
                break
        yield


def state(paths: Iterable[Path]) -> State:
    """How the files at or below ``paths`` are now; those that are not there are left out."""
    found: State = {}
    for path in paths:
        for file in _below(path):
            try:
                status = os.stat(file)
            except OSError:
                continue
            found[os.fspath(file)] = (status.st_mtime_ns, status.st_size, status.st_ino)
    return found


def _below(path: Path) -> Iterator[str | Path]:
    if not path.is_dir():
        yield path
        return
    for place, folders, names in os.walk(path):
        folders[:] = [name for name in folders if not name.startswith(".") and not is_site(Path(place, name))]
        for name in names:
            if not name.startswith("."):
                yield os.path.join(place, name)


def _wakes(folders: list[Path]) -> Iterator[None]:
    """Again and again a moment to look: soon after a change, and now and then without."""
    yield
    if folders:
        with suppress(ImportError, OSError, RuntimeError):  # not installed, or the system gives no more notices
            yield from _notices(folders)
    while True:
        time.sleep(LOOK)
        yield


def _notices(folders: list[Path]) -> Iterator[None]:
    from watchfiles import watch

    pause = round(1000 * LOOK_ALL_THE_SAME)
    for _ in watch(*folders, watch_filter=None, debounce=200, rust_timeout=pause, yield_on_timeout=True):
        yield
