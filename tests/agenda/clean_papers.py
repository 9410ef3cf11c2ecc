"""Papers as councils write them, public and exempt ones of one meeting: the same headings and the same set phrases, and
nothing of the exempt paper in the public ones. What is said of business is taken from published papers, or made up.

The set phrases are put as report templates of English councils put them, in six styles; they are not those of
`kccreport.agenda.examining.stock`, which is measured by them.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table

Section = tuple[str, tuple[str, ...]]


@dataclass(frozen=True)
class Style:
    """How one council's reports are put: what stands at the head, sections with what they usually say, and the end."""

    head: tuple[str, ...]
    sections: tuple[Section, ...]
    exempt: tuple[str, ...]
    end: tuple[str, ...]


STYLES = (
    Style(
        (
            "From: {member}, Cabinet Member for {portfolio}; {officer}, Corporate Director for {service}",
            "To: {committee} – {day}", "Classification: {class_}", "Past Pathway of Paper: N/A",
            "Future Pathway of Paper: Cabinet Member decision", "Electoral Division: All",
        ),
        (
            ("Introduction", ("The purpose of this report is to provide Members with an update.",)),
            ("Financial Implications", ("There are no direct financial implications as a result of this report.",
                                        "The cost will be met from within existing revenue budgets.")),
            ("Legal implications", ("There are no legal implications associated with this report.",)),
            ("Equalities implications", (
                "An Equality Impact Assessment (EqIA) has been undertaken and no negative impacts were identified.",
                "No equalities implications have been identified in relation to this decision.")),
            ("Data Protection implications", ("A Data Protection Impact Assessment is not required.",)),
            ("Other corporate implications", ("There are no other corporate implications to report.",)),
            ("Governance", ("The main delegations are via the Officer Scheme of Delegation.",)),
            ("Conclusions", ("The Cabinet Committee is asked to consider the content of this report.",)),
            ("Recommendation(s)", (
                "The Cabinet Committee is asked to CONSIDER and ENDORSE, or make recommendations to the Cabinet Member on "
                "the proposed decision as set out in this report.",)),
            ("Background Documents", ("None.",)),
        ),
        ("EXEMPT – Not for publication. Paragraph 3 of Part 1 of Schedule 12A of the Local Government Act 1972 refers.",),
        ("Contact details", "Report Author: {officer}", "Telephone number: {phone}", "Email: {mail}",
         "Relevant Director: {officer2}, Director of {service}"),
    ),
    Style(
        (
            "Subject: {title}", "Date of Meeting: {day}", "Report of: Executive Director for {service}",
            "Contact Officer: Name: {officer} Tel: {phone}", "Email: {mail}", "Ward(s) affected: All",
        ),
        (
            ("1. Purpose of the report and policy context", ("This report sets out the position at the end of the period.",)),
            ("2. Recommendations", ("That the Committee notes the contents of the report and agrees the next steps set out "
                                    "in paragraph 3.",)),
            ("3. Context and background information", ("Members will recall that this matter was last considered in the "
                                                       "autumn.",)),
            ("4. Analysis and consideration of alternative options", (
                "The alternative would be to do nothing, which is not recommended for the reasons set out above.",)),
            ("5. Community engagement and consultation", ("No community engagement has been undertaken in respect of this "
                                                          "report.",)),
            ("6. Conclusion", ("The recommendations are considered to represent best value for the council.",)),
            ("7. Financial and other implications", (
                "There are no direct financial implications from this report. Any significant variation to budget will be "
                "reported as part of the council's monthly budget monitoring process.",
                "Finance Officer Consulted: {officer2} Date: 3 February",
                "There are no legal implications arising directly out of this report.",
                "Lawyer Consulted: {officer} Date: 4 February",
                "There are no equalities implications arising directly from the recommendations in this report.",
                "There are no direct sustainability implications arising from the recommendations of this report.")),
            ("Supporting documentation", ("Appendices: None", "Background Documents: None")),
        ),
        (
            "The public are likely to be excluded from the meeting during consideration of this report as it contains exempt "
            "information as defined in paragraph 3 of schedule 12A, Part 1, to the Local Government Act 1972 (as amended).",
        ),
        (),
    ),
    Style(
        (
            "{committee}", "{day}", "{title}", "Final Decision-Maker: {committee}", "Lead Head of Service: Head of {service}",
            "Lead Officer and Report Author: {officer}", "Classification: {class_}", "Wards affected: All wards",
        ),
        (
            ("Executive Summary", ("This report provides a summary of progress since the last meeting of the Committee.",)),
            ("This report makes the following recommendations to this Committee:", (
                "That the report be noted.", "That delegated authority be given to the Head of Service to finalise the terms "
                "in consultation with the Chairman of the Committee.")),
            ("1. INTRODUCTION AND BACKGROUND", ("The Council has a statutory duty to keep this area under review.",)),
            ("2. AVAILABLE OPTIONS", ("Option 1: The Committee could choose to do nothing. This is not recommended.",
                                      "Option 2: The Committee could agree the recommendations set out in this report.")),
            ("3. PREFERRED OPTION AND REASONS FOR RECOMMENDATIONS", (
                "The preferred option is Option 2, for the reasons set out in paragraph 2 above.",)),
            ("4. RISK", ("The risks associated with this proposal, including the risks if the Council does not act as "
                         "recommended, have been considered in line with the Council's Risk Management Framework. We are "
                         "satisfied that the risks associated are within the Council's risk appetite and will be managed as "
                         "per the Policy.",)),
            ("5. CONSULTATION RESULTS AND PREVIOUS COMMITTEE FEEDBACK", ("None at this stage.",)),
            ("6. CROSS-CUTTING ISSUES AND IMPLICATIONS", (
                "We do not expect the recommendations will by themselves materially affect achievement of corporate "
                "priorities.",
                "The proposals set out in the recommendation are all within already approved budgetary headings and so need "
                "no new funding for implementation.",
                "We will deliver the recommendations with our current staffing.",
                "Accepting the recommendations will fulfil the Council's duties under the Equality Act 2010.",
                "The recommendations do not propose a change in service therefore will not require an equalities impact "
                "assessment.",
                "We recognise that the recommendations will not negatively impact on population health or that of "
                "individuals.")),
            ("7. REPORT APPENDICES", ("There are no appendices to this report.",)),
            ("8. BACKGROUND PAPERS", ("There are no background papers.",)),
        ),
        ("This report is private by virtue of paragraph 3 of Part I of Schedule 12A to the Local Government Act 1972, having "
         "applied the public interest test.",),
        (),
    ),
    Style(
        (
            "Meeting: {committee}", "Date: {day}", "Subject: {title}", "Report Of: Cabinet Member for {portfolio}",
            "Wards Affected: All", "Key Decision: No", "Budget/Policy Framework: No", "Contact Officer: {officer}, Head of "
            "{service}", "Email: {mail} Tel: {phone}",
        ),
        (
            ("1.0 Purpose of Report", ("To update Members on the position and to seek approval for the way forward.",)),
            ("2.0 Recommendations", ("Cabinet is asked to RESOLVE that the contents of the report be noted.",)),
            ("3.0 Background and Key Issues", ("The background to this matter was reported to Cabinet last year.",)),
            ("4.0 Asset Based Community Development (ABCD) Considerations", (
                "There are no ABCD considerations arising from this report.",)),
            ("5.0 Alternative Options Considered", ("No other options have been considered.",)),
            ("6.0 Reasons for Recommendations", ("As set out in the body of the report.",)),
            ("7.0 Future Work and Conclusions", ("Officers will continue to monitor progress and report back as "
                                                 "appropriate.",)),
            ("8.0 Financial Implications", ("There are no financial implications arising out of the recommendations in this "
                                            "report.", "(Financial Services have been consulted in the preparation of this "
                                            "report.)")),
            ("9.0 Legal Implications", ("There are no specific legal implications arising out of this report.",
                                        "(One Legal have been consulted in the preparation of this report.)")),
            ("10.0 Risk & Opportunity Management Implications", ("There are no identified risks associated with this "
                                                                 "report.",)),
            ("11.0 People Impact Assessment (PIA)", ("The PIA Screening Stage was completed and did not identify any "
                                                     "potential or actual negative impact, therefore a full PIA was not "
                                                     "required.",)),
            ("12.0 Other Corporate Implications", ("Community Safety: None.", "Sustainability: There are no sustainability "
                                                   "implications.", "Staffing & Trade Union: There are no staffing "
                                                   "implications.")),
            ("Background Documents:", ("None",)),
        ),
        ("EXEMPT INFORMATION: The public are likely to be excluded from the meeting during the consideration of this report as "
         "it contains information relating to the financial or business affairs of any particular person (including the "
         "authority holding that information).",),
        (),
    ),
    Style(
        (
            "Report to: {committee}", "Date of meeting: {day}", "Report author: {officer}", "Service Director: {officer2}",
            "Portfolio holder: Councillor {member}",
        ),
        (
            ("1 Summary of main issues", ("This paper asks the Board to consider the matter set out below.",)),
            ("2 Impact on the council's priorities", ("The proposals contribute to the objectives of the Council Plan.",)),
            ("3 What consultation and engagement has taken place?", ("Ward members were briefed and raised no objections.",)),
            ("4 What are the resource implications?", ("There are no resource implications as a direct result of this "
                                                      "report.",)),
            ("5 What are the legal implications?", (
                "This decision is a Significant Operational Decision and is not eligible for call in.",
                "The information contained in the appendix is exempt under Access to Information Procedure Rule 10.4(3) as it "
                "relates to the financial or business affairs of a particular person or company.",
                "It is considered that the public interest in maintaining the content of the appendix as exempt outweighs the "
                "public interest in disclosing the information.")),
            ("6 What are the key risks and how are they being managed?", ("Risks are managed through the project risk register "
                                                                       "and reviewed monthly by the project board.",)),
            ("7 Does this proposal support the council's three key pillars?", ("Inclusive Growth, Health and Wellbeing, "
                                                                            "Climate Emergency",)),
            ("Recommendations", ("The Board is requested to note the contents of this report and to approve the actions "
                                 "proposed in it.",)),
            ("Background papers", ("The background documents listed in this section are available to download from the "
                                   "council's website, unless they contain confidential or exempt information.",)),
        ),
        ("Exempt / confidential under Access to Information Procedure Rules 10.4 (3)",),
        (),
    ),
    Style(
        (
            "AGENDA ITEM", "REPORT TO {committee}", "{day}", "REPORT OF DIRECTOR OF {service}", "{title}",
        ),
        (
            ("SUMMARY", ("This report presents the current position for Members' information.",)),
            ("RECOMMENDATIONS", ("It is recommended that Members note the report.",)),
            ("REASONS FOR THE RECOMMENDATIONS/DECISIONS", ("To keep Members informed and to comply with the Council's "
                                                           "Financial Regulations.",)),
            ("FINANCIAL IMPLICATIONS", ("None directly arising from this report.",)),
            ("LEGAL IMPLICATIONS", ("The Council has power under section 111 of the Local Government Act 1972 to do anything "
                                    "which is calculated to facilitate, or is conducive or incidental to, the discharge of "
                                    "any of its functions.",
                                    "Section 123 of the Local Government Act 1972 requires the Council to obtain the best "
                                    "consideration reasonably obtainable on the disposal of land.")),
            ("RISK ASSESSMENT", ("This report is categorised as low to medium risk. Existing management systems and daily "
                                 "routine activities are sufficient to control and reduce risk.",)),
            ("COUNCIL PLAN POLICY PRINCIPLES AND PRIORITIES", ("This report supports the Council Plan.",)),
            ("CONSULTATION, INCLUDING WARD/COUNCILLORS", ("Not applicable.",)),
            ("Name of Contact Officer: {officer}", ("Post Title: Head of {service}", "Telephone No. {phone}",
                                                    "Email Address: {mail}")),
            ("Background Papers: None", ()),
            ("Property Implications:", ("None directly arising.",)),
            ("EQUALITY IMPACT", ("The report has had due regard to the public sector equality duty. A full impact assessment "
                                 "is not considered necessary.",)),
        ),
        ("NOT FOR PUBLICATION by virtue of paragraphs 1 and 3 of Part 1 of Schedule 12A of the Local Government Act 1972. In all "
         "the circumstances of the case, the public interest in maintaining the exemption outweighs the public interest in "
         "disclosing the information because disclosure would prejudice the Council's commercial position.",),
        (),
    ),
)  # fmt: skip
_OFFICERS = ("Helen Marlowe", "David Okafor", "Priya Raman", "Simon Thwaite", "Carys Bevan", "Martin Ellery")
_MEMBERS = ("Mike Hillier", "Gary Cookson", "Susan Carew", "Bryan Sweetling")
_SERVICES = ("Growth and Communities", "Corporate Services", "Adult Social Care", "Highways and Transportation")
_SECRETS = (
    "{person} of {place} complained that {firm} had entered the yard at night, and asked for {sum} in damages.",
    "The lowest tender of {firm} was {sum}; it scored {score} for quality, and its finance director, {person}, resigned.",
    "Our surveyor {person} values the {place} site at {sum}, well above what {firm} has offered so far.",
    "{person} was dismissed after an inquiry by {firm}, and has claimed {sum} at the tribunal in {place}.",
)
_PERSONS = ("Gareth Pugh", "Owen Tallis", "Nadia Farouk", "Brenda Stott", "Alexander Whitcombe", "Fiona Grieve")
_FIRMS = ("Brightwater Ltd", "Castlegate Holdings", "Pellbrook & Sons", "Farthingale LLP")
_PLACES = ("Wren Mill", "Saltbury Quay", "Thorley Depot", "Cold Ash Farm")
_ENDS = (".", "?", "!")


def business(seeds: Path) -> list[str]:
    """Sentences of published papers about the council's business."""
    found = []
    for path in sorted(seeds.glob("*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            plain = line.strip("#*-|> \t")
            if 80 <= len(plain) <= 500 and plain.endswith(_ENDS) and "\t" not in plain and "<" not in plain:
                found.append(plain)
    return found


@dataclass(frozen=True)
class Meeting:
    """The papers of one meeting, by file name, in the order of the agenda; and what only the exempt one says."""

    public: dict[str, bytes]
    exempt: dict[str, bytes]
    secrets: tuple[str, ...]


def meeting(seed: int, sentences: Sequence[str]) -> Meeting:
    """Return the papers of a meeting: one to four public ones and one or two exempt ones, in one council's style."""
    chance = random.Random(seed)
    style = STYLES[seed % len(STYLES)]
    said = chance.sample(list(sentences), 40) if len(sentences) >= 40 else list(sentences)
    officers = chance.sample(_OFFICERS, 2)
    public = {
        f"report-{at}.pdf": _report(
            style, chance, officers, [said.pop() for _ in range(min(3, len(said)))], is_exempt=False
        )
        for at in range(1, chance.randint(2, 5))
    }
    exempt, secrets = {}, []
    for at in range(1, chance.randint(2, 3)):
        secret = chance.choice(_SECRETS).format(
            person=chance.choice(_PERSONS), place=chance.choice(_PLACES), firm=chance.choice(_FIRMS),
            sum=f"£{chance.randint(11_111, 999_999):,}", score=f"{chance.randint(51, 99)}/100",
        )  # fmt: skip
        secrets.append(secret)
        exempt[f"exempt-{at}.pdf"] = _report(style, chance, officers, [secret], is_exempt=True)
    return Meeting(public, exempt, tuple(secrets))


def _report(
    style: Style, chance: random.Random, officers: Sequence[str], said: Sequence[str], *, is_exempt: bool
) -> bytes:
    names = {
        "member": chance.choice(_MEMBERS), "officer": officers[0], "officer2": officers[1],
        "portfolio": "Corporate and Democratic Services", "service": chance.choice(_SERVICES),
        "committee": "Environment Cabinet Committee", "day": "12 March 2021",
        "class_": "Exempt" if is_exempt else "Unrestricted", "phone": "03000 416302",
        "mail": f"{officers[0].replace(' ', '.').lower()}@testshire.gov.uk",
        "title": "Property matters" if is_exempt else "Performance and monitoring",
    }  # fmt: skip
    sheet = getSampleStyleSheet()
    story: list[object] = [Paragraph(_plain(line.format(**names)), sheet["Normal"]) for line in style.head]
    if is_exempt:
        story += [Paragraph(_plain(line), sheet["Normal"]) for line in style.exempt]
    for at, (heading, usual) in enumerate(style.sections):
        story += [Spacer(1, 8), Paragraph(_plain(heading.format(**names)), sheet["Heading2"])]
        story += [Paragraph(_plain(words.format(**names)), sheet["Normal"]) for words in usual]
        if at == 1:
            story += [Paragraph(_plain(words), sheet["Normal"]) for words in said]
            story.append(Table([["Year", "Budget", "Forecast", "Variance"], *(
                [f"20{19 + row}/{20 + row}", f"£{chance.randint(100, 900)},000", f"£{chance.randint(100, 900)},500", "0"]
                for row in range(3))]))  # fmt: skip
    story += [Paragraph(_plain(line.format(**names)), sheet["Normal"]) for line in style.end]
    file = BytesIO()
    SimpleDocTemplate(file, pagesize=A4, title=names["title"], author=officers[0], invariant=1).build(story)
    return file.getvalue()


def _plain(words: str) -> str:
    return words.replace("&", "&amp;").replace("<", "&lt;")
