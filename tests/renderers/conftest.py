"""Small timelines, built by hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from hashlib import sha1
from typing import Any

import pytest

from chrono.article import Article, Dating, Evidence
from chrono.events.by_hand import told_by_hand
from chrono.events.event import Conflict, Event, Mention
from chrono.problems import Problem
from chrono.temporal.edtf import parse
from chrono.timeline import Timeline

HERALD = Article(
    "herald.txt",
    "",
    "Old bridge to close for repairs",
    Dating(
        parse("2024-12-02").interval,
        "exact",
        "2024-12-02",
        (Evidence("Monday, Dec. 2, 2024", "date line", "2024-12-02", "hard"),),
    ),
    "Harbour Herald",
    "https://example.org/bridge?a=1&b=2",
)
LETTER = Article("letters/undated.txt", "", "A letter about the ferry")
GAZETTE = Article("gazette.html", "", "Die Brücke", Dating(edtf="2024-12"), "Stadtblatt", "javascript:alert(1)", "de")


def build_mention(sentence: str, phrase: str = "", article: Article = HERALD, **changes: Any) -> Mention:
    """A mention of ``phrase`` in ``sentence``, which begins at 100 in its article."""
    start = 100 + (sentence.index(phrase) if phrase else 0)
    mention = Mention(
        article=article.id,
        article_title=article.title,
        published=article.published.edtf,
        url=article.url,
        sentence=sentence,
        sentence_start=100,
        sentence_end=100 + len(sentence),
        phrase=phrase,
        phrase_start=start,
        phrase_end=start + len(phrase),
        type="DATE" if phrase else "",
        value="",
        rule="",
        anchor="",
        derivation=(),
    )
    return replace(mention, **changes)


def build_event(date: str | None, title: str, **changes: Any) -> Event:
    """An event with the bounds of its date, and one mention of its title unless ``mentions`` says otherwise."""
    interval = parse(date).interval if date else None
    mentions = changes.pop("mentions", (build_mention(f"{title}."),))
    event = Event(
        id="e" + sha1(f"{date} {title}".encode("utf-8", "surrogatepass")).hexdigest()[:8],
        date=date,
        earliest=interval.earliest if interval else None,
        latest=interval.latest if interval else None,
        precision=parse(date).precision if date else "day",
        kind="happened",
        modality="asserted",
        title=title,
        text=mentions[0].sentence if mentions else title,
        actors=(),
        places=(),
        salience=0.5,
        mentions=mentions,
    )
    return replace(event, **changes)


def build_bridge() -> Timeline:
    """A timeline with every kind of event, one article in another language and one without a date."""
    weekday = build_mention(
        "Divers looked at the piers on Friday and found cracks.",
        "Friday",
        rule="<weekday>",
        derivation=("“Friday”", "counted from Monday 2024-12-02", "the last one before it"),
        anchor="2024-12-02",
    )
    other = build_mention(
        "Am Samstag wurden Risse gefunden.", "Samstag", GAZETTE, rule="<weekday>", derivation=("“Samstag”",)
    )
    again = build_mention("The cracks of November 29 are old.", "November 29", derivation=("“November 29”",))
    dated = (
        build_event("1901", "The bridge opens", places=("Old Harbour",)),
        build_event("2014/..", "Trams may not cross", kind="ongoing"),
        build_event(
            "2024-11-29",
            "Divers find cracks in the piers",
            actors=("Port Authority", "Divers' Guild"),
            mentions=(weekday, other, again),
            conflicts=(Conflict("2024-11-30", 1),),
        ),
        build_event("2024-12-02", "The mayor's office asks for patience", kind="reported"),
        build_event("2024-12-02", "Traffic is heavy at the ferry", kind="reported"),
        build_event("2024-12-02", "The council meets on the repairs"),
        build_event("2025-01", "The bridge closes for repairs", kind="planned"),
        build_event("2025-01", "A ferry may run at night", kind="planned", modality="possible"),
        build_event("2025-05/..", "Trams cross again", kind="planned", modality="negated"),
    )
    undated = (
        build_event(
            None,
            "The ferry stood still for a week",
            mentions=(build_mention("The ferry stood still last week.", "last week", LETTER),),
            why="nothing says when letters/undated.txt was written",
        ),
    )
    problem = Problem("dating", "letters/undated.txt", "nothing says when it was written", "date it in articles.csv")
    return Timeline("The old bridge", dated, undated, (HERALD, GAZETTE, LETTER), (problem,))


@pytest.fixture
def mention() -> Callable[..., Mention]:
    return build_mention


@pytest.fixture
def event() -> Callable[..., Event]:
    return build_event


@pytest.fixture
def by_hand() -> Callable[[str, str], Event]:
    """An event that the writer added, from a source and an address."""

    def built(source: str, url: str) -> Event:
        told = told_by_hand("wpier", "edits.toml", "2025-06", "The pier opens", "At last.", source, url, None)
        return build_event("2025-06", "The pier opens", mentions=(told.mention,))

    return built


@pytest.fixture
def bridge() -> Timeline:
    return build_bridge()
