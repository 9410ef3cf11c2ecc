"""Which columns of a table are targets, and the rating of the figure before each: by its own target, floor and polarity."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal

from kccreport.ground.address import CellAddress
from kccreport.ground.problem import Problem, warning
from kccreport.intake.sheet_format import fold
from kccreport.intake.table_grid import Grid
from kccreport.models.data_table import DataCell
from kccreport.models.measure import Polarity
from kccreport.models.rag import Rag
from kccreport.models.schemes import FloorStandard, Measured, Scheme, TargetOnly
from kccreport.workbook.cell import Cell

Row = Mapping[int, Cell]
Figures = Sequence[Decimal | None]


def targets_of(grid: Grid, columns: Sequence[int], problems: list[Problem]) -> tuple[int, ...]:
    """Return the places among `columns` whose headings end in Target, each with figures of its own before it.

    Nothing is rated without a column Polarity. A target that rates nothing, and a floor of which nobody can tell whose it
    is, are said. Problems: missing-heading, unrated-target (a warning).
    """
    headings = [fold(grid.headings[number].text) for number in columns]
    named = [at for at, heading in enumerate(headings) if heading.endswith("target")]
    if not named or grid.steering("polarity") is None:
        return ()
    if named[0] == 0:
        problems.append(
            Problem(
                "missing-heading",
                str(grid.headings[columns[0]].address),
                "no figures stand to the left of the target, so nothing can be rated.",
                "put the column of results before the column of targets",
            )
        )
        return ()
    targets = tuple(at for at in named if at - 1 not in named)
    for at in named:
        if at not in targets:
            problems.append(
                warning(
                    "unrated-target",
                    str(grid.headings[columns[at]].address),
                    "another target stands to the left of this one, so that nothing is rated by it.",
                    "put the column of results that it is for before it",
                )
            )
    shared = grid.steering("floor")
    if len(targets) > 1 and shared is not None:
        names = " and ".join(repr(_floor_heading(grid, columns[at])) for at in targets[:2])
        problems.append(
            Problem(
                "missing-heading",
                str(grid.headings[shared].address),
                f"there are {len(targets)} targets, and nothing says which of them this floor belongs to.",
                f"give each a column of its own, headed such as {names}",
            )
        )
    return targets


def _floor_heading(grid: Grid, target: int) -> str:
    """Return what heads the floors that belong to a target, where there are several: "Q1 floor" for "Q1 target"."""
    return grid.headings[target].text[: -len("target")] + "floor"


def ratings_of(
    grid: Grid,
    columns: Sequence[int],
    targets: Sequence[int],
    rows: Sequence[tuple[Row, Figures]],
    read: Callable[[Cell | None], DataCell | None],
    problems: list[Problem],
) -> Iterator[tuple[Rag | None, ...]]:
    """Yield the ratings of each row: of the figure before each target, against it; None where either is words.

    `rows` are cells with their figures, `read` reads the cell of a floor. Problems: not-a-choice.
    """
    at = grid.steering("polarity")
    floors = [grid.steering(fold(_floor_heading(grid, columns[at]))) or grid.steering("floor") for at in targets]
    for row, figures in rows:
        polarity = _polarity(grid, row, at, problems) if at is not None and targets else None
        yield tuple(
            _rating(figures[target - 1], figures[target], polarity, None if floor is None else read(row.get(floor)))
            for target, floor in zip(targets, floors, strict=True)
        )


def _polarity(grid: Grid, row: Row, at: int, problems: list[Problem]) -> Polarity | None:
    cell = row.get(at)
    named = {fold(each): each for each in Polarity}
    polarity = named.get(fold(cell.text)) if cell else None
    if polarity is None:
        stub = row[grid.stub].address
        where = cell.address if cell else CellAddress(stub.sheet, stub.row, at)
        shown = cell.text[:20] if cell else ""
        problems.append(Problem("not-a-choice", str(where), f"{shown!r} is not a polarity.", "type Higher or Lower"))
    return polarity


def _rating(
    result: Decimal | None, target: Decimal | None, polarity: Polarity | None, floor: DataCell | None
) -> Rag | None:
    if result is None or target is None or polarity is None:
        return None
    scheme: Scheme = TargetOnly() if floor is None or floor.value is None else FloorStandard(floor=floor.value)
    return scheme.rate(Measured(result, target, polarity))
