"""The proleptic Gregorian calendar on plain integers, for any year there is.

``datetime`` stops at the years 1 and 9999 and pandas' Timestamps at 1677 and 2262; histories do not. A **day
number** counts days from Monday 1 January of the year 1 (day 0); a **moment** counts seconds from that
midnight. Both go below zero for earlier times. Years are astronomical: year 0 is 1 BC, year -43 is 44 BC.
"""

from __future__ import annotations

from functools import lru_cache

SECONDS_A_DAY = 86_400
EPOCH_DAY = 719_162
"""The day number of 1970-01-01, from which Unix and scripts count."""
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_DAYS_IN_400_YEARS = 146_097
_MONTH_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def is_leap(year: int) -> bool:
    """Whether ``year`` has a 29 February.

    >>> [year for year in (1900, 2000, 2023, 2024, 0) if is_leap(year)]
    [2000, 2024, 0]
    """
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def days_in_month(year: int, month: int) -> int:
    """The number of days of a month (1–12).

    >>> days_in_month(2024, 2)
    29
    """
    return 29 if month == 2 and is_leap(year) else _MONTH_LENGTHS[month - 1]


def exists(year: int, month: int, day: int) -> bool:
    """Whether there is such a date.

    >>> exists(2024, 2, 29), exists(2023, 2, 29), exists(2024, 13, 1)
    (True, False, False)
    """
    return 1 <= month <= 12 and 1 <= day <= days_in_month(year, month)


def day_number(year: int, month: int = 1, day: int = 1) -> int:
    """The day number of a calendar date.

    The algorithm counts in eras of 400 years and lets the year begin in March, so that the leap day comes
    last (Howard Hinnant, "chrono-compatible low-level date algorithms").

    Raises ``ValueError`` where the date does not exist.

    >>> day_number(1), day_number(2024, 11, 14), day_number(2024, 11, 14) % 7  # 3: a Thursday
    (0, 739203, 3)
    >>> day_number(2023, 2, 29)
    Traceback (most recent call last):
    ...
    ValueError: there is no 2023-02-29
    """
    if not exists(year, month, day):
        raise ValueError(f"there is no {_iso(year, month, day)}")
    if month <= 2:
        year -= 1
    era, year_of_era = divmod(year, 400)
    day_of_year = (153 * ((month + 9) % 12) + 2) // 5 + day - 1
    day_of_era = year_of_era * 365 + year_of_era // 4 - year_of_era // 100 + day_of_year
    return era * _DAYS_IN_400_YEARS + day_of_era - 306


def civil(number: int) -> tuple[int, int, int]:
    """The year, month and day of a day number: the inverse of `day_number`.

    >>> civil(739203), civil(-1)
    ((2024, 11, 14), (0, 12, 31))
    """
    era, day_of_era = divmod(number + 306, _DAYS_IN_400_YEARS)
    year_of_era = (day_of_era - day_of_era // 1460 + day_of_era // 36_524 - day_of_era // 146_096) // 365
    day_of_year = day_of_era - (365 * year_of_era + year_of_era // 4 - year_of_era // 100)
    shifted_month = (5 * day_of_year + 2) // 153
    day = day_of_year - (153 * shifted_month + 2) // 5 + 1
    month = shifted_month + 3 if shifted_month < 10 else shifted_month - 9
    return era * 400 + year_of_era + (month <= 2), month, day


@lru_cache(maxsize=16_384)
def iso_date(number: int) -> str:
    """A day number as an ISO 8601 date; years outside 0000–9999 carry a sign, as ISO 8601 demands of them.

    >>> iso_date(739203), iso_date(day_number(-43, 3, 15)), iso_date(day_number(12000))
    ('2024-11-14', '-0043-03-15', '+12000-01-01')
    """
    return _iso(*civil(number))


def _iso(year: int, month: int, day: int) -> str:
    sign = "-" if year < 0 else "+" if year > 9999 else ""
    return f"{sign}{abs(year):04d}-{month:02d}-{day:02d}"


def iso_order(date: str) -> tuple[int, str]:
    """An ISO date as a key that sorts in time: its year, which may have any length and a sign, and the rest.

    >>> sorted(["2024-11-14", "+12000-01-01", "-0043-03-15", "0476-09-04"], key=iso_order)
    ['-0043-03-15', '0476-09-04', '2024-11-14', '+12000-01-01']
    """
    return int(date[:-6]), date[-6:]


def iso_week(number: int) -> tuple[int, int]:
    """The ISO 8601 year and week that hold a day number; a week belongs to its Thursday's year.

    >>> iso_week(day_number(2024, 11, 14)), iso_week(day_number(2024, 12, 30))
    ((2024, 46), (2025, 1))
    """
    thursday = number - number % 7 + 3
    year = civil(thursday)[0]
    return year, (thursday - day_number(year)) // 7 + 1


def nth_weekday(month_index: int, weekday: int, nth: int) -> int:
    """The day number of the ``nth`` (from 1; -1 is the last) ``weekday`` of a month, which need not exist for 5.

    >>> iso_date(nth_weekday(2024 * 12 + 10, 3, 4))  # the fourth Thursday of November 2024
    '2024-11-28'
    """
    year, month = divmod(month_index, 12)
    if nth < 0:
        last = day_number(year, month + 1, days_in_month(year, month + 1))
        return last - (last - weekday) % 7 + 7 * (nth + 1)
    first = day_number(year, month + 1)
    return first + (weekday - first) % 7 + 7 * (nth - 1)


FIRST_GREGORIAN_EASTER = 1583


def easter(year: int) -> int:
    """The day number of Easter Sunday in the western churches.

    The anonymous Gregorian computus (Meeus, Astronomical Algorithms, chapter 8); before 1583 the Julian one, whose
    date is given as it was written then.

    >>> iso_date(easter(2024)), iso_date(easter(2025)), iso_date(easter(1453))
    ('2024-03-31', '2025-04-20', '1453-04-01')
    """
    if year < FIRST_GREGORIAN_EASTER:
        return _julian_easter(year)
    golden = year % 19
    century, rest = divmod(year, 100)
    epact = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    to_sunday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    correction = (golden + 11 * epact + 22 * to_sunday) // 451
    month, day = divmod(epact + to_sunday - 7 * correction + 114, 31)
    return day_number(year, month, day + 1)


def orthodox_easter(year: int) -> int:
    """The day number of Easter Sunday in the Orthodox churches, which keep the Julian computus.

    >>> iso_date(orthodox_easter(2024)), iso_date(orthodox_easter(2025))
    ('2024-05-05', '2025-04-20')
    """
    behind = year // 100 - year // 400 - 2 if year >= FIRST_GREGORIAN_EASTER else 0
    return _julian_easter(year) + behind


def _julian_easter(year: int) -> int:
    """Easter by the Julian computus (Meeus, chapter 8), its Julian date read as one of our calendar."""
    moon = (19 * (year % 19) + 15) % 30
    month, day = divmod(moon + (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7 + 114, 31)
    return day_number(year, month, day + 1)
