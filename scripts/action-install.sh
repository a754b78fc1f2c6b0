#!/usr/bin/env bash
# The install step of action.yml: puts Warizan, packed, into a folder that the cache keeps, and names the folder of the package.
#
# In this order: what the cache has; the package that the workflow names (`package`: a tarball, its address, or a version on a registry); the tarball
# of the release whose tag the workflow uses; else it is built from the action's own checkout and packed, which takes most of a minute.
set -euo pipefail
source "$(dirname "$0")/action-check.sh"
: "${WARIZAN_SOURCE:?}" "${WARIZAN_HOME:?}"
installed="$WARIZAN_HOME/node_modules/warizan"
echo "root=$installed" >>"${GITHUB_OUTPUT:-/dev/null}"

if [[ -f "$installed/dist/cli/main.js" ]]; then
  echo 'warizan: from the cache' >&2
  exit 0
fi

folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
package="${INPUT_PACKAGE:-}"
if [[ -n "$package" ]]; then
  echo "warizan: $package" >&2
elif [[ -n "${WARIZAN_RELEASE:-}" ]] && curl --silent --fail --location --output "$folder/warizan.tgz" "$WARIZAN_RELEASE"; then
  echo "warizan: $WARIZAN_RELEASE" >&2
  package="$folder/warizan.tgz"
else
  echo 'warizan: built from its source, since there is no release of this version' >&2
  package="$folder/$(cd "$WARIZAN_SOURCE" && npm ci --no-audit --no-fund --loglevel error >&2 && npm run -s build >&2 \
    && npm pack --silent --ignore-scripts --pack-destination "$folder")"
fi
# A relative path is one in the workflow's folder.
if [[ -f "$package" ]]; then package="$(realpath "$package")"; fi
mkdir -p "$WARIZAN_HOME"
[[ -f "$WARIZAN_HOME/package.json" ]] || echo '{ "private": true }' >"$WARIZAN_HOME/package.json"
npm install --prefix "$WARIZAN_HOME" --omit=dev --ignore-scripts --no-audit --no-fund --loglevel error "$package" >&2
test -f "$installed/dist/cli/main.js"
