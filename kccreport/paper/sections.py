"""The sections that stand once in a paper: what heads them, and the anchor that the contents point at."""

from kccreport.language import say
from kccreport.layout.schema import (
    ActivityIndicators,
    CommentaryBlock,
    ContentsPage,
    Counts,
    Exceptions,
    Guidance,
    KpiSummary,
    Measures,
    PassagePage,
    Ranked,
    SummaryPage,
)
from kccreport.paper.numbering import slug

Section = (
    ContentsPage
    | PassagePage
    | Guidance
    | KpiSummary
    | ActivityIndicators
    | Measures
    | Counts
    | Ranked
    | Exceptions
    | SummaryPage
    | CommentaryBlock
)
SECTIONS = (
    ContentsPage, PassagePage, Guidance, KpiSummary, ActivityIndicators, Measures, Counts, Ranked, Exceptions, SummaryPage,
    CommentaryBlock,
)  # fmt: skip


def section_heading(block: Section) -> str:
    """Return what is printed above a section: the layout's own heading, or the usual one."""
    match block:
        case PassagePage():
            return block.title
        case Measures():
            return block.heading or say("Performance")
        case Counts():
            return block.heading or say("Summary")
        case Ranked():
            return block.heading or say("Best and worst against target")
        case Exceptions():
            return block.heading or say("Needs attention now")
        case SummaryPage():
            return block.heading or say("Summary on one page")
        case CommentaryBlock():
            return block.heading or say("Commentary")
        case _:
            return block.heading


def section_anchor(block: Section) -> str:
    """Return the anchor of a section that stands once in a paper; it is reserved before composing starts."""
    title = block.title if isinstance(block, PassagePage) else block.heading
    return f"section-{slug(f'{block.kind} {title}')}"
