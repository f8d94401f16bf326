"""Identifiers of events that stay the same when articles come, go or change places.

A **mention's** identifier is a hash of what it says and nothing else: the sentence in normal form, the phrase that
dates it and where in the sentence that stands, and the date it comes to. It knows nothing of the article's name, of
the other articles or of the version of any rule that left the date alone. The date is part of it because news repeats
itself: "On Monday the council met" is another event every week.

An **event's** identifier is that of its first mention: the earliest published, then by the article's name and the
place in it. A new article that tells the event again is published later as a rule, and so does not change it. Where
it does (an older article turns up), the old identifier is still that of one of the event's mentions, and
`identifiers` gives them all: corrections keyed by any of them find their event.
"""

from __future__ import annotations

import base64
import hashlib
import re
import unicodedata
from collections.abc import Iterable, Sequence

from chrono.events.event import Event, Mention
from chrono.events.when import read

_LENGTH = 8
_LAST = 1 << 62


def mention_id(mention: Mention) -> str:
    """The identifier of one mention: ``e`` and eight letters or digits."""
    return f"e{_digest(mention)[:_LENGTH]}"


def identifiers(event: Event) -> frozenset[str]:
    """Every identifier that an event answers to: its own and those of its mentions."""
    return frozenset({event.id, *map(mention_id, event.mentions)})


def event_ids(groups: Sequence[Sequence[Mention]]) -> list[str]:
    """The identifiers of events given by their mentions. Should two be the same (they are 40 bits long), the one with
    the greater whole hash takes ``-2`` and so on: which it is does not depend on the order of the events."""
    firsts = [first_mention(mentions) for mentions in groups]
    digests = [_digest(first) for first in firsts]
    taken: dict[str, int] = {}
    ids = [""] * len(groups)
    for place in sorted(range(len(groups)), key=lambda place: (digests[place], _told(firsts[place]))):
        short = f"e{digests[place][:_LENGTH]}"
        taken[short] = taken.get(short, 0) + 1
        ids[place] = short if taken[short] == 1 else f"{short}-{taken[short]}"
    return ids


def first_mention(mentions: Iterable[Mention]) -> Mention:
    """The mention published first; undated articles come last, ties go by the article's name and the place in it."""
    return min(mentions, key=_told)


def _told(mention: Mention) -> tuple[int, str, int, int]:
    published = _LAST
    if mention.published is not None:
        start = read(mention.published).interval.start
        published = start if isinstance(start, int) else _LAST
    return published, mention.article, mention.sentence_start, mention.phrase_start


def _digest(mention: Mention) -> str:
    phrase_at = mention.phrase_start - mention.sentence_start
    before = _folded(mention.sentence[:phrase_at]) if mention.phrase else ""
    date = mention.value if mention.phrase else _day_published(mention)
    said = "\x1f".join((_folded(mention.sentence), before, _folded(mention.phrase), date))
    return base64.b32encode(hashlib.sha256(said.encode("utf-8")).digest()).decode("ascii").lower().rstrip("=")


def _day_published(mention: Mention) -> str:
    """The article's date; "" as long as it is not bounded on both sides, however much of it comes to be known."""
    if mention.published is None:
        return ""
    interval = read(mention.published).interval
    return "" if None in (interval.earliest, interval.latest) else mention.published.partition("T")[0]


def _folded(text: str) -> str:
    """Text without case, marks and white space, so that a curly quote or a line break changes nothing."""
    return " ".join(re.findall(r"\w+", unicodedata.normalize("NFKC", text).casefold()))
