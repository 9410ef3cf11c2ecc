"""What was found in the papers of an issue, for the report to officers."""

from collections.abc import Iterator

from kccreport.agenda.issue.findings import clearing_words
from kccreport.agenda.issue.papers import Papers
from kccreport.agenda.issue.places import Numbers, in_order
from kccreport.agenda.merging.facts import Concern
from kccreport.agenda.merging.stamping import stamps_on
from kccreport.agenda.models import Agenda
from kccreport.agenda.words.report import Remark


def remarks(agenda: Agenda, papers: Papers, numbers: Numbers) -> Iterator[Remark]:
    """Yield each finding with the paper and the page it was found on, as the pack numbers it; then the phrases let through."""
    for slot in in_order([*numbers.public, *numbers.exempt]):
        facts = papers.found[slot.document.key].facts
        if facts is None:
            continue
        name, label = f"{slot.place.stamp}: {slot.document.public_title}", slot.place.numbers.label
        for finding in facts.findings:
            page = "" if finding.page is None else label(finding.page)
            words = finding.what
            if finding.concern is Concern.HARM:
                words += clearing_words(slot.document, finding, agenda.cleared_findings)
            yield Remark(name, page, words, finding.concern)
        for number, seen in enumerate(facts.pages, 1):
            stamps = stamps_on(slot.place, number, seen)
            if stamps.grows_top or stamps.grows_bottom:
                words = "there was no room for a stamp, so the page was given a narrow strip for it"
                yield Remark(name, label(number), words, Concern.CHANGE)
    for phrase in agenda.cleared if numbers.exempt else ():
        if phrase.is_signed:
            words = f"words of an exempt paper may be published: “{phrase.words}”; cleared by {phrase.by}"
            yield Remark("Sheet Cleared phrases", "", words, Concern.HARM)
