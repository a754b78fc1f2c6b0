# Sourced by scripts that try the package as a stranger would. Puts it into a temporary folder, which is removed at the end; sets root, folder and
# tarball. The package is WARIZAN_TARBALL, a file that `npm pack` has made, or is built and packed here.
root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT

if [ -n "${WARIZAN_TARBALL:-}" ]; then
  cp "$WARIZAN_TARBALL" "$folder"
  tarball="$(basename "$WARIZAN_TARBALL")"
else
  tarball="$(cd "$root" && npm pack --silent --pack-destination "$folder" | tail -1)"
fi
