"""JSON documents."""

from __future__ import annotations

import json

import pytest

from chrono.article import Article, Evidence
from chrono.readers import json_document
from chrono.readers._files import Columns, File


def read(document: object, **columns: str) -> tuple[list[Article], list[str]]:
    raw = document if isinstance(document, bytes) else json.dumps(document).encode()
    articles, problems = json_document.read(File("a.json", raw, Columns(columns)))
    return articles, [str(problem) for problem in problems]


ONE = {"headline": "Ferry", "body": "It left.", "date": "2024-11-14", "author": [{"name": "Ann"}, {"name": "Bo"}]}


def test_one_article_is_the_file() -> None:
    [article], problems = read(ONE)
    assert (article.id, article.title, article.text, article.author) == ("a.json", "Ferry", "It left.", "Ann, Bo")
    assert article.stated == (Evidence("2024-11-14", "json date", "2024-11-14", "decides"),)
    assert problems == []


@pytest.mark.parametrize(
    ("document", "ids"),
    [
        ([ONE, {"id": 7, "text": "It came back."}], ["#1", "#7"]),
        ({"articles": [ONE, ONE]}, ["#1", "#2"]),
        ({"status": "ok", "response": {"total": 2, "results": [ONE, ONE]}}, ["#1", "#2"]),
        ({"ferry": ONE, "bridge": ONE}, ["#ferry", "#bridge"]),
        ([[ONE]], ["#1"]),
        ({"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "x", "content_html": "Hi"}]}, ["#x"]),
    ],
)
def test_articles_are_found_wherever_they_stand(document: object, ids: list[str]) -> None:
    articles, problems = read(document)
    assert [article.id for article in articles] == [f"a.json{own}" for own in ids]
    assert problems == []


def test_html_in_a_field_is_stripped_and_paragraphs_are_joined() -> None:
    texts = [
        {"content": {"rendered": "<p>It <b>left</b>.</p>\n<p>It came back.</p>"}, "title": {"rendered": "Ferry"}},
        {"content_html": "It left <i>late</i>.\n\nIt came &amp; went."},
        {"text": ["It left.", "It came back."]},
        {"text": "a < b, and <c> is no tag"},
        {"text": "<p> is a tag, he said"},
    ]
    articles, _ = read(texts)
    assert articles[0].title == "Ferry"
    assert [article.text for article in articles] == [
        "It left.\n\nIt came back.", "It left late.\n\nIt came & went.", "It left.\n\nIt came back.",
        "a < b, and <c> is no tag", "<p> is a tag, he said",
    ]  # fmt: skip


def test_fields_by_names_of_the_users_own() -> None:
    record = {"Story": "It left.", "meta": {"Dated": "14 Nov 2024"}, "text": "teaser", "a.b": "https://post.example/"}
    [article], _ = read([record], text="Story", published="meta.Dated", url="a.b")
    assert (article.text, article.stated[0].says, article.url) == ("It left.", "2024-11-14", "https://post.example/")


def test_a_file_of_json_lines_is_read_whatever_its_name() -> None:
    articles, problems = read(b'{"text": "One."}\n{"text": "Two."}\n[]\n')
    assert [article.text for article in articles] == ["One.", "Two."]
    assert problems == ['a.json:3: is not a JSON object; write {"title": …, "text": …} on each line']


@pytest.mark.parametrize(
    ("document", "complaint"),
    [
        ([ONE, {"text": 5}], 'record 2 has no text; put the article in "text", or name its field with --map text=NAME'),
        ([ONE, 7], 'record 2 is a number; write {"title": …, "text": …}'),
        ([ONE, None], "record 2 is null"),
        ([ONE, {"id": "x", "text": " "}], "record 2 has no text"),
        ([ONE, ONE | {"date": "2024-11-31"}], "the date in json date cannot be read: 2024-11-31: there is no 31"),
        ([ONE | {"id": "x"}, ONE | {"id": "x"}], "record 2 has the id 'x' of an earlier record"),
    ],
)
def test_a_bad_record_costs_itself_only(document: object, complaint: str) -> None:
    articles, [problem] = read(document)
    assert articles[0].text == "It left."
    assert complaint in problem


@pytest.mark.parametrize(
    ("document", "complaint"),
    [
        (7, "holds no article, but a number; "),
        ("text", "holds no article, but a string; "),
        ([], "holds no article, but an empty array; "),
        ({"name": "chrono", "version": 1}, "holds no article, but an object with the fields name, version; "),
        ([{"title": "no text"}], "holds no article, but an array without one; "),
        (b'{"text": ', ":1: is not JSON (expecting value); mend the file"),
        (b'[\n{"text": "a"}\n{"text": "b"}]', ":3: is not JSON (expecting ',' delimiter); "),
        (b"[" * 200_000, "is JSON that cannot be read; "),
        (b"[" + b"9" * 10_000 + b"]", "is JSON that cannot be read; "),
        (b"", "is empty; "),
        (b"\n", "holds only white space; "),
    ],
)
def test_what_holds_no_article_is_named(document: object, complaint: str) -> None:
    articles, [problem] = read(document)
    assert articles == []
    assert complaint in problem
