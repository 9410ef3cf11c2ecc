"""The files of one issue, made in a scratch folder: packs, front sheet, supplements, report."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from kccreport.agenda.issue.against import against_published
from kccreport.agenda.issue.binder import Binder, Bound
from kccreport.agenda.issue.comparison import comparison_problems
from kccreport.agenda.issue.listing import listed_papers, record_of
from kccreport.agenda.issue.numbers import number_by_many
from kccreport.agenda.issue.papers import Papers, Step
from kccreport.agenda.issue.parts import Section, exempt_section, headed, make_parts, public_section
from kccreport.agenda.issue.places import FRONT, Numbers, Slot, in_order
from kccreport.agenda.issue.press import OURS, PackFile, conformance, write_pack
from kccreport.agenda.issue.proof import proof
from kccreport.agenda.issue.remarks import remarks
from kccreport.agenda.issue.right_hand import right_handed
from kccreport.agenda.issue.separate import Separate, file_name, write_zip
from kccreport.agenda.issue.supplements import Supplement, supplements, undated
from kccreport.agenda.issue.web import web_pages
from kccreport.agenda.merging.papers import Merged, PackPaper
from kccreport.agenda.models import Agenda
from kccreport.agenda.words.front_sheet import Edition, FrontSheet, front_sheet
from kccreport.agenda.words.identity import issue_identity
from kccreport.agenda.words.language import ENGLISH, WELSH, Furniture
from kccreport.agenda.words.printed import printed_details
from kccreport.agenda.words.report import Issued, pack_report
from kccreport.agenda.words.restricted import restricted_sheet
from kccreport.ground.pattern import pattern
from kccreport.ground.problem import Problem, has_errors, warning
from kccreport.ground.values import replace
from kccreport.paper.blocks import Identity, PackPlace, PageNumbers, Paper
from kccreport.published.packs import PackRecord, PublishedFile
from kccreport.published.reissue import Reissue
from kccreport.roads import papers as pipeline

_REPORT = "report"
_PART = pattern(r"-part-\d+(?=(?:-cymraeg)?\.pdf$)")
REPORT_ENDING = f"-{_REPORT}.pdf"  # of the file for officers, which is not published


class Issue:
    """Makes every file of one issue; what stops it is in `problems`."""

    def __init__(
        self,
        agenda: Agenda,
        papers: Papers,
        stem: str,
        scratch: Path,
        before: PackRecord | None,
        on_step: Step,
        *,
        separate: bool = False,
        web: bool = False,
    ) -> None:
        """Take what an issue is made of; with `separate` the papers are made as files of their own too, in a ZIP.

        With `web` the front sheet and the papers made here are made as web pages too.
        """
        self.separate, self.web = separate, web
        self.firsts: dict[str, Mapping[str, int]] = {}  # by the name of a file: where in it each paper begins
        self.agenda, self.papers, self.stem, self.scratch, self.on_step = agenda, papers, stem, scratch, on_step
        self.problems: list[Problem] = []
        self.files: list[PackFile] = []
        self.leaked_phrases: tuple[str, ...] = ()  # by which a person could let through what the proof has found
        self.has_false_claims = False
        self.numbers, self.supplements = Numbers(0, (), ()), tuple[Supplement, ...]()
        self.listed, self.details = listed_papers(agenda, papers), printed_details(agenda)
        version = agenda.version.number if agenda.version else ""
        self.reissue = None if before is None else Reissue(before, version, self.listed, self.details)

    def make(self, *, goes_on: bool = False) -> None:
        """Number the papers, make the public files, prove that they hold nothing exempt, and make the others.

        An error stops it, unless it `goes_on` in order to find them all.

        Problems: those of `Reissue.problems`, version-out-of-order, missing-change, page-differs, cleared-finding, leak.
        """
        self.problems += against_published(self.reissue, self.agenda)
        if has_errors(self.problems) and not goes_on:
            return
        self.numbers = number_by_many(self.agenda, self.papers, self._front_pages, self._restricted_pages, self.reissue)
        self.supplements = supplements(self.numbers, self.reissue)
        self.problems += undated(self.supplements)
        binders = [self._binder(words) for words in self._languages]
        slots = (*self.numbers.public, *self.numbers.exempt)
        self.papers.lay_out([(slot.document, binder.placed(slot)) for binder in binders for slot in slots])
        fullest = [self._make_public(binder) for binder in binders]
        separate = self._make_separate(binders[0], self.numbers.public, "papers") if self.separate else []
        self.on_step("checking the public files for exempt content")
        paths = [file.path for file in self.files if file.pages is not None] + separate
        proved = proof(self.agenda, self.papers, self.numbers, paths, self.scratch)
        self.problems += proved.problems
        self.leaked_phrases = proved.phrases
        if has_errors(self.problems) and not goes_on:
            return
        if self.web:
            for binder in binders:
                self._make_web(binder)
        for binder, (front, public) in zip(binders, fullest, strict=True):
            self._make_restricted(binder, front, public)
        if self.separate and self.numbers.exempt:
            self._make_separate(binders[0], self.numbers.exempt, "papers-restricted")
        if not has_errors(self.problems):
            self._make_report()

    @property
    def _languages(self) -> Sequence[Furniture]:
        return (ENGLISH, WELSH) if self.agenda.is_bilingual else (ENGLISH,)

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
        for number in self.reissue.unchanged_supplements:
            names += [f"supplement-{number}", f"supplement-{number}-restricted"]
        return frozenset(f"{self.stem}-{name}{words.suffix}.pdf" for name in names for words in self._languages)

    def keeps(self, name: str) -> bool:
        """Say whether a published file stays as it is; a part of a pack does if the pack does."""
        return _PART.sub("", name) in self.kept

    # -- what the public may read

    def _make_public(self, binder: Binder) -> tuple[FrontSheet, list[Bound]]:
        """Make the public files of one language, and return what the front sheet of the fullest pack says, and its papers."""
        numbers, words = self.numbers, binder.words
        held = [each for each in numbers.held if not each.published.supplement]
        front = binder.front(Edition.MAIN, [*numbers.main, *(each.slot for each in held)])
        public = [binder.sheet(front, numbers.front), *binder.bound(numbers.main, held)]
        self._merge("public", words.public_pack, public, words)
        self._make_parts("public", words.public_pack, words, [public_section(binder, front, public)])
        self._render("front-sheet", front_sheet(replace(front, has_links=False), None), words)
        for each in self.supplements:
            slots = [*each.public, *(held.slot for held in each.held)]
            alone = binder.front(Edition.SUPPLEMENT, slots, supplement=each)
            sheet = binder.sheet(alone, PageNumbers(style="roman"))
            title, name = words.supplement.format(number=each.number), f"supplement-{each.number}"
            bound = [sheet, *binder.bound(each.public, each.held)]
            self._merge(name, title, bound, words)
            self._make_parts(name, title, words, [public_section(binder, alone, bound)])
        if numbers.later or len(held) < len(numbers.held):
            both = [*numbers.public, *(each.slot for each in numbers.held)]
            front = binder.front(Edition.CONSOLIDATED, in_order(both))
            public = [binder.sheet(front, numbers.front), *binder.bound(numbers.public, numbers.held)]
            self._merge("consolidated", words.consolidated_pack, public, words)
            section = public_section(binder, front, public)
            self._make_parts("consolidated", words.consolidated_pack, words, [section])
        return front, public

    def _make_parts(self, name: str, title: str, words: Furniture, sections: Sequence[Section]) -> None:
        """Make a pack in parts too, where it is larger than files may be."""
        largest = self.agenda.meeting.largest_file
        if largest is None or self.files[-1].path.stat().st_size <= largest:
            return
        before = len(self.files)

        def write(number: int, bound: Sequence[Bound]) -> Path:
            del self.files[before + number - 1 :]  # of a try in which a part was too large
            self._merge(f"{name}-part-{number}", title, bound, words)
            return self.files[-1].path

        made = make_parts([each for each in sections if each.papers], largest, write, headed(self.agenda, words))
        for path in made:
            if path.stat().st_size > largest:
                where = str(self.agenda.meeting.cells["Largest file"])
                said = f"{path.name} is larger than Largest file, though it holds one item alone."
                self.problems.append(
                    warning("too-large", where, said, "ask for that paper in a smaller file, or in two")
                )

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

    def _make_restricted(self, binder: Binder, front: FrontSheet, public: Sequence[Bound]) -> None:
        """Make the restricted pack: the public one page for page, then the exempt papers behind a sheet of their own.

        Exempt papers that followed are a restricted supplement too.
        """
        numbers, words = self.numbers, binder.words
        if not numbers.exempt:
            return
        last = numbers.restricted_from + numbers.restricted_pages - 1
        slots = [*numbers.exempt, *(each.slot for each in numbers.held_exempt)]
        exempt = exempt_section(
            binder,
            PageNumbers(numbers.restricted_from, last=last),
            slots,
            binder.bound(numbers.exempt, numbers.held_exempt),
        )
        self._merge("restricted", words.restricted_pack, [*public, exempt.opening(None), *exempt.papers], words)
        sections = [public_section(binder, front, public), exempt]
        self._make_parts("restricted", words.restricted_pack, words, sections)
        for each in self.supplements:
            if each.exempt:
                title, name = (
                    words.restricted_supplement.format(number=each.number),
                    f"supplement-{each.number}-restricted",
                )
                exempt = exempt_section(
                    binder, PageNumbers(style="roman"), each.exempt, binder.bound(each.exempt), each
                )
                self._merge(name, title, [exempt.opening(None), *exempt.papers], words)
                self._make_parts(name, title, words, [exempt])

    def _restricted_pages(self, place: PackPlace, pages: dict[str, str]) -> int:
        return pipeline.render(restricted_sheet(self.agenda, pages, place)).pages

    # -- what officers read

    def _make_report(self) -> None:
        meeting = self.agenda.meeting
        issued = [Issued(each.path.name, each.pages, each.conformance) for each in self.files if each.pages is not None]
        exempt = len(self.numbers.exempt)
        report = pack_report(
            meeting.committee,
            meeting.council,
            meeting.day,
            issued,
            list(remarks(self.agenda, self.papers, self.numbers)),
            exempt,
            has_cleared=any(phrase.is_signed for phrase in self.agenda.cleared),
        )
        self._render(_REPORT, report, ENGLISH)

    # -- files

    def _make_separate(self, binder: Binder, slots: Sequence[Slot], name: str) -> list[Path]:
        """Make a ZIP of some papers, each in a file of its own, and return those files."""
        folder = self.scratch / name
        folder.mkdir(exist_ok=True)  # the files are made again where a claim is found false
        found: list[Separate] = []
        for slot in in_order(slots):
            item, document = slot.item, slot.document
            path = folder / file_name(item.number, document.label, [each.path.name for each in found])
            # its heading leads to itself, since there is no agenda in the file
            (bound,) = binder.bound([replace(slot, place=replace(slot.place, back=f"pack:{document.key}"))])
            self._press(issue_identity(self.agenda, binder.placed(slot).heading), [bound.paper], path)
            title = document.title if document.is_exempt else document.public_title
            found.append(Separate(path, item.stamp(document), title, not document.is_exempt, slot.pages))
        path = self.scratch / f"{self.stem}-{name}.zip"
        self.on_step(f"making {path.name}")
        write_zip(path, found)
        self.files.append(PackFile(path, None))
        return [each.path for each in found]

    def _make_web(self, binder: Binder) -> None:
        """Make the pages of what the public may read, of the fullest pack there is; their words are those just proved."""
        numbers = self.numbers
        is_whole = f"{self.stem}-consolidated{binder.words.suffix}.pdf" in self.firsts
        edition = Edition.CONSOLIDATED if is_whole else Edition.MAIN
        pack = f"{self.stem}-{'consolidated' if is_whole else 'public'}{binder.words.suffix}.pdf"
        slots = numbers.public if is_whole else numbers.main
        for name, content in web_pages(binder, edition, slots, pack, self.firsts[pack], self.stem).items():
            path = self.scratch / name
            self.on_step(f"making {name}")
            path.write_bytes(content)
            self.files.append(PackFile(path, None))

    def _merge(self, name: str, title: str, bound: Sequence[Bound], words: Furniture) -> None:
        path = self._path(name, words)
        identity = issue_identity(self.agenda, title, words)
        if self.agenda.meeting.right_hand:
            bound = list(right_handed(self.agenda, bound, words))
        merged = self._press(identity, [each.paper for each in bound], path)
        self.firsts[path.name] = merged.firsts
        self.files.append(PackFile(path, merged.pages, conformance(merged)))

    def _press(self, identity: Identity, papers: Sequence[PackPaper], path: Path) -> Merged:
        """Write a pack, and see that every page of others shows in it what it showed when it was sent."""
        merged, has_false_claims = write_pack(identity, papers, path)
        self.has_false_claims |= has_false_claims
        self.problems += comparison_problems(self.agenda, path, papers, merged.firsts)
        return merged

    def _render(self, name: str, paper: Paper, words: Furniture) -> None:
        path = self._path(name, words)
        built = pipeline.render(paper)
        path.write_bytes(built.content)
        self.files.append(PackFile(path, built.pages, OURS))

    def _path(self, name: str, words: Furniture) -> Path:
        path = self.scratch / f"{self.stem}-{name}{words.suffix}.pdf"
        self.on_step(f"making {path.name}")
        return path
