"""Records to a workbook in our format: for the samples, the tests and the templates, all from one description."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from kccreport.intake.schema import ITEMS_NOTE, SHEETS
from kccreport.intake.sheet_format import Item, SheetFormat
from kccreport.models.reading.meaning import Heading
from kccreport.models.reading.read import read_text
from kccreport.workbook.writer import HeadingCell, SheetContent, Shown, WritableValue, workbook_bytes

Record = Mapping[str, WritableValue]

_PERIOD_WIDTH = 10.0
_OWN_WIDTH = 24.0
_STUB_WIDTH = 44.0


def as_typed(text: str) -> WritableValue:
    """Return what Excel would make of something typed into a cell: "97%" is 0.97 shown as 0%, "1,264" is 1264.

    Anything else, such as "-" or "[suspended]", stays text; "" is nothing.

    >>> as_typed("99.4%")
    Shown(value=Decimal('0.994'), number_format='0.0%')
    """
    body = text.removesuffix("%").replace(",", "")
    digits = body.removeprefix("-")
    if not digits.replace(".", "", 1).isdigit():
        return text or None
    decimals = len(body.partition(".")[2])
    places = "." + "0" * decimals if decimals else ""
    if text.endswith("%"):
        return Shown(Decimal(body) / 100, f"0{places}%")
    return Shown(Decimal(body), f"#,##0{places}")


def paper_workbook(
    records: Mapping[str, Sequence[Record]],
    *,
    notes: Mapping[str, Sequence[str]] | None = None,
    tables: Mapping[str, Sequence[Sequence[WritableValue]]] | None = None,
    title: str = "",
) -> bytes:
    """Return a workbook with every required sheet, the optional ones that have records, and tables on their own sheets.

    `records` maps a sheet's name to its rows, each a mapping from heading to value; headings that the format does not
    name are periods, or the officer's own. `notes` are lines above the headings. `tables` maps a sheet's name to rows
    of cells, of which the first holds the headings. The same records give the same bytes.
    """
    own = [_own_sheet(name, rows, (notes or {}).get(name, ())) for name, rows in (tables or {}).items()]
    return format_workbook(SHEETS, records, notes=notes, own=own, title=title)


def format_workbook(
    formats: Sequence[SheetFormat],
    records: Mapping[str, Sequence[Record]],
    *,
    notes: Mapping[str, Sequence[str]] | None = None,
    own: Sequence[SheetContent] = (),
    title: str = "",
) -> bytes:
    """Return a workbook of any kind: its required sheets, the optional ones that have records, and sheets of one's own."""
    return workbook_bytes([*format_sheets(formats, records, notes=notes), *own], title=title)


def format_sheets(
    formats: Sequence[SheetFormat],
    records: Mapping[str, Sequence[Record]],
    *,
    notes: Mapping[str, Sequence[str]] | None = None,
) -> list[SheetContent]:
    """Return the required sheets of a workbook, and the optional ones that have records."""
    lines = notes or {}
    return [
        _sheet(format_, records.get(format_.name, ()), lines.get(format_.name, ()))
        for format_ in formats
        if format_.required or records.get(format_.name)
    ]


def item_sheet(
    name: str,
    items: Sequence[Item],
    known: Mapping[str, WritableValue],
    value_note: str,
) -> SheetContent:
    """Return a sheet with one item a row: what is known, what to type, and lists to choose from."""
    rows: list[list[WritableValue]] = [[item.name, known.get(item.name), item.note] for item in items]
    headings = (
        HeadingCell("Item", ITEMS_NOTE, 26, is_locked=True),
        HeadingCell("Value", value_note, 60),
        HeadingCell("What to type", "", 80, is_locked=True),
    )
    row_choices = {at: item.choices for at, item in enumerate(items) if item.choices}
    return SheetContent(name, headings, rows, is_protected=True, is_table=True, row_choices=row_choices)


def _own_sheet(name: str, rows: Sequence[Sequence[WritableValue]], notes: Sequence[str]) -> SheetContent:
    headings, *body = rows
    shown = [
        HeadingCell(str(heading), width=_STUB_WIDTH if not at else _OWN_WIDTH) for at, heading in enumerate(headings)
    ]
    return SheetContent(name, shown, [list(row) for row in body], notes)


def _sheet(format_: SheetFormat, records: Sequence[Record], notes: Sequence[str]) -> SheetContent:
    typed = {heading for record in records for heading in record}
    own = [
        HeadingCell(column.heading, column.note, column.width)
        for column in format_.columns
        if column.is_usual or column.heading in typed
    ]
    named = {column.heading for column in format_.columns}
    others = dict.fromkeys(heading for record in records for heading in record if heading not in named)
    if format_.has_own_columns:
        headings = [*own, *(HeadingCell(heading, width=_OWN_WIDTH) for heading in others)]
    else:
        periods = sorted(others, key=_in_time)
        headings = [own[0], *(HeadingCell(period, width=_PERIOD_WIDTH) for period in periods), *own[1:]]
    rows = [[record.get(str(heading.text)) for heading in headings] for record in records]
    return SheetContent(format_.name, headings, rows, notes)


def _in_time(heading: str) -> tuple[int, int, str]:
    read = read_text(heading)
    return (read.newest.year, read.newest.month, heading) if isinstance(read, Heading) else (9999, 0, heading)
