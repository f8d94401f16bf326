"""A folder of news articles in, a timeline that explains every date out.

>>> import chrono
>>> [(found["text"], found["value"]) for found in chrono.tag("Talks resume next May.", date="2024-12-02")]
[('next May', '2025-05')]

``read`` gives the articles of a folder with their dates, ``tag`` the time expressions of a text, ``build``
the `Timeline` of a folder: its ``events`` are a pandas DataFrame, ``between`` those of a stretch of time, and ``save``
writes the site. ``load`` gives the `Timeline` of a site back. Each is imported when it is first asked for, so that
importing chrono is fast.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from chrono.pipeline import build, read
    from chrono.problems import Problem, UserError
    from chrono.store import load
    from chrono.tagging import tag
    from chrono.timeline import Timeline

__all__ = ["Problem", "Timeline", "UserError", "__version__", "build", "load", "read", "tag"]

_HOMES = {
    "Problem": "chrono.problems",
    "Timeline": "chrono.timeline",
    "UserError": "chrono.problems",
    "build": "chrono.pipeline",
    "load": "chrono.store",
    "read": "chrono.pipeline",
    "tag": "chrono.tagging",
}


def __getattr__(name: str) -> Any:
    if name == "__version__":
        from importlib.metadata import version

        return version("chrono-timeline")
    if name not in _HOMES:
        raise AttributeError(f"module 'chrono' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
