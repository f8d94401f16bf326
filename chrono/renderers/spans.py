"""A date as the script of the page reads it: the spans of `chrono.temporal.window`, in days.

The page asks what `chrono.query` asks, "may it, must it overlap?", of windows that begin and end with a day. So its
spans are rounded outwards to whole days, which changes no answer to such a window.
"""

from __future__ import annotations

import re
from functools import lru_cache

from chrono.temporal.calendar import EPOCH_DAY, SECONDS_A_DAY
from chrono.temporal.edtf import parse
from chrono.temporal.window import FOREVER, Span
from chrono.temporal.window import spans as spans_of

_PLAIN = re.compile(r"-?[0-9]{4}(-(0[1-9]|1[0-2])(-[0-9]{2})?)?")


@lru_cache(maxsize=65_536)
def spans(date: str) -> str:
    """The spans of an EDTF date, "" for one that says so itself: a year, a month or a day, and what is no EDTF.

    A span is when a thing may have begun and ended: the first day it may have begun and the one after the last, then
    the same for its end where that differs; in days since 1970-01-01, as scripts count them. Between the spans of a
    date that is one of several stands "|", between those of one that is all of them "+".

    >>> spans("2024-11"), spans("1970-01-02~"), spans("1970-01-02/1970-01-05")
    ('', '1/2', '1/5')
    >>> spans("1970-01-02/.."), spans("[1970-01-02,1970-01-09]")
    ('1/2/Infinity/Infinity', '1/2|8/9')
    """
    if _PLAIN.fullmatch(date):
        return ""
    try:
        value = parse(date)
    except ValueError:
        return ""
    return ("|" if value.form == "one of" else "+").join(map(_written, spans_of(value)))


def _written(span: Span) -> str:
    begins = f"{_day(span.begins_from)}/{_day(span.begins_by, after=True)}"
    ends = f"{_day(span.ends_from)}/{_day(span.ends_by, after=True)}"
    return begins if begins == ends else f"{begins}/{ends}"


def _day(second: int, *, after: bool = False) -> str:
    """The day of a second, or the first that does not begin before it."""
    if abs(second) == FOREVER:
        return "Infinity" if second > 0 else "-Infinity"
    return str((-(-second // SECONDS_A_DAY) if after else second // SECONDS_A_DAY) - EPOCH_DAY)
