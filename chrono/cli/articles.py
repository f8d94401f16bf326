"""``chrono articles``: each article, when it was written, and how that is known."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from chrono.cli import options
from chrono.cli.words import one_line, table

if TYPE_CHECKING:
    from chrono.article import Article


@click.command(epilog=options.example("chrono articles seeds", "chrono articles seeds --format json"))
@options.sources
@options.articles_csv
@options.facts_toml
@options.columns
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json"]),
    default="table",
    show_default=True,
    help="What to print.",
)
def articles(
    sources: tuple[Path, ...], articles: Path | None, facts: Path | None, columns: dict[str, str], form: str
) -> int:
    """List the articles with their dates, and why.

    A date is exact, an interval, unknown, or in conflict; none is guessed. Without SOURCES, the articles of
    the current folder.
    """
    from chrono.pipeline import read_articles

    found, problems = read_articles(sources or options.HERE, articles, facts, columns)
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
    """A row an article, and below it a line for each piece of evidence."""
    from chrono.dating import describe

    rows = [(article.id, article.published.edtf or "", article.published.status, article.title) for article in found]
    heading, *lines = table(("article", "published", "status", "title"), rows).splitlines()
    written = [heading]
    for article, line in zip(found, lines, strict=True):
        written += [line, *(f"    {one_line(piece)}" for piece in describe(article.published))]
    return "\n".join(written)
