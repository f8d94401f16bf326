"""Dates counted from the article or from the date last told."""

from __future__ import annotations

from collections.abc import Mapping

from chrono.productions.made import GRAINS, VAGUE, Made
from chrono.temporal.operators import Away, Base, Constant, Modified, Operator, Shift
from chrono.temporal.period import Grain


def days_from_article(days: int) -> Made:
    return Shift(days, Grain.DAY)


def relative_unit(shift: int, unit: str) -> Made:
    """ "last year"; but "the last day" is not yesterday."""
    if unit == "day" and shift == -1:
        return None
    return Shift(shift, GRAINS[unit], "genre")


def modified(mod: str, date: Operator | None = None, unit: str | None = None) -> Made:
    """ "the end of 2019"; "the end of the month": the article's own in news, the one last told in a history."""
    return Modified(date if date is not None else Shift(0, GRAINS[unit or "day"], "genre"), mod)


def itself(date: Operator) -> Made:
    """ "later in 2023": no more than the date is told."""
    return date


def this_time(shift: int, unit: str) -> Made:
    """ "this time last year": about the same month; of a week ago, about the same day."""
    grain, steps = _THIS_TIME[unit]
    return Modified(Shift(shift * steps, grain), "APPROX")


_THIS_TIME: Mapping[str, tuple[Grain, int]] = {
    "year": (Grain.MONTH, 12),
    "month": (Grain.MONTH, 1),
    "week": (Grain.DAY, 7),
    "decade": (Grain.YEAR, 10),
}


def a_year_before(unit: str) -> Made:
    """ "the same quarter last year", of the quarter last told; "the same period", of that quarter or else of the year;
    "the same time": the year before the article's."""
    if unit == "year":
        return Shift(-1, Grain.YEAR)
    if unit == "period":
        return Shift(-1, Grain.YEAR, "narrative")
    return Away(Shift(0, GRAINS[unit], "narrative"), -_A_YEAR[unit])


_A_YEAR: Mapping[str, int] = {"week": 52, "month": 12, "quarter": 4, "half": 2}


def narrative_unit(unit: str, shift: int) -> Made:
    return Shift(shift, GRAINS[unit], "narrative")


UNIT_GRAINS: Mapping[str, tuple[Grain, int]] = {
    **{name: (grain, 1) for name, grain in GRAINS.items()},
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
    grain, factor = UNIT_GRAINS[units]
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


PRODUCTIONS = (
    days_from_article,
    relative_unit,
    modified,
    itself,
    this_time,
    a_year_before,
    narrative_unit,
    units_away,
)
