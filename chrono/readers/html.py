"""HTML pages: the article's text, and what the markup says about its title, date, source and address.

The text is taken from the page's article alone (see `chrono.readers._pages`); offsets point into it.

A date counts only where the markup says that the article was *published* then: JSON-LD, a ``meta`` element,
microdata, or a ``time`` element in the article's own header. Dates of changes, and any in a sidebar, do not.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from chrono.article import Article, Evidence, language_code, web_address
from chrono.problems import Problem
from chrono.readers._decoding import read_text
from chrono.readers._fields import date_evidence, named
from chrono.readers._pages import Page, is_monstrous, markup_names, page_of
from chrono.readers._titles import cleaned_title, title_of

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

NAME = "html"
SUFFIXES = (".html", ".htm", ".xhtml")
DESCRIPTION = "HTML pages, one article a page, dated by their markup"


def read(path: Path, article_id: str) -> tuple[list[Article], list[Problem]]:
    """The one article of a page."""
    source, problems = read_text(path, article_id, declared_encoding)
    if source is None:
        return [], problems
    if is_monstrous(source):
        what = "is nested too deeply or has tags too long to be an article's page"
        return [], [
            *problems,
            Problem("read", article_id, what, "save the article again, or its text as .txt"),
        ]
    from selectolax.lexbor import LexborHTMLParser

    tree = LexborHTMLParser(source)
    page = page_of(tree)
    if not page.text:
        problem = Problem("read", article_id, "has no text in it", "save the page when it has loaded, or its text")
        return [], [*problems, problem]
    meta, linked = _meta(tree), list(_linked_articles(tree))
    stated, found = _stated(meta, linked, page, article_id)
    site = meta.get("og:site_name", "") or next(filter(None, (named(node, "source")[1] for node in linked)), "")
    article = Article(
        id=article_id,
        text=page.text,
        title=_title(tree, meta, site) or page.heading or title_of(page.text, article_id),
        source=cleaned_title(site),
        url=_address(tree, meta),
        language=_language(tree, meta) or "en",
        stated=stated,
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
    """The ``meta`` elements by name, in lower case; of several with one name the first."""
    found: dict[str, str] = {}
    for node in tree.css("meta[content]"):
        attributes = node.attributes
        for key in ("property", "name", "itemprop", "http-equiv"):
            name, content = (
                (attributes.get(key) or "").strip().lower(),
                (attributes.get("content") or "").strip(),
            )
            if name and content:
                found.setdefault(name, content)
    return found


def _linked_articles(tree: LexborHTMLParser) -> Iterator[dict[str, object]]:
    """The JSON-LD objects that describe the page's article: never its comments or the articles it links
    to."""
    objects: list[dict[str, object]] = []
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
    articles = [node for node in objects if re.search(r"(Article|Posting|Report)\b", str(node.get("@type")))]
    yield from articles or [node for node in objects if "WebPage" in str(node.get("@type"))]


def _stated(
    meta: dict[str, str], linked: list[dict[str, object]], page: Page, origin: str
) -> tuple[tuple[Evidence, ...], list[Problem]]:
    written = [("json-ld", value) for node in linked if isinstance(value := node.get("datePublished"), str)]
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


def _title(tree: LexborHTMLParser, meta: dict[str, str], site: str) -> str:
    node = tree.css_first("head title") or tree.css_first("title")
    title = cleaned_title(meta.get("og:title") or (node.text() if node else ""))
    ending = re.search(r"\s+(?:[|–—·»:-]|::)\s+(?P<name>[^|–—·»]+)$", title)
    return title[: ending.start()] if ending and site and ending["name"].casefold() == site.casefold() else title


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
