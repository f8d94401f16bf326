"""The two records of the event table: a mention, and the event it tells of."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any, Literal

from chrono.temporal.period import Precision

Kind = Literal["happened", "planned", "ongoing", "reported"]
Modality = Literal["asserted", "possible", "negated"]

BY_HAND = "by hand"
"""The rule of a mention that no article holds: what the writer added to the timeline."""


@dataclass(frozen=True, slots=True)
class Mention:
    """One sentence of one article that tells of an event, and the phrase that dates it.

    ``article`` is the article's id; ``published`` its date as EDTF or None. Offsets count the code points of its text:
    ``text[phrase_start:phrase_end] == phrase``. A sentence without a date of its own has an empty ``phrase``, at the
    sentence's start. ``type`` and ``value`` are TIMEX3's, ``rule`` names the rule that read the phrase, ``anchor`` is
    the EDTF date it was counted from ("" when it needed none), and ``derivation`` the steps in words. ``id`` is its
    own identifier (see `chrono.events.ids`); events are corrected by the ids of any of their mentions.
    """

    article: str
    article_title: str
    published: str | None
    url: str
    sentence: str
    sentence_start: int
    sentence_end: int
    phrase: str
    phrase_start: int
    phrase_end: int
    type: str
    value: str
    rule: str
    anchor: str
    derivation: tuple[str, ...]
    id: str = ""

    def as_dict(self) -> dict[str, Any]:
        """The record of a mention in ``events.json``."""
        return {**_as_dict(self), "derivation": list(self.derivation)}


@dataclass(frozen=True, slots=True)
class Conflict:
    """A date told by ``mention`` (an index into the event's mentions) that disagrees with the event's own."""

    date: str
    mention: int


@dataclass(frozen=True, slots=True)
class Event:
    """Something told by one or more mentions.

    ``date`` is EDTF; ``earliest`` and ``latest`` are ISO dates, inclusive, None where open or unknown. An undated
    event has ``date`` None and says in ``why`` what is missing; a dated one has ``why`` "". ``salience`` is 0 to 1.
    ``text`` is the sentence, verbatim. ``tags`` and ``note`` are the writer's.
    """

    id: str
    date: str | None
    earliest: str | None
    latest: str | None
    precision: Precision
    kind: Kind
    modality: Modality
    title: str
    text: str
    actors: tuple[str, ...]
    places: tuple[str, ...]
    salience: float
    mentions: tuple[Mention, ...]
    conflicts: tuple[Conflict, ...] = ()
    tags: tuple[str, ...] = ()
    note: str = ""
    why: str = ""

    @property
    def by_hand(self) -> bool:
        """Whether the writer added it, so that no article's words stand behind it."""
        return any(mention.rule == BY_HAND and mention.sentence == self.text for mention in self.mentions)

    def as_dict(self) -> dict[str, Any]:
        """The record of ``events.json``: tuples become lists; ``note`` is there where the writer left one, ``why`` for
        undated events only."""
        record = _as_dict(self)
        for key in ("actors", "places", "tags"):
            record[key] = list(record[key])
        record["mentions"] = [mention.as_dict() for mention in self.mentions]
        record["conflicts"] = [_as_dict(conflict) for conflict in self.conflicts]
        for key in ("note", "why"):
            if not record[key]:
                del record[key]
        return record


def _as_dict(record: Mention | Conflict | Event) -> dict[str, Any]:
    """The fields of a record by name, as they are; `dataclasses.asdict` would copy every text in them."""
    return {name: getattr(record, name) for name in _FIELDS[type(record)]}


_FIELDS = {record: tuple(field.name for field in fields(record)) for record in (Mention, Conflict, Event)}
