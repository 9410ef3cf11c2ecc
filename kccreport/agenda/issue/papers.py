"""An agenda's papers, opened and checked: those made here composed, those of others cleaned and looked at."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from kccreport.agenda.examining.isolation import examine, stopped
from kccreport.agenda.issue.findings import borne_out, paper_problems, with_links
from kccreport.agenda.issue.made_here import Opened, ToLayOut, ToOpen, help_with, laid_out, opened
from kccreport.agenda.merging.facts import PaperFacts
from kccreport.agenda.models import Agenda, AgendaItem, Document
from kccreport.ground.errors import ChildFailed, UnusablePaper
from kccreport.ground.interrupts import Uninterrupted
from kccreport.ground.problem import Problem, Severity, warning
from kccreport.ground.processes import Crew, Lost, cores, may_start_others
from kccreport.ground.values import replace
from kccreport.models.submission import PaperDetails
from kccreport.paper.blocks import PackPlace, Paper, Picture
from kccreport.paper.wording import day_words
from kccreport.roads import papers as pipeline

Step = Callable[[str], None]
Helpers = Crew[ToOpen | ToLayOut, Opened | pipeline.Built]
_AT_ONCE = min(cores(), 8)  # papers: each is a process
_WORTH_SHARING = 4  # workbooks: fewer are read before a process that helps would have begun


def helpers() -> Helpers:
    """Return the processes that help with papers made here; none is started before there is work for it."""
    return Crew(help_with, warm=pipeline.WARM)


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

    `folder` is the agenda's own, `records` one that may hold the record of what reports published before. As many as
    `jobs` are looked at, read or laid out at once, where there are `helpers`; what is made does not depend on either.
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
        jobs: int | None = None,
        helpers: Helpers | None = None,
    ) -> None:
        self.jobs, self.helpers = jobs or _AT_ONCE, helpers
        self.foreseen: dict[str, int] = {}  # the pages of papers that were laid out for a place near theirs
        self.agenda, self.folder, self.scratch, self.on_step = agenda, folder, scratch, on_step
        self.layouts, self.records = layouts, records
        self.found: dict[str, Prepared] = {}
        self.problems: list[Problem] = []
        self.are_validated = False

    def prepare(self, *, release: bool = False, foretells: bool = False, validates: bool = True) -> None:
        """Open every paper. What keeps a draft from its release is an error in a `release`; where that `foretells` one,
        a warning.

        Problems: unusable-paper, draft-paper, those of `paper_problems` and `_at_odds`, and of the papers' own workbooks.

        PDFs are looked at in processes of their own, and so are workbooks read where there are many. Unless it
        `validates`, papers that all say that they are PDF/UA are taken at their word until the pack is validated.
        """
        there = [(item, document) for item, document in self.agenda.documents if document.file]
        is_shared = self._shares([document for _, document in there if _is_workbook(document)])
        with ThreadPoolExecutor(self.jobs) as pool:
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
                read = {
                    document.key: pool.submit(self._helped, self._to_open(document))
                    for _, document in there
                    if is_shared and _is_workbook(document)
                }
                for item, document in there:
                    source = self.folder / document.file
                    self.on_step(f"reading {source.name}")
                    if not _is_workbook(document):
                        self._take(item, document, source, looked_at[document.key])
                    else:
                        found = read[document.key].result() if is_shared else opened(self._to_open(document))
                        assert isinstance(found, Opened)
                        self._compose(document, source, found, release=release, foretells=foretells)
            except BaseException:
                with Uninterrupted(), stopped():  # else leaving would wait for papers nobody looks at any more
                    if self.helpers is not None:
                        self.helpers.stop()
                    pool.shutdown(cancel_futures=True)
                raise
        self.are_validated = validates
        if not validates and not all(each.facts.ua for each in self.found.values() if each.facts is not None):
            self.validate()

    def validate(self) -> None:
        """Let a validator say of each paper whether it is what it says. Problems: inaccessible-paper."""
        self.are_validated = True
        others = [
            (document, prepared, prepared.facts, prepared.cleaned)
            for _, document in self.agenda.documents
            if (prepared := self.found.get(document.key)) is not None
            and prepared.facts is not None
            and prepared.cleaned is not None
        ]
        with ThreadPoolExecutor(self.jobs) as pool:
            try:
                validated = list(pool.map(lambda each: borne_out(each[2], each[3]), others))
            except BaseException:
                with Uninterrupted(), stopped():
                    pool.shutdown(cancel_futures=True)
                raise
        for (document, prepared, claimed, _), facts in zip(others, validated, strict=True):
            if facts != claimed:
                prepared.facts = facts
                found = paper_problems(document, prepared.source.name, facts, self.agenda.cleared_findings)
                if claimed.is_accessible:
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

    def _to_open(self, document: Document) -> ToOpen:
        return ToOpen(self.folder / document.file, self.layouts, self.records)

    def _shares(self, documents: Sequence[Document]) -> bool:
        """Say whether several processes are worth their start for some papers made here."""
        is_worth_it = self.helpers is not None and self.jobs > 1 and len(documents) >= _WORTH_SHARING
        return is_worth_it and may_start_others()

    def _helped(self, asked: ToOpen | ToLayOut) -> Opened | pipeline.Built:
        """Have a piece of work done by a process that helps.

        Raises:
            ChildFailed: that was stopped from outside.
        """
        assert self.helpers is not None
        try:
            return self.helpers.ask(asked)
        except Lost as fault:
            raise ChildFailed(
                "A process that helped with the papers was stopped from outside, or ran out of memory, so nothing was written."
            ) from fault

    def _compose(self, document: Document, source: Path, found: Opened, *, release: bool, foretells: bool) -> None:
        outcome = found.outcome
        self.problems += self._of(source, outcome.problems)
        if outcome.value is None:
            return
        submission = outcome.value.rated.submission
        self.problems += self._at_odds(document, submission.paper, source.name)
        unsigned = self._of(source, found.unsigned)
        if foretells:
            unsigned = [replace(problem, severity=Severity.WARNING) for problem in unsigned]
        if release or foretells:
            self.problems += unsigned
        if submission.is_draft and not release:
            words = f"{source.name} is not signed off, so its pages are marked DRAFT."
            hint = "have its service areas signed off on its sheet Sign-off"
            self.problems.append(warning("draft-paper", str(document.cells["File"]), words, hint))
        self.found[document.key] = Prepared(source, paper=found.paper, reading=outcome.value)

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
        """Return how many pages a paper takes, or is foreseen to take."""
        facts = self.found[document.key].facts
        if facts is not None:
            return len(facts.pages)
        if document.key in self.foreseen and place not in self.found[document.key].rendered:
            return self.foreseen[document.key]
        return self.built(document, place).pages

    def foresee(self, places: Sequence[tuple[Document, PackPlace]]) -> None:
        """Lay papers out in places near theirs, in which they nearly always take as many pages; whoever uses that looks later.

        It is twice the work, so that it is done only where three or more share it.
        """
        made_here = [document for document, _ in places if self.found[document.key].paper is not None]
        if self.jobs > 2 and self._shares(made_here):
            self.lay_out(places)
            self.foreseen = {
                document.key: self.built(document, place).pages for document, place in places if document in made_here
            }

    def lay_out(self, places: Sequence[tuple[Document, PackPlace]]) -> None:
        """Lay papers out for their places, several at once where there are many; those of others have theirs."""
        wanted = [
            (prepared, place, ToLayOut(prepared.paper, place))
            for document, place in places
            if (prepared := self.found[document.key]).paper is not None and place not in prepared.rendered
        ]
        if not self._shares([document for document, _ in places if self.found[document.key].paper is not None]):
            return
        with ThreadPoolExecutor(self.jobs) as pool:
            try:
                made = pool.map(self._helped, [each for _, _, each in wanted])
                for (prepared, place, _), built in zip(wanted, made, strict=True):
                    self.on_step(f"laying out {prepared.source.name}")
                    assert isinstance(built, pipeline.Built)
                    prepared.rendered[place] = built
            except BaseException:
                with Uninterrupted():
                    if self.helpers is not None:
                        self.helpers.stop()
                    pool.shutdown(cancel_futures=True)
                raise

    def built(self, document: Document, place: PackPlace) -> pipeline.Built:
        """Return a paper made here for its place in a pack; it is made once for each place."""
        prepared = self.found[document.key]
        if prepared.paper is None:
            raise ValueError(f"{document.key} is not made here")
        if place not in prepared.rendered:
            self.on_step(f"laying out {prepared.source.name}")
            prepared.rendered[place] = laid_out(ToLayOut(prepared.paper, place))
        return prepared.rendered[place]

    def own_content(self, document: Document, place: PackPlace) -> bytes:
        """Return the PDF of a paper made here without the council's pictures, which are no more of it than of any other."""
        paper = self.found[document.key].paper
        if paper is None or not any(isinstance(block, Picture) for block in paper.blocks):
            return self.built(document, place).content
        blocks = tuple(block for block in paper.blocks if not isinstance(block, Picture))
        return laid_out(ToLayOut(replace(paper, blocks=blocks), place)).content


def level_of(item: AgendaItem, document: Document) -> int:
    """Return the level of a paper's heading in a pack, if the paper it is an appendix to is there."""
    return 2 if document.label and item.paper.file and document.is_exempt == item.paper.is_exempt else 1


def _is_workbook(document: Document) -> bool:
    return document.file.casefold().endswith(".xlsx")
