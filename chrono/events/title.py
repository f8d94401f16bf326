"""Titles: short, a whole clause, and readable without the article.

A title is made of the sentence's own words. First the date comes off with its preposition, and what only leads in;
if it is still too long, it is shortened (`chrono.events.shorten`); and if that is not enough, it ends where the
sentence could have ended (`chrono.events.trim`). A whole clause may be a little longer than the limit (`STRETCH`);
what is longer even then is cut where a clause ends, or else between words, and says so by "…".
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence

from chrono.events.clauses import Clause, Parsed
from chrono.events.cues import Cues
from chrono.events.shorten import LIMIT, WAYS, Sentence, Way, without_any_front
from chrono.events.trim import cuts_well, trimmed, without_descriptions
from chrono.events.verbs import BARS

_OPENED = frozenset({"said", "relative", "subordinate", "condition"})
STRETCH = 99
"""The most characters of a whole title that would have to be cut otherwise; else `LIMIT`."""
_SHORTEST_CUT = 60
_FEWEST_WORDS = 3
_LONGEST_JUDGMENT = 8
_QUOTES = frozenset('“”"«»')
_MARKS = frozenset(",;:.—–-/")
_CLOSERS = frozenset(")]”\"»%’'°")
_PARTNERS = {"“": "”", "«": "»"}
_NO_SPACE_BEFORE = re.compile(r"\s+([,.;:!?)\]’”%])")
_NO_SPACE_AFTER = re.compile(r"([(\[“])\s+")
_EMPTY = re.compile(r"\s*\(\s*[–—-]?\s*\)")
_DOUBLED = re.compile(r"([,;:])(?:\s*[,;:])+")
_FINAL_MARK = re.compile(r"[.,;:]+([”\"»]*)$")


def title_of(
    parsed: Parsed, words: Iterable[int], dates: Iterable[tuple[int, int]], cues: Cues, participle: Clause | None = None
) -> str:
    """The title made of some of a sentence's words, given as indexes in order, without the dates (ranges of words).

    A ``participle`` told with the noun it hangs on gets the verb that makes a sentence of the two: "the bridge, built
    of stone" is "The bridge was built of stone".

    >>> from chrono.events.clauses import parse
    >>> from chrono.events.cues import cues_of
    >>> en = cues_of("en")
    >>> parsed = parse("Meanwhile, on Monday, the old bridge (built of stone) fell into the river.", en, [(14, 20)])
    >>> title_of(parsed, range(len(parsed.words)), [(3, 4)], en)
    'The old bridge (built of stone) fell into the river'
    """
    dates, words = list(dates), list(words)
    named = {index for date in dates for index in range(*date)}
    title = _Title(Sentence(parsed, cues, named), participle)
    gone = {index for date in dates for index in date_words(parsed, *date, cues)} | _attributions(parsed, named, cues)
    tries = ([index for index in words if index not in gone], words, list(range(len(parsed.words))))
    return next((made for kept in tries if (made := title.make(kept))), parsed.words.text.strip()[:LIMIT])


def _attributions(parsed: Parsed, dates: set[int], cues: Cues) -> set[int]:
    """The words of who says it between commas, if no date stands there, with the commas where they close up."""
    gone: set[int] = set()
    fronts = cues["preposition"] | cues["subordinate"]
    for clause in parsed.clauses:
        if clause.role == "attribution" and dates.isdisjoint(range(clause.start, clause.end)):
            follows = clause.end + 1
            opened = any(inner.opening == follows and inner.role in _OPENED for inner in parsed.clauses)
            interrupts = not parsed.has_verb(0, clause.opening) and parsed.words.low[0] not in fronts
            closes = parsed.verb_at(follows) or opened or interrupts or clause.opening <= 2
            parts = parsed.in_verb(clause.opening - 2)  # "shows, they say, how": no comma without them
            gone.update(range(clause.opening - parts, clause.end + (closes or parts)))
    return gone


def without_attribution(parsed: Parsed, clause: Clause, cues: Cues, alone: bool = True) -> Clause:
    """The clause that a sentence hands on, where it only says who says so; else the clause itself.

    The attribution stays where they are denied, and for words that must read ``alone`` where they would not ("he would
    come", "our plan is ready").
    """
    found = clause
    trailing = [other for other in parsed.clauses if other.role == "trailing"]
    describing = [other for other in parsed.clauses if other.role == "relative" and other.aside]
    for inner in parsed.clauses:
        if inner.role != "said" or inner.via is None or inner.attitude == "denied" or not clause.around(inner):
            continue
        opening = next((i for i in range(inner.start, inner.end) if parsed.words.low[i][0].isalnum()), inner.start)
        personal = any("first_person" in parsed.classes[i] for i in range(inner.start, inner.end))
        pronoun = parsed.words.low[opening] in cues["pronoun"] and not _points_ahead(parsed, opening, inner.end, cues)
        if (alone and (personal or pronoun)) or not parsed.has_verb(inner.start, inner.end):
            continue
        start, end = inner.via
        source = parsed.words.low[start] in cues["according"]
        if not source and not (parsed.has_verb(start, end) and said_by_verb(parsed, inner.via, cues)):
            continue
        apart = [verb for verb, _ in parsed.verbs if clause.holds(verb) and not inner.holds(verb)]
        apart = [verb for verb in apart if not any(other.holds(verb) for other in trailing)]
        apart = [verb for verb in apart if not any(start < o.opening and o.holds(verb) for o in describing)]
        if len(apart) <= 1 and all(start <= verb < end for verb in apart):
            found = inner  # of one within another, the inner
    return found


def said_by_verb(parsed: Parsed, via: tuple[int, int], cues: Cues) -> bool:
    """Whether a finite verb hands something on: not "his claim that", "for claiming that", "led us to say"."""
    low = parsed.words.low
    hands_on = cues["say"] | cues["claim"] | cues["deny"]
    word = next((index for index in reversed(range(*via)) if low[index] in hands_on), via[0])
    before = low[word - 1] if word > via[0] else ""
    noun = before in cues["determiner"] or before.endswith(cues.endings["possessive"])
    infinitive = before in cues["infinitive"] and parsed.has_verb(via[0], word)
    return (
        not noun
        and not infinitive
        and not (before in cues["preposition"] and low[word].endswith(cues.endings["gerund"]))
    )


def _points_ahead(parsed: Parsed, index: int, end: int, cues: Cues) -> bool:
    """Whether "it" stands for what comes later: "it will be hard for them to win", "it is Russia that must move"."""
    low = parsed.words.low
    if low[index] not in cues["it"]:
        return False
    last = min(index + _LONGEST_JUDGMENT, end)
    content = next((i for i in range(index + 1, last) if low[i] in cues["infinitive"] or low[i] in cues["that"]), index)
    judged = any(low[i] in cues["judged"] for i in range(index + 1, content))
    cleft = low[content] in cues["that"] and parsed.words.capital(content - 1)
    return parsed.verb_at(index + 1) and (judged or cleft)


def date_words(parsed: Parsed, first: int, last: int, cues: Cues) -> range:
    """A date's words together with the preposition that goes when it goes.

    Nothing goes where the date is its clause's subject or what is said of it ("2024 was the hottest year", "the first
    was 2024"), nor where what is left would say something else ("did not meet until Friday") or hang in the air ("in a
    statement issued on Monday").
    """
    low = parsed.words.low
    if _before_noun(parsed, first, last, cues):
        return range(first, last)
    start = _lead_of(parsed, first, cues)
    predicate = first and (low[first - 1] in cues["copula"] or low[first - 1] in cues["inside_verb"])
    if start == first and (parsed.verb_at(last) or predicate):
        return range(0)
    if low[start] in cues["until"] and until_means_at(parsed, start, cues):
        return range(0)
    before = start - 1
    participle = before >= 0 and (low[before].endswith(cues.endings["past"]) or low[before] in cues["participle"])
    opens = any(clause.role == "participle" and clause.start == before for clause in parsed.clauses)
    if participle and not opens and not any(a <= before < b for a, b in parsed.verbs):
        return range(0)
    opened = any(low[i] == "," and i not in parsed.dated for i in range(start))
    closed = last + 1 < len(low) and low[last] == "," and parsed.verb_at(last + 1) and not opened
    return range(start, last + 1 if closed else last)


def _before_noun(parsed: Parsed, first: int, last: int, cues: Cues) -> bool:
    """Whether a date stands between an article and its noun: "in the 1991 Declaration"."""
    low = parsed.words.low
    if not first or low[first - 1] not in cues["determiner"] or last >= len(low) or not low[last].isalpha():
        return False
    return not parsed.in_verb(last) and not cues.is_function_word(low[last])


def until_means_at(parsed: Parsed, index: int, cues: Cues) -> bool:
    """Whether "until" comes with a negation, and so says when something happened."""
    low = parsed.words.low
    inverted = index == 1 and not any(verb[0] == 0 for verb in parsed.verbs) and low[0] in cues["inverting"]
    return inverted or any(cue.group == "negated" and cue.end <= index for cue in parsed.found)


def _lead_of(parsed: Parsed, first: int, cues: Cues) -> int:
    """Where the preposition of a date begins; the date itself where it has none."""
    low = parsed.words.low
    for size in (4, 3, 2):
        cue = cues.date_lead.at(low, first - size) if first >= size else None
        if cue and cue.end == first:
            return cue.start
    if first > 1 and low[first - 1] in cues["determiner"] and low[first - 2] in cues["date_preposition"]:
        return first - 2
    return first - 1 if first and low[first - 1] in cues["date_preposition"] else first


def _being(sentence: Sentence, head: tuple[int, int]) -> str:
    """ "was" or "were", as the noun asks for it; "" in a language that has no such words."""
    forms = sorted(sentence.cues["be_past"])
    if len(forms) != 2:
        return ""
    singular, plural = forms
    start, end = head
    stop = next((i for i in range(start + 1, end) if sentence.has(i, "preposition") or sentence.low[i] in BARS), end)
    nouns = [i for i in range(start, stop) if sentence.low[i][0].isalnum()]
    if not nouns:
        return ""
    several = any(sentence.has(i, "coordinate") for i in nouns) or sentence.has(nouns[-1], "plural")
    single = sentence.has(nouns[0], "singular") or sentence.words.capital(nouns[-1])
    many = sentence.ends(nouns[-1], "plural") and not sentence.low[nouns[-1]].endswith(
        sentence.cues.endings["singular"]
    )
    return plural if several or (many and not single) else singular


class _Title:
    """One title in the making: a list of word indexes that only ever gets shorter."""

    def __init__(self, sentence: Sentence, participle: Clause | None = None) -> None:
        self.sentence, self.words, self.low = sentence, sentence.words, sentence.low
        self.participle = participle.start if participle else -1
        self.being = _being(sentence, participle.head) if participle and participle.head else ""

    def make(self, kept: list[int]) -> str:
        """The title of some words; "" where nothing but marks is left of them."""
        kept = self._tidy(kept)
        closed = self._closed(self._text(kept))
        forms = [closed]
        tried: set[Way] = set()  # in vain: what does not help once does not help again, until something else has
        for way in (*WAYS, without_descriptions):
            if len(closed) <= LIMIT:
                return closed
            if way in tried:
                continue
            tried.add(way)
            shorter = way(self.sentence, list(kept))
            if len(shorter) == len(kept):
                continue
            if not self._keeps_sense(kept, shorter):
                continue
            shorter = self._tidy(shorter)
            whole = self.sentence.tells(shorter) or not self.sentence.tells(kept)
            if whole and len(shorter) >= _FEWEST_WORDS:
                kept, closed = shorter, self._closed(self._text(shorter))
                forms.append(closed)
                tried.clear()
        if len(closed) <= LIMIT:
            return closed
        fronted = without_any_front(self.sentence, kept)
        for words, limit in ((kept, LIMIT), (fronted, LIMIT), (kept, STRETCH), (fronted, STRETCH)):
            if limit == STRETCH and (longer := next((form for form in forms if len(form) <= limit), "")):
                return longer
            shorter = self._tidy(trimmed(self.sentence, list(words), limit))
            text = self._closed(self._text(shorter))
            if len(text) <= limit and len(shorter) >= _FEWEST_WORDS:
                return text
        return self._closed(self._cut(kept))

    def _keeps_sense(self, kept: list[int], shorter: list[int]) -> bool:
        """Whether what a way of shortening leaves of a clause, where it cuts off its end, can stand."""
        end = len(shorter)
        return shorter != kept[:end] or cuts_well(self.sentence, kept, end)

    # ── writing ──────────────────────────────────────────────────────────────────────────────────────────────────────

    def _pieces(self, kept: Sequence[int]) -> list[str]:
        """Each word with the space before it that it had; where words are gone between, with one."""
        text, starts, ends = self.words.text, self.words.starts, self.words.ends
        pieces: list[str] = []
        last = -1
        for index in kept:
            close = not pieces or (index == last + 1 and ends[last] == starts[index])
            word = text[starts[index] : ends[index]]
            if pieces and index < last and self.sentence.has(index, "determiner"):
                word = self.low[index]  # the noun that a relative hangs on, behind its verb: "Russia launched the raid"
            if index == self.participle and self.being and pieces:
                word = f"{self.being} {word}"
                pieces[-1] = "" if self.low[last] == "," else pieces[-1]
            pieces.append(word if close else " " + word)
            last = index
        return pieces

    def _text(self, kept: Sequence[int]) -> str:
        text = "".join(self._pieces(kept))
        if "(" in text:
            text = _EMPTY.sub("", text)
        text = _NO_SPACE_BEFORE.sub(r"\1", text)
        if "(" in text or "[" in text or "“" in text:
            text = _NO_SPACE_AFTER.sub(r"\1", text)
        if "," in text or ";" in text or ":" in text:
            text = _DOUBLED.sub(r"\1", text)
        text = _FINAL_MARK.sub(r"\1", text)
        return text[:1].upper() + text[1:]

    def _closed(self, text: str) -> str:
        """The title with the closing mark of a quotation that it does not reach the end of."""
        for opening, closing in _PARTNERS.items():
            if text.count(opening) > text.count(closing):
                text += closing
        return text + '"' if text.count('"') % 2 else text

    # ── edges ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _tidy(self, kept: list[int], cut: bool = False) -> list[int]:
        """Take marks, quotation marks without a partner, lead-ins and dangling words off the edges."""
        kept = self._balanced(kept)
        before = -1
        while kept and len(kept) != before:
            before = len(kept)
            while kept and (self.low[kept[0]] in _MARKS or self.low[kept[0]] in ")]”…"):
                kept = kept[1:]
            kept = self._without_lead_in(kept)
            while len(kept) > 1 and self._dangles(kept[-1], cut):
                kept = kept[:-1]
        return kept

    def _dangles(self, index: int, cut: bool) -> bool:
        mark = not self.low[index][0].isalnum() and self.low[index] not in _CLOSERS
        at_end = index + 1 >= len(self.low) or not self.low[index + 1][0].isalnum()
        if at_end and not cut:
            return mark
        ends_clause = not cut and self.sentence.has(index, "particle")
        dangling = self.sentence.has(index, "dangling") and index not in self.sentence.parsed.dated and not ends_clause
        return mark or dangling

    def _balanced(self, kept: list[int]) -> list[int]:
        """Quotation marks stay where the quotation begins in what is kept and is less than the whole of it."""
        if _QUOTES.isdisjoint(self.low):
            return kept
        inside = set(kept)
        pairs = [pair for pair in self.sentence.parsed.quotes if pair[0] in inside and pair[0] + 1 in inside]
        whole = [i for i in kept if self.low[i] not in _MARKS and self.low[i] not in _QUOTES]
        pairs = [pair for pair in pairs if not (whole and pair[0] < whole[0] and whole[-1] < pair[1])]
        marks = {mark for pair in pairs for mark in pair}
        return [index for index in kept if self.low[index] not in _QUOTES or index in marks]

    def _without_lead_in(self, kept: list[int]) -> list[int]:
        if len(kept) < 2:
            return kept
        low = [self.low[index] for index in kept[:8]]
        cue = self.sentence.cues.lead_in.at(low, 0)
        if cue and cue.end < len(low) and low[cue.end] == ",":
            return kept[cue.end + 1 :]
        leads = self.sentence.has(kept[0], "lead_conjunction") and not self.sentence.has(kept[1], "after_so")
        return kept[1:] if leads else kept

    # ── cutting ──────────────────────────────────────────────────────────────────────────────────────────────────────

    def _cut(self, kept: list[int]) -> str:
        """As much as there is room for: up to the end of a clause, if that leaves enough, else of a word."""
        widths = list(itertools.accumulate(map(len, self._pieces(kept))))
        room = LIMIT - 1 - 2 * any(self.low[index] in _QUOTES for index in kept)
        fitting = next((place for place, width in enumerate(widths) if width > room), len(kept))
        for place in range(min(fitting, len(kept) - 1), 2, -1):
            head = kept[:place]
            if not self._ends_clause(kept[place]) or self.sentence.main_verbs.isdisjoint(head):
                continue
            text = self._text(self._tidy(head, cut=True))
            if len(text) >= _SHORTEST_CUT:
                return text + "…"
        if not fitting:
            return self._text(kept[:1])[:room] + "…"
        return self._text(self._tidy(kept[:fitting], cut=True)) + "…"

    def _ends_clause(self, index: int) -> bool:
        """Whether a clause ends before a word; not before "that", without which it says nothing."""
        opens = self.sentence.has(index, "conditional", "subordinate", "relative")
        if index and self.sentence.has(index - 1, "say"):
            return False
        return opens or self.low[index] in {",", ";", "—", "–", ":"}
