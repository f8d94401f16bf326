"""Dates as people store them: the Extended Date/Time Format (EDTF), read and printed.

EDTF is a profile of ISO 8601-1 and 8601-2 by the Library of Congress (specification of 4 February 2019,
https://www.loc.gov/standards/datetime/). Levels 0 and 1 are supported whole; of level 2: sets, quarters and
halves of a year, qualifiers on single components, and unspecified digits at the right of any component. Left
out are years with an exponent or significant digits, seasons of one hemisphere, and thirds of a year.

Newspapers say more than EDTF can, so we also read and write minutes without seconds and hours without minutes
(``2024-11-14T12:59-05:00``, ``2024-11-14T15``), a qualifier after a time, date-times in intervals and sets,
qualified seasons, and months and days of a year with ``Y``.

A season is meteorological and northern: spring (21) is March to May, and the winter (24) of a year runs from
its December to the February of the next, as in `chrono.temporal.period`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import reduce
from typing import Literal

from chrono.temporal.calendar import MONTHS, SECONDS_A_DAY, day_number, days_in_month
from chrono.temporal.interval import ANY_TIME, OPEN, UNKNOWN, Bound, Interval
from chrono.temporal.period import Grain, Period, Precision

Form = Literal["date", "interval", "one of", "all of", "range"]

_YEAR = r"(?P<year>-?[0-9](?:[0-9]{3}|[0-9]{2}X|[0-9]XX|XXX)|XXXX|Y-?[1-9][0-9]{4,11})"
_MONTH = r"(?P<month>[0-9]{2}|[0-9X]X)"
_DAY = r"(?P<day>[0-9]{2}|[0-9X]X)"
_TIME = r"T(?P<hour>[0-9]{2})(?::(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2}))?)?"
_ZONE = r"(?P<zone>Z|[+-](?P<zone_hour>[0-9]{2})(?::(?P<zone_minute>[0-9]{2}))?)"
_MARK = r"[?~%]?"
_DATE = re.compile(
    rf"{_MARK}{_YEAR}{_MARK}(?:-{_MARK}{_MONTH}{_MARK}(?:-{_MARK}{_DAY}{_MARK})?)?"
    rf"(?P<time>{_TIME}{_ZONE}?{_MARK})?"
)
_YEAR_PRECISION: dict[int, Precision] = {0: "year", 1: "decade", 2: "century"}
_PARTS_OF_A_YEAR = {
    **{str(21 + place): (Grain.SEASON, 4, place) for place in range(4)},
    **{str(33 + place): (Grain.QUARTER, 4, place) for place in range(4)},
    **{str(40 + place): (Grain.HALF, 2, place) for place in range(2)},
}
_WEEK = 7 * SECONDS_A_DAY
_CLOSING = {"[": "]", "{": "}"}


@dataclass(frozen=True, slots=True, repr=False)
class Edtf:
    """A value `parse` has read: a date, or an interval or set of dates. Equal when written alike.

    ``interval`` is all the time it may touch, half-open, in seconds (see `chrono.temporal.calendar`): the
    hull of a set, the wall time of a time with a zone, as it is written; a qualifier changes no bound.
    ``precision`` is the one unit of the calendar that ``interval`` fills (``minute`` for a second, too), and
    ``interval`` where it fills none: for half a year, 1XXX, XXXX-11-14, and any stretch but a ``week`` from
    Monday to Sunday.

    ``parts`` is () for a date, (start, end) for an interval (and for a range in a set), and the members of a
    set. An end that is no date is OPEN or UNKNOWN.

    >>> fighting = parse("2022-02-24/..")
    >>> fighting.form, fighting.interval.earliest, fighting.interval.end, fighting.parts
    ('interval', '2022-02-24', OPEN, (parse('2022-02-24'), OPEN))
    """

    text: str
    form: Form = field(compare=False)
    interval: Interval = field(compare=False)
    precision: Precision = field(compare=False)
    parts: tuple[Edtf | Bound, ...] = field(compare=False, default=())

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return f"parse({self.text!r})"

    @property
    def uncertain(self) -> bool:
        """Whether any part is marked as doubtful in its source (``?`` or ``%``)."""
        return "?" in self.text or "%" in self.text

    @property
    def approximate(self) -> bool:
        """Whether any part is marked as an estimate, "about" (``~`` or ``%``)."""
        return "~" in self.text or "%" in self.text


def parse(text: str) -> Edtf:
    """Read EDTF. What is read prints as it was written: ``str(parse(text)) == text``.

    Raises ``ValueError``, in one line that names what is wrong, for what is not EDTF and for dates
    that do not exist.

    >>> decade = parse("201X")
    >>> decade.interval.earliest, decade.interval.latest, decade.precision
    ('2010-01-01', '2019-12-31', 'decade')
    >>> parse("[2024-11-10..2025-01-12]").form, parse("2014/").interval.end, parse("2024~").approximate
    ('one of', UNKNOWN, True)
    >>> parse("2024-11-31")
    Traceback (most recent call last):
    ...
    ValueError: 2024-11-31: there is no 31 November 2024
    """
    try:
        if match := _DATE.fullmatch(text):
            return _date(match)
        if text.startswith(("[", "{")):
            return _set(text)
        if "/" in text:
            return _stretch(text)
        raise ValueError(_why_not(text))
    except ValueError as error:
        raise ValueError(f"{_shown(text)}: {error}") from None


def _date(match: re.Match[str]) -> Edtf:
    text, year, month, day = match[0], match["year"], match["month"] or "XX", match["day"] or "XX"
    if match["time"]:
        if not match["day"] or "X" in year + month + day:
            raise ValueError("a time needs a whole date before it")
        return _date_time(match)
    if month in _PARTS_OF_A_YEAR:
        if match["day"]:
            raise ValueError(f"{month} is a part of the year, not a month, and has no days")
        first, after, precision = _part_of_a_year(year, month)
    else:
        first, after = _days(year, month, day)
        precision = _precision(year, month, day)
    interval = ANY_TIME if year == "XXXX" else Interval(first * SECONDS_A_DAY, after * SECONDS_A_DAY)
    return Edtf(text, "date", interval, precision)


def _precision(year: str, month: str, day: str) -> Precision:
    if month == day == "XX":
        return _YEAR_PRECISION.get(year.count("X"), "interval")
    if "X" in year + month:
        return "interval"
    if day == "XX":
        return "month"
    return "interval" if "X" in day else "day"


def _part_of_a_year(year: str, code: str) -> tuple[int, int, Precision]:
    grain, a_year, place = _PARTS_OF_A_YEAR[code]
    years = _years(year)
    first, last = Period(grain, years[0] * a_year + place), Period(grain, years[-1] * a_year + place)
    return first.first_day, last.shift(1).first_day, "interval" if "X" in year else first.precision


def _days(year: str, month: str, day: str) -> tuple[int, int]:
    """The first day number that fits the digits, and the one after the last that does."""
    years, months, days = _years(year), _fitting(month, 1, 12), _fitting(day, 1, 31)
    if not months:
        raise ValueError(f"there is no month {month} (21-24 are seasons, 33-36 quarters, 40-41 halves)")
    if not days:
        raise ValueError(f"there is no day {day} in any month")
    first = _first_date(years, months, days)
    last = _first_date(years[::-1], months[::-1], days[::-1])
    if first is None or last is None:
        name = f"month {month}" if "X" in month else MONTHS[int(month) - 1]
        raise ValueError(f"there is no {day} {name} {year}")
    return day_number(*first), day_number(*last) + 1


def _first_date(years: range, months: range, days: range) -> tuple[int, int, int] | None:
    for year in years:
        for month in months:
            length = days_in_month(year, month)
            for day in days:
                if day <= length:
                    return year, month, day
    return None


def _fitting(digits: str, low: int, high: int) -> range:
    """The numbers from ``low`` to ``high`` that fit the digits; X, which stands at their right, fits any."""
    return range(max(low, int(digits.replace("X", "0"))), min(high, int(digits.replace("X", "9"))) + 1)


def _years(digits: str) -> range:
    if digits[0] == "Y":
        year = int(digits[1:])
        return range(year, year + 1)
    if digits[0] != "-":
        return _fitting(digits, 0, 9999)
    before = _fitting(digits[1:], 1, 9999)
    if not before:
        raise ValueError("the year 0 has no sign: write 0000")
    return range(-before[-1], -before[0] + 1)


def _date_time(match: re.Match[str]) -> Edtf:
    for unit, count in (("hour", 24), ("minute", 60), ("second", 60)):
        if match[unit] and int(match[unit]) >= count:
            advice = "; midnight is T00:00 of the next day" if match[unit] == "24" else ""
            raise ValueError(f"there is no {unit} {match[unit]}{advice}")
    if int(match["zone_hour"] or 0) > 14 or int(match["zone_minute"] or 0) > 59:
        raise ValueError(f"there is no time zone {match['zone']}")
    day = _days(match["year"], match["month"], match["day"])[0]
    hour, minute, second = int(match["hour"]), int(match["minute"] or 0), int(match["second"] or 0)
    start = day * SECONDS_A_DAY + hour * 3600 + minute * 60 + second
    length = 1 if match["second"] else 60 if match["minute"] else 3600
    return Edtf(match[0], "date", Interval(start, start + length), "minute" if match["minute"] else "hour")


def _stretch(text: str) -> Edtf:
    ends = text.split("/")
    if len(ends) != 2:
        raise ValueError(f"an interval has two ends, not {len(ends)} (a date has hyphens, as 2024-11-14)")
    start, end = (OPEN if part == ".." else _member(part) if part else UNKNOWN for part in ends)
    return _from_to(text, "interval", start, end)


def _from_to(text: str, form: Form, start: Edtf | Bound, end: Edtf | Bound) -> Edtf:
    if isinstance(start, Bound) and isinstance(end, Bound):
        raise ValueError("a date is wanted at one end at least")
    first = start if isinstance(start, Bound) else start.interval.start
    after = end if isinstance(end, Bound) else end.interval.end
    try:
        interval = Interval(first, after)
    except ValueError:
        raise ValueError(f"{end} comes before {start}; the earlier end goes first") from None
    is_week = isinstance(first, int) and first % _WEEK == 0 and after == first + _WEEK
    return Edtf(text, form, interval, "week" if is_week else "interval", (start, end))


def _set(text: str) -> Edtf:
    closing = _CLOSING[text[0]]
    if text[-1] != closing or len(text) < 3:
        raise ValueError(f"a set lists dates between {text[0]} and {closing}, with commas and no spaces")
    form: Form = "one of" if closing == "]" else "all of"
    written = text[1:-1].split(",")
    if any(part[:2] == ".." for part in written[1:]) or any(part[-2:] == ".." for part in written[:-1]):
        raise ValueError("'..' without a date before or after it begins or ends the whole set")
    members = [_set_member(part, form) for part in written]
    hull = reduce(Interval.hull, (member.interval for member in members))
    precision = members[0].precision if len(members) == 1 else "interval"
    return Edtf(text, form, hull, precision, tuple(members))


def _set_member(part: str, form: Form) -> Edtf:
    before, dots, after = part.partition("..")
    if not dots:
        return _member(part)
    # All years from 2014 on go on without end; one of them is a year we do not know.
    unbounded = OPEN if form == "all of" else UNKNOWN
    start, end = (_member(end) if end else unbounded for end in (before, after))
    return _from_to(part, "range", start, end)


def _member(text: str) -> Edtf:
    match = _DATE.fullmatch(text)
    if match is None:
        raise ValueError(f"{text[:40]!r}: {_why_not(text)}")
    return _date(match)


_HINTS = (
    (r"", "a date is missing"),
    (r"\s.*|.*\s", "there is blank space around the date"),
    (r"[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:.*", "a T stands between date and time, as 2024-11-14T12:59"),
    (r".*[‐‑‒–—−].*", "a date has plain hyphens, as 2024-11-14, and an interval a slash, as 2014/2015"),
    (r"(?i:open|unknown)", "an open end is written .., as 2014/.., and an unknown one left empty, as 2014/"),
    (r".*\.\..*", "two dots stand in an interval, as 2014/.., or in a set, as [2014..]"),
    (r".*/.*", "a range in a set is written with two dots, as [2014..2015]"),
    (r".*(\?~|~\?).*", "a date both uncertain and approximate is marked %"),
    (r"\+.*", "a year has no plus sign; beyond 9999 it begins with Y, as Y12000"),
    (r"Y-?([0-9]{1,4}|0.*)", "Y is for years of more than four digits, without leading zeros"),
    (r"Y-?[0-9]{13,}", "a year of more than 12 digits is beyond us"),
    (r"Y?-?[0-9]+[ES].*", "years with an exponent or significant digits are not supported"),
    (r"[0-9]{4}-?W.*", "EDTF has no weeks; write the first and the last day, as 2024-11-11/2024-11-17"),
    (r"[0-9]{4}-?Q.*", "quarters are written 33 to 36, as 2024-36 for the fourth of 2024"),
    (r"[0-9]{4}-[0-9]{3}", "EDTF has no days of the year; write month and day, as 2024-11-14"),
    (r"[0-9]{1,2}[.-][0-9]{1,2}[.-][0-9]{2,4}", "year, month, day is the order, as 2024-11-14"),
    (r"-?[0-9]{1,3}(-.*)?", "a year has four digits and goes first, as in 0987-11-14"),
    (r"-?[0-9X]{4}(-[0-9X]{2}){3,}", "nothing follows the day but a time, as 2024-11-14T12:59"),
    (r"-?[0-9]{5,}(T.*)?", "a date has hyphens, as 2024-11-14, and a year beyond 9999 a Y, as Y12000"),
    (r"[0-9]{4}\..*", "a date has hyphens, as 2024-11-14"),
    (r"-?[0-9]{4}-([0-9]|[0-9]{2}-[0-9]|[0-9]-.*)", "months and days have two digits, as 2024-01-05"),
    (r".*T.*[0-9][.,][0-9].*", "EDTF has no fractions of a second"),
    (r".*T([0-9]{3,}|[0-9]:|[0-9:]+:[0-9]$).*", "hours, minutes and seconds have two digits, as T12:59:30"),
    (r".*T.*[+-].*", "a time zone is Z or hours and minutes, as -05:00"),
    (r".*[0-9]t[0-9].*|.*T.*z", "the T before a time and the Z for UTC are capitals"),
    (r".*X[0-9].*", "unspecified digits stand at the right of a year, a month or a day, as 201X-1X"),
    (r"[0-9]*[ux][0-9ux-]*|[0-9-]+[ux]+(-[ux]+)?", "an unspecified digit is a capital X"),
)


def _why_not(text: str) -> str:
    """What is wrong with a text that does not have the shape of a date."""
    if len(text) <= 40:  # anything longer is no slip in a date, and some patterns take quadratic time
        for pattern, hint in _HINTS:
            if re.fullmatch(pattern, text):
                return hint
    return "this is not EDTF, as 2024, 2024-11 or 2024-11-14 are"


def _shown(text: str) -> str:
    """The text on one line, shortened."""
    line = text if text.isprintable() and text and text == text.strip() else repr(text)
    return line if len(line) <= 60 else line[:57] + "..."
