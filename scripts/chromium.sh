#!/usr/bin/env bash
# Says whether there is a Chromium: that of CHROMIUM, else one that PATH has; as root on a machine with apt-get it
# installs the package. Without any it says in one line what is left undone, which is its argument.
set -euo pipefail
found() {
  [ -n "${CHROMIUM:-}" ] || command -v chromium chromium-browser google-chrome google-chrome-stable >/dev/null
}
if ! found && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  echo 'installing chromium'
  { apt-get update && apt-get install -y --no-install-recommends chromium fonts-dejavu-core; } >/dev/null 2>&1 || true
fi
if ! found; then
  echo "there is no Chromium on this machine, so $1; install chromium, or give its path as CHROMIUM"
  exit 1
fi
