"""Lengths of time as the tagger and the resolver give them: which of them date an event, and as what."""

from __future__ import annotations

import pytest

from chrono.article import Article, Dating
from chrono.events.cues import Cues
from chrono.events.mention import Telling, tellings
from chrono.events.names import Names
from chrono.resolve import resolve
from chrono.sentences import Sentence
from chrono.tagger import tagger
from chrono.temporal.edtf import parse

THURSDAY = Dating(parse("2024-11-14").interval, "exact", "2024-11-14")


def told(text: str, cues: Cues) -> list[Telling]:
    timexes = tagger("en").tag(text)
    annotation = [Sentence(0, len(text))], timexes, resolve(text, timexes, THURSDAY)
    return tellings(Article(id="a.txt", text=text, published=THURSDAY), annotation, cues, Names(cues))[0]


@pytest.mark.parametrize(
    ("text", "date", "title"),
    [
        ("The court will decide in three weeks.", "2024-12-02/2024-12-08", "The court will decide"),
        ("In two days, the court will sit again.", "2024-11-16", "The court will sit again"),
        ("The bridge is expected to open in about two years.", "2026~", "The bridge is expected to open"),
        ("The election is six months away.", "2025-05", "The election is six months away"),
    ],
)
def test_a_length_of_time_ahead_dates_what_is_planned(en: Cues, text: str, date: str, title: str) -> None:
    first = told(text, en)[0]
    assert (first.when.edtf, first.kind, first.title) == (date, "planned", title)
    assert any("counted from the article's date" in step for step in first.mention.derivation)


@pytest.mark.parametrize(
    "text",
    [
        "The firm grew to 500 people in three weeks.",
        "The firm has grown fast in the past two years.",
        "The tenants must leave within 30 days.",
        "It would be the third strike in two weeks.",
        "Engineers said in 1998 that the bridge would be done in three years.",
    ],
)
def test_a_mere_length_of_time_dates_nothing(en: Cues, text: str) -> None:
    assert {telling.when.edtf for telling in told(text, en)} <= {"2024-11-14", "1998"}
