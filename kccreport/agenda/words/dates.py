"""A meeting's timetable, its notices and GL01, as lines to read and as data."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from kccreport.agenda.clock.published_in_time import MonthInTime
from kccreport.agenda.clock.timetable import NoticePeriod, Publication, Timetable
from kccreport.agenda.words.notices import Notice
from kccreport.models.period import MONTH_NAMES, WEEKDAY_NAMES
from kccreport.paper.wording import day_words


def lines(timetable: Timetable, notices: Sequence[Notice], in_time: Sequence[MonthInTime]) -> list[str]:
    """Return everything as text, a line each: dates, deadlines, publication, notices to review, and GL01 by month."""
    return [
        f"Meeting: {_day(timetable.meeting)}",
        *(line for period in timetable.periods for line in _period_lines(period)),
        *(f"{each.what}: by {_day(each.day)} ({each.why})" for each in timetable.deadlines),
        *(_publication_lines(timetable.publication) if timetable.publication else ()),
        *_log_lines(in_time),
        "",
        "Notices, as text to review:",
        *(line for notice in notices for line in ("", notice.title, *(f"    {words}" for words in notice.paragraphs))),
    ]


def _period_lines(period: NoticePeriod) -> Iterator[str]:
    yield f"{period.what}: by {_day(period.last_day)} ({period.days} clear days; {period.source})"
    if period.conventions_differ:
        yield (
            f"    if weekends and bank holidays counted, by {_day(period.last_day_if_all_count)}; "
            "the law does not say, so the earlier day is the safe one"
        )


def _publication_lines(publication: Publication) -> Iterator[str]:
    counted = "" if publication.day == publication.counted_as else f", which counts as {_day(publication.counted_as)}"
    verdict = "in time" if publication.is_in_time else "TOO LATE"
    yield (
        f"Published: {_day(publication.day)}{counted}: {publication.clear_days} clear days of {publication.required}, "
        f"{verdict} ({publication.if_all_count} if weekends and bank holidays counted)"
    )


def _log_lines(in_time: Sequence[MonthInTime]) -> Iterator[str]:
    if not in_time:
        return
    yield "Papers published in time (GL01; Numerator and Denominator for the sheet Data):"
    for each in in_time:
        share = 100 * each.in_time / each.meetings
        yield f"    {_month(each.month)}: {each.in_time} of {each.meetings}, {share:.0f}%"
    met, all_ = sum(each.in_time for each in in_time), sum(each.meetings for each in in_time)
    yield f"    together: {met} of {all_}, {100 * met / all_:.0f}%"


def _day(day: date) -> str:
    return f"{WEEKDAY_NAMES[day.weekday()][:3]} {day_words(day)}"


def _month(day: date) -> str:
    return f"{MONTH_NAMES[day.month - 1]} {day.year}"


def as_data(timetable: Timetable, notices: Sequence[Notice], in_time: Sequence[MonthInTime]) -> dict[str, Any]:
    """Return everything as plain data; days as 2021-03-04."""
    publication = timetable.publication
    return {
        "meeting": timetable.meeting.isoformat(),
        "publish_by": timetable.publish_by.isoformat(),
        "periods": [
            {
                "what": period.what,
                "clear_days": period.days,
                "source": period.source,
                "by": period.last_day.isoformat(),
                "by_if_every_day_counts": period.last_day_if_all_count.isoformat(),
            }
            for period in timetable.periods
        ],
        "deadlines": [{"what": each.what, "by": each.day.isoformat(), "why": each.why} for each in timetable.deadlines],
        "publication": None
        if publication is None
        else {
            "day": publication.day.isoformat(),
            "counted_as": publication.counted_as.isoformat(),
            "clear_days": publication.clear_days,
            "clear_days_if_every_day_counts": publication.if_all_count,
            "required": publication.required,
            "in_time": publication.is_in_time,
        },
        "published_in_time": [
            {"month": f"{each.month:%Y-%m}", "numerator": each.in_time, "denominator": each.meetings}
            for each in in_time
        ],
        "notices": [{"title": notice.title, "paragraphs": list(notice.paragraphs)} for notice in notices],
    }
