"""Short timelines of news topics from raw text, against timelines that journalists wrote.

    .venv/bin/python benchmarks/timelines.py DATA [--output DIR] [--without-leaks] [--scorer FILE] [--ablate]

DATA holds a folder for each topic: ``articles.jsonl`` (``id, published, title, text``), ``keywords.json`` (not used:
chrono is told no keywords) and ``timelines/<i>.json``, from dates to sentences. Of each gold timeline only this is
known: its number of dates, its mean number of sentences a date (rounded, at least 1), and its first and last date.
Dates are chosen from the first to the last, from the articles published then or within a week's margin on either side.
Sentences are tagged and resolved and then chosen by the code of ``chrono build --top`` (`chrono.events.selection`).
DIR gets ``<topic>/<i>.json`` in the form of the gold.

Printed are precision, recall and F1 of the dates, and with ``--scorer`` what a module of your own says: its
``score(timeline, gold, metrics)`` must give (P, R, F1) by names, and is asked for ``align+m:1``. The mean is taken of
precision and of recall, and F1 of the two. ``--without-leaks`` drops articles that hold most of a gold timeline's
sentences, being that timeline as it was published. ``--ablate`` shows what each part of the choice is worth.
The speed is that of one process, by the processor's time, from JSON to all timelines; the rules are read before.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import re
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Any

MARGIN = 7
SHORTEST_LEAK = 4
_WORD = re.compile(r"[^\W_]+")
METRICS = ("align+m:1",)
NEUTRAL: dict[str, float] = {"ahead": 1.0, "near": 0.0, "faint": 0.0, "alike": 1.0}
"""The values of the parameters that switch a part of the choice off."""

Timeline = dict[str, list[str]]
Figures = Mapping[str, tuple[float, float, float]]


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic: its articles as they were read, and its gold timelines by name."""

    name: str
    articles: tuple[dict[str, Any], ...]
    gold: dict[str, Timeline]

    def without_leaks(self) -> Topic:
        """The topic without the articles that hold most of a gold timeline's sentences."""
        known = [sentences for gold in self.gold.values() if (sentences := _plain_sentences(gold))]
        kept = []
        for article in self.articles:
            text = _plain(article["text"])
            if not any(2 * sum(sentence in text for sentence in sentences) > len(sentences) for sentences in known):
                kept.append(article)
        return replace(self, articles=tuple(kept))


def read_topics(data: Path) -> list[Topic]:
    """The topics below a folder, in the order of their names."""
    topics = []
    for file in sorted(data.glob("*/articles.jsonl")):
        articles = tuple(json.loads(line) for line in file.read_text(encoding="utf-8").split("\n") if line.strip())
        gold = {path.stem: json.loads(path.read_text("utf-8")) for path in sorted(file.parent.glob("timelines/*.json"))}
        topics.append(Topic(file.parent.name, articles, gold))
    return topics


def _plain(text: str) -> str:
    """A text's words, each between blanks."""
    return f" {' '.join(_WORD.findall(text.casefold()))} "


def _plain_sentences(gold: Timeline) -> list[str]:
    """The words of a gold timeline's sentences; very short ones may stand in any article."""
    plain = (_plain(sentence) for sentences in gold.values() for sentence in sentences)
    return [sentence for sentence in plain if len(sentence.split()) >= SHORTEST_LEAK]


def timelines_of(topic: Topic, parameters: Mapping[str, float]) -> dict[str, Timeline]:
    """chrono's timelines of a topic, one for each gold timeline, by its name."""
    from chrono.article import Article, Dating
    from chrono.events.passages import Passage, passages_of
    from chrono.events.selection import Digest, Parameters
    from chrono.events.when import read
    from chrono.resolve import resolve
    from chrono.sentences import sentences
    from chrono.tagger import tagger

    passages: list[Passage] = []
    told: dict[tuple[str, int], str] = {}
    for record in topic.articles:
        day = record["published"][:10]
        article = Article(record["id"], record["text"], record["title"], Dating(read(day).interval, "exact", day))
        timexes = tagger("en").tag(article.text)
        spans = sentences(article.text)
        resolved = resolve(article.text, timexes, article.published)
        found = passages_of(article, (spans, timexes, resolved))
        ends = {span.start: span.end for span in spans}
        told |= {(article.id, passage.start): article.text[passage.start : ends[passage.start]] for passage in found}
        passages += found
    digest = Digest(passages, Parameters(**parameters))
    return {name: _timeline(digest, gold, told) for name, gold in topic.gold.items()}


def _timeline(digest: Any, gold: Timeline, told: Mapping[tuple[str, int], str]) -> Timeline:
    from chrono.events.passages import day_number

    first, last = min(gold), max(gold)
    a_date = max(1, round(sum(map(len, gold.values())) / len(gold)))
    part = digest.between(day_number(first) - MARGIN, day_number(last) + MARGIN)
    days = (date for date in part.scores if day_number(date) is not None and first <= date <= last)
    return {
        date: [told[passage.article, passage.start] for passage in islice(part.told_of(date), a_date)]
        for date in sorted(islice(days, len(gold)))
    }


def of_dates(timeline: Timeline, gold: Timeline) -> tuple[float, float, float]:
    """Precision, recall and F1 of a timeline's dates.

    >>> of_dates({"2024-11-05": [], "2024-11-06": []}, {"2024-11-05": [], "2024-11-07": [], "2024-11-08": []})
    (0.5, 0.3333333333333333, 0.4)
    """
    right = len(timeline.keys() & gold.keys())
    precision, recall = right / len(timeline) if timeline else 0.0, right / len(gold) if gold else 0.0
    return precision, recall, f1(precision, recall)


def f1(precision: float, recall: float) -> float:
    """The harmonic mean of precision and recall."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def averaged(figures: Sequence[Figures]) -> dict[str, tuple[float, float, float]]:
    """The means of precision and recall, and the F1 of these."""
    means = {}
    for name in figures[0] if figures else ():
        precision, recall = (sum(each[name][place] for each in figures) / len(figures) for place in (0, 1))
        means[name] = (precision, recall, f1(precision, recall))
    return means


def figures_of(timeline: Timeline, gold: Timeline, scorer: Any) -> dict[str, tuple[float, float, float]]:
    """What is measured of one timeline, by name."""
    figures = {"date": of_dates(timeline, gold)}
    if scorer is not None:
        figures |= {name: tuple(value) for name, value in scorer.score(timeline, gold, METRICS).items()}
    return figures


def load_scorer(path: Path) -> Any:
    """A scorer's module from its file."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"{path}: is no Python file")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def measure(
    topics: Sequence[Topic], scorer: Any, parameters: Mapping[str, float], output: Path | None = None, *, say: bool
) -> tuple[dict[str, list[Figures]], float]:
    """The figures of each topic's timelines, and the seconds that these took; ``say`` prints them one by one."""
    figures: dict[str, list[Figures]] = {}
    taken = 0.0
    for topic in topics:
        started = time.process_time()
        timelines = timelines_of(topic, parameters)
        taken += time.process_time() - started
        figures[topic.name] = []
        for name, timeline in timelines.items():
            gold = topic.gold[name]
            figures[topic.name].append(figures_of(timeline, gold, scorer))
            if say:
                print(row(f"{topic.name} {name} ({len(gold)} dates)", figures[topic.name][-1]))
            if output is not None:
                (output / topic.name).mkdir(parents=True, exist_ok=True)
                written = json.dumps(timeline, ensure_ascii=False, indent=1) + "\n"
                (output / topic.name / f"{name}.json").write_text(written, encoding="utf-8")
    return figures, taken


def row(label: str, figures: Figures) -> str:
    """A line of the table: dates with precision and recall, all else by F1."""
    precision, recall, score = figures["date"]
    others = "".join(f" {value[2]:>13.4f}" for name, value in figures.items() if name != "date")
    return f"{label:<34} {precision:>7.3f} {recall:>7.3f} {score:>7.3f}{others}"


def print_table(topics: Sequence[Topic], scorer: Any, output: Path | None) -> None:
    articles = sum(len(topic.articles) for topic in topics)
    names = (
        [] if scorer is None else [name for name in scorer.score({}, {"2024-11-05": ["x"]}, METRICS) if name != "date"]
    )
    print(f"{f'{articles} articles':<34} {'date P':>7} {'R':>7} {'F1':>7}" + "".join(f" {name:>13}" for name in names))
    figures, taken = measure(topics, scorer, {}, output, say=True)
    for topic, each in figures.items():
        print(row(f"{topic}: mean of {len(each)}", averaged(each)))
    every = [each for topic in figures.values() for each in topic]
    print(row(f"mean of {len(every)}", averaged(every)))
    print(f"{articles / taken:.0f} articles a second ({taken:.2f} s of the processor's time)\n")


def print_ablation(topics: Sequence[Topic], scorer: Any) -> None:
    for label, parameters in {"all": {}, **{f"without {name}": {name: off} for name, off in NEUTRAL.items()}}.items():
        figures, _ = measure(topics, scorer, parameters, say=False)
        print(row(label, averaged([each for topic in figures.values() for each in topic])))


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Short timelines of news topics, against those of journalists.")
    parser.add_argument("data", type=Path, help="a folder with a folder for each topic")
    parser.add_argument("--output", type=Path, help="where to write the timelines")
    parser.add_argument("--without-leaks", action="store_true", help="drop articles that are gold timelines themselves")
    parser.add_argument("--scorer", type=Path, help="a module with score(timeline, gold, metrics)")
    parser.add_argument("--ablate", action="store_true", help="show what each part of the choice is worth")
    options = parser.parse_args(arguments)
    from chrono.cli import collect_seldom
    from chrono.tagger import tagger

    collect_seldom()  # as the command line does
    tagger("en").tag("warm-up on 14 November 2024")
    topics = read_topics(options.data)
    if not topics:
        print(f"{options.data}: there is no <topic>/articles.jsonl below", file=sys.stderr)
        return 2
    if options.without_leaks:
        topics = [topic.without_leaks() for topic in topics]
    scorer = load_scorer(options.scorer) if options.scorer else None
    print_table(topics, scorer, options.output)
    if options.ablate:
        print_ablation(topics, scorer)
    return 0


if __name__ == "__main__":
    sys.exit(main())
