"""References are any text, found again however they were typed; where none are published, titles stand for them."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kccreport.intake.references import References, nearest_reference
from kccreport.models.reference import fold_reference
from tests import books
from tests.books import kpi, problems, results, submission, told
from tests.by_hand import Book

SPACES = " \u00a0\u2007\u2009\u202f\u3000"
DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2212"
# no word "and" and no sign that parts references, but where the reference has one itself
NAMES = st.text("ABCDabcd0123-& .()", min_size=1, max_size=8).map(str.strip).filter(bool)


@pytest.mark.parametrize(
    ("listed", "typed", "named"),
    [
        (["C&L01"], "C&L01", ["C&L01"]),
        (["C&L 01"], "C&L 01", ["C&L 01"]),
        (["C&L 01", "C&L 02"], "C&L 01 & C&L 02", ["C&L 01", "C&L 02"]),
        (["C&L 01", "C&L 02"], "C&L 01&C&L 02", ["C&L 01", "C&L 02"]),
        (["C&L 01", "C&L 02"], "C&L 02, C&L 01", ["C&L 02", "C&L 01"]),
        (["H&S 1", "H&S 2"], "H&S 1 and H&S 2", ["H&S 1", "H&S 2"]),
        (["BV008, RES038"], "BV008, RES038", ["BV008, RES038"]),
        (["BV008, RES038", "BV009"], "BV008, RES038, BV009", ["BV008, RES038", "BV009"]),
        (["BV008", "RES038"], "BV008, RES038", ["BV008", "RES038"]),
        (["CS04a", "CS04b"], "CS04a&CS04b", ["CS04a", "CS04b"]),
        (["CS04a", "CS04b"], "CS04a\nCS04b", ["CS04a", "CS04b"]),
        (["CS04a", "CS04b"], "CS04a, CS04a", ["CS04a"]),
        (["CS 07"], "CS\u00a007", ["CS 07"]),
        (["CS-07"], "CS\u201107", ["CS-07"]),
        (["CS\u201307"], "CS-07", ["CS\u201307"]),
        (["Bins, bags and boxes", "Bins"], "Bins and Bins, bags and boxes", ["Bins", "Bins, bags and boxes"]),
        (["K1"], "K1 & C&L 09", ["K1", "C&L 09"]),
        (["K1"], "C&L 09, X+Y and K1", ["C&L 09", "X+Y", "K1"]),
        (["K1"], "", []),
    ],
)
def test_the_whole_is_tried_before_it_is_parted(listed: list[str], typed: str, named: list[str]) -> None:
    assert list(References(listed).named_in(typed)) == named


@given(st.lists(NAMES, min_size=1, max_size=5, unique_by=fold_reference), st.data())
def test_a_reference_is_found_whatever_its_spaces_and_dashes(names: list[str], data: st.DataObject) -> None:
    listed = References(names)
    name = data.draw(st.sampled_from(names))
    typed = "".join(
        data.draw(st.sampled_from(SPACES))
        if letter == " "
        else data.draw(st.sampled_from(DASHES))
        if letter == "-"
        else letter
        for letter in name
    )
    assert listed.find(f" {typed}\u00a0") == name
    assert listed.named_in(typed) == (name,)


@given(st.lists(NAMES, min_size=2, max_size=4, unique_by=fold_reference))
def test_names_parted_by_commas_are_all_found(names: list[str]) -> None:
    found = References(names).named_in(" ; ".join(names))
    assert " ; ".join(found) == " ; ".join(names)


def test_case_tells_references_apart() -> None:
    assert "cs04A" not in References(["CS04a"])


def test_every_sheet_finds_a_reference_typed_otherwise(tmp_path: Path) -> None:
    other = "H&S\u00a01\u20112"
    read = submission(
        tmp_path,
        indicators=[kpi("H&S 1-2")],
        results=[results(other)],
        targets=[{"Reference": other, "Dec 20": "91%"}],
        comparators=[{"Reference": other, "Comparator": "England", "Figure": "80%", "Period": "Dec 20"}],
        details=[{"Reference": other, "Priority": "Health"}],
        commentary=[{"References": other, "Commentary": "Said.", "Previous commentary": "Said before."}],
        revisions=[{"Reference": other, "Period": "Dec 20", "Reason": "A slip."}],
        published=[{"Reference": other, "Latest RAG": "Green"}],
    )
    indicator = read.indicators[0]
    assert indicator.reference == "H&S 1-2"
    assert len(indicator.results) == 3
    assert indicator.facts == {"Priority": "Health"}
    assert [each.name for each in indicator.comparators] == ["England"]
    assert getattr(indicator, "phased_targets", None)
    assert [entry.references for entry in read.commentary] == [("H&S 1-2",)]
    assert read.previous_commentary == {"H&S 1-2": "Said before."}
    assert [each.reference for each in read.revision_reasons] == ["H&S 1-2"]
    assert [each.reference for each in read.published] == ["H&S 1-2"]


def test_references_that_differ_only_in_their_spaces_are_one_given_twice(tmp_path: Path) -> None:
    found = problems(tmp_path, indicators=[kpi("CS 07"), kpi("CS\u00a007")], results=[results("CS 07")])
    assert told(found) == [("repeated-reference", "'Indicators'!A3")]


def test_a_blank_reference_among_others_is_a_fault_that_says_what_to_do(tmp_path: Path) -> None:
    found = problems(
        tmp_path,
        indicators=[kpi("A"), kpi("", Title="No code")],
        results=[results("A"), results("No code")],
    )
    assert told(found) == [("blank-cell", "'Indicators'!A3")]
    assert "leave the whole column blank" in found[0].hint


UNREFERENCED = {"indicators": [kpi("", Title="Potholes, filled"), kpi("", Title="Lamps & signs")]}


@pytest.mark.parametrize("heading", ["Reference", "Title", "Indicator"])
def test_titles_stand_for_references_below_either_heading(tmp_path: Path, heading: str) -> None:
    def row(title: str, **figures: str) -> dict[str, str]:
        return {heading: title} | figures

    references = "References" if heading == "Reference" else heading
    sheets = UNREFERENCED | {
        "results": [
            row("Lamps & signs", **{"Nov 20": "71%", "Dec 20": "70%", "Year to date": "70%"}),
            row("Potholes, filled", **{"Nov 20": "92%", "Dec 20": "93%", "Year to date": "92%"}),
        ],
        "commentary": [{references: "Lamps & signs and Potholes, filled", "Commentary": "Both."}],
    }

    def drop_what_is_blank(book: Book) -> None:
        if heading != "Reference":
            for name in ("Results", "Commentary"):
                for cell in book[name][1]:
                    if cell.value == ("Reference" if name == "Results" else "References"):
                        book[name].delete_cols(cell.column)
                        break

    read = books.read(books.typed_into(tmp_path, drop_what_is_blank, **sheets))
    assert read.problems == ()
    assert read.value is not None
    assert [each.reference for each in read.value.indicators] == ["Potholes, filled", "Lamps & signs"]
    assert [each.has_reference for each in read.value.indicators] == [False, False]
    assert [each.published_reference for each in read.value.indicators] == ["", ""]
    assert [len(each.results) for each in read.value.indicators] == [2, 2]
    assert read.value.commentary[0].references == ("Lamps & signs", "Potholes, filled")


def test_a_blank_column_of_references_gives_way_to_one_of_titles(tmp_path: Path) -> None:
    path = books.save(
        tmp_path,
        indicators=[kpi("", Title="Potholes")],
        results=[{"Reference": None, "Dec 20": "93%", "Year to date": "92%", "Title": "Potholes"}],
    )
    read = books.read(path)
    assert read.problems == ()
    assert read.value is not None
    assert len(read.value.indicators[0].results) == 1


def test_a_title_given_twice_is_a_fault_where_it_stands_for_a_reference(tmp_path: Path) -> None:
    rows = [kpi("", Title="Potholes"), kpi("", Title="Potholes")]
    found = problems(tmp_path, indicators=rows, results=[results("Potholes")])
    assert told(found) == [("repeated-reference", "'Indicators'!B3")]


def test_an_indicators_sheet_needs_no_column_of_references(tmp_path: Path) -> None:
    sheets = {"indicators": [kpi("", Title="Potholes")], "results": [results("Potholes")]}
    path = books.typed_into(tmp_path, lambda book: book["Indicators"].delete_cols(1), **sheets)
    read = books.read(path)
    assert read.problems == ()


def test_figures_behind_results_are_found_by_title(tmp_path: Path) -> None:
    months = [
        {"Reference": "Potholes", "Date": f"{month} 2020", "Numerator": 9, "Denominator": 10}
        for month in ("October", "November", "December")
    ]
    read = submission(tmp_path, indicators=[kpi("", Title="Potholes", Basis="Snapshot")], results=[], data=months)
    assert len(read.indicators[0].results) == 3


@pytest.mark.parametrize(
    ("typed", "known", "meant"),
    [
        ("h2", ["H2", "W2"], "H2"),
        ("H 2", ["H2", "H20"], "H2"),
        ("HT2", ["HT02", "HT12"], "HT02"),
        ("H9", ["H4", "H1"], None),  # no slip of another indicator
        ("H22", ["H2", "H1"], None),
        ("W1", ["H1"], None),
        ("waste-recyled", ["WASTE-recycled", "WASTE-landfill"], "WASTE-recycled"),
        ("BV009", ["BV008", "BV007"], None),
        ("ht02B", ["HT02b", "HT02B "], None),  # two that it may be
    ],
)
def test_a_slip_offers_only_the_reference_that_it_can_be(typed: str, known: list[str], meant: str | None) -> None:
    assert nearest_reference(typed, known) == meant


@given(st.from_regex(r"[A-Z]{1,2}[0-9]{1,2}", fullmatch=True), st.from_regex(r"[A-Z]{1,2}[0-9]{1,2}", fullmatch=True))
def test_a_short_reference_is_never_offered_for_another_one(typed: str, other: str) -> None:
    same = re.sub("(?<![0-9])0+(?=[0-9])", "", typed) == re.sub("(?<![0-9])0+(?=[0-9])", "", other)
    assert nearest_reference(typed, [other]) == (other if same else None)
