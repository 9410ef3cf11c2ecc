"""A workbook to its paper: read, rated, composed, laid out."""

import difflib
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from kccreport.ground.errors import WrongWorkbook
from kccreport.ground.files import write_all_whole, write_whole
from kccreport.ground.interrupts import Uninterrupted
from kccreport.ground.memory import without_collecting
from kccreport.ground.problem import Outcome, Problem, Severity, has_errors, note
from kccreport.ground.turns import turn_in
from kccreport.ground.values import replace
from kccreport.language import WELSH

if TYPE_CHECKING:  # this file is imported by every command, also by those that make no paper
    from kccreport.intake.one_sheet.telling import Telling
    from kccreport.intake.submission import ReadIn
    from kccreport.layout.schema import Layout, SummaryPage
    from kccreport.models.ratings import RatingScale
    from kccreport.models.submission import Submission
    from kccreport.paper.blocks import Paper
    from kccreport.published.revisions import KeptIn
    from kccreport.rating.rated import RatedSubmission
    from kccreport.writers.pdf.tagging.document import TreeText


class Reading(Struct, frozen=True):
    """A workbook read and rated, with the layout it will be made in; `telling` words what is wrong, where it is of one sheet."""

    rated: "RatedSubmission"
    layout: "Layout"
    telling: "Telling | None" = None

    def tell(self, problems: Iterable[Problem]) -> tuple[Problem, ...]:
        """Return problems in words that name only what the workbook has."""
        return tuple(problems) if self.telling is None else tuple(self.telling.tell(problems))


class Built(Struct, frozen=True):
    """A finished paper: its bytes, how many pages they make, whether it is a draft, and what it was made of.

    `tree` is its structure as text, where it has a place in a pack; `beside` are the files that were put beside it, and
    `kept_in` is the record that a release was kept in.
    """

    content: bytes
    pages: int
    is_draft: bool = False
    reading: Reading | None = None
    tree: "TreeText | None" = None
    beside: tuple[Path, ...] = ()
    kept_in: "KeptIn | None" = None


def read(
    workbook: str | Path,
    *,
    layout: str | None = None,
    layouts: Path | None = None,
    records: Path | None = None,
    reviewed: bool = True,
    hidden: bool = False,
) -> Outcome[Reading]:
    """Read, check and rate a workbook; its layout is `layout`, or the one it names, or the usual one.

    `layout` may also be the path of a layout's file. `layouts` is a folder of one's own layouts, which override those that
    ship; so do those that lie beside the workbook. `records` the one that papers are put
    into, in or near which the record of earlier reports is looked for, to compare published results with. Without
    `reviewed`, a paper need not be ready: what the layout misses, such as commentary, is not looked for. With `hidden`,
    what the workbook holds that does not show is named too.

    Raises:
        UnreadableFile: the workbook is missing, is not a workbook, or is unsafe to open.
        UnknownLayout: there is no layout of that name.
        WrongWorkbook: the workbook is an agenda.
    """
    with without_collecting():
        # late: all this takes longer to import than a paper takes to make
        from kccreport.agenda.intake.kind import is_agenda
        from kccreport.intake.one_sheet.found import measures_sheet
        from kccreport.intake.one_sheet.schema import measures_notes
        from kccreport.intake.schema import heading_notes
        from kccreport.intake.submission import read_as_far_as_possible
        from kccreport.layout.kinds import kind_of
        from kccreport.layout.reader import usual_layout
        from kccreport.paper.review import review
        from kccreport.published.revisions import against_record
        from kccreport.published.series import Shelf
        from kccreport.rating.rated import rate_submission
        from kccreport.workbook.hidden import hidden_data
        from kccreport.workbook.reader import open_workbook

        book = open_workbook(workbook)
        if is_agenda(book):
            raise WrongWorkbook(f"{workbook} is an agenda; kccreport pack {workbook} makes its packs.")
        usual = usual_layout(is_one_sheet=measures_sheet(book) is not None)
        folders = (layouts, Path(workbook).parent)
        found = read_as_far_as_possible(book, lambda named: _usual_words(layout, named or usual, folders))
    submission, problems = found.submission, found.problems
    if hidden:
        problems += hidden_data(Path(workbook), (*heading_notes(), *measures_notes()))
    if submission is None:
        return Outcome(None, problems)
    chosen = _layout(layout, submission, folders)
    problems += chosen.problems
    if chosen.value is None:
        return Outcome(None, (*problems, *_not_looked_at(found, has_layout=False)))
    is_known = bool(submission.paper.record or submission.paper.title)  # by what its record is named
    rated = rate_submission(submission)
    if records is not None and is_known:
        rated, changed = against_record(rated, Shelf(records, Path(workbook)), kind_of(chosen.value.name))
        problems += changed
    if reviewed:
        problems += tuple(review(rated, chosen.value))
    problems = found.tell((*problems, *_not_looked_at(found)))
    reading = Reading(rated, chosen.value, found.telling)
    return Outcome(None if has_errors(problems) else reading, problems)


def still_missing(reading: Reading) -> tuple[Problem, ...]:
    """Return, as warnings, what the layout asks for before a paper can be made, such as commentary; ratings need none of it."""
    from kccreport.paper.review import review

    found = reading.tell(review(reading.rated, reading.layout))
    return tuple(replace(each, severity=Severity.WARNING) if each.is_error else each for each in found)


def _usual_words(given: str | None, named: str, folders: Sequence[Path | None]) -> "RatingScale":
    """Return what a layout calls the ratings; what is wrong with it is said when it is read for the paper.

    It is the one that was given, which may be a file, or else the one that the workbook names, or the usual one.
    """
    from kccreport.layout.reader import is_layout_path, layout_files, read_layout, read_layout_file
    from kccreport.models.ratings import USUAL_SCALE

    name = given or named
    if given is not None and is_layout_path(given):
        found = read_layout_file(Path(given)).value
    else:
        found = read_layout(name, *folders).value if name in layout_files(*folders) else None
    return USUAL_SCALE if found is None else found.ratings.scale


def _layout(name: str | None, submission: "Submission", folders: Sequence[Path | None]) -> "Outcome[Layout]":
    """Return the layout asked for, or the one the workbook names; a name there that is none is a fault of its cell.

    With such a fault comes the layout that is meant, where one is near, so that the rest can be judged by it.

    Problems: unknown-layout, and those of `read_layout`. Raises UnknownLayout where `name` is none.
    """
    from kccreport.layout.reader import is_layout_path, layout_files, read_layout, read_layout_file, usual_layout

    paper = submission.paper
    if name is not None and is_layout_path(name):
        return read_layout_file(Path(name))
    if name is None and paper.layout and paper.layout not in layout_files(*folders):
        names = layout_files(*folders)
        near = difflib.get_close_matches(paper.layout.casefold().replace(" ", "-"), names, n=1)
        hint = f"type {near[0]}" if near else f"type one of: {', '.join(names)}"
        where = str(paper.cells.get("Layout", "'Paper'"))
        fault = Problem("unknown-layout", where, f"there is no layout named {paper.layout[:40]!r}.", hint)
        meant = read_layout(near[0], *folders).value if near else None
        return Outcome(meant, (fault,))
    return read_layout(name or paper.layout or usual_layout(is_one_sheet=submission.is_one_sheet), *folders)


def _not_looked_at(found: "ReadIn", *, has_layout: bool = True) -> Iterator[Problem]:
    """Say what the faults above still hide. Problems: not-looked-at (a note)."""
    hint = "mend the faults above, and check again"
    if not has_layout:
        what = "what the paper prints, such as passages, commentary and years to date, was not looked at yet."
        yield note("not-looked-at", "the workbook", what, hint)
    elif passed_over := found.passed_over:
        few = ", ".join(passed_over[:8]) + (f" and {len(passed_over) - 8} more" if len(passed_over) > 8 else "")
        what = (
            f"ratings, commentary and years to date of {few} were not looked at yet, since something of them is wrong."
        )
        yield note("not-looked-at", "the workbook", what, hint)
    if found.unread:
        sheets = " and ".join(found.unread) if len(found.unread) < 3 else ", ".join(found.unread)
        what = f"what depends on what {sheets} should say was not looked at yet."
        yield note("not-looked-at", "the workbook", what, hint)


def compose(reading: Reading, language: str = "") -> "Paper":
    """Return the paper of a reading: blocks with every word chosen, in `language` or the workbook's main one."""
    with without_collecting():
        from kccreport.layout.schema import SummaryPage
        from kccreport.paper.compose import compose as compose_paper

        blocks = [
            _fitted(block, reading, language, is_alone=False)[0] if isinstance(block, SummaryPage) else block
            for block in reading.layout.blocks
        ]
        return compose_paper(reading.rated, reading.layout.model_copy(update={"blocks": tuple(blocks)}), language)


def summary(reading: Reading, language: str = "") -> "Paper":
    """Return the summary of a reading's paper, which can be published alone: one page, with as many rows as it has room for."""
    with without_collecting():
        from kccreport.layout.schema import SummaryPage

        own = next((block for block in reading.layout.blocks if isinstance(block, SummaryPage)), None)
        page = own or SummaryPage(kind="summary_page")
        return _fitted(page, reading, language, is_alone=True)[1]


def _fitted(page: "SummaryPage", reading: Reading, language: str, *, is_alone: bool) -> tuple["SummaryPage", "Paper"]:
    """Return a summary with as many rows as its page has room for, which only laying it out can tell."""
    from kccreport.paper.compose import compose_summary
    from kccreport.paper.summary_page import fewest_rows, tighter

    def made(wanted: "SummaryPage") -> "Paper":
        return compose_summary(reading.rated, reading.layout, wanted, language, is_alone=is_alone)

    ways = list(tighter(fewest_rows(page, reading.rated)))
    at = bisect_left(
        ways, True, key=lambda wanted: render(made(wanted)).pages == (1 if is_alone else 2), hi=len(ways) - 1
    )
    return ways[at], made(ways[at])


def render(paper: "Paper", *, is_large: bool = False) -> Built:
    """Lay a paper out, or its large-print edition, and return it as a tagged PDF.

    Raises:
        RenderingFault: a block fits on no page.
    """
    with without_collecting():
        from kccreport.writers.pdf.render import render as render_paper  # late: ReportLab

    rendered = render_paper(paper, is_large=is_large)
    return Built(rendered.content, rendered.pages, bool(paper.identity.watermark), tree=rendered.tree)


def render_page(paper: "Paper", links: Mapping[str, str] | None = None) -> bytes:
    """Return a paper as one HTML page that needs nothing else; `links` are the addresses of links within a pack.

    Raises:
        RenderingFault: something of it cannot stand on a page.
    """
    from kccreport.writers.html.render import render as page  # late: only where it is asked for

    return page(paper, links)


WARM = "kccreport.roads.warm"  # what a process that makes papers imports first
_EDITIONS = {WELSH: "-cymraeg"}


class Stage(StrEnum):
    """What `build` does, in order."""

    READING = "reading"
    COMPOSING = "composing"
    RENDERING = "laying out"


def build(
    workbook: str | Path,
    out: Path,
    *,
    layout: str | None = None,
    layouts: Path | None = None,
    strict: bool = False,
    release: bool = False,
    csv: bool = False,
    data: bool = False,
    html: bool = False,
    with_summary: bool = False,
    with_large: bool = False,
    on_stage: Callable[[Stage], None] = lambda stage: None,
) -> Outcome[Built]:
    """Make the paper of a workbook and put it at `out`, whole; where there are errors, nothing is written.

    Under `strict` a warning stops the paper too; under `release` whatever is not signed off. `on_stage` is told when
    each stage begins. A paper in two languages has a second file beside it, as `editions` says. With `html` each
    edition is put beside it as a web page, with `csv` and `data` the figures as a CSV and as a workbook, `with_summary`
    each edition's summary on one page, `with_large` each in large print, all or none.

    Raises:
        KccReportError: see `errors`.
    """
    with turn_in(out.parent) if release else nullcontext():  # else two could be released upon the same record
        on_stage(Stage.READING)
        outcome = read(workbook, layout=layout, layouts=layouts, records=out.parent)
        if release and outcome.value is not None:
            outcome = Outcome(outcome.value, outcome.problems + against_release(outcome.value))
        if outcome.value is None or has_errors(outcome.problems, strict=strict):
            return Outcome(None, outcome.problems)
        on_stage(Stage.COMPOSING)
        papers = _papers(outcome.value, out, with_summary=with_summary)
        on_stage(Stage.RENDERING)
        made = {at: render(paper) for at, paper in papers.items()}
        built = made.pop(out)
        beside = {at: other.content for at, other in made.items()}
        if with_large:
            beside |= {large_of(at): render(paper, is_large=True).content for at, paper in papers.items()}
        if html:
            beside |= {at.with_suffix(".html"): render_page(paper) for at, paper in papers.items()}
        beside |= _data_beside(outcome.value, out, csv=csv, workbook=data) if csv or data else {}
        is_set = bool(beside) and not release  # two sets at once would take each other's files
        # without interruption, else a paper could be out without the record that it was published
        with turn_in(out.parent) if is_set else nullcontext(), Uninterrupted():
            if beside:
                write_all_whole({out: built.content, **beside})
            else:
                write_whole(out, built.content)
            kept = keep_record(outcome.value, out.parent, Path(workbook)) if release else None
        return Outcome(replace(built, reading=outcome.value, beside=tuple(beside), kept_in=kept), outcome.problems)


def _papers(reading: Reading, out: Path, *, with_summary: bool) -> dict[Path, "Paper"]:
    """Return every paper of a workbook by where it goes: one for each language, and their summaries where asked for."""
    places = editions(reading, out)
    papers = {at: compose(reading, language) for language, at in places.items()}
    if with_summary:
        papers |= {summary_of(at): summary(reading, language) for language, at in places.items()}
    return papers


def editions(reading: Reading, out: Path) -> dict[str, Path]:
    """Return the languages a paper is made in, the main one first, and where each edition goes: -cymraeg for Welsh."""
    main, *others = reading.rated.submission.paper.languages
    return {main: out, **{language: out.with_stem(out.stem + _EDITIONS[language]) for language in others}}


def summary_of(paper: Path) -> Path:
    """Return where the summary of a paper goes: june-summary.pdf beside june.pdf."""
    return paper.with_stem(f"{paper.stem}-summary")


def large_of(paper: Path) -> Path:
    """Return where the large-print edition of a paper goes: june-large.pdf beside june.pdf."""
    return paper.with_stem(f"{paper.stem}-large")


def _data_beside(reading: Reading, paper: Path, *, csv: bool, workbook: bool) -> dict[Path, bytes]:
    from kccreport.writers.data_copy import data_files

    return dict(data_files(reading.rated, paper, csv=csv, workbook=workbook))


def against_release(reading: Reading) -> tuple[Problem, ...]:
    """Return what keeps a paper from being released."""
    from kccreport.paper.review import unsigned

    return tuple(unsigned(reading.rated))


def keep_record(reading: Reading, folder: Path, workbook: Path) -> "KeptIn":
    """Add a released paper to its record, and say which that is; one that begins is put into the paper's folder.

    Raises:
        UnwritableFile: the record cannot be written.
    """
    from kccreport.layout.kinds import kind_of
    from kccreport.published.revisions import keep
    from kccreport.published.series import Shelf

    return keep(reading.rated, Shelf(folder, workbook), kind_of(reading.layout.name))


def would_keep(reading: Reading, folder: Path, workbook: Path) -> "KeptIn":
    """Return what `keep_record` would do; nothing is written. Raises UnreadableFile where a file there is not a record."""
    from kccreport.layout.kinds import kind_of
    from kccreport.published.revisions import would_keep as would
    from kccreport.published.series import Shelf

    return would(reading.rated, Shelf(folder, workbook), kind_of(reading.layout.name))
