"""The date a text has come to: what "two days later" and, in a history, "in March" count from.

A history goes along one line of dates and leaves it for a moment: for what came of it, what a book said of it later, or
what was planned ("a campaign was planned for 1976"). Such an aside is known by the dates written out around it: the one
after it is back at the line. Bare dates go with the line, "the next day" with what was told just before.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from chrono.article import UNDATED, Dating
from chrono.tagger import Timex
from chrono.temporal.calendar import SECONDS_A_DAY
from chrono.temporal.context import Genre
from chrono.temporal.operators import (
    Cycle,
    Fixed,
    Length,
    Occurrence,
    OfAnother,
    Operator,
    Shift,
    WeekdayCycle,
    innermost,
)
from chrono.temporal.period import Grain, Period
from chrono.tense import ends_a_sentence

_LONG_AGO = 400 * SECONDS_A_DAY
_HISTORY_DATES = 4
_GOES_ON = 800 * SECONDS_A_DAY
"""How far behind the line the next date written out may lie for what stands between to be an aside."""
_PARAGRAPH_END = re.compile(r"[.!?:;\"”’)]\s*\n|\n\s*\n")


def genre_of(timexes: Sequence[Timex], dating: Dating = UNDATED) -> Genre:
    """Whether a text tells the news of its day or a history.

    A history writes its dates out, years back, and hardly names a day by its weekday or by "yesterday"; news does the
    reverse. In a history "in March" goes with the year last told, in news with the article's date.
    """
    written = dating.interval.start
    past = deictic = 0
    for timex in timexes:
        operator = timex.operator
        if isinstance(operator, Fixed):
            past += not isinstance(written, int) or operator.period.end < written - _LONG_AGO
        elif operator.base in ("article", "genre") and not isinstance(operator, Length):
            deictic += _is_deictic(innermost(operator))
    return "narrative" if past >= _HISTORY_DATES and past > 8 * deictic else "news"


def _is_deictic(heart: Operator | Cycle) -> bool:
    """Whether a phrase points from the day of writing: "Monday", "yesterday", "last month"; not "the year's end"."""
    return isinstance(heart, WeekdayCycle) or (
        isinstance(heart, Shift) and (heart.base == "article" or heart.count != 0)
    )


@dataclass(slots=True)
class Thread:
    """Where the telling of one text has come to, phrase by phrase.

    ``last`` is the date last told, ``line`` the one that the telling goes on from; in news they are the same.
    ``is_unsure`` where the last date is itself uncertain, so that nothing can be counted from it.
    """

    text: str
    genre: Genre
    asides: frozenset[int]
    last: Period | None = None
    line: Period | None = None
    is_unsure: bool = False
    _last_end: int = 0
    _back_to: Period | None = None  # an aside holds to the end of its paragraph; then the line goes on

    def reference(self, operator: Operator, start: int) -> Period | None:
        """What a phrase at ``start`` counts from, None where no date was told."""
        if self.genre == "news" or self.last is None:
            return self.last
        same_paragraph = _PARAGRAPH_END.search(self.text, self._last_end, start) is None
        if not same_paragraph and self._back_to is not None:
            self.line, self._back_to = self._back_to, None
        if operator.base == "narrative" and same_paragraph:
            return self.last
        return self.line

    def tell(self, number: int, timex: Timex, place: Period | None) -> None:
        """Go on to a date: ``place`` is where the phrase of this number lies, None where that is uncertain."""
        before, told_end = self.line, self._last_end
        self.last, self._last_end, self.is_unsure = place, timex.end, place is None
        if self.genre == "news" or before is None or place is None:
            self.line = place
        elif number in self.asides:
            if place.grain < Grain.YEAR:
                self._back_to = self._back_to or before
                self.line = place
        elif not _looks_away(timex.operator) and not self._repeats(before, place, told_end, timex.start):
            self.line, self._back_to = place, None

    def _repeats(self, before: Period, place: Period, told_end: int, start: int) -> bool:
        """Whether a date only tells the year of a finer one: "on December 7 (a Sunday), 1941"."""
        within = before.grain < place.grain and place.start <= before.start < place.end
        return within and not ends_a_sentence(self.text, told_end, start)


def _looks_away(operator: Operator) -> bool:
    """Whether a phrase looks back or ahead from where the telling is, and leaves it there: "a year earlier", "by next
    summer"."""
    while isinstance(operator, OfAnother):
        operator = operator.inner
    if isinstance(operator, Occurrence):
        return operator.base == "genre" and operator.choice in ("last", "next")
    return isinstance(operator, Shift) and (operator.count < 0 or (operator.base == "genre" and operator.count > 0))


def thread(text: str, timexes: Sequence[Timex], dating: Dating = UNDATED) -> Thread:
    """The thread of a text at its start.

    >>> from chrono.tagger import tagger
    >>> text = "A was built on 4 May 1950; B was planned for 1980. C came on 1 March 1951, D in 1953, E in 1955."
    >>> sorted(thread(text, tagger("en").tag(text)).asides)
    [1]
    """
    genre = genre_of(timexes, dating)
    return Thread(text, genre, _asides(timexes) if genre == "narrative" else frozenset())


def _asides(timexes: Sequence[Timex]) -> frozenset[int]:
    """The numbers of the dates written out that leave the line: the date before and the one after go on from one
    another, and this one lies outside of both."""
    written = [(number, period) for number, timex in enumerate(timexes) if (period := written_place(timex.operator))]
    asides: set[int] = set()
    line: Period | None = None
    for (number, period), (_, after) in pairwise(written):
        goes_on = line is not None and line.start < after.end and after.start - line.start <= _GOES_ON
        if goes_on and line is not None and (period.start >= after.end or period.end <= line.start):
            asides.add(number)
        else:
            line = period
    return frozenset(asides)


def written_place(operator: Operator) -> Period | None:
    """The place of a date that is written out, None for any other phrase and for a decade or century."""
    period = operator.read(None, "present").period if operator.base == "none" else None
    return period if period is not None and period.grain <= Grain.YEAR else None
