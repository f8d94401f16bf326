"""What the server answers, to whom, and what it adds to a page."""

from __future__ import annotations

import http.client
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from chrono import serving as module
from chrono.problems import UserError
from chrono.serving import BUILDS, Site, allowing, serving, with_notice

PAGE = """<!DOCTYPE html>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-A='">
<body><p>The &lt;/body&gt; of a page.</p></body>
"""


@pytest.fixture
def site(tmp_path: Path) -> Site:
    folder = tmp_path / "site"
    (folder / "sub").mkdir(parents=True)
    (folder / "index.html").write_text(PAGE)
    (folder / "sub" / "index.html").write_text("<p>below")
    (folder / "events.json").write_text("[]")
    (folder / "feed.xml").write_text("<feed/>")
    (folder / "events.parquet").write_bytes(b"PAR1")
    (folder / "a b é.md").write_text("# here")
    (folder / ".git").mkdir()
    (folder / ".git" / "config").write_text("mine")
    (tmp_path / "secret.txt").write_text("mine")
    (folder / "way-out").symlink_to(tmp_path)
    return Site(folder)


@pytest.fixture
def port(site: Site) -> Iterator[int]:
    with serving(site, 0) as port:
        yield port


def ask(port: int, path: str, method: str = "GET", host: str | None = "") -> tuple[http.client.HTTPResponse, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    connection.putrequest(method, path, skip_host=True)
    if host is not None:
        connection.putheader("Host", host or f"127.0.0.1:{port}")
    connection.endheaders()
    response = connection.getresponse()
    return response, response.read()


def raw(port: int, request: str) -> bytes:
    """What comes back for bytes that no well-meant client would send."""
    with socket.create_connection(("127.0.0.1", port), timeout=20) as wire:
        wire.sendall(request.encode())
        answer = b""
        while part := wire.recv(65536):
            answer += part
    return answer


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "text/html; charset=utf-8"),
        ("/index.html?x=1#y", "text/html; charset=utf-8"),
        ("/sub/", "text/html; charset=utf-8"),
        ("/events.json", "application/json"),
        ("/feed.xml", "application/atom+xml"),
        ("/events.parquet", "application/vnd.apache.parquet"),
        ("/a%20b%20%C3%A9.md", "text/markdown; charset=utf-8"),
    ],
)
def test_files_go_out_by_their_kind(port: int, path: str, kind: str) -> None:
    response, content = ask(port, path)
    assert (response.status, response.headers["Content-Type"]) == (200, kind)
    assert response.headers["Content-Length"] == str(len(content))
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    head, nothing = ask(port, path, "HEAD")
    assert (head.status, nothing) == (200, b"")
    assert head.headers["Content-Length"] == str(len(content))


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:{port}", "127.0.0.1", "localhost:1", None, "", "[::1]:{port}"]
)
def test_whoever_calls_it_by_another_name_is_turned_down(port: int, host: str | None) -> None:
    answer = raw(port, "GET / HTTP/1.1\r\n" + ("" if host is None else f"Host: {host.format(port=port)}\r\n") + "\r\n")
    assert answer.startswith(b"HTTP/1.0 421 ")
    assert b"of a page" not in answer


def test_the_stream_of_builds_is_not_for_others_either(port: int) -> None:
    assert raw(port, f"GET {BUILDS} HTTP/1.1\r\nHost: evil.example:{port}\r\n\r\n").startswith(b"HTTP/1.0 421 ")
    twice = f"GET / HTTP/1.1\r\nHost: localhost:{port}\r\nHost: evil.example\r\n\r\n"
    assert raw(port, twice).startswith(b"HTTP/1.0 421 ")


def test_localhost_is_its_name_too(port: int) -> None:
    assert ask(port, "/", host=f"LocalHost:{port}")[0].status == 200


@pytest.mark.parametrize(
    "path",
    [
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/sub/../../secret.txt",
        "/..\\secret.txt",
        "/%5c..%5csecret.txt",
        "/way-out/secret.txt",
        "/.git/config",
        "//etc/passwd",
        "/%00",
        "/c:/secret.txt",
        "/index.html/x",
        "/nothing",
    ],
)
def test_nothing_outside_the_site_is_reached(port: int, path: str) -> None:
    response, content = ask(port, path)
    assert response.status == 404
    assert b"mine" not in content
    assert b"root:" not in content
    assert b"Not found" in content


def test_a_path_that_is_an_address_is_no_path(port: int) -> None:
    assert raw(port, f"GET http://evil.example/ HTTP/1.1\r\nHost: localhost:{port}\r\n\r\n").startswith(
        b"HTTP/1.0 400 "
    )
    assert raw(port, f"POST / HTTP/1.1\r\nHost: localhost:{port}\r\n\r\n").startswith(b"HTTP/1.0 501 ")


def test_a_folder_is_asked_for_with_its_slash(port: int) -> None:
    response, _ = ask(port, "//sub")
    assert (response.status, response.headers["Location"]) == (301, "/sub/")


def test_what_is_missing_is_told_without_obeying_it(port: int) -> None:
    _, content = ask(port, "/%3Cscript%3Ealert(1)%3C/script%3E")
    assert b"&lt;script&gt;alert(1)&lt;/script&gt;" in content


def test_a_page_hears_of_the_next_build(port: int, site: Site) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request("GET", BUILDS, headers={"Host": f"localhost:{port}"})
    stream = connection.getresponse()
    assert stream.headers["Content-Type"] == "text/event-stream"
    assert stream.readline() == f"data: {site.build}\n".encode()
    before = site.build
    site.built()
    assert stream.readline() == b"\n"
    assert stream.readline() == f"data: {site.build}\n".encode()
    assert site.build != before


def test_a_page_that_waits_gets_a_sign_of_life(monkeypatch: pytest.MonkeyPatch, port: int, site: Site) -> None:
    monkeypatch.setattr(module, "PATIENCE", 0.01)
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request("GET", BUILDS, headers={"Host": f"localhost:{port}"})
    stream = connection.getresponse()
    assert [stream.readline() for _ in range(4)] == [f"data: {site.build}\n".encode(), b"\n", b":\n", b"\n"]


def test_the_page_is_the_last_good_one_with_a_notice(port: int, site: Site) -> None:
    site.built("edits.toml: is <b>not</b> TOML")
    _, content = ask(port, "/")
    assert b"of a page" in content
    assert b"edits.toml: is &lt;b&gt;not&lt;/b&gt; TOML" in content
    assert b"What you see is the site as it was before" in content
    assert ask(port, "/events.json")[1] == b"[]"
    site.built()
    assert b"not&lt;/b&gt;" not in ask(port, "/")[1]
    assert (site.folder / "index.html").read_text() == PAGE


def test_without_any_site_the_error_stands_alone(tmp_path: Path) -> None:
    site = Site(tmp_path / "never")
    with serving(site, 0) as port:
        assert ask(port, "/")[0].status == 404
        site.built("no article to read")
        response, content = ask(port, "/")
        missing = ask(port, "/lost.html")[1]
    assert response.status == 500
    assert b"no article to read" in content
    assert b"as it was before" not in content
    assert b"<title>The site cannot be built</title>" in content
    assert b"<title>Not found</title>" in missing
    assert BUILDS.encode() in content


def test_the_notice_stands_before_the_end_of_the_body() -> None:
    page = with_notice(PAGE.encode(), "b-1", "").decode()
    assert page.index("The &lt;/body&gt; of a page") < page.index("<script") < page.index("</body>\n")
    assert with_notice(b"no end", "b-1", "").startswith(b"no end<script")
    assert with_notice(b"\xff</body>", "b-1", "").startswith(b"\xff<script")


@pytest.mark.parametrize(
    ("policy", "allowed"),
    [
        ("", ""),
        ("img-src data:", "img-src data:"),
        ("default-src 'none'", "default-src 'none'; script-src S; style-src T; connect-src 'self'"),
        ("default-src 'self'", "default-src 'self'; script-src 'self' S; style-src 'self' T"),
        ("script-src 'none'; style-src a b;", "script-src S; style-src a b T"),
        ("script-src 'unsafe-inline'", "script-src 'unsafe-inline'"),
        ("script-src 'none'; script-src-elem X", "script-src 'none'; script-src-elem X S"),
        ("connect-src 'none'; CONNECT-SRC a", "connect-src 'self'"),
    ],
)
def test_a_policy_allows_the_notice_and_nothing_else(policy: str, allowed: str) -> None:
    assert allowing(policy, "S", "T") == allowed


def test_a_port_that_is_taken_is_passed_over(site: Site) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        first = taken.getsockname()[1]
        with serving(site, first) as port:
            assert first < port < first + module.PORTS


def test_no_port_at_all(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PORTS", 1)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        first = taken.getsockname()[1]
        with pytest.raises(UserError) as refused, serving(site, first):
            pass
    assert str(refused.value) == (
        f"127.0.0.1: port {first} cannot be used (address already in use); name another with --port"
    )


def test_it_listens_on_this_machine_only(port: int, site: Site) -> None:
    with pytest.raises(OSError, match=r"refused|unreachable|timed out"):
        socket.create_connection(("127.0.0.2", port), timeout=5)
