"""The day, and the half of the dial, of clock times that are told without them.

"On Friday the court opened at 9 a.m." tells the day once, "9:30 to 11 a.m. on Thursday" tells day and half with the
last of two times. What a clock time lacks it takes from the times it is joined to, else from the day last told before
it in its sentence; where there is neither it stays with the article's day.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from chrono.tagger import Timex
from chrono.temporal.context import Context
from chrono.temporal.operators import Clock, Operator
from chrono.temporal.period import Grain
from chrono.tense import ends_a_sentence

_LIST = 6
_JOINED = re.compile(
    r"\s*(?:,?\s*(?:to|and|or|until|till|through)\b|-|–|,)\s*(?:at |from |about |around )?", re.IGNORECASE
)
_TIME_FIRST = re.compile(r"\d|noon|midnight|half|(?:a )?quarter", re.IGNORECASE)
_ON_ITS_DAY = re.compile(r"\s+(?:on |of )?")
_STARTS_A_SENTENCE = re.compile(r"[.!?][\"”’)]*\s+$")
_STOP = 8


@dataclass(frozen=True, slots=True)
class DayTold:
    """A day that a text tells: what was said, in which context, and the phrase that says it."""

    operator: Operator
    context: Context
    phrase: str
    end: int


class Daytimes:
    """What the clock times of one text take from what stands around them."""

    def __init__(self, text: str, timexes: Sequence[Timex]) -> None:
        self._text = text
        self._timexes = timexes
        self._day: DayTold | None = None
        self._before: Clock | None = None

    def completed(self, number: int) -> Operator:
        """A time expression; a clock time with what the times and days that it is joined to tell of it.

        >>> from chrono.tagger import tagger
        >>> text = "It is open from 9:30 to 11 on Thursday."
        >>> Daytimes(text, tagger("en").tag(text)).completed(0).day_untold
        False
        """
        operator = self._timexes[number].operator
        if not isinstance(operator, Clock):
            return operator
        if self._before is not None and self._gap(number - 1, _JOINED):
            operator = operator.after(self._before)
        for other, with_day in self._joined(number):
            if isinstance(other, Clock) and (operator.day_untold or other.day_untold):
                operator = operator.before(other)
            if with_day and operator.day_untold:
                operator = operator.on(other)
        return operator

    def day_of(self, number: int, operator: Operator) -> DayTold | None:
        """The day that a clock time without one takes: that last told before it in its sentence."""
        if not isinstance(operator, Clock) or not operator.day_untold or self._day is None:
            return None
        told, start = self._day.end, self._timexes[number].start
        ended = ends_a_sentence(self._text, told - 1, start)  # maybe by the dot of "p.m."
        begun = _STARTS_A_SENTENCE.search(self._text, max(told, start - _STOP), start) is not None
        return None if ended or begun else self._day

    def tell(self, number: int, operator: Operator, context: Context, day: DayTold | None = None) -> None:
        """Note what a time expression has come to; ``day`` is what it took its day from."""
        timex = self._timexes[number]
        self._before = operator if isinstance(operator, Clock) else None
        if day is not None:
            self._day = replace(day, end=timex.end)
        elif operator.grain is Grain.DAY or (isinstance(operator, Clock) and not operator.day_untold):
            self._day = DayTold(operator, context, " ".join(timex.text.split()), timex.end)

    def _joined(self, number: int) -> Iterator[tuple[Operator, bool]]:
        """The clock times that one is joined to, up to the first that has its day behind it, and whether it has."""
        for first, second in pairwise(range(number, min(number + _LIST, len(self._timexes)))):
            other = self._timexes[second]
            operator = other.operator
            if not isinstance(operator, Clock) or not self._gap(first, _JOINED):
                if operator.grain is Grain.DAY and self._gap(first, _ON_ITS_DAY):
                    yield operator, True
                return
            with_day = not operator.day_untold
            yield operator, with_day and _TIME_FIRST.match(other.text) is not None
            if with_day:
                return

    def _gap(self, number: int, pattern: re.Pattern[str]) -> bool:
        """Whether a pattern matches what stands between a time expression and the next."""
        before, after = self._timexes[number], self._timexes[number + 1]
        return pattern.fullmatch(self._text, before.end, after.start) is not None
