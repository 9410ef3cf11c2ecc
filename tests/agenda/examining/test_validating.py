"""Whether a tagged paper is for everybody is a validator's word, once the pack has mended what it mends; and why not."""

import io
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf
from PIL import Image

from kccreport.agenda.examining.examiner import examine, with_barriers
from kccreport.agenda.merging.facts import CLAIM_LOST, FALSE_CLAIM, FORM_PRINTED, Concern, Finding, PaperFacts
from kccreport.ground.values import replace
from kccreport.paper.blocks import (
    Column,
    ColumnKind,
    Heading,
    Item,
    Listing,
    NewPage,
    Orientation,
    Picture,
    Prose,
    Run,
    Table,
    plain,
    text_cell,
)
from kccreport.roads import agendas as packs
from tests.agenda.packing import texts
from tests.agendas import STEM, agenda_workbook, in_this_process, report
from tests.writers.pdf.test_render import made

_UA = "{http://www.aiim.org/pdfua/ns/id/}part"


@cache
def sound() -> bytes:
    """A paper that is PDF/UA-1, with something of every kind."""
    picture = io.BytesIO()
    Image.new("RGB", (4, 4)).save(picture, "PNG")
    columns = (Column("Name", ColumnKind.LABEL), Column("Words", ColumnKind.TEXT))
    return made(
        Heading("Part", 2, "part"),
        Prose((Run("See "), Run("the web", link="https://example.org"))),
        Listing((Item(plain("one")), Item(plain("two")))),
        Table(columns, ((text_cell("a"), text_cell("b")), (text_cell("c"), text_cell("d")))),
        Picture(picture.getvalue(), "The crest", 10),
    )


def sent(change: Callable[[Pdf], None], *, claims: bool = False) -> bytes:
    """The sound paper with something changed, which says that it is PDF/UA-1 or says nothing."""
    with pikepdf.open(io.BytesIO(sound())) as pdf:
        if not claims:
            with pdf.open_metadata(set_pikepdf_as_editor=False) as metadata:
                del metadata[_UA]
        change(pdf)
        file = io.BytesIO()
        pdf.save(file)
    return file.getvalue()


def facts_of(folder: Path, content: bytes, *, validates: bool = True) -> PaperFacts:
    (folder / "sent.pdf").write_bytes(content)
    return examine(folder / "sent.pdf", folder / "cleaned.pdf", validates=validates)


def barriers(facts: PaperFacts) -> list[str]:
    return [finding.what for finding in facts.findings if finding.concern is Concern.ACCESSIBILITY]


def elements(pdf: Pdf, kind: str) -> Iterator[Any]:
    return (each for each in pdf.objects if isinstance(each, Dictionary) and each.get("/S") == Name(f"/{kind}"))


def first(pdf: Pdf, kind: str) -> Any:
    return next(elements(pdf, kind))


# -- what the pack mends anyway


def nothing(pdf: Pdf) -> None:
    pass


def no_title(pdf: Pdf) -> None:
    del pdf.docinfo.Title
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        del metadata["dc:title"]


def title_in_xmp_alone(pdf: Pdf) -> None:
    del pdf.docinfo.Title


def no_language(pdf: Pdf) -> None:
    del pdf.Root.Lang


def no_metadata(pdf: Pdf) -> None:
    del pdf.Root.Metadata
    del pdf.trailer["/Info"]


def no_title_bar(pdf: Pdf) -> None:
    del pdf.Root.ViewerPreferences


def no_tabs(pdf: Pdf) -> None:
    del pdf.pages[0].obj.Tabs


@pytest.mark.parametrize(
    ("change", "claims"),
    [
        (nothing, False), (no_title, False), (title_in_xmp_alone, True), (no_language, True), (no_metadata, False),
        (no_title_bar, True), (no_tabs, True),
    ],
)  # fmt: skip
def test_no_paper_is_blamed_for_what_the_pack_mends(
    tmp_path: Path, change: Callable[[Pdf], None], claims: bool
) -> None:
    facts = facts_of(tmp_path, sent(change, claims=claims))
    assert barriers(facts) == []
    assert facts.ua == claims


def test_what_the_pack_adds_is_said_and_a_title_in_xmp_counts(tmp_path: Path) -> None:
    adds = {
        "it has no title; the agenda's is used": no_title,
        "it does not say what language it is in; the pack's is taken for it": no_language,
    }
    for words, change in adds.items():
        facts = facts_of(tmp_path, sent(change))
        assert [each.what for each in facts.findings if each.concern is Concern.MENDED] == [words]
    facts = facts_of(tmp_path, sent(title_in_xmp_alone))
    assert (facts.title, facts.findings) == ("A paper & its <title>", ())


# -- what it cannot mend


def no_words_for_a_picture(pdf: Pdf) -> None:
    del first(pdf, "Figure").Alt


def no_headings_of_a_table(pdf: Pdf) -> None:
    for each in list(elements(pdf, "TH")):
        del each["/A"]


def no_rows(pdf: Pdf) -> None:
    first(pdf, "TR").S = Name.Div


def no_items(pdf: Pdf) -> None:
    first(pdf, "LI").S = Name.Div


def a_level_left_out(pdf: Pdf) -> None:
    first(pdf, "H2").S = Name.H4


def no_words_for_a_link(pdf: Pdf) -> None:
    for note in pdf.pages[0].obj.Annots:
        if "/Contents" in note:
            del note["/Contents"]


def a_link_without_a_tag(pdf: Pdf) -> None:
    first(pdf, "Link").S = Name.Span


def no_letters(pdf: Pdf) -> None:
    for font in pdf.pages[0].obj.Resources.Font.values():
        del font["/ToUnicode"]


def no_typeface(pdf: Pdf) -> None:
    for font in pdf.pages[0].obj.Resources.Font.values():
        del font.FontDescriptor["/FontFile2"]


def drawn_untagged(pdf: Pdf) -> None:
    page = pdf.pages[0].obj
    page.Contents = Array([page.Contents, pdf.make_stream(b"0 g 300 300 9 9 re f")])


def one_empty_tag(pdf: Pdf) -> None:
    """All that is left of the tags is one paragraph, of nothing."""
    page = pdf.pages[0].obj
    page.Contents = Array([page.Contents, pdf.make_stream(b"/P <</MCID 900>> BDC EMC")])
    document = pdf.Root.StructTreeRoot.K[0]
    document.K = Array([Dictionary(Type=Name.StructElem, S=Name.P, P=document, Pg=page, K=900)])
    marks = Array([None] * 900 + [document.K[0]])
    pdf.Root.StructTreeRoot.ParentTree = Dictionary(Nums=Array([0, marks]))
    del page["/Annots"]


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (no_words_for_a_picture, "a picture has no alternative text"),
        (no_headings_of_a_table, "a table does not say which cells are headings"),
        (no_rows, "a table is not tagged as rows and cells"),
        (no_items, "a list is not tagged as a list"),
        (a_level_left_out, "its headings leave out a level"),
        (no_words_for_a_link, "a link has no words or no tag"),
        (a_link_without_a_tag, "a link has no words or no tag"),
        (
            no_letters,
            "letters of a typeface do not say which letters they are, so that they cannot be read aloud",
        ),
        (no_typeface, "a typeface is not in the file, so that its letters may look different elsewhere"),
        (drawn_untagged, "something on a page is neither tagged nor marked as decoration"),
    ],
)
def test_what_keeps_readers_out_is_said_in_plain_words(tmp_path: Path, change: Callable[[Pdf], None], why: str) -> None:
    facts = facts_of(tmp_path, sent(change))
    assert facts.is_tagged
    assert barriers(facts) == [why]


def one_empty_tag_and_untagged_words(pdf: Pdf) -> None:
    """As above, and the words are in no marked content at all."""
    one_empty_tag(pdf)
    written = []
    for instruction in pikepdf.parse_content_stream(pdf.pages[0]):
        is_mark = str(instruction.operator) in ("BDC", "BMC", "EMC")
        written += [] if is_mark else [instruction]
    code = pikepdf.unparse_content_stream(written) + b" /P <</MCID 900>> BDC EMC"
    pdf.pages[0].obj.Contents = pdf.make_stream(code)


@pytest.mark.parametrize("change", [one_empty_tag, one_empty_tag_and_untagged_words])
@pytest.mark.parametrize("claims", [False, True])
def test_a_paper_of_one_empty_tag_is_not_tagged_and_its_words_are_heard_all_the_same(
    tmp_path: Path, change: Callable[[Pdf], None], claims: bool
) -> None:
    facts = facts_of(tmp_path, sent(change, claims=claims), validates=not claims)
    assert not facts.is_tagged
    assert not facts.ua
    assert {
        "most of its words belong to no tag, so its tags were left out",
        "it is not tagged, so a screen reader cannot tell headings, tables or order",
    } <= set(barriers(facts))
    assert facts.pages[0].paragraphs


def test_a_page_whose_words_no_tag_holds_is_named_where_the_others_are_tagged(tmp_path: Path) -> None:
    words = Prose(plain("Words of a page that is tagged as it should be. " * 9))
    pages = [(NewPage(Orientation.PORTRAIT), Heading("Page", 2, f"page-{at}"), words, words) for at in range(3)]
    with pikepdf.open(io.BytesIO(made(*(block for blocks in pages for block in blocks)))) as pdf:
        assert len(pdf.pages) > 3
        document, lost = pdf.Root.StructTreeRoot.K[0], pdf.pages[2].obj
        document.K = Array([kid for kid in document.K if kid.Pg.objgen != lost.objgen])
        pdf.save(tmp_path / "sent.pdf")
    facts = examine(tmp_path / "sent.pdf", tmp_path / "cleaned.pdf")
    assert facts.is_tagged
    assert [(each.what, each.page) for each in facts.findings if each.page] == [
        ("most of the page's words belong to no tag, so that a screen reader passes over them", 3)
    ]


def test_a_page_of_one_tag_that_holds_its_words_is_tagged(tmp_path: Path) -> None:
    with pikepdf.open(io.BytesIO(made(Prose(plain("Few words."))))) as pdf:
        pdf.save(tmp_path / "sent.pdf")
    assert examine(tmp_path / "sent.pdf", tmp_path / "cleaned.pdf").findings == ()


def test_of_a_paper_that_says_falsely_that_it_is_pdf_ua_both_are_said(tmp_path: Path) -> None:
    facts = facts_of(tmp_path, sent(no_words_for_a_picture, claims=True))
    assert not facts.ua
    assert barriers(facts) == [FALSE_CLAIM, "a picture has no alternative text"]


def test_a_claim_that_is_lost_with_the_fields_of_a_form_is_not_called_false(tmp_path: Path) -> None:
    facts = facts_of(tmp_path, sent(no_words_for_a_picture, claims=True))
    claimed = replace(facts, ua=True, findings=(Finding(Concern.ACCESSIBILITY, FORM_PRINTED),))
    said = [each.what for each in with_barriers(claimed, tmp_path / "cleaned.pdf").findings]
    assert said == [FORM_PRINTED, CLAIM_LOST, "a picture has no alternative text"]


def test_a_pack_names_papers_that_keep_readers_out_and_why_and_no_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_this_process(monkeypatch)
    workbook = agenda_workbook(tmp_path, report("1"), report("2"), report("3"))
    (tmp_path / "report-1.pdf").write_bytes(sent(no_title))
    (tmp_path / "report-2.pdf").write_bytes(sent(no_words_for_a_picture))
    (tmp_path / "report-3.pdf").write_bytes(sent(no_title_bar, claims=True))
    outcome = packs.make(workbook, tmp_path / "out")
    assert outcome.value is not None
    assert [(each.code, each.where, each.message) for each in outcome.problems] == [
        (
            "inaccessible-paper",
            "'Agenda'!H3",
            "report-2.pdf cannot be used by everybody: a picture has no alternative text.",
        )
    ]
    front = texts(tmp_path / "out" / f"{STEM}-public.pdf")[0]
    blamed = front.partition("cannot be used by everybody")[2] or front.partition("accessible")[2]
    assert "Agenda Item 2: Report 2" in blamed
    assert "Agenda Item 1" not in blamed
    assert "Agenda Item 3" not in blamed
    told = " ".join(texts(tmp_path / "out" / f"{STEM}-report.pdf"))
    assert "What the pack adds The papers lack this, and have it in the pack" in told
    assert "Agenda Item 1: Report 1 It has no title; the agenda's is used." in told
    assert packs.check(workbook) == outcome.problems
