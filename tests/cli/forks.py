"""Programs in processes of their own that have the package in memory already: each is forked from one that has read it.

It is a second of work to start Python with the package and the libraries it rests on, and the same for every test. A
program runs as `python -c` runs it, and ends as that ends: with its threads and whatever is to be done at the exit.
"""

import atexit
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests import ROOT

_MOST_SECONDS = 120

# reads a job a line, forks, and says the number of the process; asked for the end of one, waits for it and says how it ended
_ORIGIN = """
import json, os, signal, sys
import kccreport.agenda.examining.examiner, kccreport.agenda.intake.agenda, kccreport.agenda.merging.merge
import kccreport.cli.program, kccreport.intake.submission, kccreport.paper.compose, kccreport.roads.agendas
import kccreport.workbook.reader, kccreport.writers.pdf.render
while line := sys.stdin.readline():
    job = json.loads(line)
    if "ended" in job:
        signal.signal(signal.SIGALRM, lambda *_: os.killpg(job["ended"], signal.SIGKILL))
        signal.alarm(job["seconds"])
        print(os.waitstatus_to_exitcode(os.waitpid(job["ended"], 0)[1]), flush=True)
        signal.alarm(0)
    elif process := os.fork():
        print(process, flush=True)
    else:
        os.setsid()
        os.chdir(job["folder"])
        os.environ.update(job["environment"])
        for place, path in enumerate((os.devnull, job["out"], job["said"])):
            os.dup2(os.open(path, os.O_RDWR | os.O_CREAT | os.O_TRUNC), place)
        sys.argv = job["words"]
        exec(job["code"], {"__name__": "__main__"})
        break
"""


@dataclass(frozen=True, slots=True)
class Ended:
    """How a program ended, and what it wrote; a negative `code` is the signal that ended it."""

    code: int
    out: str
    said: str


class Fork:
    """A program that runs in a session of its own, in a folder; what it writes is kept beside that."""

    def __init__(self, code: str, folder: Path, *words: str, environment: Mapping[str, str] | None = None) -> None:
        self.out, self.said = (folder.with_name(f"{folder.name}-{name}.txt") for name in ("out", "said"))
        job = {
            "code": code, "folder": str(folder), "words": ["-c", *words], "environment": dict(environment or {}),
            "out": str(self.out), "said": str(self.said),
        }  # fmt: skip
        self.process = _ask(job)

    def end(self) -> Ended:
        """Wait until it has ended; what runs on and on is killed, with all that it has started, so that no suite hangs."""
        code = _ask({"ended": self.process, "seconds": _MOST_SECONDS})
        return Ended(code, self.out.read_text("utf-8"), self.said.read_text("utf-8"))


def _ask(job: Mapping[str, object]) -> int:
    origin = _origin()
    assert origin.stdin is not None
    assert origin.stdout is not None
    origin.stdin.write(json.dumps(job) + "\n")
    origin.stdin.flush()
    return int(origin.stdout.readline())


@cache
def _origin() -> "subprocess.Popen[str]":
    origin = subprocess.Popen(
        [sys.executable, "-c", _ORIGIN], cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, stdin=subprocess.PIPE,
        stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    atexit.register(origin.communicate)
    return origin
