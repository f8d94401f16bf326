"""The finite verbs of a sentence, by auxiliaries, irregular forms and endings.

A past form can be a participle that only describes ("the occupied towns", "seized by the army", "the talks held in
May collapsed"), and a plural can look like a verb ("announced plans"): such words are told apart by their neighbours.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from chrono.events.cues import Cues
from chrono.events.words import Words

BARS = frozenset(",;:—–")
"""Marks that part clauses."""
OPENING_QUOTES = frozenset('“«"')
_FAR = 10


class Verbs:
    """What is known of a sentence's verbs. ``groups`` are half-open ranges of words, in order; ``describing`` are the
    participles that look like verbs and describe the noun before them.

    >>> from chrono.events.cues import cues_of
    >>> from chrono.events.words import words_of
    >>> words = words_of("The occupied towns have not yet been freed.")
    >>> [" ".join(words.low[a:b]) for a, b in Verbs(words, cues_of("en"), ()).groups]
    ['have not yet been freed']
    """

    def __init__(self, words: Words, cues: Cues, dated: Collection[int]) -> None:
        self.words, self.low, self.cues, self.dated = words, words.low, cues, dated
        found = list(self._groups())
        self.describing = [group[0] for place, group in enumerate(found) if self._describes(place, found)]
        self.groups = [group for group in found if group[0] not in self.describing]
        self.starts = {start for start, _ in self.groups}

    def drop(self, starts: Collection[int]) -> None:
        """Take back what turned out to be participles."""
        self.groups = [group for group in self.groups if group[0] not in starts]
        self.starts = {start for start, _ in self.groups}

    def first(self, start: int, end: int) -> int | None:
        """Where the first verb in a range of words begins."""
        return next((group[0] for group in self.groups if start <= group[0] < end), None)

    def at(self, index: int) -> bool:
        """Whether a verb begins at a word, adverbs let by."""
        while index not in self.starts and self.is_adverb(index):
            index += 1
        return index in self.starts

    def has(self, index: int, word_class: str) -> bool:
        """Whether there is a word, and it is of a class."""
        return 0 <= index < len(self.low) and self.low[index] in self.cues.words[word_class]

    def ends(self, index: int, ending: str) -> bool:
        """Whether there is a word with an ending."""
        return 0 <= index < len(self.low) and self.low[index].endswith(self.cues.endings[ending])

    def is_adverb(self, index: int) -> bool:
        """Whether a word may stand between a subject and its verb."""
        return self.has(index, "adverb") or self.ends(index, "adverb")

    def is_participle(self, index: int) -> bool:
        """Whether a word may be a past participle."""
        if not 0 <= index < len(self.low) or index in self.dated:
            return False
        word = self.low[index]
        if word in self.cues.words["participle"]:
            return True
        return word.endswith(self.cues.endings["past"]) and len(word) > 3 and word not in self.cues.words["not_a_verb"]

    def joins(self, index: int) -> bool:
        """Whether a word joins clauses; "and" between two dates joins only these."""
        if index - 1 in self.dated and index + 1 in self.dated:
            return False
        classes = ("coordinate", "relative", "subordinate", "that", "conditional")
        return any(self.has(index, word_class) for word_class in classes)

    def _groups(self) -> Iterator[tuple[int, int]]:
        index = 0
        while index < len(self.low):
            if not self._finite(index):
                index += 1
                continue
            opens = self.has(index, "auxiliary") or self.has(index, "copula")
            end = self._end_of_group(index + 1) if opens else index + 1
            yield index, end
            index = end

    def _end_of_group(self, end: int) -> int:
        """Where "has not yet been fully repaired" ends, given where "has" does."""
        look = end
        while look < len(self.low) and look not in self.dated:
            inside = self.has(look, "inside_verb") or self.has(look, "past") or self.is_participle(look)
            if inside or self.ends(look, "gerund"):
                end = look + 1
            elif not self.is_adverb(look) and not self.has(look, "infinitive"):
                break
            look += 1
        return end

    def _finite(self, index: int) -> bool:
        word, words = self.low[index], self.cues.words
        if index in self.dated or not word[0].isalpha() or (index and self.words.capital(index)):
            return False
        if word in words["auxiliary"]:
            return True
        if word in words["present"]:
            return bool(index) and not any(
                self.has(index - 1, word_class) for word_class in ("determiner", "infinitive", "auxiliary")
            )
        if word in words["present_after_name"]:
            return self._after_subject(index)
        regular = word.endswith(self.cues.endings["past"]) and self.is_participle(index)
        if word not in words["past"] and not regular:
            return False
        return not self._attributive(index) and not self.has(index - 1, "no_verb_after")

    def _after_subject(self, index: int) -> bool:
        """Whether a name or a pronoun that can be a subject stands before a word."""
        before = index - 1
        if before < 0 or before in self.dated:
            return False
        if self.has(before, "pronoun") or self.has(before, "relative") or self.has(before, "indefinite"):
            return not self.has(before, "possessive")
        name = self.words.capital(before) and not self.ends(before, "possessive")
        return name and self.low[before] not in self.cues.peoples and not self.has(before, "stop")

    def _attributive(self, index: int) -> bool:
        """Whether a participle stands before its noun: "the occupied towns", "a newly built bridge", "by armed men"."""
        if index == 0:
            return True
        after = index + 1
        if after >= len(self.low) or not self.low[after][0].isalpha():
            return False
        if self.has(after, "preposition") or self.has(after, "determiner"):
            return False
        before = index - 1
        while before >= 0 and self.ends(before, "adverb"):
            before -= 1
        if before < 0:
            return before < index - 1
        if self.has(before, "preposition") or self.has(before, "number") or self.low[before].isdigit():
            return True
        return self.ends(before, "possessive") or (
            self.has(before, "determiner") and not self.has(before, "object_pronoun")
        )

    def _describes(self, place: int, groups: list[tuple[int, int]]) -> bool:
        """Whether a group is no verb but a participle behind its noun: "seized by …", "the talks held in May fell",
        "they praised a law passed in May"."""
        start, end = groups[place]
        if not start or self.has(start, "auxiliary") or not self.is_participle(start):
            return False
        if place and self._describes_object(groups[place - 1], start, end):
            return True
        before = start - 1
        while self.is_adverb(before):
            before -= 1
        if self.has(before, "relative") or self.has(before, "subject_pronoun"):
            return False
        if self.has(end, "agent") and end + 1 not in self.dated:
            return True
        if not self._goes_with(end):
            return False
        after = groups[place + 1] if place + 1 < len(groups) else None
        if self.fronted(start) and any(self.low[i] in BARS for i in range(end, after[0] if after else end)):
            return True
        if after is None or (self.is_participle(after[0]) and self._goes_with(after[1])):
            return False
        between = range(end, after[0])
        parted = any(self.low[i] in BARS or self.low[i] in OPENING_QUOTES or self.joins(i) for i in between)
        return not parted and not self.has(start, "say") and len(between) <= _FAR

    def _goes_with(self, index: int) -> bool:
        """Whether what stands at a word may complete a participle: a date, or a phrase with a preposition."""
        return index in self.dated or self.has(index, "preposition")

    def fronted(self, index: int) -> bool:
        """Whether a word is in a phrase that a preposition opens, in front of its clause."""
        while index and self.low[index - 1] not in BARS and self.low[index - 1] not in OPENING_QUOTES:
            index -= 1
        return self.has(index, "preposition") or self.has(index, "according")

    def _describes_object(self, verb: tuple[int, int], start: int, end: int) -> bool:
        """Whether a participle stands behind the object of the verb before it, with nothing to join the two."""
        if self.has(verb[1] - 1, "say") or self.has(verb[1] - 1, "claim") or self.has(verb[1] - 1, "deny"):
            return False
        between = range(verb[1], start)
        parted = any(self.low[i] in BARS or self.low[i] in OPENING_QUOTES or self.joins(i) for i in between)
        noun = self.low[start - 1][0].isalpha() and not self.has(start - 1, "subject_pronoun")
        return bool(between) and not parted and noun and self._goes_with(end) and not self.is_adverb(start - 1)
