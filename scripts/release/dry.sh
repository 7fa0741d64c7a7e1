#!/usr/bin/env bash
# A release that publishes nothing: dry.sh [VERSION]. In a clean clone of what is committed it makes the artefacts of
# every language whose tools are here, the changelog, a commit and the tag; what it made is in dist/release/VERSION.
set -euo pipefail
cd "$(dirname "$0")/../.."
version=${1:-0.1.0}
clone=$(mktemp -d)
trap 'rm -rf "$clone"' EXIT
[ -z "$(git status --porcelain)" ] || echo 'note: what is not committed is not in the release'
git clone --quiet --no-hardlinks . "$clone"
out=$PWD/dist/release/$version
cd "$clone"
bash scripts/release/artefacts.sh "$version"
{ printf '# Changelog\n\n'; cat dist/CHANGES.md; [ ! -f CHANGELOG.md ] || tail -n +3 CHANGELOG.md; } >changelog.new
mv changelog.new CHANGELOG.md
git add CHANGELOG.md
git -c user.name=release -c user.email=release@example.invalid commit --quiet -m "Release $version"
git -c user.name=release -c user.email=release@example.invalid tag -a "v$version" -m "Version $version"
rm -rf "$out"
mkdir -p "$out"
cp -r dist/. CHANGELOG.md "$out"
git bundle create --quiet "$out/v$version.bundle" "v$version"
echo "changelog: $(grep -c '^- ' CHANGELOG.md) changes"
echo "tag: $(git describe --tags) at $(git rev-parse --short HEAD), in v$version.bundle"
echo "nothing was published; all is in ${out#"$OLDPWD/"}"
