"""Feeds: RSS, Atom and WordPress' exports (WXR), an article an entry, by feedparser. Nothing is ever fetched.

The HTML of an entry is stripped to its text as a page's is. ``pubDate`` and ``published`` date it; an ``updated``
alone only suggests a date.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit
from xml.sax import SAXParseException

from chrono.article import language_code, web_address
from chrono.problems import Problem
from chrono.readers._decoding import text_of
from chrono.readers._fields import Dated
from chrono.readers._files import Columns, File, Found, problem
from chrono.readers._pages import as_text
from chrono.readers._records import Records, listed
from chrono.readers.html import declared_encoding

NAME = "feed"
SUFFIXES = (".xml", ".rss", ".atom", ".rdf")
DESCRIPTION = "RSS and Atom feeds and WordPress exports, an article an entry"

Entry = Mapping[str, Any]
"""An entry as feedparser gives it."""

_DECLARATION = re.compile(r"\s*<\?xml[^<>]*\?>")
_ROOT = re.compile(r"(?:\s*<(?:\?[^<>]*\?>|!--.*?-->|!DOCTYPE[^<>\[]*(?:\[[^\]]*\])?\s*>))*\s*<([\w:.-]+)", re.S | re.I)
_FEEDS = frozenset({"rss", "feed", "rdf:rdf"})
_POSTS = frozenset({"", "post", "page"})
"""What a WordPress export calls articles; the other kinds are pictures, menus and settings."""


def read(file: File) -> Found:
    """The entries of a feed, each named by the file, ``#`` and its own id."""
    source, problems = text_of(file, declared_encoding)
    if source is None:
        return [], problems
    if wrong := _why_no_feed(source, file.id):
        return [], [*problems, wrong]
    records = Records(replace(file, columns=Columns()), Dated("feed {name}", "hard"), "entry", problems)
    feed = _parsed(source)
    if isinstance(error := feed.get("bozo_exception"), SAXParseException):
        what = f"is broken XML ({error.getMessage()}); of its entries {len(feed.entries)} could be read"
        # feedparser sets a line of its own before the first.
        records.bad(what, "save the feed again, or mend it", max(1, (error.getLineNumber() or 0) - 1))
    elif not feed.entries:
        records.bad("is a feed without entries", "take it out of the folder")
    has_updates = feed.version.startswith("atom") or ":updated>" in source
    kept_back: list[str] = []
    for number, entry in enumerate(feed.entries, start=1):
        if entry.get("wp_post_type", "") not in _POSTS:
            continue
        if entry.get("wp_status", "publish") != "publish":
            kept_back.append(_title(entry) or str(number))
            continue
        fields, dated = _fields(entry, feed.feed, has_updates)
        records.add(fields, number, own_id=_own_id(entry), dated=dated)
    if kept_back:
        records.bad(f"has entries that are not published: {listed(kept_back)}", "they are not read")
    return records.found()


def _parsed(source: str) -> Any:
    import feedparser

    # From memory: a string could be taken for an address, and that would be fetched.
    stream = io.BytesIO(_DECLARATION.sub("", source, count=1).encode("utf-8", "replace"))
    return feedparser.parse(stream, sanitize_html=False, resolve_relative_uris=False)


def _why_no_feed(source: str, origin: str) -> Problem | None:
    root = _ROOT.match(source)
    if root is None:
        return problem(origin, "is not XML", "save the feed again, or give the file the suffix of what it is")
    if "<!ENTITY" in source[: root.start(1)]:
        return problem(origin, "declares entities, which feeds have no use for", "save the feed again without them")
    if root[1].casefold() not in _FEEDS:
        what = f"is XML, but no RSS, Atom or WordPress export (it begins with <{root[1][:40]}>)"
        return problem(origin, what, "save its articles as text, HTML or JSON; TimeML is read from .tml files")
    return None


def _fields(entry: Entry, feed: Entry, has_updates: bool) -> tuple[dict[str, object], Dated]:
    """An entry as a record, and how its date counts.

    RSS has no date of change: what feedparser calls ``updated`` there is Dublin Core's ``date``, the entry's own.
    """
    changed = "published" not in entry and has_updates
    content = entry.get("content") or [entry.get("summary_detail") or {}]
    longest = max(content, key=lambda part: len(part.get("value") or ""))
    is_markup = longest.get("type") != "text/plain"
    fields = {
        "content_html" if is_markup else "content": longest.get("value"),
        "title": _title(entry),
        "published": entry.get("published") or entry.get("updated"),
        "author": entry.get("author"),
        "source": entry.get("source", {}).get("title") or feed.get("title"),
        "url": web_address(entry.get("link") or ""),
        "language": language_code(longest.get("language") or feed.get("language") or ""),
    }
    return fields, Dated("feed updated", "soft") if changed else Dated("feed published", "hard")


def _title(entry: Entry) -> str:
    """The title as it reads: Atom may give it as HTML."""
    detail = entry.get("title_detail") or {}
    title = entry.get("title") or ""
    return as_text(title, is_markup=True) if detail.get("type") != "text/plain" else title


def _own_id(entry: Entry) -> str:
    """The entry's id; of one that is a web address the path, which names it in its own site."""
    own = entry.get("id") or entry.get("link") or ""
    if not web_address(own):
        return own
    parts = urlsplit(own)
    return f"{parts.path.strip('/')}?{parts.query}".strip("?") or own
