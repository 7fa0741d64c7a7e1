#!/usr/bin/env bash
# Programs that `bedrock-flows code` writes of the corpus: the compiler of TypeScript and ruff look at all of them. With
# JAVA_CLASSPATH (the jar and what it needs) javac does, with GO_WORKSPACE (a Go module that has the packed one) go vet.
set -euo pipefail
cd "$(dirname "$0")/.."
temp=$(mktemp -d)
trap 'rm -rf "$temp"' EXIT
npx tsx --tsconfig examples/tsconfig.json scripts/code/write-programs.ts "$temp"
root=$PWD
cat > "$temp/tsconfig.json" <<JSON
{ "compilerOptions": { "noEmit": true, "strict": true, "noUnusedLocals": true, "noImplicitAny": true,
    "target": "es2022", "module": "esnext", "moduleResolution": "bundler", "skipLibCheck": true,
    "esModuleInterop": true, "resolveJsonModule": true, "types": ["node"], "typeRoots": ["$root/node_modules/@types"],
    "paths": { "cdk-bedrock-flows": ["$root/src/index.ts"], "aws-cdk-lib": ["$root/node_modules/aws-cdk-lib"],
      "aws-cdk-lib/*": ["$root/node_modules/aws-cdk-lib/*"], "constructs": ["$root/node_modules/constructs"] } },
  "include": ["typescript/**/*.ts"] }
JSON
npx tsc -p "$temp/tsconfig.json"
echo 'the programs in TypeScript compile'
if command -v python3 >/dev/null; then
  . scripts/python.sh
  python_venv ruff 3.9 'ruff==0.17.5'
  # texts beside the programs are those of the flows
  "$python" -m ruff check --no-cache --isolated --exclude '*-texts' "$temp/python"
else
  echo 'there is no python3 on this machine, so the programs in Python are not linted'
fi
if [ -n "${JAVA_CLASSPATH:-}" ]; then
  find "$temp/java" -name '*.java' > "$temp/java.txt"
  javac -d "$temp/classes" -cp "$JAVA_CLASSPATH" "@$temp/java.txt"
  echo 'the programs in Java compile'
fi
if [ -n "${GO_WORKSPACE:-}" ]; then
  cp -R "$temp/go" "$GO_WORKSPACE/made"
  (cd "$GO_WORKSPACE" && go vet ./made/...)
  echo 'the programs in Go compile'
fi
