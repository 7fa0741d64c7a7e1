#!python
"""Runs the command `bedrock-flows` of this package with Node."""

import os
import shutil
import subprocess
import sys
from importlib.util import find_spec

# without an import of the package, which would load aws-cdk-lib
FOLDER = os.path.dirname(find_spec("cdk_bedrock_flows").origin)
# Node as jsii finds it
NODE = shutil.which(os.environ.get("JSII_NODE", "node"))

if NODE is None:
    sys.exit("[bedrock-flows] Node is not found; install Node 20 or newer, or name it in JSII_NODE [MissingProgram]")
COMMAND = [NODE, os.path.join(FOLDER, "_jsii", "bin", "bedrock-flows.js"), *sys.argv[1:]]
if os.name == "posix":
    # Node in place of Python: signals reach it, and nothing is left when it ends
    os.execv(NODE, COMMAND)
with subprocess.Popen(COMMAND) as process:
    while True:
        try:
            sys.exit(process.wait())
        except KeyboardInterrupt:
            # Ctrl+C reaches Node too, which ends in its own time
            continue
