"""The notices of a meeting: that it is held, and where it is private. Text to review, not legal advice."""

from collections.abc import Iterator

from kccreport.agenda.clock.timetable import Timetable
from kccreport.agenda.models import Agenda, Holding, Jurisdiction
from kccreport.agenda.words.notices import Notice, exclusion_resolution, late_words, sentence
from kccreport.paper.prose import inline
from kccreport.paper.wording import day_words


def notices(agenda: Agenda, dates: Timetable) -> Iterator[Notice]:
    """Yield every notice that an agenda calls for, each as text to review."""
    meeting = agenda.meeting
    opens = f"The agenda and reports are open to the public from {day_words(meeting.published or dates.publish_by)}."
    if agenda.clock.jurisdiction is Jurisdiction.WALES:
        yield Notice(
            "Notice of meeting (published electronically, at least three clear days before)",
            (_welsh_meeting(agenda), opens),
        )
    else:
        words = f"Notice is given that a meeting of the {meeting.committee} will be held at {_when(agenda)}. {opens}"
        yield Notice("Notice of meeting", (words,))
    if meeting.is_private:
        yield from _private_notices(agenda)
    if (motion := exclusion_resolution(agenda)) is not None:
        yield motion
    for item, document in agenda.documents:
        if document.is_to_follow and document.late_reason:
            yield Notice(f"Late paper: {item.stamp(document)}", (late_words(document),))


def _welsh_meeting(agenda: Agenda) -> str:
    """Return what the notice of a meeting must say in Wales.

    Source: Local Government Act 1972, s.100A(6)(aa) and (6A), inserted by the Local Government and Elections (Wales) Act
    2021, Sch. 4 para. 1: the time; the place, unless it is held through remote means only; how to access it, where it is
    open to the public; and where it is not, that it is not, and that it is held through remote means only if it is.
    """
    meeting = agenda.meeting
    only_remote = meeting.holding is Holding.REMOTE
    where = "" if only_remote else f" at {_plain(meeting.venue)}"
    said = [
        f"Notice is given that a meeting of the {meeting.committee} will be held at {meeting.begins} on "
        f"{day_words(meeting.day)}{where}."
    ]
    if only_remote:
        said.append("It is held through remote means only.")
    elif meeting.holding is Holding.HYBRID:
        said.append("It is held partly through remote means.")
    if not meeting.is_open:
        said.append("It is not open to the public.")
        return " ".join(said)
    ways = []
    if not only_remote:
        ways.append(f"come to {_plain(meeting.venue)}")
    if meeting.join and meeting.holding is not Holding.IN_PERSON:
        ways.append(f"join at {_plain(meeting.join)}")
    how = " or ".join(ways) or f"ask {_contact(agenda)} how to join it"
    said.append(f"It is open to the public. To attend, {how}.")
    if meeting.webcast:
        said.append(sentence(_plain(meeting.webcast)))
    return " ".join(said)


def _when(agenda: Agenda) -> str:
    meeting = agenda.meeting
    venue = _plain(meeting.venue)
    joined = f"; online: {_plain(meeting.join)}" if meeting.join else ""
    return f"{meeting.begins} on {day_words(meeting.day)} (venue: {venue}{joined})"


def _plain(text: str) -> str:
    """Return a cell's words in one line, a link's address after its words."""
    lines = []
    for line in filter(None, (line.strip() for line in text.split("\n"))):
        runs = inline(line)
        lines.append(
            "".join(f"{run.text} ({run.link})" if run.link and run.link != run.text else run.text for run in runs)
        )
    return ", ".join(lines)


def _private_notices(agenda: Agenda) -> Iterator[Notice]:
    """Yield the two notices of a meeting in private. Source: SI 2012/2089, reg. 5(2) to (5)."""
    meeting, when = agenda.meeting, _when(agenda)
    reason = sentence(meeting.private_reason)
    yield Notice(
        "Intention to meet in private (at least 28 clear days before)",
        (
            f"The {meeting.committee} intends to hold a meeting, or part of it, in private at {when}. The reason is as "
            f"follows. {reason}",
            f"Anyone may say why the meeting should be open to the public, by writing to {_contact(agenda)}.",
        ),
    )
    said = sentence(meeting.representations) or "None were received."
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
    return ", ".join(filter(None, (_plain(meeting.contact), meeting.email, meeting.phone)))
