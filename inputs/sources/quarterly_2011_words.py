"""What the quarterly report of 2011/12 says in words: ours, on the facts that the published report gives."""

from kccreport.intake.writing import Record

NOT_DISCUSSED = "The panel has not discussed this indicator."
LATER = "The panel will look at this indicator more closely at a later meeting."

# reference → commentary, actions, risks, panel discussion
WORDS: dict[str, tuple[str, str, str, str]] = {
    "KPI01": (
        "1,745 children were looked after in June 2011, against 1,699 in March. The improvement plan first had to clear a backlog of cases, some of which led to children being looked after, and to shorten the time cases take. That work does not by itself bring the number down quickly.\nA trajectory that takes in the actions below is being worked out.",
        "For the months ahead:\n- more children adopted, by the actions under the next indicator\n- a date by which each child is expected to leave care\n- firm gatekeeping of decisions to take a child into care\n- figures and targets for each district\n- close tracking of plans for a permanent home\n\nFor the longer term:\n- more prevention and early intervention, above all for adolescents and families in great need\n- a proposal, of the *invest to save* kind, for a faster response to vulnerable adolescents",
        "More looked after children cost more, which leaves less for the early intervention that would keep the number down. Money for prevention is being found all the same, and is a theme of phase 2 of the improvement plan.",
        "The improvement plan is already examined closely elsewhere, so the panel will not review this Red indicator in detail. It welcomed the work on a trajectory.",
    ),
    "KPI02": (
        "Three months of the year show a result well above the target. Analysis so far suggests that 11% will still be hard to hold over a whole year, so every action below goes ahead.",
        "- Martin Narey has been asked to review how adoption can be made faster\n- district managers and adoption leads follow every child who is waiting, together\n- a permanency policy is agreed, workshops are held, and plans are now due by the second review\n- the percentage is part of routine reporting\n- a tracker keeps any child's plan from drifting",
        "- too few adopters\n- delays in court\n- delays in recruitment\n- fewer looked after children would mean that a steady number of adoptions is needed to keep the percentage up",
        NOT_DISCUSSED,
    ),
    "KPI03": (
        "1,676 children were subject to a plan in June 2011, against 1,621 in March. Clearing the backlog and speeding up casework came first, which does not lower this number; some of the cases cleared led to child protection procedures. The actions below should now begin to tell, with the target to be reached by March 2012.",
        "1. Review every case in which a child has had a plan for over 18 months.\n2. Strengthen core assessments, conference reports and work between agencies.\n3. Give the Safeguarding Children Board and the independent chairs a stronger part in assuring quality.\n4. Train those who chair conferences to plan by outcomes.\n5. Guard the way into child protection more closely.\n6. Offer more services to step down to.\n7. Train staff for conferences, with other agencies too.",
        "Referrals may go on rising until support from several agencies, earlier intervention and agreed thresholds reduce the need for child protection.",
        NOT_DISCUSSED,
    ),
    "KPI04": (
        "The target is about permanent staff, not about vacancies: with agency staff the division has 105% of its posts filled. The aim is to depend on agencies less. By the end of August the figure had reached nearly 87%, and the online campaign for experienced social workers had drawn 48 applications.",
        "Board and Cabinet agreed a workforce strategy and an offer to staff in May, and both are being put into effect.\nA campaign of three months for experienced and principal social workers and team leaders starts at the end of August. Marketing and a *recommend a friend* reward go with it.",
        "Too many staff are still newly qualified. Reaching 90% is only half of the strategy; a better mix of experience is the other half.",
        NOT_DISCUSSED,
    ),
    "KPI05": (
        "The Improvement Notice sets 6%, to be met in financial year 2012/13. The figure counts only children whose plan ended in the period, so a review that ends long plans can raise it for a time.",
        "What lowers the number of plans lowers this figure too:\n- review and change work on plans of more than 18 months\n- stronger assessments, reports and work between agencies\n- a stronger Safeguarding Children Board and independent chairs\n- training in outcome-based planning\n- closer gatekeeping and more step-down services\n\nCase conferences of children with a plan of 18 months are tracked, so that plans end when they should.",
        "There may be too few alternatives to keeping a child on a plan. The position is watched closely.",
        NOT_DISCUSSED,
    ),
    "KPI06": (
        "Provisional results of 2011 move closer to the national average for the second year running: Kent gained two percentage points in each year, the country one. Final results follow in early December. Kent has long been in the lowest quarter of authorities, and 2011 puts it at the edge of leaving it.",
        "1. The Kent Challenge team starts on 1 September with a programme for each school, drawn from what worked in the National Challenge.\n2. Strategies for leadership, teaching and learning concentrate on these results.\n3. With the Department for Education, a lasting solution is agreed for each school concerned.\n\n# How the Kent Challenge works\nA school and the county enter a partnership for two years: an audit of need, an adviser and a mentor, help matched to priorities, a board that meets regularly, and data that follow each pupil. Afterwards local networks carry the improvement on.",
        "1. Too few primary schools may rise above the floor standards in 2012.\n2. Many schools becoming academies would reduce the money for the schools that remain.\n3. Authority and Department may not agree on the solution for a school.",
        "The panel will ask at a later meeting what has been learnt from the recent improvement, and whether it will last.",
    ),
    "KPI07": (
        "Eleven schools are in special measures, nine of them primary and two secondary, and six have a notice to improve. By the end of the autumn term only eight of today's schools are expected to remain.\nOn a slightly different measure that includes academies, 3.2% of Kent's state-funded schools were in category in spring 2011, against 2.3% among statistical neighbours.",
        "The Kent Challenge began in September 2011. Staff look for vulnerable schools in this summer's results, and judge them on the four issues of Ofsted's new framework.\n\nSchools now in special measures:\n- Bellwood and Oaktrees are federated and becoming a sponsored academy\n- Brenchley and Matfield, with a new headteacher, expects to leave by Christmas\n- Chantry federates with Meopham Academy\n- Christ Church Junior, led jointly with St Peter's in Thanet, should leave in 2011\n- Dartford Technical College has a new headteacher\n- Downsview makes good progress with a new team\n- Morehall, linked to St Mary's, is led by an experienced headteacher\n- Pilgrims Way becomes a sponsored academy under St Stephen's\n- Walmer Science College has an acting headteacher\n- Dover Road entered lately and is writing its statement of action",
        "Ofsted's new framework starts in January 2012. How it will change the number of schools in category is not known.",
        "The panel reviewed what is done to help schools out of category and to keep others from entering it, and found the Kent Challenge a suitable approach.",
    ),
    "KPI08": (
        "Starts within the council go on growing and should stay above target in the quarter to September 2011.",
        "Processes were reviewed and shortened last month, for managers and for young people alike.\nMore training providers take part, so that more kinds of apprenticeship can be offered, and the scheme is promoted more widely. Under the Apprenticeship Strategy for 2011 to 2014 the youth service takes on twelve apprentices in September.",
        "Restructures may leave fewer posts at the right grade, and managers unsure of their budgets may hesitate to take on apprentices. So far neither has happened; starts are above target.",
        NOT_DISCUSSED,
    ),
    "KPI09": (
        "The year runs from August. From August 2010 to April 2011 there were already more starts than in the whole year before, which had 5,020.\nFrom a low base: in 2009/10 Kent had 23.5 starts per 1,000 people under 24, and its statistical neighbours 33.8.",
        "Cabinet agreed the Kent Apprenticeship Strategy in June 2011. It builds up an employer support service, so that taking on an apprentice is simple. The partnership with the National Apprenticeship Service, training providers and colleges is stronger than a year ago.\nCampaigns to find 100 apprentices in 100 new businesses run in Swale and West Kent, after one in Canterbury. With Jobcentre Plus, unemployed people aged 18 to 24 move from work experience into apprenticeships.",
        "In a slow economy employers hesitate. What they must pay towards the training of those over 19 is a further hurdle; the partnership shows them what they gain in the long run.",
        NOT_DISCUSSED,
    ),
    "KPI10": (
        "The rate rose a little. Figures for 2009/10 put Kent at 0.08% and its statistical neighbours at 0.09%; those figures leave out exclusions at schools that were converting to academies, which understates Kent's by up to a tenth.",
        "The authority can challenge maintained schools on how they use exclusion, and there exclusions have fallen. In academies, over which it has no such say, they have risen, in places steeply.\nPersistent disruption is the usual reason. Attendance and behaviour staff help schools to find other answers. A draft protocol to end exclusions of looked after children, who are excluded more than their share, is out for consultation.",
        "The authority must provide education from the sixth day of an exclusion, for looked after children from the first. As numbers rise, alternative provision and managed moves come under strain, and pupils may not find their way back to mainstream schools.",
        LATER,
    ),
    "KPI11": (
        "The figure for April to June is above that of January to March, as it is each year, but it is also above that of a year ago. In December 2010 Kent stood at 4.9% and the South East at 5.4%, close to the best quarter of authorities. Several series with other definitions are published, so comparisons need care.",
        "- centres of excellence for technical and vocational courses\n- courses up to 18 that follow the Wolf Review\n- an apprenticeship in reach of every learner\n- the Kent Vocational programme carried on, with Skill Force and Young Apprenticeships\n- a framework for careers education, information, advice and guidance\n- places shown in the Area Prospectus, with applications online\n- a planned change from Connexions to the all-age careers service",
        "The downturn leaves fewer jobs for young people. So far more of them staying on at school has made up for part of it.",
        LATER,
    ),
    "KPI12": (
        "The number fell in each quarter of 2010/11, by a quarter over the year, and went on falling in the first quarter of this year. It is highest in Thanet and Dover. In 2009/10, by national data, Kent had 14.2 first time entrants per 1,000 young people, the country 11.7 and statistical neighbours 12.3.",
        "- youth inclusion staff join the three local youth offending teams, to reach brothers and sisters of known offenders early\n- with Kent Police, restorative solutions keep young people out of the justice system and bring them to the services they need, while those harmed have a say in how it is put right",
        "- the result depends on the police's commitment to diversion; no change is expected\n- unemployment may leave some 16 and 17 year olds more open to offending\n- new relationships with academies are needed, since education protects",
        NOT_DISCUSSED,
    ),
    "KPI13": (
        "Investors hesitate and find finance hard to raise, so projects take longer, and each brings fewer jobs. More projects must therefore be won for the same number of jobs. No comparative figures are available.",
        "July was good: 933 jobs so far, with one investment from overseas that brings 200, puts the year back on track. Nobody can say yet where it will end.\nLocate in Kent reviews its business plan each year, to raise the number of leads. At the end of July 324 projects were in hand, against 310 a year before. Aftercare for Kent companies and a new web site are on the way.",
        "The first risk is the economy itself. The second is money: the council, the development agency and the districts contribute less than two years ago. Nearly 30 local partners now sponsor Locate in Kent and lend it their expertise.",
        LATER,
    ),
    "KPI14": (
        "All clients were reviewed before the service moved to the operational teams, and the records were put in order by June. The starting point was then set to 960. Some people also left when the Whole System Demonstrator ended in April.",
        "Telecare now belongs to the operational teams and is offered as a way to live at home independently. New monitors, for dementia for instance, should bring more users, and it can be part of a personal budget.\n- SWIFT training for staff, with refreshers\n- a strategy and a commissioning plan for equipment\n- telecare as a topic of supervision and of monthly performance reviews",
        "1. Teams may record telecare in SWIFT wrongly.\n2. Equipment may not fit needs, or pass some groups of clients by.\n3. Staff may not think of telecare when they assess needs.",
        NOT_DISCUSSED,
    ),
    "KPI15": (
        "The figure rises steadily and is watched each month. On the related national indicator, which counts other clients, Kent reached 8.1% in 2009/10 (nationally 13%, shire counties 12%) and 20.5% in 2010/11. National figures for 2010/11 are due at the end of September.",
        "At first only new clients were offered a personal budget; now clients are at their review as well. Every team has a target and the figures to follow it. A task and finish group of locality managers works on lasting changes, with one head of service who answers for it.",
        "1. Work that this depends on, such as the number of reviews, may fall behind.\n2. Change of organisation and habits may take longer than planned.\n3. New productivity targets may take time to settle.",
        "The panel will test at a later meeting whether what is done is enough for so demanding a target.",
    ),
    "KPI16": (
        "Enablement has supported new referrals for over a year and grew as expected at first. It now stands below the 600 a month that were predicted. All assessment teams can call on it in their locality.",
        "- people who already have a care package are referred too\n- whoever is not offered enablement is looked at, to see why\n- outside providers, Active Care among them, are to be counted\n- crisis services in East Kent were reviewed and new ones proposed\n- each assessment and coordination team gets a target",
        "1. Staff may not refer.\n2. Capacity, or skill in dementia care, may be lacking.\n3. Schemes such as Active Care may not be counted.\n4. The target itself may be set too high.",
        "The panel will test at a later meeting whether what is done is enough for so demanding a target.",
    ),
    "KPI17": (
        "Assessments wait for staff, and those of occupational therapists for longest. Some delay is right: enablement takes up to six weeks, and only then can the assessment be finished.",
        "A task and finish group reviews cases that nobody has yet, and spreads what works in some localities. Target dates will follow from the numbers in enablement, clinics and hospital referrals. How enablement affects timing elsewhere is to be compared.",
        "1. Cases may stay unallocated.\n2. Changes at the Kent Contact and Assessment Service may affect referrals.\n3. What the review finds may not be acted on.",
        "The panel will discuss this indicator at a later meeting.",
    ),
    "KPI18": (
        "Needs and hoped-for outcomes are set down at the assessment. At the first review clients say whether these were achieved and whether they are satisfied.",
        "This is a young measure, watched each month. Its plan is tied to those for personal budgets and for reviews. Hospital teams, enablement services and case managers are all to record outcomes at the first review, in SWIFT or through the assessment officer.",
        "1. Reviews may be recorded inaccurately.\n2. The plan depends on two others.\n3. The quality of new data is not fully known.",
        NOT_DISCUSSED,
    ),
    "KPI19": (
        "Performance rose from about 70% in February to 90% in June. In winter more than 2,500 requests a week are expected, in summer fewer than 1,000. Requests open for more than 28 days fell from almost 800 in February to 100 in June.",
        "The rest of the backlog comes first. In September Enterprise takes over from Ringway. The new contract asks for a repair within the time set, instead of a number of crews, and takes money off where that time is missed. Staff are trained for it, performance measures are agreed, and weekly depot meetings will follow them.",
        "The change of contractor on 1 September may delay repairs while staff move over. The new ways of working may not have settled when winter comes. Enterprise is held to the measures from the first day.",
        "The panel reviewed the backlog in June. It noted how much had improved over the year and that performance should stay good for now.",
    ),
    "KPI20": (
        "Demand is low in summer, and large repair programmes last summer and this spring took away many potholes. Orders can reach 2,700 a month in winter and fall to 1,100 in summer; one order may cover several potholes in a road.",
        "Performance is compared between districts, so that residents get the same service everywhere. Weekly depot meetings follow it, and local teams audit the work. Routine repairs are part of the new contract from September, with its time limits and deductions.",
        "As with other repairs, the change of contractor may bring delays. Potholes are named to Enterprise as the first priority.",
        "The panel reviewed this measure in June, saw a marked improvement over the year, and expects performance to stay good for now.",
    ),
    "KPI21": (
        "Nine callers in ten are content, which goes with low demand: 2,000 requests a week at present, against more than 4,000 in winter. It was reached in the middle of a reorganisation.",
        "The new structure has stood since July and its posts are being filled. The new contract sets 31 standards, with deductions each month where they are missed. With the Contact Centre, what the web site and the agents can tell callers is being improved, so that fewer requests need to be passed on. Street lighting, drainage and winter service come next.",
        "1. Some requests may fall between new teams; old ones are reviewed weekly.\n2. The change of contractor may delay work.",
        NOT_DISCUSSED,
    ),
    "KPI22": (
        "Less waste goes to landfill each year, and this year's target should be met by March 2012. Kent was in the best quarter nationally in the year to March 2010 and still is.",
        "With the districts, new kerbside contracts will collect more materials and more organic waste. What is left over at recycling centres is analysed, to find what else can be diverted. From 2013 Canterbury's residual waste goes to the Allington plant, after which less than 15% of Kent's waste will go to landfill.",
        "Recycling may fall back, and transfer stations, recycling centres or plants may work below capacity. A Member group is reviewing the recycling centres.",
        NOT_DISCUSSED,
    ),
    "KPI23": (
        "Residual waste falls each year, as more is recycled and composted and less is thrown away. Kent's own figure for 2009/10 was 672 kg. Comparative figures to March 2011 are due in the autumn.",
        "Districts extend their collections of recyclables, garden waste and food waste: Shepway finishes in September 2011, Dover follows in October and November, Canterbury and Thanet from 2013/14 under the East Kent contract. Plans for Ashford, Maidstone and Swale are under review.",
        "Less may be diverted than planned, and districts may procure or start new services late. Agreements between the authorities share that risk.",
        NOT_DISCUSSED,
    ),
    "KPI24": (
        "In the quarter alone the figure was 73.5%, but it follows the seasons, so twelve months are shown. The target should be met at the year end. In May a centre that opens all week replaced the weekend one at New Romney, the first addition since 1992.",
        "Centres are to become easier to use. The new one for Lydd and New Romney already recycles nearly 80%. Waste left over at all centres is analysed, to find what else can be diverted at less cost.",
        "A Member group reviews the centres. What it changes may affect this figure, and will be followed.",
        NOT_DISCUSSED,
    ),
    "KPI25": (
        "Visits in the quarter to June were well below target. They vary with the year: severe weather and the start of term bring more. Past figures, from which the target was set, were too high, since the libraries' computers opened on the council's home page.",
        "- social media bring people to the site; those who could not get through by telephone were shown the online forms\n- search engines are to show our pages among the first results\n- owners of other Kent sites are asked to add the code that counts visits\n- the journeys people take through the commonest tasks are followed\n- campaigns and user testing are part of the channel shift plan",
        "More than 90 web sites with a part of the council in them stand outside [www.kent.gov.uk](http://www.kent.gov.uk) and draw visitors away. Fewer visits may mean more calls, which cost more.",
        "The panel will look at this at its next meeting.",
    ),
    "KPI26": (
        "Calls are up by 20% on last year and take 20 seconds longer, while the budget is tighter. In August, a quieter month, 79% were answered in time. About 60% is forecast for the quarter to September: far better than this quarter, still below target.",
        "Eight more full-time equivalents were hired for a time and are at work. Some calls now go straight to the services, and partners are asked to pay their share. With fewer calls in August, performance rose to 79%.",
        "Calls change in number and kind beyond what was forecast, so eight may be too many or too few. Savings are being worked out and may reach Contact Kent, as may other plans such as that for children's services.",
        "The panel agreed:\n1. three levels of service across the council, answered in 20, 30 or 40 seconds\n2. more money to reach them, if Members approve\n3. a lean review of the funding and the technology\n4. a review of present processes",
    ),
}
COMMENTARY: list[Record] = [
    {"References": reference, "Commentary": said, "Actions": actions, "Risks": risks, "Panel discussion": panel}
    for reference, (said, actions, risks, panel) in WORDS.items()
]


def _rows(passage: str, *rows: tuple[str, str]) -> list[Record]:
    return [{"Passage": passage, "Heading": heading, "Text": text} for heading, text in rows]


THEMES = (
    ("Education", "- Key Stage 2 results were good, and the gap to the national average is closing. Results of other stages follow as they are published.\n- Too many schools stay below the national floor standards and become subject to special measures. The Kent Challenge, which starts this month, is to change that."),
    ("Skills", "- The council's own apprenticeship scheme goes on beating its target, and apprenticeships are promoted across the county."),
    ("Young people", "- Too many young people find no work, or drop out of education.\n- Fewer of them turn to crime: first time entrants fall further."),
    ("Economic support", "- The downturn keeps inward investment below target; efforts to draw employers to Kent are renewed."),
    ("Adult social care", "- Targets for personal budgets and telecare are met now, but grow harder over the year.\n- Enablement, and the time assessments take, need more work."),
    ("Highways", "- Roads and pavements are repaired much faster, after a long time of catching up with the damage of hard winters."),
    ("Waste", "- Results are good; to reduce waste, and to make a resource of it, remains a long way."),
    ("Customer services", "- Visits to the web site are below target, and the Contact Centre was overwhelmed by calls. More staff were found for a time, and response times had recovered when this report was written."),
)  # fmt: skip

TEXT: list[Record] = [
    *_rows(
        "Foreword",
        ("", "This is the first Quarterly Performance Report of Kent County Council. It covers Quarter 1 of {financial year} and takes the place of Core Monitoring."),
        ("", "It reports on {number of KPIs} Key Performance Indicators, and on one programme in particular: the improvement of children's social services. Levels of service demand are part of the financial monitoring report, which is best read beside it."),
        ("", "*Bold Steps for Kent*, the council's medium term plan, has three ambitions:\n- to help the economy grow\n- to tackle disadvantage\n- to put the citizen in control"),
        ("", "There is much less money from central government, and more demand for services. The way services are designed and delivered has to be thought through afresh, while Kent stays one of the best places to live and work."),
        ("", "The report will grow over the year, with more on progress towards the priorities, and on what residents think of our services. Please tell us what would make it more useful."),
    ),
    *_rows(
        "Data quality note",
        ("", "All results of this quarter are provisional and unaudited. They are management information, and may change."),
    ),
    *_rows(
        "Priorities",
        ("", "*Bold Steps for Kent* was published in December 2010 and covers 2011 to 2014. *Delivering Bold Steps*, of July 2011, says how success will be measured. Later reports will follow these priorities:"),
        ("", "1. Improving how we procure and commission services\n2. Supporting the transformation of health and social care in Kent\n3. Ensuring all pupils meet their full potential\n4. Shaping education and skills provision around the needs of the Kent economy\n5. Delivering the Kent Environment Strategy\n6. Promoting Kent and enhancing its cultural and sporting offer for residents\n7. Building a strong relationship with key business sectors across Kent\n8. Working with our partners to respond to the key regeneration challenges in Kent\n9. Supporting new housing growth that is sustainable and with the appropriate infrastructure\n10. Delivering Growth without Gridlock\n11. Improving access to public services and moving towards a single initial assessment process\n12. Empowering social services users through increased use of personal budgets\n13. Establishing a Big Society Fund to support new social enterprise in Kent\n14. Ensuring we provide the most robust and effective public protection arrangements\n15. Improving services for the most vulnerable people in Kent\n16. Supporting families with complex needs and increasing the use of community budgets"),
        ("", "Many of them are shared with other public bodies, and all of them build on *Unlocking Kent's Potential*, the council's framework for regeneration."),
    ),
    *_rows(
        "Challenge panel",
        ("", "The Performance Assurance Team (PAT) tests the plans behind each indicator, helps to clear obstacles, and assures Members that plans and figures can be relied on."),
        ("", "It meets every month under the Deputy Managing Director. Each directorate sends a director, and two members of staff from the front line sit on it as non-executive directors."),
        ("", "Indicators that are Red, or Amber time and again, are called in. Strong results are looked at too: there may be something to learn, or more effort than the result is worth."),
        ("", "The Cabinet Member for Business Strategy, Performance and Health Reform receives all papers, and is briefed before and after each meeting. He may attend, as may in special cases the Chair of the Governance and Audit Committee."),
    ),
    *_rows(
        "Executive summary",
        ("", "Children's social services have improved most. After Ofsted judged them inadequate last year, the whole council put its weight behind the improvement plan that the Government's notice required. Every backlog of assessments is cleared, and processes and quality are better. To bring down the numbers of children in need of protection plans or of care will take longer."),
        ("", "{rating sentence}"),
        ("", "{rating changes sentence}"),
        *THEMES,
        ("Indicators whose rating has changed", "{changed ratings table}"),
    ),
    *_rows(
        "Performance highlight",
        ("Improvement plan for children's social services", "{facts Improvement plan}"),
        ("What the programme is for", "The programme answers the findings of the Ofsted inspections of August and October 2010. It carries out what the report and the Government's Improvement Notice require, supports looked after children, and reshapes the system by which children's needs are assessed and met."),
        ("Done so far", "The greatest risks came first. The main result is that the backlog of cases is cleared, in time for the plan's targets of August. A second phase, for the next six months, is being written."),
        ("Next actions and milestones", "- *Putting Children First*, the published plan, is carried forward into phase 2.\n- The improvement team works with the lead officer of each project; risks, progress and milestones are reported to common standards.\n- A delay that cannot be avoided gets a new date, and is taken to the Improvement Board."),
        ("Targets", "{table Early targets}"),
        ("Targets", "All three targets of August are met, two of them early. They come from the Improvement Notice."),
        ("Targets", "{table Annual targets}"),
        ("Targets", "Initial assessments are on course. Core assessments are not, since the old cases that were cleared count as late; of new ones, 78% were completed in time in July."),
        ("Risks", "{table Programme risks}"),
    ),
    *_rows(
        "Complaints",
        ("", "{facts Complaints}"),
        ("", "{table Complaints by service}"),
        ("", "{chart Complaints by service}"),
        ("Commentary", "{change Complaints by service}"),
        ("Commentary", "{change Complaints by service: Highways and Transportation} Highways receives most complaints. Much of the fall comes from the work on the backlog of potholes and other damage that hard winters had left."),
        ("Commentary", "{change Complaints by service: Insurance claims} Fewer claims follow from better roads."),
    ),
    *_rows(
        "Staff data",
        ("", "{table Staffing levels}"),
        ("", "{table Staff reductions}"),
        ("", "{table Staff by directorate}"),
        ("Full-time equivalents", "{chart Full-time equivalents}"),
        ("Full-time equivalents", "{table Full-time equivalents}"),
        ("Full-time equivalents", "{change Full-time equivalents} Further reductions follow in the year ahead."),
        ("Sickness and turnover", "{table Other staff measures}"),
    ),
    *_rows(
        "Risk register",
        ("Framework", "The *Change to Keep Succeeding* programme altered the organisation, and the risk management framework follows it. It will consist of:\n- a revised policy\n- new procedures, with guidance by topic\n- a statement of required practice\n- one system for the whole council, Epiphany"),
        ("Framework", "The framework goes for approval in September and the statement in October, with a soft start among staff in November. It is simpler than before and still follows the international standard, ISO 31000."),
        ("Function", "After the Head of Audit and Risk left, the market was sounded and the post divided. Risk management now belongs to the Director of Business Strategy, next to business planning and performance, with which it is expected to merge."),
        ("Function", "A new Head of Risk will be recruited. Until then a supplier from outside gives expert support: training, and registers for the council, its directorates and divisions that follow from their objectives."),
        ("Registers", "Work on a new corporate register has begun with Zurich Municipal. Senior managers, and Cabinet with the Corporate Management Team, have each assessed the themes of a study by Zurich and Ipsos MORI."),
        ("Registers", "All Members and managers will be consulted on the result. Directorates and divisions follow, alongside business planning, and should mostly be done by the end of the calendar year."),
    ),
]  # fmt: skip
