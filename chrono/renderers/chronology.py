"""A timeline as a reader meets it: years, months and days with their events, and the sources behind them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypedDict

from chrono.article import Article, Dating
from chrono.events.event import BY_HAND, Event, Mention
from chrono.renderers.dates import place, span
from chrono.renderers.locale import Locale, english
from chrono.temporal.calendar import iso_order
from chrono.timeline import Timeline


@dataclass(frozen=True, slots=True)
class Day:
    """The events of one date (which may be wider than a day): those told of it, and those merely reported on it."""

    date: str
    told: tuple[Event, ...]
    reported: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class Month:
    """A month of a year; ``name`` is "" for what belongs to the year as a whole. ``id`` is its anchor."""

    id: str
    name: str
    days: tuple[Day, ...]


@dataclass(frozen=True, slots=True)
class Year:
    """A year, or a decade or century that events are dated to, with its months in order."""

    id: str
    name: str
    months: tuple[Month, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """An article, its anchor on the page, its footnote's number, and how many mentions come from it."""

    article: Article
    id: str
    number: int
    mentions: int

    @property
    def name(self) -> str:
        """How to call it: its outlet, or its title, or its file."""
        return self.article.source or self.article.title or self.article.id


class Sources(dict[str, Source]):
    """Every article by its id. What the writer added to the timeline can be looked up as well, by the article that its
    mention names, but is no article: it is not among them and not counted."""

    def __init__(self, articles: Mapping[str, Source], added: Mapping[str, Source]) -> None:
        super().__init__(articles)
        self._added = added

    def __missing__(self, name: str) -> Source:
        return self._added[name]


class Outline(TypedDict):
    """What every document of a timeline is made from: the timeline, and the parts of this module by name."""

    timeline: Timeline
    years: list[Year]
    undated: list[tuple[str, list[Event]]]
    sources: Sources
    span: str


def outline(timeline: Timeline, locale: Locale | None = None) -> Outline:
    """The outline of a timeline, its headings as a locale writes them."""
    return {
        "timeline": timeline,
        "years": years(timeline.dated, locale),
        "undated": by_reason(timeline.undated),
        "sources": sources(timeline, locale),
        "span": extent(timeline.dated, locale),
    }


def years(events: Iterable[Event], locale: Locale | None = None) -> list[Year]:
    """Dated events by year, month and day. Within a day they keep their order; the wider date goes first.

    The names are the locale's, the anchors the same in all.

    >>> years([])
    []
    """
    found: dict[tuple[int, int], dict[int, list[Event]]] = {}
    names: dict[tuple[int, int], str] = {}
    anchors: dict[tuple[int, int], str] = {}
    month_names: dict[int, str] = {}
    for event in events:
        where = place(event.date, locale)
        year, month = where.key[:2], where.key[2]
        names[year], month_names[month] = where.year, where.month
        anchors[year] = _anchor(place(event.date).year)
        found.setdefault(year, {}).setdefault(month, []).append(event)
    return [
        Year(
            id=anchors[year],
            name=names[year],
            months=tuple(
                Month(f"{anchors[year]}-{month:02d}", month_names[month], _days(months[month]))
                for month in sorted(months)
            ),
        )
        for year, months in sorted(found.items())
    ]


def sources(timeline: Timeline, locale: Locale | None = None) -> Sources:
    """Every article by its id, in the timeline's order. One that only a mention knows comes after the others."""
    added: dict[str, Source] = {}
    articles = {article.id: article for article in timeline.articles}
    counts: dict[str, int] = dict.fromkeys(articles, 0)
    for event in (*timeline.dated, *timeline.undated):
        for mention in event.mentions:
            if mention.rule == BY_HAND:
                added[mention.article] = Source(_article(mention, locale or english()), "", 0, 1)
                continue
            articles.setdefault(mention.article, _article(mention, locale or english()))
            counts[mention.article] = counts.get(mention.article, 0) + 1
    taken: set[str] = set()
    found = {
        name: Source(article, _unused(f"source-{_slug(name)}", taken), number, counts[name])
        for number, (name, article) in enumerate(articles.items(), start=1)
    }
    return Sources(found, added)


def told_in(event: Event) -> tuple[Mention, ...]:
    """The first mention of each article that tells of an event."""
    first: dict[str, Mention] = {}
    for mention in event.mentions:
        first.setdefault(mention.article, mention)
    return tuple(first.values())


def lead(event: Event) -> Mention | None:
    """The mention whose sentence the event shows; None when it has no mention."""
    return next((mention for mention in event.mentions if mention.sentence == event.text), None) or next(
        iter(event.mentions), None
    )


def disagreeing(event: Event) -> list[tuple[Mention, str]]:
    """The mentions that give another date, each with that date, after the one that gives the event's own."""
    others = [
        (event.mentions[conflict.mention], conflict.date)
        for conflict in event.conflicts
        if conflict.mention < len(event.mentions)
    ]
    own = lead(event)
    return [(own, event.date or ""), *others] if others and own else others


def also_told(event: Event) -> list[Mention]:
    """The mentions that neither lead nor disagree."""
    shown = [lead(event), *(mention for mention, _ in disagreeing(event))]
    return [mention for mention in event.mentions if not any(mention is other for other in shown)]


def extent(events: Iterable[Event], locale: Locale | None = None) -> str:
    """The stretch of time that dated events span, in rough words; "" when there are none."""
    known = list(events)
    earliest = [event.earliest for event in known if event.earliest]
    latest = [event.latest for event in known if event.latest]
    return span(min(earliest, key=iso_order, default=None), max(latest, key=iso_order, default=None), locale)


def by_reason(undated: Iterable[Event]) -> list[tuple[str, list[Event]]]:
    """Undated events by what they lack, in the order in which the reasons come up."""
    reasons: dict[str, list[Event]] = {}
    for event in undated:
        reasons.setdefault(event.why, []).append(event)
    return list(reasons.items())


def _days(events: Sequence[Event]) -> tuple[Day, ...]:
    by_date: dict[str, list[Event]] = {}
    for event in events:
        by_date.setdefault(event.date or "", []).append(event)
    return tuple(
        Day(
            date,
            told=tuple(event for event in those if event.kind != "reported"),
            reported=tuple(event for event in those if event.kind == "reported"),
        )
        for date, those in by_date.items()
    )


def _article(mention: Mention, locale: Locale) -> Article:
    published = Dating(edtf=mention.published)
    title = mention.article_title or (locale.word("added_by_hand") if mention.rule == BY_HAND else "")
    return Article(mention.article, "", title=title, published=published, url=mention.url)


def _anchor(year: str) -> str:
    """A year's anchor; it begins with a letter, as some tools want of one."""
    slug = _slug(year)
    return f"y{slug}" if slug[:1].isdigit() else slug


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")


def _unused(name: str, taken: set[str]) -> str:
    unused, number = name, 1
    while unused in taken:
        number += 1
        unused = f"{name}-{number}"
    taken.add(unused)
    return unused
