"""What comes back again and again, and vague references."""

from __future__ import annotations

from chrono.productions.cycles import cycle_of
from chrono.productions.lengths import amount, duration_value
from chrono.productions.made import Made
from chrono.temporal.operators import Constant, WeekdayCycle

_EVERY = {"month": "XXXX-XX", "quarter": "XXXX-QX", "night": "XXXX-XX-XXTNI", "weekend": "XXXX-WXX-WE"}


def every_unit(quant: str, units: str, number: float | None = None, other: str | None = None) -> Made:
    """A single day is P1D, but a month XXXX-XX: the conventions of the TIMEX3 guidelines differ by unit."""
    count = number if number is not None else 2 if other else 1
    value = _EVERY.get(units) if count == 1 else None
    return Constant(value or duration_value([(count, units)]), "again and again", quant.upper())


def every_cycle(
    quant: str,
    weekday: int | None = None,
    month: int | None = None,
    season: int | None = None,
    day: int | None = None,
) -> Made:
    return Constant(cycle_of(weekday, month, season, day).unknown, "again and again", quant.upper())


def every_part(quant: str, part: str, weekday: int | None = None) -> Made:
    day = WeekdayCycle(weekday).unknown if weekday is not None else "XXXX-XX-XX"
    return Constant(f"{day}T{part}", "again and again", quant.upper())


def plural_weekday(plural_weekday: int) -> Made:
    return Constant(WeekdayCycle(plural_weekday).unknown, "again and again")


def recurring(value: str) -> Made:
    """A set by a single word ("daily"): the word class gives the value."""
    return Constant(value, "again and again")


def times_a_unit(times: float, units: str) -> Made:
    return Constant(duration_value([(1, units.lower())]), "again and again", freq=f"{amount(times)}X")


def per_unit(units: str) -> Made:
    return Constant(duration_value([(1, units.lower())]), "again and again")


def reference(value: str) -> Made:
    return Constant(value, "a vague reference")


PRODUCTIONS = (
    every_unit,
    every_cycle,
    every_part,
    plural_weekday,
    recurring,
    times_a_unit,
    per_unit,
    reference,
)
