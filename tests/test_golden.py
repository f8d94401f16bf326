"""``output/`` is what ``seeds/`` builds to, and ``tests/golden/harbour/`` shows the site of 300 events that
``tests/golden/corpus.py`` makes: a change to a site shows in the diff.

After a change that is meant, write both anew and look at the difference, and at the pages:

    .venv/bin/python tests/test_golden.py

Of the harbour's site there are the page and the Markdown, which say all that the other files say. The page's style,
script and drawings are left out: ``output/index.html`` has such.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from difflib import unified_diff
from pathlib import Path

from chrono.pipeline import build
from chrono.renderers import html, markdown
from chrono.timeline import Timeline

ROOT = Path(__file__).parents[1]
OUTPUT = ROOT / "output"
HARBOUR = ROOT / "tests" / "golden" / "harbour"
CORPUS = ROOT / "tests" / "golden" / "corpus.py"
TITLE = "The harbour"
BINARY = {".duckdb", ".parquet"}
SHOWN = 40
_LEFT_OUT = re.compile(
    r"(?<=<style>).*?(?=</style>)|(?<=<script>).*?(?=</script>)|(?<='sha256-)[^']+|<(?:path|text|g|line|rect|circle)\b.*?(?=</svg>)",
    re.DOTALL,
)


def texts(folder: Path) -> dict[str, str]:
    return {
        path.name: path.read_text(encoding="utf-8")
        for path in sorted(folder.iterdir())
        if path.suffix not in BINARY and not path.name.startswith(".")
    }


def shown(harbour: Timeline) -> dict[str, str]:
    """What is kept of the harbour's site."""
    page, written = html.render(harbour).decode(), markdown.render(harbour).decode()
    return {html.FILE: _LEFT_OUT.sub("…", page), markdown.FILE: written}


def changes(golden: Mapping[str, str], built: Mapping[str, str], folder: str) -> list[str]:
    return [
        line[:200]
        for name in golden
        for line in unified_diff(golden[name].splitlines(), built[name].splitlines(), f"{folder}/{name}", "built", n=0)
    ]


def test_output_is_what_seeds_builds_to(tmp_path: Path) -> None:
    build(ROOT / "seeds").save(tmp_path / "output")
    built, golden = texts(tmp_path / "output"), texts(OUTPUT)
    assert list(built) == list(golden)
    found = changes(golden, built, "output")
    assert not found, "\n".join([__doc__ or "", *found[:SHOWN]])


def test_the_harbour_is_what_it_was(harbour: Timeline) -> None:
    built, golden = shown(harbour), texts(HARBOUR)
    assert list(built) == list(golden)
    assert golden[html.FILE].count("<article") == len(harbour.dated) + len(harbour.undated)
    found = changes(golden, built, "tests/golden/harbour")
    assert not found, "\n".join([__doc__ or "", *found[:SHOWN]])


def main() -> None:
    """Write both golden sites."""
    build(ROOT / "seeds").save(OUTPUT)
    with tempfile.TemporaryDirectory() as place:
        subprocess.run([sys.executable, CORPUS, place], check=True, stdout=subprocess.DEVNULL)
        harbour = build(place, title=TITLE)
    HARBOUR.mkdir(exist_ok=True)
    for name, text in shown(harbour).items():
        (HARBOUR / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
