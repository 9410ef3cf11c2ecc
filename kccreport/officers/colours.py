"""The paper's ratings as conditional formats: formulas that colour a result while it is typed.

Each says what `intake` reads and `models.schemes` rates: a percentage by its % sign, results rounded to Decimals, targets
as typed, the target of the period where they are phased, a tolerance in percent of it or in points. Where a formula
cannot know what the paper would print there is no colour: schemes that look at the year before, thresholds, edges that
fall otherwise than usual, phased floors, targets in words, results with a code or a note, times, ratios and ranks, small
numbers that may be withheld, and rows that are suspended or rated by hand.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kccreport.ground.address import column_letters
from kccreport.intake import schema
from kccreport.models.measure import MOST_TYPED
from kccreport.models.rag import Rag
from kccreport.models.ratings import USUAL_SCALE, RatingScale
from kccreport.models.schemes import (
    CloseToTarget,
    ExceedingBand,
    FloorStandard,
    LowHighBand,
    Quartile,
    Scheme,
    TargetOnly,
    Tolerance,
    TwoTolerances,
)
from kccreport.workbook.writer import ColourRule, HeadingCell

LOOKS = {  # fill and ink, as the paper's pills
    Rag.GREEN: ("FF2B7F3D", "FFFFFFFF"),
    Rag.AMBER: ("FFFFC20E", "FF1A1A1A"),
    Rag.RED: ("FF8C1D18", "FFFFFFFF"),
    Rag.DARK_GREEN: ("FF0B4A26", "FFFFFFFF"),
    Rag.BLUE: ("FF1D4F91", "FFFFFFFF"),
    Rag.LIGHT_GREEN: ("FFB7DDB0", "FF1A1A1A"),
    Rag.NOT_MET: ("FF4A545C", "FFFFFFFF"),
}
LONGEST_FORMULA = 8192  # characters, Excel's limit
_LEAST = "1E-8"  # less than any two figures differ by that are printed
_NOT_PLAIN = "|ratio|rank|ranking|position|place|"  # units whose figures are no plain numbers
_ROW = "IFERROR(MATCH($A2,Indicators!$A:$A,0),MATCH($A2,Indicators!$B:$B,0))"


def rating_rules(
    periods: Sequence[int],
    indicators: Sequence[HeadingCell],
    results: Sequence[HeadingCell] = (),
    *,
    with_targets: bool = False,
    scale: RatingScale = USUAL_SCALE,
) -> list[ColourRule]:
    """Return the rules for the period columns of a Results sheet that begins in row 2, by the columns of both sheets.

    `scale` says which ratings the paper makes of those that schemes give, `with_targets` that the workbook has a sheet
    Targets. Of one cell at most one rule is true.
    """
    columns = {str(heading.text): column_letters(at) for at, heading in enumerate(indicators, 1)}
    own = {str(heading.text): column_letters(at) for at, heading in enumerate(results, 1)}
    first = column_letters(periods[0])
    rules = []
    for is_phased in (False, True) if with_targets else (False,):
        row = _Row(columns, own, first, with_targets, is_phased)
        for rating, chosen, condition in row.ratings():
            # one after the other, since AND looks at all that it is given: a sheet of blank cells costs nothing
            formula = (
                f"IF(ISNUMBER({first}2),IFERROR(IF(AND({chosen}),AND({row.ready},{condition}),FALSE),FALSE),FALSE)"
            )
            rules.append(ColourRule((periods[0], periods[-1]), formula, *LOOKS[scale.made(rating) or rating]))
    return rules


@dataclass(frozen=True, slots=True)
class _Row:
    """The formulas of one row: where its figures stand, and what each rating asks."""

    columns: dict[str, str]
    own: dict[str, str]
    first: str
    with_targets: bool
    is_phased: bool

    def of(self, heading: str) -> str:
        """Return the cell of the indicator below a heading; an empty text where there is no such column."""
        letter = self.columns.get(heading)
        return f"INDEX(Indicators!${letter}:${letter},{_ROW})" if letter else '""'

    @property
    def phased(self) -> str:
        """Return the cell of the target of the period."""
        return f"INDEX(Targets!$A:$AZ,MATCH($A2,Targets!$A:$A,0),MATCH({self.first}$1,Targets!$1:$1,0))"

    @property
    def result(self) -> str:
        """Return the result as printed."""
        return f"ROUND({_value(f'{self.first}2')},{self.of('Decimals')})"

    def bar(self, cell: str) -> str:
        """Return a figure that results are compared with: as typed, or where it was calculated as it is printed."""
        value, places = _value(cell), self.of("Decimals")
        if "Target decimals" in self.columns:
            asked = self.of("Target decimals")
            places = f'IF({asked}="",{places},{asked})'
        return f"ROUND({value},IF(ABS({value}-ROUND({value},{MOST_TYPED}))<1E-9,{MOST_TYPED},{places}))"

    @property
    def target(self) -> str:
        """Return the target that the result is rated against."""
        return self.bar(self.phased if self.is_phased else self.of("Target"))

    @property
    def ready(self) -> str:
        """Return the condition that the paper rates such a result at all, and by figures that a formula can read."""
        cell, unit = f"{self.first}2", self.of("Unit")
        target = self.phased if self.is_phased else self.of("Target")
        parts = [f'{self.of("Kind")}<>"Activity"', f'ISERROR(FIND(":",{unit}))']
        parts.append(f'ISERROR(SEARCH("|"&{unit}&"|","{_NOT_PLAIN}"))')
        parts += [self._reads(cell), f"ISNUMBER({target})", self._reads(target)]
        parts.append(f'OR({self.of("Polarity")}="Higher",{self.of("Polarity")}="Lower")')
        parts.append(f'{_paper("Edge")}=""')
        if "Edge" in self.columns:
            parts.append(f'{self.of("Edge")}=""')
        if "Suppress below" in self.columns:
            parts.append(f'{self.of("Suppress below")}=""')
        if (override := self.own.get("Override")) is not None:
            parts.append(f'${override}2=""')
        if (status := self.own.get("Status")) is not None:
            parts.append(f'ISERROR(SEARCH("suspended",${status}2))')
        if self.with_targets:
            found = "ISNUMBER(MATCH($A2,Targets!$A:$A,0))"
            blank = f'IF({found},{self.phased}="",TRUE)'  # an error where Targets has no such period: no colour
            parts.append(f"NOT({blank})" if self.is_phased else blank)
            parts.append('ISNA(MATCH($A2&" floor",Targets!$A:$A,0))')
        return ",".join(parts)

    def _reads(self, cell: str) -> str:
        """Return the condition that a number is read without a doubt: % signs on percentages alone, and no time."""
        is_percent, face = f'{self.of("Unit")}="%"', f'LEFT(CELL("format",{cell}))'
        without_sign = f'AND({face}<>"P",{face}<>"D",OR({cell}=0,ABS({cell})>1))'
        return f'IF({is_percent},OR({face}="P",{without_sign}),AND({face}<>"P",{face}<>"D"))'

    @property
    def _sign(self) -> str:
        return f'IF({self.of("Polarity")}="Lower",-1,1)'

    @property
    def short(self) -> str:
        """Return how far the result is short of the target, in points; negative where it beats it."""
        return f"ROUND(({self.target}-{self.result})*{self._sign},9)"

    def shortfall(self, in_points: str) -> str:
        """Return the same in points, or in percent of the target."""
        target = self.target
        return f"ROUND(({target}-{self.result})*{self._sign}/IF({in_points},1,ABS({target})/100),9)"

    def meets(self, heading: str) -> str:
        """Return the condition that the result is on or better than another figure."""
        bar = self.bar(self.of(heading))
        return f"ROUND(({self.result}-{bar})*{self._sign},9)>=0"

    def named(self, kind: type[Scheme], otherwise: str = "FALSE") -> str:
        """Return the condition that the row names a scheme, or names none and is `otherwise` of that scheme."""
        if "Scheme" not in self.columns:
            return otherwise
        scheme = self.of("Scheme")
        return f'OR({scheme}="{kind.name}",AND({scheme}="",{otherwise}))'

    def ratings(self) -> Iterator[tuple[Rag, str, str]]:
        """Yield each rating with the condition that its scheme is the row's, and its own; the usual scheme first."""
        yield from self._floor()
        yield from self._tolerances()
        has_neither = f'{self.of("Floor")}="",{self.of("Tolerance")}="",{_paper("Tolerance")}=""'
        only = self.named(TargetOnly, f"AND({has_neither})")
        yield Rag.GREEN, only, f"{self.short}<=0"
        yield Rag.NOT_MET, only, f"{self.short}>0"
        if "Scheme" in self.columns:
            yield from self._margins()
            yield from self._bands()

    def _floor(self) -> Iterator[tuple[Rag, str, str]]:
        blank = f'{self.of("Tolerance")}=""'
        chosen = f"{self.named(FloorStandard, blank)},ISNUMBER({self.of('Floor')})"
        floor = self.meets("Floor")
        yield Rag.GREEN, chosen, f"{self.short}<=0"
        yield Rag.AMBER, chosen, f"{self.short}>0,{floor}"
        yield Rag.RED, chosen, f"NOT({floor})"

    def _tolerances(self) -> Iterator[tuple[Rag, str, str]]:
        """Yield the ratings by a tolerance of the row, and by that of the whole paper."""
        if "Tolerance" not in self.columns:
            return
        given, paper = self.of("Tolerance"), _paper("Tolerance")
        named = self.named(Tolerance, f'{self.of("Floor")}=""')
        of_row = (f"{named},ISNUMBER({given})", given, self._in_points)
        of_paper = (f'{named},{given}="",ISNUMBER({paper})', paper, f'{_paper("Tolerance in")}="points"')
        for which, cell, in_points in (of_row, of_paper):
            chosen, margin, short = f"{which},{self._has_size(in_points)}", _value(cell), self.shortfall(in_points)
            yield Rag.GREEN, chosen, f"{short}<=0"
            yield Rag.AMBER, chosen, f"{_between(short, '0', margin)}"
            yield Rag.RED, chosen, f"{short}>{margin}"

    @property
    def _in_points(self) -> str:
        """Return the condition that margins of the row are points: it says so, or is silent and the paper says so."""
        said = self.of("Tolerance in")
        return f'OR({said}="points",AND({said}="",{_paper("Tolerance")}<>"",{_paper("Tolerance in")}="points"))'

    def _has_size(self, in_points: str) -> str:
        """Return the condition that margins mean something: they are points, or the target is not nought."""
        return f"OR({in_points},{self.phased if self.is_phased else self.of('Target')}<>0)"

    def _margins(self) -> Iterator[tuple[Rag, str, str]]:
        """Yield the ratings by two margins."""
        wide, close, beyond = (_value(self.of(each)) for each in ("Tolerance", "Close within", "Exceeds by"))
        short = self.shortfall(self._in_points)
        if "Exceeds by" in self.columns:
            scheme = f"{self._chosen(ExceedingBand)},{self._has_size(self._in_points)}"
            yield Rag.BLUE, scheme, f"{short}<-{beyond}"
            yield Rag.GREEN, scheme, f"ABS(2*{short}+{beyond})<={beyond}+{_LEAST}"
            yield Rag.AMBER, scheme, f"{_between(short, '0', wide)}"
            yield Rag.RED, scheme, f"{short}>{wide}"
        if "Close within" in self.columns:
            scheme = f"{self._chosen(TwoTolerances)},{self._has_size(self._in_points)}"
            yield Rag.GREEN, scheme, f"{short}<={close}"
            yield Rag.AMBER, scheme, f"ABS(2*{short}-{close}-{wide})<{wide}-{close}-{_LEAST}"
            yield Rag.RED, scheme, f"{short}>={wide}"
            scheme = f"{self._chosen(CloseToTarget)},{self._has_size(self._in_points)}"
            yield Rag.GREEN, scheme, f"ABS({short})<={close}"
            yield Rag.AMBER, scheme, f"{_between(f'ABS({short})', close, wide)}"
            yield Rag.RED, scheme, f"ABS({short})>{wide}"

    def _bands(self) -> Iterator[tuple[Rag, str, str]]:
        """Yield the ratings by figures of which each is harder to meet than the next."""
        if "Low target" in self.columns:
            scheme, low = self._chosen(LowHighBand), self.meets("Low target")
            yield Rag.BLUE, scheme, f"{self.short}<0"
            yield Rag.GREEN, scheme, f"{self.short}>=0,{low}"
            yield Rag.RED, scheme, f"NOT({low})"
        if {*Quartile.headings()} <= {*self.columns}:
            scheme = self._chosen(Quartile)
            top, median, bottom = (self.meets(each) for each in Quartile.headings())
            yield Rag.GREEN, scheme, f"{top}"
            yield Rag.LIGHT_GREEN, scheme, f"NOT({top}),{median}"
            yield Rag.AMBER, scheme, f"NOT({median}),{bottom}"
            yield Rag.RED, scheme, f"NOT({bottom})"

    def _chosen(self, kind: type[Scheme]) -> str:
        """Return the condition that the row names a scheme and has its figures."""
        return ",".join([self.named(kind), *(f"ISNUMBER({self.of(each)})" for each in kind.headings())])


def _between(figure: str, low: str, high: str) -> str:
    """Return the condition that a figure is above `low` and at most `high`, naming it once: formulas have a limit."""
    low = f"({low}+{_LEAST})"
    return f"ABS(2*{figure}-{low}-{high})<={high}-{low}+{_LEAST}/10"


def _paper(item: str) -> str:
    """Return the cell beside an item of the sheet Paper; an empty text where it has none."""
    return f'IFERROR(INDEX({schema.PAPER.name}!$B:$B,MATCH("{item}",{schema.PAPER.name}!$A:$A,0)),"")'


def _value(cell: str) -> str:
    """Return a figure as it is read: a percentage that is shown with its sign is so many percent."""
    return f'ROUND({cell}*IF(LEFT(CELL("format",{cell}))="P",100,1),9)'
