"""Run one workbook's part of a command: whatever stops it ends as one sentence and an exit code."""

from collections.abc import Callable
from pathlib import Path

import typer

from kccreport.ground.errors import ExitCode, KccReportError


class Usage(Exception):
    """The command line makes no sense; the message says why."""


def attempt(workbook: Path, action: Callable[[], ExitCode]) -> ExitCode:
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
