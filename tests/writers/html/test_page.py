"""What a page is made of: sound HTML, in which text is only ever text, and which asks for nothing from elsewhere."""

import base64
import hashlib
import io
import re
from decimal import Decimal
from itertools import pairwise
from types import SimpleNamespace
from typing import Any, get_args

import pytest
from msgspec import Struct
from PIL import Image

from kccreport.ground.colour import Colour
from kccreport.ground.errors import RenderingFault
from kccreport.ground.values import replace
from kccreport.models.alert import Alert
from kccreport.models.rag import Rag
from kccreport.models.ratings import USUAL_SCALE, RatingScale, Shape
from kccreport.models.travel import Travel
from kccreport.paper.blocks import (
    Beside,
    Block,
    Cell,
    Chart,
    ChartPoint,
    Column,
    ColumnKind,
    Contents,
    ContentsEntry,
    FigureCell,
    GroupCell,
    Heading,
    HistoryCell,
    Item,
    Listing,
    Look,
    NewPage,
    Orientation,
    PageCell,
    Paper,
    Picture,
    Prose,
    RatingCell,
    Role,
    Run,
    Sign,
    SparkCell,
    StateCell,
    Table,
    TableLook,
    plain,
    text_cell,
)
from kccreport.writers.html.blocks import BLOCKS, LOOKS
from kccreport.writers.html.cells import CELLS
from kccreport.writers.html.element import el, to_text
from kccreport.writers.html.outline import places
from kccreport.writers.html.pictures import RADIUS, number, rating_id, rating_look, shape_id
from kccreport.writers.html.render import render
from kccreport.writers.html.tables import LEAST_WIDTHS
from kccreport.writers.pdf.theme import PILLS
from kccreport.writers.shapes import RATINGS
from tests.writers.html.papers import IDENTITY, sample
from tests.writers.html.said import only, parsed, text_of, words_of

TITLE = Heading("Title", 1, "title")
PAYLOADS = [
    "<b>bold</b>",
    "a & b &amp; c",
    '<img src="x" onerror="alert(1)">',
    "<!-- gone? --> <![CDATA[x]]>",
    "x<y and y>z",
    "</style><script>alert(1)</script>",
    "</title></main></html>",
    "\" onmouseover='alert(1)' x=\"",
    "javascript:alert(1)",
    "{{7*7}} ${7*7} <%= 7 %> %s",
    "&#60;script&#62; &lt;",
]


def page(*blocks: Block, **identity: Any) -> Any:
    """The tree of a page with these blocks below a title."""
    tree, errors = parsed(made(*blocks, **identity))
    assert errors == []
    return tree


def made(*blocks: Block, **identity: Any) -> bytes:
    return render(Paper(replace(IDENTITY, **identity), (NewPage(Orientation.PORTRAIT), TITLE, *blocks)))


def table(*cells: Cell, kinds: tuple[ColumnKind, ...] = (), **more: Any) -> Table:
    """A table of one row, which a reference heads."""
    columns = [Column(f"Column {at}", kind) for at, kind in enumerate(kinds or [ColumnKind.TEXT] * len(cells))]
    return Table((Column("Ref", ColumnKind.REFERENCE), *columns), ((text_cell("A"), *cells),), **more)


def cell(*cells: Cell) -> Any:
    """The last cell of such a table."""
    return list(only(page(table(*cells)), "tbody").iter("td"))[-1]


# -- sound HTML


def test_a_page_says_whose_it_is_what_it_is_and_in_which_language() -> None:
    tree = page(title="<T> & Co", author="A < B", subject="S > T", language="cy")
    named = {each.get("name"): each.get("content") for each in tree.iter("meta")}
    assert (only(tree, "title").text, named["author"], named["description"]) == ("<T> & Co", "A < B", "S > T")
    assert only(tree, "html" if tree.tag != "html" else "body") is not None
    assert next(tree.iter("html")).get("lang") == "cy"
    assert "Neidio" in text_of(next(tree.iter("a")))


def test_nothing_may_be_loaded_or_run_but_the_style_that_stands_in_the_page() -> None:
    content = made(table(FigureCell("1")))
    tree, _ = parsed(content)
    policy = next(each.get("content") for each in tree.iter("meta") if each.get("http-equiv"))
    style = content.split(b"<style>")[1].split(b"</style>")[0]
    digest = base64.b64encode(hashlib.sha256(style).digest()).decode()
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert b"url(" not in style
    assert b"@import" not in style


def test_the_same_paper_gives_the_same_bytes() -> None:
    assert render(sample("scrutiny-2012")) == render(sample("scrutiny-2012"))


# -- text is only ever text


@pytest.mark.parametrize("text", PAYLOADS)
def test_markup_in_text_stands_letter_by_letter_everywhere(text: str) -> None:
    point = ChartPoint("Q1", Decimal(1))
    blocks = (
        Contents((ContentsEntry(text, "h"),)),
        Heading(text, 2, "h", bookmark=text),
        Prose(plain(text)),
        Prose((Run(text, is_strong=True, link="https://example.org"),), number=text),
        Listing((Item(plain(text)),)),
        table(text_cell(text), FigureCell(text), StateCell(text), RatingCell(None, text), SparkCell((Decimal(1),), text)),
        Table((Column(text, ColumnKind.TEXT),), ((text_cell(text),),)),
        Chart((point,), ((Decimal(0), text), (Decimal(1), "1")), text, text, comparators=((Decimal(1), text),)),
        Heading(text, 2, "i"),
        Heading(text, 2, "j"),
    )  # fmt: skip
    content = made(*blocks, title=text, author=text, subject=text, header_right=text, footer_left=text, watermark=text)
    tree, errors = parsed(content)
    assert errors == []
    squeezed = "".join(text.split())
    said = "".join(words_of(tree))
    assert said.count(squeezed) >= 14
    assert only(tree, "title").text == text
    sound = {each.tag for each in parsed(made(*_harmless(blocks)))[0].iter() if isinstance(each.tag, str)}
    assert {each.tag for each in tree.iter() if isinstance(each.tag, str)} <= sound
    assert not any(name.startswith("on") for each in tree.iter() for name in each.keys())  # noqa: SIM118
    assert content.count(b"<style>") == content.count(b"</style>") == 1


def _harmless(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The same kinds of blocks with harmless words, to know which elements there should be."""
    return (*blocks, Prose((Run("x", is_emphasis=True), Run("KPI"))))


@pytest.mark.parametrize("letter", ["\x00", "\x1b", "\x85", "\ud800", "\ufffe", "‮", "⁦"])
def test_what_no_page_may_hold_is_a_fault_and_not_written(letter: str) -> None:
    for block in (Prose(plain(f"a{letter}b")), table(SparkCell((Decimal(1),), f"a{letter}b"))):
        with pytest.raises(RenderingFault, match=rf"U\+{ord(letter):04X}"):
            made(block)


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", "pack:1", " https://x", "https://a b", "//x"]
)
def test_a_link_leads_to_the_web_a_mail_address_or_nowhere(address: str) -> None:
    with pytest.raises(RenderingFault, match="leads to no place"):
        made(Prose((Run("x", link=address),)))


def test_a_link_to_another_paper_of_a_pack_leads_to_where_that_stands() -> None:
    paper = Paper(IDENTITY, (TITLE, Prose((Run("Item 7", link="pack:7"), Run(" more", link="pack:7")))))
    tree, _ = parsed(render(paper, {"pack:7": "item-7.pdf"}))
    assert [(each.get("href"), text_of(each)) for each in only(tree, "main").iter("a")] == [
        ("item-7.pdf", "Item 7 more")
    ]


def test_a_rule_cannot_end_its_element() -> None:
    with pytest.raises(ValueError, match="rules"):
        to_text(el("style", "a { } </style>"))


# -- every kind of block and cell has its way onto a page


def test_every_kind_of_block_cell_column_and_role_has_its_place_in_the_tables() -> None:
    """What is new in blocks.py is named here, and by an error wherever it stands in a paper."""
    assert set(BLOCKS) == set(get_args(Block))
    assert set(CELLS) == set(get_args(Cell))
    assert set(LEAST_WIDTHS) == set(ColumnKind)
    assert set(LOOKS) == set(Role)


@pytest.mark.parametrize(
    ("kind", "known"),
    [
        (Run, "text is_strong is_emphasis link leads_to language"),
        (Heading, "text level anchor number is_title bookmark continues language"),
        (Prose, "content role number leads anchor back"),
        (Listing, "items role first"),
        (Beside, "part"),
        (Item, "content below"),
        (Table, "columns rows look has_total places caption has_row_heads chart"),
        (Column, "heading kind"),
        (NewPage, "orientation is_title"),
        (ContentsEntry, "text anchor until runs_to_the_end"),
        (
            Chart,
            "points ticks alt last_words target_words limit limit_words comparators control has_bars scale title forecast_words "
            "target_key limit_key forecast_key",
        ),
        (Look, "headings rules typeface"),
        (GroupCell, "text columns detail"),
        (RatingCell, "rating words is_override scale"),
        (HistoryCell, "ratings alt scale"),
        (
            ChartPoint,
            "label value target rating is_forecast is_special limit mark short year is_earlier is_after_break",
        ),
        (Picture, "data alt height_mm media language"),
    ],
)
def test_what_a_block_can_say_is_known_here(kind: type[Struct], known: str) -> None:
    """A new part of a block must not be passed over: say in this writer how a page shows it, then name it here."""
    assert list(kind.__struct_fields__) == known.split()


def test_an_unknown_block_or_cell_is_a_fault() -> None:
    strange: Any = SimpleNamespace(text="x")
    with pytest.raises(RenderingFault, match="A page cannot show a SimpleNamespace"):
        made(strange)
    with pytest.raises(RenderingFault, match="A page cannot show a SimpleNamespace"):
        made(table(strange))


def test_every_rating_direction_alert_and_sign_is_a_word_with_a_shape_of_its_own() -> None:
    names = [
        *(shape_id("rating", shape) for shape in (*Shape, "none")),
        *(shape_id("travel", each) for each in Travel),
        *(shape_id("alert", each) for each in Alert),
        *(shape_id("sign", each.value) for each in Sign),
    ]
    defined = {each.get("id"): each.get("d") for each in page().iter("path")}
    assert set(names) == set(defined)
    usual = [rating_id(rating, USUAL_SCALE) for rating in Rag]
    assert len({defined[name] for name in usual}) == len(Rag), "told apart without colour"
    x, y = RATINGS[Shape.TRIANGLE][0]
    assert defined[rating_id(Rag.AMBER, USUAL_SCALE)].startswith(f"M{number(x * RADIUS)} {number(-y * RADIUS)}L")


@pytest.mark.parametrize("rating", Rag)
def test_a_rating_is_a_word_a_shape_and_the_colour_it_has_on_paper(rating: Rag) -> None:
    found = cell(RatingCell(rating))
    pill = found[0]
    assert text_of(pill) == rating.value.capitalize()
    assert pill.find("svg").find("use").get("href") == f"#{rating_id(rating, USUAL_SCALE)}"
    look = pill.get("class").split()[1]
    style = made().decode()
    colours = re.search(rf"\.pill\.{look} {{ background: (#\w{{6}}); color: (#\w{{6}})", style)
    assert colours is not None
    assert [Colour.hex(each) for each in colours.groups()] == [PILLS[rating].fill, PILLS[rating].ink]


def test_a_council_s_own_word_and_shape_stand_for_its_rating() -> None:
    own = RatingScale(words=((Rag.RED, "Off track"),), shapes=((Rag.RED, Shape.STAR),), not_rated="No view")
    pill = cell(RatingCell(Rag.RED, scale=own))[0]
    assert (text_of(pill), pill.find("svg").find("use").get("href")) == ("Off track", "#_rating-star")
    assert text_of(cell(RatingCell(None, scale=own))) == "No view"
    assert cell(HistoryCell((Rag.RED,), "Off track", own))[0].find("use").get("href") == "#_rating-star"
    point = ChartPoint("Q1", Decimal(1), Decimal(1), Rag.RED)
    drawn = page(Chart((point,), ((Decimal(0), "0"), (Decimal(2), "2")), "A chart.", "1", "Target 1", scale=own))
    assert {each.get("href") for each in drawn.iter("use")} == {"#_rating-star"}


def test_a_council_s_own_colours_are_those_of_light_screens_and_of_paper_alone() -> None:
    style = made(look=Look(headings="#5B2A86", rules="#7A7A7A")).decode()
    own = style.index(":root { --head: #5B2A86; --line: #5B2A86; --rule: #7A7A7A; }")
    assert style.index("--head: #12284b") < own < style.index("@media screen and (prefers-color-scheme: dark)")


@pytest.mark.parametrize("rating", Rag)
def test_the_shape_of_a_rating_below_a_chart_stands_on_the_colour_it_has_on_paper(rating: Rag) -> None:
    style, look = made().decode(), rating_look(rating)
    fill = re.search(rf"^\.badge\.{look} {{ fill: (#\w{{6}}) }}", style, re.MULTILINE)
    assert fill is not None
    assert Colour.hex(fill[1]) == PILLS[rating].fill
    dark = re.search(r"\.on\.badge:is\((.*?)\) { fill: #1a1a1a }", style)
    assert dark is not None
    ink = "#1A1A1A" if f".{look}" in dark[1].split(", ") else "#FFFFFF"
    assert Colour.hex(ink) == PILLS[rating].ink


@pytest.mark.parametrize("part", [0, 1], ids=["light", "dark"])
def test_every_colour_of_text_and_line_stands_out_from_its_ground(part: int) -> None:
    """WCAG 2.2, 1.4.3 and 1.4.11, in the light and in the dark scheme."""
    schemes = re.findall(r":root \{(.*?)\}", made().decode(), re.DOTALL)
    colours = {name: Colour.hex(code) for name, code in re.findall(r"--(\w+): (#\w{6})", schemes[part])}
    for ground in (colours["paper"], colours["tint"]):
        for name in ("ink", "head", "quiet", "link", "draft", "limit", "other", "target"):
            assert colours[name].contrast(ground) >= 4.5, name
        for name in ("line", "earlier", "limit", "other", "target"):
            assert colours[name].contrast(ground) >= 3, name
    assert colours["rule"].contrast(colours["paper"]) >= 3


# -- headings


@pytest.mark.parametrize(
    ("levels", "found"),
    [
        ([1, 2, 3, 4, 2], [1, 2, 3, 4, 2]),
        ([1, 2, 1, 2, 3], [1, 2, 2, 3, 4]),  # an appendix stands below the one h1
        ([1, 3, 4], [1, 2, 3]),
        ([2, 3], [2, 3]),
        ([1, 1, 1], [1, 2, 2]),
        ([2, 1, 4], [2, 1, 2]),
    ],
)
def test_headings_stand_below_one_h1_without_gaps(levels: list[int], found: list[int]) -> None:
    blocks = [Heading(f"H{at}", level, f"h{at}") for at, level in enumerate(levels)]
    assert [each.level for each in places(blocks)] == found


def test_a_paper_without_a_title_is_headed_by_what_it_says_of_itself() -> None:
    tree, _ = parsed(render(Paper(IDENTITY, (Prose(plain("x")),))))
    assert text_of(only(tree, "h1")) == IDENTITY.title


def test_sections_are_listed_with_their_numbers_and_those_of_an_appendix_within_it() -> None:
    found = page(
        Heading("One", 2, "one", number="1."), Heading("Not listed", 3, "three"), Heading("Two", 2, "two"),
        Heading("Dashboard", 1, "app", bookmark="Appendix 1: Dashboard"), Heading("Within", 2, "within"),
    )  # fmt: skip
    (nav,) = found.iter("nav")
    top = nav.find("ul")
    assert [text_of(each.find("a")) for each in top] == ["1. One", "Two", "Appendix 1: Dashboard"]
    assert [text_of(each) for each in top[2].find("ul")] == ["Within"]


# -- words


def test_words_of_another_language_are_marked_and_those_of_the_page_are_not() -> None:
    runs = (Run("Croeso ", language="cy"), Run("bold", is_strong=True, language="cy"), Run("plain", language="en-GB"))
    found = page(Prose(runs), Heading("Adran", 2, "a", language="cy"))
    marked = [(each.tag, text_of(each)) for each in only(found, "main").iter() if each.get("lang") == "cy"]
    assert marked == [("span", "Croeso"), ("span", "bold"), ("h2", "Adran")]


def test_abbreviations_say_what_they_stand_for_and_references_are_none() -> None:
    found = page(Prose(plain("KPIs and KPI01: 97% [p], RAG, n/a, [x], [z9], YTDs")))
    assert [(each.text, each.get("title")) for each in found.iter("abbr")] == [
        ("KPIs", "key performance indicators"),
        ("[p]", "provisional"),
        ("RAG", "red, amber or green"),
        ("n/a", "not applicable"),
        ("[x]", "not available"),
    ]


def test_boxed_paragraphs_that_follow_one_another_are_one_box() -> None:
    boxed = Prose(plain("x"), Role.BOXED)
    found = page(boxed, boxed, Prose(plain("y")), boxed)
    boxes = [each for each in found.iter("div") if each.get("class") == "box"]
    assert [len(each) for each in boxes] == [2, 1]


def test_a_list_begins_with_its_number_and_holds_the_lists_below_it() -> None:
    found = page(Listing((Item(plain("a"), (Listing((Item(plain("b")),)),)),), first=7))
    outer = only(found, "ol")
    assert (outer.get("start"), len(outer), text_of(outer[0].find("ul"))) == ("7", 1, "b")


# -- tables and facts


def test_the_first_cell_of_a_row_heads_it_unless_it_is_empty_and_a_state_says_over_how_many_columns() -> None:
    kinds = (ColumnKind.FIGURE, ColumnKind.FIGURE, ColumnKind.PAGE)
    found = page(table(StateCell("Suspended", 2), PageCell("title", "A"), kinds=kinds))
    row = only(found, "tbody").find("tr")
    assert [(each.tag, each.get("scope"), each.get("colspan")) for each in row] == [
        ("th", "row", None), ("td", None, "2"), ("td", None, None),
    ]  # fmt: skip
    empty = Table((Column("", ColumnKind.TEXT), Column("B", ColumnKind.TEXT)), ((text_cell(""), text_cell("b")),))
    assert [each.tag for each in page(empty).iter() if each.tag in {"th", "td"}] == ["td", "th", "td", "td"]


def test_a_page_number_is_a_link_to_the_place_which_says_of_what() -> None:
    link = cell(PageCell("title", "CS01 Calls"))[0]
    assert (link.get("href"), text_of(link)) == ("#title", "Details: CS01 Calls")


def test_totals_are_the_foot_of_their_table() -> None:
    rows = ((text_cell("A"), FigureCell("1")), (text_cell("All"), FigureCell("1")))
    columns = (Column("What", ColumnKind.TEXT), Column("Count", ColumnKind.TOTAL))
    assert text_of(only(page(Table(columns, rows, has_total=True)), "tfoot")) == "All1"


def test_a_group_of_rows_is_a_body_of_its_own_headed_by_its_first_row_and_a_row_can_be_led_to() -> None:
    columns = (Column("Ref", ColumnKind.REFERENCE), Column("Dec", ColumnKind.FIGURE))
    rows = tuple(
        each for name in "AB" for each in ((GroupCell(name, 2, "who"),), (text_cell(name * 2), FigureCell("1")))
    )
    found = page(Table(columns, rows, places=("", "row-aa", "", "")), table(PageCell("row-aa", "AA")))
    first, second, _ = found.iter("tbody")
    assert [text_of(each) for each in first] == ["A who", "AA1"]
    head = second[0][0]
    assert (head.tag, head.get("scope"), head.get("colspan"), text_of(head)) == ("th", "rowgroup", "2", "B who")
    assert text_of(next(each for each in found.iter("tr") if each.get("id") == "row-aa")) == "AA1"


def test_a_set_of_pages_that_may_lie_either_way_is_printed_across_where_a_table_is_wide() -> None:
    for figures, look in ((2, "set fitting"), (16, "set wide")):
        found = page(NewPage(Orientation.FITTING), table(*[FigureCell("1,234")] * figures))
        assert [each.get("class") for each in found.iter("div") if "set" in each.get("class", "").split()][-1] == look


def test_facts_are_terms_and_what_they_say_and_an_empty_place_is_none() -> None:
    columns = (Column("Fact", ColumnKind.LABEL), Column("Text", ColumnKind.TEXT)) * 2
    rows = (tuple(map(text_cell, ("A", "a", "B", "b"))), tuple(map(text_cell, ("C", "c", "", ""))))
    found = page(Table(columns, rows, TableLook.BARE))
    assert [(each.tag, text_of(each)) for each in found.iter() if each.tag in {"dt", "dd"}] == [
        ("dt", "A"), ("dd", "a"), ("dt", "B"), ("dd", "b"), ("dt", "C"), ("dd", "c"),
    ]  # fmt: skip


def test_only_a_table_that_no_screen_can_show_scrolls_and_then_the_keyboard_can() -> None:
    wide = table(*[FigureCell("1,234,567")] * 30)
    regions = [each for each in page(wide, table(FigureCell("1"))).iter("div") if each.get("role") == "region"]
    assert [(each.get("tabindex"), each.get("aria-labelledby") is not None) for each in regions] == [("0", True)]


# -- pictures


def test_pictures_say_what_they_show_and_a_series_is_open_where_a_value_is_missing() -> None:
    values = (Decimal(1), Decimal(3), None, Decimal(2), Decimal(2))
    spark = cell(SparkCell(values, "From 1 to 2."))[0]
    assert (spark.get("aria-label"), len(spark.findall("polyline")), len(spark.findall("circle"))) == (
        "From 1 to 2.",
        2,
        1,
    )
    strip = cell(HistoryCell((Rag.RED, None), "Red, not rated."))[0]
    assert [each.get("href") for each in strip.iter("use")] == ["#_rating-square", "#_rating-none"]
    assert strip.get("aria-label") == "Red, not rated."


def test_a_chart_draws_each_result_at_its_height_and_says_what_the_pdf_says() -> None:
    points = tuple(ChartPoint(f"Mon {at}", Decimal(at * 25), Decimal(50), Rag.GREEN) for at in range(5))
    ticks = ((Decimal(0), "0"), (Decimal(100), "100"))
    found = page(Chart(points, ticks, "It rises.", "100", "Target 50", Decimal(25), "Floor 25"))
    picture = next(each for each in found.iter("div") if each.get("class") == "chart")
    assert [each.get("class") for each in picture] == ["slim", "broad"], "one for a phone and one for a desk"
    for drawing in picture:
        marks = list(drawing.iter("circle"))
        heights = [float(each.get("cy")) for each in marks]
        assert all(
            before - after == pytest.approx(heights[0] - heights[1], abs=0.21) for before, after in pairwise(heights)
        )
        assert heights[0] > heights[1]
        across = [float(each.get("cx")) for each in marks]
        assert all(
            after - before == pytest.approx(across[1] - across[0], abs=0.21) for before, after in pairwise(across)
        )
        assert {each.get("href") for each in drawing.iter("use")} == {"#_rating-circle"}
        said = {text_of(each) for each in drawing.iter("text")}
        assert {"0", "100", "Target 50", "Floor 25", "Mon 0", "Mon 4"} <= said
    described = next(each for each in found.iter("p") if each.get("id") == picture.get("aria-labelledby"))
    assert (picture.get("role"), text_of(described)) == ("img", "It rises.")


def test_a_picture_stands_in_the_page_as_large_as_on_paper_and_nothing_hidden_in_its_file_is_in_it() -> None:
    file = io.BytesIO()
    from PIL.PngImagePlugin import PngInfo

    secret = PngInfo()
    secret.add_text("Author", "somebody")
    Image.new("RGBA", (200, 100), (0, 0, 0, 0)).save(file, "PNG", pnginfo=secret)
    content = made(Picture(file.getvalue(), "The arms of Testshire", 25.4))
    tree, _ = parsed(content)
    picture = only(tree, "img")
    assert (picture.get("alt"), picture.get("width"), picture.get("height")) == ("The arms of Testshire", "192", "96")
    inside = base64.b64decode(picture.get("src").partition(",")[2])
    assert b"somebody" not in inside
    assert Image.open(io.BytesIO(inside)).getpixel((0, 0)) == (255, 255, 255)
    assert b"img-src data:;" in content
    assert b"img-src" not in made()
