"""The tables of a workbook to a `Submission`: everything its sheets say, read in their order."""

from collections.abc import Iterable, Mapping

from kccreport.ground.address import CellAddress, sheet_address
from kccreport.ground.problem import Problem
from kccreport.intake import schema
from kccreport.intake.details import stand_in
from kccreport.intake.durations import clocks
from kccreport.intake.extras import read_facts, read_reasons, with_comparators
from kccreport.intake.indicators import Manner, read_indicators
from kccreport.intake.paper_tables import PaperTables
from kccreport.intake.period_sheet import look_at_figures, quarters_as_typed, read_periods
from kccreport.intake.published import read_published, read_published_paper
from kccreport.intake.references import References, key_of
from kccreport.intake.results import with_results
from kccreport.intake.sheet_format import fold
from kccreport.intake.table import Table, look_at_own
from kccreport.intake.targets import with_targets
from kccreport.intake.welsh import read_welsh
from kccreport.intake.words import (
    read_areas,
    read_commentary,
    read_follow_ups,
    read_passages,
    read_people,
    read_previous,
    read_sign_offs,
)
from kccreport.models.data_table import DataTable
from kccreport.models.indicator import AnyIndicator, Kpi
from kccreport.models.measure import Status
from kccreport.models.period import Period, QuarterStyle
from kccreport.models.ratings import USUAL_SCALE, RatingScale
from kccreport.models.schemes import FloorStandard, Tolerance
from kccreport.models.submission import PaperDetails, ServiceArea, Submission
from kccreport.workbook.reader import Workbook


def everything_said(
    workbook: Workbook,
    tables: PaperTables,
    given: tuple[PaperDetails | None, Tolerance | None],
    problems: list[Problem],
) -> Submission:
    """Return everything that the sheets say, with details that stand in where their own cannot be read."""
    details, tolerance = given
    asked, scale = (details.quarters, details.ratings) if details is not None else (None, USUAL_SCALE)
    manner = Manner(tolerance, details.edge if details is not None else None)
    listed, indicators = _indicators(tables.by_name, manner, (asked, scale), problems)
    facts = read_facts(table, listed, problems) if (table := tables[schema.DETAILS]) else {}
    index = tables[schema.TABLES]
    own_tables: tuple[DataTable, ...] = ()
    if index:
        from kccreport.intake.data_tables import read_tables  # late: few workbooks have tables of their own

        own_tables = read_tables(index, workbook, problems, quarters=asked)
    own = named_as_tables(index)
    for sheet in workbook.sheets:
        if fold(sheet.name) in own:
            look_at_own(sheet, problems)
    areas = read_areas(table, problems) if (table := tables[schema.AREAS]) else ()
    indicators = _by_area(indicators, areas)
    commentary = tables[schema.COMMENTARY]
    return Submission(
        people=read_people(table, problems) if (table := tables[schema.PEOPLE]) else (),
        commentary=read_commentary(commentary, listed, problems) if commentary else (),
        passages=read_passages(table, problems) if (table := tables[schema.TEXT]) else (),
        published=read_published(table, listed, problems, scale) if (table := tables[schema.PUBLISHED]) else (),
        published_paper=read_published_paper(table) if (table := tables[schema.PUBLISHED_PAPER]) else (),
        revision_reasons=(
            read_reasons(table, indicators, listed, problems) if (table := tables[schema.REVISIONS]) else ()
        ),
        sign_offs=read_sign_offs(table, areas, problems) if (table := tables[schema.SIGN_OFF]) else None,
        paper=details or stand_in(tables[schema.PAPER], _newest(indicators)),
        areas=areas,
        indicators=_as_one_sheet_has_them(_with_facts(indicators, facts), tables, listed),
        facts=facts,
        tables=own_tables,
        previous_commentary=read_previous(commentary, listed) if commentary else {},
        follow_ups=read_follow_ups(commentary, listed) if commentary else (),
        is_one_sheet=tables.is_one_sheet,
        welsh=read_welsh(tables.by_name),
    )


def _newest(indicators: Iterable[AnyIndicator]) -> Period:
    """Return the last period that has a result; some period where none has."""
    return max((period for each in indicators for period in each.results), default=Period(2000, 3))


def _with_facts(
    indicators: tuple[AnyIndicator, ...], facts: Mapping[str, Mapping[str, str]]
) -> tuple[AnyIndicator, ...]:
    """Return the indicators, each with what the sheet Details says of it."""
    return tuple(
        each.model_copy(update={"facts": facts[each.reference]}) if each.reference in facts else each
        for each in indicators
    )


def _as_one_sheet_has_them(
    indicators: tuple[AnyIndicator, ...], tables: PaperTables, listed: References
) -> tuple[AnyIndicator, ...]:
    """Return the indicators of a workbook of one sheet as its columns say: what limits Amber, and where commentary stands.

    Those of a full workbook are returned as they are.
    """
    if tables.one is None:
        return indicators
    if not tables.one.has_floors:
        indicators = tuple(map(_with_amber_limit, indicators))
    commentary = tables[schema.COMMENTARY]
    if commentary is None or commentary.added:
        return indicators
    at = {listed.known(each.text("References")): each.address("Commentary") for each in commentary.records}
    return tuple(each.model_copy(update={"cells": {**each.cells, **_commentary_at(each, at)}}) for each in indicators)


def named_as_tables(index: Table | None) -> set[str]:
    """Return the names, folded, of the sheets that the sheet Tables says to be tables of the officer's own."""
    return {fold(record.text("Table")) for record in index.records} if index is not None else set()


def _commentary_at(indicator: AnyIndicator, at: Mapping[str, CellAddress]) -> dict[str, CellAddress]:
    """Return where the commentary on an indicator belongs, where that is a cell of its own row."""
    return {"Commentary": at[indicator.reference]} if indicator.reference in at else {}


def _with_amber_limit(indicator: AnyIndicator) -> AnyIndicator:
    """Return an indicator whose floor standard, if it has one, is called an amber limit, as its column is."""
    if not isinstance(indicator, Kpi) or not isinstance(indicator.scheme, FloorStandard):
        return indicator
    return indicator.model_copy(update={"scheme": indicator.scheme.model_copy(update={"is_amber_limit": True})})


def _by_area(indicators: tuple[AnyIndicator, ...], areas: tuple[ServiceArea, ...]) -> tuple[AnyIndicator, ...]:
    """Return the indicators, those without a way of their own to find a direction with that of their service area."""
    ways = {area.code: area.travel_method for area in areas if area.travel_method is not None}
    return tuple(
        each.model_copy(update={"travel_method": ways[each.area]})
        if each.travel_method is None and each.area in ways
        else each
        for each in indicators
    )


def _indicators(
    tables: Mapping[str, Table | None],
    manner: Manner,
    shown: tuple[QuarterStyle | None, RatingScale],
    problems: list[Problem],
) -> tuple[References, tuple[AnyIndicator, ...]]:
    """Return every reference in its order, and the indicators with their targets, results and comparators.

    `shown` is how the paper shows quarters and ratings.
    """
    table = tables.get(schema.INDICATORS.name)
    if table is None:  # the headings of figures can be looked at all the same
        for each in (tables.get(schema.TARGETS.name), tables.get(schema.RESULTS.name)):
            if each is not None:
                read_periods(each, problems)
        return References(), ()
    listed = References(map(key_of, table.records))
    results = tables.get(schema.RESULTS.name)
    quarters, scale = shown
    style = quarters or quarters_as_typed(results.own_headings if results else ())
    found = clocks([table, tables.get(schema.TARGETS.name), results])
    read, doubtful = read_indicators(table, manner, problems, clocks=found)
    indicators = tuple(each.model_copy(update={"quarters": style, "ratings": scale}) for each in read)
    targets = tables.get(schema.TARGETS.name)
    indicators = with_targets(indicators, targets, listed, problems)
    look_at_figures(targets, doubtful, listed, problems, codes=(Status.NOT_DUE,))
    indicators = with_results(indicators, results, tables.get(schema.DATA.name), listed, problems)
    look_at_figures(results, doubtful, listed, problems)
    comparators = tables.get(schema.COMPARATORS.name)
    indicators = with_comparators(indicators, comparators, listed, problems)
    look_at_figures(comparators, doubtful, listed, problems, codes=(), also=("Figure",))
    if not listed:
        problems.append(
            Problem(
                "no-indicators",
                sheet_address(table.name),
                "the sheet has no indicators.",
                "type one row for each indicator",
            )
        )
    return listed, indicators
