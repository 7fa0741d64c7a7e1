"""Starts ministack with the plugin. Port and address come from GATEWAY_PORT and BIND_HOST, as ministack reads them."""

import os
import signal
import sys
import threading

from ministack import app

from . import agent_api, alarms, alias_shift, code_deploy, engine, iam_rules, profiles, resources, runtime_api


def end_with_parent() -> None:
    """The test holds the other end of the standard input. The functions that run are in the same group."""
    sys.stdin.read()
    os.killpg(os.getpgrp(), signal.SIGKILL)


threading.Thread(target=end_with_parent, daemon=True).start()
for module in (engine, iam_rules, alarms, profiles, resources, code_deploy, alias_shift, agent_api, runtime_api):
    module.install()
app.main()
