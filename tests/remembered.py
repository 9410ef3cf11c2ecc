"""What tests have made once: of the same input the same comes again, so that a session need not make it for every test.

Whoever tests that it does come again begins with `forget`.
"""

import io
import pickle
from collections.abc import Callable, Sequence
from functools import lru_cache, partial
from hashlib import sha256
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from kccreport.ground.values import replace
from kccreport.officers import simple_template, template
from kccreport.paper.blocks import Paper
from kccreport.roads.papers import Built, render
from kccreport.workbook import reader
from kccreport.workbook.writer import SheetContent, workbook_bytes

_MADE: dict[tuple[object, ...], Any] = {}
_FEW_ROWS = 12
_SHIPPED_ROWS = {
    (template, "SPARE_ROWS"): template.SPARE_ROWS, (simple_template, "_SPARE_ROWS"): simple_template._SPARE_ROWS,
}  # fmt: skip
_WRITERS = (
    "kccreport.agenda.intake.template", "kccreport.intake.writing", "kccreport.officers.requests",
    "kccreport.officers.simple_template", "kccreport.officers.template",
)  # fmt: skip


def remembered(key: tuple[object, ...], make: Callable[[], Any]) -> Any:
    """What comes of an input, which is the `key`: made now, or in an earlier test."""
    if key not in _MADE:
        _MADE[key] = make()
    return _MADE[key]


def forget(patch: pytest.MonkeyPatch) -> None:
    """Have everything made anew in one test."""
    patch.setattr("tests.remembered._MADE", {})


def workbooks_written_once(patch: pytest.MonkeyPatch) -> None:
    """Have a workbook of the same content written once, whichever tests ask for it, such as a blank template."""

    def written(sheets: Sequence[SheetContent], *, title: str = "") -> bytes:
        return remembered(
            ("written", pickle.dumps((list(sheets), title))), partial(workbook_bytes, sheets, title=title)
        )

    for module in _WRITERS:
        patch.setattr(f"{module}.workbook_bytes", written)


def templates_kept_short(patch: pytest.MonkeyPatch) -> None:
    """Have templates made with a few rows to fill in, each of which is like the next; `test_template` makes all of them."""
    for module, name in _SHIPPED_ROWS:
        patch.setattr(module, name, _FEW_ROWS)


def templates_as_shipped(patch: pytest.MonkeyPatch) -> None:
    """Have templates made with all their rows in one test."""
    for (module, name), rows in _SHIPPED_ROWS.items():
        patch.setattr(module, name, rows)


def rendered_once(paper: Paper) -> Built:
    """The PDF of a paper, laid out once, whoever asks for it."""
    return remembered(("rendered", paper), partial(render, paper))


def whole(path: Path) -> bytes:
    """What a file is known by: all that is in it."""
    return sha256(path.read_bytes()).digest()


def loaded(path: Path) -> openpyxl.Workbook:
    """A workbook to look at as openpyxl reads it; nobody changes it."""
    return _loaded(path.read_bytes())


@lru_cache(maxsize=4)
def _loaded(content: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


def workbooks_opened_once(patch: pytest.MonkeyPatch) -> None:
    """Have workbooks that hold the same opened once, whoever opens them."""
    really = reader.open_workbook

    def opened(path: str | Path) -> reader.Workbook:
        path = Path(path)
        if not path.is_file():
            return really(path)
        return replace(remembered(("opened", whole(path), path.suffix), partial(really, path)), path=path)

    patch.setattr("kccreport.workbook.reader.open_workbook", opened)
