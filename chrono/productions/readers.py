"""What the words of a capture mean: numbers, clock times, holidays, and words that their class translates."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from chrono.languages import Language, WordClass
from chrono.productions.amounts import Counted
from chrono.productions.made import VAGUE
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


def _read_number(text: str, words: WordClass, language: Language) -> float:
    """ "two and a half", "twenty-five", "two hundred and fifty", "5 1/2", "1,200", "half a", "three quarters of an",
    "several" (`VAGUE`)."""
    whole = re.sub(r"[ -]and[ -](?:an?[ -])?half$", " 1/2", text.lower())
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
