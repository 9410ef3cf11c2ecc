"""A paper goes on with its record whatever its title, its Record and its folder are, and a restated figure never passes."""

import json
from pathlib import Path
from typing import Any

import pytest

from kccreport.layout.kinds import kind_of
from kccreport.models.reading.in_words import without_periods
from kccreport.officers.template import TemplateKind
from kccreport.published.papers import Record, Release, read_record, record_path
from kccreport.published.series import Series
from kccreport.roads import papers as pipeline
from tests import books
from tests.books import kpi, paper_items, results, told
from tests.published.test_record import JANUARY, SIGNED
from tests.remembered import rendered_once

RESTATED = [results(**(JANUARY | {"Nov 20": "85%"}))]


@pytest.fixture(autouse=True)
def _laid_out_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A paper of the same words has the same pages, whatever record it goes on with."""
    monkeypatch.setattr(pipeline, "render", rendered_once)


def release(workbook: Path, out: Path, **sheets: Any) -> pipeline.Outcome[pipeline.Built]:
    workbook.parent.mkdir(parents=True, exist_ok=True)
    books.save(workbook, **{"sign-off": SIGNED, **sheets})
    return pipeline.build(workbook, out / "paper.pdf", release=True)


def check(workbook: Path, out: Path, **sheets: Any) -> list[str]:
    workbook.parent.mkdir(parents=True, exist_ok=True)
    books.save(workbook, **{"sign-off": SIGNED, **sheets})
    return [code for code, _ in told(pipeline.read(workbook, records=out).problems)]


def january(**items: Any) -> dict[str, Any]:
    return {"paper": paper_items(results_up_to="January 2021", **items), "results": RESTATED}


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({}, {}),
        ({"title": "Performance, Quarter 3 2020/21"}, {"title": "Performance, Quarter 4 2020/21"}),
        ({"title": "Performance in December"}, {"title": "How we did in January"}),
        ({"record": "Highways"}, {}),  # the name was blanked
        ({}, {"record": "Highways"}),
        ({"committee": "Old Committee"}, {"committee": "New Committee"}),  # the same title
        (
            {"committee": "Old Committee", "record": "Highways"},
            {"title": "X", "committee": "New", "record": "Highways"},
        ),
        ({"layout": "committee-paper"}, {"layout": "dashboard"}),
    ],
)
def test_a_restated_figure_is_found_whatever_else_has_changed(
    tmp_path: Path, first: dict[str, Any], second: dict[str, Any]
) -> None:
    assert release(tmp_path / "q3.xlsx", tmp_path / "out", paper=paper_items(**first)).value is not None
    assert "missing-reason" in check(tmp_path / "q4.xlsx", tmp_path / "out", **january(**second))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (("w/q3.xlsx", "w/out"), ("w/q4.xlsx", "elsewhere/out")),
        (("w/q3.xlsx", "papers/q3"), ("w/q4.xlsx", "papers/q4")),
        (("w/q3.xlsx", "papers"), ("w/q4.xlsx", "papers/new")),
        (("w/q3.xlsx", "papers/old"), ("w/q4.xlsx", "papers")),
        (("w/q3.xlsx", "w"), ("w/q4.xlsx", "elsewhere/deep/out")),
    ],
)
def test_another_folder_does_not_hide_the_record(
    tmp_path: Path, before: tuple[str, str], after: tuple[str, str]
) -> None:
    first = release(tmp_path / before[0], tmp_path / before[1])
    assert first.value is not None
    assert first.value.kept_in is not None
    second = release(tmp_path / after[0], tmp_path / after[1], **january())
    assert [code for code, _ in told(second.problems)] == ["missing-reason"]
    reasons = [{"Reference": "HT02", "Period": "Nov 20", "Reason": "Late returns."}]
    third = release(tmp_path / after[0], tmp_path / after[1], **january(), revisions=reasons)
    assert third.value is not None
    assert third.value.kept_in is not None
    assert third.value.kept_in.path.resolve() == first.value.kept_in.path.resolve(), "it goes on with one record"


def test_a_release_says_which_record_it_used_or_that_it_starts_one(tmp_path: Path) -> None:
    book, out = tmp_path / "q3.xlsx", tmp_path / "out"
    said = []
    for sheets in ({}, {}, {"results": [results(**{"Dec 20": "95%"})]}):
        built = release(book, out, **sheets).value
        assert built is not None
        assert built.kept_in is not None
        said.append((built.kept_in.before, built.kept_in.now, built.kept_in.words))
    start = "the record of published figures, which starts with this release"
    assert said == [
        (0, 1, start),
        (1, 1, "the record of published figures, which has this release already"),
        (1, 2, "the record of published figures, 1 release before this one"),
    ]


def old_record(path: Path, title: str = "Highways Dashboard") -> None:
    """A record as version 1 of the format had it, which names neither council nor committee."""
    figures = {"HT02": {"2020-11": {"value": "92", "rating": "green"}}}
    one = {"version": 1, "title": title, "results_up_to": "2020-12", "meeting": "2021-01-12", "results": figures}
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps({"format": 1, "releases": [one]}), "utf-8")


@pytest.mark.parametrize(
    ("name", "title", "items"),
    [
        ("Highways Dashboard", "Highways Dashboard", {"title": "Highways Dashboard"}),
        ("Our series", "Any title", {"title": "Another", "record": "Our series"}),
        ("Highways, Q3 2020/21", "Highways, Q3 2020/21", {"title": "Highways, Q4 2020/21"}),
    ],
)
def test_a_record_of_before_is_still_found_and_gone_on_with(
    tmp_path: Path, name: str, title: str, items: dict[str, Any]
) -> None:
    path = record_path(tmp_path / "out", name)
    old_record(path, title)
    reasons = [{"Reference": "HT02", "Period": "Nov 20", "Reason": "Late returns."}]
    assert "missing-reason" in check(tmp_path / "q4.xlsx", tmp_path / "out", **january(**items))
    assert release(tmp_path / "q4.xlsx", tmp_path / "out", **january(**items), revisions=reasons).value is not None
    record = read_record(path)
    assert [each.results_up_to for each in record.releases] == ["2020-12", "2021-01"]
    assert [path.name for path in (tmp_path / "out").glob("*.record.json")] == [path.name]


@pytest.mark.parametrize(
    "other",
    [
        {"paper": paper_items(council="Another Council", results_up_to="January 2021"), "results": RESTATED},
        {"paper": paper_items(title="Libraries", results_up_to="January 2021"), "indicators": [kpi("L1")],
         "results": [results("L1", **JANUARY)]},
    ],
)  # fmt: skip
def test_another_council_or_other_indicators_have_a_record_of_their_own(tmp_path: Path, other: dict[str, Any]) -> None:
    release(tmp_path / "q3.xlsx", tmp_path / "out")
    built = release(tmp_path / "other.xlsx", tmp_path / "out", **other)
    assert (built.problems, built.value is not None) == ((), True)
    assert len(list((tmp_path / "out").glob("*.record.json"))) == 2


def test_two_reports_to_one_committee_with_names_of_their_own_are_kept_apart_and_named(tmp_path: Path) -> None:
    release(tmp_path / "q3.xlsx", tmp_path / "out", paper=paper_items(record="Monthly"))
    found = check(tmp_path / "q4.xlsx", tmp_path / "out", **january(record="Yearly"))
    assert found == ["other-record"]


def test_a_figure_is_compared_with_how_it_was_printed_last_not_only_with_the_report_before(tmp_path: Path) -> None:
    """A figure that one report leaves out does not come back as another in the next."""
    out = tmp_path / "out"
    release(tmp_path / "a.xlsx", out)
    release(
        tmp_path / "b.xlsx", out, paper=paper_items(results_up_to="January 2021"),
        results=[{"Reference": "HT02", "Dec 20": "93%", "Jan 21": "94%", "Year to date": "92%"}],
    )  # fmt: skip
    february = [results(**(JANUARY | {"Nov 20": "85%", "Feb 21": "93%"}))]
    assert "missing-reason" in check(
        tmp_path / "c.xlsx", out, paper=paper_items(results_up_to="February 2021"), results=february
    )


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Quarter 2 performance", "Quarter 3 performance", True),
        ("Performance, second quarter", "Performance, third quarter", True),
        ("Report September 2026", "Report Dec 26", True),
        ("Report 2025/26", "Report 2026\u201327", True),
        ("Marketing report", "Market report", False),
        ("Report on Housing", "Report on Waste", False),
        ("A Q1 report", "A H2 report", True),
        ("Section 106", "Section 107", False),
    ],
)
def test_titles_are_compared_without_their_periods(one: str, other: str, same: bool) -> None:
    assert (without_periods(one) == without_periods(other)) is same


def test_papers_that_name_no_council_and_no_committee_are_told_apart_by_their_titles(tmp_path: Path) -> None:
    def series(title: str) -> Series:
        return Series("", "", "simple", "", title, frozenset({"A"}))

    first, second = series("Housing, Quarter 2"), series("Waste, Quarter 2")
    assert first.path(tmp_path) != second.path(tmp_path)
    kept = Release(
        version=1, title="Housing, Quarter 2", kind="simple", results_up_to="2024-09", meeting="", results={"A": {}}
    )
    record = Record(releases=(kept,))
    assert series("Housing, Quarter 3").is_of(first.path(tmp_path), record), "the title goes on, whatever its period"
    assert not second.is_of(first.path(tmp_path), record)


def test_kinds_of_layout_are_those_of_the_templates() -> None:
    for kind in TemplateKind:
        assert {kind_of(layout) for layout in kind.layouts} == {kind.value}
