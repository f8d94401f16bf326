"""``chrono rules``: what is read as a time expression, and which rules fire on some articles."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from chrono.cli import options
from chrono.cli.words import counted, shortened, table

if TYPE_CHECKING:
    from chrono.languages import Rule

_EXAMPLES_WIDTH = 90
_PHRASES_SHOWN = 3


@click.command(epilog=options.example("chrono rules", "chrono rules --coverage seeds"))
@options.language
@click.option(
    "--coverage",
    type=click.Path(path_type=Path),
    metavar="SOURCES",
    help="Tag these articles, and tell how often each rule fires and on what.",
)
@options.columns
def rules(language: str, coverage: Path | None, columns: dict[str, str]) -> int:
    """List the rules, or which of them fire.

    Each rule is listed with its type and some examples, as they are read in an article of Thursday
    2024-11-14.
    """
    from chrono.languages import load

    known = load(language).rules
    click.echo(_listing(known) if coverage is None else _coverage(known, language, coverage, columns))
    return 0


def _listing(known: tuple[Rule, ...]) -> str:
    rows = []
    for rule in known:
        examples = "; ".join(f"{phrase} = {value}" for phrase, value, _ in rule.examples)
        rows.append((rule.name, rule.type, shortened(examples, _EXAMPLES_WIDTH)))
    return table(("rule", "type", "examples"), rows)


def _coverage(known: tuple[Rule, ...], language: str, source: Path, columns: dict[str, str]) -> str:
    from chrono.pipeline import read_articles
    from chrono.tagger import tagger

    found, _ = read_articles([source], columns=columns)
    fired: dict[str, Counter[str]] = {rule.name: Counter() for rule in known}
    for article in found:
        if article.language == language:
            for timex in tagger(language).tag(article.text):
                fired.setdefault(timex.rule, Counter())[timex.text] += 1
    rows = [
        (name, str(phrases.total()), "; ".join(phrase for phrase, _ in phrases.most_common(_PHRASES_SHOWN)))
        for name, phrases in sorted(fired.items(), key=lambda entry: -entry[1].total())
    ]
    silent = sum(not phrases for phrases in fired.values())
    summary = f"{counted(len(found), 'article')}: {len(fired) - silent} of {counted(len(fired), 'rule')} fired"
    return f"{table(('rule', 'fired', 'on'), rows)}\n{summary}"
