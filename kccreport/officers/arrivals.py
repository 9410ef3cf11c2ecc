"""What came back: every file of a folder, and why some of them are not even opened."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kccreport.ground.errors import UnreadableFile
from kccreport.ground.folders import files_below
from kccreport.ground.problem import Problem, note, warning
from kccreport.ground.values import replace
from kccreport.workbook.opendocument import is_opendocument, open_opendocument
from kccreport.workbook.reader import Workbook, open_workbook

_WORKBOOKS = frozenset((".xlsx", ".xlsm", ".xltx", ".xltm", ".xls", ".xlsb", ".ods", ".ots", ".fods", ".numbers"))
_OF_THE_COMPUTER = frozenset(("thumbs.db", "desktop.ini", ".ds_store"))


@dataclass(frozen=True, slots=True)
class Arrival:
    """One file: where it is, what it is called below the folder that was given, and why it is passed over.

    `passed_over` is "" for a file that is read; `warns` marks those among the others that may hold somebody's words.
    """

    path: Path
    name: str
    passed_over: str = ""
    warns: bool = False

    def problems(self) -> Iterator[Problem]:
        """Name a file that is passed over. Problems: open-elsewhere (a note), unread-return (a warning)."""
        if self.name.rpartition("/")[2].startswith(("~$", ".~lock.")):
            hint = "see that whoever has it open saves and closes it, and collect once more"
            yield note("open-elsewhere", self.name, f"this is {self.passed_over}.", hint)
        elif self.warns:
            hint = "if it holds commentary, type its words into a request workbook, and collect that"
            yield warning("unread-return", self.name, f"this is {self.passed_over}, so it is not read.", hint)


def arrivals(given: Sequence[Path], workbook: Path) -> list[Arrival]:
    """Return every file that was given, and every file below a folder that was given, each once.

    Two files of one name, of two folders, are called by their whole paths.
    """
    found: dict[Path, Arrival] = {}
    for path in given:
        if path.is_dir():
            below = sorted(files_below(path), key=lambda file: file.as_posix())
            each = [_arrival(file, file.relative_to(path).as_posix(), workbook) for file in below]
        else:
            each = [Arrival(path, path.name)]  # named by hand, so it is opened whatever it is
        taken = {arrival.name for arrival in found.values()}
        for arrival in each:
            name = arrival.name if arrival.name not in taken else arrival.path.as_posix()
            found.setdefault(arrival.path.resolve(), replace(arrival, name=name))
    return list(found.values())


def _arrival(path: Path, name: str, workbook: Path) -> Arrival:
    lower = path.name.casefold()
    if lower.startswith("~$"):
        return Arrival(path, name, f"the lock file that Excel keeps while {path.name[2:]} is open")
    if lower.startswith(".~lock."):
        return Arrival(path, name, f"the lock file that LibreOffice keeps while {path.name[7:].rstrip('#')} is open")
    if path.resolve() == workbook.resolve():
        return Arrival(path, name, "the paper's workbook itself")
    if path.name.startswith((f"{workbook.stem}.backup-", f"{workbook.stem}.collected.")):
        return Arrival(path, name, "what kccreport keeps of the paper's workbook")
    if lower in _OF_THE_COMPUTER or lower.startswith("."):
        return Arrival(path, name, "a file of the computer's own")
    if path.suffix.casefold() not in _WORKBOOKS:
        return Arrival(path, name, "not a workbook", warns=True)
    return Arrival(path, name)


def opened(arrival: Arrival, problems: list[Problem]) -> Workbook | None:
    """Return the workbook that came back; None where it cannot be read. Problems: unreadable-return."""
    try:
        is_free = is_opendocument(arrival.path)
        return open_opendocument(arrival.path) if is_free else open_workbook(arrival.path)
    except UnreadableFile as fault:
        words = str(fault).removeprefix(f"{arrival.path} ").removesuffix(".")
        what, _, remedy = words.partition("; ")
        remedy = remedy or "ask its sender for it once more"
        problems.append(Problem("unreadable-return", arrival.name, f"this file {what}.", f"{remedy}, and collect that"))
        return None
