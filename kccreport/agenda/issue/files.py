"""The files of one issue, made in a scratch folder: packs, front sheet, supplements, report."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kccreport.agenda.examining.isolation import standards_met
from kccreport.agenda.issue.binder import Binder
from kccreport.agenda.issue.listing import listed_papers, record_of
from kccreport.agenda.issue.numbers import number_papers
from kccreport.agenda.issue.papers import Papers, Step
from kccreport.agenda.issue.places import FRONT, Numbers, Slot, in_order
from kccreport.agenda.issue.proof import leak_problems
from kccreport.agenda.issue.supplements import Supplement, supplements
from kccreport.agenda.merging.facts import Concern
from kccreport.agenda.merging.merge import Merged, PackPaper, merge
from kccreport.agenda.merging.stamping import stamps_on
from kccreport.agenda.models import Agenda
from kccreport.agenda.words.front_sheet import Edition, front_sheet
from kccreport.agenda.words.identity import issue_identity
from kccreport.agenda.words.language import ENGLISH, WELSH, Furniture
from kccreport.agenda.words.printed import printed_details
from kccreport.agenda.words.report import Issued, Remark, pack_report
from kccreport.agenda.words.restricted import restricted_sheet
from kccreport.ground.problem import Problem, has_errors
from kccreport.paper.blocks import PackPlace, PageNumbers, Paper
from kccreport.published.packs import PackRecord, PublishedFile
from kccreport.published.reissue import Reissue
from kccreport.roads import papers as pipeline

_OURS = "PDF/UA-1 and PDF/A-2a"  # what every paper made here is, by the tests
_REPORT = "report"
REPORT_ENDING = f"-{_REPORT}.pdf"  # of the file for officers, which is not published


@dataclass(frozen=True, slots=True)
class PackFile:
    """One file that was made, how many pages it has (None for what is no PDF), and what it says of itself.

    One that `is_kept` was published before and stays as it is.
    """

    path: Path
    pages: int | None
    conformance: str = ""
    is_kept: bool = False


class Issue:
    """Makes every file of one issue; what stops it is in `problems`."""

    def __init__(
        self, agenda: Agenda, papers: Papers, stem: str, scratch: Path, before: PackRecord | None, on_step: Step
    ) -> None:
        self.agenda, self.papers, self.stem, self.scratch, self.on_step = agenda, papers, stem, scratch, on_step
        self.problems: list[Problem] = []
        self.files: list[PackFile] = []
        self.numbers, self.supplements = Numbers(0, (), ()), tuple[Supplement, ...]()
        self.listed, self.details = listed_papers(agenda, papers), printed_details(agenda)
        version = agenda.version.number if agenda.version else ""
        self.reissue = None if before is None else Reissue(before, version, self.listed, self.details)

    def make(self) -> None:
        """Number the papers, make the public files, prove that they hold nothing exempt, and make the others.

        Problems: those of `Reissue.problems`, version-out-of-order, missing-change, leak.
        """
        self.problems += self.against_published()
        if has_errors(self.problems):
            return
        self.numbers = number_papers(self.agenda, self.papers, self._front_pages, self._restricted_pages, self.reissue)
        self.supplements = supplements(self.numbers, self.reissue)
        binders = [self._binder(words) for words in self._languages]
        fullest = [self._make_public(binder) for binder in binders]
        self.on_step("checking the public files for exempt content")
        paths = [file.path for file in self.files]
        self.problems += leak_problems(self.agenda, self.papers, self.numbers, paths, self.scratch)
        if has_errors(self.problems):
            return
        for binder, public in zip(binders, fullest, strict=True):
            self._make_restricted(binder, public)
        self._make_report()

    @property
    def _languages(self) -> Sequence[Furniture]:
        return (ENGLISH, WELSH) if self.agenda.is_bilingual else (ENGLISH,)

    def against_published(self) -> Iterator[Problem]:
        """Find what differs from the issue before and is not said on the sheet Versions."""
        reissue, version = self.reissue, self.agenda.version
        if reissue is None:
            return
        if not reissue.is_new_version:
            yield from reissue.problems()
        elif version is None or reissue.is_used_version:
            where = str(version.at) if version is not None else "'Versions'"
            words = f"version {reissue.before.version} was published last, and is not the last row here."
            yield Problem("version-out-of-order", where, words, "add a row with a new number and what changed")
        elif not version.changed:
            words = f"version {version.number} does not say what has changed."
            yield Problem("missing-change", str(version.at), words, "type it, such as: Item 7: a table is corrected")

    def record(self, files: Sequence[PublishedFile] = ()) -> PackRecord:
        """Return the record of this issue."""
        return record_of(self.agenda, self.listed, self.numbers, self.supplements, self.details, self.reissue, files)

    @property
    def kept(self) -> frozenset[str]:
        """Return the names of files that stay as they were published: all of a version but what later papers change.

        A supplement stays beyond its version, as long as none of its papers has changed.
        """
        if self.reissue is None:
            return frozenset()
        names = [] if self.reissue.is_new_version else ["public", "front-sheet"]
        for each in self.reissue.before.supplements:
            keys = self._keys_with(each.number)
            if keys and all(map(self.reissue.unchanged, keys)):
                names += [f"supplement-{each.number}", f"supplement-{each.number}-restricted"]
        return frozenset(f"{self.stem}-{name}{words.suffix}.pdf" for name in names for words in self._languages)

    def _keys_with(self, supplement: int) -> set[str]:
        """Return the keys that the papers of a published supplement have now; "" for one that is gone."""
        pairs = self.reissue.pairs if self.reissue else ()
        return {
            pair.new.key if pair.new is not None else ""
            for pair in pairs
            if pair.old is not None and pair.old.supplement == supplement
        }

    # -- what the public may read

    def _make_public(self, binder: Binder) -> list[PackPaper]:
        """Make the public files of one language, and return the papers of the fullest pack."""
        numbers, words = self.numbers, binder.words
        held = [each for each in numbers.held if not each.published.supplement]
        front = binder.front(Edition.MAIN, [*numbers.main, *(each.slot for each in held)])
        public = [binder.sheet(front, numbers.front), *binder.bound(numbers.main, held)]
        self._merge("public", words.public_pack, public, words)
        self._render("front-sheet", front_sheet(replace(front, has_links=False), None), words)
        for each in self.supplements:
            slots = [*each.public, *(held.slot for held in each.held)]
            alone = binder.front(Edition.SUPPLEMENT, slots, supplement=each)
            sheet = binder.sheet(alone, PageNumbers(style="roman"))
            title = words.supplement.format(number=each.number)
            self._merge(f"supplement-{each.number}", title, [sheet, *binder.bound(each.public, each.held)], words)
        if numbers.later or len(held) < len(numbers.held):
            both = [*numbers.public, *(each.slot for each in numbers.held)]
            front = binder.front(Edition.CONSOLIDATED, in_order(both))
            public = [binder.sheet(front, numbers.front), *binder.bound(numbers.public, numbers.held)]
            self._merge("consolidated", words.consolidated_pack, public, words)
        return public

    def _binder(self, words: Furniture) -> Binder:
        return Binder(self.agenda, self.papers, self.numbers, words, self._changes())

    def _changes(self) -> Sequence[str]:
        """Return what is different from the issue before, where this is a new version of it."""
        if self.reissue is None or not self.reissue.is_new_version:
            return ()
        return self.reissue.changes({slot.document.key: slot.words for slot in self.numbers.public})

    def _front_pages(self, main: Sequence[Slot], later: Sequence[Slot], pages: dict[str, str]) -> int:
        front = replace(self._binder(ENGLISH).front(Edition.MAIN, main), pages=pages)
        return pipeline.render(front_sheet(front, PackPlace(FRONT))).pages

    # -- what only members may read

    def _make_restricted(self, binder: Binder, public: Sequence[PackPaper]) -> None:
        """Make the restricted pack: the public one page for page, then the exempt papers behind a sheet of their own.

        Exempt papers that followed are a restricted supplement too.
        """
        numbers, words = self.numbers, binder.words
        if not numbers.exempt:
            return
        last = numbers.restricted_from + numbers.restricted_pages - 1
        slots = [*numbers.exempt, *(each.slot for each in numbers.held_exempt)]
        sheet = binder.restricted(PageNumbers(numbers.restricted_from, last=last), slots)
        papers = [*public, sheet, *binder.bound(numbers.exempt, numbers.held_exempt)]
        self._merge("restricted", words.restricted_pack, papers, words)
        for each in self.supplements:
            if each.exempt:
                sheet = binder.restricted(PageNumbers(style="roman"), each.exempt, each)
                title = words.restricted_supplement.format(number=each.number)
                self._merge(f"supplement-{each.number}-restricted", title, [sheet, *binder.bound(each.exempt)], words)

    def _restricted_pages(self, place: PackPlace, pages: dict[str, str]) -> int:
        return pipeline.render(restricted_sheet(self.agenda, pages, place)).pages

    # -- what officers read

    def _make_report(self) -> None:
        meeting = self.agenda.meeting
        issued = [Issued(each.path.name, each.pages or 0, each.conformance) for each in self.files]
        exempt = len(self.numbers.exempt)
        report = pack_report(meeting.committee, meeting.council, meeting.day, issued, list(self._remarks()), exempt)
        self._render(_REPORT, report, ENGLISH)

    def _remarks(self) -> Iterator[Remark]:
        for slot in in_order([*self.numbers.public, *self.numbers.exempt]):
            facts = self.papers.found[slot.document.key].facts
            if facts is None:
                continue
            name, label = f"{slot.place.stamp}: {slot.document.public_title}", slot.place.numbers.label
            for finding in facts.findings:
                page = "" if finding.page is None else label(finding.page)
                yield Remark(name, page, finding.what, finding.concern)
            for number, seen in enumerate(facts.pages, 1):
                stamps = stamps_on(slot.place, number, seen)
                if stamps.grows_top or stamps.grows_bottom:
                    words = "there was no room for a stamp, so the page was given a narrow strip for it"
                    yield Remark(name, label(number), words, Concern.CHANGE)

    # -- files

    def _merge(self, name: str, title: str, papers: Sequence[PackPaper], words: Furniture) -> None:
        path = self._path(name, words)
        identity = issue_identity(self.agenda, title, words)
        merged = merge(identity, papers, path)
        if merged.profiles and any(paper.facts is not None for paper in papers):
            # each paper is what it claims, and so is what we make; that they are together is for a validator to say
            met = standards_met(path, merged.profiles)
            if met != set(merged.profiles):
                merged = merge(identity, papers, path, may_claim=met)
        self.files.append(PackFile(path, merged.pages, _conformance(merged)))

    def _render(self, name: str, paper: Paper, words: Furniture) -> None:
        path = self._path(name, words)
        built = pipeline.render(paper)
        path.write_bytes(built.content)
        self.files.append(PackFile(path, built.pages, _OURS))

    def _path(self, name: str, words: Furniture) -> Path:
        path = self.scratch / f"{self.stem}-{name}{words.suffix}.pdf"
        self.on_step(f"making {path.name}")
        return path


def _conformance(merged: Merged) -> str:
    """Return what a pack claims, in words."""
    claims = [*(["PDF/UA-1"] if merged.ua else []), *([f"PDF/A-2{merged.pdfa.lower()}"] if merged.pdfa else [])]
    return " and ".join(claims) or "Neither PDF/UA nor PDF/A, because of the papers named below"
