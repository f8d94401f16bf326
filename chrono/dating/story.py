"""What the story itself tells of the day it was written.

A date told as past was past by then ("annexed back in 2014"), one told as to come was not. Two names of one date, one
of them counted from the day of writing, give that day away: "next year, 2025". A day of the month with its weekday
("Thursday, November 14") fits some years only. All of it is evidence for the ladder: intervals, never a guess.

Only what the story says counts: no menu, no caption's second copy, no note on the text.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

from chrono.article import Article, Evidence
from chrono.languages import has_part, part
from chrono.sentences import Sentence
from chrono.tagger import Timex, fold
from chrono.temporal.calendar import SECONDS_A_DAY
from chrono.temporal.context import Tense
from chrono.temporal.interval import Interval
from chrono.temporal.operators import (
    Fixed,
    Intersect,
    Modified,
    MonthDayCycle,
    Occurrence,
    Operator,
    Shift,
    WeekdayCycle,
    innermost,
)
from chrono.temporal.period import Grain, Period, edtf_day
from chrono.tense import cues_of

PAST_RULE = "told as past"
AHEAD_RULE = "told as to come"
TWICE_RULE = "one date by two names"
MONTH_DAY_RULE = "weekday and day of the month"
WEEKDAY_RULE = "the weekday told most, or the day after"
STORY_RULES = frozenset({PAST_RULE, AHEAD_RULE, TWICE_RULE, MONTH_DAY_RULE, WEEKDAY_RULE})
"""The rules of all evidence that a story gives."""

_CLAUSE = 100
_QUOTE = 50
_SEARCHED = 800
"""Days around a date in which an article that counts from its own day to that date may have been written."""
_LONGEST = 366 * SECONDS_A_DAY
_HALF_A_YEAR = 183
_PAST_SIGNALS = frozenset({"in", "since"})
_AHEAD_SIGNALS = frozenset({"in", "until", "by", "before"})
_TURNS = (Grain.YEAR, Grain.WEEK)


class Told(NamedTuple):
    """A time expression of a story, with the sentence it stands in."""

    timex: Timex
    sentence: Sentence


@dataclass(frozen=True, slots=True)
class Story:
    """An article without its boilerplate: its own sentences, and the time expressions in them, in order.

    ``text`` is the article's with typographic variants made plain, so that every offset fits both.
    """

    article: Article
    text: str
    sentences: tuple[Sentence, ...]
    told: tuple[Told, ...]

    def quote(self, start: int, end: int) -> str:
        """The article's own words from about there to ``end``, cut at a word."""
        words = self.article.text[start:end]
        return " ".join((words.partition(" ")[2] if start and not self.text[start - 1].isspace() else words).split())


def story_of(article: Article, sentences: Sequence[Sentence], timexes: Sequence[Timex]) -> Story:
    """The story of an article, of whose sentences and time expressions some may be boilerplate."""
    own = tuple(sentence for sentence in sentences if not sentence.boilerplate)
    told: list[Told] = []
    number = 0
    for sentence in own:
        while number < len(timexes) and timexes[number].start < sentence.start:
            number += 1
        while number < len(timexes) and timexes[number].end <= sentence.end:
            told.append(Told(timexes[number], sentence))
            number += 1
    return Story(article, fold(article.text), own, tuple(told))


@dataclass(frozen=True, slots=True)
class Words:
    """A language's words by which a story tells when it was written, compiled."""

    hedges: re.Pattern[str]
    of_the_text: re.Pattern[str]
    ahead: re.Pattern[str]
    joined: re.Pattern[str]


@cache
def words_of(language: str) -> Words | None:
    """The words of a language; None where nobody has written them down."""
    if not has_part(language, "dating"):
        return None
    table = part(language, "dating")
    hedges, of_the_text = (re.compile(rf"\b(?:{'|'.join(table[key])})\b", re.IGNORECASE) for key in _ANYWHERE)
    return Words(hedges, of_the_text, re.compile("|".join(table["ahead"])), re.compile(table["joined"]))


_ANYWHERE = ("hedges", "of_the_text")


def in_story(story: Story) -> list[Evidence]:
    """The evidence in a story that needs no other: the latest date told as past, the earliest told as to come, and
    the dates told twice."""
    words = words_of(story.article.language)
    if words is None:
        return []
    return [*_bounds(story, words), *_told_twice(story, words)]


# ---- bounds ------------------------------------------------------------------------------------------------


def _bounds(story: Story, words: Words) -> Iterator[Evidence]:
    past = [told for told in story.told if _is_told_past(story, told, words)]
    ahead = [told for told in story.told if _is_told_ahead(story, told, words)]
    if past:
        told = max(past, key=lambda each: _period(each.timex).start)
        yield _evidence(story, told, PAST_RULE, f"{edtf_day(_period(told.timex).first_day)}/")
    if ahead:
        told = min(ahead, key=lambda each: _period(each.timex).end)
        yield _evidence(story, told, AHEAD_RULE, f"/{edtf_day((_period(told.timex).end - 1) // SECONDS_A_DAY)}")


def _is_told_past(story: Story, told: Told, words: Words) -> bool:
    """ "was annexed in 2014", "since March 2022": a written-out date behind a preposition in a clause of the past, in
    which nothing looks ahead."""
    if not _is_written_out(told.timex):
        return False
    cues = cues_of(story.article.language)
    signal = cues.signal(story.text, told.timex.start)
    if signal not in _PAST_SIGNALS:
        return False
    before = story.text[max(told.sentence.start, told.timex.start - _CLAUSE) : told.timex.start]
    after = story.text[told.timex.end : min(told.sentence.end, told.timex.end + _CLAUSE // 2)]
    if words.of_the_text.search(before) or words.hedges.search(before) or words.hedges.search(after):
        return False
    return signal == "since" or cues.tense(story.text, told.timex.start, told.timex.end).tense == "past"


def _is_told_ahead(story: Story, told: Told, words: Words) -> bool:
    """ "will open in June 2026": the clause looks ahead from the day of writing, in the reporter's own words."""
    if not _is_written_out(told.timex):
        return False
    before = story.text[max(told.sentence.start, told.timex.start - _CLAUSE) : told.timex.start]
    if cues_of(story.article.language).signal(story.text, told.timex.start) not in _AHEAD_SIGNALS:
        return False
    is_day = _period(told.timex).grain <= Grain.DAY
    if before.rstrip().endswith((" on", " at")) and not is_day:  # "will pass a judgement on 1989"
        return False
    return words.ahead.search(before) is not None and not _is_quoted(story, told)


def _is_written_out(timex: Timex) -> bool:
    return isinstance(_plain(timex.operator), Fixed)


def _plain(operator: Operator) -> Operator:
    return operator.inner if isinstance(operator, Modified) else operator


def _period(timex: Timex) -> Period:
    operator = _plain(timex.operator)
    assert isinstance(operator, Fixed)
    return operator.period


def _is_quoted(story: Story, told: Told) -> bool:
    """Whether somebody else's words are around a phrase."""
    before = story.text[told.sentence.start : told.timex.start]
    quotes = sum(before.count(mark) for mark in '“”"')
    return quotes % 2 == 1


def _evidence(story: Story, told: Told, rule: str, says: str) -> Evidence:
    start = max(told.sentence.start, told.timex.start - _QUOTE)
    return Evidence(story.quote(start, told.timex.end), rule, says, "hard")


# ---- one date by two names ---------------------------------------------------------------------------------


def _told_twice(story: Story, words: Words) -> Iterator[Evidence]:
    """ "next year, 2025", "on Wednesday (November 13, 2024)"."""
    for one, other in pairwise(story.told):
        if not words.joined.fullmatch(story.text, one.timex.end, other.timex.start):
            continue
        relative, absolute = (one, other) if _is_written_out(other.timex) else (other, one)
        if not _is_written_out(absolute.timex) or one.timex.end == other.timex.start:
            continue
        if not _closes(story.text[other.timex.end : other.timex.end + 1]) or _is_quoted(story, one):
            continue
        if not _points(relative.timex.operator):
            continue
        says = written_when(story, relative, _period(absolute.timex).interval)
        if says is not None:
            quote = story.article.text[one.timex.start : other.timex.end]
            # a day by two names is a story's within the story as often: "Marty wakes today, October 21, 2015"
            is_coarse = relative.timex.operator.grain is not None and relative.timex.operator.grain > Grain.WEEK
            yield Evidence(" ".join(quote.split()), TWICE_RULE, says, "hard" if is_coarse else "soft")


def _closes(mark: str) -> bool:
    return not mark or mark in ",.;:)—–-"


def written_when(story: Story, relative: Told, meant: Interval) -> str | None:
    """The days on which an article must be written so that a phrase counted from its day means ``meant``, as EDTF;
    None where there are none, or the phrase does not count from that day.

    It is the operator turned around by trial: a phrase reaches two years at most.
    """
    operator = relative.timex.operator
    if operator.base not in ("article", "genre") or operator.grain is None:
        return None
    if not isinstance(meant.start, int) or not isinstance(meant.end, int) or meant.end - meant.start > _LONGEST:
        return None
    tense = cues_of(story.article.language).tense(story.text, relative.timex.start, relative.timex.end).tense
    return days_written(operator, tense, meant.start, meant.end)


def _points(operator: Operator) -> bool:
    """Whether a phrase counts from the day of writing by its own words: "next year", "next May"; not a bare weekday or
    month, nor a clock time."""
    if isinstance(operator, Occurrence):
        return operator.choice in ("last", "next", "this")
    return isinstance(operator, Shift | Intersect | Modified)


@lru_cache(maxsize=1024)
def days_written(operator: Operator, tense: Tense, start: int, end: int) -> str | None:
    """The days at which an operator reads as something that meets ``start`` to ``end``, in seconds; as EDTF.

    >>> from chrono.temporal.operators import Shift
    >>> meant = Period.year(2025).interval
    >>> days_written(Shift(1, Grain.YEAR), "future", meant.start, meant.end)
    '2024-01-01/2024-12-31'
    """
    first, last = start // SECONDS_A_DAY - _SEARCHED, (end - 1) // SECONDS_A_DAY + _SEARCHED

    def fits(day: int) -> bool:
        period = operator.read(Period(Grain.DAY, day), tense).period
        return period is not None and period.start < end and start < period.end

    return days_as_edtf(day for day in range(first, last + 1) if fits(day))


def days_as_edtf(days: Iterable[int]) -> str | None:
    """Days in order as EDTF: a day, a stretch, or a set of them; None for none.

    >>> days_as_edtf([5, 6, 7, 9])
    '[0001-01-06..0001-01-08,0001-01-10]'
    """
    stretches: list[list[int]] = []
    for day in days:
        if stretches and day == stretches[-1][1] + 1:
            stretches[-1][1] = day
        else:
            stretches.append([day, day])
    if len(stretches) > 1:
        return "[" + ",".join("..".join(map(edtf_day, sorted({*each}))) for each in stretches) + "]"
    return "/".join(map(edtf_day, sorted({*stretches[0]}))) if stretches else None


# ---- what narrows an interval ------------------------------------------------------------------------------


def narrowing(story: Story, interval: Interval) -> list[Evidence]:
    """The evidence that only helps within bounds: a day of the month with its weekday, which falls on it in some
    years only."""
    if not isinstance(interval.start, int) or not isinstance(interval.end, int):
        return []
    return list(_month_days(story, interval.start // SECONDS_A_DAY, (interval.end - 1) // SECONDS_A_DAY))


def _month_days(story: Story, first: int, last: int) -> Iterator[Evidence]:
    seen: set[MonthDayCycle] = set()
    for told in story.told:
        operator = _plain(told.timex.operator)
        if not isinstance(operator, Occurrence) or not isinstance(operator.cycle, MonthDayCycle):
            continue
        if operator.cycle.weekday is None or operator.cycle in seen:
            continue
        seen.add(operator.cycle)
        years = range(
            Period(Grain.DAY, first).to(Grain.YEAR).index - 1, Period(Grain.DAY, last).to(Grain.YEAR).index + 2
        )
        falls = [day.index for year in years if (day := operator.cycle.occurrence(year)) is not None]
        near = [day for day in range(first, last + 1) if any(abs(day - fall) <= _HALF_A_YEAR for fall in falls)]
        says = days_as_edtf(near)
        if says is not None and len(near) <= last - first:
            yield _evidence(story, told, MONTH_DAY_RULE, says)


def weekday_told_most(story: Story) -> Iterator[Evidence]:
    """News tells of its own day and of the day before by their weekdays: of 1,217 dated articles 51 % were of the
    weekday that they tell as past most often, and 31 % of the day after it. That suggests, and proves nothing."""
    cues = cues_of(story.article.language)
    gone: dict[WeekdayCycle, list[Told]] = defaultdict(list)
    for told in story.told:
        operator = told.timex.operator
        is_bare = isinstance(operator, Occurrence) and operator.choice == "bare"
        weekday = innermost(operator)
        if not is_bare or not isinstance(weekday, WeekdayCycle):
            continue
        if cues.tense(story.text, told.timex.start, told.timex.end).tense == "past":
            gone[weekday].append(told)
    if gone:
        most = max(gone, key=lambda weekday: (len(gone[weekday]), -gone[weekday][0].timex.start))
        yield Evidence(gone[most][0].timex.text, WEEKDAY_RULE, most.unknown, "soft")
