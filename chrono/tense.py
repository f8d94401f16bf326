"""The tense of the clause around a phrase, and the preposition before it, by the cues of the language's file."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from chrono.languages import load
from chrono.temporal.context import Tense

_CLAUSE = 240
_RIGHT_BEFORE = re.compile(r"(?:\s+[a-z]+){0,2}\s+[a-z]+\s*")
_CLAUSE_END = re.compile(r"\s*(?:[.,;:!?)]|$)")
_SENTENCE_END = re.compile(  # begins with a plain set of characters, which `re` looks for ten times as fast
    r"[.!?;\n](?:(?<=;)|(?<=\n)\s*\n"
    r"|(?<=[.!?])(?<![A-Z].)(?<!\b[A-Z][a-z].)(?<!\b[A-Z][a-z]{2}.)[\"”’)]*\s+(?=[\"“(]?[A-Z]))"
)


class ClauseTense(NamedTuple):
    """A clause's tense; ``firm`` where it surely belongs to the phrase: its verb stands right before it ("was signed
    on May 3"), or it is a future told before it ("will appear in court on May 3"). ``bare`` where the phrase alone
    follows its verb and ends the clause ("will close May 3.")."""

    tense: Tense
    firm: bool
    bare: bool = False


PRESENT = ClauseTense("present", False)


class Cues:
    """The cues of one language. Get them by `cues_of`, which keeps them.

    >>> cues_of("en").tense("The court met on Friday.", 17, 23)
    ClauseTense(tense='past', firm=True, bare=False)
    >>> cues_of("en").signal("It has grown since 2014.", 19)
    'since'
    """

    def __init__(self, language: str) -> None:
        loaded = load(language)
        cues = "|".join(f"(?P<{tense}>{'|'.join(loaded.tense[tense])})" for tense in ("future", "present", "past"))
        self._cue = re.compile(rf"\b(?:{cues})")
        self._not_past = frozenset(loaded.tense["not_past"])
        self._signals = loaded.signals
        self._last_words = frozenset(words.split()[-1] for words in loaded.signals)

    def tense(self, text: str, start: int, end: int) -> ClauseTense:
        """The tense of the nearest cue before the phrase in its sentence, else of the first one behind it."""
        before = text[max(0, start - _CLAUSE) : start]
        last: re.Match[str] | None = None
        for match in self._cue.finditer(before, _sentence_start(before)):
            last = match if self._counts(match) else last
        if last is not None:
            firm = last.lastgroup == "future" or _RIGHT_BEFORE.fullmatch(before, last.end()) is not None
            bare = not before[last.end() :].strip() and _CLAUSE_END.match(text, end) is not None
            return ClauseTense(last.lastgroup, firm, bare)  # type: ignore[arg-type]
        return self._behind(text[end : end + _CLAUSE])

    def _behind(self, after: str) -> ClauseTense:
        stop = _SENTENCE_END.search(after)
        for match in self._cue.finditer(after, 0, stop.start() if stop else len(after)):
            if match.lastgroup == "future" and match[0].split()[0].endswith("ed"):
                return ClauseTense("past", False)  # "on Friday the court promised to decide" tells of the promise
            if self._counts(match):
                return ClauseTense(match.lastgroup, False)  # type: ignore[arg-type]
        return PRESENT

    def _counts(self, match: re.Match[str]) -> bool:
        return match.lastgroup != "past" or match[0] not in self._not_past

    def signal(self, text: str, start: int) -> str:
        """The class of the one to three words before the phrase, "" where they are none."""
        words = text[max(0, start - 24) : start].lower().split()
        if not words or words[-1] not in self._last_words:
            return ""
        for count in (3, 2, 1):
            signal = self._signals.get(" ".join(words[-count:]))
            if signal is not None:
                return signal
        return ""


def ends_a_sentence(text: str, start: int, end: int) -> bool:
    """Whether a sentence ends in ``text[start:end]``.

    >>> ends_a_sentence("They met on Friday. It rained.", 18, 22), ends_a_sentence("On Friday, it rained.", 9, 12)
    (True, False)
    """
    return _SENTENCE_END.search(text, start, end) is not None


def _sentence_start(before: str) -> int:
    start = 0
    for end in _SENTENCE_END.finditer(before):
        start = end.end()
    return start


@lru_cache
def cues_of(language: str) -> Cues:
    """The cues of a language."""
    return Cues(language)
