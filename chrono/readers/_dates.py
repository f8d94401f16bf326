"""Dates in fields: a timestamp, an e-mail's date, a day in figures or with the month's English name, as EDTF.

Only what a field holds as a whole is read, never a date somewhere in it. What can be read in two ways
(``03/04/2024``) says both, and a time in a zone that its letters do not fix says the day alone.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Literal

from chrono.article import Evidence
from chrono.problems import Problem
from chrono.readers._files import problem
from chrono.temporal import edtf
from chrono.temporal.calendar import day_number, exists

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_ZONES = {
    **dict.fromkeys(("Z", "UTC", "GMT", "UT"), "Z"),
    **{"EST": "-05:00", "EDT": "-04:00", "CDT": "-05:00", "MST": "-07:00", "MDT": "-06:00"},
    **{"PST": "-08:00", "PDT": "-07:00"},
}
"""The zones of e-mail (RFC 5322) but CST, which is China's too."""

_WEEKDAY = r"(?:(?P<weekday>mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+)?"
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY, _YEAR = r"(?P<day>\d\d?)(?:st|nd|rd|th)?", r"(?P<year>\d{4})"
_FORMS = [
    re.compile(form, re.IGNORECASE | re.ASCII)
    for form in (
        rf"{_YEAR}(?P<mark>[-/.])(?P<month>\d\d?)(?P=mark)(?P<day>\d\d?)(?!\d)",
        r"(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)(?!\d)",
        rf"{_WEEKDAY}{_DAY}\s+(?:of\s+)?{_MONTH},?\s+{_YEAR}",
        rf"{_WEEKDAY}{_MONTH}\s+{_DAY},?\s+{_YEAR}",
        r"(?P<first>\d\d?)(?P<mark>[-/.])(?P<second>\d\d?)(?P=mark)(?P<year>\d{4})",
    )
]
_CLOCK = re.compile(
    r"(?:(?:T|,?\s+(?:at\s+|[-–|]\s+)?)(?P<hour>\d\d?):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:[.,]\d+)?)?"
    r"(?:\s*(?P<half>[ap])\.?m\b\.?)?\s*(?P<zone>[A-Z]{1,5}|(?:UTC|GMT)?[+-]\d{1,2}(?::?\d\d)?)?)?\s*",
    re.IGNORECASE | re.ASCII,
)
_COMPACT_TIME = re.compile(r"(?<=^\d{8}T)(\d\d)(\d\d)(\d\d)?(?=\D|$)", re.ASCII)
_EPOCH = re.compile(r"(?P<seconds>1\d{9})(?:\d{3}|\.\d+)?", re.ASCII)  # from September 2001 to July 2033


def as_edtf(written: str) -> str:
    """A date as formats write it, in EDTF: a timestamp loses the fraction of its second and gets its colons.

    Dates of ISO 8601 (also without hyphens, also with slashes), of e-mail and RSS (RFC 5322), in figures or with
    an English month, and seconds or milliseconds since 1970 are known. What is EDTF already comes back as it is.
    Raises ``ValueError`` for what is no such date, or does not exist.

    >>> as_edtf("2024-11-14T12:59:00.000Z"), as_edtf("2024-11-14 12:59 -0500"), as_edtf("20241114")
    ('2024-11-14T12:59:00Z', '2024-11-14T12:59-05:00', '2024-11-14')
    >>> as_edtf("Thu, 14 Nov 2024 12:59:00 GMT"), as_edtf("2024-11-13~"), as_edtf("Nov. 14, 2024 at 12:59 p.m. IST")
    ('2024-11-14T12:59:00Z', '2024-11-13~', '2024-11-14')
    >>> as_edtf("11/14/2024"), as_edtf("03/04/2024")
    ('2024-11-14', '[2024-03-04,2024-04-03]')
    """
    text = _COMPACT_TIME.sub(lambda time: ":".join(filter(None, time.groups())), written.strip())
    if match := _EPOCH.fullmatch(text):
        return datetime.fromtimestamp(int(match["seconds"]), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    for form in _FORMS:
        if (day := form.match(text)) and (clock := _CLOCK.fullmatch(text, day.end())):
            text = _day(day) + _time(clock) if "first" not in form.groupindex else _in_figures(day, clock)
            break
    return str(edtf.parse(text))


def _day(match: re.Match[str]) -> str:
    name = match["month"].lower()[:3]
    month = int(name) if name.isdigit() else _MONTHS.index(name) + 1
    year, day = int(match["year"]), int(match["day"])
    weekday = match.groupdict().get("weekday")
    if weekday and exists(year, month, day) and day_number(year, month, day) % 7 != _WEEKDAYS.index(weekday.lower()):
        raise ValueError(f"{match[0]}: this is another day of the week")
    return f"{year:04d}-{month:02d}-{day:02d}"


def _in_figures(match: re.Match[str], clock: re.Match[str]) -> str:
    """A day in figures, its year last: with full stops the day comes first, else either the day or the month."""
    year, first, second = int(match["year"]), int(match["first"]), int(match["second"])
    orders = [(second, first)] if match["mark"] == "." else [(first, second), (second, first)]
    days = sorted({f"{year:04d}-{month:02d}-{day:02d}" for month, day in orders if exists(year, month, day)})
    if len(days) > 1:
        return f"[{','.join(days)}]"
    return (days[0] if days else f"{year:04d}-{second:02d}-{first:02d}") + _time(clock)


def _time(clock: re.Match[str]) -> str:
    if clock["hour"] is None:
        return ""
    hour = int(clock["hour"])
    if clock["half"]:
        if not 1 <= hour <= 12:
            raise ValueError(f"{clock[0].strip()}: this is not a time")
        hour = hour % 12 + (12 if clock["half"].lower() == "p" else 0)
    zone = _zone(clock["zone"])
    if zone is None:
        return ""
    return f"T{hour:02d}:{clock['minute']}" + (f":{clock['second']}" if clock["second"] else "") + zone


def _zone(written: str | None) -> str | None:
    """The offset as EDTF has it, "" where none is written, None where the letters fix none."""
    if not written:
        return ""
    letters = re.match("[A-Z]*", written.upper())
    name = letters[0] if letters else ""
    if len(name) == len(written):
        return _ZONES.get(name)
    hours, _, minutes = written[len(name) + 1 :].partition(":")
    return f"{written[len(name)]}{hours[:2]:0>2}:{minutes or hours[2:] or '00'}"


def date_evidence(
    written: str, rule: str, weight: Literal["decides", "hard", "soft"], origin: str, line: int = 0
) -> tuple[Evidence | None, list[Problem]]:
    """What a date in a field says; None, and a problem, where it is none that can be read.

    ``weight`` is the evidence's: ``decides`` for the writer's own word, ``hard`` for markup, ``soft`` for what only
    suggests a date.
    """
    try:
        says = as_edtf(written)
    except ValueError as error:
        told = " ".join(str(error).split())
        told = f"{' '.join(written.split())}: {told.partition(': ')[2] or told}"
        what = f"the date in {rule} cannot be read: {_shortened(told)}"
        advice = (
            "write it as 2024-11-14, 2024-11 or 2024"
            if weight == "decides"
            else "write the article's date into articles.csv"
        )
        return None, [problem(origin, what, advice, line)]
    return Evidence(written, rule, says, weight), []


def _shortened(words: str) -> str:
    return words if len(words) <= 160 else words[:157] + "..."
