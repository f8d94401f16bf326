"""The timeline as a calendar (iCalendar, RFC 5545).

A calendar knows days. What is known to the day stands on its day, what has two known ends from the one to the other,
and what has one known end on the day of that end. What is known to lie within a week or a month spans it, and its
title names the week or the month. Wider dates would state a day nobody told, so they are left out, and counted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from chrono.events.event import Event
from chrono.renderers import encoded, fill
from chrono.renderers.chronology import sources
from chrono.renderers.locale import locale_named
from chrono.renderers.stamps import built, moment, stamp
from chrono.temporal.calendar import SECONDS_A_DAY, civil
from chrono.temporal.edtf import Edtf, parse
from chrono.temporal.interval import Bound
from chrono.timeline import Timeline

NAME = "ics"
FILE = "events.ics"
DESCRIPTION = "a calendar: what is known to the day, and what lies within a week or a month"

LONGEST_VAGUE = 31
"""Days that an imprecise date may span and still stand in a calendar: a month."""

_FINE = ("day", "hour", "minute")
_LINE = 75


@dataclass(frozen=True, slots=True)
class Entry:
    """An event with the lines that place it, ``DTSTART`` and ``DTEND``; ``vague`` when its title must name the date."""

    event: Event
    lines: tuple[str, ...]
    vague: bool


def render(timeline: Timeline, templates: Path | None = None, *, locale: str = "en") -> bytes:
    """The calendar, its lines folded and ended as RFC 5545 asks.

    Raises ``UserError`` when a template of the user's folder ``templates`` is at fault.
    """
    told = [event for event in timeline.dated if event.kind != "reported"]
    entries = [entry for event in told if (entry := placed(event))]
    context = {
        "timeline": timeline,
        "entries": entries,
        "left_out": len(told) - len(entries),
        "sources": sources(timeline, locale_named(locale, templates)),
        "stamp": compact(stamp(built(timeline))),
    }
    lines = fill("events.ics.j2", templates, context, html=False, locale=locale).split("\n")
    return b"".join(folded(encoded(line)) for line in lines if line)


def placed(event: Event) -> Entry | None:
    """Where a calendar shows an event; None where its date is too wide, or not in the years 1 to 9999."""
    try:
        value = parse(event.date or "")
    except ValueError:
        return None
    lines = _clock(value)
    if lines is None and (days := _days(value)):
        lines = _all_day(*days)
    exact = value.form in ("date", "interval") and _known_ends(value) == 2
    return Entry(event, lines, not exact or value.uncertain or value.approximate) if lines else None


def _known_ends(value: Edtf) -> int:
    """How many ends are known to the day: both of a day."""
    ends = value.parts if value.form == "interval" else (value, value)
    return sum(isinstance(end, Edtf) and end.precision in _FINE for end in ends)


def _days(value: Edtf) -> tuple[int, int] | None:
    """The first day to show and the one after the last."""
    start, end = value.interval.start, value.interval.end
    first = None if isinstance(start, Bound) else start // SECONDS_A_DAY
    after = None if isinstance(end, Bound) else (end - 1) // SECONDS_A_DAY + 1
    if first is not None and after is not None:
        known = value.form == "interval" and _known_ends(value) == 2
        return (first, after) if known or after - first <= LONGEST_VAGUE else None
    if value.form != "interval" or not _known_ends(value):
        return None
    if first is not None:
        return first, first + 1
    return None if after is None else (after - 1, after)


def _all_day(first: int, after: int) -> tuple[str, ...] | None:
    start, end = _day(first), _day(after)
    return (f"DTSTART;VALUE=DATE:{start}", f"DTEND;VALUE=DATE:{end}") if start and end else None


def _day(number: int) -> str:
    year, month, day = civil(number)
    return f"{year:04d}{month:02d}{day:02d}" if 1 <= year <= 9999 else ""


def _clock(value: Edtf) -> tuple[str, ...] | None:
    """A time of day, an hour that lasts as long as it is known to, or from one time to another; None for days."""
    times = list(value.parts) if value.form == "interval" else [value]
    known = [time for time in times if isinstance(time, Edtf) and time.precision in ("hour", "minute")]
    if len(known) != len(times):
        return None
    written = [_time(time.text) for time in known]
    if times == [value] and value.precision == "hour":
        written.append(_time(value.text, later=3600))
    if not all(written) or len({time[-1] == "Z" for time in written}) > 1:  # the clocks of two places
        return None
    return tuple(f"{name}:{time}" for name, time in zip(("DTSTART", "DTEND"), written, strict=False))


def _time(date: str, later: int = 0) -> str:
    """A time as calendars write it: in UTC where its zone is told, else as the clock on the wall showed it."""
    start = moment(date)
    if start is None:
        return ""
    local = re.search("T[0-9:]+$", date.rstrip("?~%]}"))
    return compact(stamp(start + later)).removesuffix("Z" if local else "")


def compact(written: str) -> str:
    """An RFC 3339 stamp as calendars write it.

    >>> compact("2024-11-14T17:59:00Z")
    '20241114T175900Z'
    """
    return written.replace("-", "").replace(":", "")


def folded(line: bytes) -> bytes:
    r"""A content line in pieces of at most 75 octets, no character torn (RFC 5545, 3.1).

    >>> folded(b"SUMMARY:Talks"), [len(piece) for piece in folded(b"x" * 200).split(b"\r\n")]
    (b'SUMMARY:Talks\r\n', [75, 75, 52, 0])
    """
    pieces, room = [], _LINE
    while len(line) > room:
        cut = room
        while line[cut] & 0xC0 == 0x80:  # inside a character of UTF-8
            cut -= 1
        pieces.append(line[:cut])
        line, room = line[cut:], _LINE - 1
    return b"\r\n ".join([*pieces, line]) + b"\r\n"
