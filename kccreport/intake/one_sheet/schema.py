"""The sheet Measures: its columns and the words for them, and what may be said once above its headings."""

from collections.abc import Iterator

from kccreport.ground.values import replace
from kccreport.intake.schema import AREAS, COMMENTARY, INDICATORS, RESULTS
from kccreport.intake.sheet_format import Column, Fate, SheetFormat, fold
from kccreport.models.schemes import ALL_SCHEMES

NAME = "Measures"

# what the full workbook calls the same thing otherwise
FLOOR, LAST_YEAR = "Amber limit", "Last year"
ELSEWHERE = {FLOOR: "Floor", LAST_YEAR: "Previous year"}

OWN = (
    Column(
        "Group",
        "What it stands under, such as Housing; blank means as above. A row with nothing else begins a group too, and what "
        "stands there below Unit, Polarity, Tolerance and the like holds for the whole group.",
        required=False,
        instead=("Theme", "Service area", "Service", "Category", "Section", "Department", "Portfolio", "Objective",
                 "Priority", "Outcome", "Corporate priority", "Division"),
        width=24,
        fate=Fate.CARRIED,
    ),
    Column(
        "Reference",
        "Its code in the papers, such as CS07; blank throughout where the council publishes none.",
        also=("Ref", "Ref no", "Reference number"),
        required=False,
        instead=("No", "Number", "ID", "Code", "KPI ref", "PI ref", "PI code", "KPI code", "KPI no", "PI no",
                 "Measure ref", "Indicator ref", "PI", "KPI"),
        width=11,
        fate=Fate.CARRIED,
    ),
    Column(
        "Title",
        "As printed, with or without its unit.",
        required=False,
        instead=("Measure", "Indicator", "Performance indicator", "Performance measure", "Key performance indicator",
                 "Measure title", "Indicator title", "KPI title", "PI title", "Measure name", "Indicator name", "KPI name",
                 "Indicator description", "Measure description", "KPI description", "PI description", "Description",
                 "Name", "KPI", "PI", "Metric"),
        width=52,
        fate=Fate.CARRIED,
    ),
    Column(
        "Unit",
        "%, number, days, £000s, per 1,000, out of 5 …; blank means as its figures show: % or £, else a number.",
        required=False,
        instead=("Units", "Unit of measure", "Unit of measurement", "Measured in", "Measured as", "Measurement"),
        width=10,
        fate=Fate.CARRIED,
    ),
    Column(
        "Polarity",
        "Higher or Lower: which is better. Blank where the target and the amber limit show it, or there is no target.",
        also=("Good is", "Better is", "Good performance is"),
        required=False,
        instead=("Good", "Good to be", "Aim to", "Aim", "Desired direction", "Preferred direction", "What is good",
                 "High or low", "High or low is good", "Higher or lower is better", "Bigger or smaller is better"),
        width=10,
        choices=("Higher", "Lower"),
        fate=Fate.CARRIED,
    ),
    Column(
        "Target",
        "A figure, which may have words beside it, such as 60% (national); or words alone, such as No target: it is then not "
        "rated.",
        required=False,
        instead=("Annual target", "Year end target", "Target for year", "Current target", "Goal"),
        width=12,
        fate=Fate.AGREED,
    ),
    Column(
        FLOOR,
        "The least that is still Amber. A tolerance can stand instead; with neither it is only Green or Not met.",
        also=("Floor", "Floor standard"),
        required=False,
        instead=("Threshold", "Amber threshold", "Red threshold", "Trigger", "Trigger level", "Trigger point",
                 "Intervention", "Intervention level", "Intervention point", "Minimum", "Minimum standard",
                 "Minimum target", "Lower threshold", "Alert level"),
        width=11,
        fate=Fate.AGREED,
    ),
    Column(
        "Tolerance",
        "Instead of an amber limit: how far short of the target is still Amber, such as 5% of it, or 5 points.",
        required=False,
        instead=("Amber tolerance", "Tolerance allowed", "Margin", "Amber within"),
        width=11,
        fate=Fate.AGREED,
    ),
    Column(
        LAST_YEAR,
        "The same figure one year before.",
        also=("Previous year", "Previous YTD", "Previous year YTD"),
        required=False,
        instead=("Same period last year", "Same time last year", "This time last year"),
        is_usual=False,
        width=12,
        fate=Fate.CLEARED,
    ),
    Column(
        "Year to date",
        "Where its figures add up over the year.",
        also=("YTD",),
        required=False,
        is_usual=False,
        width=12,
        fate=Fate.CLEARED,
    ),
    Column(
        "Commentary",
        "The service's words. Alt+Enter starts a new paragraph.",
        required=False,
        instead=("Comment", "Comments", "Narrative", "Performance commentary", "Latest commentary", "Explanation",
                 "Update", "Service comment"),
        width=70,
        fate=Fate.PREVIOUS,
    ),
    Column(
        "RAG",
        "Only where it is typed already: it is compared with the rating that is computed.",
        required=False,
        instead=("RAG rating", "RAG status", "Rating", "Current RAG", "Current rating", "Current status", "Performance status"),
        is_usual=False,
        width=10,
        fate=Fate.CLEARED,
    ),
)  # fmt: skip
_MORE_WORDS = {
    "Frequency": ("Reporting frequency", "How often", "Reported", "Collected"),
    "Decimals": ("Decimal places", "DP"),
    "Kind": ("Indicator type", "Measure type", "KPI type"),
    "Owner": ("Lead", "Lead officer", "Responsible officer", "Data owner"),
}
_LEFT_OUT = frozenset(("References", "Service area", "Code", "Summary group", "Floor", "Previous year"))


def _of_the_full_workbook() -> Iterator[Column]:
    """Yield the columns of the full workbook that may stand on Measures as well: none of them need be there."""
    have = {column.heading for column in OWN}
    for format_ in (INDICATORS, RESULTS, COMMENTARY, AREAS):
        for column in format_.columns:
            if column.heading not in have | _LEFT_OUT:
                have.add(column.heading)
                more = _MORE_WORDS.get(column.heading, ())
                yield replace(column, required=False, filled=False, is_usual=False, instead=more)


MEASURES = SheetFormat(
    NAME,
    "One row for each indicator, with its target, its figures by period and what is said of it.",
    (*OWN, *_of_the_full_workbook()),
    has_periods=True,
    has_own_columns=True,
)

_MARGINS = {column.heading for scheme in ALL_SCHEMES for column in (*scheme.needs, *scheme.one_of) if column.is_margin}
# said once for a group, in its row, or for the whole paper, above the headings
SETTINGS = tuple(
    column.heading
    for column in MEASURES.columns
    if column.heading in _MARGINS
    or column.heading
    in {"Unit", "Polarity", "Tolerance in", "Edge", "Scheme", "Kind", "Frequency", "Decimals", "Basis", "Owner", "Direction",
        "Suppress below", "Arrears", "YTD decimals", "Target decimals"}
)  # fmt: skip
TOTALS = frozenset(map(fold, ("Total", "Totals", "Grand total", "Overall total", "Sub-total", "Overall", "Average")))


def measures_notes() -> Iterator[str]:
    """Yield the notes on the headings of our template, so that they are known whoever saves them again."""
    yield from (column.note for column in MEASURES.columns if column.note)
