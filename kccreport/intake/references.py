"""What indicators are called: any text, found again however its spaces and dashes were typed."""

import difflib
import re
from collections.abc import Collection, Iterable, Iterator

from kccreport.ground.problem import Problem
from kccreport.intake.table import Record
from kccreport.models.reference import fold_reference

_BETWEEN = re.compile(r"\s*(?:&|,|;|\+|\n|\band\b)\s*", re.IGNORECASE)
# between references that nobody knows: an & or a + without spaces is taken for a part of one
_SURELY_BETWEEN = re.compile(r"\s*[,;\n]\s*|\s+(?:&|\+|and)\s+", re.IGNORECASE)


def key_of(record: Record) -> str:
    """Return what a row of the Indicators sheet is called: its reference, or its title where it has none."""
    return record.text("Reference") or record.text("Title")


class References(Collection[str]):
    """What the indicators of a workbook are called, in their order: references, or titles where none are published.

    A text that belongs to one is `in` it however its spaces and dashes were typed; `find` gives it as it was typed on
    the Indicators sheet.
    """

    def __init__(self, names: Iterable[str] = ()) -> None:
        self._names: dict[str, str] = {}
        for name in names:
            self._names.setdefault(fold_reference(name), name)
        self._typed = frozenset(self._names.values())

    def __iter__(self) -> Iterator[str]:
        return iter(self._names.values())

    def __len__(self) -> int:
        return len(self._names)

    def __contains__(self, text: object) -> bool:
        return isinstance(text, str) and self.find(text) is not None

    def find(self, text: str) -> str | None:
        """Return the reference that a text means; None where it means none."""
        return text if text in self._typed else self._names.get(fold_reference(text))

    def known(self, text: str) -> str:
        """Return the reference that a text means, or the text itself where it means none."""
        found = self.find(text)
        return text if found is None else found

    def named_in(self, text: str) -> tuple[str, ...]:
        """Return every reference that a text names; what means none comes as it was typed.

        The whole is tried first, then the longest part that means one, so that "C&L 01 & C&L 02" names two and
        "BV008, RES038" one or two, as the Indicators sheet has it.
        """
        if (whole := self.find(text)) is not None:
            return (whole,)
        starts, ends = [0], []
        for between in _BETWEEN.finditer(text):
            ends.append(between.start())
            starts.append(between.end())
        ends.append(len(text))
        found: list[str] = []
        at, unknown_from = 0, -1
        while at < len(starts):
            end = next((end for end in range(len(ends) - 1, at - 1, -1) if text[starts[at] : ends[end]] in self), None)
            if end is None:
                unknown_from = starts[at] if unknown_from < 0 else unknown_from
                at += 1
                continue
            if unknown_from >= 0:
                found += _parted(text[unknown_from : ends[at - 1]])
                unknown_from = -1
            found.append(self.known(text[starts[at] : ends[end]]))
            at = end + 1
        if unknown_from >= 0:
            found += _parted(text[unknown_from:])
        return tuple(dict.fromkeys(found))


def _parted(text: str) -> list[str]:
    return [part.strip() for part in _SURELY_BETWEEN.split(text) if part.strip()]


def unknown_reference(reference: str, where: str, known: Collection[str]) -> Problem:
    """Return the fault of naming an indicator that the Indicators sheet does not have, with the nearest that it has."""
    near = difflib.get_close_matches(reference, known, n=1, cutoff=0.5)
    hint = f"did you mean {near[0]}?" if near else "add it to the Indicators sheet, or take it off here"
    return Problem("unknown-reference", where, f"{reference[:40]!r} is not on the Indicators sheet.", hint)
