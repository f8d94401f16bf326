"""Which sentences a short timeline could show, and for which dates."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from chrono.events import Gathered
from chrono.events.passages import LEAD, Passage, content, day_number, named, passages_in, passages_of

MakeStory = Callable[..., tuple]
CLOSED = "The old harbour bridge was closed to lorries"


def passages(story: tuple) -> list[Passage]:
    return passages_of(*story)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        (f"{CLOSED} on [Monday=2024-12-16].", True),
        (f"{CLOSED} on [Monday=2024-12-16]", False),
        ("Closed on [Monday=2024-12-16].", False),
        ("Why was the old harbour bridge closed on [Monday=2024-12-16]?", False),
        ("“We saw it close on [Monday=2024-12-16] and my lorry was on it.”", False),
        ("THE OLD HARBOUR BRIDGE WAS CLOSED ON [MONDAY=2024-12-16].", False),
        (f"{CLOSED} on [Monday=2024-12-16] {'and so on ' * 20}.", False),
        (f"#{CLOSED} on [Monday=2024-12-16].", False),
    ],
    ids=["a statement", "a heading", "too short", "a question", "a comment", "shouted", "runs on", "boilerplate"],
)
def test_what_reads_alone(story: MakeStory, text: str, kept: bool) -> None:
    assert bool(passages(story(text, "2024-12-17"))) == kept


def test_a_passage_knows_its_dates_and_its_terms_without_the_phrases(story: MakeStory) -> None:
    (passage,) = passages(story(f"{CLOSED} on [Monday noon=2024-12-16T12] until [May=2025-05].", "2024-12-17"))
    assert passage.dates == ("2024-12-16", "2025-05")
    assert passage.published == day_number("2024-12-17")
    assert "noon" not in passage.terms
    assert set(passage.terms) >= content(CLOSED)


def test_durations_and_repeated_times_are_no_dates(story: MakeStory) -> None:
    (passage,) = passages(story(f"{CLOSED} [for two years=?P2Y].", "2024-12-17"))
    assert passage.dates == ()


def test_of_what_names_no_date_only_an_articles_beginning_counts(story: MakeStory) -> None:
    plain = "\n".join(f"{CLOSED} again by council number {place}." for place in ("one", "two", "three") * LEAD)
    found = passages(story(plain, "2024-12-17"))
    assert len(found) == LEAD
    assert all(passage.lead and not passage.dates for passage in found)
    late = passages(story(f"{plain}\n{CLOSED} on [Monday=2024-12-16].", "2024-12-17"))[-1]
    assert (late.lead, late.dates) == (False, ("2024-12-16",))


@pytest.mark.parametrize(
    ("edtf", "date"),
    [
        ("2024-11-14", "2024-11-14"),
        ("2024-11-14T12:59-05:00", "2024-11-14"),
        ("2024-11~", "2024-11"),
        ("../2024-11-14", "2024-11-14"),
        ("2014/..", "2014"),
        ("2014/2016", "2014/2016"),
        ("[2024-11-10..2025-01-12]", "[2024-11-10..2025-01-12]"),
    ],
)
def test_the_date_that_a_phrase_names(edtf: str, date: str) -> None:
    assert named(edtf) == date


@pytest.mark.parametrize(("edtf", "is_day"), [("2024-11-14T12:59", True), ("2024-11", False), (None, False)])
def test_day_numbers(edtf: str | None, is_day: bool) -> None:
    assert (day_number(edtf) is not None) == is_day


def test_events_give_passages_that_may_and_that_must_not_be_shown(
    story: MakeStory, collect: Callable[..., Gathered]
) -> None:
    text = (
        f"{CLOSED} on [Monday=2024-12-16] after a storm.\n"
        "He resigned from the harbour council on [Sunday=2024-12-15] after a storm.\n"
    )
    events = collect(story(text, "2024-12-17")).dated
    shown = {passage.dates: passage.shown for passage in passages_in(events)}
    assert shown == {("2024-12-16",): True, ("2024-12-15",): False}
