"""Sentences of commentary about invented indicators, half of them right and half contradicting the figures.

They are from before the reader was made in steps, and show that nothing is lost.

`TUNING` was looked at while the checker was written; `HELD_OUT` was written at the same time, before the checker, and
only measured; `LATER` was written once the checker stood, by then without looking at it. Each sentence is what an officer might write; all figures are invented.
"""

import tempfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from kccreport.claims.facts import Facts
from kccreport.rating.rated import rate_submission
from tests import books
from tests.claims.measure import Case

MONTHS = ("Sep 20", "Oct 20", "Nov 20", "Dec 20", "Jan 21")
TITLES = {
    "calls": "Percentage of calls answered",
    "debt": "Percentage of sundry debt over six months old",
    "potholes": "Average number of days to repair potholes",
    "visits": "Number of visits to the web site",
    "requests": "Percentage of requests answered in time",
    "feedback": "Percentage of users satisfied with the help desk",
}
# months to January 2021, oldest first; unit, polarity, target, floor, year to date
INDICATORS: dict[str, dict[str, Any]] = {
    "calls": {"unit": "%", "polarity": "Higher", "target": "95%", "floor": "90%", "ytd": "95%",
              "results": ("97%", "96%", "96%", "95%", "93%")},
    "debt": {"unit": "%", "polarity": "Lower", "target": "15%", "floor": "20%", "ytd": None,
             "results": ("13%", "14%", "14%", "16%", "18%")},
    "potholes": {"unit": "days", "polarity": "Lower", "target": 28, "floor": 30, "ytd": None,
                 "results": (33, 32, 31, 29.5, 24.4)},
    "visits": {"unit": "number", "polarity": "Higher", "target": 960000, "floor": 900000, "ytd": None,
               "results": (990100, 951300, 939202, 930000, 815704)},
    "requests": {"unit": "%", "polarity": "Higher", "target": "92%", "floor": "90%", "ytd": "82%",
                 "results": ("82%", "82%", "80%", "81%", "77%")},
    "feedback": {"unit": "%", "polarity": "Higher", "target": "95%", "floor": "90%", "ytd": "97%",
                 "results": ("98%", "97%", "96%", "96%", "96%")},
}  # fmt: skip

TUNING = (
    # right
    Case("calls", "Performance in January was 2 percentage points below target, as more staff were absent.", False),
    Case("calls", "The target was not met in January, because call volumes rose by 20% after the announcement.", False),
    Case("calls", "Performance fell from 95% to 93% in January.", False),
    Case("calls", "We expect to meet the target by March, when eight more advisors will have been trained.", False),
    Case("calls", "The year to date is on target at 95%.", False),
    Case("debt", "Debt over six months old rose to 18%, 3 percentage points above the target.", False),
    Case("debt", "The target was missed because two large invoices are in dispute.", False),
    Case("debt", "One debtor accounts for 6% of the total.", False),
    Case("potholes", "The average has improved to 24.4 days and the target has been met.", False),
    Case("potholes", "Weekly depot meetings helped to bring the time down from 29.5 to 24.4 days.", False),
    Case("potholes", "In winter the number of orders can reach 2,700 a month.", False),
    Case("visits", "Visits fell to 815,704 in January, well below target.", False),
    Case("visits", "The indicator is now Red.", False),
    Case("visits", "Social media brought 12% of all visitors.", False),
    Case("requests", "Performance worsened in January and remains below target.", False),
    Case("requests", "At 77% the result is 15 percentage points short of the target.", False),
    Case("requests", "If the backlog is cleared, performance should rise above target in the spring.", False),
    Case("feedback", "The target was exceeded once more, with 96% of users satisfied.", False),
    Case("feedback", "Performance was unchanged at 96%.", False),
    Case("feedback", "Nationally the average was 88%.", False),
    # wrong
    Case("calls", "Performance in January was 1 percentage point below target.", True),
    Case("calls", "The target was met in January despite higher demand.", True),
    Case("calls", "Performance improved in January after the new rota began.", True),
    Case("calls", "The result for January was 91%.", True),
    Case("calls", "The indicator remains Green.", True),
    Case("calls", "Performance rose from 93% to 95%.", True),
    Case("debt", "The target has been achieved for the third month running.", True),
    Case("debt", "Performance has improved since December.", True),
    Case("debt", "Debt over six months old fell to 16% in January.", True),
    Case("potholes", "Performance has worsened, and the target was missed.", True),
    Case("potholes", "The average was 26.4 days in January.", True),
    Case("potholes", "The indicator is rated Amber.", True),
    Case("visits", "Visits exceeded the target of 960,000.", True),
    Case("visits", "The number of visits rose again in January.", True),
    Case("visits", "There were 851,704 visits in January.", True),
    Case("requests", "The result is 5 percentage points short of the target.", True),
    Case("requests", "Performance improved from 81% to 77%.", True),
    Case("requests", "Requests answered in time stood at 87%.", True),
    Case("feedback", "The result fell slightly and is now below target.", True),
    Case("feedback", "Performance has deteriorated since December.", True),
)

HELD_OUT = (
    # right
    Case("calls", "January's result of 93% missed the target by two percentage points.", False),
    Case("calls", "Although the target was narrowly missed, the floor standard was met.", False),
    Case("calls", "Performance dipped to 93% because 14 advisors were isolating.", False),
    Case("calls", "Recruitment will bring performance back above target by June 2021.", False),
    Case("calls", "Calls were up by 9% compared with January last year.", False),
    Case("debt", "The proportion increased from 16% to 18%, which is worse than the target.", False),
    Case("debt", "Performance has declined over the winter, as invoices were disputed.", False),
    Case("debt", "The service failed to meet its target, but stayed within the floor standard.", False),
    Case("potholes", "Repairs took 24.4 days on average, against a target of 28.", False),
    Case("potholes", "Performance continues to improve.", False),
    Case("potholes", "Some 1,100 orders were completed in the month.", False),
    Case("visits", "The target was not achieved, and visits are lower than in December.", False),
    Case("visits", "Visits dropped by 114,296 between December and January.", False),
    Case("visits", "We aim to exceed 960,000 visits once the new site opens.", False),
    Case("requests", "Performance is 13 points below the floor standard of 90%.", False),
    Case("requests", "The year to date stands at 82%.", False),
    Case("requests", "Requests about the pandemic made up 40% of the work.", False),
    Case("feedback", "Satisfaction held steady at 96%, one point above target.", False),
    Case("feedback", "The rating remains Green.", False),
    Case("feedback", "Users waited 12 minutes on average, 3 minutes less than in December.", False),
    # wrong
    Case("calls", "The service achieved its target in January.", True),
    Case("calls", "January's result was three percentage points below target.", True),
    Case("calls", "Performance increased to 95% in January.", True),
    Case("calls", "The result was 3 points above target.", True),
    Case("calls", "There has been an improvement in performance since December.", True),
    Case("debt", "The indicator is Green.", True),
    Case("debt", "The percentage fell in January.", True),
    Case("debt", "The target was met.", True),
    Case("debt", "Performance stood at 12% in January.", True),
    Case("potholes", "The target was narrowly missed in January.", True),
    Case("potholes", "The average time rose to 29.5 days.", True),
    Case("potholes", "Performance is getting worse.", True),
    Case("visits", "The indicator remains Amber.", True),
    Case("visits", "Visits increased from 930,000 to 951,300.", True),
    Case("visits", "Performance was above target.", True),
    Case("requests", "The result rose to 81%.", True),
    Case("requests", "Performance has met the floor standard.", True),
    Case("requests", "The target was exceeded in January.", True),
    Case("feedback", "The result of 94% is just short of the target.", True),
    Case("feedback", "Performance dropped from 98% to 94%.", True),
)

LATER = (
    # right
    Case("calls", "Just 93% of calls were answered, since the phone system failed on two mornings.", False),
    Case("calls", "The shortfall against target is two points.", False),
    Case("calls", "We remain above the floor standard.", False),
    Case("debt", "The target has not been met for two months.", False),
    Case("debt", "Two percentage points more than in December are now overdue.", False),
    Case("potholes", "This is the first time this year that the target has been met.", False),
    Case("potholes", "Residents reported 14% fewer potholes than in December.", False),
    Case("visits", "The drop in visits is due to fewer searches for school closures.", False),
    Case("visits", "Fewer than 820,000 visits were made, the lowest of the five months.", False),
    Case("requests", "Staff sickness increased in January, which slowed the work.", False),
    Case("requests", "Performance is the lowest of the five months shown.", False),
    Case("feedback", "The service stayed above its target of 95%.", False),
    # wrong
    Case("calls", "Performance has recovered and the target is met again.", True),
    Case("calls", "At 94% the service was one point below target.", True),
    Case("debt", "The position improved in January.", True),
    Case("debt", "The proportion now stands at 14%, below target.", True),
    Case("potholes", "It took 29.5 days on average, so the target was missed.", True),
    Case("potholes", "The rating is now Red.", True),
    Case("visits", "The target was narrowly met.", True),
    Case("visits", "Visits went up in January.", True),
    Case("requests", "Performance recovered to 82%.", True),
    Case("requests", "We were 10 percentage points below target.", True),
    Case("feedback", "The target was missed by one percentage point.", True),
    Case("feedback", "The indicator has turned Amber.", True),
)


@cache
def invented_facts() -> Mapping[str, Facts]:
    """The facts of each invented indicator, by its name here."""
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        for name, facts in INDICATORS.items():
            to_date = {"Year to date": facts["ytd"]} if facts["ytd"] else {}
            submission = books.submission(
                Path(folder) / f"{name}.xlsx",
                paper=books.paper_items(results_up_to="January 2021"),
                indicators=[
                    books.kpi(
                        Title=TITLES[name], Unit=facts["unit"], Polarity=facts["polarity"], Target=facts["target"],
                        Floor=facts["floor"], Decimals=1 if facts["unit"] == "days" else 0,
                        Basis="In-period" if facts["ytd"] else "Snapshot",
                    )
                ],
                results=[{"Reference": "HT02", **dict(zip(MONTHS, facts["results"], strict=True)), **to_date}],
            )  # fmt: skip
            found[name] = Facts(rate_submission(submission).kpis[0])
    return found
