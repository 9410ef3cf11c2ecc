"""What stands below a KPI's latest result in its report: the numbers behind it, and the same time last year."""

from collections.abc import Iterator
from decimal import Decimal

from kccreport.language import say
from kccreport.models.indicator import Kpi
from kccreport.models.measure import published
from kccreport.models.travel import Travel
from kccreport.paper.blocks import Block, Heading, Prose, Role, Run, plain
from kccreport.paper.gap_words import difference_words
from kccreport.paper.numbering import Numbering
from kccreport.paper.prose import in_another_language, prose_blocks
from kccreport.paper.wording import case_words, latest_words, result_words
from kccreport.rating.rated import RatedKpi, RatedSubmission
from kccreport.rating.travel import same_period_last_year, travel_between


def behind_the_figure(each: RatedKpi) -> Iterator[Block]:
    """Yield a line with the case numbers of the latest result and the figure of a year before; nothing where there are neither."""
    kpi = each.kpi
    if kpi.suspension is not None or kpi.latest is None:
        return
    words = [*_case_sentence(kpi), *_last_year_sentence(kpi)]
    if words:
        yield Prose(plain(" ".join(words)), Role.NOTE)


def _case_sentence(kpi: Kpi) -> Iterator[str]:
    if cases := case_words(kpi.latest):
        yield say("{figure} is {cases}.", figure=latest_words(kpi), cases=cases)


def _last_year_sentence(kpi: Kpi) -> Iterator[str]:
    """Yield the figure of the same period last year, and how the latest differs from it, both as printed."""
    figure, period = same_period_last_year(kpi), kpi.latest_period
    if figure is None or figure.value is None or period is None:
        return
    before = say(
        "In {period} it was {figure}",
        period=kpi.full_label(period.plus(-12)),
        figure=result_words(figure, kpi.decimals, kpi.unit),
    )
    yield f"{before}{_since_then(kpi, published(figure.value, kpi.decimals))}."


def _since_then(kpi: Kpi, before: Decimal) -> str:
    """Return how the latest result differs from an earlier one: better or worse, or where neither is better, up or down."""
    if kpi.latest is None or kpi.latest.value is None:
        return ""
    now = published(kpi.latest.value, kpi.decimals)
    difference = difference_words(abs(now - before), kpi.unit)
    match travel_between(before, now, kpi.polarity):
        case Travel.UNCHANGED:
            return say(", the same as now")
        case Travel.IMPROVING:
            return say("; it is {difference} better now", difference=difference)
        case Travel.WORSENING:
            return say("; it is {difference} worse now", difference=difference)
        case Travel.INCREASED:
            return say("; it is {difference} more now", difference=difference)
        case Travel.DECREASED:
            return say("; it is {difference} less now", difference=difference)


def follow_ups(each: RatedKpi, rated: RatedSubmission, numbering: Numbering) -> Iterator[Block]:
    """Yield what was to be done by last time's paper, and what has become of it; nothing where nothing was."""
    found = rated.submission.follow_ups_on(each.kpi.reference)
    if not found:
        return
    yield Heading(say("Did last time's actions happen?"), 3, numbering.anchor(f"follow-up {each.kpi.reference}"))
    for known in found:
        yield from in_another_language(prose_blocks(known.actions, Role.BODY), known.language)
        outcome = known.outcome or say("Nothing is said of it yet.")
        yield Prose(
            (Run(say("Outcome: "), is_strong=True), Run(outcome, language=known.language if known.outcome else ""))
        )
