"""The store: what goes in comes out, of any version, whole or broken."""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

import chrono
from chrono.article import Article, Dating, Evidence
from chrono.events.event import Conflict, Event, Mention
from chrono.pipeline import build
from chrono.problems import Problem, UserError
from chrono.query import asked
from chrono.store import FILE, TABLES, VERSION, load, opened, save, writing
from chrono.timeline import Timeline

ROOT = Path(__file__).parents[1]
TEXT_FILES = ("index.html", "timeline.md", "events.csv", "events.json", "problems.json")


@pytest.fixture(scope="module")
def built() -> Timeline:
    return build(ROOT / "seeds")


@pytest.fixture(scope="module")
def site(built: Timeline, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("built") / "site"
    built.save(folder)
    return folder


@pytest.fixture
def copy(site: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(site, tmp_path / "copy"))


def changed(folder: Path, statement: str) -> None:
    with duckdb.connect(str(folder / FILE)) as connection:
        connection.execute(statement)


def contents(file: Path) -> dict[str, list[tuple[object, ...]]]:
    with duckdb.connect(str(file), read_only=True) as connection:
        return {table: connection.execute(f"SELECT * FROM {table}").fetchall() for table in TABLES}


def test_a_timeline_comes_back_from_its_site(built: Timeline, site: Path) -> None:
    loaded = chrono.load(site)
    assert (loaded.title, loaded.dated, loaded.undated, loaded.problems) == (
        built.title,
        built.dated,
        built.undated,
        built.problems,
    )
    assert loaded.articles == tuple(replace(article, text="", stated=()) for article in built.articles)


def test_a_loaded_timeline_saves_the_same_site(site: Path, tmp_path: Path) -> None:
    load(site).save(tmp_path / "again")
    for name in TEXT_FILES:
        assert (tmp_path / "again" / name).read_bytes() == (site / name).read_bytes(), name


def test_the_same_timeline_gives_the_same_content(built: Timeline, site: Path, tmp_path: Path) -> None:
    save(built, tmp_path / FILE)
    before, after = contents(site / FILE), contents(tmp_path / FILE)
    for rows in (before, after):  # but for the articles' texts, which the store knows by their hash
        assert rows["articles"]
    assert before == after


def test_an_empty_timeline(tmp_path: Path) -> None:
    save(Timeline("Nothing yet", ()), tmp_path / FILE)
    assert load(tmp_path) == Timeline("Nothing yet", ())
    with opened(tmp_path) as store:
        assert (store.find(asked()), store.count(asked()), store.tally(asked(), "actor")) == ([], 0, [])


def test_whatever_a_text_holds_comes_back(tmp_path: Path) -> None:
    odd = "a'b\"c\\d;--\n\t\x00\x1e\x1f %_ {} [1] NULL 終 \U0001f600 e\u0301"
    mention = Mention(odd, odd, None, "", odd, 0, 9, odd, 3, 4, "DATE", odd, odd, "", (odd, "", "[]"))
    one = Event(
        odd, "-0043-03-15", "-0043-03-15", "-0043-03-15", "day", "happened", "negated", odd, odd, (odd, odd), ("",),
        0.125, (mention, replace(mention, sentence="")), (Conflict("2024~", 1), Conflict("/2024", 0)),
    )  # fmt: skip
    undated = replace(one, id="u", date=None, earliest=None, latest=None, why=odd, mentions=(), conflicts=(), actors=())
    evidence = (Evidence(odd, "date line", "XXXX-11-14", "hard"),)
    article = Article(odd, "", odd, Dating(status="conflict", evidence=evidence), odd, odd, "en", author=odd)
    timeline = Timeline(odd, (one,), (undated,), (article,), (Problem("read", odd, odd, "", 3),))
    save(timeline, tmp_path / FILE)
    assert load(tmp_path) == timeline


def test_half_a_character_is_stored_as_its_replacement(tmp_path: Path) -> None:
    mention = Mention("a", "", None, "", "x", 0, 1, "", 0, 0, "DATE", "", "", "", ())
    one = Event("e", "2024", None, None, "year", "happened", "asserted", "a\ud800b", "x", (), (), 0.5, (mention,))
    save(Timeline("T\ud800", (one,)), tmp_path / FILE)
    assert load(tmp_path).dated[0].title == "a\N{REPLACEMENT CHARACTER}b"


def test_a_store_written_in_parts_is_the_same(built: Timeline, tmp_path: Path, site: Path) -> None:
    with writing(tmp_path / FILE, built.title) as writer:
        writer.add_articles(built.articles)
        for place in range(0, len(built.dated), 7):
            writer.add_events(built.dated[place : place + 7])
        writer.add_events(built.undated)
        writer.add_problems(built.problems)
    assert load(tmp_path) == load(site)
    assert contents(tmp_path / FILE) == contents(site / FILE)
    with opened(tmp_path) as parts, opened(site) as whole:
        for conditions in (asked(text="kyiv"), asked(actor="ukraine"), asked(source="han river")):
            assert parts.find(conditions) == whole.find(conditions)


def test_events_may_come_one_by_one(built: Timeline, tmp_path: Path, site: Path) -> None:
    with writing(tmp_path / FILE, built.title) as writer:
        writer.add_events(iter((*built.dated, *built.undated)))
        writer.wait()
        writer.add_problems(iter(built.problems))
        for article in built.articles:
            writer.add_articles(iter([article]))
    assert load(tmp_path) == load(site)


def test_an_event_with_a_date_does_not_go_after_one_without(built: Timeline, tmp_path: Path) -> None:
    for events in ((built.undated[0], built.dated[0]), (built.dated[0], built.undated[0], built.dated[1])):
        with pytest.raises(ValueError, match="go before"), writing(tmp_path / f"{len(events)}.duckdb", "") as writer:
            writer.add_events(events)


def test_a_fault_while_writing_is_told(tmp_path: Path, built: Timeline, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(text: str) -> bytes:
        raise ZeroDivisionError

    monkeypatch.setattr("chrono.store.writer.as_words", fail)
    with pytest.raises(ZeroDivisionError):
        save(built, tmp_path / FILE)


def test_a_folder_without_a_store_is_told_in_one_line(copy: Path, tmp_path: Path) -> None:
    (copy / FILE).unlink()
    for folder, message in (
        (copy, f"has no {FILE}: an older chrono built it; run chrono build again"),
        (tmp_path / "nowhere", "there is no such folder"),
        (ROOT / "seeds", "holds no timeline"),
    ):
        with pytest.raises(UserError, match=re.escape(message)) as refused:
            load(folder)
        assert "\n" not in str(refused.value)


def test_a_newer_store_is_refused_by_name(copy: Path) -> None:
    changed(copy, f"UPDATE build SET version = {VERSION + 6}")
    with pytest.raises(UserError, match=rf"version {VERSION + 6}, this chrono reads {VERSION}\); update chrono"):
        load(copy)


def test_an_older_store_is_written_anew(copy: Path, site: Path, built: Timeline) -> None:
    changed(copy, "UPDATE build SET version = 0")
    changed(copy, "DROP TABLE words")
    with opened(copy) as store:
        assert store.find(asked(text="kyiv"))
        assert store.count(asked(source="Han River"))
    assert load(copy).dated == built.dated
    assert {path.name for path in copy.iterdir()} == {path.name for path in site.iterdir()}


def test_an_older_store_without_its_table_is_refused(copy: Path) -> None:
    changed(copy, "UPDATE build SET version = 0")
    (copy / "events.json").write_text("{}", encoding="utf-8")
    with pytest.raises(UserError, match="an older chrono built it; run chrono build again"):
        load(copy)


@pytest.mark.parametrize("content", [b"", b"no database", b"\0" * 20_000])
def test_a_broken_store_is_told_in_one_line(copy: Path, content: bytes) -> None:
    (copy / FILE).write_bytes(content)
    with pytest.raises(UserError, match="run chrono build again") as refused:
        load(copy)
    assert "\n" not in str(refused.value)


def test_a_store_cut_short_is_told_in_one_line(copy: Path) -> None:
    whole = (copy / FILE).read_bytes()
    (copy / FILE).write_bytes(whole[: len(whole) // 2])
    with pytest.raises(UserError, match="run chrono build again"):
        load(copy)


def test_a_store_that_was_never_finished_is_none(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError), writing(tmp_path / FILE, ""):
        raise RuntimeError("killed")
    with pytest.raises(UserError, match="run chrono build again"):
        load(tmp_path)


def test_duckdb_may_fetch_and_open_nothing(site: Path) -> None:
    with opened(site) as store:
        for statement in ("INSTALL httpfs", f"SELECT * FROM read_text('{ROOT / 'README.md'}')", "SET threads = 1"):
            with pytest.raises(duckdb.Error):
                store._connection.execute(statement).fetchall()


def test_the_texts_of_articles_are_not_published(site: Path) -> None:
    assert not [column for column in TABLES["articles"] if "text" in column and column != "text_hash"]
    hashes = {row[TABLES_ORDER.index("text_hash")] for row in contents(site / FILE)["articles"]}
    assert len(hashes) == 5
    assert all(re.fullmatch("[0-9a-f]{64}", str(digest)) for digest in hashes)


TABLES_ORDER = list(TABLES["articles"])


def test_the_document_names_every_column() -> None:
    text = (ROOT / "docs" / "store.md").read_text(encoding="utf-8")
    for table, columns in TABLES.items():
        section = text.partition(f"\n### {table}\n")[2].partition("\n### ")[0]
        assert re.findall(r"^\| `(\w+)` \| `([^`]+)` \|", section, re.MULTILINE) == list(columns.items()), table
    assert f"version {VERSION}" in text


def test_events_json_and_the_store_tell_the_same(site: Path) -> None:
    told = json.loads((site / "events.json").read_text(encoding="utf-8"))
    loaded = load(site)
    assert [event.as_dict() for event in loaded.dated] == told["events"]
    assert [event.as_dict() for event in loaded.undated] == told["undated"]
