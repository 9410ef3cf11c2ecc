"""An agenda's papers, opened and checked: those made here composed, those of others cleaned and looked at."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from kccreport import pipeline
from kccreport.errors import UnusablePaper
from kccreport.models.agenda import Agenda, Document
from kccreport.models.submission import PaperDetails
from kccreport.pack.facts import PaperFacts
from kccreport.pack.isolation import examine
from kccreport.paper.agenda_front import RESTRICTED_MARK
from kccreport.paper.blocks import PackPlace, Paper
from kccreport.paper.wording import day_words
from kccreport.problem import Problem, Severity, warning

Step = Callable[[str], None]


@dataclass(slots=True)
class Prepared:
    """A paper ready to be taken in: made here, as blocks, or another's, cleaned and looked at."""

    source: Path
    paper: Paper | None = None
    cleaned: Path | None = None
    facts: PaperFacts | None = None
    rendered: dict[PackPlace, pipeline.Built] = field(default_factory=dict)


class Papers:
    """The papers of an agenda, opened, checked and, where they are workbooks, composed."""

    def __init__(self, agenda: Agenda, folder: Path, scratch: Path, layouts: Path | None, on_step: Step) -> None:
        self.agenda, self.folder, self.scratch, self.layouts, self.on_step = agenda, folder, scratch, layouts, on_step
        self.found: dict[str, Prepared] = {}
        self.problems: list[Problem] = []

    def prepare(self, *, release: bool = False) -> None:
        """Open every paper. Problems: unusable-paper, draft-paper, and those of the papers' own workbooks."""
        for item, document in self.agenda.documents:
            if not document.file:
                continue
            source = self.folder / document.file
            self.on_step(f"reading {source.name}")
            where = str(document.cells["File"])
            if source.suffix.casefold() == ".xlsx":
                self._compose(document, source, where, release=release)
                continue
            cleaned = self.scratch / f"{document.key}.pdf"
            try:
                facts = examine(source, cleaned)
            except UnusablePaper as fault:
                self.problems.append(
                    Problem(
                        "unusable-paper", where, f"{item.stamp(document)}: {source.name} {fault}.", "replace the file"
                    )
                )
                continue
            self.found[document.key] = Prepared(source, cleaned=cleaned, facts=facts)

    def _compose(self, document: Document, source: Path, where: str, *, release: bool) -> None:
        outcome = pipeline.read(source, layouts=self.layouts, records=self.folder)
        self.problems += [replace(problem, where=f"{source.name} {problem.where}") for problem in outcome.problems]
        if outcome.value is None:
            return
        submission = outcome.value.rated.submission
        self.problems += self._at_odds(document, submission.paper, source.name)
        if submission.is_draft:
            words = f"{source.name} is not signed off, so its pages are marked DRAFT."
            hint = "have its service areas signed off on its sheet Sign-off"
            draft = warning("draft-paper", where, words, hint)
            self.problems.append(replace(draft, severity=Severity.ERROR) if release else draft)
        self.found[document.key] = Prepared(source, paper=pipeline.compose(outcome.value))

    def _at_odds(self, document: Document, paper: PaperDetails, name: str) -> Iterator[Problem]:
        """Find what a paper says of itself that the agenda says otherwise. Problems: other-meeting, other-classification."""
        meeting, where = self.agenda.meeting, str(document.cells["File"])
        if (paper.committee.casefold(), paper.meeting) != (meeting.committee.casefold(), meeting.day):
            yield warning(
                "other-meeting",
                where,
                f"{name} says that it is for the {paper.committee} on {day_words(paper.meeting)}.",
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
            identity = prepared.paper.identity
            if place.marking:
                identity = replace(identity, watermark=RESTRICTED_MARK, footer_left=RESTRICTED_MARK.capitalize())
            paper = replace(prepared.paper, identity=replace(identity, place=place))
            prepared.rendered[place] = pipeline.render(paper)
        return prepared.rendered[place]
