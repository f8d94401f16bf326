"""The phrases of a sentence that date something."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from chrono.events.clauses import Parsed
from chrono.events.cues import Cues
from chrono.events.when import When, between, when

if TYPE_CHECKING:
    from chrono.resolve import Resolved
    from chrono.tagger import Timex

FEWEST_WORDS = 3
"""How many words it takes at least to tell something."""
_VAGUE = frozenset({"PRESENT_REF", "PAST_REF", "FUTURE_REF"})
_NEAR = 6


@dataclass(frozen=True, slots=True)
class Phrase:
    """A time expression as it dates something: offsets into its sentence, TIMEX3's type and value, its EDTF date (None
    where only the article's date could give one), the preposition before it, and the spans that go with it when it
    comes off a title."""

    start: int
    end: int
    type: str
    value: str
    rule: str
    anchor: str
    derivation: tuple[str, ...]
    edtf: str | None
    signal: str
    spans: tuple[tuple[int, int], ...]


def dates_something(timex: Timex, resolved: Resolved) -> bool:
    """Whether a time expression is a date or a time, and no vague reference; or a length of time that names a point
    ahead: "will decide in three weeks"."""
    if timex.type == "DURATION":
        return resolved.edtf is not None
    return timex.type in {"DATE", "TIME"} and resolved.value not in _VAGUE


def phrases_of(
    parsed: Parsed, dates: Sequence[tuple[Timex, Resolved]], offset: int, published: bool, cues: Cues
) -> list[Phrase]:
    """The phrases that date something: two that bound a stretch are one, and two joined by "and" share a fate.

    ``offset`` is where the sentence begins in its article. Where the article's date is not known (``published`` is
    False), a phrase that lacks only this is kept.
    """
    joined: list[Phrase] = []
    for timex, resolved in dates:
        waits = not published and "X" in resolved.value
        if not dates_something(timex, resolved) or not (resolved.edtf or waits):
            continue
        phrase = _phrase(timex, resolved, offset)
        if _compares(parsed, phrase, cues):
            continue
        before = joined[-1] if joined else None
        link = _link(parsed, before, phrase, cues) if before else ""
        if before and link in {"to", "or"} and (both := _both(before, phrase, link)):
            joined[-1] = both
        elif before and link == "and":
            spans = ((before.spans[0][0], phrase.end),)
            joined[-1] = replace(before, spans=spans)
            joined.append(replace(phrase, spans=spans, signal=before.signal))
        else:
            joined.append(phrase)
    return joined


def _phrase(timex: Timex, resolved: Resolved, offset: int) -> Phrase:
    start, end = timex.start - offset, timex.end - offset
    return Phrase(
        start, end, timex.type, resolved.value, timex.rule, resolved.anchor, tuple(resolved.derivation),
        resolved.edtf, resolved.signal, ((start, end),),
    )  # fmt: skip


def _compares(parsed: Parsed, phrase: Phrase, cues: Cues) -> bool:
    """Whether a date is only compared with: "the first visit since 2019", "up from 800 in 2022"."""
    first = parsed.words.span(phrase.start, phrase.end)[0]
    low = parsed.words.low
    near = range(max(first - _NEAR, 0), first)
    if phrase.signal == "since":
        best = (i for i in near if low[i] in cues["superlative"] or low[i].endswith(cues.endings["superlative"]))
        return any(not parsed.has_verb(i, first) for i in best)
    compared = [near.start + cue.end for cue in cues.comparison.find(low[near.start : first])]
    if not compared or parsed.has_verb(compared[-1], first):
        return False
    numbers = (i for i in range(compared[-1], first) if low[i][0].isdigit() or low[i] in cues["number"])
    return compared[-1] >= first - 1 or any(numbers)


def _link(parsed: Parsed, before: Phrase, phrase: Phrase, cues: Cues) -> str:
    """How two phrases are joined: "to", "or", "and", or "" when they are not."""
    text = parsed.words.text
    gap = text[before.end : phrase.start].strip().lower()
    lead = text[: before.start].split()[-1:]
    if gap in cues["range_and"] and lead and lead[0].lower() in cues["range_from"]:
        return "to"
    if gap in cues["range_to"]:
        moved = any(cue.group in {"called_off", "moved"} for cue in parsed.found)
        return "" if moved else "to"
    if gap in cues["range_or"]:
        return "or"
    return "and" if gap.lstrip(", ") in cues["range_and"] or gap in {",", "/"} else ""


def _both(first: Phrase, last: Phrase, link: str) -> Phrase | None:
    """One phrase for two: the stretch between them, or the choice of them."""
    if first.edtf is None or last.edtf is None:
        return None
    stretch = between(first.edtf, last.edtf) if link == "to" else _choice(first.edtf, last.edtf)
    if stretch is None or stretch.edtf is None:
        return None
    return Phrase(
        first.start, last.end, last.type, f"{first.value}/{last.value}", first.rule, first.anchor or last.anchor,
        (*first.derivation, *last.derivation, stretch.step), stretch.edtf, "in", ((first.spans[0][0], last.end),),
    )  # fmt: skip


def _choice(first: str, last: str) -> When | None:
    """One of two dates, where neither is an interval or a choice itself."""
    if any(mark in first + last for mark in "/[{"):
        return None
    return when(f"[{first},{last}]", f"one or the other: [{first},{last}]")
