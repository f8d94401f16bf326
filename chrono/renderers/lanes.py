"""Who and which source over time: a chart with a lane for each of the most told actors, and one for the sources.

The lanes are as long as the last panel of the overview, where most of the events lie, so that what is
under one another there and here is of the same day.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from chrono.events.event import BY_HAND, Event
from chrono.renderers.chart import MARGINS, WIDTHS, Drawing, Picture, draw_lanes
from chrono.renderers.chronology import Sources
from chrono.renderers.locale import Locale
from chrono.renderers.overview import Stretch, lane, stretch_of, touches

MOST = 7
"""Lanes with a name of their own; all others share one more."""
_LONGEST = 42


@dataclass(frozen=True, slots=True)
class Lane:
    """What one actor or source tells of: its name and the days its events may touch."""

    name: str
    shown: tuple[Stretch, ...]

    @property
    def count(self) -> int:
        return len(self.shown)


@dataclass(frozen=True, slots=True)
class Chart:
    """Lanes of one kind, the stretch they span in words, and how they are drawn at each width (see `WIDTHS`)."""

    kind: Literal["actor", "source"]
    span: str
    lanes: tuple[Lane, ...]
    drawings: dict[str, Drawing]


def charts(events: Sequence[Event], known: Sources, pictures: Sequence[Picture], locale: Locale) -> list[Chart]:
    """The charts of lanes that tell more than the overview does: none where all is one actor's or one source's."""
    if not pictures:
        return []
    panel = pictures[-1].panel
    drawn = [(event, stretch) for event in events if (stretch := stretch_of(event)) and touches(stretch, panel)]
    found = []
    for kind in ("actor", "source"):
        named = [(event.actors if kind == "actor" else _sources(event, known), stretch) for event, stretch in drawn]
        lanes = divided(named, locale.word("others"))
        if len(lanes) < 2:
            continue
        drawings = {
            name: draw_lanes(
                [
                    (_short(each.name), lane(each.shown, panel, width - MARGINS, locale, ticks=place == 0))
                    for place, each in enumerate(lanes)
                ],
                width,
                locale,
            )
            for name, width in WIDTHS.items()
        }
        found.append(Chart(kind, panel.name, tuple(lanes), drawings))
    return found


def divided(named: Iterable[tuple[Iterable[str], Stretch]], others: str) -> list[Lane]:
    """Stretches by the names they go with, the most told first; those of names told less, or once, together at the end.

    >>> day = Stretch(1, 2, "happened")
    >>> named = [(["Ann", "Ben"], day), (["Ben"], day), (["Cid"], day), ([], day)]
    >>> [(lane.name, lane.count) for lane in divided(named, "others")]
    [('Ben', 2), ('others', 1)]
    """
    rows = [(tuple(dict.fromkeys(names)), stretch) for names, stretch in named]
    by_name: dict[str, list[Stretch]] = {}
    for names, stretch in rows:
        for name in names:
            by_name.setdefault(name, []).append(stretch)
    own = sorted((name for name in by_name if len(by_name[name]) > 1), key=lambda name: (-len(by_name[name]), name))
    own = own[:MOST]
    rest = tuple(stretch for names, stretch in rows if names and not set(names) & set(own))
    return [Lane(name, tuple(by_name[name])) for name in own] + ([Lane(others, rest)] if rest else [])


def _sources(event: Event, known: Sources) -> list[str]:
    return [
        known[mention.article].name
        for mention in event.mentions
        if mention.rule != BY_HAND and mention.article in known
    ]


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1].rstrip()}…"
