"""The document tree: what stands on the paper and in which order, not how it looks."""

import dataclasses
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Literal

from msgspec import Struct, field

from kccreport.ground.values import replace
from kccreport.models.alert import Alert
from kccreport.models.rag import Rag
from kccreport.models.ratings import USUAL_SCALE, RatingScale
from kccreport.models.travel import Travel


class Run(Struct, frozen=True):
    """Words in one manner. `link` is a web or mail address, already checked where it was read, another paper of a pack, or
    # with a place of this paper; `leads_to` says in words where, if the address does not. `language` is theirs where it is
    not the paper's, such as en-GB for what was typed in English and stands in a Welsh paper, so that a screen reader says
    them rightly.
    """

    text: str
    is_strong: bool = False
    is_emphasis: bool = False
    link: str = ""
    leads_to: str = ""
    language: str = ""


Inline = tuple[Run, ...]


def plain(text: str, language: str = "") -> Inline:
    """Return text without emphasis or links."""
    return (Run(text, language=language),)


def in_language(content: Inline, language: str) -> Inline:
    """Return words marked as of a language, but for those that have a mark of their own."""
    return tuple(run if run.language else replace(run, language=language) for run in content)


class Role(Enum):
    """What a paragraph is for; the theme decides how each looks.

    A group heads records, and a record what is said of one thing: where a table has no room they stand for its rows.
    """

    BODY = "body"
    BOXED = "boxed"
    NOTE = "note"
    MASTHEAD = "masthead"
    COMMENTARY = "commentary"
    TITLE_DETAIL = "title detail"
    FOOTNOTE = "footnote"
    LABEL = "label"
    GROUP = "group"
    RECORD = "record"


class Heading(Struct, frozen=True):
    """A heading of level 1 to 4. `anchor` is unique in the paper; `number` hangs in the margin. `language` is that of its
    words where it is not the paper's.

    A heading that `continues` is repeated, small, at the head of the pages that its page set runs on to.
    """

    text: str
    level: int
    anchor: str
    number: str = ""
    is_title: bool = False
    bookmark: str = ""
    continues: bool = False
    language: str = ""


class Prose(Struct, frozen=True):
    """One paragraph; `number` is its own, such as 1.1 or a footnote's. One that `leads` stays with what it introduces.

    A note that something refers to has an `anchor`, and its number leads `back` to the place where that stands.
    """

    content: Inline
    role: Role = Role.BODY
    number: str = ""
    leads: bool = False
    anchor: str = ""
    back: str = ""


class Item(Struct, frozen=True):
    """One item of a list, and the lists below it."""

    content: Inline
    below: tuple["Listing", ...] = ()


class Listing(Struct, frozen=True):
    """A list: with bullets, or numbered from `first`."""

    items: tuple[Item, ...]
    role: Role = Role.BODY
    first: int | None = None


class Sign(Enum):
    """A shape that stands beside a verdict."""

    UP = "up"
    DOWN = "down"
    LEVEL = "level"
    PASS = "pass"
    FAIL = "fail"
    EITHER = "either"


class ColumnKind(Enum):
    """What a column holds, which decides its width and how its cells stand."""

    REFERENCE = "reference"
    TITLE = "title"
    FIGURE = "figure"
    TOTAL = "total"
    COMPARATOR = "comparator"
    RATING = "rating"
    TRAVEL = "travel"
    ALERT = "alert"
    PAGE = "page"
    SPARK = "spark"
    HISTORY = "history"
    HEADLINE = "headline"
    PERIOD = "period"
    POINT = "point"
    AREA = "area"
    VERDICT = "verdict"
    LABEL = "label"
    UNIT = "unit"
    DETAIL = "detail"
    TEXT = "text"


class Column(Struct, frozen=True):
    """A column's one-line heading and what it holds."""

    heading: str
    kind: ColumnKind


class TextCell(Struct, frozen=True):
    """Words; several paragraphs where the cell is a commentary."""

    paragraphs: tuple[Inline, ...]


def text_cell(text: str) -> TextCell:
    """Return a cell of plain words."""
    return TextCell((plain(text),))


def strong_cell(text: str) -> TextCell:
    """Return a cell of words that stand out, such as a reference."""
    return TextCell(((Run(text, is_strong=True),),))


class FigureCell(Struct, frozen=True):
    """A figure as it is printed."""

    text: str


class StateCell(Struct, frozen=True):
    """Words that stand across several columns instead of their figures, such as "Audits suspended"."""

    text: str
    columns: int = 1


class RatingCell(Struct, frozen=True):
    """A rating, as `scale` calls it; None prints as `words`. One that `is_override` was set by hand, and carries a mark."""

    rating: Rag | None
    words: str = "Not rated"
    is_override: bool = False
    scale: RatingScale = USUAL_SCALE


class HistoryCell(Struct, frozen=True):
    """The ratings of several periods as a strip of shapes, oldest first; `alt` says them in words."""

    ratings: tuple[Rag | None, ...]
    alt: str
    scale: RatingScale = USUAL_SCALE


class TravelCell(Struct, frozen=True):
    """A direction of travel; None prints as n/a. `is_trend` where it was found by a test for a trend."""

    travel: Travel | None
    is_trend: bool = False


class AlertCell(Struct, frozen=True):
    """An activity alert; None prints as n/a."""

    alert: Alert | None


class PageCell(Struct, frozen=True):
    """The page on which an anchor stands: known once the paper is laid out, and a link to it."""

    anchor: str
    describes: str


class SparkCell(Struct, frozen=True):
    """A series as a small line, oldest first; None leaves the line open. `alt` says what it shows."""

    values: tuple[Decimal | None, ...]
    alt: str


class VerdictCell(Struct, frozen=True):
    """What a control chart says, with a shape."""

    words: str
    sign: Sign


class GroupCell(Struct, frozen=True):
    """A heading across all of a table's `columns`: of the rows below it, up to the next such row, which it is alone in.

    `detail` is what stands after it in quieter words, such as who answers for the group.
    """

    text: str
    columns: int
    detail: str = ""


Cell = (
    GroupCell
    | VerdictCell
    | TextCell
    | FigureCell
    | StateCell
    | RatingCell
    | TravelCell
    | AlertCell
    | PageCell
    | SparkCell
    | HistoryCell
)


class TableLook(Enum):
    """Whether a table shows rules and a heading row, or only sets words beside one another.

    A narrow one is ruled, and no wider than its columns need. A wide one is ruled, and set smaller where its columns need
    more than the page has. A list is ruled, and its rows close, so that many stand on a page.
    """

    RULED = "ruled"
    LIST = "list"
    NARROW = "narrow"
    WIDE = "wide"
    BARE = "bare"
    UNDER_CHART = "under chart"


class Table(Struct, frozen=True):
    """Columns and rows. The first cell of each row heads it, with the title behind a reference. A bare table shows no
    heading row.

    With `has_total` the last row holds totals, and is set apart. A table under a `chart` has a column for each of its
    points, which stand below them. A row that is one `GroupCell` heads those below it. `places` has an anchor for each
    row that is led to from elsewhere, "" for the others; without any it is empty.

    `caption` says in a few words what a table is of, for those who hear it; "" where the headings above say it. The only
    row of some is of one thing, and has no heading of its own: these have no `has_row_heads`.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    look: TableLook = TableLook.RULED
    has_total: bool = False
    places: tuple[str, ...] = ()
    caption: str = ""
    has_row_heads: bool = True
    chart: "Chart | None" = None

    @property
    def is_facts(self) -> bool:
        """True for pairs of a label and what it says, which are a list and no table."""
        return self.look is TableLook.BARE

    @property
    def row_heads(self) -> frozenset[int]:
        """Return the columns whose cells head their row: the first, and behind a reference the title that it is known by."""
        kinds = [column.kind for column in self.columns]
        if not self.has_row_heads:
            return frozenset()
        if kinds[0] is ColumnKind.REFERENCE and ColumnKind.TITLE in kinds:
            return frozenset({0, kinds.index(ColumnKind.TITLE)})
        return frozenset({0})


class Orientation(Enum):
    """How the paper lies; FITTING is portrait where the tables up to the next new page fit so, else landscape."""

    PORTRAIT = "portrait"
    LANDSCAPE = "landscape"
    FITTING = "fitting"


class NewPage(Struct, frozen=True):
    """What follows starts on a new page. A title page carries neither header nor footer."""

    orientation: Orientation
    is_title: bool = False


class ContentsEntry(Struct, frozen=True):
    """One line of the contents: the page of what it names, or the range of pages.

    `until` is the anchor of the first page set after it; what `runs_to_the_end` has none.
    """

    text: str
    anchor: str
    until: str = ""
    runs_to_the_end: bool = False


class Contents(Struct, frozen=True):
    """The list of what the paper holds, each with its page."""

    entries: tuple[ContentsEntry, ...]


class ChartPoint(Struct, frozen=True):
    """One period of a chart. A period without a result, past or future, is left open; a forecast is drawn hollow.

    One that `is_special` is more than chance by the rules of a control chart, and is drawn with a ring. `limit` is the
    floor standard or its like of the period. `mark` is a code that stands for a figure withheld, such as [c]. `short` is
    the label within its `year`, such as Dec of 2020/21, where the chart names years; one of an earlier year than the last
    result `is_earlier`, and pale. Where the series breaks, the first point of what follows `is_after_break`.
    """

    label: str
    value: Decimal | None
    target: Decimal | None = None
    rating: Rag | None = None
    is_forecast: bool = False
    is_special: bool = False
    limit: Decimal | None = None
    mark: str = ""
    short: str = ""
    year: str = ""
    is_earlier: bool = False
    is_after_break: bool = False


class Chart(Struct, frozen=True):
    """Results over time against their target: a line, or bars; the shape of each rating stands below the axis.

    `title` says what is plotted, for a heading above. `ticks` are the values and words of the axis, lowest first; `limit`
    is the floor standard or its like, where points have none of their own; `comparators` are what others achieve, and
    `control` the lower limit, the mean and the upper limit of a control chart, each a value and its words.
    `forecast_words` name the last forecast. These words stand where a line ends; away from it, in a key above the plot,
    one that steps is named by `target_key`, `limit_key` or `forecast_key`, which say more than its end. `alt` says in words
    what the chart shows, for those who cannot see it.
    """

    points: tuple[ChartPoint, ...]
    ticks: tuple[tuple[Decimal, str], ...]
    alt: str
    last_words: str
    target_words: str = ""
    limit: Decimal | None = None
    limit_words: str = ""
    comparators: tuple[tuple[Decimal, str], ...] = ()
    control: tuple[tuple[Decimal, str], ...] = ()
    has_bars: bool = False
    scale: RatingScale = USUAL_SCALE
    title: str = ""
    forecast_words: str = ""
    target_key: str = ""
    limit_key: str = ""
    forecast_key: str = ""

    @property
    def is_broken(self) -> bool:
        """True where the axis does not start at nought, which the chart then says."""
        return bool(self.ticks) and self.ticks[0][0] > 0

    @property
    def is_rated(self) -> bool:
        """True where results of it have a rating; the others are then shown as not rated."""
        return any(point.rating is not None for point in self.points)

    def shows_rating(self, point: ChartPoint) -> bool:
        """Say whether the shape of a rating, or of none, stands below a point of it."""
        return not point.mark and point.value is not None and not point.is_forecast and self.is_rated


class Picture(Struct, frozen=True):
    """A picture that somebody gave, such as a council's logo, looked at by `ground.pictures` where it was read.

    `alt` says in words what it shows, for those who cannot see it. It is `height_mm` high, or less where its width would
    not fit. `language` is that of its words where it is not the paper's.
    """

    data: bytes
    alt: str
    height_mm: float
    media: Literal["png"] = "png"
    language: str = ""


class Part(Enum):
    """A part of the page: across all of it, figures on the left, words on the right, or what stands below both."""

    ACROSS = "across"
    FIGURES = "figures"
    WORDS = "words"
    FOOT = "foot"


class Beside(Struct, frozen=True):
    """What follows stands in a part of the page, up to the next of these or to a new page; each part once, in their order.

    Words that have no room beside the figures go on below them in columns, and then overleaf. Without figures they stand
    in as many columns as a page has room for. Where there is little room all stands one after the other, as it is read.
    """

    part: Part


Block = Heading | Prose | Listing | Table | NewPage | Contents | Chart | Picture | Beside


class SideBySide(Struct, frozen=True):
    """The blocks of each part of a page, as a writer sets them."""

    figures: tuple[Block, ...] = ()
    words: tuple[Block, ...] = ()
    foot: tuple[Block, ...] = ()


def side_by_side(blocks: Iterable[Block]) -> Iterator[Block | SideBySide]:
    """Yield blocks as they come, but those that stand in parts of a page together, in place of what says so."""
    order = (Part.FIGURES, Part.WORDS, Part.FOOT)
    parts: dict[Part, tuple[Block, ...]] = {}
    here = Part.ACROSS
    for block in (*blocks, Beside(Part.ACROSS)):
        if not isinstance(block, Beside | NewPage):
            if here is Part.ACROSS:
                yield block
            else:
                parts[here] = (*parts.get(here, ()), block)
            continue
        where = block.part if isinstance(block, Beside) else Part.ACROSS
        if where is Part.ACROSS or (here is not Part.ACROSS and order.index(where) <= order.index(here)):
            if parts:
                yield SideBySide(*(parts.get(part, ()) for part in order))
            parts = {}
        here = where
        if isinstance(block, NewPage):
            yield block


class PageNumbers(Struct, frozen=True):
    """How the pages of a paper are numbered: 47, 48 … from `first`; or with letters after a `prefix`, as 56A, 56B …

    Letters go on after Z as PDF's page labels do: AA, BB … (ISO 32000-1, 12.4.2). Roman numbers are for the front of a
    supplement. A fixed label is the prefix alone, such as 5–7 for the one sheet that stands for three pages. Pages after
    `last`, if it is given, are numbered as `then` says, so that no number that was published moves; without it they have
    letters.

    >>> PageNumbers(47).label(2), PageNumbers(prefix="56", style="letters").label(27), PageNumbers(style="roman").label(4)
    ('48', '56AA', 'iv')
    >>> PageNumbers(1, last=2).words(3), PageNumbers(1, last=2, then=PageNumbers(style="roman")).words(3)
    ('1–2A', '1–i')
    """

    first: int = 1
    prefix: str = ""
    style: Literal["decimal", "letters", "roman", "fixed"] = "decimal"
    last: int | None = None
    then: "PageNumbers | None" = None

    def label(self, page: int) -> str:
        """Return what is printed on a page, counted from 1 within the paper."""
        number = self.first + page - 1
        if self.last is not None and number > self.last:
            return self._beyond.label(number - self.last)
        if self.style == "fixed":
            return self.prefix
        if self.style == "letters":
            return self.prefix + chr(ord("A") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return self.prefix + (_roman(number) if self.style == "roman" else str(number))

    @property
    def _beyond(self) -> "PageNumbers":
        """Return how pages after `last` are numbered: they were added after it was published."""
        return self.then or PageNumbers(prefix=f"{self.prefix}{self.last}", style="letters")

    def runs(self, pages: int) -> Iterator[tuple[int, "PageNumbers"]]:
        """Yield the stretches of so many pages that are numbered alike: the first page of each, from 0, and how."""
        yield 0, self
        if self.last is not None and self.first + pages - 1 > self.last:
            numbered = self.last - self.first + 1
            for offset, run in self._beyond.runs(pages - numbered):
                yield numbered + offset, run

    def words(self, pages: int) -> str:
        """Return the page, or the first and the last page, of a paper with so many: 7, or 7–56."""
        return self.label(1) if pages == 1 else f"{self.label(1)}–{self.label(pages)}"


def _roman(number: int) -> str:
    """Return a small number in small roman numerals."""
    numerals = ((40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
    written = ""
    for value, numeral in numerals:
        while number >= value:
            written, number = written + numeral, number - value
    return written


@dataclasses.dataclass(frozen=True, slots=True)
class PackPlace:
    """Where a paper stands in an agenda pack, which it then shows on its own pages.

    `key` is unique in the pack. `stamp` stands at the head of each page, such as Agenda Item 7; on the first page it is a
    heading of `level` that reads as `heading`, leads `back`, and the paper's own headings come below it. `marking` says
    why a paper is not for publication. `page_word` stands before the page's number, or on the pages of others, which may
    have numbers of their own, `number_word`; and `back_words` say where the heading leads, in the `language` of the pack,
    which is given where papers may be in another.
    """

    key: str
    numbers: PageNumbers = dataclasses.field(default_factory=PageNumbers)
    stamp: str = ""
    heading: str = ""
    level: int = 1
    marking: str = ""
    back: str = ""
    page_word: str = "Page"
    number_word: str = "Pack Page"
    language: str = ""
    back_words: str = "Back to the agenda"


class Look(Struct, frozen=True):
    """A council's own face, where it has one: the colours of headings and of rules, as #12284B, and a typeface.

    A typeface is three TrueType files: upright, bold and italic.
    """

    headings: str = ""
    rules: str = ""
    typeface: tuple[bytes, bytes, bytes] | None = None


class Identity(Struct, frozen=True):
    """What the file says of itself, what runs along the top and bottom of each page, and what lies across it.

    The `header_end` is that end of `header_right`, such as a date, which stays however little room there is.

    A paper with a `place` is part of an agenda pack: it is numbered with the pack.
    """

    title: str
    author: str
    subject: str
    header_left: str
    header_right: str
    footer_left: str
    dated: date
    language: str = "en-GB"
    watermark: str = ""
    place: PackPlace | None = None
    look: Look = Look()
    header_end: str = ""


class Paper(Struct, frozen=True):
    """A whole paper, ready to be laid out."""

    identity: Identity
    blocks: tuple[Block, ...] = field(default=())
