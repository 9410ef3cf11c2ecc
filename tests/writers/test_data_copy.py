"""The figures leave as data: tidy, described, and with nothing else in them."""

import csv
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from kccreport.rating.rated import RatedSubmission, rate_submission
from kccreport.roads import papers as pipeline
from kccreport.writers.data_copy import csv_bytes, datapackage_bytes
from kccreport.writers.data_rows import tidy_rows
from kccreport.writers.data_workbook import data_workbook
from tests import books, golden
from tests.books import activity, kpi, results
from tests.samples import reading_of


def rated(folder: Path, **sheets: Any) -> RatedSubmission:
    return rate_submission(books.submission(folder, **sheets))


def read(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_each_result_is_a_row_with_what_it_was_held_against(tmp_path: Path) -> None:
    rows = read(csv_bytes(rated(tmp_path, results=[results(**{"Nov 20": "85% [p]"})])))
    assert rows[1] == {
        "reference": "HT02", "title": "Title of HT02", "measure": "result", "frequency": "monthly", "period": "2020-11", "value": "85",
        "unit": "%", "target": "90", "floor": "80", "rating": "amber", "status": "p",
    }  # fmt: skip
    assert [(row["measure"], row["period"], row["value"]) for row in rows] == [
        ("result", "2020-10", "91"), ("result", "2020-11", "85"), ("result", "2020-12", "93"),
        ("year to date", "2020-12", "92"),
    ]  # fmt: skip


def test_every_result_of_the_quarterly_report_is_there_as_published() -> None:
    rows = read(csv_bytes(reading_of("quarterly-2011").rated))
    for row in golden.seed_004():
        wanted = [value.strip("%").replace(",", "") for value in row["values"].split(";") if value]
        found = [
            each["value"] for each in rows
            if each["reference"] == f"KPI{int(row['ref']):02d}" and each["measure"] == "result" and each["value"]
        ]  # fmt: skip
        assert found[-len(wanted) :] == wanted, row["ref"]


def test_withheld_and_suspended_figures_are_not_in_the_data(tmp_path: Path) -> None:
    row = {"Reference": "HT02b", "Oct 20": 40, "Nov 20": 3, "Dec 20": 50, "Year to date": 93}
    away = {"Reference": "HT02", "Dec 20": "77%", "Status": "[suspended]", "Status note": "Suspended"}
    outcome = books.problems(tmp_path, indicators=[kpi()], results=[away])
    assert [problem.code for problem in outcome] == ["suspended-with-results"]
    found = csv_bytes(rated(tmp_path, indicators=[activity(**{"Suppress below": 5})], results=[row])).decode()
    assert "93" not in found
    assert ",,number,,,,c" in found


def test_a_suspended_indicator_has_a_row_without_a_figure(tmp_path: Path) -> None:
    away = {
        "Reference": "HT02",
        "Status": "[suspended]",
        "Status note": "Audits suspended",
        "Status reason": "by flood",
    }
    found = rated(tmp_path, results=[away])
    (row,) = read(csv_bytes(found))
    assert (row["reference"], row["period"], row["value"], row["status"]) == ("HT02", "2020-12", "", "suspended")
    sheet = openpyxl.load_workbook(io.BytesIO(data_workbook(found)))["Figures"]
    said = {
        str(head.value): str(cell.value)
        for head, cell in zip(*list(sheet.iter_rows(min_row=sheet.max_row - 1)), strict=True)
    }
    assert said["Value [note 2]"] == "[suspended]"
    assert said["Notes"] == "Audits suspended by flood"
    assert any("[suspended] means suspended" in str(cell.value) for (cell,) in sheet.iter_rows(max_row=3, max_col=1))


def test_text_that_a_spreadsheet_would_run_is_text(tmp_path: Path) -> None:
    found = rated(tmp_path, indicators=[kpi(Title='=HYPERLINK("http://x")')])
    assert read(csv_bytes(found))[0]["title"] == '\'=HYPERLINK("http://x")'
    book = openpyxl.load_workbook(io.BytesIO(data_workbook(found)))
    cell = next(each for row in book["Figures"].iter_rows() for each in row if str(each.value).startswith("="))
    assert (cell.value, cell.data_type) == ('=HYPERLINK("http://x")', "s")


@pytest.mark.parametrize("first", ["+", "-", "@"])
def test_every_letter_that_begins_a_formula_is_told_apart(tmp_path: Path, first: str) -> None:
    assert read(csv_bytes(rated(tmp_path, indicators=[kpi(Title=f"{first}1+1")])))[0]["title"] == f"'{first}1+1"


def test_a_negative_figure_stays_a_number(tmp_path: Path) -> None:
    row = {"Reference": "HT02", "Dec 20": -5, "Year to date": -5}
    found = rated(tmp_path, indicators=[kpi(Unit="number", Target=-3, Floor=-9)], results=[row])
    assert read(csv_bytes(found))[0]["value"] == "-5"


def test_the_description_names_every_column_and_the_files_hash(tmp_path: Path) -> None:
    found = rated(tmp_path)
    content = csv_bytes(found)
    package = json.loads(datapackage_bytes(found, "My paper.csv", content))
    (resource,) = package["resources"]
    assert [field["name"] for field in resource["schema"]["fields"]] == list(read(content)[0])
    assert (resource["path"], resource["bytes"]) == ("My paper.csv", len(content))
    assert package["name"] == "my-paper"
    keys = [(row.reference, row.measure, row.period) for row in tidy_rows(found)]
    assert len(keys) == len(set(keys))


def test_the_clean_workbook_is_written_from_nothing(tmp_path: Path) -> None:
    content = data_workbook(rated(tmp_path))
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        names = package.namelist()
        assert sum(name.startswith("xl/worksheets/sheet") for name in names) == 5
        assert not any(word in name for name in names for word in ("external", "pivot", "vba", "customXml"))
        assert b"A Director" not in b"".join(package.read(name) for name in names)
    assert content == data_workbook(rated(tmp_path)), "the same bytes again"


@pytest.mark.parametrize(("asked", "names"), [
    ({"csv": True}, ["paper.csv", "paper.datapackage.json"]), ({"data": True}, ["paper-data.xlsx"]), ({}, []),
])  # fmt: skip
def test_the_data_stands_beside_the_paper(tmp_path: Path, asked: dict[str, bool], names: list[str]) -> None:
    built = pipeline.build(books.save(tmp_path), tmp_path / "out" / "paper.pdf", **asked).value
    assert built is not None
    assert [path.name for path in built.beside] == names
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == sorted(["paper.pdf", *names])
