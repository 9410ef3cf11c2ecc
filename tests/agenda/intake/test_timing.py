"""What is wrong with the days of an agenda: each is named with its cell."""

from datetime import date, time
from pathlib import Path

import pytest

from kccreport.agenda.clock.published_in_time import published_in_time
from kccreport.agenda.clock.timetable import timetable
from kccreport.agenda.intake.agenda import read_agenda
from kccreport.workbook.reader import open_workbook
from tests.agendas import agenda_workbook, faults, read

DAY_CELL = "'Meeting'!B4"


@pytest.mark.parametrize(
    ("typed", "is_right"),
    [
        ("Friday 7 January 2027", False),  # it is a Thursday
        ("Thursday 7 January 2027", True),
        ("Thu 7 Jan 2027", True),
        ("Thurs, 7th January 2027", True),
        ("Thursday, the 7th January 2027", True),
        ("Wed. 7 January 2027", False),
        ("7 January 2027", True),
        ("7th January 2027", True),
    ],
)
def test_a_day_of_the_week_that_does_not_fit_its_date_is_a_fault(tmp_path: Path, typed: str, is_right: bool) -> None:
    outcome = read(tmp_path, Meeting={"Meeting date": typed})
    assert faults(outcome) == ([] if is_right else [("wrong-weekday", DAY_CELL)])
    if is_right:
        assert outcome.value is not None
        assert outcome.value.meeting.day == date(2027, 1, 7)
    else:
        assert "7 January 2027 is a Thursday, not a" in outcome.problems[0].message


def test_a_day_of_the_week_is_checked_on_every_sheet(tmp_path: Path) -> None:
    outcome = read(
        tmp_path,
        Closure_days=[{"Date": "Monday 24 December 2026"}],
        Versions=[{"Version": "1", "Date": "Sunday 5 March 2021"}],
        Meeting={"Publication date": "Monday 4 March 2021", "Despatch date": "Monday 4 March 2021"},
    )
    assert {code for code, _ in faults(outcome)} == {"wrong-weekday"}
    assert len(faults(outcome)) == 4


@pytest.mark.parametrize(
    ("day", "why"),
    [
        (date(2027, 3, 26), "a bank holiday (Good Friday)"),
        (date(2026, 12, 28), "a bank holiday (Boxing Day"),  # the 26th is a Saturday
        (date(2027, 1, 2), "a Saturday"),
        (date(2026, 12, 24), "a closure day"),
    ],
)
def test_a_meeting_on_a_day_the_offices_are_closed_is_named(tmp_path: Path, day: date, why: str) -> None:
    closures = [{"Date": date(2026, 12, 24), "Reason": "Christmas Eve"}]
    outcome = read(tmp_path, Meeting={"Meeting date": day}, Closure_days=closures)
    assert faults(outcome) == [("meeting-on-closed-day", DAY_CELL)]
    assert why in outcome.problems[0].message
    assert outcome.value is not None


def test_deadlines_are_counted_back_from_the_publication_date_where_one_is_given(tmp_path: Path) -> None:
    # by the law the last day is Thursday 4 March 2021; this council publishes on Monday 1 March
    early = read(tmp_path, Meeting={"Publication date": date(2021, 3, 1)}).value
    usual = read(tmp_path).value
    assert early is not None
    assert usual is not None
    assert [each.day for each in timetable(early).deadlines] == [
        date(2021, 2, 22), date(2021, 2, 24), date(2021, 2, 26),
    ]  # five, three and one working days before  # fmt: skip
    assert [each.day for each in timetable(usual).deadlines] == [date(2021, 2, 25), date(2021, 3, 1), date(2021, 3, 3)]


def test_deadlines_that_are_past_are_named_only_when_the_day_is_given(tmp_path: Path) -> None:
    book = open_workbook(agenda_workbook(tmp_path))
    assert read_agenda(book).problems == ()
    found = read_agenda(book, today=date(2021, 3, 2)).problems
    assert [problem.code for problem in found] == ["deadline-past"] * 2
    assert "Commentary and figures: this was due by 25 February 2021, 5 days ago." in found[0].message
    assert "sign-off: this was due by 1 March 2021, yesterday." in found[1].message
    late = read_agenda(book, today=date(2021, 3, 5)).problems
    assert "Agenda and reports published: this was due by 4 March 2021, yesterday." in late[-1].message
    over = read_agenda(book, today=date(2021, 3, 13)).problems
    assert [problem.message for problem in over] == ["the meeting was on 12 March 2021, before 13 March 2021."]


def test_what_was_published_in_time_has_no_deadlines_any_more(tmp_path: Path) -> None:
    book = open_workbook(agenda_workbook(tmp_path, Meeting={"Publication date": date(2021, 3, 4)}))
    assert read_agenda(book, today=date(2021, 3, 5)).problems == ()


@pytest.mark.parametrize(
    ("day", "is_warned"), [(date(2027, 6, 30), False), (date(2027, 7, 1), True), (date(2028, 12, 29), True)]
)
def test_bank_holidays_that_end_within_18_months_name_the_version_to_install(
    tmp_path: Path, day: date, is_warned: bool
) -> None:
    # known to 31 December 2028, which is 18 months after 30 June 2027
    outcome = read(tmp_path, Meeting={"Meeting date": day})
    assert faults(outcome) == ([("few-bank-holidays", DAY_CELL)] if is_warned else [])
    if is_warned:
        assert "pip install --upgrade kccreport" in outcome.problems[0].hint


def test_gl01_counts_papers_published_after_the_cut_off_time_as_of_the_next_working_day(tmp_path: Path) -> None:
    # Friday 12 March 2021: published on Thursday 4 March there are five clear days, on Friday 5 March four
    log = [
        {"Committee": "A", "Meeting date": date(2021, 3, 12), "Published": date(2021, 3, 4), "Published at": "4.30 pm"},
        {
            "Committee": "B",
            "Meeting date": date(2021, 3, 12),
            "Published": date(2021, 3, 4),
            "Published at": time(17, 1),
        },
        {"Committee": "C", "Meeting date": date(2021, 3, 12), "Published": date(2021, 3, 4)},
    ]
    agenda = read(tmp_path, Meeting={"Cut-off time": "5 pm"}, Meeting_log=log).value
    assert agenda is not None
    (month,) = published_in_time(agenda.log, agenda.clock)
    assert (month.in_time, month.meetings) == (2, 3)
    without = read(tmp_path, Meeting_log=log).value
    assert without is not None
    assert [each.in_time for each in published_in_time(without.log, without.clock)] == [3]


def test_a_time_in_the_log_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    log = [{"Committee": "A", "Meeting date": date(2021, 3, 12), "Published": date(2021, 3, 4), "Published at": "late"}]
    assert faults(read(tmp_path, Meeting_log=log)) == [("not-a-value", "'Meeting log'!D2")]


@pytest.mark.parametrize(
    ("meeting", "found"),
    [
        ({"Held": "Remote"}, [("missing-access", "'Meeting'!B9")]),
        ({"Held": "Hybrid"}, [("missing-access", "'Meeting'!B9")]),
        ({"Held": "In person"}, []),
        ({"Held": "Remote", "Joining link": "https://example.org"}, []),
        ({"Held": "Remote", "Open to the public": "No"}, []),
        ({"Held": "By carrier pigeon"}, [("not-a-value", "'Meeting'!B9")]),
    ],
)
def test_a_notice_in_wales_must_be_able_to_say_how_to_access_the_meeting(
    tmp_path: Path, meeting: dict[str, object], found: list[tuple[str, str]]
) -> None:
    assert faults(read(tmp_path, Meeting={"Jurisdiction": "Wales", **meeting})) == found
