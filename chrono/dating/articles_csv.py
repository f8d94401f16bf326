"""articles.csv: what the writer knows about the articles, above all when they were published.

A row an article, by the columns ``article,title,published,source,url,language``; all but the first may be
missing or left empty; a line that begins with ``# `` is a note. ``article`` is the path from the source folder to the
file, ``published`` a date in any form of EDTF. Whatever is wrong with a row costs that cell or that row only, and is
told with its line.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from io import StringIO
from pathlib import Path
from unicodedata import normalize

from chrono.article import Article, Evidence, language_code, web_address
from chrono.dating.names import weekdays
from chrono.dating.stamps import find, read
from chrono.problems import Problem, UserError, reason
from chrono.temporal.edtf import parse

RULE = "articles.csv"
COLUMNS = ("article", "title", "published", "source", "url", "language")
NOTE = "# "
_DELIMITERS = (",", ";", "\t")
_NO_SUCH = "write the path of its file below the source folder, or remove the row"
_MOST_COMPARED = 20
"""So many rows about articles that are not there are compared with those that are: each looks at all of these."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the table: the line it begins on, and its cells by column, trimmed."""

    line: int
    cells: Mapping[str, str]

    @property
    def article(self) -> str:
        """The id it is about, as articles have it: forward slashes, composed letters."""
        return as_id(self.cells.get("article", ""))


@dataclass(frozen=True, slots=True)
class Said:
    """What a row says of its article; "" and () where it says nothing."""

    title: str = ""
    source: str = ""
    url: str = ""
    language: str = ""
    published: tuple[Evidence, ...] = ()

    def of(self, article: Article) -> Article:
        """The article as it is said to be."""
        return replace(
            article,
            title=self.title or article.title,
            source=self.source or article.source,
            url=self.url or article.url,
            language=self.language or article.language,
            stated=(*self.published, *article.stated),
        )


class Table:
    """What an articles.csv says, by article. Raises `UserError` when there is no such file."""

    def __init__(self, file: Path) -> None:
        self._name = file.name
        self._problems: list[Problem] = []
        self._rows = list(_rows(_text(file, self._problems), file.name, self._problems))
        self._first: dict[str, Row] = {}
        for row in self._rows:
            self._first.setdefault(row.article, row)

    def articles(self) -> list[str]:
        """The articles that it has rows about, there or not, as `as_id` writes them."""
        return [article for article in self._first if article]

    def said(self, article: str) -> Said | None:
        """What it says of an article, by its id; None for nothing."""
        row = self._first.get(as_id(article))
        return None if row is None else _said(row, self._name, [])

    def problems(self, articles: Iterable[str]) -> list[Problem]:
        """What could not be used of it, ``articles`` being the ids of all there are."""
        problems = list(self._problems)
        for row in _by_article(self._rows, articles, self._name, problems).values():
            _said(row, self._name, problems)
        return sorted(problems, key=lambda problem: problem.line)


def apply_articles_csv(articles: Sequence[Article], file: Path) -> tuple[list[Article], list[Problem]]:
    """The articles with what the writer says of them, and what could not be used of it.

    Title, source, URL and language replace what the reader found; ``published`` becomes evidence that
    decides, ahead of all other in ``stated``. Raises `UserError` when there is no such file.
    """
    table = Table(file)
    described = [said.of(article) if (said := table.said(article.id)) else article for article in articles]
    return described, table.problems(article.id for article in articles)


def as_id(written: str) -> str:
    return normalize("NFC", written.strip().replace("\\", "/").removeprefix("./"))


# ---- the file ----------------------------------------------------------------------------------------------


def _text(file: Path, problems: list[Problem]) -> str:
    try:
        content = file.read_bytes()
    except FileNotFoundError:
        raise UserError(f"{file}: there is no such file; check the path given to --articles") from None
    except IsADirectoryError:
        raise UserError(f"{file}: this is a folder; give the CSV file in it") from None
    except OSError as error:
        raise UserError(f"{file}: cannot be read ({reason(error)}); check its permissions") from None
    if not content.strip():
        problems.append(Problem(RULE, file.name, "the file is empty", f"its first line is {','.join(COLUMNS)}"))
        return ""
    return _decoded(content, file.name, problems)


def _decoded(content: bytes, origin: str, problems: list[Problem]) -> str:
    """The text of a UTF-8 file, or UTF-16 by its mark; any other is read as Windows-1252 and named."""
    encoding = "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        what = "the file is not UTF-8; it was read as Windows-1252"
        problems.append(Problem(RULE, origin, what, "save it as CSV UTF-8 if letters come out wrong"))
        return content.decode("cp1252", errors="replace")


def _rows(text: str, origin: str, problems: list[Problem]) -> Iterator[Row]:
    """The rows below the header that are not blank; a header without ``article`` makes the file useless."""
    if not text:
        return
    table = _records(text.replace("\0", ""), origin, problems)
    header_line, header = next(table, (1, []))
    columns = [column.strip().casefold() for column in header]
    if "article" not in columns:
        what = f"there is no column 'article' in {_listed(columns)}; the file is not used"
        problems.append(Problem(RULE, origin, what, f"its first line is {','.join(COLUMNS)}", header_line))
        return
    problems += _column_problems(columns, origin, header_line)
    for line, record in table:
        if len(record) > len(columns) and any(cell.strip() for cell in record[len(columns) :]):
            what = f"the row has {len(record)} cells, the header {len(columns)}; the last are left out"
            problems.append(Problem(RULE, origin, what, "put a text with a comma in it between double quotes", line))
        # The first of two columns of one name counts, so it is written last.
        yield Row(
            line,
            {column: cell.strip() for column, cell in reversed(list(zip(columns, record, strict=False)))},
        )


def _records(text: str, origin: str, problems: list[Problem]) -> Iterator[tuple[int, list[str]]]:
    """The records that are neither blank nor a note, each with its first line. The header tells the delimiter."""
    lines = (line for line in text.splitlines() if not line.startswith(NOTE))
    header = next(filter(str.strip, lines), "")
    delimiter = max(_DELIMITERS, key=header.count)
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, skipinitialspace=True, strict=True)
    line = 1
    try:
        for record in reader:
            if any(cell.strip() for cell in record) and not record[0].startswith(NOTE):
                yield line, record
            line = reader.line_num + 1
    except csv.Error as error:
        what = f"this is no CSV ({error}); the rows from here on are not used"
        problems.append(Problem(RULE, origin, what, "check the quotes", line))


def _column_problems(columns: Sequence[str], origin: str, line: int) -> Iterator[Problem]:
    for index, column in enumerate(columns):
        if not column:
            continue
        if column in columns[:index]:
            yield Problem(RULE, origin, f"there are two columns {column!r}; the first is used", "remove one", line)
        elif column not in COLUMNS:
            near = get_close_matches(column, COLUMNS, n=1)
            advice = f"did you mean {near[0]!r}? " if near else ""
            what = f"the column {column!r} is not known and is left out"
            yield Problem(RULE, origin, what, f"{advice}the columns are {_listed(COLUMNS)}", line)


# ---- the rows ----------------------------------------------------------------------------------------------


def _by_article(rows: Iterable[Row], articles: Iterable[str], origin: str, problems: list[Problem]) -> dict[str, Row]:
    """The rows by the article they are about: the first of several, none for an article that is not there."""
    known = set(map(as_id, articles))
    unknown = 0
    by_article: dict[str, Row] = {}
    for row in rows:
        if not row.article:
            problems.append(Problem(RULE, origin, "the row names no article", "fill in its first column", row.line))
        elif row.article in by_article:
            first = by_article[row.article].line
            what = f"{row.article!r} is there again, after line {first}; the first row counts"
            problems.append(Problem(RULE, origin, what, "keep one of them", row.line))
        elif row.article not in known:
            unknown += 1
            what = f"there is no article {row.article!r}"
            advice = _nearest(row, known) if unknown <= _MOST_COMPARED else _NO_SUCH
            problems.append(Problem(RULE, origin, what, advice, row.line))
        else:
            by_article[row.article] = row
    return by_article


def _nearest(row: Row, known: set[str]) -> str:
    in_a_folder = [article for article in sorted(known) if article.endswith(f"/{row.article}")]
    near = in_a_folder[:1] or get_close_matches(row.article, sorted(known), n=1)
    if near:
        return f"did you mean {near[0]!r}?"
    return _NO_SUCH


def _said(row: Row, origin: str, problems: list[Problem]) -> Said:
    cells = row.cells
    evidence = _published(row, origin, problems)
    return Said(
        title=" ".join(cells.get("title", "").split()),
        source=" ".join(cells.get("source", "").split()),
        url=_address(row, origin, problems),
        language=_language(row, origin, problems),
        published=evidence,
    )


def _published(row: Row, origin: str, problems: list[Problem]) -> tuple[Evidence, ...]:
    written = row.cells.get("published", "")
    if not written:
        return ()
    try:
        says = str(parse(written))
    except ValueError as error:
        what = f"published of {row.article!r} cannot be used: {error}"
        problems.append(Problem(RULE, origin, what, suggestion(written), row.line))
        return ()
    return (Evidence(written, RULE, says, "decides"),)


def suggestion(written: str) -> str:
    """How a date that is no EDTF should be written, as far as that is clear.

    >>> suggestion("Dec 16, 2024"), suggestion("16.12.2024")
    ('write 2024-12-16', 'write 2024-12-16')
    >>> suggestion("03/04/2024")
    'write 2024-03-04 or 2024-04-03, whichever is meant'
    >>> suggestion("soon")
    'write it as 2024-12-16, 2024-12 or 2024, or leave it empty'
    """
    stamps = find(written)
    whole = len(stamps) == 1 and (stamps[0].start, stamps[0].end) == (0, len(written))
    stamp = read(stamps[0]) if whole and (not stamps[0].word or weekdays(stamps[0].word)) else None
    if stamp is None or not stamp.says or stamp.weekday or not stamp.has_year:
        return "write it as 2024-12-16, 2024-12 or 2024, or leave it empty"
    if stamp.says.startswith("["):
        return f"write {' or '.join(stamp.says[1:-1].split(','))}, whichever is meant"
    return f"write {stamp.says}"


def _language(row: Row, origin: str, problems: list[Problem]) -> str:
    """The ISO 639-1 code; of ``en-US`` the language."""
    written = row.cells.get("language", "")
    code = language_code(written)
    if written and not code:
        what = f"the language {written!r} of {row.article!r} is no code and is left out"
        problems.append(Problem(RULE, origin, what, "write two letters, as en or uk (ISO 639-1)", row.line))
    return code


def _address(row: Row, origin: str, problems: list[Problem]) -> str:
    """The URL, where it is one that may become a link."""
    written = row.cells.get("url", "")
    address = web_address(written)
    if written and not address:
        what = f"the url {written!r} of {row.article!r} is no web address and is left out"
        problems.append(Problem(RULE, origin, what, "begin it with https://", row.line))
    return address


def _listed(columns: Sequence[str]) -> str:
    return ", ".join(columns)
