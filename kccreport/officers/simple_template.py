"""A workbook of one sheet, Measures, ready to fill in: blank, or with what stays of an older workbook of either kind."""

from collections.abc import Iterable, Mapping, Sequence

from kccreport.intake import schema
from kccreport.intake.one_sheet.schema import ELSEWHERE, MEASURES
from kccreport.intake.paper_tables import PaperTables, paper_tables
from kccreport.intake.record import Record
from kccreport.intake.sheet_format import Fate, SheetFormat
from kccreport.models.period import FinancialYear, Frequency, Period, QuarterStyle
from kccreport.models.reading.meaning import Heading
from kccreport.models.reading.read import read_text
from kccreport.officers.kept import ACTIONS, OUTCOME, Kept, Row, as_shown, kept_words, previous_of, what_is_kept
from kccreport.workbook.reader import Workbook
from kccreport.workbook.writer import HeadingCell, SheetContent, WritableValue, workbook_bytes

_SPARE_ROWS = 60
_ABOVE = ("Council", "Title", "Committee", "Meeting date", "Results up to", "Tolerance")
_STAYS = (Fate.CARRIED, Fate.AGREED)
_KEYS = ("Group", "Reference", "Title")


def simple_template_bytes(year: FinancialYear, frequency: Frequency, source: Workbook | None = None) -> bytes:
    """Return a workbook with the sheet Measures for the papers of one financial year.

    With `source`, a workbook of one sheet or a full one, its indicators stay with their targets, owners and facts; figures
    and words of one paper alone are left blank.
    """
    rows: list[Row] = []
    items: Mapping[str, WritableValue] = {}
    style = QuarterStyle.QUARTERS
    if source is not None:
        tables = paper_tables(source, [])
        kept = what_is_kept(source)
        rows = list(_of_one_sheet(tables)) if tables.one is not None else list(_of_full(kept))
        items = kept.items
    names = dict.fromkeys((*_ABOVE, *(name for name in items if name not in ("Title", "Subject") or items[name])))
    above: list[list[WritableValue]] = [[name, items.get(name)] for name in names]
    headings = _headings(rows, [frequency.label(period, style) for period in _periods(frequency, year)])
    content = SheetContent(
        MEASURES.name,
        headings,
        [[row.get(str(heading.text)) for heading in headings] for row in rows],
        above=[*above, []],
        spare=max(_SPARE_ROWS - len(rows), 5),
        is_table=True,
        frozen_columns=next(at for at, heading in enumerate(headings, 1) if heading.text == "Title"),
    )
    return workbook_bytes([content], title="Template: simple")


def _headings(rows: Sequence[Row], periods: Iterable[str]) -> list[HeadingCell]:
    """Return the usual columns and those that the rows have, with the periods before the commentary."""
    have = {heading for row in rows for heading in row}
    have |= {OUTCOME} if previous_of(ACTIONS) in have else set()
    named = [column for column in MEASURES.columns if column.is_usual or column.heading in have]
    own = [heading for row in rows for heading in row if heading not in MEASURES.headings()]
    before = [each for each in named if each.heading not in _WORDS]
    after = [each for each in named if each.heading in _WORDS]
    return [
        *(HeadingCell(each.heading, each.note, each.width, choices=each.choices) for each in before),
        *(HeadingCell(label, "", 11) for label in periods),
        *(HeadingCell(each.heading, each.note, each.width) for each in after),
        *(HeadingCell(heading, "", 20) for heading in dict.fromkeys(own)),
    ]


_WORDS = frozenset(schema.COMMENTARY.headings())


def _periods(frequency: Frequency, year: FinancialYear) -> list[Period]:
    """Return the periods of a year, after the last one of the year before."""
    last = year.first_month.plus(-1)
    return [frequency.step(last, step) for step in range(12 // frequency.months_to(last) + 1)]


def _of_one_sheet(tables: PaperTables) -> Iterable[Row]:
    """Yield the rows of a sheet Measures with what stays of each, its groups as they stand.

    A unit that only the figures show is spelt out, since these do not stay.
    """
    one = tables.one
    assert one is not None
    periods = {str(heading.address) for heading, _ in one.parts.periods}
    own = {str(cell.address): cell.text for cell in one.measures.own_headings if str(cell.address) not in periods}
    shown = {each.record.row: each.meant.unit for each in one.parts.rows if each.row.cell("Unit").is_blank}
    for record in one.measures.records:
        row = _kept(record, MEASURES) | {
            own[name]: as_shown(cell) for name, cell in record.cells.items() if name in own
        }
        if record.row in shown:
            row.setdefault("Unit", shown[record.row])
        if row:
            yield row


def _kept(record: Record, format_: SheetFormat) -> Row:
    row: Row = {}
    for column in format_.columns:
        cell = record.cells.get(column.heading)
        if cell is not None and column.fate in _STAYS:
            row[column.heading] = as_shown(cell)
        elif cell is not None and column.fate is Fate.PREVIOUS:
            row[previous_of(column.heading)] = kept_words(record, column.heading)
    return row


def _of_full(kept: Kept) -> Iterable[Row]:
    """Yield the indicators of a full workbook as rows of Measures, with their facts, and who answers for their area."""
    ours = {theirs: name for name, theirs in ELSEWHERE.items()}
    areas = {str(row.get("Code")): row for row in kept.rows.get(schema.AREAS.name, ())}
    facts = {str(row.get("Reference")): row for row in kept.rows.get(schema.DETAILS.name, ())}
    said = {str(row.get("References")): row for row in kept.rows.get(schema.COMMENTARY.name, ())}
    for indicator in kept.rows.get(schema.INDICATORS.name, ()):
        area = areas.get(str(indicator.get("Service area")), {})
        key = str(indicator.get("Reference") or indicator.get("Title"))
        row: Row = {"Group": area.get("Service area")}
        row |= {ours.get(name, name): value for name, value in indicator.items() if name != "Service area"}
        row |= {name: value for name, value in area.items() if name not in ("Code", "Service area", "Summary group")}
        row |= {
            name: value for name, value in said.get(key, {}).items() if name.startswith(("Previous", "Welsh previous"))
        }
        row |= {name: value for name, value in facts.get(key, {}).items() if name != "Reference"}
        if "Target words" in row:
            row["Target"] = row.pop("Target words")
        yield {name: value for name, value in row.items() if value is not None and not _is_period(name)}


def _is_period(heading: str) -> bool:
    return heading not in _KEYS and isinstance(read_text(heading), Heading)
