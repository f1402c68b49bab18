#!/usr/bin/env bash
# Runs scripts/launch-cluster.sh over real ssh to three hosts of which one dies on the way, and holds what comes out
# against an undisturbed run. A host is a network namespace with an sshd and a home folder of its own; all of it is gone
# afterwards, and the machine's own network is not touched.
#
# usage: bench/faults/ssh-hosts.sh [--rounds N] [--death kill|link|both] [--link akka|http] [--fresh] [--keep]
#
#   --rounds N      so often (default 1)
#   --death HOW     kill: kill -9 of all processes of the host, which is booted again as soon as it was named as lost;
#                   link: its network goes down until the launch has ended; both (default): in turn, round by round
#   --link LINK     what carries the messages; the stack's default without it. These networks belong to nobody else, so that
#                   an Akka.NET that cannot ask for certificates will do
#   --head          the coordinator runs on the third host, beside its worker
#   --fresh         every host gets a copy of the checkout by rsync and builds it; else they share this one
#   --keep          leave the folder with all logs there
#
# The last line is `ssh hosts: N rounds, N deaths, N returns, N trials recorded, N lost, N twice, N tables differ, N processes left`.
# Exit status: 0 if every round had its death and only the first four are above 0; 1 else; 77 with a reason where this machine cannot do it (it takes
# root, ip with network namespaces, sshd, ssh, ssh-keygen and rsync).
set -euo pipefail
# shellcheck source-path=SCRIPTDIR
source "$(dirname "${BASH_SOURCE[0]}")/../../scripts/lib/common.sh"

cannot() {
  say "skipped: $*"
  exit 77
}

rounds=1 death=both link_options=() fresh=false head=false keep=false
while [[ $# -gt 0 ]]; do
  case $1 in
    -h | --help) help_of "$0"; exit 0 ;;
    --rounds) rounds=$2; shift ;;
    --death) death=$2; shift ;;
    --link)
      link_options=(--link "$2")
      if [[ $2 == akka ]]; then link_options+=(--hocon own-network.hocon); fi
      shift ;;
    --head) head=true ;;
    --fresh) fresh=true ;;
    --keep) keep=true ;;
    *) say "error: unknown argument '$1'; see bench/faults/ssh-hosts.sh --help"; exit 2 ;;
  esac
  shift
done

PATH=$PATH:/usr/sbin:/sbin
[[ $(id -u) == 0 ]] || cannot "making network namespaces takes root"
for tool in ip sshd ssh ssh-keygen rsync setsid; do
  command -v "$tool" >/dev/null || cannot "$tool is not installed"
done
[[ -x $cli ]] || die "the program is not built" "Run scripts/setup.sh first."

# Eleven characters at most, for the names of network devices derive from it.
id=as$$
work=$(mktemp -d "${TMPDIR:-/tmp}/actorsearch-ssh.XXXXXX")
hosts=(alpha beta gamma)
ip netns add "$id-0" 2>"$work/netns.log" ||
  { reason=$(<"$work/netns.log"); rm -rf "$work"; cannot "no network namespaces here: $reason"; }
launch=''

clean_up() {
  local number
  trap - EXIT
  set +e
  if [[ -n $launch ]]; then kill -KILL -- "-$launch" 2>/dev/null; fi
  for number in 1 2 3 0; do
    kill_host "$number"
    ip netns del "$id-$number" 2>/dev/null
  done
  rm -f "$root/stores/$id-"*.db
  if [[ $keep == true ]]; then say "kept: $work"; else rm -rf "$work"; fi
}
kill_host() { ip netns pids "$id-$1" 2>/dev/null | xargs -r kill -KILL 2>/dev/null || true; }
trap clean_up EXIT
trap 'exit 130' INT TERM

# The launcher's machine has a bridge, the others hang on it.
make_network() {
  local number
  ip -n "$id-0" link set lo up
  ip -n "$id-0" link add br0 type bridge
  ip -n "$id-0" address add 10.213.0.100/24 dev br0
  ip -n "$id-0" link set br0 up
  for number in 1 2 3; do
    ip netns add "$id-$number"
    ip -n "$id-$number" link set lo up
    ip -n "$id-0" link add "port$number" type veth peer name eth0 netns "$id-$number"
    ip -n "$id-0" link set "port$number" master br0 up
    ip -n "$id-$number" address add "10.213.0.$number/24" dev eth0
    ip -n "$id-$number" link set eth0 up
  done
}

make_keys_and_config() {
  local number name line settings="PATH=$PATH"
  mkdir -p /run/sshd
  ssh-keygen -q -t ed25519 -N '' -f "$work/user"
  for name in DOTNET_ROOT LIBTORCH ACTORSEARCH_STACK AkkaVersion LiteDbVersion StbImageSharpVersion TorchSharpVersion; do
    if [[ -n ${!name:-} ]]; then settings+=" $name=${!name}"; fi
  done
  # Building there needs packages, and these hosts reach no feed.
  settings+=" NUGET_PACKAGES=${NUGET_PACKAGES:-$HOME/.nuget/packages} NuGetAudit=false"
  # They share /tmp, by which one host's compiler server would compile for another, into its own folders.
  settings+=" UseSharedCompilation=false"
  if [[ -f $root/stack.props && -z ${ACTORSEARCH_STACK:-} ]]; then
    settings+=" ACTORSEARCH_STACK=$(grep -oE '>(nuget|system)<' "$root/stack.props" | tr -d '<>')"
  fi
  for number in 1 2 3; do
    name=${hosts[number - 1]}
    mkdir -p "$work/$name/home"
    ssh-keygen -q -t ed25519 -N '' -f "$work/$name/host_key"
    cat >"$work/$name/sshd_config" <<END
ListenAddress 10.213.0.$number
HostKey $work/$name/host_key
AuthorizedKeysFile $work/user.pub
PidFile none
UsePAM no
StrictModes no
PermitRootLogin yes
PasswordAuthentication no
SetEnv $settings
END
    printf 'Host %s\n  HostName 10.213.0.%s\n  User root\n' "$name" "$number" >>"$work/ssh_config"
    printf '10.213.0.%s %s\n' "$number" "$(cut -d' ' -f1,2 "$work/$name/host_key.pub")" >>"$work/known_hosts"
    line="$name workers=1 gpus=none"
    if [[ $fresh != true ]]; then line+=" folder=$root"; fi
    if [[ $head == true && $number == 3 ]]; then line+=" role=coordinator"; fi
    printf '%s\n' "$line" >>"$work/hosts.txt"
  done
  printf 'Host *\n  IdentityFile %s\n  IdentitiesOnly yes\n  UserKnownHostsFile %s\n  StrictHostKeyChecking yes\n' \
    "$work/user" "$work/known_hosts" >>"$work/ssh_config"
}

# A home folder of its own in place of root's, which hides the package cache and, if it lies there, the checkout.
# shellcheck disable=SC2016  # for the shell over there
boot='
  set -e
  for shared in "$2" "$3" "$4"; do
    case $shared in
      "$HOME"/*) if [ -d "$shared" ]; then
        mkdir -p "$1/home/${shared#"$HOME"/}"
        mount --bind "$shared" "$1/home/${shared#"$HOME"/}"
      fi ;;
    esac
  done
  mount --rbind "$1/home" "$HOME"
  exec "$(command -v sshd)" -D -e -f "$1/sshd_config"'

# start_host NUMBER: boots it, and waits until its sshd answers.
start_host() {
  local name=${hosts[$1 - 1]} deadline=$((SECONDS + 30))
  setsid ip netns exec "$id-$1" sh -c "$boot" sh "$work/$name" "${NUGET_PACKAGES:-$HOME/.nuget/packages}" "$root" \
    "${DOTNET_ROOT:-/nowhere}" >>"$work/$name/sshd.log" 2>&1 </dev/null &
  disown
  until ip netns exec "$id-0" ssh -F "$work/ssh_config" -o BatchMode=yes -o ConnectTimeout=2 "$name" true 2>>"$work/$name/ssh.log"; do
    [[ $SECONDS -lt $deadline ]] || die "the host $name does not start:" "$(tail -n 5 "$work/$name/sshd.log" "$work/$name/ssh.log")"
    sleep 0.2
  done
}

processes_of() { ip netns pids "$id-$1" 2>/dev/null | while read -r process; do tr '\0' ' ' <"/proc/$process/cmdline" 2>/dev/null && echo; done; }

write_study() {
  cat >"$work/many.yaml" <<'END'
study: ssh-hosts
seed: 7
dataset:
  name: glyphs
  train: 2000
  validation: 300
  test: 300
model:
  architecture: conv-stack
  channels: 8
  layers: 2
space:
  kernel_size: [1, 3, 5]
  activation: [relu, tanh]
  learning_rate: [0.03, 0.01, 0.003]
  batch_size: [32, 64]
training:
  epochs: 3
objective:
  metric: validation_accuracy
  mode: max
END
  trials=36
}

table_of() { "$cli" report --store "$1" --format csv --no-times; }

# until_seen TEXT FILE: waits until a file of the launch holds a text; fails where the launch ends first.
until_seen() {
  until grep -qE "$1" "$2" 2>/dev/null; do
    kill -0 "$launch" 2>/dev/null || return 1
    sleep 0.1
  done
}

# round NUMBER HOW
round() {
  local folder=$work/round-$1 how=$2 number victim status=0 started=$SECONDS left
  mkdir "$folder"
  echo 'actorsearch.cluster.allow-plain-text = on' >"$folder/own-network.hocon"
  for number in 1 2 3; do
    if ! ip netns pids "$id-$number" | grep -q .; then start_host "$number"; fi
  done
  (cd "$folder" && ACTORSEARCH_SSH="-F $work/ssh_config" exec setsid ip netns exec "$id-0" \
    "$root/scripts/launch-cluster.sh" "$work/many.yaml" --hosts "$work/hosts.txt" --lease-s 5 --run "$folder/run" \
    --store "$id-$1.db" "${link_options[@]}" --json \
    >"$folder/events.jsonl" 2>"$folder/launch.log" </dev/null) &
  launch=$!
  # The coordinator's host is spared: a store that is cut off is another matter.
  victim=$((($1 - 1) % $([[ $head == true ]] && echo 2 || echo 3) + 1))
  if until_seen "\"trial-started\".*\"worker\":\"${hosts[victim - 1]}/" "$folder/events.jsonl"; then
    say "round $1: ${hosts[victim - 1]} dies ($how) after $((SECONDS - started)) s, in the middle of a trial"
    deaths=$((deaths + 1))
    if [[ $how == kill ]]; then kill_host "$victim"; else ip -n "$id-$victim" link set eth0 down; fi
    if ! until_seen "^${hosts[victim - 1]}: .*trying again" "$folder/launch.log"; then
      say "round $1: the launch ended before it named ${hosts[victim - 1]} as lost"
    elif [[ $how == kill ]]; then
      start_host "$victim"
    fi
  else
    say "round $1: the launch ended before ${hosts[victim - 1]} had a trial"
  fi
  wait "$launch" || status=$?
  launch=''
  if [[ $how == link ]]; then ip -n "$id-$victim" link set eth0 up; fi
  if [[ $(grep -c "^${hosts[victim - 1]}: 1 worker" "$folder/launch.log") -gt 1 ]]; then returns=$((returns + 1)); fi
  say "round $1: the launch ended with status $status after $((SECONDS - started)) s"
  if [[ $status != 0 ]]; then
    broken=$((broken + 1))
    tail -n 20 "$folder/launch.log" "$folder"/run/logs/*.log >&2
  fi
  count_results "$folder"
  # A host that was cut off notices by itself that nobody wants its worker any more.
  left=$(until_idle 45)
  if [[ -n $left ]]; then
    say "round $1: left running: $left"
    processes=$((processes + 1))
  fi
}

# What is still there of the launch's processes when the deadline is over; nothing but the sshds, if all is well.
until_idle() {
  local until=$((SECONDS + $1)) number left
  while :; do
    left=$(for number in 0 1 2 3; do processes_of "$number"; done | grep -v '^sshd: .*listener' | grep . || true)
    if [[ -z $left || $SECONDS -ge $until ]]; then break; fi
    sleep 0.2
  done
  printf '%s' "$left"
}

count_results() {
  local ended distinct
  ended=$(grep -c '^{"event":"trial-ended"' "$1/events.jsonl" || true)
  distinct=$(grep '^{"event":"trial-ended"' "$1/events.jsonl" | grep -oE '"trial":"[0-9a-f]+"' | sort -u | wc -l)
  recorded=$((recorded + distinct)) lost=$((lost + trials - distinct)) twice=$((twice + ended - distinct))
  if ! table_of "$1/$id-${1##*-}.db" >"$1/table.csv" || ! cmp -s "$work/table.csv" "$1/table.csv"; then differ=$((differ + 1)); fi
}

deaths=0 returns=0 recorded=0 lost=0 twice=0 differ=0 processes=0 broken=0
make_network
make_keys_and_config
write_study
(cd "$work" && "$cli" run many.yaml --store undisturbed.db >"$work/undisturbed.log" 2>&1) ||
  die "the undisturbed run failed:" "$(tail -n 5 "$work/undisturbed.log")"
table_of "$work/undisturbed.db" >"$work/table.csv"
for ((number = 1; number <= rounds; number++)); do
  how=$death
  if [[ $death == both ]]; then how=$([[ $((number % 2)) == 1 ]] && echo kill || echo link); fi
  round "$number" "$how"
done
echo "ssh hosts: $rounds rounds, $deaths deaths, $returns returns, $recorded trials recorded, $lost lost, $twice twice, $differ tables differ, $processes processes left"
[[ $deaths == "$rounds" && $((lost + twice + differ + processes + broken)) == 0 ]]
