"""The key explains what stands in the paper, and nothing that stands only in the workbook."""

from pathlib import Path
from typing import Any

from kccreport.paper.blocks import Beside, Block, FigureCell, Part, Prose, Table, TravelCell, plain
from kccreport.paper.printed import printed
from tests.books import kpi, results
from tests.paper.test_compose import of, paper, texts, words
from tests.writers.pdf.small import table


def marks(blocks: tuple[Block, ...]) -> list[str]:
    """The first cells of the table of marks; none where there is no such table."""
    tables = [found for found in of(Table, blocks) if found.columns[0].heading == "Mark"]
    return [words(row[0]) for found in tables for row in found.rows]


def test_a_mark_is_explained_where_it_stands_and_not_where_only_the_workbook_has_it(tmp_path: Path) -> None:
    shown = paper(tmp_path, results=[results(**{"Nov 20": "[x]"})]).blocks
    assert marks(shown) == ["[x]"]
    early = paper(tmp_path, results=[results(**{"Jan 20": "[x]"})]).blocks  # the tables begin with August
    assert marks(early) == []


def phased(folder: Path, **targets: Any) -> bool:
    said = texts(
        paper(folder, indicators=[kpi()], results=[results()], targets=[{"Reference": "HT02", **targets}]).blocks
    )
    return any("are phased over the year" in line for line in said)


def test_targets_are_phased_where_they_differ_within_a_year(tmp_path: Path) -> None:
    usual = kpi()["Target"]
    assert phased(tmp_path, **{"Nov 20": "91%", "Dec 20": "92%"})
    assert phased(tmp_path, **{"Dec 20": "99%"})  # and another in the months before
    assert not phased(tmp_path, **{"Nov 20": usual, "Dec 20": usual})
    whole = {f"{month} 19": "85%" for month in ("Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")}
    assert not phased(
        tmp_path, **whole, **{f"{month} 20": "85%" for month in ("Jan", "Feb", "Mar")}
    )  # a year of its own


def test_phased_floors_stand_behind_phased_targets_and_say_too_only_then(tmp_path: Path) -> None:
    floor = {"Reference": "HT02 floor", "Nov 20": "80%", "Dec 20": "81%"}
    target = {"Reference": "HT02", "Nov 20": "91%", "Dec 20": "92%"}
    alone = texts(paper(tmp_path, targets=[floor]).blocks)
    assert [line for line in alone if "phased" in line] == ["Floor standards of HT02 are phased over the year."]
    both = [line for line in texts(paper(tmp_path, targets=[floor, target]).blocks) if "phased" in line]
    assert [line.split(" of ")[0] for line in both] == ["Targets", "Floor standards"]
    assert both[1].endswith("over the year too.")


def test_what_is_printed_is_found_in_cells_and_in_sentences() -> None:
    directions = Table(
        table(1).columns[:2], ((FigureCell("7 [p]"), TravelCell(None)), (FigureCell(" n/a "), FigureCell("-")))
    )
    found = printed([Beside(Part.FIGURES), directions, Prose(plain("It was 5 [r] in May."))])
    assert {"[p]", "[r]", "n/a", "-"} <= found.marks
    assert found.directions == {(None, False)}
