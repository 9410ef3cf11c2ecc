"""What lies outside the part of a page that shows: taken out, so that it can neither be uncovered nor copied.

PDFium makes one object of each operator that paints, in order, so an object that lies wholly outside names the operator
that is dropped. Where the two lists do not match, nothing is dropped, and words that lie outside are a fault.
"""

import ctypes
from collections.abc import Sequence
from typing import Any

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
from pikepdf import Array, Dictionary, Name, Operator, Pdf, Stream

from kccreport.agenda.examining.sight import Box, bounds_of, letter_box, letters_of, objects_on

_TEXT, _PATH, _PICTURE, _FORM = "text", "path", "picture", "form"
_KINDS = {
    pdfium.FPDF_PAGEOBJ_TEXT: _TEXT, pdfium.FPDF_PAGEOBJ_PATH: _PATH, pdfium.FPDF_PAGEOBJ_IMAGE: _PICTURE,
    pdfium.FPDF_PAGEOBJ_SHADING: "shading", pdfium.FPDF_PAGEOBJ_FORM: _FORM,
}  # fmt: skip
_SHOWN = frozenset(("Tj", "TJ", "'", '"'))
_PAINTED = frozenset(["S", "s", "f", "F", "f*", "B", "B*", "b", "b*"])
_BUILT = frozenset(["m", "l", "c", "v", "y", "re", "h"])
_FEW = 3  # letters, one after the other
_MARGIN = 0.5  # points: letters of which no more than this shows cannot be read


def lies_outside(box: Box, shown: Box, margin: float = _MARGIN) -> bool:
    """Say whether nothing of a box shows, or no more of it than the margin, in points."""
    return (
        box[2] <= shown[0] + margin or box[0] >= shown[2] - margin
        or box[3] <= shown[1] + margin or box[1] >= shown[3] - margin
    )  # fmt: skip


def letters_outside(text: pypdfium2.PdfTextPage, shown: Box) -> int:
    """Return how many letters and digits of a page lie wholly outside the part that shows.

    One or two at the end of a line that is too long for its page do not count.
    """
    count = run = 0
    for at, letter in enumerate(letters_of(text)):
        if not letter.isalnum():
            continue
        box = letter_box(text, at)
        run = run + 1 if box[2] > box[0] and lies_outside(box, shown) else 0
        count += 1 if run > _FEW else run if run == _FEW else 0
    return count


def drop_outside(pdf: Pdf, page: pikepdf.Page, sent: pypdfium2.PdfPage, shown: Box) -> int:
    """Drop what a page paints outside the part that shows; return how many things, 0 where it cannot be done."""
    drawn = [(_KINDS.get(pdfium.FPDFPageObj_GetType(each), ""), each) for each in objects_on(sent)]
    instructions = list(pikepdf.parse_content_stream(page))
    painting = _painting(instructions, page.obj.get("/Resources"))
    if [kind for kind, _ in drawn] != [kind for _, kind in painting]:
        return 0
    gone = {at for (at, _), (kind, each) in zip(painting, drawn, strict=True) if _is_gone(kind, each, shown)}
    if not gone:
        return 0
    kept: list[Any] = []
    for at, instruction in enumerate(instructions):
        if at not in gone:
            kept.append(instruction)
        elif str(instruction.operator) in _PAINTED:
            kept.append(pikepdf.ContentStreamInstruction([], Operator("n")))
        elif str(instruction.operator) in ("'", '"'):
            kept.append(pikepdf.ContentStreamInstruction([], Operator("T*")))
    page.obj.Contents = pdf.make_stream(pikepdf.unparse_content_stream(kept))
    _drop_unused(page, kept)
    return len(gone)


def _is_gone(kind: str, thing: ctypes.c_void_p, shown: Box) -> bool:
    """Say whether nothing shows of a thing; of a line or a picture even a hair's breadth may be seen."""
    box = bounds_of(thing)
    return box is not None and lies_outside(box, shown, _MARGIN if kind in (_TEXT, _FORM) else 0.0)


def _painting(instructions: Sequence[Any], resources: Any) -> list[tuple[int, str]]:
    """Return where the operators stand that PDFium makes objects of, and of which kind."""
    found: list[tuple[int, str]] = []
    has_path = False
    forms = resources.get("/XObject") if isinstance(resources, Dictionary) else None
    for at, instruction in enumerate(instructions):
        operator = str(instruction.operator)
        if operator in _BUILT:
            has_path = True
        elif operator in _PAINTED or operator == "n":
            if has_path and operator != "n":
                found.append((at, _PATH))
            has_path = False
        elif operator in _SHOWN:
            if _has_letters(instruction.operands):
                found.append((at, _TEXT))
        elif operator == "sh":
            found.append((at, "shading"))
        elif operator == "INLINE IMAGE":
            found.append((at, _PICTURE))
        elif operator == "Do" and isinstance(forms, Dictionary):
            form = forms.get(str(instruction.operands[0]))
            if isinstance(form, Stream):
                found.append((at, _PICTURE if form.get("/Subtype") == Name.Image else _FORM))
    return found


def _has_letters(operands: Any) -> bool:
    last = operands[-1] if len(operands) else None
    parts = list(last) if isinstance(last, Array) else [last]
    return any(isinstance(each, pikepdf.String) and len(bytes(each)) for each in parts)


def _drop_unused(page: pikepdf.Page, kept: Sequence[Any]) -> None:
    """Let a page no longer hold pictures and forms that it does not draw any more."""
    used = {str(each.operands[0]) for each in kept if str(each.operator) == "Do"}
    resources: Any = page.obj.get("/Resources")
    table = resources.get("/XObject") if isinstance(resources, Dictionary) else None
    if isinstance(table, Dictionary):
        own = Dictionary(dict(resources))
        own.XObject = Dictionary({key: each for key, each in table.items() if key in used})
        page.obj.Resources = own
