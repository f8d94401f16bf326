"""``chrono check``: what is wrong, and what the writer could add."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import TYPE_CHECKING

import click

from chrono.cli import options
from chrono.cli.progress import progress
from chrono.cli.words import counted, one_line

if TYPE_CHECKING:
    from chrono.article import Article


@click.command(epilog=options.example("chrono check seeds", "chrono check seeds --strict"))
@options.sources
@options.articles_csv
@options.edits_toml
@options.language
@options.jobs
@click.option("--strict", is_flag=True, help="Count an article without a date as a problem.")
def check(
    sources: tuple[Path, ...], articles: Path | None, edits: Path | None, language: str, jobs: int, strict: bool
) -> int:
    """Print the problems of SOURCES, for CI.

    The timeline is built and not written; the exit code is 1 when there are problems. For the articles whose
    date is not known, lines for articles.csv are printed too, ready to paste once you have filled in the
    date.
    """
    from chrono.pipeline import build

    with progress() as tell:
        timeline = build(
            sources or options.HERE, articles=articles, edits=edits, language=language, jobs=jobs, progress=tell
        )
    for problem in timeline.problems:
        click.echo(one_line(str(problem)))
    undated = [article for article in timeline.articles if article.published.edtf is None]
    if undated:
        advice = "once you know it, for articles.csv (in place of a line that names the same article)"
        click.echo(f"{counted(len(undated), 'article')} without a date; {advice}:")
        click.echo(articles_csv(undated), nl=False)
    return 1 if timeline.problems or (strict and undated) else 0


def articles_csv(undated: list[Article]) -> str:
    """Lines for articles.csv under its heading: what is known of each article, the date left to fill in."""
    from chrono.dating.articles_csv import COLUMNS

    written = io.StringIO()
    lines = csv.writer(written, lineterminator="\n")
    lines.writerow(COLUMNS)
    for article in undated:
        known = (one_line(article.title), "", article.source, article.url, article.language)
        lines.writerow((article.id, *known))
    return written.getvalue()
