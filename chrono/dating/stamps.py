"""Stamps: a date, perhaps with a clock time and its zone, as date lines have them, read into EDTF."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from chrono.dating.grammar import stamp_patterns, table
from chrono.dating.names import months, weekdays
from chrono.temporal.calendar import day_number, exists
from chrono.temporal.period import edtf_day

LEAP_YEAR = 2000
"""A year that has every day there is, for dates without a year."""


@dataclass(frozen=True, slots=True)
class Found:
    """The place of a stamp in a line, and the words of its parts.

    ``date`` is where the date begins without the word before it, which may be a weekday or not.
    """

    start: int
    end: int
    date: int
    parts: Mapping[str, str]

    @property
    def word(self) -> str:
        """The word in the place of the weekday, or ""."""
        return self.parts.get("weekday", "")

    @property
    def without_word(self) -> Found:
        """The stamp without the word before its date."""
        parts = {name: words for name, words in self.parts.items() if name != "weekday"}
        return Found(self.date, self.end, self.date, parts)


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a stamp says.

    ``says`` is EDTF: a minute (``2024-11-14T12:59-05:00``), an hour, a day, a set where it can be read in two
    ways (``[2024-03-04,2024-04-03]``), a day without its year (``XXXX-11-14``), and "" for a day that does
    not exist. ``weekday`` is what its weekday says (``XXXX-WXX-5``, as in TIMEX3: any Friday) where that does
    not follow from the date, else "". ``has_weekday`` is whether one is given that does.
    """

    says: str
    weekday: str = ""
    has_weekday: bool = field(default=False, repr=False)

    @property
    def has_year(self) -> bool:
        """Whether a year is given."""
        return not self.says.startswith("XXXX")


def find(line: str) -> list[Found]:
    """The stamps of a line, in order: of those that overlap the first, then the longest.

    >>> line = "Published 11:00 PM EST, Wed November 13, 2024 | Updated 1:07 AM EST, Thu November 14, 2024"
    >>> [line[found.start : found.end] for found in find(line)]
    ['11:00 PM EST, Wed November 13, 2024', '1:07 AM EST, Thu November 14, 2024']
    """
    candidates = [_found(match) for pattern in stamp_patterns() for match in pattern.finditer(line)]
    stamps: list[Found] = []
    for candidate in sorted(candidates, key=lambda found: (found.start, -found.end)):
        if not stamps or candidate.start >= stamps[-1].end:
            stamps.append(candidate)
    return stamps


def _found(match: re.Match[str]) -> Found:
    parts = {name: words for name, words in match.groupdict().items() if words is not None}
    starts = [match.start(name) for name in ("month", "day", "first") if name in parts]
    has_word = "weekday" in parts and match.start("weekday") < min(starts)
    return Found(match.start(), match.end(), min(starts) if has_word else match.start(), parts)


def read(found: Found, language: str = "en", text: str = "") -> Stamp | None:
    """What a stamp says, in an article of this language and text; None when it is none after all.

    >>> [stamp] = find("Nov. 14, 2024 at 12:59 p.m. ET")
    >>> read(stamp)
    Stamp(says='2024-11-14T12:59-05:00', weekday='')
    >>> [stamp] = find("Friday, Nov. 14, 2024")
    >>> read(stamp)
    Stamp(says='2024-11-14', weekday='XXXX-WXX-5')
    """
    parts = found.parts
    if "hour" in parts and "hour_before" in parts:
        return None
    dates = list(_dates(parts, language, text))
    if not dates:
        return None
    days = weekdays(parts["weekday"], language, text) if "weekday" in parts else ()
    existing = [date for date in dates if _exists(*date)]
    fitting = [date for date in existing if date[0] is not None and _weekday(*date) in days] or existing
    return _stamp(sorted(set(fitting), key=str), days, parts, language)


Date = tuple[int | None, int, int]


def _stamp(dates: list[Date], days: tuple[int, ...], parts: Mapping[str, str], language: str) -> Stamp:
    """The stamp of the dates that exist among those it may mean."""
    if not dates:
        return Stamp("")
    if dates[0][0] is None:
        said = [f"XXXX-{month:02d}-{day:02d}" for _, month, day in dates]
    else:
        said = [edtf_day(day_number(year, month, day)) for year, month, day in dates if year is not None]
    agrees = dates[0][0] is not None and any(_weekday(*date) in days for date in dates)
    weekday = f"XXXX-WXX-{days[0]}" if len(days) == 1 and not agrees else ""
    if len(dates) > 1:
        return Stamp(f"[{','.join(said)}]", weekday, agrees)
    clock = _clock(dates[0], parts, language) if dates[0][0] is not None else ""
    return Stamp(said[0] + clock, weekday, agrees)


def _dates(parts: Mapping[str, str], language: str, text: str) -> Iterator[Date]:
    """The dates the words may mean, whether they exist or not."""
    year = int(parts["year"]) if "year" in parts else None
    if "first" in parts:
        first, second = int(parts["first"]), int(parts["second"])
        day_first, month_first = (year, second, first), (year, first, second)
        if language in table()["names"]["either_order"]:
            yield day_first
            yield month_first
        else:
            yield day_first if _exists(*day_first) else month_first
        return
    if "month_number" in parts:
        yield year, int(parts["month_number"]), int(parts["day"])
        return
    for month in months(parts["month"], language, text):
        yield year, month, int(parts["day"])


def _exists(year: int | None, month: int, day: int) -> bool:
    return exists(LEAP_YEAR if year is None else year, month, day)


def _weekday(year: int | None, month: int, day: int) -> int:
    """1 for a Monday to 7 for a Sunday; 0 without a year."""
    return 0 if year is None else day_number(year, month, day) % 7 + 1


def _clock(date: Date, parts: Mapping[str, str], language: str) -> str:
    """The time of day as EDTF has it after the date; "" when there is none, or only a doubtful one."""
    place = "" if "hour" in parts else "_before"
    if f"hour{place}" not in parts:
        return ""
    written, minute = parts[f"hour{place}"], parts.get(f"minute{place}", "")
    half = parts.get(f"half{place}", parts.get(f"half_first{place}", "")).casefold()
    if not half and len(written) == 1 and language == "en":
        return ""  # "5:30" may be in the afternoon
    hour = _hour(int(written), half)
    zone = _offset(parts.get(f"zone{place}"), date, hour)
    if zone is None:
        return ""
    return f"T{hour:02d}:{int(minute):02d}{zone}" if minute else f"T{hour:02d}{zone}"


def _hour(hour: int, half: str) -> int:
    """The hour of a day of 24 (a time such as "13:05 PM" is one already)."""
    if half in ("p", "오후", "下午", "午後"):
        return hour + 12 if hour < 12 else hour
    return 0 if half and hour == 12 else hour


def _offset(zone: str | None, date: Date, hour: int) -> str | None:
    """The offset from UTC, "" without a zone, None for one that may be several."""
    if zone is None:
        return ""
    zones = table()["zones"]
    if zone in zones["fixed"]:
        return str(zones["fixed"][zone])
    if zone in zones["united_states"]:
        standard, daylight = zones["united_states"][zone]
        return _in_season(standard, daylight, date, hour)
    return _numeric_offset(zone)


def _in_season(standard: str, daylight: str, date: Date, hour: int) -> str | None:
    if standard == daylight:
        return str(standard)
    season = _daylight_saving(date, hour)
    if season is None:
        return None
    return (daylight if season else standard) or None


def _daylight_saving(date: Date, hour: int) -> bool | None:
    """Whether the United States kept daylight saving time; None where that is not clear.

    Since 2007 from the second Sunday of March to the first of November, from 1987 to 2006 from the first
    Sunday of April to the last of October, each at 2 a.m. (15 U.S.C. 260a and its amendments). Not clear: the
    years before, the hour that is skipped and the one that comes twice.
    """
    year, month, day = date
    if year is None or year < 1987:
        return None
    today = day_number(year, month, day)
    if year >= 2007:
        begin, end = _sunday_from(year, 3, 8), _sunday_from(year, 11, 1)
    else:
        begin, end = _sunday_from(year, 4, 1), _sunday_from(year, 10, 25)
    if (today == begin and hour == 2) or (today == end and hour == 1):
        return None
    return (begin, 2) <= (today, hour) < (end, 1)


def _sunday_from(year: int, month: int, day: int) -> int:
    """The first Sunday on a date or after it."""
    number = day_number(year, month, day)
    return number + (6 - number) % 7


_NUMERIC = re.compile(r"(?:GMT|UTC)?\s?([+−-])(\d{1,2}):?(\d\d)?", re.IGNORECASE)
_EAST, _WEST = 14 * 60, 12 * 60


def _numeric_offset(zone: str) -> str | None:
    match = _NUMERIC.match(zone)
    if match is None:
        return None
    hours, minutes = int(match[2]), int(match[3] or 0)
    total = hours * 60 + minutes
    if minutes not in (0, 30, 45) or total > (_EAST if match[1] == "+" else _WEST):
        return None
    if total == 0:
        return "Z"
    return f"{'+' if match[1] == '+' else '-'}{hours:02d}:{minutes:02d}"
