"""Where the sentences of a text stand. The text is never rewritten: a sentence is a span of it.

A blank line ends a sentence always. A single line end does where lines are paragraphs or headings, as in most
news texts, and does not where the text was wrapped at a width, which the lengths of the lines and the letters
they begin with tell. Within a paragraph every ``.``, ``!``, ``?`` and ``…`` before white space is a
candidate, decided by the word before it (an abbreviation, an initial, a number) and the word after it. The
words are in ``chrono/languages/<language>.sentences.toml``.

The time is proportional to the length of the text: one pass finds the lines, one the candidates, and a
candidate looks at a bounded stretch around it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import NamedTuple

from chrono.boilerplate import flagged, is_prose, sentence_table

_LINE = re.compile(r"([^\n\r\v\f\u2028\u2029]*)(?:\r\n|[\n\r\v\f\u2028\u2029]|\Z)")
_CANDIDATE = re.compile(r"""(?P<stop>[.!?…。！？؟।۔]++)(?P<closing>(?:["'”’»)\]」』]|\[\d{1,3}\])*+)""")
_GLUED = re.compile(r"""(?<=[a-z][a-z])[.!?]["”’)]?(?P<next>[A-Z][a-z]+)[\s,]""")
_UNSPACED = frozenset("。！？")  # full stops of scripts that set no spaces
_DOTTED = re.compile(r"(?:[^\W\d_]{1,3}\.)+[^\W\d_]{1,3}")
_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
_NUMBER = re.compile(r"\d+(?:\.\d+)*|[ivxIVX]+|[A-Za-z]")
# White space as Python has it, and characters that nobody sees: what may stand around a line.
_BLANK = "".join(filter(str.isspace, map(chr, range(0x3001)))) + "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
_BULLET = re.compile(r"[-*•–—·]\s|\(?\d{1,2}[.)]\s")
_DASHES = "-–—_"
_LONGEST_ABBREVIATION = 12
_WIDEST_WRAP = 120
_LONGEST = 2_000


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: ``text[start:end]``, without white space around it.

    ``boilerplate`` marks what is no part of the article: a menu, a credit, a second copy of a caption.
    """

    start: int
    end: int
    boilerplate: bool = False


class _Line(NamedTuple):
    """A line that is not blank: its trimmed span, its indent, and whether a blank line precedes."""

    start: int
    end: int
    indent: int
    after_blank: bool


def sentences(text: str, language: str = "en") -> list[Sentence]:
    """The sentences of a text in order; they do not overlap, and hold every character but white space.

    A language without a file of its own is read without abbreviations.

    >>> text = "Ferry runs again\\n\\nIt left at 9 a.m. on Nov. 5. The U.S. envoy, J. D. Example, was on it."
    >>> [text[sentence.start : sentence.end] for sentence in sentences(text)]
    ['Ferry runs again', 'It left at 9 a.m. on Nov. 5.', 'The U.S. envoy, J. D. Example, was on it.']
    """
    words = _words(language)
    paragraphs = [_split(text, start, end, words) for start, end in _paragraphs(text)]
    boilerplate = flagged(text, paragraphs, language)
    return [Sentence(start, end, start in boilerplate) for spans in paragraphs for start, end in spans]


# --- paragraphs
# ----------------------------------------------------------------------------------------------------


def _paragraphs(text: str) -> list[tuple[int, int]]:
    lines = _lines(text)
    width = _wrap_width(text, lines)
    spans: list[tuple[int, int]] = []
    previous: _Line | None = None
    for line in lines:
        if previous and not line.after_blank and width and _is_wrapped(text, previous, line, width):
            spans[-1] = spans[-1][0], line.end
        else:
            spans.append((line.start, line.end))
        previous = line
    return spans


def _lines(text: str) -> list[_Line]:
    lines: list[_Line] = []
    blank = True
    for match in _LINE.finditer(text):
        line = match[1]
        stripped = line.strip(_BLANK)
        if not stripped:
            blank = True
            continue
        indent = len(line) - len(line.lstrip(_BLANK))
        start = match.start() + indent
        lines.append(_Line(start, start + len(stripped), indent, blank))
        blank = False
    return lines


def _wrap_width(text: str, lines: list[_Line]) -> int:
    """The width a text was wrapped at, 0 where its lines are paragraphs.

    Nine tenths of a wrapped text stand in lines up to its width, and of the lines that follow another
    directly a good part begin in the middle of a sentence, with a small letter.
    """
    following = [line for line in lines if not line.after_blank]
    if not following:
        return 0
    lengths = sorted(line.end - line.start for line in lines)
    covered, total = 0, sum(lengths)
    for width in lengths:
        covered += width
        if covered >= 0.9 * total:
            break
    small = sum(text[line.start].islower() for line in following)
    return width if width <= _WIDEST_WRAP and small >= 0.3 * len(following) else 0


def _is_wrapped(text: str, line: _Line, following: _Line, width: int) -> bool:
    """Whether a line of a text wrapped at ``width`` goes on in the next, which begins there for want of
    room."""
    if text[following.start].islower():
        return True
    if following.indent > line.indent + 1 or _BULLET.match(text, following.start, following.end):
        return False
    first_word = len(text[following.start : min(following.end, following.start + 30)].split(maxsplit=1)[0])
    return line.indent + line.end - line.start + 1 + first_word >= 0.95 * width


# --- sentences in a paragraph
# ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Words:
    """What the words of a language do to a full stop beside them; ``kinds`` by the word before it."""

    kinds: dict[str, str]
    starters: frozenset[str]
    after_hours: frozenset[str]
    clock_words: frozenset[str]
    month_names: frozenset[str]
    after_dot: frozenset[str]
    said: re.Pattern[str]


@cache
def _words(language: str) -> _Words:
    table = sentence_table(language)
    words = {name: frozenset(members) for name, members in table.get("words", {}).items()}
    kinds = {word: kind for kind, members in table.get("abbreviations", {}).items() for word in members}
    for word, kind in list(kinds.items()):
        if kind in ("before_name", "maybe") and word[:1].isupper():
            kinds.setdefault(word.upper(), kind)
    months = words.get("month_names", frozenset()) | {word for word, kind in kinds.items() if kind == "months"}
    days = words.get("day_names", frozenset()) | {word for word, kind in kinds.items() if kind == "weekdays"}
    said = "|".join(sorted(words.get("said", frozenset()))) or r"\b\B"
    return _Words(
        kinds,
        words.get("starters", frozenset()),
        words.get("after_hours", frozenset()) | months | days,
        words.get("clock_words", frozenset()),
        months,
        words.get("after_dot", frozenset()),
        re.compile(rf"(?P<name>[A-Z][\w.’'-]*+)(?: [A-Z][\w.’'-]*+){{0,3}}+ (?:{said})\b"),
    )


def _split(text: str, start: int, end: int, words: _Words) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    prose = is_prose(text, start, end)
    for match in _CANDIDATE.finditer(text, start, end):
        after = match.end()
        if after >= end:
            break
        while text[after].isspace():
            after += 1
        is_candidate = after > match.end() or match["stop"][-1] in _UNSPACED or _is_glued(text, match, words)
        if is_candidate and _ends(text, start, end, match, after, prose, words):
            spans.append((start, match.end()))
            start = after
    spans.append((start, end))
    if end - spans[0][0] <= _LONGEST:
        return spans
    return [piece for span in spans for piece in _bounded(text, *span)]


def _bounded(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A span in pieces a reader could take in: what runs on for pages is no sentence, but a table or a slip."""
    while end - start > _LONGEST:
        blank = text.rfind(" ", start + 1, start + _LONGEST)
        stop = after = blank if blank > 0 else start + _LONGEST
        while text[stop - 1].isspace():
            stop -= 1
        while text[after].isspace():
            after += 1
        yield start, stop
        start = after
    yield start, end


def _is_glued(text: str, match: re.Match[str], words: _Words) -> bool:
    """Whether two sentences lost the space between them, as the text of two elements of a page does."""
    glued = _GLUED.match(text, match.start())
    return glued is not None and glued["next"] not in words.after_dot


def _ends(text: str, start: int, end: int, match: re.Match[str], after: int, prose: bool, words: _Words) -> bool:
    """Whether a sentence that began at ``start`` ends with the candidate, before the text at ``after``."""
    stop = match["stop"]
    if stop[-1] in _UNSPACED:
        return True
    following = _WORD.search(text, after, min(end, after + 40))
    first = following[0] if following and following.start() - after < 6 else ""
    # "iPhone" and "eBay" begin sentences as any name does.
    if first[:3].islower() or (not first and text[after] in ".!?…"):
        return False
    if stop == ".":
        return _stop_ends(text, start, match.start(), after, end, first, prose, words)
    if "." in stop or "…" in stop:
        return not first[:1].isdigit()
    return not (match["closing"] and _goes_on(text, after, end, words))


def _goes_on(text: str, after: int, end: int, words: _Words) -> bool:
    """Whether a quoted question or cry is followed by who said it."""
    said = words.said.match(text, after, min(end, after + 120))
    return said is not None and said["name"] not in words.starters


def _stop_ends(text: str, start: int, dot: int, after: int, end: int, first: str, prose: bool, words: _Words) -> bool:
    """Whether one full stop ends a sentence, by the word before it."""
    before = text[max(start, dot - _LONGEST_ABBREVIATION) : dot]
    word = before.rsplit(None, 1)[-1].lstrip("\"'“”‘’«([—–-/$") if before and not before[-1].isspace() else ""
    if dot - len(word) <= start + 1 and len(word) <= 3 and _NUMBER.fullmatch(word):
        return False  # the number of an item in a list
    kind = words.kinds.get(word) or ("maybe" if _is_initials(word) else "")
    match kind:
        case "":
            return True
        case "before_name" | "before_word":
            return False
        case "before_number":
            return not first[:1].isdigit()
        case "months":
            return not first[:1].isdigit() and first in words.starters
        case "weekdays":
            return not first[:1].isdigit() and first not in words.month_names and first in words.starters
        case "hours":
            return prose and bool(first) and not _names_zone(text, after, end, first, words)
    if not prose or text[after] in _DASHES:
        return False
    return word.islower() or first in words.starters or not first


def _names_zone(text: str, after: int, end: int, first: str, words: _Words) -> bool:
    """Whether a day, a date or a time zone follows an hour ("9 p.m. Kyiv time")."""
    if first[:1].isdigit() or first in words.after_hours:
        return True
    return any(word[0] in words.clock_words for word in islice(_WORD.finditer(text, after, min(end, after + 40)), 3))


def _is_initials(word: str) -> bool:
    return (len(word) == 1 and word.isupper()) or _DOTTED.fullmatch(word) is not None
