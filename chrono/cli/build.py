"""``chrono build``: from a folder of articles to the folder of a site."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from chrono.cli import options
from chrono.cli.progress import progress
from chrono.cli.words import counted, one_line

if TYPE_CHECKING:
    from chrono.events.selection import Top
    from chrono.timeline import Timeline


@click.command(
    epilog=options.example(
        "chrono build seeds --output output",
        "chrono build articles --title 'Peace talks' --top 20 --strict",
        "chrono build articles --only html,ics",
        "chrono build articles --jobs 4",
        "chrono build articles -o docs --only markdown --front-matter yaml --mermaid",
        "chrono build articles --locale de --url https://example.org/talks/",
    )
)
@options.sources
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    default=Path("output"),
    show_default=True,
    metavar="DIR",
    help="The folder of the site. A new site takes the old one's place all at once.",
)
@options.title
@options.articles_csv
@options.facts_toml
@options.columns
@options.edits_toml
@options.aliases_toml
@options.templates
@options.locale
@click.option(
    "--url",
    callback=options.site,
    metavar="URL",
    help="Where the site will be, as https://example.org/talks/: for its canonical address and the links of its feed.",
)
@click.option(
    "--only",
    multiple=True,
    callback=options.outputs,
    metavar="NAMES",
    help="The outputs you want, as html,ics (also markdown, csv, json, parquet, atom, timelinejs …); all by default. "
    "events.json and problems.json are always written: by them chrono knows its folder again.",
)
@click.option(
    "--front-matter",
    type=click.Choice(["yaml"]),
    help="Begin timeline.md with title, description and date, for Hugo, Jekyll and MkDocs.",
)
@click.option(
    "--interactive",
    is_flag=True,
    help="Add a chart to the page that zooms and says what is under the pointer: Vega, inlined, a megabyte.",
)
@click.option("--mermaid", is_flag=True, help="Begin timeline.md with a picture in Mermaid, as GitHub draws it.")
@options.names
@options.language
@options.top
@options.jobs
@options.engine
@options.scheduler
@options.no_cache
@click.option(
    "--explain-missing",
    is_flag=True,
    help="Say what became of every sentence: dated, undated or skipped, with the reason.",
)
@click.option("--strict", is_flag=True, help="Publish nothing and exit 1 when there are problems.")
@options.quiet
def build(
    sources: tuple[Path, ...],
    output: Path,
    title: str | None,
    articles: Path | None,
    facts: Path | None,
    columns: dict[str, str],
    edits: Path | None,
    aliases: Path | None,
    templates: Path | None,
    locale: str,
    url: str,
    only: tuple[str, ...] | None,
    front_matter: str | None,
    interactive: bool,
    mermaid: bool,
    names: str,
    language: str,
    top: Top | None,
    jobs: int,
    engine: str,
    scheduler: str | None,
    no_cache: bool,
    explain_missing: bool,
    strict: bool,
    quiet: bool,
) -> int:
    """Make a timeline of the articles in SOURCES.

    SOURCES are folders (searched through), files, or - for standard input; without any, the current folder. What you
    know about the articles is in articles.csv, what you know of the world in facts.toml, your corrections in
    edits.toml, names that are one in aliases.toml, all at the top of a source folder.
    """
    from chrono.extraction.parts import cache_folder
    from chrono.pipeline import build as build_timeline
    from chrono.publish import claim, publish
    from chrono.renderers.locale import locale_named

    sources = sources or options.HERE
    claim(output, sources)
    for line in untranslated(locale, templates):
        click.echo(line, err=True)
    with progress(quiet) as tell:
        timeline = build_timeline(
            sources,
            title=title or locale_named(locale, templates).word("timeline"),
            articles=articles,
            facts=facts,
            edits=edits,
            aliases=aliases,
            names=names,
            language=language,
            top=top,
            jobs=jobs,
            engine=engine,
            scheduler=scheduler,
            cache=None if no_cache else cache_folder(sources),
            columns=columns,
            explain_missing=explain_missing,
            progress=tell,
        )
    for line in _account(timeline) if explain_missing else ():
        click.echo(line)
    if not quiet or strict:
        for problem in timeline.problems:
            click.echo(one_line(str(problem)), err=True)
    if strict and timeline.problems:
        click.echo(f"{counted(len(timeline.problems), 'problem')}; nothing is published (--strict)", err=True)
        return 1
    publish(
        timeline,
        output,
        templates,
        only=only,
        settings={"html": {"interactive": interactive}, "markdown": {"front_matter": front_matter, "mermaid": mermaid}},
        common={"locale": locale, "url": url},
    )
    if not quiet:
        click.echo(f"{output}: {outcome(timeline)}")
    return 0


def outcome(timeline: Timeline) -> str:
    """What a build came to, in a line."""
    made = f"{counted(len(timeline.dated), 'dated event')}, {len(timeline.undated)} undated"
    return f"{made}, from {counted(len(timeline.articles), 'article')}; {counted(len(timeline.problems), 'problem')}"


def untranslated(locale: str, templates: Path | None) -> Iterator[str]:
    """A warning where there are no words in the language; raises `UserError` where there is no such locale."""
    from chrono.renderers.locale import languages, locale_named

    if not locale_named(locale, templates).translated:
        known = ", ".join(languages(templates))
        yield f"--locale {locale}: dates are written so, the other words in English; there are words in {known}"


def _account(timeline: Timeline) -> Iterator[str]:
    """What became of every sentence, a line a reason; then each sentence that tells no dated event."""
    from chrono.events.account import counts

    yield f"{counted(len(timeline.account), 'sentence')} read"
    for fate, why, number in counts(timeline.account):
        yield f"{number:6} {fate}" + (f": {one_line(why)}" if why else "")
    for sentence in timeline.account:
        if sentence.why:
            place = f"{sentence.article}:{sentence.start}-{sentence.end}"
            yield one_line(f"{place}: {sentence.fate}, {sentence.why}: {sentence.text}")
