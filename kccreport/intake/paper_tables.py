"""The tables of a paper's workbook, whichever way it is made: each sheet by itself, or one sheet taken apart."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from msgspec import Struct, field

from kccreport.ground.problem import Problem
from kccreport.ground.values import replace
from kccreport.intake import schema
from kccreport.intake.one_sheet.found import STANDS_FOR, measures_sheet
from kccreport.intake.sheet_format import SheetFormat
from kccreport.intake.table import Table, read_table
from kccreport.models.ratings import RatingScale
from kccreport.workbook.reader import Workbook

if TYPE_CHECKING:
    from kccreport.intake.one_sheet.read import OneSheet
    from kccreport.intake.one_sheet.telling import Telling

_NAMES = tuple(format_.name for format_ in schema.SHEETS)


class PaperTables(Struct, frozen=True):
    """The tables of a workbook by the names that their sheets have in the full one; `one` where it has one sheet of them."""

    by_name: Mapping[str, Table | None]
    one: "OneSheet | None" = None
    is_one_sheet: bool = field(default=False)

    def __getitem__(self, format_: SheetFormat) -> Table | None:
        return self.by_name.get(format_.name)

    def is_measures(self, table: Table) -> bool:
        """Say whether a table is that of one sheet Measures, of which all the others are parts."""
        return self.one is not None and table is self.one.measures

    def typed(self) -> Iterator[tuple[SheetFormat, Table]]:
        """Yield each sheet of the workbook as it was typed, with its format: of one sheet Measures and what stands above it."""
        if self.one is not None:
            yield self.one.format_, self.one.measures
            yield schema.PAPER, self.one.items
        made = set(self.one.tables) - {schema.PAPER.name} if self.one is not None else set()
        for format_ in schema.SHEETS:
            table = (
                self.own_paper if self.one is not None and format_ is schema.PAPER else self.by_name.get(format_.name)
            )
            if table is not None and format_.name not in made:
                yield format_, table

    @property
    def telling(self) -> "Telling | None":
        """Return the words for what is wrong with a workbook of one sheet; None for a full one."""
        if self.one is None:
            return None
        from kccreport.intake.one_sheet.telling import Telling

        others = frozenset(
            name for name, table in self.by_name.items() if table is not None and table.name != self.one.measures.name
        )
        return Telling(self.one.measures, others | ({schema.PAPER.name} if self.own_paper else set()))

    def tell(self, problems: Iterable[Problem]) -> tuple[Problem, ...]:
        """Return problems, each once, in words that name only the sheets and headings that the workbook has."""
        return tuple(dict.fromkeys(problems if self.telling is None else self.telling.tell(problems)))

    @property
    def own_paper(self) -> Table | None:
        """Return the sheet Paper of a workbook of one sheet, where it has that as well."""
        return self.one.paper if self.one is not None else None


def paper_tables(
    workbook: Workbook, problems: list[Problem], usual: Callable[[str], RatingScale] | None = None
) -> PaperTables:
    """Return the tables of a workbook, having reported what is missing, unknown or blank in them.

    `usual` gives what a layout, by its name or "", calls the ratings.

    Problems: those of `read_table` and, where it has a sheet Measures, of `read_one_sheet`.
    """
    if measures_sheet(workbook) is None:
        return PaperTables({format_.name: read_table(workbook, format_, problems) for format_ in schema.SHEETS})
    from kccreport.intake.one_sheet.read import read_one_sheet

    paper = read_table(workbook, replace(schema.PAPER, required=False), problems)
    one = read_one_sheet(workbook, paper, problems, usual)
    if one is None:
        return PaperTables({**dict.fromkeys(_NAMES), schema.PAPER.name: paper}, None, is_one_sheet=True)
    found: dict[str, Table | None] = {}
    for format_ in schema.SHEETS:
        if format_ in (*STANDS_FOR, schema.PAPER) or format_.name in one.tables:
            found[format_.name] = one.tables.get(format_.name)
        else:
            found[format_.name] = read_table(workbook, replace(format_, required=False), problems)
    return PaperTables(found, one, is_one_sheet=True)
