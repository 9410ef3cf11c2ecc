"""Look at one PDF that somebody sent: clean it, save it again, and say what it is. Runs in a process of its own."""

import io
import math
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
from pikepdf import Dictionary, Name, Pdf, Stream

from kccreport.agenda.examining.cleaning import clean
from kccreport.agenda.merging.compact import save_compactly
from kccreport.agenda.merging.facts import Concern, Notes, PageFacts, PaperFacts, Strip
from kccreport.agenda.merging.marks import mark_number
from kccreport.agenda.merging.merge import PackPaper, merge
from kccreport.agenda.merging.trees import as_list
from kccreport.paper.blocks import Identity, PackPlace

MOST_PAGES = 2_000
_MOST_CODE = 50_000_000  # bytes of one page's drawing: a detailed map has a tenth of it
_SCALE = 0.5  # pixels a point: enough to see whether a strip is blank
_BLANK = 244  # of 255: the darkest grey that counts as blank paper
_STRIP = 13.0  # points: the height of a line of stamp
_OFFSETS = (8.0, 14.0, 20.0, 26.0)  # points from the edge to the strip
_LEAST_STRIP = 40.0  # points: no stamp is narrower
_EDGE = 14.0  # points beside a stamp
# what pikepdf and PDFium raise on damaged files beyond their own faults
FOREIGN_FAULTS = (
    pikepdf.PdfError,
    pypdfium2.PdfiumError,
    AttributeError,
    IndexError,
    KeyError,
    OverflowError,
    RuntimeError,
    TypeError,
    ValueError,
)


class Unusable(Exception):
    """The file cannot be part of a pack; the message says why, as the end of a sentence about the paper."""


def examine(path: Path, cleaned: Path) -> PaperFacts:
    """Clean a PDF, save it as `cleaned`, and return what it is.

    What comes back can be merged: that is tried here, where a fault costs only this paper. A paper whose tags are past
    use is taken without them.

    Raises:
        Unusable: it is not a PDF, needs a password, forbids assembly, has no pages or too many, or is past repair.
    """
    notes = Notes()
    with _opened(path, notes) as pdf:
        _refuse_bombs(pdf)
        clean(pdf, notes)
        _mend_pages(pdf, notes)
        pdf.remove_unreferenced_resources()
        _save(pdf, cleaned)
    facts = _facts(cleaned, notes)
    if facts.is_tagged and not _can_be_merged(facts, cleaned):
        with Pdf.open(io.BytesIO(cleaned.read_bytes())) as pdf:
            for key in ("/StructTreeRoot", "/MarkInfo"):
                if key in pdf.Root:
                    del pdf.Root[key]
            _save(pdf, cleaned)
        notes.add(Concern.ACCESSIBILITY, "its tags are damaged, and were left out")
        facts = _facts(cleaned, notes)
    if not facts.is_tagged and not _can_be_merged(facts, cleaned):
        raise Unusable("is damaged inside, so that it cannot be put together with others; print it to a new PDF")
    return facts


def _save(pdf: Pdf, path: Path) -> None:
    """Save a file compressed, and so that a validator reads its streams as a reader does."""
    compressed = path.with_suffix(".compressed")
    pdf.save(compressed, encryption=False, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    with Pdf.open(compressed) as again:
        save_compactly(again, path, version=again.pdf_version)
    compressed.unlink()


def _facts(cleaned: Path, notes: Notes) -> PaperFacts:
    """Look at what was saved, not at what was sent: the pack is made of it."""
    with Pdf.open(cleaned) as pdf:
        is_tagged = _is_tagged(pdf)
        title, language = _text(pdf.docinfo.get("/Title")), _text(pdf.Root.get("/Lang"))
        surveys = [_survey(page) for page in pdf.pages]
        sights = list(_sights(cleaned))
        pages = tuple(PageFacts(*sight, *survey) for sight, survey in zip(sights, surveys, strict=True))
        _report_accessibility(pdf, is_tagged, title, language, [page.has_text for page in pages], notes)
        ua, pdfa = _claims(pdf, cleaned, notes)
    return PaperFacts(pages, is_tagged, ua, pdfa, title, language, tuple(notes))


def _can_be_merged(facts: PaperFacts, cleaned: Path) -> bool:
    place = PackPlace("trial", stamp="Trial", heading="Trial", marking="Trial", back="pack:trial")
    identity = Identity("Trial", "", "", "", "", "", date(2000, 1, 1))
    trial = cleaned.with_suffix(".trial")
    try:
        merge(identity, [PackPaper(place, "Trial", cleaned, item="Trial", facts=facts, watermark="TRIAL")], trial)
    except FOREIGN_FAULTS:
        return False
    finally:
        trial.unlink(missing_ok=True)
    return True


def _opened(path: Path, notes: Notes) -> Pdf:
    content = path.read_bytes()
    if not content.lstrip()[:5] == b"%PDF-" and b"%PDF-" not in content[:1024]:
        raise Unusable("is not a PDF")
    try:
        pdf = Pdf.open(io.BytesIO(content))
    except pikepdf.PasswordError as fault:
        raise Unusable("is locked with a password; ask for a copy without one") from fault
    except pikepdf.PdfError as fault:
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


def _mend_pages(pdf: Pdf, notes: Notes) -> None:
    """Give every page a box and a turn that make sense."""
    for number, page in enumerate(pdf.pages, 1):
        turn = page.obj.get("/Rotate", 0)
        if not isinstance(turn, int) or turn % 90:
            page.obj.Rotate = 0
            notes.add(Concern.CHANGE, "a turn that is no quarter turn was taken out", number)
        for key in ("/MediaBox", "/CropBox"):
            box = page.obj.get(key)
            if box is not None and not _is_box(box):
                del page.obj[key]
                notes.add(Concern.CHANGE, "a page size that makes no sense was replaced", number)
        if "/MediaBox" not in page.obj:
            page.obj.MediaBox = pikepdf.Array([0, 0, 595.28, 841.89])


def _is_box(box: Any) -> bool:
    try:
        left, bottom, right, top = (float(each) for each in box)
    except (TypeError, ValueError):
        return False
    sides = abs(right - left), abs(top - bottom)
    return all(math.isfinite(side) and 3 <= side <= 14_400 for side in sides)  # ISO 32000-1, annex C.2


def _is_tagged(pdf: Pdf) -> bool:
    tree = pdf.Root.get("/StructTreeRoot")
    marks = pdf.Root.get("/MarkInfo")
    return (
        isinstance(tree, Dictionary)
        and bool(as_list(tree.get("/K")))
        and isinstance(marks, Dictionary)
        and bool(marks.get("/Marked", False))
    )


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


Sight = tuple[float, float, tuple[Strip, ...], tuple[Strip, ...], bool]


def _sights(path: Path) -> Iterator[Sight]:
    """Yield how each page is seen: its size, its blank strips at the top and the bottom, and whether it has text."""
    document = pypdfium2.PdfDocument(path)
    try:
        for page in document:
            width, height = page.get_size()
            scale = min(_SCALE, 2_000 / max(width, height))
            bitmap = page.render(scale=scale, grayscale=True)
            rows, stride = bytes(bitmap.buffer), bitmap.stride
            seen = _Picture(rows, stride, bitmap.width, bitmap.height, scale, height)
            top = tuple(seen.strip(height - offset - _STRIP) for offset in _OFFSETS)
            bottom = tuple(seen.strip(offset) for offset in _OFFSETS)
            has_text = page.get_textpage().count_chars() > 0
            yield width, height, tuple(filter(None, top)), tuple(filter(None, bottom)), has_text
    finally:
        document.close()


class _Picture:
    """A page as a small grey picture."""

    def __init__(self, rows: bytes, stride: int, width: int, height: int, scale: float, points: float) -> None:
        self.rows, self.stride, self.width, self.height = rows, stride, width, height
        self.scale, self.points = scale, points

    def strip(self, y: float) -> Strip | None:
        """Return the widest blank stretch of the strip whose lower edge is at `y`, or None where there is hardly any."""
        first = max(int((self.points - y - _STRIP) * self.scale), 0)
        last = min(math.ceil((self.points - y) * self.scale), self.height)
        if last <= first or y < 0:
            return None
        darkest = bytes(map(min, zip(*(self._row(row) for row in range(first, last)), strict=True)))
        best = run = (0, 0)
        for at, grey in enumerate(darkest):
            run = (run[0], at + 1) if grey >= _BLANK else (at + 1, at + 1)
            if run[1] - run[0] > best[1] - best[0]:
                best = run
        left, right = best[0] / self.scale + _EDGE, best[1] / self.scale - _EDGE
        return Strip(y, left, right) if right - left >= _LEAST_STRIP else None

    def _row(self, row: int) -> bytes:
        return self.rows[row * self.stride : row * self.stride + self.width]


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
        notes.add(Concern.ACCESSIBILITY, "it does not say what language it is in")
    if title.casefold() in ("", "untitled", "untitled document"):
        notes.add(Concern.ACCESSIBILITY, "it has no title; the agenda's is used")


def _has_image(page: Any) -> bool:
    objects = page.get("/Resources", Dictionary()).get("/XObject", Dictionary())
    return isinstance(objects, Dictionary) and any(
        isinstance(each, Stream) and each.get("/Subtype") in (Name.Image, Name.Form) for each in objects.values()
    )


def _claims(pdf: Pdf, path: Path, notes: Notes) -> tuple[bool, str]:
    """Return the standards that a paper claims and meets: PDF/UA-1, and the level of PDF/A."""
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        claims_ua = metadata.get("{http://www.aiim.org/pdfua/ns/id/}part") == "1"
        status = metadata.pdfa_status
    ua = claims_ua and meets(path, "ua1")
    if claims_ua and not ua:
        notes.add(Concern.ACCESSIBILITY, "it says that it is PDF/UA-1, but a validator finds faults")
    part, level = status[:1], status[1:2].upper()
    if part not in ("2", "3") or level not in ("A", "U", "B"):
        return ua, ""  # a part of 1 or 4 cannot be claimed of the whole pack
    return ua, level if meets(path, f"2{level.lower()}") else ""


def meets(path: Path, profile: str) -> bool:
    """Say whether a validator finds a file to meet a standard: ua1, 2a, 2u or 2b."""
    import page  # page-validation; late: only files that claim something are validated

    limits = page.SafetyLimits(max_reference_depth=200_000)  # it counts the bookmarks of a pack as nesting
    try:
        report = page.validate_pdf(path, profile=profile, limits=limits)
    except page.SafetyLimitError:
        return False  # a file that even a validator gives up
    return report.is_compliant
