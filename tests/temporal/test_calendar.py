from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from dateutil.easter import EASTER_JULIAN, EASTER_ORTHODOX
from dateutil.easter import easter as dateutil_easter
from hypothesis import example, given
from hypothesis import strategies as st

from chrono.temporal.calendar import (
    civil,
    day_number,
    days_in_month,
    easter,
    is_leap,
    iso_date,
    iso_week,
    orthodox_easter,
)

days_of_datetime = st.dates(min_value=date.min, max_value=date.max)
any_day_number = st.integers(min_value=-(10**10), max_value=10**10)


@given(days_of_datetime)
@example(date.min)
@example(date.max)
@example(date(2000, 2, 29))
def test_day_numbers_are_datetimes_ordinals_from_zero(day: date) -> None:
    number = day.toordinal() - 1
    assert day_number(day.year, day.month, day.day) == number
    assert civil(number) == (day.year, day.month, day.day)
    assert iso_date(number) == day.isoformat()
    assert number % 7 == day.weekday()


@given(any_day_number)
@example(-1)
@example(day_number(0, 2, 29))
@example(day_number(-1, 12, 31))
@example(day_number(10_000))
def test_civil_and_day_number_are_inverse_in_any_year(number: int) -> None:
    year, month, day = civil(number)
    assert 1 <= month <= 12
    assert 1 <= day <= days_in_month(year, month)
    assert day_number(year, month, day) == number


@given(any_day_number)
def test_the_calendar_repeats_every_400_years(number: int) -> None:
    year, month, day = civil(number)
    assert civil(number + 146_097) == (year + 400, month, day)


@given(any_day_number)
def test_the_next_day_is_the_next_date(number: int) -> None:
    year, month, day = civil(number)
    if day < days_in_month(year, month):
        following = (year, month, day + 1)
    else:
        following = (year, month + 1, 1) if month < 12 else (year + 1, 1, 1)
    assert civil(number + 1) == following


@given(days_of_datetime)
@example(date(2024, 12, 30))
@example(date(2021, 1, 3))
@example(date(1, 1, 1))
def test_iso_weeks_are_datetimes(day: date) -> None:
    assert iso_week(day.toordinal() - 1) == tuple(day.isocalendar())[:2]


def test_easter_is_dateutils() -> None:
    years = range(1600, 2201)
    assert [easter(year) for year in years] == [dateutil_easter(year).toordinal() - 1 for year in years]


def test_orthodox_easter_is_dateutils() -> None:
    years = range(1600, 2201)
    found = [dateutil_easter(year, EASTER_ORTHODOX).toordinal() - 1 for year in years]
    assert [orthodox_easter(year) for year in years] == found


def test_before_the_gregorian_calendar_easter_is_as_it_was_written() -> None:
    years = range(326, 1583)
    found = [dateutil_easter(year, EASTER_JULIAN).toordinal() - 1 for year in years]
    assert [easter(year) for year in years] == found


@given(st.integers(min_value=1, max_value=9999))
def test_leap_years_have_366_days(year: int) -> None:
    length = (date(year, 12, 31) - date(year, 1, 1) + timedelta(days=1)).days
    assert sum(days_in_month(year, month) for month in range(1, 13)) == length
    assert is_leap(year) == (length == 366)


@pytest.mark.parametrize(
    ("year", "month", "day", "name"),
    [
        (2023, 2, 29, "2023-02-29"),
        (1900, 2, 29, "1900-02-29"),
        (2024, 11, 31, "2024-11-31"),
        (2024, 13, 1, "2024-13-01"),
        (2024, 0, 1, "2024-00-01"),
        (2024, 1, 0, "2024-01-00"),
        (-43, 2, 30, "-0043-02-30"),
        (12_000, 4, 31, "+12000-04-31"),
    ],
)
def test_a_date_that_does_not_exist_is_refused_by_name(year: int, month: int, day: int, name: str) -> None:
    with pytest.raises(ValueError, match=rf"^there is no {re.escape(name)}$"):
        day_number(year, month, day)


@pytest.mark.parametrize(
    ("year", "month", "day", "written"),
    [
        (0, 1, 1, "0000-01-01"),
        (-1, 12, 31, "-0001-12-31"),
        (-10_000, 1, 1, "-10000-01-01"),
        (9999, 12, 31, "9999-12-31"),
        (10_000, 1, 1, "+10000-01-01"),
    ],
)
def test_iso_dates_have_a_sign_outside_four_digits(year: int, month: int, day: int, written: str) -> None:
    assert iso_date(day_number(year, month, day)) == written
