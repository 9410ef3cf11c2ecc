"""Workbooks of many times as many indicators as the samples have."""

import sys

from tests import ROOT


def multiplied(times: int, areas_of_last: int | None = None) -> bytes:
    """Return the dashboard workbook with every area and indicator so many times over, the last time only some areas."""
    sys.path.insert(0, str(ROOT / "inputs"))
    from sources import dashboard_2021 as source

    from kccreport.intake.writing import paper_workbook

    def copies(rows: list[dict[str, object]], *keys: str) -> list[dict[str, object]]:
        return [
            {key: f"{value} {copy}" if copy and key in keys else value for key, value in row.items()}
            for copy in range(times)
            for row in rows
        ]

    records = source.records()
    areas = copies(records["Service areas"], "Code", "Delivered by")
    if areas_of_last is not None:
        areas = areas[: len(areas) - len(records["Service areas"]) + areas_of_last]
    codes = {row["Code"] for row in areas}
    indicators = [
        row for row in copies(records["Indicators"], "Reference", "Service area") if row["Service area"] in codes
    ]
    known = {row["Reference"] for row in indicators}
    commentary = [
        {**row, "References": " & ".join(references)}
        for copy in range(times)
        for row in records["Commentary"]
        if known.issuperset(references := _numbered(str(row["References"]), copy))
    ]
    return paper_workbook(
        {
            **records,
            "Service areas": areas,
            "Indicators": indicators,
            "Published": [],
            "Results": [row for row in copies(records["Results"], "Reference") if row["Reference"] in known],
            "Commentary": commentary,
        }
    )


def _numbered(references: str, copy: int) -> list[str]:
    return [f"{reference} {copy}" if copy else reference for reference in references.split(" & ")]


def quarterly_times(times: int) -> bytes:
    """Return the workbook of the quarterly report with every KPI so many times over."""
    sys.path.insert(0, str(ROOT / "inputs"))
    from sources import quarterly_2011 as source

    from kccreport.intake.writing import paper_workbook

    records = source.records()
    repeated = ("Indicators", "Targets", "Results", "Comparators", "Commentary", "Details")
    for sheet in repeated:
        key = "References" if sheet == "Commentary" else "Reference"
        records[sheet] = [
            {**row, key: f"{row[key]}-{copy}" if copy else row[key]}
            for copy in range(times)
            for row in records[sheet]
            if not copy or str(row[key]).startswith("KPI")
        ]
    records["Published"] = records["Published paper"] = []
    return paper_workbook(records, tables=source.own_sheets())
