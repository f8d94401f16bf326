"""An article, and when it was written."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import urlsplit

from chrono.temporal.interval import ANY_TIME, Interval

_WEB_ADDRESS = re.compile(r"https?://[^\s/?#]+[^\s]*", re.IGNORECASE)
_LANGUAGE = re.compile(r"([A-Za-z]{2})(?:[-_][A-Za-z0-9_-]*)?")
_HALF_A_PAIR = re.compile("[\ud800-\udfff]")

Status = Literal["exact", "interval", "unknown", "conflict"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """One piece of evidence for an article's date: the words it rests on and what they say.

    ``quote`` is verbatim from the source, ``rule`` names how it was read (``articles.csv``, ``front matter``,
    ``json-ld``, ``date line`` …), ``says`` is EDTF (or ``XXXX-WXX-5`` for a weekday), ``weight`` is ``decides`` (the
    writer's word), ``hard`` or ``soft``.
    """

    quote: str
    rule: str
    says: str
    weight: Literal["decides", "hard", "soft"]


@dataclass(frozen=True, slots=True)
class Dating:
    """When an article was written: an interval, how sure that is, and why.

    ``edtf`` is the date as people write and store it (``2024-11-14T12:59-05:00``), None when unknown or in conflict.
    """

    interval: Interval = ANY_TIME
    status: Status = "unknown"
    edtf: str | None = None
    evidence: tuple[Evidence, ...] = ()


UNDATED = Dating()


@dataclass(frozen=True, slots=True)
class Article:
    """A news article as it was read. ``text`` is never rewritten: every offset in chrono points into it.

    ``id`` is where the file lies, as a path from its source folder with forward slashes; a file that holds several
    articles adds ``#`` and the record's own id or number. ``language`` is an ISO 639-1 code. ``stated`` holds the
    evidence for the date that the reader met in markup or front matter, before the dating stage weighs it. ``author``
    is who wrote it, as the source names them, several after commas.
    """

    id: str
    text: str
    title: str = ""
    published: Dating = UNDATED
    source: str = ""
    url: str = ""
    language: str = "en"
    stated: tuple[Evidence, ...] = field(default=(), repr=False)
    author: str = ""


def web_address(written: str) -> str:
    """What may stand in an article's ``url``: an http or https address with a host, or "".

    What is not one must not become a link on a page.

    >>> web_address(" https://example.org/a "), web_address("javascript:alert(1)"), web_address("https:///a")
    ('https://example.org/a', '', '')
    """
    address = written.strip()
    try:
        host = urlsplit(address).hostname
    except ValueError:  # a host in brackets that is none
        return ""
    return address if host and _WEB_ADDRESS.fullmatch(address) else ""


def language_code(written: str) -> str:
    """What may stand in an article's ``language``: the ISO 639-1 code a language tag begins with, or "".

    >>> language_code("en-US"), language_code("English")
    ('en', '')
    """
    match = _LANGUAGE.fullmatch(written.strip())
    return match[1].lower() if match else ""


def without_surrogates(text: str) -> str:
    """JSON can spell half a character, which no file can store; it becomes the replacement character.

    No offset changes.
    """
    return _HALF_A_PAIR.sub("\N{REPLACEMENT CHARACTER}", text)
