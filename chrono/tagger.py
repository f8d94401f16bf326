"""From text to time expressions: what is said, where, and by which rule it was read.

All rules of a language are compiled into one RE2 program that scans the text once and takes the longest phrase at
each place. A phrase that was met before is looked up, a new one is read by the rules that match the whole of it. What
stands around a phrase may veto it; nothing here asks when the article was written (`chrono.resolve` does).
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

import re2

from chrono.languages import Language, Rule, load
from chrono.productions import PRODUCTIONS, READERS, Made
from chrono.temporal.operators import Operator
from chrono.temporal.period import Grain

CACHE_SIZE = 100_000
AHEAD = "ahead"
"""The capture of what must follow a phrase and is no part of it: the next phrase may begin there."""
_AROUND = 40
_WRAPPED_LINE = 120
_WORD_END = re.compile(r"[\s-]")


@dataclass(frozen=True, slots=True)
class Timex:
    """A time expression: ``text`` is the article's own, ``text[start:end]`` in code points.

    >>> [(t.text, t.rule) for t in tagger("en").tag("They met on Monday, two days later it rained.")]
    [('Monday', '<weekday>'), ('two days later', '<n> <unit> earlier, later')]
    """

    start: int
    end: int
    text: str
    type: str
    rule: str
    operator: Operator


class _Compiled:
    """A rule, compiled when a phrase first needs it."""

    def __init__(self, rule: Rule, language: Language) -> None:
        self.rule = rule
        if rule.make not in PRODUCTIONS:
            raise ValueError(f"{language.code}.toml, rule {rule.name!r}: there is no production {rule.make!r}")
        self.production = PRODUCTIONS[rule.make]
        wanted = set(inspect.signature(self.production).parameters)
        names = {capture: capture.split("__")[0] for capture in rule.captures}
        unknown = ({*names.values()} - {*rule.extents, AHEAD} | {*rule.constants}) - wanted
        if unknown:
            raise ValueError(f"{language.code}.toml, rule {rule.name!r}: {rule.make} does not take {sorted(unknown)}")
        self.arguments = [(capture, name, rule.captures[capture]) for capture, name in names.items() if name in wanted]
        self.takes_text = "text" in wanted
        self._pattern: Any = None
        self._groups: list[tuple[str, int]] = []
        self.watchful = bool(rule.reject or rule.accept)
        """Whether what stands around the phrase matters."""

    def match(self, surface: bytes) -> dict[str, tuple[int, int]] | None:
        """The spans of the captures that have a part in it, where the rule matches the whole phrase."""
        if self._pattern is None:
            self._pattern = re2.compile(b"(?i)" + self.rule.pattern.encode("latin-1"), _options(capture=True))
            self._groups = [(name.decode(), index) for name, index in self._pattern.groupindex.items()]
        match = self._pattern.fullmatch(surface)
        if match is None:
            return None
        return {name: span for name, index in self._groups if (span := match.span(index))[0] >= 0}

    def fits(self, text: str, start: int, end: int) -> bool:
        """Whether what stands around the phrase allows it."""
        if self._reject is not None and self._reject.found(text, start, end):
            return False
        return self._accept is None or self._accept.found(text, start, end)

    @cached_property
    def _reject(self) -> _Around | None:
        return _Around(self.rule.reject) if self.rule.reject else None

    @cached_property
    def _accept(self) -> _Around | None:
        return _Around(self.rule.accept) if self.rule.accept else None


class _Around:
    """Patterns of what may stand around a phrase, ``<>`` in them. Each is tried at the phrase's edges, first behind it,
    which is much faster than a search."""

    def __init__(self, patterns: tuple[str, ...]) -> None:
        sides = [pattern.split("<>") for pattern in patterns]
        before = [start for start, end in sides if not end]
        after = [end for start, end in sides if not start]
        self._before = re.compile(f"(?:{'|'.join(before)})$") if before else None
        self._after = re.compile("|".join(after)) if after else None
        self._both = [(re.compile(end), re.compile(f"(?:{start})$")) for start, end in sides if start and end]

    def found(self, text: str, start: int, end: int) -> bool:
        """Whether one of the patterns stands around ``text[start:end]``."""
        if self._after is not None and self._after.match(text, end):
            return True
        before = text[max(0, start - _AROUND) : start]
        if self._before is not None and self._before.search(before):
            return True
        if not self._both:
            return False
        return any(behind.match(text, end, end + _AROUND) and ahead.search(before) for behind, ahead in self._both)


_Reading = tuple[_Compiled, tuple[tuple[int, int, Operator], ...], int]
"""A rule, the phrases it reads in a surface (offsets from its start, and what each means), and where it has read to."""
_Readings = tuple[_Reading, ...]


class Tagger:
    """The tagger of one language. Build it by `tagger`, which keeps one for each language."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self._rules = [_Compiled(rule, language) for rule in language.rules]
        self._scan = re2.compile(rf"(?i)\b(?:{language.scan})".encode("latin-1"), _options(capture=False))
        self._which = re2.Set.FullMatchSet(_options(capture=False))
        for rule in language.rules:
            self._which.Add(f"(?i){rule.outline}".encode("latin-1"))
        self._which.Compile()
        self._read: dict[str, _Readings] = {}
        self._parts: dict[tuple[str, str], Any] = {}

    def tag(self, text: str) -> list[Timex]:
        """The time expressions of a text, in order, none overlapping another."""
        folded = fold(text)
        scanned = folded.encode("latin-1", "replace")
        found: list[Timex] = []
        position, search = 0, self._scan.search
        while (hit := search(scanned, position)) is not None:
            start, end = hit.span()
            position = self._take(text, folded, start, end, found) or self._shorter(
                text, folded, scanned, start, end, found
            )
        return found

    def _take(self, text: str, folded: str, start: int, end: int, found: list[Timex]) -> int | None:
        """Add what is said at a place; the position to go on from, None where it is no time expression."""
        surface = folded[start:end]
        readings = self._read.get(surface)
        if readings is None:
            readings = self._remember(surface)
        if not readings or _inside_word(folded, start, end):
            return None
        for rule, phrases, read_to in readings:
            if rule.watchful and not rule.fits(folded, start, end):
                continue
            for first, last, operator in phrases:
                here, there = start + first, start + last
                found.append(Timex(here, there, text[here:there], _type(rule.rule, operator), rule.rule.name, operator))
            return start + read_to
        return None

    def _shorter(self, text: str, folded: str, scanned: bytes, start: int, end: int, found: list[Timex]) -> int:
        """The longest phrase at a place was turned down: take a shorter one there, or go on behind its first word."""
        while (end := max(folded.rfind(" ", start, end), folded.rfind("-", start, end))) > start:
            hit = self._scan.match(scanned, start, end)
            if hit is not None and (position := self._take(text, folded, start, hit.end(), found)):
                return position
        after = _WORD_END.search(folded, start + 1)
        return after.start() if after is not None else len(folded)

    def _remember(self, surface: str) -> _Readings:
        if len(self._read) >= CACHE_SIZE:
            self._read.clear()
        readings = self._read[surface] = tuple(self._interpret(surface))
        return readings

    def _interpret(self, surface: str) -> Iterator[_Reading]:
        """What the rules that match the whole phrase make of it, in the order of the file, up to the first that does
        not look at what stands around."""
        for rule, match in self._matching(surface):
            made = self._make(rule, match, surface)
            if made is None:
                continue
            read_to = match[AHEAD][0] if AHEAD in match else len(surface)
            if isinstance(made, tuple):
                spans = [match[name] for name in rule.rule.extents]
                yield rule, tuple((*span, operator) for span, operator in zip(spans, made, strict=True)), read_to
            else:
                yield rule, ((0, read_to, made),), read_to
            if not rule.watchful:
                return

    def _matching(self, words: str, group: str = "") -> Iterator[tuple[_Compiled, dict[str, tuple[int, int]]]]:
        """The rules, or those of a group, whose pattern matches the whole of some words, in the order of the file, with
        their captures."""
        encoded = words.encode("latin-1", "replace")
        for index in sorted(self._which.Match(encoded) or ()):
            rule = self._rules[index]
            if (not group or group in rule.rule.groups) and (match := rule.match(encoded)) is not None:
                yield rule, match

    def _make(self, rule: _Compiled, match: dict[str, tuple[int, int]], surface: str) -> Made:
        arguments: dict[str, Any] = dict(rule.rule.constants)
        for capture, name, source in rule.arguments:
            if capture in match:
                arguments[name] = self._part(surface[slice(*match[capture])], source)
                if arguments[name] is None:
                    return None
        if rule.takes_text:
            arguments["text"] = surface
        return rule.production(**arguments)

    def _part(self, words: str, source: str) -> Any:
        """What a part of a phrase means: read by its word class, or by the rules of a group."""
        key = (words, source)
        if key not in self._parts:
            if len(self._parts) >= CACHE_SIZE:
                self._parts.clear()
            if source.startswith("@"):
                self._parts[key] = self._inner(words, source[1:])
            elif source:
                word_class = self.language.classes[source]
                self._parts[key] = READERS[word_class.read](words, word_class, self.language)
            else:
                self._parts[key] = words.lower()
        return self._parts[key]

    def _inner(self, words: str, group: str) -> Operator | None:
        for rule, match in self._matching(words, group):
            made = self._make(rule, match, words)
            if made is not None and not isinstance(made, tuple):
                return made
        return None

    def considered(self, text: str, start: int, end: int) -> list[Considered]:
        """All rules whose pattern matches the whole of ``text[start:end]``, in the order of the file, each with what it
        makes of the phrase and why it was not taken ("" for the one that was)."""
        folded = fold(text)
        surface = folded[start:end]
        found: list[Considered] = []
        for rule, match in self._matching(surface):
            made = self._make(rule, match, surface)
            operator = made if not isinstance(made, tuple) else made[0]
            if operator is None:
                why = "no date comes of it"
            elif not rule.fits(folded, start, end):
                why = "what stands around the phrase speaks against it"
            else:
                why = "a rule before it in the file reads the phrase" if any(not f.why for f in found) else ""
            found.append(Considered(rule.rule.name, operator, why))
        return found


@dataclass(frozen=True, slots=True)
class Considered:
    """A rule that could have read a phrase: what it makes of it, and why it was not taken ("" where it was)."""

    rule: str
    operator: Operator | None
    why: str


@lru_cache
def tagger(language: str = "en") -> Tagger:
    """The tagger of a language. Raises `UserError` where there is none."""
    return Tagger(load(language))


_LINE_BREAK = re.compile(r"\n(?<=\S\n)(?=\S)|\r\n(?<=\S\r\n)(?=\S)")  # two plain beginnings are found fast
_FOLDED = (
    ("’", "'"),
    ("‘", "'"),
    ("–", "-"),
    ("‑", "-"),
    ("\u00a0", " "),
    ("\u202f", " "),
    ("\u2009", " "),
    ("\t", " "),
    ("•", "·"),
    ("∙", "·"),
)


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
    return _LINE_BREAK.sub(lambda hit: " " * len(hit[0]), text)


def _type(rule: Rule, operator: Operator) -> str:
    """A rule's type; a date finer than a day is a time ("two hours later")."""
    return "TIME" if rule.type == "DATE" and operator.grain is not None and operator.grain < Grain.DAY else rule.type


def _inside_word(text: str, start: int, end: int) -> bool:
    """Whether a phrase is part of a longer word that RE2, which knows ASCII words only, could not see ("mayó")."""
    before, after = text[start - 1 : start], text[end : end + 1]
    return (before > "\x7f" and before.isalnum()) or (after > "\x7f" and after.isalnum())


def _options(*, capture: bool) -> Any:
    options = re2.Options()
    options.encoding = re2.Options.Encoding.LATIN1
    options.longest_match = True
    options.never_capture = not capture
    options.log_errors = False
    options.max_mem = 256 << 20
    return options
