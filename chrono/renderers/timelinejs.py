"""The timeline as the JSON that Knight Lab's TimelineJS reads (https://timeline.knightlab.com/docs/json-format.html).

A date has as many parts as are known: a year alone for "2014", a beginning and an end for a decade or a season. The
words beside it are chrono's own, so that "around 2014" and "since 2014" say so. TimelineJS needs a beginning: what has
an end only stands at that end, and what has neither is left out.
"""

from __future__ import annotations

import json
from pathlib import Path

from markupsafe import escape

from chrono.events.event import Event
from chrono.renderers import encoded, fill, fill_each
from chrono.renderers.chronology import outline, sources
from chrono.renderers.claims import headline
from chrono.renderers.dates import words
from chrono.renderers.locale import locale_named
from chrono.temporal.calendar import SECONDS_A_DAY, civil
from chrono.temporal.edtf import Edtf, parse
from chrono.temporal.interval import Bound
from chrono.timeline import Timeline

NAME = "timelinejs"
FILE = "timelinejs.json"
DESCRIPTION = "the slides of a TimelineJS timeline"

PARTS = ("year", "month", "day", "hour", "minute")

Date = dict[str, int]


def render(timeline: Timeline, templates: Path | None = None, *, locale: str = "en") -> bytes:
    """The JSON of a TimelineJS timeline as UTF-8. What is merely reported has no date of its own and stays out.

    Raises ``UserError`` when a template of the user's folder ``templates`` is at fault.
    """
    speaking = locale_named(locale, templates)
    known = sources(timeline, speaking)
    told = [event for event in timeline.dated if event.kind != "reported"]
    placed = [(event, found) for event in told if (found := _dates(event))]
    contexts = ({"event": event, "sources": known} for event, _ in placed)
    texts = fill_each("telling.html.j2", templates, contexts, html=True, locale=locale)
    slides = [
        {
            "unique_id": event.id,
            **found,
            "display_date": words(event.date or "", event.kind == "planned", speaking),
            "text": {"headline": str(escape(headline(event, speaking))), "text": text.strip()},
            "autolink": False,
        }
        for (event, found), text in zip(placed, texts, strict=True)
    ]
    lead = fill(
        "timelinejs.html.j2", templates, {**outline(timeline, speaking), "shown": len(slides)}, html=True, locale=locale
    )
    title = {
        "unique_id": "title",
        "text": {"headline": str(escape(timeline.title or speaking.word("timeline"))), "text": lead.strip()},
    }
    return encoded(json.dumps({"title": title, "events": slides}, ensure_ascii=False, indent=1) + "\n")


def _dates(event: Event) -> dict[str, Date] | None:
    try:
        start, end = dates(parse(event.date or ""))
    except ValueError:
        return None
    if start is None:
        start, end = end, None
    if start is None:
        return None
    return {"start_date": start, "end_date": end} if end else {"start_date": start}


def dates(value: Edtf) -> tuple[Date | None, Date | None]:
    """The beginning and the end of a date; no end for a single year, month, day or time, None where there is none.

    >>> dates(parse("2024-11")), dates(parse("201X")), dates(parse("-0043"))
    (({'year': 2024, 'month': 11}, None), ({'year': 2010}, {'year': 2019}), ({'year': -44}, None))
    >>> dates(parse("2014/..")), dates(parse("2024-22"))
    (({'year': 2014}, None), ({'year': 2024, 'month': 6}, {'year': 2024, 'month': 8}))
    """
    if value.form in ("interval", "range"):
        first, last = (dates(part) if isinstance(part, Edtf) else (None, None) for part in value.parts)
        return first[0], last[1] or last[0]
    start, end = value.interval.start, value.interval.end
    if value.precision in PARTS and not isinstance(start, Bound):
        return _parts(start, value.precision), None
    ends = [None if isinstance(bound, Bound) else bound for bound in (start, end)]
    grain = _grain([bound for bound in ends if bound is not None])
    return (
        None if ends[0] is None else _parts(ends[0], grain),
        None if ends[1] is None else _parts(ends[1] - 1, grain),
    )


def _grain(ends: list[int]) -> str:
    """The widest unit that all of some ends of a stretch fall between."""
    firsts = [civil(end // SECONDS_A_DAY)[1:] for end in ends]
    if all(first == (1, 1) for first in firsts):
        return "year"
    return "month" if all(day == 1 for _, day in firsts) else "day"


def _parts(moment: int, grain: str) -> Date:
    """A moment down to ``grain``. TimelineJS writes years before our era as people count them: 44 BC is -44."""
    year, month, day = civil(moment // SECONDS_A_DAY)
    second = moment % SECONDS_A_DAY
    values = (year if year > 0 else year - 1, month, day, second // 3600, second // 60 % 60)
    return dict(zip(PARTS[: PARTS.index(grain) + 1], values, strict=False))
