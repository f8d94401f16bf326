"""``chrono init``: a new timeline project."""

from __future__ import annotations

import shlex
from pathlib import Path

import click

from chrono.cli import options
from chrono.cli.words import one_line


@click.command(epilog=options.example("chrono init my-timeline", "chrono init ."))
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
def init(folder: Path) -> int:
    """Make DIR a new timeline project.

    It gets two sample articles, the files in which you say what you know, and what checks the articles and
    publishes the page on GitHub or GitLab. DIR must be empty or new (a .git may be in it).
    """
    from chrono.project import start

    for file in start(folder):
        click.echo(one_line(str(file)))
    place = "" if folder.resolve() == Path.cwd() else f"cd {shlex.quote(str(folder))} && "
    click.echo(one_line(f"Next: {place}chrono serve articles"))
    return 0
