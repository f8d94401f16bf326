"""What templates may ask of a value: ``{{ event.date | words }}``, ``{{ title | md }}`` and so on."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from chrono.article import web_address
from chrono.events.event import Mention
from chrono.renderers.chronology import also_told, disagreeing, lead, told_in
from chrono.renderers.dates import adverbial, pieces, words


@dataclass(frozen=True, slots=True)
class Cut:
    """A sentence in three: what goes before its phrase, the phrase, and what comes after."""

    before: str
    phrase: str
    after: str


def cut(mention: Mention) -> Cut:
    """A mention's sentence, cut at its phrase. A phrase that stands elsewhere leaves it whole.

    >>> from chrono.events.event import Mention
    >>> cut(Mention("a.txt", "", None, "", "It fell on Monday.", 40, 58, "Monday", 51, 57, *[""] * 4, ()))
    Cut(before='It fell on ', phrase='Monday', after='.')
    """
    start, end = mention.phrase_start - mention.sentence_start, mention.phrase_end - mention.sentence_start
    if not mention.phrase or start < 0 or mention.sentence[start:end] != mention.phrase:
        return Cut(mention.sentence, "", "")
    return Cut(mention.sentence[:start], mention.phrase, mention.sentence[end:])


_NOT_IN_A_URL = re.compile(r"[\x00-\x20\x7f-\xa0\"'<>\\^`{|}]")


def web(address: str) -> str:
    """An address a reader may be sent to, or "": http and https with a host, and nothing else.

    >>> web(" https://example.org/a b?q=1 "), web("javascript:alert(1)"), web("//example.org"), web("https:///x")
    ('https://example.org/a%20b?q=1', '', '', '')
    """
    return web_address(_NOT_IN_A_URL.sub(lambda match: quote(match[0]), address.strip()))


_MARKDOWN = re.compile(r"[\\`*_\[\]]")
_ENTITIES = re.compile(r"[&<>~|${}]|:(?=//)|(?<=\bwww)\.", re.IGNORECASE)
_ENTITY = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_BLOCK_START = re.compile(r"^([0-9]*)([-+#]|(?<=[0-9])[.)])")


def md(text: str) -> str:
    r"""Text of an article as one line of Markdown, in which nothing means anything to Markdown.

    What every dialect lets one escape is escaped: what marks up words, and what begins a block when the text
    stands first in its line. The rest becomes entities: HTML's own characters, those of struck-out words,
    tables, formulas, Liquid and shortcodes, and the sign by which a bare address would become a link.

    >>> md("*Stop* <b>\n# no heading"), md("# Heading"), md("3. item"), md("see https://example.org")
    ('\\*Stop\\* &lt;b&gt; # no heading', '\\# Heading', '3\\. item', 'see https&#58;//example.org')
    """
    line = _MARKDOWN.sub(r"\\\g<0>", " ".join(text.split()))
    line = _ENTITIES.sub(lambda match: _ENTITY.get(match[0]) or f"&#{ord(match[0])};", line)
    return _BLOCK_START.sub(r"\1\\\2", line)


def counted(number: int, noun: str) -> str:
    """A number and its noun.

    >>> counted(1, "event"), counted(1200, "event"), counted(0, "article")
    ('1 event', '1,200 events', 'no articles')
    """
    return f"{f'{number:,}' if number else 'no'} {noun}{'' if number == 1 else 's'}"


FILTERS: dict[str, Callable[..., Any]] = {
    "adverbial": adverbial,
    "also_told": also_told,
    "counted": counted,
    "cut": cut,
    "disagreeing": disagreeing,
    "lead": lead,
    "md": md,
    "pieces": pieces,
    "told_in": told_in,
    "web": web,
    "words": words,
}
"""The filters of every template, by the names they have there."""
