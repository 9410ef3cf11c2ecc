"""The Indicators sheet to KPIs and activity indicators, still without their results."""

from collections.abc import Mapping
from decimal import Decimal
from enum import Enum
from typing import Any, NamedTuple

from kccreport.ground.address import CellAddress
from kccreport.ground.problem import Problem, warning
from kccreport.intake.durations import with_clock
from kccreport.intake.fields import read_choice, read_whole
from kccreport.intake.figures import read_bar
from kccreport.intake.record import Record
from kccreport.intake.references import key_of
from kccreport.intake.schema import INDICATORS
from kccreport.intake.sheet_format import fold
from kccreport.intake.table import Table
from kccreport.intake.target_words import TargetRead, read_target
from kccreport.models.indicator import ActivityIndicator, AnyIndicator, Kpi
from kccreport.models.measure import Basis, Polarity, Unit, Writing, agreed, published
from kccreport.models.period import Frequency
from kccreport.models.reference import fold_reference
from kccreport.models.schemes import (
    ALL_SCHEMES,
    Edge,
    FigureColumn,
    FloorStandard,
    NotRated,
    Scheme,
    TargetOnly,
    Tolerance,
    ToleranceBasis,
)
from kccreport.models.travel import TravelMethod

_MOST_DECIMALS = 6
_MOST_ARREARS = 24  # months
_MOST_SUPPRESSED = 100


class Kind(Enum):
    """The two kinds of indicator."""

    KPI = "KPI"
    ACTIVITY = "activity"


class Manner(NamedTuple):
    """What is said once for a whole paper: its tolerance, and on which side of a margin its edge falls."""

    tolerance: Tolerance | None = None
    edge: Edge | None = None


class _Common(NamedTuple):
    """What both kinds of indicator need, read and found complete."""

    reference: str
    has_reference: bool
    title: str
    short_title: str
    area: str
    frequency: Frequency
    unit: Unit
    basis: Basis
    decimals: int
    year_to_date_decimals: int
    target_decimals: int
    owner: str
    arrears: int
    suppress_below: int | None
    cells: dict[str, CellAddress]


def read_indicators(
    table: Table,
    manner: Manner,
    problems: list[Problem],
    *,
    clocks: Mapping[str, frozenset[str]] | None = None,
) -> tuple[tuple[AnyIndicator, ...], dict[str, Unit]]:
    """Return every indicator whose row can be read, and the units of those whose row cannot, by their names.

    `manner` is what is said once for the whole paper. `clocks` are those that the cells of each reference show, for
    units of time.

    Problems: repeated-reference, not-a-choice, not-a-whole-number, missing-target, missing-floor, missing-polarity,
    missing-scheme-figure, two-schemes, half-a-range, target-against-polarity, target-in-words (a warning), and those of
    `read_figure`.
    """
    found: dict[str, AnyIndicator] = {}
    seen: dict[str, Record] = {}
    doubtful: dict[str, Unit] = {}
    with_references = any(record.text("Reference") for record in table.records)
    for record in table.records:
        if with_references and not record.text("Reference"):
            problems.append(_without_reference(record))
        reference = fold_reference(key_of(record))
        if reference in seen:
            problems.append(_repeated(record, seen[reference]))
            continue
        if reference:
            seen[reference] = record
        common, is_whole = _common(record, (clocks or {}).get(reference, frozenset()), problems)
        kind = read_choice(record, "Kind", Kind, problems)
        if common is None:
            continue
        indicator: AnyIndicator | None = None
        if kind is Kind.KPI:
            indicator = _kpi(record, common, manner, problems)
        elif kind is Kind.ACTIVITY:
            indicator = _activity(record, common, problems)
        if indicator is not None and is_whole:
            found[reference] = indicator
        else:
            doubtful[common.reference] = common.unit
    return tuple(found.values()), doubtful


def _without_reference(record: Record) -> Problem:
    return Problem(
        "blank-cell",
        str(record.address("Reference")),
        "Reference is blank, though other indicators have one.",
        "type its code in the papers; where the council publishes none, leave the whole column blank",
    )


def _repeated(record: Record, first: Record) -> Problem:
    what = "Reference" if record.text("Reference") else "Title"
    hint = "give each indicator its own reference"
    if what == "Title":
        hint = "without references titles stand for them: give each indicator its own title"
    return Problem(
        "repeated-reference", str(record.address(what)), f"{key_of(record)} is already at {first.address(what)}.", hint
    )


def _common(record: Record, faces: frozenset[str], problems: list[Problem]) -> tuple[_Common | None, bool]:
    """Return what both kinds need, and whether it is all there; else it serves to look at the figures of the row.

    It is None where these cannot be looked at, since the row has no unit.
    """
    frequency = read_choice(record, "Frequency", Frequency, problems)
    basis = read_choice(record, "Basis", Basis, problems)
    decimals = read_whole(record, "Decimals", _MOST_DECIMALS, problems)
    year_to_date_decimals = read_whole(record, "YTD decimals", _MOST_DECIMALS, problems)
    target_decimals = read_whole(record, "Target decimals", _MOST_DECIMALS, problems)
    arrears = read_whole(record, "Arrears", _MOST_ARREARS, problems)
    suppress_below = read_whole(record, "Suppress below", _MOST_SUPPRESSED, problems)
    reference, title, area = key_of(record), record.text("Title"), record.text("Service area")
    named = record.text("Unit")
    if not named:
        return None, False
    is_whole = None not in (frequency, basis, decimals) and bool(reference and title and area)
    frequency, basis = frequency or Frequency.MONTHLY, basis or Basis.IN_PERIOD
    decimals = _MOST_DECIMALS if decimals is None else decimals
    unit = Unit(name="%" if named.casefold() in {"%", "percent", "percentage", "per cent"} else named)
    unit = with_clock(unit, faces)
    if unit.writing in (Writing.CLOCK, Writing.RANK):  # whole seconds, minutes or places, whatever Decimals says
        decimals = year_to_date_decimals = target_decimals = 0
    common = _Common(
        reference=reference or "the indicator",
        has_reference=bool(record.text("Reference")),
        title=title,
        short_title=record.text("Short title") or title,
        area=area,
        frequency=frequency,
        unit=unit,
        basis=basis,
        decimals=decimals,
        year_to_date_decimals=decimals if year_to_date_decimals is None else year_to_date_decimals,
        target_decimals=decimals if target_decimals is None else target_decimals,
        owner=record.text("Owner"),
        arrears=arrears or 0,
        suppress_below=suppress_below,
        cells={heading: record.address(heading) for heading in INDICATORS.headings()},
    )
    return common, is_whole


def _kpi(record: Record, common: _Common, manner: Manner, problems: list[Problem]) -> Kpi | None:
    target = _target(record, common, problems)
    polarity = read_choice(record, "Polarity", Polarity, problems)
    _warn_of_unused(record, ("Upper", "Lower"), "a KPI has a target, not an expected range", problems)
    scheme = _scheme(record, common, manner, target, problems)
    if target is None or scheme is None:
        return None
    is_rated = scheme.looks_at_target or bool(scheme.meanings())
    if record.cell("Polarity").is_blank and is_rated:
        if "Polarity" in record.columns:  # else the heading is missing
            problems.append(
                Problem(
                    "missing-polarity",
                    str(record.address("Polarity")),
                    f"{common.reference} has no polarity.",
                    "type Higher or Lower",
                )
            )
        return None
    if polarity is None and not record.cell("Polarity").is_blank:
        return None
    if target.polarity is not None and polarity is not None and target.polarity is not polarity:
        problems.append(_against_polarity(record, polarity))
        return None
    return Kpi(
        **_as_fields(common),
        polarity=polarity,
        target=target.value,
        target_words=target.words,
        must_be_beaten=target.is_strict,
        scheme=scheme,
        travel_method=read_choice(record, "Direction", TravelMethod, problems),
    )


class _Target(NamedTuple):
    """A target that was read: its figure, or None where it is words, and what else was said of it.

    Words that no council uses for having no target are not `is_usual`.
    """

    value: Decimal | None = None
    words: str = ""
    polarity: Polarity | None = None
    is_strict: bool = False
    is_usual: bool = True


def _target(record: Record, common: _Common, problems: list[Problem]) -> _Target | None:
    """Return the target of a KPI; None where it is wrong, and one without figure or words where it is blank.

    Problems: those of `read_figure`.
    """
    cell = record.cell("Target")
    if cell.is_blank:
        return _Target()
    if not isinstance(cell.value, str) or not isinstance(read_bar(cell, common.unit), Problem):
        value = _bar(record, "Target", common, problems)
        return None if value is None else _Target(value)
    read = read_target(cell.text, common.unit.name)
    if read.figure:
        figure = read_bar(cell._replace(value=read.figure, number_format="General"), common.unit)
        if not isinstance(figure, Problem) and figure.value is not None:
            return _Target(_as_printed(figure.value, common), read.words, read.polarity, read.is_strict)
    is_held = any(not record.cell(heading).is_blank for heading in _BESIDE_TARGET)
    if read.figure or read.is_odd or (is_held and not read.is_usual):
        _bar(record, "Target", common, problems)
        return None
    return _Target(words=read.words, is_usual=read.is_usual)


def _in_words(record: Record, common: _Common) -> Problem:
    cell = record.cell("Target")
    return warning(
        "target-in-words",
        str(cell.address),
        f"the target {cell.text[:40]!r} is no figure, so {common.reference} is not rated.",
        "type a figure, with words after it in brackets if need be, such as 60% (national); or No target",
    )


def _against_polarity(record: Record, polarity: Polarity) -> Problem:
    return Problem(
        "target-against-polarity",
        str(record.address("Target")),
        f"the target is {record.text('Target')[:30]!r}, but {polarity} is better.",
        "correct the sign of the target, or the polarity",
    )


def _scheme(
    record: Record, common: _Common, manner: Manner, target: _Target | None, problems: list[Problem]
) -> Scheme | None:
    """Return the scheme the row names, or the one its figures mean, or else the tolerance of the whole paper.

    Without a target that is a figure only a scheme that does not look at it is of use; else there is no rating.
    """
    paper = manner.tolerance
    has_target = target is None or target.value is not None
    named = not record.cell("Scheme").is_blank
    kind = _scheme_named(record, common, paper, problems) if has_target or named else NotRated
    if kind is None:
        return None
    if not has_target and kind.looks_at_target and target is not None and target.words:
        kind = NotRated
    if kind is NotRated and target is not None and not target.is_usual:
        problems.append(_in_words(record, common))
    if (
        target is not None
        and not has_target
        and not target.words
        and kind.looks_at_target | (kind is NotRated and not named)
    ):
        if "Target" in record.columns:
            problems.append(
                Problem(
                    "missing-target",
                    str(record.address("Target")),
                    f"{common.reference} is a KPI without a target, so it cannot be rated.",
                    "type its target, or words such as No target, or make it an Activity indicator",
                )
            )
        return None
    if kind is Tolerance and paper is not None and record.cell("Tolerance").is_blank:
        return paper if record.cell("Edge").is_blank else paper.model_copy(update={"edge": _edge(record, problems)})
    figures: dict[str, Decimal] = {}
    for column in (*kind.needs, *kind.one_of):
        heading = column.heading
        value = _scheme_figure(record, column, common, problems)
        if record.cell(heading).is_blank and column in kind.needs:
            problems.append(_missing_figure(record, common, kind, heading))
        if value is not None:
            figures[heading] = value
    if kind.one_of and not figures:
        problems.append(_missing_figure(record, common, kind, kind.one_of[0].heading))
        return None
    basis = read_choice(record, "Tolerance in", ToleranceBasis, problems)
    edge = _edge(record, problems)
    unused = _SCHEME_HEADINGS - {*kind.headings()} | (set() if kind.has_edge else {"Edge"})
    _warn_of_unused(record, tuple(sorted(unused)), f"{kind.name} does not look at it", problems)
    if any(heading not in figures for heading in (column.heading for column in kind.needs)):
        return None
    scheme = kind.from_figures(figures, basis or (paper.basis if paper else ToleranceBasis.RELATIVE))
    if edge is None and any(column.is_margin for column in kind.needs):  # the paper's is that of margins
        edge = manner.edge
    return scheme.model_copy(update={"edge": edge}) if kind.has_edge and edge is not None else scheme


def _edge(record: Record, problems: list[Problem]) -> Edge | None:
    return read_choice(record, "Edge", Edge, problems)


def _missing_figure(record: Record, common: _Common, kind: type[Scheme], heading: str) -> Problem:
    return Problem(
        "missing-scheme-figure",
        str(record.address(heading)),
        f"{common.reference} is rated by {kind.name}, which needs {heading}{' or the like' if kind.one_of else ''}.",
        f"type it in a column headed {heading}",
    )


def _scheme_named(
    record: Record, common: _Common, paper: Tolerance | None, problems: list[Problem]
) -> type[Scheme] | None:
    if not record.cell("Scheme").is_blank:
        found = next((scheme for scheme in ALL_SCHEMES if fold(scheme.name) == fold(record.text("Scheme"))), None)
        if found is None:
            names = ", ".join(scheme.name for scheme in ALL_SCHEMES)
            where = str(record.address("Scheme"))
            problems.append(
                Problem(
                    "not-a-choice", where, f"{record.text('Scheme')[:40]!r} is not a scheme.", f"type one of: {names}"
                )
            )
        return found
    has_floor, has_tolerance = (not record.cell(heading).is_blank for heading in ("Floor", "Tolerance"))
    if has_floor and has_tolerance:
        problems.append(
            Problem(
                "two-schemes",
                str(record.address("Tolerance")),
                f"{common.reference} has both a floor standard and a tolerance.",
                "keep one of the two",
            )
        )
        return None
    if has_floor:
        return FloorStandard
    if has_tolerance or paper is not None:
        return Tolerance
    problems.append(
        warning(
            "missing-floor",
            str(record.address("Floor")),
            f"{common.reference} has no floor standard, so it is rated only Green or Not met.",
            "type its floor standard, or a tolerance here or on the Paper sheet; or type target only as its Scheme",
        )
    )
    return TargetOnly


def _scheme_figure(record: Record, column: FigureColumn, common: _Common, problems: list[Problem]) -> Decimal | None:
    """Return a figure of a scheme: in the KPI's unit, but for margins, which are points or percent of the target."""
    heading = column.heading
    if not column.is_margin:
        return _bar(record, heading, common, problems)
    cell = record.cell(heading)
    of_clock = common.unit if common.unit.writing is Writing.CLOCK else Unit(name="points")
    margin = _figure(record, heading, Unit(name="%") if "%" in cell.text else of_clock, problems)
    if margin is not None and margin < 0:
        problems.append(
            Problem("not-a-value", str(cell.address), "a margin cannot be negative.", "type it without the minus")
        )
        return None
    return margin


# figures that have a sense only beside a target that is one
_BESIDE_TARGET = sorted({each.heading for scheme in ALL_SCHEMES if scheme.looks_at_target for each in scheme.needs})
_SCHEME_HEADINGS = frozenset(heading for scheme in ALL_SCHEMES for heading in scheme.headings())


def _activity(record: Record, common: _Common, problems: list[Problem]) -> ActivityIndicator | None:
    upper, lower = (_bar(record, heading, common, problems) for heading in ("Upper", "Lower"))
    if record.cell("Upper").is_blank != record.cell("Lower").is_blank:
        blank = "Upper" if record.cell("Upper").is_blank else "Lower"
        problems.append(
            Problem(
                "half-a-range",
                str(record.address(blank)),
                f"{common.reference} has only one end of its expected range.",
                f"type the {blank.lower()} end, or clear the other",
            )
        )
    cell = record.cell("Target")
    read = read_target(cell.text, common.unit.name) if isinstance(cell.value, str) else TargetRead(figure=cell.text)
    _warn_of_unused(
        record,
        (*(["Target"] if read.figure or read.is_odd else []), "Edge", *sorted(_SCHEME_HEADINGS)),
        "an activity indicator has an expected range, not a target",
        problems,
    )
    return ActivityIndicator(
        **_as_fields(common),
        upper=upper,
        lower=lower,
        polarity=read_choice(record, "Polarity", Polarity, problems),
        target_words="" if read.figure else read.words,
        travel_method=read_choice(record, "Direction", TravelMethod, problems),
    )


def _bar(record: Record, heading: str, common: _Common, problems: list[Problem]) -> Decimal | None:
    """Return a figure that results are compared with, as it is printed; None where blank or wrong."""
    value = _figure(record, heading, common.unit, problems)
    return None if value is None else _as_printed(value, common)


def _as_printed(value: Decimal, common: _Common) -> Decimal:
    is_whole = common.unit.writing in (Writing.CLOCK, Writing.RANK)
    return published(value, 0) if is_whole else agreed(value, common.target_decimals)


def _figure(record: Record, heading: str, unit: Unit, problems: list[Problem]) -> Decimal | None:
    """Return a figure that must be a plain number; None where blank or wrong."""
    cell = record.cell(heading)
    if cell.is_blank:
        return None
    figure = read_bar(cell, unit)
    if isinstance(figure, Problem):
        problems.append(figure)
        return None
    return figure.value


def _warn_of_unused(record: Record, unused: tuple[str, ...], why: str, problems: list[Problem]) -> None:
    for heading in unused:
        if not record.cell(heading).is_blank:
            problems.append(
                warning(
                    "unused-cell",
                    str(record.address(heading)),
                    f"{heading} is not used: {why}.",
                    "clear it, or change the kind",
                )
            )


def _as_fields(common: _Common) -> dict[str, Any]:
    return common._asdict()
