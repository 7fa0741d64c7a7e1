#!/usr/bin/env bash
# Pages of `bedrock-flows view` in a real Chromium (test/browser); without one, nothing. VIEW_SHOTS=<folder> keeps pages
# and screenshots.
set -euo pipefail
cd "$(dirname "$0")/.."
bash scripts/chromium.sh 'pages are not checked' || exit 0
CDK_VALIDATION=false npx jest --selectProjects browser --ci "$@"
