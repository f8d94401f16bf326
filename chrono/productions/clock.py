"""Times of day."""

from __future__ import annotations

import re

from chrono.productions.made import TODAY, Made
from chrono.productions.readers import ClockTime
from chrono.productions.written import iso_day
from chrono.temporal.operators import Clock, Fixed, Modified, Operator, PartOfDay, Shift
from chrono.temporal.period import Grain


def part_of_day(part: str, day: Operator | None = None, days: int = 0, mod: str | None = None) -> Made:
    inner = PartOfDay(day or Shift(days, Grain.DAY), part)
    return Modified(inner, mod) if mod else inner


def clock_time(clock: ClockTime, day: Operator | None = None) -> Made:
    """A clock time on its day, the article's own where none is told. TIMEX3 values of news leave the zone out."""
    return Clock(day or TODAY, clock.hour, clock.minute, clock.second)


def midday(day: Operator) -> Made:
    return PartOfDay(day, "MI")


def clock_range(hour: float, clock: ClockTime) -> Made:
    """ "9 and 10 p.m.": the first hour takes its half of the day from the second."""
    first = int(hour) % 12 + (12 if clock.hour >= 12 and int(hour) % 12 <= clock.hour % 12 else 0)
    return Clock(TODAY, first, 0), Clock(TODAY, clock.hour, clock.minute)


def military_time(hhmm: str, day: Operator | None = None) -> Made:
    return Clock(day or TODAY, int(hhmm[:2]), int(hhmm[2:]))


def past_hour(past: str, hour: float | None = None, part: str | None = None, clock: ClockTime | None = None) -> Made:
    """ "half past six in the evening", "a quarter to 3 p.m."."""
    told = int(hour or 0) % 12 + (12 if part in ("AF", "EV", "NI") else 0)
    whole = clock.hour if clock is not None else told
    minutes = whole * 60 + (30 if "half" in past else 15 if past.endswith("past") else -15)
    return Clock(TODAY, minutes // 60 % 24, minutes % 60)


def hour_of_part(hour: float, part: str) -> Made:
    late = part in ("AF", "EV") or (part == "NI" and hour >= 6)
    return Clock(TODAY, int(hour) % 12 + (12 if late else 0), 0)


def iso_time(text: str) -> Made:
    """2024-11-14T12:59"""
    date, clock = text[:10], text[11:]
    day = iso_day(date)
    hour, minute, *rest = (int(part) for part in re.findall(r"\d\d", clock)[: 3 if clock.count(":") > 1 else 2])
    return Clock(day, hour, minute, rest[0] if rest else None) if isinstance(day, Fixed) else None


PRODUCTIONS = (
    part_of_day,
    clock_time,
    midday,
    clock_range,
    military_time,
    past_hour,
    hour_of_part,
    iso_time,
)
