"""What a rule's captures mean: from the words of a phrase to an operator.

A rule in a language's file names one of the functions of `PRODUCTIONS` under ``make`` and hands it its captures as
keyword arguments, read by their word class (see `READERS`). A production knows arithmetic but no language. It returns
an operator, a tuple of operators where the rule has ``extents``, or None when the words turn out to be no date
("the 31st of June").
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from chrono.languages import Language, WordClass
from chrono.temporal.calendar import days_in_month, exists
from chrono.temporal.operators import (
    Away,
    Base,
    Choice,
    Clock,
    Constant,
    Cycle,
    DayOfMonthCycle,
    Fixed,
    HolidayCycle,
    Intersect,
    Modified,
    MonthCycle,
    MonthDayCycle,
    NoSuchDay,
    Nth,
    Occurrence,
    OneOfTwo,
    Operator,
    PartOfDay,
    PartOfYearCycle,
    Shift,
    UnitOf,
    WeekdayCycle,
    WeekendCycle,
)
from chrono.temporal.period import Grain, Period

Made = Operator | tuple[Operator, ...] | None

VAGUE = -1.0
"""The number that stands for "several"."""

TODAY = Shift(0, Grain.DAY, "genre")
_GRAINS = {grain.name.lower(): grain for grain in Grain}


# ── readers: from the words of a capture to a value ──────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class ClockTime:
    """A time of day as told; ``minute`` and ``second`` are None where not told."""

    hour: int
    minute: int | None = None
    second: int | None = None


def _read_word(text: str, words: WordClass, language: Language) -> Any:
    key = text.lower()
    return words.words.get(key.rstrip("."), words.words.get(key))


def _read_integer(text: str, words: WordClass, language: Language) -> int:
    return int(re.sub(r"[^0-9]", "", text))


def _read_short_year(text: str, words: WordClass, language: Language) -> int:
    """'98 is 1998 and '24 is 2024: two digits belong to 1930–2029, as POSIX and most style guides have it nearly."""
    number = int(text[-2:])
    return number + (1900 if number >= 30 else 2000)


def _read_decade(text: str, words: WordClass, language: Language) -> int:
    digits = re.sub(r"[^0-9]", "", text)
    return 1900 + int(digits) if digits else int(language.numbers[text.lower()])


def _read_number(text: str, words: WordClass, language: Language) -> float:
    """ "two and a half", "twenty-five", "two hundred and fifty", "5 1/2", "1,200", "half a", "several" (`VAGUE`)."""
    whole = re.sub(r" and (?:a )?half$| 1/2$", "", text.lower())
    total, part = 0.5 if whole != text.lower() else 0.0, 0.0
    for token in re.findall(r"[0-9][0-9,.]*|[a-z]+", whole):
        if token[0].isdigit():
            part += float(token.replace(",", "").rstrip("."))
        elif token in language.multipliers:
            total += max(part, 1) * language.multipliers[token]
            part = 0.0
        elif language.numbers.get(token) == VAGUE:
            return VAGUE
        elif token in language.numbers:
            part = language.numbers[token] if part in (0, 1) else part + language.numbers[token]
            if part < 1:
                return part
    return total + part


def _read_clock(text: str, words: WordClass, language: Language) -> ClockTime | None:
    folded = text.lower().replace(".", "")
    if folded in ("noon", "midnight"):
        return ClockTime(12 if folded == "noon" else 24, 0)
    match = re.match(r"(\d{1,2})(?:[:.](\d\d))?(?::(\d\d))? ?([ap])?\.?m?", text.lower())
    if not match:
        word = language.numbers.get(folded.split()[0])
        return ClockTime(int(word)) if word else None
    hour = int(match[1])
    if match[4]:
        hour = hour % 12 + (12 if match[4] == "p" else 0)
    return ClockTime(hour, int(match[2]) if match[2] else None, int(match[3]) if match[3] else None)


def _read_holiday(text: str, words: WordClass, language: Language) -> HolidayCycle:
    entry = language.holidays[text.lower()]
    month, day = entry.get("month", 0), 0
    if "day" in entry:
        month, day = (int(part) for part in entry["day"].split("-"))
    offset = entry.get("easter", entry.get("offset", 0))
    every = entry.get("every", 1)
    return HolidayCycle(entry["names"][0], month, day, entry.get("weekday", 0), entry.get("nth", 0), offset, every)


Reader = Callable[[str, WordClass, Language], Any]
READERS: Mapping[str, Reader] = {
    "word": _read_word,
    "integer": _read_integer,
    "short_year": _read_short_year,
    "decade": _read_decade,
    "number": _read_number,
    "clock": _read_clock,
    "holiday": _read_holiday,
    "text": lambda text, words, language: text,
}
"""How a word class reads a capture: by the name under ``read`` in the language's file."""


# ── dates written out ────────────────────────────────────────────────────────────────────────────────────────────────


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


# ── dates that come back: weekdays, months, holidays ─────────────────────────────────────────────────────────────────


def _occurrence(cycle: Cycle, which: str | None) -> Occurrence:
    return Occurrence(cycle, _choice(which), "genre")


def _choice(which: str | None) -> Choice:
    return which if which in ("last", "next", "this") else "bare"  # type: ignore[return-value]


def weekday(weekday: int, which: str | None = None) -> Made:
    return _occurrence(WeekdayCycle(weekday), which)


def month(month: int, which: str | None = None) -> Made:
    return _occurrence(MonthCycle(month), which)


def month_day(month: int, day: int, weekday: int | None = None, which: str | None = None) -> Made:
    """A day of a month without its year, which a weekday helps to find; a leap day counts as possible."""
    return _occurrence(MonthDayCycle(month, day, weekday), which) if day <= days_in_month(2000, month) else NoSuchDay()


def day_of_month(day: int) -> Made:
    return _occurrence(DayOfMonthCycle(day), None)


def _relative_year(which: str) -> Operator:
    return Shift({"last": -1, "this": 0}.get(which, 1), Grain.YEAR)


def month_of_relative_year(month: int, which: str) -> Made:
    return Intersect(_relative_year(which), MonthCycle(month))


def month_day_of_relative_year(month: int, day: int, which: str) -> Made:
    if day > days_in_month(2000, month):
        return NoSuchDay()
    return Intersect(_relative_year(which), MonthDayCycle(month, day))


def weekday_of_week(weekday: int, shift: int) -> Made:
    return Intersect(Shift(shift, Grain.WEEK), WeekdayCycle(weekday))


def holiday(holiday: HolidayCycle, which: str | None = None) -> Made:
    return _occurrence(holiday, which)


def holiday_of_year(holiday: HolidayCycle, year: int) -> Made:
    return Intersect(Fixed(Period.year(year)), holiday)


def season(season: int, which: str | None = None) -> Made:
    return _occurrence(PartOfYearCycle(Grain.SEASON, season), which)


def season_of_year(season: int, year: int) -> Made:
    return Fixed(Period(Grain.SEASON, year * 4 + season))


def season_bc(season: int, year: int) -> Made:
    return season_of_year(season, 1 - year) if year else None


def part_of_year(ordinal: int, grain: str, year: Operator | None = None, short_year: int | None = None) -> Made:
    """A quarter or half, of the year told or else by the article's date; "the last quarter" is the one before."""
    unit = _GRAINS[grain]
    if short_year is not None:
        year = Fixed(Period.year(short_year))
    if ordinal < 0 and year is None:
        return Shift(-1, unit)
    if ordinal > (2 if unit is Grain.HALF else 4):
        return None
    if unit is Grain.HALF and year is None:
        year = Shift(0, Grain.YEAR)
    if year is None:
        return _occurrence(PartOfYearCycle(unit, ordinal - 1), None)
    return Nth(year, ordinal, unit)


def quarter_number(quarter: str, year: Operator | None = None) -> Made:
    return part_of_year(int(quarter), "quarter", year)


def nth_of(ordinal: int, unit: str, outer: Operator) -> Made:
    """ "the first week of May". None where the outer date is no longer than the unit."""
    grain = _GRAINS[unit.lower().rstrip("s")]
    return Nth(outer, ordinal, grain) if outer.grain is not None and outer.grain > grain else None


def nth_weekday_of(ordinal: int, weekday: int, outer: Operator) -> Made:
    return Nth(outer, ordinal, Grain.DAY, weekday) if outer.grain is Grain.MONTH else None


def beside_day(unit: str, side: str, day: Operator) -> Made:
    """ "the day before Christmas", "the week after Easter"."""
    return Away(UnitOf(day, _GRAINS[unit]), 1 if side == "after" else -1)


def unit_of_day(unit: str, day: Operator) -> Made:
    return UnitOf(day, _GRAINS[unit.lower()])


def some_weekday(weekday: int) -> Made:
    """ "on a Monday": which one is not told."""
    return Constant(WeekdayCycle(weekday).unknown, "one that is not told")


def told(which: str, weekday: int | None = None, month: int | None = None, season: int | None = None) -> Made:
    """ "the following Monday", "that summer": counted from the narrative."""
    cycle = _cycle(weekday, month, season)
    return Occurrence(cycle, _choice(which), "narrative")


def _cycle(weekday: int | None, month: int | None, season: int | None, day: int | None = None) -> Cycle:
    if weekday is not None:
        return WeekdayCycle(weekday)
    if month is not None:
        return MonthCycle(month) if day is None else MonthDayCycle(month, day)
    return PartOfYearCycle(Grain.SEASON, season or 0)


def weekend() -> Made:
    return _occurrence(WeekendCycle(), None)


# ── counted from the article or the narrative ────────────────────────────────────────────────────────────────────────


def days_from_article(days: int) -> Made:
    return Shift(days, Grain.DAY)


def relative_unit(shift: int, unit: str) -> Made:
    return Shift(shift, _GRAINS[unit], "genre")


def modified_unit(mod: str, unit: str) -> Made:
    """ "the end of the month": the article's own in news, the one last told in a history."""
    return Modified(Shift(0, _GRAINS[unit], "genre"), mod)


def unit_end(unit: str) -> Made:
    return modified_unit("END", unit)


def modified(mod: str, date: Operator) -> Made:
    return Modified(date, mod)


def narrative_unit(unit: str, shift: int) -> Made:
    return Shift(shift, _GRAINS[unit], "narrative")


def narrative_part(part: str, shift: int) -> Made:
    return PartOfDay(Shift(shift, Grain.DAY, "narrative"), part)


_UNIT_GRAINS: Mapping[str, tuple[Grain, int]] = {
    **{name: (grain, 1) for name, grain in _GRAINS.items()},
    "fortnight": (Grain.WEEK, 2),
    "decade": (Grain.YEAR, 10),
    "century": (Grain.YEAR, 100),
    "millennium": (Grain.YEAR, 1000),
    "night": (Grain.DAY, 1),
}


def units_away(
    count: float, units: str, direction: int, base: Base = "article", length_mod: str | None = None,
    half: str | None = None, more: float | None = None, more_units: str | None = None,
) -> Made:  # fmt: skip
    """ "three weeks ago": a period of the unit's own grain; "a year and a half ago": of the finer one. Of a vague count
    only the direction is known. None where months and years would have to be counted in days."""
    if VAGUE in (count, more):
        word = "PAST_REF" if direction < 0 else "FUTURE_REF"
        return Constant(word, "so many units away, how many is not told")
    grain, steps = _steps(count + (0.5 if half else 0), units)
    if more is not None and more_units is not None:
        finer, extra = _steps(more, more_units)
        while grain > finer and grain in _FINER:
            grain, ratio = _FINER[grain]
            steps *= ratio
        steps += extra if grain is finer else 0.5
    if steps != int(steps):
        return None
    away: Operator = Shift(direction * int(steps), grain, base)
    return Modified(away, _ANCHORED_MOD.get(length_mod, length_mod)) if length_mod else away


def _steps(count: float, units: str) -> tuple[Grain, float]:
    """A number of units as steps of a grain that divides them evenly, where there is one."""
    grain, factor = _UNIT_GRAINS[units]
    steps = count * factor
    if steps != int(steps) and grain in _FINER:
        grain, ratio = _FINER[grain]
        steps *= ratio
    return grain, steps


_FINER = {
    Grain.YEAR: (Grain.MONTH, 12),
    Grain.WEEK: (Grain.DAY, 7),
    Grain.DAY: (Grain.HOUR, 24),
    Grain.HOUR: (Grain.MINUTE, 60),
}
_ANCHORED_MOD = {
    "MORE_THAN": "BEFORE",
    "LESS_THAN": "AFTER",
    "EQUAL_OR_MORE": "ON_OR_BEFORE",
    "EQUAL_OR_LESS": "ON_OR_AFTER",
}


# ── times of day ─────────────────────────────────────────────────────────────────────────────────────────────────────


def part_of_day(part: str, day: Operator | None = None, days: int = 0, mod: str | None = None) -> Made:
    inner = PartOfDay(day or Shift(days, Grain.DAY), part)
    return Modified(inner, mod) if mod else inner


def clock_time(clock: ClockTime, day: Operator | None = None) -> Made:
    """A clock time on its day, the article's own where none is told. TIMEX3 values of news leave the zone out."""
    return Clock(day or TODAY, clock.hour, clock.minute, clock.second)


def midday(day: Operator) -> Made:
    return PartOfDay(day, "MI")


def clock_range(hour: float, clock: ClockTime) -> Made:
    """ "9 and 10 p.m.": the first hour takes its half of the day from the second."""
    first = int(hour) % 12 + (12 if clock.hour >= 12 and int(hour) % 12 <= clock.hour % 12 else 0)
    return Clock(TODAY, first, 0), Clock(TODAY, clock.hour, clock.minute)


def military_time(hhmm: str, day: Operator | None = None) -> Made:
    return Clock(day or TODAY, int(hhmm[:2]), int(hhmm[2:]))


def past_hour(past: str, hour: float | None = None, part: str | None = None, clock: ClockTime | None = None) -> Made:
    """ "half past six in the evening", "a quarter to 3 p.m."."""
    told = int(hour or 0) % 12 + (12 if part in ("AF", "EV", "NI") else 0)
    whole = clock.hour if clock is not None else told
    minutes = whole * 60 + (30 if "half" in past else 15 if past.endswith("past") else -15)
    return Clock(TODAY, minutes // 60 % 24, minutes % 60)


def hour_of_part(hour: float, part: str) -> Made:
    late = part in ("AF", "EV") or (part == "NI" and hour >= 6)
    return Clock(TODAY, int(hour) % 12 + (12 if late else 0), 0)


def iso_time(text: str) -> Made:
    """2024-11-14T12:59"""
    date, clock = text[:10], text[11:]
    day = iso_day(date)
    hour, minute, *rest = (int(part) for part in re.findall(r"\d\d", clock)[: 3 if clock.count(":") > 1 else 2])
    return Clock(day, hour, minute, rest[0] if rest else None) if isinstance(day, Fixed) else None


# ── durations ────────────────────────────────────────────────────────────────────────────────────────────────────────

_DURATION_UNITS: Mapping[str, tuple[str, int]] = {
    "second": ("TS", 1), "minute": ("TM", 1), "hour": ("TH", 1), "day": ("D", 1), "night": ("D", 1),
    "weekend": ("D", 2), "week": ("W", 1), "fortnight": ("W", 2), "month": ("M", 1), "quarter": ("M", 3),
    "half": ("M", 6), "year": ("Y", 1), "decade": ("Y", 10),
    "century": ("Y", 100), "millennium": ("Y", 1000),
}  # fmt: skip


def _amount(number: float) -> str:
    return "X" if number == VAGUE else f"{number:.2f}".rstrip("0").rstrip(".")


def duration_value(parts: list[tuple[float, str]]) -> str:
    """The TIMEX3 value of counted units, in the unit written.

    >>> duration_value([(2, "year"), (3, "month")]), duration_value([(0.5, "hour")]), duration_value([(VAGUE, "week")])
    ('P2Y3M', 'PT30M', 'PXW')
    """
    date, time = "", ""
    for number, unit in _summed(parts):
        code, factor = _DURATION_UNITS[unit]
        if code == "TH" and number not in (VAGUE, int(number)):
            whole, minutes = int(number), round(number % 1 * 60)
            time += (f"{whole}H" if whole else "") + f"{minutes}M"
        elif code[0] == "T":
            time += _amount(number) + code[1]
        else:
            date += _amount(number if number == VAGUE else number * factor) + code
    return "P" + date + ("T" + time if time else "")


def _summed(parts: list[tuple[float, str]]) -> list[tuple[float, str]]:
    """ "a decade and two years" is twelve years: what comes out in the same unit is added up."""
    if len(parts) == 2 and VAGUE not in (parts[0][0], parts[1][0]):
        (number, unit), (more, smaller) = parts
        code, factor = _DURATION_UNITS[unit]
        same, one = _DURATION_UNITS[smaller]
        if code == same and one == 1:
            return [(number * factor + more, smaller)]
    return parts


def _length(parts: list[tuple[float, str]], mod: str | None) -> Constant:
    return Constant(duration_value(parts), "a length of time", mod=mod)


def length(
    number: float,
    units: str,
    more: float | None = None,
    more_units: str | None = None,
    length_mod: str | None = None,
) -> Made:
    """ "two weeks", "two years and three months"; None for nothing of something."""
    if number == 0:
        return None
    parts = [(number, units)] + ([(more, more_units)] if more is not None and more_units else [])
    return _length(parts, length_mod)


def one_unit(unit: str, half: str | None = None, length_mod: str | None = None) -> Made:
    return _length([(1.5 if half else 1, unit)], length_mod)


def length_beside(units: str, number: float | None = None, vague: float | None = None) -> Made:
    """ "the past two years"."""
    return _length([(number if number is not None else VAGUE if vague is not None else 1, units.lower())], None)


def length_one(units: str, length_mod: str | None = None) -> Made:
    """ "year-long"."""
    return _length([(1, units)], length_mod)


def length_vague(units: str, length_mod: str | None = None) -> Made:
    """ "years", "decades-long": how many is not told."""
    return Constant(duration_value([(VAGUE, units)]), "a length of time, how long is not told", mod=length_mod)


# ── sets ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


_EVERY = {"month": "XXXX-XX", "quarter": "XXXX-QX", "night": "XXXX-XX-XXTNI", "weekend": "XXXX-WXX-WE"}


def every_unit(quant: str, units: str, number: float | None = None, other: str | None = None) -> Made:
    """A single day is P1D, but a month XXXX-XX: the conventions of the TIMEX3 guidelines differ by unit."""
    count = number if number is not None else 2 if other else 1
    value = _EVERY.get(units) if count == 1 else None
    return Constant(value or duration_value([(count, units)]), "again and again", quant.upper())


def every_cycle(
    quant: str,
    weekday: int | None = None,
    month: int | None = None,
    season: int | None = None,
    day: int | None = None,
) -> Made:
    return Constant(_cycle(weekday, month, season, day).unknown, "again and again", quant.upper())


def every_part(quant: str, part: str, weekday: int | None = None) -> Made:
    day = WeekdayCycle(weekday).unknown if weekday is not None else "XXXX-XX-XX"
    return Constant(f"{day}T{part}", "again and again", quant.upper())


def plural_weekday(plural_weekday: int) -> Made:
    return Constant(WeekdayCycle(plural_weekday).unknown, "again and again")


def recurring(value: str) -> Made:
    """A set by a single word ("daily"): the word class gives the value."""
    return Constant(value, "again and again")


def times_a_unit(times: float, units: str) -> Made:
    return Constant(duration_value([(1, units.lower())]), "again and again", freq=f"{_amount(times)}X")


def per_unit(units: str) -> Made:
    return Constant(duration_value([(1, units.lower())]), "again and again")


def reference(value: str) -> Made:
    return Constant(value, "a vague reference")


# ── ranges ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def day_range(month: int, day: int, last_day: int, year: int | None = None) -> Made:
    """ "Nov. 5-7": two days of one month; None where the second does not come after the first."""
    if last_day <= day or last_day > days_in_month(2000, month):
        return None
    if year is not None:
        return (
            (Fixed(Period.day(year, month, day)), Fixed(Period.day(year, month, last_day)))
            if exists(year, month, last_day)
            else None
        )
    return _occurrence(MonthDayCycle(month, day), None), _occurrence(MonthDayCycle(month, last_day), None)


def three_days(month: int, day: int, middle_day: int, last_day: int, year: int | None = None) -> Made:
    """ "4, 7 and 9 March"."""
    first, last = day_range(month, day, last_day, year), day_range(month, middle_day, last_day, year)
    if not isinstance(first, tuple) or not isinstance(last, tuple):
        return None
    return first[0], *last


def year_range(first: str, second: str) -> Made:
    """ "2014-2015", "1996-97"; None where the years do not ascend ("2014-03" is no range)."""
    start = int(first)
    end = int(second) if len(second) == 4 else start // 100 * 100 + int(second)
    return (Fixed(Period.year(start)), Fixed(Period.year(end))) if end > start else None


PRODUCTIONS: Mapping[str, Callable[..., Made]] = {
    function.__name__: function
    for function in (
        day_of_year, iso_day, slash_day, dotted_day, month_of_year, year, year_bc, month_bc, day_bc, decade,
        modified_decade, century, weekday, month, month_day, day_of_month, month_of_relative_year,
        month_day_of_relative_year, weekday_of_week, holiday, holiday_of_year, season, season_of_year,
        season_bc, part_of_year, quarter_number, nth_of, nth_weekday_of, unit_of_day, beside_day, weekend,
        some_weekday, told, days_from_article, relative_unit, modified_unit, unit_end, modified,
        narrative_unit, narrative_part, units_away, part_of_day, midday, clock_time, clock_range,
        military_time, past_hour, hour_of_part, iso_time, length, one_unit, length_beside, length_one,
        length_vague, every_unit, every_cycle, every_part, plural_weekday, recurring, times_a_unit, per_unit,
        reference, day_range, three_days, year_range,
    )
}  # fmt: skip
"""The functions a rule may name under ``make``."""
