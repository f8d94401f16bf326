"""The chart one can zoom: in a notebook, and on a page under the same policy as ever."""

from __future__ import annotations

import json
import re
import shutil
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, sync_playwright

from chrono.renderers import html
from chrono.renderers.locale import languages, locale_named
from chrono.renderers.plot import MOST_DRAWN, names_of_time
from chrono.timeline import Timeline

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
HOSTILE = "</script><script>alert(1)</script><!-- ' \" \\ ${x}"


def rows(spec: dict[str, Any]) -> list[dict[str, Any]]:
    (values,) = spec["datasets"].values() if "datasets" in spec else [spec["layer"][0]["data"]["values"]]
    return values


def scale(spec: dict[str, Any]) -> dict[str, Any]:
    return spec["layer"][0]["encoding"]["x"]["scale"]


def test_a_day_is_a_point_and_the_rest_bars(bridge: Timeline) -> None:
    spec = bridge.chart().to_dict()
    drawn = {row["title"]: row for row in rows(spec)}
    assert len(drawn) == 7  # the two reported have no date of their own
    assert drawn["Divers find cracks in the piers"]["day"]
    bar = drawn["The bridge opens"]
    assert (bar["day"], bar["date"], (bar["end"] - bar["start"]) / 86_400_000) == (False, "1901", 365)
    assert drawn["[planned, possible] A ferry may run at night"]["kind"] == "possible, or did not happen"
    assert scale(spec)["type"] == "utc"
    assert spec["title"] == "The old bridge"


def test_rows_do_not_overlap(event) -> None:
    timeline = Timeline("", (*(event("2024-11", f"It {number}") for number in range(5)), event("2030", "Then")))
    assert sorted(row["row"] for row in rows(timeline.chart().to_dict())) == [0, 0, 1, 2, 3, 4]


@pytest.mark.parametrize("dates", [["-0043-03-15", "2024"], ["Y12000", "2024"], ["Y-400000"]])
def test_far_years_are_counted(event, dates: list[str]) -> None:
    spec = Timeline("", tuple(event(date, date) for date in dates)).chart().to_dict()
    assert "type" not in scale(spec)
    assert "BC" in spec["layer"][0]["encoding"]["x"]["axis"]["labelExpr"]
    assert min(row["start"] for row in rows(spec)) == pytest.approx(
        {"-0043-03-15": -43 + 0.2, "Y12000": 2024, "Y-400000": -400_000}[dates[0]], abs=0.1
    )


def test_no_event_is_a_chart_too() -> None:
    assert Timeline("", ()).chart().to_dict()["layer"]
    assert "no events" in Timeline("", ())._repr_html_()


def test_of_too_many_the_most_salient_are_drawn(event) -> None:
    one = event("2024", "It")
    many = tuple(replace(one, id=f"e{number}", salience=number / 2000) for number in range(MOST_DRAWN + 100))
    assert {row["id"] for row in rows(Timeline("", many).chart().to_dict())} == {f"e{n}" for n in range(100, 1100)}


def test_the_table_of_a_notebook(bridge: Timeline, event) -> None:
    table = bridge._repr_html_()
    assert table.startswith("<p><b>The old bridge</b>: 9 events, 1 more without a date, 3 articles</p><table>")
    assert "<td>Nov 29, 2024</td><td>Divers find cracks in the piers</td>" in table
    hostile = Timeline(HOSTILE, (event("2024", HOSTILE),))._repr_html_()
    assert "<script" not in hostile


@pytest.mark.parametrize("name", languages())
def test_vega_is_told_the_names_of_months_and_days(name: str) -> None:
    names = names_of_time(locale_named(name))
    assert [len(set(names[key])) for key in ("days", "months", "shortMonths")] == [7, 12, 12]
    if name == "de":
        assert (names["days"][0], names["months"][2]) == ("Sonntag", "März")


def test_the_policy_names_each_script(bridge: Timeline) -> None:
    page = html.render(bridge, interactive=True).decode()
    scripts = re.findall("<script>(.*?)</script>", page, re.DOTALL)
    assert len(scripts) == 3
    for script in scripts:
        assert f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'" in page
    assert "unsafe" not in page[:2000]
    assert "interactive" not in re.sub("<style>.*?</style>", "", html.render(bridge).decode(), flags=re.DOTALL)


def test_nothing_in_an_article_ends_the_data_early(event) -> None:
    page = html.render(Timeline(HOSTILE, (event("2024-11-05", HOSTILE),)), interactive=True).decode()
    (block,) = re.findall('<script type="application/json">(.*?)</script>', page, re.DOTALL)
    (row,) = rows(json.loads(block)["spec"])
    assert row["title"] == HOSTILE
    assert "<script>alert" not in page


@pytest.fixture
def browser_page() -> Iterator[Page]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield browser.new_page()
        browser.close()


@pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium")
def test_in_a_browser_it_tells_zooms_and_links(browser_page: Page, tmp_path: Path, bridge: Timeline) -> None:
    heard: list[str] = []
    browser_page.on("console", lambda message: heard.append(message.text))
    browser_page.on("pageerror", lambda error: heard.append(str(error)))
    browser_page.on("request", lambda request: heard.append(request.url) if "index.html" not in request.url else None)
    (tmp_path / "index.html").write_bytes(html.render(bridge, interactive=True))
    browser_page.goto((tmp_path / "index.html").as_uri())
    browser_page.wait_for_selector(".interactive svg")
    mark = browser_page.locator(".interactive .mark-symbol path[aria-roledescription=circle]").first
    mark.scroll_into_view_if_needed()
    before = mark.get_attribute("transform")
    mark.hover()
    assert "2024: " in browser_page.locator(".interactive [role=status]").inner_text()
    browser_page.mouse.wheel(0, -200)
    browser_page.wait_for_timeout(200)
    assert mark.get_attribute("transform") != before
    mark.click()
    assert browser_page.evaluate("location.hash").startswith("#")
    assert [line for line in heard if not line.startswith("data:")] == []
