"""What an agenda's files say of themselves: titles, running lines, the day, and the language."""

from kccreport.agenda.models import Agenda
from kccreport.agenda.words.language import ENGLISH, Furniture
from kccreport.ground.values import replace
from kccreport.paper.blocks import Identity, PackPlace, Prose, Role, plain

RESTRICTED_MARK = "NOT FOR PUBLICATION"


def issue_subject(agenda: Agenda, words: Furniture = ENGLISH) -> str:
    """Return what every file of a meeting gives as its subject: Cabinet, 12 March 2021."""
    return f"{committee_name(agenda, words)}, {words.day(agenda.meeting.day)}"


def council_name(agenda: Agenda, words: Furniture) -> str:
    """Return the council's name in a language; in English where the workbook gives no other."""
    return agenda.meeting.council if words is ENGLISH else agenda.meeting.welsh_council or agenda.meeting.council


def masthead(agenda: Agenda, words: Furniture) -> Prose:
    """Return the council's name as it stands at the head of a sheet."""
    typed = "" if agenda.meeting.welsh_council else words.typed
    return Prose(plain(council_name(agenda, words), typed), Role.MASTHEAD)


def committee_name(agenda: Agenda, words: Furniture) -> str:
    """Return the committee's name in a language; in English where the workbook gives no other."""
    return agenda.meeting.committee if words is ENGLISH else agenda.meeting.welsh_committee or agenda.meeting.committee


def agenda_identity(
    agenda: Agenda, title: str, place: PackPlace | None, watermark: str = "", words: Furniture = ENGLISH
) -> Identity:
    """Return the identity of a sheet of an agenda."""
    meeting, version = agenda.meeting, agenda.version
    dated = version.published if version else meeting.published or meeting.day
    day, council = words.day(meeting.day), council_name(agenda, words)
    return Identity(
        title=f"{title}, {day}",
        author=council,
        subject=issue_subject(agenda, words),
        header_left=title,
        header_right=day,
        header_end=day,
        footer_left=f"{words.version} {version.number}, {words.day(version.published)}" if version else council,
        dated=min(dated, meeting.day),
        language=words.code,
        watermark=watermark,
        place=place,
    )


def issue_identity(agenda: Agenda, title: str, words: Furniture = ENGLISH) -> Identity:
    """Return what a whole pack says of itself; its papers have running lines of their own."""
    front = agenda_identity(agenda, title, None, words=words)
    return replace(front, title=f"{title}: {front.subject}", header_left="", header_right="", footer_left="")
