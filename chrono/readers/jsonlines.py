"""JSON lines: one article a line, its fields by their usual names."""

from __future__ import annotations

import json
from pathlib import Path

from chrono.article import Article, without_surrogates
from chrono.problems import Problem
from chrono.readers._decoding import read_text
from chrono.readers._fields import article_from_fields, named

NAME = "jsonlines"
SUFFIXES = (".jsonl", ".ndjson")
DESCRIPTION = "JSON lines, one article a line: id, title, text, published, source, url, language"


def read(path: Path, article_id: str) -> tuple[list[Article], list[Problem]]:
    """The articles of a file, each named by the file, ``#`` and its own id, or its line number where it has
    none."""
    lines, problems = read_text(path, article_id)
    if lines is None:
        return [], problems
    articles: list[Article] = []
    taken: set[str] = set()
    # Only LF ends a line here: the other line ends of Unicode may stand unescaped inside a JSON string.
    for number, line in enumerate(lines.split("\n"), start=1):
        if not line.strip():
            continue
        article, found = _article(line, number, article_id, taken)
        problems.extend(found)
        if article:
            taken.add(article.id)
            articles.append(article)
    return articles, problems


def _article(line: str, number: int, origin: str, taken: set[str]) -> tuple[Article | None, list[Problem]]:
    try:
        record = json.loads(line)
    except json.JSONDecodeError as error:
        return None, [_bad(origin, number, f"is not JSON ({error.msg.lower()})", "mend or delete the line")]
    except (ValueError, RecursionError):
        return None, [_bad(origin, number, "is JSON that cannot be read", "mend or delete the line")]
    if not isinstance(record, dict):
        return None, [_bad(origin, number, "is not a JSON object", 'write {"title": …, "text": …} on each line')]
    text = record.get(named(record, "text")[0])
    if not isinstance(text, str):
        return None, [_bad(origin, number, "has no text", 'put the article in "text"')]
    article_id, problems = _record_id(named(record, "id")[1] or str(number), number, origin, taken)
    article, found = article_from_fields(
        article_id, without_surrogates(text), record, "jsonl {name}", origin, line=number
    )
    return article, problems + found


def _record_id(own: str, number: int, origin: str, taken: set[str]) -> tuple[str, list[Problem]]:
    own = "-".join(own.split())
    if (article_id := f"{origin}#{own}") not in taken:
        return article_id, []
    copy = 2
    while (distinct := f"{article_id}-{copy}") in taken:
        copy += 1
    what = f"has the id {own!r} of an earlier line, and became {distinct.rsplit('#', 1)[1]!r}"
    return distinct, [_bad(origin, number, what, "give each line its own id")]


def _bad(origin: str, number: int, what: str, advice: str) -> Problem:
    return Problem("read", origin, what, advice, number)
