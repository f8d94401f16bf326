"""Where names stand in a sentence: runs of capitalised words, and what is around each.

Nothing is decided here that needs the corpus: a capital at the head of a sentence is handed on as such, and so is
what the words around a name say about its being a place.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Literal

from chrono.events.cues import Cues
from chrono.events.words import Words, bare, normal, unpointed

Standing = Literal["", "if known", "place"]
"""What the words around a name say: nothing, a place if the name is known to be one, a place whatever the name."""

Label = Literal["", "actor", "area", "place"]
"""What a model says of a name: nothing, someone who acts, a state or a town (which may act), a place."""

_OPENS = frozenset('“”"«»‘:([—–-•')
_QUOTES = {"“": "”", '"': '"', "«": "»", "‘": "’", "'": "'"}
_LONGEST = 8
_FEWEST_IN_HEADING = 4
_LONG_WORD = 4  # shorter ones are often small in headings too
_BACK = 5  # words before "to" in which a motion may be told
_DATELINE = re.compile(
    r"[A-Z][A-Z’'.\- ]{2,40}(?:,\s[\w. ]{2,30})?\s*(?:\([A-Z][^()]{1,40}\)\s*[-–—]{0,2}|\s[-–—]{1,2})\s"
)


Sign = Literal["opens", "heading", "quoted", "says", "thing", "number", "owns", "describes"]
"""What else is told by the words around a name: it begins its sentence or a quotation; all words around it have
capitals; quotation marks hold it and nothing else; a verb of saying follows; what follows makes it the name of a thing
("missiles"); a number follows; it has the possessive ending; it says whose rank it is ("the U.S. president", "the
governor of Maryland")."""

_NONE: frozenset[Sign] = frozenset()


@dataclass(frozen=True, slots=True)
class Sighting:
    """A name in a sentence: its words as written, without the possessive ending, and what is around it.

    ``first`` and ``last`` are word indexes, half-open. ``standing`` is what its surroundings say of a place; ``short``
    the abbreviation behind it in brackets; ``article`` the id of its article.
    """

    words: tuple[str, ...]
    first: int
    last: int
    standing: Standing = ""
    signs: frozenset[Sign] = _NONE
    short: str = ""
    article: str = ""
    label: Label = ""


class Finder:
    """Finds the capitalised names of a sentence. ``known`` holds names of several words, in small letters.

    >>> from chrono.events.cues import cues_of
    >>> from chrono.events.words import words_of
    >>> found = Finder(cues_of("en")).find(words_of("In Lima, President Ana Silva praised Peru’s army."))
    >>> [(sighting.words, sighting.standing) for sighting in found]
    [(('Lima',), 'place'), (('President', 'Ana', 'Silva'), ''), (('Peru',), '')]
    """

    def __init__(self, cues: Cues, known: Collection[str] = ()) -> None:
        self.cues = cues
        self._stop = cues["stop"]
        self._determiner = cues["determiner"]
        self._no_name = cues["no_name"]
        self._abbreviation = cues["abbreviation"]
        self._place_adjective = cues["place_adjective"]
        self._place_noun = cues["place_noun"]
        self._place_head = cues["place_head"]
        self._behind_place = cues["place_noun"] - cues["not_behind"]
        self._behind_list = cues["coordinate"] | cues["preposition"]
        self._part_of_place = cues["place_noun"] | cues["place_adjective"] | cues["place_of"]
        self._ranks, self._things = cues["honorific"], cues["thing"]
        self._links = cues["name_of"] | cues["name_for"] | cues["name_particle"]
        self._before_of = cues["name_of"] | cues["determiner"]
        self._behind_person = cues["say"] | cues["relative_person"]
        self._known: dict[str, list[tuple[str, ...]]] = {}
        for name in sorted({*cues.places, *cues.organizations, *known}):
            words = tuple(word for word in name.replace("'", "’").replace("’", "'").split())
            if len(words) > 1 or "-" in name:
                self._known.setdefault(words[0], []).append(words)
        for names in self._known.values():
            names.sort(key=lambda words: (-len(words), words))

    def find(self, words: Words, dated: Collection[int] = (), article: str = "") -> list[Sighting]:
        """The sightings of a sentence, from left to right; ``dated`` are the words of its time expressions."""
        spans = list(self._spans(words, dated))
        if not spans:
            return []
        return list(self.described(words, spans, self._is_heading(words, spans), article))

    def described(
        self,
        words: Words,
        spans: list[tuple[int, int]],
        heading: bool,
        article: str,
        labels: dict[tuple[int, int], Label] | None = None,
    ) -> Iterator[Sighting]:
        """The sightings at some spans of words, each with what is around it."""
        last = -1
        standing: Standing = ""
        for place, (first, end) in enumerate(spans):
            joined = last >= 0 and self._joins(words.low[last:first])
            following = words.low[end] if end < len(words) else ""
            own = self._standing(words, first, end)
            if not own and joined and standing and self._goes_on_so(words, last, first, end):
                own = standing
            standing, last = own, end
            label = labels[first, end] if labels else ""
            signs = self._signs(words, first, end, heading)
            short = self._short(words, spans, place) if following == "(" else ""
            yield Sighting(self._surfaces(words, first, end), first, end, own, signs, short, article, label)

    def _signs(self, words: Words, first: int, end: int, heading: bool) -> frozenset[Sign]:
        before = words.low[first - 1] if first else ""
        following = words.low[end] if end < len(words) else ""
        signs: list[Sign] = ["heading"] if heading else []
        if first == 0 or before in _OPENS:
            signs.append("opens")
            if _QUOTES.get(before) == following != "":
                signs.append("quoted")
        if words.low[end - 1].endswith("'s"):
            signs.append("owns")
        if following in self._behind_person:
            signs.append("says")
        if following in self._things:
            signs.append("thing")
        if following[:1].isdigit():
            signs.append("number")
        if following in self._ranks or (before in self._before_of and self._behind_rank(words.low, first)):
            signs.append("describes")
        return frozenset(signs) if signs else _NONE

    def _behind_rank(self, low: tuple[str, ...], first: int) -> bool:
        """Whether a name only says of what someone holds a rank: "the governor of Maryland"."""
        at = first - 1
        while at > 0 and low[at] in self._determiner:
            at -= 1
        return at > 0 and low[at] in self.cues["name_of"] and low[at - 1] in self.cues["honorific"]

    def _surfaces(self, words: Words, first: int, end: int) -> tuple[str, ...]:
        parts: list[str] = []
        for index in range(first, end):
            if words.low[index] == "." and parts:
                parts[-1] += "."
            else:
                parts.append(words.surface(index))
        if not parts[-1].endswith("."):
            parts[-1] = parts[-1][: len(bare(normal(parts[-1])))]
        return tuple(parts)

    # ── spans ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _spans(self, words: Words, dated: Collection[int]) -> Iterator[tuple[int, int]]:
        text, past = words.text, self._behind_dateline(words)
        capitals = [index for index, start in enumerate(words.starts) if text[start].isupper()]
        if "-" in text or "’" in text or "'" in text:
            inside = [index for index, word in enumerate(words.low) if "-" in word or "'" in word]
            capitals = sorted({*capitals, *(index for index in inside if self._capital(words, index))})
        for index in capitals:
            if index < past:
                continue
            if self._begins(words, index, dated):
                past = self._end_of_run(words, index, dated)
                if self._is_compound(words, past):
                    past += 2  # "U.S.-led", "U.S.-Russia"
                else:
                    yield index, past

    def _behind_dateline(self, words: Words) -> int:
        """The first word behind "LONDON (Reuters) - ", which tells where the report was written."""
        line = _DATELINE.match(words.text) if words.text[1:2].isupper() else None
        return words.span(0, line.end())[1] if line and any(mark in line[0] for mark in "(-–—") else 0

    def _is_compound(self, words: Words, end: int) -> bool:
        """Whether a hyphen glues a name to what follows: "U.S.-led"."""
        glued = end < len(words) and words.low[end] == "-" and words.ends[end - 1] == words.starts[end]
        return glued and end + 1 < len(words) and words.ends[end] == words.starts[end + 1]

    def _begins(self, words: Words, index: int, dated: Collection[int]) -> bool:
        if index in dated:
            return False
        word = bare(words.low[index])
        if word in self._stop and not self._shouts(words, index) and not self._known_at(words, index):
            behind = index == 0 or words.low[index - 1] in _OPENS
            if behind or word in self._determiner:
                return False
        if len(word) > 1 and (word not in self._no_name or self._known_at(words, index)):
            return True
        if word in self._place_adjective and self._goes_on(words, index + 1, dated):
            return True  # "Northern Alliance"
        point = words.low[index + 1 : index + 2] == (".",)
        initial = len(word) == 1 and self._goes_on(words, index + 2, dated)
        return point and (word in self._abbreviation or initial)

    def _shouts(self, words: Words, index: int) -> bool:
        """Whether a word is all in capitals, as "WHO" and "US" are."""
        word = words.surface(index)
        return len(word) > 1 and word.isupper()

    def _capital(self, words: Words, index: int) -> bool:
        """Whether a word begins with a capital, or has one behind a particle: "al-Assad", "d'Estaing"."""
        if words.capital(index):
            return True
        word = words.low[index]
        if "-" not in word and "'" not in word:
            return False
        particle, hyphen, _ = word.replace("'", "-", 1).partition("-")
        inside = words.starts[index] + len(particle) + 1
        return bool(hyphen) and particle in self.cues["name_particle"] and words.text[inside : inside + 1].isupper()

    def _known_at(self, words: Words, index: int) -> int:
        """How many words a known name of several words takes here; 0 for none."""
        for name in self._known.get(words.low[index], ()):
            found = words.low[index : index + len(name)]
            if found[:-1] == name[:-1] and bare(found[-1]) == name[-1] and words.capital(index + len(name) - 1):
                return len(name)
        return 0

    def _end_of_run(self, words: Words, index: int, dated: Collection[int]) -> int:
        end = index + max(1, self._known_at(words, index))
        while end < len(words) and end - index < _LONGEST:
            before = words.low[end - 1]
            if before.endswith(self.cues.endings["possessive"]) and bare(before) not in self.cues["party_of"]:
                break
            short = before in self._abbreviation or len(before) == 1
            if words.low[end] == "." and short and self._goes_on(words, end + 1, dated):
                end += 2
            elif self._goes_on(words, end, dated):
                end += max(1, self._known_at(words, end))
            elif step := self._link(words, index, end, dated):
                end += step
            else:
                break
        return end

    def _goes_on(self, words: Words, index: int, dated: Collection[int]) -> bool:
        if index >= len(words) or index in dated or not self._capital(words, index):
            return False
        word = words.low[index]
        if word not in self._no_name or len(word) == 1 or self._known_at(words, index):
            return True
        return word in self._place_adjective and self._goes_on(words, index + 1, dated)

    def _link(self, words: Words, start: int, index: int, dated: Collection[int]) -> int:
        """How many words "of", "of the", "for", "van der" add to a name, the next capital included; 0 for none."""
        low, step = words.low, 0
        if low[index] not in self._links:
            return 0
        organization = any(low[i] in self.cues["organization"] for i in range(start, index))
        ranked = any(low[i] in self.cues["honorific"] for i in range(start, index))
        lone = index - start == 1 and start > 0 and low[start - 1] not in _OPENS and low[start] not in self.cues.places
        of, of_organization = low[index] in self.cues["name_of"], low[index] in self.cues["name_for"]
        if (of and (organization or ranked or lone)) or (of_organization and organization):
            step = 2 if index + 1 < len(low) and low[index + 1] in self._determiner else 1
            event = low[start] in self.cues["event_noun"]
            if lone and not (organization or ranked or event) and self._is_known(words, index + step):
                return 0
        while index + step < len(low) and low[index + step] in self.cues["name_particle"]:
            step += 1
        return step + 1 if step and self._goes_on(words, index + step, dated) else 0

    def _is_known(self, words: Words, index: int) -> bool:
        if index >= len(words):
            return False
        name = bare(words.low[index]).replace(".", "")
        return name in self.cues.places or name in self.cues.organizations or bool(self._known_at(words, index))

    def _is_heading(self, words: Words, spans: list[tuple[int, int]]) -> bool:
        """Whether all long words have capitals, so that a capital says nothing."""
        ended = words.low[-1] in {".", "!", "?", "…"} or words.low[-2:-1] == (".",)
        if (ended and not words.text.isupper()) or sum(end - first for first, end in spans) < _FEWEST_IN_HEADING:
            return False
        long = [index for index, word in enumerate(words.low) if len(word) >= _LONG_WORD and word[0].isalpha()]
        return sum(not words.capital(index) for index in long) <= len(long) // 10

    def _short(self, words: Words, spans: list[tuple[int, int]], place: int) -> str:
        """ "WHO" behind "World Health Organization"."""
        end = spans[place][1]
        if words.low[end : end + 1] != ("(",) or place + 1 >= len(spans) or spans[place + 1] != (end + 1, end + 2):
            return ""
        closed = words.low[end + 2 : end + 3] == (")",)
        return words.surface(end + 1) if closed and self._shouts(words, end + 1) else ""

    # ── places ───────────────────────────────────────────────────────────────────────────────────────────────────────

    def _joins(self, between: tuple[str, ...]) -> bool:
        parts = [word for word in between if word not in self._determiner]
        return bool(parts) and all(word == "," or word in self.cues["coordinate"] for word in parts)

    def _goes_on_so(self, words: Words, last: int, first: int, end: int) -> bool:
        """Whether a name goes on a list of places. Behind a comma alone it may begin a clause: "In Kyiv, Russia …"."""
        between = words.low[last:first]
        if "," not in between:
            return True
        following = words.low[end] if end < len(words) else "."
        if following in self.cues["place_preposition"]:
            return False
        return not following[0].isalnum() or following in self._behind_list

    def _standing(self, words: Words, first: int, end: int) -> Standing:
        low, cues = words.low, self.cues
        following = low[end] if end < len(low) else ""
        name = bare(low[end - 1])
        if following in cues["event_noun"] and end - first == 1 and cues.places.get(name) not in {None, *cues.states}:
            return "if known"  # "the Vienna talks"
        if following in self._behind_place and not low[end - 1].endswith(cues.endings["possessive"]):
            return "place"
        if end - first > 1 and (name in self._place_noun or low[first] in self._place_head):
            return "place"
        at, nearest = self._past_description(low, first)
        if at < 0 or (low[end - 1].endswith(cues.endings["possessive"]) and not self._holds_place(words, end)):
            return ""
        if (
            low[at] in cues["point_preposition"]
            and cues.places.get(unpointed(" ".join((*low[first : end - 1], name)))) in cues.states
        ):
            return ""
        return self._told_by(low, at, nearest, first, following)

    def _past_description(self, low: tuple[str, ...], first: int) -> tuple[int, bool]:
        """The word that a name depends on, past "the" and "western"; and whether the article alone is between."""
        at, described, article = first - 1, False, False
        while at >= 0:
            if low[at] in self._place_adjective:
                described = True
            elif low[at] in self._determiner:
                article = True
            else:
                break
            at -= 1
        return at, described or not article

    def _told_by(self, low: tuple[str, ...], at: int, nearest: bool, first: int, following: str) -> Standing:
        cues, word = self.cues, low[at]
        ahead = low[at - 1] if at else ""
        certain: Standing = "place" if nearest else "if known"
        if word in cues["place_preposition"]:
            return "" if ahead in cues["trust"] else certain
        if word in cues["known_place_preposition"] or word in cues["visit"]:
            return "if known"
        if word in cues["motion_preposition"] and {ahead, low[at - 2] if at > 1 else ""} & cues["travel"]:
            return certain
        if word in cues["from"] and following in cues["motion_preposition"]:
            return "if known"  # "from Kyiv to Lviv"
        if word in cues["motion_preposition"] and any(verb in cues["motion"] for verb in low[max(at - _BACK, 0) : at]):
            return "if known"
        if word in cues["name_of"] and ahead in cues["place_of"]:
            return certain if ahead in self._place_noun else "if known"
        if word in cues["happens_on_preposition"] and ahead in cues["happens_on"]:
            return "if known"
        if word in cues["such_as"] and {ahead, low[at - 2] if at > 1 else ""} & cues["places"]:
            return certain
        return certain if word in cues["seat"] and at == first - 1 else ""

    def _holds_place(self, words: Words, end: int) -> bool:
        """Whether what a name owns is a part of it: "in Russia’s west", "in Russia’s Kursk region"."""
        return any(word in self._part_of_place for word in words.low[end : end + 3])
