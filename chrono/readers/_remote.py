"""Sources that have an address instead of a path (``s3://…``, ``gs://…``, ``file://…``): whatever fsspec opens."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from chrono.problems import UserError

_INSTALL = "pip install 'chrono-timeline[dask]'"


def is_address(source: str | Path) -> bool:
    """Whether a source is an address and no path.

    >>> is_address("s3://bucket/articles"), is_address("articles/2024")
    (True, False)
    """
    return isinstance(source, str) and "://" in source


def files_at(address: str) -> list[tuple[str, str, int]]:
    """The files at an address: the address of each, its path below ``address``, and its size in bytes.

    Raises `UserError` when there is nothing, or it cannot be opened.
    """
    system, root = _opened(address)
    try:
        if not system.isdir(root):
            size = int(system.info(root).get("size") or 0)
            return [(address, root.rpartition("/")[2], size)]
        found = system.find(root, detail=True)
    except FileNotFoundError:
        raise UserError(f"{address}: there is nothing there; check the address") from None
    except Exception as error:  # whatever a storage of any kind may raise
        raise _not_opened(address, error) from None
    base = root.rstrip("/") + "/"
    return [
        (system.unstrip_protocol(path), path.removeprefix(base), int(info.get("size") or 0))
        for path, info in sorted(found.items())
    ]


def content_at(address: str) -> bytes:
    """The bytes of the file at an address. Raises ``OSError`` when it cannot be read."""
    system, path = _opened(address)
    try:
        return bytes(system.cat_file(path))
    except OSError:
        raise
    except Exception as error:
        raise OSError(f"{type(error).__name__}: {error}") from error


def _opened(address: str) -> tuple[Any, str]:
    try:
        from fsspec.core import url_to_fs
    except ImportError:
        raise UserError(f"{address}: to open addresses, fsspec must be installed; run: {_INSTALL}") from None
    try:
        system, path = url_to_fs(address)
    except Exception as error:  # no such protocol, a package of its own is missing, no credentials …
        raise _not_opened(address, error) from None
    return system, str(path)


def _not_opened(address: str, error: Exception) -> UserError:
    return UserError(f"{address}: cannot be opened: {' '.join(str(error).split())[:200] or type(error).__name__}")
