"""Returned commentary into the paper's workbook: what agrees is merged, what does not is shown and never guessed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from kccreport.ground.address import CellAddress
from kccreport.ground.problem import Problem, warning
from kccreport.intake.record import Record
from kccreport.intake.references import References, key_of, unknown_reference
from kccreport.intake.schema import COMMENTARY
from kccreport.intake.sheet_format import Column, Fate, SheetFormat
from kccreport.intake.table import Table, read_table
from kccreport.models.reference import fold_reference
from kccreport.officers.requests import BOXES, GIVEN, SHEET, target_of
from kccreport.paper.wording import day_words, latest_words
from kccreport.rating.rated import RatedSubmission
from kccreport.workbook.editor import NewValue
from kccreport.workbook.reader import Workbook

_FORMAT = SheetFormat(
    SHEET,
    "What was asked, and the boxes that were filled in.",
    tuple(
        Column(
            str(heading.text), heading.note, required=heading.text in ("Reference", "What happened"), fate=Fate.CLEARED
        )
        for heading in (*GIVEN, *BOXES)
    ),
)


@dataclass(frozen=True, slots=True)
class Return:
    """One indicator's commentary as it came back, and where it stands."""

    reference: str
    happened: str
    why: str
    action: str
    action_owner: str
    back_by: str
    asked_with: str
    result: str
    target: str
    file: Path
    at: CellAddress

    @property
    def where(self) -> str:
        """Return the file and the cell."""
        return f"{self.file.name} {self.at}"

    @property
    def words(self) -> tuple[str, str, str, str, str]:
        """Return what was typed into the boxes."""
        return self.happened, self.why, self.action, self.action_owner, self.back_by

    @property
    def commentary(self) -> str:
        """Return what happened and why, as paragraphs."""
        return "\n".join(filter(None, (self.happened, self.why)))

    @property
    def actions(self) -> str:
        """Return the action, with who does it and when it should be back on target."""
        details = ", ".join(
            filter(None, (self.action_owner, f"back on target by {self.back_by}" if self.back_by else ""))
        )
        return f"{self.action} ({details})" if self.action and details else self.action or details


@dataclass(frozen=True, slots=True)
class Merged:
    """What to write into the workbook, which references that concerns, and what was found in the way."""

    cells: dict[CellAddress, NewValue]
    references: tuple[str, ...]
    problems: tuple[Problem, ...]


def read_return(workbook: Workbook, file: Path, problems: list[Problem]) -> list[Return]:
    """Return what a returned workbook says. Problems: those of its sheet, nothing-returned (a warning)."""
    found: list[Problem] = []
    table = read_table(workbook, _FORMAT, found)
    problems.extend(
        Problem(each.code, f"{file.name} {each.where}", each.message, each.hint, each.severity) for each in found
    )
    returns = []
    for record in table.records if table else ():
        returned = _return(record, file)
        if not returned.reference:
            continue
        if any(returned.words):
            returns.append(returned)
        else:
            problems.append(
                warning(
                    "nothing-returned", returned.where, f"the boxes of {returned.reference} are empty.", "ask once more"
                )
            )
    return returns


def _return(record: Record, file: Path) -> Return:
    return Return(
        reference=key_of(record),
        happened=record.text("What happened"),
        why=record.text("Why"),
        action=record.text("Action"),
        action_owner=record.text("Action owner"),
        back_by=record.text("Back on target by"),
        asked_with=record.text("Commentary so far"),
        result=record.text("Result"),
        target=record.text("Target"),
        file=file,
        at=record.address("Reference"),
    )


def merge(returns: Sequence[Return], rated: RatedSubmission, workbook: Workbook, today: date) -> Merged:
    """Decide what goes into the Commentary sheet, and name what does not.

    Nothing is merged of a reference that is unknown, whose figures have changed since it was asked about, whose
    commentary somebody else has changed since or stands for several, or that came back twice with different words. The
    same words twice, or words that came after the deadline, are merged and said.

    Problems: unknown-reference, changed-figures, changed-commentary, shared-commentary, conflicting-returns, and as
    warnings duplicate-return, late-return.
    """
    problems: list[Problem] = []
    deadline = rated.submission.paper.deadline
    chosen: dict[str, Return] = {}
    for reference, group in _by_reference(returns, rated).items():
        first, *others = group
        differing = next((other for other in others if other.words != first.words), None)
        if differing is not None:
            problems.append(
                Problem(
                    "conflicting-returns",
                    differing.where,
                    f"{reference} came back with other words in {first.where}.",
                    "agree on one of the two, and collect that file alone",
                )
            )
            continue
        for other in others:
            problems.append(
                warning(
                    "duplicate-return", other.where, f"{reference} is also in {first.where}, in the same words.", ""
                )
            )
        faults = list(_in_the_way(first, rated))
        problems.extend(faults)
        if not faults:
            chosen[reference] = first
    if deadline is not None and today > deadline:
        for each in chosen.values():
            problems.append(
                warning(
                    "late-return",
                    each.where,
                    f"{each.reference} came back after {day_words(deadline)}; it is merged all the same.",
                    "",
                )
            )
    table = read_table(workbook, COMMENTARY, [])
    cells = {} if table is None else dict(_cells(chosen, table))
    return Merged(cells, tuple(chosen), tuple(problems))


def _by_reference(returns: Sequence[Return], rated: RatedSubmission) -> dict[str, list[Return]]:
    """Group what came back by indicator, whose full title was asked about where it has no reference."""
    indicators = [each.indicator for each in rated.indicators]
    titles = {fold_reference(each.full_title): each.reference for each in indicators if not each.has_reference}
    listed = References(each.reference for each in indicators)
    groups: dict[str, list[Return]] = {}
    for each in returns:
        reference = titles.get(fold_reference(each.reference)) or listed.known(each.reference)
        groups.setdefault(reference, []).append(replace(each, reference=reference))
    return groups


def _in_the_way(returned: Return, rated: RatedSubmission) -> Iterator[Problem]:
    """Find why one return cannot be merged."""
    known = {each.indicator.reference: each for each in rated.indicators}
    each = known.get(returned.reference)
    if each is None:
        yield unknown_reference(returned.reference, returned.where, known)
        return
    result, target = latest_words(each.indicator), target_of(each) or ""
    if (returned.result, returned.target) != (result, target):
        yield Problem(
            "changed-figures",
            returned.where,
            f"{returned.reference} was explained as {returned.result or 'no result'} against {returned.target or 'no target'}, "
            f"but the workbook has {result or 'no result'} against {target or 'no target'}.",
            "ask once more with the figures as they are",
        )
    shared = next(
        (entry for entry in rated.submission.commentary_on(returned.reference) if len(entry.references) > 1), None
    )
    if shared is not None:
        yield Problem(
            "shared-commentary",
            returned.where,
            f"{shared.at} explains {' and '.join(shared.references)} together, so what came back on "
            f"{returned.reference} alone has no row.",
            "give each its own row on the Commentary sheet, and ask once more",
        )
        return
    said = "\n".join(entry.text for entry in rated.submission.commentary_on(returned.reference))
    if said not in (returned.asked_with, returned.commentary):
        yield Problem(
            "changed-commentary",
            returned.where,
            f"the commentary on {returned.reference} has been changed in the workbook since it was asked for.",
            "decide between the two, and type the one that stays",
        )


def _cells(chosen: dict[str, Return], table: Table) -> Iterator[tuple[CellAddress, NewValue]]:
    """Yield the cells of the Commentary sheet: the row that names a reference alone, or else a new one below all."""
    rows = {fold_reference(record.text("References")): record for record in table.records}
    last = max((record.row for record in table.records), default=table.heading_row)
    has_actions = "Actions" in table.columns
    for reference, returned in chosen.items():
        record = rows.get(fold_reference(reference))
        if record is None:
            last += 1
            yield CellAddress(table.name, last, table.columns["References"]), reference
        row = last if record is None else record.row
        text = (
            returned.commentary
            if has_actions
            else "\n".join(filter(None, (returned.commentary, _action_line(returned))))
        )
        yield CellAddress(table.name, row, table.columns["Commentary"]), text
        if has_actions and returned.actions:
            yield CellAddress(table.name, row, table.columns["Actions"]), returned.actions


def _action_line(returned: Return) -> str:
    return f"**Action:** {returned.actions}" if returned.actions else ""
