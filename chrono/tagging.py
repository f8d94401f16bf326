"""Tagging one text: the time expressions in it, resolved, as plain records."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from chrono.article import UNDATED, Dating, Evidence
from chrono.problems import UserError
from chrono.temporal.context import Context, Tense
from chrono.temporal.interval import ANY_TIME
from chrono.temporal.period import Period

if TYPE_CHECKING:
    from chrono.resolve import Resolved
    from chrono.tagger import Timex


def tag(text: str, date: str | None = None, language: str = "en") -> list[dict[str, Any]]:
    """The time expressions of ``text``, in order, each as a record.

    ``date`` is when the text was written, as EDTF; without it, what only a date could fix stays unresolved.
    The keys: ``start`` and ``end`` (code points, ``text[start:end]``), ``text``, ``type`` and ``value`` and
    ``mod`` (TIMEX3's), ``edtf``, ``earliest`` and ``latest`` (ISO dates, inclusive), ``rule``, and
    ``derivation``, the steps in words. What does not apply is None. Raises `UserError` for a date that is no
    EDTF and an unknown language.

    >>> [(found["text"], found["value"]) for found in tag("They met in August this year.", "2024-11-14")]
    [('August this year', '2024-08')]
    """
    return [record(timex, resolved) for timex, resolved in resolved_timexes(text, date, language)]


def resolved_timexes(text: str, date: str | None = None, language: str = "en") -> list[tuple[Timex, Resolved]]:
    """Each time expression of ``text`` with what it comes to: what `tag` makes records of."""
    from chrono.resolve import resolve
    from chrono.tagger import tagger

    dating = UNDATED if date is None else written_on(date)
    timexes = tagger(language).tag(text)
    return list(zip(timexes, resolve(text, timexes, dating, language), strict=True))


def others(text: str, timex: Timex, resolved: Resolved, date: str | None = None, language: str = "en") -> list[str]:
    """What else a phrase of ``text`` could have been than what it was ``resolved`` to, and why it is not, in words.

    >>> (timex, resolved), = resolved_timexes("They met on Friday.", "2024-11-14")
    >>> others("They met on Friday.", timex, resolved, "2024-11-14")
    ['2024-11-15, had the clause looked ahead']
    """
    from chrono.tagger import tagger

    days = written_on(date).interval if date is not None else ANY_TIME
    reference = Context(days).reference_days
    told = []
    for considered in tagger(language).considered(text, timex.start, timex.end):
        if considered.why and considered.operator is None:
            told.append(f"rule {considered.rule}: {considered.why}")
        elif considered.why and considered.operator is not None:
            value = considered.operator.read(reference[0] if reference else None, "present").value
            told.append(f"{value} by rule {considered.rule}: {considered.why}")
    if reference is not None and timex.operator.by_tense:
        told += _other_directions(timex, resolved, reference[0])
    return told


def _other_directions(timex: Timex, resolved: Resolved, day: Period) -> list[str]:
    directions: tuple[tuple[Tense, str], ...] = (("past", "looked back"), ("future", "looked ahead"))
    readings = ((timex.operator.read(day, tense).value, words) for tense, words in directions)
    return [f"{value}, had the clause {words}" for value, words in readings if value != resolved.value]


def written_on(date: str) -> Dating:
    """The dating of a text whose date the user gave as EDTF; raises `UserError` when it is none.

    >>> written_on("2024-11").status
    'interval'
    """
    from chrono.dating import weigh
    from chrono.temporal.edtf import parse

    try:
        says = str(parse(date))
    except ValueError as error:
        raise UserError(f"{error}; write a date as 2024-12-16, 2024-12 or 2024") from error
    return weigh([Evidence(quote=date, rule="given", says=says, weight="decides")])


def record(timex: Timex, resolved: Resolved) -> dict[str, Any]:
    """A time expression as `tag` gives it."""
    return {
        "start": timex.start,
        "end": timex.end,
        "text": timex.text,
        "type": timex.type,
        "value": resolved.value,
        "mod": resolved.mod,
        "edtf": resolved.edtf,
        "earliest": resolved.interval.earliest,
        "latest": resolved.interval.latest,
        "rule": timex.rule,
        "derivation": list(resolved.derivation),
    }
