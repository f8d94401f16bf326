"""JSON lines."""

from __future__ import annotations

import json

from chrono.article import Article, Evidence
from chrono.readers import jsonlines
from chrono.readers._files import File


def read(*lines: str) -> tuple[list[Article], list[str]]:
    articles, problems = jsonlines.read(File("a.jsonl", "\n".join(lines).encode()))
    return articles, [str(problem) for problem in problems]


def test_the_usual_names_of_fields() -> None:
    articles, problems = read(
        '{"id": "f1", "title": "Ferry", "text": "It left.", "published": "2024-11-14", "source": "Harbour Post",'
        ' "url": "https://post.example/1", "language": "en"}',
        '{"headline": "Bridge", "content": "It closed.", "publishedAt": "2024-11-15T10:00:00Z",'
        ' "publisher": {"name": "Ash News"}, "link": "https://ash.example/2", "lang": "de-DE"}',
        '{"guid": 7, "body": "No news."}',
    )
    assert problems == []
    assert [
        (article.id, article.title, article.text, article.source, article.url, article.language) for article in articles
    ] == [
        ("a.jsonl#f1", "Ferry", "It left.", "Harbour Post", "https://post.example/1", "en"),
        ("a.jsonl#2", "Bridge", "It closed.", "Ash News", "https://ash.example/2", "de"),
        ("a.jsonl#7", "No news.", "No news.", "", "", "en"),
    ]
    assert articles[0].stated == (Evidence("2024-11-14", "jsonl published", "2024-11-14", "decides"),)
    assert articles[1].stated[0].rule == "jsonl publishedAt"
    assert articles[2].stated == ()


def test_bad_lines_are_named_by_number_and_the_others_are_read() -> None:
    articles, problems = read(
        '{"text": "One."}', "", "not json", "[1]", '"a"', '{"title": "no text"}', '{"text": 5}', '{"text": "  "}',
        '{"text": "Nine.", "published": "2024-11-31"}', "[" * 100_000, '{"text": "Eleven.", "id": ' + "9" * 9_999 + "}",
        '{"text": "Twelve."}',
    )  # fmt: skip
    assert [article.id for article in articles] == ["a.jsonl#1", "a.jsonl#9", "a.jsonl#12"]
    assert [problem.split(": ", 1)[0] for problem in problems] == [
        f"a.jsonl:{number}" for number in (3, 4, 5, 6, 7, 8, 9, 10, 11)
    ]
    assert problems[0] == "a.jsonl:3: is not JSON (expecting value); mend or delete the line"
    assert problems[3] == 'a.jsonl:6: has no text; put the article in "text", or name its field with --map text=NAME'
    assert articles[1].stated == ()


def test_an_id_used_twice_is_told_apart_and_named() -> None:
    articles, problems = read(*(json.dumps({"id": own, "text": "Text."}) for own in ("a", "a", "a-2", "a", "b b")))
    assert [article.id for article in articles] == [
        "a.jsonl#a", "a.jsonl#a-2", "a.jsonl#a-2-2", "a.jsonl#a-3", "a.jsonl#b-b",
    ]  # fmt: skip
    assert len(problems) == 3
    assert problems[0].startswith("a.jsonl:2: has the id 'a' of an earlier line, and got a number besides; ")


def test_the_text_is_kept_as_it_is_but_for_half_characters() -> None:
    articles, _ = read(r'{"text": " a\r\n\u0000\u2028b \ud83d\ude00 \ud800 "}')
    assert articles[0].text == " a\r\n\0\u2028b \N{GRINNING FACE} \N{REPLACEMENT CHARACTER} "
    articles[0].text.encode()


def test_a_line_separator_inside_a_string_ends_no_line() -> None:
    articles, problems = read('{"text": "a\u2028b\x85c"}')
    assert [article.text for article in articles] == ["a\u2028b\x85c"]
    assert problems == []


def test_crlf_and_a_byte_order_mark() -> None:
    raw = b'\xef\xbb\xbf{"text": "One."}\r\n{"text": "Two."}\r\n'
    articles, problems = jsonlines.read(File("a.ndjson", raw))
    assert [article.text for article in articles] == ["One.", "Two."]
    assert problems == []
