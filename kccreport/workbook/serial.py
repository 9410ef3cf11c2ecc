"""Dates and times as a workbook stores them: days counted from an epoch, or ISO 8601 in the newer kind of cell.

Source: ECMA-376 part 1, 18.17.4, and Excel's own leap day in February 1900, which never was.
"""

from datetime import date, datetime, time, timedelta

from kccreport.ground.pattern import pattern

EPOCH_1900, EPOCH_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)
_DAY = 86_400_000  # milliseconds: Excel knows nothing smaller
_PHANTOM = 60  # the serial of 29 February 1900
_DURATION = pattern(r"PT(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?")


def moment(serial: float, epoch: datetime) -> datetime | time:
    """Return the date and time of a serial number, or the time of day where it is less than one day.

    Raises:
        OverflowError: it is beyond the last year there is.
        ValueError: it is no number.
    """
    days, part = divmod(serial, 1)
    rest = timedelta(milliseconds=round(part * _DAY))
    if 0 <= serial < 1 and not rest.days:
        return (datetime.min + rest).time()
    if 0 < serial < _PHANTOM and epoch == EPOCH_1900:
        days += 1
    return epoch + timedelta(days=days) + rest


def duration(serial: float) -> timedelta:
    """Return how long a serial number of days is, to the millisecond. Raises as `moment`."""
    found = timedelta(days=serial)
    return found - timedelta(microseconds=found.microseconds - round(found.microseconds, -3))


def iso_moment(text: str) -> date | datetime | time | timedelta:
    """Return what an ISO 8601 text says, with a day, a time of day, both, or PT and a duration.

    Raises:
        ValueError: it says none of these.
    """
    if found := _DURATION.fullmatch(text):
        hours, minutes, seconds = (float(part or 0) for part in found.groups())
        return timedelta(hours=hours, minutes=minutes, seconds=seconds)
    day, mark, hour = text.strip().removesuffix("Z").partition("T")
    if not mark and ":" in day:
        day, hour = "", day
    if not hour:
        return date.fromisoformat(day)
    if not day:
        return time.fromisoformat(hour)
    return datetime.combine(date.fromisoformat(day), time.fromisoformat(hour).replace(tzinfo=None))
