"""The first page: what is in the folder, and what can be begun."""

from starlette.requests import Request
from starlette.responses import Response

from kccreport.page.desk import Desk, Form
from kccreport.page.work.kinds import Kind


def show(desk: Desk, request: Request) -> Response:
    """Return what is in the folder, and the ways to begin something."""
    kinds = desk.kinds()
    return desk.page(
        request,
        "start.html",
        papers=[each for each, kind in kinds.items() if kind is Kind.PAPER],
        agendas=[each for each, kind in kinds.items() if kind is Kind.AGENDA],
        unreadable=[each for each, kind in kinds.items() if kind is Kind.UNREADABLE],
        outcome=desk.outcome(request),
    )


def new(desk: Desk, request: Request, form: Form) -> Response:
    raise NotImplementedError
