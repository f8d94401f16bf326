"""What an analyst asks of a timeline, and which events answer it.

A `Query` holds every condition; `Query.answered_by` is its meaning in plain Python. The store asks the same of a
database (`chrono.store`), and the tests hold the two together.

Words are compared without case and accents, and whole: "peace" finds "Peace" and not "peaceful", "negotiat*" finds all
that begins so.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, get_args
from urllib.parse import urlsplit

from chrono.article import Article
from chrono.events.event import Event, Kind, Mention
from chrono.problems import UserError
from chrono.temporal.calendar import SECONDS_A_DAY, civil
from chrono.temporal.edtf import Edtf, parse
from chrono.temporal.interval import Bound
from chrono.temporal.period import edtf_year
from chrono.temporal.window import ALWAYS, Match, Window, window

By = Literal["month", "actor", "source"]


@dataclass(frozen=True, slots=True)
class Query:
    """Conditions that an event must meet, all of them; an empty one asks nothing.

    ``text`` is looked for in title and sentence, word by word in any order; ``actor``, ``place`` and ``source`` are
    words that must follow one another in one name. A source is an article's publication, its id or the host of its
    address. ``salience`` is the lowest that will do. With ``undated``, an event without a date may have happened at any
    time; else it is left out.
    """

    window: Window = ALWAYS
    match: Match = "possible"
    text: str = ""
    actor: str = ""
    place: str = ""
    source: str = ""
    kind: Kind | None = None
    salience: float = 0.0
    undated: bool = False

    def answers(self, events: Iterable[Event], sources: Sources) -> Iterator[Event]:
        """Those of some events that answer, in their order. Dates that are written alike are compared once."""
        overlaps = lru_cache(maxsize=None)(self._overlaps)
        for event in events:
            if overlaps(event.date) and self._says(event, sources.of(event) if self.source else ()):
                yield event

    def answered_by(self, event: Event, sources: Iterable[str]) -> bool:
        """Whether an event is an answer. ``sources`` are the names of its articles, see `Sources`."""
        return self._overlaps(event.date) and self._says(event, sources)

    def _says(self, event: Event, sources: Iterable[str]) -> bool:
        return (
            (self.kind is None or event.kind == self.kind)
            and event.salience >= self.salience
            and (not self.text or found(self.text, told(event)))
            and named(self.actor, event.actors)
            and named(self.place, event.places)
            and named(self.source, sources)
        )

    def _overlaps(self, date: str | None) -> bool:
        if date is None:
            return self.undated and (self.match == "possible" or self.window == ALWAYS)
        return self.window.overlaps(date_of(date), self.match)


def asked(
    first: str | None = None,
    last: str | None = None,
    *,
    match: Match = "possible",
    text: str = "",
    actor: str = "",
    place: str = "",
    source: str = "",
    kind: Kind | None = None,
    salience: float = 0.0,
    undated: bool = False,
) -> Query:
    """A query, checked. ``first`` and ``last`` are EDTF dates, both inclusive.

    Raises `UserError` for dates that are none or in the wrong order, for words that hold no letter and no digit, and
    for a match, a kind or a salience that there is not.

    >>> asked("2024-08", "2025", text="cease-fire").text
    'cease-fire'
    """
    try:
        asked_for = window(first, last)
    except ValueError as error:
        raise UserError(f"{error}; write a date as 2024-12-16, 2024-12 or 2024 (EDTF)") from error
    for name, words in (("text", text), ("actor", actor), ("place", place), ("source", source)):
        if words and not words_of(words):
            raise UserError(f"{name} {words!r} holds no word to look for")
    for name, given, known in (("match", match, get_args(Match)), ("kind", kind, (None, *get_args(Kind)))):
        if given not in known:
            raise UserError(f"{name} {given!r} is none; use {' or '.join(repr(each) for each in known if each)}")
    if not 0 <= salience <= 1:
        raise UserError(f"salience {salience!r} is none; use a number from 0 to 1")
    return Query(asked_for, match, text, actor, place, source, kind, salience, undated)


class Sources:
    """The names of the sources of events, from the articles that tell of them."""

    def __init__(self, articles: Iterable[Article]) -> None:
        self._publications = {article.id: article.source for article in articles}
        self._names: dict[tuple[str, str], tuple[str, ...]] = {}

    def of(self, event: Event) -> tuple[str, ...]:
        """Publication, article and host of each mention, each once."""
        return tuple(dict.fromkeys(name for mention in event.mentions for name in self._of(mention)))

    def _of(self, mention: Mention) -> tuple[str, ...]:
        known = (mention.article, mention.url)
        if known not in self._names:
            written = (self._publications.get(mention.article, ""), mention.article, host_of(mention.url))
            self._names[known] = tuple(filter(None, written))
        return self._names[known]


@lru_cache(maxsize=65_536)
def date_of(edtf: str) -> Edtf:
    """EDTF, read once for each way of writing."""
    return parse(edtf)


@lru_cache(maxsize=65_536)
def month_of(edtf: str) -> int | None:
    """The month that holds all of a date, as ``12 * year + month - 1``; None for a date that is wider.

    >>> divmod(month_of("2024-11-14"), 12), month_of("2024"), month_of("2024-11-28/2024-12-02")
    ((2024, 10), None, None)
    """
    interval = date_of(edtf).interval
    if isinstance(interval.start, Bound) or isinstance(interval.end, Bound):
        return None
    first, last = civil(interval.start // SECONDS_A_DAY), civil((interval.end - 1) // SECONDS_A_DAY)
    return 12 * first[0] + first[1] - 1 if first[:2] == last[:2] else None


# ── words ────────────────────────────────────────────────────────────────────────────────────────────────────────────


_ASCII = bytes(ord(chr(code).lower()) if chr(code).isalnum() and code < 128 else ord(" ") for code in range(256))
"""Letters and digits of ASCII in small letters, anything else a space."""


_MARKS = re.compile("[\u00a0\u00ab\u00bb\u2010-\u2027]+")
"""Quotes, dashes and dots: often all of a text that is not ASCII."""


class _Letters(dict[int, int]):
    """Letters and digits as they are, anything else a space; filled as characters are met."""

    def __missing__(self, code: int) -> int:
        kept = self[code] = code if chr(code).isalnum() else ord(" ")
        return kept


_LETTERS = _Letters({ord(marked): ord(plain) for marked, plain in zip("łøđħı", "lodhi", strict=True)})
"""Unicode takes the stroke of a letter for a part of it."""


def folded(text: str) -> str:
    """The words of a text without case and accents, a space before and after each.

    >>> folded("Müller’s “Café”: 1,000 guests"), folded("…")
    (' muller s cafe 1 000 guests ', '')
    """
    words = as_words(text).decode().split()
    return f" {' '.join(words)} " if words else ""


def as_words(text: str) -> bytes:
    """A text folded, as UTF-8: the words, with one or more spaces between.

    >>> as_words("Müller’s “Café”")
    b'muller s  cafe '
    """
    if not text.isascii():
        text = _MARKS.sub(" ", text)
    if text.isascii():
        return text.encode().translate(_ASCII)
    text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return text.casefold().translate(_LETTERS).encode()


def told(event: Event) -> str:
    """What ``text`` is looked for in: title and sentence, folded."""
    return folded(f"{event.title}\n{event.text}")


@lru_cache(maxsize=256)
def words_of(written: str) -> tuple[str, ...]:
    """The words to look for, folded; one that ends in * stands for all that begin like it.

    >>> words_of("Kyiv's negotiat*")
    ('kyiv', 's', 'negotiat*')
    """
    return tuple(word for part in written.split() for word in _needle(part).rstrip(" ").split() if word != "*")


def needle(words: str) -> str:
    """What must stand in a folded name that holds these words one after another; "" for none.

    >>> needle("Zelensky"), needle("volodymyr zel*")
    (' zelensky ', ' volodymyr zel')
    """
    return _needle(words).rstrip("*") if folded(words) else ""


def found(words: str, text: str) -> bool:
    """Whether all words stand in a folded text, in any order."""
    return all((f" {word[:-1]}" if word.endswith("*") else f" {word} ") in text for word in words_of(words))


def named(words: str, names: Iterable[str]) -> bool:
    """Whether the words follow one another in one of the names."""
    one = needle(words)
    return not one or any(one in _folded(name) for name in names)


def _needle(words: str) -> str:
    return f"{folded(words).rstrip()}*" if words.rstrip().endswith("*") else folded(words)


_folded = lru_cache(maxsize=65_536)(folded)


@lru_cache(maxsize=65_536)
def host_of(url: str) -> str:
    """The host of an address, "" without one."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


# ── counting ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def month_name(month: int) -> str:
    """A month as EDTF.

    >>> month_name(12 * 2024 + 10), month_name(-12 * 43 + 2), month_name(12 * 12000)
    ('2024-11', '-0043-03', 'Y12000-01')
    """
    year, place = divmod(month, 12)
    return f"{edtf_year(year)}-{place + 1:02d}"
