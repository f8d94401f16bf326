"""Identifiers that last."""

from __future__ import annotations

import random
import re
from dataclasses import replace

import pytest

from chrono.events import gather
from chrono.events.ids import event_ids, first_mention, identifiers, mention_id

TEXT = "Rebels stormed the town of Obando on [May 3=2024-05-03]."


def mention(story, collect, text: str = TEXT, published: str | None = "2024-06-01", article: str = "a.txt"):
    gathered = collect(story(text, published, article))
    return (*gathered.dated, *gathered.undated)[0].mentions[0]


def test_an_id_is_short_and_begins_with_a_letter(story, collect) -> None:
    assert re.fullmatch(r"e[a-z2-7]{8}", mention_id(mention(story, collect)))


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


def test_the_first_mention_is_the_first_published(story, collect) -> None:
    early = mention(story, collect, TEXT, "2024-06-01", "z.txt")
    late = mention(story, collect, TEXT, "2024-06-02", "a.txt")
    undated = mention(story, collect, TEXT, None, "a.txt")
    assert first_mention([undated, late, early]) == early
    assert first_mention([undated, replace(undated, article="b.txt")]) == undated


def test_a_collision_takes_a_suffix_whatever_the_order(story, collect) -> None:
    one = mention(story, collect)
    assert event_ids([[one], [one]]) == [mention_id(one), mention_id(one) + "-2"]
    later = replace(one, published="2024-07-01")
    assert event_ids([[later], [one]]) == [mention_id(one) + "-2", mention_id(one)]


PIECES = {
    "who": ["Rebels", "Soldiers", "Miners", "Ana Silva", "The mayor", "Two ships"],
    "what": ["stormed the town", "left the port", "signed the pact", "met the press", "may leave", "blocked 3 roads"],
    "where": ["of Obando", "in Lima", "near Quito", "of Tolo"],
    "when": [
        "on [May 3=2024-05-03]", "on [May 4=2024-05-04]", "in [May=2024-05]", "in [2023=2023]", "", "since [2014=2014]",
        "on [Monday=?XXXX-WXX-1]",
    ],
}  # fmt: skip


def random_corpus(chance: random.Random, story, size: int):
    stories = []
    for place in range(size):
        lines = [
            " ".join(filter(None, (chance.choice(PIECES[key]) for key in ("who", "what", "where", "when")))) + "."
            for _ in range(chance.randint(1, 4))
        ]
        published = chance.choice(["2024-05-05", "2024-05-07", "2024-06", None])
        stories.append(story("\n".join(lines), published, f"{place:02d}.txt"))
    return stories


def gathered_from(stories):
    return gather([article for article, _ in stories], {article.id: annotation for article, annotation in stories})


def events_in(stories):
    gathered = gathered_from(stories)
    return [*gathered.dated, *gathered.undated]


@pytest.mark.parametrize("seed", range(200))
def test_ids_last_over_random_corpora(story, seed: int) -> None:
    """The order of the articles changes nothing at all; after new articles every old id still finds its event, and an
    event that no new article tells again keeps its id."""
    chance = random.Random(seed)
    stories = random_corpus(chance, story, 6)
    old = events_in(stories[:4])
    new = events_in(stories)
    shuffled = list(stories)
    chance.shuffle(shuffled)
    assert gathered_from(shuffled) == gathered_from(stories)
    assert len({event.id for event in new}) == len(new)
    answering = {identifier: event for event in new for identifier in identifiers(event)}
    for event in old:
        found = answering[event.id]
        assert set(event.mentions) & set(found.mentions)
        if set(found.mentions) == set(event.mentions):
            assert found.id == event.id
