"""The front sheet and the notices: what an agenda says in public."""

import re
from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from pathlib import Path

import pytest

from kccreport.agenda.clock.timetable import timetable
from kccreport.agenda.models import Agenda, Exemption, Jurisdiction
from kccreport.agenda.words.front_sheet import Edition, FrontSheet, front_sheet
from kccreport.agenda.words.language import ENGLISH, WELSH, Furniture
from kccreport.agenda.words.meeting_notices import notices
from kccreport.agenda.words.notices import exclusion_resolution, exemption_words, late_words, marking
from kccreport.agenda.words.restricted import restricted_sheet
from kccreport.ground.values import replace
from kccreport.paper.blocks import Heading, Identity, PackPlace, Paper, Prose, Run, Table, TextCell
from tests.agendas import EXEMPT, read, report
from tests.parts import parts_of

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


def linked(paper: Paper) -> dict[str, str]:
    """The web links of a paper's cells, by their words."""
    tables = (block for block in paper.blocks if isinstance(block, Table))
    cells = (cell for table in tables for row in table.rows for cell in row if isinstance(cell, TextCell))
    return {run.text: run.link for cell in cells for line in cell.paragraphs for run in line if run.link}


def test_items_stand_in_part_a_then_the_motion_then_part_b(tmp_path: Path) -> None:
    items = (report("1"), report("2", **SECRET), report("3"))
    said = words(front_sheet(FrontSheet(agenda(tmp_path, *items), Edition.MAIN, {}), None))
    places = [
        said.index(each)
        for each in (
            "Part A: items open to the public", "Report 1", "Report 3", "Exclusion of the press and public",
            "To resolve that, under section 100A(4)", "Part B: exempt items", "A property",
        )
    ]  # fmt: skip
    assert places == sorted(places)
    plain = words(front_sheet(FrontSheet(agenda(tmp_path, report("1")), Edition.MAIN, {}), None))
    assert "Part A" not in plain
    assert "Items" in plain


def test_a_withdrawn_exempt_item_is_not_in_the_motion(tmp_path: Path) -> None:
    withdrawn = agenda(tmp_path, report("1"), report("2", **SECRET, Withdrawn="Yes"))
    assert exclusion_resolution(withdrawn) is None
    said = words(front_sheet(FrontSheet(withdrawn, Edition.MAIN, {}), None))
    assert "This has been withdrawn." in said
    assert "Sale of the mill" not in said


def test_links_work_in_venue_joining_link_and_words(tmp_path: Path) -> None:
    meeting = {
        "Venue": "Council Chamber\n[Map](https://example.org/map)",
        "Joining link": "https://example.org/join?id=1",
        "Proper officer": "Pat Clerk, Monitoring Officer",
        "Despatch date": date(2021, 3, 4),
        "Declarations": "Ask the [Monitoring Officer](mailto:mo@example.org).",
    }
    known = agenda(tmp_path, report("1", Words="See [the plan](https://example.org/plan)."), Meeting=meeting)
    paper = front_sheet(FrontSheet(known, Edition.MAIN, {}), None)
    assert linked(paper) == {
        "Map": "https://example.org/map",
        "https://example.org/join?id=1": "https://example.org/join?id=1",
        "the plan": "https://example.org/plan",
    }
    said = words(paper)
    assert "Despatched:\n4 March 2021" in said
    assert "Declarations of interest\nAsk the Monitoring Officer." in said
    assert "Issued by Pat Clerk, Monitoring Officer." in said


def test_a_link_of_another_kind_is_only_words(tmp_path: Path) -> None:
    known = agenda(tmp_path, report("1", Words="[x](file:///etc/passwd) [y](javascript:alert(1))"))
    assert linked(front_sheet(FrontSheet(known, Edition.MAIN, {}), None)) == {}


def test_declarations_say_what_the_law_of_the_country_asks(tmp_path: Path) -> None:
    item = {"Number": "1", "Title": "Declarations", "Kind": "Declarations"}
    england = agenda(tmp_path, item)
    assert "section 31 of the Localism Act 2011" in words(front_sheet(FrontSheet(england, Edition.MAIN, {}), None))
    wales = agenda(tmp_path, item, Meeting={"Jurisdiction": "Wales"})
    said = words(front_sheet(FrontSheet(wales, Edition.MAIN, {}), None))
    assert "Localism Act" not in said
    assert "Members' Code of Conduct" in said


def test_declarations_in_the_councils_own_words_stand_alone(tmp_path: Path) -> None:
    item = {"Number": "1", "Title": "Declarations", "Kind": "Declarations"}
    known = agenda(tmp_path, item, Meeting={"Declarations": "Ask the clerk first."})
    said = words(front_sheet(FrontSheet(known, Edition.MAIN, {}), None))
    assert "Ask the clerk first." in said
    assert "Localism Act" not in said


@pytest.mark.parametrize(("day", "is_told"), [(date(2021, 3, 8), True), (date(2021, 3, 9), False)])
def test_a_supplement_tells_no_change_that_was_published_before_it(tmp_path: Path, day: date, is_told: bool) -> None:
    change = {"Version": "2", "Date": date(2021, 3, 8), "What changed": "The venue was changed."}
    known = agenda(tmp_path, report("1"), Versions=[change])
    said = words(front_sheet(FrontSheet(known, Edition.SUPPLEMENT, {}, published=day), None))
    assert ("The venue was changed." in said) == is_told


def test_stamps_say_of_which_item_an_appendix_is(tmp_path: Path) -> None:
    appendix = {"Item": "7", "Label": "B", "Title": "Map", "File": "map.pdf"}
    item = agenda(tmp_path, report("7"), Appendices=[appendix]).items[0]
    assert [item.stamp(each) for each in item.documents] == ["Agenda Item 7", "Appendix B to item 7"]
    assert [WELSH.stamp(item, each) for each in item.documents] == ["Eitem Agenda 7", "Atodiad B i eitem 7"]


ONLINE = {"Jurisdiction": "Wales", "Joining link": "[Join](https://example.org/join)"}


@pytest.mark.parametrize(
    ("meeting", "said", "not_said"),
    [
        # s.100A(6A)(a): open, through remote means only: the time, and how to access it
        (
            {**ONLINE, "Held": "Remote"},
            ["10.00 am on 12 March 2021.", "through remote means only", "join at Join (https://example.org/join)"],
            ["County Hall", "not open"],
        ),
        # (b): open, partly through remote means or not: the time and place, and how to access it
        (
            {**ONLINE, "Held": "Hybrid"},
            [
                "at County Hall",
                "partly through remote means",
                "come to County Hall or join at Join (https://example.org/join)",
            ],
            ["only", "not open"],
        ),
        ({"Jurisdiction": "Wales"}, ["at County Hall", "To attend, come to County Hall."], ["remote", "not open"]),
        # (c): not open, partly remote or not: time and place, and that it is not open
        (
            {**ONLINE, "Held": "Hybrid", "Open to the public": "No"},
            ["10.00 am on 12 March 2021 at County Hall", "It is not open to the public."],
            ["To attend", "example.org"],
        ),
        # (d): not open, remote only: the time, that it is remote only, and that it is not open
        (
            {**ONLINE, "Held": "Remote", "Open to the public": "No"},
            ["10.00 am on 12 March 2021.", "through remote means only", "It is not open to the public."],
            ["County Hall", "To attend"],
        ),
    ],
)
def test_the_notice_of_a_meeting_in_wales_holds_what_the_act_asks(
    tmp_path: Path, meeting: dict[str, object], said: list[str], not_said: list[str]
) -> None:
    known = agenda(tmp_path, report("1"), Meeting=meeting)
    notice = next(notices(known, timetable(known)))
    text = notice.paragraphs[0]
    assert "published electronically" in notice.title
    assert [each for each in said if each not in text] == []
    assert [each for each in not_said if each in text] == []


def test_every_word_of_furniture_is_there_in_both_languages_with_the_same_blanks() -> None:
    for field in fields(Furniture):
        english, welsh = getattr(ENGLISH, field.name), getattr(WELSH, field.name)
        if isinstance(english, str) and field.name != "suffix":
            assert welsh.strip(), field.name
            assert re.findall(r"{\w+}", english) == re.findall(r"{\w+}", welsh), field.name
        elif not isinstance(english, str):
            assert len(english) == len(welsh) == len(set(welsh))


def runs(value: object) -> Iterator[Run]:
    """Every run of a sheet's blocks, wherever it stands; of a heading one that is as its words are."""
    if isinstance(value, Run):
        yield value
    elif isinstance(value, Heading):
        yield Run(value.text, language=value.language)
    elif isinstance(value, tuple):
        for each in value:
            yield from runs(each)
    elif not isinstance(value, Identity):
        for each in parts_of(value).values():
            yield from runs(each)


def marked(text: str) -> str:
    """What somebody typed in English, told by a mark at its beginning and at its end."""
    return f"«{text}»"


def test_in_welsh_every_word_that_was_typed_in_english_says_so_and_no_other(tmp_path: Path) -> None:
    """WCAG 2.2, 3.1.2 Language of Parts."""
    typed = ("Time", "Venue", "Contact", "Telephone", "Quorum", "Webcast notice", "Alternative formats", "Declarations")
    exempt = {**EXEMPT, "Exempt paragraphs": 14, "Title": marked("Sale"), "Exempt reason": marked("Tenders.")}
    exempt |= {"Public interest": marked("It is weak."), "Safe title": marked("A sale")}
    spoken = {"Purpose": marked("To decide"), "Lead": marked("Mr A"), "Words": marked("One.") + "\n" + marked("Two.")}
    found = agenda(
        tmp_path, report("1", **{"Welsh title": "Cofnodion"}, **spoken), report("2", Title=marked("A report")),
        report("3", **exempt), {"Number": "4", "Title": marked("Urgent"), "Kind": "Urgent business"},
        report("5", Title=marked("Late"), **{"To follow": "Yes", "Late reason": marked("It was not ready.")}),
        Meeting={name: marked(name) for name in typed}
        | {"Jurisdiction": "Wales", "Welsh committee": "Pwyllgor", "Proper officer": marked("B Watts"),
           "Council": marked("Council"), "Joining link": "https://example.org"},
        Members=[{"Name": marked("Ms A"), "Group": marked("Green")}, {"Name": marked("Mr B"), "Role": "Substitute"}],
        Versions=[{"Version": "1", "Date": date(2021, 3, 4), "What changed": marked("Item 2.")}],
    )  # fmt: skip
    place = PackPlace("front")
    front = FrontSheet(
        found, Edition.MAIN, {"item-2": "2", "item-6": "3A"}, words=WELSH, changes=(marked("Item 2 is new."),),
        inaccessible=((Run("Eitem Agenda 2: "), Run(marked("A report"), language="en-GB")),),
    )  # fmt: skip
    said = ""
    sheets = (front_sheet(front, place), restricted_sheet(found, {"item-4": "9"}, place, words=WELSH))
    for sheet in sheets:
        for run in runs(sheet.blocks):
            is_typed = "«" in run.text or "https" in run.text
            assert run.language == ("en-GB" if is_typed else ""), run
            said += run.text if is_typed else ""
    others = ("To decide", "Mr A", "One.", "Two.", "A report", "Urgent", "Late", "It was not ready.", "Tenders.")
    others += (
        "It is weak.",
        "A sale",
        "Sale",
        "Ms A",
        "Green",
        "Mr B",
        "B Watts",
        "Council",
        "Item 2.",
        "Item 2 is new.",
    )
    assert {each for each in (*typed, *others) if marked(each) not in said} == set()
    english = front_sheet(replace(front, words=ENGLISH, inaccessible=()), place)
    assert {run.language for run in runs(english.blocks)} == {""}


@pytest.mark.parametrize("language", [ENGLISH, WELSH])
def test_an_exempt_paper_whose_paragraph_is_still_to_be_mended_has_words_all_the_same(language: Furniture) -> None:
    """The agenda is at fault, but what else is wrong with it is looked for."""
    assert exemption_words(Exemption(paragraphs=(), reason="Tenders."), Jurisdiction.WALES, language)
