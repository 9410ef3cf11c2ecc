"""A number to the digits that a section of a number format shows: places, separators, fractions, exponents, General."""

from collections.abc import Sequence
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction
from functools import lru_cache

from kccreport.workbook.format_tokens import Part, Section, Token

_WIDEST = 11  # characters that General fills, the point included and a minus not
_PRECISION = 400  # more digits than any double needs


@lru_cache(maxsize=512)
def scale(section: Section) -> int:
    """Return the power of ten between what is stored and what is shown: 2 for each %, -3 for each scaling comma."""
    return 2 * sum(token.part is Part.PERCENT for token in section.tokens) - 3 * len(_scaling_commas(section.tokens))


@lru_cache(maxsize=512)
def decimals(section: Section) -> int:
    """Return how many places after the point the section shows at most."""
    tokens = _mantissa(section.tokens)
    points = [at for at, token in enumerate(tokens) if token.part is Part.POINT]
    return sum(token.part is Part.DIGIT for token in tokens[points[0] :]) if points else 0


def number_text(value: Decimal, section: Section) -> str:
    """Return what the section shows of a number that is not negative, padding included."""
    with localcontext(prec=_PRECISION):
        if section.parts & {Part.GENERAL, Part.TEXT} and Part.DIGIT not in section.parts:
            return _around_general(value, section.tokens)
        value = value.scaleb(scale(section))
        if Part.SLASH in section.parts and (place := _stroke(section.tokens)) is not None:
            return _fraction(value, section.tokens, place)
        if Part.EXPONENT in section.parts:
            return _scientific(value, section.tokens)
        return _places(value.quantize(Decimal(1).scaleb(-decimals(section)), ROUND_HALF_UP), section.tokens)


def general_text(value: Decimal) -> str:
    """Return a number as General shows it in a cell that is wide enough: eleven characters, or an exponent.

    Source: Microsoft, "Number format codes": General shows up to 11 digits, the decimal point included; numbers of
    12 digits or more, and those too small, are shown with an exponent.

    >>> general_text(Decimal("0.333333333333333")), general_text(Decimal("123456789012"))
    ('0.333333333', '1.23457E+11')
    """
    sign, size = ("-" if value < 0 else ""), abs(value)
    if size == 0:
        return "0"
    power = size.adjusted()
    plain = f"{size.normalize():f}"
    if len(plain) <= _WIDEST:
        return sign + plain
    if -5 < power < _WIDEST:
        room = _WIDEST - 2 if power < 0 else max(_WIDEST - 2 - power, 0)
        rounded = size.quantize(Decimal(1).scaleb(-room), ROUND_HALF_UP)
        if rounded.adjusted() < _WIDEST:
            return sign + f"{rounded.normalize():f}"
    mantissa = size.scaleb(-power).quantize(Decimal("0.00001"), ROUND_HALF_UP)
    if mantissa >= 10:
        mantissa, power = mantissa / 10, power + 1
    return f"{sign}{mantissa.normalize():f}E{'-' if power < 0 else '+'}{abs(power):02d}"


def _around_general(value: Decimal, tokens: Sequence[Token]) -> str:
    shown = []
    for token in tokens:
        if token.part in (Part.GENERAL, Part.TEXT):
            shown.append(general_text(value))
        else:
            shown.append(_plain(token))
    return "".join(shown)


def _plain(token: Token) -> str:
    return " " if token.part is Part.SPACE else token.text


def _mantissa(tokens: Sequence[Token]) -> Sequence[Token]:
    """Return the tokens before the exponent."""
    place = next((at for at, token in enumerate(tokens) if token.part is Part.EXPONENT), len(tokens))
    return tokens[:place]


def _whole_part(tokens: Sequence[Token]) -> int:
    """Return where the places before the point end: at the point, or behind the last placeholder."""
    tokens = _mantissa(tokens)
    for at, token in enumerate(tokens):
        if token.part is Part.POINT:
            return at
    return len(tokens)


def _scaling_commas(tokens: Sequence[Token]) -> frozenset[int]:
    """Return where commas stand that divide by a thousand: behind the last placeholder, or just before the point."""
    digits = [at for at, token in enumerate(tokens) if token.part is Part.DIGIT]
    if not digits:
        return frozenset()
    end = _whole_part(tokens)
    before = [at for at in digits if at < end]
    found = {at for at, token in enumerate(tokens) if token.part is Part.COMMA and at > digits[-1]}
    if before:
        found |= {at for at in range(before[-1] + 1, end) if tokens[at].part is Part.COMMA}
    return frozenset(found)


def _places(value: Decimal, tokens: Sequence[Token]) -> str:
    """Put the digits of a rounded number into the places of the tokens."""
    whole, _, rest = f"{value:f}".partition(".")
    whole = whole.lstrip("0")
    end = _whole_part(tokens)
    left = _before_point(whole, tokens[:end], _scaling_commas(tokens))
    if end < len(tokens) and not any(token.part is Part.DIGIT for token in tokens[:end]):
        left += whole  # .00 has no place before its point, but shows 12.30
    shown, at = [], 0
    last = len(rest.rstrip("0"))
    for token in tokens[end:]:
        if token.part is Part.DIGIT:
            is_needed = token.text == "0" or at < last
            shown.append((rest[at] if at < len(rest) else "0") if is_needed else " " if token.text == "?" else "")
            at += 1
        elif token.part is not Part.COMMA:
            shown.append(_plain(token))
    return left + "".join(shown)


def _before_point(whole: str, tokens: Sequence[Token], scaling: frozenset[int]) -> str:
    """Put the digits before the point into their places from the right; the first place takes all that are left."""
    places = [at for at, token in enumerate(tokens) if token.part is Part.DIGIT]
    grouped = bool(places) and any(
        token.part is Part.COMMA and places[0] < at < places[-1] and at not in scaling
        for at, token in enumerate(tokens)
    )
    shown: list[str] = []
    digits, put = list(whole), 0
    for at in range(len(tokens) - 1, -1, -1):
        token = tokens[at]
        if token.part is Part.COMMA:
            continue
        if token.part is not Part.DIGIT:
            shown.append(_plain(token))
            continue
        take = len(digits) if at == places[0] else 1
        for _ in range(max(take, 1)):
            if digits or token.text == "0":
                if grouped and put and put % 3 == 0:
                    shown.append(",")
                shown.append(digits.pop() if digits else "0")
                put += 1
            elif token.text == "?":
                shown.append(" ")
    return "".join(reversed(shown))


def _scientific(value: Decimal, tokens: Sequence[Token]) -> str:
    """Show a number with an exponent; as many places before the point as there are placeholders share one exponent."""
    place = next(at for at, token in enumerate(tokens) if token.part is Part.EXPONENT)
    before, after = tokens[:place], tokens[place + 1 :]
    size = max(sum(token.part is Part.DIGIT for token in before[: _whole_part(before)]), 1)
    finest = Decimal(1).scaleb(-decimals(Section(tuple(before))))
    power = 0
    if value:
        power = (value.adjusted() // size) * size
        mantissa = value.scaleb(-power).quantize(finest, ROUND_HALF_UP)
        if mantissa >= Decimal(10) ** size:
            power += size
            mantissa = value.scaleb(-power).quantize(finest, ROUND_HALF_UP)
    else:
        mantissa = value.quantize(finest)
    sign = "-" if power < 0 else "+" if tokens[place].text.endswith("+") else ""
    return _places(mantissa, before) + "E" + sign + _places(Decimal(abs(power)), after)


def _stroke(tokens: Sequence[Token]) -> int | None:
    """Return where a stroke stands between placeholders, and so makes a fraction."""
    for at, token in enumerate(tokens):
        if token.part is Part.SLASH and at and at + 1 < len(tokens):
            above, below = tokens[at - 1], tokens[at + 1]
            if above.part is Part.DIGIT and (below.part is Part.DIGIT or below.text.isdigit()):
                return at
    return None


def _fraction(value: Decimal, tokens: Sequence[Token], place: int) -> str:
    """Show a number as a whole and a fraction, of a given denominator or of the nearest with so many digits."""
    start = place
    while start and tokens[start - 1].part is Part.DIGIT:
        start -= 1
    end = place + 1
    while end < len(tokens) and (tokens[end].part is Part.DIGIT or tokens[end].text.isdigit()):
        end += 1
    below = "".join(token.text for token in tokens[place + 1 : end])
    has_whole = any(token.part is Part.DIGIT for token in tokens[:start])
    whole = value.to_integral_value(ROUND_FLOOR) if has_whole else Decimal(0)
    rest = Fraction(value - whole)
    if below.strip("?#") and below.strip("?#0"):
        denominator = int(below.replace("?", "").replace("#", ""))
        numerator = int(
            Decimal(rest.numerator * denominator / Decimal(rest.denominator)).to_integral_value(ROUND_HALF_UP)
        )
    else:
        nearest = rest.limit_denominator(10 ** len(below) - 1)
        numerator, denominator = nearest.numerator, nearest.denominator
    if has_whole and numerator == denominator:
        whole, numerator = whole + 1, 0
    before = _before_point(str(whole).lstrip("0") or ("" if numerator else "0"), tokens[:start], frozenset())
    after = "".join(_plain(token) for token in tokens[end:])
    if has_whole and numerator == 0 and below[0] != "0" and "0" not in {token.text for token in tokens[start:place]}:
        return before.rstrip() + " " + after
    return f"{before}{_before_point(str(numerator), tokens[start:place], frozenset())}/{denominator}{after}"
