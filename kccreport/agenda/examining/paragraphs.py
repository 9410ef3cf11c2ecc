"""Tag the text of a page that has no tags: paragraphs in the order it is drawn, so that a screen reader reads something.

Nothing is claimed of it: where a heading, a list or a table is cannot be known. Text drawn on one line, or on lines close
below one another, is one paragraph; what is no text is left untagged.
"""

from dataclasses import dataclass
from typing import Any

import pikepdf
from pikepdf import ContentStreamInstruction, Dictionary, Matrix, Name, Operator, Pdf, Stream

_SHOWN = frozenset(("Tj", "TJ", "'", '"'))
_CLOSE = 1.7  # lines: what is further below begins a new paragraph
_SAME_LINE = 0.35  # of the letters' size
_MOST_PARAGRAPHS = 5_000  # on one page


@dataclass(slots=True)
class _Line:
    """Where the text stands that was shown last, in the page's own space, and how large it is."""

    y: float
    size: float

    def goes_on_at(self, y: float, size: float) -> bool:
        """Say whether text there belongs to the same paragraph."""
        if abs(size - self.size) > _SAME_LINE * max(size, self.size):
            return False
        return -_SAME_LINE * size <= self.y - y <= _CLOSE * max(size, 1.0)


class _Text:
    """The state that says where text stands (ISO 32000-1, 9.4)."""

    def __init__(self) -> None:
        self.page, self.saved = Matrix(), list[Matrix]()
        self.line, self.size, self.leading = Matrix(), 1.0, 0.0

    def follow(self, operator: str, operands: Any) -> None:
        """Take in one operator."""
        if operator == "q":
            self.saved.append(self.page)
        elif operator == "Q" and self.saved:
            self.page = self.saved.pop()
        elif operator == "cm":
            self.page = Matrix(*(float(each) for each in operands)) @ self.page
        elif operator == "BT":
            self.line = Matrix()
        elif operator == "Tf":
            self.size = abs(float(operands[1]))
        elif operator == "TL":
            self.leading = float(operands[0])
        elif operator == "Tm":
            self.line = Matrix(*(float(each) for each in operands))
        elif operator in ("Td", "TD"):
            if operator == "TD":
                self.leading = -float(operands[1])
            self.line = self.line.translated(float(operands[0]), float(operands[1]))
        elif operator in ("T*", "'", '"'):
            self.line = self.line.translated(0, -self.leading)

    def place(self) -> tuple[float, float]:
        """Return how high text stands and how large it is."""
        seen = self.line @ self.page
        return seen.f, self.size * max(abs(seen.d), abs(seen.b), 0.01)


def tag_paragraphs(pdf: Pdf, page: pikepdf.Page, first: int) -> tuple[tuple[int, ...], ...]:
    """Mark a page's text, its numbers from `first` on, and return the numbers of each paragraph, in order.

    Marks that a page has already are left; text within an artifact stays one.
    """
    text, written, paragraphs = _Text(), list[Any](), list[list[int]]()
    last: _Line | None = None
    number, open_marks, in_artifact, is_open = first, 0, 0, False
    forms = _forms_with_text(page.obj)
    for instruction in pikepdf.parse_content_stream(page):
        operator, operands = str(instruction.operator), instruction.operands
        text.follow(operator, operands)
        shows = operator in _SHOWN or (operator == "Do" and str(operands[0]) in forms)
        if is_open and operator not in _SHOWN:
            written.append(_END)
            is_open = False
        if operator in ("BMC", "BDC"):
            open_marks += 1
            in_artifact = in_artifact or (open_marks if operands[0] == Name.Artifact else 0)
        elif operator == "EMC":
            in_artifact = 0 if in_artifact == open_marks else in_artifact
            open_marks -= 1
        if shows and not in_artifact and not is_open and number - first < _MOST_PARAGRAPHS:
            y, size = text.place()
            if last is None or operator == "Do" or not last.goes_on_at(y, size):
                paragraphs.append([])
            last = _Line(y, size)
            paragraphs[-1].append(number)
            written.append(ContentStreamInstruction([Name.P, Dictionary(MCID=number)], _BEGIN))
            number, is_open = number + 1, operator in _SHOWN
            written += [instruction] if is_open else [instruction, _END]
            continue
        written.append(instruction)
    if is_open:
        written.append(_END)
    if paragraphs:
        page.obj.Contents = pdf.make_stream(pikepdf.unparse_content_stream(written))
    return tuple(map(tuple, paragraphs))


_BEGIN = Operator("BDC")
_END = ContentStreamInstruction([], Operator("EMC"))


def _forms_with_text(page: Any) -> set[str]:
    """Return the names of the forms on a page that draw text and have no marks of their own."""
    resources = page.get("/Resources")
    table = resources.get("/XObject") if isinstance(resources, Dictionary) else None
    found: set[str] = set()
    for key, form in table.items() if isinstance(table, Dictionary) else ():
        if isinstance(form, Stream) and form.get("/Subtype") == Name.Form:
            code = form.read_bytes()
            if b"BT" in code and b"MCID" not in code and b"/OC" not in code:
                found.add(key)
    return found
