"""Short facts of an exempt paper that a run of five words misses: sums, account and telephone numbers, scores, mail
addresses, names.

Each is compared whole and in one form, so that 41,250 pounds, \u00a341250 and 41 250 are the same. Years, round thousands
and figures of fewer than four digits are everywhere, and are no facts. Of persons and firms only those are names that
say so: Mrs Example, Brightwater Ltd.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator

from kccreport.ground.pattern import pattern

# what comes first is what a search can leap to; what must not stand before it is asked for afterwards
_NUMBER = pattern(r"\d(?<![\d.,]\d)(?:\d{0,2}(?:[,\u00a0\u202f ]\d{3})+(?:\.\d+)?(?!\d)|\d{3,}(?:\.\d+)?(?!\d))")
_SIX_DIGITS = pattern(r"\d(?:[\s\u2013-]?\d){5}")  # which every telephone number, account and sort code has
_PHONE = pattern(r"(?<!\d)(?:\+44\s?|0)\d(?:[\s-]?\d){8,9}(?!\d)")
_SORT_CODE = pattern(r"(?<!\d)\d{2}[-\u2013]\d{2}[-\u2013]\d{2}(?!\d)")
_SCORE = pattern(r"(?<![\d.])\d{1,3}(?:\.\d+)?\s?(?:/|out of|o/o)\s?(?:10|20|50|100|1000)(?!\d)", re.IGNORECASE)
_MILLIONS = pattern(r"\u00a3\s?\d+\.\d+\s?(?:million|billion|m|bn)\b", re.IGNORECASE)
_NAME = r"[A-Z\u00c0-\u00de][\w\u2019'-]+"
_TITLES = ("Mrs", "Mr", "Ms", "Miss", "Mx", "Dr", "Professor", "Prof", "Sir", "Dame")
_PERSON = pattern(rf"\b(?:{'|'.join(_TITLES)})\.?[ \u00a0]+(?:{_NAME}[ \u00a0]+){{0,2}}{_NAME}")
_OF_FIRMS = (
    "Ltd", "Limited", "LLP", "LLC", "plc", "PLC", "Holdings", "Partners", "GmbH", "Inc", "CIC", "Associates", "Solicitors",
    "Surveyors", "& Co", "and Co", "& Sons", "and Sons",
)  # fmt: skip
_FIRM = pattern(rf"\b(?:{_NAME}(?:[ \u00a0]+(?:&|and)[ \u00a0]+|[ \u00a0]+)){{1,4}}(?:{'|'.join(_OF_FIRMS)})\b")
_SHAPES = ((_TITLES, _PERSON), (_OF_FIRMS, _FIRM))  # each with words of which it has one
_PRIVATE = pattern(
    r"@(?:gmail|googlemail|hotmail|outlook|live|msn|yahoo|ymail|icloud|me|mac|aol|btinternet|btopenworld|sky|talktalk"
    r"|virginmedia|ntlworld|tiscali|proton(?:mail)?|gmx)\."
)
_CONTACT = pattern(
    r"\b(?:tel|telephone|phone|call|contact|number|no|e-?mail|officer|director|manager)\b", re.IGNORECASE
)
_NEAR = 40  # letters
# bank accounts abroad, national insurance, payment cards; a mail address that is no council's
_LETTERED = pattern(
    r"\bGB\d{2}[ ]?[A-Z]{4}(?:[ ]?\d{2,4}){4}\b|\b[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z][ ]?(?:\d{2}[ ]?){3}[A-D]\b"
    r"|(?<!\d)\d{4}(?:[ -]\d{4}){3}(?!\d)"
)
_MAIL = pattern(r"\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+\b")
_SMALL = (
    "nought", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_UNITS = {word: number for number, word in enumerate(_SMALL)} | {word: 10 * at for at, word in enumerate(_TENS, 2)}
_SCALES = {"thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
_NUMERAL = rf"(?:{'|'.join((*_UNITS, *_SCALES, 'hundred'))})"
_SPELT = pattern(rf"\b{_NUMERAL}(?:(?:\s+|-|\s+and\s+){_NUMERAL})+\b")  # in small letters
_YEARS = range(1900, 2101)
_LEAST_DIGITS = 3  # that are not noughts at the end


def short_facts(texts: Iterable[str]) -> frozenset[str]:
    """Return the facts of some texts, each in one form."""
    found: set[str] = set()
    for text in texts:
        plain = text if text.isascii() else unicodedata.normalize("NFKC", text.replace("\u00ad", ""))
        if _SIX_DIGITS.search(plain):
            found.update(re.sub(r"\D", "", match[0].replace("+44", "0")) for match in _PHONE.finditer(plain))
            plain = _PHONE.sub(" ", plain)
            found.update(re.sub(r"[ -]", "", match[0]).casefold() for match in _LETTERED.finditer(plain))
            plain = _LETTERED.sub(" ", plain)
            found.update(re.sub(r"\D", "-", match[0]) for match in _SORT_CODE.finditer(plain))
        numbers = (re.sub(r"[^\d.]", "", match[0]) for match in _NUMBER.finditer(plain))
        found.update(number.rstrip(".") for number in numbers if _is_telling(number))
        found.update(number for number in _spelt_out(plain.lower()) if len(number) > 3 and _is_telling(number))
        found.update(_signed(plain))
        for words, shape in _SHAPES:
            if any(word in plain for word in words):  # which is quicker than to look for the shape
                found.update(" ".join(match[0].replace(".", " ").split()).casefold() for match in shape.finditer(plain))
    return frozenset(found)


def _signed(plain: str) -> Iterator[str]:
    """Yield what only texts with a certain sign in them have: scores, sums in millions, mail addresses."""
    if "/" in plain or "out of" in plain.lower():
        for match in _SCORE.finditer(plain):
            yield re.sub(r"\s|out of|o/o", "", match[0].lower().replace("out of", "/"))
    if "\u00a3" in plain:
        for match in _MILLIONS.finditer(plain):
            yield re.sub(r"\s|illion|n\b", "", match[0].lower())
    if "@" in plain:
        addresses = (match[0].casefold().rstrip(".") for match in _MAIL.finditer(plain))
        yield from (each for each in addresses if not each.endswith((".gov.uk", ".gov.wales", ".llyw.cymru")))


def _spelt_out(text: str) -> Iterator[str]:
    """Yield the whole numbers that stand in words, in small letters: forty-one thousand two hundred and fifty."""
    for match in _SPELT.finditer(text):
        total = part = 0
        for word in re.findall(r"[a-z]+", match[0]):
            if word in _SCALES:
                total, part = total + (part or 1) * _SCALES[word], 0
            elif word == "hundred":
                part = (part or 1) * 100
            elif word != "and":
                part += _UNITS[word]
        yield str(total + part)


def contact_numbers(texts: Iterable[str]) -> dict[str, str]:
    """Return the telephone numbers and mail addresses that texts give for getting in touch: as short facts, and as they
    are written. A mobile number is nobody's office.
    """
    found = {}
    for text in texts:
        plain = unicodedata.normalize("NFKC", text)
        for match in _PHONE.finditer(plain) if _SIX_DIGITS.search(plain) else ():
            number = re.sub(r"\D", "", match[0].replace("+44", "0"))
            if not number.startswith("07") and _CONTACT.search(text[max(match.start() - _NEAR, 0) : match.start()]):
                found[number] = match[0]
        for match in _MAIL.finditer(text) if "@" in text else ():
            if _CONTACT.search(text[max(match.start() - _NEAR, 0) : match.start()]):
                found[match[0].casefold().rstrip(".")] = match[0]
    return found


def is_private_mail(address: str) -> bool:
    """Say whether a mail address is one of those that persons have for themselves, and offices do not."""
    return _PRIVATE.search(address) is not None


def _is_telling(number: str) -> bool:
    whole = number.partition(".")[0]
    is_year = "." not in number and len(whole) == 4 and int(whole) in _YEARS
    return not is_year and len(whole.rstrip("0")) >= _LEAST_DIGITS
