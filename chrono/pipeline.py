"""The build, from source folders to a `Timeline`: each stage in its turn, unaware of the others."""

from __future__ import annotations

import warnings
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from chrono.article import Article
from chrono.problems import Problem, UserError
from chrono.site import is_site

if TYPE_CHECKING:
    from chrono.dating.facts import Facts
    from chrono.events.aliases import Aliases
    from chrono.events.selection import Top
    from chrono.extraction import Settings
    from chrono.extraction.gather import Engine, Progress
    from chrono.extraction.record import Record
    from chrono.timeline import Timeline

Source = str | Path

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
    engine: str = "local",
    scheduler: str | None = None,
    cache: Source | None = None,
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
    ``engine`` says where articles are read: ``local``, or ``dask``, on the cluster at ``scheduler`` (its address; a
    cluster on this machine without one). ``cache`` is a folder that keeps what articles came to, so that the next build
    reads only those that are new or changed; with any engine and any cache the timeline is the same.

    What goes wrong with an article is in the timeline's ``problems`` and costs that article only. Raises
    `UserError` when a source or a file is missing, an argument has a value that there is not, or no article could be
    read.
    """
    from chrono.dating import with_suggestions
    from chrono.edits import apply_edits
    from chrono.engines import engine_of
    from chrono.events import disagreements, joined, joining_order, namer
    from chrono.events.account import account
    from chrono.extraction import Settings
    from chrono.timeline import Timeline

    _check(names, language, top, jobs)
    alike, wrong_aliases = _aliases(sources, aliases)
    naming = namer(language, alike, names)
    known, wrong_facts = _facts(sources, facts)
    settings = Settings(dict(columns or {}), known, alike, names, language)
    with engine_of(engine, jobs, scheduler) as run:
        records, problems = _extracted(sources, articles, settings, run, cache, progress)
    problems += [*wrong_facts, *wrong_aliases, *(problem for record in records for problem in record.problems)]
    read = with_suggestions([record.article for record in records])
    records.sort(key=lambda record: joining_order(record.article))
    for record in records:
        naming.learn(record.small, record.sightings)
    tellings = [telling for record in records for telling in record.told]
    skipped = [skipped for record in records for skipped in record.skipped]
    spans = {record.article.id: record.spans for record in records} if explain_missing else {}
    records.clear()
    told = joined(read, tellings, skipped, language, naming)
    gathered, wrong_edits = apply_edits(told, _files(sources, EDITS_TOML, edits))
    # Only now: a date that the writer has decided is no disagreement any more.
    problems = [*problems, *disagreements(gathered.dated), *wrong_edits]
    dated = gathered.dated
    if top is not None:
        from chrono.events.selection import shortened  # numpy comes with it

        dated = tuple(shortened(dated, top, language))
    fates = account(read, spans, told.gathered(), dated, gathered.undated) if explain_missing else ()
    return Timeline(title or UNTITLED, dated, gathered.undated, tuple(read), tuple(problems), tuple(fates))


def _check(names: str, language: str, top: Top | None, jobs: int) -> None:
    """Raise `UserError` for what the command line would refuse."""
    from chrono.languages import available

    if names not in ("light", "spacy"):
        raise UserError(f"names {names!r}: nothing of this name finds names; use 'light' or 'spacy'")
    if language not in available():
        raise UserError(f"language {language!r}: there are no rules for it; use {' or '.join(map(repr, available()))}")
    if top is not None and top != "auto" and (not isinstance(top, int) or top < 1):
        raise UserError(f"top {top!r}: use a number from 1 on, or 'auto'")
    if jobs < 1:
        raise UserError(f"jobs {jobs!r}: use a number from 1 on")


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
    from chrono.copies import without_copies
    from chrono.dating import with_suggestions
    from chrono.dating.articles_csv import apply_articles_csv
    from chrono.extraction import dated
    from chrono.readers import read_sources

    paths = _article_paths(sources)
    found, problems = read_sources(paths, columns)
    if not found:
        raise _nothing_read(paths, problems)
    for file in _files(sources, ARTICLES_CSV, articles):
        found, met = apply_articles_csv(found, file)
        problems = problems + met
    found, copies = without_copies(found)
    known, met = _facts(sources, facts)
    problems = [*problems, *copies, *met]
    read: list[Article] = []
    for article in found:
        article, (_, _), met = dated(article, known)
        read.append(article)
        problems += met
    return with_suggestions(read), problems


def _extracted(
    sources: Source | Sequence[Source],
    articles: Source | None,
    settings: Settings,
    run: Engine,
    cache: Source | None,
    progress: Progress | None,
) -> tuple[list[Record], list[Problem]]:
    """What each article comes to, in the order of their ids, each once; from the cache where that has it."""
    from chrono.copies import without_copies
    from chrono.dating.articles_csv import Table
    from chrono.extraction.gather import gathered, problems_of, units_of
    from chrono.readers import located, unknown_columns

    paths = _article_paths(sources)
    places, problems = located(paths)
    tables = [Table(file) for file in _files(sources, ARTICLES_CSV, articles)]
    folder = None if cache is None else Path(cache)
    heads, found = gathered(units_of(places, tables), settings, run, folder, progress)
    problems += problems_of(heads)
    problems += unknown_columns(settings.columns, (name for head in heads for name in head.met))
    if not found:
        raise _nothing_read(paths, problems)
    for table in tables:
        problems += table.problems(record.article.id for record in found)
    kept, copies = without_copies(
        [record.article for record in found], {record.article.id: record.words for record in found}
    )
    ids = {article.id for article in kept}
    return [record for record in found if record.article.id in ids], problems + copies


def _article_paths(sources: Source | Sequence[Source]) -> list[Source]:
    """The sources. Raises `UserError` when one is a site of ours."""
    paths = _paths(sources)
    for path in paths:
        if isinstance(path, Path) and is_site(path):
            raise UserError(f"{path}: is a site that chrono made; name the folder of its articles")
    return paths


def _nothing_read(paths: Sequence[Source], problems: Sequence[Problem]) -> UserError:
    names = ", ".join(map(str, paths)) or "no source"
    reason = f"; {problems[0]}" if problems else "; put articles there as text, pages, tables or feeds"
    return UserError(f"{names}: no article to read{reason}")


def _paths(sources: Source | Sequence[Source]) -> list[Source]:
    """The sources, addresses as they are written."""
    from chrono.readers import is_address

    several = [sources] if isinstance(sources, str | Path) else sources
    return [source if is_address(source) else Path(source) for source in several]


def _files(sources: Source | Sequence[Source], name: str, given: Source | None) -> list[Path]:
    """The file the writer gave, or those of this name at the top of the source folders."""
    if given is not None:
        return [Path(given)]
    folders = [path for path in dict.fromkeys(_paths(sources)) if isinstance(path, Path)]
    return [path / name for path in folders if (path / name).is_file()]


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
