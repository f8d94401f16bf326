"""The stages together: sources in, a timeline out."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import time
import warnings
from pathlib import Path
from typing import Any

import pytest

import chrono
from chrono.engines.local import spread
from chrono.pipeline import build, read, read_articles
from chrono.problems import UserError
from chrono.timeline import SCHEMA, Timeline

SEEDS = Path(__file__).parents[1] / "seeds"
MONDAY = "Talks\n\nThe ministers met in Oslo on Monday.\n"
FIFTH_OF_MAY = "Talks\n\nThe ministers met in Oslo on 5 May 2024.\n"


def write(folder: Path, **articles: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in articles.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


def dated(timeline: Timeline) -> list[tuple[str, str, str]]:
    """Phrase and date of each event, and its article."""
    return [
        (event.mentions[0].phrase, event.date or "", event.mentions[0].article)
        for event in timeline.dated
        if event.mentions[0].phrase
    ]


def test_what_the_writer_says_dates_an_article_and_so_its_events(tmp_path: Path) -> None:
    write(tmp_path, known=MONDAY, unknown=MONDAY.replace("Oslo", "Bergen"))
    (tmp_path / "articles.csv").write_text("article,published\nknown.txt,2024-12-16\n")
    timeline = build(tmp_path)
    assert [(article.id, article.published.edtf) for article in timeline.articles] == [
        ("known.txt", "2024-12-16"),
        ("unknown.txt", None),
    ]
    assert dated(timeline) == [("Monday", "2024-12-16", "known.txt")]
    assert [event.mentions[0].article for event in timeline.undated] == ["unknown.txt"]
    assert timeline.problems == ()


def test_another_articles_csv_takes_the_place_of_the_folders(tmp_path: Path) -> None:
    write(tmp_path / "texts", one=MONDAY)
    (tmp_path / "texts" / "articles.csv").write_text("article,published\none.txt,2024-12-16\n")
    (tmp_path / "mine.csv").write_text("article,published\none.txt,2024-12-02\n")
    assert dated(build(tmp_path / "texts", articles=tmp_path / "mine.csv")) == [("Monday", "2024-12-02", "one.txt")]


def test_each_source_folder_has_its_own_articles_csv(tmp_path: Path) -> None:
    for name, date in [("one", "2024-12-16"), ("two", "2024-12-02")]:
        write(tmp_path / name, **{name: MONDAY})
        (tmp_path / name / "articles.csv").write_text(f"article,published\n{name}.txt,{date}\n")
    timeline = build([tmp_path / "two", tmp_path / "one"])
    assert dated(timeline) == [("Monday", "2024-12-02", "two.txt"), ("Monday", "2024-12-16", "one.txt")]
    assert timeline.problems == ()


def test_a_site_inside_a_source_folder_is_not_read(tmp_path: Path) -> None:
    write(tmp_path, one=FIFTH_OF_MAY)
    first = build(tmp_path)
    first.save(tmp_path / "output")
    (tmp_path / "output" / "extra.txt").write_text("Nobody met on 6 May 2024.")
    assert build(tmp_path) == first
    with pytest.raises(UserError, match="is a site that chrono made"):
        build(tmp_path / "output")


def test_what_is_wrong_with_one_article_costs_that_one_only(tmp_path: Path) -> None:
    write(tmp_path, good=FIFTH_OF_MAY, empty="", blank=" \n\n")
    (tmp_path / "junk.txt").write_bytes(bytes(range(256)) * 40)
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    timeline = build(tmp_path)
    assert dated(timeline) == [("5 May 2024", "2024-05-05", "good.txt")]
    assert {problem.origin for problem in timeline.problems} >= {"empty.txt", "blank.txt", "junk.txt", "picture.png"}


def test_an_article_in_a_language_without_rules_is_named_and_listed(tmp_path: Path) -> None:
    write(tmp_path, one=FIFTH_OF_MAY, other="Loð mælti á 5 May 2024.\n")
    (tmp_path / "articles.csv").write_text("article,language\nother.txt,is\n")
    timeline = build(tmp_path)
    assert [article.id for article in timeline.articles] == ["one.txt", "other.txt"]
    [problem] = timeline.problems
    assert (problem.stage, problem.origin) == ("tag", "other.txt")
    assert "there are no rules for its language, 'is'" in problem.what
    assert dated(timeline) == [("5 May 2024", "2024-05-05", "one.txt")]


@pytest.mark.parametrize("content", [{}, {"empty": ""}])
def test_without_an_article_there_is_no_timeline(tmp_path: Path, content: dict[str, str]) -> None:
    write(tmp_path, **content)
    with pytest.raises(UserError, match="no article to read; "):
        build(tmp_path)
    with pytest.raises(UserError, match="no article to read; "):
        read(tmp_path)


def test_a_source_that_is_not_there() -> None:
    with pytest.raises(UserError, match="no-such-folder"):
        build("no-such-folder")


def test_top_keeps_some_events_as_they_are_and_in_their_order() -> None:
    whole = build(SEEDS)
    some = build(SEEDS, top=5)
    assert len(some.dated) == 5
    assert [event for event in whole.dated if event in some.dated] == list(some.dated)
    assert some.undated == whole.undated
    assert build(SEEDS, top=10_000) == whole
    assert 1 < len(build(SEEDS, top="auto").dated) < len(whole.dated)


def test_any_number_of_processes_gives_the_same_timeline() -> None:
    assert build(SEEDS, jobs=2) == build(SEEDS) == build(SEEDS, jobs=8)


def test_any_order_of_files_gives_the_same_timeline(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = build(SEEDS)
    walk = os.walk

    def shuffled(*arguments: object, **options: object) -> object:
        chance = random.Random(1)
        for place, folders, files in walk(*arguments, **options):
            chance.shuffle(files)
            yield place, folders, files

    monkeypatch.setattr(os, "walk", shuffled)
    assert build(SEEDS) == before


def test_the_site_is_the_same_bytes_wherever_and_whenever_it_is_built(tmp_path: Path) -> None:
    """Another folder, later files, another time zone, locale and hash seed, more processes. Of the store only the
    content is promised: a database lays out its blocks as it likes (tests/test_store.py compares what is in it)."""
    moved = shutil.copytree(SEEDS, tmp_path / "elsewhere" / "seeds", copy_function=shutil.copyfile)
    sites = []
    for folder, name, jobs, setting in [
        (SEEDS, "one", 1, {"TZ": "Pacific/Auckland", "LC_ALL": "C", "PYTHONHASHSEED": "1"}),
        (moved, "two", 2, {"TZ": "America/Los_Angeles", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "2"}),
    ]:
        arguments = ["build", folder, "--output", tmp_path / name, "--jobs", str(jobs), "--quiet"]
        subprocess.run([sys.executable, "-m", "chrono", *arguments], check=True, env=os.environ | setting, timeout=120)
        sites.append({path.name: path.read_bytes() for path in (tmp_path / name).iterdir()})
    assert sites[0].keys() == sites[1].keys()
    assert [name for name in sites[0] if sites[0][name] != sites[1][name]] in ([], ["timeline.duckdb"])


def test_the_writers_corrections_are_applied(tmp_path: Path) -> None:
    texts = write(tmp_path / "texts", one=FIFTH_OF_MAY, two=MONDAY)
    first = build(texts)
    [may], [monday] = first.dated, first.undated
    (tmp_path / "texts" / "edits.toml").write_text(f"[{monday.id!r}]\ndate = '2024-05-06'\n[gone]\nhide = true\n")
    second = build(texts)
    assert dated(second) == [("5 May 2024", "2024-05-05", "one.txt"), ("Monday", "2024-05-06", "two.txt")]
    assert second.undated == ()
    assert [(problem.stage, problem.origin, problem.line) for problem in second.problems] == [
        ("edits", "edits.toml", 3)
    ]
    (tmp_path / "mine.toml").write_text(f"[{may.id!r}]\nhide = true\n")
    assert dated(build(texts, edits=tmp_path / "mine.toml")) == []


def test_a_date_the_writer_decides_is_no_problem_any_more(tmp_path: Path) -> None:
    texts = write(tmp_path, one="Fire took the hall on 5 May 2024.\n", two="A storm sank two ships on 4 May 2024.\n")
    storm, fire = build(texts).dated
    merge = f"[{fire.id!r}]\nmerge = [{storm.id!r}]\n"
    (texts / "edits.toml").write_text(f"{merge}title = 'Torn'\n")
    [problem] = build(texts).problems
    assert problem.stage == "events"
    assert problem.what.endswith("elsewhere: Torn")
    (texts / "edits.toml").write_text(f"{merge}date = '2024-05-04'\n")
    assert build(texts).problems == ()


def test_progress_counts_the_articles() -> None:
    told: list[tuple[str, int, int]] = []
    build(SEEDS, progress=lambda *step: told.append(step))
    assert [(done, of) for _, done, of in told] == [(number, 5) for number in range(1, 6)]


def test_read_gives_dated_articles_and_warns_of_the_others(tmp_path: Path) -> None:
    write(tmp_path, one="KYIV, Nov. 14, 2024 (AP) — They met.\n", empty="")
    with pytest.warns(UserWarning, match=r"empty\.txt"):
        [article] = chrono.read(tmp_path)
    assert (article.id, article.published.edtf) == ("one.txt", "2024-11-14")
    articles, problems = read_articles(tmp_path)
    assert articles == [article]
    assert [problem.origin for problem in problems] == ["empty.txt"]


def test_the_public_names() -> None:
    with warnings.catch_warnings(action="error"):
        timeline = chrono.build(SEEDS)
        assert timeline.articles == tuple(chrono.read(SEEDS))
    assert list(timeline.events.columns) == list(SCHEMA)
    assert len(timeline.events) == len(timeline.dated)
    assert chrono.tag("They met on Monday.", date="2024-12-16")[0]["value"] == "2024-12-16"
    assert chrono.Timeline is Timeline
    assert chrono.UserError is UserError
    assert set(chrono.__all__) == set(dir(chrono))
    assert chrono.__version__
    with pytest.raises(AttributeError, match="has no attribute 'tagg'"):
        chrono.tagg  # noqa: B018


def test_importing_the_parts_leaves_the_public_names_alone() -> None:
    """No module of chrono bears the name of a public function: importing it would hide the function."""
    code = (
        "import chrono, pkgutil, importlib\n"
        "for module in pkgutil.walk_packages(chrono.__path__, 'chrono.'):\n"
        "    module.name.endswith('__main__') or importlib.import_module(module.name)\n"
        "assert callable(chrono.build) and callable(chrono.read) and callable(chrono.tag)\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=120)


def test_an_error_in_another_process_reaches_the_user() -> None:
    with pytest.raises(UserError, match="there are no rules for language"):
        list(spread(_load, ["en", "tlh"], jobs=2))
    with pytest.raises(UserError, match="a worker process was ended by the system"):
        list(spread(_die, [1, 2, 3], jobs=2))


def _load(code: str) -> str:
    from chrono.languages import load

    return load(code).code


def _die(number: int) -> None:
    os._exit(number)


def test_an_article_of_one_sentence_is_an_event(tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("The ministers met in Oslo on 5 May 2024.\n", encoding="utf-8")
    assert [event.date for event in build(tmp_path).dated] == ["2024-05-05"]


def test_a_day_the_calendar_does_not_have_is_a_problem_and_no_date(tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("A dam broke on February 29, 2022, officials said. Nobody was hurt.\n", "utf-8")
    timeline = build(tmp_path)
    assert timeline.dated == ()
    assert "the calendar does not have this day" in timeline.undated[0].why
    assert [problem.what for problem in timeline.problems] == [
        "“February 29, 2022” is a day that the calendar does not have"
    ]


def test_what_is_told_as_past_after_the_article_s_date_is_a_problem(tmp_path: Path) -> None:
    text = "The footbridge reopened on 20 November 2024. Swimmers agreed to race on 22 November 2024.\n"
    (tmp_path / "note.txt").write_text(text, "utf-8")
    (tmp_path / "articles.csv").write_text("article,published\nnote.txt,2024-11-14\n", "utf-8")
    timeline = build(tmp_path)
    assert [(event.date, event.kind) for event in timeline.dated if event.date > "2024-11-14"] == [
        ("2024-11-20", "happened"),
        ("2024-11-22", "planned"),
    ]
    assert [problem.what for problem in timeline.problems] == [
        "“20 November 2024” is told as past but comes after the article's date, 2024-11-14"
    ]


def test_a_weekday_at_odds_with_its_date_is_told(tmp_path: Path) -> None:
    text = "A dam broke on Friday, Nov. 14, 2024, officials said. Nobody was hurt.\n"
    (tmp_path / "note.txt").write_text(text, "utf-8")
    timeline = build(tmp_path)
    assert [event.date for event in timeline.dated] == ["2024-11-14"]
    assert [problem.what for problem in timeline.problems] == [
        "“Friday, Nov. 14, 2024” is at odds with the calendar: 2024-11-14 is a Thursday, not a Friday"
    ]


@pytest.mark.parametrize("wrong", [{"top": "many"}, {"top": 0}, {"jobs": 0}, {"language": "xx"}, {"names": "x"}])
def test_an_argument_that_there_is_not_is_refused(tmp_path: Path, wrong: dict[str, Any]) -> None:
    with pytest.raises(UserError, match=next(iter(wrong))):
        build(tmp_path, **wrong)


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_no_worker_outlives_a_killed_build(tmp_path: Path) -> None:
    # A worker that is at work or waiting holds this pipe open; it is closed once none is left.
    code = "from chrono.engines.local import spread; import time; list(spread(time.sleep, [0.01] * 8 + [60] * 8, 2))"
    parent = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE)
    time.sleep(3)
    parent.kill()
    parent.communicate(timeout=20)
