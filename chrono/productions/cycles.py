"""Dates that come back: weekdays, months, seasons, holidays; and the n-th of them."""

from __future__ import annotations

from chrono.productions.made import GRAINS, Made
from chrono.temporal.calendar import days_in_month
from chrono.temporal.operators import (
    Away,
    Choice,
    Constant,
    Cycle,
    DayOfMonthCycle,
    Fixed,
    HolidayCycle,
    Intersect,
    MonthCycle,
    MonthDayCycle,
    NoSuchDay,
    Nth,
    Occurrence,
    Operator,
    PartOfYearCycle,
    Shift,
    UnitOf,
    WeekdayCycle,
    WeekendCycle,
)
from chrono.temporal.period import Grain, Period


def occurrence(cycle: Cycle, which: str | None) -> Occurrence:
    return Occurrence(cycle, _choice(which), "genre")


def _choice(which: str | None) -> Choice:
    return which if which in ("last", "next", "this") else "bare"  # type: ignore[return-value]


def weekday(weekday: int, which: str | None = None) -> Made:
    return occurrence(WeekdayCycle(weekday), which)


def month(month: int, which: str | None = None) -> Made:
    return occurrence(MonthCycle(month), which)


def month_day(month: int, day: int, weekday: int | None = None, which: str | None = None) -> Made:
    """A day of a month without its year, which a weekday helps to find; a leap day counts as possible."""
    return occurrence(MonthDayCycle(month, day, weekday), which) if day <= days_in_month(2000, month) else NoSuchDay()


def day_of_month(day: int) -> Made:
    return occurrence(DayOfMonthCycle(day), None)


def _relative_year(which: str) -> Operator:
    return Shift({"last": -1, "this": 0}.get(which, 1), Grain.YEAR)


def month_of_relative_year(month: int, which: str) -> Made:
    return Intersect(_relative_year(which), MonthCycle(month))


def month_day_of_relative_year(month: int, day: int, which: str) -> Made:
    if day > days_in_month(2000, month):
        return NoSuchDay()
    return Intersect(_relative_year(which), MonthDayCycle(month, day))


def weekday_of_week(weekday: int, shift: int) -> Made:
    return Intersect(Shift(shift, Grain.WEEK), WeekdayCycle(weekday))


def holiday(holiday: HolidayCycle, which: str | None = None) -> Made:
    return occurrence(holiday, which)


def holiday_of_year(holiday: HolidayCycle, year: int) -> Made:
    return Intersect(Fixed(Period.year(year)), holiday)


def season(season: int, which: str | None = None) -> Made:
    return occurrence(PartOfYearCycle(Grain.SEASON, season), which)


def season_of_year(season: int, year: int) -> Made:
    return Fixed(Period(Grain.SEASON, year * 4 + season))


def season_bc(season: int, year: int) -> Made:
    return season_of_year(season, 1 - year) if year else None


def part_of_year(ordinal: int, grain: str, year: Operator | None = None, short_year: int | None = None) -> Made:
    """A quarter or half, of the year told or else by the article's date; "the last quarter" is the one before."""
    unit = GRAINS[grain]
    if short_year is not None:
        year = Fixed(Period.year(short_year))
    if ordinal < 0 and year is None:
        return Shift(-1, unit)
    if ordinal > (2 if unit is Grain.HALF else 4):
        return None
    if unit is Grain.HALF and year is None:
        year = Shift(0, Grain.YEAR)
    if year is None:
        return occurrence(PartOfYearCycle(unit, ordinal - 1), None)
    return Nth(year, ordinal, unit)


def quarter_number(quarter: str, year: Operator | None = None) -> Made:
    return part_of_year(int(quarter), "quarter", year)


def nth_of(ordinal: int, unit: str, outer: Operator) -> Made:
    """ "the first week of May". None where the outer date is no longer than the unit."""
    grain = GRAINS[unit.lower().rstrip("s")]
    return Nth(outer, ordinal, grain) if outer.grain is not None and outer.grain > grain else None


def nth_weekday_of(ordinal: int, weekday: int, outer: Operator) -> Made:
    return Nth(outer, ordinal, Grain.DAY, weekday) if outer.grain is Grain.MONTH else None


def beside_day(unit: str, side: str, day: Operator) -> Made:
    """ "the day before Christmas", "the week after Easter"."""
    return Away(UnitOf(day, GRAINS[unit]), 1 if side == "after" else -1)


def unit_of_day(unit: str, day: Operator) -> Made:
    return UnitOf(day, GRAINS[unit.lower()])


def some_weekday(weekday: int) -> Made:
    """ "on a Monday": which one is not told."""
    return Constant(WeekdayCycle(weekday).unknown, "one that is not told")


def told(which: str, weekday: int | None = None, month: int | None = None, season: int | None = None) -> Made:
    """ "the following Monday", "that summer": counted from the narrative."""
    cycle = cycle_of(weekday, month, season)
    return Occurrence(cycle, _choice(which), "narrative")


def cycle_of(weekday: int | None, month: int | None, season: int | None, day: int | None = None) -> Cycle:
    if weekday is not None:
        return WeekdayCycle(weekday)
    if month is not None:
        return MonthCycle(month) if day is None else MonthDayCycle(month, day)
    return PartOfYearCycle(Grain.SEASON, season or 0)


def weekend() -> Made:
    return occurrence(WeekendCycle(), None)


PRODUCTIONS = (
    weekday,
    month,
    month_day,
    day_of_month,
    month_of_relative_year,
    month_day_of_relative_year,
    weekday_of_week,
    holiday,
    holiday_of_year,
    season,
    season_of_year,
    season_bc,
    part_of_year,
    quarter_number,
    nth_of,
    nth_weekday_of,
    beside_day,
    unit_of_day,
    some_weekday,
    told,
    weekend,
)
