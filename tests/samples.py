"""The sample workbooks, and a short one of the longest, for tests to which one page of a kind says as much as twenty."""

import sys
from functools import cache

from kccreport.ground.problem import Outcome
from kccreport.roads import papers
from kccreport.roads.papers import Reading
from tests import ROOT
from tests.books import plain

INPUTS = ROOT / "inputs"
# of every kind one or two: by month, by quarter and in arrears, suspended, of one commentary, activity, of two owners
FEW = frozenset({"CS01", "CS04a", "CS04b", "CS07", "HR25", "CS08", "HR12", "GL01", "GL02", "GL03", "GL02b"})


@cache
def outcome_of(name: str) -> Outcome[Reading]:
    """A sample, read, checked and rated once; nothing of it can be changed."""
    return papers.read(INPUTS / f"{name}.xlsx")


def reading_of(name: str) -> Reading:
    """A sample, of which a paper can be made."""
    reading = outcome_of(name).value
    assert reading is not None
    return reading


@cache
def short_quarterly() -> bytes:
    """The quarterly report with one indicator instead of 26: 17 pages instead of 69, with every other part of it."""
    sys.path.insert(0, str(INPUTS))
    from sources import quarterly_2011 as source

    others = {row["Reference"] for row in source.KPIS[1:]} | {row["Code"] for row in source.AREAS[1:]}
    named = ("Reference", "References", "Code")
    records = {
        sheet: [row for row in rows if not others & {row.get(name) for name in named}]
        for sheet, rows in source.records().items()
    }
    return plain(records, source.own_sheets())


@cache
def short_dashboard() -> bytes:
    """The dashboard of 2021 with 11 indicators instead of 45."""
    sys.path.insert(0, str(INPUTS))
    from sources import dashboard_2021 as source

    records = source.records()
    kept = [row for row in records["Indicators"] if row["Reference"] in FEW]
    areas = {row["Service area"] for row in kept}
    others = {row["Reference"] for row in records["Indicators"]} - FEW
    records |= {
        "Service areas": [row for row in records["Service areas"] if row["Code"] in areas],
        "Indicators": kept,
        "Results": [row for row in records["Results"] if row["Reference"] in FEW],
        "Published": [row for row in records["Published"] if row["Reference"] in FEW],
        "Commentary": [row for row in records["Commentary"] if not others & set(str(row["References"]).split(" & "))],
    }
    return plain(records)
