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
# Akka takes its authorities from the system; folders that the system looks into count as before.
secrets=$(realpath "$(dirname "$2")")/secrets
if [[ -f $secrets/cluster.pfx ]]; then export SSL_CERT_FILE=$secrets/ca.pem; fi
exec "$cli" "$1" --config "$2" --verbose
