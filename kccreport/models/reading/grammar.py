"""The grammar of periods as councils write them.

A `period` is complete; an `unfinished` one lacks its year. Financial quarters are meant by Q1 to Q4: April to June is
Q1. A `part` is what a year is divided into; `which` says which year.
"""

from kccreport.models.reading.chart import grammar, rule
from kccreport.models.reading.dates import day_first, iso, named_day, with_weekday
from kccreport.models.reading.ends import day_to_day, ending, last, length, months_between, same, with_part
from kccreport.models.reading.numbers import (
    day_and_month_numbers,
    day_of_no_year,
    iso_month,
    month_number,
    month_number_and_year,
    month_number_of_no_year,
    part_of_no_year,
)
from kccreport.models.reading.parts import NUMBERED, PART, SEVERAL, clash, from_to, part_of_year, year_and_part
from kccreport.models.reading.years import WHICH, ending_year, plain, several_plain, several_split, split, whole_year

_JOINT = "HYPHEN|DASH|SLASH|DOT?"
GRAMMAR = grammar(
    {
        "plain": (rule("NUMBER", plain),),
        "split": (rule("NUMBER HYPHEN|DASH|SLASH|TO NUMBER", split),),
        "which": WHICH,
        "part": PART,
        "several": SEVERAL,
        "numbered": NUMBERED,
        "spelt": (rule("MONTH HYPHEN|DASH|SLASH|TO MONTH", from_to),),
        "day": (
            rule("NUMBER HYPHEN|SLASH|DOT NUMBER HYPHEN|SLASH|DOT NUMBER", day_first),
            rule("NUMBER", iso),
            rule(f"NUMBER|ORDINAL {_JOINT} MONTH {_JOINT} NUMBER", named_day),
            rule("MONTH NUMBER|ORDINAL NUMBER", lambda month, day, year: named_day(day, None, month, None, year)),
            rule("WEEKDAY day", with_weekday),
        ),
        "month": (
            rule(f"part {_JOINT} which", part_of_year),
            rule(f"which {_JOINT} part", year_and_part),
            rule("NUMBER HYPHEN|SLASH|DOT NUMBER", month_number_and_year),
            rule("NUMBER HYPHEN|SLASH|DOT NUMBER", iso_month),
            rule("MONTHS|PERIOD NUMBER HYPHEN|DASH|SLASH? which", month_number),
            rule(
                "which HYPHEN|DASH|SLASH? MONTHS|PERIOD NUMBER",
                lambda which, joint, word, number: month_number(word, number, joint, which),
            ),
        ),
        "length": (
            rule("QUARTER", length),
            rule("HALF YEAR?", length),
            rule("HALF HYPHEN YEAR", length),
            rule("YEAR", length),
            rule("MONTHS", length),
            rule("NUMBER HYPHEN? MONTHS", length),
            rule("NUMBER HYPHEN? YEAR", length),
        ),
        "point": (rule("day", lambda day: [day]), rule("month", lambda month: [month]), rule("END point", last)),
        "period": (
            rule("point", lambda point: [point]),
            rule("AT AT? point", last),
            rule("point HYPHEN|DASH|TO point", months_between),
            rule("NUMBER|ORDINAL MONTH HYPHEN|DASH|TO day", day_to_day),
            rule("ROLLING? length PERIOD? END|TO point", ending),
            rule("ROLLING? length PERIOD? END TO point", ending),
            rule("YEAR END|TO plain", ending_year),
            rule("YEAR END TO plain", ending_year),
            rule("which", whole_year),
            rule("NUMBER HYPHEN|DASH|SLASH|TO NUMBER", several_plain),
            rule("split HYPHEN|DASH|TO split", several_split),
            rule(f"NUMBER|ORDINAL {_JOINT} MONTH", day_of_no_year),
            rule("NUMBER HYPHEN|SLASH|DOT NUMBER", day_and_month_numbers),
            rule("period RESULT", last),
            rule("RESULT period", last),
            rule("period period", same),
            rule("period several", with_part),
            rule("several HYPHEN|DASH? period", lambda part, _, meaning: with_part(meaning, part)),
            rule("numbered HYPHEN|DASH|SLASH? spelt HYPHEN|SLASH? which", clash),
        ),
        "unfinished": (
            rule("part", part_of_no_year),
            rule("unfinished RESULT", last),
            rule("MONTHS|PERIOD NUMBER", month_number_of_no_year),
        ),
    }
)
