"""Tellings of the same thing become one event.

First the near-duplicates: the same words at the same date, as in a caption told twice or an agency's text in two
papers. Then pairs, from the most alike down. Two tellings are alike when

- their dates agree: one and the same, one within the other, or that of a report and one told in it;
- the cosine of their TF–IDF vectors reaches what such dates ask for: more where they share no name, less where they
  share a kind of event;
- nothing tells them apart: other numbers, other places, opposite words, fact and possibility.

What someone does but once (dies, is born, resigns) is the same thing in whatever words, where the dates agree.

They join by complete link: no telling of an event may be kept apart from another, and each must be at least `LOOSE` as
alike to every other as their dates ask for; so chains do not form. Dates a day or two apart are one event with a
conflict where the words are almost the same, or where they tell of something that happens but once.

Only tellings that share a rare term at about one time are compared, and in a crowd only those that stand next to each
other in the order of their words, so the cost grows with the number of tellings and not with its square. What each
number below rests on is told in docs/decisions (11).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from chrono.events.cues import Cues
from chrono.events.mention import Telling
from chrono.events.names import NamesOf
from chrono.events.terms import Vector, Weights, cosine, stem
from chrono.events.when import read
from chrono.events.words import words_of
from chrono.temporal.calendar import SECONDS_A_DAY, civil
from chrono.temporal.edtf import Edtf
from chrono.temporal.interval import Interval

Relation = Literal["same", "same and long", "within", "well within", "apart", "report", "reports"]
"""How two dates agree: equal; equal and longer than a month; one inside the other; one inside one that is much longer;
days that are one or two apart; the date of one told and that of an article; those of two articles."""

ALIKE: Mapping[Relation, float] = {
    "same": 0.45, "same and long": 0.60, "within": 0.54, "well within": 0.70, "apart": 0.50,
    "report": 0.66, "reports": 0.80,
}  # fmt: skip
"""The cosine that two tellings with a name in common must have, by their dates."""
NAMELESS, STRANGERS = 0.14, 0.30
"""How much more alike they must be where one has no name, and where both have and share none."""
KIND = 0.06
"""How much less alike two with dates of their own may be where they share a kind of event."""
ONE_ARTICLE = 0.04
"""How much more alike two sentences of one article must be: it hardly tells a thing twice."""
PLAIN_TERMS, PLAIN_TERMS_REPORTED = 1, 3
"""How many terms that belong to no name they must share; and without dates of their own."""
LOOSE = 0.55
"""How alike every two tellings of an event must be, as a share of what their dates ask for."""
VERBATIM = 0.88
"""How alike two tellings must be to disagree about the date of what could happen on either day."""
VERBATIM_TERMS = 7

_APART_DAYS = 2
_REPORT_DAYS = 2
_FRESH_DAYS = 7
_MONTH = 31
_MUCH = 40  # a day is a fair reading of a month told elsewhere, and hardly one of a year
_LEAST = ALIKE["same"] - KIND
_RARE_TERMS = 8
_FRONT = 8  # words of a title
_CROWD = 40


@dataclass(frozen=True, slots=True)
class Candidate:
    """A telling with what it is compared by.

    ``interval`` is when it is told to be (of what goes on since a date, that date), ``named`` its names of all kinds,
    ``plain`` its terms that belong to none of them, ``published`` the day of its article (0 where it is not known),
    and ``sentences`` are those that it and its near-duplicates stand in. ``fate`` is what someone does but once, with
    the name ("died Ana Silva"), "" where nothing of the kind is told.
    """

    telling: Telling
    vector: Vector = field(repr=False)
    places: frozenset[str]
    named: frozenset[str]
    plain: frozenset[str]
    interval: Interval
    published: int
    sentences: frozenset[tuple[str, int]]
    fate: str = ""


def merged(tellings: Sequence[Telling], names: Sequence[NamesOf], weights: Weights, cues: Cues) -> list[list[int]]:
    """Groups of tellings, as indexes, that tell the same thing; each telling is in one group.

    The result is the same for every order of the tellings, but for the indexes.
    """
    stacks = _near_duplicates(tellings)
    candidates = [_candidate([tellings[index] for index in stack], names[stack[0]], weights, cues) for stack in stacks]
    alike = _Alike(candidates, cues)
    found = _pairs(candidates, weights)
    pairs = [(score, one, other) for one, other in found if (score := alike(one, other))]
    groups = _complete_link(len(candidates), pairs, alike.loosely)
    return [sorted(index for place in group for index in stacks[place]) for group in groups]


def _near_duplicates(tellings: Sequence[Telling]) -> list[list[int]]:
    """Stacks of tellings with the same terms, numbers, modality and date; all in the order of reading."""
    stacks: dict[object, list[int]] = defaultdict(list)
    for index in sorted(range(len(tellings)), key=lambda index: _place(tellings[index])):
        telling = tellings[index]
        said = telling.terms or (telling.mention.sentence.casefold(),)
        key = (telling.when.edtf, telling.own, telling.modality, telling.numbers, said)
        stacks[key].append(index)
    return list(stacks.values())


def _place(telling: Telling) -> tuple[str, int, int, str, str]:
    """Where a telling stands; its words and its date tell apart those of one phrase."""
    mention = telling.mention
    return mention.article, mention.sentence_start, mention.phrase_start, telling.title, telling.when.edtf or ""


def _candidate(stack: Sequence[Telling], names: NamesOf, weights: Weights, cues: Cues) -> Candidate:
    first = stack[0]
    vector = weights.vector(first.terms)
    named = frozenset((*names.actors, *names.places))
    of_names = {stem(cues.alike.get(word, word), cues) for name in named for word in name.casefold().split()}
    published = read(first.mention.published).interval.start if first.mention.published else None
    return Candidate(
        telling=first,
        vector=vector,
        places=frozenset(names.places),
        named=named,
        plain=frozenset(vector.keys() - of_names),
        interval=_beginning(first.when.edtf or "") or first.when.interval,
        published=published // SECONDS_A_DAY if isinstance(published, int) else 0,
        sentences=frozenset((telling.mention.article, telling.mention.sentence_start) for telling in stack),
        fate=_fate(first, names, cues) if first.own else "",
    )


def _fate(telling: Telling, names: NamesOf, cues: Cues) -> str:
    """Who died, was born or resigned, where a title opens with it: "Silva, 50, died in Lima"."""
    low = words_of(telling.title).low
    verb = next((index for index, word in enumerate(low[:_FRONT]) if word in cues["fate"]), 0)
    before = [word for word in low[:verb] if word[0].isalpha() and word not in cues["auxiliary"]]
    if not before:
        return ""
    bearers = [name for name in names.actors if name.casefold().split()[-1] == before[-1]]
    of_another = any(word in cues["preposition"] or word in cues["coordinate"] for word in before)  # "a friend of"
    if len(bearers) != 1 or of_another:
        return ""
    return f"{cues.alike.get(low[verb], low[verb])} {bearers[0]}"


@lru_cache(maxsize=65_536)
def _beginning(edtf: str) -> Interval | None:
    """The date since which something goes on; None for all other dates."""
    first = read(edtf).parts[0] if edtf.endswith("/..") else None
    return first.interval if isinstance(first, Edtf) else None


# ── which pairs are looked at ────────────────────────────────────────────────────────────────────────────────────────

Unit = tuple[str, int]


class _Index:
    """Who shares a term at a time: those at home there, whose dates are as fine as the unit, and those who visit."""

    def __init__(self) -> None:
        self._home: dict[Unit, dict[str, list[int]]] = {}
        self._visiting: dict[Unit, dict[str, list[int]]] = {}

    def add(self, index: int, terms: Sequence[str], home: Iterable[Unit], visiting: Iterable[Unit]) -> None:
        for units, there in ((home, self._home), (visiting, self._visiting)):
            for unit in units:
                sharing = there.setdefault(unit, {})
                for term in terms:
                    if term in sharing:
                        sharing[term].append(index)
                    else:
                        sharing[term] = [index]

    def pairs(self, order: Sequence[Sequence[str]]) -> Iterator[tuple[int, int]]:
        """All pairs that meet, one of them at home; in a crowd, each meets only those next to it by their words."""
        for unit, at_home in self._home.items():
            guests = self._visiting.get(unit, {})
            for term, home in at_home.items():
                if len(home) > 1 or term in guests:
                    yield from _meeting(home, guests.get(term, ()), order)


def _pairs(candidates: Sequence[Candidate], weights: Weights) -> list[tuple[int, int]]:
    """The pairs worth a look: those that share a rare term at about one time."""
    order = [weights.rarest_first(candidate.vector) for candidate in candidates]
    told, reports, mixed = _Index(), _Index(), _Index()
    for index, (candidate, terms) in enumerate(zip(candidates, order, strict=True)):
        vector = candidate.vector
        home, around, days = _units(candidate.interval)
        if candidate.telling.own:
            fate = [candidate.fate] if candidate.fate else []
            told.add(index, [*_rarest(vector, terms, _LEAST), *fate], home, around)
            mixed.add(index, _rarest(vector, terms, ALIKE["report"]), (), days)
        else:
            reports.add(index, _rarest(vector, terms, ALIKE["reports"]), home, days[1:])
            mixed.add(index, _rarest(vector, terms, ALIKE["report"]), home, ())
    own = [candidate.telling.own for candidate in candidates]
    pairs = {*told.pairs(order), *reports.pairs(order)}
    pairs.update((one, other) for one, other in mixed.pairs(order) if own[one] != own[other])
    return sorted(pairs)


def _rarest(vector: Vector, terms: Sequence[str], least: float) -> Sequence[str]:
    """The rarest terms of a vector, such that two vectors whose cosine is ``least`` share one of them: the others
    together are too short for that (Bayardo et al. 2007, "Scaling up all pairs similarity search")."""
    rest = 1.0
    for count, term in enumerate(terms[:_RARE_TERMS]):
        if rest < least * least:
            return terms[:count]
        rest -= vector[term] * vector[term]
    return terms[:_RARE_TERMS]


def _meeting(home: Sequence[int], visiting: Sequence[int], order: Sequence[Sequence[str]]) -> Iterator[tuple[int, int]]:
    at_home, everyone = set(home), sorted({*home, *visiting})
    reach = len(everyone)
    if reach > _CROWD:
        everyone.sort(key=lambda index: (order[index], index))
        reach = _CROWD // 2
    for place, one in enumerate(everyone):
        for other in everyone[place + 1 : place + 1 + reach]:
            if one in at_home or other in at_home:
                yield (one, other) if one < other else (other, one)


@lru_cache(maxsize=65_536)
def _units(interval: Interval) -> tuple[tuple[Unit, ...], tuple[Unit, ...], tuple[Unit, ...]]:
    """The days, months, years or centuries that an interval is at home in, those before or around it whose tellings it
    may be one with, and the days on which it may be reported: those it ends on and two more."""
    bounds = [bound // SECONDS_A_DAY for bound in (interval.start, interval.end) if isinstance(bound, int)]
    if not bounds:
        return (), (), ()
    first = bounds[0]
    last = max((interval.end - 1) // SECONDS_A_DAY, first) if isinstance(interval.end, int) else first
    dates = [(day, *civil(day)[:2]) for day in (first, last)]
    months = _distinct("month", (year * 12 + month for _, year, month in dates))
    years = _distinct("year", (year for _, year, _ in dates))
    centuries = _distinct("century", (year // 100 for _, year, _ in dates))
    reported = tuple(("day", last + days) for days in range(_REPORT_DAYS + 1))
    if first == last:
        before = tuple(("day", first - days) for days in range(1, _APART_DAYS + 1))
        return (("day", first),), (*before, *months, *years), reported
    if last - first < _MONTH:
        return months, years, reported
    return (years, centuries, reported) if last - first < 366 else (centuries, (), reported)


def _distinct(name: str, units: Iterable[int]) -> tuple[Unit, ...]:
    return tuple(dict.fromkeys((name, unit) for unit in units))


# ── how alike two are ────────────────────────────────────────────────────────────────────────────────────────────────


class _Alike:
    """How alike two candidates are: their cosine, or 0.0 where they cannot be the same or are not alike enough."""

    def __init__(self, candidates: Sequence[Candidate], cues: Cues) -> None:
        self._candidates, self._cues = candidates, cues
        self._kinds = frozenset(stem(word, cues) for word in cues.kinds)
        self._once, self._begins, self._casualties = (
            frozenset(stem(cues.alike.get(word, word), cues) for word in cues[word_class])
            for word_class in ("once", "begins", "casualty")
        )
        self._known: dict[tuple[int, int], tuple[float, float]] = {}

    def __call__(self, one: int, other: int) -> float:
        score, least = self._both(one, other)
        return score if score >= least else 0.0

    def loosely(self, one: int, other: int) -> bool:
        """Whether two may be in one event, once others have brought them together."""
        return self._both(one, other)[0] > 0.0

    def _both(self, one: int, other: int) -> tuple[float, float]:
        """How alike two are, or 0.0 where they may not be in one event, and how alike they must be to be joined."""
        key = (one, other) if one < other else (other, one)
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = self._compare(self._candidates[key[0]], self._candidates[key[1]])
        return known

    def _compare(self, one: Candidate, other: Candidate) -> tuple[float, float]:
        relation = _relation(one, other) if one.telling.modality == other.telling.modality else None
        if relation is not None:
            if one.fate and one.fate == other.fate and relation != "apart" and not self._clash(one, other):
                return _SURE, ALIKE[relation]
            if not one.sentences & other.sentences:
                score, least = cosine(one.vector, other.vector), self._least(one, other, relation)
                loosely = VERBATIM if least == VERBATIM else LOOSE * ALIKE[relation]
                if least < _NEVER and score >= loosely and not self._clash(one, other):
                    return score, least
        return _APART

    def _least(self, one: Candidate, other: Candidate, relation: Relation) -> float:
        """The cosine that two tellings must have to be joined."""
        own = one.telling.own and other.telling.own
        if len(one.plain & other.plain) < (PLAIN_TERMS if own else PLAIN_TERMS_REPORTED):
            return _NEVER
        if relation == "apart" and not self._happens_once(one, other):
            return VERBATIM if min(len(one.vector), len(other.vector)) >= VERBATIM_TERMS else _NEVER
        shared = one.vector.keys() & other.vector.keys()
        least = ALIKE[relation] + (unknown := self._unknown(one, other))
        if own and not unknown and not self._kinds.isdisjoint(shared):
            least -= KIND
        return least + ONE_ARTICLE if one.telling.mention.article == other.telling.mention.article else least

    def _unknown(self, one: Candidate, other: Candidate) -> float:
        """How much more alike they must be for want of a name in common."""
        if one.named and other.named:
            related = self._one_in_the_other(one.places, other.places)
            return 0.0 if related or one.named & other.named else STRANGERS
        # "Greek" is no name, and yet a word of "Greece"
        in_names = (one.vector.keys() & other.vector.keys()) - (one.plain & other.plain)
        return 0.0 if in_names else NAMELESS

    def _happens_once(self, one: Candidate, other: Candidate) -> bool:
        """Whether two that differ by a day or two tell of what one thing does but once (a strike begins, a minister
        resigns), in no other words for it, and not each of the day before it was written."""
        if one.telling.mention.article == other.telling.mention.article or not one.named & other.named:
            return False
        if _lag(one) == _lag(other):
            return False
        mine, theirs = self._once & one.vector.keys(), self._once & other.vector.keys()
        return bool(mine & theirs or (mine | theirs) & self._begins) and (mine ^ theirs) <= self._begins

    def _clash(self, one: Candidate, other: Candidate) -> bool:
        """Whether numbers, places or words say that these are two things."""
        return self._other_numbers(one, other) or self._other_places(one, other) or self._opposite(one, other)

    def _other_numbers(self, one: Candidate, other: Candidate) -> bool:
        mine, theirs = one.telling.numbers, other.telling.numbers
        if mine <= theirs or theirs <= mine or any(map(_says_much, mine & theirs)):
            return False
        return not self._grown(one, other)

    def _grown(self, one: Candidate, other: Candidate) -> bool:
        """Whether the later article only counts more of the killed, hurt or missing than one of the first days did."""
        before, after = (one, other) if one.published < other.published else (other, one)
        if _lag(before) > _FRESH_DAYS:
            return False
        numbers = one.telling.numbers | other.telling.numbers
        counted = all(not self._casualties.isdisjoint(candidate.vector) for candidate in (one, other))
        if not counted or before.published == after.published or not all(map(str.isdigit, numbers)):
            return False
        return max(map(int, before.telling.numbers)) < max(map(int, after.telling.numbers))

    def _other_places(self, one: Candidate, other: Candidate) -> bool:
        here, there = one.places, other.places
        if not here or not there or here & other.named or there & one.named:  # "lost to Argentina" names no place
            return False
        return not self._one_in_the_other(here, there)

    def _one_in_the_other(self, here: frozenset[str], there: frozenset[str]) -> bool:
        """Whether the ones are cities of a country among the others."""
        country = self._cues.within
        return any(country.get(place.lower()) in there for place in here) or any(
            country.get(place.lower()) in here for place in there
        )

    def _opposite(self, one: Candidate, other: Candidate) -> bool:
        mine, theirs = _words(one), _words(other)
        tables = [self._cues.opposites]
        if len(one.named & other.named) < 2:  # who won and who lost are named: one game, told from both sides
            tables.append(self._cues.two_sided)
        against = {word for table in tables for said in mine - theirs for word in table.get(said, ())}
        return not against.isdisjoint(theirs - mine)


_NEVER = float("inf")
_APART = 0.0, _NEVER
_SURE = 2.0  # more alike than the same words


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
        return "same" if _days_in(mine) <= _MONTH else "same and long"
    bounded = all(isinstance(bound, int) for span in (mine, theirs) for bound in (span.start, span.end))
    if bounded and (mine.contains(theirs) or theirs.contains(mine)):
        shorter, longer = sorted((_days_in(mine), _days_in(theirs)))
        return "well within" if longer > _MUCH * shorter else "within"
    return "apart" if _is_day(mine) and _is_day(theirs) and _days_apart(mine, theirs) <= _APART_DAYS else None


def _is_day(interval: Interval) -> bool:
    start, end = interval.start, interval.end
    return isinstance(start, int) and isinstance(end, int) and end - start == SECONDS_A_DAY


def _reported_soon(own: Interval, report: Interval) -> bool:
    """Whether something with a date of its own may be what a report of that day or the days after tells."""
    if not isinstance(own.end, int) or not isinstance(report.end, int):
        return False
    if not isinstance(own.start, int) or not isinstance(report.start, int):
        return False
    return report.start - _REPORT_DAYS * SECONDS_A_DAY < own.end <= report.end


def _days_in(interval: Interval) -> float:
    """The length of an interval, a day at least."""
    return max(interval.length / SECONDS_A_DAY, 1.0)


def _days_apart(one: Interval, other: Interval) -> int:
    """How many days lie between two starts; many where one is not known."""
    if isinstance(one.start, int) and isinstance(other.start, int):
        return abs(one.start // SECONDS_A_DAY - other.start // SECONDS_A_DAY)
    return 0 if one == other else 1 << 30


def _lag(candidate: Candidate) -> int:
    """How many days after its date a telling was published."""
    start = candidate.interval.start
    return candidate.published - start // SECONDS_A_DAY if isinstance(start, int) else 0


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
