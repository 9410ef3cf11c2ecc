"""Walk a PDF's structure with pikepdf and list what is inconsistent; shares no code with the writer or the validators."""

import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pikepdf
from fontTools.ttLib import TTFont
from pikepdf import Name

PAINTING = {"S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh", "Do", "EI", "Tj", "TJ", "'", '"'}
CELLS = {"TH", "TD"}


@dataclass
class Walk:
    """What was found: faults, how many elements of each kind, and the headings in order."""

    faults: list[str] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    headings: list[int] = field(default_factory=list)
    order: list[tuple[int, int]] = field(default_factory=list)
    owners: dict[tuple[int, int], Any] = field(default_factory=dict)


def walk(content: bytes, *, of_others: bool = False) -> Walk:
    """Return what is in a file, and what is wrong with its structure.

    With `of_others`, papers of other producers may do what only ours never do: nest marked content, number marks in any
    order, draw in another order than they are read, and use other kinds of fonts. Everything else must hold for them too:
    parents, the parent tree, who owns what, and that nothing is drawn outside marked content.
    """
    with pikepdf.open(io.BytesIO(content)) as pdf:
        found = Walk()
        root = pdf.Root.StructTreeRoot
        parents = dict(_numbers(root.ParentTree))
        pages = {page.obj.objgen: index for index, page in enumerate(pdf.pages)}
        for kid in _kids(root):
            _visit(kid, root, pages, parents, found, None)
        for index, page in enumerate(pdf.pages):
            _check_page(index, page, parents, found, is_strict=not of_others)
        if of_others:
            return found
        if found.order != sorted(found.order):
            found.faults.append("the reading order is not the order in which pages are drawn")
        _check_tables(root, found)
        _check_fonts(pdf, found)
        return found


def _numbers(node: Any) -> Iterator[tuple[int, Any]]:
    for kid in node.get("/Kids", []):
        yield from _numbers(kid)
    numbers = node.get("/Nums", [])
    for at in range(0, len(numbers), 2):
        yield int(numbers[at]), numbers[at + 1]


def _kids(element: Any) -> list[Any]:
    if "/K" not in element:
        return []
    kids = element.K
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]


def _visit(element: Any, parent: Any, pages: dict[Any, int], parents: dict[int, Any], found: Walk, page: Any) -> None:
    page = element.get("/Pg", page)
    kind = str(element.S)[1:]
    found.counts[kind] += 1
    if re.fullmatch("H[1-6]", kind):
        found.headings.append(int(kind[1]))
    if element.P.objgen != parent.objgen:
        found.faults.append(f"a {kind} names another parent")
    if kind == "Figure" and not str(element.get("/Alt", "")):
        found.faults.append("a Figure without alternative text")
    if not _kids(element) and kind not in CELLS:
        found.faults.append(f"an empty {kind}")
    for kid in _kids(element):
        if isinstance(kid, int):
            _own((pages[page.objgen], kid), element, found)
        elif "/MCID" in kid:
            _own((pages[kid.get("/Pg", page).objgen], int(kid.MCID)), element, found)
        elif "/Obj" in kid:
            owner = parents.get(int(kid.Obj.get("/StructParent", -1)))
            if owner is None or owner.objgen != element.objgen:
                found.faults.append("an annotation and the parent tree disagree")
        else:
            _visit(kid, element, pages, parents, found, page)


def _own(place: tuple[int, int], element: Any, found: Walk) -> None:
    if place in found.owners:
        found.faults.append(f"marked content {place} belongs to two elements")
    found.owners[place] = element
    found.order.append(place)


def _check_page(index: int, page: Any, parents: dict[int, Any], found: Walk, *, is_strict: bool) -> None:
    where = f"page {index + 1}"
    marks, stack, in_text, has_content = [], [], False, False
    for instruction in pikepdf.parse_content_stream(page):
        operator = str(instruction.operator)
        if operator in ("BDC", "BMC"):
            properties = instruction.operands[1] if len(instruction.operands) > 1 else {}
            if isinstance(properties, Name):
                properties = page.obj.Resources.Properties[str(properties)]
            if stack and is_strict:
                found.faults.append(f"{where}: marked content within marked content")
            stack.append(in_text)
            if "/MCID" in properties:
                marks.append(int(properties["/MCID"]))
                has_content = True
        elif operator == "EMC":
            if not stack or (stack.pop() != in_text and is_strict):
                found.faults.append(f"{where}: EMC where nothing was begun, or across a text object")
        elif operator in ("BT", "ET"):
            in_text = operator == "BT"
        elif operator in PAINTING and not stack:
            found.faults.append(f"{where}: {operator} outside marked content")
    if stack:
        found.faults.append(f"{where}: marked content is not ended")
    if not has_content:
        found.faults.append(f"{where}: the page is empty but for artifacts")
    if is_strict and marks != list(range(len(marks))):
        found.faults.append(f"{where}: marks are not numbered 0, 1, 2 … in order")
    owners = parents.get(int(page.obj.StructParents), [])
    if len(owners) != (len(marks) if is_strict else max(marks, default=-1) + 1):
        found.faults.append(f"{where}: {len(marks)} marks, but {len(owners)} in the parent tree")
    for mark in sorted(set(marks)):
        element = found.owners.get((index, mark))
        owner = owners[mark] if mark < len(owners) else None
        if element is None or owner is None or element.objgen != owner.objgen:
            found.faults.append(f"{where}: mark {mark} and the parent tree disagree")
    if page.obj.get("/Tabs") != Name.S and (is_strict or "/Annots" in page.obj):
        found.faults.append(f"{where}: the tab order is not by structure")
    for annotation in page.obj.get("/Annots", []):
        if not str(annotation.get("/Contents", "")) or not int(annotation.get("/F", 0)) & 4:
            found.faults.append(f"{where}: an annotation without words, or that does not print")


def _check_tables(element: Any, found: Walk) -> None:
    """Every row of a table is as wide as its heading row, spans counted; every heading cell has a scope."""
    for kid in _kids(element):
        if isinstance(kid, int) or "/S" not in kid:
            continue
        if Name.Table == kid.S:
            widths = {sum(_span(cell) for cell in _kids(row)) for part in _kids(kid) for row in _kids(part)}
            if len(widths) != 1:
                found.faults.append(f"a table whose rows are {sorted(widths)} cells wide")
            for part in _kids(kid):
                for row in _kids(part):
                    for cell in _kids(row):
                        if cell.S == Name.TH and ("/Scope" not in _attributes(cell) or not _kids(cell)):
                            found.faults.append("a heading cell without a scope, or empty")
        else:
            _check_tables(kid, found)


def _attributes(element: Any) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if "/A" not in element:
        return found
    attributes = element.A
    for each in attributes if isinstance(attributes, pikepdf.Array) else [attributes]:
        found.update({str(key): value for key, value in each.items()})
    return found


def _span(cell: Any) -> int:
    return int(_attributes(cell).get("/ColSpan", 1))


def _check_fonts(pdf: pikepdf.Pdf, found: Walk) -> None:
    fonts = {}
    for page in pdf.pages:
        for name, each in page.obj.Resources.get("/Font", {}).items():
            fonts[each.objgen if each.objgen != (0, 0) else name] = each
    for each in fonts.values():
        base = str(each.BaseFont)
        descriptor = each.get("/FontDescriptor")
        if descriptor is None or "/FontFile2" not in descriptor:
            found.faults.append(f"{base} is not embedded")
            continue
        mapping = each.ToUnicode.read_bytes()
        if b"> <0000>" in mapping:
            found.faults.append(f"{base} maps a code to nothing")
        program = TTFont(io.BytesIO(descriptor.FontFile2.read_bytes()))
        glyphs, scale = program["cmap"].tables[0].cmap, 1000 / program["head"].unitsPerEm
        widths = [float(width) for width in each.Widths]
        for code in {int(code, 16) for code in re.findall(rb"<([0-9A-Fa-f]{2})> <", mapping)}:
            if (
                code in glyphs
                and abs(program["hmtx"][glyphs[code]][0] * scale - widths[code - int(each.FirstChar)]) > 1
            ):
                found.faults.append(f"{base}: the width of code {code} is not the glyph's")
