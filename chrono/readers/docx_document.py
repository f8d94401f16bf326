"""Word documents (.docx): their paragraphs and tables, by python-docx, which the ``docs`` extra brings.

The dates in a document's properties are no evidence: they tell when its file was made, or the template's was.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from chrono.readers._archives import open_archive
from chrono.readers._extras import not_installed
from chrono.readers._fields import Dated, article_from_fields
from chrono.readers._files import File, Found, problem

if TYPE_CHECKING:
    from docx.document import Document

NAME = "docx"
SUFFIXES = (".docx",)
DESCRIPTION = "Word documents, one article a file (with the docs extra)"

_NO_AUTHOR = "python-docx"  # which that library's own template bears


def read(file: File) -> Found:
    """The one article of a document: paragraphs with blank lines between, the cells of a table's row with tabs."""
    try:
        import docx
    except ImportError:
        return [], [not_installed(file.id, "python-docx", "docs")]
    if not file.raw:
        return [], [problem(file.id, "is empty", "put the article's text in it or delete it")]
    if file.raw.startswith(b"\xd0\xcf\x11\xe0"):
        return [], [problem(file.id, "is encrypted, or of an old Word", "save it as .docx without a password")]
    archive, _ = open_archive(file.raw, file.id)
    if archive is None:
        return [], [problem(file.id, "is no Word document, or is cut off", "save it again as .docx")]
    try:
        document = docx.Document(io.BytesIO(file.raw))
        text = "\n\n".join(filter(None, _paragraphs(document)))
        fields = _fields(document)
    except Exception:  # whatever a broken file makes of the library
        return [], [problem(file.id, "is no Word document that can be read", "save it again as .docx, or as .txt")]
    if not text:
        return [], [problem(file.id, "has no text", "put the article's text in it or delete it")]
    article, found = article_from_fields(file.id, text, fields, Dated("docx"), file.id)
    return [article], found


def _paragraphs(document: Document) -> list[str]:
    paragraphs: list[str] = []
    for block in document.iter_inner_content():
        if hasattr(block, "rows"):
            paragraphs += ["\t".join(_cells(row)).strip() for row in block.rows]
        else:
            paragraphs.append(block.text.strip())
    return paragraphs


def _cells(row: Any) -> list[str]:
    """The cells' texts, a merged cell once."""
    cells: list[Any] = []
    for cell in row.cells:
        if not cells or cell._tc is not cells[-1]._tc:
            cells.append(cell)
    return [" ".join(cell.text.split()) for cell in cells]


def _fields(document: Document) -> dict[str, object]:
    properties = document.core_properties
    author = properties.author if properties.author != _NO_AUTHOR else ""
    return {"title": properties.title, "author": author, "language": (properties.language or "")[:2]}
