"""Finding the files of a source, naming them, and what is no article."""

from __future__ import annotations

import os
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

from chrono.problems import UserError
from chrono.readers import Reader, by_suffix, read_sources, readers


def put(folder: Path, files: dict[str, str]) -> Path:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return folder


def ids(*sources: Path) -> list[str]:
    return [article.id for article in read_sources(sources)[0]]


def complaints(*sources: Path) -> list[str]:
    return [str(problem) for problem in read_sources(sources)[1]]


def test_every_reader_says_what_it_is() -> None:
    for suffix, reader in readers().items():
        assert suffix.startswith(".")
        assert suffix == suffix.lower()
        assert reader.NAME
        assert reader.DESCRIPTION
    assert {"text", "markdown", "jsonlines", "html"} <= {reader.NAME for reader in readers().values()}


def reader(module: str, name: str, *suffixes: str) -> Reader:
    return cast(Reader, SimpleNamespace(__name__=module, NAME=name, SUFFIXES=suffixes, DESCRIPTION="", read=None))


def test_two_readers_for_one_suffix_fail_at_load_and_are_both_named() -> None:
    with pytest.raises(ValueError, match=r"'\.txt'.*readers\.one.*readers\.two"):
        by_suffix([reader("readers.one", "one", ".txt"), reader("readers.two", "two", ".log", ".txt")])


def test_two_readers_of_one_name_fail_at_load_and_are_both_named() -> None:
    with pytest.raises(ValueError, match=r"'one'.*readers\.one.*readers\.two"):
        by_suffix([reader("readers.one", "one", ".txt"), reader("readers.two", "one", ".log")])


def test_ids_are_paths_below_the_folder_in_their_own_order(tmp_path: Path) -> None:
    put(tmp_path, {"b.txt": "b", "a/z.txt": "az", "a/b/c.txt": "abc", "a.txt": "a", "B.TXT": "capital"})
    assert ids(tmp_path) == ["B.TXT", "a.txt", "a/b/c.txt", "a/z.txt", "b.txt"]


def test_a_file_by_itself_is_named_by_its_file_name(tmp_path: Path) -> None:
    put(tmp_path, {"deep/down/a.txt": "a"})
    assert ids(tmp_path / "deep" / "down" / "a.txt") == ["a.txt"]


def test_order_does_not_hang_on_the_order_of_the_sources(tmp_path: Path) -> None:
    put(tmp_path, {"one/1.txt": "x", "one/3.txt": "x", "two/2.txt": "x"})
    assert ids(tmp_path / "one", tmp_path / "two") == ids(tmp_path / "two", tmp_path / "one")
    assert ids(tmp_path / "one", tmp_path / "two") == ["1.txt", "2.txt", "3.txt"]


def test_equal_ids_are_told_apart_by_the_folders_above(tmp_path: Path) -> None:
    put(tmp_path, {"may/news/a.txt": "x", "june/news/a.txt": "y", "june/news/b.txt": "z"})
    sources = (tmp_path / "may" / "news", tmp_path / "june" / "news")
    assert ids(*sources) == ["b.txt", "june/news/a.txt", "may/news/a.txt"]
    assert ids(*reversed(sources)) == ids(*sources)


def test_telling_apart_takes_no_id_that_is_taken(tmp_path: Path) -> None:
    put(tmp_path, {"one/a.txt": "1", "two/a.txt": "2", "three/one/a.txt": "3"})
    found = ids(tmp_path / "one", tmp_path / "two", tmp_path / "three")
    assert len(found) == len(set(found)) == 3
    assert {"one/a.txt", "two/a.txt"} & set(found)


def test_a_file_reached_twice_is_one_article(tmp_path: Path) -> None:
    put(tmp_path, {"a.txt": "x", "sub/b.txt": "y"})
    assert ids(tmp_path, tmp_path / "a.txt", tmp_path / "sub", tmp_path) == ["a.txt", "sub/b.txt"]


def test_hidden_files_and_the_writers_own_are_passed_over_in_silence(tmp_path: Path) -> None:
    put(tmp_path, {".a.txt": "x", ".git/b.txt": "x", "articles.csv": "article\n", "edits.toml": "", "facts.toml": ""})
    assert read_sources([tmp_path]) == ([], [])


@pytest.mark.parametrize("name", ["README.md", "readme.txt", "LICENSE.txt", "CHANGELOG.md"])
def test_notes_about_the_folder_are_named_and_not_read(tmp_path: Path, name: str) -> None:
    put(tmp_path, {name: "About these files.", "a.txt": "An article."})
    assert ids(tmp_path) == ["a.txt"]
    assert complaints(tmp_path)[0].startswith(f"{name}: not an article by its name; ")


@pytest.mark.parametrize("name", ["scan.tiff", "notes", "a.txt~"])
def test_formats_not_known_are_named(tmp_path: Path, name: str) -> None:
    put(tmp_path, {name: "x"})
    assert complaints(tmp_path)[0].startswith(f"{name}: not a format chrono reads; chrono reads .atom")


def test_an_article_about_a_licence_is_an_article(tmp_path: Path) -> None:
    put(tmp_path, {"noticeable-change.txt": "x", "licensed.md": "x"})
    assert ids(tmp_path) == ["licensed.md", "noticeable-change.txt"]


def test_a_missing_source_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(UserError) as raised:
        read_sources([tmp_path / "nothing"])
    assert str(raised.value) == f"{tmp_path}/nothing: there is no such file or folder; check the path"


def test_a_source_of_no_known_format_is_one_clear_line(tmp_path: Path) -> None:
    put(tmp_path, {"a.tiff": "x"})
    with pytest.raises(UserError, match=r"^[^\n]*a\.tiff: not a format chrono reads; it reads \.atom[^\n]*$"):
        read_sources([tmp_path / "a.tiff"])


def test_what_cannot_be_read_is_named_and_the_others_are_read(tmp_path: Path) -> None:
    put(tmp_path, {"empty.txt": "", "blank.txt": " \n\t\n", "mark.txt": "\ufeff", "good.txt": "An article."})
    (tmp_path / "folder.txt").mkdir()
    (tmp_path / "folder.txt" / "inside.txt").write_text("Another.")
    (tmp_path / "gone.txt").symlink_to("nowhere.txt")
    (tmp_path / "linked").symlink_to(tmp_path / "folder.txt")
    os.mkfifo(tmp_path / "pipe.txt")
    assert ids(tmp_path) == ["folder.txt/inside.txt", "good.txt"]
    assert sorted(complaint.split("; ")[0] for complaint in complaints(tmp_path)) == [
        "blank.txt: holds only white space",
        "empty.txt: is empty",
        "folder.txt: is a folder named like a file",
        "gone.txt: is a link to a file that is not there",
        "linked: is a link to a folder, which is not followed",
        "mark.txt: holds only white space",
        "pipe.txt: is not a regular file",
    ]


def test_a_broken_link_as_a_source_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "gone.txt").symlink_to("nowhere.txt")
    assert complaints(tmp_path / "gone.txt")[0].startswith("gone.txt: is a link to a file that is not there")


def test_a_file_without_permission_is_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The error is raised by hand, since root, as whom tests may run, can read everything."""
    put(tmp_path, {"a.txt": "x", "b.txt": "y"})
    read_bytes = Path.read_bytes

    def guarded(path: Path) -> bytes:
        if path.name == "a.txt":
            raise PermissionError(13, "Permission denied")
        return read_bytes(path)

    monkeypatch.setattr(Path, "read_bytes", guarded)
    assert ids(tmp_path) == ["b.txt"]
    assert complaints(tmp_path) == ["a.txt: cannot be read (permission denied); check the file's permissions"]


def test_a_folder_without_permission_is_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, {"a.txt": "x", "closed/b.txt": "y"})
    scandir = os.scandir

    def guarded(path: str) -> object:
        if str(path).endswith("closed"):
            raise PermissionError(13, "Permission denied", path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", guarded)
    assert ids(tmp_path) == ["a.txt"]
    assert complaints(tmp_path) == ["closed: cannot be opened; check the folder's permissions"]


def test_a_name_that_is_no_utf8_can_be_stored(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"caf\xe9.txt")).write_text("x")
    articles, problems = read_sources([tmp_path])
    assert [article.id for article in articles] == [r"caf\xe9.txt"]
    assert [str(problem) for problem in problems] == [r"caf\xe9.txt: has a name that is no UTF-8; rename it"]


def test_no_file_date_becomes_evidence(tmp_path: Path) -> None:
    put(tmp_path, {"a.txt": "The ferry left.", "b.md": "The ferry left.", "c.html": "<p>The ferry left."})
    assert [article.stated for article in read_sources([tmp_path])[0]] == [(), (), ()]
