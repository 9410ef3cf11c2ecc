"""The page numbers of an issue beside the one that was published: what had numbers keeps them, what is new has letters."""

from collections.abc import Iterator, Sequence

from kccreport.agenda.issue.held import Letters, last_number, words_of
from kccreport.agenda.issue.papers import Papers
from kccreport.agenda.issue.places import (
    FRONT,
    NOW_EXEMPT,
    NOW_PUBLIC,
    RESTRICTED,
    WITHDRAWN,
    Held,
    Numbered,
    Numbers,
    RestrictedPages,
    Slot,
    in_order,
    restricted_count,
    slot_of,
    start,
)
from kccreport.agenda.models import Agenda, AgendaItem, Document, ItemKind
from kccreport.agenda.words.restricted import restricted_marking
from kccreport.ground.values import replace
from kccreport.paper.blocks import PackPlace, PageNumbers
from kccreport.published.packs import NumberRun, PublishedPaper
from kccreport.published.reissue import Reissue


class Renumbering:
    """Numbers an issue beside the one that was published."""

    def __init__(self, agenda: Agenda, papers: Papers, reissue: Reissue) -> None:
        self.agenda, self.papers, self.reissue, self.before = agenda, papers, reissue, reissue.before
        known = (*self.before.papers, *self.before.vacated)
        self.letters = Letters(run for paper in known for run in paper.runs)
        self.last_public = self._last(paper for paper in known if paper.is_public)
        self.last_exempt = self._last(paper for paper in known if not paper.is_public)

    def _last(self, papers: Iterator[PublishedPaper]) -> int:
        """Return the last number that some papers have."""
        return max((last_number(run) for paper in papers for run in paper.runs), default=self.before.front_pages)

    def numbers(self, there: Sequence[Numbered], restricted_pages: RestrictedPages) -> Numbers:
        """Return the places of the papers that are there, and of the sheets that keep numbers."""
        public = list(self._public(there))
        main = [slot for slot in public if not slot.document.is_to_follow]
        later = [slot for slot in public if slot.document.is_to_follow]
        held = tuple(self._held(public=True))
        front = self.before.front_pages
        held_exempt = tuple(self._held(public=False))
        numbers = Numbers(front, tuple(main), tuple(later), held=held, held_exempt=held_exempt)
        exempt = [(item, document) for item, document in there if document.is_exempt]
        if not exempt:
            return numbers
        first, count = self.before.restricted_from, self.before.restricted_pages
        if not first:
            first = max(self.last_public, front) + 1
            count = restricted_count(self.agenda, exempt, first, restricted_pages)
        slots = list(self._exempt(exempt, max(first + count, self.last_exempt + 1)))
        return replace(
            numbers,
            exempt=tuple(in_order(slots)),
            restricted_from=first,
            restricted_pages=count,
        )

    def _public(self, there: Sequence[Numbered]) -> Iterator[Slot]:
        after = self.before.front_pages
        for item, document in self.agenda.documents:
            runs = self._runs(document, public=True)
            if (item, document) in there and not document.is_exempt:
                numbers = self.letters.held(runs) if runs else self.letters.free(str(after))
                slot = slot_of(self.agenda, self.papers, item, document, numbers)
                self.letters.take(slot.runs)
                runs = (*runs, *slot.runs)
                yield slot
            after = max(map(last_number, runs)) if runs else after

    def _exempt(self, exempt: Sequence[Numbered], following: int) -> Iterator[Slot]:
        for item, document in exempt:
            runs = self._runs(document, public=False)
            following = following if runs else start(self.agenda, following)
            numbers = self.letters.held(runs) if runs else PageNumbers(following)
            slot = slot_of(self.agenda, self.papers, item, document, numbers)
            self.letters.take(slot.runs)
            following += 0 if runs else slot.pages
            yield slot

    def _runs(self, document: Document, *, public: bool) -> tuple[NumberRun, ...]:
        """Return the numbers a paper was published with, where it was public then, or was not."""
        old = self.reissue.old(document.key)
        if old is None:
            return ()
        if old.runs and old.is_public == public:
            return old.runs
        left = self._left_by(old, public=public)  # what was public, then exempt, and is public again
        return left.runs if left is not None else ()

    def _left_by(self, old: PublishedPaper, *, public: bool) -> PublishedPaper | None:
        """Return what a paper was published as before it became exempt, or public."""
        return next(
            (each for each in self.before.vacated if each.place == old.place and each.is_public == public), None
        )

    def _held(self, *, public: bool) -> Iterator[Held]:
        """Yield a sheet for all pages that were published and have no paper any more."""
        lost: list[tuple[PublishedPaper, AgendaItem | None, Document | None, str]] = []
        for item, document in self.agenda.documents:
            old = self.reissue.old(document.key)
            if old is None or not old.runs or old.is_public != public:
                continue
            if document.is_exempt == public:
                lost.append((old, item, document, NOW_EXEMPT if public else NOW_PUBLIC))
            elif not self.papers.has(document):
                lost.append((old, item, document, WITHDRAWN))
        lost += [(old, None, None, WITHDRAWN) for old in self.reissue.gone if old.runs and old.is_public == public]
        back = list(self._back(public=public))
        reason = NOW_EXEMPT if public else NOW_PUBLIC
        left = [old for old in self.before.vacated if old.is_public == public and old not in back]
        lost += [(old, None, None, reason) for old in left]
        for at, (old, owner, listed, why) in enumerate(lost):
            key = f"held-{'public' if public else 'exempt'}-{at}"
            if listed is not None and why == WITHDRAWN:
                key = listed.key  # so that the front sheet's row leads to it
            yield self._sheet(old, owner, listed, why, key)

    def _back(self, *, public: bool) -> Iterator[PublishedPaper]:
        """Yield what has its numbers again, so that no sheet stands for them."""
        for _, document in self.agenda.documents:
            old = self.reissue.old(document.key)
            if old is not None and document.is_exempt != public and self.papers.has(document):
                left = self._left_by(old, public=public)
                if left is not None and not (old.runs and old.is_public == public):
                    yield left

    def _sheet(
        self, old: PublishedPaper, item: AgendaItem | None, document: Document | None, reason: str, key: str
    ) -> Held:
        title = old.title if document is None else document.public_title
        sheet = Document(key=key, title=title, is_withdrawn=True, is_to_follow=old.is_late)
        if document is not None:
            sheet = sheet.model_copy(update={"label": document.label, "welsh_title": document.welsh_title})
        owner = item or AgendaItem(number=old.place, kind=ItemKind.OTHER, paper=sheet)
        place = PackPlace(
            key=key,
            numbers=PageNumbers(prefix=words_of(old.runs), style="fixed"),
            stamp=old.place,
            heading=f"{old.place}: {title}",
            marking="" if old.is_public or not any(self.agenda.exempt_documents) else restricted_marking(self.agenda),
            back=f"pack:{FRONT if old.is_public else RESTRICTED}",
        )
        return Held(Slot(owner, sheet, place, 1), old, reason, item is not None)
