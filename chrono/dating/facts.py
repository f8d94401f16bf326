"""The facts file: what the writer knows of the world, to date articles by.

    [[fact]]
    name = "President-elect Donald Trump"            # as articles call it
    aliases = ["President-elect Trump"]              # and otherwise
    during = ["2016-11-09/2017-01-20", "2024-11-06/2025-01-20"]

    [[fact]]
    name = "Victory Day"
    anniversary_of = "1945-05-09"

An article that names a fact was written ``during`` one of its intervals, ``after`` a date (on it or later) or
``before`` one (on it or earlier); not where the sentence has a date with its year, and may tell of that time, nor
where the name is part of another ("Queen Elizabeth Hospital"). Of what began or happened ``on`` a date, "the war has
entered its third year" tells the year. An anniversary ("the 80th anniversary of Victory Day") has a date of its own,
and so has what happened ``on`` one day: beside a phrase that counts from the day of writing ("… in Moscow next May")
they give that day away. Dates are EDTF.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache, lru_cache
from pathlib import Path

from chrono.article import Evidence
from chrono.dating.story import Story, Told, written_when
from chrono.languages import has_part, part
from chrono.problems import Problem, UserError, reason
from chrono.sentences import Sentence
from chrono.tagger import fold
from chrono.temporal.calendar import SECONDS_A_DAY, civil, day_number, days_in_month
from chrono.temporal.edtf import parse
from chrono.temporal.interval import Interval
from chrono.temporal.operators import Fixed, Intersect, Modified, Occurrence, Shift, innermost
from chrono.temporal.period import Grain, Period

RULE = "facts.toml"
_LISTS = ("aliases", "during", "on", "after", "before")
KEYS = ("name", "aliases", "during", "on", "after", "before", "anniversary_of")
_SAYS = KEYS[2:]
_FORM = 'the form is [[fact]], name = "…", and one of ' + ", ".join(_SAYS)
_QUOTE = 60
_NEAR = 60
"""How far behind a fact the phrase may stand that tells when it is."""
_DAYS = {"week": 7, "day": 1}
_MONTHS = {"year": 12, "month": 1}


@dataclass(frozen=True, slots=True)
class Fact:
    """Something articles name, and what that tells of their date. The dates are EDTF, each any of several."""

    names: tuple[str, ...]
    during: tuple[str, ...] = ()
    on: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    anniversary_of: str | None = None


Facts = tuple[Fact, ...]
NO_FACTS: Facts = ()


# ---- the file ----------------------------------------------------------------------------------------------


def read_facts(file: Path) -> tuple[Facts, list[Problem]]:
    """The facts of a file, and what in it cannot be used. Raises `UserError` when it cannot be read or is no TOML."""
    try:
        text = file.read_text(encoding="utf-8-sig")
        table = tomllib.loads(text)
    except OSError as error:
        raise UserError(f"{file}: cannot be read ({reason(error)}); give another file to --facts") from None
    except UnicodeDecodeError:
        raise UserError(f"{file}: is not UTF-8; save it as UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        raise UserError(f"{file}: is not TOML: {error}; {_FORM}") from None
    problems: list[Problem] = []
    entries = table.pop("fact", [])
    for key in table:
        problems.append(Problem(RULE, file.name, f"{key!r} is no fact and is left out", _FORM))
    if not isinstance(entries, list):
        raise UserError(f"{file}: [fact] is one table; write [[fact]], once for each")
    lines = [number for number, line in enumerate(text.splitlines(), 1) if re.match(r"\s*\[\[\s*fact\s*\]\]", line)]
    found: list[Fact] = []
    for number, entry in enumerate(entries):
        line = lines[number] if number < len(lines) else 0
        try:
            found.append(_fact(entry))
        except ValueError as error:
            problems.append(Problem(RULE, file.name, f"a fact is left out: {error}", "mend the line", line))
    return tuple(found), problems


def _fact(entry: object) -> Fact:
    """A fact from its table. Raises ``ValueError``, with what is wrong, for one that cannot be used."""
    if not isinstance(entry, dict):
        raise ValueError(f"it is {entry!r} and no table")
    for key in entry:
        if key not in KEYS:
            near = get_close_matches(key, KEYS, n=1)
            raise ValueError(f"there is no {key!r}; " + (f"did you mean {near[0]!r}?" if near else f"use {_listed()}"))
    lists = {key: _strings(key, entry[key]) for key in _LISTS if key in entry}
    aliases = lists.pop("aliases", ())
    name = _strings("name", entry.get("name", ""))
    names = tuple(dict.fromkeys(" ".join(each.split()) for each in (*name, *aliases) if each.strip()))
    if not names:
        raise ValueError("it has no name")
    dates = {key: tuple(map(_date, written)) for key, written in lists.items()}
    anniversary_of = next(map(_date, _strings("anniversary_of", entry.get("anniversary_of", []))), None)
    if not dates and anniversary_of is None:
        raise ValueError(f"{names[0]!r} says nothing; add one of {', '.join(_SAYS)}")
    during, on, after, before = (dates.get(key, ()) for key in ("during", "on", "after", "before"))
    return Fact(names, during, on, after, before, anniversary_of)


def _strings(key: str, value: object) -> tuple[str, ...]:
    """A string or a list of them; only what may have several may be a list."""
    values = value if isinstance(value, list) else [value]
    if len(values) > 1 and key not in _LISTS:
        raise ValueError(f"{key} is a list; write one")
    for each in values:
        if not isinstance(each, str):
            raise ValueError(f"{key} is {each}; write it in quotes")
    return tuple(values)


def _date(written: str) -> str:
    return str(parse(written.strip()))


def _listed() -> str:
    return ", ".join(KEYS)


# ---- the facts an article names ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Named:
    """A fact where a story names it."""

    fact: Fact
    sentence: Sentence
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Words:
    """A language's words around a fact."""

    running: tuple[re.Pattern[str], ...]
    anniversary: tuple[str, ...]
    former: re.Pattern[str]
    named_after: re.Pattern[str]
    ordinals: Mapping[str, int]


@cache
def _words_of(language: str) -> _Words | None:
    if not has_part(language, "dating"):
        return None
    table = part(language, "dating")
    return _Words(
        tuple(re.compile(rf"\b{pattern}", re.IGNORECASE) for pattern in table["running"]),
        tuple(table["anniversary"]),
        re.compile(rf"\b(?:{'|'.join(table['former'])})[ -]$", re.IGNORECASE),
        re.compile(rf"\s+(?:{'|'.join(table['named_after'])})"),
        table["ordinals"],
    )


def facts_in(story: Story, facts: Facts) -> list[Evidence]:
    """The evidence of the facts that a story names, each piece once."""
    words = _words_of(story.article.language)
    if not facts or words is None:
        return []
    pieces: dict[tuple[str, str], Evidence] = {}
    for named in _named(story, facts):
        if words.named_after.match(story.text, named.end):
            continue
        for piece in _told_by(story, named, words):
            pieces.setdefault((piece.rule, piece.says), piece)
    return list(pieces.values())


@lru_cache(maxsize=64)
def _pattern(facts: Facts) -> re.Pattern[str]:
    """All names in one pattern, the longest first, white space of any kind between their words."""
    names = sorted((name for fact in facts for name in fact.names), key=lambda name: (-len(name), name))
    spelled = (r"\s+".join(map(re.escape, fold(name).split())) for name in names)
    return re.compile(rf"(?<!\w)(?:{'|'.join(spelled)})(?!\w)", re.IGNORECASE)


def _named(story: Story, facts: Facts) -> Iterator[_Named]:
    by_name = {fold(name).casefold(): fact for fact in reversed(facts) for name in fact.names}
    for sentence in story.sentences:
        for match in _pattern(facts).finditer(story.text, sentence.start, sentence.end):
            fact = by_name[" ".join(match[0].split()).casefold()]
            yield _Named(fact, sentence, match.start(), match.end())


def _told_by(story: Story, named: _Named, words: _Words) -> Iterator[Evidence]:
    fact = named.fact
    is_former = words.former.search(story.text, max(named.sentence.start, named.start - 20), named.start) is not None
    if not is_former and not _tells_of_another_time(story, named):
        if fact.during:
            yield _evidence(story, named, f"{RULE}, during", _any_of(fact.during))
        if fact.after:
            yield _evidence(story, named, f"{RULE}, after", _any_of(f"{_first(date)}/" for date in fact.after))
        if fact.before:
            yield _evidence(story, named, f"{RULE}, before", _any_of(f"/{_last(date)}" for date in fact.before))
    if fact.on:
        yield from _running(story, named, words)
    for meant in _meant(story, named, words):
        yield from _beside(story, named, meant, f"{RULE}, {meant.why}")


def _tells_of_another_time(story: Story, named: _Named) -> bool:
    """Whether the sentence has a date with its year: "In 2016, President-elect Trump said …"."""
    return any(
        told.sentence == named.sentence and isinstance(innermost(told.timex.operator), Fixed) for told in story.told
    )


def _evidence(story: Story, named: _Named, rule: str, says: str, end: int = 0) -> Evidence:
    start = max(named.sentence.start, named.start - _QUOTE // 2)
    return Evidence(story.quote(start, end or named.end), rule, says, "hard")


def _any_of(dates: Sequence[str] | Iterator[str]) -> str:
    said = list(dates)
    return said[0] if len(said) == 1 else "[" + ",".join(date.replace("/", "..") for date in said) + "]"


def _first(date: str) -> str:
    return parse(date).interval.earliest or ""


def _last(date: str) -> str:
    return parse(date).interval.latest or ""


# ---- how long it has gone on -------------------------------------------------------------------------------


def _running(story: Story, named: _Named, words: _Words) -> Iterator[Evidence]:
    """ "The war has entered its third year": written in the third year from its beginning."""
    start, end = max(named.sentence.start, named.start - _NEAR), min(named.sentence.end, named.end + _NEAR)
    for match in (found for pattern in words.running for found in pattern.finditer(story.text, start, end)):
        nth = _ordinal(match["nth"], words)
        if nth is None or (match.start() < named.end and named.start < match.end()):
            continue
        stretches = [_nth_unit(parse(date).interval, nth, match["unit"].lower()) for date in named.fact.on]
        says = [f"{first}/{last}" if first != last else first for first, last in filter(None, stretches)]
        if says:
            quote = story.quote(min(match.start(), named.start), max(match.end(), named.end))
            yield Evidence(quote, f"{RULE}, {match['unit'].lower()} {nth} since", _any_of(says), "hard")


def _ordinal(written: str, words: _Words) -> int | None:
    """ "third", "twenty-fifth", "80th", "1,000th"; None for what is no ordinal."""
    if written[0].isdigit():
        return int(re.sub(r"\D", "", written))
    tens, _, ones = written.lower().rpartition("-")
    if tens and ones in words.ordinals:
        first = next((number for word, number in words.ordinals.items() if word[:-4] == tens[:-1]), None)
        return None if first is None else first + words.ordinals[ones]
    return words.ordinals.get(ones)


def _nth_unit(began: Interval, nth: int, unit: str) -> tuple[str, str] | None:
    """The first and the last day of the ``nth`` unit since something began, as far as it is known when."""
    if began.earliest is None or began.latest is None or nth < 1:
        return None
    assert isinstance(began.start, int)
    assert isinstance(began.end, int)
    first = _later(began.start // SECONDS_A_DAY, nth - 1, unit)
    last = _later((began.end - 1) // SECONDS_A_DAY, nth, unit) - (1 if began.earliest == began.latest else 0)
    return Period(Grain.DAY, first).edtf, Period(Grain.DAY, last).edtf


def _later(day: int, count: int, unit: str) -> int:
    if unit in _DAYS:
        return day + count * _DAYS[unit]
    year, month, day_of_month = civil(day)
    year, month = divmod(year * 12 + month - 1 + count * _MONTHS[unit], 12)
    return day_number(year, month + 1, min(day_of_month, days_in_month(year, month + 1)))


# ---- when it is, beside a phrase that counts from the day of writing ---------------------------------------


@dataclass(frozen=True, slots=True)
class _Meant:
    """A date that a story names by a fact: where it stands, and how it is known."""

    interval: Interval
    start: int
    end: int
    why: str


def _meant(story: Story, named: _Named, words: _Words) -> Iterator[_Meant]:
    """The dates of a named fact: those it happened on, and the anniversary that is named."""
    for date in named.fact.on:
        yield _Meant(parse(date).interval, named.start, named.end, "on")
    if named.fact.anniversary_of is None:
        return
    left, right = max(named.sentence.start, named.start - _NEAR), min(named.sentence.end, named.end + _NEAR)
    around = f"{story.text[left : named.start]}\0{story.text[named.end : right]}"
    for pattern in words.anniversary:
        for match in re.finditer(rf"\b{pattern.replace('<>', chr(0))}".replace("\\b\0", "\0"), around, re.IGNORECASE):
            nth = _ordinal(match["nth"], words)
            day = _anniversary(named.fact.anniversary_of, nth) if nth else None
            if day is not None:
                longer = named.end - named.start - 1
                end = left + match.end() + (longer if match.end() > named.start - left else 0)
                yield _Meant(day, left + match.start(), end, f"anniversary {nth}")
                return


def _anniversary(date: str, nth: int) -> Interval | None:
    """The same date ``nth`` years later."""
    interval = parse(date).interval
    if not isinstance(interval.start, int) or not isinstance(interval.end, int):
        return None
    first, last = (
        _later(day, nth, "year") for day in (interval.start // SECONDS_A_DAY, (interval.end - 1) // SECONDS_A_DAY)
    )
    return Interval(first * SECONDS_A_DAY, (last + 1) * SECONDS_A_DAY)


def _beside(story: Story, named: _Named, meant: _Meant, rule: str) -> Iterator[Evidence]:
    """ "the 80th anniversary of Victory Day … next May", "next year's 80th anniversary"."""
    behind = next((told for told in story.told if meant.end <= told.timex.start < named.sentence.end), None)
    ahead = next(
        (told for told in reversed(story.told) if named.sentence.start <= told.timex.start < meant.start), None
    )
    for told, gap in (
        (behind, story.text[meant.end : behind.timex.start] if behind else ""),
        (ahead, story.text[ahead.timex.end : meant.start] if ahead else ""),
    ):
        if told is None or len(gap) > _NEAR or not _may_name(told, meant.interval, gap):
            continue
        says = written_when(story, told, meant.interval)
        if says is not None:
            quote = story.quote(min(told.timex.start, meant.start), max(told.timex.end, meant.end))
            yield Evidence(quote, rule, says, "hard")


def _may_name(told: Told, meant: Interval, gap: str) -> bool:
    """Whether a phrase is another name of a date: "next May" of a day in May wherever it stands near, "next year" of
    any year, so it must stand at the fact itself."""
    operator = told.timex.operator.inner if isinstance(told.timex.operator, Modified) else told.timex.operator
    if isinstance(operator, Shift) and operator.grain is Grain.YEAR:
        return gap.strip() in ("", "'s", "’s", "'s the", "in")
    if not isinstance(operator, Occurrence | Intersect) or operator.cycle.turn is not Grain.YEAR:
        return False
    assert isinstance(meant.start, int)
    assert isinstance(meant.end, int)
    year = Period(Grain.DAY, meant.start // SECONDS_A_DAY).to(Grain.YEAR).index
    occurrence = operator.cycle.occurrence(year)
    return occurrence is not None and occurrence.start < meant.end and meant.start < occurrence.end
