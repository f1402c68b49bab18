# shellcheck shell=bash
# What every script here shares: where the repository is, where tools keep their files, how to speak.
# Source it; it starts nothing.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
artifacts=$root/artifacts
# shellcheck disable=SC2034  # used by those who source this
cli=$artifacts/bin/ActorSearch.Cli/release/actorsearch

say() { printf '%s\n' "$*" >&2; }
die() {
  say "error: $1"
  shift
  local line
  for line in "$@"; do say "       $line"; done
  exit 1
}

# The header comment of a script is its help text.
help_of() { sed -n '2,/^[^#]/{/^#/!q;s/^# \{0,1\}//;p;}' "$1"; }

# Daemons and bare containers have no HOME, or one that they may not write to; .NET and NuGet need one.
if [[ -z ${HOME:-} || ! -d $HOME || ! -w $HOME ]]; then
  export HOME=$artifacts/home
  mkdir -p "$HOME" 2>/dev/null || die "cannot write to $artifacts" "Make the checkout writable for this user."
fi

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_GENERATE_ASPNET_CERTIFICATE=false
# A build node that outlives the build would hold on to the pipes of whoever started it.
export MSBUILDDISABLENODEREUSE=1

# The SDK may lie where the system's PATH does not look; the built programs find their runtime by DOTNET_ROOT.
if ! command -v dotnet >/dev/null; then
  for folder in "${DOTNET_ROOT:-}" "$HOME/.dotnet" /usr/share/dotnet /usr/lib/dotnet /usr/local/share/dotnet; do
    if [[ -n $folder && -x $folder/dotnet ]]; then
      export PATH=$folder:$PATH
      break
    fi
  done
fi
if [[ -z ${DOTNET_ROOT:-} ]] && dotnet_path=$(command -v dotnet); then
  folder=$(dirname "$(readlink -f "$dotnet_path")")
  if [[ -d $folder/shared/Microsoft.NETCore.App ]]; then export DOTNET_ROOT=$folder; fi
fi
