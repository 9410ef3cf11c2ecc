"""The sheet Meeting: when and where, what the agenda says of it, and how the council counts days."""

from datetime import date, time

from kccreport.agenda.clock.days import parse_time
from kccreport.agenda.intake.days import record_day, typed_day
from kccreport.agenda.models import ClockRules, Holding, Jurisdiction, Logo, Meeting
from kccreport.ground.pattern import pattern
from kccreport.ground.problem import Problem
from kccreport.intake.items import ItemSheet
from kccreport.intake.sheet_format import fold
from kccreport.intake.table import Table

_SIZE = pattern(r"(?P<figure>\d{1,6}(?:\.\d{1,3})?)\s*(?P<unit>[kKmM])i?[bB]")
_LATEST_COUNT = 60  # working days


def read_meeting(items: ItemSheet, rules: ClockRules, logo: Logo | None = None) -> Meeting | None:
    """Return the meeting; None where its day, or an item it cannot do without, is missing or wrong.

    Problems: not-a-value, missing-item, and those of `typed_day`.
    """
    day, published = _day(items, "Meeting date"), _day(items, "Publication date")
    is_private = _yes(items, "Private meeting")
    if is_private and rules.jurisdiction is Jurisdiction.WALES:
        items.problems.append(
            Problem(
                "not-a-value",
                str(items.cells["Private meeting"].address),
                "the notices of a private meeting are asked for in England (SI 2012/2089), not in Wales.",
                "type No",
            )
        )
    if is_private and not items.text("Private reason"):
        items.problems.append(
            Problem(
                "missing-item",
                str(items.cells["Private meeting"].address),
                "a private meeting needs its reason in its notices.",
                "type the reason beside the item Private reason",
            )
        )
    if day is None or any(item.required and item.name not in items.cells for item in items.items):
        return None
    return Meeting(
        council=items.text("Council"),
        committee=items.text("Committee"),
        day=day,
        begins=items.text("Time"),
        venue=items.text("Venue"),
        contact=items.text("Contact"),
        phone=items.text("Telephone"),
        email=items.text("Email"),
        quorum=items.text("Quorum"),
        webcast=items.text("Webcast notice"),
        formats=items.text("Alternative formats"),
        is_private=is_private,
        private_reason=items.text("Private reason"),
        representations=items.text("Representations"),
        is_open=_yes(items, "Open to the public", usual=True),
        holding=_holding(items),
        join=items.text("Joining link"),
        declarations=items.text("Declarations"),
        proper_officer=items.text("Proper officer"),
        logo=logo,
        welsh_council=items.text("Welsh council"),
        welsh_committee=items.text("Welsh committee"),
        right_hand=_right_hand(items),
        largest_file=_largest_file(items),
        despatched=_day(items, "Despatch date"),
        published=published,
        published_at=_time(items, "Publication time"),
        cells={name: cell.address for name, cell in items.cells.items()},
    )


def read_rules(items: ItemSheet, closures: Table | None, problems: list[Problem]) -> ClockRules:
    """Return how the council counts days. Problems: not-a-value, and those of `typed_day`."""
    jurisdiction = Jurisdiction.ENGLAND
    if "Jurisdiction" in items.cells:
        named = {fold(each): each for each in Jurisdiction}
        typed = fold(items.text("Jurisdiction"))
        jurisdiction = named.get(typed, jurisdiction)
        if typed not in named:
            items.wrong("Jurisdiction", "England or Wales")
    usual = ClockRules()
    return ClockRules(
        jurisdiction=jurisdiction,
        closures=frozenset(_closures(closures, problems)),
        saturdays_count=_yes(items, "Saturdays count"),
        cut_off=_time(items, "Cut-off time"),
        papers_due=_count(items, "Papers due", usual.papers_due),
        sign_off=_count(items, "Sign-off due", usual.sign_off),
        commentary=_count(items, "Commentary due", usual.commentary),
    )


def _closures(table: Table | None, problems: list[Problem]) -> list[date]:
    days = [record_day(record, "Date", problems) for record in (table.records if table else ())]
    return [day for day in days if day is not None]


def _day(items: ItemSheet, name: str) -> date | None:
    if name not in items.cells:
        return None
    return typed_day(items.cells[name], items.problems)


def _time(items: ItemSheet, name: str) -> time | None:
    if name not in items.cells:
        return None
    cell = items.cells[name]
    value = cell.value if isinstance(cell.value, time) else parse_time(cell.text)
    if value is None:
        items.wrong(name, "a time, such as 4.30 pm")
    return value


def _yes(items: ItemSheet, name: str, *, usual: bool = False) -> bool:
    if name not in items.cells:
        return usual
    typed = fold(items.text(name))
    if typed not in ("yes", "no"):
        items.wrong(name, "Yes or No")
    return typed == "yes"


def _holding(items: ItemSheet) -> Holding:
    if "Held" not in items.cells:
        return Holding.IN_PERSON
    found = next((each for each in Holding if fold(each) == fold(items.text("Held"))), None)
    if found is None:
        items.wrong("Held", "In person, Hybrid or Remote")
    return found or Holding.IN_PERSON


def _right_hand(items: ItemSheet) -> bool:
    typed = fold(items.text("Start papers on"))
    if typed not in ("", fold("Right-hand pages"), fold("Any page")):
        items.wrong("Start papers on", "Right-hand pages or Any page")
    return typed == fold("Right-hand pages")


def _largest_file(items: ItemSheet) -> int | None:
    """Return the size in bytes, of a million to the megabyte: the smaller of its two meanings. None where not given."""
    match = _SIZE.fullmatch(items.text("Largest file"))
    if match is not None and float(match["figure"]) > 0:
        return int(float(match["figure"]) * (1_000_000 if match["unit"].casefold() == "m" else 1_000))
    if "Largest file" in items.cells:
        items.wrong("Largest file", "a size, such as 20 MB")
    return None


def _count(items: ItemSheet, name: str, usual: int) -> int:
    text = items.text(name)
    if not text:
        return usual
    if text.isascii() and text.isdigit() and int(text) <= _LATEST_COUNT:
        return int(text)
    items.wrong(name, f"a whole number of working days from 0 to {_LATEST_COUNT}")
    return usual
