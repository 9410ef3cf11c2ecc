"""The commands that say what is in a workbook: check, rate, audit and diff."""

from datetime import date
from pathlib import Path
from typing import Any

import typer
from msgspec.structs import asdict

from kccreport.cli.options import (
    OUT,
    AsJson,
    DayGiven,
    LayoutName,
    NewWorkbook,
    OneWorkbook,
    PublishedIn,
    Strict,
    Workbooks,
    day_named,
    own_layouts,
)
from kccreport.cli.running import attempt
from kccreport.cli.showing import print_json, sentence_case, show
from kccreport.ground.errors import ExitCode, WrongWorkbook
from kccreport.ground.problem import Problem, has_errors
from kccreport.ground.progress import Progress
from kccreport.ground.report import verdict_words
from kccreport.roads import papers as road


def check(
    workbooks: Workbooks,
    layout: LayoutName = None,
    strict: Strict = False,
    json_: AsJson = False,
    today: DayGiven = None,
    out: PublishedIn = OUT,
) -> None:
    """Say what is wrong with each WORKBOOK, cell by cell; write nothing. Of an agenda: all that would stop its release."""
    day = day_named(today)
    worst = ExitCode.DONE
    found: list[dict[str, Any]] = []
    for workbook in workbooks:

        def check_one(book: Path = workbook) -> ExitCode:
            problems, next_step = _problems_of(book, layout, day, out)
            found.append({"workbook": str(book), "problems": [asdict(problem) for problem in problems]})
            has_faults = has_errors(problems, strict=strict)
            if not json_:
                show(book, problems)
                typer.echo(f"{book}: {verdict_words(problems, has_faults, next_step)}")
            return ExitCode.FAULTS if has_faults else ExitCode.DONE

        worst = max(worst, attempt(workbook, check_one))
    if json_:
        print_json({"workbooks": found})
    raise typer.Exit(worst)


def _problems_of(workbook: Path, layout: str | None, today: date | None, out: Path) -> tuple[tuple[Problem, ...], str]:
    """Return what is wrong with a paper's workbook, or with an agenda and its papers, and what it is ready for if nothing is."""
    try:
        return road.read(workbook, layout=layout, layouts=own_layouts(), records=out, hidden=True).problems, "build"
    except WrongWorkbook:
        from kccreport.roads import agendas as packs  # late: only agendas need pikepdf

        with Progress(0) as progress:
            return packs.check(workbook, out=out, layouts=own_layouts(), today=today, on_step=progress.step), "release"


def rate(workbook: OneWorkbook, layout: LayoutName = None, strict: Strict = False, json_: AsJson = False) -> None:
    """Show the rating, alert and direction of travel of every indicator in WORKBOOK."""
    raise typer.Exit(attempt(workbook, lambda: _rate_one(workbook, layout, strict, json_)))


def _rate_one(workbook: Path, layout: str | None, strict: bool, json_: bool) -> ExitCode:
    from kccreport.rating.summary import as_data  # late: with the models come pydantic and the rating room

    outcome = road.read(workbook, layout=layout, layouts=own_layouts(), reviewed=False)
    if outcome.value is None:
        show(workbook, outcome.problems)
        return ExitCode.FAULTS
    problems = (*outcome.problems, *road.still_missing(outcome.value))
    data = as_data(outcome.value.rated)
    if json_:
        print_json(data)
    else:
        _print_ratings(data)
    show(workbook, problems)
    return ExitCode.FAULTS if has_errors(problems, strict=strict) else ExitCode.DONE


def audit(workbook: OneWorkbook, layout: LayoutName = None, json_: AsJson = False) -> None:
    """Compare what a paper printed, on the sheet Published of WORKBOOK, with what the rules give."""
    raise typer.Exit(attempt(workbook, lambda: _audit_one(workbook, layout, json_)))


def _audit_one(workbook: Path, layout: str | None, json_: bool) -> ExitCode:
    from kccreport.rating.summary import audit_data  # late: as above

    outcome = road.read(workbook, layout=layout, layouts=own_layouts())
    show(workbook, outcome.problems)
    if outcome.value is None:
        return ExitCode.FAULTS
    data = audit_data(outcome.value.rated)
    found = data["disagreements"]
    if json_:
        print_json(data)
    elif not data["compared"]:
        typer.echo(f"{workbook} has no sheet named Published, so there is nothing to compare.", err=True)
    else:
        for each in found:
            computed = sentence_case(_called(each["computed"], data)) or "nothing"
            published = sentence_case(_called(each["published"], data))
            typer.echo(
                f"{each['at']}: {each['reference']} {each['what']} was published as {published}; it is {computed}"
            )
        typer.echo(f"Compared: {data['compared']}. Disagreements: {len(found)}.")
    return ExitCode.FAULTS if found else ExitCode.DONE


def diff(old: OneWorkbook, new: NewWorkbook, json_: AsJson = False) -> None:
    """Say what is different between the workbooks OLD and NEW, and what that does to ratings."""
    raise typer.Exit(attempt(new, lambda: _diff_two(old, new, json_)))


def _diff_two(old: Path, new: Path, json_: bool) -> ExitCode:
    from kccreport.rating.summary import diff_data  # late: as above

    readings = []
    for workbook in (old, new):
        outcome = road.read(workbook, layouts=own_layouts(), reviewed=False)
        if outcome.value is None:
            show(workbook, outcome.problems)
            return ExitCode.FAULTS
        readings.append(outcome.value.rated)
    data = diff_data(*readings)
    if json_:
        print_json(data)
        return ExitCode.DONE
    for each in data["changes"]:
        before, after = (sentence_case(_called(each[name], data)) or "nothing" for name in ("before", "after"))
        effect = f"; rating {each['effect']}" if each["effect"] else ""
        typer.echo(f"{each['reference']} {each['what']}: {before} -> {after}{effect}")
    count = len(data["changes"])
    typer.echo(f"{count or 'No'} {'difference' if count == 1 else 'differences'}.")
    return ExitCode.DONE


def _called(rating: Any, data: dict[str, Any]) -> Any:
    """Return a rating by the council's word for it, or anything else as it is."""
    return data.get("rating_words", {}).get(rating, rating)


def _print_ratings(data: dict[str, Any]) -> None:
    """Print the ratings as a table; columns are as wide as what stands in them."""
    rows: list[tuple[str, ...]] = [
        ("Reference", "Kind", "Period", "Latest", "RAG", "YTD", "YTD RAG", "In range?", "Direction")
    ]
    for each in data["indicators"]:
        latest, ytd = each["latest"], each["ytd"]
        cells = (
            each["reference"] or each["title"],
            each["kind"],
            latest["period"],
            latest["value"],
            _called(latest["rag"], data),
            ytd["value"],
            _called(ytd["rag"], data),
            each["alert"],
            each["direction"],
        )
        rows.append(
            tuple(
                "–" if cell is None else f"{cell:,}" if isinstance(cell, int | float) else str(cell) for cell in cells
            )
        )
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        typer.echo("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
    counts = ", ".join(
        f"{count} {_called(name, data).replace('_', ' ')}" for name, count in data["counts"]["latest"].items()
    )
    typer.echo(f"\n{data['counts']['kpi']} KPIs: {counts}.")
