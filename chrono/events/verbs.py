"""The finite verbs of a sentence, by auxiliaries, irregular forms and endings.

A past form can be a participle that only describes ("the occupied towns", "seized by the army", "the talks held in
May collapsed"), and a plural can look like a verb ("announced plans"): such words are told apart by their neighbours.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from chrono.events.cues import NO_CLASS, Cues
from chrono.events.words import Words

BARS = frozenset(",;:—–")
"""Marks that part clauses."""
OPENING_QUOTES = frozenset('“«"')
JOINING = ("coordinate", "relative", "subordinate", "that", "conditional")
"""The classes of words that join clauses."""
_VERBAL = ("auxiliary", "present", "present_after_name", "present_plural", "past")
_FAR = 10
_SUBJECT = 5
_NEAR = 4
_SHORTEST_VERB = 5


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
        self.classes = [cues.classes.get(word, NO_CLASS) for word in words.low]
        for index in self.places("shouted"):
            if words.surface(index).isupper() and not words.text.isupper():
                self.classes[index] = NO_CLASS  # "the WHO", "US troops"
        self.count = len(words.low)
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

    def has(self, index: int, *word_classes: str) -> bool:
        """Whether there is a word, and it is of one of some classes."""
        return 0 <= index < self.count and not self.classes[index].isdisjoint(word_classes)

    def places(self, word_class: str) -> list[int]:
        """Where words of a class stand."""
        return [index for index, classes in enumerate(self.classes) if word_class in classes]

    def ends(self, index: int, ending: str) -> bool:
        """Whether there is a word with an ending."""
        return 0 <= index < len(self.low) and self.low[index].endswith(self.cues.endings[ending])

    def says(self, index: int) -> bool:
        """Whether a word hands on what someone says, claims or denies."""
        return self.has(index, "say", "claim", "deny")

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
        return self.has(index, *JOINING)

    def _groups(self) -> Iterator[tuple[int, int]]:
        endings = self.cues.endings["past"] + self.cues.endings["third_person"]
        end = 0
        for index, (word, classes) in enumerate(zip(self.low, self.classes, strict=True)):
            verbal = not classes.isdisjoint(_VERBAL) or word.endswith(endings)
            if index < end or not verbal or not self._finite(index):
                continue
            opens = self.has(index, "auxiliary") or self.has(index, "copula")
            end = self._end_of_group(index + 1) if opens else index + 1
            yield index, end

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
        word, classes = self.low[index], self.classes[index]
        if index in self.dated or not word[0].isalpha() or (index and self.words.capital(index)):
            return False
        if "auxiliary" in classes:
            return True
        if "present" in classes:
            return bool(index) and not self._behind_noun_maker(index - 1)
        if "present_plural" in classes and self._after_plural(index):
            return True
        if "present_after_name" in classes and self._after_subject(index) and not self.has(index + 1, "auxiliary"):
            return True
        if self._third_person(index):
            return True
        regular = word.endswith(self.cues.endings["past"]) and self.is_participle(index)
        if "past" not in classes and not regular:
            return False
        return not self._attributive(index) and not self.has(index - 1, "no_verb_after")

    def _behind_noun_maker(self, before: int) -> bool:
        """Whether behind a word stands no finite verb: an article, "to", an auxiliary, a preposition."""
        while before > 0 and self.has(before, "inside_verb") and not self.has(before, "auxiliary"):
            before -= 1  # "does not seem"
        preposition = self.has(before, "preposition") and not self.has(before, "particle", "subordinate")
        return preposition or self.has(before, "determiner", "infinitive", "auxiliary")

    def _after_plural(self, index: int) -> bool:
        """Whether a word that may be a plural's verb stands behind a plural and before what it may have behind it:
        "forces face losses", not "let forces face"."""
        before = index - 1
        while before > 0 and self.is_adverb(before) and not self.has(before, "pronoun"):
            before -= 1
        plural = self.has(before, "subject_pronoun", "relative", "indefinite") or (
            self.ends(before, "plural") and not self.ends(before, "possessive") and len(self.low[before]) > 3
        )
        plural = plural or (before > 1 and self.words.capital(before) and self.has(before - 1, "coordinate"))
        if before < 0 or not plural or before in self.dated or self.has(before, "singular_subject", "preposition"):
            return False
        if any(self.has(i, "bare_infinitive_after") for i in range(max(before - _NEAR, 0), before)):
            return False
        return index + 1 < self.count and self.low[index + 1] not in BARS

    def _after_subject(self, index: int) -> bool:
        """Whether a name or a pronoun that can be a subject stands before a word."""
        before = index - 1
        if before > 0 and self.has(before, "adverb") and not self.has(before, "determiner"):
            return not any(self.has(before - 1, c) for c in ("determiner", "preposition", "infinitive", "auxiliary"))
        if before < 0 or before in self.dated:
            return False
        if self.has(before, "pronoun") or self.has(before, "relative") or self.has(before, "indefinite"):
            return not self.has(before, "possessive")
        name = self.words.capital(before) and not self.ends(before, "possessive")
        return name and self.low[before] not in self.cues.peoples and not self.has(before, "stop")

    def _third_person(self, index: int) -> bool:
        """Whether a word in -s stands between a noun or a name and an article, the first verb of its clause: "the store
        violates an agreement"; not "in recent months the army", nor "gave residents a choice"."""
        word, after = self.low[index], index + 1
        if not self.ends(index, "third_person") or len(word) < _SHORTEST_VERB or after >= len(self.low):
            return False
        if (
            not self.has(after, "article", "possessive", "subject_pronoun")
            or not index
            or self._function_word(index - 1)
        ):
            return False
        for before in range(index - 1, -1, -1):
            if self.low[before] in BARS or self.has(before, "that", "relative", "coordinate"):
                return True
            known = self.low[before] in self.cues.words["past"] or self.ends(before, "past")
            if known or self.has(before, "auxiliary", "present", "preposition", "subordinate", "infinitive"):
                return self.has(before, "name_of")
        return True

    def _function_word(self, index: int) -> bool:
        word = self.low[index]
        return not word[0].isalpha() or self.cues.is_function_word(word) or index in self.dated

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
        if before in self.dated:
            return False
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
        if self.has(before, "relative") or self.has(before, "subject_pronoun") or self._in_relative(place, groups):
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
        return not self._parted(end, after[0]) and not self.has(start, "say") and after[0] - end <= _FAR

    def _in_relative(self, place: int, groups: list[tuple[int, int]]) -> bool:
        """Whether a participle is the first verb behind "that" or "which": "the raid that rebels launched in May"."""
        first = groups[place - 1][1] if place else 0
        for index in range(groups[place][0] - 1, max(first, groups[place][0] - _SUBJECT) - 1, -1):
            if self.low[index] in BARS or self.has(index, "preposition"):
                return False
            if self.has(index, "relative") or self.has(index, "that"):
                return index > first and not self.has(index, "subordinate")
        return False

    def _goes_with(self, index: int) -> bool:
        """Whether what stands at a word may complete a participle: a date, or a phrase with a preposition."""
        return index in self.dated or self.has(index, "preposition")

    def fronted(self, index: int) -> bool:
        """Whether a word is in a phrase that a preposition opens, in front of its clause."""
        while index and self.low[index - 1] not in BARS and self.low[index - 1] not in OPENING_QUOTES:
            index -= 1
        opens = self.has(index, "preposition") or self.has(index, "according")
        return opens and not self.has(index, "subordinate")

    def _describes_object(self, verb: tuple[int, int], start: int, end: int) -> bool:
        """Whether a participle stands behind the object of the verb before it, with nothing to join the two."""
        if self.says(verb[1] - 1):
            return False
        noun = self.low[start - 1][0].isalpha() and not self.has(start - 1, "subject_pronoun")
        object_between = verb[1] < start and noun and not self._parted(verb[1], start)
        return object_between and self._goes_with(end) and not self.is_adverb(start - 1)

    def _parted(self, start: int, end: int) -> bool:
        """Whether a mark or a word in a range parts what stands before it from what stands behind."""
        return any(self.low[i] in BARS or self.low[i] in OPENING_QUOTES or self.joins(i) for i in range(start, end))
