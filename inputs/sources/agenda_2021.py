"""A sample agenda for 12 March 2021: the five papers made here, three from other programs, one of them exempt, one late.

The meeting of the Policy and Resources Cabinet Committee on that day is real, and received the performance dashboard. The
rest of its agenda is invented to show what a pack is made of: papers of other committees and years stand in it, and the
minutes, the letter, the work programme and the exempt report were written for this purpose (`agenda/` has their
sources). Members' names are invented.
"""

from datetime import date, time

from kccreport.agenda.intake.schema import AGENDA_SHEETS, MEETING_ITEMS
from kccreport.intake.writing import Record, format_workbook

SAMPLE = ("A sample: most of this agenda is invented to show what a pack is made of.",)

MEETING: dict[str, object] = {
    "Council": "Kent County Council",
    "Committee": "Policy and Resources Cabinet Committee",
    "Meeting date": date(2021, 3, 12),
    "Time": "10.00 am",
    "Venue": "Online",
    "Held": "Remote",
    "Joining link": "[Watch the meeting](https://example.org/meetings/2021-03-12)",
    "Contact": "Democratic Services",
    "Telephone": "03000 416000",
    "Email": "democratic.services@example.org",
    "Quorum": "5 Members",
    "Webcast notice": "This meeting is broadcast on the Council's website and kept there. Anyone who takes part may be seen "
    "and heard, and agrees to that by taking part.",
    "Alternative formats": "These papers can be had in large print, in another language or read aloud. Please ask the "
    "contact above, at least two working days before the meeting.",
    "Proper officer": "The Clerk, Proper Officer of the Council",
    "Despatch date": date(2021, 3, 4),
    "Jurisdiction": "England",
    "Publication date": date(2021, 3, 4),
    "Publication time": time(15, 30),
    "Cut-off time": time(17, 0),
}

ITEMS: list[Record] = [
    {"Number": "1", "Title": "Apologies and substitutes", "Kind": "Apologies and substitutes"},
    {
        "Number": "2",
        "Title": "Declarations of interest by Members",
        "Kind": "Declarations",
    },
    {
        "Number": "3",
        "Title": "Minutes of the meeting on 15 January 2021",
        "Kind": "Minutes",
        "Purpose": "For approval",
        "File": "papers/minutes-2021-01-15.pdf",
    },
    {
        "Number": "4",
        "Title": "Strategic and Corporate Services Performance Dashboard",
        "Purpose": "For information",
        "Lead": "Corporate Director, Strategic and Corporate Services",
        "Time": "10.10 am",
        "File": "dashboard-2021.xlsx",
    },
    {
        "Number": "5",
        "Title": "Strategic and Corporate Services Directorate Dashboard, July 2014",
        "Purpose": "For information",
        "Time": "10.30 am",
        "File": "committee-2014.xlsx",
    },
    {
        "Number": "6",
        "Title": "Customer and Communities performance, 2012",
        "Purpose": "For discussion",
        "Time": "10.45 am",
        "File": "committee-2012.xlsx",
    },
    {
        "Number": "7",
        "Title": "Quarterly Performance Report, Quarter 1, 2011/12",
        "Purpose": "For discussion",
        "Time": "11.00 am",
        "File": "quarterly-2011.xlsx",
    },
    {"Number": "8", "Title": "Review of parking in town centres", "Purpose": "For discussion", "Time": "11.30 am"},
    {
        "Number": "9",
        "Title": "Work programme 2021",
        "Purpose": "For decision",
        "Time": "11.45 am",
        "File": "papers/work-programme.pdf",
        "To follow": "Yes",
        "Late reason": "The programme could be settled only after the Cabinet met on 8 March, and it is needed before the "
        "next meeting.",
        "Published on": date(2021, 3, 9),
    },
    {"Number": "10", "Title": "Urgent business", "Kind": "Urgent business"},
    {
        "Number": "11",
        "Title": "Award of the gully cleansing contract to Brightwater Drainage",
        "Purpose": "For comment before a decision",
        "Time": "12 noon",
        "File": "papers/contract-award.pdf",
        "Exempt paragraphs": 3,
        "Exempt reason": "The report sets out tendered prices and an assessment of the firms that tendered.",
        "Public interest": "Publishing prices before the contract is signed would weaken the Council's position and that of "
        "the firms; the award itself will be published.",
        "Safe title": "Award of a highways contract",
    },
]

APPENDICES: list[Record] = [
    {
        "Item": "7",
        "Label": "A",
        "Title": "Extract for Customer and Communities, Quarter 2",
        "File": "scrutiny-2012.xlsx",
    },
    {"Item": "8", "Label": "A", "Title": "Letter from a residents' association", "File": "papers/parking-letter.pdf"},
]

MEMBERS: list[Record] = [
    {"Name": "Mr A Bramley", "Role": "Chairman", "Group": "Conservative"},
    {"Name": "Mrs B Cox", "Role": "Vice-Chairman", "Group": "Conservative"},
    {"Name": "Ms C Discovery", "Group": "Labour"},
    {"Name": "Mr D Egremont", "Group": "Liberal Democrat"},
    {"Name": "Mrs E Fiesta", "Group": "Conservative"},
    {"Name": "Mr F Gala", "Role": "Substitute", "Group": "Conservative"},
    {"Name": "Ms G Howgate", "Role": "Substitute", "Group": "Labour"},
]

# invented, so that kccreport dates has something to compute GL01 from
LOG: list[Record] = [
    {"Committee": "Cabinet", "Meeting date": date(2021, 1, 25), "Published": date(2021, 1, 15)},
    {
        "Committee": "Policy and Resources Cabinet Committee",
        "Meeting date": date(2021, 1, 15),
        "Published": date(2021, 1, 7),
    },
    {"Committee": "Scrutiny Committee", "Meeting date": date(2021, 1, 28), "Published": date(2021, 1, 21)},
    {"Committee": "County Council", "Meeting date": date(2021, 2, 11), "Published": date(2021, 2, 3)},
]


def records() -> dict[str, list[Record]]:
    """Return the rows of each sheet."""
    return {
        "Meeting": [
            {"Item": item.name, "Value": MEETING.get(item.name)} for item in MEETING_ITEMS if item.name in MEETING
        ],
        "Agenda": ITEMS,
        "Appendices": APPENDICES,
        "Members": MEMBERS,
        "Meeting log": LOG,
    }


def workbook() -> bytes:
    return format_workbook(
        AGENDA_SHEETS,
        records(),
        notes={"Agenda": SAMPLE, "Members": ("Invented names.",)},
        title="Agenda, 12 March 2021",
    )
