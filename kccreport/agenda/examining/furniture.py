"""The words that reports are furnished with: a run of nothing else says nothing that is the paper's own.

Every report has headings, names the law, asks for something, and says of what it has no implications. A list of phrases
never ends, since each council puts them in its own way; the words do. So five words in a row are no leak where all of
them are such words, or up to three of them numbers of few digits as in headings and dates. One word that is none, a name
or a thing, makes the run the paper's own.

Sources: English words that only join others; the words of the enactments that `stock` names; those of headings and set
phrases in the report templates of Brighton & Hove, Maidstone, Gloucester, Lambeth and Kent, as published.
"""

from collections.abc import Collection, Sequence
from functools import cache

_MOST_NUMBERS, _MOST_DIGITS = 3, 4  # of a run, and of each: a year has four

_JOINING = """
a one about above after again against all along already also although am among an and any are arise as at be because been
before being below between both but by can cannot could did do does doing done during each either every few for from full
further had has have having he her here him his how however i if in into is it its itself just many may me might more most
much must my neither no nor not now of off on once only or other others our out over own per please same shall she should
since so some such than that the their them then there therefore these they this those through to together too under
until up upon us very was way we were what when where whether which while who whom whose why will with within without
would yet you your re ie eg etc unless whatever whoever anything anyone nothing none everything everyone someone something whether
according across around before behind beyond despite except inside instead near outside past regarding since throughout
towards via well better best less least later earlier first second third fourth fifth another every likewise moreover
otherwise perhaps rather simply still thus usually whereas whilst went go goes going gone come comes came let put
"""
_LAW = """
access act acts affairs amended applied apply arrangements article authorities authority business calculated circumstances
conducive confidential consultation consultations contained containing contains crime crown defined delegated delegation
delegations democratic directly disclosed disclosing disclosure discharge discretion disorder duty economy effective
effectiveness efficiency eligible eliminate enactment england equality excluded exclusion executive exempt exemption
facilitate financial foster functions general government grounds harassment holding identity incidental individual
individuals information interest interests involve involved involves law lawful legal likely local maintaining nature
obligation obligations order outweigh outweighs paragraph paragraphs part particular person persons position powers power
prejudice press prevent privilege procedure proceedings professional prohibited protected characteristic characteristics
public publication published publishing pursuant reasonable reasonably regard regulation regulations related relates
relating relation relations relevant require required requirement requirements requires reveal reviewed rule rules
schedule scheme section sector share statute statutory subject test transacted unlawful victimisation virtue wales welfare
withheld withholding discrimination opportunity opportunities advance conduct need needs decision decisions due convention
human right rights compatible duties fulfil fulfils equally
"""
_REPORT = """
accepted accordance account achieve achieved achievement action actions activities activity actual adequate adopted adverse
affect affected affects agenda agree agreed agreement alternative alternatives analysis annual answer appendices appendix
applicable appropriate approval approve approved april area areas arising asked asks aspects assess assessed assessment
assessments asset associated attached august author autumn available awaited background based basis believed best board
body brief briefed bring brought budget budgetary budgets business cabinet call calls capital carbon carried case
categorised category cause chair chairman chairperson change changes chief cllr class classification clerk climate column
comment comments committee committees communities community comply conclusion conclusions consider consideration
considerations considered consulted consultees contact contacts content contents context continue continued contribute
contributes control controls copies copy corporate corporation cost costs council councillor councillors councils county
cover current currently cutting cross data date dated day days december decide decided deliver delivered delivery democracy
department deputy detail detailed details developed development direct director directorate directors division divisions
document documents download draft early education effect effects electoral email emails emergency endorse endorsed engage
engagement enquiries environment environmental eqia equalities establish estimated evaluation existing expect expected
experience explain explained february feedback figure figures final finalise finance fit following forecast form former
formal forward framework friday fund funded funding funds future give given goal good governance group groups growth
guidance happen head heading headings health held high highlight hold holder holders identified identify immediate impact
impacts implement implementation implication implications important improve improvement include included includes
including income inclusive indicated indicators indirect indirectly initial instruct internal introduction invited
issue issues item items january july june keep kept key lawyer lead leader legislation level library life link linked list
listed long low made main make making manage managed management manager march material materially matter matters medium
meet meeting meetings member members met mitigate mitigated mitigation monday monitor monitored monitoring month monthly
months motion name named names necessary negative negatively new next non none normal not note noted notes notice november
number numbers objections objective objectives objection obtain october office officer officers officials ongoing
operational opinion opportunities option options oral organisational original outcome outcomes outlined outlines outturn
overview page pages paper papers past pathway performance period permission perspective phone pillars plan planned plans
policies policy population portfolio position possible post potential preferred preparation prepare prepared present
presented presents previous previously principles priorities priority private procedures process produced programme
progress project property proposal proposals propose proposed proposes provide provided provides provision purpose purposes
quarter quarterly question questions raised raise receive received recent recognise recommend recommendation
recommendations recommended reduce refer reference references referred refers register rejected remain report reported
reporting reports request requested resolution resolve resolved resource resources respect response responses responsible
responsibility result resulting results retained revenue review risk risks role routine safety satisfied saturday save
schedule scope screening scrutiny seek seeks self september service services set sets short significant signed social
solicitor source specific staff staffing stage stages standing state statement status steps strategic strategies strategy
submitted subsequent sufficient summarised summarise summary sunday support supported supporting supports sustainability
sustainable system systems table tables take taken target targets team tel telephone terms third thursday time
timescales timetable title total trade transport treasurer tuesday type undertake undertaken union unit
unrestricted update updated updates upheld urgency urgent use used variance variation various view views vision votes ward
wards website wednesday week weekly wellbeing whole wide work works working year years yes impacted urgently exceptions
address addresses complete completed additional further extra overall respectively majority various numerous wider broad
broadly relation note-taking clear clearly concerned concern concerning concerns depend depends dependent differ different
difference follow followed follows formed forming hence include inform necessarily obtained obtain occur occurs originally
partly per presently remainder respective result retain returned revise revised satisfy separate separately shown show shows
similar simple since state stated states subject successful suggest suggested suggests suitable take takes taking today
together turn turned understanding unable undertaking unlikely usual utilise utilised want wanted wish wishes word words
write written people themselves himself herself ourselves abcd eia hia pia pias hr kpi kpis rag foi gov uk
monitor post value values back screen
reason reasons reported recall recalled asset-based place places placed company companies confidential last informed
inform informing identify represent represents contractor's choose chosen choice daily existing maker makers agrees achievement
achievements documentation officer's consequence consequences disposal disposals land obtainable line sufficient
sufficiently enable enabled enables ensure ensured ensures ensuring manner method ways means mean meant level levels
number's understand understood start starts started end ends ended begin began return returned look looked remind
reminded aware awareness regular regularly daily annually monthly approach approaches apart place's subjects sub
committee's body bodies local locally national nationally regional partner partners partnership partnerships public's
resident residents customer customers user users voluntary sectors member's objective's essential useful usual
example examples instance explanation explanatory forward-looking detail's heading's section's list's appendix's
responsibilities accountable accountability transparency transparent open openness honest constitution constitutional
standing ordinary extraordinary urgent special occasion basis bases alongside subsequently consequently accordingly
appetite arisen late lateness eqias pia dpia adverse positive positively neutral detrimental evidence anticipated
foreseen envisaged investigated explored discounted sought asset assets quality assurance protection
privacy gdpr ict technology procurement communications media webcast accessible accessibility format formats large print
language languages translation contactable queries query online intranet hyperlink insert delete pdf kb mb
"""
STOCK_WORDS = frozenset(f"{_JOINING} {_LAW} {_REPORT}".split())
_NUMBERS = frozenset((
    "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "twenty", "thirty", "forty",
    "fifty", "hundred", "thousand",
))  # fmt: skip
_ENDINGS = ("ations", "ation", "ings", "ing", "ies", "ied", "ed", "es", "s", "e", "y", "d", "ly")
_LEAST_STEM = 4  # letters


@cache
def _stem(word: str) -> str:
    """Return a word without its ending, so that asks, asked and asking are one.

    >>> _stem("makes") == _stem("making"), _stem("price") == _stem("prices")
    (True, True)
    """
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _LEAST_STEM - 1:
            return word[: -len(ending)]
    return word


_STEMS = frozenset(map(_stem, STOCK_WORDS))


def is_furniture(run: Sequence[str], also: Collection[str] = ()) -> bool:
    """Say whether a run of words, as `words_of` gives them, says nothing of its own; words of `also` count as furniture.

    >>> is_furniture("there are no legal implications".split())
    True
    >>> is_furniture("the lowest price that oakhurst".split())
    False
    """
    numbers = 0
    for word in run:
        if len(word) == 1 and not word.isdecimal():
            continue
        if word == "0":
            continue
        if word in _NUMBERS or (word.isdecimal() and len(word) <= _MOST_DIGITS):
            numbers += 1
        elif _stem(word) not in _STEMS and word not in also:
            return False
    return numbers <= _MOST_NUMBERS
