#!/usr/bin/env bash
# Runs one search on many machines: starts a coordinator and workers, submits SPEC, follows it to the final table and
# stops everything again, also on Ctrl-C or where something fails.
#
# usage: scripts/launch-cluster.sh [SPEC] --hosts FILE [options]
#        scripts/launch-cluster.sh [SPEC] --local N [options]
#
#   SPEC            experiment file; without one experiments/quickstart.yaml, which needs no download
#   --hosts FILE    workers on these hosts, over ssh and rsync. A line is:
#                     NAME [gpus=0,1|none] [workers=N|auto] [role=worker|coordinator] [folder=PATH] [# comment]
#   --local N       N worker processes on this machine
#   --store STORE   where results go (default results.litedb in the nuget stack, results.db in the system stack, in the
#                   current folder)
#   --link LINK     what carries the messages to the workers: akka (an Akka cluster, nuget stack only) or http
#                   (default: akka in the nuget stack, http in the system stack)
#   --address HOST  how the hosts reach the coordinator (default: the address that they see this machine under)
#   --port PORT     the coordinator's port for HTTP (default: with --hosts 7070, with --local a free one)
#   --cluster-port PORT
#                   the coordinator's port for the Akka cluster (default: with --hosts 7071, with --local a free one)
#   --hocon FILE    settings of Akka's own for every node; they win over those of this script
#   --lease-s N     seconds without a word after which a worker's trials go to another (default 60)
#   --device DEVICE, --threads N
#                   those of `actorsearch worker`, for all workers
#   --run FOLDER    where configuration, secrets and logs of the run go (default runs/SPEC-TIME)
#   --small, --set KEY=VALUE, --data FOLDER
#                   those of `actorsearch submit`: what is changed in SPEC
#   --resume        go on with an interrupted study
#   --extend        train the new trials of a changed file
#   --json          one JSON object a line instead of progress
#   --verbose       more about unexpected errors
#
# Environment:
#   ACTORSEARCH_SSH           options for ssh, such as '-F my-config' or '-o Port=2222'
#   ACTORSEARCH_NO_WORKER_S   seconds without any worker after which the run ends with an error (default 600)
#
# Exit status: that of `actorsearch submit`. docs/LAUNCHING.md has the details.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR
source "$(dirname "${BASH_SOURCE[0]}")/lib/common.sh"
# shellcheck source-path=SCRIPTDIR
source "$root/scripts/lib/hosts.sh"
# shellcheck source-path=SCRIPTDIR
source "$root/scripts/lib/cluster.sh"
# shellcheck source-path=SCRIPTDIR
source "$root/scripts/lib/remote.sh"
# shellcheck source-path=SCRIPTDIR
source "$root/scripts/lib/head.sh"
# shellcheck source-path=SCRIPTDIR
source "$root/scripts/lib/launch.sh"

wrong() {
  say "error: $*; see scripts/launch-cluster.sh --help"
  exit 2
}

asked=(scripts/launch-cluster.sh "$@")
spec='' hosts_file='' local_workers='' store='' link='' hocon='' address='' port='' cluster_port='' run=''
coordinator_lines=() worker_lines=() submit_options=()
while [[ $# -gt 0 ]]; do
  case $1 in
    -h | --help) help_of "$0"; exit 0 ;;
    --hosts | --local | --store | --link | --hocon | --address | --port | --cluster-port | --lease-s | --device | --threads | --run | --set | --data)
      [[ $# -gt 1 && -n $2 ]] || wrong "$1 needs a value" ;;&
    --hosts) hosts_file=$2; shift ;;
    --local) local_workers=$2; shift ;;
    --lease-s | --threads) [[ $2 =~ ^[1-9][0-9]{0,3}$ ]] || wrong "$1: '$2' is no whole number from 1 to 9999" ;;&
    --device) [[ $2 =~ ^(auto|cpu|cuda|cuda:[0-9]{1,3})$ ]] || wrong "--device: '$2' is neither auto, cpu, cuda nor one GPU such as cuda:0" ;;&
    --store) store=$2; shift ;;
    --link) [[ $2 =~ ^(akka|http)$ ]] || wrong "--link: '$2' is neither akka nor http"; link=$2; shift ;;
    --hocon) [[ -f $2 && -r $2 ]] || wrong "--hocon: $2: there is no such file, or it cannot be read"; hocon=$(realpath "$2"); shift ;;
    --address) address=$2; shift ;;
    --port) port=$2; shift ;;
    --cluster-port) cluster_port=$2; shift ;;
    --run) run=$2; shift ;;
    --lease-s) coordinator_lines+=("lease_s: $2"); shift ;;
    --device) worker_lines+=("device: $2"); shift ;;
    --threads) worker_lines+=("threads: $2"); shift ;;
    --set | --data) submit_options+=("$1" "$2"); shift ;;
    --small | --resume | --extend | --json | --verbose) submit_options+=("$1") ;;
    -*) wrong "there is no option '$1'" ;;
    *) [[ -z $spec ]] || wrong "there is a second experiment file, '$1'"; spec=$1 ;;
  esac
  shift
done
[[ -n $hosts_file || -n $local_workers ]] || wrong "either --hosts FILE or --local N must be given"
[[ -z $hosts_file || -z $local_workers ]] || wrong "--hosts and --local exclude each other"
[[ -z $local_workers || $local_workers =~ ^[1-9][0-9]{0,2}$ ]] || wrong "--local: '$local_workers' is no whole number from 1 to 999"
[[ -z $port || ($port =~ ^[0-9]{1,5}$ && $port -le 65535) ]] || wrong "--port: '$port' is no port"
[[ -z $cluster_port || ($cluster_port =~ ^[1-9][0-9]{0,4}$ && $cluster_port -le 65535) ]] || wrong "--cluster-port: '$cluster_port' is no port from 1 to 65535"
[[ -z $address || $address =~ ^[A-Za-z0-9.:-]+$ ]] || wrong "--address: '$address' is neither a name nor an address"
spec=${spec:-$root/experiments/quickstart.yaml}
[[ -f $spec ]] || wrong "$spec: there is no such experiment file"
if [[ -n $hosts_file ]]; then
  read_hosts "$hosts_file" || exit 2
  for tool in ssh rsync; do
    command -v "$tool" >/dev/null || die "$tool is not installed on this machine"
  done
fi

"$root/scripts/setup.sh"
choose_link
read_same_stack
name=$(basename "$spec")
make_run_folder "${run:-$PWD/runs/${name%.*}-$(date +%Y%m%d-%H%M%S)}"
exec {people}>&2
submission='' coordinator='' nodes=() url='' stopped_because='' head=''
trap 'finish $?' EXIT
trap 'interrupt' INT TERM HUP
touch "$run/flags/"{coordinator,workers,submission}

if [[ -n $hosts_file ]]; then
  start_on_hosts
else
  start_here
fi
status=0
follow || status=$?
exit "$status"
