"""``output/`` is what ``seeds/`` builds to: a change to the site shows in the diff.

After a change that is meant, build it anew and look at the difference:

    .venv/bin/chrono build seeds --output output
"""

from __future__ import annotations

from difflib import unified_diff
from pathlib import Path

from chrono.pipeline import build

ROOT = Path(__file__).parents[1]
OUTPUT = ROOT / "output"
BINARY = {".duckdb", ".parquet"}
SHOWN = 40


def texts(folder: Path) -> dict[str, str]:
    return {
        path.name: path.read_text(encoding="utf-8")
        for path in sorted(folder.iterdir())
        if path.suffix not in BINARY and not path.name.startswith(".")
    }


def test_output_is_what_seeds_builds_to(tmp_path: Path) -> None:
    build(ROOT / "seeds").save(tmp_path / "output")
    built, golden = texts(tmp_path / "output"), texts(OUTPUT)
    assert list(built) == list(golden)
    changes = [
        line[:200]
        for name in golden
        for line in unified_diff(golden[name].splitlines(), built[name].splitlines(), f"output/{name}", "built", n=0)
    ]
    assert not changes, "\n".join([__doc__ or "", *changes[:SHOWN]])
