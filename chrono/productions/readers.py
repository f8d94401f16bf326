"""What the words of a capture mean: numbers, clock times, holidays, and words that their class translates."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from chrono.languages import Language, WordClass, holiday_key
from chrono.productions.amounts import Counted
from chrono.productions.made import VAGUE
from chrono.temporal.calendar import day_number
from chrono.temporal.feasts import (
    DayRule,
    DaysFrom,
    Easter,
    Except,
    Hebrew,
    Islamic,
    Listed,
    MonthDay,
    Moved,
    NthWeekday,
    Since,
    WeekdayFrom,
)
from chrono.temporal.operators import HolidayCycle


@dataclass(frozen=True, slots=True)
class ClockTime:
    """A time of day as told; ``minute`` and ``second`` are None where not told. ``either_half``: as a clock face shows
    it, so that the hour may be meant twelve later."""

    hour: int
    minute: int | None = None
    second: int | None = None
    either_half: bool = False


def _read_word(text: str, words: WordClass, language: Language) -> Any:
    key = text.lower()
    return words.words.get(key.rstrip("."), words.words.get(key))


def _read_integer(text: str, words: WordClass, language: Language) -> int:
    return int(re.sub(r"[^0-9]", "", text))


def _read_short_year(text: str, words: WordClass, language: Language) -> int:
    """'98 is 1998 and '24 is 2024: two digits belong to 1930–2029, as POSIX and most style guides have it nearly."""
    number = int(text[-2:])
    return number + (1900 if number >= 30 else 2000)


def _read_year(text: str, words: WordClass, language: Language) -> int:
    """ "1984", "'84", and in words "nineteen eighty-four", "twenty oh six", "two thousand and six"."""
    if text[0] == "'":
        return _read_short_year(text, words, language)
    if text.isdigit():
        return int(text)
    tokens = re.findall(r"[a-z]+", text.lower())
    if tokens[0] in language.numbers and tokens[1] not in language.multipliers:
        return int(100 * language.numbers[tokens[0]] + sum(language.numbers.get(token, 0) for token in tokens[1:]))
    return int(_read_number(text, words, language))


def _read_decade(text: str, words: WordClass, language: Language) -> int:
    digits = re.sub(r"[^0-9]", "", text)
    return 1900 + int(digits) if digits else int(language.numbers[text.lower()])


_FRACTIONS = (
    (re.compile("[ -]and[ -](?:(?:an?|one)[ -])?half$| ?½$"), " 1/2"),
    (re.compile("[ -]and[ -](?:(?:a|one)[ -])?quarter$| ?¼$"), " 1/4"),
    (re.compile("[ -]and[ -]three[ -]quarters?$| ?¾$"), " 3/4"),
)


def _read_number(text: str, words: WordClass, language: Language) -> float:
    """ "two and a half", "twenty-five", "two hundred and fifty", "5 1/2", "1,200", "half a", "three quarters of an",
    "two and three-quarter", "several" (`VAGUE`)."""
    whole = text.lower()
    for pattern, fraction in _FRACTIONS:
        whole = pattern.sub(fraction, whole)
    quarters = re.search(r"(?:(\d)/([24])|(three|a)[ -]quarters?)(?: (?:of )?an?)?$", whole)
    total, part = 0.0, 0.0
    if quarters:
        whole = whole[: quarters.start()]
        total = int(quarters[1]) / int(quarters[2]) if quarters[1] else 0.75 if quarters[3] == "three" else 0.25
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


def _read_amount(text: str, words: WordClass, language: Language) -> Counted:
    """ "two years and three months", "a week and a half": counts and their units."""
    count, units = language.classes["count"], language.classes["units"]
    counted: list[tuple[float, str]] = []
    for number, unit, half in _counted(count.pattern, units.pattern).findall(text):
        counted.append(
            (_read_number(number, count, language) + (0.5 if half else 0), _read_word(unit, units, language))
        )
    return tuple(counted)


@lru_cache
def _counted(count: str, units: str) -> re.Pattern[str]:
    """A count, a word that may stand between, its unit, and the half that may follow."""
    return re.compile(rf"\b({count}) +(?:[a-z]+ +)??({units})( and a half\b)?", re.IGNORECASE)


def _read_clock(text: str, words: WordClass, language: Language) -> ClockTime:
    """ "3", "3:30:15", "1530", "three thirty", "seven oh five"."""
    if text[0].isdigit():
        parts = [int(part) for part in re.findall(r"[0-9]{1,2}(?=(?:[0-9]{2})*(?:[^0-9]|$))", text)]
        hour, minute, second = (*parts, None, None)[:3]
        by_the_dial = text[0] != "0" and hour in range(1, 13) and second is None
        return ClockTime(int(hour or 0), minute, second, by_the_dial)
    told = (language.numbers.get(word) for word in re.findall("[a-z]+", text.lower()))
    hour, *rest = (int(number) for number in told if number is not None)
    return ClockTime(hour, sum(rest) if rest else None, either_half=True)


def _read_holiday(text: str, words: WordClass, language: Language) -> HolidayCycle:
    key = holiday_key(text)
    entry = language.holidays[key]
    last = entry.get("last")
    return HolidayCycle(
        next(name for name in entry["names"] if holiday_key(name) == key),
        _day_rule(entry, language),
        _day_rule(last, language) if last else None,
        rough="islamic" in entry,
    )


def _day_rule(entry: Mapping[str, Any], language: Language) -> DayRule | None:
    """The rule that an entry's keys spell out (en.holidays.toml says which there are), None where it gives none."""
    if "of" in entry:
        of = _day_rule(language.holidays[holiday_key(entry["of"])], language)
        return DaysFrom(of, entry["offset"]) if of else None
    rule = _plain_rule(entry)
    if rule is None:
        return None
    if entry.get("offset"):
        rule = DaysFrom(rule, entry["offset"])
    if "moved" in entry:
        rule = Moved(rule, tuple((int(weekday), days) for weekday, days in sorted(entry["moved"].items())))
    if "except" in entry:
        rule = Except(rule, _listed(entry["except"]))
    if "since" in entry:
        before = _day_rule(entry["before"], language) if "before" in entry else None
        rule = Since(rule, entry["since"], before, entry.get("every", 1))
    return rule


def _plain_rule(entry: Mapping[str, Any]) -> DayRule | None:
    if "easter" in entry:
        rule = Easter(entry.get("orthodox", False))
        return DaysFrom(rule, entry["easter"]) if entry["easter"] else rule
    if "list" in entry:
        return _listed(entry["list"])
    if "nth" in entry:
        return NthWeekday(entry["month"], entry["weekday"], entry["nth"])
    for key, kind in (("hebrew", Hebrew), ("islamic", Islamic), ("day", MonthDay)):
        if key in entry:
            month, day = (int(part) for part in entry[key].split("-"))
            return WeekdayFrom(month, day, entry["weekday"]) if "weekday" in entry else kind(month, day)
    return None


def _listed(dates: Sequence[str]) -> Listed:
    return Listed(tuple(day_number(*(int(part) for part in date.split("-"))) for date in dates))


Reader = Callable[[str, WordClass, Language], Any]
READERS: Mapping[str, Reader] = {
    "word": _read_word,
    "integer": _read_integer,
    "short_year": _read_short_year,
    "year": _read_year,
    "decade": _read_decade,
    "number": _read_number,
    "cardinal": lambda text, words, language: int(_read_number(text, words, language)),
    "amount": _read_amount,
    "clock": _read_clock,
    "holiday": _read_holiday,
    "text": lambda text, words, language: text,
}
"""How a word class reads a capture: by the name under ``read`` in the language's file."""
