"""The build, from source folders to a `Timeline`: each stage in its turn, unaware of the others."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from chrono.article import Article
from chrono.problems import Problem, UserError
from chrono.site import is_site

if TYPE_CHECKING:
    from chrono.events.event import Event
    from chrono.events.mention import Annotation
    from chrono.timeline import Timeline

Source = str | Path
Progress = Callable[[str, int, int], None]
"""Told of a stage's name, how many articles it has done, and of how many."""

ARTICLES_CSV = "articles.csv"
EDITS_TOML = "edits.toml"
UNTITLED = "Timeline"


def build(
    sources: Source | Sequence[Source],
    *,
    title: str | None = None,
    articles: Source | None = None,
    edits: Source | None = None,
    language: str = "en",
    top: int | None = None,
    jobs: int = 1,
    progress: Progress | None = None,
) -> Timeline:
    """Read the articles below ``sources`` and make their timeline.

    ``articles`` is a file like articles.csv, where the writer says what is known of the articles, and ``edits`` one
    like edits.toml, with the writer's corrections; without them, those at the top of each source folder are taken.
    ``top`` keeps the most salient dated events only. ``jobs`` is how many processes share the work: any number gives
    the same timeline.

    What goes wrong with an article is in the timeline's ``problems`` and costs that article only. Raises
    `UserError` when a source or a file is missing, or no article could be read.
    """
    from chrono.edits import apply_edits
    from chrono.engines.local import spread
    from chrono.events import disagreements, events_of
    from chrono.timeline import Timeline

    found, problems = _gather(sources, articles)
    read: list[Article] = []
    annotations: dict[str, Annotation] = {}
    for article, annotation, met in spread(_annotate, found, jobs):
        read.append(article)
        annotations[article.id] = annotation
        problems += met
        if progress is not None:
            progress("reading articles", len(read), len(found))
    dated, undated = events_of(read, annotations, language)
    wrong_edits: list[Problem] = []
    for file in _files(sources, EDITS_TOML, edits):
        dated, undated, met = apply_edits(dated, undated, file)
        wrong_edits += met
    # Only now: a date that the writer has decided is no disagreement any more.
    problems = [*problems, *disagreements(dated), *wrong_edits]
    if top is not None:
        dated = _most_salient(dated, top)
    return Timeline(title or UNTITLED, tuple(dated), tuple(undated), tuple(read), tuple(problems))


def read(sources: Source | Sequence[Source], *, articles: Source | None = None) -> list[Article]:
    """The articles below ``sources``, each with its date, in the order of their ids.

    ``articles`` is as for `build`. Each article that could not be read is told by a Python warning; `build`
    keeps the same as ``problems``. Raises `UserError` when a source is missing or no article could be read.
    """
    found, problems = read_articles(sources, articles)
    for problem in problems:
        warnings.warn(str(problem), stacklevel=2)
    return found


def read_articles(
    sources: Source | Sequence[Source], articles: Source | None = None
) -> tuple[list[Article], list[Problem]]:
    """What `read` gives, with the problems as records."""
    from chrono.dating import date_article

    found, problems = _gather(sources, articles)
    dated = [date_article(article) for article in found]
    return [article for article, _ in dated], problems + [problem for _, met in dated for problem in met]


def _gather(sources: Source | Sequence[Source], articles: Source | None) -> tuple[list[Article], list[Problem]]:
    """The articles as they were read, with what the writer says of them."""
    from chrono.dating.articles_csv import apply_articles_csv
    from chrono.readers import read_sources

    paths = _paths(sources)
    for path in paths:
        if is_site(path):
            raise UserError(f"{path}: is a site that chrono made; name the folder of its articles")
    found, problems = read_sources(paths)
    if not found:
        names = ", ".join(map(str, paths)) or "no source"
        reason = f"; {problems[0]}" if problems else "; put articles there as .txt, .md, .html or .jsonl"
        raise UserError(f"{names}: no article to read{reason}")
    for file in _files(sources, ARTICLES_CSV, articles):
        found, met = apply_articles_csv(found, file)
        problems = problems + met
    return found, problems


def _paths(sources: Source | Sequence[Source]) -> list[Path]:
    return [Path(source) for source in ([sources] if isinstance(sources, str | Path) else sources)]


def _files(sources: Source | Sequence[Source], name: str, given: Source | None) -> list[Path]:
    """The file the writer gave, or those of this name at the top of the source folders."""
    if given is not None:
        return [Path(given)]
    return [path / name for path in dict.fromkeys(_paths(sources)) if (path / name).is_file()]


def _annotate(article: Article) -> tuple[Article, Annotation, list[Problem]]:
    """An article with its date, and its sentences, time expressions and what these come to."""
    from chrono.dating import date_article
    from chrono.languages import available
    from chrono.resolve import resolve
    from chrono.sentences import sentences
    from chrono.tagger import tagger
    from chrono.temporal.operators import NoSuchDay, innermost

    article, problems = date_article(article)
    spans = sentences(article.text)
    if article.language not in available():
        known = ", ".join(available())
        what = f"there are no rules for its language, {article.language!r}"
        advice = f"its dates are not read; languages with rules: {known}"
        return article, (spans, [], []), [*problems, Problem("tag", article.id, what, advice)]
    timexes = tagger(article.language).tag(article.text)
    resolved = resolve(article.text, timexes, article.published, article.language)
    problems += [
        Problem(
            "tag",
            article.id,
            f"“{' '.join(timex.text.split())}” is a day that the calendar does not have",
            "it dates nothing; date its event in edits.toml once you know what was meant",
        )
        for timex in timexes
        if isinstance(innermost(timex.operator), NoSuchDay)
    ]
    return article, (spans, timexes, resolved), problems


def _most_salient(events: Sequence[Event], top: int) -> list[Event]:
    """The ``top`` events of highest salience, in the order they came."""
    chosen = sorted(events, key=lambda event: -event.salience)[:top]
    keep = {event.id for event in chosen}
    return [event for event in events if event.id in keep]
