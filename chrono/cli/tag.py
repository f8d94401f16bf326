"""``chrono tag``: the time expressions of a text, or of each document of a JSON-lines file."""

from __future__ import annotations

import gc
import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import click

from chrono.cli import options
from chrono.cli.words import one_line, shortened, table
from chrono.problems import Problem, UserError, reason

if TYPE_CHECKING:
    from chrono.resolve import Resolved
    from chrono.tagger import Timex

STANDARD_INPUT = Path("-")
_PHRASE_WIDTH = 40


@click.command(
    epilog=options.example(
        "echo 'They met on Monday.' | chrono tag --date 2024-12-16",
        "chrono tag article.txt --date 2024-12 --format jsonl",
        "chrono tag --documents in.jsonl --output out.jsonl",
    )
)
@click.argument("file", required=False, type=click.Path(path_type=Path))
@options.date
@options.language
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "jsonl", "timeml"]),
    default="table",
    show_default=True,
    help="What to print.",
)
@click.option(
    "--documents",
    type=click.Path(path_type=Path),
    metavar="IN.jsonl",
    help='Tag many: {"id","date","text","lang"} a line in, {"id","timexes"} a line out.',
)
@click.option(
    "--output",
    type=click.Path(path_type=Path),
    metavar="OUT.jsonl",
    help="Where --documents go, instead of the screen.",
)
def tag(
    file: Path | None, date: str | None, language: str, form: str, documents: Path | None, output: Path | None
) -> int:
    """Find and resolve the time expressions of a text.

    The text comes from FILE (UTF-8), or from standard input where there is no FILE or it is "-". A FILE.tml is
    a TimeML document, whose own creation time counts where there is no --date. With
    --documents, a line may say "dct" for "date", and --date and --lang count where it says nothing; a line
    that cannot be tagged is named and skipped, and the exit code is 1.
    """
    if documents is not None:
        if file is not None:
            raise click.UsageError("give FILE or --documents, not both")
        return _tag_documents(documents, output, date, language)
    if output is not None:
        raise click.UsageError("--output goes with --documents")
    from chrono.tagging import record, resolved_timexes

    text, name = _text(file or STANDARD_INPUT), "text"
    if file is not None and file.suffix == ".tml":
        text, name, date = _timeml(file, text, date)
    found = resolved_timexes(text, date, language)
    if form == "timeml":
        from chrono.timeml import document

        click.echo(document(text, found, date, name), nl=False)
    elif form == "jsonl":
        for timex, resolved in found:
            click.echo(_json(record(timex, resolved)))
    elif found:
        click.echo(_as_table(found))
    return 0


def _timeml(file: Path, source: str, date: str | None) -> tuple[str, str, str | None]:
    from chrono.timeml import read

    try:
        document = read(source)
    except ValueError as error:
        raise UserError(f"{file}: {error}") from error
    return document.text, document.name or file.stem, date or document.date or None


def _as_table(found: list[tuple[Timex, Resolved]]) -> str:
    rows = [
        (
            shortened(one_line(timex.text), _PHRASE_WIDTH),
            timex.type,
            resolved.value,
            resolved.mod or "",
            resolved.edtf or "",
            timex.rule,
        )
        for timex, resolved in found
    ]
    return table(("phrase", "type", "value", "mod", "date", "rule"), rows)


def _tag_documents(documents: Path, output: Path | None, date: str | None, language: str) -> int:
    """Tag a document a line; a line that cannot be is named and skipped. 1 when there was one, else 0."""
    if output is not None and output.exists() and documents.exists() and output.samefile(documents):
        raise UserError(f"{output}: is the file that --documents reads; give --output another name")
    problems = 0
    with _source(documents) as source, _destination(output) as destination, _no_collector():
        for number, line in enumerate(source, start=1):
            if not line.strip():
                continue
            try:
                answer = _tag_line(line, date, language)
            except UserError as error:
                problems += 1
                problem = Problem("tag", _name(documents), str(error), "the line is skipped", line=number)
                click.echo(one_line(str(problem)), err=True)
                continue
            destination.write(_json(answer).encode() + b"\n")
    return 1 if problems else 0


@contextmanager
def _no_collector() -> Iterator[None]:
    """Without the cycle collector, which would walk a long answer again and again; tagging makes no cycles."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _tag_line(line: bytes, date: str | None, language: str) -> dict[str, Any]:
    from chrono.article import without_surrogates
    from chrono.tagging import tag as tag_text

    try:
        document = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise UserError("is not UTF-8") from None
    except (ValueError, RecursionError) as error:
        raise UserError(f"is not JSON ({error})") from None
    if not isinstance(document, dict):
        raise UserError('is not an object like {"id": …, "date": …, "text": …}')
    missing = [key for key in ("id", "text") if key not in document]
    if missing:
        raise UserError(f"has no {' and no '.join(missing)}")
    text, written = document["text"], document.get("date", document.get("dct", date))
    spoken = document.get("lang", language)
    for key, value in (("text", text), ("date", written), ("lang", spoken)):
        if not isinstance(value, str) and not (key != "text" and value is None):
            raise UserError(f"its {key} is not a string")
    timexes = tag_text(without_surrogates(text), written or None, spoken or language)
    return {"id": document["id"], "timexes": timexes}


@contextmanager
def _source(file: Path) -> Iterator[BinaryIO]:
    if file == STANDARD_INPUT:
        yield sys.stdin.buffer
        return
    try:
        opened = file.open("rb")
    except OSError as error:
        raise UserError(f"{file}: cannot be read: {reason(error)}") from error
    with opened:
        yield opened


def _text(file: Path) -> str:
    with _source(file) as source:
        content = source.read()
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UserError(f"{_name(file)}: is not UTF-8 (byte {error.start}); save it as UTF-8 text") from error


def _name(file: Path) -> str:
    return "standard input" if file == STANDARD_INPUT else str(file)


@contextmanager
def _destination(output: Path | None) -> Iterator[BinaryIO]:
    """Standard output, or a file that appears when it is complete: it may be the very file that is read."""
    if output is None:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    unfinished = output.with_name(f".{output.name}.{os.getpid()}")
    try:
        with unfinished.open("wb") as file:
            yield file
        unfinished.replace(output)
    except OSError as error:
        raise UserError(f"{output}: cannot be written: {reason(error)}") from error
    finally:
        unfinished.unlink(missing_ok=True)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
