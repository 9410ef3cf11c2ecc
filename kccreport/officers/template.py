"""A workbook ready to fill in: lists to choose from, notes on every heading, and ratings that show while one types."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kccreport.ground.problem import Problem
from kccreport.intake import schema
from kccreport.intake.schema import ITEMS
from kccreport.intake.sheet_format import SheetFormat
from kccreport.intake.writing import item_sheet
from kccreport.layout.reader import DEFAULT_LAYOUT, ONE_SHEET_LAYOUT
from kccreport.models.indicator import AnyIndicator
from kccreport.models.period import FinancialYear, Frequency, Period, QuarterStyle
from kccreport.models.rag import Rag
from kccreport.models.ratings import USUAL_SCALE, RatingScale
from kccreport.models.reading.read import financial_year_of
from kccreport.models.submission import Submission
from kccreport.officers.colours import rating_rules
from kccreport.officers.kept import ACTIONS, OUTCOME, Kept, Row, previous_of
from kccreport.workbook.writer import (
    Formula,
    HeadingCell,
    SheetContent,
    WritableValue,
    workbook_bytes,
)

SPARE_ROWS = 60


class TemplateKind(StrEnum):
    """What kind of paper a template is for."""

    DASHBOARD = "dashboard"
    QUARTERLY = "quarterly"
    COVER = "cover"
    SIMPLE = "simple"

    @property
    def layouts(self) -> tuple[str, ...]:
        """Return the layouts that make such papers, the usual one first."""
        return {
            TemplateKind.DASHBOARD: ("committee-paper", "committee-paper-2012", "dashboard"),
            TemplateKind.QUARTERLY: ("quarterly-report", "indicator-reports"),
            TemplateKind.COVER: ("scrutiny-report",),
            TemplateKind.SIMPLE: (ONE_SHEET_LAYOUT,),
        }[self]

    @property
    def layout(self) -> str:
        """Return the layout that makes such a paper."""
        return self.layouts[0]

    @property
    def frequency(self) -> Frequency:
        """Return how often such papers are usually made."""
        return Frequency.MONTHLY if self is TemplateKind.DASHBOARD else Frequency.QUARTERLY


_USUAL = (
    schema.PAPER, schema.AREAS, schema.PEOPLE, schema.INDICATORS, schema.RESULTS, schema.DATA, schema.COMMENTARY,
    schema.TEXT, schema.SIGN_OFF, schema.REVISIONS,
)  # fmt: skip
_MORE = (schema.DETAILS, schema.TARGETS, schema.DATA, schema.COMPARATORS, schema.TABLES)
_DETAILS = ("Priority", "Directorate", "Division", "Director", "Accountable officer", "Data source", "Reported as")
_COMMENTARY = ("Actions", "Action owner", "Action due", "Previous commentary")
_MORE_SAID = ("Risks", "Panel discussion")

_GUIDANCE = (
    "White cells are yours to fill in. What is locked can be unlocked without a password: Review > Unprotect Sheet.",
    "Point at a heading to see what to type below it; cells with a list offer what is allowed.",
    "Type a percentage with its sign, such as 97%. Where there is no figure type a code: [x] not available, [z] not "
    "applicable, [p] provisional.",
    "Results take the colour of their rating while you type. They stay white where only the paper can tell: results with a "
    "code, times, ratios and ranks, small numbers, and ratings that look at the year before. kccreport rate shows those.",
    "kccreport check says what is missing or wrong, cell by cell.",
    "A sheet named Notes is yours; it is not read.",
)


def year_of(text: str | None, today: date) -> FinancialYear | Problem:
    """Return the financial year that was asked for, or today's; a problem where it is none."""
    year = Period(today.year, today.month).financial_year if text is None else financial_year_of(text)
    return year or Problem("not-a-value", "--year", f"{text!r} is not a financial year.", "type it as 2021/22")


@dataclass(frozen=True, slots=True)
class Source:
    """The workbook that a template is made from: what it said, and what of it stays."""

    submission: Submission
    kept: Kept

    @property
    def kind(self) -> TemplateKind:
        """Return which kind of paper its layout makes; where the layout is the council's own, by how often it reports."""
        if self.submission.is_one_sheet:
            return TemplateKind.SIMPLE
        layout = self.submission.paper.layout or DEFAULT_LAYOUT
        found = next((kind for kind in TemplateKind if layout in kind.layouts), None)
        return found or (TemplateKind.DASHBOARD if self.frequency is Frequency.MONTHLY else TemplateKind.QUARTERLY)

    @property
    def quarters(self) -> QuarterStyle:
        """Return how its papers name quarters."""
        indicators = self.submission.indicators
        return indicators[0].quarters if indicators else QuarterStyle.MONTHS

    @property
    def frequency(self) -> Frequency:
        """Return the frequency of the indicators that are reported most often."""
        order = list(Frequency)
        return min((each.frequency for each in self.submission.indicators), key=order.index, default=Frequency.MONTHLY)


def template_bytes(kind: TemplateKind, year: FinancialYear, source: Source | None = None) -> bytes:
    """Return a template for a paper of one financial year.

    With `source`, everything stays that its schema does not clear: areas, people, indicators with their rules, targets,
    words and tables; figures of periods, and words of one paper alone, are left blank. References are then locked.
    """
    kept = Kept() if source is None else source.kept
    usual = (*_USUAL, *(_MORE if kind is TemplateKind.QUARTERLY else ()))
    ordered = [format_ for format_ in schema.SHEETS if format_ in usual or kept.rows.get(format_.name)]
    has_targets = schema.TARGETS in ordered
    sheets = [
        _guidance(ordered),
        *(_sheet(format_, kind, year, source, has_targets) for format_ in ordered),
        *kept.tables,
    ]
    return workbook_bytes(sheets, title=f"Template: {kind}")


def _guidance(formats: Sequence[SheetFormat]) -> SheetContent:
    rows: list[list[WritableValue]] = [["", line] for line in _GUIDANCE]
    rows += [[format_.name, format_.purpose] for format_ in formats]
    return SheetContent("Guidance", (HeadingCell("Sheet", width=18), HeadingCell("What it is for", width=110)), rows)


def _sheet(
    format_: SheetFormat, kind: TemplateKind, year: FinancialYear, source: Source | None, has_targets: bool
) -> SheetContent:
    kept = Kept() if source is None else source.kept
    if format_ is schema.PAPER:
        known = {"Layout": kind.layout} | kept.items | {"Financial year": year.label}
        return item_sheet(format_.name, ITEMS, known, "What the paper should print.")
    headings = _headings(format_, kind, year, source)
    given = kept.rows.get(format_.name) or (_areas_to_sign(kept) if format_ is schema.SIGN_OFF else [])
    rows = [[row.get(str(heading.text)) for heading in headings] for row in given]
    if format_ in (schema.RESULTS, schema.SIGN_OFF) and source is None:
        rows = [_linked(format_, number, headings) for number in range(SPARE_ROWS)]
    periods = [at for at, heading in enumerate(headings, 1) if format_.has_periods and _is_period(heading, format_)]
    rules = []
    if format_ is schema.RESULTS and periods:
        indicators = _headings(schema.INDICATORS, kind, year, source)
        rules = rating_rules(periods, indicators, headings, with_targets=has_targets, scale=_scale(source))
    return SheetContent(
        format_.name,
        headings,
        rows,
        spare=max(SPARE_ROWS - len(rows), 5),
        is_protected=True,
        is_table=True,
        rules=rules,
        row_formats=_result_formats(rows, source) if source and format_ is schema.RESULTS else {},
    )


def _areas_to_sign(kept: Kept) -> list[Row]:
    """Return a row for each service area, where nobody has signed such papers before."""
    return [{"Service area": area["Code"]} for area in kept.rows.get(schema.AREAS.name, ()) if "Code" in area]


def _headings(
    format_: SheetFormat, kind: TemplateKind, year: FinancialYear, source: Source | None
) -> list[HeadingCell]:
    """Return a sheet's columns: the usual ones, those such papers or the source need, and its periods or facts."""
    kept = Kept() if source is None else source.kept
    extra = {*_COMMENTARY, *(_MORE_SAID if kind is not TemplateKind.DASHBOARD else ())}
    extra |= kept.headings(format_.name)
    extra |= {OUTCOME} if previous_of(ACTIONS) in extra else set()
    locks = format_ in (schema.RESULTS, schema.TARGETS, schema.DETAILS, schema.SIGN_OFF)
    shown = [
        HeadingCell(
            column.heading,
            column.note,
            column.width,
            choices=_rating_choices(source) if column.heading == "Override" else column.choices,
            is_locked=locks and at == 0 and (source is not None or format_ in (schema.RESULTS, schema.SIGN_OFF)),
        )
        for at, column in enumerate(column for column in format_.columns if column.is_usual or column.heading in extra)
    ]
    if format_ is schema.DETAILS:
        own = dict.fromkeys((*kept.own.get(format_.name, ()), *(() if source else _DETAILS)))
        return [*shown, *(HeadingCell(name, "", 28) for name in own)]
    if format_.has_periods:
        frequency = kind.frequency if source is None else source.frequency
        style = QuarterStyle.MONTHS if source is None else source.quarters
        periods = [HeadingCell(frequency.label(period, style), "", 10) for period in _periods(frequency, year)]
        return [shown[0], *periods, *shown[1:]]
    return shown


def _scale(source: Source | None) -> RatingScale:
    """Return what the papers call their ratings."""
    return USUAL_SCALE if source is None else source.submission.paper.ratings


def _rating_choices(source: Source | None) -> tuple[str, ...]:
    """Return the ratings that may be set by hand, as the papers call them."""
    scale = _scale(source)
    return tuple(dict.fromkeys(scale.word(scale.made(rating) or rating) for rating in scale.ordered(Rag)))


def _periods(frequency: Frequency, year: FinancialYear) -> list[Period]:
    """Return the periods of a year, after the last one of the year before."""
    last = year.first_month.plus(-1)
    count = 12 // frequency.months_to(last)
    return [frequency.step(last, step) for step in range(count + 1)]


def _is_period(heading: HeadingCell, format_: SheetFormat) -> bool:
    return str(heading.text) not in {column.heading for column in format_.columns}


def _format_of(each: AnyIndicator, decimals: int) -> str:
    """Return the number format of an indicator's figures with so many decimals."""
    places = "." + "0" * decimals if decimals else ""
    if each.unit.clock:
        first, _, rest = each.unit.clock.partition(":")
        return f"[{first}]:{rest}"
    return f"0{places}%" if each.unit.is_percentage else f"#,##0{places}"


def _result_formats(rows: Sequence[Sequence[WritableValue]], source: Source) -> dict[int, str]:
    """Return the number format of each row of results, by the unit and decimals of its indicator."""
    indicators = {each.reference: each for each in source.submission.indicators}
    found = ((at, indicators.get(str(row[0]))) for at, row in enumerate(rows))
    return {at: _format_of(each, each.decimals) for at, each in found if each is not None}


def _linked(format_: SheetFormat, number: int, headings: Sequence[HeadingCell]) -> list[WritableValue]:
    """Return a blank row whose first cell follows the sheet that names references or areas."""
    other = schema.INDICATORS if format_ is schema.RESULTS else schema.AREAS
    cell, title = (f"'{other.name}'!${column}{number + 2}" for column in "AB")
    blank = f'IF({title}="","",{title})' if format_ is schema.RESULTS else '""'  # a title stands for a reference
    return [Formula(f'IF({cell}="",{blank},{cell})'), *[None] * (len(headings) - 1)]
