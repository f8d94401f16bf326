"""The timeline as Markdown, good on GitHub as it is."""

from __future__ import annotations

from pathlib import Path

from chrono.renderers import encoded, fill
from chrono.renderers.chronology import outline
from chrono.timeline import Timeline

NAME = "markdown"
FILE = "timeline.md"
DESCRIPTION = "the timeline in Markdown: years as headings, dates in bold, sources as footnotes"


def render(timeline: Timeline, templates: Path | None = None) -> bytes:
    """The timeline in Markdown as UTF-8.

    Raises ``UserError`` when a template of the user's folder ``templates`` is at fault.
    """
    return encoded(fill("timeline.md.j2", templates, outline(timeline), html=False))
