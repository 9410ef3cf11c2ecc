"""Service areas, people, commentary and passages: the sheets of words."""

import re
from collections.abc import Sequence

from kccreport.ground.pattern import pattern
from kccreport.ground.problem import Problem
from kccreport.intake.areas import no_such_area
from kccreport.intake.fields import period_problem, read_choice, read_day
from kccreport.intake.references import References, unknown_reference
from kccreport.intake.table import Table
from kccreport.models.reading.meaning import NotRead
from kccreport.models.submission import Commentary, Day, FollowUp, Passage, Person, ServiceArea, SignOff
from kccreport.models.travel import TravelMethod
from kccreport.workbook.cell import Cell

_ROLES = {
    "from": "From",
    "by": "From",
    "contact": "Contact",
    "report author": "Contact",
    "author": "Contact",
    "signatory": "Signatory",
}
_SAFE_LINK = pattern(r"(https?://|mailto:)[^\s<>\"{}|\\^`]+", re.IGNORECASE)


def read_areas(table: Table, problems: list[Problem]) -> tuple[ServiceArea, ...]:
    """Return the service areas in order. Problems: repeated-area, not-a-choice."""
    areas: dict[str, ServiceArea] = {}
    for record in table.records:
        code = record.text("Code")
        if not code:
            continue
        if code in areas:
            problems.append(
                Problem(
                    "repeated-area",
                    str(record.address("Code")),
                    f"the code {code} is already at {areas[code].at}.",
                    "give each service area its own code",
                )
            )
            continue
        name = record.text("Service area")
        areas[code] = ServiceArea(
            code=code,
            name=name,
            group=record.text("Summary group") or name,
            director=record.text("Director"),
            cabinet_member=record.text("Cabinet Member"),
            delivered_by=record.text("Delivered by"),
            travel_method=read_choice(record, "Direction", TravelMethod, problems),
            at=record.address("Code"),
            cells={heading: record.address(heading) for heading in ("Director", "Cabinet Member", "Delivered by")},
        )
    return tuple(areas.values())


def read_people(table: Table, problems: list[Problem]) -> tuple[Person, ...]:
    """Return the people in order. Problems: not-a-choice."""
    people = []
    for record in table.records:
        role = _ROLES.get(record.text("Role").casefold().rstrip(" :"))
        if role is None:
            if record.text("Role"):
                problems.append(
                    Problem(
                        "not-a-choice",
                        str(record.address("Role")),
                        f"{record.text('Role')[:30]!r} is not a role.",
                        "type From, Contact or Signatory",
                    )
                )
            continue
        people.append(
            Person(
                role=role,
                name=record.text("Name"),
                title=record.text("Title"),
                team=record.text("Team"),
                phone=record.text("Phone"),
                email=record.text("Email"),
                at=record.address("Role"),
            )
        )
    return tuple(people)


def read_sign_offs(table: Table, areas: Sequence[ServiceArea], problems: list[Problem]) -> tuple[SignOff, ...]:
    """Return who signs for each service area. Problems: unknown-area, not-a-value."""
    found = []
    codes = {area.code for area in areas}
    for record in table.records:
        code = record.text("Service area")
        if code and code not in codes:
            problems.append(no_such_area(code, str(record.address("Service area")), areas))
        cell = record.cell("Date")
        day = None if cell.is_blank else read_day(cell)
        if isinstance(day, NotRead):
            problems.append(period_problem(cell, day, "the date", code="not-a-value"))
            day = None
        found.append(
            SignOff(
                area=code,
                name=record.text("Name"),
                role=record.text("Role"),
                signed=day,
                at=record.address("Service area"),
            )
        )
    return tuple(found)


def read_commentary(table: Table, listed: References, problems: list[Problem]) -> tuple[Commentary, ...]:
    """Return the commentary in order, each with the references it names. Problems: unknown-reference."""
    found = []
    for record in table.records:
        references = listed.named_in(record.text("References"))
        where = str(record.address("References"))
        for reference in references:
            if reference not in listed:
                problems.append(unknown_reference(reference, where, listed, is_one_of=len(references) > 1))
        if references and record.text("Commentary"):
            found.append(
                Commentary(
                    references=references,
                    text=record.text("Commentary"),
                    cause=record.text("Cause"),
                    actions=record.text("Actions"),
                    action_owner=record.text("Action owner"),
                    action_due=_due(record.cell("Action due")),
                    risks=record.text("Risks"),
                    discussion=record.text("Panel discussion"),
                    previous=record.text("Previous commentary"),
                    checked=record.text("Checked by"),
                    at=record.address("Commentary"),
                )
            )
    return tuple(found)


def read_previous(table: Table, listed: References) -> dict[str, str]:
    """Return what was said last time of each indicator, also where nothing has been said yet this time."""
    found: dict[str, str] = {}
    for record in table.records:
        for reference in listed.named_in(record.text("References")):
            if record.text("Previous commentary"):
                found[reference] = record.text("Previous commentary")
    return found


def _due(cell: Cell) -> Day | str:
    """Return by when something is to be done: a day, or whatever words were typed instead."""
    found = None if cell.is_blank else read_day(cell)
    return found if isinstance(found, Day) else cell.text


def read_follow_ups(table: Table, listed: References) -> tuple[FollowUp, ...]:
    """Return what was to be done by last time's paper, row by row, also where nothing has been said yet this time."""
    found = []
    for record in table.records:
        references = tuple(each for each in listed.named_in(record.text("References")) if each in listed)
        if references and record.text("Previous actions"):
            found.append(
                FollowUp(
                    references=references,
                    actions=record.text("Previous actions"),
                    outcome=record.text("Outcome of actions"),
                    at=record.address("Previous actions"),
                    asked_at=record.address(
                        "Outcome of actions" if "Outcome of actions" in record.columns else "Previous actions"
                    ),
                )
            )
    return tuple(found)


def read_passages(table: Table, problems: list[Problem]) -> tuple[Passage, ...]:
    """Return the passages in order. Problems: unsafe-link."""
    passages = []
    for record in table.records:
        link = record.text("Link")
        if link and not (_SAFE_LINK.fullmatch(link) and link.isascii()):
            problems.append(
                Problem(
                    "unsafe-link",
                    str(record.address("Link")),
                    f"{link[:60]!r} is not a web address.",
                    "type an address that begins with https://, or clear the cell",
                )
            )
            link = ""
        if record.text("Passage") and record.text("Text"):
            passages.append(
                Passage(
                    name=record.text("Passage"),
                    heading=record.text("Heading"),
                    text=record.text("Text"),
                    link=link,
                    checked=record.text("Checked by"),
                    at=record.address("Text"),
                )
            )
    return tuple(passages)
