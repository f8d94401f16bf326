"""JSON: an article, or an array or object of articles, wherever in the document that stands.

A service's answer wraps its articles (``{"status": "ok", "articles": […]}``); the outermost records with a text are
taken. A file of JSON lines is read as such, whatever its name.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from chrono.readers._decoding import text_of
from chrono.readers._fields import Dated, text_in
from chrono.readers._files import Columns, File, Found, problem
from chrono.readers._records import Records
from chrono.readers.jsonlines import add_lines

NAME = "json"
SUFFIXES = (".json",)
DESCRIPTION = "JSON, an article or an array or object of articles, with the fields of JSON lines"

_DEEPEST = 6


def read(file: File) -> Found:
    """The articles of a file, each named by the file, ``#`` and its own id, its key, or its number from 1; a
    single one by the file."""
    text, problems = text_of(file)
    if text is None:
        return [], problems
    records = Records(file, Dated("json {name}"), "record", problems)
    try:
        document = json.loads(text)
    except json.JSONDecodeError as error:
        if error.msg == "Extra data" and text[: error.pos].strip().endswith("}"):
            add_lines(text, records)
        else:
            records.bad(f"is not JSON ({error.msg.lower()})", "mend the file", error.lineno)
        return records.found()
    except (ValueError, RecursionError):
        return [], [*problems, problem(file.id, "is JSON that cannot be read", "split or mend the file")]
    _add_all(document, records)
    return records.found()


def _add_all(document: object, records: Records) -> None:
    columns = records.file.columns
    if isinstance(document, dict) and text_in(document, columns)[1]:
        records.add(document, 0)
        return
    members = _members(document, columns)
    if members is None:
        what = f"holds no article, but {_described(document)}"
        records.bad(what, 'write {"title": …, "text": …}, or name the field of the text with --map text=NAME')
        return
    for number, (key, member) in enumerate(members, start=1):
        if isinstance(member, dict):
            records.add(member, number, own_id=key)
        else:
            records.bad(f"record {number} is {_described(member)}", 'write {"title": …, "text": …}')


def _members(document: object, columns: Columns) -> list[tuple[str, Any]] | None:
    """The outermost array of records of which one has a text at least, or object of such; each with its key."""
    level: list[object] = [document]
    for _ in range(_DEEPEST):
        for node in level:
            members = list(_of(node))
            if any(isinstance(member, dict) and text_in(member, columns)[1] for _, member in members):
                return members
        level = [member for node in level for _, member in _of(node) if isinstance(member, (dict, list))]
    return None


def _of(node: object) -> Iterator[tuple[str, object]]:
    if isinstance(node, Mapping):
        yield from node.items()
    elif isinstance(node, list):
        yield from (("", member) for member in node)


def _described(value: object) -> str:
    """What a value is, in words.

    >>> _described([]), _described({"a": 1}), _described(None), _described("x")
    ('an empty array', 'an object with the fields a', 'null', 'a string')
    """
    match value:
        case None | bool():
            return json.dumps(value)
        case int() | float():
            return "a number"
        case str():
            return "a string"
        case dict():
            from chrono.readers._records import listed

            return f"an object with the fields {listed(value)}" if value else "an empty object"
    return "an array without one" if value else "an empty array"
