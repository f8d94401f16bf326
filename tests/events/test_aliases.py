"""The writer's list of names that are one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from chrono.events.aliases import Aliases, read_aliases
from chrono.events.cues import Cues
from chrono.events.names import Names, NamesOf
from chrono.events.words import words_of
from chrono.pipeline import build
from chrono.problems import UserError


@pytest.fixture
def written(tmp_path: Path) -> Callable[[str], Path]:
    def file(text: str) -> Path:
        path = tmp_path / "aliases.toml"
        path.write_text(text, encoding="utf-8")
        return path

    return file


def names_by(en: Cues, aliases: Aliases, *sentences: str) -> list[NamesOf]:
    names = Names(en, aliases)
    seen = [names.meet(words_of(sentence)) for sentence in sentences]
    return [names.of(sightings) for sightings in seen]


def test_a_name_is_shown_for_the_others(en: Cues, written: Callable[[str], Path]) -> None:
    aliases, problems = read_aliases(written('"Deng Xiaoping" = ["Teng Hsiao-ping", "DENG"]\n'))
    assert problems == []
    found = names_by(en, aliases, "They met Teng Hsiao-ping.", "Deng left.", "They met Deng Xiaoping.")
    assert {names.actors for names in found} == {("Deng Xiaoping",)}


def test_the_list_comes_last(en: Cues, written: Callable[[str], Path]) -> None:
    """What chrono makes of a name by itself may stand in the list too."""
    aliases, _ = read_aliases(written('"Selenskyj" = ["Volodymyr Zelensky"]\nKiew = ["Kyiv"]\n'))
    found = names_by(en, aliases, "They met Volodymyr Zelensky in Kiev.", "Then Zelenskyy left Kyiv.")
    assert found == [NamesOf(("Selenskyj",), ("Kiew",))] * 2


def test_points_and_case_do_not_matter(en: Cues, written: Callable[[str], Path]) -> None:
    aliases, _ = read_aliases(written('"Springfield Council" = ["S.C."]\n'))
    assert names_by(en, aliases, "They asked the SC.")[0].actors == ("Springfield Council",)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('A = "B"', "aliases.toml:2: 'A' has no list of other names"),
        ("A = []", "aliases.toml:2: 'A' has no list of other names"),
        ("A = 3", "aliases.toml:2: 'A' has no list of other names"),
        ("[A]\nB = ['C']", "aliases.toml:2: 'A' has no list of other names"),
        ("A = ['B', 3]", "aliases.toml:2: 'A': 3 is no name"),
        ("A = ['B', ' ']", "aliases.toml:2: 'A': ' ' is no name"),
        ("A = ['First']", "aliases.toml:2: 'A': 'First' is a name to show itself"),
        ("A = ['two']", "aliases.toml:2: 'A': 'two' already stands for 'First'"),
        ('"" = ["B"]', "aliases.toml:2: the name to show is empty"),
        ("A = ['B', 'FIRST']", "aliases.toml:2: 'A': 'FIRST' is a name to show itself"),
    ],
)
def test_each_fault_is_told_with_its_line(written: Callable[[str], Path], line: str, told: str) -> None:
    aliases, problems = read_aliases(written(f'First = ["Two"]\n{line}\n'))
    assert [str(problem).partition(";")[0] for problem in problems] == [told]
    assert all(problem.advice for problem in problems)
    assert aliases.canonical["two"] == "First"  # the rest of the file counts


def test_two_spellings_of_a_name_to_show(written: Callable[[str], Path]) -> None:
    _, problems = read_aliases(written('First = ["Two"]\nFIRST = ["Three"]\n'))
    assert len(problems) == 1
    assert "is the same name as" in problems[0].what


@pytest.mark.parametrize("text", ['A = ["B"\nC = 1', 'A = ["B"]\nA = ["C"]'])
def test_what_is_no_toml_is_told_with_its_line(written: Callable[[str], Path], text: str) -> None:
    with pytest.raises(UserError, match=r"aliases\.toml:2: is not TOML: .+; the form is "):
        read_aliases(written(text))


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"cannot be read \(no such file or directory\); give another file"):
        read_aliases(tmp_path / "none.toml")


def test_bytes_that_are_no_text(tmp_path: Path) -> None:
    file = tmp_path / "aliases.toml"
    file.write_bytes(b'"\xff" = ["x"]')
    with pytest.raises(UserError, match="is not UTF-8"):
        read_aliases(file)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "articles"
    place.mkdir()
    (place / "a.txt").write_text("2024-11-14\n\nThe envoy met Deng on Monday in Lima for talks.\n", encoding="utf-8")
    return place


def actors(*arguments: object, **more: object) -> set[str]:
    timeline = build(*arguments, **more)  # type: ignore[arg-type]
    return {actor for event in (*timeline.dated, *timeline.undated) for actor in event.actors}


def test_the_file_at_the_top_of_a_folder_counts(folder: Path) -> None:
    (folder / "aliases.toml").write_text('"Deng Xiaoping" = ["Deng"]\n', encoding="utf-8")
    assert actors(folder) == {"Deng Xiaoping"}
    assert not any("aliases.toml" in problem.origin for problem in build(folder).problems)


def test_a_file_that_is_given_stands_in_for_it(folder: Path, tmp_path: Path, command: Callable[..., object]) -> None:
    (folder / "aliases.toml").write_text('"Deng Xiaoping" = ["Deng"]\n', encoding="utf-8")
    other = tmp_path / "names.toml"
    other.write_text('"Deng Yingchao" = ["Deng", 3]\n', encoding="utf-8")
    assert actors(folder, aliases=other) == {"Deng Yingchao"}
    ran = command("check", folder, "--aliases", other)
    assert "names.toml:1: 'Deng Yingchao': 3 is no name" in ran.out  # type: ignore[attr-defined]
    assert ran.code == 1  # type: ignore[attr-defined]
