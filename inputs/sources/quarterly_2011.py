"""Quarterly Performance Report, Quarter 1 2011/12 (seed 004): 26 KPIs, a programme, complaints, staff and risk.

Figures, titles, names and page numbers are those that Kent County Council published. The report prints no floor
standards: those here are chosen, one for each KPI, so that every published rating comes out. The prose is ours.
"""

from datetime import date

from kccreport.intake.writing import Record, as_typed, paper_workbook

from .quarterly_2011_words import COMMENTARY, TEXT
from .rows import items, table

PAPER = items(
    layout="quarterly-report",
    title="Quarterly Performance Report, Quarter 1, 2011/12",
    council="Kent County Council",
    committee="Cabinet",
    meeting_date=date(2011, 9, 19),
    subject="Quarterly Performance Report, Quarter 1, 2011/12",
    classification="Unrestricted",
    financial_year="2011/12",
    results_up_to="June 2011",
    produced_by="Performance Management, Business Strategy",
    publication_date=date(2011, 9, 9),
    direction_of_travel="previous period",
)

AREAS = table(
    """
    CSC | Children's Social Care
    EDU | Education
    SKI | Skills
    YOU | Young People
    ECO | Economic Support
    ASC | Adult Social Care
    HWY | Highways
    WAS | Waste Management
    CUS | Customer Services
    """,
    ("Code", "Service area"),
)

PEOPLE: list[Record] = [
    {"Role": "Signatory", "Name": "Paul Carter", "Title": "Leader of the Council"},
    {"Role": "Signatory", "Name": "Katherine Kerswell", "Title": "Managing Director"},
]

HEADINGS = ("Reference", "Title", "Short title", "Service area", "Frequency", "Unit", "Decimals", "Target decimals",
            "Polarity", "Basis", "Target", "Floor", "Direction")  # fmt: skip

# reference | title | short title | area | frequency | unit | decimals | target decimals | polarity | basis | target | floor | direction
KPIS = table(
    """
    KPI01 | Number of children looked after per 10,000 children (including unaccompanied asylum seeker children) | Children looked after per 10,000 children (including unaccompanied asylum seeker children) | CSC | Quarterly | per 10,000 children | 0 | | Lower | Snapshot | 47 | 50 |
    KPI02 | Percentage of children leaving care who are adopted | | CSC | Quarterly | % | 1 | 0 | Higher | Cumulative | 11% | 10% | relative to target
    KPI03 | Number of children subject to a child protection plan per 10,000 children | Children subject to a child protection plan per 10,000 children | CSC | Quarterly | per 10,000 children | 1 | | Lower | Snapshot | 39.9 | 45 |
    KPI04 | Percentage of establishment caseholding posts filled by qualified social workers (excluding agency staff) | Establishment caseholding posts filled by qualified social workers | CSC | Quarterly | % | 0 | | Higher | Snapshot | 90% | 80% |
    KPI05 | Percentage of children subject to a child protection plan for two or more years | | CSC | Quarterly | % | 1 | | Lower | Cumulative | 6.0% | 8.0% | relative to target
    KPI06 | Percentage of pupils who achieved level 4 and above in both English and Maths at Key Stage 2 | | EDU | Academic year | % | 0 | | Higher | In-period | 74% | 71% |
    KPI07 | Number of schools in category (special measures or with notice to improve) | | EDU | Termly | number | 0 | | Lower | Snapshot | 10 | 12 |
    KPI08 | Number of starts on the Kent Success Apprenticeship scheme | | SKI | Quarterly | number | 0 | | Higher | Rolling 12 months | 88 | 70 |
    KPI09 | Number of starts in Kent on the National Apprenticeship Scheme | | SKI | Quarterly | number | 0 | | Higher | Academic year to date | 5,020 | 2,500 |
    KPI10 | Percentage of pupils permanently excluded from maintained schools during the year | Pupils permanently excluded from maintained schools | YOU | Quarterly | % | 2 | | Lower | Rolling 12 months | 0.10% | 0.15% |
    KPI11 | Percentage of young people aged 16 to 18 not in education, employment or training (NEET) | Young people aged 16 to 18 not in education, employment or training | YOU | Quarterly | % | 1 | | Lower | Mean of month ends | 5.1% | 6.0% |
    KPI12 | Number of first time entrants to the youth justice system | | YOU | Quarterly | number | 0 | | Lower | Rolling 12 months | 1,500 | 2,400 |
    KPI13 | Number of gross jobs created in Kent and Medway through inward investment facilitated by Locate in Kent | Gross jobs created in Kent and Medway through inward investment | ECO | Quarterly | number | 0 | | Higher | Cumulative | 3,100 | 700 | relative to target
    KPI14 | Number of adult social care clients receiving a telecare service | | ASC | Quarterly | number | 0 | | Higher | Snapshot | 1,000 | 900 |
    KPI15 | Percentage of adult social care clients with community based services who receive a personal budget and/or a direct payment | Clients with community based services who receive a personal budget and/or a direct payment | ASC | Quarterly | % | 0 | | Higher | Snapshot | 50% | 28% |
    KPI16 | Number of adult social care clients provided with an enablement service | | ASC | Quarterly | number | 0 | | Higher | In-period | 600 | 400 |
    KPI17 | Percentage of adult social care assessments started that were completed within six weeks | Adult social care assessments completed within six weeks | ASC | Quarterly | % | 1 | 0 | Higher | In-period | 85% | 75% |
    KPI18 | Percentage of social care clients who are satisfied that desired outcomes have been achieved at their first review | Clients satisfied that desired outcomes have been achieved at their first review | ASC | Quarterly | % | 0 | 1 | Higher | In-period | 75% | 65% |
    KPI19 | Percentage of routine highway repairs completed within 28 days | | HWY | Quarterly | % | 0 | | Higher | In-period | 90% | 85% |
    KPI20 | Average number of days to repair potholes | | HWY | Quarterly | days | 1 | 0 | Lower | In-period | 28 | 30 |
    KPI21 | Percentage of satisfied callers for the Kent Highways 100 call back survey | | HWY | Quarterly | % | 0 | | Higher | In-period | 75% | 70% |
    KPI22 | Percentage of municipal waste recycled or converted to energy and not taken to landfill | | WAS | Quarterly | % | 1 | | Higher | Rolling 12 months | 72.2% | 70.0% |
    KPI23 | Residual household waste per household | Residual household waste collected per household | WAS | Quarterly | kg per household | 0 | | Lower | Rolling 12 months | 658 | 700 |
    KPI24 | Percentage of waste recycled and composted at Household Waste Recycling Centres | | WAS | Quarterly | % | 1 | | Higher | Rolling 12 months | 70.6% | 65.0% |
    KPI25 | Number of visits to the KCC web site | | CUS | Quarterly | number | 0 | | Higher | In-period | 960,000 | 900,000 |
    KPI26 | Percentage of calls to Contact Kent answered within 20 seconds | Phone calls to the KCC Contact Centre answered within 20 seconds | CUS | Quarterly | % | 1 | 0 | Higher | In-period | 80% | 70% |
    """,
    HEADINGS,
)

# reference | March 2011 | June 2011; the year to date is not printed in this report
QUARTERS = """
    KPI01 | 55 | 56
    KPI02 | 9.6% | 15.1%
    KPI03 | 52.1 | 53.8
    KPI04 | 83% | 82%
    KPI05 | 11.1% | 11.2%
    KPI08 | 103 | 119
    KPI10 | 0.10% | 0.12%
    KPI11 | 4.9% | 5.5%
    KPI12 | 1,428 | 1,366
    KPI13 | 2,588 | 418
    KPI14 | 985 | 966
    KPI15 | 32% | 34%
    KPI16 | 440 | 450
    KPI17 | 79.8% | 79.7%
    KPI18 | 66% | 71%
    KPI19 | 79% | 87%
    KPI20 | 29.5 | 24.4
    KPI21 | 72% | 93%
    KPI22 | 71.0% | 70.9%
    KPI23 | 658 | 644
    KPI24 | 69.9% | 70.3%
    KPI25 | 939,202 | 815,704
    KPI26 | 75.9% | 37.4%
"""
OTHERS = {
    "KPI06": {"2007": "67%", "2008": "69%", "2009": "68%", "2010": "70%", "2011": "72%"},
    "KPI07": {"Dec 10": "18", "Apr 11": "18", "Jul 11": "17"},
    # the published target of each period is the result of the year before
    "KPI09": {
        "Jan 10": "2,710",
        "Apr 10": "3,870",
        "Jul 10": "5,020",
        "Oct 10": "[x]",
        "Jan 11": "4,210",
        "Apr 11": "6,420",
    },
}
FORECASTS = {"KPI26": {"Sep 11": "60% (approx.) [f]"}}
PHASED = {
    "KPI06": {"2007": "71%", "2008": "73%", "2009": "72%", "2010": "73%", "2011": "74%"},
    "KPI07": {"Dec 11": "10", "Apr 12": "10"},
    "KPI09": {"Jan 11": "2,710", "Apr 11": "3,870", "Jul 11": "5,020", "Oct 11": "[n]", "Jan 12": "[n]"},
    "KPI11": {"Mar 11": "4.6%"},
    "KPI12": {"Mar 11": "2,325"},
    "KPI13": {"Mar 11": "3,100", "Jun 11": "775", "Sep 11": "1,550", "Dec 11": "2,325", "Mar 12": "3,100"},
    "KPI14": {"Mar 11": "980", "Jun 11": "960", "Sep 11": "970", "Dec 11": "985", "Mar 12": "1,000"},
    "KPI15": {"Mar 11": "30%", "Jun 11": "33%", "Sep 11": "37%", "Dec 11": "43%", "Mar 12": "50%"},
    "KPI18": {"Mar 11": "70%", "Jun 11": "71%", "Sep 11": "72%", "Dec 11": "73.5%", "Mar 12": "75%"},
    "KPI22": {"Mar 11": "71.5%"},
    "KPI23": {"Mar 11": "669", "Jun 11": "657", "Sep 11": "656", "Dec 11": "657", "Mar 12": "658"},
    "KPI24": {"Mar 11": "69.7%", "Jun 11": "70.2%", "Sep 11": "70.4%", "Dec 11": "70.5%", "Mar 12": "70.6%"},
    "KPI25": {"Mar 11": "945,000"},
}

COMPARATORS = table(
    """
    KPI01 | Statistical neighbours | 48.6 | Mar 10 |
    KPI02 | Statistical neighbours | 13% | Mar 10 |
    KPI03 | Statistical neighbours | 30.1 | Mar 10 |
    KPI05 | Statistical neighbours | 7.1% | Mar 10 |
    KPI22 | England | 55.8% | Dec 10 |
    KPI22 | South East | 65.7% | Dec 10 |
    KPI23 | England | 625 | 2009/10 |
    KPI23 | South East | 644 | 2009/10 |
    """,
    ("Reference", "Comparator", "Figure", "Period", "Source"),
)

PROTECTION = "Ensure we provide the most robust and effective public protection arrangements"
PERSONAL = "Empower social service users through increased use of personal budgets"
FAMILIES, ELS = "Families and Social Care", "Education, Learning and Skills"
CUSTOMER, ENTERPRISE = "Customer and Communities", "Enterprise and Environment"
CHILDREN, OLDER = "Specialist Children's Services", "Older People and Physical Disability"
STANDARDS, SERVICE = "School Standards and Planning", "Service Improvement"
DISADVANTAGE, GROW, CONTROL = "To tackle disadvantage", "To help the economy grow", "To put the citizen in control"
MI = "Management Information, June 2011"

FLOOR = "chosen for this sample"
FACTS = ("Priority", "Ambition", "Directorate", "Division", "Accountable officer", "Director", "Corporate Director",
         "Data source", "Reported as", "Target basis", "Data notes")  # fmt: skip
TO_DATE = "Financial year to date: March 2011 covers twelve months, June 2011 three"
BOXES: dict[str, tuple[str, ...]] = {
    "KPI01": (PROTECTION, DISADVANTAGE, FAMILIES, CHILDREN, "", "Alastair Pettigrew", "Malcolm Newsam", MI, "Position at each quarter end"),
    "KPI02": (PROTECTION, DISADVANTAGE, FAMILIES, CHILDREN, "Liz Totman", "Alastair Pettigrew", "", MI, TO_DATE, "", "Children adopted as a percentage of the children who ceased to be looked after"),
    "KPI03": (PROTECTION, DISADVANTAGE, FAMILIES, CHILDREN, "", "Alastair Pettigrew", "Malcolm Newsam", MI, "Position at each quarter end"),
    "KPI04": ("", DISADVANTAGE, "", "", "Karen Ray", "Amanda Beer", "", MI, "Position at each quarter end", "", "No figures of statistical neighbours are available"),
    "KPI05": (PROTECTION, DISADVANTAGE, FAMILIES, CHILDREN, "", "Alastair Pettigrew", "Malcolm Newsam", "Management Information, July 2011", TO_DATE, "", "Of the children whose plan ended, those who had been subject to it for two years or more"),
    "KPI06": ("", GROW, ELS, STANDARDS, "Sue Rogers", "", "Andy Roberts", "Department for Education", "Result of each year, academies included", "National average (maintained schools only)"),
    "KPI07": ("Ensure all pupils meet their full potential", GROW, ELS, STANDARDS, "Sue Rogers", "", "Andy Roberts", "Ofsted", "Position at each term end", "", "All maintained schools; academies and independent schools are left out"),
    "KPI08": ("", "", CUSTOMER, SERVICE, "Wayne Gough", "Angela Slaven", "", "Supporting Independence Programme", "Rolling 12 month total", "", "No figures of other authorities are available"),
    "KPI09": ("Shape education and skills provision around the needs of the Kent economy", GROW, CUSTOMER, SERVICE, "Wayne Gough", "Angela Slaven", "", "Data Service, Skills Funding Agency", "Academic year to date", "Result of the previous year"),
    "KPI10": ("", DISADVANTAGE, ELS, STANDARDS, "Chris Berry", "", "Andy Roberts", "Impulse database", "Rolling 12 month total", "", "Pupils at maintained schools and academies; independent schools are left out"),
    "KPI11": ("", "", ELS, STANDARDS, "Sue Dunn", "", "Andy Roberts", "Connexions", "Average position of the three month ends in the quarter"),
    "KPI12": ("Support families with complex needs", DISADVANTAGE, CUSTOMER, SERVICE, "Andy Birkin", "Angela Slaven", "", "Careworks case management system", "Rolling 12 month total"),
    "KPI13": ("", "", "Business Strategy and Support", "Business Strategy", "Mike Bodkin", "David Cockburn", "", "Locate in Kent monthly monitoring", "Count for the financial year to date at each quarter end", "", "Jobs safeguarded and indirect jobs are included"),
    "KPI14": (PERSONAL, CONTROL, FAMILIES, OLDER, "Anne Tidmarsh", "", "Malcolm Newsam", "Adult Social Care", "Position at the end of the quarter", "", "No figures of other authorities are available"),
    "KPI15": ("", CONTROL, FAMILIES, OLDER, "Anne Tidmarsh", "", "Malcolm Newsam", "Adult Social Care", "Current clients at the quarter end", "", "Differs from the national indicator, which counts all clients of the year and carers"),
    "KPI16": (PERSONAL, CONTROL, FAMILIES, OLDER, "Anne Tidmarsh", "", "Malcolm Newsam", "Adult Social Care", "New clients in the last month of the quarter", "", "No figures of other authorities are available"),
    "KPI17": ("", "", FAMILIES, OLDER, "Anne Tidmarsh", "", "Malcolm Newsam", "Adult Social Care", "Rate achieved in each quarter", "", "No figures of other authorities are available"),
    "KPI18": (PERSONAL, CONTROL, FAMILIES, OLDER, "Anne Tidmarsh", "", "Malcolm Newsam", "Adult Social Care", "Percentage of each quarter", "", "No comparative figures are available"),
    "KPI19": ("Highways", GROW, ENTERPRISE, "Highways & Transportation", "Spencer Palmer", "John Burr", "", "KCC IT system (WAMS)", "Percentage achieved in each quarter", "", "Requests for repair made by the public, not those found by highway inspectors"),
    "KPI20": ("", "", ENTERPRISE, "Highways & Transportation", "Spencer Palmer", "John Burr", "", "KCC IT systems (WAMS)", "Average of each quarter, in days", "", "Requests by the public and those by highway stewards and inspectors"),
    "KPI21": ("", "", ENTERPRISE, "Highways & Transportation", "David Beaver", "John Burr", "", "Contact Centre telephone survey", "Percentage achieved in each quarter", "", "No comparative figures are available"),
    "KPI22": ("Waste Management", GROW, ENTERPRISE, "Waste Management", "Caroline Arnold", "", "Mike Austerberry", "KCC Waste Management", "Rolling 12 month total"),
    "KPI23": ("", "", ENTERPRISE, "Waste Management", "Caroline Arnold", "", "Mike Austerberry", "KCC Waste Management", "Rolling 12 month total"),
    "KPI24": ("", "", ENTERPRISE, "Waste Management", "Caroline Arnold", "", "Mike Austerberry", "KCC Waste Management", "Rolling 12 month total", "", "No figures of other authorities are available"),
    "KPI25": ("", "", CUSTOMER, "Communication and Engagement", "Tracey Gleeson", "Des Crilley", "", "Google Analytics", "Visits made in each quarter", "", "No figures of other authorities are available"),
    "KPI26": ("Improve access to public services", CONTROL, CUSTOMER, "Customer Services", "Derek Smith", "Des Crilley", "", "Siemens Hipath telephone system", "Percentage achieved in each quarter", "", "No figures of other authorities are available"),
}  # fmt: skip
DETAILS: list[Record] = [
    {
        "Reference": reference,
        **{name: text for name, text in zip(FACTS, box, strict=False) if text},
        "Floor standard": FLOOR,
    }
    for reference, box in BOXES.items()
] + [
    {
        "Reference": "Improvement plan",
        "Priority": PROTECTION,
        "Ambition": DISADVANTAGE,
        "Directorate": FAMILIES,
        "Division": CHILDREN,
        "Programme manager": "Debra Exall",
        "Director": "Alastair Pettigrew",
    },
    {
        "Reference": "Complaints",
        "Priority": "Customer Services",
        "Ambition": CONTROL,
        "Directorate": CUSTOMER,
        "Division": "Customer Services",
        "Accountable officer": "Janice Hill",
        "Director": "Jill Rawlins (interim)",
    },
]

# reference | current | previous | direction | page, as the report's summary prints them
PUBLISHED = table(
    """
    KPI01 | Red   | Red   | Worsening | 12
    KPI02 | Green | Red   | Improving | 14
    KPI03 | Red   | Red   | Worsening | 16
    KPI04 | Amber | Amber | Worsening | 18
    KPI05 | Red   | Red   | Worsening | 20
    KPI06 | Amber | Red   | Improving | 22
    KPI07 | Red   | Red   | Improving | 24
    KPI08 | Green | Green | Improving | 26
    KPI09 | Green | Green | Improving | 28
    KPI10 | Amber | Green | Worsening | 30
    KPI11 | Amber | Amber | Worsening | 32
    KPI12 | Green | Green | Improving | 34
    KPI13 | Red   | Amber | Worsening | 36
    KPI14 | Green | Green | Worsening | 40
    KPI15 | Green | Green | Improving | 42
    KPI16 | Amber | Amber | Improving | 44
    KPI17 | Amber | Amber | Worsening | 46
    KPI18 | Green | Amber | Improving | 48
    KPI19 | Amber | Red   | Improving | 50
    KPI20 | Green | Amber | Improving | 52
    KPI21 | Green | Amber | Improving | 54
    KPI22 | Amber | Amber | Worsening | 56
    KPI23 | Green | Green | Improving | 58
    KPI24 | Green | Green | Improving | 60
    KPI25 | Red   | Amber | Worsening | 62
    KPI26 | Red   | Amber | Worsening | 64
    """,
    ("Reference", "Latest RAG", "Previous RAG", "Direction", "Page"),
)
PUBLISHED_PAPER: list[Record] = [
    {"Item": item, "Printed": printed}
    for item, printed in (
        ("Direction of travel", "relative to target"),
        ("Number Red", "7"),
        ("Number Amber", "8"),
        ("Number Green", "11"),
        ("Number of KPIs", "26"),
        ("Share Red", "27"),
        ("Share Amber", "31"),
        ("Share Green", "42"),
        ("Pages of KPI reports", "12 to 63"),
        ("Pages of Resident Complaints monitoring", "64 to 65"),
        ("Pages of KCC Staff data", "66 to 67"),
        ("Pages of Update on KCC Risk register", "68 to 69"),
    )
]

TABLES: list[Record] = [
    {"Table": "Early targets", "Title": "Improvement Notice targets to be met early (cases)"},
    {
        "Table": "Annual targets",
        "Title": "Improvement Notice targets for the year",
        "Notes": "The floor standards behind these ratings are chosen for this sample; the council prints none.",
    },
    {"Table": "Programme risks", "Title": "Risks and how they are met"},
    {
        "Table": "Complaints by service",
        "Title": "Complaints received, by service area",
        "Totals": "Both",
        "Total of": 4,
        "Periods": "Quarters",
        "Chart": "Bars",
    },
    {
        "Table": "Staffing levels",
        "Title": "KCC staffing levels at 30 June 2011",
        "Totals": "Columns",
        "Not added up": "Headcount (inc CRSS); Headcount (exc CRSS)",
        "Notes": "CRSS: staff on Casual Relief, Sessional or Supply contracts. Somebody who works both in schools and elsewhere is "
        "counted in each, but once in the total; totals of headcounts are therefore not sums.",
    },
    {"Table": "Staff reductions", "Title": "Change in the non-schools workforce since March 2011"},
    {
        "Table": "Staff by directorate",
        "Title": "Non-schools staff by directorate at 30 June 2011",
        "Totals": "Columns",
        "Not added up": "Headcount (inc CRSS); Headcount (exc CRSS)",
        "Notes": "Somebody who works in several directorates is counted in each, but once in the total.",
    },
    {
        "Table": "Full-time equivalents",
        "Title": "Full-time equivalent staff of KCC, schools excluded, at each quarter end",
        "Periods": "Period ends",
        "Chart": "Line",
        "Notes": "Source: Oracle Human Resources database.",
    },
    {"Table": "Other staff measures", "Title": "Other measures of non-schools staff", "Periods": "Years to"},
]
STAFF = ("Individual employment contracts", "Headcount (inc CRSS)", "Headcount (exc CRSS)", "Full-time equivalent")
SPLIT = (
    "Education and social care have been counted apart since April 2011; figures of each before that are not available."
)
MOVED = "Waste and countryside have been counted apart since April 2011; figures of each before that are not available."
OWN_SHEETS: dict[str, list[list[object]]] = {
    "Early targets": [
        ["Measure", "March 2011", "August 2011", "August 2011 target", "Polarity"],
        ["Initial assessments in progress and out of timescale", 819, 50, 200, "Lower"],
        ["Core assessments in progress and out of timescale", 1266, 78, 100, "Lower"],
        ["Cases unallocated for over 28 days", 561, 39, 200, "Lower"],
    ],
    "Annual targets": [
        ["Measure", "March 2011", "April to June 2011", "Annual target", "Floor", "Polarity"],
        ["Initial assessments completed within timescale", "54.7%", "73%", "69%", "60%", "Higher"],
        ["Core assessments completed within timescale", "65.1%", "51.2%", "80.4%", "70%", "Higher"],
    ],
    "Programme risks": [
        ["Risk", "How it is met"],
        ["An unannounced inspection may still find referral and assessment inadequate.", "The County Duty Team, a larger improvement programme for duty and initial assessment, quality audits and mock inspections across the county. What they find goes to the Improvement Board."],
        ["The number of looked after children may go on rising, with effects on staffing and on outcomes.", "The strategy for looked after children is being rolled out, and preventative services grow, so that permanent homes are found sooner."],
        ["More children may become subject to a protection plan, where thresholds are low or agencies do not work together.", "An early intervention and prevention strategy, more preventative services, and changes of procedure that shorten the time a child is subject to a plan."],
    ],
    "Complaints by service": [
        ["Service area", "Jun 10", "Sep 10", "Dec 10", "Mar 11", "Jun 11", "12 month total", "Part of", "Note"],
        ["Highways and Transportation", 534, 532, 646, 247, 261, 1686, None, None],
        ["Adult Social Services", 139, 126, 123, 135, 126, 510, None, None],
        ["Children's services", 131, 104, 125, 128, None, 489, None, SPLIT],
        ["Education services", None, None, None, None, 14, None, "Children's services", None],
        ["Children's social care", None, None, None, None, 118, None, "Children's services", None],
        ["Insurance claims", 96, 49, 51, 220, 56, 376, None, None],
        ["Environment", 103, 102, 44, 71, None, 310, None, MOVED],
        ["Waste management", None, None, None, None, 68, None, "Environment", None],
        ["Countryside access", None, None, None, None, 25, None, "Environment", None],
        ["Adult Education", 32, 49, 38, 32, 33, 152, None, None],
        ["Commercial Services", 13, 27, 18, 17, 59, 121, None, None],
        ["Libraries & Archives", 45, 25, 23, 23, 47, 118, None, None],
        ["Gateways and Contact centre", 0, 48, 10, 3, 10, 71, None, None],
        ["Other services", 41, 62, 80, 57, 44, 243, None, None],
        ["Total", 1134, 1124, 1158, 933, 870, 4085, None, "The published report prints 870 for April to June 2011 and 4,085 for twelve months; the figures of its services add up to those shown here."],
    ],
    "Staffing levels": [
        ["Staff", *STAFF],
        ["Schools", 32829, 27206, 24407, "16,653.0"],
        ["Non-schools", 14916, 13501, 11662, "9,826.4"],
        ["KCC total", 47745, 40484, 35971, "26,479.3"],
    ],
    "Staff reductions": [
        ["Staff", *STAFF],
        ["Non-schools, change since March 2011", -414, -349, -282, "-234.5"],
    ],
    "Staff by directorate": [
        ["Directorate", *STAFF, "Note"],
        ["Business Strategy & Support", 1744, 1727, 1703, "1,575.1", None],
        ["Education, Learning & Skills", 1741, 1678, 1370, "1,044.4", None],
        ["Families & Social Care", 5833, 5236, 4920, "4,156.6", None],
        ["Customer & Communities", 4328, 3715, 2551, "1,941.4", None],
        ["Enterprise & Environment", 1270, 1256, 1167, "1,109.0", "Of these, Commercial Services has 668 contracts, a headcount of 661 (652 without CRSS) and 621.1 full-time equivalents."],
        ["Non-schools total", 14916, 13501, 11662, "9,826.4", None],
    ],
    "Full-time equivalents": [
        ["Staff", "Jun 10", "Sep 10", "Dec 10", "Mar 11", "Jun 11"],
        ["Full-time equivalent staff", 10477, 10259, 10094, 10061, 9826],
    ],
    "Other staff measures": [
        ["Measure", "Mar 11", "Jun 11", "Sep 11", "Dec 11", "Mar 12"],
        ["Staff sickness (days lost per full-time equivalent)", "7.8", "7.7", None, None, None],
        ["Staff turnover (leavers as a percentage of headcount)", "14.9%", "15.2%", None, None, None],
    ],
}  # fmt: skip

FLOORS_CHOSEN = (
    "The published report prints no floor standards. Those below are chosen, one for each KPI, so that every rating it "
    "prints comes out; they are not Kent County Council's.",
)


def records() -> dict[str, list[Record]]:
    results = table(QUARTERS, ("Reference", "Mar 11", "Jun 11"))
    results += [
        {"Reference": reference, **{period: as_typed(text) for period, text in figures.items()}}
        for reference, figures in OTHERS.items()
    ]
    results = [{**row, **FORECASTS.get(str(row["Reference"]), {})} for row in results]
    return {
        "Paper": PAPER,
        "Service areas": AREAS,
        "People": PEOPLE,
        "Indicators": [{**row, "Kind": "KPI"} for row in KPIS],
        "Details": DETAILS,
        "Targets": [
            {"Reference": reference, **{period: as_typed(text) for period, text in targets.items()}}
            for reference, targets in PHASED.items()
        ],
        "Results": sorted(results, key=lambda row: str(row["Reference"])),
        "Comparators": COMPARATORS,
        "Commentary": COMMENTARY,
        "Text": TEXT,
        "Tables": TABLES,
        "Published": PUBLISHED,
        "Published paper": PUBLISHED_PAPER,
    }


def own_sheets() -> dict[str, list[list[object]]]:
    return {
        name: [
            rows[0],
            *(
                [None if cell is None else as_typed(f"{cell:,}" if isinstance(cell, int) else cell) for cell in row]
                for row in rows[1:]
            ),
        ]
        for name, rows in OWN_SHEETS.items()
    }


def workbook() -> bytes:
    return paper_workbook(
        records(),
        notes={
            "Indicators": FLOORS_CHOSEN,
            "Annual targets": ("The floors are chosen, since the published report prints none.",),
        },
        tables=own_sheets(),  # type: ignore[arg-type]
        title="Quarterly Performance Report, Quarter 1, 2011/12",
    )
