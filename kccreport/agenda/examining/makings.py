"""What the look of a page is made of: its code, what the code draws with, its boxes and its turn, as one digest.

Pages of the same digest look the same, since a reader has nothing else to draw them from; so they are compared as if
they had been drawn. Where a look depends on more than that (layers, marks that are painted, a page that cannot be read
through), there is no digest, and the page has to be drawn.
"""

import hashlib
import re
from collections.abc import Sequence
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

from kccreport.agenda.merging.structure import ObjectKey
from kccreport.agenda.merging.trees import as_list
from kccreport.ground.pattern import pattern

_DEEPEST = 30
# numbers in the parent tree, and how long a stream is: nothing that is seen
_UNSEEN = frozenset(("/Length", "/StructParent", "/StructParents"))
_ONE_OR_MORE = frozenset(("/Filter", "/DecodeParms"))
# what `stamping` writes around a page's own code: saves, and on a page that has grown a frame around what was there;
# then the stamps, and nothing else
_NUMBERS = rb"(?:-?[\d.]+(?:e-?\d+)? ){%d}"
_OURS = rb"/Pack(?:Stamp\d+|Multiply)(?:_\d+)?"
_NAME, _NAME_IN_CODE = pattern(_OURS), pattern(_OURS + rb"\b")
_OPENING = pattern(rb"(?:q (-?[\d.]+) (-?[\d.]+) (-?[\d.]+) (-?[\d.]+) re W n\n)?(?:q\n)+")
_CLOSING = pattern(
    rb"\n(?:EMC\n)*(?:Q\n)+q %b(cm)\n(?:/(?:Link|Artifact) <<[\w/\[\] ]*>> BDC q (?:%b gs )?(?:%bcm )+%b Do Q EMC\n)*Q\n"
    % (_NUMBERS % 6, _OURS, _NUMBERS % 6, _OURS)
)
_LEADS_ON = pattern(rb"\d R\b|<<")  # to another object or within one, or text that looks like it
_WRITTEN_NAME = pattern(rb"/[^\s/\[\]<>(){}%\0]+")
_NEAR = 0.03  # points: a frame is written with two decimals
_FAULTS = (pikepdf.PdfError, AttributeError, KeyError, TypeError, ValueError)


class _Unknown(Exception):
    """What a page is drawn from cannot be told."""


class Makings:
    """Digests of the pages of one file; what several pages draw with is read once."""

    def __init__(self, pdf: Pdf) -> None:
        self.has_layers = "/OCProperties" in pdf.Root
        self.known: dict[ObjectKey, bytes] = {}
        self.open: set[ObjectKey] = set()

    def of(self, page: pikepdf.Page) -> str:
        """Return the digest of a page; "" where it has none."""
        try:
            code = [_code(each) for each in as_list(page.obj.get("/Contents"))]
            return self._digest(page, code, _shown(page))
        except (_Unknown, *_FAULTS):
            self.open.clear()
            return ""

    def of_stamped(self, page: pikepdf.Page, shown: Sequence[float]) -> str:
        """Return the digest that a page of a pack has without our stamps; "" where that cannot be told.

        `shown` is the part of it that its own code shows, in its own space.
        """
        try:
            first, *between, last = (_code(each) for each in as_list(page.obj.get("/Contents")))
            opening = _OPENING.fullmatch(first)
            if opening is None or not _CLOSING.fullmatch(last) or not _is_framed(page, opening, shown):
                return ""
            if any(map(_NAME_IN_CODE.search, between)):
                return ""  # it draws our stamps itself
            return self._digest(page, between, shown, is_stamped=True)
        except (_Unknown, *_FAULTS):
            self.open.clear()
            return ""

    def _digest(
        self, page: pikepdf.Page, code: Sequence[bytes], shown: Sequence[float], *, is_stamped: bool = False
    ) -> str:
        if self.has_layers or not all(map(_is_plain_link, as_list(page.obj.get("/Annots")))):
            return ""
        written = b"\n".join(code)
        named = None if b"#" in written else {each.decode("latin-1") for each in _WRITTEN_NAME.findall(written)}
        hashed = hashlib.sha256(repr([round(side, 2) for side in shown]).encode())
        for key in ("/Rotate", "/UserUnit", "/Group"):
            hashed.update(self._of(page.obj.get(key), 0))
        resources: Any = page.obj.get("/Resources", Dictionary())
        for kind, table in sorted(resources.items()):
            if not isinstance(table, Dictionary):
                continue  # a list of what printers can do
            for name, value in sorted(table.items()):
                is_ours = is_stamped and _NAME.fullmatch(name.encode()) is not None
                # what the code does not name is not drawn with, but colour spaces that stand for plain colours
                if not is_ours and (named is None or name in named or name.startswith("/Default")):
                    hashed.update(hashlib.sha256(f"{kind} {name}".encode()).digest() + self._of(value, 0))
        hashed.update(hashlib.sha256(written).digest())
        return hashed.hexdigest()[:32]

    def _of(self, thing: Any, depth: int) -> bytes:
        """Return a digest of an object and all it refers to."""
        if depth > _DEEPEST:
            raise _Unknown
        where: ObjectKey = thing.objgen if isinstance(thing, Object) else (0, 0)
        if where in self.known:
            return self.known[where]
        if where in self.open:
            raise _Unknown  # it leads to itself
        if where != (0, 0):
            self.open.add(where)
        if isinstance(thing, Dictionary | Stream):
            if "/OC" in thing or (_draws(thing) and "/Resources" not in thing):
                raise _Unknown  # it may not show, or draws with whatever the page has
            hashed = hashlib.sha256(b"<<")
            for key, value in sorted(thing.items()):
                if key in _ONE_OR_MORE and isinstance(thing, Stream):
                    value = Array(as_list(value))  # one filter, or a list of one, is the same
                if key not in _UNSEEN:
                    hashed.update(key.encode() + b" " + self._of(value, depth + 1))
            if isinstance(thing, Stream):
                hashed.update(b"stream" + thing.read_raw_bytes())
            digest = hashed.digest()
        elif isinstance(thing, Array) and not _LEADS_ON.search(code := thing.unparse(resolved=True)):
            digest = hashlib.sha256(code).digest()  # as most are, and the widths of a font are many
        elif isinstance(thing, Array):
            digest = hashlib.sha256(b"[" + b"".join(self._of(each, depth + 1) for each in thing)).digest()
        else:
            plain = thing.unparse() if isinstance(thing, Object) else repr(thing).encode()
            digest = hashlib.sha256(plain).digest()
        if where != (0, 0):
            self.open.discard(where)
            self.known[where] = digest
        return digest


def _draws(thing: Any) -> bool:
    """Say whether something is code of its own: a form, or a typeface whose letters are drawn."""
    return thing.get("/Subtype") == Name.Form or "/CharProcs" in thing


def _code(stream: Any) -> bytes:
    if not isinstance(stream, Stream):
        raise _Unknown
    return stream.read_bytes()


def _is_plain_link(mark: Any) -> bool:
    """Say whether a mark is a link, which nothing draws."""
    return isinstance(mark, Dictionary) and mark.get("/Subtype") == Name.Link and "/AP" not in mark


def _shown(page: pikepdf.Page) -> tuple[float, ...]:
    """Return the part of a page that shows: its crop box, as far as the media box goes."""
    media, crop = _box(page.mediabox), _box(page.cropbox)
    shown = (max(media[0], crop[0]), max(media[1], crop[1]), min(media[2], crop[2]), min(media[3], crop[3]))
    return shown if shown[2] > shown[0] and shown[3] > shown[1] else media


def _box(box: Any) -> tuple[float, float, float, float]:
    x0, y0, x1, y1 = (float(side) for side in box)
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _is_framed(page: pikepdf.Page, opening: re.Match[bytes], shown: Sequence[float]) -> bool:
    """Say whether a page shows what it showed before, or has grown by a strip that its own code is kept out of."""
    frame = _shown(page)
    if opening[1] is not None:
        x, y, wide, high = map(float, opening.groups())
        frame = x, y, x + wide, y + high
    return all(abs(one - other) < _NEAR for one, other in zip(frame, shown, strict=True))
