"""The page in a browser: how large it is, how soon it is there, how fast it answers; other timelines beside it.

    npm ci --prefix benchmarks/npm --ignore-scripts
    .venv/bin/python benchmarks/page.py [--only sizes,browser,peers,lighthouse]

The events are those of `scale.py`: sentences of our own, dates of every precision. Pages come from a server on
127.0.0.1 that compresses them, as hosts of pages do, to the system's Chromium with nothing in its cache; times are
medians of `TURNS` visits, from the beginning of the navigation. A filter's time goes from the key to the frame that
shows the answer. TimelineJS and vis-timeline get the same events, and are there when they say so. Lighthouse measures
as it does by default: a phone, with a slow processor and a slow line.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import random
import shutil
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from mimetypes import guess_type
from pathlib import Path
from threading import Thread
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright
from scale import Maker

from chrono.events import in_order
from chrono.events.event import Event, Mention
from chrono.renderers import timelinejs
from chrono.renderers.html import render
from chrono.temporal.calendar import iso_date
from chrono.temporal.edtf import parse
from chrono.temporal.window import hull
from chrono.timeline import Timeline

TURNS = 5
PACKAGES = Path(__file__).parent / "npm" / "node_modules"
CHROMIUM = next((path for name in ("chromium", "google-chrome") if (path := shutil.which(name))), None)
SIZES = {100: 25, 1_000: 120, 10_000: 900}
"""Events, and how many kilobytes (1000 bytes) their page may have, compressed."""
PAINT, LOAD = 300, {10_000: 2_000}
FILTERS = {1_000: 50, 10_000: 250}
SCORES = {"performance": 0.95, "accessibility": 1.0, "best-practices": 1.0, "seo": 1.0}
SEARCHES = ("harbor", "bridge strike", "tax*", "zeppelin", "mayor")

TIMES = """() => ({
  paint: performance.getEntriesByName("first-contentful-paint")[0]?.startTime,
  load: performance.getEntriesByType("navigation")[0].loadEventEnd,
})"""
SEARCH = """words => new Promise(done => {
  const field = document.querySelector("form.filters [name=q]"), start = performance.now();
  field.value = words;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  requestAnimationFrame(() => { const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => done(performance.now() - start); port2.postMessage(0); });
})"""
TIMELINEJS = """<!DOCTYPE html><meta charset="utf-8"><link rel="icon" href="data:,">
<link rel="stylesheet" href="/npm/@knight-lab/timelinejs/dist/css/timeline.css">
<div id="here" style="height: 700px"></div>
<script src="/npm/@knight-lab/timelinejs/dist/js/timeline.js"></script><script>
fetch("/timelinejs.json").then(r => r.json()).then(json => {
  const script_path = new URL("/npm/@knight-lab/timelinejs/dist/js/", location).href
  const timeline = new TL.Timeline("here", json, {script_path})
  const there = () => { window.there = performance.now() }
  const wait = () => timeline.ready ? requestAnimationFrame(there) : setTimeout(wait, 5)
  wait()
})</script>"""
VIS = """<!DOCTYPE html><meta charset="utf-8"><link rel="icon" href="data:,">
<link rel="stylesheet" href="/npm/vis-timeline/styles/vis-timeline-graph2d.min.css"><div id="here"></div>
<script src="/npm/vis-timeline/standalone/umd/vis-timeline-graph2d.min.js"></script><script>
fetch("/vis.json").then(r => r.json()).then(items => {
  const timeline = new vis.Timeline(document.getElementById("here"), new vis.DataSet(items), {height: "700px"})
  timeline.on("changed", () => requestAnimationFrame(() => { window.there ??= performance.now() }))
})</script>"""


@cache
def made(number: int) -> Timeline:
    """A timeline whose events are told by articles of those weeks, as news are."""
    maker, chance = Maker(number), random.Random(7)
    events = in_order(event for part in maker.parts() for event in part)
    articles = sorted(maker.articles, key=lambda article: article.published.edtf or "")

    def near(place: int, mention: Mention) -> Mention:
        article = articles[min(place * len(articles) // number + chance.randrange(3), len(articles) - 1)]
        return replace(
            mention,
            article=article.id,
            article_title=article.title,
            published=article.published.edtf,
            url=article.url,
        )

    told = (
        replace(event, mentions=tuple(near(place, mention) for mention in event.mentions))
        for place, event in enumerate(events)
    )
    return Timeline("What the harbours did", tuple(told), (), tuple(articles))


@cache
def page_of(number: int) -> bytes:
    return render(made(number))


class _Handler(BaseHTTPRequestHandler):
    server: _Server

    def do_GET(self) -> None:
        """Answer with a page, a file of the npm packages, or 404; compressed."""
        path = self.path.partition("?")[0]
        content = self.server.pages.get(path)
        if content is None and path.startswith("/npm/"):
            file = PACKAGES / path.removeprefix("/npm/")
            content = self.server.pages[path] = gzip.compress(file.read_bytes()) if file.is_file() else None
        self.send_response(200 if content is not None else 404)
        kind = guess_type(path)[0] or "text/html"
        self.send_header("Content-Type", kind + ("; charset=utf-8" if kind.startswith("text/") else ""))
        self.send_header("Content-Encoding", "gzip")
        content = content or gzip.compress(b"")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: Any) -> None:
        pass


class _Server(ThreadingHTTPServer):
    pages: dict[str, bytes | None]


@contextmanager
def serving(pages: dict[str, bytes]) -> Iterator[str]:
    server = _Server(("127.0.0.1", 0), _Handler)
    server.pages = {path: gzip.compress(content) for path, content in pages.items()}
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


def row(what: str, value: str, aim: str, *, met: bool | None = None) -> None:
    print(f"{what:<52} {value:>12}  {aim:<14} {'' if met is None else 'met' if met else 'MISSED'}", flush=True)


def sizes() -> None:
    for number, most in SIZES.items():
        start = time.perf_counter()
        page = page_of(number)
        taken = time.perf_counter() - start
        packed = len(gzip.compress(page, 9, mtime=0)) / 1000
        row(f"page of {number:,} events, gzip", f"{packed:,.0f} KB", f"≤ {most} KB", met=packed <= most)
        row("    uncompressed; rendered in", f"{len(page) / 1000:,.0f} KB", f"{taken:.1f} s")


def visit(browser: Browser, address: str, ready: str) -> tuple[Page, float]:
    """A page in a fresh context, and when it was ready."""
    page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
    page.route(lambda url: not url.startswith("http://127.0.0.1"), lambda route: route.abort())
    page.goto(address, timeout=120_000)
    page.wait_for_function(ready, timeout=120_000)
    return page, page.evaluate("window.there ?? 0")


def in_browser(browser: Browser) -> None:
    for number in SIZES:
        with serving({"/": page_of(number)}) as address:
            paints, loads = [], []
            for _ in range(TURNS):
                page, _ = visit(browser, address, "performance.getEntriesByType('paint').length > 1")
                times = page.evaluate(TIMES)
                paints.append(times["paint"])
                loads.append(times["load"])
                page.context.close()
            measured(f"{number:,} events: first paint", statistics.median(paints), PAINT)
            measured(f"{number:,} events: load", statistics.median(loads), LOAD.get(number))
            page, _ = visit(browser, address, "!document.querySelector('form.filters').hidden")
            page.wait_for_timeout(1500)  # what the page does when nobody asks for anything
            first, taken = page.evaluate(SEARCH, SEARCHES[0]), []
            for words in SEARCHES * 3:
                taken.append(page.evaluate(SEARCH, words))
                page.wait_for_timeout(50)
            measured(f"{number:,} events: a filter", statistics.median(taken), FILTERS.get(number))
            measured("    the slowest, and the first of all", max(*taken, first), None)
            page.context.close()


def measured(what: str, milliseconds: float, most: float | None) -> None:
    aim, met = ("", None) if most is None else (f"≤ {most} ms", milliseconds <= most)
    row(what, f"{milliseconds:,.0f} ms", aim, met=met)


def item(number: int, event: Event) -> dict[str, Any]:
    """An event as vis-timeline wants it."""
    assert event.date is not None
    span = hull(parse(event.date))
    first = max(span.begins_from, -25_000)
    start, end = iso_date(int(first)), iso_date(int(min(max(span.ends_by, first + 1), 40_000)))
    kind = {"type": "point"} if event.precision == "day" else {"type": "range", "end": end}
    return {"id": number, "content": event.title, "start": start, **kind}


def peers(browser: Browser) -> None:
    slides = {"/": TIMELINEJS.encode(), "/timelinejs.json": timelinejs.render(made(1_000))}
    items = json.dumps([item(number, event) for number, event in enumerate(made(5_000).dated)]).encode()
    ours = {"/": page_of(5_000)}
    for what, pages, ready in (
        ("TimelineJS, 1,000 events: there", slides, "window.there"),
        ("vis-timeline, 5,000 events: there", {"/": VIS.encode(), "/vis.json": items}, "window.there"),
        ("chrono, 5,000 events: load", ours, "document.readyState === 'complete'"),
    ):
        with serving(pages) as address:
            taken = []
            for _ in range(TURNS):
                page, there = visit(browser, address, ready)
                taken.append(there or page.evaluate(TIMES)["load"])
                page.context.close()
        measured(what, statistics.median(taken), None)


def lighthouse() -> None:
    """The scores of the page of 1,000 events."""
    program = PACKAGES / "lighthouse" / "cli" / "index.js"
    with serving({"/": page_of(1_000)}) as address, tempfile.TemporaryDirectory() as place:
        report = Path(place) / "report.json"
        subprocess.run(
            ["node", program, f"{address}/", "--quiet", "--output=json", f"--output-path={report}",
             "--no-enable-error-reporting", "--chrome-flags=--headless=new --no-sandbox --disable-gpu",
             f"--only-categories={','.join(SCORES)}"],
            check=True, env={**os.environ, "CHROME_PATH": str(CHROMIUM)},
        )  # fmt: skip
        found = json.loads(report.read_text(encoding="utf-8"))
    for name, least in SCORES.items():
        score = found["categories"][name]["score"]
        row(
            f"Lighthouse {found['lighthouseVersion']}, 1,000 events: {name}",
            f"{score:.2f}",
            f"≥ {least}",
            met=score >= least,
        )
        for part in found["categories"][name]["auditRefs"]:
            audit = found["audits"][part["id"]]
            if part["weight"] and audit["score"] is not None and audit["score"] < 0.9:
                print(f"    {audit['id']}: {audit['score']} {audit.get('displayValue', '')}")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--only", default="sizes,browser,peers,lighthouse")
    wanted = parser.parse_args().only.split(",")
    if "sizes" in wanted:
        sizes()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        parts: dict[str, Callable[[Browser], None]] = {"browser": in_browser, "peers": peers}
        for name, part in parts.items():
            if name in wanted:
                part(browser)
        browser.close()
    if "lighthouse" in wanted:
        lighthouse()


if __name__ == "__main__":
    main()
