"""The agenda workbook's format: its sheets, columns and items, for the reader, the template and the tests."""

from kccreport.agenda.intake.kind import ITEMS_SHEET, MEETING_SHEET
from kccreport.agenda.models import Holding, ItemKind, Jurisdiction
from kccreport.intake.sheet_format import Column, Fate, Item, SheetFormat

_YES_NO = ("Yes", "No")

_EXEMPTION = (
    Column(
        "Exempt paragraphs",
        "Of Schedule 12A, such as 3 or 1 & 2; blank where the paper is public.",
        required=False,
        width=12,
        fate=Fate.CLEARED,
    ),
    Column(
        "Exempt reason",
        "Why it is not for publication; it is printed in public.",
        required=False,
        width=40,
        fate=Fate.CLEARED,
    ),
    Column(
        "Public interest",
        "Why the public interest in withholding it outweighs that in disclosing it; printed in public.",
        required=False,
        width=40,
        fate=Fate.CLEARED,
    ),
    Column(
        "Safe title",
        "What stands in public instead of the title, where the title is exempt too.",
        required=False,
        width=34,
        fate=Fate.CLEARED,
    ),
)
_LATER = (
    Column(
        "Published on",
        "The day a paper that followed was published; papers of one day make one supplement.",
        required=False,
        width=16,
        fate=Fate.CLEARED,
    ),
    Column(
        "Welsh title",
        "Its title in Welsh, for a bilingual agenda; of an exempt paper what the public may read.",
        required=False,
        width=46,
        fate=Fate.CARRIED,
    ),
    Column(
        "Withdrawn",
        "Yes, where it is withdrawn; a sheet then keeps its page numbers.",
        required=False,
        width=11,
        choices=_YES_NO,
        fate=Fate.CLEARED,
    ),
)
_PAPER = (
    Column(
        "File",
        "The paper: a .pdf, or a paper's .xlsx, in the folder of this workbook or below it.",
        required=False,
        width=34,
        fate=Fate.CLEARED,
    ),
    Column(
        "To follow",
        "Yes, where the paper was not ready when the agenda was published.",
        required=False,
        width=10,
        fate=Fate.CLEARED,
        choices=_YES_NO,
    ),
    Column(
        "Late reason",
        "Why it is late and must be considered all the same; it is printed in public.",
        required=False,
        width=40,
        fate=Fate.CLEARED,
    ),
)

MEETING = SheetFormat(
    MEETING_SHEET,
    "When and where the committee meets, and what its agenda says of that: one item a row.",
    (
        Column("Item", "The name of the detail; leave these as they are.", filled=True, width=30, fate=Fate.CARRIED),
        Column("Value", "What the agenda should print.", width=70, fate=Fate.CARRIED),
        Column("What to type", "", required=False, is_usual=False, width=80, fate=Fate.CARRIED),
    ),
)
ITEMS = SheetFormat(
    ITEMS_SHEET,
    "The items in their order, one row each.",
    (
        Column("Number", "As printed, such as 5 or A1.", also=("Item", "No"), filled=True, width=9, fate=Fate.CARRIED),
        Column("Title", "As printed.", filled=True, width=46, fate=Fate.CARRIED),
        Column(
            "Kind",
            "Report, Minutes, Apologies and substitutes, Declarations, Urgent business or Other; blank means Report.",
            required=False,
            width=18,
            fate=Fate.CARRIED,
            choices=tuple(kind.capitalize() for kind in ItemKind),
        ),
        Column("Purpose", "Such as For decision, or For information.", required=False, width=18, fate=Fate.CARRIED),
        Column(
            "Lead", "Who presents it.", also=("Report of", "Presented by"), required=False, width=36, fate=Fate.CARRIED
        ),
        Column("Time", "When it is expected to begin, such as 10.15 am.", required=False, width=11, fate=Fate.CARRIED),
        Column("Words", "A sentence or two to print below the title.", required=False, width=50, fate=Fate.CARRIED),
        *_PAPER,
        *_EXEMPTION,
        *_LATER,
    ),
)
APPENDICES = SheetFormat(
    "Appendices",
    "Optional: the appendices of items, one row each, in their order.",
    (
        Column("Item", "The number of its item on the Agenda sheet.", filled=True, width=9, fate=Fate.CLEARED),
        Column("Label", "Such as A or 1.", filled=True, width=8, fate=Fate.CLEARED),
        Column("Title", "As printed.", filled=True, width=46, fate=Fate.CLEARED),
        *_PAPER,
        *_EXEMPTION,
        *_LATER,
    ),
    required=False,
)
MEMBERS = SheetFormat(
    "Members",
    "Who sits on the committee, one row each, and who may stand in.",
    (
        Column("Name", "Such as Mr A Councillor.", filled=True, width=34, fate=Fate.CARRIED),
        Column(
            "Role",
            "Chairman, Vice-Chairman or Substitute; blank for a Member.",
            required=False,
            width=20,
            fate=Fate.CARRIED,
            choices=("Chairman", "Vice-Chairman", "Substitute"),
        ),
        Column("Group", "Printed in brackets.", also=("Party",), required=False, width=22, fate=Fate.CARRIED),
    ),
    required=False,
)
CLOSURES = SheetFormat(
    "Closure days",
    "Optional: days on which the council is closed, bank holidays apart; they are not clear days.",
    (
        Column("Date", "One day, such as 24 December 2026.", filled=True, width=18, fate=Fate.CARRIED),
        Column("Reason", "", required=False, width=40, fate=Fate.CARRIED),
    ),
    required=False,
)
VERSIONS = SheetFormat(
    "Versions",
    "Optional: each issue of the pack, the newest last. A pack that was published is issued again under a new number.",
    (
        Column("Version", "Such as 1 or 2.", filled=True, width=10, fate=Fate.CLEARED),
        Column("Date", "When it was published.", filled=True, width=18, fate=Fate.CLEARED),
        Column(
            "What changed",
            "Printed on the front sheet; needed from the second version on.",
            required=False,
            width=80,
            fate=Fate.CLEARED,
        ),
    ),
    required=False,
)
LOG = SheetFormat(
    "Meeting log",
    "Optional: when the papers of past meetings were published; kccreport dates computes GL01 from it.",
    (
        Column("Committee", "", filled=True, width=44, fate=Fate.CARRIED),
        Column("Meeting date", "", filled=True, width=18, fate=Fate.CARRIED),
        Column(
            "Published",
            "When agenda and reports were published; blank if they never were.",
            width=18,
            fate=Fate.CARRIED,
        ),
        Column(
            "Published at",
            "The time, such as 4.30 pm; it counts where there is a cut-off time.",
            required=False,
            width=14,
            fate=Fate.CARRIED,
        ),
    ),
    required=False,
)
CLEARED = SheetFormat(
    "Cleared phrases",
    "Optional: words of an exempt paper that may be published all the same, since public papers say them too.",
    (
        Column("Words", "As the leak check names them.", filled=True, width=80, fate=Fate.CLEARED),
        Column(
            "Cleared by",
            "Who decided that; while it is blank the words are not let through.",
            width=34,
            fate=Fate.CLEARED,
        ),
    ),
    required=False,
)
# what may be cleared: the kinds of harm that `examining` and `issue` find
CLEARABLE = (
    "covered words", "words under a mark", "redaction not applied", "words outside the page", "page differs",
)  # fmt: skip
CLEARED_FINDINGS = SheetFormat(
    "Cleared findings",
    "Optional: what was found in a paper and would stop the pack, but somebody has looked at and lets through.",
    (
        Column(
            "Paper",
            "The paper's file, as on the sheet Agenda.",
            filled=True,
            width=40,
            also=("File",),
            fate=Fate.CLEARED,
        ),
        Column(
            "Page",
            "Its pages, such as 2 or 2-4; blank for all.",
            required=False,
            width=12,
            also=("Pages",),
            fate=Fate.CLEARED,
        ),
        Column("What", "As the check names it.", filled=True, width=28, choices=CLEARABLE, fate=Fate.CLEARED),
        Column("Reason", "Why it may be published all the same.", filled=True, width=60, fate=Fate.CLEARED),
        Column("Cleared by", "Who decided that.", filled=True, width=34, fate=Fate.CLEARED),
    ),
    required=False,
)

AGENDA_SHEETS = (MEETING, ITEMS, APPENDICES, MEMBERS, CLOSURES, VERSIONS, LOG, CLEARED, CLEARED_FINDINGS)

MEETING_ITEMS = (
    Item("Council", "The council.", fate=Fate.CARRIED),
    Item("Committee", "The committee that meets.", fate=Fate.CARRIED),
    Item("Meeting date", "The day of the meeting, such as 12 March 2021.", also=("Date",), fate=Fate.CLEARED),
    Item("Time", "Such as 10.00 am.", fate=Fate.CARRIED),
    Item("Venue", "Where it meets.", fate=Fate.CARRIED),
    Item("Contact", "Who answers questions about the meeting.", also=("Contact officer",), fate=Fate.CARRIED),
    Item("Telephone", "Of the contact.", required=False, also=("Phone",), fate=Fate.CARRIED),
    Item("Email", "Of the contact.", required=False, fate=Fate.CARRIED),
    Item(
        "Held",
        "In person, Hybrid or Remote (through remote means only); blank means in person.",
        required=False,
        choices=tuple(holding.capitalize() for holding in Holding),
        fate=Fate.CARRIED,
    ),
    Item(
        "Joining link",
        "How to take part or watch online, such as https://example.org/meet or [Join the meeting](https://example.org/meet).",
        required=False,
        fate=Fate.CLEARED,
    ),
    Item(
        "Open to the public",
        "Yes or No; blank means Yes. In Wales the notice of the meeting says so.",
        required=False,
        choices=_YES_NO,
        fate=Fate.CARRIED,
    ),
    Item("Quorum", "How many must attend, such as 5.", required=False, fate=Fate.CARRIED),
    Item(
        "Webcast notice",
        "What those attending are told about filming and recording.",
        required=False,
        fate=Fate.CARRIED,
    ),
    Item(
        "Alternative formats",
        "How to ask for large print, another language and the like.",
        required=False,
        fate=Fate.CARRIED,
    ),
    Item("Declarations", "What Members are told about declaring interests.", required=False, fate=Fate.CARRIED),
    Item(
        "Proper officer",
        "Who issues the agenda, with the office after a comma, such as Benjamin Watts, General Counsel.",
        required=False,
        fate=Fate.CARRIED,
    ),
    Item(
        "Logo",
        "The council's logo: a .png or .svg in the folder of this workbook or below it; printed at the head of the front sheet.",
        required=False,
        fate=Fate.CARRIED,
    ),
    Item(
        "Logo words",
        "What the logo shows, for those who cannot see it, such as Logo of Kent County Council.",
        required=False,
        fate=Fate.CARRIED,
    ),
    Item("Despatch date", "When the papers were, or will be, sent to Members.", required=False, fate=Fate.CLEARED),
    Item(
        "Welsh council",
        "The council's name in Welsh, for a bilingual agenda.",
        required=False,
        fate=Fate.CARRIED,
    ),
    Item(
        "Welsh committee",
        "The committee's name in Welsh, for a bilingual agenda.",
        required=False,
        fate=Fate.CARRIED,
    ),
    Item(
        "Start papers on",
        "Right-hand pages, where a blank page should go before a paper that would start on a left-hand one.",
        required=False,
        choices=("Right-hand pages", "Any page"),
        fate=Fate.CARRIED,
    ),
    Item(
        "Largest file",
        "Such as 20 MB, where larger files cannot be uploaded; the public pack is then made in parts too.",
        required=False,
        fate=Fate.CARRIED,
    ),
    Item(
        "Jurisdiction",
        "England or Wales; blank means England.",
        required=False,
        fate=Fate.CARRIED,
        choices=tuple(Jurisdiction),
    ),
    Item("Publication date", "When agenda and papers were, or will be, published.", required=False, fate=Fate.CLEARED),
    Item(
        "Publication time",
        "Such as 4.30 pm; it counts where there is a cut-off time.",
        required=False,
        fate=Fate.CARRIED,
    ),
    Item(
        "Cut-off time",
        "Papers published later count as published on the next working day.",
        required=False,
        fate=Fate.CARRIED,
    ),
    Item(
        "Saturdays count",
        "Yes, where the council counts Saturdays as clear days.",
        required=False,
        fate=Fate.CARRIED,
        choices=_YES_NO,
    ),
    Item(
        "Papers due",
        "Working days before publication on which Democratic Services want them; 1.",
        required=False,
        fate=Fate.CARRIED,
    ),
    Item(
        "Sign-off due",
        "Working days before publication for the director's sign-off; 3.",
        required=False,
        fate=Fate.CARRIED,
    ),
    Item(
        "Commentary due",
        "Working days before publication for figures and commentary; 5.",
        required=False,
        fate=Fate.CARRIED,
    ),
    Item(
        "Private meeting",
        "Yes, where an executive body means to meet in private.",
        required=False,
        fate=Fate.CLEARED,
        choices=_YES_NO,
    ),
    Item("Private reason", "Why it means to meet in private.", required=False, fate=Fate.CLEARED),
    Item("Representations", "What was said against that, and the answer.", required=False, fate=Fate.CLEARED),
)
