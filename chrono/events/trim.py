"""Where a sentence that is still too long for a title may end, and what may go from its middle.

`chrono.events.shorten` drops what is missed least. Where that is not enough, `trimmed` looks for the last place at
which the sentence could have ended: what stands in front of it is a clause with its verb and what the verb asks for,
and what goes takes nothing back. Never dropped so are a condition, what a negation, "only" or a superlative is about,
the rest of a comparison, and what tells which ones are meant ("those who …").
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from functools import lru_cache

from chrono.events.clauses import Clause
from chrono.events.cues import cues_of
from chrono.events.shorten import LIMIT, Sentence
from chrono.events.terms import stem
from chrono.events.verbs import BARS

_LONGEST_SUBJECT = 8
_NEAR = 4
_FAR = 8
_FEWEST_WORDS = 3
_STARTS = frozenset("—–;")


def trimmed(sentence: Sentence, kept: list[int], limit: int = LIMIT) -> list[int]:
    """The words up to the last place where a sentence could have ended within a number of characters; all of them where
    there is none."""
    fits = _fitting(sentence, kept, limit)
    for place in range(min(fits + 1, len(kept) - 1), _FEWEST_WORDS - 1, -1):
        end = place - _closes(sentence, kept, place)
        if end <= fits and _may_end(sentence, kept, place):
            return kept[: _without_apposition(sentence, kept, end)]
    return kept


def cuts_well(sentence: Sentence, kept: Sequence[int], end: int) -> bool:
    """Whether what is left up to an end is a clause that waits for nothing, and whether it says no more than with the
    rest."""
    head, rest = kept[:end], kept[end:]
    if sentence.low[rest[0]] in BARS:
        return _verbs_are_there(sentence, head)
    if _asks_for(sentence, head, rest) or _unpaired(sentence, head) or not _verbs_are_there(sentence, head):
        return False
    if sentence.has(rest[0], "infinitive"):
        return not _restricted(sentence, head) and _opens_infinitive(sentence, kept, end)
    if sentence.has(rest[0], "comparing") and any(sentence.has(i, "comparing") for i in head[-_NEAR:]):
        return False  # "with Silva as well | as with Li"
    opens = any(c.opening == rest[0] and c.role == "subordinate" for c in sentence.parsed.clauses)
    joins = sentence.joins(rest[0]) and not sentence.has(rest[0], "droppable")
    clause = joins or opens or sentence.has(rest[0], "reason")
    whole = sentence.has(rest[0], "relative", "that") or (
        sentence.has(rest[0], "coordinate") and _own_verb(sentence, rest)
    )
    if not whole and _conditional(sentence, rest):
        return False
    return clause or not (_framed(sentence, kept, end) or _restricted(sentence, head))


def _without_apposition(sentence: Sentence, kept: Sequence[int], end: int) -> int:
    """Where to end before what has only begun to explain a noun: "in Basra, the port | that rebels held"."""
    for place in range(end - 1, max(end - _FAR, _FEWEST_WORDS), -1):
        if kept[place] in sentence.verbs:
            return end
        if sentence.low[kept[place]] == ",":
            explains = sentence.has(kept[place + 1], "article") and _may_end(sentence, kept, place + 1)
            return place if explains else end
    return end


def without_descriptions(sentence: Sentence, kept: list[int]) -> list[int]:
    """Leave out what describes the subject between it and its verb: "soldiers | who fought beside them | have been
    killed"."""
    for clause in sentence.parsed.clauses:
        between = clause.role in {"relative", "participle"} and clause.end in sentence.verbs
        if not between or clause.opening not in kept[1:] or clause.end not in kept or _picks_out(sentence, clause):
            continue
        if not _is_subject(sentence, kept[: kept.index(clause.opening)]):
            continue
        left = [index for index in kept if not clause.opening <= index < clause.end]
        if not sentence.main_verbs.isdisjoint(left):
            kept = left
    return kept


def _is_subject(sentence: Sentence, head: Sequence[int]) -> bool:
    """Whether some words end in the subject of the sentence: no verb since what stands in front of it."""
    return not any(i in sentence.verbs or sentence.has(i, "that", "relative") for i in _clause_back(sentence, head))


def _fitting(sentence: Sentence, kept: Sequence[int], limit: int) -> int:
    """How many of the words fit, each with a space."""
    starts, ends = sentence.words.starts, sentence.words.ends
    gaps = (after == before + 1 and ends[before] == starts[after] for before, after in itertools.pairwise([-2, *kept]))
    widths = itertools.accumulate(
        ends[index] - starts[index] + (not close) for index, close in zip(kept, gaps, strict=True)
    )
    return next((place for place, width in enumerate(widths) if width - 1 > limit), len(kept))


def _closes(sentence: Sentence, kept: Sequence[int], place: int) -> bool:
    """Whether a place stands behind a comma or the like, which goes too where the sentence ends there."""
    return sentence.low[kept[place - 1]] in BARS


def _picks_out(sentence: Sentence, clause: Clause) -> bool:
    """Whether a clause tells which ones are meant, so that without it more is said: "any town that", "men who"."""
    start, end = clause.head or (clause.opening, clause.opening)
    near = range(max(start, end - _FAR), end)
    if any(sentence.low[i].isdigit() or sentence.has(i, "number") for i in near):
        return False
    if any(sentence.has(i, "picking") or sentence.ends(i, "superlative") for i in near):
        return True
    known = any(sentence.has(i, "determiner") for i in near)
    return not known and not any(sentence.words.capital(i) for i in range(max(start, 1), end))


# ── places ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def _may_end(sentence: Sentence, kept: Sequence[int], place: int) -> bool:
    """Whether the sentence could end in front of a place."""
    end = place - _closes(sentence, kept, place)
    head = kept[:end]
    if len(head) < _FEWEST_WORDS or sentence.main_verbs.isdisjoint(head):
        return False
    opens_clause = end == place and _opens_clause(sentence, kept, place)
    if end == place and not opens_clause and not _opens_phrase(sentence, kept, place):
        return False  # as at most places, which need no closer look
    if _inside(sentence, kept, place) or _unpaired(sentence, head) or not _verbs_are_there(sentence, head):
        return False
    if _asks_for(sentence, head, kept[place:]):
        return False
    if end < place:
        return _behind_bar(sentence, kept, place)
    last = list(_clause_back(sentence, head))
    if len(last) < min(_FEWEST_WORDS, len(head)) and sentence.verbs.isdisjoint(last):
        return False  # "in the valley, side | by side"
    if opens_clause:
        return _ends_well(sentence, head, clause=True)
    return not _restricted(sentence, head) and not _conditional(sentence, kept[place:]) \
        and _ends_well(sentence, head, clause=False)  # fmt: skip


def _inside(sentence: Sentence, kept: Sequence[int], place: int) -> bool:
    """Whether a place is inside brackets, or inside a quotation and not between two clauses of it."""
    head, index = kept[:place], kept[place]
    for opening, closing in sentence.parsed.quotes:
        if opening in head and opening < index <= closing:
            told = any(opening < verb < index for verb in sentence.verbs)
            return index == closing or not told or not sentence.has(index, "coordinate", "subordinate")
    opened = sum(sentence.low[i] in "([" for i in head)
    return opened > sum(sentence.low[i] in ")]" for i in head)


def _unpaired(sentence: Sentence, head: Sequence[int]) -> bool:
    """Whether a "between" or a "both" waits for its "and"."""
    for index in reversed(head):
        if sentence.has(index, "coordinate") or index in sentence.verbs:
            return False
        if sentence.has(index, "paired"):
            return True
    return False


def _verbs_are_there(sentence: Sentence, head: Sequence[int]) -> bool:
    """Whether every clause that is opened in some words has its verb there too: "holds that the party", "said a man"
    do not; nor does "what has to be done", which is only a subject."""
    opening = next((index for index in head if sentence.low[index][0].isalnum()), None)
    if opening is None:
        return False
    gerund = sentence.ends(opening, "gerund") and not any(sentence.low[i] in BARS for i in head)
    if (gerund or sentence.has(opening, "opens_subject")) and len(sentence.verbs.intersection(head)) < 2:
        return False
    openings, without = sentence.openings, sentence.without_that
    verbs = 0
    for place in range(len(head) - 1, -1, -1):
        index = head[place]
        opens = index in openings and sentence.has(index, "that", "relative", "subordinate", "conditional")
        if (opens or sentence.has(index, "conditional") or (index in without and place)) and not verbs:
            return False
        verbs += (index in sentence.verbs) - (opens and verbs > 0)
    return verbs > 0


def _behind_bar(sentence: Sentence, kept: Sequence[int], place: int) -> bool:
    """Whether what stands behind a comma, a dash or a semicolon may go."""
    index, bar = kept[place], sentence.low[kept[place - 1]]
    head, rest = kept[: place - 1], kept[place:]
    if (
        sentence.has(index, "keeps", "alternative")
        or _takes_back(sentence, rest)
        or not _ends_well(sentence, head, clause=True)
    ):
        return False
    if bar in _STARTS:
        return not _conditional(sentence, rest[:1])
    if bar == ":":
        return not sentence.has(head[-1], "say", "colon_follows")
    if _fronted(sentence, head) or _lists(sentence, head) or _interrupts(sentence, head, rest):
        return False
    while sentence.ends(index, "adverb") and not sentence.has(index, "trails") and len(rest) > 1:
        rest = rest[1:]
        index = rest[0]
    if sentence.has(index, "coordinate"):
        return not _conditional(sentence, rest) or _own_verb(sentence, rest)
    if _conditional(sentence, rest[:2]):
        return False
    gerund = sentence.ends(index, "gerund") or index in sentence.participles
    opens = sentence.has(index, "relative", "subordinate", "trails", "droppable")
    if gerund or opens:
        return True
    if not any(i in sentence.verbs or sentence.joins(i) or sentence.low[i] in BARS for i in rest):
        return not sentence.has(index, "preposition")  # ", side by side with them"
    describes = sentence.has(index, "article", "indefinite") or sentence.has(index, "rather")
    return describes and not _goes_on_listing(sentence, rest)


def _takes_back(sentence: Sentence, rest: Sequence[int]) -> bool:
    """Whether what follows takes something back: ", but only if", ", only from a position of strength"."""
    return any(sentence.has(i, "keeps") and not sentence.has(i, "coordinate") for i in rest[:2]) or (
        not sentence.has(rest[0], "coordinate") and _conditional(sentence, rest[:2])
    )


def _fronted(sentence: Sentence, head: Sequence[int]) -> bool:
    """Whether some words are only what stands in front of the subject."""
    opening = head[0]
    opened = (c for c in sentence.parsed.clauses if c.opening == opening and c.role in {"subordinate", "condition"})
    clause = next(opened, None)
    if clause:
        return not any(verb in sentence.main_verbs and verb >= clause.end for verb in head)
    return False


def _interrupts(sentence: Sentence, head: Sequence[int], rest: Sequence[int]) -> bool:
    """Whether what stands behind a comma parts a second subject from its verb ("… and the mayor, | Ana Silva, said"),
    or a phrase from its clause ("…: in the first days, | he …")."""
    close = next((place for place, index in enumerate(rest) if sentence.low[index] == ","), len(rest))
    since = list(itertools.takewhile(lambda i: i not in sentence.verbs, reversed(head)))
    resumed = close + 1 < len(rest) and rest[close + 1] in sentence.verbs
    parted = any(sentence.low[index] in _STARTS | {":"} for index in since)
    return parted or (resumed and any(sentence.joins(index) for index in since))


def _lists(sentence: Sentence, head: Sequence[int]) -> bool:
    """Whether a list has begun behind the last verb: "Kyiv is to give up Donetsk, Luhansk"."""
    for index in reversed(head):
        if index in sentence.verbs:
            return False
        if sentence.low[index] == ",":
            return not any((c.aside and c.opening == index + 1) or c.end == index for c in sentence.parsed.clauses)
    return False


def _goes_on_listing(sentence: Sentence, rest: Sequence[int]) -> bool:
    """Whether what begins here is the second of several: "the army, the navy and the police"."""
    for place, index in enumerate(rest[:_FAR]):
        if sentence.has(index, "coordinate"):
            return True
        if index in sentence.verbs or sentence.has(index, "relative", "that"):
            return False
        if sentence.low[index] == "," and place + 1 < len(rest):
            return (
                not sentence.has(rest[place + 1], "relative", "preposition") and rest[place + 1] not in sentence.verbs
            )
    return False


def _own_verb(sentence: Sentence, rest: Sequence[int]) -> bool:
    """Whether a clause opened by "and" has a subject and a verb in front of its condition."""
    for index in rest[1:]:
        if index in sentence.verbs:
            return True
        if index in sentence.conditions:
            return False
    return False


def _opens_clause(sentence: Sentence, kept: Sequence[int], place: int) -> bool:
    """Whether a clause begins at a place without a comma, and may go."""
    index, rest = kept[place], kept[place:]
    if index in sentence.conditions or sentence.has(index, "keeps", "alternative"):
        return False
    if sentence.has(index, "coordinate"):
        return _opens_coordinate(sentence, kept, place)
    if sentence.has(index, "not") and len(rest) > 1:
        return sentence.has(rest[1], "infinitive", "merely") and not sentence.parsed.in_verb(kept[place - 1])
    clause = next((c for c in sentence.parsed.clauses if c.opening == index and c.role != "main"), None)
    if clause is None:
        return False
    if clause.role == "relative":
        negated = _restricted(sentence, kept[:place]) or _refuses(sentence, kept[:place])
        return (
            not negated
            and not _picks_out_object(sentence, kept, place)
            and not sentence.has(kept[place - 1], "name_of")
        )
    if clause.role == "said" and clause.via == (index - 1, index):  # "concerns | that …"
        return not _restricted(sentence, kept[:place]) and not sentence.has(kept[place - 1], "participle", "past")
    if clause.role == "subordinate":
        compares = any(sentence.has(i, "comparing") for i in kept[max(place - _FAR, 0) : place])
        if compares or not sentence.has(index, "subordinate") or sentence.has(index, "until"):
            return False
        return not _restricted(sentence, kept[:place]) and not _conditional(sentence, rest)
    return False


def _picks_out_object(sentence: Sentence, kept: Sequence[int], place: int) -> bool:
    near = kept[max(place - _NEAR, 0) : place]
    return any(sentence.has(i, "picking", "pronoun") or sentence.ends(i, "superlative") for i in near)


def _opens_coordinate(sentence: Sentence, kept: Sequence[int], place: int) -> bool:
    """Whether "and" or "but" opens a second verb or a second clause; not within "between … and"."""
    index, rest = kept[place], kept[place + 1 : place + 1 + _LONGEST_SUBJECT]
    clause = next((i for i in range(place - 1, -1, -1) if sentence.low[kept[i]] in BARS), 0)
    paired = any(sentence.has(i, "paired") for i in kept[clause:place])
    if paired or not rest or (_conditional(sentence, kept[place:]) and not _own_verb(sentence, kept[place:])):
        return False
    while len(rest) > 1 and (sentence.has(rest[0], "adverb") or sentence.ends(rest[0], "adverb")):
        rest = rest[1:]
    goes_on = sentence.ends(rest[0], "gerund") and any(
        a < i < b and sentence.ends(i, "gerund") for i in kept[clause:place] for a, b in sentence.parsed.verbs
    )
    if rest[0] in sentence.verbs or goes_on:
        return True
    subject = sentence.has(rest[0], "subject_pronoun") and not sentence.has(rest[0], "possessive")
    if subject or (sentence.has(rest[0], "article", "possessive") or sentence.words.capital(rest[0])):
        span = itertools.takewhile(lambda i: sentence.low[i] not in BARS and not sentence.joins(i), rest)
        verb = next((i for i in span if i in sentence.verbs), None)
        return verb is not None and not sentence.has(verb, "agent") and index not in sentence.dates
    return False


def _opens_phrase(sentence: Sentence, kept: Sequence[int], place: int) -> bool:
    """Whether a preposition, an infinitive or a participle opens a phrase at a place that its clause can do without."""
    index, head = kept[place], kept[:place]
    if sentence.has(index, "droppable", "trailing_preposition"):
        after = kept[place + 1] if place + 1 < len(kept) else index
        if sentence.has(index, "comparing") and any(sentence.has(i, "comparing") for i in head[-_NEAR:]):
            return False  # "as much | as possible"
        by_doing = sentence.has(index, "agent") and sentence.ends(after, "gerund")
        return by_doing or not _framed(sentence, kept, place)
    if sentence.has(index, "infinitive"):
        return _opens_infinitive(sentence, kept, place)
    if index in sentence.participles or _gerund(sentence, kept, place):
        causes = any(sentence.has(i, "needs_participle", "with", "name_of", "clause_preposition") for i in head[-_FAR:])
        return not causes
    return False


def _gerund(sentence: Sentence, kept: Sequence[int], place: int) -> bool:
    """Whether a word in -ing describes the noun before it: "a force | involving 50 men"."""
    index = kept[place]
    long = len(sentence.low[index]) > 5 and sentence.ends(index, "gerund")
    after = kept[place + 1] if place + 1 < len(kept) else index
    goes_on = sentence.has(after, "determiner", "number", "infinitive", "preposition") or sentence.words.capital(after)
    return long and after != index and goes_on and not sentence.has(kept[place - 1], "preposition", "determiner")


def _opens_infinitive(sentence: Sentence, kept: Sequence[int], place: int) -> bool:
    head = kept[:place]
    if place + 1 >= len(kept) or sentence.has(head[-1], "needs_to"):
        return False
    after = kept[place + 1]
    noun = sentence.words.capital(after) or sentence.has(after, "determiner", "number", "pronoun", "possessive")
    if noun or not sentence.low[after].isalpha():
        return not _framed(sentence, kept, place)
    back = itertools.takewhile(lambda i: not sentence.has(i, "infinitive"), _clause_back(sentence, head))
    return not any(sentence.has(i, "needs_infinitive", "needs_to") for i in back)


def _clause_back(sentence: Sentence, head: Sequence[int]) -> Iterator[int]:
    """The words before a place, back to the last comma."""
    for index in reversed(head):
        if sentence.low[index] in BARS:
            return
        yield index


def _framed(sentence: Sentence, kept: Sequence[int], place: int) -> bool:
    """Whether a verb asks for a preposition that has not come yet: "described the spill | as", "put the number | of men
    who serve there at"."""
    frames = _frames(sentence.cues.language)
    waiting = {sentence.low[kept[place]]}
    behind = itertools.takewhile(lambda i: sentence.low[i] not in BARS, kept[place : place + _FAR])
    waiting.update(sentence.low[index] for index in behind if sentence.has(index, "frame"))
    for index in _clause_back(sentence, kept[:place]):
        word = stem(sentence.low[index], sentence.cues)
        if any(word in frames.get(preposition, ()) for preposition in waiting):
            return True
        waiting.discard(sentence.low[index])
        if index in sentence.verbs or not waiting:
            return False
    return False


@lru_cache(maxsize=8)
def _frames(language: str) -> dict[str, frozenset[str]]:
    """The stems of the words that ask for a preposition."""
    cues = cues_of(language)
    return {preposition: frozenset(stem(word, cues) for word in words) for preposition, words in cues.frames.items()}


def _asks_for(sentence: Sentence, head: Sequence[int], rest: Sequence[int]) -> bool:
    """Whether "it" and a judgment still wait for what is judged: "it will be difficult | for them to …"."""
    follows = (
        sentence.has(rest[0], "infinitive", "that", "subordinate") or sentence.low[rest[0]] in sentence.cues["for"]
    )
    if not follows:
        return False
    back = [*itertools.takewhile(lambda i: not sentence.has(i, "that", "relative"), _clause_back(sentence, head))]
    if any(sentence.has(i, "infinitive") or i in sentence.conditions for i in back):
        return False
    subject = next((i for i in reversed(back) if not sentence.has(i, "coordinate", "adverb")), None)
    return subject is not None and sentence.has(subject, "expletive")


# ── what goes, and what stays ────────────────────────────────────────────────────────────────────────────────────────


def _conditional(sentence: Sentence, rest: Sequence[int]) -> bool:
    """Whether a condition is among some words."""
    return any(index in sentence.conditions or sentence.has(index, "conditional") for index in rest)


def _restricted(sentence: Sentence, head: Sequence[int]) -> bool:
    """Whether a negation, "only", "first" or a superlative stands in the last clause, so that what follows may be what
    it is about."""
    neutral = {i for cue in sentence.parsed.found if cue.group == "neutral" for i in range(cue.start, cue.end)}
    back = [index for index in _clause_back(sentence, head) if index not in neutral]
    if any(sentence.has(index, "restricting") or sentence.ends(index, "superlative", "negative") for index in back):
        return True
    return any(cue.group == "negated" and cue.start in back for cue in sentence.parsed.found)


def _refuses(sentence: Sentence, head: Sequence[int]) -> bool:
    return any(sentence.has(index, "deny", "refusing") for index in _clause_back(sentence, head))


def _ends_well(sentence: Sentence, head: Sequence[int], clause: bool) -> bool:
    """Whether a clause may end with the last of some words: a noun, or where a ``clause`` follows, any word that is not
    left hanging."""
    index, before = head[-1], head[-2]
    if not sentence.low[index][-1].isalnum():
        return sentence.low[index] in '%)]”"»' and sentence.low[before][-1].isalnum()
    if index in sentence.dates:
        return True
    if sentence.has(index, "preposition", "coordinate", "infinitive", "auxiliary", "relative", "that", "subordinate"):
        return clause and sentence.has(index, "particle") and before not in sentence.verbs
    if sentence.has(index, "determiner") and not sentence.has(index, "object_pronoun"):
        return False
    if sentence.has(index, "possessive", "no_end") or sentence.ends(index, "possessive"):
        return False
    while len(head) > 2 and sentence.has(before, "adverb") and not sentence.has(before, "determiner"):
        head = head[:-1]
        before = head[-2]
    if sentence.has(before, "infinitive", "modal"):
        return clause and sentence.has(index, "intransitive")
    if sentence.parsed.in_verb(index):
        return _verb_stands_alone(sentence, index)
    if sentence.ends(index, "gerund") and len(sentence.low[index]) > 5:
        noun = not sentence.has(before, "preposition", "coordinate") and any(
            sentence.has(i, "name_of") for i in head[-4:-2]
        )
        return noun or sentence.has(before, "article", "possessive") or sentence.words.capital(index)
    if sentence.has(index, "adverb") or sentence.ends(index, "adverb"):
        return clause
    described = sentence.has(index, "participle", "past") or sentence.ends(index, "past")
    if described and not sentence.has(index, "not_a_verb"):
        return sentence.has(before, "comparing")
    judged = sentence.has(before, "copula", "be") or (
        sentence.parsed.in_verb(before) and sentence.has(before, "copula")
    )
    return clause or not judged or sentence.words.capital(index)


def _verb_stands_alone(sentence: Sentence, index: int) -> bool:
    """Whether a verb needs nothing behind it: a passive, or one that takes no object."""
    group = next(group for group in sentence.parsed.verbs if group[0] <= index < group[1])
    if sentence.has(index, "intransitive"):
        return True
    if group[0] and sentence.has(group[0] - 1, "relative", "that"):
        return False  # "the gates | that were built"
    passive = any(sentence.has(i, "be", "copula", "be_past") for i in range(group[0], index))
    formed = sentence.has(index, "participle") or sentence.ends(index, "past")
    return passive and formed and not sentence.has(index, "needs_more")
