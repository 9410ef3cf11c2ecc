"""The commands of the officers' round: template, commentary, collect and rollover."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

import typer

from kccreport.cli.options import (
    Again,
    AsJson,
    AskTargets,
    FromWorkbook,
    Kind,
    LayoutName,
    MeetingDay,
    NewFile,
    OneWorkbook,
    Owner,
    RequestFiles,
    Returned,
    Today,
    ToPeriod,
    Volunteered,
    Year,
    day_given,
    day_named,
    own_layouts,
)
from kccreport.cli.running import Usage, attempt
from kccreport.cli.showing import print_json, show
from kccreport.ground.errors import ExitCode
from kccreport.ground.problem import has_errors
from kccreport.roads import officers as road
from kccreport.roads import papers

_KINDS = ("dashboard", "quarterly", "cover", "simple", "agenda")


def template(
    out: NewFile,
    kind: Kind = None,
    source: FromWorkbook = None,
    year: Year = None,
    date_: MeetingDay = None,
    today: Today = None,
) -> None:
    """Write a workbook ready to fill in: OUT.xlsx, for a kind of paper, or with what stays of an older workbook."""
    if kind not in (None, *_KINDS):
        raise Usage(f"{kind!r} is not a kind of paper; it is dashboard, quarterly, cover, simple or agenda.")
    _must_name_a_workbook(out, is_of_a_kind=kind is not None)
    if kind == "agenda" and year:
        raise Usage("an agenda is started without --year.")
    if kind != "agenda" and date_:
        raise Usage("--date is the day of a meeting, for --kind agenda.")
    meeting = day_named(date_)
    if out.exists():
        raise Usage(f"{out} is there already; a template never replaces a workbook.")
    raise typer.Exit(attempt(out, lambda: _template(out, kind, source, year, meeting, day_given(today))))


def _must_name_a_workbook(out: Path, *, is_of_a_kind: bool = True) -> None:
    """Refuse a name that Excel would not open; whoever names a kind of paper there means something else."""
    if out.suffix.casefold() == ".xlsx":
        return
    name = out.with_suffix(".xlsx")
    kind = f"; for that kind of paper type: {name} --kind {out}" if str(out) in _KINDS and not is_of_a_kind else ""
    raise Usage(f"{out} is the file to write, and a workbook's name ends in .xlsx, such as {name}{kind}.")


def _template(
    out: Path, kind: str | None, source: Path | None, year: str | None, meeting: date | None, today: date
) -> ExitCode:
    outcome = road.template(out, kind, year, today, source=source, meeting=meeting, layouts=own_layouts())
    show(source or out, outcome.problems)
    if outcome.value is None:
        return ExitCode.FAULTS
    typer.echo(f"{out}: fill in the white cells; kccreport check {out} says what is missing")
    return ExitCode.DONE


def commentary(
    workbook: OneWorkbook,
    out: RequestFiles = None,
    again: Again = False,
    owner: Owner = None,
    layout: LayoutName = None,
    today: Today = None,
    json_: AsJson = False,
) -> None:
    """Say who owes commentary on what in WORKBOOK, and with --out write the workbooks that ask for it."""
    if (again or owner) and out is None:
        raise Usage("--again and --owner say what --out should ask for; give --out as well.")
    asked = _Asked(out, again, owner)
    raise typer.Exit(attempt(workbook, lambda: _ask(workbook, asked, layout, day_given(today), json_)))


class _Asked(NamedTuple):
    """Where requests go, and which."""

    out: Path | None
    again: bool
    owner: str | None


def _ask(workbook: Path, asked: _Asked, layout: str | None, today: date, json_: bool) -> ExitCode:
    outcome = papers.read(workbook, layout=layout, layouts=own_layouts(), reviewed=False)
    show(workbook, outcome.problems)
    if outcome.value is None:
        return ExitCode.FAULTS
    requests = road.requests(outcome.value, today)
    if json_:
        print_json(requests.as_data())
        return ExitCode.DONE
    for each in requests.owed:
        state = "explained" if each.is_explained else "MISSING"
        typer.echo(f"{each.owner}: {each.reference} {each.reason} [{state}]")
    missing = sum(not each.is_explained for each in requests.owed)
    left = "" if requests.days_left is None else f" {_days_words(requests.days_left)}"
    typer.echo(f"{len(requests.owed)} to explain, {missing} missing.{left}")
    if asked.out is not None:
        written = road.write_requests(outcome.value, asked.out, again=asked.again, owner=asked.owner)
        for path in written:
            typer.echo(str(path))
        if not written and requests.owed:
            whom = f" of {asked.owner}" if asked.owner else ""
            typer.echo(f"Nothing is left to ask{whom}; no request was written.")
    return ExitCode.DONE


def _days_words(days: int) -> str:
    if days < 0:
        return f"The deadline was {-days} {'day' if days == -1 else 'days'} ago."
    return f"{days} {'day' if days == 1 else 'days'} left to the deadline." if days else "The deadline is today."


def collect(
    workbook: OneWorkbook,
    returned: Returned,
    volunteered: Volunteered = False,
    layout: LayoutName = None,
    today: Today = None,
) -> None:
    """Merge the commentary of RETURNED workbooks into WORKBOOK, of which a backup is kept."""
    raise typer.Exit(attempt(workbook, lambda: _collect(workbook, returned, volunteered, layout, day_given(today))))


def _collect(workbook: Path, returned: Sequence[Path], volunteered: bool, layout: str | None, today: date) -> ExitCode:
    outcome = road.collect(
        workbook, returned, today, layout=layout, layouts=own_layouts(), takes_volunteered=volunteered
    )
    show(workbook, outcome.problems)
    if outcome.value is None:
        return ExitCode.FAULTS
    for name, fate in outcome.value.files:
        typer.echo(f"{name}: {fate}")
    if outcome.value.backup is not None:
        typer.echo(f"{workbook}: merged {', '.join(outcome.value.references)}; as it was: {outcome.value.backup}")
    else:
        typer.echo(f"{workbook}: nothing was merged.")
    return ExitCode.FAULTS if has_errors(outcome.problems) else ExitCode.DONE


def rollover(workbook: OneWorkbook, out: NewFile, to: ToPeriod = None, ask_targets: AskTargets = False) -> None:
    """Write the workbook of the next paper: a column for its period, and what was of this one cleared or kept as previous."""
    _must_name_a_workbook(out)
    if out.exists() and workbook.exists() and out.samefile(workbook):
        raise Usage("the new workbook needs a name of its own.")
    raise typer.Exit(attempt(workbook, lambda: _roll_over(workbook, out, to, ask_targets)))


def _roll_over(workbook: Path, out: Path, to: str | None, ask_targets: bool) -> ExitCode:
    outcome = road.rollover(workbook, out, to=to, ask_targets=ask_targets, layouts=own_layouts())
    show(workbook, outcome.problems)
    if outcome.value is None:
        return ExitCode.FAULTS
    typer.echo(f"{out}: ready for results up to {outcome.value.results_up_to}")
    return ExitCode.DONE
