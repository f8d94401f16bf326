"""What templates may ask of a value: ``{{ event.date | words }}``, ``{{ title | md }}`` and so on."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any
from urllib.parse import quote

from chrono.article import web_address, without_surrogates
from chrono.events.event import Mention
from chrono.renderers.chronology import also_told, disagreeing, lead, told_in
from chrono.renderers.claims import headline, marks
from chrono.renderers.dates import adverbial, capital, pieces, words
from chrono.renderers.locale import Locale
from chrono.renderers.spans import spans
from chrono.renderers.stamps import last_told, stamp


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


def exact(date: str) -> bool:
    """Whether HTML's ``<time>`` says all that an EDTF date says.

    >>> exact("2024-11-29"), exact("2024~"), exact("2024/.."), exact("-0043")
    (True, False, False, False)
    """
    first, *more = pieces(date)
    return not more and first.datetime == date


_NOT_IN_A_URL = re.compile(r"[\x00-\x20\x7f-\xa0\"'<>\\^`{|}\ud800-\udfff\ufdd0-\ufdef\ufffd-\uffff]")
_AFTER_THE_HOST = re.compile(r"(?<=[^:/])[/?#].*")


def web(address: str) -> str:
    """An address a reader may be sent to, or "": http and https with a host, and nothing else.

    >>> web(" https://example.org/a b?q=1 "), web("javascript:alert(1)"), web("//example.org"), web("https:///x")
    ('https://example.org/a%20b?q=1', '', '', '')
    >>> web("http://[::1]/a[1]")
    'http://[::1]/a%5B1%5D'
    """
    valid = _NOT_IN_A_URL.sub(lambda match: quote(match[0], errors="replace"), address.strip())
    valid = _AFTER_THE_HOST.sub(lambda match: match[0].replace("[", "%5B").replace("]", "%5D"), valid, count=1)
    return web_address(valid)


_BETWEEN_TAGS = re.compile(r"(?<=>)\n+|\n+(?=<)")


def tight(html: str) -> str:
    """HTML without the line breaks beside tags; a blank is one that stands within a line.

    >>> tight("<p>\\n<b>one</b> <i>two</i>\\n</p>\\n")
    '<p><b>one</b> <i>two</i></p>'
    """
    return type(html)(_BETWEEN_TAGS.sub("", html))


_MARKDOWN = re.compile(r"[\\`*_]")
_ENTITIES = re.compile(
    r"[&<>~|${}^\[\]]|(?<=[\w.+-])@(?=\w)|:(?=//)|(?<=\bwww)\.|^[:!?=/]|(?<==)=|(?<=\+)\+", re.IGNORECASE
)
_ENTITY = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_BLOCK_START = re.compile(r"^([0-9]*)([-+#]|(?<=[0-9])[.)])")


def md(text: str) -> str:
    r"""Text of an article as one line of Markdown, in which nothing means anything to Markdown.

    What every dialect lets one escape is escaped: what marks up words, and what begins a block when the text
    stands first in its line. The rest becomes entities: HTML's own characters, those of struck-out, marked and raised
    words, links (an escaped bracket begins a formula for some), tables, formulas, Liquid and shortcodes, the sign by
    which a bare address would become a link, and what begins a definition, an admonition or a tab in MkDocs and
    kramdown.

    >>> md("*Stop* <b>\n# no heading"), md("# Heading"), md("3. item"), md("see https://example.org")
    ('\\*Stop\\* &lt;b&gt; # no heading', '\\# Heading', '3\\. item', 'see https&#58;//example.org')
    """
    line = _MARKDOWN.sub(r"\\\g<0>", " ".join(text.split()))
    line = _ENTITIES.sub(lambda match: _ENTITY.get(match[0]) or f"&#{ord(match[0])};", line)
    return _BLOCK_START.sub(r"\1\\\2", line)


_MERMAID = re.compile(r"[^\w\s.,()'’“”–—…!?/+*=−\[\]-]|(?<=-)-")


def mermaid(text: str) -> str:
    """Text of an article as a label in Mermaid: one line, its signs as Mermaid's own entities.

    >>> mermaid("Talks: 5 % off; #1 <b>"), mermaid("%%{init: {}}%%")
    ('Talks#58; 5 #37; off#59; #35;1 #60;b#62;', '#37;#37;#123;init#58; #123;#125;#125;#37;#37;')
    """
    return _MERMAID.sub(lambda match: f"#{ord(match[0])};", " ".join(without_surrogates(text).split()))


def yaml(text: str) -> str:
    """Text as a YAML string in double quotes, on one line.

    >>> yaml('The "old" bridge: ---'), yaml("Київ")
    ('"The \\\\"old\\\\" bridge: ---"', '"Київ"')
    """
    return json.dumps(" ".join(without_surrogates(text).split()), ensure_ascii=False)


_ICS = re.compile(r"[\\;,]")


def ics(text: str) -> str:
    r"""Text as a value in iCalendar (RFC 5545, 3.3.11): on one line, its signs escaped.

    >>> ics("Kyiv, Lviv; a\\b"), ics("one\r\ntwo")
    ('Kyiv\\, Lviv\\; a\\\\b', 'one\\ntwo')
    """
    return r"\n".join(_ICS.sub(r"\\\g<0>", line) for line in text.splitlines())


def filters(locale: Locale) -> dict[str, Callable[..., Any]]:
    """The filters of every template, by the names they have there; those that write, write as ``locale`` does."""
    return {
        "adverbial": partial(adverbial, locale=locale),
        "also_told": also_told,
        "capital": capital,
        "counted": locale.counted,
        "cut": cut,
        "disagreeing": disagreeing,
        "exact": exact,
        "headline": partial(headline, locale=locale),
        "ics": ics,
        "last_told": last_told,
        "lead": lead,
        "marks": marks,
        "md": md,
        "mermaid": mermaid,
        "number": locale.number,
        "pieces": partial(pieces, locale=locale),
        "spans": spans,
        "stamp": stamp,
        "tight": tight,
        "told_in": told_in,
        "web": web,
        "word": locale.word,
        "words": partial(words, locale=locale),
        "yaml": yaml,
    }
