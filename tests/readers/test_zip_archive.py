"""Zip archives."""

from __future__ import annotations

import io
import warnings
import zipfile

import pytest

from chrono.article import Article
from chrono.readers import zip_archive
from chrono.readers._files import Columns, File


def packed(*files: tuple[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with warnings.catch_warnings(action="ignore"), zipfile.ZipFile(stream, "w", method) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return stream.getvalue()


def read(raw: bytes, **columns: str) -> tuple[list[Article], list[str]]:
    articles, problems = zip_archive.read(File("a.zip", raw, Columns(columns)))
    return articles, [str(problem) for problem in problems]


def ids(raw: bytes) -> list[str]:
    return [article.id for article in read(raw)[0]]


def test_files_are_read_in_the_order_of_their_names_by_their_own_readers() -> None:
    files = [
        ("b.txt", "It left."),
        ("a/z.html", "<p>It came back.</p>"),
        ("a/b/c.jsonl", '{"id": "x", "text": "One."}\n{"text": "Two."}'),
        ("a/b/t.csv", "Story\nIt left.\n"),
        ("folder.txt/", ""),
    ]
    expected = ["a.zip/a/b/c.jsonl#x", "a.zip/a/b/c.jsonl#2", "a.zip/a/b/t.csv#2", "a.zip/a/z.html", "a.zip/b.txt"]
    for order in (files, files[::-1]):
        articles, problems = read(packed(*order), text="Story")
        assert [article.id for article in articles] == expected
        assert problems == []


@pytest.mark.parametrize(
    "name", ["../out.txt", "a/../../out.txt", "/etc/out.txt", "C:/out.txt", "..\\out.txt", "a//b.txt"]
)
def test_no_path_leads_out_of_an_archive(name: str) -> None:
    articles, [problem] = read(packed((name, "It left."), ("in.txt", "It left.")))
    assert [article.id for article in articles] == ["a.zip/in.txt"]
    assert "has a path that leads out of its archive" in problem


def test_what_is_no_article_is_named_or_passed_over_as_in_a_folder() -> None:
    raw = packed(
        ("a.txt", "It left."), ("__MACOSX/._a.txt", "x"), (".hidden/b.txt", "x"), (".c.txt", "x"), ("pic.png", "x"),
        ("README.md", "x"), ("articles.csv", "article\n"), ("inner.zip", "x"), ("empty.txt", ""),
    )  # fmt: skip
    articles, problems = read(raw)
    assert [article.id for article in articles] == ["a.zip/a.txt"]
    assert [problem.split("; ")[0] for problem in problems] == [
        "a.zip/pic.png: not a format chrono reads",
        "a.zip/README.md: not an article by its name",
        "a.zip/articles.csv: is not looked at in an archive",
        "a.zip/inner.zip: is an archive in an archive",
        "a.zip/empty.txt: is empty",
    ]


def test_of_two_files_of_one_name_the_last_counts() -> None:
    articles, problems = read(packed(("a.txt", "One."), ("a.txt", "Two.")))
    assert [article.text for article in articles] == ["Two."]
    assert problems == ["a.zip: holds 1 of its files twice, of which the last counts; pack the archive again"]


def test_a_bomb_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = packed(("a.txt", b"0" * (100 << 20)))
    assert len(raw) < 1 << 20
    monkeypatch.setattr(zipfile.ZipFile, "read", lambda *_: pytest.fail("it was unpacked"))
    articles, [problem] = read(raw)
    assert articles == []
    assert problem == (
        "a.zip: would unpack to 100 MB in 1 files, more than chrono opens; unpack it, and name the folder as a source"
    )


def test_many_megabytes_of_plain_articles_are_no_bomb() -> None:
    text = "".join(f"On day {number} the ferry left. " for number in range(20_000))
    assert len(ids(packed(*((f"{number}.txt", text) for number in range(9))))) == 9


def test_a_broken_file_in_an_archive_costs_itself_only() -> None:
    raw = packed(("a.txt", "It left on Monday."), ("b.txt", "It came back."), method=zipfile.ZIP_STORED)
    articles, problems = read(raw.replace(b"Monday.", b"Munday.", 1))
    assert [article.id for article in articles] == ["a.zip/b.txt"]
    assert problems == ["a.zip/a.txt: is broken; copy or download the archive again"]


def test_an_encrypted_file_is_named() -> None:
    raw = bytearray(packed(("a.txt", "It left.")))
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        raw[raw.index(mark) + flags] |= 1
    assert read(bytes(raw)) == ([], ["a.zip/a.txt: is encrypted; unpack the archive with its password"])


@pytest.mark.parametrize("raw", [b"", b"PK\x03\x04", b"not a zip", packed(("a.txt", "It left." * 99))[:60]])
def test_what_is_no_archive_is_named(raw: bytes) -> None:
    assert read(raw) == ([], ["a.zip: is no zip archive, or is cut off; copy or download it again"])


def test_an_empty_archive_is_named() -> None:
    assert read(packed()) == ([], ["a.zip: holds no file; take it out of the folder"])
