"""Dates that qualify a name: "the 2014 Revolution of Dignity", "Russia's 2022 invasion of Ukraine", "Monday's vote".

Such a phrase dates what is named, not the clause around it.
"""

from __future__ import annotations

from dataclasses import dataclass

from chrono.events.clauses import Clause, Parsed
from chrono.events.cues import Cues
from chrono.events.verbs import BARS
from chrono.events.words import bare

_NOUN_WITHIN = 4
_OF_PHRASE = 8


@dataclass(frozen=True, slots=True)
class Named:
    """An event told as a noun phrase: its words, the possessor before the date and the name behind it.

    ``alone`` tells whether the words say enough to stand alone ("Revolution of Dignity" does, "vote" does not).
    """

    words: tuple[int, ...]
    alone: bool


def named_event(parsed: Parsed, first: int, last: int, clause: Clause, cues: Cues) -> Named | None:
    """The event that a date (the words ``first:last``) names, or None where the date belongs to the clause.

    >>> from chrono.events.clauses import parse
    >>> from chrono.events.cues import cues_of
    >>> en = cues_of("en")
    >>> parsed = parse("He fled after the 2014 Revolution of Dignity.", en, [(18, 22)])
    >>> [parsed.words.low[i] for i in named_event(parsed, 4, 5, parsed.clauses[0], en).words]
    ['revolution', 'of', 'dignity']
    >>> parsed = parse("In 2014 Revolution Square was closed.", en, [(3, 7)])
    >>> named_event(parsed, 1, 2, parsed.clauses[0], en) is None
    True
    """
    low, count = parsed.words.low, len(parsed.words)
    possessive = low[last - 1].endswith(cues.endings["possessive"])
    before = low[first - 1] if first else ""
    if not possessive and before not in cues["determiner"] and not before.endswith(cues.endings["possessive"]):
        return None
    begin = last + 1 if last + 1 < count and low[last] == "," else last
    end = _name_end(parsed, begin, cues)
    if end is None:
        return None
    end = _of_phrase(parsed, end, cues)
    possessor = _possessor(parsed, first, cues) if before.endswith(cues.endings["possessive"]) else first
    words = (*range(possessor, first), *range(begin, end))
    alone = len(words) >= 2
    return None if (possessive or not alone) and _is_subject(parsed, first, clause, cues) else Named(words, alone)


def _name_end(parsed: Parsed, begin: int, cues: Cues) -> int | None:
    """Behind the name or the noun for an event that begins at a word; None where there is neither."""
    low, words = parsed.words.low, parsed.words
    end = begin
    while end < len(words) and low[end] not in BARS and words.capital(end) and end not in parsed.dated:
        end += 1
    for index in range(end, min(end + _NOUN_WITHIN, len(words))):
        stop = low[index] in BARS or low[index] in cues["preposition"] or low[index] in cues["coordinate"]
        if stop or parsed.verb_at(index):
            break
        if low[index] in cues["event_noun"]:
            return index + 1
    return end if end > begin and bare(low[begin]) not in cues.peoples else None


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


def _is_subject(parsed: Parsed, first: int, clause: Clause, cues: Cues) -> bool:
    """Whether the noun phrase is its clause's subject: then the clause tells of that very event."""
    verb = next((verb[0] for verb in parsed.verbs if clause.start <= verb[0] < clause.end), None)
    if verb is None or verb < first:
        return False
    lead = parsed.words.low[clause.start : first]
    return not any(word in cues["preposition"] or word in BARS for word in lead)
