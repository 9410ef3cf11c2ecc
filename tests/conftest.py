"""Settings for the whole suite."""

import gc

from hypothesis import settings

# the same examples in every run, and no deadline: a busy machine is not a fault
settings.register_profile("kccreport", deadline=None, derandomize=True)
settings.load_profile("kccreport")


def pytest_collection_finish() -> None:
    """What has been imported stays, so the collector need not go through it again and again."""
    gc.collect()
    gc.freeze()
