"""Dates written out."""

from __future__ import annotations

import re

from chrono.productions.made import Made
from chrono.temporal.calendar import exists
from chrono.temporal.operators import Fixed, Modified, NoSuchDay, OneOfTwo, Operator
from chrono.temporal.period import Grain, Period


def day_of_year(year: int, month: int, day: int, weekday: int | None = None) -> Operator:
    """A full date. A weekday that contradicts it does not change it: the day of the month is what was written. Of a day
    that does not exist ("February 29, 2022") neither the month nor the year is read: none is what was meant."""
    if not exists(year, month, day):
        return NoSuchDay()
    return _written(Period.day(year, month, day), weekday)


def iso_day(text: str, weekday: int | None = None) -> Made:
    """2024-11-14, 2024/11/14, 2024-3-3"""
    year, month, day = numbers(text)
    return day_of_year(year, month, day, weekday) if month <= 12 and day <= 31 else None


def packed_day(text: str) -> Made:
    """20241114"""
    return iso_day(f"{text[:4]}-{text[4:6]}-{text[6:]}")


def slash_day(text: str, weekday: int | None = None) -> Made:
    """11/14/2024 or 14/11/2024. Where both are possible the weekday tells which, and without one it stays open. No such
    day, but with a year of two digits no date at all: "30/30/40" is a split."""
    first, second, year = numbers(text)
    has_century = year >= 100
    if not has_century:
        year += 1900 if year >= 30 else 2000
    days = {Period.day(year, m, d) for m, d in ((first, second), (second, first)) if exists(year, m, d)}
    days = {day for day in days if day.index % 7 == weekday} or days
    if not days:
        return NoSuchDay() if has_century else None
    early, late = min(days, key=_index), max(days, key=_index)
    return OneOfTwo(early, late) if early != late else _written(early, weekday)


def _index(day: Period) -> int:
    return day.index


def _written(day: Period, weekday: int | None) -> Fixed:
    """A day, and the weekday it was written with where that is not its own."""
    return Fixed(day, weekday=weekday if weekday != day.index % 7 else None)


def dotted_day(text: str, weekday: int | None = None) -> Made:
    """14.11.2024: the day comes first, but for 11.14.2024, which can only be the other way round."""
    day, month, year = numbers(text)
    return day_of_year(year, day, month, weekday) if month > 12 >= day else day_of_year(year, month, day, weekday)


def numbers(text: str) -> list[int]:
    """The numbers in a text: "14/11/2024" is [14, 11, 2024]."""
    return [int(number) for number in re.findall(r"\d+", text)]


def numeric_month(text: str) -> Made:
    """09/2012, 2014-10; None for what is a range of years: 2009-10, 1791-2."""
    first, second = numbers(text)
    if first < 100:
        return month_of_year(second, first)
    is_range = second > first % (100 if len(text) == len("2009-10") else 10)
    return None if is_range else month_of_year(first, second)


def month_of_year(year: int, month: int) -> Made:
    return Fixed(Period.month(year, month))


def year(year: int | None = None, any_year: int | None = None, approx: str | None = None) -> Made:
    number = year if year is not None else any_year
    if not number:
        return None
    return Modified(Fixed(Period.year(number)), approx) if approx else Fixed(Period.year(number))


def day_of_era(year: int, month: int, day: int, bc: str | None = None) -> Made:
    """ "15 March 44 BC", "10 August AD 88"; there is no year 0."""
    return day_of_year(1 - year if bc else year, month, day) if year else None


def year_bc(year: int) -> Made:
    return Fixed(Period.year(1 - year)) if year else None


def month_bc(year: int, month: int) -> Made:
    return Fixed(Period.month(1 - year, month)) if year else None


def decade(decade: int) -> Made:
    """ "the 1990s"; "the 1800s" are a century."""
    return Fixed(_decade(decade))


def _decade(first_year: int) -> Period:
    if first_year % 100 == 0 and first_year < 2000:
        return Period(Grain.CENTURY, first_year // 100)
    return Period(Grain.DECADE, first_year // 10)


def modified_decade(mod: str, decade: int) -> Made:
    return Modified(Fixed(_decade(decade)), mod)


def century(nth: int, era: str | None = None) -> Made:
    """The 19th century is the 1800s; the 5th century BC the years -499 to -400 (index -5)."""
    before_christ = era is not None and era.lower().startswith("b")
    return Fixed(Period(Grain.CENTURY, -nth if before_christ else nth - 1))


PRODUCTIONS = (
    day_of_year,
    iso_day,
    packed_day,
    slash_day,
    dotted_day,
    numeric_month,
    month_of_year,
    year,
    day_of_era,
    year_bc,
    month_bc,
    decade,
    modified_decade,
    century,
)
