"""Pages with dated teasers, comments and lists of other stories: the article's own date, or none; never another's."""

from __future__ import annotations

from itertools import product

import pytest

from chrono.dating import date_article
from chrono.readers import html
from chrono.readers._files import File

TITLE = "Ferry runs again after nine days in port"
STORY = [
    "The ferry between Port Ash and the outer islands left on Monday morning for the first time since the storm, with "
    "two hundred people and a herd of goats on board.",
    "Nobody had crossed for nine days, when a wave had thrown a fishing boat onto the pier and bent both of its ramps, "
    "and the islands had run out of flour on the sixth of them.",
    "The council, which meets again next week, will then decide whether the pier is to be built anew, as engineers had "
    "advised long ago and again in the summer.",
    "Until then the old ferry is to sail three times a week, as long as the wind stays below eight.",
]
OTHERS = {
    "a list of links": '<ul><li><a href="/x">Bakers bake again</a> January 3, 2023</li></ul>',
    "cards": '<div><h3><a href="/x">Bakers bake again</a></h3><time datetime="2023-01-03">Jan. 3, 2023</time>'
    "<p>They had baked with potatoes since the flour was gone.</p></div>",
    "cards without a time": '<div><a href="/x">Bakers bake again</a><span>Published: 3 January 2023</span>'
    "<p>They had baked with potatoes since the flour was gone.</p></div>",
    "comments": '<div><b>reader7</b> <time datetime="2023-01-03">3 January 2023</time><p>It stank of goat.</p></div>',
    "microdata": '<div itemscope><meta itemprop="datePublished" content="2023-01-03"><a href="/x">Bakers bake again</a>'
    "</div>",
    "articles": '<article><header><h3><a href="/x">Bakers bake again</a></h3><time datetime="2023-01-03">3 January 2023'
    "</time></header><p>They had baked with potatoes.</p></article>",
}
AROUND = {
    "a nameless box": "<div class=box7>{}</div>",
    "an aside": "<aside>{}</aside>",
    "a named box": "<div class='sidebar-right col-4'>{}</div>",
    "a section with a heading": "<section><h2>More news</h2>{}</section>",
    "comments with a heading": "<section><h2>12 comments</h2>{}</section>",
}
OWN = {
    "none": ("", ""),
    "a line": ("", "<p>By Ann Example, Nov. 14, 2024</p>"),
    "a time": ("", "<div>By Ann Example <time datetime=2024-11-14T12:59>today</time></div>"),
    "a meta element": ('<meta property="article:published_time" content="2024-11-14">', ""),
    "JSON-LD": ('<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2024-11-14"}</script>', ""),
}
LISTED = '<script type="application/ld+json">{"@type":"ItemList","itemListElement":[{"@type":"NewsArticle",'
LISTED += '"datePublished":"2023-01-03"}]}</script>'


def page(others: str, own: tuple[str, str], wrapped: str) -> str:
    story = "".join(f"<p>{paragraph}</p>" for paragraph in STORY)
    head = f"<title>{TITLE} | Harbour Post</title>{own[0]}{LISTED}"
    body = wrapped.format(f"<h1>{TITLE}</h1>{own[1]}{story}", others)
    return f"<!doctype html><html><head>{head}</head><body>{body}</body></html>"


WRAPPED = (
    "<article>{0}</article>{1}",
    "<main>{0}{1}</main>",
    "<div>{1}<div>{0}</div></div>",
    "<div><div>{0}{1}</div></div>",
)


@pytest.mark.parametrize("with_trafilatura", [False, True], ids=["own rules", "trafilatura"])
@pytest.mark.parametrize("own", OWN)
@pytest.mark.parametrize("around", AROUND)
def test_only_its_own_date_dates_an_article(
    monkeypatch: pytest.MonkeyPatch, around: str, own: str, with_trafilatura: bool
) -> None:
    if not with_trafilatura:
        monkeypatch.setattr(html, "chooser", lambda: None)
    for (name, form), wrapped in product(OTHERS.items(), WRAPPED):
        others = AROUND[around].format(form * 3)
        source = page(others, OWN[own], wrapped)
        [article], problems = html.read(File("ferry.html", source.encode()))
        assert problems == []
        assert all(paragraph in article.text for paragraph in STORY), (name, wrapped)
        published = date_article(article)[0].published
        days = {(published.edtf or "")[:10]}
        expected = {"2024-11-14"} if own != "none" else {""}
        assert days == expected, (name, wrapped, published.evidence)
