"""Phrases of time that depend on the paper: the latest period, the one before, the year to date, last year; and how often."""

from kccreport.claims.lexicon.tables import table
from kccreport.claims.parts import FirstTime, Share, Time, TimeKind

# "the quarter" is not what a rolling year is of
PERIOD_ALONE = 1

# "last quarter" is the one before only where something is compared with it; else it may be the one reported
OPEN = 2

# "and then": what is said is not of the latest period, or not of that alone
SEQUENCE = 1

TIMES = table(
    {
        Time(TimeKind.UNKNOWN, SEQUENCE): "then, later, subsequently, and then, afterwards, in turn",
        Time(TimeKind.LATEST): """
            now, currently, at present, presently, today, to date now, this time, latest, at the moment, current, of
            late, latterly""",
        Time(TimeKind.LATEST, PERIOD_ALONE): """
            this month, this quarter, the month, the quarter, the latest month, the latest quarter, the latest period,
            latest month, latest quarter, latest period, the reporting period, the period, the month under review, the
            most recent month, the most recent quarter, most recent month, current month, current quarter, the current
            month, the current quarter, the current period, current period, the reporting month, the term, this term,
            the end of the month, the end of the quarter, month end, quarter end, the month end, the quarter end, the
            end of the period end""",
        Time(TimeKind.BEFORE): """
            the month before, the quarter before, the previous month, the previous quarter, the period before, the
            previous period, previous month, previous quarter, previous period, the preceding month, the preceding
            quarter, the preceding period, last time, a month earlier, a month ago, a quarter earlier, a quarter ago,
            a month before, a quarter before, the prior month, the prior quarter, the prior period, prior month, prior
            quarter, the month earlier, the quarter earlier, previously, month on month, quarter on quarter, one month
            earlier, one month before, the last report, the previous report, the previous month result, before, the
            one before, the previous result, the previous figure, a month previously, three months earlier, three
            months before, the term before, the previous term""",
        Time(TimeKind.BEFORE, OPEN): """
            last month, last quarter, last term, last period, the last month, the last quarter, the last term, the last
            period""",
        Time(TimeKind.TO_DATE): """
            year to date, the year to date, ytd, the ytd, so far this year, this year so far, the year so far, the
            financial year to date, to date, year to date figure, year to date position, year to date result, year to
            date performance, since april, so far in the year, the year to date figure, the year to date result, the
            year to date position, year so far, cumulatively, the cumulative figure, the cumulative position,
            cumulative, the cumulative total, the first nine months of the year, the first ten months of the year, the
            year as a whole so far, april to date, the year to date total, year to date total, the year to december,
            the nine months to december, the first nine months, the nine months from april to december""",
        Time(TimeKind.LAST_YEAR): """
            last year, the year before, a year ago, a year earlier, the previous year, previous year, year on year,
            twelve months ago, 12 months ago, the same period last year, this point last year, this stage last year,
            the same time last year, the same month last year, the same quarter last year, same period last year, same
            time last year, same month last year, same quarter last year, this time last year, the same period of last
            year, the same period in the previous year, the same period the year before, the same period a year ago,
            the same point last year, same point last year, the same period of the previous year, the same time a year
            ago, the same month a year ago, the same month the year before, the same point a year ago, one year ago,
            one year earlier, a year before, the corresponding period last year, the corresponding period of the
            previous year, the equivalent period last year, the corresponding month last year, the equivalent period
            of the previous year, twelve months earlier, 12 months earlier, the prior year, prior year, the same time
            the year before, the same stage last year, same stage last year, same period of the previous year, the
            previous year to date, previous year to date, last year figure, the year previously, the last year, the
            same months last year, the same months of last year, the same quarter a year ago, the same quarter of the
            previous year, the same quarter the year before, the same month of the previous year, the same months of
            the year before, the same point in the previous year, the same time in the previous year, last year total,
            annually, the same point of last year, the equivalent month last year, the equivalent point last year,
            twelve months before, twelve months previously, a year previously""",
        Time(TimeKind.SERIES): """
            the months shown, the period, this period, the period shown, the periods shown, all months shown, the
            quarters shown, the period covered, the series, recent months, recent quarters, the period reported, the
            whole period, the entire period, the period as a whole, the months reported, the reported period, the
            reported months""",
        Time(TimeKind.YEAR): """
            this year, the year, the financial year, this financial year, the current year, the current financial year""",
        Time(TimeKind.UNKNOWN): """
            the week, weeks, week, the weekend, weekends, weekend, weekday, weekdays, easter, christmas, the summer,
            summer, the winter, winter, the autumn, autumn, the spring, spring, the day, one day, day, days, some
            days, lockdown, the pandemic, pandemic, morning, mornings, evening, evenings, afternoons, the storm,
            storms, years, two years, decade, decades, two years ago, three years ago, the first half, the second
            half, first half, second half, half year, mid month, the start of the month, the beginning of the month,
            overnight, the new year, next month, next quarter, next year, the coming months, the year end, year end,
            the end of the year, the end of the financial year, the end of march, bank holiday, part of the month,
            much of the month, most of the month, several months, many months, some months, in places, at times,
            sometimes, the last few months, the past few months, the last week, hour, hours, ago, later in the month,
            early in the month, earlier in the month, late in the month, the year as a whole, school holidays, the
            holidays, term time, historically, in the past, usually, normally, typically, tomorrow, yesterday,
            tonight, soon, shortly, earlier, the early part, the latter part, the following month, the following
            quarter, the next, the middle of the month, half term, the third week, the first week, the last fortnight,
            fortnight, the academic year, academic year, the calendar year, calendar year, the past, since at one
            point, at one stage, once, occasionally, often, the first quarter, the second quarter, the third quarter,
            the fourth quarter, the end of last year, over time, the long term, in recent years, recent years, all
            time, on occasions, over the years, rolling""",
    }
)
FIRST_TIMES = table(
    {
        FirstTime(): """
            for the first time, the first time, first time since, the first month, the first quarter, for the first
            month, the first occasion""",
    }
)
SHARES = table(
    {
        Share(None, None): """
            every month, each month, in every month, in each month, every quarter, each quarter, throughout, every
            single month, all months, consistently, always, all year, all the year, all through the year, every
            period, each period, each and every month, month after month, at all times, without exception, in all
            months, all along, without fail, the whole year, the whole time""",
        Share(0, None): """
            never, not once, at no point, in no month, at no time, in none of the months, on no occasion""",
        Share(1, None): """
            in only one month, only once, just once, in just one month, in one month only, in a single month, on only
            one occasion, one month only""",
        Share(2, None): "in two months, on two occasions, in only two months",
        Share(3, None): "in three months, on three occasions, in only three months",
    }
)
