"""Clock times and zones in stamps."""

from __future__ import annotations

import pytest

from chrono.dating.stamps import Stamp, find, read


@pytest.mark.parametrize(
    ("clock", "time"),
    [
        ("12:59 PM", "T12:59"),
        ("12:59 a.m.", "T00:59"),
        ("1:07pm", "T13:07"),
        ("13:05 PM", "T13:05"),
        ("6 a.m.", "T06"),
        ("05:30", "T05:30"),
        ("5:30", ""),
        ("23.59", "T23:59"),
        ("12h59", "T12:59"),
        ("12:59:58", "T12:59"),
        ("12:59 PM GMT", "T12:59Z"),
        ("12:59 +0200", "T12:59+02:00"),
        ("12:59 UTC+5:45", "T12:59+05:45"),
        ("12:59 GMT−3", "T12:59-03:00"),
        ("12:59 +0017", ""),
        ("12:59 +1500", ""),
        ("12:59 PM (EST)", "T12:59-05:00"),
        ("12:59 PM, ET", "T12:59-05:00"),
        ("12:59 PM PT", "T12:59-08:00"),
        ("12:59 PM EDT", ""),
        ("12:59 PM MST", "T12:59-07:00"),
        ("12:59 PM IST", ""),
        ("12:59 PM BST", ""),
        ("12:59 PM CST", ""),
        ("12:59 CET", "T12:59+01:00"),
        ("12:59 PM JST", "T12:59+09:00"),
        ("12:59 PM Eastern Time", "T12:59-05:00"),
    ],
)
def test_clock(clock: str, time: str) -> None:
    for line in (f"Nov. 14, 2024 at {clock}", f"Nov. 14, 2024, {clock}", f"{clock}, Thursday, Nov. 14, 2024"):
        [found] = find(line)
        assert (found.start, found.end) == (0, len(line))
        assert read(found) == Stamp("2024-11-14" + time, has_weekday="Thursday" in line)


@pytest.mark.parametrize(
    ("stamp", "offset"),
    [
        ("March 9, 2024 11:59 PM ET", "-05:00"),
        ("March 10, 2024 1:59 AM ET", "-05:00"),
        ("March 10, 2024 2:30 AM ET", None),
        ("March 10, 2024 3:00 AM ET", "-04:00"),
        ("November 3, 2024 12:59 AM ET", "-04:00"),
        ("November 3, 2024 1:59 AM ET", None),
        ("November 3, 2024 2:00 AM ET", "-05:00"),
        ("April 1, 2006 3:00 PM ET", "-05:00"),
        ("April 2, 2006 3:00 PM ET", "-04:00"),
        ("October 28, 2006 3:00 PM ET", "-04:00"),
        ("October 29, 2006 3:00 PM ET", "-05:00"),
        ("July 1, 1980 3:00 PM ET", None),
    ],
)
def test_daylight_saving_in_the_united_states(stamp: str, offset: str | None) -> None:
    [found] = find(stamp)
    got = read(found)
    assert got is not None
    assert got.says[16:] == (offset or "")
    assert ("T" in got.says) == (offset is not None)


def test_what_is_no_stamp_after_all() -> None:
    for line in ("14 apples 2024", "12:59 PM Nov 14, 2024 1:05 PM"):
        assert all(read(found) is None for found in find(line))
