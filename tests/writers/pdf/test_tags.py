"""What a screen reader is told: headings of tables with their scope, and pictures with their words."""

import io
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pikepdf
import pymupdf
import pytest
from PIL import Image
from reportlab.lib.units import mm

from kccreport.ground.values import replace
from kccreport.models.rag import Rag
from kccreport.models.travel import Travel
from kccreport.paper.blocks import (
    Beside,
    Block,
    Cell,
    Chart,
    ChartPoint,
    Column,
    ColumnKind,
    FigureCell,
    Heading,
    HistoryCell,
    Inline,
    Item,
    Listing,
    PackPlace,
    Paper,
    Part,
    Picture,
    Prose,
    RatingCell,
    Run,
    SparkCell,
    StateCell,
    Table,
    TableLook,
    TextCell,
    TravelCell,
    plain,
    text_cell,
)
from kccreport.writers.pdf import theme
from kccreport.writers.pdf.fonts import REGULAR
from kccreport.writers.pdf.render import render
from kccreport.writers.pdf.tagging.canvas import TaggedCanvas
from kccreport.writers.pdf.tagging.structure import Element
from kccreport.writers.pdf.theme import NAVY
from tests.writers.pdf.checks import check
from tests.writers.pdf.small import IDENTITY, LANDSCAPE, PORTRAIT, made

Seen = tuple[str, str, int]  # the kind of a cell, its scope, and how many columns it spans


def elements(blocks: tuple[Block, ...], kind: str) -> Iterator[Any]:
    """Every element of a kind, in reading order."""
    with pikepdf.open(io.BytesIO(made(*blocks))) as pdf:
        waiting = [pdf.Root.StructTreeRoot]
        while waiting:
            each = waiting.pop(0)
            if str(each.get("/S")) == f"/{kind}":
                yield each
            waiting = [kid for kid in listed(each.get("/K")) if isinstance(kid, pikepdf.Dictionary)] + waiting


def listed(value: Any) -> list[Any]:
    return [] if value is None else list(value) if isinstance(value, pikepdf.Array) else [value]


def cell_of(element: Any) -> Seen:
    attributes: dict[str, Any] = {}
    for each in listed(element.get("/A")):
        attributes |= dict(each.items())
    scope = str(attributes.get("/Scope", "/"))[1:]
    return str(element.S)[1:], scope, int(attributes.get("/ColSpan", 1))


def rows_of(table: Table) -> list[tuple[str, list[Seen]]]:
    """The part each row stands in, and its cells."""
    return [
        (str(part.S)[1:], [cell_of(cell) for cell in listed(row.K)])
        for found in elements((table,), "Table")
        for part in listed(found.K)
        for row in listed(part.K)
    ]


COLUMN, ROW, CELL = ("TH", "Column", 1), ("TH", "Row", 1), ("TD", "", 1)


def row(*cells: Cell | str) -> tuple[Cell, ...]:
    return tuple(text_cell(each) if isinstance(each, str) else each for each in cells)


def columns(*kinds: ColumnKind) -> tuple[Column, ...]:
    return tuple(Column(f"Column {number}", kind) for number, kind in enumerate(kinds))


@pytest.mark.parametrize(
    "table",
    [
        Table(
            columns(ColumnKind.TITLE, ColumnKind.TEXT, ColumnKind.FIGURE, ColumnKind.RATING, ColumnKind.TRAVEL),
            (
                row("A", "a", FigureCell("1"), RatingCell(Rag.RED), TravelCell(Travel.IMPROVING)),
                row("B", "b", FigureCell(""), RatingCell(None), TravelCell(None)),
            ),
        ),
        Table(columns(ColumnKind.LABEL, ColumnKind.TOTAL), (row("A", FigureCell("1")), row("All", FigureCell("1"))), has_total=True),
        Table(columns(ColumnKind.PERIOD, ColumnKind.POINT), (row("Rating", RatingCell(Rag.AMBER)),), TableLook.UNDER_CHART),
        Table(columns(ColumnKind.TEXT), (row("alone"),)),
        Table(columns(ColumnKind.TITLE, ColumnKind.TEXT), tuple(row(f"T{at}", "words " * 40) for at in range(60))),
    ],
    ids=["indicators", "totals", "under a chart", "one column", "over several pages"],
)  # fmt: skip
def test_the_heading_row_heads_columns_and_the_first_cell_of_each_row_heads_it(table: Table) -> None:
    width = len(table.columns)
    assert rows_of(table) == [
        ("THead", [COLUMN] * width),
        *[("TBody", [ROW] + [CELL] * (width - 1))] * len(table.rows),
    ]


@pytest.mark.parametrize(
    ("kinds", "heads"),
    [
        ((ColumnKind.REFERENCE, ColumnKind.TITLE, ColumnKind.TEXT), {0, 1}),
        ((ColumnKind.REFERENCE, ColumnKind.AREA, ColumnKind.TITLE), {0, 2}),
        ((ColumnKind.REFERENCE, ColumnKind.TEXT, ColumnKind.TEXT), {0}),
        ((ColumnKind.TITLE, ColumnKind.TEXT, ColumnKind.TITLE), {0}),
    ],
)
def test_a_row_is_headed_by_its_reference_and_by_its_title(kinds: tuple[ColumnKind, ...], heads: set[int]) -> None:
    table = Table(columns(*kinds), (row("A", "b", "c"), row("D", "e", "f")))
    line = [ROW if at in heads else CELL for at in range(len(kinds))]
    assert rows_of(table)[1:] == [("TBody", line)] * 2
    alone = replace(table, rows=table.rows[:1], has_row_heads=False)
    assert rows_of(alone)[1:] == [("TBody", [CELL] * 3)]


def test_a_table_says_what_it_is_of() -> None:
    """ISO 32000-1, table 349: Summary. Its caption, or the headings above it, told apart where two would be alike."""
    plain_one = Table(columns(ColumnKind.TEXT), (row("x"),))
    blocks = (plain_one, Heading("Section", 2, "s"), plain_one, plain_one, replace(plain_one, caption="Who answers"))
    said = [str(each.Summary) for found in elements(blocks, "Table") for each in listed(found.A)]
    assert said == ["Title", "Section", "Section (2)", "Who answers"]


def test_a_state_over_several_columns_says_over_how_many_and_heads_nothing() -> None:
    kinds = columns(ColumnKind.REFERENCE, ColumnKind.FIGURE, ColumnKind.FIGURE, ColumnKind.FIGURE, ColumnKind.PAGE)
    table = Table(kinds, (row("A", StateCell("Suspended", 3), "1"),))
    assert rows_of(table)[1] == ("TBody", [ROW, ("TD", "", 3), CELL])


def pairs_of(table: Table) -> list[list[list[str]]]:
    """The items of each list of facts: the kinds of their parts."""
    return [
        [[str(part.S)[1:] for part in listed(item.K)] for item in listed(found.K)] for found in elements((table,), "L")
    ]


def test_facts_are_a_list_of_pairs_and_an_empty_place_is_none_of_them() -> None:
    """Never two pairs in one row, where what heads which could not be told. ISO 32000-1, table 336: lists of terms."""
    facts = columns(*[ColumnKind.LABEL, ColumnKind.TEXT] * 2)
    beside = Table(facts, (row("A", "a", "B", "b"), row("C", "c", "", "")), TableLook.BARE)
    assert pairs_of(beside) == [[["Lbl", "LBody"]] * 3]
    alone = Table(facts[:2], (row("To:", "x"), row("From:", "y")), TableLook.BARE)
    assert pairs_of(alone) == [[["Lbl", "LBody"]] * 2]
    assert list(elements((beside, alone), "Table")) == []


def test_paragraphs_of_one_cell_are_paragraphs_so_that_words_do_not_run_together() -> None:
    people = TextCell((plain("Mike Hill"), plain("Amanda Honey")))
    facts = Table(columns(ColumnKind.LABEL, ColumnKind.TEXT), (row("By:", people),), TableLook.BARE)
    ruled = Table(columns(ColumnKind.LABEL, ColumnKind.TEXT), (row("By:", people), row("To:", "Cabinet")))
    long = TextCell(tuple(plain("Words that take more than a line of this page, " * 9) for _ in range(9)))
    broken = Table(columns(ColumnKind.LABEL, ColumnKind.TEXT), (row("a", long), row("b", "x"), row("c", long)))
    for table, home, kinds in (
        (facts, "LBody", [["P", "P"]]),
        (ruled, "TD", [["P", "P"], []]),
        (broken, "TD", [["P"] * 9, [], ["P"] * 9]),  # over pages too
    ):
        found = [
            [str(kid.S)[1:] for kid in listed(cell.K) if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]
            for cell in elements((table,), home)
        ]
        assert found == kinds


def test_a_picture_is_a_figure_that_says_what_it_shows() -> None:
    points = tuple(ChartPoint(f"Mon {at}", Decimal(at), Decimal(5), Rag.GREEN) for at in range(4))
    chart = Chart(points, ((Decimal(0), "0"), (Decimal(9), "9")), "Results rose from 0 to 3.", "3", "Target")
    spark = SparkCell((Decimal(1), Decimal(3)), "From 1 to 3.")
    history = HistoryCell((Rag.RED, None), "Red, not rated.")
    table = Table(columns(ColumnKind.REFERENCE, ColumnKind.SPARK, ColumnKind.HISTORY), (row("A", spark, history),))
    said = [str(each.Alt) for each in elements((chart, table), "Figure")]
    assert said == [chart.alt, spark.alt, history.alt]


def test_a_picture_says_where_it_stands_on_its_page() -> None:
    """PDF/UA-1, 7.3, and ISO 32000-1, 14.8.5.4.3: a Figure has a box, which holds all that it draws."""
    points = tuple(ChartPoint(f"Mon {at}", Decimal(at), Decimal(5), Rag.GREEN) for at in range(4))
    chart = Chart(points, ((Decimal(0), "0"), (Decimal(9), "9")), "Rises.", "3", "Target")
    spark = SparkCell((Decimal(1), Decimal(3)), "Rises.")
    table = Table(columns(ColumnKind.REFERENCE, ColumnKind.SPARK), (row("A", spark),))
    boxes = [
        [float(side) for each in listed(figure.A) if "/BBox" in each for side in each.BBox]
        for figure in elements((chart, table), "Figure")
    ]
    assert len(boxes) == 2
    for left, bottom, right, top in boxes:
        assert 56 <= left < right <= 595.28 - 50
        assert 40 <= bottom < top <= 800
    assert boxes[0][1] >= boxes[1][3], "the chart stands above the table"
    page = pymupdf.open(stream=made(chart, table))[0]
    lines = [each["rect"] for each in page.get_drawings() if len(each["items"]) > 1 or each["items"][0][0] == "c"]
    drawn = pymupdf.Rect(boxes[0][0], 841.89 - boxes[0][3], boxes[0][2], 841.89 - boxes[0][1])
    assert any(drawn.contains(line) for line in lines)


def picture(width: int, height: int) -> bytes:
    written = io.BytesIO()
    Image.new("RGBA", (width, height), (200, 0, 0, 128)).save(written, "PNG")
    return written.getvalue()


@pytest.mark.parametrize(
    ("wide", "high", "printed"),
    [(400, 200, 18 * mm), (4, 4, 18 * mm), (2_000, 20, theme.PORTRAIT.measure * 20 / 2_000)],  # as its width allows
)
def test_a_picture_that_was_given_has_its_words_and_its_height(wide: int, high: int, printed: float) -> None:
    blocks = (Picture(picture(wide, high), "The crest of the council", 18),)
    ((words, (left, bottom, right, top)),) = [
        (str(figure.Alt), [float(side) for side in figure.A.BBox]) for figure in elements(blocks, "Figure")
    ]
    assert words == "The crest of the council"
    assert top - bottom == pytest.approx(printed, abs=0.01)
    assert (right - left) / (top - bottom) == pytest.approx(wide / high, rel=0.01)
    (drawn,) = pymupdf.open(stream=made(*blocks))[0].get_images()
    assert (drawn[1], drawn[2:4], drawn[5]) == (0, (wide, high), "DeviceRGB")  # with no mask


def test_a_paper_with_a_picture_is_accessible_and_can_be_archived(tmp_path: Path) -> None:
    path = tmp_path / "picture.pdf"
    path.write_bytes(made(Picture(picture(40, 40), "The crest", 18, language="en-GB"), Heading("Below", 2, "below")))
    assert check(path).counts["Figure"] == 1


@pytest.mark.parametrize(("first", "numbering"), [(None, "Disc"), (1, "Decimal"), (7, "Decimal")])
def test_a_list_says_how_it_is_numbered_and_each_item_has_its_label(first: int | None, numbering: str) -> None:
    """ISO 32000-1, table 347."""
    listing = Listing((Item(plain("one")), Item(plain("two"))), first=first)
    for found in elements((listing,), "L"):
        assert [str(each.ListNumbering)[1:] for each in listed(found.A)] == [numbering]
        assert [[str(part.S) for part in listed(item.K)] for item in listed(found.K)] == [["/Lbl", "/LBody"]] * 2


def spoken(element: Any, language: str) -> list[tuple[str, str]]:
    """The kind of each element that has words of its own, an element and those below it, and the language it is said in."""
    language = str(element.get("/Lang", language))
    has_words = any(not isinstance(kid, pikepdf.Dictionary) or "/MCID" in kid for kid in listed(element.get("/K")))
    below = [kid for kid in listed(element.get("/K")) if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]
    here = [(str(element.S)[1:], language)] if has_words else []
    return here + [each for kid in below for each in spoken(kid, language)]


LONG = "Words typed in English that take more than one line of this paper, " * 3
WELSH = "cy"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (plain("Cymraeg"), [("P", WELSH)]),
        (plain(LONG, "en-GB"), [("P", "en-GB")]),  # the paragraph says it, over all its lines
        ((Run("Words "), Run("of two", is_strong=True)), [("P", WELSH)]),
        ((Run("Words ", language="en-GB"), Run("of two", True, language="en-GB")), [("P", "en-GB")]),
        ((Run("Diben: "), Run(LONG, language="en-GB")), [("P", WELSH), ("Span", "en-GB")]),  # one span over its lines
        ((Run("To note", language="en-GB"), Run(" wedyn")), [("P", WELSH), ("Span", "en-GB")]),
        (
            (Run("Gweler "), Run("the web", link="https://example.org", language="en-GB")),
            [("P", WELSH), ("Link", "en-GB")],
        ),
        (
            (Run("See ", language="en-GB"), Run("the web", link="https://example.org", language="en-GB")),
            [("P", "en-GB"), ("Link", "en-GB")],
        ),
    ],
)
def test_words_of_another_language_say_so_to_a_screen_reader(content: Inline, said: list[tuple[str, str]]) -> None:
    """WCAG 2.2, 3.1.2 Language of Parts; ISO 32000-1, 14.9.2.2: the nearest element that has a Lang decides."""
    cell = Table(columns(ColumnKind.LABEL, ColumnKind.TEXT), (row("Label", TextCell((content,))),), TableLook.BARE)
    listing = Listing((Item(content),))
    for block, home in ((Prose(content), "P"), (cell, "TD"), (listing, "LBody")):
        for found in elements((block,), home):
            assert spoken(found, WELSH) == [(home if kind == "P" else kind, language) for kind, language in said]


def test_a_heading_of_another_language_says_so() -> None:
    for language, found in (("", [None]), ("en-GB", ["en-GB"])):
        blocks = (Heading("Words of the chair", 2, "words", language=language),)
        assert [None if "/Lang" not in each else str(each.Lang) for each in elements(blocks, "H2")] == found


def headings(level: int, shift: int) -> list[str]:
    place = None if shift == 0 else PackPlace("x", stamp="Item 1", heading="Item 1: X", level=shift, back="pack:front")
    blocks = (PORTRAIT, Heading("Title", 1, "title"), Heading("Below", level, "below"))
    with pikepdf.open(io.BytesIO(render(Paper(replace(IDENTITY, place=place), blocks)).content)) as pdf:
        names = [str(name.S)[1:] for name in listed(pdf.Root.StructTreeRoot.K[0].K)]
    return names[-2:]


@pytest.mark.parametrize(
    ("level", "shift", "found"),
    [
        (2, 0, ["H1", "H2"]),
        (4, 0, ["H1", "H4"]),
        (2, 1, ["H2", "H3"]),
        (4, 2, ["H3", "H6"]),
        (4, 3, ["H4", "H6"]),  # PDF 1.7 has no more than six
    ],
)
def test_headings_in_a_pack_stand_below_the_one_of_their_item(level: int, shift: int, found: list[str]) -> None:
    assert headings(level, shift) == found


def test_bookmarks_open_with_the_file_and_go_three_levels_deep() -> None:
    blocks = tuple(Heading(f"Level {level}", level, f"l{level}") for level in (2, 3, 4))
    pdf = pymupdf.open(stream=made(*blocks))
    assert [(level, title) for level, title, _ in pdf.get_toc()] == [(1, "Title"), (2, "Level 2"), (3, "Level 3")]
    with pikepdf.open(io.BytesIO(made(*blocks))) as read:
        assert str(read.Root.PageMode) == "/UseOutlines"


def test_a_report_has_one_bookmark_whatever_stands_beside_its_figures() -> None:
    parts = [Beside(Part.FIGURES), Prose(plain("Figures")), Beside(Part.WORDS), Heading("Why", 3, "why")]
    after = [Beside(Part.ACROSS), Heading("After", 3, "after")]
    pdf = pymupdf.open(stream=made(Heading("Report", 2, "report"), *parts, *after))
    assert [title for _, title, _ in pdf.get_toc()] == ["Title", "Report", "After"]


def test_words_beside_figures_that_go_on_overleaf_stand_where_the_figures_end(tmp_path: Path) -> None:
    """Beside figures that are longer than the page they would be on it before figures that are read before them."""
    columns = (Column("Period", ColumnKind.PERIOD), Column("Result", ColumnKind.FIGURE))
    figures = Table(columns, tuple((text_cell(f"Month {at}"), FigureCell(str(at))) for at in range(60)))
    words = [Prose(plain(f"Sentence {at} says why the result is as it is. " * 4)) for at in range(8)]
    path = tmp_path / "long.pdf"
    path.write_bytes(made(LANDSCAPE, Beside(Part.FIGURES), figures, Beside(Part.WORDS), *words))
    check(path)
    pages = [page.get_text() for page in pymupdf.open(path)]
    first = next(at for at, text in enumerate(pages) if "Sentence 0" in text)
    assert first == next(at for at, text in enumerate(pages) if "Month 59" in text)


def test_what_the_file_says_of_itself_is_the_same_in_both_places() -> None:
    """PDF/A-2, 6.6.3: the Info dictionary and the XMP agree."""
    identity = replace(IDENTITY, title="<T> & Co", author="A < B", subject="S > T", language="cy-GB")
    content = io.BytesIO(render(Paper(identity, (PORTRAIT, Heading("Title", 1, "t")))).content)
    with pikepdf.open(content) as pdf, pdf.open_metadata(set_pikepdf_as_editor=False) as metadata:
        assert metadata["dc:title"] == str(pdf.docinfo.Title) == identity.title
        assert list(metadata["dc:creator"]) == [str(pdf.docinfo.Author)] == [identity.author]
        assert metadata["dc:description"] == str(pdf.docinfo.Subject) == identity.subject
        assert list(metadata["dc:language"]) == [str(pdf.Root.Lang)] == ["cy-GB"]
        assert metadata["pdf:Producer"] == str(pdf.docinfo.Producer)
        assert metadata["xmp:CreateDate"].startswith("2021-04-01T12:00:00")
        assert str(pdf.docinfo.CreationDate).startswith("D:20210401120000")


def canvas() -> TaggedCanvas:
    return TaggedCanvas(io.BytesIO(), IDENTITY, Element("Document"), (595.28, 841.89))


def test_nothing_is_drawn_within_two_elements_or_within_none() -> None:
    element, faults = Element("P"), pytest.raises(ValueError, match=r"begun inside|outside marked|still open")
    drawings: tuple[Callable[[TaggedCanvas], object], ...] = (
        lambda on: on.show(0, 0, "x", REGULAR, 9, NAVY),
        lambda on: on.fill_box(0, 0, 9, 9, NAVY),
        lambda on: on.outline_box(0, 0, 9, 9, NAVY, 2),
        lambda on: on.rule(0, 9, 0, NAVY),
        lambda on: on.polyline([(0, 0), (9, 9)], NAVY, 1),
        lambda on: on.fill_shape([(0, 0), (9, 9), (9, 0)], NAVY),
        lambda on: on.show_late(9, 0, lambda _: "1", 9, REGULAR, 9, NAVY),
    )
    for draw in drawings:
        with faults:
            draw(canvas())
    for begin in (lambda on: on.begin(element), lambda on: on.begin_artifact()):
        for again in (lambda on: on.begin(element), lambda on: on.begin_artifact(), lambda on: on.showPage()):
            on = canvas()
            begin(on)
            with faults:
                again(on)


def test_a_late_text_that_is_wider_than_its_room_is_a_bug_and_not_printed() -> None:
    for words, fits in (("1", True), ("1234567890", False)):
        on = canvas()
        on.begin_artifact()
        on.show_late(100, 100, lambda _, words=words: words, 20, REGULAR, 9, NAVY)
        on.end()
        if fits:
            on.save()
        else:
            with pytest.raises(ValueError, match=r"but 20\.0 were kept"):
                on.save()


def test_a_heading_cut_short_in_a_pack_is_read_in_full() -> None:
    """ISO 32000-1, 14.9.4: what is drawn is less than what is meant."""
    for heading, said in (("Item 1: X", []), ("Item 1: " + "Words " * 60, ["Item 1: " + "Words " * 60])):
        place = PackPlace("x", stamp="Item 1", heading=heading, back="pack:front")
        content = render(Paper(replace(IDENTITY, place=place), (PORTRAIT, Heading("Title", 1, "title")))).content
        with pikepdf.open(io.BytesIO(content)) as pdf:
            found = [
                str(each.ActualText)
                for each in pdf.objects
                if isinstance(each, pikepdf.Dictionary) and "/ActualText" in each
            ]
        assert found == said
