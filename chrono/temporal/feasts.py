"""Days that a rule finds in each year: the fourth Thursday of November, 47 days before Easter, 1 Shawwal.

A rule gives day numbers (see `chrono.temporal.calendar`) and says in words how. It gives none where the year has no
such day (29 February) or the calendar that knows it ends, and two where a year of another calendar is short enough to
begin twice in one of ours (Ramadan of 1997). Nothing here knows a language.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

from chrono.temporal.calendar import (
    FIRST_GREGORIAN_EASTER,
    MONTHS,
    WEEKDAYS,
    day_number,
    easter,
    exists,
    nth_weekday,
    orthodox_easter,
)

_NTH = {1: "first", 2: "second", 3: "third", 4: "fourth", -1: "last"}


class DayRule(Protocol):
    """A rule that finds a day in a year."""

    def __hash__(self) -> int: ...

    @property
    def words(self) -> str:
        """How the day is found, for the derivation."""
        ...

    def days(self, year: int) -> tuple[int, ...]:
        """The day numbers in ``year``, ascending."""
        ...


@dataclass(frozen=True, slots=True)
class MonthDay:
    """The same day of the same month every year.

    >>> MonthDay(12, 25).days(2024) == (day_number(2024, 12, 25),), MonthDay(2, 29).days(2023)
    (True, ())
    """

    month: int
    day: int

    @property
    def words(self) -> str:
        return f"{self.day} {MONTHS[self.month - 1]}"

    def days(self, year: int) -> tuple[int, ...]:
        return (day_number(year, self.month, self.day),) if exists(year, self.month, self.day) else ()


@dataclass(frozen=True, slots=True)
class NthWeekday:
    """The ``nth`` (from 1; -1 is the last) ``weekday`` (0 is Monday) of a month.

    >>> from chrono.temporal.calendar import iso_date
    >>> iso_date(NthWeekday(11, 3, 4).days(2024)[0]), NthWeekday(11, 3, 4).words
    ('2024-11-28', 'the fourth Thursday of November')
    """

    month: int
    weekday: int
    nth: int

    @property
    def words(self) -> str:
        return f"the {_NTH[self.nth]} {WEEKDAYS[self.weekday]} of {MONTHS[self.month - 1]}"

    def days(self, year: int) -> tuple[int, ...]:
        return (nth_weekday(year * 12 + self.month - 1, self.weekday, self.nth),)


@dataclass(frozen=True, slots=True)
class WeekdayFrom:
    """The first ``weekday`` from a day of the year on, that day included.

    >>> from chrono.temporal.calendar import iso_date
    >>> iso_date(WeekdayFrom(11, 2, 1).days(2024)[0]), WeekdayFrom(11, 2, 1).words
    ('2024-11-05', 'the first Tuesday from 2 November')
    """

    month: int
    day: int
    weekday: int

    @property
    def words(self) -> str:
        return f"the first {WEEKDAYS[self.weekday]} from {self.day} {MONTHS[self.month - 1]}"

    def days(self, year: int) -> tuple[int, ...]:
        first = day_number(year, self.month, self.day)
        return (first + (self.weekday - first) % 7,)


@dataclass(frozen=True, slots=True)
class Easter:
    """Easter Sunday, of the western churches or the Orthodox."""

    orthodox: bool = False

    @property
    def words(self) -> str:
        return "Orthodox Easter Sunday" if self.orthodox else "Easter Sunday"

    def days(self, year: int) -> tuple[int, ...]:
        return (orthodox_easter(year) if self.orthodox else easter(year),)


_HEBREW_MONTHS = (
    "Nisan", "Iyar", "Sivan", "Tammuz", "Av", "Elul", "Tishrei", "Heshvan", "Kislev", "Tevet", "Shevat",
)  # fmt: skip
_HEBREW_AUTUMN = (7, 8, 9)  # the months in which a Hebrew year begins


@dataclass(frozen=True, slots=True)
class Hebrew:
    """A day of the Hebrew calendar, its months counted from Nisan to Shevat (11); Adar, of which some years have two,
    is counted back from Nisan. The feast begins at the sunset before the day.

    >>> from chrono.temporal.calendar import iso_date
    >>> iso_date(Hebrew(7, 10).days(1973)[0]), Hebrew(7, 10).words
    ('1973-10-06', '10 Tishrei of the Hebrew calendar')
    """

    month: int
    day: int

    @property
    def words(self) -> str:
        return f"{self.day} {_HEBREW_MONTHS[self.month - 1]} of the Hebrew calendar"

    def days(self, year: int) -> tuple[int, ...]:
        return _hebrew(year, self.month, self.day)


_ISLAMIC_MONTHS = (
    "Muharram", "Safar", "Rabi I", "Rabi II", "Jumada I", "Jumada II",
    "Rajab", "Sha’ban", "Ramadan", "Shawwal", "Dhu al-Qa’da", "Dhu al-Hijja",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Islamic:
    """A day of the Umm al-Qura calendar, which is published for the years 1924 to 2077. Where the new moon is looked
    for, the day may be another by one or two.

    >>> from chrono.temporal.calendar import iso_date
    >>> [iso_date(day) for day in Islamic(9, 1).days(1997)], Islamic(9, 1).days(1850)
    (['1997-01-10', '1997-12-30'], ())
    """

    month: int
    day: int

    @property
    def words(self) -> str:
        return f"{self.day} {_ISLAMIC_MONTHS[self.month - 1]} of the Umm al-Qura calendar, give or take a day"

    def days(self, year: int) -> tuple[int, ...]:
        return _islamic(year, self.month, self.day)


@dataclass(frozen=True, slots=True)
class Listed:
    """Days that no rule gives but a list does: day numbers, at most one a year."""

    list: tuple[int, ...]
    words: str = "by a published list"

    def days(self, year: int) -> tuple[int, ...]:
        first, after = day_number(year), day_number(year + 1)
        return tuple(day for day in self.list if first <= day < after)


@dataclass(frozen=True, slots=True)
class DaysFrom:
    """So many days from what another rule gives.

    >>> from chrono.temporal.calendar import iso_date
    >>> iso_date(DaysFrom(Easter(), -47).days(2025)[0]), DaysFrom(Easter(), -47).words
    ('2025-03-04', '47 days before Easter Sunday')
    """

    rule: DayRule
    count: int

    @property
    def words(self) -> str:
        side = "after" if self.count > 0 else "before"
        return f"{abs(self.count)} day{'s' if abs(self.count) > 1 else ''} {side} {self.rule.words}"

    def days(self, year: int) -> tuple[int, ...]:
        return tuple(day + self.count for day in self.rule.days(year))


@dataclass(frozen=True, slots=True)
class Moved:
    """Another rule's day, moved by so many days where it falls on certain weekdays: (weekday, days) pairs.

    >>> from chrono.temporal.calendar import iso_date
    >>> [iso_date(Moved(MonthDay(4, 27), ((6, -1),)).days(year)[0]) for year in (2014, 2015)]
    ['2014-04-26', '2015-04-27']
    """

    rule: DayRule
    by_weekday: tuple[tuple[int, int], ...]

    @property
    def words(self) -> str:
        return f"{self.rule.words} or the day it is moved to"

    def days(self, year: int) -> tuple[int, ...]:
        moves = dict(self.by_weekday)
        return tuple(day + moves.get(day % 7, 0) for day in self.rule.days(year))


@dataclass(frozen=True, slots=True)
class Since:
    """A rule that holds from a year on; before it another one, or none. With ``every``, the rule holds once in so many
    years, counted from that year.

    >>> from chrono.temporal.calendar import iso_date
    >>> memorial_day = Since(NthWeekday(5, 0, -1), 1971, MonthDay(5, 30))
    >>> [iso_date(memorial_day.days(year)[0]) for year in (1950, 2024)]
    ['1950-05-30', '2024-05-27']
    """

    rule: DayRule
    year: int
    before: DayRule | None = None
    every: int = 1

    @property
    def words(self) -> str:
        return self.rule.words

    def days(self, year: int) -> tuple[int, ...]:
        if year < self.year:
            return self.before.days(year) if self.before else ()
        return self.rule.days(year) if (year - self.year) % self.every == 0 else ()


@dataclass(frozen=True, slots=True)
class Except:
    """Another rule's days, but for the years in which the day was put elsewhere."""

    rule: DayRule
    put: Listed

    @property
    def words(self) -> str:
        return self.rule.words

    def days(self, year: int) -> tuple[int, ...]:
        return self.put.days(year) or self.rule.days(year)


@lru_cache(maxsize=4096)
def _hebrew(year: int, month: int, day: int) -> tuple[int, ...]:
    from pyluach.dates import HebrewDate

    if not FIRST_GREGORIAN_EASTER <= year <= 9999:
        return ()
    hebrew_year = year + (3761 if month in _HEBREW_AUTUMN else 3760)
    date = HebrewDate(hebrew_year, month, day).to_greg()
    return (day_number(date.year, date.month, date.day),)


@lru_cache(maxsize=4096)
def _islamic(year: int, month: int, day: int) -> tuple[int, ...]:
    from hijridate import Hijri

    days = []
    around = (year - 622) * 33 // 32
    for hijri_year in range(around - 1, around + 3):
        try:
            date = Hijri(hijri_year, month, day).to_gregorian()
        except (ValueError, OverflowError):  # before or after what is published
            continue
        if date.year == year:
            days.append(day_number(date.year, date.month, date.day))
    return tuple(days)
