"""The next paper's workbook starts from this one's, and nothing that is not of this period is lost."""

import io
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from kccreport.ground.address import CellAddress
from kccreport.models.period import FinancialYear, Period
from kccreport.models.submission import Submission
from kccreport.officers.rollover import roll_over, target_period
from kccreport.roads import officers as rounds
from kccreport.roads import papers as pipeline
from kccreport.workbook.reader import open_workbook
from tests import books
from tests.books import activity, kpi, paper_items, results, told
from tests.remembered import loaded

SHEETS: dict[str, Any] = {
    "paper": paper_items(commentary_deadline="3 March 2021"),
    "results": [
        results(**{"Dec 20": "70%", "Forecast": "80%", "Override": "Amber", "Override by": "A", "Override reason": "B"})
    ],
    "commentary": [{"References": "HT02", "Commentary": "Why.", "Actions": "What.", "Risks": "If."}],
    "sign-off": [{"Service area": "HT", "Name": "A Director", "Role": "Director", "Date": "1 March 2021"}],
    "revisions": [{"Reference": "HT02", "Period": "Nov 20", "Reason": "Late."}],
}


def rolled(
    folder: Path, *, sheets: dict[str, Any] = SHEETS, dates: bool = True, **options: Any
) -> tuple[Submission, Path]:
    """Roll a workbook over, and type in the dates that the new paper needs."""
    workbook = books.save(folder, **sheets)
    out = folder / "next.xlsx"
    outcome = rounds.rollover(workbook, out, **options)
    assert outcome.value is not None, outcome.problems

    def fill(book: openpyxl.Workbook) -> None:
        sheet = book["Paper"]
        for row in range(1, sheet.max_row + 1):
            if sheet.cell(row, 1).value in ("Meeting date", "Publication date"):
                assert sheet.cell(row, 2).value is None
                sheet.cell(row, 2, "1 June 2021")
        results = book["Results"]
        heads = {cell.value: cell.column for cell in results[1]}
        column = heads.get("Status", results.max_column + 1)
        results.cell(1, column, "Status")
        for row in range(2, results.max_row + 1):
            results.cell(row, column, "[n]")  # nobody has sent the new results yet

    if dates:
        books.edited(out, fill)
    reading = pipeline.read(out, reviewed=False)
    assert reading.value is not None, reading.problems
    return reading.value.rated.submission, out


def test_the_new_paper_has_a_column_for_its_period_and_keeps_every_result(tmp_path: Path) -> None:
    found, out = rolled(tmp_path)
    assert found.paper.results_up_to == Period(2021, 1)
    assert {period.label: figure.value for period, figure in found.indicators[0].results.items()} == {
        "Oct 20": 91, "Nov 20": 92, "Dec 20": 70,
    }  # fmt: skip
    sheet = loaded(out)["Results"]
    headings = {cell.value: cell for cell in sheet[1]}
    new = headings["Jan 21"]
    assert new.fill.fgColor.rgb == headings["Dec 20"].fill.fgColor.rgb, "it looks like the column before"
    assert sheet.cell(2, new.column).number_format == sheet.cell(2, headings["Dec 20"].column).number_format == "0%"


def test_what_belongs_to_the_old_period_is_cleared(tmp_path: Path) -> None:
    found, _ = rolled(tmp_path)
    indicator = found.indicators[0]
    assert (indicator.year_to_date, indicator.forecast, indicator.override) == (None, None, None)  # type: ignore[union-attr]
    assert found.paper.deadline is None
    assert found.revision_reasons == ()
    assert found.sign_offs is not None
    assert (found.sign_offs[0].name, found.sign_offs[0].is_signed) == ("A Director", False)


def test_a_suspension_must_be_decided_anew(tmp_path: Path) -> None:
    away = {"Reference": "B", "Status": "[suspended]", "Status note": "Audits suspended"}
    sheets = SHEETS | {"indicators": [kpi(), kpi("B")], "results": [*SHEETS["results"], away]}
    workbook = books.save(tmp_path, **sheets)
    assert pipeline.read(workbook, reviewed=False).problems == ()
    assert rounds.rollover(workbook, tmp_path / "next.xlsx").value is not None
    values = [cell.value for cell in loaded(tmp_path / "next.xlsx")["Results"][3]]
    assert [value for value in values if value is not None] == ["B"]


def test_commentary_becomes_previous_commentary(tmp_path: Path) -> None:
    found, out = rolled(tmp_path)
    assert found.commentary == ()
    sheet = loaded(out)["Commentary"]
    headings = {cell.value: cell.column for cell in sheet[1]}
    assert sheet.cell(2, headings["Previous commentary"]).value == "Why."
    assert sheet.cell(2, headings["Actions"]).value is None


def test_what_was_checked_is_of_the_old_words_and_does_not_follow_them(tmp_path: Path) -> None:
    row = {"References": "HT02", "Commentary": "Why.", "Checked by": "A. Officer KDW47"}
    _, out = rolled(tmp_path, sheets=SHEETS | {"commentary": [row]})
    sheet = loaded(out)["Commentary"]
    headings = {cell.value: cell.column for cell in sheet[1]}
    assert sheet.cell(2, headings["Checked by"]).value is None
    assert sheet.cell(2, headings["Previous commentary"]).value == "Why."


def test_the_workbook_it_started_from_is_not_touched_and_other_sheets_are_carried_whole(tmp_path: Path) -> None:
    workbook = books.save_whole(tmp_path, **SHEETS)
    books.edited(workbook, lambda book: book.create_sheet("Notes").__setitem__("A1", "mine"))
    before = workbook.read_bytes()
    rounds.rollover(workbook, tmp_path / "next.xlsx")
    assert workbook.read_bytes() == before

    def parts(content: bytes) -> dict[str, bytes]:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            return {name: package.read(name) for name in package.namelist()}

    was, now = parts(before), parts((tmp_path / "next.xlsx").read_bytes())
    assert list(was) == list(now)
    names = [sheet.title for sheet in loaded(workbook).worksheets]
    sheets = [name for name in was if name.startswith("xl/worksheets/sheet")]
    changed = {names[int(name[19:-4]) - 1] for name in sheets if was[name] != now[name]}
    beside = {name for name in was if was[name] != now[name]} - set(sheets)
    assert len(beside) == 2, "the notes on the headings of Results, and their boxes, which moved with them"
    assert changed == {"Paper", "Results", "Commentary", "Sign-off", "Revisions"}


MARCH = {
    "paper": paper_items(results_up_to="March 2021"),
    "results": [results(**{"Jan 21": "94%", "Feb 21": "94%", "Mar 21": "95%"})],
}


@pytest.mark.parametrize(("ask", "codes"), [(False, ["carried-targets"]), (True, [])])
def test_into_a_new_year_targets_are_carried_or_asked_for(tmp_path: Path, ask: bool, codes: list[str]) -> None:
    workbook = books.save(tmp_path, **MARCH)
    outcome = rounds.rollover(workbook, tmp_path / "next.xlsx", ask_targets=ask)
    assert [problem.code for problem in outcome.problems] == codes
    sheet = loaded(tmp_path / "next.xlsx")["Indicators"]
    headings = {cell.value: cell.column for cell in sheet[1]}
    assert (sheet.cell(2, headings["Target"]).value is None) is ask
    found, _ = rolled(tmp_path, sheets=MARCH)
    assert (found.paper.results_up_to, found.paper.financial_year) == (Period(2021, 4), FinancialYear(2021))


def test_phased_targets_are_named_for_the_new_year(tmp_path: Path) -> None:
    workbook = books.save(tmp_path, **MARCH, targets=[{"Reference": "HT02", "Mar 21": "94%"}])
    outcome = rounds.rollover(workbook, tmp_path / "next.xlsx")
    assert [problem.code for problem in outcome.problems] == ["carried-targets", "phased-targets"]


def test_a_quarterly_paper_goes_on_by_a_quarter_and_to_says_otherwise(tmp_path: Path) -> None:
    quarterly = {
        "indicators": [kpi(Frequency="Quarterly")],
        "results": [{"Reference": "HT02", "Sep 20": "91%", "Dec 20": "92%"}],
    }
    assert rolled(tmp_path, sheets=quarterly)[0].paper.results_up_to == Period(2021, 3)
    assert rolled(tmp_path, to="Feb 21")[0].paper.results_up_to == Period(2021, 2)


def test_a_paper_headed_by_quarters_gains_its_next_quarter(tmp_path: Path) -> None:
    quarterly = {
        "indicators": [kpi(Frequency="Quarterly")],
        "results": [{"Reference": "HT02", "Q2 2020/21": "91%", "Q3 2020/21": "92%"}],
    }
    found, out = rolled(tmp_path, sheets=quarterly)
    headings = [cell.value for cell in loaded(out)["Results"][1]]
    assert "Q4 2020/21" in headings
    assert "Mar 21" not in headings
    assert found.indicators[0].label(Period(2021, 3)) == "Q4 2020/21"


@pytest.mark.parametrize("to", ["Q4 2020/21", "Jan-Mar 21", "31/03/2021", "March 2021"])
def test_the_next_period_may_be_named_in_any_way(tmp_path: Path, to: str) -> None:
    outcome = rounds.rollover(books.save(tmp_path), tmp_path / "next.xlsx", to=to)
    assert outcome.value is not None
    assert outcome.value.results_up_to == "March 2021"


@pytest.mark.parametrize(
    ("to", "code"), [("March", "period-without-year"), ("Q4", "period-without-year"), ("2021/22", "ambiguous-period")]
)
def test_a_next_period_that_cannot_be_told_is_refused(tmp_path: Path, to: str, code: str) -> None:
    outcome = rounds.rollover(books.save(tmp_path), tmp_path / "next.xlsx", to=to)
    assert told(outcome.problems) == [(code, "--to")]


@pytest.mark.parametrize("to", ["Dec 20", "Nov 20", "soon"])
def test_a_month_that_is_not_later_is_refused_and_nothing_is_written(tmp_path: Path, to: str) -> None:
    outcome = rounds.rollover(books.save(tmp_path), tmp_path / "next.xlsx", to=to)
    assert told(outcome.problems) == [("not-a-period", "--to")]
    assert not (tmp_path / "next.xlsx").exists()


# of each sheet the columns, or items, that are of one paper only, and those that stay
OF_ONE_PAPER = {
    "Results": (
        ("Year to date", "Previous year", "Forecast", "Override", "Override by", "Override reason", "Status", "Status note",
         "Status reason"),
        ("Reference", "Dec 20"),
    ),
    "Commentary": (("Commentary", "Actions", "Risks", "Panel discussion"), ("References",)),
    "Sign-off": (("Date",), ("Service area", "Name", "Role")),
    "Revisions": (("Reference", "Period", "Reason"), ()),
}  # fmt: skip


@pytest.mark.parametrize("name", OF_ONE_PAPER)
def test_each_column_of_one_paper_only_is_cleared_and_the_others_stay(tmp_path: Path, name: str) -> None:
    gone, staying = OF_ONE_PAPER[name]
    full = books.save(tmp_path / "full.xlsx", **{name.casefold(): [dict.fromkeys((*gone, *staying), "typed")]})
    book = open_workbook(full)
    cells = roll_over(books.submission(tmp_path), book, Period(2021, 1)).cells
    sheet = next(each for each in book.sheets if each.name == name)
    headings = {cell.text: column for column, cell in sheet.rows[1].items()}
    for heading in gone:
        assert cells.get(CellAddress(name, 2, headings[heading]), "kept") is None, heading
    for heading in staying:
        assert CellAddress(name, 2, headings[heading]) not in cells, heading


def test_of_the_paper_the_days_are_cleared_and_the_period_and_year_moved_on(tmp_path: Path) -> None:
    days = {"Meeting date": None, "Publication date": None, "Commentary deadline": None}
    workbook = books.save(tmp_path, paper=paper_items(commentary_deadline="3 March 2021"))
    book = open_workbook(workbook)
    cells = roll_over(books.submission(tmp_path / "other.xlsx"), book, Period(2021, 4)).cells
    sheet = next(each for each in book.sheets if each.name == "Paper")
    moved = {
        row[1].text: cells[CellAddress("Paper", at, 2)]
        for at, row in sheet.rows.items()
        if CellAddress("Paper", at, 2) in cells
    }
    assert moved == {**days, "Results up to": "April 2021", "Financial year": "2021/22"}


@pytest.mark.parametrize(
    ("to", "found"),
    [(None, Period(2021, 1)), ("Jan 21", Period(2021, 1)), ("April 2022", Period(2022, 4)), ("Dec 20", None), ("Nov 20", None), ("soon", None)],
)  # fmt: skip
def test_the_next_paper_is_of_a_later_month(tmp_path: Path, to: str | None, found: Period | None) -> None:
    period = target_period(books.submission(tmp_path), to)
    assert (period if isinstance(period, Period) else None) == found


@pytest.mark.parametrize(
    ("to", "carries", "cleared"),
    [
        (Period(2021, 1), False, set()),  # the same year
        (Period(2021, 4), True, set()),
        (
            Period(2021, 4),
            False,
            {("HT02", "Target"), ("HT02", "Floor")} | {("B", name) for name in ("Target", "Floor", "Lower", "Upper")},
        ),
    ],
)
def test_only_into_a_new_year_is_what_was_agreed_for_one_cleared_to_be_asked_for(
    tmp_path: Path, to: Period, carries: bool, cleared: set[tuple[str, str]]
) -> None:
    """Targets and floor standards of KPIs, and the range within which activity was expected."""
    sheets: dict[str, Any] = {"indicators": [kpi(), activity("B", Target=5, Floor=4)]}
    sheets["results"] = [results(), results("B", **{"Oct 20": 1, "Nov 20": 2, "Dec 20": 3, "Year to date": 150})]
    book = open_workbook(books.save(tmp_path, **sheets))
    plain = sheets | {"indicators": [kpi(), activity("B")]}
    cells = roll_over(books.submission(tmp_path / "plain.xlsx", **plain), book, to, carries_targets=carries).cells
    sheet = next(each for each in book.sheets if each.name == "Indicators")
    heads = {column: cell.text for column, cell in sheet.rows[1].items()}
    found = {
        (sheet.rows[address.row][1].text, heads[address.column]) for address in cells if address.sheet == "Indicators"
    }
    assert found == cleared
