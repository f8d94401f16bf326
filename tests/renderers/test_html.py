"""The page as a document: what it says, what it is made of, and what cannot get into it."""

from __future__ import annotations

import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from itertools import pairwise

import pytest
from selectolax.lexbor import LexborHTMLParser as HTMLParser
from selectolax.lexbor import LexborNode as Node

from chrono.article import Article
from chrono.problems import Problem
from chrono.renderers.html import render
from chrono.timeline import Timeline

HOSTILE = (
    "</script><script>alert(1)</script>",
    "</style><style>*{display:none}</style>",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "{{ timeline }} {% raw %}",
    "<!-- ]]> -->",
    "&lt;b&gt; &amp;",
    "```\n# heading",
)


def page(timeline: Timeline) -> HTMLParser:
    return HTMLParser(render(timeline).decode())


def one(root: HTMLParser | Node, selector: str) -> Node:
    (found,) = root.css(selector)
    return found


def text(node: Node) -> str:
    return " ".join(node.text().split())


def rows(mention: Node) -> dict[str, str]:
    terms, said = mention.css("dt"), mention.css("dd")
    return {text(term): text(words) for term, words in zip(terms, said, strict=True)}


def test_the_lead_counts_articles_events_and_the_span(bridge: Timeline) -> None:
    document = page(bridge)
    assert text(one(document, "h1")) == "The old bridge"
    assert text(one(document, ".lead")) == "9 events from 3 articles, 1901–2025."
    assert text(one(document, ".note")) == (
        "7 events are dated by the words of an article; 2 more only by the day the article appeared, and folded away "
        "under that day. 1 event without a date stands at the end. "
        "Open an entry to see the sentence, the phrase and the steps that date it."
    )


def test_tags_and_a_note_stand_under_their_event(event) -> None:
    marked = event("2024-05-01", "The pier opens", tags=("pier", "<b>"), note="It <i>rained</i>.")
    document = page(Timeline("", (marked, event("2024-05-02", "The pier shuts"))))
    first, second = document.css("article.event")
    assert [text(node) for node in one(first, ".tags").css("li")] == ["pier", "<b>"]
    assert text(one(first, ".remark")) == "It <i>rained</i>."
    assert second.css(".tags, .remark") == []


def test_an_event_by_hand_says_so_and_names_its_source_and_no_article(bridge: Timeline, event, by_hand) -> None:
    one_more = replace(bridge, dated=(*bridge.dated, by_hand("Pier log", "https://example.org/log")))
    document = page(one_more)
    assert text(one(document, ".lead")).startswith("10 events from 3 articles")
    assert "7 events are dated by the words of an article;" in text(one(document, ".note"))
    assert "1 event was added by hand." in text(one(document, ".note"))
    added = document.css("main article.event")[-2]
    assert text(one(added, ".marks")) == "Added by hand"
    assert (text(one(added, "cite")), one(added, "cite a").attributes["href"]) == (
        "Pier log",
        "https://example.org/log",
    )
    assert "edits.toml says 2025-06" in text(one(added, "details"))
    assert len(document.css(".sources li[id]")) == 3


@pytest.mark.parametrize(("source", "url", "shown"), [("", "", []), ("Log", "", ["Log"]), ("", "javascript:x", [])])
def test_an_event_by_hand_needs_no_source(by_hand, source: str, url: str, shown: list[str]) -> None:
    document = page(Timeline("", (by_hand(source, url),)))
    assert [text(node) for node in document.css("cite")] == shown
    assert document.css("cite a") == []


def test_a_mention_shows_its_id_where_there_are_several(event, mention) -> None:
    two = (mention("The pier opens.", id="eone"), mention("The pier is open.", id="etwo"))
    ids = [text(node) for node in page(Timeline("", (event("2024", "Open", mentions=two),))).css(".mention code")]
    assert [name for name in ids if name.startswith("e")] == ["eone", "etwo"]
    alone = page(Timeline("", (event("2024", "Open", mentions=two[:1]),)))
    assert "eone" not in [text(node) for node in alone.css(".mention code")]


def test_every_event_is_an_article_under_its_year_and_month(bridge: Timeline) -> None:
    document = page(bridge)
    assert [node.id for node in document.css("article")] == [e.id for e in (*bridge.dated[:3], *_told_first(bridge))]
    assert [text(node) for node in document.css("h2")] == [
        "1901", "2014", "2024", "2025", "Undated", "Sources", "Problems",
    ]  # fmt: skip
    assert [text(node) for node in document.css("h3[id]")] == [
        "November 2024", "December 2024", "January 2025", "May 2025",
    ]  # fmt: skip


def _told_first(bridge: Timeline):
    first, second, council, *rest = bridge.dated[3:]
    return (council, first, second, *rest, *bridge.undated)


@pytest.mark.parametrize(
    ("date", "html"),
    [
        ("2024-11-29", '<time datetime="2024-11-29">Nov 29, 2024</time>'),
        ("2014/..", 'since <time datetime="2014">2014</time>'),
        ("2014~", 'around <time datetime="2014">2014</time>'),
        (
            "2024-11-10/2024-11-12",
            '<time datetime="2024-11-10">Nov 10</time> – <time datetime="2024-11-12">12, 2024</time>',
        ),
        ("[2024-11-05..]", 'on or after <time datetime="2024-11-05">Nov 5, 2024</time>'),
        ("201X", "the 2010s"),
        ("-0043-03-15", "Mar 15, 44 BC"),
        ("Y12000", '<time datetime="12000">12000</time>'),
    ],
)
def test_a_date_is_said_in_words_and_kept_exact(event, date: str, html: str) -> None:
    written = render(Timeline("", (event(date, "something"),))).decode()
    exact = "" if f'datetime="{date}">' in html else f' data-edtf="{date}"'
    assert f'<p class="when"{exact}>{html}</p>' in written


def test_a_plan_without_an_end_goes_from_its_beginning(bridge: Timeline) -> None:
    assert text(one(page(bridge), f"#{bridge.dated[-1].id} .when")) == "from May 2025"


@pytest.mark.parametrize(
    ("position", "marks"),
    [
        (0, []),
        (1, ["Ongoing"]),
        (2, ["Dates disagree"]),
        (3, []),
        (6, ["Planned"]),
        (7, ["Planned", "Possible"]),
        (8, ["Says what will not happen"]),
    ],
)
def test_what_is_no_plain_fact_is_marked(bridge: Timeline, position: int, marks: list[str]) -> None:
    article = one(page(bridge), f"#{bridge.dated[position].id}")
    assert [text(node) for node in article.css(".mark")] == marks
    assert article.attributes["data-kind"] == bridge.dated[position].kind
    assert article.attributes.get("data-modality", "asserted") == bridge.dated[position].modality


def test_the_evidence_goes_from_the_sentence_to_the_date(bridge: Timeline) -> None:
    article = one(page(bridge), f"#{bridge.dated[2].id}")
    assert text(one(article, "summary")) == "Why this date? 3 mentions"
    own, other, again = article.css(".mention")
    assert text(one(own, "blockquote")) == "Divers looked at the piers on Friday and found cracks."
    assert text(one(own, "mark")) == "Friday"
    assert rows(own) == {
        "Source": "Harbour Herald, published Dec 2, 2024",
        "Rule": "<weekday>",
        "Steps": "“Friday” counted from Monday 2024-12-02 the last one before it",
        "Date": "Nov 29, 2024 2024-11-29",
    }
    assert one(own, "dd b time").attributes["datetime"] == "2024-11-29"
    assert [text(node) for node in other.css("dd b")] == ["Nov 30, 2024"]
    assert one(other, "blockquote").attributes["lang"] == "de"
    assert text(one(again, "mark")) == "November 29"
    assert [text(node) for node in article.css(".label")] == ["The sources disagree", "Also told"]
    assert one(article, ".conflicts").css(".mention")[0].text() == own.text()


def test_a_phrase_outside_its_sentence_is_named_beside_it(event, mention) -> None:
    told = replace(mention("It happened the day after."), phrase="that Friday", phrase_start=40, phrase_end=51)
    document = page(Timeline("", (event("2024-11-30", "It happened", mentions=(told,)),)))
    assert document.css("mark") == []
    assert rows(one(document, ".mention"))["Phrase"] == "that Friday"


def test_reported_events_are_folded_under_their_day(bridge: Timeline) -> None:
    fold = one(page(bridge), "main section.month details.also")
    assert text(fold.css("summary")[0]) == "Also reported on Dec 2, 2024 2"
    assert [node.id for node in fold.css("article")] == [bridge.dated[3].id, bridge.dated[4].id]
    assert "open" not in fold.attributes


def test_undated_events_say_why(bridge: Timeline) -> None:
    part = one(page(bridge), "section[aria-labelledby=undated]")
    assert "Nothing says when letters/undated.txt was written" in text(part)
    article = one(part, "article")
    assert article.id == bridge.undated[0].id
    assert article.css("time") == []
    assert text(one(article, "mark")) == "last week"


def test_every_source_shows_its_date_and_the_evidence(bridge: Timeline) -> None:
    herald, gazette, letter = page(bridge).css("section.sources li[id]")
    assert text(one(herald, ".when")) == "Dec 2, 2024"
    assert text(one(herald, ".evidence")) == "Monday, Dec. 2, 2024 date line says 2024-12-02 hard"
    assert one(herald, "h3 ~ .link a").attributes["href"] == "https://example.org/bridge?a=1&b=2"
    assert one(gazette, "h3").attributes["lang"] == "de"
    assert text(one(letter, ".when")) == "date unknown"
    assert "Nothing in it says when it was written." in text(letter)


def test_problems_are_listed(bridge: Timeline) -> None:
    part = one(page(bridge), "section.problems")
    assert "letters/undated.txt nothing says when it was written; date it in articles.csv" in text(part)
    assert page(replace(bridge, problems=())).css("section.problems") == []


def test_every_link_inside_the_page_leads_somewhere_and_every_id_is_its_own(bridge: Timeline) -> None:
    document = page(bridge)
    ids = [node.id for node in document.css("[id]")]
    assert len(set(ids)) == len(ids)
    inside = [href[1:] for node in document.css("a") if (href := node.attributes["href"]).startswith("#")]
    assert set(inside) <= set(ids)
    assert {e.id for e in (*bridge.dated, *bridge.undated)} <= set(inside)
    labelled = {node.attributes["aria-labelledby"] for node in document.css("[aria-labelledby]")}
    assert labelled <= set(ids)


def test_only_web_addresses_become_links(bridge: Timeline) -> None:
    outside = {node.attributes["href"] for node in page(bridge).css("a") if ":" in node.attributes["href"]}
    assert outside == {"https://example.org/bridge?a=1&b=2"}


def test_headings_leave_out_no_level(bridge: Timeline) -> None:
    levels = [int(node.tag[1]) for node in page(bridge).css("h1, h2, h3, h4, h5, h6")]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_the_policy_allows_the_style_and_the_script_and_nothing_else(bridge: Timeline) -> None:
    written = render(bridge).decode()
    (style,) = re.findall("<style>(.*?)</style>", written, re.DOTALL)
    (script,) = re.findall("<script>(.*?)</script>", written, re.DOTALL)
    policy = one(HTMLParser(written), "meta[http-equiv]").attributes["content"]
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    assert f"style-src 'sha256-{b64encode(sha256(style.encode()).digest()).decode()}';" in policy
    assert f"script-src 'sha256-{b64encode(sha256(script.encode()).digest()).decode()}';" in policy
    assert " style=" not in written
    assert not re.search(r"""\son[a-z]+=["']""", written.replace(script, ""))
    assert '<link rel="icon" href="data:image/svg+xml,' in written  # or browsers ask for /favicon.ico
    links = re.findall('<link rel="([a-z]+)"', written)
    assert not re.search(r" (?:src|srcset|data-src)=|url\(|@import", written)
    assert set(links) == {"icon", "alternate"}


@pytest.mark.parametrize("hostile", HOSTILE)
def test_nothing_in_an_article_becomes_markup(bridge: Timeline, event, mention, hostile: str) -> None:
    def shape(timeline: Timeline) -> list[tuple[str | None, tuple[str, ...]]]:
        return [(node.tag, tuple(node.attributes)) for node in page(timeline).root.traverse()]

    def timeline(said: str) -> Timeline:
        article = Article(said, "", said, source=said, url=f"https://example.org/{said}", language=said)
        told = mention(f"{said} on Friday {said}.", "Friday", article, rule=said, type=said, derivation=(said, said))
        marked = mention(f"It was {said}.", said, article)
        elsewhere = replace(mention("It was the day after.", "day"), phrase=said)
        return Timeline(
            said,
            (event("2024", said, id="e1", mentions=(told, marked, elsewhere), actors=(said,), places=(said,)),),
            (event(None, said, id="e2", mentions=(told,), why=said),),
            (article,),
            (Problem(said, said, said, said),),
        )

    assert shape(timeline(hostile)) == shape(timeline("plain"))
    title = one(page(timeline(hostile)), "#e1 h3")
    assert text(title) == " ".join(hostile.split())


def test_an_empty_timeline_is_a_page(bridge: Timeline) -> None:
    document = page(Timeline("", ()))
    assert text(one(document, "h1")) == "Timeline"
    assert text(one(document, ".lead")) == "No events."
    assert text(one(document, "main")) == "No event has a date."
    assert document.css("svg, article, nav") == []


def test_an_event_without_a_mention_shows_its_text(event) -> None:
    document = page(Timeline("", (event("2024", "bare", mentions=(), text="The bare sentence."),)))
    assert text(one(document, "article blockquote")) == "The bare sentence."


def test_the_chart_has_words_for_those_who_do_not_see_it(bridge: Timeline) -> None:
    charts = page(bridge).css("figure.overview svg")
    assert len(charts) == 2
    for chart in charts:
        assert chart.attributes["role"] == "img"
        assert chart.attributes["aria-label"] == (
            "Chart of 7 events over time, 1901–2025. It draws 7 of 9. The list below has them all."
        )


def _luminance(colour: str) -> float:
    full = colour if len(colour) == 7 else "#" + "".join(digit * 2 for digit in colour[1:])
    parts = [int(full[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one_colour: str, other: str) -> float:
    darker, lighter = sorted((_luminance(one_colour), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("scheme", [0, 1, 2], ids=["light", "dark", "print"])
def test_words_stand_out_from_their_ground(bridge: Timeline, scheme: int) -> None:
    roots = re.findall(r":root[^ {]*\{(.*?)\}", render(bridge).decode(), re.DOTALL)
    palettes = [dict(re.findall(r"--([a-z]+):\s*(#[0-9a-f]{3,6})", root)) for root in roots]
    light, dark, chosen, printed = [palette for palette in palettes if palette]
    assert chosen == dark
    colours = (light, dark, printed)[scheme]
    for ink in ("ink", "soft", "accent"):
        for ground in ("paper", "tint"):
            assert _contrast(colours[ink], colours[ground]) >= 4.5, (ink, ground)
    assert _contrast(colours["ink"], colours["mark"]) >= 4.5
    for line in ("ink", "accent", "soft", "edge"):
        assert _contrast(colours[line], colours["paper"]) >= 3, line


def test_three_hundred_events_stay_small(event, mention) -> None:
    from gzip import compress

    events = [
        event(
            f"{2000 + n // 12}-{n % 12 + 1:02d}",
            f"Event {n} of a long row",
            mentions=(mention(f"Told, as number {n}."),),
        )
        for n in range(300)
    ]
    written = render(Timeline("Many", tuple(events)))
    assert len(page(Timeline("Many", tuple(events))).css("article")) == 300
    assert len(compress(written)) < 40_000


def test_an_exact_date_that_nobody_disputes_is_the_result_as_it_stands(event) -> None:
    document = page(Timeline("", (event("2024-11-29", "one"), event("2014~", "two"))))
    two, one_time = (article.css("dl")[-1] for article in document.css("article"))
    assert one(one_time, "time:not([datetime])").text() == "2024-11-29"
    assert rows(two)["Date"] == "around 2014 2014~"
