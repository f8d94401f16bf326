"""The documentation is true: its commands are run, its Python is tried, its links lead somewhere.

After a change to what a command prints, write the documents anew and look at the difference:

    .venv/bin/python tests/test_docs.py
"""

from __future__ import annotations

import doctest
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from chrono.cli import chrono
from chrono.pipeline import build

ROOT = Path(__file__).parents[1]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "benchmarks").glob("*.md")])
README = ROOT / "README.md"
DECISIONS = ROOT / "docs" / "decisions" / "README.md"
CONSOLE = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PYTHON = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)
NAMED = re.compile(
    r"^```(?:toml|css|jinja)\n(?:#|/\*|\{#-) (\S+\.\w+)(?: \*/| -#\})?\n(.*?)^```$", re.MULTILINE | re.DOTALL
)
SHELL = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)
EVENTS = "| date | kind | what | dated by |\n|---|---|---|---|\n"
LINK = re.compile(r"\[[^\]]*\]\((?!https?:|mailto:)([^)#\s]+)")
MAIN_JOB = "python3 -m venv .venv && .venv/bin/pip install . && .venv/bin/chrono build seeds --output output"
TESTS = "python3 -m venv .venv && .venv/bin/pip install -e '.[test]' && .venv/bin/pytest"


def workplace(folder: Path, text: str = "") -> Path:
    """A folder with the sample articles, where a document's commands are run, and the files that it shows by name."""
    shutil.copytree(ROOT / "seeds", folder / "seeds")
    for name, lines in NAMED.findall(text):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        with (folder / name).open("a", encoding="utf-8") as file:
            file.write(lines)
    return folder


def renewed(text: str, folder: Path) -> str:
    """A document with each ``$ command`` of its console blocks followed by what the command prints."""

    def run(block: re.Match[str]) -> str:
        commands = [line for line in block[1].splitlines() if line.startswith("$ ")]
        return "```console\n" + "".join(f"{line}\n{printed(line[2:], folder)}" for line in commands) + "```"

    return CONSOLE.sub(run, text)


def tabled(text: str) -> str:
    """The README with each row of its table of events as the build gives it; a row is known by its phrase."""
    told = {event.mentions[0].phrase: event for event in build(ROOT / "seeds").dated}
    start = text.index(EVENTS) + len(EVENTS)
    end = text.index("\n\n", start)
    phrases = [line.split(" | ")[-1].removesuffix(" |") for line in text[start:end].splitlines()]
    rows = [f"| {told[phrase].date} | {told[phrase].kind} | {told[phrase].title} | {phrase} |" for phrase in phrases]
    return text[:start] + "\n".join(rows) + text[end:]


def indexed(text: str) -> str:
    """The index of the decisions: its words as they are, its list as the folder has it."""
    records = sorted(path for path in DECISIONS.parent.glob("*.md") if path != DECISIONS)
    titles = [path.read_text(encoding="utf-8").splitlines()[0].removeprefix("# ") for path in records]
    entries = [f"- [{title}]({path.name})" for title, path in zip(titles, records, strict=True)]
    words = [line for line in text.splitlines() if not line.startswith("- [")]
    return "\n".join(words).rstrip() + "\n\n" + "\n".join(entries) + "\n"


def printed(command: str, folder: Path) -> str:
    """What a shell shows of a command, in a terminal of 80 columns."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    ran = subprocess.run(
        ["sh", "-c", command],
        cwd=folder,
        env={**os.environ, "PATH": path, "COLUMNS": "80", "LC_ALL": "C.UTF-8"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        timeout=120,
    )
    return ran.stdout if ran.stdout.endswith("\n") or not ran.stdout else ran.stdout + "\n"


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("document", [path for path in DOCUMENTS if CONSOLE.search(path.read_text())], ids=named)
def test_commands_print_what_the_document_shows(document: Path, tmp_path: Path) -> None:
    text = document.read_text(encoding="utf-8")
    assert "a fault of chrono's own" not in text
    assert renewed(text, workplace(tmp_path, text)) == text, "if this is right, run .venv/bin/python tests/test_docs.py"


def test_the_commands_of_the_readme_run(tmp_path: Path) -> None:
    lines = "\n".join(SHELL.findall(README.read_text(encoding="utf-8"))).splitlines()
    commands = [line for line in lines if line.startswith("chrono ")]
    assert len(commands) >= len(chrono.commands)
    folder = workplace(tmp_path)
    for command in commands:
        if command.startswith("chrono serve"):  # has no end: tests/cli/test_serve.py
            continue
        assert "error" not in printed(f"{command.partition('#')[0]} || echo error", folder)
    assert (folder / "output" / "index.html").is_file()


@pytest.mark.parametrize("document", [path for path in DOCUMENTS if PYTHON.search(path.read_text())], ids=named)
def test_python_does_what_the_document_shows(document: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(workplace(tmp_path))
    source = "\n".join(PYTHON.findall(document.read_text(encoding="utf-8")))
    examples = doctest.DocTestParser().get_doctest(source, {}, named(document), str(document), 0)
    assert examples.examples, "a python block is written as at the prompt: >>> …"
    report: list[str] = []
    doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(examples, out=report.append)
    assert not report, "".join(report)


@pytest.mark.parametrize("document", DOCUMENTS, ids=named)
def test_links_lead_to_files(document: Path) -> None:
    targets = LINK.findall(document.read_text(encoding="utf-8"))
    assert [target for target in targets if not (document.parent / target).exists()] == []


def test_the_readme_has_the_two_lines() -> None:
    lines = README.read_text(encoding="utf-8").splitlines()
    assert lines.count(MAIN_JOB) == 1
    assert lines.count(TESTS) == 1


def test_the_events_in_the_readme_are_real() -> None:
    text = README.read_text(encoding="utf-8")
    assert tabled(text) == text, "if this is right, run .venv/bin/python tests/test_docs.py"


def test_every_command_is_documented() -> None:
    text = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    for name in chrono.commands:
        assert f"\n## {name}\n" in text
        assert f"\n$ chrono {name} --help\n" in text


def test_the_readme_names_every_command() -> None:
    text = README.read_text(encoding="utf-8")
    assert [name for name in chrono.commands if f"chrono {name}" not in text] == []


def test_the_architecture_names_every_module() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    package = ROOT / "chrono"
    modules = [f"chrono/{path.name}" for path in package.glob("*.py") if not path.name.startswith("__")]
    folders = [f"chrono/{path.parent.name}/" for path in package.glob("*/__init__.py")]
    assert [name for name in modules + folders if f"`{name}`" not in text] == []


def test_every_decision_is_in_the_index() -> None:
    assert DECISIONS.read_text(encoding="utf-8") == indexed(DECISIONS.read_text(encoding="utf-8"))
    numbers = [path.name[:4] for path in DECISIONS.parent.glob("0*.md")]
    assert len(numbers) == len(set(numbers)), "two decisions share a number"


def test_every_dependency_has_its_reason() -> None:
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = [requirement for extra in project["optional-dependencies"].values() for requirement in extra]
    wanted = [name for name in [*project["dependencies"], *extras] if not name.startswith(project["name"])]
    text = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    rows = []
    for requirement in wanted:
        name = re.split(r"[<>=~!\[ ;]", requirement)[0]
        bounds = requirement.removeprefix(name)
        rows.append(f"\n| {name} | {f'`{bounds}`' if bounds else 'any'} | ")
    assert [row for row in rows if row not in text] == []
    assert text.count("\n| ") == len(rows) + 3, "a row for each, and three headings"


def main() -> None:
    """Write what the commands print into the documents."""
    for document in DOCUMENTS:
        text = document.read_text(encoding="utf-8")
        with tempfile.TemporaryDirectory() as folder:
            new = renewed(text, workplace(Path(folder), text)) if CONSOLE.search(text) else text
        if document == DECISIONS:
            new = indexed(new)
        if document == README:
            new = tabled(new)
        if new != text:
            document.write_text(new, encoding="utf-8")
            print(f"renewed {named(document)}")


if __name__ == "__main__":
    main()
