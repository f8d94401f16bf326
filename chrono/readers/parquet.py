"""Parquet tables: an article a row, their columns by the usual names."""

from __future__ import annotations

import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from chrono.database import in_memory
from chrono.readers._fields import Dated
from chrono.readers._files import File, Found, problem
from chrono.readers._records import Records

NAME = "parquet"
SUFFIXES = (".parquet",)
DESCRIPTION = "Parquet tables, an article a row, columns named like the fields of JSON lines"

_AT_A_TIME = 1000


def read(file: File) -> Found:
    """The articles of a table, each named by the file, ``#`` and its own id, or the number of its row."""
    import duckdb

    records = Records(file, Dated("parquet {name}"), "row")
    with TemporaryDirectory(prefix="chrono-") as folder, in_memory() as connection:
        table = Path(folder, "table.parquet")  # DuckDB reads files only
        table.write_bytes(file.raw)
        try:
            found = connection.execute("SELECT * FROM read_parquet(?)", [str(table)])
            columns = [column[0] for column in found.description or ()]
            number = 0
            while rows := found.fetchmany(_AT_A_TIME):
                for row in rows:
                    number += 1
                    records.add(dict(zip(columns, map(_plain, row), strict=True)), number)
        except duckdb.Error as error:
            return [], [problem(file.id, f"is no Parquet ({str(error).splitlines()[0]})", "write the table again")]
    return records.found()


def _plain(value: object) -> object:
    """A cell as JSON would have it."""
    return value.isoformat() if isinstance(value, datetime.date | datetime.datetime) else value
