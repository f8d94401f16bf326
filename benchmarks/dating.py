"""How often articles get their true date, an interval that holds it, nothing, or a wrong date.

    .venv/bin/python benchmarks/dating.py FOLDER --dates DATES.csv [--facts FILE] [--errors] [--json FILE]

FOLDER holds pages or texts, any format chrono reads; DATES.csv has the columns ``article`` (the path below FOLDER, as
``chrono articles`` prints it) and ``published`` (EDTF; compared by the day). Without DATES.csv the ``published`` of
JSON lines is the truth, and is taken out before the article is dated.

* **right**: one day, the true one; **wrong**: one day, another;
* **holds**: an interval that holds the true day, with the median of its days; **misses**: one that does not;
* **unknown**: no answer, or a conflict.

Side by side with htmldate and trafilatura on pages, where they are installed. "ms" is the processor's time for an
article to be read and dated, imports apart.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median

VERDICTS = ("right", "wrong", "holds", "misses", "unknown")
Days = tuple[str | None, str | None]
"""The first and the last day an article may be of; None where that is not known."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What one tool says of one article."""

    article: str
    truth: Days
    days: Days
    why: str = ""

    @property
    def verdict(self) -> str:
        (first, last), (true_first, true_last) = self.days, self.truth
        if first is None and last is None:
            return "unknown"
        fits = (first is None or true_last is None or first <= true_last) and (
            last is None or true_first is None or true_first <= last
        )
        return ("right" if fits else "wrong") if first == last else ("holds" if fits else "misses")


def true_days(written: str) -> Days:
    """The days of a true date, as EDTF.

    >>> true_days("2024-11")
    ('2024-11-01', '2024-11-30')
    """
    from chrono.temporal.edtf import parse

    interval = parse(written).interval
    return interval.earliest, interval.latest


def of_chrono(folder: Path, truths: dict[str, str], facts: Path | None) -> tuple[list[Answer], float]:
    """chrono's answers, and the seconds it took; where no truths are given, those the records state, taken out."""
    from chrono.dating import date_article, story_of
    from chrono.dating.facts import read_facts
    from chrono.languages import available
    from chrono.readers import read_sources
    from chrono.sentences import sentences
    from chrono.tagger import tagger

    known = read_facts(facts)[0] if facts else ()
    tagger("en").tag("warm-up on 14 November 2024")
    started = time.process_time()
    articles, _ = read_sources([folder])
    answers = []
    for article in articles:
        if not truths and article.stated:
            truth = article.stated[0].says
            article = replace(article, stated=())
        elif article.id in truths:
            truth = truths[article.id]
        else:
            continue
        timexes = tagger(article.language).tag(article.text) if article.language in available() else []
        story = story_of(article, sentences(article.text), timexes)
        published = date_article(article, story, known)[0].published
        interval = published.interval
        why = "; ".join(f"{piece.rule}: {piece.says} “{piece.quote}”" for piece in published.evidence)
        answers.append(Answer(article.id, true_days(truth), (interval.earliest, interval.latest), why))
    return answers, time.process_time() - started


def peers() -> dict[str, Callable[[str], str | None]]:
    """The peers that are installed: from a page to an ISO day."""
    found: dict[str, Callable[[str], str | None]] = {}
    try:
        from htmldate import find_date

        found["htmldate"] = lambda page: find_date(page, original_date=True)
        found["htmldate, fast"] = lambda page: find_date(page, original_date=True, extensive_search=False)
    except ImportError:
        pass
    try:
        from trafilatura import bare_extraction

        def by_trafilatura(page: str) -> str | None:
            document = bare_extraction(page, with_metadata=True)
            return document.date if document is not None else None

        found["trafilatura"] = by_trafilatura
    except ImportError:
        pass
    return found


def of_peer(ask: Callable[[str], str | None], folder: Path, answers: Sequence[Answer]) -> tuple[list[Answer], float]:
    """A peer's answers on the same pages."""
    given, seconds = [], 0.0
    for answer in answers:
        path = folder / answer.article
        if not path.is_file():
            continue
        page = path.read_text(encoding="utf-8", errors="replace")
        started = time.process_time()
        try:
            day = ask(page)
        except Exception:
            day = None
        seconds += time.process_time() - started
        given.append(Answer(answer.article, answer.truth, (day, day)))
    return given, seconds


def print_row(name: str, answers: Sequence[Answer], seconds: float) -> dict[str, float]:
    verdicts = Counter(answer.verdict for answer in answers)
    widths = [width for answer in answers if answer.verdict == "holds" and (width := _days(answer.days))]
    within = f"{median(widths):.0f}" if widths else "-"
    cells = " ".join(f"{verdicts[verdict]:>8}" for verdict in VERDICTS)
    speed = 1000 * seconds / len(answers) if answers else 0.0
    print(f"{name:<16} {len(answers):>8} {cells} {within:>12} {speed:>8.2f}")
    return {**{verdict: verdicts[verdict] for verdict in VERDICTS}, "ms": round(speed, 3)}


def _days(days: Days) -> int | None:
    from datetime import date

    first, last = days
    return (date.fromisoformat(last) - date.fromisoformat(first)).days + 1 if first and last else None


def main(arguments: Sequence[str] | None = None) -> int:
    description, _, more = (__doc__ or "").partition("\n")
    parser = argparse.ArgumentParser(
        description=description, epilog=more, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, metavar="FOLDER")
    parser.add_argument("--dates", type=Path, metavar="DATES.csv", help="the true dates: article,published")
    parser.add_argument("--facts", type=Path, metavar="FILE", help="a facts file, as chrono reads it")
    parser.add_argument("--errors", action="store_true", help="list what chrono got wrong")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there")
    options = parser.parse_args(arguments)
    truths: dict[str, str] = {}
    if options.dates:
        with options.dates.open(encoding="utf-8-sig", newline="") as file:
            truths = {row["article"]: row["published"] for row in csv.DictReader(file) if row["published"]}
    answers, seconds = of_chrono(options.folder, truths, options.facts)
    print(f"{'':<16} {'articles':>8} {' '.join(f'{verdict:>8}' for verdict in VERDICTS)} {'median days':>12} {'ms':>8}")
    figures = {"chrono": print_row("chrono", answers, seconds)}
    is_page = options.folder.is_dir() and any(options.folder.rglob("*.htm*"))
    for name, ask in peers().items() if is_page else ():
        figures[name] = print_row(name, *of_peer(ask, options.folder, answers))
    if options.errors:
        for answer in answers:
            if answer.verdict in ("wrong", "misses"):
                print(f"{answer.article}: {answer.verdict}, {answer.days}, in truth {answer.truth}: {answer.why}")
    if options.json:
        options.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
