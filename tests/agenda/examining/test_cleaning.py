"""Each thing that acts, listens or hides in a PDF goes, one by one; what a reader needs stays."""

from collections.abc import Callable
from typing import Any

import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String

from kccreport.agenda.examining.cleaning import clean
from kccreport.agenda.merging.facts import Concern, Finding, Notes


def blank() -> Pdf:
    pdf = Pdf.new()
    pdf.add_blank_page(page_size=(595, 842))
    return pdf


def cleaned(pdf: Pdf) -> list[Finding]:
    notes = Notes()
    clean(pdf, notes)
    return list(notes)


# ISO 32000-1, table 28 (the catalogue), but for what describes pages, tags and looks; and PDF 2.0's /AF and /DSS
CATALOGUE = (
    "AA", "AF", "Collection", "DSS", "Legal", "OpenAction", "Perms", "PieceInfo", "Requirements", "SpiderInfo", "Threads",
)  # fmt: skip
# ISO 32000-1, table 31 (the name dictionary), but for destinations and appearances
NAMES = ("JavaScript", "Pages", "Templates", "IDS", "URLS", "EmbeddedFiles", "AlternatePresentations", "Renditions")
# ISO 32000-1, table 30 (a page)
PAGE = ("Thumb", "B", "Dur", "Trans", "AA", "Metadata", "PieceInfo", "SeparationInfo", "PresSteps", "VP", "AF")


@pytest.mark.parametrize("key", CATALOGUE)
def test_what_hangs_on_the_file_goes_and_is_named(key: str) -> None:
    pdf = blank()
    pdf.Root[f"/{key}"] = Dictionary(X=1)
    found = cleaned(pdf)
    assert f"/{key}" not in pdf.Root
    assert [each.concern for each in found] == [Concern.SAFETY]
    assert "removed" in found[0].what


@pytest.mark.parametrize("key", NAMES)
def test_what_has_a_name_in_the_file_goes_and_is_named_and_places_stay(key: str) -> None:
    pdf = blank()
    pdf.Root.Names = Dictionary({f"/{key}": Dictionary(Names=Array([])), "/Dests": Dictionary(Names=Array([]))})
    found = cleaned(pdf)
    assert set(pdf.Root.Names.keys()) == {"/Dests"}
    assert [each.concern for each in found] == [Concern.SAFETY]


@pytest.mark.parametrize("key", PAGE)
def test_what_hangs_on_a_page_goes_and_what_acts_is_named_by_page(key: str) -> None:
    pdf = blank()
    pdf.pages[0].obj[f"/{key}"] = Dictionary(X=1)
    found = cleaned(pdf)
    assert f"/{key}" not in pdf.pages[0].obj
    assert [each.page for each in found] == ([1] if key in ("AA", "AF") else [])
    assert "/MediaBox" in pdf.pages[0].obj


def with_annotation(kind: str, **keys: Any) -> Pdf:
    pdf = blank()
    note = Dictionary(Type=Name.Annot, Subtype=Name(f"/{kind}"), Rect=Array([0, 0, 9, 9]), **keys)
    pdf.pages[0].obj.Annots = Array([pdf.make_indirect(note)])
    return pdf


# ISO 32000-1, table 169, and what came later: links stay, what only acts or talks goes, and what is drawn is printed
GOING = {
    "Text": "a reviewer's note was removed", "Popup": "", "FileAttachment": "a file attached to the page was removed",
    "Sound": "a sound was removed", "Movie": "a film was removed", "Widget": "", "Screen": "a place for media was removed",
    "TrapNet": "printer's traps were removed", "3D": "a 3D model was removed", "RichMedia": "media were removed",
}  # fmt: skip
PRINTED = (
    "FreeText", "Highlight", "Underline", "Squiggly", "StrikeOut", "Stamp", "Caret", "Ink", "Watermark", "PrinterMark",
    "Unheard-of",
)  # fmt: skip


@pytest.mark.parametrize(("kind", "said"), GOING.items())
def test_notes_media_and_files_on_a_page_go(kind: str, said: str) -> None:
    pdf = with_annotation(kind)
    found = cleaned(pdf)
    assert list(pdf.pages[0].obj.Annots) == []
    assert [(each.what, each.page) for each in found] == ([(said, 1)] if said else [])


@pytest.mark.parametrize("kind", PRINTED)
def test_what_is_drawn_on_a_page_is_printed_into_it_and_its_author_goes(kind: str) -> None:
    pdf = with_annotation(kind, T=String("A Reviewer"))
    found = cleaned(pdf)
    assert list(pdf.pages[0].obj.Annots) == []
    assert (found[0].concern, found[0].page) == (Concern.SAFETY, 1)
    name = "unknown" if kind == "Unheard-of" else kind  # a name of the sender's is not repeated
    assert found[0].what.startswith(f"a mark ({name}) was made part of the page")


def test_links_stay_and_are_printed() -> None:
    pdf = with_annotation("Link")
    assert cleaned(pdf) == []
    assert [int(each.F) for each in pdf.pages[0].obj.Annots] == [4], "is printed: PDF/A-2, 6.3.2"


@pytest.mark.parametrize("flags", [0, 4, 28])
def test_flags_that_a_link_has_stay(flags: int) -> None:
    pdf = with_annotation("Link", F=flags)
    cleaned(pdf)
    assert int(pdf.pages[0].obj.Annots[0].F) == flags


@pytest.mark.parametrize("key", ["AA", "AF", "PA", "Popup"])
def test_what_hangs_on_a_link_goes_and_the_link_stays(key: str) -> None:
    pdf = with_annotation("Link", **{key: Dictionary(S=Name.JavaScript)})
    cleaned(pdf)
    assert f"/{key}" not in pdf.pages[0].obj.Annots[0]


def uri(address: str) -> Callable[[], Dictionary]:
    return lambda: Dictionary(S=Name.URI, URI=String(address))


# ISO 32000-1, table 198 (actions) and table 211 (named ones)
STAYING = [
    uri("https://example.org"), uri("http://example.org"), uri(" HTTPS://EXAMPLE.ORG"), uri("mailto:a@example.org"),
    uri("tel:+441234567890"), uri("www.example.org/page"),
    lambda: Dictionary(S=Name.GoTo, D=String("place")),
    *[lambda name=name: Dictionary(S=Name.Named, N=Name(f"/{name}")) for name in
      ("NextPage", "PrevPage", "FirstPage", "LastPage")],
]  # fmt: skip
FORBIDDEN = [
    uri("ftp://example.org"), uri("file:///etc/passwd"), uri("javascript:alert(1)"), uri("data:text/html,x"),
    uri("//host.example/share"), uri("/etc/passwd"), uri("other"), uri(""), uri("smb://host/x"),
    *[lambda name=name: Dictionary(S=Name.Named, N=Name(f"/{name}")) for name in ("Print", "SaveAs", "Quit")],
    *[lambda kind=kind: Dictionary(S=Name(f"/{kind}"), F=String("other.pdf"), N=Name.NextPage, URI=String("https://example.org"))
      for kind in ("GoToR", "GoToE", "Launch", "Thread", "Sound", "Movie", "Hide", "SubmitForm", "ResetForm",
                   "ImportData", "JavaScript", "SetOCGState", "Rendition", "Trans", "GoTo3DView")],
    lambda: Dictionary(),
]  # fmt: skip


def bookmarked(action: Dictionary) -> Pdf:
    pdf = blank()
    first = pdf.make_indirect(Dictionary(Title=String("One"), A=action, SE=Dictionary(X=1), AA=Dictionary(X=1)))
    pdf.Root.Outlines = pdf.make_indirect(Dictionary(First=first, Last=first, Count=1))
    return pdf


@pytest.mark.parametrize("at", range(len(STAYING)))
def test_links_within_the_paper_and_to_the_web_stay(at: int) -> None:
    pdf = with_annotation("Link", A=STAYING[at]())
    assert cleaned(pdf) == []
    assert "/A" in pdf.pages[0].obj.Annots[0]
    marked = bookmarked(STAYING[at]())
    assert cleaned(marked) == []
    assert {*marked.Root.Outlines.First.keys()} == {"/Title", "/A"}


@pytest.mark.parametrize("at", range(len(FORBIDDEN)))
def test_everything_else_a_link_or_a_bookmark_might_do_goes_and_is_named(at: int) -> None:
    action = FORBIDDEN[at]()
    pdf = with_annotation("Link", A=action)
    if action.get("/S") in (Name.GoToR, Name.Launch):  # a paper of the same pack perhaps, which only the pack can tell
        assert cleaned(pdf) == []
        assert str(pdf.pages[0].obj.Annots[0].A.URI) == "pack-file:0:other.pdf"
    else:
        (found,) = cleaned(pdf)
        assert (found.concern, found.page) == (Concern.SAFETY, 1)
        assert "/A" not in pdf.pages[0].obj.Annots[0]
    marked = bookmarked(FORBIDDEN[at]())
    (found,) = cleaned(marked)
    assert (found.concern, found.page) == (Concern.SAFETY, None)
    assert {*marked.Root.Outlines.First.keys()} == {"/Title"}


def test_what_would_be_done_after_a_link_goes() -> None:
    pdf = with_annotation("Link", A=Dictionary(S=Name.URI, URI=String("https://example.org"), Next=FORBIDDEN[-2]()))
    (found,) = cleaned(pdf)
    assert "chained" in found.what
    assert "/Next" not in pdf.pages[0].obj.Annots[0].A


def formed(**keys: Any) -> Pdf:
    pdf = blank()
    pdf.Root.AcroForm = pdf.make_indirect(Dictionary(Fields=Array([]), **keys))
    return pdf


def test_a_form_goes_and_a_signature_and_a_form_that_draws_itself_are_named() -> None:
    assert cleaned(formed()) == []
    (found,) = cleaned(formed(XFA=Array([])))
    assert (found.concern, "(XFA)" in found.what) == (Concern.ACCESSIBILITY, True)
    for kind, is_named in ((Name.Sig, True), (Name.Tx, False)):
        pdf = formed()
        field = pdf.make_indirect(Dictionary(FT=kind, T=String("x")))
        pdf.Root.AcroForm.Fields = Array([field])
        assert any("digital signature" in each.what for each in cleaned(pdf)) == is_named
        assert "/AcroForm" not in pdf.Root


@pytest.mark.parametrize(
    ("off", "state", "is_named"), [(0, None, False), (1, None, True), (0, "OFF", True), (0, "ON", False)]
)
def test_layers_that_do_not_show_are_named(off: int, state: str | None, is_named: bool) -> None:
    pdf = blank()
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("Draft")))
    default = Dictionary(OFF=Array([layer] * off))
    if state:
        default.BaseState = Name(f"/{state}")
    pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=default)
    assert [each.concern for each in cleaned(pdf)] == [Concern.SAFETY] * is_named
