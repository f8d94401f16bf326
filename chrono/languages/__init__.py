"""Languages as data: TOML files with word classes, rules, examples and rejects.

`load` reads a language's file and those it names, expands the patterns and checks them, so that a mistake in a rule is
named when the language is loaded and not when an article happens to meet it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from chrono.languages.patterns import LARGE, Parts, alternation, alternatives
from chrono.problems import UserError

FOLDER = Path(__file__).parent
SPACE = "(?: {1,2})"  # the tagger folds all white space within a paragraph to blanks
_REFERENCE = re.compile(r"(?<!\?P)<([=@]?)([a-z_]+)(?::([a-z_]+))?>")
_GROUP = re.compile(r"<@[a-z_]+(?::[a-z_]+)?>")
_CAPTURE = re.compile(r"\(\?P<[a-z_0-9]+>")
_ENDS_IN_WORD = re.compile(r"(?<!\\)[A-Za-z]\)*\??$")
_RULE_KEYS = {
    "name", "pattern", "type", "make", "with", "groups", "extents", "examples", "rejects",
    "reject", "accept",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class WordClass:
    """A class of words: ``pattern`` matches them, and is made of the words where none is given; ``read`` names the
    reader of chrono/productions/readers.py that gives what a match means; ``words`` maps a lower-case spelling without
    its final dot to its meaning."""

    name: str
    pattern: str
    read: str
    words: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule as its file has it, with its patterns expanded.

    ``pattern`` has a named capture for each argument; ``outline`` has none, and any words for a group: whatever the
    pattern matches, it matches too. ``captures`` maps an argument to the class or
    group (``@name``) that reads it, "" for text as it stands; an argument met again in another alternative is called
    ``name__2`` or so. ``extents`` names the captures that are phrases of their own, where a rule reads a range. An
    example is a phrase, its value and the sentence it stands in. ``constants`` are arguments given by the rule
    itself. ``reject`` and ``accept`` are regular expressions over what stands around a phrase, which itself is
    written ``<>`` there: none of the first and, where there are any, one of the second must be found.
    """

    name: str
    type: str
    make: str
    pattern: str
    outline: str
    captures: Mapping[str, str]
    constants: Mapping[str, Any]
    groups: tuple[str, ...]
    extents: tuple[str, ...]
    examples: tuple[tuple[str, str, str], ...]
    rejects: tuple[str, ...]
    reject: tuple[str, ...]
    accept: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Language:
    """A language: its word classes, its rules in the order of the file and as one pattern (``scan``), its holidays and
    number words, the cues for the tense of a clause, and ``signals``: the preposition class of the words before a
    phrase."""

    code: str
    classes: Mapping[str, WordClass]
    rules: tuple[Rule, ...]
    scan: str
    holidays: Mapping[str, Mapping[str, Any]]
    numbers: Mapping[str, float]
    multipliers: Mapping[str, float]
    tense: Mapping[str, tuple[str, ...]]
    signals: Mapping[str, str]


@cache
def available() -> tuple[str, ...]:
    """The codes of the languages that there are.

    >>> "en" in available()
    True
    """
    return tuple(sorted(path.stem for path in FOLDER.glob("*.toml") if "." not in path.stem))


@lru_cache
def load(code: str) -> Language:
    """Read and check a language.

    Raises `UserError` where there is no such language, and ``ValueError`` naming rule and fault for a bad file.
    """
    if code not in available():
        raise UserError(f"there are no rules for language {code!r}; use one of: {', '.join(available())}")
    table = _table(code)
    for part in table.get("rules", ()):
        _add(table, _table(f"{code}.{part}"), f"{code}.{part}.toml")
    return _Loader(code, table).language()


def has_part(code: str, name: str) -> bool:
    """Whether a language has a file ``<code>.<name>.toml``."""
    return (FOLDER / f"{code}.{name}.toml").is_file()


def part(code: str, name: str) -> dict[str, Any]:
    """The tables of a language's file ``<code>.<name>.toml``, as they stand.

    >>> part("en", "dating")["ordinals"]["third"]
    3
    """
    return _table(f"{code}.{name}")


def _table(stem: str) -> dict[str, Any]:
    with (FOLDER / f"{stem}.toml").open("rb") as file:
        return tomllib.load(file)


def _add(table: dict[str, Any], part: dict[str, Any], file: str) -> None:
    """Add one file's tables to a language's; lists go on, a name in a table may be there once only."""
    for key, value in part.items():
        if isinstance(value, list):
            table.setdefault(key, []).extend(value)
            continue
        twice = value.keys() & table.setdefault(key, {}).keys()
        if twice:
            raise ValueError(f"{file}: [{key}] has names that are taken already: {sorted(twice)}")
        table[key].update(value)


class _Loader:
    """Expands the patterns of one language file."""

    def __init__(self, code: str, table: dict[str, Any]) -> None:
        self.code = code
        self.table = table
        self.fragments: dict[str, str] = table.get("fragments", {})
        self.holidays = {holiday_key(name): entry for entry in table.get("holiday", []) for name in entry["names"]}
        self.groups: dict[str, str] = {}
        self.classes: dict[str, WordClass] = {}
        for name, entry in table.get("classes", {}).items():
            self.classes[name] = self._word_class(name, entry)
        if self.holidays:
            self.classes["holiday"] = WordClass("holiday", _holidays(table["holiday"]), "holiday")
        self.parts: dict[str, list[Parts]] = {}
        self.large = {f"<@{name}>" for rule in table.get("rule", []) for name in rule.get("groups", ())}
        self.large |= {f"<={name}>" for name, each in self.classes.items() if len(each.pattern) > LARGE}

    def language(self) -> Language:
        rules = tuple(self._rule(entry) for entry in self.table.get("rule", []))
        names = [rule.name for rule in rules]
        twice = {name for name in names if names.count(name) > 1}
        if twice:
            raise ValueError(f"{self.code}.toml: two rules of one name: {sorted(twice)}")
        tense = {key: tuple(value) for key, value in self.table.get("tense", {}).items()}
        signals = {word: signal for signal, words in self.table.get("signals", {}).items() for word in words}
        numbers = self.table.get("numbers", {})
        multipliers = self.table.get("multipliers", {})
        return Language(
            self.code, self.classes, rules, self._scan(), self.holidays, numbers, multipliers, tense, signals
        )

    def _word_class(self, name: str, entry: dict[str, Any]) -> WordClass:
        words, spellings = {}, []
        for meaning, spelled in entry.get("words", {}).items():
            for spelling in spelled:
                spellings.append(spelling)
                words[spelling.lower().rstrip(".")] = int(meaning) if re.fullmatch(r"-?\d+", meaning) else meaning
        if "pattern" in entry:
            pattern = f"(?:{self._expand(entry['pattern'])})"
        else:
            pattern = _alternatives(spellings, entry.get("cased", ()), entry.get("dots", ""))
        return WordClass(name, pattern, entry["read"], words)

    def _rule(self, entry: dict[str, Any]) -> Rule:
        name = entry.get("name", "?")
        unknown = set(entry) - _RULE_KEYS
        if unknown:
            raise ValueError(f"{self.code}.toml, rule {name!r}: unknown keys {sorted(unknown)}")
        captures = dict.fromkeys(re.findall(r"\(\?P<([a-z_]+)>", entry["pattern"]), "")
        source = entry["pattern"]
        return Rule(
            name=name,
            type=entry.get("type", "DATE"),
            make=entry["make"],
            pattern=self._closed(source, captures),
            outline=self._closed(_GROUP.sub(".+", _CAPTURE.sub("(?:", source)), None),
            captures=captures,
            constants=entry.get("with", {}),
            groups=tuple(entry.get("groups", ())),
            extents=tuple(entry.get("extents", ())),
            examples=tuple((phrase, value, *(more or [phrase])) for phrase, value, *more in entry.get("examples", ())),
            rejects=tuple(entry.get("rejects", ())),
            reject=tuple(map(self._around, entry.get("reject", ()))),
            accept=tuple(map(self._around, entry.get("accept", ()))),
        )

    def _closed(self, source: str, captures: dict[str, str] | None) -> str:
        """A rule's pattern, expanded; one that ends in a word ends at that word's end."""
        return f"(?:{self._expand(source, captures)}){_end(source)}"

    def _expand(self, pattern: str, captures: dict[str, str] | None = None) -> str:
        """Replace the references; with ``captures`` those that are handed on become named captures noted there."""

        def replace(match: re.Match[str]) -> str:
            mark, name, alias = match.groups()
            if mark == "@":
                inner, source = self._group(name), "@" + name
            elif name in self.classes:
                inner, source = self.classes[name].pattern, name
            elif name in self.fragments:
                inner, source = self._expand(self.fragments[name]), ""
            else:
                raise ValueError(f"{self.code}.toml: <{name}> is neither a class nor a fragment, in {pattern!r}")
            if captures is None or mark == "=":
                return inner
            argument = alias or name
            if argument in captures:  # an alternative hands on the same argument again
                argument = f"{argument}__{len(captures)}"
            captures[argument] = source
            return f"(?P<{argument}>{inner})"

        return _REFERENCE.sub(replace, pattern.replace(" ", SPACE))

    def _around(self, pattern: str) -> str:
        """A pattern of what stands around a phrase, with its fragments put in."""
        return re.sub(r"<=([a-z_]+)>", lambda match: self._expand(match[0]), pattern)

    def _group(self, name: str) -> str:
        """What any rule of a group matches, and a little more (`alternation`)."""
        if name not in self.groups:
            members = [rule for rule in self.table["rule"] if name in rule.get("groups", ())]
            if not members:
                raise ValueError(f"{self.code}.toml: no rule is in the group @{name}")
            self.groups[name] = f"(?:{self._together(parts for rule in members for parts in self._parts(rule))})"
        return self.groups[name]

    def _scan(self) -> str:
        """What any rule matches, and a little more; a group that a rule outside all groups holds stands for all rules
        in it."""
        rules = self.table.get("rule", [])
        ungrouped = [parts for rule in rules if not rule.get("groups") for parts in self._parts(rule)]
        groups = {part for parts in ungrouped for part in parts if part.startswith("<@")}
        names = {group.strip("<@>") for group in groups}
        rest = [rule for rule in rules if names.isdisjoint(rule.get("groups", ()))]
        return self._together(
            [*((group,) for group in sorted(groups)), *(parts for rule in rest for parts in self._parts(rule))]
        )

    def _together(self, many: Iterable[Parts]) -> str:
        many = list(many)
        large = {part: len(self._expand(part)) for parts in many for part in parts if part in self.large}
        return self._expand(alternation(many, large))

    def _parts(self, rule: dict[str, Any]) -> list[Parts]:
        """A rule's pattern in parts, as `alternation` takes them."""
        source = rule["pattern"]
        if source not in self.parts:
            end = _end(source)
            self.parts[source] = [(*parts, end) if end else parts for parts in alternatives(source, self.large)]
        return self.parts[source]


def _end(source: str) -> str:
    """A pattern that ends in a word ends at that word's end."""
    return r"\b" if _ENDS_IN_WORD.search(source) else ""


def holiday_key(name: str) -> str:
    """A holiday's name without what its spellings differ in.

    >>> {holiday_key(name) for name in ("St. Patrick's Day", "Saint Patricks Day", "St Patrick 's day")}
    {'st patrick day'}
    """
    words = re.sub(r"[.,']", "", name.lower()).replace("-", " ").split()
    return " ".join(_SAME_WORD.get(word, word).rstrip("s") for word in words if word != "s")


_SAME_WORD = {"saint": "st", "xmas": "christmas"}
_SPELLINGS = (  # parts of a holiday's name that are written in several ways, as regular expressions of the escaped name
    (r"(?i)'s|s'", "(?: ?'s|s'|s)?"),
    (r"(?i)\bSt\\\.", r"(?:St\b\.?|Saint)"),
    (r"(?i)\bChristmas", "(?:Christmas|Xmas)"),
    (r"\\-", "[ -]?"),
)


def _holidays(entries: list[dict[str, Any]]) -> str:
    """The alternation of all holidays' names in their spellings; cased ones keep their case."""
    names: dict[bool, list[str]] = {True: [], False: []}
    for entry in entries:
        names[entry.get("cased", False)] += entry["names"]
    cased_ones, others = (_by_last_word([_words_of(name) for name in names[cased]]) for cased in (True, False))
    return rf"(?:(?-i:{cased_ones})|{others})\b"


def _by_last_word(names: list[tuple[str, ...]]) -> str:
    """An alternation of names, those of several words that end in the same one together."""
    last: dict[str, list[tuple[str, ...]]] = {}
    for name in names:
        last.setdefault(name[-1] if len(name) > 1 else "", []).append(name)
    shared = {word: same for word, same in last.items() if word and len(same) >= _SHARED}
    others = [name for word, same in last.items() if word not in shared for name in same]
    parts = [_by_words([name[:-1] for name in same]) + SPACE + word for word, same in shared.items()]
    return f"(?:{'|'.join([*parts, _by_words(others)])})"


_SHARED = 4


def _words_of(name: str) -> tuple[str, ...]:
    """The words of a holiday's name, each as the regular expression of its spellings."""
    words = []
    for word in name.split():
        pattern = re.escape(word)
        for part, spelling in _SPELLINGS:
            pattern = re.sub(part, lambda _, spelling=spelling: spelling, pattern)  # type: ignore[misc]
        words.append(pattern)
    return tuple(words)


def _by_words(names: list[tuple[str, ...]]) -> str:
    """An alternation of names that share their first words, which keeps it small."""
    after: dict[str, list[tuple[str, ...]]] = {}
    for first, *rest in names:
        after.setdefault(first, []).append(tuple(rest))
    parts = []
    for first, rests in after.items():
        longer = [rest for rest in rests if rest]
        more = SPACE + _by_words(longer) if longer else ""
        parts.append(first + (f"(?:{more})?" if more and () in rests else more))
    return f"(?:{'|'.join(parts)})" if len(parts) > 1 else parts[0]


def _alternatives(spellings: list[str], cased: list[str] | tuple[str, ...], dots: str = "") -> str:
    """The alternation of some spellings, sorted so that RE2 writes what they begin with once and meets the longer one
    first; cased words keep their case. A final dot may be missing unless ``dots`` is "required"."""
    by_case: dict[bool, list[str]] = {True: [], False: []}
    for spelling in sorted(spellings, key=str.lower, reverse=True):
        by_case[spelling in cased].append(_spelling(spelling, dots))
        if spelling in cased and spelling.upper() != spelling:
            by_case[True].append(_spelling(spelling.upper(), dots))
    parts = [f"(?-i:{'|'.join(sorted(by_case[True], reverse=True))})"] if by_case[True] else []
    if by_case[False]:
        parts.append("|".join(by_case[False]))
    return f"(?:{'|'.join(parts)})"


def _spelling(spelling: str, dots: str) -> str:
    word = re.escape(spelling.rstrip(".")).replace(r"\ ", SPACE).replace(r"\-", "-")
    end = r"\b" if spelling.rstrip(".")[-1].isalnum() else ""
    if not spelling.endswith("."):
        return word + end
    return word + (r"\." if dots == "required" else end + r"\.?")
