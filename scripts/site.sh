#!/usr/bin/env bash
# Makes the site of the documentation in website/dist, and checks it, in Chromium too where there is one. Needs what
# `npx projen compile` writes.
# SITE_BASE is where it will stand, `/` unless given; with --dev it is served and follows changes of its pages.
set -euo pipefail
cd "$(dirname "$0")/.."
[ -f .jsii ] || { npx projen pre-compile; npx projen compile; }
npx tsx --tsconfig examples/tsconfig.json scripts/docs/site.ts
[ -d website/node_modules ] || npm ci --prefix website --no-audit --no-fund --loglevel=error
cd website
if [ "${1:-}" = --dev ]; then exec npx vitepress dev; fi
npx vitepress build
cd ..
npx tsx --tsconfig examples/tsconfig.json scripts/docs/check-site.ts
bash scripts/chromium.sh 'the site is not looked at in a browser' || exit 0
npx jest --selectProjects site --ci
