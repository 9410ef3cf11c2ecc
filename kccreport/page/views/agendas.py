"""The agenda: its items and their papers, what was found in them, the dates, the packs and their release."""

import glob
from pathlib import Path, PurePosixPath
from urllib.parse import urlencode

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from kccreport.ground.places import OUT
from kccreport.ground.problem import Problem
from kccreport.ground.report import verdict_words, warnings_words
from kccreport.page.calendar import WEEKDAYS, events, months
from kccreport.page.desk import Desk, Form, UploadFile, read_whole
from kccreport.page.jobs import LONG, Job
from kccreport.page.names import PAPERS, UnsafeName, safe_name
from kccreport.page.views.papers import sent
from kccreport.page.views.shelves import MADE, files_of_packs, shelves
from kccreport.page.work.agendas import AgendaLook, ItemLine, LookAtAgenda, MakePacks, NameFile, PacksMade, PaperLine
from kccreport.page.work.kinds import Kind
from kccreport.page.work.pictures import PictureOf
from kccreport.page.workspace import Entry, NoSuchFile
from kccreport.published.shelf import DRAFTS, SUPERSEDED

_PDF, _HEAD = b"%PDF-", 1024  # bytes in which readers look for the mark of a PDF
_MOST_PICTURES = 12  # of one paper


def show_all(desk: Desk, request: Request) -> Response:
    """Return the agendas in the folder."""
    found = [each for each, kind in desk.kinds().items() if kind is Kind.AGENDA]
    return desk.page(request, "agendas.html", agendas=found)


def _stamp(desk: Desk, entry: Entry) -> str:
    """Return what is another once the agenda, a paper beside it, a layout or a record was saved anew."""
    place = glob.escape(entry.path.parent.as_posix())
    papers = [f"{place}/{pattern}" for pattern in ("*.pdf", "*.xlsx", "*.png", "*.svg", "*/*.pdf", "*/*.xlsx")]
    return entry.stamp + desk.workspace.stamps(*papers, f"{OUT}/**/*.json", "layouts/*") + str(desk.today())


def _look(desk: Desk, entry: Entry) -> Job[AgendaLook]:
    return desk.looks.of(
        "agenda", entry.key, _stamp(desk, entry), lambda: LookAtAgenda(entry.path, desk.today()),
        f"Checking {entry.name} and its papers", f"/agenda/{entry.key}", LONG,
    )  # fmt: skip


def show(desk: Desk, request: Request) -> Response:
    """Return the items with their state, the dates, what was found, and the packs that were made."""
    entry = desk.workspace.workbook(request.path_params["key"])
    job = _look(desk, entry)
    waiting = desk.look(request, job)
    if waiting is not None:
        return waiting
    look = job.result
    outcome = desk.outcome(request)
    outcome = outcome if outcome is not job else None
    made = outcome.result if outcome is not None and isinstance(outcome.result, PacksMade) else None
    found = events(look.dates.timetable, desk.today()) if look is not None and look.dates is not None else []
    return desk.page(
        request,
        "agenda.html",
        entry=entry,
        look=look,
        failure=job.failure,
        verdict=_verdict(look),
        leaks=[each for each in look.problems if each.code == "leak"] if look is not None else [],
        others=[each for each in look.problems if each.code != "leak"] if look is not None else [],
        unsigned=_unsigned(look),
        events=found,
        months=months(found, desk.today()),
        weekdays=WEEKDAYS,
        shelves=shelves(desk, entry, look) if look is not None else [],
        outcome=outcome,
        made=made,
        count=sum(each.name.endswith(MADE) for each in made.files) if made is not None else 0,
        named=outcome.result if outcome is not None and isinstance(outcome.result, str) else "",
        taken=request.query_params.get("taken", ""),
        onto=_line(look, request.query_params.get("onto", "")),
        warnings_words=warnings_words,
        most_pictures=_MOST_PICTURES,
        stamp=_stamp(desk, entry),
    )


def _verdict(look: AgendaLook | None) -> str:
    """Return what can be done now: a released agenda that is as it was is ready for nothing more."""
    if look is None:
        return ""
    is_as_released = look.is_published and not look.changes and look.next_version == look.version
    if look.is_ready and is_as_released:
        return f"released, and nothing has changed since, {warnings_words(look.problems)}"
    return verdict_words(look.problems, not look.is_ready, "make packs" if _unsigned(look) else "release")


def _line(look: AgendaLook | None, key: str) -> tuple[ItemLine, PaperLine] | None:
    """Return an item and that paper of it which has a key; None where there is none."""
    items = look.items if look is not None else ()
    return next(((item, line) for item in items for line in item.papers if line.key == key), None)


def stamp(desk: Desk, request: Request) -> Response:
    """Return the stamp of an agenda and its papers, for the script that watches whether one was saved."""
    return JSONResponse({"stamp": _stamp(desk, desk.workspace.workbook(request.path_params["key"]))})


def check_again(desk: Desk, request: Request, form: Form) -> Response:
    """Check an agenda anew."""
    entry = desk.workspace.workbook(request.path_params["key"])
    desk.looks.forget(entry.key)
    return RedirectResponse(f"/agenda/{entry.key}", 303)


# -- papers


def take(desk: Desk, request: Request, form: Form) -> Response:
    """Put the papers that were dropped into the folder: onto an item, or each where the agenda names it."""
    entry = desk.workspace.workbook(request.path_params["key"])
    uploads = form.files.get("file", [])
    if not uploads:
        raise HTTPException(400, "No paper was chosen. Choose a PDF, and send it again.")
    look = _now(desk, entry)
    lines = {line.key: line for item in look.items for line in item.papers if line.takes_file}
    chosen = form.get("paper")
    if chosen and chosen not in lines:
        raise NoSuchFile
    if chosen and len(uploads) > 1:
        raise HTTPException(400, "An item has one paper. Drop one file onto it, and further ones onto its appendices.")
    placed = [(_name(each), each) for each in uploads]
    for name, upload in placed:
        _refuse_what_is_no_paper(name, read_whole(upload))
    if chosen:
        return _take_one(desk, entry, lines[chosen], *placed[0])
    named = {
        PurePosixPath(line.typed.replace("\\", "/")).name.casefold(): line for line in lines.values() if line.typed
    }
    strays = []
    for name, upload in placed:
        line = named.get(name.casefold())
        place, kept = _place(entry, line, name) if line is not None else (entry.path.parent, name)
        desk.workspace.put(place, kept, read_whole(upload))
        strays += [name] if line is None else []
    return RedirectResponse(f"/agenda/{entry.key}?taken={'some' if strays else 'all'}#outcome", 303)


def _name(upload: UploadFile) -> str:
    return safe_name(upload.filename or "", PAPERS)


def _refuse_what_is_no_paper(name: str, content: bytes) -> None:
    if name.casefold().endswith(".pdf") and _PDF not in content[:_HEAD]:
        raise UnsafeName(f"{name} is not a PDF, whatever its name says; save it as PDF, and send that.")


def _take_one(desk: Desk, entry: Entry, line: PaperLine, name: str, upload: UploadFile) -> Response:
    """Put a paper where its item names it; where it names none, the name is typed into its cell."""
    place, kept = _place(entry, line, name)
    taken = desk.workspace.put(place, kept, read_whole(upload))
    told = taken.entry.path.relative_to(entry.path.parent).as_posix()
    if told == line.typed.replace("\\", "/"):
        how = "same" if taken.was_there else "instead" if taken.backup else "one"
        return RedirectResponse(f"/agenda/{entry.key}?{urlencode({'taken': how, 'onto': line.key})}#outcome", 303)
    task = NameFile(entry.path, line.cell, told)
    return desk.progress(desk.jobs.start(task, f"Adding {name} to the agenda", f"/agenda/{entry.key}#outcome"))


def _place(entry: Entry, line: PaperLine, name: str) -> tuple[Path, str]:
    """Return where a paper goes and what it is called there: as its item says, if that is a plain name of the same kind."""
    typed = PurePosixPath(line.typed.replace("\\", "/"))
    try:
        parts = [safe_name(f"{part}.pdf", PAPERS).removesuffix(".pdf") for part in typed.parts[:-1]]
        kept = safe_name(typed.name, PAPERS)
    except UnsafeName:
        return entry.path.parent, name
    if typed.is_absolute() or typed.suffix.casefold() != PurePosixPath(name).suffix.casefold():
        return entry.path.parent, name
    return entry.path.parent.joinpath(*parts), kept


def _now(desk: Desk, entry: Entry) -> AgendaLook:
    """Return the look at an agenda as it is now, waiting for it."""
    job = _look(desk, entry)
    job.wait(LONG)
    if job.result is None:
        raise HTTPException(409, job.failure or "The agenda cannot be read.")
    return job.result


def picture(desk: Desk, request: Request) -> Response:
    """Return a page of a paper that was sent, as a picture."""
    entry = desk.workspace.workbook(request.path_params["key"])
    page = int(request.path_params["page"])
    lines = [line for item in _now(desk, entry).items for line in item.papers]
    line = next((each for each in lines if each.key == request.path_params["paper"]), None)
    if line is None or not line.file.casefold().endswith(".pdf"):
        raise NoSuchFile
    paper = desk.workspace.entry(entry.path.parent / line.file)
    job = desk.looks.of(
        "picture", f"{paper.key}/{page}", paper.stamp, lambda: PictureOf(paper.path, page), f"Drawing {paper.name}", "/"
    )
    job.wait(60)
    if job.result is None:
        raise HTTPException(404)
    return Response(job.result, media_type="image/png")


# -- packs


def pack(desk: Desk, request: Request, form: Form) -> Response:
    """Make the packs."""
    entry = desk.workspace.workbook(request.path_params["key"])
    task = MakePacks(entry.path, form.has("separate"), form.has("web"), form.has("offers"))
    return _begin(desk, entry, task, f"Making the packs of {entry.name}")


def confirm_release(desk: Desk, request: Request) -> Response:
    """Return what a release would record, and what is different since the last one, and ask whether to do it."""
    entry = desk.workspace.workbook(request.path_params["key"])
    job = _look(desk, entry)
    waiting = desk.look(request, job)
    if waiting is not None:
        return waiting
    look = job.result
    return desk.page(request, "release_pack.html", entry=entry, look=look, unsigned=_unsigned(look))


def _unsigned(look: AgendaLook | None) -> list[Problem]:
    """Return what would keep a paper made here from its release, once for each workbook."""
    found = [each for each in look.problems if each.code == "unsigned"] if look is not None else []
    return list({each.where.partition(" '")[0]: each for each in reversed(found)}.values())[::-1]


def release(desk: Desk, request: Request, form: Form) -> Response:
    """Release the packs: as `pack`, but refused where a paper is a draft, and recorded."""
    entry = desk.workspace.workbook(request.path_params["key"])
    task = MakePacks(entry.path, form.has("separate"), form.has("web"), release=True)
    return _begin(desk, entry, task, f"Releasing the packs of {entry.name}")


def _begin(desk: Desk, entry: Entry, task: MakePacks, title: str) -> Response:
    desk.workspace.refuse_links(OUT, OUT / DRAFTS, OUT / SUPERSEDED)
    return desk.progress(desk.jobs.start(task, title, f"/agenda/{entry.key}#outcome", seconds=LONG))


def download(desk: Desk, request: Request) -> Response:
    """Return one of the files of the packs, to be kept."""
    entry = desk.workspace.workbook(request.path_params["key"])
    return sent(desk, desk.workspace.find(request.path_params["file"], files_of_packs(desk, _now(desk, entry).stem)))
