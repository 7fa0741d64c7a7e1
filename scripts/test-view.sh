#!/usr/bin/env bash
# Pages of `bedrock-flows view` in a real Chromium (test/browser). Needs Node and a Chromium: that of CHROMIUM, else
# one that PATH has; as root on a machine with apt-get it installs the package. Without any it says so in one line and
# does nothing. VIEW_SHOTS=<folder> keeps pages and screenshots.
set -euo pipefail
cd "$(dirname "$0")/.."
found() {
  [ -n "${CHROMIUM:-}" ] || command -v chromium chromium-browser google-chrome google-chrome-stable >/dev/null
}
if ! found && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  echo 'installing chromium'
  { apt-get update && apt-get install -y --no-install-recommends chromium fonts-dejavu-core; } >/dev/null 2>&1 || true
fi
if ! found; then
  echo 'there is no Chromium on this machine, so pages are not checked; install chromium, or give its path as CHROMIUM'
  exit 0
fi
CDK_VALIDATION=false npx jest --selectProjects browser --ci "$@"
