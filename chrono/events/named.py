"""Dates that qualify a name: "the 2014 Revolution of Dignity", "Russia's 2022 invasion of Ukraine", "Monday's vote".

Such a phrase dates what is named, not the clause around it.
"""

from __future__ import annotations

from dataclasses import dataclass

from chrono.events.clauses import Clause, Parsed
from chrono.events.cues import Cues
from chrono.events.kind import tense_of
from chrono.events.verbs import BARS

_NOUN_WITHIN = 4
_SAYS_ENOUGH = 2
_OF_PHRASE = 8


@dataclass(frozen=True, slots=True)
class Named:
    """What a date names: the words of a noun phrase, with the date where they do not say enough without it ("the 2016
    coup"); without words, a thing and no event ("the 2025 budget")."""

    words: tuple[int, ...]

    @property
    def dated(self) -> bool:
        """Whether the date dates what is named."""
        return bool(self.words)


_THING = Named(())


def named_by(parsed: Parsed, first: int, last: int, clause: Clause, cues: Cues, alone: bool = True) -> Named | None:
    """What a date (the words ``first:last``) names, or None where it belongs to the clause around it.

    ``alone`` tells that no other date stands in the clause: then what its subject names is what it tells.

    >>> from chrono.events.clauses import parse
    >>> from chrono.events.cues import cues_of
    >>> en = cues_of("en")
    >>> parsed = parse("He fled after the 2014 Revolution of Dignity.", en, [(18, 22)])
    >>> [parsed.words.low[i] for i in named_by(parsed, 4, 5, parsed.clauses[0], en).words]
    ['revolution', 'of', 'dignity']
    >>> parsed = parse("In 2014 Revolution Square was closed.", en, [(3, 7)])
    >>> named_by(parsed, 1, 2, parsed.clauses[0], en) is None
    True
    """
    low = parsed.words.low
    possessive = low[last - 1].endswith(cues.endings["possessive"])
    before = low[first - 1] if first else ""
    owned = before.endswith(cues.endings["possessive"])
    if not possessive and not owned and before not in cues["determiner"]:
        return _of_date(parsed, first, last, clause, cues, alone)
    begin = last + 1 if last + 1 < len(low) and low[last] == "," else last
    end = _name_end(parsed, begin, cues)
    if end is None:
        return _THING if not possessive and _qualifies_thing(parsed, last, cues) else None
    start = _possessor(parsed, first, cues) if owned else first - (before in cues["determiner"])
    if _tells_clause(parsed, start, clause, cues, alone):
        return None
    end = _of_phrase(parsed, end, cues)
    words = (*(range(start, first) if owned else ()), *range(begin, end))
    return Named(words if len(words) >= _SAYS_ENOUGH else tuple(range(start, end)))


def _of_date(parsed: Parsed, first: int, last: int, clause: Clause, cues: Cues, alone: bool) -> Named | None:
    """ "the fire of 12 February 2022", "since its launch in 2003", "the Drugs Act of 1916", "before May elections"."""
    low = parsed.words.low
    if first and low[first - 1] in cues["about_event"]:
        end = _name_end(parsed, last, cues)
        return Named(tuple(range(first, end))) if end is not None and not parsed.verb_at(end) else None
    if first < 3 or low[first - 1] not in cues["name_of"] | cues["in_date"]:
        return None
    of = low[first - 1] in cues["name_of"]
    law = of and low[first - 2] in cues["law"] and parsed.words.capital(first - 2)
    start = _possessor(parsed, first - 1, cues) if law else _event_before(parsed, first, cues)
    if start is None or (not of and (not start or low[start - 1] not in cues["about_event"])):
        return None
    return None if _tells_clause(parsed, start, clause, cues, alone) else Named(tuple(range(start, last)))


def _event_before(parsed: Parsed, first: int, cues: Cues) -> int | None:
    """Where "the fire", "Jackson's death" begins that ends before a date and its preposition; None where none does."""
    low, possessive = parsed.words.low, cues.endings["possessive"]
    if low[first - 2] not in cues["event_noun"]:
        return None
    near = range(first - 3, max(first - 3 - _NOUN_WITHIN, -1), -1)
    start = next((i for i in near if low[i] in cues["determiner"] or low[i].endswith(possessive)), None)
    if start is None or any(low[index] in BARS or parsed.verb_at(index) for index in range(start, first)):
        return None
    return _possessor(parsed, start + 1, cues) if low[start].endswith(possessive) else start


def _qualifies_thing(parsed: Parsed, last: int, cues: Cues) -> bool:
    """Whether a small noun follows a date at once: "the 2025 budget"; "the 1990s were hard" has a verb."""
    low = parsed.words.low
    if last >= len(low) or not low[last].isalpha() or parsed.words.capital(last) or parsed.in_verb(last):
        return False
    return not cues.is_function_word(low[last]) and not low[last].endswith(cues.endings["adverb"])


def _tells_clause(parsed: Parsed, start: int, clause: Clause, cues: Cues, alone: bool) -> bool:
    """Whether a clause tells of the very event named in it: as its subject ("Monday's attack killed ten"), or as the
    occasion ("she resigned at Monday's meeting")."""
    low = parsed.words.low
    verb = next((verb for verb in parsed.verbs if clause.start <= verb[0] < clause.end), None)
    if verb is None or not alone:
        return False
    tense = tense_of(parsed, clause, cues)
    if tense == "present" or low[verb[0]] in cues["auxiliary_perfect"]:
        return False
    occasion = start > 0 and low[start - 1] in cues["occasion_preposition"]
    lead = [index for index in range(clause.start, start) if low[index][0].isalnum()]
    if verb[0] < start or lead == [start - 1]:
        return occasion
    return not any(low[index] in cues["preposition"] or low[index] in BARS for index in range(clause.start, start))


def _name_end(parsed: Parsed, begin: int, cues: Cues) -> int | None:
    """Behind the noun for an event, or the name with one in it, that begins at a word; None where there is neither."""
    low, words = parsed.words.low, parsed.words
    end = begin
    while end < len(words) and low[end] not in BARS and words.capital(end) and end not in parsed.dated:
        end += 1
    if not cues["event_noun"].isdisjoint(low[begin:end]):
        return end
    for index in range(end, min(end + _NOUN_WITHIN, len(words))):
        stop = low[index] in BARS or low[index] in cues["preposition"] or low[index] in cues["coordinate"]
        if stop or parsed.verb_at(index):
            break
        if low[index] in cues["event_noun"]:
            return index + 1
    return None


def _of_phrase(parsed: Parsed, end: int, cues: Cues) -> int:
    """Behind "of Ukraine", "on independence", where such a phrase completes the name."""
    low, count = parsed.words.low, len(parsed.words)
    if end >= count or low[end] not in cues["name_link"] or end + 1 in parsed.dated:
        return end
    index = end + 1
    while index < min(end + _OF_PHRASE, count):
        joins = low[index] in cues["coordinate"] or low[index] in cues["relative"] or low[index] in cues["that"]
        if joins or index in parsed.dated or not low[index][0].isalnum():
            break
        if parsed.in_verb(index):
            break
        if low[index] in cues["preposition"] and low[index] not in cues["name_link"]:
            break
        index += 1
    return index if index > end + 1 and low[index - 1] not in cues["dangling"] else end


def _possessor(parsed: Parsed, first: int, cues: Cues) -> int:
    """Where "the country's" or "Vladimir Putin's" begins."""
    index = first - 1
    while index and parsed.words.capital(index - 1) and parsed.words.low[index - 1] not in cues["stop"]:
        index -= 1
    determined = index and parsed.words.low[index - 1] in cues["determiner"]
    return index - 1 if determined and not parsed.words.capital(index) else index
