"""The same story laid out by ReportLab as it comes, untagged and once: what `tests.bench` measures ours against.

`primitives` turns a paper into plain tuples, so that the bare run imports nothing of ours. `lay_out` is what somebody
would write with ReportLab's own paragraphs, tables and drawings; page numbers in the contents are left at 0, since one
pass cannot know them.
"""

import io
import pickle
import sys
from pathlib import Path
from typing import Any

from tests import ROOT

FONTS = ROOT / "kccreport" / "assets" / "fonts"
Primitive = tuple[Any, ...]


def primitives(paper: Any) -> list[Primitive]:
    """Return a paper's blocks as tuples of kinds, words and numbers."""
    from kccreport.paper import blocks as b
    from kccreport.writers.pdf.flow import oriented

    def runs(content: Any) -> list[tuple[str, bool, bool, str]]:
        return [(run.text, run.is_strong, run.is_emphasis, run.link) for run in content]

    def cell(each: Any) -> Primitive:
        match each:
            case b.TextCell():
                return ("text", [runs(paragraph) for paragraph in each.paragraphs])
            case b.RatingCell():
                return ("rating", each.rating.value if each.rating else "", each.words)
            case b.TravelCell():
                return ("words", each.travel.value if each.travel else "n/a")
            case b.AlertCell():
                return ("words", each.alert.value if each.alert else "n/a")
            case b.PageCell():
                return ("page",)
            case b.StateCell() | b.GroupCell():
                return ("state", each.text, each.columns)
            case b.VerdictCell():
                return ("words", each.words)
            case b.FigureCell():
                return ("words", each.text)
            case _:
                return ("words", "")

    def items(listing: Any, depth: int = 0) -> list[tuple[int, str, Any]]:
        found = []
        for at, item in enumerate(listing.items):
            found.append((depth, "•" if listing.first is None else f"{listing.first + at}.", runs(item.content)))
            for below in item.below:
                found += items(below, depth + 1)
        return found

    found: list[Primitive] = []
    for block in oriented(paper.blocks):
        match block:
            case b.Heading():
                found.append(("heading", block.text, block.level, block.anchor, block.number))
            case b.Prose():
                found.append(("prose", runs(block.content), block.anchor, block.number))
            case b.Listing():
                found.append(("list", items(block)))
            case b.Table():
                kinds = [column.kind.value for column in block.columns]
                heads = [column.heading for column in block.columns]
                rows = [[cell(each) for each in row] for row in block.rows]
                found.append(("table", kinds, heads, rows, block.look.value, [each for each in block.places if each]))
            case b.Contents():
                found.append(("contents", [(entry.text, entry.anchor) for entry in block.entries]))
            case b.Chart():
                points = [
                    (point.label, None if point.value is None else float(point.value),
                     None if point.target is None else float(point.target))
                    for point in block.points
                ]  # fmt: skip
                ticks = [(float(value), words) for value, words in block.ticks]
                limit = None if block.limit is None else float(block.limit)
                found.append(("chart", points, ticks, block.target_words, limit, block.limit_words, block.has_bars))
            case b.NewPage():
                found.append(("page", block.orientation.value))
    return found


def lay_out(story: list[Primitive]) -> tuple[bytes, int]:
    """Return the PDF of a story and its number of pages, by ReportLab as it comes."""
    from xml.sax.saxutils import escape

    from reportlab.graphics.shapes import Drawing, Line, PolyLine, Rect, String
    from reportlab.lib.colors import HexColor
    from reportlab.lib.pagesizes import A4, landscape
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.lib.units import mm
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.platypus import BaseDocTemplate, Frame, NextPageTemplate, PageBreak, PageTemplate, Paragraph, Spacer
    from reportlab.platypus import Table as PlatypusTable
    from reportlab.platypus.flowables import AnchorFlowable

    for name in ("Regular", "Bold", "Italic", "BoldItalic"):
        pdfmetrics.registerFont(TTFont(f"Bare-{name}", str(FONTS / f"Arimo-{name}.ttf")))
    pdfmetrics.registerFontFamily("Bare-Regular", "Bare-Regular", "Bare-Bold", "Bare-Italic", "Bare-BoldItalic")
    navy, tint, grey = HexColor("#12284B"), HexColor("#F3F5F8"), HexColor("#4A545C")
    fills = {"red": "#8C1D18", "amber": "#FFC20E", "green": "#2B7F3D"}
    body = ParagraphStyle("body", fontName="Bare-Regular", fontSize=11, leading=15.5, spaceAfter=7)
    heads = {
        level: ParagraphStyle(f"h{level}", parent=body, fontName="Bare-Bold", fontSize=size, leading=size * 1.25,
                              textColor=navy, spaceBefore=before, spaceAfter=6, keepWithNext=1)
        for level, (size, before) in {1: (22, 4), 2: (16, 20), 3: (13, 14), 4: (11, 8)}.items()
    }  # fmt: skip
    small = ParagraphStyle("small", parent=body, fontSize=9.5, leading=12.5, spaceAfter=0)
    listed = ParagraphStyle("listed", parent=body, leftIndent=18, bulletIndent=0, spaceAfter=4)

    def markup(runs: list[tuple[str, bool, bool, str]]) -> str:
        parts = []
        for text, strong, emphasis, link in runs:
            words = escape(text)
            words = f"<b>{words}</b>" if strong else words
            words = f"<i>{words}</i>" if emphasis else words
            parts.append(f'<a href="{escape(link)}">{words}</a>' if link else words)
        return "".join(parts)

    def placed(anchor: str) -> str:
        return f'<a name="{anchor}"/>' if anchor else ""

    def chart(points: Any, ticks: Any, target_words: str, limit: Any, limit_words: str, has_bars: bool) -> Drawing:
        width, height, left, right, bottom, top = 482.0, 170.0, 58.0, 84.0, 26.0, 18.0
        low, high = ticks[0][0], ticks[-1][0]

        def y(value: float) -> float:
            return bottom + (value - low) / (high - low) * (height - top - bottom)

        room = (width - left - right) / len(points)
        drawing = Drawing(width, height)
        for value, words in ticks:
            drawing.add(Line(left, y(value), width - right, y(value), strokeColor=HexColor("#C9CFD6"), strokeWidth=0.5))
            drawing.add(String(left - 6, y(value) - 3, words, textAnchor="end", fontName="Bare-Regular", fontSize=9))
        line = []
        for at, (label, value, target) in enumerate(points):
            x = left + room * (at + 0.5)
            drawing.add(String(x, bottom - 14, label, textAnchor="middle", fontName="Bare-Regular", fontSize=9))
            if target is not None:
                drawing.add(Line(x - room / 2, y(target), x + room / 2, y(target), strokeDashArray=[5, 3]))
            if value is not None and has_bars:
                drawing.add(Rect(x - room * 0.23, y(low), room * 0.46, y(value) - y(low), fillColor=navy))
            elif value is not None:
                line += [x, y(value)]
                drawing.add(Rect(x - 3, y(value) - 3, 6, 6, fillColor=navy))
        if len(line) > 2:
            drawing.add(PolyLine(line, strokeColor=navy, strokeWidth=1.8))
        if limit is not None:
            drawing.add(Line(left, y(limit), width - right, y(limit), strokeDashArray=[1.2, 2.4]))
            drawing.add(String(width - right + 6, y(limit), limit_words, fontName="Bare-Regular", fontSize=9))
        drawing.add(String(width - right + 6, height - top, target_words, fontName="Bare-Regular", fontSize=9))
        return drawing

    def table(kinds: list[str], headings: list[str], rows: Any, look: str, width: float) -> PlatypusTable:
        fixed = {"reference": 44, "figure": 52, "total": 58, "rating": 84, "travel": 80, "page": 36, "label": 100,
                 "area": 92, "period": 58}  # fmt: skip
        free = [index for index, kind in enumerate(kinds) if kind not in fixed]
        rest = (width - sum(fixed.get(kind, 0) for kind in kinds)) / max(len(free), 1)
        widths = [fixed.get(kind, rest) for kind in kinds]
        style: list[Any] = [("FONT", (0, 0), (-1, -1), "Bare-Regular", 9.5), ("VALIGN", (0, 0), (-1, -1), "TOP")]
        data: list[list[Any]] = []
        if look != "bare":
            data.append([Paragraph(f"<b>{escape(heading)}</b>", small) for heading in headings])
            style += [("BACKGROUND", (0, 0), (-1, 0), tint), ("LINEBELOW", (0, 0), (-1, 0), 1.2, navy)]
        for row in rows:
            line: list[Any] = []
            for each in row:
                at = (len(line), len(data))
                if each[0] == "text":
                    texts = ["".join(run[0] for run in paragraph) for paragraph in each[1]]
                    is_short = len(texts) == 1 and len(texts[0]) < 12
                    line.append(texts[0] if is_short else [Paragraph(markup(each_), small) for each_ in each[1]])
                elif each[0] == "rating":
                    line.append(each[1].capitalize() or each[2])
                    if each[1] in fills:
                        style.append(("BACKGROUND", at, at, HexColor(fills[each[1]])))
                elif each[0] == "state":
                    line += [each[1], *[""] * (each[2] - 1)]
                else:
                    line.append(each[1] if len(each) > 1 else "0")
            data.append(line)
        if look != "bare":
            style.append(("LINEBELOW", (0, 1), (-1, -1), 0.5, HexColor("#C9CFD6")))
        made = PlatypusTable(data, colWidths=widths, repeatRows=0 if look == "bare" else 1)
        made.setStyle(style)
        return made

    def furniture(canvas: Any, document: Any) -> None:
        canvas.setFont("Bare-Regular", 8.5)
        canvas.setFillColor(grey)
        canvas.drawString(57, 28, "Unrestricted")
        canvas.drawRightString(document.pagesize[0] - 57, 28, f"Page {document.page}")

    file = io.BytesIO()
    document = BaseDocTemplate(file, pagesize=A4, invariant=1)
    wide = landscape(A4)
    document.addPageTemplates(
        [
            PageTemplate("portrait", [Frame(20 * mm, 20 * mm, A4[0] - 40 * mm, A4[1] - 42 * mm, 0, 0, 0, 0)],
                         onPage=furniture, pagesize=A4),
            PageTemplate("landscape", [Frame(15 * mm, 18 * mm, wide[0] - 30 * mm, wide[1] - 38 * mm, 0, 0, 0, 0)],
                         onPage=furniture, pagesize=wide),
        ]
    )  # fmt: skip
    flowables: list[Any] = []
    width = A4[0] - 40 * mm
    for kind, *rest in story:
        if kind == "heading":
            text, level, anchor, number = rest
            flowables.append(Paragraph(placed(anchor) + escape(f"{number} {text}".strip()), heads[level]))
        elif kind == "prose":
            runs, anchor, number = rest
            flowables.append(Paragraph(placed(anchor) + markup(runs), body, bulletText=number or None))
        elif kind == "list":
            flowables += [Paragraph(markup(runs), listed, bulletText=words) for _, words, runs in rest[0]]
        elif kind == "table":
            *parts, places = rest
            flowables += [AnchorFlowable(place) for place in places]
            flowables += [table(*parts, width=width), Spacer(1, 10)]
        elif kind == "contents":
            flowables += [Paragraph(f'<a href="#{anchor}">{escape(text)}</a> 0', body) for text, anchor in rest[0]]
        elif kind == "chart":
            flowables.append(chart(*rest))
        elif kind == "page":
            width = (A4[0] - 40 * mm) if rest[0] == "portrait" else (wide[0] - 30 * mm)
            flowables += [NextPageTemplate(rest[0]), *([PageBreak()] if flowables else [])]
    document.build(flowables)
    return file.getvalue(), document.page


if __name__ == "__main__":  # a whole cold run: read the story, lay it out, write the file
    content, _ = lay_out(pickle.loads(Path(sys.argv[1]).read_bytes()))
    Path(sys.argv[2]).write_bytes(content)
