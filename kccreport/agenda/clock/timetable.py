"""An agenda's rules and date to its timetable: when papers must be published, and what must be done before."""

from dataclasses import dataclass
from datetime import date

from kccreport.agenda.clock.days import Calendar, every_day_between
from kccreport.agenda.models import Agenda, Jurisdiction

PRIVATE_NOTICE, PRIVATE_FURTHER_NOTICE = 28, 5


@dataclass(frozen=True, slots=True)
class Deadline:
    """Something to be done by a day, and why that day."""

    what: str
    day: date
    why: str


@dataclass(frozen=True, slots=True)
class NoticePeriod:
    """So many clear days before the meeting: the last day by the council's counting, and where every day counts."""

    what: str
    days: int
    source: str
    last_day: date
    last_day_if_all_count: date

    @property
    def conventions_differ(self) -> bool:
        """True where the two ways of counting give different days."""
        return self.last_day != self.last_day_if_all_count


@dataclass(frozen=True, slots=True)
class Publication:
    """When the papers were published, and how many clear days that gave, counted both ways."""

    day: date
    counted_as: date
    clear_days: int
    if_all_count: int
    required: int

    @property
    def is_in_time(self) -> bool:
        """True where there are enough clear days by the council's counting."""
        return self.clear_days >= self.required

    @property
    def depends_on_convention(self) -> bool:
        """True where there are enough clear days only if weekends and bank holidays are counted."""
        return not self.is_in_time and self.if_all_count >= self.required


@dataclass(frozen=True, slots=True)
class Timetable:
    """Every statutory date of one meeting, the earliest first, and the deadlines worked back from publication."""

    meeting: date
    periods: tuple[NoticePeriod, ...]
    deadlines: tuple[Deadline, ...]
    publication: Publication | None

    @property
    def publish_by(self) -> date:
        """Return the last day on which agenda and reports may be published."""
        return self.periods[0].last_day


def timetable(agenda: Agenda) -> Timetable:
    """Return the dates of an agenda's meeting; deadlines are worked back from the day it says it is published on.

    Without such a day they are worked back from the last one on which it may be published.

    Raises:
        BeyondKnownHolidays: see `days`; `intake.agenda` reports such a meeting before it comes here.
    """
    rules, meeting = agenda.clock, agenda.meeting
    calendar, required = Calendar.of(rules), rules.jurisdiction.clear_days
    section = "s.100B" if rules.jurisdiction is Jurisdiction.ENGLAND else "s.100BA"
    source = f"Local Government Act 1972, {section}"
    periods = [_period("Agenda and reports published", required, source, calendar, meeting.day)]
    if meeting.is_private:
        regulation = "SI 2012/2089, reg. 5"
        periods += [
            _period("Notice of the private meeting", PRIVATE_NOTICE, regulation, calendar, meeting.day),
            _period("Further notice of the private meeting", PRIVATE_FURTHER_NOTICE, regulation, calendar, meeting.day),
        ]
    published = meeting.published or periods[0].last_day
    worked_back = (
        ("Commentary and figures", rules.commentary),
        ("Director's sign-off", rules.sign_off),
        ("Papers to Democratic Services", rules.papers_due),
    )
    deadlines = tuple(
        Deadline(
            what,
            calendar.working_days_before(published, days),
            f"{days} working {'day' if days == 1 else 'days'} before publication",
        )
        for what, days in worked_back
    )
    return Timetable(meeting.day, tuple(periods), deadlines, _publication(agenda, calendar, required))


def _period(what: str, days: int, source: str, calendar: Calendar, meeting: date) -> NoticePeriod:
    lenient = date.fromordinal(meeting.toordinal() - days - 1)
    return NoticePeriod(what, days, source, calendar.publish_by(meeting, days), lenient)


def _publication(agenda: Agenda, calendar: Calendar, required: int) -> Publication | None:
    meeting = agenda.meeting
    if meeting.published is None:
        return None
    counted = calendar.counted_as(meeting.published, meeting.published_at, agenda.clock.cut_off)
    return Publication(
        meeting.published,
        counted,
        calendar.clear_days(counted, meeting.day),
        every_day_between(counted, meeting.day),
        required,
    )
