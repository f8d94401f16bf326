"""Dates as people write them: EDTF to words, and to what HTML's ``<time>`` accepts.

Every date becomes a row of `Piece` values. The pieces that name a date HTML can express carry it as
``datetime``; a page puts those into ``<time>`` and the words between them beside it, so that "Nov 10 – 12,
2024" is two exact times and "around 2014" does not claim to be one.

The words between are in the ``[dates]`` of a locale's words, where "{date}" stands for the date as it stands alone and
"{date.of}" for the form it takes after a preposition, in languages that have one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from chrono.renderers.locale import Locale, clock, english
from chrono.temporal.calendar import SECONDS_A_DAY, civil, iso_order
from chrono.temporal.edtf import Edtf, parse
from chrono.temporal.interval import OPEN, Bound
from chrono.temporal.period import edtf_year

SEASONS = ("spring", "summer", "autumn", "winter")

Form = Literal["", ".of"]
"""How a date is said: as it stands alone, or after a preposition."""

Fields = list[tuple[str, str]]
"""A date in parts: (unit, text), the unit one of `SIZES` or "" for what stands between."""

SIZES = "GyMdt"
"""The units of a date from the largest: era, year, month, day, time of day."""

_ZONE = re.compile(r"T[0-9:]+(Z|[+-][0-9]{2}(?::[0-9]{2})?)")
_PART_OF_A_YEAR = re.compile(r"-(2[1-4]|3[3-6]|4[01])[?~%]?$")
_DAY_OF_ANY_YEAR = re.compile(r"XXXX-([01][0-9])(?:-([0-3][0-9]))?[?~%]?")
_PLACE = re.compile(r"\{(\w+)(\.of)?\}")


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


@lru_cache(maxsize=8192)
def pieces(date: str, planned: bool = False, locale: Locale | None = None) -> tuple[Piece, ...]:
    """An EDTF date in words, cut where ``<time>`` begins and ends. What is not EDTF is shown as it stands.

    ``planned`` says that the date lies ahead of its article: an open stretch then goes "from" its beginning,
    and not "since". Without a ``locale`` it is English.

    >>> pieces("2024-11-10/2024-11-12")[0], len(pieces("2024-11-10/2024-11-12"))
    (Piece(text='Nov 10', datetime='2024-11-10'), 3)
    """
    try:
        value = parse(date)
    except ValueError:
        return (Piece(date),)
    return tuple(_Writer(locale or english(), planned).pieces(value))


def words(date: str, planned: bool = False, locale: Locale | None = None) -> str:
    """An EDTF date in words.

    >>> words("2024-11-05"), words("2024~"), words("2014/.."), words("-0043-03-15")
    ('Nov 5, 2024', 'around 2024', 'since 2014', 'Mar 15, 44 BC')
    >>> words("[2024-11-10..2025-01-12]")
    'between Nov 10, 2024 and Jan 12, 2025'
    >>> words("2025-05/..", planned=True)
    'from May 2025'
    >>> from chrono.renderers.locale import locale_named
    >>> words("2024-11-05/2024-11-07", locale=locale_named("de")), words("201X~", locale=locale_named("fr"))
    ('5.–7. November 2024', 'vers les années 2010')
    """
    return _text(pieces(date, planned, locale))


def adverbial(date: str, locale: Locale | None = None) -> str:
    """The words with the preposition they need in a sentence.

    >>> [adverbial(date) for date in ("2024-11-05", "2024-11", "201X", "2014/..")]
    ['on Nov 5, 2024', 'in Nov 2024', 'in the 2010s', 'since 2014']
    """
    try:
        value = parse(date)
    except ValueError:
        return date
    if not _takes_preposition(value):
        return words(date, locale=locale)
    writer = _Writer(locale or english())
    return _text(writer.said(f"{_preposition(value)}", date=value))


@lru_cache(maxsize=8192)
def place(date: str | None, locale: Locale | None = None) -> Place:
    """Where a date stands in a chronology: a stretch where it begins, or ends when it has no beginning.

    >>> place("2024-11-10/2025-01-12").year, place("2024-11-10/2025-01-12").month
    ('2024', 'November')
    >>> place("201X").year, place("2014/..").month, place("../2014").year, place("XXXX-11-14").year
    ('The 2010s', '', '2014', 'Year unknown')
    """
    locale = locale or english()
    try:
        value = _first(parse(date or ""))
    except ValueError:
        return _nowhere(locale)
    start, end = value.interval.start, value.interval.end
    if isinstance(start, Bound) or isinstance(end, Bound):
        return _nowhere(locale)
    year, month, _ = civil(start // SECONDS_A_DAY)
    if value.precision in ("minute", "hour", "day", "month"):
        return Place((year, -1, month), locale.year(year), capital(locale.month(month, alone=True)))
    last_year = civil((end - 1) // SECONDS_A_DAY)[0]
    if last_year == year or value.precision == "season":
        return Place((year, -1, 0), locale.year(year), "")
    return Place((year, year - last_year - 1, 0), capital(_Writer(locale).date_words(value, "")), "")


def _nowhere(locale: Locale) -> Place:
    """The place of what has no year: after every year there is, since EDTF's end at twelve digits."""
    return Place((10**13, 0, 0), locale.words["dates"]["no_year"], "")


def capital(text: str) -> str:
    """Text with its first letter made a capital, and no other touched.

    >>> capital("no events of the UN")
    'No events of the UN'
    """
    return text[:1].upper() + text[1:]


def span(earliest: str | None, latest: str | None, locale: Locale | None = None) -> str:
    """The stretch between two ISO days in rough words: months where it is short, years where it is long.

    >>> span("1991-01-01", "2025-05-31"), span("2024-11-05", "2025-01-31"), span("2024-11-05", "2024-11-08")
    ('1991–2025', 'Nov 2024 – Jan 2025', 'Nov 2024')
    >>> span(None, "2025-05-31"), span("1991-01-01", None), span(None, None)
    ('until 2025', 'since 1991', '')
    """
    if earliest is None:
        return words(f"../{_edtf_year(latest)}", locale=locale) if latest else ""
    if latest is None:
        return words(f"{_edtf_year(earliest)}/..", locale=locale)
    if iso_order(latest)[0] - iso_order(earliest)[0] > 3:
        return words(f"{_edtf_year(earliest)}/{_edtf_year(latest)}", locale=locale)
    return words(f"{_edtf_year(earliest)}{earliest[-6:-3]}/{_edtf_year(latest)}{latest[-6:-3]}", locale=locale)


def _edtf_year(day: str) -> str:
    """The year of an ISO day, in EDTF."""
    return edtf_year(iso_order(day)[0])


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes dates in a locale; ``planned`` as above."""

    locale: Locale
    planned: bool = False

    def said(self, key: str, **dates: Edtf) -> list[Piece]:
        """The words for ``key`` around some dates."""
        found: list[Piece] = []
        for before, name, form in _places(self._pattern(key, next(iter(dates.values())))):
            found.extend(_some(before))
            found.extend(self.date(dates[name], form) if name else [])
        return found

    def _pattern(self, key: str, value: Edtf) -> str:
        """The words for ``key`` around a date; "until_day" goes before "until" where the date is a day."""
        patterns = self.locale.words["dates"]
        return str(patterns.get(f"{key}_{value.precision}") or patterns[key])

    def pieces(self, value: Edtf) -> list[Piece]:
        if value.form == "date":
            return self.date(value)
        if value.form == "interval":
            return self.interval(*value.parts)
        if value.form == "range":
            return self.one_between(*value.parts)
        members = [part for part in value.parts if isinstance(part, Edtf)]
        if value.form == "all of" and members[0].form == "range":
            before, _, after = self.locale.words["dates"]["throughout"].partition("{dates}")
            return [*_some(before), *self.interval(*members[0].parts), *_some(after)]
        return self.joined(members, "or" if value.form == "one of" else "and")

    def interval(self, start: Edtf | Bound, end: Edtf | Bound) -> list[Piece]:
        if isinstance(start, Edtf) and isinstance(end, Edtf):
            return self.date(start) if start == end else self.joined([start, end], "to")
        if isinstance(start, Edtf):
            if end is OPEN:
                return self.said("from" if self.planned else "since", date=start)
            return self.said("end_unknown", date=start)
        assert isinstance(end, Edtf)
        return self.said("until" if start is OPEN else "beginning_unknown", date=end)

    def one_between(self, start: Edtf | Bound, end: Edtf | Bound) -> list[Piece]:
        if isinstance(start, Edtf) and isinstance(end, Edtf):
            return self.said("between", start=start, end=end)
        side, known = ("after", start) if isinstance(start, Edtf) else ("before", end)
        assert isinstance(known, Edtf)
        return self.said(f"{_preposition(known)}_or_{side}", date=known)

    def joined(self, members: Sequence[Edtf], joint: Literal["to", "or", "and"]) -> list[Piece]:
        """Dates in a row. What they share ("November 2024") is said once."""
        rows = [self.pieces(member) for member in members]
        fields = [_simple(member) and self.fields(member) for member in members]
        unit = finest = ""
        if all(fields) and len({member.precision for member in members}) == 1:
            short, unit = _said_once([row for row in fields if row])
            finest = {"year": "y", "month": "M", "day": "d"}.get(members[0].precision, "t")
            rows = [
                [Piece(text, _datetime(member))]
                for member, text in zip(members, ("".join(text for _, text in row) for row in short), strict=True)
            ]
        joints = [self.locale.dash(unit, finest)] if joint == "to" else self.locale.joints(len(rows), joint)
        joined = rows[0]
        for between, row in zip(joints, rows[1:], strict=True):
            joined = [*joined, Piece(between), *row]
        return joined

    def date(self, value: Edtf, form: Form = "") -> list[Piece]:
        """A single date, with how sure it is."""
        if value.form != "date":
            return self.pieces(value)
        qualifier = _qualifier(value)
        if not qualifier:
            return [Piece(self.date_words(value, form), _datetime(value))]
        found: list[Piece] = []
        for before, name, own_form in _places(self._pattern(qualifier, value)):
            found.extend(_some(before))
            found.extend([Piece(self.date_words(value, own_form), _datetime(value))] if name else [])
        return found

    def fields(self, value: Edtf, form: Form = "") -> Fields:
        """A year, a month, a day or a time in parts."""
        start = value.interval.start
        assert isinstance(start, int)
        year, month, day = civil(start // SECONDS_A_DAY)
        if value.precision in ("year", "month", "day"):
            return self.locale.fields(value.precision + form.replace(".", " "), year, month, day)
        time = ("t", self._clock(value, start % SECONDS_A_DAY))
        before, _, after = self._date_and_time().partition("{1}")
        if "{0}" in before:
            return [time, ("", before.replace("{0}", "")), *self.locale.fields("day", year, month, day)]
        return [*self.locale.fields("day", year, month, day), ("", after.replace("{0}", "")), time]

    def _date_and_time(self) -> str:
        return str(self.locale.cldr["datetime_formats"]["medium"])

    def date_words(self, value: Edtf, form: Form) -> str:
        """A single date in words, without how sure it is."""
        start, end = value.interval.start, value.interval.end
        if isinstance(start, Bound) or isinstance(end, Bound):
            return self._of_any_year(value.text)
        if value.precision in ("year", "month", "day", "hour", "minute"):
            return "".join(text for _, text in self.fields(value, form))
        year = civil(start // SECONDS_A_DAY)[0]
        if value.precision == "decade" and year >= 1000:
            return self._worded("decade", form, n=year)
        if value.precision == "century" and year >= 0:
            number = year // 100 + 1
            return self._worded("century", form, n=number, ordinal=self._ordinal(number), roman=_roman(number))
        if part := _PART_OF_A_YEAR.search(value.text):
            return self._part_of_a_year(int(part[1]), year, form)
        return self._bounds(start, end)

    def _worded(self, key: str, form: Form, **places: object) -> str:
        patterns = self.locale.words["dates"]
        pattern: str = patterns.get(key + form.replace(".", "_")) or patterns[key]
        return pattern.format(**places)

    def _ordinal(self, number: int) -> str:
        endings = self.locale.words["dates"].get("ordinal", {})
        pattern = endings.get(self.locale.ordinal_form(number)) or endings.get("other", "{n}")
        return str(pattern.format(n=number))

    def _part_of_a_year(self, code: int, year: int, form: Form) -> str:
        by = self.locale if self.locale.translated else english()
        years = {"year": by.year(year), "next": by.year(year + 1), "yy": f"{(year + 1) % 100:02d}"}
        if code >= 40:
            return self._worded(f"half_{code - 39}", form, **years)
        if code >= 33:
            return self._worded(f"quarter_{code - 32}", form, **years)
        if code == 24 and year > 0:  # it begins in the December of its year
            return self._worded("winter", form, **years)
        return self._worded("winter_bc" if code == 24 else SEASONS[code - 21], form, **years)

    def _bounds(self, start: int, end: int) -> str:
        """A stretch that has no name, by its first and last years, or days."""
        first, last = civil(start // SECONDS_A_DAY), civil((end - 1) // SECONDS_A_DAY)
        if (first[1:], last[1:]) == ((1, 1), (12, 31)):
            rows, unit = _said_once([self.locale.fields("year", year) for year in (first[0], last[0])])
            return self.locale.dash(unit, "y").join("".join(text for _, text in row) for row in rows)
        days = {
            name: "".join(text for _, text in self.locale.fields("day", *day))
            for name, day in (("start", first), ("end", last))
        }
        return _PLACE.sub(lambda match: days[match[1]], self.locale.words["dates"]["between"])

    def _of_any_year(self, text: str) -> str:
        dates = self.locale.words["dates"]
        if match := _DAY_OF_ANY_YEAR.fullmatch(text):
            month = int(match[1])
            named = (
                "".join(text for _, text in self.locale.fields("monthday", 2000, month, int(match[2])))
                if match[2]
                else self.locale.month(month, alone=True)
            )
            return str(dates["any_year"].format(date=named))
        return str(dates["unknown_year"])

    def _clock(self, value: Edtf, second: int) -> str:
        name = "second" if second % 60 else "time" if value.precision == "minute" else "hour"
        return clock(self.locale, name, second) + _zone_words(value.text)


def _said_once(rows: list[Fields]) -> tuple[list[Fields], str]:
    """The rows without what they share, and the largest unit in which they differ.

    What is shared at the end is said with the last of them, what is shared at the beginning with the first. Only units
    larger than the one they differ in can be left out: "Nov 5, 2024 – Nov 5, 2025" keeps its days.
    """
    named = [dict(row) for row in rows]
    unit = next((unit for unit in SIZES if len({row.get(unit) for row in named}) > 1), "")
    whole = unit != "t" and "t" in named[0]  # times of two days: each with its day
    if not unit or whole or [name for name, _ in rows[0]] != [name for name, _ in rows[-1]]:
        return rows, unit if unit == "G" else ""
    shared = SIZES[: SIZES.index(unit)]
    kept = [place for place, (name, _) in enumerate(rows[0]) if name and name not in shared]
    start, end = kept[0], kept[-1] + 1
    tail = [name for name, _ in rows[0][end:] if name]
    closing = [("", _close(rows[0][end][1]))] if tail else rows[0][end:]
    begin = start if any(name for name, _ in rows[0][:start]) else 0
    short = []
    for place, row in enumerate(rows):
        first = 0 if place == 0 else begin
        short.append(row[first:] if place == len(rows) - 1 else [*row[first:end], *closing])
    return short, unit


def _close(between: str) -> str:
    """What of the signs after a number belongs to it: the point of a German day, but no comma."""
    return re.split(r"[\s,،]", between, maxsplit=1)[0]


def _simple(value: Edtf) -> bool:
    """Whether it is one sure date in the calendar's own units."""
    fine = value.precision in ("year", "month", "day", "hour", "minute")
    return value.form == "date" and fine and not _qualifier(value) and not isinstance(value.interval.start, Bound)


def _places(pattern: str) -> Iterator[tuple[str, str, Form]]:
    """What stands before each place of a pattern, the place's name and form; last what stands after them all."""
    reached = 0
    for match in _PLACE.finditer(pattern):
        yield pattern[reached : match.start()], match[1], ".of" if match[2] else ""
        reached = match.end()
    yield pattern[reached:], "", ""


def _some(text: str) -> list[Piece]:
    return [Piece(text)] if text else []


def _text(row: Iterable[Piece]) -> str:
    return "".join(piece.text for piece in row)


def _qualifier(value: Edtf) -> str:
    """The key of the words for how sure a date is; "" where it is."""
    if value.uncertain and value.approximate:
        return "perhaps_around"
    return "perhaps" if value.uncertain else "around" if value.approximate else ""


def _roman(number: int) -> str:
    """A century in the numerals that some languages write it in.

    >>> _roman(19), _roman(4)
    ('XIX', 'IV')
    """
    signs = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
    written = ""
    for size, sign in signs:
        times, number = divmod(number, size)
        written += sign * times
    return written


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
