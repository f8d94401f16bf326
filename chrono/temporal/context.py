"""What a phrase is resolved against: the article's date, the clause's tense, and the date last told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from chrono.temporal.calendar import SECONDS_A_DAY
from chrono.temporal.interval import Interval
from chrono.temporal.period import Grain, Period

Tense = Literal["past", "present", "future", "told"]
"""The tense of a clause; ``told`` in a history, whose bare dates go with the date last told, whatever the tense."""
Genre = Literal["news", "narrative"]


@dataclass(frozen=True, slots=True)
class Context:
    """The surroundings of one phrase.

    ``anchor`` is the interval in which the article was written; ``previous`` the period the narrative last named
    before this phrase (None at the start); ``genre`` whether the text is news or a history.

    >>> from chrono.temporal.interval import ANY_TIME
    >>> Context(ANY_TIME).reference_days is None
    True
    """

    anchor: Interval
    tense: Tense = "present"
    previous: Period | None = None
    genre: Genre = "news"

    @property
    def reference_days(self) -> tuple[Period, Period] | None:
        """The first and the last day the article may have been written; None where either is not known."""
        start, end = self.anchor.start, self.anchor.end
        if not isinstance(start, int) or not isinstance(end, int):
            return None
        return Period(Grain.DAY, start // SECONDS_A_DAY), Period(Grain.DAY, (end - 1) // SECONDS_A_DAY)

    @property
    def moment(self) -> Period | None:
        """The minute or second the article was written in; None where its date is not known so finely.

        >>> Context(Period(Grain.MINUTE, 1_064_453_099).interval).moment
        Period(MINUTE, 1064453099)
        """
        start, end = self.anchor.start, self.anchor.end
        if not isinstance(start, int) or not isinstance(end, int):
            return None
        if end - start == 1:
            return Period(Grain.SECOND, start)
        return Period(Grain.MINUTE, start // _MINUTE) if end - start == _MINUTE and start % _MINUTE == 0 else None


_MINUTE = 60
