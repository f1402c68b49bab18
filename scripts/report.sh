#!/usr/bin/env bash
# Prints the ranked report of a store.
#
# usage: scripts/report.sh [STORE] [options]
#
#   STORE      file that a search wrote; without one the default of `actorsearch report`
#   options    those of `actorsearch report`, among them:
#                --study NAME    one study of the store
#                --top N         only the best N trials
#                --format FORMAT table, csv, json, jsonl, markdown, html or experiment
#                --output FILE   write there instead of to standard output
set -euo pipefail
# shellcheck source-path=SCRIPTDIR
source "$(dirname "${BASH_SOURCE[0]}")/lib/common.sh"

case ${1:-} in -h | --help) help_of "$0"; exit 0 ;; esac

store=()
if [[ $# -gt 0 && $1 != -* ]]; then
  store=(--store "$1")
  shift
fi

"$root/scripts/setup.sh"
exec "$cli" report "${store[@]}" "$@"
