"""HTML pages: their text, and what their markup says."""

from __future__ import annotations

import json

import pytest

from chrono.article import Article
from chrono.readers import html
from chrono.readers._files import File
from chrono.readers._pages import is_monstrous, page_text

BODY = "<article><h1>Ferry runs again</h1><p>It left on Monday.</p></article>"


def read(source: str | bytes) -> tuple[Article, list[str]]:
    articles, problems = html.read(File("a.html", source if isinstance(source, bytes) else source.encode()))
    return articles[0], [str(problem) for problem in problems]


def stated(head: str = "", body: str = BODY) -> list[tuple[str, str]]:
    article, _ = read(f"<html><head>{head}</head><body>{body}</body></html>")
    assert all(evidence.weight == "hard" for evidence in article.stated)
    return [(evidence.rule, evidence.says) for evidence in article.stated]


def linked(content: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(content)}</script>'


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (BODY, "Ferry runs again\n\nIt left on Monday."),
        ("<p>It <b>left</b> <a href=x>on</a>\n Mon<i>day</i>.", "It left on Monday."),
        ("<div>One<p>Two</p>Three</div>", "One\n\nTwo\n\nThree"),
        ("<p>One<br>two<br><br>three", "One\ntwo\n\nthree"),
        ("<p>A &amp; B &#8220;C&#8221; &lt;d&gt;", "A & B “C” <d>"),
        ("<ul><li>one<li>two</ul><ol start=3><li>three</ol>", "one\n\ntwo\n\n3. three"),
        ("<table><tr><td>Monday<td>2<tr><td>Friday<td>1</table>", "Monday\t2\n\nFriday\t1"),
        ("<pre>a  b\n  c</pre>", "a b\nc"),
        ("<p>a<script>x</script><style>y</style><noscript>z</noscript>b<template>t</template>", "ab"),
        ("<nav>Home</nav><p>It left.</p><footer>©</footer><aside>Ad</aside><form><p>Name</form>", "It left."),
        ("<p>It left.<p hidden>Secret<div class='wide share'>Share</div><div id=comments>No</div>", "It left."),
        ("<div role=navigation>Home</div><div role=main><p>It left.</div><div>Around it</div>", "It left."),
        ("<main><p>It left.</main><div>Around it</div>", "It left."),
        ("<header><p>Harbour Post</header><p>It left.", "It left."),
        ("<header><h1>Ferry runs</h1></header><p>It left.", "Ferry runs\n\nIt left."),
        ("<form><nav>Home</nav><p>It left.</p></form>", "It left."),
        ("<p>a\0b\r\nc", "ab c"),
        ("It left", "It left"),
        ("<!-- no --><script>only</script>", ""),
        ("", ""),
    ],
)
def test_the_text_of_a_page(source: str, text: str) -> None:
    assert page_text(source).text == text


def test_the_longest_article_is_the_page_and_teasers_are_not() -> None:
    teasers = "<article><p>Teaser.</article>" * 3
    long = "<article><p>" + "It left on Monday. " * 30 + "</article>"
    assert page_text(f"<main>{teasers}{long}{teasers}</main>").text.startswith("It left on Monday.")
    assert "Teaser" not in page_text(f"<main>{teasers}{long}{teasers}</main>").text


def test_a_page_of_many_short_articles_is_taken_whole() -> None:
    entries = "".join(f"<article><p>Entry {number} of the day.</article>" for number in range(9))
    assert page_text(f"<nav>Home</nav><main>{entries}</main>").text.count("Entry") == 9


def test_title_address_source_and_language() -> None:
    head = (
        '<title>Ferry runs again | Harbour Post</title><meta property="og:site_name" content="Harbour Post">'
        '<link rel="canonical" href="https://post.example/ferry">'
    )
    article, problems = read(f'<html lang="de-AT"><head>{head}</head><body>{BODY}')
    assert (article.title, article.url, article.source, article.language) == (
        "Ferry runs again", "https://post.example/ferry", "Harbour Post", "de",
    )  # fmt: skip
    assert problems == []


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ('<meta property="og:title" content="Of the graph"><title>Of the head</title>', "Of the graph"),
        ("<title>Of the\n head</title>", "Of the head"),
        ("<title> </title>", "Ferry runs again"),
        ("", "Ferry runs again"),
        ('<meta property="og:site_name" content="Ash"><title>Ferry - Ash</title>', "Ferry"),
        ("<title>Ferry - a history</title>", "Ferry - a history"),
    ],
)
def test_titles(head: str, title: str) -> None:
    assert read(f"<head>{head}</head>{BODY}")[0].title == title


def test_an_address_that_is_none_becomes_no_link() -> None:
    for address in ("/ferry", "javascript:alert(1)", ""):
        assert read(f'<link rel=canonical href="{address}">{BODY}')[0].url == ""
    assert read(f'<meta property="og:url" content="https://a.example/">{BODY}')[0].url == "https://a.example/"


def test_the_publisher_of_json_ld_is_the_source() -> None:
    article, _ = read(linked({"@type": "Article", "publisher": {"name": "Harbour Post"}}) + BODY)
    assert article.source == "Harbour Post"


@pytest.mark.parametrize(
    "content",
    [
        {"@type": "NewsArticle", "datePublished": "2024-11-14"},
        [{"@type": "Organization"}, {"@type": ["Thing", "ReportageNewsArticle"], "datePublished": "2024-11-14"}],
        {
            "@graph": [
                {"@type": "WebPage", "datePublished": "2020-01-01"},
                {"@type": "BlogPosting", "datePublished": "2024-11-14"},
            ]
        },
        {"@type": "WebPage", "mainEntity": {"@type": "Article", "datePublished": "2024-11-14"}},
        {"@type": "WebPage", "datePublished": "2024-11-14"},
        {
            "@type": "Article",
            "datePublished": "2024-11-14",
            "dateModified": "2024-12-01",
            "comment": [{"@type": "Article", "datePublished": "2024-12-02"}],
        },
    ],
)
def test_json_ld(content: object) -> None:
    assert stated(linked(content)) == [("json-ld", "2024-11-14")]


@pytest.mark.parametrize(
    "content",
    [
        {"@type": "Organization", "datePublished": "2024-11-14"},
        {"@type": "Article", "dateModified": "2024-11-14"},
        {"@type": "Article", "datePublished": None},
        {"@type": "ItemList", "itemListElement": [{"@type": "Article", "datePublished": "2024-11-14"}]},
        "text",
        17,
    ],
)
def test_json_ld_that_says_nothing_of_this_article(content: object) -> None:
    assert stated(linked(content)) == []


@pytest.mark.parametrize("broken", ["{", "[" * 100_000, '{"@graph":' * 50_000, ""])
def test_broken_json_ld_is_passed_over(broken: str) -> None:
    assert stated(f'<script type="application/ld+json">{broken}</script>') == []


@pytest.mark.parametrize(
    "meta",
    [
        'property="article:published_time"', 'name="article:published_time"', 'name="date"', 'name="DC.date.issued"',
        'name="pubdate"', 'itemprop="datePublished"', 'name="parsely-pub-date"', 'name="citation_publication_date"',
    ],
)  # fmt: skip
def test_meta_elements(meta: str) -> None:
    name = meta.split('"')[1].lower()
    assert stated(f'<meta {meta} content="2024-11-14T12:59:00.000Z">') == [(f"meta {name}", "2024-11-14T12:59:00Z")]


@pytest.mark.parametrize(
    "meta",
    ['property="article:modified_time"', 'name="last-modified"', 'property="og:updated_time"', 'name="copyright"'],
)
def test_dates_of_changes_are_no_evidence(meta: str) -> None:
    assert stated(f'<meta {meta} content="2024-11-14">') == []


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<article><header><time datetime=2024-11-14>x</time></header><p>It left.</article>", ["2024-11-14"]),
        ("<main><header><time datetime=2024-11-14 pubdate>x</time></header><p>It left.</main>", ["2024-11-14"]),
        (
            "<article><header><time datetime=2024-11-14>x</time> "
            "<time datetime=2024-12-01>y</time></header>a</article>",
            ["2024-11-14"],
        ),
        (
            "<article><header>Updated <time datetime=2024-12-01>y</time> "
            "<time datetime=2024-11-14>x</time></header>a</article>",
            ["2024-11-14"],
        ),
        ("<article><header><time class=modified datetime=2024-12-01>y</time></header>a</article>", []),
        ("<article><p>On <time datetime=2024-11-14>Thursday</time> it left.</article>", []),
        ("<header><h1>Post</h1><time datetime=2024-11-14>today</time></header><p>It left.", []),
        ("<article><p>It left.<aside><header><time datetime=2024-11-14>x</time></header></aside></article>", []),
        (
            f"<main><article><p>{'It left. ' * 50}</article><article><header><time datetime=2024-11-14>x</time>"
            "</header>teaser</article></main>",
            [],
        ),
        ("<article><p>It left.<article><header><time datetime=2024-11-14>x</time></header>c</article></article>", []),
    ],
)
def test_time_elements_count_in_the_articles_own_header_alone(body: str, expected: list[str]) -> None:
    assert stated("", body) == [("time element", says) for says in expected]


def test_microdata() -> None:
    body = '<article><p>It left. <span itemprop="datePublished" content="2024-11-14"></span></article>'
    assert stated("", body) == [("microdata datePublished", "2024-11-14")]


def test_one_moment_in_two_time_zones_is_told_once() -> None:
    head = linked({"@type": "Article", "datePublished": "2024-11-14T07:59:31-05:00"})
    meta = '<meta property="article:published_time" content="2024-11-14T12:59:00Z"><meta name=date content=2024-11-14>'
    assert stated(head + meta) == [("json-ld", "2024-11-14T07:59:31-05:00"), ("meta date", "2024-11-14")]


def test_a_date_that_cannot_be_read_is_named_and_is_no_evidence() -> None:
    article, problems = read(f'<meta name="date" content="2024-11-31">{BODY}')
    assert article.stated == ()
    assert problems == [
        "a.html: the date in meta date cannot be read: 2024-11-31: there is no 31 November 2024; "
        "write the article's date into articles.csv"
    ]


def test_a_declared_encoding_is_used_and_named() -> None:
    article, problems = read('<meta charset="windows-1251"><p>Да'.encode("cp1251"))
    assert article.text == "Да"
    assert problems == ["a.html: is no UTF-8, read as windows-1251; save it as UTF-8"]


def test_a_page_without_a_text_is_no_article() -> None:
    articles, problems = html.read(File("a.html", b"<script>render()</script>"))
    assert articles == []
    assert str(problems[0]).startswith("a.html: has no text in it; ")


@pytest.mark.parametrize(
    "source",
    ["<div>" * 100_000, "<a " * 100_000, "<p " + " ".join(f"a{number}=1" for number in range(60_000)) + ">x"],
)
def test_pages_that_would_take_for_ever_are_refused(source: str) -> None:
    articles, problems = html.read(File("a.html", source.encode()))
    assert articles == []
    assert "nested too deeply or has tags too long" in str(problems[0])


@pytest.mark.parametrize(
    "source",
    [
        "<p>x" * 20_000,
        "<div>" * 9_000 + "x",
        "<" * 100_000,
        "<article>x" * 5_000,
        '<img src="data:' + "A" * 500_000 + '">x',
    ],
)
def test_pages_that_are_merely_odd_are_read(source: str) -> None:
    assert not is_monstrous(source)
    assert page_text(source).text


TITLE = "<title>Ferry runs again | Harbour Post</title>"
DEK = "<p>The island had waited for nine days, and had run out of flour on the sixth of them.</p>"
LONG = "<p>" + "The ferry left Port Ash on Monday with two hundred people and a herd of goats on board. " * 3 + "</p>"
TIME = "<time datetime=2024-11-14>14 Nov</time>"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (f"<main><h1>Ferry runs again</h1><div>By Ann, {TIME}</div>{LONG}</main>", True),
        (f"<article><h1>Ferry runs again</h1>{DEK}<p class=meta>{TIME}</p>{LONG}</article>", True),
        (f"<div class=top><h1>Ferry runs again</h1>{TIME}</div><div>{LONG}</div>", True),
        (f"<main><h1>Ferry runs again</h1>{TIME}<article>{LONG}</article></main>", True),
        (f"<main><h1>Ferry runs again</h1>Updated {TIME}{LONG}</main>", False),
        (f"<main><h1>Ferry runs again</h1><a href=/x>Bridge closed {TIME}</a>{LONG}</main>", False),
        (f"<main><h1>Ferry runs again</h1><div class=related-box>Bridge closed {TIME}</div>{LONG}</main>", False),
        (f"<main><h1>Ferry runs again</h1>{LONG}{LONG}<p>{TIME}</main>", False),
        (f"<main><h1>Ferry runs again</h1><p>On {TIME} it left the port.</p>{LONG}</main>", False),
        (f"<div><h1>Harbour Post</h1>{TIME}</div><div>{LONG}</div>", False),
        (f"<main>{TIME}<h1>Ferry runs again</h1>{LONG}</main>", False),
        (f"<main><h1>Ferry runs again</h1><article>{LONG}</article><article><h1>x</h1>{TIME}y</article></main>", False),
        (f"<main><h1>Ferry runs again</h1><aside>{TIME}</aside>{LONG}</main>", False),
        (f"<main><h1>Ferry runs again</h1>{LONG}</main><div id=comments>{TIME}</div><footer>{TIME}</footer>", False),
        (f"<main><h1>Ferry runs again</h1>{LONG}{DEK}<ul><li>Bridge closed {TIME}</li></ul></main>", False),
    ],
)
def test_a_time_below_the_headline_and_above_the_text_counts(body: str, expected: bool) -> None:
    assert stated(TITLE, body) == ([("time element", "2024-11-14")] if expected else [])


@pytest.mark.parametrize(
    ("objects", "expected"),
    [
        ([("https://post.example/ferry", "Bridge", "2024-11-14"), ("https://post.example/x", "x", "2023-01-03")], True),
        ([("", "Ferry runs again", "2024-11-14"), ("", "Bridge closed", "2023-01-03")], True),
        ([("", "", "2024-11-14"), ("", "", "2024-11-14")], True),
        ([("http://www.post.example/ferry/", "", "2024-11-14")], True),
        ([("https://post.example/", "", "2024-11-14")], True),
        ([("", "", "2024-11-14"), ("", "", "2023-01-03")], False),
        ([("https://post.example/bridge", "Bridge closed", "2024-11-14")], False),
        ([("https://post.example/a", "A", "2024-11-14"), ("https://post.example/b", "B", "2023-01-03")], False),
    ],
)
def test_of_several_articles_in_json_ld_only_the_pages_own_counts(
    objects: list[tuple[str, str, str]], expected: bool
) -> None:
    linked_articles = [
        {"@type": "NewsArticle", "url": url, "headline": headline, "datePublished": date}
        for url, headline, date in objects
    ]
    head = f"{TITLE}<link rel=canonical href='https://post.example/ferry'>{linked({'@graph': linked_articles})}"
    assert stated(head) == ([("json-ld", "2024-11-14")] if expected else [])


def test_microdata_of_a_list_of_articles_says_nothing() -> None:
    item = '<div itemscope><p>It left.</p><meta itemprop="datePublished" content="{}"></div>'
    assert stated("", f"<main>{item.format('2024-11-14')}{item.format('2023-01-03')}</main>") == []


@pytest.mark.parametrize(
    ("head", "author"),
    [
        (linked({"@type": "Article", "author": {"@type": "Person", "name": "Ann Example"}}), "Ann Example"),
        (linked({"@type": "Article", "author": [{"name": "Ann"}, {"name": "Bo"}, {"name": "Ann"}]}), "Ann, Bo"),
        (linked({"@type": "Article", "author": "Ann Example"}), "Ann Example"),
        ('<meta name="author" content="Ann  Example">', "Ann Example"),
        ('<meta property="article:author" content="https://face.example/ann"><meta name="byl" content="Bo">', "Bo"),
        ("", ""),
    ],
)
def test_authors(head: str, author: str) -> None:
    assert read(f"<head>{head}</head>{BODY}")[0].author == author


def test_what_stands_around_an_article_by_its_name_is_no_part_of_it() -> None:
    page = "<div class=page><h1>Ferry runs</h1>{}<p>It left on Monday.</p></div>"
    for name in ("postComments", "story-share-bar", "related-links", "more_stories", "cookieConsent", "site-footer"):
        assert page_text(page.format(f"<div class={name}><p>Not on 3 May.</p></div>")).text.count("\n\n") == 1, name
    for name in ("commentary", "no-sidebar", "adopted", "shareholders", "with-comments"):
        assert page_text(page.format(f"<div class={name}><p>And on 3 May.</p></div>")).text.count("\n\n") == 2, name


def test_a_paragraph_that_is_a_link_is_no_part_of_the_article_but_a_linked_sentence_is() -> None:
    page = "<article><h1><a href=/>Ferry runs</a></h1><p>It left.</p><p><a href=/x>{}</a></p></article>"
    assert page_text(page.format("Read more: Bridge closed")).text == "Ferry runs\n\nIt left."
    sentence = "The bridge had been closed on 3 May for want of money."
    assert page_text(page.format(sentence)).text.endswith(sentence)
    assert page_text("<article><p><a href='#n'>Ferry runs again</a></p></article>").text == "Ferry runs again"


def test_captions_are_kept() -> None:
    body = "<article><p>It left.</p><figure><img src=x><figcaption>The pier on 3 May</figcaption></figure></article>"
    assert page_text(body).text == "It left.\n\nThe pier on 3 May"
