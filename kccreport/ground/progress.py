"""How far long work has come: a bar on the terminal, for those who watch."""

import sys
import threading
from typing import Any


class Progress:
    """A bar on the terminal, shown once a build has taken a second; silent where stderr is a file or a pipe."""

    _PATIENCE = 1.0  # seconds

    def __init__(self, steps: int) -> None:
        self._steps, self._done, self._doing = steps, 0, ""
        self._bar: Any = None
        self._task: Any = None
        self._timer = threading.Timer(self._PATIENCE, self._appear)
        self._timer.daemon = True

    def __enter__(self) -> "Progress":
        if sys.stderr.isatty():
            self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()
        if self._timer.is_alive():
            self._timer.join()
        if self._bar is not None:
            self._bar.stop()

    def _appear(self) -> None:
        from rich.console import Console  # late: most builds are over before there is anything to show
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

        columns = (
            SpinnerColumn(),
            BarColumn(20),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            TextColumn("{task.description}"),
        )
        bar = Progress(*columns, console=Console(stderr=True), transient=True)
        self._task = bar.add_task(self._escaped(), total=self._steps or None, completed=self._done)
        bar.start()
        self._bar = bar

    def step(self, doing: str) -> None:
        """Say what is being done now; what was being done before counts as done."""
        self._done, self._doing = self._done + bool(self._doing), doing
        if self._bar is not None:
            self._bar.update(self._task, completed=self._done, description=self._escaped())

    def _escaped(self) -> str:
        return self._doing.replace("[", "\\[")  # a file's name is not markup either
