"""The rest of the corpus: which dated article one without its date reads most like.

Articles about one story are mostly of one week, but not surely so: a suggestion to the writer, never a date.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from chrono.article import Article, Evidence

RULE = "reads most like"
_WORD = re.compile(r"[^\W_]{3,}(?:[-’'][^\W_]+)*")
_TERMS = 40
"""The most telling words of an article, by which it is compared: what is told of a day is named by few of them."""
_LEAST = 0.12
_READ = 20_000


def with_suggestions(articles: Sequence[Article]) -> list[Article]:
    """The articles, those whose date is not known exactly with the date of the dated one they read most like as soft
    evidence, where there is one and it is no contradiction.

    >>> from chrono.article import Dating
    >>> from chrono.temporal.edtf import parse
    >>> day = Dating(parse("2024-11-14").interval, "exact", "2024-11-14")
    >>> told = Article("a.txt", "The dam at Kakhovka burst and flooded Kherson.", published=day)
    >>> alike = Article("b.txt", "Kherson is under water since the Kakhovka dam burst.")
    >>> other = Article("c.txt", "Football: the cup goes to Lyon.")
    >>> [piece.says for piece in with_suggestions([told, alike, other])[1].published.evidence]
    ['2024-11-14']
    """
    dated = [article for article in articles if article.published.status == "exact"]
    if not dated or len(dated) == len(articles):
        return list(articles)
    weights = _weights(articles)
    postings: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for number, article in enumerate(dated):
        for word, weight in weights[article.id].items():
            postings[word].append((number, weight))
    return [
        article
        if article.published.status == "exact"
        else _with_suggestion(article, weights[article.id], postings, dated)
        for article in articles
    ]


def _weights(articles: Iterable[Article]) -> dict[str, dict[str, float]]:
    """Each article's most telling words by TF-IDF, scaled to length 1."""
    counts = {article.id: Counter(map(str.casefold, _WORD.findall(_opening(article)))) for article in articles}
    spread = Counter(word for words in counts.values() for word in words)
    return {article: _scaled(words, spread, len(counts)) for article, words in counts.items()}


def _opening(article: Article) -> str:
    return f"{article.title}\n{article.text[:_READ]}"


def _scaled(words: Mapping[str, int], spread: Mapping[str, int], articles: int) -> dict[str, float]:
    weights = {word: (1 + math.log(count)) * math.log(1 + articles / spread[word]) for word, count in words.items()}
    telling = sorted(weights.items(), key=lambda item: (-item[1], item[0]))[:_TERMS]
    length = math.sqrt(sum(weight * weight for _, weight in telling))
    return {word: weight / length for word, weight in telling}


def _with_suggestion(
    article: Article,
    words: Mapping[str, float],
    postings: Mapping[str, Sequence[tuple[int, float]]],
    dated: Sequence[Article],
) -> Article:
    alike: dict[int, float] = defaultdict(float)
    for word, weight in words.items():
        for number, other in postings.get(word, ()):
            alike[number] += weight * other
    within = [number for number in alike if article.published.interval.overlaps(dated[number].published.interval)]
    best = min(within, key=lambda number: (-alike[number], dated[number].id), default=None)
    if best is None or alike[best] < _LEAST:
        return article
    says = (dated[best].published.edtf or "").partition("T")[0]
    piece = Evidence(dated[best].title or dated[best].id, f"{RULE} {dated[best].id}", says, "soft")
    return replace(article, published=replace(article.published, evidence=(*article.published.evidence, piece)))
