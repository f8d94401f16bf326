"""Dates as people write them: EDTF to English words, and to what HTML's ``<time>`` accepts.

Every date becomes a row of `Piece` values. The pieces that name a date HTML can express carry it as
``datetime``; a page puts those into ``<time>`` and the words between them beside it, so that "10–12 November
2024" is two exact times and "around 2014" does not claim to be one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from chrono.temporal.calendar import MONTHS, SECONDS_A_DAY, civil, iso_order
from chrono.temporal.edtf import Edtf, parse
from chrono.temporal.interval import OPEN, Bound
from chrono.temporal.period import edtf_year

SEASONS = ("spring", "summer", "autumn", "winter")
ORDINALS = ("first", "second", "third", "fourth")
QUALIFIED = {"": "", "~": "around ", "?": "perhaps ", "%": "perhaps around "}

_ZONE = re.compile(r"T[0-9:]+(Z|[+-][0-9]{2}(?::[0-9]{2})?)")
_PART_OF_A_YEAR = re.compile(r"-(2[1-4]|3[3-6]|4[01])[?~%]?$")
_DAY_OF_ANY_YEAR = re.compile(r"XXXX-([01][0-9])(?:-([0-3][0-9]))?[?~%]?")


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of a date and, where they name one HTML can express, its value for ``<time datetime>``."""

    text: str
    datetime: str | None = None


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where a date stands in a chronology: under a year (or decade, or century) and, if so fine, a month.

    ``year`` and ``month`` are headings, ``month`` is "" for what belongs to the year as a whole. ``key`` puts
    places in order, the wider before the narrower: first year, minus the years spanned, month (0: the whole).
    """

    key: tuple[int, int, int]
    year: str
    month: str


UNKNOWN_YEAR = Place((10**13, 0, 0), "Year unknown", "")
"""The place of what has no year: after every year there is, since EDTF's end at twelve digits."""


@lru_cache(maxsize=4096)
def pieces(date: str, planned: bool = False) -> tuple[Piece, ...]:
    """An EDTF date in words, cut where ``<time>`` begins and ends. What is not EDTF is shown as it stands.

    ``planned`` says that the date lies ahead of its article: an open stretch then goes "from" its beginning,
    and not "since".

    >>> pieces("2024-11-10/2024-11-12")[0], len(pieces("2024-11-10/2024-11-12"))
    (Piece(text='10', datetime='2024-11-10'), 3)
    """
    try:
        value = parse(date)
    except ValueError:
        return (Piece(date),)
    return tuple(_pieces(value, planned))


def words(date: str, planned: bool = False) -> str:
    """An EDTF date in words.

    >>> words("2024-11-05"), words("2024~"), words("2014/.."), words("-0043-03-15")
    ('5 November 2024', 'around 2024', 'since 2014', '15 March 44 BC')
    >>> words("[2024-11-10..2025-01-12]")
    'between 10 November 2024 and 12 January 2025'
    >>> words("2025-05/..", planned=True)
    'from May 2025'
    """
    return _text(pieces(date, planned))


def adverbial(date: str) -> str:
    """The words with the preposition they need in a sentence.

    >>> [adverbial(date) for date in ("2024-11-05", "2024-11", "201X", "2014/..")]
    ['on 5 November 2024', 'in November 2024', 'in the 2010s', 'since 2014']
    """
    try:
        value = parse(date)
    except ValueError:
        return date
    return f"{_preposition(value)} {words(date)}" if _takes_preposition(value) else words(date)


@lru_cache(maxsize=4096)
def place(date: str) -> Place:
    """Where a date stands in a chronology: a stretch where it begins, or ends when it has no beginning.

    >>> place("2024-11-10/2025-01-12").year, place("2024-11-10/2025-01-12").month
    ('2024', 'November')
    >>> place("201X").year, place("2014/..").month, place("../2014").year, place("XXXX-11-14").year
    ('The 2010s', '', '2014', 'Year unknown')
    """
    try:
        value = _first(parse(date))
    except ValueError:
        return UNKNOWN_YEAR
    start, end = value.interval.start, value.interval.end
    if isinstance(start, Bound) or isinstance(end, Bound):
        return UNKNOWN_YEAR
    year, month, _ = civil(start // SECONDS_A_DAY)
    if value.precision in ("minute", "hour", "day", "month"):
        return Place((year, -1, month), year_words(year), MONTHS[month - 1])
    last_year = civil((end - 1) // SECONDS_A_DAY)[0]
    if last_year == year or value.precision == "season":
        return Place((year, -1, 0), year_words(year), "")
    name = _date_words(value)
    return Place((year, year - last_year - 1, 0), name[:1].upper() + name[1:], "")


def span(earliest: str | None, latest: str | None) -> str:
    """The stretch between two ISO days in rough words: months where it is short, years where it is long.

    >>> span("1991-01-01", "2025-05-31"), span("2024-11-05", "2025-01-31"), span("2024-11-05", "2024-11-08")
    ('1991–2025', 'November 2024 – January 2025', 'November 2024')
    >>> span(None, "2025-05-31"), span("1991-01-01", None), span(None, None)
    ('until 2025', 'since 1991', '')
    """
    if earliest is None:
        return words(f"../{_edtf_year(latest)}") if latest else ""
    if latest is None:
        return words(f"{_edtf_year(earliest)}/..")
    if iso_order(latest)[0] - iso_order(earliest)[0] > 3:
        return words(f"{_edtf_year(earliest)}/{_edtf_year(latest)}")
    return words(f"{_edtf_year(earliest)}{earliest[-6:-3]}/{_edtf_year(latest)}{latest[-6:-3]}")


def _edtf_year(day: str) -> str:
    """The year of an ISO day, in EDTF."""
    return edtf_year(iso_order(day)[0])


def _pieces(value: Edtf, planned: bool) -> list[Piece]:
    if value.form == "date":
        return _date(value)
    if value.form == "interval":
        start, end = value.parts
        return _interval(start, end, planned)
    if value.form == "range":
        start, end = value.parts
        return _one_between(start, end)
    members = [part for part in value.parts if isinstance(part, Edtf)]
    if value.form == "all of" and members[0].form == "range":
        start, end = members[0].parts
        return [Piece("throughout "), *_interval(start, end, planned)]
    return _joined(members, " or " if value.form == "one of" else " and ")


def _interval(start: Edtf | Bound, end: Edtf | Bound, planned: bool) -> list[Piece]:
    if isinstance(start, Edtf) and isinstance(end, Edtf):
        return _date(start) if start == end else _joined([start, end], "–")
    if isinstance(start, Edtf):
        if end is OPEN:
            return [Piece("from " if planned else "since "), *_date(start)]
        return [Piece("from "), *_date(start), Piece(", end unknown")]
    assert isinstance(end, Edtf)
    return [Piece("until "), *_date(end), *([] if start is OPEN else [Piece(", beginning unknown")])]


def _one_between(start: Edtf | Bound, end: Edtf | Bound) -> list[Piece]:
    if isinstance(start, Edtf) and isinstance(end, Edtf):
        return [Piece("between "), *_date(start), Piece(" and "), *_date(end)]
    side, known = ("after", start) if isinstance(start, Edtf) else ("before", end)
    assert isinstance(known, Edtf)
    return [Piece(f"{_preposition(known)} or {side} "), *_date(known)]


def _joined(members: Sequence[Edtf], joint: str) -> list[Piece]:
    """Dates in a row. What they share at their end ("November 2024") is said once, with the last of them."""
    rows, shared = _said_once([_pieces(member, planned=False) for member in members])
    if joint == "–" and (" " in _text(rows[0]) or (" " in _text(rows[-1]) and not shared)):
        joint = " – "  # a dash stands close between two single words only, as in "10–12 November"
    joined = rows[0]
    for position, row in enumerate(rows[1:], start=2):
        joined = [*joined, Piece(joint if position == len(rows) else ", "), *row]
    return joined


def _said_once(rows: list[list[Piece]]) -> tuple[list[list[Piece]], bool]:
    """The rows, all but the last without the words they all end in, and whether there were any.

    Of times on the same day it is the day that is said once, with the first.
    """
    if any(len(row) != 1 for row in rows):
        return rows, False
    if any(", " in row[0].text for row in rows):
        days = {row[0].text.partition(", ")[0] for row in rows}
        if len(days) > 1:
            return rows, False
        return [
            rows[0],
            *([Piece(row[0].text.partition(", ")[2], row[0].datetime)] for row in rows[1:]),
        ], True
    split = [row[0].text.split(" ") for row in rows]
    shared = 0
    while all(len(text) > shared + 1 for text in split) and len({text[-1 - shared] for text in split}) == 1:
        shared += 1
    if not shared:
        return rows, False
    short = [[Piece(" ".join(text[:-shared]), row[0].datetime)] for text, row in zip(split, rows, strict=True)]
    return [*short[:-1], rows[-1]], True


def _text(row: Iterable[Piece]) -> str:
    return "".join(piece.text for piece in row)


def _date(value: Edtf) -> list[Piece]:
    piece = Piece(_date_words(value), _datetime(value))
    lead = QUALIFIED[_qualifier(value)]
    return [Piece(lead), piece] if lead else [piece]


def _qualifier(value: Edtf) -> str:
    if value.uncertain and value.approximate:
        return "%"
    return "?" if value.uncertain else "~" if value.approximate else ""


def _date_words(value: Edtf) -> str:
    start, end = value.interval.start, value.interval.end
    if isinstance(start, Bound) or isinstance(end, Bound):
        return _of_any_year(value.text)
    year, month, day = civil(start // SECONDS_A_DAY)
    match value.precision:
        case "year":
            return year_words(year)
        case "month":
            return f"{MONTHS[month - 1]} {year_words(year)}"
        case "day":
            return _day(year, month, day)
        case "hour" | "minute":
            return f"{_day(year, month, day)}, {_clock(value, start % SECONDS_A_DAY)}"
        case "decade" if year >= 1000:
            return f"the {year}s"
        case "century" if year >= 0:
            return f"the {_ordinal(year // 100 + 1)} century"
    if part := _PART_OF_A_YEAR.search(value.text):
        return _part_of_a_year(int(part[1]), year)
    return _bounds(start, end)


def _bounds(start: int, end: int) -> str:
    """A stretch that has no name, by its first and last years, or days."""
    first, last = civil(start // SECONDS_A_DAY), civil((end - 1) // SECONDS_A_DAY)
    if (first[1:], last[1:]) == ((1, 1), (12, 31)):
        rows, _ = _said_once([[Piece(year_words(first[0]))], [Piece(year_words(last[0]))]])
        return f"{_text(rows[0])}–{_text(rows[1])}"
    return f"between {_day(*first)} and {_day(*last)}"


def _of_any_year(text: str) -> str:
    if match := _DAY_OF_ANY_YEAR.fullmatch(text):
        day = f"{int(match[2])} " if match[2] else ""
        return f"{day}{MONTHS[int(match[1]) - 1]} of an unknown year"
    return "an unknown year"


def _part_of_a_year(code: int, year: int) -> str:
    if code >= 40:
        return f"the {ORDINALS[code - 40]} half of {year_words(year)}"
    if code >= 33:
        return f"the {ORDINALS[code - 33]} quarter of {year_words(year)}"
    if code == 24 and year > 0:  # it begins in the December of its year
        return f"winter {year}–{(year + 1) % 100:02d}"
    return f"{SEASONS[code - 21]} {year_words(year)}"


def _day(year: int, month: int, day: int) -> str:
    return f"{day} {MONTHS[month - 1]} {year_words(year)}"


def year_words(year: int) -> str:
    """A year as people write it: before 1000 it says which side of our era it is on."""
    if year <= 0:
        return f"{1 - year} BC"
    return f"{year} AD" if year < 1000 else str(year)


def _ordinal(number: int) -> str:
    tens, ones = divmod(number % 100, 10)
    ending = "th" if tens == 1 else {1: "st", 2: "nd", 3: "rd"}.get(ones, "th")
    return f"{number}{ending}"


def _clock(value: Edtf, second: int) -> str:
    hour, minute = second // 3600, second // 60 % 60
    written = f"{hour % 12 or 12}"
    if value.precision == "minute":
        written += f":{minute:02d}"
    if second % 60:
        written += f":{second % 60:02d}"
    return f"{written} {'am' if hour < 12 else 'pm'}{_zone_words(value.text)}"


def _zone_words(text: str) -> str:
    match = _ZONE.search(text)
    if match is None:
        return ""
    if match[1] == "Z":
        return " UTC"
    hours, _, minutes = match[1][1:].partition(":")
    sign = "−" if match[1][0] == "-" else "+"
    return f" UTC{sign}{int(hours)}" + (f":{minutes}" if minutes.strip("0") else "")


def _datetime(value: Edtf) -> str | None:
    """The value for ``<time datetime>``, which knows years from 1 on, months, days and minutes."""
    start = value.interval.start
    if isinstance(start, Bound):
        return None
    year, month, day = civil(start // SECONDS_A_DAY)
    if year < 1:
        return None
    match value.precision:
        case "year":
            return f"{year:04d}"
        case "month":
            return f"{year:04d}-{month:02d}"
        case "day" | "hour":
            return f"{year:04d}-{month:02d}-{day:02d}"
        case "minute":
            second = start % SECONDS_A_DAY
            zone = _ZONE.search(value.text)
            offset = (zone[1] if len(zone[1]) != 3 else f"{zone[1]}:00") if zone else ""
            return f"{year:04d}-{month:02d}-{day:02d}T{second // 3600:02d}:{second // 60 % 60:02d}{offset}"
    return None


def _first(value: Edtf) -> Edtf:
    """The first date in it."""
    while value.parts:
        value = next(part for part in value.parts if isinstance(part, Edtf))
    return value


def _takes_preposition(value: Edtf) -> bool:
    """Whether it is one date that has a name, and nothing before it yet."""
    named = value.precision != "interval" or _PART_OF_A_YEAR.search(value.text) is not None
    return value.form == "date" and named and not value.uncertain and not value.approximate


def _preposition(value: Edtf) -> str:
    return "on" if value.precision in ("minute", "hour", "day") else "in"
