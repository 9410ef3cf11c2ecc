"""The sheet that stands for pages that were published and whose paper is not in the pack any more."""

from kccreport.agenda.models import Agenda
from kccreport.agenda.words.identity import RESTRICTED_MARK, agenda_identity
from kccreport.agenda.words.language import ENGLISH, Furniture
from kccreport.paper.blocks import NewPage, Orientation, PackPlace, Paper, Prose, Role, plain

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
