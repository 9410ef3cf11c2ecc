"""81 mistakes of an officer: what is said of each, and that doing what is said mends it, with no other figure changed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from kccreport.ground.problem import Outcome, Problem
from kccreport.models.indicator import Kpi
from kccreport.roads import papers
from tests.officers.mistakes import cases

WESTMERE = Path(__file__).with_name("westmere-q2.xlsx")
KNOWN = ("rounding-decides", "not-looked-at")  # of the workbook as it is, and of what faults hide
Edit = Callable[[openpyxl.Workbook], None]
Figures = dict[Any, Any]


def put(*changes: tuple[str, str, Any], shown: str | None = None) -> Edit:
    """Type values into cells; `shown` is their format afterwards."""

    def edit(book: openpyxl.Workbook) -> None:
        for sheet, place, value in changes:
            book[sheet][place].value = value
            if shown:
                book[sheet][place].number_format = shown

    return edit


def typed(place: str, value: Any, shown: str | None = None) -> Edit:
    return put(("Results", place, value), shown=shown)


def without_row(sheet: str, row: int) -> Edit:
    return lambda book: book[sheet].delete_rows(row)


@dataclass(frozen=True, slots=True)
class Row:
    """What is said, as code and place; how it is mended, None where nothing must be; and what then is other than before.

    `left` is what is said of the mended workbook: that its commentary still tells of the old figure.
    """

    said: tuple[tuple[str, str], ...] = ()
    mend: Edit | None = None
    after: Mapping[Any, Any] = field(default_factory=dict)
    left: tuple[tuple[str, str], ...] = ()


def fault(code: str, place: str, mend: Edit, after: Mapping[Any, Any] | None = None) -> Row:
    return Row(((code, place),), mend, after or {})


STALE = (("contradicts-figures", "'Commentary'!B3"),)  # it says that 52 households were in temporary accommodation
H3, P1, P4, W1 = (("H3", "Sep 26"), ("P1", "Sep 26"), ("P4", "Sep 26"), ("W1", "Sep 26"))
D3, D4, D6, D9, D10 = (f"'Results'!D{row}" for row in (3, 4, 6, 9, 10))
I = "'Indicators'!"  # noqa: E741
HIGHER, LOWER = "Higher", "Lower"
POLARITIES = [(f"K{row}", LOWER if row in (3, 4, 11) else HIGHER) for row in (2, 3, 4, 5, 6, 7, 8, 10, 11, 12)]
KPI_ROWS = (2, 3, 4, 5, 6, 7, 8, 10, 11, 12)
NO_SUCH = "unknown-reference"


def column_back(book: openpyxl.Workbook) -> None:
    book["Indicators"].insert_cols(11)
    book["Indicators"]["K1"] = "Polarity"
    put(*(("Indicators", place, word) for place, word in POLARITIES))(book)


def results_of_h2(book: openpyxl.Workbook) -> None:
    for column, value in zip("ABCDG", ("H2", 29, 26, 33, 30), strict=True):
        book["Results"][f"{column}14"] = value


def unmerged(book: openpyxl.Workbook) -> None:
    book["Results"].unmerge_cells("A3:A4")
    book["Results"]["A4"] = "H3"


def unfiltered(book: openpyxl.Workbook) -> None:
    book["Results"].auto_filter.ref = None
    for row in range(4, 14):
        book["Results"].row_dimensions[row].hidden = False


def table_taken_away(book: openpyxl.Workbook) -> None:
    for row in book["Results"]["A18:B20"]:
        for cell in row:
            cell.value = None


def plain(book: openpyxl.Workbook) -> None:
    book["Results"]["D4"].font = openpyxl.styles.Font()


ROWS: dict[str, Row] = {
    "text_in_number": Row((("not-a-number", D4),), typed("D4", 33), {H3: "33"}, STALE),
    "text_tbc": fault("not-a-number", D4, typed("D4", "[x]"), {H3: "[x]"}),
    "text_na": Row(after={H3: "[z]"}),
    "text_dash": Row(STALE, after={H3: "0[nil]"}),
    "text_gt": Row((("not-a-number", D4),), typed("D4", 50), {H3: "50"}, STALE),
    "target_missing": fault("missing-target", I + "M3", put(("Indicators", "M3", 24))),
    "polarity_wrong": fault("not-a-choice", I + "K3", put(("Indicators", "K3", LOWER))),
    "polarity_down": fault("not-a-choice", I + "K3", put(("Indicators", "K3", LOWER))),
    "polarity_high": fault("not-a-choice", I + "K2", put(("Indicators", "K2", HIGHER))),
    "period_date": Row(),
    "period_q2": Row(),
    "period_q2b": fault("period-without-year", "'Results'!D1", typed("D1", "Q2 2026/27")),
    "period_julsep": Row(),
    "period_sept": Row(),
    "period_fy": Row(),
    "sci": fault("not-a-number", D9, typed("D9", 1500), {P4: "1500"}),
    "pct_space": Row(after={P1: "85"}),
    "pct_in_points": fault("unit-mix", D3, typed("D3", "85"), {("H2", "Sep 26"): "85"}),
    "pct_in_points_cell": fault("unit-mix", D3, typed("D3", 85, "General"), {("H2", "Sep 26"): "85"}),
    "comma_decimal": fault("not-a-number", D10, typed("D10", "47.4%")),
    "comma_decimal2": Row((("not-a-number", D4),), typed("D4", 52.5), {H3: "52.5"}, STALE),
    "thousands": Row(after={P4: "1431"}),
    "thousands_space": fault("not-a-number", D9, typed("D9", 1431), {P4: "1431"}),
    "trailing_space_ref": Row(),
    "trailing_nbsp_ref": Row(),
    "lower_ref": Row(((NO_SUCH, "'Results'!A3"), ("no-results-row", I + "A3")), typed("A3", "H2")),
    "dup_ref": Row(
        (("repeated-reference", I + "A4"), (NO_SUCH, "'Results'!A4"), (NO_SUCH, "'Commentary'!A3")),
        put(("Indicators", "A4", "H3")),
    ),
    "dup_ref_results": Row(
        (("repeated-reference", "'Results'!A4"), ("no-results-row", I + "A4")), typed("A4", "H3")
    ),
    "unit_pp": Row((("unit-mix", I + "M2"), ("unit-mix", I + "N2")), put(("Indicators", "G2", "%"))),
    "unit_pc": Row(),
    "freq_q": fault("not-a-choice", I + "F2", put(("Indicators", "F2", "Quarterly"))),
    "date_as_result": fault("not-a-number", D4, typed("D4", 52, "General")),
    "half_pct": fault("ambiguous-percentage", D6, typed("D6", "85%"), {P1: "85"}),
    "whole_pct": Row(after={P1: "85"}),
    "whole_pct_in_pctcell": fault("unit-mix", D6, typed("D6", "85%"), {P1: "85"}),
    "target_as_text": Row(),  # words beside a target are printed, and it is rated by its figure
    "target_ge": Row(),  # at or above is what a target means
    "pound": Row(),
    "k": Row(after={P4: "1400"}),
    "ytd_text": Row(),
    "area_name": fault("unknown-area", I + "D2", put(("Indicators", "D2", "HOU"))),
    "area_lower": fault("unknown-area", I + "D2", put(("Indicators", "D2", "HOU"))),
    "kind_blank": fault("blank-cell", I + "E2", put(("Indicators", "E2", "KPI"))),
    "resultsupto_q2": Row(),
    "fy_2026": Row(),
    "fy_wrong": fault("year-mismatch", "'Paper'!B10", put(("Paper", "B9", "2026/27"))),
    "meeting_typo": Row(),
    "meeting_us": fault("published-after-meeting", "'Paper'!B12", put(("Paper", "B6", datetime(2026, 12, 8)))),
    "layout_typo": fault("unknown-layout", "'Paper'!B2", put(("Paper", "B2", "quarterly-report"))),
    "commentary_ref_amp": Row(),
    "commentary_ref_unknown": Row(
        ((NO_SUCH, "'Commentary'!A2"), ("missing-commentary", I + "A3")), put(("Commentary", "A2", "H2"))
    ),
    "formula_ref": fault("error-cell", D4, typed("D4", 52)),
    "merged_title": Row(),
    "merged_refs": Row(
        (("merged-cells", "'Results'!A3:A4"), ("no-results-row", I + "A4")), unmerged
    ),
    "subtotal_row": fault(NO_SUCH, "'Results'!A6", without_row("Results", 6)),
    "section_heading_row": fault("blank-cell", I + "B2", without_row("Indicators", 2)),
    "total_row": fault(NO_SUCH, "'Results'!A15", without_row("Results", 15)),
    "renamed_sheet": fault("renamed-sheet", "'Results Q2'", lambda book: setattr(book["Results Q2"], "title", "Results")),
    "renamed_sheet2": Row(
        (("missing-sheet", "'Results'"), ("unread-sheet", "'Figures'")),
        lambda book: setattr(book["Figures"], "title", "Results"),
    ),
    "renamed_sheet3": Row(),
    "col_inserted_blank": Row(),
    "col_inserted_notes": fault("unknown-column", "'Results'!C1", lambda book: book["Results"].delete_cols(3)),
    "col_inserted_change": fault("unknown-column", "'Results'!E1", lambda book: book["Results"].delete_cols(5)),
    "rows_sorted": Row(),
    "filter_on": Row((("hidden-rows", "'Results'"), ("hidden-data", "'Results'")), unfiltered),
    "row_coloured": Row(),
    "comment": fault("hidden-data", "'Results'", lambda book: setattr(book["Results"]["D3"], "comment", None)),
    "image": fault("hidden-data", "the workbook", lambda book: book["Results"]._images.clear()),
    "second_table_below": fault("repeated-heading", "'Results'!A18", table_taken_away),
    "second_table_right": Row(
        (("unknown-column", "'Results'!N1"), ("repeated-period", "'Results'!O1")),
        lambda book: book["Results"].delete_cols(14, 2),
    ),
    "second_table_right_lower": Row(),
    "word_paste": fault("unprintable-character", "'Commentary'!B2", put(("Commentary", "B2", "- first\n- second"))),
    "word_paste_odd": Row(
        tuple((code, "'Commentary'!B2") for code in ("soft-hyphen", "unprintable-character", "no-cause")),
        put(("Commentary", "B2", "Re-let times are worse because the contractor left")),
    ),
    "note_below_table": fault(NO_SUCH, "'Results'!A16", without_row("Results", 16)),
    "blank_row": Row(),
    "deleted_polarity_col": fault("missing-heading", "'Indicators' row 1", column_back),
    "heading_target_year": Row(
        (
            ("missing-heading", "'Indicators' row 1"), ("unknown-column", I + "M1"),
        ),
        put(("Indicators", "M1", "Target")),
    ),
    "heading_good_is": Row(
        (
            ("missing-heading", "'Indicators' row 1"), ("unknown-column", I + "K1"),
        ),
        put(("Indicators", "K1", "Polarity")),
    ),
    "results_row_deleted": fault("no-results-row", I + "A3", results_of_h2),
    "results_unknown_ref": fault(NO_SUCH, "'Results'!A14", without_row("Results", 14)),
    "struck": fault("struck-through", D4, plain),
}  # fmt: skip


def figures(read: Outcome[papers.Reading]) -> Figures:
    """Everything that ratings are made of: each result, target, polarity and area, and what the paper reports."""
    assert read.value is not None
    submission = read.value.rated.submission
    found: Figures = {
        "paper": (submission.paper.results_up_to, submission.paper.financial_year, submission.paper.meeting)
    }
    for each in submission.indicators:
        for period, figure in each.results.items():
            value = "" if figure.value is None else f"{figure.value:f}"
            found[each.reference, period.label] = value + (f"[{figure.status.value}]" if figure.status else "")
        bars = (each.target, each.polarity, each.scheme) if isinstance(each, Kpi) else (each.upper, each.lower)
        found[each.reference] = (each.frequency, each.unit, each.area, bars)
    return found


@cache
def as_it_is() -> Figures:
    return figures(papers.read(WESTMERE))


def looked_at(book: openpyxl.Workbook, path: Path) -> tuple[Outcome[papers.Reading], tuple[Problem, ...]]:
    book.save(path)
    read = papers.read(path, hidden=True)
    return read, tuple(each for each in read.problems if each.code not in KNOWN)


def test_there_are_81_and_each_has_its_row() -> None:
    assert len(cases) == len(ROWS) == 81
    assert set(cases) == set(ROWS)
    assert not [each for each in papers.read(WESTMERE, hidden=True).problems if each.code not in KNOWN]


# made in one workbook, since none of them touches a cell or hides a fault of another; the rest stand alone
TOGETHER = (
    "text_in_number target_missing polarity_wrong polarity_high period_date sci pct_space pct_in_points",
    "text_tbc polarity_down period_q2 pct_in_points_cell comma_decimal thousands trailing_space_ref dup_ref_results",
    "text_na period_q2b trailing_nbsp_ref dup_ref unit_pp freq_q whole_pct pound",
    "text_dash period_julsep unit_pc k ytd_text resultsupto_q2 fy_2026 meeting_typo",
    "text_gt period_sept thousands_space lower_ref half_pct target_as_text fy_wrong meeting_us",
    "period_fy comma_decimal2 whole_pct_in_pctcell target_ge layout_typo commentary_ref_amp total_row col_inserted_change",
    "date_as_result area_name commentary_ref_unknown subtotal_row filter_on row_coloured second_table_below second_table_right",
    "area_lower formula_ref comment second_table_right_lower word_paste note_below_table",
    "kind_blank merged_title word_paste_odd",
    "merged_refs col_inserted_blank results_unknown_ref",
    "section_heading_row col_inserted_notes heading_target_year",
    "rows_sorted deleted_polarity_col",
    "blank_row heading_good_is struck",
)  # fmt: skip
ALONE = sorted(set(cases) - {name for names in TOGETHER for name in names.split()})


def test_each_is_made_once() -> None:
    assert sorted([*ALONE, *(name for names in TOGETHER for name in names.split())]) == sorted(cases)


@pytest.mark.parametrize("names", [*TOGETHER, *ALONE])
def test_each_mistake_is_named_and_what_is_said_mends_it(tmp_path: Path, names: str) -> None:
    rows = [ROWS[name] for name in names.split()]
    book = openpyxl.load_workbook(WESTMERE)
    for name in names.split():
        cases[name](book)
    path = tmp_path / "westmere.xlsx"
    read, found = looked_at(book, path)
    assert sorted((each.code, each.where) for each in found) == sorted(said for row in rows for said in row.said)
    assert all(each.message and each.hint for each in found)
    if any(row.mend for row in rows):
        if names == "image":  # a picture is read once: begin again
            book = openpyxl.load_workbook(WESTMERE)
        for row in reversed(rows):
            if row.mend is not None:
                row.mend(book)
        read, after = looked_at(book, path)
        assert sorted((each.code, each.where) for each in after) == sorted(left for row in rows for left in row.left), (
            "what is said mends it, and makes no new fault"
        )
    others = {place: value for row in rows for place, value in row.after.items()}
    assert figures(read) == as_it_is() | others, "no other figure has changed"
