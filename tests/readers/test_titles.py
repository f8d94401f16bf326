"""Titles for articles that name none."""

from __future__ import annotations

import pytest

from chrono.readers._titles import cleaned_title, headline, title_of

PARAGRAPH = "The ferry between the island and the mainland left on Monday for the first time since the storm. " * 3


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"Ferry runs again after the storm\n{PARAGRAPH}", "Ferry runs again after the storm"),
        (f"Ferry runs again after the storm\r\n\r\n{PARAGRAPH}", "Ferry runs again after the storm"),
        (f"\n\n  Will the ferry run again?  \n\n{PARAGRAPH}", "Will the ferry run again?"),
        (f"Home > News > Islands\n\nFerry runs again\n\n{PARAGRAPH}", "Ferry runs again"),
        (f"By Ann Example\n\nFerry runs again\n\n{PARAGRAPH}", "Ferry runs again"),
        (f"14 November 2024\n\nFerry runs again\n\n{PARAGRAPH}", "Ferry runs again"),
        (f"Ferry runs again\nBy Ann Example\n14 November 2024\n\n{PARAGRAPH}", "Ferry runs again"),
        (f"IslandsFerry runs again at last\n\nFerry runs again at last\n\n{PARAGRAPH}", "Ferry runs again at last"),
        (f"Storm of 2024 keeps the ferry in port\n\n{PARAGRAPH}", "Storm of 2024 keeps the ferry in port"),
        ("Ferry runs again", "Ferry runs again"),
    ],
)
def test_the_headline_is_found(text: str, expected: str) -> None:
    assert headline(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        PARAGRAPH,
        f"The ferry left on Monday at nine.\nIt came back.\n{PARAGRAPH}",
        f"A sentence that is cut by a colon:\n\n{PARAGRAPH}",
        f"Menu\n\n{PARAGRAPH}",
        f"PORT ASH, Nov. 14, 2024\n\n{PARAGRAPH}",
        "The ferry between the island and the mainland left on Monday for the\nfirst time since the storm, after "
        "the harbour had been dredged and its\nlights mended by the crew.",
        "The ferry between the island and the mainland left on a Monday for the\nPort of Ash, after the "
        "harbour had been dredged and all of its lights\nhad been mended by the crew.",
        "",
        " \n \n",
        "\0\0\0",
    ],
)
def test_what_is_no_headline(text: str) -> None:
    assert headline(text) == ""


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("ferry-runs-again.txt", "Ferry runs again"),
        ("2024-11-14_ferry_runs.md", "Ferry runs"),
        ("news/007 Ferry runs.html", "Ferry runs"),
        ("001_3f9c2ab47d.txt", "The ferry between the island and the mainland left on Monday for the…"),
        ("3f9c2ab47d.txt", "The ferry between the island and the mainland left on Monday for the…"),
        ("feed.jsonl#12", "The ferry between the island and the mainland left on Monday for the…"),
    ],
)
def test_a_text_without_a_headline_is_called_by_its_file_or_its_opening(name: str, expected: str) -> None:
    assert title_of(PARAGRAPH, name) == expected


def test_an_opening_of_a_date_is_no_title() -> None:
    assert title_of(f"November 14, 2024\n\n{PARAGRAPH}", "1.txt").startswith("The ferry between")


def test_there_is_always_a_title() -> None:
    assert title_of("", "1.txt") == "1.txt"
    assert title_of("\0", "1.txt") == "1.txt"
    assert title_of("x" * 500, "1.txt").endswith("…")


def test_titles_are_one_line_without_control_characters() -> None:
    assert cleaned_title(" Ferry\r\n\truns\x00\x1f\x9f again\u2028") == "Ferry runs again"


@pytest.mark.parametrize("text", [" " * 1_000_000 + "\nx", "x " * 500_000, "\n" * 100_000, "x" * 1_000_000])
def test_hostile_texts_get_a_title(text: str) -> None:
    assert title_of(text, "1.txt")
