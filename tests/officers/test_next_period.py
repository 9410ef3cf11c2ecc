"""The column of the next period stands in order of time, coloured; words that carry the period move on or are named."""

from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from kccreport.models.period import Period
from kccreport.officers.period_words import PeriodWords
from kccreport.roads import officers as rounds
from kccreport.roads import papers as pipeline
from tests import books
from tests.books import kpi, paper_items, told
from tests.libreoffice import converted
from tests.remembered import loaded
from tests.test_tools import needs

TODAY = date(2021, 4, 1)


def last_paper(folder: Path) -> Path:
    """A workbook made from a template, whose last column of the year is filled in, with all that a template carries."""
    books.save(
        folder / "old.xlsx", indicators=[kpi(Frequency="Quarterly")], results=[{"Reference": "HT02", "Dec 20": "93%"}]
    )
    made = rounds.template(folder / "book.xlsx", "quarterly", "2020/21", TODAY, source=folder / "old.xlsx")
    assert made.value is not None, made.problems

    def fill(book: openpyxl.Workbook) -> None:
        items = {book["Paper"].cell(row, 1).value: row for row in range(1, book["Paper"].max_row + 1)}
        for name, value in {
            "Results up to": "March 2021",
            "Meeting date": "1 May 2021",
            "Publication date": "May 2021",
        }.items():
            book["Paper"].cell(items[name], 2).value = value
        sheet = book["Results"]
        for column, value in {"Mar 20": 0.85, "Jun 20": 0.91, "Sep 20": 0.92, "Dec 20": 0.93, "Mar 21": 0.89}.items():
            sheet.cell(2, next(cell.column for cell in sheet[1] if cell.value == column)).value = value
        book.create_sheet("Notes")["A1"] = "=Indicators!A2"

    return books.edited(folder / "book.xlsx", fill)


@pytest.fixture(scope="module")
def of_the_year(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return last_paper(tmp_path_factory.mktemp("last")).read_bytes()


@pytest.fixture
def workbook(of_the_year: bytes, tmp_path: Path) -> Path:
    path = tmp_path / "book.xlsx"
    path.write_bytes(of_the_year)
    return path


def headings(path: Path) -> list[Any]:
    return [cell.value for cell in loaded(path)["Results"][1]]


def rolled(workbook: Path, **options: Any) -> list[tuple[str, str]]:
    outcome = rounds.rollover(workbook, workbook.parent / "next.xlsx", **options)
    assert outcome.value is not None, outcome.problems
    return told(outcome.problems)


def facts(path: Path) -> dict[str, Any]:
    """What must still be right on Results, as openpyxl reads it."""
    book = openpyxl.load_workbook(path, data_only=True)
    sheet = book["Results"]
    columns = {cell.value: cell.column_letter for cell in sheet[1] if cell.value}
    return {
        "headings": list(columns),
        "values": {name: sheet[f"{letter}2"].value for name, letter in columns.items()},
        "formats": {name: sheet[f"{letter}2"].number_format for name, letter in columns.items()},
        "locked": [name for name, letter in columns.items() if sheet[f"{letter}2"].protection.locked],
        "coloured": sorted({str(area).split(":")[-1].rstrip("0123456789") for rule in sheet.conditional_formatting for area in rule.sqref.ranges}),
        "notes": {sheet[1][at].value for at in range(sheet.max_column) if sheet[1][at].comment},
        "elsewhere": book["Notes"]["A1"].value,
    }  # fmt: skip


def test_a_period_that_the_template_does_not_have_yet_comes_after_the_newest_and_is_coloured(
    tmp_path: Path, workbook: Path
) -> None:
    before = headings(workbook)
    found = rolled(workbook)
    assert "period-at-the-end" not in [code for code, _ in found]
    at = before.index("Mar 21") + 1
    assert headings(tmp_path / "next.xlsx") == [*before[:at], "Jun 21", *before[at:]]
    was, now = facts(workbook), facts(tmp_path / "next.xlsx")
    assert now["values"]["Mar 21"] == was["values"]["Mar 21"]
    assert now["values"]["Jun 21"] is None
    assert now["formats"]["Jun 21"] == now["formats"]["Mar 21"]
    assert (now["locked"], now["notes"]) == (was["locked"], was["notes"])
    sheet = loaded(tmp_path / "next.xlsx")["Results"]
    columns = {cell.value: cell.column_letter for cell in sheet[1]}
    assert now["coloured"] == [columns["Jun 21"]]
    assert [each.name for each in sheet.tables["Table_Results"].tableColumns] == headings(tmp_path / "next.xlsx")


@needs("soffice")
def test_libreoffice_reads_the_column_and_all_that_moved_as_we_do(tmp_path: Path, workbook: Path) -> None:
    rolled(workbook)
    converted("xlsx", [tmp_path / "next.xlsx"], tmp_path / "resaved")
    ours, theirs = facts(tmp_path / "next.xlsx"), facts(tmp_path / "resaved" / "next.xlsx")
    assert theirs.pop("elsewhere") == "HT02"
    ours.pop("elsewhere")
    assert theirs == ours
    reading = pipeline.read(tmp_path / "resaved" / "next.xlsx", reviewed=False)
    assert {code for code, _ in told(reading.problems)} <= {"missing-item", "missing-result", "not-looked-at"}


def test_where_something_refers_to_what_would_move_the_column_stands_at_the_end_and_is_coloured_too(
    tmp_path: Path, workbook: Path
) -> None:
    books.edited(workbook, lambda book: book["Notes"].__setitem__("A2", "=Results!G2"))
    before = headings(workbook)
    found = rolled(workbook)
    assert "period-at-the-end" in [code for code, _ in found]
    assert headings(tmp_path / "next.xlsx") == [*before, "Jun 21"]
    sheet = loaded(tmp_path / "next.xlsx")["Results"]
    last = sheet.cell(1, len(before) + 1).column_letter
    assert last in facts(tmp_path / "next.xlsx")["coloured"]
    assert loaded(tmp_path / "next.xlsx")["Notes"]["A2"].value == "=Results!G2"


def test_months_and_quarters_each_gain_theirs_beside_their_own(tmp_path: Path) -> None:
    row = {"Reference": "HT02", "Feb 21": "91%", "Q3 2020/21": "92%", "Year to date": "92%"}
    other = kpi("Q", Frequency="Quarterly")
    workbook = books.save(
        tmp_path, paper=paper_items(results_up_to="February 2021"), indicators=[kpi(), other],
        results=[row | {"Q3 2020/21": None}, {"Reference": "Q", "Q3 2020/21": "92%"}],
    )  # fmt: skip
    before = [name for name in headings(workbook) if name]
    rolled(workbook)
    found = [name for name in headings(tmp_path / "next.xlsx") if name]
    assert set(found) - set(before) == {"Mar 21", "Q4 2020/21"}
    assert found.index("Mar 21") == found.index("Feb 21") + 1
    assert found.index("Q4 2020/21") == found.index("Q3 2020/21") + 1
    assert [name for name in found if name in before] == before


QUARTER = PeriodWords(Period(2026, 9), Period(2026, 12))
YEAR = PeriodWords(Period(2027, 3), Period(2027, 6))


@pytest.mark.parametrize(
    ("words", "typed", "moved"),
    [
        (QUARTER, "Quarter 2 performance", "Quarter 3 performance"),
        (QUARTER, "QUARTER 2", "QUARTER 3"),
        (QUARTER, "Q2 2026/27 report", "Q3 2026/27 report"),
        (QUARTER, "The second quarter of 2026/27", "The third quarter of 2026/27"),
        (QUARTER, "Second quarter", "Third quarter"),
        (QUARTER, "2nd quarter", "3rd quarter"),
        (QUARTER, "Quarter two", "Quarter three"),
        (QUARTER, "To September 2026", "To December 2026"),
        (QUARTER, "Sep 26 and Sept 26", "Dec 26 and Dec 26"),
        (QUARTER, "September", "December"),
        (QUARTER, "Quarter 21, Q2.5, Section 2, Quarter 1", "Quarter 21, Q2.5, Section 2, Quarter 1"),
        (QUARTER, "Septembers past", "Septembers past"),
        (QUARTER, "Housing", "Housing"),
        (YEAR, "Quarter 4 2026/27", "Quarter 1 2027/28"),
        (YEAR, "2026-27, 2026\u201327 and 2026/2027", "2027-28, 2027\u201328 and 2027/2028"),
        (YEAR, "March of the penguins; 2025/26", "March of the penguins; 2025/26"),
        (YEAR, "March 2027", "June 2027"),
    ],
)
def test_words_that_carry_the_period_move_on(words: PeriodWords, typed: str, moved: str) -> None:
    assert words.moved(typed) == moved
    assert bool(words.named_in(typed)) is (typed != moved)


def test_a_day_is_not_moved_but_named() -> None:
    assert QUARTER.moved("Meeting of 5 September 2026") == "Meeting of 5 September 2026"
    assert QUARTER.named_in("Meeting of 5 September 2026") == ("September 2026",)


def test_on_paper_words_move_on_and_elsewhere_they_are_named(tmp_path: Path) -> None:
    workbook = books.save(
        tmp_path,
        paper=paper_items(title="Performance", subject="Quarter 3 performance"),
        text=[
            {"Passage": "Summary", "Text": "In the third quarter we did well."},
            {"Passage": "Recommendation", "Text": "To NOTE the report."},
            {"Passage": "Background documents", "Text": "The paper of December 2020"},
        ],
        indicators=[kpi(Frequency="Quarterly")],
        results=[{"Reference": "HT02", "Sep 20": "92%", "Dec 20": "93%"}],
    )
    found = rolled(workbook)
    assert found == [("moved-period", "'Paper'!B6"), ("carried-period", "'Text'!C2"), ("carried-period", "'Text'!C4")]
    sheet = loaded(tmp_path / "next.xlsx")["Paper"]
    items = {sheet.cell(row, 1).value: sheet.cell(row, 2).value for row in range(1, sheet.max_row + 1)}
    assert (items["Subject"], items["Title"]) == ("Quarter 4 performance", "Performance")


@pytest.mark.parametrize("kind", ["dashboard", "quarterly", "cover"])
def test_a_template_has_a_sheet_for_the_figures_behind_the_results(tmp_path: Path, kind: str) -> None:
    assert rounds.template(tmp_path / "t.xlsx", kind, "2021/22", TODAY).value is not None
    sheet = loaded(tmp_path / "t.xlsx")["Data"]
    assert [cell.value for cell in sheet[1]] == ["Reference", "Date", "Numerator", "Denominator", "Count"]
    codes = {code for code, where in told(pipeline.read(tmp_path / "t.xlsx").problems) if "Data" in where}
    assert codes == set()
