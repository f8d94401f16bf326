"""What the page says about itself: no date more exact than known, and no way out of its place."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest
from selectolax.lexbor import LexborHTMLParser

from chrono.problems import UserError
from chrono.renderers import atom, html
from chrono.renderers.metadata import MOST_LISTED, dates, site_address
from chrono.timeline import Timeline


def listed(page: bytes) -> dict:
    (block,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page.decode(), re.DOTALL)
    return json.loads(block)


def head(page: bytes) -> dict[str, str]:
    tree = LexborHTMLParser(page.decode())
    found = {node.attributes["property"]: node.attributes["content"] for node in tree.css("meta[property]")}
    found |= {node.attributes["rel"]: node.attributes["href"] for node in tree.css("link")}
    return {key: value or "" for key, value in found.items() if key}


def test_the_list_has_facts_and_plans_with_dates_as_precise_as_known(bridge: Timeline) -> None:
    found = listed(html.render(bridge))
    assert (found["@type"], found["name"]) == ("ItemList", "The old bridge")
    assert found["numberOfItems"] == len(bridge.dated) > len(found["itemListElement"]) == 5
    items = {entry["item"]["name"]: entry["item"] for entry in found["itemListElement"]}
    assert items["The bridge opens"]["startDate"] == "1901"
    assert items["Trams may not cross"] == {
        "@type": "Event",
        "name": "Trams may not cross",
        "description": "Trams may not cross.",
        "startDate": "2014",
    }
    assert items["The bridge closes for repairs"]["eventStatus"] == "https://schema.org/EventScheduled"
    assert not {"A ferry may run at night", "Trams cross again"} & set(items)


@pytest.mark.parametrize(
    ("date", "known"),
    [
        ("2024-11-05", ("2024-11-05", None)),
        ("2024-11-14T12:59-05:00", ("2024-11-14T12:59-05:00", None)),
        ("2024-11/2025", ("2024-11", "2025")),
        ("2024~/2025", (None, "2025")),
        ("../2014", (None, "2014")),
        ("/2014", (None, "2014")),
        ("2024-XX", (None, None)),
        ("2024-21", (None, None)),
        ("2014?", (None, None)),
        ("{2014,2015}", (None, None)),
        ("XXXX-11-14", (None, None)),
        ("Y12000", (None, None)),
        ("0000", (None, None)),
        ("sometime", (None, None)),
    ],
)
def test_dates(date: str, known: tuple[str | None, str | None]) -> None:
    assert dates(date) == known


def test_nothing_ends_the_block_early(event) -> None:
    hostile = "</script><script>alert(1)</script><!-- \u2028 & ' \" \\"
    timeline = Timeline(hostile, (event("2024", hostile),))
    page = html.render(timeline)
    found = listed(page)
    assert found["name"] == hostile
    assert found["itemListElement"][0]["item"]["name"] == hostile
    assert b"alert(1)</script>" not in page
    assert head(page)["og:title"] == hostile


def test_the_most_salient_are_listed_in_order_of_time(event) -> None:
    events = [replace(event(f"{1900 + number}", f"It {number}"), salience=number / 100) for number in range(50)]
    found = listed(html.render(Timeline("", tuple(events))))
    assert found["numberOfItems"] == 50
    assert [entry["item"]["startDate"] for entry in found["itemListElement"]] == [
        str(year) for year in range(1950 - MOST_LISTED, 1950)
    ]
    assert found["itemListElement"][0]["position"] == 51 - MOST_LISTED


def test_an_address_is_said_where_it_is_known(bridge: Timeline) -> None:
    without, page = head(html.render(bridge)), html.render(bridge, url="https://example.org/talks")
    assert "canonical" not in without
    assert "og:url" not in without
    assert without["alternate"] == "feed.xml"
    known = head(page)
    assert known["canonical"] == known["og:url"] == "https://example.org/talks/"
    assert known["alternate"] == "https://example.org/talks/feed.xml"
    assert listed(page)["itemListElement"][0]["item"]["url"].startswith("https://example.org/talks/#")
    feed = atom.render(bridge, url="https://example.org/talks/").decode()
    assert 'rel="self" type="application/atom+xml" href="https://example.org/talks/feed.xml"' in feed
    assert set(re.findall('href="(.{12})', feed)) == {"https://exam"}


def test_no_feed_no_link(bridge: Timeline) -> None:
    assert "alternate" not in head(html.render(bridge, downloads=[]))


@pytest.mark.parametrize(
    "written",
    ["example.org", "javascript:alert(1)", "https://", "https://a.org/?q", "https://a.org/#x", "https://a b/", '//a"'],
)
def test_no_address(written: str) -> None:
    with pytest.raises(UserError, match=r"is no address of a site; write one as https://example\.org/talks/"):
        site_address(written)
