"""Clear days: the days between publication and a meeting that count."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache

from kccreport.agenda.models import ClockRules, Jurisdiction

# The package `holidays` computes ordinary bank holidays for ever, but knows one-off ones (a coronation, a jubilee) only
# once they are proclaimed. GOV.UK lists bank holidays two years ahead; what it listed in November 2026 ends here.
FIRST_KNOWN, LAST_KNOWN = date(1995, 1, 1), date(2028, 12, 31)
_DAY = timedelta(days=1)
_SATURDAY = 5
_WEEKEND = ("Saturday", "Sunday")


class BeyondKnownHolidays(ValueError):
    """A day is outside the years whose bank holidays are known."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """Says of each day whether it counts as a clear day, and whether the council's offices are open.

    Weekends and bank holidays do not count, nor do the council's own closures; `saturdays_count` lets Saturdays count.
    Source: practice, since the Act does not define clear days (R v Swansea City Council ex p Elitestone, 1993);
    whether weekends count is not settled, which is why `every_day_between` is shown beside.
    """

    jurisdiction: Jurisdiction = Jurisdiction.ENGLAND
    closures: frozenset[date] = frozenset()
    saturdays_count: bool = False

    @classmethod
    def of(cls, rules: ClockRules) -> "Calendar":
        """Return the calendar of a council's own rules."""
        return cls(rules.jurisdiction, rules.closures, rules.saturdays_count)

    def is_working_day(self, day: date) -> bool:
        """Say whether the offices are open.

        Raises:
            BeyondKnownHolidays: the day is before 1995 or after the last year whose bank holidays are known.
        """
        return self._is_open(day) and day.weekday() < _SATURDAY

    def counts(self, day: date) -> bool:
        """Say whether a day may be counted as a clear one. Raises as `is_working_day` does."""
        return self._is_open(day) and day.weekday() < _SATURDAY + self.saturdays_count

    def _is_open(self, day: date) -> bool:
        if not FIRST_KNOWN <= day <= LAST_KNOWN:
            raise BeyondKnownHolidays(f"bank holidays are known from {FIRST_KNOWN} to {LAST_KNOWN}, not for {day}")
        return day not in self.closures and day not in _bank_holidays(self.jurisdiction, day.year)

    def closed_for(self, day: date) -> str:
        """Return why the offices are closed on a day: Good Friday, a Sunday, a closure day; "" where they are open.

        Raises as `is_working_day` does.
        """
        if self.is_working_day(day):
            return ""
        if name := _bank_holidays(self.jurisdiction, day.year).get(day):
            return f"a bank holiday ({name})"
        return "a closure day" if day in self.closures else f"a {_WEEKEND[day.weekday() - _SATURDAY]}"

    def clear_days(self, published: date, meeting: date) -> int:
        """Return how many days that count lie between publication and the meeting; neither of the two counts itself.

        >>> Calendar().clear_days(date(2014, 9, 12), date(2014, 9, 19))
        4
        """
        return sum(self.counts(day) for day in _between(published, meeting))

    def publish_by(self, meeting: date, days: int) -> date:
        """Return the last working day on which publication leaves so many clear days before the meeting.

        >>> Calendar().publish_by(date(2019, 4, 23), 5)
        datetime.date(2019, 4, 11)
        """
        day = meeting - _DAY
        while True:
            days -= self.counts(day)
            day -= _DAY
            if days <= 0:
                return day if self.is_working_day(day) else self.working_days_before(day, 1)

    def working_days_before(self, day: date, count: int) -> date:
        """Return the working day so many working days before a day; with 0, the day itself or the last one before it."""
        if count == 0 and not self.is_working_day(day):
            count = 1
        while count:
            day -= _DAY
            count -= self.is_working_day(day)
        return day

    def counted_as(self, published: date, at: time | None, cut_off: time | None) -> date:
        """Return the day that publication counts as: after the council's cut-off time, the next working day."""
        if at is None or cut_off is None or at <= cut_off:
            return published
        published += _DAY
        while not self.is_working_day(published):
            published += _DAY
        return published


def every_day_between(published: date, meeting: date) -> int:
    """Return the clear days where every day of the calendar counts: the most lenient way of counting."""
    return max((meeting - published).days - 1, 0)


def parse_time(text: str) -> time | None:
    """Return a time typed as 17:00, 17.00, 5pm or 5.30 pm; None for anything else.

    >>> parse_time("5.30 pm"), parse_time("10:00")
    (datetime.time(17, 30), datetime.time(10, 0))
    """
    words = text.strip().casefold().replace(".", ":").replace(" ", "")
    if words == "noon":
        return time(12)
    for pattern in ("%H:%M", "%I:%M%p", "%I%p", "%H:%M:%S"):
        try:
            return datetime.strptime(words, pattern).time()
        except ValueError:
            continue
    return None


def _between(first: date, last: date) -> list[date]:
    return [first + timedelta(days=step) for step in range(1, (last - first).days)]


@cache
def _bank_holidays(jurisdiction: Jurisdiction, year: int) -> Mapping[date, str]:
    from holidays import country_holidays  # late: only the clock needs it

    region = "ENG" if jurisdiction is Jurisdiction.ENGLAND else "WLS"
    return dict(country_holidays("GB", subdiv=region, years=year, language="en_GB"))
