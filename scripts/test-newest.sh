#!/usr/bin/env bash
# The suite and the type check against the newest aws-cdk-lib and constructs, in a copy: this tree and its
# node_modules stay as they are.
set -euo pipefail
cd "$(dirname "$0")/.."

copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
tar -cf - --exclude=./.git --exclude=node_modules --exclude=./dist --exclude=./lib --exclude=cdk.out . \
  | tar -xf - -C "$copy"
cd "$copy"

npm ci --no-audit --no-fund
npm install --no-save --no-package-lock --no-audit --no-fund aws-cdk-lib@latest constructs@latest
node -p "['aws-cdk-lib', 'constructs'].map(name => name + ' ' + require(name + '/package.json').version).join(', ')"
# src/core, the command and what runs in Lambda know nothing of aws-cdk-lib
CDK_VALIDATION=false npx jest --ci --selectProjects unit property model process \
  --testPathPatterns '/examples/' '/test/(?!core/|cli/|handlers/)'
npx tsc --noEmit -p tsconfig.dev.json
