"""TimeML documents as articles."""

from __future__ import annotations

import pytest

from chrono.article import Article, Evidence
from chrono.readers import timeml
from chrono.readers._files import File
from chrono.timeml import document


def read(source: str | bytes) -> tuple[list[Article], list[str]]:
    raw = source if isinstance(source, bytes) else source.encode()
    articles, problems = timeml.read(File("a.tml", raw))
    return articles, [str(problem) for problem in problems]


def test_the_text_without_its_marks_dated_by_its_creation_time() -> None:
    [article], problems = read(
        '<?xml version="1.0"?>\n<TimeML><DOCID>x</DOCID><DCT><TIMEX3 tid="t0" type="DATE" value="2024-11-14" '
        'functionInDocument="CREATION_TIME">Nov. 14</TIMEX3></DCT><TEXT>They <EVENT eid="e1">met</EVENT> on\n'
        '<TIMEX3 tid="t1" type="DATE" value="2024-11-11">Monday</TIMEX3> &amp; left.</TEXT></TimeML>'
    )
    assert (article.id, article.text, problems) == ("a.tml", "They met on\nMonday & left.", [])
    assert article.stated == (Evidence("2024-11-14", "creation time", "2024-11-14", "hard"),)


def test_what_chrono_writes_it_reads() -> None:
    text = "It left on Monday.\r\n\tIt came back; a < b.\u2028End."
    [article], problems = read(document(text, [], "2024-11-14T12:59"))
    assert (article.text, article.stated[0].says, problems) == (text, "2024-11-14T12:59", [])
    assert read(document(text, []))[0][0].stated == ()


@pytest.mark.parametrize(
    ("source", "complaint"),
    [
        ("<TimeML><TEXT>It left.", "is not XML ("),
        ("<TimeML></TimeML>", "has no <TEXT>"),
        ("<TimeML><TEXT> </TEXT></TimeML>", "has an empty <TEXT>"),
        ("<rss></rss>", "has no <TEXT>"),
        ("It left.", "is not XML ("),
        ("", "is empty"),
        ('<!DOCTYPE t [<!ENTITY a "&b;"><!ENTITY b "x">]><TimeML><TEXT>&a;</TEXT></TimeML>', "declares entities"),
        ("<TimeML>" * 100_000, "is not XML ("),
    ],
)
def test_what_is_no_timeml_is_named(source: str, complaint: str) -> None:
    articles, [problem] = read(source)
    assert articles == []
    assert complaint in problem
    assert "\n" not in problem


def test_a_creation_time_that_is_no_date_is_named() -> None:
    [article], [problem] = read(document("It left.", [], "2024-11-31"))
    assert article.stated == ()
    assert "the date in creation time cannot be read" in problem
