"""The commands of an agenda: pack and dates."""

from dataclasses import asdict
from pathlib import Path

import typer

from kccreport.cli.options import OUT, AgendaWorkbook, AsJson, OutFolder, ReleasePack, Strict, own_layouts
from kccreport.cli.running import attempt
from kccreport.cli.showing import print_json, show
from kccreport.ground.errors import ExitCode
from kccreport.ground.progress import Progress
from kccreport.ground.report import warnings_words


def pack(
    agenda: AgendaWorkbook,
    out: OutFolder = OUT,
    strict: Strict = False,
    release: ReleasePack = False,
    json_: AsJson = False,
) -> None:
    """Make the packs of an AGENDA workbook: public, restricted where papers are exempt, and what followed."""
    with Progress(0) as progress:
        raise typer.Exit(attempt(agenda, lambda: _make_packs(agenda, out, strict, release, json_, progress)))


def _make_packs(agenda: Path, out: Path, strict: bool, release: bool, json_: bool, progress: Progress) -> ExitCode:
    from kccreport.roads import agendas as road  # late: only packs need pikepdf

    outcome = road.make(agenda, out, layouts=own_layouts(), strict=strict, release=release, on_step=progress.step)
    if json_:
        made = outcome.value.files if outcome.value else ()
        print_json(
            {
                "workbook": str(agenda),
                "problems": [asdict(problem) for problem in outcome.problems],
                "files": [
                    {"path": str(each.path), "pages": each.pages, "conformance": each.conformance} for each in made
                ],
            }
        )
        return ExitCode.DONE if outcome.value else ExitCode.FAULTS
    show(agenda, outcome.problems)
    if outcome.value is None:
        typer.echo(f"{agenda}: no pack was made.", err=True)
        return ExitCode.FAULTS
    for each in outcome.value.files:
        pages = "" if each.pages is None else f"  {each.pages} {'page' if each.pages == 1 else 'pages'}"
        typer.echo(f"{each.path}{pages}{f', {each.conformance}' if each.conformance else ''}")
    typer.echo(warnings_words(outcome.problems))
    return ExitCode.DONE


def dates(agenda: AgendaWorkbook, json_: AsJson = False) -> None:
    """Show the statutory dates and the notices of an AGENDA workbook, and GL01 from its meeting log."""
    raise typer.Exit(attempt(agenda, lambda: _show_dates(agenda, json_)))


def _show_dates(agenda: Path, json_: bool) -> ExitCode:
    from kccreport.roads import agendas as road  # late: as above

    outcome = road.dates(agenda)
    show(agenda, outcome.problems)
    if outcome.value is None:
        return ExitCode.FAULTS
    if json_:
        print_json(outcome.value.as_data())
        return ExitCode.DONE
    for line in outcome.value.lines():
        typer.echo(line)
    return ExitCode.DONE
