"""The thread of a history: which date it goes on from after it has looked elsewhere."""

import pytest

from chrono.narrative import genre_of, thread
from chrono.resolve import resolve
from chrono.tagger import tagger
from chrono.tagging import written_on

HISTORY = (
    "The war began on 3 May 1868. The capital fell in 1869. Fighting went on until 4 June 1870, and on 9 July 1870 "
    "the last fort gave up. "
)
LATER = " The peace was signed on 20 November 1870."
WRITTEN = written_on("2011-01-02")


def values(text):
    """The values of what follows the history's opening, in order."""
    timexes = tagger("en").tag(HISTORY + text)
    return [result.value for result in resolve(HISTORY + text, timexes, WRITTEN)][4:]


def test_a_history_is_told_from_news():
    assert genre_of(tagger("en").tag(HISTORY), WRITTEN) == "narrative"
    news = "On Monday the court sat. Yesterday it rose. The law of 1998, changed in 2003, 2005 and 2009, stands."
    assert genre_of(tagger("en").tag(news), WRITTEN) == "news"


@pytest.mark.parametrize(
    ("aside", "then", "value"),
    [
        ("A report of 1931 counts forty dead. ", "On 2 August the survivors were freed.", "1870-08-02"),
        ("The fort had stood since 1790. ", "On 2 August the survivors were freed.", "1870-08-02"),
        ("Its rebuilding was planned for 1875. ", "In August it burned.", "1870-08"),
    ],
)
def test_a_bare_date_goes_on_from_the_line_not_from_an_aside(aside, then, value):
    assert values(aside + then + LATER)[1] == value


def test_without_a_date_that_leads_back_the_telling_has_moved_on():
    assert values("A railway came in 1875. In August it failed.")[-1] == "1875-08"


def test_an_aside_told_to_the_month_holds_to_the_end_of_its_paragraph():
    text = "The exiles met in March 1875. In April they sailed.\n\nIn August the fort burned." + LATER
    assert values(text) == ["1875-03", "1875-04", "1875-08", "1870-11-20"]
    text = "The exiles met in March 1875.\n\nIn August the fort burned." + LATER
    assert values(text) == ["1875-03", "1870-08", "1870-11-20"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The fort was sold in 1931. That year it burned." + LATER, "1931"),
        ("The fort was sold in 1931.\n\nThat year it burned." + LATER, "1870"),
    ],
)
def test_what_counts_from_the_date_told_just_before_does_so_within_the_paragraph(text, value):
    assert values(text)[1] == value


@pytest.mark.parametrize("back", ["A year earlier", "About a year earlier", "By next summer"])
def test_what_looks_away_leaves_the_line_where_it_is(back):
    assert values(f"{back}, many would be hungry. In August the fort burned.")[1] == "1870-08"


def test_a_year_told_once_more_leaves_the_day():
    assert values("On 7 December (a Wednesday), 1870, it snowed. In January it thawed.")[-1] == "1871-01"
    assert values("On 7 December it snowed. In 1870 many starved. In January there was no bread.")[-1] == "1870-01"


@pytest.mark.parametrize(
    ("last", "bare", "value"),
    [("December 1870", "April", "1871-04"), ("July 1870", "January", "1870-01"), ("May 1870", "December", "1870-12")],
)
def test_the_year_turns_where_the_telling_would_have_to_go_far_back(last, bare, value):
    assert values(f"It was {last}. In {bare} it was over.")[-1] == value


def test_news_has_no_asides():
    text = "On Monday the court sat. The law of 4 May 1998, changed on 3 May 2003 and on 4 May 1999, stands."
    assert thread(text, tagger("en").tag(text), WRITTEN).asides == frozenset()
