"""The ladder: what pieces of evidence come to together."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chrono.article import Article, Evidence
from chrono.dating import date_article, describe, weigh
from chrono.temporal.edtf import parse

# what the pieces say, all of them hard; the status; the date
TOGETHER = [
    ([], "unknown", None),
    (["2024-11-14"], "exact", "2024-11-14"),
    (["2024-11-14", "2024-11-14"], "exact", "2024-11-14"),
    (["2024-11", "2024-11-14"], "exact", "2024-11-14"),
    (["2024-11-14", "2024-11-14T12:59-05:00"], "exact", "2024-11-14T12:59-05:00"),
    (["2024-11-14T12:59", "2024-11-14T12:59-05:00"], "exact", "2024-11-14T12:59-05:00"),
    (["2024-11", "2024"], "interval", "2024-11"),
    (["2024-11-01/2024-11-20", "2024-11-10/2024-12-01"], "interval", "2024-11-10/2024-11-20"),
    (["2024-11-01/2024-11-14", "2024-11-14/.."], "exact", "2024-11-14"),
    (["2024-11-06/..", "../2025-01-20"], "interval", "2024-11-06/2025-01-20"),
    (["2024-11-06/", "2024-11-08/.."], "interval", "2024-11-08/.."),
    (["2024-11-14", "2024-11-16"], "conflict", None),
    (["2024-11", "2024-12"], "conflict", None),
    (["2024-11-14", "2024-11-16", "2024-11"], "conflict", None),
    # the same moment in two zones is told in the local one
    (["2024-11-14T17:59Z", "2024-11-14T12:59-05:00"], "exact", "2024-11-14T12:59-05:00"),
    (["2024-11-13T23:00-05:00", "2024-11-14T04:00Z"], "exact", "2024-11-13T23:00-05:00"),
    (["2024-11-14T17:59:30Z", "2024-11-14T17:59Z"], "exact", "2024-11-14T17:59:30Z"),
    (["../2024-11-14T12:00", "2024-11-15T12:00"], "conflict", None),
    (["2024-11-14T12:00/..", "2024-11-14T11:00Z"], "interval", "2024-11-14/2024-11-15"),
    # two moments of one day agree on the day
    (["2024-11-14T12:59", "2024-11-14T13:07"], "exact", "2024-11-14"),
    (["2024-11-14T12:59", "2024-11-14T13:07", "2024-11-14T13:07"], "exact", "2024-11-14"),
    (["2024-11-14T17:30Z", "2024-11-14T12:59-05:00"], "exact", "2024-11-14"),
    (["2024-11-14", "2024-11-15T01:30Z", "2024-11-14T20:30-05:00"], "exact", "2024-11-14T20:30-05:00"),
    (["2024-11-14T04:02Z", "2024-11-13T23:00-05:00"], "exact", "2024-11-13"),
    (["2024-11-14T12:59-05:00", "2024-11-15T12:59-05:00"], "conflict", None),
    # a day has no zone: the moment may be on the next day in Greenwich
    (["2024-11-14", "2024-11-15T01:30Z"], "exact", "2024-11-14"),
    (["2024-11-15T01:30Z", "2024-11-14"], "exact", "2024-11-14"),
    (["2024-11", "2024-12-01T01:30Z"], "exact", "2024-11-30"),
    (["2024-11-14", "2024-11-16T01:30Z"], "conflict", None),
    # a date that can be read in two ways
    (["[2024-03-04,2024-04-03]"], "interval", "[2024-03-04,2024-04-03]"),
    (["[2024-03-04,2024-04-03]", "2024-04"], "exact", "2024-04-03"),
    (["[2024-03-04,2024-04-03]", "2024-03-04T12:59"], "exact", "2024-03-04T12:59"),
    (["[2024-03-04,2024-04-03]", "[2024-04-03,2024-05-06]"], "exact", "2024-04-03"),
    (["[2024-03-04,2024-04-03]", "2024-05"], "conflict", None),
    (["[2024-03-04,2024-04-03]", "XXXX-WXX-3"], "exact", "2024-04-03"),
    # a day without its year, a weekday
    (["XXXX-11-14"], "unknown", None),
    (["XXXX-11-14", "XXXX-WXX-5"], "unknown", None),
    (["XXXX-11-14", "XXXX-11-15"], "conflict", None),
    (["XXXX-WXX-4", "XXXX-WXX-5"], "conflict", None),
    (["XXXX-11-14", "2024-11"], "exact", "2024-11-14"),
    (["XXXX-11-14", "2024-11-06/2025-01-20"], "exact", "2024-11-14"),
    (["XXXX-11-14", "2023/2024"], "interval", "[2023-11-14,2024-11-14]"),
    (["XXXX-11-14", "XXXX-WXX-4", "2020/2025"], "exact", "2024-11-14"),
    (["XXXX-11-14", "2024-12"], "conflict", None),
    (["XXXX-11-14", "2024-11-06/.."], "interval", "2024-11-06/.."),
    (["XXXX-11-14", "2024-11-15T01:30Z"], "exact", "2024-11-14"),
    (["XXXX-02-29", "2021/2025"], "exact", "2024-02-29"),
    (["XXXX-WXX-5", "2024-11-14"], "conflict", None),
    (["XXXX-WXX-5", "2024-11-11/2024-11-17"], "exact", "2024-11-15"),
    (["XXXX-WXX-5", "2024"], "interval", "2024"),
    # what is sure of itself goes before what is not
    (["2024-11-14~", "2024-11-14"], "exact", "2024-11-14"),
    (["2024-11-14~"], "interval", "2024-11-14~"),
]


def hard(says: str, rule: str = "test", weight: Literal["decides", "hard", "soft"] = "hard") -> Evidence:
    return Evidence(says, rule, says, weight)


@pytest.mark.parametrize(("says", "status", "edtf"), TOGETHER)
def test_together(says: list[str], status: str, edtf: str | None) -> None:
    evidence = [hard(each) for each in says]
    dating = weigh(evidence)
    assert (dating.status, dating.edtf) == (status, edtf)
    assert dating.evidence == tuple(evidence)
    if edtf:
        assert dating.interval == parse(edtf).interval
    else:
        assert dating.interval.earliest is dating.interval.latest is None


@pytest.mark.parametrize(("says", "status", "edtf"), TOGETHER)
def test_their_order_does_not_matter(says: list[str], status: str, edtf: str | None) -> None:
    dating = weigh([hard(each) for each in reversed(says)])
    assert (dating.status, dating.edtf) == (status, edtf)


DAYS = st.dates(date(2024, 10, 30), date(2024, 11, 2)).map(str)
MOMENTS = st.builds("{}T{:02d}:{:02d}".format, DAYS, st.integers(11, 13), st.sampled_from((0, 59)))
PIECES = st.lists(st.one_of(DAYS, DAYS.map(lambda day: day[:7]), DAYS.map(lambda day: day[:4]), MOMENTS), max_size=4)


@given(PIECES)
def test_the_answer_lies_in_every_piece(says: list[str]) -> None:
    dating = weigh([hard(each) for each in says])
    if dating.edtf is not None:
        assert all(parse(each).interval.overlaps(dating.interval) for each in says)
        assert dating.interval == parse(dating.edtf).interval
    else:
        assert dating.status == ("conflict" if says else "unknown")
    assert replace(dating, evidence=()) == replace(weigh([hard(each) for each in reversed(says)]), evidence=())


def test_what_decides_decides_and_soft_evidence_is_never_a_date() -> None:
    assert weigh([hard("2024-11-14"), hard("2024-12-16", weight="decides")]).edtf == "2024-12-16"
    assert weigh([hard("2024-11-14"), hard("2024-12-16", weight="soft")]).edtf == "2024-11-14"
    soft = weigh([hard("2024-12-16", weight="soft")])
    assert (soft.status, soft.edtf) == ("unknown", None)


@pytest.mark.parametrize(
    ("article", "status", "edtf"),
    [
        (Article("a.txt", "", url="https://paper.example/2024/11/14/talks"), "exact", "2024-11-14"),
        (Article("a.txt", "", url="https://paper.example/2024/11/talks.html"), "interval", "2024-11"),
        (Article("20241114-talks.txt", ""), "exact", "2024-11-14"),
        # a file's name and an update give way
        (Article("20241120-talks.txt", "November 14, 2024"), "exact", "2024-11-14"),
        (Article("a.txt", "Updated Nov 15, 2024", url="https://paper.example/2024/11/14/"), "exact", "2024-11-14"),
        (Article("20241120-talks.txt", "Updated Nov 15, 2024"), "exact", "2024-11-15"),
        (Article("a.txt", "Updated Nov 15, 2024", stated=(hard("2024-11-14"),)), "exact", "2024-11-14"),
        # a URL closes the year, a date line tells the day of a month
        (Article("a.txt", "KYIV, Nov 14 (Reuters) -", url="https://paper.example/2024/11/"), "exact", "2024-11-14"),
        (Article("a.txt", "03/04/2024", url="https://paper.example/2024/apr/03/x"), "exact", "2024-04-03"),
        (Article("a.txt", "Nov. 13, 2024", url="https://paper.example/2024/11/14/"), "conflict", None),
        # a dateline is of the day of writing
        (Article("a.txt", "KYIV, Nov 13 (Reuters) -\nPublished Nov 14, 2024"), "exact", "2024-11-14"),
        (Article("a.txt", "KYIV, Nov. 13, 2024 (AP) -\nPublished Nov 14, 2024, 6:00 EST"), "exact", "2024-11-14"),
        (Article("a.txt", "KYIV, Nov 13 (Reuters) -", url="https://paper.example/2024/11/14/"), "exact", "2024-11-14"),
        (Article("a.txt", "KYIV, Nov 15 (Reuters) -", url="https://paper.example/2024/11/14/"), "conflict", None),
        (Article("a.txt", "KYIV, Nov 12 (Reuters) -", url="https://paper.example/2024/11/14/"), "conflict", None),
        (Article("a.txt", "Nov. 14, 2024", stated=(hard("2024-11-20", weight="soft"),)), "exact", "2024-11-14"),
    ],
)
def test_date_article(article: Article, status: str, edtf: str | None) -> None:
    dated, problems = date_article(article)
    assert (dated.published.status, dated.published.edtf) == (status, edtf)
    assert [problem.stage for problem in problems] == (["dating"] if status == "conflict" else [])
    assert (dated.id, dated.text, dated.stated) == (article.id, article.text, article.stated)


def test_evidence_that_cannot_be_read_is_a_problem_and_the_rest_counts() -> None:
    article = Article("a.txt", "", stated=(hard("2024-11-31", "json-ld"), hard("2024-11-14", "meta")))
    dated, [problem] = date_article(article)
    assert dated.published.edtf == "2024-11-14"
    assert str(problem).startswith("a.txt: its date '2024-11-31' (json-ld) is not one that can be read")


def test_describe() -> None:
    text = "KYIV, Friday, Apr 3 (Reuters) -\nBy Jane Doe, Apr 2\nPublished: 03/04/2024\nUpdated: 2024-04-05"
    dated, _ = date_article(Article("a.txt", text, stated=(hard("2024-04", "meta"),)))
    assert describe(dated.published) == [
        "meta: 2024-04",
        "dateline: 3 April of a year not given, from “KYIV, Friday, Apr 3 (Reuters) -”",
        "weekday in the date line: a Friday, from “KYIV, Friday, Apr 3 (Reuters) -”",
        "date line: 2 April of a year not given, a suggestion only, from “By Jane Doe, Apr 2”",
        "date line: 2024-03-04 or 2024-04-03, from “Published: 03/04/2024”",
        "update in the date line: 2024-04-05, a suggestion only, from “Updated: 2024-04-05”",
    ]
    assert dated.published.status == "conflict"  # 3 April 2024 was a Wednesday
