"""A workbook to a `Submission`: every sheet read, every check run, every problem gathered."""

from collections.abc import Mapping

from kccreport.ground.address import sheet_address
from kccreport.ground.problem import Outcome, Problem, has_errors
from kccreport.intake import schema
from kccreport.intake.checks import ALL_CHECKS
from kccreport.intake.coverage import unprintable_characters, unread_sheets
from kccreport.intake.data_tables import read_tables
from kccreport.intake.details import read_details
from kccreport.intake.durations import clocks
from kccreport.intake.extras import read_facts, read_reasons, with_comparators
from kccreport.intake.indicators import read_indicators
from kccreport.intake.published import read_published, read_published_paper
from kccreport.intake.results import with_results
from kccreport.intake.table import Table, read_table
from kccreport.intake.targets import with_targets
from kccreport.intake.words import (
    read_areas,
    read_commentary,
    read_passages,
    read_people,
    read_previous,
    read_sign_offs,
)
from kccreport.models.indicator import AnyIndicator
from kccreport.models.schemes import Tolerance
from kccreport.models.submission import Submission
from kccreport.workbook.reader import Workbook


def read_submission(workbook: Workbook) -> Outcome[Submission]:
    """Return all that the workbook says, or every reason why a paper cannot be made of it.

    Never raises for what stands in a cell. Problems come in the order of the sheets and carry the codes listed in
    README; the same fault at the same cell is said once.
    """
    problems: list[Problem] = []
    tables = {format_.name: read_table(workbook, format_, problems) for format_ in schema.SHEETS}
    index = tables[schema.TABLES.name]
    own = {schema.fold(record.text("Table")) for record in index.records} if index else set()
    problems += unread_sheets(workbook, tables.values(), own)
    problems += unprintable_characters(tables.values())
    details = tolerance = None
    if (paper := tables[schema.PAPER.name]) is not None:
        details, tolerance = read_details(paper, problems)
    submission = None
    listed, indicators = _indicators(tables, tolerance, problems)
    areas, people, commentary, passages, published, said = (
        tables[format_.name]
        for format_ in (
            schema.AREAS,
            schema.PEOPLE,
            schema.COMMENTARY,
            schema.TEXT,
            schema.PUBLISHED,
            schema.PUBLISHED_PAPER,
        )
    )
    facts = read_facts(details_table, problems) if (details_table := tables[schema.DETAILS.name]) else {}
    own_tables = read_tables(index, workbook, problems) if index else ()
    areas_read = read_areas(areas, problems) if areas else ()
    people_read = read_people(people, problems) if people else ()
    commentary_read = read_commentary(commentary, listed, problems) if commentary else ()
    passages_read = read_passages(passages, problems) if passages else ()
    published_read = read_published(published, listed, problems) if published else ()
    said_read = read_published_paper(said) if said else ()
    revised = tables[schema.REVISIONS.name]
    reasons = read_reasons(revised, indicators, listed, problems) if revised is not None else ()
    sign_off = tables[schema.SIGN_OFF.name]
    codes = {area.code for area in areas_read}
    sign_offs = read_sign_offs(sign_off, codes, problems) if sign_off is not None else None
    indicators = tuple(
        indicator.model_copy(update={"facts": facts[indicator.reference]})
        if indicator.reference in facts
        else indicator
        for indicator in indicators
    )
    if details is not None:
        submission = Submission(
            paper=details,
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
            previous_commentary=read_previous(commentary) if commentary else {},
        )
        for check in ALL_CHECKS:
            problems.extend(check(submission))
    found = tuple(dict.fromkeys(problems))
    return Outcome(None if has_errors(found) else submission, found)


def _indicators(
    tables: Mapping[str, Table | None], tolerance: Tolerance | None, problems: list[Problem]
) -> tuple[dict[str, None], tuple[AnyIndicator, ...]]:
    """Return every reference in its order, and the indicators with their targets, results and comparators."""
    table = tables[schema.INDICATORS.name]
    if table is None:
        return {}, ()
    listed = dict.fromkeys(record.text("Reference") for record in table.records)
    found = clocks([table, tables[schema.TARGETS.name], tables[schema.RESULTS.name]])
    indicators = read_indicators(table, tolerance, problems, clocks=found)
    indicators = with_targets(indicators, tables[schema.TARGETS.name], listed, problems)
    indicators = with_results(indicators, tables[schema.RESULTS.name], tables[schema.DATA.name], listed, problems)
    indicators = with_comparators(indicators, tables[schema.COMPARATORS.name], listed, problems)
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
