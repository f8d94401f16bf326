"""What goes where in the chart."""

from __future__ import annotations

from dataclasses import replace

import pytest

from chrono.renderers.overview import BAR, DOT, MOST_LANES, Stretch, legend, panels, stretches
from chrono.temporal.calendar import day_number, iso_date

WIDTH = 800.0


def day(date: str) -> int:
    year, month, day_of_month = map(int, date.split("-"))
    return day_number(year, month, day_of_month)


def stretch(first: str, after: str | None = None) -> Stretch:
    start = day(first)
    return Stretch(start, day(after) if after else start + 1, "happened")


def labels(first: str, last: str) -> list[str]:
    (panel,) = panels([stretch(first), stretch(last)], WIDTH)
    return [label for _, label in panel.ticks]


def test_stretches_tell_open_from_unknown_and_kinds_apart(event) -> None:
    found = stretches(
        [
            event("2024-11-05", "a day"),
            event("2014/..", "on and on", kind="ongoing"),
            event("/2014", "some time until", kind="planned"),
            event("2024", "perhaps", modality="possible", kind="planned"),
            event("2024-12-02", "not drawn", kind="reported"),
            event("XXXX-11-14", "cannot be drawn"),
        ]
    )
    assert found == [
        Stretch(day("2024-11-05"), day("2024-11-06"), "happened"),
        Stretch(day("2014-01-01"), None, "ongoing", "known", "open"),
        Stretch(None, day("2015-01-01"), "planned", "unknown", "known"),
        Stretch(day("2024-01-01"), day("2025-01-01"), "unsure"),
    ]


def test_a_time_of_day_is_a_dot(event) -> None:
    (found,) = stretches([event("2024-11-14T12:59-05:00", "a minute")])
    assert found.is_day


def test_nothing_to_show() -> None:
    assert panels([], WIDTH) == []


def test_days_are_dots_and_the_rest_bars_as_long_as_they_are() -> None:
    (panel,) = panels([stretch("2024-01-01"), stretch("2024-03-01", "2024-07-01"), stretch("2024-12-31")], WIDTH)
    assert [iso_date(int(dot.day)) for dot in panel.dots] == ["2024-01-01", "2024-12-31"]
    assert [(bar.first, bar.after) for bar in panel.bars] == [(day("2024-03-01"), day("2024-07-01"))]


def test_a_single_day_gets_room_on_both_sides() -> None:
    (panel,) = panels([stretch("2024-11-05")], WIDTH)
    assert (iso_date(int(panel.first)), iso_date(int(panel.after))) == ("2024-10-30", "2024-11-13")


def test_marks_that_would_touch_stand_in_lanes() -> None:
    shown = [stretch(f"2024-01-{date:02d}") for date in (1, 1, 2)] + [stretch("2024-01-01", "2024-01-20")] * 2
    (panel,) = panels([*shown, stretch("2034-01-01")], WIDTH)
    a_pixel = (panel.after - panel.first) / WIDTH
    assert [dot.lane for dot in panel.dots] == [0, 1, 2, 0]
    for one in panel.dots:
        for other in panel.dots:
            assert one is other or one.lane != other.lane or abs(one.day - other.day) >= DOT * a_pixel - 1e-9
    assert [bar.lane for bar in panel.bars] == [0, 1]
    assert all(bar.after - bar.first >= BAR * a_pixel - 1e-9 for bar in panel.bars)


def test_an_open_stretch_runs_to_the_edge() -> None:
    (panel,) = panels([stretch("2014-01-01"), Stretch(day("2016-01-01"), None, "ongoing", "known", "open")], WIDTH)
    assert panel.bars[0].after == panel.after
    assert legend([panel]) >= {"ongoing", "open", "dot"}
    assert "unknown" not in legend([panel])


@pytest.mark.parametrize("most", [1, MOST_LANES + 1])
def test_an_unknown_end_is_told_beside_the_known_one(most: int) -> None:
    until = Stretch(None, day("2016-01-01"), "happened", "unknown", "known")
    since = Stretch(day("2020-01-01"), None, "happened", "known", "unknown")
    (panel,) = panels([stretch("2000-01-01"), stretch("2024-01-01"), *[until, since] * most], WIDTH)
    near = 2 * DOT * (panel.after - panel.first) / WIDTH
    drawn = panel.bars or [column for column in panel.columns if not column.above]
    assert bool(panel.bars) is (most == 1)
    for mark in drawn:
        assert any(abs(end - known) <= near for end, known in ((mark.after, until.after), (mark.first, since.first)))
    if panel.bars:
        assert [(bar.left, bar.right) for bar in panel.bars] == [("unknown", "known"), ("known", "unknown")]
        assert (panel.bars[0].after, panel.bars[1].first) == (until.after, since.first)


def test_what_has_no_end_goes_on_in_the_enlarged_panel() -> None:
    crowd = [stretch(f"2024-11-{date:02d}") for date in range(5, 25)]
    since = [Stretch(day(first), None, "ongoing", "known", "open") for first in ("2022-02-24", "2025-01-01")]
    whole, part = panels([stretch("1991-01-01"), *since, *crowd], WIDTH)
    assert (whole.count, part.count) == (3, 21)
    assert [(bar.first, bar.after) for bar in part.bars] == [(part.first, part.after)]


def test_a_crowd_gets_a_panel_of_its_own() -> None:
    crowd = [stretch(f"2024-11-{date:02d}") for date in range(5, 25)]
    whole, part = panels([stretch("1991-01-01"), stretch("2014-01-01", "2015-01-01"), *crowd], WIDTH)
    assert whole.enlarged == (day("2024-11-01"), day("2024-12-01"))
    assert (whole.count, part.count) == (2, 20)
    assert part.name == "Nov 2024"
    assert (part.first, part.after) == whole.enlarged


@pytest.mark.parametrize("years", [range(1991, 2025), range(2023, 2025)])
def test_events_spread_evenly_need_one_panel(years: range) -> None:
    assert len(panels([stretch(f"{year}-{month:02d}-01") for year in years for month in (2, 5, 8, 11)], WIDTH)) == 1


def test_columns_count_what_is_too_much_to_draw() -> None:
    days = [stretch(f"2024-{month:02d}-{date:02d}") for month in range(1, 13) for date in range(1, 29)] * 5
    months = [stretch("2024-01-01", "2024-02-01")] * (MOST_LANES + 1)
    (panel,) = panels(days + months, WIDTH)
    assert panel.dots == panel.bars == ()
    assert sum(column.count for column in panel.columns if column.above) == len(days)
    below = [column for column in panel.columns if not column.above]
    assert {column.count for column in below} == {MOST_LANES + 1}
    assert below[-1].after - below[0].first == pytest.approx(31, abs=(panel.after - panel.first) / WIDTH * DOT)
    assert max(column.share for column in panel.columns if column.above) == 1


@pytest.mark.parametrize(
    ("first", "last", "some"),
    [
        ("2024-11-01", "2024-11-09", ["Oct 30, 2024", "Nov 1", "Nov 3"]),
        ("2024-12-01", "2025-01-20", ["Dec 2, 2024", "Dec 9", "Jan 6, 2025"]),
        ("2024-01-01", "2024-08-01", ["Jan 2024", "Feb", "Aug"]),
        ("1991-01-01", "2025-01-01", ["1995", "2000", "2025"]),
        ("1001-01-01", "2025-01-01", ["1200", "2000"]),
    ],
)
def test_ticks_are_round_and_named(first: str, last: str, some: list[str]) -> None:
    found = labels(first, last)
    assert [label for label in found if label in some] == some
    assert 3 <= len(found) <= 11


@pytest.mark.parametrize(
    ("first", "last", "ticks"),
    [
        (-43, 43, ["40 BC", "30 BC", "20 BC", "10 BC", "10 AD", "20 AD", "30 AD", "40 AD"]),
        (-400_000, 2_000_000, ["500000", "1000000", "1500000", "2000000"]),
    ],
)
def test_far_years_have_round_ticks(first: int, last: int, ticks: list[str]) -> None:
    ends = [day_number(year) for year in (first, last)]
    (panel,) = panels([Stretch(end, end + 1, "happened") for end in ends], WIDTH)
    assert [label for _, label in panel.ticks] == ticks


def test_every_panel_counts_what_it_shows() -> None:
    shown = [stretch(f"2024-11-{date:02d}") for date in range(5, 25)] + [stretch("1900-01-01")]
    shown.append(replace(shown[0], tone="planned"))
    assert sum(panel.count for panel in panels(shown, WIDTH)) == len(shown)
