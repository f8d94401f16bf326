"""One pattern for many: what they begin with, and the groups of rules they hold, are written once.

It matches all that the many match, whichever branch gives it, and a little more: of a group with something before it
in one pattern and something behind it in another, also both at once. The tagger asks the rules themselves what they
make of a phrase, and takes a shorter one where that is nothing. In exchange English needs a fifth of the
instructions, is compiled in a third of the time, and reads a text for the first time twice as fast.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping

Parts = tuple[str, ...]
"""A pattern without alternatives, cut at its top level: words, references, groups in brackets, each with its ``?``."""

_TOKEN = re.compile(
    r"""[A-Za-z]{2,}(?![?*+{]) | [A-Za-z]+(?=[A-Za-z][?*+{])  # a word, but for a last letter that is repeated
      | <[=@]?[a-z_]+(?::[a-z_]+)?> | \\. | \[(?:\\.|[^\]\\])*\] | \(\?P<[a-z_]+> | \(\?[a-z-]*: | \{[0-9,]+\} | .""",
    re.VERBOSE,
)
_REPEATED = ("?", "*", "+", "{")
LARGE = 600  # characters: a class whose pattern is longer is shared like a group of rules


def alternatives(pattern: str, shared: Collection[str] = ()) -> list[Parts]:
    """The alternatives of a pattern as a language file has it, each cut into its parts, captures dropped; brackets that
    hold one of the ``shared`` references are opened.

    >>> pattern = "(?:the )?<count:n> years?|next (?P<day>day)(?: of <@span:date>)?"
    >>> alternatives(pattern, {"<@span>"})  # doctest: +NORMALIZE_WHITESPACE
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
    return [opened for parts in found for opened in _opened(tuple(parts), shared)]


def _without_name(token: str) -> str:
    if token.startswith("(?P"):
        return "(?:"
    if token[0] != "<" or len(token) == 1:
        return token
    name = token.strip("<=@>").partition(":")[0]
    return f"<@{name}>" if token[1] == "@" else f"<={name}>"


def _opened(parts: Parts, shared: Collection[str]) -> list[Parts]:
    """The alternatives of the first brackets that hold what is shared, each in its place."""
    for place, part in enumerate(parts):
        if part.startswith("(?:") and part.endswith((")", ")?")) and any(reference in part for reference in shared):
            inside = alternatives(part[3:].removesuffix("?").removesuffix(")"), shared)
            if part.endswith("?"):
                inside.append(())
            around = parts[:place], parts[place + 1 :]
            return [opened for each in inside for opened in _opened((*around[0], *each, *around[1]), shared)]
    return [parts]


def alternation(many: Iterable[Parts], shared: Mapping[str, int]) -> str:
    """One pattern for many, in which of the ``shared`` references the largest of each stands once.

    >>> many = [("on", "<@day>"), ("by", "<@day>"), ("<@day>", "at"), ("next", "day"), ("next", "week")]
    >>> alternation(many, {"<@day>": 1000})
    '(?:next(?:day|week)|(?:by|on)?<@day>(?:at)?)'
    """
    branches: list[Parts] = []
    around: dict[str, tuple[set[Parts], set[Parts]]] = {}
    for parts in many:
        largest = max((part for part in parts if part in shared), key=shared.__getitem__, default="")
        if largest:
            before, after = around.setdefault(largest, (set(), set()))
            before.add(parts[: parts.index(largest)])
            after.add(parts[parts.index(largest) + 1 :])
        else:
            branches.append(parts)
    for reference, sides in around.items():
        start, end = (alternation(sorted(side), shared) for side in sides)
        branches.append(tuple(part for part in (start, reference, end) if part))
    return _tree(branches)


def _tree(many: list[Parts]) -> str:
    after: dict[str, list[Parts]] = {}
    for parts in many:
        after.setdefault(parts[0] if parts else "", []).append(parts[1:])
    branches = [first + _tree(rest) for first, rest in after.items() if first]
    if len(after) == 1:
        return "".join(branches)
    return f"(?:{'|'.join(branches)})" + ("?" if "" in after else "")
