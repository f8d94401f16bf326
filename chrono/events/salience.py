"""How much dates and events matter: what a short timeline keeps.

A **date** scores the sum, over the articles that name it, of how central the best of their passages is that does. That
the number of articles that name a date tells how much it matters is Kessler et al. 2012 ("Finding salient dates for
building thematic timelines"); that a reference counts by how much it is of the topic, Tran et al. 2015 ("Joint
graphical models for date selection in timeline summarization"), here without their random walk.

An **event**'s salience, 0 to 1, is a weighted sum of what is counted from the corpus itself; no part needs a model:

- **sources** and **mentions**: what many tell, and tell often (Kessler et al. 2012, for events);
- **date**: the score of its date, as a share of the highest;
- **position**: news puts first what matters most (Edmundson 1969, "New methods in automatic extracting");
- **centrality**: the cosine to the centroid of the corpus (Radev et al. 2004, "Centroid-based summarization of multiple
  documents");
- **fineness**: a date of its own, and a fine one, can be shown on a timeline; a decade hardly (our own choice).

What only carries its article's date, and what is not told as a fact, counts for less. How dates and passages are chosen
by this is in `chrono.events.selection`.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from chrono.events.event import Kind, Modality
from chrono.events.when import read
from chrono.temporal.period import Precision

PINNED = 1.0
"""The salience of what the writer wants in every short timeline."""
_WEIGHTS = {"sources": 0.22, "mentions": 0.13, "date": 0.15, "position": 0.15, "centrality": 0.15, "fineness": 0.20}
_FINENESS: dict[Precision, float] = {
    "minute": 1.0, "hour": 1.0, "day": 1.0, "week": 0.8, "month": 0.7, "season": 0.5, "quarter": 0.5,
    "interval": 0.5, "year": 0.4, "decade": 0.2, "century": 0.1,
}  # fmt: skip
_KIND: dict[Kind, float] = {"happened": 1.0, "planned": 1.0, "ongoing": 0.9, "reported": 0.5}
_MODALITY: dict[Modality, float] = {"asserted": 1.0, "negated": 0.8, "possible": 0.7}
_MANY_SOURCES, _MANY_MENTIONS, _LEAD = 5, 8, 4
_DIGITS = 9


@dataclass(frozen=True, slots=True)
class Signs:
    """What salience is counted from.

    ``sources`` is how many sources tell it (outlets, or articles where the outlet is not known), ``mentions`` how
    often it is told, ``date_share`` its date's score as a share of the highest (0 to 1), ``order`` the least place of
    its sentence in an article (0 is the first), ``centrality`` a cosine (0 to 1).
    """

    sources: int
    mentions: int
    date_share: float
    order: int
    centrality: float
    precision: Precision
    kind: Kind
    modality: Modality


def salience(signs: Signs) -> float:
    """The salience, 0 to 1, to three decimals.

    >>> signs = Signs(3, 4, 0.5, 0, 0.4, "day", "happened", "asserted")
    >>> salience(signs)
    0.722
    """
    parts = {
        "sources": _saturating(signs.sources, _MANY_SOURCES),
        "mentions": _saturating(signs.mentions, _MANY_MENTIONS),
        "date": signs.date_share,
        "position": _LEAD / (_LEAD + signs.order),
        "centrality": min(signs.centrality, 1.0),
        "fineness": _FINENESS[signs.precision] if signs.kind != "reported" else 0.0,
    }
    total = sum(_WEIGHTS[part] * value for part, value in sorted(parts.items()))
    return round(total * _KIND[signs.kind] * _MODALITY[signs.modality], 3)


def date_scores(told: Iterable[tuple[str, str, float]]) -> dict[str, float]:
    """What dates score: for each article that names one, the worth of the best of its passages that does.

    ``told`` are dates (EDTF), the articles that name them, and the worth of the passage. A coarse date scores less.

    >>> date_scores([("2024-11-05", "a", 0.5), ("2024-11-05", "a", 0.2), ("2024-11-05", "b", 0.25), ("2024", "b", 0.5)])
    {'2024-11-05': 0.75, '2024': 0.2}
    """
    best: dict[tuple[str, str], float] = {}
    for date, article, worth in told:
        if worth > best.get((date, article), -1.0):
            best[date, article] = worth
    scores: dict[str, float] = {}
    for (date, _), worth in best.items():
        scores[date] = scores.get(date, 0.0) + worth
    return {date: round(score * _FINENESS[read(date).precision], _DIGITS) for date, score in scores.items()}


def _saturating(count: int, many: int) -> float:
    """0 for one, 1 for many, and growing ever more slowly between."""
    return min(math.log(max(count, 1)) / math.log(many), 1.0)
