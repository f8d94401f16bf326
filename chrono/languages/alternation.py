"""The alternation of many patterns, in which what several of them share is written once: their beginnings, and the
groups of rules they hold.

Which phrases the whole matches stays the same, and nothing else counts: a scan takes the longest phrase, whichever
branch gave it. Rule by rule, English is three times as many instructions of RE2, which take three times as long to
compile and twice as long to read a text for the first time.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

Parts = tuple[str, ...]
"""A pattern without alternatives, cut at its top level: words, references, groups in brackets, each with its ``?``."""

_TOKEN = re.compile(
    r"""[A-Za-z]{2,}(?![?*+{]) | [A-Za-z]+(?=[A-Za-z][?*+{])  # a word, but for a last letter that is repeated
      | <[=@]?[a-z_]+(?::[a-z_]+)?> | \\. | \[(?:\\.|[^\]\\])*\] | \(\?P<[a-z_]+> | \(\?[a-z-]*: | \{[0-9,]+\} | .""",
    re.VERBOSE,
)
_REPEATED = ("?", "*", "+", "{")
_GROUP = "<@"


def alternatives(pattern: str) -> list[Parts]:
    """The alternatives of a pattern as a language file has it, each cut into its parts, captures dropped; brackets that
    hold a group of rules are opened.

    >>> alternatives("(?:the )?<count:n> years?|next (?P<day>day)(?: of <@span:date>)?")  # doctest: +NORMALIZE_WHITESPACE
    [('(?:the )?', '<=count>', ' ', 'year', 's?'), ('next', ' ', '(?:day)', ' ', 'of', ' ', '<@span>'),
     ('next', ' ', '(?:day)')]
    """
    found: list[list[str]] = [[]]
    depth, bracket = 0, ""
    for token in map(_without_name, _TOKEN.findall(pattern)):
        depth += (token[0] == "(") - (token == ")")
        if depth or token == ")":
            bracket += token
            if not depth:
                found[-1].append(bracket)
                bracket = ""
        elif token == "|":
            found.append([])
        elif token.startswith(_REPEATED):
            found[-1][-1] += token
        else:
            found[-1].append(token)
    return [opened for parts in found for opened in _opened(tuple(parts))]


def _without_name(token: str) -> str:
    if token.startswith("(?P"):
        return "(?:"
    if token[0] != "<" or len(token) == 1:
        return token
    name = token.strip("<=@>").partition(":")[0]
    return f"<@{name}>" if token[1] == "@" else f"<={name}>"


def _opened(parts: Parts) -> list[Parts]:
    """The alternatives of the first brackets that hold a group, each in its place."""
    for place, part in enumerate(parts):
        if _GROUP in part and part.startswith("(?:") and part.endswith((")", ")?")):
            inside = alternatives(part[3:].removesuffix("?").removesuffix(")"))
            if part.endswith("?"):
                inside.append(())
            return [opened for each in inside for opened in _opened((*parts[:place], *each, *parts[place + 1 :]))]
    return [parts]


def alternation(many: Iterable[Parts], size: Callable[[str], int]) -> str:
    """One pattern that matches what any of many patterns matches. Of each the largest group (by ``size``) is shared
    with those that stand between the same beginnings, or that have the same end.

    >>> alternation([("on", "<@day>"), ("by", "<@day>"), ("<@day>", "at"), ("next", "day"), ("next", "week")], len)
    '(?:next(?:day|week)|(?:on|by)<@day>|<@day>at)'
    """
    plain: list[Parts] = []
    around: dict[str, dict[Parts, list[Parts]]] = {}
    for parts in many:
        group = max((part for part in parts if part.startswith(_GROUP)), key=size, default="")
        if group:
            place = parts.index(group)
            around.setdefault(group, {}).setdefault(parts[place + 1 :], []).append(parts[:place])
        else:
            plain.append(parts)
    for group, ends in around.items():
        shared: dict[frozenset[Parts], list[Parts]] = {}
        for end, starts in ends.items():
            shared.setdefault(frozenset(starts), []).append(end)
        for starts, after in shared.items():
            sides = (alternation(sorted(starts), size), group, alternation(after, size))
            plain.append(tuple(part for part in sides if part))
    return _tree(plain)


def _tree(many: list[Parts]) -> str:
    after: dict[str, list[Parts]] = {}
    for parts in many:
        after.setdefault(parts[0] if parts else "", []).append(parts[1:])
    branches = [first + _tree(rest) for first, rest in after.items() if first]
    if len(after) == 1:
        return "".join(branches)
    return f"(?:{'|'.join(branches)})" + ("?" if "" in after else "")
