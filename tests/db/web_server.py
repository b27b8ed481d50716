"""A web server on this machine that behaves well or badly, as a test's script says."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread


@dataclass
class Page:
    """An answer: `body` in chunks, `pause` seconds before each."""

    body: Iterable[bytes] = ()
    kind: str = "text/html; charset=utf-8"
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    pause: float = 0.0


@dataclass
class WebServer:
    """`asked` are the requests: path, cookie, user agent."""

    address: str
    asked: list[tuple[str, str | None, str | None]]


@contextmanager
def serving(pages: dict[str, Page]) -> Iterator[WebServer]:
    asked: list[tuple[str, str | None, str | None]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append((self.path, self.headers.get("Cookie"), self.headers.get("User-Agent")))
            page = pages.get(self.path, Page(status=404))
            self.send_response(page.status)
            self.send_header("Content-Type", page.kind)
            for name, value in page.headers.items():
                self.send_header(name, value)
            self.end_headers()
            try:
                for chunk in page.body:
                    time.sleep(page.pause)
                    self.wfile.write(chunk)
            except OSError:
                pass  # The other side has heard enough.

        def log_request(self, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = False  # Closing waits for them.
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield WebServer(f"http://127.0.0.1:{server.server_port}", asked)
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
