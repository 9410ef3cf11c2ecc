"""Import ReportLab so that nothing outside this package can steer it.

As it comes, ReportLab runs `reportlab_settings.py` and `reportlab_mods.py` from anywhere on the path, which includes
the working folder, runs `~/.reportlab_settings` and `~/.reportlab_mods`, and takes options from RL_… variables. We
put empty modules where it looks, hide the variables while it starts, and then set what matters. Paths, addresses and
colour expressions are refused should they ever reach it: our own text goes past its markup parser altogether.
"""

import os
import sys
from types import ModuleType
from typing import Any

for _name in ("reportlab_settings", "reportlab_mods"):
    sys.modules.setdefault(_name, ModuleType(_name))

_hidden = {name: os.environ.pop(name) for name in list(os.environ) if name.startswith("RL_")}
try:
    from reportlab import rl_config
finally:
    os.environ.update(_hidden)

rl_config.trustedHosts = None  # no address is opened
rl_config.trustedSchemes = []
_config: Any = rl_config  # the stubs give narrower types than the settings allow
_config.toColorCanUse = None  # a colour is never evaluated
rl_config.useA85 = 0  # streams are compressed, not also spelt out in ASCII
rl_config.pageCompression = 1
rl_config.invariant = 1  # no clock: the paper's own date is set when it is rendered
rl_config.warnOnMissingFontGlyphs = 0
rl_config.canvas_basefontname = "Helvetica"  # never used: every page sets an embedded face
