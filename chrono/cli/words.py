"""Words and columns for a terminal: one line a message, and nothing in it that a terminal would obey."""

from __future__ import annotations

import os
import traceback
import unicodedata
from collections.abc import Sequence


def one_line(text: str) -> str:
    """``text`` on one line, its runs of white space one space each and its control characters made visible.

    What articles and file names hold is other people's: an escape sequence in them must not reach the
    terminal.

    >>> one_line("a title\\n  in two lines \\x1b[2J")
    'a title in two lines �[2J'
    """
    return "".join(
        "\N{REPLACEMENT CHARACTER}" if unicodedata.category(character) in ("Cc", "Cf", "Cs") else character
        for character in " ".join(text.split())
    )


def fault(error: Exception) -> str:
    """A fault of chrono's own, in one line: where it arose, what it is, and what to do."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    place = f"{os.path.basename(frame.filename)}:{frame.lineno}"
    told = one_line(f"a fault of chrono's own at {place}, {type(error).__name__}: {error}")
    return f"{told}; please report it with what you ran (CHRONO_TRACEBACK=1 shows more)"


def shortened(text: str, width: int) -> str:
    """``text`` in at most ``width`` characters, cut at a word where it must be.

    >>> shortened("the quick brown fox", 12)
    'the quick …'
    """
    if len(text) <= width:
        return text
    cut = text[: width - 1]
    return f"{cut.rpartition(' ')[0] or cut.rstrip()} …"[:width]


def table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Rows in aligned columns under their heads, without trailing spaces.

    >>> print(table(["phrase", "value"], [["On Monday", "2024-12-16"], ["in May", "2025-05"]]))
    phrase     value
    On Monday  2024-12-16
    in May     2025-05
    """
    cells = [list(heads), *([one_line(cell) for cell in row] for row in rows)]
    widths = [max(map(_columns, column)) for column in zip(*cells, strict=True)]
    return "\n".join(
        "  ".join(cell + " " * (width - _columns(cell)) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in cells
    )


def counted(number: int, noun: str, plural: str = "") -> str:
    """A number with its noun.

    >>> counted(1, "problem"), counted(3, "problem"), counted(2, "entry", "entries")
    ('1 problem', '3 problems', '2 entries')
    """
    return f"{number} {noun if number == 1 else plural or noun + 's'}"


def _columns(text: str) -> int:
    """How many columns of a terminal a text takes: wide characters two, combining ones none."""
    return sum(
        0 if unicodedata.combining(character) else 2 if unicodedata.east_asian_width(character) in "WF" else 1
        for character in text
    )
