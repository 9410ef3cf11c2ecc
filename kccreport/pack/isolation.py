"""Have other people's files read in a process of its own (`child`), with limits: a crash there is a sentence here."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from kccreport.errors import ChildFailed, UnusablePaper
from kccreport.pack.facts import MOST_SECONDS, PaperFacts


def examine(path: Path, cleaned: Path) -> PaperFacts:
    """Clean a PDF into `cleaned` and return what it is.

    Raises:
        UnusablePaper: it cannot be part of a pack.
    """
    answer = _ask({"task": "examine", "path": str(path.resolve()), "cleaned": str(cleaned)})
    return PaperFacts.from_data(answer)


def standards_met(path: Path, profiles: Sequence[str]) -> set[str]:
    """Return which of some standards (ua1, 2a, 2u, 2b) a validator finds a file to meet."""
    return set(_ask({"task": "meets", "path": str(path), "profiles": list(profiles)})["met"])


def find_leaks(request: dict[str, Any]) -> list[dict[str, Any]]:
    """Return what of exempt papers is found in public files, as plain data; `leaks.answer` says what a request holds."""
    found: list[dict[str, Any]] = _ask({"task": "leaks", "path": request["packs"][0], **request})["leaks"]
    return found


def _ask(request: dict[str, Any]) -> dict[str, Any]:
    command = [sys.executable, "-P", "-c", _PROGRAM, str(Path(__file__).parents[2])]
    try:
        run = subprocess.run(
            command, input=json.dumps(request), capture_output=True, text=True, encoding="utf-8", timeout=MOST_SECONDS,
            check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired as fault:
        raise UnusablePaper(f"takes more than {MOST_SECONDS // 60} minutes to read; print it to a new PDF") from fault
    except OSError as fault:
        raise ChildFailed(f"a second Python could not be started to look at {request['path']} ({fault}).") from fault
    if os.environ.get("KCCREPORT_DEBUG"):
        sys.stderr.write(run.stderr)
    try:
        answer: dict[str, Any] = json.loads(run.stdout)
    except ValueError as fault:
        # killed for memory, or by a fault in a library: whatever it was, the paper did it
        raise UnusablePaper("cannot be read: the reader broke down over it; print it to a new PDF") from fault
    if "unusable" in answer:
        raise UnusablePaper(answer["unusable"])
    if "bug" in answer:
        raise ChildFailed(f"{request['path']} could not be looked at: {answer['bug']}.")
    return answer


# -P keeps the folder one stands in, and its modules, out of the child; the package's own folder is then named
_PROGRAM = "import sys; sys.path.append(sys.argv[1]); from kccreport.pack.child import main; main()"
