"""Titles: at most 90 characters, a whole clause, without date, lead-in and attribution."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chrono.events.clauses import parse
from chrono.events.cues import Cues, cues_of
from chrono.events.mention import Telling
from chrono.events.shorten import LIMIT
from chrono.events.title import date_words, title_of

Tell = Callable[..., list[Telling]]

TITLES = [
    # lead-ins
    ("Meanwhile, the council met in Bern.", "The council met in Bern"),
    ("On the other hand, wages rose.", "Wages rose"),
    ("But the council met in Bern.", "The council met in Bern"),
    ("Still life paintings were shown.", "Still life paintings were shown"),
    # attributions
    ("Police said that three men had fled.", "Three men had fled"),
    ("Three men had fled, police said.", "Three men had fled"),
    ("Three men, police said, had fled.", "Three men had fled"),
    ("“The dam will hold,” said Ana Silva, an engineer.", "The dam will hold"),
    ("According to Li, who runs the port, the quay is closed.", "The quay is closed"),
    ("He said the road was open again.", "The road was open again"),
    ('She called it "the second question" all the same.', 'She called it "the second question" all the same'),
    # and where they must stay
    ("Ana Silva said that she would stand again.", "Ana Silva said that she would stand again"),
    ("The ministry denied that the base was hit.", "The ministry denied that the base was hit"),
    ("“We will win,” said Ana Silva.", "“We will win,” said Ana Silva"),
    ("Ana praised her team, saying that the cup was near.", "Ana praised her team, saying that the cup was near"),
    # asides between commas that hold another date are left to their own event
    ("The army withdrew, calling it a success.", "The army withdrew, calling it a success"),
    ("Whole streets [of shops] are gone.", "Whole streets [of shops] are gone"),
]


@pytest.mark.parametrize(("text", "title"), TITLES)
def test_titles(tell: Tell, text: str, title: str) -> None:
    assert [telling.title for telling in tell(text)] == [title]


LONG = [
    (  # in brackets
        "The oldest bridge of the whole valley (built of grey stone and widened twice since) fell into the cold river.",
        "The oldest bridge of the whole valley fell into the cold river",
    ),
    (  # a relative and a noun in apposition
        "Ana Silva, who had led the miners of the northern valley for years, was elected to lead the whole union.",
        "Ana Silva was elected to lead the whole union",
    ),
    (
        "Ana Silva, the long-serving head of the miners of the valley, was elected to lead the whole union in Lima.",
        "Ana Silva was elected to lead the whole union in Lima",
    ),
    (  # where it was said
        "Ana Silva said in an interview with the public broadcaster of Peru that miners would go on strike over wages.",
        "Miners would go on strike over wages",
    ),
    (  # a rank
        "Peruvian President Ana Silva promised the miners of the northern valley higher wages and better housing.",
        "Ana Silva promised the miners of the northern valley higher wages and better housing",
    ),
    (  # what trails
        "The army withdrew from the northern valley after a long siege of the town, calling the operation a success.",
        "The army withdrew from the northern valley after a long siege of the town",
    ),
    (  # what is in front
        "As the winter storms grow ever stronger in the northern valley, the miners are leaving their old villages.",
        "The miners are leaving their old villages",
    ),
]


@pytest.mark.parametrize(("text", "title"), LONG)
def test_long_titles_lose_what_is_missed_least(tell: Tell, text: str, title: str) -> None:
    assert len(text) > LIMIT
    assert [telling.title for telling in tell(text)] == [title]


def test_a_front_stays_where_a_pronoun_would_begin(tell: Tell) -> None:
    text = (
        "While Ana Silva has always opposed every new tax on the mines, she has softened her stance a little of late."
    )
    assert tell(text)[0].title.startswith("While Ana Silva has always opposed every new tax on the mines, she")


def test_a_condition_is_never_dropped_silently(tell: Tell) -> None:
    text = (
        "The miners of the northern valley will lay down their tools for a whole month if the owners cut their wages."
    )
    (telling,) = tell(text)
    assert telling.title == "The miners of the northern valley will lay down their tools for a whole month…"


def test_a_cut_title_ends_in_a_whole_word(tell: Tell) -> None:
    text = "The council of the northern valley’s biggest town discussed whether its roads and railways can be built."
    (telling,) = tell(text)
    assert telling.title.endswith("…")
    assert text.startswith(telling.title[:-1])
    assert text[len(telling.title) - 1] == " "


def test_a_quotation_that_is_cut_is_closed(tell: Tell) -> None:
    text = (
        "From her house in the valley, Ana Silva stated, “We shall talk to the miners and we shall talk to the owners "
        "of all the mines that are still open here.”"
    )
    title = tell(text)[0].title
    assert title.count("“") == title.count("”") == 1


DATES = [
    ("The rule holds as of [Monday=2024-11-18].", "The rule holds"),
    ("It was annexed back in [2014=2014].", "It was annexed"),
    ("Ana won in the [1990s=199X].", "Ana won"),
    ("The raid on [Feb. 24, 2022=2022-02-24], led to losses.", "The raid led to losses"),
    ("In Bern on [Monday=2024-11-11], the council met.", "In Bern, the council met"),
    ("The talks held in [May=2024-05] failed.", "The talks held in May failed"),
    ("The talks held in [May=2024-05] failed.", "The talks held in May"),
    (
        "In a statement issued on [Monday=2024-11-11], the firm praised the miners.",
        "In a statement issued on Monday, the firm praised the miners",
    ),
    ("The first was [2014=2014].", "The first was 2014"),
    ("The report, due out on [Friday=2024-11-15], is long.", "The report, due out, is long"),
]


@pytest.mark.parametrize(("text", "title"), DATES)
def test_the_date_comes_off_with_its_preposition(tell: Tell, text: str, title: str) -> None:
    assert title in [telling.title for telling in tell(text)]


def test_a_subject_keeps_its_date(en: Cues) -> None:
    parsed = parse("2024 was warm.", en, [(0, 4)])
    assert date_words(parsed, 0, 1, en) == range(0)


WORDS = (
    'the Ana said that which met , . “ ” " ( ) — ; : if and 2014 on was called off not until who ’s after with '
    "talking … to be held said, U.S. é"
)
ALPHABET = st.sampled_from(WORDS.split())


@given(st.lists(ALPHABET, min_size=1, max_size=60))
def test_any_words_give_a_short_title(pieces: list[str]) -> None:
    en = cues_of("en")
    text = " ".join(pieces)
    dates = [(i, i + 4) for i in range(len(text)) if text.startswith("2014", i)]
    parsed = parse(text, en, dates)
    for clause in parsed.clauses:
        title = title_of(parsed, range(clause.start, clause.end), [parsed.words.span(*date) for date in dates], en)
        assert 0 < len(title) <= LIMIT
        assert title == title.strip()
