"""Amounts of time, from counted units as they are written to whole numbers of units that the calendar can count."""

from __future__ import annotations

from collections.abc import Mapping

from chrono.productions.made import GRAINS, VAGUE
from chrono.temporal.amount import Amount
from chrono.temporal.period import Grain

Counted = tuple[tuple[float, str], ...]
"""Counts and their units as they are written: ((2, "year"), (3, "month")); a count may be `VAGUE`."""

UNIT_GRAINS: Mapping[str, tuple[Grain, int]] = {
    **{name: (grain, 1) for name, grain in GRAINS.items()},
    "fortnight": (Grain.WEEK, 2),
    "decade": (Grain.YEAR, 10),
    "century": (Grain.YEAR, 100),
    "millennium": (Grain.YEAR, 1000),
    "night": (Grain.DAY, 1),
}
_IN_MONTHS = {Grain.YEAR: 12, Grain.QUARTER: 3, Grain.MONTH: 1}
_IN_SECONDS = {
    Grain.WEEK: 604_800, Grain.DAY: 86_400, Grain.HOUR: 3600, Grain.MINUTE: 60, Grain.SECOND: 1,
}  # fmt: skip


def is_vague(counted: Counted) -> bool:
    return any(count == VAGUE for count, _ in counted)


def amount_of(counted: Counted) -> tuple[Amount, bool] | None:
    """The amount that was counted, in the finest unit it was told in or the next finer one that divides it, and whether
    it is rounded; None where it cannot be counted.

    >>> amount_of(((2.5, "year"),)), amount_of(((1, "year"), (2, "week")))[0].words
    ((Amount(parts=((30, <Grain.MONTH: 6>),)), False), '1 year and 2 weeks')
    >>> amount_of(((1.5, "month"),)), amount_of(((1.5, "week"),))
    ((Amount(parts=((1, <Grain.MONTH: 6>), (2, <Grain.WEEK: 5>))), True), (Amount(parts=((10, <Grain.DAY: 3>),)), True))
    """
    steps = [(count * UNIT_GRAINS[unit][1], UNIT_GRAINS[unit][0]) for count, unit in counted]
    if len(steps) == 1 and steps[0][0] == int(steps[0][0]):
        return Amount(((int(steps[0][0]), steps[0][1]),)), False
    if any(grain not in _IN_MONTHS and grain not in _IN_SECONDS for _, grain in steps):
        return None
    months, seconds = _summed(steps, _IN_MONTHS), _summed(steps, _IN_SECONDS)
    rounded = False
    if months % 1 == 0.5 and not seconds:
        months, seconds, rounded = int(months), 2 * _IN_SECONDS[Grain.WEEK], True  # half a month is two weeks
        steps.append((2, Grain.WEEK))
    if seconds % 86_400 and min(grain for _, grain in steps) is Grain.WEEK:
        seconds, rounded = seconds // 86_400 * 86_400, True  # nobody counts the hours of a week and a half
    if months != int(months) or seconds != int(seconds):
        return None
    parts = (*_in_finest(int(months), steps, _IN_MONTHS), *_in_finest(int(seconds), steps, _IN_SECONDS))
    return (Amount(parts), rounded) if parts else None


def _summed(steps: list[tuple[float, Grain]], sizes: Mapping[Grain, int]) -> float:
    return sum(count * sizes.get(grain, 0) for count, grain in steps)


def _in_finest(
    total: int, steps: list[tuple[float, Grain]], sizes: Mapping[Grain, int]
) -> tuple[tuple[int, Grain], ...]:
    """A total as a count of the finest unit told, or of the next finer one that divides it; () for nothing."""
    told = [grain for _, grain in steps if grain in sizes]
    if not total or not told:
        return ()
    finer = (grain for grain in sizes if grain <= min(told) and grain is not Grain.QUARTER)
    grain = next(grain for grain in (min(told), *finer) if total % sizes[grain] == 0)
    return ((total // sizes[grain], grain),)
