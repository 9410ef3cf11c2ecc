"""The command line: parse, call, show, exit. The only file that prints or exits."""

import _thread
import contextlib
import json
import os
import sys
import threading
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from functools import partial
from importlib.abc import MetaPathFinder
from pathlib import Path
from typing import Annotated, Any

import typer

os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # else it searches every installed package for plugins

from kccreport import pipeline, rounds
from kccreport.errors import ExitCode, KccReportError, WrongWorkbook
from kccreport.layout.reader import layout_files, read_layout
from kccreport.problem import Problem, has_errors
from kccreport.progress import Progress

INPUTS, OUT, LAYOUTS = Path("inputs"), Path("out"), Path("layouts")
MOST_ALIKE = 5  # problems of one code shown in full; --json has them all
ALWAYS_SHOWN = frozenset({"leak"})  # each has to be read by somebody

app = typer.Typer(
    help="Make committee papers from performance workbooks: rated, laid out, and readable by everybody.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

Workbooks = Annotated[list[Path], typer.Argument(help="The .xlsx workbooks to read.", show_default=False)]
OptionalWorkbooks = Annotated[
    list[Path] | None,
    typer.Argument(help="The .xlsx workbooks to build; none means every workbook in inputs/.", show_default=False),
]
OneWorkbook = Annotated[Path, typer.Argument(help="The .xlsx workbook to read.", show_default=False)]
NewWorkbook = Annotated[Path, typer.Argument(help="The workbook to compare it with.", show_default=False)]
Returned = Annotated[
    list[Path], typer.Argument(help="Workbooks that came back, or a folder of them.", show_default=False)
]
RequestFiles = Annotated[
    Path | None, typer.Option("--out", help="One .xlsx file for all, or a folder for one file for each owner.")
]
Today = Annotated[str | None, typer.Option("--today", help="The day to reckon from, such as 2021-03-12.")]
NewFile = Annotated[Path, typer.Argument(metavar="OUT", help="The workbook to write.", show_default=False)]
Kind = Annotated[str, typer.Option("--kind", help="dashboard, quarterly, cover or agenda.")]
FromWorkbook = Annotated[
    Path | None, typer.Option("--from", help="Take areas, people and indicators from this workbook.")
]
Year = Annotated[str | None, typer.Option("--year", help="The financial year, such as 2021/22; today's if not given.")]
ToPeriod = Annotated[
    str | None, typer.Option("--to", help="The month that the new paper reports up to, such as 'Feb 21'.")
]
AskTargets = Annotated[bool, typer.Option("--ask-targets", help="Clear targets and floors for a new financial year.")]
OutFolder = Annotated[Path, typer.Option("--out", help="The folder that receives the papers.")]
LayoutName = Annotated[
    str | None, typer.Option("--layout", help="Use this layout instead of the one the workbook names.")
]
Strict = Annotated[bool, typer.Option("--strict", help="Treat warnings as faults.")]
AsCsv = Annotated[bool, typer.Option("--csv", help="Also write the figures as CSV, with a description.")]
AttachData = Annotated[bool, typer.Option("--attach-data", help="Also write the figures as a clean workbook.")]
AgendaWorkbook = Annotated[Path, typer.Argument(help="The agenda's .xlsx workbook.", show_default=False)]
ReleasePack = Annotated[
    bool, typer.Option("--release", help="Refuse drafts, and record what is published, so that no page number moves.")
]
Release = Annotated[bool, typer.Option("--release", help="Refuse while anything is not signed off.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print the result as JSON.")]


@app.command()
def build(
    workbooks: OptionalWorkbooks = None,
    out: OutFolder = OUT,
    layout: LayoutName = None,
    strict: Strict = False,
    release: Release = False,
    csv: AsCsv = False,
    attach_data: AttachData = False,
) -> None:
    """Make the paper of each WORKBOOK, as OUT/<name>.pdf; a workbook with faults makes none."""
    chosen = workbooks or _workbooks_in(INPUTS)
    if not chosen:
        raise _Usage("there is no workbook in inputs/; name one, or put one there.")
    clash = _same_names(chosen)
    if clash:
        raise _Usage(f"{clash[0]} and {clash[1]} would both make {clash[0].stem}.pdf; build them to different folders.")
    wanted = _Wanted(layout, strict, release, csv, attach_data)
    worst = ExitCode.DONE
    with Progress(len(chosen) * len(pipeline.Stage)) as progress:
        for workbook in chosen:
            path = out / f"{workbook.stem}.pdf"
            attempt = partial(_build_one, workbook, path, wanted, progress)
            worst = max(worst, _attempt(workbook, attempt if workbooks else partial(_unless_agenda, attempt)))
    raise typer.Exit(worst)


def _unless_agenda(attempt: Callable[[], ExitCode]) -> ExitCode:
    """Build a workbook that nobody named; that it is an agenda is then no mistake, but worth a line."""
    try:
        return attempt()
    except WrongWorkbook as agenda:
        typer.echo(str(agenda), err=True)
        return ExitCode.DONE


@dataclass(frozen=True, slots=True)
class _Wanted:
    """How a paper is asked for."""

    layout: str | None
    strict: bool
    release: bool
    csv: bool
    data: bool


def _build_one(workbook: Path, path: Path, wanted: _Wanted, progress: Progress) -> ExitCode:
    outcome = pipeline.build(
        workbook,
        path,
        layout=wanted.layout,
        layouts=_own_layouts(),
        strict=wanted.strict,
        release=wanted.release,
        on_stage=lambda stage: progress.step(f"{stage} {workbook.name}"),
    )
    _show(workbook, outcome.problems)
    if outcome.value is None:
        typer.echo(f"{workbook}: no paper was made.", err=True)
        return ExitCode.FAULTS
    pages = outcome.value.pages
    draft = ", DRAFT: not signed off" if outcome.value.is_draft else ""
    beside = []
    if outcome.value.reading is not None and (wanted.csv or wanted.data):
        beside = pipeline.write_data(outcome.value.reading, path, csv=wanted.csv, workbook=wanted.data)
    typer.echo(f"{path}  {pages} {'page' if pages == 1 else 'pages'}, {_warnings(outcome.problems)}{draft}")
    for extra in beside:
        typer.echo(str(extra))
    return ExitCode.DONE


@app.command()
def check(workbooks: Workbooks, layout: LayoutName = None, strict: Strict = False, json_: AsJson = False) -> None:
    """Say what is wrong with each WORKBOOK, cell by cell; write nothing."""
    worst = ExitCode.DONE
    found: list[dict[str, Any]] = []
    for workbook in workbooks:

        def check_one(book: Path = workbook) -> ExitCode:
            problems = _problems_of(book, layout)
            found.append({"workbook": str(book), "problems": [asdict(problem) for problem in problems]})
            has_faults = has_errors(problems, strict=strict)
            if not json_:
                _show(book, problems)
                typer.echo(f"{book}: {_verdict(problems, has_faults)}")
            return ExitCode.FAULTS if has_faults else ExitCode.DONE

        worst = max(worst, _attempt(workbook, check_one))
    if json_:
        _print_json({"workbooks": found})
    raise typer.Exit(worst)


def _problems_of(workbook: Path, layout: str | None) -> tuple[Problem, ...]:
    """Return what is wrong with a paper's workbook, or with an agenda and its papers."""
    try:
        return pipeline.read(workbook, layout=layout, layouts=_own_layouts(), hidden=True).problems
    except WrongWorkbook:
        from kccreport import packs  # late: only agendas need pikepdf

        return packs.check(workbook, layouts=_own_layouts())


@app.command()
def rate(workbook: OneWorkbook, layout: LayoutName = None, strict: Strict = False, json_: AsJson = False) -> None:
    """Show the rating, alert and direction of travel of every indicator in WORKBOOK."""
    raise typer.Exit(_attempt(workbook, lambda: _rate_one(workbook, layout, strict, json_)))


def _rate_one(workbook: Path, layout: str | None, strict: bool, json_: bool) -> ExitCode:
    from kccreport.summary import as_data  # late: with the models come pydantic and the rating room

    outcome = pipeline.read(workbook, layout=layout, layouts=_own_layouts())
    _show(workbook, outcome.problems)
    if outcome.value is None or has_errors(outcome.problems, strict=strict):
        return ExitCode.FAULTS
    data = as_data(outcome.value.rated)
    if json_:
        _print_json(data)
    else:
        _print_ratings(data)
    return ExitCode.DONE


@app.command()
def audit(workbook: OneWorkbook, layout: LayoutName = None, json_: AsJson = False) -> None:
    """Compare what a paper printed, on the sheet Published of WORKBOOK, with what the rules give."""
    raise typer.Exit(_attempt(workbook, lambda: _audit_one(workbook, layout, json_)))


def _audit_one(workbook: Path, layout: str | None, json_: bool) -> ExitCode:
    from kccreport.summary import audit_data  # late: as above

    outcome = pipeline.read(workbook, layout=layout, layouts=_own_layouts())
    _show(workbook, outcome.problems)
    if outcome.value is None:
        return ExitCode.FAULTS
    data = audit_data(outcome.value.rated)
    found = data["disagreements"]
    if json_:
        _print_json(data)
    elif not data["compared"]:
        typer.echo(f"{workbook} has no sheet named Published, so there is nothing to compare.", err=True)
    else:
        for each in found:
            computed = _sentence_case(each["computed"]) or "nothing"
            published = _sentence_case(each["published"])
            typer.echo(
                f"{each['at']}: {each['reference']} {each['what']} was published as {published}; it is {computed}"
            )
        typer.echo(f"Compared: {data['compared']}. Disagreements: {len(found)}.")
    return ExitCode.FAULTS if found else ExitCode.DONE


@app.command()
def template(
    out: NewFile, kind: Kind = "dashboard", source: FromWorkbook = None, year: Year = None, today: Today = None
) -> None:
    """Write a workbook ready to fill in: OUT.xlsx, for a kind of paper, or with what stays of an older workbook."""
    if kind not in ("dashboard", "quarterly", "cover", "agenda"):
        raise _Usage(f"{kind!r} is not a kind of paper; it is dashboard, quarterly, cover or agenda.")
    if kind == "agenda" and (source or year):
        raise _Usage("an agenda is started without --from and --year.")
    if out.exists():
        raise _Usage(f"{out} is there already; a template never replaces a workbook.")
    raise typer.Exit(_attempt(out, lambda: _template(out, kind, source, year, _day(today))))


def _template(out: Path, kind: str, source: Path | None, year: str | None, today: date) -> ExitCode:
    outcome = rounds.template(out, kind, year, today, source=source, layouts=_own_layouts())
    _show(source or out, outcome.problems)
    if outcome.value is None:
        return ExitCode.FAULTS
    typer.echo(f"{out}: fill in the white cells; kccreport check {out} says what is missing")
    return ExitCode.DONE


@app.command()
def commentary(
    workbook: OneWorkbook,
    out: RequestFiles = None,
    layout: LayoutName = None,
    today: Today = None,
    json_: AsJson = False,
) -> None:
    """Say who owes commentary on what in WORKBOOK, and with --out write the workbooks that ask for it."""
    raise typer.Exit(_attempt(workbook, lambda: _ask(workbook, out, layout, _day(today), json_)))


def _ask(workbook: Path, out: Path | None, layout: str | None, today: date, json_: bool) -> ExitCode:
    outcome = pipeline.read(workbook, layout=layout, layouts=_own_layouts(), reviewed=False)
    _show(workbook, outcome.problems)
    if outcome.value is None:
        return ExitCode.FAULTS
    requests = rounds.requests(outcome.value, today)
    if json_:
        _print_json(asdict(requests))
        return ExitCode.DONE
    for each in requests.owed:
        state = "explained" if each.is_explained else "MISSING"
        typer.echo(f"{each.owner}: {each.reference} {each.reason} [{state}]")
    missing = sum(not each.is_explained for each in requests.owed)
    left = "" if requests.days_left is None else f" {_days_words(requests.days_left)}"
    typer.echo(f"{len(requests.owed)} to explain, {missing} missing.{left}")
    if out is not None:
        for path in rounds.write_requests(outcome.value, out):
            typer.echo(str(path))
    return ExitCode.DONE


def _days_words(days: int) -> str:
    if days < 0:
        return f"The deadline was {-days} {'day' if days == -1 else 'days'} ago."
    return f"{days} {'day' if days == 1 else 'days'} left to the deadline." if days else "The deadline is today."


def _day(given: str | None) -> date:
    """Return the day that was given, or today's: the only place that looks at the clock."""
    if given is None:
        return date.today()
    try:
        return date.fromisoformat(given)
    except ValueError:
        raise _Usage(f"{given!r} is not a date; type it as 2021-03-12.") from None


@app.command()
def collect(workbook: OneWorkbook, returned: Returned, layout: LayoutName = None, today: Today = None) -> None:
    """Merge the commentary of RETURNED workbooks into WORKBOOK, of which a backup is kept."""
    raise typer.Exit(_attempt(workbook, lambda: _collect(workbook, returned, layout, _day(today))))


def _collect(workbook: Path, returned: Sequence[Path], layout: str | None, today: date) -> ExitCode:
    outcome = rounds.collect(workbook, returned, today, layout=layout, layouts=_own_layouts())
    _show(workbook, outcome.problems)
    if outcome.value is None:
        return ExitCode.FAULTS
    if outcome.value.backup is not None:
        typer.echo(f"{workbook}: merged {', '.join(outcome.value.references)}; as it was: {outcome.value.backup}")
    else:
        typer.echo(f"{workbook}: nothing was merged.")
    return ExitCode.FAULTS if has_errors(outcome.problems) else ExitCode.DONE


@app.command()
def rollover(workbook: OneWorkbook, out: NewFile, to: ToPeriod = None, ask_targets: AskTargets = False) -> None:
    """Write the workbook of the next paper: a column for its period, and what was of this one cleared or kept as previous."""
    if out.exists() and workbook.exists() and out.samefile(workbook):
        raise _Usage("the new workbook needs a name of its own.")
    raise typer.Exit(_attempt(workbook, lambda: _roll_over(workbook, out, to, ask_targets)))


def _roll_over(workbook: Path, out: Path, to: str | None, ask_targets: bool) -> ExitCode:
    outcome = rounds.rollover(workbook, out, to=to, ask_targets=ask_targets, layouts=_own_layouts())
    _show(workbook, outcome.problems)
    if outcome.value is None:
        return ExitCode.FAULTS
    typer.echo(f"{out}: ready for results up to {outcome.value.results_up_to}")
    return ExitCode.DONE


@app.command()
def diff(old: OneWorkbook, new: NewWorkbook, json_: AsJson = False) -> None:
    """Say what is different between the workbooks OLD and NEW, and what that does to ratings."""
    raise typer.Exit(_attempt(new, lambda: _diff_two(old, new, json_)))


def _diff_two(old: Path, new: Path, json_: bool) -> ExitCode:
    from kccreport.summary import diff_data  # late: as above

    readings = []
    for workbook in (old, new):
        outcome = pipeline.read(workbook, layouts=_own_layouts(), reviewed=False)
        if outcome.value is None:
            _show(workbook, outcome.problems)
            return ExitCode.FAULTS
        readings.append(outcome.value.rated)
    data = diff_data(*readings)
    if json_:
        _print_json(data)
        return ExitCode.DONE
    for each in data["changes"]:
        before, after = (_sentence_case(each[name]) or "nothing" for name in ("before", "after"))
        effect = f"; rating {each['effect']}" if each["effect"] else ""
        typer.echo(f"{each['reference']} {each['what']}: {before} -> {after}{effect}")
    count = len(data["changes"])
    typer.echo(f"{count or 'No'} {'difference' if count == 1 else 'differences'}.")
    return ExitCode.DONE


@app.command()
def pack(agenda: AgendaWorkbook, out: OutFolder = OUT, strict: Strict = False, release: ReleasePack = False) -> None:
    """Make the packs of an AGENDA workbook: public, restricted where papers are exempt, and what followed."""
    with Progress(0) as progress:
        raise typer.Exit(_attempt(agenda, lambda: _make_packs(agenda, out, strict, release, progress)))


def _make_packs(agenda: Path, out: Path, strict: bool, release: bool, progress: Progress) -> ExitCode:
    from kccreport import packs  # late: only packs need pikepdf

    outcome = packs.make(agenda, out, layouts=_own_layouts(), strict=strict, release=release, on_step=progress.step)
    _show(agenda, outcome.problems)
    if outcome.value is None:
        typer.echo(f"{agenda}: no pack was made.", err=True)
        return ExitCode.FAULTS
    for each in outcome.value.files:
        pages = "" if each.pages is None else f"  {each.pages} {'page' if each.pages == 1 else 'pages'}"
        typer.echo(f"{each.path}{pages}{f', {each.conformance}' if each.conformance else ''}")
    typer.echo(_warnings(outcome.problems))
    return ExitCode.DONE


@app.command()
def dates(agenda: AgendaWorkbook, json_: AsJson = False) -> None:
    """Show the statutory dates and the notices of an AGENDA workbook, and GL01 from its meeting log."""
    raise typer.Exit(_attempt(agenda, lambda: _show_dates(agenda, json_)))


def _show_dates(agenda: Path, json_: bool) -> ExitCode:
    from kccreport import packs  # late: as above

    outcome = packs.dates(agenda)
    _show(agenda, outcome.problems)
    if outcome.value is None:
        return ExitCode.FAULTS
    if json_:
        _print_json(outcome.value.as_data())
        return ExitCode.DONE
    for line in outcome.value.lines():
        typer.echo(line)
    return ExitCode.DONE


@app.command()
def layouts() -> None:
    """List the layouts, those in ./layouts and those that come with kccreport, and what each makes."""
    worst = ExitCode.DONE
    for name in layout_files(_own_layouts()):
        outcome = read_layout(name, _own_layouts())
        if outcome.value is None:
            _show(LAYOUTS / name, outcome.problems)
            worst = ExitCode.FAULTS
        else:
            typer.echo(f"{name}\n    {outcome.value.description}")
    raise typer.Exit(worst)


def main() -> None:
    """Run the command line; whatever happens, end in one of the exit codes of `errors`."""
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError, ValueError):
            stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    sys.unraisablehook = _heed_interrupt
    sys.meta_path.insert(0, _NumpyForPandasOnly())
    try:
        app()
    except _Usage as fault:
        typer.echo(f"kccreport: {fault}", err=True)
        sys.exit(ExitCode.USAGE)
    except BrokenPipeError:
        # whoever read our output has gone, as with `kccreport rate … | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(ExitCode.DONE)
    except Exception as bug:
        # the one place that catches a bug: for a user it is a sentence; tests call `app`, and see the traceback
        if os.environ.get("KCCREPORT_DEBUG"):
            raise
        typer.echo(
            f"kccreport: something went wrong inside kccreport itself ({type(bug).__name__}); your workbook is unchanged. "
            "Please report it; with KCCREPORT_DEBUG=1 in the environment the details are shown.",
            err=True,
        )
        sys.exit(ExitCode.FILES)


class _NumpyForPandasOnly(MetaPathFinder):
    """Keep openpyxl from importing numpy, which it wants only so that it could write numpy's numbers.

    That is a tenth of what a build takes. In a program of our own nothing else is there to miss it; as a library,
    kccreport leaves imports alone.
    """

    def find_spec(self, fullname: str, path: object = None, target: object = None) -> None:
        if fullname == "numpy" and "pandas" not in sys.modules:
            raise ModuleNotFoundError("numpy is kept for pandas", name="numpy")


def _heed_interrupt(unraisable: "sys.UnraisableHookArgs") -> None:
    """Let Ctrl-C through where it falls into a destructor, which Python would report and then carry on."""
    if unraisable.exc_type is KeyboardInterrupt:
        # a moment later, since at once it would fall into this very hook
        threading.Timer(0.01, _thread.interrupt_main).start()
    else:
        sys.__unraisablehook__(unraisable)


class _Usage(Exception):
    """The command line makes no sense; the message says why."""


def _attempt(workbook: Path, action: Callable[[], ExitCode]) -> ExitCode:
    """Run one workbook's part of a command; what stops it is one sentence, and the next workbook is tried."""
    try:
        return action()
    except KccReportError as fault:
        typer.echo(f"kccreport: {fault}", err=True)
        return fault.exit_code
    except KeyboardInterrupt:
        typer.echo(f"kccreport: stopped at {workbook}; nothing half-made was left behind.", err=True)
        raise typer.Exit(130) from None
    except MemoryError:
        typer.echo(f"kccreport: {workbook} needs more memory than there is.", err=True)
        return ExitCode.FILES


def _workbooks_in(folder: Path) -> list[Path]:
    """Return the workbooks of a folder by name, without the lock files Excel leaves beside open ones."""
    if not folder.is_dir():
        return []
    return sorted(path for path in folder.glob("*.xlsx") if not path.name.startswith(("~$", ".")))


def _same_names(workbooks: Sequence[Path]) -> tuple[Path, Path] | None:
    seen: dict[str, Path] = {}
    for workbook in workbooks:
        other = seen.setdefault(workbook.stem.casefold(), workbook)
        if other is not workbook:
            return other, workbook
    return None


def _own_layouts() -> Path | None:
    return LAYOUTS if LAYOUTS.is_dir() else None


def _show(source: Path, problems: Sequence[Problem]) -> None:
    """Print problems to stderr, at most a few of each kind, so that a screen is enough."""
    if not problems:
        return
    typer.echo(f"{source}:", err=True)
    shown: dict[str, int] = {}
    for problem in problems:
        shown[problem.code] = shown.get(problem.code, 0) + 1
        if shown[problem.code] > MOST_ALIKE and problem.code not in ALWAYS_SHOWN:
            continue
        typer.echo(f"  {problem.severity} {problem.where}: {problem.message} [{problem.code}]", err=True)
        if problem.hint:
            typer.echo(f"      {problem.hint}", err=True)
    for code, count in shown.items():
        if count > MOST_ALIKE and code not in ALWAYS_SHOWN:
            typer.echo(
                f"  … and {count - MOST_ALIKE} more of [{code}]; kccreport check --json lists them all", err=True
            )


def _warnings(problems: Sequence[Problem]) -> str:
    count = sum(not problem.is_error for problem in problems)
    return "no warnings" if not count else f"{count} warning{'s' if count > 1 else ''}"


def _verdict(problems: Sequence[Problem], has_faults: bool) -> str:
    errors = sum(problem.is_error for problem in problems)
    if has_faults:
        return f"{errors} fault{'' if errors == 1 else 's'}, {_warnings(problems)}"
    return f"ready to build, {_warnings(problems)}"


def _print_json(data: object) -> None:
    typer.echo(json.dumps(data, ensure_ascii=False, indent=2))


def _print_ratings(data: dict[str, Any]) -> None:
    """Print the ratings as a table; columns are as wide as what stands in them."""
    rows: list[tuple[str, ...]] = [
        ("Reference", "Kind", "Period", "Latest", "RAG", "YTD", "YTD RAG", "In range?", "Direction")
    ]
    for each in data["indicators"]:
        latest, ytd = each["latest"], each["ytd"]
        cells = (
            each["reference"],
            each["kind"],
            latest["period"],
            latest["value"],
            latest["rag"],
            ytd["value"],
            ytd["rag"],
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
    counts = ", ".join(f"{count} {name.replace('_', ' ')}" for name, count in data["counts"]["latest"].items())
    typer.echo(f"\n{data['counts']['kpi']} KPIs: {counts}.")


def _sentence_case(words: str) -> str:
    """Return words with a capital first, and the rest as they are."""
    return words[:1].upper() + words[1:]
