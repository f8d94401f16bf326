"""The grammar of date lines: `datelines.toml`, with its patterns put together and compiled."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

Place = Literal["lead", "between", "tail"]
Rank = Literal["first", "published", "plain", "updated"]
LABELS: tuple[Rank, ...] = ("first", "published", "updated")


@dataclass(frozen=True, slots=True)
class Furniture:
    """What may stand around a date in a date line; ``soft`` when sentences and captions hold it as well."""

    name: str
    pattern: re.Pattern[str]
    places: frozenset[str]
    soft: bool


@cache
def table() -> Mapping[str, Any]:
    """`datelines.toml` as it is written."""
    text = files("chrono.dating").joinpath("datelines.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def stamp_patterns() -> tuple[re.Pattern[str], ...]:
    """A pattern a form of date, each with the clock time that may stand before or after it.

    The groups of the clock before the date end in ``_before``.
    """
    parts = dict(table()["parts"])
    parts["zone_name"] = f"(?-i:(?:{_any_of(zone_names())})(?![^\\W_]))"
    clock = _filled(parts["clock"], parts)
    clock_before = re.sub(r"\(\?P<(\w+)>", r"(?P<\1_before>", clock)
    before = rf"(?:{clock_before}{parts['to_date']})?"
    after = rf"(?:{parts['to_clock']}{clock})?"
    return tuple(
        re.compile(
            rf"(?<![^\W_])(?<!\d[/.,:-]){before}{_filled(form['pattern'], parts)}{after}(?![^\W_])(?!/\d)",
            re.IGNORECASE,
        )
        for form in table()["date"]
    )


@cache
def zone_names() -> tuple[str, ...]:
    """The names of time zones that are known, clear or not."""
    zones = table()["zones"]
    return (*zones["fixed"], *zones["united_states"], *zones["ambiguous"])


@cache
def label_pattern() -> re.Pattern[str]:
    """A label and what links it to its stamp; the group that takes part is its rank."""
    labels = table()["labels"]
    ranks = "|".join(rf"(?P<{rank}>{_any_of(labels[rank])})" for rank in LABELS)
    return re.compile(
        rf"(?:{ranks})(?![^\W\d_])(?!\sby\b)(?:\s?[:：])?(?:\s(?:{labels['after']})(?!\w))?", re.IGNORECASE
    )


@cache
def furniture() -> tuple[Furniture, ...]:
    """What may stand around the stamps, in the order in which it is tried."""
    parts = table()["furniture_parts"]
    return tuple(
        Furniture(
            name=item["name"],
            pattern=re.compile(_filled(item["pattern"], parts)),
            places=frozenset(item.get("where", ("lead", "between", "tail"))),
            soft=item.get("soft", False),
        )
        for item in table()["furniture"]
    )


@cache
def separator_pattern() -> re.Pattern[str]:
    """One character between furniture and stamps."""
    return re.compile(table()["furniture_parts"]["separator"])


@cache
def dateline_pattern(name: Literal["before", "after"]) -> re.Pattern[str]:
    """What stands before or after the date in the dateline that opens a story."""
    return re.compile(_filled(table()["dateline"][name], table()["furniture_parts"]))


@cache
def line_pattern(name: Literal["others", "comments", "footer"]) -> re.Pattern[str]:
    """The whole lines that tell what follows them."""
    return re.compile(rf"\W{{0,3}}(?:{table()['lines'][name]})\W{{0,3}}", re.IGNORECASE)


def _any_of(words: tuple[str, ...] | list[str]) -> str:
    """Longest first, so that no word hides a longer one that begins with it."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def _filled(pattern: str, parts: Mapping[str, str]) -> str:
    """A pattern with every ``{name}`` in it replaced, and those in the replacement."""
    return re.sub(r"\{([a-z_]+)\}", lambda match: _filled(parts[match[1]], parts), pattern.replace("\n", ""))
