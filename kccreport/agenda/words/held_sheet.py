"""The sheet that stands for pages that were published and whose paper is not in the pack any more."""

from kccreport.agenda.models import Agenda
from kccreport.agenda.words.identity import RESTRICTED_MARK, agenda_identity, committee_name
from kccreport.agenda.words.language import ENGLISH, Furniture
from kccreport.paper.blocks import Heading, NewPage, Orientation, PackPlace, Paper, Prose, Role, plain

_WELSH = {
    "withdrawn": "Tynnwyd y papur hwn yn ôl.",
    "not for publication any more": "Nid yw'r papur hwn i'w gyhoeddi mwyach.",
    "public now": "Mae'r papur hwn yn gyhoeddus bellach.",
}


def held_sheet(
    agenda: Agenda, place: PackPlace, reason: str, pages: str, *, is_public: bool, words: Furniture = ENGLISH
) -> Paper:
    """Return one page that says that a paper is withdrawn, or why else it is not here, and which pages it stands for.

    Source: our choice, since page numbers that people have cited must not come to mean something else.
    """
    several = "–" in pages
    said = (
        f"This paper is {reason}. It was published on {'pages' if several else 'page'} {pages}. This sheet stands for "
        f"{'them' if several else 'it'}, so that no other page of the pack has another number."
    )
    if words is not ENGLISH:
        said = (
            f"{_WELSH[reason]} Fe'i cyhoeddwyd ar {'dudalennau' if several else 'dudalen'} {pages}. Mae'r ddalen hon yn sefyll yn "
            "eu lle, fel nad oes gan unrhyw dudalen arall yn y pecyn rif gwahanol."
        )
    identity = agenda_identity(agenda, place.heading, place, "" if is_public else RESTRICTED_MARK, words)
    return Paper(identity, (NewPage(Orientation.PORTRAIT), Prose(plain(said), Role.BOXED)))


def blank_sheet(agenda: Agenda, place: PackPlace, words: Furniture = ENGLISH) -> Paper:
    """Return a page that says that it is left blank: one without a word would be a page that nobody can hear."""
    said = "This page is left blank." if words is ENGLISH else "Gadawyd y dudalen hon yn wag."
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
    if words is ENGLISH:
        title = f"Part {part} of {parts}: {agenda.meeting.committee}"
        said = f"This file holds {'pages' if '–' in pages else 'page'} {pages} of the pack. The agenda is in part 1."
    else:
        title = f"Rhan {part} o {parts}: {committee_name(agenda, words)}"
        several = "tudalennau" if "–" in pages else "tudalen"
        said = f"Mae'r ffeil hon yn cynnwys {several} {pages} y pecyn. Mae'r agenda yn rhan 1."
    blocks = (NewPage(Orientation.PORTRAIT), Heading(title, 1, "part", bookmark=title), Prose(plain(said), Role.BOXED))
    return Paper(agenda_identity(agenda, title, place, "" if is_public else RESTRICTED_MARK, words), blocks)
