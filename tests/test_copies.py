"""Articles that are there twice."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from chrono.article import Article, Evidence
from chrono.copies import without_copies
from chrono.pipeline import build

TEXT = "The ministers met in Oslo on 5 May 2024."


def article(name: str, text: str = TEXT, *stated: tuple[str, str], title: str = "") -> Article:
    evidence = tuple(Evidence(says, "markup", says, weight) for says, weight in stated)  # type: ignore[arg-type]
    return Article(name, text, title=title, stated=evidence)


def kept(*articles: Article) -> list[str]:
    found, problems = without_copies(articles)
    assert len(found) + len(problems) == len(articles)
    return [article.id for article in found]


@pytest.mark.parametrize(
    "text",
    [TEXT, TEXT.replace(" ", "\r\n"), TEXT.upper(), f"\ufeff {TEXT}\n", TEXT.replace(".", " —"), "Ｔ" + TEXT[1:]],
)
def test_the_same_words_are_the_same_article(text: str) -> None:
    assert kept(article("a.txt"), article("b.txt", text)) == ["a.txt"]


@pytest.mark.parametrize("text", [TEXT.replace("5", "6"), TEXT + " They left.", "", "…"])
def test_other_words_are_another_article(text: str) -> None:
    assert kept(article("a.txt"), article("b.txt", text)) == ["a.txt", "b.txt"]


def test_texts_without_words_are_no_copies_of_one_another() -> None:
    assert kept(article("a.txt", "…"), article("b.txt", "…")) == ["a.txt", "b.txt"]


def test_a_headline_above_the_text_makes_no_other_article() -> None:
    with_headline = article("a.txt", f"Talks in Oslo\n\n{TEXT}", title="Talks in Oslo")
    assert kept(with_headline, article("b.md", title="Talks in Oslo")) == ["a.txt"]


def test_the_copy_whose_date_is_best_known_counts() -> None:
    suggested, marked = article("b.txt", TEXT, ("2024-05-06", "soft")), article("c.html", TEXT, ("2024-05-07", "hard"))
    told = article("d.txt", TEXT, ("2024-05-08", "decides"))
    assert kept(article("a.txt"), suggested) == ["b.txt"]
    assert kept(article("a.txt"), suggested, marked) == ["c.html"]
    assert kept(article("a.txt"), suggested, marked, told) == ["d.txt"]
    earlier = article("e.html", TEXT, ("2024-05-06", "hard"))
    assert kept(marked, earlier) == ["e.html"]


def test_the_writers_dates_tell_the_same_words_apart() -> None:
    may, june = article("a.txt", TEXT, ("2024-05-08", "decides")), article("b.txt", TEXT, ("2024-06-08", "decides"))
    again = article("c.txt", TEXT, ("2024-06-08T09:00", "decides"))
    assert kept(may, june, again) == ["a.txt", "b.txt"]


def test_the_order_of_articles_does_not_matter() -> None:
    articles = [
        article("a.txt"), article("b.txt", TEXT, ("2024-05-08", "decides")), article("c.txt", "Other words."),
        article("d.txt", TEXT, ("2024-06-08", "decides")), article("e.txt"),
    ]  # fmt: skip
    expected = sorted(kept(*articles))
    for seed in range(5):
        random.Random(seed).shuffle(articles)
        assert sorted(kept(*articles)) == expected


def test_copies_are_named_and_their_events_count_once(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "talks.txt").write_text(f"Talks in Oslo\n\n{TEXT}\n")
    once = build(tmp_path)
    (tmp_path / "talks.html").write_text(
        f"<title>Talks in Oslo</title><article><h1>Talks in Oslo</h1><p>{TEXT}</p></article>"
    )
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "talks.txt").write_text("Talks in Oslo\n\nThe ministers left Oslo on 6 May 2024.\n")
    twice = build(tmp_path)
    assert [len(event.mentions) for event in twice.dated] == [1, 1]
    assert twice.dated[0].id == once.dated[0].id
    assert [article.id for article in twice.articles] == ["a/talks.txt", "b/talks.txt"]
    assert [str(problem) for problem in twice.problems] == [
        "talks.html: has the words of 'a/talks.txt', and is left out; delete one of them"
    ]
