"""The program `kccreport`: its commands in the order they are listed, and how it ends."""

import _thread
import contextlib
import os
import signal
import sys
import threading
from importlib.abc import MetaPathFinder
from types import FrameType

import typer

os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # else it searches every installed package for plugins

from kccreport.cli import agendas, building, layouts, officers, page, papers
from kccreport.cli.running import Usage
from kccreport.ground.errors import ExitCode
from kccreport.ground.files import settle_staged
from kccreport.ground.scratch import clear_abandoned

app = typer.Typer(
    help="Make committee papers from performance workbooks: rated, laid out, and readable by everybody.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

for command in (
    building.build,
    papers.check,
    papers.rate,
    papers.audit,
    officers.template,
    officers.commentary,
    officers.collect,
    officers.rollover,
    papers.diff,
    agendas.pack,
    agendas.dates,
    layouts.layouts,
    page.page,
):
    app.command()(command)


def run() -> None:
    """Run the command line and exit."""
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError, ValueError):
            stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    sys.unraisablehook = _heed_interrupt
    pressed = _Pressed()
    sys.meta_path.insert(0, _NumpyForPandasOnly())
    with contextlib.suppress(OSError):
        settle_staged()
        clear_abandoned()
    try:
        app()
    except Usage as fault:
        typer.echo(f"kccreport: {fault}", err=True)
        sys.exit(ExitCode.USAGE)
    except BrokenPipeError:
        # whoever read our output has gone, as with `kccreport rate … | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(ExitCode.DONE)
    except Exception as bug:
        if pressed.at_all:  # a library passed over the interruption, and stumbled over what it had left half done
            raise KeyboardInterrupt from bug
        # the one place that catches a bug: for a user it is a sentence; tests call `app`, and see the traceback
        if os.environ.get("KCCREPORT_DEBUG"):
            raise
        typer.echo(
            f"kccreport: something went wrong inside kccreport itself ({type(bug).__name__}); your workbook is unchanged. "
            "Please report it; with KCCREPORT_DEBUG=1 in the environment the details are shown.",
            err=True,
        )
        sys.exit(ExitCode.FILES)


class _Pressed:
    """Whether Ctrl-C was pressed at all, also where a library has passed over it."""

    def __init__(self) -> None:
        self.at_all = False
        if threading.current_thread() is threading.main_thread():
            signal.signal(signal.SIGINT, self._note)

    def _note(self, number: int, frame: FrameType | None) -> None:
        self.at_all = True
        signal.default_int_handler(number, frame)


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
        threading.Timer(0.01, _interrupt).start()
    else:
        sys.__unraisablehook__(unraisable)


def _interrupt() -> None:
    """Interrupt the main thread, and where the system can also the wait it may be in."""
    main_thread = threading.main_thread().ident
    if hasattr(signal, "pthread_kill") and main_thread is not None:
        signal.pthread_kill(main_thread, signal.SIGINT)
    else:  # Windows
        _thread.interrupt_main()
