#!/usr/bin/env bash
# Sets this machine up if need be and runs every test that its stack allows.
#
# usage: scripts/test.sh [NAME...]
#
#   NAME       run only the suites whose name contains one of these, in any case: `core`, `storage.tests`
#
# The last line is `N passed, N failed`, with `, N skipped` after it where tests were skipped. The exit status is 0
# if something passed and nothing failed, else 1. A suite that does not start, crashes or exceeds
# ACTORSEARCH_TEST_TIMEOUT_S seconds (default 900) counts as a failure. Logs: artifacts/test-logs/
set -euo pipefail
# shellcheck source-path=SCRIPTDIR
source "$(dirname "${BASH_SOURCE[0]}")/lib/common.sh"
# shellcheck source-path=SCRIPTDIR
source "$root/scripts/lib/stack.sh"

case ${1:-} in
  -h | --help) help_of "$0"; exit 0 ;;
  -*) say "error: test.sh does not know the option '$1'; see scripts/test.sh --help"; exit 2 ;;
esac
filters=("$@")
timeout_s=${ACTORSEARCH_TEST_TIMEOUT_S:-900}
logs=$artifacts/test-logs
passed=0 failed=0 skipped=0

finish() {
  local line="$passed passed, $failed failed"
  if [[ $skipped -gt 0 ]]; then line+=", $skipped skipped"; fi
  printf '\n%s\n' "$line"
  if [[ $failed -gt 0 || $passed -eq 0 ]]; then exit 1; fi
  exit 0
}

is_asked_for() {
  local filter name=${1#ActorSearch.}
  [[ ${#filters[@]} -gt 0 ]] || return 0
  for filter in "${filters[@]#ActorSearch.}"; do
    if [[ ${name,,} == *"${filter,,}"* ]]; then return 0; fi
  done
  return 1
}

# count NAME SUMMARY: the number that xunit's line "Total: 3, Errors: 0, Failed: 1, ..." gives for NAME, else 0.
count() {
  if [[ $2 =~ $1:\ ([0-9]+) ]]; then echo "${BASH_REMATCH[1]}"; else echo 0; fi
}

# A suite that ends without a summary, or with a status that its summary does not explain, has crashed.
run_suite() {
  local name=$1 log=$logs/$1.log status=0 started=$SECONDS summary='' ran bad ignored verdict
  local program=$artifacts/bin/$name/release/$name
  if [[ -x $program ]]; then
    timeout --foreground --kill-after=10 "$timeout_s" "$program" -noColor -noLogo >"$log" 2>&1 </dev/null || status=$?
    summary=$(grep -A1 -F '=== TEST EXECUTION SUMMARY ===' "$log" | tail -n 1) || true
  else
    echo "$program was not built" >"$log"
    status=127
  fi
  ran=$(count Total "$summary") ignored=$(($(count Skipped "$summary") + $(count 'Not Run' "$summary")))
  bad=$(($(count Failed "$summary") + $(count Errors "$summary")))
  verdict=''
  if [[ $summary != *Total:* || ($status -ne 0 && $bad -eq 0) ]]; then
    bad=$((bad + 1))
    case $status in
      124 | 137) verdict=", did not end within $timeout_s s" ;;
      0) verdict=", ended without a summary" ;;
      *) verdict=", crashed with status $status" ;;
    esac
  fi
  ran=$((ran - ignored - $(count Failed "$summary")))
  passed=$((passed + ran)) failed=$((failed + bad)) skipped=$((skipped + ignored))
  printf '%-36s %5d passed %4d failed %4d skipped %5d s%s\n' \
    "$name" "$ran" "$bad" "$ignored" $((SECONDS - started)) "$verdict"
  if [[ $bad -gt 0 ]]; then sed 's/^/  | /' "$log"; fi
}

trap 'say "interrupted"; exit 130' INT TERM

if ! "$root/scripts/setup.sh" --tests; then
  echo "the set-up failed, so that no test ran"
  failed=1
  finish
fi
rm -rf "$logs"
mkdir -p "$logs"
for project in "$root"/tests/*.Tests/*.csproj; do
  name=$(basename "$project" .csproj)
  is_asked_for "$name" || continue
  # What an earlier build in the other stack left is not this build's.
  if is_of_other_stack "$name"; then
    printf '%-36s not in the %s stack\n' "$name" "$(recorded_stack)"
  else
    run_suite "$name"
  fi
done
if [[ $passed -eq 0 && $failed -eq 0 ]]; then echo "no test ran: no suite has tests and a name with: ${filters[*]:-anything}"; fi
finish
