#!/usr/bin/env bash
# Sets this machine up: chooses the stack, gets libtorch, builds the native part and the program.
# What is up to date is left alone, so the other scripts call this every time.
#
# usage: scripts/setup.sh [--tests]
#
#   --tests    build the tests too, and install what those of report pages need (chromium, npm), where this user may
#
# Environment:
#   ACTORSEARCH_STACK         nuget or system: decides the stack, where otherwise stack.props or a probe does
#   ACTORSEARCH_TORCH_DEVICE  cpu or cuda: which TorchSharp the nuget stack takes; recorded with the stack
#   ACTORSEARCH_FEED_S        seconds that the nuget stack's packages may take to come (default 3600)
#   LIBTORCH                  folder of a libtorch to use in the system stack (the one that holds lib/ and include/)
#   DOTNET_ROOT               folder of the .NET SDK, if it is not on the PATH
#
# To choose the stack anew, delete stack.props. docs/STACKS.md says what the two are. The log of the last set-up is
# artifacts/setup.log.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR
source "$(dirname "${BASH_SOURCE[0]}")/lib/common.sh"
# shellcheck source-path=SCRIPTDIR
source "$root/scripts/lib/stack.sh"
# shellcheck source-path=SCRIPTDIR
source "$root/scripts/lib/libtorch.sh"
# shellcheck source-path=SCRIPTDIR
source "$root/scripts/lib/page.sh"

target=app
for argument in "$@"; do
  case $argument in
    --tests) target=tests ;;
    -h | --help) help_of "$0"; exit 0 ;;
    *) say "error: setup.sh does not know the option '$argument'; see scripts/setup.sh --help"; exit 2 ;;
  esac
done

log=$artifacts/setup.log
stamp=$artifacts/setup.$target.stamp

# What a build depends on beside its files: they are compared by time, these by value.
settings() {
  printf 'root=%s\nstack=%s\ndevice=%s\nlibtorch=%s\ndotnet=%s\nversions=%s\ncharts=%s\n' \
    "$root" "$(recorded_stack)" "$(recorded TorchDevice)${TorchDevice:-}" "${LIBTORCH:-}" "${DOTNET_ROOT:-}" \
    "${AkkaVersion:-} ${LiteDbVersion:-} ${StbImageSharpVersion:-} ${TorchSharpVersion:-}" "$(charts_state)"
}

is_up_to_date() {
  [[ -f $stamp && -x $cli ]] || return 1
  stack_is_as_asked || return 1
  [[ $(<"$stamp") == "$(settings)" ]] || return 1
  if [[ $(recorded_stack) == system && -f $root/native/CMakeLists.txt ]]; then
    [[ -f $root/native/build/libactorsearch_torch.so ]] || return 1
    if has_stb_image && [[ ! -f $root/native/build/images/libactorsearch_images.so ]]; then return 1; fi
  fi
  local inputs=("$root"/src "$root"/native "$root"/build "$root"/Directory.* "$root"/*.props "$root"/ActorSearch.sln
    "$root"/global.json "$root"/.editorconfig)
  if [[ $target == tests ]]; then inputs+=("$root"/tests "$root"/bench); fi
  # Folders count as well as files, for a deleted file leaves its trace only there; but native/ changes with its build.
  [[ -z $(find "${inputs[@]}" -path "$root/native/build" -prune -o ! -path "$root/native" -newer "$stamp" \
    -print -quit 2>/dev/null) ]]
}

# The reasons of the step that the log ends with: the compiler's and NuGet's errors, each once, else its last lines.
show_failure() {
  local lines errors
  lines=$(awk '/^== /{text=""} {text=text $0 "\n"} END{printf "%s", text}' "$log")
  errors=$(grep -E '(^|: )(fatal )?error( [A-Z]+[0-9]+)?:' <<<"$lines" |
    sed -E 's/ \[[^][]*\]$//; s/^.*: error (NU[0-9]+)/error \1/' | awk '!seen[$0]++' | head -n 20) || true
  printf '%s\n' "${errors:-$(tail -n 30 <<<"$lines")}" | sed 's/^/  | /' >&2
  if [[ $errors == *NU1301* ]]; then
    say "The package feed does not answer. 'dotnet nuget list source' shows which one is asked; its cure is"
    say "the network, a proxy (https_proxy) or another feed (dotnet nuget add source)."
  fi
}

# step NAME COMMAND...: one line for people, everything else in the log; the log's end where it went wrong.
step() {
  local name=$1 started=$SECONDS
  shift
  printf '\n== %s\n' "$name" >>"$log"
  if ! "$@" >>"$log" 2>&1 </dev/null 9>&-; then
    say "failed: $name after $((SECONDS - started)) s (whole log: $log)"
    show_failure
    forget_stack_chosen_now
    exit 1
  fi
  say "$(printf '%-58s %3d s' "$name" $((SECONDS - started)))"
}

check_sdk() {
  command -v dotnet >/dev/null ||
    die "the .NET SDK 10 is not installed" "Install it (https://dotnet.microsoft.com/download/dotnet/10.0)" \
      "or set DOTNET_ROOT to the folder that holds the dotnet program."
  (cd "$root" && dotnet --version) >>"$log" 2>&1 9>&- ||
    die "dotnet was found, but not the SDK 10 that global.json asks for. It has:" \
      "$(cd / && dotnet --list-sdks 2>/dev/null | tr '\n' ';')" "Install .NET SDK 10, or set DOTNET_ROOT to one."
}

build_native() {
  [[ -f $root/native/CMakeLists.txt ]] || return 0
  [[ -f $root/native/build.sh ]] || die "native/build.sh is missing: the checkout is not complete"
  step "native part (C++ over libtorch)" bash "$root/native/build.sh"
}

if is_up_to_date; then exit 0; fi

mkdir -p "$artifacts" 2>/dev/null || die "cannot write to $artifacts" "Make the checkout writable for this user."
if command -v flock >/dev/null; then
  exec 9>"$artifacts/setup.lock"
  if ! flock --nonblock 9; then
    say "waiting for another set-up of this checkout to end"
    flock 9
    if is_up_to_date; then exit 0; fi
  fi
fi

say "setting up $root (log: artifacts/setup.log)"
: >"$log"
rm -f "$stamp"
check_sdk
choose_stack
if [[ $(recorded_stack) == system ]]; then
  get_libtorch
  get_image_decoder
fi
if [[ $target == tests ]]; then get_browser; fi
forget_charts_failure
# Taken before the build, so that a file saved while it runs counts as newer.
: >"$stamp.next"
if [[ $(recorded_stack) == system ]]; then build_native; fi
if [[ $target == tests ]]; then
  step "program and tests (dotnet build)" \
    dotnet build "$root/ActorSearch.sln" --configuration Release --nologo --verbosity minimal -tl:off
else
  step "program (dotnet build)" dotnet build "$root/src/ActorSearch.Cli/ActorSearch.Cli.csproj" \
    --configuration Release --nologo --verbosity minimal -tl:off
fi
[[ -x $cli ]] || die "the build ended well, but $cli is not there"
# Into the same file, whose time stays what it was: what the build got from npm is known only now.
built_at=$(stat -c %y "$stamp.next")
settings >"$stamp.next"
touch -d "$built_at" "$stamp.next"
mv "$stamp.next" "$stamp"
# Who built the tests built the program.
if [[ $target == tests ]]; then cp -p "$stamp" "$artifacts/setup.app.stamp"; fi
