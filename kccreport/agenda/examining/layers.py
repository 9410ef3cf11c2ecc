"""Layers (optional content): what does not show as the file was sent is taken out, so that nobody can turn it on.

What is drawn on a layer that is off goes from pages, forms and annotations; the lists of layers go too, and what showed
shows always. A layer whose showing depends on a formula is left as it is and said.

Source: ISO 32000-1, 8.11.
"""

from collections.abc import Iterator
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

from kccreport.agenda.merging.facts import Concern, Notes
from kccreport.agenda.merging.links import annotations
from kccreport.agenda.merging.structure import ObjectKey
from kccreport.agenda.merging.trees import as_list

_PAINTING = frozenset(
    ["S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh", "Do", "Tj", "TJ", "'", '"', "INLINE", "IMAGE", "EI"]
)
_PATHS = frozenset(["S", "s", "f", "F", "f*", "B", "B*", "b", "b*"])


class Layers:
    """Which layers of a file are off, as its default configuration says."""

    def __init__(self, properties: Any) -> None:
        default = properties.get("/D", Dictionary())
        own = [each for each in as_list(properties.get("/OCGs")) if isinstance(each, Dictionary)]
        off = {each.objgen for each in as_list(default.get("/OFF")) if isinstance(each, Dictionary)}
        on = {each.objgen for each in as_list(default.get("/ON")) if isinstance(each, Dictionary)}
        if default.get("/BaseState") == Name.OFF:
            off |= {each.objgen for each in own} - on
        self.off: set[ObjectKey] = off
        self.names = [str(each.get("/Name", "")) for each in own if each.objgen in off]
        self.has_formula = False

    def hides(self, membership: Any) -> bool:
        """Say whether content of a layer, or of a membership of several, does not show."""
        if not isinstance(membership, Dictionary):
            return False
        if membership.get("/Type") != Name.OCMD:
            return membership.objgen in self.off
        if "/VE" in membership:
            self.has_formula = True
            return False
        groups = [each.objgen in self.off for each in as_list(membership.get("/OCGs")) if isinstance(each, Dictionary)]
        policy = str(membership.get("/P", "/AnyOn"))
        shows = {
            "/AllOn": not any(groups), "/AnyOn": not all(groups), "/AnyOff": any(groups), "/AllOff": all(groups),
        }.get(policy, True)  # fmt: skip
        return bool(groups) and not shows


def settle_layers(pdf: Pdf, notes: Notes) -> bool:
    """Take out what does not show, and say whether anything was."""
    properties = pdf.Root.get("/OCProperties")
    if not isinstance(properties, Dictionary):
        return False
    layers = Layers(properties)
    if not layers.off and not _has_hiding_memberships(pdf, layers):
        return False
    seen: set[ObjectKey] = set()
    for page in pdf.pages:
        held = annotations(page.obj)
        kept = [each for each in held if not layers.hides(each.get("/OC"))]
        if len(kept) != len(held):
            page.obj.Annots = Array(kept)
        if (code := _without(page, page.obj.get("/Resources"), layers)) is not None:
            page.obj.Contents = pdf.make_stream(code)
        for form in _forms(page.obj, seen):
            if layers.hides(form.get("/OC")):
                form.write(b"")
            elif (
                form.get("/Subtype") == Name.Form
                and (code := _without(form, form.get("/Resources"), layers)) is not None
            ):
                form.write(code)
    if layers.has_formula:
        notes.add(Concern.SAFETY, "it has layers whose showing depends on a formula; what they hold is in the pack")
        return True
    for each in as_list(properties.get("/OCGs")):
        if isinstance(each, Dictionary) and each.objgen in layers.off:
            each.Name = String("Removed")  # what marks its place in the code still leads to it
    del pdf.Root["/OCProperties"]
    count = len(layers.off)
    words = "1 layer that does not show was" if count == 1 else f"{count or 'some'} layers that do not show were"
    notes.add(Concern.SAFETY, f"{words} taken out")
    return True


def _has_hiding_memberships(pdf: Pdf, layers: Layers) -> bool:
    """Say whether something shows only where a layer is off, while all of them are on."""
    seen: set[ObjectKey] = set()
    for page in pdf.pages:
        for holder in (page.obj, *_forms(page.obj, seen)):
            resources = holder.get("/Resources")
            properties = resources.get("/Properties") if isinstance(resources, Dictionary) else None
            named = list(properties.values()) if isinstance(properties, Dictionary) else []
            own = [each.get("/OC") for each in (holder, *annotations(page.obj))]
            if any(layers.hides(each) for each in (*named, *own)):
                return True
    return False


def _forms(page: Any, seen: set[ObjectKey]) -> Iterator[Any]:
    """Yield every form and picture that a page draws with, each of a file once."""
    waiting = [page]
    while waiting:
        resources = waiting.pop().get("/Resources")
        tables: list[Any] = []
        if isinstance(resources, Dictionary):
            tables = [resources.get("/XObject"), resources.get("/Pattern")]
        for table in tables:
            for each in table.values() if isinstance(table, Dictionary) else ():
                if isinstance(each, Stream) and each.objgen not in seen:
                    seen.add(each.objgen)
                    yield each
                    waiting.append(each)


def _without(holder: Any, resources: Any, layers: Layers) -> bytes | None:
    """Return content without what it paints on hidden layers, or None where it paints nothing there."""
    properties = resources.get("/Properties") if isinstance(resources, Dictionary) else None
    drawn = resources.get("/XObject") if isinstance(resources, Dictionary) else None
    named = (
        {key for key, each in properties.items() if layers.hides(each)} if isinstance(properties, Dictionary) else set()
    )
    hidden_forms = (
        {key for key, each in drawn.items() if isinstance(each, Stream) and layers.hides(each.get("/OC"))}
        if isinstance(drawn, Dictionary)
        else set()
    )
    if not named and not hidden_forms:
        return None
    kept: list[Any] = []
    open_marks: list[bool] = []
    for instruction in pikepdf.parse_content_stream(holder):
        operator, operands = str(instruction.operator), instruction.operands
        if operator in ("BDC", "BMC"):
            open_marks.append(_is_hidden(operator, operands, named))
        elif operator == "EMC" and open_marks:
            open_marks.pop()
        elif operator in _PAINTING and (any(open_marks) or (operator == "Do" and str(operands[0]) in hidden_forms)):
            if operator in _PATHS:
                kept.append(pikepdf.ContentStreamInstruction([], pikepdf.Operator("n")))
            continue
        kept.append(instruction)
    return pikepdf.unparse_content_stream(kept)


def _is_hidden(operator: str, operands: Any, named: set[str]) -> bool:
    return operator == "BDC" and len(operands) > 1 and operands[0] == Name.OC and str(operands[1]) in named
