"""Take out of a PDF what acts, listens, or carries other files, and say so: what is left are pages, tags and links.

Works on a file opened in memory; the file itself is never changed.
"""

from typing import Any

from pikepdf import Array, Dictionary, Name, Pdf

from kccreport.agenda.merging.facts import Concern, Notes
from kccreport.agenda.merging.links import all_bookmarks, annotations
from kccreport.agenda.merging.trees import as_list

_KEPT_ACTIONS = frozenset({"/GoTo", "/URI", "/Named"})
_PRINTED = 4  # annotation flag: a link without flags is not archived (PDF/A-2, 6.3.2)
_KEPT_NAMED = frozenset({"/NextPage", "/PrevPage", "/FirstPage", "/LastPage"})
_KEPT_SCHEMES = (b"http:", b"https:", b"mailto:", b"tel:")
_REMOVED_ANNOTATIONS = frozenset(
    {"/FileAttachment", "/Sound", "/Movie", "/Screen", "/3D", "/RichMedia", "/TrapNet", "/Widget", "/Popup"}
)
_MARKUP = frozenset(
    {"/Text", "/FreeText", "/Highlight", "/Underline", "/StrikeOut", "/Squiggly", "/Ink", "/Caret", "/Stamp"}
)
_CATALOG = {
    "/OpenAction": "an action on opening was removed",
    "/AA": "actions on events were removed",
    "/AF": "associated files were removed",
    "/Collection": "its portfolio of files was removed",
    "/Perms": "its permissions by signature were removed",
    "/DSS": "its signature data were removed",
    "/Threads": "article threads were removed",
    "/SpiderInfo": "web capture data were removed",
    "/PieceInfo": "an editor's private data were removed",
    "/Legal": "legal attestations were removed",
    "/Requirements": "requirements on the reader were removed",
}
_NAMES = {
    "/JavaScript": "scripts were removed",
    "/EmbeddedFiles": "embedded files were removed",
    "/Renditions": "media were removed",
    "/AlternatePresentations": "slide shows were removed",
    "/Pages": "hidden page names were removed",
    "/Templates": "hidden template pages were removed",
    "/URLS": "web capture data were removed",
    "/IDS": "web capture data were removed",
}
# of a page: thumbnails, presentation effects, beads, private data, event actions, files
_PAGE = (
    "/Thumb",
    "/B",
    "/PresSteps",
    "/Trans",
    "/Dur",
    "/PieceInfo",
    "/AA",
    "/AF",
    "/Metadata",
    "/SeparationInfo",
    "/VP",
)


def clean(pdf: Pdf, notes: Notes) -> None:
    """Remove active and hidden content from an open file."""
    root = pdf.Root
    for key, words in _CATALOG.items():
        if key in root:
            notes.add(Concern.SAFETY, words)
            del root[key]
    names = root.get("/Names")
    if isinstance(names, Dictionary):
        for key, words in _NAMES.items():
            if key in names:
                notes.add(Concern.SAFETY, words)
                del names[key]
    _flatten_form(pdf, notes)
    for number, page in enumerate(pdf.pages, 1):
        for key in _PAGE:
            if key in page.obj:
                if key in ("/AA", "/AF"):
                    notes.add(Concern.SAFETY, "actions or files of a page were removed", number)
                del page.obj[key]
        _clean_annotations(page.obj, number, notes)
    _clean_bookmarks(root.get("/Outlines"), notes)
    _report_layers(root, notes)


def _flatten_form(pdf: Pdf, notes: Notes) -> None:
    """Print form fields as they stand, and take the form away."""
    form = pdf.Root.get("/AcroForm")
    if not isinstance(form, Dictionary):
        return
    if "/XFA" in form:
        notes.add(Concern.ACCESSIBILITY, "a dynamic (XFA) form may not show what its author saw")
    fields = as_list(form.get("/Fields"))
    if fields:
        if any(isinstance(each, Dictionary) and each.get("/FT") == Name.Sig for each in fields):
            notes.add(Concern.CHANGE, "a digital signature was removed: the paper in the pack is a copy")
        pdf.generate_appearance_streams()
        pdf.flatten_annotations("all")
        notes.add(Concern.ACCESSIBILITY, "form fields are printed as they stand, and their content is not tagged")
    if "/AcroForm" in pdf.Root:
        del pdf.Root["/AcroForm"]


def _clean_annotations(page: Any, number: int, notes: Notes) -> None:
    kept = []
    for annotation in annotations(page):
        kind = str(annotation.get("/Subtype"))
        if kind in _REMOVED_ANNOTATIONS:
            if kind not in ("/Widget", "/Popup"):
                notes.add(Concern.SAFETY, f"a {kind[1:]} annotation was removed", number)
            continue
        if kind in _MARKUP:
            # a reviewer's note has an author and often words that were not meant for publication
            notes.add(Concern.SAFETY, "a reviewer's comment or mark was removed", number)
            continue
        for key in ("/AA", "/AF", "/PA", "/Popup"):
            if key in annotation:
                del annotation[key]
        if "/A" in annotation and not _is_kept(annotation.A, number, notes):
            del annotation["/A"]
        if "/F" not in annotation:
            annotation.F = _PRINTED
        kept.append(annotation)
    if len(kept) != len(as_list(page.get("/Annots"))):
        page.Annots = Array(kept)


def _is_kept(action: Any, number: int | None, notes: Notes) -> bool:
    """Say whether an action may stay: going somewhere in the paper, or to a web or mail address."""
    kind = str(action.get("/S", "")) if isinstance(action, Dictionary) else ""
    is_kept = kind in _KEPT_ACTIONS
    if kind == "/URI":
        address = bytes(action.get("/URI", b"")).strip().lower()
        is_kept = address.startswith(_KEPT_SCHEMES) or (
            b":" not in address and b"." in address and b"/" not in address[:1]
        )
    elif kind == "/Named":
        is_kept = str(action.get("/N", "")) in _KEPT_NAMED
    if not is_kept:
        words = (
            "a link to another file" if kind in ("/GoToR", "/GoToE", "/URI") else f"an action ({kind[1:] or 'unknown'})"
        )
        notes.add(Concern.SAFETY, f"{words} was removed", number)
        return False
    if "/Next" in action:
        notes.add(Concern.SAFETY, "actions chained to a link were removed", number)
        del action["/Next"]
    return True


def _clean_bookmarks(outlines: Any, notes: Notes) -> None:
    for each in all_bookmarks(outlines):
        for key in ("/AA", "/SE"):  # actions, and places in a tree that is made anew
            if key in each:
                del each[key]
        if "/A" in each and not _is_kept(each.A, None, notes):
            del each["/A"]


def _report_layers(root: Any, notes: Notes) -> None:
    properties = root.get("/OCProperties")
    default = properties.get("/D") if isinstance(properties, Dictionary) else None
    if isinstance(default, Dictionary) and (as_list(default.get("/OFF")) or default.get("/BaseState") == Name.OFF):
        notes.add(Concern.SAFETY, "it has layers that do not show; their content is in the pack all the same")
