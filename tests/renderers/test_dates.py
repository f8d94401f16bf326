"""EDTF in words: a case a line, and what HTML takes of it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chrono.renderers.dates import adverbial, pieces, place, span, words
from chrono.temporal.edtf import parse

WORDS = {
    "2024-11-05": "Nov 5, 2024",
    "2024-11": "Nov 2024",
    "2024": "2024",
    "2024-XX": "2024",
    "2014~": "around 2014",
    "2014?": "perhaps 2014",
    "2014%": "perhaps around 2014",
    "2024-11-05~": "around Nov 5, 2024",
    "201X": "the 2010s",
    "19XX": "the 20th century",
    "20XX": "the 21st century",
    "00XX": "the 1st century",
    "11XX": "the 12th century",
    "1XXX": "1000–1999",
    "-0043-03-15": "Mar 15, 44 BC",
    "0000": "1 BC",
    "0079-08-24": "Aug 24, 79 AD",
    "007X": "70–79 AD",
    "-004X": "50–41 BC",
    "Y12000": "12000",
    "Y-12000": "12001 BC",
    "2024-21": "spring 2024",
    "2024-23": "autumn 2024",
    "2024-24": "winter 2024–25",
    "1999-24": "winter 1999–00",
    "2024-24~": "around winter 2024–25",
    "2024-34": "the second quarter of 2024",
    "2024-40": "the first half of 2024",
    "2024-1X": "between Oct 1, 2024 and Dec 31, 2024",
    "XXXX-11-14": "Nov 14 of an unknown year",
    "XXXX-11": "November of an unknown year",
    "XXXX": "an unknown year",
    "2024-11-14T12:59-05:00": "Nov 14, 2024, 12:59 pm UTC−5",
    "2024-11-14T00:05Z": "Nov 14, 2024, 12:05 am UTC",
    "2024-11-14T09:30+05:30": "Nov 14, 2024, 9:30 am UTC+5:30",
    "2024-11-14T15": "Nov 14, 2024, 3 pm",
    "2024-11-14T12:59:30": "Nov 14, 2024, 12:59:30 pm",
    "2014/..": "since 2014",
    "2014~/..": "since around 2014",
    "../2014": "until 2014",
    "2014/": "from 2014, end unknown",
    "/2014": "until 2014, beginning unknown",
    "2024-11-10/2025-01-12": "Nov 10, 2024 – Jan 12, 2025",
    "2024-11-10/2024-11-12": "Nov 10 – 12, 2024",
    "2024-11-11/2024-11-17": "Nov 11 – 17, 2024",
    "2024-11-30/2024-12-01": "Nov 30 – Dec 1, 2024",
    "2024-11-10/2024-11-10": "Nov 10, 2024",
    "2024-11/2024-12": "Nov – Dec 2024",
    "2024-11/2025-01": "Nov 2024 – Jan 2025",
    "2014/2015": "2014–2015",
    "2014/2015-01": "2014 – Jan 2015",
    "2014~/2015": "around 2014 – 2015",
    "-0043/-0039": "44–40 BC",
    "2024-11-14T09:00/2024-11-14T17:00": "Nov 14, 2024, 9:00 am – 5:00 pm",
    "2024-11-14T09:00/2024-11-15T17:00": "Nov 14, 2024, 9:00 am – Nov 15, 2024, 5:00 pm",
    "[2024-11-05,2024-11-06]": "Nov 5 or 6, 2024",
    "[2024-11-05,2024-11-06,2024-12-08]": "Nov 5, Nov 6, or Dec 8, 2024",
    "[2014,2015..2016]": "2014 or between 2015 and 2016",
    "[2024-11-10..2025-01-12]": "between Nov 10, 2024 and Jan 12, 2025",
    "[2014..]": "in or after 2014",
    "[..2014]": "in or before 2014",
    "[2024-11-05..]": "on or after Nov 5, 2024",
    "{2014,2015}": "2014 and 2015",
    "{2014..2016}": "throughout 2014–2016",
    "sometime": "sometime",
}


@pytest.mark.parametrize(("date", "said"), WORDS.items())
def test_words(date: str, said: str) -> None:
    assert words(date) == said


def test_an_open_stretch_ahead_goes_from_its_beginning() -> None:
    assert words("2025-05/..", planned=True) == "from May 2025"
    assert words("2025-05", planned=True) == "May 2025"


@pytest.mark.parametrize(
    ("date", "said"),
    [
        ("2024-11-05", "on Nov 5, 2024"),
        ("2024-11-14T15", "on Nov 14, 2024, 3 pm"),
        ("2024-11", "in Nov 2024"),
        ("2024-34", "in the second quarter of 2024"),
        ("201X", "in the 2010s"),
        ("2024~", "around 2024"),
        ("2014/..", "since 2014"),
        ("1XXX", "1000–1999"),
        ("sometime", "sometime"),
    ],
)
def test_adverbial(date: str, said: str) -> None:
    assert adverbial(date) == said


@pytest.mark.parametrize(
    ("date", "values"),
    [
        ("2024-11-05", ["2024-11-05"]),
        ("2024-11", ["2024-11"]),
        ("2024~", ["2024"]),
        ("0079", ["0079"]),
        ("Y12000-01-01", ["12000-01-01"]),
        ("2024-11-14T12:59-05:00", ["2024-11-14T12:59-05:00"]),
        ("2024-11-14T12:59-05", ["2024-11-14T12:59-05:00"]),
        ("2024-11-14T15", ["2024-11-14"]),
        ("2024-11-10/2024-11-12", ["2024-11-10", "2024-11-12"]),
        ("[2024-11-10..2025-01]", ["2024-11-10", "2025-01"]),
        ("2014/..", ["2014"]),
        ("-0043-03-15", []),
        ("0000", []),
        ("201X", []),
        ("2024-21", []),
        ("XXXX-11-14", []),
    ],
)
def test_only_what_html_can_express_has_a_datetime(date: str, values: list[str]) -> None:
    assert [piece.datetime for piece in pieces(date) if piece.datetime] == values


@pytest.mark.parametrize(
    ("date", "year", "month"),
    [
        ("2024-11-05", "2024", "November"),
        ("2024-11-11/2024-11-17", "2024", "November"),
        ("2024-12/2025-02", "2024", "December"),
        ("[2024-11-05,2024-12-06]", "2024", "November"),
        ("2024-21", "2024", ""),
        ("2024-24", "2024", ""),
        ("2024~/..", "2024", ""),
        ("../2014-05", "2014", "May"),
        ("[..2014]", "2014", ""),
        ("201X", "The 2010s", ""),
        ("19XX~", "The 20th century", ""),
        ("-0043-03", "44 BC", "March"),
        ("XXXX-11-14", "Year unknown", ""),
        ("sometime", "Year unknown", ""),
    ],
)
def test_place(date: str, year: str, month: str) -> None:
    assert (place(date).year, place(date).month) == (year, month)


def test_places_are_in_order_the_wider_first() -> None:
    dates = ["-0043", "19XX", "201X", "2010", "2010-01-05", "2010-02", "2011", "Y12000", "XXXX-01-01"]
    assert sorted(dates, key=lambda date: place(date).key) == dates


@pytest.mark.parametrize(
    ("earliest", "latest", "said"),
    [
        ("1991-01-01", "2025-05-31", "1991–2025"),
        ("2024-11-05", "2025-01-31", "Nov 2024 – Jan 2025"),
        ("2024-11-05", "2024-11-05", "Nov 2024"),
        ("-0043-03-15", "2025-05-31", "44 BC – 2025"),
        ("2024-01-01", "+12000-12-31", "2024–12000"),
        (None, "2025-05-31", "until 2025"),
        ("1991-01-01", None, "since 1991"),
        (None, None, ""),
    ],
)
def test_span(earliest: str | None, latest: str | None, said: str) -> None:
    assert span(earliest, latest) == said


DATE = st.one_of(
    st.dates().map(lambda day: day.isoformat()),
    st.builds("{:04d}".format, st.integers(0, 9999)),
    st.builds("{:04d}-{:02d}".format, st.integers(0, 9999), st.sampled_from([*range(1, 13), *range(21, 25), 33, 41])),
    st.builds("-{:04d}".format, st.integers(1, 9999)),
    st.builds("Y{}".format, st.integers(10000, 10**11)),
    st.builds("{:03d}X".format, st.integers(0, 999)),
    st.builds("{:02d}XX".format, st.integers(0, 99)),
)
QUALIFIED = st.builds("{}{}".format, DATE, st.sampled_from(["", "~", "?", "%"]))
HTML_TIME = re.compile(r"[0-9]{4,}(-[0-9]{2}(-[0-9]{2}(T[0-9]{2}:[0-9]{2}(Z|[+-][0-9]{2}:[0-9]{2})?)?)?)?")


@given(st.one_of(QUALIFIED, st.builds("{}/..".format, QUALIFIED), st.builds("[..{}]".format, DATE)))
def test_every_date_has_words_a_place_and_valid_times(date: str) -> None:
    parse(date)
    said = words(date)
    assert said.strip() == said != ""
    assert not re.search("X|~|%|/|None", said)
    assert place(date).year
    for value in filter(None, (piece.datetime for piece in pieces(date))):
        assert HTML_TIME.fullmatch(value)
        assert int(value.partition("-")[0]) > 0
