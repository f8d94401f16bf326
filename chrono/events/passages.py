"""Passages: the sentences that a short timeline could show, with the dates they name and their terms.

They come straight from an article's sentences and time expressions (`passages_of`), which is fast, or from the events
of a build with the writer's corrections (`passages_in`). Left out is what does not read alone: a fragment or a heading,
a sentence that runs on, a question, and what someone says in the first or the second person.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from chrono.article import Article
from chrono.boilerplate import is_prose
from chrono.events.cues import Cues, cues_of
from chrono.events.event import Event, Mention
from chrono.events.mention import Annotation, with_their_dates
from chrono.events.phrase import dates_something
from chrono.events.terms import stem
from chrono.events.when import read
from chrono.events.words import bare, normal
from chrono.temporal.calendar import SECONDS_A_DAY
from chrono.temporal.interval import Bound

LEAD = 6
"""How many sentences at an article's beginning tell its news."""
_FEWEST_WORDS, _MOST_WORDS = 5, 60
_FEWEST_TERMS = 2
_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
_Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence that could stand in a short timeline.

    ``start`` is where it begins in its article, ``published`` the number of the article's day (None where it is not
    known to the day), ``dates`` are those it names, as EDTF without a time of day. ``lead`` tells that it stands at the
    beginning of its article, ``shown`` False that it must not be shown, and only tells that its dates matter. ``event``
    is the id of the event it tells, where events are known.
    """

    article: str
    start: int
    published: int | None
    dates: tuple[str, ...]
    terms: tuple[str, ...]
    lead: bool = False
    shown: bool = True
    event: str = ""


def passages_of(article: Article, annotation: Annotation) -> list[Passage]:
    """The passages of one article, from its sentences, time expressions and what these come to."""
    reader = _reader(article.language)
    day = day_number(article.published.edtf)
    passages: list[Passage] = []
    kept = (pair for pair in with_their_dates(annotation) if not pair[0].boilerplate)
    for order, (sentence, pairs) in enumerate(kept):
        if not pairs and order >= LEAD:
            continue
        dates = {named(r.edtf) for timex, r in pairs if r.edtf is not None and dates_something(timex, r)}
        if not dates and order >= LEAD:
            continue
        text = article.text[sentence.start : sentence.end]
        phrases = [(timex.start - sentence.start, timex.end - sentence.start) for timex, _ in pairs]
        words = _words(_without(text, phrases))
        if reader.reads_alone(text, words):
            terms = reader.terms(words)
            passages.append(Passage(article.id, sentence.start, day, tuple(sorted(dates)), terms, order < LEAD))
    return passages


def passages_in(events: Iterable[Event], language: str = "en") -> list[Passage]:
    """The passages that tell of events, one for each mention; their terms are those of the event's title.

    The title is the clause that the date belongs to: the sentence may tell of other days besides. Not to be shown is a
    title that hangs on what was said before ("He resigned"), or has no content, and what only a dateline dates.
    """
    told = [(mention, event) for event in events for mention in event.mentions]
    order = _order(mention for mention, _ in told)
    reader = _reader(language)
    passages: list[Passage] = []
    for mention, event in told:
        lead = order[mention.article, mention.sentence_start] < LEAD
        if (mention.phrase or lead) and reader.reads_alone(mention.sentence, _words(mention.sentence)):
            dates = (named(event.date),) if mention.phrase and event.date is not None else ()
            day, terms = day_number(mention.published), reader.terms(_words(event.title))
            shown = len(terms) >= _FEWEST_TERMS and not reader.hangs(event.title) and not _is_dateline(mention, dates)
            passages.append(Passage(mention.article, mention.sentence_start, day, dates, terms, lead, shown, event.id))
    return passages


def _is_dateline(mention: Mention, dates: Sequence[str]) -> bool:
    """Whether a phrase that gives the article's own day in full, as news never tells its day, dates a mention."""
    day = day_number(mention.published)
    return not mention.anchor and day is not None and any(day_number(date) == day for date in dates)


@lru_cache(maxsize=65_536)
def content(text: str, language: str = "en") -> frozenset[str]:
    """The terms of a text.

    >>> sorted(content("The old bridge was closed to lorries"))
    ['bridg', 'clos', 'lorry', 'old']
    """
    return frozenset(_reader(language).terms(_words(text)))


def _order(mentions: Iterable[Mention]) -> dict[tuple[str, int], int]:
    """The places of sentences among those of their article that tell something."""
    starts: defaultdict[str, set[int]] = defaultdict(set)
    for mention in mentions:
        starts[mention.article].add(mention.sentence_start)
    return {(article, start): order for article, of in starts.items() for order, start in enumerate(sorted(of))}


def _words(text: str) -> list[str]:
    """The words of a text in their normal forms, without numbers."""
    return _WORD.findall(normal(text))


def _without(text: str, spans: Sequence[_Span]) -> str:
    for start, end in reversed(spans):
        text = f"{text[:start]} {text[end:]}"
    return text


@lru_cache(maxsize=65_536)
def named(edtf: str) -> str:
    """The date that a phrase names: without a time of day or a qualifier, and of an open stretch the end that is told.

    >>> named("2024-11-14T12:59"), named("2024-11-14/.."), named("/2024-05"), named("2024-11~")
    ('2024-11-14', '2024-11-14', '2024-05', '2024-11')
    """
    date = read(edtf)
    if date.form == "interval":
        told = [str(end) for end in date.parts if not isinstance(end, Bound)]
        return named(told[0]) if len(told) == 1 else edtf
    return edtf.partition("T")[0].rstrip("~?%") if date.form == "date" else edtf


@lru_cache(maxsize=65_536)
def day_number(edtf: str | None) -> int | None:
    """The number of the day that a date is, or None where it is none or longer."""
    if edtf is None:
        return None
    start, end = read(edtf).interval.start, read(edtf).interval.end
    if not isinstance(start, int) or not isinstance(end, int) or (end - 1) // SECONDS_A_DAY != start // SECONDS_A_DAY:
        return None
    return start // SECONDS_A_DAY


class _Reader:
    """What of a language tells whether a sentence reads alone, and its terms."""

    def __init__(self, cues: Cues) -> None:
        self._speakers, self._pronouns = cues["first_person"], cues["pronoun"]
        self._term_of = _Terms(cues).__getitem__

    def reads_alone(self, text: str, words: Sequence[str]) -> bool:
        """Whether a sentence could stand in a timeline: it is a whole statement, does not run on, and is no comment."""
        if not is_prose(text, 0, len(text)) or "?" in text or text.isupper():
            return False
        return _FEWEST_WORDS <= len(text.split()) <= _MOST_WORDS and self._speakers.isdisjoint(words)

    def hangs(self, title: str) -> bool:
        """Whether a title begins with a pronoun: what that stands for was said before."""
        return not self._pronouns.isdisjoint(_words(title)[:1])

    def terms(self, words: Sequence[str]) -> tuple[str, ...]:
        """The words that have content, cut to their stems."""
        return tuple(filter(None, map(self._term_of, words)))


class _Terms(dict[str, str]):
    """The term of a word in its normal form, worked out once; "" where the word has no content."""

    def __init__(self, cues: Cues) -> None:
        super().__init__()
        self._cues = cues

    def __missing__(self, word: str) -> str:
        plain = bare(word)
        content = len(plain) > 1 and plain not in self._cues["stop"]
        self[word] = term = stem(plain, self._cues) if content else ""
        return term


@lru_cache(maxsize=8)
def _reader(language: str) -> _Reader:
    return _Reader(cues_of(language))
