"""A paper asked for from afar: everything that it is made of goes there as bytes, and its files come back as bytes."""

import threading
from pathlib import Path, PurePath

from msgspec import Struct

from kccreport.ground.errors import ExitCode, UnwritableFile
from kccreport.ground.files import write_all_whole, write_whole
from kccreport.ground.interrupts import Uninterrupted
from kccreport.ground.problem import Problem
from kccreport.ground.scratch import scratch_folder
from kccreport.ground.values import replace
from kccreport.layout.reader import is_layout_path
from kccreport.roads.many.jobs import Done, Job, Wanted, lost, make_elsewhere
from kccreport.roads.many.makings import Makings, places, really
from kccreport.roads.many.versions import difference, here

_ONE_AT_A_TIME = threading.Lock()  # a paper is made by one thread; a worker with several makes one after the other


class Parcel(Struct, frozen=True):
    """What one paper is made of, for a machine that shares no disk with this one.

    `files` are the bytes by names such as in/june.xlsx, which say how the files lie to one another; `workbook`, `out` and
    `layouts` are such names too, and so is the layout in `wanted` where that is a file. `versions` are those of here.
    """

    workbook: str
    out: str
    layouts: str | None
    wanted: Wanted
    files: tuple[tuple[str, bytes], ...]
    versions: dict[str, str]


class Answer(Struct, frozen=True):
    """What came back: as `Done` says it, with the bytes of the files by their names, the paper first.

    `root` is where it was made, which faults may name. `refused` says how the versions there differ; then nothing was made.
    """

    code: ExitCode = ExitCode.FILES
    problems: tuple[Problem, ...] = ()
    files: tuple[tuple[str, bytes], ...] = ()
    pages: int = 0
    is_draft: bool = False
    failure: str = ""
    is_agenda: bool = False
    root: str = ""
    refused: str = ""


def packed(job: Job, makings: Makings) -> Parcel:
    """Return everything that a job's paper is made of.

    Raises:
        OSError: the workbook, or a file beside it, cannot be read.
    """
    wanted = makings.wanted
    workbook, out, folder = really(job.workbook), job.out.parent.resolve() / job.out.name, wanted.layouts
    files = makings.files(job)
    if workbook not in files:
        raise FileNotFoundError(f"{job.workbook} is not there.")
    own = None if folder is None else folder.resolve()
    layout = really(Path(wanted.layout)) if wanted.layout is not None and is_layout_path(wanted.layout) else None
    # the folder above the papers may hold records, so it is there too
    named = places(
        [each for each in (out.parent.parent, own) if each is not None], [*files, out, *filter(None, [layout])]
    )
    return Parcel(
        named[workbook],
        named[out],
        None if own is None else named[own],
        replace(wanted, layouts=None, layout=wanted.layout if layout is None else named[layout]),
        tuple((named[path], path.read_bytes()) for path in files),
        here(),
    )


def make_of(parcel: Parcel) -> Answer:
    """Make the paper of a parcel in a folder of its own, which is gone afterwards; refuse where versions differ."""
    if refused := difference(here(), parcel.versions):
        return Answer(refused=refused)
    with _ONE_AT_A_TIME, scratch_folder() as scratch:
        root = (scratch / "parcel").resolve()
        for name, content in parcel.files:
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_bytes(content)
        job = Job(root / parcel.workbook, root / parcel.out)
        done = make_elsewhere(job, _wanted(parcel, root))
        files = tuple((path.name, path.read_bytes()) for path in done.files)
    return Answer(
        done.code, done.problems, files, done.pages, done.is_draft, done.failure, done.is_agenda, str(root)
    )  # fmt: skip


def _wanted(parcel: Parcel, root: Path) -> Wanted:
    """Return how the paper is asked for where its files lie below `root`."""
    wanted = parcel.wanted
    if wanted.layout is not None and is_layout_path(wanted.layout):
        wanted = replace(wanted, layout=str(root / wanted.layout))
    return wanted if parcel.layouts is None else replace(wanted, layouts=root / parcel.layouts)


def unpacked(answer: Answer, job: Job, parcel: Parcel, wanted: Wanted) -> Done:
    """Put what came back in its place, whole, and return what became of the job, in the words of this machine."""
    names = _names(answer, job, parcel, wanted)
    problems = tuple(
        replace(each, where=_said(each.where, names), message=_said(each.message, names), hint=_said(each.hint, names))
        for each in answer.problems
    )
    failure = _said(answer.failure, names)
    done = Done(job, answer.code, problems, (), answer.pages, answer.is_draft, "", failure, answer.is_agenda)
    if answer.code is not ExitCode.DONE:
        return done
    contents = {job.out.parent / PurePath(name).name: content for name, content in answer.files}
    if next(iter(contents), None) != job.out:
        return lost(job, "what came back is not its paper.")
    try:
        with Uninterrupted():
            if len(contents) > 1:
                write_all_whole(contents)
            else:
                write_whole(job.out, contents[job.out])
    except UnwritableFile as fault:
        return replace(done, code=fault.exit_code, problems=(), failure=str(fault))
    return replace(done, files=tuple(contents))


def _names(answer: Answer, job: Job, parcel: Parcel, wanted: Wanted) -> list[tuple[str, str]]:
    """Return what files and folders are called there and here, as they were given, the longest first."""
    root = Path(answer.root)
    found = {str(root / parcel.workbook): str(job.workbook), str(root / parcel.out): str(job.out)}
    found[str((root / parcel.workbook).parent)] = str(job.workbook.parent)
    found[str((root / parcel.out).parent)] = str(job.out.parent)
    if parcel.layouts is not None:
        found[str(root / parcel.layouts)] = str(wanted.layouts)
    if wanted.layout is not None and parcel.wanted.layout is not None:
        found[str(root / parcel.wanted.layout)] = wanted.layout
    return sorted(found.items(), key=lambda names: -len(names[0])) if answer.root else []


def _said(words: str, names: list[tuple[str, str]]) -> str:
    for there, as_given in names:
        words = words.replace(there, as_given)
    return words
