"""Everything a page needs at hand: the workspace, the work that is done, and the templates."""

import os
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from importlib import resources
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import Any
from urllib.parse import urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from kccreport.ground.problem import Severity
from kccreport.models.period import WEEKDAY_NAMES
from kccreport.page.guard import MOST_UPLOAD
from kccreport.page.jobs import Job, Jobs
from kccreport.page.looks import Looks
from kccreport.page.sessions import Session, Sessions
from kccreport.page.shown import groups
from kccreport.page.work.kinds import Kind, KindsOf
from kccreport.page.workspace import Entry, Workspace
from kccreport.paper.wording import day_words

__all__ = ["Desk", "Form", "UploadFile"]
_UPLOADS = 6  # at a time: each is held in memory while it is put into its place
_CARRIED = ("job", "taken", "onto")
_SOON = 4.0  # seconds to wait for a look before the page says that it is at work
_TEMPLATES = resources.files("kccreport.page") / "templates"


@dataclass(frozen=True, slots=True)
class Form:
    """What a form sent: its fields, and its files by the names of their fields."""

    fields: Mapping[str, str]
    files: Mapping[str, list[UploadFile]]

    def get(self, name: str) -> str:
        """Return what was typed into a field, trimmed; "" where it was not sent."""
        return self.fields.get(name, "").strip()

    def has(self, name: str) -> bool:
        """Say whether a box is ticked."""
        return bool(self.fields.get(name))


class Desk:
    """What the views of one server share."""

    def __init__(self, folder: Path, sessions: Sessions, *, is_local: bool = True) -> None:
        self.workspace = Workspace(folder)
        self.sessions, self.is_local = sessions, is_local
        self.jobs = Jobs(self.workspace.folder, max(2, min(os.cpu_count() or 2, 4)))
        self.looks = Looks(self.jobs)
        self.uploads = threading.BoundedSemaphore(_UPLOADS)
        self._templates = Environment(
            loader=FileSystemLoader(str(_TEMPLATES)),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._templates.globals.update(Severity=Severity, groups=groups)
        self._templates.filters.update(weekday=_weekday_words, saved=_saved_words, size=_size_words)

    def page(self, request: Request, template: str, status_code: int = 200, **values: Any) -> Response:
        """Return a page made of a template; all that stands in it is escaped there."""
        session: Session | None = request.scope.get("session")
        words = self._templates.get_template(template).render(
            workspace=self.workspace.folder.name or str(self.workspace.folder),
            folder=str(self.workspace.folder),
            form_token=session.form if session is not None else "",
            is_local=self.is_local,
            most_upload=MOST_UPLOAD,
            running=self.jobs.running if session is not None else [],
            **values,
        )
        return HTMLResponse(words, status_code)

    def refusal(self, status: int, why: str, request: Request | None = None, back: str = "") -> Response:
        """Return a page that says why something was refused; who is not let in sees nothing else on it."""
        values = {"why": why, "back": back, "status": status}
        if request is not None and request.scope.get("session") is not None:
            return self.page(request, "refused.html", status, **values, layout="base.html")
        words = self._templates.get_template("refused.html").render(**values, layout="shell.html")
        return HTMLResponse(words, status)

    def look(self, request: Request, job: Job[Any]) -> Response | None:
        """Wait a little for a look; return where its progress is shown if it takes longer, and None once it is there."""
        return None if job.wait(_SOON) else self.progress(job, carried(request))

    def progress(self, job: Job[Any], query: str = "") -> Response:
        """Return what leads to a job's progress; `query` is what the page it comes back to is to be asked with."""
        return RedirectResponse(f"/jobs/{job.key}{query}", 303)

    def outcome(self, request: Request) -> Job[Any] | None:
        """Return the job whose outcome a page is to show, if the address names one that is over."""
        job = self.jobs.find(request.query_params.get("job", ""))
        return job if job is not None and job.is_over and job.then.partition("#")[0] == request.url.path else None

    def kinds(self) -> dict[Entry, Kind]:
        """Return the workbooks of the workspace and what each is for; those that could not be looked at are unreadable."""
        found = self.workspace.workbooks()
        stamp = " ".join(f"{each.key}{each.stamp}" for each in found)
        paths = tuple(each.path for each in found)
        job = self.looks.of("kinds", "", stamp, lambda: KindsOf(paths), "Looking at the folder", "/")
        job.wait(30)
        kinds = job.result or {}
        return {each: kinds.get(each.path, Kind.UNREADABLE) for each in found}

    @staticmethod
    def today() -> date:
        """Return today's day, from which days left are counted."""
        return date.today()


def carried(request: Request) -> str:
    """Return the part of an address that is to last until a page is shown: which outcome, or what was taken."""
    kept = {name: request.query_params[name] for name in _CARRIED if name in request.query_params}
    return f"?{urlencode(kept)}" if kept else ""


def read_whole(upload: UploadFile) -> bytes:
    """Return what was uploaded, which was counted while it came."""
    file: SpooledTemporaryFile[bytes] | Any = upload.file
    file.seek(0)
    content: bytes = file.read()
    return content


def _weekday_words(day: date) -> str:
    """Return a day with its day of the week: Fri 12 March 2021."""
    return f"{WEEKDAY_NAMES[day.weekday()][:3]} {day_words(day)}"


def _saved_words(nanoseconds: int) -> str:
    """Return when a file was saved, in the computer's own time."""
    when = datetime.fromtimestamp(nanoseconds / 1e9)
    return f"{day_words(when.date())} at {when:%H.%M}"


def _size_words(count: int) -> str:
    return f"{count / 1e6:.1f} MB" if count >= 100_000 else f"{max(count // 1000, 1)} KB"
