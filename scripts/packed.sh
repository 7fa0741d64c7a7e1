# Sourced by the tests of the languages: the package as each of them installs it, built once for all.
# shellcheck shell=bash
. scripts/python.sh

project=$PWD
temp=$(mktemp -d)
trap 'rm -rf "$temp"' EXIT
export CDK_VALIDATION=false CDK_DISABLE_CLI_TELEMETRY=true
node=$(node --print 'process.versions.node.split(".")[0]')
export JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION=$node JSII_SILENCE_WARNING_UNTESTED_NODE_VERSION=$node
export JSII_SILENCE_WARNING_DEPRECATED_NODE_VERSION=$node

# quietly COMMAND...: prints what it says only where it fails, and ends the script then
quietly() {
  local log
  log=$(mktemp "$temp/log.XXXXXX")
  "$@" >"$log" 2>&1 || { cat "$log" >&2; echo "error: '$*' failed" >&2; exit 1; }
}

# not_tried LANGUAGE WHY: says so in one line, and ends the script well
not_tried() {
  echo "$1: not tried: $2"
  exit 0
}

# tools LANGUAGE COMMAND...: ends the script well where one of them is not there
tools() {
  local language=$1 tool
  shift
  for tool in "$@"; do
    command -v "$tool" >/dev/null || not_tried "$language" "there is no $tool on this machine"
  done
}

# reached LANGUAGE REGISTRY COMMAND...: ends the script well where the registry can't be asked
reached() {
  local language=$1 registry=$2
  shift 2
  "$@" >"$temp/reached" 2>&1 && return
  if grep -qiE 'unknown host|no such host|could not resolve|could not transfer|timed out|refused|unreachable|NU1301' \
    "$temp/reached"
  then
    not_tried "$language" "$registry is not reached"
  fi
  cat "$temp/reached" >&2
  echo "error: '$*' failed" >&2
  exit 1
}

# what the package is made of, and what makes it
package_files() {
  find src cli handlers scripts .projen ./*.json ./*.md ./*.js ./*.d.ts LICENSE NOTICE examples/tsconfig.json -type f \
    ! -name 'test-*.sh' ! -name packed.sh ! -name python.sh ! -path 'scripts/docs/*' ! -path 'scripts/release/*' \
    ! -name CONTRIBUTING.md -print0 | LC_ALL=C sort --zero-terminated
}

# packed LANGUAGE COMMAND...: sets $packed to what the command makes for the language, and $copy to the compiled copy of
# the project that it comes from: one for each state of what goes into the package.
packed() {
  local language=$1 task
  shift
  copy=$project/.cache/packed-$(package_files | xargs -0 cksum | cksum | cut -d ' ' -f 1)
  if [ ! -e "$copy/compiled" ]; then
    echo 'compiling the library'
    rm -rf "$project"/.cache/packed-*
    mkdir -p "$copy"
    package_files | tar -cf - --null --files-from=- | tar -xf - -C "$copy"
    ln -s "$project/node_modules" "$copy/node_modules"
    for task in pre-compile compile bundle:cli bundle:lib bundle:handlers; do in_copy "$copy" npx projen "$task"; done
    touch "$copy/compiled"
  fi
  packed=$copy/dist/$language
  if [ ! -e "$copy/packed-$language" ]; then
    echo "packing it for $language"
    rm -rf "$packed"
    in_copy "$copy" "$@"
    touch "$copy/packed-$language"
  fi
}

in_copy() {
  cd "$1"
  shift
  quietly "$@"
  cd "$project"
}

# in_typescript: sets $expected to a folder with the templates and messages of TypeScript
in_typescript() {
  expected=$temp/typescript
  quietly npx projen bundle:handlers
  quietly npx tsx --tsconfig examples/tsconfig.json test/languages/in-typescript.ts "$expected"
}

# translated LANGUAGE FOLDER: writes the snippets of the pages in the language into the folder
translated() {
  quietly npx tsx --tsconfig examples/tsconfig.json test/languages/translated.ts "$copy" "$1" "$2"
}

# written LANGUAGE FOLDER: writes what `bedrock-flows code` makes of the corpus into the folder, and sets
# $expected_of_programs to a folder with the templates of the same programs in TypeScript
written() {
  expected_of_programs=$temp/of-programs
  quietly npx tsx --tsconfig examples/tsconfig.json scripts/code/to-compile.ts "$1" "$2" "$expected_of_programs"
}
