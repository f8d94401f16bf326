"""``chrono serve`` as people run it: a process of its own, a browser, an editor."""

from __future__ import annotations

import http.client
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, sync_playwright

from chrono.cli.serve import _attempt
from chrono.serving import BUILDS

CHROMIUM = next(
    (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None
)
WAIT = 60

pytestmark = pytest.mark.skipif(os.name != "posix", reason="sends signals")


class Served:
    """A ``chrono serve`` that runs."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        (folder / "tmp").mkdir(exist_ok=True)
        self.temporary = folder / "tmp"
        self.process = subprocess.Popen(
            [sys.executable, "-u", "-m", "chrono", "serve", *arguments, "--port", "0"],
            cwd=folder,
            env={**os.environ, "TMPDIR": str(self.temporary)},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        found = re.search(r"http://127\.0\.0\.1:(\d+)/", self.line())
        assert found is not None
        self.port = int(found[1])
        self.builds = self._connection().getresponse()

    def line(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline()

    def _connection(self) -> http.client.HTTPConnection:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=WAIT)
        connection.request("GET", BUILDS)
        return connection

    def next_build(self) -> None:
        """Wait until the pages are told of a build; one that has not been made yet is called …-0."""
        deadline = time.monotonic() + WAIT
        while time.monotonic() < deadline:
            line = self.builds.readline()
            if line.startswith(b"data: ") and not line.endswith(b"-0\n"):
                return
        raise AssertionError("no build")

    def page(self, path: str = "/") -> tuple[int, str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=WAIT)
        connection.request("GET", path)
        response = connection.getresponse()
        return response.status, response.read().decode()

    def end(self, number: int = signal.SIGINT) -> tuple[int, str]:
        self.process.send_signal(number)
        said, _ = self.process.communicate(timeout=WAIT)
        return self.process.returncode, said


@pytest.fixture
def workplace(tmp_path: Path) -> Path:
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "pier.txt").write_text("The pier\n\nThe mayor opened the pier on 5 May 2024.\n")
    return tmp_path


@pytest.fixture
def serve(workplace: Path) -> Iterator[Callable[..., Served]]:
    running: list[Served] = []

    def start(*arguments: str) -> Served:
        running.append(Served(workplace, *arguments))
        return running[-1]

    yield start
    for served in running:
        served.process.kill()
        served.process.communicate()


def test_every_change_makes_the_page_anew(serve: Callable[..., Served], workplace: Path) -> None:
    served = serve("texts", "--title", "Piers")
    served.next_build()
    status, page = served.page()
    assert status == 200
    assert "<title>Piers</title>" in page
    assert "opened the pier" in page
    assert served.page("/events.json")[1].startswith("{")
    (workplace / "texts" / "later.txt").write_text("The mayor closed the pier on 6 June 2024.\n")
    served.next_build()
    assert "closed the pier" in served.page()[1]
    edits = workplace / "texts" / "edits.toml"
    edits.write_text("[[event]]\ndate = '2024-07-07'\ntitle = 'Storm <i>\n")
    served.next_build()
    status, page = served.page()
    assert status == 200
    assert "texts/edits.toml: is not TOML" in page
    assert "closed the pier" in page
    edits.write_text("[[event]]\ndate = '2024-07-07'\ntitle = 'Storm <i>'\n")
    served.next_build()
    page = served.page()[1]
    assert "is not TOML" not in page
    assert "Storm &lt;i&gt;" in page
    code, said = served.end()
    assert code == 0
    assert [line[:13] for line in said.splitlines()] == [
        "built: 1 date",
        "built: 2 date",
        "chrono: error",
        "built: 3 date",
    ]


def test_it_leaves_nothing_behind(serve: Callable[..., Served], workplace: Path) -> None:
    served = serve("texts")
    served.next_build()
    assert list(served.temporary.iterdir()) != []
    assert served.end(signal.SIGTERM)[0] == 0
    assert list(served.temporary.iterdir()) == []
    assert sorted(path.name for path in workplace.iterdir()) == ["texts", "tmp"]


def test_the_site_may_be_kept_inside_the_sources_and_goes_on_without_the_notice(
    serve: Callable[..., Served], workplace: Path
) -> None:
    served = serve("texts", "-o", "texts/site")
    served.next_build()
    (workplace / "texts" / "later.txt").write_text("The mayor closed the pier on 6 June 2024.\n")
    served.next_build()
    assert served.end()[0] == 0
    kept = (workplace / "texts" / "site" / "index.html").read_text()
    assert "closed the pier" in kept
    assert BUILDS not in kept


def test_templates_are_watched(serve: Callable[..., Served], workplace: Path) -> None:
    design = workplace / "design"
    design.mkdir()
    (design / "style.css").write_text("body { color: red }")
    served = serve("texts", "--templates", "design")
    served.next_build()
    (design / "style.css").write_text("body { color: green }")
    served.next_build()
    assert "color: green" in served.page()[1]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nowhere"], "nowhere: there is no such file or folder; check the path"),
        (["-"], "-: standard input cannot be watched; name files or folders"),
        (["texts", "-o", "texts"], "texts: holds the sources"),
        (["texts", "--port", "70000"], "Invalid value for '--port'"),
    ],
)
def test_what_no_change_of_a_file_mends_is_told_at_once(
    command: Callable[..., Any], workplace: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], said: str
) -> None:
    monkeypatch.chdir(workplace)
    ran = command("serve", *arguments)
    assert ran.code == 2
    assert said in ran.err
    assert ran.err.count("\n") == 1


def test_a_fault_ends_the_build_and_not_the_server(capsys: pytest.CaptureFixture[str]) -> None:
    def broken() -> Any:
        raise KeyError("anchor\x1b")

    wrong = _attempt(broken, quiet=True)
    assert "a fault of chrono's own at test_serve.py:" in wrong
    assert capsys.readouterr().err == f"chrono: error: {wrong}\n"
    assert "\x1b" not in wrong

    def refused() -> Any:
        raise PermissionError(13, "Permission denied", "texts/pier.txt")

    assert _attempt(refused, quiet=True) == "texts/pier.txt: permission denied"


@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed (Debian: apt-get install chromium)")
def test_an_open_page_shows_the_next_build_by_itself(serve: Callable[..., Served], workplace: Path) -> None:
    served = serve("texts")
    served.next_build()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page()
        messages = listen(page)
        page.goto(f"http://127.0.0.1:{served.port}/")
        edits = workplace / "texts" / "edits.toml"
        edits.write_text("[[event]\n")
        page.get_by_role("alert").wait_for(timeout=1000 * WAIT)
        assert "edits.toml: is not TOML" in page.get_by_role("alert").inner_text()
        edits.write_text("[[event]]\ndate = '2024-07-07'\ntitle = 'Storm'\n")
        page.get_by_role("heading", name="Storm").wait_for(timeout=1000 * WAIT)
        assert page.get_by_role("alert").count() == 0
        assert messages == []
        browser.close()


def listen(page: Page) -> list[str]:
    messages: list[str] = []
    page.on("console", lambda message: messages.append(message.text))
    page.on("pageerror", lambda error: messages.append(str(error)))
    return messages
