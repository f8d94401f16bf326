"""Amounts of time: counted units of the calendar, and what lies so far from a date."""

from __future__ import annotations

from dataclasses import dataclass

from chrono.temporal.calendar import SECONDS_A_DAY, civil, day_number, days_in_month
from chrono.temporal.interval import Interval
from chrono.temporal.period import Grain, Period

_MONTHS = {
    Grain.MONTH: 1, Grain.QUARTER: 3, Grain.SEASON: 3, Grain.HALF: 6, Grain.YEAR: 12,
    Grain.DECADE: 120, Grain.CENTURY: 1200, Grain.MILLENNIUM: 12_000,
}  # fmt: skip
_SECONDS = {
    Grain.SECOND: 1, Grain.MINUTE: 60, Grain.HOUR: 3600, Grain.DAY: SECONDS_A_DAY,
    Grain.WEEKEND: 7 * SECONDS_A_DAY, Grain.WEEK: 7 * SECONDS_A_DAY,
}  # fmt: skip
_PLURALS = {Grain.CENTURY: "centuries", Grain.MILLENNIUM: "millennia"}


@dataclass(frozen=True, slots=True)
class Amount:
    """Counted units, such as two years and three months: pairs of a count and its unit.

    >>> Amount(((2, Grain.YEAR), (3, Grain.MONTH))).words
    '2 years and 3 months'
    """

    parts: tuple[tuple[int, Grain], ...]

    @property
    def grain(self) -> Grain:
        """The finest of its units."""
        return min(grain for _, grain in self.parts)

    @property
    def days(self) -> float:
        """About how many days it has.

        >>> Amount(((1, Grain.YEAR), (12, Grain.HOUR))).days
        365.74
        """
        months, seconds = self._sums
        return round(months * 30.4368 + seconds / SECONDS_A_DAY, 2)

    @property
    def _sums(self) -> tuple[int, int]:
        """Its months and its seconds."""
        months = sum(count * _MONTHS.get(grain, 0) for count, grain in self.parts)
        return months, sum(count * _SECONDS.get(grain, 0) for count, grain in self.parts)

    @property
    def words(self) -> str:
        return " and ".join(counted(count, grain) for count, grain in self.parts)

    def moved(self, period: Period, direction: int) -> Period | None:
        """The period of the same grain that lies so far after another (``direction`` 1) or before it (-1); None where
        that one is too coarse for it: three days after a month are no month.

        Months and years come first and keep the day, or take the month's last where it has no such day.

        >>> month = Amount(((1, Grain.MONTH),))
        >>> month.moved(Period.day(2024, 1, 31), 1).value, month.moved(Period.year(2024), 1)
        ('2024-02-29', None)
        """
        if period.grain > self.grain:
            return None
        return Period(Grain.SECOND, self._from(period.start, direction)).to(period.grain)

    def span(self, period: Period, direction: int) -> Interval:
        """Where what lies so far from some moment of a period may lie: 30 seconds after a minute.

        >>> span = Amount(((2, Grain.DAY),)).span(Period.month(2024, 5), 1)
        >>> span.earliest, span.latest
        ('2024-05-03', '2024-06-02')
        """
        return Interval(self._from(period.start, direction), self._from(period.end - 1, direction) + 1)

    def _from(self, moment: int, direction: int) -> int:
        months, seconds = self._sums
        number, clock = divmod(moment, SECONDS_A_DAY)
        year, month, day = civil(number)
        year, month = divmod(year * 12 + month - 1 + direction * months, 12)
        number = day_number(year, month + 1, min(day, days_in_month(year, month + 1)))
        return number * SECONDS_A_DAY + clock + direction * seconds


def counted(count: int, grain: Grain) -> str:
    """A count and its unit in words.

    >>> counted(1, Grain.DAY), counted(3, Grain.CENTURY)
    ('1 day', '3 centuries')
    """
    unit = grain.name.lower()
    return f"{count} {unit if count == 1 else _PLURALS.get(grain, unit + 's')}"
