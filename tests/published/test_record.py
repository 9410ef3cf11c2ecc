"""What was published is kept; what has changed since is marked, listed and explained."""

import json
from pathlib import Path
from typing import Any

import pytest

from kccreport.ground.errors import UnreadableFile
from kccreport.intake.submission import read_submission
from kccreport.models.measure import Status
from kccreport.models.period import Period
from kccreport.paper.blocks import FigureCell, Heading, Table
from kccreport.published.papers import Record, Release, read_record, record_bytes, record_path, with_release
from kccreport.published.revisions import find_revisions, with_revisions
from kccreport.rating.rated import rate_submission
from kccreport.roads import papers as pipeline
from kccreport.workbook.reader import open_workbook
from tests import books
from tests.books import kpi, paper_items, results, told
from tests.remembered import rendered_once

SIGNED = [{"Service area": "HT", "Name": "A Director", "Role": "Director", "Date": "1 March 2021"}]
JANUARY = {"Oct 20": "91%", "Nov 20": "92%", "Dec 20": "93%", "Jan 21": "94%"}
RECORD = "testshire-county-council-environment-cabinet-committee-dashboard.record.json"


@pytest.fixture(autouse=True)
def _laid_out_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A paper of the same words has the same pages, whatever record it goes on with."""
    monkeypatch.setattr(pipeline, "render", rendered_once)


def release(folder: Path, name: str = "paper", **sheets: Any) -> pipeline.Outcome[pipeline.Built]:
    workbook = books.save(folder, **{"sign-off": SIGNED, **sheets})
    return pipeline.build(workbook, folder / "out" / f"{name}.pdf", release=True)


def january(**changes: Any) -> dict[str, Any]:
    return {"paper": paper_items(results_up_to="January 2021"), "results": [results(**(JANUARY | changes))]}


def test_a_release_keeps_each_result_as_printed_with_its_rating(tmp_path: Path) -> None:
    assert release(tmp_path).value is not None
    kept = json.loads((tmp_path / "out" / RECORD).read_text("utf-8"))
    (only,) = kept["releases"]
    assert (only["version"], only["results_up_to"], only["meeting"]) == (1, "2020-12", "2021-03-12")
    assert only["results"]["HT02"]["2020-11"] == {"value": "92", "rating": "green"}


def test_without_release_nothing_is_recorded(tmp_path: Path) -> None:
    pipeline.build(books.save(tmp_path), tmp_path / "out" / "paper.pdf")
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["paper.pdf"]


def test_the_same_figures_released_again_change_nothing_and_others_make_a_version(tmp_path: Path) -> None:
    release(tmp_path)
    first = (tmp_path / "out" / RECORD).read_bytes()
    release(tmp_path)
    assert (tmp_path / "out" / RECORD).read_bytes() == first
    release(tmp_path, results=[results(**{"Dec 20": "95%"})])
    assert [each.version for each in read_record(tmp_path / "out" / RECORD).releases] == [1, 2]


def test_a_figure_that_has_changed_needs_a_reason(tmp_path: Path) -> None:
    release(tmp_path)
    outcome = release(tmp_path, **january(**{"Nov 20": "85%"}))
    assert outcome.value is None
    assert told(outcome.problems) == [("missing-reason", "'Results'!C2")]
    assert "published as 92 for November 2020 and is 85 now" in outcome.problems[0].message


def test_a_revised_figure_is_marked_and_listed_with_its_reason(tmp_path: Path) -> None:
    release(tmp_path)
    reasons = [{"Reference": "HT02", "Period": "Nov 20", "Reason": "Late returns from two districts."}]
    outcome = release(tmp_path, **january(**{"Nov 20": "85%"}), revisions=reasons)
    assert outcome.problems == ()
    assert outcome.value is not None
    assert outcome.value.reading is not None
    rated = outcome.value.reading.rated
    assert rated.submission.indicators[0].results[Period(2020, 11)].status is Status.REVISED
    (revision,) = rated.submission.revisions
    assert (revision.published, revision.now, revision.rating_then, revision.rating_now) == (92, 85, "green", "amber")
    blocks = pipeline.compose(outcome.value.reading).blocks
    at = next(at for at, block in enumerate(blocks) if isinstance(block, Heading) and "Revisions" in block.text)
    table = blocks[at + 1]
    assert isinstance(table, Table)
    assert [cell.text for cell in table.rows[0] if isinstance(cell, FigureCell)] == ["Nov 20", "92%", "85%"]


def test_a_paper_is_compared_with_the_last_report_and_not_with_its_own_drafts(tmp_path: Path) -> None:
    release(tmp_path)
    assert release(tmp_path, results=[results(**{"Nov 20": "85%"})]).problems == (), "the same month again: a reissue"


def test_an_older_report_released_again_does_not_take_the_place_of_the_last_one(tmp_path: Path) -> None:
    release(tmp_path)
    release(tmp_path, **january())
    release(tmp_path, results=[results(**{"Dec 20": "95%"})])
    february = {"Feb 21": "93%", "Jan 21": "70%"}
    rows = [results(**(JANUARY | february))]
    outcome = release(tmp_path, paper=paper_items(results_up_to="February 2021"), results=rows)
    assert told(outcome.problems) == [("missing-reason", "'Results'!E2")], "January's figure, from January's report"


def test_a_reason_for_a_figure_that_has_not_changed_is_a_warning(tmp_path: Path) -> None:
    release(tmp_path)
    reasons = [{"Reference": "HT02", "Period": "Nov 20", "Reason": "Why not."}]
    assert told(release(tmp_path, **january(), revisions=reasons).problems) == [("unused-reason", "'Revisions'!A2")]


def test_the_record_may_have_a_name_that_outlives_the_title(tmp_path: Path) -> None:
    release(tmp_path, paper=paper_items(record="Highways, every month"))
    assert (tmp_path / "out" / "highways-every-month.record.json").exists()
    assert record_path(Path(), "../../etc/passwd") == Path("etc-passwd.record.json"), "a name is never a path"


@pytest.mark.parametrize("content", [b"", b"{", b'{"format": 99, "releases": []}', b"[1]", bytes(range(256))])
def test_a_damaged_record_stops_the_build_and_says_which_file(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / RECORD).write_bytes(content)
    with pytest.raises(UnreadableFile, match=RECORD):
        release(tmp_path)


def test_no_file_is_an_empty_record(tmp_path: Path) -> None:
    assert read_record(tmp_path / "none.json") == Record()


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ({"Reference": "XX", "Period": "Nov 20", "Reason": "x"}, ("unknown-reference", "'Revisions'!A2")),
        ({"Reference": "HT02", "Period": "soon", "Reason": "x"}, ("not-a-period", "'Revisions'!B2")),
        ({"Reference": "HT02", "Period": "Nov 20", "Reason": None}, ("blank-cell", "'Revisions'!C2")),
    ],
)
def test_a_faulty_reason_names_its_cell(tmp_path: Path, row: dict[str, Any], fault: tuple[str, str]) -> None:
    assert fault in told(books.problems(tmp_path, revisions=[row]))


def kept(folder: Path, **sheets: Any) -> dict[str, Any]:
    """What a record would keep of a workbook's indicators, as data."""
    submission = read_submission(open_workbook(books.save(folder, **sheets))).value
    assert submission is not None
    rated = rate_submission(submission)
    return json.loads(record_bytes(with_release(Record(), rated)))["releases"][0]["results"]


def test_a_result_is_kept_as_it_was_printed_and_rated(tmp_path: Path) -> None:
    rows = [results(**{"Oct 20": "90.49%", "Nov 20": "89.5%", "Dec 20": "[x]"})]
    assert kept(tmp_path, results=rows)["HT02"] == {
        "2020-10": {"value": "90", "rating": "green"},
        "2020-11": {"value": "90", "rating": "green"},  # 89.5 is 90% in print
        "2020-12": {"value": None, "rating": None},
    }


def test_forecasts_and_what_is_suspended_were_not_published(tmp_path: Path) -> None:
    rows = [
        results(**{"Dec 20": "93% [f]"}),
        {"Reference": "B", "Nov 20": "90%", "Status": "[suspended]", "Status note": "Audits suspended"},
    ]
    found = kept(tmp_path, indicators=[kpi(), kpi("B")], results=rows)
    assert {reference: list(each) for reference, each in found.items()} == {"HT02": ["2020-10", "2020-11"]}


def test_a_record_of_another_version_and_one_that_is_far_too_large_are_refused(tmp_path: Path) -> None:
    path = tmp_path / RECORD
    path.write_text('{"format": 3, "releases": []}')
    with pytest.raises(UnreadableFile, match=r"another version of kccreport \(format 3\)"):
        read_record(path)
    path.write_text('{"releases": []}')
    assert read_record(path) == Record()
    with path.open("ab") as file:
        file.truncate(50_000_001)
    with pytest.raises(UnreadableFile, match="far larger"):
        read_record(path)


def releases(*named: tuple[str, int]) -> Record:
    return Record(
        releases=tuple(
            Release(version=version, title="T", results_up_to=month, meeting="2021-03-12", results={})
            for month, version in named
        )
    )


@pytest.mark.parametrize(
    ("named", "found"),
    [
        ((), None),
        ((("2021-01", 1),), None),  # the same month: a reissue
        ((("2021-02", 1),), None),  # a later one
        ((("2020-12", 1),), ("2020-12", 1)),
        ((("2020-12", 1), ("2020-12", 2)), ("2020-12", 2)),
        ((("2020-12", 1), ("2020-11", 9)), ("2020-12", 1)),  # an older report, released again and again
        ((("2020-12", 1), ("2021-01", 4), ("2020-11", 2)), ("2020-12", 1)),
    ],
)
def test_the_report_before_is_the_newest_release_of_the_newest_earlier_month(
    named: tuple[tuple[str, int], ...], found: tuple[str, int] | None
) -> None:
    before = releases(*named).before(Period(2021, 1))
    assert (None if before is None else (before.results_up_to, before.version)) == found


@pytest.mark.parametrize(
    ("typed", "status"),
    [("85%", Status.REVISED), ("85% [p]", Status.PROVISIONAL), ("[x]", Status.NOT_AVAILABLE), ("85% [e]", Status.ESTIMATED)],
)  # fmt: skip
def test_a_revised_figure_is_marked_unless_it_carries_another_code(tmp_path: Path, typed: str, status: Status) -> None:
    before = with_release(Record(), rate_submission(books.submission(tmp_path)))
    submission = books.submission(tmp_path, **january(**{"Nov 20": typed}))
    revisions = find_revisions(submission, before.before(Period(2021, 1)))
    assert [(each.period, each.published) for each in revisions] == [(Period(2020, 11), 92)]
    marked = with_revisions(submission, revisions).indicators[0]
    assert marked.results[Period(2020, 11)].status is status
    assert marked.results[Period(2020, 12)].status is None
