#!/usr/bin/env bash
# Becomes the program's coordinator or worker on this host, with the runtime that the set-up found.
#
# usage: node.sh coordinator|worker FILE
#
#   FILE       configuration, absolute or relative to the checkout
set -euo pipefail
# shellcheck source-path=SCRIPTDIR
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

# Relative paths of data sets start here.
cd "$root"
exec "$cli" "$1" --config "$2" --verbose
