"""From the fields a format gives to an article: which field is which, and what they say about its date.

Formats spell the same field in many ways (``published_at``, ``datePublished``, ``pubdate``); here they become
one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from email.utils import parsedate_tz
from typing import Literal

from chrono.article import Article, Evidence, language_code, web_address, without_surrogates
from chrono.problems import Problem
from chrono.readers._titles import cleaned_title, title_of
from chrono.temporal import edtf

SYNONYMS: dict[str, tuple[str, ...]] = {
    "id": ("id", "guid", "uuid"),
    "title": ("title", "headline"),
    "text": ("text", "body", "content", "articlebody", "fulltext"),
    "published": (
        *("published", "publishedat", "datepublished", "publisheddate", "publishdate", "publicationdate"),
        *("pubdate", "date"),
    ),
    "source": ("source", "publisher", "outlet", "site", "sitename"),
    "url": ("url", "link", "canonicalurl", "canonical", "permalink"),
    "language": ("language", "lang"),
}
"""The names a field goes by, in the order of trust, without case, spaces, hyphens and underscores."""

_FLAGS = {"true", "false", "yes", "no"}  # Jekyll's ``published: false`` keeps a page back; it is no date

_TIMESTAMP = re.compile(
    r"(?P<date>\d{4}-\d\d-\d\d)(?:T|\s+)(?P<time>\d\d:\d\d(?::\d\d)?)(?:[.,]\d+)?\s*"
    r"(?P<zone>Z|UTC|GMT|[+-]\d\d(?::?\d\d)?)?",
    re.IGNORECASE | re.ASCII,
)
_COMPACT = re.compile(
    r"(?P<date>\d{8})(?:T(?P<time>\d{4}(?:\d\d)?)(?:[.,]\d+)?(?P<zone>Z|[+-]\d\d(?::?\d\d)?)?)?",
    re.IGNORECASE | re.ASCII,
)
_MAIL_DATE = re.compile(
    r"(?:[A-Z][a-z]{2},\s*)?\d{1,2}\s+[A-Z][a-z]{2}\s+\d{4}\s+\d\d:\d\d(?::\d\d)?(?:\s+(?:GMT|UTC?|Z|[+-]\d{4}))?",
    re.ASCII,
)


def as_edtf(written: str) -> str:
    """A date as formats write it, in EDTF: a timestamp loses the fraction of its second and gets its colons.

    Dates of ISO 8601 (also without hyphens, also with slashes) and of e-mail and RSS (RFC 5322) are known.
    What is EDTF already comes back as it is. Raises ``ValueError`` for what is no such date, or does not
    exist.

    >>> as_edtf("2024-11-14T12:59:00.000Z"), as_edtf("2024-11-14 12:59 -0500"), as_edtf("20241114")
    ('2024-11-14T12:59:00Z', '2024-11-14T12:59-05:00', '2024-11-14')
    >>> as_edtf("Thu, 14 Nov 2024 12:59:00 GMT"), as_edtf("2024-11-13~")
    ('2024-11-14T12:59:00Z', '2024-11-13~')
    """
    text = written.strip()
    if match := re.fullmatch(r"(\d{4})/(\d\d)/(\d\d)(.*)", text, re.ASCII | re.DOTALL):
        text = f"{match[1]}-{match[2]}-{match[3]}{match[4]}"
    if match := _TIMESTAMP.fullmatch(text):
        text = f"{match['date']}T{match['time']}{_zone(match['zone'])}"
    elif match := _COMPACT.fullmatch(text):
        year, month, day = match["date"][:4], match["date"][4:6], match["date"][6:]
        time = ":".join(re.findall("..", match["time"])) if match["time"] else ""
        text = f"{year}-{month}-{day}" + (f"T{time}{_zone(match['zone'])}" if time else "")
    elif _MAIL_DATE.fullmatch(text):
        text = _mail_date(text)
    return str(edtf.parse(text))


def _zone(written: str | None) -> str:
    if not written:
        return ""
    if written.upper() in {"Z", "UTC", "GMT"}:
        return "Z"
    digits = written[1:].replace(":", "")
    return f"{written[0]}{digits[:2]}:{digits[2:] or '00'}"


def _mail_date(text: str) -> str:
    parsed = parsedate_tz(text)
    if parsed is None:
        raise ValueError(f"{text}: this is not a date")
    year, month, day, hour, minute, second = parsed[:6]
    zone = re.search(r"(GMT|UTC?|Z|[+-]\d{4})$", text)
    shown = "" if zone is None else _zone(zone[1].replace("UT", "UTC").replace("UTCC", "UTC"))
    return f"{year:04d}-{month:02d}-{day:02d}T{hour:02d}:{minute:02d}:{second:02d}{shown}"


def date_evidence(
    written: str, rule: str, weight: Literal["decides", "hard"], origin: str, line: int = 0
) -> tuple[Evidence | None, list[Problem]]:
    """What a date in a field says; None, and a problem, where it is none that can be read.

    ``weight`` is the evidence's: ``decides`` for the writer's own word, ``hard`` for a page's markup.
    """
    try:
        says = as_edtf(written)
    except ValueError as error:
        what = f"the date in {rule} cannot be read: {' '.join(str(error).split())}"
        advice = (
            "write it as 2024-11-14, 2024-11 or 2024"
            if weight == "decides"
            else "write the article's date into articles.csv"
        )
        return None, [Problem("read", origin, what, advice, line)]
    return Evidence(written, rule, says, weight), []


def named(fields: Mapping[str, object], what: str) -> tuple[str, str]:
    """The name and the value of the first field that goes by one of the names of ``what``; empty where there
    is none.

    A value may be a string, a number, or an object with a ``name``.

    >>> named({"Published_At": "2024-11-14", "date": "2024"}, "published")
    ('Published_At', '2024-11-14')
    >>> named({"publisher": {"name": "Harbour Post"}}, "source")
    ('publisher', 'Harbour Post')
    """
    by_name: dict[str, str] = {}
    for name in fields:
        by_name.setdefault(re.sub(r"[\s_-]", "", name).casefold(), name)
    for synonym in SYNONYMS[what]:
        if synonym in by_name and (value := _as_text(fields[by_name[synonym]])):
            if what == "published" and value.casefold() in _FLAGS:
                continue
            return by_name[synonym], value
    return "", ""


def _as_text(value: object) -> str:
    if isinstance(value, Mapping):
        value = value.get("name")
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return ""
    return without_surrogates(str(value)).strip()


def article_from_fields(
    article_id: str,
    text: str,
    fields: Mapping[str, object],
    rule: str,
    origin: str,
    title: str = "",
    line: int = 0,
) -> tuple[Article, list[Problem]]:
    """The article a record tells of, its fields found by any of their names.

    ``rule`` names the evidence for the date (``front matter``, ``jsonl {name}``: the field's name goes
    there); ``title`` is taken where the fields have none, and failing that the text's own headline or the
    file's name.
    """
    problems: list[Problem] = []
    stated: tuple[Evidence, ...] = ()
    name, written = named(fields, "published")
    if written:
        evidence, problems = date_evidence(written, rule.format(name=name), "decides", origin, line)
        stated = (evidence,) if evidence else ()
    source, url = named(fields, "source")[1], named(fields, "url")[1]
    if web_address(source) and not url:
        source, url = "", source  # clippers of web pages write the address as the source
    address = web_address(url)
    if url and not address:
        problems.append(Problem("read", origin, f"{_short(url)} is no web address", "begin it with https://", line))
    written_language = named(fields, "language")[1]
    language = language_code(written_language)
    if written_language and not language:
        what = f"{_short(written_language)} is no language code"
        problems.append(Problem("read", origin, what, "write two letters, as en", line))
    article = Article(
        id=article_id,
        text=text,
        title=cleaned_title(named(fields, "title")[1]) or cleaned_title(title) or title_of(text, article_id),
        source=" ".join(source.split()),
        url=address,
        language=language or "en",
        stated=stated,
    )
    return article, problems


def _short(value: str) -> str:
    line = " ".join(value.split())
    return repr(line if len(line) <= 60 else line[:57] + "...")
