"""The chart as SVG: the same on every machine, and valid before it is drawn."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from chrono.renderers import renderers
from chrono.renderers.chart import WIDTHS, _Sheet, _spec, pictures
from chrono.renderers.locale import english
from chrono.renderers.overview import Stretch, panels, stretches
from chrono.timeline import Timeline

SVG = '<svg xmlns="http://www.w3.org/2000/svg">{}</svg>'


def sheet(timeline: Timeline) -> _Sheet:
    (panel,) = panels(stretches(timeline.dated), 800)
    return _Sheet(panel, 800, line=40, height=90, locale=english())


def test_the_specification_is_valid_vega_lite(bridge: Timeline) -> None:
    import altair as alt

    chart = alt.LayerChart.from_dict(_spec([sheet(bridge)]))
    assert chart.to_dict(validate=True)["width"] == 800


def test_the_scale_is_utc_and_linear_beyond_what_dates_reach(bridge: Timeline, event) -> None:
    def scale(timeline: Timeline) -> str:
        return _spec([sheet(timeline)])["layer"][0]["encoding"]["x"]["scale"]["type"]

    assert scale(bridge) == "utc"
    assert scale(Timeline("", (event("-0043", "old"), event("Y12000", "far")))) == "utc"
    assert scale(Timeline("", (event("Y-400000", "old"), event("2024", "now")))) == "linear"


def test_the_enlarged_part_is_wide_enough_to_be_seen() -> None:
    crowd = [Stretch(day, day + 1, "happened") for day in range(739_000, 739_020)]
    whole, _ = panels([Stretch(-3_000_000, -2_999_635, "happened"), *crowd], 800)
    (band,) = _Sheet(whole, 800, line=40, height=90, locale=english()).band()
    a_pixel = (whole.after - whole.first) / 800 * 86_400_000
    assert band["x2"] - band["x"] == pytest.approx(3 * a_pixel)


def test_every_mark_is_drawn_at_its_place(bridge: Timeline) -> None:
    (picture,) = pictures(stretches(bridge.dated))
    assert set(picture.drawings) == set(WIDTHS)
    for name, drawing in picture.drawings.items():
        shapes = list(ElementTree.fromstring(SVG.format(drawing.marks)).iter())
        circles = [shape for shape in shapes if "A" in shape.get("d", "")]
        assert len(circles) == len(picture.panel.dots) == 2
        for circle in circles:
            x, y = (float(number) for number in circle.get("transform", "")[len("translate(") : -1].split(","))
            assert 0 <= x <= WIDTHS[name]
            assert 0 <= y <= drawing.height


def test_a_script_can_tell_the_day_under_the_pointer(event) -> None:
    (picture,) = pictures(stretches([event("1970-01-01", "first"), event("1999-12-31", "last")]))
    assert (picture.first, picture.after) == (0, 10957)
    for name, drawing in picture.drawings.items():
        circles = [
            shape for shape in ElementTree.fromstring(SVG.format(drawing.marks)).iter() if "A" in shape.get("d", "")
        ]
        xs = [float(circle.get("transform", "")[len("translate(") :].split(",")[0]) for circle in circles]
        assert 0 < drawing.left < drawing.right < WIDTHS[name]
        half_a_day = (drawing.right - drawing.left) / picture.after / 2
        assert xs == pytest.approx([half_a_day, drawing.right - drawing.left - half_a_day], abs=0.05)


@pytest.mark.parametrize("dates", [["Y-400000", "2024"], ["-0043-03-15", "0079-08-24"], ["2024-11-05"]])
def test_any_years_can_be_drawn(event, dates: list[str]) -> None:
    (picture,) = pictures(stretches(event(date, date) for date in dates))
    for drawing in picture.drawings.values():
        ElementTree.fromstring(SVG.format(drawing.marks))
        assert "NaN" not in drawing.marks


def test_it_wears_the_colours_and_the_fonts_of_the_page(bridge: Timeline) -> None:
    marks = pictures(stretches(bridge.dated))[0].drawings["wide"].marks
    assert "font-family" not in marks
    assert "style=" not in marks
    assert "#" not in marks
    assert "var(--ink)" in marks


SCRIPT = """
import sys
from hashlib import sha256
sys.path.insert(0, {here!r})
from conftest import build_bridge
from chrono.renderers import renderers
for name, renderer in renderers().items():
    print(name, sha256(renderer.render(build_bridge())).hexdigest())
"""


def test_the_bytes_do_not_depend_on_the_machine(tmp_path: Path) -> None:
    def run(**changes: str) -> str:
        script = SCRIPT.format(here=str(Path(__file__).parent))
        return subprocess.run(
            [sys.executable, "-c", script], env={**os.environ, **changes}, capture_output=True, text=True, check=True
        ).stdout

    no_fonts = tmp_path / "fonts.conf"
    no_fonts.write_text("<fontconfig></fontconfig>")
    here = run(TZ="UTC", PYTHONHASHSEED="1")
    there = run(
        TZ="Pacific/Kiritimati",
        LANG="tr_TR.UTF-8",
        LC_ALL="tr_TR.UTF-8",
        PYTHONHASHSEED="2",
        FONTCONFIG_FILE=str(no_fonts),
        HOME=str(tmp_path),
    )
    assert len(here.splitlines()) == len(renderers())
    assert here == there
