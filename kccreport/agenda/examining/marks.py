"""What lies upon a page: links that may stay, marks that are painted into the page as they look, and the rest, which goes.

A mark that is deleted uncovers what was under it, and one that is text takes its words along; so every mark that can be
seen is made part of the page. Its author, its words to reviewers, replies and pop-ups are not.

Source: the annotation types of ISO 32000-2, 12.5.6, table 171.
"""

from collections.abc import Sequence
from typing import Any

from pikepdf import Array, Dictionary, Matrix, Name, Pdf, Stream

from kccreport.agenda.examining.looks import drawn
from kccreport.agenda.merging.facts import Concern, Notes
from kccreport.agenda.merging.links import annotations
from kccreport.agenda.merging.trees import as_list

# types that are painted into the page as they look; types nobody knows too, since they may be seen
_NOT_PAINTED = frozenset(
    {"/Text", "/Popup", "/FileAttachment", "/Sound", "/Movie", "/Screen", "/3D", "/RichMedia", "/TrapNet"}
)
_IN_WORDS = {
    "/Text": "a reviewer's note was removed",
    "/FileAttachment": "a file attached to the page was removed",
    "/Sound": "a sound was removed",
    "/Movie": "a film was removed",
    "/Screen": "a place for media was removed",
    "/3D": "a 3D model was removed",
    "/RichMedia": "media were removed",
    "/TrapNet": "printer's traps were removed",
}
_LINK_KEYS = frozenset((
    "/Type", "/Subtype", "/Rect", "/Contents", "/P", "/F", "/Border", "/BS", "/C", "/H", "/QuadPoints", "/A", "/Dest",
    "/StructParent", "/Lang",
))  # fmt: skip
BARE = "/KccReportBare"  # set on a field for which a look was made that has its words and not its box
_HIDDEN, _PRINTED, _NO_VIEW = 2, 4, 32  # annotation flags, ISO 32000-1, table 165


def is_shown(annotation: Any) -> bool:
    """Say whether a mark can be seen on a screen."""
    flags = annotation.get("/F", 0)
    return not (isinstance(flags, int) and flags & (_HIDDEN | _NO_VIEW))


def settle_annotations(pdf: Pdf, page: Any, number: int, notes: Notes) -> list[str]:
    """Keep a page's links, paint its marks into it, drop everything else, and note what was done.

    Returns the types of marks that were drawn by their description, since they had no look of their own.
    """
    kept: list[Any] = []
    painted: list[tuple[Any, str]] = []
    described: list[str] = []
    before = as_list(page.get("/Annots"))
    for annotation in annotations(page):
        kind = str(annotation.get("/Subtype"))
        if kind == "/Link":
            kept.append(_plain_link(annotation))
        elif kind == "/Redact":
            notes.add(Concern.HARM, "a redaction was marked but not applied", number, kind="redaction not applied")
            painted += _painted(pdf, annotation, kind, described)
        elif kind in _NOT_PAINTED:
            if kind in _IN_WORDS:
                notes.add(Concern.SAFETY, _IN_WORDS[kind], number)
        elif is_shown(annotation):
            painted += _painted(pdf, annotation, kind, described)
            if kind == "/Widget":
                continue  # a field of a form, which is printed as it stands
            name = kind[1:] if kind[1:].isalnum() else "unknown"
            notes.add(
                Concern.SAFETY, f"a mark ({name}) was made part of the page; its author and notes were removed", number
            )
            if kind in ("/FreeText", "/Stamp"):
                words = "words that were typed on the page as a mark are printed as they look, and are not tagged"
                notes.add(Concern.ACCESSIBILITY, words, number)
        else:
            notes.add(Concern.SAFETY, "a mark that does not show was removed", number)
    if painted:
        _paint(pdf, page, painted)
    if len(kept) != len(before) or not all(isinstance(each, Dictionary) for each in before):
        page.Annots = Array(kept)
    return described


def _plain_link(link: Any) -> Any:
    for key in set(link.keys()) - _LINK_KEYS:
        del link[key]
    if "/F" not in link:
        link.F = _PRINTED
    return link


def _painted(pdf: Pdf, annotation: Any, kind: str, described: list[str]) -> list[tuple[Any, str]]:
    """Return what a mark is drawn with: a form, and the matrix that brings it to its place (ISO 32000-1, 12.5.5)."""
    rect = _box(annotation.get("/Rect"))
    look = _look(annotation)
    if look is None:
        code = drawn(annotation, kind)
        if code:
            described.append(kind)
        return [(_form(pdf, code, annotation), "1 0 0 1 0 0")] if code else []
    bounds = _box(look.get("/BBox"))
    if rect is None or bounds is None:
        return []
    matrix = _matrix(look.get("/Matrix"))
    corners = [matrix.transform((x, y)) for x in bounds[::2] for y in bounds[1::2]]
    left, bottom = (min(corner[at] for corner in corners) for at in (0, 1))
    wide, high = (max(corner[at] for corner in corners) for at in (0, 1))
    across = (rect[2] - rect[0]) / (wide - left) if wide > left else 1.0
    up = (rect[3] - rect[1]) / (high - bottom) if high > bottom else 1.0
    place = across, 0.0, 0.0, up, rect[0] - left * across, rect[1] - bottom * up
    if "/Subtype" not in look:
        look.Subtype = Name.Form
    box = drawn(annotation, kind) if BARE in annotation else ""
    below = [(_form(pdf, box, annotation), "1 0 0 1 0 0")] if box else []
    return [*below, (look, " ".join(f"{each:.6f}" for each in place))]


def _look(annotation: Any) -> Any:
    """Return the stream of a mark's normal look, in the state it is in; None where it has none."""
    looks = annotation.get("/AP")
    normal = looks.get("/N") if isinstance(looks, Dictionary) else None
    if isinstance(normal, Dictionary):
        normal = normal.get(str(annotation.get("/AS", "/Off")))
    return normal if isinstance(normal, Stream) else None


def _form(pdf: Pdf, code: str, annotation: Any) -> Any:
    resources = Dictionary(ExtGState=Dictionary(Multiply=Dictionary(Type=Name.ExtGState, BM=Name.Multiply)))
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding)
    resources.Font = Dictionary(Plain=font)
    x0, y0, x1, y1 = _box(annotation.get("/Rect")) or (0, 0, 0, 0)
    return pdf.make_stream(
        code.encode("cp1252", "replace"), Type=Name.XObject, Subtype=Name.Form, Resources=resources,
        BBox=Array([x0 - 20, y0 - 20, x1 + 20, y1 + 20]),
    )  # fmt: skip


def _paint(pdf: Pdf, page: Any, painted: Sequence[tuple[Any, str]]) -> None:
    """Draw marks over a page's content, as artifacts: whoever put them there did not tag them."""
    resources = page.get("/Resources")
    if not isinstance(resources, Dictionary):
        resources = page.Resources = Dictionary()
    elif resources.is_indirect:
        resources = page.Resources = Dictionary(dict(resources))  # other pages keep theirs as they are
    table = resources.get("/XObject")
    table = Dictionary(dict(table)) if isinstance(table, Dictionary) else Dictionary()
    resources.XObject = table
    lines = []
    for at, (form, matrix) in enumerate(painted):
        name = f"/Mark{at}"
        while name in table:
            name += "x"
        table[name] = form if form.is_indirect else pdf.make_indirect(form)
        lines.append(f"/Artifact BMC q {matrix} cm {name} Do Q EMC")
    before = as_list(page.get("/Contents"))
    closing = "\nQ\n" + "\n".join(lines) + "\n"
    page.Contents = Array([pdf.make_stream(b"q\n"), *before, pdf.make_stream(closing.encode())])


def _matrix(value: Any) -> Matrix:
    try:
        return Matrix(*(float(each) for each in value)) if isinstance(value, Array) and len(value) == 6 else Matrix()
    except (TypeError, ValueError):
        return Matrix()


def _box(value: Any) -> tuple[float, float, float, float] | None:
    try:
        x0, y0, x1, y1 = (float(each) for each in as_list(value))
    except (TypeError, ValueError):
        return None
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)
