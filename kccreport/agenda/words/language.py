"""The furniture of an agenda in its two languages: every word that stands on it besides what the workbook says.

They are in the one catalogue, `kccreport/language/cy.po`, which no translator has confirmed yet. The names of the law's own
terms follow the Welsh text of the Local Government and Elections (Wales) Act 2021.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date
from string import Formatter
from typing import TypeVar

from kccreport import language
from kccreport.agenda.models import AgendaItem, Document
from kccreport.language import say, say_in, say_word, speaking
from kccreport.models.period import WEEKDAY_NAMES, month_name
from kccreport.paper.blocks import Inline, Run, plain

_TYPED = language.ENGLISH
_Words = TypeVar("_Words", str, tuple[str, ...])


def _said(words: Callable[[], _Words]) -> _Words:
    """Return a field whose words are chosen when `Furniture` is made, in the language that is spoken then."""
    made: _Words = field(default_factory=words)
    return made


@dataclass(frozen=True, slots=True)
class Furniture:
    """The words of one language. `code` marks the language of a file; words in {braces} are filled in."""

    code: str
    suffix: str
    months: tuple[str, ...] = _said(lambda: tuple(month_name(month) for month in range(1, 13)))
    weekdays: tuple[str, ...] = _said(lambda: tuple(say_word(name) for name in WEEKDAY_NAMES))
    agenda: str = _said(lambda: say("Agenda"))
    supplement: str = _said(lambda: say("Supplementary agenda {number}"))
    front_sheet: str = _said(lambda: say("Agenda"))
    restricted_papers: str = _said(lambda: say("Restricted papers"))
    public_pack: str = _said(lambda: say("Public reports pack"))
    consolidated_pack: str = _said(lambda: say("Consolidated public reports pack"))
    restricted_pack: str = _said(lambda: say("Restricted reports pack, not for publication"))
    restricted_supplement: str = _said(lambda: say("Restricted papers of supplementary agenda {number}"))
    agenda_item: str = _said(lambda: say("Agenda Item {number}"))
    appendix_to: str = _said(lambda: say("Appendix {label} to item {number}"))
    item_bookmark: str = _said(lambda: say("Item {number}: {title}"))
    appendix_bookmark: str = _said(lambda: say("Appendix {label}: {title}"))
    page: str = _said(lambda: say_in("a page's number", "Page"))
    pack_page: str = _said(lambda: say("Pack Page"))
    back: str = _said(lambda: say("Back to the agenda"))
    held_on: str = _said(lambda: say("Date:"))
    time: str = _said(lambda: say("Time:"))
    venue: str = _said(lambda: say("Venue:"))
    join: str = _said(lambda: say("Join online:"))
    contact: str = _said(lambda: say("Contact:"))
    email: str = _said(lambda: say("Email:"))
    quorum: str = _said(lambda: say("Quorum:"))
    published: str = _said(lambda: say("Published:"))
    despatched: str = _said(lambda: say("Despatched:"))
    version: str = _said(lambda: say("Version"))
    supplement_row: str = _said(lambda: say("Supplement:"))
    membership: str = _said(lambda: say("Membership"))
    substitutes: str = _said(lambda: say("Substitutes: "))
    items: str = _said(lambda: say("Items"))
    part_a: str = _said(lambda: say("Part A: items open to the public"))
    part_b: str = _said(lambda: say("Part B: exempt items"))
    to_follow_heading: str = _said(lambda: say("Papers to follow the agenda"))
    item: str = _said(lambda: say("Item"))
    title: str = _said(lambda: say("Title"))
    pages: str = _said(lambda: say("Pages"))
    appendix: str = _said(lambda: say("Appendix {label}"))
    to_follow: str = _said(lambda: say("To follow"))
    restricted: str = _said(lambda: say("Restricted"))
    withdrawn: str = _said(lambda: say("Withdrawn"))
    withdrawn_words: str = _said(lambda: say("This has been withdrawn."))
    exclusion: str = _said(lambda: say("Exclusion of the press and public"))
    late_heading: str = _said(lambda: say("Papers published after the agenda"))
    inaccessible: str = _said(lambda: say("Papers that are not fully accessible"))
    inaccessible_words: str = _said(
        lambda: say(
            "These papers came from others in a form that some readers, screen readers among them, cannot use in full:"
        )
    )
    ask: str = _said(lambda: say("Please ask {contact} if you need one of them in another form."))
    declarations: str = _said(lambda: say("Declarations of interest"))
    recording: str = _said(lambda: say("Filming and recording"))
    formats: str = _said(lambda: say("Other formats and languages"))
    changes: str = _said(lambda: say("What has changed in version {number}"))
    compared: str = _said(lambda: say("Compared with the version published before:"))
    lettered: str = _said(
        lambda: say(
            "This pack includes papers that followed the agenda. Their pages have letters after the number of the page before "
            "them, so that every page number first published is still right."
        )
    )
    signed: str = _said(lambda: say("Issued by {name}, {role}."))
    proper_officer: str = _said(lambda: say("Proper Officer"))
    restricted_words: str = _said(
        lambda: say(
            "These papers are not for publication. They are for members of the committee and officers who need them. "
            "Please do not copy, forward or discuss them outside the meeting."
        )
    )
    exempt_papers: str = _said(lambda: say("Exempt papers"))
    part: str = _said(lambda: say("Part"))

    @property
    def typed(self) -> str:
        """Return the language of what the workbook says, where it is not this one: it is typed in English.

        A screen reader is told so of every such word. Source: WCAG 2.2, 3.1.2 Language of Parts.
        """
        return "" if self.code == _TYPED else _TYPED

    def filled(self, template: str, *, is_strong: bool = False, **typed: str) -> Inline:
        """Return words of this language whose {braces} are filled in with what the workbook says.

        >>> [(run.text, run.language) for run in WELSH.filled("Gofynnwch i {contact}.", contact="Pat")]
        [('Gofynnwch i ', ''), ('Pat', 'en-GB'), ('.', '')]
        """
        runs = []
        for words, name, _, _ in Formatter().parse(template):
            runs += [Run(words, is_strong)] if words else []
            runs += [Run(typed[name], is_strong, language=self.typed)] if name and typed[name] else []
        return tuple(runs) if self.typed else plain("".join(run.text for run in runs))

    def day(self, day: date) -> str:
        """Return a day as 12 March 2021."""
        return f"{day.day} {self.months[day.month - 1]} {day.year}"

    def weekday(self, day: date) -> str:
        """Return a day with its name: Friday 12 March 2021."""
        return f"{self.weekdays[day.weekday()]} {self.day(day)}"

    def spoken(self) -> AbstractContextManager[None]:
        """Choose words in this language until the block ends."""
        return speaking(self.code)

    def stamp(self, item: AgendaItem, document: Document) -> str:
        """Return what stands at the head of a paper's pages, as `AgendaItem.stamp` does in English."""
        if document.label:
            return self.appendix_to.format(label=document.label, number=item.number)
        return self.agenda_item.format(number=item.number)


def furniture(code: str, suffix: str) -> Furniture:
    """Return every word of an agenda in a language; names of files end in the suffix."""
    with speaking(code):
        return Furniture(code, suffix)


ENGLISH, WELSH = furniture(language.ENGLISH, ""), furniture(language.WELSH, "-cymraeg")
