"""What a file and an article came to, and how that is written down: as JSON, which no one can make run anything.

Written down is what cannot be worked out again in no time: a mention's sentence and phrase are places in the article's
text. Fields that are added to tellings and mentions are written as they are, as long as JSON knows them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from functools import lru_cache
from typing import Any

from chrono.article import Article, Dating, Evidence
from chrono.events.event import Mention
from chrono.events.mention import Telling
from chrono.events.names import Sighting
from chrono.events.skipped import Skipped
from chrono.events.when import NOWHERE, When, when
from chrono.problems import Problem
from chrono.sentences import Sentence
from chrono.temporal.interval import Bound, Interval

_OF_THE_ARTICLE = ("article", "article_title", "published", "url")
_OF_THE_TEXT = ("sentence", "phrase")
_ARTICLE = tuple(f.name for f in fields(Article) if f.name not in {"published", "stated"})
_MENTION = tuple(f.name for f in fields(Mention) if f.name not in {*_OF_THE_ARTICLE, *_OF_THE_TEXT})
_TELLING = tuple(f.name for f in fields(Telling) if f.name not in {"mention", "when", "numbers", "sightings"})
_SIGHTING = tuple(f.name for f in fields(Sighting) if f.name not in {"signs", "article"})


@dataclass(frozen=True, slots=True)
class Head:
    """A file: the keys of its articles' records in their order, what was wrong with it, and which of the fields that
    the user has names for it holds."""

    articles: tuple[str, ...]
    problems: tuple[Problem, ...]
    met: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Record:
    """An article with its date, and all that comes of it by itself.

    ``words`` is what it has in common with copies of it, ``spans`` are its sentences, ``small`` counts its words in
    small letters, ``sightings`` are the names that stand in it.
    """

    article: Article
    problems: tuple[Problem, ...]
    words: str
    spans: tuple[Sentence, ...]
    small: Mapping[str, int]
    sightings: tuple[Sighting, ...]
    told: tuple[Telling, ...]
    skipped: tuple[Skipped, ...]


def encoded_head(head: Head) -> str:
    """A file's head as JSON."""
    return _dumped([head.articles, [_values(problem) for problem in head.problems], head.met])


def decoded_head(written: str) -> Head:
    """A head again."""
    articles, problems, met = json.loads(written)
    return Head(tuple(articles), tuple(Problem(*problem) for problem in problems), tuple(met))


def encoded_article(article: Article) -> str:
    """An article as JSON."""
    return _dumped(_article(article))


def _article(article: Article) -> list[Any]:
    stated = [_values(piece) for piece in article.stated]
    return [[getattr(article, name) for name in _ARTICLE], stated, _dating(article.published)]


def encoded(record: Record) -> str:
    """A record as JSON."""
    places = {id(sighting): place for place, sighting in enumerate(record.sightings)}
    return _dumped(
        [
            *_article(record.article),
            [_values(problem) for problem in record.problems],
            record.words,
            [_values(span) for span in record.spans],
            dict(record.small),
            [[*(getattr(s, name) for name in _SIGHTING), sorted(s.signs)] for s in record.sightings],
            [_telling(telling, places) for telling in record.told],
            [[skipped.start, skipped.end, skipped.why] for skipped in record.skipped],
        ]
    )


def decoded(written: str) -> Record:
    """A record again."""
    own, stated, dating, problems, words, spans, small, sightings, told, skipped = json.loads(written)
    pieces = tuple(Evidence(*piece) for piece in stated)
    article = Article(**dict(zip(_ARTICLE, own, strict=True)), published=_read_dating(dating), stated=pieces)
    seen = tuple(_read_sighting(sighting, article.id) for sighting in sightings)
    return Record(
        article,
        tuple(Problem(*problem) for problem in problems),
        words,
        tuple(Sentence(*span) for span in spans),
        small,
        seen,
        tuple(_read_telling(telling, article, seen) for telling in told),
        tuple(Skipped(article.id, *each) for each in skipped),
    )


def _dumped(value: object) -> str:
    return json.dumps(value, separators=(",", ":"))


def _values(record: Any) -> list[Any]:
    """The fields of a slotted record, in their order."""
    return [getattr(record, name) for name in record.__slots__]


def _dating(dating: Dating) -> list[Any]:
    start, end = (b.value if isinstance(b, Bound) else b for b in (dating.interval.start, dating.interval.end))
    return [start, end, dating.status, dating.edtf, [_values(piece) for piece in dating.evidence]]


def _read_dating(written: Sequence[Any]) -> Dating:
    start, end, status, edtf, evidence = written
    interval = Interval(*(Bound(bound) if isinstance(bound, str) else bound for bound in (start, end)))
    return Dating(interval, status, edtf, tuple(Evidence(*piece) for piece in evidence))


def _read_sighting(written: Sequence[Any], article: str) -> Sighting:
    *plain, signs = written
    told = {name: _frozen(value) for name, value in zip(_SIGHTING, plain, strict=True)}
    return Sighting(**told, signs=_signs(tuple(signs)), article=article)


@lru_cache(maxsize=1024)
def _signs(signs: tuple[Any, ...]) -> frozenset[Any]:
    return frozenset(signs)


def _telling(telling: Telling, places: Mapping[int, int]) -> list[Any]:
    return [
        [getattr(telling.mention, name) for name in _MENTION],
        [getattr(telling, name) for name in _TELLING],
        [telling.when.edtf, telling.when.step],
        sorted(telling.numbers),
        [places[id(sighting)] for sighting in telling.sightings],
    ]


def _read_telling(written: Sequence[Any], article: Article, seen: Sequence[Sighting]) -> Telling:
    of_mention, own, (edtf, step), numbers, sightings = written
    told = {name: _frozen(value) for name, value in zip(_MENTION, of_mention, strict=True)}
    mention = Mention(
        article=article.id,
        article_title=article.title,
        published=article.published.edtf,
        url=article.url,
        sentence=article.text[told["sentence_start"] : told["sentence_end"]],
        phrase=article.text[told["phrase_start"] : told["phrase_end"]],
        **told,
    )
    return Telling(
        mention=mention,
        when=_when(edtf, step),
        numbers=frozenset(numbers),
        sightings=tuple(seen[place] for place in sightings),
        **{name: _frozen(value) for name, value in zip(_TELLING, own, strict=True)},
    )


@lru_cache(maxsize=65_536)
def _when(edtf: str | None, step: str) -> When:
    return when(edtf, step) if edtf is not None else NOWHERE


def _frozen(value: Any) -> Any:
    """Lists as tuples: JSON has no others."""
    return tuple(value) if isinstance(value, list) else value
