"""Operators: what a phrase means before it is known when it was said.

"last Friday" is not a date but a function from dates to dates. Each operator is an immutable value; `read` applies it
to a reference day and the clause's tense and gives a `Reading`. The names follow timenorm's operators (Bethard, 2013:
This, Last, Next, Shift, Nth, Intersect) where there is one. Nothing here knows a language.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice
from typing import ClassVar, Literal, Protocol

from chrono.temporal.amount import Amount, counted
from chrono.temporal.calendar import MONTHS, SECONDS_A_DAY, WEEKDAYS, days_in_month, iso_date
from chrono.temporal.context import Tense
from chrono.temporal.feasts import DayRule, MonthDay
from chrono.temporal.interval import Interval
from chrono.temporal.period import SEASONS, Grain, Period, Stretch

Base = Literal["none", "article", "narrative", "genre", "report"]
"""What an operator counts from: nothing, the article's date, the date last told, whichever the genre makes it (the
article's date in news, the date last told in a history), or that of a report: the quarter or half last told, else the
article's date."""
Choice = Literal["bare", "near", "last", "next", "this"]


@dataclass(frozen=True, slots=True)
class Reading:
    """What an operator gives at one reference day.

    ``value`` is TIMEX3's; ``period`` its place on the time line (None for durations, sets, references and dates that
    lack their year); ``steps`` the derivation in words; ``mod``, ``quant`` and ``freq`` are TIMEX3's attributes.
    ``either`` is a second period where the words leave open which of two is meant. ``span`` is a place that is no
    single period: the stretch of "the past two years", which is a length of time and dates nothing. ``rough`` says
    that the period may be off by a day.
    """

    value: str
    period: Period | None = None
    steps: tuple[str, ...] = ()
    mod: str | None = None
    quant: str | None = None
    freq: str | None = None
    either: Period | None = None
    span: Interval | None = None
    rough: bool = False


class Operator(Protocol):
    """A function from a reference day to a reading. ``base`` says what it counts from, ``grain`` how fine it is."""

    def __hash__(self) -> int: ...

    @property
    def base(self) -> Base: ...

    @property
    def grain(self) -> Grain | None: ...

    @property
    def by_tense(self) -> bool:
        """Whether the clause's tense decides the direction."""
        ...

    def read(self, reference: Period | None, tense: Tense) -> Reading:
        """The reading at ``reference`` (None: not known, the value then holds X for what is missing)."""
        ...


@dataclass(frozen=True, slots=True)
class Fixed:
    """A date written out in full. ``weekday`` (0 is Monday) is the one it was written with, where the calendar has
    another for that day: the date stands, and the reading says so.

    >>> Fixed(Period.day(2024, 11, 5)).read(None, "past").value
    '2024-11-05'
    >>> Fixed(Period.day(2024, 11, 5), weekday=4).read(None, "past").steps[-1]
    'but 2024-11-05 is a Tuesday, not a Friday'
    """

    period: Period
    base: Base = "none"
    by_tense: bool = False
    weekday: int | None = None

    @property
    def grain(self) -> Grain:
        return self.period.grain

    def read(self, reference: Period | None, tense: Tense) -> Reading:
        steps = ["written out in full"]
        if self.weekday is not None:
            steps.append("but " + not_the_weekday(self.period, self.weekday))
        return Reading(self.period.value, self.period, tuple(steps))


@dataclass(frozen=True, slots=True)
class Shift:
    """``count`` units from the reference: This (0), Last (-1), Next (+1), "three weeks ago" (-3).

    The result has the grain of the unit, so "two years ago" is a year and "two days ago" a day.

    >>> Shift(-1, Grain.MONTH).read(Period.day(2024, 1, 31), "past").value
    '2023-12'
    """

    count: int
    grain: Grain
    base: Base = "article"
    by_tense: bool = False

    def read(self, reference: Period | None, tense: Tense) -> Reading:
        if reference is None:
            return Reading(UNKNOWN_VALUE[self.grain])
        if reference.grain > self.grain:  # "the next day" after "in 2014", "two hours ago" of a day
            return Reading(UNKNOWN_VALUE[self.grain])
        in_a_year = _REPORTED.get(reference.grain) if self.base in ("narrative", "report") else None
        if self.grain is Grain.YEAR and in_a_year is not None:
            period = reference.shift(in_a_year * self.count)  # a year before a quarter is that of the year before
        else:
            period = reference.to(self.grain).shift(self.count)
        return Reading(period.value, period, (f"{_counted(self.count, self.grain)} {_name(reference)}",))


_TURNS = 41  # looked through: 29 February may be a Friday once in 40 years, the 31st once in 20 months
_YEAR_BY_WEEKDAY = 1000 * SECONDS_A_DAY  # as far as a weekday alone tells the year
_REPORTED = {Grain.QUARTER: 4, Grain.HALF: 2}
"""The periods that reports compare with those of the year before: how many there are in a year."""
_LONG_BACK = 220 * SECONDS_A_DAY
_NEARBY = 75 * SECONDS_A_DAY


class Cycle(Protocol):
    """Something that comes back: a weekday every week, a month every year."""

    @property
    def turn(self) -> Grain:
        """The grain of one turn of the cycle."""
        ...

    @property
    def grain(self) -> Grain: ...

    @property
    def unknown(self) -> str:
        """The value when the turn is not known."""
        ...

    @property
    def words(self) -> str: ...

    def occurrence(self, turn: int) -> Period | None:
        """The occurrence in a turn, None where that turn has none (29 February)."""
        ...


@dataclass(frozen=True, slots=True)
class WeekdayCycle:
    """A weekday, 0 is Monday."""

    weekday: int
    turn: Grain = Grain.WEEK
    grain: Grain = Grain.DAY

    @property
    def unknown(self) -> str:
        return f"XXXX-WXX-{self.weekday + 1}"

    @property
    def words(self) -> str:
        return f"a {WEEKDAYS[self.weekday]}"

    def occurrence(self, turn: int) -> Period:
        return Period(Grain.DAY, turn * 7 + self.weekday)


@dataclass(frozen=True, slots=True)
class MonthCycle:
    """A month of the year, 1 to 12."""

    month: int
    turn: Grain = Grain.YEAR
    grain: Grain = Grain.MONTH

    @property
    def unknown(self) -> str:
        return f"XXXX-{self.month:02d}"

    @property
    def words(self) -> str:
        return f"a month of {MONTHS[self.month - 1]}"

    def occurrence(self, turn: int) -> Period:
        return Period.month(turn, self.month)


@dataclass(frozen=True, slots=True)
class MonthDayCycle:
    """A day of a month, every year; with ``weekday`` (0 is Monday) only in the years in which it falls on one."""

    month: int
    day: int
    weekday: int | None = None
    turn: Grain = Grain.YEAR
    grain: Grain = Grain.DAY

    @property
    def unknown(self) -> str:
        return f"XXXX-{self.month:02d}-{self.day:02d}"

    @property
    def words(self) -> str:
        weekday = f"{WEEKDAYS[self.weekday]}, " if self.weekday is not None else ""
        return f"a {weekday}{self.day} {MONTHS[self.month - 1]}"

    def occurrence(self, turn: int) -> Period | None:
        if self.day > days_in_month(turn, self.month):
            return None
        day = Period.day(turn, self.month, self.day)
        return day if self.weekday is None or day.index % 7 == self.weekday else None


@dataclass(frozen=True, slots=True)
class DayOfMonthCycle:
    """A day of the month, every month ("the 14th"); with ``weekday`` (0 is Monday) only in the months in which it falls
    on one ("Tuesday the 19th")."""

    day: int
    weekday: int | None = None
    turn: Grain = Grain.MONTH
    grain: Grain = Grain.DAY

    @property
    def unknown(self) -> str:
        return f"XXXX-XX-{self.day:02d}"

    @property
    def words(self) -> str:
        weekday = f" that is a {WEEKDAYS[self.weekday]}" if self.weekday is not None else ""
        return f"a day {self.day} of a month{weekday}"

    def occurrence(self, turn: int) -> Period | None:
        year, month = divmod(turn, 12)
        if self.day > days_in_month(year, month + 1):
            return None
        day = Period.day(year, month + 1, self.day)
        return day if self.weekday is None or day.index % 7 == self.weekday else None


@dataclass(frozen=True, slots=True)
class PartOfYearCycle:
    """A season, quarter or half, every year; ``number`` counts from 0."""

    grain: Grain
    number: int
    turn: Grain = Grain.YEAR

    @property
    def unknown(self) -> str:
        if self.grain is Grain.SEASON:
            return f"XXXX-{SEASONS[self.number]}"
        return f"XXXX-{'Q' if self.grain is Grain.QUARTER else 'H'}{self.number + 1}"

    @property
    def words(self) -> str:
        if self.grain is Grain.SEASON:
            return "a " + ("spring", "summer", "autumn", "winter")[self.number]
        return f"{self.grain.name.lower()} {self.number + 1} of a year"

    def occurrence(self, turn: int) -> Period:
        return Period(self.grain, turn * (2 if self.grain is Grain.HALF else 4) + self.number)


@dataclass(frozen=True, slots=True)
class WeekendCycle:
    """The weekend, every week."""

    turn: Grain = Grain.WEEK
    grain: Grain = Grain.WEEKEND
    unknown: str = "XXXX-WXX-WE"
    words: str = "a weekend"

    def occurrence(self, turn: int) -> Period:
        return Period(Grain.WEEKEND, turn)


@dataclass(frozen=True, slots=True)
class HolidayCycle:
    """A named day of the year, found by ``rule``; with ``last`` the stretch from that day to the next one that ``last``
    gives (Lent). Without a rule the day is known to come back, but not when. ``rough`` days may be off by one."""

    name: str
    rule: DayRule | None
    last: DayRule | None = None
    rough: bool = False
    turn: Grain = Grain.YEAR
    grain: Grain = Grain.DAY

    @property
    def unknown(self) -> str:
        fixed = self.rule
        return f"XXXX-{fixed.month:02d}-{fixed.day:02d}" if isinstance(fixed, MonthDay) else "XXXX-XX-XX"

    @property
    def words(self) -> str:
        if self.rule is None:
            return f"{self.name}, whose day no rule here gives"
        words = f"{self.name}, {self.rule.words}"
        return f"{words}, until {self.last.words}" if self.last else words

    def occurrences(self, turn: int) -> tuple[Period, ...]:
        """All of a year, of which a feast of the Islamic calendar may have two."""
        days = self.rule.days(turn) if self.rule else ()
        return tuple(
            Stretch(Grain.DAY, day, self._length(day, turn)) if self.last else Period(Grain.DAY, day) for day in days
        )

    def occurrence(self, turn: int) -> Period | None:
        return next(iter(self.occurrences(turn)), None)

    def _length(self, first: int, year: int) -> int:
        assert self.last is not None
        ends = (day for turn in (year, year + 1) for day in self.last.days(turn))
        return next((day - first + 1 for day in ends if day >= first), 1)


@dataclass(frozen=True, slots=True)
class CycleBeside:
    """What lies an amount of time before (``direction`` -1) or after (1) every occurrence of a cycle: "two weeks before
    Christmas". Of a year's cycle, and no more than a year from it.

    >>> CycleBeside(HolidayCycle("Christmas", MonthDay(12, 25)), Amount(((2, Grain.WEEK),)), -1).occurrence(2024).value
    '2024-12-11'
    """

    cycle: Cycle
    amount: Amount
    direction: int

    @property
    def turn(self) -> Grain:
        return self.cycle.turn

    @property
    def grain(self) -> Grain:
        return self.cycle.grain

    @property
    def unknown(self) -> str:
        return UNKNOWN_VALUE[self.grain]

    @property
    def words(self) -> str:
        return f"{self.amount.words} {'after' if self.direction > 0 else 'before'} {self.cycle.words}"

    def occurrences(self, turn: int) -> tuple[Period, ...]:
        moved = (self.amount.moved(period, self.direction) for period in _occurrences(self.cycle, turn))
        return tuple(period for period in moved if period is not None)

    def occurrence(self, turn: int) -> Period | None:
        return next(iter(self.occurrences(turn)), None)


def _occurrences(cycle: Cycle, turn: int) -> tuple[Period, ...]:
    """A cycle's occurrences in a turn: one, or none, but for a holiday that may have two."""
    if isinstance(cycle, HolidayCycle | CycleBeside):
        return cycle.occurrences(turn)
    period = cycle.occurrence(turn)
    return (period,) if period else ()


def _is_rough(cycle: Cycle) -> bool:
    return isinstance(cycle, HolidayCycle) and cycle.rough


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One occurrence of a cycle, chosen from the reference.

    ``last``: the latest that ended before the reference; ``next``: the first that begins after it;
    ``this``: that of the reference's own turn. ``bare`` leaves it to the tense: in the past the latest that has
    begun, in the future the first that has not ended, in the present the nearest (of weekdays, the latest begun:
    news tells in the present what has just happened). ``near`` is ``bare`` where the tense is a weak hint: an
    occurrence within ten weeks wins over the tense.

    >>> Occurrence(MonthCycle(5), "next").read(Period.day(2024, 12, 2), "future").value
    '2025-05'
    >>> [Occurrence(WeekdayCycle(4), "bare").read(Period.day(2024, 12, 2), t).value for t in ("past", "future")]
    ['2024-11-29', '2024-12-06']
    """

    cycle: Cycle
    choice: Choice = "bare"
    base: Base = "article"

    @property
    def grain(self) -> Grain:
        return self.cycle.grain

    @property
    def by_tense(self) -> bool:
        return self.choice in ("bare", "near")

    def read(self, reference: Period | None, tense: Tense) -> Reading:
        if reference is None:
            return Reading(
                self.cycle.unknown,
                None,
                (f"{self.cycle.words}, of an unknown {self.cycle.turn.name.lower()}",),
            )
        if self.base == "narrative" and reference.grain > self.cycle.turn:
            return Reading(self.cycle.unknown)
        period, reason = self._choose(reference, tense)
        weekday = self.cycle.weekday if isinstance(self.cycle, MonthDayCycle) and self.by_tense else None
        is_near = period is not None and abs(period.start - reference.start) <= _YEAR_BY_WEEKDAY
        if weekday is not None and tense != "told" and not is_near:
            return self._whatever_weekday(weekday, reference, tense)
        if period is None:
            return Reading(self.cycle.unknown, None, (self.cycle.words,))
        steps = (f"{self.cycle.words}: {reason} {_name(reference)}",)
        return Reading(period.value, period, steps, rough=_is_rough(self.cycle))

    def _whatever_weekday(self, weekday: int, reference: Period, tense: Tense) -> Reading:
        """The weekday is that of no year near by, so it is the weekday that is wrong: the date stands without it."""
        cycle = replace(self.cycle, weekday=None)  # type: ignore[type-var]
        reading = replace(self, cycle=cycle).read(reference, tense)
        if reading.period is None:
            return reading
        return replace(reading, steps=(*reading.steps, "but " + not_the_weekday(reading.period, weekday)))

    def _choose(self, reference: Period, tense: Tense) -> tuple[Period | None, str]:
        turn = reference.to(self.cycle.turn).index
        if self.by_tense and tense == "told":
            return self._told(reference, turn), "the one that goes with"
        if self.choice == "this" and (around := self._around(reference, turn)):
            return around, "the one around"
        if self.choice == "this":
            return self._same(turn), f"the one in the same {self.cycle.turn.name.lower()} as"
        if self.choice == "last":
            return self._backward(turn, lambda p: p.end <= reference.start), "the last one before"
        if self.choice == "next":
            return self._forward(turn, lambda p: p.start >= reference.end), "the first one after"
        begun = self._backward(turn, lambda p: p.start <= reference.start)
        ahead = self._forward(turn, lambda p: p.end >= reference.end)
        if begun == ahead:
            return begun, "the one at"
        if self.choice == "near" and begun and ahead:
            past, future = reference.end - begun.end, ahead.start - reference.start
            if min(past, future) < _NEARBY:
                return (ahead, "the nearest one, ahead of") if future < past else (begun, "the nearest one, before")
        if tense == "future":
            return ahead, "the clause looks ahead, so the first one from"
        if tense == "past" or self.cycle.turn is Grain.WEEK:
            told = "the clause looks back" if tense == "past" else "news tells of days just gone"
            return begun, f"{told}, so the last one up to"
        if begun and ahead and ahead.start - reference.start < reference.end - begun.end:
            return ahead, "the nearest one, ahead of"
        return begun, "the nearest one, before"

    def _around(self, reference: Period, turn: int) -> Period | None:
        """The occurrence that holds the reference: "this winter", said in January, began in December."""
        candidates = (period for step in (-1, 0) for period in _occurrences(self.cycle, turn + step))
        return next((period for period in candidates if period.start <= reference.start < period.end), None)

    def _same(self, turn: int) -> Period | None:
        """The occurrence of a turn."""
        return next(iter(_occurrences(self.cycle, turn)), None)

    def _told(self, reference: Period, turn: int) -> Period | None:
        """In a history: of weekdays the first from the date last told, else the one of its year; early in the year
        after late in it, the next year's."""
        if self.cycle.turn is Grain.WEEK:
            return self._forward(turn, lambda p: p.start >= reference.start)
        same = self._same(turn)
        if same is None or reference.grain > Grain.SEASON or reference.start - same.start < _LONG_BACK:
            return same
        return self._same(turn + 1)

    def _backward(self, turn: int, fits: Callable[[Period], bool]) -> Period | None:
        return next(filter(fits, walk(self.cycle, turn, -1)), None)

    def _forward(self, turn: int, fits: Callable[[Period], bool]) -> Period | None:
        return next(filter(fits, walk(self.cycle, turn, 1)), None)


def walk(cycle: Cycle, turn: int, direction: int) -> Iterator[Period]:
    """The occurrences of a cycle from around a turn on, in time (``direction`` 1) or back (-1), until 41 turns in a
    row have none.

    >>> leap_days = walk(MonthDayCycle(2, 29), 2023, 1)
    >>> next(leap_days).value, next(leap_days).value
    ('2024-02-29', '2028-02-29')
    """
    turn, none = turn - direction, 0
    while none < _TURNS:
        periods = _occurrences(cycle, turn)
        none = 0 if periods else none + 1
        yield from periods[::direction]
        turn += direction


@dataclass(frozen=True, slots=True)
class Here:
    """The reference itself, as fine as it is known: a day, or the minute an article was written.

    >>> Here().read(Period.day(2024, 11, 14), "past").value
    '2024-11-14'
    """

    base: Base = "article"
    grain: Grain | None = None
    by_tense: bool = False

    def read(self, reference: Period | None, tense: Tense) -> Reading:
        return Reading(UNKNOWN_VALUE[Grain.DAY]) if reference is None else Reading(reference.value, reference)


@dataclass(frozen=True, slots=True)
class OfAnother:
    """An operator that is made of another: it counts from what the other counts from."""

    inner: Operator

    @property
    def base(self) -> Base:
        return self.inner.base

    @property
    def by_tense(self) -> bool:
        return self.inner.by_tense


@dataclass(frozen=True, slots=True)
class Nth(OfAnother):
    """The ``number``-th unit inside another period, from 1; -1 is the last ("the third week of May").

    With ``weekday`` (0 is Monday) the n-th such weekday.

    >>> Nth(Fixed(Period.year(2024)), 3, Grain.QUARTER).read(None, "past").value
    '2024-Q3'
    """

    number: int
    grain: Grain
    weekday: int | None = None

    def read(self, reference: Period | None, tense: Tense) -> Reading:
        outer = self.inner.read(reference, tense)
        period = nth_within(outer.period, self.number, self.grain, self.weekday) if outer.period else None
        unit = WEEKDAYS[self.weekday] if self.weekday is not None else self.grain.name.lower()
        from_end = {-1: f"the last {unit}", -2: f"the last {unit} but one"}
        which = from_end.get(self.number, f"{unit} number {self.number}")
        if period is None:
            return Reading(UNKNOWN_VALUE[self.grain], None, (*outer.steps, f"there is no {which} in {outer.value}"))
        return Reading(period.value, period, (*outer.steps, f"{which} in {outer.value}"))


def nth_within(outer: Period, number: int, grain: Grain, weekday: int | None = None) -> Period | None:
    """The ``number``-th unit inside a period, from 1, or from its end, from -1; None where it has none.

    A week belongs to the month or year that holds its Thursday, as in ISO 8601, a weekend to that of its Saturday.

    >>> nth_within(Period.month(2024, 5), 1, Grain.WEEK).value, nth_within(Period.month(2024, 2), 30, Grain.DAY)
    ('2024-W18', None)
    >>> nth_within(Period.year(2024), -1, Grain.DAY, 4).value  # the last Friday
    '2024-12-27'
    """
    if number == 0 or (outer.grain <= grain and not isinstance(outer, Stretch)):
        return None
    first_day, after = outer.first_day, outer.end // SECONDS_A_DAY
    if weekday is not None:
        first = Period(Grain.DAY, first_day + (weekday - first_day) % 7)
        last = Period(Grain.DAY, after - 1 - (after - 1 - weekday) % 7)
        step = 7
    else:
        offset = {Grain.WEEK: 3, Grain.WEEKEND: 5}.get(grain, 0)
        first = Period(Grain.DAY, first_day + (6 - offset if offset else 0)).to(grain)
        last = Period(Grain.DAY, after - 1 - offset).to(grain)
        step = 1
    period = first.shift(step * (number - 1)) if number > 0 else last.shift(step * (number + 1))
    return period if first.index <= period.index <= last.index else None


@dataclass(frozen=True, slots=True)
class Run(OfAnother):
    """So many units at the start of another period or, where ``count`` is negative, at its end ("the last two weeks of
    July"): a length of time, of which ``value`` is TIMEX3's, that has a place.

    >>> reading = Run(Fixed(Period.year(2024)), -3, Grain.MONTH, "P3M").read(None, "past")
    >>> reading.value, reading.period.edtf
    ('P3M', '2024-10-01/2024-12-31')
    """

    count: int
    grain: Grain
    value: str

    def read(self, reference: Period | None, tense: Tense) -> Reading:
        outer = self.inner.read(reference, tense)
        side = 1 if self.count > 0 else -1
        near, far = (nth_within(outer.period, n, self.grain) if outer.period else None for n in (side, self.count))
        if near is None or far is None:
            return Reading(self.value, None, outer.steps)
        units = _counted(abs(self.count), self.grain).removesuffix(" after")
        words = f"the {'first' if side > 0 else 'last'} {units} in {outer.value}"
        period = _from_to(near.first_day, far.end) if side > 0 else _from_to(far.first_day, near.end)
        return Reading(self.value, period, (*outer.steps, words))


@dataclass(frozen=True, slots=True)
class Remainder(OfAnother):
    """What is left of a period from the reference on ("the rest of the week"), or what of it has ``gone`` ("the year to
    date"). The value is the period's own, as TIMEX3 has none for a part that no unit fills.

    >>> reading = Remainder(Shift(0, Grain.MONTH), gone=False).read(Period.day(2024, 11, 14), "future")
    >>> reading.value, reading.period.edtf
    ('2024-11', '2024-11-14/2024-11-30')
    """

    gone: bool

    @property
    def grain(self) -> Grain | None:
        return self.inner.grain

    def read(self, reference: Period | None, tense: Tense) -> Reading:
        whole = self.inner.read(reference, tense)
        period = whole.period
        if period is None or reference is None or period.grain <= Grain.DAY or reference.grain is not Grain.DAY:
            return whole
        if not period.start <= reference.start < period.end:
            return whole
        left = _from_to(period.first_day, reference.end) if self.gone else _from_to(reference.first_day, period.end)
        steps = (*whole.steps, f"{'up to' if self.gone else 'from'} {_name(reference)}")
        return replace(whole, period=left, steps=steps)


def _from_to(first_day: int, end: int) -> Stretch:
    """The days from one to the moment at which the last of them ends."""
    return Stretch(Grain.DAY, first_day, end // SECONDS_A_DAY - first_day)


@dataclass(frozen=True, slots=True)
class Turn:
    """The start of the year, decade, century … that begins nearest to the reference ("the turn of the century").

    >>> [Turn(Grain.CENTURY).read(Period.day(year, 5, 1), "past").value for year in (1998, 2024)]
    ['20', '20']
    """

    grain: Grain
    base: Base = "genre"
    by_tense: bool = False

    def read(self, reference: Period | None, tense: Tense) -> Reading:
        if reference is None:
            return Reading(UNKNOWN_VALUE[self.grain], mod="START")
        now = reference.to(self.grain)
        period = now if reference.start - now.start <= now.end - reference.start else now.shift(1)
        return Reading(period.value, period, (f"the {self.grain.name.lower()} that begins nearest",), "START")


@dataclass(frozen=True, slots=True)
class UnitOf(OfAnother):
    """The week, month, year … that holds another date ("the week of November 5"), or the day ``lean`` days from it: a
    week that begins on a Sunday is the one of the Wednesday after.

    >>> UnitOf(Fixed(Period.day(2024, 11, 5)), Grain.WEEK).read(None, "past").value
    '2024-W45'
    >>> UnitOf(Fixed(Period.day(2024, 11, 10)), Grain.WEEK, 3).read(None, "past").value
    '2024-W46'
    """

    grain: Grain
    lean: int = 0

    def read(self, reference: Period | None, tense: Tense) -> Reading:
        inner = self.inner.read(reference, tense)
        if inner.period is None:
            return Reading(UNKNOWN_VALUE[self.grain], None, inner.steps)
        day = inner.period.shift(self.lean) if inner.period.grain is Grain.DAY else inner.period
        period = day.to(self.grain)
        return Reading(period.value, period, (*inner.steps, f"the {self.grain.name.lower()} of {inner.value}"))


@dataclass(frozen=True, slots=True)
class Away(OfAnother):
    """``count`` units of its own grain from another date ("the day before Christmas").

    >>> Away(Fixed(Period.day(2024, 12, 25)), -1).read(None, "past").value
    '2024-12-24'
    """

    count: int

    @property
    def grain(self) -> Grain | None:
        return self.inner.grain

    def read(self, reference: Period | None, tense: Tense) -> Reading:
        inner = self.inner.read(reference, tense)
        if inner.period is None:
            return Reading(UNKNOWN_VALUE[self.grain or Grain.DAY], None, inner.steps)
        period = inner.period.shift(self.count)
        steps = (*inner.steps, f"{_counted(self.count, period.grain)} {inner.value}")
        return Reading(period.value, period, steps, rough=inner.rough)


@dataclass(frozen=True, slots=True)
class _Beside(OfAnother):
    """What lies before or after another date: so much time away from it, in its own grain, or the ``number``-th
    occurrence of a cycle, counted from it."""

    step: Amount | Cycle
    number: int = 1
    direction: ClassVar[int]

    @property
    def grain(self) -> Grain | None:
        inner = self.inner.grain
        return self.step.grain if inner is None or not isinstance(self.step, Amount) else min(inner, self.step.grain)

    def read(self, reference: Period | None, tense: Tense) -> Reading:
        inner = self.inner.read(reference, tense)
        period = self._from(inner.period)
        if period is None:
            return self._unplaced(inner)
        steps = (*inner.steps, f"{self._words} {inner.value}")
        return replace(inner, value=period.value, period=period, steps=steps, either=self._from(inner.either))

    def _unplaced(self, inner: Reading) -> Reading:
        """No period, but a stretch that it lies in where the other date is known and too coarse to count from."""
        if not isinstance(self.step, Amount):
            return Reading(self.step.unknown, None, inner.steps)
        unknown = UNKNOWN_VALUE[Grain.DAY if self.grain is None else self.grain]
        if inner.period is None:
            return Reading(unknown, None, inner.steps)
        span = self.step.span(inner.period, self.direction)
        return Reading(unknown, None, (*inner.steps, f"{self._words} some time in {inner.value}"), span=span)

    def _from(self, period: Period | None) -> Period | None:
        if period is None:
            return None
        if isinstance(self.step, Amount):
            return self.step.moved(period, self.direction)
        start, end = period.start, period.end
        candidates = walk(self.step, period.to(self.step.turn).index, self.direction)
        beyond = (p for p in candidates if (p.start >= end if self.direction > 0 else p.end <= start))
        return next(islice(beyond, self.number - 1, None), None)

    @property
    def _words(self) -> str:
        side = "after" if self.direction > 0 else "before"
        if isinstance(self.step, Amount):
            return f"{self.step.words} {side}"
        return f"{self.step.words}: number {self.number} {side}"


@dataclass(frozen=True, slots=True)
class Before(_Beside):
    """What lies before another date ("two weeks before Christmas", "two Sundays ago").

    >>> Before(Fixed(Period.day(2024, 12, 25)), Amount(((2, Grain.WEEK),))).read(None, "past").value
    '2024-12-11'
    >>> Before(Here(), WeekdayCycle(6), 2).read(Period.day(2024, 11, 14), "past").value
    '2024-11-03'
    """

    direction: ClassVar[int] = -1


@dataclass(frozen=True, slots=True)
class After(_Beside):
    """What lies after another date ("ten years after 1990", "the second Monday after Easter").

    >>> After(Fixed(Period.year(1990)), Amount(((10, Grain.YEAR),))).read(None, "past").value
    '2000'
    >>> After(Fixed(Period.day(2024, 3, 31)), WeekdayCycle(0), 2).read(None, "past").value
    '2024-04-08'
    """

    direction: ClassVar[int] = 1


@dataclass(frozen=True, slots=True)
class Between:
    """The stretch from one date to another, each with or without the date itself.

    >>> years = Between(Before(Here(), Amount(((2, Grain.YEAR),))), Here(), with_last=False)
    >>> reading = years.read(Period.day(2024, 11, 14), "past")
    >>> reading.value, reading.span.earliest, reading.span.latest
    ('2022-11-14/2024-11-14', '2022-11-14', '2024-11-13')
    """

    first: Operator
    last: Operator
    with_first: bool = True
    with_last: bool = True

    @property
    def grain(self) -> Grain | None:
        """The finer of the two."""
        return min((end.grain for end in (self.first, self.last) if end.grain is not None), default=None)

    @property
    def base(self) -> Base:
        return self.last.base if self.first.base == "none" else self.first.base

    @property
    def by_tense(self) -> bool:
        return self.first.by_tense or self.last.by_tense

    def read(self, reference: Period | None, tense: Tense) -> Reading:
        first, last = self.first.read(reference, tense), self.last.read(reference, tense)
        value = f"{first.value}/{last.value}"
        if first.period is None or last.period is None:
            return Reading(value, None, (*first.steps, *last.steps))
        start = first.period.start if self.with_first else first.period.end
        end = last.period.end if self.with_last else last.period.start
        if start >= end:
            return Reading(value, None, ("the second does not come after the first",))
        span = Interval(start, end)
        return Reading(value, None, (f"from {span.earliest} to {span.latest}",), span=span)


@dataclass(frozen=True, slots=True)
class Length(OfAnother):
    """A length of time that has a place: TIMEX3's value is the length, the place is another operator's.

    ``ahead`` is for what counts from now on only where the clause looks ahead: "decides in three weeks" names a point
    of the time line, "grew in three weeks" a length. It is ``dated``, and may date an event, where the clause surely
    does; a stretch ("the past two years") has a span and is no date.

    >>> three_weeks = Length(Shift(3, Grain.WEEK), "P3W", ahead=True)
    >>> [three_weeks.in_clause(tense).read(Period.day(2024, 11, 14), tense).period for tense in ("past", "future")]
    [None, Period(WEEK, 105603)]
    """

    value: str
    mod: str | None = None
    ahead: bool = False
    dated: bool = False

    @property
    def grain(self) -> Grain | None:
        return None

    @property
    def by_tense(self) -> bool:
        return self.ahead or self.inner.by_tense

    def in_clause(self, tense: Tense) -> Operator:
        """What it is in a clause of that tense."""
        if not self.ahead:
            return self
        return (
            self.unplaced("the clause does not look ahead")
            if tense == "past"
            else replace(self, dated=tense == "future")
        )

    def unplaced(self, why: str) -> Operator:
        """The length alone."""
        return Constant(self.value, f"a length of time: {why}", mod=self.mod)

    def read(self, reference: Period | None, tense: Tense) -> Reading:
        inner = self.inner.read(reference, tense)
        mod = self.mod or inner.mod
        if inner.period is not None and not self.dated:
            inner = replace(inner, period=None, span=inner.period.interval)
        return replace(inner, value=self.value, mod=mod, steps=("a length of time", *inner.steps))


@dataclass(frozen=True, slots=True)
class Intersect(OfAnother):
    """A cycle's occurrence inside another period ("August this year", "Monday of last week").

    >>> Intersect(Shift(0, Grain.YEAR), MonthCycle(8)).read(Period.day(2024, 11, 14), "past").value
    '2024-08'
    """

    cycle: Cycle

    @property
    def grain(self) -> Grain:
        return self.cycle.grain

    def read(self, reference: Period | None, tense: Tense) -> Reading:
        outer = self.inner.read(reference, tense)
        if outer.period is None:
            return Reading(self.cycle.unknown, None, outer.steps)
        found = _occurrences(self.cycle, outer.period.to(self.cycle.turn).index)
        steps = (*outer.steps, f"{self.cycle.words} in {outer.value}")
        if isinstance(self.cycle, HolidayCycle) and (not found or (self.cycle.last and len(found) > 1)):
            return Reading(f"{outer.value}-XX-XX", outer.period, steps)  # no more is known than the year
        if not found:
            return Reading(self.cycle.unknown, None, steps)
        either = found[1] if len(found) > 1 else None
        return Reading(found[0].value, found[0], steps, either=either, rough=_is_rough(self.cycle))


DAY_UNTOLD = Shift(0, Grain.DAY, "genre")
"""The day of a clock time that is told without one: the article's own, in a history the day last told."""


@dataclass(frozen=True, slots=True)
class Clock(OfAnother):
    """A time of day, on the day another operator gives. ``minute`` None: told to the hour ("3 p.m.").

    Hour 24 is midnight as the end of the day. ``either_half``: told as a clock face shows it ("half past three"), so
    that the hour may as well be the one twelve later. ``zone`` is what was told with it; as in TIMEX3 of news, the time
    stays that of its place.

    >>> Clock(Shift(0, Grain.DAY), 15, None).read(Period.day(2024, 11, 14), "past").value
    '2024-11-14T15:00'
    """

    hour: int
    minute: int | None
    second: int | None = None
    either_half: bool = False
    zone: str = ""

    @property
    def grain(self) -> Grain:
        return Grain.MINUTE if self.second is None else Grain.SECOND

    @property
    def day_untold(self) -> bool:
        """Whether it was told without its day."""
        return self.inner == DAY_UNTOLD

    def on(self, day: Operator) -> Clock:
        """The same time on another day, in the half that goes with the part of that day where one is told.

        >>> friday = PartOfDay(Occurrence(WeekdayCycle(4)), "EV")
        >>> Clock(DAY_UNTOLD, 8, 30, either_half=True).on(friday).read(Period.day(2024, 11, 14), "past").value
        '2024-11-08T20:30'
        """
        if isinstance(day, Modified | Clock):
            return self.on(day.inner)
        if not isinstance(day, PartOfDay):
            return replace(self, inner=day)
        clock = self.in_part(day.part)
        if day.part == "NI" and clock.hour < _NIGHT_BEGINS:
            return replace(clock, inner=Away(day.inner, 1))  # two o'clock of Friday night is Saturday's
        return replace(clock, inner=day.inner)

    def in_part(self, part: str) -> Clock:
        """The same time in a part of the day, MO, MI, AF, EV, NI, where that decides its half.

        >>> [Clock(DAY_UNTOLD, hour, None, either_half=True).in_part("NI").hour for hour in (2, 11, 12)]
        [2, 23, 24]
        """
        if not self.either_half or part == "DT":
            return self
        hour = self.hour % 12
        if part in ("EV", "NI") and hour == 0 and not self.minute:
            hour = 24
        elif part in ("AF", "EV") or (part == "NI" and hour >= _NIGHT_BEGINS) or (part == "MI" and hour < _NOON_NEARS):
            hour += 12
        return replace(self, hour=hour, either_half=False)

    def before(self, other: Clock) -> Clock:
        """The same time as the first of a range: in the half of the other, where it is then earlier.

        >>> three, six = Clock(DAY_UNTOLD, 3, 30, either_half=True), Clock(DAY_UNTOLD, 18, None)
        >>> three.before(six).hour, replace(three, hour=11).before(replace(six, hour=13)).hour
        (15, 11)
        """
        if self.hour == 24:
            return replace(self, hour=0)  # "from midnight to noon": the start of the day
        if not self.either_half or other.either_half:
            return self
        hours = (self.hour % 12, self.hour % 12 + 12)
        earlier = [hour for hour in hours if (hour, self.minute or 0) < (other.hour, other.minute or 0)]
        in_its_half = [hour for hour in earlier if (hour >= 12) == (other.hour >= 12)]
        return replace(self, hour=(in_its_half or earlier or hours)[-1], either_half=False)

    def after(self, other: Clock) -> Clock:
        """The same time as the last of a range: twelve hours on where it would come before the other.

        >>> Clock(DAY_UNTOLD, 3, None, either_half=True).after(Clock(DAY_UNTOLD, 10, 30)).hour
        15
        """
        if not self.either_half or (self.hour, self.minute or 0) > (other.hour, other.minute or 0):
            return self
        return replace(self, hour=self.hour % 12 + 12, either_half=other.either_half)

    def read(self, reference: Period | None, tense: Tense) -> Reading:
        day = self.inner.read(reference, tense)
        clock = f"T{self.hour:02d}:{self.minute or 0:02d}" + (f":{self.second:02d}" if self.second is not None else "")
        steps = (*day.steps, *self._explained(clock[1:]))
        if day.period is None or day.period.grain is not Grain.DAY:
            return Reading(day.value + clock, None, steps)
        if self.hour == 24:
            return Reading(day.value + "T24:00", Period(Grain.MINUTE, (day.period.index + 1) * 1440), steps)
        seconds = (self.hour * 60 + (self.minute or 0)) * 60 + (self.second or 0)
        moment = Period(Grain.SECOND, day.period.index * SECONDS_A_DAY + seconds).to(self.grain)
        return Reading(moment.value, moment, steps)

    def _explained(self, clock: str) -> tuple[str, ...]:
        where = f", {self.zone}: the time of that place, not converted" if self.zone else ""
        at = "at its end" if self.hour == 24 else f"at {clock}"
        half = ("a.m. or p.m. is not told: taken as it stands",) if self.either_half else ()
        return at + where, *half


_NIGHT_BEGINS = 5
_NOON_NEARS = 10


@dataclass(frozen=True, slots=True)
class PartOfDay(OfAnother):
    """A part of a day: TIMEX3's MO, MI, AF, EV, NI, DT. Its place on the time line is the day.

    >>> PartOfDay(Occurrence(WeekdayCycle(0)), "MO").read(Period.day(2024, 11, 14), "past").value
    '2024-11-11TMO'
    """

    part: str

    @property
    def grain(self) -> Grain:
        return Grain.DAY

    def read(self, reference: Period | None, tense: Tense) -> Reading:
        day = self.inner.read(reference, tense)
        return replace(day, value=f"{day.value}T{self.part}")


@dataclass(frozen=True, slots=True)
class Modified(OfAnother):
    """Another operator with a TIMEX3 ``mod``: START, MID, END, APPROX, BEFORE, AFTER, MORE_THAN …"""

    mod: str

    @property
    def grain(self) -> Grain | None:
        return self.inner.grain

    def read(self, reference: Period | None, tense: Tense) -> Reading:
        return replace(self.inner.read(reference, tense), mod=self.mod)


@dataclass(frozen=True, slots=True)
class Constant:
    """A value that is no place on the time line: a duration, a set, or a vague reference."""

    value: str
    words: str
    quant: str | None = None
    freq: str | None = None
    mod: str | None = None
    base: Base = "none"
    grain: Grain | None = None
    by_tense: bool = False

    def read(self, reference: Period | None, tense: Tense) -> Reading:
        return Reading(self.value, None, (self.words,), self.mod, self.quant, self.freq)


@dataclass(frozen=True, slots=True)
class OneOfTwo:
    """A day written so that it may be either of two ("05/06/2024"); they must be in order.

    >>> OneOfTwo(Period.day(2024, 5, 6), Period.day(2024, 6, 5)).read(None, "past").value
    '2024-05-06'
    """

    first: Period
    second: Period
    base: Base = "none"
    by_tense: bool = False

    @property
    def grain(self) -> Grain:
        return self.first.grain

    def read(self, reference: Period | None, tense: Tense) -> Reading:
        words = f"which may be {self.first.value} or {self.second.value}"
        return Reading(self.first.value, self.first, (words,), either=self.second)


@dataclass(frozen=True, slots=True)
class NoSuchDay:
    """A date written out that the calendar does not have ("February 29, 2022"): it is read, and dates nothing."""

    base: Base = "none"
    grain: Grain = Grain.DAY
    by_tense: bool = False

    def read(self, reference: Period | None, tense: Tense) -> Reading:
        return Reading(UNKNOWN_VALUE[Grain.DAY], None, ("the calendar does not have this day",))


def innermost(operator: Operator) -> Operator | Cycle:
    """The cycle or operator at the heart of a phrase: the weekday of "late on Monday morning"."""
    if isinstance(operator, Occurrence | Intersect):
        return operator.cycle
    return innermost(operator.inner) if isinstance(operator, OfAnother) else operator


UNKNOWN_VALUE = {
    Grain.SECOND: "XXXX-XX-XXTXX:XX:XX",
    Grain.MINUTE: "XXXX-XX-XXTXX:XX",
    Grain.HOUR: "XXXX-XX-XXTXX",
    Grain.DAY: "XXXX-XX-XX",
    Grain.WEEKEND: "XXXX-WXX-WE",
    Grain.WEEK: "XXXX-WXX",
    Grain.MONTH: "XXXX-XX",
    Grain.QUARTER: "XXXX-QX",
    Grain.SEASON: "XXXX-XX",
    Grain.HALF: "XXXX-HX",
    Grain.YEAR: "XXXX",
    Grain.DECADE: "XXX",
    Grain.CENTURY: "XX",
    Grain.MILLENNIUM: "X",
}
"""The value of a date of which nothing but the grain is known."""


def not_the_weekday(day: Period, weekday: int) -> str:
    """Says that a day was written with a weekday that is not its own.

    >>> not_the_weekday(Period.day(2024, 11, 14), 4)
    '2024-11-14 is a Thursday, not a Friday'
    """
    return f"{day.value} is a {WEEKDAYS[day.index % 7]}, not a {WEEKDAYS[weekday]}"


def _counted(count: int, grain: Grain) -> str:
    if count == 0:
        return f"the {grain.name.lower()} of"
    return f"{counted(abs(count), grain)} {'after' if count > 0 else 'before'}"


@lru_cache(maxsize=4096)
def _name(reference: Period) -> str:
    """A reference as the derivation names it."""
    if reference.grain is Grain.DAY:
        return f"{WEEKDAYS[reference.index % 7]} {iso_date(reference.index)}"
    return reference.value
