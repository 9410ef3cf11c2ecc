"""The paper workbook's format: its sheets, columns and items, in one place for reader, templates, rollover and README."""

from collections.abc import Iterable, Iterator

from kccreport.ground.values import replace
from kccreport.intake.sheet_format import Column, Fate, Item, SheetFormat
from kccreport.language import ENGLISH, WELSH
from kccreport.models.data_table import Sums, TableChart, TablePeriods
from kccreport.models.measure import Basis, Polarity
from kccreport.models.period import Frequency, QuarterStyle
from kccreport.models.rag import Rag
from kccreport.models.schemes import ALL_SCHEMES, Edge, ToleranceBasis
from kccreport.models.travel import TravelMethod


def _listed(words: Iterable[str]) -> tuple[str, ...]:
    """Return the words of a closed list as they are offered."""
    return tuple(word.capitalize() for word in words)


LANGUAGES = {"English": (ENGLISH,), "Welsh": (WELSH,), "English and Welsh": (ENGLISH, WELSH)}
_TITLES = ("Title", "Titles", "Indicator", "Indicators", "Indicator description")
# where indicators have no references, their titles stand below this heading, or below one of their own
_REFERENCE = Column(
    "Reference",
    "As on the Indicators sheet.",
    also=("Ref",),
    filled=True,
    width=11,
    instead=_TITLES,
    fate=Fate.CARRIED,
)
_REFERENCE_OF_ONE_PAPER = replace(_REFERENCE, fate=Fate.CLEARED)

CHECKED_BY = Column(
    "Checked by",
    "Where a check doubts a sentence that is right: your name, and the code the check gives.",
    required=False,
    is_usual=False,
    width=30,
    fate=Fate.CLEARED,
)

PAPER = SheetFormat(
    "Paper",
    "What stands on the cover and the title page: one item a row.",
    (
        Column("Item", "The name of the detail; leave these as they are.", filled=True, width=26, fate=Fate.CARRIED),
        Column("Value", "What the paper should print.", width=70, fate=Fate.CARRIED),
        Column("What to type", "", required=False, is_usual=False, width=70, fate=Fate.CARRIED),
    ),
)
AREAS = SheetFormat(
    "Service areas",
    "Who answers for each group of indicators; one page set each, in this order.",
    (
        Column(
            "Code",
            "A short code of your choice that ties indicators to this row; not printed.",
            filled=True,
            width=10,
            fate=Fate.CARRIED,
        ),
        Column("Service area", "As printed above the tables.", filled=True, width=30, fate=Fate.CARRIED),
        Column(
            "Summary group",
            "The heading these indicators stand under in the KPI summary.",
            required=False,
            width=30,
            fate=Fate.CARRIED,
        ),
        Column("Director", "", required=False, width=24, fate=Fate.CARRIED),
        Column(
            "Cabinet Member",
            "",
            also=("Cabinet Members", "Portfolio holder"),
            required=False,
            width=34,
            fate=Fate.CARRIED,
        ),
        Column("Delivered by", "", also=("Delivery by",), required=False, width=30, fate=Fate.CARRIED),
        Column(
            "Direction",
            "How the directions of its indicators are found, where not as the Paper sheet says.",
            required=False,
            is_usual=False,
            width=18,
            fate=Fate.CARRIED,
            choices=tuple(TravelMethod),
        ),
    ),
)
PEOPLE = SheetFormat(
    "People",
    "Who the report is from, and whom to ask about it.",
    (
        Column(
            "Role",
            "From, Contact, or Signatory of the foreword.",
            filled=True,
            width=12,
            fate=Fate.CARRIED,
            choices=("From", "Contact", "Signatory"),
        ),
        Column("Name", "", filled=True, width=26, fate=Fate.CARRIED),
        Column("Title", "", also=("Job title",), required=False, width=46, fate=Fate.CARRIED),
        Column("Team", "", required=False, width=40, fate=Fate.CARRIED),
        Column("Phone", "", also=("Telephone", "Tel No"), required=False, width=16, fate=Fate.CARRIED),
        Column("Email", "", also=("E-mail",), required=False, width=32, fate=Fate.CARRIED),
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
        fate=Fate.AGREED,
    )
    for column in sorted(
        {column for scheme in ALL_SCHEMES for column in (*scheme.needs, *scheme.one_of)},
        key=lambda column: (not column.is_usual, column.heading),
    )
)
INDICATORS = SheetFormat(
    "Indicators",
    "One row for each indicator, in the order they are printed.",
    (
        Column(
            "Reference",
            "Its code in the papers, such as CS07; each once. Blank throughout where the council publishes none.",
            also=("Ref",),
            required=False,
            width=11,
            fate=Fate.CARRIED,
        ),
        Column(
            "Title",
            "As printed in the tables, without its unit.",
            also=("Indicator description",),
            filled=True,
            width=60,
            fate=Fate.CARRIED,
        ),
        Column("Short title", "For the summary; blank means the title.", required=False, width=46, fate=Fate.CARRIED),
        Column("Service area", "The code from the Service areas sheet.", filled=True, width=13, fate=Fate.CARRIED),
        Column("Kind", "KPI, or Activity.", filled=True, width=10, fate=Fate.CARRIED, choices=("KPI", "Activity")),
        Column(
            "Frequency",
            "Monthly, Quarterly, Termly, Half-yearly, Annual, Academic year, Calendar year, or Two, Three, Four or Five years.",
            filled=True,
            width=12,
            fate=Fate.CARRIED,
            choices=_listed(Frequency),
        ),
        Column("Unit", "%, number, 000s, £000s, £, days …", filled=True, width=10, fate=Fate.CARRIED),
        Column(
            "Decimals",
            "Places printed for results, and used to rate them: 0, 1, 2 …",
            filled=True,
            width=10,
            fate=Fate.CARRIED,
        ),
        Column(
            "YTD decimals",
            "Places for the year to date; blank means as Decimals.",
            required=False,
            width=10,
            fate=Fate.CARRIED,
        ),
        Column(
            "Target decimals",
            "Places for target, floor and range; blank means as Decimals.",
            required=False,
            width=10,
            fate=Fate.CARRIED,
        ),
        Column(
            "Polarity",
            "Higher or Lower: which is better. Activity may have none.",
            width=10,
            fate=Fate.CARRIED,
            choices=_listed(Polarity),
        ),
        Column(
            "Basis",
            "In-period, Snapshot, Cumulative, Academic year to date, Rolling 12 months or Mean of month ends.",
            filled=True,
            width=14,
            fate=Fate.CARRIED,
            choices=_listed(Basis),
        ),
        Column(
            "Target",
            "The level set for the financial year, or words such as No target. KPIs only.",
            width=11,
            fate=Fate.AGREED,
        ),
        *_SCHEME_COLUMNS[:2],
        Column(
            "Tolerance in",
            "% of target, or points.",
            required=False,
            width=13,
            fate=Fate.CARRIED,
            choices=tuple(ToleranceBasis),
        ),
        Column(
            "Edge",
            "Whether exactly on the edge of a margin is within it: within, or less than.",
            required=False,
            is_usual=False,
            width=11,
            fate=Fate.CARRIED,
            choices=tuple(Edge),
        ),
        Column(
            "Scheme",
            "How ratings are made; blank means by floor standard or tolerance.",
            required=False,
            is_usual=False,
            width=18,
            fate=Fate.CARRIED,
            choices=tuple(scheme.name for scheme in ALL_SCHEMES),
        ),
        *_SCHEME_COLUMNS[2:],
        Column(
            "Upper",
            "Top of the expected range, of the year to date where there is one. Activity only.",
            also=("Expected upper",),
            required=False,
            width=11,
            fate=Fate.AGREED,
        ),
        Column(
            "Lower",
            "Bottom of the expected range, of the year to date where there is one. Activity only.",
            also=("Expected lower",),
            required=False,
            width=11,
            fate=Fate.AGREED,
        ),
        Column("Owner", "Who owes the commentary.", required=False, width=24, fate=Fate.CARRIED),
        Column(
            "Direction",
            "How its direction of travel is found, where not as the Paper sheet says.",
            required=False,
            is_usual=False,
            width=18,
            fate=Fate.CARRIED,
            choices=tuple(TravelMethod),
        ),
        Column(
            "Arrears",
            "How many months its figures come after the paper's.",
            required=False,
            is_usual=False,
            width=9,
            fate=Fate.CARRIED,
        ),
        Column("Welsh title", "The title in Welsh.", required=False, is_usual=False, width=60, fate=Fate.CARRIED),
        Column(
            "Welsh short title",
            "The short title in Welsh.",
            required=False,
            is_usual=False,
            width=46,
            fate=Fate.CARRIED,
        ),
        Column(
            "Suppress below",
            "Counts smaller than this are withheld, such as 5; for figures about few people.",
            required=False,
            is_usual=False,
            width=10,
            fate=Fate.CARRIED,
        ),
    ),
)
TARGETS = SheetFormat(
    "Targets",
    "Optional: targets phased over the year, one column for each period; Target on Indicators is then the year-end target. "
    "A row such as CS07 floor phases its floor standard.",
    (
        _REFERENCE,
        Column(
            "Year to date",
            "The target for the year to date; blank means the year-end target.",
            also=("YTD",),
            required=False,
            width=12,
            fate=Fate.AGREED,
        ),
    ),
    required=False,
    has_periods=True,
)
RESULTS = SheetFormat(
    "Results",
    "One row for each indicator, one column for each period, such as December 2020 or Q3 2020/21.",
    (
        _REFERENCE,
        Column(
            "Year to date",
            "Typed where it cannot be computed from the Data sheet.",
            also=("YTD",),
            required=False,
            width=12,
            fate=Fate.CLEARED,
        ),
        Column(
            "Previous year",
            "The same year to date, or the same period, one year before.",
            also=("Previous YTD", "Previous year YTD"),
            required=False,
            width=12,
            fate=Fate.CLEARED,
        ),
        Column(
            "Forecast",
            "The expected figure at the end of the year.",
            required=False,
            is_usual=False,
            width=12,
            fate=Fate.CLEARED,
        ),
        Column(
            "Baseline",
            "The figure that progress is measured from.",
            required=False,
            is_usual=False,
            width=12,
            fate=Fate.CARRIED,
        ),
        Column(
            "Last year's outturn",
            "The figure of the whole year before.",
            also=("Outturn", "Previous outturn"),
            required=False,
            is_usual=False,
            width=12,
            fate=Fate.CLEARED,
        ),
        Column(
            "Override",
            "A rating set by hand, such as Amber.",
            required=False,
            is_usual=False,
            width=11,
            fate=Fate.CLEARED,
            choices=_listed(Rag),
        ),
        Column("Override by", "Who decided it.", required=False, is_usual=False, width=20, fate=Fate.CLEARED),
        Column("Override reason", "Why; it is printed.", required=False, is_usual=False, width=30, fate=Fate.CLEARED),
        Column(
            "Status",
            "[suspended] where there are no results for now; [n], [o] or [x] where the newest is of an earlier period.",
            required=False,
            width=13,
            fate=Fate.CLEARED,
        ),
        Column(
            "Status note",
            "What to print instead, such as Audits suspended.",
            required=False,
            width=24,
            fate=Fate.CLEARED,
        ),
        Column(
            "Status reason",
            "Added on the detailed page, such as due to Covid-19.",
            required=False,
            width=24,
            fate=Fate.CLEARED,
        ),
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
            instead=_TITLES,
            fate=Fate.CARRIED,
        ),
    ),
    required=False,
    has_own_columns=True,
)
COMPARATORS = SheetFormat(
    "Comparators",
    "Optional: what others achieve, one row for each figure.",
    (
        _REFERENCE,
        Column(
            "Comparator",
            "Whose figure it is, such as England or Statistical neighbours.",
            filled=True,
            width=30,
            fate=Fate.CARRIED,
        ),
        Column("Figure", "In the indicator's unit.", filled=True, width=11, fate=Fate.CARRIED),
        Column("Period", "What it covers, such as March 2020 or 2019/20.", filled=True, width=14, fate=Fate.CARRIED),
        Column("Source", "Where it was published.", required=False, width=40, fate=Fate.CARRIED),
    ),
    required=False,
)
DATA = SheetFormat(
    "Data",
    "Optional: the figures behind the results, one row a month, quarter or year. Percentages and the year to date are computed.",
    (
        _REFERENCE,
        Column(
            "Date",
            "Any day of the month, or a whole quarter or year, such as Q2 2020/21.",
            also=("Month", "Period"),
            filled=True,
            width=14,
            fate=Fate.CARRIED,
        ),
        Column("Numerator", "How many met the standard.", required=False, width=12, fate=Fate.CARRIED),
        Column("Denominator", "Out of how many.", required=False, width=12, fate=Fate.CARRIED),
        Column("Count", "For an indicator that is a plain count.", required=False, width=12, fate=Fate.CARRIED),
    ),
    required=False,
)
COMMENTARY = SheetFormat(
    "Commentary",
    "The service's words; one row may cover several indicators.",
    (
        Column(
            "References",
            "One or several, such as CS04a & CS04b.",
            also=("Reference", "Ref"),
            filled=True,
            width=18,
            instead=_TITLES,
            fate=Fate.CARRIED,
        ),
        Column(
            "Commentary",
            "Alt+Enter starts a new paragraph; a line that starts with - is a bullet.",
            width=110,
            fate=Fate.PREVIOUS,
        ),
        Column(
            "Cause",
            "Why, in one sentence, for the list of what needs attention; without it the commentary's own words stand there.",
            required=False,
            is_usual=False,
            width=60,
            fate=Fate.CLEARED,
        ),
        Column("Actions", "What is being done about it.", required=False, is_usual=False, width=90, fate=Fate.PREVIOUS),
        Column("Action owner", "Who does it.", required=False, is_usual=False, width=24, fate=Fate.CLEARED),
        Column("Action due", "By when: a day, or words.", required=False, is_usual=False, width=16, fate=Fate.CLEARED),
        Column(
            "Previous actions",
            "What was to be done by last time's paper, by whom and when.",
            required=False,
            is_usual=False,
            width=60,
            fate=Fate.CLEARED,
        ),
        Column(
            "Outcome of actions",
            "What has become of the previous actions: done, not yet and why, or no longer needed.",
            required=False,
            is_usual=False,
            width=60,
            fate=Fate.CLEARED,
        ),
        Column("Risks", "What could go wrong.", required=False, is_usual=False, width=70, fate=Fate.CLEARED),
        Column(
            "Panel discussion",
            "What a challenge panel said and agreed.",
            required=False,
            is_usual=False,
            width=60,
            fate=Fate.CLEARED,
        ),
        Column(
            "Previous commentary",
            "What was said last time; it is not printed.",
            required=False,
            is_usual=False,
            width=60,
            fate=Fate.CLEARED,
        ),
        Column(
            "Welsh commentary",
            "Its Welsh; the Welsh paper prints it.",
            required=False,
            is_usual=False,
            width=90,
            fate=Fate.CLEARED,
        ),
        Column("Welsh cause", "Its Welsh.", required=False, is_usual=False, width=60, fate=Fate.CLEARED),
        Column("Welsh actions", "Their Welsh.", required=False, is_usual=False, width=70, fate=Fate.PREVIOUS),
        Column("Welsh previous actions", "Their Welsh.", required=False, is_usual=False, width=60, fate=Fate.CLEARED),
        Column("Welsh outcome of actions", "Its Welsh.", required=False, is_usual=False, width=60, fate=Fate.CLEARED),
        Column("Welsh risks", "Their Welsh.", required=False, is_usual=False, width=70, fate=Fate.CLEARED),
        CHECKED_BY,
    ),
)
TEXT = SheetFormat(
    "Text",
    "Named passages: the cover report's paragraphs, guidance, background documents.",
    (
        Column(
            "Passage", "Which text this paragraph belongs to, such as Cover.", filled=True, width=24, fate=Fate.CARRIED
        ),
        Column(
            "Heading",
            "The section it stands under; the same heading in the rows below continues it.",
            required=False,
            width=30,
            fate=Fate.CARRIED,
        ),
        Column(
            "Text",
            "One paragraph. {Curly brackets} hold computed words: see README.",
            filled=True,
            width=110,
            fate=Fate.CARRIED,
        ),
        Column("Link", "A web address, for background documents.", required=False, width=40, fate=Fate.CARRIED),
        Column("Welsh heading", "The heading in Welsh.", required=False, is_usual=False, width=30, fate=Fate.CARRIED),
        Column("Welsh text", "The text in Welsh.", required=False, is_usual=False, width=90, fate=Fate.CARRIED),
        CHECKED_BY,
    ),
)

PUBLISHED = SheetFormat(
    "Published",
    "Optional: what a paper already published printed, for kccreport audit to compare.",
    (
        _REFERENCE_OF_ONE_PAPER,
        Column("Latest RAG", "Green, Amber, Red …", required=False, width=11, fate=Fate.CLEARED),
        Column("YTD RAG", "Green, Amber, Red …", required=False, width=11, fate=Fate.CLEARED),
        Column("Previous RAG", "Green, Amber, Red …", required=False, is_usual=False, width=11, fate=Fate.CLEARED),
        Column("Alert", "Above, Yes or Below.", required=False, width=11, fate=Fate.CLEARED),
        Column("Direction", "Improving, Worsening or Unchanged.", required=False, width=13, fate=Fate.CLEARED),
        Column(
            "Page", "The page that the summary printed.", required=False, is_usual=False, width=8, fate=Fate.CLEARED
        ),
    ),
    required=False,
)
SIGN_OFF = SheetFormat(
    "Sign-off",
    "Optional: who has signed each service area's figures off; until all have, the paper is marked DRAFT.",
    (
        Column("Service area", "The code from the Service areas sheet.", filled=True, width=14, fate=Fate.CARRIED),
        Column("Name", "Who signs.", required=False, width=28, fate=Fate.CARRIED),
        Column("Role", "", required=False, width=36, fate=Fate.CARRIED),
        Column("Date", "The day of signing; blank until then.", required=False, width=16, fate=Fate.CLEARED),
    ),
    required=False,
)
REVISIONS = SheetFormat(
    "Revisions",
    "Optional: why published figures have changed, one row for each; the paper prints them.",
    (
        _REFERENCE_OF_ONE_PAPER,
        Column(
            "Period",
            "As it heads the column of the figure, such as December 2020.",
            filled=True,
            width=12,
            fate=Fate.CLEARED,
        ),
        Column("Reason", "Why the figure has changed.", filled=True, width=80, fate=Fate.CLEARED),
    ),
    required=False,
)
PUBLISHED_PAPER = SheetFormat(
    "Published paper",
    "Optional: what a paper already published said of itself, for kccreport audit: its key, counts and pages.",
    (
        Column(
            "Item",
            "Direction of travel, Number Red, KPIs, Pages of … and the like.",
            filled=True,
            width=40,
            fate=Fate.CLEARED,
        ),
        Column("Printed", "What the paper printed.", filled=True, width=30, fate=Fate.CLEARED),
    ),
    required=False,
)
TABLES = SheetFormat(
    "Tables",
    "Optional: one row for each table of its own, which stands on a sheet of its own; {table NAME} prints it.",
    (
        Column("Table", "Its name, which is also the name of its sheet.", filled=True, width=26, fate=Fate.CARRIED),
        Column("Title", "Printed above it.", filled=True, width=60, fate=Fate.CARRIED),
        Column(
            "Totals",
            "Rows, Columns, Both, or blank for none: which way figures add up.",
            required=False,
            width=12,
            fate=Fate.CARRIED,
            choices=_listed(Sums),
        ),
        Column(
            "Total of",
            "How many of the last columns a row's total adds up, such as 4.",
            required=False,
            width=10,
            fate=Fate.CARRIED,
        ),
        Column(
            "Not added up", "Headings whose totals are typed, not summed.", required=False, width=30, fate=Fate.CARRIED
        ),
        Column(
            "Periods",
            "Quarters, Period ends or Years to, where its headings are periods.",
            required=False,
            width=13,
            fate=Fate.CARRIED,
            choices=_listed(TablePeriods),
        ),
        Column(
            "Chart",
            "Line or Bars, to draw its last row.",
            required=False,
            width=10,
            fate=Fate.CARRIED,
            choices=_listed(TableChart),
        ),
        Column(
            "Suppress below",
            "Counts smaller than this are withheld, such as 5.",
            required=False,
            width=10,
            fate=Fate.CARRIED,
        ),
        Column("Notes", "Printed below it.", required=False, width=60, fate=Fate.CARRIED),
    ),
    required=False,
)

WELSH_WORDS = SheetFormat(
    "Welsh",
    "Optional: the Welsh of titles, headings and names, for a paper in English and Welsh; one row for each.",
    (
        Column("English", "Exactly as typed elsewhere in this workbook.", filled=True, width=60, fate=Fate.CARRIED),
        Column("Welsh", "What the Welsh paper prints.", also=("Cymraeg",), filled=True, width=60, fate=Fate.CARRIED),
    ),
    required=False,
)
SHEETS = (
    PAPER, AREAS, PEOPLE, INDICATORS, DETAILS, TARGETS, RESULTS, DATA, COMPARATORS, COMMENTARY, TEXT, TABLES, SIGN_OFF,
    REVISIONS, WELSH_WORDS, PUBLISHED, PUBLISHED_PAPER,
)  # fmt: skip


ITEMS = (
    Item("Layout", "The name of a layout; kccreport layouts lists them.", required=False, fate=Fate.CARRIED),
    Item("Title", "The report's title, as its title page shows it.", fate=Fate.CARRIED),
    Item("Council", "The publishing council.", required=False, printed=True, fate=Fate.CARRIED),
    Item(
        "Committee",
        "The committee that receives the paper.",
        also=("To",),
        required=False,
        printed=True,
        fate=Fate.CARRIED,
    ),
    Item(
        "Meeting date",
        "The day of the meeting, such as 12 March 2021.",
        also=("Date",),
        required=False,
        printed=True,
        fate=Fate.CLEARED,
    ),
    Item("Subject", "What the cover report is about.", required=False, printed=True, fate=Fate.CARRIED),
    Item(
        "Classification",
        "Unrestricted, or as the constitution has it.",
        required=False,
        printed=True,
        fate=Fate.CARRIED,
    ),
    Item("Financial year", "Such as 2020/21.", required=False, printed=True, fate=Fate.SHIFTED),
    Item("Results up to", "The newest month reported, such as January 2021.", fate=Fate.SHIFTED),
    Item("Produced by", "The team that made the dashboard.", required=False, printed=True, fate=Fate.CARRIED),
    Item(
        "Publication date", "A day, or a month such as February 2021.", required=False, printed=True, fate=Fate.CLEARED
    ),
    Item(
        "Direction of travel",
        "previous period, same period last year, mean of earlier periods, regression, Mann-Kendall, or relative to target.",
        required=False,
        fate=Fate.CARRIED,
        choices=tuple(TravelMethod),
    ),
    Item(
        "Direction periods",
        "Over how many periods a mean or a trend is taken, such as 5.",
        required=False,
        fate=Fate.CARRIED,
    ),
    Item(
        "Quarters shown as",
        "Quarters, such as Q3 2020/21, or Months, such as Dec 20; blank means as the headings on Results.",
        required=False,
        fate=Fate.CARRIED,
        choices=_listed(QuarterStyle),
    ),
    Item(
        "Rating words",
        "What the council calls them, such as Green = On track, Amber = Close, Red = Off track; or Met, Not met.",
        required=False,
        fate=Fate.CARRIED,
    ),
    Item(
        "Rating order",
        "In which order ratings are listed, such as Red, Amber, Green; blank means best first.",
        required=False,
        fate=Fate.CARRIED,
    ),
    Item(
        "Rating shapes",
        "Such as Green = star, Amber = circle, Red = triangle; blank means the usual ones.",
        required=False,
        fate=Fate.CARRIED,
    ),
    Item(
        "Language",
        "English, Welsh, or English and Welsh for a paper in each; blank means English.",
        required=False,
        fate=Fate.CARRIED,
        choices=tuple(LANGUAGES),
    ),
    Item("Commentary deadline", "The day by which commentary is due.", required=False, fate=Fate.CLEARED),
    Item(
        "Record",
        "Only to keep the record of published figures of two reports to one committee apart: a name that stays the same.",
        required=False,
        fate=Fate.CARRIED,
    ),
    Item("Tolerance", "For the whole paper, where no floor standards are set.", required=False, fate=Fate.CARRIED),
    Item("Tolerance in", "% of target, or points.", required=False, fate=Fate.CARRIED, choices=tuple(ToleranceBasis)),
    Item(
        "Edge",
        "Whether exactly 10% is within a margin of 10%: within, or less than; blank means as each scheme has it.",
        required=False,
        fate=Fate.CARRIED,
        choices=tuple(Edge),
    ),
)

ITEMS_NOTE = "Leave these as they are."  # on the heading Item


def heading_notes() -> Iterator[str]:
    """Yield the notes that our workbooks carry on their headings, so that they are known whoever saves them again."""
    yield ITEMS_NOTE
    yield from (column.note for sheet in SHEETS for column in sheet.columns if column.note)
