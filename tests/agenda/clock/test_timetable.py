"""The dates of one meeting."""

from datetime import date, time

from kccreport.agenda.clock.published_in_time import MonthInTime, published_in_time
from kccreport.agenda.clock.timetable import timetable
from kccreport.agenda.models import Agenda, ClockRules, Jurisdiction, LoggedMeeting, Meeting
from kccreport.ground.address import CellAddress

AT = CellAddress("Meeting log", 2, 1)


def agenda(rules: ClockRules = ClockRules(), **meeting: object) -> Agenda:  # noqa: B008 - frozen
    known = {
        "council": "Testshire", "committee": "Cabinet", "day": date(2019, 4, 23), "begins": "10.00 am", "venue": "Hall",
        "contact": "Clerk",
    }  # fmt: skip
    return Agenda(meeting=Meeting(**{**known, **meeting}), clock=rules, members=(), items=())


def test_england_asks_for_five_clear_days_and_wales_for_three() -> None:
    assert timetable(agenda()).publish_by == date(2019, 4, 11)
    wales = ClockRules(jurisdiction=Jurisdiction.WALES)
    # 16, 17 and 18 April count; Good Friday, the weekend and Easter Monday do not
    assert timetable(agenda(wales)).publish_by == date(2019, 4, 15)


def test_both_ways_of_counting_are_given() -> None:
    period = timetable(agenda()).periods[0]
    assert period.conventions_differ
    assert period.last_day_if_all_count == date(2019, 4, 17)  # 18 to 22 April are five days


def test_a_private_meeting_has_notices_of_28_and_5_clear_days() -> None:
    _, first, further = timetable(agenda(is_private=True, private_reason="x", day=date(2021, 3, 12))).periods
    assert (first.days, first.last_day_if_all_count) == (28, date(2021, 2, 11))
    # 28 working days before 12 March 2021, counted on a calendar: 2 February is the first of them
    assert first.last_day == date(2021, 2, 1)
    assert (further.days, further.last_day) == (5, date(2021, 3, 4))


def test_deadlines_are_worked_back_from_publication_in_working_days() -> None:
    deadlines = timetable(agenda(ClockRules(papers_due=1, sign_off=3, commentary=5))).deadlines
    assert [each.day for each in deadlines] == [date(2019, 4, 4), date(2019, 4, 8), date(2019, 4, 10)]


def test_publication_is_judged_by_the_day_it_counts_as() -> None:
    rules = ClockRules(cut_off=time(17))
    early = timetable(agenda(rules, published=date(2019, 4, 11), published_at=time(16))).publication
    late = timetable(agenda(rules, published=date(2019, 4, 11), published_at=time(18))).publication
    assert early is not None
    assert early.is_in_time
    assert late is not None
    assert (late.counted_as, late.clear_days, late.is_in_time) == (date(2019, 4, 12), 4, False)
    assert late.depends_on_convention


def test_gl01_is_the_share_of_meetings_published_in_time_by_month() -> None:
    log = [
        LoggedMeeting(committee="A", meeting=date(2014, 9, 19), published=date(2014, 9, 11), at=AT),
        LoggedMeeting(committee="B", meeting=date(2014, 9, 19), published=date(2014, 9, 12), at=AT),
        LoggedMeeting(committee="C", meeting=date(2012, 7, 6), published=date(2012, 6, 28), at=AT),
        LoggedMeeting(committee="D", meeting=date(2014, 9, 30), published=None, at=AT),
    ]
    assert published_in_time(log, ClockRules()) == (
        MonthInTime(date(2012, 7, 1), 1, 1),
        MonthInTime(date(2014, 9, 1), 1, 3),
    )
