"""The furniture of an agenda in its two languages: every word that stands on it besides what the workbook says.

They are in the one catalogue, `kccreport/language/cy.po`, which no translator has confirmed yet. The names of the law's own
terms follow the Welsh text of the Local Government and Elections (Wales) Act 2021.
"""

from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from string import Formatter

from kccreport import language
from kccreport.agenda.models import AgendaItem, Document
from kccreport.language import say, say_in, say_word, speaking
from kccreport.models.period import WEEKDAY_NAMES, month_name
from kccreport.paper.blocks import Inline, Run, plain

_TYPED = language.ENGLISH


@dataclass(frozen=True, slots=True)
class Furniture:
    """The words of one language. `code` marks the language of a file; words in {braces} are filled in."""

    code: str
    suffix: str
    months: tuple[str, ...]
    weekdays: tuple[str, ...]
    agenda: str
    supplement: str
    front_sheet: str
    restricted_papers: str
    public_pack: str
    consolidated_pack: str
    restricted_pack: str
    restricted_supplement: str
    agenda_item: str
    appendix_to: str
    item_bookmark: str
    appendix_bookmark: str
    page: str
    pack_page: str
    back: str
    held_on: str
    time: str
    venue: str
    join: str
    contact: str
    email: str
    quorum: str
    published: str
    despatched: str
    version: str
    supplement_row: str
    membership: str
    substitutes: str
    items: str
    part_a: str
    part_b: str
    to_follow_heading: str
    item: str
    title: str
    pages: str
    appendix: str
    to_follow: str
    restricted: str
    withdrawn: str
    withdrawn_words: str
    exclusion: str
    late_heading: str
    inaccessible: str
    inaccessible_words: str
    ask: str
    declarations: str
    recording: str
    formats: str
    changes: str
    compared: str
    lettered: str
    signed: str
    proper_officer: str
    restricted_words: str
    exempt_papers: str
    part: str

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
        return _spoken(code, suffix)


def _spoken(code: str, suffix: str) -> Furniture:
    return Furniture(
        code=code,
        suffix=suffix,
        months=tuple(month_name(month) for month in range(1, 13)),
        weekdays=tuple(say_word(name) for name in WEEKDAY_NAMES),
        agenda=say("Agenda"),
        supplement=say("Supplementary agenda {number}"),
        front_sheet=say("Agenda"),
        restricted_papers=say("Restricted papers"),
        public_pack=say("Public reports pack"),
        consolidated_pack=say("Consolidated public reports pack"),
        restricted_pack=say("Restricted reports pack, not for publication"),
        restricted_supplement=say("Restricted papers of supplementary agenda {number}"),
        agenda_item=say("Agenda Item {number}"),
        appendix_to=say("Appendix {label} to item {number}"),
        item_bookmark=say("Item {number}: {title}"),
        appendix_bookmark=say("Appendix {label}: {title}"),
        page=say_in("a page's number", "Page"),
        pack_page=say("Pack Page"),
        back=say("Back to the agenda"),
        held_on=say("Date:"),
        time=say("Time:"),
        venue=say("Venue:"),
        join=say("Join online:"),
        contact=say("Contact:"),
        email=say("Email:"),
        quorum=say("Quorum:"),
        published=say("Published:"),
        despatched=say("Despatched:"),
        version=say("Version"),
        supplement_row=say("Supplement:"),
        membership=say("Membership"),
        substitutes=say("Substitutes: "),
        items=say("Items"),
        part_a=say("Part A: items open to the public"),
        part_b=say("Part B: exempt items"),
        to_follow_heading=say("Papers to follow the agenda"),
        item=say("Item"),
        title=say("Title"),
        pages=say("Pages"),
        appendix=say("Appendix {label}"),
        to_follow=say("To follow"),
        restricted=say("Restricted"),
        withdrawn=say("Withdrawn"),
        withdrawn_words=say("This has been withdrawn."),
        exclusion=say("Exclusion of the press and public"),
        late_heading=say("Papers published after the agenda"),
        inaccessible=say("Papers that are not fully accessible"),
        inaccessible_words=say(
            "These papers came from others in a form that some readers, screen readers among them, cannot use in full:"
        ),
        ask=say("Please ask {contact} if you need one of them in another form."),
        declarations=say("Declarations of interest"),
        recording=say("Filming and recording"),
        formats=say("Other formats and languages"),
        changes=say("What has changed in version {number}"),
        compared=say("Compared with the version published before:"),
        lettered=say(
            "This pack includes papers that followed the agenda. Their pages have letters after the number of the page before "
            "them, so that every page number first published is still right."
        ),
        signed=say("Issued by {name}, {role}."),
        proper_officer=say("Proper Officer"),
        restricted_words=say(
            "These papers are not for publication. They are for members of the committee and officers who need them. "
            "Please do not copy, forward or discuss them outside the meeting."
        ),
        exempt_papers=say("Exempt papers"),
        part=say("Part"),
    )


ENGLISH, WELSH = furniture(language.ENGLISH, ""), furniture(language.WELSH, "-cymraeg")
