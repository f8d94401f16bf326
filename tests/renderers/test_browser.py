"""The page in a real browser: nothing leaves it, nothing is cut off, it needs no script, and with one it answers."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from chrono.article import Article
from chrono.events.event import Event
from chrono.problems import UserError
from chrono.query import Query, Sources, asked
from chrono.renderers.html import render
from chrono.serving import with_notice
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
    with served(tmp_path, timeline) as address:
        yield address


@contextmanager
def served(folder: Path, timeline: Timeline) -> Iterator[str]:
    """The address of a timeline's page."""
    (folder / "index.html").write_bytes(render(timeline))
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Silent, directory=folder))
    Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
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


def test_the_id_of_a_mention_leads_to_the_event_that_holds_it(browser: Browser, tmp_path: Path, event, mention) -> None:
    mentions = (mention("A pier falls."), mention("The pier fell.", id="eformerly"))
    merged = event("2024-03-01", "A pier falls", mentions=mentions)
    with served(tmp_path, Timeline("Piers", (merged, event("2024-03-02", "It rains")))) as site:
        page, _, _ = visit(browser, f"{site}#eformerly")
        assert page.locator("#eformerly blockquote").is_visible()
        assert page.locator(f"#{merged.id}").evaluate("e => getComputedStyle(e).boxShadow") != "none"


def test_printed_the_evidence_is_open_and_the_controls_are_gone(browser: Browser, site: str, bridge: Timeline) -> None:
    page, _, _ = visit(browser, site, color_scheme="dark")
    page.emulate_media(media="print", color_scheme="light")
    for event in (*bridge.dated, *bridge.undated):
        box = page.locator(f"#{event.id} blockquote").first.bounding_box()
        assert box is not None
        assert box["height"] > 10
    assert not any(part.is_visible() for part in page.locator("nav, form, .theme, .brush, button, input").all())
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(255, 255, 255)"


def test_a_selection_says_on_paper_that_it_is_one(browser: Browser, site: str) -> None:
    page, _, _ = visit(browser, f"{site}#from=2024-08&match=certain&kind=happened&q=the")
    assert not page.locator(".asked").is_visible()
    page.emulate_media(media="print")
    tally = page.locator(".tally")
    assert tally.is_visible()
    assert " of 9 events" in tally.inner_text()
    asked = page.locator(".asked").inner_text()
    assert asked == "Search: the \u00b7 From: 2024-08 \u00b7 Dates that are not exact: must \u00b7 Only: happened"
    assert not any(part.is_visible() for part in page.locator("form :is(input, button, summary, label)").all())


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_notice_of_a_failed_build_is_readable_on_the_page(browser: Browser, tmp_path: Path, theme: Any) -> None:
    page = browser.new_page(color_scheme=theme)
    style = "<style>code, p, div { color: #444; background: #555; opacity: .5 }</style>"
    page.set_content(with_notice(f"<!DOCTYPE html>{style}<body>".encode(), "b-1", "edits.toml: no TOML").decode())
    for part in (page.locator(".chrono-error"), *page.locator(".chrono-error :is(p, code)").all()):
        assert part.evaluate("e => getComputedStyle(e).color") == "rgb(255, 255, 255)"
        drawn = part.evaluate("e => [getComputedStyle(e).backgroundColor, getComputedStyle(e).opacity]")
        assert drawn in (["rgb(140, 29, 15)", "1"], ["rgba(0, 0, 0, 0)", "1"])


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


# ── with scripts: what the fields find ───────────────────────────────────────────────────────────────────────────────

SHOWN = "[...document.querySelectorAll('article.event')].filter(e => !e.closest('[hidden]')).map(e => e.id)"
ASK = """fields => {
  for (const [name, value] of Object.entries(fields)) {
    for (const field of document.querySelectorAll(`form.filters [name="${name}"], form.filters [name="${name}[]"]`)) {
      if (/checkbox|radio/.test(field.type)) field.checked = [value].flat().includes(field.value);
      else field.value = value;
    }
  }
  document.querySelector("form.filters [name]").dispatchEvent(new Event("input", { bubbles: true }));
}"""


def ask(page: Page, **fields: str | list[str]) -> set[str]:
    """Fill in fields of the form; the ids of the events that are left."""
    page.evaluate(ASK, fields)
    return set(page.evaluate(SHOWN))


def ids(events: Iterable[Event]) -> set[str]:
    return {event.id for event in events}


def test_a_search_leaves_what_it_finds_and_the_parts_that_hold_it(
    browser: Browser, site: str, bridge: Timeline
) -> None:
    page, _, messages = visit(browser, site)
    assert page.locator(".tally").inner_text() == "9 events"
    page.get_by_label("Search").fill("crack*")
    (found,) = page.evaluate(SHOWN)
    assert found == bridge.dated[2].id
    assert page.locator(".tally").inner_text() == "1 of 9 events"
    assert page.evaluate("location.hash") == "#q=crack*"
    headings = [
        heading.inner_text() for heading in page.locator("main h2, main .month > h3").all() if heading.is_visible()
    ]
    assert headings == ["2024", "November 2024", "Sources", "Problems"]
    assert [link.inner_text() for link in page.locator(".years a").all() if link.is_visible()] == ["2024"]
    page.locator("[role=status]", has_text="1 of 9 events").wait_for(state="attached")
    page.get_by_role("button", name="Show all").click()
    assert len(page.evaluate(SHOWN)) == 10
    assert page.evaluate("location.hash") == ""
    assert not page.get_by_role("button", name="Show all").is_visible()
    assert messages == []


def test_nothing_found_is_said_and_leads_back(browser: Browser, site: str) -> None:
    page, _, _ = visit(browser, site)
    assert ask(page, q="zeppelin") == set()
    assert page.locator(".none").inner_text().startswith("No event matches.")
    page.locator(".none button").click()
    assert len(page.evaluate(SHOWN)) == 10
    assert page.evaluate("document.activeElement.name") == "q"


WORDS = ("crack", "cracks piers", "CRACKS", "Brucke", "straße", "STRASSE", "l'été", "mayor's", "ferr*", "may* patience",
         "lodz", "κόσμος", "ΚΟΣΜΟΣ", "1,000", "1000", "*", "ferry*  night", "naïve", "ıstanbul", "don’t")  # fmt: skip


def test_words_are_looked_for_as_a_query_does(browser: Browser, tmp_path: Path, bridge: Timeline, event) -> None:
    titles = ("Die Brücke in der Straße", "L’ÉTÉ à Łódź", "Κόσμος, 1,000 guests", "Naive İstanbul don't", "Ferrymen")
    more = tuple(event("2024-12-03", title) for title in titles)
    timeline = replace(bridge, dated=(*bridge.dated, *more))
    with served(tmp_path, timeline) as site:
        page, _, _ = visit(browser, site)
        for words in WORDS:
            wanted = Query(text=words, undated=True)
            assert ask(page, q=words) == {
                e.id for e in (*timeline.dated, *timeline.undated) if wanted.answered_by(e, ())
            }, words


def dates(chance: random.Random) -> str:
    """An EDTF date of any form."""
    year = chance.choice((2023, 2024, 2024, 2025))

    def day() -> str:
        return f"{year + chance.randrange(2)}-{chance.randrange(1, 13):02d}-{chance.randrange(1, 29):02d}"

    def one() -> str:
        return chance.choice((day, day, lambda: day()[:7], lambda: day()[:4]))()

    def two() -> list[str]:
        return sorted((day(), day()))

    forms: tuple[Callable[[], str], ...] = (
        one,
        lambda: one() + chance.choice("~?%"),
        lambda: f"{year}-{chance.choice((21, 22, 23, 24, 33, 36, 40, 41))}",
        lambda: f"{year // 10}X",
        lambda: f"{year}-{chance.choice(('0X', '1X', 'XX'))}",
        lambda: day() + "T14:30" + chance.choice(("", "Z", "-05:00")),
        lambda: "/".join(two()),
        lambda: chance.choice(("{}/..", "../{}", "{}/", "/{}")).format(one()),
        lambda: f"[{','.join(sorted({day(), day(), day()}))}]",
        lambda: "[{}..{}]".format(*two()),
        lambda: chance.choice(("[{}..]", "[..{}]", "{{{}..}}")).format(one()),
        lambda: "{" + ",".join(two()) + "}",
        lambda: chance.choice(("-0043-03-15", "-0043", "0476-09", "Y12000", "XXXX-11-14", "20XX")),
    )
    return chance.choice(forms)()


def test_dates_are_looked_for_as_a_query_does(browser: Browser, tmp_path: Path, event) -> None:
    chance = random.Random(6)
    dated = tuple(event(dates(chance), f"event {number}") for number in range(250))
    undated = (event(None, "nobody knows when", why="nothing says when"),)
    limits = ("2024-06", "2024", "2023-11-30", "2024-02-29", "2025-01", "-0043", "-0043-03", "0500", "Y11999", "")
    windows = [(chance.choice(limits), chance.choice(limits)) for _ in range(40)]
    asked_for = {(first, last, match) for first, last in windows for match in ("possible", "certain")}
    answers = 0
    with served(tmp_path, Timeline("When?", dated, undated)) as site:
        page, _, messages = visit(browser, site)
        for first, last, match in sorted(asked_for):
            try:
                query = asked(first or None, last or None, match=match, undated=True)
            except UserError:
                ask(page, **{"from": first, "to": last, "match": match})
                assert page.locator("#filter-to-wrong").inner_text() == "This ends before the other date begins."
                continue
            found = ask(page, **{"from": first, "to": last, "match": match})
            wanted = {e.id for e in (*dated, *undated) if query.answered_by(e, ())}
            wrong = [e.date for e in dated if (e.id in found) is not (e.id in wanted)]
            assert found == wanted, (first, last, match, wrong)
            answers += 0 < len(found) < len(dated)
        assert messages == []
    assert answers > 25


def test_what_is_chosen_by_name_and_kind(browser: Browser, tmp_path: Path, bridge: Timeline, event) -> None:
    marked = event(
        "2024-05-01", "The pier opens", tags=("pier", "a, b"), actors=("Guild of Pilots",), places=("Pier 3",)
    )
    timeline = replace(bridge, dated=(*bridge.dated, marked))
    every = (*timeline.dated, *timeline.undated)
    sources = Sources(timeline.articles)
    with served(tmp_path, timeline) as site:
        page, _, _ = visit(browser, site)
        page.locator("option", has_text="Divers' Guild (1)").wait_for(state="attached")
        assert ask(page, kind="planned") == ids(e for e in every if e.kind == "planned")
        assert ask(page, kind=["planned", "ongoing"]) == ids(e for e in every if e.kind in ("planned", "ongoing"))
        assert ask(page, without=["possible"]) == ids(
            e for e in every if e.kind in ("planned", "ongoing") and e.modality != "possible"
        )
        ask(page, kind=[], without=[])
        assert ask(page, tag="a, b") == {marked.id}
        assert ask(page, tag="", place="Pier 3") == {marked.id}
        assert ask(page, place="", actor="Divers' Guild") == {bridge.dated[2].id}
        assert ask(page, actor="", source="Stadtblatt") == ids(
            e for e in every if Query(source="Stadtblatt").answered_by(e, sources.of(e)) and e.date
        )
        page.goto(site + "#actor=guild")  # no name of its own, so words in any name
        assert set(page.evaluate(SHOWN)) == {marked.id, bridge.dated[2].id}


def test_only_what_there_is_to_choose_is_offered(browser: Browser, tmp_path: Path, event) -> None:
    with served(tmp_path, Timeline("", (event("2024", "one"), event("2024", "two")))) as site:
        page, _, _ = visit(browser, site)
        assert [field.get_attribute("name") for field in page.locator("form.filters [name]").all()] == ["q"]
    with served(tmp_path, Timeline("", (event("2024", "one"),))) as site:
        assert visit(browser, site)[0].locator("form.filters").count() == 0


@pytest.mark.parametrize(
    ("field", "text", "words"),
    [
        ("From", "last year", "Write a year, month or day: 2024, 2024-08, 2024-08-15, 44 BC."),
        ("From", "24", "Write a year, month or day: 2024, 2024-08, 2024-08-15, 44 BC."),
        ("To", "2024-13", "The calendar has no such date."),
        ("To", "2023-02-29", "The calendar has no such date."),
    ],
)
def test_a_date_that_is_none_is_turned_down_beside_its_field(
    browser: Browser, site: str, field: str, text: str, words: str
) -> None:
    page, _, _ = visit(browser, site)
    page.get_by_label(field, exact=True).and_(page.locator("input")).fill(text)
    message = page.locator(".wrong", has_text=words)
    assert message.is_visible()
    said = page.locator("[aria-invalid=true]")
    assert said.get_attribute("aria-describedby") == message.get_attribute("id")
    assert len(page.evaluate(SHOWN)) == 10
    assert page.evaluate("location.hash") == ""


def test_years_before_our_era_are_written_two_ways(browser: Browser, tmp_path: Path, event) -> None:
    ides, later = event("-0043-03-15", "A dictator dies"), event("0079", "A mountain bursts")
    with served(tmp_path, Timeline("Rome", (ides, later))) as site:
        page, _, _ = visit(browser, site)
        for written in ("-0043", "44 BC", "44 bce", "−0043-03"):
            assert ask(page, to=written) == {ides.id}


@pytest.mark.parametrize(
    ("language", "written", "first"),
    [
        ("en", "Oct 2024", "2024-10"),
        ("en", "3 Oct 2024", "2024-10-03"),
        ("en", "October 3rd, 2024", "2024-10-03"),
        ("en", "Oct 3x 2024", ""),
        ("en", "Sept. 3, 2024", "2024-09-03"),
        ("en", "Ju 2024", ""),
        ("en", "1860s", "1860"),
        ("de", "3. März 2024", "2024-03-03"),
        ("uk", "3 січня 2024", "2024-01-03"),
        ("es", "3 de octubre de 2024", "2024-10-03"),
    ],
)
def test_dates_are_read_in_the_words_of_the_page(
    browser: Browser, tmp_path: Path, event, language: str, written: str, first: str
) -> None:
    days = ("1860", "1869", "2024-01-03", "2024-03-03", "2024-09-03", "2024-10-02", "2024-10-03")
    events = tuple(event(day, f"event of {day}") for day in days)
    with served(tmp_path, Timeline("Days", events)) as site:
        page, _, _ = visit(browser, site)
        page.evaluate("language => { document.documentElement.lang = language }", language)
        shown = ask(page, **{"from": written})
        assert shown == ids(e for e in events if not first or (e.date or "") >= first)


# ── with scripts: the address ────────────────────────────────────────────────────────────────────────────────────────


def test_a_filtered_view_can_be_linked(browser: Browser, site: str, bridge: Timeline) -> None:
    page, _, _ = visit(browser, f"{site}#from=2024-08&to=2024&match=certain&kind=happened&q=the")
    assert set(page.evaluate(SHOWN)) == {bridge.dated[2].id, bridge.dated[5].id}
    values = page.evaluate("Object.fromEntries(new FormData(document.querySelector('form.filters')))")
    assert {
        "from": "2024-08",
        "to": "2024",
        "match": "certain",
        "kind[]": "happened",
        "q": "the",
    }.items() <= values.items()
    assert page.locator(".more").get_attribute("open") is not None
    assert page.evaluate("location.hash") == "#from=2024-08&to=2024&match=certain&kind=happened&q=the"


def test_back_and_forward_go_through_the_filters(browser: Browser, site: str) -> None:
    page, _, _ = visit(browser, site)
    page.get_by_label("Search").press_sequentially("ferry")  # one step, however many keys
    page.locator(".more summary").click()
    page.get_by_label("planned").check()
    assert page.evaluate("location.hash") == "#q=ferry&kind=planned"
    page.go_back()
    assert page.evaluate("location.hash") == "#q=ferry"
    assert not page.get_by_label("planned").is_checked()
    one = set(page.evaluate(SHOWN))
    page.go_back()
    assert page.get_by_label("Search").input_value() == ""
    assert len(page.evaluate(SHOWN)) == 10
    page.go_forward()
    assert page.get_by_label("Search").input_value() == "ferry"
    assert set(page.evaluate(SHOWN)) == one
    page.go_forward()
    assert page.get_by_label("planned").is_checked()


def test_the_link_of_an_event_shows_it_whatever_was_filtered(browser: Browser, site: str, bridge: Timeline) -> None:
    page, _, _ = visit(browser, site)
    ask(page, q="ferry")
    reported = next(event for event in bridge.dated if event.kind == "reported" and "ferry" not in event.title)
    page.evaluate("id => { location.hash = id }", reported.id)
    page.wait_for_function("id => document.getElementById(id).checkVisibility()", arg=reported.id)
    assert page.locator(f"#{reported.id}").is_visible()
    assert page.locator(".tally").inner_text() == "9 events"
    page.go_back()
    page.wait_for_function("location.hash === '#q=ferry'")
    assert page.get_by_label("Search").input_value() == "ferry"
    left = page.evaluate(SHOWN)
    page.locator(f"#{left[0]} :is(h3, h4) a").click()  # one that is left leaves the filter alone
    assert page.evaluate("location.hash") == f"#{left[0]}"
    assert page.evaluate(SHOWN) == left


# ── with scripts: the brush and the colours ──────────────────────────────────────────────────────────────────────────


def values(page: Page) -> tuple[str, str]:
    return page.locator("#filter-from").input_value(), page.locator("#filter-to").input_value()


def test_the_brush_is_drawn_with_a_pointer(browser: Browser, tmp_path: Path, event) -> None:
    years = tuple(event(f"{year}-07-01", f"event of {year}") for year in range(2000, 2020))
    with served(tmp_path, Timeline("Years", years)) as site:
        page, _, _ = visit(browser, site, viewport={"width": 1280, "height": 900})
        box = page.locator(".track").bounding_box()
        assert box is not None
        step = box["width"] / 20
        page.mouse.move(box["x"] + 5 * step, box["y"] + 20)
        page.mouse.down()
        page.mouse.move(box["x"] + 8 * step, box["y"] + 30, steps=4)
        page.mouse.move(box["x"] + 10 * step, box["y"] + 30, steps=4)
        page.mouse.up()
        first, last = values(page)
        assert (first[:4], last[:4]) in {("2005", "2010"), ("2004", "2010"), ("2005", "2009")}
        inside = [e.id for e in years if first <= e.date <= last + "-31"]
        assert page.evaluate(SHOWN) == inside
        assert page.evaluate("location.hash") == f"#from={first}&to={last}"
        handle = page.get_by_role("slider", name="To")
        at = handle.bounding_box()
        assert at is not None
        page.mouse.move(at["x"] + at["width"] / 2, at["y"] + 20)
        page.mouse.down()
        page.mouse.move(at["x"] + at["width"] / 2 + 3 * step, at["y"] + 20, steps=3)
        page.mouse.up()
        assert values(page)[0] == first
        assert values(page)[1] > last
        page.go_back()
        assert values(page) == (first, last)
        page.go_back()
        assert values(page) == ("", "")


def test_the_brush_is_moved_by_keys(browser: Browser, tmp_path: Path, event) -> None:
    days = tuple(event(f"2024-03-{day:02d}", f"event {day}") for day in range(1, 31))
    with served(tmp_path, Timeline("March", days)) as site:
        page, _, _ = visit(browser, site)
        handle, other = page.get_by_role("slider", name="From"), page.get_by_role("slider", name="To")
        handle.focus()
        assert handle.get_attribute("aria-label") == f"From, {page.locator('.panel > p').first.inner_text()}"
        assert handle.get_attribute("aria-valuetext") == "Mar 1, 2024"
        for _ in range(3):
            page.keyboard.press("ArrowRight")
        assert values(page) == ("2024-03-04", "")
        assert handle.get_attribute("aria-valuetext") == "Mar 4, 2024"
        low, now, high = (int(handle.get_attribute(f"aria-value{name}") or 0) for name in ("min", "now", "max"))
        assert (now - low, high - low) == (3, 30)
        assert len(page.evaluate(SHOWN)) == 27
        page.keyboard.press("End")
        assert values(page) == ("2024-03-30", "")
        page.keyboard.press("Home")
        assert values(page) == ("", "")
        other.focus()
        page.keyboard.press("PageDown")
        page.keyboard.press("ArrowLeft")
        assert values(page) == ("", "2024-03-26")
        page.keyboard.press("Escape")
        assert values(page) == ("", "")


@pytest.mark.parametrize("chosen", ["light", "dark"])
def test_colours_can_be_chosen_and_are_remembered(browser: Browser, site: str, chosen: str) -> None:
    other = "dark" if chosen == "light" else "light"
    page, _, messages = visit(browser, site, color_scheme=other)
    ground = "getComputedStyle(document.documentElement).backgroundColor"
    before = page.evaluate(ground)
    page.get_by_role("radio", name=chosen.capitalize()).check()
    assert page.evaluate(ground) != before
    page.reload()
    assert page.evaluate(ground) != before
    assert page.get_by_role("radio", name=chosen.capitalize()).is_checked()
    page.get_by_role("radio", name="Auto").check()
    assert page.evaluate(ground) == before
    assert messages == []


def test_a_page_from_right_to_left_does_not_scroll_sideways(browser: Browser, site: str) -> None:
    page, _, _ = visit(browser, site, viewport={"width": 320, "height": 800})
    page.evaluate("document.documentElement.dir = 'rtl'")
    page.evaluate(OPEN_ALL)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_without_scripts_no_control_is_shown(browser: Browser, site: str) -> None:
    page, _, _ = visit(browser, site, java_script_enabled=False)
    shown = [
        field.evaluate("e => e.outerHTML")
        for field in page.locator("input, select, button").all()
        if field.is_visible()
    ]
    assert shown == []
