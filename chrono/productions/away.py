"""Dates counted from the article or from the date last told."""

from __future__ import annotations

from collections.abc import Mapping

from chrono.productions.amounts import Counted, amount_of, is_vague
from chrono.productions.cycles import cycle_of
from chrono.productions.lengths import duration_value
from chrono.productions.made import GRAINS, Made
from chrono.temporal.amount import Amount
from chrono.temporal.operators import (
    After,
    Away,
    Base,
    Before,
    Between,
    Constant,
    Cycle,
    CycleBeside,
    DayOfMonthCycle,
    Here,
    HolidayCycle,
    Intersect,
    Length,
    Modified,
    Occurrence,
    Operator,
    Shift,
    UnitOf,
    WeekdayCycle,
    innermost,
)
from chrono.temporal.period import Grain


def days_from_article(days: int) -> Made:
    return Shift(days, Grain.DAY)


def relative_unit(shift: int, unit: str) -> Made:
    """ "last year"; but "the last day" is not yesterday."""
    if unit == "day" and shift == -1:
        return None
    return Shift(shift, GRAINS[unit], "genre")


def modified(mod: str, date: Operator | None = None, unit: str | None = None) -> Made:
    """ "the end of 2019"; "the end of the month": the article's own in news, the one last told in a history."""
    return Modified(date if date is not None else Shift(0, GRAINS[unit or "day"], "genre"), mod)


def itself(date: Operator) -> Made:
    """ "later in 2023": no more than the date is told."""
    return date


def this_time(shift: int, unit: str) -> Made:
    """ "this time last year": about the same month; of a week ago, about the same day."""
    grain, steps = _THIS_TIME[unit]
    return Modified(Shift(shift * steps, grain), "APPROX")


_THIS_TIME: Mapping[str, tuple[Grain, int]] = {
    "year": (Grain.MONTH, 12),
    "month": (Grain.MONTH, 1),
    "week": (Grain.DAY, 7),
    "decade": (Grain.YEAR, 10),
}


def a_year_before(unit: str) -> Made:
    """ "the same quarter last year", of the quarter last told; "the same period", of that quarter or else of the year;
    "the same time": the year before the article's."""
    if unit == "year":
        return Shift(-1, Grain.YEAR)
    if unit == "period":
        return Shift(-1, Grain.YEAR, "narrative")
    return Away(Shift(0, GRAINS[unit], "narrative"), -_A_YEAR[unit])


_A_YEAR: Mapping[str, int] = {"week": 52, "month": 12, "quarter": 4, "half": 2}


def narrative_unit(unit: str, shift: int) -> Made:
    return Shift(shift, GRAINS[unit], "narrative")


def units_away(
    direction: int,
    amount: Counted = (),
    base: Base = "article",
    length_mod: str | None = None,
    day: str | None = None,
    weekday: int | None = None,
    unit: str | None = None,
    season: int | None = None,
) -> Made:
    """ "three weeks ago": a period of the unit's own grain; "a year and a half ago": of the finer one. Of a vague count
    only the direction is known. "a year ago today", "a week ago Tuesday", "50 years ago this month" count from that
    date. None for what cannot be counted."""
    if not amount or is_vague(amount):
        word = "PAST_REF" if direction < 0 else "FUTURE_REF"
        return Constant(word, "so many units away, how many is not told")
    counted = amount_of(amount)
    if counted is None:
        return None
    exact, rounded = counted
    from_date = _date_beside(day, weekday, unit, season)
    away = _toward(direction)(from_date, exact) if from_date else _away(exact, direction, base)
    mod = _limit(length_mod, direction) or ("APPROX" if rounded else None)
    return Modified(away, mod) if mod else away


def _date_beside(day: str | None, weekday: int | None, unit: str | None, season: int | None) -> Operator | None:
    if weekday is not None or season is not None:
        return Occurrence(cycle_of(weekday, None, season), "bare" if season is None else "this")
    return Shift(0, GRAINS[unit or "day"]) if unit or day else None


def _away(amount: Amount, direction: int, base: Base) -> Operator:
    """What lies an amount away from the reference: in the grain of its unit, but a time of day to the minute."""
    (count, grain), *more = amount.parts
    if not more and grain >= Grain.DAY:
        return Shift(direction * count, grain, base)
    beside = _toward(direction)(Here(base), amount)
    return beside if amount.grain < Grain.DAY else UnitOf(beside, amount.grain)


def _toward(direction: int) -> type[Before] | type[After]:
    return After if direction > 0 else Before


def _limit(length_mod: str | None, direction: int) -> str | None:
    """The modifier of a date that lies more or less than a length from another: more than a year ago is before that
    year, more than a year later after it."""
    if length_mod is None or length_mod == "APPROX":
        return length_mod
    beyond = (length_mod in ("MORE_THAN", "EQUAL_OR_MORE")) == (direction > 0)
    side = "AFTER" if beyond else "BEFORE"
    return f"ON_OR_{side}" if length_mod.startswith("EQUAL") else side


def a_year_ago(base: Base) -> Made:
    return Shift(-1, Grain.YEAR, base)


def beside_date(amount: Counted, side: str, date: Operator, length_mod: str | None = None) -> Made:
    """ "two weeks before Christmas", "ten years after 1990", "a month from Friday", which is the next one. The date
    keeps its grain, which must not be coarser than the unit."""
    counted = None if is_vague(amount) else amount_of(amount)
    if counted is None or (date.grain is not None and date.grain > counted[0].grain):
        return None
    if isinstance(innermost(date), DayOfMonthCycle):  # "a week after the 25th" anniversary
        return None
    beside = _beside(counted[0], side, date)
    mod = _limit(length_mod, -1 if side == "before" else 1) or ("APPROX" if counted[1] else None)
    return Modified(beside, mod) if mod else beside


def _beside(step: Amount | Cycle, side: str, date: Operator, number: int = 1) -> Operator:
    """What lies beside a date. Of a date that comes back every year the tense decides for the whole: a thing found two
    weeks before Christmas was found in the past, and Christmas may be ahead."""
    if isinstance(date, Occurrence) and date.choice == "bare":
        if side == "from":
            date = Occurrence(date.cycle, "next", date.base)
        elif isinstance(step, Amount) and date.cycle.turn is Grain.YEAR and step.days <= _DAYS_A_YEAR:
            return Occurrence(CycleBeside(date.cycle, step, -1 if side == "before" else 1), "bare", date.base)
    return (Before if side == "before" else After)(date, step, number)


_DAYS_A_YEAR = 366


def weekday_week(weekday: int) -> Made:
    """ "Friday week": a week after the next Friday."""
    return _beside(_WEEK, "from", Occurrence(WeekdayCycle(weekday)))


_WEEK = Amount(((1, Grain.WEEK),))


def unit_beside_day(
    side: str, date: Operator, unit: str | None = None, weekday: int | None = None, ordinal: int = 1
) -> Made:
    """ "the day before Christmas", "the week after Easter", "the second Monday after Easter"."""
    if unit is not None and side != "from":
        grain = GRAINS[unit]
        one = Amount(((1, grain),))
        return _beside(one, side, date if grain is Grain.DAY else UnitOf(date, grain))
    if weekday is None or (ordinal < 0 and side != "before"):
        return None
    return _beside(WeekdayCycle(weekday), side, date, abs(ordinal))


def cycles_away(direction: int, count: float, weekday: int | None = None, season: int | None = None) -> Made:
    """ "two Sundays ago", "three summers from now"."""
    return _toward(direction)(Here(), cycle_of(weekday, None, season), int(count)) if count >= 1 else None


def of_units_away(
    unit: str,
    direction: int,
    count: float = 1,
    weekday: int | None = None,
    month: int | None = None,
    day: int | None = None,
    season: int | None = None,
    holiday: HolidayCycle | None = None,
) -> Made:
    """ "Christmas two years ago", "Monday two weeks from now": the one in that year or week."""
    cycle = holiday or cycle_of(weekday, month, season, day)
    return Intersect(Shift(direction * int(count), cycle.turn), cycle) if GRAINS[unit] is cycle.turn else None


def ahead(lead: str, amount: Counted, length_mod: str | None = None) -> Made:
    """ "(in) three weeks", "three weeks (away)", "(within) a year", "(after) six months": lengths of time that have a
    place where the clause looks ahead. The first two name a point, "within" the stretch until then, "after" a point
    that dates no event: it may count from another day than the article's."""
    counted = None if is_vague(amount) else amount_of(amount)
    if counted is None or amount == ((1, "second"),):
        return None
    value, mod = duration_value(list(amount)), length_mod or ("APPROX" if counted[1] else None)
    until, point = After(Here("genre"), _in_days(counted[0])), _away(counted[0], 1, "genre")
    if mod in ("MORE_THAN", "EQUAL_OR_MORE"):
        return (Constant(value, "a length of time", mod=mod),)
    if lead == "after":
        return (Length(Between(point, point), value, mod, ahead=True),)
    if lead == "within" or mod in ("LESS_THAN", "EQUAL_OR_LESS"):
        return (Length(Between(Here("genre"), until), value, mod, ahead=True),)
    return (Length(point, value, mod, ahead=lead == "in", dated=lead == "away"),)


_STRETCHES: Mapping[str, tuple[int, Base]] = {
    "past": (-1, "genre"),
    "last": (-1, "genre"),
    "next": (1, "genre"),
    "coming": (1, "genre"),
    "previous": (-1, "narrative"),
    "following": (1, "narrative"),
}


def stretch(which: str, amount: Counted = (), number: float = 1, units: str | None = None) -> Made:
    """ "the past two years": up to the article's day; "the next two weeks": from the day after it; "the previous two
    weeks": up to the day last told. Quarters and weekends are the calendar's own."""
    amount = amount or ((number, (units or "day").lower()),)
    value = duration_value(list(amount))
    counted = None if is_vague(amount) else amount_of(amount)
    if counted is None:
        return Constant(value, "a length of time" + (", how long is not told" if is_vague(amount) else ""))
    direction, base = _STRETCHES[which]
    grain = counted[0].grain
    here: Operator = Shift(0, grain, base) if grain in (Grain.QUARTER, Grain.WEEKEND) else Here(base)
    there = _toward(direction)(here, _in_days(counted[0]))
    if direction > 0:
        return Length(Between(here, there, with_first=False), value)
    return Length(Between(there, here, with_last=False), value)


def _in_days(amount: Amount) -> Amount:
    """Hours that make whole days as days, which count from a day as well: "the past 24 hours"."""
    (count, grain), *more = amount.parts
    return Amount(((count // 24, Grain.DAY),)) if grain is Grain.HOUR and not more and count % 24 == 0 else amount


PRODUCTIONS = (
    days_from_article,
    relative_unit,
    modified,
    itself,
    this_time,
    a_year_before,
    narrative_unit,
    units_away,
    a_year_ago,
    beside_date,
    weekday_week,
    unit_beside_day,
    cycles_away,
    of_units_away,
    ahead,
    stretch,
)
