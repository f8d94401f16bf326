"""From text to time expressions: what is said, where, and by which rule it was read.

All rules of a language are compiled into one RE2 program that scans the text once and takes the longest phrase at
each place. A phrase that was met before is looked up, a new one is read by the rules that match the whole of it. What
stands around a phrase may veto it; nothing here asks when the article was written (`chrono.resolve` does).
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

import re2

from chrono.languages import Language, Rule, load
from chrono.problems import UserError
from chrono.productions import PRODUCTIONS, READERS, Made
from chrono.temporal.operators import Operator

TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
CACHE_SIZE = 100_000
_AROUND = 48
_WRAPPED_LINE = 120


@dataclass(frozen=True, slots=True)
class Timex:
    """A time expression: ``text`` is the article's own, ``text[start:end]`` in code points.

    >>> [(t.text, t.rule) for t in tagger("en").tag("They met on Monday, two days later it rained.")]
    [('Monday', '<weekday>'), ('two days later', '<n> <unit> later')]
    """

    start: int
    end: int
    text: str
    type: str
    rule: str
    operator: Operator


@dataclass(frozen=True, slots=True)
class _Found:
    """What a phrase means wherever it stands, with offsets from its own start."""

    start: int
    end: int
    rule: _Compiled
    operator: Operator


class _Compiled:
    """A rule, compiled when a phrase first needs it."""

    def __init__(self, rule: Rule, language: Language) -> None:
        self.rule = rule
        self.language = language
        self.production = PRODUCTIONS.get(rule.make)
        if self.production is None:
            raise ValueError(f"{language.code}.toml, rule {rule.name!r}: there is no production {rule.make!r}")
        self.wanted = set(inspect.signature(self.production).parameters)
        arguments = {name.split("__")[0] for name in rule.captures} - set(rule.extents) | set(rule.constants)
        if arguments - self.wanted:
            raise ValueError(
                f"{language.code}.toml, rule {rule.name!r}: {rule.make} does not take {sorted(arguments - self.wanted)}"
            )
        self._pattern: Any = None
        self._around: dict[str, re.Pattern[str]] = {
            key: re.compile(source)
            for key in ("reject_before", "reject_after", "accept_before", "accept_after")
            if (source := getattr(rule, key))
        }

    def match(self, surface: bytes) -> dict[str, tuple[int, int]] | None:
        """The spans of the captures where the rule matches the whole phrase; a capture without a part in it is not there."""
        if self._pattern is None:
            self._pattern = re2.compile(b"(?i)" + self.rule.pattern.encode("latin-1"), _options(capture=True))
        match = self._pattern.fullmatch(surface)
        if match is None:
            return None
        spans = {name.decode(): match.span(index) for name, index in self._pattern.groupindex.items()}
        return {name: span for name, span in spans.items() if span[0] >= 0}

    @property
    def watchful(self) -> bool:
        """Whether what stands around the phrase matters."""
        return bool(self._around)

    def fits(self, text: str, start: int, end: int) -> bool:
        """Whether what stands around the phrase allows it."""
        around = self._around
        before, after = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
        if "reject_before" in around and around["reject_before"].search(before):
            return False
        if "reject_after" in around and around["reject_after"].search(after):
            return False
        if "accept_before" not in around and "accept_after" not in around:
            return True
        return bool(
            ("accept_before" in around and around["accept_before"].search(before))
            or ("accept_after" in around and around["accept_after"].search(after))
        )


class Tagger:
    """The tagger of one language. Build it by `tagger`, which keeps one for each language."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self._rules = [_Compiled(rule, language) for rule in language.rules]
        every = "|".join(rule.plain for rule in language.rules)
        self._scan = re2.compile(rf"(?i)\b(?:{every})".encode("latin-1"), _options(capture=False))
        self._which = re2.Set.FullMatchSet(_options(capture=False))
        for rule in language.rules:
            self._which.Add(f"(?i){rule.plain}".encode("latin-1"))
        self._which.Compile()
        self._read: dict[str, tuple[_Found, ...]] = {}
        self._nested: dict[tuple[str, str], Operator | None] = {}

    def tag(self, text: str) -> list[Timex]:
        """The time expressions of a text, in order, none overlapping another."""
        folded = fold(text)
        scanned = folded.encode("latin-1", "replace")
        found: list[Timex] = []
        position = 0
        search = self._scan.search
        while (hit := search(scanned, position)) is not None:
            start, end = hit.span()
            surface = folded[start:end]
            readings = self._read.get(surface)
            if readings is None:
                readings = self._remember(surface)
            position = self._take(text, folded, start, end, readings, found)
        return found

    def _take(
        self, text: str, folded: str, start: int, end: int, readings: tuple[_Found, ...], found: list[Timex]
    ) -> int:
        """Add what was read at a place; the position to go on from."""
        if not readings or _inside_word(folded, start, end):
            return _next_word(folded, start, end)
        rule = readings[0].rule
        if rule.watchful and not rule.fits(folded, start, end):
            return _next_word(folded, start, end)
        for reading in readings:
            here, there = start + reading.start, start + reading.end
            found.append(
                Timex(here, there, text[here:there], reading.rule.rule.type, reading.rule.rule.name, reading.operator)
            )
        return end

    def _remember(self, surface: str) -> tuple[_Found, ...]:
        if len(self._read) >= CACHE_SIZE:
            self._read.clear()
        readings = self._read[surface] = self._interpret(surface)
        return readings

    def _interpret(self, surface: str) -> tuple[_Found, ...]:
        """The first rule of the file that matches the whole phrase and makes sense of it."""
        encoded = surface.encode("latin-1", "replace")
        for index in sorted(self._which.Match(encoded) or ()):
            rule = self._rules[index]
            match = rule.match(encoded)
            made = self._make(rule, match, surface) if match is not None else None
            if made is None:
                continue
            if not isinstance(made, tuple):
                return (_Found(0, len(surface), rule, made),)
            assert match is not None
            spans = [match[name] for name in rule.rule.extents]
            return tuple(_Found(a, b, rule, operator) for (a, b), operator in zip(spans, made, strict=True))
        return ()

    def _make(self, rule: _Compiled, match: dict[str, tuple[int, int]], surface: str) -> Made:
        arguments: dict[str, Any] = dict(rule.rule.constants)
        for capture, source in rule.rule.captures.items():
            name = capture.split("__")[0]
            if capture not in match or name not in rule.wanted:
                continue
            words = surface[slice(*match[capture])]
            if source.startswith("@"):
                arguments[name] = self._inner(words, source[1:])
            elif source:
                word_class = self.language.classes[source]
                arguments[name] = READERS[word_class.read](words, word_class, self.language)
            else:
                arguments[name] = words.lower()
            if arguments[name] is None:
                return None
        if "text" in rule.wanted:
            arguments["text"] = surface
        assert rule.production is not None
        return rule.production(**arguments)

    def _inner(self, words: str, group: str) -> Operator | None:
        """What a phrase inside a phrase means, read by the rules of a group."""
        key = (words, group)
        if key not in self._nested:
            encoded = words.encode("latin-1", "replace")
            self._nested[key] = None
            for index in sorted(self._which.Match(encoded) or ()):
                rule = self._rules[index]
                match = rule.match(encoded) if group in rule.rule.groups else None
                made = self._make(rule, match, words) if match is not None else None
                if made is not None and not isinstance(made, tuple):
                    self._nested[key] = made
                    break
        return self._nested[key]

    def rules_matching(self, phrase: str) -> list[str]:
        """The names of all rules whose pattern matches the whole phrase, in the order of the file."""
        matches = self._which.Match(fold(phrase).encode("latin-1", "replace"))
        return [self._rules[index].rule.name for index in sorted(matches or ())]


@lru_cache
def tagger(language: str = "en") -> Tagger:
    """The tagger of a language. Raises `UserError` where there is none."""
    return Tagger(load(language))


_FOLDED = (("’", "'"), ("‘", "'"), ("–", "-"), ("‑", "-"), ("\u00a0", " "), ("\u202f", " "), ("\u2009", " "), ("\t", " "))


def fold(text: str) -> str:
    """The text with its typographic variants made plain, character for character, so that offsets stay.

    A line break becomes a blank where lines are wrapped (none is long) and the break is no paragraph's end.

    >>> fold("last\\u00a0year’s 5–7 May")
    "last year's 5-7 May"
    """
    for variant, plain in _FOLDED:
        if variant in text:
            text = text.replace(variant, plain)
    if "\n" not in text or max(map(len, text.split("\n"))) > _WRAPPED_LINE:
        return text
    return re.sub(r"(?<=[^\s])\r?\n(?=[^\s])", lambda hit: " " * len(hit[0]), text)


def _inside_word(text: str, start: int, end: int) -> bool:
    """Whether a phrase is part of a longer word that RE2, which knows ASCII words only, could not see ("mayó")."""
    before, after = text[start - 1 : start], text[end : end + 1]
    return (before > "\x7f" and before.isalnum()) or (after > "\x7f" and after.isalnum())


def _next_word(text: str, start: int, end: int) -> int:
    """Where to look on after a phrase was turned down: behind its first word."""
    blank = text.find(" ", start, end)
    return end if blank < 0 else blank


def _options(*, capture: bool) -> Any:
    options = re2.Options()
    options.encoding = re2.Options.Encoding.LATIN1
    options.longest_match = True
    options.never_capture = not capture
    options.log_errors = False
    options.max_mem = 256 << 20
    return options
