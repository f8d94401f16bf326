"""Tellings of the same thing become one event.

First the near-duplicates: the same words at the same date, as in a caption told twice or an agency's text in two
papers. Then pairs that may be the same: their dates are compatible, they share rare terms, and the cosine of their
TF–IDF vectors is high; pairs with conflicting numbers, other places or opposite words are none. Pairs join by
complete link (every telling of an event is alike to every other), so that chains do not form. Two that are told in
almost the same words with dates a day or two apart are one event with a conflict.

Only tellings that share a rare term and a year are compared, so the cost grows with the number of tellings and not
with its square.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from chrono.events.cues import Cues
from chrono.events.mention import Telling
from chrono.events.names import NamesOf
from chrono.events.terms import Vector, Weights, cosine, stem
from chrono.temporal.calendar import SECONDS_A_DAY, civil
from chrono.temporal.interval import Interval

SAME_DATE, WITHIN, WELL_WITHIN, REPORT_AND_DATE, REPORTS = 0.60, 0.68, 0.80, 0.72, 0.82
"""How alike two tellings must be: with equal dates; with one date inside the other; with one inside the other and much
finer; where one of them, or where both carry only their articles' dates."""
SAME_KIND = 0.40
"""How alike they must be with one and the same date, a place in common and words for one kind of event."""
NAMELESS = 0.10
"""How much more alike they must be without a name in common."""
CONFLICT = 0.93
"""How alike they must be to be one event with conflicting dates, and then with at least `CONFLICT_TERMS` terms."""
CONFLICT_TERMS = 7
_CONFLICT_DAYS = 2
_REPORT_DAYS = 2
_RARE_TERMS = 8
_CROWD = 60
_MUCH = 40  # a day is a fair reading of a month told elsewhere, and hardly one of a year
_FINE = frozenset({"minute", "hour", "day", "week", "month"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """A telling with what it is compared by."""

    telling: Telling
    vector: Vector = field(repr=False)
    names: NamesOf

    @property
    def interval(self) -> Interval:
        return self.telling.when.interval

    @property
    def sentence(self) -> tuple[str, int]:
        """Which sentence it stands in."""
        return self.telling.mention.article, self.telling.mention.sentence_start


def merged(tellings: Sequence[Telling], names: Sequence[NamesOf], weights: Weights, cues: Cues) -> list[list[int]]:
    """Groups of tellings, as indexes, that tell the same thing; each telling is in one group.

    The result is the same for every order of the tellings, but for the indexes.
    """
    stacks = _near_duplicates(tellings)
    candidates = [
        Candidate(tellings[stack[0]], weights.vector(tellings[stack[0]].terms), names[stack[0]]) for stack in stacks
    ]
    alike = _Alike(candidates, cues)
    pairs = [(score, one, other) for one, other in sorted(_pairs(candidates, weights)) if (score := alike(one, other))]
    groups = _complete_link(len(candidates), pairs, alike)
    return [sorted(index for place in group for index in stacks[place]) for group in groups]


def _near_duplicates(tellings: Sequence[Telling]) -> list[list[int]]:
    """Stacks of tellings with the same terms, numbers, modality and date."""
    stacks: dict[object, list[int]] = defaultdict(list)
    for index, telling in enumerate(tellings):
        mention = telling.mention
        said = telling.terms or (mention.sentence.casefold(),)
        key = (telling.when.edtf, telling.own, telling.modality, telling.numbers, said)
        stacks[key].append(index)
    return list(stacks.values())


def _pairs(candidates: Sequence[Candidate], weights: Weights) -> set[tuple[int, int]]:
    """The pairs worth a look: those that share one of their rarest terms and the year they begin in."""
    sharing: dict[tuple[str, int], list[int]] = defaultdict(list)
    for index, candidate in enumerate(candidates):
        rarest = sorted(candidate.vector, key=lambda term: (-weights.of(term), term))[:_RARE_TERMS]
        for year in _years(candidate.interval):
            for term in rarest:
                sharing[term, year].append(index)
    pairs: set[tuple[int, int]] = set()
    for crowd in sharing.values():
        if 1 < len(crowd) <= _CROWD:
            pairs.update((one, other) for place, other in enumerate(crowd) for one in crowd[:place])
    return pairs


def _years(interval: Interval) -> Iterable[int]:
    bound = interval.start if isinstance(interval.start, int) else interval.end
    return (civil(bound // SECONDS_A_DAY)[0],) if isinstance(bound, int) else ()


class _Alike:
    """How alike two candidates are: their cosine, or 0.0 where they cannot be the same or are not enough so."""

    def __init__(self, candidates: Sequence[Candidate], cues: Cues) -> None:
        self._candidates, self._cues = candidates, cues
        self._kinds = {stem(word, cues) for word in cues.alike.values()}
        self._known: dict[tuple[int, int], float] = {}

    def __call__(self, one: int, other: int) -> float:
        key = (one, other) if one < other else (other, one)
        if key not in self._known:
            self._known[key] = self._score(self._candidates[key[0]], self._candidates[key[1]])
        return self._known[key]

    def _score(self, one: Candidate, other: Candidate) -> float:
        if one.telling.modality != other.telling.modality or one.sentence == other.sentence:
            return 0.0
        threshold = _threshold(one, other)
        if threshold is None:
            return 0.0
        if threshold == SAME_DATE and self._same_kind(one, other):
            threshold = SAME_KIND
        elif not _shared(one.names, other.names):
            threshold += NAMELESS
        score = cosine(one.vector, other.vector)
        return score if score >= threshold and not self._clash(one, other) else 0.0

    def _same_kind(self, one: Candidate, other: Candidate) -> bool:
        """Whether both tell, of one date no coarser than a month, one kind of event in one place."""
        if one.telling.when.precision not in _FINE or not set(one.names.places) & set(other.names.places):
            return False
        return any(term in self._kinds for term in one.vector.keys() & other.vector.keys())

    def _clash(self, one: Candidate, other: Candidate) -> bool:
        """Whether numbers, places or words say that these are two things."""
        mine, theirs = one.telling.numbers, other.telling.numbers
        if mine and theirs and not (mine <= theirs or theirs <= mine):
            return True
        here, there = set(one.names.places), set(other.names.places)
        if here and there and not here & there:
            return True
        my_words, their_words = _words(one), _words(other)
        against = {opposite for word in my_words - their_words for opposite in self._cues.opposites.get(word, ())}
        return not against.isdisjoint(their_words - my_words)


def _words(candidate: Candidate) -> set[str]:
    return set(candidate.telling.title.casefold().rstrip("…").split())


def _shared(one: NamesOf, other: NamesOf) -> bool:
    return bool({*one.actors, *one.places} & {*other.actors, *other.places})


def _threshold(one: Candidate, other: Candidate) -> float | None:
    """How alike two must be for their dates' sake, or None where the dates tell them apart."""
    mine, theirs = one.interval, other.interval
    if not (one.telling.own or other.telling.own):
        return REPORTS if _days_apart(mine, theirs) <= _REPORT_DAYS else None
    if one.telling.own != other.telling.own:
        own, report = (mine, theirs) if one.telling.own else (theirs, mine)
        return REPORT_AND_DATE if _reported_soon(own, report) else None
    if mine == theirs:
        return SAME_DATE
    bounded = all(isinstance(bound, int) for span in (mine, theirs) for bound in (span.start, span.end))
    if bounded and (mine.contains(theirs) or theirs.contains(mine)):
        shorter, longer = sorted((_days_in(mine), _days_in(theirs)))
        return WELL_WITHIN if longer > _MUCH * shorter else WITHIN
    return CONFLICT if _may_conflict(one, other) else None


def _may_conflict(one: Candidate, other: Candidate) -> bool:
    days = {one.telling.when.precision, other.telling.when.precision} <= {"minute", "hour", "day"}
    near = days and _days_apart(one.interval, other.interval) <= _CONFLICT_DAYS
    long = min(len(one.vector), len(other.vector)) >= CONFLICT_TERMS
    elsewhere = one.telling.mention.article != other.telling.mention.article
    people = set(one.names.actors) & set(other.names.actors)
    return near and long and elsewhere and bool(people)


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


def _complete_link(
    count: int, pairs: Sequence[tuple[float, int, int]], alike: Callable[[int, int], float]
) -> list[list[int]]:
    """Join the most alike first, and only groups in which everything is alike to everything."""
    group_of = list(range(count))
    members = {index: [index] for index in range(count)}
    for _, one, other in sorted(pairs, key=lambda pair: (-pair[0], pair[1], pair[2])):
        mine, theirs = group_of[one], group_of[other]
        if mine == theirs or not all(alike(a, b) for a in members[mine] for b in members[theirs]):
            continue
        for index in members[theirs]:
            group_of[index] = mine
        members[mine] += members.pop(theirs)
    return [sorted(group) for _, group in sorted(members.items())]
