"""Clear days and publish-by dates against the vectors of the statute's practice."""

from datetime import date, time, timedelta

import pytest
from holidays import country_holidays
from hypothesis import given
from hypothesis import strategies as st

from kccreport.agenda.clock.days import (
    FIRST_KNOWN,
    LAST_KNOWN,
    BeyondKnownHolidays,
    Calendar,
    every_day_between,
    parse_time,
)
from kccreport.agenda.models import Jurisdiction

CHRISTMAS_EVE, MAUNDY_THURSDAY = date(2026, 12, 24), date(2019, 4, 18)

# meeting, publish by, closures: rules 3.12, measured there by an independent count; the Easter case is Nuneaton's (S43)
VECTORS = [
    (date(2012, 7, 6), date(2012, 6, 28), ()),
    (date(2014, 9, 19), date(2014, 9, 11), ()),
    (date(2019, 4, 23), date(2019, 4, 11), ()),
    (date(2019, 4, 23), date(2019, 4, 10), (MAUNDY_THURSDAY,)),
    (date(2020, 6, 29), date(2020, 6, 19), ()),
    (date(2026, 12, 31), date(2026, 12, 21), ()),
    (date(2026, 12, 31), date(2026, 12, 18), (CHRISTMAS_EVE,)),
    (date(2027, 1, 6), date(2026, 12, 24), ()),
]


@pytest.mark.parametrize(("meeting", "by", "closures"), VECTORS)
def test_the_last_day_of_publication_is_that_of_the_published_cases(
    meeting: date, by: date, closures: tuple[date, ...]
) -> None:
    assert Calendar(closures=frozenset(closures)).publish_by(meeting, 5) == by


def test_a_day_too_late_gives_four_clear_days() -> None:
    assert Calendar().clear_days(date(2014, 9, 12), date(2014, 9, 19)) == 4
    assert Calendar().clear_days(date(2014, 9, 11), date(2014, 9, 19)) == 5


@given(st.dates(date(2000, 3, 1), date(2028, 12, 31)), st.integers(1, 28), st.booleans())
def test_publishing_a_working_day_later_than_the_last_day_is_too_late(
    meeting: date, days: int, saturdays: bool
) -> None:
    calendar = Calendar(saturdays_count=saturdays)
    last = calendar.publish_by(meeting, days)
    assert calendar.is_working_day(last)
    assert calendar.clear_days(last, meeting) >= days
    later = last + timedelta(days=1)
    while not calendar.is_working_day(later):
        later += timedelta(days=1)
    assert calendar.clear_days(later, meeting) < days or later >= meeting


@given(st.dates(date(2000, 1, 1), date(2028, 6, 1)), st.integers(0, 90))
def test_counting_every_day_never_gives_fewer(published: date, later: int) -> None:
    meeting = published + timedelta(days=later)
    assert every_day_between(published, meeting) >= Calendar().clear_days(published, meeting)


@pytest.mark.parametrize(
    "day",
    [
        date(2020, 5, 8),  # the early May holiday, moved for VE Day
        date(2012, 6, 5),  # Diamond Jubilee
        date(2022, 6, 3),  # Platinum Jubilee
        date(2022, 9, 19),  # State Funeral
        date(2023, 5, 8),  # Coronation
    ],
)
def test_one_off_bank_holidays_are_not_clear_days(day: date) -> None:
    assert not Calendar().counts(day)
    assert not Calendar(Jurisdiction.WALES).counts(day)


def test_the_holiday_that_was_moved_is_an_ordinary_monday() -> None:
    assert Calendar().counts(date(2020, 5, 4))


def test_saturdays_count_only_where_the_council_counts_them() -> None:
    saturday = date(2021, 3, 6)
    assert not Calendar().counts(saturday)
    assert Calendar(saturdays_count=True).counts(saturday)
    assert not Calendar(saturdays_count=True).is_working_day(saturday)


@pytest.mark.parametrize("day", [FIRST_KNOWN - timedelta(days=1), LAST_KNOWN + timedelta(days=1)])
def test_a_day_beyond_the_known_bank_holidays_is_an_error_not_a_guess(day: date) -> None:
    with pytest.raises(BeyondKnownHolidays):
        Calendar().counts(day)


def test_bank_holidays_are_known_from_1995_to_2028() -> None:
    """In 1995 the early May holiday was moved for the first time since it was made; README promises the end."""
    assert (date(1995, 1, 1), date(2028, 12, 31)) == (FIRST_KNOWN, LAST_KNOWN)
    assert Calendar().counts(date(1995, 5, 1)) is not Calendar().counts(date(1995, 5, 8))


def test_the_package_knows_at_least_the_years_we_say() -> None:
    known = country_holidays("GB", subdiv="ENG")
    assert known.start_year <= FIRST_KNOWN.year
    assert known.end_year >= LAST_KNOWN.year


@pytest.mark.parametrize(
    ("at", "counted"),
    [(time(16, 59), date(2021, 3, 5)), (time(17), date(2021, 3, 5)), (time(17, 1), date(2021, 3, 8))],
)
def test_publication_after_the_cut_off_counts_from_the_next_working_day(at: time, counted: date) -> None:
    assert Calendar().counted_as(date(2021, 3, 5), at, time(17)) == counted


def test_working_days_before_a_sunday_count_from_the_friday() -> None:
    assert Calendar().working_days_before(date(2021, 3, 7), 0) == date(2021, 3, 5)
    assert Calendar().working_days_before(date(2021, 3, 12), 7) == date(2021, 3, 3)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("10.00 am", time(10)),
        ("5pm", time(17)),
        ("17:30", time(17, 30)),
        ("12 noon", None),
        ("noon", time(12)),
        ("x", None),
    ],
)
def test_times_are_read_as_officers_type_them(typed: str, meant: time | None) -> None:
    assert parse_time(typed) == meant
