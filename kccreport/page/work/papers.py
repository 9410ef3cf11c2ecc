"""A paper's workbook: what is wrong with it, how it will look, and the paper itself."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from kccreport.ground.errors import UnreadableFile
from kccreport.ground.places import OUT, own_layouts
from kccreport.ground.problem import Problem, has_errors
from kccreport.ground.values import replace
from kccreport.page.work.grids import Grid, grids
from kccreport.page.work.task import Tell
from kccreport.roads import papers as road
from kccreport.roads.many.jobs import Done, Job, Wanted, make_one

if TYPE_CHECKING:
    from kccreport.models.submission import Submission


@dataclass(frozen=True, slots=True)
class Area:
    """A service area, and who signed its figures off; "" while nobody has."""

    name: str
    signed_by: str = ""
    signed_on: str = ""


@dataclass(frozen=True, slots=True)
class PaperLook:
    """What `check` says of a paper's workbook, with the rows that its faults stand in.

    `areas` is None where the workbook has no sheet for sign-off, or cannot be read so far; `unsigned` is what else than
    faults keeps it from its release, and `record` where that would be recorded, in words.
    """

    problems: tuple[Problem, ...]
    grids: Mapping[str, Grid] = field(default_factory=dict)
    is_ready: bool = False
    title: str = ""
    committee: str = ""
    meeting: str = ""
    results_up_to: str = ""
    areas: tuple[Area, ...] | None = None
    unsigned: tuple[Problem, ...] = ()
    record: str = ""
    record_words: str = ""
    is_recorded: bool = False


@dataclass(frozen=True, slots=True)
class LookAtPaper:
    """Check a paper's workbook, as `kccreport check` does."""

    workbook: Path

    def run(self, tell: Tell) -> PaperLook:
        """Return what was found."""
        from kccreport.workbook.reader import open_workbook

        tell(f"checking {self.workbook.name}")
        outcome = road.read(self.workbook, layouts=own_layouts(), records=OUT, hidden=True)
        look = PaperLook(
            outcome.problems,
            grids(outcome.problems, open_workbook(self.workbook), self.workbook.parent),
            not has_errors(outcome.problems),
        )
        return look if outcome.value is None else self._with_reading(look, outcome.value)

    def _with_reading(self, look: PaperLook, reading: road.Reading) -> PaperLook:
        from kccreport.paper.wording import day_words

        submission = reading.rated.submission
        paper = submission.paper
        try:
            kept = road.would_keep(reading, OUT, self.workbook)
            record, record_words, is_recorded = kept.path.as_posix(), kept.words, kept.now == kept.before > 0
        except UnreadableFile as fault:
            record, record_words, is_recorded = "", str(fault), False
        return replace(
            look,
            title=paper.title,
            committee=paper.committee,
            meeting=day_words(paper.meeting) if paper.meeting else "",
            results_up_to=paper.results_up_to.full_label,
            areas=_areas(submission),
            unsigned=road.against_release(reading),
            record=record,
            record_words=record_words,
            is_recorded=is_recorded,
        )


def _areas(submission: "Submission") -> tuple[Area, ...] | None:
    from kccreport.paper.wording import day_words

    if submission.sign_offs is None:
        return None
    signed = {each.area: each for each in submission.sign_offs if each.is_signed}
    used = {indicator.area for indicator in submission.indicators}
    names = Counter(area.name for area in submission.areas)
    found = []
    for area in submission.areas:
        if area.code in used:
            by = signed.get(area.code)
            day = day_words(by.signed.date) if by is not None and by.signed is not None else ""
            # some areas are known to readers by one name, and to the sheet Sign-off by their codes
            name = area.name if names[area.name] == 1 else f"{area.name} ({area.code})"
            found.append(Area(name, by.name if by is not None else "", day))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Preview:
    """Make the web page of a paper, as `build --html` would; nothing is written."""

    workbook: Path

    def run(self, tell: Tell) -> bytes | None:
        """Return the page; None where the workbook has faults."""
        tell(f"laying out {self.workbook.name}")
        outcome = road.read(self.workbook, layouts=own_layouts(), records=OUT)
        return None if outcome.value is None else road.render_page(road.compose(outcome.value))


@dataclass(frozen=True, slots=True)
class MakePaper:
    """Make the paper of a workbook, as `kccreport build` does."""

    workbook: Path
    html: bool = True
    csv: bool = True
    data: bool = False
    release: bool = False

    def run(self, tell: Tell) -> Done:
        """Return what became of it."""
        wanted = Wanted(layouts=own_layouts(), release=self.release, csv=self.csv, data=self.data, html=self.html)
        job = Job(self.workbook, OUT / f"{self.workbook.stem}.pdf")
        return make_one(job, wanted, on_stage=lambda stage: tell(f"{stage} {self.workbook.name}"))
