"""The server: a socket on this computer, the start address, and the browser."""

import contextlib
import socket
import threading
import webbrowser
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import uvicorn

from kccreport.ground.errors import UnreadableFile, UnwritableFile
from kccreport.page.app import application
from kccreport.page.desk import Desk
from kccreport.page.guard import ENTER, Door
from kccreport.page.sessions import SHORTEST_PASSWORD, Sessions

LOOPBACK = "127.0.0.1"
_EVERYWHERE = frozenset({"0.0.0.0", "::", ""})
_WAITING, _AT_ONCE = 256, 300
_GRACE = 3  # seconds that a request may still take when the server ends


@dataclass(frozen=True, slots=True)
class Wanted:
    """How the page is asked for; port 0 is any that is free. `password_file` is needed beyond this computer."""

    folder: Path
    port: int = 0
    host: str = LOOPBACK
    password_file: Path | None = None
    opens_browser: bool = True


def serve(wanted: Wanted, tell: Callable[[str], None]) -> None:
    """Serve the page until Ctrl-C; `tell` is given the start address once it can be opened.

    Raises:
        UnreadableFile: the folder or the password file cannot be used.
        UnwritableFile: the address is in use, or is not this computer's.
    """
    if not wanted.folder.is_dir():
        raise UnreadableFile(f"{wanted.folder} is not a folder.")
    sessions = Sessions(_password(wanted))
    with contextlib.closing(_bound(wanted)) as listening:
        port = listening.getsockname()[1]
        desk = Desk(wanted.folder, sessions, is_local=is_loopback(wanted.host))
        # a name such as localhost may lead to another address of this computer, where somebody else may listen
        host = listening.getsockname()[0] if desk.is_local else wanted.host
        address = f"http://{f'[{host}]' if ':' in host else host}:{port}"
        app = application(desk, Door.at(wanted.host, port))
        config = uvicorn.Config(
            app, log_level="warning", access_log=False, server_header=False, proxy_headers=False,
            timeout_graceful_shutdown=_GRACE, limit_concurrency=_AT_ONCE, lifespan="off",
        )  # fmt: skip
        tell(f"{address}{ENTER}?token={sessions.token}")
        if wanted.opens_browser:
            once = f"{address}{ENTER}?token={sessions.ticket()}"
            threading.Thread(target=webbrowser.open, args=(once,), daemon=True).start()
        try:
            uvicorn.Server(config).run(sockets=[listening])
        finally:
            desk.jobs.close()


def is_loopback(host: str) -> bool:
    """Say whether an address is only this computer's own."""
    return host in (LOOPBACK, "localhost", "::1")


def _password(wanted: Wanted) -> str:
    """Return the password, which is asked of whoever is not on this computer; "" where nobody else gets here."""
    path = wanted.password_file
    if path is None:
        return ""
    try:
        words = path.read_text("utf-8").strip().splitlines()
    except (OSError, UnicodeDecodeError) as fault:
        raise UnreadableFile(f"{path} cannot be read as a password.") from fault
    if not words or len(words[0].strip()) < SHORTEST_PASSWORD:
        raise UnreadableFile(f"{path} needs a password of at least {SHORTEST_PASSWORD} characters in its first line.")
    return words[0].strip()


def refusal(wanted: Wanted) -> str:
    """Return why the page is not served so; "" where it is."""
    if wanted.host in _EVERYWHERE:
        return "--host needs the one name or address under which others reach this computer."
    if not is_loopback(wanted.host) and wanted.password_file is None:
        return "beyond this computer the page needs --password-file, a file with the password in its first line."
    return ""


def _bound(wanted: Wanted) -> socket.socket:
    try:
        kind, _, _, _, place = socket.getaddrinfo(wanted.host, wanted.port, type=socket.SOCK_STREAM)[0]
        listening = socket.socket(kind, socket.SOCK_STREAM)
        # on Windows the usual option would let another program listen at the same port
        option = getattr(socket, "SO_EXCLUSIVEADDRUSE", socket.SO_REUSEADDR)
        listening.setsockopt(socket.SOL_SOCKET, option, 1)
        listening.bind(place)
        listening.listen(_WAITING)  # from now on a browser may come: it waits until the server is there
    except OSError as fault:
        where = f"{wanted.host}:{wanted.port}"
        raise UnwritableFile(f"The page cannot be opened at {where} ({fault.strerror or fault}).") from fault
    return listening
