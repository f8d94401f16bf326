"""DuckDB in this process, without the extensions that it would fetch from the network."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import duckdb

Settings = dict[str, str | bool | int | float | list[str]]

OFFLINE: Settings = {"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}


def in_memory() -> duckdb.DuckDBPyConnection:
    """A connection that keeps nothing, to read and write Parquet with; rows keep their order. Close it.

    >>> with in_memory() as connection:
    ...     connection.execute("SELECT 1").fetchall()
    [(1,)]
    """
    import duckdb

    return duckdb.connect(":memory:", config={**OFFLINE, "threads": "1"})
