"""HTML pages: the article's text, and what the markup says about its title, author, date, source and address.

The text is taken from the page's article alone (see `chrono.readers._pages`); offsets point into it.

A date counts only where the markup says that the article was *published* then: JSON-LD about this page, a ``meta``
element, microdata, or a ``time`` element in the article's own header or below its headline. Dates of changes, and
any in a sidebar, in comments, links and footers, do not.
"""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from chrono.article import Article, Evidence, language_code, web_address
from chrono.problems import Problem
from chrono.readers._dates import date_evidence
from chrono.readers._decoding import text_of
from chrono.readers._fields import as_words, named
from chrono.readers._files import File, Found, problem
from chrono.readers._layout import is_title
from chrono.readers._pages import Page, is_monstrous, page_of
from chrono.readers._titles import cleaned_title, title_of
from chrono.readers._trafilatura import chooser
from chrono.readers._walk import markup_names

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

NAME = "html"
SUFFIXES = (".html", ".htm", ".xhtml")
DESCRIPTION = "HTML pages, one article a page, dated by their markup"


Linked = dict[str, object]
"""An object of JSON-LD."""


def read(file: File) -> Found:
    """The one article of a page."""
    source, problems = text_of(file, declared_encoding)
    if source is None:
        return [], problems
    if is_monstrous(source):
        what = "is nested too deeply or has tags too long to be an article's page"
        return [], [*problems, problem(file.id, what, "save the article again, or its text as .txt")]
    from selectolax.lexbor import LexborHTMLParser

    tree = LexborHTMLParser(source)
    meta = _meta(tree)
    titles = [title for title in (meta.get("og:title", ""), _title_element(tree)) if title]
    articles = _linked_articles(tree)
    page = page_of(tree, titles, chooser())
    if not page.text:
        return [], [*problems, problem(file.id, "has no text in it", "save the page when it has loaded, or its text")]
    address = _address(tree, meta)
    linked = _own_article(articles, address, [*titles, page.heading])
    stated, found = _stated(meta, linked, page, file.id)
    site = meta.get("og:site_name", "") or named(linked, "source")[1]
    article = Article(
        id=file.id,
        text=page.text,
        title=_title(titles, site) or page.heading or title_of(page.text, file.id),
        source=cleaned_title(site),
        url=address,
        language=_language(tree, meta) or "en",
        stated=stated,
        author=_author(meta, linked),
    )
    return [article], [*problems, *found]


def declared_encoding(raw: bytes) -> str | None:
    """The character encoding a page declares in its first bytes.

    >>> declared_encoding(b'<html><head><meta charset="windows-1251">')
    'windows-1251'
    """
    pattern = rb"""<meta[^<>]{0,300}?charset\s*=\s*["']?\s*([\w.:-]+)|<\?xml[^<>]{0,100}?encoding=["']([\w.:-]+)"""
    match = re.search(pattern, raw[:4096], re.IGNORECASE)
    return (match[1] or match[2]).decode("ascii", "replace") if match else None


def _meta(tree: LexborHTMLParser) -> dict[str, str]:
    """The ``meta`` elements by name, in lower case; of several with one name the first.

    One with an ``itemprop`` in the body is microdata of what it stands in, perhaps of another article's teaser.
    """
    found: dict[str, str] = {}
    for selector, keys in (
        ("head meta[content]", ("property", "name", "itemprop", "http-equiv")),
        ("body meta[content]", ("property", "name")),
    ):
        for node in tree.css(selector):
            attributes = node.attributes
            content = (attributes.get("content") or "").strip()
            for key in keys:
                if content and (name := (attributes.get(key) or "").strip().lower()):
                    found.setdefault(name, content)
    return found


def _linked_articles(tree: LexborHTMLParser) -> list[Linked]:
    """The JSON-LD objects that describe articles: never comments or the articles that a list links to; else those
    that describe the page."""
    objects: list[Linked] = []
    for script in tree.css('script[type="application/ld+json"]'):
        try:
            pending = [json.loads(script.text(), strict=False)]
        except (ValueError, RecursionError):
            continue
        for node in pending:  # which grows as it goes
            if isinstance(node, list):
                pending.extend(node)
            elif isinstance(node, dict):
                objects.append(node)
                pending.extend(node.get(key) for key in ("@graph", "mainEntity", "mainEntityOfPage"))
    articles = [node for node in objects if _is_of_type(node, r"(Article|Posting|Report)\b")]
    return articles or [node for node in objects if _is_of_type(node, "WebPage")]


def _is_of_type(node: Linked, pattern: str) -> bool:
    return re.search(pattern, str(node.get("@type"))) is not None


def _own_article(linked: list[Linked], address: str, titles: list[str]) -> Linked:
    """The object that describes this page's article: the one of its address or title, or the only one that is not
    plainly another's. Several that cannot be told apart say nothing."""
    own = [node for node in linked if _path(_address_of(node)) == _path(address) != ""]
    own = own or [node for node in linked if is_title(named(node, "title")[1], titles)]
    if own:
        return next((node for node in own if "datePublished" in node), own[0])
    nameless = [node for node in linked if not _path(_address_of(node)) or not address]
    return nameless[0] if len({str(node.get("datePublished")) for node in nameless}) == 1 else {}


def _address_of(node: Linked) -> str:
    whole = node.get("mainEntityOfPage")
    within = whole.get("@id") if isinstance(whole, dict) else whole
    return next((web_address(each) for each in (node.get("url"), within) if isinstance(each, str)), "")


def _path(address: str) -> str:
    """What tells one page of a site from another; "" for the site's own."""
    parts = urlsplit(address)
    return f"{parts.path.rstrip('/')}?{parts.query}".removesuffix("?")


def _stated(
    meta: dict[str, str], linked: Linked, page: Page, origin: str
) -> tuple[tuple[Evidence, ...], list[Problem]]:
    written = [("json-ld", value)] if isinstance(value := linked.get("datePublished"), str) else []
    written += [(f"meta {name}", content) for name, content in meta.items() if name in markup_names().published]
    written += page.dates
    stated: list[Evidence] = []
    problems: list[Problem] = []
    moments: set[str] = set()
    for rule, value in dict.fromkeys(written):
        evidence, found = date_evidence(value, rule, "hard", origin)
        problems.extend(found)
        if evidence and (moment := _moment(evidence.says)) not in moments:
            moments.add(moment)
            stated.append(evidence)
    return tuple(stated), problems


def _moment(says: str) -> str:
    """One spelling for one minute: a page that gives it in two time zones does not contradict itself."""
    try:
        time = datetime.fromisoformat(says)
        return says if time.tzinfo is None else time.astimezone(UTC).isoformat(timespec="minutes")
    except (ValueError, OverflowError):
        return says


def _title_element(tree: LexborHTMLParser) -> str:
    node = tree.css_first("head title") or tree.css_first("title")
    return cleaned_title(node.text() if node else "")


def _title(titles: list[str], site: str) -> str:
    """The first title, without the site's name at its end."""
    title = cleaned_title(titles[0]) if titles else ""
    ending = re.search(r"\s+(?:[|–—·»:-]|::)\s+(?P<name>[^|–—·»]+)$", title)
    return title[: ending.start()] if ending and site and ending["name"].casefold() == site.casefold() else title


def _author(meta: dict[str, str], linked: Linked) -> str:
    """Who wrote it: as JSON-LD has it, or a ``meta`` element; an address of a profile is no name."""
    names = [as_words(linked.get("author")), *(meta.get(name, "") for name in sorted(markup_names().author))]
    return cleaned_title(next((name for name in names if name and not web_address(name)), ""))


def _address(tree: LexborHTMLParser, meta: dict[str, str]) -> str:
    link = tree.css_first('link[rel="canonical"]')
    return web_address((link.attributes.get("href") or "") if link else "") or web_address(meta.get("og:url", ""))


def _language(tree: LexborHTMLParser, meta: dict[str, str]) -> str:
    node = tree.css_first("html")
    written = (node.attributes.get("lang") or node.attributes.get("xml:lang") or "") if node else ""
    return next(
        filter(None, map(language_code, (written, meta.get("content-language", ""), meta.get("og:locale", "")))),
        "",
    )
