"""A site on 127.0.0.1, for the eyes of the one who writes it: each page loads itself anew after a build.

The files are served as they lie in the site's folder; pages get a script that waits for the next build, and after a
build that failed a notice of what is wrong. Nobody else may read along: the server listens on 127.0.0.1 alone, and
turns down whoever calls it by another name, as a hostile page does that points a name of its own at 127.0.0.1.
"""

from __future__ import annotations

import html
import mimetypes
import os
import re
import secrets
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from socketserver import TCPServer
from threading import Condition, Thread
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from chrono.problems import UserError, reason
from chrono.renderers import encoded, fill, source
from chrono.renderers.html import policy_hash

ADDRESS = "127.0.0.1"
BUILDS = "/.chrono/builds"
"""Where a page hears of builds, as Server-Sent Events."""
PATIENCE = 15.0
"""Seconds between two signs of life to a page that waits."""
PORTS = 20
"""How many ports are tried."""

_TYPES = {
    ".csv": "text/csv; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".ics": "text/calendar; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".md": "text/markdown; charset=utf-8",
    ".parquet": "application/vnd.apache.parquet",
    ".txt": "text/plain; charset=utf-8",
    ".webmanifest": "application/manifest+json",
    ".xml": "application/xml",
}
_OTHER_TYPES = mimetypes.MimeTypes()
_POLICY = re.compile(
    r"""(<meta\s+http-equiv=["']?Content-Security-Policy["']?\s+content=)(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE
)


class Site:
    """A folder that is built again and again, and what became of its last build."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.error = ""
        self._process, self._builds = secrets.token_hex(4), 0  # another process, another build
        self._built = Condition()

    @property
    def build(self) -> str:
        """A name for the last build."""
        return f"{self._process}-{self._builds}"

    def built(self, error: str = "") -> None:
        """Tell all pages of a build; ``error`` is why there is no new site."""
        with self._built:
            self.error = error
            self._builds += 1
            self._built.notify_all()

    def after(self, build: str, seconds: float) -> str:
        """The last build, as soon as it is another than ``build``, or when the time is over."""
        with self._built:
            self._built.wait_for(lambda: self.build != build, seconds)
            return self.build


@contextmanager
def serving(site: Site, port: int) -> Iterator[int]:
    """Serve ``site`` from a thread of its own, at ``port`` or the next one that is free; gives the port it got.

    Raises `UserError` when none of `PORTS` ports may be had. Port 0 is any that is free.
    """
    server = _listening(site, port)
    Thread(target=server.serve_forever, name="chrono serve", daemon=True).start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        server.server_close()


def _listening(site: Site, port: int) -> _Server:
    last = min(port + PORTS - 1, 65535) if port else 0
    for candidate in range(port, last + 1):
        try:
            return _Server(site, candidate)
        except OSError as error:
            refused = error
    tried = f"the ports {port} to {last}" if last > port else f"port {port}"
    raise UserError(f"{ADDRESS}: {tried} cannot be used ({reason(refused)}); name another with --port")


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    allow_reuse_address = os.name == "posix"  # elsewhere that would share a port with who has it

    def __init__(self, site: Site, port: int) -> None:
        super().__init__((ADDRESS, port), _Handler)
        self.site = site
        self.names = {f"{name}:{self.server_port}" for name in (ADDRESS, "localhost")}
        if self.server_port == 80:
            self.names |= {ADDRESS, "localhost"}

    def server_bind(self) -> None:
        """Take the port, and ask no network for this machine's name, as `HTTPServer` does."""
        TCPServer.server_bind(self)
        self.server_name, self.server_port = ADDRESS, self.socket.getsockname()[1]

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A reader who goes away is nothing to tell; of anything else one line is enough."""
        error = sys.exc_info()[1]
        if not isinstance(error, ConnectionError | TimeoutError):
            print(f"chrono: error: a request failed: {type(error).__name__}: {error}", file=sys.stderr)


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    server_version = "chrono"
    sys_version = ""
    timeout = 60

    def do_GET(self) -> None:
        """Answer with a file, or with the stream of builds."""
        names = self.headers.get_all("Host", [])
        if len(names) != 1 or names[0].strip().lower() not in self.server.names:
            self._send(HTTPStatus.MISDIRECTED_REQUEST, b"chrono serves 127.0.0.1 and localhost only.\n", _TYPES[".txt"])
            return
        if not self.path.startswith("/"):
            self._send(HTTPStatus.BAD_REQUEST, b"A path begins with a slash.\n", _TYPES[".txt"])
            return
        path = unquote(urlsplit("//host" + self.path).path, errors="surrogateescape")
        if path == BUILDS:
            self._tell_of_builds()
        else:
            self._send_file(path)

    do_HEAD = do_GET

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing: the terminal is for the builds."""

    def _send_file(self, path: str) -> None:
        site = self.server.site
        build, error = site.build, site.error  # before the file is read: a page may be older than its name, not newer
        file = _file(site.folder, path)
        if file is not None and file.is_dir():
            if not path.endswith("/"):
                self._send(
                    HTTPStatus.MOVED_PERMANENTLY, location=f"/{quote(path.strip('/'), errors='surrogateescape')}/"
                )
                return
            file /= "index.html"
        try:
            content = file.read_bytes() if file is not None else None
        except OSError:
            content = None
        if content is not None and file is not None:
            if file.suffix == ".html":
                content = with_notice(content, build, error)
            self._send(HTTPStatus.OK, content, _type(file))
            return
        status = HTTPStatus.INTERNAL_SERVER_ERROR if error and path == "/" else HTTPStatus.NOT_FOUND
        page = fill("serve/missing.html.j2", None, {"path": path, "error": error}, html=True)
        self._send(status, with_notice(encoded(page), build, error, standing=False), _TYPES[".html"])

    def _send(self, status: HTTPStatus, content: bytes = b"", kind: str = "", *, location: str = "") -> None:
        self.send_response(status)
        if kind:
            self.send_header("Content-Type", kind)
        if location:
            self.send_header("Location", location)
        self.send_header("Content-Length", str(len(content)))
        self._end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def _end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")
        self.send_header("Cross-Origin-Resource-Policy", "same-origin")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("X-Frame-Options", "DENY")
        self.end_headers()

    def _tell_of_builds(self) -> None:
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self._end_headers()
        told = ""
        while self.command != "HEAD":
            build = self.server.site.after(told, PATIENCE)
            self.wfile.write(f"data: {build}\n\n".encode() if build != told else b":\n\n")
            told = build


def _file(folder: Path, path: str) -> Path | None:
    """The file or folder of the site that a path names; None for hidden ones and any outside the site."""
    parts = [part for part in path.split("/") if part]
    if any(part.startswith(".") or set(part) & set("\\:\0") for part in parts):
        return None
    try:
        home = folder.resolve()
        file = home.joinpath(*parts).resolve()
    except (OSError, ValueError):
        return None
    return file if file.is_relative_to(home) else None


def _type(file: Path) -> str:
    if file.name == "feed.xml":
        return "application/atom+xml"
    suffix = file.suffix.lower()
    return _TYPES.get(suffix) or _OTHER_TYPES.guess_type(f"a{suffix}")[0] or "application/octet-stream"


def with_notice(page: bytes, build: str, error: str, *, standing: bool = True) -> bytes:
    """A page that waits for the build after ``build``, and says what went wrong with it.

    ``standing`` tells whether the page is one of the site, as an earlier build left it.
    The page's own Content Security Policy is kept and allows just that.
    """
    script, style = (source(f"serve/{name}", None).strip() for name in ("reload.js", "notice.css"))
    context = {"build": build, "builds": BUILDS, "error": error, "standing": standing, "script": script, "style": style}
    notice = fill("serve/notice.html.j2", None, context, html=True)

    def policy(found: re.Match[str]) -> str:
        kept = html.unescape(found[2] if found[2] is not None else found[3])
        hashes = (f"'{policy_hash(part)}'" for part in (script, style))
        return f'{found[1]}"{html.escape(allowing(kept, *hashes), quote=False)}"'

    text = _POLICY.sub(policy, page.decode("utf-8", "surrogateescape"), count=1)
    end = text.rfind("</body>")
    text = text + notice if end < 0 else text[:end] + notice + text[end:]
    return text.encode("utf-8", "surrogateescape")


def allowing(policy: str, script: str, style: str) -> str:
    """A Content Security Policy that allows one script, one style and requests to the page's own server besides.

    >>> allowing("default-src 'none'; style-src 'sha256-A='", "'sha256-B='", "'sha256-C='")
    "default-src 'none'; style-src 'sha256-A=' 'sha256-C='; script-src 'sha256-B='; connect-src 'self'"
    """
    directives: dict[str, list[str]] = {}
    for directive in filter(None, map(str.split, policy.split(";"))):
        directives.setdefault(directive[0].lower(), directive[1:])
    for name, wanted in (("script-src", script), ("style-src", style), ("connect-src", "'self'")):
        closest = f"{name}-elem" if f"{name}-elem" in directives else name
        sources = directives.get(closest, directives.get("default-src"))
        # A hash beside 'unsafe-inline' would forbid what that allows.
        if sources is not None and wanted not in sources and "'unsafe-inline'" not in sources:
            directives[closest] = [*(source for source in sources if source != "'none'"), wanted]
    return "; ".join(" ".join([name, *sources]) for name, sources in directives.items())
