"""Durations."""

from __future__ import annotations

from collections.abc import Mapping

from chrono.productions.made import VAGUE, Made
from chrono.temporal.operators import Constant

_DURATION_UNITS: Mapping[str, tuple[str, int]] = {
    "second": ("TS", 1), "minute": ("TM", 1), "hour": ("TH", 1), "day": ("D", 1), "night": ("D", 1),
    "weekend": ("WE", 1), "week": ("W", 1), "fortnight": ("W", 2), "month": ("M", 1), "quarter": ("M", 3),
    "half": ("M", 6), "year": ("Y", 1), "decade": ("Y", 10),
    "century": ("Y", 100), "millennium": ("Y", 1000),
}  # fmt: skip


_HALVES = {(0.5, "day"): ("", "12H"), (0.5, "year"): ("6M", "")}


def amount(number: float) -> str:
    return "X" if number == VAGUE else f"{number:.2f}".rstrip("0").rstrip(".")


def duration_value(parts: list[tuple[float, str]]) -> str:
    """The TIMEX3 value of counted units, in the unit written.

    >>> duration_value([(2, "year"), (3, "month")]), duration_value([(0.5, "hour")]), duration_value([(VAGUE, "week")])
    ('P2Y3M', 'PT30M', 'PXW')
    """
    date, time = "", ""
    for number, unit in _summed(parts):
        code, factor = _DURATION_UNITS[unit]
        if (number, unit) in _HALVES:
            date, time = date + _HALVES[number, unit][0], time + _HALVES[number, unit][1]
        elif code == "TH" and number not in (VAGUE, int(number)):
            whole, minutes = int(number), round(number % 1 * 60)
            time += (f"{whole}H" if whole else "") + f"{minutes}M"
        elif code[0] == "T":
            time += amount(number) + code[1]
        else:
            date += amount(number if number == VAGUE else number * factor) + code
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
    third: float | None = None,
    third_units: str | None = None,
    and_part: str | None = None,
    length_mod: str | None = None,
    length_tail: str | None = None,
) -> Made:
    """ "two weeks", "two years and three months", "two weeks or more"; None for nothing of something,
    and for nights beside days, which are the same time."""
    if number == 0 or (number == VAGUE and and_part) or more_units == "night":
        return None
    parts = [(number + float(and_part or 0), units)]
    for count, unit in ((more, more_units), (third, third_units)):
        if count is not None and unit:
            parts.append((count, unit))
    return _length(parts, length_mod or length_tail)


def one_unit(
    unit: str, and_part: str | None = None, length_mod: str | None = None, length_tail: str | None = None
) -> Made:
    return _length([(1 + float(and_part or 0), unit)], length_mod or length_tail)


def counted_one(number: float, unit: str) -> Made:
    """ "30-second", "two-night"."""
    return _length([(number, unit)], None)


def part_of_unit(unit: str, part: str, length_mod: str | None = None) -> Made:
    """ "half-century"."""
    return _length([(float(part), unit)], length_mod)


def length_beside(units: str, number: float | None = None, vague: float | None = None) -> Made:
    """ "the past two years"."""
    return _length([(number if number is not None else VAGUE if vague is not None else 1, units.lower())], None)


def length_one(units: str, length_mod: str | None = None) -> Made:
    """ "year-long"."""
    return _length([(1, units)], length_mod)


def length_vague(units: str, length_mod: str | None = None) -> Made:
    """ "years", "decades-long": how many is not told."""
    return Constant(duration_value([(VAGUE, units)]), "a length of time, how long is not told", mod=length_mod)


PRODUCTIONS = (
    length,
    one_unit,
    counted_one,
    part_of_unit,
    length_beside,
    length_one,
    length_vague,
)
