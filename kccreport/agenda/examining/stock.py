"""What any committee report says: words that are no leak, since law or custom puts them into public and exempt papers alike.

Sources: Local Government Act 1972, s.100A(4), s.100D and Schedule 12A (exempt information; background papers); Equality
Act 2010, s.149(1); Crime and Disorder Act 1998, s.17(1); Human Rights Act 1998, s.6(1); Local Government Act 1999, s.3(1);
and the headings of the report templates of English councils, as the samples of `inputs/` have them.
"""

STOCK_PHRASES = (
    "not for publication by virtue of paragraph of Part 1 of Schedule 12A to the Local Government Act 1972",
    "this report is not for publication by virtue of paragraph 3 of Part 1 of Schedule 12A of the Local Government Act 1972",
    "exempt information as defined in paragraph of Part 1 of Schedule 12A of the Local Government Act 1972 as amended",
    "that under section 100A(4) of the Local Government Act 1972 the press and public be excluded from the meeting for the "
    "following business on the grounds that it involves the likely disclosure of exempt information as defined in Part 1 of "
    "Schedule 12A of the Act",
    "in all the circumstances of the case, the public interest in maintaining the exemption outweighs the public interest "
    "in disclosing the information",
    "information relating to the financial or business affairs of any particular person (including the authority holding "
    "that information)",
    "information relating to any individual",
    "information which is likely to reveal the identity of an individual",
    "have due regard to the need to eliminate discrimination, harassment, victimisation and any other conduct that is "
    "prohibited by or under this Act; advance equality of opportunity between persons who share a relevant protected "
    "characteristic and persons who do not share it; foster good relations between persons who share a relevant protected "
    "characteristic and persons who do not share it",
    "the public sector equality duty under section 149 of the Equality Act 2010",
    "an equality impact assessment is not required for this report",
    "there are no equality implications arising directly from this report",
    "exercise its various functions with due regard to the likely effect of the exercise of those functions on, and the need "
    "to do all that it reasonably can to prevent, crime and disorder in its area",
    "make arrangements to secure continuous improvement in the way in which its functions are exercised, having regard to a "
    "combination of economy, efficiency and effectiveness",
    "it is unlawful for a public authority to act in a way which is incompatible with a Convention right",
    "the following background papers were used in the preparation of this report",
    "there are no background papers to this report",
    "background documents: none",
    "there are no financial implications arising directly from this report",
    "there are no direct financial implications arising from this report",
    "there are no legal implications arising directly from this report",
    "there are no direct legal implications arising from this report",
    "there are no direct climate change implications arising from this report",
    "the committee is asked to note the contents of this report",
    "members are asked to note the contents of the report",
    "the committee is recommended to note the report",
    "members are asked to consider and note the report",
    "the cabinet is asked to approve the recommendations set out in this report",
    "the reasons for the recommendations are set out in the body of the report",
    "alternative options considered and rejected",
    "report of the director to the committee",
    "the monitoring officer has been consulted on this report",
    "the section 151 officer has been consulted on this report",
    "the comments of the director of finance are included in the body of this report",
    "for further information about this report please contact",
    "this decision is not subject to call-in",
    "ward members have been consulted on this report",
)
