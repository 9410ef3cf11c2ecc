"""The application: which address is which page, and what every one of them goes through."""

from collections.abc import Callable
from contextlib import nullcontext
from importlib import resources

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kccreport.ground.errors import KccReportError
from kccreport.page.desk import Desk, Form
from kccreport.page.guard import Door, Guard
from kccreport.page.jobs import TooBusy
from kccreport.page.names import UnsafeName
from kccreport.page.sessions import is_form_of
from kccreport.page.views import agendas, commentary, jobs, login, papers, start
from kccreport.page.workspace import NoSuchFile, Refused

_MOST_FILES, _MOST_FIELDS, _MOST_WORDS = 100, 500, 100_000  # of one form
_STATIC = {"page.css": "text/css", "page.js": "text/javascript", "icon.svg": "image/svg+xml"}
_OUT_OF_DATE = "This form was out of date. Go back, open the page anew, and send it again; nothing was changed."
View = Callable[[Desk, Request], Response]
Change = Callable[[Desk, Request, Form], Response]


def application(desk: Desk, door: Door) -> Guard:
    """Return the page of a workspace as it is seen through a door."""
    app = Starlette(
        routes=[
            Route("/static/{name}", _static, methods=["GET"]),
            Route("/log-in", _shown(desk, login.show), methods=["GET"]),
            Route("/log-in", _changed(desk, login.log_in(door.cookie), needs_session=False), methods=["POST"]),
            *_both(desk, "/", start.show),
            *_both(desk, "/new", None, start.new),
            *_both(desk, "/papers", papers.show_all, papers.take),
            *_both(desk, "/papers/{key}", papers.show),
            *_both(desk, "/papers/{key}/stamp", papers.stamp),
            *_both(desk, "/papers/{key}/check", None, papers.check_again),
            *_both(desk, "/papers/{key}/preview", papers.preview),
            *_both(desk, "/papers/{key}/make", None, papers.make),
            *_both(desk, "/papers/{key}/release", papers.confirm_release, papers.release),
            *_both(desk, "/papers/{key}/files/{file}", papers.download),
            *_both(desk, "/papers/{key}/workbook", papers.workbook),
            *_both(desk, "/papers/{key}/open", None, papers.open_it),
            *_both(desk, "/commentary", commentary.show_all),
            *_both(desk, "/commentary/{key}", commentary.show),
            *_both(desk, "/commentary/{key}/requests", None, commentary.ask),
            *_both(desk, "/commentary/{key}/requests.zip", commentary.zipped),
            *_both(desk, "/commentary/{key}/requests/{file}", commentary.request_file),
            *_both(desk, "/commentary/{key}/returns", commentary.returns, commentary.take),
            *_both(desk, "/commentary/{key}/aside", None, commentary.set_aside),
            *_both(desk, "/commentary/{key}/merge", None, commentary.merge),
            *_both(desk, "/agenda", agendas.show_all),
            *_both(desk, "/agenda/{key}", agendas.show),
            *_both(desk, "/agenda/{key}/stamp", agendas.stamp),
            *_both(desk, "/agenda/{key}/check", None, agendas.check_again),
            *_both(desk, "/agenda/{key}/papers", None, agendas.take),
            *_both(desk, "/agenda/{key}/pictures/{paper}/{page:int}", agendas.picture),
            *_both(desk, "/agenda/{key}/pack", None, agendas.pack),
            *_both(desk, "/agenda/{key}/release", agendas.confirm_release, agendas.release),
            *_both(desk, "/agenda/{key}/files/{file}", agendas.download),
            *_both(desk, "/jobs/{job}", jobs.show),
            *_both(desk, "/jobs/{job}/state", jobs.state),
            *_both(desk, "/jobs/{job}/cancel", None, jobs.cancel),
        ],
        exception_handlers={
            HTTPException: _refused(desk),
            KccReportError: _answered(desk, 409),
            Refused: _answered(desk, 409),
            UnsafeName: _answered(desk, 400),
            NoSuchFile: _said(desk, 404, "This file is not in the folder any more."),
            TooBusy: _said(desk, 503, "Too much is being done at once. Wait a minute, and try again."),
            Exception: _said(desk, 500, "Something went wrong inside the page itself; your files are unchanged."),
        },
    )
    return Guard(app, door, desk.sessions, lambda status, why: desk.refusal(status, why))


def _both(desk: Desk, path: str, view: View | None, change: Change | None = None) -> list[Route]:
    """Return the routes of an address: to see it, which changes nothing, and to change something."""
    routes = [Route(path, _shown(desk, view), methods=["GET"])] if view is not None else []
    return routes + ([Route(path, _changed(desk, change), methods=["POST"])] if change is not None else [])


def _shown(desk: Desk, view: View) -> Callable[[Request], object]:
    async def shown(request: Request) -> Response:
        return await run_in_threadpool(view, desk, request)

    return shown


def _changed(desk: Desk, change: Change, *, needs_session: bool = True) -> Callable[[Request], object]:
    async def changed(request: Request) -> Response:
        async with request.form(max_files=_MOST_FILES, max_fields=_MOST_FIELDS, max_part_size=_MOST_WORDS) as sent:
            fields = {name: value for name, value in sent.multi_items() if isinstance(value, str)}
            files: dict[str, list[UploadFile]] = {}
            for name, value in sent.multi_items():
                if isinstance(value, UploadFile) and value.filename:
                    files.setdefault(name, []).append(value)
            session = request.scope.get("session")
            if needs_session and (session is None or not is_form_of(session, fields.get("form", ""))):
                raise HTTPException(403, _OUT_OF_DATE)
            return await run_in_threadpool(_done, desk, change, request, Form(fields, files))

    return changed


def _done(desk: Desk, change: Change, request: Request, form: Form) -> Response:
    with desk.uploads if form.files else nullcontext():
        return change(desk, request, form)


async def _static(request: Request) -> Response:
    kind = _STATIC.get(request.path_params["name"])
    if kind is None:
        raise HTTPException(404)
    content = (resources.files("kccreport.page") / "static" / request.path_params["name"]).read_bytes()
    return Response(content, media_type=kind)


def _refused(desk: Desk) -> Callable[[Request, Exception], Response]:
    usual = {404: "There is no such page.", 405: "This cannot be done so; nothing was changed."}

    def refused(request: Request, fault: Exception) -> Response:
        status = fault.status_code if isinstance(fault, HTTPException) else 500
        detail = fault.detail if isinstance(fault, HTTPException) else ""
        return desk.refusal(status, usual.get(status, detail), request, _back(request))

    return refused


def _answered(desk: Desk, status: int) -> Callable[[Request, Exception], Response]:
    return lambda request, fault: desk.refusal(status, str(fault), request, _back(request))


def _said(desk: Desk, status: int, words: str) -> Callable[[Request, Exception], Response]:
    return lambda request, _: desk.refusal(status, words, request, _back(request))


def _back(request: Request) -> str:
    """Return the page that a refused form stood on, if it is one of ours."""
    path = "/" + request.url.path.lstrip("/")  # two slashes would lead to another site
    return path if request.method == "GET" else path.rpartition("/")[0] or "/"
