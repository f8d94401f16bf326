"""The build, from source folders to a `Timeline`: each stage in its turn, unaware of the others."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from chrono.article import Article
from chrono.problems import Problem, UserError
from chrono.site import is_site

if TYPE_CHECKING:
    from chrono.dating.facts import Facts
    from chrono.events.aliases import Aliases
    from chrono.events.mention import Annotation
    from chrono.events.selection import Top
    from chrono.sentences import Sentence
    from chrono.tagger import Timex
    from chrono.timeline import Timeline

Source = str | Path
Progress = Callable[[str, int, int], None]
"""Told of a stage's name, how many articles it has done, and of how many."""

ALIASES_TOML = "aliases.toml"
ARTICLES_CSV = "articles.csv"
EDITS_TOML = "edits.toml"
FACTS_TOML = "facts.toml"
UNTITLED = "Timeline"


def build(
    sources: Source | Sequence[Source],
    *,
    title: str | None = None,
    articles: Source | None = None,
    edits: Source | None = None,
    facts: Source | None = None,
    aliases: Source | None = None,
    names: str = "light",
    language: str = "en",
    top: Top | None = None,
    jobs: int = 1,
    columns: Mapping[str, str] | None = None,
    explain_missing: bool = False,
    progress: Progress | None = None,
) -> Timeline:
    """Read the articles below ``sources`` and make their timeline.

    ``articles`` is a file like articles.csv, where the writer says what is known of the articles, ``facts`` one like
    facts.toml, with what is known of the world, ``edits`` one like edits.toml, with the writer's corrections, and
    ``aliases`` one like aliases.toml, with names that are one; without them, those at the top of each source folder
    are taken. ``names`` says what finds people and places: ``light``, or ``spacy``, which must be installed.
    ``top`` keeps that many dated events, those that matter most; with "auto" as many as the articles have to tell.
    ``jobs`` is how many processes share the work: any number gives the same timeline. ``columns`` says what tables and
    records call the fields of an article (``{"text": "Body"}``).
    ``explain_missing`` fills the timeline's ``account``: what became of every sentence that was read.

    What goes wrong with an article is in the timeline's ``problems`` and costs that article only. Raises
    `UserError` when a source or a file is missing, or no article could be read.
    """
    from chrono.dating import with_suggestions
    from chrono.edits import apply_edits
    from chrono.engines.local import spread
    from chrono.events import disagreements, grouped, namer
    from chrono.events.account import account
    from chrono.timeline import Timeline

    alike, wrong_aliases = _aliases(sources, aliases)
    naming = namer(language, alike, names)
    found, problems = _gather(sources, articles, columns)
    known, met = _facts(sources, facts)
    problems += [*met, *wrong_aliases]
    read: list[Article] = []
    annotations: dict[str, Annotation] = {}
    for article, annotation, met in spread(partial(_annotate, facts=known), found, jobs):
        read.append(article)
        annotations[article.id] = annotation
        problems += met
        if progress is not None:
            progress("reading articles", len(read), len(found))
    read = with_suggestions(read)
    told = grouped(read, annotations, language, naming)
    gathered, wrong_edits = apply_edits(told, _files(sources, EDITS_TOML, edits))
    # Only now: a date that the writer has decided is no disagreement any more.
    problems = [*problems, *disagreements(gathered.dated), *wrong_edits]
    dated = gathered.dated
    if top is not None:
        from chrono.events.selection import shortened  # numpy comes with it

        dated = tuple(shortened(dated, top, language))
    fates = account(read, annotations, told.gathered(), dated, gathered.undated) if explain_missing else ()
    return Timeline(title or UNTITLED, dated, gathered.undated, tuple(read), tuple(problems), tuple(fates))


def read(
    sources: Source | Sequence[Source],
    *,
    articles: Source | None = None,
    facts: Source | None = None,
    columns: Mapping[str, str] | None = None,
) -> list[Article]:
    """The articles below ``sources``, each with its date, in the order of their ids.

    ``articles``, ``facts`` and ``columns`` are as for `build`. Each article that could not be read is told by a Python
    warning; `build` keeps the same as ``problems``. Raises `UserError` when a source is missing or no article could be
    read.
    """
    found, problems = read_articles(sources, articles, facts, columns)
    for problem in problems:
        warnings.warn(str(problem), stacklevel=2)
    return found


def read_articles(
    sources: Source | Sequence[Source],
    articles: Source | None = None,
    facts: Source | None = None,
    columns: Mapping[str, str] | None = None,
) -> tuple[list[Article], list[Problem]]:
    """What `read` gives, with the problems as records."""
    from chrono.dating import with_suggestions

    found, problems = _gather(sources, articles, columns)
    known, met = _facts(sources, facts)
    problems = problems + met
    dated: list[Article] = []
    for article in found:
        article, (_, _), met = _dated(article, known)
        dated.append(article)
        problems += met
    return with_suggestions(dated), problems


def _gather(
    sources: Source | Sequence[Source], articles: Source | None, columns: Mapping[str, str] | None
) -> tuple[list[Article], list[Problem]]:
    """The articles as they were read, with what the writer says of them, each once."""
    from chrono.copies import without_copies
    from chrono.dating.articles_csv import apply_articles_csv
    from chrono.readers import read_sources

    paths = _paths(sources)
    for path in paths:
        if is_site(path):
            raise UserError(f"{path}: is a site that chrono made; name the folder of its articles")
    found, problems = read_sources(paths, columns)
    if not found:
        names = ", ".join(map(str, paths)) or "no source"
        reason = f"; {problems[0]}" if problems else "; put articles there as text, pages, tables or feeds"
        raise UserError(f"{names}: no article to read{reason}")
    for file in _files(sources, ARTICLES_CSV, articles):
        found, met = apply_articles_csv(found, file)
        problems = problems + met
    found, copies = without_copies(found)
    return found, problems + copies


def _paths(sources: Source | Sequence[Source]) -> list[Path]:
    return [Path(source) for source in ([sources] if isinstance(sources, str | Path) else sources)]


def _files(sources: Source | Sequence[Source], name: str, given: Source | None) -> list[Path]:
    """The file the writer gave, or those of this name at the top of the source folders."""
    if given is not None:
        return [Path(given)]
    return [path / name for path in dict.fromkeys(_paths(sources)) if (path / name).is_file()]


def _facts(sources: Source | Sequence[Source], given: Source | None) -> tuple[Facts, list[Problem]]:
    """The facts of the file the writer gave, or of those at the top of the source folders."""
    from chrono.dating.facts import NO_FACTS, read_facts

    known, problems = NO_FACTS, []
    for file in _files(sources, FACTS_TOML, given):
        more, met = read_facts(file)
        known += more
        problems += met
    return known, problems


def _aliases(sources: Source | Sequence[Source], given: Source | None) -> tuple[Aliases, list[Problem]]:
    """The names that are one by the file the writer gave, or by those at the top of the source folders."""
    from chrono.events.aliases import NO_ALIASES, read_aliases

    known, problems = NO_ALIASES, []
    for file in _files(sources, ALIASES_TOML, given):
        more, met = read_aliases(file)
        known += more
        problems += met
    return known, problems


def _dated(article: Article, facts: Facts) -> tuple[Article, tuple[list[Sentence], list[Timex]], list[Problem]]:
    """An article with its date, and what the date rests on as well: its sentences and time expressions."""
    from chrono.dating import date_article, story_of
    from chrono.languages import available
    from chrono.sentences import sentences
    from chrono.tagger import tagger

    spans = sentences(article.text)
    if article.language not in available():
        known = ", ".join(available())
        what = f"there are no rules for its language, {article.language!r}"
        problem = Problem("tag", article.id, what, f"its dates are not read; languages with rules: {known}")
        article, problems = date_article(article)
        return article, (spans, []), [*problems, problem]
    timexes = tagger(article.language).tag(article.text)
    article, problems = date_article(article, story_of(article, spans, timexes), facts)
    return article, (spans, timexes), problems


def _annotate(article: Article, facts: Facts) -> tuple[Article, Annotation, list[Problem]]:
    """An article with its date, and its sentences, time expressions and what these come to."""
    from chrono.resolve import resolve

    article, (spans, timexes), problems = _dated(article, facts)
    resolved = resolve(article.text, timexes, article.published, article.language) if timexes else []
    problems += [problem for timex in timexes if (problem := _doubt(article, timex)) is not None]
    return article, (spans, timexes, resolved), problems


def _doubt(article: Article, timex: Timex) -> Problem | None:
    """What is wrong with a date as the article has it."""
    from chrono.temporal.operators import Fixed, NoSuchDay, innermost, not_the_weekday

    phrase, date = " ".join(timex.text.split()), innermost(timex.operator)
    if isinstance(date, NoSuchDay):
        what = f"“{phrase}” is a day that the calendar does not have"
        return Problem(
            "tag", article.id, what, "it dates nothing; date its event in edits.toml once you know what was meant"
        )
    if isinstance(date, Fixed) and date.weekday is not None:
        what = f"“{phrase}” is at odds with the calendar: {not_the_weekday(date.period, date.weekday)}"
        return Problem(
            "tag", article.id, what, "the date is kept; correct its event in edits.toml if the weekday was right"
        )
    return None
