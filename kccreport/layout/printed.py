"""What a layout prints of a paper's own details, and so must be filled in: nothing else is asked for."""

from collections.abc import Iterator

from kccreport.layout.schema import AddressBlock, AddressField, Layout, ServiceAreas, TitleBlock, TitlePage
from kccreport.layout.spec import PeopleField, TitleDetail

_OF_ADDRESS: dict[AddressField, tuple[str, ...]] = {
    "to": ("Committee",),
    "to_and_date": ("Committee", "Meeting date"),
    "date": ("Meeting date",),
    "subject": ("Subject",),
    "classification": ("Classification",),
}
_OF_TITLE: dict[TitleDetail, tuple[str, ...]] = {
    "presented_to": ("Committee", "Meeting date"),
    "financial_year": ("Financial year",),
    "produced_by": ("Produced by",),
    "published": ("Publication date",),
}


_OF_AREAS: dict[PeopleField, str] = {
    "director": "Director",
    "cabinet_member": "Cabinet Member",
    "delivered_by": "Delivered by",
}


def printed_items(layout: Layout) -> frozenset[str]:
    """Return the items of the sheet Paper that a layout prints, beside Title and Results up to, which every paper needs."""
    return frozenset(_items(layout))


def _items(layout: Layout) -> Iterator[str]:
    if not isinstance(layout.blocks[0], TitlePage | TitleBlock):
        yield from ("Council", "Subject")  # it opens with the council's name, and the subject as its title
    for block in layout.blocks:
        match block:
            case AddressBlock():
                for field in block.fields:
                    yield from _OF_ADDRESS.get(field, ())
            case TitlePage() | TitleBlock():
                if isinstance(block, TitleBlock) or not block.appendix:
                    yield "Council"
                for detail in block.details:
                    yield from _OF_TITLE.get(detail, ())
            case _:
                pass


def printed_of_areas(layout: Layout) -> tuple[str, ...]:
    """Return the columns of the sheet Service areas that the boxes of a layout print: who answers for each area."""
    wanted = {field for block in layout.blocks if isinstance(block, ServiceAreas) for field in block.people}
    return tuple(heading for field, heading in _OF_AREAS.items() if field in wanted)
