"""JSON lines: one article a line, its fields by their usual names."""

from __future__ import annotations

import json

from chrono.readers._decoding import text_of
from chrono.readers._fields import Dated
from chrono.readers._files import File, Found
from chrono.readers._records import Records

NAME = "jsonlines"
SUFFIXES = (".jsonl", ".ndjson")
DESCRIPTION = "JSON lines, one article a line: id, title, text, published, author, source, url, language"


def read(file: File) -> Found:
    """The articles of a file, each named by the file, ``#`` and its own id, or its line number where it has
    none."""
    text, problems = text_of(file)
    if text is None:
        return [], problems
    records = Records(file, Dated("jsonl {name}"), "line", problems)
    add_lines(text, records)
    return records.found()


def add_lines(text: str, records: Records) -> None:
    """Take in a record from each line that is not blank."""
    # Only LF ends a line here: the other line ends of Unicode may stand unescaped inside a JSON string.
    for number, line in enumerate(text.split("\n"), start=1):
        if not line or line.isspace():
            continue
        try:
            record = json.loads(line)
        except json.JSONDecodeError as error:
            records.bad(f"is not JSON ({error.msg.lower()})", "mend or delete the line", number)
            continue
        except (ValueError, RecursionError):
            records.bad("is JSON that cannot be read", "mend or delete the line", number)
            continue
        if isinstance(record, dict):
            records.add(record, number, line=number)
        else:
            records.bad("is not a JSON object", 'write {"title": …, "text": …} on each line', number)
