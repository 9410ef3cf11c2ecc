"""Words of titles: those that name nothing, those that may stand for one another, and those for "in time"."""

from kccreport.claims.lexicon.tables import phrases

# words of titles that name nothing by themselves
FUNCTION_WORDS = phrases(
    """
    a, an, and, are, as, at, be, been, being, by, due, for, from, has, have, in, is, it, its, of, on, or, over, per,
    than, that, the, their, them, to, under, up, who, whose, with, within, which, not, no, all, any, each, every,
    this, these, those, was, were, will, would, about, above, below, between, during, into, out, off, number,
    percentage, average, total, proportion, rate, amount, value, current, new, only, more, less, most, least, cent,
    full, ytd, including, excluding, inc, exc, county, council, kent, borough, district, city"""
)
# a line for each group of words that may stand for one another; a long group goes on below, further in
SYNONYMS = """
answer answered answering answers respond responded response responses reply replied replies replying picked
    completed complete completes completing completion completions finish finished finishing processed process
    processing dealt handled cleared closed turned closing concluded determined
resolved resolve resolution resolving settled fixed fix fixes solved
paid pay payment payments paying pays payable
timescale timescales time deadline deadlines timely timeliness timeframe promptly prompt punctual punctually
calls call phone telephone telephoned calling
callers caller customers customer users user
invoice invoices bills bill payment payments
debt debts owed money
outstanding overdue arrears unpaid owed owing late
visits visit hits sessions traffic web website site online visitors pages
staff employees employee colleagues workforce people
complaint complaints
training courses course learning programmes modules events
available availability uptime network
email mail emails
correspondence letters letter correspondences
papers paper reports agendas agenda
repair repairs repaired repairing jobs job tasks task orders work works
feedback satisfaction satisfied happy positive content good rated
requests request enquiries queries
pension pensions retirement benefits
old older aged age
rent rents rental
invoiced billed charged income
published publication publishing
assessments assessment assessed assessing referrals referral
supported supporting support
cases case casework caseload
registered registrations registration members users
potholes pothole
dwelling dwellings home homes house houses
recycled recycling composted composting
"""
ON_TIME = """
    on time, in time, within time, to time, within timescale, within timescales, in timescale, within the timescale,
    on schedule, by the deadline, within the deadline, within deadline, within the time limit, within target time,
    inside the deadline, promptly, within the statutory timescale, within standard, within the standard, within the
    timescales, in the time allowed, within the time allowed, within the statutory time limit, in good time, within
    the statutory deadline, within statutory timescales, within the required time, within the timeframe"""
# what is done of what is counted, where the word does not end in -ed
DOING = phrases(
    """
    available, built, due, good, held, kept, made, met, old, outstanding, paid, satisfied, seen, sent, told"""
)
