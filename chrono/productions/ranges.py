"""Ranges and lists: each end is a phrase of its own."""

from __future__ import annotations

from chrono.productions.cycles import occurrence
from chrono.productions.made import Made
from chrono.temporal.calendar import days_in_month, exists
from chrono.temporal.operators import Fixed, MonthDayCycle
from chrono.temporal.period import Period


def day_range(month: int, day: int, last_day: int, year: int | None = None) -> Made:
    """ "Nov. 5-7": two days of one month; None where the second does not come after the first."""
    if last_day <= day or last_day > days_in_month(2000, month):
        return None
    if year is not None:
        return (
            (Fixed(Period.day(year, month, day)), Fixed(Period.day(year, month, last_day)))
            if exists(year, month, last_day)
            else None
        )
    return occurrence(MonthDayCycle(month, day), None), occurrence(MonthDayCycle(month, last_day), None)


def three_days(month: int, day: int, middle_day: int, last_day: int, year: int | None = None) -> Made:
    """ "4, 7 and 9 March"."""
    first, last = day_range(month, day, last_day, year), day_range(month, middle_day, last_day, year)
    if not isinstance(first, tuple) or not isinstance(last, tuple):
        return None
    return first[0], *last


def year_range(first: str, second: str) -> Made:
    """ "2014-2015", "1996-97"; None where the years do not ascend ("2014-03" is no range)."""
    start = int(first)
    end = int(second) if len(second) == 4 else start // 100 * 100 + int(second)
    return (Fixed(Period.year(start)), Fixed(Period.year(end))) if end > start else None


def bc_range(first: str, year: int) -> Made:
    """ "264 to 241 BC"; None where the years do not descend."""
    return (Fixed(Period.year(1 - int(first))), Fixed(Period.year(1 - year))) if int(first) > year > 0 else None


PRODUCTIONS = (
    day_range,
    three_days,
    year_range,
    bc_range,
)
