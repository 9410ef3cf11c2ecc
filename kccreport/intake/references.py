"""What indicators are called: any text, found again however its spaces and dashes were typed."""

import difflib
import re
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache

from kccreport.ground.pattern import pattern
from kccreport.ground.problem import Problem
from kccreport.intake.record import Record
from kccreport.models.reference import fold_reference

_BETWEEN = pattern(r"\s*(?:&|,|;|\+|\n|\band\b)\s*", re.IGNORECASE)
# between references that nobody knows: an & or a + without spaces is taken for a part of one
_SURELY_BETWEEN = pattern(r"\s*[,;\n]\s*|\s+(?:&|\+|and)\s+", re.IGNORECASE)

_LEAST_TO_SLIP = 5  # letters; in shorter references each one tells indicators apart


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


def unknown_reference(
    reference: str,
    where: str,
    known: Collection[str],
    *,
    taken: Collection[str] = (),
    is_alone: bool = False,
    is_one_of: bool = False,
) -> Problem:
    """Return the fault of naming an indicator that the Indicators sheet does not have, with the one that must be meant.

    `taken` are those that the sheet names already, where each may stand but once; `is_alone` says that nothing else
    stands in the row, as with a note below a table, `is_one_of` that other references stand in the cell.
    """
    message = f"{reference[:40]!r} is not on the Indicators sheet."
    near = nearest_reference(reference, [each for each in known if each not in taken])
    if near is not None:
        hint = f"type {near} instead of {reference[:40]!r}, and leave the others" if is_one_of else f"type {near}"
    elif is_one_of:
        hint = "take it off here and leave the others, or add this reference to the Indicators sheet"
    elif is_alone:
        hint = "clear it; a note may stand above the headings or on a sheet named Notes"
    else:
        hint = "delete the row, or add this reference to the Indicators sheet"
    return Problem("unknown-reference", where, message, hint)


def nearest_reference(text: str, known: Iterable[str]) -> str | None:
    """Return the only reference that a text can be a slip of; None where it may as well be one that is not there.

    Case, spaces and punctuation are looked past, and noughts before a number: h2 and H 2 are H2, HT2 is HT02. Beyond
    that the figures must be the same, since H9 is no slip of H4, and at most one letter in five another.
    """
    wanted = _bones(text)
    same = [each for each in known if _bones(each) == wanted]
    if same:
        return same[0] if len(same) == 1 else None
    near = [each for each in known if _is_slip(wanted, _bones(each))]
    return near[0] if len(near) == 1 else None


@lru_cache(maxsize=8192)
def _bones(text: str) -> tuple[str, str]:
    """Return a reference as slips are looked for in it, and the figures in it alone."""
    plain = "".join(letter for letter in text.casefold() if letter.isalnum())
    plain = re.sub(r"(?<!\d)0+(?=\d)", "", plain)
    return plain, "".join(filter(str.isdigit, plain))


def _is_slip(one: tuple[str, str], other: tuple[str, str]) -> bool:
    (wrote, figures), (meant, meant_figures) = one, other
    if figures != meant_figures or min(len(wrote), len(meant)) < _LEAST_TO_SLIP:
        return False
    matches = difflib.SequenceMatcher(None, wrote, meant, autojunk=False).get_matching_blocks()
    wrong = max(len(wrote), len(meant)) - sum(match.size for match in matches)
    return wrong <= len(meant) // _LEAST_TO_SLIP
