"""A workbook with a fault of every kind at once names them all when it is first looked at."""

import re
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.comments import Comment
from openpyxl.styles import Font

from kccreport.roads import papers as pipeline
from tests import books
from tests.books import activity, kpi, paper_items, results

ROOT = Path(__file__).resolve().parents[2]
# codes of README that a paper's workbook cannot have together with the others, each with the reason
NOT_AT_ONCE = {
    "of agendas, packs and their files": {
        "beyond-bank-holidays", "cleared-finding", "covered-words", "deadline-past", "draft-paper", "exempt-pictures",
        "few-bank-holidays", "inaccessible-paper", "leak", "meeting-on-closed-day", "mended-paper", "missing-access",
        "missing-change", "missing-exempt-reason", "missing-file", "missing-late-reason", "missing-public-interest",
        "missing-welsh", "no-file", "no-items", "other-classification", "other-meeting", "page-differs",
        "published-access-changed", "published-detail-changed", "published-elsewhere", "published-late",
        "published-number-changed", "published-paper-added", "published-paper-changed", "published-paper-withdrawn",
        "published-title-changed", "removed-content", "same-file", "too-large", "unapplied-redaction",
        "undated-supplement", "unknown-agenda-item", "unknown-paragraph", "unsafe-file", "unsigned-phrase", "unusable-paper",
        "unusable-picture", "not-comparable", "offered-phrases",
        "version-out-of-order", "words-outside", "wrong-weekday",
    },
    "of returned commentary": {
        "changed-commentary", "changed-figures", "conflicting-returns", "duplicate-return", "late-return",
        "nameless-return", "nothing-returned", "open-elsewhere", "replaced-commentary", "shared-commentary",
        "unread-return", "unreadable-return", "volunteered-commentary",
    },
    "of rollover": {
        "carried-period", "carried-targets", "moved-period", "period-at-the-end", "phased-targets",
    },
    "a paper has a record or, for this, none": {"other-record"},
    "of one sheet, Measures": {"no-target", "typed-rating", "unread-row"},
    "of a layout's own file": {"brand", "layout-key", "layout-syntax"},
    "of a release": {"unsigned"},
    "there are indicators, in which the other faults are": {"no-indicators"},
    "an area that is unknown may be the one that seems unused": {"unused-area"},
}  # fmt: skip

GREEN = {"Oct 20": "91%", "Nov 20": "92%", "Dec 20": "93%", "Year to date": "92%"}
RED = {"Oct 20": "71%", "Nov 20": "72%", "Dec 20": "63%", "Year to date": "72%"}
COPIED = "The contractor was late with the northern depot. TBC will be done by May 2020."


def every_fault() -> dict[str, Any]:
    """The sheets of a workbook with every fault that can be typed; those of Excel's own are made by `by_hand`."""
    faulty: list[tuple[dict[str, Any], dict[str, Any]]] = [
        (kpi("A1", Target=None), {}),  # missing-target
        (kpi("A2", Polarity=None), {}),  # missing-polarity
        (kpi("A3", Floor="95%"), {}),  # floor-beyond-target
        (kpi("A4", Tolerance=5), {}),  # two-schemes
        (kpi("A5", Target="0%", Floor=None, Tolerance=5), {}),  # zero-target
        (kpi("A6", Kind="Measure", Target="high"), {"Nov 20": "good"}),  # not-a-choice, and what stands beside it
        (kpi("A7", Decimals="one"), {}),  # not-a-whole-number
        (kpi("A8", **{"Service area": "XX"}), {}),  # unknown-area
        (kpi("A9", Title=None), {}),  # blank-cell
        (kpi("B1", Floor=None, Scheme="Low and high target", **{"Low target": "95%"}), {}),  # low-beyond-high
        (kpi("B2", Floor=None, Scheme="Two tolerances", Tolerance=5, **{"Close within": 9}), {}),  # margins-swapped
        (kpi("B3", Floor=None, Scheme="Quartile", Median="90%", **{"Top quartile": "80%", "Bottom quartile": "95%"}), {}),
        (kpi("B4", Floor=None, Scheme="Exceeding band", Tolerance=5), {}),  # missing-scheme-figure
        (kpi("B5", Floor=None), {}),  # missing-floor
        (activity("C1", Upper=1), {"Oct 20": 1, "Nov 20": 1, "Dec 20": 1, "Year to date": 3}),  # range-upside-down
        (activity("C2", Upper=None), {"Oct 20": 1, "Nov 20": 1, "Dec 20": 1, "Year to date": 3}),  # half-a-range
        (activity("C3", Target=5), {"Oct 20": 1, "Nov 20": 1, "Dec 20": 1, "Year to date": 3}),  # unused-cell
        (activity("C4", Basis="Cumulative"), {"Oct 20": 1000, "Nov 20": 1100, "Dec 20": 1200, "Year to date": None}),  # range-of-one-period
        (kpi("C5", Unit="number", Polarity="Lower", Target=210, Floor=240),
         {"Oct 20": 220, "Nov 20": 200, "Dec 20": 230, "Year to date": 650}),  # target-of-one-period
        (kpi("D1"), {"Nov 20": 0.92}),  # ambiguous-percentage
        (kpi("D2"), {"Nov 20": "about"}),  # not-a-number
        (kpi("D3", Unit="days", Target=90, Floor=80), GREEN),  # unit-mix
        (kpi("D4"), {"Nov 20": "[q]"}),  # unknown-status
        (kpi("D5"), {"Nov 20": None}),  # skipped-period
        (kpi("D6", Frequency="Quarterly"), {}),  # out-of-step
        (kpi("D7"), {"Jan 21": "94%"}),  # result-after-report
        (kpi("D8"), {"Dec 20": "120%"}),  # over-100
        (kpi("D9"), dict.fromkeys(GREEN)),  # no-results
        (kpi("E1"), {"Status": "[suspended]", "Status note": "Suspended"}),  # suspended-with-results
        (kpi("E2", Basis="Snapshot"), {}),  # year-to-date-not-used
        (kpi("E3"), {"Year to date": None}),  # missing-year-to-date
        (kpi("E4"), RED),  # missing-commentary
        (kpi("E5"), RED),  # contradicts-figures, placeholder, past-promise, copied-commentary
        (kpi("E6"), RED),  # no-cause, no-action
        (kpi("E7"), {"Dec 20": "89.6%"}),  # rounding-decides
        (kpi("E8"), {}),  # repeated-reference
        (kpi("E9"), {}),  # given-twice
        (kpi("F2"), {}),  # missing-numerator
        (kpi("F3"), {}),  # comparator-period
        (kpi("F4"), {}),  # missing-reason
        (kpi("G1"), {"Dec 20": None}),  # missing-result
        (kpi("F5"), {}),  # not-shown
        (kpi("F6"), {}),  # error-cell
        (kpi("F7"), {}),  # uncalculated-formula
        (kpi("H1", Target="Top quartile", Floor=None), {}),  # target-in-words
        (kpi("H2", Target="<5%", Floor="9%"), {}),  # target-against-polarity
        (kpi("H3", Floor=None, Scheme="Thresholds", **{"Green from": "80%", "Amber from": "90%"}), {}),  # thresholds-out-of-order
        (kpi("F8"), {"May": "90%"}),  # period-without-year, repeated-period, period-out-of-order, ambiguous-period, not-a-period
    ]  # fmt: skip
    rows = [results(row["Reference"], **changes) for row, changes in faulty]
    area = books.records()["Service areas"][0]
    return {
        "paper": [
            *paper_items(subject=None, results_up_to="December 2020", financial_year="2019/20", layout="committe-paper",
                         publication_date="1 May 2021", direction_of_travel="by feel"),
            {"Item": "Title", "Value": "Again"}, {"Item": "Comittee", "Value": "Other"}, {"Item": "Weather", "Value": "Rain"},
            {"Item": "Language", "Value": "English and Welsh"},  # no-welsh
        ],
        "service_areas": [area, area],
        "indicators": [*(row for row, _ in faulty), kpi("E8"), kpi("F1", Owner="no-results-row")],
        "results": [*rows, results("ZZ99")],
        "data": [{"Reference": "E9", "Date": "Dec 20", "Numerator": 9, "Denominator": 10},
                 {"Reference": "F2", "Date": "Dec 20", "Numerator": 9}],
        "comparators": [{"Reference": "F3", "Comparator": "England", "Figure": "80%", "Period": "Nov 20"}],
        "commentary": [
            {"References": "E5", "Commentary": f"The result is Green and above target. {COPIED}",
             "Previous commentary": f"The result is Green and above target. {COPIED}", "Actions": None},
            {"References": "E6", "Commentary": "Low.", "Actions": None, "Previous actions": "Buy a van."},  # no-outcome
            {"References": "D8", "Commentary": "Good ✓", "Actions": "Carry on."},
        ],
        "text": [
            {"Passage": "Recommendation", "Text": "The Committee is asked to look."},
            {"Passage": "Cover", "Heading": "Introduction", "Text": "There are {number of owls}. E6 is Red."},
            {"Passage": "Background documents", "Text": "A paper", "Link": "file:///etc/passwd"},
            {"Passage": "Odes", "Text": "Lines."},
        ],
        "tables": [{"Table": "Trees", "Title": "Trees", "Totals": "Rows"}, {"Table": "Empty", "Title": "Empty"},
                   {"Table": "Aims", "Title": "Aims"},
                   {"Table": "Parks", "Title": "Parks", "Totals": "Rows", "Suppress below": 5}],
        "published_paper": [{"Item": "Pages", "Printed": 9}],
        "revisions": [{"Reference": "E3", "Period": "Nov 20", "Reason": "Late."}],
    }  # fmt: skip


def by_hand(book: openpyxl.Workbook) -> None:
    """Make the faults that need Excel: formats, formulas, headings, sheets, merged, hidden and struck-out cells."""
    sheet = book["Results"]
    rows = {row[0].value: row[0].row for row in sheet.iter_rows(min_row=2)}
    at = {cell.value: cell.column for cell in sheet[1]}
    sheet.cell(rows["F5"], at["Nov 20"]).number_format = ";;;"
    sheet.cell(rows["F6"], at["Nov 20"]).value = "#REF!"
    sheet.cell(rows["F7"], at["Nov 20"]).value = "=1+1"
    for heading in ("Q2 2020", "Dec 20", "Jul 20", "Latest quarter"):
        sheet.cell(1, sheet.max_column + 1, heading)
        sheet.cell(rows["F8"], sheet.max_column, 0.9).number_format = "0%"
    sheet.row_dimensions[rows["A1"]].hidden = True
    sheet.column_dimensions[openpyxl.utils.get_column_letter(at["Oct 20"])].hidden = True
    indicators = book["Indicators"]
    headings = {cell.value: cell for cell in indicators[1]}
    headings["Owner"].value = "Weather"  # unknown-column
    headings["Target decimals"].value = "Target decimls"  # renamed-heading
    book["Published paper"]["B1"].value = "Said"  # missing-heading
    next(
        cell for cell in book["Service areas"][1] if cell.value == "Summary group"
    ).value = "Director"  # repeated-heading
    book["Comparators"].sheet_state = "hidden"
    del book["People"]  # missing-sheet, missing-person
    book["Text"].merge_cells("E1:F2")
    book["Commentary"]["B3"].font = Font(strike=True)
    book["Commentary"]["B2"].value = book["Commentary"]["B2"].value.replace("contractor", "con\u00adtractor")
    book["Commentary"]["B3"].comment = Comment("Look again", "Pat Example")
    book["Text"].title = "Texts"  # renamed-sheet
    trees = book.create_sheet("Trees")
    for row in (["Kind", "2019", "2020", "Total"], ["Oak", 1, 2, 4]):
        trees.append(row)
    book.create_sheet("Empty")
    aims = book.create_sheet("Aims")  # unrated-target
    for row in (["Measure", "Planted", "Target", "Stretch target", "Polarity"], ["Trees", 4, 5, 6, "Higher"]):
        aims.append(row)
    parks = book.create_sheet("Parks")  # suppressed-parts
    for row in (["Park", "2019", "2020", "Part of"], ["North", 1, 2, None], ["North lawn", 1, 1, "North"]):
        parks.append(row)
    book.create_sheet("Pivot")["A1"] = datetime(2020, 1, 1)


def readme_codes() -> set[str]:
    table = (ROOT / "README.md").read_text("utf-8").partition("## Problem codes")[2].partition("\n## ")[0]
    return set(re.findall(r"^\| `([a-z0-9-]+)` \|", table, re.MULTILINE))


def test_every_fault_of_a_workbook_is_named_in_the_first_round(tmp_path: Path) -> None:
    signed = [{"Service area": "HT", "Name": "A", "Role": "Director", "Date": "1 March 2021"}]
    published = books.save(
        tmp_path, indicators=[kpi("F4")], results=[results("F4", **{"Nov 20": "50%"})], **{"sign-off": signed}
    )
    pipeline.build(published, tmp_path / "out" / "earlier.pdf", release=True)
    record = next((tmp_path / "out").glob("*.record.json"))
    record.write_text(record.read_text("utf-8").replace('"2020-12"', '"2020-11"', 1), "utf-8")

    workbook = books.edited(books.save(tmp_path, **every_fault()), by_hand)
    found = pipeline.read(workbook, records=tmp_path / "out", hidden=True).problems
    cannot = {code for codes in NOT_AT_ONCE.values() for code in codes}
    assert cannot <= readme_codes()
    assert readme_codes() - cannot - {problem.code for problem in found} == set()
