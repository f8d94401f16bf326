"""The short timeline: the dates that matter most, and the passages that tell best what happened then.

- A **date** scores, for each article that names it, how central to the corpus the best of its passages is that does
  (`chrono.events.salience.date_scores`). A passage that looks ahead to a date that has come since counts half.
- Of the **passages** that name a date, and of the first in the articles of that day and the next that name no day,
  those are taken one by one that bring the sum of the taken closest to the centroid of them all. Faint terms of the
  centroid count nothing; left out is what is much like what was taken, or far less central than the date's best.

The dates first, then their sentences from what names them and from the beginnings of the articles of that day and the
next, is the DATEWISE way of Ghalandari and Ifrim 2020 ("Examining the state-of-the-art in news timeline
summarization"); they rank the dates by a trained regression, which is left out here. The choice of sentences is
Ghalandari 2017 ("Revisiting the centroid-based method"), which DATEWISE uses too, and a centroid without its faint
terms that of Radev et al. 2004 ("Centroid-based summarization of multiple documents").

A timeline of so many entries is filled from the dates by their scores; each entry that a date gets halves its claim on
another. An automatic length keeps what has a claim as high as the last of the fewest dates that hold half of all
scores. Both are our own.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import accumulate, chain
from typing import Literal

import numpy as np
import numpy.typing as npt

from chrono.events.event import Event
from chrono.events.passages import Passage, content, day_number, passages_in
from chrono.events.salience import PINNED, date_scores
from chrono.events.when import read
from chrono.temporal.calendar import SECONDS_A_DAY, iso_date, iso_order
from chrono.temporal.interval import Interval

Top = int | Literal["auto"]
"""How many entries a short timeline has; with "auto" the scores of the dates decide."""

_Numbers = npt.NDArray[np.float64]
_AGAIN, _SHARED = 0.5, 0.5
_HELD = 0.5
_CROWD = 400
_TINY = 1e-12
_DIGITS = 9  # what differs less than this is a tie, whatever order a processor adds in


@dataclass(frozen=True, slots=True)
class Parameters:
    """What the choice depends on.

    ``ahead`` is what a passage counts that looks ahead to its date, ``near`` how central a passage must be, as a share
    of the date's most central one, ``faint`` the share of its largest below which a term of a centroid is dropped, and
    ``alike`` the cosine above which two passages are one too many. 1, 0, 0 and 1 switch each off.
    """

    ahead: float = 0.5
    near: float = 0.25
    faint: float = 0.2
    alike: float = 0.8


class Digest:
    """A corpus's dates by what they matter, and its passages by date.

    The result is the same for every order of the passages.
    """

    def __init__(self, passages: Iterable[Passage], parameters: Parameters = Parameters()) -> None:
        self._parameters = parameters
        self._passages = sorted(passages, key=lambda passage: (passage.article, passage.start))
        self._vectors = _Vectors([passage.terms for passage in self._passages])
        self._last = max((p.published for p in self._passages if p.published is not None), default=0)
        self._named = [[(date, self._counts(date, passage)) for date in passage.dates] for passage in self._passages]
        self._shown_for = [sorted(_shown_for(passage)) for passage in self._passages]
        self._weigh(range(len(self._passages)))

    def between(self, first: int, last: int) -> Digest:
        """The digest of the articles published from one day to another, by their numbers."""
        part = copy(self)
        days = ((row, passage.published) for row, passage in enumerate(self._passages))
        part._weigh([row for row, day in days if day is not None and first <= day <= last])
        return part

    def _weigh(self, rows: Sequence[int]) -> None:
        """Find what the dates score and which rows tell of each, in some of the passages."""
        self._central: list[float] = self._vectors.centrality(rows).tolist()
        self._rows: defaultdict[str, list[int]] = defaultdict(list)
        told: list[tuple[str, str, float]] = []
        for row in rows:
            article, worth = self._passages[row].article, self._central[row]
            told += [(date, article, worth * counts) for date, counts in self._named[row]]
            for date in self._shown_for[row]:
                self._rows[date].append(row)
        scores = date_scores(told)
        shown = sorted(scores.keys() & self._rows.keys(), key=lambda date: (-scores[date], date))
        self.scores: dict[str, float] = {date: scores[date] for date in shown}
        """What each date scores that has a passage to show, the highest first."""

    def _counts(self, date: str, passage: Passage) -> float:
        """What a passage counts for a date: less where it looks ahead to it, and later ones could look back."""
        first = _first_day(date)
        ahead = first is not None and passage.published is not None and passage.published < first <= self._last
        return self._parameters.ahead if ahead else 1.0

    def told_of(self, date: str) -> Iterator[Passage]:
        """The passages that tell best of a date, one after the other; those beside the corpus's topic are left out."""
        rows = sorted(self._rows[date], key=lambda row: (-round(self._central[row], _DIGITS), row))[:_CROWD]
        least = self._parameters.near * self._central[rows[0]] if rows else 0.0
        rows = sorted(row for row in rows if self._central[row] >= least)
        for place in _closest_to_centroid(self._vectors.dense(rows), self._parameters):
            yield self._passages[rows[place]]

    @property
    def least(self) -> float:
        """The score of the last of the fewest dates that hold half of all scores."""
        held = accumulate(self.scores.values())
        enough = _HELD * sum(self.scores.values())
        return next((score for score, sum_ in zip(self.scores.values(), held, strict=True) if sum_ >= enough), 0.0)


def _shown_for(passage: Passage) -> Iterable[str]:
    """The dates that a passage may be shown for: those it names, and for an article's news, where it names no day, the
    article's day and the day before."""
    names_day = any(read(date).precision == "day" for date in passage.dates)
    if not passage.shown or names_day or not passage.lead or passage.published is None:
        return passage.dates if passage.shown else ()
    return {*passage.dates, iso_date(passage.published - 1), iso_date(passage.published)}


@lru_cache(maxsize=65_536)
def _first_day(date: str) -> int | None:
    start = read(date).interval.start
    return start // SECONDS_A_DAY if isinstance(start, int) else None


def shortened(events: Sequence[Event], top: Top, language: str = "en") -> list[Event]:
    """The events of a short timeline, in the order they came: ``top`` of them, where there are as many.

    What the writer pinned is kept. A state of things, what only has its article's date, and what is told as possible or
    as not so are left out, and so is a plan whose day had come when the last article was written: nobody says that it
    was carried out. Where that leaves too few, the most salient of these stand in.
    """
    facts = _facts(events)
    passages = [
        replace(passage, shown=passage.shown and passage.event in facts) for passage in passages_in(events, language)
    ]
    digest = Digest(passages)
    chosen = [event for event in events if event.salience >= PINNED]
    for claim, event in _by_claim(digest, facts, chosen, language):
        if len(chosen) >= top if isinstance(top, int) else claim < digest.least:
            break
        chosen.append(event)
    keep = {event.id for event in chosen}
    if isinstance(top, int):
        left = sorted(
            (event for event in events if event.id not in keep), key=lambda event: (-event.salience, event.id)
        )
        keep.update(event.id for event in left[: max(top - len(keep), 0)])
    return [event for event in events if event.id in keep]


def _facts(events: Sequence[Event]) -> dict[str, Event]:
    """The events that happened and the plans still ahead, told as facts and with dates of their own, by their ids."""
    published = (day_number(mention.published) for event in events for mention in event.mentions)
    last = iso_date(max((day for day in published if day is not None), default=0))
    return {
        event.id: event
        for event in events
        if event.modality == "asserted"
        and (event.kind == "happened" or (event.kind == "planned" and _is_after(event, last)))
    }


def _is_after(event: Event, day: str) -> bool:
    return event.latest is None or iso_order(event.latest) > iso_order(day)


def _by_claim(
    digest: Digest, facts: Mapping[str, Event], chosen: Sequence[Event], language: str
) -> Iterator[tuple[float, Event]]:
    """What each date tells best, by the date's claim on an entry; not what is ``chosen``, which the caller lists.

    A claim is the date's score, halved for every entry on the date or within it.
    """
    left = {date: digest.told_of(date) for date in digest.scores}
    taken: list[Interval] = []
    heap = [(-score, date) for date, score in digest.scores.items()]
    heapq.heapify(heap)
    while heap:
        claim, date = heapq.heappop(heap)
        span = read(date).interval
        now = -digest.scores[date] * _AGAIN ** sum(span.contains(other) for other in taken)
        if now > claim:
            heapq.heappush(heap, (now, date))
            continue
        events = (facts[passage.event] for passage in left[date] if passage.dates == (date,))
        found = next((event for event in events if not any(_same(event, other, language) for other in chosen)), None)
        if found is not None:
            yield -claim, found
            taken.append(span)
            heapq.heappush(heap, (claim * _AGAIN, date))


def _same(one: Event, other: Event, language: str) -> bool:
    """Whether two events are one, or seem to tell of one thing in more and in fewer words: their dates are compatible,
    and of the shorter title half stands in the other."""
    for early, late in ((one, other), (other, one)):
        if (
            early.latest is not None
            and late.earliest is not None
            and iso_order(early.latest) < iso_order(late.earliest)
        ):
            return False
    mine, theirs = content(one.title, language), content(other.title, language)
    return one.id == other.id or len(mine & theirs) >= _SHARED * min(len(mine), len(theirs))


def _closest_to_centroid(matrix: _Numbers, parameters: Parameters) -> Iterator[int]:
    """The rows of a matrix, first those that bring the sum of the taken closest to the centroid of them all."""
    centroid = matrix.sum(axis=0)
    centroid[centroid < parameters.faint * centroid.max(initial=0.0)] = 0.0
    near = matrix @ centroid
    own = np.einsum("ij,ij->i", matrix, matrix)
    alike = np.zeros(len(matrix))  # the dot product of each row with the sum of the taken
    so_near = so_long = 0.0
    free = np.ones(len(matrix), dtype=bool)
    while free.any():
        length = np.sqrt(np.maximum(so_long + 2 * alike + own, _TINY))
        row = int(np.where(free, np.round((so_near + near) / length, _DIGITS), -1.0).argmax())
        yield row
        so_near += near[row]
        so_long += 2 * alike[row] + own[row]
        cosines = matrix @ matrix[row]
        alike += cosines
        free &= np.round(cosines, _DIGITS) <= parameters.alike
        free[row] = False


class _Vectors:
    """TF–IDF vectors of length 1, as rows of a sparse matrix."""

    def __init__(self, documents: Sequence[Sequence[str]]) -> None:
        terms: dict[str, int] = {}
        columns = np.array([terms.setdefault(term, len(terms)) for term in chain.from_iterable(documents)], dtype=int)
        rows = np.repeat(np.arange(len(documents)), [len(document) for document in documents])
        cells, counts = np.unique(rows * len(terms) + columns, return_counts=True)
        self._row, self._column = np.divmod(cells, max(len(terms), 1))
        rarity = np.log((1 + len(documents)) / (1 + np.bincount(self._column, minlength=len(terms)))) + 1
        weight = (1 + np.log(counts)) * rarity[self._column]
        length = np.sqrt(np.bincount(self._row, weights=weight**2, minlength=len(documents)))
        self._weight = weight / np.where(length > 0, length, 1.0)[self._row]
        self._count = len(documents)
        self._begins = np.searchsorted(self._row, np.arange(len(documents) + 1))

    def centrality(self, rows: Sequence[int]) -> _Numbers:
        """The cosine of each row to the sum of some of them."""
        among = np.zeros(self._count)
        among[rows] = 1.0
        centroid = np.bincount(self._column, weights=self._weight * among[self._row])
        length = np.sqrt(centroid @ centroid) or 1.0
        products = self._weight * centroid[self._column] / length
        return np.bincount(self._row, weights=products, minlength=self._count).astype(np.float64)

    def dense(self, rows: Sequence[int]) -> _Numbers:
        """Some rows, with the columns that any of them uses."""
        cells = np.concatenate([np.arange(self._begins[row], self._begins[row + 1]) for row in rows])
        sizes = [self._begins[row + 1] - self._begins[row] for row in rows]
        used, column = np.unique(self._column[cells], return_inverse=True)
        matrix = np.zeros((len(rows), len(used)))
        matrix[np.repeat(np.arange(len(rows)), sizes), column] = self._weight[cells]
        return matrix
