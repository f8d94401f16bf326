"""The cue words of a language, read from its ``<code>.events.toml`` and ``<code>.names.toml``, made ready for look-up.

Look-up is by the first word of a phrase, so a sentence costs its length and not the length of the lists.
"""

from __future__ import annotations

import itertools
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from typing import Any

from chrono.events.words import unpointed, words_of
from chrono.languages import load

MODALITY = (
    "negated", "negated_behind", "hindered", "called_off", "undone", "forbids", "moved", "possible", "irrealis", "open",
    "doubtful", "hypothetical", "foretold", "planned", "condition", "neutral",
)  # fmt: skip
_FUNCTIONS = ("preposition", "coordinate", "determiner", "adverb", "pronoun", "relative", "that", "subordinate")
NO_CLASS: frozenset[str] = frozenset()
_CHOICE = re.compile(r"\(([^)]*)\)")


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue found: its group, and its words as a half-open range of indexes."""

    group: str
    start: int
    end: int


class Phrases:
    """Phrases by group, found in a sentence's words; of overlapping ones, the leftmost, then the longest."""

    __slots__ = ("_by_first",)

    def __init__(self, groups: Mapping[str, Iterable[str]]) -> None:
        by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for group, phrases in groups.items():
            for phrase in phrases:
                for written in spelled_out(phrase):
                    words = words_of(written).low
                    by_first.setdefault(words[0], []).append((words, group))
        for entries in by_first.values():
            entries.sort(key=lambda entry: (-len(entry[0]), entry))
        self._by_first = by_first

    def at(self, low: Sequence[str], index: int) -> Cue | None:
        """The longest phrase that begins at a word, or None."""
        following = low[index + 1] if index + 1 < len(low) else ""
        for words, group in self._by_first.get(low[index], ()):
            if len(words) == 1 or (words[1] == following and tuple(low[index : index + len(words)]) == words):
                return Cue(group, index, index + len(words))
        return None

    def find(self, low: Sequence[str]) -> list[Cue]:
        """All phrases of a sentence, none overlapping another."""
        found: list[Cue] = []
        if self._by_first.keys().isdisjoint(low):
            return found
        end = 0
        for index in [index for index, word in enumerate(low) if word in self._by_first]:
            if index >= end and (cue := self.at(low, index)):
                found.append(cue)
                end = cue.end
        return found


class Endings(dict[str, tuple[str, ...]]):
    """Endings of words by what they tell; a language that does not say has none."""

    def __missing__(self, name: str) -> tuple[str, ...]:
        return ()


class WordClasses(dict[str, frozenset[str]]):
    """Word classes by name; one that the language does not have is empty."""

    def __missing__(self, name: str) -> frozenset[str]:
        return frozenset()


@dataclass(frozen=True, slots=True)
class Cues:
    """What a language's file says.

    ``words`` are its word classes (an unknown class is empty), ``alike`` maps words to the one that stands for their
    group, ``kinds`` are those of them that stand for a kind of event, ``stems`` are the endings to cut off words with
    what takes their place. ``opposites`` maps words to those that tell two events apart, ``two_sided`` likewise unless
    both sides are named, ``numbers`` maps number words to what they come to and ``scales`` those that multiply.
    ``places`` and ``organizations`` map small-letter names to the name to show, ``within`` a city's to that of its
    country. ``states`` are the names of countries, ``seats`` those of seats of power ("the Kremlin"), ``countries``
    both with the capitals, ``peoples`` the words for who lives there. ``frames`` maps prepositions to the words that
    ask for one of their own, by their first form.
    ``classes`` is ``words`` the other way round: the classes of each word. ``terms`` keeps what
    `chrono.events.terms` made of the words it met.
    """

    language: str
    words: WordClasses = field(default_factory=WordClasses)
    modality: Phrases = field(default_factory=lambda: Phrases({}))
    lead_in: Phrases = field(default_factory=lambda: Phrases({}))
    according: Phrases = field(default_factory=lambda: Phrases({}))
    date_lead: Phrases = field(default_factory=lambda: Phrases({}))
    example: Phrases = field(default_factory=lambda: Phrases({}))
    comparison: Phrases = field(default_factory=lambda: Phrases({}))
    no_subordinate: Phrases = field(default_factory=lambda: Phrases({}))
    frames: Mapping[str, frozenset[str]] = field(default_factory=dict)
    endings: Endings = field(default_factory=Endings)
    alike: Mapping[str, str] = field(default_factory=dict)
    kinds: frozenset[str] = frozenset()
    stems: tuple[tuple[str, str], ...] = ()
    opposites: Mapping[str, frozenset[str]] = field(default_factory=dict)
    two_sided: Mapping[str, frozenset[str]] = field(default_factory=dict)
    numbers: Mapping[str, float] = field(default_factory=dict)
    scales: Mapping[str, float] = field(default_factory=dict)
    organizations: Mapping[str, str] = field(default_factory=dict)
    places: Mapping[str, str] = field(default_factory=dict)
    within: Mapping[str, str] = field(default_factory=dict)
    countries: frozenset[str] = frozenset()
    states: frozenset[str] = frozenset()
    seats: frozenset[str] = frozenset()
    peoples: frozenset[str] = frozenset()
    classes: Mapping[str, frozenset[str]] = field(default_factory=dict)
    terms: dict[str, str] = field(default_factory=dict, repr=False, compare=False)

    def __getitem__(self, word_class: str) -> frozenset[str]:
        return self.words[word_class]

    def is_function_word(self, word: str) -> bool:
        """Whether a word is no noun, verb or adjective."""
        return not self.classes.get(word, NO_CLASS).isdisjoint(_FUNCTIONS)


@lru_cache(maxsize=8)
def cues_of(language: str) -> Cues:
    """The cues of a language; a language without a file of them has none, and every clause is taken as it stands.

    >>> cues_of("en").modality.find(("he", "could", "not", "come"))
    [Cue(group='negated', start=1, end=3)]
    >>> cues_of("xx").modality.find(("he", "could", "not", "come"))
    []
    """
    table = _table(language, "events")
    if not table:
        return Cues(language)
    words = load(language)
    return read_cues(table, _table(language, "names"), words.numbers, words.multipliers)


def _table(language: str, part: str) -> dict[str, Any]:
    """A language's file, parsed; empty where there is none."""
    file = files("chrono.languages").joinpath(f"{language}.{part}.toml")
    return tomllib.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}


def read_cues(
    table: Mapping[str, Any],
    names: Mapping[str, Any] | None = None,
    numbers: Mapping[str, float] | None = None,
    multipliers: Mapping[str, float] | None = None,
) -> Cues:
    """The cues that two parsed files hold, what events are told by and what names are, with the number words of the
    language's rules."""
    names = names or {}
    phrases = {group: entry["phrases"] for group, entry in table["cues"].items()}
    gazetteer = names.get("places", {})
    places, countries, peoples = _places(gazetteer)
    seats, regions = (names.get(part, {}).get("names", ()) for part in ("seats", "regions"))
    others = names.get("peoples", {}).get("words", ())
    entries = {**table["words"], **names.get("words", {})}
    words = WordClasses({name: frozenset(entry["words"]) for name, entry in entries.items()})
    return Cues(
        language=table["language"],
        words=words,
        classes={word: frozenset(classes) for word, classes in _classes(words).items()},
        modality=Phrases({group: phrases[group] for group in MODALITY}),
        lead_in=Phrases({"lead_in": phrases["lead_in"]}),
        according=Phrases({"according": phrases["according"]}),
        date_lead=Phrases({"date_lead": phrases["date_lead"]}),
        alike=_alike(table["alike"], gazetteer),
        kinds=frozenset(group[0] for group in table["alike"]["events"]),
        stems=tuple((ending, instead) for ending, _, instead in (e.partition(">") for e in table["endings"]["stem"])),
        frames={preposition: frozenset(verbs) for preposition, verbs in table.get("frames", {}).items()},
        example=Phrases({"example": phrases["example"]}),
        comparison=Phrases({"comparison": phrases["comparison"]}),
        no_subordinate=Phrases({"no_subordinate": phrases["no_subordinate"]}),
        endings=Endings({name: tuple(endings) for name, endings in table["endings"].items()}),
        opposites=_both_ways(table["opposites"]["pairs"]),
        two_sided=_both_ways(table["opposites"]["two_sided"]),
        numbers={word: value for word, value in (numbers or {}).items() if value >= 1},
        scales={**(multipliers or {}), **table["scales"]},
        organizations=_spellings(
            (name, *entry.get("also", ())) for name, entry in names.get("organizations", {}).items()
        ),
        places={**places, **_spellings((name,) for name in (*seats, *regions))},
        within={
            name.lower(): country
            for country, entry in gazetteer.items()
            for city in entry.get("cities", ())
            for name in city.split("/")
        },
        countries=frozenset({*countries, *seats}),
        states=frozenset(gazetteer),
        seats=frozenset(seats),
        peoples=frozenset({*peoples, *_plurals(others)}),
    )


def _alike(groups: Mapping[str, Any], places: Mapping[str, Mapping[str, list[str]]]) -> dict[str, str]:
    """For each word that has others like it, the one that stands for all; people stand for their country."""
    alike: dict[str, str] = {}
    for country, entry in places.items():
        names = [name.lower() for name in (country, *entry.get("also", ())) if " " not in name]
        for word in (*names, *(people.lower() for people in entry.get("people", ()))):
            if names and " " not in word:
                alike[word] = names[0]
                alike[word + "s"] = names[0]
    alike.update((word, group[0]) for group in (*groups["events"], *groups["words"]) for word in group)
    return alike


def _classes(words: Mapping[str, Iterable[str]]) -> dict[str, set[str]]:
    """The classes of each word."""
    classes: dict[str, set[str]] = {}
    for name, members in words.items():
        for word in members:
            classes.setdefault(word, set()).add(name)
    return classes


def _both_ways(pairs: Iterable[tuple[str, str]]) -> dict[str, frozenset[str]]:
    """For each word of some pairs, all its partners."""
    partners: dict[str, set[str]] = {}
    for one, other in pairs:
        partners.setdefault(one, set()).add(other)
        partners.setdefault(other, set()).add(one)
    return {word: frozenset(others) for word, others in partners.items()}


def spelled_out(phrase: str) -> Iterator[str]:
    """Every phrase that one with choices stands for.

    >>> list(spelled_out("(is|was) said to"))
    ['is said to', 'was said to']
    """
    pieces = _CHOICE.split(phrase)
    choices = [piece.split("|") if place % 2 else [piece] for place, piece in enumerate(pieces)]
    return ("".join(choice) for choice in itertools.product(*choices))


def _spellings(names: Iterable[Sequence[str]]) -> dict[str, str]:
    """For each spelling of some names in small letters, with points and without, the first one."""
    return {low: group[0] for group in names for name in group for low in (name.lower(), unpointed(name.lower()))}


def _plurals(words: Iterable[str]) -> Iterator[str]:
    for word in words:
        yield from (word.lower(), word.lower() + "s")


def _places(table: Mapping[str, Mapping[str, list[str]]]) -> tuple[dict[str, str], set[str], set[str]]:
    places: dict[str, str] = {}
    countries: set[str] = set()
    peoples: set[str] = set()
    for country, entry in table.items():
        for name in (country, *entry.get("also", ())):
            places |= dict.fromkeys(_spellings([(name,)]), country)
        countries.add(country)
        for place, city in enumerate(entry.get("cities", ())):
            shown, *others = city.split("/")
            for name in (shown, *others):
                for low in _spellings([(name,)]):
                    places.setdefault(low, shown)
            if place == 0:
                countries.add(shown)
        peoples |= set(_plurals(entry.get("people", ())))
    return places, countries, peoples
