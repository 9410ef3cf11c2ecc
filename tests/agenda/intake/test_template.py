"""The template of an agenda: blank, it asks for what is missing; filled in, it makes a pack."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from kccreport.agenda.intake.agenda import read_agenda
from kccreport.agenda.intake.schema import AGENDA_SHEETS, MEETING_ITEMS
from kccreport.agenda.intake.template import agenda_template_bytes
from kccreport.agenda.models import ItemKind
from kccreport.roads import agendas as packs
from kccreport.workbook.reader import open_workbook
from tests.agendas import plain_pdf

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
