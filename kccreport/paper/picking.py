"""Which sentence of a service's free commentary says why a result is as it is, and which says what is done about it.

Officers write both into one paragraph, beside the result itself, notes on the data and hopes. A sentence is taken only where
its words say that it is one: nothing is better than a wrong one, since the whole commentary stands in the paper as well.
"""

import re
from collections.abc import Sequence

from kccreport.ground.pattern import pattern

_CAUSE_LABEL = pattern(r"(?:causes?|reasons?|why|issues?|rhesymau|rheswm|achos(?:ion)?)\s*[:–-]\s*", re.I)
_ACTION_LABEL = pattern(
    r"(?:actions?|next steps?|what we are doing(?: about it)?|camau(?: gweithredu)?)\s*[:–-]\s*", re.I
)

# what joins a result to its cause
_BECAUSE = pattern(
    r"\b(?:because|due to|owing to|thanks to|as a result of|a result of|result(?:ed|ing) (?:from|in)|caused?|driven by|"
    r"reflect(?:s|ed|ing)?|affect(?:s|ed|ing)?|impact(?:s|ed|ing)?|attribut\w+|account(?:s|ed) for|contribut(?:es|ed|ing)|"
    r"mean(?:s|t) that|meant|le[ad]s? to|led to|stems? from|brought|reasons? (?:is|was|are|were)|main(?:ly)? (?:reason|cause)|"
    r"explain(?:s|ed) by|explains|following|hamper\w*|hinder\w*|oherwydd|o ganlyniad|yn sgil|achos(?:ir|wyd|odd)?)\b"
    r"|, (?:so|since)\b",
    re.I,
)
# what is amiss, or has changed, and so is a cause wherever a service names it
_AMISS = pattern(
    r"\b(?:vacan\w+|unfilled|shortages?|short-staffed|understaff\w*|sickness|absen(?:ce|t)\w*|turnover|backlogs?|storms?|"
    r"weather|snow|floods?|drought|closures?|clos(?:ed|es)|delay\w*|complex\w*|strikes?|industrial action|coronavirus|"
    r"covid\S*|pandemic|lockdowns?|inflation|disput\w+|outages?|breakdowns?|broke|broken|fail(?:ed|ure|ures)|fault\w*|"
    r"await\w*|wait(?:s|ed|ing)?|refus\w+|no access|not given access|hard to|difficult\w*|struggl\w+|challeng(?:e|es|ing)|"
    r"pressures?|problems?|capacity|second(?:ed|ment)|redundan\w+|maternity|left|(?<!days )lost|resign\w*|retire[ds]?|"
    r"stood empty|tighter|hesitat\w+|leaf fall|(?:came|come|is|are|was|were|arrived|paid|sent) late|"
    r"short notice|slipped|stopped when|stalled|into administration|insolven\w+|bankrupt\w*|liquidation|"
    r"cyber\S*|migration of|reorganis\w+|restructur\w+|"
    r"gadaw\w+|collodd|colli|prinder|swyddi gwag|salwch|oedi|tywydd|ôl-groniad|pwysau)\b",
    re.I,
)
_DEMAND = (
    r"(?:demand|volumes?|calls?|requests?|referrals?|cases?|caseloads?|applications?|complaints?|orders?|claims?|enquiries|"
    r"approaches|contacts?|visits?|evictions?|admissions?|costs?|prices?|rents?)"
)
_MORE_DEMAND = pattern(
    rf"\b(?:more|fewer|far more|many more|higher|lower|increas\w+|ris(?:e|ing)|record|reduced) (?:in |numbers? of |levels? of )?"
    rf"(?:[\w-]+ ){{0,2}}{_DEMAND}\b|\b{_DEMAND}\b(?: \w+){{0,6}} (?:rose|rise[sn]?|grew|gr[eo]wn|increased|doubled|is up|"
    r"are up|was up|were up|fell|was (?:\d\S* )?higher|was \S+% higher|is higher|is down|was (?:well )?down|were down)\b"
    r"|\b(?:is|are|was|were) (?:well )?(?:up|down) (?:by|following|after|because)\b",
    re.I,
)
# the result itself, said again
_RESULT = pattern(
    r"\b(?:targets?|performance|percentage|proportion|against|compared (?:with|to)|this (?:compares|quarter|month|year)|"
    r"figures? (?:is|are|was|were|rose|fell|has|for)|rate (?:is|was|rose|fell)|stood at|stands at|averaged|currently|"
    r"the (?:average |total )?(?:number|percentage|proportion|rate|value|average) (?:of|for)|"
    r"(?:is|are|was|were|at|to|of) [£€]?\d[\d,.]*\S*(?= (?:in|at|this|during|for)\b|[.,;]|$)|"
    r"(?:in|de)creased (?:from|to)|(?:rose|fell|dropped|went (?:up|down)) (?:from|to) (?=[£\d])|"
    r"national average|below|above(?! all)|better than|worse than|this (?:indicator|measure)|the (?:indicator|measure) (?:is|was))\b",
    re.I,
)
_NOTE = pattern(
    r"\b(?:data|provisional|estimates?|estimated|in arrears|reported (?:one|a|in)|methodology|definitions?|please note|"
    r"should be noted|members will|is measured|was last measured|next result|published|weighted|comparisons?)\b",
    re.I,
)
_DENIED = pattern(
    r"\b(?:not (?:\w+ )?(?:due|because|caused|driven|a concern|considered|needed|necessary|required|proposed|planned|affected)|"
    r"no (?:\w+ )?(?:reason|cause|concern|action|problem|delay|backlog|impact|vacanc\w+)|little (?:that )?\w+ (?:\w+ )?can do|"
    r"not about|without (?:delay|backlog)|recovered|resolved|(?:been|was|were|now) cleared|nobody can|cannot|unclear|unknown)\b",
    re.I,
)
_HOPE = pattern(
    r"\b(?:expect(?:s|ed)?|hop(?:e|es|ed|ing)|anticipat\w+|likely|unlikely|should (?:be|improve|see|rise|fall|return|recover|"
    r"come)|will (?:improve|rise|fall|recover|return|be (?:met|achieved|reported|published|available|known|due|provided in))|"
    r"forecast|predicted|back on (?:target|track)|closely monitored|kept under review|remain(?:s)? (?:a|an|within|on)|"
    r"works? hard|working hard)\b",
    re.I,
)
_LEANS = pattern(r"(?:they|it|both|these|those|neither|that|he|she|some|all of (?:them|these)|this)\b", re.I)
_STANDS = pattern(
    r"this (?:reflects|(?:is|was) (?:mainly |largely |partly )?(?:due|because|the result|caused|driven))", re.I
)
_DONE = (
    r"agreed|appointed|approved|arranged|asked|authorised|begun|booked|bought|brought in|commissioned|converted|created|"
    r"deployed|developed|drawn up|employed|engaged|established|expanded|extended|filled|funded|hired|implemented|"
    r"installed|introduced|invited|issued|launched|moved|offered|ordered|planned|prepared|prioritised|procured|"
    r"purchased|put (?:first|in place|into)|recruited|redeployed|redesigned|reinforced|replaced|restructured|reviewed|revised|"
    r"rolled out|scheduled|secured|sent|set up|signed|simplified|started|strengthened|"
    r"taken on (?:\w+ )*(?:staff|people|apprentices|operatives|advis\w+|officers)|targeted|tendered|trained|"
    r"trialled|updated|upgraded|written to"
)
_DOING = (
    r"address|agree|appoint|audit|carry|chang|clear|commission|consult|develop|draft|extend|fill|hir|implement|improv|"
    r"increas|install|introduc|invest|look(?:ing)? (?:at|into)|mov|negotiat|offer|pilot|plan|prepar|prioritis|procur|provid|"
    r"recruit|redesign|replac|review|roll|run|seek|set|simplif|speed|strengthen|support|tackl|target|tender|train|updat|"
    r"upgrad|us|work"
)
_WE = r"(?:we|(?:officers|staff|managers|colleagues|teams|the (?:team|service|council)))"
_NO_DEED = (  # what befalls a service, in both forms of its verb
    r"(?:await|deal|expect|experienc|fac|feel|find|gett|go|hav|hear|hop|leav|los|meet|miss|need|notic|operat|perform|receiv|"
    r"resign|retir|see|show|struggl|suffer|tak|wait|want)(?:ed|ing)|being|doing|"
    r"(?:achiev|continu|exceed|fail|improv|maintain|observ|reach|record|recover|report|work)ed"
)
_ACTS = pattern(
    rf"\b(?:{_WE} (?:is|are)(?: now| also| currently| all)? (?!(?:{_NO_DEED})\b)\w+ing\b|"
    rf"we have(?: now| also| since| already)? (?!(?:{_NO_DEED})\b)\w+(?:ed|itten|ought|awn|aken)\b|"
    rf"will(?: now| also)? (?!(?:recall|know|note|remember|have|mean|need)\b)\w+|(?:is|are) (?:now )?to \w+|"
    rf"plans? to|goes live|go live|out to tender|out for (?:consultation|tender)|"
    rf"(?:has|have)(?: now| also| since| already)? (?:been )?(?:now |also |already )?(?:{_DONE})|"
    rf"(?:has|have|was|were) (?:been )?opened|(?:was|were|is|are)(?: now)? (?:{_DONE})|"
    rf"(?:is|are|has been|have been)(?: now| also)? (?:being )?(?:{_DOING})\w*ing|"
    rf"(?:is|are) (?:now )?being (?!(?:affected|delayed|held|lost|missed|worked through)\b)\w+|"
    r"begins?|began|starts?|started|agreed|launched|continues? to (?!(?:be|rise|fall|grow|affect|improve|have|struggle|face|"
    r"see|exceed|meet|perform)\b)\w+|meets? (?:weekly|fortnightly|monthly|every)|from \w+ (?:a|an|the) new|"
    r"(?:recruit(?:ment|ing)?|training|procurement|tender|review|work|restructure) (?:is |are )?(?:now )?"
    r"(?:ongoing|under ?way|in progress|has begun|has started)|(?:one|team|finance|service|managers|officers|staff|director|"
    r"council|board|contractor|centre) now (?:[a-z]+s|ask|meet|look|list|use|work|check|review|send|report)|"
    r"task (?:and finish )?group|(?:action|recovery|improvement) plan|reviews? \w+ \w+|"
    r"(?:extra|additional|new|more) (?:\w+ )?(?:staff|posts?|advisers?|advisors?|officers?|contract|team|rota|process|system) "
    r"(?:finished|began|start|join|took|take|is|are|was|were|has|have)|lets us \w+|"
    r"bydd(?:ir|wn|ant)?|penodwyd|cytunwyd|dechreuwyd|lansiwyd|mae \w+ yn cael ei)\b",
    re.I,
)

_WHY = pattern(r"(?<=\w) (?:because|due to|owing to|as a result of)\b", re.I)
_OURS = pattern(rf"\b{_WE} (?:have|has|are|is|will)(?! not)\b", re.I)
_NOT_DONE = pattern(r"\b(?:did|had|could|was|were|has|have)(?: not|n't)\b", re.I)
_FIGURE_SAID = pattern(
    r"\b(?:is|was|were|are|stood at|stands at) [£€]?\d[\d,.]*\S*(?= (?:in|at|this|during|for)\b|[.,;]|$)", re.I
)
_SHARE = pattern(
    r"(?:only |just |about |around |nearly |almost |over |some )?\d[\d.,]*%", re.I
)  # "62% of plans were issued"

_ENOUGH = 2.0


def cause_among(said: Sequence[str]) -> str:
    """Return the sentence that best says why, without its label; "" where none plainly does."""
    labelled = next((each for each in said if _CAUSE_LABEL.match(each)), "")
    if labelled:
        return _capital(_CAUSE_LABEL.sub("", labelled, count=1))
    weights = [_weight_as_cause(each) for each in said]
    most = max(weights, default=0.0)
    return said[weights.index(most)] if most >= _ENOUGH else ""  # of several alike the first


def action_among(said: Sequence[str], cause: str = "") -> str:
    """Return the first sentence that plainly says what is done, other than the cause, without its label; "" for none."""
    labelled = next((each for each in said if _ACTION_LABEL.match(each)), "")
    if labelled:
        return _capital(_ACTION_LABEL.sub("", labelled, count=1))
    return next((_capital(each) for each in said if each != cause and is_action(each)), "")


def first_action(actions: Sequence[str]) -> str:
    """Return what is done first of what stands in a column for it: all of it is, but for what plainly is something else."""
    others = (_RESULT, _NOTE, _DENIED, _HOPE, _LEANS)
    plainly = (
        each
        for each in actions
        if not any(other.match(each) if other is _LEANS else other.search(each) for other in others)
    )
    return _capital(_ACTION_LABEL.sub("", next(plainly, next(iter(actions), "")), count=1))


def is_action(sentence: str) -> bool:
    """Say whether a sentence says what is done: neither a hope, nor a note, nor more of a cause."""
    acts = _acts(sentence)
    if not acts or _DENIED.search(sentence) or _SHARE.match(sentence):
        return False
    if acts < 2 and any(other.search(sentence) for other in (_HOPE, _NOTE, _FIGURE_SAID)):
        return False
    if acts < 2 and _NOT_DONE.search(sentence) and not _OURS.search(sentence):
        return False
    return _weight_as_cause(sentence) <= _ENOUGH + 1


def _weight_as_cause(sentence: str) -> float:
    """Return how plainly a sentence says why: what joins, what is amiss and more demand count for it, all else against.

    Where nothing counts for it, what counts against it is not looked for.
    """
    if _ACTION_LABEL.match(sentence) or _DENIED.search(sentence) or sentence.endswith("?"):
        return 0.0
    amiss = len({found.casefold() for found in _AMISS.findall(sentence)})
    weight = 3.0 * bool(_BECAUSE.search(sentence)) + 2.0 * min(amiss, 2) + 2.0 * bool(_MORE_DEMAND.search(sentence))
    if weight < _ENOUGH:
        return weight
    weight -= 2.0 * min(len(_RESULT.findall(sentence)), 2) + 4.0 * bool(_NOTE.search(sentence))
    weight -= 2.0 * bool(_HOPE.search(sentence))
    if _LEANS.match(sentence) and not _STANDS.match(sentence):
        weight -= 2.5  # it says little without the sentence before
    return weight - 1.5 * bool(_acts(sentence))


def _acts(sentence: str) -> int:
    """Return how many deeds a sentence tells of, but for those that it gives as the reason of what stands before them."""
    why = _WHY.search(sentence)
    return len(_ACTS.findall(sentence[: why.start()] if why else sentence))


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]
