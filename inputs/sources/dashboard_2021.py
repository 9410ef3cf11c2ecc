"""Strategic and Corporate Services dashboard, results up to January 2021 (seed 001), with a cover report of ours."""

from datetime import date

from kccreport.intake.writing import Record, paper_workbook

from .rows import items, table

MONTHS_TO_DECEMBER = ("Aug 20", "Sep 20", "Oct 20", "Nov 20", "Dec 20")
MONTHS_TO_JANUARY = ("Sep 20", "Oct 20", "Nov 20", "Dec 20", "Jan 21")
QUARTERS = ("Dec 19", "Mar 20", "Jun 20", "Sep 20", "Dec 20")

PAPER = items(
    layout="committee-paper",
    title="Strategic and Corporate Services Performance Dashboard",
    council="Kent County Council",
    committee="Policy and Resources Cabinet Committee",
    meeting_date=date(2021, 3, 12),
    subject="Strategic and Corporate Services Performance Dashboard",
    classification="Unrestricted",
    financial_year="2020/21",
    results_up_to="January 2021",
    produced_by="Strategic Commissioning – Performance & Analytics",
    publication_date="February 2021",
    direction_of_travel="previous period",
)

AREAS = table(
    """
    PC-A   | People & Communications    | People and Communications | Amanda Beer   | Shellina Prendergast | Agilisys
    PC-B   | People & Communications    | People and Communications | Amanda Beer   | Shellina Prendergast | People & Communications
    PC-C   | People & Communications    | People and Communications | Amanda Beer   | Shellina Prendergast | People & Communications
    FN-A   | Finance                    | Finance                   | Zena Cooke    | Peter Oakford        | Finance
    FN-B   | Finance                    | Finance                   | Zena Cooke    | Peter Oakford        | Cantium Business Services
    GL     | Governance and Law         | Governance and Law        | Ben Watts     | Peter Oakford / Shellina Prendergast | Governance and Law
    ICT    | Infrastructure – ICT       | Infrastructure            | Rebecca Spore | Peter Oakford        | Cantium Business Services
    PI-A   | Infrastructure – Property  | Infrastructure            | Rebecca Spore | Peter Oakford        | Infrastructure
    PI-B   | Infrastructure – Property  | Infrastructure            | Rebecca Spore | Peter Oakford        | Kier, Amey, and Skanska
    """,
    ("Code", "Service area", "Summary group", "Director", "Cabinet Member", "Delivered by"),
)

PEOPLE: list[Record] = [
    {"Role": "From", "Name": "Peter Oakford", "Title": "Cabinet Member"},
    {"Role": "From", "Name": "Shellina Prendergast", "Title": "Cabinet Member"},
    {"Role": "Contact", "Name": "Performance & Analytics", "Team": "Strategic Commissioning"},
]

# reference | title | short title | area | frequency | unit | decimals | YTD decimals | target decimals | polarity | basis | target | floor
KPIS = table(
    """
    CS01  | Percentage of callers who rate the advisors in Contact Point as good | Callers who rate the advisors in Contact Point as good | PC-A | Monthly | % | 0 |  |  | Higher | In-period | 97% | 90%
    CS04a | Percentage of daytime calls to Contact Point answered | Daytime calls to Contact Point answered | PC-A | Monthly | % | 0 |  |  | Higher | In-period | 95% | 90%
    CS04b | Percentage of out of hours calls to Contact Point answered | Out of hours calls to Contact Point answered | PC-A | Monthly | % | 0 |  |  | Higher | In-period | 95% | 90%
    CS06a | Percentage of daytime calls achieving 85% of quality scorecard | Daytime calls achieving 85% of quality scorecard | PC-A | Monthly | % | 0 |  |  | Higher | In-period | 70% | 65%
    CS06b | Percentage of out of hours calls achieving 85% of quality scorecard | Out of hours calls achieving 85% of quality scorecard | PC-A | Monthly | % | 0 |  |  | Higher | In-period | 70% | 65%
    CS07  | Percentage of complaints responded to in timescale | Complaints responded to in timescale | PC-B | Quarterly | % | 0 |  |  | Higher | In-period | 85% | 80%
    HR25  | Percentage of corporate themed Health and Safety audits sent in 7 days | Completed corporate themed Health and Safety audits | PC-B | Quarterly | % | 0 |  |  | Higher | In-period | 90% | 85%
    HR09  | Training evaluated by participants as having delivered stated learning outcomes |  | PC-B | Monthly | % | 0 |  |  | Higher | In-period | 95% | 85%
    FN01  | Pension correspondence processed within 15 working days |  | FN-A | Monthly | % | 0 |  |  | Higher | In-period | 98% | 95%
    FN02  | Retirement benefits paid within 20 working days of all paperwork received |  | FN-A | Monthly | % | 0 |  |  | Higher | In-period | 90% | 85%
    FN07  | Invoices received by Accounts Payable within 30 days of KCC received date |  | FN-A | Monthly | % | 0 |  |  | Higher | In-period | 85% | 80%
    FN11  | Percentage of financial assessments completed within 15 days of referral | Financial assessments fully completed within 15 days of referral | FN-A | Monthly | % | 0 |  |  | Higher | In-period | 90% | 85%
    FN05  | Percentage of sundry debt due to KCC which is under 60 days old | Sundry debt due to KCC which is under 60 days old | FN-B | Monthly | % | 0 |  |  | Higher | Snapshot | 75% | 57%
    FN06  | Percentage of sundry debt due to KCC outstanding over 6 months old | Sundry debt due to KCC outstanding over 6 months old | FN-B | Monthly | % | 0 |  |  | Lower | Snapshot | 15% | 20%
    FN08  | Percentage of invoices received on time by Accounts Payable processed within 30 days | Invoices received on time by Accounts Payable processed within 30 days | FN-B | Monthly | % | 0 |  |  | Higher | In-period | 97% | 94%
    GL01  | Council and Committee papers published at least five clear days before meetings |  | GL | Monthly | % | 0 |  |  | Higher | In-period | 100% | 96%
    GL02  | Freedom of Information Act requests completed within 20 working days |  | GL | Monthly | % | 0 |  |  | Higher | In-period | 92% | 90%
    GL03  | Data Protection Act Subject Access requests completed within timescales | Data Protection Act Subject Access requests completed within statutory timescales | GL | Monthly | % | 0 |  |  | Higher | In-period | 90% | 85%
    ICT01 | Calls to ICT Help Desk resolved at the first point of contact |  | ICT | Monthly | % | 0 |  |  | Higher | In-period | 70% | 65%
    ICT02 | Positive feedback rating with the ICT help desk |  | ICT | Monthly | % | 0 |  |  | Higher | In-period | 95% | 90%
    ICT03 | Working hours where Kent Public Sector Network is available to staff |  | ICT | Monthly | % | 1 |  |  | Higher | In-period | 99.8% | 99.0%
    ICT04 | Working hours where ICT Services are available to staff | Working hours where ICT Services available to staff | ICT | Monthly | % | 1 |  |  | Higher | In-period | 99.0% | 98.0%
    ICT05 | Working hours where email is available to staff |  | ICT | Monthly | % | 1 |  |  | Higher | In-period | 99.0% | 98.0%
    PI01  | Percentage of rent due to KCC outstanding over 60 days (including rent deferment invoices) | Rent due to KCC outstanding over 60 days | PI-A | Monthly | % | 1 |  | 0 | Lower | Snapshot | 5% | 15%
    PI04  | Percentage of reactive tasks completed within Service Level Agreement standards | Reactive tasks completed in Service Level Agreement standards | PI-B | Monthly | % | 0 |  |  | Higher | In-period | 90% | 80%
    """,
    ("Reference", "Title", "Short title", "Service area", "Frequency", "Unit", "Decimals", "YTD decimals", "Target decimals", "Polarity", "Basis", "Target", "Floor"),
)  # fmt: skip

# reference | title | area | unit | decimals | YTD decimals | range decimals | basis | upper | lower
ACTIVITIES = table(
    """
    CS08   | Number of calls answered by Contact Point | PC-A | number | 0 |  |  | In-period | 434,402 | 297,661
    CS12   | Number of visits to the KCC website, kent.gov | PC-B | 000s | 1 | 0 | 0 | In-period | 3,970 | 3,410
    HR12   | Number of current change activities being supported | PC-C | number | 0 |  |  | Snapshot | 80 | 70
    HR13   | Total number of e-learning training programmes completed (YTD) | PC-C | number | 0 |  |  | Cumulative | 125,000 | 100,000
    HR16   | Number of registered users of Kent Rewards | PC-C | number | 0 |  |  | Snapshot | 23,650 | 23,150
    HR21   | Number of current people management cases being supported | PC-C | number | 0 |  |  | Snapshot | 80 | 70
    HR23   | Percentage of staff who have completed all 3 mandatory learning events | PC-C | % | 0 |  |  | Snapshot | 90% | 80%
    FN01b  | Number of pension correspondences processed | FN-A | number | 0 |  |  | In-period |  |
    FN02b  | Number of retirement benefits paid | FN-A | number | 0 |  |  | In-period |  |
    FN07b  | Number of invoices received by KCC | FN-A | number | 0 |  |  | In-period |  |
    FN11b  | Number of financial assessments received | FN-A | number | 0 |  |  | In-period |  |
    FN05b  | Value of debt due to KCC | FN-B | £000s | 0 |  |  | Snapshot |  |
    GL01b  | Committee meetings | GL | number | 0 |  |  | In-period |  |
    GL02b  | Freedom of Information requests | GL | number | 0 |  |  | In-period | 1,761 | 1,571
    GL03b  | Data Protection Act Subject Access requests | GL | number | 0 |  |  | In-period | 377 | 322
    ICT01b | Calls to ICT Help Desk | ICT | number | 0 |  |  | In-period |  |
    ICT02b | Feedback responses provided for ICT Help Desk | ICT | number | 0 |  |  | In-period |  |
    PI01b  | Total rent invoiced | PI-A | £000s | 1 | 0 |  | In-period |  |
    PI03c  | Capital receipts banked | PI-A | £000s | 0 |  |  | In-period |  |
    PI04b  | Number of reactive tasks responded to | PI-B | number | 0 |  |  | In-period |  |
    """,
    ("Reference", "Title", "Service area", "Unit", "Decimals", "YTD decimals", "Target decimals", "Basis", "Upper", "Lower"),
)  # fmt: skip

RESULTS = [
    *table(
        """
        CS01  | 97%    | 96%    | 97%    | 96%    | 97%    | 97%     |
        CS04a | 97%    | 96%    | 96%    | 95%    | 93%    | 97%     |
        CS04b | 92%    | 97%    | 88%    | 91%    | 89%    | 94%     |
        CS06a | 76%    | 74%    | 77%    | 78%    | 77%    | 77%     |
        CS06b | 72%    | 77%    | 77%    | 71%    | 74%    | 74%     |
        HR09  | 99%    | 100%   | 98%    | 100%   | 100%   | 100%    |
        FN01  | 99%    | 99%    | 99%    | 99%    | 98%    | 99%     |
        FN02  | 97%    | 79%    | 94%    | 96%    | 97%    | 94%     |
        FN07  | 79%    | 78%    | 87%    | 82%    | 91%    | 82%     |
        FN11  | 97%    | 92%    | 95%    | 91%    | 100%   | 92%     |
        FN05  | 68%    | 57%    | 53%    | 86%    | 86%    |         |
        FN06  | 15%    | 14%    | 16%    | 11%    | 11%    |         |
        FN08  | 98%    | 98%    | 98%    | 99%    | 99%    | 98%     |
        GL01  | 100%   | 100%   | 100%   | 100%   | 100%   | 99%     |
        GL02  | 82%    | 82%    | 80%    | 81%    | 77%    | 78%     |
        GL03  | 55%    | 68%    | 52%    | 61%    | 63%    | 68%     |
        PI01  | 2.6%   | 3.3%   | 2.0%   | 1.8%   | 2.5%   |         |
        PI04  | 86%    | 95%    | 95%    | 97%    | 96%    | 92%     |
        CS08  | 42,563 | 50,127 | 42,614 | 38,162 | 30,670 | 351,155 | 405,809
        CS12  | 752.8  | 786.5  | 820.2  | 849.4  | 851.3  | 6,716   | 4,312
        FN01b | 407    | 519    | 422    | 389    | 321    | 3,335   | 3,267
        FN02b | 99     | 224    | 267    | 210    | 204    | 1,775   | 1,982
        FN07b | 6,995  | 8,323  | 8,425  | 8,895  | 9,180  | 75,381  | 85,495
        FN11b | 417    | 680    | 750    | 867    | 625    | 5,743   | 4,429
        FN05b | 26,057 | 27,747 | 21,979 | 29,086 | 28,907 |         | 28,964
        GL01b | 1      | 21     | 6      | 20     | 5      | 80      | 119
        GL02b | 121    | 158    | 174    | 184    | 138    | 1,264   | 1,598
        GL03b | 40     | 44     | 46     | 36     | 38     | 308     | 383
        PI01b | 861.5  | 453.3  | 15.7   | 591.1  | 105.4  | 2,650   | 2,762
        PI03c | -      | -      | -      | 20     | 680    | 5,350   | 6,820
        PI04b | 683    | 1,014  | 1,099  | 921    | 878    | 6,994   | 10,123
        """,
        ("Reference", *MONTHS_TO_DECEMBER, "Year to date", "Previous year"),
    ),
    *table(
        """
        HR12   | 71     | 82     | 78     | 78     | 81     |        | 92
        HR13   | 34,530 | 39,491 | 43,908 | 47,769 | 52,642 |        | 50,405
        HR16   | 24,473 | 25,579 | 24,587 | 24,587 | 24,590 |        | 23,995
        HR21   | 92     | 93     | 93     | 96     | 93     |        | 95
        HR23   | 71%    | 73%    | 73%    | 75%    | 75%    |        | 92%
        ICT01  | 78%    | 71%    | 72%    | 73%    | 75%    | 75%    |
        ICT02  | 90%    | 94%    | 94%    | 96%    | 94%    | 94%    |
        ICT03  | 100%   | 100%   | 100%   | 100%   | 100%   | 100%   |
        ICT04  | 99.4%  | 100%   | 100%   | 99.7%  | 100%   | 99.9%  |
        ICT05  | 100%   | 100%   | 100%   | 100%   | 100%   | 100%   |
        ICT01b | 7,780  | 6,421  | 5,656  | 4,583  | 5,184  | 54,876 | 74,356
        ICT02b | 1,052  | 1,097  | 870    | 424    | 450    | 5,450  | 2,934
        """,
        ("Reference", *MONTHS_TO_JANUARY, "Year to date", "Previous year"),
    ),
    *table("CS07 | 82% | 82% | 83% | 84% | 78% | 82%", ("Reference", *QUARTERS, "Year to date")),
    {
        "Reference": "HR25",
        "Status": "[suspended]",
        "Status note": "Audits suspended",
        "Status reason": "due to Covid-19",
    },
]

COMMENTARY: list[Record] = [
    {
        "References": "CS04a & CS04b",
        "Commentary": "December was the hardest month of the year so far for answering calls. The storms of 4 December "
        "and 27 to 28 December (Storm Bella) brought very many calls to the out of hours service, and staff were also "
        "taking calls for the Kent Local Tracing Partnership, which follows up Covid-19 test and trace contacts.",
    },
    {
        "References": "CS07",
        "Commentary": "Far more complaints came in during the quarter to September, once lockdown restrictions were "
        "lifted, and the backlog was still being worked through in the quarter to December. Many cases were complex, "
        "and staff were not always available. Adult Social Care and Children's Services, where front-line work came "
        "first, saw most of the delays. From January a temporary policy lets us tell customers when a reply will be "
        "late or a complaint has to wait.",
    },
    {
        "References": "CS12",
        "Commentary": "Visits to the website stay well above the expected range. The coronavirus pages, above all those "
        "with case numbers in Kent, are opened again and again. Pages about Household Waste Recycling Centres are also "
        "busy: what can be taken there, how to do it, and how to book a visit.",
    },
    {
        "References": "HR12",
        "Commentary": "The number of change activities follows demand from services, so it moves from month to month. "
        "Some last for several months, and they differ greatly in size and in the support they need.",
    },
    {
        "References": "HR13",
        "Commentary": "Fewer e-learning programmes were completed than the range expects, but the total keeps rising and "
        "is ahead of the same time last year. All courses stay open to staff on the Delta learning platform.",
    },
    {
        "References": "HR16",
        "Commentary": "More staff use Kent Rewards than expected. Communications over the year have shown how the scheme "
        "gives access to Childcare Vouchers, Cycle2Work and wellbeing offers.",
    },
    {
        "References": "HR21",
        "Commentary": "Cases come from managers' requests and vary from month to month. The present level suggests that "
        "managers deal with matters early and through the proper channels, with HR's advice.",
    },
    {
        "References": "HR23",
        "Commentary": "Reminders from Delta were switched off earlier in the year because of coronavirus, and completion "
        "fell. They were switched on again for managers and staff in November 2020, and the last two months show it. "
        "Managers can follow their own team's completion on a live dashboard.",
    },
    {
        "References": "FN07",
        "Commentary": "The service has worked on this indicator for some time. A Late Payment Dashboard now shows each "
        "directorate's management team where invoices are held up. The target was met in two of the last three months, "
        "and the year to date is rising too.",
    },
    {
        "References": "GL01",
        "Commentary": "One meeting lowered the year to date: Cabinet met on 29 June at short notice to settle a request "
        "from the Scrutiny Committee to review decision 20/00017 (Early Help services), and its single paper could not "
        "be published five clear days before.",
    },
    {
        "References": "GL02 & GL03",
        "Commentary": "Coronavirus still weighs on both kinds of request: services put front-line work first, and requests "
        "about social care are often complex. Subject access requests suffer further because paper records are in "
        "offices that staff can hardly reach.",
    },
    {
        "References": "ICT02",
        "Commentary": "Feedback on the help desk is better than in September, though not always good enough for a demanding "
        "target. Giving feedback has become easier, and many more staff do so than a year ago.",
    },
    {
        "References": "ICT01b",
        "Commentary": "There are fewer calls than a year ago because staff can now reach ICT in other ways, such as Service "
        "Now and online chat, and because fewer problems arise with printers, scanners and other office equipment.",
    },
]

TEXT: list[Record] = [
    {
        "Passage": "Summary",
        "Text": "This dashboard shows how Strategic and Corporate Services performed against the targets set for its Key "
        "Performance Indicators, with results up to {results up to}.",
    },
    {"Passage": "Recommendation", "Text": "The Policy and Resources Cabinet Committee is asked to NOTE the report."},
    {
        "Passage": "Cover",
        "Heading": "Introduction",
        "Text": "Reviewing the performance of the services within its remit is one of the Committee's tasks. This paper "
        "supports that review.",
    },
    {
        "Passage": "Cover",
        "Heading": "Introduction",
        "Text": "Dashboards come to the Committee regularly through the year. This one covers the financial year "
        "{financial year} and holds results up to {results up to}.",
    },
    {
        "Passage": "Cover",
        "Heading": "Performance dashboard",
        "Text": "The dashboard is attached at Appendix 1. It includes {number of KPIs} Key Performance Indicators (KPIs).",
    },
    {
        "Passage": "Cover",
        "Heading": "Performance dashboard",
        "Text": "It also includes {number of activity indicators} activity indicators, which show the demand on services.",
    },
    {
        "Passage": "Cover",
        "Heading": "Performance dashboard",
        "Text": "KPIs carry RAG (Red/Amber/Green) ratings. How they are made is set out in the Guidance notes of "
        "Appendix 1.",
    },
    {"Passage": "Cover", "Heading": "Performance dashboard", "Text": "{rating sentence}"},
    {"Passage": "Cover", "Heading": "Performance dashboard", "Text": "{year to date rating sentence}"},
    {"Passage": "Cover", "Heading": "Performance dashboard", "Text": "{direction sentence}"},
    {
        "Passage": "Cover",
        "Heading": "Performance dashboard",
        "Text": "The dashboard explains every KPI that is Red, for the latest period or for the year to date.",
    },
    {"Passage": "Background documents", "Text": "None"},
    {
        "Passage": "Guidance",
        "Heading": "Targets and results",
        "Text": "Targets and floor standards came before the Cabinet Committee in July 2020. Ratings are given for the "
        "latest period and, where figures add up over the year, for the year to date (YTD).",
    },
    {
        "Passage": "Guidance",
        "Heading": "Targets and results",
        "Text": "Expected ranges for activity are based on the trends of earlier years.",
    },
]


# ratings and alerts as the council printed them, its slip on HR12 included
PUBLISHED = table(
    """
    CS01   | Green | Green |
    CS04a  | Amber | Green |
    CS04b  | Red   | Amber |
    CS06a  | Green | Green |
    CS06b  | Green | Green |
    CS08   |       |       | Yes
    CS07   | Red   | Amber |
    HR09   | Green | Green |
    CS12   |       |       | Above
    HR12   |       |       | Yes
    HR13   |       |       | Below
    HR16   |       |       | Above
    HR21   |       |       | Above
    HR23   |       |       | Below
    FN01   | Green | Green |
    FN02   | Green | Green |
    FN07   | Green | Amber |
    FN11   | Green | Green |
    FN05   | Green |       |
    FN06   | Green |       |
    FN08   | Green | Green |
    GL01   | Green | Amber |
    GL02   | Red   | Red   |
    GL03   | Red   | Red   |
    GL02b  |       |       | Below
    GL03b  |       |       | Below
    ICT01  | Green | Green |
    ICT02  | Amber | Amber |
    ICT03  | Green | Green |
    ICT04  | Green | Green |
    ICT05  | Green | Green |
    PI01   | Green |       |
    PI04   | Green | Green |
    """,
    ("Reference", "Latest RAG", "YTD RAG", "Alert"),
)


def records() -> dict[str, list[Record]]:
    indicators = [{**row, "Kind": "KPI"} for row in KPIS]
    indicators += [{**row, "Kind": "Activity", "Frequency": "Monthly"} for row in ACTIVITIES]
    late = {row["Reference"] for row in RESULTS if "Dec 20" in row and "Jan 21" not in row}
    indicators = [
        {**row, "Arrears": 1} if row["Reference"] in late and row["Frequency"] == "Monthly" else row
        for row in indicators
    ]
    return {
        "Paper": PAPER,
        "Service areas": AREAS,
        "People": PEOPLE,
        "Indicators": indicators,
        "Results": RESULTS,
        "Commentary": COMMENTARY,
        "Text": TEXT,
        "Published": PUBLISHED,
    }


def workbook() -> bytes:
    return paper_workbook(
        records(),
        notes={
            "Results": ("Published by Kent County Council, February 2021. Percentages are typed with their % sign.",)
        },
        title="Strategic and Corporate Services Performance Dashboard, January 2021",
    )
