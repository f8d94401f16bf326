"""What marks a folder as a site that chrono made: read by nobody as articles, replaced by the next build."""

from __future__ import annotations

from pathlib import Path

MARKS = ("events.json", "problems.json")
"""The files every build writes, whatever else it does."""


def is_site(folder: Path) -> bool:
    """Whether ``folder`` holds a site made by ``chrono build``."""
    return all((folder / mark).is_file() for mark in MARKS)
