"""The sheet that stands for pages that were published and whose paper is not in the pack any more."""

from kccreport.agenda.models import Agenda
from kccreport.agenda.words.identity import RESTRICTED_MARK, agenda_identity, committee_name
from kccreport.agenda.words.language import ENGLISH, Furniture
from kccreport.language import say
from kccreport.paper.blocks import Heading, NewPage, Orientation, PackPlace, Paper, Prose, Role, plain


def held_sheet(
    agenda: Agenda, place: PackPlace, reason: str, pages: str, *, is_public: bool, words: Furniture = ENGLISH
) -> Paper:
    """Return one page that says that a paper is withdrawn, or why else it is not here, and which pages it stands for.

    Source: our choice, since page numbers that people have cited must not come to mean something else.
    """
    with words.spoken():
        said = f"{_reason_words(reason)} {_stands_for(pages)}"
    identity = agenda_identity(agenda, place.heading, place, "" if is_public else RESTRICTED_MARK, words)
    return Paper(identity, (NewPage(Orientation.PORTRAIT), Prose(plain(said), Role.BOXED)))


def _reason_words(reason: str) -> str:
    """Return why a paper is not here. Raises ValueError for any other reason than the three there are."""
    match reason:
        case "withdrawn":
            return say("This paper is withdrawn.")
        case "not for publication any more":
            return say("This paper is not for publication any more.")
        case "public now":
            return say("This paper is public now.")
    raise ValueError(f"no words for a paper that is {reason}")


def _stands_for(pages: str) -> str:
    if "–" in pages:
        return say(
            "It was published on pages {pages}. This sheet stands for them, so that no other page of the pack has another "
            "number.",
            pages=pages,
        )
    return say(
        "It was published on page {page}. This sheet stands for it, so that no other page of the pack has another number.",
        page=pages,
    )


def blank_sheet(agenda: Agenda, place: PackPlace, words: Furniture = ENGLISH) -> Paper:
    """Return a page that says that it is left blank: one without a word would be a page that nobody can hear."""
    with words.spoken():
        said = say("This page is left blank.")
    identity = agenda_identity(agenda, said, place, words=words)
    return Paper(identity, (NewPage(Orientation.PORTRAIT), Prose(plain(said), Role.NOTE)))


def part_sheet(
    agenda: Agenda,
    place: PackPlace,
    part: int,
    parts: int,
    pages: str,
    words: Furniture = ENGLISH,
    *,
    is_public: bool = True,
) -> Paper:
    """Return the sheet at the head of a part of a pack that is too large for one file, but for the first."""
    with words.spoken():
        committee = committee_name(agenda, words)
        title = say("Part {part} of {parts}: {committee}", part=part, parts=parts, committee=committee)
        said = (
            say("This file holds pages {pages} of the pack. The agenda is in part 1.", pages=pages)
            if "–" in pages
            else say("This file holds page {page} of the pack. The agenda is in part 1.", page=pages)
        )
    blocks = (NewPage(Orientation.PORTRAIT), Heading(title, 1, "part", bookmark=title), Prose(plain(said), Role.BOXED))
    return Paper(agenda_identity(agenda, title, place, "" if is_public else RESTRICTED_MARK, words), blocks)
