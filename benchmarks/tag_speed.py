"""How fast one process tags and resolves news text.

    .venv/bin/python benchmarks/tag_speed.py

The text is about 1 MB made of the sample articles' sentences in random order, with weekdays, months and
numbers exchanged at random (from a fixed seed), so that phrases differ as they do in real news and no cache
holds them all.
"""

from __future__ import annotations

import calendar
import random
import re
import time
from collections.abc import Callable
from pathlib import Path

SEEDS = Path(__file__).parents[1] / "seeds"
SIZE = 1_000_000
REPEATS = 3
WEEKDAYS = list(calendar.day_name)
MONTHS = [name for name in calendar.month_name if name]
WORD = re.compile(rf"\b(?:{'|'.join(WEEKDAYS + MONTHS)})\b|\b\d+\b")


def news() -> str:
    """About `SIZE` bytes of news text, the same each time."""
    from chrono.sentences import sentences

    chance = random.Random(20241114)
    pieces = []
    for path in sorted(SEEDS.glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        pieces += [text[sentence.start : sentence.end] for sentence in sentences(text)]

    def other(match: re.Match[str]) -> str:
        word = match[0]
        if word in WEEKDAYS:
            return chance.choice(WEEKDAYS)
        if word in MONTHS:
            return chance.choice(MONTHS)
        if len(word) == 4:
            return str(chance.randint(1900, 2030))
        return str(chance.randint(1, 28))

    written, size = [], 0
    while size < SIZE:
        paragraph = " ".join(WORD.sub(other, chance.choice(pieces)) for _ in range(5)) + "\n\n"
        written.append(paragraph)
        size += len(paragraph.encode())
    return "".join(written)


def best(work: Callable[[], object]) -> float:
    """The shortest of several process times, in seconds."""
    taken = []
    for _ in range(REPEATS):
        start = time.process_time()
        work()
        taken.append(time.process_time() - start)
    return min(taken)


def main() -> None:
    from chrono.resolve import resolve
    from chrono.sentences import sentences
    from chrono.tagger import tagger
    from chrono.tagging import written_on

    text = news()
    megabytes = len(text.encode()) / 1e6
    start = time.process_time()
    english = tagger("en")
    english.tag("Warm up.")
    compiling = time.process_time() - start
    dating = written_on("2024-11-14")
    timexes = english.tag(text)
    rows = {
        "sentences": best(lambda: sentences(text)),
        "tag": best(lambda: english.tag(text)),
        "resolve": best(lambda: resolve(text, timexes, dating)),
    }
    rows["tag and resolve"] = rows["tag"] + rows["resolve"]
    print(f"{megabytes:.2f} MB of text, {len(timexes)} time expressions; rules compiled in {compiling:.2f} s")
    print(f"{'stage':<16} {'process s':>10} {'MB/s':>8} {'µs a timex':>11}")
    for stage, taken in rows.items():
        print(f"{stage:<16} {taken:>10.3f} {megabytes / taken:>8.2f} {taken / len(timexes) * 1e6:>11.1f}")


if __name__ == "__main__":
    main()
