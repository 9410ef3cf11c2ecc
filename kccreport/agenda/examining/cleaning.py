"""Take out of a PDF what acts, listens, or carries other files, and say so: what is left are pages, tags and links.

Works on a file opened in memory; the file itself is never changed.
"""

from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from pikepdf import Array, Dictionary, Name, Pdf, String

from kccreport.agenda.examining.allowed import drop_unknown_keys
from kccreport.agenda.examining.layers import settle_layers
from kccreport.agenda.examining.marks import BARE, settle_annotations
from kccreport.agenda.examining.pictures import strip_pictures
from kccreport.agenda.merging.facts import FORM_PRINTED, Concern, Notes
from kccreport.agenda.merging.links import all_bookmarks, annotations, file_link
from kccreport.agenda.merging.trees import as_list
from kccreport.ground.pattern import pattern

_KEPT_ACTIONS = frozenset({"/GoTo", "/URI", "/Named"})
_KEPT_NAMED = frozenset({"/NextPage", "/PrevPage", "/FirstPage", "/LastPage"})
_KEPT_SCHEMES = (b"http://", b"https://", b"mailto:", b"tel:")
# an address without a scheme: www.example.org, or a host whose ending no file has
_HOST = pattern(rb"(?:www\.[a-z0-9.-]+|(?:[a-z0-9-]+\.)+(?:uk|com|org|net|eu|wales|cymru|scot|london))(?:[/?#]|$)")
_FILE = pattern(r"[^/\\]+\Z")
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


@dataclass(frozen=True, slots=True)
class Cleaned:
    """What a clean file holds: pages with marks that were drawn by their description, and links to other files, each with
    the page it is on, counted from 1.
    """

    described: frozenset[int]
    files: tuple[tuple[int, str], ...]


def clean(pdf: Pdf, notes: Notes) -> Cleaned:
    """Remove active and hidden content from an open file, and paint into its pages the marks that lie upon them."""
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
    filled = _take_form(pdf, notes)
    settle_layers(pdf, notes)  # first: a mark on a layer that is off is not to be painted
    described, files = set(filled), list[tuple[int, str]]()
    for number, page in enumerate(pdf.pages, 1):
        if {"/AA", "/AF"} & set(page.obj.keys()):
            notes.add(Concern.SAFETY, "actions or files of a page were removed", number)
        if settle_annotations(pdf, page.obj, number, notes):
            described.add(number)
        for link in annotations(page.obj):
            if "/A" in link and not _is_kept(link.A, number, notes, files):
                del link["/A"]
    _clean_bookmarks(root.get("/Outlines"), notes)
    drop_unknown_keys(pdf)
    if strip_pictures(pdf):
        notes.add(Concern.SAFETY, "what cameras and editors wrote into pictures was removed")
    return Cleaned(frozenset(described), tuple(files))


def _take_form(pdf: Pdf, notes: Notes) -> set[int]:
    """See that form fields look as they stand, so that they can be painted, and take the form away.

    Returns the pages, from 1, with fields that had no look of their own.
    """
    form = pdf.Root.get("/AcroForm")
    if not isinstance(form, Dictionary):
        return set()
    drawn: set[int] = set()
    if "/XFA" in form:
        notes.add(Concern.ACCESSIBILITY, "a dynamic (XFA) form may not show what its author saw")
    fields = as_list(form.get("/Fields"))
    if fields:
        if any(isinstance(each, Dictionary) and each.get("/FT") == Name.Sig for each in fields):
            notes.add(Concern.CHANGE, "a digital signature was removed: the paper in the pack is a copy")
        drawn = _fields_to_draw(pdf, of_all=bool(form.get("/NeedAppearances")))
        pdf.generate_appearance_streams()
        drawn |= _draw_fields(pdf)
        notes.add(Concern.ACCESSIBILITY, FORM_PRINTED)
    if "/AcroForm" in pdf.Root:
        del pdf.Root["/AcroForm"]
    return drawn


def _fields_to_draw(pdf: Pdf, *, of_all: bool) -> set[int]:
    """Say of fields without a look that their box is to be drawn with their words.

    Returns the pages, from 1, with fields whose words each reader draws in its own way, since the form asks for that `of_all`.
    """
    pages = set()
    for number, page in enumerate(pdf.pages, 1):
        for widget in pdf.acroform.get_widget_annotations_for_page(page):
            field = pdf.acroform.get_field_for_annotation(widget)
            if not (field.is_text or field.is_choice):
                continue
            if "/AP" not in widget.obj:
                widget.obj[BARE] = True
            if of_all:
                pages.add(number)
    return pages


def _draw_fields(pdf: Pdf) -> set[int]:
    """Give fields whose words have no look one, as readers do that let a form be filled in; return their pages, from 1."""
    drawn = set()
    for number, page in enumerate(pdf.pages, 1):
        for widget in pdf.acroform.get_widget_annotations_for_page(page):
            if "/AP" in widget.obj:
                continue
            field = pdf.acroform.get_field_for_annotation(widget)
            if (field.is_text or field.is_choice) and field.value_as_string:
                field.generate_appearance(widget)
                drawn.add(number)
    return drawn


def _is_kept(action: Any, number: int | None, notes: Notes, files: list[tuple[int, str]]) -> bool:
    """Say whether an action may stay: going somewhere in the paper, or to a web or mail address.

    One that leads to another PDF is turned into an address of ours and noted in `files`, for the pack to resolve.
    """
    kind = str(action.get("/S", "")) if isinstance(action, Dictionary) else ""
    is_kept = kind in _KEPT_ACTIONS
    if kind in ("/URI", "/GoToR", "/Launch") and number is not None and (name := _file_of(action, kind)):
        files.append((number, name))
        _lead_to_file(action, kind, name)
        return True
    if kind == "/URI":
        address = bytes(action.get("/URI", b"")).strip().lower()
        is_kept = address.startswith(_KEPT_SCHEMES) or _HOST.match(address) is not None
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


def _file_of(action: Any, kind: str) -> str:
    """Return the name of the PDF, or of the paper's workbook, that an action leads to, without its folders; or ""."""
    if kind == "/URI":
        address = str(action.get("/URI", "")).strip()
        if address.lower().startswith(tuple(scheme.decode() for scheme in _KEPT_SCHEMES)):
            return ""
        address = unquote(address.partition("#")[0])
    else:
        target = action.get("/F")
        if isinstance(target, Dictionary):
            target = target.get("/UF", target.get("/F"))
        address = "" if target is None else str(target)
    found = _FILE.search(address.strip())
    name = found[0] if found else ""
    return name if name.lower().endswith((".pdf", ".xlsx")) else ""


def _lead_to_file(action: Any, kind: str, name: str) -> None:
    place = action.get("/D")
    page = int(place[0]) if isinstance(place, Array) and len(place) and isinstance(place[0], int) else 0
    for key in list(action.keys()):
        if key not in ("/Type", "/S"):
            del action[key]
    action.S, action.URI = Name.URI, String(file_link(name, max(page, 0)))


def _clean_bookmarks(outlines: Any, notes: Notes) -> None:
    for each in all_bookmarks(outlines):
        for key in ("/AA", "/SE"):  # actions, and places in a tree that is made anew
            if key in each:
                del each[key]
        if "/A" in each and not _is_kept(each.A, None, notes, []):
            del each["/A"]
