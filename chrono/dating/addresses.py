"""Dates in an article's address: ``/2024/11/14/`` or ``20241114`` in its URL, and in the name of its file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from urllib.parse import urlsplit

from chrono.article import Article, Evidence
from chrono.dating.grammar import table
from chrono.temporal.calendar import day_number, exists, iso_date

URL_RULE = "url"
FILE_NAME_RULE = "file name"
_YEAR, _MONTH, _DAY = (
    r"(?P<year>(?:19|20)\d\d)",
    r"(?P<month>0?[1-9]|1[0-2])",
    r"(?P<day>0?[1-9]|[12]\d|3[01])",
)
_MONTH_FOLDER = re.compile(rf"/{_YEAR}/{_MONTH}(?=/|$)")
_WRITTEN = re.compile(
    r"(?<![0-9])(?P<year>(?:19|20)\d\d)(?P<mark>[-_.]?)(?P<month>0[1-9]|1[0-2])(?P=mark)(?P<day>0[1-9]|[12]\d|3[01])"
    r"(?![0-9])"
)


def in_url(article: Article) -> list[Evidence]:
    """The date in the path of an article's URL: its folders, else its digits, else the month.

    >>> [piece.says for piece in in_url(Article("a", "", url="https://paper.example/2024/nov/14/back-in-2022"))]
    ['2024-11-14']
    >>> [piece.says for piece in in_url(Article("a", "", url="https://paper.example/20241114_12.html"))]
    ['2024-11-14']
    """
    if not article.url:
        return []
    try:
        path = urlsplit(article.url).path
    except ValueError:
        return []
    found = set(_days(_folders(), path)) or set(_days(_WRITTEN, path)) or set(_months(path))
    return [Evidence(article.url, URL_RULE, says, "hard") for says in found] if len(found) == 1 else []


def in_file_name(article: Article) -> list[Evidence]:
    """The day in the name of an article's file, ``2024-11-14-talks.md``.

    >>> [piece.says for piece in in_file_name(Article("reuters/20241114 talks.txt", ""))]
    ['2024-11-14']
    """
    name = article.id.partition("#")[0].rpartition("/")[2]
    found = set(_days(_WRITTEN, name))
    return [Evidence(name, FILE_NAME_RULE, says, "hard") for says in found] if len(found) == 1 else []


@cache
def _folders() -> re.Pattern[str]:
    names = "|".join(table()["english"]["months"])
    return re.compile(rf"/{_YEAR}/(?:{_MONTH}|(?P<name>{names}))/{_DAY}(?=[/_.-]|$)", re.IGNORECASE)


def _days(pattern: re.Pattern[str], path: str) -> Iterator[str]:
    for match in pattern.finditer(path):
        groups = match.groupdict()
        month = groups.get("month") or table()["english"]["months"][groups["name"].casefold()]
        date = int(match["year"]), int(month), int(match["day"])
        if exists(*date):
            yield iso_date(day_number(*date))


def _months(path: str) -> Iterator[str]:
    for match in _MONTH_FOLDER.finditer(path):
        yield f"{match['year']}-{int(match['month']):02d}"
