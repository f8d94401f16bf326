"""Times of day, alone and beside their day, and parts of the day."""

from __future__ import annotations

import re
from dataclasses import replace

from chrono.productions.made import VAGUE, Made
from chrono.productions.readers import ClockTime
from chrono.productions.written import day_of_year, iso_day
from chrono.temporal.operators import DAY_UNTOLD, Base, Clock, Fixed, Modified, Operator, PartOfDay, Shift
from chrono.temporal.period import Grain


def part_of_day(
    part: str, day: Operator | None = None, days: int = 0, base: Base = "article", mod: str | None = None
) -> Made:
    """ "late on Friday night"; a word for a part may hold a mod itself: the early hours are "MO START"."""
    part, _, own_mod = part.partition(" ")
    while isinstance(day, PartOfDay | Modified):  # the early hours of this morning
        day = day.inner
    mod = mod or own_mod
    inner = PartOfDay(day or Shift(days, Grain.DAY, base), part)
    return Modified(inner, mod) if mod else inner


def clock_time(
    dial: ClockTime | None = None, military: ClockTime | None = None, noon: int = 0,
    meridiem: str = "", part: str = "", zone: str = "",
) -> Made:  # fmt: skip
    """A clock time as told, without its day: "3 p.m.", "1530 GMT", "six in the evening", "midnight"."""
    told = dial or military or ClockTime(noon, 0)
    half = _HALF_OF.get(meridiem, part)
    either = told.hour in range(1, 13) if half and dial else dial is not None and dial.either_half
    clock = Clock(DAY_UNTOLD, told.hour, told.minute, told.second, either, zone)
    return clock.in_part(half) if half else clock


_HALF_OF = {"AM": "MO", "PM": "AF"}


def past_hour(
    dial: ClockTime | None = None, noon: int = 0, meridiem: str = "", part: str = "",
    past: int = 0, side: int = 1, minutes: float = 0, sure: str = "", vouched: bool = False,
) -> Made:  # fmt: skip
    """ "half past six in the evening", "a quarter to 3 p.m.", "twenty minutes past eight"."""
    hour = clock_time(dial, noon=noon, meridiem=meridiem, part=part)
    assert isinstance(hour, Clock)
    away = past or side * int(minutes)
    if hour.minute or not 0 < abs(away) < _HOUR or minutes == VAGUE:
        return None
    if minutes and (side < 0 or sure) and hour.either_half and not vouched:
        return None  # "ten to eight" may be a score
    total = (hour.hour * _HOUR + away) % (24 * _HOUR)
    if hour.either_half and total < _HOUR:
        total += 12 * _HOUR  # a quarter to one is 12:45
    return replace(hour, hour=total // _HOUR, minute=total % _HOUR)


_HOUR = 60


def clock_on_day(clock: Operator, day: Operator, part: str | None = None) -> Made:
    """ "8 o'clock on Monday evening": the part of the day, where one is told, settles the half of the dial."""
    assert isinstance(clock, Clock)
    return clock.on(PartOfDay(day, part) if part else day)


def dial_on_day(dial: ClockTime, day: Operator, part: str | None = None) -> Made:
    """ "7 tomorrow morning", "Friday at five"."""
    clock = clock_time(dial)
    return clock_on_day(clock, day, part) if isinstance(clock, Clock) else None


def clock_of_year(month: int, day: int, year: int, dial: ClockTime, meridiem: str = "", zone: str = "") -> Made:
    """ "Thu Nov 14 12:59:03 2024", as computers write it."""
    clock, date = clock_time(dial, meridiem=meridiem, zone=zone), day_of_year(year=year, month=month, day=day)
    return clock.on(date) if isinstance(clock, Clock) and isinstance(date, Fixed) else None


def range_start(
    begin: ClockTime, end: Operator | None = None, end_dial: ClockTime | None = None,
    day: Operator | None = None, part: str | None = None,
) -> Made:  # fmt: skip
    """The first time of a range: the 3 of "3 to 4:30 pm", the 7 of "between 7 and 9 last night"."""
    first, last = clock_time(begin), end or clock_time(end_dial)
    assert isinstance(first, Clock)
    assert isinstance(last, Clock)
    if end is not None and last.either_half:
        return None  # two numbers, and nothing that says they are hours
    if part is not None or day is not None:
        whole = day or PartOfDay(DAY_UNTOLD, part or "")
        return (first.on(whole).before(last.on(whole)),)
    return (first.before(last),)


def clock_range(end_dial: ClockTime, begin_dial: ClockTime | None = None, noon: int = 0, meridiem: str = "") -> Made:
    """ "10:30 to 3", and "7 to 9" behind the part of the day that settles their half (chrono/daytime.py)."""
    first, last = clock_time(begin_dial, noon=noon, meridiem=meridiem), clock_time(end_dial)
    assert isinstance(first, Clock)
    assert isinstance(last, Clock)
    return first, last.after(first)


def iso_time(text: str) -> Made:
    """2024-11-14T12:59"""
    date, clock = text[:10], text[11:]
    day = iso_day(date)
    hour, minute, *rest = (int(part) for part in re.findall(r"\d\d", clock)[: 3 if clock.count(":") > 1 else 2])
    return Clock(day, hour, minute, rest[0] if rest else None) if isinstance(day, Fixed) else None


PRODUCTIONS = (
    part_of_day,
    clock_time,
    past_hour,
    clock_on_day,
    dial_on_day,
    clock_of_year,
    range_start,
    clock_range,
    iso_time,
)
