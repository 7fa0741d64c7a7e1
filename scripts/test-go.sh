#!/usr/bin/env bash
# Uses the packed library from Go: builds the module, uses it in a fresh one, and runs the tests of test/go there.
# Needs Node, Go and its module proxy; says so in one line where they are missing.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/packed.sh
installed
tools Go go
module=github.com/cdk-bedrock-flows/cdk-bedrock-flows-go/cdkbedrockflows
reached Go 'the module proxy of Go' go mod download github.com/aws/jsii-runtime-go@v1.140.0
# `go test` compiles it
packed go env JSII_BUILD_GO=0 npx projen package:go
in_typescript
echo 'running the programs'
cp -R test/go "$temp/go"
written go "$temp/go/made"
translated go "$temp/go/snippets"
cd "$temp/go"
go mod edit "-require=$module@v0.0.0" "-replace=$module=$packed/cdkbedrockflows"
quietly go mod tidy
EXPECTED=$expected EXPECTED_OF_PROGRAMS=$expected_of_programs \
  EXPORTED=$project/examples/exported-flow/support-answers.json DOCS=$project/docs go test .
