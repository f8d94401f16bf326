"""Plain text: the file is the article."""

from __future__ import annotations

from chrono.article import Article
from chrono.readers._decoding import text_of
from chrono.readers._files import File, Found
from chrono.readers._titles import title_of

NAME = "text"
SUFFIXES = (".txt", ".text")
DESCRIPTION = "plain text, one article a file"


def read(file: File) -> Found:
    """The one article of a text file, its characters unchanged."""
    text, problems = text_of(file)
    if text is None:
        return [], problems
    return [Article(id=file.id, text=text, title=title_of(text, file.id))], problems
