"""Plain text: the file is the article."""

from __future__ import annotations

from pathlib import Path

from chrono.article import Article
from chrono.problems import Problem
from chrono.readers._decoding import read_text
from chrono.readers._titles import title_of

NAME = "text"
SUFFIXES = (".txt", ".text")
DESCRIPTION = "plain text, one article a file"


def read(path: Path, article_id: str) -> tuple[list[Article], list[Problem]]:
    """The one article of a text file, its characters unchanged."""
    text, problems = read_text(path, article_id)
    if text is None:
        return [], problems
    return [Article(id=article_id, text=text, title=title_of(text, article_id))], problems
