"""From tagged sentences to events: which sentence tells one, what kind it is, which tell the same, what matters.

`grouped` finds what is told and which tell the same; what it gives makes the events (`Grouped.gathered`), and may be
regrouped before that, as the writer's corrections do. `gather` does both, and `events_of` gives the events only.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from typing import TYPE_CHECKING

from chrono.article import Article
from chrono.events.event import Conflict, Event
from chrono.events.ids import event_id, first_published, mention_ids
from chrono.problems import Problem
from chrono.temporal.calendar import SECONDS_A_DAY, iso_order

if TYPE_CHECKING:
    from chrono.events.aliases import Aliases
    from chrono.events.mention import Annotation, Telling
    from chrono.events.names import Names, NamesOf
    from chrono.events.skipped import Skipped
    from chrono.events.terms import Vector

_NEVER = 10**13  # after EDTF's last year, which has twelve digits


@dataclass(frozen=True, slots=True)
class Gathered:
    """The events of a corpus, dated and undated, and the sentences that tell no event."""

    dated: tuple[Event, ...]
    undated: tuple[Event, ...]
    skipped: tuple[Skipped, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """What tells one event, as places in `Grouped.told`: ``members`` are all of it, ``lead`` those among them from
    which it has its identifier, its date, its title and its sentence."""

    members: tuple[int, ...]
    lead: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Grouped:
    """What a corpus tells, each with who and where it tells of, and which tell the same event.

    Every telling is in one group, and its mention has its identifier. ``sources`` maps an article's id to who printed
    it; ``vector`` gives the weights of a telling's terms.
    """

    told: tuple[Telling, ...]
    named: tuple[NamesOf, ...]
    groups: tuple[Group, ...]
    sources: Mapping[str, str]
    vector: Callable[[Sequence[str]], Vector] = field(repr=False)
    skipped: tuple[Skipped, ...] = ()

    def identifier(self, group: Group) -> str:
        """The identifier of a group's event."""
        return event_id(self.told[place].mention for place in group.lead)

    def gathered(self) -> Gathered:
        """The events: the dated ones in order of time, the undated ones in order of reading."""
        events = _Assembly(self).events()
        dated = in_order(event for event in events if event.date is not None)
        undated = sorted((event for event in events if event.date is None), key=_reading_order)
        return Gathered(tuple(dated), tuple(undated), self.skipped)


def events_of(
    articles: Sequence[Article],
    annotations: Mapping[str, Annotation],
    language: str = "en",
    names: Names | None = None,
) -> tuple[list[Event], list[Event]]:
    """The events of a corpus: the dated ones in order of time, the undated ones in order of reading.

    ``annotations`` maps an article's id to its sentences, time expressions and what these come to. An article's words
    are read in its own language, and names are told apart, and mentions compared, in ``language``; ``names`` is what
    tells them apart (see `namer`), for this corpus only. The result does not depend on the order of the articles.
    """
    gathered = gather(articles, annotations, language, names)
    return list(gathered.dated), list(gathered.undated)


def gather(
    articles: Sequence[Article],
    annotations: Mapping[str, Annotation],
    language: str = "en",
    names: Names | None = None,
) -> Gathered:
    """As `events_of`, with the sentences that tell no event, and why they do not."""
    return grouped(articles, annotations, language, names).gathered()


def grouped(
    articles: Sequence[Article],
    annotations: Mapping[str, Annotation],
    language: str = "en",
    names: Names | None = None,
) -> Grouped:
    """What `gather` makes its events of."""
    from chrono.events.cues import cues_of
    from chrono.events.mention import tellings

    names = names or namer(language)
    told: list[Telling] = []
    skipped: list[Skipped] = []
    for article in sorted(articles, key=joining_order):
        found, left = tellings(article, annotations[article.id], cues_of(article.language), names)
        told += found
        skipped += left
    return joined(articles, told, skipped, language, names)


def joining_order(article: Article) -> tuple[bytes, str]:
    """The order in which articles are taken: by their texts, and not by their names, so that what is like two things
    alike joins the same one of them, whatever the articles are called."""
    return blake2b(article.text.encode("utf-8", "surrogatepass"), digest_size=16).digest(), article.id


def joined(
    articles: Iterable[Article], told: Sequence[Telling], skipped: Iterable[Skipped], language: str, names: Names
) -> Grouped:
    """What articles tell, brought together; ``told`` stands in their `joining_order`, and ``names`` has met it all."""
    from chrono.events.cues import cues_of
    from chrono.events.merge import merged
    from chrono.events.terms import Weights

    cues = cues_of(language)
    named = [names.of(telling.sightings) for telling in told]
    weights = Weights([telling.terms for telling in told])
    groups = merged(told, named, weights, cues)
    return Grouped(
        told=_identified(told, groups),
        named=tuple(named),
        groups=tuple(Group(tuple(group), tuple(group)) for group in groups),
        sources={article.id: article.source or article.id for article in articles},
        vector=weights.vector,
        skipped=tuple(sorted(skipped, key=lambda left: (left.article, left.start))),
    )


def _identified(told: Sequence[Telling], groups: Sequence[Sequence[int]]) -> tuple[Telling, ...]:
    """The tellings, the mention of each with its identifier."""
    identified = list(told)
    names = mention_ids([[told[place].mention for place in group] for group in groups])
    for group, ids in zip(groups, names, strict=True):
        for place, identifier in zip(group, ids, strict=True):
            telling = told[place]
            if telling.mention.id != identifier:
                identified[place] = replace(telling, mention=replace(telling.mention, id=identifier))
    return tuple(identified)


def namer(language: str = "en", aliases: Aliases | None = None, recogniser: str = "light") -> Names:
    """What names people, organisations and places, for one corpus: ``light``, or ``spacy``, which raises `UserError`
    where its model is not installed."""
    from chrono.events.cues import cues_of
    from chrono.events.names import Names

    cues = cues_of(language)
    if recogniser == "light":
        return Names(cues, aliases)
    from chrono.events.nlp import spacy_finder

    return Names(cues, aliases, spacy_finder(cues))


def in_order(events: Iterable[Event]) -> list[Event]:
    """Dated events as a timeline has them: by earliest day, latest day, salience (high first), id.

    An event whose beginning is not known stands at its end; one that goes on comes after those that end.
    """
    return sorted(
        events,
        key=lambda event: (
            _day(event.earliest or event.latest),
            _day(event.latest),
            -event.salience,
            event.id,
        ),
    )


def _day(date: str | None) -> tuple[int, str]:
    """A key that sorts ISO dates in time; no date comes last."""
    return (_NEVER, "") if date is None else iso_order(date)


def _reading_order(event: Event) -> tuple[str, int, int, str]:
    first = event.mentions[0]
    return first.article, first.sentence_start, first.phrase_start, event.id


def disagreements(events: Iterable[Event]) -> list[Problem]:
    """A problem for each event whose mentions disagree about its date."""
    return [
        Problem(
            "events",
            event.mentions[conflict.mention].article,
            f"{event.id} is dated {conflict.date} here and {event.date} elsewhere: {event.title}",
            "give the event its date in edits.toml",
        )
        for event in events
        for conflict in event.conflicts
    ]


class _Assembly:
    """Makes events of groups of tellings."""

    def __init__(self, grouped: Grouped) -> None:
        from chrono.events.terms import cosine

        self._grouped, self._told, self._vector = grouped, grouped.told, grouped.vector
        centroid = self._mean()
        self._central = [cosine(self._vector(telling.terms), centroid) for telling in self._told]
        self._date_share = self._shares()

    def events(self) -> list[Event]:
        return [self._event(group) for group in self._grouped.groups]

    def _event(self, group: Group) -> Event:
        told = sorted((self._told[place] for place in group.members), key=_told_order)
        lead = _lead([self._told[place] for place in group.lead], told)
        named = [self._grouped.named[place] for place in group.members]
        actors = sorted({actor for names in named for actor in names.actors})
        places = sorted({place for names in named for place in names.places})
        kinds = {telling.kind for telling in told if telling.own}
        kind = "happened" if lead.kind == "planned" and "happened" in kinds else lead.kind
        interval = lead.when.interval
        dated = lead.when.edtf is not None
        event = Event(
            id=self._grouped.identifier(group),
            date=lead.when.edtf,
            earliest=interval.earliest if dated else None,
            latest=interval.latest if dated else None,
            precision=lead.when.precision,
            kind=kind,
            modality=lead.modality,
            title=lead.title,
            text=lead.mention.sentence,
            actors=tuple(actors),
            places=tuple(place for place in places if place not in actors),
            salience=0.0,
            mentions=tuple(telling.mention for telling in told),
            conflicts=_conflicts(lead, told),
            why=lead.why,
        )
        return self._weighed(event, lead, group)

    def _weighed(self, event: Event, lead: Telling, group: Group) -> Event:
        from chrono.events.salience import Signs, salience

        told = [self._told[place] for place in group.members]
        signs = Signs(
            sources=len({self._grouped.sources[telling.mention.article] for telling in told}),
            mentions=len(told),
            date_share=self._date_share.get(event.date or "", 0.0) if lead.own else 0.0,
            order=min(telling.order for telling in told),
            centrality=max(self._central[place] for place in group.members),
            precision=event.precision,
            kind=event.kind,
            modality=event.modality,
        )
        return replace(event, salience=salience(signs))

    def _shares(self) -> dict[str, float]:
        """What each date scores, as a share of the highest score."""
        from chrono.events.salience import date_scores

        scores = date_scores(
            (telling.when.edtf, telling.mention.article, central)
            for telling, central in zip(self._told, self._central, strict=True)
            if telling.own and telling.when.edtf is not None
        )
        most = max(scores.values(), default=0.0)
        return {date: score / most if most else 0.0 for date, score in scores.items()}

    def _mean(self) -> Vector:
        """The corpus's centroid, scaled to length 1."""
        total: defaultdict[str, float] = defaultdict(float)
        for telling in self._told:
            for term, weight in self._vector(telling.terms).items():
                total[term] += weight
        length = sum(weight * weight for weight in total.values()) ** 0.5
        return {term: weight / length for term, weight in total.items()} if length else {}


def _told_order(telling: Telling) -> tuple[str, int, int]:
    mention = telling.mention
    return mention.article, mention.sentence_start, mention.phrase_start


def _lead(leading: Sequence[Telling], told: Sequence[Telling]) -> Telling:
    """The telling that gives an event its date, title and sentence: one that leads; where none of these has a date of
    its own (or any date), one that the writer joined with them."""
    for own in (True, False):
        for tellings in (leading, told):
            dated = [telling for telling in tellings if telling.when.edtf and (telling.own or not own)]
            if dated:
                return _finest(dated)
    return _finest(leading)


def _finest(told: Sequence[Telling]) -> Telling:
    """The telling with the finest date of its own; of several, the first published, and then the first that is read.

    Where days disagree, the one that most articles tell, or could mean, counts. What came of a plan leads before it.
    """
    fine = max(min(map(_length, told)), SECONDS_A_DAY)
    dated = [telling for telling in told if telling.own and _length(telling) <= fine]
    agreeing = {
        id(telling): len({other.mention.article for other in told if other.own and _overlap(telling, other)})
        for telling in dated
    }
    return min(
        dated or told,
        key=lambda telling: (
            -agreeing.get(id(telling), 0),
            telling.kind == "planned",
            _length(telling),
            first_published(telling.mention),
            _told_order(telling),
        ),
    )


def _length(telling: Telling) -> float:
    """The seconds that a telling's own date spans; no end where it has none."""
    return telling.when.interval.length if telling.own else float("inf")


def _overlap(one: Telling, other: Telling) -> bool:
    return one.when.interval.overlaps(other.when.interval)


def _conflicts(lead: Telling, told: Sequence[Telling]) -> tuple[Conflict, ...]:
    """Dates of their own that cannot be the lead's."""
    return tuple(
        Conflict(telling.when.edtf, place)
        for place, telling in enumerate(told)
        if telling.own and telling.when.edtf and not _overlap(telling, lead)
    )
