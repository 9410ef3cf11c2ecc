"""The command line: parse, call, show, exit. The only room that prints or exits."""

import sys
from typing import TYPE_CHECKING

from kccreport.ground.memory import collect_seldom

if TYPE_CHECKING:
    from kccreport.cli.program import app

__all__ = ["app", "main"]


def main() -> None:
    """Run the command line; whatever happens, end in one of the exit codes of `errors`, and after Ctrl-C in 130."""
    collect_seldom()
    try:
        from kccreport.cli import program  # late: half a second, in which Ctrl-C should be heeded too

        program.run()
    except KeyboardInterrupt:
        print("kccreport: stopped; nothing half-made was left behind.", file=sys.stderr)
        sys.exit(130)


def __getattr__(name: str) -> object:
    if name != "app":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from kccreport.cli.program import app

    return app
