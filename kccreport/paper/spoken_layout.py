"""A layout with its headings in the language spoken: a council's own headings stay as they are."""

from collections.abc import Iterator

from kccreport.language import ENGLISH, say_word, spoken
from kccreport.layout.schema import BlockSpec, Layout, PassagePage

# what a block prints of its own; everything else that is text names a passage, a column or a choice
_PRINTED = (
    "heading",
    "appendix",
    "from_label",
    "commentary_heading",
    "actions_heading",
    "risks_heading",
    "discussion_heading",
)


def in_spoken_language(layout: Layout) -> Layout:
    """Return the layout as it is printed; a passage without a heading stands under its name."""
    if spoken() == ENGLISH:
        return layout
    return layout.model_copy(update={"blocks": tuple(_spoken(block) for block in layout.blocks)})


def heading_texts(layout: Layout) -> Iterator[str]:
    """Yield every text that the layout prints by itself."""
    for block in layout.blocks:
        yield from _headings(block).values()


def _spoken(block: BlockSpec) -> BlockSpec:
    return block.model_copy(update={name: say_word(text) for name, text in _headings(block).items()})


def _headings(block: BlockSpec) -> dict[str, str]:
    found = {name: getattr(block, name) for name in _PRINTED if hasattr(block, name)}
    return {**found, "heading": block.title} if isinstance(block, PassagePage) else found
