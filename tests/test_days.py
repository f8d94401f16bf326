"""Every day from 1900 to 2100 in a dozen spellings, and text that was made to break things."""

import datetime as dt
import random
from itertools import pairwise

import pytest

from chrono.article import Dating
from chrono.resolve import resolve
from chrono.tagger import tagger
from chrono.temporal.edtf import parse
from chrono.temporal.operators import Fixed
from chrono.temporal.period import Grain

MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
SHORT = ["Jan.", "Feb.", "March", "April", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec."]
WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


def ordinal(day):
    return f"{day}{'th' if 10 < day < 14 else {1: 'st', 2: 'nd', 3: 'rd'}.get(day % 10, 'th')}"


ONES = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
NUMBERS = ["", *ONES.split(), "eighteen", "nineteen"]
TENS = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
NTH = {1: "first", 2: "second", 3: "third", 5: "fifth", 8: "eighth", 9: "ninth", 12: "twelfth", 20: "twentieth"}


def in_words(number):
    return NUMBERS[number] if number < 20 else "-".join(filter(None, (TENS[number // 10], NUMBERS[number % 10])))


def nth_in_words(day):
    whole, _, last = in_words(day).rpartition("-")
    number = day if not whole else day % 10
    ending = NTH.get(number, "thirtieth" if day == 30 else f"{last}th")
    return f"{whole}-{ending}" if whole else ending


def year_in_words(year):
    century, rest = divmod(year, 100)
    if century == 20 and rest < 10:
        return f"two thousand and {in_words(rest)}"
    return f"{in_words(century)} {in_words(rest) if rest > 9 else f'hundred and {in_words(rest)}'}"


SPELLINGS = {
    "iso": lambda d: d.isoformat(),
    "month day, year": lambda d: f"{MONTHS[d.month - 1]} {d.day}, {d.year}",
    "month day year": lambda d: f"{MONTHS[d.month - 1]} {d.day} {d.year}",
    "abbreviated": lambda d: f"{SHORT[d.month - 1]} {d.day}, {d.year}",
    "ordinal": lambda d: f"{MONTHS[d.month - 1]} {ordinal(d.day)}, {d.year}",
    "day month year": lambda d: f"{d.day} {MONTHS[d.month - 1]} {d.year}",
    "day month, year": lambda d: f"{d.day} {SHORT[d.month - 1]}, {d.year}",
    "the day of month": lambda d: f"the {ordinal(d.day)} of {MONTHS[d.month - 1]}, {d.year}",
    "weekday, month day, year": lambda d: f"{WEEKDAYS[d.weekday()]}, {MONTHS[d.month - 1]} {d.day}, {d.year}",
    "weekday day month year": lambda d: f"{WEEKDAYS[d.weekday()]} {d.day} {MONTHS[d.month - 1]} {d.year}",
    "dotted": lambda d: f"{d.day:02}.{d.month:02}.{d.year}",
    "in words": lambda d: (
        f"the {nth_in_words(d.day)} of {MONTHS[d.month - 1]}, "
        f"{year_in_words(d.year) if d.year % 100 and d.year < 2100 else d.year}"
    ),
    "month's name between slashes": lambda d: f"{d.day}/{MONTHS[d.month - 1][:3]}/{d.year}",
    "weekday dotted": lambda d: f"{WEEKDAYS[d.weekday()]}, {d.day}.{d.month}.{d.year}",
    "slashes, year first": lambda d: f"{d.year}/{d.month:02}/{d.day:02}",
}


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_every_day(spelling):
    write = SPELLINGS[spelling]
    days = [dt.date(1900, 1, 1) + dt.timedelta(n) for n in range((dt.date(2101, 1, 1) - dt.date(1900, 1, 1)).days)]
    found = tagger("en").tag("; ".join(write(day) for day in days))
    assert [timex.operator.read(None, "present").value for timex in found] == [day.isoformat() for day in days]
    assert [timex.text for timex in found] == [write(day) for day in days]


PIECES = [
    "Monday",
    "last",
    "next",
    "this",
    "the",
    "May",
    "may",
    "march",
    "Sun",
    "second",
    "Nov.",
    "5",
    "31",
    "30",
    "2024",
    "1990s",
    "'90s",
    "a",
    "few",
    "two",
    "weeks",
    "ago",
    "later",
    "at",
    "3 p.m.",
    "12:59",
    "noon",
    "-",
    "–",
    ",",
    ".",
    "of",
    "in",
    "on",
    "from",
    "to",
    "and",
    "between",
    "early",
    "late",
    "mid-",
    "the end of",
    "quarter",
    "Q3",
    "BC",
    "AD",
    "century",
    "every",
    "daily",
    "night",
    "morning",
    "Christmas",
    "fall",
    "summer",
    "year",
    "day",
    "month",
    "\n",
    "\n\n",
    "\xa0",
    "\x00",
    "é",
    "Ж",
    "北",
    "😀",
    "’",
    "“",
    "”",
    "0/250",
    "99999999",
    "1/2",
    "half",
    "hour",
]


def hostile(count):
    chance = random.Random(5)
    for _ in range(count):
        if chance.random() < 0.7:
            yield chance.choice((" ", "", " ")).join(chance.choices(PIECES, k=chance.randint(1, 14)))
        else:
            yield "".join(
                chr(chance.choice((chance.randrange(32, 127), chance.randrange(1, 0xD7FF)))) for _ in range(30)
            )


def test_twenty_thousand_hostile_strings_raise_nothing_and_invent_no_year():
    dating = Dating(parse("2024-11-14").interval, "exact", "2024-11-14")
    for text in hostile(20_000):
        timexes = tagger("en").tag(text)
        for before, after in pairwise(timexes):
            assert before.end <= after.start, text
        for timex, result in zip(timexes, resolve(text, timexes, dating), strict=True):
            assert text[timex.start : timex.end] == timex.text
            if result.edtf is not None:
                assert parse(result.edtf).interval == result.interval, (timex.text, result.edtf)
            written_out = isinstance(timex.operator, Fixed) and timex.operator.grain <= Grain.YEAR
            if written_out and not result.value.startswith("BC") and not any(mark in timex.text for mark in "'’/"):
                year = result.value[:4]
                assert str(int(year)) in text or year[2:] in text, (timex.text, result.value)
