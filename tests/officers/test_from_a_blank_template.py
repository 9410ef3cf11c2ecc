"""A blank template is filled to a finished paper in at most two rounds of faults.

The officer here reads the headings, their notes and the Guidance sheet, and then only what the faults say.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from kccreport.ground.problem import Problem
from kccreport.officers.template import TemplateKind
from kccreport.roads import papers
from kccreport.roads.officers import template

TODAY = date(2025, 10, 14)
ROUNDS = 2
FULL = tuple(kind for kind in TemplateKind if kind is not TemplateKind.SIMPLE)  # the sheets of the full workbook

ITEMS = {
    "Title": "Corporate Performance Report", "Council": "Westmere District Council", "Committee": "Scrutiny Committee",
    "Meeting date": "4 November 2025", "Subject": "Performance to September", "Classification": "Unrestricted",
    "Results up to": "September 2025", "Produced by": "Performance Team", "Publication date": "27 October 2025",
}  # fmt: skip
AREAS = [
    {"Code": "HOU", "Service area": "Housing", "Summary group": "Housing", "Director": "Ruth Adair",
     "Cabinet Member": "Cllr P. Noble", "Delivered by": "Housing team"},
]  # fmt: skip
PEOPLE = [
    {"Role": role, "Name": name, "Title": title, "Team": "Performance", "Phone": "01500 600123",
     "Email": "sam@westmere.example"}
    for role, name, title in (("From", "Ruth Adair", "Director"), ("Contact", "Sam Field", "Performance Officer"))
]  # fmt: skip
WHY = "Two contractors withdrew in July. Both are replaced."
YEARS_TO_DATE = {"H1": "80%", "H3": 1800, "H4": "85%"}


def indicators(kind: TemplateKind) -> list[dict[str, Any]]:
    """A percentage that is Red, a count that adds up, activity, and a percentage that is Green but Red for the year."""
    usual = {"Service area": "HOU", "Frequency": str(kind.frequency).capitalize(), "Decimals": 0, "Owner": "Ruth Adair"}
    kpi = usual | {"Kind": "KPI"}
    return [
        kpi | {"Reference": "H1", "Title": "Repairs done in time", "Unit": "%", "Polarity": "Higher",
               "Basis": "In-period", "Target": "95%", "Floor": "90%"},
        kpi | {"Reference": "H2", "Title": "Homes completed", "Unit": "number", "Polarity": "Higher",
               "Basis": "Cumulative", "Target": 40, "Floor": 30},
        usual | {"Reference": "H3", "Title": "Calls taken", "Kind": "Activity", "Unit": "number", "Basis": "In-period",
                 "Upper": 2000, "Lower": 1000},
        kpi | {"Reference": "H4", "Title": "Complaints answered in time", "Unit": "%", "Polarity": "Higher",
               "Basis": "In-period", "Target": "95%", "Floor": "90%"},
    ]  # fmt: skip


class Officer:
    """Somebody with a blank template open, who types below headings."""

    def __init__(self, path: Path, kind: TemplateKind) -> None:
        template(path, str(kind), "2025/26", TODAY)
        self.path, self.kind = path, kind
        self.book = openpyxl.load_workbook(path)
        self.answered: list[str] = []

    def types(self, sheet: str, rows: Sequence[Mapping[str, Any]]) -> None:
        """Type rows below those that are there, each value under its heading."""
        page = self.book[sheet]
        at = {str(cell.value): cell.column for cell in page[1]}
        is_free = (row for row in range(2, page.max_row + 1) if all(_is_blank(cell) for cell in page[row]))
        for row, typed in zip(list(is_free), rows, strict=False):
            for heading, value in typed.items():
                page.cell(row, at[heading], value)

    def types_items(self, names: Sequence[str]) -> None:
        for row in self.book["Paper"].iter_rows(min_row=2):
            if row[0].value in names:
                row[1].value = ITEMS[row[0].value]

    def types_results(self, *, with_years: bool) -> None:
        """Type a figure below each period that is past; the year to date too, where its note was read."""
        page = self.book["Results"]
        headings = [str(cell.value) for cell in page[1]]
        past = headings[1 : headings.index("Sep 25") + 1]
        figures = {
            "H1": ["80%"] * len(past), "H2": [36, *range(4, 4 * len(past), 4)], "H3": [300] * len(past),
            "H4": [*["83%"] * (len(past) - 1), "97%"],
        }  # fmt: skip
        years = YEARS_TO_DATE if with_years else {}
        rows = [
            {"Reference": key, "Year to date": years.get(key)} | dict(zip(past, row, strict=True))
            for key, row in figures.items()
        ]
        self.types("Results", rows)

    def types_figures(self, *, with_years: bool) -> None:
        self.types("Service areas", AREAS)
        self.types("Indicators", indicators(self.kind))
        self.types_results(with_years=with_years)

    def fills_in_what_headings_say(self) -> None:
        self.types_items(list(ITEMS))
        self.types("People", PEOPLE)
        self.types_figures(with_years=False)

    def calculates(self) -> None:
        """Put what Excel would show for the formulas that follow references and areas; openpyxl saves none."""
        for sheet, other in (("Results", "Indicators"), ("Sign-off", "Service areas")):
            for (cell,) in self.book[sheet].iter_rows(min_row=2, max_col=1):
                if _is_blank(cell):
                    cell.value = self.book[other].cell(cell.row, 1).value

    def reads_the_faults(self) -> tuple[Problem, ...]:
        self.calculates()
        self.book.save(self.path)
        return tuple(each for each in papers.read(self.path).problems if each.is_error)

    def answers(self, fault: Problem) -> None:
        """Type what a fault asks for, by nothing but what it says: the cell, the words and the hint."""
        sheet, _, cell = fault.where.replace("'", "").partition("!")
        match fault.code:
            case "missing-item":
                self.types_items([self.book[sheet][cell.replace("B", "A")].value])
            case "no-indicators":
                self.types_figures(with_years=True)
            case "missing-person":
                self.types(sheet, [each for each in PEOPLE if f"role {each['Role']}." in fault.message])
            case "missing-passage":
                name = _between(fault.message, "passage named ", ", which")
                self.types(sheet, [{"Passage": name, "Text": f"The {name.lower()} of this paper."}])
            case "missing-commentary":
                reference = _between(fault.hint, "add a row for ", " on the Commentary sheet")
                self.types("Commentary", [{"References": reference, "Commentary": WHY}])
            case "missing-year-to-date":
                reference = self.book[sheet].cell(self.book[sheet][cell].row, 1).value
                self.book[sheet][cell] = YEARS_TO_DATE[reference]
            case _:
                raise AssertionError(f"headings and notes did not say how to keep from this: {fault}")


def _is_blank(cell: Any) -> bool:
    return cell.value is None or str(cell.value).startswith("=")


def _between(text: str, start: str, end: str) -> str:
    return text.partition(start)[2].partition(end)[0]


def rounds(officer: Officer) -> list[set[str]]:
    """The codes of each round of faults, answered one by one, until there are none."""
    found: list[set[str]] = []
    while faults := officer.reads_the_faults():
        found.append({each.code for each in faults})
        assert len(found) <= ROUNDS, [str(each) for each in faults]
        for fault in faults:
            officer.answers(fault)
    return found


def is_a_paper(workbook: Path) -> bool:
    built = papers.build(workbook, workbook.with_suffix(".pdf")).value
    return built is not None and workbook.with_suffix(".pdf").read_bytes().startswith(b"%PDF-") and built.pages > 0


@pytest.mark.parametrize("kind", FULL)
def test_filled_by_its_headings_a_template_is_a_paper_after_two_rounds_at_most(
    tmp_path: Path, kind: TemplateKind
) -> None:
    officer = Officer(tmp_path / "paper.xlsx", kind)
    officer.fills_in_what_headings_say()
    found = rounds(officer)
    assert (
        found
        == {
            TemplateKind.DASHBOARD: [
                {"missing-commentary", "missing-passage", "missing-year-to-date"},
                {"missing-commentary"},  # one year to date is Red, which nobody can know before it is typed
            ],
            TemplateKind.QUARTERLY: [{"missing-commentary"}],
            TemplateKind.COVER: [{"missing-commentary", "missing-passage"}],
        }[kind]
    )
    assert is_a_paper(officer.path)


@pytest.mark.parametrize("kind", FULL)
def test_filled_by_nothing_but_its_faults_a_template_is_a_paper_after_two_rounds(
    tmp_path: Path, kind: TemplateKind
) -> None:
    officer = Officer(tmp_path / "paper.xlsx", kind)
    found = rounds(officer)
    assert len(found) == ROUNDS
    assert {"missing-item", "no-indicators"} <= found[0]
    assert found[1] == {"missing-commentary"}, "only what the figures call for is asked for in the second round"
    assert is_a_paper(officer.path)
