#!/usr/bin/env bash
# Lints the Python of the project with ruff: programs of the runner, and tests. Without Python it says so in one line
# and does nothing.
set -euo pipefail
cd "$(dirname "$0")/.."
if ! command -v python3 >/dev/null; then
  echo 'there is no python3 on this machine, so the Python programs are not linted'
  exit 0
fi
. scripts/python.sh
python_venv ruff 3.9 'ruff==0.17.5'
"$python" -m ruff check --no-cache src test examples scripts
