"""Identifiers of events that stay the same when articles come, go, change names or change places.

A **mention's** identifier is ``e``, five letters that hash its words, and four that hash their date::

    e k3x7q 2mza     the words: the sentence in normal form, the phrase that dates it and where in it that stands
                     the date: what the phrase comes to or, without a phrase, the article's own

It knows nothing of the article's name, of the other articles, or of the version of any rule that left the date alone.
The date is part of it because news repeats itself: "On Monday the council met" is another event every week.

A date that comes to be known better costs nothing: a mention answers to the identifiers that it had, or would have
had, with its date known to the month, to the year, and not at all (`vaguer_ids`). Where a date turns out to be another,
the five letters of the words still say which sentence was meant (`words_of`).

An **event's** identifier is that of its first mention: the one published first, and among those of one day the one
whose identifier comes first. A new article that tells the event again is published later as a rule, and so does not
change it. Where it does (an older article turns up), the old identifier is still that of one of the event's mentions,
and corrections keyed by any of them find their event.
"""

from __future__ import annotations

import base64
import hashlib
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence

from chrono.events.event import Mention
from chrono.events.when import read

_WORDS, _DATE = 5, 4
_LAST = 1 << 62
_PLAIN = re.compile(r"(-?\d{4}(?:-\d\d){0,2})(?:T[^/]*)?[?~%]?")


def mention_id(mention: Mention) -> str:
    """The identifier of one mention by itself: ``e`` and nine letters or digits."""
    return _identifier(_hash(*_words(mention), length=_WORDS), _date(mention))


def mention_ids(groups: Sequence[Sequence[Mention]]) -> list[list[str]]:
    """The identifiers of the mentions of events, in their order; no two events share one. A mention that has one, has
    it as `mention_id` gives it.

    Where two events have the same words and the same date (one sentence may tell two things of one day), what is
    published later, or else stands later, takes ``-2`` and so on.

    >>> mention = Mention("a.txt", "", None, "", "It rained.", 0, 10, *["", 0, 0], *[""] * 4, ())
    >>> mention_ids([[mention, mention], [mention]])
    [['e6jn5gaboo', 'e6jn5gaboo'], ['e6jn5gaboo-2']]
    """
    plain = [[mention.id or mention_id(mention) for mention in mentions] for mentions in groups]
    told: defaultdict[str, dict[int, int]] = defaultdict(dict)
    for place, (mentions, names) in enumerate(zip(groups, plain, strict=True)):
        for mention, name in zip(mentions, names, strict=True):
            told[name][place] = min(first_published(mention), told[name].get(place, _LAST))
    rank = {
        (name, place): number
        for name, places in told.items()
        for number, place in enumerate(sorted(places, key=lambda place: (places[place], place)), start=1)
    }
    return [[_numbered(name, rank[name, place]) for name in names] for place, names in enumerate(plain)]


def event_id(mentions: Iterable[Mention]) -> str:
    """The identifier of an event: that of the mention published first; those of undated articles come last."""
    return min((first_published(mention), mention.id) for mention in mentions)[1]


def vaguer_ids(mention: Mention) -> tuple[str, ...]:
    """What a mention's identifier was when less was known of its date: to the month, to the year, and nothing."""
    words, date = _hash(*_words(mention), length=_WORDS), _date(mention)
    vaguer: list[str] = []
    while date:
        date = date.rpartition("T" if "T" in date else "-")[0]
        vaguer.append(_identifier(words, date))
    return tuple(vaguer)


def words_of(identifier: str) -> str:
    """The part of an identifier that tells the words, whatever their date.

    >>> words_of("ek3x7q2mza") == words_of("ek3x7qaaaa-2")
    True
    """
    return identifier[: 1 + _WORDS]


def title_id(title: str) -> str:
    """The identifier of an event that the writer added: ``w`` and a hash of its title."""
    return f"w{_hash(_folded(title), length=_WORDS + _DATE)}"


def first_published(mention: Mention) -> int:
    """A key by which mentions stand in the order of their articles' dates; undated articles come last."""
    start = read(mention.published).interval.start if mention.published else None
    return start if isinstance(start, int) else _LAST


def _numbered(name: str, number: int) -> str:
    return name if number == 1 else f"{name}-{number}"


def _identifier(words: str, date: str) -> str:
    return f"e{words}{_hash(words, date, length=_DATE)}"


def _hash(*parts: str, length: int) -> str:
    digest = hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).digest()
    return base64.b32encode(digest[:8]).decode("ascii").lower()[:length]


def _words(mention: Mention) -> tuple[str, str, str]:
    before = mention.sentence[: mention.phrase_start - mention.sentence_start] if mention.phrase else ""
    return _folded(mention.sentence), _folded(before), _folded(mention.phrase)


def _date(mention: Mention) -> str:
    """The date, as far as it is fixed: "" for a phrase without a place on the time line, and for an article that is
    not known to a day, a month or a year. What narrows down later begins with it."""
    if mention.phrase:
        return "" if mention.value.startswith("XXXX") else mention.value
    known = _PLAIN.fullmatch(mention.published or "")
    return known[1] if known else ""


def _folded(text: str) -> str:
    """Text without case, marks and white space, so that a curly quote or a line break changes nothing."""
    return " ".join(re.findall(r"\w+", unicodedata.normalize("NFKC", text).casefold()))
