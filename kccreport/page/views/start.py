"""The first page: what is in the folder, and what can be begun."""

from datetime import date
from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from kccreport.page.desk import Desk, Form
from kccreport.page.names import WORKBOOKS, safe_name
from kccreport.page.work.kinds import Kind
from kccreport.page.work.officers import BeginTemplate, Begun, RollOver
from kccreport.page.workspace import Entry, NoSuchFile

KINDS = {
    "simple": "One sheet: a table as the council publishes it already",
    "dashboard": "Dashboard: ratings of every indicator, month by month",
    "quarterly": "Quarterly report",
    "cover": "Cover report with a dashboard",
}


def show(desk: Desk, request: Request) -> Response:
    """Return what is in the folder, and the ways to begin something."""
    kinds = desk.kinds()
    outcome = desk.outcome(request)
    begun = outcome.result if outcome is not None and isinstance(outcome.result, Begun) else None
    return desk.page(
        request,
        "start.html",
        papers=[each for each, kind in kinds.items() if kind is Kind.PAPER],
        agendas=[each for each, kind in kinds.items() if kind is Kind.AGENDA],
        unreadable=[each for each, kind in kinds.items() if kind is Kind.UNREADABLE],
        kinds=KINDS,
        outcome=outcome,
        begun=begun,
        entry=_entry(desk, begun),
        is_agenda=begun is not None and bool(outcome and outcome.title.startswith("Starting an agenda")),
    )


def _entry(desk: Desk, begun: Begun | None) -> Entry | None:
    try:
        return desk.workspace.entry(begun.path) if begun is not None and begun.path is not None else None
    except NoSuchFile:
        return None


def new(desk: Desk, request: Request, form: Form) -> Response:
    """Begin a workbook: from a template, from the last quarter's, or an agenda from the last one."""
    typed = form.get("name")
    name = safe_name(typed if typed.casefold().endswith(".xlsx") else f"{typed}.xlsx", WORKBOOKS)
    what = form.get("what")
    task: BeginTemplate | RollOver
    if what == "paper":
        kind = form.get("kind")
        if kind not in KINDS:
            raise HTTPException(400, "Choose what kind of paper it is.")
        task = BeginTemplate(Path(name), kind, form.get("year") or None, desk.today())
        title = f"Starting {name}"
    elif what == "next":
        last = desk.workspace.workbook(form.get("last"))
        place = last.path.parent / name
        task = RollOver(last.path, place, form.get("to") or None, form.has("ask_targets"))
        title = f"Starting {name} from {last.name}"
    elif what == "agenda":
        chosen = form.get("last")
        source = desk.workspace.workbook(chosen).path if chosen else None
        place = (source.parent if source is not None else Path()) / name
        meeting = _day(form.get("meeting")) if source is not None else None
        task = BeginTemplate(place, "agenda", None, desk.today(), source=source, meeting=meeting)
        title = f"Starting an agenda, {name}"
    else:
        raise HTTPException(400, "Choose what to start.")
    return desk.progress(desk.jobs.start(task, title, "/#outcome"))


def _day(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed) if typed else None
    except ValueError:
        raise HTTPException(400, f"{typed[:20]!r} is not a date; choose one, or type it as 2021-03-12.") from None
