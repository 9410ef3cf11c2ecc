"""What is wrong, in the words of a workbook of one sheet: no heading or sheet is named that it does not have."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from kccreport.ground.address import sheet_address
from kccreport.ground.pattern import pattern
from kccreport.ground.problem import Problem
from kccreport.ground.values import replace
from kccreport.intake import schema
from kccreport.intake.one_sheet.schema import ELSEWHERE
from kccreport.intake.table import Table

_TAKEN = "Indicators|Results|Commentary|Service areas|Targets|Details"
_SHEETS = (
    (pattern(rf"on the (?:(?:{_TAKEN}) sheet|sheet (?:{_TAKEN}))"), "on the sheet {sheet}"),
    (pattern(r"on the (?:Paper sheet|sheet Paper)"), "above the headings"),
    (pattern(rf"the (?:(?:{_TAKEN}) sheet|sheet (?:{_TAKEN}))"), "the sheet {sheet}"),
    (pattern(rf"^'(?:{_TAKEN})'$"), "{where}"),
)
_FLOOR = (
    (pattern(r"\bits floor standard\b|\ba floor standard\b"), "an amber limit"),
    (pattern(r"\bno floor standard\b"), "no amber limit"),
    (pattern(r"\bfloor standard\b"), "amber limit"),
    (pattern(r"\b(headed|needs|type the|the) Floor\b"), r"\1 Amber limit"),
    (pattern(r"^Floor (is|has)\b"), r"Amber limit \1"),
)
_ADDED = {
    "missing-passage": "on a sheet named Text, with the columns Passage and Text",
    "missing-person": "on a sheet named People, with the columns Role and Name",
}
# each of the sheets that Measures stands for would say it of the same cell, in words of its own
_ONCE = frozenset(("repeated-reference",))
_AREA_FIELDS = ("Director", "Cabinet Member", "Delivered by")


class Telling(NamedTuple):
    """The words for one workbook: its sheet Measures, and the other sheets that it has."""

    measures: Table
    others: frozenset[str]

    def tell(self, problems: Iterable[Problem]) -> list[Problem]:
        """Return problems with the headings and sheets that the workbook has; a fault that several of its parts have is said once."""
        found: dict[tuple[str, str, str], Problem] = {}
        for each in problems:
            told = self._told(each)
            found.setdefault((told.code, told.where, "" if told.code in _ONCE else told.message), told)
        return list(found.values())

    def _told(self, problem: Problem) -> Problem:
        message, hint, where = problem.message, self._hint(problem), problem.where
        for shape, words in _SHEETS:
            filled = words.format(sheet=self.measures.name, where=sheet_address(self.measures.name))
            message, hint, where = (shape.sub(lambda _, to=filled: to, text) for text in (message, hint, where))  # type: ignore[misc]
        for shape, words in _FLOOR:
            message, hint = shape.sub(words, message), shape.sub(words, hint)
        if where == sheet_address(schema.PAPER.name) and schema.PAPER.name not in self.others:
            where = sheet_address(self.measures.name)
        return replace(problem, message=message, hint=hint, where=where)

    def _hint(self, problem: Problem) -> str:
        hint = problem.hint
        match problem.code:
            case "missing-commentary":
                rest = hint.partition(" sheet.")[2]
                return f"type it in its row, in {self._column('Commentary')}.{rest}"
            case "missing-item" if match := re.fullmatch(r"add a row with (.+) in the column Item\. (.*)", hint):
                return f"type {match[1]} in a cell above the headings, and beside it what to print. {match[2]}"
            case "period-without-year" if problem.message.startswith("the heading "):
                return f"{hint}; or type Financial year in a cell above the headings, and beside it the year for all"
            case "missing-polarity":
                return f"type Higher or Lower in {self._column('Polarity')}, or above the headings for all"
            case "missing-person" | "missing-passage":
                sheet = "Text" if problem.code == "missing-passage" else "People"
                return hint if sheet in self.others else f"{hint}, {_ADDED[problem.code]}"
            case "blank-cell" if problem.message.startswith(_AREA_FIELDS) and hint == "type who it is, as printed":
                heading = problem.message.removesuffix(" is blank.")
                return f"type who it is in {self._column(heading)}, in the first row of the group"
            case "two-schemes" | "missing-scheme-figure" | "missing-floor":
                return hint.replace("type its floor standard", "type its amber limit")
        return hint

    def _column(self, heading: str) -> str:
        name = next((ours for ours, theirs in ELSEWHERE.items() if theirs == heading), heading)
        return f"the column {name}" if name in self.measures.columns else f"a column headed {name}"
