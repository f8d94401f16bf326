"""articles.csv: what the writer says is taken, and what cannot be is named with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from chrono.article import Article, Evidence
from chrono.dating import date_article
from chrono.dating.articles_csv import apply_articles_csv, suggestion
from chrono.problems import UserError

ARTICLES = [Article("001.txt", "One.", title="Read"), Article("kyiv/003.txt", "Three.", language="uk")]


def applied(tmp_path: Path, content: str | bytes) -> tuple[list[Article], list[str]]:
    file = tmp_path / "articles.csv"
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    articles, problems = apply_articles_csv(ARTICLES, file)
    assert [article.id for article in articles] == [article.id for article in ARTICLES]
    assert all(problem.stage == "articles.csv" for problem in problems)
    return articles, [str(problem) for problem in problems]


def published(article: Article) -> list[str]:
    return [piece.says for piece in article.stated]


def test_every_column(tmp_path: Path) -> None:
    (first, second), problems = applied(
        tmp_path,
        "article,title,published,source,url,language\n"
        "001.txt,One,2024-12-16,A Paper,https://paper.example/1,de-AT\n"
        "kyiv/003.txt,,,,,\n",
    )
    assert problems == []
    said = Evidence("2024-12-16", "articles.csv", "2024-12-16", "decides")
    assert first == Article(
        "001.txt", "One.", "One", source="A Paper", url="https://paper.example/1", language="de", stated=(said,)
    )
    assert second == ARTICLES[1]
    assert date_article(first)[0].published.edtf == "2024-12-16"


@pytest.mark.parametrize(
    ("says", "status"),
    [
        ("2024-12-02", "exact"),
        ("2024-12-02T08:00Z", "exact"),
        ("2024-11", "interval"),
        ("2024-11-13~", "interval"),
        ("2024-11-13?", "interval"),
        ("2024-11-01/2024-11-30", "interval"),
        ("2024-11-06/..", "interval"),
        ("[2024-11-13,2024-11-20]", "interval"),
        ("XXXX-11-13", "unknown"),
    ],
)
def test_any_edtf(tmp_path: Path, says: str, status: str) -> None:
    (first, _), problems = applied(tmp_path, f'article,published\n001.txt,"{says}"\n')
    dating = date_article(first)[0].published
    assert (dating.status, dating.edtf) == (status, says if status != "unknown" else None)
    assert problems == []


def test_the_writer_decides_against_all_else(tmp_path: Path) -> None:
    file = tmp_path / "articles.csv"
    file.write_text("article,published\na.txt,2024-12-16\n")
    other = Evidence("2024-11-01", "front matter", "2024-11-01", "decides")
    article = Article("a.txt", "November 14, 2024\nOne.", stated=(other,))
    [described], _ = apply_articles_csv([article], file)
    dated, problems = date_article(described)
    assert (dated.published.edtf, problems) == ("2024-12-16", [])
    assert [piece.says for piece in dated.published.evidence] == ["2024-12-16", "2024-11-01", "2024-11-14"]


@pytest.mark.parametrize(
    "content",
    [
        "\ufeffarticle,published\r\n001.txt,2024-12-16\r\n",
        "article;published\n001.txt;2024-12-16\n",
        "article\tpublished\n001.txt\t2024-12-16\n",
        " Article , PUBLISHED \n 001.txt , 2024-12-16 \n",
        '"article","published"\n"001.txt","2024-12-16"\n\n',
        "published,article\n2024-12-16,.\\001.txt\n",
        "\n\narticle,published,\n001.txt,2024-12-16,\n,,\n",
        "article,published\n001.txt,2024-12-16\n".encode("utf-16"),
        "article,published\r001.txt,2024-12-16\r",
    ],
)
def test_what_spreadsheets_write(tmp_path: Path, content: str | bytes) -> None:
    (first, _), problems = applied(tmp_path, content)
    assert (published(first), problems) == (["2024-12-16"], [])


def test_other_encodings_are_read_and_named(tmp_path: Path) -> None:
    (first, _), [problem] = applied(tmp_path, "article,title\n001.txt,Café\n".encode("cp1252"))
    assert first.title == "Café"
    assert problem.startswith("articles.csv: the file is not UTF-8")


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("", ["articles.csv: the file is empty; its first line is article,title,published,source,url,language"]),
        ("\n \n", ["articles.csv: the file is empty; its first line is article,title,published,source,url,language"]),
        (
            "title,published\nOne,2024\n",
            [
                "articles.csv:1: there is no column 'article' in title, published; the file is not used; "
                "its first line is article,title,published,source,url,language"
            ],
        ),
        (
            "article,publised,zzz\n001.txt,2024,1\n",
            [
                "articles.csv:1: the column 'publised' is not known and is left out; did you mean 'published'? "
                "the columns are article, title, published, source, url, language",
                "articles.csv:1: the column 'zzz' is not known and is left out; "
                "the columns are article, title, published, source, url, language",
            ],
        ),
        (
            "article,title,title\n001.txt,a,b\n",
            ["articles.csv:1: there are two columns 'title'; the first is used; remove one"],
        ),
        ("article,title\n003.txt,a\n", ["articles.csv:2: there is no article '003.txt'; did you mean 'kyiv/003.txt'?"]),
        ("article,title\n01.txt,a\n", ["articles.csv:2: there is no article '01.txt'; did you mean '001.txt'?"]),
        (
            "article,title\nsomething else,a\n",
            [
                "articles.csv:2: there is no article 'something else'; "
                "write the path of its file below the source folder, or remove the row"
            ],
        ),
        (
            "article,title\n001.txt,a\n\n001.txt,b\n",
            ["articles.csv:4: '001.txt' is there again, after line 2; the first row counts; keep one of them"],
        ),
        ("article,title\n,a\n", ["articles.csv:2: the row names no article; fill in its first column"]),
        (
            "article,title\n001.txt,a, b\n",
            [
                "articles.csv:2: the row has 3 cells, the header 2; the last are left out; "
                "put a text with a comma in it between double quotes"
            ],
        ),
        (
            "article,language\n001.txt,eng\n",
            [
                "articles.csv:2: the language 'eng' of '001.txt' is no code and is left out; "
                "write two letters, as en or uk (ISO 639-1)"
            ],
        ),
        (
            "article,url\n001.txt,javascript:alert(1)\n",
            [
                "articles.csv:2: the url 'javascript:alert(1)' of '001.txt' is no web address and is left out; "
                "begin it with https://"
            ],
        ),
        (
            "article,language\n001.txt,English\n",
            [
                "articles.csv:2: the language 'English' of '001.txt' is no code and is left out; "
                "write two letters, as en or uk (ISO 639-1)"
            ],
        ),
    ],
)
def test_problems(tmp_path: Path, content: str, expected: list[str]) -> None:
    articles, problems = applied(tmp_path, content)
    assert problems == expected
    assert [published(article) for article in articles] == [[], []]


def test_a_date_that_does_not_exist_costs_that_date_only(tmp_path: Path) -> None:
    content = 'article,title,published\n"001.txt","a title\nof two lines",2024-11-31\nkyiv/003.txt,Three,2024-11\n'
    (first, second), [problem] = applied(tmp_path, content)
    assert problem.startswith(
        "articles.csv:2: published of '001.txt' cannot be used: 2024-11-31: there is no 31 November"
    )
    assert (published(first), first.title) == ([], "a title of two lines")
    assert published(second) == ["2024-11"]


def test_an_open_quote_costs_the_rows_from_there(tmp_path: Path) -> None:
    content = 'article,title,published\n001.txt,One,2024-12-16\nkyiv/003.txt,"Three,2024-11\n'
    (first, second), [problem] = applied(tmp_path, content)
    assert problem.startswith("articles.csv:3: this is no CSV")
    assert (published(first), published(second)) == (["2024-12-16"], [])


@pytest.mark.parametrize(
    ("written", "advice"),
    [
        ("12/16/2024", "write 2024-12-16"),
        ("16.12.2024", "write 2024-12-16"),
        ("Dec. 16, 2024", "write 2024-12-16"),
        ("16 décembre 2024", "write 2024-12-16"),
        ("2024-12-16 08:00", "write 2024-12-16T08:00"),
        ("03/04/2024", "write 2024-03-04 or 2024-04-03, whichever is meant"),
        ("Friday, Dec. 16, 2024", "write it as 2024-12-16, 2024-12 or 2024, or leave it empty"),
        ("Dec 16", "write it as 2024-12-16, 2024-12 or 2024, or leave it empty"),
        ("about Dec 16, 2024", "write it as 2024-12-16, 2024-12 or 2024, or leave it empty"),
        ("yesterday", "write it as 2024-12-16, 2024-12 or 2024, or leave it empty"),
    ],
)
def test_a_date_that_is_no_edtf_gets_a_suggestion_and_is_not_used(tmp_path: Path, written: str, advice: str) -> None:
    (first, _), [problem] = applied(tmp_path, f'article,published\n001.txt,"{written}"\n')
    assert published(first) == []
    assert problem.startswith("articles.csv:2: published of '001.txt' cannot be used: ")
    assert problem.endswith(f"; {advice}")
    assert suggestion(written) == advice


def test_a_missing_file_is_the_users_error(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="there is no such file"):
        apply_articles_csv(ARTICLES, tmp_path / "none.csv")
    with pytest.raises(UserError, match="this is a folder"):
        apply_articles_csv(ARTICLES, tmp_path)


def test_letters_composed_or_not_are_the_same_name(tmp_path: Path) -> None:
    file = tmp_path / "articles.csv"
    file.write_text("article,title\ncafe\u0301.txt,A\n", encoding="utf-8")
    [article], problems = apply_articles_csv([Article("café.txt", "")], file)
    assert (article.title, problems) == ("A", [])
