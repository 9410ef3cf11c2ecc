"""What an agenda workbook says, and what is wrong with it, cell by cell."""

from datetime import date, time
from pathlib import Path

import openpyxl
import pytest

from kccreport.agenda.intake.agenda import read_agenda
from kccreport.agenda.intake.kind import is_agenda
from kccreport.agenda.models import ItemKind, Jurisdiction
from kccreport.workbook.reader import open_workbook
from tests import ROOT
from tests.agendas import EXEMPT, agenda_workbook, faults, read, report

SAMPLES = ROOT / "inputs"


def test_a_whole_agenda_is_read(tmp_path: Path) -> None:
    outcome = read(
        tmp_path,
        {"Number": "1", "Title": "Apologies", "Kind": "Apologies and substitutes"},
        report("2", Purpose="For decision", Lead="Director", Time=time(10, 15)),
        report("3", **EXEMPT, **{"Safe title": "A contract"}),
        Appendices=[{"Item": "2", "Label": "A", "Title": "Map", "File": "map.pdf"}],
        Members=[{"Name": "Ms A", "Role": "Chairman", "Group": "Green"}, {"Name": "Mr B", "Role": "Substitute"}],
    )
    assert outcome.problems == ()
    agenda = outcome.value
    assert agenda is not None
    apologies, second, third = agenda.items
    assert apologies.kind is ItemKind.APOLOGIES
    assert (second.time, second.paper.file) == ("10.15 am", "report-2.pdf")
    assert [second.stamp(each) for each in second.documents] == ["Agenda Item 2", "Appendix A to item 2"]
    assert third.paper.exemption is not None
    assert third.paper.exemption.paragraphs == (3,)
    assert third.paper.public_title == "A contract"
    assert [member.is_substitute for member in agenda.members] == [False, True]
    assert agenda.clock.jurisdiction is Jurisdiction.ENGLAND


def test_an_agenda_is_told_from_a_paper(tmp_path: Path) -> None:
    assert is_agenda(open_workbook(agenda_workbook(tmp_path)))
    assert not is_agenda(open_workbook(SAMPLES / "dashboard-2021.xlsx"))


def test_a_misspelt_sheet_of_an_agenda_is_read_and_said(tmp_path: Path) -> None:
    path = agenda_workbook(tmp_path)
    book = openpyxl.load_workbook(path)
    book["Agenda"].title = "Agendas"
    book.save(path)
    assert is_agenda(open_workbook(path))
    outcome = read_agenda(open_workbook(path))
    assert faults(outcome) == [("renamed-sheet", "'Agendas'")]
    assert outcome.value is not None


@pytest.mark.parametrize(
    ("row", "found"),
    [
        ({"File": "../secret.pdf"}, ("unsafe-file", "'Agenda'!H2")),
        ({"File": "/etc/passwd.pdf"}, ("unsafe-file", "'Agenda'!H2")),
        ({"File": "C:\\papers\\a.pdf"}, ("unsafe-file", "'Agenda'!H2")),
        ({"File": "https://example.org/a.pdf"}, ("unsafe-file", "'Agenda'!H2")),
        ({"File": "report.docx"}, ("unsafe-file", "'Agenda'!H2")),
        ({"File": ""}, ("no-file", "'Agenda'!H2")),
        ({"To follow": "Yes"}, ("missing-late-reason", "'Agenda'!J2")),
        ({"To follow": "perhaps"}, ("not-a-choice", "'Agenda'!I2")),
        ({"Kind": "Reprot"}, ("not-a-choice", "'Agenda'!C2")),
        ({**EXEMPT, "Exempt paragraphs": 8}, ("unknown-paragraph", "'Agenda'!K2")),
        ({**EXEMPT, "Exempt paragraphs": "three"}, ("unknown-paragraph", "'Agenda'!K2")),
        ({**EXEMPT, "Exempt paragraphs": None}, ("unknown-paragraph", "'Agenda'!K2")),
        ({**EXEMPT, "Exempt reason": None}, ("missing-exempt-reason", "'Agenda'!L2")),
        ({**EXEMPT, "Public interest": None}, ("missing-public-interest", "'Agenda'!M2")),
        ({"Title": None}, ("blank-cell", "'Agenda'!B2")),
    ],
)
def test_a_fault_of_an_item_names_its_cell(tmp_path: Path, row: dict[str, object], found: tuple[str, str]) -> None:
    outcome = read(tmp_path, report(**row))
    assert found in faults(outcome)
    assert outcome.value is None


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    workbook = agenda_workbook(tmp_path, report("1"))
    (tmp_path / "report-1.pdf").unlink()
    assert faults(read_agenda(open_workbook(workbook))) == [("missing-file", "'Agenda'!H2")]


def test_a_symbolic_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside.pdf"
    outside.write_bytes(b"%PDF-1.7")
    folder = tmp_path / "agenda"
    folder.mkdir()
    try:
        (folder / "report-1.pdf").symlink_to(outside)
    except OSError:
        pytest.skip("this system does not let us make symbolic links")
    assert faults(read(folder, report("1"))) == [("unsafe-file", "'Agenda'!H2")]


def test_the_same_file_twice_is_a_fault(tmp_path: Path) -> None:
    assert faults(read(tmp_path, report("1"), report("2", File="report-1.pdf"))) == [("same-file", "'Agenda'!H3")]


def test_items_and_appendices_have_labels_of_their_own(tmp_path: Path) -> None:
    appendix = {"Item": "1", "Label": "A", "Title": "Map", "File": "map.pdf"}
    outcome = read(
        tmp_path,
        report("1"),
        report("1", File="other.pdf"),
        Appendices=[appendix, {**appendix, "File": "map2.pdf"}, {**appendix, "Item": "9", "File": "map3.pdf"}],
    )
    assert faults(outcome) == [
        ("repeated-item", "'Appendices'!B3"),
        ("repeated-item", "'Agenda'!A3"),
        ("unknown-agenda-item", "'Appendices'!A4"),
    ]


def test_an_item_whose_papers_are_appendices_needs_none_of_its_own(tmp_path: Path) -> None:
    appendix = {"Item": "1", "Label": "A", "Title": "Map", "File": "map.pdf"}
    assert read(tmp_path, report("1", File=None), Appendices=[appendix]).problems == ()


def test_an_agenda_without_items_is_a_fault(tmp_path: Path) -> None:
    path = agenda_workbook(tmp_path, {"Words": "only words"})
    assert "no-items" in [problem.code for problem in read_agenda(open_workbook(path)).problems]


@pytest.mark.parametrize(
    ("item", "value", "code"),
    [
        ("Meeting date", date(2031, 3, 12), "beyond-bank-holidays"),
        ("Meeting date", "soon", "not-a-value"),
        ("Jurisdiction", "Scotland", "not-a-value"),
        ("Cut-off time", "late", "not-a-value"),
        ("Papers due", "two", "not-a-value"),
        ("Saturdays count", "sometimes", "not-a-value"),
        ("Private meeting", "Yes", "missing-item"),
        ("Venue", None, "missing-item"),
    ],
)
def test_a_fault_of_the_meeting_is_named(tmp_path: Path, item: str, value: object, code: str) -> None:
    assert code in [problem.code for problem in read(tmp_path, Meeting={item: value}).problems]


def test_papers_published_too_late_are_a_warning_that_says_by_when(tmp_path: Path) -> None:
    outcome = read(tmp_path, Meeting={"Publication date": date(2021, 3, 5)})
    assert faults(outcome) == [("published-late", "'Meeting'!B8")]
    assert "4 clear days of the 5" in outcome.problems[0].message
    assert "publish by 4 March 2021" in outcome.problems[0].hint
    assert outcome.value is not None


def test_closure_days_are_not_clear_days(tmp_path: Path) -> None:
    outcome = read(
        tmp_path,
        Meeting={"Publication date": date(2021, 3, 4)},
        Closure_days=[{"Date": date(2021, 3, 8), "Reason": "Moving house"}],
    )
    assert faults(outcome) == [("published-late", "'Meeting'!B8")]


def test_versions_come_in_order_and_say_what_changed(tmp_path: Path) -> None:
    outcome = read(
        tmp_path,
        Versions=[
            {"Version": "1", "Date": date(2021, 3, 4)},
            {"Version": "1", "Date": date(2021, 3, 5)},
            {"Version": "3", "Date": date(2021, 3, 1), "What changed": "Item 1"},
        ],
    )
    assert faults(outcome) == [
        ("missing-change", "'Versions'!C3"),
        ("version-out-of-order", "'Versions'!A3"),
        ("version-out-of-order", "'Versions'!A4"),
    ]


def test_wales_has_paragraphs_of_its_own(tmp_path: Path) -> None:
    wales = {"Jurisdiction": "Wales"}
    assert read(tmp_path, report(**{**EXEMPT, "Exempt paragraphs": "14"}), Meeting=wales).problems == ()
    assert faults(read(tmp_path, report(**EXEMPT), Meeting=wales)) == [("unknown-paragraph", "'Agenda'!K2")]
    private = {**wales, "Private meeting": "Yes", "Private reason": "Tenders"}
    assert faults(read(tmp_path, Meeting=private)) == [("not-a-value", "'Meeting'!B9")]
