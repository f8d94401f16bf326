"""One pass over the elements of a page: its paragraphs, the boxes they stand in, and the dates on the way.

Menus, sidebars, forms and comments are passed over (see ``markup.toml``). The page itself is not changed. What
part of the paragraphs is the article is decided in `chrono.readers._pages`.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_CELLS = frozenset({"td", "th"})
_CONTAINERS = frozenset({"article", "main", "body"})
_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
_BLANKS = re.compile(r"[ \t\r\n\f]{2,}|[\t\r\n\f]")
_SPACES = re.compile(r" {2,}")
_AROUND_TABS = re.compile(r" *(\t| ) *")
_EMPTY_LINES = re.compile(r"\n{3,}")
_CHANGE = re.compile(r"updat|modif|edited|chang", re.IGNORECASE)
_NAME_PARTS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+|\d+")
_BETTER_PART = 0.6
_MOST_KEPT = 50  # elements named like surroundings that hold the article: each is looked through for it


@dataclass(frozen=True, slots=True)
class MarkupNames:
    """What elements and their attributes mean, as ``markup.toml`` has it."""

    blocks: frozenset[str]
    boxes: frozenset[str]
    dropped_elements: frozenset[str]
    dropped_roles: frozenset[str]
    dropped_classes: frozenset[str]
    dropped_words: frozenset[str]
    turning_words: frozenset[str]
    other_stories: frozenset[str]
    comments: frozenset[str]
    published: frozenset[str]
    author: frozenset[str]

    def drop(self, tag: str, attributes: dict[str, str | None]) -> bool:
        """Whether an element holds no text of the article, by its kind or by a whole name of it."""
        if tag in self.dropped_elements or "hidden" in attributes:
            return True
        names = f"{attributes.get('class') or ''} {attributes.get('id') or ''}".lower().split()
        role = (attributes.get("role") or "").lower()
        return role in self.dropped_roles or not self.dropped_classes.isdisjoint(names)


@cache
def markup_names() -> MarkupNames:
    """The names in ``markup.toml``."""
    lists = tomllib.loads(files(__package__).joinpath("markup.toml").read_text(encoding="utf-8"))
    return MarkupNames(**{key: frozenset(names) for key, names in lists.items()})


@lru_cache(maxsize=4096)
def names_surroundings(written: str) -> bool:
    """Whether a word of a class or id tells of what stands around an article.

    >>> names_surroundings("postComments open"), names_surroundings("content no-sidebar"), names_surroundings("more-on")
    (True, False, True)
    """
    names = markup_names()
    for name in written.split():
        before = ""
        for part in _NAME_PARTS.findall(name):
            word = part.lower()
            if before not in names.turning_words and (
                word in names.dropped_words or f"{before} {word}" in names.dropped_words
            ):
                return True
            before = word
    return False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, the kind of element it is, how many of its characters stand in links, and its innermost box."""

    text: str
    tag: str
    linked: int
    box: int

    @property
    def is_linked(self) -> bool:
        """Whether it is a link to another page, and hardly anything besides."""
        return self.linked > (0.7 if self.tag == "p" else 0.5) * len(self.text)

    @property
    def is_heading(self) -> bool:
        """Whether it is a heading below the headline's."""
        return self.tag in _HEADINGS

    @property
    def is_sentence(self) -> bool:
        """Whether it ends as a sentence does."""
        return self.text.rstrip("\"'”’»)]")[-1:] in (".", "!", "?", "…")


@dataclass(slots=True)
class Box:
    """An element that may hold an article, and which paragraphs it holds.

    ``container`` is the place of the ``article``, ``main`` or ``body`` that it is or stands in, ``parent`` that of
    the container around that.
    """

    tag: str
    container: int
    parent: int
    first: int
    after: int = 0

    def holds(self, place: int | None) -> bool:
        """Whether a paragraph stands in it."""
        return place is not None and self.first <= place < self.after


@dataclass(frozen=True, slots=True)
class MarkedDate:
    """A date in an element: which rule reads it, as written, before which paragraph and in which container.

    ``scope`` is the box of the thing it is a property of (microdata), if one is told; ``in_header`` tells of a
    ``header`` of the container, ``is_change`` that the words before it speak of an update.
    """

    rule: str
    written: str
    place: int
    container: int
    scope: Box | None = None
    in_header: bool = False
    is_change: bool = False


@dataclass(slots=True)
class Walk:
    """What a pass collects. ``keep`` names an element that is dropped otherwise; a ``whole`` piece of HTML is all
    article, whatever its parts are called."""

    names: MarkupNames
    keep: str = ""
    whole: bool = False
    paragraphs: list[Paragraph] = field(default_factory=list)
    headlines: list[int] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=lambda: [Box("body", 0, 0, 0)])
    dates: list[MarkedDate] = field(default_factory=list)
    _open: list[int] = field(default_factory=lambda: [0])
    _words: list[str] = field(default_factory=list)
    _numbers: list[int | None] = field(default_factory=list)
    _page: int | None = None
    _kept: int = 0
    _scopes: list[Box] = field(default_factory=list)
    _linked: int = 0
    _links: int = 0
    _after_time: int = 0
    _preformatted: int = 0
    _headers: int = 0

    def of(self, root: LexborNode) -> Walk:
        """Walk over an element."""
        # A stack of our own: a page may be nested deeper than Python's.
        stack = [(root.tag or "", False, False, False, root.iter(include_text=True))]
        while stack:
            tag, is_box, is_link, is_scope, children = stack[-1]
            child = next(children, None)
            if child is None:
                stack.pop()
                self._leave(tag, is_box, is_link, is_scope)
                continue
            tag = child.tag or "-"
            if tag == "-text":
                self._add(child.text_content or "")
                continue
            if not tag[0].isalpha():
                continue
            attributes = child.attributes
            if not self._is_dropped(child, tag, attributes, root):
                if attributes.get("role") == "main":
                    tag = "main"
                is_box, is_link = tag in self.names.boxes, tag == "a" and _leads_away(attributes.get("href"))
                is_scope = "itemscope" in attributes
                self._enter(tag, is_box, is_link, is_scope, attributes)
                stack.append((tag, is_box, is_link, is_scope, child.iter(include_text=True)))
        self._flush("body")
        self.boxes[0].after = len(self.paragraphs)
        return self

    def _is_dropped(self, node: LexborNode, tag: str, attributes: dict[str, str | None], root: LexborNode) -> bool:
        if self.whole:
            return tag in self.names.dropped_elements or "hidden" in attributes
        if tag == "header" and self.boxes[self._open[-1]].container == 0:
            return node.css_first("h1") is None  # the site's own, unless it holds the headline
        if not attributes:
            return tag != self.keep and tag in self.names.dropped_elements
        if tag != self.keep and self.names.drop(tag, attributes):
            return True
        written = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"
        if tag in _CONTAINERS or self._kept >= _MOST_KEPT or not names_surroundings(written):
            return False
        kept = node.css_first("h1, main, [itemprop~=articleBody]") is not None or self._is_most(node, root)
        self._kept += kept
        return not kept

    def _is_most(self, node: LexborNode, root: LexborNode) -> bool:
        """Whether an element holds the better part of the page's text."""
        if self._page is None:
            self._page = _size_of_paragraphs(root)
        return _size_of_paragraphs(node) > _BETTER_PART * self._page

    def _enter(self, tag: str, is_box: bool, is_link: bool, is_scope: bool, attributes: dict[str, str | None]) -> None:
        if tag in self.names.blocks:
            self._flush("div")
        if is_box:
            place, outer = len(self.boxes), self.boxes[self._open[-1]].container
            container = place if tag in _CONTAINERS else outer
            self.boxes.append(Box(tag, container, outer, len(self.paragraphs)))
            self._open.append(place)
        if is_scope:
            self._scopes.append(Box(tag, 0, 0, len(self.paragraphs)))
        self._links += is_link
        if attributes:
            self._note_date(tag, attributes)
        match tag:
            case "br":
                self._words.append("\n")
            case "header":
                self._headers += 1
            case "pre":
                self._preformatted += 1
            case "ol":
                self._numbers.append(_start(attributes.get("start")))
            case "ul":
                self._numbers.append(None)
            case "li" if self._numbers and (number := self._numbers[-1]) is not None:
                # A line that begins with "1991." is a list to Markdown; its number must not be lost.
                self._words.append(f"{number}. ")
                self._numbers[-1] = number + 1

    def _leave(self, tag: str, is_box: bool, is_link: bool, is_scope: bool) -> None:
        if tag == "h1" and "".join(self._words).strip():
            self.headlines.append(len(self.paragraphs))
        if tag in self.names.blocks:
            self._flush(tag)
        elif tag in _CELLS:
            self._words.append("\t")
        if is_box:
            self.boxes[self._open.pop()].after = len(self.paragraphs)
        if is_scope:
            self._scopes.pop().after = len(self.paragraphs)
        self._links -= is_link
        match tag:
            case "header":
                self._headers -= 1
            case "pre":
                self._preformatted -= 1
            case "ol" | "ul":
                self._numbers.pop()

    def _add(self, text: str) -> None:
        words = text if self._preformatted else _BLANKS.sub(" ", text)
        self._words.append(words)
        if self._links:
            self._linked += len(words)

    def _flush(self, tag: str) -> None:
        if not self._words:
            return
        text = "".join(self._words)
        if "\n" in text or "\t" in text:
            lines = (_AROUND_TABS.sub(r"\1", line).strip() for line in text.split("\n"))
            text = _EMPTY_LINES.sub("\n\n", "\n".join(lines)).strip()
        else:
            text = _SPACES.sub(" ", text).strip()
        if text:
            self.paragraphs.append(Paragraph(text, tag, self._linked, self._open[-1]))
        self._words.clear()
        self._linked = self._after_time = 0

    def _note_date(self, tag: str, attributes: dict[str, str | None]) -> None:
        written = attributes.get("datetime") or attributes.get("content") or ""
        properties = (attributes.get("itemprop") or "").lower().split()
        if not written or "datemodified" in properties:
            return
        container, in_header = self.boxes[self._open[-1]].container, self._headers > 0
        scope, place = self._scopes[-1] if self._scopes else None, len(self.paragraphs)
        if "datepublished" in properties:
            self.dates.append(MarkedDate("microdata datePublished", written, place, container, scope, in_header))
        elif tag == "time":
            if not self._links and not (in_header and container == 0):
                told = f"{attributes.get('class') or ''} {''.join(self._words[self._after_time :])}"
                change = _CHANGE.search(told) is not None
                self.dates.append(MarkedDate("time element", written, place, container, scope, in_header, change))
            self._after_time = len(self._words)


def _leads_away(address: str | None) -> bool:
    return bool(address) and not (address or "").startswith("#")


def _size_of_paragraphs(node: LexborNode) -> int:
    return sum(len(paragraph.text()) for paragraph in node.css("p"))


def _start(written: str | None) -> int:
    return int(written) if written and re.fullmatch(r"-?\d{1,9}", written, re.ASCII) else 1
