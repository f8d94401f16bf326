"""A sentence as words: where each begins and ends, and its normal form."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

_WORD = re.compile(r"``|''|-[LR][RS]B-|(?:[^\W\d_]\.){2,}|[^\W_]+(?:[’'.,\-][^\W_]+)*|--+|[^\w\s]|_")
_TYPED = {"``": "“", "''": "”", "-lrb-": "(", "-rrb-": ")", "-lsb-": "[", "-rsb-": "]"}
"""Marks as typewriters and treebanks write them."""


@dataclass(frozen=True, slots=True)
class Words:
    """The words and punctuation marks of ``text``, as parallel tuples.

    ``low`` holds their normal forms: small letters, straight apostrophes, curly quotation marks. Word
    ``i`` is ``text[starts[i]:ends[i]]``.

    >>> words = words_of("Mr. O’Neil left the U.S. with 1,200 others.")
    >>> words.low
    ('mr', '.', "o'neil", 'left', 'the', 'u.s.', 'with', '1,200', 'others', '.')
    """

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    low: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.low)

    def surface(self, index: int) -> str:
        """A word as it is written."""
        return self.text[self.starts[index] : self.ends[index]]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The words that the characters ``start:end`` touch, as a half-open range of indexes.

        >>> words_of("They met on Nov. 5.").span(12, 18)
        (3, 6)
        """
        first = bisect_right(self.ends, start)
        return first, max(first, bisect_left(self.starts, end))

    def capital(self, index: int) -> bool:
        """Whether a word begins with a capital letter."""
        return self.text[self.starts[index]].isupper()


def words_of(text: str) -> Words:
    """Cut a sentence into words. A word keeps its apostrophes, hyphens and inner points; all else stands alone, but
    for the marks that typewriters and treebanks make of two or more.

    >>> words_of("The dam broke -- ``it was Friday''.").low
    ('the', 'dam', 'broke', '—', '“', 'it', 'was', 'friday', '”', '.')
    """
    spans = [match.span() for match in _WORD.finditer(text)]
    straight = text.replace("’", "'")
    lows = [straight[start:end].lower() for start, end in spans]
    return Words(
        text,
        tuple([start for start, _ in spans]),
        tuple([end for _, end in spans]),
        tuple([word if word[0].isalnum() else _mark(word) for word in lows]),
    )


def _mark(mark: str) -> str:
    """A mark as print has it."""
    return "—" if mark.startswith("--") else _TYPED.get(mark, mark)


def normal(word: str) -> str:
    """The form in which words are compared.

    >>> normal("Trump’s")
    "trump's"
    """
    return word.lower().replace("’", "'")


def bare(word: str) -> str:
    """A normal form without its possessive ending.

    >>> bare("russia's"), bare("forces'")
    ('russia', 'forces')
    """
    return word[:-2] if word.endswith("'s") else word.rstrip("'") or word


def unpointed(name: str) -> str:
    """A name without the points of its abbreviations.

    >>> unpointed("u.s. house"), unpointed("St. Louis")
    ('us house', 'St Louis')
    """
    return name.replace(".", "")
