"""The papers of an issue as a pack takes them in, in one language: front sheet, papers, and sheets that keep numbers."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kccreport.agenda.issue.papers import Papers
from kccreport.agenda.issue.places import FRONT, Held, Numbers, Slot, in_order, restricted_place
from kccreport.agenda.issue.supplements import Supplement
from kccreport.agenda.merging.papers import PackPaper
from kccreport.agenda.models import Agenda
from kccreport.agenda.words.front_sheet import Edition, FrontSheet, front_sheet
from kccreport.agenda.words.held_sheet import held_sheet
from kccreport.agenda.words.identity import RESTRICTED_MARK
from kccreport.agenda.words.items import language_of_title, title_in
from kccreport.agenda.words.language import ENGLISH, Furniture
from kccreport.agenda.words.notices import marking
from kccreport.agenda.words.restricted import restricted_sheet
from kccreport.ground.values import replace
from kccreport.paper.blocks import Inline, PackPlace, PageNumbers, Run
from kccreport.roads import papers as pipeline


@dataclass(frozen=True, slots=True)
class Bound:
    """A paper as a pack takes it in, and how many pages it has."""

    paper: PackPaper
    pages: int

    @property
    def labels(self) -> tuple[str, str]:
        """Return what stands on its first and on its last page."""
        numbers = self.paper.place.numbers
        return numbers.label(1), numbers.label(self.pages)


@dataclass(frozen=True, slots=True)
class Binder:
    """Makes what stands in a pack; `changes` are those since the issue before, in words."""

    agenda: Agenda
    papers: Papers
    numbers: Numbers
    words: Furniture
    changes: Sequence[str] = ()

    # -- sheets of ours

    def front(self, edition: Edition, slots: Sequence[Slot], *, supplement: Supplement | None = None) -> FrontSheet:
        """Return what the front sheet of these papers says."""
        return FrontSheet(
            self.agenda,
            edition,
            {slot.document.key: slot.words for slot in slots},
            inaccessible=self._inaccessible(slots),
            changes=self.changes,
            number=supplement.number if supplement else 1,
            published=supplement.day if supplement else None,
            lists=supplement.keys if supplement else frozenset(),
            words=self.words,
        )

    def sheet(self, front: FrontSheet, numbers: PageNumbers) -> Bound:
        """Return a front sheet with these page numbers."""
        place = self._at(PackPlace(FRONT, numbers))
        built = pipeline.render(front_sheet(front, place))
        return Bound(PackPaper(place, self.words.front_sheet, built.content, tree=built.tree), built.pages)

    def restricted(
        self,
        numbers: PageNumbers,
        slots: Sequence[Slot],
        supplement: Supplement | None = None,
        linked: Collection[str] | None = None,
    ) -> Bound:
        """Return the sheet before exempt papers; of a supplement it lists only that one's. See `restricted_sheet`."""
        place = self._at(restricted_place(self.agenda, numbers, self.words))
        paper = restricted_sheet(
            self.agenda,
            {slot.document.key: slot.words for slot in slots},
            place,
            supplement=supplement.number if supplement else 0,
            published=supplement.day if supplement else None,
            lists=[slot.document.key for slot in slots] if supplement else None,
            linked=linked,
            words=self.words,
        )
        built = pipeline.render(paper)
        return Bound(PackPaper(place, self.words.restricted_papers, built.content, tree=built.tree), built.pages)

    # -- papers

    def bound(self, slots: Sequence[Slot], held: Sequence[Held] = ()) -> list[Bound]:
        """Return papers, and sheets that keep numbers, in the order of their page numbers."""
        sheets: Mapping[str, Held] = {each.slot.document.key: each for each in held}
        found = []
        for slot in in_order([*slots, *(each.slot for each in held)]):
            sheet = sheets.get(slot.document.key)
            found.append(Bound(self._paper(slot), slot.pages) if sheet is None else self._held(sheet))
        return found

    def _paper(self, slot: Slot) -> PackPaper:
        document, prepared = slot.document, self.papers.found[slot.document.key]
        title = title_in(document, self.words, is_public=False)
        if document.label:
            title = self.words.appendix_bookmark.format(label=document.label, title=title)
        place, item, file = self.placed(slot), self._item(slot), prepared.source.name
        if prepared.cleaned is not None:
            watermark = RESTRICTED_MARK if document.is_exempt else ""
            return PackPaper(
                place, title, prepared.cleaned, item=item, facts=prepared.facts, watermark=watermark, file=file,
                language=self._language,
            )  # fmt: skip
        built = self.papers.built(document, place)
        return PackPaper(place, title, built.content, item=item, tree=built.tree, language=self._language, file=file)

    @property
    def _language(self) -> str:
        """Return the language of papers that do not say theirs, where it is not that of the pack."""
        return "" if self.words is ENGLISH else ENGLISH.code

    def _held(self, held: Held) -> Bound:
        place, document = self._at(held.slot.place), held.slot.document
        if self.words is not ENGLISH and held.is_listed:
            stamp = self.words.stamp(held.slot.item, document)
            place = replace(place, stamp=stamp, heading=f"{stamp}: {title_in(document, self.words)}")
        is_public = held.published.is_public
        paper = held_sheet(self.agenda, place, held.reason, held.slot.words, is_public=is_public, words=self.words)
        built = pipeline.render(paper)
        item = self._item(held.slot) if held.is_listed else ""
        return Bound(PackPaper(place, place.heading, built.content, item=item, tree=built.tree), built.pages)

    def _item(self, slot: Slot) -> str:
        title = title_in(slot.item.paper, self.words, is_public=not slot.document.is_exempt)
        return self.words.item_bookmark.format(number=slot.item.number, title=title)

    def placed(self, slot: Slot) -> PackPlace:
        """Return a paper's place with its stamps in the language of the pack."""
        stamp, document = self.words.stamp(slot.item, slot.document), slot.document
        title = title_in(document, self.words, is_public=not document.is_exempt)
        place = replace(slot.place, stamp=stamp, heading=f"{stamp}: {title}")
        if document.exemption is not None:
            place = replace(place, marking=marking(document.exemption, self.agenda.clock.jurisdiction, self.words))
        return self._at(place)

    def _at(self, place: PackPlace) -> PackPlace:
        words = self.words
        return replace(
            place, page_word=words.page, number_word=words.pack_page, back_words=words.back,
            language="" if words is ENGLISH else words.code,
        )  # fmt: skip

    def _inaccessible(self, slots: Sequence[Slot]) -> tuple[Inline, ...]:
        return tuple(self._named_inaccessible(slots))

    def _named_inaccessible(self, slots: Sequence[Slot]) -> Iterator[Inline]:
        for slot in slots:
            prepared = self.papers.found.get(slot.document.key)
            if prepared is not None and prepared.facts is not None and not prepared.facts.is_accessible:
                pages = (self.words.pages if slot.pages > 1 else self.words.page).casefold()
                document = slot.document
                is_public = not document.is_exempt
                title = title_in(document, self.words, is_public=is_public)
                language = language_of_title(document, self.words, is_public=is_public)
                before, after = f"{self.words.stamp(slot.item, document)}: ", f", {pages} {slot.words}"
                yield (Run(before), Run(title, language=language), Run(after))
