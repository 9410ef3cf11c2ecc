"""What goes into a pack is what was seen: words that something covers are named, and no picture of a page changes."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String
from reportlab.pdfgen.canvas import Canvas

from kccreport.agenda.examining.comparing import pages_that_differ
from kccreport.agenda.examining.examiner import examine
from kccreport.agenda.examining.looking import look_at
from kccreport.agenda.issue.comparison import _request
from kccreport.agenda.merging.facts import Concern, Notes, PaperFacts
from kccreport.agenda.merging.merge import merge
from kccreport.agenda.merging.papers import PackPaper
from kccreport.ground.values import replace
from tests import ROOT
from tests.agenda.examining.covers import HIDE, LINE, SHOW, Case, code, mark
from tests.agenda.merging.test_merge import IDENTITY, foreign, front, saved
from tests.agendas import plain_pdf

CASES = sorted((ROOT / "tests" / "agenda" / "cases").glob("*.pdf"))
SAMPLES = sorted((ROOT / "inputs" / "papers").glob("*.pdf"))


def harms(content: bytes) -> dict[str, str]:
    notes = Notes()
    look_at(content, notes)
    return {each.kind: each.what for each in notes if each.concern is Concern.HARM}


@pytest.mark.parametrize("case", HIDE, ids=lambda case: case.name)
def test_words_that_something_lies_over_are_named(case: Case) -> None:
    found = harms(case.pdf())
    assert set(found) in ({"covered words"}, {"words under a mark"})


@pytest.mark.parametrize("case", SHOW, ids=lambda case: case.name)
def test_words_that_can_be_read_are_not_called_covered(case: Case) -> None:
    notes = Notes()
    look_at(case.pdf(), notes)
    assert list(notes) == []


def test_the_words_themselves_are_shown_so_that_they_can_be_found(tmp_path: Path) -> None:
    facts = examine(saved(tmp_path, "a.pdf", HIDE[0].pdf()), tmp_path / "clean.pdf")
    harm = next(each for each in facts.findings if each.concern is Concern.HARM)
    assert "“The complainant is Mrs Ann Example of 1 …”" in harm.what
    assert harm.page == 1


def taken(folder: Path, content: bytes) -> tuple[Path, PackPaper]:
    """A pack with one paper of others."""
    paper = foreign(saved(folder, "sent.pdf", content), folder, "a", 2)
    merge(IDENTITY, [front(), paper], folder / "pack.pdf")
    return folder / "pack.pdf", paper


def differing(pack: Path, *papers: PackPaper) -> list[dict[str, Any]]:
    return pages_that_differ(pack, [_request(paper, paper.place.numbers.first - 1) for paper in papers])


LOOKS = {
    "FreeText": "0 g BT /F1 10 Tf 2 4 Td (Approved by A. Officer) Tj ET",
    "Stamp": "1 0 0 RG 2 w 1 1 338 14 re S",
    "Highlight": "/Mul gs 1 1 0 rg 0 0 340 16 re f",
    **dict.fromkeys(
        ("Underline", "Squiggly", "StrikeOut", "Square", "Circle", "Line", "Polygon", "PolyLine", "Ink", "Caret", "Redact",
         "Watermark", "PrinterMark", "Projection", "Unheard"),
        "0 0 1 RG 1 w 3 3 300 8 re S",
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", LOOKS)
def test_a_mark_that_paints_is_part_of_the_page_and_looks_as_it_did(tmp_path: Path, kind: str) -> None:
    pack, paper = taken(tmp_path, Case(kind, mark(kind, LOOKS[kind], (70, 640, 410, 656))).pdf())
    assert differing(pack, paper) == []
    assert paper.facts is not None
    sent = pypdfium2.PdfDocument(tmp_path / "sent.pdf")
    clean = pypdfium2.PdfDocument(tmp_path / "a.pdf")
    assert bytes(sent[0].render(grayscale=True).buffer) == bytes(clean[0].render(grayscale=True).buffer)
    with Pdf.open(pack) as pdf:
        assert [str(each.Subtype) for each in pdf.pages[1].obj.Annots] == ["/Link"]  # the way back to the agenda
    assert any(each.page == 1 and each.concern in (Concern.SAFETY, Concern.HARM) for each in paper.facts.findings)


def every_foreign_input(folder: Path) -> list[PackPaper]:
    """Every paper of others that the suite has: the samples, the cases, and all pages with something over words as one."""
    with Pdf.new() as all_covers:
        opened = [Pdf.open(BytesIO(case.pdf())) for case in (*HIDE, *SHOW)]
        for each in opened:
            all_covers.pages.append(each.pages[0])
        all_covers.save(folder / "covers.pdf")
    papers, first = [], 2
    for number, source in enumerate([*SAMPLES, *CASES, folder / "covers.pdf"]):
        papers.append(foreign(source, folder, f"p{number}", first))
        facts = papers[-1].facts
        first += len(facts.pages) if facts is not None else 0
    return papers


def test_every_page_of_others_looks_in_the_pack_as_it_was_sent_and_a_word_more_on_it_is_found(tmp_path: Path) -> None:
    papers = every_foreign_input(tmp_path)
    merge(IDENTITY, [front(), *papers], tmp_path / "pack.pdf")
    assert differing(tmp_path / "pack.pdf", *papers) == []
    with Pdf.open(tmp_path / "pack.pdf") as pdf:
        helvetica = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        for page in pdf.pages[1:]:
            left, bottom, right, top = (float(side) for side in page.cropbox)
            code = f"q 0.5 g BT /Word 11 Tf 1 0 0 1 {(left + right) / 2} {bottom + (top - bottom) * 0.15} Tm (pence) Tj ET Q"
            page.obj.Resources = Dictionary(dict(page.obj.Resources))
            page.obj.Resources.Font = Dictionary({**dict(page.obj.Resources.get("/Font", {})), "/Word": helvetica})
            contents = list(page.obj.Contents)
            # below our stamps, which are the last things that a page draws
            page.obj.Contents = Array([pdf.make_stream(code.encode()), *contents])
        pdf.save(tmp_path / "changed.pdf")
    pages = [
        (paper.place.key, number)
        for paper in papers
        for number in range(1, 1 + (len(paper.facts.pages) if paper.facts is not None else 0))
    ]
    found = {(each["key"], each["page"]) for each in differing(tmp_path / "changed.pdf", *papers)}
    assert len(pages) > 70
    # where it is not found something lies over the word, so that nobody sees it either
    before, after = (pypdfium2.PdfDocument(tmp_path / name) for name in ("pack.pdf", "changed.pdf"))
    hidden = [at for at, page in enumerate(pages, 1) if page not in found]
    assert len(hidden) <= 3
    for at in hidden:
        one, other = (bytes(pdf[at].render(scale=2, grayscale=True).buffer) for pdf in (before, after))
        assert one == other, pages[at - 1]


def test_one_word_that_is_different_in_the_pack_is_found(tmp_path: Path) -> None:
    pack, paper = taken(tmp_path, plain_pdf("The price is 41 pounds", pages=3))
    with Pdf.open(pack) as pdf:
        page = pdf.pages[2].obj
        plain = b"\n".join(each.read_bytes() for each in page.Contents)
        assert plain.count(b"pounds") == 1
        page.Contents = pdf.make_stream(plain.replace(b"pounds", b"pences"))
        pdf.save(tmp_path / "changed.pdf")
    assert differing(tmp_path / "changed.pdf", paper) == [{"key": "a", "page": 2}]


def full_page(pdf: Pdf) -> None:
    lines = " ".join(f"BT /F1 9 Tf 60 {y} Td ({'Words to the edge ' * 5}) Tj ET" for y in range(58, 722, 9))
    page = pdf.pages[0].obj
    page.Contents = pdf.make_stream(f"{lines} BT /F1 9 Tf 60 740 Td (CROPPED account 12345678) Tj ET".encode())
    page.CropBox = Array([55, 56, 420, 722])


@pytest.mark.parametrize("turn", [0, 90])
def test_what_was_cropped_is_neither_seen_nor_copied_though_the_page_grows(tmp_path: Path, turn: int) -> None:
    def turned(pdf: Pdf) -> None:
        full_page(pdf)
        pdf.pages[0].obj.Rotate = turn

    pack, paper = taken(tmp_path, plain_pdf("Full", change=turned))
    assert differing(pack, paper) == []
    with Pdf.open(pack) as pdf:
        sides = [float(side) for side in pdf.pages[1].mediabox]
        assert max(sides[2] - sides[0] - 365, sides[3] - sides[1] - 666) >= 18  # it has grown
        plain = BytesIO()
        decoded = pikepdf.StreamDecodeLevel.generalized
        pdf.save(plain, qdf=True, compress_streams=False, stream_decode_level=decoded)
    assert b"12345678" not in plain.getvalue()
    document = pypdfium2.PdfDocument(pack)
    assert "CROPPED" not in document[1].get_textpage().get_text_range()


def test_a_picture_beyond_the_crop_does_not_show_in_the_strip_of_a_page_that_grows(tmp_path: Path) -> None:
    def dark(pdf: Pdf) -> None:
        full_page(pdf)
        pdf.pages[0].obj.Contents = pdf.make_stream(b"0 0 0.4 rg 0 0 595 842 re f")

    pack, _ = taken(tmp_path, plain_pdf("Dark", change=dark))
    page = pypdfium2.PdfDocument(pack)[1]
    rows = page.render(scale=1, grayscale=True)
    top = bytes(rows.buffer)[: rows.stride]
    assert min(top[: rows.width]) == 255


def test_words_that_reach_out_of_the_page_are_a_fault(tmp_path: Path) -> None:
    def change(pdf: Pdf) -> None:
        code("BT /F1 11 Tf 400 500 Td (seen and then a long account number 12345678 out of sight) Tj ET")(pdf)

    facts = examine(saved(tmp_path, "a.pdf", plain_pdf(change=change)), tmp_path / "clean.pdf")
    assert [each.kind for each in facts.findings if each.concern is Concern.HARM] == ["words outside the page"]


def hidden(shows: bool) -> Callable[[Pdf], None]:
    def change(pdf: Pdf) -> None:
        group = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("Layer")))
        off = Array([] if shows else [group])
        pdf.Root.OCProperties = Dictionary(OCGs=Array([group]), D=Dictionary(OFF=off, Order=Array([group])))
        page = pdf.pages[0].obj
        page.Resources.Properties = Dictionary(L=group)
        page.Contents = pdf.make_stream(f"/OC /L BDC 0 g {LINE} EMC BT /F1 9 Tf 72 300 Td (Seen) Tj ET".encode())

    return change


@pytest.mark.parametrize("shows", [True, False])
def test_a_layer_is_in_the_pack_only_where_it_shows(tmp_path: Path, shows: bool) -> None:
    pack, paper = taken(tmp_path, plain_pdf(change=hidden(shows)))
    document = pypdfium2.PdfDocument(pack)
    text = document[1].get_textpage().get_text_range()
    assert ("complainant" in text) == shows
    assert "Seen" in text
    assert differing(pack, paper) == []
    assert paper.facts is not None
    assert ("1 layer that does not show was taken out" in {each.what for each in paper.facts.findings}) != shows


def link(**action: Any) -> Callable[[Pdf], None]:
    def change(pdf: Pdf) -> None:
        place = Dictionary(
            Type=Name.Annot, Subtype=Name.Link, Rect=Array([72, 690, 200, 712]), Contents=String("See"),
            A=Dictionary(**action),
        )  # fmt: skip
        pdf.pages[0].obj.Annots = Array([pdf.make_indirect(place)])

    return change


@pytest.mark.parametrize(
    "action",
    [
        {"S": Name.GoToR, "F": String("Other.PDF"), "D": Array([1, Name.Fit])},
        {
            "S": Name.GoToR,
            "F": Dictionary(Type=Name.Filespec, UF=String("papers/other.pdf")),
            "D": Array([1, Name.Fit]),
        },
        {"S": Name.Launch, "F": String("C:\\papers\\other.pdf")},
        {"S": Name.URI, "URI": String("other.pdf")},
        {"S": Name.URI, "URI": String("file:///c:/papers/other.pdf#page=2")},
        {"S": Name.URI, "URI": String("\\\\server\\papers\\Other.pdf")},
    ],
    ids=["GoToR", "file specification", "Launch", "relative", "file address", "network path"],
)
def test_a_link_to_another_paper_of_the_pack_leads_to_its_page(tmp_path: Path, action: dict[str, Any]) -> None:
    papers = [front(), *linked(tmp_path, action)]
    merge(IDENTITY, papers, tmp_path / "pack.pdf")
    with Pdf.open(tmp_path / "pack.pdf") as pdf:
        found = next(each for each in pdf.pages[1].obj.Annots if str(each.get("/Contents")) == "See")
        assert "/A" not in found
        wanted = 3 if action["S"] == Name.GoToR else 2
        assert found.Dest[0].objgen == pdf.pages[wanted].obj.objgen


def linked(folder: Path, action: dict[str, Any]) -> list[PackPaper]:

    one = foreign(saved(folder, "one.pdf", plain_pdf("One", change=link(**action))), folder, "a", 2)
    two = foreign(saved(folder, "other.pdf", plain_pdf("Two", pages=2)), folder, "b", 3)
    return [replace(one, file="one.pdf"), replace(two, file="other.pdf")]


@pytest.mark.parametrize(
    "address", ["\\\\server\\share\\x", "file:///c:/x.docx", "../x.docx", "x.docx", "javascript:x()"]
)
def test_a_link_that_leads_out_of_the_pack_but_not_to_the_web_goes(tmp_path: Path, address: str) -> None:
    facts = examine(
        saved(tmp_path, "a.pdf", plain_pdf(change=link(S=Name.URI, URI=String(address)))), tmp_path / "c.pdf"
    )
    assert "a link to another file was removed" in {each.what for each in facts.findings}
    with Pdf.open(tmp_path / "c.pdf") as pdf:
        assert "/A" not in pdf.pages[0].obj.Annots[0]


def test_the_text_of_a_paper_without_tags_is_heard_under_its_item_paragraph_by_paragraph(tmp_path: Path) -> None:
    def lines(pdf: Pdf) -> None:
        pdf.pages[0].obj.Contents = pdf.make_stream(
            b"BT /F1 11 Tf 13 TL 72 700 Td (A first paragraph) Tj T* (of two lines.) Tj ET "
            b"BT /F1 11 Tf 72 640 Td (Another one) Tj ( goes on.) Tj ET 0 g 72 630 100 2 re f "
            b"/Artifact BMC BT /F1 9 Tf 72 30 Td (1 of 1) Tj ET EMC"
        )

    pack, paper = taken(tmp_path, plain_pdf(change=lines))
    assert differing(pack, paper) == []
    with Pdf.open(pack) as pdf:
        item = pdf.Root.StructTreeRoot.K[0].K[1]
        _, *paragraphs = item.K[0].K
        assert [str(each.S) for each in paragraphs] == ["/P", "/P"]
        said = words_by_number(pdf.pages[1])
        numbers = [list(each.K) if isinstance(each.K, Array) else [each.K] for each in paragraphs]
        assert [" ".join(said[int(number)] for number in each) for each in numbers] == [
            "A first paragraph of two lines.",
            "Another one  goes on.",
        ]
        assert "1 of 1" not in said.values()


def words_by_number(page: pikepdf.Page) -> dict[int, str]:
    """What each marked content of a page shows."""
    found: dict[int, str] = {}
    number = -1
    for instruction in pikepdf.parse_content_stream(page):
        operator, operands = str(instruction.operator), instruction.operands
        if operator == "BDC" and "/MCID" in operands[1]:
            number = int(operands[1].MCID)
        elif operator == "EMC":
            number = -1
        elif operator == "Tj" and number >= 0:
            found[number] = f"{found.get(number, '')}{' ' if number in found else ''}{operands[0]}"
    return found


def test_a_field_of_a_form_is_part_of_the_page_whether_or_not_its_form_is_there(tmp_path: Path) -> None:
    def field(pdf: Pdf) -> None:
        look = pdf.make_stream(
            b"BT /F1 11 Tf 2 5 Td (Filled in) Tj ET", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 100, 20]),
            Resources=pdf.pages[0].obj.Resources,
        )  # fmt: skip
        box = Dictionary(
            Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T=String("name"), V=String("Filled in"),
            Rect=Array([100, 500, 200, 520]), AP=Dictionary(N=look), F=4,
        )  # fmt: skip
        pdf.pages[0].obj.Annots = Array([pdf.make_indirect(box)])
        pdf.Root.AcroForm = Dictionary(Fields=Array(list(pdf.pages[0].obj.Annots)))

    pack, paper = taken(tmp_path, plain_pdf(change=field))
    assert differing(pack, paper) == []
    document = pypdfium2.PdfDocument(pack)
    assert "Filled in" in document[1].get_textpage().get_text_range()


def test_a_paper_whose_only_tag_is_empty_does_not_pass_for_tagged(tmp_path: Path) -> None:
    def empty(pdf: Pdf) -> None:
        root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        root.K = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, P=root))
        pdf.Root.StructTreeRoot, pdf.Root.MarkInfo = root, Dictionary(Marked=True)

    facts = examine(saved(tmp_path, "a.pdf", plain_pdf(change=empty)), tmp_path / "c.pdf")
    assert not facts.is_tagged
    assert facts.pages[0].paragraphs


def test_a_title_in_xmp_is_a_title(tmp_path: Path) -> None:
    def titled(pdf: Pdf) -> None:
        del pdf.docinfo.Title
        with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
            metadata["dc:title"] = "A title"

    facts: PaperFacts = examine(saved(tmp_path, "a.pdf", plain_pdf(change=titled)), tmp_path / "c.pdf")
    assert facts.title == "A title"
    assert not any("no title" in each.what for each in facts.findings)


def test_the_picture_compared_is_that_of_a_page_and_not_of_nothing(tmp_path: Path) -> None:
    """Two pages with different words have different pictures, or the comparison would find nothing."""
    facts = examine(saved(tmp_path, "a.pdf", plain_pdf("Words", pages=2)), tmp_path / "c.pdf")
    assert len({page.picture for page in facts.pages}) == 2
    assert pikepdf.Pdf.open(tmp_path / "c.pdf").pages


def test_a_page_whose_size_is_that_of_the_whole_file_is_not_cut(tmp_path: Path) -> None:
    """The size may stand above the pages, which then have none of their own."""

    code = b"BT /F1 11 Tf 72 815 Td (Words near the top) Tj ET"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R/Lang(en-GB)>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 595 842]>>",
        b"<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>",
        b"<</Length %d>>\nstream\n%b\nendstream" % (len(code), code),
    ]
    file, places = b"%PDF-1.7\n", []
    for number, each in enumerate(objects, 1):
        places.append(b"%010d 00000 n \n" % len(file))
        file += b"%d 0 obj\n%b\nendobj\n" % (number, each)
    table = b"xref\n0 5\n0000000000 65535 f \n" + b"".join(places)
    file += table + b"trailer\n<</Size 5/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % len(file)
    path = saved(tmp_path, "a.pdf", file)
    facts = examine(path, tmp_path / "clean.pdf")
    assert facts.pages[0].box == pytest.approx((0, 0, 595, 842))
    told = [each for each in facts.findings if each.concern not in (Concern.ACCESSIBILITY, Concern.MENDED)]
    assert told == []
    assert "Words near the top" in pypdfium2.PdfDocument(tmp_path / "clean.pdf")[0].get_textpage().get_text_range()


@pytest.mark.parametrize("kind", ["text", "choice", "box"])
def test_fields_that_are_filled_in_stand_in_the_pack_as_a_reader_shows_them(tmp_path: Path, kind: str) -> None:
    file = BytesIO()
    canvas = Canvas(file)
    canvas.drawString(72, 780, "Application")
    if kind == "text":
        canvas.acroForm.textfield(name="street", x=220, y=730, value="Mill Lane")
    elif kind == "choice":
        canvas.acroForm.choice(name="month", x=220, y=730, options=["May", "June"], value="June")
    else:
        canvas.acroForm.checkbox(name="closed", x=220, y=730, checked=True)
    canvas.save()
    facts = examine(saved(tmp_path, "a.pdf", file.getvalue()), tmp_path / "clean.pdf")
    assert [each for each in facts.findings if each.concern is Concern.HARM] == []
    page = pypdfium2.PdfDocument(tmp_path / "clean.pdf")[0]
    box = page.render(scale=1, crop=(215, 720, 370, 70)).to_pil().convert("L")
    assert box.getextrema()[0] < 100  # drawn, though the fields are gone
