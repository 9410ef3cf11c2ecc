"""Make the sample workbooks in this folder: `python inputs/make.py`. A change of format is one edit, then this.

Figures, titles and names are those that Kent County Council published; commentary and prose are ours. Where a paper
printed only totals, the indicators are invented to add up to them and every sheet concerned says so. The district of 2026
is invented, and says so on its face.
"""

import sys
from pathlib import Path

FOLDER = Path(__file__).parent
sys.path.insert(0, str(FOLDER.parent))  # the checkout this script stands in, whatever is installed

from sources import (  # noqa: E402
    agenda_2021,
    committee_2012,
    committee_2014,
    dashboard_2021,
    district_2026,
    quarterly_2011,
    scrutiny_2012,
)

from kccreport.ground.files import write_whole  # noqa: E402

WORKBOOKS = {
    "dashboard-2021.xlsx": dashboard_2021.workbook,
    "committee-2014.xlsx": committee_2014.workbook,
    "committee-2012.xlsx": committee_2012.workbook,
    "quarterly-2011.xlsx": quarterly_2011.workbook,
    "scrutiny-2012.xlsx": scrutiny_2012.workbook,
    "district-2026.xlsx": district_2026.workbook,
    "agenda-2021.xlsx": agenda_2021.workbook,
}


def main() -> None:
    for name, make in WORKBOOKS.items():
        write_whole(FOLDER / name, make())


if __name__ == "__main__":
    main()
