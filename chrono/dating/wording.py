"""Evidence in words, for ``chrono articles`` and for problems."""

from __future__ import annotations

import re

from chrono.article import Dating, Evidence
from chrono.temporal.calendar import MONTHS, WEEKDAYS

_WEIGHTS = {"decides": ", which decides", "hard": "", "soft": ", a suggestion only"}


def describe(dating: Dating) -> list[str]:
    """The evidence for a date, a line each, in the order of the ladder.

    >>> describe(Dating(evidence=(Evidence("KYIV, Nov 14 (Reuters) -", "date line", "XXXX-11-14", "hard"),)))
    ['date line: 14 November of a year not given, from “KYIV, Nov 14 (Reuters) -”']
    """
    return [_line(piece) for piece in dating.evidence]


def _line(piece: Evidence) -> str:
    quote = f", from “{piece.quote}”" if piece.quote and piece.quote != piece.says else ""
    return f"{piece.rule}: {wording(piece.says)}{_WEIGHTS[piece.weight]}{quote}"


def wording(says: str) -> str:
    """What a piece of evidence says: EDTF as it is, and the forms that puzzle readers in words.

    >>> wording("[2024-03-04,2024-04-03]"), wording("XXXX-WXX-5"), wording("2024-11")
    ('2024-03-04 or 2024-04-03', 'a Friday', '2024-11')
    >>> wording("2014-01-01/"), wording("[2016-11-09..2017-01-20,2024-11-06..2025-01-20]")
    ('2014-01-01 or later', '2016-11-09 to 2017-01-20 or 2024-11-06 to 2025-01-20')
    """
    if match := re.fullmatch(r"XXXX-WXX-([1-7])", says):
        return f"a {WEEKDAYS[int(match[1]) - 1]}"
    if match := re.fullmatch(r"XXXX-(0[1-9]|1[0-2])-(\d\d)", says):
        return f"{int(match[2])} {MONTHS[int(match[1]) - 1]} of a year not given"
    if says.startswith("["):
        return " or ".join(_stretch(*part.partition("..")) for part in says[1:-1].split(","))
    return _stretch(*says.partition("/"))


def _stretch(first: str, mark: str, last: str) -> str:
    if not mark:
        return first
    if first in ("", ".."):
        return f"{last} or earlier"
    return f"{first} or later" if last in ("", "..") else f"{first} to {last}"
