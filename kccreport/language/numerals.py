"""English words for whole numbers, as British English has them: two hundred and three."""

_SMALL = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_SCALES = ("", " thousand", " million", " billion", " trillion")


def cardinal(number: int) -> str:
    """Return a number in words; in figures where it is beyond the trillions.

    >>> cardinal(31), cardinal(1_203), cardinal(2_000_001)
    ('thirty-one', 'one thousand, two hundred and three', 'two million and one')
    """
    if number < 0:
        return f"minus {cardinal(-number)}"
    if number == 0:
        return _SMALL[0]
    groups = []
    rest = number
    while rest:
        rest, group = divmod(rest, 1_000)
        groups.append(group)
    if len(groups) > len(_SCALES):
        return str(number)
    said = [f"{_below_thousand(group)}{scale}" for group, scale in zip(groups, _SCALES, strict=False) if group]
    last = " and " if 0 < groups[0] < 100 and len(said) > 1 else ", "
    return ", ".join(reversed(said[1:])) + (last if len(said) > 1 else "") + said[0]


def _below_thousand(number: int) -> str:
    hundreds, rest = divmod(number, 100)
    if not hundreds:
        return _below_hundred(rest)
    return f"{_SMALL[hundreds]} hundred{f' and {_below_hundred(rest)}' if rest else ''}"


def _below_hundred(number: int) -> str:
    if number < len(_SMALL):
        return _SMALL[number]
    tens, ones = divmod(number, 10)
    return _TENS[tens - 2] + (f"-{_SMALL[ones]}" if ones else "")
