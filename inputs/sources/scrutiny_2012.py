"""Cover report to the Customer & Communities Policy Overview & Scrutiny Committee, 20 January 2012 (seed 003).

The published cover features three KPIs but prints no figures; its extract was a separate file. The figures here are
those that the council published for Quarter 1 (seed 004), so they are older than the paper's period, which it says.
"""

from datetime import date

from kccreport.intake.writing import Record, paper_workbook

from . import quarterly_2011
from .rows import items, table

FEATURED = ("KPI12", "KPI25", "KPI26")
OLDER = (
    "The cover of 20 January 2012 reports up to September 2011, but prints no figures. These are the figures published for "
    "June 2011; the paper shows them as being of an earlier period.",
)

PAPER = items(
    layout="scrutiny-report",
    title="Quarterly Performance Report, Quarter 2, 2011/12: extract with the figures of Quarter 1",
    council="Kent County Council",
    committee="Customer & Communities Policy Overview & Scrutiny Committee",
    meeting_date=date(2012, 1, 20),
    subject="Quarterly Performance Report, Quarter 2, 2011/12 (including in-year performance update)",
    classification="Unrestricted",
    financial_year="2011/12",
    results_up_to="September 2011",
    produced_by="Performance Management, Business Strategy",
    publication_date=date(2012, 1, 12),
    direction_of_travel="previous period",
)

PEOPLE = table(
    """
    From    | Mike Hill       | Cabinet Member Customer & Communities     | | |
    From    | Amanda Honey    | Corporate Director Customer & Communities | | |
    Contact | Mark Scrivener  | Performance Management | Business Strategy | 01622 696055 | mark.scrivener@kent.gov.uk
    """,
    ("Role", "Name", "Title", "Team", "Phone", "Email"),
)

TEXT: list[Record] = [
    {
        "Passage": "Summary",
        "Text": "This report tells Members how the Council performs and how busy its services are, above all in the Customer & "
        "Communities Directorate. It adds the main points of monitoring during {financial year}.",
    },
    {
        "Passage": "Recommendation",
        "Text": "Members are asked to NOTE and COMMENT on the Quarterly Performance Report and the in-year performance update.",
    },
    *(
        {"Passage": "Cover", "Heading": heading, "Text": text}
        for heading, text in (
            (
                "Introduction",
                "Cabinet received the Quarterly Performance Report for Quarter 2 of {financial year} on 5 December 2011. It "
                "took the place of Core Monitoring and is still being developed.",
            ),
            (
                "Introduction",
                "Appendix 1 is an extract about the services of this Directorate, with results up to the end of {results up to}.",
            ),
            (
                "Introduction",
                "The whole report is published each quarter on the Council's web site, so that everybody can see how the "
                "authority performs.",
            ),
            ("Featured indicators", "The extract features {number of KPIs} indicators of this Directorate:"),
            ("Featured indicators", "{indicator list}"),
            (
                "Featured indicators",
                "This sample shows their figures of Quarter 1 (June 2011), with what was said of them then. Those of Quarter 2 "
                "were published in a file that is not part of it.",
            ),
            (
                "Featured indicators",
                "It also holds information about the whole Council: calls to the Contact Centre, complaints, and what the main "
                "consultations on this Directorate's functions found.",
            ),
            (
                "Featured indicators",
                "Apprenticeships now belong to the Education portfolio and are reported to the Education, Learning & Skills "
                "committee. Both of their indicators were Green at the end of September 2011.",
            ),
            (
                "In-year monitoring",
                "Services compared the year so far with their Annual Operating Plans, and reported achievements, and exceptions "
                "among projects, key actions and indicators.",
            ),
            (
                "Achievements",
                "Among the achievements of the first half of the year:\n"
                "- 1,480 people walked in the *Explore Kent* Walking Festival (18 July to 7 August), with 34 community groups; "
                "over 6,000 walks were downloaded with the *Explore Kent* app, Kent's first\n"
                "- Brands Hatch was named as the venue of the Paralympic road cycling\n"
                "- an estimated 188,000 people came to the Open Golf Championship at Sandwich in July\n"
                "- Turner Contemporary, opened in April, reached its yearly target of 156,000 visitors in three months\n"
                "- the new Marlowe Theatre opened on time, built with Canterbury City Council and SEEDA\n"
                "- self-service came to 22 libraries by the end of September, on budget; the rest follow by February 2012\n"
                "- Ashford Gateway Plus and Gravesend library opened\n"
                "- the libraries won a Libraries Change Lives Award for work with adults with learning difficulties\n"
                "- over £1 million was saved, among others by transport contracts and self-service\n"
                "- Community Wardens ran projects on rural crime, drug awareness in Gravesham, safer allotments in Ashford, safety "
                "online and sport\n"
                "- a new women's refuge in Sevenoaks was tendered, and people wait less for floating support\n"
                "- over 80 Trading Standards alerts went out, and 20 more organisations now receive them\n"
                "- ministers and the Home Office went on to recognise the Kent Community Alcohol Partnerships\n"
                "- the Contact Centre won the Consumer Direct South East contract again",
            ),
            (
                "Exceptions",
                "What was not delivered as planned falls into three groups:\n"
                "- **Minor slippage.** Most dates moved by a few months. The management team has checked that no objective of a "
                "service suffers.\n"
                "- **External funding reduced or ended**, as for the *Sports Leadership Programme* of Sport England and the "
                "*Naturally Active* project in the countryside.\n"
                "- **A changed environment.** Plans were written in early 2011, and some actions were overtaken. Several about "
                "Gateways and the Contact Centre are now part of the Customer Service Strategy.",
            ),
            (
                "Exceptions",
                "Senior managers have discussed every action that is late or off target, and have acted where it was needed.",
            ),
            (
                "Future reporting",
                "The report will develop further. Indicators are reviewed with business planning, and as *Bold Steps for Kent* is "
                "put into effect.",
            ),
        )
    ),
]


def workbook() -> bytes:
    report = quarterly_2011.records()

    def only(sheet: str, heading: str = "Reference") -> list[Record]:
        return [row for row in report[sheet] if row[heading] in FEATURED]

    areas = {row["Service area"] for row in only("Indicators")}
    return paper_workbook(
        {
            "Paper": PAPER,
            "Service areas": [row for row in report["Service areas"] if row["Code"] in areas],
            "People": PEOPLE,
            "Indicators": only("Indicators"),
            "Details": only("Details"),
            "Targets": only("Targets"),
            "Results": [
                {key: value for key, value in row.items() if key != "Sep 11"} | {"Status": "[x]"}
                for row in only("Results")
            ],
            "Commentary": only("Commentary", "References"),
            "Text": TEXT,
        },
        notes={"Indicators": quarterly_2011.FLOORS_CHOSEN, "Results": OLDER},
        title="Quarterly Performance Report, Quarter 2, 2011/12: Customer and Communities",
    )
