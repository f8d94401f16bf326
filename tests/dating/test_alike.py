"""The rest of the corpus suggests, and never decides."""

from __future__ import annotations

from chrono.article import Article, Dating
from chrono.dating import with_suggestions
from chrono.temporal.edtf import parse


def on(date: str, status: str = "exact") -> Dating:
    return Dating(parse(date).interval, status, date)


FLOOD = Article("flood.txt", "The dam at Novy Most burst and flooded Kherson and Oleshky.", published=on("2023-06-06"))
CUP = Article("cup.txt", "Lyon won the cup in the last minute of the match.", published=on("2024-05-25"))
AGAIN = "Oleshky and Kherson lie under water after the dam burst."


def suggested(article: Article, *others: Article) -> list[str]:
    found = next(each for each in with_suggestions([*others, article]) if each.id == article.id)
    return [piece.says for piece in found.published.evidence if piece.weight == "soft"]


def test_the_most_alike_article_suggests_its_day() -> None:
    assert suggested(Article("a.txt", AGAIN), CUP, FLOOD) == ["2023-06-06"]


def test_it_never_becomes_the_date() -> None:
    (_, dated) = with_suggestions([FLOOD, Article("a.txt", AGAIN)])
    assert (dated.published.status, dated.published.edtf) == ("unknown", None)


def test_nothing_is_suggested_against_the_evidence_or_by_chance() -> None:
    assert suggested(Article("a.txt", AGAIN, published=on("2024", "interval")), CUP, FLOOD) == []
    assert suggested(Article("a.txt", "A comet was seen over Chile."), CUP, FLOOD) == []
    assert suggested(Article("a.txt", AGAIN, published=on("2023-06-08")), CUP, FLOOD) == []
    assert suggested(Article("a.txt", AGAIN)) == []


def test_the_order_of_the_articles_does_not_matter() -> None:
    open_one = Article("a.txt", AGAIN)
    forth, back = with_suggestions([FLOOD, CUP, open_one]), with_suggestions([open_one, CUP, FLOOD])
    assert sorted(forth, key=lambda article: article.id) == sorted(back, key=lambda article: article.id)
