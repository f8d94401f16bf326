"""PDF files: their text page by page, by pypdfium2, which the ``docs`` extra brings.

A PDF knows letters and places, not paragraphs. Lines stay as they are printed, and chrono finds its sentences
across them as in any wrapped text; a word broken at the end of a line is put together again. The dates in a file's
properties are no evidence: they tell when it was printed.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from chrono.article import without_surrogates
from chrono.readers._extras import not_installed
from chrono.readers._fields import Dated, article_from_fields
from chrono.readers._files import File, Found, problem
from chrono.readers._titles import headline

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

NAME = "pdf"
SUFFIXES = (".pdf",)
DESCRIPTION = "PDF files, one article a file (with the docs extra)"

_BROKEN_WORD = re.compile("[\ufffe\x02]\r?\n?")  # PDFium's marks of a hyphen that only ends a line
_NO_TITLE = re.compile(r"microsoft word|untitled|\.\w{2,5}$|^\W*$", re.IGNORECASE)


def read(file: File) -> Found:
    """The one article of a PDF."""
    try:
        import pypdfium2
    except ImportError:
        return [], [not_installed(file.id, "pypdfium2", "docs")]
    if not file.raw:
        return [], [problem(file.id, "is empty", "put the article's text in it or delete it")]
    try:
        document = pypdfium2.PdfDocument(file.raw)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            return [], [problem(file.id, "is encrypted", "save it without a password, or its text as .txt")]
        return [], [problem(file.id, "is no PDF, or is cut off", "copy or download it again")]
    try:
        text, title = _text(document), document.get_metadata_value("Title")
    except pypdfium2.PdfiumError:
        return [], [problem(file.id, "has a page that cannot be read", "print it to a new PDF, or save it as .txt")]
    finally:
        document.close()
    if not text or text.isspace():
        return [], [problem(file.id, "has no text, only pictures of it", "run text recognition (OCR) over it")]
    title = headline(text) or ("" if _NO_TITLE.search(title) else title)
    article, problems = article_from_fields(file.id, text, {"title": title}, Dated("pdf"), file.id)
    return [article], problems


def _text(document: PdfDocument) -> str:
    """The text of the pages; a sentence that goes on over the page goes on here."""
    pages = []
    for number in range(len(document)):
        page = document[number]
        words = page.get_textpage()
        pages.append(_BROKEN_WORD.sub("", words.get_text_range()).replace("\r\n", "\n").strip())
        words.close()
        page.close()
    return without_surrogates("\n".join(filter(None, pages)))
