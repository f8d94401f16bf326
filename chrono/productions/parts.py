"""Parts of longer dates: the n-th day of a month, the second half of a year, the rest of the week."""

from __future__ import annotations

from collections.abc import Mapping

from chrono.productions.cycles import occurrence
from chrono.productions.lengths import duration_value
from chrono.productions.made import GRAINS, Made
from chrono.temporal.operators import (
    Away,
    Fixed,
    Modified,
    MonthCycle,
    Nth,
    Operator,
    PartOfDay,
    PartOfYearCycle,
    Remainder,
    Run,
    Shift,
    Turn,
)
from chrono.temporal.period import Grain, Period


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


def nth_day_of_month(ordinal: int, shift: int = 0, told_shift: int | None = None) -> Made:
    """ "the 20th of next month", "the first of the following month"."""
    month = Shift(shift, Grain.MONTH, "genre") if told_shift is None else Shift(told_shift, Grain.MONTH, "narrative")
    return Nth(month, ordinal, Grain.DAY)


def numbered_week(week: int, year: Operator | None = None, outer_unit: str | None = None) -> Made:
    """ "week 27 of 2020"."""
    return Nth(_outer(year, outer_unit), week, Grain.WEEK)


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


def run_of(mod: str, number: float, units: str, outer: Operator | None = None, outer_unit: str | None = None) -> Made:
    """ "the last two weeks of July": a length of time that has a place. None where the units are not the calendar's or
    the outer date is no longer than one of them."""
    around, grain = _outer(outer, outer_unit), GRAINS.get(units, Grain.SECOND)
    if around.grain is None or not Grain.DAY <= grain < around.grain or number < 1 or number != int(number):
        return None
    return Run(around, int(number) if mod == "START" else -int(number), grain, duration_value([(number, units)]))


def rest_of(outer: Operator | None = None, outer_unit: str | None = None) -> Made:
    """ "the rest of the week"."""
    return Remainder(_outer(outer, outer_unit), gone=False)


def to_date(unit: str) -> Made:
    """ "the year to date"."""
    return Remainder(Shift(0, GRAINS[unit]), gone=True)


def turn_of(unit: str | None = None, nth: int | None = None) -> Made:
    """ "the turn of the century", "the turn of the 20th century"."""
    return Turn(GRAINS[unit]) if unit is not None else Modified(Fixed(Period(Grain.CENTURY, (nth or 1) - 1)), "START")


PRODUCTIONS = (
    nth_of,
    nth_day_of_month,
    numbered_week,
    nth_part_of,
    part_of_year,
    two_quarters,
    quarter_of_month,
    run_of,
    rest_of,
    to_date,
    turn_of,
)
