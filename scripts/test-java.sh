#!/usr/bin/env bash
# Uses the packed library from Java: builds the jar, installs it in a fresh Maven project, and runs the tests of
# test/java there with JUnit. Needs Node, a JDK, Maven and Maven Central; says so in one line where they are missing.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/packed.sh
installed
tools Java java mvn
maven() { MAVEN_OPTS="${MAVEN_OPTS:-} -XX:TieredStopAtLevel=1" mvn --batch-mode --no-transfer-progress "$@"; }
reached Java 'Maven Central' maven --quiet dependency:get -Dartifact=org.junit.jupiter:junit-jupiter:5.14.4
packed java bash scripts/package-java.sh -Dmaven.javadoc.skip
jar tf "$packed"/io/github/cdk-bedrock-flows/cdk-bedrock-flows/0.0.0/cdk-bedrock-flows-0.0.0.jar >"$temp/files"
for file in META-INF/LICENSE META-INF/NOTICE; do
  grep -qx "$file" "$temp/files" || { echo "error: the jar has no $file" >&2; exit 1; }
done
in_typescript
echo 'running the programs'
cp -R test/java "$temp/java"
translated java "$temp/java/src/main/java/snippets"
written java "$temp/java/src/main/java"
# Maven would take what it found in an earlier run
rm -rf ~/.m2/repository/io/github/cdk-bedrock-flows/cdk-bedrock-flows/0.0.0
properties="-Dexpected=$expected -DexpectedOfPrograms=$expected_of_programs"
properties+=" -Dexported=$project/examples/exported-flow/support-answers.json -Duser.language=en"
maven --file "$temp/java/pom.xml" test "-Dpacked=$packed" "-DargLine=$properties"
