"""The words the law asks for: exclusion of the public, late papers, private meetings. Text to review, not legal advice."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kccreport.agenda.clock.timetable import Timetable
from kccreport.agenda.models import Agenda, Document, Exemption, Jurisdiction
from kccreport.paper.wording import day_words, listed


@dataclass(frozen=True, slots=True)
class Notice:
    """One notice: what it is called, and its paragraphs."""

    title: str
    paragraphs: tuple[str, ...]


def exemption_words(exemption: Exemption, jurisdiction: Jurisdiction) -> str:
    """Return the paragraphs of an exempt paper and what they are about.

    Source: Local Government Act 1972, Sch. 12A; the descriptions are ours.
    """
    known = jurisdiction.exempt_paragraphs
    described = listed([known[number] for number in exemption.paragraphs])
    return f"{_paragraphs(exemption.paragraphs)} of Part {jurisdiction.exempt_part} of Schedule 12A: {described}"


def marking(exemption: Exemption, jurisdiction: Jurisdiction) -> str:
    """Return what every page of an exempt paper is marked with. Source: Local Government Act 1972, s.100B(5)."""
    numbers = _paragraphs(exemption.paragraphs)
    return f"Not for publication: {numbers} of Part {jurisdiction.exempt_part} of Schedule 12A"


def _paragraphs(numbers: Sequence[int]) -> str:
    return f"paragraph{'s' if len(numbers) > 1 else ''} {listed([str(number) for number in numbers])}"


def exclusion_resolution(agenda: Agenda) -> Notice | None:
    """Return the motion that excludes press and public from the exempt items; None where there are none.

    Source: Local Government Act 1972, s.100A(4) and Sch. 12A Part 2 (the public-interest test); pattern of resolutions
    published by West Yorkshire Combined Authority, Haringey and Barnsley.
    """
    exempt = list(agenda.exempt_documents)
    if not exempt:
        return None
    jurisdiction = agenda.clock.jurisdiction
    items = list(dict.fromkeys(item.number for item, _ in exempt))
    paragraphs = sorted(
        {number for _, document in exempt if document.exemption for number in document.exemption.paragraphs}
    )
    what = f"item{'s' if len(items) > 1 else ''} {listed(items)}"
    return Notice(
        "Exclusion of the press and public",
        (
            f"To resolve that, under section 100A(4) of the Local Government Act 1972, the press and public be excluded "
            f"from the meeting while {what} {'are' if len(items) > 1 else 'is'} considered, since exempt information as "
            f"defined in {_paragraphs(paragraphs)} of Part {jurisdiction.exempt_part} of Schedule 12A to the Act is likely to be "
            "disclosed, and in all the circumstances the public interest in maintaining the exemption outweighs the "
            "public interest in disclosing the information.",
        ),
    )


def late_words(document: Document) -> str:
    """Return why a paper that followed the agenda may be considered. Source: Local Government Act 1972, s.100B(4)(b)."""
    return (
        f"This paper was not available when the agenda was published. {_sentence(document.late_reason)} It may be "
        "considered if the Chairman is of the opinion that, by reason of special circumstances, which are to be recorded in "
        "the minutes, it should be considered at the meeting as a matter of urgency (section 100B(4)(b) of the Local "
        "Government Act 1972)."
    )


def notices(agenda: Agenda, dates: Timetable) -> Iterator[Notice]:
    """Yield every notice that an agenda calls for, each as text to review."""
    meeting = agenda.meeting
    when = f"{meeting.begins} on {day_words(meeting.day)} (venue: {meeting.venue})"
    yield Notice(
        "Notice of meeting",
        (
            f"Notice is given that a meeting of the {meeting.committee} will be held at {when}. The agenda and reports are "
            f"open to the public from {day_words(meeting.published or dates.publish_by)}.",
        ),
    )
    if meeting.is_private:
        yield from _private_notices(agenda, when)
    if (motion := exclusion_resolution(agenda)) is not None:
        yield motion
    for item, document in agenda.documents:
        if document.is_to_follow and document.late_reason:
            yield Notice(f"Late paper: {item.stamp(document)}", (late_words(document),))


def _private_notices(agenda: Agenda, when: str) -> Iterator[Notice]:
    """Yield the two notices of a meeting in private. Source: SI 2012/2089, reg. 5(2) to (5)."""
    meeting = agenda.meeting
    reason = _sentence(meeting.private_reason)
    yield Notice(
        "Intention to meet in private (at least 28 clear days before)",
        (
            f"The {meeting.committee} intends to hold a meeting, or part of it, in private at {when}. The reason is as "
            f"follows. {reason}",
            f"Anyone may say why the meeting should be open to the public, by writing to {_contact(agenda)}.",
        ),
    )
    said = _sentence(meeting.representations) or "None were received."
    yield Notice(
        "Further notice of a meeting in private (at least five clear days before)",
        (
            f"The {meeting.committee} will hold a meeting, or part of it, in private at {when}. The reason is as follows. "
            f"{reason}",
            f"Representations about why it should be open, and the answer to them: {said}",
        ),
    )


def _contact(agenda: Agenda) -> str:
    meeting = agenda.meeting
    return ", ".join(filter(None, (meeting.contact, meeting.email, meeting.phone)))


def _sentence(text: str) -> str:
    """Return words as a sentence that ends in a full stop."""
    words = text.strip()
    return words if not words or words.endswith((".", "!", "?")) else words + "."
