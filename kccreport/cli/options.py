"""The arguments and options that commands share, each described once."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from kccreport.cli.running import Usage
from kccreport.ground.places import INPUTS, LAYOUTS, OUT, own_layouts

__all__ = ["INPUTS", "LAYOUTS", "OUT", "own_layouts"]

Workbooks = Annotated[list[Path], typer.Argument(help="The .xlsx workbooks to read.", show_default=False)]
OptionalWorkbooks = Annotated[
    list[Path] | None,
    typer.Argument(
        help="The .xlsx workbooks to build, or folders of them; none means every workbook in inputs/.",
        show_default=False,
    ),
]
OneWorkbook = Annotated[Path, typer.Argument(help="The .xlsx workbook to read.", show_default=False)]
NewWorkbook = Annotated[Path, typer.Argument(help="The workbook to compare it with.", show_default=False)]
Returned = Annotated[
    list[Path], typer.Argument(help="Workbooks that came back, or a folder of them.", show_default=False)
]
RequestFiles = Annotated[
    Path | None, typer.Option("--out", help="One .xlsx file for all, or a folder for one file for each owner.")
]
Again = Annotated[bool, typer.Option("--again", help="Ask only for what has no commentary yet.")]
Owner = Annotated[str | None, typer.Option("--owner", help="Ask this owner only.")]
Volunteered = Annotated[
    bool, typer.Option("--volunteered", help="Also merge rows that their owners added without being asked.")
]
Today = Annotated[str | None, typer.Option("--today", help="The day to reckon from, such as 2021-03-12.")]
DayGiven = Annotated[
    str | None,
    typer.Option("--today", help="Name deadlines of an agenda that are past on this day, such as 2021-03-12."),
]
NewFile = Annotated[Path, typer.Argument(metavar="OUT", help="The workbook to write.", show_default=False)]
Kind = Annotated[
    str | None,
    typer.Option(
        "--kind", help="dashboard, quarterly, cover, simple (one sheet) or agenda; else dashboard, or as --from is."
    ),
]
FromWorkbook = Annotated[
    Path | None,
    typer.Option(
        "--from", help="Take what stays from this workbook: areas and indicators, or members and standing items."
    ),
]
MeetingDay = Annotated[
    str | None,
    typer.Option("--date", help="The day of the next meeting, such as 2021-04-16, for an agenda with --from."),
]
Year = Annotated[str | None, typer.Option("--year", help="The financial year, such as 2021/22; today's if not given.")]
ToPeriod = Annotated[
    str | None, typer.Option("--to", help="The month that the new paper reports up to, such as 'February 2021'.")
]
AskTargets = Annotated[bool, typer.Option("--ask-targets", help="Clear targets and floors for a new financial year.")]
_MADE = frozenset((".pdf", ".xlsx", ".html", ".csv", ".zip"))  # of what stands in the folder


def _is_folder(given: Path) -> Path:
    """Refuse the name of a file where a folder is asked for, unless a folder is called so."""
    if given.suffix.casefold() in _MADE and not given.is_dir():
        raise Usage(f"--out is the folder that papers go to; {given} would be a file, which has its workbook's name.")
    return given


OutFolder = Annotated[Path, typer.Option("--out", help="The folder that receives the papers.", callback=_is_folder)]
PublishedIn = Annotated[Path, typer.Option("--out", help="The folder that holds what was published.")]
LayoutName = Annotated[
    str | None,
    typer.Option("--layout", help="Use this layout, or this .toml file, instead of the one the workbook names."),
]
Strict = Annotated[bool, typer.Option("--strict", help="Treat warnings as faults.")]
AsCsv = Annotated[bool, typer.Option("--csv", help="Also write the figures as CSV, with a description.")]
AsHtml = Annotated[bool, typer.Option("--html", help="Also write the paper as a web page, in one file.")]
AsSummary = Annotated[
    bool, typer.Option("--summary", help="Also write the paper on one page, which can be published alone.")
]
AsLarge = Annotated[
    bool, typer.Option("--large", help="Also write the paper in large print: 16 points or more, on upright pages.")
]
AttachData = Annotated[bool, typer.Option("--attach-data", help="Also write the figures as a clean workbook.")]
AgendaWorkbook = Annotated[Path, typer.Argument(help="The agenda's .xlsx workbook.", show_default=False)]
ReleasePack = Annotated[
    bool, typer.Option("--release", help="Refuse drafts, and record what is published, so that no page number moves.")
]
AsZip = Annotated[
    bool, typer.Option("--zip", help="Also make a ZIP of the separate papers, with a list of them, for upload.")
]
OfferPhrases = Annotated[
    bool,
    typer.Option(
        "--offer", help="Where exempt words stop the packs, write them into the agenda's Cleared phrases to be signed."
    ),
]
Jobs = Annotated[
    int | None,
    typer.Option("--jobs", min=1, max=256, help="How many papers to make at a time; else one for each core."),
]
Cluster = Annotated[
    str | None,
    typer.Option(
        "--cluster", help="Have the papers made by the workers of this Dask scheduler, such as tcp://host:8786."
    ),
]
Resume = Annotated[
    bool, typer.Option("--resume", help="Pass over papers that were made before from the same workbook, the same way.")
]
AsPages = Annotated[
    bool, typer.Option("--html", help="Also make the front sheet and the papers made here as web pages.")
]
Release = Annotated[bool, typer.Option("--release", help="Refuse while anything is not signed off.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print the result as JSON.")]


LayoutToShow = Annotated[
    str | None, typer.Argument(help="A layout, by its name or as a .toml file.", show_default=False)
]
CopyTo = Annotated[
    Path | None, typer.Argument(metavar="FILE", help="With --copy: the file to write.", show_default=False)
]
AsCopy = Annotated[bool, typer.Option("--copy", help="Write a copy to change, with a comment on each key.")]
Explain = Annotated[bool, typer.Option("--explain", help="Say what each block, key and column prints.")]


def day_given(given: str | None) -> date:
    """Return the day that was given, or today's: the only place that looks at the clock."""
    return day_named(given) or date.today()


def day_named(given: str | None) -> date | None:
    """Return the day that was given; None where none was.

    Raises:
        Usage: it is not a date.
    """
    if given is None:
        return None
    try:
        return date.fromisoformat(given)
    except ValueError:
        raise Usage(f"{given!r} is not a date; type it as 2021-03-12.") from None
