"""Dates that come back: weekdays, months, seasons, holidays; and the n-th of them."""

from __future__ import annotations

from collections.abc import Mapping

from chrono.productions.lengths import duration_value
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
    Modified,
    MonthCycle,
    MonthDayCycle,
    NoSuchDay,
    Nth,
    Occurrence,
    Operator,
    PartOfDay,
    PartOfYearCycle,
    Remainder,
    Run,
    Shift,
    Turn,
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


def season_of_relative_year(season: int, shift: int) -> Made:
    return Intersect(Shift(shift, Grain.YEAR, "genre"), PartOfYearCycle(Grain.SEASON, season))


def part_of_season(mod: str, season: int) -> Made:
    """ "midsummer"."""
    return Modified(occurrence(PartOfYearCycle(Grain.SEASON, season), None), mod)


def part_of_year(
    ordinal: int, grain: str, year: Operator | None = None, number: int | None = None, unit: str | None = None
) -> Made:
    """A quarter or half, of the year told or else by the article's date; "the last quarter" is the one before.
    ``number`` is the year where it is written out, ``unit`` stands for the article's own."""
    part = GRAINS[grain]
    if number is not None:
        year = Fixed(Period.year(number))
    if unit is not None:
        year = Shift(0, Grain.YEAR, "genre")
    if ordinal < 0 and year is None:
        return Shift(-1, part)
    if ordinal > (2 if part is Grain.HALF else 4):
        return None
    if part is Grain.HALF and year is None:
        year = Shift(0, Grain.YEAR)
    if year is None:
        return occurrence(PartOfYearCycle(part, ordinal - 1), None)
    return Nth(year, ordinal, part)


def two_quarters(
    ordinal: int, last_ordinal: int, year: Operator | None = None, number: int | None = None, unit: str | None = None
) -> Made:
    """ "the second and third quarters of 2023", both of one year."""
    second = part_of_year(last_ordinal, "quarter", year, number, unit)
    if second is None or isinstance(second, tuple) or not 0 < ordinal < last_ordinal:
        return None
    return Away(second, ordinal - last_ordinal), second


def quarter_of_month(month: int, number: int | None = None) -> Made:
    """ "the September quarter", by the month it ends with; None where it is no quarter of the calendar."""
    return part_of_year(month // 3, "quarter", number=number) if month % 3 == 0 else None


def _outer(outer: Operator | None, outer_unit: str | None, month: int | None = None) -> Operator:
    """The date around another: told, or the unit of the article's own ("of the month")."""
    if month is not None:
        return occurrence(MonthCycle(month), None)
    return outer if outer is not None else Shift(0, GRAINS[outer_unit or "day"], "genre")


def nth_of(
    ordinal: int, unit: str | None = None, weekday: int | None = None, part: str | None = None,
    outer: Operator | None = None, outer_unit: str | None = None, month: int | None = None,
) -> Made:  # fmt: skip
    """ "the first week of May", "the last Friday evening of the month". None where the outer date is no longer than the
    unit, or so short that the weekday comes but once."""
    around = _outer(outer, outer_unit, month)
    grain = Grain.DAY if unit is None else GRAINS[unit]
    shortest = grain if weekday is None else Grain.WEEK
    if around.grain is None or around.grain <= shortest:
        return None
    nth = Nth(around, ordinal, grain, weekday)
    return nth if part is None else PartOfDay(nth, part)


def nth_part_of(ordinal: int, parts: str, outer: Operator | None = None, outer_unit: str | None = None) -> Made:
    """ "the first half of May", "the last quarter of the 19th century". Halves and quarters of a year have values of
    their own, other parts are START, MID or END of the whole."""
    around, count = _outer(outer, outer_unit), _PARTS[parts]
    if around.grain is None or around.grain <= Grain.DAY or ordinal > count:
        return None
    if around.grain is Grain.YEAR and parts in GRAINS:
        return Nth(around, ordinal, GRAINS[parts])
    return Modified(around, "START" if ordinal == 1 else "END" if ordinal in (-1, count) else "MID")


_PARTS: Mapping[str, int] = {"half": 2, "third": 3, "quarter": 4}


def run_of(side: str, number: float, units: str, outer: Operator | None = None, outer_unit: str | None = None) -> Made:
    """ "the last two weeks of July": a length of time that has a place. None where the units are not the calendar's or
    the outer date is no longer than one of them."""
    around, grain = _outer(outer, outer_unit), GRAINS.get(units)
    if grain is None or around.grain is None or around.grain <= grain or number < 1 or number != int(number):
        return None
    return Run(around, int(number) if side == "START" else -int(number), grain, duration_value([(number, units)]))


def rest_of(outer: Operator | None = None, outer_unit: str | None = None) -> Made:
    return Remainder(_outer(outer, outer_unit), False)


def to_date(unit: str) -> Made:
    """ "the year to date"."""
    return Remainder(Shift(0, GRAINS[unit]), True)


def turn_of(unit: str | None = None, nth: int | None = None) -> Made:
    """ "the turn of the century", "the turn of the 20th century"."""
    return Turn(GRAINS[unit]) if unit is not None else Modified(Fixed(Period(Grain.CENTURY, (nth or 1) - 1)), "START")


def nth_day_of_month(ordinal: int, shift: int = 0, told_shift: int | None = None) -> Made:
    """ "the 20th of next month", "the first of the following month"."""
    month = Shift(shift, Grain.MONTH, "genre") if told_shift is None else Shift(told_shift, Grain.MONTH, "narrative")
    return Nth(month, ordinal, Grain.DAY)


def weekday_of_week(
    weekday: int, shift: int | None = None, told_shift: int | None = None, part: str | None = None
) -> Made:
    """ "Monday of last week", "Tuesday evening the following week"."""
    week = Shift(shift, Grain.WEEK) if shift is not None else Shift(told_shift or 0, Grain.WEEK, "narrative")
    day = Intersect(week, WeekdayCycle(weekday))
    return day if part is None else PartOfDay(day, part)


def numbered_week(week: int, year: Operator | None = None, outer_unit: str | None = None) -> Made:
    """ "week 27 of 2020"."""
    return Nth(_outer(year, outer_unit), week, Grain.WEEK)


def one_further(beyond: int, weekday: int | None = None, month: int | None = None, season: int | None = None) -> Made:
    """ "the Friday after next", "the summer before last"."""
    cycle = cycle_of(weekday, month, season)
    turn = {Grain.DAY: 7, Grain.MONTH: 12}.get(cycle.grain, 4)
    return Away(occurrence(cycle, "next" if beyond > 0 else "last"), turn if beyond > 0 else -turn)


def beside_day(unit: str, side: str, day: Operator) -> Made:
    """ "the day before Christmas", "the week after Easter"."""
    return Away(UnitOf(day, GRAINS[unit]), 1 if side == "after" else -1)


def unit_of_day(day: Operator, unit: str = "week", lean: int = 0) -> Made:
    """ "the week of November 5", "the week ended Saturday". The weekend of a Monday or Tuesday is the one before it."""
    return UnitOf(day, GRAINS[unit], -2 if unit == "weekend" else lean)


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


def weekend(which: str | None = None) -> Made:
    return occurrence(WeekendCycle(), which)


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
    two_quarters,
    quarter_of_month,
    season_of_relative_year,
    part_of_season,
    nth_of,
    nth_part_of,
    run_of,
    rest_of,
    to_date,
    turn_of,
    nth_day_of_month,
    numbered_week,
    one_further,
    beside_day,
    unit_of_day,
    some_weekday,
    told,
    weekend,
)
