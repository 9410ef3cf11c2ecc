"""What a council published comes out of one sheet: the same ratings, from few cells, in one round of faults."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from kccreport.intake.submission import read_submission
from kccreport.rating.rated import RatedActivity, RatedKpi, RatedSubmission, rate_submission
from kccreport.roads import papers
from kccreport.roads.officers import template
from kccreport.workbook.reader import open_workbook
from tests import golden
from tests.intake.one_sheet.sheets import put

MOST_TYPED, MOST_ROUNDS = 75, 1
TABLE = [row for row in golden.seed_001() if row["published_latest_rag"] in ("GREEN", "AMBER", "RED")][:12]


class Officer:
    """Somebody who fills in the blank template, and counts what they type."""

    def __init__(self, path: Path) -> None:
        template(path, "simple", "2020/21", date(2021, 2, 1))
        self.path = path
        self.book = openpyxl.load_workbook(path)
        self.sheet: Any = self.book["Measures"]
        self.headings = next(row for row in range(1, 30) if self.sheet.cell(row, 1).value == "Group")
        self.typed = 0

    @property
    def columns(self) -> dict[str, int]:
        return {str(cell.value): cell.column for cell in self.sheet[self.headings] if cell.value}

    def types(self, row: int, column: int, value: Any) -> None:
        put(self.sheet, row, column, value)
        self.typed += 1

    def types_above(self, name: str, value: Any) -> None:
        for row in range(1, self.headings):
            if self.sheet.cell(row, 1).value == name:
                self.types(row, 2, value)
                return
            if self.sheet.cell(row, 1).value is None:
                self.types(row, 1, name)
                self.types(row, 2, value)
                return
        raise AssertionError("no room above the headings")

    def heads(self, column: int, heading: str) -> None:
        if self.sheet.cell(self.headings, column).value != heading:
            self.types(self.headings, column, heading)

    def saves(self) -> Path:
        self.book.save(self.path)
        return self.path


def rated(path: Path) -> RatedSubmission:
    outcome = read_submission(open_workbook(path))
    assert outcome.value is not None, [str(each) for each in outcome.problems if each.is_error]
    return rate_submission(outcome.value)


def test_a_table_of_twelve_indicators_takes_few_cells_and_one_round(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Twelve KPIs with latest result, target and floor standard: 36 printed figures, with their references and titles."""
    officer = Officer(tmp_path / "june.xlsx")
    above = {"Council": "Kent County Council", "Title": "Performance Dashboard", "Committee": "Policy and Resources",
             "Meeting date": "12 March 2021"}  # fmt: skip
    for name, value in above.items():
        officer.types_above(name, value)
    results = officer.columns["Q4 2019/20"]
    labels = list(dict.fromkeys(row["period_labels"].split(";")[-1] for row in TABLE))
    for at, label in enumerate(labels):
        officer.heads(results + at, label)
    for row, indicator in enumerate(TABLE, officer.headings + 1):
        label = indicator["period_labels"].split(";")[-1]
        typed = {"Reference": indicator["ref"], "Title": indicator["description"], "Target": indicator["target"],
                 "Amber limit": indicator["floor"], label: indicator["values"].split(";")[-1]}  # fmt: skip
        for heading, value in typed.items():
            officer.types(row, officer.columns[heading], value)
    rounds = _rounds(officer)
    with capsys.disabled():
        print(
            f"\n{len(TABLE)} indicators, 36 figures: {officer.typed} cells typed, {len(rounds)} rounds of faults {rounds}"
        )
    assert officer.typed <= MOST_TYPED
    assert len(rounds) <= MOST_ROUNDS
    built = papers.build(officer.path, tmp_path / "june.pdf")
    assert built.value is not None
    assert built.value.reading is not None
    assert built.value.reading.layout.name == "one-table", "the usual layout of one sheet"
    found = {each.kpi.reference: each for each in rated(officer.path).kpis}
    assert {name: str(each.latest).upper() for name, each in found.items()} == {
        row["ref"]: row["published_latest_rag"] for row in TABLE
    }


def _rounds(officer: Officer) -> list[set[str]]:
    """Answer what `check` names, and return the codes of each round."""
    found: list[set[str]] = []
    while True:
        outcome = papers.read(officer.saves())
        faults = [each for each in outcome.problems if each.is_error]
        if not faults:
            return found
        found.append({each.code for each in faults})
        assert len(found) <= MOST_ROUNDS, [str(each) for each in faults]
        for fault in faults:
            assert fault.code == "missing-commentary", fault
            _, _, cell = fault.where.partition("!")
            assert officer.sheet.cell(officer.headings, officer.sheet[cell].column).value == "Commentary"
            officer.types(officer.sheet[cell].row, officer.sheet[cell].column, "Two posts were vacant until October.")


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> RatedSubmission:
    """All 45 rows of the published dashboard, in one sheet; figures that come a month later are said so once."""
    officer = Officer(tmp_path_factory.mktemp("whole") / "dashboard.xlsx")
    rows = golden.seed_001()
    labels = sorted({label for row in rows for label in row["period_labels"].split(";")}, key=_in_time)
    headings = ["Group", "Reference", "Title", "Unit", "Kind", "Polarity", "Target", "Amber limit", "Upper", "Lower", *labels,
                "Year to date"]  # fmt: skip
    for at in range(1, officer.sheet.max_column + 1):
        officer.sheet.cell(officer.headings, at).value = None
    for at, heading in enumerate(headings, 1):
        officer.heads(at, heading)
    officer.types_above("Arrears", 1)
    for at, row in enumerate(rows, officer.headings + 1):
        is_kpi = row["kind"] == "kpi"
        figures = dict(zip(row["period_labels"].split(";"), row["values"].split(";"), strict=True))
        if row["published_latest_rag"].startswith("Audits"):
            figures = dict.fromkeys(figures, row["published_latest_rag"])
        typed = {
            "Group": row["group"], "Reference": row["ref"], "Title": row["description"], "Unit": row["unit"],
            "Kind": "" if is_kpi else "Volumetric", "Polarity": row["polarity"], "Target": row["target"],
            "Amber limit": row["floor"], "Upper": row["upper"], "Lower": row["lower"], "Year to date": row["ytd"], **figures,
        }  # fmt: skip
        for heading, value in typed.items():
            if value:
                officer.types(at, headings.index(heading) + 1, value)
    return rated(officer.saves())


def _in_time(label: str) -> tuple[str, int]:
    month, year = label.split()
    return year, ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"].index(month)


def _kpis(whole: RatedSubmission) -> Sequence[tuple[RatedKpi, dict[str, str]]]:
    published = {row["ref"]: row for row in golden.seed_001()}
    return [(each, published[each.kpi.reference]) for each in whole.kpis]


def test_every_published_rating_comes_out_of_one_sheet(whole: RatedSubmission) -> None:
    for each, row in _kpis(whole):
        if each.kpi.suspension is not None:
            assert each.kpi.suspension.note == row["published_latest_rag"]
            continue
        assert str(each.latest).upper() == row["published_latest_rag"], row["ref"]
        year_to_date = str(each.year_to_date).upper() if each.year_to_date else ""
        assert year_to_date == row["published_ytd_rag"].replace("n/a", ""), row["ref"]


def test_every_published_alert_comes_out_of_one_sheet(whole: RatedSubmission) -> None:
    published = {row["ref"]: row["published_alert"].casefold() for row in golden.seed_001()}
    found = {
        each.activity.reference: each.alert.value
        for each in whole.indicators
        if isinstance(each, RatedActivity) and each.alert
    }
    differ = {name: alert for name, alert in found.items() if published[name] != alert.casefold()}
    assert differ == {"HR12": "above"}, "81 is above 80, whatever was printed"


def test_the_areas_are_the_groups_in_their_order(whole: RatedSubmission) -> None:
    groups = list(dict.fromkeys(row["group"] for row in golden.seed_001()))
    assert [area.name for area in whole.submission.areas] == groups
