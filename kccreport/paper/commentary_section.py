"""The commentary as a section of its own, below a table of measures: what stands out, and what the service says."""

from collections.abc import Iterator

from kccreport.language import say
from kccreport.layout.schema import CommentaryBlock, Layout
from kccreport.models.submission import Commentary
from kccreport.paper.blocks import Beside, Block, Heading, Part, Prose, RatingCell, Role, Run, plain
from kccreport.paper.in_short import actions_told
from kccreport.paper.numbering import Numbering
from kccreport.paper.orientation import new_page
from kccreport.paper.prose import prose_blocks
from kccreport.paper.reasons import explained_in
from kccreport.paper.sections import section_anchor, section_heading
from kccreport.paper.wording import latest_words, mark_words, short_with_unit, target_words
from kccreport.rating.rated import RatedIndicator, RatedKpi, RatedSubmission


def commentary_section(
    block: CommentaryBlock, layout: Layout, rated: RatedSubmission, numbering: Numbering
) -> Iterator[Block]:
    """Yield the commentary on the indicators that a layout asks for, each row of it once; nothing where there is none."""
    chosen = explained_in(block, layout, rated)
    known = {each.indicator.reference: each for each in rated.indicators}
    entries = [entry for entry in rated.submission.commentary if any(each in chosen for each in entry.references)]
    entries.sort(key=lambda entry: min(chosen.index(each) for each in entry.references if each in chosen))
    if not entries:
        return
    if block.new_page:
        yield new_page("portrait")
    yield Heading(section_heading(block), 2, section_anchor(block))
    yield Beside(Part.WORDS)
    for entry in entries:
        about = [known[reference] for reference in entry.references if reference in known]
        title = "; ".join(each.indicator.named(short_with_unit(each.indicator)) for each in about)
        yield Heading(title, 3, numbering.anchor(f"commentary {entry.references[0]}"))
        for each in about:
            yield Prose(plain(standing_words(each, is_alone=len(about) == 1)), Role.NOTE, leads=True)
        yield from _said(entry)
    yield Beside(Part.ACROSS)


def standing_words(each: RatedIndicator, *, is_alone: bool) -> str:
    """Return where an indicator stands, such as "77% for December 2020 against a target of 80%: Red"; named among others."""
    indicator = each.indicator
    period = indicator.latest_period
    if indicator.suspension is not None:
        words = indicator.suspension.sentence
    elif period is None:
        words = say("No result yet")
    else:
        result, when = latest_words(indicator), indicator.full_label(period)
        words = say("{result} for {period}", result=result, period=when)
        if isinstance(each, RatedKpi):
            target = target_words(each.kpi, period)
            rating = mark_words(
                RatingCell(each.latest, is_override=each.kpi.override is not None, scale=each.kpi.ratings)
            )
            words = say("{words} against a target of {target}: {rating}", words=words, target=target, rating=rating)
    return words if is_alone else f"{indicator.named(indicator.short_title)}: {words}"


def _said(entry: Commentary) -> Iterator[Block]:
    """Yield what the service says, and below labels what it does, what could go wrong, and what a panel said."""
    yield from prose_blocks(entry.text, Role.COMMENTARY) if entry.text else ()
    labels = (
        (say("Actions"), actions_told(entry)),
        (say("Risks"), entry.risks),
        (say("Panel discussion"), entry.discussion),
    )
    for label, text in labels:
        if text:
            yield Prose((Run(label, is_strong=True),), Role.COMMENTARY, leads=True)
            yield from prose_blocks(text, Role.COMMENTARY)
