"""Customer & Communities cover report, 6 July 2012 (seed 000).

The published report prints no figures. It names two indicators that were Red for the year to date; they and the others
are given invented figures here.
"""

from datetime import date

from kccreport.intake.writing import Record, paper_workbook

from .rows import items, table

ILLUSTRATIVE = (
    "Illustrative: the published report prints no figures, so those on this sheet are invented. They are not Kent "
    "County Council's results.",
)
MONTHS = ("Jan 12", "Feb 12", "Mar 12", "Apr 12", "May 12")

PAPER = items(
    layout="committee-paper-2012",
    title="Customer & Communities Performance Dashboard (illustrative figures)",
    council="Kent County Council",
    committee="Communities Cabinet Committee",
    meeting_date=date(2012, 7, 6),
    subject="Customer & Communities Performance Dashboard",
    classification="Unrestricted",
    financial_year="2012/13",
    results_up_to="May 2012",
    produced_by="Business Intelligence, Performance & Risk",
    publication_date=date(2012, 6, 28),
    direction_of_travel="previous period",
)

AREAS = table(
    """
    CUS | Customer Services  | Customer Services  | Amanda Honey, Corporate Director | Mike Hill | Customer & Communities
    COM | Service Improvement and Communities | Communities | Amanda Honey, Corporate Director | Mike Hill | Customer & Communities
    """,
    ("Code", "Service area", "Summary group", "Director", "Cabinet Member", "Delivered by"),
)

PEOPLE: list[Record] = [
    {"Role": "From", "Name": "Mike Hill", "Title": "Cabinet Member for Customer & Communities"},
    {"Role": "From", "Name": "Amanda Honey", "Title": "Corporate Director for Customer & Communities"},
    {
        "Role": "Contact",
        "Name": "Mark Scrivener",
        "Team": "Business Intelligence, Performance & Risk",
        "Phone": "01622 696055",
        "Email": "mark.scrivener@kent.gov.uk",
    },
]

INDICATORS = table(
    """
    CC01 | Percentage of Grade 1 priority calls to the Contact Centre answered in 20 seconds | CUS | KPI | % | 0 | Higher | In-period | 80% | 70%
    CC02 | Percentage of calls to the Contact Centre answered | CUS | KPI | % | 0 | Higher | In-period | 95% | 90%
    CC03 | Percentage of deaths registered within 5 days (excluding post mortems and inquests) | CUS | KPI | % | 0 | Higher | In-period | 95% | 90%
    CC04 | Percentage of births registered within 42 days | CUS | KPI | % | 0 | Higher | In-period | 98% | 95%
    CM01 | Percentage of library users satisfied with the service | COM | KPI | % | 0 | Higher | Rolling 12 months | 90% | 85%
    CM02 | Average days to complete a Trading Standards enquiry | COM | KPI | days | 1 | Lower | In-period | 10 | 14
    CM03 | Young people aged 16 to 18 who first enter the youth justice system | COM | KPI | number | 0 | Lower | In-period | 120 | 150
    CC05 | Calls to the Contact Centre | CUS | Activity | 000s | 1 | | In-period | |
    CM04 | Visits to libraries | COM | Activity | 000s | 1 | | In-period | |
    """,
    ("Reference", "Title", "Service area", "Kind", "Unit", "Decimals", "Polarity", "Basis", "Target", "Floor"),
)
RANGES: dict[str, Record] = {"CC05": {"Upper": 190, "Lower": 160}, "CM04": {"Upper": 1150, "Lower": 1050}}

RESULTS = table(
    """
    CC01 | 77%   | 75%   | 74%   | 68%   | 64%   | 66%   |
    CC02 | 95%   | 95%   | 94%   | 92%   | 91%   | 91%   |
    CC03 | 86%   | 88%   | 89%   | 87%   | 91%   | 89%   |
    CC04 | 98%   | 99%   | 98%   | 99%   | 99%   | 99%   |
    CM01 | 91%   | 91%   | 92%   | 92%   | 92%   |       |
    CM02 | 10.4  | 10.1  | 9.8   | 9.6   | 9.9   | 9.8   |
    CM03 | 118   | 125   | 131   | 112   | 109   | 109   |
    CC05 | 91.2  | 88.7  | 97.5  | 95.6  | 102.3 | 197.9 | 176.4
    CM04 | 512.8 | 498.1 | 541.6 | 533.0 | 547.5 | 1,080.5 | 1,101.2
    """,
    ("Reference", *MONTHS, "Year to date", "Previous year"),
)

COMMENTARY: list[Record] = [
    {
        "References": "CC01",
        "Commentary": "More calls came in, above all on the line for Adult Social Care. Local offices and receptions used to "
        "pass callers straight to the assessment team; they now send them through the Contact Centre, and advisors also "
        "spend more time off the telephone on that team's paperwork.\n"
        "New Adult Education courses bring many calls at this time of year, and the Contact Centre has taken on calls "
        "for registration in Bexley. Posts are vacant until the budget is clear.",
    },
    {
        "References": "CC03",
        "Commentary": "The way deaths are registered changed at the start of 2012 and caused delays. Registration has "
        "become quicker since, and the last month met the minimum standard.",
    },
]

TEXT: list[Record] = [
    {
        "Passage": "Summary",
        "Text": "This dashboard tells Members how Customer & Communities is doing against the targets that its business plans "
        "set for key performance and activity indicators. The figures in this sample are illustrative.",
    },
    {
        "Passage": "Recommendation",
        "Text": "Members are asked to REVIEW the Customer & Communities performance dashboard, including whether its "
        "indicators are the right ones.",
    },
    {
        "Passage": "Cover",
        "Heading": "Introduction",
        "Text": "Appendix 2 Part 4 of the Kent County Council Constitution asks Cabinet Committees to review the performance "
        "of the Council's functions within their remit: against policy objectives, against targets, and as customers "
        "experience it.",
    },
    {
        "Passage": "Cover",
        "Heading": "Introduction",
        "Text": "Each Cabinet Committee therefore receives a performance dashboard.",
    },
    {
        "Passage": "Cover",
        "Heading": "Performance Review",
        "Text": "Members are asked to look at two things:\n"
        "- progress against the targets of this year's business plans, as the attached dashboard shows it,\n"
        "- whether the indicators in the dashboard are appropriate and relevant.",
    },
    {
        "Passage": "Cover",
        "Heading": "Performance Review",
        "Text": "In particular, Members may wish to say which priorities future dashboards should cover, and how the quality "
        "of services could be shown as well as their volume.",
    },
    {
        "Passage": "Cover",
        "Heading": "Performance Review",
        "Text": "After their review Members may report to, or make recommendations to, the Leader, Cabinet Members, the "
        "Cabinet or officers.",
    },
    {
        "Passage": "Cover",
        "Heading": "Customer & Communities performance dashboard",
        "Text": "The dashboard is at Appendix 1. It holds the latest results of the key performance and activity indicators "
        "in this year's divisional business plans.",
    },
    {
        "Passage": "Cover",
        "Heading": "Customer & Communities performance dashboard",
        "Text": "Results are shown for the latest month, {results up to}, with a year to date, or as a rolling 12 month "
        "figure where that suits the indicator better.",
    },
    {
        "Passage": "Cover",
        "Heading": "Customer & Communities performance dashboard",
        "Text": "Each result is given a rating on this basis:",
    },
    {"Passage": "Cover", "Heading": "Customer & Communities performance dashboard", "Text": "{rating key}"},
    {
        "Passage": "Cover",
        "Heading": "Customer & Communities performance dashboard",
        "Text": "Activity indicators mostly follow demand from outside and are not rated. They are compared with the levels "
        "expected when plans and budgets were made.",
    },
    {
        "Passage": "Cover",
        "Heading": "Performance Indicators Commentary",
        "Text": "To help with the review, here is commentary on every indicator that is Red for the year to date.",
    },
    {"Passage": "Cover", "Heading": "Performance Indicators Commentary", "Text": "{red commentary table}"},
    {"Passage": "Background documents", "Text": "None"},
    {
        "Passage": "Guidance",
        "Heading": "About this sample",
        "Text": "The report of 6 July 2012 prints no figures. Those shown here are invented and are not the council's results.",
    },
]


def workbook() -> bytes:
    indicators = [{**row, **RANGES.get(str(row["Reference"]), {}), "Frequency": "Monthly"} for row in INDICATORS]
    return paper_workbook(
        {
            "Paper": PAPER,
            "Service areas": AREAS,
            "People": PEOPLE,
            "Indicators": indicators,
            "Results": RESULTS,
            "Commentary": COMMENTARY,
            "Text": TEXT,
        },
        notes=dict.fromkeys(("Indicators", "Results"), ILLUSTRATIVE),
        title="Customer & Communities Performance Dashboard, May 2012 (illustrative)",
    )
