"""Nothing is asked for that the layout does not print, and all that it prints is."""

from pathlib import Path

import pytest

from kccreport.layout.printed import printed_items, printed_of_areas
from kccreport.layout.reader import layout_files, read_layout
from kccreport.roads import papers
from tests import books
from tests.books import PAPER, paper_items

ITEMS = ("Council", "Committee", "Meeting date", "Subject", "Classification", "Financial year", "Produced by",
         "Publication date")  # fmt: skip


def asked(path: Path, layout: str, *items: str) -> set[str]:
    """The items that a paper in a layout is asked for, where some are not there."""
    changes = {name.replace(" ", "_").lower(): None for name in items}
    found = papers.read(books.save(path, paper=paper_items(**changes)), layout=layout, reviewed=True).problems
    missing = (each.message for each in found if each.code == "missing-item")
    return {words.removeprefix("there is no ").removesuffix(".") for words in missing}


@pytest.mark.parametrize("layout", sorted(layout_files()))
def test_a_paper_is_asked_for_just_the_items_that_its_layout_prints(tmp_path: Path, layout: str) -> None:
    outcome = read_layout(layout)
    assert outcome.value is not None
    printed = printed_items(outcome.value)
    assert set(ITEMS) >= printed
    assert asked(tmp_path, layout, *ITEMS) == printed
    assert asked(tmp_path, layout) == set()


def test_every_item_that_is_not_printed_may_be_left_out_of_a_paper_that_is_built(tmp_path: Path) -> None:
    layout = read_layout("dashboard").value
    assert layout is not None
    left_out = {name.replace(" ", "_").lower(): None for name in ITEMS if name not in printed_items(layout)}
    assert {"committee", "meeting_date", "classification"} <= left_out.keys()
    book = books.save(tmp_path, paper=paper_items(**left_out))
    built = papers.build(book, tmp_path / "out" / "paper.pdf", layout="dashboard", csv=True)
    assert built.problems == ()
    assert built.value is not None


def test_who_answers_for_an_area_is_printed_by_page_sets_alone() -> None:
    assert PAPER["Council"]
    found = {
        name: printed_of_areas(layout) for name in layout_files() if (layout := read_layout(name).value) is not None
    }
    assert found["dashboard"] == ("Director", "Cabinet Member", "Delivered by")
    assert found["indicator-reports"] == ()


def test_an_item_that_a_passage_prints_is_asked_for(tmp_path: Path) -> None:
    text = [*books.records()["Text"], {"Passage": "Guidance", "Text": "For the {committee}."}]
    found = papers.read(books.save(tmp_path, paper=paper_items(committee=None), text=text), layout="dashboard").problems
    assert [(each.code, each.message) for each in found if each.is_error] == [
        ("missing-item", "there is no Committee.")
    ]
