"""Why a layout asks for commentary on an indicator, and which commentary it prints."""

from collections.abc import Iterator
from decimal import Decimal
from typing import TypeGuard

from kccreport.ground.problem import Problem, note
from kccreport.layout.policy import CommentaryPolicy, Policy
from kccreport.layout.schema import CommentaryBlock, IndicatorReports, Layout, ServiceAreas
from kccreport.models.alert import Alert
from kccreport.models.rag import Rag
from kccreport.models.travel import Travel
from kccreport.paper.unprinted import is_printed
from kccreport.paper.wording import bar_words, latest_words, listed, rating_words, result_words, target_words
from kccreport.rating.rated import RatedActivity, RatedIndicator, RatedKpi, RatedSubmission, rating_at, year_to_date

_SHOWN = 6


def reasons_to_explain(each: RatedIndicator, layout: Layout) -> list[str]:
    """Return why a layout's policy asks for commentary on an indicator, each a predicate such as "is worsening".

    Nobody is asked to explain what the paper does not print.
    """
    policy = layout.commentary
    if not is_printed(each, layout):
        return []
    return [why for named in policy.required if (why := _reason(named, each, policy.running))]


def _reason(policy: Policy, each: RatedIndicator, running: int) -> str:
    """Return why a policy asks for commentary on an indicator; "" where it does not."""
    if isinstance(each, RatedActivity):
        out = each.alert in (Alert.ABOVE, Alert.BELOW)
        return f"is {each.alert} its expected range" if out and policy == "out_of_range" else ""
    wanted = {"red_latest": Rag.RED, "amber_latest": Rag.AMBER, "red_ytd": Rag.RED, "amber_ytd": Rag.AMBER}.get(policy)
    if policy in ("red_latest", "amber_latest") and _is(each.latest, wanted):
        period = each.kpi.latest_period
        shown = f"{latest_words(each.kpi)} against a target of {target_words(each.kpi, period)}"
        called = rating_words(each.latest, each.kpi.ratings)
        return f"is {called} for {each.kpi.full_label(period) if period else 'its latest period'} ({shown})"
    if policy in ("red_ytd", "amber_ytd") and _is(each.year_to_date, wanted):
        target = each.kpi.target if each.kpi.year_to_date_target is None else each.kpi.year_to_date_target
        shown = result_words(year_to_date(each.kpi), each.kpi.year_to_date_decimals, each.kpi.unit)
        against = f"{shown} against a target of {_target(each, target)}"
        return f"is {rating_words(each.year_to_date, each.kpi.ratings)} for the year to date ({against})"
    if policy == "forecast_red" and _is(each.forecast, Rag.RED):
        return f"is forecast to be {rating_words(each.forecast, each.kpi.ratings)} at the end of the year"
    if policy == "stale" and each.is_stale and each.kpi.latest_period is not None:
        return f"has no result since {each.kpi.full_label(each.kpi.latest_period)}"
    if policy == "amber_running" and _is_running(each, Rag.AMBER, running):
        return f"has been {rating_words(Rag.AMBER, each.kpi.ratings)} for {running} {each.kpi.frequency.noun}s running"
    return "is worsening" if policy == "worsened" and each.travel is Travel.WORSENING else ""


def _is_running(each: RatedKpi, rating: Rag, periods: int) -> bool:
    """Say whether the newest so many periods all have a rating."""
    latest = each.kpi.latest_period
    return latest is not None and all(
        rating_at(each.kpi, each.kpi.frequency.step(latest, -back)) is rating for back in range(periods)
    )


def _is(rating: Rag | None, wanted: Rag | None) -> TypeGuard[Rag]:
    """Say whether a rating is the one a policy names; a target not met where there is no amber counts as red."""
    return rating is not None and (rating is wanted or (wanted is Rag.RED and rating.calls_for_explanation))


def _target(each: RatedKpi, target: Decimal | None) -> str:
    return target_words(each.kpi, None) if target is None else bar_words(target, each.kpi)


def explained_in(block: CommentaryBlock, layout: Layout, rated: RatedSubmission) -> list[str]:
    """Return the references of the indicators whose commentary a section prints, in the workbook's order."""
    if block.on == "all":
        return [each.indicator.reference for each in rated.indicators]
    if block.on != "required":
        policy = CommentaryPolicy(required=block.on, running=layout.commentary.running)
        layout = layout.model_copy(update={"commentary": policy})
    return [each.indicator.reference for each in rated.indicators if reasons_to_explain(each, layout)]


def prints_commentary(reference: str, layout: Layout, rated: RatedSubmission) -> bool:
    """Say whether a paper prints what the service says of an indicator, and the service says something."""
    if not any(entry.text or entry.actions for entry in rated.submission.commentary_on(reference)):
        return False
    everywhere = any(isinstance(block, ServiceAreas | IndicatorReports) for block in layout.blocks)
    sections = (block for block in layout.blocks if isinstance(block, CommentaryBlock))
    return (
        everywhere
        or "commentary" in layout.indicator_columns
        or any(reference in explained_in(block, layout, rated) for block in sections)
    )


def unprinted_commentary(rated: RatedSubmission, layout: Layout) -> Iterator[Problem]:
    """Say whose commentary a layout does not print that prints it of some indicators alone. Problems: unprinted (a note)."""
    sections = [block for block in layout.blocks if isinstance(block, CommentaryBlock)]
    elsewhere = any(isinstance(block, ServiceAreas | IndicatorReports) for block in layout.blocks)
    if not sections or elsewhere or "commentary" in layout.indicator_columns:
        return
    printed = {reference for block in sections for reference in explained_in(block, layout, rated)}
    known = {each.indicator.reference for each in rated.indicators}
    left = [
        entry
        for entry in rated.submission.commentary
        if known.intersection(entry.references) and not printed.intersection(entry.references)
    ]
    if not left:
        return
    names = [reference for entry in left for reference in entry.references if reference in known]
    named = listed([*names[:_SHOWN], f"{len(names) - _SHOWN} more"] if len(names) > _SHOWN + 1 else names)
    yield note(
        "unprinted",
        str(left[0].at),
        f"the commentary on {named} is not printed: the layout {layout.name} prints that on some indicators alone.",
        'in a copy of the layout, type on = "all" below kind = "commentary" to print it',
    )
