"""The page in a real browser: nothing leaves it, nothing is cut off, and it needs no script."""

from __future__ import annotations

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

from chrono.article import Article
from chrono.renderers.html import render
from chrono.timeline import Timeline

CHROMIUM = next(
    (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None
)

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed (Debian: apt-get install chromium)")


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
def site(tmp_path: Path, bridge: Timeline) -> Iterator[str]:
    """The page of the bridge, with a word and an address that fit no screen, over HTTP as readers get it."""
    long = Article("long.txt", "", "Donau" + "dampfschiff" * 20, url="https://example.org/" + "a-very-long-path/" * 20)
    timeline = replace(bridge, articles=(*bridge.articles, long), title="The old bridge " + "schiff" * 30)
    (tmp_path / "index.html").write_bytes(render(timeline))
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Silent, directory=tmp_path))
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/index.html"
    server.shutdown()
    server.server_close()


def visit(browser: Browser, site: str, **context: Any) -> tuple[Page, list[str], list[str]]:
    """The page, the addresses it asked for, and what it said on the console."""
    page = browser.new_context(**context).new_page()
    requests: list[str] = []
    messages: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.on("console", lambda message: messages.append(message.text))
    page.on("pageerror", lambda error: messages.append(str(error)))
    page.goto(site)
    page.wait_for_load_state("networkidle")
    return page, requests, messages


OPEN_ALL = "document.querySelectorAll('details').forEach(details => details.open = true)"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_is_asked_for_but_the_page_and_nothing_is_wrong_with_it(
    browser: Browser, site: str, scheme: str
) -> None:
    page, requests, messages = visit(browser, site, color_scheme=scheme)
    assert [request for request in requests if not request.startswith("data:")] == [site]
    assert messages == []
    ground, ink = page.evaluate(
        "[getComputedStyle(document.documentElement).backgroundColor, getComputedStyle(document.body).color]"
    )
    assert (sum(map(int, ground[4:-1].split(","))) > 600) is (scheme == "light")
    assert (sum(map(int, ink[4:-1].split(","))) > 600) is (scheme == "dark")


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_no_sideways_scrolling(browser: Browser, site: str, width: int) -> None:
    page, _, _ = visit(browser, site, viewport={"width": width, "height": 800})
    for script in ("1", OPEN_ALL):
        page.evaluate(script)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        beyond = page.evaluate(
            """width => [...document.querySelectorAll("main *, header *, footer *")]
               .filter(e => e.getClientRects().length && e.getBoundingClientRect().right > width + 1)
               .map(e => e.outerHTML.slice(0, 80))""",
            width,
        )
        assert beyond == []


@pytest.mark.parametrize(("width", "shown"), [(320, "narrow"), (1280, "wide")])
def test_one_chart_fits_the_screen(browser: Browser, site: str, width: int, shown: str) -> None:
    page, _, _ = visit(browser, site, viewport={"width": width, "height": 800})
    (visible,) = [chart for chart in page.locator("figure.overview svg").all() if chart.is_visible()]
    assert visible.get_attribute("class") == shown
    box = visible.bounding_box()
    assert box is not None
    size = visible.locator("text").first.evaluate("e => e.getBoundingClientRect().height")
    assert size >= 10


def test_every_event_can_be_read_without_scripts(browser: Browser, site: str, bridge: Timeline) -> None:
    page, _, _ = visit(browser, site, java_script_enabled=False)
    for event in (*bridge.dated, *bridge.undated):
        article = page.locator(f"article#{event.id}")
        fold = page.locator("details.also", has=article)
        if fold.count() and not article.is_visible():
            fold.locator("> summary").click()
        assert article.locator("h3, h4").inner_text() == event.title
        sentence = article.locator("blockquote").first
        assert not sentence.is_visible()
        article.locator("summary").click()
        assert sentence.is_visible()
        assert sentence.inner_text() == event.text


def test_a_link_to_a_folded_event_opens_its_fold(browser: Browser, site: str, bridge: Timeline) -> None:
    reported = next(event for event in bridge.dated if event.kind == "reported")
    page, _, _ = visit(browser, f"{site}#{reported.id}")
    article = page.locator(f"#{reported.id}")
    assert article.is_visible()
    assert article.evaluate("e => getComputedStyle(e).scrollMarginTop") != "0px"


def test_printed_the_evidence_is_open_and_the_controls_are_gone(browser: Browser, site: str, bridge: Timeline) -> None:
    page, _, _ = visit(browser, site, color_scheme="dark")
    page.emulate_media(media="print", color_scheme="light")
    for event in (*bridge.dated, *bridge.undated):
        box = page.locator(f"#{event.id} blockquote").first.bounding_box()
        assert box is not None
        assert box["height"] > 10
    assert not page.locator("nav").is_visible()
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(255, 255, 255)"


def test_the_keyboard_reaches_everything_and_shows_where_it_is(browser: Browser, site: str) -> None:
    page, _, _ = visit(browser, site)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    box = page.locator(".skip").bounding_box()
    assert box is not None
    assert box["x"] >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "timeline"
    reached = set()
    for _ in range(80):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.tagName"))
        style = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert style == "solid" or page.evaluate("document.activeElement === document.body")
    assert {"A", "SUMMARY"} <= reached


def test_the_landmarks_hold_everything(browser: Browser, site: str) -> None:
    page, _, _ = visit(browser, site)
    assert [page.locator(name).count() for name in ("body > header", "body > main", "body > footer")] == [1, 1, 1]
    outside = page.evaluate("[...document.body.children].map(e => e.tagName + '.' + e.className)")
    assert outside == ["A.skip", "HEADER.masthead", "MAIN.", "FOOTER."]
    assert page.evaluate("[document.documentElement.lang, document.documentElement.dir]") == ["en", "ltr"]
