"""What an article has told with its date and names again: "since its launch", "a statement on Silva's death".

News tells an event once and then names it by a noun with an owner. Such a noun names the event at the date that it was
told of, and its sentence is one more mention of it. Nothing is guessed: the noun must be of a kind that the language
knows, stand behind a preposition and have no date of its own; its owner must be a name that stood in what was told, or
a pronoun close behind it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from chrono.events.clauses import Parsed
from chrono.events.cues import Cues
from chrono.events.words import bare, words_of

if TYPE_CHECKING:
    from chrono.events.mention import Telling

_CLOSE_BEHIND = 3
_OWN_DATE_WITHIN = 8
_APOSTROPHES = frozenset("'’")


@dataclass(frozen=True, slots=True)
class _Told:
    telling: Telling
    kinds: frozenset[str]
    words: frozenset[str]


class Echo:
    """The events that an article has told so far. Ask what a sentence names again with `heard`, then show what it
    tells with `enter`, sentence by sentence."""

    def __init__(self, cues: Cues) -> None:
        self.cues = cues
        self._told: list[_Told] = []

    def enter(self, told: list[Telling]) -> None:
        """Keep what has happened on a date of its own."""
        for telling in told:
            fact = telling.own and telling.kind == "happened" and telling.modality == "asserted"
            if not fact or telling.when.edtf is None:
                continue
            words = frozenset(bare(word) for word in words_of(telling.title).low)
            kinds = {self.cues.alike.get(word, "") for word in words} & self.cues.kinds
            if kinds:
                self._told.append(_Told(telling, frozenset(kinds), words))

    def heard(self, parsed: Parsed, order: int) -> Iterator[tuple[tuple[int, int], Telling]]:
        """What a sentence names again: the words that name it, and the telling of it."""
        if not self._told:
            return
        for noun, word in enumerate(parsed.words.low):
            kind = self.cues.alike.get(word)
            if kind not in self.cues.kinds or word not in self.cues["event_noun"] or noun < 2:
                continue
            start = noun - 1 - (parsed.words.low[noun - 1] in _APOSTROPHES)
            dated = any(index in parsed.dated for index in range(start, noun + _OWN_DATE_WITHIN))
            earlier = None if dated else self._named_by(parsed, start, kind, order)
            while start and parsed.words.capital(start) and parsed.words.capital(start - 1):
                start -= 1
            if earlier is not None and parsed.words.low[start - 1] in self.cues["preposition"]:
                yield (start, noun + 1), earlier

    def _named_by(self, parsed: Parsed, owner: int, kind: str, order: int) -> Telling | None:
        """The event of a kind that a noun with an owner names: of several the one with the finest date, then the one
        told last."""
        word = parsed.words.low[owner]
        owns = word.endswith(self.cues.endings["possessive"]) or parsed.words.low[owner + 1] in _APOSTROPHES
        name = bare(word) if owns and parsed.words.capital(owner) else ""
        unnamed = not any(parsed.words.capital(index) for index in range(1, owner))  # else "its" may be of that name
        found: list[Telling] = []
        for told in reversed(self._told):
            close = unnamed and word in self.cues["owner"] and 0 < order - told.telling.order <= _CLOSE_BEHIND
            if kind in told.kinds and (close or (name and name in told.words)):
                found.append(told.telling)
        return min(found, key=lambda telling: telling.when.interval.length, default=None)
