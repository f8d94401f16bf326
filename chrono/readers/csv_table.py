"""Tables: CSV and TSV files, an article a row, their columns by the usual names.

The header tells which of comma, semicolon, tab and bar divides the cells. A row that is longer than the header is
not read, for its text is cut where a comma stands in it; one that is shorter is read as far as it goes.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator, Sequence
from io import StringIO

from chrono.readers._decoding import text_of
from chrono.readers._fields import Dated, text_in
from chrono.readers._files import File, Found, problem
from chrono.readers._records import Records, listed

NAME = "table"
SUFFIXES = (".csv", ".tsv", ".tab")
DESCRIPTION = "CSV and TSV tables, an article a row, columns named like the fields of JSON lines"

_DELIMITERS = ("\t", ",", ";", "|")


def read(file: File) -> Found:
    """The articles of a table, each named by the file, ``#`` and its own id, or the line its row begins in."""
    text, problems = text_of(file)
    if text is None:
        return [], problems
    records = Records(file, Dated("table {name}"), "row", problems)
    rows = _rows(text, records)
    _, header = next(rows, (0, []))
    columns = [column.strip() for column in header]
    if not text_in(dict.fromkeys(columns, "text"), file.columns)[0]:
        what = f"has no column for the text; its columns are {listed([column for column in columns if column])}"
        return [], [*problems, problem(file.id, what, "name it with --map text=COLUMN, or call it text")]
    for line, row in rows:
        cells = row[: len(columns)]
        told = f"has {len(row)} cell{'s' if len(row) > 1 else ''} where the header has {len(columns)}"
        if len(row) > len(columns) and any(cell.strip() for cell in row[len(columns) :]):
            what = f"{told}, and is not read"
            records.bad(what, "put a text with commas or line ends in it between double quotes", line)
            continue
        if len(row) < len(columns):
            records.bad(f"{told}; the last are taken as empty", "check that the row is whole", line)
        # The first of two columns of one name counts, so it is written last.
        fields = dict(reversed(list(zip(columns, cells, strict=False))))
        records.add({**dict.fromkeys(columns, ""), **fields}, line, line=line)
    return records.found()


def _rows(text: str, records: Records) -> Iterator[tuple[int, list[str]]]:
    """The rows that are not blank, each with the line it begins in."""
    lines = StringIO(text, newline="")
    first = lines.readline()
    skipped = 1 if first.lower().startswith("sep=") else 0  # Excel's note on the delimiter
    header = lines.readline() if skipped else first
    lines.seek(len(first) if skipped else 0)
    delimiter = max(_DELIMITERS, key=header.count)
    previous = csv.field_size_limit(sys.maxsize)  # an article may be longer than the 128 KB of the module
    try:
        yield from _numbered(csv.reader(lines, delimiter=delimiter, strict=True), skipped, records)
    finally:
        csv.field_size_limit(previous)


def _numbered(reader: Iterator[Sequence[str]], skipped: int, records: Records) -> Iterator[tuple[int, list[str]]]:
    while True:
        line = reader.line_num + skipped + 1  # type: ignore[attr-defined]
        try:
            row = list(next(reader))
        except StopIteration:
            return
        except csv.Error as error:
            if "unexpected end" in str(error):
                what = "begins a row with a double quote that is never closed; the rows from here on are not read"
            else:
                what = f"is no CSV ({error}); the row is not read"
            records.bad(what, "close the quote, and double those inside a text", line)
            continue
        if any(cell.strip() for cell in row):
            yield line, row
