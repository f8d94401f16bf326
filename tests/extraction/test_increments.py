"""What an earlier build kept saves work and changes nothing: the timeline is that of a build from nothing."""

from __future__ import annotations

import json
import os
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from chrono import extraction
from chrono.article import Article
from chrono.extraction import Settings, record_of
from chrono.extraction.parts import Parts, Row, cache_folder
from chrono.extraction.record import decoded, encoded
from chrono.pipeline import build
from chrono.publish import publish
from chrono.readers import read_sources

SEEDS = Path(__file__).parents[2] / "seeds"

WHO = ("Mayor Ida Brandt", "Brandt", "the harbour board", "Karl Osei", "Osei", "the Lund Port Authority", "LPA")
DID = (
    "opened the north bridge in Lund", "closed the north bridge", "signed the fishing accord", "resigned",
    "met the dockers' union in Oslo", "will sell the old ferry", "did not reopen the pool", "called a strike of 40 men",
)  # fmt: skip
WHEN = (
    "on 5 May 2024", "on Monday", "last year", "in March 2023", "two days later", "next week", "since 2019", "",
    "by the end of June", "on 6 May 2024", "during the Harbour Fair", "on February 30, 2024",
)  # fmt: skip
DATES = ("2024-05-06", "2024-05", "2024-05-13~", "", "soon", "2023")


class Folder:
    """A folder of articles that a writer keeps changing."""

    def __init__(self, path: Path, chance: random.Random) -> None:
        self.path, self.chance, self.made = path, chance, 0
        path.mkdir()
        for _ in range(4):
            self.add()
        self.write_records()

    def edit(self) -> str:
        """Change something; what it was."""
        change: Callable[[], None] = self.chance.choice(
            [
                self.add, self.add, self.change, self.change, self.remove, self.rename, self.copy, self.write_records,
                self.say_of_articles, self.know_facts, self.correct, self.know_aliases,
            ]
        )  # fmt: skip
        change()
        return change.__name__

    def text(self) -> str:
        sentences = []
        for _ in range(self.chance.randint(1, 4)):
            who, did, when = (self.chance.choice(words) for words in (WHO, DID, WHEN))
            sentences.append(f"{who[0].upper()}{who[1:]} {did} {when}".strip() + ".")
        head = self.chance.choice(("", "", "Lund, 13 May 2024\n\n", "A quiet harbour\n\n"))
        return head + self.chance.choice((" ", "\n\n")).join(sentences) + "\n"

    def files(self) -> list[Path]:
        return sorted(file for file in self.path.rglob("*") if file.suffix in {".txt", ".md", ".html"})

    def add(self) -> None:
        self.made += 1
        suffix = self.chance.choice((".txt", ".txt", ".md", ".html"))
        file = self.path / self.chance.choice(("", "sub")) / f"a{self.made}{suffix}"
        file.parent.mkdir(exist_ok=True)
        file.write_text(f"<p>{self.text()}</p>" if suffix == ".html" else self.text(), encoding="utf-8")

    def change(self) -> None:
        self.chance.choice(self.files()).write_text(self.text(), encoding="utf-8")

    def remove(self) -> None:
        if len(self.files()) > 2:
            self.chance.choice(self.files()).unlink()

    def rename(self) -> None:
        file = self.chance.choice(self.files())
        self.made += 1
        file.rename(file.with_name(f"b{self.made}{file.suffix}"))

    def copy(self) -> None:
        file = self.chance.choice(self.files())
        self.made += 1
        file.with_name(f"c{self.made}{file.suffix}").write_bytes(file.read_bytes())

    def write_records(self) -> None:
        """A file of several articles, some of which stay as they were."""
        file = self.path / "wire.jsonl"
        lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
        kept = [line for line in lines if self.chance.random() < 0.7]
        self.made += 1
        more = [{"id": f"r{self.made}", "text": self.text(), "Dated": self.chance.choice(DATES)}]
        file.write_text("\n".join([*kept, *map(json.dumps, more)]) + "\n", encoding="utf-8")

    def say_of_articles(self) -> None:
        names = [file.relative_to(self.path).as_posix() for file in self.files()]
        records = [json.loads(line)["id"] for line in (self.path / "wire.jsonl").read_text("utf-8").splitlines()]
        names += [f"wire.jsonl#{one}" for one in records] + ["nowhere.txt"]
        rows = ["article,title,published,source,language"]
        for name in self.chance.sample(names, min(3, len(names))):
            source = self.chance.choice(("", "Lund Courier", "Harbour News"))
            rows.append(f"{name},,{self.chance.choice(DATES)},{source},{self.chance.choice(('', '', 'is'))}")
        (self.path / "articles.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")

    def know_facts(self) -> None:
        on = self.chance.choice(("2024-05-06", "2024-05-06/2024-05-12", "2022"))
        fact = f'[[fact]]\nname = "Harbour Fair"\nduring = "{on}"\n'
        (self.path / "facts.toml").write_text(fact, encoding="utf-8")

    def know_aliases(self) -> None:
        line = self.chance.choice(
            ('"Ida Brandt" = ["Brandt"]\n', '"Lund Port Authority" = ["LPA", "harbour board"]\n', "")
        )
        (self.path / "aliases.toml").write_text(line, encoding="utf-8")

    def correct(self) -> None:
        events = build(self.path, columns=COLUMNS).dated
        if len(events) > 1:
            one, other = self.chance.sample(events, 2)
            table = {"title": '"Told anew"', "hide": "true", "date": '"2024-05-01"', "merge": f'["{other.id}"]'}
            key = self.chance.choice(sorted(table))
            (self.path / "edits.toml").write_text(f'["{one.id}"]\n{key} = {table[key]}\n', encoding="utf-8")


COLUMNS = {"published": "Dated"}


@pytest.mark.parametrize("seed", range(12))
def test_whatever_is_edited_the_timeline_is_that_of_a_build_from_nothing(tmp_path: Path, seed: int) -> None:
    folder, cache = Folder(tmp_path / "articles", random.Random(seed)), tmp_path / "cache"
    told = []
    for _ in range(12):
        kept = build(folder.path, columns=COLUMNS, cache=cache, explain_missing=True)
        assert kept == build(folder.path, columns=COLUMNS, explain_missing=True), f"after {told}"
        told.append(folder.edit())
    for name, where in (("kept", cache), ("anew", None)):
        publish(build(folder.path, columns=COLUMNS, cache=where), tmp_path / name, only=("html", "json", "csv", "atom"))
    for file in sorted((tmp_path / "anew").iterdir()):
        assert file.read_bytes() == (tmp_path / "kept" / file.name).read_bytes()


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The articles that have been tagged, in their order."""
    told: list[str] = []

    def noting(article: Article, settings: Settings) -> object:
        told.append(article.id)
        return record_of(article, settings)

    monkeypatch.setattr(extraction, "record_of", noting)
    return told


def write(folder: Path, **articles: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in articles.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


ONE, OTHER = "Talks opened in Oslo on 5 May 2024.\n", "A ferry sank near Bergen on 6 May 2024.\n"


def test_only_what_changed_is_read(tmp_path: Path, read: list[str]) -> None:
    folder, cache = write(tmp_path / "articles", one=ONE, other=OTHER), tmp_path / "cache"
    build(folder, cache=cache)
    assert read == ["one.txt", "other.txt"]
    build(folder, cache=cache)
    assert read == ["one.txt", "other.txt"]
    write(folder, other=OTHER.replace("Bergen", "Bodø"))
    build(folder, cache=cache)
    assert read[2:] == ["other.txt"]
    (folder / "articles.csv").write_text("article,source\n# a note\none.txt,The Post\n")
    build(folder, cache=cache)
    assert read[3:] == ["one.txt"]
    (folder / "articles.csv").write_text("article,source\none.txt,The Post\n")
    build(folder, cache=cache)
    assert read[4:] == []
    (folder / "facts.toml").write_text('[[fact]]\nname = "the talks"\non = "2024-05-05"\n')
    build(folder, cache=cache)
    assert read[4:] == ["one.txt", "other.txt"]


def test_of_a_file_of_several_only_the_records_that_changed(tmp_path: Path, read: list[str]) -> None:
    folder, cache = write(tmp_path / "articles"), tmp_path / "cache"
    records = [{"id": name, "text": text} for name, text in (("a", ONE), ("b", OTHER))]
    (folder / "wire.jsonl").write_text("\n".join(map(json.dumps, records)))
    build(folder, cache=cache)
    records.append({"id": "c", "text": "Nobody saw the ship on Friday."})
    (folder / "wire.jsonl").write_text("\n".join(map(json.dumps, records)))
    read.clear()
    build(folder, cache=cache)
    assert read == ["wire.jsonl#c"]


def test_another_version_of_chrono_reads_all_anew(
    tmp_path: Path, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, cache = write(tmp_path / "articles", one=ONE, other=OTHER), tmp_path / "cache"
    build(folder, cache=cache)
    monkeypatch.setattr(extraction, "version_of_all", lambda: "another")
    build(folder, cache=cache)
    assert len(read) == 4
    assert len(list(cache.glob("*.parquet"))) == 1  # what nobody needs any more is gone


@pytest.mark.parametrize("seed", range(6))
def test_a_damaged_cache_is_rebuilt_in_silence(tmp_path: Path, seed: int) -> None:
    folder, cache, chance = tmp_path / "articles", tmp_path / "cache", random.Random(seed)
    write(folder, **{f"a{number}": f"{ONE} {OTHER} It cost {number} million.\n" for number in range(9)})
    whole = build(folder)
    for _ in range(4):
        assert build(folder, cache=cache) == whole
        [part, *_] = sorted(cache.glob("*.parquet"))
        content = bytearray(part.read_bytes())
        if chance.random() < 0.3:
            del content[chance.randrange(len(content)) :]
        for _ in range(chance.randint(1, 20)):
            content[chance.randrange(len(content) or 1)] ^= 1 << chance.randrange(8)
        part.write_bytes(bytes(content))
    assert build(folder, cache=cache) == whole


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_cache_that_may_not_be_written_is_done_without(tmp_path: Path) -> None:
    folder, closed = write(tmp_path / "articles", one=ONE), tmp_path / "closed"
    closed.mkdir(mode=0o500)
    assert build(folder, cache=closed / "cache") == build(folder)


def test_a_cache_whose_place_is_taken_is_done_without(tmp_path: Path) -> None:
    folder, taken = write(tmp_path / "articles", one=ONE), tmp_path / "taken"
    taken.write_text("not a folder")
    assert build(folder, cache=taken) == build(folder)
    assert taken.read_text() == "not a folder"


def test_what_is_kept_is_no_business_of_git(tmp_path: Path) -> None:
    build(write(tmp_path / "articles", one=ONE), cache=tmp_path / "cache")
    assert (tmp_path / "cache" / ".gitignore").read_text().splitlines()[-1] == "*"


def test_parts_that_are_mostly_of_no_use_are_written_again(tmp_path: Path) -> None:
    parts = Parts(tmp_path / "cache")
    parts.add(Row(str(number), "a.txt", "told") for number in range(10))
    parts.keep([str(number) for number in range(10)])
    for use, left in ((range(4, 10), 10), (range(7, 10), 3)):
        again = Parts(tmp_path / "cache")
        again.keep([str(number) for number in use])
        fresh = Parts(tmp_path / "cache")
        assert len(list(fresh.rows([str(number) for number in range(10)]))) == left
    assert len(list((tmp_path / "cache").glob("*.parquet"))) == 1


def test_many_small_parts_become_one(tmp_path: Path) -> None:
    for number in range(12):
        parts = Parts(tmp_path / "cache")
        parts.add([Row(str(number), "a.txt", "told")])
        parts.keep([str(one) for one in range(number + 1)])
    assert len(list((tmp_path / "cache").glob("*.parquet"))) < 9
    assert len(list(Parts(tmp_path / "cache").rows([str(one) for one in range(12)]))) == 12


def test_what_needs_much_memory_goes_to_a_folder_that_is_gone_in_the_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("chrono.extraction.parts._MOST_CHARACTERS", 100)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    parts = Parts()
    for number in range(20):
        parts.add([Row(str(number), "a.txt", "told " * 10)])
    assert list(tmp_path.glob("chrono-*/*.parquet"))
    assert [row.key for row in sorted(parts.rows(["3", "17"]))] == ["17", "3"]
    parts.close()
    assert not list(tmp_path.iterdir())


def test_each_set_of_sources_has_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = cache_folder([tmp_path / "one"]), cache_folder([tmp_path / "other"])
    assert one is not None
    assert other is not None
    assert one.parent == other.parent == Path(os.environ["XDG_CACHE_HOME"]) / "chrono"
    assert one != other
    monkeypatch.chdir(tmp_path)
    assert cache_folder([Path("one")]) == one


def test_a_record_reads_as_it_was_written() -> None:
    articles, _ = read_sources([SEEDS])
    articles.append(Article("odd.txt", "Half a \ud800 pair met Ana Silva (AS) on 5 May 2024, she said.", "A title"))
    for article in articles:
        record = record_of(article, Settings())
        assert decoded(encoded(record)) == record


def test_an_article_on_which_chrono_fails_costs_that_one_and_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(article: Article, settings: Settings) -> object:
        if article.id == "other.txt":
            raise ZeroDivisionError("no way")
        return record_of(article, settings)

    folder = write(tmp_path, one=ONE, other=OTHER)
    monkeypatch.setattr(extraction, "record_of", failing)
    timeline = build(folder)
    assert [event.date for event in timeline.dated] == ["2024-05-05"]
    assert [problem.origin for problem in timeline.problems] == ["other.txt"]
    assert "chrono failed on it (ZeroDivisionError: no way)" in timeline.problems[0].what
