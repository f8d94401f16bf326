"""``chrono articles``: each article, when it was written, and how that is known."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from chrono.cli import options
from chrono.cli.words import one_line, shortened, table

if TYPE_CHECKING:
    from chrono.article import Article

_TITLE_WIDTH = 60
_QUOTE_WIDTH = 50


@click.command(epilog=options.example("chrono articles seeds", "chrono articles seeds --format json"))
@options.sources
@options.articles_csv
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json"]),
    default="table",
    show_default=True,
    help="What to print.",
)
def articles(sources: tuple[Path, ...], articles: Path | None, form: str) -> int:
    """List the articles with their dates, and why.

    A date is exact, an interval, unknown, or in conflict; none is guessed. Without SOURCES, the articles of
    the current folder.
    """
    from chrono.pipeline import read_articles

    found, problems = read_articles(sources or options.HERE, articles)
    if form == "json":
        click.echo(json.dumps([record(article) for article in found], ensure_ascii=False, indent=2))
    elif found:
        click.echo(_as_table(found))
    for problem in problems:
        click.echo(one_line(str(problem)), err=True)
    return 0


def record(article: Article) -> dict[str, Any]:
    """An article as ``chrono articles --format json`` prints it."""
    published = article.published
    return {
        "article": article.id,
        "title": article.title,
        "published": published.edtf,
        "earliest": published.interval.earliest,
        "latest": published.interval.latest,
        "status": published.status,
        "evidence": [
            {"quote": piece.quote, "rule": piece.rule, "says": piece.says, "weight": piece.weight}
            for piece in published.evidence
        ],
    }


def _as_table(found: list[Article]) -> str:
    rows = []
    for article in found:
        published = article.published
        evidence = "; ".join(
            f"{piece.rule}: {shortened(one_line(piece.quote), _QUOTE_WIDTH)}" for piece in published.evidence
        )
        title = shortened(one_line(article.title), _TITLE_WIDTH)
        rows.append((article.id, published.edtf or "", published.status, evidence, title))
    return table(("article", "published", "status", "evidence", "title"), rows)
