"""The timeline as an Atom feed (RFC 4287): what was told last comes first."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID, uuid5

from chrono.renderers import encoded, fill
from chrono.renderers.chronology import sources
from chrono.renderers.locale import locale_named
from chrono.renderers.metadata import site_address
from chrono.renderers.stamps import built, last_told
from chrono.temporal.calendar import iso_order
from chrono.timeline import Timeline

NAME = "atom"
FILE = "feed.xml"
DESCRIPTION = "an Atom feed: the hundred events that were told last"

LONGEST = 100
"""How many entries the feed has at most: a feed tells what is new, the other files hold everything."""

_OURS = UUID("5f0d8a52-3a5e-5b0c-9d0c-6f1c1e1b7a10")


def render(timeline: Timeline, templates: Path | None = None, *, locale: str = "en", url: str = "") -> bytes:
    """The feed as UTF-8. What is merely reported has no date of its own and stays out.

    ``url`` is where the site will be; without it the feed's links are relative, which not every reader follows.

    Raises ``UserError`` when a template of the user's folder ``templates`` is at fault.
    """
    told = [event for event in timeline.dated if event.kind != "reported"]
    told.sort(key=lambda event: event.id)
    told.sort(
        key=lambda event: (last_told(event), iso_order(event.latest or event.earliest or "0001-01-01")), reverse=True
    )
    context = {
        "timeline": timeline,
        "events": told[:LONGEST],
        "sources": sources(timeline, locale_named(locale, templates)),
        "updated": built(timeline),
        "urn": urn,
        "url": site_address(url) if url else "",
    }
    return encoded(fill("feed.xml.j2", templates, context, html=True, locale=locale))


def urn(name: str) -> str:
    """A name that stays the same from build to build and is no other's: a UUID of an event's id, or of a title.

    >>> urn("e2jqizkp5") == urn("e2jqizkp5") != urn("eq4iebfvt")
    True
    """
    return f"urn:uuid:{uuid5(_OURS, name.encode('utf-8', 'backslashreplace').decode())}"
