"""People, organisations and places: the names of a corpus, each told by one form.

Without a model: a capital letter in mid-sentence makes a name; at the head of a sentence it says nothing, and such a
word counts only when the corpus has it elsewhere. A rank in front comes off ("President", "Mr."), and what holds an
event, a law or a thing ("Hurricane …", "… Act", "… missiles") is none. What is a place is told by what stands around
it ("in Basra", "the Basra region") and by a list of countries and well-known places; a country, a capital or a seat of
power acts, unless it stands as a place. Names that are one are told by one form (see `chrono.events.people`), and the
writer's own list (`chrono.events.aliases`) has the last word. The names are the same whatever the order of the
articles.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from chrono.events.cues import Cues
from chrono.events.parts import Part, Splitter, fold, key_of
from chrono.events.people import Key, People, Seen, abbreviates
from chrono.events.sightings import Finder, Sighting
from chrono.events.words import Words, normal, unpointed

if TYPE_CHECKING:
    from chrono.events.aliases import Aliases

__all__ = ["Finds", "Meets", "Names", "NamesOf", "Sighting", "Spotter"]

_ORDINARY = ("stop", "preposition", "subordinate", "adverb", "pronoun", "determiner", "auxiliary")
"""Word classes that begin a sentence and no name."""

_MOST_WORDS = 4  # of a person's name


@dataclass(frozen=True, slots=True)
class NamesOf:
    """Who and where, of one telling, sorted."""

    actors: tuple[str, ...] = ()
    places: tuple[str, ...] = ()


class Finds(Protocol):
    """Finds the names of a sentence: the light recogniser, or a model."""

    def find(self, words: Words, dated: Collection[int] = (), article: str = "") -> list[Sighting]: ...


class Meets(Protocol):
    """Is shown the sentences of an article, and gives the names in each."""

    def meet(self, words: Words, dated: Collection[int] = (), article: str = "") -> list[Sighting]: ...


class Spotter:
    """Meets the sentences of an article: the names that stand in them, and how often it has which words in small
    letters. A corpus learns of it by `Names.learn`."""

    def __init__(self, finder: Finds) -> None:
        self._finder = finder
        self.small: Counter[str] = Counter()
        self.sightings: list[Sighting] = []

    def meet(self, words: Words, dated: Collection[int] = (), article: str = "") -> list[Sighting]:
        """The sightings of a sentence, of which ``dated`` are the words of time expressions."""
        found = self._finder.find(words, dated, article)
        text = words.text
        self.small.update([low for low, start in zip(words.low, words.starts, strict=True) if text[start].islower()])
        for sighting in found:
            for word in sighting.words:
                if "-" in word and word[0].islower():
                    self.small[normal(word)] -= 1
        self.sightings += found
        return found


class Names:
    """The names of a corpus. Show it every sentence with `meet`; then `of` names what was sighted.

    >>> from chrono.events.cues import cues_of
    >>> from chrono.events.words import words_of
    >>> names = Names(cues_of("en"))
    >>> seen = [names.meet(words_of(text)) for text in ("President Ana Silva flew to Lima.", "There Silva met Li.")]
    >>> names.of(seen[1]), names.of(seen[0])
    (NamesOf(actors=('Ana Silva', 'Li'), places=()), NamesOf(actors=('Ana Silva',), places=('Lima',)))
    """

    def __init__(self, cues: Cues, aliases: Aliases | None = None, finder: Finds | None = None) -> None:
        self.cues = cues
        self._aliases: Mapping[str, str] = aliases.canonical if aliases else {}
        self.finder = finder or Finder(cues, self._aliases)
        self._splitter = Splitter(cues, self._aliases)
        self._ordinary = frozenset().union(*(cues[word_class] for word_class in _ORDINARY))
        self._small: Counter[str] = Counter()
        self._seen: dict[Key, Seen] = {}
        self._middle: Counter[Key] = Counter()
        self._placed: Counter[Key] = Counter()
        self._things: Counter[Key] = Counter()
        self._short: dict[str, Key] = {}
        self._split: dict[tuple[str, ...], tuple[Part, ...]] = {}
        self._people: People | None = None
        self._names: dict[Key, str] = {}
        self._told: dict[tuple[Key, str, bool], str] = {}

    def meet(self, words: Words, dated: Collection[int] = (), article: str = "") -> list[Sighting]:
        """The sightings of a sentence, of which ``dated`` are the words of time expressions; the corpus counts them."""
        spotter = Spotter(self.finder)
        found = spotter.meet(words, dated, article)
        self.learn(spotter.small, found)
        return found

    def learn(self, small: Mapping[str, int], sightings: Iterable[Sighting]) -> None:
        """Count what a `Spotter` has met."""
        self._small.update(small)
        for sighting in sightings:
            if "heading" not in sighting.signs:
                self._count(sighting)
        self._people = None

    def of(self, sightings: Iterable[Sighting]) -> NamesOf:
        """The people and organisations, and the places, among some sightings, each told once."""
        actors: set[str] = set()
        places: set[str] = set()
        for sighting in sightings:
            for part in self._named(sighting):
                placed = part.placed or bool(sighting.standing)
                shown = self._shown(part, sighting.article, placed)
                (places if self._is_place(part, shown, placed, sighting) else actors).add(shown)
        return NamesOf(tuple(sorted(actors)), tuple(sorted(places)))

    # ── counting ─────────────────────────────────────────────────────────────────────────────────────────────────────

    def _count(self, sighting: Sighting) -> None:
        for part in self._parts(sighting):
            seen = self._seen.get(part.key)
            if seen is None:
                seen = self._seen[part.key] = Seen()
            seen.forms[" ".join(part.words)] += 1
            seen.articles.add(sighting.article)
            if part.ranked or "says" in sighting.signs:
                seen.ranked = True
            head = "opens" in sighting.signs and len(part.words) == len(sighting.words)
            if head and not part.ranked and not sighting.label:
                continue
            self._middle[part.key] += 1
            if sighting.standing == "place" and not part.ranked:
                self._placed[part.key] += 1
            if "thing" in sighting.signs:
                self._things[part.key] += 1
            if sighting.short and abbreviates(sighting.short, part.key, loose=True):
                self._short[sighting.short] = part.key

    def _parts(self, sighting: Sighting) -> tuple[Part, ...]:
        words = sighting.words
        if "number" in sighting.signs and len(words) > 1 and key_of(words[-1:])[0] in self.cues["numbered"]:
            words = words[:-1]
        elif "number" in sighting.signs and key_of(words)[0] in self.cues["numbered"]:
            return ()
        if words not in self._split:
            self._split[words] = tuple(self._splitter.cut(words))
        return self._split[words]

    # ── what the corpus vouches for ──────────────────────────────────────────────────────────────────────────────────

    def _named(self, sighting: Sighting) -> Iterable[Part]:
        """The names of a sighting that the corpus vouches for."""
        if "heading" in sighting.signs:
            yield from self._in_heading(sighting)
            return
        for part in self._parts(sighting):
            whole = len(part.words) == len(sighting.words)
            if len(part.key) == 1 and part.key[0].endswith("s") and self._bearers().knows((part.key[0][:-1],)):
                continue  # a family: "the Clintons"
            if not sighting.label:
                if part.key in self._splitter.storms:
                    continue
                if (
                    "describes" in sighting.signs
                    and "owns" not in sighting.signs
                    and self._splitter.is_only_place(part.key)
                ):
                    continue
                if self._is_thing(part.key) or (not part.sure and not self._middle[part.key]):
                    continue
                if "opens" in sighting.signs and whole and not part.ranked:
                    part = self._vouched(part, sighting)
            if part.key:
                yield part

    def _is_thing(self, key: Key) -> bool:
        return 2 * self._things[key] > self._middle[key] and not self._splitter.knows(key)

    def _vouched(self, part: Part, sighting: Sighting) -> Part:
        """A name at the head of a sentence, its first word left out where that is an ordinary one; no word for none."""
        key, nothing = part.key, Part((), ())
        if self._splitter.knows(key) or self._middle[key] > self._small[key[0]] * (len(key) == 1):
            return part
        if len(key) == 1:
            shouted = part.words[0].isupper() and len(key[0]) > 1
            owner = "owns" in sighting.signs and key[0] not in self.cues["no_owner"]
            person = self._bearers().person(key, sighting.article) is not None
            return part if shouted or (not self._small[key[0]] and (owner or person)) else nothing
        if key[0] in self._ordinary or self._small[key[0]]:
            rest = next(iter(self._splitter.plain(part.words[1:], key[1:])), nothing)
            return rest if rest.key and not self._is_thing(rest.key) else nothing
        organization = any(word in self.cues["organization"] for word in key)
        return nothing if "quoted" in sighting.signs and not organization else part

    def _in_heading(self, sighting: Sighting) -> Iterable[Part]:
        """The names within a run of words that all have capitals: those that are known from elsewhere."""
        key, first = key_of(sighting.words), 0
        while first < len(key):
            for last in range(len(key), first, -1):
                name = key[first:last]
                known = (
                    self._splitter.knows(name)
                    or self._middle[name]
                    or (last - first == 1 and self._bearers().knows(name))
                )
                if known and not (last - first == 1 and self._small[name[0]]):
                    if not self._splitter.is_nothing(name):
                        placed = first > 0 and key[first - 1] in self.cues["place_preposition"]
                        yield Part(sighting.words[first:last], name, placed=placed)
                    first = last
                    break
            else:
                first += 1

    # ── how it is shown ──────────────────────────────────────────────────────────────────────────────────────────────

    def _bearers(self) -> People:
        if self._people is None:
            full = [key for key in self._seen if self._is_persons(key)]
            self._people = People(self._seen, full)
            self._names, self._told = self._long_names(), {}
        return self._people

    def _is_persons(self, key: Key) -> bool:
        """Whether a name may be a person's in full."""
        if not 2 <= len(key) <= _MOST_WORDS or self._listed(key) or self._mostly_place(key):
            return False
        if any(word in self.cues["organization"] or word in self.cues["place_noun"] for word in key):
            return False
        if key[0] in self._ordinary and not self._middle[key]:
            return False
        if self._behind_place(key) != key:
            return False
        initials = any(form.split()[0].isupper() and len(key[0]) > 1 for form in self._seen[key].forms)
        return not initials and (self._middle[key] > 0 or not self._small[key[0]])

    def _long_names(self) -> dict[Key, str]:
        """For abbreviations and what they stand for, the form to show: the more frequent, of equals the longer."""
        shown: dict[Key, str] = {}
        for key in self._seen:
            if key[0] == "us" and key[1:] in self._seen:
                shown[key] = self._seen[key[1:]].form()  # "U.S. Coast Guard"
        by_initials: dict[str, list[Key]] = defaultdict(list)
        for key in self._seen:
            if len(key) > 2:
                by_initials["".join(word[0] for word in key if word not in self.cues["stop"])].append(key)
        for key, seen in sorted(self._seen.items()):
            form = seen.form()
            if len(key) > 1 or not form.isupper() or self._splitter.knows(key):
                continue
            long = self._short.get(form) or self._stands_for(form, seen, by_initials)
            if long is not None:
                best = max((form, seen), (self._seen[long].form(), self._seen[long]), key=_weight)[0]
                best = self._listed(long) or best
                shown[key] = shown[long] = best
        return shown

    def _stands_for(self, form: str, seen: Seen, by_initials: Mapping[str, list[Key]]) -> Key | None:
        """The one long name with these initials, of the same articles."""
        found = [key for key in by_initials.get(unpointed(form).lower(), ()) if abbreviates(form, key)]
        found = [key for key in found if self._seen[key].articles & seen.articles and not self._is_persons(key)]
        listed = {self._listed(key) or " ".join(key) for key in found}
        return min(found) if len(listed) == 1 else None

    def _listed(self, key: Key) -> str | None:
        name = " ".join(key)
        return self.cues.places.get(name) or self.cues.organizations.get(name)

    def _shown(self, part: Part, article: str, placed: bool) -> str:
        """The form of a name in an article, where it may stand as a place."""
        people = self._bearers()
        told = self._told.get((part.key, article, placed))
        if told is None:
            told = self._told[part.key, article, placed] = self._form(part, article, placed, people)
        return told

    def _form(self, part: Part, article: str, placed: bool, people: People) -> str:
        key = part.key
        if len(key) > 1 and key[0] in self.cues.peoples and self._middle[key[1:]] and not self._listed(key):
            key = key[1:]  # "the Russian Kursk region"
        shown = self._aliases.get(" ".join(key))
        if shown is None and (placed or not self._is_bearer(key, article)):
            shown = self._listed(key)
        shown = shown or self._names.get(key) or people.person(self._behind_place(key), article)
        if shown is None:
            shown = self._seen[key].form() if key in self._seen else " ".join(part.words)
        return self._aliases.get(fold(shown), shown)

    def _behind_place(self, key: Key) -> Key:
        """The full name in "Los Angeles Michael Jackson", what a missing full stop puts together."""
        for first in range(1, len(key) - 1):
            if self._listed(key[:first]) and key[first:] in self._seen:
                return key[first:]
        return key

    def _is_bearer(self, key: Key, article: str) -> bool:
        """Whether the name of a place is, in an article, the surname of someone it names in full."""
        return len(key) == 1 and self._bearers().in_article(key, article)

    # ── places ───────────────────────────────────────────────────────────────────────────────────────────────────────

    def _mostly_place(self, key: Key) -> bool:
        return key[-1] in self.cues["place_noun"] or 0 < self._middle[key] <= 2 * self._placed[key]

    def _is_place(self, part: Part, shown: str, placed: bool, sighting: Sighting) -> bool:
        key = part.key
        known = " ".join(key) in self.cues.places or fold(shown) in self.cues.places
        if known:
            if not placed and (part.ranked or self._is_bearer(key, sighting.article)):
                return False
            return placed or self.cues.places.get(fold(shown), shown) not in self.cues.countries
        if sighting.label:
            return sighting.label != "actor"
        if key[0] in self.cues["place_adjective"] and " ".join(key[1:]) in self.cues.places:
            return True  # "Northern Mexico"
        if fold(shown) in self.cues.organizations or self._bearers().person(key, sighting.article):
            return False
        acronym = len(key) == 1 and part.words[0].isupper()
        organization = any(word in self.cues["organization"] for word in key)
        return self._mostly_place(key) and not part.ranked and not acronym and not organization


def _weight(entry: tuple[str, Seen]) -> tuple[int, int, str]:
    form, seen = entry
    return seen.count, len(form), form
