#!/usr/bin/env bash
# Deploys the examples, and small apps through a whole life, on ministack: an emulator whose CloudFormation engine is
# not ours (test/deploy). Needs Node, Python 3.10 or newer with venv, and PyPI; only node_modules/.cache is written.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/python.sh
python_venv ministack 3.10 --requirement test/deploy/requirements.txt
NODE_NO_WARNINGS=1 npx tsx --tsconfig examples/tsconfig.json test/deploy/run.ts "$python" "$@"
