"""``chrono init``: what it makes works as it stands, on this machine and in the workflows it writes."""

from __future__ import annotations

import re
import shlex
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

import chrono
from chrono.cli import chrono as group

Command = Callable[..., Any]
FILES = [
    ".github/workflows/timeline.yml",
    ".gitignore",
    ".gitlab-ci.yml",
    ".pre-commit-config.yaml",
    "README.md",
    "articles/aliases.toml",
    "articles/articles.csv",
    "articles/edits.toml",
    "articles/facts.toml",
    "articles/first-pictures.md",
    "articles/webb-on-its-way.txt",
    "requirements.txt",
]
PIN = f"chrono-timeline=={chrono.__version__}"


@pytest.fixture
def project(command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    ran = command("init", "harbour news")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines()[-1] == "Next: cd 'harbour news' && chrono serve articles"
    monkeypatch.chdir(tmp_path / "harbour news")
    return tmp_path / "harbour news"


def commands_in(node: object) -> Iterator[list[str]]:
    """The chrono commands that stand anywhere in a YAML document."""
    if isinstance(node, dict):
        for value in node.values():
            yield from commands_in(value)
    elif isinstance(node, list):
        for value in node:
            yield from commands_in(value)
    elif isinstance(node, str) and node.startswith("chrono "):
        yield shlex.split(node)[1:]


def test_the_files(project: Path) -> None:
    assert sorted(path.relative_to(project).as_posix() for path in project.rglob("*") if path.is_file()) == FILES
    assert (project / "requirements.txt").read_text() == f"{PIN}\n"
    assert (project / "README.md").read_text().startswith("# harbour news\n")
    assert not [file for file in FILES if re.search(r"\{\{ (name|version)", (project / file).read_text())]


def test_it_builds_and_has_no_problem(command: Command, project: Path) -> None:
    checked = command("check", "articles", "--strict")
    assert (checked.code, checked.out) == (0, "")
    assert command("build", "articles", "-o", "site", "--strict").code == 0
    page = (project / "site" / "index.html").read_text()
    assert "The James Webb Space Telescope was launched" in page
    assert 'datetime="2021-12-25"' in page
    assert 'datetime="2022-07-12"' in page


def test_the_commented_corrections_and_facts_are_good_ones(command: Command, project: Path) -> None:
    """Without their comment signs they are read, and only ids that no event has are reported."""
    for name in ("edits.toml", "facts.toml"):
        file = project / "articles" / name
        first, *lines = file.read_text().splitlines()
        file.write_text("\n".join([first, *(line.removeprefix("#").removeprefix(" ") for line in lines)]))
    said = command("check", "articles").out.splitlines()
    assert said
    assert all(re.search(r'edits\.toml:\d+: \["?e\w{9}"?\]|no event', line) for line in said), said


@pytest.mark.parametrize("file", [".github/workflows/timeline.yml", ".gitlab-ci.yml", ".pre-commit-config.yaml"])
def test_the_commands_that_it_has_others_run_are_run(command: Command, project: Path, file: str) -> None:
    commands = list(commands_in(yaml.safe_load((project / file).read_text())))
    assert {name for name, *_ in commands} == ({"check"} if file.startswith(".pre") else {"check", "build"})
    for arguments in commands:
        assert arguments[0] in group.commands
        assert command(*arguments).code == 0


def test_the_workflow_builds_what_it_uploads_and_may_do_no_more_than_it_must(command: Command, project: Path) -> None:
    workflow = yaml.safe_load((project / ".github/workflows/timeline.yml").read_text())
    assert workflow["permissions"] == {"contents": "read"}
    assert "permissions" not in workflow["jobs"]["build"]
    assert workflow["jobs"]["publish"]["permissions"] == {"pages": "write", "id-token": "write"}
    assert workflow["jobs"]["publish"]["needs"] == "build"
    assert workflow["concurrency"]["group"]
    steps = [step for job in workflow["jobs"].values() for step in job["steps"]]
    used = [step["uses"] for step in steps if "uses" in step]
    assert all(re.fullmatch(r"actions/[a-z-]+@v\d+", action) for action in used), used
    (upload,) = [step for step in steps if step.get("uses", "").startswith("actions/upload-pages-artifact@")]
    for arguments in commands_in(workflow):
        command(*arguments)
    assert (project / upload["with"]["path"] / "index.html").is_file()
    # YAML 1.1 reads the key `on` as true, and GitHub does not.
    assert set(workflow[True]) == {"push", "pull_request", "workflow_dispatch"}


def test_gitlab_publishes_what_the_job_builds(command: Command, project: Path) -> None:
    pages = yaml.safe_load((project / ".gitlab-ci.yml").read_text())["pages"]
    for arguments in commands_in(pages):
        command(*arguments)
    (published,) = pages["artifacts"]["paths"]
    assert published == "public"
    assert (project / published / "index.html").is_file()


def test_the_hook_is_of_the_same_version_and_looks_at_the_articles(project: Path) -> None:
    ((repository),) = yaml.safe_load((project / ".pre-commit-config.yaml").read_text())["repos"]
    (hook,) = repository["hooks"]
    assert (repository["repo"], hook["language"], hook["pass_filenames"]) == ("local", "python", False)
    assert hook["additional_dependencies"] == [PIN]
    assert re.search(hook["files"], "articles/edits.toml")


def test_the_lines_of_its_readme_are_chrono_s(command: Command, project: Path) -> None:
    lines = re.findall(r"^\.venv/bin/chrono (.*?) *#", (project / "README.md").read_text(), re.MULTILINE)
    assert [line.split()[0] for line in lines] == ["serve", "check", "build"]
    named = re.findall(r"^\| `([^`]+)` \|", (project / "README.md").read_text(), re.MULTILINE)
    assert all((project / name).exists() for name in named)
    assert command(*lines[1].split()).code == 0
    assert command(*lines[2].split()).code == 0


def test_git_leaves_out_what_is_made(command: Command, project: Path) -> None:
    assert command("build", "articles", "-o", "site").code == 0
    subprocess.run(["git", "init", "-q"], check=True)
    listed = subprocess.run(
        ["git", "ls-files", "--others", "--exclude-standard"], capture_output=True, text=True, check=True
    )
    assert sorted(listed.stdout.splitlines()) == FILES


def test_a_fresh_clone_is_empty_enough(command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    ran = command("init", ".")
    assert ran.code == 0
    assert ran.out.splitlines()[-1] == "Next: chrono serve articles"
    assert (tmp_path / "README.md").read_text().startswith(f"# {tmp_path.name}\n")


@pytest.mark.parametrize("name", ["mine.txt", ".hidden", "articles"])
def test_a_folder_that_holds_anything_is_left_as_it_is(command: Command, tmp_path: Path, name: str) -> None:
    (tmp_path / name).mkdir() if name == "articles" else (tmp_path / name).write_text("mine")
    ran = command("init", tmp_path)
    assert ran.code == 2
    assert ran.err == (
        f"chrono: error: {tmp_path}: holds files already ({name}); name an empty or a new folder for the project\n"
    )
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_second_time_nothing_is_overwritten(command: Command, project: Path) -> None:
    edits = project / "articles" / "edits.toml"
    edits.write_text("# mine")
    assert command("init", project).code == 2
    assert edits.read_text() == "# mine"


def test_a_file_is_no_folder(command: Command, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    ran = command("init", tmp_path / "file")
    assert ran.code == 2
    assert ran.err == f"chrono: error: {tmp_path / 'file'}: is a file; name a new folder for the project\n"
    below = command("init", tmp_path / "file" / "below")
    assert below.code == 2
    assert below.err.count("\n") == 1
    assert (tmp_path / "file").read_text() == "mine"
