"""The template of an agenda: blank, it asks for what is missing; filled in, it makes a pack."""

from datetime import date, timedelta
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis.strategies import dates as days

from kccreport.agenda.intake.agenda import read_agenda
from kccreport.agenda.intake.clone import next_meeting
from kccreport.agenda.intake.schema import AGENDA_SHEETS, MEETING_ITEMS
from kccreport.agenda.intake.template import agenda_template_bytes
from kccreport.agenda.models import ItemKind
from kccreport.ground.errors import WrongWorkbook
from kccreport.roads import agendas as packs
from kccreport.roads import officers
from kccreport.workbook.reader import open_workbook
from tests import ROOT
from tests.agendas import EXEMPT, agenda_workbook, plain_pdf, report

CHOICES = {
    sheet.name: {column.heading: column.choices for column in sheet.columns if column.choices}
    for sheet in AGENDA_SHEETS
}


def test_a_blank_template_asks_for_the_meeting_and_the_items_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "agenda.xlsx"
    path.write_bytes(agenda_template_bytes())
    found = read_agenda(open_workbook(path)).problems
    assert {problem.code for problem in found} == {"missing-item", "no-items"}
    assert len(found) == sum(item.required for item in MEETING_ITEMS) + 1


def test_the_template_is_the_same_every_time() -> None:
    assert agenda_template_bytes() == agenda_template_bytes()


def test_a_template_that_is_filled_in_makes_a_pack(tmp_path: Path) -> None:
    path = tmp_path / "agenda.xlsx"
    path.write_bytes(agenda_template_bytes())
    (tmp_path / "paper.pdf").write_bytes(plain_pdf("Paper"))
    book = openpyxl.load_workbook(path)
    typed = {
        "Council": "Testshire", "Committee": "Cabinet", "Meeting date": date(2021, 3, 12), "Time": "10.00 am",
        "Venue": "Hall", "Contact": "Clerk",
    }  # fmt: skip
    for row in book["Meeting"].iter_rows(min_row=2):
        if row[0].value in typed:
            row[1].value = typed[row[0].value]
    for column, value in enumerate(("1", "The paper", "Report"), 1):
        book["Agenda"].cell(2, column).value = value
    book["Agenda"].cell(2, 8).value = "paper.pdf"
    book.save(path)
    outcome = packs.make(path, tmp_path / "out")
    assert outcome.value is not None, outcome.problems


@pytest.mark.parametrize("kind", ItemKind)
def test_every_kind_of_item_is_offered(kind: ItemKind) -> None:
    assert kind.capitalize() in CHOICES["Agenda"]["Kind"]


def test_choices_stand_on_sheets_and_headings_that_exist() -> None:
    formats = {format_.name: format_ for format_ in AGENDA_SHEETS}
    for sheet, choices in CHOICES.items():
        assert set(choices) <= {column.heading for column in formats[sheet].columns}


def test_an_agenda_is_started_from_the_last_one(tmp_path: Path) -> None:
    last = agenda_workbook(
        tmp_path,
        {"Number": "1", "Title": "Apologies", "Kind": "Apologies and substitutes"},
        {
            "Number": "2",
            "Title": "Minutes of the meeting on 12 February 2021",
            "Kind": "Minutes",
            "File": "minutes.pdf",
        },
        report("3"),
        report("4", **EXEMPT),
        {"Number": "5", "Title": "Urgent business", "Kind": "Urgent business", "Words": "None so far."},
        Members=[{"Name": "Ms A", "Role": "Chairman", "Group": "Green"}],
        Closure_days=[{"Date": date(2020, 12, 24)}, {"Date": date(2021, 12, 24), "Reason": "Christmas Eve"}],
        Versions=[{"Version": "1", "Date": date(2021, 3, 4)}],
        Meeting_log=[{"Committee": "Other", "Meeting date": date(2021, 1, 15), "Published": date(2021, 1, 7)}],
        Meeting={
            "Publication date": date(2021, 3, 4),
            "Publication time": "4 pm",
            "Cut-off time": "5 pm",
            "Quorum": "5",
            "Representations": "One.",
        },
    )
    new = tmp_path / "april" / "agenda.xlsx"
    outcome = officers.template(new, "agenda", None, date(2021, 3, 15), source=last, meeting=date(2021, 4, 23))
    assert outcome.value == new
    read = read_agenda(open_workbook(new), is_unfinished=True)
    assert [(each.code, each.where) for each in read.problems] == [("no-file", "'Agenda'!H3")]  # the minutes' own
    agenda = read.value
    assert agenda is not None
    meeting = agenda.meeting
    assert (meeting.committee, meeting.quorum, meeting.representations) == ("Environment Cabinet Committee", "5", "")
    # 4 March is six working days before 12 March 2021; 15 April is six before 23 April
    assert (meeting.day, meeting.published, meeting.published_at) == (date(2021, 4, 23), date(2021, 4, 15), None)
    assert agenda.clock.cut_off is not None
    assert [(item.number, item.paper.title, item.paper.file) for item in agenda.items] == [
        ("1", "Apologies", ""),
        ("2", "Minutes of the meeting on 12 March 2021", ""),
        ("3", "Urgent business", ""),
    ]
    assert agenda.items[2].words == "None so far."
    assert [member.name for member in agenda.members] == ["Ms A"]
    assert agenda.versions == ()
    assert agenda.clock.closures == {date(2021, 12, 24)}
    assert [(each.committee, each.meeting, each.published) for each in agenda.log] == [
        ("Other", date(2021, 1, 15), date(2021, 1, 7)),
        ("Environment Cabinet Committee", date(2021, 3, 12), date(2021, 3, 4)),
    ]


def test_without_a_day_the_next_meeting_is_in_the_same_week_of_the_next_month(tmp_path: Path) -> None:
    last = agenda_workbook(tmp_path)  # on the second Friday of March 2021
    officers.template(tmp_path / "next.xlsx", "agenda", None, date(2021, 3, 15), source=last)
    agenda = read_agenda(open_workbook(tmp_path / "next.xlsx"), is_unfinished=True).value
    assert agenda is not None
    assert agenda.meeting.day == date(2021, 4, 9)


@given(days(min_value=date(2000, 1, 1), max_value=date(2028, 11, 30)))
def test_the_next_meeting_is_on_the_same_day_of_the_week_within_five_weeks(last: date) -> None:
    found = next_meeting(last)
    assert found.weekday() == last.weekday()
    assert (found.year, found.month) == (last.year + last.month // 12, last.month % 12 + 1)
    assert found - last in (timedelta(days=28), timedelta(days=35))


def test_an_agenda_is_not_started_from_a_paper(tmp_path: Path) -> None:
    paper = ROOT / "inputs" / "dashboard-2021.xlsx"
    with pytest.raises(WrongWorkbook, match="no sheets Meeting and Agenda"):
        officers.template(tmp_path / "next.xlsx", "agenda", None, date(2021, 3, 15), source=paper)
