"""The tables of a store, and a connection to its file."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from chrono.database import OFFLINE, Settings
from chrono.problems import UserError

if TYPE_CHECKING:
    import duckdb

FILE = "timeline.duckdb"
VERSION = 2
"""Of the tables below: one more with every change to them."""

LISTS = {"actors": "name", "places": "name", "tags": "tag"}
"""The fields of an event that are lists of texts: a table each, a row a member, and the column that holds it."""

EVENT_TEXTS = (
    "id", "date", "earliest", "latest", "precision", "kind", "modality", "title", "text", "note", "why",
)  # fmt: skip
BOUNDS = ("begins_from", "begins_by", "ends_from", "ends_by")
TOLD_IN = ("article", "article_title", "published", "url")
READING = ("phrase", "type", "value", "rule", "anchor", "derivation")
OFFSETS = ("sentence_start", "sentence_end", "phrase_start", "phrase_end")

_MEMBER = {"event": "INTEGER", "place": "INTEGER"}
_EVIDENCE = "STRUCT(quote VARCHAR, rule VARCHAR, says VARCHAR, weight VARCHAR)[]"

TABLES: dict[str, dict[str, str]] = {
    "build": {
        "version": "INTEGER",
        **dict.fromkeys(("chrono", "rules", "title"), "VARCHAR"),
        "dated": "INTEGER",
    },
    "articles": {
        **dict.fromkeys(("id", "title", "published", "status", "starts", "ends"), "VARCHAR"),
        **dict.fromkeys(("source", "url", "language", "author", "text_hash"), "VARCHAR"),
        "evidence": _EVIDENCE,
    },
    "events": {
        "number": "INTEGER",
        **dict.fromkeys(EVENT_TEXTS, "VARCHAR"),
        "salience": "DOUBLE",
        **dict.fromkeys(BOUNDS, "BIGINT"),
        "several": "BOOLEAN",
        "month": "INTEGER",
    },
    "members": {"event": "INTEGER", **dict.fromkeys(BOUNDS, "BIGINT")},
    "actors": {**_MEMBER, "name": "INTEGER", "again": "BOOLEAN"},
    "places": {**_MEMBER, "name": "INTEGER", "again": "BOOLEAN"},
    "names": {"number": "INTEGER", "name": "VARCHAR", "words": "VARCHAR"},
    "tags": {**_MEMBER, "tag": "VARCHAR"},
    "conflicts": {**_MEMBER, "date": "VARCHAR", "mention": "INTEGER"},
    "mentions": {
        **_MEMBER,
        "source": "INTEGER",
        "reading": "INTEGER",
        "sentence": "VARCHAR",
        **dict.fromkeys(OFFSETS, "INTEGER"),
        "id": "VARCHAR",
    },
    "sources": {"number": "INTEGER", **dict.fromkeys((*TOLD_IN, "name", "words"), "VARCHAR")},
    "readings": {"number": "INTEGER", **dict.fromkeys(READING, "VARCHAR"), "derivation": "VARCHAR[]"},
    "words": {"number": "INTEGER", "word": "VARCHAR"},
    "postings": {"word": "INTEGER", "event": "INTEGER"},
    "problems": {**dict.fromkeys(("stage", "origin", "what", "advice"), "VARCHAR"), "line": "INTEGER"},
}
"""The tables of a store, their columns in order, and DuckDB's types."""

_LONG = frozenset({"text", "title", "sentence"})


def create(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the tables, empty. Sentences are packed by zstd."""
    for table, columns in TABLES.items():
        small = {name: " USING COMPRESSION zstd" if name in _LONG else "" for name in columns}
        written = ", ".join(f'"{name}" {kind}{small[name]}' for name, kind in columns.items())
        connection.execute(f"CREATE TABLE {table} ({written})")


@contextmanager
def connected(file: Path, purpose: Literal["read", "write"]) -> Iterator[duckdb.DuckDBPyConnection]:
    """DuckDB on one file and nothing else, its errors told in one line."""
    import duckdb

    alone: Settings = {**OFFLINE, "enable_external_access": "false", "lock_configuration": "true"}
    if purpose == "write":
        alone["storage_compatibility_version"] = "v1.2.0"  # the first to pack texts by zstd
        alone["pandas_analyze_sample"] = 0  # columns of objects are texts
        alone["default_block_size"] = "65536"
    broken = (duckdb.IOException, duckdb.SerializationException, duckdb.InternalException, duckdb.FatalException)
    try:
        with duckdb.connect(str(file), read_only=purpose == "read", config=alone) as connection:
            yield connection
    except broken as error:
        why = str(error).partition("\n")[0]
        advice = "; run chrono build again" if purpose == "read" else ""
        raise UserError(f"{file}: cannot be {'read' if advice else 'written'}: {why}{advice}") from error
