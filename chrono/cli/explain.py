"""``chrono explain``: how a phrase was read, step by step."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from chrono.cli import options
from chrono.cli.words import one_line

if TYPE_CHECKING:
    from chrono.resolve import Resolved
    from chrono.tagger import Timex


@click.command(epilog=options.example("chrono explain 'next May' --date 2024-12-02"))
@click.argument("phrase")
@options.date
@options.language
def explain(phrase: str, date: str | None, language: str) -> int:
    """Tell step by step how PHRASE is read.

    PHRASE may be a whole sentence: its tense decides where "Friday" lies. The exit code is 1 when no rule
    reads anything in it.
    """
    from chrono.tagging import others, resolved_timexes

    found = resolved_timexes(phrase, date, language)
    if not found:
        told = f"no rule reads a time expression in “{one_line(phrase)}”; chrono rules lists what is read"
        click.echo(told, err=True)
        return 1
    explanations = (
        _explanation(timex, resolved, others(phrase, timex, resolved, date, language)) for timex, resolved in found
    )
    click.echo("\n\n".join(explanations))
    return 0


def _explanation(timex: Timex, resolved: Resolved, others: Sequence[str]) -> str:
    interval = resolved.interval
    placed = interval.earliest or interval.latest
    days = f"{interval.earliest or '…'} to {interval.latest or '…'}" if placed else "not on the time line"
    facts = [
        ("rule", timex.rule),
        ("type", timex.type),
        ("value", resolved.value),
        ("mod", resolved.mod),
        ("quant", resolved.quant),
        ("freq", resolved.freq),
        ("date", resolved.edtf),
        ("days", days),
        ("anchor", resolved.anchor),
    ]
    lines = [f"“{one_line(timex.text)}”", *(f"  {name:<7} {value}" for name, value in facts if value)]
    lines += [f"  {number:>2}. {one_line(step)}" for number, step in enumerate(resolved.derivation, start=1)]
    if others:
        lines += ["  considered as well:", *(f"   -  {one_line(other)}" for other in others)]
    return "\n".join(lines)
