"""Date lines, a case a line: what they say, and what only looks like one."""

from __future__ import annotations

import pytest

from chrono.article import Article
from chrono.dating import date_article
from chrono.dating.grammar import stamp_patterns, table
from chrono.dating.stamps import find, read

BODY = "Talks between the two sides went on in the capital, and neither of them would say what had been agreed."

# line, what the article's date comes to
EXACT = [
    ("12:59 PM EST, November 14, 2024", "2024-11-14T12:59-05:00"),
    ("Published: Nov. 14, 2024 at 12:59 p.m. ET", "2024-11-14T12:59-05:00"),
    ("Published: July 14, 2024 at 12:59 p.m. ET", "2024-07-14T12:59-04:00"),
    ("Updated 3:07 PM GMT, Thu November 14, 2024", "2024-11-14T15:07Z"),
    (
        "Published 11:00 PM EST, Wed November 13, 2024 | Updated 1:07 AM EST, Thu November 14, 2024",
        "2024-11-13T23:00-05:00",
    ),
    ("First published: 13 November 2024 Last updated: 15 November 2024", "2024-11-13"),
    ("Last updated: 15 November 2024 First published: 13 November 2024", "2024-11-13"),
    ("PUBLISHED: 12:59, 14 November 2024 | UPDATED: 13:40, 15 November 2024", "2024-11-14T12:59"),
    ("KYIV, Ukraine (AP) — Nov. 14, 2024", "2024-11-14"),
    ("KYIV, Ukraine (AP) — Nov. 14, 2024 — The talks went on.", "2024-11-14"),
    ("SAN FRANCISCO, Nov. 14, 2024 /PRNewswire/ -- The firm has a new owner.", "2024-11-14"),
    ("NEW YORK--(BUSINESS WIRE)--November 14, 2024-- The firm has a new owner.", "2024-11-14"),
    ("By Jane Doe | Nov 14, 2024 | 6:00am EST", "2024-11-14T06:00-05:00"),
    ("By Jane Doe | Nov 14, 2024 | 6am EST", "2024-11-14T06-05:00"),
    ("By MARC SANTORA NOV. 14, 2024", "2024-11-14"),
    ("By Jane Doe and John Roe, Kyiv | Thu 14 Nov 2024", "2024-11-14"),
    ("Posted by admin on November 14, 2024", "2024-11-14"),
    ("November 14, 2024 by admin", "2024-11-14"),
    ("Thursday 14 November 2024 18.05 GMT", "2024-11-14T18:05Z"),
    ("Thu, 14 Nov 2024 12:59:00 -0500", "2024-11-14T12:59-05:00"),
    ("Date: Thu, 14 Nov 2024 12:59:00 +0000 (UTC)", "2024-11-14T12:59Z"),
    ("Thu Nov 14 2024 12:59:00 GMT-0500 (Eastern Standard Time)", "2024-11-14T12:59-05:00"),
    ("2024-11-14T12:59:00-05:00", "2024-11-14T12:59-05:00"),
    ("2024-11-14T12:59:00.123Z", "2024-11-14T12:59Z"),
    ("2024-11-14 12:59", "2024-11-14T12:59"),
    ("2024-11-14", "2024-11-14"),
    ("2024/11/14", "2024-11-14"),
    ("14/11/2024", "2024-11-14"),
    ("11/14/2024", "2024-11-14"),
    ("04/04/2024", "2024-04-04"),
    ("Wed 03/04/2024", "2024-04-03"),
    ("14.11.2024 12:59", "2024-11-14T12:59"),
    ("14-Nov-2024", "2024-11-14"),
    ("2024년 11월 14일", "2024-11-14"),
    ("입력 2024.11.14 오후 12:59", "2024-11-14T12:59"),
    ("입력 2024.11.14 오후 1:07", "2024-11-14T13:07"),
    ("2024年11月14日", "2024-11-14"),
    ("2024年11月14日(木) 12時59分", "2024-11-14T12:59"),
    ("发布时间：2024-11-14 12:59", "2024-11-14T12:59"),
    ("14 novembre 2024 à 12h59", "2024-11-14T12:59"),
    ("Publié le jeudi 14 novembre 2024 à 12h59", "2024-11-14T12:59"),
    ("14. November 2024, 12:59 Uhr", "2024-11-14T12:59"),
    ("Donnerstag, 14. November 2024", "2024-11-14"),
    ("Stand: 14.11.2024 12:59 Uhr", "2024-11-14T12:59"),
    ("14 листопада 2024", "2024-11-14"),
    ("Опубліковано: 14 листопада 2024, 12:59", "2024-11-14T12:59"),
    ("14 ноября 2024 г., 12:59", "2024-11-14T12:59"),
    ("14 listopada 2024", "2024-11-14"),
    ("Opublikowano: 14 listopada 2024, godz. 12:59", "2024-11-14T12:59"),
    ("14 de noviembre de 2024", "2024-11-14"),
    ("14 Kasım 2024", "2024-11-14"),
    ("2024. november 14. 12:59", "2024-11-14T12:59"),
    ("ngày 14 tháng 11 năm 2024", "2024-11-14"),
    ("Posted on November 14th, 2024", "2024-11-14"),
    ("Nov 14 2024 – 12:59 pm IST", "2024-11-14"),
    ("14 Nov 2024, 09:15 BST", "2024-11-14"),
    ("November 14, 2024 9:15 AM CST", "2024-11-14"),
    ("July 14, 2024 9:15 AM EST", "2024-07-14"),
    ("November 14, 2024 5:30", "2024-11-14"),
    ("November 3, 2024 1:30 AM ET", "2024-11-03"),
    ("Issued on: 14/11/2024 - 12:59 Modified: 15/11/2024", "2024-11-14T12:59"),
    ("2 min read · Nov 14, 2024", "2024-11-14"),
    ("Nov 14, 2024 · 5 min read", "2024-11-14"),
    ("BBC News · 14 November 2024 · 3 comments", "2024-11-14"),
    ("This story was first published on November 14, 2024.", "2024-11-14"),
    ("Published\n\nNovember 14, 2024", "2024-11-14"),
    ("Published:\nNovember 14, 2024\nUpdated:\nNovember 15, 2024", "2024-11-14"),
    ("Nov. 14, 2024", "2024-11-14"),
    ("Nov.\u00a014,\u00a02024", "2024-11-14"),
    ("\u200bNov. 14, 2024\u200e", "2024-11-14"),
]

# line, what its evidence says; the article stays without an exact date
OPEN = [
    ("KYIV, Nov 14 (Reuters) -", ["XXXX-11-14"], "unknown"),
    ("KYIV, Nov 14 (Reuters) - The talks went on.", ["XXXX-11-14"], "unknown"),
    ("MOSCOW, November 14. /TASS/.", ["XXXX-11-14"], "unknown"),
    ("MOSCOW, November 14. /TASS/. The talks went on.", ["XXXX-11-14"], "unknown"),
    ("BEIJING, Nov. 14 (Xinhua) -- The talks went on.", ["XXXX-11-14"], "unknown"),
    ("Nov. 14 (UPI) -- The talks went on.", ["XXXX-11-14"], "unknown"),
    ("New Delhi, Nov 14 (PTI) The talks went on.", ["XXXX-11-14"], "unknown"),
    ("KYIV, Nov. 14 — The talks went on.", ["XXXX-11-14"], "unknown"),
    ("By Jane Doe, Nov. 14", ["XXXX-11-14"], "unknown"),
    ("KYIV, Friday, Nov 14 (Reuters) -", ["XXXX-11-14", "XXXX-WXX-5"], "unknown"),
    ("03/04/2024", ["[2024-03-04,2024-04-03]"], "interval"),
    ("Published: 03/04/2024, 12:59", ["[2024-03-04,2024-04-03]"], "interval"),
    ("Friday, Nov. 14, 2024", ["2024-11-14", "XXXX-WXX-5"], "conflict"),
    ("Kyiv, 14 November 2024", ["2024-11-14"], "unknown"),  # a caption may look so: a suggestion
]

NOTHING = [
    "Posted 3 hours ago",
    "Updated 3 hours ago",
    "Yesterday at 4:15 PM",
    "© 2024 The Paper. All rights reserved.",
    "Copyright November 14, 2024",
    "Volume 12, No. 11",
    "Call 555-2024-11",
    "Call 202-555-2024",
    "Accessed on November 14, 2024",
    "The law was signed on November 14, 2024.",
    "November 14, 2024 was a Thursday.",
    "On November 14, 2024",
    "By November 14, 2024",
    "By Friday, Nov. 15, 2024",
    "Until November 14, 2024",
    "The deadline: November 14, 2024",
    "It begins on Nov 14, 2024 at 12:59 p.m. ET",
    "Nov 14",
    "14 November",
    "November 2024",
    "Kyiv, November 2024",
    "November 13, 2024 – November 15, 2024",
    "12:59 PM Nov 14, 2024 1:05 PM",
    "14 apples 2024",
    "14.11.20245",
    "2024-11-14-001",
    "v1.14.11.2024",
    "Flight 14/11/2024/7",
    "Nov 14, 2024 25:99",
    "Room 2024, 14 Nov Street",
    "14 Nov 24",
    "March 4",
    "May 5 (see above)",
    "NATO, Nov. 14, is where it began and where it is to end.",
    "Kyiv, Nov. 14, is where it began.",
]


def dated(text: str, language: str = "en") -> tuple[str, str | None, list[str], list[str]]:
    article, problems = date_article(Article("a.txt", text, language=language))
    published = article.published
    says = [piece.says for piece in published.evidence]
    assert all(piece.quote in text for piece in published.evidence)
    return published.status, published.edtf, says, [str(problem) for problem in problems]


@pytest.mark.parametrize(("line", "date"), EXACT)
def test_exact(line: str, date: str) -> None:
    status, edtf, says, problems = dated(f"The talks so far\n\n{line}\n\n{BODY}\n")
    assert (status, edtf, problems) == ("exact", date, []), says


@pytest.mark.parametrize(("line", "says", "status"), OPEN)
def test_open(line: str, says: list[str], status: str) -> None:
    got, edtf, evidence, _ = dated(f"The talks so far\n\n{line}\n\n{BODY}\n")
    assert (got, evidence) == (status, says)
    assert (edtf is None) == (status != "interval")


@pytest.mark.parametrize("line", NOTHING)
def test_nothing(line: str) -> None:
    for text in (line, f"The talks so far\n\n{line}\n\n{BODY}\n", f"{BODY}\n{BODY}\n{line}\n"):
        status, edtf, says, problems = dated(text)
        assert (status, edtf, problems) == ("unknown", None, []), says
        assert says == []


@pytest.mark.parametrize(
    "line", ["November 31, 2024", "Feb. 29, 2023", "Published: 31/11/2024, 12:59", "Updated 0 May 2024", "2024-13-01"]
)
def test_a_day_that_does_not_exist_is_a_problem(line: str) -> None:
    status, edtf, says, problems = dated(f"The talks so far\n\n{line}\n\n{BODY}\n")
    assert (status, edtf, says) == ("unknown", None, [])
    [problem] = problems
    assert problem.startswith(f"a.txt:3: the date line {line!r} names a day that does not exist")


def test_a_weekday_that_does_not_fit_is_a_conflict_with_both_sides() -> None:
    _, _, says, [problem] = dated(f"Friday, Nov. 14, 2024\n{BODY}")
    assert says == ["2024-11-14", "XXXX-WXX-5"]
    assert problem.startswith("a.txt: its dates disagree: 2024-11-14 (date line: 'Friday, Nov. 14, 2024'); a Friday (")


@pytest.mark.parametrize(
    ("line", "language", "date"),
    [
        ("03/04/2024", "de", "2024-04-03"),
        ("11/14/2024", "de", "2024-11-14"),
        ("14 listopada 2024", "pl", "2024-11-14"),
        ("14 listopada 2024", "hr", "2024-10-14"),
        ("5:30, 14 листопада 2024", "uk", "2024-11-14T05:30"),
        ("14 novembre 2024", "xx", "2024-11-14"),
    ],
)
def test_the_language_of_the_article(line: str, language: str, date: str) -> None:
    assert dated(line, language)[:2] == ("exact", date)


def test_a_month_that_two_languages_name_differently_stays_open() -> None:
    croatian = "Pregovori su se nastavili, a što je dogovoreno nitko nije želio reći."
    assert dated(f"14 listopada 2024\n{croatian}")[:2] == ("interval", "[2024-10-14,2024-11-14]")


def test_a_caption_told_twice_is_no_date_line() -> None:
    caption = "A street in the old town, 14 May 2023"
    assert dated(f"Talks\n{caption}\n{caption}\n{BODY}")[0] == "unknown"


def test_dates_that_head_chapters_are_not_the_articles_own() -> None:
    chapters = "".join(f"February {day}, 2022\n{BODY}\n" for day in (24, 25, 26))
    assert dated(f"The war so far\n{chapters}")[0] == "unknown"
    assert dated(f"The war so far\nPublished November 14, 2024\n{chapters}")[:2] == ("exact", "2024-11-14")


def test_the_date_line_after_a_byline_deep_in_the_head() -> None:
    head = ["Talks begin", "Talks begin", f"{BODY}", "A table", "A table", "Images source: © the paper", "Jane Doe"]
    text = "\r\n\r\n".join([*head, "12:59 PM EST, November 14, 2024", *[BODY] * 6])
    assert dated(text)[:2] == ("exact", "2024-11-14T12:59-05:00")


def test_a_day_at_the_very_top_may_be_the_day_of_reading() -> None:
    assert dated(f"Thursday, November 14, 2024\nThe talks so far\n{BODY}")[0] == "unknown"
    assert dated(f"November 14, 2024\nThe talks so far\n{BODY}")[0] == "exact"
    assert dated(f"Thursday, November 14, 2024\n{BODY}")[0] == "exact"


def test_a_line_of_too_many_pieces_is_a_list() -> None:
    assert dated("Kyiv | " * 12 + "Nov 14, 2024")[0] == "exact"
    assert dated("Kyiv | " * 13 + "Nov 14, 2024")[0] == "unknown"


def test_every_form_of_date_has_examples_that_it_alone_reads() -> None:
    for form, pattern in zip(table()["date"], stamp_patterns(), strict=True):
        for example in form["examples"]:
            assert pattern.fullmatch(example), (form["name"], example)
            [found] = find(example)
            stamp = read(found)
            assert stamp is not None
            assert stamp.says[4:] == "-11-14", (form["name"], example)
