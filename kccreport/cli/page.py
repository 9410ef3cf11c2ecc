"""The command that opens the local page."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kccreport.cli.running import Usage, attempt
from kccreport.ground.errors import ExitCode

if TYPE_CHECKING:
    from kccreport.page.serving import Wanted

Folder = Annotated[Path, typer.Argument(help="The folder to work in, with the workbooks.", show_default=False)]
Port = Annotated[int, typer.Option("--port", min=0, max=65535, help="The port; else any that is free.")]
Host = Annotated[str, typer.Option("--host", help="The address of this computer for others; needs --password-file.")]
PasswordFile = Annotated[
    Path | None, typer.Option("--password-file", help="A file whose first line is the password for others.")
]
NoBrowser = Annotated[bool, typer.Option("--no-browser", help="Show the address, and open no browser.")]
Shortcut = Annotated[bool, typer.Option("--shortcut", help="Put a starter for this folder on the desktop, and end.")]

_MISSING = 'the page needs a few packages more: pip install ".[page]" in the folder of kccreport, or pip install "kccreport[page]".'


def page(
    folder: Folder = Path(),
    port: Port = 0,
    host: Host = "127.0.0.1",
    password_file: PasswordFile = None,
    no_browser: NoBrowser = False,
    shortcut: Shortcut = False,
) -> None:
    """Open the local page of a FOLDER in the browser: check, make and release papers and packs without a terminal."""
    try:
        from kccreport.page.serving import Wanted, refusal  # late: only the page needs a server
    except ModuleNotFoundError as fault:
        raise Usage(_MISSING) from fault
    wanted = Wanted(folder, port, host, password_file, not no_browser)
    why = refusal(wanted)
    if why:
        raise Usage(why)
    raise typer.Exit(attempt(folder, lambda: _shortcut(folder) if shortcut else _serve(wanted)))


def _serve(wanted: "Wanted") -> ExitCode:
    from kccreport.page.serving import serve  # late: as above

    try:
        serve(
            wanted,
            lambda address: typer.echo(f"The page is at {address}\nClose this window, or press Ctrl-C, to end it."),
        )
    except KeyboardInterrupt:
        typer.echo("The page is closed.")
    return ExitCode.DONE


def _shortcut(folder: Path) -> ExitCode:
    from kccreport.page.shortcut import put_on_desktop  # late: as above

    if not folder.is_dir():
        raise Usage(f"{folder} is not a folder.")
    typer.echo(f"{put_on_desktop(folder)}: double-click it to open the page of {folder.resolve()}")
    return ExitCode.DONE
