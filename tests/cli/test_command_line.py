"""What holds for every command: help, errors of one line, exit codes, quiet ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
import pytest

import chrono
from chrono.cli import FAULT, INTERRUPTED, run
from chrono.cli import chrono as group

ROOT = Path(__file__).parents[2]
HEAVY = {
    "altair",
    "dateparser",
    "duckdb",
    "frontmatter",
    "jinja2",
    "numpy",
    "pandas",
    "re2",
    "selectolax",
    "vl_convert",
}


@pytest.mark.parametrize("name", list(group.commands))
def test_every_command_has_help_with_an_example(command: Callable[..., Any], name: str) -> None:
    ran = command(name, "--help")
    assert ran.code == 0
    assert f"Usage: chrono {name}" in ran.out
    assert f"Example:\n    chrono {name}" in ran.out or f"| chrono {name}" in ran.out
    assert ran.err == ""


def test_without_a_command_help_is_shown(command: Callable[..., Any]) -> None:
    ran = command()
    assert (ran.code, ran.err) == (0, "")
    assert [line.split()[0] for line in ran.out.partition("Commands:\n")[2].splitlines()] == [
        "build",
        "serve",
        "query",
        "tag",
        "explain",
        "articles",
        "check",
        "rules",
        "init",
    ]


def test_the_version(command: Callable[..., Any]) -> None:
    assert command("--version").out == f"chrono {chrono.__version__}\n"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["buld"], "No such command 'buld'"),
        (["--nonsense"], "No such option '--nonsense'; see chrono --help"),
        (["build", "--top", "0"], "Invalid value for '--top'"),
        (["build", "--jobs", "many"], "Invalid value for '--jobs'"),
        (["explain"], "Missing argument 'PHRASE'; see chrono explain --help"),
        (["tag", "--format", "xml"], "Invalid value for '--format'"),
        (["tag", "a.txt", "--documents", "b.jsonl"], "give FILE or --documents, not both"),
        (["tag", "--output", "b.jsonl"], "--output goes with --documents"),
        (["tag", "--lang", "tlh"], "there are no rules for 'tlh'; there are for en"),
        (["explain", "next May", "--date", "2024-02-30"], "2024-02-30: there is no 30 February 2024"),
        (["explain", "next May", "--date", "yesterday"], "write a date as 2024-12-16, 2024-12 or 2024"),
    ],
)
def test_bad_usage_is_told_in_one_line(command: Callable[..., Any], arguments: list[str], message: str) -> None:
    ran = command(*arguments)
    assert ran.code == 2
    assert ran.out == ""
    assert ran.err.startswith("chrono: error: ")
    assert message in ran.err
    assert ran.err.count("\n") == 1


def test_an_error_message_cannot_drive_the_terminal(command: Callable[..., Any], tmp_path: Path) -> None:
    ran = command("tag", tmp_path / "no\n\x1b[2Jfile")
    assert ran.code == 2
    assert "\x1b" not in ran.err
    assert ran.err.count("\n") == 1


def test_a_fault_of_our_own_is_one_line_too(command: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(text: str, date: str | None, language: str) -> None:
        raise KeyError("anchor")

    monkeypatch.setattr("chrono.tagging.resolved_timexes", broken)
    ran = command("explain", "next May")
    assert ran.code == FAULT
    assert "a fault of chrono's own at test_command_line.py:" in ran.err
    assert "KeyError: 'anchor'" in ran.err
    assert ran.err.count("\n") == 1
    monkeypatch.setenv("CHRONO_TRACEBACK", "1")
    assert "Traceback" in command("explain", "next May").err


def test_an_interrupt_is_quiet(command: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(text: str, date: str | None, language: str) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("chrono.tagging.resolved_timexes", interrupted)
    ran = command("explain", "next May")
    assert ran.code == INTERRUPTED
    assert ran.err.strip() == ""


@pytest.mark.skipif(not hasattr(signal, "SIGINT") or os.name != "posix", reason="sends a signal")
def test_ctrl_c_is_quiet_in_a_process_of_its_own() -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "chrono", "tag"], stdin=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        time.sleep(1)  # until it waits for its standard input
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=20)
    assert process.returncode == INTERRUPTED
    assert errors.strip() == b""


@pytest.mark.skipif(os.name != "posix", reason="runs a shell")
def test_a_reader_that_goes_away_is_no_error() -> None:
    line = f"{sys.executable} -m chrono rules | head -n 1"
    ran = subprocess.run(["sh", "-c", line], capture_output=True, text=True, timeout=60)
    assert ran.stdout.startswith("rule ")
    assert ran.stderr == ""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a disk that is full")
def test_a_full_disk_is_told_in_one_line() -> None:
    with open("/dev/full", "w") as full:
        ran = subprocess.run(
            [sys.executable, "-m", "chrono", "rules"],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            timeout=60,
        )
    assert ran.returncode == 2
    assert ran.stderr == "chrono: error: the system: No space left on device\n"


def test_python_m_chrono_is_the_command() -> None:
    ran = subprocess.run([sys.executable, "-m", "chrono", "--help"], capture_output=True, text=True, timeout=60)
    assert ran.returncode == 0
    assert ran.stdout.startswith("Usage: chrono [OPTIONS]")


@pytest.mark.parametrize("code", ["import chrono", "from chrono.cli import run; run(['--help'])"])
def test_nothing_heavy_is_imported_before_it_is_needed(code: str) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", f"{code}; import sys; print('\\n' + ' '.join(sys.modules))"],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert not HEAVY & set(ran.stdout.splitlines()[-1].split())


def test_main_leaves_with_the_exit_code(monkeypatch: pytest.MonkeyPatch) -> None:
    from chrono import cli

    monkeypatch.setattr(cli, "run", lambda arguments: 1)
    with pytest.raises(SystemExit) as ended:
        cli.main(["check"])
    assert ended.value.code == 1


def test_output_is_utf8_whatever_the_terminal_says(command: Callable[..., Any]) -> None:
    """The fixture's streams are ASCII, as under LC_ALL=C."""
    ran = command("tag", "--format", "jsonl", stdin="Зустріч у Києві on 5 May 2024 — “tomorrow”".encode())
    assert ran.code == 0
    assert '"5 May 2024"' in ran.out


def test_commands_are_click_commands_that_return_codes() -> None:
    assert all(isinstance(entry, click.Command) for entry in group.commands.values())
    assert run(["--help"]) == 0
