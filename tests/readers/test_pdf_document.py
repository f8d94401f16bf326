"""PDF files, with pypdfium2 and without."""

from __future__ import annotations

import sys

import pytest

from chrono.article import Article
from chrono.readers import pdf_document
from chrono.readers._files import File

LINES = [
    "Ferry runs again",
    "The ferry between Port Ash and the islands left on Monday morn-",
    "ing for the first time since the storm (of Nov. 5), with two hun-",
    "dred people on board.",
]


def made(*pages: list[str], title: str = "", encrypted: bool = False) -> bytes:
    """A PDF of these pages, written by hand."""
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for lines in pages:
        shown = " ".join(f"({line.replace('(', chr(92) + '(').replace(')', chr(92) + ')')}) Tj T*" for line in lines)
        stream = f"BT /F1 12 Tf 14 TL 72 720 Td {shown} ET".encode("latin-1")
        here = len(objects) + 2
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {here} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>".encode()
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
    objects.append(f"<< /Title ({title}) /CreationDate (D:20241201) >>".encode())
    trailer = f"/Size {len(objects) + 2} /Root 1 0 R /Info {len(objects)} 0 R"
    if encrypted:
        secret = b"<< /Filter /Standard /V 1 /R 2 /O <%s> /U <%s> /P -4 >>" % (b"ab" * 32, b"cd" * 32)
        objects.append(secret)
        trailer += f" /Encrypt {len(objects)} 0 R /ID [<00><00>]"
    written, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    head = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n"
    end = f"{head}{table}trailer << {trailer} >>\nstartxref\n{len(written)}\n%%EOF"
    return written + end.encode()


def read(raw: bytes) -> tuple[list[Article], list[str]]:
    pytest.importorskip("pypdfium2")
    articles, problems = pdf_document.read(File("a.pdf", raw))
    return articles, [str(problem) for problem in problems]


def test_the_text_as_printed_its_broken_words_mended() -> None:
    [article], problems = read(made(LINES, ["It came", "back."]))
    assert article.text == (
        "Ferry runs again\nThe ferry between Port Ash and the islands left on Monday morning for the first time since "
        "the storm (of Nov. 5), with two hundred people on board.\nIt came\nback."
    )
    assert (article.id, article.title, article.stated, problems) == ("a.pdf", "Ferry runs again", (), [])


@pytest.mark.parametrize(("title", "expected"), [("The ferry", "The ferry"), ("Microsoft Word - a.doc", "It left.")])
def test_the_title_of_the_properties_where_the_text_has_none(title: str, expected: str) -> None:
    assert read(made(["It left."], title=title))[0][0].title == expected


@pytest.mark.parametrize(
    ("raw", "complaint"),
    [
        (made(LINES, encrypted=True), "is encrypted; save it without a password, or its text as .txt"),
        (made([]), "has no text, only pictures of it; run text recognition (OCR) over it"),
        (made(LINES)[:300], "is no PDF, or is cut off; copy or download it again"),
        (b"%PDF-1.4", "is no PDF, or is cut off; copy or download it again"),
        (b"no PDF", "is no PDF, or is cut off; copy or download it again"),
        (b"", "is empty; put the article's text in it or delete it"),
    ],
)
def test_what_cannot_be_read_is_named(raw: bytes, complaint: str) -> None:
    assert read(raw) == ([], [f"a.pdf: {complaint}"])


def test_without_the_extra_the_message_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    articles, [problem] = pdf_document.read(File("a.pdf", made(LINES)))
    assert articles == []
    assert str(problem) == (
        "a.pdf: needs pypdfium2 to be read, which is not installed; pip install 'chrono-timeline[docs]'"
    )
