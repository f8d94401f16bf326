"""The timeline as Markdown, good on GitHub as it is, and in MkDocs, Hugo and Jekyll."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Literal

from chrono.events.event import Event
from chrono.renderers import encoded, fill
from chrono.renderers.chronology import outline
from chrono.renderers.dates import place
from chrono.renderers.locale import Locale, locale_named
from chrono.renderers.stamps import UNIX_EPOCH, built, stamp
from chrono.timeline import Timeline

NAME = "markdown"
FILE = "timeline.md"
DESCRIPTION = "the timeline in Markdown: years as headings, dates in bold, sources as footnotes"

MOST_DRAWN = 20
"""How many events the Mermaid picture shows: more cannot be read, and Mermaid refuses 50,000 characters."""


@dataclass(frozen=True, slots=True)
class Picture:
    """What the Mermaid picture shows: events by year and by date, and of how many they are the most salient."""

    years: tuple[tuple[str, tuple[tuple[Event, ...], ...]], ...]
    drawn: int
    told: int


def render(
    timeline: Timeline,
    templates: Path | None = None,
    *,
    front_matter: Literal["yaml"] | None = None,
    mermaid: bool = False,
    locale: str = "en",
) -> bytes:
    """The timeline in Markdown as UTF-8.

    ``front_matter`` puts title, description and date before it, for generators that want them; its title then takes
    the place of the first heading. ``mermaid`` adds a picture. Raises ``UserError`` when a template of the user's
    folder ``templates`` is at fault.
    """
    newest = built(timeline)
    speaking = locale_named(locale, templates)
    context = {
        **outline(timeline, speaking),
        "front_matter": front_matter,
        "date": stamp(newest)[:10] if newest > UNIX_EPOCH else "",
        "picture": picture(timeline, speaking) if mermaid else None,
    }
    return encoded(fill("timeline.md.j2", templates, context, html=False, locale=locale))


def picture(timeline: Timeline, locale: Locale | None = None) -> Picture:
    """The most salient events that have a date of their own, in order of time.

    >>> picture(Timeline("", ()))
    Picture(years=(), drawn=0, told=0)
    """
    told = [event for event in timeline.dated if event.kind != "reported"]
    best = {event.id for event in sorted(told, key=lambda event: -event.salience)[:MOST_DRAWN]}
    drawn = sorted((event for event in told if event.id in best), key=lambda event: place(event.date).key)
    return Picture(
        tuple(
            (year, tuple(tuple(same) for _, same in groupby(events, key=lambda event: event.date)))
            for year, events in groupby(drawn, key=lambda event: place(event.date, locale).year)
        ),
        len(drawn),
        len(told),
    )
