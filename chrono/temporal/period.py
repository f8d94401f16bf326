"""Periods: the n-th day, week, month … century of the calendar, as one pair of plain integers.

A period is a grain and an index that counts units of that grain, so "the week before" is ``index - 1`` whatever the
grain, and every relative date is integer arithmetic. Names and conventions for the printed values are TIMEX3's
(TimeML 1.2.1) and EDTF's (ISO 8601-2).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum
from typing import Literal

from chrono.temporal.calendar import SECONDS_A_DAY, civil, day_number, iso_week
from chrono.temporal.interval import Interval

Precision = Literal[
    "minute", "hour", "day", "week", "month", "quarter", "season", "year", "decade", "century", "interval"
]


class Grain(IntEnum):
    """How fine a date is, from fine to coarse."""

    SECOND = 0
    MINUTE = 1
    HOUR = 2
    DAY = 3
    WEEKEND = 4
    WEEK = 5
    MONTH = 6
    QUARTER = 7
    SEASON = 8
    HALF = 9
    YEAR = 10
    DECADE = 11
    CENTURY = 12
    MILLENNIUM = 13

    __hash__ = int.__hash__  # Enum hashes the name, ten times as slowly


SEASONS = ("SP", "SU", "FA", "WI")
SEASON_START_MONTH = (3, 6, 9, 12)
_MONTHS_OF = {Grain.MONTH: 1, Grain.QUARTER: 3, Grain.HALF: 6, Grain.YEAR: 12}
_YEARS_OF = {Grain.YEAR: 1, Grain.DECADE: 10, Grain.CENTURY: 100, Grain.MILLENNIUM: 1000}
_SECONDS_OF = {Grain.SECOND: 1, Grain.MINUTE: 60, Grain.HOUR: 3600, Grain.DAY: SECONDS_A_DAY}
_PRECISION: dict[Grain, Precision] = {
    Grain.SECOND: "minute",
    Grain.WEEKEND: "interval",
    Grain.HALF: "interval",
    Grain.MILLENNIUM: "interval",
}


@dataclass(frozen=True, slots=True, repr=False)
class Period:
    """One unit of the calendar. The index counts, by grain:

    seconds, minutes, hours and days from Monday 1 January of the year 1; weeks and weekends by their Monday
    (``day // 7``); months as ``12 * year + month - 1``; quarters, seasons and halves alike (4, 4 and 2 a year; a
    winter belongs to the year in whose December it begins); years as themselves (0 is 1 BC); decades, centuries and
    millennia as ``year // 10``, ``// 100`` and ``// 1000``, so the 1990s are 199 and the 19th century is 18.

    >>> Period.day(2024, 11, 14).to(Grain.WEEK).shift(-1)
    Period(WEEK, 105599)
    >>> Period.day(2024, 11, 14).to(Grain.WEEK).shift(-1).value
    '2024-W45'
    """

    grain: Grain
    index: int

    def __repr__(self) -> str:
        return f"Period({self.grain.name}, {self.index})"

    @classmethod
    def day(cls, year: int, month: int, day: int) -> Period:
        """A day of the calendar. Raises ``ValueError`` where the date does not exist."""
        return cls(Grain.DAY, day_number(year, month, day))

    @classmethod
    def month(cls, year: int, month: int) -> Period:
        """A month, 1 to 12.

        >>> Period.month(2024, 11).value
        '2024-11'
        """
        return cls(Grain.MONTH, year * 12 + month - 1)

    @classmethod
    def year(cls, year: int) -> Period:
        """A year, astronomical: 0 is 1 BC."""
        return cls(Grain.YEAR, year)

    def shift(self, count: int) -> Period:
        """The period ``count`` units later (earlier when negative)."""
        return Period(self.grain, self.index + count)

    @property
    def first_day(self) -> int:
        """The day number of its first day."""
        grain, index = self.grain, self.index
        if grain <= Grain.DAY:
            return index * _SECONDS_OF[grain] // SECONDS_A_DAY
        if grain is Grain.WEEK:
            return index * 7
        if grain is Grain.WEEKEND:
            return index * 7 + 5
        if grain is Grain.SEASON:
            return day_number(index // 4, SEASON_START_MONTH[index % 4])
        if grain in _MONTHS_OF:
            months = index * _MONTHS_OF[grain]
            return day_number(months // 12, months % 12 + 1)
        return day_number(index * _YEARS_OF[grain])

    @property
    def start(self) -> int:
        """The moment it begins."""
        if self.grain < Grain.DAY:
            return self.index * _SECONDS_OF[self.grain]
        return self.first_day * SECONDS_A_DAY

    @property
    def end(self) -> int:
        """The moment the next one begins (for a weekend: its Monday)."""
        if self.grain is Grain.WEEKEND:
            return (self.index + 1) * 7 * SECONDS_A_DAY
        return self.shift(1).start

    @property
    def interval(self) -> Interval:
        """The stretch of time it covers."""
        return Interval(self.start, self.end)

    def to(self, grain: Grain) -> Period:
        """The period of another grain that holds this one's start.

        >>> Period.day(2024, 11, 14).to(Grain.QUARTER).value, Period.year(2024).to(Grain.MONTH).value
        ('2024-Q4', '2024-01')
        """
        if grain == self.grain:
            return self
        if grain < Grain.DAY:
            return Period(grain, self.start // _SECONDS_OF[grain])
        day = self.first_day
        if grain is Grain.DAY:
            return Period(grain, day)
        if grain in (Grain.WEEK, Grain.WEEKEND):
            return Period(grain, day // 7)
        year, month, _ = civil(day)
        if grain is Grain.SEASON:
            return Period(grain, year * 4 + (month - 3) // 3)
        if grain in _MONTHS_OF:
            return Period(grain, (year * 12 + month - 1) // _MONTHS_OF[grain])
        return Period(grain, year // _YEARS_OF[grain])

    @property
    def value(self) -> str:
        """The TIMEX3 value.

        >>> [p.value for p in (Period.day(2024, 11, 5), Period(Grain.QUARTER, 2024 * 4 + 2), Period(Grain.DECADE, 199))]
        ['2024-11-05', '2024-Q3', '199']
        >>> Period.year(-481).value
        'BC0482'
        """
        if self.grain < Grain.DAY:
            return _day_value(self) + _clock(self)
        return _VALUE[self.grain](self)

    @property
    def edtf(self) -> str:
        """The date in EDTF; weeks and weekends, which EDTF does not have, as an interval of days.

        >>> Period.day(2024, 11, 14).to(Grain.WEEK).edtf, Period(Grain.QUARTER, 2024 * 4 + 2).edtf
        ('2024-11-11/2024-11-17', '2024-35')
        >>> Period(Grain.DECADE, 199).edtf, Period.year(-43).edtf, Period.year(12000).edtf
        ('199X', '-0043', 'Y12000')
        """
        grain, index = self.grain, self.index
        if grain < Grain.DAY:
            return edtf_day(self.first_day) + _clock(self)
        if grain in (Grain.WEEK, Grain.WEEKEND):
            return f"{edtf_day(self.first_day)}/{edtf_day(self.first_day + (6 if grain is Grain.WEEK else 1))}"
        if grain is Grain.DAY:
            return edtf_day(index)
        if grain is Grain.MONTH:
            return f"{edtf_year(index // 12)}-{index % 12 + 1:02d}"
        if grain in (Grain.QUARTER, Grain.SEASON):
            return f"{edtf_year(index // 4)}-{index % 4 + (33 if grain is Grain.QUARTER else 21)}"
        if grain is Grain.HALF:
            return f"{edtf_year(index // 2)}-{index % 2 + 40}"
        if grain is Grain.YEAR:
            return edtf_year(index)
        return _coarse_edtf(grain, index)

    @property
    def precision(self) -> Precision:
        """Its precision in the words of the event table."""
        return _PRECISION.get(self.grain) or self.grain.name.lower()  # type: ignore[return-value]


@dataclass(frozen=True, slots=True, repr=False)
class Stretch(Period):
    """Several days on end that have one name (Lent, Ramadan): a day, the first, and how many there are.

    >>> lent = Stretch(Grain.DAY, day_number(2025, 3, 5), 46)
    >>> lent.value, lent.interval.latest
    ('2025-03-05/2025-04-19', '2025-04-19')
    """

    days: int

    def shift(self, count: int) -> Period:
        """The day ``count`` days after its last one, or before its first."""
        return Period(Grain.DAY, self.index + count + (self.days - 1 if count > 0 else 0))

    @property
    def value(self) -> str:
        """The first and the last day, as a range of two phrases has it."""
        return f"{_day_value(self)}/{_day_value(self.shift(1).shift(-1))}"

    @property
    def edtf(self) -> str:
        return f"{edtf_day(self.index)}/{edtf_day(self.index + self.days - 1)}"

    @property
    def precision(self) -> Precision:
        return "interval"


def edtf_year(year: int) -> str:
    """A year in EDTF: four digits, a minus for the years before 0, ``Y`` past four digits."""
    if -9999 <= year <= 9999:
        return f"-{-year:04d}" if year < 0 else f"{year:04d}"
    return f"Y{year}"


def edtf_day(number: int) -> str:
    """A day number in EDTF."""
    year, month, day = civil(number)
    return f"{edtf_year(year)}-{month:02d}-{day:02d}"


def _coarse_edtf(grain: Grain, index: int) -> str:
    digits = {Grain.DECADE: 1, Grain.CENTURY: 2, Grain.MILLENNIUM: 3}[grain]
    if 0 <= index < 10 ** (4 - digits):
        return f"{index:0{4 - digits}d}" + "X" * digits
    years = _YEARS_OF[grain]
    return f"{edtf_year(index * years)}/{edtf_year(index * years + years - 1)}"


def _year_value(year: int) -> str:
    return f"{year:04d}" if year > 0 else f"BC{1 - year:04d}"


def _day_value(period: Period) -> str:
    year, month, day = civil(period.first_day)
    return f"{_year_value(year)}-{month:02d}-{day:02d}"


def _clock(period: Period) -> str:
    """The time of day of a period shorter than a day, as far as it goes: T15, T15:04, T15:04:05."""
    hour, seconds = divmod(period.start % SECONDS_A_DAY, 3600)
    parts = {Grain.HOUR: 1, Grain.MINUTE: 2, Grain.SECOND: 3}[period.grain]
    return "T" + ":".join(f"{number:02d}" for number in (hour, seconds // 60, seconds % 60)[:parts])


def _week_value(period: Period) -> str:
    year, week = iso_week(period.first_day)
    return f"{_year_value(year)}-W{week:02d}"


_VALUE: dict[Grain, Callable[[Period], str]] = {
    Grain.DAY: _day_value,
    Grain.WEEKEND: lambda p: _week_value(p) + "-WE",
    Grain.WEEK: _week_value,
    Grain.MONTH: lambda p: f"{_year_value(p.index // 12)}-{p.index % 12 + 1:02d}",
    Grain.QUARTER: lambda p: f"{_year_value(p.index // 4)}-Q{p.index % 4 + 1}",
    Grain.SEASON: lambda p: f"{_year_value(p.index // 4)}-{SEASONS[p.index % 4]}",
    Grain.HALF: lambda p: f"{_year_value(p.index // 2)}-H{p.index % 2 + 1}",
    Grain.YEAR: lambda p: _year_value(p.index),
    Grain.DECADE: lambda p: f"{p.index:03d}" if p.index >= 0 else f"BC{-p.index - 1:03d}",
    Grain.CENTURY: lambda p: f"{p.index:02d}" if p.index >= 0 else f"BC{-p.index - 1:02d}",
    Grain.MILLENNIUM: lambda p: f"{p.index:01d}" if p.index >= 0 else f"BC{-p.index - 1:01d}",
}
