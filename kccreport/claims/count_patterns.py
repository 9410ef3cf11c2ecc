"""How a passage counts the paper's KPIs: the clauses that are read, as regular expressions over folded words."""

from kccreport.ground.pattern import pattern
from kccreport.models.rag import Rag

_NOUN = (
    r"(?:kpi|kpis|indicators?|performance indicators?|key performance indicators?|measures?|performance measures?|"
    r"targets?)"
)


def _whole(name: str) -> str:
    return rf"(?:of )?(?:the |our |its |their |these |all |rated )*(?:(?P<{name}>\d+) )?(?:rated )?(?:{_NOUN} )?"


_HEDGE = (
    r"(?:(?P<hedge>(?:well )?(?:over|under)|(?:a little|slightly) (?:over|under|more than|less than)|just (?:over|under)|almost|nearly|"
    r"(?:more|less|fewer) than|about|around|roughly|approximately|at least|at most|no (?:fewer|less|more) than|up to) )?"
)


_WHO = (
    rf"(?:(?P<but>all but) (?P<fewer>\d+) {_whole('total_of_but')}"
    rf"|(?P<all>all|every|each|every one|each one|everything|every single|100 %) {_whole('total_of_all')}"
    rf"|(?P<none>no|none|nothing|not one|not a single) {_whole('total_of_none')}"
    rf"|(?P<most>most|the majority|a majority|more than half|over half) {_whole('total_of_most')}"
    rf"|(?P<few>fewer than half|less than half|under half|a minority) {_whole('total_of_few')}"
    rf"|(?P<both>both|neither) {_whole('total_of_both')}"
    rf"|(?:only |just (?=\d|half|a )|there are |there were )*{_HEDGE}(?:(?P<share>\d+) % {_whole('total_of_share')}"
    rf"|(?P<part>half|(?:a|1|2|3|4) (?:half|thirds?|quarters?|fifths?|tenths?)) {_whole('total_of_part')}"
    rf"|(?P<count>\d+) (?:of {_whole('total_of_some')}|(?:{_NOUN} )?)))"
)
_BE = r"(?:is |are |was |were |remain |remains |have been |has been |being )?(?:now |currently |all |still )?(?:rated |at )?"
_WHEN = (
    r"(?: (?:for|in|at|on)?\s?(?:the |this )?"
    r"(?P<when>year to date|latest month|latest quarter|latest period|month|quarter|end of the (?:month|quarter)))?"
)
# every clause that counts has a word of each, the first or a digit: most clauses have not, and are done with
HOW_MANY = frozenset(
    [
        *("all", "every", "each", "everything", "100", "no", "none", "nothing", "not", "most", "majority", "minority"),
        *("half", "third", "quarter", "fifth", "tenth", "both", "neither", "more", "fewer", "less", "number"),
        *("throughout", "across", "single"),
    ]
)
MAY_COUNT = frozenset(
    [f"{word}{plural}" for rating in Rag for word in rating.split() for plural in ("", "s")]
    + [
        *("met", "achieved", "missed", "exceeded", "target", "targets", "better", "worse", "direction", "deteriorated"),
        *("improved", "improving", "worsened", "worsening", "unchanged", "deteriorating"),
        *("includes", "covers", "contains", "has", "holds", "reports", "sets", "presents", "features"),
    ]
)
ENDS = pattern(rf"{_WHEN}$")
_RATINGS = "|".join(rating for rating in Rag if rating is not Rag.NOT_MET)
_OR = rf"(?: (?:or|or at least) (?P<other>{_RATINGS}))?"
RATED = pattern(rf"{_WHO}{_BE}(?:a )?(?P<rating>{_RATINGS})s?(?: ratings?)?{_OR}{_WHEN}")
# "every red but one was red before" says something of those that are red, and not that all are
OF_THE_RATED = pattern(rf"(?:every|each)(?: single)? (?:{_RATINGS})\b")
THERE = pattern(
    rf"(?:(?:there (?:are|were) |we have )?(?:(?P<none>no)|(?P<count>\d+)) (?P<rating>{_RATINGS}) {_NOUN}"
    rf"|(?:there (?:are|were) |we have )(?:(?P<no>no)|(?P<number>\d+)) (?P<colour>{_RATINGS})s?(?: ratings?)?){_WHEN}"
)
# a movement "this quarter" may be that of three months
_NOW = r"(?P<now> (?:(?:for|in|at) the (?:latest )?|this )(?:month|period))?"
_SINCE = r"(?: since the (?:period|month|quarter) before)?"
_WAY = r"improved|improving|worsened|worsening|unchanged"
MOVED = pattern(rf"{_WHO}(?:have |has |are |is |were |was |remained |stayed )?(?P<way>{_WAY}){_NOW}{_SINCE}")
MOVES_COMPARED = pattern(
    rf"(?P<more>more|fewer) (?:of )?(?:the |our )?(?:{_NOUN} )?(?:have |are )?(?P<way>{_WAY}) than (?:have |are )?(?P<than>{_WAY}){_SINCE}"
)
HELD = pattern(
    rf"{_WHO}(?:have |has |is |are |were |was |been |now |currently )*(?P<met>met|achieved|missed|exceeded|on target|off target)"
    rf"(?: (?:the|its|their))?(?: targets?)?{_WHEN}"
)
SHIFTED = pattern(
    rf"{_WHO}(?:have |has )?(?:improved|worsened|moved|changed|gone|went|risen|rose|fallen|fell|dropped|slipped) "
    rf"from (?P<before>{_RATINGS}) to (?P<rating>{_RATINGS})"
)
CHANGED = pattern(
    rf"(?:the )?number of (?P<rating>{_RATINGS})s?(?: ratings| {_NOUN})? (?:has |have )?(?P<way>rose|risen|grew|grown|increased|"
    rf"gone up|went up|fell|fallen|dropped|decreased|gone down|went down)(?: by (?P<by>\d+))?(?: from (?P<from>\d+))?"
    rf"(?: to (?P<to>\d+))?{_NOW}{_SINCE}"
)
COMPARED = pattern(
    rf"(?:there are |we have )?(?P<more>more|fewer) (?:{_NOUN} )?(?:is |are )?(?:now |currently |rated )?(?P<rating>{_RATINGS})s?"
    rf"(?: ratings| {_NOUN})? than (?P<other>{_RATINGS})s?(?: ratings| {_NOUN})?{_WHEN}"
)
# "performance is green for 19 indicators": 19 indicators are green
TURNED = pattern(
    rf"(?:(?:current )?performance |it |we )(?:is |are |was |were )(?P<how>on target|off target|{_RATINGS}) (?:for|in|on) (?P<who>.+)"
)
BOARD = pattern(
    rf"(?:performance |it |everything |we )?(?:is |are )?(?P<rating>{_RATINGS}) (?P<all>across the board|throughout)"
)
HOLDS = pattern(
    rf"(?:the |this |our )?(?:it|report|paper|dashboard|summary|pack) (?:also )?"
    rf"(?:includes|covers|contains|has|holds|reports on|sets out|presents|features)(?: the)? (?P<total>\d+) (?:(?P<noun>{_NOUN}))"
    r"(?: in (?:all|total))?"
)
SHOWS = pattern(
    r"^(?:(?:at|in|on) the latest (?:reading|readings|count|results?|figures|report) |"
    r"(?:the |this |our )?(?:dashboard|report|paper|table|summary) (?:shows|reports|has|says)(?: that)? |(?:overall|at present|"
    r"now|currently|in total|in all|this time|this month|this quarter|this period) )"
)
# other ways to say what is counted, as the patterns above have it
IN_OTHER_WORDS = (
    (pattern(r"(?<!not )\b(?:a single|just the one|only the one)\b"), "1"),
    (pattern(r"\bin (?:the )?(red|amber|green)\b"), r"\1"),
    (
        pattern(
            r"\b(?:getting|becoming) better\b|\b(?:moving|going|heading|headed|travelling) in the right direction\b"
        ),
        "improving",
    ),
    (
        pattern(
            r"\b(?:getting|becoming) worse\b|\b(?:moving|going|heading|headed|travelling) in the wrong direction\b"
        ),
        "worsening",
    ),
    (pattern(r"\bgot better\b|\b(?:moved|gone|went) in the right direction\b"), "improved"),
    (pattern(r"\b(?:got worse|deteriorated)\b|\b(?:moved|gone|went) in the wrong direction\b"), "worsened"),
    (pattern(r"\bdeteriorating\b"), "worsening"),
    (
        pattern(
            r" (?:on|since|from|compared with) (?:last (?:month|quarter|time|period)|the (?:previous|last) (?:month|quarter|period))$"
        ),
        " since the period before",
    ),
    (
        pattern(
            r" (?:(?:at|in|on) the latest (?:reading|readings|count|results?|figures|report)|this time(?: round)?)$"
        ),
        " in the latest period",
    ),
    # "we met all but two of our targets": all but two of our targets met
    (pattern(r"^(?:we |performance |it )?(?:have |has )?(met|missed|achieved|exceeded) (.*\btargets?)$"), r"\2 \1"),
    # "the indicators are all green": all indicators are green
    (
        pattern(
            r"^(?:the |our |its )?((?:kpis|indicators|measures) )?(?:is|are|was|were|remain|remains) (?:now )?all (.+)$"
        ),
        r"all \1are \2",
    ),
)
TO_DATE = pattern(r"^(?:(?:for|in|over|on) (?:the )?)?(?:year to date|year so far|so far this year)(?:$| (?=\S))")
# how a clause begins that says of what, where, when or on which condition the rest of the sentence is
NARROWS = pattern(
    r"(?:in|at|for|during|by|on|within|across|among|since|until|over|from|under|of|as|when|while|if|unless|though|although|"
    r"despite|before|after|once|last|previously|then|earlier|next|to|outside|apart|except|besides|"
    r"(?:a|one|two|three|several|some|\d+) (?:few )?(?:years?|months?|quarters?|weeks?|days?))\b"
)
WIDE = pattern(
    rf"(?:of (?:the |our |its |these |all )*(?:\S+ )?{_NOUN}(?: included)?|(?:for|in|over|on) the year (?:to date|so far)|"
    r"overall|in total|in all|at present|in summary|in short|(?:in|for|as at|at|at the end of|by the end of|for the month of) period|"
    r"(?:in|for|at the end of) the (?:latest |last )?(?:month|quarter|period)|(?:at|in|on) the latest (?:reading|readings|count|"
    r"result|results|figures|report)|for now|as of now)"
)
