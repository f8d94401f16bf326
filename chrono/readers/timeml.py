"""TimeML: the text of an annotated document, without its marks, dated by its creation time (DCT)."""

from __future__ import annotations

from chrono.article import Article
from chrono.readers._dates import date_evidence
from chrono.readers._decoding import text_of
from chrono.readers._files import File, Found, problem
from chrono.readers._titles import title_of
from chrono.readers.html import declared_encoding
from chrono.timeml import read as read_document

NAME = "timeml"
SUFFIXES = (".tml",)
DESCRIPTION = "TimeML documents, dated by their creation time"


def read(file: File) -> Found:
    """The one article of a TimeML document."""
    source, problems = text_of(file, declared_encoding)
    if source is None:
        return [], problems
    if "<!ENTITY" in source.partition("<TimeML")[0]:
        return [], [*problems, problem(file.id, "declares entities, which TimeML has no use for", "remove them")]
    try:
        document = read_document(source)
    except ValueError as error:
        return [], [*problems, problem(file.id, str(error), "save it as TimeML, or its text as .txt")]
    if not document.text or document.text.isspace():
        return [], [*problems, problem(file.id, "has an empty <TEXT>", "put the article's text in it")]
    evidence, found = date_evidence(document.date, "creation time", "hard", file.id) if document.date else (None, [])
    article = Article(
        id=file.id,
        text=document.text,
        title=title_of(document.text, file.id),
        stated=(evidence,) if evidence else (),
    )
    return [article], [*problems, *found]
