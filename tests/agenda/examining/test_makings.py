"""Pages made of the same look the same; so whatever changes a look changes what a page is said to be made of."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name, Pdf

from kccreport.agenda.examining.makings import Makings
from kccreport.agenda.examining.sight import picture_of
from tests.agenda.examining.covers import HIDE, SHOW, code
from tests.agenda.examining.test_seen import SAMPLES, differing, taken
from tests.agendas import plain_pdf

EVERYTHING = (
    "/Half gs BT /F1 12 Tf 72 600 Td (Words in a plain face) Tj ET BT /F2 12 Tf 72 560 Td (and in bold) Tj ET "
    "q 60 0 0 60 72 400 cm /Photo Do Q /Words Do /Grade sh"
)


def drawn() -> bytes:
    """A page that is drawn with text, two typefaces, a picture, a form, a shading and a graphics state."""

    def change(pdf: Pdf) -> None:
        code(EVERYTHING)(pdf)
        pdf.pages[0].obj.Contents = Array([pdf.make_stream(EVERYTHING.encode()), pdf.make_stream(b"0 0 9 9 re f")])

    return plain_pdf(change=change)


def digests(path: Path) -> list[str]:
    with Pdf.open(path) as pdf:
        makings = Makings(pdf)
        return [makings.of(page) for page in pdf.pages]


def rewritten(stream: Any, old: bytes, new: bytes) -> None:
    plain = stream.read_bytes()
    assert plain.count(old) == 1
    stream.write(plain.replace(old, new))


def pixels(stream: Any) -> None:
    stream.write(bytes([*stream.read_bytes()[:-1], 7]))


def annotated(pdf: Pdf, page: Any) -> None:
    look = pdf.make_stream(b"0 0 9 9 re f", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 9, 9]))
    page.Annots = Array([Dictionary(Subtype=Name.Stamp, Rect=Array([9, 9, 99, 99]), AP=Dictionary(N=look))])


CHANGES: dict[str, Callable[[Pdf, Any], object]] = {
    "one word": lambda pdf, page: rewritten(page.Contents[0], b"plain", b"plane"),
    "a second stream": lambda pdf, page: rewritten(page.Contents[1], b"9 9 re", b"9 8 re"),
    "streams the other way round": lambda pdf, page: page.__setitem__("/Contents", Array(list(page.Contents)[::-1])),
    "a typeface": lambda pdf, page: page.Resources.Font.F2.__setitem__("/BaseFont", Name("/Times-Italic")),
    "two typefaces changed about": lambda pdf, page: page.Resources.__setitem__(
        "/Font", Dictionary(F1=page.Resources.Font.F2, F2=page.Resources.Font.F1)
    ),
    "one pixel": lambda pdf, page: pixels(page.Resources.XObject.Photo),
    "how pixels are read": lambda pdf, page: page.Resources.XObject.Photo.__setitem__("/Decode", Array([1, 0])),
    "a form's words": lambda pdf, page: rewritten(page.Resources.XObject.Words, b"complainant", b"claimant"),
    "a form's place": lambda pdf, page: page.Resources.XObject.Words.__setitem__("/Matrix", Array([1, 0, 0, 1, 5, 5])),
    "how dense ink is": lambda pdf, page: page.Resources.ExtGState.Half.__setitem__("/ca", 0.5),
    "a shade": lambda pdf, page: page.Resources.Shading.Grade.Function.__setitem__("/C1", Array([0.7])),
    "a turn": lambda pdf, page: page.__setitem__("/Rotate", 90),
    "a crop": lambda pdf, page: page.__setitem__("/CropBox", Array([0, 0, 400, 700])),
    "a size": lambda pdf, page: page.__setitem__("/MediaBox", Array([0, 0, 595, 840])),
    "a unit": lambda pdf, page: page.__setitem__("/UserUnit", 2),
    "a group": lambda pdf, page: page.__setitem__("/Group", Dictionary(S=Name.Transparency, K=True)),
    "what grey stands for": lambda pdf, page: page.Resources.__setitem__(
        "/ColorSpace", Dictionary(DefaultGray=Array([Name.CalGray, Dictionary(WhitePoint=Array([1, 1, 1]))]))
    ),
}
UNTOLD: dict[str, Callable[[Pdf, Any], object]] = {
    "a mark that is painted": annotated,
    "a layer": lambda pdf, page: pdf.Root.__setitem__("/OCProperties", Dictionary(OCGs=Array([]), D=Dictionary())),
    "a form that may not show": lambda pdf, page: page.Resources.XObject.Words.__setitem__("/OC", Dictionary()),
    "a form that draws with what the page has": lambda pdf, page: page.Resources.XObject.Words.__delitem__(
        "/Resources"
    ),
    "a form that leads to itself": lambda pdf, page: page.Resources.XObject.Words.Resources.__setitem__(
        "/XObject", Dictionary(Words=page.Resources.XObject.Words)
    ),
    "code that is missing": lambda pdf, page: page.__setitem__("/Contents", Array([Dictionary()])),
}


def changed(folder: Path, change: Callable[[Pdf, Any], object]) -> Path:
    (folder / "before.pdf").write_bytes(drawn())
    with Pdf.open(folder / "before.pdf") as pdf:
        change(pdf, pdf.pages[0].obj)
        pdf.save(folder / "after.pdf")
    return folder / "after.pdf"


@pytest.mark.parametrize("name", CHANGES)
def test_whatever_a_page_is_drawn_from_is_in_its_digest(tmp_path: Path, name: str) -> None:
    after = digests(changed(tmp_path, CHANGES[name]))
    before = digests(tmp_path / "before.pdf")
    assert before[0]
    assert after[0]
    assert before != after


@pytest.mark.parametrize("name", UNTOLD)
def test_a_page_whose_look_depends_on_more_has_no_digest(tmp_path: Path, name: str) -> None:
    assert digests(changed(tmp_path, UNTOLD[name])) == [""]


def test_a_file_that_is_only_written_anew_keeps_its_digests(tmp_path: Path) -> None:
    def unused(pdf: Pdf, page: Any) -> None:
        page.Resources.Font.F9 = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Courier)

    assert digests(changed(tmp_path, unused)) == digests(tmp_path / "before.pdf")


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_pages_of_the_same_digest_look_the_same(path: Path, tmp_path: Path) -> None:
    """Looked at by drawing them: each of a paper as it was sent, and as it is in the pack."""
    pack, paper = taken(tmp_path, path.read_bytes())
    assert paper.facts is not None
    assert isinstance(paper.content, Path)
    sent, made = pypdfium2.PdfDocument(path), pypdfium2.PdfDocument(paper.content)
    pairs = zip(digests(path), (page.makings for page in paper.facts.pages), strict=True)
    for at, (before, after) in enumerate(pairs):
        if before == after:
            assert picture_of(sent[at]).digest == picture_of(made[at]).digest
    with Pdf.open(pack) as pdf:
        makings, pages = Makings(pdf), pdf.pages[1:]
        assert [
            makings.of_stamped(*each) for each in zip(pages, (page.box for page in paper.facts.pages), strict=True)
        ] == [page.makings for page in paper.facts.pages]


def second_page(change: Callable[[Pdf, Any, list[Any]], object], folder: Path) -> list[dict[str, Any]]:
    """Change the second page of a paper in its pack, which is not drawn unless it has to be; return what differs."""
    pack, paper = taken(folder, plain_pdf("The price is 41 pounds", pages=3))
    assert differing(pack, paper) == []
    with Pdf.open(pack) as pdf:
        page = pdf.pages[2].obj
        change(pdf, page, list(page.Contents))
        pdf.save(folder / "changed.pdf")
    return differing(folder / "changed.pdf", paper)


BLOT = b"0 0 0 rg 60 690 200 30 re f\n"
FORGED: dict[str, Callable[[Pdf, Any, list[Any]], object]] = {
    "in the paper's own code": lambda pdf, page, code: rewritten(code[1], b"pounds", b"pences"),
    "before it": lambda pdf, page, code: code[0].write(BLOT + code[0].read_bytes()),
    "after it": lambda pdf, page, code: code[-1].write(code[-1].read_bytes() + BLOT),
    "between it and the stamps": lambda pdf, page, code: page.__setitem__(
        "/Contents", Array([*code[:-1], pdf.make_stream(BLOT), code[-1]])
    ),
    "in a typeface it draws with": lambda pdf, page, code: page.Resources.Font.F1.__setitem__(
        "/BaseFont", Name("/Courier-Bold")
    ),
    "by a shift": lambda pdf, page, code: code[0].write(b"1 0 0 1 9 9 cm " + code[0].read_bytes()),
}


@pytest.mark.parametrize("name", FORGED)
def test_what_looks_different_in_the_pack_is_found_on_a_page_that_would_not_be_drawn(tmp_path: Path, name: str) -> None:
    assert {"key": "a", "page": 2} in second_page(FORGED[name], tmp_path)


def test_a_page_that_draws_a_stamp_of_ours_itself_is_drawn(tmp_path: Path) -> None:
    """Whoever knows what our stamps are called could have one where nothing was when the page was sent."""

    def sly(pdf: Pdf) -> None:
        drawn = b"".join(b"q 9 0 0 9 0 400 cm /PackStamp%d Do Q " % at for at in range(9))
        for page in pdf.pages:
            page.obj.Contents = pdf.make_stream(drawn + page.obj.Contents.read_bytes())

    pack, paper = taken(tmp_path, plain_pdf("Words", pages=3, change=sly))
    assert [each["page"] for each in differing(pack, paper)] == [1, 2, 3]


@pytest.mark.parametrize("case", [*HIDE, *SHOW], ids=lambda case: case.name)
def test_reading_what_a_page_is_made_of_never_breaks_down(case: Any, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(case.pdf())
    assert len(digests(tmp_path / "a.pdf")) == 1
