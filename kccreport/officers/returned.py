"""A request workbook as it came back: what its boxes say, whatever was done to its headings."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kccreport.ground.address import CellAddress, sheet_address
from kccreport.ground.pattern import pattern
from kccreport.ground.problem import Problem, warning
from kccreport.ground.values import replace
from kccreport.intake.record import Record
from kccreport.intake.references import key_of
from kccreport.intake.sheet_format import Column, Fate, SheetFormat, fold
from kccreport.intake.table import read_table
from kccreport.models.period import Period
from kccreport.models.reading.meaning import Heading, Sort
from kccreport.models.reading.read import read_text
from kccreport.officers.requests import ASKED, BOXES, GIVEN, SAID, SHEET
from kccreport.workbook.cell import Cell
from kccreport.workbook.reader import Workbook
from kccreport.workbook.sheet import Sheet
from kccreport.workbook.writer import HeadingCell

_NEEDED = ("Reference", "What happened")
_HEADING_SEARCH, _MOST_RENAMED = 25, 4
_UNKNOWN = frozenset(
    map(fold, ("", "unknown", "not known", "not yet known", "tbc", "tba", "tbd", "n/a", "na", "none", "don't know", "no date",
               "to be confirmed", "to be advised", "not sure", "unclear", "it is not known"))
)  # fmt: skip
_SOME_TIME = pattern(
    r"(?:by |in |the |early |mid |late |end |of |spring|summer|autumn|winter|christmas|easter|year|quarter|next |[a-z]+ )*"
    r"\d{4}(?:/\d{2,4})?",
    re.IGNORECASE,
)


def _format(name: str, headings: Sequence[HeadingCell], *, required: bool = True) -> SheetFormat:
    columns = tuple(
        Column(str(each.text), each.note, required=required and each.text in _NEEDED, fate=Fate.CLEARED)
        for each in headings
    )
    return SheetFormat(name, "What was asked, and the boxes that were filled in.", columns, required=required)


_NO_REQUEST = "this is no request for commentary: leave it out, and ask its sender for the one that was filled in"
# requests once had all their columns on one sheet
_FORMAT = _format(SHEET, (*GIVEN, *BOXES, *(each for each in ASKED if each.text not in ("Reference", "Title"))))
_SAID = _format(SAID, ASKED, required=False)


@dataclass(frozen=True, slots=True)
class Return:
    """One indicator's commentary as it came back, and where it stands.

    `is_volunteered` where nothing of what was asked stands beside it, so that its owner has added the row.
    """

    reference: str
    happened: str
    why: str
    action: str
    action_owner: str
    back_by: str
    asked_with: str
    result: str
    target: str
    file: str
    at: CellAddress
    is_volunteered: bool = False

    @property
    def where(self) -> str:
        """Return the file and the cell."""
        return f"{self.file} {self.at}"

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
        """Return the action, with who does it and when it should be back on target, or that this is not known."""
        when, sentence = _back_on_target(self.back_by)
        details = ", ".join(filter(None, (self.action_owner, when)))
        if self.action and details:
            action = self.action.rstrip()
            stop = "." if action.endswith(".") or sentence else ""
            told = f"{action.removesuffix('.')} ({details}){stop}"
        else:
            told = self.action or details[:1].upper() + details[1:]
        if sentence and told and not told.endswith((".", "!", "?")):
            told += "."
        return " ".join(filter(None, (told, sentence)))


def _back_on_target(typed: str) -> tuple[str, str]:
    """Return what to say beside the action of when it is back on target, or instead a sentence of its own."""
    if not typed:
        return "", ""
    if not any(map(str.isalnum, typed)) or fold(typed) in _UNKNOWN:
        return "", "It is not known when it will be back on target."
    read = read_text(typed)
    if isinstance(read, Heading) or _SOME_TIME.fullmatch(typed.strip().rstrip(".")):
        words = typed.strip().rstrip(".")
        return f"back on target by {words[3:] if words.casefold().startswith('by ') else words}", ""
    sentence = typed[:1].upper() + typed[1:]
    return "", sentence if sentence.endswith((".", "!", "?")) else f"{sentence}."


def _month(cell: Cell) -> str:
    """Return when something is back on target: of a date its month, such as March 2027; else what was typed."""
    value = cell.value
    if isinstance(value, date):
        return Period(value.year, value.month).full_label
    read = read_text(cell.text) if cell.text else None
    only = read.only if isinstance(read, Heading) else None
    return only.end.full_label if only is not None and only.sort in (Sort.DAY, Sort.MONTH) else cell.text


def read_return(workbook: Workbook, file: str, problems: list[Problem]) -> list[Return] | None:
    """Return what a returned workbook says, empty boxes included; None where it cannot be told what stands where.

    Problems: those of its sheet, nameless-return.
    """
    found: list[Problem] = []
    mended = _with_our_headings(workbook, found)
    table = read_table(mended, _FORMAT, found)
    said = read_table(mended, _SAID, [])
    so_far = {key_of(each): each.text("Commentary so far") for each in said.records} if said else {}
    is_told = table is not None and not any(each.code == "missing-heading" and each.is_error for each in found)
    returns = []
    for record in table.records if table and is_told else ():
        returned = _return(record, file, so_far)
        if returned.reference:
            returns.append(returned)
        elif any(returned.words):
            words = next(filter(None, returned.words))
            found.append(
                Problem(
                    "nameless-return",
                    str(returned.at),
                    f"this row says {words[:60]!r}, but not of which indicator.",
                    "type its reference in the first column, save the file, and collect it again",
                )
            )
    problems.extend(
        Problem(each.code, f"{file} {each.where}", each.message, _to_do(each), each.severity) for each in found
    )
    return returns if is_told else None


def _to_do(problem: Problem) -> str:
    """Return what to do about a problem; a workbook without our sheet is another one, and to add the sheet mends nothing."""
    if problem.code != "missing-sheet":
        return problem.hint
    rename, either, _ = problem.hint.partition("; else ")
    return f"{rename}; else {_NO_REQUEST}" if either else _NO_REQUEST


def _return(record: Record, file: str, so_far: dict[str, str]) -> Return:
    reference = key_of(record)
    return Return(
        reference=reference,
        happened=record.text("What happened"),
        why=record.text("Why"),
        action=record.text("Action"),
        action_owner=record.text("Action owner"),
        back_by=_month(record.cell("Back on target by")),
        asked_with=record.text("Commentary so far") or so_far.get(reference, ""),
        result=record.text("Result"),
        target=record.text("Target"),
        file=file,
        at=record.address("Reference"),
        is_volunteered=not any(record.text(name) for name in ("Period", "Result", "Target", "Asked because")),
    )


def _with_our_headings(workbook: Workbook, problems: list[Problem]) -> Workbook:
    """Return the workbook with a sheet or headings that were renamed read as ours: we wrote them, so we know the order.

    Problems: renamed-sheet, renamed-heading (warnings).
    """
    ours = [str(each.text) for each in (*GIVEN, *BOXES)]
    sheets = [_mended(sheet, ours, problems) for sheet in workbook.sheets]
    if all(fold(sheet.name) != fold(SHEET) for sheet in sheets):
        like = [at for at, sheet in enumerate(sheets) if _heading_row(sheet, ours) is not None]
        if len(like) == 1:
            name = sheets[like[0]].name
            problems.append(
                warning("renamed-sheet", sheet_address(name), f"the sheet is read as {SHEET}.", f"rename it {SHEET}")
            )
            sheets[like[0]] = replace(sheets[like[0]], name=SHEET)
    return replace(workbook, sheets=tuple(sheets))


def _heading_row(sheet: Sheet, ours: Sequence[str]) -> int | None:
    """Return the row in which our headings stand in their places, up to four of them renamed; None where there is none."""
    names = set(map(fold, ours))
    for number, cells in sorted(sheet.rows.items())[:_HEADING_SEARCH]:
        known = {column: fold(cell.text) for column, cell in cells.items() if fold(cell.text) in names}
        are_in_place = all(column <= len(ours) and fold(ours[column - 1]) == name for column, name in known.items())
        if are_in_place and len(known) >= len(ours) - _MOST_RENAMED:
            return number
    return None


def _mended(sheet: Sheet, ours: Sequence[str], problems: list[Problem]) -> Sheet:
    number = _heading_row(sheet, ours)
    if number is None:
        return sheet
    cells = sheet.rows[number]
    return replace(sheet, rows={**sheet.rows, number: {**cells, **dict(_renamed(cells, ours, problems))}})


def _renamed(cells: Mapping[int, Cell], ours: Sequence[str], problems: list[Problem]) -> Iterator[tuple[int, Cell]]:
    for column, heading in enumerate(ours, 1):
        cell = cells.get(column)
        if cell is None or not cell.text or fold(cell.text) == fold(heading):
            continue
        words = f"the heading {cell.text[:40]!r} stands where {heading} was, and is read as that."
        problems.append(warning("renamed-heading", str(cell.address), words, f"type {heading}"))
        yield column, cell._replace(value=heading)
