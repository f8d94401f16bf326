"""What a story tells of the day it was written."""

from __future__ import annotations

import pytest

from chrono.article import Article, Evidence
from chrono.dating import date_article, story_of
from chrono.dating.story import in_story, narrowing, weekday_told_most
from chrono.sentences import sentences
from chrono.tagger import tagger
from chrono.temporal.edtf import parse


def story(text: str, language: str = "en"):
    return story_of(Article("a.txt", text, language=language), sentences(text), tagger("en").tag(text))


def hard(text: str) -> list[tuple[str, str]]:
    return [(piece.rule, piece.says) for piece in in_story(story(text)) if piece.weight == "hard"]


PAST = [
    ("The bridge was closed in 2019.", "2019-01-01/"),
    ("The islands were annexed back in March 2014.", "2014-03-01/"),
    ("Prices have doubled since May 2021.", "2021-05-01/"),
    ("The two met in 2015 and parted in 2018.", "2018-01-01/"),
    ("Engineers warned in early 2012 that the dam leaked.", "2012-01-01/"),
    ("The treaty was signed on 4 June 1998.", "1998-06-04/"),
]


@pytest.mark.parametrize(("text", "says"), PAST)
def test_a_date_told_as_past_is_the_earliest(text: str, says: str) -> None:
    assert hard(text) == [("told as past", says)]


AHEAD = [
    ("The station will open in June 2026.", "/2026-06-30"),
    ("The court will hand down its ruling by 2027.", "/2027-12-31"),
    ("The line is scheduled to reopen on 5 May 2026.", "/2026-05-05"),
]


@pytest.mark.parametrize(("text", "says"), AHEAD)
def test_a_date_told_as_to_come_is_the_latest(text: str, says: str) -> None:
    assert hard(text) == [("told as to come", says)]


SILENT = [
    "Output was projected to double in 2030.",
    "The judge set a trial date in February 2032.",
    "The city hoped to host the games in 2036.",
    "He said the bridge would open in 2031.",
    "She was re-elected, a paper said, for a term until 2029.",
    "This article was amended on 8 May 2023.",
    "The novel, which will be filmed, is set in 1984.",
    "The film will recall the strike that was lost in 1926.",
    "“We will finish in 2025,” the mayor said.",
    "The 1991 declaration is still read aloud.",
    "© 2024 The Harbour Post",
    "They met on Monday.",
    "The dam may burst in 2040.",
]


@pytest.mark.parametrize("text", SILENT)
def test_what_bounds_nothing(text: str) -> None:
    assert hard(text) == []


TWICE = [
    ("The budget rises next year, 2025.", "2024-01-01/2024-12-31"),
    ("Sales fell last year (2022), the bank said.", "2023-01-01/2023-12-31"),
    ("The fair opens next month, in December 2024.", "2024-11-01/2024-11-30"),
]


@pytest.mark.parametrize(("text", "says"), TWICE)
def test_one_date_by_two_names(text: str, says: str) -> None:
    assert ("one date by two names", says) in hard(text)


@pytest.mark.parametrize(
    "text",
    [
        "In 2019, last year's winner was still at school.",
        "The fair opens next month and closes in December 2024.",
        "Prices rose in 2019, 2020 and last year.",
        "They met on Wednesday. November 13, 2024 was cold.",
        "Sales fell last year 2022 times.",
        "The dam burst on March 3, 2003 (Monday), they said.",
        "The mill burnt on Nov 12, 2019 (5:03 a.m. GMT), the police said.",
        "They wed on Saturday, June 5, 1999 (noon) in Rome.",
        "The firm was founded on Monday (May 6, 1985), and grew.",
        "“This year, 1984, is ours,” the hero writes.",
        "In the film a man wakes today, October 21, 2015, and goes home.",
    ],
)
def test_two_dates_are_not_one(text: str) -> None:
    assert not [rule for rule, _ in hard(text) if rule == "one date by two names"]


def test_a_day_with_its_weekday_fits_some_years_only() -> None:
    told = story("The strike began on Thursday, November 14.")
    (piece,) = narrowing(told, parse("2021/2026").interval)
    assert piece.says == "2024-05-15/2025-05-16"  # half a year around the one Thursday among those
    assert narrowing(told, parse("2014/").interval) == []  # it comes back for ever
    assert narrowing(story("The strike began on November 14."), parse("2021/2026").interval) == []


def test_weekdays_only_suggest() -> None:
    told = story("The council met on Monday. It rained on Sunday. On Monday the bridge was closed.")
    (piece,) = weekday_told_most(told)
    assert piece == Evidence("Monday", "the weekday told most, or the day after", "XXXX-WXX-1", "soft")
    assert list(weekday_told_most(story("The council will meet on Monday."))) == []
    assert date_article(told.article, told)[0].published.status == "unknown"


def test_boilerplate_and_other_languages_tell_nothing() -> None:
    assert in_story(story("The bridge was closed.\n\nCopyright reserved since 2024.")) == []
    assert in_story(story("The bridge was closed in 2019.", language="de")) == []


def test_the_ladder_takes_it_in() -> None:
    text = "The bridge was closed in 2019. It will open again in June 2026."
    dated, problems = date_article(Article("a.txt", text), story(text))
    assert (dated.published.status, dated.published.edtf, problems) == ("interval", "2019-01-01/2026-06-30", [])
    known = Article("a.txt", text, stated=(Evidence("2024-11-14", "json-ld", "2024-11-14", "hard"),))
    assert date_article(known, story(text))[0].published.edtf == "2024-11-14"
    stale = Article("a.txt", text, stated=(Evidence("2017-11-14", "json-ld", "2017-11-14", "hard"),))
    dated, problems = date_article(stale, story(text))
    assert dated.published.status == "conflict"
    assert "2017-11-14" in str(problems[0])
    assert "closed in 2019" in str(problems[0])


def test_a_file_name_still_counts_beside_a_bound() -> None:
    text = "The bridge was closed in 2019."
    named = Article("2024-11-14-bridge.txt", text)
    assert date_article(named)[0].published.edtf == date_article(named, story(text))[0].published.edtf == "2024-11-14"
