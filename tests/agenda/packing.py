"""Small packs made in a test, and what is read from them."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest

from kccreport.agenda.examining import examiner, leaks
from kccreport.ground.errors import UnusablePaper
from kccreport.ground.problem import Problem
from kccreport.roads import agendas as packs


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


_SEEN: dict[bytes, tuple[Any, bytes]] = {}  # a paper that was looked at is the same when it is looked at again


def standards_met_here(path: Path, profiles: Sequence[str]) -> set[str]:
    return {profile for profile in profiles if examiner.meets(path, profile)}


def read_nearby(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let papers be read in this process, which is quicker than in processes of their own."""

    def examined(source: Path, cleaned: Path) -> Any:
        content = source.read_bytes()
        if content not in _SEEN:
            try:
                facts = examiner.examine(source, cleaned)
            except examiner.Unusable as fault:
                raise UnusablePaper(str(fault)) from fault
            _SEEN[content] = (facts, cleaned.read_bytes())
        facts, cleaned_bytes = _SEEN[content]
        cleaned.write_bytes(cleaned_bytes)
        return facts

    monkeypatch.setattr("kccreport.agenda.issue.papers.examine", examined)
    monkeypatch.setattr("kccreport.agenda.issue.papers._AT_ONCE", 1)  # PDFium is for one thread at a time
    monkeypatch.setattr("kccreport.agenda.issue.proof.find_leaks", leaks.answer)
    monkeypatch.setattr("kccreport.agenda.issue.press.standards_met", standards_met_here)


def texts(path: Path) -> list[str]:
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
