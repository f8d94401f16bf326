"""``chrono serve``: the page in a browser, built anew whenever a file changes."""

from __future__ import annotations

import signal
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

import click

from chrono.cli import options
from chrono.cli.build import outcome, untranslated
from chrono.cli.progress import progress
from chrono.cli.words import fault, one_line
from chrono.problems import UserError, reason

if TYPE_CHECKING:
    from chrono.events.selection import Top
    from chrono.timeline import Timeline


@click.command(epilog=options.example("chrono serve seeds", "chrono serve articles --templates design --port 8080"))
@options.sources
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    metavar="N",
    help="The port on 127.0.0.1; where it is taken, the next one that is free.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Keep the site in this folder too; without, nothing is left of it.",
)
@options.title
@options.articles_csv
@options.facts_toml
@options.columns
@options.edits_toml
@options.aliases_toml
@options.templates
@options.locale
@options.names
@options.language
@options.top
@options.jobs
@options.quiet
def serve(
    sources: tuple[Path, ...],
    port: int,
    output: Path | None,
    title: str | None,
    articles: Path | None,
    facts: Path | None,
    columns: dict[str, str],
    edits: Path | None,
    aliases: Path | None,
    templates: Path | None,
    locale: str,
    names: str,
    language: str,
    top: Top | None,
    jobs: int,
    quiet: bool,
) -> int:
    """Show the timeline of SOURCES in a browser.

    The page is on this machine only. It is built anew whenever an article, articles.csv, edits.toml, facts.toml,
    aliases.toml or one of your templates changes, and loads itself anew; what is wrong with them stands on it.
    Ctrl-C ends it.
    """
    from chrono.extraction.parts import cache_folder
    from chrono.pipeline import build
    from chrono.publish import claim, publish
    from chrono.renderers.locale import locale_named
    from chrono.serving import ADDRESS, Site, serving
    from chrono.watching import changes

    sources = sources or options.HERE
    _check(sources)
    for line in untranslated(locale, templates):
        click.echo(line, err=True)

    def make(folder: Path) -> Timeline:
        with progress(quiet) as tell:
            timeline = build(
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
                columns=columns,
                cache=cache_folder(sources),
                progress=tell,
            )
        publish(timeline, folder, templates, common={"locale": locale})
        return timeline

    watched = [*sources, *filter(None, (articles, facts, edits, aliases, templates))]
    with suppress(KeyboardInterrupt), _ended_by_signals(), tempfile.TemporaryDirectory(prefix="chrono-") as place:
        folder = output or Path(place) / "site"
        claim(folder, sources)
        site = Site(folder)
        with serving(site, port) as got:
            if got != port and port:
                click.echo(f"port {port} is taken; {got} is free", err=True)
            click.echo(f"http://{ADDRESS}:{got}/ (Ctrl-C ends it)")
            for _ in changes(watched):
                site.built(_attempt(lambda: make(folder), quiet))
    return 0


def _check(sources: tuple[Path, ...]) -> None:
    """Turn down at once what no change of a file will mend."""
    for source in sources:
        if source == Path("-"):
            raise UserError("-: standard input cannot be watched; name files or folders")
        if not source.exists():
            raise UserError(f"{source}: there is no such file or folder; check the path")


def _attempt(make: Callable[[], Timeline], quiet: bool) -> str:
    """Build once, and say how it went; what went wrong, as a line."""
    try:
        timeline = make()
    except UserError as error:
        wrong = one_line(str(error))
    except OSError as error:
        wrong = one_line(f"{error.filename or 'the system'}: {reason(error)}")
    except Exception as error:
        wrong = fault(error)
    else:
        if not quiet:
            for problem in timeline.problems:
                click.echo(one_line(str(problem)), err=True)
            click.echo(f"built: {outcome(timeline)}")
        return ""
    click.echo(f"chrono: error: {wrong}", err=True)
    return wrong


@contextmanager
def _ended_by_signals() -> Iterator[None]:
    """Let whoever ends the process end it as Ctrl-C does, so that nothing is left behind."""

    def end(number: int, frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
