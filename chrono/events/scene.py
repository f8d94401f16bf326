"""The day that an article goes on telling of: what was said and shown at the press conference of the day before.

News of an event dates it once ("Apple announced on Friday …") and goes on without a date ("Jobs also said …", "during
the event, he showed …"). Such a sentence does not tell of the day of writing. It is taken to go on with the day last
told where it is plain that it does: it is in the simple past, and either it is said or shown by someone who acted on
that day, or it names the occasion ("at the conference"). Nothing else moves a sentence from its article's date.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from chrono.article import Dating
from chrono.events.clauses import Parsed
from chrono.events.cues import Cues
from chrono.events.when import day_of, when
from chrono.temporal.calendar import SECONDS_A_DAY, iso_date

if TYPE_CHECKING:
    from chrono.events.mention import Telling
    from chrono.events.names import Sighting

_RECENT = 7 * SECONDS_A_DAY
_DETERMINED = 4
_INVERTED = 4
_FINE = frozenset({"minute", "hour", "day"})

Name = tuple[str, ...]


class Scene:
    """The day that an article has come to, who acted on it, and whether there was an occasion for it.

    Show it the tellings of each sentence with `follow`, in the order of reading.
    """

    def __init__(self, published: Dating, cues: Cues) -> None:
        self.cues = cues
        start = published.interval.start
        self._written = start if isinstance(start, int) and day_of(published) else None
        self._day = self._phrase = ""
        self._people: set[Name] = set()
        self._occasion = self._goes_on = False

    def follow(self, parsed: Parsed, sightings: Sequence[Sighting], told: Sequence[Telling]) -> list[Telling]:
        """The tellings of a sentence, those without a date at the day that they go on with; ``sightings`` are the
        names in it."""
        if self._written is None:
            return list(told)
        goes_on = bool(self._day) and any(not telling.own for telling in told) and self._belongs(parsed, sightings)
        if goes_on:
            told = [telling if telling.own else self._moved(telling) for telling in told]
        self._goes_on = goes_on
        for telling in told:
            self._enter(telling)
        if self._goes_on:
            self._people |= _names_before_verb(parsed, sightings)
            self._occasion = self._occasion or not self.cues["occasion"].isdisjoint(parsed.words.low)
        return list(told)

    def _enter(self, telling: Telling) -> None:
        """Go on to the day of a telling; what happened longer ago ends the scene, a month or a plan does not."""
        start, end = telling.when.interval.start, telling.when.interval.end
        told = telling.own and telling.kind == "happened" and telling.modality == "asserted"
        if not told or telling.when.precision not in _FINE or not isinstance(start, int) or not isinstance(end, int):
            return
        day = iso_date(start // SECONDS_A_DAY)
        assert self._written is not None
        if not self._written - _RECENT <= start or end > self._written + SECONDS_A_DAY or end - start > SECONDS_A_DAY:
            self._day = ""
            return
        if day != self._day:
            self._day, self._people, self._occasion = day, set(), False
        self._phrase = telling.mention.phrase
        self._goes_on = True

    def _moved(self, telling: Telling) -> Telling:
        step = f"it goes on with what was told of “{' '.join(self._phrase.split())}”, {self._day}"
        derivation = (*telling.mention.derivation[:1], step)
        mention = replace(telling.mention, anchor=self._day, derivation=derivation)
        return replace(telling, mention=mention, when=when(self._day))

    def _belongs(self, parsed: Parsed, sightings: Sequence[Sighting]) -> bool:
        """Whether a sentence plainly goes on with the day: in the simple past, by who acted or on the occasion."""
        main = parsed.own(parsed.clauses[0])
        verb = next((verb for verb in parsed.verbs if verb[0] in main), None)
        if verb is None or not self._simple_past(parsed, verb):
            return False
        low = parsed.words.low
        if self._occasion and any(self._names_occasion(low, index) for index in main):
            return True
        if not any(low[verb[1] - 1] in self.cues[name] for name in ("say", "claim", "deny", "shows")):
            return False
        subject = low[verb[0] - 1] if verb[0] else ""
        if self._goes_on and subject in self.cues["subject_pronoun"]:
            return True
        people = _names_before_verb(parsed, sightings) | _names_within(sightings, verb[1], verb[1] + _INVERTED)
        return any(_same(one, other) for one in people for other in self._people)

    def _simple_past(self, parsed: Parsed, verb: tuple[int, int]) -> bool:
        first = parsed.words.low[verb[0]]
        passive = first in self.cues["be_past"] and verb[1] - verb[0] > 1
        return passive or first in self.cues["past"] or first.endswith(self.cues.endings["past"])

    def _names_occasion(self, low: Sequence[str], index: int) -> bool:
        """ "during the keynote", "at the Cupertino event"."""
        if low[index] not in self.cues["occasion"]:
            return False
        near = range(index - 1, max(index - 1 - _DETERMINED, 0), -1)
        article = next((i for i in near if low[i] in self.cues["definite"]), None)
        return article is not None and low[article - 1] in self.cues["occasion_preposition"]


def _names_before_verb(parsed: Parsed, sightings: Sequence[Sighting]) -> set[Name]:
    main = parsed.own(parsed.clauses[0])
    verb = next((verb[0] for verb in parsed.verbs if verb[0] in main), len(parsed.words))
    return _names_within(sightings, 0, verb)


def _names_within(sightings: Sequence[Sighting], start: int, end: int) -> set[Name]:
    inside = (sighting for sighting in sightings if start <= sighting.first and sighting.last <= end)
    return {tuple(word.lower() for word in sighting.words) for sighting in inside}


def _same(one: Name, other: Name) -> bool:
    """Whether two names may be one: "Jobs" is "Steve Jobs", "Apple" is "Apple Inc."."""
    short, long = sorted((one, other), key=len)
    return long[-len(short) :] == short or long[: len(short)] == short
