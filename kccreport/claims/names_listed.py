"""A list of KPIs in a sentence, by their references or by enough of their titles: "CS07, GL02 and GL03", "urgent repairs"."""

import re

from kccreport.claims.lexicon.titles import FUNCTION_WORDS
from kccreport.claims.text import tokens
from kccreport.claims.vocabulary import stem
from kccreport.ground.pattern import pattern
from kccreport.rating.rated import RatedSubmission

_BETWEEN = pattern(r"\s*(?:, and |, |; | and | & )\s*")
_BRACKETS = pattern(r"\s*\([^()]*\)")


def listed(words: str, rated: RatedSubmission) -> set[str] | None:
    """Return the references of the KPIs in a list; None unless each thing in it is one of them and no other."""
    words = _with_references(words, rated)
    by_code = {each.kpi.reference.casefold(): each.kpi.reference for each in rated.kpis}
    found: list[str] = []
    for item in (each.strip().casefold() for each in re.split(_BETWEEN.pattern, words)):
        marked = re.fullmatch(r"\{#(\d+)\}", item)
        reference = rated.kpis[int(marked[1])].kpi.reference if marked else by_code.get(item) or _by_title(item, rated)
        if reference is None:
            return None
        found.append(reference)
    return set(found) if len(set(found)) == len(found) else None


def _with_references(words: str, rated: RatedSubmission) -> str:
    """Return a list in which whole titles, which may have commas of their own, are marks: "{#3}"."""
    titles = {
        name.casefold(): at
        for at, each in enumerate(rated.kpis)
        for title in (each.kpi.title, each.kpi.short_title)
        for name in (title, _BRACKETS.sub("", title))
        if name
    }
    present = [title for title in titles if title in words.casefold()]
    if not present:
        return words
    names = "|".join(map(re.escape, sorted(present, key=len, reverse=True)))
    return re.sub(rf"\b(?:{names})", lambda match: f"{{#{titles[match[0].casefold()]}}}", words, flags=re.IGNORECASE)


def _by_title(words: str, rated: RatedSubmission) -> str | None:
    """Return the one KPI that has every word of an item in its title, two words at least."""
    said = {stem(token.fold) for token in tokens(words) if token.fold not in FUNCTION_WORDS}
    if len(said) < 2:
        return None
    found = []
    for each in rated.kpis:
        own = {stem(token.fold) for token in tokens(f"{each.kpi.title} {each.kpi.short_title}")}
        if said <= own:
            found.append(each.kpi.reference)
    return found[0] if len(found) == 1 else None
