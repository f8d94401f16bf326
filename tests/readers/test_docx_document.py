"""Word documents, with python-docx and without."""

from __future__ import annotations

import io
import sys
import zipfile

import pytest

from chrono.readers import docx_document
from chrono.readers._files import File


def document() -> bytes:
    docx = pytest.importorskip("docx")
    made = docx.Document()
    made.add_heading("Ferry runs again", level=0)
    made.add_paragraph("It left on ").add_run("Monday").bold = True
    table = made.add_table(2, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Monday", "2 boats"
    table.cell(1, 0).merge(table.cell(1, 1)).text = "all full"
    made.add_paragraph("")
    made.add_paragraph("It came back.")
    made.sections[0].footer.paragraphs[0].text = "Printed on 1 December 2024"
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def test_paragraphs_and_tables_in_their_order() -> None:
    [article], problems = docx_document.read(File("a.docx", document()))
    assert article.text == "Ferry runs again\n\nIt left on Monday\n\nMonday\t2 boats\n\nall full\n\nIt came back."
    assert (article.id, article.title, article.author, article.stated) == ("a.docx", "Ferry runs again", "", ())
    assert problems == []


def test_title_and_author_of_the_properties() -> None:
    docx = pytest.importorskip("docx")
    made = docx.Document(io.BytesIO(document()))
    made.core_properties.title, made.core_properties.author = "The ferry", "Ann Example"
    stream = io.BytesIO()
    made.save(stream)
    [article], _ = docx_document.read(File("a.docx", stream.getvalue()))
    assert (article.title, article.author) == ("The ferry", "Ann Example")


def another_zip() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("word/document.xml", "<w:document/>")
    return stream.getvalue()


@pytest.mark.parametrize(
    ("raw", "complaint"),
    [
        (b"no zip at all", "is no Word document, or is cut off"),
        (document()[:5_000], "is no Word document, or is cut off"),
        (another_zip(), "is no Word document that can be read"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), "is encrypted, or of an old Word"),
        (b"", "is empty"),
    ],
)
def test_what_is_no_document_is_named(raw: bytes, complaint: str) -> None:
    articles, [problem] = docx_document.read(File("a.docx", raw))
    assert articles == []
    assert str(problem).startswith(f"a.docx: {complaint}; ")


def test_without_the_extra_the_message_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "docx", None)
    articles, [problem] = docx_document.read(File("a.docx", document_without_library()))
    assert articles == []
    assert str(problem) == (
        "a.docx: needs python-docx to be read, which is not installed; pip install 'chrono-timeline[docs]'"
    )


def document_without_library() -> bytes:
    return another_zip()
