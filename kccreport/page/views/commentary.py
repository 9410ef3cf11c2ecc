"""Commentary: who owes what, the requests that ask for it, what came back, and what is merged of it."""

import glob
import io
import zipfile
from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from kccreport.ground.report import warnings_words
from kccreport.page.desk import Desk, Form, read_whole
from kccreport.page.jobs import Job
from kccreport.page.names import RETURNS, is_lock, safe_name
from kccreport.page.views.papers import sent
from kccreport.page.work.kinds import Kind
from kccreport.page.work.officers import Asked, AskedOf, Back, LookAtReturns, Merged, MergeReturns, WriteRequests
from kccreport.page.workspace import REQUESTS, RETURNED, SET_ASIDE, Entry, Taken
from kccreport.workbook.preflight import MOST_BYTES

_ZIPPED = (1980, 1, 1, 0, 0, 0)  # every entry's time, so that the same requests make the same ZIP
_CHOICE = "choose-"


def show_all(desk: Desk, request: Request) -> Response:
    """Return the workbooks for whose commentary somebody may be asked."""
    papers = [each for each, kind in desk.kinds().items() if kind is Kind.PAPER]
    return desk.page(request, "commentaries.html", papers=papers)


def show(desk: Desk, request: Request) -> Response:
    """Return who owes what, and what was asked for and came back so far."""
    entry = desk.workspace.workbook(request.path_params["key"])
    job: Job[Asked] = desk.looks.of(
        "asked", entry.key, f"{entry.stamp}{desk.today()}{desk.workspace.stamps('layouts/*')}",
        lambda: AskedOf(entry.path, desk.today()), f"Reading {entry.name}", f"/commentary/{entry.key}",
    )  # fmt: skip
    waiting = desk.look(request, job)
    if waiting is not None:
        return waiting
    outcome = desk.outcome(request)
    outcome = outcome if outcome is not job else None
    return desk.page(
        request,
        "commentary.html",
        entry=entry,
        asked=job.result,
        failure=job.failure,
        requests=_requests(desk, entry),
        returned=_returned(desk, entry),
        outcome=outcome,
        written=outcome.result if outcome is not None and isinstance(outcome.result, list) else None,
        merged=outcome.result if outcome is not None and isinstance(outcome.result, Merged) else None,
        warnings_words=warnings_words,
    )


def _requests(desk: Desk, entry: Entry) -> list[Entry]:
    return desk.workspace.files(REQUESTS / entry.path.stem, (".xlsx",))


def _returned(desk: Desk, entry: Entry) -> list[Entry]:
    return desk.workspace.files(RETURNED / entry.path.stem, RETURNS)


def ask(desk: Desk, request: Request, form: Form) -> Response:
    """Write the request workbooks."""
    entry = desk.workspace.workbook(request.path_params["key"])
    desk.workspace.refuse_links(REQUESTS / entry.path.stem)
    task = WriteRequests(entry.path, REQUESTS / entry.path.stem, form.has("again"))
    title = f"Making requests for {entry.name}"
    return desk.progress(desk.jobs.start(task, title, f"/commentary/{entry.key}#outcome"))


def zipped(desk: Desk, request: Request) -> Response:
    """Return the request workbooks in one ZIP; the same requests give the same bytes."""
    entry = desk.workspace.workbook(request.path_params["key"])
    found = _requests(desk, entry)
    if not found:
        raise HTTPException(404)
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for each in found:
            archive.writestr(zipfile.ZipInfo(each.name, _ZIPPED), desk.workspace.open_path(each).read_bytes())
    headers = {"Content-Disposition": 'attachment; filename="requests.zip"'}
    return Response(content.getvalue(), headers=headers, media_type="application/zip")


def request_file(desk: Desk, request: Request) -> Response:
    """Return one request workbook, to be sent to its owner."""
    entry = desk.workspace.workbook(request.path_params["key"])
    return sent(desk, desk.workspace.find(request.path_params["file"], _requests(desk, entry)))


def take(desk: Desk, request: Request, form: Form) -> Response:
    """Put what came back into its folder, and go on to what it says."""
    entry = desk.workspace.workbook(request.path_params["key"])
    sent_in = form.files.get("file", [])
    uploads = [each for each in sent_in if not is_lock(each.filename or "")] or sent_in
    if not uploads:
        raise HTTPException(400, "No file was chosen. Choose the workbooks that came back, and send them again.")
    named = [(safe_name(each.filename or "", RETURNS), each) for each in uploads]
    for name, upload in named:
        content = read_whole(upload)
        if len(content) > MOST_BYTES:
            raise HTTPException(413, f"{name} is larger than a request may be ({MOST_BYTES >> 20} MB).")
        _put_beside(desk, RETURNED / entry.path.stem, name, content)
    return RedirectResponse(f"/commentary/{entry.key}/returns", 303)


def _put_beside(desk: Desk, place: Path, name: str, content: bytes) -> Taken:
    """Put a returned file beside others of its name: two people may have named theirs alike."""
    stem, dot, ending = name.rpartition(".")
    there = {each.path.name: each for each in desk.workspace.files(place, RETURNS)}
    for number in range(1, 1_000):
        free = name if number == 1 else f"{stem}-{number}{dot}{ending}"
        if free not in there or desk.workspace.open_path(there[free]).read_bytes() == content:
            return desk.workspace.put(place, free, content, replaces=False)
    raise HTTPException(409, f"There are very many files named {name}; rename it.")


def _back(desk: Desk, entry: Entry) -> Job[Back]:
    folder = RETURNED / entry.path.stem
    pattern = glob.escape(folder.as_posix())
    stamp = f"{entry.stamp}{desk.today()}" + desk.workspace.stamps(
        f"{pattern}/**/*", f"{glob.escape(entry.path.with_suffix('').as_posix())}.collected.json", "layouts/*"
    )
    return desk.looks.of(
        "returns", entry.key, stamp, lambda: LookAtReturns(entry.path, folder, desk.today()),
        f"Reading what came back for {entry.name}", f"/commentary/{entry.key}/returns",
    )  # fmt: skip


def returns(desk: Desk, request: Request) -> Response:
    """Return what came back: the fate of each file, and side by side what somebody has to choose between."""
    entry = desk.workspace.workbook(request.path_params["key"])
    if not _returned(desk, entry):
        return RedirectResponse(f"/commentary/{entry.key}", 303)
    job = _back(desk, entry)
    waiting = desk.look(request, job)
    if waiting is not None:
        return waiting
    return desk.page(
        request,
        "returns.html",
        entry=entry,
        back=job.result,
        failure=job.failure,
        kept={each.path.relative_to(RETURNED / entry.path.stem).as_posix(): each for each in _returned(desk, entry)},
        aside=request.query_params.get("aside") == "yes",
        aside_folder=_aside(entry).as_posix(),
    )


def _aside(entry: Entry) -> Path:
    return SET_ASIDE / entry.path.stem


def set_aside(desk: Desk, request: Request, form: Form) -> Response:
    """Move one file that came back to where it is not read; it is kept there."""
    entry = desk.workspace.workbook(request.path_params["key"])
    found = desk.workspace.find(form.get("file"), _returned(desk, entry))
    desk.workspace.set_aside(found, _aside(entry))
    page = "/returns?aside=yes" if _returned(desk, entry) else ""
    return RedirectResponse(f"/commentary/{entry.key}{page}", 303)


def merge(desk: Desk, request: Request, form: Form) -> Response:
    """Merge what agrees, and what somebody has chosen; a backup of the workbook is kept."""
    entry = desk.workspace.workbook(request.path_params["key"])
    job = _back(desk, entry)
    job.wait(120)
    conflicts = job.result.conflicts if job.result is not None else ()
    settled = {}
    for at, each in enumerate(conflicts):
        chosen = form.get(f"{_CHOICE}{at}")
        if form.get(f"reference-{at}") != each.reference:
            raise HTTPException(
                409, "What came back has changed meanwhile. Go back, look at it again, and choose anew."
            )
        if chosen.isascii() and chosen.isdigit() and int(chosen) < len(each.sides):
            settled[each.reference] = each.sides[int(chosen)].file
    task = MergeReturns(entry.path, RETURNED / entry.path.stem, desk.today(), settled)
    title = f"Merging what came back into {entry.name}"
    return desk.progress(desk.jobs.start(task, title, f"/commentary/{entry.key}#outcome"))
