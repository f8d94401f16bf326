"""Dates written out."""

from __future__ import annotations

import re

from chrono.productions.made import Made
from chrono.temporal.calendar import exists
from chrono.temporal.operators import Fixed, Modified, NoSuchDay, OneOfTwo
from chrono.temporal.period import Grain, Period


def day_of_year(year: int, month: int, day: int) -> Made:
    """A full date. A weekday that contradicts it does not change it: the day of the month is what was written. Of a day
    that does not exist ("February 29, 2022") neither the month nor the year is read: none is what was meant."""
    if not exists(year, month, day):
        return NoSuchDay()
    return Fixed(Period.day(year, month, day))


def iso_day(text: str) -> Made:
    """2024-11-14, 2024/11/14"""
    year, month, day = (int(part) for part in re.split("[-/]", text))
    return day_of_year(year, month, day)


def slash_day(text: str) -> Made:
    """11/14/2024 or 14/11/2024; where both are possible it stays open which is meant."""
    first, second, year = (int(part) for part in text.split("/"))
    if year < 100:
        year += 1900 if year >= 30 else 2000
    if exists(year, first, second) and exists(year, second, first) and first != second:
        month_first, day_first = Period.day(year, first, second), Period.day(year, second, first)
        early, late = sorted((month_first, day_first), key=lambda day: day.index)
        return OneOfTwo(early, late)
    return day_of_year(year, first, second) if exists(year, first, second) else day_of_year(year, second, first)


def dotted_day(text: str) -> Made:
    """14.11.2024: the day comes first."""
    day, month, year = (int(part) for part in text.split("."))
    return day_of_year(year, month, day)


def month_of_year(year: int, month: int) -> Made:
    return Fixed(Period.month(year, month))


def year(year: int | None = None, any_year: int | None = None) -> Made:
    number = year if year is not None else any_year
    return Fixed(Period.year(number)) if number else None


def day_bc(year: int, month: int, day: int) -> Made:
    return day_of_year(1 - year, month, day) if year else None


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
    slash_day,
    dotted_day,
    month_of_year,
    year,
    day_bc,
    year_bc,
    month_bc,
    decade,
    modified_decade,
    century,
)
