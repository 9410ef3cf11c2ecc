"""The password, for those who use the page from another computer."""

import threading
import time
from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from kccreport.page.desk import Desk, Form

_WAIT = 1.0  # seconds after a wrong password, one at a time: 86,400 tries a day
_turn = threading.Lock()


def show(desk: Desk, request: Request) -> Response:
    """Return the form that asks for the password."""
    return desk.page(request, "login.html", is_wrong=False)


def log_in(cookie: str) -> Callable[[Desk, Request, Form], Response]:
    """Return what answers a password: a session, or the form again."""

    def answer(desk: Desk, request: Request, form: Form) -> Response:
        if not desk.sessions.is_password(form.fields.get("password", "")):
            with _turn:
                time.sleep(_WAIT)
            return desk.page(request, "login.html", 403, is_wrong=True)
        session = desk.sessions.open()
        found = RedirectResponse("/", 303)
        found.set_cookie(cookie, session.cookie, httponly=True, samesite="strict", path="/")
        return found

    return answer
