"""A meeting's dates as a small calendar."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from kccreport.models.period import MONTH_NAMES
from kccreport.page.calendar import Event, months

DAYS = st.dates(date(2000, 1, 1), date(2028, 12, 1))


@given(DAYS, st.lists(st.integers(0, 200), min_size=1, max_size=6), st.integers(-300, 300))
def test_every_day_of_the_last_three_months_stands_once_below_its_weekday(
    last: date, before: list[int], today: int
) -> None:
    events = [Event(last, "The meeting"), *(Event(last - timedelta(days=days), f"Deadline {days}") for days in before)]
    shown = months(events, last + timedelta(days=today))
    assert 1 <= len(shown) <= 3
    found = {}
    for month in shown:
        name, year = month.name.split()
        for week in month.weeks:
            assert len(week) == 7
            for weekday, day in enumerate(week):
                if day.number:
                    when = date(int(year), MONTH_NAMES.index(name) + 1, day.number)
                    assert when.weekday() == weekday
                    assert when not in found
                    found[when] = day
    assert last in found
    for each in events:
        if each.day in found:
            assert each.what in found[each.day].what
        else:
            assert each.day < min(found)
    assert sum(bool(day.what) for day in found.values()) == len({each.day for each in events if each.day in found})
    assert {when for when, day in found.items() if day.is_today} == {last + timedelta(days=today)} & set(found)


def test_without_dates_there_is_no_calendar() -> None:
    assert months([], date(2021, 3, 1)) == []
