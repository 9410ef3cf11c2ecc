"""Small packs made in a test, and what is read from them."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2

from kccreport.ground.problem import Problem
from kccreport.roads import agendas as packs
from tests.remembered import remembered, whole


@dataclass(frozen=True)
class Made:
    """The files of one agenda by their names without the agenda's."""

    folder: Path
    files: dict[str, packs.PackFile]

    def path(self, name: str) -> Path:
        return self.files[name].path


def made(workbook: Path, out: Path, **options: Any) -> Made:
    outcome = packs.make(workbook, out, **options)
    assert outcome.value is not None, [str(problem) for problem in outcome.problems]
    stem = next(each.path.name for each in outcome.value.files if each.path.name.endswith("-public.pdf"))[
        : -len("public.pdf")
    ]
    return Made(out, {each.path.name.removeprefix(stem): each for each in outcome.value.files})


def texts(path: Path) -> list[str]:
    return list(remembered(("texts", whole(path)), partial(_texts, path)))


def _texts(path: Path) -> list[str]:
    document = pypdfium2.PdfDocument(path)
    found = [" ".join(page_.get_textpage().get_text_range().split()) for page_ in document]
    document.close()
    return found


def labels(path: Path) -> list[str]:
    with pikepdf.open(path) as pdf:
        return [each.label for each in pdf.pages]


def codes(workbook: Path, out: Path, **options: Any) -> list[tuple[str, str]]:
    outcome = packs.make(workbook, out, **options)
    assert (outcome.value is None) == any(problem.is_error for problem in outcome.problems)
    return told(outcome.problems)


def told(problems: Sequence[Problem]) -> list[tuple[str, str]]:
    """Codes and places, but for the papers of these tests not being tagged."""
    return [(each.code, each.where) for each in problems if each.code != "inaccessible-paper"]
