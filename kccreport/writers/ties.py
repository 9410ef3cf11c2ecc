"""What must not be parted at the end of a line: a number and its unit, "Quarter 3", "1 of 2", a dash and what it follows.

A tie is a no-break space while lines are broken. A PDF shows it as a plain space, so that what is copied or searched for is
what was typed; a browser, which breaks lines itself, is given it as it is.
"""

from functools import lru_cache

from kccreport.ground.pattern import pattern

TIE = "\u00a0"
_LONGEST_END = 6  # letters of a last word that is not left alone on a line, its full stop included
# words that a number stands before without belonging to them, as with participles; "of" and its Welsh "o" only where no number follows
_STOP = (
    "of|o|to|in|on|at|by|for|from|with|within|and|or|but|as|than|that|which|while|when|is|are|was|were|has|have|had|"
    "will|would|this|these|those|it|its|we|our|they|their|not|if|so|the|a|an|against|compared|per|i|yn|ac|neu|ar|am|gan|mewn|yw|oedd|mae|erbyn"
)
_NUMBERED = (
    "quarter|page|pages|part|stage|level|phase|year|appendix|annex|section|item|table|figure|paragraph|chapter|grade|band|"
    "tier|period|month|week|version|no[.]|chwarter|ch|tudalen|tudalennau|rhan|cam|lefel|blwyddyn|atodiad|adran|eitem|tabl|"
    "ffigur|paragraff|q"
)
_MONTHS = "jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec|ion|chwe|chwef|maw|ebr|mai|meh|gor|gorff|awst?|medi?|hyd|tach|rhag"
_MAY = pattern(r" [–—] |\d |[ (][£€]?\d|Appendix |Annex |Band |Atodiad ")  # most texts have nothing to tie
_TIED = pattern(
    r"(?<![^\s(])(?=[\d£€≥≤<>=±+−A-Za-z])(?:"
    rf"(?!(?:19|20)\d\d\s)[£€]?\d(?:[\d,.]*\d)?[ ](?=(?:of|o)[ ]\d|(?!(?:{_STOP}|\w+ed)\b)[^\W\d_])"  # 3 points, 1 of 2
    rf"|(?<=\d[ ])(?:of|o)[ ](?=\d)"
    rf"|(?:Key[ ])?(?i:{_NUMBERED})[ ]\d\S*(?:[ ]of[ ]\d+|[ ]\d{{4}}/\d\d)?|(?:Appendix|Annex|Band|Atodiad)[ ](?=[A-Z]\b)"  # Quarter 3
    rf"|(?i:{_MONTHS})[ ](?=\d\d(?![\d,.%/]))|[Qq]\d[ ](?=\d{{4}}/)|[Cc]h\d[ ](?=\d{{4}}/)"
    r"|[≥≤<>=±+−][ ](?=[£€\d])"
    r")|(?<=[^\s–—])[ ](?=[–—][ ])"
)


@lru_cache(maxsize=4096)
def tied(text: str, *, ends: bool = False) -> str:
    """Return text in which what belongs together is tied; where it `ends` a paragraph, a short last word to the one before.

    >>> tied("Red for 3 months (1 of 2) in Quarter 3 – 5.2 points short").replace(TIE, "_")
    'Red for 3_months (1_of_2) in Quarter_3_– 5.2_points short'
    """
    found = _TIED.sub(lambda match: match.group().replace(" ", TIE), text) if _MAY.search(text) else text
    before, space, last = found.rpartition(" ")
    if ends and 0 < len(last) <= _LONGEST_END and " " in before.strip():
        return f"{before}{TIE}{last}" if space else found
    return found
