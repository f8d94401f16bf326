"""Amounts of time, and what lies before, after and between dates."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chrono.temporal.amount import Amount
from chrono.temporal.feasts import NthWeekday, Since
from chrono.temporal.interval import Interval
from chrono.temporal.operators import (
    After,
    Before,
    Between,
    Fixed,
    Here,
    HolidayCycle,
    Length,
    MonthDayCycle,
    OneOfTwo,
    Shift,
    WeekdayCycle,
    walk,
)
from chrono.temporal.period import Grain, Period

THURSDAY = Period.day(2024, 11, 14)
NOON = Period(Grain.MINUTE, THURSDAY.index * 1440 + 12 * 60 + 15)
DAYS = st.integers(-800_000, 1_500_000).map(lambda index: Period(Grain.DAY, index))


def amount(*parts: tuple[int, Grain]) -> Amount:
    return Amount(parts)


@given(DAYS, st.integers(0, 5000), st.sampled_from([Grain.DAY, Grain.WEEK]))
def test_days_and_weeks_go_there_and_back(day: Period, count: int, grain: Grain) -> None:
    there = amount((count, grain)).moved(day, 1)
    assert there is not None
    assert amount((count, grain)).moved(there, -1) == day


@given(DAYS, st.integers(0, 5000))
def test_months_land_in_the_month_that_far_on(day: Period, count: int) -> None:
    there = amount((count, Grain.MONTH)).moved(day, 1)
    assert there is not None
    assert there.to(Grain.MONTH) == day.to(Grain.MONTH).shift(count)
    assert there.grain is Grain.DAY


@pytest.mark.parametrize(
    ("operator", "reference", "value"),
    [
        (Before(Here(), amount((15, Grain.MINUTE))), NOON, "2024-11-14T12:00"),
        (After(Here(), amount((12, Grain.HOUR))), NOON, "2024-11-15T00:15"),
        (After(Here(), amount((2, Grain.HOUR))), THURSDAY, "XXXX-XX-XXTXX"),  # the hour is not known
        (Before(Here(), amount((1, Grain.YEAR), (1, Grain.WEEK))), NOON, "2023-11-07T12:15"),
        (Before(Shift(0, Grain.DAY), amount((1, Grain.WEEK))), NOON, "2024-11-07"),
        (Shift(3, Grain.WEEK), NOON, "2024-W49"),
        (After(Fixed(Period.day(2024, 1, 31)), amount((1, Grain.MONTH))), None, "2024-02-29"),
        (After(Fixed(Period.month(2024, 5)), amount((3, Grain.DAY))), None, "XXXX-XX-XX"),
        (After(Fixed(Period.month(2024, 5)), amount((2, Grain.YEAR))), None, "2026-05"),
        (Before(Fixed(Period.year(-43)), amount((10, Grain.YEAR))), None, "BC0054"),
        (After(Here(), WeekdayCycle(3)), THURSDAY, "2024-11-21"),  # of a Thursday, the next one
        (
            Before(Here(), HolidayCycle("an election", Since(NthWeekday(11, 1, 1), 1848, every=4)), 2),
            THURSDAY,
            "2020-11-03",
        ),
    ],
)
def test_what_lies_beside_a_date(operator: Before | After, reference: Period | None, value: str) -> None:
    assert operator.read(reference, "past").value == value


def test_a_date_that_may_be_either_of_two_gives_either_of_two() -> None:
    either = OneOfTwo(Period.day(2024, 5, 6), Period.day(2024, 6, 5))
    reading = After(either, amount((1, Grain.WEEK))).read(None, "past")
    assert (reading.value, reading.either) == ("2024-05-13", Period.day(2024, 6, 12))


def test_seconds_from_a_minute_lie_within_a_minute() -> None:
    reading = Before(Here(), amount((30, Grain.SECOND))).read(NOON, "past")
    assert (reading.value, reading.period) == ("XXXX-XX-XXTXX:XX:XX", None)
    assert reading.span == Interval(NOON.start - 30, NOON.end - 30)


def test_a_stretch_that_ends_before_it_begins_is_none() -> None:
    backwards = Between(Fixed(Period.year(2024)), Fixed(Period.year(1990)))
    assert backwards.read(None, "past").span is None


def test_a_length_that_is_not_dated_keeps_its_place_as_a_stretch() -> None:
    reading = Length(Shift(2, Grain.YEAR), "P2Y").read(THURSDAY, "present")
    assert (reading.value, reading.period, reading.span) == ("P2Y", None, Period.year(2026).interval)


def test_a_cycle_that_never_comes_ends() -> None:
    assert list(walk(MonthDayCycle(2, 30), 2024, 1)) == []
