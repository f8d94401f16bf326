"""Progress is shown on a terminal, and nowhere else."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

SEEDS = Path(__file__).parents[2] / "seeds"
WIPED = "\r\x1b[K"


def seen(terminal: bool, *options: str, **setting: str) -> str:
    """What ``chrono check`` writes to its standard error."""
    environment = {name: value for name, value in os.environ.items() if name != "CI"} | setting
    command = [sys.executable, "-m", "chrono", *options]
    if not terminal:
        return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60).stderr
    ours, theirs = os.openpty()
    with os.fdopen(ours, "rb", buffering=0) as screen:
        ran = subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, stderr=theirs, timeout=60)
        os.close(theirs)
        written = b""
        try:
            while piece := screen.read(4096):
                written += piece
        except OSError:  # Linux' way to say that nobody has the other end any more
            pass
    assert ran.returncode == 0
    return written.decode()


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="needs a terminal")
def test_a_terminal_sees_the_articles_counted_and_the_line_wiped() -> None:
    shown = seen(True, "check", str(SEEDS))
    assert [line for line in shown.split(WIPED) if line] == [f"reading articles {n} of 5" for n in range(1, 6)]
    assert shown.endswith(WIPED)


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="needs a terminal")
def test_ci_sees_nothing(tmp_path: Path) -> None:
    assert seen(True, "check", str(SEEDS), CI="true") == ""
    assert seen(True, "build", str(SEEDS), "--quiet", "--output", str(tmp_path / "site")) == ""


def test_a_pipe_sees_nothing() -> None:
    assert seen(False, "check", str(SEEDS)) == ""
