"""Figures that were published and have changed since."""

from decimal import Decimal

from kccreport.ground.address import CellAddress
from kccreport.models.measure import Frozen
from kccreport.models.period import Period
from kccreport.models.rag import Rag


class Revision(Frozen):
    """One result of an earlier report that is another now, both as printed; None where there was, or is, no figure."""

    reference: str
    period: Period
    published: Decimal | None
    now: Decimal | None
    rating_then: Rag | None = None
    rating_now: Rag | None = None
    reason: str = ""
    at: CellAddress


class RevisionReason(Frozen):
    """Why a published figure has changed, in the officer's words."""

    reference: str
    period: Period
    reason: str
    at: CellAddress
