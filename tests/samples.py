"""The sample workbooks, and a short one of the longest, for tests to which one page of a kind says as much as twenty."""

import sys
from functools import cache

from tests import ROOT
from tests.books import plain

INPUTS = ROOT / "inputs"


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
