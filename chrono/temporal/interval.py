"""Intervals of time with honest ends.

An interval is half-open, ``start <= moment < end``, so that neighbours meet without overlapping and lengths
add up. A bound is a moment (seconds, see `chrono.temporal.calendar`), or `OPEN` (it is known that there is no
end: "since 2014"), or `UNKNOWN` (there is an end, and we do not know it). The two are different claims and
stay different.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from chrono.temporal.calendar import SECONDS_A_DAY, iso_date


class Bound(Enum):
    """A bound that is not a moment."""

    OPEN = ".."
    UNKNOWN = ""

    def __repr__(self) -> str:
        return self.name


OPEN = Bound.OPEN
UNKNOWN = Bound.UNKNOWN
Moment = int
Choose = Callable[[int, int], int]


@dataclass(frozen=True, slots=True, repr=False)
class Interval:
    """A stretch of time, ``start`` included, ``end`` not.

    For the questions "may it overlap?" and "what does it share?" an open and an unknown end are alike:
    nothing bounds the stretch there. They differ in what is claimed and printed.

    Raises ``ValueError`` when the end does not come after the start.

    >>> from chrono.temporal.calendar import day_number
    >>> november = Interval(day_number(2024, 11) * 86400, day_number(2024, 12) * 86400)
    >>> november.earliest, november.latest
    ('2024-11-01', '2024-11-30')
    """

    start: Moment | Bound
    end: Moment | Bound

    def __post_init__(self) -> None:
        if isinstance(self.start, int) and isinstance(self.end, int) and self.end <= self.start:
            raise ValueError(f"an interval must end after it starts: {self.start}, {self.end}")

    def __repr__(self) -> str:
        return f"Interval({self.start!r}, {self.end!r})"

    @property
    def earliest(self) -> str | None:
        """The first day it may touch, as an ISO date; None where the start is open or unknown."""
        return iso_date(self.start // SECONDS_A_DAY) if isinstance(self.start, int) else None

    @property
    def latest(self) -> str | None:
        """The last day it may touch, inclusive, as an ISO date; None where the end is open or unknown."""
        return iso_date((self.end - 1) // SECONDS_A_DAY) if isinstance(self.end, int) else None

    @property
    def length(self) -> float:
        """How many seconds it lasts; infinity where an end is open or unknown.

        >>> Interval(0, 10).length, Interval(0, OPEN).length
        (10.0, inf)
        """
        if isinstance(self.start, int) and isinstance(self.end, int):
            return float(self.end - self.start)
        return float("inf")

    def overlaps(self, other: Interval) -> bool:
        """Whether the two may share a moment.

        >>> Interval(0, 10).overlaps(Interval(10, 20)), Interval(0, OPEN).overlaps(Interval(10, 20))
        (False, True)
        """
        return _before(self.start, other.end) and _before(other.start, self.end)

    def contains(self, other: Interval) -> bool:
        """Whether every moment of ``other`` is certain to lie within this interval.

        Beyond an open end lies everything; of an unknown end nothing is certain.

        >>> Interval(0, OPEN).contains(Interval(5, UNKNOWN)), Interval(0, 8).contains(Interval(5, UNKNOWN))
        (True, False)
        >>> Interval(0, UNKNOWN).contains(Interval(5, 9))
        False
        """
        return (self.start is OPEN or _at_or_before(self.start, other.start)) and (
            self.end is OPEN or _at_or_before(other.end, self.end)
        )

    def intersect(self, other: Interval) -> Interval | None:
        """What both share, or None. A moment cuts an open or unknown bound; OPEN wins over UNKNOWN.

        >>> Interval(0, OPEN).intersect(Interval(UNKNOWN, 20))
        Interval(0, 20)
        """
        if not self.overlaps(other):
            return None
        return Interval(_tighter(self.start, other.start, max), _tighter(self.end, other.end, min))

    def hull(self, other: Interval) -> Interval:
        """The shortest interval that holds both.

        >>> Interval(0, 5).hull(Interval(9, UNKNOWN))
        Interval(0, UNKNOWN)
        """
        return Interval(_wider(self.start, other.start, min), _wider(self.end, other.end, max))


ANY_TIME = Interval(UNKNOWN, UNKNOWN)
"""Nothing is known about when."""


def _before(start: Moment | Bound, end: Moment | Bound) -> bool:
    return not isinstance(start, int) or not isinstance(end, int) or start < end


def _at_or_before(first: Moment | Bound, second: Moment | Bound) -> bool:
    return isinstance(first, int) and isinstance(second, int) and first <= second


def _tighter(a: Moment | Bound, b: Moment | Bound, choose: Choose) -> Moment | Bound:
    if isinstance(a, int) and isinstance(b, int):
        return choose(a, b)
    if isinstance(a, int) or isinstance(b, int):
        return a if isinstance(a, int) else b
    return OPEN if OPEN in (a, b) else UNKNOWN


def _wider(a: Moment | Bound, b: Moment | Bound, choose: Choose) -> Moment | Bound:
    if isinstance(a, int) and isinstance(b, int):
        return choose(a, b)
    return UNKNOWN if UNKNOWN in (a, b) else OPEN
