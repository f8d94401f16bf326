"""What a page says about itself to search engines and to those who link to it.

The events it tells as facts or plans are a schema.org list (JSON-LD). Its dates are only as precise as known: a year is
"2014", a stretch its two ends. What schema.org cannot say, as "around 2014" or "some day in May or June", is left out
rather than said too exactly.
"""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import urlsplit

from markupsafe import Markup

from chrono.article import web_address
from chrono.events.event import Event
from chrono.problems import UserError
from chrono.renderers.chronology import Outline
from chrono.renderers.locale import Locale
from chrono.temporal.edtf import Edtf, parse
from chrono.temporal.interval import Bound
from chrono.timeline import Timeline

MOST_LISTED = 12
"""How many events the list describes: it is for machines that look a page up, and every reader loads it too."""

_DATED = ("year", "month", "day", "minute")
_OUT_OF_SCRIPT = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
_EXACT = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}(T[0-9:]+(Z|[+-][0-9:]{2,5})?)?")


def site_address(written: str) -> str:
    """The address a site will have, as its links begin: with a slash at its end.

    Raises ``UserError`` when it is none.

    >>> site_address("https://example.org/talks"), site_address("https://example.org/talks/index.html")
    ('https://example.org/talks/', 'https://example.org/talks/')
    """
    address = web_address(written)
    if not address or re.search(r"[?#@\\\s\"'<>]", address):
        raise UserError(f"{written!r} is no address of a site; write one as https://example.org/talks/")
    address = address.removesuffix("index.html")
    if not urlsplit(address).path.endswith("/"):
        address += "/"
    return address


def about(parts: Outline, locale: Locale, *, url: str = "", feed: str = "") -> dict[str, object]:
    """What the page's head is filled with: a description, the site's address, the feed's file and the list of events.

    ``url`` is where the site will be, "" where that is not known, ``feed`` the file of its feed, "" where it has none.
    """
    timeline, span = parts["timeline"], parts["span"]
    description = locale.word(
        "description_span" if span else "description",
        events=locale.counted(len(timeline.dated), "event"),
        articles=locale.counted(len(parts["sources"]), "article"),
        span=span,
    )
    address = site_address(url) if url else ""
    return {
        "description": description,
        "url": address,
        "feed": feed,
        "item_list": data_block(item_list(timeline, locale, description, address)),
    }


def item_list(timeline: Timeline, locale: Locale, description: str, url: str = "") -> dict[str, Any]:
    """A timeline as a schema.org ``ItemList`` of its most salient events, in order of time.

    Listed is what is told as a fact or a plan, by words of its own. ``numberOfItems`` and ``position`` count all the
    dated events of the page, as its description does.
    """
    told = [event for event in timeline.dated if event.kind != "reported" and event.modality == "asserted"]
    best = {id(event) for event in sorted(told, key=lambda event: (-event.salience, event.id))[:MOST_LISTED]}
    return {
        "@context": "https://schema.org",
        "@type": "ItemList",
        "name": timeline.title or locale.word("timeline"),
        "description": description,
        **({"url": url} if url else {}),
        "itemListOrder": "https://schema.org/ItemListOrderAscending",
        "numberOfItems": len(timeline.dated),
        "itemListElement": [
            {"@type": "ListItem", "position": position, "item": _event(event, url)}
            for position, event in enumerate(timeline.dated, start=1)
            if id(event) in best
        ],
    }


def _event(event: Event, url: str) -> dict[str, Any]:
    start, end = dates(event.date or "")
    described: dict[str, Any] = {"@type": "Event", "name": event.title, "description": event.text}
    if url:
        described["url"] = f"{url}#{event.id}"
    if start:
        described["startDate"] = start
    if end:
        described["endDate"] = end
    if event.kind == "planned":
        described["eventStatus"] = "https://schema.org/EventScheduled"
    if event.places:
        places = [{"@type": "Place", "name": place} for place in event.places]
        described["location"] = places[0] if len(places) == 1 else places
    return described


def dates(date: str) -> tuple[str | None, str | None]:
    """The beginning and the end that schema.org may be told of a date; None where it is not known so exactly.

    >>> dates("2014"), dates("2024-11-10/2024-11-12"), dates("2022-02-24/..")
    (('2014', None), ('2024-11-10', '2024-11-12'), ('2022-02-24', None))
    >>> dates("2014~"), dates("201X"), dates("[2024-11-10..2025-01-12]"), dates("-0043-03-15")
    ((None, None), (None, None), (None, None), (None, None))
    """
    try:
        value = parse(date)
    except ValueError:
        return None, None
    if value.form == "date":
        return _date(value), None
    if value.form != "interval":
        return None, None
    start, end = (_date(part) for part in value.parts)
    return start, end


def _date(value: Edtf | Bound) -> str | None:
    """A year, month, day or minute of our era, in ISO 8601."""
    if isinstance(value, Bound) or value.form != "date" or value.uncertain or value.approximate:
        return None
    text = value.text
    return text if value.precision in _DATED and text > "0001" and _EXACT.fullmatch(text) else None


def data_block(value: object) -> Markup:
    """JSON for a ``<script>`` element, whose end nothing in it can name.

    >>> data_block({"name": "</script><b>"})
    Markup('{"name":"\\\\u003c/script\\\\u003e\\\\u003cb\\\\u003e"}')
    """
    written = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return Markup(re.sub("[<>&\u2028\u2029]", lambda match: _OUT_OF_SCRIPT[match[0]], written))
