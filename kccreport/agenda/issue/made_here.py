"""Papers of an agenda that are workbooks: read and composed, and laid out; what a process that helps with them does."""

from dataclasses import dataclass
from pathlib import Path

from kccreport.agenda.words.identity import RESTRICTED_MARK
from kccreport.ground.problem import Outcome, Problem
from kccreport.ground.values import replace
from kccreport.paper.blocks import PackPlace, Paper
from kccreport.roads import papers as pipeline


@dataclass(frozen=True, slots=True)
class ToOpen:
    """A workbook to be read and composed, with the folders of layouts and of records."""

    source: Path
    layouts: Path | None = None
    records: Path | None = None


@dataclass(frozen=True, slots=True)
class ToLayOut:
    """A paper to be laid out for its place in a pack."""

    paper: Paper
    place: PackPlace


@dataclass(frozen=True, slots=True)
class Opened:
    """A workbook as it was read, its paper where nothing stops that, and what would keep the paper from its release."""

    outcome: Outcome[pipeline.Reading]
    paper: Paper | None = None
    unsigned: tuple[Problem, ...] = ()


def opened(asked: ToOpen) -> Opened:
    """Read a workbook and compose its paper. Raises as `roads.papers.read` does."""
    outcome = pipeline.read(asked.source, layouts=asked.layouts, records=asked.records)
    if outcome.value is None:
        return Opened(outcome)
    return Opened(outcome, pipeline.compose(outcome.value), pipeline.against_release(outcome.value))


def laid_out(asked: ToLayOut) -> pipeline.Built:
    """Return a paper for its place in a pack."""
    identity = asked.paper.identity
    if asked.place.marking:
        identity = replace(identity, watermark=RESTRICTED_MARK, footer_left=RESTRICTED_MARK.capitalize())
    return pipeline.render(replace(asked.paper, identity=replace(identity, place=asked.place)))


def help_with(asked: ToOpen | ToLayOut) -> Opened | pipeline.Built:
    """Do either, for whoever asks: what the processes of a `Crew` do."""
    return opened(asked) if isinstance(asked, ToOpen) else laid_out(asked)
