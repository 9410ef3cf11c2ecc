"""Where on the Commentary sheet returned words go: a row of their own, also where several indicators shared one."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from kccreport.ground.address import CellAddress
from kccreport.intake.record import Record
from kccreport.intake.references import References
from kccreport.intake.table import Table
from kccreport.officers.returned import Return
from kccreport.workbook.editor import NewValue


def written(returned: Return, table: Table) -> tuple[str, str]:
    """Return the commentary and the actions as they are written; without a column for actions they follow the words."""
    if "Actions" in table.columns:
        return returned.commentary, returned.actions
    action = f"**Action:** {returned.actions}" if returned.actions else ""
    return "\n".join(filter(None, (returned.commentary, action))), ""


@dataclass(frozen=True, slots=True)
class CommentaryRows:
    """The rows of a Commentary sheet by what they explain."""

    table: Table
    listed: References
    rows: Mapping[int, tuple[str, ...]] = field(init=False)

    def __post_init__(self) -> None:
        named = {each.row: self.listed.named_in(each.text("References")) for each in self.table.records}
        object.__setattr__(self, "rows", named)

    def on(self, reference: str) -> list[Record]:
        """Return the rows that explain an indicator, alone or with others."""
        return [each for each in self.table.records if reference in self.rows[each.row]]

    def stands(self, reference: str) -> tuple[str, str]:
        """Return the words and the actions that stand in the workbook for an indicator."""
        found = self.on(reference)
        return tuple("\n".join(filter(None, (each.text(name) for each in found))) for name in ("Commentary", "Actions"))  # type: ignore[return-value]

    def shared_with(self, reference: str) -> tuple[str, ...]:
        """Return the other indicators that are explained in a row together with one."""
        found = (name for each in self.on(reference) for name in self.rows[each.row] if name != reference)
        return tuple(dict.fromkeys(found))

    def cells(self, chosen: Mapping[str, Return]) -> Iterator[tuple[CellAddress, NewValue]]:
        """Yield what to write for the returns that were chosen.

        An indicator with a row of its own gets its words there; in others of its own nothing is left. One that shares a
        row leaves it to the rest; where nobody is left, or all say the same, the row is theirs.
        """
        if chosen:
            for heading in sorted(self.table.added):
                yield CellAddress(self.table.name, self.table.heading_row, self.table.columns[heading]), heading
        last = max((each.row for each in self.table.records), default=self.table.heading_row)
        taken: dict[str, int] = {}
        for record in self.table.records:
            named = self.rows[record.row]
            going = [name for name in named if name in chosen]
            if not going:
                continue
            staying = [name for name in named if name not in chosen]
            free = [name for name in going if name not in taken]
            if staying:
                if len(named) > 1:
                    yield record.address("References"), " & ".join(staying)
                continue
            same = free if len({written(chosen[name], self.table) for name in free}) == 1 else free[:1]
            if same:
                taken |= dict.fromkeys(same, record.row)
                if len(same) < len(named):
                    yield record.address("References"), " & ".join(same)
            else:
                yield from ((record.address(name), None) for name in ("Commentary", "Actions") if name in record.cells)
        for reference, returned in chosen.items():
            if reference not in taken:
                last += 1
                taken[reference] = last
                yield CellAddress(self.table.name, last, self.table.columns["References"]), reference
            yield from self._words(taken[reference], returned)

    def _words(self, row: int, returned: Return) -> Iterator[tuple[CellAddress, NewValue]]:
        text, actions = written(returned, self.table)
        yield CellAddress(self.table.name, row, self.table.columns["Commentary"]), text
        if actions:
            yield CellAddress(self.table.name, row, self.table.columns["Actions"]), actions
