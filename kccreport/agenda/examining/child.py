"""The process that reads other people's files: one request as JSON on its input, one answer as JSON on its output."""

import contextlib
import json
import os
import sys
from pathlib import Path
from typing import Any

from kccreport.agenda.examining import comparing, examiner, leaks
from kccreport.agenda.merging.facts import MOST_SECONDS

_MOST_MEMORY = 3 * 2**30  # bytes of address space, of which PDFium and Python reserve some without using it


def main() -> None:
    """Answer one request."""
    request = json.loads(sys.stdin.buffer.read())
    _limit()
    answer: dict[str, Any]
    try:
        if request["task"] == "examine":
            answer = examiner.examine(Path(request["path"]), Path(request["cleaned"])).as_data()
        elif request["task"] == "meets":
            answer = {"met": [each for each in request["profiles"] if examiner.meets(Path(request["path"]), each)]}
        elif request["task"] == "compare":
            answer = {"differing": comparing.pages_that_differ(Path(request["pack"]), request["papers"])}
        else:
            answer = {"leaks": leaks.answer(request)}
    except examiner.Unusable as fault:
        answer = {"unusable": str(fault)}
    except (MemoryError, RecursionError):
        answer = {"broken": "needs more memory than a paper may"}
    except examiner.FOREIGN_FAULTS as fault:
        if os.environ.get("KCCREPORT_DEBUG"):
            raise
        answer = {"broken": f"is damaged ({type(fault).__name__})"}
    sys.stdout.buffer.write(json.dumps(answer).encode())


def _limit() -> None:
    """Bound memory and time where the system can (not on Windows, where only the parent's clock does)."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
