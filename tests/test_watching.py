"""What counts as a change of a folder, with the system's notices and without."""

from __future__ import annotations

import importlib.util
import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from chrono import watching
from chrono.watching import changes, state


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "one.txt").write_text("one")
    return tmp_path


@pytest.fixture
def looks(monkeypatch: pytest.MonkeyPatch) -> list[Callable[[], object]]:
    """What happens between one look and the next; the test fails where there are more looks than that."""
    happenings: list[Callable[[], object]] = []

    def wakes(folders: list[Path]) -> Iterator[None]:
        yield
        while happenings:
            happenings.pop(0)()
            yield

    monkeypatch.setattr(watching, "_wakes", wakes)
    monkeypatch.setattr(watching, "SETTLE", 0)
    return happenings


def test_a_turn_at_once_and_one_for_each_change(folder: Path, looks: list[Callable[[], object]]) -> None:
    new = folder / "new.txt"
    looks += [
        lambda: None,
        lambda: new.write_text("new"),
        lambda: None,
        lambda: new.write_text("newer"),
        lambda: os.utime(new, (1, 1)),
        lambda: new.rename(folder / "old.txt"),
        lambda: (folder / "old.txt").unlink(),
        lambda: None,
    ]
    assert len(list(changes([folder]))) == 1 + 5


def test_hidden_files_and_sites_are_no_change(folder: Path, looks: list[Callable[[], object]]) -> None:
    site = folder / "site"

    def build() -> None:
        site.mkdir()
        for name in ("events.json", "problems.json"):
            (site / name).write_text(json.dumps([]))

    looks += [build, lambda: (folder / ".one.txt.swp").write_text(""), lambda: (folder / ".git").mkdir()]
    assert len(list(changes([folder]))) == 1


def test_a_change_during_a_turn_makes_the_next_one(folder: Path, looks: list[Callable[[], object]]) -> None:
    looks += [lambda: None, lambda: None]
    turns = changes([folder])
    next(turns)
    (folder / "sub" / "one.txt").write_text("while the site is built")
    assert len(list(turns)) == 1


def test_a_file_that_comes_later_is_waited_for(folder: Path, looks: list[Callable[[], object]]) -> None:
    edits = folder.parent / f"{folder.name}-edits.toml"
    assert state([edits]) == {}
    looks += [lambda: edits.write_text("")]
    assert len(list(changes([edits]))) == 2


@pytest.mark.parametrize("installed", [False, True])
def test_real_looks(folder: Path, monkeypatch: pytest.MonkeyPatch, installed: bool) -> None:
    if installed and importlib.util.find_spec("watchfiles") is None:
        pytest.skip("needs watchfiles")
    if not installed:
        monkeypatch.setitem(__import__("sys").modules, "watchfiles", None)
        monkeypatch.setattr(watching, "LOOK", 0.01)
    turns = changes([folder])
    next(turns)
    (folder / "sub" / "one.txt").write_text("another")
    next(turns)  # would wait for ever
