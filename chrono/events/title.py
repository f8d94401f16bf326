"""Titles: short, a whole clause, and readable without the article.

A title is made of the sentence's own words. First the date comes off with its preposition, and what only leads in;
if it is still too long, asides, fillers, ranks and adjuncts go, one kind at a time and the least missed first; what is
longer even then is cut where a clause ends, or else between words, and says so by "…".
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Collection, Iterable, Sequence

from chrono.events.clauses import SEPARATORS, Clause, Parsed
from chrono.events.cues import Cues

LIMIT = 90
_SHORTEST_CUT = 60
_APPOSITION = 12
_UNDER = frozenset({"subordinate", "condition", "relative", "participle"})
_FINAL_BEFORE_QUOTE = re.compile(r"[.,;:]+([”\"»]*)$")
_QUOTES = frozenset('“”"«»')
_MARKS = frozenset(",;:.—–-/")
_NO_SPACE_BEFORE = re.compile(r"\s+([,.;:!?)\]’”%])")
_NO_SPACE_AFTER = re.compile(r"([(\[“])\s+")
_DOUBLED = re.compile(r"([,;:])(?:\s*[,;:])+")


def title_of(parsed: Parsed, words: Iterable[int], dates: Iterable[tuple[int, int]], cues: Cues) -> str:
    """The title made of some of a sentence's words, given as indexes in order, without the dates (ranges of words).

    >>> from chrono.events.clauses import parse
    >>> from chrono.events.cues import cues_of
    >>> en = cues_of("en")
    >>> parsed = parse("Meanwhile, on Monday, the old bridge (built of stone) fell into the river.", en, [(14, 20)])
    >>> title_of(parsed, range(len(parsed.words)), [(3, 4)], en)
    'The old bridge (built of stone) fell into the river'
    """
    return _Title(parsed, cues).make(list(words), list(dates))


def without_attribution(parsed: Parsed, clause: Clause, cues: Cues) -> Clause:
    """The clause that a sentence hands on, where it only says who says so; else the clause itself.

    The attribution stays where the words said would not read alone ("he would come"), and where they are denied.
    """
    for inner in parsed.clauses:
        if inner.role != "said" or inner.via is None or inner.attitude == "denied" or not clause.around(inner):
            continue
        opening = next((i for i in range(inner.start, inner.end) if parsed.words.low[i][0].isalnum()), inner.start)
        if parsed.words.low[opening] in cues["pronoun"] or not parsed.has_verb(inner.start, inner.end):
            continue
        start, end = inner.via
        trailing = [other for other in parsed.clauses if other.role == "trailing"]
        others = [
            verb[0]
            for verb in parsed.verbs
            if clause.holds(verb[0]) and not any(other.holds(verb[0]) for other in (inner, *trailing))
        ]
        if len(others) <= 1 and all(start <= verb < end for verb in others):
            return inner
    return clause


def date_words(parsed: Parsed, first: int, last: int, cues: Cues) -> range:
    """A date's words together with the preposition that goes when it goes.

    Nothing goes where the date is its clause's subject ("2024 was the hottest year") or where what is left would say
    something else ("did not meet until Friday") or hang in the air ("the talks held in May failed").
    """
    low = parsed.words.low
    verb_follows = any(verb[0] == last for verb in parsed.verbs)
    start = _lead_of(parsed, first, cues)
    if start == first and verb_follows:
        return range(0)
    if low[start:first] in {("until",), ("till",)} and any(cue.group == "negated" for cue in parsed.found):
        return range(0)
    before = start - 1
    hanging = before >= 0 and not any(a <= before < b for a, b in parsed.verbs)
    if verb_follows and hanging and (low[before].endswith("ed") or low[before] in cues["participle"]):
        return range(0)
    closed = last + 1 < len(low) and low[last] == "," and any(verb[0] == last + 1 for verb in parsed.verbs)
    return range(start, last + 1 if closed else last)


def _lead_of(parsed: Parsed, first: int, cues: Cues) -> int:
    low = parsed.words.low
    for size in (4, 3, 2):
        start = first - size
        if start >= 0 and (cue := cues.date_lead.at(low, start)) and cue.end == first:
            return start
    start = first
    if start and low[start - 1] == "the":
        start -= 1
    if start and low[start - 1] in cues["date_preposition"]:
        return start - 1
    return first


class _Title:
    """One title in the making: a list of word indexes that only ever gets shorter."""

    def __init__(self, parsed: Parsed, cues: Cues) -> None:
        self.parsed, self.words, self.low, self.cues = parsed, parsed.words, parsed.words.low, cues
        self.dates: set[int] = set()
        self.main_verbs = {verb[0] for verb in parsed.verbs if parsed.clause_of(verb[0]).role not in _UNDER}

    def make(self, words: list[int], dates: list[tuple[int, int]]) -> str:
        self.dates = {index for date in dates for index in range(*date)}
        gone = {index for date in dates for index in date_words(self.parsed, *date, self.cues)}
        kept = self._tidy([index for index in words if index not in gone]) or self._tidy(words)
        if len(self._text(kept)) <= LIMIT:
            return self._closed(self._text(kept))
        for shorten in self._shortenings():
            shorter = shorten(kept)
            if len(shorter) == len(kept):
                continue
            shorter = self._tidy(shorter)
            if len(shorter) >= 3 and self._verb_in(shorter) >= self._verb_in(kept):
                kept = shorter
            if len(self._text(kept)) <= LIMIT:
                return self._closed(self._text(kept))
        return self._closed(self._cut(kept))

    # ── writing ──────────────────────────────────────────────────────────────────────────────────────────────────────

    def _pieces(self, kept: Sequence[int]) -> list[str]:
        """Each word with the space before it that it had; where words are gone between, with one."""
        text, starts, ends = self.words.text, self.words.starts, self.words.ends
        pieces: list[str] = []
        last = -2
        for index in kept:
            if last < 0:
                pieces.append(text[starts[index] : ends[index]])
            elif index == last + 1 and ends[last] == starts[index]:
                pieces.append(text[starts[index] : ends[index]])
            else:
                pieces.append(" " + text[starts[index] : ends[index]])
            last = index
        return pieces

    def _text(self, kept: Sequence[int]) -> str:
        text = _NO_SPACE_AFTER.sub(r"\1", _NO_SPACE_BEFORE.sub(r"\1", "".join(self._pieces(kept))))
        text = _FINAL_BEFORE_QUOTE.sub(r"\1", _DOUBLED.sub(r"\1", text))
        return text[:1].upper() + text[1:]

    def _closed(self, text: str) -> str:
        """The title with the closing mark of a quotation that it does not reach the end of."""
        for opening, closing in (("“", "”"), ("«", "»")):
            if text.count(opening) > text.count(closing):
                text += closing
        return text + '"' if text.count('"') % 2 else text

    def _tidy(self, kept: list[int]) -> list[int]:
        """Take marks, quotation marks without a partner, lead-ins and dangling words off the edges."""
        kept = self._balanced(kept)
        while kept:
            before = len(kept)
            while kept and (self.low[kept[0]] in _MARKS or self.low[kept[0]] in ")]”…"):
                kept = kept[1:]
            kept = self._without_lead_in(kept)
            while len(kept) > 1 and (self._is_mark(kept[-1]) or self._dangles(kept[-1])):
                kept = kept[:-1]
            if len(kept) == before:
                break
        return kept

    def _dangles(self, index: int) -> bool:
        return self.low[index] in self.cues["dangling"] and index not in self.parsed.dated

    def _is_mark(self, index: int) -> bool:
        return not self.low[index][0].isalnum() and self.low[index] not in {")", "]", "”", '"', "»", "%", "’", "'", "°"}

    def _balanced(self, kept: list[int]) -> list[int]:
        """Quotation marks stay where the quotation begins in what is kept and is less than the whole of it."""
        inside = set(kept)
        pairs = [pair for pair in self.parsed.quotes if pair[0] in inside and pair[0] + 1 in inside]
        whole = [i for i in kept if self.low[i] not in _MARKS and self.low[i] not in _QUOTES]
        pairs = [pair for pair in pairs if not (whole and pair[0] < whole[0] and whole[-1] < pair[1])]
        marks = {mark for pair in pairs for mark in pair}
        return [index for index in kept if self.low[index] not in _QUOTES or index in marks]

    def _without_lead_in(self, kept: list[int]) -> list[int]:
        low = [self.low[index] for index in kept]
        if not low:
            return kept
        cue = self.cues.lead_in.at(low, 0)
        if cue and cue.end < len(low) and low[cue.end] == ",":
            return kept[cue.end + 1 :]
        if low[0] in self.cues["lead_conjunction"] and len(low) > 1:
            return kept[1:]
        return kept

    # ── shortening ───────────────────────────────────────────────────────────────────────────────────────────────────

    def _shortenings(self) -> tuple[Callable[[list[int]], list[int]], ...]:
        return (
            self._drop_parentheses,
            self._drop_asides,
            self._drop_saying_at_length,
            self._drop_fillers,
            self._drop_rank,
            self._drop_trailing,
            self._drop_fronted,
            self._drop_adjunct,
            self._drop_adjunct,
        )

    def _verb_in(self, kept: Collection[int]) -> bool:
        inside = set(kept)
        return any(verb[0] in inside for verb in self.parsed.verbs)

    def _drop_parentheses(self, kept: list[int]) -> list[int]:
        depth, left = 0, []
        for index in kept:
            depth += self.low[index] in {"(", "["}
            if depth == 0:
                left.append(index)
            depth -= self.low[index] in {")", "]"} and depth > 0
        return left

    def _drop_asides(self, kept: list[int]) -> list[int]:
        """Relative clauses, participles and nouns in apposition, between commas."""
        for clause in self.parsed.clauses:
            if clause.aside and clause.role in {"relative", "participle"} and kept and clause.opening > kept[0]:
                kept = self._without(kept, clause.opening - 1, clause.end)
        bars = [place for place, index in enumerate(kept) if self.low[index] == ","]
        for first, second in itertools.pairwise(bars):
            between = kept[first + 1 : second]
            resumes = second + 1 < len(kept) and any(verb[0] == kept[second + 1] for verb in self.parsed.verbs)
            if resumes and not self._verb_in(kept[:second]) and 2 <= len(between) <= _APPOSITION:
                return kept[:first] + kept[second + 1 :]
        return kept

    def _without(self, kept: list[int], start: int, end: int) -> list[int]:
        """Leave out an aside with its commas; the closing one stays where no verb takes the sentence up again."""
        verb_next = any(verb[0] == end + 1 for verb in self.parsed.verbs)
        return [index for index in kept if not (start <= index < end or (index == end and verb_next))]

    def _drop_saying_at_length(self, kept: list[int]) -> list[int]:
        """ "said in an interview with the paper that" → "said that"."""
        for clause in self.parsed.clauses:
            if (
                clause.role == "said"
                and clause.via
                and clause.via[1] == clause.opening
                and clause.via[0] < clause.opening
            ):
                verb = next((v for v in reversed(self.parsed.verbs) if clause.via[0] <= v[0] < clause.opening), None)
                if verb and self.low[verb[1] - 1] in self.cues["say"] | self.cues["claim"]:
                    kept = [index for index in kept if not verb[1] <= index < clause.opening]
        return kept

    def _drop_fillers(self, kept: list[int]) -> list[int]:
        return [index for index in kept if self.low[index] not in self.cues["filler"]]

    def _drop_rank(self, kept: list[int]) -> list[int]:
        """ "Ukrainian President Volodymyr Zelensky" → "Volodymyr Zelensky", at the front."""
        place = 0
        while place < len(kept) and self._ranks(kept, place):
            place += 1
        named = place and place < len(kept) and self.words.capital(kept[place])
        titled = any(self.low[index] in self.cues["honorific"] for index in kept[:place])
        return kept[place:] if named and titled else kept

    def _ranks(self, kept: list[int], place: int) -> bool:
        low = self.low[kept[place]]
        pair = " ".join(self.low[index] for index in kept[place : place + 2])
        before = " ".join(self.low[index] for index in kept[max(place - 1, 0) : place + 1])
        people = {low, pair, before} & self.cues.peoples or low in self.cues.places
        return bool(people) or low in self.cues["honorific"] or low == "the"

    def _drop_trailing(self, kept: list[int]) -> list[int]:
        """A clause that trails: ", calling it …", ", while …", ", with …"."""
        for place in range(len(kept) - 1, 2, -1):
            if self.low[kept[place]] not in {",", "—", "–"}:
                continue
            after = self.low[kept[place + 1]] if place + 1 < len(kept) else ""
            trails = (
                after.endswith("ing")
                or after in self.cues["subordinate"]
                or after in {"with", "along", "amid", "despite", "which", "who"}
            )
            if trails and self.main_verbs & set(kept[:place]):
                kept = kept[:place]
                if len(self._text(kept)) <= LIMIT:
                    break
        return kept

    def _drop_fronted(self, kept: list[int]) -> list[int]:
        """A phrase or a clause in front of the subject, unless what is left would begin with a pronoun, or it is this
        phrase that is dated and what is left does not begin with a name."""
        if self.low[kept[0]] not in self.cues["preposition"] | self.cues["subordinate"]:
            return kept
        end = self._end_of_front(kept)
        if end is None:
            return kept
        dated = any(kept[0] <= date < kept[end] for date in self.dates)
        if dated and not self.words.capital(kept[end + 1]):
            return kept
        opening = self.low[kept[end + 1]]
        verb_next = any(verb[0] == kept[end + 1] for verb in self.parsed.verbs)
        if opening in self.cues["pronoun"] or opening in self.cues["coordinate"] or verb_next:
            return kept
        return kept[end + 1 :]

    def _end_of_front(self, kept: list[int]) -> int | None:
        """The comma that ends what stands in front of the subject: that of its clause, else the last before a verb."""
        clause = next(
            (c for c in self.parsed.clauses if c.opening == kept[0] and c.role in {"subordinate", "condition"}), None
        )
        if clause:
            return kept.index(clause.end) if clause.end in kept and clause.end < kept[-3] else None
        bars = [place for place, index in enumerate(kept[:-3]) if self.low[index] == ","]
        starts = {verb[0] for verb in self.parsed.verbs}
        verb = next((place for place, index in enumerate(kept) if index in starts and bars and place > bars[0]), 0)
        return max((bar for bar in bars if bar < verb), default=None)

    def _drop_adjunct(self, kept: list[int]) -> list[int]:
        """The last phrase of place or circumstance, if no verb follows it."""
        for place in range(len(kept) - 1, 2, -1):
            word = self.low[kept[place]]
            if word in SEPARATORS or any(verb[0] == kept[place] for verb in self.parsed.verbs):
                return kept
            if word in self.cues["adjunct"]:
                return kept[:place] if self._verb_in(kept[:place]) and not self._governs(kept, place) else kept
        return kept

    def _governs(self, kept: list[int], place: int) -> bool:
        """Whether the word before a preposition may need it: "to engage in", "rooted in"."""
        before = self.low[kept[place - 1]]
        participle = before.endswith(("ed", "ing")) or before in self.cues["participle"] | self.cues["past"]
        return participle or self.low[kept[place - 2]] == "to"

    # ── cutting ──────────────────────────────────────────────────────────────────────────────────────────────────────

    def _cut(self, kept: list[int]) -> str:
        widths = list(itertools.accumulate(map(len, self._pieces(kept))))
        fitting = next((place for place, width in enumerate(widths) if width >= LIMIT), len(kept))
        for place in range(min(fitting, len(kept) - 1), 2, -1):
            if widths[place - 1] < _SHORTEST_CUT:
                break
            if self._ends_clause(kept[place]) and self.main_verbs & set(kept[:place]):
                text = self._text(self._tidy(kept[:place]))
                if len(text) >= _SHORTEST_CUT:
                    return text + "…"
        return (self._text(self._tidy(kept[:fitting])) if fitting else self._text(kept[:1])[: LIMIT - 1]) + "…"

    def _ends_clause(self, index: int) -> bool:
        word = self.low[index]
        opens = word in {"if", "unless"} or word in self.cues["subordinate"] or word in self.cues["relative"]
        return opens or word in {",", ";", "—", "–", ":"}
