"""The terms of a telling, and how alike two tellings are: TF–IDF vectors and their cosine.

Small dictionaries instead of a library: sentences are short, and only those that share a rare term are ever compared.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from chrono.events.cues import Cues

CACHE_SIZE = 100_000
Vector = Mapping[str, float]
_NUMBER = re.compile(r"[0-9][0-9.,]*[0-9]|[0-9]")
_SCORE = re.compile(r"[0-9]{1,3}-[0-9]{1,3}")
_STAY_DOUBLED = "lsz"


def terms_of(words: Iterable[str], cues: Cues) -> tuple[str, ...]:
    """The content words of a telling, cut to their stems; one word stands for all that name a kind of event, two words
    ("move into") among them.

    >>> from chrono.events.cues import cues_of
    >>> terms_of(["the", "workers", "started", "a", "strike"], cues_of("en"))
    ('worker', 'began', 'strik')
    """
    words = list(words)
    for index, word in enumerate(words[1:]):
        if word in cues["goes_with_noun"] and f"{words[index]} {word}" in cues.alike:
            words[index] = f"{words[index]} {word}"
    return tuple([term for word in words if (term := _term(word, cues))])


def _term(word: str, cues: Cues) -> str:
    """The term that a word is told by, and what a number comes to; "" for one that says nothing of the content. Each
    word is looked at once."""
    term = cues.terms.get(word)
    if term is None:
        if len(cues.terms) >= CACHE_SIZE:
            cues.terms.clear()
        number = _value(word, cues)
        content = word[0].isalnum() and len(word) > 1 and word not in cues["stop"]
        whole = stem(cues.alike.get(word, word), cues) if number is None else f"{number:.12g}"
        term = cues.terms[word] = whole if content else ""
    return term


def numbers_of(words: Sequence[str], cues: Cues) -> frozenset[str]:
    """The numbers told, in digits; scores ("2-1") stay as they are. "one" is none, nor are those behind an article
    that only say which ones ("the two sides").

    >>> from chrono.events.cues import cues_of
    >>> sorted(numbers_of("at least 1,200 of fifty-seven thousand lost 2-1 to the two".split(), cues_of("en")))
    ['1200', '2-1', '57000']
    """
    found: set[str] = set()
    number: float | None = None
    for index, word in enumerate(words):
        if number is not None and word in cues.scales:
            number *= cues.scales[word]
            continue
        if number is not None:
            found.add(f"{number:.12g}")
        number = _value(word, cues)
        if number is not None:
            known = index > 0 and words[index - 1] in cues["determiner"] and not word[0].isdigit()
            number = None if known or number == 1 else number
        if word[0].isdigit() and _SCORE.fullmatch(word):
            found.add(word)
    if number is not None:
        found.add(f"{number:.12g}")
    return frozenset(found)


def _value(word: str, cues: Cues) -> float | None:
    """What a number comes to, in digits or in words, or None."""
    if word[0].isdigit() and _NUMBER.fullmatch(word):
        whole = word.replace(",", "")
        return float(whole) if whole.count(".") < 2 else None
    if "-" not in word:
        return cues.numbers.get(word)
    parts = word.split("-")
    if len(parts) > 2 or not all(part in cues.numbers for part in parts):
        return None
    return sum(cues.numbers[part] for part in parts)


def stem(word: str, cues: Cues) -> str:
    """A word without its commonest endings and a last "e"; at least four letters stay before an ending is cut.

    >>> from chrono.events.cues import cues_of
    >>> [stem(word, cues_of("en")) for word in ("attacks", "attacked", "strike", "strikes", "countries", "gas", "pass")]
    ['attack', 'attack', 'strik', 'strik', 'country', 'gas', 'pass']
    >>> [stem(word, cues_of("en")) for word in ("stopped", "stopping", "killed", "kill")]
    ['stop', 'stop', 'kill', 'kill']
    """
    for ending, instead in cues.stems:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            if word.endswith(ending[-1] * 2):
                break
            word = word[: -len(ending)] + instead
            doubled = len(word) > 4 and word[-1] == word[-2] and word[-1] not in _STAY_DOUBLED
            word = word[:-1] if doubled else word
            break
    return word[:-1] if word.endswith("e") and len(word) > 4 else word


class Weights:
    """Inverse document frequencies over the tellings of a corpus (Spärck Jones, 1972), smoothed so that a term all
    tellings share still weighs a little."""

    def __init__(self, documents: Sequence[Sequence[str]]) -> None:
        count = len(documents)
        documents_with = Counter(term for terms in documents for term in set(terms))
        self._unknown = math.log(1 + count) + 1
        self._weights = {term: math.log((1 + count) / (1 + n)) + 1 for term, n in documents_with.items()}
        heaviest = sorted(self._weights, key=lambda term: (-self._weights[term], term))
        self._ranks = {term: rank for rank, term in enumerate(heaviest)}

    def of(self, term: str) -> float:
        """The weight of a term; the rarer the heavier."""
        return self._weights.get(term, self._unknown)

    def rarest_first(self, vector: Vector) -> list[str]:
        """The terms of a vector of one of the documents, in the same order for all."""
        return sorted(vector, key=self._ranks.__getitem__)

    def vector(self, terms: Sequence[str]) -> dict[str, float]:
        """The terms with their weights, scaled to length 1; empty for no terms."""
        counted = Counter(terms)
        of, unknown = self._weights, self._unknown
        raw = {
            term: of.get(term, unknown) * (1 + math.log(count) if count > 1 else 1.0)
            for term, count in sorted(counted.items())
        }
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
