"""A layout with its headings in the language spoken, and a paper with the words that stayed in another marked as such."""

from collections.abc import Collection, Iterator

from kccreport.ground.values import replace
from kccreport.language import ENGLISH, say_word, spoken
from kccreport.layout.schema import BlockSpec, Layout, PassagePage
from kccreport.paper.blocks import Block, Cell, Heading, Inline, Paper, Prose, Table, TextCell

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


def marked(paper: Paper, words: Collection[str], language: str) -> Paper:
    """Return a paper in which titles, headings and cells that are such words are marked as of another language."""
    return replace(paper, blocks=tuple(_marked(block, words, language) for block in paper.blocks))


def _marked(block: Block, words: Collection[str], language: str) -> Block:
    match block:
        case Heading() if block.text in words:
            return replace(block, language=language)
        case Prose():
            return replace(block, content=_marked_runs(block.content, words, language))
        case Table():
            rows = (tuple(_marked_cell(cell, words, language) for cell in row) for row in block.rows)
            return replace(block, rows=tuple(rows))
    return block


def _marked_cell(cell: Cell, words: Collection[str], language: str) -> Cell:
    if not isinstance(cell, TextCell):
        return cell
    return TextCell(tuple(_marked_runs(paragraph, words, language) for paragraph in cell.paragraphs))


def _marked_runs(content: Inline, words: Collection[str], language: str) -> Inline:
    return tuple(replace(run, language=language) if run.text in words and not run.language else run for run in content)
