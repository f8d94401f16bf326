"""Date lines in all manner of surroundings: the date comes out right, or not at all; never a wrong one."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product

import pytest

from chrono.article import Article
from chrono.dating import date_article

# The line, its date at the grain of a day, whether it is exact where it stands clear.
LINES = [
    ("12:59 PM EST, November 14, 2024", "2024-11-14", True),
    ("Published: Nov. 14, 2024 at 12:59 p.m. ET", "2024-11-14", True),
    ("Updated 3:07 PM GMT, Thu November 14, 2024", "2024-11-14", True),
    ("Published 11:00 PM EST, Wed November 13, 2024 | Updated 1:07 AM EST, Thu November 14, 2024", "2024-11-13", True),
    ("First published: 13 November 2024 Last updated: 15 November 2024", "2024-11-13", True),
    ("KYIV, Ukraine (AP) — Nov. 14, 2024", "2024-11-14", True),
    ("KYIV, Nov 14 (Reuters) -", "", False),
    ("MOSCOW, November 14. /TASS/.", "", False),
    ("By Jane Doe | Nov 14, 2024 | 6:00am EST", "2024-11-14", True),
    ("By MARC SANTORA NOV. 14, 2024", "2024-11-14", True),
    ("Thursday 14 November 2024 18.05 GMT", "2024-11-14", True),
    ("Thu, 14 Nov 2024 12:59:00 -0500", "2024-11-14", True),
    ("2024-11-14T12:59:00-05:00", "2024-11-14", True),
    ("14/11/2024", "2024-11-14", True),
    ("03/04/2024", "", False),
    ("14.11.2024 12:59", "2024-11-14", True),
    ("2024년 11월 14일", "2024-11-14", True),
    ("14 novembre 2024 à 12h59", "2024-11-14", True),
    ("14. November 2024, 12:59 Uhr", "2024-11-14", True),
    ("14 листопада 2024", "2024-11-14", True),
    ("14 listopada 2024", "2024-11-14", True),
    ("Posted on November 14th, 2024", "2024-11-14", True),
    ("Nov 14 2024 – 12:59 pm IST", "2024-11-14", True),
    ("Issued on: 14/11/2024 - 12:59 Modified: 15/11/2024", "2024-11-14", True),
    ("2 min read · Nov 14, 2024", "2024-11-14", True),
    ("Friday, Nov. 14, 2024", "", False),
    ("November 31, 2024", "", False),
    ("Posted 3 hours ago", "", False),
    ("© 2024 The Paper", "", False),
    ("", "", False),
]

P1 = "Talks between the two sides went on in the capital, and neither of them would say what had been agreed so far."
P2 = "Since February 24, 2022 the front has moved east and back again, and on November 5, 2024 it moved once more."
P3 = "A meeting that was planned for December 1, 2024 is off, said an official who was not allowed to give a name."
LONG = f"{P1} {P2} {P3}"
STORY = f"{P1}\n\n{P2}\n\n{P3}\n\n{LONG}\n\n{LONG}"

Surroundings = Callable[[str], str]

CLEAR: dict[str, Surroundings] = {
    "alone": lambda line: line,
    "below the title": lambda line: f"Talks go on\n\n{line}\n\n{STORY}\n",
    "above the title": lambda line: f"{line}\nTalks go on\n{STORY}\n",
    "carriage returns": lambda line: f"Talks go on\r\n\r\n  {line}  \r\n\r\n{LONG}\r\n",
    "after lead, captions and byline": lambda line: (
        f"Talks go on\n\nTalks go on\n\n{P1}\n\nA table\nA table\nImages: © A Paper | A Name\nA Name\n\n"
        f"{line}\n\n{STORY}"
    ),
    "a menu above": lambda line: (
        f"Home > National > Defense\n\nprint email share\n\nTalks go on\n{line}\n{LONG}\n{LONG}"
    ),
    "old dates in the story": lambda line: f"Talks go on\n{line}\n{P2}\n{P3}\n{P2}\n{P3}\n",
    "readers below": lambda line: (
        f"Talks go on\n{line}\n{STORY}\n\n2 Comments\n\nA Reader\nNovember 20, 2024 at 3:04 pm\nThank you.\n"
    ),
    "other stories below": lambda line: (
        f"Talks go on\n{line}\n{STORY}\n\nRelated stories\n\nA bridge opens\nNov. 2, 2024\n"
        "A bridge closes\nPublished Nov. 3, 2024\n"
    ),
    "a copyright below": lambda line: f"Talks go on\n{line}\n{STORY}\n© 2019-2025 The Paper. All rights reserved.\n",
    "an old one updated site": lambda line: f"Talks go on\n{line}\n{STORY}\n\nLast updated: January 3, 2025\n",
    "at the very end": lambda line: f"Talks go on\n{STORY}\n\n{line}\n",
    "at the end above a footer": lambda line: f"Talks go on\n{STORY}\n{line}\n© 2025 The Paper\n",
}

DOUBTFUL: dict[str, Surroundings] = {
    "a sidebar above": lambda line: (
        f"Most read\n\nA bridge opens\nNov. 2, 2024\n\nTalks go on\n{line}\n{LONG}\n{LONG}\n"
    ),
    "a masthead of the day": lambda line: f"Monday, November 25, 2024\nTalks go on\n{line}\n{STORY}\n",
    "readers without a heading": lambda line: (
        f"Talks go on\n{line}\n{P1}\n{P2}\n\nA Reader\nNovember 20, 2024 at 3:04 pm\n"
        "Thank you for this piece, I will read it again.\n"
    ),
    "other stories without a heading": lambda line: f"Talks go on\n{line}\n{STORY}\n\nA bridge opens\nNov. 2, 2024\n",
    "chapters": lambda line: (
        f"Talks so far\n{line}\nNovember 5, 2024\n{P1}\nNovember 6, 2024\n{P2}\nNovember 7, 2024\n{P3}\n"
    ),
    "a caption": lambda line: f"Talks go on\nThe old town, 14 May 2023.\nKyiv, May 14, 2023\n{line}\n{STORY}\n",
    "a deadline": lambda line: (
        f"Talks go on\n{line}\nThe deadline: December 20, 2024\nUntil December 31, 2024\n{STORY}\n"
    ),
}


def told(text: str) -> tuple[str, str | None]:
    published = date_article(Article("a.txt", text))[0].published
    return published.status, published.edtf


@pytest.mark.parametrize(("line", "day", "exact", "name"), [(*line, name) for line, name in product(LINES, CLEAR)])
def test_clear(line: str, day: str, exact: bool, name: str) -> None:
    status, edtf = told(CLEAR[name](line))
    assert (status == "exact") == exact, (status, edtf)
    assert not exact or (edtf or "").startswith(day)


@pytest.mark.parametrize(
    ("line", "day", "name"), [(line, day, name) for (line, day, _), name in product(LINES, DOUBTFUL)]
)
def test_doubtful(line: str, day: str, name: str) -> None:
    status, edtf = told(DOUBTFUL[name](line))
    assert status != "exact" or (day and edtf is not None and edtf.startswith(day)), (status, edtf)


@pytest.mark.parametrize(
    "sentence",
    [
        P1, P2, P3, LONG,
        "On 14 November 2024 the two sides met.",
        "Nov. 14, 2024, was the day it ended.",
        "It was published on November 14, 2024, in a paper nobody reads.",
        "The report, dated 14/11/2024, says little.",
        "Kyiv, November 14, 2024, a Thursday: the talks went on.",
        "Was it on 14 листопада 2024?",
        "He was born on May 5, 1970 in Kyiv and died on November 14, 2024.",
        "From Nov. 14, 2024 to Dec. 1, 2024",
        "The book (published 14 November 2024) sells well.",
        "Elections: November 5, 2024 and January 20, 2025",
        "Oil fell to $70 on Nov 14, 2024 - a low of two years.",
    ],
)  # fmt: skip
def test_a_sentence_is_no_date_line(sentence: str) -> None:
    for text in (sentence, f"Talks go on\n{sentence}\n{STORY}", f"{STORY}\n{sentence}\n"):
        article, problems = date_article(Article("a.txt", text))
        assert article.published.evidence == ()
        assert problems == []


def test_there_are_enough_of_them() -> None:
    assert len(LINES) * (len(CLEAR) + len(DOUBTFUL)) >= 400
