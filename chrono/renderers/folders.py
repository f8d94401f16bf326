"""Where the templates are."""

from __future__ import annotations

from pathlib import Path


def template_folder() -> Path:
    """Where chrono's own templates are: inside the package in a wheel, beside it in a checkout."""
    package = Path(__file__).parents[1]
    in_wheel = package / "_templates"
    return in_wheel if in_wheel.is_dir() else package.parent / "templates"
