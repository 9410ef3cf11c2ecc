"""Whether an activity indicator lies within its expected range."""

from decimal import Decimal

from kccreport.models.alert import Alert


def alert(value: Decimal, lower: Decimal, upper: Decimal) -> Alert:
    """Compare a figure with its range, both ends included.

    Source: the guidance notes of Kent's directorate dashboards; eight of the nine alerts of January 2021 follow it,
    and the ninth (HR12: 81 in a range of 70 to 80, printed "Yes") is the council's slip.
    """
    if value > upper:
        return Alert.ABOVE
    return Alert.BELOW if value < lower else Alert.YES
