"""Have other people's files read in a process of its own (`child`), with limits: a crash there is a sentence here."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from kccreport.agenda.merging.facts import MOST_SECONDS, PaperFacts
from kccreport.ground.errors import ChildFailed, UnusablePaper


class _BrokeDown(Exception):
    """The child gave no answer; the message is the end of a sentence about what it looked at."""


def examine(path: Path, cleaned: Path) -> PaperFacts:
    """Clean a PDF into `cleaned` and return what it is.

    Raises:
        UnusablePaper: it cannot be part of a pack.
        ChildFailed: no process could be started to look at it.
    """
    try:
        answer = _ask({"task": "examine", "path": str(path.resolve()), "cleaned": str(cleaned)})
    except _BrokeDown as fault:
        raise UnusablePaper(f"{fault}; print it to a new PDF") from fault
    return PaperFacts.from_data(answer)


def standards_met(path: Path, profiles: Sequence[str]) -> set[str]:
    """Return which of some standards (ua1, 2a, 2u, 2b) a validator finds a file to meet.

    Raises:
        ChildFailed: the file could not be validated.
    """
    try:
        return set(_ask({"task": "meets", "path": str(path), "profiles": list(profiles)})["met"])
    except _BrokeDown as fault:
        raise ChildFailed(f"{path.name} could not be validated, so nothing was written: it {fault}.") from fault


def pages_that_differ(pack: Path, papers: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the pages of a pack that do not look as they were sent; see `comparing.pages_that_differ`.

    Raises:
        ChildFailed: the pack could not be compared.
    """
    try:
        found: list[dict[str, Any]] = _ask({"task": "compare", "pack": str(pack), "papers": list(papers)})["differing"]
    except _BrokeDown as fault:
        raise ChildFailed(
            f"{pack.name} could not be compared with the papers as they were sent, so nothing was written: it {fault}."
        ) from fault
    return found


def find_leaks(request: dict[str, Any]) -> list[dict[str, Any]]:
    """Return what of exempt papers is found in public files, as plain data; `leaks.answer` says what a request holds.

    Raises:
        ChildFailed: the files could not be checked.
    """
    try:
        found: list[dict[str, Any]] = _ask({"task": "leaks", **request})["leaks"]
    except _BrokeDown as fault:
        names = ", ".join(Path(pack).name for pack in request["packs"])
        raise ChildFailed(
            f"The public files could not be checked for exempt content, so nothing was written: one of {names}, or of "
            f"the papers, {fault}."
        ) from fault
    return found


def _ask(request: dict[str, Any]) -> dict[str, Any]:
    command = [sys.executable, "-P", "-c", _PROGRAM, str(Path(__file__).parents[3])]
    try:
        run = subprocess.run(
            command, input=json.dumps(request), capture_output=True, text=True, encoding="utf-8", timeout=MOST_SECONDS,
            check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired as fault:
        raise _BrokeDown(f"takes more than {MOST_SECONDS // 60} minutes to read") from fault
    except OSError as fault:
        raise ChildFailed(f"A second Python could not be started to look at the papers ({fault}).") from fault
    if os.environ.get("KCCREPORT_DEBUG"):
        sys.stderr.write(run.stderr)
    try:
        answer: dict[str, Any] = json.loads(run.stdout)
    except ValueError as fault:
        # killed for memory, or by a fault in a library: whatever it was, the paper did it
        raise _BrokeDown("cannot be read: the reader broke down over it") from fault
    if "unusable" in answer:
        raise UnusablePaper(answer["unusable"])
    if "broken" in answer:
        raise _BrokeDown(answer["broken"])
    return answer


# -P keeps the folder one stands in, and its modules, out of the child; the package's own folder is then named
_PROGRAM = "import sys; sys.path.append(sys.argv[1]); from kccreport.agenda.examining.child import main; main()"
