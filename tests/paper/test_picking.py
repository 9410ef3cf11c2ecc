"""Of free commentary, as officers of many councils write it, only what plainly says why and what is done is picked.

Each case is a commentary, and how the sentences begin that a reader would take for its cause and for an action: none where
the commentary says none. All were written before the rules; the last ten were kept aside until these stood.
"""

import pytest

from kccreport.claims.text import sentences
from kccreport.paper.picking import action_among, cause_among, first_action

CASES: list[tuple[str, tuple[str, ...], tuple[str, ...]]] = [
    (
        "There are currently 312 households in temporary accommodation. The rise is driven by evictions from the private rented sector and fewer lettings by registered providers. Officers have secured 40 additional units through the leasing scheme and are working with landlords to prevent evictions.",
        ("The rise is driven by",),
        ("Officers have secured",),
    ),
    (
        "Processing times for new claims increased to 27 days. The service lost two experienced assessors during the quarter. Overtime has been authorised until the end of March, and an external provider is processing 200 claims a week.",
        ("The service lost two",),
        ("Overtime has been authorised",),
    ),
    (
        "We have narrowly missed the target. Performance was affected by the Christmas closure. It should be noted that January is traditionally a quieter month. No further action is proposed.",
        ("Performance was affected by",),
        (),
    ),
    (
        "This measure is reported one quarter in arrears. The data is taken from the national returns. Please note that figures are provisional.",
        (),
        (),
    ),
    (
        "Fly-tipping incidents rose to 412. Increased reporting through the new app accounts for most of the rise. CCTV cameras will be installed at five hotspots before the summer. Three fixed penalty notices were issued.",
        ("Increased reporting through the new app accounts",),
        ("CCTV cameras will be installed",),
    ),
    (
        "The number of affordable homes completed was 18 against a target of 45. Delays on two large sites because of nutrient neutrality have pushed completions into next year. 27 units are expected to complete in Q2 of next year.",
        ("Delays on two large sites",),
        (),
    ),
    (
        "Target not achieved. Staff vacancies. Recruitment ongoing.",
        ("Staff vacancies",),
        ("Recruitment ongoing",),
    ),
    (
        "Leisure centre visits were 8% below last year. The pool at Northgate was closed for six weeks for essential repairs. It reopened on 4 September and visits have since recovered. A membership promotion is planned for January.",
        ("The pool at Northgate was closed",),
        ("A membership promotion is planned",),
    ),
    (
        "Performance in this area continues to be closely monitored. The team works hard to deliver a quality service. Performance is expected to improve.",
        (),
        (),
    ),
    (
        "The percentage of council tax collected is 0.6 points behind the same time last year. The economic climate continues to affect residents' ability to pay. Reminder notices are being sent earlier and text messages were trialled in May with good results. A new debt and welfare team has been set up.",
        ("The economic climate continues",),
        ("Reminder notices are being sent",),
    ),
    (
        "Stage 2 complaints answered in time: 68%. Complex cases and the absence of the investigating officer meant several responses were late. All managers will complete the Ombudsman's complaint training by December. Weekly tracker reports go to the Corporate Leadership Team.",
        ("Complex cases and the absence",),
        ("All managers will complete",),
    ),
    (
        "Major planning applications decided in time fell to 82%. Of the 11 applications determined, 2 were out of time. Both had been awaiting responses from statutory consultees. Extensions of time will now be agreed routinely with applicants.",
        ("Both had been awaiting",),
        ("Extensions of time will now be agreed",),
    ),
    (
        "The cost of bed and breakfast has increased by £120k. As a result of the new Homelessness Reduction Act duties, the number of approaches has doubled. We are looking at options to purchase properties and a report will come to the Executive in the autumn.",
        ("As a result of the new",),
        ("We are looking at options",),
    ),
    (
        "Target has been exceeded for the year as a whole. This quarter's dip is not a concern. Similar authorities show the same seasonal pattern.",
        (),
        (),
    ),
    (
        "The average time to re-let a home was 41 days. The shortage of plasterers and the age of the stock remain a challenge. A new schedule of rates is out to tender. In the meantime the in-house team has taken on two multi-skilled operatives.",
        ("The shortage of plasterers",),
        ("A new schedule of rates is out", "In the meantime the in-house team"),
    ),
    (
        "Children in care with three or more placements: 13.1%. Placement sufficiency remains the main pressure locally and nationally. The fostering recruitment campaign was launched in May; 6 households are in assessment. The Corporate Parenting Panel receives a monthly report.",
        ("Placement sufficiency remains the main pressure",),
        ("The fostering recruitment campaign was launched",),
    ),
    (
        "Food hygiene inspections: 71% of those due were completed. One officer has been seconded to the port health team until March. Inspections of high-risk premises (A to C) have been prioritised and are all up to date. An agency contractor has been engaged to clear the backlog by the year end.",
        ("One officer has been seconded",),
        ("An agency contractor has been engaged", "Inspections of high-risk premises"),
    ),
    (
        "Gas safety certificates stand at 99.4%, with 31 properties without a valid certificate. In all cases the tenant has not given access. Legal action has been started in 19 cases and warrants will be sought in the others. Officers continue to call in the evenings and at weekends.",
        ("In all cases the tenant has not given access",),
        ("Legal action has been started",),
    ),
    (
        "The average number of working days lost due to sickness is 2.9 in the quarter. This compares to 2.7 in the same quarter last year. Due to the timing of the report, September data is an estimate.",
        (),
        (),
    ),
    (
        "Street cleanliness surveys found 9% of sites below standard. Leaf fall came late this year, so that the autumn programme ran into January. Detritus was the main problem. Mechanical sweepers were redeployed to main roads in February, and the contractor has been asked for a recovery plan.",
        ("Leaf fall came late", "Detritus was the main problem"),
        ("Mechanical sweepers were redeployed",),
    ),
    (
        "Performance dipped in Q3 to 71% against a target of 80%. Two planning officers left in October and agency cover was not secured until the end of November. Both posts have now been filled, with the new starters joining on 9 January. We expect to be back on target by the end of Q1.",
        ("Two planning officers left",),
        ("Both posts have now been filled",),
    ),
    (
        "There were 14 missed bins per 100,000 this month compared with 11 last month. The figure remains within the national range. Members will recall that the new rounds were introduced in April.",
        (),
        (),
    ),
    (
        "Void turnaround averaged 34.2 days. This reflects a high number of major works voids, with 11 properties needing full electrical rewires. The Housing Team meets weekly with the contractor to review every void over 28 days, and a second contractor was procured in August.",
        ("This reflects a high number",),
        ("The Housing Team meets weekly",),
    ),
    (
        "The indicator is measured annually and the next result is due in June. Satisfaction was last measured in the 2024 residents' survey. Results are weighted by age and ward.",
        (),
        (),
    ),
    (
        "Sickness stood at 10.4 days per FTE. Long term absence makes up two thirds of days lost, mainly stress and musculoskeletal. HR business partners are supporting managers with case conferences for anyone absent over 20 days. Flu vaccinations have been offered to all frontline staff.",
        ("Long term absence makes up",),
        ("HR business partners are supporting", "Flu vaccinations"),
    ),
    (
        "Call answering has improved over the quarter, however we remain below target. Demand following the council tax annual billing run was 22% higher than forecast, and three advisers are still in training. A call-back facility goes live in July and webchat will be extended to Saturdays.",
        ("Demand following the council tax",),
        ("A call-back facility goes live",),
    ),
    (
        "Whilst the target was not met, this was not due to poor performance by the team. No single reason has been identified. A review is not considered necessary at this stage.",
        (),
        (),
    ),
    (
        "Only 62% of EHC plans were issued within 20 weeks. Nationally there is a shortage of educational psychologists and the service is carrying four vacancies. To address this the council has commissioned 120 additional assessments from an external provider. In addition, a recovery board chaired by the Director meets fortnightly.",
        ("Nationally there is a shortage",),
        ("To address this the council has commissioned", "In addition, a recovery board"),
    ),
    (
        "Income is £0.4m below profile. Footfall in both car parks was down following the closure of the department store. The tariff review is to be considered by Cabinet in February. Costs have been contained.",
        ("Footfall in both car parks was down",),
        ("The tariff review is to be considered",),
    ),
    (
        "Recycling fell to 43.8% from 46.1%. Dry weather meant that garden waste tonnage was well down on last summer, which affected every Kent district. There is little the authority can do about the weather. A food waste campaign, funded by the county, will run from September to November.",
        ("Dry weather meant that",),
        ("A food waste campaign",),
    ),
]


@pytest.mark.parametrize(("text", "causes", "actions"), CASES)
def test_nothing_is_picked_that_is_no_cause_or_no_action(
    text: str, causes: tuple[str, ...], actions: tuple[str, ...]
) -> None:
    said = list(sentences(text))
    cause = cause_among(said)
    action = action_among(said, cause)
    assert not cause or cause.startswith(causes)
    assert not action or action.startswith(actions)


def test_nearly_every_cause_and_action_there_is_is_found() -> None:
    told = found = 0
    for text, causes, actions in CASES:
        said = list(sentences(text))
        cause = cause_among(said)
        told += bool(causes) + bool(actions)
        found += bool(causes and cause) + bool(actions and action_among(said, cause))
    assert found >= 0.9 * told


@pytest.mark.parametrize(
    ("text", "cause", "action"),
    [
        (
            "Reason: two posts stood empty. Action: agency staff until May.",
            "Two posts stood empty.",
            "Agency staff until May.",
        ),
        ("Calls rose.\nWhat we are doing about it: longer hours.", "Calls rose.", "Longer hours."),
        ("91.5% of repairs were finished in time. See the annex.", "", ""),
        ("", "", ""),
    ],
)
def test_what_the_service_has_labelled_is_taken_without_its_label(text: str, cause: str, action: str) -> None:
    said = list(sentences(text))
    assert (cause_among(said), action_among(said, cause)) == (cause, action)


@pytest.mark.parametrize(
    ("text", "cause", "action"),
    [
        (
            "A new round began in July and crews did not know it. Crews are trained again in October.",
            "",
            "Crews are trained",
        ),
        ("Evictions from private lets rose. We are buying six homes.", "Evictions", "We are buying"),
        ("The boiler broke. We are buying a new one.", "The boiler broke", "We are buying"),
        (
            "Two sites stopped when the contractor went into administration. We are retendering both.",
            "Two sites",
            "We are ret",
        ),
        ("Plans: reviews held within a year was 96% in Quarter 2. We will recruit by spring.", "", "We will recruit"),
        ("We are seeing more complex cases. We are still waiting for a date.", "We are seeing", ""),
        ("Arrests fell because two teams were moved to the summer festivals.", "Arrests fell", ""),
        ("Parents were not told of the new forms. We have rewritten the letter.", "", "We have rewritten"),
        ("We could not fill the post, so we have engaged an agency.", "", "We could not fill"),
        ("The launch was put back. Staff are phoning every customer on the list.", "", "Staff are phoning"),
        ("We have improved by three points. We have worked hard.", "", ""),
        (
            "Staff are leaving for better pay. The council is paying a bonus to those who stay.",
            "",
            "The council is paying",
        ),
    ],
)
def test_a_deed_is_the_services_own_and_no_reason_no_result_and_nothing_left_undone(
    text: str, cause: str, action: str
) -> None:
    said = list(sentences(text))
    why = cause_among(said)
    done = action_among(said, why)
    assert why.startswith(cause) if cause else not why
    assert done.startswith(action) if action else not done


@pytest.mark.parametrize(
    ("actions", "first"),
    [
        (
            "July was good and puts the year back on track. Nobody can say yet where it will end. A new site opens.",
            "A new site opens.",
        ),
        ("a second line is laid\nstaff are trained", "A second line is laid"),
        ("We expect to be on target in June.", "We expect to be on target in June."),
        ("Actions: a rota for Saturdays.", "A rota for Saturdays."),
        ("", ""),
    ],
)
def test_of_the_column_of_actions_the_first_is_taken_but_for_hopes_and_results(actions: str, first: str) -> None:
    assert first_action(list(sentences(actions))) == first
