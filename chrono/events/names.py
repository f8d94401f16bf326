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
from chrono.events.people import Key, People, Seen, abbreviates
from chrono.events.sightings import Finder, Sighting
from chrono.events.words import Words, normal, unpointed

if TYPE_CHECKING:
    from chrono.events.aliases import Aliases

__all__ = ["Finds", "Names", "NamesOf", "Sighting"]

_MOST_WORDS = 4  # of a person's name


@dataclass(frozen=True, slots=True)
class NamesOf:
    """Who and where, of one telling, sorted."""

    actors: tuple[str, ...] = ()
    places: tuple[str, ...] = ()


class Finds(Protocol):
    """Finds the names of a sentence: the light recogniser, or a model."""

    def find(self, words: Words, dated: Collection[int] = (), article: str = "") -> list[Sighting]: ...


@dataclass(frozen=True, slots=True)
class _Part:
    """A name within a sighting, ranks and the like taken off. ``sure`` tells that it needs no other sighting to be a
    name, ``placed`` that a preposition within the sighting makes it a place."""

    words: tuple[str, ...]
    key: Key
    ranked: bool = False
    sure: bool = True
    placed: bool = False


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
        self._finder = finder or Finder(cues, self._aliases)
        self._small: Counter[str] = Counter()
        self._seen: dict[Key, Seen] = {}
        self._middle: Counter[Key] = Counter()
        self._placed: Counter[Key] = Counter()
        self._things: Counter[Key] = Counter()
        self._short: dict[str, Key] = {}
        self._storms: set[Key] = set()
        self._split: dict[tuple[str, ...], tuple[_Part, ...]] = {}
        self._people: People | None = None
        self._names: dict[Key, str] = {}
        self._told: dict[tuple[Key, str, bool], str] = {}

    def meet(self, words: Words, dated: Collection[int] = (), article: str = "") -> list[Sighting]:
        """The sightings of a sentence, of which ``dated`` are the words of time expressions; the corpus counts them."""
        found = self._finder.find(words, dated, article)
        text = words.text
        self._small.update([low for low, start in zip(words.low, words.starts, strict=True) if text[start].islower()])
        for sighting in found:
            self._small.subtract(normal(word) for word in sighting.words if "-" in word and word[0].islower())
            if "heading" not in sighting.signs:
                self._count(sighting)
        self._people = None
        return found

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

    def _parts(self, sighting: Sighting) -> tuple[_Part, ...]:
        words = sighting.words
        if "number" in sighting.signs and len(words) > 1 and _key(words[-1:])[0] in self.cues["numbered"]:
            words = words[:-1]
        elif "number" in sighting.signs and _key(words)[0] in self.cues["numbered"]:
            return ()
        if words not in self._split:
            self._split[words] = tuple(self._cut(words))
        return self._split[words]

    # ── what is a name ───────────────────────────────────────────────────────────────────────────────────────────────

    def _cut(self, words: tuple[str, ...]) -> Iterable[_Part]:
        """The names in a run of capitalised words: its last one, behind a rank, and who the rank is of."""
        words = self._behind_compound(words)
        key = _key(words)
        if not key:
            return
        if key[0] in self.cues["storm"]:
            self._storms.add(key[1:])
        rank = None if self._is_known(key) else self._last_rank(key)
        if rank is None:
            yield from self._plain(words, key)
            return
        first = next(index for index, word in enumerate(key) if word in self.cues["honorific"])
        yield from self._of_rank(words[:first])
        behind = words[rank + 1 :]
        if key[rank + 1] in self.cues["name_of"]:
            yield from self._of_rank(behind[1:])
            return
        while len(behind) > 1 and self._only_describes(_key(behind), 0):
            behind = behind[1:]
        numeral = len(behind) > 1 and not key[-1].strip("iv")
        if len(behind) - numeral == 1 and key[rank] in self.cues["royal"]:
            behind = words[rank:]
        if not self._is_nothing(_key(behind)):
            yield _Part(behind, _key(behind), ranked=True)

    def _plain(self, words: tuple[str, ...], key: Key) -> Iterable[_Part]:
        if len(key) > 1 and key[-1] in self.cues["administrative"]:
            words, key = words[:-1], key[:-1]
        if key[0] in self.cues["determiner"] and len(key) > 1 and not self._is_known(key):
            words, key = words[1:], key[1:]
        if len(key) > 1 and key[-1] in self.cues["company_form"] and key[-2] not in self.cues["organization"]:
            words, key = words[:-1], key[:-1]
        end = next((i for i in range(1, len(key)) if key[i] in self.cues["name_of"]), len(key))
        if key[end - 1] in self.cues["press"] and end > 1 and " ".join(key[end + 1 :]) in self.cues.places:
            words, key = words[:end], key[:end]  # "Sky News of Britain"
        if not self._is_nothing(key, len(words[0]) > 1 and words[0].isupper()):
            yield _Part(words, key)

    def _behind_compound(self, words: tuple[str, ...]) -> tuple[str, ...]:
        """What stands behind a word that only puts names together: "Russian-backed", "Paris-Berlin"."""
        for index in range(len(words) - 1, -1, -1):
            if self._is_compound(_key(words[: index + 1]), words[index]):
                return words[index + 1 :]
        return words

    def _is_compound(self, key: Key, word: str) -> bool:
        parts = key[-1].split("-")
        if len(parts) < 2 or self._is_known(key) or self._is_known(key[-1:]):
            return False
        known = any(part in self.cues.places or part in self.cues.peoples for part in parts)
        known = known or any(_tail(key[:-1], part) in self.cues.places for part in (parts[0],))
        return known or parts[-1] in self.cues["compound"] and word.split("-")[-1].islower()

    def _last_rank(self, key: Key) -> int | None:
        """Where the last rank in front of a name stands; None where there is none or it is part of the name."""
        for index in range(len(key) - 2, -1, -1):
            if key[index] in self.cues["honorific"]:
                behind = key[index + 1 :]
                more = any(word in self.cues["organization"] for word in behind) or behind[-1] in self.cues["place_noun"]
                return None if more or self._is_known(behind[:1] and key[index:]) else index
        return None

    def _of_rank(self, words: tuple[str, ...]) -> Iterable[_Part]:
        """The body that a rank is of: "BP" in "BP Chief Executive"; a country only says whose it is."""
        while words and self._only_describes(_key(words), 0):
            words = words[1:]
        key = _key(words)
        if not key or self._is_nothing(key) or self._is_only_place(key):
            return
        organization = any(word in self.cues["organization"] for word in key) or words[0].isupper()
        yield _Part(words, key, sure=self._is_known(key) or organization)

    def _is_only_place(self, key: Key) -> bool:
        shown = self.cues.places.get(" ".join(key))
        return shown is not None and shown not in self.cues.seats

    def _only_describes(self, key: Key, index: int) -> bool:
        """Whether a word in front of a name is no part of it: a people, a place, an article."""
        pair = " ".join(key[index : index + 2])
        if self._is_known(key[index:]):
            return False
        word = key[index]
        return (
            word in self.cues["stop"]
            or word in self.cues.peoples
            or word in self.cues.places
            or pair in self.cues.peoples
            or pair in self.cues.places
            or word in self.cues["honorific"]
        )

    def _is_nothing(self, key: Key, shouted: bool = False) -> bool:
        """Whether words are the name of a people, a rank, an event, a day, a law or a thing, or no name at all."""
        cues, name = self.cues, " ".join(key)
        if self._is_known(key):
            return False
        if name in cues.peoples or all(self._describes_only(key, index) for index in range(len(key))):
            return True
        if len(key) == 1 and ((key[0] in cues["place_noun"]) or (key[0] in cues["stop"] and not shouted) or any(map(str.isdigit, key[0]))):
            return True
        if key[0] in cues["storm"] or key[-1] in cues["calendar_name"] or key[-1] in cues["thing"]:
            return True
        if key[-1] in cues["honorific"] - cues["surname_too"] - cues["organization"]:
            return True
        organization = any(word in cues["organization"] for word in key)
        return not organization and bool({key[0], key[-1]} & cues["event_noun"])

    def _describes_only(self, key: Key, index: int) -> bool:
        word = key[index]
        pairs = {" ".join(key[index : index + 2]), " ".join(key[max(index - 1, 0) : index + 1])}
        return word in self.cues.peoples or word in self.cues["honorific"] or bool(pairs & self.cues.peoples)

    def _is_known(self, key: Key) -> bool:
        name = " ".join(key)
        return name in self.cues.places or name in self.cues.organizations or name in self._aliases

    def _named(self, sighting: Sighting) -> Iterable[_Part]:
        """The names of a sighting that the corpus vouches for."""
        if "heading" in sighting.signs:
            yield from self._in_heading(sighting)
            return
        for part in self._parts(sighting):
            whole = len(part.words) == len(sighting.words)
            if len(part.key) == 1 and part.key[0].endswith("s") and self._bearers().knows((part.key[0][:-1],)):
                continue  # a family: "the Clintons"
            if not sighting.label:
                if part.key in self._storms:
                    continue
                if "describes" in sighting.signs and "owns" not in sighting.signs and self._is_only_place(part.key):
                    continue
                if self._is_thing(part.key) or (not part.sure and not self._middle[part.key]):
                    continue
                if "opens" in sighting.signs and whole and not part.ranked:
                    part = self._vouched(part, sighting)
            if part.key:
                yield part

    def _is_thing(self, key: Key) -> bool:
        return 2 * self._things[key] > self._middle[key] and not self._is_known(key)

    def _vouched(self, part: _Part, sighting: Sighting) -> _Part:
        """A name at the head of a sentence, its first word left out where that is an ordinary one; no word for none."""
        key, nothing = part.key, _Part((), ())
        if self._is_known(key) or self._middle[key] > self._small[key[0]] * (len(key) == 1):
            return part
        if len(key) == 1:
            shouted = part.words[0].isupper() and len(key[0]) > 1
            owner = "owns" in sighting.signs and key[0] not in self.cues["no_owner"]
            person = self._bearers().person(key, sighting.article) is not None
            return part if shouted or (not self._small[key[0]] and (owner or person)) else nothing
        if key[0] in self.cues["stop"] or self._small[key[0]]:
            rest = next(iter(self._plain(part.words[1:], key[1:])), nothing)
            return rest if rest.key and not self._is_thing(rest.key) else nothing
        described = key[0] in self.cues["place_adjective"] or key[0] in self.cues["place_head"]
        if " ".join(key[1:]) in self.cues.places and not described:
            return _Part(part.words[1:], key[1:])
        organization = any(word in self.cues["organization"] for word in key)
        return nothing if "quoted" in sighting.signs and not organization else part

    def _in_heading(self, sighting: Sighting) -> Iterable[_Part]:
        """The names within a run of words that all have capitals: those that are known from elsewhere."""
        key, first = _key(sighting.words), 0
        while first < len(key):
            for last in range(len(key), first, -1):
                name = key[first:last]
                known = self._is_known(name) or self._middle[name] or (last - first == 1 and self._bearers().knows(name))
                if known and not (last - first == 1 and self._small[name[0]]):
                    if not self._is_nothing(name):
                        placed = first > 0 and key[first - 1] in self.cues["place_preposition"]
                        yield _Part(sighting.words[first:last], name, placed=placed)
                    first = last
                    break
            else:
                first += 1

    # ── how it is shown ──────────────────────────────────────────────────────────────────────────────────────────────

    def _bearers(self) -> People:
        if self._people is None:
            full = [key for key in self._seen if self._is_persons(key)]
            self._people = People(self._seen, full, self.cues.places)
            self._names, self._told = self._long_names(), {}
        return self._people

    def _is_persons(self, key: Key) -> bool:
        """Whether a name may be a person's in full."""
        if not 2 <= len(key) <= _MOST_WORDS or self._listed(key) or self._mostly_place(key):
            return False
        if any(word in self.cues["organization"] or word in self.cues["place_noun"] for word in key):
            return False
        if key[0] in self.cues["stop"] and key[0] != "will":
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
            if len(key) > 1 or not form.isupper() or self._is_known(key):
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

    def _shown(self, part: _Part, article: str, placed: bool) -> str:
        """The form of a name in an article, where it may stand as a place."""
        people = self._bearers()
        told = self._told.get((part.key, article, placed))
        if told is None:
            told = self._told[part.key, article, placed] = self._form(part, article, placed, people)
        return told

    def _form(self, part: _Part, article: str, placed: bool, people: People) -> str:
        key = part.key
        shown = self._aliases.get(" ".join(key))
        if shown is None and (placed or not self._is_bearer(key, article)):
            shown = self._listed(key)
        shown = shown or self._names.get(key) or people.person(self._behind_place(key), article)
        if shown is None:
            shown = self._seen[key].form() if key in self._seen else " ".join(part.words)
        return self._aliases.get(_fold(shown), shown)

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

    def _is_place(self, part: _Part, shown: str, placed: bool, sighting: Sighting) -> bool:
        key = part.key
        known = " ".join(key) in self.cues.places or _fold(shown) in self.cues.places
        if known:
            if not placed and (part.ranked or self._is_bearer(key, sighting.article)):
                return False
            return placed or self.cues.places.get(_fold(shown), shown) not in self.cues.countries
        if sighting.label:
            return sighting.label != "actor"
        if key[0] in self.cues["place_adjective"] and " ".join(key[1:]) in self.cues.places:
            return True  # "Northern Mexico"
        if _fold(shown) in self.cues.organizations or self._bearers().person(key, sighting.article):
            return False
        acronym = len(key) == 1 and part.words[0].isupper()
        organization = any(word in self.cues["organization"] for word in key)
        return self._mostly_place(key) and not part.ranked and not acronym and not organization


def _key(words: Iterable[str]) -> Key:
    return tuple(unpointed(normal(word)) for word in words)


def _fold(name: str) -> str:
    return unpointed(normal(name))


def _tail(front: Key, part: str) -> str:
    return " ".join((*front[-1:], part))


def _weight(entry: tuple[str, Seen]) -> tuple[int, int, str]:
    form, seen = entry
    return seen.count, len(form), form
