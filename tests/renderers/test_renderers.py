"""Finding the renderers, and the templates they share."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from types import ModuleType

import pytest

from chrono.events.event import Conflict
from chrono.problems import UserError
from chrono.renderers import catalogue, encoded, environment, renderers, template_folder
from chrono.timeline import Timeline


def module(name: str, **parts: object) -> ModuleType:
    made = ModuleType(name)
    vars(made).update(
        {"FILE": f"{name}.txt", "DESCRIPTION": "", "render": lambda timeline, templates=None: b"", **parts}
    )
    return made


def test_the_files_of_a_build() -> None:
    files = {name: renderer.FILE for name, renderer in renderers().items()}
    assert files == {
        "atom": "feed.xml",
        "csv": "events.csv",
        "html": "index.html",
        "ics": "events.ics",
        "json": "events.json",
        "markdown": "timeline.md",
        "parquet": "events.parquet",
        "problems": "problems.json",
        "timelinejs": "timelinejs.json",
    }
    assert all(renderer.DESCRIPTION for renderer in renderers().values())


@pytest.mark.parametrize("clash", [{"NAME": "a"}, {"NAME": "b", "FILE": "one.txt"}])
def test_two_renderers_for_one_thing_are_refused(clash: dict[str, str]) -> None:
    with pytest.raises(UserError, match=r"^one and two both"):
        catalogue([module("one", NAME="a"), module("two", **clash)])  # type: ignore[list-item]


def test_an_incomplete_renderer_is_refused() -> None:
    half = ModuleType("half")
    half.NAME = "half"  # type: ignore[attr-defined]
    with pytest.raises(UserError, match="half: a renderer needs FILE and DESCRIPTION and render"):
        catalogue([half])  # type: ignore[list-item]


@pytest.mark.parametrize("name", sorted(renderers()))
@pytest.mark.parametrize(("source", "url"), [("", ""), ("Pier log", ""), ("", "https://example.org/log")])
def test_every_renderer_takes_what_the_writer_added(
    bridge: Timeline, by_hand, name: str, source: str, url: str
) -> None:
    alone = replace(by_hand(source, url), tags=("tolls", "a, b"), note="It rained.")
    cracks = bridge.dated[2]
    joined = replace(
        cracks, mentions=(*cracks.mentions, alone.mentions[0]), conflicts=(*cracks.conflicts, Conflict("2025-06", 3))
    )
    content = renderers()[name].render(replace(bridge, dated=(joined, alone)))
    shown = {"csv": [b"tolls"], "parquet": [], "problems": []}.get(name, [b"It rained.", source.encode(), url.encode()])
    assert [words for words in shown if words not in content] == []
    assert name in ("timelinejs", "parquet", "problems") or b"tolls" in content


BINARY = {"parquet"}
TEXTS = sorted(set(renderers()) - BINARY)


@pytest.mark.parametrize("name", TEXTS)
def test_the_same_bytes_again(bridge: Timeline, name: str) -> None:
    renderer = renderers()[name]
    content = renderer.render(bridge)
    assert content == renderer.render(bridge)
    assert content.endswith(b"\n")
    assert b"\r" not in (content.replace(b"\r\n", b"") if name == "ics" else content)
    content.decode("utf-8")


def test_half_a_surrogate_pair_does_not_stop_a_build(event) -> None:
    timeline = Timeline("Half \ud800", (event("2024", "A half \udc00 of it"),))
    for name, renderer in renderers().items():
        content = renderer.render(timeline)
        assert name in BINARY or content.decode("utf-8")
    assert encoded("\ud800") == b"\\ud800"


def overriding(tmp_path: Path, name: str, content: str | bytes) -> Path:
    (tmp_path / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    return tmp_path


def test_a_template_of_ones_own_takes_the_place_of_chronos(bridge: Timeline, tmp_path: Path) -> None:
    folder = overriding(tmp_path, "lead.html.j2", "<p>Mine: {{ timeline.title }}</p>")
    page = renderers()["html"].render(bridge, folder)
    assert b"<p>Mine: The old bridge</p>" in page
    assert b"The council meets on the repairs" in page
    assert b"Mine" not in renderers()["html"].render(bridge)


def test_a_page_of_ones_own_builds_on_chronos(bridge: Timeline, tmp_path: Path) -> None:
    own = '{% extends "chrono/page.html.j2" %}{% block footer %}<footer>The archive</footer>{% endblock %}'
    page = renderers()["html"].render(bridge, overriding(tmp_path, "page.html.j2", own))
    assert page.count(b"<footer>") == 1
    assert b"<footer>The archive</footer>" in page


def test_a_style_of_ones_own_is_allowed_by_the_policy(bridge: Timeline, tmp_path: Path) -> None:
    page = renderers()["html"].render(bridge, overriding(tmp_path, "style.css", "h1 { color: teal }\n")).decode()
    assert "<style>h1 { color: teal }</style>" in page
    assert "sha256-YNe9ggK1ulIKKLsIbthEDFgkWPa2nAEECsaX2UiG9VY=" in page


@pytest.mark.parametrize(
    ("name", "content", "line", "reason"),
    [
        ("lead.html.j2", "<p>\n{{ timeline.headline }}</p>", 2, "headline"),
        ("lead.html.j2", "<p>\n\n{% if %}</p>", 3, "Expected an expression"),
        ("event.html.j2", "{{ event.title }}\n{{ evnet.title }}", 2, "'evnet' is undefined"),
        ("lead.html.j2", "{% include 'nowhere.html.j2' %}", 1, "nowhere.html.j2"),
        ("lead.html.j2", "\n{{ 1 / 0 }}", 2, "division by zero"),
        ("timeline.md.j2", "# {{ titel }}", 1, "'titel' is undefined"),
    ],
)
def test_a_fault_in_a_template_is_named_with_its_line(
    bridge: Timeline, tmp_path: Path, name: str, content: str, line: int, reason: str
) -> None:
    folder = overriding(tmp_path, name, content)
    with pytest.raises(UserError) as caught:
        renderers()["markdown" if name.endswith(".md.j2") else "html"].render(bridge, folder)
    said = str(caught.value)
    assert said.startswith(f"{folder / name}:{line}: ")
    assert reason in said
    assert "\n" not in said


def test_a_fault_is_found_by_a_relative_path_too(
    bridge: Timeline, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    overriding(tmp_path, "lead.html.j2", "{{ nothing }}")
    monkeypatch.chdir(tmp_path.parent)
    with pytest.raises(UserError, match=r"lead\.html\.j2:1: 'nothing' is undefined"):
        renderers()["html"].render(bridge, Path(tmp_path.name))


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("lead.html.j2", b"\xff\xfe", "lead.html.j2: cannot be read as UTF-8"),
        ("style.css", "a{}</style><script>", "style.css: holds '</style'"),
        ("own.css", "a{}</Style>", "own.css: holds '</style'"),
        ("script.js", "'</SCRIPT>'", "script.js: holds '</script'"),
        ("script.js", "'<!--<script>'", "script.js: holds '<!--'"),
        ("page.html", "<p>", "replaces no template"),
    ],
)
def test_an_override_that_cannot_be_used(
    bridge: Timeline, tmp_path: Path, name: str, content: str | bytes, said: str
) -> None:
    with pytest.raises(UserError, match=said):
        renderers()["html"].render(bridge, overriding(tmp_path, name, content))


def test_a_folder_of_templates_that_is_not_there(bridge: Timeline, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="nowhere: there is no such folder of templates"):
        renderers()["html"].render(bridge, tmp_path / "nowhere")


def test_every_template_compiles() -> None:
    for path in sorted(template_folder().glob("*.j2")):
        environment(None, html=".html." in path.name).get_template(path.name)


def test_no_control_character_reaches_a_page(event) -> None:
    timeline = Timeline("Bell\x07 and\x00 null", (event("2024", "Form\x0cfeed and \x85 more"),))
    for name in ("html", "markdown"):
        text = renderers()[name].render(timeline).decode()
        assert not set(text) & {chr(code) for code in (*range(9), *range(11, 32), *range(127, 160))}
        assert "Bell\ufffd" in text


def test_a_script_of_ones_own_is_allowed_by_the_policy_and_kept_as_it_is(bridge: Timeline, tmp_path: Path) -> None:
    own = "/* mine */\n  document.title = `two\n  lines`;"
    page = renderers()["html"].render(bridge, overriding(tmp_path, "script.js", own)).decode()
    assert f"<script>{own}</script>" in page
    assert f"script-src 'sha256-{b64encode(sha256(own.encode()).digest()).decode()}'" in page


def test_what_is_in_own_css_comes_after_chronos_style(bridge: Timeline, tmp_path: Path) -> None:
    page = renderers()["html"].render(bridge, overriding(tmp_path, "own.css", ":root { --accent: teal }")).decode()
    style = page.partition("<style>")[2].partition("</style>")[0]
    assert style.startswith(":root{color-scheme:light dark")
    assert style.endswith("\n:root { --accent: teal }")
