"""What of a page is its article: the same paragraphs by chrono's own rules and with trafilatura.

Each page holds one story and what pages have around it, with dates everywhere.
"""

from __future__ import annotations

import sys

import pytest

from chrono.readers import _trafilatura
from chrono.readers._pages import Chooser, Page, page_of

HEADLINE = "Ferry runs again after nine days in port"
STORY = [
    "The ferry between Port Ash and the outer islands left on Monday morning for the first time since the storm, with "
    "two hundred people and a herd of goats on board.",
    "Nobody had crossed since Nov. 5, when a wave threw a fishing boat onto the pier and bent both of its ramps, and "
    "the islands ran out of flour on the sixth day.",
    "“We slept in the waiting room,” said the captain, who had counted the days on a timetable that no longer held.",
    "It was late.",
    "The council, which meets again on December 2, will then decide whether the pier is to be built anew, as engineers "
    "advised back in 2014 and again in the summer of 2019.",
    "A second ship, promised for next May, has yet to be ordered, and the yard that was to build it closed its gates "
    "in August after a strike of eleven weeks.",
    "Until then the old ferry is to sail three times a week, on Mondays, Wednesdays and Fridays, as long as the wind "
    "stays below eight.",
    "Its engine, repaired twice this year, is older than anybody on its crew.",
]
BYLINE = "By Ann Example, Nov. 14, 2024"
CAPTION = "The ferry at the pier of Port Ash on Nov. 11, its ramps straightened."
LINKED = [
    ("Bakers of the islands bake again", "January 3, 2023"),
    ("Seven boats lost in one night at sea", "October 30, 2024"),
    ("Who pays for the pier, and who will not", "12 May 2022"),
    ("The lighthouse keeper writes home", "1 December 2024"),
]
COMMENTS = [
    "I was on that boat on 1 December 2024 and it stank of goat, but the crossing was quiet and the coffee was hot.",
    "My grandfather built the first pier in 1951 and he would laugh at all of this, really he would, every day of it.",
    "They said the same thing on March 3, 2020, and what came of it? Nothing came of it, nothing at all, as always.",
]


def paragraphs(tag: str = "p") -> str:
    return "\n".join(f"<{tag}>{paragraph}</{tag}>" for paragraph in STORY)


def teasers(each: str = '<li><a href="/{number}">{title}</a> <time datetime="2023-01-03">{date}</time></li>') -> str:
    return "\n".join(each.format(number=number, title=title, date=date) for number, (title, date) in enumerate(LINKED))


def comments(each: str = "<div class='c'><b>reader</b> <time datetime='2024-12-01'>1 Dec</time><p>{}</p></div>") -> str:
    return "\n".join(map(each.format, COMMENTS))


MENU = "".join(
    f'<li><a href="/{name}">{name}</a></li>' for name in ("Home", "Islands", "Weather", "Sport", "Letters", "Contact")
)
FOOTER = f"<footer><ul>{MENU}</ul><p>© 2024 Harbour Post. Printed on 1 December 2024.</p></footer>"
PAGES = {
    "an article with all that HTML has for it": f"""
        <header><a href="/">Harbour Post</a><nav><ul>{MENU}</ul></nav></header>
        <main><article><header><h1>{HEADLINE}</h1><p class="byline">{BYLINE}</p></header>{paragraphs()}
        <footer><a href="/tag/ferry">ferry</a></footer></article>
        <section id="comments"><h2>Comments</h2>{comments()}</section></main>
        <aside><h2>More news</h2><ul>{teasers()}</ul></aside>{FOOTER}""",
    "divs all the way down": f"""
        <div id="page"><div class="top"><a href="/">Harbour Post</a></div><ul class="hmenu">{MENU}</ul>
        <div class="head"><h1>{HEADLINE}</h1><div class="by">{BYLINE}</div></div>
        <div class="columns"><div class="left"><div class="body">{paragraphs()}</div></div>
        <div class="right"><h3>More news</h3><ul>{teasers()}</ul></div></div>
        <div class="bottom"><ul>{MENU}</ul></div></div>""",
    "a div for every paragraph": f"""
        <div class="content-wrap has-sidebar"><h1>{HEADLINE}</h1><div>{BYLINE}</div>
        {"".join(f'<div class="block"><p>{paragraph}</p></div><div class="adslot"></div>' for paragraph in STORY)}
        </div><div class="page-sidebar"><ul>{teasers()}</ul></div>""",
    "a table from another time": f"""
        <table><tr><td colspan=2><a href="/">Harbour Post</a></td></tr><tr><td><ul>{MENU}</ul></td>
        <td><h1>{HEADLINE}</h1><font size=2>{BYLINE}</font><p>{"</p><p>".join(STORY)}</p></td></tr></table>""",
    "other stories inside the article": f"""
        <article class="story"><h1>{HEADLINE}</h1><p>{BYLINE}</p>
        {"".join(f"<p>{paragraph}</p>" for paragraph in STORY[:3])}
        <p><a href="/x"><strong>Read more: Seven boats lost in one night</strong></a></p>
        {"".join(f"<p>{paragraph}</p>" for paragraph in STORY[3:6])}
        <div class="related-stories"><h3>Related</h3><ul>{teasers()}</ul></div>
        {"".join(f"<p>{paragraph}</p>" for paragraph in STORY[6:])}
        <div class="ShareButtons"><a href="https://share.example">Share</a><a href="#">Print</a></div>
        <ul>{teasers('<li><a href="/{number}">{title}</a></li>')}</ul></article>""",
    "readers with more to say than the paper": f"""
        <div id="main-content"><h1>{HEADLINE}</h1><p class="meta">{BYLINE}</p><div class="text">{paragraphs()}</div>
        <div class="post-comments">{comments() * 4}</div></div>""",
    "a weblog": f"""
        <div id="masthead"><p class="site-title"><a href="/">Harbour Post</a></p></div>
        <div id="content"><main><article class="post type-post hentry"><header class="entry-header"><h1>{HEADLINE}</h1>
        <div class="entry-meta">{BYLINE}</div></header><div class="entry-content">{paragraphs()}</div>
        <footer class="entry-footer">Filed under <a href="/c">Islands</a></footer></article>
        <nav class="post-navigation"><a href="/p">Bakers of the islands bake again</a></nav>
        <div id="comments" class="comments-area"><ol>{comments("<li><article><p>{}</p></article></li>")}</ol></div>
        </main></div><div id="secondary" class="widget-area"><ul>{teasers()}</ul></div>{FOOTER}""",
    "a page that is one form": f"""
        <form action="/"><div class="nav"><ul>{MENU}</ul></div><div class="page"><h1>{HEADLINE}</h1><p>{BYLINE}</p>
        {paragraphs()}</div></form>""",
    "a headline above the main part": f"""
        <div><h1>{HEADLINE}</h1><p>{BYLINE}</p></div><main><div class="inner"><div class="text">{paragraphs()}</div>
        <div class="teasers"><h2>More from the islands</h2>{teasers('<h3><a href="/{number}">{title}</a></h3>')}</div>
        </div></main>{FOOTER}""",
    "names that only seem to say share": f"""
        <div class="page no-sidebar"><div class="story-share-wrapper"><h1>{HEADLINE}</h1><p>{BYLINE}</p>
        <div class="comment-body-text">{paragraphs()}</div></div></div>""",
}
EXPECTED = "\n\n".join([HEADLINE, BYLINE, *STORY])
CHOOSERS = {"own": None, "trafilatura": _trafilatura.chooser()}


def page(body: str, chooser: Chooser | None = None) -> Page:
    from selectolax.lexbor import LexborHTMLParser

    source = f"<!doctype html><html><head><title>{HEADLINE} | Harbour Post</title></head><body>{body}</body></html>"
    return page_of(LexborHTMLParser(source), [f"{HEADLINE} | Harbour Post"], chooser)


@pytest.mark.parametrize("chooser", CHOOSERS.values(), ids=CHOOSERS)
@pytest.mark.parametrize("body", PAGES.values(), ids=PAGES)
def test_the_story_and_nothing_but_the_story(body: str, chooser: Chooser | None) -> None:
    found = page(body, chooser)
    assert found.text == EXPECTED
    assert found.heading == HEADLINE


@pytest.mark.parametrize("body", PAGES.values(), ids=PAGES)
def test_dates_around_a_story_are_none_of_its_own(body: str) -> None:
    assert page(body).dates == ()


def test_without_trafilatura_chronos_own_rules_choose(monkeypatch: pytest.MonkeyPatch) -> None:
    _trafilatura.chooser.cache_clear()
    with monkeypatch.context() as patch:
        patch.setitem(sys.modules, "trafilatura", None)
        assert _trafilatura.chooser() is None
    _trafilatura.chooser.cache_clear()


def test_a_chooser_that_finds_nothing_or_next_to_nothing_is_not_followed() -> None:
    body = PAGES["divs all the way down"]
    assert page(body, lambda source, found: set()).text == EXPECTED
    assert page(body, lambda source, found: {0}).text == EXPECTED


@pytest.mark.parametrize(
    "body",
    [
        "<div class=x-share>" * 9_000 + "<p>It left.",
        "<div class=x-share>" * 5_000 + "<p>It left." * 5_000,
        "<header>" * 9_000 + "<h1>It left.</h1>",
        "<div>It left.</div>" * 30_000,
    ],
)
def test_hostile_pages_take_no_longer_than_others(body: str) -> None:
    """Each takes a few tenths of a second; what looks through the rest of the page at every element takes minutes."""
    assert "It left." in page(body).text
