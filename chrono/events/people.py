"""Which names of a corpus are one: a surname and the full name, two spellings of one name, a name and its initials.

Two full names are one person's where they differ in a middle name, an initial, or the way foreign letters were put
into ours ("Zelensky", "Zelenskyy"); the last only with the same first name, and never within one article, which spells
a name one way. A surname stands for the one bearer that its article names in full, or else for the only one that the
corpus has; where two share it, it is left alone.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

Key = tuple[str, ...]
"""A name's words in small letters, without points."""

_ENDING = re.compile(r"(?<=[a-z]{3})(?:iy|yi|ii|yy|ij|y)$")
_ARTICLE = re.compile(r"^(?:al|el|as|ad|ash)-")
_DOUBLED = re.compile(r"(.)\1+")
_SOFT = frozenset("aeiouyhjwvgkqz'")
"""Letters that transliterations of one name differ in."""
_GENERATIONS = frozenset({"jr", "sr", "ii", "iii", "iv"})
_SHORT, _LONG = 5, 8
_FEWEST_INITIALS = 3


@dataclass(slots=True)
class Seen:
    """What the corpus has of one name: how often it is written how, in which articles, and with which ranks."""

    forms: Counter[str] = field(default_factory=Counter)
    articles: set[str] = field(default_factory=set)
    ranked: bool = False

    @property
    def count(self) -> int:
        return self.forms.total()

    def form(self) -> str:
        """The most frequent way to write it; one that is not all in capitals, where there is a choice."""
        return min(self.forms, key=lambda form: (form.isupper() and len(self.forms) > 1, -self.forms[form], form))


class People:
    """The people of a corpus, from its full names.

    >>> full, short = ("ana", "silva"), ("silva",)
    >>> seen = {full: Seen(Counter({"Ana Silva": 2}), {"a"}), short: Seen(Counter({"Silva": 3}), {"b"})}
    >>> People(seen, [full]).person(("silva",), "b")
    'Ana Silva'
    """

    def __init__(self, seen: Mapping[Key, Seen], full: Iterable[Key]) -> None:
        self._seen = seen
        self._group: dict[Key, Key] = {}
        names = _whole(full, seen)
        self._join_spellings(names)
        self._shown = self._displayed(names)
        self._bearers: dict[str, set[Key]] = defaultdict(set)
        self._first: dict[str, set[Key]] = defaultdict(set)
        for key in names:
            for tail in _tails(key):
                self._bearers[tail].add(key)
            if any(seen[other].ranked for other in self._members(key)):
                self._first[key[0]].add(key)

    def person(self, key: Key, article: str) -> str | None:
        """The full name that a name in an article stands for, or None."""
        if key in self._group:
            return self._shown[self._root(key)]
        name = spelling(" ".join(key))
        bearers = self._bearers.get(name)
        if bearers is None and len(key) == 1:
            bearers = self._first.get(key[0])
        return self._one_of(bearers, article) if bearers else None

    def knows(self, key: Key) -> bool:
        """Whether a name is someone's surname."""
        return spelling(" ".join(key)) in self._bearers

    def in_article(self, key: Key, article: str) -> bool:
        """Whether an article names a bearer of this surname in full."""
        bearers = self._bearers.get(spelling(" ".join(key)), ())
        return any(article in self._seen[bearer].articles for bearer in bearers)

    def _one_of(self, bearers: set[Key], article: str) -> str | None:
        here = {self._root(bearer) for bearer in bearers if article in self._seen[bearer].articles}
        everywhere = {self._root(bearer) for bearer in bearers}
        found = here or everywhere
        return self._shown[next(iter(found))] if len(found) == 1 else None

    # ── spellings of one name ────────────────────────────────────────────────────────────────────────────────────────

    def _root(self, key: Key) -> Key:
        while self._group[key] != key:
            key = self._group[key]
        return key

    def _members(self, key: Key) -> list[Key]:
        return self._by_root.get(self._root(key), [key])

    def _join_spellings(self, names: Sequence[Key]) -> None:
        self._group = {key: key for key in names}
        by_letters, by_surname, by_first = defaultdict(list), defaultdict(list), defaultdict(list)
        for key in names:
            last, first = spelling(surname(key)), spelling(given(key))
            by_letters[" ".join(key).replace("-", " ")].append(key)
            by_surname[last, first[0]].append(key)
            by_first[first, hard(last)].append(key)
        for written in by_letters.values():
            self._join(written, lambda one, other: True)  # "Kim Jong-un", "Kim Jong Un"
        for bearers in by_surname.values():
            self._join(bearers, _same_first)
        for namesakes in by_first.values():
            self._join(namesakes, self._same_surname)
        self._by_root: dict[Key, list[Key]] = defaultdict(list)
        for key in names:
            self._by_root[self._root(key)].append(key)

    def _join(self, names: Sequence[Key], same: Callable[[Key, Key], bool]) -> None:
        for place, one in enumerate(names):
            alike = [other for other in names[place + 1 :] if same(one, other)]
            if _is_initial(one[0]) and len({other[0] for other in alike}) > 1:
                continue  # "J. Silva" may be Ana's brother João or José
            for other in alike:
                self._group[self._root(other)] = self._root(one)

    def _same_surname(self, one: Key, other: Key) -> bool:
        """Whether two names with one first name differ in the spelling of the surname only."""
        if len(given(one)) == 1 or self._seen[one].articles & self._seen[other].articles:
            return False
        return len(one) == len(other) and one[1:-1] == other[1:-1] and transliterated(surname(one), surname(other))

    def _displayed(self, names: Sequence[Key]) -> dict[Key, str]:
        """The form each person is shown by: no initial in place of a first name, then the most frequent."""

        def weight(key: Key) -> tuple[bool, int, int, str]:
            alone = self._seen.get((surname(key),))
            count = self._seen[key].count + (alone.count if alone else 0)
            return _is_initial(key[0]), -count, -len(key), " ".join(key)

        return {root: self._seen[min(keys, key=weight)].form() for root, keys in self._by_root.items()}


def _whole(full: Iterable[Key], seen: Mapping[Key, Seen]) -> list[Key]:
    """Full names, without those that an article has only as the end of a longer one: two surnames, "Núñez Feijóo"."""
    names = sorted(full)
    longer = {key[1:]: key for key in names if len(key) > 2}
    return [key for key in names if key not in longer or not _is_end(seen[key], seen[longer[key]])]


def _is_end(short: Seen, long: Seen) -> bool:
    return short.articles <= long.articles and short.count <= long.count


def _same_first(one: Key, other: Key) -> bool:
    """Whether the first names of two bearers of a surname go together: "J." and "João", "Donald" and "Donald J."."""
    first, second = given(one), given(other)
    if spelling(first) == spelling(second):
        middle, another = one[1:-1], other[1:-1]
        return not middle or not another or middle[0][0] == another[0][0]
    return (_is_initial(first) or _is_initial(second)) and first[0] == second[0] and len(one) == len(other)


def _is_initial(word: str) -> bool:
    return len(word) == 1


def surname(key: Key) -> str:
    """The surname of a full name: the last word, or the first where the last is a Korean given name.

    >>> surname(("ana", "silva")), surname(("kim", "jong-un")), surname(("bashar", "al-assad"))
    ('silva', 'kim', 'al-assad')
    """
    words = key[:-1] if key[-1] in _GENERATIONS and len(key) > 2 else key
    return words[0] if len(words) == 2 and "-" in words[1] and not _ARTICLE.match(words[1]) else words[-1]


def given(key: Key) -> str:
    """The first of someone's own names.

    >>> given(("ana", "silva")), given(("kim", "jong-un"))
    ('ana', 'jong-un')
    """
    return key[1] if len(key) == 2 and surname(key) == key[0] else key[0]


def _tails(key: Key) -> Iterable[str]:
    """What a bearer may be called for short: "von der Leyen" and "Leyen", "al-Assad" and "Assad"."""
    last = surname(key)
    yield spelling(last)
    yield spelling(_ARTICLE.sub("", last))
    if last == key[-1]:
        for start in range(1, len(key) - 1):
            yield spelling(" ".join(key[start:]))


@lru_cache(maxsize=65_536)
def spelling(name: str) -> str:
    """A name without accents, its ending in one spelling of several.

    >>> {spelling(name) for name in ("zelensky", "zelenskyy", "zelenskiy", "zelenskii")}
    {'zelenski'}
    >>> spelling("josé"), spelling("lee")
    ('jose', 'lee')
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return _ENDING.sub("i", plain)


def transliterated(one: str, other: str) -> bool:
    """Whether two surnames may be one name put into our letters in two ways: one letter apart, two in a long name, and
    only by letters that such spellings differ in.

    >>> transliterated("gaddafi", "gadhafi"), transliterated("johnson", "johnston"), transliterated("brown", "bron")
    (True, False, False)
    """
    one, other = spelling(one), spelling(other)
    if one == other:
        return True
    if hard(one) != hard(other):
        return False
    shorter = min(len(one), len(other))
    most = 0 if shorter < _SHORT + 1 else 1 if shorter < _LONG else 2
    return abs(len(one) - len(other)) <= most and _distance(one, other) <= most


def _distance(one: str, other: str) -> int:
    """The edit distance (Levenshtein)."""
    previous = list(range(len(other) + 1))
    for row, mine in enumerate(one, 1):
        current = [row]
        for column, theirs in enumerate(other, 1):
            change = previous[column - 1] + (mine != theirs)
            current.append(min(change, previous[column] + 1, current[-1] + 1))
        previous = current
    return previous[-1]


@lru_cache(maxsize=65_536)
def hard(name: str) -> str:
    """The letters that all transliterations of a name share, doubled ones once.

    >>> hard("gaddafi") == hard("gadhafi"), hard("johnson") == hard("johnston")
    (True, False)
    """
    return _DOUBLED.sub(r"\1", "".join(letter for letter in name if letter not in _SOFT))


def abbreviates(short: str, key: Key, loose: bool = False) -> bool:
    """Whether capitals are the initials of a name; ``loose`` lets small words count or not.

    >>> abbreviates("WHO", ("world", "health", "organization")), abbreviates("IAEA", ("world", "bank"))
    (True, False)
    """
    initials = [word[0] for part in key for word in part.split("-") if word]
    large = [word[0] for part in key for word in part.split("-") if len(word) > 3 or word not in _SMALL]
    letters = short.replace(".", "").lower()
    return len(letters) >= (2 if loose else _FEWEST_INITIALS) and letters in {"".join(initials), "".join(large)}


_SMALL = frozenset({"of", "the", "and", "for", "in", "on", "&", "de", "la"})
