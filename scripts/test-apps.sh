#!/usr/bin/env bash
# Random apps (test/apps): what holds of all of them, with more runs than the model tier has, and cfn-lint over the
# templates of some. Needs Node, Python 3.10 or newer with venv, and PyPI; only node_modules/.cache is written.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/python.sh
python_venv cfn-lint 3.10 --requirement test/apps/requirements.txt

temp=$(mktemp -d)
trap 'rm -rf "$temp"' EXIT
export CDK_VALIDATION=false
APP_RUNS=${APP_RUNS:-100} npx jest --ci --selectProjects model --testPathPatterns test/apps
mkdir "$temp/templates"
npx tsx --tsconfig examples/tsconfig.json test/apps/write.ts "$temp/templates" "${LINTED_APPS:-60}"
# warnings are about style: what is an error CloudFormation refuses
"$(dirname "$python")/cfn-lint" --format parseable --ignore-checks W --template "$temp/templates/*.json"
echo 'cfn-lint finds no error'
