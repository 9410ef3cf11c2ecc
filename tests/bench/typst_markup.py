"""A paper as Typst markup: the same words, tables and charts, as somebody would set them with Typst's own means.

Every word stands in a string of Typst, so that nothing in it is markup. What Typst cannot set itself, such as sparklines
and charts, is drawn with its lines and rectangles, with the same alternative text.
"""

import itertools
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from kccreport.paper import blocks as b
from kccreport.paper.wording import mark_words

_FILLS = {"red": ("#8C1D18", "white"), "amber": ("#FFC20E", "black"), "green": ("#2B7F3D", "white")}
_WIDTHS = {
    "reference": 44, "figure": 52, "total": 58, "rating": 84, "travel": 80, "page": 36, "label": 100, "area": 92, "period": 58,
}  # fmt: skip
_PREAMBLE = """\
#let navy = rgb("#12284B")
#let tint = rgb("#F3F5F8")
#let rule = 0.5pt + rgb("#C9CFD6")
#set page(paper: "a4", margin: (x: 20mm, y: 21mm))
#set text(font: "Arimo", size: 11pt, lang: "en", region: "gb")
#set par(leading: 0.6em, spacing: 0.9em)
#show heading: set text(fill: navy)
#show heading.where(level: 1): set text(size: 22pt)
#show heading.where(level: 2): set text(size: 16pt)
#show heading.where(level: 3): set text(size: 13pt)
#show heading.where(level: 4): set text(size: 11pt)
#show link: set text(fill: rgb("#1D5FA8"))
#let small(body) = text(size: 9.5pt, body)
#let pill(fill, ink, words) = box(fill: fill, inset: (x: 5pt, y: 2pt), radius: 2pt, text(fill: ink, weight: "bold", words))
#let at(x, y, body) = place(dx: x * 1pt, dy: y * 1pt, body)
#let on(name) = link(label(name), context counter(page).at(label(name)).map(str).join())
"""


def markup(paper: b.Paper) -> str:
    """Return the source of a document that is PDF/UA-1 where Typst is asked for it."""
    identity = paper.identity
    names = _Names()
    head = f"#set document(title: {_string(identity.title)}, author: {_string(identity.author)})\n"
    footer = (
        f"#set page(header: context if counter(page).get().first() > 1 {{ {_small(identity.header_left)}; h(1fr); "
        f"{_small(identity.header_right)} }}, footer: context if counter(page).get().first() > 1 {{ "
        f'{_small(identity.footer_left)}; h(1fr); text(size: 8.5pt, "Page " + counter(page).display()) }})\n'
    )
    return head + _PREAMBLE + footer + "\n".join(_blocks(paper.blocks, names)) + "\n"


class _Names:
    """Labels that Typst takes for the anchors of a paper."""

    def __init__(self) -> None:
        self._known: dict[str, str] = {}

    def of(self, anchor: str) -> str:
        return self._known.setdefault(anchor, f"p{len(self._known)}")


def _string(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def _small(text: str) -> str:
    return f"text(size: 8.5pt, {_string(text)})"


def _words(content: b.Inline) -> str:
    """Return runs as an expression of Typst."""
    parts = []
    for run in content:
        words = _string(run.text)
        words = f"strong({words})" if run.is_strong else words
        words = f"emph({words})" if run.is_emphasis else words
        parts.append(f"link({_string(run.link)}, {words})" if run.link.startswith(("http", "mailto:")) else words)
    return " + ".join(f"[#{part}]" for part in parts) or "[]"


def _blocks(blocks: Sequence[b.Block], names: _Names) -> Iterator[str]:
    begun = False
    for block in blocks:
        match block:
            case b.Heading():
                words = _string(f"{block.number} {block.text}".strip())
                yield f"#heading(level: {block.level}, {words}) <{names.of(block.anchor)}>\n"
            case b.Prose():
                yield _prose(block)
            case b.Listing():
                yield f"#{_listing(block)}\n"
            case b.Table():
                yield _table(block, names)
            case b.Contents():
                for entry in block.entries:
                    name = names.of(entry.anchor)
                    yield f"#link(<{name}>, {_string(entry.text)}) #h(1fr) #on({_string(name)})\n"
            case b.Chart():
                yield _figure(block.alt, _chart(block), 482, 170)
            case b.NewPage():
                yield f"#set page(flipped: {str(block.orientation is b.Orientation.LANDSCAPE).lower()})"
                if begun:
                    yield "#pagebreak(weak: true)"
            case b.Picture():
                raise ValueError("no sample that is measured has a picture")
        begun = True


def _prose(block: b.Prose) -> str:
    number = f"[#{_string(block.number)} ] + " if block.number else ""
    words = number + _words(block.content)
    match block.role:
        case b.Role.BOXED:
            return f"#block(stroke: rule, fill: tint, inset: 8pt, width: 100%, {words})\n"
        case b.Role.NOTE | b.Role.FOOTNOTE | b.Role.LABEL:
            return f"#block(small({words}))\n"
        case _:
            return f"#block({words})\n"


def _listing(block: b.Listing) -> str:
    items = ", ".join(" + ".join([_words(item.content), *map(_listing, item.below)]) for item in block.items)
    return f"list({items})" if block.first is None else f"enum(start: {block.first}, {items})"


def _table(block: b.Table, names: _Names) -> str:
    widths = ", ".join(f"{_WIDTHS[c.kind.value]}pt" if c.kind.value in _WIDTHS else "1fr" for c in block.columns)
    heads = ", ".join(f"strong({_string(column.heading)})" for column in block.columns)
    rows = []
    for number, row in enumerate(block.rows):
        cells = [_cell(each, names) for each in row]
        if block.places and block.places[number]:
            cells[0] = f"[#{cells[0]} <{names.of(block.places[number])}>]"
        rows.append("  " + ", ".join(cells) + ",")
    if block.look is b.TableLook.BARE:
        return f"#small(table(columns: ({widths}), stroke: none,\n" + "\n".join(rows) + "\n))\n"
    head = f"  table.header({heads}),\n"
    look = "stroke: (x, y) => (bottom: rule), fill: (x, y) => if y == 0 { tint }"
    return f"#small(table(columns: ({widths}), {look},\n{head}" + "\n".join(rows) + "\n))\n"


def _cell(cell: b.Cell, names: _Names) -> str:
    match cell:
        case b.TextCell():
            return " + parbreak() + ".join(map(_words, cell.paragraphs)) or "[]"
        case b.FigureCell():
            return f"align(right, {_string(cell.text)})"
        case b.StateCell():
            return f"table.cell(colspan: {cell.columns}, {_string(cell.text)})"
        case b.GroupCell():
            words = f"strong({_string(cell.text)}) + {_string(f' {cell.detail}'.rstrip())}"
            return f"table.cell(colspan: {cell.columns}, fill: tint, {words})"
        case b.RatingCell():
            fill, ink = _FILLS.get(cell.rating.value if cell.rating else "", ("#F3F5F8", "black"))
            return f"pill(rgb({_string(fill)}), {ink}, {_string(mark_words(cell))})"
        case b.TravelCell() | b.AlertCell():
            return _string(mark_words(cell))
        case b.VerdictCell():
            return _string(cell.words)
        case b.PageCell():
            return f"on({_string(names.of(cell.anchor))})"
        case b.SparkCell():
            return _figure(cell.alt, _spark(cell), 60, 14).removeprefix("#").rstrip()
        case b.HistoryCell():
            marks = [
                f"at({10 * at}, 3, rect(width: 8pt, height: 8pt, fill: rgb({_string(_FILLS.get(str(rating and rating.value), ('#F3F5F8', ''))[0])})))"
                for at, rating in enumerate(cell.ratings)
            ]
            return _figure(cell.alt, marks, 10 * len(marks), 14).removeprefix("#").rstrip()


def _figure(alt: str, drawn: Iterable[str], width: int, height: int) -> str:
    shapes = "; ".join(drawn)
    return f"#figure(alt: {_string(alt)}, block(width: {width}pt, height: {height}pt, {{ set align(left + top); {shapes} }}))\n"


def _line(x1: float, y1: float, x2: float, y2: float, stroke: str) -> str:
    return f"at({x1:.1f}, {y1:.1f}, line(end: ({x2 - x1:.1f}pt, {y2 - y1:.1f}pt), stroke: {stroke}))"


def _spark(cell: b.SparkCell) -> Iterator[str]:
    known = [value for value in cell.values if value is not None]
    low, high = min(known, default=Decimal(0)), max(known, default=Decimal(1))
    spots = [
        (
            4.0 + 52.0 * at / max(len(cell.values) - 1, 1),
            12.0 - 10.0 * float((value - low) / ((high - low) or Decimal(1))),
        )
        for at, value in enumerate(cell.values)
        if value is not None
    ]
    for (x1, y1), (x2, y2) in itertools.pairwise(spots):
        yield _line(x1, y1, x2, y2, "1pt + navy")


def _chart(block: b.Chart) -> Iterator[str]:
    left, right, top, bottom, width, height = 58.0, 84.0, 18.0, 26.0, 482.0, 170.0
    low, high = float(block.ticks[0][0]), float(block.ticks[-1][0])

    def y(value: Decimal) -> float:
        return height - bottom - (float(value) - low) / ((high - low) or 1.0) * (height - top - bottom)

    def named(value: Decimal, words: str, stroke: str) -> Iterator[str]:
        yield _line(left, y(value), width - right, y(value), stroke)
        yield f"at({width - right + 6:.1f}, {y(value) - 5:.1f}, text(size: 9pt, {_string(words)}))"

    room = (width - left - right) / len(block.points)
    for value, words in block.ticks:
        yield _line(left, y(value), width - right, y(value), "rule")
        yield f"at(0, {y(value) - 5:.1f}, box(width: {left - 6}pt, align(right, text(size: 9pt, {_string(words)}))))"
    last: tuple[float, float] | None = None
    for number, point in enumerate(block.points):
        x = left + room * (number + 0.5)
        yield f"at({x - room / 2:.1f}, {height - bottom + 5}, box(width: {room:.1f}pt, align(center, text(size: 9pt, {_string(point.label)}))))"
        if point.target is not None:
            yield _line(x - room / 2, y(point.target), x + room / 2, y(point.target), '(dash: "dashed", paint: black)')
        if point.value is None:
            last = None
        elif block.has_bars:
            tall = height - bottom - y(point.value)
            yield f"at({x - room * 0.23:.1f}, {y(point.value):.1f}, rect(width: {room * 0.46:.1f}pt, height: {tall:.1f}pt, fill: navy))"
        else:
            spot = x, y(point.value)
            if last is not None:
                yield _line(*last, *spot, "1.8pt + navy")
            last = spot
            yield f"at({x - 3:.1f}, {spot[1] - 3:.1f}, rect(width: 6pt, height: 6pt, fill: navy))"
    if block.limit is not None:
        yield from named(block.limit, block.limit_words, '(dash: "dotted", paint: black)')
    for value, words in (*block.comparators, *block.control):
        yield from named(value, words, '0.6pt + rgb("#4A545C")')
    yield f"at({width - right + 6:.1f}, 0, text(size: 9pt, {_string(block.target_words)}))"
    yield f"at({width - right + 6:.1f}, 11, text(size: 9pt, {_string(block.last_words)}))"
