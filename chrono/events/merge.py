"""Tellings of the same thing become one event.

First the near-duplicates: the same words at the same date, as in a caption told twice or an agency's text in two
papers. Then pairs, from the most alike down. Two tellings are alike when

- their dates agree: one and the same, one within the other, or that of a report and one told in it;
- the cosine of their TF–IDF vectors reaches what such dates ask for: more where they share no name, less where they
  share a kind of event or a number that says much;
- nothing tells them apart: other numbers, other places, opposite words, fact and possibility.

They join by complete link: no telling of an event may be kept apart from another, and each must be at least `LOOSE` as
alike to every other as joining asks for; so chains do not form. Dates a day or two apart are one event with a conflict
where the words are almost the same, or where they tell of something that happens but once.

Only tellings that share a rare term at about one time are compared, and in a crowd only those that stand next to each
other in the order of their words, so the cost grows with the number of tellings and not with its square. What each
number below rests on is told in docs/decisions/0009-when-two-tellings-are-one-event.md.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from chrono.events.cues import Cues
from chrono.events.mention import Telling
from chrono.events.names import NamesOf
from chrono.events.terms import Vector, Weights, cosine, stem
from chrono.events.when import read
from chrono.temporal.calendar import SECONDS_A_DAY, civil
from chrono.temporal.edtf import Edtf
from chrono.temporal.interval import Interval

Relation = Literal["same", "within", "well within", "apart", "report", "reports"]
"""How two dates agree: equal; one inside the other; one inside one that is much longer; a day or two apart; the date
of one told and that of an article; those of two articles."""

ALIKE: Mapping[Relation, float] = {
    "same": 0.46, "within": 0.54, "well within": 0.70, "apart": 0.50, "report": 0.66, "reports": 0.72,
}  # fmt: skip
"""The cosine that two tellings with a name in common must have, by their dates."""
NAMELESS, STRANGERS = 0.14, 0.30
"""How much more alike they must be where one has no name, and where both have and share none."""
KIND, NUMBER = 0.06, 0.10
"""How much less alike they may be where they share a kind of event, and where they share a number that says much."""
ONE_ARTICLE = 0.04
"""How much more alike two sentences of one article must be: it hardly tells a thing twice."""
LOOSE = 0.45
"""How alike every two tellings of an event must be, as a share of what joining asks for."""
VERBATIM = 0.88
"""How alike two tellings must be to disagree about the date of what could happen on either day."""
VERBATIM_TERMS = 7

_APART_DAYS = 2
_REPORT_DAYS = 2
_MUCH = 40  # a day is a fair reading of a month told elsewhere, and hardly one of a year
_RARE_TERMS = 8
_CROWD = 40


@dataclass(frozen=True, slots=True)
class Candidate:
    """A telling with what it is compared by: ``sentences`` are those that it and its near-duplicates stand in."""

    telling: Telling
    vector: Vector = field(repr=False)
    names: NamesOf
    sentences: frozenset[tuple[str, int]]

    @property
    def interval(self) -> Interval:
        """When it is told to be; of what goes on since a date, that date."""
        if self.telling.when.edtf and self.telling.when.edtf.endswith("/.."):
            first = read(self.telling.when.edtf).parts[0]
            return first.interval if isinstance(first, Edtf) else self.telling.when.interval
        return self.telling.when.interval

    @property
    def all_names(self) -> set[str]:
        return {*self.names.actors, *self.names.places}


def merged(tellings: Sequence[Telling], names: Sequence[NamesOf], weights: Weights, cues: Cues) -> list[list[int]]:
    """Groups of tellings, as indexes, that tell the same thing; each telling is in one group.

    The result is the same for every order of the tellings, but for the indexes.
    """
    stacks = sorted(_near_duplicates(tellings), key=lambda stack: _place(tellings[stack[0]]))
    candidates = [_candidate(stack, tellings, names, weights) for stack in stacks]
    alike = _Alike(candidates, cues)
    pairs = [(score, one, other) for one, other in sorted(_pairs(candidates, weights)) if (score := alike(one, other))]
    groups = _complete_link(len(candidates), pairs, alike.loosely)
    return [sorted(index for place in group for index in stacks[place]) for group in groups]


def _near_duplicates(tellings: Sequence[Telling]) -> list[list[int]]:
    """Stacks of tellings with the same terms, numbers, modality and date, each in the order of reading."""
    stacks: dict[object, list[int]] = defaultdict(list)
    for index in sorted(range(len(tellings)), key=lambda index: _place(tellings[index])):
        telling = tellings[index]
        said = telling.terms or (telling.mention.sentence.casefold(),)
        key = (telling.when.edtf, telling.own, telling.modality, telling.numbers, said)
        stacks[key].append(index)
    return list(stacks.values())


def _place(telling: Telling) -> tuple[str, int, int, str, str]:
    """Where a telling stands; its words tell apart those of one phrase."""
    mention = telling.mention
    return mention.article, mention.sentence_start, mention.phrase_start, telling.title, telling.when.edtf or ""


def _candidate(
    stack: Sequence[int], tellings: Sequence[Telling], names: Sequence[NamesOf], weights: Weights
) -> Candidate:
    first = tellings[stack[0]]
    mentions = [tellings[index].mention for index in stack]
    sentences = frozenset((mention.article, mention.sentence_start) for mention in mentions)
    return Candidate(first, weights.vector(first.terms), names[stack[0]], sentences)


# ── which pairs are looked at ────────────────────────────────────────────────────────────────────────────────────────

Unit = tuple[str, int]


@dataclass(slots=True)
class _Bucket:
    """Who shares a term at a time: those whose dates are as fine as the bucket's unit, and finer ones inside it."""

    home: list[int] = field(default_factory=list)
    visiting: list[int] = field(default_factory=list)


def _pairs(candidates: Sequence[Candidate], weights: Weights) -> set[tuple[int, int]]:
    """The pairs worth a look: those that share one of their rarest terms at about one time."""
    buckets: defaultdict[tuple[str, Unit], _Bucket] = defaultdict(_Bucket)
    order = [sorted(candidate.vector, key=lambda term: (-weights.of(term), term)) for candidate in candidates]
    for index, candidate in enumerate(candidates):
        own, around = _units(candidate.interval)
        for term in order[index][:_RARE_TERMS]:
            for unit in own:
                buckets[term, unit].home.append(index)
            for unit in around:
                buckets[term, unit].visiting.append(index)
    return {pair for bucket in buckets.values() if bucket.home for pair in _within(bucket, order)}


def _within(bucket: _Bucket, order: Sequence[Sequence[str]]) -> Iterator[tuple[int, int]]:
    """The pairs of a bucket with one at home at least; in a crowd each meets only those next to it by their words."""
    home, everyone = set(bucket.home), sorted({*bucket.home, *bucket.visiting})
    reach = len(everyone)
    if reach > _CROWD:
        everyone.sort(key=lambda index: (order[index], index))
        reach = _CROWD // 2
    for place, one in enumerate(everyone):
        for other in everyone[place + 1 : place + 1 + reach]:
            if one in home or other in home:
                yield (one, other) if one < other else (other, one)


def _units(interval: Interval) -> tuple[list[Unit], list[Unit]]:
    """The days, months, years or centuries that an interval is at home in, and the coarser ones it is a part of.

    A day also visits those before it, whose tellings it may be one with though the dates disagree.
    """
    bounds = [bound // SECONDS_A_DAY for bound in (interval.start, interval.end) if isinstance(bound, int)]
    if not bounds:
        return [], []
    first, last = bounds[0], bounds[-1] if len(bounds) == 1 else max((interval.end - 1) // SECONDS_A_DAY, bounds[0])  # type: ignore[operator]
    edges = [(day, *civil(day)[:2]) for day in (first, last)]
    days, months, years, centuries = (
        list(dict.fromkeys((name, unit) for unit in units))
        for name, units in (
            ("day", [day for day, _, _ in edges]),
            ("month", [year * 12 + month for _, year, month in edges]),
            ("year", [year for _, year, _ in edges]),
            ("century", [year // 100 for _, year, _ in edges]),
        )
    )
    length = last - first + 1
    if length == 1:
        return days, [*(("day", first - back) for back in range(1, _APART_DAYS + 1)), *months, *years]
    if length <= 31:
        return months, years
    return (years, centuries) if length <= 366 else (centuries, [])


# ── how alike two are ────────────────────────────────────────────────────────────────────────────────────────────────


class _Alike:
    """How alike two candidates are: their cosine, or 0.0 where they cannot be the same or are not enough so."""

    def __init__(self, candidates: Sequence[Candidate], cues: Cues) -> None:
        self._candidates, self._cues = candidates, cues
        self._kinds = frozenset(stem(word, cues) for word in cues.kinds)
        self._once = frozenset(stem(cues.alike.get(word, word), cues) for word in cues["once"])
        self._casualties = frozenset(stem(cues.alike.get(word, word), cues) for word in cues["casualty"])
        self._known: dict[tuple[int, int], tuple[float, float]] = {}

    def __call__(self, one: int, other: int) -> float:
        score, least = self._both(one, other)
        return score if score >= least else 0.0

    def loosely(self, one: int, other: int) -> bool:
        """Whether two may be in one event, once others have brought them together."""
        score, least = self._both(one, other)
        return score >= LOOSE * least

    def _both(self, one: int, other: int) -> tuple[float, float]:
        """How alike two are, and how alike they have to be; the latter is beyond reach for what is told apart."""
        key = (one, other) if one < other else (other, one)
        if key not in self._known:
            self._known[key] = self._compare(self._candidates[key[0]], self._candidates[key[1]])
        return self._known[key]

    def _compare(self, one: Candidate, other: Candidate) -> tuple[float, float]:
        apart = 0.0, float("inf")
        if one.telling.modality != other.telling.modality or one.sentences & other.sentences:
            return apart
        relation = _relation(one, other)
        if relation is None:
            return apart
        score = cosine(one.vector, other.vector)
        least = self._least(one, other, relation)
        if score < LOOSE * least or self._clash(one, other):
            return apart
        return score, least

    def _least(self, one: Candidate, other: Candidate, relation: Relation) -> float:
        """The cosine that two tellings must have to be joined."""
        if relation == "apart" and not self._happens_once(one, other):
            long = min(len(one.vector), len(other.vector)) >= VERBATIM_TERMS
            return VERBATIM if long else float("inf")
        least = ALIKE[relation]
        mine, theirs = one.all_names, other.all_names
        if not mine & theirs:
            least += STRANGERS if mine and theirs else NAMELESS
        elif any(term in self._kinds for term in one.vector.keys() & other.vector.keys()):
            least -= KIND
        if any(map(_says_much, one.telling.numbers & other.telling.numbers)):
            least -= NUMBER
        if one.telling.mention.article == other.telling.mention.article:
            least += ONE_ARTICLE
        return least

    def _happens_once(self, one: Candidate, other: Candidate) -> bool:
        """Whether they tell of what one thing does but once, and not each of the day before it was written."""
        if one.telling.mention.article == other.telling.mention.article or not one.all_names & other.all_names:
            return False
        once = bool(self._once & (one.vector.keys() | other.vector.keys()))
        return once and _lag(one) != _lag(other)

    def _clash(self, one: Candidate, other: Candidate) -> bool:
        """Whether numbers, places or words say that these are two things."""
        return self._other_numbers(one, other) or self._other_places(one, other) or self._opposite(one, other)

    def _other_numbers(self, one: Candidate, other: Candidate) -> bool:
        mine, theirs = one.telling.numbers, other.telling.numbers
        if mine <= theirs or theirs <= mine or any(map(_says_much, mine & theirs)):
            return False
        return not self._grown(*sorted((one, other), key=_published))

    def _grown(self, before: Candidate, after: Candidate) -> bool:
        """Whether the later article only counts more of the killed, hurt or missing."""
        counted = all(self._casualties & candidate.vector.keys() for candidate in (before, after))
        numbers = before.telling.numbers | after.telling.numbers
        if not counted or not all(number.isdigit() for number in numbers) or _published(before) == _published(after):
            return False
        return max(map(int, before.telling.numbers)) < max(map(int, after.telling.numbers))

    def _other_places(self, one: Candidate, other: Candidate) -> bool:
        here, there = set(one.names.places), set(other.names.places)
        if not here or not there or here & there:
            return False
        return not (here & self._around(there) or there & self._around(here))

    def _around(self, places: Iterable[str]) -> set[str]:
        """The countries that places lie in."""
        return {self._cues.within.get(place.lower(), "") for place in places}

    def _opposite(self, one: Candidate, other: Candidate) -> bool:
        mine, theirs = _words(one), _words(other)
        tables = [self._cues.opposites]
        if len(one.all_names & other.all_names) < 2:  # who won and who lost are named: one game, told from both sides
            tables.append(self._cues.two_sided)
        against = {word for table in tables for said in mine - theirs for word in table.get(said, ())}
        return not against.isdisjoint(theirs - mine)


def _words(candidate: Candidate) -> set[str]:
    return set(candidate.telling.title.casefold().rstrip("…").split())


def _says_much(number: str) -> bool:
    """Whether two that share a number hardly do so by chance: a score, a fraction, ten or more."""
    return not number.isdigit() or len(number) > 1


def _relation(one: Candidate, other: Candidate) -> Relation | None:
    """How the dates of two tellings agree, or None where they do not."""
    mine, theirs = one.interval, other.interval
    if not (one.telling.own or other.telling.own):
        return "reports" if _days_apart(mine, theirs) <= _REPORT_DAYS else None
    if one.telling.own != other.telling.own:
        own, report = (mine, theirs) if one.telling.own else (theirs, mine)
        return "report" if _reported_soon(own, report) else None
    if mine == theirs:
        return "same"
    bounded = all(isinstance(bound, int) for span in (mine, theirs) for bound in (span.start, span.end))
    if bounded and (mine.contains(theirs) or theirs.contains(mine)):
        shorter, longer = sorted((_days_in(mine), _days_in(theirs)))
        return "well within" if longer > _MUCH * shorter else "within"
    days = {one.telling.when.precision, other.telling.when.precision} <= {"minute", "hour", "day"}
    return "apart" if days and _days_apart(mine, theirs) <= _APART_DAYS else None


def _reported_soon(own: Interval, report: Interval) -> bool:
    """Whether something with a date of its own may be what a report of that day or the days after tells."""
    if not isinstance(own.end, int) or not isinstance(report.end, int):
        return False
    if not isinstance(own.start, int) or not isinstance(report.start, int):
        return False
    return report.start - _REPORT_DAYS * SECONDS_A_DAY < own.end <= report.end


def _days_in(interval: Interval) -> float:
    """The length of a bounded interval, a day at least."""
    if not isinstance(interval.start, int) or not isinstance(interval.end, int):
        return float("inf")
    return max((interval.end - interval.start) / SECONDS_A_DAY, 1.0)


def _days_apart(one: Interval, other: Interval) -> int:
    """How many days lie between two starts; many where one is not known."""
    if isinstance(one.start, int) and isinstance(other.start, int):
        return abs(one.start // SECONDS_A_DAY - other.start // SECONDS_A_DAY)
    return 0 if one == other else 1 << 30


def _published(candidate: Candidate) -> int:
    """The day of a telling's article; 0 where it is not known."""
    published = candidate.telling.mention.published
    start = read(published).interval.start if published else None
    return start // SECONDS_A_DAY if isinstance(start, int) else 0


def _lag(candidate: Candidate) -> int:
    """How many days after its date a telling was published."""
    start = candidate.interval.start
    return _published(candidate) - start // SECONDS_A_DAY if isinstance(start, int) else 0


# ── joining ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def _complete_link(
    count: int, pairs: Sequence[tuple[float, int, int]], loosely: Callable[[int, int], bool]
) -> list[list[int]]:
    """Join the most alike first, and only groups in which everything is at least loosely alike to everything."""
    group_of = list(range(count))
    members = {index: [index] for index in range(count)}
    for _, one, other in sorted(pairs, key=lambda pair: (-pair[0], pair[1], pair[2])):
        mine, theirs = group_of[one], group_of[other]
        if mine == theirs or not all(loosely(a, b) for a in members[mine] for b in members[theirs]):
            continue
        for index in members[theirs]:
            group_of[index] = mine
        members[mine] += members.pop(theirs)
    return [sorted(group) for _, group in sorted(members.items())]
