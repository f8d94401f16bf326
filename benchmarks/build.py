"""What it costs to build and write the five sample articles.

    .venv/bin/python benchmarks/build.py

Process time (of all threads) after the libraries are imported. The first build compiles the rules and the
templates; the next ones show what the articles themselves cost.
"""

from __future__ import annotations

import importlib
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

SEEDS = Path(__file__).parents[1] / "seeds"
LIBRARIES = (
    "click",
    "dateparser",
    "jinja2",
    "pandas",
    "re2",
    "selectolax",
    "altair",
    "vl_convert",
    "frontmatter",
)
Result = TypeVar("Result")


def timed(work: Callable[[], Result]) -> tuple[float, Result]:
    """Process time of ``work`` in seconds, and what it gives."""
    start = time.process_time()
    result = work()
    return time.process_time() - start, result


def main() -> None:
    imports, _ = timed(lambda: [importlib.import_module(name) for name in LIBRARIES])
    from chrono.pipeline import build
    from chrono.publish import publish

    print(f"{'what':<34} {'process s':>10}")
    print(f"{'importing the libraries':<34} {imports:>10.3f}")
    for turn in ("first", "second", "third"):
        building, timeline = timed(lambda: build(SEEDS))
        with tempfile.TemporaryDirectory() as folder:
            site = Path(folder) / "site"
            writing, _ = timed(lambda timeline=timeline, site=site: publish(timeline, site))
        print(f"{turn + ' build: articles to timeline':<34} {building:>10.3f}")
        print(f"{turn + ' build: timeline to site':<34} {writing:>10.3f}")
        print(f"{turn + ' build':<34} {building + writing:>10.3f}")


if __name__ == "__main__":
    main()
