"""CSV and TSV tables."""

from __future__ import annotations

import csv

import pytest

from chrono.article import Article, Evidence
from chrono.readers import csv_table
from chrono.readers._files import Columns, File


def read(table: str | bytes, **columns: str) -> tuple[list[Article], list[str]]:
    raw = table if isinstance(table, bytes) else table.encode()
    articles, problems = csv_table.read(File("a.csv", raw, Columns(columns)))
    return articles, [str(problem) for problem in problems]


def texts(table: str | bytes, **columns: str) -> list[str]:
    return [article.text for article in read(table, **columns)[0]]


def test_the_usual_names_of_columns() -> None:
    [first, second], problems = read(
        "ID,Headline,Body,Publication Date,Publisher,Link,Lang,By-line\n"
        'f1,Ferry,"It left, late.",2024-11-14,Harbour Post,https://post.example/1,de,Ann\n'
        ",,It came back.,,,,,\n"
    )
    assert (first.id, first.title, first.text, first.source) == ("a.csv#f1", "Ferry", "It left, late.", "Harbour Post")
    assert (first.url, first.language, first.author) == ("https://post.example/1", "de", "Ann")
    assert first.stated == (Evidence("2024-11-14", "table Publication Date", "2024-11-14", "decides"),)
    assert (second.id, second.stated, second.language) == ("a.csv#3", (), "en")
    assert problems == []


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_the_header_tells_what_divides_the_cells(mark: str) -> None:
    [article], problems = read(f"title{mark}text\nFerry{mark}It left: early; or late?\n".replace("; or", " or"))
    assert (article.title, article.text) == ("Ferry", "It left: early or late?")
    assert problems == []


def test_a_text_keeps_its_line_ends_and_quotes() -> None:
    assert texts(b'text\r\n"One ""fine""\r\nday,\n\nit left."\r\n') == ['One "fine"\r\nday,\n\nit left.']


def test_rows_are_named_by_the_line_they_begin_in() -> None:
    articles, _ = read('text\n"One\ntwo"\n\nFour\n')
    assert [article.id for article in articles] == ["a.csv#2", "a.csv#5"]


def test_columns_by_names_of_the_users_own() -> None:
    table = "Story;Dated;text\nIt left.;14.11.2024;teaser\n"
    [article], _ = read(table, text="Story", published="Dated")
    assert (article.text, article.stated[0].says) == ("It left.", "2024-11-14")
    assert texts(table) == ["teaser"]


def test_excels_note_on_the_delimiter_is_no_header() -> None:
    [article], problems = read("sep=;\r\ntext;id\r\nIt left, late.;\r\n")
    assert (article.id, article.text, problems) == ("a.csv#3", "It left, late.", [])


def test_other_encodings() -> None:
    assert texts("text\nCafé “Zürich”\n".encode("cp1252")) == ["Café “Zürich”"]
    assert texts("\ufefftext\nCafé\n".encode("utf-16-le")) == ["Café"]


def test_ragged_rows_are_named_and_the_others_are_read() -> None:
    articles, problems = read("id,text,date\na,It left,early,2024-11-14\nb,It left.\nc,It came back.,2024-11-15\nd\n")
    assert [article.id for article in articles] == ["a.csv#b", "a.csv#c"]
    assert problems == [
        "a.csv:2: has 4 cells where the header has 3, and is not read; "
        "put a text with commas or line ends in it between double quotes",
        "a.csv:3: has 2 cells where the header has 3; the last are taken as empty; check that the row is whole",
        "a.csv:5: has 1 cell where the header has 3; the last are taken as empty; check that the row is whole",
        'a.csv:5: has no text; put the article in "text", or name its field with --map text=NAME',
    ]


def test_empty_cells_beyond_the_header_are_no_matter() -> None:
    assert read("text,,\nIt left.,,,,\n")[1] == []


@pytest.mark.parametrize(
    ("table", "kept", "complaint"),
    [
        ('text\n"It left\nIt came back\n', [], "a.csv:2: begins a row with a double quote that is never closed"),
        ('text\n"It" left\nIt came back\n', ["It came back"], "a.csv:2: is no CSV ("),
        (
            "name,size\nferry,9\n",
            [],
            "a.csv: has no column for the text; its columns are name, size; name it with --map",
        ),
        ("", [], "a.csv: is empty"),
        ("\n\n", [], "a.csv: holds only white space"),
        ("text\n", [], None),
    ],
)
def test_what_cannot_be_read_is_named(table: str, kept: list[str], complaint: str | None) -> None:
    articles, problems = read(table)
    assert [article.text for article in articles] == kept
    assert [problem.startswith(complaint or "") for problem in problems] == ([True] if complaint else [])


def test_what_is_wrong_with_many_rows_is_told_once() -> None:
    table = "text,language\n" + "".join(f"Number {number}.,Klingon\n" for number in range(30))
    articles, [problem] = read(table)
    assert len(articles) == 30
    assert problem == (
        "a.csv:2: 'Klingon' is no language code (the same in lines 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14 and 17 "
        "more); write two letters, as en"
    )


def test_an_article_longer_than_the_modules_limit() -> None:
    before = csv.field_size_limit()
    assert len(texts('text\n"' + "It left. " * 50_000 + '"\n')[0]) == 450_000
    assert csv.field_size_limit() == before
