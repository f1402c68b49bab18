# shellcheck shell=bash
# The processes of a run: the coordinator, local workers, the submission. Every one is tied (lib/tied.sh) to a flag, a
# file in the run's folder, and to the launcher: it is stopped within seconds of either's end, kill -9 included.
# Uses run, root, cli, say and die of the script that sources it.
# shellcheck disable=SC2154

launcher=$$
people=2 # where people read, when standard error is a log

# note TEXT: one line for people and for the run's own log.
note() {
  printf '%s %s\n' "$(date +%H:%M:%S)" "$*" >>"$run/logs/launch.log"
  # The live display leaves the cursor in its last line.
  if [[ -t 1 && -t $people ]]; then printf '\r\033[K' >&"$people"; fi
  say "$*" 2>&"$people"
}

# A process that nobody has waited for yet still takes signals, dead as it is.
launcher_lives() {
  local status
  { status=$(<"/proc/$launcher/stat"); } 2>/dev/null && [[ ${status##*) } != [ZX]* ]]
}

working() { [[ -e $run/flags/$1 ]] && launcher_lives; }

# beat FLAG: a line a second for as long as the flag stands and the launcher lives.
beat() {
  while working "$1" && echo; do sleep 1; done
}

# tied FLAG COMMAND...: runs a command here.
tied() {
  local flag=$1
  shift
  beat "$flag" 2>/dev/null | bash "$root/scripts/lib/tied.sh" "$@"
  return "${PIPESTATUS[1]}"
}

# in_background COMMAND...: in a process group of its own, out of reach of the terminal's Ctrl-C. Its identity: $!
in_background() {
  set -m
  "$@" &
  set +m
}

# rest FLAG SECONDS: waits, but no longer than the flag stands.
rest() {
  local until=$((SECONDS + $2))
  while working "$1" && [[ $SECONDS -lt $until ]]; do sleep 1; done
}

# state NODE [TEXT]: what a node is doing: preparing, up or down.
state() {
  if [[ $# -gt 1 ]]; then echo "$2" >"$run/state/$1"; else cat "$run/state/$1" 2>/dev/null; fi
}

# reason NODE TEXT: why a node is not there, for who names its loss.
reason() { echo "$2" >"$run/state/.why.$1"; }

some_node_is() { grep -lqx "$1" "$run"/state/* 2>/dev/null; }

# Starts the coordinator again where it ends, unless that is at its first start: then whoever waits for it says why.
keep_coordinator() {
  local status=0
  while working coordinator; do
    status=0
    "$@" || status=$?
    echo "$status" >"$run/coordinator.status"
    working coordinator && [[ -e $run/coordinator.url ]] || return "$status"
    note "the coordinator ended (status $status); starting it again. Its log: $run/logs/coordinator.log"
    rest coordinator 2
  done
}

# keep_running FLAG NODE COMMAND...: starts a command again and again, with back-off from 2 s to 60 s, and names each
# loss. A command that lasted a minute starts the back-off anew.
keep_running() {
  local flag=$1 node=$2 pause=2 started status why
  shift 2
  while working "$flag"; do
    started=$SECONDS status=0
    state "$node" preparing
    reason "$node" ''
    "$@" || status=$?
    state "$node" down
    working "$flag" || break
    if [[ $((SECONDS - started)) -ge 60 ]]; then pause=2; fi
    why=$(<"$run/state/.why.$node")
    note "$node: ${why:-lost (status $status)}; trying again in $pause s (log: $run/logs/$node.log)"
    if ! some_node_is up && ! some_node_is preparing && [[ ! -e $run/state/.nobody ]]; then
      touch "$run/state/.nobody"
      note "no worker is left; the study waits for one to come back"
    fi
    rest "$flag" "$pause"
    pause=$((pause < 30 ? pause * 2 : 60))
  done
}

# Copies a worker's words into its log and marks it up at the first.
follow_worker() {
  local node=$1 line
  while IFS= read -r line; do
    printf '%s\n' "$line"
    if [[ $line == "worker $node: "* ]]; then
      state "$node" up
      rm -f "$run/state/.nobody"
      note "${line#worker }"
    fi
  done
}

# A text as YAML and every shell of ours reads it.
yaml_text() { printf "'%s'" "${1//\'/\'\'}"; }

# The run's folder: configuration, secrets, logs. Nobody else may read it.
make_run_folder() {
  local base=$1 count=1
  run=$base
  mkdir -p "$(dirname "$base")" 2>/dev/null || die "cannot make the folder $(dirname "$base")"
  while ! (umask 077 && mkdir "$run" 2>/dev/null); do
    [[ -e $run ]] || die "cannot make the folder $run"
    count=$((count + 1))
    run=$base-$count
  done
  run=$(cd "$run" && pwd)
  (umask 077 && mkdir "$run/flags" "$run/state" "$run/logs" "$run/secrets" "$run/workers")
}

# make_keys NAME...: token, authority, certificate and key for a coordinator that is reached by these names.
make_keys() {
  local name hosts=()
  for name in "$@"; do hosts+=(--host "$name"); done
  (umask 077 && "$cli" keys "$run/secrets" "${hosts[@]}") >"$run/logs/keys.log" 2>&1 </dev/null ||
    die "the token and the certificate could not be made:" "$(<"$run/logs/keys.log")"
}

# What the built program has, and with it the stack (docs/STACKS.md).
has_akka() { grep -qs '"ActorSearch\.Akka/' "$cli.deps.json"; }

# choose_link: the link that was asked for, else the stack's own; and the store, if none was named.
choose_link() {
  local own=http
  if has_akka; then own=akka; fi
  link=${link:-$own}
  if [[ $link == akka && $own != akka ]]; then
    say "error: --link akka: this machine builds the system stack, which has no Akka.NET; right is --link http, or the nuget stack (docs/STACKS.md)"
    exit 2
  fi
  if [[ $link == http && -n $hocon$cluster_port ]]; then
    say "error: --hocon and --cluster-port go with --link akka, and this run's link is http"
    exit 2
  fi
  if [[ -z $store ]]; then store=results.$(if [[ $own == akka ]]; then echo litedb; else echo db; fi); fi
}

# Files beside a store that a clean end leaves none of.
left_beside() {
  case $1 in
    *.litedb) printf '%s' "${1%.litedb}-log.litedb" ;;
    *) printf '%s' "$1-wal" ;;
  esac
}

# A port that nothing listens on here. Someone else may be quicker; then the coordinator says so.
free_port() {
  local port
  while :; do
    port=$((20000 + (RANDOM * 32768 + RANDOM) % 12000))
    (: <"/dev/tcp/127.0.0.1/$port") 2>/dev/null || break
  done
  echo "$port"
}

# hocon_text FOLDER-OF-SECRETS: prints the settings of Akka's own for a node of this run. TLS with the one certificate of
# all its nodes; what the user's file says comes last, and wins.
hocon_text() {
  if [[ -n $1 ]]; then
    printf 'akka.remote.dot-netty.tcp {\n  enable-ssl = on\n  ssl.certificate { path = "%s", password = "" }\n}\n' "$1/cluster.pfx"
  fi
  if [[ -n $hocon ]]; then cat "$hocon"; fi
}

# link_lines ROLE [HOCON]: prints what a configuration says of the link. Uses link and cluster (the coordinator's node).
link_lines() {
  printf 'link: %s\n' "$link"
  if [[ $link == akka ]]; then
    case $1 in
      coordinator) printf 'cluster: %s\n' "$(yaml_text "$cluster")" ;;
      worker) printf 'seeds: %s\n' "$(yaml_text "$cluster")" ;;
    esac
    if [[ -n ${2:-} ]]; then printf 'hocon: %s\n' "$(yaml_text "$2")"; fi
  fi
}

# coordinator_config LISTEN STORE FOLDER-OF-SECRETS LOG: prints coordinator.yaml; without secrets for loopback.
coordinator_config() {
  printf 'listen: %s\nstore: %s\nlog: %s\n' "$(yaml_text "$1")" "$(yaml_text "$2")" "$(yaml_text "$4")"
  if [[ -n $3 ]]; then
    printf 'token_file: %s\ncertificate_file: %s\ncertificate_key_file: %s\n' \
      "$(yaml_text "$3/token")" "$(yaml_text "$3/coordinator.pem")" "$(yaml_text "$3/coordinator.key")"
  fi
  link_lines coordinator "$([[ ! -f $run/cluster.hocon ]] || echo cluster.hocon)"
}

# worker_config URL NODE WORKERS [MORE LINES...]: prints worker.yaml; secrets/ and cluster.hocon lie beside it, if there are any.
worker_config() {
  printf 'name: %s\nworkers: %s\n' "$(yaml_text "$2")" "$3"
  link_lines worker "$([[ ! -f $run/workers/$2/cluster.hocon ]] || echo cluster.hocon)"
  if [[ $link == http ]]; then
    printf 'coordinator: %s\n' "$(yaml_text "$1")"
    if [[ -f $run/secrets/token ]]; then printf 'token_file: secrets/token\nca_file: secrets/ca.pem\n'; fi
  fi
  shift 3
  if [[ $# -gt 0 ]]; then printf '%s\n' "$@"; fi
}

# The address that the coordinator says it listens on, once it does; fails if it ends before.
listening_url() {
  local url
  while :; do
    url=$(sed -n 's/^listening on \(https\{0,1\}:[^[:space:]]*\).*/\1/p' "$run/logs/coordinator.log" 2>/dev/null | tail -n 1)
    if [[ -n $url ]]; then
      echo "$url" | tee "$run/coordinator.url"
      return
    fi
    [[ ! -e $run/coordinator.status ]] || return 1
    sleep 0.1
  done
}

port_of() { printf '%s' "${1##*:}" | tr -dc 0-9; }

# wait_for SECONDS PROCESS...: until all have ended, or the time is over.
wait_for() {
  local until=$((SECONDS + $1)) process
  shift
  for process in "$@"; do
    while kill -0 "$process" 2>/dev/null && [[ $SECONDS -lt $until ]]; do sleep 0.1; done
  done
}

# stop FLAG SECONDS PROCESS...: takes the flag down; what does not end in time is ended with its process group.
stop() {
  local flag=$1 patience_s=$2 process
  shift 2
  rm -f "$run/flags/$flag"
  wait_for "$patience_s" "$@"
  for process in "$@"; do
    if kill -0 "$process" 2>/dev/null; then kill -KILL -- "-$process" 2>/dev/null || true; fi
  done
}
