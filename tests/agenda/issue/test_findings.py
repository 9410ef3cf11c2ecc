"""What is found in papers of others: harm stops a pack unless it was cleared, and what was taken out is said."""

from pathlib import Path
from typing import Any

import pikepdf
import pytest

from kccreport.roads import agendas as packs
from tests.agenda.packing import codes, texts
from tests.agendas import EXEMPT, STEM, agenda_workbook, in_this_process, plain_pdf, report, tagged_pdf


@pytest.fixture(autouse=True)
def nearby(monkeypatch: pytest.MonkeyPatch) -> None:
    in_this_process(monkeypatch)


COVERED = "BT /F1 12 Tf 72 500 Td (Mrs Ann Example of 1 High Street) Tj ET 0 g 70 496 320 16 re f"


def covered(pdf: pikepdf.Pdf) -> None:
    page_ = pdf.pages[0].obj
    page_.Contents = pikepdf.Array([page_.Contents, pdf.make_stream(COVERED.encode())])


def test_covered_words_stop_the_pack_and_say_where_and_what_to_ask_for(tmp_path: Path) -> None:
    workbook = agenda_workbook(tmp_path, report("1"))
    (tmp_path / "report-1.pdf").write_bytes(plain_pdf("Letter", change=covered))
    for found in (packs.check(workbook), packs.make(workbook, tmp_path / "out").problems):
        fault = next(each for each in found if each.is_error)
        assert (fault.code, fault.where) == ("covered-words", "'Agenda'!H2")
        assert "“Mrs Ann Example of 1 High Street” 12 cm from the top (page 1)" in fault.message
        assert "ask for a copy in which the words are taken out" in fault.hint
    assert not (tmp_path / "out").exists()


CLEARANCE = {
    "Paper": "report-1.pdf",
    "Page": "1",
    "What": "Covered words",
    "Reason": "It is a table's shading.",
    "Cleared by": "Pat Clerk",
}


@pytest.mark.parametrize("page_", ["1", "", "1-3", "4, 1"])
def test_a_finding_that_somebody_has_cleared_is_let_through_and_kept_in_the_report(tmp_path: Path, page_: str) -> None:
    cleared = {**CLEARANCE, "Page": page_}
    workbook = agenda_workbook(tmp_path, report("1"), Cleared_findings=[cleared])
    (tmp_path / "report-1.pdf").write_bytes(plain_pdf("Letter", change=covered))
    outcome = packs.make(workbook, tmp_path / "out")
    assert outcome.value is not None
    said = next(each for each in outcome.problems if each.code == "cleared-finding")
    assert "was cleared by Pat Clerk: It is a table's shading." in said.message
    words = " ".join(texts(tmp_path / "out" / f"{STEM}-report.pdf"))
    assert "cleared by Pat Clerk: It is a table's shading." in words


@pytest.mark.parametrize(
    "change",
    [{"Page": "2"}, {"Paper": "report-2.pdf"}, {"What": "Page differs"}],
    ids=lambda change: next(iter(change)),
)
def test_what_was_cleared_for_another_page_paper_or_kind_clears_nothing(tmp_path: Path, change: dict[str, str]) -> None:
    workbook = agenda_workbook(tmp_path, report("1"), Cleared_findings=[{**CLEARANCE, **change}])
    (tmp_path / "report-1.pdf").write_bytes(plain_pdf("Letter", change=covered))
    assert "covered-words" in {each.code for each in packs.check(workbook) if each.is_error}


@pytest.mark.parametrize(("column", "typed", "code"), [("What", "magic", "not-a-choice"), ("Page", "x", "not-a-value")])
def test_a_clearance_that_cannot_be_read_is_a_fault(tmp_path: Path, column: str, typed: str, code: str) -> None:
    workbook = agenda_workbook(tmp_path, report("1"), Cleared_findings=[{**CLEARANCE, column: typed}])
    assert code in {each.code for each in packs.check(workbook) if each.is_error}


def test_a_redaction_that_was_not_applied_stops_the_pack(tmp_path: Path) -> None:
    def redaction(pdf: pikepdf.Pdf) -> None:
        box = pikepdf.Dictionary(Subtype=pikepdf.Name.Redact, Rect=pikepdf.Array([70, 690, 200, 712]))
        pdf.pages[0].obj.Annots = pikepdf.Array([pdf.make_indirect(box)])

    workbook = agenda_workbook(tmp_path, report("1"))
    (tmp_path / "report-1.pdf").write_bytes(plain_pdf("Rent", change=redaction))
    assert codes(workbook, tmp_path / "out") == [("unapplied-redaction", "'Agenda'!H2")]


def test_what_was_removed_is_one_line_a_paper_with_pages_as_ranges(tmp_path: Path) -> None:
    def notes(pdf: pikepdf.Pdf) -> None:
        for at in (0, 1, 2, 4):
            note = pikepdf.Dictionary(Subtype=pikepdf.Name.Text, Rect=pikepdf.Array([9, 9, 20, 20]))
            pdf.pages[at].obj.Annots = pikepdf.Array([pdf.make_indirect(note)])

    workbook = agenda_workbook(tmp_path, report("1"))
    (tmp_path / "report-1.pdf").write_bytes(plain_pdf("Notes", pages=5, change=notes))
    found = [each for each in packs.check(workbook) if each.code == "removed-content"]
    assert [each.message for each in found] == [
        "report-1.pdf: in the copy for the pack a reviewer's note was removed (pages 1–3, 5)."
    ]
    assert packs.make(workbook, tmp_path / "out", strict=True).value is None


def test_check_goes_on_past_a_missing_file_and_looks_at_the_papers_that_are_there(tmp_path: Path) -> None:
    workbook = agenda_workbook(tmp_path, report("1"), report("2"))
    (tmp_path / "report-1.pdf").write_bytes(plain_pdf("Letter", change=covered))
    (tmp_path / "report-2.pdf").unlink()
    assert {"missing-file", "covered-words"} <= {each.code for each in packs.check(workbook)}


def test_a_page_that_is_different_in_the_finished_pack_stops_every_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workbook = agenda_workbook(tmp_path, report("1"))
    monkeypatch.setattr(
        "kccreport.agenda.issue.comparison.pages_that_differ",
        lambda pack, papers: [{"key": papers[0]["key"], "page": 1}],
    )
    outcome = packs.make(workbook, tmp_path / "out")
    assert outcome.value is None
    fault = next(each for each in outcome.problems if each.is_error)
    assert fault.code == "page-differs"
    assert f"the page does not look in {STEM}-public.pdf as it was sent (page 1)" in fault.message


def test_a_link_to_a_paper_that_is_not_in_the_pack_is_said_to_be_removed_and_one_to_another_is_not(
    tmp_path: Path,
) -> None:
    def linked(name: str) -> Any:
        def change(pdf: pikepdf.Pdf) -> None:
            action = pikepdf.Dictionary(S=pikepdf.Name.GoToR, F=pikepdf.String(name))
            mark = pikepdf.Dictionary(Subtype=pikepdf.Name.Link, Rect=pikepdf.Array([9, 9, 20, 20]), A=action)
            pdf.pages[0].obj.Annots = pikepdf.Array([pdf.make_indirect(mark)])

        return change

    for name, is_removed in (("report-2.pdf", False), ("elsewhere.pdf", True), ("report-3.pdf", True)):
        workbook = agenda_workbook(tmp_path, report("1"), report("2"), report("3", **EXEMPT))
        (tmp_path / "report-1.pdf").write_bytes(plain_pdf("Linked", change=linked(name)))
        found = {each.code for each in packs.check(workbook)}
        assert ("removed-content" in found) == is_removed, name


def test_a_paper_that_says_falsely_that_it_is_pdf_ua_is_named_though_all_others_are(tmp_path: Path) -> None:
    def claim(pdf: pikepdf.Pdf, _: Any) -> None:
        with pdf.open_metadata(set_pikepdf_as_editor=False) as metadata:
            metadata["{http://www.aiim.org/pdfua/ns/id/}part"] = "1"

    workbook = agenda_workbook(tmp_path, report("1"))
    (tmp_path / "report-1.pdf").write_bytes(tagged_pdf("Report", change=claim))
    outcome = packs.make(workbook, tmp_path / "out")
    assert outcome.value is not None
    assert "inaccessible-paper" in {each.code for each in outcome.problems}
    assert outcome.value.files[0].conformance.startswith("Neither")
    assert "Agenda Item 1: Report 1, page 2" in " ".join(texts(tmp_path / "out" / f"{STEM}-public.pdf")[:1])


def test_separate_papers_are_made_too_where_a_claim_is_found_false(tmp_path: Path) -> None:
    """The files are then made twice."""

    def claim(pdf: pikepdf.Pdf, _: Any) -> None:
        with pdf.open_metadata(set_pikepdf_as_editor=False) as metadata:
            metadata["{http://www.aiim.org/pdfua/ns/id/}part"] = "1"

    workbook = agenda_workbook(tmp_path, report("1"))
    (tmp_path / "report-1.pdf").write_bytes(tagged_pdf("Report", change=claim))
    outcome = packs.make(workbook, tmp_path / "out", separate=True)
    assert outcome.value is not None
    assert f"{STEM}-papers.zip" in {each.path.name for each in outcome.value.files}


SHIFTED = "".join(
    f"<{code:02x}> <{(code - 94) % 26 + 97:04x}>\n" for code in range(97, 123)
)  # each letter three further on
LETTER_MAP = (
    f"/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <ff> endcodespacerange "
    f"26 beginbfchar\n{SHIFTED}endbfchar endcmap end"
)


@pytest.mark.parametrize("is_exempt", [False, True])
def test_a_paper_whose_text_copies_out_wrongly_is_named_with_its_page(tmp_path: Path, is_exempt: bool) -> None:
    """It looks as it should, and one of two typefaces gives other letters than it shows."""

    def change(pdf: pikepdf.Pdf) -> None:
        page_ = pdf.pages[1].obj
        font = {**dict(page_.Resources.Font.F1), "/ToUnicode": pdf.make_stream(LETTER_MAP.encode())}
        page_.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary({**dict(page_.Resources.Font), "/F2": font}))
        code = " ".join(
            f"BT /F2 9 Tf 72 {500 - 12 * at} Td (the tenant will not pay the rent of the shop) Tj ET" for at in range(9)
        )
        page_.Contents = pikepdf.Array([page_.Contents, pdf.make_stream(code.encode())])

    workbook = agenda_workbook(tmp_path, report("1"), report("2", **(EXEMPT if is_exempt else {})))
    (tmp_path / "report-2.pdf").write_bytes(plain_pdf("The report is about land", pages=2, change=change))
    found = [each for each in packs.check(workbook) if each.code == "not-comparable"]
    assert [each.where for each in found] == ["'Agenda'!H3"]
    assert "report-2.pdf has text that copies out wrongly (page 2)" in found[0].message
    assert ("looked for in public papers" in found[0].message) == is_exempt
