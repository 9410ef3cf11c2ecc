"""A hundred requests at once: no wrong answer, no file mixed up, and memory and processes back to rest.

It makes papers in processes of their own, so it runs in CI alone, or wherever KCCREPORT_EXPECT_TOOLS is set.
"""

import os
import re
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode, urljoin, urlsplit

import pytest

from kccreport.roads import papers as road
from tests import books
from tests.page.browser import multipart
from tests.page.seat import served

pytestmark = pytest.mark.skipif(
    not os.environ.get("KCCREPORT_EXPECT_TOOLS") or not Path("/proc/self/status").exists(),
    reason="a hundred requests are made in CI on Linux, or with KCCREPORT_EXPECT_TOOLS=1",
)
BOOKS = 8
_MULTIPART = "multipart/form-data; boundary=a-line-between-parts"
_ROOM = 40_000  # kB that the server may have kept: what was found of late


class Caller:
    """A program that asks the page, one connection for each request, as many at once as a test likes."""

    def __init__(self, start: str) -> None:
        parts = urlsplit(start)
        self.host, self.cookie, self.form = parts.netloc, "", ""
        status, headers, _ = self._once("GET", f"{parts.path}?{parts.query}")
        assert status == 303
        self.cookie = headers["set-cookie"].partition(";")[0]
        self.form = re.findall(r'name="form" value="([^"]+)"', self.get("/").decode())[0]

    def get(self, path: str) -> bytes:
        return self._until_done("GET", path)

    def post(self, path: str, **fields: str) -> bytes:
        body = urlencode({"form": self.form, **fields}).encode()
        return self._until_done("POST", path, body, "application/x-www-form-urlencoded")

    def upload(self, path: str, name: str, content: bytes) -> bytes:
        return self._until_done("POST", path, multipart({"form": self.form}, [(name, content)]), _MULTIPART)

    def _until_done(self, method: str, path: str, body: bytes = b"", kind: str = "") -> bytes:
        until = time.monotonic() + 300
        status, headers, content = self._once(method, path, body, kind)
        while status == 303 or (status == 200 and "/jobs/" in path):
            assert time.monotonic() < until
            if status == 200:
                time.sleep(0.1)
            path = urljoin(path, headers.get("location", path)).partition("#")[0]
            status, headers, content = self._once("GET", path)
        assert status == 200, (path, status, content[-400:])
        return content

    def _once(self, method: str, path: str, body: bytes = b"", kind: str = "") -> tuple[int, dict[str, str], bytes]:
        connection = HTTPConnection(self.host, timeout=300)
        headers = {"Cookie": self.cookie} | ({"Origin": f"http://{self.host}", "Content-Type": kind} if kind else {})
        connection.request(method, path, body or None, headers)
        answer = connection.getresponse()
        content = answer.read()
        connection.close()
        return answer.status, {name.casefold(): value for name, value in answer.getheaders()}, content


def processes_of(parent: int) -> dict[int, int]:
    """Each process below one, and it itself, with the memory it holds in kB."""
    parents, memory = {}, {}
    for path in Path("/proc").glob("[0-9]*"):
        try:
            status = (path / "status").read_text()
        except OSError:
            continue
        parents[int(path.name)] = int(re.findall(r"PPid:\s+(\d+)", status)[0])
        found = re.findall(r"VmRSS:\s+(\d+)", status)
        memory[int(path.name)] = int(found[0]) if found else 0
    below = {parent}
    while more := {each for each, above in parents.items() if above in below} - below:
        below |= more
    return {each: memory[each] for each in below if memory.get(each)}


def at_rest(parent: int, count: int) -> dict[int, int]:
    """The processes once there are no more than there were."""
    until = time.monotonic() + 30
    while len(found := processes_of(parent)) > count and time.monotonic() < until:
        time.sleep(0.2)
    return found


def test_a_hundred_requests_at_once_get_each_its_own_answer_and_leave_nothing_behind(tmp_path: Path) -> None:
    other = tmp_path.parent / "command"
    other.mkdir()
    contents = {}
    for number in range(BOOKS):
        name = f"area {number}.xlsx"
        path = books.save(
            other / name,
            paper=books.paper_items(title=f"Dashboard of area {number}"),
            results=[books.results(**{"Oct 20": f"{80 + number}%"})],
        )
        contents[name] = path.read_bytes()
    with served(tmp_path) as start:
        caller = Caller(start)
        caller.upload("/papers", "area 0.xlsx", contents["area 0.xlsx"])  # what is imported once stays
        server = next(each for each in processes_of(os.getpid()) if "page" in command_of(each))
        before = processes_of(server)

        def send(number: int) -> None:
            name = f"area {number % BOOKS}.xlsx"
            assert f"Dashboard of area {number % BOOKS}".encode() in caller.upload("/papers", name, contents[name])

        def check(number: int) -> None:
            name = f"area {number % BOOKS}.xlsx"
            shown = (
                caller.upload("/papers", name, contents[name]) if number < BOOKS else caller.get(key_of(caller, name))
            )
            assert f"Dashboard of area {number % BOOKS},".encode() in shown
            assert b"Ready to make" in shown

        def make(number: int) -> None:
            name = f"area {number % BOOKS}.xlsx"
            assert b"The paper is made." in caller.post(f"{key_of(caller, name)}/make", html="1", csv="1")

        for number in range(BOOKS):
            send(number)
        jobs: list[tuple[Callable[[int], None], int]] = []
        jobs += [(send, number) for number in range(40)]
        jobs += [(check, number) for number in range(44)]
        jobs += [(make, number) for number in range(16)]
        assert len(jobs) == 100
        with ThreadPoolExecutor(len(jobs)) as pool:
            for each in [pool.submit(job, number) for job, number in jobs]:
                each.result()
        after = at_rest(server, len(before))
        assert len(after) <= len(before)
        assert sum(after.values()) - sum(before.values()) < _ROOM
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir() if path.is_file()} == contents
    for name in contents:
        assert road.build(other / name, other / "out" / f"{Path(name).stem}.pdf", html=True, csv=True).value
    made = {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()}
    assert made == {path.name: path.read_bytes() for path in (other / "out").iterdir()}


def command_of(process: int) -> str:
    return Path(f"/proc/{process}/cmdline").read_text().replace("\0", " ").partition("kccreport ")[2]


def key_of(caller: Caller, name: str) -> str:
    """The address of a workbook, as the list has it."""
    found: str = re.findall(rf'href="(/papers/[0-9a-f]+)">{name}<', caller.get("/papers").decode())[0]
    return found
