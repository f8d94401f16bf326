"""The page of 300 events before axe-core: no violation of WCAG 2.2 AA, in any state a reader brings it to.

npm ci --prefix tests/npm --ignore-scripts
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from chrono.renderers.html import render
from chrono.timeline import Timeline

CHROMIUM = next(
    (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None
)
AXE = Path(__file__).parents[1] / "npm" / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]

pytestmark = pytest.mark.skipif(
    not (CHROMIUM and AXE.is_file()) and os.environ.get("CI") != "true",
    reason="needs Chromium, and npm ci --prefix tests/npm",
)

OPEN = "open => document.querySelectorAll('details').forEach(details => { details.open = open })"
JUDGE = """tags => axe.run(document, {
  runOnly: { type: "tag", values: tags }, resultTypes: ["violations"], iframes: false, preload: false,
}).then(found => ({
  rules: found.passes.map(rule => rule.id),
  violations: found.violations.map(rule =>
    `${rule.id}: ${rule.help}: ${rule.nodes.length} times, first ${rule.nodes[0].html.slice(0, 200)}`
    + ` (${rule.nodes[0].failureSummary.slice(0, 300)})`),
}))"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory, harbour: Timeline) -> str:
    file = tmp_path_factory.mktemp("site") / "index.html"
    file.write_bytes(render(harbour))
    return file.as_uri()


def opened(browser: Browser, address: str, scheme: Any, width: int) -> Page:
    page = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 900}).new_page()
    page.goto(address)
    page.evaluate(AXE.read_text(encoding="utf-8"))
    return page


def violations(page: Page) -> list[str]:
    judged = page.evaluate(JUDGE, TAGS)
    assert {"color-contrast", "document-title", "html-has-lang", "link-name", "target-size"} <= set(judged["rules"])
    found: list[str] = judged["violations"]
    return found


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_violation(browser: Browser, address: str, scheme: str, width: int) -> None:
    page = opened(browser, address, scheme, width)
    assert violations(page) == [], "shut"
    page.evaluate(OPEN, True)
    assert violations(page) == [], "open"
    page.goto(f"{address}#q=lightship")
    shown = page.locator("article.event:visible").count()
    assert 0 < shown < 10
    assert violations(page) == [], "filtered, open"
    page.evaluate(OPEN, False)
    assert violations(page) == [], "filtered, shut"
    page.goto(f"{address}#q=zeppelin")
    assert page.locator("article.event:visible").count() == 0
    assert violations(page) == [], "nothing found"
    page.context.close()


def test_a_violation_would_be_seen(browser: Browser, address: str) -> None:
    page = opened(browser, address, "light", 320)
    page.goto(f"{address}#q=lightship")
    page.evaluate(
        """() => {
          const broken = document.createElement("div");
          broken.innerHTML = '<img src="data:,"><button></button><p style="color: #bbb; background: #fff">pale</p>';
          document.querySelector("main").append(broken);
        }"""
    )
    assert {found.partition(":")[0] for found in violations(page)} >= {"image-alt", "button-name"}
    page.context.close()
