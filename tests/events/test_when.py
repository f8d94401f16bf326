"""From a phrase and its preposition to a place on the time line."""

from __future__ import annotations

import pytest

from chrono.article import UNDATED, Dating
from chrono.events.when import between, day_of, placed, when
from chrono.temporal.edtf import parse
from chrono.temporal.interval import ANY_TIME, OPEN, UNKNOWN

ARTICLE = Dating(parse("2024-11-14").interval, "exact", "2024-11-14")


@pytest.mark.parametrize(
    ("edtf", "signal", "ahead", "expected"),
    [
        ("2024-08", "in", False, "2024-08"),
        ("2024-08", "", False, "2024-08"),
        ("2014", "since", False, "2014/.."),
        ("2024-11-11/2024-11-17", "since", False, "2024-11-11/.."),
        ("[2024-11-03,2024-11-10]", "since", False, "[2024-11-03,2024-11-10]"),
        ("[2024-11-03,2024-11-10]", "until", False, "/2024-11-10"),
        ("[2024-11-03,2024-11-10]", "by", False, "[..2024-11-10]"),
        ("[2024-11-03,2024-11-10]", "before", False, "[..2024-11-09]"),
        ("[2024-11-03,2024-11-10]", "after", False, "[2024-11-04..]"),
        ("2025-05", "until", True, "/2025-05"),
        ("2024-11-11/2024-11-17", "until", False, "/2024-11-17"),
        ("2025-05", "by", True, "[2024-11-14..2025-05]"),
        ("2024-05", "by", False, "[..2024-05]"),
        ("2024-05", "by", True, "[..2024-05]"),  # what was ahead of an earlier day is not ahead of the article
        ("2025-05", "before", True, "[2024-11-14..2025-04-30]"),
        ("2024-05", "after", False, "[2024-06-01..]"),
        ("2014/..", "since", False, "2014/.."),
    ],
)
def test_what_a_preposition_claims(edtf: str, signal: str, ahead: bool, expected: str) -> None:
    found = placed(edtf, signal, ARTICLE, ahead)
    assert found.edtf == expected
    assert found.interval == parse(expected).interval


def test_open_and_unknown_ends_are_told_apart() -> None:
    assert placed("2014", "since", UNDATED, False).interval.end is OPEN
    assert placed("2014", "until", UNDATED, False).interval.start is UNKNOWN


def test_what_is_ahead_of_an_undated_article_has_no_earliest_day() -> None:
    assert placed("2025-05", "by", UNDATED, True).edtf == "[..2025-05]"


def test_by_a_day_before_which_the_article_was_written_the_same_day() -> None:
    assert (
        placed("2024-11-14", "before", ARTICLE, True).edtf == "2024-11-14"
    )  # nothing is left between; the phrase stands


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("2024-05-03", "2024-05-09", "2024-05-03/2024-05-09"),
        ("2024-11-11/2024-11-17", "2024-12", "2024-11-11/2024-12"),
        ("2024-05", "2024-03", None),
    ],
)
def test_a_stretch_between_two_dates(first: str, last: str, expected: str | None) -> None:
    stretch = between(first, last)
    assert (stretch and stretch.edtf) == expected


@pytest.mark.parametrize(
    ("dating", "day"),
    [
        (UNDATED, None),
        (Dating(ANY_TIME, "conflict"), None),
        (ARTICLE, "2024-11-14"),
        (Dating(parse("2024-11-14T12:59-05:00").interval, "exact", "2024-11-14T12:59-05:00"), "2024-11-14"),
        (Dating(parse("2024-11").interval, "interval", "2024-11"), "2024-11"),
    ],
)
def test_the_day_of_an_article(dating: Dating, day: str | None) -> None:
    assert day_of(dating) == day


def test_a_date_is_read_once_and_keeps_its_precision() -> None:
    assert when("2024-11").precision == "month"
    assert when("2024-11/..").precision == "interval"
