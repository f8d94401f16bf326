"""Dates in URLs and in the names of files."""

from __future__ import annotations

import pytest

from chrono.article import Article
from chrono.dating.addresses import in_file_name, in_url


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("https://paper.example/2024/11/14/world/talks.html", ["2024-11-14"]),
        ("https://paper.example/world/2024/nov/14/talks", ["2024-11-14"]),
        ("https://paper.example/2024/3/4", ["2024-03-04"]),
        ("https://paper.example/talks-2024-11-14/", ["2024-11-14"]),
        ("https://paper.example/talks_20241114.html", ["2024-11-14"]),
        ("https://paper.example/2024/11/14/what-began-on-2022-02-24", ["2024-11-14"]),
        ("https://paper.example/2024/11/talks", ["2024-11"]),
        ("https://archive.example/web/20241120123456/https://paper.example/2024/11/14/x", ["2024-11-14"]),
        ("https://paper.example/from-2022-02-24-to-2024-11-14", []),
        ("https://paper.example/2024/11/31/talks", ["2024-11"]),
        ("https://paper.example/2024/13/14/talks", []),
        ("https://paper.example/2024/talks-14", []),
        ("https://paper.example/id/120241114", []),
        ("https://paper.example/talks?date=2024-11-14#2024-11-15", []),
        ("https://2024-11-14.example/talks", []),
        ("https://[broken/2024/11/14/", []),
        ("", []),
    ],
)
def test_url(url: str, says: list[str]) -> None:
    assert [piece.says for piece in in_url(Article("a.txt", "", url=url))] == says


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("20241114.txt", ["2024-11-14"]),
        ("2024-11-14-talks.md", ["2024-11-14"]),
        ("kyiv/talks 2024_11_14.txt", ["2024-11-14"]),
        ("2024-11-14/talks.txt", []),
        ("dump.jsonl#20241114", []),
        ("20241131.txt", []),
        ("2024-11.txt", []),
        ("002_f1d27c89259c8a0d.txt", []),
        ("120241114.txt", []),
    ],
)
def test_file_name(name: str, says: list[str]) -> None:
    assert [piece.says for piece in in_file_name(Article(name, ""))] == says
