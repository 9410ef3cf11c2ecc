"""Who may use the page: whoever has the start address, or knows the password, and then a cookie that nobody else has."""

import hashlib
import hmac
import secrets
import threading
from collections import OrderedDict
from dataclasses import dataclass, field

_MOST_SESSIONS = 100
SHORTEST_PASSWORD = 12


@dataclass(frozen=True, slots=True)
class Session:
    """One browser: its cookie, and what its forms carry, so that a form of somebody else's is none of ours."""

    cookie: str = field(repr=False)
    form: str = field(repr=False)


class Sessions:
    """The start token, the password where there is one, and the sessions that are open."""

    def __init__(self, password: str = "") -> None:
        self.token = secrets.token_urlsafe(32)
        self._ticket = b""
        self._password = _digest(password) if password else b""
        self._sessions: OrderedDict[str, Session] = OrderedDict()
        self._lock = threading.Lock()

    @property
    def has_password(self) -> bool:
        """True where others may log in."""
        return bool(self._password)

    def ticket(self) -> str:
        """Return a token that is good once, for a browser: others may see its command line, and it keeps a history."""
        found = secrets.token_urlsafe(32)
        with self._lock:
            self._ticket = _digest(found)
        return found

    def lets_in(self, given: str) -> bool:
        """Say whether this is the token of the start address, or the ticket, which is used up by that."""
        asked = _digest(given)
        if hmac.compare_digest(asked, _digest(self.token)):
            return True
        with self._lock:
            is_ticket = hmac.compare_digest(asked, self._ticket)
            if is_ticket:
                self._ticket = b""
        return is_ticket

    def is_password(self, given: str) -> bool:
        """Say whether this is the password; where there is none, nothing is."""
        return self.has_password and hmac.compare_digest(_digest(given), self._password)

    def open(self) -> Session:
        """Open a session; of very many the one that was used longest ago is closed."""
        session = Session(secrets.token_urlsafe(32), secrets.token_urlsafe(32))
        with self._lock:
            self._sessions[session.cookie] = session
            if len(self._sessions) > _MOST_SESSIONS:
                self._sessions.popitem(last=False)
        return session

    def of(self, cookie: str) -> Session | None:
        """Return the session of a cookie; None where there is none."""
        with self._lock:
            # a token of 256 bits cannot be guessed letter by letter through the time that a look-up takes
            session = self._sessions.get(cookie)
            if session is not None:
                self._sessions.move_to_end(cookie)
            return session


def is_form_of(session: Session, given: str) -> bool:
    """Say whether a form is one that we gave to this session."""
    return hmac.compare_digest(_digest(given), _digest(session.form))


def _digest(words: str) -> bytes:
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).digest()
