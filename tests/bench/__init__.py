"""Where the time goes: `python -m tests.bench`. Prints CPU time, and peak memory in MiB after each stage; passes and fails nothing.

`--against CHECKOUT` prints what reading costs beside another checkout, such as one of before. `--peers` makes the same
document with Typst, WeasyPrint and bare ReportLab (`pip install ".[bench]"`), and keeps how we stand to them in
`ratios.json`; with `--release` as the figures of a release.

Each stage is timed in a process of its own, so that one stage's memory and warm caches do not flatter the next. The
floor of the dashboard is a Python that only imports openpyxl and reportlab.platypus; that of the quarterly report is
bare ReportLab laying the same story out once, untagged (`tests/bare.py`).
"""
