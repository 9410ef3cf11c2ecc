"""The officers' round: what is begun, who owes commentary, what came back, and what is merged of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kccreport.ground.errors import UnwritableFile
from kccreport.ground.places import own_layouts
from kccreport.ground.problem import Problem
from kccreport.ground.turns import is_open_elsewhere, turn_in
from kccreport.page.work.task import Tell
from kccreport.roads import officers as road
from kccreport.roads import papers


@dataclass(frozen=True, slots=True)
class Begun:
    """A workbook that was begun; `path` is None where faults stopped it."""

    path: Path | None
    problems: tuple[Problem, ...] = ()
    words: str = ""


@dataclass(frozen=True, slots=True)
class BeginTemplate:
    """Write a workbook to fill in, as `kccreport template` does; never over one that is there."""

    out: Path
    kind: str | None
    year: str | None
    today: date
    source: Path | None = None
    meeting: date | None = None

    def run(self, tell: Tell) -> Begun:
        """Return the new workbook. Raises UnwritableFile where there is one of that name."""
        tell(f"writing {self.out.name}")
        with turn_in(self.out.parent):
            _refuse_to_replace(self.out)
            outcome = road.template(
                self.out,
                self.kind,
                self.year,
                self.today,
                source=self.source,
                meeting=self.meeting,
                layouts=own_layouts(),
            )
        return Begun(outcome.value, outcome.problems)


@dataclass(frozen=True, slots=True)
class RollOver:
    """Write the workbook of the next paper, as `kccreport rollover` does; never over one that is there."""

    workbook: Path
    out: Path
    to: str | None
    ask_targets: bool

    def run(self, tell: Tell) -> Begun:
        """Return the new workbook. Raises UnwritableFile where there is one of that name."""
        tell(f"writing {self.out.name}")
        with turn_in(self.out.parent):
            _refuse_to_replace(self.out)
            outcome = road.rollover(
                self.workbook, self.out, to=self.to, ask_targets=self.ask_targets, layouts=own_layouts()
            )
        if outcome.value is None:
            return Begun(None, outcome.problems)
        return Begun(self.out, outcome.problems, f"It is ready for results up to {outcome.value.results_up_to}.")


def _refuse_to_replace(path: Path) -> None:
    if path.exists() or path.is_symlink():
        raise UnwritableFile(f"{path} is there already; choose another name.")


@dataclass(frozen=True, slots=True)
class OwedLine:
    """One indicator that must be explained, and whether it is."""

    reference: str
    title: str
    reason: str
    is_explained: bool
    said: str


@dataclass(frozen=True, slots=True)
class Asked:
    """Who owes commentary on what, by owner; None of it where the workbook has faults."""

    problems: tuple[Problem, ...]
    title: str = ""
    owners: Mapping[str, tuple[OwedLine, ...]] | None = None
    days_left: int | None = None
    deadline: str = ""

    @property
    def missing(self) -> int:
        """Return how many are not explained yet."""
        return sum(not each.is_explained for lines in (self.owners or {}).values() for each in lines)


@dataclass(frozen=True, slots=True)
class AskedOf:
    """Say who owes commentary, as `kccreport commentary` does."""

    workbook: Path
    today: date

    def run(self, tell: Tell) -> Asked:
        """Return what is owed."""
        from kccreport.officers.requests import by_owner
        from kccreport.paper.wording import day_words

        tell(f"reading {self.workbook.name}")
        outcome = papers.read(self.workbook, layouts=own_layouts(), reviewed=False)
        if outcome.value is None:
            return Asked(outcome.problems)
        found = road.requests(outcome.value, self.today)
        paper = outcome.value.rated.submission.paper
        owners = {
            name: tuple(
                OwedLine(
                    each.rated.indicator.published_reference or "",
                    each.rated.indicator.full_title,
                    each.reason,
                    each.is_explained,
                    each.said,
                )
                for each in group
            )
            for name, group in by_owner(found.owed).items()
        }
        deadline = day_words(paper.deadline) if paper.deadline else ""
        return Asked(outcome.problems, paper.title, owners, found.days_left, deadline)


@dataclass(frozen=True, slots=True)
class WriteRequests:
    """Write the workbooks that ask for commentary, as `kccreport commentary --out` does."""

    workbook: Path
    out: Path
    again: bool

    def run(self, tell: Tell) -> list[Path]:
        """Return what was written; nothing where nothing is left to ask."""
        tell(f"reading {self.workbook.name}")
        outcome = papers.read(self.workbook, layouts=own_layouts(), reviewed=False)
        if outcome.value is None:
            return []
        with turn_in(self.out):
            return road.write_requests(outcome.value, self.out, again=self.again)


@dataclass(frozen=True, slots=True)
class Side:
    """One of the words between which somebody has to choose: the file they came in, and what they say."""

    file: str
    words: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Conflict:
    """A reference on which it is not clear what is to stand: what stands, what came back, and why it is not clear."""

    reference: str
    why: tuple[Problem, ...]
    stands: str
    sides: tuple[Side, ...]


@dataclass(frozen=True, slots=True)
class Back:
    """What came back: the fate of each file, what would be merged, and what is to be chosen between."""

    problems: tuple[Problem, ...]
    files: tuple[tuple[str, str], ...] = ()
    references: tuple[str, ...] = ()
    conflicts: tuple[Conflict, ...] = ()


# what somebody has to decide; of the rest the words of the problem say what to do
_TO_CHOOSE = frozenset({"conflicting-returns", "changed-commentary", "volunteered-commentary"})


@dataclass(frozen=True, slots=True)
class LookAtReturns:
    """Say what `kccreport collect` would merge of a folder; nothing is written."""

    workbook: Path
    returned: Path
    today: date

    def run(self, tell: Tell) -> Back:
        """Return what would become of each file, and what is to be chosen between."""
        tell(f"reading what came back for {self.workbook.name}")
        outcome = road.what_came(self.workbook, [self.returned], self.today, layouts=own_layouts())
        if outcome.value is None:
            return Back(outcome.problems)
        conflicts = tuple(_conflicts(outcome.value, outcome.problems))
        told = {problem for each in conflicts for problem in each.why}
        others = tuple(each for each in outcome.problems if each not in told)
        files = tuple((name, _foretold(fate)) for name, fate in outcome.value.files)
        return Back(others, files, outcome.value.merged.references, conflicts)


def _foretold(fate: str) -> str:
    """Return the fate of a file as it is before anything was merged: to be merged: A, D; left out: B."""
    return "; ".join(f"to be {part}" if part.startswith("merged: ") else part for part in fate.split("; "))


def _conflicts(came: road.Came, problems: tuple[Problem, ...]) -> list[Conflict]:
    """Return the references that somebody has to decide, each with all that came back on it, once for the same words."""
    by_place = {each.where: each for each in came.returns}
    why: dict[str, list[Problem]] = {}
    for problem in problems:
        if problem.code in _TO_CHOOSE and problem.where in by_place:
            why.setdefault(by_place[problem.where].reference, []).append(problem)
    found = []
    for reference, reasons in why.items():
        sides = {each.words: each for each in reversed(came.returns) if each.reference == reference and any(each.words)}
        shown = tuple(Side(each.file, _said(each.words)) for each in reversed(sides.values()))
        stands = "\n".join(filter(None, came.stands.get(reference, ("", ""))))
        found.append(Conflict(reference, tuple(reasons), stands, shown))
    return found


def _said(words: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    from kccreport.officers.requests import BOXES

    return tuple((str(box.text), each) for box, each in zip(BOXES, words, strict=True) if each)


@dataclass(frozen=True, slots=True)
class Merged:
    """What was merged, what became of each file, and the name of the workbook as it was."""

    problems: tuple[Problem, ...]
    references: tuple[str, ...] = ()
    backup: str = ""
    files: tuple[tuple[str, str], ...] = ()
    is_read: bool = True


@dataclass(frozen=True, slots=True)
class MergeReturns:
    """Merge what came back, as `kccreport collect` does; `settled` names the file whose words are to stand, by reference."""

    workbook: Path
    returned: Path
    today: date
    settled: Mapping[str, str]

    def run(self, tell: Tell) -> Merged:
        """Return what was merged. Raises UnwritableFile where the workbook is open in Excel."""
        if is_open_elsewhere(self.workbook):
            raise UnwritableFile(f"{self.workbook} is open in Excel; save and close it there, and merge then.")
        tell(f"merging into {self.workbook.name}")
        outcome = road.collect(self.workbook, [self.returned], self.today, layouts=own_layouts(), settled=self.settled)
        done = outcome.value
        if done is None:
            return Merged(outcome.problems, is_read=False)
        return Merged(outcome.problems, done.references, done.backup.name if done.backup else "", done.files)
