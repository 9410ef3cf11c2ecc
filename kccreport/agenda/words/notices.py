"""The words the law asks for: exclusion of the public, late papers, exempt ones. Text to review, not legal advice.

In two languages, English and Welsh; see `language` for what is confirmed of the Welsh.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from kccreport.agenda.models import Agenda, Document, Exemption, Jurisdiction
from kccreport.agenda.words.language import ENGLISH, Furniture
from kccreport.paper.blocks import Inline, plain
from kccreport.paper.wording import listed


@dataclass(frozen=True, slots=True)
class Notice:
    """One notice: what it is called, and its paragraphs."""

    title: str
    paragraphs: tuple[str, ...]


URGENT_WORDS = {
    "en-GB": "Items which the Chairman agrees are urgent by reason of special circumstances, to be recorded in the minutes.",
    "cy": "Eitemau y mae'r Cadeirydd yn cytuno eu bod yn rhai brys oherwydd amgylchiadau arbennig, i'w cofnodi yn y cofnodion.",
}
_DECLARED = {
    "en-GB": (
        "Members are asked to declare any interest they have in an item on this agenda, and to say what it is. With a "
        "disclosable pecuniary interest a Member may neither take part nor vote without a dispensation (section 31 of the "
        "Localism Act 2011).",
        "Members are asked to declare any personal interest they have in an item on this agenda, to say what it is, and to "
        "leave while the item is considered where it is prejudicial (the Members' Code of Conduct).",
    ),
    "cy": (
        "Gofynnir i'r Aelodau ddatgan unrhyw fuddiant sydd ganddynt mewn eitem ar yr agenda hon, a dweud beth ydyw.",
        "Gofynnir i'r Aelodau ddatgan unrhyw fuddiant personol sydd ganddynt mewn eitem ar yr agenda hon, dweud beth ydyw, a "
        "gadael tra bo'r eitem yn cael ei hystyried os yw'n rhagfarnol (Cod Ymddygiad yr Aelodau).",
    ),
}
# the paragraphs of Schedule 12A, in the order of `Jurisdiction.exempt_paragraphs`
_WELSH_EXEMPT = (
    "gwybodaeth am unrhyw unigolyn",
    "gwybodaeth sy'n debygol o ddatgelu pwy yw unigolyn",
    "gwybodaeth am faterion ariannol neu fusnes unrhyw berson, gan gynnwys yr awdurdod",
    "gwybodaeth am ymgynghoriadau neu drafodaethau ar gysylltiadau llafur",
    "gwybodaeth sydd dan fraint broffesiynol gyfreithiol",
    "gwybodaeth sy'n datgelu bod yr awdurdod yn bwriadu rhoi hysbysiad neu wneud gorchymyn neu gyfarwyddyd",
    "gwybodaeth am atal, ymchwilio i neu erlyn trosedd",
)


def declaration_words(jurisdiction: Jurisdiction, words: Furniture) -> str:
    """Return what is said of declarations where the item has no words of its own.

    Source: Localism Act 2011, s.31(4); in Wales the model code of SI 2008/788 (W.82), paragraphs 11 and 14.
    """
    return _DECLARED[words.code][jurisdiction is Jurisdiction.WALES]


def exemption_words(exemption: Exemption, jurisdiction: Jurisdiction, words: Furniture = ENGLISH) -> str:
    """Return the paragraphs of an exempt paper and what they are about.

    Source: Local Government Act 1972, Sch. 12A; the descriptions are ours.
    """
    known = jurisdiction.exempt_paragraphs
    if words is not ENGLISH:
        known = dict(zip(known, _WELSH_EXEMPT, strict=True))
    described = _listed([known[number] for number in exemption.paragraphs], words)
    return f"{_schedule(exemption.paragraphs, jurisdiction, words)}: {described}"


def exempt_by(exemption: Exemption, jurisdiction: Jurisdiction, words: Furniture = ENGLISH) -> str:
    """Return by what a paper is exempt, as a sentence."""
    by = exemption_words(exemption, jurisdiction, words)
    return f"Exempt by virtue of {by}." if words is ENGLISH else f"Yn esempt yn rhinwedd {by}."


def exempt_lines(exemption: Exemption, jurisdiction: Jurisdiction, words: Furniture) -> Sequence[Inline]:
    """Return what the public is told of an exempt paper: that it is, by what, and why."""
    by = exemption_words(exemption, jurisdiction, words)
    is_english = words is ENGLISH
    exempt = f"Not for publication by virtue of {by}." if is_english else f"Nid i'w gyhoeddi yn rhinwedd {by}."
    interest = "Public interest: {why}" if is_english else "Budd y cyhoedd: {why}"
    return (
        plain(exempt),
        plain(exemption.reason, words.typed),
        words.filled(interest, why=exemption.public_interest),
    )


def marking(exemption: Exemption, jurisdiction: Jurisdiction, words: Furniture = ENGLISH) -> str:
    """Return what every page of an exempt paper is marked with. Source: Local Government Act 1972, s.100B(5)."""
    mark = "Not for publication" if words is ENGLISH else "Nid i'w gyhoeddi"
    return f"{mark}: {_schedule(exemption.paragraphs, jurisdiction, words)}"


def _schedule(numbers: Sequence[int], jurisdiction: Jurisdiction, words: Furniture) -> str:
    if words is ENGLISH:
        return f"{_paragraphs(numbers, words)} of Part {jurisdiction.exempt_part} of Schedule 12A"
    return f"{_paragraphs(numbers, words)} o Ran {jurisdiction.exempt_part} o Atodlen 12A"


def _paragraphs(numbers: Sequence[int], words: Furniture) -> str:
    one, several = ("paragraph", "paragraphs") if words is ENGLISH else ("paragraff", "paragraffau")
    return f"{several if len(numbers) > 1 else one} {_listed([str(number) for number in numbers], words)}"


def _listed(each: Sequence[str], words: Furniture) -> str:
    if words is ENGLISH:
        return listed(list(each))
    return " ac ".join(filter(None, (", ".join(each[:-1]), *each[-1:])))


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
    text = (
        _english_motion(items, paragraphs, part) if words is ENGLISH else _welsh_motion(items, paragraphs, part, words)
    )
    return Notice(words.exclusion, (text,))


def _english_motion(items: Sequence[str], paragraphs: Sequence[int], part: int) -> str:
    what = f"item{'s' if len(items) > 1 else ''} {_listed(items, ENGLISH)}"
    return (
        f"To resolve that, under section 100A(4) of the Local Government Act 1972, the press and public be excluded "
        f"from the meeting while {what} {'are' if len(items) > 1 else 'is'} considered, since exempt information as "
        f"defined in {_paragraphs(paragraphs, ENGLISH)} of Part {part} of Schedule 12A to the Act is likely to be "
        "disclosed, and in all the circumstances the public interest in maintaining the exemption outweighs the "
        "public interest in disclosing the information."
    )


def _welsh_motion(items: Sequence[str], paragraphs: Sequence[int], part: int, words: Furniture) -> str:
    what = f"{'eitemau' if len(items) > 1 else 'eitem'} {_listed(items, words)}"
    return (
        f"Penderfynu, o dan adran 100A(4) o Ddeddf Llywodraeth Leol 1972, wahardd y wasg a'r cyhoedd o'r cyfarfod tra bo "
        f"{what} yn cael {'eu hystyried' if len(items) > 1 else 'ei hystyried'}, gan ei bod yn debygol y datgelir gwybodaeth "
        f"esempt fel y'i diffinnir ym {_paragraphs(paragraphs, words)} o Ran {part} o Atodlen 12A i'r Ddeddf, a bod budd y "
        "cyhoedd, o dan yr holl amgylchiadau, mewn cynnal yr esemptiad yn drech na budd y cyhoedd mewn datgelu'r wybodaeth."
    )


def late_words(document: Document, words: Furniture = ENGLISH) -> str:
    """Return why a paper that followed the agenda may be considered. Source: Local Government Act 1972, s.100B(4)(b)."""
    return _late_template(words).format(reason=sentence(document.late_reason))


def late_run(document: Document, words: Furniture) -> Inline:
    """Return the same with the reason marked as what was typed."""
    return words.filled(_late_template(words), reason=sentence(document.late_reason))


def _late_template(words: Furniture) -> str:
    if words is not ENGLISH:
        return (
            "Nid oedd y papur hwn ar gael pan gyhoeddwyd yr agenda. {reason} Gellir ei ystyried os yw'r Cadeirydd o'r farn y "
            "dylid ei ystyried yn y cyfarfod fel mater o frys oherwydd amgylchiadau arbennig, sydd i'w cofnodi yn y cofnodion "
            "(adran 100B(4)(b) o Ddeddf Llywodraeth Leol 1972)."
        )
    return (
        "This paper was not available when the agenda was published. {reason} It may be "
        "considered if the Chairman is of the opinion that, by reason of special circumstances, which are to be recorded in "
        "the minutes, it should be considered at the meeting as a matter of urgency (section 100B(4)(b) of the Local "
        "Government Act 1972)."
    )


def sentence(text: str) -> str:
    """Return words as a sentence that ends in a full stop."""
    words = text.strip()
    return words if not words or words.endswith((".", "!", "?")) else words + "."
