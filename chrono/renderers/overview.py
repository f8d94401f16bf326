"""What the chart above a timeline shows, on plain day numbers: what goes where, and how it is divided.

An event known to the day is a dot above the line; whatever is wider, or not so well known, is a bar below it,
as long as the stretch it may touch, or a short one beside its known end where the other is unknown. Where most
events crowd into a small part of the whole, that part gets a panel of its own. Where even so there are too many to
draw one by one, columns count them.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from math import ceil
from typing import Literal

from chrono.events.event import Event
from chrono.renderers.dates import span
from chrono.renderers.locale import Locale, english
from chrono.temporal.calendar import SECONDS_A_DAY, civil, day_number, iso_date
from chrono.temporal.edtf import parse
from chrono.temporal.interval import OPEN

Tone = Literal["happened", "ongoing", "planned", "unsure"]
End = Literal["known", "open", "unknown"]

MOST_LANES = 12
"""Dots or bars above one another before columns take their place."""
MOST_IN_A_LANE = 3
"""The same in the lane of one actor or source."""
DOT = 11.0
"""Pixels a dot needs, with the blank about it; also the width of a column."""
BAR = 8.0
"""Pixels a bar needs from top to top, and the least it is long."""
_TICK = 78.0
_CROWD = 0.5
_CROWDED = 0.15
_FEWEST_IN_A_CROWD = 6


@dataclass(frozen=True, slots=True)
class Stretch:
    """The days an event may touch, ``first`` included and ``after`` not; None where there is no known end."""

    first: int | None
    after: int | None
    tone: Tone
    before_first: End = "known"
    beyond_last: End = "known"

    @property
    def is_day(self) -> bool:
        """Whether it is known to the day."""
        return self.first is not None and self.after == self.first + 1


@dataclass(frozen=True, slots=True)
class Dot:
    """A day, ``lane`` dots above the line."""

    day: float
    lane: int
    tone: Tone


@dataclass(frozen=True, slots=True)
class Bar:
    """A stretch in day numbers as it is drawn, cut to the panel, ``lane`` bars below the line."""

    first: float
    after: float
    lane: int
    tone: Tone
    left: End
    right: End


@dataclass(frozen=True, slots=True)
class Column:
    """How many dots (``above``) or bars touch the days from ``first`` until ``after``, also as a share of the most."""

    first: float
    after: float
    count: int
    share: float
    above: bool


@dataclass(frozen=True, slots=True)
class Panel:
    """One picture: the days it spans, what is drawn in it, and the ticks (day number, label) of its axis.

    ``enlarged`` is the part that the next panel shows, ``count`` how many events are drawn (or counted) here.
    """

    name: str
    first: float
    after: float
    count: int
    ticks: tuple[tuple[int, str], ...]
    dots: tuple[Dot, ...] = ()
    bars: tuple[Bar, ...] = ()
    columns: tuple[Column, ...] = ()
    enlarged: tuple[int, int] | None = None


def stretches(events: Iterable[Event]) -> list[Stretch]:
    """The stretches of the events that have a date of their own and at least one end.

    >>> stretches([])
    []
    """
    return [stretch for event in events if (stretch := stretch_of(event)) is not None]


def panels(shown: Sequence[Stretch], width: float, locale: Locale | None = None) -> list[Panel]:
    """The panels for some stretches at a width in pixels: none, the whole, or the whole and its crowded part."""
    if not shown:
        return []
    locale = locale or english()
    whole = _extent(shown)
    crowd = _crowd(shown, whole)
    if crowd is None:
        return [_panel(shown, whole, width, locale)]
    inside = [stretch for stretch in shown if _within(stretch, crowd)]
    outside = [stretch for stretch in shown if not _within(stretch, crowd)]
    inside += [stretch for stretch in outside if _goes_on_in(stretch, crowd)]
    return [_panel(outside, whole, width, locale, crowd), _panel(inside, crowd, width, locale)]


def lane(shown: Sequence[Stretch], whole: Panel, width: float, locale: Locale, *, ticks: bool) -> Panel:
    """A panel as long as ``whole`` for those of some stretches that touch it; ``ticks`` only where they are wanted."""
    days = int(whole.first), int(whole.after)
    found = _panel([each for each in shown if touches(each, whole)], days, width, locale, most=MOST_IN_A_LANE)
    return found if ticks else replace(found, ticks=())


def touches(stretch: Stretch, panel: Panel) -> bool:
    """Whether some of a stretch, or all that is known of it, lies within a panel."""
    first, after = _told(stretch, (int(panel.first), int(panel.after)))
    return first < panel.after and after > panel.first


def legend(shown: Iterable[Panel]) -> set[str]:
    """What some panels hold that wants a word: their tones, ``dot``, ``bar`` and ``column``, and the ends of bars."""
    keys: set[str] = set()
    for panel in shown:
        keys.update(dot.tone for dot in panel.dots)
        keys.update(bar.tone for bar in panel.bars)
        keys.update(end for bar in panel.bars for end in (bar.left, bar.right))
        keys.update(("dot",) if panel.dots else ())
        keys.update("bar" for bar in panel.bars if bar.tone != "ongoing")
        keys.update(("column",) if panel.columns else ())
    return keys


def stretch_of(event: Event) -> Stretch | None:
    """The days an event may touch; None where it has no date of its own, or none with an end."""
    if event.kind == "reported" or not event.date:
        return None
    try:
        interval = parse(event.date).interval
    except ValueError:
        return None
    first = interval.start // SECONDS_A_DAY if isinstance(interval.start, int) else None
    after = (interval.end - 1) // SECONDS_A_DAY + 1 if isinstance(interval.end, int) else None
    if first is None and after is None:
        return None
    before_first: End = "known" if first is not None else "open" if interval.start is OPEN else "unknown"
    beyond_last: End = "known" if after is not None else "open" if interval.end is OPEN else "unknown"
    return Stretch(first, after, _tone(event), before_first, beyond_last)


def _tone(event: Event) -> Tone:
    if event.modality != "asserted":
        return "unsure"
    return event.kind if event.kind in ("planned", "ongoing") else "happened"


def _extent(shown: Sequence[Stretch]) -> tuple[int, int]:
    """The days from the first known end to the last: two weeks at least, for an axis to be read."""
    known = [day for stretch in shown for day in (stretch.first, stretch.after) if day is not None]
    first, after = min(known), max(known)
    missing = max(0, 14 - (after - first))
    return first - missing // 2, after + ceil(missing / 2)


def _crowd(shown: Sequence[Stretch], whole: tuple[int, int]) -> tuple[int, int] | None:
    """The whole months that half of the events crowd into, where that is a small part of the whole."""
    length = whole[1] - whole[0]
    middles = sorted(
        (stretch.first + stretch.after) // 2
        for stretch in shown
        if stretch.first is not None and stretch.after is not None and stretch.after - stretch.first < length / 20
    )
    half = max(_FEWEST_IN_A_CROWD, ceil(len(shown) * _CROWD))
    if len(middles) < half:
        return None
    spread, start = min((middles[i + half - 1] - middles[i], middles[i]) for i in range(len(middles) - half + 1))
    first, after = _month_start(start, 0), _month_start(start + spread, 1)
    return (first, after) if after - first < length * _CROWDED else None


def _month_start(day: int, later: int) -> int:
    year, month, _ = civil(day)
    month += later - 1
    return day_number(year + month // 12, month % 12 + 1)


def _within(stretch: Stretch, crowd: tuple[int, int]) -> bool:
    if "open" in (stretch.before_first, stretch.beyond_last):
        return False
    first, after = _told(stretch, crowd)
    return crowd[0] <= first and after <= crowd[1]


def _goes_on_in(stretch: Stretch, crowd: tuple[int, int]) -> bool:
    """Whether something that is told to have no end lasts into the crowded part."""
    if "open" not in (stretch.before_first, stretch.beyond_last):
        return False
    first, after = _told(stretch, crowd)
    return first < crowd[1] and after > crowd[0]


def _told(stretch: Stretch, days: tuple[int, int]) -> tuple[int, int]:
    """The days a stretch is drawn over: where it is open all, where an end is unknown none but the other end."""
    first, after = stretch.first, stretch.after
    if first is None and after is not None and stretch.before_first == "unknown":
        first = after - 1
    if after is None and first is not None and stretch.beyond_last == "unknown":
        after = first + 1
    return known_or(first, days[0]), known_or(after, days[1])


def _panel(
    shown: Sequence[Stretch],
    days: tuple[int, int],
    width: float,
    locale: Locale,
    enlarged: tuple[int, int] | None = None,
    most: int = MOST_LANES,
) -> Panel:
    a_pixel = (days[1] - days[0]) / width
    in_order = sorted(shown, key=lambda stretch: _told(stretch, days))
    dots, columns = _dots([stretch for stretch in in_order if stretch.is_day], days, a_pixel, most)
    bars, more_columns = _bars([stretch for stretch in in_order if not stretch.is_day], days, a_pixel, most)
    return Panel(
        name=span(iso_date(days[0]), iso_date(days[1] - 1), locale),
        first=days[0],
        after=days[1],
        count=len(shown),
        ticks=tuple(_ticks(days, max(2, int(width / _TICK)), locale)),
        dots=tuple(dots),
        bars=tuple(bars),
        columns=(*columns, *more_columns),
        enlarged=enlarged,
    )


def known_or(day: int | None, otherwise: int) -> int:
    """An end of a stretch, or another day where it is not known."""
    return otherwise if day is None else day


def _dots(shown: Sequence[Stretch], days: tuple[int, int], a_pixel: float, most: int) -> tuple[list[Dot], list[Column]]:
    """Dots, each in the lowest lane where it touches no other; columns where that takes too many lanes."""
    middles = [stretch.first + 0.5 for stretch in shown if stretch.first is not None]
    room = DOT * a_pixel / 2
    lanes = free_lanes([(middle - room, middle + room) for middle in middles], most)
    if lanes is None:
        return [], _columns([(middle, middle) for middle in middles], days, a_pixel, above=True)
    return [Dot(middle, lane, stretch.tone) for middle, lane, stretch in zip(middles, lanes, shown, strict=True)], []


def _bars(shown: Sequence[Stretch], days: tuple[int, int], a_pixel: float, most: int) -> tuple[list[Bar], list[Column]]:
    """Bars, none too short to be seen, each in the highest lane where it touches no other; or columns."""
    ends = [_drawn(stretch, days, BAR * a_pixel) for stretch in shown]
    lanes = free_lanes([(start, end + BAR * a_pixel / 4) for start, end in ends], most)
    if lanes is None:
        return [], _columns(ends, days, a_pixel, above=False)
    return [
        Bar(start, end, lane, stretch.tone, stretch.before_first, stretch.beyond_last)
        for (start, end), lane, stretch in zip(ends, lanes, shown, strict=True)
    ], []


def _drawn(stretch: Stretch, days: tuple[int, int], least: float) -> tuple[float, float]:
    """Where a bar begins and ends: inside the panel, and at least so far apart."""
    first, after = _told(stretch, days)
    start, end = max(first, days[0]), min(after, days[1])
    if end - start >= least:
        return start, end
    wanted = (start + end - least) / 2
    if "unknown" in (stretch.before_first, stretch.beyond_last):
        wanted = end - least if stretch.before_first == "unknown" else start
    start_of_least = min(max(wanted, days[0]), days[1] - least)
    return start_of_least, start_of_least + least


def free_lanes(ends: Iterable[tuple[float, float]], most: int | None = None) -> list[int] | None:
    """The first lane that is free for each of some stretches in order; None where so many do not do.

    >>> free_lanes([(0, 4), (1, 2), (2, 5)]), free_lanes([(0, 4), (1, 2)], most=1)
    ([0, 1, 1], None)
    """
    taken: list[float] = []
    lanes = []
    for start, end in ends:
        lane = next((lane for lane, last in enumerate(taken) if last <= start), len(taken))
        if lane == most:
            return None
        taken[lane : lane + 1] = [end]
        lanes.append(lane)
    return lanes


def _columns(
    drawn: Iterable[tuple[float, float]], days: tuple[int, int], a_pixel: float, *, above: bool
) -> list[Column]:
    """Counts of equal parts of the panel, the empty ones left out."""
    parts = max(1, int((days[1] - days[0]) / a_pixel / DOT))
    a_part = (days[1] - days[0]) / parts
    edges = [days[0] + a_part * part for part in range(1, parts)]
    changes = [0] * (parts + 1)
    for first, after in drawn:
        part = bisect_right(edges, first)
        changes[part] += 1
        changes[max(part, bisect_left(edges, after)) + 1] -= 1
    counts = list(accumulate(changes[:-1]))
    most = max(counts)
    return [
        Column(days[0] + a_part * part, days[0] + a_part * (part + 1), count, count / most, above)
        for part, count in enumerate(counts)
        if count
    ]


def _ticks(days: tuple[int, int], most: int, locale: Locale) -> Iterator[tuple[int, str]]:
    """The ticks of an axis: the finest of days, weeks, months and years that do not crowd it."""
    length = days[1] - days[0]
    for step in (1, 2, 7, 14):
        if length / step <= most:
            return _day_ticks(days, step, locale)
    for step in (1, 2, 3, 6):
        if length / 30.4 / step <= most:
            return _month_ticks(days, step, locale)
    years = length / 365.25
    steps = (size * 10**power for power in range(13) for size in (1, 2, 5))
    return _year_ticks(days, next(step for step in steps if years / step <= most), locale)


def _day_ticks(days: tuple[int, int], step: int, locale: Locale) -> Iterator[tuple[int, str]]:
    start = days[0] if step < 7 else -(-days[0] // 7) * 7
    named = None
    for day in range(start, days[1], step):
        year, month, day_of_month = civil(day)
        yield day, _label(locale, "short monthday" if named == year else "short day", year, month, day_of_month)
        named = year


def _month_ticks(days: tuple[int, int], step: int, locale: Locale) -> Iterator[tuple[int, str]]:
    year, month, day = civil(days[0])
    index = year * 12 + month - 1 + (day > 1)
    index = -(-index // step) * step
    named = None
    while (day := day_number(index // 12, index % 12 + 1)) < days[1]:
        year, month = index // 12, index % 12 + 1
        yield day, _label(locale, "short month" if named == year else "short year month", year, month)
        named = year
        index += step


def _year_ticks(days: tuple[int, int], step: int, locale: Locale) -> Iterator[tuple[int, str]]:
    """Round years; before our era it is years BC that are round, which astronomers count one off."""
    year = civil(days[0])[0] // step * step - step
    while (day := day_number(year + (year < 0))) < days[1]:
        if day >= days[0] and year != 0:
            yield day, locale.year(year + (year < 0))
        year += step


def _label(locale: Locale, pattern: str, year: int, month: int, day: int = 1) -> str:
    return "".join(text for _, text in locale.fields(pattern, year, month, day))
