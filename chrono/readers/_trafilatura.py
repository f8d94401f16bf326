"""trafilatura, where it is installed, as the judge of which paragraphs of a page are its article.

It is asked for nothing else: the text of the paragraphs is ours, so that offsets mean the same with and without it,
and it finds dates where there are none (a sidebar's, a footer's).
"""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence
from functools import cache

from chrono.readers._pages import Chooser
from chrono.readers._walk import Paragraph

_NO_LETTERS = re.compile(r"[\W_]+")
_LONG = 40  # letters of a paragraph that stand together by no chance


@cache
def chooser() -> Chooser | None:
    """The function that chooses, or None without trafilatura."""
    try:
        import trafilatura
    except ImportError:
        return None
    logging.getLogger("trafilatura").addHandler(logging.NullHandler())

    def choose(source: str, paragraphs: Sequence[Paragraph]) -> set[int]:
        try:
            text = trafilatura.extract(source, fast=True, include_comments=False, include_tables=True) or ""
        except Exception:  # whatever a page makes of it: then our own rules choose
            return set()
        lines = {_letters(line) for line in text.splitlines()}
        whole = _letters(text)
        return {place for place, paragraph in enumerate(paragraphs) if _is_in(paragraph.text, lines, whole)}

    return choose


def _is_in(paragraph: str, lines: set[str], whole: str) -> bool:
    letters = _letters(paragraph)
    if len(letters) >= _LONG:
        return letters in whole
    return bool(letters) and all(_letters(line) in lines for line in paragraph.splitlines())


def _letters(text: str) -> str:
    return _NO_LETTERS.sub("", text)
