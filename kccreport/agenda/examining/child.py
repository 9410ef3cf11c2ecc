"""The process that reads other people's files: requests as JSON, a line each, and as many answers."""

import contextlib
import json
import os
import sys
from pathlib import Path
from typing import Any

from kccreport.agenda.examining import comparing, examiner, leaks
from kccreport.agenda.merging.facts import MOST_SECONDS, PaperFacts

_MOST_MEMORY = 3 * 2**30  # bytes of address space, of which PDFium and Python reserve some without using it


def main() -> None:
    """Answer one request after another, a line each, until there are no more."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # whatever a library prints is no answer
    for line in sys.stdin:
        _limit()
        answers.write(json.dumps(_answer(json.loads(line))) + "\n")
        answers.flush()


def _answer(request: dict[str, Any]) -> dict[str, Any]:
    answer: dict[str, Any]
    try:
        if request["task"] == "examine":
            paths = Path(request["path"]), Path(request["cleaned"])
            answer = examiner.examine(*paths, **request["options"]).as_data()
        elif request["task"] == "barriers":
            facts = PaperFacts.from_data(request["facts"])
            answer = examiner.with_barriers(facts, Path(request["cleaned"])).as_data()
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
    except examiner.FOREIGN_FAULTS:
        if os.environ.get("KCCREPORT_DEBUG"):
            raise
        answer = {"broken": "is damaged inside"}
    return answer


def _limit() -> None:
    """Bound memory and time where the system can (not on Windows, where only the parent's clock does)."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))
        used = resource.getrusage(resource.RUSAGE_SELF)
        seconds = int(used.ru_utime + used.ru_stime) + MOST_SECONDS + 1
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, resource.getrlimit(resource.RLIMIT_CPU)[1]))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
