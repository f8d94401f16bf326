"""How many actors and places of labelled sentences are found, and how many of those found are labelled.

    .venv/bin/python benchmarks/names.py [FILE ...] [--errors]

FILE is a table as in tests/corpus/names (which see), all of those there without one. The light recogniser stands beside
spaCy's English model where that is installed (docs/names.md); both name what they find by the same rules, so that the
figures compare what is found. A name counts once a sentence, and only in the form that the table has.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from chrono.events import namer
from chrono.events.words import words_of
from chrono.problems import UserError

CORPUS = Path(__file__).parents[1] / "tests" / "corpus" / "names"
COLUMNS = ("group", "sentence", "actors", "places")


@dataclass(frozen=True, slots=True)
class Labelled:
    """A sentence with who acts and where; ``corpus`` names those it is read with, ``article`` its text."""

    corpus: str
    article: str
    sentence: str
    actors: frozenset[str]
    places: frozenset[str]


@dataclass(frozen=True, slots=True)
class Found:
    """What was found in a labelled sentence."""

    labelled: Labelled
    actors: frozenset[str]
    places: frozenset[str]


@dataclass(frozen=True, slots=True)
class Score:
    """How many were found rightly, wrongly and not at all.

    >>> Score(3, 1, 0).line()
    'P 0.750  R 1.000  F1 0.857'
    """

    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float:
        return self.right / max(self.right + self.wrong, 1)

    @property
    def recall(self) -> float:
        return self.right / max(self.right + self.missed, 1)

    @property
    def f1(self) -> float:
        return 2 * self.right / max(2 * self.right + self.wrong + self.missed, 1)

    def line(self) -> str:
        return f"P {self.precision:.3f}  R {self.recall:.3f}  F1 {self.f1:.3f}"


def labelled(file: Path) -> list[Labelled]:
    """The sentences of a table."""
    header, *lines = file.read_text(encoding="utf-8").splitlines()
    if tuple(header.split("\t")) != COLUMNS:
        raise ValueError(f"{file.name}: the columns are {', '.join(COLUMNS)}")
    return [_row(*line.split("\t")) for line in lines]


def _row(group: str, sentence: str, actors: str, places: str) -> Labelled:
    sets = [frozenset(filter(None, cell.split("; "))) for cell in (actors, places)]
    return Labelled(group.partition("/")[0], group, sentence, *sets)


def found(sentences: Sequence[Labelled], recogniser: str) -> Iterator[Found]:
    """What a recogniser finds in each sentence, every corpus read by itself."""
    corpora: dict[str, list[Labelled]] = defaultdict(list)
    for sentence in sentences:
        corpora[sentence.corpus].append(sentence)
    for corpus in corpora.values():
        names = namer("en", recogniser=recogniser)
        sightings = [names.meet(words_of(each.sentence), (), each.article) for each in corpus]
        for each, seen in zip(corpus, sightings, strict=True):
            told = names.of(seen)
            yield Found(each, frozenset(told.actors), frozenset(told.places))


def scores(results: Sequence[Found]) -> dict[str, Score]:
    """The scores of actors and of places."""
    counts: dict[str, Counter[str]] = {"actors": Counter(), "places": Counter()}
    for result in results:
        for kind, count in counts.items():
            here, true = getattr(result, kind), getattr(result.labelled, kind)
            count.update(right=len(here & true), wrong=len(here - true), missed=len(true - here))
    return {kind: Score(count["right"], count["wrong"], count["missed"]) for kind, count in counts.items()}


def errors(results: Sequence[Found]) -> Iterator[str]:
    """A line for each sentence with something wrong: what is too much (+) and what is missing (-)."""
    for result in results:
        wrong = [
            f"{sign}{kind[:-1]} {name}"
            for kind in ("actors", "places")
            for sign, names in (
                ("+", getattr(result, kind) - getattr(result.labelled, kind)),
                ("-", getattr(result.labelled, kind) - getattr(result, kind)),
            )
            for name in sorted(names)
        ]
        if wrong:
            yield f"    {result.labelled.sentence}  {'; '.join(wrong)}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE")
    parser.add_argument("--errors", action="store_true", help="list the sentences with something wrong")
    options = parser.parse_args()
    for file in options.files or sorted(CORPUS.glob("*.tsv")):
        sentences = labelled(file)
        print(f"{file.name}, {len(sentences)} sentences")
        for recogniser in ("light", "spacy"):
            try:
                results = list(found(sentences, recogniser))
            except UserError as error:
                print(f"  {recogniser}: {error}")
                continue
            for kind, score in scores(results).items():
                print(f"  {recogniser:<6}  {kind}  {score.line()}")
            if options.errors:
                print("\n".join(errors(results)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
