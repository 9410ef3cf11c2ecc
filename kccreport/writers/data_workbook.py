"""The figures of a paper as a workbook that everybody can read: a cover, contents, notes, indicators and figures.

It follows the Government Analysis Function's guidance on releasing statistics in spreadsheets.
"""

from collections.abc import Iterable, Iterator, Sequence

from kccreport.models.indicator import Indicator, Kpi
from kccreport.models.measure import Status
from kccreport.models.period import Period
from kccreport.models.submission import PaperDetails
from kccreport.rating.rated import RatedSubmission
from kccreport.workbook.published import OpenSheet, OpenTable, SheetLink, open_workbook_bytes
from kccreport.workbook.writer import Shown, WritableValue
from kccreport.writers.data_rows import Row, tidy_rows

_NOT_APPLICABLE = Status.NOT_APPLICABLE.value
_NONE, _NOT_RATED = "none", "not rated"
_UNITS = {"%": "percentage", "£": "pounds"}
_FIGURE_HEADINGS = (
    "Reference", "Indicator", "Measure", "Frequency", "Period", "Last month [note 1]", "Value [note 2]", "Unit",
    "Target [note 3]", "Limit [note 4]", "Rating [note 5]", "Status", "Notes",
)  # fmt: skip
_INDICATOR_HEADINGS = (
    "Reference", "Indicator", "Service area", "Kind [note 6]", "Frequency", "Unit", "Better is", "Results", "Notes",
)  # fmt: skip
_NOTES = (
    "The last month that the figure covers, as year and month: 2020-12 is December 2020.",
    "The figure as the paper prints it, as a number. A percentage of 97% is 97 and a time of 01:35 is 95 where the column "
    "Unit says seconds.",
    "The target that the figure was held against.",
    "The least good figure that does not yet have the worst rating, such as a floor standard.",
    "The rating in the words of the paper.",
    "A KPI is held against a target. An activity indicator is demand or context, and has none.",
)


def data_workbook(rated: RatedSubmission) -> bytes:
    """Return the figures as a workbook, written from nothing, so that nothing hidden can be in it."""
    details = rated.submission.paper
    tables = [_indicators(rated), _figures(rated)]
    notes = _notes()
    sheets = [_cover(details), _contents([notes, *tables]), notes, *tables]
    author = details.council or details.produced_by or "kccreport"
    return open_workbook_bytes(sheets, title=_title(details), author=author, language="en-GB")


def _title(details: PaperDetails) -> str:
    return f"{details.title}: figures"


def _cover(details: PaperDetails) -> OpenSheet:
    named = " ".join(f"{part}." for part in (details.council, details.committee, details.subject) if part)
    published = details.published
    when = "" if published is None else f"Published {Period(published.date.year, published.date.month).full_label}."
    headings = ("About these figures", "How to use this workbook")
    lines = [
        named,
        f"Results up to {details.results_up_to.full_label}.",
        when,
        headings[0],
        "These are the figures of the paper, with what each was held against and how it is rated. Every rating is computed.",
        "The paper itself has the commentary on them.",
        headings[1],
        "Each worksheet after this one has one table, below a few lines of words. The worksheet Contents leads to each.",
        "Codes in square brackets, such as [c], are explained above the table that has them. Notes are on the worksheet Notes.",
    ]
    return OpenSheet("Cover", _title(details), [line for line in lines if line], frozenset(headings))


def _contents(sheets: Sequence[OpenSheet]) -> OpenSheet:
    rows = [(SheetLink(sheet.name), sheet.title, len(sheet.table.rows)) for sheet in sheets if sheet.table is not None]
    table = OpenTable("Contents", ("Worksheet", "What it has", "Rows"), rows, frozenset({2}))
    return OpenSheet("Contents", "Contents", ("This worksheet has one table.",), table=table)


def _notes() -> OpenSheet:
    rows = [(f"note {number}", text) for number, text in enumerate(_NOTES, 1)]
    table = OpenTable("Notes", ("Note", "Text"), rows)
    return OpenSheet("Notes", "Notes", ("This worksheet has one table.",), table=table)


def _indicators(rated: RatedSubmission) -> OpenSheet:
    areas = {area.code: area.name for area in rated.submission.areas}
    rows = [_indicator_row(each.indicator, areas.get(each.indicator.area, "")) for each in rated.indicators]
    title = "Indicators: what is measured, how often and in which unit"
    return _sheet("Indicators", title, "one row for each indicator", _INDICATOR_HEADINGS, rows, rated)


def _indicator_row(indicator: Indicator, area: str) -> tuple[WritableValue, ...]:
    better = indicator.polarity
    suspended = indicator.suspension
    return (
        indicator.published_reference or _code(_NOT_APPLICABLE),
        indicator.title,
        area or _code(_NOT_APPLICABLE),
        "KPI" if isinstance(indicator, Kpi) else "Activity",
        indicator.frequency.value,
        _unit(indicator.unit.counts),
        better.value if better is not None else _code(_NOT_APPLICABLE),
        "suspended" if suspended else "reported",
        suspended.sentence if suspended else _NONE,
    )


def _figures(rated: RatedSubmission) -> OpenSheet:
    rows = [_figure_row(row) for row in tidy_rows(rated)]
    title = f"Figures: results up to {rated.submission.paper.results_up_to.full_label}"
    figures = frozenset({6, 8, 9})
    return _sheet("Figures", title, "one row for each figure", _FIGURE_HEADINGS, rows, rated, figures)


def _figure_row(row: Row) -> tuple[WritableValue, ...]:
    status = Status(row.status) if row.status else None
    return (
        row.reference or _code(_NOT_APPLICABLE),
        row.title,
        row.measure,
        row.frequency,
        row.label,
        row.period,
        _number(row.value) if row.value else _code(row.status or Status.NOT_AVAILABLE.value),
        _unit(row.unit),
        _number(row.target) if row.target else _code(_NOT_APPLICABLE),
        _number(row.floor) if row.floor else _code(_NOT_APPLICABLE),
        row.rating or _NOT_RATED,
        status.meaning if status else _NONE,
        row.note or _NONE,
    )


def _number(figure: str) -> Shown:
    decimals = len(figure.partition(".")[2])
    return Shown(float(figure), "#,##0" + ("." + "0" * decimals if decimals else ""))


def _unit(name: str) -> str:
    """Return a unit in words: a cell that is only a symbol is passed over by a screen reader."""
    return _UNITS.get(name, name)


def _code(status: str) -> str:
    return f"[{status}]"


def _sheet(
    name: str,
    title: str,
    each: str,
    headings: Sequence[str],
    rows: Sequence[tuple[WritableValue, ...]],
    rated: RatedSubmission,
    figures: frozenset[int] = frozenset(),
) -> OpenSheet:
    """Return a sheet of one table, above which every code that stands in it is explained."""
    lines = [f"This worksheet has one table: {each}. Notes are on the worksheet Notes.", *_shorthand(rows)]
    council = rated.submission.paper.council
    lines += [f"Source: {council}."] if council else []
    return OpenSheet(name, title, lines, table=OpenTable(name, headings, rows, figures))


def _shorthand(rows: Iterable[Sequence[WritableValue]]) -> Iterator[str]:
    """Yield a line that explains the codes in a table; none where there are none."""
    found = {value for row in rows for value in row if isinstance(value, str)}
    said = [f"{_code(status.value)} means {status.meaning}" for status in Status if _code(status.value) in found]
    if said:
        yield f"In this table {', '.join(said)}."
