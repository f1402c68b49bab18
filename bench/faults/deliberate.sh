#!/usr/bin/env bash
# Puts one fault after another into a copy of the sources, and makes sure that the tests see each of them.
#
# usage: bench/faults/deliberate.sh [NAME...]
#
#   NAME    only the faults whose file name contains one of these
#
# A fault is a patch in bench/faults/deliberate/ whose first lines say what it breaks and which tests must fail:
#
#   breaks: a worker's word counts whatever attempt it speaks of
#   caught-by: ActorSearch.Core.Tests -class *LeaseTests
#
# `caught-by` is a test project and the options of its program. The same tests must pass without the fault. Faults in
# what only the nuget stack has, akka-*, are left out where this machine builds the system stack. The copy
# is a temporary folder (or ACTORSEARCH_DELIBERATE, which is kept, so that a second call builds little).
# The exit status is 1 if a fault was not caught.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
timeout_s=${ACTORSEARCH_TEST_TIMEOUT_S:-120}

case ${1:-} in -h | --help) sed -n '2,/^set /{/^set /d;s/^# \{0,1\}//;p}' "$0"; exit 0 ;; esac

copy=${ACTORSEARCH_DELIBERATE:-}
if [[ -z $copy ]]; then
  copy=$(mktemp -d)
  trap 'rm -rf "$copy"' EXIT
fi
mkdir -p "$copy"

# Files that did not change are left alone, and all others get the present time, so that a kept copy is built where it must be.
list_sources() { git -C "$root" ls-files --cached --others --exclude-standard -z; }
if command -v rsync >/dev/null; then
  list_sources | rsync -rlp --from0 --ignore-missing-args --files-from=- --checksum "$root/" "$copy/"
else
  list_sources | tar -C "$root" --null --ignore-failed-read -T - -cf - | tar -C "$copy" -xf -
fi
for extra in stack.props native/build; do
  if [[ -e $root/$extra ]]; then mkdir -p "$(dirname "$copy/$extra")" && cp -a "$root/$extra" "$(dirname "$copy/$extra")/"; fi
done

field() { sed -n "s/^$1: *//p" "$2" | head -n 1; }

build() {
  dotnet build -c Release -nologo -v quiet -p:RunAnalyzers=false -p:TreatWarningsAsErrors=false \
    "$copy/tests/$1" >"$copy/build.log" 2>&1 </dev/null
}

# run_tests PROJECT OPTION...: the status of the tests; the summary's count of failures in $failures.
run_tests() {
  local project=$1 status=0
  shift
  timeout --kill-after=10 "$timeout_s" "$copy/artifacts/bin/$project/release/$project" -noColor -noLogo "$@" \
    >"$copy/test.log" 2>&1 </dev/null || status=$?
  failures=$(sed -n 's/.*Total: \([0-9]*\), Errors: \([0-9]*\), Failed: \([0-9]*\).*/\3 of \1/p' "$copy/test.log")
  return "$status"
}

is_system=no
if grep -qs '>system<' "$root/stack.props"; then is_system=yes; fi

declare -A healthy
survivors=0 count=0
check() {
  local patch=$1 name project options
  name=$(basename "$patch" .patch)
  read -r -a options <<<"$(field caught-by "$patch")"
  project=${options[0]}
  if [[ -z ${healthy[${options[*]}]:-} ]]; then
    build "$project" || { verdict 'NOT BUILT' "$name" 'the sources themselves do not build:'; return; }
    if ! run_tests "${options[@]}" || [[ $failures != '0 of '[1-9]* ]]; then
      verdict 'NO CHECK' "$name" "${options[*]}: these tests fail, or there are none, without any fault"
      return
    fi
    healthy[${options[*]}]=yes
  fi
  (cd "$copy" && patch -p1 --quiet --forward --no-backup-if-mismatch --fuzz=0 <"$patch") ||
    { verdict 'NO PATCH' "$name" 'it does not apply'; return; }
  if ! build "$project"; then
    verdict 'NOT BUILT' "$name" "$(grep -m 1 -o 'error .*' "$copy/build.log")"
  elif run_tests "${options[@]}"; then
    verdict SURVIVED "$name" "${options[*]}"
  else
    verdict caught "$name" "$project: ${failures:-crashed or did not end}"
  fi
  (cd "$copy" && patch -p1 --quiet --reverse --no-backup-if-mismatch <"$patch")
}

verdict() {
  if [[ $1 != caught ]]; then survivors=$((survivors + 1)); fi
  count=$((count + 1))
  printf '%-10s %-44s %s\n' "$1" "$2" "$3"
}

is_asked_for() {
  local filter
  [[ ${#filters[@]} -gt 0 ]] || return 0
  for filter in "${filters[@]}"; do if [[ $1 == *"$filter"* ]]; then return 0; fi; done
  return 1
}

filters=("$@")
for patch in "$root"/bench/faults/deliberate/*.patch; do
  if [[ $is_system == yes && $(basename "$patch") == akka-* ]]; then continue; fi
  if is_asked_for "$(basename "$patch")"; then check "$patch"; fi
done
printf '\n%d deliberate faults, %d caught\n' "$count" $((count - survivors))
[[ $count -gt 0 && $survivors -eq 0 ]]
