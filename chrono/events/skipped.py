"""Sentences that tell no event: menus and headings, questions, what someone said without saying who."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from chrono.article import Article
from chrono.events.phrase import FEWEST_WORDS, dates_something

if TYPE_CHECKING:
    from chrono.resolve import Resolved
    from chrono.sentences import Sentence
    from chrono.tagger import Timex

_FINAL = re.compile(r"[.!?…][”\"’'»)\]]*$")
_LONGEST_HEADING = 20


@dataclass(frozen=True, slots=True)
class Skipped:
    """A sentence that tells no event, by its offsets in the article, and why it does not."""

    article: str
    start: int
    end: int
    why: str


def why_skipped(article: Article, sentence: Sentence, text: str, dates: Sequence[tuple[Timex, Resolved]]) -> str:
    """Why a sentence tells no event; "" when it does."""
    if sentence.boilerplate:
        return "boilerplate"
    dated = any(dates_something(*pair) and pair[1].edtf for pair in dates)
    rest = text
    for timex, _ in reversed(dates):
        rest = rest[: timex.start - sentence.start] + rest[timex.end - sentence.start :]
    words = re.findall(r"[^\W\d_]+", rest)
    if len(words) < FEWEST_WORDS - (dated and _FINAL.search(text) is not None):
        return "a date line" if dates else "a fragment"
    if not _FINAL.search(text) and _folded(text) == _folded(article.title):
        return "the headline"  # a whole sentence may be the title of an article that has no other
    if dated:
        return ""
    if len(words) <= _LONGEST_HEADING and _ends_its_line(article.text, sentence) and not _FINAL.search(text):
        return "a heading or a caption"
    if text.rstrip("”\"’') ").endswith("?"):
        return "a question"
    return "a quotation without its speaker" if _only_quoted(text) else ""


def _folded(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def _ends_its_line(text: str, sentence: Sentence) -> bool:
    after = text[sentence.end :].lstrip(" \t\xa0")
    return not after or after.startswith("\n")


def _only_quoted(text: str) -> bool:
    """Whether a sentence is someone's words and nothing else: quoted whole, or the end of a longer quotation."""
    inner = text.strip()
    opening, closing = inner[:1] in '“"«', inner[-1:] in '”"»'
    if opening and closing:
        return not any(mark in inner[1:-1] for mark in '“”"«»')
    return closing and not any(mark in inner[:-1] for mark in '“”"«»') and inner[-1] != '"'
