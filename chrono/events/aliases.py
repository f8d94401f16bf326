"""The writer's list of names that are one: a TOML file, `aliases.toml`.

    "Volodymyr Zelensky" = ["Zelensky", "Zelenskyy", "Zelenskiy"]
    "Kyiv" = ["Kiev", "Kyyiv"]

The name in front is shown for each of those behind it. Case and the points of abbreviations do not matter. What is
wrong with a line costs that line only, and is a problem with its number.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from chrono.events.words import normal, unpointed
from chrono.problems import Problem, UserError, reason

_PLACE = re.compile(r"\(at (?:line (\d+), column \d+|end of document)\)")
_FORM = 'the form is "Name to show" = ["other name", "another"]'


@dataclass(frozen=True, slots=True)
class Aliases:
    """Other names in small letters, without points, and for each the name to show; that name itself included.

    >>> names = Aliases({"kiev": "Kyiv"}) + Aliases({"u n": "United Nations"})
    >>> names.canonical["kiev"]
    'Kyiv'
    """

    canonical: Mapping[str, str] = field(default_factory=dict)

    def __add__(self, other: Aliases) -> Aliases:
        """Both lists; where they differ, the first one counts."""
        return Aliases({**other.canonical, **self.canonical})


NO_ALIASES = Aliases()


def read_aliases(file: Path) -> tuple[Aliases, list[Problem]]:
    """The names in a file, and what is wrong with it.

    Raises `UserError` when the file cannot be read or is no TOML; anything smaller is a `Problem`.
    """
    text = _text(file)
    canonical: dict[str, str] = {}
    problems: list[Problem] = []
    table = _table(file, text)
    own = {folded(name): name for name in table}
    for name, others in table.items():
        line = _line_of(text, name)

        def wrong(what: str, advice: str, line: int = line) -> None:
            problems.append(Problem("aliases", file.name, what, advice, line))

        if not name.strip():
            wrong("the name to show is empty", _FORM)
            continue
        if own[folded(name)] != name:
            wrong(f"{name!r} is the same name as {own[folded(name)]!r}", "put all other names behind one of them")
            continue
        if not isinstance(others, list) or not others:
            wrong(f"{name!r} has no list of other names", _FORM)
            continue
        canonical[folded(name)] = " ".join(name.split())
        for other in others:
            fault = _fault(name, other, own, canonical)
            if fault:
                wrong(*fault)
            else:
                canonical[folded(other)] = " ".join(name.split())
    return Aliases(canonical), problems


def folded(name: str) -> str:
    """A name as it is looked up.

    >>> folded("U.S.  House")
    'us house'
    """
    return unpointed(normal(" ".join(name.split())))


def _fault(name: str, other: object, own: Mapping[str, str], canonical: Mapping[str, str]) -> tuple[str, str] | None:
    """What is wrong with another name for a name, and what to do."""
    if not isinstance(other, str) or not other.strip():
        return f"{name!r}: {other!r} is no name", "write names in quotes"
    if folded(other) == folded(name):
        return None
    if folded(other) in own:
        return f"{name!r}: {other!r} is a name to show itself", "take it out of one of the two places"
    taken = canonical.get(folded(other))
    if taken is not None and taken != name:
        return f"{name!r}: {other!r} already stands for {taken!r}", "take it out of one of the two lists"
    return None


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise UserError(f"{file}: cannot be read ({reason(error)}); give another file to --aliases") from error
    except UnicodeDecodeError as error:
        raise UserError(f"{file}: is not UTF-8; save it as UTF-8") from error


def _table(file: Path, text: str) -> dict[str, object]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = _PLACE.search(str(error))
        line = found[1] if found and found[1] else len(text.splitlines())
        raise UserError(f"{file}:{line}: is not TOML: {_PLACE.sub('', str(error)).strip()}; {_FORM}") from error


def _line_of(text: str, name: str) -> int:
    """The line where a name stands in front; 0 where it cannot be told."""
    for number, line in enumerate(text.splitlines(), start=1):
        key = re.match(r"""\s*\[?\s*(?:"([^"]*)"|'([^']*)'|([\w-]+))\s*[=.\]]""", line)
        if key and next(group for group in key.groups() if group is not None) == name:
            return number
    return 0
