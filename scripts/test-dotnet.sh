#!/usr/bin/env bash
# Uses the packed library from C#: builds the package, installs it in a fresh project, and runs the tests of test/dotnet
# there with xUnit. Needs Node, the .NET SDK 8 or newer, and NuGet; says so in one line where they are missing.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/packed.sh
installed
tools 'C#' dotnet
dotnet --list-sdks | grep -qE '^([89]|[1-9][0-9])\.' || not_tried 'C#' 'there is no .NET SDK 8 or newer on this machine'
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
cp -R test/dotnet "$temp/dotnet"
reached 'C#' NuGet dotnet package search CdkBedrockFlows --exact-match
packed dotnet npx projen package:dotnet
in_typescript
echo 'running the programs'
cat >"$temp/dotnet/nuget.config" <<CONFIG
<configuration><packageSources><add key="packed" value="$packed" /></packageSources></configuration>
CONFIG
cd "$temp/dotnet"
# packages lie in a folder of this run: another package of version 0.0.0 may be there already
NUGET_PACKAGES=$temp/nuget EXPECTED=$expected EXPORTED=$project/examples/exported-flow/support-answers.json dotnet test
