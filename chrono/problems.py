"""Warnings as records with an origin: what went wrong, where, and what to do about it.

Every stage returns or collects `Problem` values instead of printing; ``chrono build`` writes them to
``problems.json`` and prints one line each, ``chrono check`` exits 1 when there are any.
"""

from __future__ import annotations

from dataclasses import dataclass


class UserError(Exception):
    """Something the user asked for cannot be done. The message is one line: what, where, what to do."""


def reason(error: OSError) -> str:
    """Why the system refused, in small letters, to stand within a line.

    >>> reason(PermissionError(13, "Permission denied"))
    'permission denied'
    """
    return (error.strerror or str(error) or type(error).__name__).lower()


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing a user should know about.

    ``stage`` is where it was found (``read``, ``articles.csv``, ``dating``, ``tag``, ``events``, ``edits``);
    ``origin`` the file or article it concerns, ``line`` its line where there is one (0: none).

    >>> print(Problem("read", "notes.txt", "the file is empty", "put the article's text in it or delete it"))
    notes.txt: the file is empty; put the article's text in it or delete it
    """

    stage: str
    origin: str
    what: str
    advice: str = ""
    line: int = 0

    def __str__(self) -> str:
        place = f"{self.origin}:{self.line}" if self.line else self.origin
        return f"{place}: {self.what}; {self.advice}" if self.advice else f"{place}: {self.what}"

    def as_dict(self) -> dict[str, str | int]:
        """The record written to ``problems.json``."""
        record: dict[str, str | int] = {
            "stage": self.stage,
            "origin": self.origin,
            "what": self.what,
            "advice": self.advice,
        }
        if self.line:
            record["line"] = self.line
        return record
