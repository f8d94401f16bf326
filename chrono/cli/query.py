"""``chrono query``: what happened between these dates, of a timeline that is built."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from chrono.cli import options
from chrono.cli.words import counted, one_line, table

if TYPE_CHECKING:
    from chrono.events.event import Event
    from chrono.query import Query
    from chrono.store import Store

BAR = 40
"""How many columns of a terminal the longest bar takes."""

_COLUMNS = ("id", "date", "earliest", "latest", "precision", "kind", "modality", "title", "text", "actors", "places")
_NONE = {"month": "not within one month", "actor": "no actor named", "source": "no source"}


@click.command(
    epilog=options.example(
        "chrono query output --from 2014-03 --to 2014-03",
        "chrono query output --from 2024 --text 'negotiat*' --sort salience --limit 5",
        "chrono query output --by month",
    )
)
@click.argument("folder", type=click.Path(path_type=Path), metavar="[DIR]", default=Path("output"))
@click.option(
    "--from", "first", callback=options.edtf, metavar="D", help="From the first moment of this date, as EDTF."
)
@click.option("--to", "last", callback=options.edtf, metavar="D", help="To the last moment of this date, as EDTF.")
@click.option(
    "--match",
    type=click.Choice(["possible", "certain"]),
    default="possible",
    show_default=True,
    help="What may have happened between the two, or only what must have.",
)
@click.option("--text", metavar="T", help="Words of title or sentence, in any order; negotiat* for all that begins so.")
@click.option("--actor", metavar="A", help="Words of one actor's name.")
@click.option("--place", metavar="P", help="Words of one place's name.")
@click.option("--source", metavar="S", help="Words of a publication, an article's id or the host of its address.")
@click.option("--kind", type=click.Choice(["happened", "planned", "ongoing", "reported"]), help="Events of this kind.")
@click.option(
    "--salience", type=click.FloatRange(0, 1), default=0.0, metavar="X", help="Events of this salience or more, 0 to 1."
)
@click.option("--undated", is_flag=True, help="Also events whose date is unknown, which may lie anywhere.")
@click.option(
    "--sort",
    type=click.Choice(["date", "salience"]),
    default="date",
    show_default=True,
    help="The earliest first, or the most salient.",
)
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="The first N only.")
@click.option("--count", is_flag=True, help="Only how many there are.")
@click.option("--by", type=click.Choice(["month", "actor", "source"]), help="How many there are of each, with a bar.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "csv", "json", "md"]),
    default="table",
    show_default=True,
    help="What to print.",
)
def query(
    folder: Path,
    first: str | None,
    last: str | None,
    match: Any,
    text: str | None,
    actor: str | None,
    place: str | None,
    source: str | None,
    kind: Any,
    salience: float,
    undated: bool,
    sort: Any,
    limit: int | None,
    count: bool,
    by: Any,
    form: str,
) -> int:
    """Ask the timeline in DIR, the folder of a site, for its events.

    All conditions must hold; without any, every dated event is listed. A vague date counts for all the time it may
    mean: 2014 may lie in March 2014. Letters' case and accents do not matter.
    """
    if count and by:
        raise click.UsageError("give --count or --by, not both")
    from chrono.query import asked
    from chrono.store import opened

    conditions = asked(
        first,
        last,
        match=match,
        text=_given("text", text),
        actor=_given("actor", actor),
        place=_given("place", place),
        source=_given("source", source),
        kind=kind,
        salience=salience,
        undated=undated,
    )
    with opened(folder) as store:
        if count:
            click.echo(store.count(conditions))
        elif by:
            rows = [(_NONE[by] if label is None else label, number) for label, number in store.tally(conditions, by)]
            _tell(_TALLIES[form](by, rows[:limit]))
            _say_what_is_left_out(len(rows), limit, "row")
        else:
            found = store.find(conditions, sort, limit)
            _tell(_LISTS[form](found))
            _say_what_is_left_out(store.count(conditions) if len(found) == limit else len(found), limit, "event")
        _say_what_has_no_date(store, conditions)
    return 0


def _given(option: str, words: str | None) -> str:
    """The words of an option, which must not be blank: a variable of the shell was not set."""
    if words is not None and not words.strip():
        raise click.UsageError(f"--{option} is blank")
    return words or ""


def _tell(text: str) -> None:
    if text:
        click.echo(text)


def _say_what_is_left_out(there_are: int, limit: int | None, noun: str) -> None:
    if there_are == 0:
        click.echo("no event answers", err=True)
    elif limit is not None and there_are > limit:
        click.echo(f"the first {limit} of {counted(there_are, noun)}; a higher --limit shows more", err=True)


def _say_what_has_no_date(store: Store, conditions: Query) -> None:
    """Nothing is left out in silence: what has no date may have happened at any time."""
    if conditions.undated or conditions.match == "certain":
        return
    number = store.count(replace(conditions, undated=True)) - store.count(conditions)
    if number:
        click.echo(f"{counted(number, 'more event')} without a date may answer; --undated lists them", err=True)


# ── events ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def _as_table(found: Sequence[Event]) -> str:
    rows = [(event.date or "unknown", _kind(event), _told_in(event), event.title) for event in found]
    return table(("date", "kind", "told in", "what"), rows) if rows else ""


def _as_csv(found: Sequence[Event]) -> str:
    rows = [
        [*(getattr(event, name) for name in _COLUMNS), event.salience, [m.article for m in event.mentions]]
        for event in found
    ]
    return _csv([*_COLUMNS, "salience", "articles"], rows)


def _as_json(found: Sequence[Event]) -> str:
    return json.dumps([event.as_dict() for event in found], ensure_ascii=False, indent=1)


def _as_markdown(found: Sequence[Event]) -> str:
    rows = [(event.date or "unknown", _kind(event), event.title, _told_in(event)) for event in found]
    return _markdown(("date", "kind", "what", "told in"), rows)


def _kind(event: Event) -> str:
    return event.kind if event.modality == "asserted" else f"{event.kind}, {event.modality}"


def _told_in(event: Event) -> str:
    """The first article that tells it, and how many more do."""
    articles = list(dict.fromkeys(mention.article for mention in event.mentions))
    return " ".join([*articles[:1], *([f"and {len(articles) - 1} more"] if len(articles) > 1 else [])])


# ── tallies ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def _tally_as_table(by: str, rows: Sequence[tuple[str, int]]) -> str:
    most = max((number for _, number in rows), default=1)
    width = len(str(most))
    drawn = [(label, f"{number:>{width}}", "█" * max(1, round(BAR * number / most))) for label, number in rows]
    return table((by, "events", ""), drawn) if rows else ""


def _tally_as_csv(by: str, rows: Sequence[tuple[str, int]]) -> str:
    return _csv((by, "events"), rows)


def _tally_as_json(by: str, rows: Sequence[tuple[str, int]]) -> str:
    return json.dumps([{by: label, "events": number} for label, number in rows], ensure_ascii=False, indent=1)


def _tally_as_markdown(by: str, rows: Sequence[tuple[str, int]]) -> str:
    return _markdown((by, "events"), [(label, str(number)) for label, number in rows])


# ── formats ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def _csv(heads: Sequence[str], rows: Sequence[Sequence[Any]]) -> str:
    import csv
    import io

    from chrono.renderers.csv_table import cell

    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n", quoting=csv.QUOTE_NONNUMERIC)
    writer.writerow(heads)
    writer.writerows([value if isinstance(value, int | float) else cell(value) for value in row] for row in rows)
    return written.getvalue().rstrip("\n")


def _markdown(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    from chrono.renderers.filters import md

    lines = [heads, ["---"] * len(heads), *([md(one_line(cell)) for cell in row] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


_LISTS = {"table": _as_table, "csv": _as_csv, "json": _as_json, "md": _as_markdown}
_TALLIES = {"table": _tally_as_table, "csv": _tally_as_csv, "json": _tally_as_json, "md": _tally_as_markdown}
