"""Markdown and its front matter."""

from __future__ import annotations

import pytest

from chrono.article import Article, Evidence
from chrono.readers import markdown
from chrono.readers._files import File


def read(source: str) -> tuple[Article, list[str]]:
    articles, problems = markdown.read(File("a.md", source.encode()))
    return articles[0], [str(problem) for problem in problems]


def test_the_text_is_the_page_as_it_reads() -> None:
    article, problems = read(
        "# Ferry runs *again*\n\nThe **ferry** left [Port Ash](https://port.example/a_b) on\n_Monday_ `early`.\n\n"
        "> It was late.\n\n- one\n- two\n\n| day | boats |\n|---|---|\n| Monday | 2 |\n\n![ship](ship.png)\n\n"
        "<!-- a note -->\n\n    code\n\nR&D &amp; more\n",
    )
    assert article.text == (
        "Ferry runs again\n\nThe ferry left Port Ash on Monday early.\n\nIt was late.\n\none\n\ntwo\n\nday\tboats\n\n"
        "Monday\t2\n\ncode\n\nR&D & more"
    )
    assert article.title == "Ferry runs again"
    assert problems == []


def test_a_year_that_looks_like_a_list_is_not_lost() -> None:
    assert read("1991. It was a hard year.\n")[0].text == "1991. It was a hard year."
    assert read("3. Third\n4. Fourth\n")[0].text == "3. Third\n\n4. Fourth"


def test_yaml_front_matter() -> None:
    article, problems = read(
        "---\ntitle: 'Ferry: again'\ndate: 2024-11-14\nsource: Harbour Post\nurl: https://post.example/1\n"
        "lang: de-AT\nread_at: 12:59\ntags: [a, b]\n---\n\nThe ferry left.\n",
    )
    assert (article.title, article.source, article.url, article.language) == (
        "Ferry: again", "Harbour Post", "https://post.example/1", "de",
    )  # fmt: skip
    assert article.stated == (Evidence("2024-11-14", "front matter", "2024-11-14", "decides"),)
    assert article.text == "The ferry left."
    assert problems == []


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("2024-11", "2024-11"),
        ("2024", "2024"),
        ("2024-11-13~", "2024-11-13~"),
        ("2024-11-14T12:59:00-05:00", "2024-11-14T12:59:00-05:00"),
        ("2024-11-14 12:59", "2024-11-14T12:59"),
        ("'2024-11-14'", "2024-11-14"),
    ],
)
def test_dates_stay_as_they_are_written(written: str, says: str) -> None:
    for source in (f"---\ndate: {written}\n---\nText.\n", f"+++\ndate = {written}\n+++\nText.\n"):
        article, problems = read(source)
        assert [(found.quote, found.says) for found in article.stated] == [(written.strip("'"), says)]
        assert problems == []


def test_toml_front_matter() -> None:
    article, problems = read(
        '+++\ntitle = "Ferry"\npublished = 2024-11-14 # by hand\n[more]\nx = 1\n+++\nThe ferry left.\n'
    )
    assert article.title == "Ferry"
    assert [found.quote for found in article.stated] == ["2024-11-14"]
    assert problems == []


@pytest.mark.parametrize("fence", ["---\ndate: {}\n---\n", "+++\ndate = {}\n+++\n"])
@pytest.mark.parametrize("written", ["2024-11-31", "2024-13-01"])
def test_a_date_that_does_not_exist_is_named_and_is_no_evidence(fence: str, written: str) -> None:
    article, problems = read(fence.format(written) + "The ferry left.")
    assert article.stated == ()
    assert article.text == "The ferry left."
    assert problems[0].startswith(f"a.md: the date in front matter cannot be read: {written}: ")


def test_front_matter_that_is_broken_is_named_with_its_line() -> None:
    article, problems = read("---\ntitle: a\nb: [1\n---\nThe ferry left.\n")
    assert article.text == "The ferry left."
    assert problems[0].startswith("a.md: the front matter cannot be read: ")
    assert "in line 4" in problems[0]


@pytest.mark.parametrize(
    "source",
    [
        "---\n\nThe ferry left.\n",
        "---\n\nThe ferry left.\n\n---\n\nIt came back.\n",
        "+++\nThe ferry left.\n",
        "The ferry left.\n\n---\n\ndate: 2024-11-14\n",
    ],
)
def test_rules_across_the_page_are_no_front_matter(source: str) -> None:
    article, problems = read(source)
    assert "The ferry left." in article.text
    assert article.stated == ()
    assert problems == []


def test_the_flag_that_some_sites_call_published_is_no_date() -> None:
    article, problems = read("---\npublished: false\ndate: 2024-11-14\n---\nText.\n")
    assert [found.quote for found in article.stated] == ["2024-11-14"]
    assert problems == []


def test_an_address_as_the_source_is_the_address() -> None:
    article, _ = read("---\nsource: https://post.example/1\n---\nText.\n")
    assert (article.source, article.url) == ("", "https://post.example/1")


def test_what_is_no_address_or_language_is_named() -> None:
    article, problems = read("---\nurl: 'javascript:alert(1)'\nlang: English\n---\nText.\n")
    assert (article.url, article.language) == ("", "en")
    assert problems == [
        "a.md: 'javascript:alert(1)' is no web address; begin it with https://",
        "a.md: 'English' is no language code; write two letters, as en",
    ]


def test_front_matter_without_a_text_is_no_article() -> None:
    articles, problems = markdown.read(File("a.md", b"---\ntitle: Ferry\n---\n"))
    assert articles == []
    assert [str(problem) for problem in problems] == ["a.md: has no text; write the article under its front matter"]


@pytest.mark.parametrize(
    "front",
    [
        "a: " + "[" * 90_000,
        "a: " + "[" * 200_000,
        "a: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]\n" * 9,
        "!!python/name:os.x y: z",
    ],
)
def test_hostile_front_matter_ends_no_process(front: str) -> None:
    assert read(f"---\n{front}\n---\nThe ferry left.\n")[0].text == "The ferry left."


@pytest.mark.parametrize("piece", ["[", "![", "*a ", "_a **b ", "`", "<a ", "[a](", "> ", "|a"])
def test_hostile_markdown_is_read(piece: str) -> None:
    source = piece * 5_000 + "\n\nThe ferry left.\n"
    assert "The ferry left." in markdown.read(File("a.md", source.encode()))[0][0].text
