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
@options.facts_toml
@options.columns
@options.edits_toml
@options.aliases_toml
@options.names
@options.language
@options.jobs
@click.option("--strict", is_flag=True, help="Count an article without a date as a problem.")
def check(
    sources: tuple[Path, ...],
    articles: Path | None,
    facts: Path | None,
    columns: dict[str, str],
    edits: Path | None,
    aliases: Path | None,
    names: str,
    language: str,
    jobs: int,
    strict: bool,
) -> int:
    """Print the problems of SOURCES, for CI.

    The timeline is built and not written; the exit code is 1 when there are problems. For the articles whose
    date is not known, lines for articles.csv are printed too, ready to paste once you have filled in the
    date.
    """
    from chrono.pipeline import build

    with progress() as tell:
        timeline = build(
            sources or options.HERE,
            articles=articles,
            facts=facts,
            edits=edits,
            aliases=aliases,
            names=names,
            language=language,
            jobs=jobs,
            columns=columns,
            progress=tell,
        )
    for problem in timeline.problems:
        click.echo(one_line(str(problem)))
    open_dates = [article for article in timeline.articles if article.published.status != "exact"]
    if open_dates:
        advice = "once you know it, for articles.csv (in place of a line that names the same article)"
        click.echo(f"{counted(len(open_dates), 'article')} without an exact date; {advice}:")
        click.echo(articles_csv(open_dates), nl=False)
    undated = any(article.published.edtf is None for article in open_dates)
    return 1 if timeline.problems or (strict and undated) else 0


def articles_csv(articles: list[Article]) -> str:
    """Lines for articles.csv under its heading: what is known of each article, the date left to fill in, and above it
    what speaks for a date as a note, which articles.csv may keep."""
    from chrono.dating import describe
    from chrono.dating.articles_csv import COLUMNS, NOTE
    from chrono.dating.wording import wording

    written = io.StringIO()
    lines = csv.writer(written, lineterminator="\n")
    lines.writerow(COLUMNS)
    for article in articles:
        notes = describe(article.published)
        if article.published.edtf is not None:
            notes.insert(0, wording(article.published.edtf))
        written.writelines(f"{NOTE}{one_line(note)}\n" for note in notes)
        known = (one_line(article.title), "", article.source, article.url, article.language)
        lines.writerow((article.id, *known))
    return written.getvalue()
