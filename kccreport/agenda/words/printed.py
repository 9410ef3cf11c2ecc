"""What an agenda prints besides its papers, each by a name, so that two issues of it can be compared."""

from collections.abc import Iterator

from kccreport.agenda.models import Agenda, AgendaItem, Document
from kccreport.agenda.words.notices import exemption_words
from kccreport.published.reissue import EXEMPT_DETAILS, LATE_REASON, WELSH_TITLE, Detail

_MEETING = {
    "Committee": "committee",
    "Time": "begins",
    "Venue": "venue",
    "Contact": "contact",
    "Telephone": "phone",
    "Email": "email",
    "Quorum": "quorum",
    "Webcast notice": "webcast",
    "Alternative formats": "formats",
    "Publication date": "published",
}
# these are kept where they are blank too, so that it shows that the record knows of them
_MEETING_LATER = {
    "Joining link": "join",
    "Declarations": "declarations",
    "Proper officer": "proper_officer",
    "Despatch date": "despatched",
    "Welsh committee": "welsh_committee",
}


def printed_details(agenda: Agenda) -> dict[str, Detail]:
    """Return the words of the meeting, of the membership and of each item, with the cells they stand in."""
    meeting = agenda.meeting
    found = {}
    for name, field in {**_MEETING, **_MEETING_LATER}.items():
        words = getattr(meeting, field)
        found[name] = Detail("" if words is None else str(words), str(meeting.cells.get(name, "'Meeting'")))
    members = "; ".join(", ".join(filter(None, (each.name, each.role, each.group))) for each in agenda.members)
    found["Membership"] = Detail(members, "'Members'")
    for item in agenda.items:
        found.update(_of_item(item))
        for document in item.documents:
            found.update(_of_document(agenda, item, document))
    return {
        name: detail
        for name, detail in found.items()
        if detail.words or name in _MEETING_LATER or name.endswith(WELSH_TITLE)
    }


def _of_item(item: AgendaItem) -> Iterator[tuple[str, Detail]]:
    place, where = item.stamp(item.paper), str(item.paper.cells.get("Title", "'Agenda'"))
    for name in ("purpose", "lead", "time", "words"):
        yield f"{place}: {name}", Detail(getattr(item, name), where)


def _of_document(agenda: Agenda, item: AgendaItem, document: Document) -> Iterator[tuple[str, Detail]]:
    place, where = item.stamp(document), str(document.cells.get("Title", "'Agenda'"))
    exemption = document.exemption
    yield f"{place}: {WELSH_TITLE}", Detail(document.welsh_title, where)
    if exemption is not None:
        words = exemption_words(exemption, agenda.clock.jurisdiction)
        for name, said in zip(EXEMPT_DETAILS, (words, exemption.reason, exemption.public_interest), strict=True):
            yield f"{place}: {name}", Detail(said, where)
    if document.is_to_follow and document.file:
        yield f"{place}: {LATE_REASON}", Detail(document.late_reason, where)
