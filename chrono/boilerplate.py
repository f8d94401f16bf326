"""Which lines of a page are no part of its article: menus, share and comment boxes, credits, bylines,
notices.

An article saved from a page brings its surroundings along, and a surrounding with a date in it must not
become an event. A language's file has the classes of such lines as patterns, with examples and rejects;
besides, a line told twice counts once, a menu is known by its sections, and a short line between two such lines is of
their kind.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass
from functools import cache, partial
from importlib.resources import files
from itertools import groupby, pairwise
from typing import Any

Span = tuple[int, int]
Paragraph = Sequence[Span]
"""The sentences of a paragraph: start and end of each."""

_LONGEST = 300  # of a line or sentence that a pattern is tried on
_LETTER = re.compile(r"[^\W_]")
_END = re.compile(r"""[.!?…。！？؟।]["'”’»)\]]*$""")
_FRAGMENT = re.compile(r"\{([a-z]+)\}")
_NOTHING = r"\b\B"
_TOP = 8
_SHORTEST_MENU, _LONGEST_ENTRY = 5, 30


@dataclass(frozen=True, slots=True)
class Boilerplate:
    """One class of lines: it matches a whole line or sentence, or a paragraph that holds a word of each
    group.

    A pattern is tried where one of the words of ``needs`` stands, if there are any; ``is_cased`` tells one
    that asks for capitals from one for lower case.
    """

    name: str
    whole: str
    needs: tuple[str, ...]
    together: tuple[tuple[str, ...], ...]
    examples: tuple[str, ...]
    rejects: tuple[str, ...]

    @property
    def is_cased(self) -> bool:
        return "(?-i:" in self.whole

    def holds(self, line: str) -> bool:
        """Whether a line, sentence or paragraph is of this class."""
        return _Matchers((self,)).match(line)


class _Matchers:
    """Several classes in as few passes as will do: most lines are sentences and match none."""

    def __init__(self, kinds: Sequence[Boilerplate]) -> None:
        cased = partial(re.compile, flags=re.IGNORECASE)
        free = [kind for kind in kinds if kind.whole and not kind.needs]
        self.lowered = re.compile("|".join(kind.whole for kind in free if not kind.is_cased) or _NOTHING)
        self.cased = cased("|".join(kind.whole for kind in free if kind.is_cased) or _NOTHING)
        self.gated = [(kind.needs, cased(kind.whole)) for kind in kinds if kind.whole and kind.needs]
        self.together = [kind.together for kind in kinds if kind.together]

    def within(self, text: str) -> _Matchers:
        """Those that can match anything in a text at all."""
        words, fewer = text.lower(), copy(self)
        fewer.gated = [(needs, pattern) for needs, pattern in self.gated if _holds(words, (needs,))]
        fewer.together = [groups for groups in self.together if _holds(words, groups)]
        return fewer

    def match(self, line: str) -> bool:
        """Whether a line or sentence is of any class, by its whole or by the words it holds."""
        if self.together and any(_holds(line.lower(), groups) for groups in self.together):
            return True
        return len(line) <= _LONGEST and self.match_whole(line)

    def match_whole(self, line: str) -> bool:
        words = line.lower()
        if self.lowered.fullmatch(words) or self.cased.fullmatch(line):
            return True
        return any(_holds(words, (needs,)) and pattern.fullmatch(line) for needs, pattern in self.gated)


def _holds(words: str, groups: Sequence[Sequence[str]]) -> bool:
    for group in groups:
        for word in group:
            if word in words:
                break
        else:
            return False
    return True


@cache
def classes(language: str = "en") -> tuple[Boilerplate, ...]:
    """The classes of a language, as ``<language>.sentences.toml`` has them; none where there is no such file.

    >>> [kind.name for kind in classes()][:2]
    ['trail of sections', 'toolbar']
    """
    table = sentence_table(language)
    fragments: dict[str, str] = table.get("fragments", {})
    return tuple(
        Boilerplate(
            entry["name"],
            "|".join(f"(?:{_expanded(pattern, fragments)})" for pattern in entry.get("whole", ())),
            tuple(entry.get("needs", ())),
            tuple(tuple(group) for group in entry.get("together", ())),
            tuple(entry["examples"]),
            tuple(entry["rejects"]),
        )
        for entry in table.get("boilerplate", ())
    )


@cache
def sentence_table(language: str) -> dict[str, Any]:
    """The content of ``<language>.sentences.toml``, empty where there is no such file."""
    file = files("chrono.languages").joinpath(f"{language}.sentences.toml")
    return tomllib.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}


def _expanded(pattern: str, fragments: dict[str, str]) -> str:
    while (grown := _FRAGMENT.sub(lambda match: fragments[match[1]], pattern)) != pattern:
        pattern = grown
    return pattern


@cache
def _matchers(language: str) -> _Matchers:
    return _Matchers(classes(language))


def class_of(line: str, language: str = "en") -> str:
    """The name of the first class a line, sentence or paragraph belongs to, or "".

    >>> class_of("Home > World > Europe"), class_of("The ferry left on Monday.")
    ('trail of sections', '')
    """
    return next((kind.name for kind in classes(language) if kind.holds(line)), "")


def flagged(text: str, paragraphs: Sequence[Paragraph], language: str = "en") -> set[int]:
    """The starts of the sentences that are boilerplate, or say again what was said."""
    matchers = _matchers(language).within(text)
    found: set[int] = set()
    for paragraph in paragraphs:
        if matchers.match(text[paragraph[0][0] : paragraph[-1][1]]):
            found.update(start for start, _ in paragraph)
            continue
        for start, end in paragraph:
            is_part = len(paragraph) > 1 and end - start <= _LONGEST and matchers.match_whole(text[start:end])
            if is_part or _is_wordless(text, start, end):
                found.add(start)
    found |= _told_before(text, paragraphs)
    found |= _glued(text, paragraphs)
    found |= _menus(text, paragraphs, frozenset(sentence_table(language).get("words", {}).get("sections", ())))
    return found | _between(text, paragraphs, found)


def _is_wordless(text: str, start: int, end: int) -> bool:
    """Whether there is no word: a lone letter, a dot between links, a row of dashes."""
    letter = _LETTER.search(text, start, end)
    return letter is None or (end - start < 3 and _LETTER.search(text, letter.end(), end) is None)


def is_prose(text: str, start: int, end: int) -> bool:
    """Whether a line or sentence ends as a sentence does.

    >>> is_prose("They met.”", 0, 10), is_prose("Read more", 0, 9)
    (True, False)
    """
    return _END.search(text, max(start, end - 6), end) is not None


def _told_before(text: str, paragraphs: Sequence[Paragraph]) -> set[int]:
    """Second copies: of a headline or caption of three words or more, of a sentence of six or more."""
    seen: set[str] = set()
    found: set[int] = set()
    for paragraph in paragraphs:
        fewest = 6 if is_prose(text, paragraph[0][0], paragraph[-1][1]) else 3
        for start, end in paragraph:
            words = text[start:end].casefold().split()
            if len(words) < fewest:
                continue
            if (key := " ".join(words)) in seen:
                found.add(start)
            seen.add(key)
    return found


def _glued(text: str, paragraphs: Sequence[Paragraph]) -> set[int]:
    """Headlines at the top that repeat below without the section's name that is stuck to their front."""
    top = [(paragraph[0][0], text[paragraph[0][0] : paragraph[-1][1]]) for paragraph in paragraphs[:_TOP]]
    found: set[int] = set()
    for place, (start, line) in enumerate(top):
        for _, later in top[place + 1 : place + 4]:
            stuck = line.removesuffix(later)
            if stuck != line and stuck[-1:].islower() and " " not in stuck and later[0].isupper():
                found.add(start)
    return found


def _menus(text: str, paragraphs: Sequence[Paragraph], sections: frozenset[str]) -> set[int]:
    """Printed menus: five short lines in a row or more, of which two in five are names of sections."""
    found: set[int] = set()
    for is_short, run in groupby(paragraphs, lambda paragraph: _is_entry(text, paragraph)):
        lines = list(run)
        if is_short and len(lines) >= _SHORTEST_MENU:
            named = sum(text[line[0][0] : line[0][1]].casefold() in sections for line in lines)
            if named >= 0.4 * len(lines):
                found.update(line[0][0] for line in lines)
    return found


def _is_entry(text: str, paragraph: Paragraph) -> bool:
    """Whether a paragraph could be a line of a menu: three words at most, and no sentence."""
    start, end = paragraph[0]
    if len(paragraph) > 1 or end - start > _LONGEST_ENTRY:
        return False
    return len(text[start:end].split()) <= 3 and not is_prose(text, start, end)


def _between(text: str, paragraphs: Sequence[Paragraph], found: set[int]) -> set[int]:
    """Short lines without a full stop, three in a row at most, between lines that are boilerplate.

    Before the first paragraph of prose a headline may stand there: then only what is too short for one
    counts.
    """
    marks = [all(start in found for start, _ in paragraph) for paragraph in paragraphs]
    flagged_places = [place for place, mark in enumerate(marks) if mark]
    prose = next(
        (
            place
            for place, paragraph in enumerate(paragraphs)
            if not marks[place] and is_prose(text, paragraph[0][0], paragraph[-1][1])
        ),
        len(paragraphs),
    )
    between: set[int] = set()
    for before, after in pairwise(flagged_places):
        inner = paragraphs[before + 1 : after]
        longest = 10 if before > prose else 3
        lines = [text[paragraph[0][0] : paragraph[-1][1]] for paragraph in inner]
        if len(inner) <= 3 and all(_is_scrap(line, longest) for line in lines):
            between.update(start for paragraph in inner for start, _ in paragraph)
    return between


def _is_scrap(line: str, longest: int) -> bool:
    return len(line) < 100 and len(line.split()) <= longest and not line.endswith((".", "!", "”", '"'))
