"""The text of an HTML page: which of its paragraphs are the article.

The article is the page's longest ``article`` element; else its ``main``, or its body, narrowed to the one box
that holds nearly all of the running text. It begins at the headline where that stands above. Paragraphs that are
links to other pages are no part of it. Where trafilatura is installed (``pip install 'chrono-timeline[html]'``)
it says instead which paragraphs are the article's; their text is the same either way.

A blank line stands between paragraphs, and offsets count in the text that is made of them.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from chrono.readers._titles import cleaned_title
from chrono.readers._walk import Box, MarkedDate, Paragraph, Walk, markup_names

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

_DEEPEST = 20_000
_LONGEST_TAG = 100_000
_MOST_ATTRIBUTES = 5_000
_SHARE_OF_PAGE = 0.3  # what the longest article holds of the page's text, to be taken for the page's article
_SHARE_OF_PROSE = 0.75  # what a box holds of the running text, to be taken for the article
_LEAST_CHOSEN = 0.25
_ABOVE = 20  # a headline stands at most so many paragraphs above its article
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
    box = _main_box(walk)
    headline = _headline(walk, box, titles)
    kept = _own_choice(walk, box, headline)
    if chooser and (chosen := chooser(_without_scripts(tree), walk.paragraphs)):
        other = _with_surroundings(walk, chosen, headline)
        # A judge who leaves next to nothing of a page has taken the article for something else.
        if _size(walk, other) > _LEAST_CHOSEN * _size(walk, kept):
            kept = other
    heading = "" if headline is None else walk.paragraphs[headline].text
    text = "\n\n".join(walk.paragraphs[place].text for place in kept)
    return Page(text, cleaned_title(heading), tuple(_dates(walk, box, headline, titles)))


def _without_scripts(tree: LexborHTMLParser) -> str:
    """The page without the elements that hold no text of any article: most of its bytes."""
    tree.strip_tags(sorted(markup_names().dropped_elements - {"form", "head"}), recursive=True)
    return tree.html or ""


def _main_box(walk: Walk) -> Box:
    body = walk.boxes[0]
    main = _largest(walk, "main", body)
    article = _largest(walk, "article", main)
    if article.size > _SHARE_OF_PAGE * main.size and article is not main:
        return article
    inside = [box for box in walk.boxes if main.first <= box.first and box.after <= main.after]
    most = [box for box in inside if box.prose >= _SHARE_OF_PROSE * main.prose and box.prose]
    return most[-1] if most else main  # the innermost, as they stand in one another


def _largest(walk: Walk, kind: str, otherwise: Box) -> Box:
    found = [box for box in walk.boxes if box.tag == kind and box.size]
    return max(found, key=lambda box: box.size, default=otherwise)


def _headline(walk: Walk, box: Box, titles: Sequence[str]) -> int | None:
    """Which paragraph is the page's headline: the ``h1`` that says its title, or one in the article, or before it."""
    places = walk.headlines
    inside = [place for place in places if box.first <= place < box.after]
    before = [place for place in places if place < box.first]
    for place in [*inside, *reversed(before)]:
        if is_title(walk.paragraphs[place].text, titles):
            return place
    return next(iter(inside or before[-1:] or places), None)


def is_title(headline: str, titles: Sequence[str]) -> bool:
    """Whether a headline says what one of the titles says, which may have the site's name besides.

    >>> is_title("Ferry runs again", ["Ferry runs again | Harbour Post"]), is_title("Harbour Post", ["Ferry runs"])
    (True, False)
    """
    words = _letters(headline)
    return len(words) > 3 and any(
        words in _letters(title) and 2 * len(words) > len(_letters(title)) for title in titles
    )


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


def _leads_elsewhere(walk: Walk, place: int) -> bool:
    """Whether a paragraph is but a link: no headline, and no sentence of the story that happens to be one."""
    paragraph = walk.paragraphs[place]
    if not paragraph.is_linked or place in walk.headlines:
        return False
    return not (_is_sentence(paragraph.text) and len(paragraph.text.split()) > 7)


def _own_choice(walk: Walk, box: Box, headline: int | None) -> list[int]:
    first = box.first if headline is None or not box.first - _ABOVE <= headline < box.first else headline
    kept = [place for place in range(first, box.after) if not _leads_elsewhere(walk, place)]
    return kept or list(range(box.first, box.after))


def _is_sentence(text: str) -> bool:
    return text.rstrip("\"'”’»)]")[-1:] in (".", "!", "?", "…")


def _with_surroundings(walk: Walk, chosen: set[int], headline: int | None) -> list[int]:
    """The chosen paragraphs, the headline with what stands between it and them, and the captions and sentences
    between them."""
    below = [place for place in chosen if headline is not None and place > headline]
    if headline is not None and _size(walk, below) > 0.5 * _size(walk, chosen):
        chosen = {headline, *below}
        if min(below) - headline <= _ABOVE:
            chosen.update(range(headline, min(below)))
    between = {
        place
        for place in range(min(chosen), max(chosen))
        if walk.paragraphs[place].tag == "figcaption" or _is_sentence(walk.paragraphs[place].text)
    }
    return [place for place in sorted(chosen | between) if not _leads_elsewhere(walk, place)]


def _size(walk: Walk, places: Iterable[int]) -> int:
    return sum(len(walk.paragraphs[place].text) for place in places)


def _dates(walk: Walk, box: Box, headline: int | None, titles: Sequence[str]) -> list[tuple[str, str]]:
    """The dates that the markup gives the article: in its own header, or below its headline and above its text.

    Of two times the first is the publication's, unless the words before it speak of an update.
    """
    container = walk.boxes[box.container]
    own = [date for date in walk.dates if date.container == box.container]
    times = [date for date in own if date.in_header and box.container]
    if headline is not None and is_title(walk.paragraphs[headline].text, titles):
        outer = {box.container, container.parent}
        end = _first_sentence(walk, headline + 1)
        below = [date for date in walk.dates if headline < date.place <= end and date.container in outer]
        times += [date for date in below if not _is_in_a_sentence(walk, date)]
    published = [date for date in times if date.rule == "time element" and not date.is_change][:1]
    first = box.first if headline is None else min(box.first, headline)
    microdata = [date for date in own if date.rule != "time element" and first <= date.place <= box.after]
    if len({date.written[:10] for date in microdata}) > 1:
        microdata = []  # it lists several articles
    return [(date.rule, date.written) for date in [*microdata, *published]]


def _first_sentence(walk: Walk, start: int) -> int:
    """The place of the first paragraph of the text from ``start``, after one that may be the standfirst."""
    prose = [
        place
        for place in range(start, len(walk.paragraphs))
        if len(walk.paragraphs[place].text) > 60 and _is_sentence(walk.paragraphs[place].text)
    ]
    return prose[1] if len(prose) > 1 else len(walk.paragraphs)


def _is_in_a_sentence(walk: Walk, date: MarkedDate) -> bool:
    if date.place >= len(walk.paragraphs):
        return False
    text = walk.paragraphs[date.place].text
    return len(text.split()) > 3 and _is_sentence(text)
