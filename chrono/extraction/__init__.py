"""What one file comes to: its articles, their dates, and what they tell.

`extract` is all that is done to an article by itself, and the only way through it: in this process, in another, or on
another machine. What it gives hangs on nothing but the file, what the writer says of its articles, and the `Settings`;
so it is named by a hash of these (`Settings.key`) and may be kept for the next build (`chrono.extraction.parts`). What
takes all articles, such as which names are one and which tellings are one event, comes afterwards.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, field, replace
from functools import cached_property, lru_cache
from hashlib import blake2b
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from chrono.article import Article
from chrono.copies import words_in
from chrono.dating import date_article, story_of
from chrono.dating.articles_csv import Said, as_id
from chrono.dating.facts import NO_FACTS, Facts
from chrono.events import namer
from chrono.events.aliases import NO_ALIASES, Aliases
from chrono.events.cues import cues_of
from chrono.events.ids import mention_id
from chrono.events.mention import Telling, tellings
from chrono.events.names import Finds, Spotter
from chrono.events.when import day_of
from chrono.extraction.parts import Row
from chrono.extraction.record import Head, Record, encoded, encoded_article, encoded_head
from chrono.languages import available
from chrono.problems import Problem
from chrono.readers import Place, content_of, read_content
from chrono.sentences import Sentence, sentences
from chrono.tagger import Timex, tagger

_LIBRARIES = (
    "charset-normalizer", "dateparser", "feedparser", "google-re2", "hijridate", "lxml", "markdown-it-py", "pyluach",
    "pypdfium2", "python-docx", "python-frontmatter", "selectolax", "spacy", "trafilatura",
)  # fmt: skip
"""What has a say in how a file is read."""


@dataclass(frozen=True)
class Settings:
    """What all articles of a build are read with.

    ``columns`` says what tables and records call the fields of an article, ``names`` what finds names (``light`` or
    ``spacy``), and ``language`` is the timeline's.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    facts: Facts = NO_FACTS
    aliases: Aliases = NO_ALIASES
    names: str = "light"
    language: str = "en"

    @cached_property
    def stamp(self) -> str:
        """What tells these settings, and this version of chrono with its rules, from all others."""
        own = [sorted(self.columns.items()), [asdict(fact) for fact in self.facts]]
        own += [sorted(self.aliases.canonical.items()), self.names, self.language]
        return hash_of(version_of_all(), json.dumps(own))

    def key(self, *parts: str | bytes) -> str:
        """A name for what comes of some parts under these settings."""
        return hash_of(self.stamp, *parts)


@dataclass(frozen=True, slots=True)
class Unit:
    """A file to extract, by the id that its article will bear; ``said`` is what the writer says of articles in it, by
    their ids. ``raw`` is its content where it lies in no file that every process can open. Of a large file of many
    articles ``share`` says which part of them is meant, as (2, 5) for the third fifth; ``turn`` is another in each
    build."""

    id: str
    place: Place
    said: tuple[tuple[str, tuple[Said, ...]], ...] = ()
    raw: bytes | None = field(default=None, repr=False)
    share: tuple[int, int] = (0, 1)
    turn: str = ""

    def content(self) -> tuple[bytes | None, list[Problem]]:
        """The file's bytes, or None and what is wrong."""
        return (self.raw, []) if self.raw is not None else content_of(self.place, self.id)

    def key(self, content: str, settings: Settings) -> str:
        """The name of what the file comes to, by the hash of its content."""
        said = [(article, [asdict(one) for one in each]) for article, each in self.said]
        return settings.key("file", self.id, self.place.suffix, json.dumps([said, self.share]), content)


def extract(unit: Unit, settings: Settings, known: Collection[str] = ()) -> list[Row]:
    """What a file comes to: a row for the file itself (its `Head`), then one for each of its articles (a `Record`)
    whose key is not ``known``. Without a content there is no key: such a row is not worth keeping.

    It never raises for what stands in a file: an article on which chrono fails is named in the head's problems.
    """
    content, found, problems, met = _articles_in(unit, settings)
    if not content:
        return [Row("", unit.id, encoded_head(Head((), tuple(problems), ())))]
    number, of_all = unit.share
    found = found[len(found) * number // of_all : len(found) * (number + 1) // of_all]
    problems = list(problems) if number == 0 else []
    said = dict(unit.said)
    keys: list[str] = []
    rows: list[Row] = []
    for article in found:
        for one in said.get(as_id(article.id), ()):
            article = one.of(article)
        key = settings.key("article", encoded_article(article))
        if key not in known:
            try:
                rows.append(Row(key, unit.id, encoded(record_of(article, settings))))
            except Exception as error:  # a fault of ours in one article must not cost the writer the others
                what = f"chrono failed on it ({type(error).__name__}: {error}), and it is left out"
                problems.append(Problem("tag", article.id, what, "please report it, with the article"))
                continue
        keys.append(key)
    head = Head(tuple(keys), tuple(problems), tuple(sorted(met)))
    return [Row(unit.key(content, settings), unit.id, encoded_head(head)), *rows]


_Read = tuple[str, list[Article], list[Problem], set[str]]
_LAST: dict[tuple[str, str], _Read] = {}
"""What the file came to of which this process was given a share last: reading all of it for each would be a waste."""


def _articles_in(unit: Unit, settings: Settings) -> _Read:
    """The hash of a file's content, its articles, what was wrong with it, and which of the user's fields it has."""
    which = (unit.turn, unit.id)
    if unit.share[1] > 1 and which in _LAST:
        return _LAST[which]
    content, problems = unit.content()
    if content is None:
        return "", [], problems, set()
    read = (hash_of(content), *read_content(unit.place, unit.id, content, settings.columns))
    _LAST.clear()
    if unit.share[1] > 1:
        _LAST[which] = read
    return read


def record_of(article: Article, settings: Settings) -> Record:
    """What one article comes to."""
    from chrono.resolve import resolve

    words = words_in(article)
    article, (spans, timexes), problems = dated(article, settings.facts)
    resolved = resolve(article.text, timexes, article.published, article.language) if timexes else []
    problems += [problem for timex in timexes if (problem := _doubt(article, timex)) is not None]
    spotter = Spotter(_finder(settings.language, settings.aliases, settings.names))
    told, skipped = tellings(article, (spans, timexes, resolved), cues_of(article.language), spotter)
    problems += [problem for one in told if (problem := _too_late(article, one)) is not None]
    identified = tuple(replace(one, mention=replace(one.mention, id=mention_id(one.mention))) for one in told)
    return Record(
        article, tuple(problems), words, tuple(spans), dict(spotter.small), tuple(spotter.sightings),
        identified, tuple(skipped),
    )  # fmt: skip


def dated(article: Article, facts: Facts) -> tuple[Article, tuple[list[Sentence], list[Timex]], list[Problem]]:
    """An article with its date, and what the date rests on as well: its sentences and time expressions."""
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


def _too_late(article: Article, telling: Telling) -> Problem | None:
    """What is wrong where an article tells as past what has a date after its own: one of the two is not true."""
    if day_of(article.published) is None:
        return None
    start, written = telling.when.interval.start, article.published.interval.end
    if telling.kind != "happened" or not isinstance(start, int) or not isinstance(written, int) or start < written:
        return None
    phrase = " ".join(telling.mention.phrase.split())
    what = f"“{phrase}” is told as past but comes after the article's date, {article.published.edtf}"
    return Problem(
        "events", article.id, what, "check the article's date in articles.csv, or date the event in edits.toml"
    )


_FINDERS: dict[tuple[str, str, str], Finds] = {}


def _finder(language: str, aliases: Aliases, names: str) -> Finds:
    """What finds names, made once in a process: it takes long to make."""
    which = (language, names, json.dumps(sorted(aliases.canonical.items())))
    if which not in _FINDERS:
        _FINDERS[which] = namer(language, aliases, names).finder
    return _FINDERS[which]


@lru_cache(maxsize=1)
def version_of_all() -> str:
    """What tells this chrono, its rules and the libraries that it reads with from any other."""
    folder = Path(__file__).parents[1]
    files = sorted(file for file in folder.rglob("*") if file.suffix in {".py", ".toml"})
    parts: list[str | bytes] = [".".join(map(str, sys.version_info[:3]))]
    for file in files:
        parts += [file.relative_to(folder).as_posix(), file.read_bytes()]
    return hash_of(*parts, *(f"{library} {_version(library)}" for library in _LIBRARIES))


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return "none"


def hash_of(*parts: str | bytes) -> str:
    """A hash that tells some parts from all others."""
    digest = blake2b(digest_size=16)
    for part in parts:
        content = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        digest.update(len(content).to_bytes(8, "big") + content)
    return digest.hexdigest()
