"""The words the law asks for: exclusion of the public, late papers, exempt ones. Text to review, not legal advice.

In two languages, English and Welsh; see `language` for what is confirmed of the Welsh.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from kccreport.agenda.models import Agenda, Document, Exemption, Jurisdiction
from kccreport.agenda.words.language import ENGLISH, Furniture
from kccreport.language import say, say_word
from kccreport.paper.blocks import Inline, plain
from kccreport.paper.wording import listed


@dataclass(frozen=True, slots=True)
class Notice:
    """One notice: what it is called, and its paragraphs."""

    title: str
    paragraphs: tuple[str, ...]


def declaration_words(jurisdiction: Jurisdiction, words: Furniture) -> str:
    """Return what is said of declarations where the item has no words of its own.

    Source: Localism Act 2011, s.31(4); in Wales the model code of SI 2008/788 (W.82), paragraphs 11 and 14.
    """
    with words.spoken():
        if jurisdiction is Jurisdiction.WALES:
            return say(
                "Members are asked to declare any personal interest they have in an item on this agenda, to say what it is, "
                "and to leave while the item is considered where it is prejudicial (the Members' Code of Conduct)."
            )
        return say(
            "Members are asked to declare any interest they have in an item on this agenda, and to say what it is. With a "
            "disclosable pecuniary interest a Member may neither take part nor vote without a dispensation (section 31 of the "
            "Localism Act 2011)."
        )


def urgent_words(words: Furniture) -> str:
    """Return what is said of urgent items. Source: Local Government Act 1972, s.100B(4)(b)."""
    with words.spoken():
        return say(
            "Items which the Chairman agrees are urgent by reason of special circumstances, to be recorded in the minutes."
        )


def exemption_words(exemption: Exemption, jurisdiction: Jurisdiction, words: Furniture = ENGLISH) -> str:
    """Return the paragraphs of an exempt paper and what they are about.

    Source: Local Government Act 1972, Sch. 12A; the descriptions are ours.
    """
    known = jurisdiction.exempt_paragraphs
    with words.spoken():
        described = listed([say_word(known[number]) for number in exemption.paragraphs])
        return f"{_schedule(exemption.paragraphs, jurisdiction)}: {described}"


def exempt_by(exemption: Exemption, jurisdiction: Jurisdiction, words: Furniture = ENGLISH) -> str:
    """Return by what a paper is exempt, as a sentence."""
    by = exemption_words(exemption, jurisdiction, words)
    with words.spoken():
        return say("Exempt by virtue of {by}.", by=by)


def exempt_lines(exemption: Exemption, jurisdiction: Jurisdiction, words: Furniture) -> Sequence[Inline]:
    """Return what the public is told of an exempt paper: that it is, by what, and why."""
    by = exemption_words(exemption, jurisdiction, words)
    with words.spoken():
        exempt = say("Not for publication by virtue of {by}.", by=by)
        interest = say("Public interest: {why}")
    return (
        plain(exempt),
        plain(exemption.reason, words.typed),
        words.filled(interest, why=exemption.public_interest),
    )


def marking(exemption: Exemption, jurisdiction: Jurisdiction, words: Furniture = ENGLISH) -> str:
    """Return what every page of an exempt paper is marked with. Source: Local Government Act 1972, s.100B(5)."""
    with words.spoken():
        mark = say("Not for publication")
        return f"{mark}: {_schedule(exemption.paragraphs, jurisdiction)}"


def _schedule(numbers: Sequence[int], jurisdiction: Jurisdiction) -> str:
    part = jurisdiction.exempt_part
    return say("{paragraphs} of Part {part} of Schedule 12A", paragraphs=_paragraphs(numbers), part=part)


def _paragraphs(numbers: Sequence[int]) -> str:
    shown = listed([str(number) for number in numbers])
    several = say("paragraphs {numbers}", numbers=shown)
    return several if len(numbers) > 1 else say("paragraph {number}", number=shown)


def exclusion_resolution(agenda: Agenda, words: Furniture = ENGLISH) -> Notice | None:
    """Return the motion that excludes press and public from the exempt items; None where there are none.

    Source: Local Government Act 1972, s.100A(4) and Sch. 12A Part 2 (the public-interest test); pattern of resolutions
    published by West Yorkshire Combined Authority, Haringey and Barnsley.
    """
    exempt = [(item, document) for item, document in agenda.exempt_documents if not document.is_withdrawn]
    if not exempt:
        return None
    items = list(dict.fromkeys(item.number for item, _ in exempt))
    paragraphs = sorted(
        {number for _, document in exempt if document.exemption for number in document.exemption.paragraphs}
    )
    part = agenda.clock.jurisdiction.exempt_part
    with words.spoken():
        return Notice(words.exclusion, (_motion(items, paragraphs, part),))


def _motion(items: Sequence[str], paragraphs: Sequence[int], part: int) -> str:
    shown, of_schedule = listed(list(items)), _paragraphs(paragraphs)
    if len(items) > 1:
        return say(
            "To resolve that, under section 100A(4) of the Local Government Act 1972, the press and public be excluded from the "
            "meeting while items {items} are considered, since exempt information as defined in {paragraphs} of Part {part} of "
            "Schedule 12A to the Act is likely to be disclosed, and in all the circumstances the public interest in "
            "maintaining the exemption outweighs the public interest in disclosing the information.",
            items=shown,
            paragraphs=of_schedule,
            part=part,
        )
    return say(
        "To resolve that, under section 100A(4) of the Local Government Act 1972, the press and public be excluded from the "
        "meeting while item {item} is considered, since exempt information as defined in {paragraphs} of Part {part} of "
        "Schedule 12A to the Act is likely to be disclosed, and in all the circumstances the public interest in "
        "maintaining the exemption outweighs the public interest in disclosing the information.",
        item=shown,
        paragraphs=of_schedule,
        part=part,
    )


def late_words(document: Document, words: Furniture = ENGLISH) -> str:
    """Return why a paper that followed the agenda may be considered. Source: Local Government Act 1972, s.100B(4)(b)."""
    return _late_template(words).format(reason=sentence(document.late_reason))


def late_run(document: Document, words: Furniture) -> Inline:
    """Return the same with the reason marked as what was typed."""
    return words.filled(_late_template(words), reason=sentence(document.late_reason))


def _late_template(words: Furniture) -> str:
    with words.spoken():
        return say(
            "This paper was not available when the agenda was published. {reason} It may be considered if the Chairman is of the "
            "opinion that, by reason of special circumstances, which are to be recorded in the minutes, it should be considered "
            "at the meeting as a matter of urgency (section 100B(4)(b) of the Local Government Act 1972)."
        )


def sentence(text: str) -> str:
    """Return words as a sentence that ends in a full stop."""
    words = text.strip()
    return words if not words or words.endswith((".", "!", "?")) else words + "."
