"""A browser for tests: requests go straight to the application, as raw as a test wants them, and cookies are kept."""

import asyncio
import contextlib
import re
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urljoin

from kccreport.ground.errors import KccReportError
from kccreport.page.app import application
from kccreport.page.desk import Desk
from kccreport.page.guard import Door, Guard
from kccreport.page.sessions import Sessions
from kccreport.page.work.running import Finished, Stopped
from kccreport.page.work.task import Task

HOST = "127.0.0.1:8000"
ORIGIN = f"http://{HOST}"
_BOUNDARY = "a-line-between-parts"


@dataclass(frozen=True)
class Answer:
    """What came back: its status, its headers, its body, and the address it came from at last."""

    status: int
    headers: dict[str, str]
    content: bytes
    path: str

    @property
    def text(self) -> str:
        return self.content.decode()

    @property
    def words(self) -> str:
        """The words of the page, without its markup."""
        body = re.sub(r"(?s)<head>.*?</head>|<option.*?</option>", " ", self.text)
        return " ".join(unescape(re.sub(r"(?s)<[^>]*>", " ", body)).split())


@dataclass
class Browser:
    """One browser at a page: it follows redirects, and waits for jobs as a reader would."""

    app: Guard
    desk: Desk
    cookie: str = ""
    form: str = ""

    def enter(self) -> "Browser":
        """Open the start address."""
        self._keep(self.raw("GET", f"/enter?token={self.desk.sessions.token}", self._headers()))
        session = self.desk.sessions.of(self.cookie.partition("=")[2])
        assert session is not None
        self.form = session.form
        return self

    def raw(
        self, method: str, path: str, headers: Sequence[tuple[str, str]] = (), body: Sequence[bytes] = (b"",)
    ) -> Answer:
        """Send just this, and follow nothing."""
        place, _, query = path.partition("#")[0].partition("?")
        messages: list[dict[str, Any]] = []
        parts = list(body)
        scope = {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": method,
            "scheme": "http",
            "path": place,
            "raw_path": place.encode(),
            "query_string": query.encode(),
            "root_path": "",
            "headers": [(name.lower().encode(), value.encode("latin-1")) for name, value in headers],
            "client": ("127.0.0.1", 50000),
            "server": ("127.0.0.1", 8000),
        }

        async def receive() -> dict[str, Any]:
            if not parts:
                await asyncio.sleep(3600)
            return {"type": "http.request", "body": parts.pop(0), "more_body": bool(parts)}

        async def send(message: Any) -> None:
            messages.append(message)

        async def ask() -> None:
            await self.app(scope, receive, send)  # type: ignore[arg-type]

        asyncio.run(ask())
        start = messages[0]
        found = {name.decode(): value.decode("latin-1") for name, value in start["headers"]}
        return Answer(start["status"], found, b"".join(each.get("body", b"") for each in messages[1:]), path)

    def _headers(self, *more: tuple[str, str]) -> list[tuple[str, str]]:
        return [("Host", HOST), *([("Cookie", self.cookie)] if self.cookie else []), *more]

    def _keep(self, answer: Answer) -> None:
        if "set-cookie" in answer.headers:
            self.cookie = answer.headers["set-cookie"].partition(";")[0]

    def get(self, path: str) -> Answer:
        return self._followed(self.raw("GET", path, self._headers()))

    def post(self, path: str, files: Sequence[tuple[str, bytes]] = (), **fields: str) -> Answer:
        """Send a form of ours, with files where there are some."""
        values = {"form": self.form, **fields}
        if files:
            kind, body = f"multipart/form-data; boundary={_BOUNDARY}", multipart(values, files)
        else:
            kind, body = "application/x-www-form-urlencoded", urlencode(values).encode()
        headers = self._headers(("Origin", ORIGIN), ("Content-Type", kind), ("Content-Length", str(len(body))))
        return self._followed(self.raw("POST", path, headers, [body]))

    def _wait(self, path: str) -> None:
        """Wait for the job of a page that would otherwise have to be asked for again and again."""
        job = self.desk.jobs.find(path.partition("?")[0].rpartition("/")[2])
        assert job is not None, path
        job.wait(120)

    def _followed(self, answer: Answer) -> Answer:
        until = time.monotonic() + 120
        self._keep(answer)
        while answer.status == 303 or ("/jobs/" in answer.path and answer.status == 200):
            assert time.monotonic() < until, answer.path
            if answer.status == 200:
                self._wait(answer.path)
            answer = self.raw("GET", urljoin(answer.path, answer.headers.get("location", "")), self._headers())
        return answer


def multipart(fields: dict[str, str], files: Sequence[tuple[str, bytes]]) -> bytes:
    """A form with files, as a browser sends it: quotes and line ends in names are written as %22 and so on."""
    parts = [
        f'--{_BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in fields.items()
    ]
    for name, content in files:
        escaped = name.replace('"', "%22").replace("\r", "%0D").replace("\n", "%0A")
        head = f'--{_BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="{escaped}"\r\n'
        parts.append(head.encode() + b"Content-Type: application/octet-stream\r\n\r\n" + content + b"\r\n")
    return b"".join(parts) + f"--{_BOUNDARY}--\r\n".encode()


@contextmanager
def page_of(folder: Path, password: str = "", *, is_local: bool = True) -> Iterator[Browser]:
    """A page of a folder, entered."""
    desk = Desk(folder, Sessions(password), is_local=is_local)
    try:
        yield Browser(application(desk, Door.at("127.0.0.1", 8000)), desk).enter()
    finally:
        desk.jobs.close()


def key_of(browser: Browser, name: str) -> str:
    """What stands for a workbook in addresses."""
    return next(each.key for each in browser.desk.workspace.workbooks() if each.path.as_posix() == name)


def work_here(patch: Any) -> None:
    """Have work done in this process, one piece at a time: a process for each would have to import everything."""
    turn = threading.Lock()

    def here(task: Task[Any], folder: str, seconds: int, tell: Callable[[str], None], stop: Any) -> Finished | Stopped:
        with turn, contextlib.chdir(folder):
            try:
                return Finished(task.run(tell))
            except KccReportError as fault:
                return Stopped(str(fault))

    patch.setattr("kccreport.page.jobs.done_apart", here)
