"""Ways to make a title shorter without making it untrue, each a function from the words kept to fewer of them.

They stand in the order in which they are tried (`WAYS`): what is missed least goes first. A condition, a negation and
who says something are never dropped.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from functools import cached_property

from chrono.events.clauses import Parsed
from chrono.events.cues import Cues
from chrono.events.verbs import BARS, JOINING

LIMIT = 90
"""The most characters of a title."""
_APPOSITION = 12
_NOUN_PHRASE = 4
_SHORT = 5
_SURE_OF_VERB = 7
_UNDER = frozenset({"subordinate", "condition", "relative", "participle"})


class Sentence:
    """A sentence as the ways of shortening see it."""

    def __init__(self, parsed: Parsed, cues: Cues, dates: set[int]) -> None:
        self.parsed, self.words, self.low, self.cues, self.dates = parsed, parsed.words, parsed.words.low, cues, dates
        self.verbs = {verb[0] for verb in parsed.verbs}
        self.conditions = {clause.opening for clause in parsed.clauses if clause.role == "condition"}
        self.conditions.update(i for c in parsed.found if c.group == "condition" for i in range(c.start, c.end))
        self.participles = {clause.opening for clause in parsed.clauses if clause.role == "participle"}
        self.main_verbs = {verb for verb in self.verbs if parsed.clause_of(verb).role not in _UNDER}

    @cached_property
    def openings(self) -> set[int]:
        """The words that open inner clauses, and those right before them."""
        inner = [clause for clause in self.parsed.clauses if clause.role not in {"main", "coordinate", "trailing"}]
        return {clause.opening for clause in inner} | {clause.start - 1 for clause in inner}

    @cached_property
    def without_that(self) -> set[int]:
        """The first words of what is said without "that"."""
        said = (clause for clause in self.parsed.clauses if clause.role == "said")
        return {clause.opening for clause in said if clause.start == clause.opening}

    def has(self, index: int, *word_classes: str) -> bool:
        """Whether a word is of one of some classes."""
        return not self.parsed.classes[index].isdisjoint(word_classes)

    def ends(self, index: int, *endings: str) -> bool:
        """Whether a word has one of some endings, by what they tell."""
        return any(self.low[index].endswith(self.cues.endings[ending]) for ending in endings)

    def joins(self, index: int) -> bool:
        """Whether a word joins clauses."""
        return self.has(index, *JOINING)

    def tells(self, kept: Sequence[int]) -> bool:
        """Whether a finite verb is among some words."""
        return not self.verbs.isdisjoint(kept)


Way = Callable[[Sentence, list[int]], list[int]]


def without_parentheses(sentence: Sentence, kept: list[int]) -> list[int]:
    """Leave out what stands in brackets."""
    depth, left = 0, []
    for index in kept:
        depth += sentence.low[index] in {"(", "["}
        if depth == 0:
            left.append(index)
        depth -= sentence.low[index] in {")", "]"} and depth > 0
    return left


def without_asides(sentence: Sentence, kept: list[int]) -> list[int]:
    """Leave out relative clauses, participles and a noun in apposition, between commas."""
    for clause in sentence.parsed.clauses:
        if clause.aside and clause.role in {"relative", "participle"} and kept and clause.opening > kept[0]:
            # The closing comma stays where no verb takes the sentence up again: it ends what is in front.
            last = clause.end + (clause.end + 1 in sentence.verbs)
            kept = [index for index in kept if not clause.opening - 1 <= index < last]
    bars = [place for place, index in enumerate(kept) if sentence.low[index] == ","]
    for first, second in itertools.pairwise(bars):
        resumes = second + 1 < len(kept) and kept[second + 1] in sentence.verbs
        if resumes and sentence.main_verbs.isdisjoint(kept[:second]) and 2 <= second - first - 1 <= _APPOSITION:
            return kept[:first] + kept[second + 1 :]
    return kept


def without_occasion(sentence: Sentence, kept: list[int]) -> list[int]:
    """ "said in an interview with the paper that" → "said that"."""
    for clause in sentence.parsed.clauses:
        if clause.role != "said" or clause.via is None or not clause.via[0] < clause.via[1] == clause.opening:
            continue
        verbs = [verb for verb in sentence.parsed.verbs if clause.via[0] <= verb[0] < clause.opening]
        if verbs and sentence.has(verbs[-1][1] - 1, "say", "claim"):
            behind = range(verbs[-1][1], clause.opening)
            start = next((index for index in behind if sentence.has(index, "preposition")), clause.opening)
            kept = [index for index in kept if not start <= index < clause.opening]
    return kept


def without_fillers(sentence: Sentence, kept: list[int]) -> list[int]:
    """Leave out "also" and its like, with the comma that goes with them."""
    left: list[int] = []
    for place, index in enumerate(kept):
        if not sentence.has(index, "filler"):
            left.append(index)
            continue
        after = kept[place + 1] if place + 1 < len(kept) else index
        resumes = after + 1 in sentence.verbs if sentence.low[after] == "," else sentence.low[after] in BARS
        if left and sentence.low[left[-1]] == "," and resumes:
            left.pop()
            if sentence.low[after] == ",":
                kept[place + 1] = index
    return left


def without_rank(sentence: Sentence, kept: list[int]) -> list[int]:
    """ "Ukrainian President Volodymyr Zelensky" → "Volodymyr Zelensky", at the front."""
    place = 0
    while place < len(kept) and _in_front_of_name(sentence, kept, place):
        place += 1
    named = 0 < place < len(kept) and sentence.words.capital(kept[place])
    return kept[place:] if named and any(sentence.has(index, "honorific", "outlet") for index in kept[:place]) else kept


def _in_front_of_name(sentence: Sentence, kept: list[int], place: int) -> bool:
    low = [sentence.low[index] for index in kept[max(place - 1, 0) : place + 2]]
    people = {*low[-2:], " ".join(low[:2]), " ".join(low[-2:])} & sentence.cues.peoples
    word = sentence.low[kept[place]]
    known = word in sentence.cues.places or sentence.has(kept[place], "honorific", "determiner", "outlet")
    return known or any(word in name.split() for name in people)


def without_trail(sentence: Sentence, kept: list[int]) -> list[int]:
    """Leave out the last clause that only trails: ", calling it …", ", while …", ", with …"."""
    for place in range(len(kept) - 2, 2, -1):
        if sentence.low[kept[place]] not in {",", "—", "–"}:
            continue
        after = kept[place + 1]
        if sentence.low[after].endswith(sentence.cues.endings["adverb"]) and place + 2 < len(kept):
            after = kept[place + 2]
        gerund = sentence.low[after].endswith(sentence.cues.endings["gerund"])
        if (gerund or sentence.has(after, "subordinate", "trails")) and sentence.main_verbs & set(kept[:place]):
            return kept[:place]
    return kept


def without_front(sentence: Sentence, kept: list[int]) -> list[int]:
    """Leave out a phrase or a clause in front of the subject, unless what is left would begin with a pronoun, or it
    is this phrase that is dated and what is left does not begin with a name."""
    left = without_any_front(sentence, kept)
    if len(left) == len(kept) or sentence.has(left[0], "pronoun"):
        return kept
    dated = any(kept[0] <= date < left[0] for date in sentence.dates)
    return kept if dated and not sentence.words.capital(left[0]) else left


def without_any_front(sentence: Sentence, kept: list[int]) -> list[int]:
    """Leave out what stands in front of the subject; not what the rest hangs on ("without help, …")."""
    opens = sentence.has(kept[0], "preposition", "subordinate") or sentence.ends(kept[0], "gerund")
    if sentence.has(kept[0], "keeps") or (sentence.has(kept[0], "under") and sentence.has(kept[1], "determiner")):
        return kept
    end = _end_of_front(sentence, kept) if opens else None
    if end is None or end + 1 >= len(kept):
        return kept
    gerund = sentence.ends(kept[0], "gerund") or sentence.ends(kept[1], "gerund")
    if not gerund and not sentence.main_verbs.isdisjoint(kept[:end]):
        return kept
    left = kept[end + 1 :]
    goes_on = left[0] in sentence.verbs or sentence.has(left[0], "coordinate")
    return kept if goes_on or sentence.main_verbs.isdisjoint(left) else left


def _end_of_front(sentence: Sentence, kept: list[int]) -> int | None:
    """The comma that ends what stands in front of the subject: that of its clause, else the last before a verb."""
    fronted = (c for c in sentence.parsed.clauses if c.opening == kept[0] and c.role in {"subordinate", "condition"})
    clause = next(fronted, None)
    if clause:
        return kept.index(clause.end) if clause.end in kept[:-3] else None
    bars = [place for place, index in enumerate(kept[:-3]) if sentence.low[index] == ","]
    verb = next((place for place, index in enumerate(kept) if bars and place > bars[0] and index in sentence.verbs), 0)
    return max((bar for bar in bars if bar < verb), default=None)


def without_adjunct(sentence: Sentence, kept: list[int]) -> list[int]:
    """Leave out the last phrase of place or circumstance, if no verb follows it and the word before can do without."""
    for place in range(len(kept) - 1, 2, -1):
        if sentence.low[kept[place]] in BARS or kept[place] in sentence.verbs:
            return kept
        if sentence.has(kept[place], "adjunct"):
            before = kept[place - 1]
            formed = sentence.low[before].endswith(sentence.cues.endings["past"] + sentence.cues.endings["gerund"])
            needed = (
                formed
                or sentence.has(before, "participle", "past", "dangling")
                or sentence.has(kept[place - 2], "infinitive")
            )
            return kept if needed or not sentence.tells(kept[:place]) else kept[:place]
    return kept


def without_last_phrase(sentence: Sentence, kept: list[int]) -> list[int]:
    """Leave out the last phrase of a clause that says enough without it: what a preposition, an infinitive or a
    participle opens behind a noun, an aside, a reason, a second verb, or the content of a noun.

    A condition goes only with what it is a condition of, and what is said only with its saying.
    """
    conditional, said_by, least = False, len(sentence.low), len(kept)
    unknown = sentence.main_verbs.isdisjoint(kept)  # where we know no verb, only what stands behind a comma goes
    widths = list(itertools.accumulate(len(sentence.low[index]) + 1 for index in kept))
    first = next((place for place, index in enumerate(kept) if index in sentence.main_verbs), _SURE_OF_VERB)
    for place in range(len(kept) - 1, max(first, 3), -1):
        index = kept[place]
        if unknown and sentence.low[kept[place - 1]] != ",":
            continue
        conditional = conditional or index in sentence.conditions
        if _opens_clause(sentence, kept, place) or (not conditional and _opens_phrase(sentence, kept, place)):
            if index < said_by and _leaves_whole(sentence, kept, place):
                conditional, said_by, least = False, len(sentence.low), place
                if widths[place - 1] <= LIMIT:
                    break
        elif sentence.has(index, "that") and not conditional:
            said_by = max((verb for verb in sentence.verbs if verb < index), default=said_by)
    return kept[:least]


def _leaves_whole(sentence: Sentence, kept: Sequence[int], place: int) -> bool:
    """Whether no clause in front of a place loses its verb: "holds that the party | to be driven out is Russia"."""
    for before in range(place - 1, 0, -1):
        index = kept[before]
        if index in sentence.verbs:
            return True
        opens = sentence.has(index, "coordinate") and sentence.low[kept[before - 1]] == ","
        if sentence.has(index, "that", "relative") or (opens and not sentence.verbs.isdisjoint(kept[place:])):
            return False
    return True


def _opens_clause(sentence: Sentence, kept: Sequence[int], place: int) -> bool:
    """Whether a clause begins here that may go with all it holds: an aside, a reason, a second verb, or the content of
    a noun ("concerns | that …")."""
    index, before = kept[place], kept[place - 1]
    if sentence.low[before] == ",":
        while place + 1 < len(kept) and sentence.low[kept[place]].endswith(sentence.cues.endings["adverb"]):
            place += 1
        opening = kept[place]
        gerund = sentence.low[opening].endswith(sentence.cues.endings["gerund"])
        opens = sentence.has(opening, "relative", "subordinate", "trails", "droppable")
        return (gerund or opens or _opens_second_verb(sentence, kept, place)) and not sentence.has(opening, "keeps")
    if sentence.has(index, "that"):
        noun = sentence.has(before, "content_certain", "content_uncertain") and _is_noun(sentence, kept, place - 1)
        noun = noun and not sentence.has(kept[place - 2], "indefinite")  # "many worry that"
        return noun and not sentence.has(_last_verb(sentence, before), "copula", "auxiliary")
    if sentence.has(index, "reason"):
        return _is_noun(sentence, kept, place - 1)
    return _opens_second_verb(sentence, kept, place)


def _last_verb(sentence: Sentence, index: int) -> int:
    """The last word of the verb before a word; the word itself where there is none."""
    return max((end - 1 for start, end in sentence.parsed.verbs if start < index), default=index)


def _opens_phrase(sentence: Sentence, kept: Sequence[int], place: int) -> bool:
    """Whether a phrase that may go begins here: the word before is a noun, and has its verb."""
    index = kept[place]
    if sentence.has(index, "agent") and sentence.parsed.in_verb(kept[place - 1]):
        return True  # "was destroyed | by the army"
    if index in sentence.participles or sentence.has(index, "droppable") or _opens_infinitive(sentence, kept, place):
        frame = sentence.has(index, "with") and sentence.has(_last_verb(sentence, index), "needs_with")
        return not frame and _is_noun(sentence, kept, place - 1)
    return False


def _opens_infinitive(sentence: Sentence, kept: Sequence[int], place: int) -> bool:
    if not sentence.has(kept[place], "infinitive") or place + 1 >= len(kept):
        return False
    if sentence.has(_last_verb(sentence, kept[place]), "needs_infinitive"):
        return False
    after = kept[place + 1]
    name = sentence.words.capital(after) or not sentence.low[after].isalpha()
    return not name and not sentence.has(after, "determiner", "pronoun", "number", "preposition")


def _is_noun(sentence: Sentence, kept: Sequence[int], place: int) -> bool:
    """Whether a word can only be a noun here: a name, or behind an article that stands behind the verb."""
    index = kept[place]
    functions = ("preposition", "coordinate", "pronoun", "adverb", "dangling", "auxiliary", "infinitive", "determiner")
    if not sentence.low[index][-1].isalnum() or sentence.has(index, *functions) or sentence.parsed.in_verb(index):
        return False
    if sentence.low[index].endswith(sentence.cues.endings["adverb"] + sentence.cues.endings["gerund"]):
        return False
    if place and sentence.has(kept[place - 1], "infinitive"):
        return False
    if sentence.words.capital(index):
        return True
    if sentence.has(index, "participle", "past") or sentence.low[index].endswith(sentence.cues.endings["past"]):
        return False
    verb = max((end for start, end in sentence.parsed.verbs if start < index), default=0)
    copula = verb > 0 and sentence.has(verb - 1, "copula")
    near = [other for other in kept[max(place - _NOUN_PHRASE, 0) : place] if other >= verb]
    determined = any(sentence.has(other, "determiner", "preposition") for other in near)
    return determined or (not copula and bool(near))


def _opens_second_verb(sentence: Sentence, kept: Sequence[int], place: int) -> bool:
    """Whether "and", "but" opens a second verb of the subject or a second clause."""
    index = kept[place]
    if not sentence.has(index, "coordinate") or sentence.has(index, "alternative") or place + 1 >= len(kept):
        return False
    comma = sentence.low[kept[place - 1]] == "," and any(verb > index for verb in sentence.verbs & set(kept))
    return kept[place + 1] in sentence.verbs or comma


WAYS: tuple[Way, ...] = (
    without_parentheses,
    without_asides,
    without_occasion,
    without_fillers,
    without_rank,
    without_trail,
    without_trail,
    without_trail,
    without_front,
    without_adjunct,
    without_adjunct,
    without_last_phrase,
    without_last_phrase,
)
