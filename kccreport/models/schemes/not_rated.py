"""No rating at all: data only, contextual, volumetric."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Self

from kccreport.models.rag import Rag
from kccreport.models.schemes.base import Measured, Scheme, ToleranceBasis


class NotRated(Scheme):
    """Not rated, whatever the result: shown among those that are, and counted as not rated.

    Source: Guildford Borough Council's monitoring reports (a fifth of the indicators are "data only"); City of Lincoln
    Council ("volumetric").
    """

    name = "not rated"
    looks_at_target = False

    @classmethod
    def from_figures(cls, figures: Mapping[str, Decimal], basis: ToleranceBasis) -> Self:
        """Take no figure."""
        return cls()

    def rate(self, measured: Measured) -> Rag | None:
        """Give no rating."""
        return None

    def meanings(self) -> dict[Rag, str]:
        """Return nothing: there is no rating to explain."""
        return {}

    @property
    def bars(self) -> tuple[str, ...]:
        """Return nothing: no line decides."""
        return ()
