"""The event table as CSV, for a spreadsheet: a row an event, safe to open."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from chrono.renderers import encoded
from chrono.timeline import Timeline

NAME = "csv"
FILE = "events.csv"
DESCRIPTION = "the event table for a spreadsheet: a row an event, with the phrase and rule of its first mention"

FIRST_MENTION = ("article", "published", "url", "phrase", "value", "rule")
"""What the table shows of an event's first mention, in columns of these names."""

_FORMULA = re.compile(r"'*(?:\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n])")


def render(timeline: Timeline, templates: Path | None = None) -> bytes:
    r"""The content of ``events.csv`` (RFC 4180 with ``\n`` at the ends of lines). ``templates`` plays no part.

    The columns are those of the table, every text in quotes. Names stand in one cell with "; " between them;
    ``mentions`` is how many there are and ``conflicts`` the dates that disagree. What a spreadsheet would take for a
    formula begins with an apostrophe (OWASP, "CSV Injection"): a year BC, too, since it begins with a minus. `plain`
    takes it off again.
    """
    table = timeline.events
    first = [mentions[0] if mentions else {} for mentions in table["mentions"]]
    table["mentions"] = [len(mentions) for mentions in table["mentions"]]
    table["conflicts"] = [[conflict["date"] for conflict in conflicts] for conflicts in table["conflicts"]]
    for column in FIRST_MENTION:
        table[column] = [mention.get(column) for mention in first]
    for column in table.columns.difference(["salience", "mentions"]):
        table[column] = [cell(value) for value in table[column]]
    written: str = table.to_csv(index=False, lineterminator="\n", quoting=csv.QUOTE_NONNUMERIC)
    return encoded(written)


def cell(value: Any) -> str:
    """A cell's text: lists joined, nothing for None, and nothing that a spreadsheet would run.

    >>> cell("=1+1"), cell(["Kyiv", "-2"]), cell(None), cell("5 November")
    ("'=1+1", "Kyiv; '-2", '', '5 November')
    """
    if value is None or value != value:  # pandas has NaN for a None among numbers
        return ""
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "; ".join(cell(member) for member in value)
    text = str(value)
    return f"'{text}" if _FORMULA.match(text) else text


def plain(written: str) -> str:
    """A cell's text as it was before `cell` made it safe. Of a list it takes one name.

    What began with apostrophes and a formula's sign had one put before it, too, so that taking one off is always right.

    >>> [plain(cell(text)) for text in ("=1+1", "'=1+1", "'tis so", "-0043-03-15")]
    ['=1+1', "'=1+1", "'tis so", '-0043-03-15']
    """
    return written[1:] if written.startswith("'") and _FORMULA.match(written) else written
