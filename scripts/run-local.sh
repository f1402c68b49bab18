#!/usr/bin/env bash
# Sets this machine up if need be and runs a search on it.
#
# usage: scripts/run-local.sh [SPEC] [options]
#
#   SPEC       experiment file; without one experiments/quickstart.yaml, which needs no download
#   options    those of `actorsearch run`, among them:
#                --store STORE   where results go (default results.db in the current folder)
#                --small         the size that ends within minutes
#                --set KEY=VALUE change a key of SPEC, such as training.epochs=2
#                --data FOLDER   the images' folder
#                --workers N     trials trained at once (default: one per core)
#                --resume        go on with an interrupted study
#                --json          one JSON object a line instead of progress
#
# Set-up has variables of its own: scripts/setup.sh --help
set -euo pipefail
# shellcheck source-path=SCRIPTDIR
source "$(dirname "${BASH_SOURCE[0]}")/lib/common.sh"

case ${1:-} in -h | --help) help_of "$0"; exit 0 ;; esac

spec=$root/experiments/quickstart.yaml
if [[ $# -gt 0 && $1 != -* ]]; then
  spec=$1
  shift
fi

"$root/scripts/setup.sh"
exec "$cli" run "$spec" "$@"
