"""What JupyterHub runs at its start: settings from the environment, then the pure functions of configure.py."""

import os
import sys

from hub_config.configure import configure
from hub_config.refusal import Refusal
from hub_config.settings import read_settings

try:
    # JupyterHub puts get_config here.
    configure(get_config(), read_settings(os.environ))  # type: ignore[name-defined]  # noqa: F821
except Refusal as refusal:
    print(refusal, file=sys.stderr)
    sys.exit(1)
