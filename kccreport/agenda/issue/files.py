"""The files of one issue, made in a scratch folder: packs, front sheet, supplement, report."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kccreport.agenda.examining.isolation import standards_met
from kccreport.agenda.issue.comparison import comparison_problems
from kccreport.agenda.issue.findings import clearing_words
from kccreport.agenda.issue.numbers import FRONT, Numbers, Slot, number_papers, restricted_place
from kccreport.agenda.issue.papers import Papers, Step
from kccreport.agenda.issue.proof import leak_problems
from kccreport.agenda.merging.facts import Concern
from kccreport.agenda.merging.merge import Merged, PackPaper, merge
from kccreport.agenda.merging.stamping import stamps_on
from kccreport.agenda.models import Agenda
from kccreport.agenda.words.front_sheet import (
    RESTRICTED_MARK,
    Edition,
    FrontSheet,
    front_sheet,
    issue_identity,
    restricted_sheet,
)
from kccreport.agenda.words.report import Issued, Remark, pack_report
from kccreport.ground.problem import Problem, has_errors
from kccreport.paper.blocks import PackPlace, PageNumbers, Paper
from kccreport.published.packs import PackRecord, PublishedPaper, changes, file_hash, moved
from kccreport.roads import papers as pipeline

_OURS = "PDF/UA-1 and PDF/A-2a"  # what every paper made here is, by the tests


@dataclass(frozen=True, slots=True)
class PackFile:
    """One file that was made, how many pages it has (None for what is no PDF), and what it says of itself."""

    path: Path
    pages: int | None
    conformance: str = ""


class Issue:
    """Makes every file of one issue; what stops it is in `problems`."""

    def __init__(
        self, agenda: Agenda, papers: Papers, stem: str, scratch: Path, before: PackRecord | None, on_step: Step
    ) -> None:
        self.agenda, self.papers, self.stem, self.scratch = agenda, papers, stem, scratch
        self.before, self.on_step = before, on_step
        self.problems: list[Problem] = []
        self.files: list[PackFile] = []
        self.numbers = Numbers(0, (), ())
        self.has_false_claims = False

    def make(self) -> None:
        """Number the papers, make the public files, prove that they hold nothing exempt, and make the others.

        Problems: published-page-moved, published-title-changed, page-differs, leak.
        """
        self.numbers = number_papers(self.agenda, self.papers, self._front_pages, self._restricted_pages)
        if self.before is not None and not self._is_new_version:
            self.problems += moved(self.before, self._published(self.numbers.public))
        if has_errors(self.problems):
            return
        public = self._make_public()
        self.on_step("checking the public files for exempt content")
        paths = [file.path for file in self.files]
        self.problems += leak_problems(self.agenda, self.papers, self.numbers, paths, self.scratch)
        if has_errors(self.problems):
            return
        if self.numbers.exempt:
            self._make_restricted(public)
        if not has_errors(self.problems):
            self._make_report()

    def record(self) -> PackRecord:
        """Return the record of this issue."""
        return PackRecord(version=self._version, papers=tuple(self._published(self.numbers.public)))

    # -- what the public may read

    def _make_public(self) -> list[PackPaper]:
        """Make the public files, and return the papers of the fullest pack."""
        main, later = self.numbers.main, self.numbers.later
        public = [self._sheet(Edition.MAIN, main, PageNumbers()), *self._taken_in(main)]
        self._merge("public", "Public reports pack", public)
        self._render("front-sheet", front_sheet(self._front(Edition.MAIN, main, has_links=False), None))
        if later:
            alone = [self._sheet(Edition.SUPPLEMENT, later, PageNumbers(style="roman")), *self._taken_in(later)]
            self._merge("supplement", "Supplementary agenda", alone)
            both = self._in_order(self.numbers.public)
            numbers = PageNumbers(last=self.numbers.front_pages)  # a longer front sheet moves no published number
            public = [self._sheet(Edition.CONSOLIDATED, both, numbers), *self._taken_in(both)]
            self._merge("consolidated", "Consolidated public reports pack", public)
        return public

    def _front(self, edition: Edition, slots: Sequence[Slot], *, has_links: bool = True) -> FrontSheet:
        return FrontSheet(
            self.agenda,
            edition,
            {slot.document.key: slot.words for slot in slots},
            has_links=has_links,
            inaccessible=self._inaccessible(slots),
            changes=self._changes(self.numbers.public),
        )

    def _front_pages(self, main: Sequence[Slot], later: Sequence[Slot], pages: dict[str, str]) -> int:
        front = FrontSheet(
            self.agenda,
            Edition.MAIN,
            pages,
            inaccessible=self._inaccessible(main),
            changes=self._changes([*main, *later]),
        )
        return pipeline.render(front_sheet(front, PackPlace(FRONT))).pages

    def _sheet(self, edition: Edition, slots: Sequence[Slot], numbers: PageNumbers) -> PackPaper:
        place = PackPlace(FRONT, numbers)
        built = pipeline.render(front_sheet(self._front(edition, slots), place))
        return PackPaper(place, "Agenda", built.content, tree=built.tree)

    def _inaccessible(self, slots: Sequence[Slot]) -> tuple[str, ...]:
        names = []
        for slot in slots:
            facts = self.papers.found[slot.document.key].facts
            if facts is not None and not facts.is_accessible:
                names.append(f"{slot.place.heading}, {'pages' if slot.pages > 1 else 'page'} {slot.words}")
        return tuple(names)

    # -- what only members may read

    def _make_restricted(self, public: Sequence[PackPaper]) -> None:
        """Make the restricted pack: the public one page for page, then the exempt papers behind a sheet of their own."""
        place = restricted_place(self.agenda, self.numbers.restricted_from)
        pages = {slot.document.key: slot.words for slot in self.numbers.exempt}
        built = pipeline.render(restricted_sheet(self.agenda, pages, place))
        sheet = PackPaper(place, "Restricted papers", built.content, tree=built.tree)
        papers = [*public, sheet, *self._taken_in(self.numbers.exempt)]
        self._merge("restricted", f"Restricted reports pack, {RESTRICTED_MARK.lower()}", papers)

    def _restricted_pages(self, place: PackPlace, pages: dict[str, str]) -> int:
        return pipeline.render(restricted_sheet(self.agenda, pages, place)).pages

    # -- what officers read

    def _make_report(self) -> None:
        meeting = self.agenda.meeting
        issued = [Issued(each.path.name, each.pages or 0, each.conformance) for each in self.files]
        exempt = len(self.numbers.exempt)
        report = pack_report(meeting.committee, meeting.council, meeting.day, issued, list(self._remarks()), exempt)
        self._render("report", report)

    def _remarks(self) -> Iterator[Remark]:
        for slot in self._in_order([*self.numbers.public, *self.numbers.exempt]):
            facts = self.papers.found[slot.document.key].facts
            if facts is None:
                continue
            name, label = f"{slot.place.stamp}: {slot.document.public_title}", slot.place.numbers.label
            for finding in facts.findings:
                page = "" if finding.page is None else label(finding.page)
                words = finding.what
                if finding.concern is Concern.HARM:
                    words += clearing_words(slot.document, finding, self.agenda.cleared_findings)
                yield Remark(name, page, words, finding.concern)
            for number, seen in enumerate(facts.pages, 1):
                stamps = stamps_on(slot.place, number, seen)
                if stamps.grows_top or stamps.grows_bottom:
                    words = "there was no room for a stamp, so the page was given a narrow strip for it"
                    yield Remark(name, label(number), words, Concern.CHANGE)

    # -- files

    def _taken_in(self, slots: Sequence[Slot]) -> Iterator[PackPaper]:
        for slot in slots:
            item, document = slot.item, slot.document
            prepared = self.papers.found[document.key]
            title = f"Appendix {document.label}: {document.title}" if document.label else document.title
            item_title = item.paper.title if document.is_exempt else item.paper.public_title
            bookmark = f"Item {item.number}: {item_title}"
            if prepared.cleaned is not None:
                watermark = RESTRICTED_MARK if document.is_exempt else ""
                yield PackPaper(
                    slot.place,
                    title,
                    prepared.cleaned,
                    item=bookmark,
                    facts=prepared.facts,
                    watermark=watermark,
                    file=prepared.source.name,
                )
            else:
                built = self.papers.built(document, slot.place)
                yield PackPaper(
                    slot.place, title, built.content, item=bookmark, tree=built.tree, file=prepared.source.name
                )

    def _merge(self, name: str, title: str, papers: Sequence[PackPaper]) -> None:
        path = self._path(name)
        identity = issue_identity(self.agenda, title)
        merged = merge(identity, papers, path)
        if merged.profiles and any(paper.facts is not None for paper in papers):
            # each paper is what it claims, and so is what we make; that they are together is for a validator to say
            met = standards_met(path, merged.profiles)
            if met != set(merged.profiles):
                self.has_false_claims = True
                merged = merge(identity, papers, path, may_claim=met)
        self.files.append(PackFile(path, merged.pages, _conformance(merged)))
        self.problems += comparison_problems(self.agenda, path, papers, merged.firsts)

    def _render(self, name: str, paper: Paper) -> None:
        path = self._path(name)
        built = pipeline.render(paper)
        path.write_bytes(built.content)
        self.files.append(PackFile(path, built.pages, _OURS))

    def _path(self, name: str) -> Path:
        path = self.scratch / f"{self.stem}-{name}.pdf"
        self.on_step(f"making {path.name}")
        return path

    def _in_order(self, slots: Sequence[Slot]) -> list[Slot]:
        order = {document.key: at for at, (_, document) in enumerate(self.agenda.documents)}
        return sorted(slots, key=lambda slot: order[slot.document.key])

    # -- the record

    @property
    def _version(self) -> str:
        return self.agenda.version.number if self.agenda.version else ""

    @property
    def _is_new_version(self) -> bool:
        return self.before is not None and self.before.version != self._version

    def _changes(self, slots: Sequence[Slot]) -> Sequence[str]:
        """Return what is different from the issue before, where this is a new version of it."""
        return changes(self.before, self._published(slots)) if self.before and self._is_new_version and slots else ()

    def _published(self, slots: Sequence[Slot]) -> list[PublishedPaper]:
        return [
            PublishedPaper(
                place=slot.place.stamp,
                title=slot.document.title,
                pages=slot.words,
                sha256=file_hash(self.papers.found[slot.document.key].source),
                where=str(slot.document.cells["Title"]),
            )
            for slot in slots
        ]


def _conformance(merged: Merged) -> str:
    """Return what a pack claims, in words."""
    claims = [*(["PDF/UA-1"] if merged.ua else []), *([f"PDF/A-2{merged.pdfa.lower()}"] if merged.pdfa else [])]
    return " and ".join(claims) or "Neither PDF/UA nor PDF/A, because of the papers named below"
