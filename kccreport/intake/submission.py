"""A workbook to a `Submission`: every sheet read, every check run, every problem gathered."""

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from kccreport.ground.address import sheet_address
from kccreport.ground.problem import Outcome, Problem, has_errors
from kccreport.intake import schema
from kccreport.intake.checks import ALL_CHECKS
from kccreport.intake.checks.missing_result import missing_result
from kccreport.intake.coverage import unprintable_characters, unread_sheets
from kccreport.intake.details import read_details
from kccreport.intake.everything import everything_said, named_as_tables
from kccreport.intake.faulty import faulty_references
from kccreport.intake.paper_tables import PaperTables, paper_tables
from kccreport.intake.table import Table, sheet_names
from kccreport.intake.welsh import missing_welsh
from kccreport.models.ratings import USUAL_SCALE, RatingScale
from kccreport.models.schemes import Tolerance
from kccreport.models.submission import PaperDetails, ServiceArea, Submission
from kccreport.workbook.reader import Workbook

if TYPE_CHECKING:
    from kccreport.intake.one_sheet.telling import Telling

_FIGURES = (schema.RESULTS.name, schema.DATA.name)


class ReadIn(NamedTuple):
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
    tables = paper_tables(workbook, problems, usual)
    if not tables.is_one_sheet and not any(tables.by_name.values()):
        return ReadIn(None, (_nothing_of_a_paper(workbook),))
    own = named_as_tables(tables[schema.TABLES])
    problems += unread_sheets(workbook, [*tables.by_name.values(), tables.own_paper], own)
    problems += unprintable_characters(tables.by_name.values())
    details, tolerance = _details(tables[schema.PAPER], usual, problems)
    submission = everything_said(workbook, tables, (details, tolerance), problems)
    _check(submission, tables.by_name, problems)
    passed_over = faulty_references(problems, tables.by_name)
    found = tables.tell(_without_guesses(problems, tables.by_name, submission.areas))
    unread = _unread(tables, has_details=details is not None, has_indicators=bool(submission.indicators))
    return ReadIn(_judged(submission, passed_over), found, passed_over, unread, tables.telling)


def _nothing_of_a_paper(workbook: Workbook) -> Problem:
    """Return the one fault of a workbook that has no sheet of a paper: to name every sheet that it lacks would not help."""
    what = f"it has none of the sheets that a paper is made from; its sheets are: {sheet_names(workbook)}."
    hint = (
        "if one of them is a table of measures with their targets and results, name it Measures; if not, kccreport template "
        "NAME.xlsx writes a workbook to fill in"
    )
    return Problem("missing-sheet", "the workbook", what, hint)


def _details(
    paper: Table | None, usual: Callable[[str], RatingScale] | None, problems: list[Problem]
) -> tuple[PaperDetails | None, Tolerance | None]:
    """Return the paper's details, with the layout's words for ratings where it has none of its own, and its tolerance."""
    details, tolerance = read_details(paper, problems) if paper is not None else (None, None)
    if details is not None and details.ratings == USUAL_SCALE and usual is not None:
        details = details.model_copy(update={"ratings": usual(details.layout)})
    return details, tolerance


def _check(submission: Submission, tables: Mapping[str, Table | None], problems: list[Problem]) -> None:
    """Add whatever the checks of a whole workbook find."""
    reported = submission.paper.cells.get("Results up to")
    is_known = reported is not None and str(reported) not in {each.where for each in problems}
    for check in ALL_CHECKS:
        problems.extend(check(submission))
    problems.extend(missing_welsh(submission))
    if is_known:  # else nobody knows which results there must be
        sheets = tuple(sheet_address(table.name) for name in _FIGURES if (table := tables.get(name)) is not None)
        in_doubt = faulty_references((each for each in problems if each.where.startswith(sheets)), tables)
        problems.extend(missing_result(submission, in_doubt))


def _judged(submission: Submission, passed_over: Collection[str]) -> Submission:
    """Return a submission without the indicators that had to be passed over."""
    if not passed_over:
        return submission
    judged = tuple(each for each in submission.indicators if each.reference not in passed_over)
    explained = tuple(each for each in submission.revision_reasons if each.reference not in passed_over)
    return submission.model_copy(update={"indicators": judged, "revision_reasons": explained})


def _unread(tables: PaperTables, *, has_details: bool, has_indicators: bool) -> tuple[str, ...]:
    """Return the sheets of which nothing, or not what the others need, could be read."""
    needed = () if tables.is_one_sheet else schema.SHEETS
    unread = [format_.name for format_ in needed if format_.required and tables[format_] is None]
    if not has_details and has_indicators and schema.PAPER.name not in unread:
        unread.append(schema.PAPER.name)
    return tuple(unread)


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
