"""How many phrases of other libraries' test suites are read as those libraries read them.

    .venv/bin/python benchmarks/suites.py FILE... [--errors] [--class NAME] [--json FILE]

A FILE is a suite as JSON lines, {"id", "text", "reference", "expected"} a line, in the suite's own semantics: that of
Recognizers-Text (DateTime specs), Duckling (English corpus), wanasit/chrono (English tests), ctparse (corpus) or
dateparser (relative dates); which one is told by its fields.

Each expected expression is a case. It is read as

* a **date** or **range**: our interval starts where theirs does;
* a **time** (a clock time, alone or with its day): the same to the minute, apart from the other four in the total;
* a **duration**: the same length; a **set**: the same recurrence;
* **nothing**: a text in which there is no time expression.

Of several expressions of ours that overlap one of theirs ("from Monday to Friday" is two in TIMEX3) the first counts.
Where a suite gives several readings (the last and the next Friday) any of them will do. Where a preposition is part of
their expression ("after 2012") the date named will do too, as TIMEX3 leaves prepositions out. "now" is PRESENT_REF.

``suites.toml`` says which clause a suite's bare phrases are put into (Duckling's "Friday" lies ahead), which
conventions differ so that only the day, week, month or year can be compared, which classes of phrases are left out,
each with its reason, and into which classes the misses are sorted.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tomllib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from chrono.resolve import Resolved
    from chrono.tagger import Timex

KINDS = ("date", "range", "duration", "set", "time", "nothing")
COUNTED = ("date", "range", "duration", "set")
"""The kinds in a suite's total."""

Record = dict[str, Any]
Start = tuple[int, int, int, int, int]
"""Year (astronomical: 0 is 1 BC), month, day, hour and minute."""

_SETTINGS = tomllib.loads(Path(__file__).with_name("suites.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class Case:
    """One expected expression: ``phrase`` at ``start`` to ``end`` of ``text``, and what it comes to: ``starts`` (any
    of them), the ``value`` of a duration or set, compared at a ``grain``: minute, clock, day, week, month, year,
    decade or century."""

    id: str
    text: str
    written: str | None
    start: int
    end: int
    kind: str
    starts: tuple[Start, ...] = ()
    value: str = ""
    grain: str = "day"
    record: Record | None = None

    @property
    def phrase(self) -> str:
        return self.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of a case: right or not, and what we said."""

    case: Case
    right: bool
    said: str


# How each suite writes what it expects.


def duckling(record: Record) -> Iterator[Case]:
    whole = _whole(record, record["reference"][:19])
    for expected in record["expected"]:
        starts = tuple(start for time in expected["times"][:1] if (start := _moment(time)))
        is_clock = expected["grain"] in ("Hour", "Minute", "Second")
        is_range = "Interval" in expected["kind"]
        kind = "time" if is_clock else "range" if is_range else "date"
        yield replace(whole, kind=kind, starts=starts, grain="minute" if is_clock else "day")
    if not record["expected"]:
        yield whole


def recognizers(record: Record) -> Iterator[Case]:
    whole = _whole(record, (record["reference"] or "")[:19] or None)
    for expected in record["expected"]:
        if expected["start"] is None or expected["type"] is None:
            continue
        values = expected["values"]
        kind = _RECOGNIZERS_KINDS.get(values[0]["type"] if values else "", "")
        if not kind:
            continue
        told = {**record, "type": expected["type"]}
        case = replace(whole, start=expected["start"], end=expected["end"], kind=kind, record=told)
        if kind in ("duration", "set"):
            yield replace(case, value=values[0]["timex"])
            continue
        starts = tuple(start for value in values for start in _recognizers_starts(value))
        is_clock_only = all(start[0] == 0 for start in starts)
        grain = "day" if kind != "time" else "clock" if is_clock_only else "minute"
        yield replace(case, starts=starts, grain=grain)
    if not record["expected"]:
        yield whole


_RECOGNIZERS_KINDS = {
    "date": "date",
    "daterange": "range",
    "duration": "duration",
    "set": "set",
    "time": "time",
    "datetime": "time",
    "timerange": "time",
    "datetimerange": "time",
}


def _recognizers_starts(value: Record) -> Iterator[Start]:
    """Where a reading starts; of one with a preposition in it, where the date starts that it names."""
    bound = value.get("value") or value.get("start") or value.get("end") or ""
    if (start := _moment(bound.replace(" ", "T"))) is not None:
        yield start
    if value.get("Mod"):
        if (end := _moment(value.get("end", "").replace(" ", "T"))) is not None:
            yield end
        if (named := re.fullmatch(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", value.get("timex", ""))) is not None:
            yield int(named[1]), int(named[2] or 1), int(named[3] or 1), 0, 0


_CLOCK = re.compile(
    r"\d:\d\d|\d ?[ap]\.?m\b|\d[hH]\d?|\d(?:h|m|s|hr|min)\b|at \d"
    r"|hour|\bhrs?\b|minute|\bmins?\b|second|\bsecs?\b|noon|midnight|o.clock|\bnow\b",
    re.IGNORECASE,
)


def wanasit(record: Record) -> Iterator[Case]:
    whole = _whole(record, _reference(record["reference"]))
    for expected in record["expected"]:
        start, phrase = expected.get("start", {}), expected.get("text")
        at = record["text"].find(phrase) if phrase else 0
        span = (at, at + len(phrase)) if phrase and at >= 0 else (0, len(record["text"]))
        moment = _parts(start)
        is_clock = bool(_CLOCK.search(record["text"][slice(*span)]))
        kind = "time" if is_clock else "range" if "end" in expected else "date"
        case = replace(whole, start=span[0], end=span[1], kind=kind, starts=(moment,) if moment else ())
        yield replace(case, grain="minute" if is_clock else _finest(start))
    if not record["expected"]:
        yield whole


def _parts(start: Record) -> Start | None:
    """A moment from the parts that a wanasit/chrono test asserts: it writes 234 BC as the year -234."""
    if start.get("date"):
        return _moment(start["date"])
    if "year" not in start:
        return None
    year = start["year"] + (start["year"] < 0)
    return year, start.get("month", 1), start.get("day", 1), start.get("hour", 0), start.get("minute", 0)


def _finest(start: Record) -> str:
    """The finest part of the calendar that a test asserts."""
    return "day" if {"day", "date"} & start.keys() else "month" if "month" in start else "year"


def _reference(written: str | None) -> str | None:
    """The reference of a wanasit/chrono test: an ISO date and time, or as JavaScript writes one."""
    if written and re.match(r"\d{4}-\d\d-\d\d", written):
        return written[:19]
    named = re.search(r"([A-Z][a-z]{2})[a-z]* (\d{1,2}),? (\d{4})", written or "")
    if named is None:
        return None
    return f"{datetime.strptime(' '.join(named.groups()), '%b %d %Y'):%Y-%m-%d}"  # noqa: DTZ007


_CTPARSE = re.compile(
    r"(?:Time|Interval)\[\]\{(?P<date>\d{4}-\d\d-\d\d|X-X-X) (?P<clock>\d\d:\d\d|X:X) \(X/(?P<part>\w+)\)"
)


def ctparse(record: Record) -> Iterator[Case]:
    whole = _whole(record, record["reference"][:19])
    for expected in record["expected"]:
        if length := re.fullmatch(r"Duration\[\]\{(\d+) (\w+)s\}", expected):
            unit = {"night": "D", "day": "D", "week": "W"}.get(length[2], "?")
            yield replace(whole, kind="duration", value=f"P{length[1]}{unit}")
        elif found := _CTPARSE.match(expected):
            date = "0000-00-00" if found["date"] == "X-X-X" else found["date"]
            is_clock = found["clock"] != "X:X"
            start = _moment(f"{date}T{found['clock']}" if is_clock else date)
            kind = "time" if is_clock else "range" if expected.startswith("Interval") else "date"
            grain = "clock" if is_clock and date.startswith("0") else "minute" if is_clock else "day"
            yield replace(whole, kind=kind, starts=(start,) if start else (), grain=grain)


_LENGTH = {"years": "Y", "months": "M", "weeks": "W", "days": "D"}
_CLOCK_UNITS = ("hours", "minutes", "seconds")


def dateparser(record: Record) -> Iterator[Case]:
    whole = _whole(record, record["reference"][:19])
    for expected in record["expected"]:
        delta = expected.get("ago") or expected.get("in_future") or {}
        if _BARE_LENGTH.fullmatch(record["text"]):
            days = "".join(f"{delta[unit]:g}{letter}" for unit, letter in _LENGTH.items() if unit in delta)
            clock = "".join(f"{delta[unit]:g}{unit[0].upper()}" for unit in _CLOCK_UNITS if unit in delta)
            yield replace(whole, kind="duration", value=f"P{days}T{clock}" if clock else f"P{days}")
            continue
        moment = _shifted(datetime.fromisoformat(record["reference"]), delta, -1 if "ago" in expected else 1)
        is_clock = any(unit in delta for unit in _CLOCK_UNITS)
        grain = "minute" if is_clock else expected["period"]
        yield replace(whole, kind="time" if is_clock else "date", starts=(moment,) if moment else (), grain=grain)


_BARE_LENGTH = re.compile(r"[\d.,]+ (?!.*\b(?:ago|later|before|from|in)\b)[a-z].*")


def _shifted(moment: datetime, delta: dict[str, float], sign: int) -> Start | None:
    """A moment moved by calendar units; None before the year 1 and after 9999."""
    months = moment.year * 12 + moment.month - 1
    months += sign * int(12 * delta.get("years", 0) + delta.get("months", 0))
    year, month = divmod(months, 12)
    if not 1 <= year <= 9999:
        return None
    rest = {unit: count for unit, count in delta.items() if unit not in ("years", "months")}
    moved = moment.replace(year=year, month=month + 1, day=min(moment.day, 28)) + sign * timedelta(**rest)
    return moved.year, moved.month, moved.day, moved.hour, moved.minute


def _whole(record: Record, written: str | None) -> Case:
    """A case that expects nothing of the whole text: what the others are made from."""
    text = record["text"]
    return Case(record["id"], text, written, 0, len(text), "nothing", record=record)


_MOMENT = re.compile(r"(-?\d{4,})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d))?|(\d\d):(\d\d)(?::\d\d)?")


def _moment(written: str) -> Start | None:
    """An ISO date, date and time, or clock time (whose date is then all zeros)."""
    found = _MOMENT.match(written)
    if found is None:
        return None
    if found[6]:
        return 0, 0, 0, int(found[6]), int(found[7])
    return int(found[1]), int(found[2]), int(found[3]), int(found[4] or 0), int(found[5] or 0)


SUITES: dict[str, tuple[Callable[[Record], bool], Callable[[Record], Iterator[Case]]]] = {
    "duckling": (lambda record: "corpus" in record, duckling),
    "recognizers": (lambda record: "mode" in record, recognizers),
    "wanasit": (lambda record: "parser" in record, wanasit),
    "dateparser": (lambda record: isinstance((record["expected"] or [""])[0], dict), dateparser),
    "ctparse": (lambda record: True, ctparse),
}
"""Each suite's name, how its lines are told, and how they are read."""


# Which cases count, and how they are compared.


def read_suite(path: Path) -> tuple[str, list[Case]]:
    """The name of a suite and its cases, each once."""
    with path.open(encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines if line.strip()]
    name = next(name for name, (is_it, _) in SUITES.items() if is_it(records[0]))
    cases = {
        (case.text, case.written, case.start, case.end, case.kind, case.starts, case.value): case
        for record in records
        for case in SUITES[name][1](record)
    }
    return name, [_by_convention(name, case) for case in cases.values()]


def _by_convention(suite: str, case: Case) -> Case:
    """The case, compared at the grain that the settings give it. What is compared by the day is no clock time."""
    for entry in _SETTINGS["compare"]:
        if _concerns(entry, suite, case):
            is_date = case.kind == "time" and entry["grain"] != "clock" and all(start[0] for start in case.starts)
            return replace(case, grain=entry["grain"], kind="date" if is_date else case.kind)
    return case


NO_START = "no start given"
WRONG_WEEKDAY = "on another weekday"
_OWN_REASONS = {
    NO_START: "the suite asserts no date",
    WRONG_WEEKDAY: "the phrase names a weekday, and the date that the suite expects falls on another",
}
_WEEKDAY = re.compile(r"\b(mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b", re.IGNORECASE)
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def _on_its_weekday(phrase: str, start: Start) -> bool:
    """Whether a date falls on the one weekday that is named beside it; a phrase with a shift in it may not."""
    named = _WEEKDAY.findall(phrase)
    if len(named) != 1 or start[0] < 1 or re.search(r"after|before|from|closest|super|giga|day,? \w+ weeks?", phrase):
        return True
    return datetime(*start[:3]).weekday() == _WEEKDAYS.index(named[0][:3].lower())  # noqa: DTZ001


def exclusion(suite: str, case: Case) -> str | None:
    """The class of phrases for which a case is left out, None where it counts."""
    if case.kind in ("date", "range", "time"):
        if not case.starts or (case.kind != "time" and all(start[0] == 0 for start in case.starts)):
            return NO_START
        if not any(_on_its_weekday(case.phrase, start) for start in case.starts):
            return WRONG_WEEKDAY
    for entry in _SETTINGS["exclude"]:
        if _concerns(entry, suite, case):
            return str(entry["name"])
    return None


def _concerns(entry: dict[str, Any], suite: str, case: Case) -> bool:
    """Whether an entry of the settings speaks of a case: each of its conditions must hold."""
    if suite not in entry.get("suites", [suite]) or case.kind not in entry.get("kinds", [case.kind]):
        return False
    if any((case.record or {}).get(key) not in values for key, values in entry.get("where", {}).items()):
        return False
    if entry.get("undated") and case.written is not None:
        return False
    if "pattern" in entry and not re.search(entry["pattern"], case.phrase, re.IGNORECASE):
        return False
    return not ("unless" in entry and re.search(entry["unless"], case.phrase, re.IGNORECASE))


def answer(suite: str, case: Case, *, alone: bool = False) -> Answer:
    """Tag a case, in the clause that its suite's bare phrases are put into or just as it stands."""
    from chrono.tagging import resolved_timexes

    clause = "{}" if alone else _SETTINGS["suite"].get(suite, {}).get("clause", "{}")
    shift = clause.index("{}")
    found = resolved_timexes(clause.replace("{}", case.text), case.written)
    ours = [
        (timex, resolved)
        for timex, resolved in found
        if timex.start < case.end + shift and case.start + shift < timex.end
    ]
    said = "; ".join(f"“{timex.text}” {timex.type} {resolved.value}" for timex, resolved in ours) or "nothing"
    return Answer(case, _is_right(case, ours), said)


def _is_right(case: Case, ours: list[tuple[Timex, Resolved]]) -> bool:
    if case.kind == "nothing":
        return not ours
    if case.kind == "duration":
        return any(length(resolved.value) == length(case.value) for _, resolved in ours if length(case.value))
    if case.kind == "set":
        sets = [resolved.value for timex, resolved in ours if timex.type == "SET"]
        return recurrence(case.value) in map(recurrence, sets)
    if case.kind == "time":
        ours = [each for each in ours if _CLOCK_VALUE.search(each[1].value)] or ours
    for _, resolved in ours:
        if resolved.value == "PRESENT_REF":
            now = _moment(case.written or "")
            return now is not None and any(start[:3] == now[:3] for start in case.starts)
        if (start := _our_start(resolved)) is not None:
            wanted = {_at_grain(each, case.grain) for each in case.starts}
            return _at_grain(start, case.grain) in wanted
    return False


_CLOCK_VALUE = re.compile(r"T[\dX]")  # and no part of a day, as TNI, which stands before its hour in "tonight from 7"


def _our_start(resolved: Resolved) -> Start | None:
    """Where our interval starts; a clock time of an unknown day has zeros for it."""
    from chrono.temporal.calendar import SECONDS_A_DAY, civil

    if isinstance(resolved.interval.start, int):
        day, second = divmod(resolved.interval.start, SECONDS_A_DAY)
        return (*civil(day), second // 3600, second // 60 % 60)
    clock = re.fullmatch(r"XXXX-XX-XXT(\d\d):(\d\d).*", resolved.value)
    return (0, 0, 0, int(clock[1]), int(clock[2])) if clock else None


def _at_grain(start: Start, grain: str) -> tuple[int, ...]:
    year, month, day, hour, minute = start
    if grain == "week" and year >= 1:
        iso = datetime(year, month, day).isocalendar()  # noqa: DTZ001
        return iso.year, iso.week
    if grain in ("decade", "century"):
        return (year // (10 if grain == "decade" else 100),)
    return {"clock": (hour, minute), "minute": start, "month": (year, month), "year": (year,)}.get(
        grain, (year, month, day)
    )


_MONTH = 2_629_800
_SECONDS = {"Y": 12 * _MONTH, "M": _MONTH, "W": 7 * 86400, "D": 86400, "TH": 3600, "TM": 60, "TS": 1}
_PIECE = re.compile(r"([\d.]+)([YMWDHS])")


def length(value: str) -> float | None:
    """The seconds of a TIMEX3 duration, a year of 365.25 days being twelve months; None for what has no length.

    >>> length("P1W") == length("P7D"), length("PT1H30M"), length("PXD")
    (True, 5400.0, None)
    """
    days, _, clock = value.removeprefix("P").partition("T")
    pieces = [(count, unit) for count, unit in _PIECE.findall(days)]
    pieces += [(count, f"T{unit}") for count, unit in _PIECE.findall(clock)]
    if not value.startswith("P") or "X" in value or not pieces:
        return None
    return sum(float(count) * _SECONDS[unit] for count, unit in pieces)


_SAME_SETS = {
    "XXXX": "P1Y",
    "P0.5Y": "P6M",
    "XXXX-QX": "P3M",
    "XXXX-XX": "P1M",
    "XXXX-WXX": "P1W",
    "XXXX-WXX-WE": "P1WE",
    "XXXX-WXX-WD": "P1WD",
    "XXXX-XX-XX": "P1D",
}


def recurrence(value: str) -> str:
    """The recurrence of a set in one of its spellings: "every morning" may be TMO or XXXX-XX-XXTMO.

    >>> recurrence("XXXX-XX"), recurrence("TMO"), recurrence("XXXX-WXX-1T16")
    ('P1M', 'XXXX-XX-XXTMO', 'XXXX-WXX-1T16:00')
    """
    value = f"XXXX-XX-XX{value}" if value.startswith("T") else value
    return _SAME_SETS.get(value, re.sub(r"T(\d\d)$", r"T\1:00", value))


# What is printed.


def print_suites(answers: dict[str, list[Answer]], alone: dict[str, float], left_out: dict[str, Counter[str]]) -> None:
    columns = " ".join(f"{kind:>13}" for kind in KINDS)
    print(f"{'suite':<12} {'cases':>6} {'right':>6} {'%':>6} {'bare %':>6} {columns}")
    for suite, given in answers.items():
        counted = [each for each in given if each.case.kind in COUNTED]
        right = sum(each.right for each in counted)
        cells = " ".join(f"{_ratio([each for each in given if each.case.kind == kind]):>13}" for kind in KINDS)
        print(f"{suite:<12} {len(counted):>6} {right:>6} {_percent(counted):>6.1f} {alone[suite]:>6.1f} {cells}")
    print(
        "\n% counts dates, ranges, durations and sets; bare %: without the clause of suites.toml. Left out, by class:"
    )
    reasons = _OWN_REASONS | {entry["name"]: entry["reason"] for entry in _SETTINGS["exclude"]}
    for suite, classes in left_out.items():
        print(f"{suite}: {classes.total()}")
        for name, count in classes.most_common():
            print(f"  {count:>4}  {name}: {reasons[name]}")


def _percent(answers: Sequence[Answer]) -> float:
    return 100 * sum(each.right for each in answers) / len(answers) if answers else 0.0


def _ratio(answers: Sequence[Answer]) -> str:
    return f"{sum(each.right for each in answers)}/{len(answers)} {_percent(answers):.0f}%" if answers else "-"


def miss_class(case: Case) -> str:
    """The class of phrases a missed case is of, by the first entry that fits."""
    if case.kind == "nothing":
        return "found where there is nothing"
    for entry in _SETTINGS["class"]:
        if case.kind in entry.get("kinds", [case.kind]) and re.search(entry["pattern"], case.phrase, re.IGNORECASE):
            return str(entry["name"])
    return f"other {case.kind}"


def print_errors(answers: dict[str, list[Answer]], only: str | None) -> None:
    """The misses by class, over all suites, the most frequent class first."""
    groups: dict[str, list[tuple[str, Answer]]] = defaultdict(list)
    for suite, given in answers.items():
        for each in given:
            if not each.right:
                groups[miss_class(each.case)].append((suite, each))
    for name, group in sorted(groups.items(), key=lambda item: (-len(item[1]), item[0])):
        if only is not None and name != only:
            continue
        by_suite = ", ".join(f"{suite} {count}" for suite, count in Counter(suite for suite, _ in group).items())
        print(f"\n{name} ({len(group)}: {by_suite})")
        for suite, each in group:
            case = each.case
            wanted = case.value or " or ".join(_written(start) for start in dict.fromkeys(case.starts)) or "nothing"
            print(f"  {suite} {case.kind} “{case.phrase}” ({case.written}): {wanted} by {case.grain}; we: {each.said}")


def _written(start: Start) -> str:
    year, month, day, hour, minute = start
    return f"{year:04}-{month:02}-{day:02}" + (f"T{hour:02}:{minute:02}" if hour or minute else "")


def main(arguments: Sequence[str] | None = None) -> int:
    description, _, more = (__doc__ or "").partition("\n")
    parser = argparse.ArgumentParser(
        description=description, epilog=more, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("suites", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--errors", action="store_true", help="list the misses by class")
    parser.add_argument("--class", dest="only", metavar="NAME", help="with --errors: the misses of this class only")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there")
    options = parser.parse_args(arguments)
    answers: dict[str, list[Answer]] = {}
    alone: dict[str, float] = {}
    left_out: dict[str, Counter[str]] = {}
    for path in options.suites:
        suite, cases = read_suite(path)
        reasons = [(case, exclusion(suite, case)) for case in cases]
        kept = [case for case, reason in reasons if reason is None]
        left_out[suite] = Counter(reason for _, reason in reasons if reason is not None)
        answers[suite] = [answer(suite, case) for case in kept]
        alone[suite] = _percent([answer(suite, case, alone=True) for case in kept if case.kind in COUNTED])
    print_suites(answers, alone, left_out)
    if options.errors:
        print_errors(answers, options.only)
    if options.json:
        report = {
            suite: {kind: [each.right for each in given if each.case.kind == kind] for kind in KINDS}
            for suite, given in answers.items()
        }
        figures = {
            suite: {kind: {"cases": len(right), "right": sum(right)} for kind, right in kinds.items()}
            for suite, kinds in report.items()
        }
        options.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
