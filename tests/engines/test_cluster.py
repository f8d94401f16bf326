"""Dask: the same timeline as without, whatever becomes of the workers."""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from chrono.engines import engine_of
from chrono.pipeline import build
from chrono.problems import UserError

SEEDS = Path(__file__).parents[2] / "seeds"


@pytest.fixture
def cluster() -> Iterator[Any]:
    """Two worker processes on this machine."""
    distributed = pytest.importorskip("distributed", reason="needs chrono-timeline[dask]")
    quiet = {"silence_logs": 50, "dashboard_address": None}
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, processes=True, **quiet) as started:
        yield started


def articles(folder: Path, number: int) -> Path:
    folder.mkdir()
    for place in range(number):
        day = f"{1 + place % 28} May {2000 + place % 20}"
        text = f"Talks number {place} opened in Oslo on {day}.\n\nThey ended on Monday, after {place} rounds.\n"
        (folder / f"a{place:03d}.txt").write_text(text, encoding="utf-8")
    return folder


def test_the_same_bytes_as_in_this_process(tmp_path: Path, cluster: Any) -> None:
    local, there = build(SEEDS), build(SEEDS, engine="dask", scheduler=cluster.scheduler_address)
    assert there == local
    names = ("csv", "html", "json", "markdown")
    for name, timeline in (("local", local), ("there", there)):
        timeline.save(tmp_path / name, only=names)
    for file in sorted((tmp_path / "local").iterdir()):
        assert file.read_bytes() == (tmp_path / "there" / file.name).read_bytes()


def test_a_worker_that_is_killed_loses_nothing(tmp_path: Path, cluster: Any) -> None:
    folder = articles(tmp_path / "articles", 120)
    whole = build(folder)
    killed: list[int] = []

    def kill_one(stage: str, done: int, of_all: int) -> None:
        if done > 20 and not killed:
            killed.append(next(iter(cluster.workers.values())).pid)
            os.kill(killed[0], signal.SIGKILL)

    assert build(folder, engine="dask", scheduler=cluster.scheduler_address, progress=kill_one) == whole
    assert killed


def test_the_results_stand_in_the_order_of_the_items(cluster: Any) -> None:
    with engine_of("dask", scheduler=cluster.scheduler_address) as run:
        assert list(run(_slow_at_first, list(range(100)))) == list(range(100))


def _slow_at_first(number: int) -> int:
    time.sleep(0.2 if number == 0 else 0)
    return number


def test_what_an_engine_worked_out_serves_the_other(tmp_path: Path, cluster: Any) -> None:
    folder, cache = articles(tmp_path / "articles", 5), tmp_path / "cache"
    first = build(folder, engine="dask", scheduler=cluster.scheduler_address, cache=cache)
    (part,) = cache.glob("*.parquet")
    assert build(folder, cache=cache) == first
    assert list(cache.glob("*.parquet")) == [part]


def test_a_worker_with_another_chrono_is_refused(cluster: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("chrono.engines.cluster.version_of_all", lambda: "another")
    with (
        pytest.raises(UserError, match="another version of chrono"),
        engine_of("dask", scheduler=cluster.scheduler_address) as run,
    ):
        list(run(abs, [1, 2, 3]))


def test_no_cluster_answers() -> None:
    pytest.importorskip("distributed", reason="needs chrono-timeline[dask]")
    with pytest.raises(UserError, match="no cluster answers there"), engine_of("dask", scheduler="tcp://127.0.0.1:1"):
        pass


def test_without_dask_one_line_says_what_to_install(command: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    ran = command("build", SEEDS, "--engine", "dask", "--scheduler", "tcp://127.0.0.1:8786", "-o", "never")
    assert ran.code == 2
    assert ran.err.splitlines() == [
        "chrono: error: --engine dask: Dask is not installed; run: pip install 'chrono-timeline[dask]'"
    ]
    assert not Path("never").exists()


def test_a_scheduler_is_for_dask_only() -> None:
    with pytest.raises(UserError, match="is for --engine dask"), engine_of("local", scheduler="tcp://127.0.0.1:8786"):
        pass


def test_there_is_no_other_engine() -> None:
    with pytest.raises(UserError, match="there is no such engine; there are local, dask"), engine_of("ray"):
        pass


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_local_engine_gives_the_order_of_the_items(jobs: int) -> None:
    with engine_of(jobs=jobs) as run:
        assert list(run(partial(pow, 2), list(range(300)))) == [2**number for number in range(300)]


def test_a_table_at_an_address_is_read_in_shares(tmp_path: Path, cluster: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """JSON lines and Parquet, behind an address that fsspec opens."""
    import duckdb

    monkeypatch.setattr("chrono.extraction.gather._SHARE", 1000)
    articles(tmp_path / "articles", 40)
    records = [
        {"id": file.stem, "text": file.read_text("utf-8"), "published": "2024-05-06"}
        for file in sorted((tmp_path / "articles").iterdir())
    ]
    folder = tmp_path / "tables"
    folder.mkdir()
    (folder / "wire.jsonl").write_text("\n".join(map(json.dumps, records[:30])), encoding="utf-8")
    (tmp_path / "rest.json").write_text(json.dumps(records[30:]), encoding="utf-8")
    with duckdb.connect() as connection:
        connection.execute(f"COPY (FROM read_json('{tmp_path / 'rest.json'}')) TO '{folder / 'rest.parquet'}'")
    local = build(folder)
    assert len(local.articles) == 40
    assert len({article.published.edtf for article in local.articles}) == 1
    there = build(f"file://{folder}", engine="dask", scheduler=cluster.scheduler_address)
    assert there == local
    monkeypatch.setattr("chrono.extraction.gather._SHARE", 1 << 40)
    assert build(folder, cache=tmp_path / "cache") == local


def test_an_address_with_nothing_behind_it(tmp_path: Path) -> None:
    pytest.importorskip("fsspec", reason="needs chrono-timeline[dask]")
    with pytest.raises(UserError, match="there is nothing there; check the address"):
        build(f"file://{tmp_path}/none")
    with pytest.raises(UserError, match="nosuch://bucket/articles: cannot be opened"):
        build("nosuch://bucket/articles")
