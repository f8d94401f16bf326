"""What became of every sentence that was read: nothing disappears in silence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from chrono.article import Article
from chrono.events.event import Event

if TYPE_CHECKING:
    from chrono.events import Gathered
    from chrono.sentences import Sentence

Fate = Literal["dated", "undated", "skipped", "left out"]
FATES: tuple[Fate, ...] = ("dated", "undated", "skipped", "left out")
_Place = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class Accounted:
    """A sentence, by its offsets in its article, and its fate: it tells a dated event, or an undated one, or none, or
    one that an edit or ``--top`` left out; ``why`` is "" where it is dated. ``text`` is the sentence on one line."""

    article: str
    start: int
    end: int
    fate: Fate
    why: str
    text: str


def account(
    articles: Sequence[Article],
    spans: Mapping[str, Sequence[Sentence]],
    gathered: Gathered,
    dated: Iterable[Event],
    undated: Iterable[Event],
) -> list[Accounted]:
    """Every sentence of every article, once, in the order of reading; ``spans`` are the sentences by article.

    ``gathered`` is what was found in the articles, ``dated`` and ``undated`` what of it is shown.
    """
    fates: dict[_Place, tuple[Fate, str]] = {}
    for skipped in gathered.skipped:
        fates[skipped.article, skipped.start, skipped.end] = "skipped", skipped.why
    for event in (*gathered.dated, *gathered.undated):
        for place in _places(event):
            fates[place] = "left out", "it was found, and an edit or --top left it out"
    for event in undated:
        for place in _places(event):
            fates[place] = "undated", event.why
    for event in dated:
        for place in _places(event):
            fates[place] = "dated", ""
    return [
        Accounted(article.id, sentence.start, sentence.end, *fates[article.id, sentence.start, sentence.end], text)
        for article in sorted(articles, key=lambda article: article.id)
        for sentence in spans[article.id]
        for text in (" ".join(article.text[sentence.start : sentence.end].split()),)
    ]


def _places(event: Event) -> Iterable[_Place]:
    return ((mention.article, mention.sentence_start, mention.sentence_end) for mention in event.mentions)


def counts(accounted: Iterable[Accounted]) -> list[tuple[Fate, str, int]]:
    """How many sentences met each fate for each reason: by fate, the most frequent reason first.

    >>> one = Accounted("a.txt", 0, 3, "skipped", "a fragment", "No.")
    >>> counts([one, one])
    [('skipped', 'a fragment', 2)]
    """
    number = Counter((sentence.fate, sentence.why) for sentence in accounted)
    return sorted(
        ((fate, why, count) for (fate, why), count in number.items()),
        key=lambda row: (FATES.index(row[0]), -row[2], row[1]),
    )
