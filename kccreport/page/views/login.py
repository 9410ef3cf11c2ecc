"""The password, for those who use the page from another computer."""

import threading
import time
from collections.abc import Callable

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from kccreport.page.desk import Desk, Form
from kccreport.page.guard import entered

_WAIT = 1.0  # seconds after a wrong password, one at a time: 86,400 tries a day
_MOST_AT_ONCE = 8  # who log in; more would keep the page from everybody else
_turn, _places = threading.Lock(), threading.BoundedSemaphore(_MOST_AT_ONCE)


def show(desk: Desk, request: Request) -> Response:
    """Return the form that asks for the password."""
    return desk.page(request, "login.html", is_wrong=False)


def log_in(cookie: str) -> Callable[[Desk, Request, Form], Response]:
    """Return what answers a password: a session, or the form again."""

    def answer(desk: Desk, request: Request, form: Form) -> Response:
        if not _places.acquire(blocking=False):  # and no password is looked at
            raise HTTPException(429, "Too many are logging in at once. Wait a minute, and try again.")
        try:
            is_right = desk.sessions.is_password(form.fields.get("password", ""))
            if not is_right:
                with _turn:
                    time.sleep(_WAIT)
        finally:
            _places.release()
        if not is_right:
            return desk.page(request, "login.html", 403, is_wrong=True)
        return entered(desk.sessions.open(), cookie)

    return answer
