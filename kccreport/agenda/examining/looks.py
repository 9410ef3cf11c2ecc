"""Draw a mark by its description, where it has no look of its own: what a reader would have drawn, plainly.

Source: ISO 32000-1, 12.5.6: Line (/L), Square and Circle (/Rect), Polygon and PolyLine (/Vertices), Ink (/InkList),
Highlight and its like (/QuadPoints), FreeText (/DA and /Contents), Redact (/QuadPoints or /Rect, as an outline); of a field
of a form its box (12.5.6.19, /MK).
"""

from collections.abc import Sequence
from typing import Any

from pikepdf import Array, Dictionary, Name, String

from kccreport.agenda.merging.trees import as_list
from kccreport.ground.pattern import pattern

_SIZE = pattern(r"([\d.]+)\s+Tf")
_LEADING = 1.2
_MOST_NUMBERS = 20_000
_MOST_PARENTS = 32
_PUSHED = 1 << 16  # the flag of a button that only does something, ISO 32000-1, table 226


def drawn(mark: Any, kind: str) -> str:
    """Return the code that draws a mark in the page's own space; "" for one that nobody can see."""
    rect = numbers(mark.get("/Rect"))
    if len(rect) != 4:
        return ""
    state = _state(mark)
    if kind in ("/Highlight", "/Underline", "/StrikeOut", "/Squiggly"):
        return _on_words(mark, kind, rect)
    if kind == "/Square":
        return f"{state} {_rectangle(rect)} {_finish(mark)}"
    if kind == "/Circle":
        return f"{state} {_ellipse(rect)} {_finish(mark)}"
    if kind == "/Line":
        return f"{state} {_path(numbers(mark.get('/L')))} S"
    if kind in ("/Polygon", "/PolyLine"):
        path = _path(numbers(mark.get("/Vertices")))
        return f"{state} {path} {'h ' + _finish(mark) if kind == '/Polygon' else 'S'}" if path else ""
    if kind == "/Ink":
        return f"{state} " + " ".join(f"{_path(numbers(each))} S" for each in as_list(mark.get("/InkList")))
    if kind == "/FreeText":
        return _typed(mark, rect)
    if kind == "/Redact":
        return f"1 0 0 RG 1 w {_rectangle(rect)} S"
    if kind == "/Widget":
        return _box_of_field(mark, rect)
    if kind == "/Caret":
        x0, y0, x1, y1 = rect
        return f"{state} {x0:.2f} {y0:.2f} m {(x0 + x1) / 2:.2f} {y1:.2f} l {x1:.2f} {y0:.2f} l S"
    return ""


def numbers(value: Any) -> list[float]:
    """Return an array's numbers, or nothing where it holds something else."""
    try:
        return [float(each) for each in as_list(value)[:_MOST_NUMBERS]]
    except (TypeError, ValueError):
        return []


def _colour(value: Any, operators: Sequence[str]) -> str:
    parts = numbers(value) if isinstance(value, Array) else []
    names = {1: operators[0], 3: operators[1], 4: operators[2]}
    return f"{' '.join(f'{part:.4f}' for part in parts)} {names[len(parts)]}" if len(parts) in names else ""


def _state(mark: Any) -> str:
    """Return the line's colour and width, and the colour it is filled with."""
    style = mark.get("/BS")
    width = numbers(style.get("/W")) if isinstance(style, Dictionary) else numbers(mark.get("/Border"))[2:3]
    line = _colour(mark.get("/C"), ("G", "RG", "K")) or "0 G"
    return f"{line} {_colour(mark.get('/IC'), ('g', 'rg', 'k'))} {(width or [1.0])[0]:.2f} w"


def _box_of_field(field: Any, rect: Sequence[float]) -> str:
    """Return the background and the border of a field, which has neither unless it says so, and what a button shows."""
    look = field.get("/MK")
    look = look if isinstance(look, Dictionary) else Dictionary()
    fill, line = _colour(look.get("/BG"), ("g", "rg", "k")), _colour(look.get("/BC"), ("G", "RG", "K"))
    style = field.get("/BS")
    width = (numbers(style.get("/W")) if isinstance(style, Dictionary) else numbers(field.get("/Border"))[2:3]) or [1.0]
    within = [rect[0] + width[0] / 2, rect[1] + width[0] / 2, rect[2] - width[0] / 2, rect[3] - width[0] / 2]
    parts = [f"{fill} {_rectangle(rect)} f"] if fill else []
    if line and width[0] > 0:
        parts.append(f"{line} {width[0]:.2f} w {_rectangle(within)} S")
    if _of_field(field, "/FT") == Name.Btn:
        parts.append(_on_button(field, look, rect))
    return " ".join(filter(None, parts))


def _of_field(field: Any, key: str) -> Any:
    """Return what a field has, or one that it belongs to (ISO 32000-1, 12.7.3.1); None where none has."""
    for _ in range(_MOST_PARENTS):
        if not isinstance(field, Dictionary):
            return None
        if (value := field.get(key)) is not None:
            return value
        field = field.get("/Parent")
    return None


def _on_button(button: Any, look: Any, rect: Sequence[float]) -> str:
    """Return the words of a button that is pushed, and a tick in a box or a circle that is ticked."""
    flags = _of_field(button, "/Ff")
    if isinstance(flags, int) and flags & _PUSHED:
        words = look.get("/CA")
        line = str(words).translate(_ESCAPED) if isinstance(words, String) else ""
        return (
            f"0 g BT /Plain 10 Tf {rect[0] + 2:.2f} {(rect[1] + rect[3]) / 2 - 3.5:.2f} Td ({line}) Tj ET"
            if line
            else ""
        )
    state = button.get("/AS", _of_field(button, "/V"))
    if not isinstance(state, Name) or state == Name.Off:
        return ""
    (x, y), side = ((rect[0] + rect[2]) / 2, (rect[1] + rect[3]) / 2), min(rect[2] - rect[0], rect[3] - rect[1])
    points = [(x + across * side, y + up * side) for across, up in ((-0.3, 0.0), (-0.1, -0.25), (0.3, 0.3))]
    return f"0 G {side / 10:.2f} w {_path([each for point in points for each in point])} S"


def _finish(mark: Any) -> str:
    return "B" if numbers(mark.get("/IC")) else "S"


def _rectangle(rect: Sequence[float]) -> str:
    x0, y0, x1, y1 = rect
    return f"{x0:.2f} {y0:.2f} {x1 - x0:.2f} {y1 - y0:.2f} re"


def _ellipse(rect: Sequence[float]) -> str:
    x0, y0, x1, y1 = rect
    x, y, a, b = (x0 + x1) / 2, (y0 + y1) / 2, (x1 - x0) / 2, (y1 - y0) / 2
    k = 0.5523  # of a radius: where a cubic curve is closest to a quarter of a circle
    points = [
        (a, b * k, a * k, b, 0, b), (-a * k, b, -a, b * k, -a, 0), (-a, -b * k, -a * k, -b, 0, -b), (a * k, -b, a, -b * k, a, 0),
    ]  # fmt: skip
    curves = " ".join(
        " ".join(f"{value + (y if at % 2 else x):.2f}" for at, value in enumerate(each)) + " c" for each in points
    )
    return f"{x + a:.2f} {y:.2f} m {curves} h"


def _path(flat: Sequence[float]) -> str:
    points = list(zip(flat[::2], flat[1::2], strict=False))
    if len(points) < 2:
        return ""
    return f"{points[0][0]:.2f} {points[0][1]:.2f} m " + " ".join(f"{x:.2f} {y:.2f} l" for x, y in points[1:])


def _on_words(mark: Any, kind: str, rect: Sequence[float]) -> str:
    flat = numbers(mark.get("/QuadPoints"))
    quads = [flat[at : at + 8] for at in range(0, len(flat) - 7, 8)] or [
        [rect[0], rect[3], rect[2], rect[3], rect[0], rect[1], rect[2], rect[1]]
    ]
    boxes = [(min(quad[::2]), min(quad[1::2]), max(quad[::2]), max(quad[1::2])) for quad in quads]
    if kind == "/Highlight":
        fill = _colour(mark.get("/C"), ("g", "rg", "k")) or "1 1 0 rg"
        return f"/Multiply gs {fill} " + " ".join(f"{_rectangle(box)} f" for box in boxes)
    up = 0.5 if kind == "/StrikeOut" else 0.08
    heights = [y0 + (y1 - y0) * up for _, y0, _, y1 in boxes]
    lines = (f"{box[0]:.2f} {y:.2f} m {box[2]:.2f} {y:.2f} l S" for box, y in zip(boxes, heights, strict=True))
    return f"{_state(mark)} " + " ".join(lines)


def _typed(mark: Any, rect: Sequence[float]) -> str:
    """Return the words of a text box, a line for each of theirs, in a plain typeface."""
    words = mark.get("/Contents")
    if not isinstance(words, String):
        return ""
    look = str(mark.get("/DA", ""))
    size = float(found[1]) if (found := _SIZE.search(look)) and found[1].count(".") < 2 else 0.0
    size = size or 12.0
    fill = _colour(mark.get("/C"), ("g", "rg", "k"))
    lines = [f"{fill} {_rectangle(rect)} f 0 g" if fill else "0 g", f"BT /Plain {size:g} Tf {size * _LEADING:g} TL"]
    lines.append(f"{rect[0] + 2:.2f} {rect[3] - size:.2f} Td")
    for line in str(words).replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        lines.append(f"({line.translate(_ESCAPED)}) Tj T*")
    return " ".join([*lines, "ET"])


_ESCAPED = str.maketrans({"(": r"\(", ")": r"\)", "\\": r"\\"})
