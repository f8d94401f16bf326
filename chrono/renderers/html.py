"""The page: one self-contained file, a document that is whole without a script."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

from chrono.problems import UserError
from chrono.renderers import Renderer, encoded, fill, renderers, source
from chrono.renderers.chart import pictures
from chrono.renderers.chronology import outline
from chrono.renderers.locale import locale_named
from chrono.renderers.overview import legend, stretches
from chrono.timeline import Timeline

NAME = "html"
FILE = "index.html"
DESCRIPTION = "the page, self-contained: every event with the sentence, the phrase and the steps that date it"


def render(
    timeline: Timeline,
    templates: Path | None = None,
    *,
    downloads: Sequence[Renderer] | None = None,
    locale: str = "en",
) -> bytes:
    """The page of a timeline as UTF-8.

    ``downloads`` are the outputs it links to, all others unless told; ``locale`` says how its words and dates are
    written. Raises ``UserError`` when a template of the
    user's folder ``templates`` is at fault.
    """
    style = source("style.css", templates).strip()
    if "</style" in style.lower():
        raise UserError(f"{templates}/style.css: holds '</style', which would end it early; take it out")
    speaking = locale_named(locale, templates)
    drawn = pictures(stretches(timeline.dated), speaking)
    context = {
        **outline(timeline, speaking),
        "pictures": drawn,
        "legend": legend(picture.panel for picture in drawn),
        "style": style,
        "style_hash": _hash(style),
        "downloads": [r for r in renderers().values() if r.NAME != NAME] if downloads is None else downloads,
    }
    return encoded(fill("page.html.j2", templates, context, html=True, locale=locale))


def _hash(text: str) -> str:
    """The name by which a Content Security Policy allows just this text."""
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"
