"""The workbook's format: its sheets and columns, in one place for the reader, the templates and the tests."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from kccreport.models.schemes import ALL_SCHEMES


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its heading, other headings that mean the same, and what to type below it.

    `required` columns must exist; `filled` ones must hold something in every row that holds anything. A workbook is
    written without columns that are not `is_usual`, unless it needs them.
    """

    heading: str
    note: str = ""
    also: tuple[str, ...] = ()
    required: bool = True
    filled: bool = False
    is_usual: bool = True
    width: float = 14


@dataclass(frozen=True, slots=True)
class SheetFormat:
    """One sheet.

    `has_periods` marks the sheets whose other columns are headed by periods such as "Dec 20", `has_own_columns` those
    whose other columns have headings of the officer's own.
    """

    name: str
    purpose: str
    columns: tuple[Column, ...]
    required: bool = True
    has_periods: bool = False
    has_own_columns: bool = False
    by_heading: dict[str, Column] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        names = {fold(name): column for column in self.columns for name in (column.heading, *column.also)}
        object.__setattr__(self, "by_heading", names)


def fold(name: str) -> str:
    """Return a heading or sheet name as it is compared: case, spaces and punctuation do not matter."""
    return "".join(letter for letter in name.casefold() if letter.isalnum() or letter in "%£")


CHECKED_BY = Column(
    "Checked by",
    "Where a check doubts a sentence that is right: your name, and the code the check gives.",
    required=False,
    is_usual=False,
    width=30,
)

PAPER = SheetFormat(
    "Paper",
    "What stands on the cover and the title page: one item a row.",
    (
        Column("Item", "The name of the detail; leave these as they are.", filled=True, width=26),
        Column("Value", "What the paper should print.", width=70),
        Column("What to type", "", required=False, is_usual=False, width=70),
    ),
)
AREAS = SheetFormat(
    "Service areas",
    "Who answers for each group of indicators; one page set each, in this order.",
    (
        Column(
            "Code", "A short code of your choice that ties indicators to this row; not printed.", filled=True, width=10
        ),
        Column("Service area", "As printed above the tables.", filled=True, width=30),
        Column(
            "Summary group", "The heading these indicators stand under in the KPI summary.", required=False, width=30
        ),
        Column("Director", "", required=False, width=24),
        Column("Cabinet Member", "", also=("Cabinet Members", "Portfolio holder"), required=False, width=34),
        Column("Delivered by", "", also=("Delivery by",), required=False, width=30),
    ),
)
PEOPLE = SheetFormat(
    "People",
    "Who the report is from, and whom to ask about it.",
    (
        Column("Role", "From, Contact, or Signatory of the foreword.", filled=True, width=12),
        Column("Name", "", filled=True, width=26),
        Column("Title", "", also=("Job title",), required=False, width=46),
        Column("Team", "", required=False, width=40),
        Column("Phone", "", also=("Telephone", "Tel No"), required=False, width=16),
        Column("Email", "", also=("E-mail",), required=False, width=32),
    ),
)
# each rating scheme brings the columns of its own figures; those of the two usual ones come first
_SCHEME_COLUMNS = tuple(
    Column(
        column.heading,
        f"{column.note} Beside a target of 90, for instance {column.example}.",
        column.also,
        required=False,
        is_usual=column.is_usual,
        width=11,
    )
    for column in sorted(
        {column for scheme in ALL_SCHEMES for column in scheme.needs},
        key=lambda column: (not column.is_usual, column.heading),
    )
)
INDICATORS = SheetFormat(
    "Indicators",
    "One row for each indicator, in the order they are printed.",
    (
        Column("Reference", "Its code in the papers, such as CS07; each once.", also=("Ref",), filled=True, width=11),
        Column(
            "Title",
            "As printed in the tables, without its unit.",
            also=("Indicator description",),
            filled=True,
            width=60,
        ),
        Column("Short title", "For the summary; blank means the title.", required=False, width=46),
        Column("Service area", "The code from the Service areas sheet.", filled=True, width=13),
        Column("Kind", "KPI, or Activity.", filled=True, width=10),
        Column(
            "Frequency", "Monthly, Quarterly, Termly, Annual, Academic year or Calendar year.", filled=True, width=12
        ),
        Column("Unit", "%, number, 000s, £000s, £, days …", filled=True, width=10),
        Column("Decimals", "Places printed for results, and used to rate them: 0, 1, 2 …", filled=True, width=10),
        Column("YTD decimals", "Places for the year to date; blank means as Decimals.", required=False, width=10),
        Column(
            "Target decimals", "Places for target, floor and range; blank means as Decimals.", required=False, width=10
        ),
        Column("Polarity", "Higher or Lower: which is better. KPIs only.", width=10),
        Column(
            "Basis",
            "In-period, Snapshot, Cumulative, Academic year to date, Rolling 12 months or Mean of month ends.",
            filled=True,
            width=14,
        ),
        Column("Target", "The level set for the financial year. KPIs only.", width=11),
        *_SCHEME_COLUMNS[:2],
        Column("Tolerance in", "% of target, or points.", required=False, width=13),
        Column(
            "Scheme",
            "How ratings are made; blank means by floor standard or tolerance.",
            required=False,
            is_usual=False,
            width=18,
        ),
        *_SCHEME_COLUMNS[2:],
        Column(
            "Upper", "Top of the expected range. Activity only.", also=("Expected upper",), required=False, width=11
        ),
        Column(
            "Lower", "Bottom of the expected range. Activity only.", also=("Expected lower",), required=False, width=11
        ),
        Column("Owner", "Who owes the commentary.", required=False, width=24),
        Column(
            "Direction",
            "How its direction of travel is found, where not as the Paper sheet says.",
            required=False,
            is_usual=False,
            width=18,
        ),
        Column(
            "Arrears", "How many months its figures come after the paper's.", required=False, is_usual=False, width=9
        ),
        Column(
            "Suppress below",
            "Counts smaller than this are withheld, such as 5; for figures about few people.",
            required=False,
            is_usual=False,
            width=10,
        ),
    ),
)
TARGETS = SheetFormat(
    "Targets",
    "Optional: targets phased over the year, one column for each period; Target on Indicators is then the year-end target.",
    (
        Column("Reference", "As on the Indicators sheet.", also=("Ref",), filled=True, width=11),
        Column(
            "Year to date",
            "The target for the year to date; blank means the year-end target.",
            also=("YTD",),
            required=False,
            width=12,
        ),
    ),
    required=False,
    has_periods=True,
)
RESULTS = SheetFormat(
    "Results",
    "One row for each indicator, one column for each period, such as Dec 20.",
    (
        Column("Reference", "As on the Indicators sheet.", also=("Ref",), filled=True, width=11),
        Column(
            "Year to date",
            "Typed where it cannot be computed from the Data sheet.",
            also=("YTD",),
            required=False,
            width=12,
        ),
        Column(
            "Previous year",
            "The same year to date, or the same period, one year before.",
            also=("Previous YTD", "Previous year YTD"),
            required=False,
            width=12,
        ),
        Column("Forecast", "The expected figure at the end of the year.", required=False, is_usual=False, width=12),
        Column("Override", "A rating set by hand, such as Amber.", required=False, is_usual=False, width=11),
        Column("Override by", "Who decided it.", required=False, is_usual=False, width=20),
        Column("Override reason", "Why; it is printed.", required=False, is_usual=False, width=30),
        Column("Status", "[suspended] where there are no results for now.", required=False, width=13),
        Column("Status note", "What to print instead, such as Audits suspended.", required=False, width=24),
        Column("Status reason", "Added on the detailed page, such as due to Covid-19.", required=False, width=24),
    ),
    has_periods=True,
)
DETAILS = SheetFormat(
    "Details",
    "Optional: one row for each indicator, or each boxed section; each column is a fact that its box prints.",
    (
        Column(
            "Reference",
            "As on the Indicators sheet, or the name in {facts NAME} on the Text sheet.",
            also=("Ref",),
            filled=True,
            width=16,
        ),
    ),
    required=False,
    has_own_columns=True,
)
COMPARATORS = SheetFormat(
    "Comparators",
    "Optional: what others achieve, one row for each figure.",
    (
        Column("Reference", "As on the Indicators sheet.", also=("Ref",), filled=True, width=11),
        Column("Comparator", "Whose figure it is, such as England or Statistical neighbours.", filled=True, width=30),
        Column("Figure", "In the indicator's unit.", filled=True, width=11),
        Column("Period", "What it covers, such as Mar 10 or 2009/10.", filled=True, width=14),
        Column("Source", "Where it was published.", required=False, width=40),
    ),
    required=False,
)
DATA = SheetFormat(
    "Data",
    "Optional: the figures behind the results, one row a month. Percentages and the year to date are computed.",
    (
        Column("Reference", "As on the Indicators sheet.", also=("Ref",), filled=True, width=11),
        Column("Date", "Any day of the month.", also=("Month", "Period"), filled=True, width=14),
        Column("Numerator", "How many met the standard.", required=False, width=12),
        Column("Denominator", "Out of how many.", required=False, width=12),
        Column("Count", "For an indicator that is a plain count.", required=False, width=12),
    ),
    required=False,
)
COMMENTARY = SheetFormat(
    "Commentary",
    "The service's words; one row may cover several indicators.",
    (
        Column(
            "References", "One or several, such as CS04a & CS04b.", also=("Reference", "Ref"), filled=True, width=18
        ),
        Column(
            "Commentary",
            "Alt+Enter starts a new paragraph; a line that starts with - is a bullet.",
            width=110,
        ),
        Column("Actions", "What is being done about it.", required=False, is_usual=False, width=90),
        Column("Risks", "What could go wrong.", required=False, is_usual=False, width=70),
        Column("Panel discussion", "What a challenge panel said and agreed.", required=False, is_usual=False, width=60),
        Column(
            "Previous commentary",
            "What was said last time; it is not printed.",
            required=False,
            is_usual=False,
            width=60,
        ),
        CHECKED_BY,
    ),
)
TEXT = SheetFormat(
    "Text",
    "Named passages: the cover report's paragraphs, guidance, background documents.",
    (
        Column("Passage", "Which text this paragraph belongs to, such as Cover.", filled=True, width=24),
        Column(
            "Heading",
            "The section it stands under; the same heading in the rows below continues it.",
            required=False,
            width=30,
        ),
        Column("Text", "One paragraph. {Curly brackets} hold computed words: see README.", filled=True, width=110),
        Column("Link", "A web address, for background documents.", required=False, width=40),
        CHECKED_BY,
    ),
)

PUBLISHED = SheetFormat(
    "Published",
    "Optional: what a paper already published printed, for kccreport audit to compare.",
    (
        Column("Reference", "As on the Indicators sheet.", also=("Ref",), filled=True, width=11),
        Column("Latest RAG", "Green, Amber, Red …", required=False, width=11),
        Column("YTD RAG", "Green, Amber, Red …", required=False, width=11),
        Column("Previous RAG", "Green, Amber, Red …", required=False, is_usual=False, width=11),
        Column("Alert", "Above, Yes or Below.", required=False, width=11),
        Column("Direction", "Improving, Worsening or Unchanged.", required=False, width=13),
        Column("Page", "The page that the summary printed.", required=False, is_usual=False, width=8),
    ),
    required=False,
)
SIGN_OFF = SheetFormat(
    "Sign-off",
    "Optional: who has signed each service area's figures off; until all have, the paper is marked DRAFT.",
    (
        Column("Service area", "The code from the Service areas sheet.", filled=True, width=14),
        Column("Name", "Who signs.", required=False, width=28),
        Column("Role", "", required=False, width=36),
        Column("Date", "The day of signing; blank until then.", required=False, width=16),
    ),
    required=False,
)
REVISIONS = SheetFormat(
    "Revisions",
    "Optional: why published figures have changed, one row for each; the paper prints them.",
    (
        Column("Reference", "As on the Indicators sheet.", also=("Ref",), filled=True, width=11),
        Column("Period", "As it heads the column of the figure, such as Dec 20.", filled=True, width=12),
        Column("Reason", "Why the figure has changed.", filled=True, width=80),
    ),
    required=False,
)
PUBLISHED_PAPER = SheetFormat(
    "Published paper",
    "Optional: what a paper already published said of itself, for kccreport audit: its key, counts and pages.",
    (
        Column("Item", "Direction of travel, Number Red, KPIs, Pages of … and the like.", filled=True, width=40),
        Column("Printed", "What the paper printed.", filled=True, width=30),
    ),
    required=False,
)
TABLES = SheetFormat(
    "Tables",
    "Optional: one row for each table of its own, which stands on a sheet of its own; {table NAME} prints it.",
    (
        Column("Table", "Its name, which is also the name of its sheet.", filled=True, width=26),
        Column("Title", "Printed above it.", filled=True, width=60),
        Column("Totals", "Rows, Columns, Both, or blank for none: which way figures add up.", required=False, width=12),
        Column("Total of", "How many of the last columns a row's total adds up, such as 4.", required=False, width=10),
        Column("Not added up", "Headings whose totals are typed, not summed.", required=False, width=30),
        Column(
            "Periods", "Quarters, Period ends or Years to, where its headings are periods.", required=False, width=13
        ),
        Column("Chart", "Line or Bars, to draw its last row.", required=False, width=10),
        Column("Suppress below", "Counts smaller than this are withheld, such as 5.", required=False, width=10),
        Column("Notes", "Printed below it.", required=False, width=60),
    ),
    required=False,
)

SHEETS = (
    PAPER, AREAS, PEOPLE, INDICATORS, DETAILS, TARGETS, RESULTS, DATA, COMPARATORS, COMMENTARY, TEXT, TABLES, SIGN_OFF,
    REVISIONS, PUBLISHED, PUBLISHED_PAPER,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Item:
    """One row of the Paper sheet."""

    name: str
    note: str
    required: bool = True
    also: tuple[str, ...] = ()


ITEMS = (
    Item("Layout", "The name of a layout; kccreport layouts lists them.", required=False),
    Item("Title", "The report's title, as its title page shows it."),
    Item("Council", "The publishing council."),
    Item("Committee", "The committee that receives the paper.", also=("To",)),
    Item("Meeting date", "The day of the meeting, such as 12 March 2021.", also=("Date",)),
    Item("Subject", "What the cover report is about."),
    Item("Classification", "Unrestricted, or as the constitution has it."),
    Item("Financial year", "Such as 2020/21."),
    Item("Results up to", "The newest month reported, such as January 2021."),
    Item("Produced by", "The team that made the dashboard."),
    Item("Publication date", "A day, or a month such as February 2021."),
    Item(
        "Direction of travel",
        "previous period, same period last year, mean of earlier periods, regression, Mann-Kendall, or relative to target.",
        required=False,
    ),
    Item("Direction periods", "Over how many periods a mean or a trend is taken, such as 5.", required=False),
    Item("Commentary deadline", "The day by which commentary is due.", required=False),
    Item(
        "Record",
        "A name that stays the same from report to report, for the record of published figures; blank means the title.",
        required=False,
    ),
    Item("Tolerance", "For the whole paper, where no floor standards are set.", required=False),
    Item("Tolerance in", "% of target, or points.", required=False),
)


def headings(sheet: SheetFormat) -> Iterator[str]:
    """Yield the headings of a sheet in their usual order."""
    return (column.heading for column in sheet.columns)
