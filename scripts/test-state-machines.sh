#!/usr/bin/env bash
# Runs state machines with flows in them: on the interpreter of moto, with the bundles of the functions and
# `bedrock-flows serve` behind.
# Texts after it choose the stacks whose names have one of them: `npm run test:state-machines -- nightly`.
# Needs Node, Python 3.10 or newer with venv, and PyPI.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/python.sh
python_venv state-machines 3.10 -r test/state-machines/requirements.txt
export CDK_VALIDATION=false PYTHONDONTWRITEBYTECODE=1
export AWS_ACCESS_KEY_ID=any AWS_SECRET_ACCESS_KEY=any AWS_REGION=us-east-1 AWS_DEFAULT_REGION=us-east-1

temp=$(mktemp -d)
started=()
trap 'kill "${started[@]}" 2>/dev/null || true; rm -rf "$temp"' EXIT
# waits for a line in a log, and prints what the pattern of sed gives of it
line_of() {
  local log=$1 pattern=$2 found
  for _ in {1..150}; do
    found=$(sed -n "$pattern" "$log")
    if [ -n "$found" ]; then echo "$found"; return; fi
    sleep 0.2
  done
  cat "$log" >&2
  echo "error: nothing answers; see above" >&2
  return 1
}

npx tsx --tsconfig examples/tsconfig.json test/state-machines/world.ts "$temp" "$@"
mapfile -t options < <(node --print "
  JSON.parse(fs.readFileSync('$temp/world.json')).flows.flatMap(({ name, id, mocks }) => [
  '--flow', name + '=' + id, ...mocks.flatMap((file) => ['--mocks', name + '=' + file]) ]).join('\n')")
npx esbuild cli/main.ts --bundle --platform=node --outfile="$temp/cli.js" --log-level=error
node "$temp/cli.js" serve "$temp/cdk.out" "${options[@]}" >"$temp/serve.log" 2>&1 &
started+=($!)
AWS_ENDPOINT_URL_BEDROCK_AGENT_RUNTIME=$(line_of "$temp/serve.log" 's/^ *AWS_ENDPOINT_URL_BEDROCK_AGENT_RUNTIME=//p')
export AWS_ENDPOINT_URL_BEDROCK_AGENT_RUNTIME
node test/state-machines/functions.mjs "$temp" >"$temp/functions.log" 2>&1 &
started+=($!)
AWS_ENDPOINT_URL_LAMBDA=$(line_of "$temp/functions.log" 's/^\(http:.*\)/\1/p')
export AWS_ENDPOINT_URL_LAMBDA
"$python" test/state-machines/run.py "$temp"
