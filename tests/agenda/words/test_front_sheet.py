"""The front sheet and the notices: what an agenda says in public."""

from datetime import date
from pathlib import Path

from kccreport.agenda.clock.timetable import timetable
from kccreport.agenda.models import Agenda
from kccreport.agenda.words.front_sheet import Edition, FrontSheet, front_sheet
from kccreport.agenda.words.meeting_notices import notices
from kccreport.agenda.words.notices import exclusion_resolution, exemption_words, late_words, marking
from kccreport.agenda.words.restricted import restricted_sheet
from kccreport.paper.blocks import Heading, PackPlace, Paper, Prose, Table, TextCell
from tests.agendas import EXEMPT, read, report

SECRET = {**EXEMPT, "Title": "Sale of the mill", "Safe title": "A property"}


def agenda(folder: Path, *items: dict[str, object], **sheets: object) -> Agenda:
    value = read(folder, *items, **sheets).value
    assert value is not None
    return value


def words(paper: Paper) -> str:
    found = []
    for block in paper.blocks:
        if isinstance(block, Heading):
            found.append(block.text)
        elif isinstance(block, Prose):
            found.append("".join(run.text for run in block.content))
        elif isinstance(block, Table):
            cells = (cell for row in block.rows for cell in row if isinstance(cell, TextCell))
            found += ["".join(run.text for run in line) for cell in cells for line in cell.paragraphs]
    return "\n".join(found)


def test_an_exempt_item_is_listed_by_its_safe_title_with_paragraph_and_reasons(tmp_path: Path) -> None:
    front = FrontSheet(agenda(tmp_path, report("1"), report("2", **SECRET)), Edition.MAIN, {"item-2": "2–3"})
    said = words(front_sheet(front, PackPlace("front")))
    assert "Sale of the mill" not in said
    assert "A property" in said
    assert (
        "Not for publication by virtue of paragraph 3 of Part 1 of Schedule 12A: information about the financial or "
        "business affairs of any person, the authority included."
    ) in said
    assert "It sets out tendered prices." in said
    assert "Public interest: Publishing them would weaken the council's position." in said
    assert "Restricted" in said


def test_the_restricted_sheet_names_the_paper_in_full(tmp_path: Path) -> None:
    sheet = restricted_sheet(agenda(tmp_path, report("2", **SECRET)), {"item-2": "9"}, PackPlace("restricted"))
    assert "Sale of the mill" in words(sheet)
    assert sheet.identity.watermark == "NOT FOR PUBLICATION"


def test_titles_lead_to_papers_that_are_there_and_to_no_others(tmp_path: Path) -> None:
    front = FrontSheet(
        agenda(tmp_path, report("1"), report("2", File=None, **{"To follow": "Yes"})), Edition.MAIN, {"item-2": "2–3"}
    )
    table = next(
        block for block in front_sheet(front, None).blocks if isinstance(block, Table) and len(block.columns) == 3
    )
    links = [row[1].paragraphs[0][0].link for row in table.rows if isinstance(row[1], TextCell)]
    assert links == ["pack:item-2", ""]
    pages = [row[2].paragraphs[0][0].text for row in table.rows if isinstance(row[2], TextCell)]
    assert pages == ["2–3", "To follow"]


def test_the_resolution_names_items_and_paragraphs_once_each(tmp_path: Path) -> None:
    items = (report("1", **EXEMPT), report("4", **{**EXEMPT, "Exempt paragraphs": "1 & 3"}))
    motion = exclusion_resolution(agenda(tmp_path, *items))
    assert motion is not None
    assert "while items 1 and 4 are considered" in motion.paragraphs[0]
    assert "paragraphs 1 and 3 of Part 1 of Schedule 12A" in motion.paragraphs[0]
    assert "outweighs the public interest in disclosing the information" in motion.paragraphs[0]
    assert exclusion_resolution(agenda(tmp_path, report("2"))) is None


def test_wales_cites_part_4(tmp_path: Path) -> None:
    wales = agenda(tmp_path, report("1", **{**EXEMPT, "Exempt paragraphs": 14}), Meeting={"Jurisdiction": "Wales"})
    exemption = wales.items[0].paper.exemption
    assert exemption is not None
    assert exemption_words(exemption, wales.clock.jurisdiction).startswith(
        "paragraph 14 of Part 4 of Schedule 12A: information about the financial"
    )
    assert marking(exemption, wales.clock.jurisdiction) == "Not for publication: paragraph 14 of Part 4 of Schedule 12A"


def test_a_late_paper_says_why_and_under_which_rule(tmp_path: Path) -> None:
    late = agenda(tmp_path, report("1", **{"To follow": "Yes", "Late reason": "Figures came on 9 March"}))
    said = late_words(late.items[0].paper)
    assert "Figures came on 9 March. It may be considered" in said
    assert "section 100B(4)(b)" in said


def test_a_private_meeting_has_both_notices_with_reason_and_representations(tmp_path: Path) -> None:
    private = agenda(
        tmp_path,
        report("1"),
        Meeting={
            "Private meeting": "Yes",
            "Private reason": "Tenders are discussed",
            "Representations": "One, answered",
        },
    )
    found = {notice.title: " ".join(notice.paragraphs) for notice in notices(private, timetable(private))}
    intention = found["Intention to meet in private (at least 28 clear days before)"]
    further = found["Further notice of a meeting in private (at least five clear days before)"]
    assert "Tenders are discussed." in intention
    assert "Pat Clerk" in intention
    assert "One, answered." in further


def test_the_notice_of_meeting_says_from_when_the_papers_are_open(tmp_path: Path) -> None:
    known = agenda(tmp_path, report("1"), Meeting={"Publication date": date(2021, 3, 3)})
    first = next(notices(known, timetable(known)))
    assert "open to the public from 3 March 2021" in first.paragraphs[0]
