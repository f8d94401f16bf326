"""From a time expression to a place on the time line: what was said, plus when and how it was said.

Each phrase is read against a `Context`: the article's date, the tense of its clause, and the date the narrative last
named. Where the article is dated only to an interval the phrase is read at both of its ends, and what lies between is
the answer; nothing is guessed. Every result carries its derivation.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, reduce
from itertools import pairwise

from chrono.article import UNDATED, Dating
from chrono.daytime import Daytimes
from chrono.narrative import thread, written_place
from chrono.tagger import Timex
from chrono.temporal.calendar import SECONDS_A_DAY, WEEKDAYS
from chrono.temporal.context import Context, Genre, Tense
from chrono.temporal.edtf import parse
from chrono.temporal.interval import ANY_TIME, Bound, Interval
from chrono.temporal.operators import (
    Choice,
    Clock,
    CycleBeside,
    Fixed,
    Length,
    MonthDayCycle,
    Occurrence,
    OfAnother,
    Operator,
    Reading,
    Shift,
    WeekdayCycle,
    innermost,
)
from chrono.temporal.period import Grain, Period, Stretch, edtf_day
from chrono.tense import PRESENT, cues_of, ends_a_sentence

_NAMED_UP_TO = 6
_LOOKED_AT = 800
_NOT_NEWS = 30 * SECONDS_A_DAY
_SENTENCE = 240
_RANGE_GAP = 12
_LIST = 6
_NAMED = re.compile(r"(?: [A-Za-z-]+){1,3} of (?:the year )?")
_JOINED = re.compile(r"\s*(?:to|,? and|,? or|through|until|till|-|–|,)\s*(?:late |early |mid-)?")


@dataclass(frozen=True, slots=True)
class Resolved:
    """What a time expression stands for.

    ``value``, ``mod``, ``quant`` and ``freq`` are TIMEX3's. ``edtf`` is the date as people store it, None where the
    phrase names no place on the time line (a duration, a set, "recently") or what it counts from is not known; the
    ``derivation`` says which. ``interval`` bounds it, and a length of time that has a place: "the past two years". A
    length has a date where it names a point ahead: "will decide in three weeks". ``anchor`` is the EDTF date it was
    counted from, "" where it needed none. ``signal`` is the preposition class before it, ``tense`` the clause's.
    """

    value: str
    mod: str | None
    edtf: str | None
    interval: Interval
    grain: Grain | None
    derivation: tuple[str, ...]
    anchor: str = ""
    quant: str | None = None
    freq: str | None = None
    signal: str = ""
    tense: str = "present"


def resolve(text: str, timexes: Sequence[Timex], dating: Dating = UNDATED, language: str = "en") -> list[Resolved]:
    """Resolve the time expressions of a text, which must be in order; the result is parallel to them.

    >>> from chrono.tagger import tagger
    >>> from chrono.temporal.edtf import parse
    >>> text = "Prices fell on Friday. They will rise in January."
    >>> article = Dating(parse("2024-12-02").interval, "exact", "2024-12-02")
    >>> [r.value for r in resolve(text, tagger("en").tag(text), article)]
    ['2024-11-29', '2025-01']
    """
    cues = cues_of(language)
    telling, daytimes = thread(text, timexes, dating), Daytimes(text, timexes)
    genre, published = telling.genre, dating.edtf or ""
    resolved: list[Resolved] = []
    for number, timex in enumerate(timexes):
        operator = said = daytimes.completed(number)
        signal = cues.signal(text, timex.start)
        tense, firm, bare = cues.tense(text, timex.start, timex.end) if operator.by_tense else PRESENT
        if operator.by_tense and tense == "present" and signal in ("until", "by"):
            tense = "future"  # "the roads stay closed until Friday"
        if isinstance(operator, Length):
            operator = _placed(operator, tense, _told_long_ago(text, timexes, resolved, number, dating))
        told = telling.reference(operator, timex.start)
        lost = telling.is_unsure and operator.base == "narrative"
        if told is None and operator.base == "narrative" and _counts_on(operator):
            lost = (
                lost or cues.tense(text, timex.start, timex.end).tense == "past"
            )  # not counted from the day of writing
        context = Context(dating.interval, tense, told, "narrative" if lost else genre)
        if isinstance(operator, Occurrence) and operator.choice == "bare":
            operator, context = _in_a_range(text, timexes, number, signal, context)
        if operator is said and not (firm and (signal in ("in", "from") or (bare and not signal))):
            operator = _weakly_told(operator)
        day = daytimes.day_of(number, operator)
        if day is not None and isinstance(operator, Clock):
            operator, context = operator.on(day.operator), day.context
        daytimes.tell(number, operator, context, day)
        result = _read(operator, _needed(operator, context), published)
        if day is not None:
            result = replace(
                result, steps=(f"on the day told before it in its sentence, “{day.phrase}”", *result.steps)
            )
        resolved.append(result.of(timex.text, signal, tense))
        if result.place is not None and result.place.grain <= Grain.YEAR and _is_told(result, genre):
            telling.tell(number, timex, result.place)
        elif result.edtf is not None and result.place is None:
            telling.tell(number, timex, None)
    return resolved


def _needed(operator: Operator, context: Context) -> Context:
    """The part of the context that a phrase looks at, so that what it comes to can be kept for the next time."""
    if operator.base == "none":
        return _NOWHERE
    if operator.base == "article" or (operator.base == "genre" and context.genre == "news"):
        return Context(context.anchor, context.tense)
    return context


_NOWHERE = Context(ANY_TIME)


def _placed(length: Length, tense: Tense, told_long_ago: bool) -> Operator:
    """A length of time as its clause has it."""
    if length.ahead and told_long_ago:
        return length.unplaced("it counts from a date long before the article")
    return length.in_clause(tense)


def _told_long_ago(
    text: str, timexes: Sequence[Timex], resolved: Sequence[Resolved], number: int, dating: Dating
) -> bool:
    """Whether the sentence has told a date long before the article, from which a length then counts: "said in 2010 that
    it would be done in three years"."""
    if not number or not isinstance(dating.interval.start, int):
        return False
    told = resolved[number - 1].interval.end
    if not isinstance(told, int) or told >= dating.interval.start - _NOT_NEWS:
        return False
    end, start = timexes[number - 1].end, timexes[number].start
    return start - end < _SENTENCE and not ends_a_sentence(text, end, start)


def _is_told(result: _Result, genre: Genre) -> bool:
    """Whether a date is part of what is told: in a history, "today" is not."""
    return genre == "news" or not result.from_article


def _weakly_told(operator: Operator) -> Operator:
    """The operator as it reads where the tense is a weak hint, which it is for a day without its year: "by May 3" and
    "the May 3 talks" say little of the direction, "was signed on May 3" much. So too "the week of May 3", and a
    quarter: the figures that will be told next week are the last one's."""
    if isinstance(operator, OfAnother):
        inner = _weakly_told(operator.inner)
        return operator if inner is operator.inner else replace(operator, inner=inner)
    if not isinstance(operator, Occurrence) or operator.choice != "bare":
        return operator
    if isinstance(operator.cycle, CycleBeside):  # "two days before May 3" is no name of a day
        return operator
    is_day_of_year = operator.cycle.turn is Grain.YEAR and operator.grain <= Grain.DAY
    if is_day_of_year or operator.grain is Grain.QUARTER:
        return Occurrence(operator.cycle, "near", operator.base)
    return operator


def _in_a_range(
    text: str, timexes: Sequence[Timex], number: int, signal: str, context: Context
) -> tuple[Occurrence, Context]:
    """The other end of a range decides: "from Monday to Friday" is the Friday after that Monday, and "between March
    and July 2020" the March before that July."""
    operator = timexes[number].operator
    assert isinstance(operator, Occurrence)
    if number and context.previous is not None and _is_later_day_of(text, timexes[number - 1], timexes[number]):
        return Occurrence(operator.cycle, "next", "narrative"), context
    if number and context.previous is not None and signal in ("to", "until"):
        before = timexes[number - 1]
        told = isinstance(before.operator, Occurrence | Fixed) and before.operator.grain == operator.grain
        if told and timexes[number].start - before.end <= _RANGE_GAP and _is_range(text, before):
            return Occurrence(operator.cycle, "next", "narrative"), context
    year = _year_of_the_list(text, timexes, number)
    if year is not None:
        choice: Choice = "this" if year.grain is Grain.YEAR else "bare"
        return Occurrence(operator.cycle, choice, "narrative"), Context(context.anchor, "past", year)
    return operator, context


def _is_later_day_of(text: str, before: Timex, after: Timex) -> bool:
    """Whether two phrases are the days of "Nov. 5-7" or "Nov. 5 and 6": one month's, the second without its name."""
    first, second = innermost(before.operator), innermost(after.operator)
    if before.rule != after.rule or not isinstance(first, MonthDayCycle) or not isinstance(second, MonthDayCycle):
        return False
    return (
        first.month == second.month
        and first.day < second.day
        and bool(_JOINED.fullmatch(text, before.end, after.start))
    )


def _counts_on(operator: Operator) -> bool:
    """Whether a phrase goes on from a date told before it: "two days later", "the following month"."""
    heart = operator.inner if isinstance(operator, OfAnother) else operator
    return (isinstance(heart, Shift) and heart.count > 0) or (isinstance(heart, Occurrence) and heart.choice == "next")


def _year_of_the_list(text: str, timexes: Sequence[Timex], number: int) -> Period | None:
    """The full date at the end of a range or list of its kind: the July 2020 of "between March and July 2020", the July
    2023 of "May, June and July 2023"; or the year of what is named by a date: "the July revolution of 1830"."""
    grain = timexes[number].operator.grain
    for before, after in pairwise(timexes[number : number + _LIST]):
        place = written_place(after.operator)
        if place is not None and place.grain is Grain.YEAR and before is timexes[number]:
            return place if _NAMED.fullmatch(text, before.end, after.start) else None
        if after.operator.grain != grain or not _JOINED.fullmatch(text, before.end, after.start):
            return None
        if place is not None:
            return place
    return None


def _is_range(text: str, first: Timex) -> bool:
    """Whether what follows a phrase makes it the start of a range rather than one of two."""
    return _JOINED.match(text, first.end) is not None and "and" not in text[first.end : first.end + 5]


@dataclass(frozen=True, slots=True)
class _Result:
    """What an operator comes to in a context, whatever the words were; ``place`` is what a later "two days later"
    counts from, ``steps`` the derivation but for its first step, the phrase."""

    value: str
    mod: str | None
    edtf: str | None
    interval: Interval
    grain: Grain | None
    steps: tuple[str, ...]
    anchor: str
    quant: str | None = None
    freq: str | None = None
    place: Period | None = None
    from_article: bool = False

    def of(self, phrase: str, signal: str, tense: Tense) -> Resolved:
        """The result for a phrase."""
        steps = (f"“{' '.join(phrase.split())}”", *self.steps)
        return Resolved(
            self.value, self.mod, self.edtf, self.interval, self.grain, steps, self.anchor, self.quant, self.freq,
            signal, tense,
        )  # fmt: skip


def _is_of_the_history(operator: Operator, context: Context) -> bool:
    """A weekday is part of a history only beside a day that was told, and never where the clause looks ahead."""
    if not isinstance(innermost(operator), WeekdayCycle):
        return True
    return context.tense != "future" and context.previous is not None and context.previous.grain <= Grain.DAY


def _is_reported(told: Period | None) -> bool:
    """Whether the date last told is that of a business report, a quarter or half."""
    return told is not None and told.grain in (Grain.QUARTER, Grain.HALF)


@lru_cache(maxsize=65_536)
def _read(operator: Operator, context: Context, published: str) -> _Result:
    if operator.base == "none":
        return _single(operator.read(None, context.tense), operator)
    in_a_history = operator.base == "genre" and context.genre == "narrative" and _is_of_the_history(operator, context)
    of_a_report = operator.base == "report" and _is_reported(context.previous)
    if (operator.base == "narrative" or in_a_history or of_a_report) and context.previous is not None:
        told = context.previous.edtf
        reading = operator.read(context.previous, "told" if in_a_history else context.tense)
        placed = reading.period is not None or reading.span is not None
        too_coarse = () if placed else ("which is too coarse for it",)
        return _single(reading, operator, told, f"counted from {told}, the date last told", *too_coarse)
    if operator.base == "narrative" and context.genre == "narrative":
        return _single(operator.read(None, context.tense), operator, "", "no date was told before it")
    days = context.reference_days
    if days is None:
        reading = operator.read(None, context.tense)
        return _single(reading, operator, "", "needs the article's date, which is not known")
    first, last = days
    if first == last:
        written = context.moment if _counts_by_the_clock(operator) else None
        written = written or first
        result = _single(
            operator.read(written, context.tense),
            operator,
            written.edtf,
            f"counted from the article's date, {_with_weekday(written)}",
        )
        if published.endswith(("~", "?", "%")) and result.edtf is not None and "/" not in result.edtf:
            steps = (*result.steps, f"as uncertain as the article's date, {published}")
            result = replace(result, edtf=result.edtf.rstrip("~") + published[-1], steps=steps)
        return replace(result, from_article=True)
    windows = _windows(published)
    if len(windows) > 1:
        return _in_one_of(operator, context.tense, windows, published)
    return _between(operator, context.tense, first, last, published)


def _counts_by_the_clock(operator: Operator) -> bool:
    """Whether a phrase counts hours, minutes or seconds from the moment of writing; a clock time only needs the day."""
    if isinstance(operator, Clock):
        return False
    if operator.grain is not None and operator.grain < Grain.DAY:
        return True
    return isinstance(operator, OfAnother) and _counts_by_the_clock(operator.inner)


def _single(reading: Reading, operator: Operator, anchor: str = "", *start: str) -> _Result:
    period = reading.period
    steps = (*start, *reading.steps)
    if period is None:
        interval = reading.span or ANY_TIME
        return _Result(
            reading.value, reading.mod, None, interval, operator.grain, steps, anchor, reading.quant, reading.freq
        )
    if reading.either is not None:
        edtf = f"[{period.edtf},{reading.either.edtf}]"
        interval = period.interval.hull(reading.either.interval)
        return _Result(reading.value, reading.mod, edtf, interval, period.grain, (*steps, f"so {edtf}"), anchor)
    edtf = period.edtf
    if reading.rough:
        edtf = f"{edtf.replace('/', '~/')}~"
    elif reading.mod == "APPROX" and "/" not in edtf:
        edtf += "~"
    place = period.to(Grain.MONTH) if isinstance(period, Stretch) else period  # no day to count from
    return _Result(
        reading.value, reading.mod, edtf, period.interval, period.grain, (*steps, f"so {edtf}"), anchor, place=place
    )


@lru_cache(maxsize=4096)
def _windows(published: str) -> tuple[tuple[Period, Period], ...]:
    """The first and the last day of each stretch that an article may be of, where its date is one of several."""
    date = parse(published)
    if date.form != "one of":
        return ()
    intervals = [part.interval for part in date.parts if not isinstance(part, Bound)]
    days = [Context(interval).reference_days for interval in intervals]
    return tuple(pair for pair in days if pair is not None) if None not in days else ()


def _in_one_of(operator: Operator, tense: Tense, windows: Sequence[tuple[Period, Period]], published: str) -> _Result:
    """The article's date is one of several stretches: the phrase lies between its readings in one of them."""
    found = [_between(operator, tense, first, last, published) for first, last in windows]
    dates = [result.edtf for result in found if result.edtf is not None]
    if len(dates) < len(found) or len(set(dates)) == 1:
        return _between(operator, tense, windows[0][0], windows[-1][1], published)
    parts = dict.fromkeys(part for date in dates for part in date.strip("[]").replace("/", "..").split(","))
    edtf = f"[{','.join(parts)}]"
    interval = reduce(Interval.hull, (result.interval for result in found))
    known = f"counted from the article's date, which is only known to be one of {published}"
    value = operator.read(None, tense).value
    return replace(found[0], value=value, edtf=edtf, interval=interval, steps=(known, f"so {edtf}"), place=None)


def _between(operator: Operator, tense: Tense, first: Period, last: Period, published: str) -> _Result:
    """The article's date is an interval: the phrase lies between its readings at the two ends."""
    early, late = operator.read(first, tense), operator.read(last, tense)
    known = f"counted from the article's date, which is only known to be {published}"
    if early.span is not None and late.span is not None:
        span = early.span.hull(late.span)
        return _single(
            replace(early, span=span, steps=(f"within {span.earliest} to {span.latest}",)), operator, published, known
        )
    if early.period is None or late.period is None:
        return _single(operator.read(None, tense), operator, published, known)
    if early.period == late.period:
        return _single(early, operator, published, known + " (the same from either end)")
    found = _between_days(operator, tense, first, last)
    start, end = early.period, late.period
    if found is not None and len(found) <= _NAMED_UP_TO and all("/" not in period.edtf for period in found):
        edtf = "[" + ",".join(period.edtf for period in found) + "]"
    else:
        edtf = f"[{edtf_day(start.first_day)}..{edtf_day(end.shift(1).first_day - 1)}]"
    value = early.value if isinstance(operator, Length) else operator.read(None, tense).value
    steps = (known, f"between {start.edtf} and {end.edtf}")
    interval = start.interval.hull(end.interval)
    return _Result(value, early.mod, edtf, interval, start.grain, steps, published)


def _between_days(operator: Operator, tense: Tense, first: Period, last: Period) -> list[Period] | None:
    """The different readings from the first to the last day the article may have been written, in order; None where
    those days are too many to look at each."""
    if last.index - first.index > _LOOKED_AT:
        return None
    readings = (operator.read(Period(Grain.DAY, day), tense).period for day in range(first.index, last.index + 1))
    return sorted({period for period in readings if period is not None}, key=lambda period: period.index)


@lru_cache(maxsize=4096)
def _with_weekday(day: Period) -> str:
    return f"{WEEKDAYS[day.first_day % 7]} {day.edtf}"
