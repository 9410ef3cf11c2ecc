"""Words that stop a pack are offered for signature: nothing is let through until a person has signed."""

from pathlib import Path
from typing import Any

import pytest

from kccreport.roads import agendas as packs
from kccreport.workbook.editor import with_cells
from kccreport.workbook.reader import open_workbook
from tests.agenda.packing import codes
from tests.agendas import EXEMPT, agenda_workbook, in_this_process, plain_pdf, read, report

SECRETS = [
    "the lowest price that Oakhurst would take is far above the valuation of the site",
    "Mrs Ann Example and the firm of Brightwater Ltd were asked.",
    "They bid 41,257 pounds, scored 82.5/100, ring 07700 900123, sort code 20-14-99, or \u00a34.2 million.",
]


@pytest.fixture(autouse=True)
def nearby(monkeypatch: pytest.MonkeyPatch) -> None:
    in_this_process(monkeypatch)


def leaking(folder: Path, **sheets: Any) -> Path:
    """An agenda whose public paper says what its exempt one does, its title and file name too."""
    workbook = agenda_workbook(
        folder, report("1"), report("2", Title="Sale of the Mill", **EXEMPT, **{"Safe title": "Property"}), **sheets
    )
    (folder / "report-2.pdf").write_bytes(plain_pdf("Exempt", lines=SECRETS))
    (folder / "report-1.pdf").write_bytes(plain_pdf("Public", lines=[*SECRETS, "Sale of the Mill", "see report-2.pdf"]))
    return workbook


def phrases(workbook: Path) -> list[tuple[str, str]]:
    sheet = next(each for each in open_workbook(workbook).sheets if each.name == "Cleared phrases")
    rows = [[row[at].text if at in row else "" for at in (1, 2)] for _, row in sorted(sheet.rows.items())]
    heading = rows.index(["Words", "Cleared by"])
    return [(words, by) for words, by in rows[heading + 1 :] if words]


def signed(workbook: Path, name: str) -> None:
    sheet = next(each for each in open_workbook(workbook).sheets if each.name == "Cleared phrases")
    cells = {
        type(row[1].address)(sheet.name, number, 2): name
        for number, row in sheet.rows.items()
        if 1 in row and row[1].text and row[1].text in dict(phrases(workbook))
    }
    workbook.write_bytes(with_cells(workbook.read_bytes(), cells))


def test_what_stopped_a_pack_is_offered_and_once_signed_lets_it_through(tmp_path: Path) -> None:
    workbook = leaking(tmp_path)
    before = workbook.read_bytes()
    outcome = packs.make(workbook, tmp_path / "out", offers=True)
    assert outcome.value is None
    offer = next(each for each in outcome.problems if each.code == "offered-phrases")
    assert "agenda.backup-1.xlsx" in offer.message
    assert (tmp_path / "agenda.backup-1.xlsx").read_bytes() == before
    offered = phrases(workbook)
    assert {by for _, by in offered} == {""}
    assert {"brightwater ltd", "41257", "82.5/100", "07700900123", "20-14-99", "sale of the mill", "report 2 pdf"} <= {
        words for words, _ in offered
    }
    signed(workbook, "Pat Clerk")
    again = packs.make(workbook, tmp_path / "out")
    assert [each.message for each in again.problems if each.is_error] == []


def test_a_phrase_that_nobody_has_signed_lets_nothing_through_and_check_says_that_it_waits(tmp_path: Path) -> None:
    workbook = leaking(tmp_path)
    packs.make(workbook, tmp_path / "out", offers=True)
    assert {code for code, _ in codes(workbook, tmp_path / "out")} == {"leak", "unsigned-phrase"}
    found = [each for each in packs.check(workbook) if each.code == "unsigned-phrase"]
    assert len(found) == len(phrases(workbook))
    assert "waits for a signature" in found[0].message
    assert found[0].where.startswith("'Cleared phrases'!B")
    assert not any(each.is_error for each in found)


def test_what_is_offered_already_is_not_offered_again_and_signed_rows_stay(tmp_path: Path) -> None:
    workbook = leaking(tmp_path, Cleared_phrases=[{"Words": "Brightwater Ltd", "Cleared by": "Pat Clerk"}])
    packs.make(workbook, tmp_path / "out", offers=True)
    first = phrases(workbook)
    assert first[0] == ("Brightwater Ltd", "Pat Clerk")
    again = packs.make(workbook, tmp_path / "out", offers=True)
    assert "every phrase is there already" in next(
        each.message for each in again.problems if each.code == "offered-phrases"
    )
    assert phrases(workbook) == first
    assert not (tmp_path / "agenda.backup-2.xlsx").exists()


def test_without_being_asked_the_workbook_stays_as_it_is(tmp_path: Path) -> None:
    workbook = leaking(tmp_path)
    before = workbook.read_bytes()
    outcome = packs.make(workbook, tmp_path / "out")
    assert workbook.read_bytes() == before
    assert "pack --offer writes them there" in next(each.hint for each in outcome.problems if each.code == "leak")


def test_a_clean_pack_offers_nothing(tmp_path: Path) -> None:
    workbook = agenda_workbook(tmp_path, report("1"), report("2", **EXEMPT))
    before = workbook.read_bytes()
    assert packs.make(workbook, tmp_path / "out", offers=True).value is not None
    assert workbook.read_bytes() == before


def test_a_row_without_a_name_is_no_fault_of_its_own(tmp_path: Path) -> None:
    outcome = read(tmp_path, report("1"), Cleared_phrases=[{"Words": "some words"}])
    assert [(each.code, each.where) for each in outcome.problems] == [("unsigned-phrase", "'Cleared phrases'!B2")]
    assert outcome.value is not None
    assert not outcome.value.cleared[0].is_signed
