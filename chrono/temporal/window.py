"""Does what is dated so overlap this stretch of time? May it, must it?

A date says when something may have begun and ended; a **window** is the stretch somebody asks about. A date is taken
apart into `Span`s, four bounds each, and the two questions are then two comparisons each. Bounds are whole numbers
(seconds, see `chrono.temporal.calendar`), so a database asks them as fast as Python does; beyond an end that is open or
unknown lies `FOREVER`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from chrono.temporal.edtf import Edtf, parse
from chrono.temporal.interval import ANY_TIME, OPEN, UNKNOWN, Bound, Interval, Moment

Match = Literal["possible", "certain"]

FOREVER = 2**63 - 1
"""As far as a 64-bit number goes, some 292 billion years; what is dated beyond lies there."""


@dataclass(frozen=True, slots=True)
class Span:
    """When something may have begun, from ``begins_from`` to ``begins_by``, and ended, from ``ends_from`` to
    ``ends_by``; in seconds, half-open."""

    begins_from: int
    begins_by: int
    ends_from: int
    ends_by: int


@dataclass(frozen=True, slots=True)
class Window:
    """The stretch somebody asks about, half-open, in seconds.

    >>> march = window("2014-03", "2014-03")
    >>> march.may_overlap(parse("2014")), march.must_overlap(parse("2014"))
    (True, False)
    """

    start: int = -FOREVER
    end: int = FOREVER

    def may_overlap(self, date: Edtf) -> bool:
        """Whether what is dated so may have happened within the window, at least in part.

        >>> sundays = parse("[2024-11-03,2024-11-10]")
        >>> window("2024-11-04", "2024-11-08").may_overlap(sundays), window("2024-11-10").may_overlap(sundays)
        (False, True)
        """
        return any(span.begins_from < self.end and span.ends_by > self.start for span in spans(date))

    def must_overlap(self, date: Edtf) -> bool:
        """Whether what is dated so is certain to have happened within the window, at least in part.

        What goes on without end is certain in every window after its beginning; of what ended one does not know when,
        only the beginning is.

        >>> year = window("2016", "2016")
        >>> [year.must_overlap(parse(date)) for date in ("2016-05-09", "2014/..", "2014/", "2015/2016", "[2014..2016]")]
        [True, True, False, False, False]
        """
        held = (span.begins_by <= self.end and span.ends_from >= self.start for span in spans(date))
        return all(held) if date.form == "one of" else any(held)

    def overlaps(self, date: Edtf, match: Match) -> bool:
        """`may_overlap` or `must_overlap`, as ``match`` says."""
        return self.must_overlap(date) if match == "certain" else self.may_overlap(date)


ALWAYS = Window()


def window(first: str | None = None, last: str | None = None) -> Window:
    """From the first moment of one EDTF date to the last of another; without one, there is no limit on that side.

    Raises ``ValueError``, in one line, for what is no EDTF date, for a date without the end that is asked of it, and
    when the last moment does not come after the first.

    >>> window("2024-08", "2025") == window("2024-08-01", "2025-12-31")
    True
    >>> window("2025", "2024-08")
    Traceback (most recent call last):
    ...
    ValueError: 2024-08 ends before 2025 begins
    """
    start = -FOREVER if first is None else _start(_known(first, parse(first).interval.start, "begins"))
    end = FOREVER if last is None else _end(_known(last, parse(last).interval.end, "ends"))
    if start >= end:
        raise ValueError(f"{last} ends before {first} begins")
    return Window(start, end)


def spans(date: Edtf) -> tuple[Span, ...]:
    """The spans of a date: one, or for a set one a member.

    A date is one time within it; so is a stretch between two dates, since a week and a weekend are written like that.
    A stretch that goes on (``2014/..``), or one end of which is not known (``/2024-05``), lasts from the one to the
    other.
    """
    if date.form in {"one of", "all of"}:
        return tuple(_span(member, date.form == "all of") for member in date.parts if isinstance(member, Edtf))
    return (_span(date, any(isinstance(part, Bound) for part in date.parts)),)


def hull(date: Edtf) -> Span:
    """One span that says no only where `Window` does: what a database asks first.

    >>> hull(parse("2024-11-14")) == spans(parse("2024-11-14"))[0]
    True
    """
    members = spans(date)
    surest, latest = (max, min) if date.form == "one of" else (min, max)
    return Span(
        min(span.begins_from for span in members),
        surest(span.begins_by for span in members),
        latest(span.ends_from for span in members),
        max(span.ends_by for span in members),
    )


def _span(date: Edtf, lasts: bool) -> Span:
    """``lasts`` tells what fills its stretch from what happened at one time within it."""
    if not lasts or not date.parts:
        return _within(date.interval)
    begin, end = (_at(part, beyond) for part, beyond in zip(date.parts, (-FOREVER, FOREVER), strict=True))
    return Span(
        begin.begins_from,
        min(begin.begins_by, end.ends_by),  # a thing begins before it ends
        max(end.ends_from, begin.begins_from),
        end.ends_by,
    )


def _at(end: Edtf | Bound, beyond: int) -> Span:
    """When one end of a stretch may lie."""
    if isinstance(end, Edtf):
        return _within(end.interval)
    return Span(beyond, beyond, beyond, beyond) if end is OPEN else _within(ANY_TIME)


def _within(interval: Interval) -> Span:
    start, end = _start(interval.start), _end(interval.end)
    return Span(start, end, start, end)


def _start(bound: Moment | Bound) -> int:
    """A beginning as a number of 64 bits; what is dated further keeps a moment of length."""
    return -FOREVER if isinstance(bound, Bound) else max(1 - FOREVER, min(bound, FOREVER - 2))


def _end(bound: Moment | Bound) -> int:
    return FOREVER if isinstance(bound, Bound) else max(2 - FOREVER, min(bound, FOREVER - 1))


def _known(text: str, bound: Moment | Bound, verb: str) -> Moment | Bound:
    if bound is UNKNOWN:
        raise ValueError(f"{text}: it is not known when it {verb}")
    return bound
