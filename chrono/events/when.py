"""Where a telling stands on the time line: from a resolved phrase and its preposition to an EDTF date.

What a preposition claims is kept, and no more than that:

- "since 2014" is an open interval, ``2014/..``: it began then and goes on;
- "until May" is ``/2024-05``: we know when it ends and not when it began;
- "sang until midnight" is on the day that the hour belongs to;
- "by May" and "before May" happened at one time not later, ``[..2024-05]`` and ``[..2024-04-30]``; what is still to
  come when the article is written lies after that day, ``[2024-01-15..2024-05]``;
- "after May" happened at one time later, ``[2024-06-01..]``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from chrono.article import Dating
from chrono.temporal.calendar import SECONDS_A_DAY, iso_date
from chrono.temporal.edtf import Edtf, parse
from chrono.temporal.interval import ANY_TIME, Bound, Interval
from chrono.temporal.period import Precision


@dataclass(frozen=True, slots=True)
class When:
    """A place on the time line; ``edtf`` None means that there is none. ``step`` is the derivation's last step."""

    edtf: str | None = None
    interval: Interval = ANY_TIME
    precision: Precision = "interval"
    step: str = ""


NOWHERE = When()


@lru_cache(maxsize=65_536)
def read(edtf: str) -> Edtf:
    """EDTF, read once for each way of writing."""
    return parse(edtf)


def when(edtf: str, step: str = "") -> When:
    """The place that EDTF names.

    >>> when("2024-05").interval.latest
    '2024-05-31'
    """
    date = read(edtf)
    return When(edtf, date.interval, date.precision, step)


def placed(edtf: str, signal: str, published: Dating, ahead: bool) -> When:
    """The place of what happened ``signal`` a date. ``ahead`` tells that the clause speaks of what is to come.

    >>> from chrono.article import UNDATED
    >>> [placed("2024-05", signal, UNDATED, False).edtf for signal in ("in", "since", "until", "by", "before", "after")]
    ['2024-05', '2024-05/..', '/2024-05', '[..2024-05]', '[..2024-04-30]', '[2024-06-01..]']
    """
    interval = read(edtf).interval
    if read(edtf).form == "one of":  # it is not known which of them bounds it: the last does before, the first after
        if signal == "since":
            return when(edtf, f"since one of these: {edtf}")
        if signal in {"before", "after"}:
            interval = read(_edge(edtf, -1 if signal == "before" else 0)).interval
    if signal == "since" and isinstance(interval.start, int):
        return _stretch(f"{_edge(edtf, 0)}/..", edtf, "since then")
    if signal == "until the hour":
        return when(edtf, f"until then on that day: {edtf}")
    if signal == "until" and isinstance(interval.end, int):
        return _stretch(f"/{_edge(edtf, -1)}", edtf, "until then; when it began is not told")
    if signal in {"by", "before"} and isinstance(interval.end, int) and isinstance(interval.start, int):
        last = _edge(edtf, -1) if signal == "by" else iso_date(interval.start // SECONDS_A_DAY - 1)
        first = _after_writing(published, interval) if ahead else ""
        step = f"{signal} then, at a time not told" + (", and after the article was written" if first else "")
        return _stretch(f"[{first}..{last}]", edtf, step)
    if signal == "after" and isinstance(interval.end, int):
        return _stretch(
            f"[{iso_date((interval.end - 1) // SECONDS_A_DAY + 1)}..]", edtf, "after then, at a time not told"
        )
    return when(edtf)


def between(first: str, last: str) -> When | None:
    """The stretch from one date to another, or None where the second does not come after the first.

    >>> between("2024-05", "2024-07").edtf, between("2024-05", "2023")
    ('2024-05/2024-07', None)
    """
    stretch = f"{_edge(first, 0)}/{_edge(last, -1)}"
    try:
        return when(stretch, f"from the one to the other: {stretch}")
    except ValueError:
        return None


def day_of(published: Dating) -> str | None:
    """An article's date without its time of day; None where it is unknown, in conflict or bounded on one side only.

    >>> from chrono.temporal.edtf import parse
    >>> day_of(Dating(parse("2024-11-14T12:59-05:00").interval, "exact", "2024-11-14T12:59-05:00"))
    '2024-11-14'
    """
    if published.edtf is None or published.status not in {"exact", "interval"}:
        return None
    if isinstance(published.interval.start, Bound) or isinstance(published.interval.end, Bound):
        return None
    return published.edtf.partition("T")[0]


def _stretch(text: str, phrase: str, step: str) -> When:
    try:
        return when(text, f"{step}: {text}")
    except ValueError:
        return when(phrase)


def _edge(edtf: str, which: int) -> str:
    """The first or the last date of an EDTF value that may be an interval or a set."""
    date = read(edtf)
    parts: Sequence[Edtf | Bound] = date.parts
    while parts:
        part = parts[which]
        if isinstance(part, Bound):
            return edtf
        date, parts = part, part.parts
    return str(date)


def _after_writing(published: Dating, deadline: Interval) -> str:
    """The day from which on an article's future lies, where it is known and before the deadline."""
    start = published.interval.start
    if day_of(published) is None or not isinstance(start, int) or not isinstance(deadline.end, int):
        return ""
    return iso_date(start // SECONDS_A_DAY) if start < deadline.end else ""
