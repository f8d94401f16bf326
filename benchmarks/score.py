"""Reading a corpus of time expressions, and scoring what a tagger found against it, by TempEval-3's definitions.

Gold and found expressions are paired from left to right: each with the first of the other side that it overlaps, each
used once. A pair is a relaxed hit; a strict one when the two spans are the same; its type and its value are right when
the two strings are equal. Precision is hits over what was found, recall hits over gold, F1 their harmonic mean, over
the whole corpus. TempEval-3 gives type and value F1 as relaxed F1 times the share of pairs that agree, which is the
F1 of the agreeing pairs. The document creation time is not scored. What is found inside an ``ignore`` span and pairs
with nothing is dropped.

Source: UzZaman et al., SemEval-2013 Task 1: TempEval-3, section 5, and the toolkit that came with it.
"""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ElementTree
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HITS = ("strict", "relaxed", "type", "value", "value and span", "value and type")
"""What a pair can be right in, as counted in a tally."""


class CorpusError(Exception):
    """A corpus that cannot be read; its text says where and why."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A time expression of the gold standard or of a tagger: ``text`` stands at ``start`` to ``end`` (code points).

    ``rule``, ``tense`` and ``signal`` are what a tagger says of its own reading, "" where it says nothing.
    """

    start: int
    end: int
    text: str
    type: str | None
    value: str | None
    rule: str = ""
    tense: str = ""
    signal: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A document of a corpus: its creation time (an ISO date or date and time, or None), its text, its gold."""

    id: str
    dct: str | None
    text: str
    gold: tuple[Mark, ...] = ()
    ignore: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Miss:
    """Something a tagger got wrong. ``cause``: missed, spurious, or what is wrong with a pair: "span", "type",
    "value", or several joined by "+"."""

    document: Document
    cause: str
    gold: Mark | None
    found: Mark | None

    @property
    def rule(self) -> str:
        """The rule that read the phrase, "" where none did."""
        return self.found.rule if self.found else ""

    def context(self, before: int = 40, after: int = 30) -> str:
        """The phrase in brackets, with the words around it, on one line."""
        mark = self.gold or self.found
        assert mark is not None
        text = self.document.text
        left, right = text[max(0, mark.start - before) : mark.start], text[mark.end : mark.end + after]
        return " ".join(f"…{left}[{mark.text}]{right}…".split())


SameValue = Callable[[str | None, str | None], bool]


def equal(gold: str | None, found: str | None) -> bool:
    """TempEval-3's comparison of values: the very same string."""
    return gold == found


def align(gold: Sequence[Mark], found: Sequence[Mark]) -> list[tuple[Mark, Mark]]:
    """Pair two lists of marks in text order: each with the first of the other list that overlaps it, each once.

    >>> align([Mark(0, 5, "", "DATE", "")], [Mark(2, 3, "", "DATE", ""), Mark(4, 9, "", "DATE", "")])[0][1].start
    2
    """
    pairs, waiting = [], deque(found)
    for mark in gold:
        while waiting and waiting[0].end <= mark.start:
            waiting.popleft()
        if waiting and waiting[0].start < mark.end:
            pairs.append((mark, waiting.popleft()))
    return pairs


class Score:
    """The tally of a tagger on a corpus, filled document by document by `add`.

    ``counts`` holds the numbers of ``gold`` and ``found`` marks and of each of `HITS`; ``types`` the same for each
    TIMEX3 type (by the gold mark's type, but ``found`` by the found one's); ``misses`` what went wrong, in text order;
    ``pairs`` the paired marks with their document.
    """

    def __init__(self, same_value: SameValue = equal) -> None:
        self.same_value = same_value
        self.counts: Counter[str] = Counter()
        self.types: dict[str, Counter[str]] = {}
        self.misses: list[Miss] = []
        self.pairs: list[tuple[Document, Mark, Mark]] = []

    def add(self, document: Document, found: Iterable[Mark]) -> None:
        """Score what was found in one document."""
        gold = _in_order(document.gold)
        pairs = align(gold, marks := _in_order(found))
        paired = {id(mark) for _, mark in pairs}
        kept = [mark for mark in marks if id(mark) in paired or not _touches(mark, document.ignore)]
        self.counts.update(gold=len(gold), found=len(kept))
        for side, present in (("gold", gold), ("found", kept)):
            for mark in present:
                self._of_type(mark)[side] += 1
        misses = [self._pair(document, *pair) for pair in pairs]
        answered = {id(mark) for mark, _ in pairs}
        misses += [Miss(document, "missed", mark, None) for mark in gold if id(mark) not in answered]
        misses += [Miss(document, "spurious", None, mark) for mark in kept if id(mark) not in paired]
        self.misses += sorted((miss for miss in misses if miss), key=_place)

    def _pair(self, document: Document, gold: Mark, found: Mark) -> Miss | None:
        span = (gold.start, gold.end) == (found.start, found.end)
        kind = gold.type == found.type
        value = self.same_value(gold.value, found.value)
        right = dict(zip(HITS, (span, True, kind, value, value and span, value and kind), strict=True))
        for counts in (self.counts, self._of_type(gold)):
            counts.update({hit: int(is_right) for hit, is_right in right.items()})
        if kind:
            self._of_type(found)["found right"] += 1
        self.pairs.append((document, gold, found))
        wrong = [name for name, is_right in (("span", span), ("type", kind), ("value", value)) if not is_right]
        return Miss(document, "+".join(wrong), gold, found) if wrong else None

    def _of_type(self, mark: Mark) -> Counter[str]:
        return self.types.setdefault(mark.type or "?", Counter())

    def precision(self, hit: str) -> float:
        return _share(self.counts[hit], self.counts["found"])

    def recall(self, hit: str) -> float:
        return _share(self.counts[hit], self.counts["gold"])

    def f1(self, hit: str) -> float:
        return _share(2 * self.counts[hit], self.counts["found"] + self.counts["gold"])

    def figures(self) -> dict[str, Any]:
        """All figures, as plain numbers between 0 and 1 and counts: what ``--json`` writes."""
        return {
            "gold": self.counts["gold"],
            "found": self.counts["found"],
            **{hit: {"precision": self.precision(hit), "recall": self.recall(hit), "f1": self.f1(hit)} for hit in HITS},
            "by_type": {name: type_figures(counts) for name, counts in sorted(self.types.items())},
        }


def type_figures(counts: Counter[str]) -> dict[str, float]:
    """The figures of one TIMEX3 type: recall of its gold marks, precision of the marks given that type."""
    return {
        "gold": counts["gold"],
        "found": counts["found"],
        "strict recall": _share(counts["strict"], counts["gold"]),
        "relaxed recall": _share(counts["relaxed"], counts["gold"]),
        "value recall": _share(counts["value"], counts["gold"]),
        "type kept": _share(counts["type"], counts["relaxed"]),
        "precision": _share(counts["found right"], counts["found"]),
    }


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def _in_order(marks: Iterable[Mark]) -> list[Mark]:
    return sorted((mark for mark in marks if mark.end > mark.start), key=lambda mark: (mark.start, mark.end))


def _touches(mark: Mark, spans: Iterable[tuple[int, int]]) -> bool:
    return any(mark.start < end and start < mark.end for start, end in spans)


def _place(miss: Miss) -> int:
    mark = miss.gold or miss.found
    assert mark is not None
    return mark.start


TIMEX2: tuple[tuple[str, str, str], ...] = (
    (r"P(\d+)DE", r"P\g<1>0Y", "TIMEX2 counts decades (P2DE), TIMEX3's gold the same length in years (P20Y)"),
    (r"P(\d+)CE", r"P\g<1>00Y", "and centuries (P2CE, P200Y)"),
    (r"P(\d+)ML", r"P\g<1>000Y", "and millennia (P1ML, P1000Y)"),
    (r"(.*T\d\d:\d\d)(?:[+-]\d\d|Z)", r"\1", "TIMEX2 writes the zone of a clock time, TIMEX3's news gold drops it"),
)
"""Spellings that name the same value in TIMEX2 and TIMEX3: a pattern of the whole value, its common spelling, why.

Both the gold value and the found one are rewritten, so a tagger may use either. Nothing else is folded: a reference
(PAST_REF, PRESENT_REF, FUTURE_REF) is right only where both sides have the same one, and a TIMEX2 mark without a value
is never right."""

_TIMEX2 = tuple((re.compile(pattern), common) for pattern, common, _ in TIMEX2)


def equal_timex2(gold: str | None, found: str | None) -> bool:
    """Whether two values are the same by `TIMEX2`'s table.

    >>> equal_timex2("P2DE", "P20Y"), equal_timex2("PAST_REF", "1998")
    (True, False)
    """
    return gold is not None and found is not None and _common(gold) == _common(found)


def _common(value: str) -> str:
    for pattern, common in _TIMEX2:
        if pattern.fullmatch(value):
            return pattern.sub(common, value)
    return value


def read_corpus(path: Path) -> list[Document]:
    """The documents of a JSON-lines file, or of the TimeML files (``.tml``) below a folder, in order of their names.

    A line holds ``id``, ``text``, ``dct`` (or ``published``), ``timexes`` and ``ignore``; the last three may be
    missing. Raises `CorpusError`.
    """
    documents = list(_timeml_folder(path) if path.is_dir() else _jsonl(path))
    if not documents:
        raise CorpusError(f"{path}: no document in it; give a .jsonl file or a folder of .tml files")
    twice = [name for name, count in Counter(document.id for document in documents).items() if count > 1]
    if twice:
        raise CorpusError(f"{path}: more than one document has the id {twice[0]!r}")
    return documents


def _timeml_folder(folder: Path) -> Iterator[Document]:
    for file in sorted(folder.rglob("*.tml")):
        yield _timeml(file, folder)


def _jsonl(path: Path) -> Iterator[Document]:
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise CorpusError(f"{path}: cannot be read: {error}") from error
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            yield _from_record(json.loads(line))
        except (ValueError, KeyError, TypeError) as error:
            raise CorpusError(f"{path}, line {number}: {type(error).__name__}: {error}") from error


def _from_record(record: dict[str, Any]) -> Document:
    text = record["text"]
    gold = []
    for timex in record.get("timexes", ()):
        start, end = timex["start"], timex["end"]
        if not 0 <= start <= end <= len(text) or timex.get("text", text[start:end]) != text[start:end]:
            raise ValueError(f"the span {start} to {end} is not {timex.get('text')!r}")
        gold.append(Mark(start, end, text[start:end], timex.get("type"), timex.get("value")))
    ignore = tuple((span["start"], span["end"]) for span in record.get("ignore", ()))
    return Document(record["id"], record.get("dct") or record.get("published"), text, tuple(gold), ignore)


def _timeml(file: Path, folder: Path) -> Document:
    """A TimeML document. The expressions outside of its TEXT (the creation time) are not gold."""
    try:
        root = ElementTree.parse(file).getroot()
    except (OSError, ElementTree.ParseError) as error:
        raise CorpusError(f"{file}: cannot be read as TimeML: {error}") from error
    body = root.find("TEXT")
    if body is None:
        raise CorpusError(f"{file}: has no TEXT element")
    pieces: list[str] = []
    gold: list[Mark] = []
    _walk(body, pieces, gold)
    name = file.relative_to(folder).with_suffix("").as_posix()
    return Document(name, _creation_time(root), "".join(pieces), tuple(gold))


def _walk(element: ElementTree.Element, pieces: list[str], gold: list[Mark]) -> None:
    """Collect an element's text, and the spans of the TIMEX3 elements in it."""
    start = sum(map(len, pieces))
    pieces.append(element.text or "")
    for child in element:
        _walk(child, pieces, gold)
        pieces.append(child.tail or "")
    if element.tag == "TIMEX3":
        text = "".join(pieces)[start:]
        gold.append(Mark(start, start + len(text), text, element.get("type"), element.get("value")))


def _creation_time(root: ElementTree.Element) -> str | None:
    marks = [mark for mark in root.iter("TIMEX3") if mark.get("functionInDocument") == "CREATION_TIME"]
    value = marks[0].get("value") if marks else None
    return value if value and re.match(r"\d{4}", value) else None
