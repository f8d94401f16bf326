"""An article, and when it was written."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from chrono.temporal.interval import ANY_TIME, Interval

Status = Literal["exact", "interval", "unknown", "conflict"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """One piece of evidence for an article's date: the words it rests on and what they say.

    ``quote`` is verbatim from the source, ``rule`` names how it was read (``articles.csv``, ``front matter``,
    ``json-ld``, ``date line`` …), ``says`` is EDTF (or ``XXXX-WXX-5`` for a weekday), ``weight`` is ``decides`` (the writer's word), ``hard`` or ``soft``.
    """

    quote: str
    rule: str
    says: str
    weight: Literal["decides", "hard", "soft"]


@dataclass(frozen=True, slots=True)
class Dating:
    """When an article was written: an interval, how sure that is, and why.

    ``edtf`` is the date as people write and store it (``2024-11-14T12:59-05:00``), None when unknown or in conflict.
    """

    interval: Interval = ANY_TIME
    status: Status = "unknown"
    edtf: str | None = None
    evidence: tuple[Evidence, ...] = ()


UNDATED = Dating()


@dataclass(frozen=True, slots=True)
class Article:
    """A news article as it was read. ``text`` is never rewritten: every offset in chrono points into it.

    ``id`` is where the file lies, as a path from its source folder with forward slashes; a file that holds several articles adds
    ``#`` and the record's own id or number. ``language`` is an ISO 639-1 code. ``stated`` holds the evidence for the
    date that the reader met in markup or front matter, before the dating stage weighs it.
    """

    id: str
    text: str
    title: str = ""
    published: Dating = UNDATED
    source: str = ""
    url: str = ""
    language: str = "en"
    stated: tuple[Evidence, ...] = field(default=(), repr=False)
