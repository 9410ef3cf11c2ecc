"""The commands of an agenda: pack and dates."""

from datetime import date
from pathlib import Path
from typing import NamedTuple

import typer
from msgspec.structs import asdict

from kccreport.cli.options import (
    OUT,
    AgendaWorkbook,
    AsJson,
    AsPages,
    AsZip,
    DayGiven,
    Jobs,
    OfferPhrases,
    OutFolder,
    ReleasePack,
    Strict,
    day_named,
    own_layouts,
)
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
    zip_: AsZip = False,
    html: AsPages = False,
    offer: OfferPhrases = False,
    json_: AsJson = False,
    jobs: Jobs = None,
) -> None:
    """Make the packs of an AGENDA workbook: public, restricted where papers are exempt, and what followed."""
    with Progress(0) as progress:
        raise typer.Exit(
            attempt(
                agenda,
                lambda: _make_packs(agenda, out, _Wanted(strict, release, zip_, html, offer, json_, jobs), progress),
            )
        )


class _Wanted(NamedTuple):
    """How packs are asked for."""

    strict: bool
    release: bool
    separate: bool
    web: bool
    offers: bool
    as_json: bool
    jobs: int | None


def _make_packs(agenda: Path, out: Path, wanted: _Wanted, progress: Progress) -> ExitCode:
    from kccreport.roads import agendas as road  # late: only packs need pikepdf

    outcome = road.make(
        agenda,
        out,
        layouts=own_layouts(),
        strict=wanted.strict,
        release=wanted.release,
        separate=wanted.separate,
        web=wanted.web,
        offers=wanted.offers,
        on_step=progress.step,
        jobs=wanted.jobs,
    )
    if wanted.as_json:
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
        kept = "  (as it was published)" if each.is_kept else ""
        typer.echo(f"{each.path}{pages}{f', {each.conformance}' if each.conformance else ''}{kept}")
    for moved in outcome.value.superseded:
        what = "superseded" if moved.is_replaced else "does not apply any more"
        typer.echo(f"{moved.was}: {what}, and is kept as {moved.now}")
    if outcome.value.is_draft:
        typer.echo("These are drafts: what was published stays as it is until kccreport pack --release.")
    typer.echo(warnings_words(outcome.problems))
    return ExitCode.DONE


def dates(agenda: AgendaWorkbook, today: DayGiven = None, json_: AsJson = False) -> None:
    """Show the statutory dates and the notices of an AGENDA workbook, and GL01 from its meeting log."""
    raise typer.Exit(attempt(agenda, lambda: _show_dates(agenda, day_named(today), json_)))


def _show_dates(agenda: Path, today: date | None, json_: bool) -> ExitCode:
    from kccreport.roads import agendas as road  # late: as above

    outcome = road.dates(agenda, today=today)
    show(agenda, outcome.problems)
    if outcome.value is None:
        return ExitCode.FAULTS
    if json_:
        print_json(outcome.value.as_data())
        return ExitCode.DONE
    for line in outcome.value.lines():
        typer.echo(line)
    return ExitCode.DONE
