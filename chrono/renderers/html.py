"""The page: one self-contained file, a document that is whole without a script."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

from chrono.problems import UserError
from chrono.renderers import Renderer, encoded, fill, renderers, source
from chrono.renderers.chart import pictures
from chrono.renderers.choices import choices
from chrono.renderers.chronology import outline
from chrono.renderers.interactive import specification, vega
from chrono.renderers.lanes import charts
from chrono.renderers.locale import locale_named
from chrono.renderers.metadata import about
from chrono.renderers.overview import legend, stretches
from chrono.timeline import Timeline

NAME = "html"
FILE = "index.html"
DESCRIPTION = "the page, self-contained: every event with the sentence, the phrase and the steps that date it"

_ENDS_EARLY = {
    "style.css": ("</style",),
    "own.css": ("</style",),
    "script.js": ("</script", "<!--"),
    "interactive.js": ("</script", "<!--"),
}
"""What a file cannot hold inside its element of the page, whatever it means in its own language."""

_COMMENT = re.compile(r"/\*.*?\*/|(?:^|(?<=\s))//.*?$", re.DOTALL | re.MULTILINE)
_BESIDE_SIGNS = re.compile(r"\s*([{},;])\s*|(?<=[a-z]:)\s+")


def render(
    timeline: Timeline,
    templates: Path | None = None,
    *,
    downloads: Sequence[Renderer] | None = None,
    locale: str = "en",
    url: str = "",
    interactive: bool = False,
) -> bytes:
    """The page of a timeline as UTF-8.

    ``downloads`` are the outputs it links to, all others unless told; ``locale`` says how its words and dates are
    written, ``url`` where the site will be. ``interactive`` adds a chart one can zoom and point at, and with it Vega: a
    megabyte. Raises ``UserError`` when a template of the user's folder ``templates`` is at fault, or the address.
    """
    style = f"{_part('style.css', templates)}\n{_part('own.css', templates)}".strip()
    script = _part("script.js", templates)
    speaking = locale_named(locale, templates)
    parts = outline(timeline, speaking)
    drawn = pictures(stretches(timeline.dated), speaking)
    chart = specification(timeline.dated, speaking) if interactive else None
    more = [vega(), _part("interactive.js", templates)] if chart else []
    if downloads is None:
        downloads = [renderer for renderer in renderers().values() if renderer.NAME != NAME]
    context = {
        **parts,
        **about(parts, speaking, url=url, feed=next((file.FILE for file in downloads if file.NAME == "atom"), "")),
        "pictures": drawn,
        "lanes": charts(timeline.dated, parts["sources"], drawn, speaking),
        "legend": legend(picture.panel for picture in drawn),
        "choices": choices(timeline, parts["sources"]),
        "style": style,
        "style_hash": policy_hash(style),
        "script": script,
        "script_hash": policy_hash(script),
        "interactive": {"specification": chart, "scripts": more, "hashes": [policy_hash(each) for each in more]},
        "downloads": downloads,
    }
    return encoded(fill("page.html.j2", templates, context, html=True, locale=locale))


def _part(name: str, templates: Path | None) -> str:
    """A file that the page holds: the user's as it stands, our own without comments and indentation."""
    text = source(name, templates).strip()
    if templates is None or not (templates / name).exists():
        return _lean(name, text)
    for mark in _ENDS_EARLY[name]:
        if mark in text.lower():
            raise UserError(f"{templates}/{name}: holds {mark!r}, which would end it early; take it out")
    return text


def _lean(name: str, text: str) -> str:
    """A style sheet or a script of ours; its comments stand on lines of their own, or after the code of one."""
    lines = _COMMENT.sub("", text).splitlines()
    lean = "\n".join(stripped for line in lines if (stripped := line.strip()))
    return _BESIDE_SIGNS.sub(r"\1", lean) if name.endswith(".css") else lean


def policy_hash(text: str) -> str:
    """The name by which a Content Security Policy allows just this text.

    >>> policy_hash("alert(1)")
    'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='
    """
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"
