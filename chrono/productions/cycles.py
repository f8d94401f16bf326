"""Dates that come back: weekdays, months, seasons, holidays; and the n-th of them."""

from __future__ import annotations

from chrono.productions.made import GRAINS, Made
from chrono.productions.written import iso_day
from chrono.temporal.calendar import days_in_month
from chrono.temporal.operators import (
    UNKNOWN_VALUE,
    After,
    Away,
    Before,
    Choice,
    Constant,
    Cycle,
    DayOfMonthCycle,
    Fixed,
    Here,
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


def month_day(month: int, day: int, weekday: int | None = None, which: str | None = None) -> Operator:
    """A day of a month without its year, which a weekday helps to find; a leap day counts as possible."""
    return occurrence(MonthDayCycle(month, day, weekday), which) if day <= days_in_month(2000, month) else NoSuchDay()


def day_of_month(day: int, weekday: int | None = None) -> Made:
    """ "the 14th", "Tuesday the 19th"."""
    return occurrence(DayOfMonthCycle(day, weekday), None)


def _relative_year(which: str) -> Operator:
    return Shift({"last": -1, "this": 0}.get(which, 1), Grain.YEAR)


def month_of_relative_year(month: int, which: str) -> Made:
    return Intersect(_relative_year(which), MonthCycle(month))


def month_day_of_relative_year(month: int, day: int, which: str) -> Made:
    if day > days_in_month(2000, month):
        return NoSuchDay()
    return Intersect(_relative_year(which), MonthDayCycle(month, day))


def holiday(
    holiday: HolidayCycle,
    which: str | None = None,
    year: int | None = None,
    which_year: str | None = None,
    before: int | None = None,
    which_before: str | None = None,
    eve: str | None = None,
) -> Made:
    """ "next Easter", "Thanksgiving of last year", "2016 Bastille Day", "Thanksgiving eve"; None for two years."""
    if sum(told is not None for told in (which, year, which_year, before, which_before)) > 1:
        return None
    day = _holiday(holiday, which, year or before, which_year or which_before)
    return Away(day, -1) if eve else day


def _holiday(holiday: HolidayCycle, which: str | None, year: int | None, which_year: str | None) -> Operator:
    if year is not None:
        return Intersect(Fixed(Period.year(year)), holiday)
    if which_year is not None:
        return Intersect(_relative_year(which_year), holiday)
    return occurrence(holiday, which)


def nth_of_feast(nth: int, unit: str, holiday: HolidayCycle, year: int | None = None) -> Made:
    """ "the first day of Ramadan"; a night is that of the evening before. None for a feast of one day."""
    if holiday.last is None:
        return None
    return Nth(_holiday(holiday, None, year, None), nth, GRAINS["day" if unit == "night" else unit])


def unit_of_holiday(
    holiday: HolidayCycle, unit: str, which: str | None = None, year: int | None = None, which_year: str | None = None
) -> Made:
    """ "Labor Day weekend", "Thanksgiving week of 2019"."""
    return unit_of_day(_holiday(holiday, which, year, which_year), unit.replace("-", ""))


def eve_of_holiday(holiday: HolidayCycle, year: int | None = None) -> Made:
    return Away(_holiday(holiday, None, year, None), -1)


def day_elsewhere() -> Made:
    """A holiday of which a country has its own."""
    return Constant(UNKNOWN_VALUE[Grain.DAY], "a day of that country, which is not known here", grain=Grain.DAY)


def historic_day(historic_day: str) -> Made:
    return iso_day(historic_day)


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


def weekday_of_week(
    weekday: int, shift: int | None = None, told_shift: int | None = None, part: str | None = None
) -> Made:
    """ "Monday of last week", "Tuesday evening the following week"."""
    week = Shift(shift, Grain.WEEK) if shift is not None else Shift(told_shift or 0, Grain.WEEK, "narrative")
    day = Intersect(week, WeekdayCycle(weekday))
    return day if part is None else PartOfDay(day, part)


def one_further(beyond: int, weekday: int | None = None, month: int | None = None, season: int | None = None) -> Made:
    """ "the Friday after next", "the summer before last"."""
    return (After if beyond > 0 else Before)(Here("genre"), cycle_of(weekday, month, season), abs(beyond))


def unit_of_day(day: Operator, unit: str = "week", lean: int = 0) -> Made:
    """ "the week of November 5", "the week ended Saturday". The weekend of a Monday or Tuesday is the one before it."""
    return UnitOf(day, GRAINS[unit], -2 if unit == "weekend" else lean)


def some_weekday(weekday: int) -> Made:
    """ "on a Monday": which one is not told."""
    return Constant(WeekdayCycle(weekday).unknown, "one that is not told")


def told(
    which: str,
    weekday: int | None = None,
    month: int | None = None,
    season: int | None = None,
    holiday: HolidayCycle | None = None,
) -> Made:
    """ "the following Monday", "that summer": counted from the narrative."""
    cycle = holiday or cycle_of(weekday, month, season)
    return Occurrence(cycle, _choice(which), "narrative")


def part_of_told_year(shift: int, month: int | None = None, day: int | None = None, season: int | None = None) -> Made:
    """ "August of that year", "the spring of the following year": of a year counted from the narrative."""
    if month is not None and day is not None and day > days_in_month(2000, month):
        return NoSuchDay()
    return Intersect(Shift(shift, Grain.YEAR, "narrative"), cycle_of(None, month, season, day))


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
    nth_of_feast,
    unit_of_holiday,
    eve_of_holiday,
    day_elsewhere,
    historic_day,
    season,
    season_of_year,
    season_bc,
    season_of_relative_year,
    part_of_season,
    one_further,
    unit_of_day,
    some_weekday,
    told,
    part_of_told_year,
    weekend,
)
