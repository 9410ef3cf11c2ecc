"""What a flowable takes of a column, measured once for each width."""

from typing import Any

from msgspec import Struct
from reportlab.platypus.flowables import Flowable

from kccreport.writers.pdf.theme import Density


class Extent(Struct, frozen=True):
    """The height of a flowable and the space above and below it, in points.

    `least` is the height of the part that must not be parted from a heading above. One that `leads` is itself a heading,
    or introduces what follows.
    """

    height: float
    before: float
    after: float
    least: float
    leads: bool


class Measured(Flowable):
    """A flowable whose height depends on its width alone. Whatever changes its height forgets what was measured.

    Unless it says otherwise it is never parted.
    """

    leads = False

    def __init__(self) -> None:
        super().__init__()
        self._extents: dict[float, Extent] = {}
        # of a heading: how much of what follows must stand below it, by the width, by that, and where it may be torn
        self.led: dict[tuple[float, Measured, bool], float] = {}

    def extent(self, width: float) -> Extent:
        """Return what it takes at a width."""
        found = self._extents.get(width)
        if found is None:
            height = self.wrap(width, 0)[1]
            before, after = self.getSpaceBefore(), self.getSpaceAfter()
            found = self._extents[width] = Extent(height, before, after, self.least_height(width), self.leads)
        return found

    def least_height(self, width: float) -> float:
        """Return the height of the part that must not be parted from a heading above."""
        return float(self.wrap(width, 0)[1])

    def least_torn(self, width: float) -> float:
        """Return the same where the rest may stand right beside that part."""
        return self.least_height(width)

    @property
    def list_of(self) -> Any:
        """Return what says which list it is an item of; None where it is of none."""
        return None

    @property
    def introduces(self) -> bool:
        """True for words that end in a colon, which what follows belongs to."""
        return False

    def tear(self, width: float, room: float) -> list[Any]:
        """Return its parts where the second stands right beside the first; as where it goes on elsewhere, if it says no more."""
        return list(self.split(width, room))

    def set_density(self, density: Density) -> None:
        """Lay what stands within more closely; what has nothing to give stays as it is."""

    def forget(self) -> None:
        """Measure again when asked."""
        self._extents.clear()
        self.led.clear()
