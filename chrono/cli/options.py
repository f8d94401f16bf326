"""Arguments and options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

HERE = (Path(),)


class Edtf(click.ParamType[str]):
    """A date given on the command line, as EDTF; kept as the text the user wrote."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        from chrono.temporal.edtf import parse

        try:
            parse(value)
        except ValueError as error:
            self.fail(f"{error}; write a date as 2024-12-16, 2024-12 or 2024 (EDTF)", param, ctx)
        return str(value)


class Language(click.ParamType[str]):
    """A language chrono has rules for, by its ISO 639-1 code."""

    name = "language"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        from chrono.languages import available

        known = available()
        if value not in known:
            self.fail(f"there are no rules for {value!r}; there are for {', '.join(known)}", param, ctx)
        return str(value)


def example(*lines: str) -> str:
    """The end of a command's help: what one would type, kept line by line."""
    return "\b\nExample:\n" + "\n".join(f"  {line}" for line in lines)


sources = click.argument("sources", nargs=-1, type=click.Path(path_type=Path), metavar="[SOURCES]...")
articles_csv = click.option(
    "--articles",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="What you know about the articles, instead of the articles.csv at the top of a source folder.",
)
language = click.option(
    "--lang",
    "language",
    type=Language(),
    default="en",
    show_default=True,
    metavar="L",
    help="The language of the text.",
)
jobs = click.option(
    "--jobs",
    type=click.IntRange(min=1),
    default=1,
    show_default=True,
    metavar="N",
    help="How many processes share the work; the result is the same.",
)
