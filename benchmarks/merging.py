"""How well the tellings of one event are brought together, pair by pair.

    .venv/bin/python benchmarks/merging.py [FILE.toml ...] [--errors] [--json FILE]

A FILE holds labelled articles, as `tests/events/merging/README.md` tells; without one, those of that folder are taken,
and the five articles of `seeds/`. Each file is built as a corpus of its own by `chrono.build`.

A pair is two sentences, each with the event that it is said to tell. It is **right** when they are labelled alike and
some mention of the one is in an event with some mention of the other, **missed** when they are labelled alike and no
two are, **wrong** when they are in one event and not labelled alike. Precision is right / (right + wrong), recall is
right / (right + missed). A label whose sentence has no dated mention costs all its pairs.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from chrono.events.event import Event, Mention

ROOT = Path(__file__).parents[1]
CORPUS = ROOT / "tests" / "events" / "merging"
ALONE = "-"


@dataclass(frozen=True, slots=True)
class Line:
    """A labelled sentence: ``phrase`` tells which of its dates the label is for, and is "" where it is for all."""

    article: str
    text: str
    label: str
    phrase: str


@dataclass(frozen=True, slots=True, order=True)
class Told:
    """An event as one sentence tells it; without a ``label`` it is told there only, and ``place`` tells which."""

    article: str
    start: int
    label: str
    place: int
    text: str = field(compare=False, repr=False)


Pair = tuple[Told, Told]


@dataclass(frozen=True, slots=True)
class Counted:
    """The pairs of one corpus, and the labels of sentences that have no such mention."""

    right: tuple[Pair, ...]
    wrong: tuple[Pair, ...]
    missed: tuple[Pair, ...]
    untold: tuple[Line, ...] = ()

    def __add__(self, other: Counted) -> Counted:
        return Counted(
            self.right + other.right,
            self.wrong + other.wrong,
            self.missed + other.missed,
            self.untold + other.untold,
        )

    @property
    def precision(self) -> float:
        return len(self.right) / max(len(self.right) + len(self.wrong), 1)

    @property
    def recall(self) -> float:
        return len(self.right) / max(len(self.right) + len(self.missed), 1)


def labels_of(spec: str) -> Iterator[tuple[str, str]]:
    """Each label of a sentence and the phrase it is for.

    >>> list(labels_of("strike@Monday; talks@Friday")), list(labels_of("-"))
    ([('strike', 'Monday'), ('talks', 'Friday')], [])
    """
    for part in spec.split(";"):
        label, _, phrase = part.strip().partition("@")
        if label != ALONE:
            yield label, phrase


def read_articles(file: Path) -> tuple[list[dict[str, str]], list[Line]]:
    """The articles of a file as records for ``chrono.build``, and their labelled sentences."""
    records, lines = [], []
    for article in tomllib.loads(file.read_text(encoding="utf-8"))["article"]:
        sentences = []
        for line in article["told"].strip().splitlines():
            spec, _, text = line.partition(" | ")
            sentences.append(text)
            lines += [Line(article["id"], text, label, phrase) for label, phrase in labels_of(spec)]
        told = {"id": article["id"], "published": article["published"], "title": article["id"]}
        records.append({**told, "text": "\n\n".join(sentences)})
    return records, lines


def build_articles(file: Path) -> tuple[list[Event], list[Line]]:
    """The dated events of a file of labelled articles, and its labels."""
    import chrono

    records, lines = read_articles(file)
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "articles.jsonl")
        source.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
        return list(chrono.build(folder).dated), lines


def build_seeds(file: Path) -> tuple[list[Event], list[Line]]:
    """The dated events of ``seeds/``, without the writer's corrections, and the labels of a file."""
    import chrono

    with tempfile.TemporaryDirectory() as folder:
        no_edits = Path(folder, "edits.toml")
        no_edits.touch()
        events = list(chrono.build(ROOT / "seeds", edits=no_edits).dated)
    sentences = tomllib.loads(file.read_text(encoding="utf-8"))["sentence"]
    return events, [
        Line(sentence["article"], sentence["begins"], label, phrase)
        for sentence in sentences
        for label, phrase in labels_of(sentence["event"])
    ]


def count(events: Iterable[Event], lines: Sequence[Line]) -> Counted:
    """Compare events with labels, pair by pair."""
    events = list(events)
    by_article: dict[str, list[Line]] = {}
    for line in lines:
        by_article.setdefault(line.article, []).append(line)
    sentences: dict[tuple[str, int], list[Mention]] = {}
    for event in events:
        for mention in event.mentions:
            sentences.setdefault((mention.article, mention.sentence_start), []).append(mention)
    labelled: dict[tuple[str, int, int, str], Told] = {}
    found: set[Line] = set()
    for mentions in sentences.values():
        for mention in mentions:
            for line in by_article.get(mention.article.rpartition("#")[2], ()):
                if mention.sentence.startswith(line.text) and line.phrase in {"", mention.phrase}:
                    labelled[_key(mention)] = Told(line.article, mention.sentence_start, line.label, 0, line.text)
                    found.add(line)
    gold: dict[str, list[Told]] = {}
    untold = [line for line in lines if line not in found]
    for told in dict.fromkeys(labelled.values()):
        gold.setdefault(told.label, []).append(told)
    for line in untold:
        gold.setdefault(line.label, []).append(Told(line.article, -1, line.label, 0, line.text))
    together = set(_together(events, labelled))
    alike = {pair for group in gold.values() for pair in combinations(sorted(group), 2) if _apart(pair)}
    return Counted(
        tuple(sorted(alike & together)), tuple(sorted(together - alike)), tuple(sorted(alike - together)), tuple(untold)
    )


def _together(events: Iterable[Event], labelled: Mapping[tuple[str, int, int, str], Told]) -> Iterator[Pair]:
    for event in events:
        told = {
            labelled.get(_key(mention))
            or Told(mention.article, mention.sentence_start, "", mention.phrase_start, mention.sentence)
            for mention in event.mentions
        }
        yield from filter(_apart, combinations(sorted(told), 2))


def _apart(pair: Pair) -> bool:
    """Whether two tellings stand in two sentences; of one sentence none are the same."""
    one, other = pair
    return (one.article, one.text) != (other.article, other.text)


def _key(mention: Mention) -> tuple[str, int, int, str]:
    return mention.article, mention.sentence_start, mention.phrase_start, mention.phrase


def measure(files: Sequence[Path] = ()) -> dict[str, Counted]:
    """What each file of labels comes to, by its name."""
    chosen = files or sorted(CORPUS.glob("*.toml"))
    return {file.stem: count(*(build_seeds if file.stem == "seeds" else build_articles)(file)) for file in chosen}


def figures(counted: Counted) -> dict[str, Any]:
    return {
        "right": len(counted.right),
        "wrong": len(counted.wrong),
        "missed": len(counted.missed),
        "precision": round(counted.precision, 4),
        "recall": round(counted.recall, 4),
    }


def main(arguments: Sequence[str] | None = None) -> int:
    description, _, more = (__doc__ or "").partition("\n")
    parser = argparse.ArgumentParser(
        description=description, epilog=more, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", type=Path, nargs="*", metavar="FILE.toml")
    parser.add_argument("--errors", action="store_true", help="list the wrong and the missed pairs")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there")
    options = parser.parse_args(arguments)
    measured = measure(options.files)
    measured["together"] = sum(measured.values(), Counted((), (), ()))
    print(f"{'':<12} {'right':>6} {'wrong':>6} {'missed':>6} {'precision':>10} {'recall':>8}")
    for name, counted in measured.items():
        row = figures(counted)
        print(
            f"{name:<12} {row['right']:>6} {row['wrong']:>6} {row['missed']:>6} "
            f"{100 * counted.precision:>10.1f} {100 * counted.recall:>8.1f}"
        )
    if options.errors:
        _print_errors(measured["together"])
    if options.json:
        table = {name: figures(counted) for name, counted in measured.items()}
        options.json.write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")
    return 0


def _print_errors(counted: Counted) -> None:
    for line in counted.untold:
        print(f"\nuntold  {line.article} {line.label}: {line.text}")
    for verdict, pairs in (("wrong", counted.wrong), ("missed", counted.missed)):
        for pair in pairs:
            print(f"\n{verdict}")
            for told in pair:
                print(f"  {told.article:<12} {told.label or ALONE:<12} {told.text}")


if __name__ == "__main__":
    sys.exit(main())
