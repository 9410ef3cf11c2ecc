"""The sheet that stands for pages that were published and whose paper is not in the pack any more."""

from kccreport.agenda.models import Agenda
from kccreport.agenda.words.front_sheet import RESTRICTED_MARK, agenda_identity
from kccreport.paper.blocks import NewPage, Orientation, PackPlace, Paper, Prose, Role, plain


def held_sheet(agenda: Agenda, place: PackPlace, reason: str, pages: str, *, is_public: bool) -> Paper:
    """Return one page that says that a paper is withdrawn, or why else it is not here, and which pages it stands for.

    Source: our choice, since page numbers that people have cited must not come to mean something else.
    """
    several = "–" in pages
    words = (
        f"This paper is {reason}. It was published on {'pages' if several else 'page'} {pages}. This sheet stands for "
        f"{'them' if several else 'it'}, so that no other page of the pack has another number."
    )
    identity = agenda_identity(agenda, place.heading, place, "" if is_public else RESTRICTED_MARK)
    return Paper(identity, (NewPage(Orientation.PORTRAIT), Prose(plain(words), Role.BOXED)))
