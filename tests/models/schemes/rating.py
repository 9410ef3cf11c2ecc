"""Rate figures typed as text."""

from decimal import Decimal

from kccreport.models.measure import Polarity
from kccreport.models.rag import Rag
from kccreport.models.schemes import Measured, Scheme

HIGHER, LOWER = Polarity.HIGHER, Polarity.LOWER


def rated(
    scheme: Scheme, result: object, target: object, polarity: Polarity = HIGHER, last_year: object = None
) -> Rag | None:
    before = None if last_year is None else Decimal(str(last_year))
    return scheme.rate(Measured(Decimal(str(result)), Decimal(str(target)), polarity, before))
