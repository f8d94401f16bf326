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
from chrono.events.verbs import BARS, OPENING_QUOTES, Verbs
from chrono.events.words import Words, words_of

Role = Literal[
    "main",
    "coordinate",
    "said",
    "attribution",
    "relative",
    "participle",
    "trailing",
    "absolute",
    "subordinate",
    "condition",
    "coming",
    "apposition",
]
Attitude = Literal["plain", "claimed", "denied"]
_DASHES = frozenset("—–")
_APPOSES = frozenset(",—–")
_LONGEST_APPOSITION = 14
_SUBJECT = 5
_CLOSING = {"“": "”", "«": "»", '"': '"'}
_NO_CLAUSE = frozenset({"trailing", "attribution"})
_LOOK_BACK = 14
_NEAR = 10
_CUE_WORDS = 3
_NEGATED_WITHIN = 4
_FEWEST_IN_CONDITION = 2
_ASKED_WITHIN = 4
_HEARER = 5
_JUDGED_WITHIN = 4


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
    """A sentence taken apart: its words, those that belong to dates, the verb groups and the quotations (half-open
    ranges of words), the cues of modality, the clauses, an inner one always behind those around it, and each word's
    classes."""

    words: Words
    dated: frozenset[int]
    verbs: tuple[tuple[int, int], ...]
    quotes: tuple[tuple[int, int], ...]
    found: tuple[Cue, ...]
    clauses: tuple[Clause, ...]
    classes: Sequence[frozenset[str]]

    def clause_of(self, index: int) -> Clause:
        """The innermost clause that holds a word; what trails (", killing ten in May") and who says it (", he said,")
        belong to the clause around them."""
        return max(
            (clause for clause in self.clauses if clause.holds(index) and clause.role not in _NO_CLAUSE),
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

    def own_cues(self, clause: Clause) -> set[str]:
        """The groups of the cues among a clause's own words."""
        own = self.own(clause)
        return {cue.group for cue in self.found if cue.start in own}

    def has_verb(self, start: int, end: int) -> bool:
        """Whether a finite verb begins in a range of words."""
        return any(start <= verb[0] < end for verb in self.verbs)

    def verb_at(self, index: int) -> bool:
        """Whether a finite verb begins at a word."""
        return any(verb[0] == index for verb in self.verbs)

    def has_bar(self, start: int, end: int) -> bool:
        """Whether a mark that parts clauses stands in a range of words."""
        return not BARS.isdisjoint(self.words.low[start:end])

    def past_adverbs(self, index: int, cues: Cues) -> int:
        """The first word from one on that begins a verb or is no adverb."""
        low = self.words.low
        while index < len(low) and not self.verb_at(index):
            if low[index] not in cues["adverb"] and not low[index].endswith(cues.endings["adverb"]):
                break
            index += 1
        return index

    def in_verb(self, index: int) -> bool:
        """Whether a word is part of a verb group."""
        return any(start <= index < end for start, end in self.verbs)


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
    found = set(scan.clauses()) if len(words) else set()
    clauses = sorted(
        {Clause(0, 0, len(words), "main"), *found}, key=lambda c: (c.opening, -c.end, c.role != "main", c.role, c.start)
    )
    verbs, quotes, cued = tuple(scan.verbs.groups), tuple(scan.quotes), tuple(scan.found)
    return Parsed(words, dated, verbs, quotes, cued, tuple(clauses), scan.verbs.classes)


class _Scan:
    """One pass over the words of a sentence for each kind of clause."""

    def __init__(self, words: Words, cues: Cues, dated: frozenset[int]) -> None:
        self.words, self.low, self.cues, self.dated, self.count = words, words.low, cues, dated, len(words)
        self.verbs = Verbs(words, cues, dated)
        self.has, self.says = self.verbs.has, self.verbs.says
        self.found = self._cues()
        self.bars = [i for i, word in enumerate(self.low) if word in BARS and not self._inside_date(i)]
        self.all_bars = tuple(self.bars)  # with those around who says it, which part no clauses but relatives
        self.quotes = list(self._quotes())
        self.stop = self._end_of_sentence()
        self.asides: list[Clause] = []
        self.contacts: list[Clause] = []

    def _cues(self) -> list[Cue]:
        """The cues of modality; a negation may have a date in it ("refused on Monday to sign")."""
        found = [c for c in self.cues.modality.find(self.low) if self.dated.isdisjoint(range(c.start, c.end))]
        return [*found, *self._negations_around_dates()] if self.dated else found

    def _negations_around_dates(self) -> Iterator[Cue]:
        for first in self.dated:
            if first - 1 in self.dated or first < 2:
                continue
            last = self._past_date(first)
            lead = first - self.has(first - 1, "date_preposition")
            for start in range(max(lead - _CUE_WORDS, 0), lead):
                cue = self.cues.modality.at(self.low[start:lead] + self.low[last : last + _CUE_WORDS], 0)
                if cue and cue.group == "negated" and start + cue.end > lead:
                    yield Cue("negated", start, last + start + cue.end - lead)

    def clauses(self) -> Iterator[Clause]:
        """All clauses but the whole. Participles come first, for they are no verbs to the rest; asides before what
        ends where they end."""
        participles = list(self._participles())
        self.verbs.drop({clause.start for clause in participles})
        relatives = list(self._relatives())
        self.asides = [clause for clause in (*participles, *relatives) if clause.aside]
        yield from participles
        yield from relatives
        self.contacts = list(self._contact_relatives())
        yield from self.contacts
        yield from self._contents_of_nouns()
        yield from self._trailing()
        yield from self._appositions()
        yield from self._set_apart(list(self._attributions()))
        yield from self._that_clauses()
        yield from self._subordinates()
        yield from self._inverted_conditions()
        yield from self._absolutes()
        yield from self._coming()
        yield from self._quoted()
        yield from self._said_without_that()
        yield from self._trailing_attributions()
        yield from self._according()
        yield from self._coordinates()

    def _set_apart(self, attributions: list[Clause]) -> list[Clause]:
        """Let who says it, between commas, count no more as verbs and commas of the clauses around it."""
        self.verbs.drop({verb for verb, _ in self.verbs.groups if any(c.holds(verb) for c in attributions)})
        marks = {mark for clause in attributions for mark in (clause.opening, clause.end)}
        self.bars = [bar for bar in self.bars if bar not in marks]
        return attributions

    # ── marks ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _inside_date(self, index: int) -> bool:
        return index in self.dated and index + 1 in self.dated and index - 1 in self.dated

    def _is_bar(self, index: int) -> bool:
        return 0 <= index < self.count and self.low[index] in BARS and not self._inside_date(index)

    def _next_bar(self, index: int) -> int:
        return next((bar for bar in self.bars if bar >= index), self.count)

    def _word(self, index: int) -> bool:
        return 0 <= index < self.count and self.low[index][0].isalnum()

    def _end_of_sentence(self) -> int:
        """Where the last word ends, closing marks left out."""
        end = self.count
        while end and not self.low[end - 1][0].isalnum() and self.low[end - 1] not in ")]%":
            end -= 1
        return end

    # ── clauses that hang on a noun ──────────────────────────────────────────────────────────────────────────────────

    def _relatives(self) -> Iterator[Clause]:
        for index in self.verbs.places("relative"):
            if not index or index in self.dated or self.has(index, "subordinate"):
                continue
            opening = self._opening_of_relative(index)
            aside = self._is_bar(opening - 1)
            end = self._end_of_aside(index + 1) if aside else self._end_of_restriction(index + 1)
            if self.verbs.first(index + 1, end) is not None:
                head = self._noun_phrase(opening - 1 if aside else opening)
                yield Clause(opening, index + 1, end, "relative", head=head, aside=aside)

    def _opening_of_relative(self, index: int) -> int:
        """Where "in which" and ", the borders of which" begin."""
        if not self.has(index - 1, "preposition"):
            return index
        bar = next((i for i in range(index - 2, max(index - 6, 0), -1) if self._is_bar(i)), None)
        return index - 1 if bar is None else bar + 1

    def _end_of_aside(self, start: int) -> int:
        """Where a clause between commas ends: at the comma before the verb that takes the sentence up again, else at
        the first comma after its own verb, else with the sentence."""
        bars = [bar for bar in self.bars if bar > start and self.verbs.first(start, bar) is not None]
        resumed = next((bar for bar in bars if self.verbs.at(bar + 1)), None)
        return resumed if resumed is not None else next(iter(bars), self.stop)

    def _end_of_restriction(self, start: int) -> int:
        """Where a clause without commas ends: before the second verb that nothing joins to the first."""
        limit = min(next((bar for bar in self.all_bars if bar >= start), self.count), self.stop)
        own = self.verbs.first(start, limit)
        if own is not None:
            limit = next((i for i in range(own + 1, limit) if self._resumes_behind_date(i)), limit)
        first: tuple[int, int] | None = None
        for verb in self.verbs.groups:
            if not start <= verb[0] < limit:
                continue
            if first is not None and not any(self.verbs.joins(i) for i in range(first[1], verb[0])):
                return verb[0]
            first = verb
        return limit

    def _resumes_behind_date(self, index: int) -> bool:
        """Whether a word right behind a date can only be the verb that takes the sentence up again, known or not: "the
        city that rebels took in 2019 | lies in ruins"."""
        if index - 1 not in self.dated or index in self.dated or not self.low[index].isalpha():
            return False
        goes_on = ("preposition", "coordinate", "relative", "subordinate", "that", "adverb", "determiner", "number")
        return not self.has(index, *goes_on, "pronoun", "infinitive") and not self.words.capital(index)

    def _contact_relatives(self) -> Iterator[Clause]:
        """A relative that nothing opens: "the town he had left in 1999", "the law the senate passed"."""
        for index in self._subjects_close_to_verbs():
            if not self._noun_with_article(index - 1):
                continue
            pronoun = not self.has(index, "article")
            before = max((group for group in self.verbs.groups if group[0] < index), default=None)
            if (pronoun and before is None) or (before and self.says(before[1] - 1)):
                continue
            end = self._end_of_restriction(index)
            yield Clause(index, index, end, "relative", head=self._noun_phrase(index))

    def _contents_of_nouns(self) -> Iterator[Clause]:
        """What a noun tells, without "that": "a chance the bank would fail", "reports the king had fled"."""
        for index in self._subjects_close_to_verbs():
            noun = index - 1
            content = self.has(noun, "content_certain", "content_uncertain", "content_possible")
            if not content or index in self.verbs.starts or any(a <= noun < b for a, b in self.verbs.groups):
                continue
            attitude = self._noun_attitude(noun)
            determined = noun < 2 or any(
                self.has(i, "determiner", "preposition", "number") for i in range(max(noun - 3, 0), noun)
            )
            if attitude is None or not determined:
                continue
            yield Clause(index, index, self._end_of_restriction(index), "said", via=(noun, index), attitude=attitude)

    def _subjects_close_to_verbs(self) -> Iterator[int]:
        """Where a subject begins that may open a clause without a word for it: pronouns and articles behind two
        words or more, with a verb soon after them."""
        for index in sorted((*self.verbs.places("subject_pronoun"), *self.verbs.places("article"))):
            if index < 2 or self.has(index, "that"):
                continue
            verb = self.verbs.first(index, min(index + _SUBJECT, self._next_bar(index), self.stop))
            if verb is not None and not any(self.has(i, "preposition", "that", "relative") for i in range(index, verb)):
                yield index

    def _noun_with_article(self, index: int) -> bool:
        """Whether a noun with an article before it ends at a word."""
        plain = self.low[index].isalpha() and index not in self.dated and not self.verbs.is_adverb(index)
        functions = ("preposition", "determiner", "coordinate", "subordinate", "say", "relative", "that", "conditional")
        stands_in = self.has(index, "pronoun") and not self.has(index - 1, "article")  # but "the one we saw"
        if not plain or stands_in or self.has(index, *functions) or any(a <= index < b for a, b in self.verbs.groups):
            return False
        near = range(index - 1, max(index - 4, -1), -1)
        for look in near:
            if self.low[look] in self.cues["article"]:
                return True
            function = self.has(look, "preposition", "coordinate", "relative", "that")
            if not self.low[look].isalnum() or function or look in self.verbs.starts:
                return False
        return False

    def _participles(self) -> Iterator[Clause]:
        """A participle set off by commas or dashes: "the bridge, built in 1932, collapsed"."""
        for bar in sorted({*self.bars, *(i for i, word in enumerate(self.low) if word == "(")}):
            start = bar + 1
            while self.verbs.is_adverb(start):
                start += 1
            before = bar > 0 and self._word(bar - 1) and not self.has(bar - 1, "adverb")
            nominal = before and not (bar - 1 in self.dated and self.verbs.first(0, bar) is not None)
            if not nominal or not self.verbs.is_participle(start) or self.low[bar] in ";:" or self._resumes(bar):
                continue
            close = self._next_bar(start)
            if self.low[bar] == "(":
                close = next((i for i in range(start, self.count) if self.low[i] == ")"), self.count)
            resumes = close < self.count and (self.verbs.at(close + 1) or self.low[bar] in _DASHES | {"("})
            earlier = self.verbs.first(0, bar) is not None
            listed = any(self.has(i, "coordinate") and self.verbs.at(i + 1) for i in range(start, self.stop))
            describes = start + 1 in self.dated or self.has(start + 1, "preposition")
            sure = self.has(start, "participle") and not self.has(start, "past")
            fronted = close < self.count and self.verbs.fronted(bar - 1)
            subject = not earlier and close < self.stop and self._opens_sentence(bar)
            if resumes or sure or (describes and not listed and (earlier or fronted or subject)):
                end = min(close, self.stop) if close == self.count else close
                yield Clause(bar + 1, start, end, "participle", head=self._noun_phrase(bar), aside=True)
        asides = {start for start in self.verbs.describing if any(bar + 1 <= start <= bar + 3 for bar in self.bars)}
        for start in self.verbs.describing:
            if start not in asides and not self.verbs.fronted(start):
                yield Clause(start, start, self._end_of_description(start), "participle", head=self._noun_phrase(start))

    def _resumes(self, bar: int) -> bool:
        """Whether a comma ends an aside on the subject, so that the main verb follows: "which burned down, | fell"."""
        before = next((b for b in reversed(self.bars) if b < bar), None)
        if before is None or not self._opens_sentence(before):
            return False
        first = before + 1
        aside = self.has(first, "relative") or self.verbs.is_participle(first) or self.has(first, "determiner")
        return aside and self.verbs.first(0, before) is None

    def _opens_sentence(self, bar: int) -> bool:
        """Whether nothing but a noun phrase stands before a comma."""
        return bar not in self.bars[1:] and self._word(0) and not self.verbs.fronted(bar - 1)

    def _end_of_description(self, start: int) -> int:
        """Where "held in May" ends in "the talks held in May collapsed"."""
        limit = min(self._next_bar(start), self.stop)
        joins = (i for i in range(start + 1, limit) if self.verbs.joins(i) and i + 1 not in self.dated)
        verbs = (i for i in range(start + 1, limit) if i in self.verbs.starts)
        return min(next(joins, limit), next(verbs, limit))

    def _trailing(self) -> Iterator[Clause]:
        """ ", calling it a success": what follows a clause as its comment."""
        for bar in self.bars:
            start = bar + 1
            while self.verbs.is_adverb(start):
                start += 1
            gerund = self.verbs.ends(start, "gerund") and len(self.low[start]) > 5 and start not in self.dated
            if gerund and self.verbs.first(0, bar) is not None and not self.verbs.at(start):
                yield Clause(bar + 1, start, min(self._next_bar(start), self.stop), "trailing", aside=True)

    def _appositions(self) -> Iterator[Clause]:
        """A noun with a date that only explains the one before it: "Ana Lima, the mayor since 2019, resigned"."""
        for bar in self.bars:
            close = self._next_bar(bar + 1)
            last = min(close, self.stop)
            if self.low[bar] not in _APPOSES or not self.has(bar + 1, "determiner") or last - bar > _LONGEST_APPOSITION:
                continue
            inside = range(bar + 1, last)
            dated = any(index in self.dated for index in inside) and bar - 1 not in self.dated
            joins = ("coordinate", "relative", "that")
            plain = self.verbs.first(bar, last) is None and not any(self.has(i, *joins) for i in inside)
            resumed = self.verbs.at(close + 1) if close < self.stop else self.verbs.first(0, bar) is not None
            noun = self._word(bar - 1) and not any(start <= bar - 1 < end for start, end in self.verbs.groups)
            if dated and plain and resumed and noun and not self._in_front(bar) and self.low[last - 1] not in BARS:
                yield Clause(bar + 1, bar + 1, last, "apposition", head=self._noun_phrase(bar), aside=True)

    def _in_front(self, bar: int) -> bool:
        """Whether a comma ends what stands in front of the subject, so that no apposition follows."""
        start = max((b + 1 for b in self.bars if b < bar), default=0)
        condition = any(cue.group == "condition" and cue.start == start for cue in self.found)
        return condition or self.verbs.fronted(bar - 1) or self.has(start, "subordinate", "inverted_condition")

    def _noun_phrase(self, end: int) -> tuple[int, int]:
        """The noun phrase that ends before a word: back to the clause's start where no verb stands between, else to
        the nearest article or the beginning of a name."""
        while end and self.low[end - 1] in BARS:
            end -= 1
        start = next((bar + 1 for bar in reversed(self.bars) if bar < end), 0)
        example = [cue.end for cue in self.cues.example.find(self.low[start:end])]
        if example and start + example[-1] < end:
            return start + example[-1], end
        verb = max((verb[1] for verb in self.verbs.groups if start <= verb[0] < end), default=None)
        if verb is None:
            while start < end - 1 and (self.has(start, "coordinate") or self.has(start, "preposition")):
                start += 1
            return self._with_name_before(start), end
        for index in range(end - 1, max(start, verb) - 1, -1):
            if self.has(index, "determiner"):
                return index, end
        index = end - 1
        while index > verb and self.words.capital(index - 1):
            index -= 1
        return index, end

    def _with_name_before(self, start: int) -> int:
        """Where "Basra, the port" begins: a name that a noun phrase only explains belongs to it."""
        explains = start > 1 and self.low[start - 1] == "," and self.has(start, "determiner")
        if explains and self.words.capital(start - 2) and start - 2 not in self.dated:
            start -= 2
            while start and self.words.capital(start - 1) and start - 1 not in self.dated:
                start -= 1
        return start

    def _absolutes(self) -> Iterator[Clause]:
        """ "with the dam giving way in June"."""
        for index in range(self.count - 2):
            if not self.has(index, "with"):
                continue
            end = min(self._next_bar(index + 1), self.stop)
            for verb in range(index + 2, min(index + 8, end - 1)):
                if self.has(verb, "preposition") or verb in self.verbs.starts or verb in self.dated:
                    break
                noun = not any(self.has(verb - 1, kind) for kind in ("determiner", "number", "participle"))
                if self.verbs.ends(verb, "gerund") and noun and not self.verbs.is_participle(verb - 1):
                    yield Clause(index, index + 1, end, "absolute")
                    break

    def _coming(self) -> Iterator[Clause]:
        """ "the parade to be held in May": an event yet to come, told as a noun."""
        planned = {cue.end for cue in self.found if cue.group == "planned"}
        for index in self.verbs.places("infinitive"):
            passive = index and self.has(index + 1, "be") and self.verbs.is_participle(index + 2)
            in_verb = index in planned or any(start <= index - 1 < end for start, end in self.verbs.groups)
            aside = self.low[index - 1] == ","
            noun = self._word(index - 1 - aside) and not self.verbs.is_participle(index - 1 - aside)
            if passive and not in_verb and noun:
                verb = self.verbs.first(index, self.count)
                end = min(self._next_bar(index), self.stop, self.count if verb is None else verb)
                head = self._nearest_noun_phrase(index - aside)
                yield Clause(index, index, end, "coming", head=head, aside=aside)

    def _nearest_noun_phrase(self, end: int) -> tuple[int, int]:
        for index in range(end - 1, max(end - _NEAR, -1), -1):
            if self._is_bar(index) or index in self.verbs.starts:
                return index + 1, end
            if self.has(index, "determiner"):
                return index, end
        return max(end - _NEAR, 0), end

    # ── clauses that hang on a verb ──────────────────────────────────────────────────────────────────────────────────

    def _that_clauses(self) -> Iterator[Clause]:
        for index in self.verbs.places("that"):
            if not index or index + 1 in self.dated or not self._word(index + 1):
                continue
            if self.has(index - 1, "preposition"):
                continue
            limit = next((close for start, close in self.quotes if start < index < close), self.stop)
            limit = min((clause.end for clause in self.asides if clause.holds(index)), default=limit)
            clause = self._that_clause(index, limit)
            if clause is not None:
                yield clause

    def _that_clause(self, index: int, limit: int) -> Clause | None:
        """What a "that" opens: the content of a noun ("the fact that") or of a verb ("said that"), or a relative."""
        verbal = not self.words.capital(index - 1) and index - 1 in self.verbs.starts
        if verbal and not self.says(index - 1) and not self.has(index - 1, "copula"):
            return None  # "knows that", "ensured that": what is known has no date of its own
        noun = self._noun_before(index)
        attitude = None if noun is None else self._noun_attitude(noun)
        if attitude is not None:
            end = min(self._end_of_restriction(index + 1), limit)
            attitude = "denied" if self._judged_false(end) else attitude
            return Clause(index, index + 1, end, "said", via=(index - 1, index), attitude=attitude)
        if self.has(index - 1, "be", "copula", "pronoun") and self._may_be(index):
            end = min(self._end_of_restriction(index + 1), limit)
            return Clause(index, index + 1, end, "said", via=(index - 1, index), attitude="claimed")
        verb = self._saying_before(index)
        known = self.verbs.first(index + 1, limit) is not None
        if not known and verb != index - 1 and not self.has(index + 1, "subject_pronoun", "indefinite"):
            return None
        if verb is not None and (verb == index - 1 or not self.verbs.at(index + 1)):
            if self.verbs.ends(verb, "gerund") and self.verbs.first(0, verb) is None:  # "in response to critics saying"
                limit = min(limit, self._next_bar(self.verbs.first(index + 1, limit) or limit))
            via = (self._start_of_speaker(verb), index)
            return Clause(index, index + 1, limit, "said", via=via, attitude=self._attitude(verb))
        if self._is_bar(index - 1):
            return None
        end = min(self._end_of_restriction(index + 1), limit)
        return Clause(index, index + 1, end, "relative", head=self._noun_phrase(index))

    def _noun_before(self, index: int) -> int | None:
        """The word that may take a "that" as its content: right before it, or the subject of "the hope is that"."""
        before = index - 1
        group = next((group for group in self.verbs.groups if group[0] <= before < group[1]), None)
        if group is None:
            return None if self.words.capital(before) and index > 1 else before
        judged = group[0] > 0 and self.has(group[0], "copula") and group[1] - group[0] == 1
        return group[0] - 1 if judged else None

    def _judged_false(self, end: int) -> bool:
        """Whether what follows calls it untrue: "reports that … | were false"."""
        if end not in self.verbs.starts:
            return False
        near = range(end, min(end + _JUDGED_WITHIN, self.stop))
        negated = any(self.has(i, "no") or self.low[i].endswith(self.cues.endings["negative"]) for i in near)
        if any(self.has(i, "true") for i in near):
            return negated
        return not negated and any(self.has(i, "content_false") for i in near)

    def _may_be(self, index: int) -> bool:
        """Whether "that" follows "it may be" or "it could have been"."""
        return any(cue.group == "possible" and index - 4 <= cue.start < index for cue in self.found)

    def _noun_attitude(self, index: int) -> Attitude | None:
        """How a noun or an adjective takes what it opens: "the fact that", "no doubt that", "it is not true that"."""
        near = range(max(index - _NEGATED_WITHIN, 0), index)
        negated = any(self.has(i, "no") or self.low[i].endswith(self.cues.endings["negative"]) for i in near)
        if any(self.has(i, "deny") for i in near):
            return "denied"
        if self.has(index, "content_doubt"):
            return "plain" if negated else "claimed"
        if self.has(index, "content_false"):
            return "claimed" if negated else "denied"
        if self.has(index, "content_certain"):
            return "denied" if negated else "plain"
        if negated and self.has(index, "content_possible"):
            return "denied"
        return "claimed" if self.has(index, "content_uncertain") else None

    def _saying_before(self, index: int) -> int | None:
        """The verb that a "that" completes: not far before it, with no other verb between."""
        for look in range(index - 1, max(index - _LOOK_BACK, 0) - 1, -1):
            if self.low[look] in ";:" or (self.low[look] == "," and not self._is_bar(index - 1)):
                return None
            if self.says(look) and look not in self.dated:
                return look
            if look in self.verbs.starts:
                return None
        return None

    def _subordinates(self) -> Iterator[Clause]:
        conditions = {cue.start: cue for cue in self.found if cue.group == "condition"}
        no_clause = {i for cue in self.cues.no_subordinate.find(self.low) for i in range(cue.start, cue.end)}
        for index in sorted({*conditions, *self.verbs.places("subordinate")}):
            if index >= self.count - 1:
                break
            cue = conditions.get(index)
            at_date = index in self.dated or index + 1 in self.dated
            start = cue.end if cue else index + 1
            parted = self._is_bar(start)  # "though," is an adverb
            plain = self.has(index, "subordinate") and not (at_date or parted or index in no_clause)
            if not (cue or plain) or start >= self.count:
                continue
            if plain and not cue and self.has(index, "preposition") and self._behind_bare_noun(index):
                continue
            far = self.has(index, "subordinate_sure")
            verb = self.verbs.first(start, start + 2 * _NEAR if far else min(self._next_bar(start), start + _NEAR + 4))
            if verb is None and cue and not self.has(start - 1, "bare_condition"):
                length = min(self._next_bar(start), self.stop) - start
                if length < _FEWEST_IN_CONDITION and not self.verbs.is_participle(start):
                    continue
                verb = start
            elif verb is None and not cue:
                continue
            if plain and any(self.has(i, "subordinate") for i in range(start, verb or start)):
                continue
            end = min(self._next_bar(start if verb is None else verb), self.stop)
            end = self._past_date_between_commas(end)
            if cue and self._asked(index):
                yield Clause(index, start, end, "said", attitude="claimed")
            else:
                yield Clause(index, start, end, "condition" if cue else "subordinate", aside=self._is_bar(index - 1))

    def _asked(self, index: int) -> bool:
        """Whether "if" stands for "whether": "asked him if", "nobody knows if"."""
        if not self.has(index, "whether"):
            return False
        for look in range(index - 1, max(index - 1 - _ASKED_WITHIN, -1), -1):
            if self._is_bar(look):
                return False
            if self.has(look, "asks"):
                return True
        return False

    def _behind_bare_noun(self, index: int) -> bool:
        """Whether what stands between the last comma and a word is a noun that still waits for its verb, so that the
        verb behind is its own: "a law passed after the spill | requires"."""
        start = max((bar + 1 for bar in self.bars if bar < index), default=0)
        opens = any(
            self.has(i, "preposition", "subordinate", "that", "relative", "conditional") for i in range(start, index)
        )
        return (
            index - start >= 2
            and not opens
            and self.verbs.first(start, index) is None
            and self._has_participle(start, index)
        )

    def _has_participle(self, start: int, end: int) -> bool:
        return any(start <= place < end for place in self.verbs.describing)

    def _inverted_conditions(self) -> Iterator[Clause]:
        """ "Had the dam failed, …", "Should the vote fail, …": an auxiliary in front of its subject."""
        first = next((index for index in range(self.count) if self._word(index)), self.count)
        first += self.has(first, "lead_conjunction")
        if self.has(first, "supposes"):
            yield Clause(first, first, self.stop, "condition")
        subject = self._word(first + 1) and not self.has(first + 1, "preposition")
        if self.has(first, "inverted_condition") and subject and "?" not in self.low[self.stop :]:
            yield Clause(first, first, min(self._next_bar(first), self.stop), "condition")

    def _past_date_between_commas(self, bar: int) -> int:
        """The end of a clause with the date that is set off behind it ("when they met, in May, …")."""
        last = self._past_date(bar + 1)
        return last if last > bar + 1 and self._is_bar(last) else bar

    # ── what is said ─────────────────────────────────────────────────────────────────────────────────────────────────

    def _attitude(self, index: int) -> Attitude:
        negated = self._unsaid(index)
        if self.has(index, "deny"):
            if self.has(index - 1, "alternative") and self.says(index - 2):
                return "claimed"  # "would neither confirm nor deny"
            undone = any(cue.group == "neutral" and cue.start <= index < cue.end for cue in self.found)
            return "plain" if undone or negated else "denied"
        if negated and not self.has(index, "factive"):
            return "denied" if self.has(index, "indicates") else "claimed"
        return "claimed" if self.has(index, "claim") else "plain"

    def _unsaid(self, index: int) -> bool:
        """Whether a verb of saying is negated: "did not say", "declined to confirm", "nothing shows"."""
        for cue in self.found:
            if cue.group == "negated" and index - _NEGATED_WITHIN <= cue.start <= index:
                between = range(cue.end, index)
                return not any(self._is_bar(i) or self.verbs.joins(i) or self.says(i) for i in between)
        return False

    def _start_of_speaker(self, verb: int) -> int:
        start = verb
        while start and not self._is_bar(start - 1) and self.low[start - 1] not in '”"»':
            start -= 1
        return start

    def _quotes(self) -> Iterator[tuple[int, int]]:
        """The marks of each quotation, as (opening, closing); one that is not closed ends with the sentence."""
        index = 0
        while index < self.count:
            if self.low[index] in OPENING_QUOTES:
                closing = _CLOSING[self.low[index]]
                end = next((i for i in range(index + 1, self.count) if self.low[i] == closing), self.count)
                yield index, end
                index = end
            index += 1

    def _quoted(self) -> Iterator[Clause]:
        """ "X said, “…”" and "“…,” said X"; a word or two in quotation marks are no clause."""
        for opening, closing in self.quotes:
            if closing - opening < 4:
                continue
            before = opening - 2 if self._is_bar(opening - 1) else opening - 1
            if self.has(before, "that"):
                before = self._saying_before(before) or before
            verb = self._saying_after(closing)
            if self.says(before):
                via = (self._start_of_speaker(before), opening)
                yield Clause(opening, opening + 1, closing, "said", via=via, attitude=self._attitude(before))
            elif verb is not None:
                after = next((quote[0] for quote in self.quotes if quote[0] > closing), self.count)
                end = closing - 1 if self._is_bar(closing - 1) else closing
                yield Clause(opening, opening + 1, end, "said", via=(closing + 1, after), attitude=self._attitude(verb))

    def _saying_after(self, closing: int) -> int | None:
        stop = min(closing + _NEAR + 4, self.count)
        return next((i for i in range(closing + 1, stop) if i in self.verbs.starts and self.says(i)), None)

    def _said_without_that(self) -> Iterator[Clause]:
        """ "He said the road was open"; "police said on Friday three men had fled"."""
        for verb, end in self.verbs.groups:
            if not self.says(end - 1):
                continue
            start = self._past_date(self._past_hearer(end))
            other = start in self.verbs.starts or self.has(start, "preposition") or self.has(start, "no_content")
            if start >= self.count - 1 or not self._word(start) or other:
                continue
            content = self.verbs.first(start, min(start + _NEAR + 2, self.stop))
            if content is None or self._next_bar(start) < content:
                continue
            sure = self.has(end - 1, "say_bare") or self.has(start, "pronoun")
            if not sure and any(self.verbs.joins(i) or i in self.dated for i in range(start, content)):
                continue
            if not any(self.has(i, "that") for i in range(start, content)):
                via = (self._start_of_speaker(verb), start)
                yield Clause(start, start, self.stop, "said", via=via, attitude=self._attitude(end - 1))

    def _past_hearer(self, index: int) -> int:
        """The date behind who is told something: "told reporters | on Tuesday he would stay"."""
        if not self.has(index - 1, "tells"):
            return index
        for look in range(index + 1, min(index + _HEARER, self.count)):
            if look in self.dated:
                return look - self.has(look - 1, "date_preposition")
            if self._is_bar(look) or self.has(look, "that", "relative") or look in self.verbs.starts:
                break
        return index

    def _past_date(self, index: int) -> int:
        """The word behind a date and its preposition, if one stands here."""
        look = index + 1 if self.has(index, "date_preposition") else index
        if look not in self.dated:
            return index
        while look in self.dated:
            look += 1
        return look

    def _attributions(self) -> Iterator[Clause]:
        """Who says it, between commas: ", police said,"."""
        for bar, close in zip(self.bars, self.bars[1:], strict=False):
            verbs = [verb for verb in self.verbs.groups if bar < verb[0] < close]
            if len(verbs) != 1 or not self.says(verbs[0][1] - 1) or close - bar > _NEAR or self.low[bar] != ",":
                continue
            if close >= self.stop or verbs[0][0] == bar + 1 or self.verbs.joins(bar + 1) or verbs[0][1] < close - 4:
                continue
            if self.low[close + 1] not in OPENING_QUOTES and not any(start < bar < end for start, end in self.quotes):
                yield Clause(bar, bar + 1, close, "attribution", attitude=self._attitude(verbs[0][1] - 1), aside=True)

    def _trailing_attributions(self) -> Iterator[Clause]:
        """ "Three men had fled, police said." and "…, said the mayor."; not behind a quotation, which has its own."""
        for bar in reversed(self.bars):
            first = bar + 1
            inside = [verb for verb in self.verbs.groups if first <= verb[0] < self.stop]
            if self.low[bar] != "," or self.stop - bar > _NEAR + 6:
                continue
            if len(inside) != 1 or not self.says(inside[0][1] - 1) or self.verbs.first(0, bar) is None:
                continue
            plain = self._word(first) and self.stop - inside[0][1] <= 4
            follows = inside[0][0] == first or plain or self.low[first] in OPENING_QUOTES
            goes_on = any(self._is_bar(i - 1) and self.has(i, "coordinate") for i in range(first, inside[0][0]))
            if (
                goes_on
                or not follows
                or self.verbs.joins(first)
                or any(start < bar <= close + 1 for start, close in self.quotes)
            ):
                continue
            yield Clause(0, 0, bar, "said", via=(first, self.stop), attitude=self._attitude(inside[0][1] - 1))
            return

    def _according(self) -> Iterator[Clause]:
        for cue in self.cues.according.find(self.low):
            bar = self._next_bar(cue.end)
            if cue.start <= 2 and bar < self.stop and self.verbs.first(bar, self.stop) is not None:
                bar = self._past_description(bar)
                via = (cue.start, bar + 1)
                yield Clause(bar + 1, bar + 1, self.stop, "said", via=via, attitude=self._source_attitude(*via))
            elif cue.start > 2 and bar >= self.stop - 1:
                end = cue.start - 1 if self._is_bar(cue.start - 1) else cue.start
                via = (cue.start, self.stop)
                yield Clause(0, 0, end, "said", via=via, attitude=self._source_attitude(*via))

    def _source_attitude(self, start: int, end: int) -> Attitude:
        """ "According to unconfirmed reports, …"."""
        doubted = any(cue.group == "possible" and start <= cue.start < end for cue in self.found)
        return "claimed" if doubted else "plain"

    def _past_description(self, bar: int) -> int:
        """Behind a source that is described further ("according to Li, who runs the port, …")."""
        if not self.has(bar + 1, "relative"):
            return bar
        later = (b for b in self.bars if bar < b < self.stop and self.verbs.first(bar, b) is not None)
        return next(later, bar)

    # ── clauses side by side ─────────────────────────────────────────────────────────────────────────────────────────

    def _coordinates(self) -> Iterator[Clause]:
        """Main clauses parted by a semicolon or a colon, or joined by a comma and "and", "but", "or"."""
        start, cuts = 0, []
        for bar in self.bars:
            joined = self.low[bar] == "," and self.has(bar + 1, "coordinate")
            begin = bar + 2 if joined else bar + 1
            if (self.low[bar] not in ";:" and not joined) or self.has(begin, "that"):
                continue
            follows = begin < self.count and self.low[begin] in OPENING_QUOTES
            if self.low[bar] == ":" and (follows or self.has(bar - 1, "colon_follows")):
                continue
            near = begin + _NEAR + 4 if not joined else min(self._next_bar(begin), begin + _NEAR)
            own = (group[0] for group in self.verbs.groups if begin <= group[0] < near)
            verb = next((v for v in own if not any(c.holds(v) for c in self.contacts)), None)
            quoted = any(opening < bar < close for opening, close in self.quotes)
            if verb is not None and verb > begin and self.verbs.first(start, bar) is not None and not quoted:
                cuts.append((start, bar))
                start = begin
        if cuts:
            for begin, end in [*cuts, (start, self.stop)]:
                yield Clause(begin, begin, end, "coordinate")
