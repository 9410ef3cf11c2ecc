"""What is heard of a paper is what its transcript says, which somebody has read through; and of any table, what it is of."""

import difflib
import re

import pytest

from kccreport.ground.values import replace
from kccreport.paper.abbreviations import meanings
from kccreport.paper.blocks import (
    Column,
    ColumnKind,
    FigureCell,
    GroupCell,
    PageCell,
    Paper,
    Prose,
    Role,
    Run,
    Table,
    TableLook,
    TextCell,
    plain,
    text_cell,
)
from kccreport.writers.pdf.render import render
from tests.heard.aloud import Aloud
from tests.heard.transcripts import PAPERS, kept, transcript
from tests.heard.transcripts import heard as heard_of
from tests.writers.pdf.small import IDENTITY, PORTRAIT, TITLE, made


def heard(*blocks: object) -> list[str]:
    """The lines of a small paper, behind its title."""
    return list(Aloud(made(*blocks)).lines())[3:]  # type: ignore[arg-type]


@pytest.mark.parametrize("name", PAPERS)
def test_a_sample_sounds_as_its_reviewed_transcript_says(name: str) -> None:
    """Where a paper has changed on purpose: run `python -m tests.heard`, and read what has changed as one who only hears it."""
    was, now = kept(name).read_text("utf-8").splitlines(), transcript(name).splitlines()
    assert not list(difflib.unified_diff(was, now, "reviewed", "now", lineterm="", n=0))


@pytest.mark.parametrize("name", PAPERS)
def test_no_line_of_a_sample_leaves_a_listener_guessing(name: str) -> None:
    for line in heard_of(name):
        assert "WITHOUT A NAME" not in line
        assert len(line) < 1_800, "no more than a screen reader says in two minutes"
        for alt in re.findall(r"graphic: (.*?)(?: \| |$)", line):
            assert 0 < len(alt) <= 300
        for words in re.findall(r"[a-z][.,;]?[A-Z][a-z]+", line):
            assert words in {"eAdmissions", "tHub", "rChamber"}, f"{words}: two paragraphs run together"
        for range_said in re.findall(r"link [^|]*?\d+–\d+$", line):
            raise AssertionError(f"{range_said}: a dash is heard as a minus")


COLUMNS = (
    Column("Ref", ColumnKind.REFERENCE),
    Column("Indicator", ColumnKind.TITLE),
    Column("Dec 20", ColumnKind.FIGURE),
)


def test_a_row_is_heard_under_its_reference_and_title_and_a_group_once_a_row() -> None:
    table = Table(
        COLUMNS,
        (
            (GroupCell("Roads", 3),),
            (text_cell("A1"), text_cell("Potholes"), FigureCell("97%")),
            (text_cell("A2"), text_cell("Lamps"), FigureCell("-")),
        ),
        caption="Where things stand",
    )
    assert heard(table) == [
        "table with 4 rows and 3 columns: Where things stand",
        "  row 1: reference | Indicator | Dec 20",
        "  row 2: reference: Roads",
        "  row 3: reference: Roads: A1 | Indicator: Potholes | A1 Potholes Dec 20: 97%",
        "  row 4: reference: Roads: A2 | Indicator: Lamps | A2 Lamps Dec 20: nil",
    ]


def test_links_notes_and_pages_are_heard_as_such() -> None:
    row = (TextCell(((Run("Roads "), Run("(1)", link="#note")),)), text_cell("x"), PageCell("title", "Title"))
    columns = (Column("Service", ColumnKind.LABEL), Column("Words", ColumnKind.TEXT), Column("Page", ColumnKind.PAGE))
    note = Prose(plain("Counted anew."), Role.FOOTNOTE, number="(1)", anchor="note", back="row")
    assert heard(Table(columns, (row,), places=("row",)), note) == [
        "table with 2 rows and 3 columns: Title",
        "  row 1: Service | Words | Page",
        "  row 2: Service: Roads link (1) | Roads link (1) Words: x | Page: link page 1",
        "note link (1) Counted anew.",
    ]


def test_facts_are_heard_pair_by_pair_and_paragraphs_apart() -> None:
    kinds = (ColumnKind.LABEL, ColumnKind.TEXT) * 2
    people = TextCell((plain("Mike Hill"), plain("Amanda Honey")))
    facts = Table(
        tuple(Column("", kind) for kind in kinds),
        ((text_cell("By:"), people, text_cell("To:"), text_cell("Cabinet")),),
        TableLook.BARE,
    )
    assert heard(facts) == ["list with 2 items", "  By: Mike Hill / Amanda Honey", "  To: Cabinet"]


def test_an_abbreviation_is_said_in_full_once_a_page_unless_the_text_does() -> None:
    said = heard(
        *(
            Prose(plain(words))
            for words in ("KPI and KPI", "The KPI01", "RAG (Red, Amber, Green)", "RAG", "year to date (YTD)")
        )
    )
    assert said == [
        "key performance indicator and KPI",
        "The KPI01",
        "RAG (Red, Amber, Green)",
        "RAG",
        "year to date (YTD)",
    ]
    assert {"KPI", "RAG", "YTD", "n/a", "[p]"} <= set(meanings())


def test_a_range_of_pages_has_no_dash_and_a_draft_says_so_first() -> None:
    columns = (Column("Item", ColumnKind.LABEL), Column("Pages", ColumnKind.COMPARATOR))
    table = Table(columns, tuple((text_cell("A"), text_cell(pages)) for pages in ("7–56", "56A–56C", "i–iv", "7")))
    assert [line.partition("Pages: ")[2] for line in heard(table)[2:]] == ["7 to 56", "56A to 56C", "i to iv", "7"]
    draft = Paper(replace(IDENTITY, watermark="DRAFT"), (PORTRAIT, TITLE))
    assert list(Aloud(render(draft).content).lines())[1:] == ["--- page 1", "DRAFT", "heading level 1: Title"]
