"""The agenda workbook's format: its sheets, columns and items, for the reader, the template and the tests."""

from kccreport.intake.schema import Column, Item, SheetFormat

_EXEMPTION = (
    Column(
        "Exempt paragraphs",
        "Of Schedule 12A, such as 3 or 1 & 2; blank where the paper is public.",
        required=False,
        width=12,
    ),
    Column("Exempt reason", "Why it is not for publication; it is printed in public.", required=False, width=40),
    Column(
        "Public interest",
        "Why the public interest in withholding it outweighs that in disclosing it; printed in public.",
        required=False,
        width=40,
    ),
    Column(
        "Safe title",
        "What stands in public instead of the title, where the title is exempt too.",
        required=False,
        width=34,
    ),
)
_PAPER = (
    Column(
        "File",
        "The paper: a .pdf, or a paper's .xlsx, in the folder of this workbook or below it.",
        required=False,
        width=34,
    ),
    Column("To follow", "Yes, where the paper was not ready when the agenda was published.", required=False, width=10),
    Column(
        "Late reason",
        "Why it is late and must be considered all the same; it is printed with the paper.",
        required=False,
        width=40,
    ),
)

MEETING = SheetFormat(
    "Meeting",
    "When and where the committee meets, and what its agenda says of that: one item a row.",
    (
        Column("Item", "The name of the detail; leave these as they are.", filled=True, width=30),
        Column("Value", "What the agenda should print.", width=70),
        Column("What to type", "", required=False, is_usual=False, width=80),
    ),
)
ITEMS = SheetFormat(
    "Agenda",
    "The items in their order, one row each.",
    (
        Column("Number", "As printed, such as 5 or A1.", also=("Item", "No"), filled=True, width=9),
        Column("Title", "As printed.", filled=True, width=46),
        Column(
            "Kind",
            "Report, Minutes, Apologies and substitutes, Declarations, Urgent business or Other; blank means Report.",
            required=False,
            width=18,
        ),
        Column("Purpose", "Such as For decision, or For information.", required=False, width=18),
        Column("Lead", "Who presents it.", also=("Report of", "Presented by"), required=False, width=36),
        Column("Time", "When it is expected to begin, such as 10.15 am.", required=False, width=11),
        Column("Words", "A sentence or two to print below the title.", required=False, width=50),
        *_PAPER,
        *_EXEMPTION,
    ),
)
APPENDICES = SheetFormat(
    "Appendices",
    "Optional: the appendices of items, one row each, in their order.",
    (
        Column("Item", "The number of its item on the Agenda sheet.", filled=True, width=9),
        Column("Label", "Such as A or 1.", filled=True, width=8),
        Column("Title", "As printed.", filled=True, width=46),
        *_PAPER,
        *_EXEMPTION,
    ),
    required=False,
)
MEMBERS = SheetFormat(
    "Members",
    "Who sits on the committee, one row each, and who may stand in.",
    (
        Column("Name", "Such as Mr A Councillor.", filled=True, width=34),
        Column("Role", "Chairman, Vice-Chairman or Substitute; blank for a Member.", required=False, width=20),
        Column("Group", "Printed in brackets.", also=("Party",), required=False, width=22),
    ),
    required=False,
)
CLOSURES = SheetFormat(
    "Closure days",
    "Optional: days on which the council is closed, bank holidays apart; they are not clear days.",
    (
        Column("Date", "One day, such as 24 December 2026.", filled=True, width=18),
        Column("Reason", "", required=False, width=40),
    ),
    required=False,
)
VERSIONS = SheetFormat(
    "Versions",
    "Optional: each issue of the pack, the newest last. A pack that was published is issued again under a new number.",
    (
        Column("Version", "Such as 1 or 2.", filled=True, width=10),
        Column("Date", "When it was published.", filled=True, width=18),
        Column(
            "What changed", "Printed on the front sheet; needed from the second version on.", required=False, width=80
        ),
    ),
    required=False,
)
LOG = SheetFormat(
    "Meeting log",
    "Optional: when the papers of past meetings were published; kccreport dates computes GL01 from it.",
    (
        Column("Committee", "", filled=True, width=44),
        Column("Meeting date", "", filled=True, width=18),
        Column("Published", "When agenda and reports were published; blank if they never were.", width=18),
    ),
    required=False,
)
CLEARED = SheetFormat(
    "Cleared phrases",
    "Optional: words of an exempt paper that may be published all the same, since public papers say them too.",
    (
        Column("Words", "As the leak check names them.", filled=True, width=80),
        Column("Cleared by", "Who decided that.", filled=True, width=34),
    ),
    required=False,
)
CLEARED_FINDINGS = SheetFormat(
    "Cleared findings",
    "Optional: what was found in a paper and would stop the pack, but somebody has looked at and lets through.",
    (
        Column("Paper", "The paper's file, as on the sheet Agenda.", filled=True, width=40, also=("File",)),
        Column("Page", "Its pages, such as 2 or 2-4; blank for all.", required=False, width=12, also=("Pages",)),
        Column("What", "As the check names it.", filled=True, width=28),
        Column("Reason", "Why it may be published all the same.", filled=True, width=60),
        Column("Cleared by", "Who decided that.", filled=True, width=34),
    ),
    required=False,
)
# what may be cleared: the kinds of harm that `examining` and `issue` find
CLEARABLE = (
    "covered words", "words under a mark", "redaction not applied", "words outside the page", "page differs",
)  # fmt: skip

AGENDA_SHEETS = (MEETING, ITEMS, APPENDICES, MEMBERS, CLOSURES, VERSIONS, LOG, CLEARED, CLEARED_FINDINGS)

MEETING_ITEMS = (
    Item("Council", "The council."),
    Item("Committee", "The committee that meets."),
    Item("Meeting date", "The day of the meeting, such as 12 March 2021.", also=("Date",)),
    Item("Time", "Such as 10.00 am."),
    Item("Venue", "Where it meets."),
    Item("Contact", "Who answers questions about the meeting.", also=("Contact officer",)),
    Item("Telephone", "Of the contact.", required=False, also=("Phone",)),
    Item("Email", "Of the contact.", required=False),
    Item("Quorum", "How many must attend, such as 5.", required=False),
    Item("Webcast notice", "What those attending are told about filming and recording.", required=False),
    Item("Alternative formats", "How to ask for large print, another language and the like.", required=False),
    Item("Jurisdiction", "England or Wales; blank means England.", required=False),
    Item("Publication date", "When agenda and papers were, or will be, published.", required=False),
    Item("Publication time", "Such as 4.30 pm; it counts where there is a cut-off time.", required=False),
    Item("Cut-off time", "Papers published later count as published on the next working day.", required=False),
    Item("Saturdays count", "Yes, where the council counts Saturdays as clear days.", required=False),
    Item("Papers due", "Working days before publication on which Democratic Services want them; 1.", required=False),
    Item("Sign-off due", "Working days before publication for the director's sign-off; 3.", required=False),
    Item("Commentary due", "Working days before publication for figures and commentary; 5.", required=False),
    Item("Private meeting", "Yes, where an executive body means to meet in private.", required=False),
    Item("Private reason", "Why it means to meet in private.", required=False),
    Item("Representations", "What was said against that, and the answer.", required=False),
)
