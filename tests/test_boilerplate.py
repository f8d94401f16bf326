"""Lines that are no part of the article."""

from __future__ import annotations

import re

import pytest

from chrono.boilerplate import Boilerplate, class_of, classes
from chrono.sentences import sentences

EXAMPLES = [(kind, line) for kind in classes() for line in kind.examples]
REJECTS = [(kind, line) for kind in classes() for line in kind.rejects]


def kept(text: str) -> list[str]:
    return [text[sentence.start : sentence.end] for sentence in sentences(text) if not sentence.boilerplate]


def flagged(text: str) -> list[str]:
    return [text[sentence.start : sentence.end] for sentence in sentences(text) if sentence.boilerplate]


@pytest.mark.parametrize(("kind", "line"), EXAMPLES, ids=[f"{kind.name}: {line}" for kind, line in EXAMPLES])
def test_examples_are_flagged_by_their_own_class(kind: Boilerplate, line: str) -> None:
    assert kind.holds(line)
    assert kept(line) == []


@pytest.mark.parametrize(("kind", "line"), REJECTS, ids=[f"{kind.name}: {line}" for kind, line in REJECTS])
def test_rejects_are_flagged_by_none(kind: Boilerplate, line: str) -> None:
    assert class_of(line) == ""


@pytest.mark.parametrize("kind", classes(), ids=lambda kind: kind.name)
def test_every_class_is_told_by_example_and_is_written_in_small_letters(kind: Boilerplate) -> None:
    assert kind.examples
    assert kind.rejects
    assert kind.whole or kind.together
    if not kind.is_cased:
        assert not re.search(r"(?<!\\)[A-Z]", kind.whole)


def test_names_of_classes_are_their_own() -> None:
    names = [kind.name for kind in classes()]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize(
    "line",
    [
        "Copyright law protects the map, the court held on Monday.",
        "Users must log in by Friday, the bank said.",
        "The ministry shared the report with its allies on Monday.",
        "He was reported missing on Nov. 5.",
        "The talks are related to the ferry.",
        "Comments by the minister drew criticism on Monday.",
        "Photos of the bridge were published on Monday.",
        "By Monday the ferry had left.",
        "By Christmas",
        "Read the treaty, he told the council in May.",
        "Subscribers left the network in 2022.",
        "The advertisement ran on Monday.",
        "The permission to reproduce the article was refused in 2015.",
        "Search teams left the port on Monday.",
        "The home of the mayor was searched on Monday > and the office on Friday.",
        "November was cold.",
        "The road ahead",
        "What the island wants",
        "Listen: the storm is coming.",
        "It left at 12:59 PM EST on November 14, 2024, the port said.",
        "The paper updated its count 3 hours ago.",
        "From Kyiv, the train took nine hours.",
        "The views of both sides were published in 2014.",
    ],
)
def test_news_is_not_boilerplate(line: str) -> None:
    assert kept(line) == sentences_of(line)


def sentences_of(text: str) -> list[str]:
    return [text[sentence.start : sentence.end] for sentence in sentences(text)]


PAGE = """\
IslandsFerry runs again after nine days

Ferry runs again after nine days

Home > News > Islands

print dictionary print

The ferry leaves the port of Ash on Nov. 5. [VIDEO STILL]
The ferry leaves the port of Ash on Nov. 5. [VIDEO STILL]
Images source: © harbour office | Ann Example
Ann Example

9:15 AM EST, November 14, 2024

The ferry left on Monday for the first time since the storm. Copyright law was no help.

See also

The channel
It was dredged in August. It had not been dredged since 2014.

Related Article(s)
© harbourpost.example
·

Copying, downloading or reproducing any content available on this website, in whole or in part, requires prior \
consent of the Harbour Post. Search engines are free to use it. More can be found here.
BY ANN EXAMPLE, BO EXAMPLE [[email\xa0protected]]
Log in with a reader account to take part
in the talk of the island
face-icon Social talk?
s
To write a comment, please log in first.
House rules (0/250자)
"""


def test_a_page_with_all_its_surroundings() -> None:
    assert kept(PAGE) == [
        "Ferry runs again after nine days",
        "The ferry leaves the port of Ash on Nov. 5.",
        "The ferry left on Monday for the first time since the storm.",
        "Copyright law was no help.",
        "The channel",
        "It was dredged in August.",
        "It had not been dredged since 2014.",
    ]


def test_a_headline_told_twice_counts_once() -> None:
    text = "Ferry runs again\n\nHome > News\n\nFERRY  runs again\n\nIt left on Monday."
    assert flagged(text) == ["Home > News", "FERRY  runs again"]


def test_a_caption_told_twice_counts_once_with_its_credit() -> None:
    text = "The ferry at the pier of Ash. (AFP)\n\nThe ferry at the pier of Ash.\n\nIt left on Monday."
    assert flagged(text) == ["(AFP)", "The ferry at the pier of Ash."]


def test_short_sentences_may_come_twice() -> None:
    text = "It left on Monday. It came back.\n\nIt left on Monday. It sank."
    assert flagged(text) == []


def test_a_section_name_stuck_to_a_headline() -> None:
    assert flagged("IslandsFerry runs again\n\nFerry runs again\n\nIt left.") == ["IslandsFerry runs again"]
    assert flagged("McFerry runs\n\nThe bridge is closed\n\nIt left.") == []


def test_a_headline_between_two_menus_is_kept() -> None:
    text = "Home > News > Islands\n\nFerry runs again at last\n\nBy Ann Example\n\nIt left on Monday, nine days late."
    assert kept(text) == ["Ferry runs again at last", "It left on Monday, nine days late."]


def test_prose_between_two_advertisements_is_kept() -> None:
    text = "Advertisement\nThe ferry left on Monday, nine days late.\nAdvertisement\nIt came back.\nAdvertisement"
    assert kept(text) == ["The ferry left on Monday, nine days late.", "It came back."]


def test_a_printed_menu() -> None:
    menu = ["Menu", "Home", "World", "Islands", "Politics", "Sport", "Weather"]
    assert kept("\n".join([*menu, "Ferry runs again at last", "", "It left on Monday, nine days late."])) == [
        "Ferry runs again at last",
        "It left on Monday, nine days late.",
    ]


@pytest.mark.parametrize(
    "lines",
    [
        ["Norway", "Sweden", "Denmark", "Finland", "Iceland", "Europe"],  # a list of the story's own
        ["World", "Politics", "Culture"],  # too few
        ["Politics.", "Business!", "Sport?", "Culture.", "Travel.", "Weather."],
        ["World", "A long line of a story, without an end", "Sport", "Politics", "Weather", "Culture"],
    ],
)
def test_short_lines_that_are_no_menu(lines: list[str]) -> None:
    assert kept("\n".join(["It left on Monday.", *lines, "It came back on Friday."]))[1:-1] == lines


def test_a_paper_printed_from_its_site() -> None:
    """Captions, shares, notices and other stories, each with a date; only the story's own sentences are kept."""
    assert kept(PRINTED) == [
        "Ferry runs again after nine days in port",
        "The ferry between Port Ash and the islands left on Monday.",
        "The council meets on December 2.",
    ]


PRINTED = """\
Skip to content
Home
World
Politics
Sport
Islands
Weather
Subscribe

Ferry runs again after nine days in port

FILE - The ferry is seen at the pier of Port Ash on Nov. 5, 2024. (AP Photo/Bo Example, File)

Published Nov. 14, 2024

Listen · 5:12

Share full article

The ferry between Port Ash and the islands left on Monday.

READ ALSO: Seven boats lost on October 30

ADVERTISEMENT

The council meets on December 2.

Bo Example contributed reporting.

A version of this article appears in print on Nov. 15, 2024, Section A, Page 8 with the headline: Ferry Runs.

Tags: ferry, storm of Nov. 5

Read 142 Comments

Printed from https://post.example/ferry on December 1, 2024

Harbour Post © 2024
"""


def test_many_short_lines_between_two_menus_are_kept() -> None:
    lines = [f"Ship number {number}" for number in range(9)]
    assert kept("\n".join(["It left.", "Share", *lines, "Share"])) == ["It left.", *lines]


@pytest.mark.parametrize(
    "piece",
    ["Share on ", "Home > ", "12 Nov 2024, 12:59 at ", "By Aa Bb, ", "a.a-b_", "please ", "Photo: ", "© ", "x@y.",
     "(0/", "AP / ", "All rights ", "Updated ", "Sign up ", "Comments ", "More from ", "[A", "Read more: "],
)  # fmt: skip
def test_hostile_lines_take_no_longer_than_others(piece: str) -> None:
    """Each takes a few hundredths of a second; a pattern that backtracks without end would never be done."""
    line = (piece * 300)[:299] + "~"
    assert len(sentences(f"{line}\n" * 500)) >= 500
