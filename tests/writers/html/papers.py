"""Papers to make pages of: those of the samples, and random ones of every kind of block and cell."""

from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

from hypothesis import strategies as st

from kccreport.ground.values import replace
from kccreport.models.alert import Alert
from kccreport.models.rag import Rag
from kccreport.models.travel import Travel
from kccreport.paper.blocks import (
    AlertCell,
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
    Identity,
    Item,
    Listing,
    NewPage,
    Orientation,
    PageCell,
    Paper,
    Part,
    Prose,
    RatingCell,
    Role,
    Run,
    Sign,
    SparkCell,
    StateCell,
    Table,
    TableLook,
    TextCell,
    TravelCell,
    VerdictCell,
    plain,
    text_cell,
)
from kccreport.roads import papers as road
from tests.remembered import rendered_once
from tests.samples import reading_of

IDENTITY = Identity(
    title="A paper & its <title>",
    author="Testshire (Council)",
    subject="Tests",
    header_left="A paper",
    header_right="A committee, 1 April 2021",
    footer_left="Unrestricted",
    dated=date(2021, 4, 1),
)
SAMPLES = ("committee-2012", "committee-2014", "dashboard-2021", "quarterly-2011", "scrutiny-2012")


@cache
def sample(name: str) -> Paper:
    """The paper of a sample workbook."""
    return road.compose(reading_of(name))


def paper_of(workbook: Path) -> Paper:
    reading = road.read(workbook, reviewed=False).value
    assert reading is not None
    return road.compose(reading)


def sample_pdf(name: str) -> bytes:
    """The PDF of the same paper."""
    return rendered_once(sample(name)).content


# words a line can hold, of letters that Markdown, HTML or Welsh would make something of
WORDS = st.lists(
    st.sampled_from(
        ["KPI", "97%", "[p]", "<b>", "&amp;", "Tŷ", "½", '"so"', "it's", "n/a", "word", "£5", "</td>", "a<b"]
    ),
    min_size=1,
    max_size=6,
).map(" ".join)
RUNS = st.builds(
    Run,
    WORDS.map(lambda words: words + " "),
    is_strong=st.booleans(),
    is_emphasis=st.booleans(),
    link=st.sampled_from(["", "", "", "https://example.org/?a=1&b=2", "mailto:a@example.org"]),
    language=st.sampled_from(["", "", "cy"]),
).map(lambda run: replace(run, language="") if run.link else run)
INLINE = st.lists(RUNS, min_size=1, max_size=3).map(tuple)
RATINGS = st.sampled_from([*Rag, None])
VALUES = st.integers(0, 100).map(Decimal)
CELLS: st.SearchStrategy[Cell] = st.one_of(
    INLINE.map(lambda words: TextCell((words,))),
    # the PDF's tags say two paragraphs of a cell as one, so where one ends in a link no oracle can tell
    st.lists(WORDS, min_size=2, max_size=2).map(lambda paragraphs: TextCell(tuple(map(plain, paragraphs)))),
    WORDS.map(FigureCell),
    st.builds(RatingCell, RATINGS, st.sampled_from(["Not rated", "n/a"]), st.booleans()),
    st.builds(TravelCell, st.sampled_from([*Travel, None]), st.booleans()),
    st.builds(AlertCell, st.sampled_from([*Alert, None])),
    st.builds(VerdictCell, st.sampled_from(["Concern", "No change"]), st.sampled_from(Sign)),
    st.builds(
        SparkCell, st.lists(st.none() | VALUES, min_size=1, max_size=5).map(lambda found: (*found, Decimal(1))), WORDS
    ),
    st.builds(HistoryCell, st.lists(RATINGS, min_size=1, max_size=4).map(tuple), WORDS),
    WORDS.map(lambda words: PageCell("title", words)),
)
# not those that stand to the right, in which the PDF knows no links
KINDS = st.sampled_from([ColumnKind.TEXT, ColumnKind.TITLE, ColumnKind.RATING, ColumnKind.VERDICT])


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """A table with a heading row, or facts; here and there a state stands across two columns."""
    look = draw(st.sampled_from(TableLook))
    width = draw(st.sampled_from([2, 4])) if look is TableLook.BARE else draw(st.integers(1, 4))
    columns = tuple(Column(f"Heading {at}", draw(KINDS)) for at in range(width))
    rows: list[tuple[Cell, ...]] = []
    for number in range(draw(st.integers(1, 3))):
        row: list[Cell] = [text_cell(f"R{number}"), *(draw(CELLS) for _ in range(width - 1))]
        if width == 4 and look is not TableLook.BARE and draw(st.booleans()):
            row[2:] = [StateCell("Suspended <for now>", 2)]
        if look in (TableLook.RULED, TableLook.NARROW) and number != 1 and draw(st.booleans()):
            rows.append((GroupCell("Group & <b>", width, draw(st.sampled_from(["", "who answers"]))),))
        rows.append(tuple(row))
    return Table(columns, tuple(rows), look, has_total=len(rows) > 1 and draw(st.booleans()))


@st.composite
def charts(draw: st.DrawFn) -> Chart:
    points = draw(
        st.lists(
            st.builds(ChartPoint, WORDS, st.none() | VALUES, st.none() | VALUES, RATINGS, st.booleans(), st.booleans()),
            min_size=1,
            max_size=6,
        )
    )
    return Chart(
        tuple(points),
        ((Decimal(draw(st.sampled_from([-10, 0]))), "0"), (Decimal(100), "100")),
        draw(WORDS),
        "97%",
        target_words=draw(st.sampled_from(["", "Target 95%"])),
        limit=draw(st.none() | VALUES),
        limit_words="Floor <b>",
        comparators=((Decimal(50), draw(WORDS)),),
        has_bars=draw(st.booleans()),
    )


def listings(depth: int = 1) -> st.SearchStrategy[Listing]:
    below = st.lists(listings(depth - 1), max_size=1).map(tuple) if depth else st.just(())
    items = st.lists(st.builds(Item, INLINE, below), min_size=1, max_size=3).map(tuple)
    return st.builds(Listing, items, first=st.sampled_from([None, 1, 7]))


BLOCKS: st.SearchStrategy[Block] = st.one_of(
    st.builds(Heading, WORDS, st.integers(1, 4), st.just(""), st.sampled_from(["", "1."]), st.booleans()),
    st.builds(Prose, INLINE, st.sampled_from(Role), st.sampled_from(["", "1.1"])),
    listings(),
    tables(),
    charts(),
    st.just(Contents((ContentsEntry("Title & <all>", "title"),))),
    st.builds(NewPage, st.sampled_from(Orientation), st.booleans()),
    st.sampled_from(Part).map(Beside),
)


@st.composite
def papers(draw: st.DrawFn) -> Paper:
    """A paper that begins with a title, whose headings have anchors of their own."""
    blocks: list[Block] = [NewPage(Orientation.PORTRAIT), Heading("Title", 1, "title")]
    level = 1
    for at, block in enumerate(draw(st.lists(BLOCKS, min_size=1, max_size=6))):
        if isinstance(block, NewPage) and isinstance(blocks[-1], NewPage):
            continue
        if isinstance(block, Heading):
            level = min(block.level, level + 1)  # the PDF's bookmarks leave no level out
            block = replace(block, anchor=f"place-{at}", level=level)
        blocks.append(block)
    if isinstance(blocks[-1], NewPage):
        blocks.pop()
    identity = replace(IDENTITY, title=draw(WORDS), watermark=draw(st.sampled_from(["", "DRAFT"])))
    return Paper(identity, tuple(blocks))
