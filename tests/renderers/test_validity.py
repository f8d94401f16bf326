"""The page before two judges of HTML: the Nu checker of the W3C (vnu, which needs Java) and html-validate.

npm ci --prefix tests/npm --ignore-scripts
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from chrono.article import Article
from chrono.pipeline import build
from chrono.renderers import fill
from chrono.renderers.html import render
from chrono.timeline import Timeline

PACKAGES = Path(__file__).parents[1] / "npm" / "node_modules"
VNU = PACKAGES / "vnu-jar" / "build" / "dist" / "vnu.jar"
HTML_VALIDATE = PACKAGES / "html-validate" / "bin" / "html-validate.mjs"
SEEDS = Path(__file__).parents[2] / "seeds"
IN_CI = os.environ.get("CI") == "true"

RULES = {
    # How long the title is is the writer's business; what is cut is what a search engine shows.
    "long-title": "off",
}
"""Where html-validate's recommended rules are not ours, and why."""

DATA_BLOCK = "Inline script violates Content Security Policy"
"""A warning of vnu about JSON-LD, which no browser runs, so that no policy stands in its way."""

HOSTILE = (
    "</script><script>alert(1)</script>",
    "</style></title></textarea>",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "' onmouseover='alert(1)",
    "<!-- ]]> --!>",
    "&lt;b&gt; &amp &#0; &notin",
    "Bell\x07 null\x00 half \ud800 \ufffe \x85",
    "\u202eright to left\u2066",
    "a b\tc\u00a0d  e",
)


def hostile(event: Callable[..., object], mention: Callable[..., object]) -> Timeline:
    """An event for each text that would like to be markup, with the text wherever there may be any."""
    events, articles = [], []
    for number, said in enumerate(HOSTILE):
        article = Article(f"{number} {said}", "", said, source=said, url=f"https://example.org/{said}", language="de")
        told = mention(f"{said} on Friday {said}.", "Friday", article, rule=said, derivation=(said, said))
        again = mention(f"It was {said}.", said, article)
        events.append(
            event(
                f"2024-{number + 1:02d}",
                said,
                mentions=(told, again),
                actors=(said, f"The {said}"),
                places=(said,),
                tags=(said, "a, b"),
                note=said,
            )
        )
        articles.append(article)
    return Timeline("\n".join(HOSTILE), tuple(events), tuple(events[:0]), tuple(articles))  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def harbour_pages(harbour: Timeline) -> dict[str, bytes]:
    return {
        "harbour": render(harbour, url="https://example.org/harbour/"),
        "arabic": render(replace(harbour, title="الميناء القديم", dated=harbour.dated[:60]), locale="ar"),
        "german": render(replace(harbour, dated=harbour.dated[-40:]), locale="de"),
        "seeds": render(build(SEEDS), interactive=True),
        "empty": render(Timeline("", ())),
        "serve": fill("serve/missing.html.j2", None, {"path": "/<x>", "error": ""}, html=True).encode(),
    }


@pytest.fixture
def pages(tmp_path: Path, harbour_pages: dict[str, bytes], bridge: Timeline, event, mention) -> list[Path]:
    every = {**harbour_pages, "bridge": render(bridge), "hostile": render(hostile(event, mention))}
    for name, page in every.items():
        (tmp_path / f"{name}.html").write_bytes(page)
    return sorted(tmp_path.glob("*.html"))


def vnu(pages: list[Path]) -> list[str]:
    """What vnu has to say, warnings included: file, line, message."""
    ran = subprocess.run(
        ["java", "-Xss8m", "-jar", VNU, "--format", "json", *pages], capture_output=True, text=True, timeout=300
    )
    messages = json.loads(ran.stderr)["messages"]
    return [
        f"{Path(message['url']).name}:{message.get('lastLine')}: {message['message']}: {message.get('extract', '')}"
        for message in messages
        if not message["message"].startswith(DATA_BLOCK)
    ]


def html_validate(pages: list[Path]) -> list[str]:
    config = pages[0].with_name("html-validate.json")
    report = config.with_name("report.json")  # a pipe would lose what the program has not flushed when it ends
    config.write_text(json.dumps({"root": True, "extends": ["html-validate:recommended"], "rules": RULES}))
    subprocess.run(
        ["node", HTML_VALIDATE, "--config", config, "--formatter", f"json={report}", *pages],
        stdout=subprocess.DEVNULL,
        timeout=300,
    )
    return [
        f"{Path(found['filePath']).name}:{message['line']}: {message['ruleId']}: {message['message']}"
        for found in json.loads(report.read_text())
        for message in found["messages"]
    ]


@pytest.mark.skipif(
    not IN_CI and not (VNU.is_file() and shutil.which("java")), reason="needs Java, and npm ci --prefix tests/npm"
)
@pytest.mark.skipif(shutil.which("java") is None, reason="vnu needs Java, which is not installed here")
def test_vnu_finds_no_error(pages: list[Path]) -> None:
    wrong = pages[0].with_name("wrong.html")
    wrong.write_text("<!DOCTYPE html><html lang=en><title>Wrong</title><p><div id=a></div></p><b id=a>")
    found = vnu([*pages, wrong])
    assert [line for line in found if line.startswith("wrong.html")] != []
    assert "\n".join(line for line in found if not line.startswith("wrong.html")) == ""


@pytest.mark.skipif(
    not IN_CI and not (HTML_VALIDATE.is_file() and shutil.which("node")), reason="needs npm ci --prefix tests/npm"
)
def test_html_validate_finds_no_error(pages: list[Path]) -> None:
    wrong = pages[0].with_name("wrong.html")
    wrong.write_text("<!DOCTYPE html><html lang=en><title>Wrong</title><p><div id=a></div></p><b id=a>")
    found = html_validate([*pages, wrong])
    assert [line for line in found if line.startswith("wrong.html")] != []
    assert "\n".join(line for line in found if not line.startswith("wrong.html")) == ""
