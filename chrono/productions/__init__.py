"""What a rule's captures mean: from the words of a phrase to an operator.

A rule in a language's file names one of the functions of `PRODUCTIONS` under ``make`` and hands it its captures as
keyword arguments, read by their word class (see `READERS`). A production knows arithmetic but no language. It returns
an operator, a tuple of operators where the rule has ``extents``, or None when the words turn out to be no date
("the 31st of June").
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from chrono.productions import away, clock, cycles, lengths, parts, ranges, sets, written
from chrono.productions.made import Made
from chrono.productions.readers import READERS

__all__ = ["PRODUCTIONS", "READERS", "Made"]


def _registry() -> dict[str, Callable[..., Made]]:
    found: dict[str, Callable[..., Made]] = {}
    for module in (written, cycles, parts, away, clock, lengths, sets, ranges):
        for production in module.PRODUCTIONS:
            if production.__name__ in found:
                raise ValueError(f"two productions of one name: {production.__name__}")
            found[production.__name__] = production
    return found


PRODUCTIONS: Mapping[str, Callable[..., Made]] = _registry()
"""The functions a rule may name under ``make``."""
