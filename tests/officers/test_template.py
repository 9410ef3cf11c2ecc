"""A template can be filled in without guessing, and shows ratings as the engine gives them."""

import io
from decimal import Decimal
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from kccreport.intake import schema
from kccreport.intake.sheet_format import fold
from kccreport.models.measure import Polarity, published
from kccreport.models.period import FinancialYear, Frequency
from kccreport.models.schemes import FloorStandard, Measured
from kccreport.officers.colours import rating_rules
from kccreport.officers.kept import what_is_kept
from kccreport.officers.simple_template import simple_template_bytes
from kccreport.officers.template import Source, TemplateKind, template_bytes
from kccreport.roads import papers as pipeline
from kccreport.workbook.reader import open_workbook
from kccreport.workbook.writer import HeadingCell
from tests import ROOT, books
from tests.books import told
from tests.libreoffice import converted
from tests.remembered import forget, templates_as_shipped
from tests.samples import reading_of
from tests.test_tools import needs

FULL = tuple(kind for kind in TemplateKind if kind is not TemplateKind.SIMPLE)  # the sheets of the full workbook
INPUTS = ROOT / "inputs"
YEAR = FinancialYear(2021)


CHOICES = {
    sheet.name: {column.heading: column.choices for column in sheet.columns if column.choices}
    for sheet in schema.SHEETS
}


@cache
def source(name: str = "dashboard-2021") -> Source:
    return Source(reading_of(name).rated.submission, what_is_kept(open_workbook(INPUTS / f"{name}.xlsx")))


@cache
def content(kind: TemplateKind, *, is_from: bool = False) -> bytes:
    return template_bytes(kind, YEAR, source() if is_from else None)


@cache
def made(kind: TemplateKind = TemplateKind.DASHBOARD, *, is_from: bool = False) -> openpyxl.Workbook:
    """A template to look at; nobody changes it."""
    return openpyxl.load_workbook(io.BytesIO(content(kind, is_from=is_from)))


def column(sheet: Any, heading: str) -> int:
    return next(cell.column for cell in sheet[1] if cell.value == heading)


@pytest.mark.parametrize("kind", FULL)
def test_a_blank_template_lacks_only_what_is_to_be_typed(tmp_path: Path, kind: TemplateKind) -> None:
    path = tmp_path / "blank.xlsx"
    path.write_bytes(content(kind))
    found = pipeline.read(path, hidden=True).problems
    wanted = {"missing-item", "no-indicators"} | {
        TemplateKind.DASHBOARD: {"missing-person", "missing-passage"},
        TemplateKind.QUARTERLY: set(),
        TemplateKind.COVER: {"missing-person", "missing-passage"},
    }[kind]
    assert {problem.code for problem in found} == wanted, "all of it in the first round"
    assert all(problem.where.startswith("'Paper'!B") for problem in found if problem.code == "missing-item")


@pytest.mark.parametrize("kind", FULL)
def test_every_closed_list_is_offered_and_read_back(tmp_path: Path, kind: TemplateKind) -> None:
    book = made(kind)
    for sheet in book.worksheets:
        offered = {str(each.sqref).split(":")[0][:1]: each for each in sheet.data_validations.dataValidation}
        for cell in sheet[1]:
            choices = CHOICES.get(sheet.title, {}).get(cell.value)
            if choices is None or cell.column > 26:
                continue
            listed = offered[cell.column_letter].formula1
            assert listed == '"' + ",".join(choices) + '"'
            assert len(listed) <= 257, "Excel keeps 255 characters of a list"


def test_the_role_of_who_signs_off_is_typed_freely() -> None:
    book = made()
    assert book["People"].data_validations.dataValidation, "From, Contact or Signatory"
    assert not book["Sign-off"].data_validations.dataValidation, "any job title"


def test_the_notes_on_tables_name_every_choice() -> None:
    for heading, choices in CHOICES["Tables"].items():
        note = schema.TABLES.by_heading[fold(heading)].note.casefold()
        assert all(choice.casefold() in note for choice in choices), (heading, note)


def test_each_choice_is_understood_by_the_reader(tmp_path: Path) -> None:
    headings = ("Kind", "Frequency", "Basis", "Polarity", "Direction", "Tolerance in")
    choices = [(heading, choice) for heading in headings for choice in CHOICES["Indicators"][heading]]
    rows = [
        books.activity(f"K{at}") if choice == "Activity" else books.kpi(f"K{at}", **{heading: choice})
        for at, (heading, choice) in enumerate(choices)
    ]
    found = books.problems(tmp_path, indicators=rows, results=[books.results(f"K{at}") for at in range(len(rows))])
    assert [each for each in found if each.code in ("not-a-choice", "not-a-value")] == []
    for heading in headings:
        wrong = books.problems(tmp_path, indicators=[books.kpi(**{heading: "Nonsense"})])
        assert {each.code for each in wrong} & {"not-a-choice", "not-a-value"}, (
            f"{heading}: a choice that is none is told"
        )


def test_input_cells_are_open_references_and_formulas_locked_and_there_is_no_password() -> None:
    for is_from in (False, True):
        book = made(is_from=is_from)
        results = book["Results"]
        assert results.protection.sheet
        assert results.protection.password is None
        assert results["A2"].protection.locked
        assert not results["B2"].protection.locked
        assert not book["Indicators"]["B2"].protection.locked
        assert book["Paper"]["A2"].protection.locked
        assert not book["Paper"]["B2"].protection.locked


def test_headings_are_a_table_frozen_and_noted() -> None:
    book = made()
    for sheet in book.worksheets:
        if sheet.title == "Guidance":
            continue
        (table,) = sheet.tables.values()
        assert [each.name for each in table.tableColumns] == [cell.value for cell in sheet[1]]
        assert sheet.freeze_panes == "B2"
    assert "which is better" in book["Indicators"].cell(1, column(book["Indicators"], "Polarity")).comment.text


def test_from_a_workbook_what_stays_is_filled_in_and_figures_are_not() -> None:
    book = made(is_from=True)
    submission = source().submission
    indicators, results = book["Indicators"], book["Results"]
    assert [row[0].value for row in indicators.iter_rows(min_row=2, max_row=46)] == [
        each.reference for each in submission.indicators
    ]
    target = indicators.cell(2, column(indicators, "Target"))
    assert (target.value, target.number_format) == (0.97, "0%")
    assert {cell.value for row in results.iter_rows(min_row=2, min_col=2) for cell in row} == {None}
    assert [cell.value for cell in results[1]][1:14] == [
        "Mar 21", "Apr 21", "May 21", "Jun 21", "Jul 21", "Aug 21", "Sep 21", "Oct 21", "Nov 21", "Dec 21", "Jan 22",
        "Feb 22", "Mar 22",
    ]  # fmt: skip
    said = book["Commentary"]
    assert [said.cell(2, column(said, heading)).value for heading in ("References", "Commentary")] == [
        "CS04a & CS04b",
        None,
    ]
    assert said.cell(2, column(said, "Previous commentary")).value, "what was said last time is there to look at"
    formats = {results.cell(row, 1).value: results.cell(row, 3).number_format for row in range(2, 47)}
    assert (formats["CS01"], formats["ICT03"], formats["CS08"]) == ("0%", "0.0%", "#,##0")


def test_a_template_is_of_the_kind_and_frequency_of_the_workbook_it_is_made_from() -> None:
    assert source().kind is TemplateKind.DASHBOARD
    quarterly = source("quarterly-2011")
    assert quarterly.kind is TemplateKind.QUARTERLY
    book = openpyxl.load_workbook(io.BytesIO(template_bytes(quarterly.kind, YEAR, quarterly)))
    assert [cell.value for cell in book["Results"][1]][1:6] == ["Mar 21", "Jun 21", "Sep 21", "Dec 21", "Mar 22"]
    assert {"Complaints by service", "Details", "Comparators"} <= set(book.sheetnames)


def test_as_it_ships_a_template_has_sixty_rows_to_fill_in_below_every_heading(monkeypatch: pytest.MonkeyPatch) -> None:
    templates_as_shipped(monkeypatch)
    book = openpyxl.load_workbook(io.BytesIO(template_bytes(TemplateKind.QUARTERLY, YEAR)))
    simple = openpyxl.load_workbook(io.BytesIO(simple_template_bytes(YEAR, Frequency.QUARTERLY)))
    for sheet in [*book.worksheets[2:], *simple.worksheets]:  # behind the guidance, and the items of the paper
        (table,) = sheet.tables.values()
        top, bottom = (int("".join(filter(str.isdigit, place))) for place in table.ref.split(":"))
        assert bottom - top >= 60, sheet.title
        offered = [area for each in sheet.data_validations.dataValidation for area in each.sqref.ranges]
        coloured = [area for each in sheet.conditional_formatting for area in each.sqref.ranges]
        assert all(area.max_row == bottom for area in (*offered, *coloured)), sheet.title
        if sheet.title != "Measures":
            assert not sheet.cell(bottom, 2).protection.locked, sheet.title


def test_the_same_template_has_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    before = content(TemplateKind.QUARTERLY)
    forget(monkeypatch)
    assert template_bytes(TemplateKind.QUARTERLY, YEAR) == before


def recalculated(folder: Path, *names: str) -> Path:
    """Open workbooks in LibreOffice, let it calculate them, and save them again."""
    out = folder / "resaved"
    converted("xlsx", [folder / name for name in names], out)
    return out


@needs("soffice")
def test_the_colours_are_the_ratings_of_the_engine(tmp_path: Path) -> None:
    """Every edge: on, over and under both bars, in both senses, as percentages and as plain figures, and halves."""
    headings = [HeadingCell(column.heading) for column in schema.INDICATORS.columns if column.is_usual]
    rules = rating_rules([2], headings)
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    indicators, results = book.create_sheet("Indicators"), book.create_sheet("Results")
    indicators.append([str(each.text) for each in headings])
    results.append(["Reference", "Apr 21"])
    at = {str(each.text): number for number, each in enumerate(headings, 1)}
    cases = [
        (unit, polarity, Decimal(value))
        for unit, polarity in product(("%", "number"), Polarity)
        for value in ("89.4", "89.5", "90", "84.5", "85", "84.4", "95", "0", "94.49", "94.5")
    ]
    for number, (unit, polarity, value) in enumerate(cases, 2):
        scale = Decimal(100) if unit == "%" else Decimal(1)
        bars = (Decimal(90), Decimal(85)) if polarity is Polarity.HIGHER else (Decimal(85), Decimal(90))
        for heading, typed in (
            ("Reference", f"R{number}"), ("Unit", unit), ("Decimals", 0), ("Polarity", polarity.capitalize()),
            ("Target", float(bars[0] / scale)), ("Floor", float(bars[1] / scale)),
        ):  # fmt: skip
            cell = indicators.cell(number, at[heading], typed)
            cell.number_format = "0%" if unit == "%" and heading in ("Target", "Floor") else "General"
        results.cell(number, 1, f"R{number}")
        results.cell(number, 2, float(value / scale)).number_format = "0.0%" if unit == "%" else "General"
        for offset, rule in enumerate(rules):
            results.cell(
                number, 4 + offset, "=" + rule.formula.replace("$A2", f"$A{number}").replace("B2", f"B{number}")
            )
    book.save(tmp_path / "rules.xlsx")
    found = openpyxl.load_workbook(recalculated(tmp_path, "rules.xlsx") / "rules.xlsx", data_only=True)["Results"]
    for number, (_, polarity, value) in enumerate(cases, 2):
        bars = (Decimal(90), Decimal(85)) if polarity is Polarity.HIGHER else (Decimal(85), Decimal(90))
        rating = FloorStandard(floor=bars[1]).rate(Measured(published(value, 0), bars[0], polarity))
        shown = [bool(found.cell(number, 4 + offset).value) for offset in range(3)]
        assert shown == [rating == each for each in ("green", "amber", "red")], (cases[number - 2], rating)


@needs("soffice")
def test_libreoffice_opens_a_template_and_loses_nothing(tmp_path: Path) -> None:
    names = []
    for kind in TemplateKind:
        (tmp_path / f"{kind}.xlsx").write_bytes(template_bytes(kind, YEAR, source()))
        names.append(f"{kind}.xlsx")
    out = recalculated(tmp_path, *names)
    for name in names:
        before, after = openpyxl.load_workbook(tmp_path / name), openpyxl.load_workbook(out / name)
        assert before.sheetnames == after.sheetnames
        for sheet in before.worksheets:
            other = after[sheet.title]
            assert len(other.data_validations.dataValidation) >= bool(sheet.data_validations.dataValidation)
            assert bool(other.conditional_formatting) == bool(sheet.conditional_formatting)
            assert other.protection.sheet == sheet.protection.sheet
        assert told(pipeline.read(tmp_path / name).problems) == told(pipeline.read(out / name).problems)
