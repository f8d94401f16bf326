"""Every warning of a build with its origin, as a JSON list."""

from __future__ import annotations

import json
from pathlib import Path

from chrono.renderers import encoded
from chrono.timeline import Timeline

NAME = "problems"
FILE = "problems.json"
DESCRIPTION = "every warning of the build: its stage, its origin, what is wrong and what to do"


def render(timeline: Timeline, templates: Path | None = None) -> bytes:
    r"""The content of ``problems.json``: a list, a record a problem, in the order in which they were met.

    >>> from chrono.problems import Problem
    >>> print(render(Timeline("", (), problems=(Problem("read", "a.txt", "the file is empty"),))).decode())
    [
     {
      "stage": "read",
      "origin": "a.txt",
      "what": "the file is empty",
      "advice": ""
     }
    ]
    <BLANKLINE>
    """
    problems = [problem.as_dict() for problem in timeline.problems]
    return encoded(json.dumps(problems, ensure_ascii=False, indent=1) + "\n")
