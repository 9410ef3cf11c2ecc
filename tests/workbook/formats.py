"""Pairs of a number format and a value, of every class that Excel knows, drawn with a seed."""

import random
from dataclasses import dataclass
from decimal import Decimal

SEED = 20_260
_PER_CLASS = 34


@dataclass(frozen=True)
class Pair:
    """A format, a value as Excel stores it, and the class the format belongs to."""

    kind: str
    code: str
    value: float | str


FORMATS: dict[str, tuple[str, ...]] = {
    "places": ("0", "0.0", "0.00", "000", "#", "#.##", "0.##", "0.0#", "?0.0?", "#0.000", "00.0", ".00", "0.", "#.0"),
    "thousands": ("#,##0", "#,##0.00", "#,###", "#,##0,", "0.0,,", '0.00,,"m"', "#,##0.0,", "0,000", "#,##0,,", "0,"),
    "percentages": ("0%", "0.0%", "0.00%", '0.0"%"', "0\\%", '0"%"', "0.0 %", "%0", "#,##0.0%", "0.0\\ \\%"),
    "sections": (
        "0;-0", "#,##0;(#,##0)", '#,##0;-#,##0;"-"', "0;[Red]-0", '0.0;"minus "0.0;"nil"', "#,##0_);(#,##0)", "0;;0",
        '_-* #,##0_-;-* #,##0_-;_-* "-"_-;_-@_-', ";;;", "0;-0;", '0.0;;"none"', '#,##0.00_);[Red](#,##0.00)',
        '"up "0;"down "0;"level"', "[Blue]0.0;[Red]-0.0;[Black]0",
    ),
    "conditions": (
        '[<100]0.0;0', '[>=1000]#,##0.0,"k";0', '[<1]0.00;[<10]0.0;0', '[>=1000000]0.0,,"m";[>=1000]0.0,"k";0',
        '[=1]"one";[=0]"none";0', '[<0]"("0")";0', '[Red][<50]0;[Green][>=90]0;[Color45]0', '[<>0]0.0;"zero"',
        "[<=100]0;[>100]0.0;0", '[>0]"+"0;[<0]"-"0;0',
    ),
    "literals": (
        '0" days"', '"about "0', "0\\x", '"£"#,##0.00', "£#,##0", "[$£-809]#,##0.00", "[$€-2] #,##0", "$#,##0.00",
        "(0)", "0_)", "000\\-000", "00000\\ 000000", '0"d"0', '"Q"0', "+0", "0-00-00", "#,##0.00 [$USD]",
        '0.0" of "0', "0:00", "'0'",
    ),
    "exponents": ("0.00E+00", "0E+0", "0.0E-00", "##0.0E+0", "#0.00E+00", "0.###E+0", "000.0E+00", "0.00E+000"),
    "fractions": ("# ?/?", "# ??/??", "# ???/???", "# ?/2", "# ?/4", "# ??/16", "?/?", "# ??/100", "0 ?/8", "#\" \"?/?"),
    "dates": (
        "d/m/yy", "dd/mm/yyyy", "d mmm yyyy", "mmmm yyyy", "d-mmm", "mmm-yy", "dddd d mmmm yyyy", "ddd", "mmmmm", "yyyy",
        "yyyy-mm-dd", "[$-809]dd mmmm yyyy", "[$-809]d mmm yy;@", 'd" of "mmmm', "d\\.m\\.yy", "m/d/yyyy", "dd\\/mm\\/yy",
        "dd/mm/yyyy hh:mm", "yy",
    ),
    "times": (
        "h:mm", "hh:mm", "h:mm:ss", "h:mm AM/PM", "hh:mm:ss AM/PM", "mm:ss", "mm:ss.0", "h:mm:ss.00", "h AM/PM",
        'h" h "mm" min"', "[$-F400]h:mm:ss", "s", "h",
    ),
    "durations": ("[h]:mm", "[hh]:mm", "[h]:mm:ss", "[mm]:ss", "[m]:ss", "[ss]", "[s].00", '[h]" hours"', "[mm]:ss.0"),
    "text": ("@", '"<"@">"', "0;-0;0;@", '0;-0;0;"["@"]"', "General", ";;;", "0", '@" (p)"', "0;0;0;"),
    "general": ("General", 'General" units"', "[Red]General", '"x"General', "General;-General", "@"),
}  # fmt: skip
_WORDS = ("n/a", "1.10", "Ash & Elm", "<5", "£5")
_EDGES = (0, 1, -1, 0.5, -0.5, 100, 999.5, 1000, 0.005, -0.04, 1234567, 99.995)


def pairs() -> list[Pair]:
    """Return at least 400 pairs, the same each time: every format with two values, and more by chance in each class."""
    chance = random.Random(SEED)
    found: dict[tuple[str, object], Pair] = {}
    for kind, codes in FORMATS.items():
        wanted = [code for code in codes for _ in range(2)]
        wanted += [chance.choice(codes) for _ in range(max(_PER_CLASS - len(wanted), 0))]
        for code in wanted:
            value = _value(kind, chance)
            found.setdefault((code, value), Pair(kind, code, value))
    return list(found.values())


def _value(kind: str, chance: random.Random) -> float | str:
    match kind:
        case "text":
            return chance.choice(_WORDS)
        case "dates":
            return float(chance.choice((61, 36526, 43890, 43921, 44012.75, chance.randint(61, 60_000))))
        case "times" | "durations":
            days = chance.randint(0, 3) if kind == "durations" else 0
            return days + chance.randint(0, 86_399) / 86_400 + chance.choice((0, 0.25 / 86_400))
        case "fractions":
            return round(chance.choice((0.25, 1.5, 2.125, 0.3333, 5.0, 0.0, chance.uniform(0, 20))), 4)
        case "percentages":
            return round(chance.choice((0.9, 0.053, -0.05, 1.0, 0.0, 5.1, chance.uniform(-2, 2))), 5)
        case "exponents":
            return float(f"{chance.uniform(1, 10) * 10 ** chance.randint(-8, 9):.6g}") * chance.choice((1, 1, -1))
        case _:
            if chance.random() < 0.5:
                return float(chance.choice(_EDGES))
            size = chance.uniform(1, 10) * 10 ** chance.randint(-3, 7)
            return float(f"{Decimal(size):.6g}") * chance.choice((1, 1, -1))
