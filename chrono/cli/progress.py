"""How far the work is, on one line of a terminal that is wiped when it is done."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

_WIPE = "\r\x1b[K"


@contextmanager
def progress(quiet: bool = False) -> Iterator[Callable[[str, int, int], None] | None]:
    """A function to tell (stage, done, of how many); None where nobody watches: a pipe, CI, quiet."""
    if quiet or os.environ.get("CI") or not sys.stderr.isatty():
        yield None
        return

    def tell(stage: str, done: int, all_of_them: int) -> None:
        sys.stderr.write(f"{_WIPE}{stage} {done} of {all_of_them}")
        sys.stderr.flush()

    try:
        yield tell
    finally:
        sys.stderr.write(_WIPE)
        sys.stderr.flush()
