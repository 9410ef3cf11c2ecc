"""Small workbooks made in code: a whole valid paper, of which a test changes what it is about."""

import io
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl

from kccreport.ground.problem import Outcome, Problem
from kccreport.intake.schema import SHEETS
from kccreport.intake.submission import read_submission
from kccreport.intake.writing import format_sheets, paper_workbook
from kccreport.models.submission import Submission
from kccreport.workbook.reader import open_workbook
from kccreport.workbook.writer import HeadingCell, SheetContent
from tests.by_hand import Book, page_of
from tests.plain import plain_workbook

Rows = list[dict[str, Any]]

PAPER = {
    "Title": "Highways Dashboard",
    "Council": "Testshire County Council",
    "Committee": "Environment Cabinet Committee",
    "Meeting date": date(2021, 3, 12),
    "Subject": "Highways Dashboard",
    "Classification": "Unrestricted",
    "Financial year": "2020/21",
    "Results up to": "December 2020",
    "Produced by": "Performance Team",
    "Publication date": "February 2021",
}


def kpi(reference: str = "HT02", **changes: Any) -> dict[str, Any]:
    """A KPI row: a percentage, higher is better, target 90, floor 80."""
    return {
        "Reference": reference,
        "Title": f"Title of {reference}",
        "Service area": "HT",
        "Kind": "KPI",
        "Frequency": "Monthly",
        "Unit": "%",
        "Decimals": 0,
        "Polarity": "Higher",
        "Basis": "In-period",
        "Target": "90%",
        "Floor": "80%",
    } | changes


def activity(reference: str = "HT02b", **changes: Any) -> dict[str, Any]:
    """An activity row: a count with an expected range of 100 to 200."""
    return {
        "Reference": reference,
        "Title": f"Title of {reference}",
        "Service area": "HT",
        "Kind": "Activity",
        "Frequency": "Monthly",
        "Unit": "number",
        "Decimals": 0,
        "Basis": "In-period",
        "Upper": 200,
        "Lower": 100,
    } | changes


def results(reference: str = "HT02", **changes: Any) -> dict[str, Any]:
    """A row of results: October to December 2020, all on target."""
    return {"Reference": reference, "Oct 20": "91%", "Nov 20": "92%", "Dec 20": "93%", "Year to date": "92%"} | changes


def records(**sheets: Rows) -> dict[str, Rows]:
    """The records of a valid paper of one KPI, with the sheets named replaced (`service_areas=[…]`)."""
    usual: dict[str, Rows] = {
        "Paper": [{"Item": item, "Value": value} for item, value in PAPER.items()],
        "Service areas": [
            {
                "Code": "HT",
                "Service area": "Highways",
                "Director": "A Director",
                "Cabinet Member": "A Member",
                "Delivered by": "Highways",
            }
        ],
        "People": [
            {"Role": "From", "Name": "A Member", "Title": "Cabinet Member"},
            {"Role": "Contact", "Name": "An Officer", "Email": "officer@example.org"},
        ],
        "Indicators": [kpi()],
        "Results": [results()],
        "Commentary": [],
        "Text": [
            {"Passage": "Summary", "Text": "A summary."},
            {"Passage": "Recommendation", "Text": "The Committee is asked to NOTE the report."},
            {"Passage": "Cover", "Heading": "Introduction", "Text": "A paragraph."},
            {"Passage": "Background documents", "Text": "None"},
        ],
    }
    return usual | {name.replace("_", " ").capitalize(): rows for name, rows in sheets.items()}


def paper_items(**changes: Any) -> Rows:
    """The Paper sheet with items changed (`meeting_date=…`); None takes an item away."""
    wanted = PAPER | {name.replace("_", " ").capitalize(): value for name, value in changes.items()}
    return [{"Item": item, "Value": value} for item, value in wanted.items() if value is not None]


def typed(rows: dict[str, Rows]) -> dict[str, Rows]:
    """What Excel makes of the values: "91%" is 0.91 shown as 0%."""
    from kccreport.intake.writing import as_typed

    def value(sheet: str, heading: str, given: Any) -> Any:
        if (
            sheet in ("Indicators", "Results", "Targets")
            and isinstance(given, str)
            and heading not in ("Reference", "Title")
        ):
            return as_typed(given)
        return given

    return {
        sheet: [{heading: value(sheet, heading, given) for heading, given in row.items()} for row in found]
        for sheet, found in rows.items()
    }


def save(path: Path, **sheets: Rows) -> Path:
    """Write a workbook to `path` (or to book.xlsx, where it is a folder)."""
    path = path / "book.xlsx" if path.is_dir() else path
    path.write_bytes(plain(typed(records(**sheets))))
    return path


def plain(rows: dict[str, Rows], tables: dict[str, list[list[Any]]] | None = None) -> bytes:
    """Return a workbook of these records, and of tables on sheets of their own, whose first row holds the headings."""
    own = [
        SheetContent(name, [HeadingCell(str(heading)) for heading in grid[0]], grid[1:])
        for name, grid in (tables or {}).items()
    ]
    return plain_workbook([*format_sheets(SHEETS, rows), *own])


def by_hand(**sheets: Rows) -> Book:
    """The same workbook as `save` writes, to type in and to save."""
    return Book(map(page_of, format_sheets(SHEETS, typed(records(**sheets)))))


def typed_into(path: Path, edit: Callable[[Book], object], **sheets: Rows) -> Path:
    """Write a workbook as `save` does, with something typed into it by hand."""
    path = path / "book.xlsx" if path.is_dir() else path
    book = by_hand(**sheets)
    edit(book)
    book.save(path)
    return path


def save_whole(path: Path, **sheets: Rows) -> Path:
    """Write the same workbook as our own writer does, with notes, lists to choose from, and looks."""
    path = path / "book.xlsx" if path.is_dir() else path
    path.write_bytes(paper_workbook(typed(records(**sheets))))
    return path


def edited(path: Path, edit: Callable[[openpyxl.Workbook], None]) -> Path:
    """Change a saved workbook in any way that openpyxl knows; where cells are only typed in, `typed_into` is quicker."""
    book = openpyxl.load_workbook(path)
    edit(book)
    book.save(path)
    return path


def repacked(path: Path, change: Callable[[str, bytes], bytes | None]) -> Path:
    """Change the parts of a saved workbook; None takes a part away."""
    result = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = change(name, old.read(name))
            if content is not None:
                new.writestr(name, content)
    path.write_bytes(result.getvalue())
    return path


def submission(path: Path, **sheets: Rows) -> Submission:
    """Read a workbook that must be free of faults."""
    outcome = read_submission(open_workbook(save(path, **sheets)))
    assert outcome.problems == ()
    assert outcome.value is not None
    return outcome.value


def read(path: Path) -> Outcome[Submission]:
    """Read a saved workbook."""
    return read_submission(open_workbook(path))


def problems(path: Path, **sheets: Rows) -> tuple[Problem, ...]:
    """Read a workbook and return what is wrong with it."""
    return read_submission(open_workbook(save(path, **sheets))).problems


def told(found: tuple[Problem, ...]) -> list[tuple[str, str]]:
    """Code and place of each problem, for comparing whole outcomes."""
    return [(problem.code, problem.where) for problem in found]
