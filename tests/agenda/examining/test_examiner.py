"""PDFs that others send: what is refused, what is taken out, and what is said about them."""

import json
import os
import random
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import page
import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String

from kccreport.agenda.examining import isolation
from kccreport.agenda.examining.cleaning import clean
from kccreport.agenda.examining.examiner import FOREIGN_FAULTS, Unusable, examine
from kccreport.agenda.merging.facts import MOST_SECONDS, Concern, Notes, PaperFacts
from kccreport.ground.errors import ChildFailed, UnusablePaper
from tests import ROOT
from tests.agendas import plain_pdf, tagged_pdf

SAMPLES = ROOT / "inputs" / "papers"


def facts_of(tmp_path: Path, content: bytes) -> PaperFacts:
    (tmp_path / "sent.pdf").write_bytes(content)
    return examine(tmp_path / "sent.pdf", tmp_path / "cleaned.pdf")


def said(facts: PaperFacts, concern: Concern) -> list[str]:
    return [finding.what for finding in facts.findings if finding.concern is concern]


def changed(change: Callable[[Pdf], None], pages: int = 1) -> bytes:
    return plain_pdf(change=change, pages=pages)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "is empty"),
        (b"PK\x03\x04 a workbook", "is not a PDF"),
        (b"%PDF-1.7\nnothing else", "is damaged"),
        (plain_pdf()[:300], "is damaged"),
        (plain_pdf(pages=0), "has no pages"),
    ],
    ids=["empty", "a workbook", "only a header", "cut off", "no pages"],
)
def test_a_file_that_is_no_use_is_refused_and_says_why(tmp_path: Path, content: bytes, why: str) -> None:
    with pytest.raises(Unusable, match=why):
        facts_of(tmp_path, content)


def test_a_password_is_asked_for_in_vain(tmp_path: Path) -> None:
    with Pdf.open(SAMPLES / "parking-letter.pdf") as pdf:
        pdf.save(tmp_path / "locked.pdf", encryption=pikepdf.Encryption(user="x", owner="y"))
    with pytest.raises(Unusable, match="locked with a password"):
        examine(tmp_path / "locked.pdf", tmp_path / "cleaned.pdf")


def test_a_paper_that_forbids_assembly_is_refused_though_it_opens(tmp_path: Path) -> None:
    with Pdf.open(SAMPLES / "parking-letter.pdf") as pdf:
        allow = pikepdf.Permissions(modify_assembly=False, modify_other=False)
        pdf.save(tmp_path / "owned.pdf", encryption=pikepdf.Encryption(user="", owner="y", allow=allow))
    with pytest.raises(Unusable, match="forbids being put together"):
        examine(tmp_path / "owned.pdf", tmp_path / "cleaned.pdf")


def test_an_encrypted_paper_without_a_password_is_taken_and_said(tmp_path: Path) -> None:
    with Pdf.open(SAMPLES / "parking-letter.pdf") as pdf:
        allow = pikepdf.Permissions(modify_assembly=True)
        pdf.save(tmp_path / "open.pdf", encryption=pikepdf.Encryption(user="", owner="y", allow=allow))
    facts = examine(tmp_path / "open.pdf", tmp_path / "cleaned.pdf")
    assert "it was encrypted; the pack is not" in said(facts, Concern.CHANGE)
    with Pdf.open(tmp_path / "cleaned.pdf") as pdf:
        assert not pdf.is_encrypted


def test_a_file_that_was_repaired_says_so(tmp_path: Path) -> None:
    content = plain_pdf()
    start = content.rindex(b"startxref")
    facts = facts_of(tmp_path, content[:start] + b"startxref\n7\n%%EOF\n")
    assert "the file was damaged and was repaired as it was read: compare its pages" in said(facts, Concern.CHANGE)
    assert len(facts.pages) == 1


@pytest.mark.parametrize(
    ("name", "tagged", "ua", "pdfa"),
    [
        ("minutes-2021-01-15.pdf", True, True, "A"),
        ("contract-award.pdf", True, True, ""),
        ("work-programme.pdf", True, True, ""),
        ("parking-letter.pdf", False, False, ""),
    ],
)
def test_what_a_paper_claims_is_borne_out_by_a_validator(
    tmp_path: Path, name: str, tagged: bool, ua: bool, pdfa: str
) -> None:
    facts = examine(SAMPLES / name, tmp_path / "cleaned.pdf")
    assert (facts.is_tagged, facts.ua, facts.pdfa) == (tagged, ua, pdfa)
    assert facts.is_accessible == tagged


def test_a_false_claim_is_not_believed(tmp_path: Path) -> None:
    def claim(pdf: Pdf, _: Any) -> None:
        with pdf.open_metadata(set_pikepdf_as_editor=False) as metadata:
            metadata["{http://www.aiim.org/pdfua/ns/id/}part"] = "1"

    facts = facts_of(tmp_path, tagged_pdf(change=claim))
    assert not facts.ua
    assert "it says that it is PDF/UA-1, but a validator finds faults" in said(facts, Concern.ACCESSIBILITY)


def test_a_claim_that_the_validator_gives_up_on_is_not_believed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def give_up(*_: Any, **__: Any) -> Any:
        raise page.SafetyLimitError("too deep")

    monkeypatch.setattr(page, "validate_pdf", give_up)
    assert not examine(SAMPLES / "minutes-2021-01-15.pdf", tmp_path / "cleaned.pdf").ua


def test_a_scan_is_named_by_its_page(tmp_path: Path) -> None:
    def scan(pdf: Pdf) -> None:
        page = pdf.pages[1].obj
        picture = pdf.make_stream(b"\x80" * 64, Type=Name.XObject, Subtype=Name.Image, Width=8, Height=8)
        picture.ColorSpace, picture.BitsPerComponent = Name.DeviceGray, 8
        page.Resources.XObject = Dictionary(Im=picture)
        page.Contents = pdf.make_stream(b"q 595 0 0 842 0 0 cm /Im Do Q")

    facts = facts_of(tmp_path, changed(scan, pages=2))
    found = [finding for finding in facts.findings if "as a scan is" in finding.what]
    assert [finding.page for finding in found] == [2]


def test_no_title_and_no_language_are_named(tmp_path: Path) -> None:
    def bare(pdf: Pdf) -> None:
        del pdf.docinfo.Title
        del pdf.Root.Lang

    assert said(facts_of(tmp_path, changed(bare)), Concern.MENDED) == [
        "it does not say what language it is in; the pack's is taken for it",
        "it has no title; the agenda's is used",
    ]


def active(pdf: Pdf) -> None:
    """Everything that acts, in one file."""
    page = pdf.pages[0].obj
    script = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))
    pdf.Root.OpenAction = script
    pdf.Root.AA = Dictionary(WC=script)
    pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([String("x"), script])))
    pdf.attachments["hidden.csv"] = b"1,2"
    page.AA = Dictionary(O=script)
    page.Thumb = pdf.make_stream(b"0" * 64)
    page.PieceInfo = Dictionary(X=1)

    def annotation(kind: str, **keys: Any) -> Any:
        return pdf.make_indirect(
            Dictionary(
                Type=Name.Annot, Subtype=Name("/" + kind), Rect=Array([0, 0, 9, 9]), Contents=String("x"), **keys
            )
        )

    page.Annots = Array(
        [
            annotation("Link", A=Dictionary(S=Name.Launch, F=String("calc.exe"))),
            annotation("Link", A=Dictionary(S=Name.URI, URI=String("javascript:alert(1)"))),
            annotation("Link", A=Dictionary(S=Name.URI, URI=String("file:///etc/passwd"))),
            annotation("Link", A=Dictionary(S=Name.GoToR, F=String("exempt.pdf"))),
            annotation("Link", A=Dictionary(S=Name.URI, URI=String("https://example.org"), Next=script)),
            annotation("Link", A=Dictionary(S=Name.URI, URI=String("https://example.org/kept"))),
            annotation("FileAttachment"),
            annotation("Screen", A=script),
            annotation("Text"),
            annotation("RichMedia"),
        ]
    )


def test_everything_that_acts_is_removed_and_named(tmp_path: Path) -> None:
    facts = facts_of(tmp_path, changed(active))
    found = set(said(facts, Concern.SAFETY))
    assert {
        "an action on opening was removed",
        "actions on events were removed",
        "scripts were removed",
        "embedded files were removed",
        "actions or files of a page were removed",
        "an action (Launch) was removed",
        "actions chained to a link were removed",
        "a file attached to the page was removed",
        "a place for media was removed",
        "media were removed",
        "a reviewer's note was removed",
    } <= found
    with Pdf.open(tmp_path / "cleaned.pdf") as pdf:
        page = pdf.pages[0].obj
        assert not {"/OpenAction", "/AA"} & set(pdf.Root.keys())
        assert not {"/AA", "/Thumb", "/PieceInfo"} & set(page.keys())
        left = [each.get("/A") for each in page.Annots]
        assert [bytes(action.URI) for action in left if action is not None] == [
            b"pack-file:0:exempt.pdf",  # for the pack to resolve or to take out
            b"https://example.org",
            b"https://example.org/kept",
        ]
        assert all("/Next" not in action for action in left if action is not None)
        words = b"".join(each.unparse(resolved=True) for each in pdf.objects if not isinstance(each, pikepdf.Stream))
        assert b"JavaScript" not in words
        assert b"EmbeddedFile" not in words


def test_a_form_is_printed_as_it_stands_and_said_not_to_be_tagged(tmp_path: Path) -> None:
    def form(pdf: Pdf) -> None:
        look = pdf.make_stream(
            b"BT /F1 11 Tf 2 5 Td (Filled in) Tj ET", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 100, 20]),
            Resources=pdf.pages[0].obj.Resources,
        )  # fmt: skip
        field = pdf.make_indirect(
            Dictionary(
                Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T=String("name"), V=String("Filled in"),
                Rect=Array([100, 500, 200, 520]), AP=Dictionary(N=look), F=4, DA=String("/F1 11 Tf"),
            )
        )  # fmt: skip
        pdf.pages[0].obj.Annots = Array([field])
        pdf.Root.AcroForm = Dictionary(Fields=Array([field]), DR=pdf.pages[0].obj.Resources, DA=String("/F1 11 Tf"))

    facts = facts_of(tmp_path, changed(form))
    assert "form fields are printed as they stand, and their content is not tagged" in said(
        facts, Concern.ACCESSIBILITY
    )
    import pypdfium2

    document = pypdfium2.PdfDocument(tmp_path / "cleaned.pdf")
    assert "Filled in" in document[0].get_textpage().get_text_range()
    document.close()


def widget(pdf: Pdf, **more: Any) -> None:
    """Put a field without a look on the first page, and it alone into the form."""
    field = pdf.make_indirect(
        Dictionary(
            Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T=String("name"), F=4, DA=String("/F1 11 Tf"), **more
        )
    )
    pdf.pages[0].obj.Annots = Array([field])
    pdf.Root.AcroForm = Dictionary(Fields=Array([field]), DR=pdf.pages[0].obj.Resources)


def darkest(path: Path, box: tuple[float, float, float, float]) -> int:
    """The darkest grey of a part of the first page, in points from its lower left."""
    import pypdfium2

    document = pypdfium2.PdfDocument(path)
    picture = document[0].render(scale=1, grayscale=True).to_pil()
    document.close()
    left, bottom, right, top = box
    return int(picture.crop((int(left), 842 - int(top), int(right), 842 - int(bottom))).getextrema()[0])


@pytest.mark.parametrize("more", [{}, {"V": String("i")}], ids=["blank", "filled in"])
@pytest.mark.parametrize("asks", [False, True])
def test_a_field_that_has_no_look_keeps_the_box_that_it_describes(
    tmp_path: Path, more: dict[str, Any], asks: bool
) -> None:
    def field(pdf: Pdf) -> None:
        look = Dictionary(BC=Array([0.2, 0, 0]), BG=Array([0.9]))
        widget(pdf, Rect=Array([100, 500, 300, 540]), MK=look, **more)
        pdf.Root.AcroForm.NeedAppearances = asks

    facts_of(tmp_path, changed(field))
    assert darkest(tmp_path / "cleaned.pdf", (96, 510, 104, 530)) < 120  # its border
    assert 200 < darkest(tmp_path / "cleaned.pdf", (150, 510, 250, 530)) < 244  # its background


@pytest.mark.parametrize(("state", "is_ticked"), [(Name.Yes, True), (Name.Off, False)])
def test_a_box_that_is_ticked_and_has_no_look_is_ticked_in_the_pack(
    tmp_path: Path, state: Name, is_ticked: bool
) -> None:
    def box(pdf: Pdf) -> None:
        widget(pdf, Rect=Array([100, 500, 120, 520]), AS=state)
        field = pdf.pages[0].obj.Annots[0]
        field.FT, field.Parent = Name.Btn, pdf.make_indirect(Dictionary(FT=Name.Btn, T=String("group")))

    facts_of(tmp_path, changed(box))
    assert (darkest(tmp_path / "cleaned.pdf", (101, 501, 119, 519)) < 100) == is_ticked


@pytest.mark.parametrize("alpha", [None, 0.5])
def test_a_page_below_a_highlight_looks_as_it_was_sent(tmp_path: Path, alpha: float | None) -> None:
    def highlighted(pdf: Pdf) -> None:
        state = Dictionary(Type=Name.ExtGState, BM=Name.Multiply, **({"ca": alpha} if alpha else {}))
        look = pdf.make_stream(
            b"/G gs 1 0.8 0.2 rg 70 690 330 22 re f", Type=Name.XObject, Subtype=Name.Form, BBox=Array([70, 690, 400, 712]),
            Group=Dictionary(S=Name.Transparency), Resources=Dictionary(ExtGState=Dictionary(G=state)),
        )  # fmt: skip
        mark = Dictionary(
            Type=Name.Annot, Subtype=Name.Highlight, Rect=Array([70, 690, 400, 712]), F=4, AP=Dictionary(N=look),
            QuadPoints=Array([70, 712, 400, 712, 70, 690, 400, 690]),
        )  # fmt: skip
        pdf.pages[0].obj.Annots = Array([pdf.make_indirect(mark)])

    words = "The quick brown fox jumps over the lazy dog and away"
    facts = facts_of(tmp_path, plain_pdf(words, change=highlighted, lines=[words] * 20))
    assert said(facts, Concern.HARM) == []
    assert darkest(tmp_path / "cleaned.pdf", (380, 692, 398, 695)) < 244  # the mark is part of the page


def painted(code: str) -> Callable[[Pdf], None]:
    def change(pdf: Pdf) -> None:
        page = pdf.pages[0].obj
        page.Contents = pdf.make_stream(page.Contents.read_bytes() + b" " + code.encode())

    return change


def test_letters_through_which_a_colour_shows_are_not_covered_by_it(tmp_path: Path) -> None:
    through = "q BT /F1 40 Tf 7 Tr 72 500 Td (Report) Tj ET 0 0 1 rg 60 480 300 80 re f Q"
    assert said(facts_of(tmp_path, changed(painted(through))), Concern.HARM) == []
    covered = "BT /F1 40 Tf 72 500 Td (Report) Tj ET 0 0 1 rg 60 480 300 80 re f"
    assert len(said(facts_of(tmp_path, changed(painted(covered))), Concern.HARM)) == 1


def test_covered_words_that_are_broken_at_the_end_of_a_line_are_named_with_their_hyphen(tmp_path: Path) -> None:
    lines = "BT /F1 40 Tf 72 500 Td (confi-) Tj 0 -44 Td (dential) Tj ET 0 g 60 440 300 110 re f"
    (what,) = said(facts_of(tmp_path, changed(painted(lines))), Concern.HARM)
    assert "confi-" in what
    assert "\ufffe" not in what


def test_a_line_of_which_a_hairs_breadth_shows_at_the_edge_stays(tmp_path: Path) -> None:
    line = "0 G 0.5 w 0.1 300 m 0.1 500 l S 600 10 m 700 10 l S"  # one shows in part, the other not at all
    assert said(facts_of(tmp_path, changed(painted(line))), Concern.HARM) == []
    assert darkest(tmp_path / "cleaned.pdf", (0, 350, 1, 450)) < 250
    with Pdf.open(tmp_path / "cleaned.pdf") as pdf:
        assert b"600 10 m" in pdf.pages[0].Contents.read_bytes()
        assert pdf.pages[0].Contents.read_bytes().count(b"S") == 1


def test_a_page_that_shows_only_once_it_is_made_safe_still_stops(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lost(pdf: Pdf, notes: Notes) -> Any:
        pdf.pages[0].obj.Contents = pdf.make_stream(b"")
        return clean(pdf, notes)

    monkeypatch.setattr("kccreport.agenda.examining.examiner.clean", lost)
    mark = Dictionary(Type=Name.Annot, Subtype=Name.Square, Rect=Array([70, 100, 90, 120]), F=4)
    facts = facts_of(tmp_path, changed(lambda pdf: pdf.pages[0].obj.__setitem__("/Annots", Array([mark]))))
    assert "the page does not look as it was sent, once it is made safe" not in said(
        facts, Concern.HARM
    )  # it is described
    facts = facts_of(tmp_path, changed(lambda pdf: None))
    assert said(facts, Concern.HARM) == ["the page does not look as it was sent, once it is made safe"]


def test_a_stream_where_only_a_dictionary_may_stand_is_taken_without_what_it_holds(tmp_path: Path) -> None:
    def odd(pdf: Pdf) -> None:
        inner = pdf.make_stream(b"hidden words", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 9, 9]))
        inner.Resources = pdf.make_stream(b"never looked at", Font=pdf.pages[0].obj.Resources.Font)
        pdf.pages[0].obj.Resources.XObject = Dictionary(X=inner)

    facts_of(tmp_path, changed(odd))
    with Pdf.open(tmp_path / "cleaned.pdf") as pdf:
        held = [each.read_bytes() for each in pdf.objects if isinstance(each, pikepdf.Stream)]
    assert not any(b"never looked at" in each for each in held)


def test_layers_that_do_not_show_are_named(tmp_path: Path) -> None:
    def layer(pdf: Pdf) -> None:
        group = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("Draft")))
        pdf.Root.OCProperties = Dictionary(OCGs=Array([group]), D=Dictionary(OFF=Array([group])))

    found = said(facts_of(tmp_path, changed(layer)), Concern.SAFETY)
    assert found == ["1 layer that does not show was taken out"]


def odd_box(pdf: Pdf) -> None:
    pdf.pages[0].obj.MediaBox = Array([0, 0, 0, 842])


def odd_turn(pdf: Pdf) -> None:
    pdf.pages[0].obj.Rotate = 45


@pytest.mark.parametrize("change", [odd_box, odd_turn])
def test_a_page_whose_size_or_turn_makes_no_sense_is_mended_and_said(
    tmp_path: Path, change: Callable[[Pdf], None]
) -> None:
    facts = facts_of(tmp_path, changed(change))
    assert [finding.page for finding in facts.findings if finding.concern is Concern.CHANGE] == [1]
    assert (round(facts.pages[0].width), round(facts.pages[0].height)) == (595, 842)


def test_blank_strips_are_found_where_nothing_is_drawn(tmp_path: Path) -> None:
    def half(pdf: Pdf) -> None:
        pdf.pages[0].obj.Contents = pdf.make_stream(b"0 g 0 0 300 842 re f")

    strip = facts_of(tmp_path, changed(half)).pages[0].bottom[0]
    assert 300 <= strip.left <= 330
    assert 570 <= strip.right <= 595


@pytest.mark.parametrize(
    ("grey", "is_blank"),
    [(0, False), (128, False), (200, False), (230, False), (243, False), (244, True), (250, True), (255, True)],
)
def test_what_is_darker_than_the_faintest_tint_is_not_blank(tmp_path: Path, grey: int, is_blank: bool) -> None:
    """A stamp is black on 244 of 255 still at 18 to 1; darker than that is something that somebody drew."""

    def tint(pdf: Pdf) -> None:
        pdf.pages[0].obj.Contents = pdf.make_stream(f"{grey / 255:.5f} g 0 0 595 842 re f".encode())

    page = facts_of(tmp_path, changed(tint)).pages[0]
    assert bool(page.top) == bool(page.bottom) == is_blank


def test_a_tree_that_goes_in_circles_ends(tmp_path: Path) -> None:
    def circle(pdf: Pdf, document: Any) -> None:
        document.K.append(document)

    assert facts_of(tmp_path, tagged_pdf(change=circle)).is_tagged


def garbage(pdf: Pdf, document: Any) -> None:
    document.K = Array(
        [String("no element"), 7, Dictionary(Obj=5), Dictionary(S=Name.P, K=Dictionary(MCID=String("x")))]
    )


def page_that_is_none(pdf: Pdf, document: Any) -> None:
    document.K[0].Pg = 5


def attributes_that_are_none(pdf: Pdf, document: Any) -> None:
    document.K[0].S = Name.TH
    document.K[0].A = Array([Dictionary(O=Name.Table, Headers=Array([5, Name.X]))])


def kids_that_are_none(pdf: Pdf, document: Any) -> None:
    pdf.Root.StructTreeRoot.K = String("x")
    pdf.Root.StructTreeRoot.RoleMap = Dictionary(P=5)


@pytest.mark.parametrize("change", [garbage, page_that_is_none, attributes_that_are_none, kids_that_are_none])
def test_tags_that_are_past_use_are_left_out_and_said_or_mended(
    tmp_path: Path, change: Callable[[Pdf, Any], None]
) -> None:
    facts = facts_of(tmp_path, tagged_pdf(change=change))
    if not facts.is_tagged:
        found = said(facts, Concern.ACCESSIBILITY)
        empty = "it has tags, but they hold nothing of what is on its pages"
        lost = "most of its words belong to no tag, so its tags were left out"
        assert {"its tags are damaged, and were left out", empty, lost} & set(found)
        with Pdf.open(tmp_path / "cleaned.pdf") as pdf:
            assert "/StructTreeRoot" not in pdf.Root
    assert len(facts.pages) == 1


def test_bookmarks_that_are_past_use_refuse_the_paper_or_are_mended(tmp_path: Path) -> None:
    def bookmarks(pdf: Pdf) -> None:
        first = pdf.make_indirect(Dictionary(Title=5, Dest=Array([String("x")]), Count=String("many")))
        first.Next = first
        pdf.Root.Outlines = pdf.make_indirect(Dictionary(First=first, Last=first, Count=1))

    try:
        facts = facts_of(tmp_path, changed(bookmarks))
    except Unusable:
        return
    assert len(facts.pages) == 1


@pytest.mark.parametrize("seed", range(40))
def test_a_damaged_file_is_taken_refused_or_a_known_fault_and_nothing_else(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    content = bytearray((SAMPLES / chance.choice(["contract-award.pdf", "parking-letter.pdf"])).read_bytes())
    for _ in range(chance.randint(1, 30)):
        content[chance.randrange(len(content))] = chance.randrange(256)
    try:
        facts = facts_of(tmp_path, bytes(content[: chance.randint(len(content) // 2, len(content))]))
    except (Unusable, *FOREIGN_FAULTS):
        return
    assert facts.pages


def test_facts_cross_from_one_process_to_another_unchanged(tmp_path: Path) -> None:
    alone = examine(SAMPLES / "parking-letter.pdf", tmp_path / "one.pdf")
    assert isolation.examine(SAMPLES / "parking-letter.pdf", tmp_path / "two.pdf") == alone
    assert (tmp_path / "one.pdf").read_bytes() == (tmp_path / "two.pdf").read_bytes()


def test_a_refusal_crosses_too(tmp_path: Path) -> None:
    (tmp_path / "x.pdf").write_bytes(b"no")
    with pytest.raises(UnusablePaper, match="is not a PDF"):
        isolation.examine(tmp_path / "x.pdf", tmp_path / "y.pdf")


def test_a_reader_that_breaks_down_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(isolation, "_PROGRAM", "import os; os.abort()")
    with pytest.raises(UnusablePaper, match="broke down"):
        isolation.examine(SAMPLES / "parking-letter.pdf", tmp_path / "y.pdf")


@pytest.mark.parametrize(
    "look",
    [
        lambda: isolation.find_leaks({"packs": ["x/public.pdf"], "exempt": [], "public": [], "allowed": []}),
        lambda: isolation.standards_met(Path("public.pdf"), ["ua1"]),
    ],
)
def test_a_proof_that_breaks_down_is_a_whole_sentence_that_names_the_file(
    monkeypatch: pytest.MonkeyPatch, look: Callable[[], object]
) -> None:
    monkeypatch.setattr(isolation, "_PROGRAM", "import os; os.abort()")
    with pytest.raises(ChildFailed, match=r"public\.pdf.*nothing was written|nothing was written.*public\.pdf"):
        look()


def test_a_paper_whose_stream_ends_in_a_carriage_return_keeps_what_it_claims(tmp_path: Path) -> None:
    """A validator would misread its length: see `compact`."""

    codes = (zlib.compress(b"q Q %%%d\n" % number) for number in range(5_000))
    data = next(code for code in codes if code.endswith(b"\r"))
    with Pdf.open(SAMPLES / "minutes-2021-01-15.pdf") as pdf:
        last = pdf.pages[-1].obj
        before = list(last.Contents) if isinstance(last.Contents, Array) else [last.Contents]
        last.Contents = Array([*before, pdf.make_stream(data, Filter=Name.FlateDecode)])
        pdf.save(tmp_path / "sent.pdf")
    facts = examine(tmp_path / "sent.pdf", tmp_path / "cleaned.pdf")
    assert (facts.ua, facts.pdfa) == (True, "A")


def test_a_paper_that_takes_for_ever_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(isolation, "_PROGRAM", "import time; time.sleep(600)")
    monkeypatch.setattr(isolation, "MOST_SECONDS", 0.1)
    with pytest.raises(UnusablePaper, match="to read"):
        isolation.examine(SAMPLES / "parking-letter.pdf", tmp_path / "y.pdf")


# a process that does with a paper what the name of its file says
IN_THE_CHILD = """
import json, resource, sys
sys.path.append(sys.argv[1])
from kccreport.agenda.examining import child, examiner
def examine(path, *_, **__):
    if path.stem == "limits":
        kinds = (resource.RLIMIT_AS, resource.RLIMIT_CPU, resource.RLIMIT_CORE)
        raise examiner.Unusable(json.dumps([resource.getrlimit(kind) for kind in kinds]))
    if path.stem == "memory":
        return bytearray(2**32)
    while True:
        pass
examiner.examine = examine
child.main()
"""


@pytest.mark.skipif(os.name != "posix", reason="the system sets no limits elsewhere")
def test_a_paper_is_looked_at_within_limits_of_memory_and_time_and_leaves_no_core(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(isolation, "_PROGRAM", IN_THE_CHILD)
    with pytest.raises(UnusablePaper) as told:
        isolation.examine(tmp_path / "limits.pdf", tmp_path / "y.pdf")
    memory, seconds, core = json.loads(str(told.value))
    assert memory == [3 * 2**30] * 2
    assert MOST_SECONDS <= seconds[0] <= MOST_SECONDS + 10, "beyond what it has taken so far"
    assert core == [0, 0]


@pytest.mark.skipif(os.name != "posix", reason="the system sets no limits elsewhere")
def test_a_paper_that_wants_more_memory_than_that_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(isolation, "_PROGRAM", IN_THE_CHILD)
    with pytest.raises(UnusablePaper, match="needs more memory than a paper may"):
        isolation.examine(tmp_path / "memory.pdf", tmp_path / "y.pdf")


@pytest.mark.skipif(os.name != "posix", reason="the system sets no limits elsewhere")
def test_a_paper_that_computes_for_ever_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = IN_THE_CHILD.replace("child.main()", "child.MOST_SECONDS = 0; child.main()")  # and the second begun
    monkeypatch.setattr(isolation, "_PROGRAM", program)
    with pytest.raises(UnusablePaper, match="broke down"):
        isolation.examine(tmp_path / "for-ever.pdf", tmp_path / "y.pdf")


def test_a_bomb_is_refused_before_it_is_drawn(tmp_path: Path) -> None:
    """60 MB of drawing in 60 kB of file."""

    def bomb(pdf: Pdf) -> None:
        data = zlib.compress(b"q Q\n" * 15_000_000, 9)
        pdf.pages[0].obj.Contents = pdf.make_stream(data, Filter=Name.FlateDecode)

    (tmp_path / "bomb.pdf").write_bytes(changed(bomb))
    with pytest.raises(UnusablePaper, match="more steps"):
        isolation.examine(tmp_path / "bomb.pdf", tmp_path / "cleaned.pdf")


def test_cleaning_leaves_an_honest_paper_as_it_is() -> None:
    with Pdf.open(SAMPLES / "minutes-2021-01-15.pdf") as pdf:
        notes = Notes()
        clean(pdf, notes)
        assert list(notes) == []
        assert "/StructTreeRoot" in pdf.Root
