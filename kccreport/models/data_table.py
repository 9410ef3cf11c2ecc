"""Tables that are no indicators: complaints by service, staff by directorate, the targets of a programme."""

from decimal import Decimal
from enum import StrEnum

from kccreport.ground.address import CellAddress
from kccreport.models.measure import Frozen
from kccreport.models.period import Frequency, Period, QuarterStyle
from kccreport.models.rag import Rag


class Sums(StrEnum):
    """Which way the figures of a table add up: a total for each row, for each column, both, or neither."""

    NONE = "none"
    ROWS = "rows"
    COLUMNS = "columns"
    BOTH = "both"

    @property
    def has_row_totals(self) -> bool:
        """True where each row ends in its total."""
        return self in (Sums.ROWS, Sums.BOTH)

    @property
    def has_column_totals(self) -> bool:
        """True where the last row holds the totals of the columns."""
        return self in (Sums.COLUMNS, Sums.BOTH)


class TablePeriods(StrEnum):
    """What the period headings of a table stand for, which decides how they are printed."""

    QUARTERS = "quarters"
    PERIOD_ENDS = "period ends"
    YEARS_TO = "years to"

    def label(self, period: Period, style: QuarterStyle = QuarterStyle.MONTHS) -> str:
        """Return "Apr to Jun 2010", or in the style of quarters "Q1 2010/11"; "Jun 10" or "Year to Jun 10"."""
        match self:
            case TablePeriods.QUARTERS if style is QuarterStyle.QUARTERS and Frequency.QUARTERLY.ends_with(period):
                return Frequency.QUARTERLY.label(period, style)
            case TablePeriods.QUARTERS:
                return f"{period.plus(-2).label[:3]} to {period.label[:3]} {period.year}"
            case TablePeriods.PERIOD_ENDS:
                return period.label
            case TablePeriods.YEARS_TO:
                return f"Year to {period.label}"


class TableChart(StrEnum):
    """How a table's last row is drawn."""

    LINE = "line"
    BARS = "bars"


class DataCell(Frozen):
    """A figure as it is shown, or words; a figure that is withheld has only the words "[c]".

    `text` is what is printed, also of a figure where it is not blank: "£1.2m" for 1.2. `number_format` is the format
    that made it, so that a total can be shown alike.
    """

    value: Decimal | None = None
    decimals: int = 0
    is_percentage: bool = False
    text: str = ""
    number_format: str = ""


class DataRow(Frozen):
    """One row: its label, a cell for each column (None where blank), its own note, and a rating for each target.

    One that `is_part` says what of the row above it that is none; only that is added up.
    """

    label: str
    cells: tuple[DataCell | None, ...]
    note: str = ""
    ratings: tuple[Rag | None, ...] = ()
    is_part: bool = False


class Difference(Frozen):
    """A total that was printed, and what the figures add up to."""

    where: str
    printed: Decimal
    computed: Decimal
    at: CellAddress


class DataTable(Frozen):
    """A table that stands on a sheet of its own, with its totals computed.

    `periods` holds the period of each column, None for columns that have none. `total` is the row of column totals;
    totals of rows are the last column. `targets` are the places of the columns by which the one before each is rated.
    `differences` are the totals typed that are not the sums.
    """

    name: str
    title: str
    stub: str
    headings: tuple[str, ...]
    periods: tuple[Period | None, ...]
    rows: tuple[DataRow, ...]
    total: DataRow | None = None
    has_row_totals: bool = False
    targets: tuple[int, ...] = ()
    chart: TableChart | None = None
    notes: str = ""
    differences: tuple[Difference, ...] = ()
    at: CellAddress

    @property
    def shown_last(self) -> DataRow:
        """Return the row that a chart draws and a sentence speaks of: the total, or else the last row."""
        return self.total or self.rows[-1]
