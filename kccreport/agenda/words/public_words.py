"""What an agenda says in public, which an exempt paper may say too."""

from collections.abc import Iterator

from kccreport.agenda.models import Agenda
from kccreport.agenda.words.language import ENGLISH
from kccreport.agenda.words.notices import exclusion_resolution, exemption_words, late_words, marking
from kccreport.paper.wording import RECOMMENDATION_VERBS, day_words

_ASKED = ("The Committee is", "The Cabinet Committee is", "The Cabinet is", "Members are")


def public_names(agenda: Agenda) -> Iterator[str]:
    """Yield the names an agenda gives in public: of the council, the committee, its members, and who answers for what."""
    meeting = agenda.meeting
    yield from (
        meeting.council,
        meeting.committee,
        meeting.venue,
        meeting.contact,
        meeting.email,
        meeting.proper_officer,
    )
    yield from (member.name for member in agenda.members)
    yield from (item.lead for item in agenda.items)


def public_words(agenda: Agenda) -> Iterator[str]:
    """Yield what an agenda says in public: its own fields, and the words the law gives us.

    An exempt paper may say these too, with its committee and date at its head, without leaking when a pack does.
    """
    meeting = agenda.meeting
    day = day_words(meeting.day)
    weekday = ENGLISH.weekdays[meeting.day.weekday()]
    yield from public_names(agenda)
    yield from (meeting.webcast, meeting.formats, meeting.declarations)
    yield f"{meeting.council} {meeting.committee} {day} {meeting.council}"
    yield f"{meeting.committee} {weekday} {day} {meeting.committee} {day}"
    for verb in RECOMMENDATION_VERBS:  # the words in which every report asks for something
        yield from (f"{who} asked to {verb} the report" for who in _ASKED)
        yield f"The {meeting.committee} is asked to {verb} the report"
    for item, document in agenda.documents:
        yield from (document.public_title, document.welsh_title, item.lead, item.purpose, item.words)
        yield f"{item.stamp(document)} {document.public_title}"
        if document.exemption is not None:
            yield from (document.exemption.reason, document.exemption.public_interest)
            yield f"Not for publication by virtue of {exemption_words(document.exemption, agenda.clock.jurisdiction)}"
            yield marking(document.exemption, agenda.clock.jurisdiction)
        if document.late_reason:
            yield late_words(document)
    if (motion := exclusion_resolution(agenda)) is not None:
        yield from motion.paragraphs
