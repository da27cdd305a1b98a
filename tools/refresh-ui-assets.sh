#!/usr/bin/env bash
# Fetches Tabler, its icons and Inter from npm by name and rebuilds what src/Crossdock.Ui/wwwroot/lib holds.
# Run it to move to a newer version (change the numbers here), look at the pages, commit the result.
set -euo pipefail
root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
packages="$(mktemp -d)"
trap 'rm -rf "$packages"' EXIT
cd "$packages"
npm init --yes >/dev/null
npm install --ignore-scripts --no-audit --no-fund --silent \
  @tabler/core@1.6.1 @tabler/icons@3.52.0 @fontsource-variable/inter@5.3.0 purgecss@8.0.0 subset-font@2.9.0
mkdir -p "$root/src/Crossdock.Ui/Icons"
node "$root/tools/ui-assets.mjs" "$packages" "$root/src/Crossdock.Ui"
