"""What a production may make, and what several of them need."""

from __future__ import annotations

from chrono.temporal.operators import Operator
from chrono.temporal.period import Grain

Made = Operator | tuple[Operator, ...] | None
"""An operator, one for each of a rule's ``extents``, or None when the words turn out to be no date."""

VAGUE = -1.0
"""The number that stands for "several"."""

GRAINS = {grain.name.lower(): grain for grain in Grain}
"""The grains by the names that the language files give them."""
