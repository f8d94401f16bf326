"""What several test modules use."""

from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from chrono.cli import run
from chrono.pipeline import build
from chrono.timeline import Timeline

MAKER = Path(__file__).parent / "golden" / "corpus.py"


@dataclass(frozen=True)
class Ran:
    """What a command left: its exit code and what it said, as text and as bytes."""

    code: int
    output: bytes
    errors: bytes

    @property
    def out(self) -> str:
        return self.output.decode()

    @property
    def err(self) -> str:
        return self.errors.decode()


@pytest.fixture(autouse=True)
def no_stamp_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    """A stamp for the whole build, as packagers set it, is no part of what the tests expect."""
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)


@pytest.fixture(autouse=True)
def a_cache_of_its_own(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """No test finds what another left for the next build, or leaves anything in the user's own folders."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Ran]:
    """Run a ``chrono`` command line in this process, its streams as in a pipe."""

    def ran(*arguments: object, stdin: bytes = b"") -> Ran:
        bytes_of = {"stdin": io.BytesIO(stdin), "stdout": io.BytesIO(), "stderr": io.BytesIO()}
        streams = {name: io.TextIOWrapper(held, encoding="ascii") for name, held in bytes_of.items()}
        with monkeypatch.context() as patch:
            for name, stream in streams.items():
                patch.setattr(sys, name, stream)
            code = run([str(argument) for argument in arguments])
            sys.stdout.flush()
            sys.stderr.flush()
        return Ran(code, bytes_of["stdout"].getvalue(), bytes_of["stderr"].getvalue())

    return ran


@pytest.fixture(scope="session")
def harbour(tmp_path_factory: pytest.TempPathFactory) -> Timeline:
    """Some 300 events of every sort, by way of the articles that tell of them."""
    folder = tmp_path_factory.mktemp("harbour")
    subprocess.run([sys.executable, MAKER, folder], check=True, stdout=subprocess.DEVNULL)
    timeline = build(folder, title="The harbour")
    assert 300 <= len(timeline.dated) <= 330
    return timeline
