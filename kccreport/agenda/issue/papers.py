"""An agenda's papers, opened and checked: those made here composed, those of others cleaned and looked at."""

import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path

from kccreport.agenda.examining.isolation import examine, stopped
from kccreport.agenda.issue.findings import borne_out, paper_problems, with_links
from kccreport.agenda.merging.facts import PaperFacts
from kccreport.agenda.models import Agenda, AgendaItem, Document
from kccreport.agenda.words.identity import RESTRICTED_MARK
from kccreport.ground.errors import UnusablePaper
from kccreport.ground.interrupts import Uninterrupted
from kccreport.ground.problem import Problem, Severity, warning
from kccreport.models.submission import PaperDetails
from kccreport.paper.blocks import PackPlace, Paper, Picture
from kccreport.paper.wording import day_words
from kccreport.roads import papers as pipeline

Step = Callable[[str], None]
_AT_ONCE = min(os.cpu_count() or 2, 8)  # papers looked at: each is a process


@dataclass(slots=True)
class Prepared:
    """A paper ready to be taken in: made here, as blocks, or another's, cleaned and looked at."""

    source: Path
    paper: Paper | None = None
    reading: pipeline.Reading | None = None
    cleaned: Path | None = None
    facts: PaperFacts | None = None
    rendered: dict[PackPlace, pipeline.Built] = field(default_factory=dict)


class Papers:
    """The papers of an agenda, opened, checked and, where they are workbooks, composed.

    `folder` is the agenda's own, `records` one that may hold the record of what reports published before.
    """

    def __init__(
        self,
        agenda: Agenda,
        folder: Path,
        scratch: Path,
        *,
        layouts: Path | None = None,
        records: Path | None = None,
        on_step: Step = lambda _: None,
    ) -> None:
        self.agenda, self.folder, self.scratch, self.on_step = agenda, folder, scratch, on_step
        self.layouts, self.records = layouts, records
        self.found: dict[str, Prepared] = {}
        self.problems: list[Problem] = []
        self.are_validated = False

    def prepare(self, *, release: bool = False, foretells: bool = False, validates: bool = True) -> None:
        """Open every paper. What keeps a draft from its release is an error in a `release`; where that `foretells` one,
        a warning.

        Problems: unusable-paper, draft-paper, those of `paper_problems` and `_at_odds`, and of the papers' own workbooks.

        PDFs are looked at in processes of their own, so several at once, while workbooks are read here. Unless it
        `validates`, papers that all say that they are PDF/UA are taken at their word until the pack is validated.
        """
        there = [(item, document) for item, document in self.agenda.documents if document.file]
        with ThreadPoolExecutor(_AT_ONCE) as pool:
            try:
                looked_at = {
                    document.key: pool.submit(
                        examine,
                        self.folder / document.file,
                        self._cleaned(document),
                        validates=validates,
                        key="" if validates else document.key,
                        level=level_of(item, document),
                    )
                    for item, document in there
                    if not _is_workbook(document)
                }
                for item, document in there:
                    source = self.folder / document.file
                    self.on_step(f"reading {source.name}")
                    if _is_workbook(document):
                        self._compose(document, source, release=release, foretells=foretells)
                    else:
                        self._take(item, document, source, looked_at[document.key])
            except BaseException:
                with Uninterrupted(), stopped():  # else leaving would wait for papers nobody looks at any more
                    pool.shutdown(cancel_futures=True)
                raise
        self.are_validated = validates
        if not validates and not all(each.facts.ua for each in self.found.values() if each.facts is not None):
            self.validate()

    def validate(self) -> None:
        """Let a validator say of each paper whether it is what it says. Problems: inaccessible-paper."""
        self.are_validated = True
        for _, document in self.agenda.documents:
            prepared = self.found.get(document.key)
            if prepared is None or prepared.facts is None or prepared.cleaned is None:
                continue
            facts = borne_out(prepared.facts, prepared.cleaned)
            if facts != prepared.facts:
                was_accessible, prepared.facts = prepared.facts.is_accessible, facts
                found = paper_problems(document, prepared.source.name, facts, self.agenda.cleared_findings)
                if was_accessible:
                    self.problems += [each for each in found if each.code == "inaccessible-paper"]

    def _cleaned(self, document: Document) -> Path:
        return self.scratch / f"{document.key}.pdf"

    def _take(self, item: AgendaItem, document: Document, source: Path, looked_at: "Future[PaperFacts]") -> None:
        try:
            facts = looked_at.result()
        except UnusablePaper as fault:
            words = f"{item.stamp(document)}: {source.name} {fault}."
            where = str(document.cells["File"])
            self.problems.append(Problem("unusable-paper", where, words, "replace the file"))
        else:
            facts = with_links(facts, self._known_files(document))
            self.found[document.key] = Prepared(source, cleaned=self._cleaned(document), facts=facts)
            self.problems += paper_problems(document, source.name, facts, self.agenda.cleared_findings)

    def _known_files(self, document: Document) -> set[str]:
        """Return the names of files that a paper may lead to: those of every pack it is in."""
        others = (each for _, each in self.agenda.documents if document.is_exempt or not each.is_exempt)
        return {Path(each.file).name.casefold() for each in others if each.file}

    def _compose(self, document: Document, source: Path, *, release: bool, foretells: bool) -> None:
        outcome = pipeline.read(source, layouts=self.layouts, records=self.records)
        self.problems += self._of(source, outcome.problems)
        if outcome.value is None:
            return
        submission = outcome.value.rated.submission
        self.problems += self._at_odds(document, submission.paper, source.name)
        unsigned = self._of(source, pipeline.against_release(outcome.value))
        if foretells:
            unsigned = [replace(problem, severity=Severity.WARNING) for problem in unsigned]
        if release or foretells:
            self.problems += unsigned
        if submission.is_draft and not release:
            words = f"{source.name} is not signed off, so its pages are marked DRAFT."
            hint = "have its service areas signed off on its sheet Sign-off"
            self.problems.append(warning("draft-paper", str(document.cells["File"]), words, hint))
        paper = pipeline.compose(outcome.value)
        self.found[document.key] = Prepared(source, paper=paper, reading=outcome.value)

    @staticmethod
    def _of(source: Path, problems: Iterable[Problem]) -> list[Problem]:
        """Return the problems of a paper's workbook, each with the workbook's name."""
        return [replace(problem, where=f"{source.name} {problem.where}") for problem in problems]

    def _at_odds(self, document: Document, paper: PaperDetails, name: str) -> Iterator[Problem]:
        """Find what a paper says of itself that the agenda says otherwise. Problems: other-meeting, other-classification."""
        meeting, where = self.agenda.meeting, str(document.cells["File"])
        said = paper.committee or meeting.committee, paper.meeting or meeting.day  # a paper need not say either
        if (said[0].casefold(), said[1]) != (meeting.committee.casefold(), meeting.day):
            yield warning(
                "other-meeting",
                where,
                f"{name} says that it is for the {said[0]} on {day_words(said[1])}.",
                "see whether it is the right paper; if it is, mend Committee and Meeting date on its sheet Paper",
            )
        if document.is_exempt and paper.classification.casefold() == "unrestricted":
            yield warning(
                "other-classification",
                where,
                f"{name} calls itself {paper.classification}, but the agenda says that it is exempt.",
                "mend Classification on its sheet Paper, or clear Exempt paragraphs here",
            )

    def has(self, document: Document) -> bool:
        """Say whether there is a paper to take in."""
        return document.key in self.found

    def pages(self, document: Document, place: PackPlace) -> int:
        """Return how many pages a paper takes."""
        facts = self.found[document.key].facts
        return self.built(document, place).pages if facts is None else len(facts.pages)

    def built(self, document: Document, place: PackPlace) -> pipeline.Built:
        """Return a paper made here for its place in a pack; it is made once for each place."""
        prepared = self.found[document.key]
        if prepared.paper is None:
            raise ValueError(f"{document.key} is not made here")
        if place not in prepared.rendered:
            self.on_step(f"laying out {prepared.source.name}")
            prepared.rendered[place] = pipeline.render(_placed(prepared.paper, place))
        return prepared.rendered[place]

    def own_content(self, document: Document, place: PackPlace) -> bytes:
        """Return the PDF of a paper made here without the council's pictures, which are no more of it than of any other."""
        paper = self.found[document.key].paper
        if paper is None or not any(isinstance(block, Picture) for block in paper.blocks):
            return self.built(document, place).content
        blocks = tuple(block for block in paper.blocks if not isinstance(block, Picture))
        return pipeline.render(_placed(replace(paper, blocks=blocks), place)).content


def _placed(paper: Paper, place: PackPlace) -> Paper:
    """Return a paper for its place in a pack."""
    identity = paper.identity
    if place.marking:
        identity = replace(identity, watermark=RESTRICTED_MARK, footer_left=RESTRICTED_MARK.capitalize())
    return replace(paper, identity=replace(identity, place=place))


def level_of(item: AgendaItem, document: Document) -> int:
    """Return the level of a paper's heading in a pack, if the paper it is an appendix to is there."""
    return 2 if document.label and item.paper.file and document.is_exempt == item.paper.is_exempt else 1


def _is_workbook(document: Document) -> bool:
    return document.file.casefold().endswith(".xlsx")
