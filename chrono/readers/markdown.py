"""Markdown with YAML or TOML front matter.

The article's text is the page as it reads, not its source: ``**Monday**`` and ``[the ferry](https://…)``
would show in every title and split phrases in two. It is rendered by markdown-it-py (CommonMark and tables)
and its text taken as from any HTML page, in one place for both formats. Offsets point into that text.

Front matter is read without types: YAML takes ``12:59`` for the number 779 and stops at ``2024-11-31``, and a
date is wanted as it was written.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from chrono.problems import Problem
from chrono.readers._decoding import text_of
from chrono.readers._fields import Dated, article_from_fields
from chrono.readers._files import File, Found, problem
from chrono.readers._pages import fragment_text

if TYPE_CHECKING:
    from frontmatter.default_handlers import BaseHandler

NAME = "markdown"
SUFFIXES = (".md", ".markdown")
DESCRIPTION = "Markdown, one article a file, with YAML or TOML front matter"

_LONGEST_FRONT_MATTER = 100_000
_BARE_TOML_DATE = re.compile(
    r"(?m)^([ \t]*[\w\"'-]+[ \t]*=[ \t]*)(\d{4}-\d\d?(?:-\d\d?)?[^#\r\n]*?)([ \t]*(?:#.*)?\r?)$"
)


def read(file: File) -> Found:
    """The one article of a Markdown file; front matter gives its title, author, date, source, address and
    language."""
    source, problems = text_of(file)
    if source is None:
        return [], problems
    fields, body, found = _front_matter(source, file.id)
    title, text = _rendered(body)
    if not text:
        return [], [*problems, *found, problem(file.id, "has no text", "write the article under its front matter")]
    article, stated = article_from_fields(
        file.id, text, fields, Dated("front matter"), file.id, title=title, columns=file.columns
    )
    return [article], [*problems, *found, *stated]


def _front_matter(source: str, origin: str) -> tuple[Mapping[str, object], str, list[Problem]]:
    """The fields before the body, and the body. What only looks like front matter stays in the body."""
    import yaml  # type: ignore[import-untyped, unused-ignore]

    handler = next((handler for handler in _handlers() if handler.detect(source)), None)
    try:
        front, body = handler.split(source) if handler else ("", source)
    except ValueError:  # there is no second delimiter: the first was a rule across the page
        return {}, source, []
    try:
        if len(front) > _LONGEST_FRONT_MATTER:
            raise ValueError("it is too long")
        fields = handler.load(front) if handler else {}
    except (ValueError, RecursionError, yaml.YAMLError) as error:
        what = f"the front matter cannot be read: {_reason(error)}"
        return {}, body, [problem(origin, what, "check its quotes, colons and indentation")]
    return (fields, body, []) if isinstance(fields, dict) else ({}, source if fields else body, [])


def _handlers() -> tuple[BaseHandler, ...]:
    """python-frontmatter's way of finding and splitting front matter, with loaders that leave values as
    written."""
    import yaml
    from frontmatter.default_handlers import BaseHandler, YAMLHandler

    class Untyped(YAMLHandler):
        def load(self, fm: str, **kwargs: object) -> Any:
            # Not the loader in C: deep nesting would end the process.
            return yaml.load(fm, Loader=yaml.BaseLoader)

    class Toml(BaseHandler):
        FM_BOUNDARY = re.compile(r"^\+{3,}\s*$", re.MULTILINE)
        START_DELIMITER = END_DELIMITER = "+++"

        def load(self, fm: str) -> dict[str, Any]:
            return tomllib.loads(_BARE_TOML_DATE.sub(r'\1"\2"\3', fm))

    return Untyped(), Toml()


def _reason(error: Exception) -> str:
    """The parser's complaint on one line; YAML's line numbers count from 0 at the delimiter's own line."""
    mark = getattr(error, "problem_mark", None)
    text = getattr(error, "problem", None) or str(error)
    return " ".join(f"{text} in line {mark.line + 1}".split() if mark else text.split())


def _rendered(body: str) -> tuple[str, str]:
    """The first heading of the highest level, and the text as it reads."""
    from markdown_it import MarkdownIt

    page = fragment_text(MarkdownIt("commonmark").enable("table").render(body))
    return page.heading, page.text
