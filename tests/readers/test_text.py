"""Plain text."""

from __future__ import annotations

from chrono.readers import text
from chrono.readers._files import File


def test_the_characters_are_the_files() -> None:
    raw = b"\xef\xbb\xbfFerry runs again\r\n\r\nIt left\x00 on Monday.\r\n "
    articles, problems = text.read(File("a.txt", raw))
    assert articles[0].text == "Ferry runs again\r\n\r\nIt left\x00 on Monday.\r\n "
    assert (articles[0].id, articles[0].title, articles[0].language) == ("a.txt", "Ferry runs again", "en")
    assert [problem.origin for problem in problems] == ["a.txt"]


def test_front_matter_is_no_part_of_the_format() -> None:
    article = text.read(File("a.txt", b"---\ndate: 2024-11-14\n---\nThe ferry left.\n"))[0][0]
    assert article.stated == ()
    assert article.text.startswith("---\n")
