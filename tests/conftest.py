"""Settings for the whole suite."""

from hypothesis import settings

# the same examples in every run, and no deadline: a busy machine is not a fault
settings.register_profile("kccreport", deadline=None, derandomize=True)
settings.load_profile("kccreport")
