"""Commentary against the figures it stands beside: sentences that say something else than the table.

The steps: `text` parts a cell into sentences and words, `chunks` reads words as parts, `clauses` joins parts to statements,
`kinds` finds the claims in them, and each claim is held against `facts`. What cannot be judged is silent.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from kccreport.claims.chunks import chunks
from kccreport.claims.clauses import clauses
from kccreport.claims.facts import Facts
from kccreport.claims.kinds import KINDS
from kccreport.claims.text import sentences, tokens
from kccreport.claims.verdict import SILENT, Ruling, Verdict


@dataclass(frozen=True, slots=True)
class Contradiction:
    """One sentence that says something else than the figures: the words, and what the figures say."""

    words: str
    figures: str


def contradictions(text: str, facts: Facts) -> Iterator[Contradiction]:
    """Yield what a text says of an indicator that its figures contradict, at most one for each sentence."""
    for sentence in sentences(text):
        verdict = judged(sentence, facts)
        if verdict.ruling is Ruling.CONTRADICTS:
            yield Contradiction(sentence, verdict.figures)


def judged(sentence: str, facts: Facts) -> Verdict:
    """Return what becomes of one sentence: contradicted by its first wrong claim, or else borne out by a right one."""
    if facts.latest is None:
        return SILENT
    found = SILENT
    for clause in clauses(chunks(tokens(sentence), facts.vocabulary)):
        for read in KINDS:
            for claim in read(clause, facts):
                verdict = claim.judge(facts)
                if verdict.ruling is Ruling.CONTRADICTS:
                    return verdict
                if verdict.ruling is Ruling.AGREES:
                    found = verdict
    return found
