"""The text of an HTML page, and of a piece of one that a feed or a table carries.

A blank line stands between paragraphs, and offsets count in the text that is made of them. Which paragraphs are the
article is decided in `chrono.readers._layout`, or by trafilatura where it is installed (``pip install
'chrono-timeline[html]'``); the text of the paragraphs is the same either way.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from chrono.readers._layout import Layout
from chrono.readers._titles import cleaned_title
from chrono.readers._walk import Paragraph, Walk, markup_names

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

_DEEPEST = 20_000
_LONGEST_TAG = 100_000
_MOST_ATTRIBUTES = 5_000
_LEAST_CHOSEN = 0.25
_TURN = re.compile(r"<(/?)(?!(?:br|hr|img|input|meta|link|p|li|td|th|tr|dt|dd|option|col|wbr)\b)[a-z]", re.I)
_MARKUP = re.compile(
    r"\s*<(?:!--|(?:p|div|article|section|figure|blockquote|h[1-6]|ul|ol|table|span|strong|em|b|i|a|img|br)\b[^<>]*>)",
    re.I,
)
_BLOCK_TAG = re.compile(r"<(?:p|div|br|li|h[1-6]|blockquote|table|pre)\b", re.I)
_SHORTCODE = re.compile(r"\[/?(?:caption|gallery|embed|audio|video|playlist|embedyt|sc)\b[^\[\]]*\]")


def is_monstrous(source: str) -> bool:
    """Whether the page would take the parser a time that grows with the square of its size.

    That is so for very deep nesting and for tags with very many attributes, as the parsing rules of HTML
    search all open elements at many tags, and all attributes at each.
    """
    long_tags = re.finditer(rf"<[a-zA-Z][^<>]{{{_LONGEST_TAG},}}", source) if len(source) > _LONGEST_TAG else ()
    if any(tag[0].count("=") > _MOST_ATTRIBUTES for tag in long_tags):
        return True
    if source.count("<") <= _DEEPEST:
        return False
    return max(accumulate(-1 if turn[1] else 1 for turn in _TURN.finditer(source)), default=0) > _DEEPEST


@dataclass(frozen=True, slots=True)
class Page:
    """A page's paragraphs with blank lines between, its headline, and the dates in its markup."""

    text: str
    heading: str = ""
    dates: tuple[tuple[str, str], ...] = ()


Chooser = Callable[[str, Sequence[Paragraph]], set[int]]
"""Finds which of a page's paragraphs are its article, by their places."""


def page_text(source: str) -> Page:
    """The text of a page's article.

    >>> page_text("<nav>Home</nav><main><h1>Ferry runs</h1><p>It left <b>on</b>\\nMonday.</main>").text
    'Ferry runs\\n\\nIt left on Monday.'
    """
    from selectolax.lexbor import LexborHTMLParser

    return page_of(LexborHTMLParser(source))


def fragment_text(source: str) -> Page:
    """All the text of a piece of HTML that is an article already: what a feed carries, or Markdown becomes.

    >>> fragment_text("<p>It left on <i>Monday</i>.</p><p><a href='/x'>The timetable</a></p>").text
    'It left on Monday.\\n\\nThe timetable'
    """
    from selectolax.lexbor import LexborHTMLParser

    root = LexborHTMLParser(source).body
    if root is None:
        return Page("")
    walk = Walk(markup_names(), whole=True).of(root)
    heading = walk.paragraphs[walk.headlines[0]].text if walk.headlines else ""
    return Page("\n\n".join(paragraph.text for paragraph in walk.paragraphs), cleaned_title(heading))


def as_text(written: str, is_markup: bool = False) -> str:
    """What a field holds, without its tags if it is HTML: because it ``is_markup``, or plainly looks so.

    Blank lines divide the paragraphs of HTML that marks none, as WordPress has it.

    >>> as_text("It left on Monday."), as_text("<p>It left on <b>Monday</b>.</p>")
    ('It left on Monday.', 'It left on Monday.')
    """
    if not is_markup and not (_MARKUP.match(written) and "</" in written):
        return written
    written = _SHORTCODE.sub("", written)
    if "<" not in written:
        return html.unescape(written).strip()
    if not _BLOCK_TAG.search(written):
        written = re.sub(r"\r?\n[ \t]*\r?\n\s*", "<p>", written).replace("\n", "<br>")
    return "" if is_monstrous(written) else fragment_text(written).text


def page_of(tree: LexborHTMLParser, titles: Sequence[str] = (), chooser: Chooser | None = None) -> Page:
    """The text of a page that is already parsed. ``titles`` are what the markup calls it, to know its headline by;
    ``chooser`` finds its article instead of chrono's own rules, and then scripts and menus are gone from the tree."""
    root = tree.body or tree.root
    if root is None:
        return Page("")
    walk = Walk(markup_names()).of(root)
    if not walk.paragraphs:
        # Some publishing systems wrap the whole page in one form.
        walk = Walk(markup_names(), keep="form").of(root)
    if not walk.paragraphs:
        return Page("")
    layout = Layout(walk, titles)
    kept = layout.own_choice()
    if chooser and (chosen := chooser(_without_scripts(tree), walk.paragraphs)):
        other = layout.with_surroundings(chosen)
        # A judge who leaves next to nothing of a page has taken the article for something else.
        if layout.size(other) > _LEAST_CHOSEN * layout.size(kept):
            kept = other
    heading = "" if layout.headline is None else walk.paragraphs[layout.headline].text
    text = "\n\n".join(walk.paragraphs[place].text for place in kept)
    return Page(text, cleaned_title(heading), tuple((date.rule, date.written) for date in layout.dates()))


def _without_scripts(tree: LexborHTMLParser) -> str:
    """The page without the elements that hold no text of any article: most of its bytes."""
    tree.strip_tags(sorted(markup_names().dropped_elements - {"form", "head"}), recursive=True)
    return tree.html or ""
