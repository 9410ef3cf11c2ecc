"""Strategic and Corporate Services cover report, 19 September 2014 (seed 002).

The published paper prints only totals: 31 KPIs, of which 19 Green, 5 Amber and 7 Red; 14 improving and 10 lower. The
indicators here are invented so that they add up to those totals.
"""

from datetime import date

from kccreport.intake.writing import Record, paper_workbook

from .rows import items, table

ILLUSTRATIVE = (
    "Illustrative: the published report prints only totals, so these indicators and figures are invented to add up to "
    "them. They are not Kent County Council's results.",
)
MONTHS = ("Mar 14", "Apr 14", "May 14", "Jun 14", "Jul 14")

PAPER = items(
    layout="committee-paper",
    title="Strategic and Corporate Services Directorate Dashboard (illustrative figures)",
    council="Kent County Council",
    committee="Policy and Resources Cabinet Committee",
    meeting_date=date(2014, 9, 19),
    subject="Strategic and Corporate Services Directorate Dashboard",
    classification="Unrestricted",
    financial_year="2014/15",
    results_up_to="July 2014",
    produced_by="Business Intelligence",
    publication_date=date(2014, 9, 11),
    direction_of_travel="previous period",
)

AREAS = table(
    """
    CON | Contact and Customer Services | Contact and Customer Services | Illustrative | Bryan Sweetland | Illustrative service
    FIN | Finance and Procurement       | Finance and Procurement       | Illustrative | John Simmonds   | Illustrative service
    HUM | Human Resources               | Human Resources               | Illustrative | Gary Cooke      | Illustrative service
    GOV | Governance and Law            | Governance and Law            | Illustrative | Gary Cooke      | Illustrative service
    INF | Property and Infrastructure   | Property and Infrastructure   | Illustrative | Gary Cooke      | Illustrative service
    """,
    ("Code", "Service area", "Summary group", "Director", "Cabinet Member", "Delivered by"),
)

PEOPLE: list[Record] = [
    {"Role": "From", "Name": "Gary Cooke", "Title": "Cabinet Member for Corporate and Democratic Services"},
    {"Role": "From", "Name": "John Simmonds", "Title": "Cabinet Member for Finance and Procurement"},
    {"Role": "From", "Name": "Bryan Sweetland", "Title": "Cabinet Member for Commercial and Traded Services"},
    {"Role": "From", "Name": "David Cockburn", "Title": "Corporate Director for Strategic and Corporate Services"},
    {
        "Role": "Contact",
        "Name": "Richard Fitzgerald",
        "Title": "Performance Manager",
        "Team": "Business Intelligence",
        "Phone": "01622 221985",
        "Email": "richard.fitzgerald@kent.gov.uk",
    },
]

# reference | title | area | polarity | target | floor | five months | year to date
KPIS = table(
    """
    IL01 | Calls to Contact Point answered | CON | Higher | 95% | 90% | 93% | 91% | 90% | 86% | 88% | 89%
    IL02 | Calls to Contact Point answered within 40 seconds | CON | Higher | 80% | 70% | 71% | 68% | 66% | 62% | 60% | 64%
    IL03 | Callers who rate the advisors as good | CON | Higher | 95% | 90% | 96% | 97% | 97% | 96% | 97% | 97%
    IL04 | Complaints acknowledged within three days | CON | Higher | 95% | 90% | 95% | 96% | 96% | 97% | 97% | 97%
    IL05 | Visitors to Gateways seen within ten minutes | CON | Higher | 90% | 80% | 88% | 86% | 85% | 85% | 87% | 86%
    IL06 | Online forms completed without help | CON | Higher | 60% | 50% | 61% | 62% | 64% | 65% | 63% | 64%
    IL07 | Invoices paid within 30 days | FIN | Higher | 90% | 80% | 91% | 92% | 91% | 93% | 94% | 93%
    IL08 | Invoices paid within 20 days | FIN | Higher | 85% | 75% | 80% | 79% | 77% | 74% | 73% | 76%
    IL09 | Debt outstanding for more than 60 days | FIN | Lower | 30% | 40% | 29% | 31% | 28% | 27% | 26% | 28%
    IL10 | Pension letters answered within 15 days | FIN | Higher | 98% | 95% | 98% | 99% | 99% | 99% | 99% | 99%
    IL11 | Retirement benefits paid within 20 days | FIN | Higher | 90% | 85% | 92% | 91% | 94% | 95% | 92% | 93%
    IL12 | Spend with Kent suppliers | FIN | Higher | 55% | 50% | 56% | 57% | 58% | 56% | 58% | 57%
    IL13 | Purchase orders raised before the invoice | FIN | Higher | 80% | 70% | 72% | 69% | 66% | 64% | 67% | 67%
    IL14 | Staff with a completed appraisal | HUM | Higher | 90% | 80% | 91% | 92% | 92% | 93% | 93% | 93%
    IL15 | Staff recommending the council as an employer | HUM | Higher | 70% | 60% | 72% | 72% | 73% | 75% | 74% | 74%
    IL16 | Training rated as useful | HUM | Higher | 95% | 85% | 96% | 97% | 95% | 96% | 98% | 97%
    IL17 | Staff turnover in a year | HUM | Lower | 12% | 15% | 12% | 12% | 13% | 13% | 14% | 13%
    IL18 | Posts filled at the first advertisement | HUM | Higher | 75% | 65% | 76% | 78% | 77% | 79% | 81% | 79%
    IL19 | Health and safety audits completed on time | HUM | Higher | 90% | 85% | 88% | 87% | 84% | 82% | 82% | 84%
    IL20 | Freedom of Information requests answered in time | GOV | Higher | 90% | 85% | 89% | 86% | 83% | 81% | 79% | 82%
    IL21 | Subject access requests answered in time | GOV | Higher | 90% | 80% | 88% | 85% | 84% | 86% | 83% | 84%
    IL22 | Committee papers published on time | GOV | Higher | 100% | 95% | 100% | 100% | 100% | 100% | 100% | 100%
    IL23 | Legal instructions acknowledged within two days | GOV | Higher | 92% | 85% | 93% | 94% | 93% | 94% | 95% | 94%
    IL24 | Registrations of electors processed in a week | GOV | Higher | 99% | 95% | 97% | 98% | 98% | 99% | 98% | 98%
    IL25 | Repairs completed on time | INF | Higher | 90% | 80% | 89% | 88% | 87% | 86% | 86% | 87%
    IL26 | Calls to the ICT help desk resolved at once | INF | Higher | 70% | 65% | 72% | 71% | 73% | 74% | 75% | 74%
    IL27 | Working hours with e-mail available | INF | Higher | 99% | 98% | 100% | 99% | 100% | 100% | 100% | 100%
    IL28 | Working hours with the network available | INF | Higher | 99% | 98% | 99% | 100% | 99% | 100% | 99% | 99%
    IL29 | Rent outstanding for more than 60 days | INF | Lower | 5% | 10% | 12% | 13% | 14% | 13% | 12% | 13%
    IL30 | Energy use against the year before | INF | Lower | 98% | 102% | 97% | 96% | 97% | 96% | 95% | 96%
    """,
    ("Reference", "Title", "Service area", "Polarity", "Target", "Floor", *MONTHS, "Year to date"),
)

# the last indicator, and one activity, come from numerators and counts on the Data sheet
FROM_DATA = table(
    """
    IL31  | Building projects handed over on the day agreed | INF | KPI | % | Higher | 75% | 65%
    IL31b | Building projects handed over | INF | Activity | number | | |
    IL01b | Calls to Contact Point | CON | Activity | number | | |
    """,
    ("Reference", "Title", "Service area", "Kind", "Unit", "Polarity", "Target", "Floor"),
)
HANDED_OVER = {(2014, 3): (16, 20), (2014, 4): (17, 22), (2014, 5): (15, 19), (2014, 6): (20, 26), (2014, 7): (18, 23)}
CALLS = {
    2013: (61_204, 64_880, 59_312, 66_107, 55_931, 63_476, 64_018, 58_772, 47_209),
    2014: (66_390, 61_115, 68_742, 64_051, 65_830, 62_994, 70_206),
}

COMMENTARY: list[Record] = [
    {
        "References": "IL01 & IL02",
        "Commentary": "Contact Point missed its targets in July. New advisors finished their training and started to take "
        "calls during July and August, and provisional August figures show some weeks on target.",
    },
    {
        "References": "IL08",
        "Commentary": "Invoices waited for approval in two directorates while managers changed. Finance now lists the "
        "oldest invoices for each director every Monday.",
    },
    {
        "References": "IL13",
        "Commentary": "Orders are still raised after the work in property and transport. Training for requisitioners has "
        "started, and July was better than June.",
    },
    {
        "References": "IL19",
        "Commentary": "Audits slipped because one of two auditors left. A successor starts in September, and the audits of "
        "schools have been put first.",
    },
    {
        "References": "IL20",
        "Commentary": "Requests rose by a third over the spring, and many concern several services. The team now asks for "
        "the facts within five days so that there is time to settle questions.",
    },
    {
        "References": "IL29",
        "Commentary": "Two large tenants dispute their service charge. Payment plans are agreed for the rest, which is why "
        "the share fell in July.",
    },
]

TEXT: list[Record] = [
    {
        "Passage": "Summary",
        "Text": "The dashboard sets out how the directorate performed against the targets for its Key Performance "
        "Indicators, with results up to the end of {results up to}. The indicators in this sample are illustrative.",
    },
    {"Passage": "Recommendation", "Text": "The Policy and Resources Cabinet Committee is asked to NOTE the report."},
    {
        "Passage": "Cover",
        "Heading": "Introduction",
        "Text": "The Committee has oversight of a range of services, and reviewing how they perform is part of its role.",
    },
    {
        "Passage": "Cover",
        "Heading": "Introduction",
        "Text": "It receives a performance dashboard regularly through the year. This report has data up to the end of "
        "{results up to}.",
    },
    {
        "Passage": "Cover",
        "Heading": "Directorate Dashboard",
        "Text": "Appendix 1 holds the Strategic and Corporate Services Directorate Dashboard, with results up to the end of "
        "{results up to} for the Key Performance Indicators (KPIs) of this year's Strategic Priority Statement.",
    },
    {"Passage": "Cover", "Heading": "Directorate Dashboard", "Text": "The Dashboard includes {number of KPIs} KPIs."},
    {
        "Passage": "Cover",
        "Heading": "Directorate Dashboard",
        "Text": "It also includes activity indicators, which put the KPIs into context.",
    },
    {
        "Passage": "Cover",
        "Heading": "Directorate Dashboard",
        "Text": "KPIs carry RAG (Red/Amber/Green) ratings that show progress against target. The Guidance notes in "
        "Appendix 1 say how each rating is made.",
    },
    {"Passage": "Cover", "Heading": "Directorate Dashboard", "Text": "{rating sentence}"},
    {
        "Passage": "Cover",
        "Heading": "Directorate Dashboard",
        "Text": "Every indicator that is now Red is explained in the Dashboard.",
    },
    {"Passage": "Cover", "Heading": "Directorate Dashboard", "Text": "{direction sentence}"},
    {
        "Passage": "Cover",
        "Heading": "Directorate Dashboard",
        "Text": "Contact Point stayed below its targets in July. Staff trained over the summer began to answer calls in July "
        "and August, and provisional August results are better, with some weeks on target.",
    },
    {
        "Passage": "Background documents",
        "Text": "The Strategic and Corporate Services Strategic Priority Statement",
        "Link": "http://www.kent.gov.uk/about-the-council/strategies-and-policies/corporate-policies/"
        "strategic-priority-statements",
    },
    {
        "Passage": "Guidance",
        "Heading": "About this sample",
        "Text": "The report of 19 September 2014 prints totals but no indicators. Those shown here are invented to add up to "
        "the published totals and are not the council's results.",
    },
]


def workbook() -> bytes:
    figures = {*MONTHS, "Year to date"}
    usual: Record = {"Frequency": "Monthly", "Decimals": 0, "Basis": "In-period"}
    indicators = [
        {**usual, "Kind": "KPI", "Unit": "%"} | {key: value for key, value in row.items() if key not in figures}
        for row in KPIS
    ]
    indicators += [{**usual, **row} for row in FROM_DATA]
    return paper_workbook(
        {
            "Paper": PAPER,
            "Service areas": AREAS,
            "People": PEOPLE,
            "Indicators": indicators,
            "Results": [{key: value for key, value in row.items() if key in figures | {"Reference"}} for row in KPIS],
            "Data": _data(),
            "Commentary": COMMENTARY,
            "Text": TEXT,
        },
        notes=dict.fromkeys(("Indicators", "Results", "Data", "Commentary"), ILLUSTRATIVE),
        title="Strategic and Corporate Services Directorate Dashboard, July 2014 (illustrative)",
    )


def _data() -> list[Record]:
    rows: list[Record] = []
    for (year, month), (met, total) in HANDED_OVER.items():
        rows.append({"Reference": "IL31", "Date": date(year, month, 1), "Numerator": met, "Denominator": total})
        rows.append({"Reference": "IL31b", "Date": date(year, month, 1), "Count": total})
    for year, first in ((2013, 4), (2014, 1)):
        for month, calls in enumerate(CALLS[year], first):
            rows.append({"Reference": "IL01b", "Date": date(year, month, 1), "Count": calls})
    return rows
