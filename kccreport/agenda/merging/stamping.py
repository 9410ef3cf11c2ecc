"""Lay stamps on pages that others made: upright, and where they cover nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf

from kccreport.agenda.merging.facts import PageFacts, Strip
from kccreport.agenda.merging.trees import as_list
from kccreport.ground.values import replace
from kccreport.paper.blocks import PackPlace
from kccreport.writers.pdf.stamps import Stamp, fitted

_MARGIN = 18.0  # points from the side of the page
_GROWTH = 18.0  # points added to a page that has no room for a stamp
_APART = 14.0  # points between two strips that do not overlap
_SHORTEST = 90.0  # points: a heading cut shorter says nothing


@dataclass(frozen=True, slots=True)
class Turn:
    """Where a page's visible box lies in its own space, how it is turned, and how large a seen point is there."""

    x0: float
    y0: float
    x1: float
    y1: float
    quarter_turns: int
    scale: float

    @classmethod
    def of(cls, page: pikepdf.Page, facts: PageFacts) -> "Turn":
        """Return how a page stands: the crop box inside the media box, /Rotate, and the unit that `facts` is in."""
        media, crop = _box(page.mediabox), _box(page.cropbox)
        x0, y0 = max(media[0], crop[0]), max(media[1], crop[1])
        x1, y1 = min(media[2], crop[2]), min(media[3], crop[3])
        if x1 <= x0 or y1 <= y0:
            x0, y0, x1, y1 = media
        turns = int(page.obj.get("/Rotate", 0)) // 90 % 4
        seen = facts.height if turns % 2 else facts.width
        return cls(x0, y0, x1, y1, turns, (x1 - x0) / seen if seen else 1.0)

    @property
    def matrix(self) -> tuple[float, float, float, float, float, float]:
        """Return the matrix from the page as it is seen, from its lower left corner in points, to its own space."""
        s = self.scale
        return (
            (s, 0, 0, s, self.x0, self.y0),
            (0, s, -s, 0, self.x1, self.y0),
            (-s, 0, 0, -s, self.x1, self.y1),
            (0, -s, s, 0, self.x0, self.y1),
        )[self.quarter_turns]

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Return a seen place in the page's own space."""
        a, b, c, d, e, f = self.matrix
        return a * x + c * y + e, b * x + d * y + f

    def box(self, left: float, bottom: float, right: float, top: float) -> Array:
        """Return a seen rectangle in the page's own space."""
        (x0, y0), (x1, y1) = self.point(left, bottom), self.point(right, top)
        return Array([round(each, 2) for each in (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))])


def _box(box: Any) -> tuple[float, float, float, float]:
    x0, y0, x1, y1 = (float(each) for each in box)
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


@dataclass(frozen=True, slots=True)
class Placed:
    """A stamp and its place, as the page is seen; what is tagged is a paper's heading, everything else an artifact."""

    stamp: Stamp
    x: float
    y: float
    is_heading: bool = False


@dataclass(frozen=True, slots=True)
class PageStamps:
    """The stamps of one page, and whether it has to be given a strip for them at the top or the bottom."""

    placed: tuple[Placed, ...]
    grows_top: bool = False
    grows_bottom: bool = False


@dataclass(frozen=True, slots=True)
class StampForm:
    """A stamp as a form that pages can use, and the name they use it by."""

    name: str
    form: Any


def stamps_on(place: PackPlace, page: int, facts: PageFacts, watermark: str = "") -> PageStamps:
    """Return where the stamps of one page go, counted from 1, of a paper with a place in a pack.

    The page number stands below, the stamp and the marking above; on the first page the heading takes the stamp's place.
    A page without room is given a strip. On one larger than A4 everything is as much larger, so that it can be read when
    the page is printed on A4; places are those of the page so printed.
    """
    facts = facts.on_a4
    placed: list[Placed] = []
    label = Stamp(f"{place.number_word} {place.numbers.label(page)}")
    bottom = _Room(facts.bottom, facts.width)
    spot = bottom.take(label.size[0])
    grows_bottom = spot is None
    x, y = spot or (facts.width - _MARGIN - label.size[0], -_GROWTH + 3)
    placed.append(Placed(label, x, y))
    heading = place.heading if page == 1 else ""
    above = [(heading or place.stamp, bool(heading)), (place.marking, False)]
    wanted = [(text, is_heading) for text, is_heading in above if text]
    in_page = _above(facts, wanted)
    grows_top = in_page is None
    placed += in_page if in_page is not None else _above_page(facts, wanted)
    if watermark:
        placed.append(Placed(Stamp(watermark, is_watermark=True), 0, 0))
    return PageStamps(tuple(placed), grows_top, grows_bottom)


def _above(facts: PageFacts, wanted: Sequence[tuple[str, bool]]) -> list[Placed] | None:
    """Return places for the texts at the head of a page, or None where one does not fit."""
    room = _Room(facts.top, facts.width)
    placed: list[Placed] = []
    for text, is_heading in wanted:
        stamp = Stamp(text)
        spot = room.take(stamp.size[0], from_left=not is_heading and len(placed) > 0)
        if spot is None:
            widest = room.widest()
            if widest < _SHORTEST:
                return None
            stamp = fitted(text, widest)
            spot = room.take(stamp.size[0], from_left=not is_heading and len(placed) > 0)
        if spot is None:
            return None
        placed.append(Placed(stamp, *spot, is_heading))
    return placed


def _above_page(facts: PageFacts, wanted: Sequence[tuple[str, bool]]) -> list[Placed]:
    """Return places in a strip that is added above a page: the first text to the right, the second to the left."""
    share = (facts.width - 2 * _MARGIN) / max(len(wanted), 1) - 8
    placed = []
    for at, (text, is_heading) in enumerate(wanted):
        stamp = fitted(text, share)
        x = _MARGIN if at else facts.width - _MARGIN - stamp.size[0]
        placed.append(Placed(stamp, x, facts.height + 3, is_heading))
    return placed


class _Room:
    """The blank strips along one edge of a page, less what has been taken."""

    def __init__(self, strips: Sequence[Strip], width: float) -> None:
        self.strips = [
            replace(strip, left=max(strip.left, _MARGIN), right=min(strip.right, width - _MARGIN)) for strip in strips
        ]

    def widest(self) -> float:
        """Return the width of the widest stretch that is left."""
        return max((strip.right - strip.left for strip in self.strips), default=0.0)

    def take(self, width: float, *, from_left: bool = False) -> tuple[float, float] | None:
        """Return the lower left corner of a stretch so wide, in the outermost strip that has one; it is then taken."""
        found = next((strip for strip in self.strips if strip.right - strip.left >= width), None)
        if found is None:
            return None
        x = found.left if from_left else found.right - width
        self.strips = [self._without(strip, found, x, width) for strip in self.strips]
        return x, found.y

    @staticmethod
    def _without(strip: Strip, taken: Strip, x: float, width: float) -> Strip:
        if abs(strip.y - taken.y) >= _APART or strip.right <= x or strip.left >= x + width:
            return strip
        before, after = x - 8 - strip.left, strip.right - (x + width + 8)
        if before >= after:
            return replace(strip, right=x - 8)
        return replace(strip, left=x + width + 8)


def lay_stamps(
    pdf: Pdf,
    page: pikepdf.Page,
    facts: PageFacts,
    stamps: PageStamps,
    forms: Mapping[Stamp, StampForm],
    heading_mark: int,
) -> Array | None:
    """Draw stamps on a page over what is there, and return the heading's rectangle in the page's own space, if it has one.

    What the page's content leaves open is closed first, and on a page that grows nothing of it shows in the strip. Each
    stamp is an artifact but the heading, which is marked content with the number `heading_mark`.
    """
    facts = facts.on_a4
    turn, closes = Turn.of(page, facts), 0
    if stamps.grows_bottom or stamps.grows_top:
        low = -_GROWTH if stamps.grows_bottom else 0.0
        high = facts.height + (_GROWTH if stamps.grows_top else 0.0)
        box = turn.box(0, low, facts.width, high)
        page.obj.MediaBox, page.obj.CropBox = box, Array(list(box))
        for key in ("/TrimBox", "/BleedBox", "/ArtBox"):
            if key in page.obj:
                del page.obj[key]
    opening = b"q\n" * (facts.missing_saves + 1)
    if stamps.grows_bottom or stamps.grows_top:
        x0, y0, x1, y1 = (float(side) for side in turn.box(0, 0, facts.width, facts.height))
        opening = f"q {x0:.2f} {y0:.2f} {x1 - x0:.2f} {y1 - y0:.2f} re W n\n".encode() + opening
        closes = 1
    closing = b"\n" + b"EMC\n" * max(0, facts.open_marks) + b"Q\n" * (facts.missing_restores + 1 + closes)
    matrix = " ".join(f"{each:.6g}" for each in turn.matrix)
    lines = [f"q {matrix} cm"]
    rectangle = None
    for each in stamps.placed:
        name = _resource(page, "/XObject", forms[each.stamp].name, forms[each.stamp].form)
        if each.stamp.is_watermark:
            lines.append(_watermark_code(pdf, page, each.stamp, name, facts))
            continue
        drawn = f"q 1 0 0 1 {each.x:.2f} {each.y:.2f} cm {name} Do Q"
        if each.is_heading:
            lines.append(f"/Link <</MCID {heading_mark}>> BDC {drawn} EMC")
            width, height = each.stamp.size
            rectangle = turn.box(each.x, each.y, each.x + width, each.y + height)
        else:
            edge = "Top" if each.y > facts.height / 2 else "Bottom"
            kind = "Header" if edge == "Top" else "Footer"
            lines.append(f"/Artifact <</Type/Pagination/Subtype/{kind}/Attached[/{edge}]>> BDC {drawn} EMC")
    lines.append("Q")
    before = as_list(page.obj.get("/Contents"))
    page.obj.Contents = Array(
        [pdf.make_stream(opening), *before, pdf.make_stream(closing + "\n".join(lines).encode() + b"\n")]
    )
    return rectangle


def _watermark_code(pdf: Pdf, page: pikepdf.Page, stamp: Stamp, name: str, facts: PageFacts) -> str:
    """Return the code that lays a watermark across a page; it darkens what is blank and leaves text as it is."""
    width = stamp.size[0]
    size = min(130.0, min(facts.width, facts.height) * 1.05 / width)
    state = _resource(page, "/ExtGState", "PackMultiply", Dictionary(Type=Name.ExtGState, BM=Name.Multiply, ca=1, CA=1))
    middle = f"{facts.width / 2:.2f} {facts.height / 2:.2f}"
    turned = f"{0.866 * size:.4f} {0.5 * size:.4f} {-0.5 * size:.4f} {0.866 * size:.4f} {middle} cm"
    return (
        f"/Artifact <</Type/Pagination/Subtype/Watermark>> BDC q {state} gs {turned} "
        f"1 0 0 1 {-width / 2:.4f} -0.35 cm {name} Do Q EMC"
    )


def _resource(page: pikepdf.Page, kind: str, name: str, value: Any) -> str:
    """Give a page a resource under a name that is free there and the same in every run, and return the name."""
    resources = page.obj.get("/Resources")
    if not isinstance(resources, Dictionary):
        resources = page.obj.Resources = Dictionary()
    table = resources.get(kind)
    if not isinstance(table, Dictionary):
        resources[kind] = Dictionary()
        table = resources[kind]
    key, count = f"/{name}", 1
    while key in table and not _is_same(table[key], value):
        key, count = f"/{name}_{count}", count + 1
    table[key] = value
    return key


def _is_same(one: Any, other: Any) -> bool:
    return one.is_indirect and one.objgen == other.objgen if other.is_indirect else bool(one == other)
