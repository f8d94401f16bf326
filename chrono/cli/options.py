"""Arguments and options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

HERE = (Path(),)


def edtf(context: click.Context, option: click.Parameter, value: str | None) -> str | None:
    """Check that an option is a date as EDTF; kept as the user wrote it."""
    from chrono.temporal.edtf import parse

    try:
        return value if value is None else str(parse(value))
    except ValueError as error:
        raise click.BadParameter(f"{error}; write a date as 2024-12-16, 2024-12 or 2024 (EDTF)") from None


def known_language(context: click.Context, option: click.Parameter, value: str) -> str:
    """Check that chrono has rules for a language."""
    from chrono.languages import available

    known = available()
    if value not in known:
        raise click.BadParameter(f"there are no rules for {value!r}; there are for {', '.join(known)}")
    return value


def fields(context: click.Context, option: click.Parameter, values: tuple[str, ...]) -> dict[str, str]:
    """Take ``text=Body`` apart."""
    if not values:
        return {}
    from chrono.readers import FIELDS

    columns: dict[str, str] = {}
    for value in values:
        field, _, name = (part.strip() for part in value.partition("="))
        if field not in FIELDS or not name:
            raise click.BadParameter(f"{value!r} is no FIELD=NAME as text=Body; the fields are {', '.join(FIELDS)}")
        if field in columns:
            raise click.BadParameter(f"{field!r} is there twice; give each field one name")
        columns[field] = name
    return columns


def site(context: click.Context, option: click.Parameter, value: str | None) -> str:
    """Check that an option is the address of a site; "" when it is not given."""
    if value is None:
        return ""
    from chrono.problems import UserError
    from chrono.renderers.metadata import site_address

    try:
        return site_address(value)
    except UserError as error:
        raise click.BadParameter(str(error)) from None


class Top(click.IntRange):
    """How many entries a short timeline has: a number, or ``auto``."""

    def __init__(self) -> None:
        super().__init__(min=1)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The number, or "auto" as it is."""
        return value if value == "auto" else super().convert(value, param, ctx)


class Source(click.Path):
    """A path, or an address as it is (``s3://bucket/articles``)."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The path; an address stays as it is."""
        return value if isinstance(value, str) and "://" in value else super().convert(value, param, ctx)


def outputs(context: click.Context, option: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...] | None:
    """Take ``html,ics`` apart; None when nothing is asked for."""
    if not values:
        return None
    from chrono.renderers import renderers

    names = tuple(name.strip().lower() for value in values for name in value.split(",") if name.strip())
    unknown = [name for name in names if name not in renderers()]
    if unknown or not names:
        wrong = f"there is no output {unknown[0]!r}" if unknown else "no output is named"
        raise click.BadParameter(f"{wrong}; there are {', '.join(renderers())}")
    return names


def example(*lines: str) -> str:
    """The end of a command's help: what one would type, kept line by line."""
    return "\b\nExample:\n" + "\n".join(f"  {line}" for line in lines)


sources = click.argument("sources", nargs=-1, type=Source(path_type=Path), metavar="[SOURCES]...")
title = click.option("--title", metavar="T", help="The timeline's title.")
articles_csv = click.option(
    "--articles",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="What you know about the articles, instead of the articles.csv at the top of a source folder.",
)
facts_toml = click.option(
    "--facts",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="What you know of the world, instead of the facts.toml at the top of a source folder.",
)
edits_toml = click.option(
    "--edits",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Your corrections, instead of the edits.toml at the top of a source folder.",
)
columns = click.option(
    "--map",
    "columns",
    multiple=True,
    callback=fields,
    metavar="FIELD=NAME",
    help="What tables and JSON call a field of an article, as text=Body or published=Dated; may be repeated.",
)
aliases_toml = click.option(
    "--aliases",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Names that are one, instead of the aliases.toml at the top of a source folder.",
)
templates = click.option(
    "--templates",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Your templates: a file named like one of chrono's stands in for it.",
)
locale = click.option(
    "--locale",
    default="en",
    show_default=True,
    metavar="L",
    help="How words, dates and numbers are written: en, en-GB, de, fr, es, uk, ar; elsewhere dates are written so, "
    "and words in English.",
)
no_cache = click.option(
    "--no-cache",
    is_flag=True,
    help="Read all articles anew, and keep nothing of them for the next build.",
)
engine = click.option(
    "--engine",
    type=click.Choice(["local", "dask"]),
    default="local",
    show_default=True,
    help="Where articles are read: on this machine, or on a Dask cluster (needs chrono-timeline[dask]).",
)
scheduler = click.option(
    "--scheduler",
    metavar="ADDRESS",
    help="The cluster for --engine dask, as tcp://192.168.0.5:8786; without it, --jobs processes of this machine.",
)
names = click.option(
    "--names",
    type=click.Choice(["light", "spacy"]),
    default="light",
    show_default=True,
    help="What finds people, organisations and places; spacy needs chrono-timeline[nlp] and its model.",
)
language = click.option(
    "--lang",
    "language",
    callback=known_language,
    default="en",
    show_default=True,
    metavar="L",
    help="The language of the text.",
)
top = click.option(
    "--top",
    type=Top(),
    metavar="N|auto",
    help="Keep the N dated events that matter most; with auto, as many as the articles have to tell.",
)
date = click.option("--date", callback=edtf, metavar="D", help="When the text was written, as EDTF.")
jobs = click.option(
    "--jobs",
    type=click.IntRange(min=1),
    default=1,
    show_default=True,
    metavar="N",
    help="How many processes share the work; the result is the same.",
)
quiet = click.option("--quiet", is_flag=True, help="Say nothing but errors.")
