"""The command that shows layouts: which there are, what each prints, and a copy to change."""

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from kccreport.cli.options import LAYOUTS, AsCopy, CopyTo, Explain, LayoutToShow, own_layouts
from kccreport.cli.running import Usage, attempt
from kccreport.cli.showing import show
from kccreport.ground.errors import ExitCode
from kccreport.ground.files import write_whole
from kccreport.ground.problem import Outcome

if TYPE_CHECKING:  # the room is imported where it is used: no other command should wait for it
    from kccreport.layout.schema import Layout


def layouts(
    name: LayoutToShow = None,
    file: CopyTo = None,
    copy: AsCopy = False,
    explain: Explain = False,
) -> None:
    """List the layouts and what each makes; of one, --explain says what it prints, and --copy writes one to change."""
    if file is not None and not copy:
        raise Usage("a FILE is written with --copy.")
    if copy and (name is None or explain):
        raise Usage("--copy needs the name of one layout, and nothing else: kccreport layouts one-table --copy.")
    if name is None and explain:
        from kccreport.layout.explaining import explained_kinds

        for line in explained_kinds():
            typer.echo(line)
        return
    if name is None:
        raise typer.Exit(_list())
    chosen: str = name
    raise typer.Exit(attempt(Path(chosen), lambda: _copy(chosen, file) if copy else _explain(chosen)))


def _list() -> ExitCode:
    from kccreport.layout.reader import layout_files, read_layout

    worst = ExitCode.DONE
    for name in layout_files(own_layouts()):
        outcome = read_layout(name, own_layouts())
        if outcome.value is None:
            show(LAYOUTS / name, outcome.problems)
            worst = ExitCode.FAULTS
        else:
            typer.echo(f"{name}\n    {outcome.value.description}")
    return worst


def _found(name: str) -> "Outcome[Layout]":
    from kccreport.layout.reader import is_layout_path, read_layout, read_layout_file

    return read_layout_file(Path(name)) if is_layout_path(name) else read_layout(name, own_layouts())


def _explain(name: str) -> ExitCode:
    from kccreport.layout.explaining import explained

    outcome = _found(name)
    if outcome.value is None:
        show(Path(name), outcome.problems)
        return ExitCode.FAULTS
    for line in explained(outcome.value):
        typer.echo(line)
    return ExitCode.DONE


def _copy(name: str, file: Path | None) -> ExitCode:
    """Write a commented copy; never over a file that is there."""
    from kccreport.layout.copying import commented

    outcome = _found(name)
    if outcome.value is None:
        show(Path(name), outcome.problems)
        return ExitCode.FAULTS
    path = file or LAYOUTS / f"our-{outcome.value.name}.toml"
    if path.exists():
        raise Usage(f"{path} is there already; a copy never replaces a file.")
    write_whole(path, commented(outcome.value).encode())
    own = "" if path.parent.resolve() == LAYOUTS.resolve() else "beside your workbook, "
    typer.echo(f"{path}: change it; {own}type {path.stem} as Layout on the sheet Paper, or build with --layout {path}")
    return ExitCode.DONE
