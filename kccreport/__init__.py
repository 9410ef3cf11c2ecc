"""Turn a council's performance workbook into the committee paper that Members receive.

The road, one way only; each stage takes the previous stage's type and returns the next:

    inputs/*.xlsx ── workbook.reader ──▶ Workbook of Cells      every value keeps its address
                  ── intake.submission ▶ Outcome[Submission]    pydantic models, or problems naming cells
                  ── rating.rated ─────▶ RatedSubmission        pure arithmetic: RAG, direction, expected range
    layouts/*.toml ─ layout.reader ────▶ Outcome[Layout]
                  ── paper.compose ────▶ Paper                  frozen blocks, words already chosen
                  ── pdf.render ───────▶ bytes ─▶ out/*.pdf
                  ── html.render ──────▶ bytes ─▶ out/*.html   with --html: the same words as a web page

An agenda goes on from there:

    agenda.xlsx ──── intake.agenda ───▶ Outcome[Agenda]        the meeting, its items, and the papers they name
                  ── issue.papers ────▶ Papers                 made here, or cleaned and looked at
                  ── issue.numbers ───▶ Numbers                the pages of each, public ones first
                  ── pack.merge ──────▶ packs                  one structure tree, no more claimed than is true
                  ── issue.proof ─────▶ nothing exempt in public, or problems ─▶ out/*.pdf

    >>> import kccreport
    >>> outcome = kccreport.build("inputs/dashboard.xlsx", Path("out/dashboard.pdf"))  # doctest: +SKIP
    >>> [str(problem.where) for problem in outcome.problems]  # doctest: +SKIP

`build` makes a paper; `read`, `compose` and `render` or `render_page` are its parts for those who want to look in between.
`kccreport.roads.agendas.make` makes the packs of an agenda.
"""

from typing import TYPE_CHECKING

from kccreport.ground.errors import (
    ExitCode,
    KccReportError,
    RenderingFault,
    UnknownLayout,
    UnreadableFile,
    UnwritableFile,
)
from kccreport.ground.problem import Outcome, Problem, Severity

if TYPE_CHECKING:
    from kccreport.roads.papers import Built, Reading, build, compose, read, render, render_page

__version__ = "0.1.0"

__all__ = [
    "Built",
    "ExitCode",
    "KccReportError",
    "Outcome",
    "Problem",
    "Reading",
    "RenderingFault",
    "Severity",
    "UnknownLayout",
    "UnreadableFile",
    "UnwritableFile",
    "__version__",
    "build",
    "compose",
    "read",
    "render",
    "render_page",
]


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from kccreport.roads import papers  # late: else the program would heed Ctrl-C only once all of it is there

    return getattr(papers, name)
