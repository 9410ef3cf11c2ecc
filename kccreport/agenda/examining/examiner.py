"""Look at one PDF that somebody sent: clean it, save it again, and say what it is. Runs in a process of its own."""

import io
import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
from pikepdf import Dictionary, Name, Pdf, Stream

from kccreport.agenda.examining.cleaning import clean
from kccreport.agenda.examining.comparing import differs_visibly
from kccreport.agenda.examining.holding import holds_its_words, untagged_text
from kccreport.agenda.examining.looking import Look, look_at
from kccreport.agenda.examining.makings import Makings
from kccreport.agenda.examining.outside import drop_outside, letters_outside
from kccreport.agenda.examining.paragraphs import tag_paragraphs
from kccreport.agenda.examining.sight import Sight, opened, picture_of, sight_of
from kccreport.agenda.examining.validating import faults_in
from kccreport.agenda.merging.compact import save_compactly
from kccreport.agenda.merging.facts import (
    CLAIM_LOST,
    FALSE_CLAIM,
    FORM_PRINTED,
    Concern,
    Finding,
    Notes,
    PageFacts,
    PaperFacts,
)
from kccreport.agenda.merging.faults import FOREIGN_FAULTS as PIKEPDF_FAULTS
from kccreport.agenda.merging.grafted import write_grafted
from kccreport.agenda.merging.marks import mark_number
from kccreport.agenda.merging.structure import MOST_MARKS, ObjectKey
from kccreport.agenda.merging.trees import as_list
from kccreport.ground.pattern import pattern
from kccreport.ground.values import replace

MOST_PAGES = 2_000
_REVISION = pattern(rb"startxref\s+[1-9]")
_MOST_CODE = 50_000_000  # bytes of one page's drawing: a detailed map has a tenth of it
FOREIGN_FAULTS = (*PIKEPDF_FAULTS, pypdfium2.PdfiumError)


class Unusable(Exception):
    """The file cannot be part of a pack; the message says why, as the end of a sentence about the paper."""


def examine(path: Path, cleaned: Path, *, validates: bool = True, key: str = "", level: int = 1) -> PaperFacts:
    """Clean a PDF, save it as `cleaned`, and return what it is.

    A tagged paper is validated as it will be in a pack. Unless it `validates`, one that says that it is PDF/UA-1 or PDF/A
    is taken at its word: a pack of only such papers is validated as a whole.

    What comes back can be merged: that is tried here, where a fault costs only this paper. A paper whose tags are past
    use is taken without them. With a `key` the tags of a paper are made ready, beside `cleaned`, for the place that has it,
    where the paper's heading is of that `level`.

    Raises:
        Unusable: it is not a PDF, needs a password, forbids assembly, has no pages or too many, or is past repair.
    """
    notes = Notes()
    content = path.read_bytes()
    with _opened(content, notes) as pdf:
        _refuse_bombs(pdf)
        makings = _makings(pdf, content)
        mended = _mend_pages(pdf, notes)
        looks = look_at(content, notes)
        if len(looks) != len(pdf.pages):
            raise Unusable("is damaged so that two programs show different pages of it; print it to a new PDF")
        cropped = _crop(pdf, content, looks, mended, notes)
        done = clean(pdf, notes)
        tagged = _is_tagged(pdf)
        if not tagged and "/StructTreeRoot" in pdf.Root:
            notes.add(Concern.ACCESSIBILITY, "it has tags, but they hold nothing of what is on its pages")
            del pdf.Root["/StructTreeRoot"]
        elif tagged and not _holds_its_words(pdf, content):
            tagged = False
            notes.add(Concern.ACCESSIBILITY, "most of its words belong to no tag, so its tags were left out")
            del pdf.Root["/StructTreeRoot"]
        paragraphs = [] if tagged else [tag_paragraphs(pdf, page, _next_mark(page)) for page in pdf.pages]
        pdf.remove_unreferenced_resources()
        _save(pdf, cleaned)
    own = mended | done.described
    seen = _Seen(looks, paragraphs, frozenset(own), cropped, content, makings)
    facts = replace(_facts(cleaned, seen, notes, validates=validates), files=done.files)
    if facts.is_tagged and not _is_ready(facts, cleaned, key, level) and not _can_be_merged(facts, cleaned):
        with Pdf.open(io.BytesIO(cleaned.read_bytes())) as pdf:
            for key in ("/StructTreeRoot", "/MarkInfo"):
                if key in pdf.Root:
                    del pdf.Root[key]
            seen = replace(seen, paragraphs=[tag_paragraphs(pdf, page, _next_mark(page)) for page in pdf.pages])
            _save(pdf, cleaned)
        notes.add(Concern.ACCESSIBILITY, "its tags are damaged, and were left out")
        facts = replace(_facts(cleaned, seen, notes, validates=validates), files=done.files)
    if not facts.is_tagged and not _can_be_merged(facts, cleaned):
        raise Unusable("is damaged inside, so that it cannot be put together with others; print it to a new PDF")
    is_trusted = facts.ua and facts.is_tagged and not validates
    return facts if is_trusted else with_barriers(facts, cleaned)


def _holds_its_words(pdf: Pdf, content: bytes) -> bool:
    """Say whether the tags of a paper hold its words; of tags too damaged to tell, merging says what becomes of them."""
    try:
        return holds_its_words(pdf, content)
    except FOREIGN_FAULTS:
        return True


def with_barriers(facts: PaperFacts, cleaned: Path) -> PaperFacts:
    """Return the facts of a cleaned paper with what keeps readers from it in a pack, if it is tagged; `ua` is borne out.

    What is not tagged is no PDF/UA, and why has been said.
    """
    found: tuple[Finding, ...] = ()
    if facts.is_tagged:
        trial = cleaned.with_suffix(".trial")
        unclaimed = _taken_in(replace(facts, ua=True, pdfa=""), cleaned, trial)
        found = tuple(dict.fromkeys((*faults_in(trial), *untagged_text(cleaned, unclaimed))))
        trial.unlink()
    ua = facts.ua and facts.is_tagged and not found
    if facts.ua and not ua:
        has_form = any(each.what == FORM_PRINTED for each in facts.findings)
        found = (Finding(Concern.ACCESSIBILITY, CLAIM_LOST if has_form else FALSE_CLAIM), *found)
    return replace(facts, ua=ua, findings=(*facts.findings, *found))


@dataclass(frozen=True, slots=True)
class _Seen:
    """What was seen of a paper as it was sent, page by page; `paragraphs` of one that is not tagged.

    Pages of `own`, counted from 1, cannot be compared with what was sent; of `cropped` something outside was dropped.
    `makings` are the digests of what each page was drawn from, "" where that cannot be told.
    """

    looks: Sequence[Look]
    paragraphs: Sequence[tuple[tuple[int, ...], ...]]
    own: frozenset[int]
    cropped: frozenset[int]
    content: bytes
    makings: Sequence[str]


def _crop(pdf: Pdf, content: bytes, looks: Sequence[Look], mended: Collection[int], notes: Notes) -> frozenset[int]:
    """Drop what lies outside the part of each page that shows; return the pages, from 1, of which something was."""
    wanted = [number for number, look in enumerate(looks, 1) if look.has_outside and number not in mended]
    if wanted:
        sent = pypdfium2.PdfDocument(content)
        for number in wanted:
            if drop_outside(pdf, pdf.pages[number - 1], sent[number - 1], looks[number - 1].sight.box):
                notes.add(Concern.SAFETY, "what lay outside the part of the page that shows was removed", number)
        sent.close()
    for number, (page, look) in enumerate(zip(pdf.pages, looks, strict=True), 1):
        if number not in mended and "/CropBox" in page.obj:
            page.obj.MediaBox = pikepdf.Array([round(side, 4) for side in look.sight.box])
            page.obj.CropBox = pikepdf.Array(list(page.obj.MediaBox))
    return frozenset(wanted)


def _next_mark(page: pikepdf.Page) -> int:
    """Return a number that no marked content of a page has."""
    marks = [mark_number(page, each) for each in pikepdf.parse_content_stream(page, "BDC")]
    return max((mark for mark in marks if mark is not None and mark < MOST_MARKS // 2), default=-1) + 1


def _save(pdf: Pdf, path: Path) -> None:
    """Save a file compressed, and so that a validator reads its streams as a reader does."""
    compressed = path.with_suffix(".compressed")
    pdf.save(compressed, encryption=False, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    with Pdf.open(compressed) as again:
        save_compactly(again, path, version=again.pdf_version)
    compressed.unlink()


def _facts(cleaned: Path, seen: _Seen, notes: Notes, *, validates: bool) -> PaperFacts:
    """Look at what was saved, not at what was sent: the pack is made of it."""
    with Pdf.open(cleaned) as pdf:
        is_tagged = _is_tagged(pdf)
        title, language = _title(pdf), _text(pdf.Root.get("/Lang"))
        surveys = [_survey(page) for page in pdf.pages]
        clean = Makings(pdf)
        makings = [clean.of(page) for page in pdf.pages]
        sights = _sights(cleaned, seen, makings, notes)
        none = [()] * len(surveys)
        pages = tuple(
            PageFacts(
                sight.width, sight.height, sight.top, sight.bottom, sight.has_text, *survey, sight.box, sight.picture,
                paragraphs, digest,
            )
            for sight, survey, paragraphs, digest in zip(sights, surveys, seen.paragraphs or none, makings, strict=True)
        )  # fmt: skip
        _report_accessibility(pdf, is_tagged, title, language, [page.has_text for page in pages], notes)
        ua, pdfa = _claims(pdf, cleaned, validates=validates)
    return PaperFacts(pages, is_tagged, ua, pdfa, title, language, tuple(notes))


def _makings(pdf: Pdf, content: bytes) -> list[str]:
    """Return what each page is made of as it was sent; nothing where two programs may read a file differently."""
    if pdf.get_warnings() or pdf.is_encrypted or len(_REVISION.findall(content)) > 1:
        return [""] * len(pdf.pages)
    sent = Makings(pdf)
    return [sent.of(page) for page in pdf.pages]


def _sights(cleaned: Path, seen: _Seen, makings: Sequence[str], notes: Notes) -> list[Sight]:
    """Return how each page is seen: as it was sent, where the clean one shows the same; a difference is noted.

    A clean page that is made of the same as the one that was sent is not drawn again.
    """
    sights = [look.sight for look in seen.looks]
    pairs = enumerate(zip(seen.makings, makings, strict=True), 1)
    changed = [number for number, (sent, made) in pairs if not made or sent != made or number in seen.cropped]
    if not changed:
        return sights
    sent, made = opened(seen.content), opened(cleaned)
    try:
        for number in changed:
            page, before = made[number - 1], sights[number - 1]
            picture = picture_of(page)
            if number in seen.cropped and (outside := letters_outside(page.get_textpage(), before.box)):
                words = f"{outside} letters lie outside the part of the page that shows, and could be copied"
                notes.add(Concern.HARM, words, number, kind="words outside the page")
            if picture.digest == before.picture:
                continue
            if number not in seen.own and differs_visibly(seen.content, sent[number - 1], number, page):
                words = "the page does not look as it was sent, once it is made safe"
                notes.add(Concern.HARM, words, number, kind="page differs")
            sights[number - 1] = sight_of(page, picture, has_text=before.has_text)
    finally:
        sent.close()
        made.close()
    return sights


def _title(pdf: Pdf) -> str:
    """Return the title a file gives itself, in either of its places."""
    if title := _text(pdf.docinfo.get("/Title")):
        return title
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        return str(metadata.get("dc:title") or "").strip()


def _is_ready(facts: PaperFacts, cleaned: Path, key: str, level: int) -> bool:
    """Make the tags of a paper ready for its pack, and say whether that could be done."""
    try:
        return bool(key) and write_grafted(cleaned, key, level, facts.pages)
    except FOREIGN_FAULTS:
        return False


def _can_be_merged(facts: PaperFacts, cleaned: Path) -> bool:
    try:
        _taken_in(facts, cleaned)
    except FOREIGN_FAULTS:
        return False
    return True


def _taken_in(facts: PaperFacts, cleaned: Path, out: Path | None = None) -> Sequence[Collection[int]]:
    # late: ReportLab and all, for the few papers whose tags are not ready, or that are validated by themselves
    from kccreport.agenda.merging.merge import can_merge
    from kccreport.agenda.merging.papers import PackPaper
    from kccreport.paper.blocks import Identity, PackPlace

    place = PackPlace("trial", stamp="Trial", heading="Trial", marking="Trial", back="pack:trial")
    identity = Identity("Trial", "", "", "", "", "", date(2000, 1, 1))
    paper = PackPaper(place, "Trial", cleaned, item="Trial", facts=facts, watermark="TRIAL")
    return can_merge(identity, paper, out)


def _opened(content: bytes, notes: Notes) -> Pdf:
    if not content:
        raise Unusable("is empty (0 bytes); ask for it again")
    if not content.lstrip()[:5] == b"%PDF-" and b"%PDF-" not in content[:1024]:
        raise Unusable("is not a PDF")
    try:
        pdf = Pdf.open(io.BytesIO(content))
    except pikepdf.PasswordError as fault:
        raise Unusable("is locked with a password; ask for a copy without one") from fault
    except pikepdf.PdfError as fault:
        if "encryption" in str(fault):  # of a kind that qpdf does not know
            raise Unusable("is locked in a way that is not known here; ask for a copy without a password") from fault
        raise Unusable("is damaged and cannot be read as a PDF; ask for it again") from fault
    if pdf.is_encrypted:
        if not pdf.allow.modify_assembly:
            raise Unusable("forbids being put together with other papers; ask for a copy without restrictions")
        notes.add(Concern.CHANGE, "it was encrypted; the pack is not")
    if pdf.get_warnings():
        notes.add(Concern.CHANGE, "the file was damaged and was repaired as it was read: compare its pages")
    try:
        count = len(pdf.pages)
    except pikepdf.PdfError as fault:
        raise Unusable("is damaged: its pages cannot be found; ask for it again") from fault
    if not count:
        raise Unusable("has no pages")
    if count > MOST_PAGES:
        raise Unusable(f"has {count:,} pages; a paper may have {MOST_PAGES:,}")
    return pdf


def _refuse_bombs(pdf: Pdf) -> None:
    for page in pdf.pages:
        code = [each for each in as_list(page.obj.get("/Contents")) if isinstance(each, Stream)]
        if sum(len(each.read_bytes()) for each in code) > _MOST_CODE:
            raise Unusable("has a page that is drawn in more steps than any honest one; print it to a new PDF")


def _mend_pages(pdf: Pdf, notes: Notes) -> frozenset[int]:
    """Give every page a box and a turn that make sense; return the pages, from 1, that had none."""
    mended = set()
    for number, page in enumerate(pdf.pages, 1):
        turn = page.obj.get("/Rotate", 0)
        if not isinstance(turn, int) or turn % 90:
            page.obj.Rotate = 0
            mended.add(number)
            notes.add(Concern.CHANGE, "a turn that is no quarter turn was taken out", number)
        for key in ("/MediaBox", "/CropBox"):
            box = page.obj.get(key)
            if box is not None and not _is_box(box):
                del page.obj[key]
                mended.add(number)
                notes.add(Concern.CHANGE, "a page size that makes no sense was replaced", number)
        if "/MediaBox" not in page.obj:
            page.obj.MediaBox = pikepdf.Array([0, 0, 595.28, 841.89])
            mended.add(number)
    return frozenset(mended)


def _is_box(box: Any) -> bool:
    try:
        left, bottom, right, top = (float(each) for each in box)
    except (TypeError, ValueError):
        return False
    sides = abs(right - left), abs(top - bottom)
    return all(math.isfinite(side) and 3 <= side <= 14_400 for side in sides)  # ISO 32000-1, annex C.2


def _is_tagged(pdf: Pdf) -> bool:
    """Say whether a file is tagged: it says so, and its tags hold some content."""
    tree = pdf.Root.get("/StructTreeRoot")
    marks = pdf.Root.get("/MarkInfo")
    is_marked = isinstance(marks, Dictionary) and bool(marks.get("/Marked", False))
    return is_marked and isinstance(tree, Dictionary) and _holds_content(tree)


def _holds_content(tree: Any) -> bool:
    """Say whether an element of a tree owns something on a page."""
    waiting, seen = as_list(tree.get("/K")), set[ObjectKey]()
    while waiting:
        each = waiting.pop()
        if isinstance(each, int):
            return True
        if not isinstance(each, Dictionary) or (each.is_indirect and each.objgen in seen):
            continue
        seen.add(each.objgen)
        if "/MCID" in each or "/Obj" in each:
            return True
        waiting += reversed(as_list(each.get("/K")))
    return False


def _text(value: Any) -> str:
    return "" if value is None else str(value).strip()


def _survey(page: pikepdf.Page) -> tuple[int, int, int, tuple[int, ...]]:
    """Return what a page's content lacks: saves, restores, ends of marked content; and its marked-content numbers."""
    depth = low = open_marks = 0
    marks = set()
    for instruction in pikepdf.parse_content_stream(page, "q Q BMC BDC EMC"):
        operator = str(instruction.operator)
        if operator == "q":
            depth += 1
        elif operator == "Q":
            depth -= 1
            low = min(low, depth)
        elif operator == "EMC":
            open_marks -= 1
        else:
            open_marks += 1
            number = mark_number(page, instruction) if operator == "BDC" else None
            if number is not None:
                marks.add(number)
    return -low, depth - low, open_marks, tuple(sorted(marks))


def _report_accessibility(
    pdf: Pdf, is_tagged: bool, title: str, language: str, has_text: list[bool], notes: Notes
) -> None:
    """Name what keeps a screen reader from a paper."""
    if not is_tagged:
        notes.add(Concern.ACCESSIBILITY, "it is not tagged, so a screen reader cannot tell headings, tables or order")
    for number, page in enumerate(pdf.pages, 1):
        if not has_text[number - 1] and _has_image(page.obj):
            notes.add(Concern.ACCESSIBILITY, "the page is a picture without text, as a scan is", number)
    if not language:
        notes.add(Concern.MENDED, "it does not say what language it is in; the pack's is taken for it")
    if title.casefold() in ("", "untitled", "untitled document"):
        notes.add(Concern.MENDED, "it has no title; the agenda's is used")


def _has_image(page: Any) -> bool:
    objects = page.get("/Resources", Dictionary()).get("/XObject", Dictionary())
    return isinstance(objects, Dictionary) and any(
        isinstance(each, Stream) and each.get("/Subtype") in (Name.Image, Name.Form) for each in objects.values()
    )


def _claims(pdf: Pdf, path: Path, *, validates: bool) -> tuple[bool, str]:
    """Return the standards that a paper claims: PDF/UA-1, which is still to be borne out, and the level of PDF/A it meets."""
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        ua = metadata.get("{http://www.aiim.org/pdfua/ns/id/}part") == "1"
        status = metadata.pdfa_status
    part, level = status[:1], status[1:2].upper()
    if part not in ("2", "3") or level not in ("A", "U", "B"):
        return ua, ""  # a part of 1 or 4 cannot be claimed of the whole pack
    return ua, level if not validates or meets(path, f"2{level.lower()}") else ""


def meets(path: Path, profile: str) -> bool:
    """Say whether a validator finds a file to meet a standard: ua1, 2a, 2u or 2b."""
    import page  # page-validation; late: only files that claim something are validated

    limits = page.SafetyLimits(max_reference_depth=200_000)  # it counts the bookmarks of a pack as nesting
    try:
        report = page.validate_pdf(path, profile=profile, limits=limits)
    except page.SafetyLimitError:
        return False  # a file that even a validator gives up
    return report.is_compliant
