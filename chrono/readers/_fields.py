"""From the fields of a record to an article: which field is which.

Formats spell the same field in many ways (``published_at``, ``datePublished``, ``pubdate``); here they become
one. What goes by a name of its own the user names with ``--map``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from chrono.article import Article, Evidence, language_code, web_address, without_surrogates
from chrono.problems import Problem
from chrono.readers._dates import date_evidence
from chrono.readers._files import Columns, problem
from chrono.readers._titles import cleaned_title, title_of

SYNONYMS: dict[str, tuple[str, ...]] = {
    "id": ("id", "guid", "uuid", "articleid", "docid", "documentid"),
    "title": ("title", "headline", "heading"),
    "text": (
        *("text", "body", "content", "articlebody", "fulltext", "articletext", "bodytext", "maintext", "plaintext"),
        *("articlecontent", "contenttext", "contenthtml", "bodyhtml"),
    ),
    "published": (
        *("published", "publishedat", "datepublished", "publisheddate", "publishdate", "publicationdate"),
        *("publishedon", "publishedtime", "firstpublished", "webpublicationdate", "pubdate", "date", "dct", "datetime"),
    ),
    "author": ("author", "authors", "byline", "creator", "writer"),
    "source": ("source", "publisher", "outlet", "site", "sitename", "newspaper"),
    "url": ("url", "link", "canonicalurl", "canonical", "permalink", "weburl", "href"),
    "language": ("language", "lang"),
}
"""The names a field goes by, in the order of trust, without case, spaces, hyphens and underscores."""

FIELDS = tuple(SYNONYMS)
"""What a record may tell of an article."""

_FLAGS = {"true", "false", "yes", "no"}  # Jekyll's ``published: false`` keeps a page back; it is no date
_DEEPEST = 8


@dataclass(frozen=True, slots=True)
class Dated:
    """How a date in a field counts as evidence: the name of its rule (``jsonl {name}``: the field's own name goes
    there), and its weight, which is ``decides`` for the writer's own word."""

    rule: str
    weight: Literal["decides", "hard", "soft"] = "decides"


def named(fields: Mapping[str, object], what: str, columns: Columns | None = None) -> tuple[str, str]:
    """The name and the value of the first field that goes by one of the names of ``what``; empty where there
    is none.

    A name that the user gave in ``columns`` goes before all others. A value may be a string, a number, an object
    with a ``name``, or a list of these.

    >>> named({"Published_At": "2024-11-14", "date": "2024"}, "published")
    ('Published_At', '2024-11-14')
    >>> named({"publisher": {"name": "Harbour Post"}}, "source")
    ('publisher', 'Harbour Post')
    >>> named({"Dated": "2024-11-14", "date": "2024"}, "published", {"published": "Dated"})
    ('Dated', '2024-11-14')
    """
    if columns and what in columns and (value := as_words(at(fields, columns[what]))):
        return columns[what], value
    by_name = _by_name(fields)
    for synonym in SYNONYMS[what]:
        if synonym in by_name and (value := as_words(fields[by_name[synonym]])):
            if what == "published" and value.casefold() in _FLAGS:
                continue
            return by_name[synonym], value
    return "", ""


def text_in(fields: Mapping[str, object], columns: Columns | None = None) -> tuple[str, str]:
    """The name and the text of a record, its characters unchanged; empty where it has none.

    A list of strings is one of paragraphs; ``{"rendered": …}`` is how WordPress' interface wraps a text.

    >>> text_in({"title": "Ferry runs", "body": ["It left.", "It came back."]})
    ('body', 'It left.\\n\\nIt came back.')
    """
    by_name = _by_name(fields)
    names = [by_name[synonym] for synonym in SYNONYMS["text"] if synonym in by_name]
    if columns and "text" in columns:
        names.insert(0, columns["text"])
    for name in names:
        value = at(fields, name)
        if isinstance(value, Mapping):
            value = value.get("rendered")
        if isinstance(value, list) and all(isinstance(paragraph, str) for paragraph in value):
            value = "\n\n".join(value)
        if isinstance(value, str) and value and not value.isspace():
            return name, without_surrogates(value)
    return "", ""


def at(fields: Mapping[str, object], name: str) -> object:
    """The field of this name; ``fields.bodyText`` is ``bodyText`` in the object ``fields``, where no field has the
    whole name. None where there is none."""
    for _ in range(_DEEPEST):
        if name in fields:
            return fields[name]
        outer, dot, inner = name.partition(".")
        within = fields.get(outer)
        if not dot or not isinstance(within, Mapping):
            break
        fields, name = within, inner
    return fields[by_name[folded]] if (folded := _folded(name)) in (by_name := _by_name(fields)) else None


def _by_name(fields: Mapping[str, object]) -> dict[str, str]:
    by_name: dict[str, str] = {}
    for name in fields:
        by_name.setdefault(_folded(name), name)
    return by_name


def _folded(name: str) -> str:
    return re.sub(r"[\s_-]", "", name).casefold()


def as_words(value: object) -> str:
    """A value of one line: itself, or the ``name`` of an object, or the words of a list one after the other."""
    if isinstance(value, Mapping):
        value = value.get("name") or value.get("rendered")
    if isinstance(value, list):
        return ", ".join(dict.fromkeys(filter(None, (as_words(item) for item in value if not isinstance(item, list)))))
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return ""
    return without_surrogates(str(value)).strip()


def article_from_fields(
    article_id: str,
    text: str,
    fields: Mapping[str, object],
    dated: Dated,
    origin: str,
    *,
    title: str = "",
    line: int = 0,
    columns: Columns | None = None,
) -> tuple[Article, list[Problem]]:
    """The article a record tells of, its fields found by any of their names.

    ``dated`` says how its date counts; ``title`` is taken where the fields have none, and failing that the text's
    own headline or the file's name.
    """
    problems: list[Problem] = []
    stated: tuple[Evidence, ...] = ()
    name, written = named(fields, "published", columns)
    if written:
        evidence, problems = date_evidence(written, dated.rule.format(name=name), dated.weight, origin, line)
        stated = (evidence,) if evidence else ()
    source, url = named(fields, "source", columns)[1], named(fields, "url", columns)[1]
    if web_address(source) and not url:
        source, url = "", source  # clippers of web pages write the address as the source
    address = web_address(url)
    if url and not address:
        problems.append(problem(origin, f"{_short(url)} is no web address", "begin it with https://", line))
    written_language = named(fields, "language", columns)[1]
    language = language_code(written_language)
    if written_language and not language:
        what = f"{_short(written_language)} is no language code"
        problems.append(problem(origin, what, "write two letters, as en", line))
    article = Article(
        id=article_id,
        text=text,
        title=cleaned_title(named(fields, "title", columns)[1]) or cleaned_title(title) or title_of(text, article_id),
        source=" ".join(source.split()),
        url=address,
        language=language or "en",
        stated=stated,
        author=cleaned_title(named(fields, "author", columns)[1]),
    )
    return article, problems


def _short(value: str) -> str:
    line = " ".join(value.split())
    return repr(line if len(line) <= 60 else line[:57] + "...")
