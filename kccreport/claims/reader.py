"""Commentary against the figures it stands beside: sentences that say something else than the table.

Few false alarms matter more than many catches, so a sentence is only judged where it speaks plainly of this indicator's
own result: not of the future, not of others, not of another year. `tests/claims` measures how many alarms are right and
how many contradictions are caught, on sentences that these rules were not made from.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from kccreport.models.measure import Polarity, published
from kccreport.models.period import MONTH_NAMES
from kccreport.models.rag import Rag
from kccreport.models.travel import Travel
from kccreport.rating.rated import RatedKpi, year_to_date
from kccreport.rating.travel import travel_between

_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+")
_NUMBER = r"(?P<{name}>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?)\s*(?P<{name}_sign>%|per cent|percent)?"
_WORDS = {
    word: number
    for number, word in enumerate(["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"], 1)
}

# what makes a sentence speak of something else than the result as it is
_NOT_NOW = re.compile(
    r"\b(will|would|should|could|may|might|expect\w*|aim\w*|plan\w*|hope\w*|intend\w*|forecast\w*|project\w*|"
    r"to (?:be|reach|meet|exceed|improve|bring)|if|once|until|unless|anticipat\w*|target of|in order)\b",
    re.I,
)
_OTHERS = re.compile(
    r"\b(national\w*|england|english|south east|neighbours?|other (?:authorit\w+|councils?)|average of (?:all|other)|benchmark\w*)\b",
    re.I,
)
_OTHER_YEAR = re.compile(
    r"\b(last year|year before|previous year|a year ago|twelve months ago|20\d\d/\d\d|same (?:time|period|month|quarter)|alone)\b",
    re.I,
)
_OWN_SUBJECT = (
    r"(?:performance|the (?:result|figure|rate|percentage|proportion|average(?: time)?|number|score|outturn)"
    r"(?: of [a-z ]{{1,30}})?|results?|[a-z]+'s result|the indicator|{own})"
)

_NEGATION = r"(?:not|n't|never|failed to|fails to|unable to|without|narrowly missed|just missed)"
_MET = re.compile(
    r"\b(?:met|meets|meeting|achieved|achieves|hit|reached|exceeded|exceeds|beat|surpassed)\b[^.;,]{0,25}?"
    r"\b(?P<bar>target|floor(?: standard)?)\b"
    r"|\b(?P<bar2>target|floor(?: standard)?)\b (?:\w+ )?(?:was|is|has been|had been|were) (?:\w+ ){0,2}?"
    r"(?:met|achieved|hit|reached|exceeded|beaten|surpassed)\b",
    re.I,
)
_MISSED = re.compile(
    r"\b(?:missed|misses|missing|fell short of|falls short of|short of|behind)\b[^.;,]{0,25}?\b(?P<bar>target|floor(?: standard)?)\b"
    r"|\b(?P<bar2>target|floor(?: standard)?)\b (?:\w+ )?(?:was|is|has been|had been) (?:\w+ )?missed\b",
    re.I,
)
_ABOVE_BELOW = re.compile(
    r"\b(?P<side>above|over|below|under|better than|worse than)\b (?:the |its |our |this )?(?P<bar>target|floor(?: standard)?)\b",
    re.I,
)
_GAP = re.compile(
    r"(?P<gap>\d+(?:\.\d+)?|" + "|".join(_WORDS) + r")\s*(?P<kind>percentage points?|points?|pp|%|per cent)\s+"
    r"(?P<side>above|below|short of|under|over|off|better than|worse than|behind|ahead of)\s+(?:the |its |our )?"
    r"(?P<bar>target|floor(?: standard)?)",
    re.I,
)
_MISSED_BY = re.compile(
    r"\b(?:missed|exceeded|beat)\b[^.;]{0,25}\b(?P<bar>target|floor(?: standard)?)\b[^.;]{0,12}\bby\s+"
    r"(?P<gap>\d+(?:\.\d+)?|" + "|".join(_WORDS) + r")\s*(?P<kind>percentage points?|points?|pp)",
    re.I,
)
_RATED = re.compile(
    r"\b(?:is|was|remains?|remained|now|rated|stays?|turned|became)\s+(?:\w+ ){0,2}?(?P<rating>Red|Amber|Green|Blue)\b"
)
_FROM_TO = re.compile(
    r"\bfrom " + _NUMBER.format(name="first") + r"[^.;]{0,25}?\bto " + _NUMBER.format(name="second"), re.I
)
_BETTER = r"improv\w*|better|recover\w*|strengthen\w*"
_WORSE = r"worsen\w*|worse|deteriorat\w*|declin\w*|dipped"
_UP = r"rose|risen|rising|increas\w*|grew|grown|went up|gone up|climb\w*|higher"
_DOWN = r"fell|fallen|falling|decreas\w*|dropp\w*|drop|went down|gone down|reduc\w*|lower"


@dataclass(frozen=True, slots=True)
class Contradiction:
    """One sentence that says something else than the figures: the words, and what the figures say."""

    words: str
    figures: str


def contradictions(text: str, each: RatedKpi) -> Iterator[Contradiction]:
    """Yield what a text says of a KPI that its figures contradict, at most one for each sentence.

    Judged are: how far the result is from target or floor, whether these were met, the rating, whether performance or the
    figure went up or down since the period before, the figure itself, and figures "from … to …".
    """
    reader = _Reader(each)
    if reader.latest is None:
        return
    for sentence in _SENTENCE.split(text):
        found = reader.judge(sentence.strip())
        if found is not None:
            yield found


class _Reader:
    """What is known of one KPI, against which sentences are held."""

    def __init__(self, each: RatedKpi) -> None:
        self.each, self.kpi = each, each.kpi
        kpi = each.kpi
        self.results = {
            period: published(figure.value, kpi.decimals)
            for period, figure in kpi.results.items()
            if figure.value is not None and not figure.is_forecast
        }
        period = kpi.latest_period
        self.period = period
        self.latest = None if kpi.suspension or period is None else self.results.get(period)
        self.before = None if period is None else self.results.get(kpi.frequency.step(period, -1))
        to_date = year_to_date(kpi)
        self.to_date = (
            None if to_date is None or to_date.value is None else published(to_date.value, kpi.year_to_date_decimals)
        )
        # the words of the title that a sentence may use for the indicator, such as "visits" or "debt"
        self.own = sorted(set(re.findall(r"[a-z]{4,}", kpi.title.casefold())) - _TOO_COMMON)

    def judge(self, sentence: str) -> Contradiction | None:
        """Return what is wrong with a sentence; None where it is right, or speaks of something else."""
        if (
            not sentence
            or _NOT_NOW.search(_without_of(sentence))
            or _OTHERS.search(sentence)
            or self._is_of_other_period(sentence)
        ):
            return None
        judges = (self._gap, self._from_to, self._bars, self._rating, self._stands_at, self._direction)
        for judge in judges:
            figures = judge(sentence)
            if figures == "":
                return None  # this claim is right, and the rest of the sentence builds on it
            if figures is not None:
                return Contradiction(sentence, figures)
        return None

    def _is_of_other_period(self, sentence: str) -> bool:
        """True where a sentence names a year or a month that is not the latest period's; between two months is judged."""
        if _OTHER_YEAR.search(sentence):
            return True
        named = [month for month in MONTH_NAMES if re.search(rf"\b{month}\b", sentence)]
        latest = MONTH_NAMES[self.period.month - 1] if self.period else ""
        before = MONTH_NAMES[self.kpi.frequency.step(self.period, -1).month - 1] if self.period else ""
        return bool(named) and latest not in named and not (named == [before] and "since" in sentence.casefold())

    # -- each returns what the figures say where the claim is wrong, "" where it is right, None where there is no claim

    def _gap(self, sentence: str) -> str | None:
        match = _GAP.search(sentence) or _MISSED_BY.search(sentence)
        if match is None:
            return None
        claimed = Decimal(_WORDS.get(match["gap"].casefold(), 0)) or _decimal(match["gap"])
        bar = self._bar(match["bar"])
        if bar is None:
            return None
        gaps = [value - bar for value in self._now()]
        right = any(self._is_near(abs(gap), claimed, match["gap"]) for gap in gaps)
        if not right and match["kind"].strip() in ("%", "per cent") and bar:
            right = any(self._is_near(abs(gap) * 100 / abs(bar), claimed, match["gap"]) for gap in gaps)
        side = match["side"].casefold() if "side" in match.re.groupindex else ""
        if right and side in ("above", "over") and self.kpi.polarity is Polarity.HIGHER:
            right = any(gap > 0 for gap in gaps)
        if right and side in ("below", "under", "short of", "behind") and self.kpi.polarity is Polarity.HIGHER:
            right = any(gap < 0 for gap in gaps)
        return (
            ""
            if right
            else f"{self._words(self.latest)} is {abs(gaps[0]).normalize():f} from {self._name(match['bar'])}"
        )

    def _bars(self, sentence: str) -> str | None:
        """Judge whether target and floor were met or missed; every such claim of the sentence must be right."""
        verdict: str | None = None
        for claim, bar_name in self._bar_claims(sentence):
            bar = self._bar(bar_name)
            if bar is None:
                continue
            met = [self.kpi.polarity.meets(value, bar) for value in self._now(sentence)]
            if claim not in met:
                state = "meets" if met[0] else "misses"
                return f"{self._words(self.latest)} {state} {self._name(bar_name)}"
            verdict = ""
        return None if verdict is None else verdict if not self._has_direction(sentence) else None

    def _bar_claims(self, sentence: str) -> Iterator[tuple[bool, str]]:
        """Yield each claim that a bar is met (true) or missed, with the bar's name."""
        for pattern, claim in ((_MET, True), (_MISSED, False)):
            for match in pattern.finditer(sentence):
                name = match["bar"] or match["bar2"]
                around = sentence[max(match.start() - 18, 0) : match.end()]  # as far back as “narrowly missed” reaches
                is_negated = claim and re.search(_NEGATION, around, re.I) is not None
                yield claim is not is_negated, name
        for match in _ABOVE_BELOW.finditer(sentence):
            side = match["side"].casefold()
            if side in ("better than", "worse than"):
                yield side == "better than", match["bar"]
            elif self.kpi.polarity is Polarity.HIGHER and not re.search(r"\b(?:not|rise|risen|back)\b", sentence, re.I):
                yield side in ("above", "over"), match["bar"]

    def _rating(self, sentence: str) -> str | None:
        match = _RATED.search(sentence)
        if match is None or re.search(r"\bnot\b", sentence, re.I):
            return None
        claimed = Rag(match["rating"].casefold())
        actual = {self.each.latest} | ({self.each.year_to_date} if "year to date" in sentence.casefold() else set())
        if claimed in actual:
            return ""
        return f"the rating is {(self.each.latest or 'not given').capitalize()}"

    def _stands_at(self, sentence: str) -> str | None:
        subject = _OWN_SUBJECT.format(own="|".join(self.own) or "performance")
        for pattern in (
            re.compile(_stands_at(subject), re.I),
            re.compile(
                r"\bthere were " + _NUMBER.format(name="value") + rf" (?:{'|'.join(self.own) or 'results'})\b", re.I
            ),
        ):
            match = pattern.search(sentence)
            if match is None or not self._is_own_number(match["value"], match["value_sign"], sentence, match.end()):
                continue
            claimed = _decimal(match["value"])
            known = self._now()
            if (
                re.search(
                    r"\b(?:rose|fell|dropped|increased|decreased|improved|declined|dipped|reached)\b", match[0], re.I
                )
                is None
            ):
                known = self._known()
            if not any(self._is_near(value, claimed, match["value"]) for value in known):
                return f"the result is {self._words(self.latest)}"
            return None
        return None

    def _from_to(self, sentence: str) -> str | None:
        match = _FROM_TO.search(sentence)
        if match is None:
            return None
        first, second = _decimal(match["first"]), _decimal(match["second"])
        signs = bool(match["first_sign"] or match["second_sign"])
        if signs is not self.kpi.unit.is_percentage:
            return None
        known = self._known()
        in_first, in_second = (any(self._is_near(value, each, text) for value in known)
                               for each, text in ((first, match["first"]), (second, match["second"])))  # fmt: skip
        if not in_first and not in_second:
            return None
        if self.latest is not None and not self._is_near(self.latest, second, match["second"]):
            return f"the result is {self._words(self.latest)}"
        if not in_first:
            return f"the period before had {self._words(self.before)}"
        moved = _direction_words(sentence)
        if moved is None:
            return ""
        better = travel_between(first, second, self.kpi.polarity)
        rising = second > first
        return "" if _agrees(moved, better, rising, first == second) else "the figures moved the other way"

    def _direction(self, sentence: str) -> str | None:
        if self.before is None or self.latest is None or not self._is_about_result(sentence):
            return None
        moved = _direction_words(sentence)
        if moved is None or (moved in ("up", "down") and not self._says_the_figure(sentence)):
            return None
        travel = travel_between(self.before, self.latest, self.kpi.polarity)
        if _agrees(moved, travel, self.latest > self.before, self.latest == self.before):
            return ""
        return f"it was {self._words(self.before)} before and is {self._words(self.latest)}"

    def _has_direction(self, sentence: str) -> bool:
        return _direction_words(sentence) is not None and self._is_about_result(sentence)

    # -- figures

    def _is_about_result(self, sentence: str) -> bool:
        """True where the subject of a sentence is the result: performance, the figure, or a word of the title."""
        subject = _OWN_SUBJECT.format(own="|".join(self.own) or "performance")
        plain = re.search(rf"(?:^|,\s|\band\b\s|\bin\s|\bof\s|\b)(?:{subject})\b", sentence[:80], re.I)
        aside = re.search(r"\b(?:because|as|due to|owing to|since|despite|although)\b[^.]*$", sentence, re.I)
        return plain is not None and (
            aside is None or plain.start() < aside.start() or sentence.casefold().startswith("although")
        )

    def _says_the_figure(self, sentence: str) -> bool:
        """True where what goes up or down is the figure: of a percentage, "requests rose" speaks of demand instead."""
        if not self.kpi.unit.is_percentage:
            return True
        return re.search(rf"\b{_OWN_SUBJECT.format(own='performance')}\b", sentence[:80], re.I) is not None

    def _is_own_number(self, value: str, sign: str | None, sentence: str, end: int) -> bool:
        """Say whether a number is one of this unit, and not a count of something else."""
        if self.kpi.unit.is_percentage:
            return bool(sign) and not re.match(
                r"\s*(?:percentage )?points?\b|\s*(?:below|above|short|of the total)", sentence[end:], re.I
            )
        if sign:
            return False
        own_unit = self.kpi.unit.name.casefold()
        if own_unit == "number":
            return _decimal(value) >= 1 and not re.match(
                r"\s*(?:months?|days?|weeks?|minutes?)\b", sentence[end:], re.I
            )
        return re.match(rf"\s*{re.escape(own_unit)}\b", sentence[end:], re.I) is not None

    def _now(self, sentence: str = "") -> list[Decimal]:
        """Return the figures that "the result" may mean: the latest, and the year to date where it is named or known."""
        found = [value for value in (self.latest, self.to_date) if value is not None]
        if sentence and "year to date" not in sentence.casefold():
            return found[:1]
        return found

    def _known(self) -> list[Decimal]:
        """Return every figure that a sentence may rightly print."""
        bars = [bar for name in ("target", "floor") if (bar := self._bar(name)) is not None]
        return [*self.results.values(), *([self.to_date] if self.to_date is not None else []), *bars]

    def _bar(self, name: str) -> Decimal | None:
        if name.casefold().startswith("floor"):
            return self.kpi.scheme.amber_limit(self.kpi.current_target, self.kpi.polarity)
        return self.kpi.current_target

    def _is_near(self, value: Decimal, claimed: Decimal, text: str) -> bool:
        """Say whether a claim is a figure rounded to the places in which it was written."""
        places = len(text.partition(".")[2]) if text[:1].isdigit() else 0
        return published(value, places) == claimed

    def _name(self, bar: str) -> str:
        value = self._bar(bar)
        name = "the floor standard" if bar.casefold().startswith("floor") else "the target"
        return f"{name} of {self._words(value)}"

    def _words(self, value: Decimal | None) -> str:
        if value is None:
            return "no figure"
        return f"{value.normalize():,f}{'%' if self.kpi.unit.is_percentage else ''}"


_TOO_COMMON = frozenset(
    """number percentage average proportion rate days that which with from within time their have been were council
    county indicator result results people working month year total overall performance""".split()  # noqa: SIM905
)


def _without_of(sentence: str) -> str:
    """Return a sentence without "against a target of 28", which speaks of now and not of a plan."""
    return re.sub(
        r"\b(?:against|exceeded|above|below|beat|met|missed) (?:a|the|its) target of\b", "", sentence, flags=re.I
    )


def _stands_at(subject: str) -> str:
    return (
        rf"\b{subject}\b[^.;,]{{0,25}}?\b(?:was|is|were|stands?|stood|reached|of|rose|fell|dropped|increased|decreased|"
        r"improved|declined|dipped)\s+(?:slightly |further |again )?(?:at |to )?(?:only |just )?"
        + _NUMBER.format(name="value")
    )


def _decimal(text: str) -> Decimal:
    return Decimal(text.replace(",", ""))


def _direction_words(sentence: str) -> str | None:
    """Return which way a sentence says things went: better, worse, up, down or same; None where it says none, or two."""
    if re.search(r"\b(?:unchanged|no change|steady|stable|the same|level)\b", sentence, re.I):
        return "same"
    found = [
        name
        for name, words in (("better", _BETTER), ("worse", _WORSE), ("up", _UP), ("down", _DOWN))
        if re.search(rf"\b(?:{words})\b", sentence, re.I)
    ]
    return found[0] if len(found) == 1 else None


def _agrees(moved: str, travel: Travel, is_rising: bool, is_same: bool) -> bool:
    """Say whether a direction in words is that of the figures; up and down may be meant of the figure or of performance."""
    match moved:
        case "same":
            return is_same
        case "better":
            return travel is Travel.IMPROVING
        case "worse":
            return travel is Travel.WORSENING
        case "up":
            return is_rising and not is_same
        case _:
            return not is_rising and not is_same
