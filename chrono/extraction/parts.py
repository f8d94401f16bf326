"""Rows kept in Parquet parts: what files and articles came to, for this build and the next one.

A part is a Parquet file with a row a key: the key, the file it belongs to, what stands for it, and a hash of these.
Nothing in a part is ever changed; parts are added, and one that is mostly of no use any more is written again. Its name
is a hash of its keys, and it appears under it all at once, so that builds at the same time do each other no harm. A row
whose hash is wrong, or a part that cannot be read, is as good as not there.
"""

from __future__ import annotations

import os
import secrets
import shutil
import tempfile
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from chrono.database import in_memory


class Row(NamedTuple):
    """A key, the file that it belongs to, and what it stands for: a file's head or an article's record, as JSON."""

    key: str
    file: str
    value: str


_MOST_CHARACTERS = 48_000_000
"""Of the rows held in memory; more are written into a part."""
_FEW_ROWS, _MANY_SMALL = 2_000, 8
_AT_A_TIME = 512
_NOTE = "# What chrono keeps for the next build. It may be deleted at any time.\n"
_TAG = "Signature: 8a477f597d28d172789f06886806bc55\n" + _NOTE


class Parts:
    """Rows by key, in a folder that is kept, or in one that goes with this object.

    Without a ``folder`` nothing is written as long as there is little. A folder that cannot be used is done without.
    Close it when it is done with.

    >>> parts = Parts()
    >>> parts.add([Row("a", "one.txt", "1"), Row("b", "one.txt", "2")])
    >>> "a" in parts, list(parts.rows(["b"]))
    (True, [Row(key='b', file='one.txt', value='2')])
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._kept = folder is not None
        self._fresh: dict[str, Row] = {}
        self._characters = 0
        self._part_of: dict[str, Path] = {}
        self._rows_in: dict[Path, int] = {}
        self._keys_of: defaultdict[str, list[str]] = defaultdict(list)
        for part in sorted(folder.glob("*.parquet")) if folder is not None and folder.is_dir() else ():
            self._open(part)

    def __contains__(self, key: str) -> bool:
        return key in self._fresh or key in self._part_of

    def add(self, rows: Iterable[Row]) -> None:
        """Take rows in."""
        for row in rows:
            self._fresh[row.key] = row
            self._characters += len(row.value)
        if self._characters > _MOST_CHARACTERS:
            self._flush()

    def rows(self, keys: Collection[str]) -> Iterator[Row]:
        """The rows of some keys, in no order that means anything; those that turn out to be damaged are left out."""
        wanted = set(keys)
        for key in sorted(wanted & self._fresh.keys()):
            yield self._fresh[key]
        for part in sorted({self._part_of[key] for key in wanted if key in self._part_of}):
            for row in self._read(part):
                if row.key in wanted and row.key not in self._fresh and self._part_of.get(row.key) == part:
                    yield row

    def keys_of(self, file: str) -> list[str]:
        """The keys that belong to a file, from this build or an earlier one."""
        return [key for key in self._keys_of.get(file, ()) if key in self._part_of]

    def forget(self, keys: Iterable[str]) -> None:
        """Take rows to be not there: they are damaged."""
        for key in keys:
            self._part_of.pop(key, None)
            self._fresh.pop(key, None)

    def keep(self, keys: Collection[str]) -> None:
        """Write down what is not yet, and let go of the parts of which ``keys`` need little. Only for a kept folder."""
        if not self._kept or self._folder is None:
            return
        self._flush()
        live = dict.fromkeys(self._rows_in, 0)
        for key in keys:
            if key in self._part_of:
                live[self._part_of[key]] += 1
        old = [part for part, rows in self._rows_in.items() if 2 * live[part] < rows]
        small = [part for part, rows in self._rows_in.items() if part not in old and rows < _FEW_ROWS]
        old += small if len(small) > _MANY_SMALL else []
        wanted = [key for key in keys if self._part_of.get(key) in old]
        self.add(list(self.rows(wanted)))
        self._flush()
        needed = {self._part_of.get(key) for key in keys}
        for part in set(old) - needed:
            self._drop(part)

    def close(self) -> None:
        """Let go of a folder that nobody asked for."""
        if not self._kept and self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder = None

    # ── files ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _open(self, part: Path) -> None:
        """Note the keys of a part that is there; one that cannot be read goes."""
        import duckdb

        try:
            with in_memory() as connection:
                rows = connection.execute("SELECT key, file FROM read_parquet(?)", [str(part)]).fetchall()
        except (duckdb.Error, OSError):
            self._drop(part)
            return
        self._rows_in[part] = len(rows)
        for key, file in rows:
            self._part_of[key] = part
            self._keys_of[file].append(key)

    def _read(self, part: Path) -> Iterator[Row]:
        import duckdb

        try:
            with in_memory() as connection:
                found = connection.execute("SELECT key, file, value, hash FROM read_parquet(?)", [str(part)])
                while some := found.fetchmany(_AT_A_TIME):
                    yield from (row for *told, own in some if own == _hash(row := Row(*told)))
        except (duckdb.Error, OSError):
            return

    def _flush(self) -> None:
        """Write what is in memory into a part."""
        if not self._fresh:
            return
        try:
            folder = self._made()
            name = blake2b("\n".join(self._fresh).encode(), digest_size=12).hexdigest()
            part = folder / f"{name}.parquet"
            staged = folder / f".{name}-{secrets.token_hex(4)}"
            try:
                _write(staged, self._fresh.values())
                os.replace(staged, part)
            finally:
                staged.unlink(missing_ok=True)
        except _failures():
            if self._kept:  # it stays as it is, and this build goes on without
                self._kept, self._folder = False, None
                self._flush()
            return
        self._rows_in[part] = len(self._fresh)
        self._part_of.update(dict.fromkeys(self._fresh, part))
        self._fresh, self._characters = {}, 0

    def _made(self) -> Path:
        if self._folder is None:
            self._folder = Path(tempfile.mkdtemp(prefix="chrono-"))
        elif self._kept and not self._folder.is_dir():
            self._folder.mkdir(parents=True)
            (self._folder / ".gitignore").write_text(f"{_NOTE}*\n", encoding="utf-8")
            (self._folder / "CACHEDIR.TAG").write_text(_TAG, encoding="utf-8")
        return self._folder

    def _drop(self, part: Path) -> None:
        self._rows_in.pop(part, None)
        with suppress(OSError):
            part.unlink(missing_ok=True)


def _write(file: Path, rows: Collection[Row]) -> None:
    import pandas as pd

    frame = pd.DataFrame([(*row, _hash(row)) for row in rows], columns=["key", "file", "value", "hash"], dtype=object)
    with in_memory() as connection:
        connection.register("fresh", frame)
        place = str(file).replace("'", "''")
        connection.execute(f"COPY fresh TO '{place}' (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 2048)")


def _failures() -> tuple[type[Exception], ...]:
    import duckdb

    return OSError, duckdb.Error


def _hash(row: Row) -> str:
    return blake2b("\0".join(row).encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()


def cache_folder(sources: Iterable[Path | str]) -> Path | None:
    """Where what a build of some sources came to is kept for the next one: in the user's cache folder
    (``$XDG_CACHE_HOME``, or what the system has in its place), in a folder for these sources; None where the user has
    no folder."""
    places = [source if isinstance(source, str) else os.path.realpath(source) for source in sources]
    name = Path(places[0]).name if places else "chrono"
    digest = blake2b("\n".join(places).encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()
    plain = "".join(letter if letter.isascii() and (letter.isalnum() or letter in "-_") else "-" for letter in name)
    try:
        folder = _users_folder()
    except RuntimeError:  # nobody knows where the user's home is
        return None
    return folder / "chrono" / f"{plain[:40] or 'chrono'}-{digest}"


def _users_folder() -> Path:
    import sys

    given = os.environ.get("XDG_CACHE_HOME", "")
    if os.path.isabs(given):
        return Path(given)
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    return Path.home() / ("Library/Caches" if sys.platform == "darwin" else ".cache")
