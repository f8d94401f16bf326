"""The event table as JSON: ``{"title": …, "events": [ … ], "undated": [ … ]}``."""

from __future__ import annotations

import json
from pathlib import Path

from chrono.renderers import encoded
from chrono.timeline import Timeline

NAME = "json"
FILE = "events.json"
DESCRIPTION = "the event table with every mention and its derivation, and the undated events"


def render(timeline: Timeline, templates: Path | None = None) -> bytes:
    r"""The content of ``events.json``, keys and events in the order of the table. ``templates`` plays no part.

    >>> render(Timeline("Peace talks", dated=()))
    b'{\n "title": "Peace talks",\n "events": [],\n "undated": []\n}\n'
    """
    return encoded(json.dumps(timeline.as_dict(), ensure_ascii=False, indent=1) + "\n")
