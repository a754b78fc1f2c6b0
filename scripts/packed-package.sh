# Sourced by scripts that try the package as a stranger would. Packs it into a temporary folder, which is removed at the end; sets root, folder
# and tarball.
root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT

test -f "$root/dist/index.js" || (cd "$root" && npm run -s build)
tarball="$(cd "$root" && npm pack --silent --ignore-scripts --pack-destination "$folder")"
