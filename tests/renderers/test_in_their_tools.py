"""The files in the programs they are for: TimelineJS and Mermaid as npm has them, in a real browser.

npm ci --prefix tests/npm --ignore-scripts
"""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from chrono.renderers import markdown, timelinejs
from chrono.timeline import Timeline

CHROMIUM = next(
    (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None
)
PACKAGES = Path(__file__).parents[1] / "npm" / "node_modules"
READY = CHROMIUM is not None and PACKAGES.is_dir()

pytestmark = pytest.mark.skipif(
    not READY and os.environ.get("CI") != "true", reason="needs Chromium, and npm ci --prefix tests/npm"
)

HOSTILE = (
    "<img src=x onerror=alert(1)>",
    "<script>alert(1)</script>",
    "&lt;img src=x onerror=alert(1)&gt;",
    "Talks: the first; 5 % off %% comment",
    "%%{init: {'theme': 'dark'}}%%",
    "```\n# fence",
    "section two : three",
    "title four",
    "#quot; #35; style a:b #c;",
    "}} {{ x }} $$y$$ {%",
    "click me [x](javascript:alert(1)) \\ | ~",
    "https://example.org www.example.org",
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


class _Silent(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        pass


@pytest.fixture
def site(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """A folder with the packages in it, and where it is served."""
    (tmp_path / "npm").symlink_to(PACKAGES)
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Silent, directory=tmp_path))
    Thread(target=server.serve_forever, daemon=True).start()
    yield tmp_path, f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def visit(browser: Browser, address: str) -> tuple[Page, list[str]]:
    """The page, and what went wrong on it."""
    page = browser.new_context(viewport={"width": 1280, "height": 800}).new_page()
    wrong: list[str] = []
    page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("dialog", lambda dialog: (wrong.append(f"alert {dialog.message}"), dialog.dismiss()))
    # TimelineJS asks for its fonts elsewhere, whatever it shows: it gets none.
    page.route(lambda url: not url.startswith("http://127.0.0.1"), lambda route: route.fulfill(body=""))
    page.goto(address)
    return page, wrong


TIMELINEJS = """<!DOCTYPE html><meta charset="utf-8"><link rel="icon" href="data:,">
<link rel="stylesheet" href="npm/@knight-lab/timelinejs/dist/css/timeline.css">
<div id="here" style="height: 700px"></div>
<script src="npm/@knight-lab/timelinejs/dist/js/timeline.js"></script>
<script>fetch("timelinejs.json").then(r => r.json()).then(json => {
  const script_path = new URL("npm/@knight-lab/timelinejs/dist/js/", location).href
  window.timeline = new TL.Timeline("here", json, {script_path})
})</script>"""


def in_timelinejs(browser: Browser, site: tuple[Path, str], timeline: Timeline) -> tuple[Page, list[str]]:
    folder, address = site
    (folder / "timelinejs.json").write_bytes(timelinejs.render(timeline))
    (folder / "index.html").write_text(TIMELINEJS)
    page, wrong = visit(browser, f"{address}/index.html")
    page.wait_for_function("window.timeline && window.timeline.ready")
    return page, wrong


def test_timelinejs_shows_every_event_under_its_date(
    browser: Browser, site: tuple[Path, str], event, bridge: Timeline
) -> None:
    more = [
        event("-0043-03-15", "The Ides"),
        event("0476", "The last emperor"),
        event("201X", "A decade"),
        event("2024-22", "A summer"),
        event("../2014", "Until then"),
        event("2024-11-14T12:59-05:00", "A minute"),
        event("[2024-11-10..2025-01-12]", "One day between"),
        event("Y12000", "Far away"),
    ]
    timeline = replace(bridge, dated=(*more, *bridge.dated))
    page, wrong = in_timelinejs(browser, site, timeline)
    slides = json.loads(timelinejs.render(timeline))["events"]
    assert page.evaluate("timeline.config.getErrors()") == []
    assert page.evaluate("timeline.config.events.length") == len(slides) == len(more) + 7
    headings = page.locator(".tl-slide .tl-headline").all_text_contents()
    assert sorted(headings) == sorted([timeline.title, *(slide["text"]["headline"] for slide in slides)])
    shown = page.locator(".tl-slide .tl-headline-date").all_text_contents()
    assert sorted(filter(None, shown)) == sorted(slide["display_date"] for slide in slides)
    assert wrong == []


def test_timelinejs_runs_nothing_of_an_article(browser: Browser, site: tuple[Path, str], event, mention) -> None:
    events = tuple(event("2024", said, mentions=(mention(said),)) for said in HOSTILE)
    page, wrong = in_timelinejs(browser, site, Timeline(HOSTILE[0], events))
    headings = page.locator(".tl-slide .tl-headline").all_text_contents()
    assert sorted(headings) == sorted([HOSTILE[0], *HOSTILE])
    quoted = page.locator(".tl-slide blockquote")
    assert sorted(quoted.all_text_contents()) == sorted(HOSTILE)
    assert quoted.locator("*").count() == 0
    assert wrong == []


MERMAID = """<!DOCTYPE html><meta charset="utf-8"><link rel="icon" href="data:,">
<script src="npm/mermaid/dist/mermaid.min.js"></script>
<script>mermaid.initialize({startOnLoad: false})
fetch("picture.txt").then(r => r.text()).then(text => mermaid.render("picture", text)).then(
  drawn => { document.body.innerHTML = drawn.svg; window.done = true },
  error => { window.done = true; setTimeout(() => { throw error }) })</script>"""


def test_mermaid_draws_every_event_and_runs_nothing(
    browser: Browser, site: tuple[Path, str], event, bridge: Timeline
) -> None:
    timeline = replace(bridge, dated=(*bridge.dated, *(event("2026-01-02T12:30", said) for said in HOSTILE)))
    folder, address = site
    written = markdown.render(timeline, mermaid=True).decode()
    (picture,) = re.findall(r"^```mermaid\n(.*?)^```$", written, re.MULTILINE | re.DOTALL)
    (folder / "picture.txt").write_text(picture)
    (folder / "index.html").write_text(MERMAID)
    page, wrong = visit(browser, f"{address}/index.html")
    page.wait_for_function("window.done")
    shown = [re.sub(r"\s", "", text) for text in page.locator("svg text").all_text_contents()]
    told = [one.title for one in timeline.dated if one.kind == "happened"]
    assert [title for title in told if re.sub(r"\s", "", title) not in shown] == []
    assert "Jan2,2026,12:30pm" in shown
    assert page.locator("svg script, svg img, svg a").count() == 0
    assert wrong == []
