"""Interval algebra against a naive oracle.

The oracle gives an interval every pair of integers it may stand for: an open bound is a number beyond all
others, an unknown one any number that keeps the end after the start. "May" then means for one of the pairs,
"certain" for all.
"""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chrono.temporal.calendar import SECONDS_A_DAY, day_number
from chrono.temporal.interval import ANY_TIME, OPEN, UNKNOWN, Bound, Interval

MOMENTS = range(0, 12, 2)
POSSIBLE = range(-3, 15)  # unknown bounds fall between the moments, too
BEYOND = 100


def bounds_are_in_order(pair: tuple[int | Bound, int | Bound]) -> bool:
    start, end = pair
    return isinstance(start, Bound) or isinstance(end, Bound) or start < end


bound = st.one_of(st.sampled_from(MOMENTS), st.sampled_from((OPEN, UNKNOWN)))
intervals = st.tuples(bound, bound).filter(bounds_are_in_order).map(lambda pair: Interval(*pair))
known = intervals.filter(lambda interval: UNKNOWN not in (interval.start, interval.end))


def meanings(interval: Interval) -> list[tuple[int, int]]:
    def choices(side: int | Bound, beyond: int) -> list[int]:
        if isinstance(side, int):
            return [side]
        return [beyond] if side is OPEN else list(POSSIBLE)

    pairs = product(choices(interval.start, -BEYOND), choices(interval.end, BEYOND))
    return [(start, end) for start, end in pairs if start < end]


@given(intervals, intervals)
def test_overlaps_means_for_one_reading_of_the_bounds(a: Interval, b: Interval) -> None:
    oracle = any(max(s, t) < min(e, f) for (s, e), (t, f) in product(meanings(a), meanings(b)))
    assert a.overlaps(b) == oracle
    assert b.overlaps(a) == oracle


@given(intervals, intervals)
def test_contains_means_for_every_reading_of_the_bounds(a: Interval, b: Interval) -> None:
    oracle = all(s <= t and f <= e for (s, e), (t, f) in product(meanings(a), meanings(b)))
    assert a.contains(b) == oracle


@given(intervals, intervals)
def test_what_contains_overlaps(a: Interval, b: Interval) -> None:
    if a.contains(b):
        assert a.overlaps(b)


@given(intervals, intervals)
def test_the_intersection_is_there_when_they_overlap_and_loses_nothing_shared(a: Interval, b: Interval) -> None:
    shared = a.intersect(b)
    assert shared == b.intersect(a)
    assert (shared is not None) == a.overlaps(b)
    if shared is None:
        return
    low = shared.start if isinstance(shared.start, int) else -BEYOND
    high = shared.end if isinstance(shared.end, int) else BEYOND
    for (s, e), (t, f) in product(meanings(a), meanings(b)):
        if max(s, t) < min(e, f):
            assert low <= max(s, t)
            assert min(e, f) <= high


@given(known, known)
def test_between_known_bounds_the_intersection_lies_in_both_and_the_hull_holds_both(a: Interval, b: Interval) -> None:
    hull = a.hull(b)
    assert hull.contains(a)
    assert hull.contains(b)
    if shared := a.intersect(b):
        assert a.contains(shared)
        assert b.contains(shared)
        assert meanings(shared) == [(max(s, t), min(e, f)) for (s, e), (t, f) in product(meanings(a), meanings(b))]


@given(intervals, intervals)
def test_the_hull_shuts_out_no_reading_of_either(a: Interval, b: Interval) -> None:
    hull = a.hull(b)
    assert hull == b.hull(a)
    for start, end in [*meanings(a), *meanings(b)]:
        assert not isinstance(hull.start, int) or hull.start <= start
        assert not isinstance(hull.end, int) or end <= hull.end


@given(intervals, intervals)
def test_the_hull_is_no_longer_than_it_must_be(a: Interval, b: Interval) -> None:
    hull = a.hull(b)
    assert hull.start in (a.start, b.start)
    assert hull.end in (a.end, b.end)


@given(intervals, intervals, intervals)
def test_hull_and_intersection_do_not_depend_on_the_order(a: Interval, b: Interval, c: Interval) -> None:
    assert a.hull(b).hull(c) == a.hull(b.hull(c))
    ab, bc = a.intersect(b), b.intersect(c)
    if ab and bc:
        assert ab.intersect(c) == a.intersect(bc)


@given(intervals)
def test_any_time_is_neutral_in_an_intersection(a: Interval) -> None:
    assert a.intersect(ANY_TIME) == a
    assert a.hull(ANY_TIME) == ANY_TIME


@given(intervals)
def test_the_shortest_constructor_call_is_its_repr(a: Interval) -> None:
    assert eval(repr(a), {"Interval": Interval, "OPEN": OPEN, "UNKNOWN": UNKNOWN}) == a


def test_neighbours_meet_without_overlapping() -> None:
    october, november = (
        Interval(day_number(2024, month) * SECONDS_A_DAY, day_number(2024, month + 1) * SECONDS_A_DAY)
        for month in (10, 11)
    )
    assert october.end == november.start
    assert not october.overlaps(november)
    assert october.intersect(november) is None
    assert (october.latest, november.earliest) == ("2024-10-31", "2024-11-01")


def test_the_last_day_is_that_of_the_last_second() -> None:
    noon = day_number(2024, 11, 14) * SECONDS_A_DAY + 43_200
    assert Interval(noon, noon + 60).latest == "2024-11-14"
    assert Interval(noon, noon + 43_200).latest == "2024-11-14"
    assert Interval(noon, noon + 43_201).latest == "2024-11-15"


def test_open_and_unknown_have_no_day() -> None:
    assert (Interval(OPEN, UNKNOWN).earliest, Interval(OPEN, UNKNOWN).latest) == (None, None)


def test_open_and_unknown_are_different_claims() -> None:
    assert Interval(0, OPEN) != Interval(0, UNKNOWN)
    assert Interval(0, OPEN).contains(Interval(5, UNKNOWN))
    assert not Interval(0, UNKNOWN).contains(Interval(5, 6))
    assert not ANY_TIME.contains(ANY_TIME)


@pytest.mark.parametrize(("start", "end"), [(5, 5), (6, 5)])
def test_an_interval_must_last(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="must end after it starts"):
        Interval(start, end)
