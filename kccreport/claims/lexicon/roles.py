"""Words that carry no figure, by what they do in a sentence. See `Role`."""

from kccreport.claims.parts import Role

ROLES: dict[Role, str] = {
    Role.GENERIC: """
        attainment, achievement, delivery, throughput, service level, sla performance, performance, result, results,
        rate, rates, figure, figures, percentage, proportion, share, timeliness, score, position, outturn, indicator,
        kpi, measure, level, levels, number, numbers, total, totals, average, speed, compliance, level of, the level,
        outcome, reading, value, amount, quality, punctuality, rag, status, rating, timescale performance, success
        rate, scores, success rates, timeliness rate, completion rate, answer rate, response rate, response times,
        completions, completion, turnaround, response time, count""",
    Role.AGENT: """
        contractors, our contractors, advisors, crews, our crews, crew, firefighters, our firefighters,
        agents, assessors, the contact centre, contact centre, the call
        centre, the help desk, the helpdesk, the complaints team, the pensions team, the finance team, the web team,
        we, the service, service, services, the team, team, teams, the council, council, it, this, they, the
        authority, kcc, the department, department, staff, the directorate, directorate, us, officers, colleagues, i,
        the division, the unit, that, these, there, that is, the county council, the county""",
    Role.DEMAND: """
        demand, volume, volumes, workload, workloads, caseload, caseloads, pressure, pressures, traffic, activity,
        intake, take up, uptake, footfall, usage""",
    Role.OTHER: """
        national, nationally, england, english, wales, scotland, south east, the south east, neighbours, neighbour,
        neighbouring, statistical neighbours, other authorities, other councils, other authority, authorities,
        councils, benchmark, benchmarks, comparators, peers, peer, county councils, region, regional, regionally,
        shire counties, district, districts, contractor, supplier, suppliers, provider, providers, partners, partner,
        families, everyone else, elsewhere, others, one of, quartile, kent wide, uk, the country, london""",
    Role.FILL: """
        of cases, of all cases, of the cases, of occasions, of all occasions, of instances, of responses, of all responses,
        a, an, the, its, our, their, your, his, all, both, has, have, had, do, does, did, also, still, again, already,
        so, even, well, very, much, quite, rather, somewhat, slightly, further, sharply, significantly, markedly,
        steadily, gradually, marginally, considerably, substantially, comfortably, narrowly, just, only, now that,
        overall, in fact, indeed, clearly, broadly, largely, generally, modestly, continued to, continues to, continue
        to, continuing to, began to, begun to, started to, managed to, yet again, once more, once again, in total,
        altogether, more or less, rather well, easily, far, a lot, a little, some, any, such, that is to say, namely,
        i e, e g, it is pleasing that, pleasingly, disappointingly, encouragingly, sadly, unfortunately, fortunately,
        regrettably, a bit, good, strong, strongly, poor, disappointing, encouraging, pleasing, excellent, solid,
        respectable, healthy, new, of the time, own, set, agreed, as well, too, respectively, notably, dramatically,
        steeply, slowly, quickly, steady at, firmly, safely, exactly, precisely, approximately speaking, together, in
        all, taken together, on average, for the most part, mainly, mostly, therefore, thus, hence, instead, latest
        position, most recently, recently, lately, seen, little, level at, most recent, shown, reported, here, who,
        whose, been a, what, outright, by far, of them, of these, the month of, the quarter to, quarter to, month of,
        quarter, quarters, month, months, period, periods, the end of, end of, ending, in question, when, where,
        really, fully, again now, now back, back, not only, remarkably, impressively, continuing, continued, ahead,
        has now, only just, barely, hardly, almost all, no fewer, being at, down to earth, items, mark, welcome, a
        welcome, items of, pieces of, actual, actually, simply, merely, currently standing, percentage of the total,
        points wise, unfortunately though, year, years end, comparison, compared, results for, at the same, same""",
    Role.NOT: """
        not, no, never quite, neither, nor, without, none, nobody, cannot, no longer, unlike, rather than, far from,
        instead of, anything but, failed to, fails to, nothing, failing to, failure to""",
    Role.MOOD: """
        will, would, should, could, may, might, can, must, shall, expect, expects, expecting, is expected, are
        expected, was expected to, were expected to, expected to, aim, aims, aiming, aimed, plan, plans, planned,
        planning, hope, hopes, hoped, hoping, intend, intends, intended, forecast, forecasts, forecasting, project,
        projected, projects, predicted, anticipate, anticipates, anticipated, likely, unlikely, need, needs, needed,
        in order to, so as to, seek, seeks, seeking, try, tries, trying, tried, on track, on course, due to be, set
        to, about to, possible, possibly, potentially, perhaps, confident, optimistic, ambition, aspiration, promise,
        ought, going to, want, wants, committed, looking to, believe, believed, assume, assumed, suggests, suggest,
        proposed, proposal, challenge, challenging, risk, risks, working to, work to, asked to, to be, to meet, to
        achieve, to hit, to improve, to bring, to restore, to raise, to reduce, to keep, to exceed, to return, to get,
        to increase, to cut, to lower, to recover, to stay, to remain, to ensure, towards, remains to be seen, help,
        helps, let, wish, recovery plan, action plan, improvement plan, improvement programme, improvement board,
        improvement notice, estimate, estimated, estimates, provisional, provisionally, target setting, unaudited,
        prediction, supposed, hypothetical, theoretical""",
    Role.CONDITION: """
        all but, every month but, in every month but, every month except, in every month except, every month bar, in
        every month bar, every month save, in every month save, every month apart from, in every month apart from,
        every month other than, in every month other than, every quarter but, in every quarter but, every quarter
        except, in every quarter except, every quarter bar, in every quarter bar, every quarter save, in every quarter
        save, every quarter apart from, in every quarter apart from, every quarter other than, in every quarter other
        than, each month but, in each month but, each month except, in each month except, each month bar, in each
        month bar, each month save, in each month save, each month apart from, in each month apart from, each month
        other than, in each month other than, each quarter but, in each quarter but, each quarter except, in each
        quarter except, each quarter bar, in each quarter bar, each quarter save, in each quarter save, each quarter
        apart from, in each quarter apart from, each quarter other than, in each quarter other than, all months but,
        except, save for, with the exception of, if, unless, until, provided, assuming, whether, had it, had the, were
        it, were it not, but for, in case, once the, when the, whenever, otherwise, had there, had we, as soon as,
        excluding, without the, leaving out, setting aside, apart from, except for, ignoring, aside from, had not""",
    Role.CAUSE: """
        because, because of, due to, owing to, as a result of, as a result, as a consequence, thanks to, following,
        after, despite, in spite of, notwithstanding, given, caused by, driven by, helped by, reflecting, reflects,
        reflected, which reflects, even though, on account of, largely because, partly because, mainly because, by
        virtue of, as more, as staff, as demand, as calls, as the, as we, as fewer, as many, as a, as new, as it, as
        two, as some, as several, as an, as, since more, since a, since staff, since we, since demand, amid, with the
        help of, resulting from, stemming from, attributed to, attributable to, influenced by, affected by, explained
        by, so that, this reflects, which means, means that, meaning, for reasons, before the, triggered by, supported
        by, thereby, partly due to, mainly due to, largely due to, prompted by, when, while the, in response to, even
        after, even with, in view of, on the back of, once, in the wake of, assisted by, hampered by, hit by, held
        back by, pulled, brought, through, by the""",
    Role.LATE: """
        late, later than, overdue, unanswered, not answered, abandoned, unresolved, outside timescale, out of time,
        outside the timescale, outside timescales, beyond the deadline, after the deadline, past the deadline, not in
        time, not on time, dissatisfied, unsatisfied, unhappy, not completed, not resolved, not paid, not processed,
        incomplete, uncompleted, not available, unavailable, missed the deadline, out of timescale, delayed, took
        longer than, taking longer than, longer than, out of standard, not published, breached the deadline, missed
        the timescale, missed their deadline, went unanswered, gave up""",
    Role.PREPOSITION: """
        where it was, where it was in, where we were, where we were in, where it stood, where it stood in, what it
        was, what it was in, in, by, for, with, against, compared with, compared to, than, on, at, from, since,
        between, during, over, per, among, across, about, into, up to, within, versus, relative to, in comparison
        with, in comparison to, as against, under, set against, as compared with, when compared with, when compared
        to, over the course of, in the course of, over the space of, out of, as of, by the end of, at the end of, from
        one of, that of, those of, in relation to, as at, contrast with, in contrast to, in contrast with, above that
        of, compared against, compares with, compares to, contrasts with, in line with, away from, to, of, than that
        of, than that""",
    Role.BREAK: """
        and, but, while, whereas, although, though, yet, however, or, then again, whilst, albeit, nevertheless,
        nonetheless, which, &, /, even so, still less, let alone, and so, so""",
    # what comes on top of a figure is not the figure
    Role.UNKNOWN: "a further, another, an additional, an extra, additional, extra, having, having been",
}
