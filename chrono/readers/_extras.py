"""What a reader says when the library it needs is not installed."""

from __future__ import annotations

from chrono.problems import Problem
from chrono.readers._files import problem

DISTRIBUTION = "chrono-timeline"
"""What chrono is called where it is installed from."""


def not_installed(origin: str, package: str, extra: str) -> Problem:
    """The problem that a file needs a package of one of chrono's extras.

    >>> print(not_installed("a.pdf", "pypdfium2", "docs"))
    a.pdf: needs pypdfium2 to be read, which is not installed; pip install 'chrono-timeline[docs]'
    """
    what = f"needs {package} to be read, which is not installed"
    return problem(origin, what, f"pip install '{DISTRIBUTION}[{extra}]'")
