# shellcheck shell=bash
# What scripts/launch-cluster.sh does, step by step. Uses its variables and the other files of this folder.
# shellcheck disable=SC2154,SC2034

# What a coordinator that does not start said.
coordinator_failed() {
  local status
  status=$(cat "$run/coordinator.status" 2>/dev/null || echo 1)
  if [[ -n $stopped_because ]]; then exit 130; fi
  say "error: the coordinator did not start:"
  tail -n 12 "$run/logs/coordinator.log" | sed 's/^/  | /' >&2
  exit $((status == 2 ? 2 : 1))
}

# start_coordinator COMMAND...: starts it and waits until it listens; its address: heard
start_coordinator() {
  in_background keep_coordinator "$@" >>"$run/logs/coordinator.log" 2>&1
  coordinator=$!
  heard=$(listening_url) || coordinator_failed
}

# start_coordinator_here LISTEN SECRETS
start_coordinator_here() {
  # What was asked for relative to the current folder should not follow the configuration file to its own.
  local listen=$1 secrets=$2 file
  case $store in
    *://*) file=$store ;;
    *) file=$(realpath -m "$store") ;;
  esac
  if [[ $link == akka ]]; then write_hocon "$run/cluster.hocon" "$secrets"; fi
  (umask 077 && write_coordinator_config "$listen" "$file" "$secrets" "$run/logs/coordinator")
  start_coordinator tied coordinator "${trust[@]}" "$cli" coordinator --config "$run/coordinator.yaml" --verbose
  # Should it have to be started again, the workers look for it where it was.
  (umask 077 && write_coordinator_config "${listen%:*}:$(port_of "$heard")" "$file" "$secrets" "$run/logs/coordinator")
}

# write_hocon FILE FOLDER-OF-SECRETS: nothing where there is nothing to say.
write_hocon() {
  local text
  text=$(hocon_text "$2")
  if [[ -n $text ]]; then (umask 077 && printf '%s\n' "$text" >"$1"); fi
}

# Akka takes its authorities from the system, so a run's own is shown to it as the system's. Folders that the system
# looks into (SSL_CERT_DIR) count as before.
trust_own_authority() {
  trust=()
  if [[ $link == akka ]]; then trust=(env "SSL_CERT_FILE=$run/secrets/ca.pem"); fi
}

write_coordinator_config() {
  coordinator_config "$@" >"$run/coordinator.yaml.next"
  if [[ ${#coordinator_lines[@]} -gt 0 ]]; then printf '%s\n' "${coordinator_lines[@]}" >>"$run/coordinator.yaml.next"; fi
  mv "$run/coordinator.yaml.next" "$run/coordinator.yaml"
}

# --local: processes of this machine alone, on loopback, where no secret is needed.
start_here() {
  local number node
  cluster=127.0.0.1:${cluster_port:-$(free_port)} trust=()
  start_coordinator_here "http://127.0.0.1:${port:-0}" ''
  url=$heard
  # They share this machine's memory.
  worker_lines+=("memory_share: $(awk "BEGIN { printf \"%.4f\", 0.9 / $local_workers }")")
  for ((number = 1; number <= local_workers; number++)); do
    node=local-$number
    write_worker_config "$url" "$node" 1 "$run/logs/$node"
    in_background keep_running workers "$node" local_worker "$node" >>"$run/logs/$node.log" 2>&1
    nodes+=($!)
  done
}

local_worker() {
  tied workers "$cli" worker --config "$run/workers/$1/worker.yaml" --verbose 2>&1 | follow_worker "$1"
  return "${PIPESTATUS[0]}"
}

# write_worker_config URL NODE WORKERS LOG
write_worker_config() {
  local folder=$run/workers/$2 secret
  secret=$run/secrets/$(if [[ $link == akka ]]; then echo cluster.pfx; else echo token; fi)
  (umask 077 && mkdir "$folder")
  # Over there a node starts in its checkout.
  if [[ $link == akka ]]; then
    write_hocon "$folder/cluster.hocon" "$(if [[ -f $secret ]]; then echo "runs/$launch_name-$2/secrets"; fi)"
  fi
  (umask 077 && worker_config "$1" "$2" "$3" "log: $(yaml_text "$4")" "${worker_lines[@]}" >"$folder/worker.yaml" &&
    if [[ -f $secret ]]; then mkdir "$folder/secrets" && cp "$secret" "$run/secrets/ca.pem" "$folder/secrets/"; fi)
}

# --hosts: everything over the network has a token and TLS.
start_on_hosts() {
  local host own_url
  mkdir -p "$artifacts" && touch "$artifacts/$launch_name"
  find_addresses
  head=$(head_host)
  if [[ -n $head ]]; then
    if [[ -z $address ]]; then
      address=$(theirs "$head" 2>>"$run/logs/coordinator.log") ||
        die "${host_nodes[head]}, which is to run the coordinator, cannot be reached" "$(tail -n 1 "$run/logs/coordinator.log")"
    fi
    addresses=("$address") host_addresses=()
    make_keys "$address" 127.0.0.1 localhost
    cluster=$(bracketed "$address"):${cluster_port:-7071}
    start_coordinator_on "$head" "$(listen_address)"
  else
    if [[ $link == akka && ${#addresses[@]} -gt 1 ]]; then
      die "the hosts see this machine under several addresses (${addresses[*]}), and a cluster knows each node by one" \
        "Name one that all of them reach (--address HOST), or use --link http."
    fi
    make_keys "${addresses[@]}" 127.0.0.1 localhost
    cluster=$(bracketed "${addresses[0]}"):${cluster_port:-7071}
    trust_own_authority
    start_coordinator_here "https://$(listen_address):${port:-7070}" "$run/secrets"
  fi
  url=https://$(bracketed "${addresses[0]}"):$(port_of "$heard")
  note "coordinator: $url (token: $run/secrets/token, certificates: $run/secrets/ca.pem)"
  for host in "${!host_names[@]}"; do
    [[ ${host_workers[host]} != 0 ]] || continue
    own_url=https://$(bracketed "${host_addresses[host]:-${addresses[0]}}"):$(port_of "$heard")
    write_worker_config "$own_url" "${host_nodes[host]}" "${host_workers[host]}" log
    in_background keep_running workers "${host_nodes[host]}" worker_on "$host" >>"$run/logs/${host_nodes[host]}.log" 2>&1
    nodes+=($!)
  done
}

# Slurm: one file for all nodes, each of which is named after its host. The secrets lie in the same private folder.
write_slurm_config() {
  (umask 077 && {
    link_lines worker "$([[ ! -f $run/cluster.hocon ]] || echo ../cluster.hocon)"
    if [[ $link == http ]]; then
      printf 'coordinator: %s\n' "$(yaml_text "$1")"
      printf 'token_file: %s\nca_file: %s\n' "$(yaml_text "$run/secrets/token")" "$(yaml_text "$run/secrets/ca.pem")"
    fi
    printf 'log: %s\n' "$(yaml_text "$run/logs/nodes")"
  } >"$run/workers/worker.yaml")
}

# One life of the workers of a job: a task a node. Slurm hands the beats on to every task, and its own signals too.
slurm_step() {
  state nodes up
  beat workers 2>/dev/null |
    srun --ntasks="$SLURM_JOB_NUM_NODES" --ntasks-per-node=1 --kill-on-bad-exit=0 --label --unbuffered \
      "${trust[@]}" bash "$root/scripts/lib/tied.sh" "$cli" worker --config "$run/workers/worker.yaml" --verbose
  return "${PIPESTATUS[1]}"
}

bracketed() { if [[ $1 == *:* ]]; then printf '[%s]' "$1"; else printf '%s' "$1"; fi; }

# Asks every host, at the same time, for the address that it sees this machine under: addresses (each once) and
# host_addresses (a host's own; empty where it did not answer).
find_addresses() {
  local host one asking=() silent=0
  host_addresses=() addresses=()
  for host in "${!host_names[@]}"; do
    ours "$host" >"$run/state/.$host" 2>>"$run/logs/${host_nodes[host]}.log" &
    asking+=($!)
  done
  wait "${asking[@]}" || true
  for host in "${!host_names[@]}"; do
    one=$(<"$run/state/.$host")
    if [[ -z $one ]]; then
      silent=$((silent + 1))
      note "${host_nodes[host]}: cannot be reached ($(tail -n 1 "$run/logs/${host_nodes[host]}.log")); it is tried again and again"
    fi
    if [[ -n $address ]]; then one=$address; fi
    host_addresses[host]=$one
    if [[ -n $one && " ${addresses[*]} " != *" $one "* ]]; then addresses+=("$one"); fi
  done
  if [[ $silent == "${#host_names[@]}" ]]; then
    die "no host can be reached; nothing was started" \
      "Each must let you in without a password: ssh -o BatchMode=yes ${host_names[0]} true"
  fi
}

# Where all find it: the one address, if it is this machine's, else every address.
listen_address() {
  if [[ -z $address && ${#addresses[@]} == 1 && " $(hostname -I 2>/dev/null) " == *" ${addresses[0]} "* ]]; then
    bracketed "${addresses[0]}"
  elif [[ "${addresses[*]}" == *:* ]]; then
    echo '[::]'
  else
    echo 0.0.0.0
  fi
}

# Submits and follows; the status is the submission's.
follow() {
  local status=0 seen=$SECONDS credentials=() patience_s=${ACTORSEARCH_NO_WORKER_S:-600}
  if [[ -f $run/secrets/token ]]; then credentials=(--token-file "$run/secrets/token" --ca-file "$run/secrets/ca.pem"); fi
  in_background tied submission "$cli" submit "$spec" --coordinator "$url" "${credentials[@]}" "${submit_options[@]}"
  submission=$!
  while kill -0 "$submission" 2>/dev/null; do
    if some_node_is up || some_node_is preparing; then seen=$SECONDS; fi
    if [[ -z $stopped_because && $((SECONDS - seen)) -ge $patience_s ]]; then
      stopped_because=no-worker
      note "error: there has been no worker for $patience_s s; ending the run. The logs say why: $run/logs"
      rm -f "$run/flags/submission"
    fi
    sleep 0.5 || true
  done
  wait "$submission" || status=$?
  submission=''
  case $stopped_because in
    interruption)
      say "coordinator and workers are being stopped; go on with: ${asked[*]}$([[ " ${asked[*]} " == *' --resume '* ]] || echo ' --resume')"
      status=130 ;;
    no-worker) status=1 ;;
  esac
  return "$status"
}

interrupt() {
  stopped_because=${stopped_because:-interruption}
  if [[ -n $submission ]]; then rm -f "$run/flags/submission"; else exit 130; fi
}

# finish STATUS: workers hand back first, so that the coordinator can still write that down. A second interruption
# ends at once; what runs elsewhere notices within seconds that nobody wants it any more.
finish() {
  local host collecting=()
  trap 'at_once' INT TERM HUP
  set +e
  if [[ -n $submission ]]; then stop submission 20 "$submission"; fi
  stop workers 40 "${nodes[@]}"
  if [[ -n $coordinator ]]; then stop coordinator 40 "$coordinator"; fi
  if [[ -n $head && -e $run/coordinator.url ]]; then fetch_store "$head"; fi
  if [[ -n $hosts_file ]]; then
    for host in "${!host_names[@]}"; do
      if [[ -d $run/workers/${host_nodes[host]} ]]; then
        collect "$host" "${host_nodes[host]}" &
        collecting+=($!)
      fi
    done
    if [[ -n $head ]]; then
      collect "$head" coordinator &
      collecting+=($!)
    fi
    wait_for 60 "${collecting[@]}"
    rm -f "$artifacts/$launch_name"
  fi
  rm -rf "$run/secrets" "$run"/workers/*/secrets "$run/flags" "$run/state"
  say "logs: $run/logs"
  exit "$1"
}

at_once() {
  local process
  rm -rf "$run/flags" "$run/secrets" "$run"/workers/*/secrets
  for process in $submission "${nodes[@]}" $coordinator; do kill -KILL -- "-$process" 2>/dev/null; done
  exit 130
}
