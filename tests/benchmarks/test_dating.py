"""The benchmark of dating counts what it says it counts."""

from __future__ import annotations

import importlib
import json
from pathlib import Path

import pytest

dating = importlib.import_module("dating")


@pytest.mark.parametrize(
    ("truth", "days", "verdict"),
    [
        ("2024-11-14", ("2024-11-14", "2024-11-14"), "right"),
        ("2024-11-14T12:59", ("2024-11-14", "2024-11-14"), "right"),
        ("2024-11", ("2024-11-14", "2024-11-14"), "right"),
        ("2024-11-14", ("2024-11-15", "2024-11-15"), "wrong"),
        ("2024-11-14", ("2024-11-01", "2024-11-30"), "holds"),
        ("2024-11-14", ("2014-01-01", None), "holds"),
        ("2024-11-14", (None, "2024-11-13"), "misses"),
        ("2024-11-14", ("2024-12-01", "2024-12-31"), "misses"),
        ("2024-11-14", (None, None), "unknown"),
    ],
)
def test_verdicts(truth: str, days: tuple[str | None, str | None], verdict: str) -> None:
    assert dating.Answer("a.txt", dating.true_days(truth), days).verdict == verdict


def test_it_prints_a_table(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text("A title\n\nBy Jo Berg | Nov 14, 2024\n\nThe harbour was closed.\n")
    (tmp_path / "b.txt").write_text("The harbour was closed in 2019.\n")
    dates = tmp_path / "dates.csv"
    dates.write_text("article,published\na.txt,2024-11-14\nb.txt,2018-11-14\n")
    assert dating.main([str(tmp_path), "--dates", str(dates), "--errors", "--json", str(tmp_path / "f.json")]) == 0
    printed = capsys.readouterr().out
    assert "b.txt: misses" in printed
    figures = json.loads((tmp_path / "f.json").read_text())["chrono"]
    assert [figures[verdict] for verdict in dating.VERDICTS] == [1, 0, 0, 1, 0]
