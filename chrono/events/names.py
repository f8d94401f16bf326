"""People, organisations and places: a light recogniser of capitalised names over a whole corpus.

A capital letter in mid-sentence makes a name; at the head of a sentence it says nothing, and such a word counts only
when the corpus has it elsewhere, or never in small letters. A rank in front comes off ("President", "Mr."), and a
surname stands for the longer name that the corpus has for it. What is a place is told by what stands around it ("in
Basra", "the Basra region") and by a list of countries and large cities. No model, no download, and the same names
whatever the order of the articles.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from chrono.events.cues import Cues
from chrono.events.words import Words, bare, normal

_OPENS = frozenset('“”"«»‘:([—–-')
_LONGEST = 8
_DOMINATES = 3


@dataclass(frozen=True, slots=True)
class Sighting:
    """A capitalised run in a sentence: its words as written, without the possessive ending, and what is around it.

    ``first`` and ``last`` are word indexes, half-open; ``opens`` tells that it begins its sentence; ``joined`` that
    "and" or a comma alone parts it from the sighting before it.
    """

    words: tuple[str, ...]
    first: int
    last: int
    opens: bool
    before: str
    after: str
    joined: bool


@dataclass(frozen=True, slots=True)
class NamesOf:
    """Who and where, of one telling, sorted."""

    actors: tuple[str, ...] = ()
    places: tuple[str, ...] = ()


class Names:
    """The names of a corpus. Show it every sentence with `meet`; then `of` names what was sighted.

    >>> from chrono.events.cues import cues_of
    >>> from chrono.events.words import words_of
    >>> names = Names(cues_of("en"))
    >>> seen = [names.meet(words_of(text)) for text in ("President Ana Silva flew to Lima.", "There Silva met Li.")]
    >>> names.of(seen[1]), names.of(seen[0])
    (NamesOf(actors=('Ana Silva', 'Li'), places=()), NamesOf(actors=('Ana Silva',), places=('Lima',)))
    """

    def __init__(self, cues: Cues) -> None:
        self.cues = cues
        self._small: set[str] = set()
        self._middle: Counter[tuple[str, ...]] = Counter()
        self._placed: Counter[tuple[str, ...]] = Counter()
        self._initial: Counter[tuple[str, ...]] = Counter()
        self._parts: set[str] = set()
        self._full: dict[str, str] | None = None

    def meet(self, words: Words, dated: Collection[int] = ()) -> list[Sighting]:
        """The sightings of a sentence; the corpus counts them."""
        for index, word in enumerate(words.low):
            if words.surface(index)[0].islower():
                self._small.add(word)
        found = list(self._runs(words, dated))
        for sighting in found:
            self._count(sighting)
        self._full = None
        return found

    def of(self, sightings: Iterable[Sighting]) -> NamesOf:
        """The people and organisations, and the places, among some sightings, each told once."""
        actors: set[str] = set()
        places: set[str] = set()
        in_place = False
        for sighting in sightings:
            core = self._core(sighting.words, sighting.opens)
            if core is None:
                continue
            in_place = (in_place and sighting.joined) or self._stands_as_place(sighting)
            shown = self._shown(core)
            (places if self._is_place(core, shown, in_place) else actors).add(shown)
        return NamesOf(tuple(sorted(actors)), tuple(sorted(places)))

    # ── finding ──────────────────────────────────────────────────────────────────────────────────────────────────────

    def _runs(self, words: Words, dated: Collection[int]) -> Iterable[Sighting]:
        index, count, last = 0, len(words), -1
        while index < count:
            if not self._begins(words, index, dated):
                index += 1
                continue
            end = self._end_of_run(words, index, dated)
            parts = [words.surface(i) for i in range(index, end) if words.low[i] != "."]
            parts[-1] = parts[-1][: len(bare(normal(parts[-1])))]
            between = words.low[last:index] if last >= 0 else ()
            yield Sighting(
                words=tuple(parts),
                first=index,
                last=end,
                opens=index == 0 or words.low[index - 1] in _OPENS,
                before=words.low[index - 1] if index else "",
                after=words.low[end] if end < count else "",
                joined=bool(between) and all(word == "," or word in self.cues["coordinate"] for word in between),
            )
            last = index = end

    def _begins(self, words: Words, index: int, dated: Collection[int]) -> bool:
        if index in dated or not words.capital(index):
            return False
        word = bare(words.low[index])
        if len(word) > 1 and word not in self.cues["no_name"]:
            return True
        point = words.low[index + 1 : index + 2] == (".",)
        initial = len(word) == 1 and self._goes_on(words, index + 2, dated)
        return point and (word in self.cues["abbreviation"] or initial)

    def _end_of_run(self, words: Words, index: int, dated: Collection[int]) -> int:
        end = index + 1
        while end < len(words) and end - index < _LONGEST:
            before = words.low[end - 1]
            if before.endswith(self.cues.endings["possessive"]):
                break
            short = before in self.cues["abbreviation"] or len(before) == 1
            if words.low[end] == "." and short and self._goes_on(words, end + 1, dated):
                end += 2
            elif self._goes_on(words, end, dated):
                end += 1
            elif step := self._link(words, index, end, dated):
                end += step
            else:
                break
        return end

    def _goes_on(self, words: Words, index: int, dated: Collection[int]) -> bool:
        if index >= len(words) or index in dated or not words.capital(index):
            return False
        return words.low[index] not in self.cues["no_name"] or len(words.low[index]) == 1

    def _link(self, words: Words, start: int, index: int, dated: Collection[int]) -> int:
        """How many words "of", "of the", "for", "van der" add to a name, the next capital included; 0 for none."""
        low, step = words.low, 0
        heads = self.cues["organization"] | self.cues["honorific"]
        organization = any(low[i] in heads for i in range(start, index))
        headed = organization or (index - start == 1 and low[start] not in self.cues.places)
        if headed and (low[index] in self.cues["name_of"] or (organization and low[index] in self.cues["name_for"])):
            step = 2 if index + 1 < len(low) and low[index + 1] in self.cues["determiner"] else 1
        while index + step < len(low) and low[index + step] in self.cues["name_particle"]:
            step += 1
        return step + 1 if step and self._goes_on(words, index + step, dated) else 0

    def _count(self, sighting: Sighting) -> None:
        core = self._stripped(sighting.words)
        if core is None:
            return
        if sighting.opens and len(core) == len(sighting.words):
            self._initial[core] += 1
            return
        self._middle[core] += 1
        if len(core) > 1:
            self._parts.update(core)
        if self._stands_as_place(sighting, known=False):
            self._placed[core] += 1

    # ── naming ───────────────────────────────────────────────────────────────────────────────────────────────────────

    def _stripped(self, words: Sequence[str]) -> tuple[str, ...] | None:
        """A name without the ranks and nationalities in front of it; None where nothing else is left."""
        low = [normal(word) for word in words]
        if any(self._compound(word) for word in low):
            return None
        place = 0
        while place < len(low):
            if " ".join(low[place:]) in self.cues.places:
                return tuple(words[place:])
            if not self._in_front(low, place):
                break
            place += 1
        if place == len(low):
            return None
        ranked = any(word in self.cues["honorific"] for word in low[:place])
        if ranked and low[place] not in self.cues["organization"]:
            return tuple(words[place:])
        return tuple(words)

    def _compound(self, word: str) -> bool:
        """Whether a word only puts names together: "Russian-backed", "Paris-Berlin"."""
        parts = word.split("-")
        return len(parts) > 1 and any(part in self.cues.places or part in self.cues.peoples for part in parts)

    def _in_front(self, low: Sequence[str], place: int) -> bool:
        word = low[place]
        pairs = {" ".join(low[place : place + 2]), " ".join(low[max(place - 1, 0) : place + 1])}
        known = word in self.cues["honorific"] or word in self.cues["stop"] or word in self.cues.peoples
        return known or word in self.cues.places or bool(pairs & self.cues.peoples)

    def _core(self, words: tuple[str, ...], opens: bool) -> tuple[str, ...] | None:
        """The name in a sighting, or None. A first word of a sentence is left out unless the corpus vouches for it."""
        core = self._stripped(words)
        if core is None or normal(core[-1]) in self.cues["calendar_name"]:
            return None
        organization = any(normal(word) in self.cues["organization"] for word in core)
        if not organization and {normal(core[0]), normal(core[-1])} & self.cues["event_noun"]:
            return None
        if not opens or len(core) < len(words) or self._middle[core] or " ".join(map(normal, core)) in self.cues.places:
            return core
        first = normal(core[0])
        if len(core) == 1:
            return core if core[0] in self._parts else None
        if first in self.cues["stop"] or first in self._small:
            return self._core(core[1:], False)
        return core

    def _shown(self, core: tuple[str, ...]) -> str:
        name = " ".join(core)
        place = self.cues.places.get(normal(name))
        if place:
            return place
        if self._full is None:
            self._full = self._full_names()
        return self._full.get(name, name)

    def _full_names(self) -> dict[str, str]:
        """For each surname, the longer name it stands for: the only one there is, or by far the most frequent."""
        counts = self._middle + self._initial
        longer: dict[str, Counter[str]] = {}
        for core, count in counts.items():
            low = [normal(word) for word in core]
            organization = any(word in self.cues["organization"] or word in self.cues["stop"] for word in low)
            if not 2 <= len(core) <= 4 or organization or self._mostly_place(core) or low[0] in self._small:
                continue
            surname = core[0] if "-" in core[-1] and len(core) == 2 else core[-1]
            longer.setdefault(surname, Counter())[" ".join(core)] += count
        full: dict[str, str] = {}
        for surname, names in longer.items():
            ranked = sorted(names.items(), key=lambda entry: (-entry[1], entry[0]))
            rest = ranked[1][1] if len(ranked) > 1 else 0
            if ranked[0][1] >= _DOMINATES * rest and normal(surname) not in self.cues.places:
                full[surname] = ranked[0][0]
        return full

    # ── places ───────────────────────────────────────────────────────────────────────────────────────────────────────

    def _stands_as_place(self, sighting: Sighting, known: bool = True) -> bool:
        if sighting.before in self.cues["place_preposition"] or sighting.after in self.cues["place_noun"]:
            return True
        if normal(sighting.words[-1]) in self.cues["place_noun"]:
            return True
        return known and sighting.before in self.cues["known_place_preposition"]

    def _mostly_place(self, core: tuple[str, ...]) -> bool:
        return normal(core[-1]) in self.cues["place_noun"] or 0 < self._middle[core] <= 2 * self._placed[core]

    def _is_place(self, core: tuple[str, ...], shown: str, in_place: bool) -> bool:
        if normal(" ".join(core)) in self.cues.places:
            return in_place or shown not in self.cues.countries
        acronym = len(core) == 1 and core[0].isupper()
        organization = any(normal(word) in self.cues["organization"] for word in core)
        return self._mostly_place(core) and not acronym and not organization
