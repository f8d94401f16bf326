"""What marks a folder as a site that chrono made: read by nobody as articles, replaced by the next build."""

from __future__ import annotations

from pathlib import Path

MARKS = ("events.json", "problems.json")
"""The files every build writes, whatever else it does."""


def is_site(folder: Path) -> bool:
    """Whether ``folder`` holds a site made by ``chrono build``."""
    try:
        return all((folder / mark).is_file() for mark in MARKS)
    except OSError:  # a folder that may not be looked into is none of ours; whoever reads it will say so
        return False
