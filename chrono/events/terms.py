"""The terms of a telling, and how alike two tellings are: TF–IDF vectors and their cosine.

Small dictionaries instead of a library: sentences are short, and only those that share a rare term are ever compared.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from chrono.events.cues import Cues

Vector = Mapping[str, float]
_NUMBER = re.compile(r"[0-9][0-9.,]*[0-9]|[0-9]")


def terms_of(words: Iterable[str], cues: Cues) -> tuple[str, ...]:
    """The content words of a telling, cut to their stems; one word stands for all that name a kind of event.

    >>> from chrono.events.cues import cues_of
    >>> terms_of(["the", "workers", "started", "a", "strike"], cues_of("en"))
    ('worker', 'start', 'strike')
    """
    content = (word for word in words if word[0].isalnum() and len(word) > 1 and word not in cues["stop"])
    return tuple(stem(cues.alike.get(word, word), cues) for word in content)


def numbers_of(words: Iterable[str], cues: Cues) -> frozenset[str]:
    """The numbers told, as they are written.

    >>> from chrono.events.cues import cues_of
    >>> sorted(numbers_of(["at", "least", "1,200", "of", "three"], cues_of("en")))
    ['1200', 'three']
    """
    found = (word.replace(",", "") for word in words if _NUMBER.fullmatch(word) or word in cues["number"])
    return frozenset(number for number in found if number != "one")


def stem(word: str, cues: Cues) -> str:
    """A word without its commonest endings; at least four letters stay.

    >>> from chrono.events.cues import cues_of
    >>> [stem(word, cues_of("en")) for word in ("attacks", "attacked", "attacking", "gas", "pass")]
    ['attack', 'attack', 'attack', 'gas', 'pass']
    """
    for ending in cues.endings["stem"]:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word if word.endswith(ending[-1] * 2) else word[: -len(ending)]
    return word


class Weights:
    """Inverse document frequencies over the tellings of a corpus (Spärck Jones, 1972), smoothed so that a term all
    tellings share still weighs a little."""

    def __init__(self, documents: Sequence[Sequence[str]]) -> None:
        self._count = len(documents)
        self._documents_with: Counter[str] = Counter(term for terms in documents for term in set(terms))

    def of(self, term: str) -> float:
        """The weight of a term; the rarer the heavier."""
        return math.log((1 + self._count) / (1 + self._documents_with[term])) + 1

    def vector(self, terms: Sequence[str]) -> dict[str, float]:
        """The terms with their weights, scaled to length 1; empty for no terms."""
        counted = Counter(terms)
        raw = {term: (1 + math.log(count)) * self.of(term) for term, count in sorted(counted.items())}
        length = math.sqrt(sum(weight * weight for weight in raw.values()))
        return {term: weight / length for term, weight in raw.items()} if length else {}


def cosine(one: Vector, other: Vector) -> float:
    """The cosine of two vectors of length 1.

    >>> cosine({"a": 0.6, "b": 0.8}, {"b": 1.0})
    0.8
    """
    if len(other) < len(one):
        one, other = other, one
    return sum(weight * other[term] for term, weight in one.items() if term in other)
