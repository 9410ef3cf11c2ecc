"""One workbook against another: what is different in it, and what that does to ratings."""

from collections.abc import Iterator
from decimal import Decimal

from msgspec import Struct

from kccreport.models.indicator import Indicator, Kpi
from kccreport.models.measure import published
from kccreport.models.period import Period
from kccreport.models.reference import fold_reference
from kccreport.rating.rated import RatedIndicator, RatedKpi, RatedSubmission, rating_at


class Change(Struct, frozen=True):
    """One thing that is another in the new workbook; "" where it was, or is, not there.

    `effect` says what it does to the rating of that period, such as "Amber to Green"; "" where nothing.
    """

    reference: str
    what: str
    before: str
    after: str
    effect: str = ""


def changes(old: RatedSubmission, new: RatedSubmission) -> Iterator[Change]:
    """Yield every difference by reference: indicators added and removed, titles, targets, limits, results, ratings.

    Results are compared as printed, and only for periods that both workbooks have or one has gained or lost.
    """
    before, after = _by_reference(old), _by_reference(new)
    for key in dict.fromkeys((*before, *after)):
        was, now = before.get(key), after.get(key)
        reference = (now or was or before[key]).indicator.reference
        if was is None or now is None:
            yield Change(reference, "Indicator", _title(was), _title(now))
            continue
        yield from _between(was.indicator, now.indicator)
        if isinstance(was, RatedKpi) and isinstance(now, RatedKpi):
            for what, first, second in (
                ("Latest rating", was.latest, now.latest),
                ("YTD rating", was.year_to_date, now.year_to_date),
                ("Direction", was.travel, now.travel),
            ):
                if first is not second:
                    yield Change(reference, what, first or "", second or "")


def _between(was: Indicator, now: Indicator) -> Iterator[Change]:
    for what, first, second in (("Title", was.title, now.title), ("Unit", was.unit.name, now.unit.name)):
        if first != second:
            yield Change(was.reference, what, first, second)
    if isinstance(was, Kpi) and isinstance(now, Kpi):
        if (was.target, was.target_words) != (now.target, now.target_words):
            targets_now = [each.target_words or _plain(each.target) for each in (was, now)]
            yield Change(was.reference, "Target", targets_now[0], targets_now[1])
        limits = [each.amber_limit(None) for each in (was, now)]
        if limits[0] != limits[1]:
            yield Change(was.reference, "Amber limit", _plain(limits[0]), _plain(limits[1]))
        if was.scheme.name != now.scheme.name:
            yield Change(was.reference, "Scheme", was.scheme.name, now.scheme.name)
        for period in sorted({*was.phased_targets, *now.phased_targets}):
            targets = [each.target_for(period) for each in (was, now)]
            if targets[0] != targets[1]:
                label = f"Target for {now.label(period)}"
                yield Change(was.reference, label, _plain(targets[0]), _plain(targets[1]))
    for period in sorted({*was.results, *now.results}):
        first, second = (_printed(each, period) for each in (was, now))
        if first == second:
            continue
        yield Change(was.reference, now.label(period), first, second, _effect(was, now, period))


def _effect(was: Indicator, now: Indicator, period: Period) -> str:
    """Return what the change of a result does to its rating, in words; "" where nothing."""
    before, after = (rating_at(each, period) if isinstance(each, Kpi) else None for each in (was, now))
    if before is None or after is None or before is after:
        return ""
    return f"{was.ratings.word(before)} to {now.ratings.own(after) or after}"


def _printed(indicator: Indicator, period: Period) -> str:
    figure = indicator.results.get(period)
    if figure is None:
        return ""
    mark = f" [{figure.status.value}]" if figure.status else ""
    return f"{'' if figure.value is None else published(figure.value, indicator.decimals)}{mark}".strip()


def _plain(value: Decimal | None) -> str:
    return "" if value is None else f"{value.normalize():f}"


def _by_reference(rated: RatedSubmission) -> dict[str, RatedIndicator]:
    return {fold_reference(each.indicator.reference): each for each in rated.indicators}


def _title(each: RatedIndicator | None) -> str:
    return "" if each is None else each.indicator.title
