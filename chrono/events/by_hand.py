"""An event that no article tells: the writer's own words for it, in the form of a telling."""

from __future__ import annotations

from chrono.events.event import BY_HAND, Kind, Mention
from chrono.events.mention import Telling
from chrono.events.when import when
from chrono.temporal.interval import OPEN


def told_by_hand(
    identifier: str, file: str, date: str, title: str, text: str, source: str, url: str, kind: Kind | None
) -> Telling:
    """What the writer says happened: the telling of an event whose only mention is the entry itself.

    ``file`` is the name of the file with the entry, ``date`` EDTF; ``source`` and ``url`` say where the writer has it
    from ("" for nowhere). Without a ``kind`` it is ongoing where its date has an open end, and else happened.
    """
    where = when(date)
    mention = Mention(
        article=f"{file}#{identifier}",
        article_title=source,
        published=None,
        url=url,
        sentence=text,
        sentence_start=0,
        sentence_end=len(text),
        phrase="",
        phrase_start=0,
        phrase_end=0,
        type="",
        value="",
        rule=BY_HAND,
        anchor="",
        derivation=(f"{file} says {date}",),
        id=identifier,
    )
    return Telling(
        mention=mention,
        when=where,
        kind=kind or ("ongoing" if where.interval.end is OPEN else "happened"),
        modality="asserted",
        title=title,
        own=True,
        order=0,
        terms=(),
        numbers=frozenset(),
        sightings=(),
    )
