"""What stands before every page: whose request it is, whether it may change anything, and how much of it is read.

Loopback is no access control: any web page can have a browser send requests to 127.0.0.1, and by rebinding a name even
read the answers. So Host and Origin are looked at on every request, nothing changes by GET, and whoever has no session
gets nothing.
"""

import asyncio
from collections.abc import Callable, Collection
from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kccreport.page.sessions import Session, Sessions

ENTER, LOG_IN, STATIC = "/enter", "/log-in", "/static/"
MOST_UPLOAD = 128 << 20  # bytes of one request: a few large PDFs
MOST_FORM = 256 << 10  # bytes of a form without files
_USUAL_PORT = 80  # which browsers leave out
_MOST_DRAINED = 64 << 20  # read and dropped beyond that, so that a browser hears why instead of a broken line
_POLICY = "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'"
HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",  # with no-referrer a browser would not say the origin of a form either
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-store",
}
TOO_LARGE = "This is larger than the page takes ({} MB); nothing of it was kept."


@dataclass(frozen=True, slots=True)
class Door:
    """Where the page is: the names in a Host header that are ours, and what our cookie is called."""

    hosts: Collection[str]
    cookie: str

    @classmethod
    def at(cls, host: str, port: int) -> "Door":
        """Return the door of a server; on loopback each of its names is ours, and elsewhere only the one that was given."""
        names = ["127.0.0.1", "localhost", "[::1]"] if host in ("127.0.0.1", "localhost", "::1") else []
        given = f"[{host}]" if ":" in host else host.casefold()
        at = "" if port == _USUAL_PORT else f":{port}"
        # cookies know no ports, so two pages on one computer need names of their own
        return cls(frozenset(f"{name}{at}" for name in (*names, given)), f"kccreport-{port}")

    @property
    def origins(self) -> frozenset[str]:
        """Return the origins that our own pages have."""
        return frozenset(f"http://{host}" for host in self.hosts)


class Guard:
    """The outermost layer: refuses, counts, and sets the headers of every answer."""

    def __init__(self, app: ASGIApp, door: Door, sessions: Sessions, refuse: Callable[[int, str], Response]) -> None:
        self.app, self.door, self.sessions, self.refuse = app, door, sessions, refuse

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or answer it."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["type"] != "http":  # no web sockets here
            return
        guarded = _with_headers(send)
        answer = self._answer(scope)
        if answer is not None:
            await answer(scope, receive, guarded)
            return
        await self.app(scope, _counted(scope, receive), guarded)

    def _answer(self, scope: Scope) -> Response | None:
        """Return what is said to a request that does not come through; None where it does."""
        headers = Headers(scope=scope)
        hosts = headers.getlist("host")
        if len(hosts) != 1 or hosts[0].casefold() not in self.door.hosts:
            return self.refuse(421, "This address is not the page's own. Open the page from its start address.")
        origins, is_post = headers.getlist("origin"), scope["method"] == "POST"
        if any(each not in self.door.origins for each in origins) or (is_post and len(origins) != 1):
            return self.refuse(403, "This came from another web page, so it was refused. Nothing was changed.")
        if headers.get("sec-fetch-site", "none") not in ("none", "same-origin"):
            return self.refuse(403, "This came from another web page, so it was refused. Nothing was changed.")
        if scope["method"] not in ("GET", "HEAD", "POST"):
            return self.refuse(405, "The page has no such method.")
        return self._for_session(scope, headers)

    def _for_session(self, scope: Scope, headers: Headers) -> Response | None:
        path = scope["path"]
        scope["session"] = self.sessions.of(_cookie(headers, self.door.cookie))
        if path == ENTER and scope["method"] == "GET":
            token = parse_qs(scope["query_string"].decode("latin-1")).get("token", [""])[0]
            if self.sessions.lets_in(token):
                return entered(self.sessions.open(), self.door.cookie)
            if scope["session"] is not None:  # a start address that was used up, in a browser that is in already
                return RedirectResponse("/", 303)
        is_open_to_all = path.startswith(STATIC) or (path == LOG_IN and self.sessions.has_password)
        if scope["session"] is not None or is_open_to_all:
            return None
        if self.sessions.has_password:
            return RedirectResponse(LOG_IN, 303)
        why = "Open the page from the address that kccreport page shows, or with its starter on the desktop."
        return self.refuse(403, why)


def entered(session: Session, cookie: str) -> Response:
    """Return what sends a browser on with its cookie, which no script and no other site can use."""
    answer = RedirectResponse("/", 303)
    answer.set_cookie(cookie, session.cookie, httponly=True, samesite="strict", path="/")
    return answer


def _cookie(headers: Headers, name: str) -> str:
    try:
        found = SimpleCookie("; ".join(headers.getlist("cookie")))
    except CookieError:
        return ""
    return found[name].value if name in found else ""


def _counted(scope: Scope, receive: Receive) -> Receive:
    """Return a receiver that stops once a body is larger than it may be, whatever its length was said to be.

    Who has no session, and may only log in, sends no files.
    """
    is_upload = Headers(scope=scope).get("content-type", "").startswith("multipart/form-data")
    most = MOST_UPLOAD if is_upload and scope["session"] is not None else MOST_FORM
    taken = 0

    async def counted() -> Message:
        nonlocal taken
        message = await receive()
        if message["type"] == "http.request":
            taken += len(message.get("body", b""))
            if taken > most:
                await _drain(receive, message)
                raise HTTPException(413, TOO_LARGE.format(most >> 20 or 1))
        return message

    return counted


async def _drain(receive: Receive, message: Message) -> None:
    dropped = 0
    while message["type"] == "http.request" and message.get("more_body") and dropped < _MOST_DRAINED:
        message = await receive()
        dropped += len(message.get("body", b""))
        await asyncio.sleep(0)


def _with_headers(send: Send) -> Send:
    """Return a sender that adds our headers to every answer; an answer may have a stricter policy of its own."""

    async def guarded(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
        await send(message)

    return guarded
