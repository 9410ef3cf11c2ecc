"""Agenda packs: an agenda workbook and its papers to the public pack, the restricted pack, and what goes with them."""

import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from kccreport import pipeline
from kccreport.clock.published_in_time import MonthInTime, published_in_time
from kccreport.clock.timetable import Timetable, timetable
from kccreport.errors import UnusablePaper, WrongWorkbook
from kccreport.files import copy_whole, write_whole
from kccreport.models.agenda import Agenda, AgendaItem, Document
from kccreport.models.submission import PaperDetails
from kccreport.pack.facts import PaperFacts
from kccreport.pack.isolation import examine, find_leaks
from kccreport.pack.merge import Merged, PackPaper, merge
from kccreport.pack_record import (
    PackRecord,
    PublishedPaper,
    changes,
    file_hash,
    moved,
    read_pack_record,
    record_bytes,
)
from kccreport.paper.agenda_front import (
    RESTRICTED_MARK,
    Edition,
    FrontSheet,
    front_sheet,
    public_words,
    restricted_marking,
    restricted_sheet,
)
from kccreport.paper.blocks import Identity, PackPlace, PageNumbers, Paper
from kccreport.paper.notices import Notice, marking, notices
from kccreport.paper.pack_report import Issued, Remark, pack_report
from kccreport.paper.wording import day_words
from kccreport.problem import Outcome, Problem, Severity, has_errors, warning

_FRONT, _RESTRICTED = "front", "restricted"
_UNKNOWN_PAGES = "000–000"
_MOST_TRIES = 4  # to settle how many pages the front sheet takes
Step = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class PackFile:
    """One file that was made, and how many pages it has; None for what is no PDF."""

    path: Path
    pages: int | None
    conformance: str = ""


@dataclass(frozen=True, slots=True)
class Packs:
    """Everything that was made of one agenda."""

    files: tuple[PackFile, ...]


def read(workbook: str | Path) -> Outcome[Agenda]:
    """Read and check an agenda workbook; its papers are looked for, but not opened.

    Raises:
        UnreadableFile: the workbook cannot be read.
        WrongWorkbook: it is a paper, not an agenda.
    """
    from kccreport.intake.agenda import is_agenda, read_agenda  # late: openpyxl
    from kccreport.workbook.reader import open_workbook

    book = open_workbook(workbook)
    if not is_agenda(book):
        raise WrongWorkbook(
            f"{workbook} has no sheets Meeting and Agenda; kccreport build makes papers of other workbooks."
        )
    return read_agenda(book)


def check(workbook: Path, *, layouts: Path | None = None) -> tuple[Problem, ...]:
    """Return what is wrong with an agenda workbook and with each of its papers; nothing is written."""
    outcome = read(workbook)
    if outcome.value is None:
        return outcome.problems
    with tempfile.TemporaryDirectory(prefix="kccreport-") as folder:
        papers = _Papers(outcome.value, workbook.parent, Path(folder), layouts, lambda _: None)
        papers.prepare()
    return (*outcome.problems, *papers.problems)


@dataclass(frozen=True, slots=True)
class Dates:
    """The timetable of a meeting, its notices, and how many meetings had their papers published in time."""

    timetable: Timetable
    notices: tuple[Notice, ...]
    in_time: tuple[MonthInTime, ...]

    def as_data(self) -> dict[str, object]:
        """Return plain data; days as 2021-03-04."""
        from kccreport.paper.date_words import as_data

        return as_data(self.timetable, self.notices, self.in_time)

    def lines(self) -> list[str]:
        """Return the same as lines of text."""
        from kccreport.paper.date_words import lines

        return lines(self.timetable, self.notices, self.in_time)


def dates(workbook: Path) -> Outcome[Dates]:
    """Return the statutory dates and the notices of an agenda. Raises as `read` does."""
    outcome = read(workbook)
    if outcome.value is None:
        return Outcome(None, outcome.problems)
    agenda = outcome.value
    found = timetable(agenda)
    in_time = published_in_time(agenda.log, agenda.clock)
    return Outcome(Dates(found, tuple(notices(agenda, found)), in_time), outcome.problems)


def make(
    workbook: Path,
    out: Path,
    *,
    layouts: Path | None = None,
    strict: bool = False,
    release: bool = False,
    on_step: Step = lambda _: None,
) -> Outcome[Packs]:
    """Make every pack of an agenda in the folder `out`; where there are errors, nothing is written.

    They are the public pack, the front sheet alone, a report for officers; with exempt papers the restricted pack; with
    papers that followed a supplement and the consolidated pack. Under `strict` warnings stop it, under `release` drafts
    do, and what was published is recorded.

    Raises:
        KccReportError: see `errors`.
    """
    on_step(f"reading {workbook.name}")
    outcome = read(workbook)
    if outcome.value is None:
        return Outcome(None, outcome.problems)
    agenda = outcome.value
    record_file = out / f"{workbook.stem}.pack.json"
    record = read_pack_record(record_file)
    with tempfile.TemporaryDirectory(prefix="kccreport-") as folder:
        papers = _Papers(agenda, workbook.parent, Path(folder), layouts, on_step)
        papers.prepare(release=release)
        problems = (*outcome.problems, *papers.problems)
        if has_errors(problems, strict=strict):
            return Outcome(None, problems)
        issue = _Issue(agenda, papers, workbook.stem, Path(folder), record, on_step)
        issue.make()
        problems += tuple(issue.problems)
        if has_errors(problems, strict=strict):
            return Outcome(None, problems)
        files = []
        for each in issue.files:
            path = out / each.path.name
            copy_whole(each.path, path)
            files.append(replace(each, path=path))
        if release:
            write_whole(record_file, record_bytes(issue.record()))
            files.append(PackFile(record_file, None))
    return Outcome(Packs(tuple(files)), problems)


# -- the papers


@dataclass(slots=True)
class _Prepared:
    """A paper ready to be taken in: made here, as blocks, or another's, cleaned and looked at."""

    source: Path
    paper: Paper | None = None
    cleaned: Path | None = None
    facts: PaperFacts | None = None
    rendered: dict[PackPlace, pipeline.Built] = field(default_factory=dict)


class _Papers:
    """The papers of an agenda, opened, checked and, where they are workbooks, composed."""

    def __init__(self, agenda: Agenda, folder: Path, scratch: Path, layouts: Path | None, on_step: Step) -> None:
        self.agenda, self.folder, self.scratch, self.layouts, self.on_step = agenda, folder, scratch, layouts, on_step
        self.found: dict[str, _Prepared] = {}
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
            self.found[document.key] = _Prepared(source, cleaned=cleaned, facts=facts)

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
        self.found[document.key] = _Prepared(source, paper=pipeline.compose(outcome.value))

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


# -- one issue


@dataclass(frozen=True, slots=True)
class _Slot:
    """One paper's place in the issue."""

    item: AgendaItem
    document: Document
    place: PackPlace
    pages: int

    @property
    def words(self) -> str:
        """Return its pages in words."""
        return self.place.numbers.words(self.pages)


class _Issue:
    """All the files of one issue, made in a scratch folder."""

    def __init__(
        self,
        agenda: Agenda,
        papers: _Papers,
        stem: str,
        scratch: Path,
        record: PackRecord | None,
        on_step: Step,
    ) -> None:
        self.agenda, self.papers, self.stem, self.scratch = agenda, papers, stem, scratch
        self.before, self.on_step = record, on_step
        self.problems: list[Problem] = []
        self.files: list[PackFile] = []
        self.leaks: dict[tuple[str, str], list[str]] = {}
        self.main: list[_Slot] = []
        self.later: list[_Slot] = []
        self.exempt: list[_Slot] = []
        self.front_pages = 0

    def make(self) -> None:
        """Number the papers, make every file, and prove that the public ones hold nothing exempt."""
        self._number()
        self.problems += self._against_record()
        if has_errors(self.problems):
            return
        main = self._front(Edition.MAIN, self.main, PageNumbers())
        public = [self._sheet(main, Edition.MAIN), *self._taken_in(self.main)]
        self._write("public", "Public reports pack", public, is_public=True)
        alone = front_sheet(self._front_of(Edition.MAIN, self.main, has_links=False), None)
        self._write_paper("front-sheet", alone, is_public=True)
        if self.later:
            self._write_later()
            both = self._in_order([*self.main, *self.later])
            numbers = PageNumbers(last=self.front_pages)
            front = self._front(Edition.CONSOLIDATED, both, numbers)
            public = [self._sheet(front, Edition.CONSOLIDATED), *self._taken_in(both)]
            self._write("consolidated", "Consolidated public reports pack", public, is_public=True)
        self.problems += self._leak_problems()
        if has_errors(self.problems):
            return
        if self.exempt:
            self._write_restricted(public)
        self._write_report()

    # -- numbers

    def _number(self) -> None:
        """Give every paper its pages: public ones in order, papers that followed letters, exempt ones after the last."""
        documents = [(item, each) for item, each in self.agenda.documents if self.papers.has(each)]
        public = [(item, each) for item, each in documents if not each.is_exempt]
        unknown = {document.key: _UNKNOWN_PAGES for _, document in public if not document.is_to_follow}
        self.front_pages = self._pages_of(FrontSheet(self.agenda, Edition.MAIN, unknown))
        for _ in range(_MOST_TRIES):  # nearly always once: pages still unknown take the room of known ones
            self._number_from(public, self.front_pages)
            pages = self._pages_of(self._front_of(Edition.MAIN, self.main))
            if pages == self.front_pages:
                break
            self.front_pages = pages
        following = self.front_pages + 1 + sum(slot.pages for slot in self.main)
        exempt = [(item, each) for item, each in documents if each.is_exempt]
        if exempt:
            self._number_exempt(exempt, following)

    @staticmethod
    def _pages_of(front: FrontSheet) -> int:
        return pipeline.render(front_sheet(front, PackPlace(_FRONT))).pages

    def _number_from(self, public: Sequence[tuple[AgendaItem, Document]], front_pages: int) -> None:
        self.main, self.later = [], []
        following, letters, prefix = front_pages + 1, 1, ""
        for item, document in public:
            if document.is_to_follow:
                letters = letters if prefix == str(following - 1) else 1
                prefix = str(following - 1)
                numbers = PageNumbers(letters, prefix, "letters")
                slot = self._slot(item, document, numbers)
                letters += slot.pages
                self.later.append(slot)
            else:
                slot = self._slot(item, document, PageNumbers(following))
                following += slot.pages
                self.main.append(slot)

    def _number_exempt(self, exempt: Sequence[tuple[AgendaItem, Document]], following: int) -> None:
        """Number the restricted papers, after the sheet that lists them; what was late comes last."""
        ordered = sorted(exempt, key=lambda each: each[1].is_to_follow)
        unknown = {document.key: _UNKNOWN_PAGES for _, document in ordered}
        sheet = pipeline.render(restricted_sheet(self.agenda, unknown, self._restricted_place(following))).pages
        self.restricted_from = following
        following += sheet
        for item, document in ordered:
            slot = self._slot(item, document, PageNumbers(following))
            following += slot.pages
            self.exempt.append(slot)

    def _slot(self, item: AgendaItem, document: Document, numbers: PageNumbers) -> _Slot:
        stamp = item.stamp(document)
        mark = "" if document.exemption is None else marking(document.exemption, self.agenda.clock.jurisdiction)
        place = PackPlace(
            key=document.key,
            numbers=numbers,
            stamp=stamp,
            heading=f"{stamp}: {document.title}",
            level=2 if document.label and self.papers.has(item.paper) and not document.is_exempt else 1,
            marking=mark,
            back=f"pack:{_RESTRICTED if document.is_exempt else _FRONT}",
        )
        return _Slot(item, document, place, self.papers.pages(document, place))

    def _restricted_place(self, first: int) -> PackPlace:
        return PackPlace(_RESTRICTED, PageNumbers(first), marking=restricted_marking(self.agenda))

    def _in_order(self, slots: Sequence[_Slot]) -> list[_Slot]:
        order = {document.key: at for at, (_, document) in enumerate(self.agenda.documents)}
        return sorted(slots, key=lambda slot: order[slot.document.key])

    # -- the parts of a pack

    def _front_of(self, edition: Edition, slots: Sequence[_Slot], *, has_links: bool = True) -> FrontSheet:
        return FrontSheet(
            self.agenda,
            edition,
            {slot.document.key: slot.words for slot in slots},
            has_links=has_links,
            inaccessible=self._inaccessible(slots),
            changes=changes(self.before, self._published()) if self._is_new_version() and self.before else (),
        )

    def _front(self, edition: Edition, slots: Sequence[_Slot], numbers: PageNumbers) -> pipeline.Built:
        return pipeline.render(front_sheet(self._front_of(edition, slots), PackPlace(_FRONT, numbers)))

    def _sheet(self, built: pipeline.Built, edition: Edition) -> PackPaper:
        last = self.front_pages if edition is Edition.CONSOLIDATED else None
        numbers = PageNumbers(style="roman") if edition is Edition.SUPPLEMENT else PageNumbers(last=last)
        return PackPaper(PackPlace(_FRONT, numbers), "Agenda", built.content, tree=built.tree)

    def _taken_in(self, slots: Sequence[_Slot]) -> Iterator[PackPaper]:
        for slot in slots:
            document, prepared = slot.document, self.papers.found[slot.document.key]
            title = f"Appendix {document.label}: {document.title}" if document.label else document.title
            built = None if prepared.cleaned else self.papers.built(document, slot.place)
            yield PackPaper(
                slot.place,
                title,
                prepared.cleaned or (built.content if built else b""),
                item=f"Item {slot.item.number}: {self._item_title(slot)}",
                facts=prepared.facts,
                tree=built.tree if built else None,
                watermark=RESTRICTED_MARK if document.is_exempt else "",
            )

    def _item_title(self, slot: _Slot) -> str:
        return slot.item.paper.title if slot.document.is_exempt else slot.item.paper.public_title

    def _inaccessible(self, slots: Sequence[_Slot]) -> tuple[str, ...]:
        names = []
        for slot in slots:
            facts = self.papers.found[slot.document.key].facts
            if facts is not None and not facts.is_accessible:
                names.append(f"{slot.place.heading}, {'pages' if slot.pages > 1 else 'page'} {slot.words}")
        return tuple(names)

    # -- files

    def _write(
        self, name: str, title: str, papers: Sequence[PackPaper], *, is_public: bool, watermark: str = ""
    ) -> None:
        path = self.scratch / f"{self.stem}-{name}.pdf"
        self.on_step(f"making {path.name}")
        meeting = self.agenda.meeting
        front = front_sheet(self._front_of(Edition.MAIN, self.main), None).identity
        identity = Identity(
            title=f"{title}: {front.subject}",
            author=meeting.council,
            subject=front.subject,
            header_left="",
            header_right="",
            footer_left="",
            dated=front.dated,
            watermark=watermark,
        )
        merged = merge(identity, papers, path)
        self._finish(path, merged.pages, _conformance(merged), is_public=is_public)

    def _write_paper(self, name: str, paper: Paper, *, is_public: bool) -> None:
        path = self.scratch / f"{self.stem}-{name}.pdf"
        self.on_step(f"making {path.name}")
        built = pipeline.render(paper)
        path.write_bytes(built.content)
        self._finish(path, built.pages, "PDF/UA-1 and PDF/A-2a", is_public=is_public)

    def _finish(self, path: Path, pages: int, conformance: str, *, is_public: bool) -> None:
        if is_public:
            self._prove(path)
        self.files.append(PackFile(path, pages, conformance))

    def _write_later(self) -> None:
        """Write the supplement: its own front sheet, and the papers that followed with the numbers they have in the pack."""
        front = self._front(Edition.SUPPLEMENT, self.later, PageNumbers(style="roman"))
        papers = [self._sheet(front, Edition.SUPPLEMENT), *self._taken_in(self.later)]
        self._write("supplement", "Supplementary agenda", papers, is_public=True)

    def _write_restricted(self, public: Sequence[PackPaper]) -> None:
        """Write the restricted pack: the public one page for page, then the exempt papers behind a sheet of their own."""
        place = self._restricted_place(self.restricted_from)
        pages = {slot.document.key: slot.words for slot in self.exempt}
        built = pipeline.render(restricted_sheet(self.agenda, pages, place))
        sheet = PackPaper(place, "Restricted papers", built.content, tree=built.tree)
        papers = [*public, sheet, *self._taken_in(self.exempt)]
        self._write("restricted", f"Restricted reports pack, {RESTRICTED_MARK.lower()}", papers, is_public=False)

    def _write_report(self) -> None:
        meeting = self.agenda.meeting
        issued = [Issued(each.path.name, each.pages or 0, each.conformance) for each in self.files]
        report = pack_report(
            meeting.committee, meeting.council, meeting.day, issued, list(self._remarks()), len(self.exempt)
        )
        self._write_paper("report", report, is_public=False)

    def _remarks(self) -> Iterator[Remark]:
        for slot in self._in_order([*self.main, *self.later, *self.exempt]):
            facts = self.papers.found[slot.document.key].facts
            for finding in facts.findings if facts else ():
                page = "" if finding.page is None else slot.place.numbers.label(finding.page)
                yield Remark(f"{slot.place.stamp}: {slot.document.public_title}", page, finding.what, finding.concern)

    # -- proofs

    def _prove(self, pack: Path) -> None:
        """Compare a public file with every exempt paper."""
        if not any(True for _ in self.agenda.exempt_documents):
            return
        self.on_step(f"checking {pack.name} for exempt content")
        public = [prepared.cleaned for prepared in self._public_papers() if prepared.cleaned is not None]
        request = {
            "exempt": [self._exempt_request(item, document) for item, document in self.agenda.exempt_documents],
            "public": [str(path) for path in public],
            "allowed": [*public_words(self.agenda), *(phrase.words for phrase in self.agenda.cleared)],
        }
        for leak in find_leaks(pack, request):
            self.leaks.setdefault((leak["paper"], leak["what"]), []).append(f"{pack.name}, {leak['where']}")

    def _leak_problems(self) -> Iterator[Problem]:
        """Name each thing that was found once, with the first place it stands at. Problems: leak."""
        for (paper, what), places in self.leaks.items():
            more = len(places) - 1
            elsewhere = f" and {more} more {'place' if more == 1 else 'places'}" if more else ""
            yield Problem(
                "leak",
                places[0] + elsewhere,
                f"{f'{paper}: ' if paper else ''}{what} would be published.",
                "take it out of the public paper; if the public may read it, add the words to the sheet Cleared phrases",
            )

    def _public_papers(self) -> Iterator[_Prepared]:
        return (self.papers.found[slot.document.key] for slot in (*self.main, *self.later))

    def _exempt_request(self, item: AgendaItem, document: Document) -> dict[str, object]:
        """Return what the leak proof needs of one exempt paper; one without a file has at least a title."""
        prepared = self.papers.found.get(document.key)
        titles = [document.title] if document.exemption is not None and document.exemption.safe_title else []
        name = f"{item.stamp(document)}"
        if prepared is None:
            return {"name": name, "pdf": "", "texts": [], "titles": titles, "files": []}
        texts: list[str] = []
        pdf = prepared.source
        if prepared.paper is not None:
            slot = next(slot for slot in self.exempt if slot.document.key == document.key)
            pdf = self.scratch / f"{document.key}-exempt.pdf"
            pdf.write_bytes(self.papers.built(document, slot.place).content)
            texts = _cell_texts(prepared.source)
        return {
            "name": name,
            "pdf": str(pdf.resolve()),
            "texts": texts,
            "titles": titles,
            "files": [prepared.source.name],
        }

    # -- the record

    def _published(self) -> list[PublishedPaper]:
        return [
            PublishedPaper(
                place=slot.place.stamp,
                title=slot.document.title,
                pages=slot.words,
                sha256=file_hash(self.papers.found[slot.document.key].source),
                where=str(slot.document.cells["Title"]),
            )
            for slot in (*self.main, *self.later)
        ]

    def _is_new_version(self) -> bool:
        version = self.agenda.version.number if self.agenda.version else ""
        return self.before is not None and self.before.version != version

    def _against_record(self) -> list[Problem]:
        if self.before is None or self._is_new_version():
            return []
        return list(moved(self.before, self._published()))

    def record(self) -> PackRecord:
        """Return the record of this issue."""
        version = self.agenda.version.number if self.agenda.version else ""
        return PackRecord(version=version, papers=tuple(self._published()))


def _conformance(merged: Merged) -> str:
    """Return what a pack claims, in words."""
    claims = [*(["PDF/UA-1"] if merged.ua else []), *([f"PDF/A-2{merged.pdfa.lower()}"] if merged.pdfa else [])]
    return " and ".join(claims) or "Neither PDF/UA nor PDF/A, because of the papers named below"


def _cell_texts(workbook: Path) -> list[str]:
    """Return every text of a workbook, hidden sheets included."""
    from kccreport.workbook.reader import open_workbook

    sheets = open_workbook(workbook).sheets
    cells = (cell for sheet in sheets for row in sheet.rows.values() for cell in row.values())
    return [cell.text for cell in cells if isinstance(cell.value, str)]
