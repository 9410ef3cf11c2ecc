"""Equal fonts, images and colour profiles of different papers kept once."""

import hashlib
from typing import Any

from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

from kccreport.agenda.merging.structure import ObjectKey
from kccreport.agenda.merging.trees import as_list
from kccreport.ground.pattern import pattern

_KINDS = ("/Font", "/XObject", "/ColorSpace", "/ExtGState", "/Pattern", "/Shading")
_FONT_STREAMS = ("/FontFile", "/FontFile2", "/FontFile3", "/ToUnicode")
_DEEPEST = 30
_REFERENCE = pattern(rb"\d R\b")  # to another object, or text that looks like one


class TooDeep(Exception):
    """An object refers to others further than any honest one does; it is left as it is."""


class Sharer:
    """Replaces what pages use by an equal object seen before.

    Forms are left alone: their marked content belongs to one page (PDF/UA-1, 7.20).
    """

    def __init__(self) -> None:
        self.digests: dict[ObjectKey, bytes] = {}
        self.first: dict[bytes, Any] = {}
        self.done: set[ObjectKey] = set()

    def share(self, pdf: Pdf) -> None:
        """Go through the resources of every page."""
        for page in pdf.pages:
            self._resources(page.obj.get("/Resources"))

    def _resources(self, resources: Any) -> None:
        if not isinstance(resources, Dictionary):
            return
        for kind in _KINDS:
            table = resources.get(kind)
            if not isinstance(table, Dictionary):
                continue
            if table.is_indirect:
                if table.objgen in self.done:
                    continue
                self.done.add(table.objgen)
            for key, value in list(table.items()):
                if isinstance(value, Dictionary | Stream | Array) and value.is_indirect:
                    self._replace(table, key, value)

    def _replace(self, holder: Any, key: str, value: Any) -> None:
        if value.objgen in self.done:
            return
        is_form = isinstance(value, Stream) and value.get("/Subtype") == Name.Form
        first = value
        if not is_form:
            try:
                first = self.first.setdefault(self._digest(value), value)
            except TooDeep:
                return
        if first.objgen != value.objgen:
            holder[key] = first
            return
        self.done.add(value.objgen)
        if not isinstance(value, Dictionary | Stream):
            return
        self._resources(value.get("/Resources"))
        for font in [value, *as_list(value.get("/DescendantFonts"))]:
            descriptor = font.get("/FontDescriptor") if isinstance(font, Dictionary) else None
            for each in (font, descriptor):
                if not isinstance(each, Dictionary):
                    continue
                for name in _FONT_STREAMS:
                    if isinstance(each.get(name), Stream):
                        self._replace(each, name, each[name])

    def _digest(self, thing: Any, depth: int = 0) -> bytes:
        """Return a hash of an object and all it refers to; equal objects, and only they, have equal ones."""
        if depth > _DEEPEST:
            raise TooDeep
        where: ObjectKey = thing.objgen if isinstance(thing, Object) else (0, 0)
        if where in self.digests:
            return self.digests[where]
        if where != (0, 0):
            self.digests[where] = b"circle%d" % where[0]
        if isinstance(thing, Dictionary | Array | Stream) and not _REFERENCE.search(code := _code(thing)):
            hashed = hashlib.sha256(code)  # as most are, and the widths of a font are many
            if isinstance(thing, Stream):
                hashed.update(thing.read_raw_bytes())
            digest = hashed.digest()
        elif isinstance(thing, Dictionary | Stream):
            hashed = hashlib.sha256(b"<<")
            for key, value in sorted(thing.items()):
                if key != "/Length":
                    hashed.update(key.encode() + self._digest(value, depth + 1))
            if isinstance(thing, Stream):
                hashed.update(thing.read_raw_bytes())
            digest = hashed.digest()
        elif isinstance(thing, Array):
            digest = hashlib.sha256(b"[" + b"".join(self._digest(each, depth + 1) for each in thing)).digest()
        else:
            digest = (thing.unparse() if isinstance(thing, Object) else repr(thing).encode()) + b" "
        if where != (0, 0):
            self.digests[where] = digest
        return digest


def _code(thing: Dictionary | Array | Stream) -> bytes:
    """Return an object as qpdf writes it, keys in their order; of a stream its dictionary."""
    return thing.stream_dict.unparse() if isinstance(thing, Stream) else thing.unparse(resolved=True)
