"""The event table as Parquet, lists and mentions as nested columns, for pandas, DuckDB, Polars and R.

DuckDB writes it: chrono needs it for its store anyway, and pyarrow would weigh more than all of chrono. The content is
the same from build to build; the bytes hang on DuckDB's version.
"""

from __future__ import annotations

import json
from dataclasses import fields
from pathlib import Path
from tempfile import TemporaryDirectory

from chrono.article import without_surrogates
from chrono.database import in_memory
from chrono.events.event import Conflict, Mention
from chrono.timeline import SCHEMA, Timeline

NAME = "parquet"
FILE = "events.parquet"
DESCRIPTION = "the event table with every mention, typed, for pandas, DuckDB and other tools"

_TYPES = {"str": "VARCHAR", "str | None": "VARCHAR", "int": "INTEGER", "tuple[str, ...]": "VARCHAR[]"}


def render(timeline: Timeline, templates: Path | None = None) -> bytes:
    """The dated events as a Parquet file, a row an event. ``templates`` plays no part."""
    columns = ", ".join(f"'{name}': '{kind}'" for name, kind in column_types().items())
    with TemporaryDirectory(prefix="chrono-") as folder:
        rows, table = Path(folder, "rows.json"), Path(folder, "table.parquet")
        rows.write_text(
            without_surrogates("".join(json.dumps(e.as_dict(), ensure_ascii=False) + "\n" for e in timeline.dated)),
            encoding="utf-8",
        )
        with in_memory() as connection:
            connection.execute(
                f"COPY (SELECT * FROM read_json(?, format='newline_delimited', columns={{{columns}}}, "
                f"maximum_object_size=?)) TO '{_quoted(table)}' (FORMAT parquet, COMPRESSION zstd)",
                [str(rows), max(rows.stat().st_size + 1, 1 << 20)],
            )
        return table.read_bytes()


def column_types() -> dict[str, str]:
    """The columns of the table with their types in DuckDB's words.

    >>> column_types()["actors"], column_types()["salience"], column_types()["conflicts"]
    ('VARCHAR[]', 'DOUBLE', 'STRUCT(date VARCHAR, mention INTEGER)[]')
    """
    nested = {
        "actors": "VARCHAR[]",
        "places": "VARCHAR[]",
        "salience": "DOUBLE",
        "mentions": f"{_struct(Mention)}[]",
        "conflicts": f"{_struct(Conflict)}[]",
        "tags": "VARCHAR[]",
    }
    return {name: nested.get(name, "VARCHAR") for name in SCHEMA}


def _struct(record: type) -> str:
    return f"STRUCT({', '.join(f'{field.name} {_TYPES[str(field.type)]}' for field in fields(record))})"


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")
