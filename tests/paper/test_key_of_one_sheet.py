"""The key of a paper made from one sheet speaks as that sheet does, and lists no more titles than it must."""

from pathlib import Path

import openpyxl
import pytest

from kccreport.roads import papers
from tests import ROOT
from tests.language.leftovers import printed


def key_of(workbook: Path) -> str:
    reading = papers.read(workbook).value
    assert reading is not None
    return "\n".join(printed(papers.compose(reading)))


def test_the_largest_group_of_measures_is_all_the_others() -> None:
    key = key_of(ROOT / "inputs" / "district-2026.xlsx")
    assert key.count("For all other measures:") == 2, "of ratings and of directions"
    assert key.index("For Urgent repairs") < key.index("For all other measures:")


@pytest.mark.parametrize(
    ("heading", "said", "not_said"),
    [("Amber limit", "the amber limit", "floor standard"), ("Floor standard", "the floor standard", "amber limit")],
)
def test_the_line_below_the_target_is_called_as_its_column_is(
    tmp_path: Path, heading: str, said: str, not_said: str
) -> None:
    book = openpyxl.load_workbook(ROOT / "inputs" / "district-2026.xlsx")
    sheet = book["Measures"]
    cell = next(cell for row in sheet.iter_rows() for cell in row if cell.value == "Amber limit")
    cell.value = heading
    book.save(tmp_path / "district.xlsx")
    key = key_of(tmp_path / "district.xlsx")
    assert said in key
    assert not_said not in key.casefold()
