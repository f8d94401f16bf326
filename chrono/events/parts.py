"""What of a run of capitalised words is a name, as far as the words alone tell.

A rank in front comes off, and so do peoples and places in front of a rank ("Peruvian Foreign Minister Li Wei"); the
body that the rank is of is a name of its own ("BP Chief Executive Tony Hayward"). What holds an event, a day, a law or
a thing is none ("Hurricane …", "… Day", "… Act", "… Prize").
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from chrono.events.cues import Cues
from chrono.events.people import Key
from chrono.events.words import normal, unpointed


@dataclass(frozen=True, slots=True)
class Part:
    """A name within a sighting, ranks and the like taken off, as written and in small letters. ``sure`` tells that it
    needs no other sighting to be a name, ``placed`` that a preposition within the sighting makes it a place."""

    words: tuple[str, ...]
    key: Key
    ranked: bool = False
    sure: bool = True
    placed: bool = False


class Splitter:
    """Takes names out of runs of capitalised words. ``listed`` are the names of the writer's list.

    >>> from chrono.events.cues import cues_of
    >>> [" ".join(part.words) for part in Splitter(cues_of("en")).cut(("BP", "Chief", "Executive", "Tony", "Hayward"))]
    ['BP', 'Tony Hayward']
    """

    def __init__(self, cues: Cues, listed: Collection[str] = ()) -> None:
        self._cues, self._listed = cues, listed
        self.storms: set[Key] = set()

    def cut(self, words: tuple[str, ...]) -> Iterator[Part]:
        """The names in a run of capitalised words: its last one, behind a rank, and who the rank is of."""
        words = self._behind_compound(words)
        key = key_of(words)
        if not key:
            return
        if key[0] in self._cues["storm"]:
            self.storms.add(key[1:])
        rank = None if self.knows(key) else self._last_rank(key)
        if rank is None:
            yield from self.plain(words, key)
            return
        first = next(index for index, word in enumerate(key) if word in self._cues["honorific"])
        yield from self._of_rank(words[:first])
        behind = words[rank + 1 :]
        if key[rank + 1] in self._cues["name_of"]:
            yield from self._of_rank(behind[1:])
            return
        while len(behind) > 1 and self._only_describes(key_of(behind)):
            behind = behind[1:]
        numeral = len(behind) > 1 and not key[-1].strip("iv")
        if len(behind) - numeral == 1 and key[rank] in self._cues["royal"]:
            behind = words[rank:]
        if not self.is_nothing(key_of(behind)):
            yield Part(behind, key_of(behind), ranked=True)

    def plain(self, words: tuple[str, ...], key: Key) -> Iterator[Part]:
        """The name in words without a rank: what a place or a company is called officially is left off."""
        if len(key) > 1 and key[-1] in self._cues["administrative"]:
            words, key = words[:-1], key[:-1]
        if key[0] in self._cues["determiner"] and len(key) > 1 and not self.knows(key):
            words, key = words[1:], key[1:]
        if len(key) > 1 and key[-1] in self._cues["company_form"] and key[-2] not in self._cues["organization"]:
            words, key = words[:-1], key[:-1]
        end = next((i for i in range(1, len(key)) if key[i] in self._cues["name_of"]), len(key))
        if key[end - 1] in self._cues["press"] and end > 1 and " ".join(key[end + 1 :]) in self._cues.places:
            words, key = words[:end], key[:end]  # "Sky News of Britain"
        if not self.is_nothing(key, len(words[0]) > 1 and words[0].isupper()):
            yield Part(words, key)

    def _behind_compound(self, words: tuple[str, ...]) -> tuple[str, ...]:
        """What stands behind a word that only puts names together: "Russian-backed", "Paris-Berlin"."""
        for index in range(len(words) - 1, -1, -1):
            if self._is_compound(key_of(words[: index + 1]), words[index]):
                return words[index + 1 :]
        return words

    def _is_compound(self, key: Key, word: str) -> bool:
        parts = key[-1].split("-")
        if len(parts) < 2 or self.knows(key) or self.knows(key[-1:]):
            return False
        pair = " ".join((*key[-2:-1], parts[0]))  # "North Korea-U.S."
        known = pair in self._cues.places or any(
            part in self._cues.places or part in self._cues.peoples for part in parts
        )
        return known or (parts[-1] in self._cues["compound"] and word.split("-")[-1].islower())

    def _last_rank(self, key: Key) -> int | None:
        """Where the last rank in front of a name stands; None where there is none or it is part of the name."""
        for index in range(len(key) - 2, -1, -1):
            if key[index] in self._cues["honorific"]:
                behind = key[index + 1 :]
                body = any(word in self._cues["organization"] for word in behind)
                return None if body or behind[-1] in self._cues["place_noun"] or self.knows(key[index:]) else index
        return None

    def _of_rank(self, words: tuple[str, ...]) -> Iterator[Part]:
        """The body that a rank is of: "BP" in "BP Chief Executive"; a country only says whose it is."""
        while words and self._only_describes(key_of(words)):
            words = words[1:]
        key = key_of(words)
        if not key or self.is_nothing(key) or self.is_only_place(key):
            return
        organization = any(word in self._cues["organization"] for word in key) or words[0].isupper()
        yield Part(words, key, sure=self.knows(key) or organization)

    def is_only_place(self, key: Key) -> bool:
        """Whether a name is that of a place, and of no seat of power."""
        shown = self._cues.places.get(" ".join(key))
        return shown is not None and shown not in self._cues.seats

    def _only_describes(self, key: Key) -> bool:
        """Whether a word in front of a name is no part of it: a people, a place, a rank, an article."""
        if self.knows(key):
            return False
        cues, word, pair = self._cues, key[0], " ".join(key[:2])
        people = word in cues.peoples or pair in cues.peoples
        place = word in cues.places or pair in cues.places
        return people or place or word in cues["stop"] or word in cues["honorific"]

    def is_nothing(self, key: Key, shouted: bool = False) -> bool:
        """Whether words are the name of a people, a rank, an event, a day, a law or a thing, or no name at all."""
        cues, name = self._cues, " ".join(key)
        if self.knows(key):
            return False
        if name in cues.peoples or all(self._describes_only(key, index) for index in range(len(key))):
            return True
        if len(key) == 1 and (key[0] in cues["place_noun"] or any(map(str.isdigit, key[0]))):
            return True
        if len(key) == 1 and key[0] in cues["stop"] and not shouted:
            return True
        if key[0] in cues["storm"] or key[-1] in cues["calendar_name"] or key[-1] in cues["thing"]:
            return True
        if key[-1] in cues["honorific"] - cues["surname_too"] - cues["organization"]:
            return True
        organization = any(word in cues["organization"] for word in key)
        return not organization and bool({key[0], key[-1]} & cues["event_noun"])

    def _describes_only(self, key: Key, index: int) -> bool:
        word = key[index]
        pairs = {" ".join(key[index : index + 2]), " ".join(key[max(index - 1, 0) : index + 1])}
        return word in self._cues.peoples or word in self._cues["honorific"] or bool(pairs & self._cues.peoples)

    def knows(self, key: Key) -> bool:
        """Whether a name is in a list: of places, of organisations, or the writer's."""
        name = " ".join(key)
        return name in self._cues.places or name in self._cues.organizations or name in self._listed


def key_of(words: Iterable[str]) -> Key:
    """Words as they are looked up.

    >>> key_of(["U.S.", "Senate"])
    ('us', 'senate')
    """
    return tuple(unpointed(normal(word)) for word in words)


def fold(name: str) -> str:
    """A name as it is looked up.

    >>> fold("U.S. Senate")
    'us senate'
    """
    return unpointed(normal(name))
