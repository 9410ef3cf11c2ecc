"""Papers: a workbook is dropped, its faults are shown cell by cell, and the paper is looked at, made and released."""

from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, RedirectResponse, Response

from kccreport.ground.places import OUT
from kccreport.ground.report import verdict_words, warnings_words
from kccreport.page.desk import Desk, Form, read_whole
from kccreport.page.jobs import Job
from kccreport.page.names import WORKBOOKS, is_lock, safe_name
from kccreport.page.opening import open_in_its_program
from kccreport.page.work.kinds import Kind
from kccreport.page.work.papers import LookAtPaper, MakePaper, PaperLook, Preview
from kccreport.page.workspace import Entry, Taken
from kccreport.roads.many.jobs import Done
from kccreport.workbook.preflight import MOST_BYTES

_MADE = (".pdf", "-cymraeg.pdf", ".html", "-cymraeg.html", "-data.xlsx", ".csv", ".datapackage.json")
_WHAT = {
    ".pdf": "The paper (PDF)",
    "-cymraeg.pdf": "The paper in Welsh (PDF)",
    ".html": "The paper as a web page",
    "-cymraeg.html": "The paper in Welsh as a web page",
    "-data.xlsx": "The figures as a workbook",
    ".csv": "The figures as a table (CSV)",
    ".datapackage.json": "What the columns of the table mean",
}
_COLLECTED = "Open the page Commentary, choose its paper, and drop it there."
# a page that somebody else may have put into out/ has no more rights than our own preview
PREVIEW_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'self'"
)


def show_all(desk: Desk, request: Request) -> Response:
    """Return the workbooks of papers, with what is known of each."""
    return _all(desk, request)


def _all(desk: Desk, request: Request, *refused: str) -> Response:
    papers = [each for each, kind in desk.kinds().items() if kind in (Kind.PAPER, Kind.UNREADABLE)]
    known = {each: _known(desk, each) for each in papers}
    return desk.page(request, "papers.html", papers=known, refused=refused)


def _known(desk: Desk, entry: Entry) -> str:
    job = desk.looks.known("paper", entry.key, _stamp(desk, entry))
    if job is None or not job.is_over:
        return "not checked yet"
    if job.result is None:
        return "cannot be read"
    return verdict_words(job.result.problems, not job.result.is_ready, "make")


def take(desk: Desk, request: Request, form: Form) -> Response:
    """Put workbooks that were dropped or chosen into the folder, and go on with the first of them."""
    sent_in = form.files.get("file", [])
    uploads = [each for each in sent_in if not is_lock(each.filename or "")] or sent_in
    if not uploads:
        raise HTTPException(400, "No workbook was chosen. Choose one that ends in .xlsx, and send it again.")
    named = [(safe_name(each.filename or "", WORKBOOKS), each) for each in uploads]
    taken = []
    for name, upload in named:
        content = read_whole(upload)
        if len(content) > MOST_BYTES:
            raise HTTPException(413, f"{name} is larger than a paper's workbook may be ({MOST_BYTES >> 20} MB).")
        taken.append(desk.workspace.put(_place_of(desk, name), name, content))
    refused = _unread(desk, taken)
    if refused:
        return _all(desk, request, *refused)
    first = taken[0]
    if len(taken) > 1:
        return RedirectResponse("/papers", 303)
    kind = desk.kinds().get(first.entry)
    if kind is Kind.REQUEST:
        desk.workspace.take_back(first)
        raise HTTPException(400, f"{first.entry.name} is a request for commentary. {_COLLECTED}")
    area = "agenda" if kind is Kind.AGENDA else "papers"
    what = "same" if first.was_there else "replaced" if first.backup else "new"
    return RedirectResponse(f"/{area}/{first.entry.key}?taken={what}", 303)


def _unread(desk: Desk, taken: list[Taken]) -> list[str]:
    """Take back what is no workbook, so that it takes no other's place; return a sentence for each."""
    kinds = desk.kinds()
    refused = []
    for each in taken:
        if each.was_there or kinds.get(each.entry) is not Kind.UNREADABLE:
            continue
        job = _look(desk, each.entry)
        if job.wait(30) and job.failure:
            desk.workspace.take_back(each)
            refused.append(job.failure)
    return refused


def _place_of(desk: Desk, name: str) -> Path:
    """Return the folder in which a workbook of this name is already; else our own."""
    same = [each for each in desk.workspace.workbooks() if each.path.name.casefold() == name.casefold()]
    return same[0].path.parent if len(same) == 1 and same[0].path.name == name else Path()


def _stamp(desk: Desk, entry: Entry) -> str:
    """Return what is another once the workbook, or whatever else its check looks at, was saved anew."""
    return entry.stamp + desk.workspace.stamps(f"{OUT}/**/*.record.json", "*.record.json", "layouts/*", "*.toml")


def _look(desk: Desk, entry: Entry) -> Job[PaperLook]:
    return desk.looks.of(
        "paper",
        entry.key,
        _stamp(desk, entry),
        lambda: LookAtPaper(entry.path),
        f"Checking {entry.name}",
        f"/papers/{entry.key}",
    )


def show(desk: Desk, request: Request) -> Response:
    """Return what is wrong with a workbook, or how the paper will look; and what of it was made before."""
    entry = desk.workspace.workbook(request.path_params["key"])
    job = _look(desk, entry)
    waiting = desk.look(request, job)
    if waiting is not None:
        return waiting
    look = job.result
    outcome = desk.outcome(request)
    done = outcome.result if outcome is not None and isinstance(outcome.result, Done) else None
    return desk.page(
        request,
        "paper.html",
        entry=entry,
        look=look,
        failure=job.failure,
        verdict=verdict_words(look.problems, not look.is_ready, "make") if look is not None else "",
        files=_files(desk, entry),
        done=done,
        done_words=warnings_words(done.problems) if done is not None else "",
        outcome=outcome if outcome is not job else None,
        taken=request.query_params.get("taken", ""),
        stamp=_stamp(desk, entry),
    )


def stamp(desk: Desk, request: Request) -> Response:
    """Return the stamp of a workbook, for the script that watches whether it was saved."""
    entry = desk.workspace.workbook(request.path_params["key"])
    return JSONResponse({"stamp": _stamp(desk, entry)})


def check_again(desk: Desk, request: Request, form: Form) -> Response:
    """Check a workbook anew, whether or not it was saved."""
    entry = desk.workspace.workbook(request.path_params["key"])
    desk.looks.forget(entry.key)
    return RedirectResponse(f"/papers/{entry.key}", 303)


def preview(desk: Desk, request: Request) -> Response:
    """Return the paper as a web page, for the frame in which it is looked at."""
    entry = desk.workspace.workbook(request.path_params["key"])
    job = desk.looks.of(
        "preview", entry.key, _stamp(desk, entry), lambda: Preview(entry.path), f"Laying out {entry.name}", "/papers"
    )
    job.wait(120)
    framed = {"Content-Security-Policy": PREVIEW_POLICY, "X-Frame-Options": "SAMEORIGIN"}
    if job.result is None:
        return Response(job.failure or "There is nothing to look at yet.", 404, framed, "text/plain; charset=utf-8")
    return Response(job.result, headers=framed, media_type="text/html; charset=utf-8")


def make(desk: Desk, request: Request, form: Form) -> Response:
    """Make the paper and what stands beside it."""
    entry = desk.workspace.workbook(request.path_params["key"])
    task = MakePaper(entry.path, html=form.has("html"), csv=form.has("csv"), data=form.has("data"))
    return _begin(desk, entry, task, f"Making the paper of {entry.name}")


def confirm_release(desk: Desk, request: Request) -> Response:
    """Return what a release would record, and ask whether to do it."""
    entry = desk.workspace.workbook(request.path_params["key"])
    job = _look(desk, entry)
    waiting = desk.look(request, job)
    if waiting is not None:
        return waiting
    return desk.page(request, "release.html", entry=entry, look=job.result)


def release(desk: Desk, request: Request, form: Form) -> Response:
    """Release the paper: as `make`, but refused while it is not signed off, and recorded."""
    entry = desk.workspace.workbook(request.path_params["key"])
    task = MakePaper(entry.path, html=form.has("html"), csv=form.has("csv"), data=form.has("data"), release=True)
    return _begin(desk, entry, task, f"Releasing the paper of {entry.name}")


def _begin(desk: Desk, entry: Entry, task: MakePaper, title: str) -> Response:
    desk.workspace.refuse_links(OUT)
    return desk.progress(desk.jobs.start(task, title, f"/papers/{entry.key}#outcome"))


def _files(desk: Desk, entry: Entry) -> list[tuple[Entry, str, bool]]:
    """Return what was made of a workbook, what each is, and whether the workbook was saved since."""
    there = {each.path.name: each for each in desk.workspace.files(OUT, (".pdf", ".html", ".xlsx", ".csv", ".json"))}
    names = {entry.path.stem + ending: ending for ending in _MADE}
    return [
        (there[name], _WHAT[ending], there[name].saved < entry.saved) for name, ending in names.items() if name in there
    ]


def download(desk: Desk, request: Request) -> Response:
    """Return one of the files that were made, to be kept."""
    entry = desk.workspace.workbook(request.path_params["key"])
    found = desk.workspace.find(request.path_params["file"], [each for each, _, _ in _files(desk, entry)])
    return sent(desk, found)


def workbook(desk: Desk, request: Request) -> Response:
    """Return the workbook itself, for those who are not at the computer it is on."""
    return sent(desk, desk.workspace.workbook(request.path_params["key"]))


def open_it(desk: Desk, request: Request, form: Form) -> Response:
    """Open a workbook in Excel, for those who are at the computer it is on."""
    entry = desk.workspace.workbook(request.path_params["key"])
    if not desk.is_local:
        raise HTTPException(403, "A workbook can be opened only on the computer it is on; download it instead.")
    open_in_its_program(desk.workspace.open_path(entry))
    area = "agenda" if desk.kinds().get(entry) is Kind.AGENDA else "papers"
    return RedirectResponse(f"/{area}/{entry.key}", 303)


def sent(desk: Desk, entry: Entry) -> Response:
    """Return a file to be kept, never to be shown as a page of ours."""
    path = desk.workspace.open_path(entry)
    policy = {"Content-Security-Policy": "sandbox; default-src 'none'"}
    return FileResponse(path, filename=entry.name, headers=policy, media_type="application/octet-stream")
