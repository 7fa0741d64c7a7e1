#!/usr/bin/env bash
# Makes the jar in dist/java, a Maven repository: what jsii-pacmak writes, mended by mend-java.mjs. Arguments are those
# of Maven: `package-java.sh -Dmaven.javadoc.skip` leaves the documentation out.
set -euo pipefail
cd "$(dirname "$0")/.."
sources=$(mktemp -d)
trap 'rm -rf "$sources"' EXIT
npx jsii-pacmak --no-npmignore --code-only --target java --outdir "$sources"
node scripts/mend-java.mjs "$sources/java"
rm -rf dist/java
MAVEN_OPTS="${MAVEN_OPTS:-} -XX:TieredStopAtLevel=1" mvn --quiet --batch-mode --file "$sources/java/pom.xml" "$@" \
  package org.apache.maven.plugins:maven-deploy-plugin:3.1.1:deploy \
  "-DaltDeploymentRepository=local::file://$PWD/dist/java"
