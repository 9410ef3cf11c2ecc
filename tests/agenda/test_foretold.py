"""What a release would refuse, check says before: every code, of every step, at the same cell."""

import json
import re
import shutil
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import pikepdf
import pytest
from typer.testing import CliRunner

from kccreport.cli import app
from kccreport.ground.problem import Problem
from kccreport.roads import agendas as packs
from kccreport.roads import papers as pipeline
from tests import ROOT
from tests.agenda.issue.test_findings import covered
from tests.agenda.packing import made
from tests.agenda.test_reissue import (
    CHANGES,
    MAP,
    Play,
    appendix_added,
    item_gone,
    made_exempt,
    made_public,
    released,
    renumbered,
    replaced,
    retitled,
    venue,
    versions,
)  # fmt: skip
from tests.agendas import EXEMPT, agenda_workbook, in_this_process, plain_pdf, report
from tests.books import kpi, save
from tests.published.test_record import SIGNED, january

__all__ = ["released"]  # the fixture


@pytest.fixture(autouse=True)
def nearby(monkeypatch: pytest.MonkeyPatch) -> None:
    in_this_process(monkeypatch)
    monkeypatch.setattr("kccreport.agenda.issue.files.Issue._make_report", lambda self: None)


def cells(folder: Path) -> None:
    """Everything that can be wrong in an agenda's cells at once."""
    no_reason = {**EXEMPT, "Exempt reason": None, "Public interest": None}
    late = {"To follow": "Yes"}
    agenda_workbook(
        folder, report("1"), report("1"), report("2", **no_reason), report("3", **{**EXEMPT, "Exempt paragraphs": 99}),
        report("4", **late), report("5", File=None), report("6", File="report-2.pdf"), report("7", File="../x.pdf"),
        report("8", File="gone.pdf"), report("9", Withdrawn="perhaps"), report("10", File="x.docx"),
        Appendices=[{**MAP, "Item": "99"}], Versions=[*versions(""), {"Version": "1", "Date": date(2021, 3, 1)}],
        Meeting={"Private meeting": "Yes", "Largest file": "huge", "Logo": "agenda.xlsx", "Logo words": "A crest", "Publication date": "Friday 4 March 2021"},
        Meeting_log=[{"Committee": "Any", "Meeting date": "some day", "Published": "4 March 2021"}],
    )  # fmt: skip
    (folder / "gone.pdf").unlink()


def no_items(folder: Path) -> None:
    agenda_workbook(folder, {"Title": "Nothing"})


def too_late(folder: Path) -> None:
    agenda_workbook(folder, report("1"), Meeting={"Meeting date": date(2150, 3, 11)})


def papers(folder: Path) -> None:
    """Everything that can be wrong in papers at once."""
    agenda_workbook(folder, *(report(str(number)) for number in range(1, 5)), report("5", File="paper.xlsx"))
    (folder / "report-1.pdf").write_bytes(plain_pdf("Letter", change=covered))
    (folder / "report-2.pdf").write_bytes(plain_pdf("Rent", change=marked))
    (folder / "report-3.pdf").write_bytes(plain_pdf("Cut", lines=["words that run on and on, " * 6 + "out of sight"]))
    (folder / "report-4.pdf").write_bytes(b"%PDF-1.7 broken")
    save(folder / "paper.xlsx", Indicators=[kpi(Target=None)])


def marked(pdf: pikepdf.Pdf) -> None:
    box = pikepdf.Dictionary(Subtype=pikepdf.Name.Redact, Rect=pikepdf.Array([70, 690, 200, 712]))
    pdf.pages[0].obj.Annots = pikepdf.Array([pdf.make_indirect(box)])


def leaking(folder: Path) -> None:
    agenda_workbook(folder, report("1"), report("2", **EXEMPT))
    words = "Oakfield Limited tendered the lowest price of all nine bidders for the bridge at Wharf Street"
    for number in (1, 2):
        (folder / f"report-{number}.pdf").write_bytes(plain_pdf("Report", lines=[words]))


def differing(folder: Path) -> None:
    agenda_workbook(folder, report("1"))


def draft(folder: Path) -> None:
    save(folder / "paper.xlsx", **{"Sign-off": [{"Service area": "HT", "Name": "A Director"}]})
    agenda_workbook(folder, report("1", File="paper.xlsx"))


def revised(folder: Path) -> None:
    """A paper with a figure that is not the one published, and nothing that says why."""
    save(folder / "paper.xlsx", **{"sign-off": SIGNED})
    pipeline.build(folder / "paper.xlsx", folder / "out" / "paper.pdf", release=True)
    save(folder / "paper.xlsx", **{"sign-off": SIGNED, **january(**{"Nov 20": "85%"})})
    agenda_workbook(folder, report("1", File="paper.xlsx"))


REFUSED: list[tuple[Callable[[Path], None], set[str]]] = [
    (
        cells,
        {
            "missing-exempt-reason", "missing-public-interest", "unknown-paragraph", "missing-late-reason", "no-file",
            "same-file", "unsafe-file", "missing-file", "not-a-choice", "repeated-item", "unknown-agenda-item",
            "missing-change", "version-out-of-order", "missing-item", "not-a-value", "wrong-weekday", "unusable-picture",
        },
    ),
    (no_items, {"no-items", "blank-cell"}),
    (too_late, {"beyond-bank-holidays"}),
    (papers, {"covered-words", "unapplied-redaction", "words-outside", "unusable-paper", "missing-target"}),
    (leaking, {"leak"}),
    (differing, {"page-differs"}),
    (draft, {"unsigned"}),
    (revised, {"missing-reason"}),
]  # fmt: skip


def refused(workbook: Path, out: Path, *, strict: bool = False) -> tuple[Problem, ...]:
    outcome = packs.make(workbook, out, release=True, strict=strict)
    assert outcome.value is None
    return outcome.problems


def said(problems: Sequence[Problem]) -> list[tuple[str, str, str]]:
    """Problems but for their severity: a draft is refused by a release, and a warning before it."""
    return [(each.code, each.where, each.message) for each in problems]


def foretold(workbook: Path, out: Path) -> set[str]:
    """The codes that a release refuses an agenda for, which check must have said, and all else that it says."""
    before = {path: path.read_bytes() for path in out.rglob("*.*")} if out.exists() else {}
    checked = packs.check(workbook, out=out)
    assert ({path: path.read_bytes() for path in out.rglob("*.*")} if out.exists() else {}) == before
    refusals = refused(workbook, out)
    assert [each for each in said(refusals) if each not in said(checked)] == []
    return {each.code for each in refusals if each.is_error}


@pytest.mark.parametrize(("faulty", "codes"), REFUSED, ids=lambda case: getattr(case, "__name__", ""))
def test_check_says_all_that_a_release_refuses(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, faulty: Callable[[Path], None], codes: set[str]
) -> None:
    if faulty is not leaking:
        monkeypatch.setattr("kccreport.agenda.issue.proof.find_leaks", lambda request: [])
    if faulty is differing:
        monkeypatch.setattr(
            "kccreport.agenda.issue.comparison.pages_that_differ",
            lambda pack, papers: [{"key": papers[0]["key"], "page": 1}],
        )
    faulty(tmp_path)
    assert foretold(tmp_path / "agenda.xlsx", tmp_path / "out") == codes


@pytest.fixture
def play(released: Path, tmp_path: Path) -> Play:
    shutil.copytree(released, tmp_path, dirs_exist_ok=True)
    return Play(tmp_path)


TOGETHER = [[venue, replaced, item_gone, retitled], [made_public, made_exempt, appendix_added, renumbered]]


@pytest.mark.parametrize("changes", TOGETHER)
def test_check_says_what_differs_from_what_was_published(play: Play, changes: list[Callable[[Play], None]]) -> None:
    for change in changes:
        change(play)
    assert foretold(play.workbook, play.out) == {code for change in changes for code in dict(CHANGES)[change]}


def test_check_says_that_a_version_was_used_or_says_nothing(play: Play) -> None:
    play.sheets["Versions"] = []
    assert foretold(play.workbook, play.out) == {"version-out-of-order"}


def test_check_without_what_was_published_compares_nothing(play: Play) -> None:
    venue(play)
    assert [each for each in packs.check(play.workbook) if each.is_error] == []


def test_a_published_paper_whose_file_is_missing_or_damaged_is_not_said_to_be_withdrawn(play: Play) -> None:
    workbook = play.workbook
    (play.folder / "report-1.pdf").unlink()
    (play.folder / "report-2.pdf").write_bytes(b"%PDF-1.7 broken")
    (play.folder / "report-4.pdf").write_bytes(plain_pdf("Another"))
    found = [(each.code, each.where) for each in packs.check(workbook, out=play.out) if each.is_error]
    assert found == [
        ("missing-file", "'Agenda'!H2"),
        ("unusable-paper", "'Agenda'!H3"),
        ("published-paper-changed", "'Agenda'!H5"),
    ]


def test_every_code_that_a_release_can_refuse_for_has_its_case() -> None:
    """Read from the code that refuses; those of a paper's own workbook are one kind, which check reads as build does."""
    files = [*(ROOT / "kccreport" / "agenda").rglob("*.py"), ROOT / "kccreport" / "published" / "reissue.py"]
    known = {
        code for path in files for code in re.findall(r'(?:Problem|Fault)\(\s*"([a-z-]+)"', path.read_text("utf-8"))
    }
    assert len(known) > 30
    played = {code for _, codes in REFUSED for code in codes}
    played |= {code for changes in TOGETHER for change in changes for code in dict(CHANGES)[change]}
    assert known - played == set()


def test_check_as_data_says_the_same_and_strict_counts_what_a_release_would_refuse(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    draft(tmp_path)
    for options, ends in (([], 0), (["--strict"], 1)):
        result = CliRunner().invoke(app, ["check", "agenda.xlsx", "--json", *options])
        assert result.exit_code == ends
        (found,) = json.loads(result.stdout)["workbooks"]
        assert [(each["code"], each["severity"]) for each in found["problems"]] == [
            ("unsigned", "warning"),
            ("draft-paper", "warning"),
        ]
    made(agenda_workbook(tmp_path, report("1")), tmp_path / "elsewhere", release=True)
    agenda_workbook(tmp_path, report("1", Title="Another"))
    for options, ends in (([], 0), (["--out", "elsewhere"], 1)):
        assert CliRunner().invoke(app, ["check", "agenda.xlsx", *options]).exit_code == ends


def test_strict_refuses_nothing_that_check_has_not_said(play: Play) -> None:
    assert {each.code for each in refused(play.workbook, play.out, strict=True)} == {"inaccessible-paper"}
    assert said(packs.check(play.workbook, out=play.out)) == said(refused(play.workbook, play.out, strict=True))
