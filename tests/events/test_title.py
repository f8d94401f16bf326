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
from chrono.events.title import STRETCH, date_words, title_of

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


WHOLE = [
    # what goes: a second clause, a relative, an apposition, a phrase behind a noun, a reason
    (
        "The dam above the old town broke in the early hours and the brown water of the reservoir "
        "ran through its streets.",
        "The dam above the old town broke in the early hours",
    ),
    (
        "Engineers of the water board have opened the two lower gates that were built to let flood "
        "water into the plain.",
        "Engineers of the water board have opened the two lower gates",
    ),
    (
        "The river has reached the walls of Basra, the largest of the many ports that the traders "
        "of the south had built.",
        "The river has reached the walls of Basra",
    ),
    (
        "At least 40 miners who were working in the deepest of the shafts have been brought up alive by rescue teams.",
        "At least 40 miners have been brought up alive by rescue teams",
    ),
    (
        "The farmers of the plain left their homes after the mayor of the town had called them "
        "together in the market hall.",
        "The farmers of the plain left their homes",
    ),
    (
        "The slow repair of the bridge has raised concerns in the town that the port might have to "
        "close for the winter.",
        "The slow repair of the bridge has raised concerns in the town",
    ),
    (
        "Speaking from the steps of the town hall after the vote, Ana Silva promised the miners of "
        "the valley a new road.",
        "Ana Silva promised the miners of the valley a new road",
    ),
    (
        "Officials of the water board describe the flood that drowned the lower town one night in spring as a warning.",
        "Officials of the water board describe the flood that drowned the lower town one night…",
    ),
    # a treebank's marks
    (
        "`` The quay is closed to all ships , '' said Ana Silva , who runs the port .",
        "The quay is closed to all ships",
    ),
    # behind "it" the judgment waits for what is judged
    ("Ana Silva said it was too early to name a cause.", "It was too early to name a cause"),
    ("Ana Silva said it was closed to all ships.", "Ana Silva said it was closed to all ships"),
    ("So far, the fund has paid nothing.", "The fund has paid nothing"),
    ("So far the fund has paid nothing.", "So far the fund has paid nothing"),
]


@pytest.mark.parametrize(("text", "title"), WHOLE)
def test_a_long_sentence_ends_where_it_could_have_ended(tell: Tell, text: str, title: str) -> None:
    assert tell(text)[0].title == title


KEPT = [
    # a negation and what it is about, "only", a comparison, which ones are meant, "without"
    (
        "The union of the miners of the valley did not take up talks with the owners of the pits "
        "in the town of Obando.",
        "did not take up talks",
    ),
    (
        "Without the help of the engineers whom the capital has sent, the old dam above the town would not have held.",
        "Without the help",
    ),
    (
        "The council of the town has banned all the lorries that weigh more than 40 tons from the "
        "bridges over the river.",
        "that weigh more than 40 tons",
    ),
    (
        "Fewer than 20 of the 300 houses that stood along the river in the lower town were left "
        "after the flood in Obando.",
        "Fewer than 20 of the 300 houses",
    ),
    (
        "The mayor of the lower town failed to warn the people who live along the river of the "
        "flood that was on its way.",
        "failed to warn",
    ),
    (
        "It will be difficult for the engineers of the water board of the valley to close the "
        "broken gates of the old dam.",
        "It will be difficult for the engineers of the water board of the valley",
    ),
]


@pytest.mark.parametrize(("text", "part"), KEPT)
def test_what_a_title_says_stays_true(tell: Tell, text: str, part: str) -> None:
    assert part in tell(text)[0].title


def test_a_title_that_cannot_end_before_says_so(tell: Tell) -> None:
    text = "It will be difficult for the engineers of the water board of the valley to close the gates of the old dam."
    assert tell(text)[0].title.endswith("…")


def test_a_whole_title_may_be_a_little_longer(tell: Tell) -> None:
    text = "The council of Obando has asked the engineers of the valley to look at the gates of the old dam."
    assert LIMIT < len(text) <= STRETCH
    assert [telling.title for telling in tell(text)] == [text.removesuffix(".")]


def test_a_front_goes_and_leaves_a_pronoun_where_nothing_else_helps(tell: Tell) -> None:
    text = (
        "While Ana Silva has always opposed every new tax on the mines, she has softened her stance a little of late."
    )
    assert tell(text)[0].title == "She has softened her stance a little of late"


def test_a_condition_is_never_dropped_silently(tell: Tell) -> None:
    text = (
        "The miners of the northern valley will lay down their tools for a whole month if the owners cut their wages."
    )
    (telling,) = tell(text)
    assert telling.title == "The miners of the northern valley will lay down their tools for a whole month…"
    (only,) = tell("The miners of the northern valley will take up their tools in the spring only if the owners yield.")
    assert only.title.endswith(("only if the owners yield", "…"))


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
    ("The talks held in [May=2024-05] failed.", "The talks were held"),
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
        assert 0 < len(title) <= STRETCH
        assert title == title.strip()


def test_half_a_comparison_is_no_title(tell: Tell) -> None:
    text = (
        "The council of Obando said on the day of the vote that it meant to meet the miners as well as with the owners."
    )
    assert not tell(text)[0].title.endswith("as well")
    assert tell("The order of the day reads as follows: the mayor speaks, the miners answer.")[0].title.startswith(
        "The order of the day reads as follows: "
    )
