"""The text of an HTML page, found in one pass over its elements.

The text is the page's longest ``article`` element, or its ``main``, or its body, without menus, sidebars,
forms and comments; a blank line stands between paragraphs. The page itself is not changed.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from itertools import accumulate
from typing import TYPE_CHECKING

from chrono.readers._titles import cleaned_title

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

_CELLS = frozenset({"td", "th"})
_DEEPEST = 20_000
_LONGEST_TAG = 100_000
_MOST_ATTRIBUTES = 5_000
_SHARE_OF_PAGE = 0.3  # what the longest article holds of the page's text, to be taken for the page's article


@dataclass(frozen=True, slots=True)
class MarkupNames:
    """What elements and their attributes mean, as ``markup.toml`` has it."""

    blocks: frozenset[str]
    dropped_elements: frozenset[str]
    dropped_roles: frozenset[str]
    dropped_classes: frozenset[str]
    published: frozenset[str]

    def drop(self, tag: str, attributes: dict[str, str | None]) -> bool:
        """Whether an element holds no text of the article."""
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


def is_monstrous(source: str) -> bool:
    """Whether the page would take the parser a time that grows with the square of its size.

    That is so for very deep nesting and for tags with very many attributes, as the parsing rules of HTML
    search all open elements at many tags, and all attributes at each.
    """
    if any(tag[0].count("=") > _MOST_ATTRIBUTES for tag in re.finditer(rf"<[a-zA-Z][^<>]{{{_LONGEST_TAG},}}", source)):
        return True
    turns = re.finditer(
        r"<(/?)(?!(?:br|hr|img|input|meta|link|p|li|td|th|tr|dt|dd|option|col|wbr)\b)[a-z]", source, re.I
    )
    return max(accumulate(-1 if turn[1] else 1 for turn in turns), default=0) > _DEEPEST


@dataclass(frozen=True, slots=True)
class Page:
    """A page's paragraphs with blank lines between, its first ``h1``, and the dates in its markup."""

    text: str
    heading: str = ""
    dates: tuple[tuple[str, str], ...] = ()


def page_text(source: str) -> Page:
    """The text of a page's article.

    >>> page_text("<nav>Home</nav><main><h1>Ferry runs</h1><p>It left <b>on</b>\\nMonday.</main>").text
    'Ferry runs\\n\\nIt left on Monday.'
    """
    from selectolax.lexbor import LexborHTMLParser

    return page_of(LexborHTMLParser(source))


def page_of(tree: LexborHTMLParser) -> Page:
    """The text of a page that is already parsed."""
    names = markup_names()
    root = tree.body or tree.root
    if root is None:
        return Page("")
    page = _Walk(names).of(root).page()
    # Some publishing systems wrap the whole page in one form.
    return page if page.text else _Walk(names, keep="form").of(root).page()


@dataclass(slots=True)
class _Container:
    """An ``article`` or ``main``: its part of the paragraphs, and the dates that belong to no inner one."""

    kind: str
    first: int
    after: int = 0
    size: int = 0
    dates: list[tuple[str, str]] = field(default_factory=list)


@dataclass(slots=True)
class _Walk:
    """One pass over a page that collects its paragraphs, and which of them each container holds."""

    names: MarkupNames
    keep: str = ""
    paragraphs: list[str] = field(default_factory=list)
    headings: list[int] = field(default_factory=list)
    containers: list[_Container] = field(default_factory=list)
    _open: list[_Container] = field(default_factory=lambda: [_Container("body", 0)])
    _words: list[str] = field(default_factory=list)
    _numbers: list[int | None] = field(default_factory=list)
    _size: int = 0
    _after_time: int = 0
    _preformatted: int = 0
    _headers: int = 0

    def of(self, root: LexborNode) -> _Walk:
        # A stack of our own: a page may be nested deeper than Python's.
        stack = [(root.tag or "", "", root.iter(include_text=True))]
        while stack:
            tag, kind, children = stack[-1]
            child = next(children, None)
            if child is None:
                stack.pop()
                self._leave(tag, kind)
            elif child.is_text_node:
                self._add(child.text_content or "")
            elif not self._is_dropped(child):
                tag, attributes = child.tag or "", child.attributes
                kind = tag if tag in ("article", "main") else "main" if attributes.get("role") == "main" else ""
                self._enter(tag, kind, attributes)
                stack.append((tag, kind, child.iter(include_text=True)))
        return self

    def page(self) -> Page:
        body = self._open[0]
        body.after, body.size = len(self.paragraphs), self._size
        main = self._largest("main", body)
        article = self._largest("article", main)
        chosen = article if article.size > _SHARE_OF_PAGE * main.size else main
        own = self.paragraphs[chosen.first : chosen.after]
        inside = [place for place in self.headings if chosen.first <= place < chosen.after]
        heading = self.paragraphs[(inside or self.headings)[0]] if self.headings else ""
        return Page("\n\n".join(own), cleaned_title(heading), tuple(chosen.dates))

    def _largest(self, kind: str, otherwise: _Container) -> _Container:
        found = [container for container in self.containers if container.kind == kind and container.size]
        return max(found, key=lambda container: container.size, default=otherwise)

    def _is_dropped(self, node: LexborNode) -> bool:
        tag = node.tag or "-"
        if not tag[0].isalpha():
            return True
        if tag == "header" and len(self._open) == 1:
            return node.css_first("h1") is None  # the site's own, unless it holds the headline
        return tag != self.keep and self.names.drop(tag, node.attributes)

    def _enter(self, tag: str, kind: str, attributes: dict[str, str | None]) -> None:
        if kind or tag in self.names.blocks:
            self._flush()
        if kind:
            self._open.append(_Container(kind, len(self.paragraphs), size=self._size))
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

    def _leave(self, tag: str, kind: str) -> None:
        if tag == "h1" and "".join(self._words).strip():
            self.headings.append(len(self.paragraphs))
        if kind or tag in self.names.blocks:
            self._flush()
        elif tag in _CELLS:
            self._words.append("\t")
        if kind:
            container = self._open.pop()
            container.after, container.size = len(self.paragraphs), self._size - container.size
            self.containers.append(container)
        match tag:
            case "header":
                self._headers -= 1
            case "pre":
                self._preformatted -= 1
            case "ol" | "ul":
                self._numbers.pop()

    def _add(self, text: str) -> None:
        self._words.append(text if self._preformatted else re.sub(r"[ \t\r\n\f]+", " ", text))

    def _flush(self) -> None:
        lines = (re.sub(r" *(\t| ) *", r"\1", line).strip() for line in "".join(self._words).split("\n"))
        if paragraph := re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip():
            self.paragraphs.append(paragraph)
            self._size += len(paragraph)
        self._words.clear()
        self._after_time = 0

    def _note_date(self, tag: str, attributes: dict[str, str | None]) -> None:
        written = attributes.get("datetime") or attributes.get("content") or ""
        properties = (attributes.get("itemprop") or "").lower().split()
        if not written or "datemodified" in properties:
            return
        dates = self._open[-1].dates
        if "datepublished" in properties:
            dates.append(("microdata datePublished", written))
        elif tag == "time" and self._headers and len(self._open) > 1:
            # Of two times in one header the first is the publication's.
            first = all(rule != "time element" for rule, _ in dates)
            if first and not self._tells_of_change(attributes):
                dates.append(("time element", written))
            self._after_time = len(self._words)

    def _tells_of_change(self, attributes: dict[str, str | None]) -> bool:
        told = f"{attributes.get('class') or ''} {''.join(self._words[self._after_time :])}"
        return re.search(r"updat|modif|edited|chang", told, re.IGNORECASE) is not None


def _start(written: str | None) -> int:
    return int(written) if written and re.fullmatch(r"-?\d{1,9}", written, re.ASCII) else 1
