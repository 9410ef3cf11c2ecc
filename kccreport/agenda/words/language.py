"""The furniture of an agenda in its two languages: every word that stands on it besides what the workbook says.

The Welsh is ours and no translator has confirmed it: README says which words those are. The names of the law's own terms
follow the Welsh text of the Local Government and Elections (Wales) Act 2021.
"""

from dataclasses import dataclass
from datetime import date
from string import Formatter

from kccreport.agenda.models import AgendaItem, Document
from kccreport.models.period import MONTH_NAMES
from kccreport.paper.blocks import Inline, Run, plain

_TYPED = "en-GB"


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

    def stamp(self, item: AgendaItem, document: Document) -> str:
        """Return what stands at the head of a paper's pages, as `AgendaItem.stamp` does in English."""
        if document.label:
            return self.appendix_to.format(label=document.label, number=item.number)
        return self.agenda_item.format(number=item.number)


ENGLISH = Furniture(
    code="en-GB",
    suffix="",
    months=tuple(MONTH_NAMES),
    weekdays=("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    agenda="Agenda",
    supplement="Supplementary agenda {number}",
    front_sheet="Agenda",
    restricted_papers="Restricted papers",
    public_pack="Public reports pack",
    consolidated_pack="Consolidated public reports pack",
    restricted_pack="Restricted reports pack, not for publication",
    restricted_supplement="Restricted papers of supplementary agenda {number}",
    agenda_item="Agenda Item {number}",
    appendix_to="Appendix {label} to item {number}",
    item_bookmark="Item {number}: {title}",
    appendix_bookmark="Appendix {label}: {title}",
    page="Page",
    pack_page="Pack Page",
    back="Back to the agenda",
    held_on="Date:",
    time="Time:",
    venue="Venue:",
    join="Join online:",
    contact="Contact:",
    email="Email:",
    quorum="Quorum:",
    published="Published:",
    despatched="Despatched:",
    version="Version",
    supplement_row="Supplement:",
    membership="Membership",
    substitutes="Substitutes: ",
    items="Items",
    part_a="Part A: items open to the public",
    part_b="Part B: exempt items",
    to_follow_heading="Papers to follow the agenda",
    item="Item",
    title="Title",
    pages="Pages",
    appendix="Appendix {label}",
    to_follow="To follow",
    restricted="Restricted",
    withdrawn="Withdrawn",
    withdrawn_words="This has been withdrawn.",
    exclusion="Exclusion of the press and public",
    late_heading="Papers published after the agenda",
    inaccessible="Papers that are not fully accessible",
    inaccessible_words="These papers came from others in a form that some readers, screen readers among them, cannot use in full:",
    ask="Please ask {contact} if you need one of them in another form.",
    declarations="Declarations of interest",
    recording="Filming and recording",
    formats="Other formats and languages",
    changes="What has changed in version {number}",
    compared="Compared with the version published before:",
    lettered="This pack includes papers that followed the agenda. Their pages have letters after the number of the page before "
    "them, so that every page number first published is still right.",
    signed="Issued by {name}, {role}.",
    proper_officer="Proper Officer",
    restricted_words="These papers are not for publication. They are for members of the committee and officers who need them. "
    "Please do not copy, forward or discuss them outside the meeting.",
    exempt_papers="Exempt papers",
    part="Part",
)
WELSH = Furniture(
    code="cy",
    suffix="-cymraeg",
    months=(
        "Ionawr",
        "Chwefror",
        "Mawrth",
        "Ebrill",
        "Mai",
        "Mehefin",
        "Gorffennaf",
        "Awst",
        "Medi",
        "Hydref",
        "Tachwedd",
        "Rhagfyr",
    ),
    weekdays=("Dydd Llun", "Dydd Mawrth", "Dydd Mercher", "Dydd Iau", "Dydd Gwener", "Dydd Sadwrn", "Dydd Sul"),
    agenda="Agenda",
    supplement="Agenda atodol {number}",
    front_sheet="Agenda",
    restricted_papers="Papurau cyfyngedig",
    public_pack="Pecyn adroddiadau cyhoeddus",
    consolidated_pack="Pecyn adroddiadau cyhoeddus cyfunol",
    restricted_pack="Pecyn adroddiadau cyfyngedig, nid i'w gyhoeddi",
    restricted_supplement="Papurau cyfyngedig agenda atodol {number}",
    agenda_item="Eitem Agenda {number}",
    appendix_to="Atodiad {label} i eitem {number}",
    item_bookmark="Eitem {number}: {title}",
    appendix_bookmark="Atodiad {label}: {title}",
    page="Tudalen",
    pack_page="Tudalen Pecyn",
    back="Yn ôl i'r agenda",
    held_on="Dyddiad:",
    time="Amser:",
    venue="Lleoliad:",
    join="Ymuno ar-lein:",
    contact="Cyswllt:",
    email="E-bost:",
    quorum="Cworwm:",
    published="Cyhoeddwyd:",
    despatched="Anfonwyd:",
    version="Fersiwn",
    supplement_row="Atodiad i'r agenda:",
    membership="Aelodaeth",
    substitutes="Dirprwyon: ",
    items="Eitemau",
    part_a="Rhan A: eitemau sy'n agored i'r cyhoedd",
    part_b="Rhan B: eitemau esempt",
    to_follow_heading="Papurau i ddilyn yr agenda",
    item="Eitem",
    title="Teitl",
    pages="Tudalennau",
    appendix="Atodiad {label}",
    to_follow="I ddilyn",
    restricted="Cyfyngedig",
    withdrawn="Tynnwyd yn ôl",
    withdrawn_words="Mae hyn wedi'i dynnu yn ôl.",
    exclusion="Gwahardd y wasg a'r cyhoedd",
    late_heading="Papurau a gyhoeddwyd ar ôl yr agenda",
    inaccessible="Papurau nad ydynt yn gwbl hygyrch",
    inaccessible_words="Daeth y papurau hyn gan eraill ar ffurf na all rhai darllenwyr, gan gynnwys darllenwyr sgrin, ei defnyddio'n "
    "llawn:",
    ask="Gofynnwch i {contact} os oes angen un ohonynt arnoch ar ffurf arall.",
    declarations="Datganiadau o fuddiant",
    recording="Ffilmio a recordio",
    formats="Fformatau ac ieithoedd eraill",
    changes="Beth sydd wedi newid yn fersiwn {number}",
    compared="O'i gymharu â'r fersiwn a gyhoeddwyd o'r blaen:",
    lettered="Mae'r pecyn hwn yn cynnwys papurau a ddilynodd yr agenda. Mae llythrennau ar eu tudalennau ar ôl rhif y dudalen "
    "flaenorol, fel bod pob rhif tudalen a gyhoeddwyd gyntaf yn dal yn gywir.",
    signed="Cyhoeddwyd gan {name}, {role}.",
    proper_officer="Swyddog Priodol",
    restricted_words="Nid yw'r papurau hyn i'w cyhoeddi. Maent ar gyfer aelodau'r pwyllgor a'r swyddogion sydd eu hangen. Peidiwch "
    "â'u copïo, eu hanfon ymlaen na'u trafod y tu allan i'r cyfarfod.",
    exempt_papers="Papurau esempt",
    part="Rhan",
)
