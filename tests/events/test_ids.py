"""Identifiers that last."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from chrono.events.ids import event_id, mention_id, mention_ids, title_id, vaguer_ids, words_of

TEXT = "Rebels stormed the town of Obando on [May 3=2024-05-03]."


def mention(story, collect, text: str = TEXT, published: str | None = "2024-06-01", article: str = "a.txt"):
    gathered = collect(story(text, published, article))
    return (*gathered.dated, *gathered.undated)[0].mentions[0]


def test_an_id_is_short_and_begins_with_a_letter(story, collect) -> None:
    made = mention(story, collect)
    assert re.fullmatch(r"e[a-z2-7]{9}", mention_id(made))
    assert made.id == mention_id(made)
    assert re.fullmatch(r"w[a-z2-7]{9}", title_id("Rebels storm Obando"))


def test_an_id_knows_nothing_of_the_article(story, collect) -> None:
    one = mention(story, collect)
    below = mention(story, collect, "The two sides are far apart.\n" + TEXT, "2024-06-01", "sub/b.txt")
    later = mention(story, collect, TEXT, "2025-01-01", "c.txt")
    assert below.sentence_start > one.sentence_start
    assert mention_id(one) == mention_id(below) == mention_id(later)


def test_curly_quotes_case_and_line_breaks_change_nothing(story, collect) -> None:
    one = mention(story, collect, "The “town” of Obando's mayor fled on [May 3=2024-05-03].")
    other = replace(one, sentence='The "TOWN" of  Obando’s mayor fled on May 3.'.replace("  ", " "))
    assert mention_id(one) == mention_id(other)


@pytest.mark.parametrize(
    "text",
    [
        "Rebels stormed the town of Obando on [May 4=2024-05-04].",
        "Rebels stormed the town of Obando on [May 3=2023-05-03].",
        "Rebels left the town of Obando on [May 3=2024-05-03].",
        "Rebels stormed the town of Obando on May 3.",
    ],
)
def test_another_sentence_or_date_is_another_id(story, collect, text: str) -> None:
    assert mention_id(mention(story, collect, text)) != mention_id(mention(story, collect))


def test_reports_of_two_days_in_the_same_words_are_two(story, collect) -> None:
    one = mention(story, collect, "The two sides are far apart.", "2024-06-01")
    other = mention(story, collect, "The two sides are far apart.", "2024-07-01")
    assert mention_id(one) != mention_id(other)


def test_the_words_of_an_id_do_not_depend_on_the_date(story, collect) -> None:
    one = mention(story, collect)
    other = mention(story, collect, "Rebels stormed the town of Obando on [May 3=2023-05-03].")
    third = mention(story, collect, "Rebels stormed the town of Tolo on [May 3=2024-05-03].")
    assert words_of(one.id) == words_of(other.id) != words_of(third.id)


@pytest.mark.parametrize(
    ("published", "vague"),
    [
        ("2024-06-01", [None, "2024", "2024-06", "2024-05-20/2024-06-10", "2024/", "conflict"]),
        ("2024-06-01T12:59-05:00", [None, "2024-06", "2024"]),
        ("2024-06", [None, "2024"]),
    ],
)
def test_a_report_answers_to_the_ids_it_had_when_less_was_known(story, collect, published: str, vague) -> None:
    text = "The two sides are far apart."
    known = mention(story, collect, text, published)
    for before in vague:
        assert mention(story, collect, text, before).id in vaguer_ids(known)
    assert known.id not in vaguer_ids(known)


def test_how_sure_a_date_is_and_its_hour_change_nothing(story, collect) -> None:
    text = "The two sides are far apart."
    dates = ("2024-06-01", "2024-06-01~", "2024-06-01T12:59-05:00", "2024-06-01T08")
    assert len({mention(story, collect, text, date).id for date in dates}) == 1


def test_a_phrase_answers_to_the_id_it_had_without_a_place_on_the_time_line(story, collect) -> None:
    vague = mention(story, collect, "Rebels stormed Obando on [Monday=?XXXX-WXX-1].", None)
    known = mention(story, collect, "Rebels stormed Obando on [Monday=2024-05-27].", "2024-06-01")
    assert vague.id in vaguer_ids(known)
    assert vaguer_ids(vague) == ()


def test_an_event_has_the_id_of_what_is_published_first_whatever_the_articles_are_called(story, collect) -> None:
    early = mention(story, collect, TEXT, "2024-06-01", "z.txt")
    late = replace(mention(story, collect, TEXT, "2024-06-02", "a.txt"), id="e1")
    undated = replace(mention(story, collect, TEXT, None, "a.txt"), id="e0")
    assert event_id([undated, late, early]) == early.id
    same = replace(early, article="b.txt", id="e2")
    assert event_id([early, same]) == event_id([same, replace(early, article="c.txt")]) == "e2"


def test_the_same_words_and_date_of_two_events_take_a_suffix_whatever_the_order(story, collect) -> None:
    one = mention(story, collect)
    assert mention_ids([[one], [one]]) == [[one.id], [f"{one.id}-2"]]
    later = replace(one, published="2024-07-01")
    assert mention_ids([[later], [one]]) == [[f"{one.id}-2"], [one.id]]
    assert mention_ids([[one, later]]) == [[one.id, one.id]]


def test_two_things_told_in_one_sentence_at_one_phrase_have_two_ids(story, collect) -> None:
    text = "The port of Lima is shut since [May 1=2024-05-01], when rebels stormed the town of Obando."
    gathered = collect(story(text, "2024-06-01"), story(text, "2024-05-20", "b.txt"))
    plain = mention_id(gathered.dated[0].mentions[0])
    assert {event.id for event in gathered.dated if len(event.mentions) == 2} == {plain, f"{plain}-2"}
