"""How a paper looks: lengths, faces and colours, built once and never changed.

Lengths are points unless written with their unit. Every colour of text and every fill is listed with the contrast
it has; `tests/writers/pdf/test_theme.py` measures them.
"""

from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.units import mm

from kccreport.ground.colour import Colour
from kccreport.models.rag import Rag
from kccreport.paper.blocks import ColumnKind, Look, Role
from kccreport.writers.pdf.fonts import BOLD, ITALIC, REGULAR, font

WHITE = Colour.hex("#FFFFFF")
INK = Colour.hex("#1A1A1A")
NAVY = Colour.hex("#12284B")
GREY = Colour.hex("#4A545C")
LINK = Colour.hex("#0B5CAD")
TINT = Colour.hex("#F3F5F8")
GROUP_TINT = Colour.hex("#DDE4EE")
# ours, whatever the council's colour is, which need not stand out from our darkest tint
GROUP_INK = Colour.hex("#10233F")
RULE = Colour.hex("#8A94A0")
HAIRLINE = Colour.hex("#C9CFD6")


def own_colours(look: Look) -> dict[Colour, Colour]:
    """Return the colours that a council has of its own, by those of ours that they stand for."""
    own = {}
    if look.headings:
        own[NAVY] = Colour.hex(look.headings)
    if look.rules:
        own[RULE] = Colour.hex(look.rules)
    return own


class Pill(NamedTuple):
    """How a rating is filled and written."""

    fill: Colour
    ink: Colour
    outline: Colour | None = None


PILLS = {
    Rag.GREEN: Pill(Colour.hex("#2B7F3D"), WHITE),
    Rag.AMBER: Pill(Colour.hex("#FFC20E"), INK),
    Rag.DARK_GREEN: Pill(Colour.hex("#0B4A26"), WHITE),
    Rag.RED: Pill(Colour.hex("#8C1D18"), WHITE),
    Rag.BLUE: Pill(Colour.hex("#1D4F91"), WHITE),
    Rag.LIGHT_GREEN: Pill(Colour.hex("#B7DDB0"), INK),
    Rag.NOT_MET: Pill(Colour.hex("#4A545C"), WHITE),
}
NOT_RATED = Pill(WHITE, INK, RULE)


class TextStyle(NamedTuple):
    """How a run of text is set. `hang` is the room to the left for a number or bullet."""

    size: float
    leading: float
    colour: Colour = INK
    regular: str = REGULAR
    strong: str = BOLD
    emphasis: str = ITALIC
    before: float = 0
    after: float = 0
    indent: float = 0
    hang: float = 0
    tint: Colour | None = None
    pad: float = 0
    widest: float = 10_000  # points: the longest measure a reader's eye follows back without losing the line

    @property
    def first_baseline(self) -> float:
        """Return how far below the top of a line its baseline stands: the cap height is centred in the leading."""
        return (self.leading + 0.69 * self.size) / 2


WIDEST_LINE = 420.0  # points: about 77 letters of the body, as many as an eye follows back without losing the line
BODY = TextStyle(12, 17, after=8, widest=WIDEST_LINE)
_BOX = BODY._replace(tint=TINT, pad=10, before=0, after=0)
STYLES: dict[Role, TextStyle] = {
    Role.BODY: BODY,
    Role.BOXED: _BOX,
    Role.NOTE: BODY._replace(size=10.5, leading=14.5, colour=GREY),
    Role.MASTHEAD: TextStyle(12, 17, NAVY, regular=BOLD, after=4),
    Role.COMMENTARY: BODY._replace(before=2, after=6),
    Role.TITLE_DETAIL: TextStyle(14, 22, GREY, after=2),
    Role.FOOTNOTE: TextStyle(10, 13.5, GREY, after=3),
    Role.LABEL: TextStyle(12, 17, NAVY, before=8, after=2),
    Role.GROUP: TextStyle(12, 16, GROUP_INK, before=12, after=4, tint=GROUP_TINT, pad=5),
    Role.RECORD: TextStyle(12, 16, NAVY, before=8, after=2),
}
HEADINGS = {
    1: TextStyle(22, 27, NAVY, regular=BOLD, before=4, after=10),
    2: TextStyle(16, 20, NAVY, regular=BOLD, before=20, after=7),
    3: TextStyle(13, 17, NAVY, regular=BOLD, before=14, after=5),
    4: TextStyle(12, 16, NAVY, regular=BOLD, before=9, after=3),
}
TITLE = TextStyle(30, 37, NAVY, regular=BOLD, before=60, after=18)


class Sizes(NamedTuple):
    """How the title of a paper, its headings by their level, and its paragraphs by their role are set in an edition."""

    title: TextStyle
    headings: Mapping[int, TextStyle]
    roles: Mapping[Role, TextStyle]


USUAL = Sizes(TITLE, HEADINGS, STYLES)
# of the large-print edition, where headings need not grow as the text does: each is larger than those of the levels below
# it, and none smaller than the body
LARGE_PRINT = Sizes(
    TITLE._replace(size=23.5, leading=29, before=16, after=12),
    {
        1: HEADINGS[1]._replace(size=18, leading=22),
        2: HEADINGS[2]._replace(size=16, leading=20, before=16),
        3: HEADINGS[3]._replace(size=14.5, leading=18.5, before=12),
        4: HEADINGS[4]._replace(size=13.5, leading=17.5),
    },
    {
        **STYLES,
        Role.LABEL: STYLES[Role.LABEL]._replace(size=13),
        Role.GROUP: STYLES[Role.GROUP]._replace(size=12.5),
    },
)
NUMBER_HANG = 35.0  # room for "10.12" in body size
BULLET_HANG = 16.0
ITEM_HANG = 22.0  # room for "10." in body size
CONTENTS = TextStyle(12, 18)
CELL = TextStyle(10, 13)
CELL_TOTAL = TextStyle(10, 13, regular=BOLD)
CELL_HEAD = TextStyle(10, 12, NAVY, regular=BOLD)
CELL_STATE = TextStyle(10, 13, GREY, regular=ITALIC)
CELL_GROUP = TextStyle(10.5, 13.5, GROUP_INK)
CELL_CLOSE = TextStyle(10, 12)  # of wide tables that have no room otherwise
CELL_HEAD_CLOSE = TextStyle(10, 11.5, NAVY, regular=BOLD)
BARE_CELL = TextStyle(12, 17)
BARE_STATE = CELL_STATE._replace(size=BARE_CELL.size, leading=BARE_CELL.leading)
FACT_CELL = TextStyle(10, 13)  # where facts stand two beside each other
FACTS_LINE = TextStyle(10, 13, GREY)  # where they stand one after the other
CELL_HEADLINE = TextStyle(18, 21, NAVY)
TARGET_LINE = Colour.hex("#5A6472")
LIMIT_LINE = Colour.hex("#8C1D18")
CONTROL_LINE = COMPARATOR_LINE = Colour.hex("#1D6FB8")
CHART_TEXT = TextStyle(9, 11)
CHART_HEIGHT = 60 * mm
CHART_BESIDE = 50 * mm  # of a chart beside words
CHART_LEFT = 56.0  # the least room for the axis: as much as the headings of the rows of a table below need
EARLIER = Colour.hex("#7486A3")  # results of the year before, paler than those of now
RUNNING = TextStyle(10, 12, GREY)
WATERMARK = TextStyle(130, 130, Colour.hex("#E4E8ED"), regular=BOLD)
STAMP = TextStyle(10, 12, INK, regular=BOLD)
STAMP_HEIGHT = 13.0
CONTINUED = TextStyle(10, 12.5, NAVY, regular=BOLD)
LARGE_CONTINUED = TextStyle(10, 12.5, GREY)  # not in the manner of the headings below it, which are no larger there

CELL_PAD_X, CELL_PAD_Y = 5.0, 4.5
NARROW_PAD, FACT_PAD = 3.0, 6.0
BARE_PAD_Y = 2.0
LIST_PAD_Y = 1.5  # a row with a pill is then just higher than it
PARAGRAPH_GAP = 5.0
LABEL_GAP = 6.0  # between a label and what it says
GUTTER = 22.0  # between columns
FIGURES_SHARE = 0.62  # of the width, where words stand beside figures
LEAST_COLUMN = 320.0  # about 55 letters of the body: narrower columns are not made
FOOT_GAP = 10.0  # above what stands below figures and words
PILL_WIDTH, PILL_HEIGHT = 68.0, 14.0
PILL_TEXT = 16.5  # from the left edge of a pill to its word
SPARK_HEIGHT = 9.0
WIDEST_SPARK = 100.0
LONE, LONE_LARGE = 1.0, 1.8  # the radius of a result whose neighbours are not known
LEAST_PILL_SIZE = 10.0  # points; a pill is as wide as its word needs at this size
PILL_GAP = 8.0  # to the left of a rating, so that it does not seem to belong to the figure before it
ZEBRA_FROM = 9  # rows: fewer are told apart without a tint
WHOLE_TABLE = 170.0  # points: a table no higher, such as that of a key, is never broken
LONGEST_CELL = 14  # lines: a row with more may be broken over two pages

# points, the least where a column grows with its figures; None takes what is left
WIDTHS: dict[ColumnKind, float | None] = {
    ColumnKind.REFERENCE: 44,
    ColumnKind.TITLE: None,
    ColumnKind.FIGURE: 43,
    ColumnKind.TOTAL: 52,
    ColumnKind.COMPARATOR: 68,
    ColumnKind.RATING: PILL_WIDTH + PILL_GAP + 2 * CELL_PAD_X,
    ColumnKind.TRAVEL: 80,
    ColumnKind.ALERT: PILL_WIDTH + PILL_GAP + 2 * CELL_PAD_X,
    ColumnKind.PAGE: 36,
    ColumnKind.SPARK: 64,
    ColumnKind.HISTORY: 78,
    ColumnKind.HEADLINE: None,
    ColumnKind.PERIOD: CHART_LEFT,
    ColumnKind.AREA: 114,
    ColumnKind.POINT: None,
    ColumnKind.VERDICT: 140,
    ColumnKind.LABEL: 106,
    ColumnKind.UNIT: 34,
    ColumnKind.DETAIL: 44,
    ColumnKind.TEXT: None,
}
AS_WIDE_AS_NEEDED = frozenset(
    {
        ColumnKind.REFERENCE,
        ColumnKind.FIGURE,
        ColumnKind.TOTAL,
        ColumnKind.COMPARATOR,
        ColumnKind.UNIT,
        ColumnKind.DETAIL,
    }
)
WIDTHS_CLOSE = {  # in a table that is set smaller
    ColumnKind.REFERENCE: 34.0,
    ColumnKind.FIGURE: 30.0,
    ColumnKind.TOTAL: 36.0,
    ColumnKind.COMPARATOR: 44.0,
    ColumnKind.RATING: 70.0,
    ColumnKind.TRAVEL: 68.0,
    ColumnKind.ALERT: 70.0,
    ColumnKind.HISTORY: 72.0,
    ColumnKind.SPARK: 52.0,
}
WIDEST_FIGURE = 96.0
SHORT_HEADING = 3.8  # ems: a heading no wider, such as "Aug 20", is not broken
WIDEST_FACT_LABEL = 90.0
LEAST_WORDS = 90.0
LEAST_WORDS_CLOSE = 62.0
LEAST_SQUEEZE = 0.6  # below it words of a wide table are broken letter by letter
LEAST_EASY = 110.0  # below it a wide table is set smaller
EASY_WORDS = {ColumnKind.TITLE: 150.0, ColumnKind.TEXT: 150.0}  # below it a table is better laid across the page
# where several columns share what is left
SHARES = {ColumnKind.TITLE: 2.0, ColumnKind.TEXT: 3.0, ColumnKind.HEADLINE: 3.0, ColumnKind.POINT: 1.0}
# tuples: to look into so few is quicker than to hash what is looked for, once for every cell
RIGHT_ALIGNED = (ColumnKind.FIGURE, ColumnKind.TOTAL, ColumnKind.COMPARATOR, ColumnKind.PAGE)
WITH_GAP = (ColumnKind.RATING, ColumnKind.ALERT)


class PageShape(NamedTuple):
    """A page size and its margins."""

    width: float
    height: float
    side: float
    top: float
    bottom: float

    @property
    def measure(self) -> float:
        """Return the width between the margins."""
        return self.width - 2 * self.side

    @property
    def depth(self) -> float:
        """Return the height between the margins."""
        return self.height - self.top - self.bottom


class Density(NamedTuple):
    """How closely a page set is laid: the space above and below a row, and factors for the space between things, for that
    between lines, and for the height of a chart; and whether words that have no room beside figures go on below them, or
    overleaf.
    """

    space: float
    row_pad: float
    leading: float = 1.0
    chart: float = 1.0
    goes_on_below: bool = True


@lru_cache(maxsize=256)
def laid(style: TextStyle, density: Density) -> TextStyle:
    """Return how a paragraph is set in a page set that is laid more or less closely."""
    return style._replace(
        before=style.before * density.space, after=style.after * density.space, leading=style.leading * density.leading
    )


NORMAL = Density(1.0, CELL_PAD_Y)
COMPACT = Density(0.55, 3.0)
SNUG = Density(0.8, 4.0)
LOOSE = Density(1.25, 5.5)
CLOSE = Density(0.35, 2.2, 0.9, 0.8)
ROOMY = Density(1.3, 5.5, 1.0, 1.15, goes_on_below=False)  # of a report that takes two pages anyhow
LEAST_PAGE, LEAST_BESIDE = 1 / 6, 1 / 3  # of a page: the least that the last page of a page set holds

PORTRAIT = PageShape(*A4, side=20 * mm, top=22 * mm, bottom=20 * mm)
LANDSCAPE = PageShape(*landscape(A4), side=15 * mm, top=20 * mm, bottom=18 * mm)
LARGE = 1.6  # how much larger everything is in the large-print edition
LARGE_PAGE = PageShape(A4[0] / LARGE, A4[1] / LARGE, side=10 * mm, top=22.5 * mm, bottom=14 * mm)
EASY_COLUMN = 100.0  # points, of words in large print; those in a narrower one take no more lines than
MOST_RUNGS = 3
LARGE_WHOLE_TABLE = LARGE_PAGE.depth / 3
RUNNING_TOP = 12 * mm  # from the top edge to the header's baseline
RUNNING_BOTTOM = 10 * mm
LARGE_RUNNING_BOTTOM = 7.5 * mm  # 12 as it is printed
STAMP_TOP = 6.5 * mm  # above the header


def shortened(text: str, width: float, style: TextStyle = RUNNING) -> str:
    """Return text cut to a width, with an ellipsis, after a word where there is one; running lines repeat what is said in full."""
    measure = font(style.regular).width
    if measure(text, style.size) <= width:
        return text
    end = len(text)
    while end and measure(text[:end] + "…", style.size) > width:
        end -= 1
    kept = text[:end].rstrip()
    words = kept if text[end : end + 1].isspace() or kept != text[:end] else kept.rpartition(" ")[0]
    return (words.rstrip(" ,;:–-") if len(words) > len(kept) / 2 else kept) + "…"


def with_end(text: str, end: str, width: float, style: TextStyle = RUNNING) -> str:
    """Return text cut to a width as `shortened` does, but never its end, such as a date."""
    if not end or not text.endswith(end):
        return shortened(text, width, style)
    taken = font(style.regular).width(end, style.size)
    return shortened(text.removesuffix(end), width - taken, style) + end if taken < width else end
