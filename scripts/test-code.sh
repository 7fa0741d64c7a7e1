#!/usr/bin/env bash
# Programs that `bedrock-flows code` writes of the corpus, and what compilers and linters say of them: the compiler of
# TypeScript, eslint, ruff, gofmt. Those in Java and Go are compiled and run by test-java.sh and test-go.sh.
set -euo pipefail
cd "$(dirname "$0")/.."
temp=$(mktemp -d)
trap 'rm -rf "$temp"' EXIT
npx tsx --tsconfig examples/tsconfig.json scripts/code/write-programs.ts "$temp"
root=$PWD
cat > "$temp/tsconfig.json" <<JSON
{ "compilerOptions": { "noEmit": true, "strict": true, "noUnusedLocals": true, "noImplicitAny": true,
    "target": "es2022", "useDefineForClassFields": false, "module": "esnext", "moduleResolution": "bundler",
    "skipLibCheck": true, "esModuleInterop": true, "resolveJsonModule": true,
    "types": ["node"], "typeRoots": ["$root/node_modules/@types"],
    "paths": { "cdk-bedrock-flows": ["$root/src/index.ts"], "aws-cdk-lib": ["$root/node_modules/aws-cdk-lib"],
      "aws-cdk-lib/*": ["$root/node_modules/aws-cdk-lib/*"], "constructs": ["$root/node_modules/constructs"] } },
  "include": ["typescript/**/*.ts"] }
JSON
npx tsc -p "$temp/tsconfig.json"
echo 'the programs in TypeScript compile'
cat > "$temp/eslint.json" <<JSON
{ "root": true, "plugins": ["@typescript-eslint"],
  "parser": "$root/node_modules/@typescript-eslint/parser/dist/index.js",
  "extends": ["eslint:recommended", "plugin:@typescript-eslint/recommended", "plugin:@typescript-eslint/stylistic"] }
JSON
ESLINT_USE_FLAT_CONFIG=false NODE_NO_WARNINGS=1 npx eslint --no-eslintrc --config "$temp/eslint.json" \
  --resolve-plugins-relative-to . --ext .ts "$temp/typescript"
echo 'eslint has nothing to say of them'
if command -v python3 >/dev/null; then
  . scripts/python.sh
  python_venv ruff 3.9 'ruff==0.17.5'
  # texts beside the programs are those of the flows
  "$python" -m ruff check --no-cache --isolated --exclude '*-texts' "$temp/python"
else
  echo 'there is no python3 on this machine, so the programs in Python are not linted'
fi
if command -v gofmt >/dev/null; then
  unformatted=$(gofmt -l "$temp/go")
  if [ -n "$unformatted" ]; then echo "error: gofmt would write otherwise: $unformatted" >&2; exit 1; fi
  echo 'gofmt changes nothing in the programs in Go'
else
  echo 'there is no gofmt on this machine, so the layout of the programs in Go is not compared'
fi
