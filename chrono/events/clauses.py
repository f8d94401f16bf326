"""The clauses of a sentence, found by their opening words.

No parser and no tagger of parts of speech: function words, a list of irregular verbs and the commas say where a clause
begins and ends. That is enough to keep the date of "who resigned in May" away from the sentence around it, and where
it is not, a clause is taken too large rather than too small.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from chrono.events.cues import Cue, Cues
from chrono.events.words import Words, words_of

Role = Literal[
    "main", "coordinate", "said", "relative", "participle", "trailing", "absolute", "subordinate", "condition", "coming"
]
Attitude = Literal["plain", "claimed", "denied"]
SEPARATORS = frozenset(",;:—–")
_DASHES = frozenset("—–")
_OPEN_QUOTES = frozenset('“«"')
_CLOSING = {"“": "”", "«": "»", '"': '"'}
_SUBJECTS = frozenset({"that", "he", "she", "it", "they", "we", "i", "you"})
_LOOK_BACK = 14
_NOUN_PHRASE = 10


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause, in words: it is opened at ``opening`` (by "who", "that", "if" …), and says ``start:end``.

    ``head`` is the noun phrase that a relative or a participle hangs on. A clause that is ``said`` has the words of
    its attribution in ``via`` and the speaker's ``attitude`` to it. ``aside`` tells a clause set off by commas.
    """

    opening: int
    start: int
    end: int
    role: Role
    head: tuple[int, int] | None = None
    via: tuple[int, int] | None = None
    attitude: Attitude = "plain"
    aside: bool = False

    def holds(self, index: int) -> bool:
        """Whether a word is inside."""
        return self.opening <= index < self.end

    def around(self, other: Clause) -> bool:
        """Whether another clause is inside this one and is not it."""
        return self.opening <= other.opening and other.end <= self.end and self != other


@dataclass(frozen=True, slots=True)
class Parsed:
    """A sentence taken apart: its words, the verb groups (half-open ranges of words), the cues of modality, and the
    clauses, the whole sentence first and an inner one always behind those around it."""

    words: Words
    dated: frozenset[int]
    verbs: tuple[tuple[int, int], ...]
    quotes: tuple[tuple[int, int], ...]
    found: tuple[Cue, ...]
    clauses: tuple[Clause, ...]

    def clause_of(self, index: int) -> Clause:
        """The innermost clause that holds a word; what trails ("…, killing ten in May") belongs to the clause it trails."""
        return max(
            (clause for clause in self.clauses if clause.holds(index) and clause.role != "trailing"),
            key=lambda clause: (clause.opening, -clause.end, clause.role != "main"),
        )

    def parents(self, clause: Clause) -> list[Clause]:
        """The clauses around one, the innermost first."""
        around = [other for other in self.clauses if other.around(clause)]
        return sorted(around, key=lambda other: (-other.opening, other.end))

    def own(self, clause: Clause) -> set[int]:
        """The words of a clause that belong to no clause inside it."""
        words = set(range(clause.opening, clause.end))
        for other in self.clauses:
            if clause.around(other):
                words.difference_update(range(other.opening, other.end))
        return words

    def verbs_in(self, start: int, end: int) -> list[tuple[int, int]]:
        """The verb groups that begin in a range of words."""
        return [verb for verb in self.verbs if start <= verb[0] < end]

    def has_verb(self, start: int, end: int) -> bool:
        """Whether a finite verb begins in a range of words."""
        return any(start <= verb[0] < end for verb in self.verbs)


def parse(text: str, cues: Cues, dates: Sequence[tuple[int, int]] = ()) -> Parsed:
    """Take a sentence apart. ``dates`` are the spans of its time expressions, in characters: no comma within one
    separates, and no word of one is a verb.

    >>> from chrono.events.cues import cues_of
    >>> parsed = parse("The man who fled in May was caught.", cues_of("en"))
    >>> [(clause.role, " ".join(parsed.words.low[clause.start : clause.end])) for clause in parsed.clauses]
    [('main', 'the man who fled in may was caught .'), ('relative', 'fled in may')]
    """
    words = words_of(text)
    dated = frozenset(index for date in dates for index in range(*words.span(*date)))
    scan = _Scan(words, cues, dated)
    whole = Clause(0, 0, len(words), "main")
    clauses = sorted({whole, *scan.clauses()}, key=lambda c: (c.opening, -c.end, c.role != "main", c.role))
    return Parsed(words, dated, tuple(scan.verbs), tuple(scan.quotes), tuple(scan.found), tuple(clauses))


class _Scan:
    """One pass over the words of a sentence for each kind of clause."""

    def __init__(self, words: Words, cues: Cues, dated: frozenset[int]) -> None:
        self.words, self.low, self.cues, self.dated, self.count = words, words.low, cues, dated, len(words)
        self.found = [cue for cue in cues.modality.find(self.low) if not self._touches_date(cue)]
        self.bars = [i for i, word in enumerate(self.low) if word in SEPARATORS and not self._inside_date(i)]
        self.quotes = list(self._quotes())
        self.verbs = self._finite_only(list(self._verb_groups()))
        self.verb_starts = {start for start, _ in self.verbs}
        self.asides: list[Clause] = []

    def clauses(self) -> Iterator[Clause]:
        if not self.count:
            return
        participles = list(self._participles())
        taken = {clause.start for clause in participles}
        self.verbs = [verb for verb in self.verbs if verb[0] not in taken]
        self.verb_starts -= taken
        relatives = list(self._relatives())
        self.asides = [clause for clause in (*participles, *relatives) if clause.aside]
        yield from participles
        yield from relatives
        yield from self._trailing()
        yield from self._that_clauses()
        yield from self._subordinates()
        yield from self._absolutes()
        yield from self._coming()
        yield from self._quoted()
        yield from self._said_without_that()
        yield from self._trailing_attributions()
        yield from self._according()
        yield from self._coordinates()

    # ── words ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _touches_date(self, cue: Cue) -> bool:
        return any(index in self.dated for index in range(cue.start, cue.end))

    def _inside_date(self, index: int) -> bool:
        return index in self.dated and index + 1 in self.dated and index - 1 in self.dated

    def _is(self, index: int, word_class: str) -> bool:
        return 0 <= index < self.count and self.low[index] in self.cues[word_class]

    def _is_bar(self, index: int) -> bool:
        return 0 <= index < self.count and self.low[index] in SEPARATORS and not self._inside_date(index)

    def _next_bar(self, index: int) -> int:
        return next((bar for bar in self.bars if bar >= index), self.count)

    def _is_adverb(self, index: int) -> bool:
        return self._is(index, "adverb") or (0 <= index < self.count and self.low[index].endswith("ly"))

    def _is_participle(self, index: int) -> bool:
        """A word that may be a past participle, or a regular past form."""
        if not 0 <= index < self.count or index in self.dated:
            return False
        word = self.low[index]
        if word in self.cues["participle"]:
            return True
        return word.endswith("ed") and len(word) > 3 and word not in self.cues["not_a_verb"]

    def _verb_at(self, index: int) -> bool:
        """Whether a verb group begins at a word, adverbs let by."""
        while self._is_adverb(index) and index not in self.verb_starts:
            index += 1
        return index in self.verb_starts

    def _first_verb(self, start: int, end: int) -> int | None:
        return next((verb[0] for verb in self.verbs if start <= verb[0] < end), None)

    def _end_of_sentence(self) -> int:
        """Where the last word ends, closing marks left out."""
        end = self.count
        while end and not self.low[end - 1][0].isalnum() and self.low[end - 1] not in ")]%":
            end -= 1
        return end

    # ── verbs ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _verb_groups(self) -> Iterator[tuple[int, int]]:
        index = 0
        while index < self.count:
            if not self._finite(index):
                index += 1
                continue
            end = index + 1
            if self.low[index] in self.cues["auxiliary"]:
                end = self._auxiliary_group(end)
            yield index, end
            index = end

    def _auxiliary_group(self, end: int) -> int:
        """Where "has not yet been fully repaired" ends, given where "has" does."""
        look = end
        while look < self.count and look not in self.dated:
            word = self.low[look]
            known = word in {"be", "been", "being", "have", "not"} or word in self.cues["past"]
            if known or self._is_participle(look) or word.endswith("ing"):
                end = look + 1
            elif not self._is_adverb(look) and word not in self.cues["auxiliary"]:
                break
            look += 1
        return end

    def _finite(self, index: int) -> bool:
        word = self.low[index]
        if index in self.dated or not word[0].isalpha() or (index and self.words.capital(index)):
            return False
        if word in self.cues["auxiliary"]:
            return True
        if word in self.cues["present"]:
            return bool(index) and not self._is(index - 1, "determiner") and self.low[index - 1] != "to"
        if word in self.cues["present_after_name"]:
            return self._after_name(index)
        regular = word.endswith("ed") and self._is_participle(index)
        if word in self.cues["past"] or regular:
            return not self._attributive(index) and self.low[max(index - 1, 0)] not in {
                "to",
                "be",
                "being",
                "been",
                "having",
            }
        return False

    def _after_name(self, index: int) -> bool:
        before = index - 1
        if before < 0 or before in self.dated:
            return False
        if self._is(before, "pronoun") or self._is(before, "relative"):
            return self.low[before] not in {"his", "her", "its", "their", "our", "my", "your", "this", "such", "both"}
        name = self.words.capital(before) and not self.low[before].endswith("'s")
        return name and self.low[before] not in self.cues.peoples and not self._is(before, "stop")

    def _attributive(self, index: int) -> bool:
        """Whether a participle stands before its noun: "the occupied towns", "a newly built bridge", "of armed men"."""
        if index == 0:
            return self.words.capital(index)
        after = index + 1
        if after >= self.count or not self.low[after][0].isalpha():
            return False
        if self._is(after, "preposition") or self._is(after, "determiner"):
            return False
        before = index - 1
        while before >= 0 and self.low[before].endswith("ly"):
            before -= 1
        if before < 0:
            return before < index - 1
        word = self.low[before]
        governed = word in self.cues["preposition"] or word in self.cues["number"] or word.endswith("'s")
        pronoun_object = word in {"that", "this", "these", "those", "all", "both"}
        return governed or (word in self.cues["determiner"] and not pronoun_object) or word.isdigit()

    def _finite_only(self, groups: list[tuple[int, int]]) -> list[tuple[int, int]]:
        """Leave out participles that only describe: "seized by the army", "the talks held in May collapsed"."""
        return [group for place, group in enumerate(groups) if not self._describes(place, groups)]

    def _describes(self, place: int, groups: list[tuple[int, int]]) -> bool:
        start, end = groups[place]
        if self.low[start] in self.cues["auxiliary"] or not self._is_participle(start):
            return False
        before = start - 1
        while self._is_adverb(before):
            before -= 1
        if self._is(before, "relative") or (before >= 0 and self.low[before] in _SUBJECTS):
            return False
        if end < self.count and self.low[end] == "by" and end + 1 not in self.dated:
            return True
        follows = end in self.dated or self._is(end, "preposition")
        if not follows or place + 1 == len(groups) or not start:
            return False
        between = self.low[end : groups[place + 1][0]]
        joined = self.cues["coordinate"] | self.cues["relative"] | self.cues["subordinate"] | {"that", "if", "unless"}
        if any(word in SEPARATORS or word in joined or word in _OPEN_QUOTES for word in between):
            return False
        return self.low[start] not in self.cues["say"] and len(between) <= _NOUN_PHRASE

    # ── quotations ───────────────────────────────────────────────────────────────────────────────────────────────────

    def _quotes(self) -> Iterator[tuple[int, int]]:
        """The marks of each quotation, as (opening, closing); one that is not closed ends with the sentence."""
        index = 0
        while index < self.count:
            if self.low[index] in _OPEN_QUOTES:
                closing = _CLOSING[self.low[index]]
                end = next((i for i in range(index + 1, self.count) if self.low[i] == closing), self.count)
                yield index, end
                index = end
            index += 1

    def _quoted(self) -> Iterator[Clause]:
        """ "X said, “…”" and "“…,” said X"."""
        for opening, closing in self.quotes:
            if closing - opening < 4:
                continue
            before = opening - 2 if self._is_bar(opening - 1) else opening - 1
            if before > 0 and self.low[before] == "that":
                before = self._saying_before(before) or before
            if self._says(before):
                via = (self._start_of_speaker(before), opening)
                yield Clause(opening, opening + 1, closing, "said", via=via, attitude=self._attitude(before))
            elif (verb := self._saying_after(closing)) is not None:
                after = next((quote[0] for quote in self.quotes if quote[0] > closing), self.count)
                end = closing - 1 if self._is_bar(closing - 1) else closing
                yield Clause(opening, opening + 1, end, "said", via=(closing + 1, after), attitude=self._attitude(verb))

    def _saying_after(self, closing: int) -> int | None:
        stop = min(closing + 8, self.count)
        return next((i for i in range(closing + 1, stop) if i in self.verb_starts and self._says(i)), None)

    def _says(self, index: int) -> bool:
        return self._is(index, "say") or self._is(index, "claim") or self._is(index, "deny")

    def _attitude(self, index: int) -> Attitude:
        if self._is(index, "deny"):
            return "denied"
        return "claimed" if self._is(index, "claim") else "plain"

    def _start_of_speaker(self, verb: int) -> int:
        start = verb
        while start and not self._is_bar(start - 1) and self.low[start - 1] not in '”"»':
            start -= 1
        return start

    # ── clauses that hang on a noun ──────────────────────────────────────────────────────────────────────────────────

    def _relatives(self) -> Iterator[Clause]:
        for index in range(1, self.count):
            if not self._is(index, "relative") or index in self.dated or self.low[index] == "when":
                continue
            opening = self._opening_of_relative(index)
            aside = self._is_bar(opening - 1)
            end = self._end_of_aside(index + 1) if aside else self._end_of_restriction(index + 1)
            if self._first_verb(index + 1, end) is not None:
                head = self._noun_phrase(opening - 1 if aside else opening)
                yield Clause(opening, index + 1, end, "relative", head=head, aside=aside)

    def _opening_of_relative(self, index: int) -> int:
        """Where "in which" and ", the borders of which" begin."""
        if not self._is(index - 1, "preposition"):
            return index
        bar = next((i for i in range(index - 2, max(index - 6, 0), -1) if self._is_bar(i)), None)
        return index - 1 if bar is None else bar + 1

    def _end_of_aside(self, start: int) -> int:
        """Where a clause between commas ends: at the comma before the verb that takes the sentence up again, else at
        the first comma after its own verb, else with the sentence."""
        bars = [bar for bar in self.bars if bar > start]
        for bar in bars:
            if self._verb_at(bar + 1) and self._first_verb(start, bar) is not None:
                return bar
        return next((bar for bar in bars if self._first_verb(start, bar) is not None), self._end_of_sentence())

    def _end_of_restriction(self, start: int) -> int:
        """Where a clause without commas ends: before the second verb that nothing joins to the first."""
        limit = min(self._next_bar(start), self._end_of_sentence())
        first = next((verb for verb in self.verbs if start <= verb[0] < limit), None)
        if first is None:
            return limit
        for verb in self.verbs:
            if verb[0] <= first[0] or verb[0] >= limit:
                continue
            between = self.low[first[1] : verb[0]]
            joined = self.cues["coordinate"] | self.cues["relative"] | self.cues["subordinate"] | {"that", "if"}
            if not any(word in joined for word in between):
                return verb[0]
            first = verb
        return limit

    def _participles(self) -> Iterator[Clause]:
        """A participle set off by commas or dashes: "the bridge, built in 1932, collapsed"."""
        for bar in sorted({*self.bars, *(i for i, word in enumerate(self.low) if word == "(")}):
            start = bar + 1
            while self._is_adverb(start):
                start += 1
            if bar == 0 or not self._is_participle(start) or self.low[bar] in ";:":
                continue
            close = self._next_bar(start)
            if self.low[bar] == "(":
                close = next((i for i in range(start, self.count) if self.low[i] == ")"), self.count)
            resumes = close < self.count and (self._verb_at(close + 1) or self.low[bar] in _DASHES | {"("})
            earlier = any(verb[0] < bar for verb in self.verbs)
            listed = close < self.count and self._is(close + 1, "coordinate")
            nominal = self.low[bar - 1][0].isalnum() and not self._is(bar - 1, "adverb")
            if nominal and (resumes or (earlier and not listed and self._describing(start))):
                end = close if close < self.count else self._end_of_sentence()
                yield Clause(bar + 1, start, end, "participle", head=self._noun_phrase(bar), aside=True)

    def _trailing(self) -> Iterator[Clause]:
        """ ", calling it a success": what follows a clause as its comment."""
        for bar in self.bars:
            start = bar + 1
            while self._is_adverb(start):
                start += 1
            ing = start < self.count and self.low[start].endswith("ing") and start not in self.dated
            if ing and len(self.low[start]) > 5 and self._first_verb(0, bar) is not None and not self._verb_at(start):
                yield Clause(
                    bar + 1, start, min(self._next_bar(start), self._end_of_sentence()), "trailing", aside=True
                )

    def _describing(self, start: int) -> bool:
        """A participle and no past form: no object follows it."""
        return start + 1 in self.dated or self._is(start + 1, "preposition")

    def _noun_phrase(self, end: int) -> tuple[int, int]:
        """The noun phrase that ends before a word: back to the clause's start where no verb stands between, else to
        the nearest article or the beginning of a name."""
        while end and self.low[end - 1] in SEPARATORS:
            end -= 1
        start = next((bar + 1 for bar in reversed(self.bars) if bar < end), 0)
        example = [
            i
            for i in range(start, end)
            if self.low[i] in {"including", "like"} or self.low[i - 1 : i + 1] == ("such", "as")
        ]
        if example:
            return example[-1] + 1, end
        verb = max((verb[1] for verb in self.verbs if start <= verb[0] < end), default=None)
        if verb is None and (start == 0 or self.low[start - 1] in SEPARATORS):
            return self._past_opening(start, end), end
        for index in range(end - 1, max(start, verb or start) - 1, -1):
            if self._is(index, "determiner") and not self._is(index - 1, "determiner"):
                return index, end
        index = end - 1
        while index > start and (
            self.words.capital(index - 1) or (self._is(index - 1, "preposition") and self.words.capital(index - 2))
        ):
            index -= 1
        return index, end

    def _past_opening(self, start: int, end: int) -> int:
        """The start of a noun phrase behind conjunctions and a preposition that opens the sentence."""
        while start < end - 1 and (self._is(start, "coordinate") or self._is(start, "preposition")):
            start += 1
        return start

    def _absolutes(self) -> Iterator[Clause]:
        """ "with the dam giving way in June"."""
        for index in range(self.count - 2):
            if self.low[index] != "with":
                continue
            end = min(self._next_bar(index + 1), self._end_of_sentence())
            for verb in range(index + 2, min(index + 8, end - 1)):
                if self._is(verb, "preposition") or verb in self.verb_starts or verb in self.dated:
                    break
                before = verb - 1
                noun = (
                    not self._is(before, "determiner") and not self._is(before, "number") and not self._is_adverb(verb)
                )
                if self.low[verb].endswith("ing") and noun and not self._is_participle(before):
                    yield Clause(index, index + 1, end, "absolute")
                    break

    def _coming(self) -> Iterator[Clause]:
        """ "the parade to be held in May": an event yet to come, told as a noun."""
        leading = {cue.end for cue in self.found if cue.group == "planned"}
        for index in range(1, self.count - 2):
            passive = self.low[index : index + 2] == ("to", "be") and self._is_participle(index + 2)
            in_verb = any(start <= index - 1 < end for start, end in self.verbs) or index in leading
            if passive and not in_verb and self.low[index - 1][0].isalnum() and not self._is_participle(index - 1):
                end = min(
                    self._next_bar(index), self._end_of_sentence(), self._first_verb(index, self.count) or self.count
                )
                head = self._minimal_noun_phrase(index)
                yield Clause(index, index, end, "coming", head=head)

    def _minimal_noun_phrase(self, end: int) -> tuple[int, int]:
        for index in range(end - 1, max(end - _NOUN_PHRASE, -1), -1):
            if self._is_bar(index) or index in self.verb_starts:
                return index + 1, end
            if self._is(index, "determiner"):
                return index, end
        return max(end - _NOUN_PHRASE, 0), end

    # ── clauses that hang on a verb ──────────────────────────────────────────────────────────────────────────────────

    def _that_clauses(self) -> Iterator[Clause]:
        for index in range(1, self.count - 1):
            if self.low[index] != "that" or index + 1 in self.dated or not self.low[index + 1][0].isalnum():
                continue
            quote_end = next((close for start, close in self.quotes if start < index < close), self._end_of_sentence())
            quote_end = min((clause.end for clause in self.asides if clause.holds(index)), default=quote_end)
            noun = None if self.words.capital(index - 1) else self._noun_attitude(index - 1)
            if (noun is None and self._first_verb(index + 1, quote_end) is None) or self._is(index - 1, "preposition"):
                continue
            verb = self._saying_before(index)
            if noun is not None:
                end = min(self._end_of_restriction(index + 1), quote_end)
                yield Clause(index, index + 1, end, "said", via=(index - 1, index), attitude=noun)
            elif verb is not None:
                via = (self._start_of_speaker(verb), index)
                yield Clause(index, index + 1, quote_end, "said", via=via, attitude=self._attitude(verb))
            elif not self._is_bar(index - 1):
                end = min(self._end_of_restriction(index + 1), quote_end)
                yield Clause(index, index + 1, end, "relative", head=self._noun_phrase(index))

    def _noun_attitude(self, index: int) -> Attitude | None:
        if self._is(index, "content_uncertain"):
            return "claimed"
        return "plain" if self._is(index, "content_certain") else None

    def _saying_before(self, index: int) -> int | None:
        """The verb that a "that" completes: not far before it, with no other verb between."""
        for look in range(index - 1, max(index - _LOOK_BACK, -1) - 1, -1):
            if look < 0 or self.low[look] in ";:":
                return None
            if self._says(look) and look not in self.dated:
                return look
            if look in self.verb_starts and look != index - 1:
                inside = next(end for start, end in self.verbs if start == look)
                return next((i for i in range(look, inside) if self._says(i)), None)
        return None

    def _subordinates(self) -> Iterator[Clause]:
        conditions = {cue.start: cue for cue in self.found if cue.group == "condition"}
        for index in range(self.count - 1):
            cue = conditions.get(index)
            if cue is None and not (self._is(index, "subordinate") and index not in self.dated):
                continue
            start = cue.end if cue else index + 1
            if start >= self.count or self._reads_otherwise(index, cue):
                continue
            bar = self.count if self._is(index, "subordinate_sure") else self._next_bar(start)
            verb = self._first_verb(start, min(bar, start + _NOUN_PHRASE + 4))
            if verb is None and not (cue and self.low[start - 1] in {"of", "case"}):
                continue
            end = self._end_of_subordinate(index, verb or start)
            yield Clause(index, start, end, "condition" if cue else "subordinate", aside=self._is_bar(index - 1))

    def _reads_otherwise(self, index: int, cue: Cue | None) -> bool:
        """ "so" alone, "even" alone, "such as", "as well as" open no clause; nor does "if" inside a longer cue."""
        if cue:
            return False
        word, after = self.low[index], self.low[index + 1]
        if word == "so":
            return after != "that"
        if word == "even":
            return after not in {"though", "as", "when", "while"}
        if word == "as":
            return after in {"of", "part", "well", "a", "an", "much", "many"} or self.low[index - 1 : index] in {
                ("such",),
                ("well",),
                ("same",),
            }
        return False

    def _end_of_subordinate(self, index: int, verb: int) -> int:
        """A clause in front ends at the first comma behind its verb; one at the end of a sentence runs to a comma."""
        bar = next((bar for bar in self.bars if bar > verb), None)
        return self._end_of_sentence() if bar is None else bar

    def _said_without_that(self) -> Iterator[Clause]:
        """ "He said the road was open"; "police said on Friday three men had fled"."""
        for verb, end in self.verbs:
            if not self._is(end - 1, "say_bare") or end >= self.count:
                continue
            start = self._past_date(end)
            if (
                start >= self.count - 1
                or self._is_bar(start)
                or self.low[start] in _OPEN_QUOTES
                or self.low[start] in {"that", "to", "so"}
            ):
                continue
            if self._is(start, "preposition") or not self.low[start][0].isalnum() or start in self.verb_starts:
                continue
            stop = self._end_of_sentence()
            content = self._first_verb(start, min(start + _NOUN_PHRASE + 2, stop))
            that = next((i for i in range(start, content or start) if self.low[i] == "that"), None)
            if content is None or that is not None or any(bar < content for bar in self.bars if bar >= start):
                continue
            via = (self._start_of_speaker(verb), start)
            yield Clause(start, start, stop, "said", via=via, attitude=self._attitude(end - 1))

    def _past_date(self, index: int) -> int:
        """The word behind a date and its preposition, if one stands here."""
        look = index + 1 if self._is(index, "date_preposition") else index
        if look not in self.dated:
            return index
        while look in self.dated:
            look += 1
        return look

    def _trailing_attributions(self) -> Iterator[Clause]:
        """ "Three men had fled, police said." and "…, said the mayor."."""
        stop = self._end_of_sentence()
        for bar in reversed(self.bars):
            if self.low[bar] != "," or stop - bar > _NOUN_PHRASE + 6:
                continue
            inside = self.verbs_from(bar + 1, stop)
            if len(inside) != 1 or not self._says(inside[0][1] - 1):
                continue
            first = bar + 1
            opens = self._is(first, "relative") or self._is(first, "subordinate") or self._is(first, "coordinate")
            earlier = self._first_verb(0, bar) is not None
            inverted = inside[0][0] == first
            plain = self.low[first][0].isalnum() and stop - inside[0][1] <= 4 or self.low[first] in _OPEN_QUOTES
            if not opens and earlier and (inverted or plain):
                verb = inside[0][1] - 1
                if any(start < bar <= close + 1 for start, close in self.quotes):
                    return
                yield Clause(0, 0, bar, "said", via=(first, stop), attitude=self._attitude(verb))
                return

    def verbs_from(self, start: int, end: int) -> list[tuple[int, int]]:
        return [verb for verb in self.verbs if start <= verb[0] < end]

    def _according(self) -> Iterator[Clause]:
        stop = self._end_of_sentence()
        for cue in self.cues.according.find(self.low):
            bar = self._next_bar(cue.end)
            if cue.start <= 2 and bar < stop and self._first_verb(bar, stop) is not None:
                bar = self._last_of_aside(bar, stop)
                yield Clause(bar + 1, bar + 1, stop, "said", via=(cue.start, bar + 1))
            elif cue.start > 2 and bar >= stop - 1:
                end = cue.start - 1 if self._is_bar(cue.start - 1) else cue.start
                yield Clause(0, 0, end, "said", via=(cue.start, stop))

    def _last_of_aside(self, bar: int, stop: int) -> int:
        """Behind a source that is described further ("according to Li, who runs the port, …")."""
        if self._is(bar + 1, "relative"):
            return next(
                (later for later in self.bars if bar < later < stop and self._first_verb(bar, later) is not None), bar
            )
        return bar

    def _coordinates(self) -> Iterator[Clause]:
        """Main clauses joined by a semicolon, or by a comma and "and", "but", "or"."""
        start, cuts = 0, []
        for bar in self.bars:
            joined = self.low[bar] == "," and self._is(bar + 1, "coordinate")
            if self.low[bar] != ";" and not joined:
                continue
            begin = bar + 2 if joined else bar + 1
            verb = self._first_verb(begin, min(self._next_bar(begin), begin + _NOUN_PHRASE))
            quoted = any(opening < bar < close for opening, close in self.quotes)
            if (
                verb is not None
                and verb > begin
                and self.low[begin] != "that"
                and self._first_verb(start, bar) is not None
                and not quoted
            ):
                cuts.append((start, bar))
                start = begin
        if cuts:
            for begin, end in [*cuts, (start, self._end_of_sentence())]:
                yield Clause(begin, begin, end, "coordinate")
