"""A workbook ready to fill in: lists to choose from, notes on every heading, and ratings that show while one types."""

from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum

from kccreport.ground.address import column_letters
from kccreport.ground.problem import Problem
from kccreport.intake import schema
from kccreport.intake.schema import ITEMS, SheetFormat
from kccreport.intake.writing import item_sheet
from kccreport.models.data_table import Sums, TableChart, TablePeriods
from kccreport.models.indicator import AnyIndicator, Kpi
from kccreport.models.measure import Basis, Polarity
from kccreport.models.period import FinancialYear, Frequency, Period, parse_financial_year
from kccreport.models.rag import Rag
from kccreport.models.schemes import ALL_SCHEMES, ToleranceBasis
from kccreport.models.submission import Submission
from kccreport.models.travel import TravelMethod
from kccreport.paper.wording import RATING_WORDS
from kccreport.workbook.writer import (
    ColourRule,
    Formula,
    HeadingCell,
    SheetContent,
    Shown,
    WritableValue,
    workbook_bytes,
)

SPARE_ROWS = 60


class TemplateKind(StrEnum):
    """What kind of paper a template is for."""

    DASHBOARD = "dashboard"
    QUARTERLY = "quarterly"
    COVER = "cover"

    @property
    def layout(self) -> str:
        """Return the layout that makes such a paper."""
        layouts = {TemplateKind.DASHBOARD: "committee-paper", TemplateKind.QUARTERLY: "quarterly-report"}
        return layouts.get(self, "scrutiny-report")

    @property
    def frequency(self) -> Frequency:
        """Return how often such papers are usually made."""
        return Frequency.MONTHLY if self is TemplateKind.DASHBOARD else Frequency.QUARTERLY


_USUAL = (
    schema.PAPER, schema.AREAS, schema.PEOPLE, schema.INDICATORS, schema.RESULTS, schema.COMMENTARY, schema.TEXT,
    schema.SIGN_OFF, schema.REVISIONS,
)  # fmt: skip
_MORE = (schema.DETAILS, schema.TARGETS, schema.COMPARATORS, schema.TABLES)
_DETAILS = ("Priority", "Directorate", "Division", "Director", "Accountable officer", "Data source", "Reported as")
_COMMENTARY = ("Actions", "Risks", "Panel discussion", "Previous commentary")

# sheet → heading → what may be typed below it, for every closed list
CHOICES: dict[str, dict[str, tuple[str, ...]]] = {
    schema.PEOPLE.name: {"Role": ("From", "Contact", "Signatory")},
    schema.INDICATORS.name: {
        "Kind": ("KPI", "Activity"),
        "Frequency": tuple(each.capitalize() for each in Frequency),
        "Polarity": tuple(each.capitalize() for each in Polarity),
        "Basis": tuple(each.capitalize() for each in Basis),
        "Tolerance in": tuple(ToleranceBasis),
        "Scheme": tuple(scheme.name for scheme in ALL_SCHEMES),
        "Direction": tuple(TravelMethod),
    },
    schema.RESULTS.name: {"Override": tuple(RATING_WORDS[rating] for rating in Rag)},
    schema.TABLES.name: {
        "Totals": tuple(each.capitalize() for each in Sums),
        "Periods": tuple(each.capitalize() for each in TablePeriods),
        "Chart": tuple(each.capitalize() for each in TableChart),
    },
}
_ITEM_CHOICES = {"Direction of travel": tuple(TravelMethod), "Tolerance in": tuple(ToleranceBasis)}
_GUIDANCE = (
    "White cells are yours to fill in. What is locked can be unlocked without a password: Review > Unprotect Sheet.",
    "Point at a heading to see what to type below it; cells with a list offer what is allowed.",
    "Type a percentage with its sign, such as 97%. Where there is no figure type a code: [x] not available, [z] not "
    "applicable, [p] provisional.",
    "Results turn green, amber or red while you type, for KPIs with a target and a floor standard.",
    "kccreport check says what is missing or wrong, cell by cell.",
    "A sheet named Notes is yours; it is not read.",
)


def year_of(text: str | None, today: date) -> FinancialYear | Problem:
    """Return the financial year that was asked for, or today's; a problem where it is none."""
    year = Period(today.year, today.month).financial_year if text is None else parse_financial_year(text)
    return year or Problem("not-a-value", "--year", f"{text!r} is not a financial year.", "type it as 2021/22")


def template_bytes(kind: TemplateKind, year: FinancialYear, source: Submission | None = None) -> bytes:
    """Return a template for a paper of one financial year.

    With `source`, what stays from year to year is filled in: areas, people, indicators with their targets, and
    references, which are then locked; figures and words are left blank.
    """
    formats = [*_USUAL[:4], *(_MORE if kind is TemplateKind.QUARTERLY else ()), *_USUAL[4:]]
    ordered = [format_ for format_ in schema.SHEETS if format_ in formats]
    sheets = [_guidance(ordered), *(_sheet(format_, kind, year, source) for format_ in ordered)]
    return workbook_bytes(sheets, title=f"Template: {kind}")


def _guidance(formats: Sequence[SheetFormat]) -> SheetContent:
    rows: list[list[WritableValue]] = [["", line] for line in _GUIDANCE]
    rows += [[format_.name, format_.purpose] for format_ in formats]
    return SheetContent("Guidance", (HeadingCell("Sheet", width=18), HeadingCell("What it is for", width=110)), rows)


def _sheet(format_: SheetFormat, kind: TemplateKind, year: FinancialYear, source: Submission | None) -> SheetContent:
    if format_ is schema.PAPER:
        return _paper(kind, year, source)
    headings = _headings(format_, kind, year, source)
    rows = [[row.get(str(heading.text)) for heading in headings] for row in _rows(format_, source)]
    if format_ in (schema.RESULTS, schema.SIGN_OFF) and source is None:
        rows = [_linked(format_, number, headings) for number in range(SPARE_ROWS)]
    periods = [at for at, heading in enumerate(headings, 1) if format_.has_periods and _is_period(heading, format_)]
    rules: Sequence[ColourRule] = ()
    if format_ is schema.RESULTS and periods:
        rules = _rating_rules(periods, _headings(schema.INDICATORS, kind, year, source))
    return SheetContent(
        format_.name,
        headings,
        rows,
        spare=max(SPARE_ROWS - len(rows), 5),
        is_protected=True,
        is_table=True,
        rules=rules,
        row_formats=_result_formats(source) if source and format_ is schema.RESULTS else {},
    )


def _paper(kind: TemplateKind, year: FinancialYear, source: Submission | None) -> SheetContent:
    known: dict[str, WritableValue] = {"Layout": kind.layout, "Financial year": year.label}
    if source is not None:
        paper = source.paper
        known |= {
            "Layout": paper.layout or kind.layout,
            "Title": paper.title,
            "Council": paper.council,
            "Committee": paper.committee,
            "Subject": paper.subject,
            "Classification": paper.classification,
            "Produced by": paper.produced_by,
            "Direction of travel": paper.travel.method,
            "Record": paper.record or None,
        }
    return item_sheet(schema.PAPER.name, ITEMS, known, _ITEM_CHOICES, "What the paper should print.")


def _headings(
    format_: SheetFormat, kind: TemplateKind, year: FinancialYear, source: Submission | None
) -> list[HeadingCell]:
    """Return a sheet's columns: the usual ones, those such papers need, and its periods or facts."""
    extra = _COMMENTARY if kind is not TemplateKind.DASHBOARD else _COMMENTARY[:1] + _COMMENTARY[-1:]
    wanted = [
        column
        for column in format_.columns
        if column.is_usual or column.heading in extra or (source is not None and _needs(column.heading, source))
    ]
    locks = format_ in (schema.RESULTS, schema.TARGETS, schema.DETAILS, schema.SIGN_OFF)
    shown = [
        HeadingCell(
            column.heading,
            column.note,
            column.width,
            choices=CHOICES.get(format_.name, {}).get(column.heading, ()),
            is_locked=locks and at == 0 and (source is not None or format_ in (schema.RESULTS, schema.SIGN_OFF)),
        )
        for at, column in enumerate(wanted)
    ]
    if format_ is schema.DETAILS:
        return [*shown, *(HeadingCell(name, "", 28) for name in _DETAILS)]
    if format_.has_periods:
        periods = [HeadingCell(period.label, "", 10) for period in _periods(kind, year)]
        return [shown[0], *periods, *shown[1:]]
    return shown


def _needs(heading: str, source: Submission) -> bool:
    """Say whether a column that is not usual is one of those whose figures the source's schemes need."""
    needed = {name for each in source.indicators if isinstance(each, Kpi) for name in type(each.scheme).headings()}
    return heading in needed or (heading == "Scheme" and bool(needed - {"Floor", "Tolerance"}))


def _periods(kind: TemplateKind, year: FinancialYear) -> list[Period]:
    """Return the periods of a year, after the last one of the year before."""
    frequency = kind.frequency
    last = year.first_month.plus(-1)
    count = 12 // frequency.months_to(last)
    return [frequency.step(last, step) for step in range(count + 1)]


def _is_period(heading: HeadingCell, format_: SheetFormat) -> bool:
    return str(heading.text) not in {column.heading for column in format_.columns}


def _rows(format_: SheetFormat, source: Submission | None) -> list[dict[str, WritableValue]]:
    """Return what a sheet keeps from the source; figures and words start blank."""
    if source is None:
        return []
    references: list[dict[str, WritableValue]] = [{"Reference": each.reference} for each in source.indicators]
    if format_ is schema.INDICATORS:
        return [_indicator(each) for each in source.indicators]
    if format_ is schema.RESULTS:
        return references
    if format_ is schema.DETAILS:
        return [{"Reference": each.reference, **each.facts} for each in source.indicators]
    if format_ is schema.AREAS:
        return [
            {
                "Code": area.code, "Service area": area.name, "Summary group": area.group, "Director": area.director,
                "Cabinet Member": area.cabinet_member, "Delivered by": area.delivered_by,
            }
            for area in source.areas
        ]  # fmt: skip
    if format_ is schema.PEOPLE:
        return [
            {
                "Role": each.role, "Name": each.name, "Title": each.title, "Team": each.team, "Phone": each.phone,
                "Email": each.email,
            }
            for each in source.people
        ]  # fmt: skip
    if format_ is schema.SIGN_OFF:
        return [{"Service area": area.code} for area in source.areas]
    return []


def _indicator(each: AnyIndicator) -> dict[str, WritableValue]:
    row: dict[str, WritableValue] = {
        "Reference": each.reference, "Title": each.title, "Short title": each.short_title if each.short_title != each.title else None,
        "Service area": each.area, "Kind": "KPI" if isinstance(each, Kpi) else "Activity", "Frequency": each.frequency.capitalize(),
        "Unit": each.unit.clock or each.unit.name, "Decimals": each.decimals, "YTD decimals": each.year_to_date_decimals,
        "Target decimals": each.target_decimals, "Basis": each.basis.capitalize(), "Owner": each.owner or None,
    }  # fmt: skip
    if isinstance(each, Kpi):
        row["Polarity"] = each.polarity.capitalize()
        row["Target"] = _shown(each, each.target)
        limit = each.scheme.amber_limit(each.target, each.polarity)
        if type(each.scheme).headings() == ("Floor",) and limit is not None:
            row["Floor"] = _shown(each, limit)
    elif each.upper is not None and each.lower is not None:
        row |= {"Upper": _shown(each, each.upper), "Lower": _shown(each, each.lower)}
    return row


def _shown(each: AnyIndicator, value: object) -> Shown:
    """Return a target, a floor or a bound in the format of its unit."""
    number = float(str(value))
    if each.unit.clock:
        number /= 86_400 if each.unit.counts == "seconds" else 1_440  # Excel holds a time as a part of a day
    return Shown(number / 100 if each.unit.is_percentage else number, _format_of(each, each.target_decimals))


def _format_of(each: AnyIndicator, decimals: int) -> str:
    """Return the number format of an indicator's figures with so many decimals."""
    places = "." + "0" * decimals if decimals else ""
    if each.unit.clock:
        first, _, rest = each.unit.clock.partition(":")
        return f"[{first}]:{rest}"
    return f"0{places}%" if each.unit.is_percentage else f"#,##0{places}"


def _result_formats(source: Submission) -> dict[int, str]:
    return {at: _format_of(each, each.decimals) for at, each in enumerate(source.indicators)}


def _linked(format_: SheetFormat, number: int, headings: Sequence[HeadingCell]) -> list[WritableValue]:
    """Return a blank row whose first cell follows the sheet that names references or areas."""
    other = schema.INDICATORS if format_ is schema.RESULTS else schema.AREAS
    cell = f"'{other.name}'!$A{number + 2}"
    return [Formula(f'IF({cell}="","",{cell})'), *[None] * (len(headings) - 1)]


def _rating_rules(periods: Sequence[int], indicators: Sequence[HeadingCell]) -> list[ColourRule]:
    """Return the rules that colour a result as the plain floor scheme rates it: rounded as printed, edges met."""
    first = column_letters(periods[0])
    columns = {str(heading.text): column_letters(at) for at, heading in enumerate(indicators, 1)}

    def of(heading: str) -> str:
        letter = columns[heading]
        return f"INDEX(Indicators!${letter}:${letter},MATCH($A2,Indicators!$A:$A,0))"

    result = f"{first}2"
    places = f'{of("Decimals")}+IF(AND({of("Unit")}="%",ABS({result})<=2),2,0)'
    sign = f'IF({of("Polarity")}="Lower",-1,1)'
    rounded = f"ROUND({result},{places})"
    ready = f'ISERROR(FIND(":",{of("Unit")})),' + f"ISNUMBER({result}),ISNUMBER({of('Target')}),ISNUMBER({of('Floor')})"

    def meets(bar: str) -> str:
        return f"ROUND({sign}*({rounded}-{of(bar)}),9)>=0"

    looks: Mapping[str, tuple[str, str]] = {
        f"AND({ready},{meets('Target')})": ("FF2B7F3D", "FFFFFFFF"),
        f"AND({ready},NOT({meets('Target')}),{meets('Floor')})": ("FFFFC20E", "FF1A1A1A"),
        f"AND({ready},NOT({meets('Target')}),NOT({meets('Floor')}))": ("FF8C1D18", "FFFFFFFF"),
    }
    return [ColourRule((periods[0], periods[-1]), formula, *look) for formula, look in looks.items()]
