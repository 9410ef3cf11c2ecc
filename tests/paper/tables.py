"""A small paper of a district, and what stands in its tables: what the tests of measures, counts and lists share."""

import tomllib
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

from kccreport.layout.schema import Layout
from kccreport.paper.blocks import Block, Cell, GroupCell, Heading, PageCell, Paper, Prose, Table, TextCell
from kccreport.paper.compose import compose
from kccreport.paper.wording import mark_words
from kccreport.rating.rated import RatedSubmission, rate_submission
from tests import books

T = TypeVar("T")
QUARTERS = ("Q3 2019/20", "Q4 2019/20", "Q1 2020/21", "Q2 2020/21", "Q3 2020/21")
AREAS = [
    {"Code": "E", "Service area": "Clean and green", "Summary group": "Place", "Director": "A Hill"},
    {"Code": "H", "Service area": "Homes", "Summary group": "People", "Director": "S Price", "Cabinet Member": "Cllr Day"},
]  # fmt: skip
for _area in AREAS:
    _area.update({"Cabinet Member": "Cllr Day", "Delivered by": "The Council", **_area})


def kpi(reference: str, title: str, area: str, target: Any, **changes: Any) -> dict[str, Any]:
    """A quarterly KPI with a tolerance of 5% of its target."""
    usual = {"Title": title, "Service area": area, "Frequency": "Quarterly", "Basis": "Snapshot", "Target": target,
             "Floor": None, "Tolerance": 5}  # fmt: skip
    return books.kpi(reference, **usual | changes)


def volume(reference: str, title: str, area: str, **changes: Any) -> dict[str, Any]:
    """A quarterly count without a target or a range."""
    usual = {"Title": title, "Service area": area, "Frequency": "Quarterly", "Upper": None, "Lower": None}
    return books.activity(reference, **usual | changes)


def row(reference: str, *figures: Any, **more: Any) -> dict[str, Any]:
    """Results of the newest quarters, oldest first."""
    return {"Reference": reference, **dict(zip(QUARTERS[-len(figures) :], figures, strict=True)), **more}


INDICATORS = [
    kpi("E1", "Waste recycled", "E", "45%", Owner="Waste"),
    kpi("E2", "Missed bins", "E", 50, Unit="per 100,000", Polarity="Lower", Owner="Waste"),
    volume("E3", "Fly-tips reported", "E", Basis="Snapshot"),
    kpi("H1", "Rent collected", "H", "98%"),
    kpi("H2", "Time to re-let", "H", 28, Unit="days", Polarity="Lower"),
    kpi("H3", "Council tax collected", "H", "97%", Frequency="Annual"),
    kpi("H4", "Time to decide a claim", "H", 20, Frequency="Monthly", Unit="days", Polarity="Lower"),
]
RESULTS = [
    row("E1", "42%", "43%", "44%", "45%", "46%"),
    row("E2", 61, 58, 44, 52, 71),
    row("E3", 412, 388, 501, 466, 437),
    row("H1", "97%", "98%", "96%", "97%", "98%"),
    row("H2", 31, 33, 29, 28, 29),
    {"Reference": "H3", "2018/19": "96%", "2019/20": "97%"},
    {"Reference": "H4", "October 2020": 19, "November 2020": 22, "December 2020": 21},
]
DETAILS = [
    {"Reference": "E1", "Source": "WasteDataFlow", "Priority": "Climate; Clean streets", "Baseline": "40%"},
    {"Reference": "E2", "Source": "CRM", "Priority": "Clean streets"},
]
COMMENTARY = [{"References": "E2", "Commentary": "Crews were short for three weeks.", "Actions": "Rounds are redrawn."}]


def rate(**sheets: Any) -> RatedSubmission:
    """Return the small paper with the sheets named replaced, rated."""
    usual = {"service_areas": AREAS, "indicators": INDICATORS, "results": RESULTS, "commentary": COMMENTARY}
    with TemporaryDirectory() as folder:
        outcome = books.read(books.save(Path(folder), **usual | sheets))
    assert outcome.value is not None, outcome.problems
    return rate_submission(outcome.value)


@cache
def district() -> RatedSubmission:
    """Return the small paper as it stands, with its Details."""
    return rate(details=DETAILS)


def layout(*blocks: str, **more: Any) -> Layout:
    """Return a layout of blocks, each as its file has it."""
    text = "".join(f"[[blocks]]\n{block}\n" for block in blocks)
    return Layout.model_validate({"title": "T", "description": "D", "name": "ours", **more} | tomllib.loads(text))


def paper(*blocks: str, of: RatedSubmission | None = None) -> Paper:
    """Return the paper that some blocks make, below a title."""
    return compose(of or district(), layout('kind = "title"', *blocks))


def tables(found: Paper) -> list[Table]:
    return [block for block in found.blocks if isinstance(block, Table)]


def only(kind: type[T], blocks: Sequence[Block]) -> list[T]:
    return [block for block in blocks if isinstance(block, kind)]


def texts(found: Paper) -> list[str]:
    return ["".join(run.text for run in block.content) for block in only(Prose, found.blocks)]


def headings(found: Paper) -> list[str]:
    return [block.text for block in only(Heading, found.blocks)]


def words(cell: Cell) -> str:
    """What a cell says: paragraphs parted by a slash, a heading across a row in brackets."""
    match cell:
        case GroupCell():
            return f"[{cell.text}] {cell.detail}".strip()
        case TextCell():
            return " / ".join("".join(run.text for run in paragraph) for paragraph in cell.paragraphs)
        case PageCell():
            return cell.anchor
        case _ if hasattr(cell, "alt"):
            return cell.alt
        case _ if hasattr(cell, "text"):
            return cell.text
        case _:
            return mark_words(cell)  # type: ignore[arg-type]


def said(table: Table) -> list[list[str]]:
    """A table as words: its headings, then its rows."""
    return [[column.heading for column in table.columns], *([words(cell) for cell in row] for row in table.rows)]


def column(table: Table, heading: str) -> list[str]:
    """What stands below a heading, rows of one heading left out."""
    at = [each.heading for each in table.columns].index(heading)
    return [words(cells[at]) for cells in table.rows if not isinstance(cells[0], GroupCell)]
