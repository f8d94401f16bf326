"""What it costs to build a timeline of many articles: by one process and by two, again after one change, in memory.

    .venv/bin/python benchmarks/articles.py [ARTICLES ...]      # 1000 2000 4000 unless told
    .venv/bin/python benchmarks/articles.py --dask 1000         # with a cluster of two processes besides

Articles of about 2 KB are made from sentences of our own, varied by names, places, dates, numbers. Each build runs in
a process of its own, so that its peak of memory (``MB``, of the whole build) is its own. Times are seconds of the wall
clock: "extract" is what is done to each article by itself, "build" all from nothing to the timeline, without writing
the site, and "again" the same once one article has changed.
"""

from __future__ import annotations

import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

WHO = ("The council", "The port authority", "Mayor {name}", "{name}", "The union", "A court in {place}", "The ministry")
DID = (
    "closed the bridge at {place}", "approved {number} million for the railway to {place}", "met {name} in {place}",
    "rejected the plan of {name}", "will open the new terminal in {place}", "ordered {number} buses from {place}",
    "did not sign the accord with {place}", "said that {name} had left {place}", "counted {number} flooded houses",
)  # fmt: skip
WHEN = (
    "on {day} {month} {year}", "on Monday", "last {month}", "in {year}", "two days later", "next week", "since {year}",
    "by the end of {month}", "", "", "", "", "in the early hours of Friday", "for {number} weeks",
)  # fmt: skip
WHY = (
    "because the old one had rusted through", "although few had asked for it", "after a long and public quarrel",
    "to the surprise of the neighbours", "as the paper had reported", "and nobody objected",
)  # fmt: skip
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October")
SYLLABLES = ("ba", "ko", "ri", "dan", "mel", "tor", "vi", "sa", "lun", "pe", "gor", "ni", "har", "wes")
LENGTH = 2_000


def word(chance: random.Random) -> str:
    return "".join(chance.choices(SYLLABLES, k=3)).capitalize()


def article(chance: random.Random, names: list[str], places: list[str]) -> str:
    day, year = chance.randint(1, 28), chance.randint(1995, 2024)
    said = [f"{chance.choice(places).upper()}, {chance.choice(MONTHS)} {day}, {year}"]
    while sum(map(len, said)) < LENGTH:
        form = f"{chance.choice(WHO)} {chance.choice(DID)} {chance.choice(WHEN)} {chance.choice(WHY)}."
        said.append(
            " ".join(
                form.format(
                    name=chance.choice(names), place=chance.choice(places), number=chance.randint(2, 900),
                    day=chance.randint(1, 28), month=chance.choice(MONTHS), year=chance.randint(1990, 2024),
                ).split()
            )
        )  # fmt: skip
    return "\n\n".join([said[0], *(" ".join(said[first : first + 4]) for first in range(1, len(said), 4))]) + "\n"


def make(folder: Path, number: int) -> None:
    chance = random.Random(7)
    names = [f"{word(chance)} {word(chance)}" for _ in range(max(50, number // 10))]
    places = [word(chance) for _ in range(300)]
    for place in range(number):
        file = folder / f"{place // 1000:03d}" / f"{place:06d}.txt"
        file.parent.mkdir(exist_ok=True)
        file.write_text(article(chance, names, places), encoding="utf-8")


def timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def measure(folder: Path, what: str) -> None:
    """One build, in a process of its own: seconds to the records, to the timeline, and the peak of memory in MB."""
    from chrono.engines import engine_of
    from chrono.extraction import Settings
    from chrono.extraction.gather import gathered, units_of
    from chrono.pipeline import build
    from chrono.readers import located

    engine, jobs = ("dask", 2) if what == "dask" else ("local", 2 if what == "two" else 1)
    cache = folder.parent / "cache"
    if what in {"one", "two", "dask"}:
        places, _ = located([folder])
        with engine_of(engine, jobs) as run:
            list(run(abs, [1, 2, 3, 4]))  # the processes are there
            print(timed(lambda: gathered(units_of(places, []), Settings(), run)))
    else:
        print(timed(lambda: build(folder, cache=cache if what in {"kept", "again"} else None)))
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000)


def measured(folder: Path, what: str) -> tuple[float, float]:
    ran = subprocess.run([sys.executable, __file__, "--measure", str(folder), what], capture_output=True, text=True)
    if ran.returncode:
        sys.exit(ran.stderr)
    seconds, memory = map(float, ran.stdout.split()[-2:])
    return seconds, memory


def main() -> None:
    if sys.argv[1:2] == ["--measure"]:
        measure(Path(sys.argv[2]), sys.argv[3])
        return
    dask = "--dask" in sys.argv
    numbers = [int(number) for number in sys.argv[1:] if number.isdigit()] or [1000, 2000, 4000]
    print(
        f"{'articles':>9} {'extract':>9} {'a second':>9} {'by two':>9} {'dask':>9} {'build':>9} {'again':>9} {'MB':>7}"
    )
    for number in numbers:
        with tempfile.TemporaryDirectory() as place:
            folder = Path(place, "articles")
            folder.mkdir()
            make(folder, number)
            one, _ = measured(folder, "one")
            two, _ = measured(folder, "two")
            cluster = measured(folder, "dask")[0] if dask else float("nan")
            kept, memory = measured(folder, "kept")
            changed = folder / "000" / "000000.txt"
            changed.write_text(
                changed.read_text(encoding="utf-8") + "The bridge opened again on 3 May 2021.\n", "utf-8"
            )
            again, _ = measured(folder, "again")
        row = (one, number / one, two, cluster, kept, again, memory)
        print(f"{number:>9} " + " ".join(f"{value:>9.1f}" for value in row[:-1]) + f" {memory:>7.0f}")


if __name__ == "__main__":
    main()
