"""Papers that followed to their supplements: those that were published stay with theirs, the others go by their day."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from kccreport.agenda.issue.places import Held, Numbers, Slot
from kccreport.agenda.models import Document
from kccreport.ground.problem import Problem, warning
from kccreport.published.packs import PublishedSupplement
from kccreport.published.reissue import Reissue


@dataclass(frozen=True, slots=True)
class Supplement:
    """One supplement: its number, the day it was published where that is known, and its papers."""

    number: int
    day: date | None
    public: tuple[Slot, ...]
    exempt: tuple[Slot, ...] = ()
    held: tuple[Held, ...] = ()

    @property
    def keys(self) -> frozenset[str]:
        """Return the keys of its papers."""
        return frozenset(slot.document.key for slot in (*self.public, *self.exempt))

    @property
    def published(self) -> PublishedSupplement:
        """Return what a record keeps of it."""
        return PublishedSupplement(number=self.number, day=self.day)


def supplements(numbers: Numbers, reissue: Reissue | None) -> tuple[Supplement, ...]:
    """Return the supplements, the earliest first.

    A paper that was published stays in the supplement it was published with. The others make one supplement for each day
    in Published on, numbered after those there are, in the order of the days; those without a day make the last one.
    """
    late = [*numbers.later, *(slot for slot in numbers.exempt if slot.document.is_to_follow)]
    known = {each.number: each.day for each in reissue.before.supplements} if reissue is not None else {}
    placed: dict[int, list[Slot]] = {}
    new: dict[date | None, list[Slot]] = {}
    for slot in late:
        number = _published_with(slot.document, reissue)
        (placed.setdefault(number, []) if number else new.setdefault(slot.document.followed_on, [])).append(slot)
    first = max(known, default=0) + 1
    days = sorted(new, key=lambda day: (day is None, day or date.min))
    for number, day in enumerate(days, first):
        placed[number], known[number] = new[day], day
    held = [each for each in numbers.held if each.published.supplement]
    for each in held:
        placed.setdefault(each.published.supplement, [])
    return tuple(
        Supplement(
            number,
            known.get(number) or _day(slots),
            tuple(slot for slot in slots if not slot.document.is_exempt),
            tuple(slot for slot in slots if slot.document.is_exempt),
            tuple(each for each in held if each.published.supplement == number),
        )
        for number, slots in sorted(placed.items())
    )


def undated(found: Sequence[Supplement]) -> Iterator[Problem]:
    """Warn of supplements whose day nobody has typed. Problems: undated-supplement."""
    for each in found:
        slots = (*each.public, *each.exempt)
        if each.day is None and slots:
            yield warning(
                "undated-supplement",
                str(slots[0].document.cells["Published on"]),
                f"supplementary agenda {each.number} does not say when it was published.",
                "type the day in Published on; papers of one day make one supplement",
            )


def _published_with(document: Document, reissue: Reissue | None) -> int:
    old = reissue.old(document.key) if reissue is not None else None
    return old.supplement if old is not None else 0


def _day(slots: Sequence[Slot]) -> date | None:
    return min((slot.document.followed_on for slot in slots if slot.document.followed_on), default=None)
