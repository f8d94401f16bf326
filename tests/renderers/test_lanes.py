"""A lane for each actor and each source: which there are, and that each shows its own."""

from __future__ import annotations

import re
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from chrono.renderers import html
from chrono.renderers.chart import WIDTHS, pictures
from chrono.renderers.chronology import sources
from chrono.renderers.lanes import MOST, Chart, charts, divided
from chrono.renderers.locale import english
from chrono.renderers.overview import Stretch, stretches
from chrono.timeline import Timeline

SVG = '<svg xmlns="http://www.w3.org/2000/svg">{}</svg>'
DAY = Stretch(1, 2, "happened")


def drawn(timeline: Timeline) -> list[Chart]:
    overview = pictures(stretches(timeline.dated))
    return charts(timeline.dated, sources(timeline), overview, english())


def told(event, *rows: tuple[str, list[str]]) -> Timeline:
    return Timeline("", tuple(replace(event(date, date), actors=tuple(actors)) for date, actors in rows))


def test_the_most_told_have_lanes_and_the_others_share_one(event) -> None:
    names = [f"Actor {number}" for number in range(MOST + 2)]
    rows = [([name], DAY) for place, name in enumerate(names) for _ in range(len(names) - place + 1)]
    lanes = divided([*rows, (["Once"], DAY)], "others")
    assert [lane.name for lane in lanes] == [*names[:MOST], "others"]
    assert sum(lane.count for lane in lanes) == len(rows) + 1


def test_an_event_is_in_the_lane_of_each_of_its_actors(event) -> None:
    timeline = told(event, ("2024-11-05", ["Ann", "Ben"]), ("2024-11-06", ["Ben"]), ("2024-11", ["Ann", "Ann"]))
    (chart,) = drawn(timeline)
    assert [(lane.name, lane.count) for lane in chart.lanes] == [("Ann", 2), ("Ben", 2)]


@pytest.mark.parametrize(
    "rows", [[], [("2024", ["Ann"])], [("2024", ["Ann"]), ("2025", ["Ann"])], [("XXXX", ["A", "B"])] * 4]
)
def test_one_lane_is_none(event, rows: list[tuple[str, list[str]]]) -> None:
    assert drawn(told(event, *rows)) == []


@pytest.mark.parametrize("years", [("2024-11-05", "2025-01"), ("-0043-03-15", "0079"), ("Y-400000", "2024")])
def test_imprecise_dates_are_bars_in_any_years(event, years: tuple[str, str]) -> None:
    timeline = told(event, *((date, [name]) for date in years for name in ("Ann", "Ben")))
    (chart,) = drawn(timeline)
    for name, drawing in chart.drawings.items():
        shapes = list(ElementTree.fromstring(SVG.format(drawing.marks)).iter())
        assert "NaN" not in drawing.marks
        assert {"Ann", "Ben"} <= {shape.text for shape in shapes}
        placed = [re.findall(r"-?[0-9.]+", shape.get("transform", "")) for shape in shapes[2:]]
        assert all(0 <= float(y) <= drawing.height for x, y in filter(None, placed))
        assert all(-1 <= float(x) <= WIDTHS[name] for x, y in filter(None, placed))


def test_too_many_for_a_lane_are_counted(event) -> None:
    timeline = told(event, *((f"2024-11-{day:02d}", ["Ann", "Ben"]) for day in [5] * 9 + [6] * 9), ("2030", ["Ann"]))
    (chart,) = drawn(timeline)
    assert ">9<" in chart.drawings["narrow"].marks or ">18<" in chart.drawings["narrow"].marks


def test_the_page_tells_in_words_what_the_lanes_show(event) -> None:
    timeline = told(event, *[("2024-11-05", ["Ann <b>", "Ben"])] * 2)
    page = html.render(timeline).decode()
    assert page.count('<details class="lanes">') == 1
    assert 'aria-label="Lanes over time, Oct – Nov 2024. Ann &lt;b&gt;: 2 events; Ben: 2 events. The list below' in page
    assert "Ann <b>" not in page


def test_long_names_are_cut(event) -> None:
    timeline = told(event, *[("2024-11-05", ["Ann" * 40, "Ben"])] * 2)
    (chart,) = drawn(timeline)
    names = re.findall(r">(Ann[^<]*)<", chart.drawings["narrow"].marks)
    assert [len(name) for name in names] == [42]
