"""Small articles written with their dates in place: "On [Monday=2024-12-16] the council met."

A phrase in square brackets is a time expression, with what it comes to behind the equals sign: an EDTF date, or after
a question mark a TIMEX3 value that names no place on the time line ("[Monday=?XXXX-WXX-1]"). "[for two years=?P2Y]" is
a duration. Each line is a sentence; one that begins with "#" is boilerplate.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from chrono.article import UNDATED, Article, Dating
from chrono.events import Gathered, gather
from chrono.events.cues import Cues, cues_of
from chrono.events.mention import Annotation, Telling, tellings
from chrono.events.names import Names
from chrono.resolve import Resolved
from chrono.sentences import Sentence
from chrono.tagger import Timex
from chrono.temporal.edtf import parse
from chrono.temporal.interval import ANY_TIME
from chrono.temporal.operators import Constant

_MARKED = re.compile(r"\[([^\]=]+)=([^\]]+)\]")
_SIGNALS = {
    "since": "since", "until": "until", "till": "until", "by": "by", "before": "before", "after": "after",
    "from": "from", "to": "to", "in": "in", "on": "in", "at": "in",
}  # fmt: skip

Story = tuple[Article, Annotation]


def _timex(start: int, phrase: str, value: str, before: str) -> tuple[Timex, Resolved]:
    words = before.lower().split()
    signal = _SIGNALS.get(words[-1] if words else "", "")
    known = not value.startswith("?")
    meaning = value.lstrip("?")
    kind = "DURATION" if meaning.startswith("P") and "REF" not in meaning else "DATE"
    kind = "SET" if phrase.startswith("every") else kind
    timex = Timex(start, start + len(phrase), phrase, kind, "<by hand>", Constant(meaning, "by hand"))
    interval = parse(value).interval if known else ANY_TIME
    steps = (f"“{phrase}”", f"so {value}" if known else "needs the article's date, which is not known")
    return timex, Resolved(meaning, None, value if known else None, interval, None, steps, signal=signal)


def make_story(
    text: str, published: str | None = None, article: str = "a.txt", title: str = "", source: str = ""
) -> Story:
    plain, pairs, spans, place = "", [], [], 0
    for match in _MARKED.finditer(text):
        plain += text[place : match.start()]
        pairs.append(_timex(len(plain), match[1], match[2], plain.rpartition("\n")[2]))
        plain += match[1]
        place = match.end()
    plain += text[place:]
    for line in re.finditer(r"[^\n]+", plain):
        spans.append(Sentence(line.start(), line.end(), boilerplate=line[0].startswith("#")))
    dating = UNDATED
    if published == "conflict":
        dating = Dating(ANY_TIME, "conflict")
    elif published:
        date = parse(published)
        exact = date.interval.earliest == date.interval.latest
        dating = Dating(date.interval, "exact" if exact else "interval", published)
    made = Article(id=article, text=plain, title=title, published=dating, source=source)
    return made, (spans, [timex for timex, _ in pairs], [resolved for _, resolved in pairs])


@pytest.fixture(scope="session")
def en() -> Cues:
    return cues_of("en")


@pytest.fixture(scope="session")
def story() -> Callable[..., Story]:
    return make_story


@pytest.fixture
def tell(en: Cues) -> Callable[..., list[Telling]]:
    """The tellings of one short article, published on Thursday 2024-11-14 unless told otherwise."""

    def told(text: str, published: str | None = "2024-11-14", **more: str) -> list[Telling]:
        article, annotation = make_story(text, published, **more)
        return tellings(article, annotation, en, Names(en))[0]

    return told


@pytest.fixture
def collect() -> Callable[..., Gathered]:
    """What is gathered from some stories."""

    def gathered(*stories: Story) -> Gathered:
        return gather([article for article, _ in stories], {article.id: annotation for article, annotation in stories})

    return gathered
