"""A workbook to a `Submission`: every sheet read, every check run, every problem gathered."""

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from kccreport.ground.address import CellAddress, sheet_address
from kccreport.ground.dataclass import dataclass
from kccreport.ground.problem import Outcome, Problem, has_errors
from kccreport.intake import schema
from kccreport.intake.checks import ALL_CHECKS
from kccreport.intake.checks.missing_result import missing_result
from kccreport.intake.coverage import unprintable_characters, unread_sheets
from kccreport.intake.details import read_details, stand_in
from kccreport.intake.durations import clocks
from kccreport.intake.extras import read_facts, read_reasons, with_comparators
from kccreport.intake.faulty import faulty_references
from kccreport.intake.indicators import Manner, read_indicators
from kccreport.intake.paper_tables import paper_tables
from kccreport.intake.period_sheet import look_at_figures, quarters_as_typed, read_periods
from kccreport.intake.published import read_published, read_published_paper
from kccreport.intake.references import References, key_of
from kccreport.intake.results import with_results
from kccreport.intake.sheet_format import fold
from kccreport.intake.table import Table, look_at_own
from kccreport.intake.targets import with_targets
from kccreport.intake.welsh import missing_welsh, read_welsh
from kccreport.intake.words import (
    read_areas,
    read_commentary,
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
from kccreport.models.schemes import FloorStandard
from kccreport.models.submission import ServiceArea, Submission
from kccreport.workbook.reader import Workbook

if TYPE_CHECKING:
    from kccreport.intake.one_sheet.telling import Telling

_FIGURES = (schema.RESULTS.name, schema.DATA.name)


@dataclass(frozen=True, slots=True)
class ReadIn:
    """What could be read of a workbook, and everything that was found wrong with it.

    `submission` is all of it where there are no faults. Where there are, it holds what can be judged without a guess, so
    that the first round of faults is as long as it can be: `passed_over` names the indicators that had to be left out, and
    `unread` the sheets of which nothing, or not what the others need, could be read.
    None where nothing can be judged. `telling` has the words for what is wrong with a workbook of one sheet.
    """

    submission: Submission | None
    problems: tuple[Problem, ...]
    passed_over: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    telling: "Telling | None" = None

    def tell(self, problems: Iterable[Problem]) -> tuple[Problem, ...]:
        """Return problems in words that name only the sheets and headings that the workbook has."""
        return tuple(problems) if self.telling is None else tuple(dict.fromkeys(self.telling.tell(problems)))


def read_submission(workbook: Workbook) -> Outcome[Submission]:
    """Return all that the workbook says, or every reason why a paper cannot be made of it.

    Never raises for what stands in a cell. Problems come in the order of the sheets and carry the codes listed in
    README; the same fault at the same cell is said once.
    """
    found = read_as_far_as_possible(workbook)
    return Outcome(None if has_errors(found.problems) else found.submission, found.problems)


def read_as_far_as_possible(workbook: Workbook, usual: Callable[[str], RatingScale] | None = None) -> ReadIn:
    """Return what a workbook says, and as `read_submission` all that is wrong with it.

    `usual` gives what a layout, by its name or "", calls the ratings; the workbook's own words come before it.
    """
    problems: list[Problem] = []
    found_tables = paper_tables(workbook, problems, usual)
    tables = found_tables.by_name
    index = tables.get(schema.TABLES.name)
    own = {fold(record.text("Table")) for record in index.records} if index else set()
    problems += unread_sheets(workbook, [*tables.values(), found_tables.own_paper], own)
    problems += unprintable_characters(tables.values())
    details = tolerance = None
    if (paper := tables.get(schema.PAPER.name)) is not None:
        details, tolerance = read_details(paper, problems)
    if details is not None and details.ratings == USUAL_SCALE and usual is not None:
        details = details.model_copy(update={"ratings": usual(details.layout)})
    asked, scale = (details.quarters, details.ratings) if details is not None else (None, USUAL_SCALE)
    manner = Manner(tolerance, details.edge if details is not None else None)
    listed, indicators = _indicators(tables, manner, (asked, scale), problems)
    areas, people, commentary, passages, published, said = (
        tables.get(format_.name)
        for format_ in (
            schema.AREAS,
            schema.PEOPLE,
            schema.COMMENTARY,
            schema.TEXT,
            schema.PUBLISHED,
            schema.PUBLISHED_PAPER,
        )
    )
    facts = read_facts(details_table, listed, problems) if (details_table := tables.get(schema.DETAILS.name)) else {}
    own_tables = _own_tables(index, workbook, problems, asked) if index else ()
    for sheet in workbook.sheets:
        if fold(sheet.name) in own:
            look_at_own(sheet, problems)
    areas_read = read_areas(areas, problems) if areas else ()
    indicators = _by_area(indicators, areas_read)
    people_read = read_people(people, problems) if people else ()
    commentary_read = read_commentary(commentary, listed, problems) if commentary else ()
    passages_read = read_passages(passages, problems) if passages else ()
    published_read = read_published(published, listed, problems, scale) if published else ()
    said_read = read_published_paper(said) if said else ()
    revised = tables.get(schema.REVISIONS.name)
    reasons = read_reasons(revised, indicators, listed, problems) if revised is not None else ()
    sign_off = tables.get(schema.SIGN_OFF.name)
    sign_offs = read_sign_offs(sign_off, areas_read, problems) if sign_off is not None else None
    indicators = tuple(
        indicator.model_copy(update={"facts": facts[indicator.reference]})
        if indicator.reference in facts
        else indicator
        for indicator in indicators
    )
    if found_tables.one is not None and not found_tables.one.has_floors:
        indicators = tuple(map(_with_amber_limit, indicators))
    if found_tables.one is not None and commentary is not None and not commentary.added:
        at = {listed.known(each.text("References")): each.address("Commentary") for each in commentary.records}
        indicators = tuple(
            each.model_copy(update={"cells": {**each.cells, **_commentary_at(each, at)}}) for each in indicators
        )
    newest = max((period for each in indicators for period in each.results), default=Period(2000, 3))
    submission = Submission(
        paper=details or stand_in(paper, newest),
        areas=areas_read,
        people=people_read,
        indicators=indicators,
        commentary=commentary_read,
        passages=passages_read,
        published=published_read,
        published_paper=said_read,
        facts=facts,
        tables=own_tables,
        sign_offs=sign_offs,
        revision_reasons=reasons,
        previous_commentary=read_previous(commentary, listed) if commentary else {},
        is_one_sheet=found_tables.is_one_sheet,
        welsh=read_welsh(tables),
    )
    reported = submission.paper.cells.get("Results up to")
    is_known = reported is not None and str(reported) not in {each.where for each in problems}
    for check in ALL_CHECKS:
        problems.extend(check(submission))
    problems.extend(missing_welsh(submission))
    if is_known:  # else nobody knows which results there must be
        sheets = tuple(sheet_address(table.name) for name in _FIGURES if (table := tables.get(name)) is not None)
        in_doubt = faulty_references((each for each in problems if each.where.startswith(sheets)), tables)
        problems.extend(missing_result(submission, in_doubt))
    passed_over = faulty_references(problems, tables)
    problems = _without_guesses(problems, tables, areas_read)
    found = found_tables.tell(problems)
    if passed_over:
        judged = tuple(each for each in indicators if each.reference not in passed_over)
        explained = tuple(each for each in reasons if each.reference not in passed_over)
        submission = submission.model_copy(update={"indicators": judged, "revision_reasons": explained})
    needed = () if found_tables.is_one_sheet else schema.SHEETS
    unread = [format_.name for format_ in needed if format_.required and tables.get(format_.name) is None]
    if details is None and indicators and schema.PAPER.name not in unread:
        unread.append(schema.PAPER.name)
    return ReadIn(submission, found, passed_over, tuple(unread), found_tables.telling)


def _commentary_at(indicator: AnyIndicator, at: Mapping[str, CellAddress]) -> dict[str, CellAddress]:
    """Return where the commentary on an indicator belongs, where that is a cell of its own row."""
    return {"Commentary": at[indicator.reference]} if indicator.reference in at else {}


def _with_amber_limit(indicator: AnyIndicator) -> AnyIndicator:
    """Return an indicator whose floor standard, if it has one, is called an amber limit, as its column is."""
    if not isinstance(indicator, Kpi) or not isinstance(indicator.scheme, FloorStandard):
        return indicator
    return indicator.model_copy(update={"scheme": indicator.scheme.model_copy(update={"is_amber_limit": True})})


def _without_guesses(
    problems: list[Problem], tables: Mapping[str, Table | None], areas: tuple[ServiceArea, ...]
) -> list[Problem]:
    """Return the problems without those of areas and references that are unknown or unused only because of another one.

    An area is used by a row that is faulty otherwise, and may be the one that is meant by a code that is unknown.
    """
    table = tables.get(schema.AREAS.name)
    guesses = set() if table is not None and "Code" in table.columns else {"unknown-area"}
    indicators = tables.get(schema.INDICATORS.name)
    if indicators is None:
        guesses.add("unknown-reference")
    named = {record.text("Service area") for record in indicators.records} if indicators is not None else set()
    if not named <= {area.code for area in areas} or not named:
        guesses.add("unused-area")
    used = {str(area.at) for area in areas if area.code in named}
    return [
        each
        for each in problems
        if each.code not in guesses and not (each.code == "unused-area" and each.where in used)
    ]


def _by_area(indicators: tuple[AnyIndicator, ...], areas: tuple[ServiceArea, ...]) -> tuple[AnyIndicator, ...]:
    """Return the indicators, those without a way of their own to find a direction with that of their service area."""
    ways = {area.code: area.travel_method for area in areas if area.travel_method is not None}
    return tuple(
        each.model_copy(update={"travel_method": ways[each.area]})
        if each.travel_method is None and each.area in ways
        else each
        for each in indicators
    )


def _own_tables(
    index: Table, workbook: Workbook, problems: list[Problem], quarters: QuarterStyle | None
) -> tuple[DataTable, ...]:
    from kccreport.intake.data_tables import read_tables  # late: few workbooks have tables of their own

    return read_tables(index, workbook, problems, quarters=quarters)


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
