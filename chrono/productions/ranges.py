"""Ranges and lists: each end is a phrase of its own."""

from __future__ import annotations

from chrono.productions.cycles import month_day
from chrono.productions.made import Made
from chrono.productions.written import day_of_year, numbers
from chrono.temporal.calendar import exists
from chrono.temporal.operators import DayOfMonthCycle, Fixed, Occurrence, OneOfTwo, Operator
from chrono.temporal.period import Period


def day_range(month: int, day: int, last_day: int, year: int | None = None) -> Made:
    """ "Nov. 5-7": two days of one month; None where the second does not come after the first."""
    if last_day <= day:
        return None
    if year is not None:
        return day_of_year(year, month, day), day_of_year(year, month, last_day)
    return month_day(month, day), month_day(month, last_day)


def three_days(month: int, day: int, middle_day: int, last_day: int, year: int | None = None) -> Made:
    """ "4, 7 and 9 March"."""
    first, last = day_range(month, day, last_day, year), day_range(month, middle_day, last_day, year)
    if not isinstance(first, tuple) or not isinstance(last, tuple):
        return None
    return first[0], *last


def days_of_month(day: int, last_day: int) -> Made:
    """ "the 13th to the 15th", "the 27th to the 3rd": the second is the next after the first."""
    return Occurrence(DayOfMonthCycle(day), "bare", "genre"), Occurrence(DayOfMonthCycle(last_day), "next", "narrative")


def dotted_range(first: str, second: str) -> Made:
    """ "14-15.11.2017", "27.11.-3.12.2017"; None where the second does not come after the first."""
    last_day, last_month, year = numbers(second)
    day, *months = numbers(first)
    month = months[0] if months else last_month
    start, end = day_of_year(year, month, day), day_of_year(year, last_month, last_day)
    if not isinstance(start, Fixed) or not isinstance(end, Fixed) or start.period.index >= end.period.index:
        return None
    return start, end


def slash_range(first: str, second: str) -> Made:
    """ "10/25-11/2/2017", "5/1/2019 - 5/7/2020": the months come first in both ends or in neither, and the first is
    before the second. Where that leaves both orders possible each end stays open."""
    start, end = numbers(first), numbers(second)
    year = start[2] if len(start) == 3 else end[2]
    orders = [
        (Period.day(year, start[m], start[d]), Period.day(end[2], end[m], end[d]))
        for m, d in ((0, 1), (1, 0))
        if exists(year, start[m], start[d]) and exists(end[2], end[m], end[d])
    ]
    fitting = sorted({(s, e) for s, e in orders if s.index < e.index}, key=lambda ends: ends[0].index)
    if len(fitting) == 2:
        (one, last), (other, latest) = fitting
        return _either(one, other), _either(last, latest)
    return (Fixed(fitting[0][0]), Fixed(fitting[0][1])) if fitting else None


def _either(one: Period, other: Period) -> Operator:
    """One of two days, where they are two."""
    early, late = sorted((one, other), key=lambda day: day.index)
    return OneOfTwo(early, late) if early != late else Fixed(early)


def month_range(month: int, last_month: int, year: int) -> Made:
    """ "Jan-Feb 2017"; "Nov-Feb 2017" began in 2016."""
    return Fixed(Period.month(year - (month > last_month), month)), Fixed(Period.month(year, last_month))


def year_range(first: str, second: str) -> Made:
    """ "2014-2015", "1996-97"; None where the years do not ascend ("2014-03" is no range)."""
    start = int(first)
    end = int(first[: -len(second)] + second)
    return (Fixed(Period.year(start)), Fixed(Period.year(end))) if end > start else None


def era_range(year: int, last_year: int, bc: str | None = None) -> Made:
    """ "499-493 BC", "14 to 37 AD"; None where the second does not come after the first."""
    start, end = (1 - year, 1 - last_year) if bc else (year, last_year)
    return (Fixed(Period.year(start)), Fixed(Period.year(end))) if year and last_year and start < end else None


PRODUCTIONS = (
    day_range,
    three_days,
    days_of_month,
    dotted_range,
    slash_range,
    month_range,
    year_range,
    era_range,
)
