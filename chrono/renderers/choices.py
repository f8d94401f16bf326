"""What a reader of the page can choose events by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from chrono.events.event import Event, Kind, Modality
from chrono.renderers.chronology import Source, told_in
from chrono.timeline import Timeline

_KINDS: tuple[Kind, ...] = ("happened", "ongoing", "planned", "reported")
_MODALITIES: tuple[Modality, ...] = ("possible", "negated")


@dataclass(frozen=True, slots=True)
class Choices:
    """What sets some events of a timeline apart from others; empty where nothing does.

    ``kinds`` and ``modalities`` (those that are no plain facts) are names with their counts. ``names`` says of actor,
    place, source and tag how many different ones there are. ``dates`` is whether events differ in when they were.
    """

    kinds: tuple[tuple[str, int], ...]
    modalities: tuple[tuple[str, int], ...]
    names: tuple[tuple[str, int], ...]
    dates: bool


def choices(timeline: Timeline, sources: Mapping[str, Source]) -> Choices:
    """The choices that the page of a timeline offers.

    >>> choices(Timeline("", ()), {})
    Choices(kinds=(), modalities=(), names=(), dates=False)
    """
    events = (*timeline.dated, *timeline.undated)
    kinds, modalities = Counter(event.kind for event in events), Counter(event.modality for event in events)

    def told_by(event: Event) -> list[str]:
        named = ((sources.get(mention.article), mention) for mention in told_in(event))
        return [source.name if source else mention.article_title for source, mention in named]

    asked: dict[str, Callable[[Event], Collection[str]]] = {
        "actor": lambda event: event.actors,
        "place": lambda event: event.places,
        "source": told_by,
        "tag": lambda event: event.tags,
    }
    counted = {name: _different(events, names) for name, names in asked.items()}
    return Choices(
        kinds=tuple((kind, kinds[kind]) for kind in _KINDS if 0 < kinds[kind] < len(events)),
        modalities=tuple((name, modalities[name]) for name in _MODALITIES if 0 < modalities[name] < len(events)),
        names=tuple((name, count) for name, count in counted.items() if count),
        dates=len({event.date for event in timeline.dated}) > 1,
    )


def _different(events: Collection[Event], names: Callable[[Event], Collection[str]]) -> int:
    """How many names there are; none where all events have the same."""
    counts = Counter(name for event in events for name in set(names(event)))
    return len(counts) if any(count < len(events) for count in counts.values()) else 0
