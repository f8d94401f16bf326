"""``chrono query``: what is printed, and what is said of what is not."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from chrono.pipeline import build

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("built") / "site"
    build(ROOT / "seeds").save(folder)
    return folder


def test_a_vague_date_may_lie_in_a_month_and_need_not(command: Callable[..., Any], site: Path) -> None:
    month = ("--from", "2014-03", "--to", "2014-03")
    possible = command("query", site, *month)
    certain = command("query", site, *month, "--match", "certain")
    assert (possible.code, certain.code) == (0, 0)
    assert {line.split()[0] for line in possible.out.splitlines()} == {"date", "2014", "2014/.."}
    assert certain.out == ""
    assert certain.err == "no event answers\n"
    year = command("query", site, "--from", "2014", "--to", "2014", "--match", "certain")
    assert {line.split()[0] for line in year.out.splitlines()} == {"date", "2014", "2014/.."}


def test_events_without_a_date_are_not_left_out_in_silence(command: Callable[..., Any], site: Path) -> None:
    ran = command("query", site, "--text", "peace", "--count")
    told = ran.err.split()[0]
    assert f"{told} more events without a date may answer; --undated lists them\n" == ran.err
    all_of_them = command("query", site, "--text", "peace", "--count", "--undated")
    assert int(all_of_them.out) == int(ran.out) + int(told)
    assert all_of_them.err == ""
    assert command("query", site, "--match", "certain", "--from", "2024", "--count").err == ""


def test_a_limit_says_what_it_leaves_out(command: Callable[..., Any], site: Path) -> None:
    there_are = int(command("query", site, "--count").out)
    ran = command("query", site, "--limit", "2")
    assert len(ran.out.splitlines()) == 3
    assert f"the first 2 of {there_are} events; a higher --limit shows more" in ran.err
    assert "a higher --limit" not in command("query", site, "--limit", there_are).err


def test_json_is_the_record_of_events_json(command: Callable[..., Any], site: Path) -> None:
    told = json.loads((site / "events.json").read_text(encoding="utf-8"))
    ran = command("query", site, "--format", "json", "--undated")
    assert json.loads(ran.out) == told["events"] + told["undated"]
    assert json.loads(command("query", site, "--text", "xyzzy", "--format", "json").out) == []


def test_csv_has_a_row_an_event(command: Callable[..., Any], site: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(command("query", site, "--format", "csv").out)))
    assert len(rows) == int(command("query", site, "--count").out)
    assert rows[0]["title"]
    assert 0 <= float(rows[0]["salience"]) <= 1


def test_markdown_is_a_table(command: Callable[..., Any], site: Path) -> None:
    lines = command("query", site, "--limit", "3", "--format", "md").out.splitlines()
    assert lines[:2] == ["| date | kind | what | told in |", "| --- | --- | --- | --- |"]
    assert len(lines) == 5


@pytest.mark.parametrize("by", ["month", "actor", "source"])
def test_tallies_draw_bars(command: Callable[..., Any], site: Path, by: str) -> None:
    lines = command("query", site, "--by", by).out.splitlines()
    assert lines[0].split() == [by, "events"]
    bars = [line.count("█") for line in lines[1:]]
    assert max(bars) == 40
    assert min(bars) >= 1
    rows = json.loads(command("query", site, "--by", by, "--format", "json").out)
    assert [row["events"] * 40 / max(row["events"] for row in rows) for row in rows] == pytest.approx(bars, abs=1)
    assert command("query", site, "--by", by, "--format", "csv").out.startswith(f'"{by}","events"\n')
    assert command("query", site, "--by", by, "--format", "md").out.startswith(f"| {by} | events |\n")


def test_the_most_salient_come_first(command: Callable[..., Any], site: Path) -> None:
    found = json.loads(command("query", site, "--sort", "salience", "--salience", "0.2", "--format", "json").out)
    saliences = [event["salience"] for event in found]
    assert saliences == sorted(saliences, reverse=True)
    assert saliences[-1] >= 0.2


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--from", "2024-13"], "there is no month 13"),
        (["--from", "yesterday"], "write a date as 2024-12-16, 2024-12 or 2024"),
        (["--from", "2024'; DROP TABLE events"], "write a date as"),
        (["--from", ""], "write a date as"),
        (["--from", "2025", "--to", "2024"], "2024 ends before 2025 begins"),
        (["--to", "2024/"], "2024/: it is not known when it ends"),
        (["--text", ""], "--text is blank"),
        (["--text", "%%"], "text '%%' holds no word to look for"),
        (["--actor", "  "], "--actor is blank"),
        (["--kind", "happend"], "Invalid value for '--kind'"),
        (["--salience", "2"], "Invalid value for '--salience'"),
        (["--limit", "0"], "Invalid value for '--limit'"),
        (["--count", "--by", "month"], "give --count or --by, not both"),
    ],
)
def test_bad_usage(command: Callable[..., Any], site: Path, arguments: list[str], message: str) -> None:
    ran = command("query", site, *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert message in ran.err
    assert ran.err.count("\n") == 1


@pytest.mark.parametrize(
    "words", ["'; DROP TABLE events; --", "x' OR '1'='1", '"', "a\x00b", "%", "\\", "\ud800x", "é" * 5000]
)
def test_hostile_words_find_nothing_and_break_nothing(command: Callable[..., Any], site: Path, words: str) -> None:
    before = command("query", site, "--count").out
    for option in ("--text", "--actor", "--place", "--source"):
        ran = command("query", site, option, words, "--count")
        assert ran.code in {0, 2}
        assert ran.out in {"0\n", ""}
        assert "fault" not in ran.err
    assert command("query", site, "--count").out == before


def test_a_folder_without_a_store(command: Callable[..., Any], site: Path, tmp_path: Path) -> None:
    for name in ("events.json", "problems.json"):
        (tmp_path / name).write_bytes((site / name).read_bytes())
    ran = command("query", tmp_path)
    assert ran.code == 2
    assert (
        ran.err
        == f"chrono: error: {tmp_path}: has no timeline.duckdb: an older chrono built it; run chrono build again\n"
    )


def test_neither_pandas_nor_a_template_is_loaded(site: Path) -> None:
    line = (
        f"from chrono.cli import run; run(['query', {str(site)!r}, '--text', 'peace']); import sys; print(*sys.modules)"
    )
    ran = subprocess.run([sys.executable, "-c", line], capture_output=True, text=True, check=True, timeout=60)
    assert not {"pandas", "numpy", "jinja2", "altair", "re2"} & set(ran.stdout.splitlines()[-1].split())
