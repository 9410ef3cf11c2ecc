"""Papers of several producers in one pack: what they were before, they are after."""

from collections.abc import Callable
from datetime import date
from functools import cache
from io import BytesIO
from itertools import combinations, combinations_with_replacement
from pathlib import Path
from typing import Any

import page
import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String
from PIL import Image

from kccreport.agenda.merging.facts import PageFacts, Strip
from kccreport.agenda.merging.merge import merge
from kccreport.agenda.merging.papers import Merged, PackPaper
from kccreport.agenda.merging.stamping import PageStamps, stamps_on
from kccreport.ground.values import replace
from kccreport.paper.blocks import Heading, Identity, NewPage, Orientation, PackPlace, PageNumbers, Paper, Prose, plain
from kccreport.writers.pdf.render import render
from tests import ROOT
from tests.agenda.merging.compare import File, below_document, part_of
from tests.agendas import examined_once, plain_pdf, tagged_pdf
from tests.remembered import forget, rendered_once
from tests.samples import short_quarterly
from tests.writers.html.papers import paper_of, sample
from tests.writers.pdf.checks import LIMITS
from tests.writers.pdf.walk import walk

SAMPLES = ROOT / "inputs"
FOREIGN = ["minutes-2021-01-15.pdf", "contract-award.pdf", "work-programme.pdf"]  # Typst, WeasyPrint, LibreOffice
IDENTITY = Identity("Pack", "Testshire", "A meeting", "", "", "", date(2021, 3, 4))


@cache
def front() -> PackPaper:
    """A front sheet of one page."""
    place = PackPlace("front")
    identity = replace(IDENTITY, title="Agenda", place=place)
    blocks = (NewPage(Orientation.PORTRAIT), Heading("Agenda", 1, "agenda"), Prose(plain("What we meet for.")))
    rendered = render(Paper(identity, blocks))
    return PackPaper(place, "Agenda", rendered.content, tree=rendered.tree)


def foreign(source: Path, scratch: Path, key: str, first: int, *, level: int = 1, is_ready: bool = True) -> PackPaper:
    """A paper of somebody else; its tags are made ready for its place, or left to be taken in one by one."""
    facts = examined_once(source, scratch / f"{key}.pdf", key=key if is_ready else "", level=level)
    place = PackPlace(
        key, PageNumbers(first), f"Agenda Item {key}", f"Agenda Item {key}: {source.stem}", level, back="pack:front"
    )
    return PackPaper(place, source.stem, scratch / f"{key}.pdf", item=f"Item {key}", facts=facts)


def own(workbook: str, key: str, first: int, folder: Path = SAMPLES) -> tuple[PackPaper, int]:
    paper = sample(Path(workbook).stem) if folder == SAMPLES else paper_of(folder / workbook)
    place = PackPlace(
        key, PageNumbers(first), f"Agenda Item {key}", f"Agenda Item {key}: {workbook}", back="pack:front"
    )
    built = rendered_once(replace(paper, identity=replace(paper.identity, place=place)))
    return PackPaper(place, workbook, built.content, item=f"Item {key}", tree=built.tree), built.pages


def packed(tmp_path: Path, *sources: Path) -> tuple[Path, list[PackPaper], Merged]:
    papers, first = [front()], 2
    for number, source in enumerate(sources, 1):
        paper = foreign(source, tmp_path, f"p{number}", first)
        assert paper.facts is not None
        first += len(paper.facts.pages)
        papers.append(paper)
    out = tmp_path / "pack.pdf"
    return out, papers, merge(IDENTITY, papers, out)


def saved(tmp_path: Path, name: str, content: bytes) -> Path:
    path = tmp_path / name
    path.write_bytes(content)
    return path


def fails(path: Path, profile: str) -> list[str]:
    return [failure.rule_id for failure in page.validate_pdf(path, profile=profile, limits=LIMITS).failures]


@pytest.mark.parametrize("name", FOREIGN)
def test_a_tagged_paper_has_the_same_structure_links_and_bookmarks_after(tmp_path: Path, name: str) -> None:
    others = [SAMPLES / "papers" / each for each in FOREIGN if each != name]
    out, papers, _ = packed(tmp_path, *others, SAMPLES / "papers" / name)
    paper = papers[-1]
    assert paper.facts is not None
    before = File(tmp_path / f"{paper.place.key}.pdf")
    after = File(out, paper.place.numbers.first - 1)
    heading, *rest = listed_kids(part_of(after, paper.title))
    assert after.kind(heading) == "H1"
    rows = after.rows(rest)
    assert rows == before.rows(below_document(before), shift=1)
    assert len(rows) > 10
    first = paper.place.numbers.first
    back = ("place", (1 - first, ["/Fit"]))  # from the heading to the agenda
    links = after.links()
    assert [each for each in links if each[3] != back] == before.links()
    assert len(links) == len(before.links()) + 1
    item = next(each for each in after.bookmarks(after.root.Outlines.First) if each[0] == paper.item)
    own_bookmarks = before.bookmarks(before.root.Outlines.First) if "/Outlines" in before.root else []
    assert item[2][0][2] == own_bookmarks


def listed_kids(element: Any) -> list[Any]:
    return [kid for kid in list(element.K) if isinstance(kid, Dictionary)]


@pytest.mark.parametrize(
    "workbook",
    ["dashboard-2021.xlsx", "committee-2012.xlsx", "committee-2014.xlsx", "quarterly-2011.xlsx", "scrutiny-2012.xlsx"],
)
def test_a_paper_made_here_has_the_same_structure_links_and_bookmarks_after(tmp_path: Path, workbook: str) -> None:
    saved(tmp_path, "quarterly-2011.xlsx", short_quarterly())
    paper, pages = own(workbook, "x", 2, tmp_path if workbook == "quarterly-2011.xlsx" else SAMPLES)
    assert isinstance(paper.content, bytes)
    merge(IDENTITY, [front(), paper], tmp_path / "pack.pdf")
    before, after = File(saved(tmp_path, "before.pdf", paper.content)), File(tmp_path / "pack.pdf", 1, pages)
    rows = after.rows(list(part_of(after, paper.title).K))
    assert _but_for_the_way_back(rows, before.rows(below_document(before)))
    assert len(before.links()) == len(after.links())
    assert [each for each in before.links() if each[3] != ("address", b"pack:front")] == [
        each for each in after.links() if each[3] != ("place", (-1, ["/Fit"]))
    ]
    node = after.bookmarks(after.root.Outlines.First)[1][2][0]
    assert node[2] == before.bookmarks(before.root.Outlines.First)


def _but_for_the_way_back(after: list[Any], before: list[Any]) -> bool:
    """Equal but for the link of the heading, which led to an address of ours and now leads to the agenda."""
    differences = [(one, other) for one, other in zip(after, before, strict=True) if one != other]
    return (
        len(differences) == 1
        and "pack:front" in repr(differences[0][1])
        and "(-1, ['/Fit'])" in repr(differences[0][0])
    )


def test_a_pack_of_papers_made_here_and_by_typst_passes_both_standards_as_a_whole(tmp_path: Path) -> None:
    dashboard, pages = own("dashboard-2021.xlsx", "a", 2)
    minutes = foreign(SAMPLES / "papers" / FOREIGN[0], tmp_path, "b", 2 + pages)
    out = tmp_path / "pack.pdf"
    merged = merge(IDENTITY, [front(), dashboard, minutes], out)
    assert (merged.ua, merged.pdfa) == (True, "A")
    assert fails(out, "ua1") == []
    assert fails(out, "2a") == []


def test_a_pack_of_papers_made_here_passes_the_structure_walk(tmp_path: Path) -> None:
    first, pages = own("dashboard-2021.xlsx", "a", 2)
    second, _ = own("committee-2012.xlsx", "b", 2 + pages)
    out = tmp_path / "pack.pdf"
    merge(IDENTITY, [front(), first, second], out)
    found = walk(out.read_bytes())
    assert found.faults == []
    assert found.headings[0] == 1
    assert all(after <= before + 1 for before, after in zip(found.headings, found.headings[1:], strict=False))


def test_papers_of_three_producers_make_a_pack_that_is_pdf_ua_but_not_pdf_a(tmp_path: Path) -> None:
    out, _, merged = packed(tmp_path, *(SAMPLES / "papers" / name for name in FOREIGN))
    assert (merged.ua, merged.pdfa) == (True, "")
    assert fails(out, "ua1") == []


def test_with_an_untagged_paper_the_pack_claims_nothing(tmp_path: Path) -> None:
    out, _, merged = packed(tmp_path, SAMPLES / "papers" / FOREIGN[0], SAMPLES / "papers" / "parking-letter.pdf")
    assert (merged.ua, merged.pdfa) == (False, "")
    assert b"<pdfuaid:part>" not in out.read_bytes()
    assert b"<pdfaid:part>" not in out.read_bytes()


def test_the_same_papers_give_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sources = [SAMPLES / "papers" / name for name in FOREIGN]
    first = packed(tmp_path, *sources)[0].read_bytes()
    forget(monkeypatch)
    front.cache_clear()
    assert packed(tmp_path, *sources)[0].read_bytes() == first


def test_page_labels_are_the_numbers_printed(tmp_path: Path) -> None:
    papers = [front()]
    for key, numbers in (("a", PageNumbers(2)), ("b", PageNumbers(1, "3", "letters")), ("c", PageNumbers(4))):
        paper = foreign(saved(tmp_path, f"{key}-.pdf", plain_pdf(key, pages=2)), tmp_path, key, 1)
        papers.append(replace(paper, place=replace(paper.place, numbers=numbers)))
    out = tmp_path / "pack.pdf"
    merge(IDENTITY, papers, out)
    with pikepdf.open(out) as pdf:
        assert [each.label for each in pdf.pages] == ["1", "2", "3", "3A", "3B", "4", "5"]


def test_roles_that_mean_different_things_in_two_papers_are_kept_apart(tmp_path: Path) -> None:
    def role(target: str) -> Callable[[Pdf, Any], None]:
        def change(pdf: Pdf, document: Any) -> None:
            document.K[1].S = Name.Body
            pdf.Root.StructTreeRoot.RoleMap = Dictionary(Body=Name("/" + target), P=Name.P)

        return change

    one = saved(tmp_path, "one.pdf", tagged_pdf("One", change=role("P")))
    two = saved(tmp_path, "two.pdf", tagged_pdf("Two", change=role("Quote")))

    def unmapped(pdf: Pdf, document: Any) -> None:
        document.K[1].S = Name.Body

    three = saved(tmp_path, "three.pdf", tagged_pdf("Three", change=unmapped))
    out, papers, _ = packed(tmp_path, one, two, three)
    after = File(out)
    kinds = [after.rows(listed_kids(part_of(after, paper.title)))[-1][1] for paper in papers[1:]]
    assert kinds[:2] == ["P", "Quote"]
    assert kinds[2] not in ("P", "Quote")


def test_classes_and_headers_keep_their_meaning(tmp_path: Path) -> None:
    def table(align: str) -> Callable[[Pdf, Any], None]:
        def change(pdf: Pdf, document: Any) -> None:
            head, cell = document.K
            head.S, cell.S = Name.TH, Name.TD
            head.ID = String("h1")
            head.C = Name.Cell
            cell.A = Dictionary(O=Name.Table, Headers=Array([String("h1")]))
            pdf.Root.StructTreeRoot.ClassMap = Dictionary(Cell=Dictionary(O=Name.Layout, TextAlign=Name("/" + align)))
            pdf.Root.StructTreeRoot.IDTree = Dictionary(Names=Array([String("h1"), head]))

        return change

    sources = [saved(tmp_path, f"{align}.pdf", tagged_pdf(align, change=table(align))) for align in ("Start", "End")]
    out, papers, _ = packed(tmp_path, *sources)
    for paper, source in zip(papers[1:], sources, strict=True):
        before, after = File(source), File(out, paper.place.numbers.first - 1)
        assert after.rows(listed_kids(part_of(after, paper.title))[1:]) == before.rows(below_document(before))
    names = [bytes(name) for leaf in after.tree.IDTree.Kids for name in list(leaf.Names)[::2]]
    assert names == [b"p1.h1", b"p2.h1"]


def test_named_places_of_two_papers_with_the_same_name_lead_to_their_own_pages(tmp_path: Path) -> None:
    def linked(pdf: Pdf, document: Any) -> None:
        place = Array([pdf.pages[0].obj, Name.Fit])
        pdf.Root.Names = Dictionary(Dests=Dictionary(Names=Array([String("top"), place])))
        link = Dictionary(
            Type=Name.Annot,
            Subtype=Name.Link,
            Rect=Array([10, 10, 50, 50]),
            Dest=String("top"),
            F=4,
            Contents=String("Top"),
        )
        pdf.pages[0].obj.Annots = Array([pdf.make_indirect(link)])

    sources = [saved(tmp_path, f"{name}.pdf", tagged_pdf(name, change=linked)) for name in ("one", "two")]
    out, _, _ = packed(tmp_path, *sources)
    for first in (1, 2):
        assert File(out, first, 1).links()[0][3] == ("place", (0, ["/Fit"]))


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_stamp_stands_upright_and_inside_a_page_however_it_is_turned(tmp_path: Path, turn: int) -> None:
    def turned(pdf: Pdf) -> None:
        pdf.pages[0].obj.Rotate = turn
        pdf.pages[0].obj.CropBox = Array([40, 60, 500, 700])

    out, _, _ = packed(tmp_path, saved(tmp_path, "turned.pdf", plain_pdf("Turned", change=turned)))
    document = pypdfium2.PdfDocument(out)
    seen = document[1]
    words = seen.get_textpage()
    width, height = seen.get_size()
    assert (round(width), round(height)) == ((460, 640) if turn in (0, 180) else (640, 460))
    found = words.get_text_range()
    assert "Pack Page 2" in found  # it may have "Page 1 of 1" of its own
    assert "Agenda Item p1: turned" in found
    start = found.replace("\r\n", "  ").index("Page 2")
    left, bottom, right, top = words.get_charbox(start)
    matrix = seen.get_rotation()
    assert matrix == turn
    # in the page's own space a seen line runs right, up, left or down with the turn
    end = words.get_charbox(start + 5)
    steps = {
        0: (end[0] > left, True),
        90: (True, end[1] > bottom),
        180: (end[0] < left, True),
        270: (True, end[1] < bottom),
    }
    assert all(steps[turn])
    assert left >= 40
    assert right <= 500
    assert bottom >= 60
    assert top <= 700
    document.close()


@pytest.mark.parametrize(
    ("size", "larger", "is_full"),
    [
        ((612, 792), 1.0, False),  # US Letter
        ((420, 595), 1.0, True),  # A5
        ((1191, 842), 2**0.5, False),  # A3
        ((842, 1191), 2**0.5, True),
        ((1684, 2384), 2**1.5, False),  # A1
    ],
)
def test_a_stamp_can_be_read_when_its_page_is_printed_on_a4(
    tmp_path: Path, size: tuple[int, int], larger: float, is_full: bool
) -> None:
    def large(pdf: Pdf) -> None:
        page = pdf.pages[0].obj
        page.MediaBox = Array([0, 0, *size])
        page.Contents = pdf.make_stream(f"0.9 g 0 0 {size[0]} {size[1] if is_full else 1} re f".encode())

    out, _, _ = packed(tmp_path, saved(tmp_path, "plan.pdf", plain_pdf("Plan", change=large)))
    document = pypdfium2.PdfDocument(out)
    seen = document[1]
    words, (width, height) = seen.get_textpage(), seen.get_size()
    found = words.get_text_range().replace("\r\n", "  ")
    assert height == pytest.approx(size[1] + (36 * larger if is_full else 0), rel=0.01)
    for stamp in ("Agenda Item p1", "Pack Page 2"):
        boxes = [words.get_charbox(found.index(stamp) + at) for at in range(len(stamp)) if stamp[at] != " "]
        assert min(box[0] for box in boxes) >= 0
        assert max(box[2] for box in boxes) <= width
        tall = max(box[3] for box in boxes) - min(box[1] for box in boxes)
        # Arimo Bold of 10 points: a capital letter has 0.716 of it, what hangs below the line 0.211
        assert 10 * 0.716 * larger <= tall * 1.03
        assert tall <= 10 * 0.93 * larger * 1.03
    document.close()


def test_a_page_without_room_grows_a_strip_and_nothing_is_covered(tmp_path: Path) -> None:
    def full(pdf: Pdf) -> None:
        lines = " ".join(f"BT /F1 11 Tf 4 {y} Td ({'Words to the very edge ' * 5}) Tj ET" for y in range(2, 842, 10))
        pdf.pages[0].obj.Contents = pdf.make_stream(lines.encode())

    out, _, _ = packed(tmp_path, saved(tmp_path, "full.pdf", plain_pdf("Full", change=full)))
    with pikepdf.open(out) as pdf:
        box = [float(side) for side in pdf.pages[1].mediabox]
    assert box == [0, -18, 595, 860]


def test_content_that_leaves_its_state_open_does_not_bend_the_stamps(tmp_path: Path) -> None:
    def open_state(pdf: Pdf) -> None:
        before = pdf.pages[0].obj.Contents.read_bytes()
        pdf.pages[0].obj.Contents = pdf.make_stream(b"Q q 0.1 0 0 0.1 300 300 cm q /Span BMC " + before)

    out, _, _ = packed(tmp_path, saved(tmp_path, "open.pdf", plain_pdf("Open", change=open_state)))
    document = pypdfium2.PdfDocument(out)
    words = document[1].get_textpage()
    left, bottom, *_ = words.get_charbox(words.get_text_range().replace("\r\n", "  ").index("Page 2"))
    assert left > 500
    assert bottom < 40
    document.close()


def test_equal_pictures_are_kept_once_and_not_encoded_again(tmp_path: Path) -> None:
    file = BytesIO()
    Image.linear_gradient("L").save(file, "JPEG", quality=40)
    encoded = file.getvalue()

    def pictured(pdf: Pdf) -> None:
        picture = pdf.make_stream(encoded, Filter=Name.DCTDecode, Type=Name.XObject, Subtype=Name.Image)
        picture.Width, picture.Height, picture.ColorSpace, picture.BitsPerComponent = 256, 256, Name.DeviceGray, 8
        pdf.pages[0].obj.Resources.XObject = Dictionary(Im=picture)
        pdf.pages[0].obj.Contents = pdf.make_stream(b"q 200 0 0 200 72 500 cm /Im Do Q")

    sources = [saved(tmp_path, f"{n}.pdf", plain_pdf(f"Paper {n}", change=pictured)) for n in range(3)]
    out, _, _ = packed(tmp_path, *sources)
    with pikepdf.open(out) as pdf:
        pictures = {pdf.pages[at].obj.Resources.XObject.Im.objgen for at in (1, 2, 3)}
        assert len(pictures) == 1
        assert pdf.pages[1].obj.Resources.XObject.Im.read_raw_bytes() == encoded


def test_pictures_that_differ_only_in_what_they_show_are_each_kept(tmp_path: Path) -> None:
    def pictured(grey: bytes) -> Callable[[Pdf], None]:
        def change(pdf: Pdf) -> None:
            picture = pdf.make_stream(grey * 4, Type=Name.XObject, Subtype=Name.Image)
            picture.Width, picture.Height, picture.ColorSpace, picture.BitsPerComponent = 2, 2, Name.DeviceGray, 8
            pdf.pages[0].obj.Resources.XObject = Dictionary(Im=picture)
            pdf.pages[0].obj.Contents = pdf.make_stream(b"q 200 0 0 200 72 500 cm /Im Do Q")

        return change

    greys = (b"@", b"p", b"@")
    sources = [
        saved(tmp_path, f"{number}.pdf", plain_pdf(f"Paper {number}", change=pictured(grey)))
        for number, grey in enumerate(greys)
    ]
    with pikepdf.open(packed(tmp_path, *sources)[0]) as pdf:
        pictures = [page.obj.Resources.XObject.Im for page in list(pdf.pages)[1:]]
        assert [each.read_bytes() for each in pictures] == [grey * 4 for grey in greys]
        assert pictures[0].objgen == pictures[2].objgen != pictures[1].objgen


def test_a_mark_with_a_number_no_writer_would_give_costs_nothing(tmp_path: Path) -> None:
    def huge(pdf: Pdf, document: Any) -> None:
        document.K[1].K = 2_000_000_000
        code = pdf.pages[0].obj.Contents.read_bytes().replace(b"/MCID 1>>", b"/MCID 2000000000>>")
        pdf.pages[0].obj.Contents = pdf.make_stream(code)

    out, _, _ = packed(tmp_path, saved(tmp_path, "huge.pdf", tagged_pdf("Huge", change=huge)))
    assert out.stat().st_size < 200_000
    with pikepdf.open(out) as pdf:
        leaf = pdf.Root.StructTreeRoot.ParentTree.Kids[0]
        assert all(len(each) < 10 for each in list(leaf.Nums)[1::2] if isinstance(each, Array))


def test_a_link_to_a_paper_that_is_not_there_is_a_bug(tmp_path: Path) -> None:
    paper = foreign(saved(tmp_path, "a-.pdf", plain_pdf("A")), tmp_path, "a", 2)
    with pytest.raises(KeyError):
        merge(
            IDENTITY, [front(), replace(paper, place=replace(paper.place, back="pack:nowhere"))], tmp_path / "pack.pdf"
        )


# ISO 19005-2, 6.7.1 to 6.7.3: what is 2a is also 2u, and what is 2u is also 2b
MEETS = {"A": {"A", "U", "B", ""}, "U": {"U", "B", ""}, "B": {"B", ""}, "": {""}}


@pytest.mark.parametrize("levels", list(combinations_with_replacement(MEETS, 2)), ids="".join)
def test_a_pack_claims_the_best_level_that_every_paper_has(tmp_path: Path, levels: tuple[str, str]) -> None:
    """The front sheet, made here, is 2a."""
    content = plain_pdf("A paper")
    papers = []
    for number, level in enumerate(levels):
        paper = foreign(saved(tmp_path, f"{number}-.pdf", content), tmp_path, f"p{number}", 2 + number)
        assert paper.facts is not None
        papers.append(replace(paper, facts=replace(paper.facts, pdfa=level)))
    best = max(set.intersection(*(MEETS[level] for level in levels)), key=lambda level: len(MEETS[level]))
    out = tmp_path / "pack.pdf"
    for order in (papers, papers[::-1]):
        assert merge(IDENTITY, [front(), *order], out).pdfa == best
        claim = f"<pdfaid:part>2</pdfaid:part><pdfaid:conformance>{best}</pdfaid:conformance>"
        assert (claim.encode() in out.read_bytes()) == bool(best)
        assert (b"<pdfaid:" in out.read_bytes()) == bool(best)


@pytest.mark.parametrize("claims", [(True, True), (True, False), (False, False)])
def test_a_pack_is_pdf_ua_only_where_every_paper_is(tmp_path: Path, claims: tuple[bool, bool]) -> None:
    papers = []
    for number, claim in enumerate(claims):
        paper = foreign(saved(tmp_path, f"{number}-.pdf", plain_pdf("A paper")), tmp_path, f"p{number}", 2 + number)
        assert paper.facts is not None
        papers.append(replace(paper, facts=replace(paper.facts, ua=claim)))
    assert merge(IDENTITY, [front(), *papers], tmp_path / "pack.pdf").ua == all(claims)


@pytest.mark.parametrize("grey", [0.0, 0.46, 0.58, 0.7])  # on white 21, 4.5, 3 and 2 to 1: WCAG 2.2, 1.4.3
@pytest.mark.parametrize("size", [5, 11])
def test_no_stamp_lies_on_words_however_small_and_pale(tmp_path: Path, grey: float, size: int) -> None:
    """Words stand where stamps would otherwise: on the right of every line near the upper and the lower edge."""

    def lines(pdf: Pdf) -> None:
        places = [y for edge in (0, 792) for y in range(4 + edge, 50 + edge, size + 1)]
        shown = " ".join(f"BT /F1 {size} Tf 300 {y} Td ({'words ' * (90 // size)}) Tj ET" for y in places)
        pdf.pages[0].obj.Contents = pdf.make_stream(f"{grey} g {shown}".encode())

    out, _, _ = packed(tmp_path, saved(tmp_path, "full.pdf", plain_pdf("Full", change=lines)))
    document = pypdfium2.PdfDocument(out)
    text = document[1].get_textpage()
    boxes = [text.get_rect(at) for at in range(text.count_rects())]
    words = [box for box in boxes if "words" in text.get_text_bounded(*box)]
    stamps = [box for box in boxes if box not in words]
    document.close()
    assert len(words) >= 8
    assert len(stamps) >= 2
    for left, bottom, right, top in stamps:
        for x0, y0, x1, y1 in words:
            assert right <= x0 or left >= x1 or top <= y0 or bottom >= y1


def of_version(path: Path, version: str) -> Path:
    with pikepdf.open(BytesIO(tagged_pdf("A paper"))) as pdf:
        pdf.save(path, force_version=version)
    return path


@pytest.mark.parametrize(("version", "may_claim"), [("1.4", True), ("1.7", True), ("2.0", False)])
def test_a_pack_with_a_paper_of_pdf_2_claims_nothing(tmp_path: Path, version: str, may_claim: bool) -> None:
    """PDF/UA-1 and PDF/A-2 are standards on PDF 1.7 (ISO 14289-1, 1; ISO 19005-2, 1)."""
    paper = foreign(of_version(tmp_path / "a.pdf", version), tmp_path, "p1", 2)
    assert paper.facts is not None
    merged = merge(
        IDENTITY, [front(), replace(paper, facts=replace(paper.facts, ua=True, pdfa="B"))], tmp_path / "o.pdf"
    )
    assert (merged.ua, merged.pdfa) == ((True, "B") if may_claim else (False, ""))
    with pikepdf.open(tmp_path / "o.pdf") as pdf:
        assert pdf.pdf_version == max("1.7", version)


@pytest.mark.parametrize(("language", "found"), [("cy-GB", "cy-GB"), ("EN-gb", None), ("en-GB", None), ("", None)])
def test_a_paper_in_another_language_says_so(tmp_path: Path, language: str, found: str | None) -> None:
    def speak(pdf: Pdf) -> None:
        pdf.Root.Lang = String(language)

    out, papers, _ = packed(tmp_path, saved(tmp_path, "a.pdf", plain_pdf("A", change=speak)))
    pack = File(out)
    said = part_of(pack, papers[1].title).get("/Lang")
    assert (None if said is None else str(said)) == found


def layered(name: str, off: str, state: str) -> bytes:
    """A paper with the layers A and B, of which some do not show."""

    def change(pdf: Pdf) -> None:
        layers = {each: pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String(name + each))) for each in "AB"}
        shown = [layer for each, layer in layers.items() if each not in off]
        hidden = [layer for each, layer in layers.items() if each in off]
        default = Dictionary(ON=Array(shown)) if state == "OFF" else Dictionary(OFF=Array(hidden))
        default.BaseState = Name(f"/{state}")
        pdf.Root.OCProperties = Dictionary(OCGs=Array(list(layers.values())), D=default)

    return plain_pdf(name, change=change)


@pytest.mark.parametrize("state", ["ON", "OFF"])
@pytest.mark.parametrize(("first", "second"), [("", ""), ("A", ""), ("A", "B"), ("AB", "A")])
def test_what_a_layer_hides_goes_with_its_layers_and_layers_that_all_show_stay(
    tmp_path: Path, first: str, second: str, state: str
) -> None:
    """Whoever can turn a layer on reads what is on it."""
    sources = [
        saved(tmp_path, "one.pdf", layered("one", first, state)),
        saved(tmp_path, "two.pdf", layered("two", second, "ON")),
    ]
    out, _, _ = packed(tmp_path, *sources)
    staying = [f"{name}{each}" for name, off in (("one", first), ("two", second)) if not off for each in "AB"]
    with pikepdf.open(out) as pdf:
        layers = pdf.Root.get("/OCProperties", Dictionary(OCGs=Array([]), D=Dictionary()))
        assert [str(each.Name) for each in layers.OCGs] == staying
        assert list(layers.D.get("/OFF", [])) == []
        assert "/BaseState" not in layers.D


@pytest.mark.parametrize("is_full", [True, False])
def test_a_page_that_grows_has_no_older_box_and_one_that_does_not_keeps_them(tmp_path: Path, is_full: bool) -> None:
    def boxed(pdf: Pdf) -> None:
        for key in ("TrimBox", "BleedBox", "ArtBox"):
            pdf.pages[0].obj[f"/{key}"] = Array([0, 0, 595, 842])
        if is_full:
            pdf.pages[0].obj.Contents = pdf.make_stream(b"0 g 0 0 595 842 re f")

    out, _, _ = packed(tmp_path, saved(tmp_path, "a.pdf", plain_pdf("A", change=boxed)))
    with pikepdf.open(out) as pdf:
        found = {"/TrimBox", "/BleedBox", "/ArtBox"} & set(pdf.pages[1].obj.keys())
        assert len(found) == (0 if is_full else 3)
        height = float(pdf.pages[1].mediabox[3]) - float(pdf.pages[1].mediabox[1])
    assert height == (842 + 36 if is_full else 842)


@pytest.mark.parametrize("code", [b"q q", b"Q Q", b"/Span BMC", b"/Span BMC /Span BMC q", b"Q q q /Span BMC", b"EMC"])
def test_whatever_a_page_leaves_open_is_closed_before_the_stamps(tmp_path: Path, code: bytes) -> None:
    def unbalanced(pdf: Pdf) -> None:
        pdf.pages[0].obj.Contents = pdf.make_stream(code + b" " + pdf.pages[0].obj.Contents.read_bytes())

    out, _, _ = packed(tmp_path, saved(tmp_path, "a.pdf", plain_pdf("A", change=unbalanced)))
    with pikepdf.open(out) as pdf:
        depth, marks = 0, -code.count(b"EMC")  # an end too many stays: there is nothing it could end
        for instruction in pikepdf.parse_content_stream(pdf.pages[1]):
            operator = str(instruction.operator)
            depth += (operator == "q") - (operator == "Q")
            marks += (operator in ("BMC", "BDC")) - (operator == "EMC") + (operator == "EMC" and marks < 0)
            assert depth >= 0
    assert (depth, marks) == (0, -code.count(b"EMC")) or (depth, marks) == (0, 0)


def strips(*stretches: tuple[float, float, float]) -> tuple[Strip, ...]:
    return tuple(Strip(*each) for each in stretches)


def placed(top: tuple[Strip, ...], *, heading: str = "Item 1: Words", marking: str = "") -> PageStamps:
    facts = PageFacts(595, 842, top, strips((8, 14, 581)), True, 0, 0, 0, ())
    return stamps_on(PackPlace("x", stamp="Item 1", heading=heading, marking=marking), 1, facts)


def test_two_stamps_of_one_page_are_kept_apart() -> None:
    """Two strips whose lower edges are less than a line apart overlap: what is taken in one is taken in the other."""
    for apart in (6, 13):
        both = placed(strips((821, 14, 581), (821 - apart, 14, 581)), marking="Not for publication")
        (_, heading, marking) = both.placed
        assert not both.grows_top
        assert heading.x >= marking.x + marking.stamp.size[0] + 8
    long = "Words that are long " * 3
    full = placed(strips((821, 14, 581), (815, 14, 581)), heading=long * 2, marking=long * 2)
    for one, other in combinations([each for each in full.placed if each.y > 400], 2):
        across = one.x + one.stamp.size[0] <= other.x or other.x + other.stamp.size[0] <= one.x
        assert across or abs(one.y - other.y) >= 13


@pytest.mark.parametrize(("width", "grows"), [(89, True), (91, False)])
def test_a_heading_is_cut_to_its_place_but_not_so_short_that_it_says_nothing(width: float, grows: bool) -> None:
    found = placed(strips((821, 300, 300 + width)), heading="Agenda Item 12: A title that goes on and on")
    assert found.grows_top == grows
    heading = next(each for each in found.placed if each.is_heading)
    assert heading.stamp.text.startswith("Agenda Item 12")
    assert grows or heading.stamp.size[0] <= width
