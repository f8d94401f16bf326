"""A site takes the place of the one before it as a whole, and nobody else's files are lost."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from chrono import publish as module
from chrono.problems import UserError
from chrono.publish import claim, publish
from chrono.store import FILE as STORE
from chrono.timeline import Timeline

OLD = Timeline("old", ())
NEW = Timeline("new", ())
PAGES = ("index.html", "events.json", "problems.json")
CHANGES = {"open", "os.mkdir", "os.rename", "os.link", "os.remove", "os.rmdir", "os.chmod", "ctypes.dlopen"}
KILLED = 9


@pytest.fixture(autouse=True)
def quick_renderers(monkeypatch: pytest.MonkeyPatch) -> None:
    def renderer(file: str) -> SimpleNamespace:
        return SimpleNamespace(FILE=file, render=lambda timeline, templates: f"{file} {timeline.title}".encode())

    pages = {file: renderer(file) for file in PAGES}
    monkeypatch.setattr("chrono.renderers.renderers", lambda: pages)


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def titles(folder: Path) -> set[str]:
    """Which sites the pages in a folder come from."""
    return {(folder / page).read_text().split()[1] for page in PAGES}


def test_every_renderers_file_is_written(tmp_path: Path) -> None:
    site = tmp_path / "deep" / "site"
    assert publish(NEW, site) == [site / page for page in (*PAGES, STORE)]
    assert titles(site) == {"new"}
    assert [path.name for path in (tmp_path / "deep").iterdir()] == ["site"]


def test_a_site_is_replaced_and_other_files_are_carried_over(tmp_path: Path) -> None:
    site = tmp_path / "site"
    publish(OLD, site)
    (site / "CNAME").write_text("example.org")
    (site / "pictures").mkdir(mode=0o750)
    (site / "pictures" / "map.svg").write_text("<svg/>")
    (site / "link").symlink_to("CNAME")
    publish(NEW, site)
    assert titles(site) == {"new"}
    assert (site / "CNAME").read_text() == "example.org"
    assert (site / "pictures" / "map.svg").read_text() == "<svg/>"
    assert (site / "link").readlink() == Path("CNAME")


def test_a_symbolic_link_to_the_output_stays_one(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "site").symlink_to("real")
    publish(OLD, tmp_path / "site")
    publish(NEW, tmp_path / "site")
    assert (tmp_path / "site").is_symlink()
    assert titles(tmp_path / "real") == {"new"}


def test_the_folder_is_readable_as_others_are(tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    publish(OLD, tmp_path / "site")
    assert (tmp_path / "site").stat().st_mode == (tmp_path / "other").stat().st_mode
    (tmp_path / "site").chmod(0o750)
    publish(NEW, tmp_path / "site")
    assert (tmp_path / "site").stat().st_mode & 0o777 == 0o750


@pytest.mark.skipif(not hasattr(os, "fork"), reason="kills a forked process")
@pytest.mark.parametrize("in_one_step", [True, False], ids=["exchange", "two renames"])
def test_whenever_it_is_killed_the_folder_holds_one_site(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, in_one_step: bool
) -> None:
    if in_one_step and not sys.platform.startswith("linux"):
        pytest.skip("only Linux trades names in one step")
    if not in_one_step:
        monkeypatch.setattr(module, "_exchange", lambda one, other: False)
    site = tmp_path / "site"
    seen = set()
    for step in range(1, 200):
        publish(OLD, site)
        (site / "CNAME").write_text("example.org")
        ended = killed_at(step, site)
        if site.exists():
            assert len(titles(site)) == 1, f"a mixture after step {step}"
            assert set(files(site)) >= {*PAGES, "CNAME"}
            seen |= titles(site)
        else:
            assert not in_one_step, f"no site after step {step}"
            seen.add("missing")
        publish(NEW, site)
        assert titles(site) == {"new"}
        assert (site / "CNAME").read_text() == "example.org"
        assert [path.name for path in tmp_path.iterdir()] == ["site"], "the rests of a killed build are cleared"
        if ended == 0:
            break
    assert ended == 0, "the build never came to its end"
    assert seen == ({"old", "new"} if in_one_step else {"old", "new", "missing"})


def killed_at(step: int, site: Path) -> int:
    """Publish in a process that dies at its ``step``-th change of the file system; its exit code."""
    child = os.fork()
    if child == 0:
        left = step

        def count(event: str, arguments: tuple[object, ...]) -> None:
            nonlocal left
            if event in CHANGES:
                left -= 1
                if left == 0:
                    os._exit(KILLED)

        sys.addaudithook(count)
        publish(NEW, site)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def test_a_running_builds_folder_is_left_alone(tmp_path: Path) -> None:
    with module._staging(tmp_path / "site") as other:
        publish(NEW, tmp_path / "site")
        assert other.is_dir()
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_renderer_that_fails_touches_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = tmp_path / "site"
    publish(OLD, site)
    before = files(site)

    def fail(timeline: Timeline, templates: Path | None) -> bytes:
        raise UserError("index.html.j2:3: no such name; correct the template")

    pages = {"html": SimpleNamespace(FILE="index.html", render=fail)}
    monkeypatch.setattr("chrono.renderers.renderers", lambda: pages)
    with pytest.raises(UserError, match="correct the template"):
        publish(NEW, site)
    assert files(site) == before
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_folder_of_somebody_elses_is_refused(tmp_path: Path) -> None:
    (tmp_path / "thesis.tex").write_text("mine")
    with pytest.raises(UserError, match=r"holds files that chrono did not write \(thesis\.tex\)"):
        publish(NEW, tmp_path)
    assert files(tmp_path) == {"thesis.tex": b"mine"}


def test_an_empty_folder_is_taken_and_its_hidden_files_kept(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / ".gitkeep").touch()
    publish(NEW, tmp_path / "site")
    assert set(files(tmp_path / "site")) == {".gitkeep", *PAGES, STORE}


def test_what_cannot_be_an_output_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "articles" / "2024").mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    for output, sources, message in [
        ("file", [], "file: is a file; name a folder for the site"),
        ("file/site", [], "file/site: lies in a file; name a folder for the site"),
        ("articles", ["articles"], "articles: holds the sources"),
        ("articles", ["articles/2024"], "articles: holds the sources"),
        (".", [], ".: holds the folder you are in"),
        ("..", [], "..: holds the folder you are in"),
    ]:
        with pytest.raises(UserError) as error:
            claim(Path(output), [Path(source) for source in sources])
        assert str(error.value).startswith(message)
    claim(Path("articles/site"), [Path("articles")])


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="needs a place where not even root may write")
def test_a_disk_that_refuses() -> None:
    with pytest.raises(UserError, match=r"^/proc/site: the site cannot be written: "):
        publish(NEW, Path("/proc/site"))


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_may_not_be_written(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(UserError, match="the site cannot be written: permission denied"):
            publish(NEW, tmp_path / "site")
    finally:
        tmp_path.chmod(0o700)
