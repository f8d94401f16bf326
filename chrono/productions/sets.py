"""What comes back again and again, and vague references."""

from __future__ import annotations

import re
from dataclasses import replace

from chrono.productions.clock import clock_time
from chrono.productions.cycles import cycle_of
from chrono.productions.lengths import amount, duration_value
from chrono.productions.made import VAGUE, Made
from chrono.productions.readers import ClockTime
from chrono.temporal.operators import Clock, Constant, HolidayCycle, Operator, WeekdayCycle

_EVERY = {
    "month": "XXXX-XX",
    "quarter": "XXXX-QX",
    "night": "XXXX-XX-XXTNI",
    "weekday": "XXXX-WXX-WD",
    "weekend": "XXXX-WXX-WE",
}
_NO_DAY = "XXXX-XX-XX"
_AGAIN = "again and again"


def every_unit(
    units: str,
    quant: str | None = None,
    number: float | None = None,
    few: str | None = None,
    times: float | None = None,
) -> Made:
    """ "every two weeks", "once every four years". A single day is P1D, but a month XXXX-XX: the conventions of the
    TIMEX3 guidelines differ by unit. None for what is not counted so ("every two weekdays")."""
    count = VAGUE if few else number if number is not None else 1
    if count != 1 and units == "weekday":
        return None
    value = _EVERY.get(units) if count == 1 else None
    freq = f"{amount(times)}X" if times is not None else None
    return Constant(value or duration_value([(count, units)]), _AGAIN, quant and quant.upper(), freq)


def every_cycle(
    quant: str,
    number: int | None = None,
    weekday: int | None = None,
    month: int | None = None,
    season: int | None = None,
    day: int | None = None,
    holiday: HolidayCycle | None = None,
) -> Made:
    """ "every Thursday", "every other Thursday", which TIMEX3 has no value of its own for."""
    cycle = holiday or cycle_of(weekday, month, season, day)
    words = _AGAIN if number is None else f"again and again, one in {number}"
    return Constant(cycle.unknown, words, quant.upper())


def every_of_these(quant: str, weekday: int, last: int, middle: int | None = None) -> Made:
    """ "every Monday, Wednesday and Friday": one set each."""
    days = (weekday, last) if middle is None else (weekday, middle, last)
    return tuple(Constant(WeekdayCycle(day).unknown, _AGAIN, quant.upper()) for day in days)


def every_part(quant: str, part: str, weekday: int | None = None) -> Made:
    day = WeekdayCycle(weekday).unknown if weekday is not None else _NO_DAY
    return Constant(f"{day}T{part}", _AGAIN, quant.upper())


def plural_part(part: str, weekday: int | None = None, days: str | None = None) -> Made:
    """ "Friday mornings", "weekday evenings", "in the mornings"."""
    day = WeekdayCycle(weekday).unknown if weekday is not None else _EVERY[days] if days else _NO_DAY
    return Constant(f"{day}T{part}", _AGAIN)


def weekdays_or_weekends(unit: str) -> Made:
    return Constant(_EVERY[unit.removesuffix("s")], _AGAIN)


def set_at(set: Operator, clock: Operator | None = None, military: ClockTime | None = None) -> Made:
    """ "every day at 7:13 p.m."; None for sets that are not of days."""
    time = clock or clock_time(military=military)
    if not isinstance(set, Constant) or not isinstance(time, Clock):
        return None
    day, _, part = set.value.partition("T")
    day = _NO_DAY if set.value == "P1D" else day
    if not _OF_DAYS.fullmatch(day):
        return None
    time = time.in_part(part) if part else time
    return replace(set, value=f"{day}T{time.hour:02d}:{time.minute or 0:02d}")


_OF_DAYS = re.compile(r"XXXX-(?:XX-XX|WXX-(?:[1-7]|WD|WE)|\d\d-\d\d)")


def day_of_every_month(quant: str, day: int) -> Made:
    return Constant(f"XXXX-XX-{day:02d}", _AGAIN, quant.upper())


def plural_weekday(plural_weekday: int) -> Made:
    return Constant(WeekdayCycle(plural_weekday).unknown, _AGAIN)


def recurring(value: str) -> Made:
    """A set by a single word ("daily"): the word class gives the value."""
    return Constant(value, _AGAIN)


def times_a_unit(times: float, units: str) -> Made:
    return Constant(duration_value([(1, units.lower())]), _AGAIN, freq=f"{amount(times)}X")


def units_a_unit(number: float, counted: str, units: str) -> Made:
    """ "24 hours a day", "seven days a week"."""
    of, unit = (duration_value([(1, each)]) for each in (units, counted))
    return Constant(of, _AGAIN, freq=f"{amount(number)}{unit[-1]}")


def per_unit(units: str) -> Made:
    return Constant(duration_value([(1, units.lower())]), _AGAIN)


def reference(value: str) -> Made:
    return Constant(value, "a vague reference")


PRODUCTIONS = (
    every_unit,
    every_cycle,
    every_of_these,
    every_part,
    plural_part,
    weekdays_or_weekends,
    set_at,
    day_of_every_month,
    plural_weekday,
    recurring,
    times_a_unit,
    units_a_unit,
    per_unit,
    reference,
)
