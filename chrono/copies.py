"""Articles that are there twice: the same words in two files, perhaps in two formats.

An article is its words and the file it lies in. Two files of one name are two articles, told apart by their folders;
two files of the same words are one article, so that its events are not counted twice. Of these the one counts whose
date is best known, then the one first published, then the first by its id; the others are named as problems. Only
the writer can say that the same words are two articles, by giving each its own date (a notice that comes every week).
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence

from chrono.article import Article
from chrono.problems import Problem

_NO_WORDS = re.compile(r"[\W_]+")
_RANKS = {"decides": 0, "hard": 1, "soft": 2}


def without_copies(
    articles: Sequence[Article], words: Mapping[str, str] | None = None
) -> tuple[list[Article], list[Problem]]:
    """The articles, each once, and a problem for every copy that is left out. ``words`` maps an article's id to what
    `words_in` gives, where that is known.

    >>> kept, problems = without_copies([Article("a.txt", "It left."), Article("b.html", "It  left")])
    >>> [article.id for article in kept], str(problems[0])
    (['a.txt'], "b.html: has the words of 'a.txt', and is left out; delete one of them")
    """
    alike: dict[str, list[Article]] = {}
    for article in articles:
        alike.setdefault(words[article.id] if words else words_in(article), []).append(article)
    left_out: dict[str, str] = {}
    for copies in alike.values():
        for same in _told_apart(copies) if len(copies) > 1 else ():
            first, *others = sorted(same, key=_rank)
            left_out.update((other.id, first.id) for other in others)
    problems = [
        Problem(
            "read",
            article.id,
            f"has the words of {left_out[article.id]!r}, and is left out",
            "delete one of them",
        )
        for article in articles
        if article.id in left_out
    ]
    return [article for article in articles if article.id not in left_out], problems


def words_in(article: Article) -> str:
    """What two copies have in common: the letters and digits below the title, in whatever form; its id if none."""
    letters = _letters(article.text)
    body = letters.removeprefix(_letters(article.title)) or letters or article.id
    return hashlib.blake2b(body.encode("utf-8", "replace"), digest_size=16).hexdigest()


def _letters(text: str) -> str:
    return _NO_WORDS.sub("", unicodedata.normalize("NFKC", text).casefold())


def _told_apart(copies: Iterable[Article]) -> list[list[Article]]:
    """The copies by the date the writer gives them; those without one are copies of the first."""
    by_date: dict[str, list[Article]] = {}
    for article in copies:
        by_date.setdefault(_decided(article), []).append(article)
    undated = by_date.pop("", [])
    groups = [by_date[date] for date in sorted(by_date)] or [[]]
    groups[0] += undated
    return groups


def _decided(article: Article) -> str:
    """The day the writer gives an article, or ""."""
    return next((piece.says[:10] for piece in article.stated if piece.weight == "decides"), "")


def _rank(article: Article) -> tuple[int, str, str]:
    weight, says = min(((_RANKS[piece.weight], piece.says) for piece in article.stated), default=(len(_RANKS), ""))
    return weight, says, article.id
