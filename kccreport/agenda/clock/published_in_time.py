"""The share of meetings whose papers were published in time: the indicator GL01, from a log of meetings."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from kccreport.agenda.clock.days import Calendar
from kccreport.agenda.models import ClockRules, LoggedMeeting


@dataclass(frozen=True, slots=True)
class MonthInTime:
    """One month's meetings: how many there were, and the papers of how many were published in time."""

    month: date
    in_time: int
    meetings: int


def published_in_time(log: Sequence[LoggedMeeting], rules: ClockRules) -> tuple[MonthInTime, ...]:
    """Return for each month, in order, how many meetings had their papers published enough clear days before.

    Numerator and denominator are those of KCC's indicator GL01, "Council and Committee papers published at least five
    clear days before meetings"; a meeting whose papers were never published counts as not in time, and papers published
    after the council's cut-off time count as published on the next working day. `month` is its first day.

    Source: KCC performance dashboards (GL01); clear days as in `days`.
    """
    calendar, required = Calendar.of(rules), rules.jurisdiction.clear_days

    def month(each: LoggedMeeting) -> date:
        return each.meeting.replace(day=1)

    months = []
    for first, group in groupby(sorted(log, key=lambda each: each.meeting), key=month):
        meetings = list(group)
        in_time = sum(
            each.published is not None
            and calendar.clear_days(calendar.counted_as(each.published, each.published_at, rules.cut_off), each.meeting)
            >= required
            for each in meetings
        )
        months.append(MonthInTime(first, in_time, len(meetings)))
    return tuple(months)
