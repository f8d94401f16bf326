"""May it overlap, must it? Against every way in which things may have gone."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest

from chrono.temporal.calendar import SECONDS_A_DAY, day_number, iso_date
from chrono.temporal.edtf import Edtf, parse
from chrono.temporal.interval import OPEN, Bound
from chrono.temporal.window import FOREVER, window

FIRST = day_number(2024, 1, 29)
DAYS = 12


@pytest.mark.parametrize(
    ("date", "first", "last", "may", "must"),
    [
        ("2014-03-18", "2014-03", "2014-03", True, True),
        ("2014", "2014-03", "2014-03", True, False),
        ("2014", "2014", "2014", True, True),
        ("2014", "2013-12", "2015-01", True, True),
        ("2014", "2015", None, False, False),
        ("2024-11-14T12:59-05:00", "2024-11-14T12", "2024-11-14T13", True, True),
        ("2024-11-14T12:59", "2024-11-14T13", None, False, False),
        ("2024-11-14", "2024-11-14T13", "2024-11-14", True, False),
        ("2022-02-24/..", "2030", "2030", True, True),
        ("2022-02-24/..", None, "2022-02-23", False, False),
        ("2022-02/..", "2022-02-10", "2022-02-11", True, False),
        ("2022-02/", "2023", "2023", True, False),
        ("2022-02/", "2022", "2022", True, True),
        ("/2024-05", "2020", "2020", True, False),
        ("/2024-05", "2024-05", "2024-05", True, True),
        ("/2024-05", "2024-06", None, False, False),
        ("../2024-05", "1000", "1000", True, True),
        ("2024-11-04/2024-11-10", "2024-11-06", "2024-11-06", True, False),
        ("2024-11-04/2024-11-10", "2024-11", "2024-11", True, True),
        ("[2024-11-10..2025-01-12]", "2024-12", "2024-12", True, False),
        ("[2024-11-10..2025-01-12]", "2024-11", "2025-01", True, True),
        ("[2024-11-03,2024-11-10]", "2024-11-04", "2024-11-09", False, False),
        ("[2024-11-03,2024-11-10]", "2024-11-03", "2024-11-03", True, False),
        ("[..2024-05]", "1066", "1066", True, False),
        ("[..2024-05]", None, "2024-05", True, True),
        ("[2024-06-01..]", "2024-06", None, True, True),
        ("{2014,2016}", "2015", "2015", False, False),
        ("{2014,2016}", "2016", "2016", True, True),
        ("-0043-03-15", "-0044", "-0043", True, True),
        ("-0043", "-0043-03", "-0043-03", True, False),
        ("-0100/..", "-0050", "-0050", True, True),
        ("Y12000", "Y11999", "Y12001", True, True),
        ("Y999999999999", "2024", None, True, True),
        ("201X", "2014", "2014", True, False),
        ("2024~", "2024", "2024", True, True),
        ("XXXX-11-14", "2024", "2024", True, False),
        ("XXXX-11-14", None, None, True, True),
    ],
)
def test_what_may_and_what_must(date: str, first: str | None, last: str | None, may: bool, must: bool) -> None:
    asked = window(first, last)
    assert (asked.may_overlap(parse(date)), asked.must_overlap(parse(date))) == (may, must)


@pytest.mark.parametrize(
    ("first", "last", "message"),
    [
        ("2025", "2024", "2024 ends before 2025 begins"),
        ("/2024", None, "/2024: it is not known when it begins"),
        (None, "2024/", "2024/: it is not known when it ends"),
        ("XXXX", None, "it is not known when it begins"),
        ("soon", None, "soon: "),
    ],
)
def test_a_window_that_is_none_is_refused_in_one_line(first: str | None, last: str | None, message: str) -> None:
    with pytest.raises(ValueError, match=r"\A[^\n]+\Z") as refused:
        window(first, last)
    assert message in str(refused.value)


def test_an_open_end_is_no_limit() -> None:
    assert window("../2024", "2014/..") == window()


def ways(date: Edtf) -> Iterator[set[int]]:
    """All ways in which what is dated so may have gone: the days on which it happened, of a few."""
    days = range(FIRST, FIRST + DAYS)
    if date.form == "one of":
        for member in date.parts:
            assert isinstance(member, Edtf)
            yield from ({day} for day in days if day in days_of(member))
    elif any(isinstance(part, Bound) for part in date.parts):
        begin, end = date.parts
        for first in days if isinstance(begin, Bound) else days_of(begin):
            for last in days if isinstance(end, Bound) else days_of(end):
                if first <= last and (begin is not OPEN or first == days[0]) and (end is not OPEN or last == days[-1]):
                    yield set(range(first, last + 1))
    else:
        yield from ({day} for day in days_of(date))


def days_of(date: Edtf) -> range:
    start = date.interval.start if isinstance(date.interval.start, int) else FIRST * SECONDS_A_DAY
    end = date.interval.end if isinstance(date.interval.end, int) else (FIRST + DAYS) * SECONDS_A_DAY
    return range(start // SECONDS_A_DAY, end // SECONDS_A_DAY)


def any_date(chance: random.Random) -> Edtf:
    """A date within a few days of January and February."""
    one, two = sorted(chance.choices(range(FIRST, FIRST + DAYS), k=2))
    first, last = iso_date(one), iso_date(two)
    forms = (first, f"{first}/{last}", f"{first}/..", f"{first}/", f"../{last}", f"/{last}")
    sets = (f"[{first},{last}]", f"[{first}..{last}]", f"[..{last}]", f"[{first}..]")
    return parse(chance.choice(forms + sets))


def test_the_answers_are_those_of_all_ways_it_may_have_gone() -> None:
    chance = random.Random(7)
    for _ in range(2_000):
        date, (one, two) = any_date(chance), sorted(chance.choices(range(FIRST, FIRST + DAYS), k=2))
        # What lies before the first day and after the last is told by those days.
        asked = window(None if one == FIRST else iso_date(one), None if two == FIRST + DAYS - 1 else iso_date(two))
        met = [bool(way & set(range(one, two + 1))) for way in ways(date)]
        assert (asked.may_overlap(date), asked.must_overlap(date)) == (any(met), all(met)), (date, asked)


def test_bounds_fit_64_bits() -> None:
    asked = window("Y-999999999999", "Y999999999999")
    assert -FOREVER < asked.start < asked.end < FOREVER
    assert asked.must_overlap(parse("Y999999999999"))
