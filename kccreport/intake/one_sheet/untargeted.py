"""Measures that look as if they should be rated, and have no target."""

from collections.abc import Iterator

from kccreport.ground.address import CellAddress
from kccreport.ground.problem import Problem, warning
from kccreport.intake.one_sheet.parts import Parts, Read
from kccreport.intake.one_sheet.words import polarity_of

_SHOWN = 8
_RATED_OTHERWISE = ("Kind", "Scheme", "Upper", "Lower")


def without_target(parts: Parts) -> Iterator[Problem]:
    """Find measures whose own polarity or typed rating says that they are rated, but that have no target at all.

    They would be printed without a rating, as those are that are not meant to have one. Problems: no-target (a warning).
    """
    missing = [each for each in parts.rows if _lacks_target(parts, each)]
    if not missing:
        return
    table = parts.table
    if "Target" not in table.columns and not parts.headings.targets:
        at = CellAddress(table.name, table.heading_row, table.columns.get("Title", 1))
        what = "no column of the table is headed Target, so nothing is rated."
        yield warning("no-target", str(at), what, "head the column of targets Target, or add it")
        return
    cells = [str(each.record.address("Target")) for each in missing]
    more = f" and {len(cells) - _SHOWN} more" if len(cells) > _SHOWN else ""
    others = f" Others are {', '.join(cells[1:_SHOWN])}{more}." if len(cells) > 1 else ""
    what = f"{missing[0].row.key.text[:60]} has no target, so it is not rated.{others}"
    yield warning("no-target", cells[0], what, "type its target, or No target where it has none")


def _lacks_target(parts: Parts, each: Read) -> bool:
    row = each.row
    targets = ("Target", *(str(cell) for cell in _phased(parts)))
    if not all(row.record.cell(name).is_blank for name in targets) or each.meant.suspension:
        return False
    if any(not row.cell(name).is_blank for name in _RATED_OTHERWISE):
        return False
    typed = (row.record.text("RAG"), row.record.text("Status"))
    is_rated = any(parts.rating(text) is not None for text in typed if text)
    return is_rated or polarity_of(row.record.text("Polarity")) is not None


def _phased(parts: Parts) -> Iterator[CellAddress]:
    """Yield the headings of targets of single periods."""
    for at in parts.headings.targets:
        yield CellAddress(parts.table.name, parts.table.heading_row, at)
