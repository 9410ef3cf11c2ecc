"""Who owes commentary on what, and the workbook that asks them for it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from kccreport.layout.schema import Layout
from kccreport.models.indicator import Indicator
from kccreport.paper.reasons import reasons_to_explain
from kccreport.paper.wording import (
    bar_words,
    day_words,
    latest_words,
    rating_words,
    received_by,
    target_words,
    travel_words,
)
from kccreport.rating.rated import RatedIndicator, RatedKpi, RatedSubmission
from kccreport.workbook.writer import HeadingCell, SheetContent, workbook_bytes

SHEET = "Requests"
SAID = "Said so far"
NOBODY = "(no owner)"

# heading, what to type below it, and its width: all of them together are in view on a screen 1,366 pixels wide, at about
# 7 pixels a character and 5 a column; the first ones are filled in, the rest are boxes
GIVEN = (
    HeadingCell("Reference", "Leave as it is.", 9),
    HeadingCell("Title", "Leave as it is.", 22),
    HeadingCell("Period", "Leave as it is.", 10),
    HeadingCell("Result", "Leave as it is; if it is wrong, say so to the performance team.", 8),
    HeadingCell("Target", "Leave as it is.", 8),
    HeadingCell("Asked because", "Leave as it is.", 22),
)
BOXES = (
    HeadingCell("What happened", "In two or three sentences, with the facts.", 26),
    HeadingCell("Why", "The cause, as far as it is known.", 25),
    HeadingCell("Action", "What is being done about it.", 25),
    HeadingCell("Action owner", "Who does it.", 13),
    HeadingCell(
        "Back on target by",
        "A month, such as June 2021, or say why it is not known.",
        13,
        number_format="mmmm yyyy",
    ),
)
# what stands on a sheet of its own, for reference
ASKED = (
    HeadingCell("Reference", "Leave as it is.", 11, is_locked=True),
    HeadingCell("Title", "Leave as it is.", 30, is_locked=True),
    HeadingCell("Rating", "Leave as it is.", 10, is_locked=True),
    HeadingCell("Direction", "Leave as it is.", 12, is_locked=True),
    HeadingCell("Said last time", "For reference; leave as it is.", 55, is_locked=True),
    HeadingCell("Commentary so far", "For reference; leave as it is.", 60, is_locked=True),
)
_GUIDANCE = (
    "Please explain the indicators on the sheet Requests, in the boxes from What happened on.",
    "Leave the other columns as they are: they tell whether the figures have changed since you were asked.",
    "The sheet Said so far has its rating and direction, what was said last time, and any commentary there is already.",
    "Where it has actions of last time, say in What happened what has become of them.",
    "Write for a councillor who reads it in ten seconds: what happened, why, and what is being done.",
)


@dataclass(frozen=True, slots=True)
class Owed:
    """One indicator that must be explained: why, by whom, and what has been said of it so far."""

    reference: str
    owner: str
    reasons: tuple[str, ...]
    rated: RatedIndicator
    said: str
    said_last_time: str = ""

    @property
    def is_explained(self) -> bool:
        """True where there is commentary already."""
        return bool(self.said)

    @property
    def reason(self) -> str:
        """Return why it must be explained, in words."""
        return " and ".join(self.reasons)

    def as_data(self) -> dict[str, object]:
        """Return plain data."""
        return {
            "reference": self.reference,
            "owner": self.owner,
            "reason": self.reason,
            "is_explained": self.is_explained,
        }


def owed(rated: RatedSubmission, layout: Layout) -> Iterator[Owed]:
    """Yield every indicator whose state must be explained under the layout's policy, in the order of the workbook."""
    for each in rated.indicators:
        indicator = each.indicator
        reasons = tuple(reasons_to_explain(each, layout))
        if reasons:
            said = rated.submission.commentary_on(indicator.reference)
            yield Owed(
                indicator.reference,
                indicator.owner or NOBODY,
                reasons,
                each,
                "\n".join(entry.text for entry in said),
                _said_last_time(indicator.reference, rated),
            )


def _said_last_time(reference: str, rated: RatedSubmission) -> str:
    """Return what was said last time, and what was to be done."""
    actions = [f"Actions: {each.actions}" for each in rated.submission.follow_ups_on(reference)]
    return "\n".join(filter(None, (rated.submission.previous_commentary.get(reference, ""), *actions)))


def by_owner(found: Iterable[Owed]) -> dict[str, list[Owed]]:
    """Group what is owed by who owes it, in order of name; what nobody owns comes last."""
    groups: dict[str, list[Owed]] = {}
    for each in found:
        groups.setdefault(each.owner, []).append(each)
    return dict(sorted(groups.items(), key=lambda group: (group[0] == NOBODY, group[0].casefold())))


def days_left(deadline: date | None, today: date) -> int | None:
    """Return how many days are left, 0 on the day itself, negative after it; None where there is no deadline."""
    return None if deadline is None else (deadline - today).days


def request_workbook(found: Sequence[Owed], rated: RatedSubmission, owner: str = "") -> bytes:
    """Return the workbook that asks for commentary: figures and the last words for reference, and boxes to fill in."""
    paper = rated.submission.paper
    due = f" Please return it by {day_words(paper.deadline)}." if paper.deadline else ""
    receives = f" for {received_by(paper)}" if received_by(paper) else ""
    notes = (f"{paper.title}: commentary{receives}.{due}",)
    guidance = SheetContent(
        "Guidance", (HeadingCell("How to fill this in", width=110),), [[line] for line in _GUIDANCE]
    )
    title = f"{paper.title}: commentary requested{f' from {owner}' if owner else ''}"
    given = tuple(heading._replace(is_locked=True) for heading in GIVEN)
    rows = [[*_given(each), *[None] * len(BOXES)] for each in found]
    asked = SheetContent(SHEET, (*given, *BOXES), rows, notes, is_protected=True, is_table=True, frozen_columns=2)
    said = SheetContent(SAID, ASKED, [_said(each) for each in found], is_protected=True, is_table=True)
    return workbook_bytes([asked, said, guidance], title=title)


def _given(each: Owed) -> list[str | None]:
    indicator = each.rated.indicator
    return [
        indicator.published_reference or None, indicator.full_title, period_words(indicator), latest_words(indicator) or None,
        target_of(each.rated), each.reason,
    ]  # fmt: skip


def _said(each: Owed) -> list[str | None]:
    indicator = each.rated.indicator
    rating = direction = None
    if isinstance(each.rated, RatedKpi):
        rating = rating_words(each.rated.latest, indicator.ratings) if each.rated.latest else None
        direction = travel_words(each.rated.travel) if each.rated.travel else None
    return [
        indicator.published_reference or None, indicator.full_title, rating, direction, each.said_last_time or None,
        each.said or None,
    ]  # fmt: skip


def period_words(indicator: Indicator) -> str | None:
    """Return the latest period as printed."""
    period = indicator.latest_period
    return None if period is None else indicator.full_label(period)


def target_of(each: RatedIndicator) -> str | None:
    """Return the target of the latest period as printed, or the expected range of activity."""
    if isinstance(each, RatedKpi):
        return target_words(each.kpi, each.kpi.latest_period)
    activity = each.activity
    if activity.lower is None or activity.upper is None:
        return None
    return f"{bar_words(activity.lower, activity)} to {bar_words(activity.upper, activity)}"
