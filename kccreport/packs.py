"""The old name of `roads.agendas`."""

from kccreport.roads.agendas import Dates, Packs, check, dates, make, read

__all__ = ["Dates", "Packs", "check", "dates", "make", "read"]
